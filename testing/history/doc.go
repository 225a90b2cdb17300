// Package history judges what clients saw.
//
//	CheckLists   transactions over lists: reads and appends (Elle's list-append). Dependencies are
//	             inferred from what was read, the order in real time from when clients sent and got
//	             their answers, and from nothing else. A cycle is an anomaly, with a name and a story.
//	CheckBank    transfers: every read of all accounts has the same sum.
//	CheckFacts   rows that are inserted once: sets, order across clients, long forks, monotonic reads.
//	CheckRows    rows that are inserted once, and removed by groups: none is lost, doubled or comes back.
//	CheckUnique  who was given what only one can have.
//	CheckRegisters  single registers are linearizable (its test asks porcupine, too).
//
// Why lists: an append leaves a trace. A read of [1 5 3] tells which three
// transactions came before, in which order, and that no other did. So version
// orders need not be guessed, and what is reported is a proof: each edge of a
// cycle says what was seen. (Kingsbury and Alvaro, "Elle", VLDB 2020; names of
// anomalies from Adya 1999.)
//
// The package must not know the database: histories come from the outside, and a
// history can be made by hand, as its tests do.
package history

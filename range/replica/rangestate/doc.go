// Package rangestate is what a replica has applied: as far as it is kept in memory, and where it lies in
// the engine.
//
//	State     bounds, applied index, closed timestamp and threshold; stages, records, tombstones, carried marks
//	Staged    all evidence of one transaction on the range; Stage: one piece of it
//	storage   the range-local entries, each written where it is changed, and read back by Load
//
// Apply takes the effects of one entry in, Narrow keeps the left-hand side of a split, Absorb takes a
// right-hand side in, Revoke the summary of a lease that ended by its own word.
//
// # Invariants
//
//	R1  What is in memory is a function of the entries that were applied: what Load reads is what was there
//	    before, but for what only a process knows (Hint, Known, Cleared, Inherits).
//	R2  A key of Written has the stage with the highest timestamp that is not cleared there; Removals grows
//	    whenever a stage goes, so that who has looked before looks again.
//	R3  Evidence is never replaced: pieces of a transaction speak for disjoint keys (T8). Divide keeps
//	    each key's piece on the side that has the key.
//	R4  Closed and Threshold never get lower (T4). The caller sees to that, and to its own mutex.
//
// It decides nothing, proposes nothing and waits for nothing; range/replica does, and guards it.
package rangestate

// Package sim runs the real stack under faults drawn from a seed, in virtual
// time, and has the clients' histories judged (package history).
//
//	clients ── gateways (coord, router, own clocks) ── hops ── store (ranges, Raft logs, engine)
//	              │ vanish                          │ delay, lose,   │ split, leases revoked,
//	              │                                 │ double         │ on a file system in memory
//
// What is drawn: the number of gateways, clients, keys and ranges, clock errors,
// how slow and how lossy the network is, how often leases are revoked, ranges
// split and gateways vanish in the middle of what they do. Faults strike when
// messages pass, so that they meet every wait there is. At the end the world is
// healed, and must come to rest: all answered, all readable, nothing locked.
//
// A run is a function of its seed, but for the order of goroutines; each check
// holds for every order. A seed that fails prints the command that runs it again.
package sim

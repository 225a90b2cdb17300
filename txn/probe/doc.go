// Package probe is what nodes ask each other about transactions, as a service of
// the mesh: whether a gateway still knows a transaction (so that locks of what is
// over are let go), and who waits for whom on all nodes (so that deadlocks over
// several nodes are found).
//
// # Is it open?
//
// A waiter's probe asks the holder's gateway. Questions to one gateway share
// messages: one is under way at a time, and those that come meanwhile go together.
//
//	the gateway                            the transaction counts as
//	answers                                what it says
//	runs as another process by now         over
//	is known to be dead                    over
//	can't be reached, for a while          not known: its locks stay
//	can't be reached, for longer           over (ForsakenAfter)
//
// The last is a matter of patience, not of correctness: locks keep others from
// losing a race, and every commit checks what its locks found (T11).
//
// # Deadlocks
//
// Each node's Detector finds the cycles at its own ranges. Waits that have lasted for
// longer are told to one node, the center, all of a node's in one message, again and
// again while there are any; nothing is sent where nobody waits. The center looks for
// cycles over several nodes, asks those whose waits they are whether they are all
// still on (then they all were, at the moment before it asked: a real cycle), and has
// the youngest's ended.
//
// The package must not know what a lock is. Its neighbours: txn/deadlock, which
// decides; range/transport, which carries; server/node, which knows who is alive.
package probe

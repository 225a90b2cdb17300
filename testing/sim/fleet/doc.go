// Package fleet simulates whole clusters: real nodes in virtual time (package
// local), hurt by a plan of faults (package plan), asked in SQL by clients of every
// kind (package workload), and judged by what the clients saw (package history).
//
//	seed ──► Config ──► cluster ◄── nemesis (the plan)
//	                      ▲  └────► watcher: the same span at the same timestamp has
//	                   clients        the same bytes, whoever serves it (T14)
//	                      └──► histories ──► judge
//
// In the end all is healed: every node must come back, everything must be readable,
// and all replicas must agree.
//
// Two runs of a seed have the same faults at the same times and clients that draw the
// same numbers; the order of goroutines is not theirs to choose. So a seed that
// failed once is run several times (-times), and its plan is shrunk by how often it
// fails (-shrink).
package fleet

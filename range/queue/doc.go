// Package queue does a store's background work: what ranges need and nobody waits for. Each kind of
// work has a queue of its own, and a file:
//
//	wake         new and unfinished ranges are loaded                  wake.go
//	split        ranges that have grown or are hot are divided         split.go
//	directory    the directory is told what has become of ranges       directory.go
//	merge        ranges are joined; freezes that were left are undone  merge.go
//	replica_gc   replicas that their ranges have lost are removed      replicagc.go
//	lease        leases go elsewhere: on request, off a full disk      lease.go
//	consistency  replicas are compared                                 consistency.go
//	snapshot     what broke off and nobody goes on with is dropped     leftovers.go
//	mvcc_gc      old versions go                                       mvccgc.go
//
// (Whether a range's replicas are in the right places is range/rebalancer's.) What is done on request,
// and what a queue does by itself, is one thing: a transfer of a lease, a comparison and a merge have
// methods here.
//
// The room knows no store: it asks one through Store and Range for the replicas here, and tells it
// what to do with one. Who adds to a queue, the log writer in the first place, is never held up.
//
// Invariants:
//
//	Q1  A queue does one thing at a time; what is added for a range meanwhile is done after it.
//	Q2  A range is in a queue once. Adding it brings its turn forward, never back.
//	Q3  What fails comes again later each time, up to a bound, or is left to the next occasion:
//	    which of them, the queue's Pace says.
//	Q4  Add neither blocks nor calls anybody.
//	Q5  After Stop nothing is done any more, and what is under way has ended.
package queue

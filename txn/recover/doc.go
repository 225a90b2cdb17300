// Package recover finishes what a lost coordinator left (transactions.md,
// section 6). Whoever meets a stage past c and a grace period may ask; any
// number may ask at once, and all hear the same answer.
//
//	record says             then
//	COMMITTED, ABORTED      that is it
//	missing, closed ≥ c     presumed aborted (only for who still has the stage after this look)
//	missing                 before c + grace: wait; after: set ABORTED, unless a record came
//	STAGING@c               before c + grace: wait; after: at each participant evidence for c, or
//	                        prevention. All there: COMMITTED@c. One prevented: ABORTED.
//
// Nothing is validated again: evidence decides. The record's compare-and-set is
// the only decision, and names the state that was examined, so that two who
// recover, or one and the coordinator, agree (T7). A prevention and evidence
// exclude each other (T8), which is the ranges' business.
//
// The package orchestrates; what it asks for is evaluated in range/replica. It
// serves replica.Settler and coord.Recoverer, and must not know SQL or how a
// gateway buffers.
package recover

// Package physical decides how relations are computed: ways to read a table
// (access.go; arms.go for conditions over several columns, union.go for several
// indexes), the order of joins (joinorder.go) and how each is done (join.go), by
// what is known of the columns (selectivity.go), and what ranges and nodes of the
// cluster do for themselves (push.go, flow.go, point.go).
//
// The order of joins is the cheapest in which one input after the other is joined
// (Selinger et al. 1979): semi, anti and left joins are inputs that wait for what
// their conditions read. No selectivity is nothing. Those of parameters are
// averages, unless the plan is for their values.
//
// How a statement becomes a plan:
//
//	1  Settle     the binder decides what was left open (types of parameters)
//	2  Norm       rules that are worth it always (rewrite); queries in expressions come to it one by one, when they
//	              are planned (subplan)
//	3  build      from the root down, a goal is handed to each relation; from the leaves up, a phys comes back. What
//	              does not come as it was wished for is sorted, projected or filtered by who wished for it
//	4  finish     passes over the plan as a whole (plan.go)
//
// Three things go by the name of order, and are not to be confused: the order of rows (goal.order, phys.order), of
// joins (type order), and of conditions (filter, cheapFirst).
//
// Ways are compared by building them: two phys stand side by side, and the dearer one is dropped. So building must
// leave nothing behind that a dropped way could be told by:
//
//	P1  relations and expressions are read, never changed; expressions are copied where columns get places (resolve)
//	P2  numbers of operators are given again (discard), unless a subquery was planned meanwhile, whose plan stays
//	P3  a subquery is planned once for the statement, and its plan is shared by all places that ask it
//	P4  an operator that was handed up gets one mark at most from who takes it, Head.Ordered; else it is copied
//	P5  the size of a relation is estimated once (sizes), so that it is the same in each order that is compared, and
//	    the work does not double with each level of joins within joins
//
// And of answers:
//
//	P6  a condition is left out of a scan's filter only where its spans allow no row for which it is not true
//	    (access.used); whatever is doubtful is judged again
//	P7  a limit may stop an operator only where its rows come in the wished order (goal.limitX); as a number
//	    (goal.limit) it only weighs
//	P8  estimates may be wrong, plans may not: nothing that depends on statistics or on arguments changes an answer, but
//	    for partial indexes, of which the plan notes what it relies on (nodes.Choice)
//	P9  what policies hide stays hidden: conditions that are not leakproof are not looked up by (mayFind), nor estimated by
//	    what tables hold (unseen)
//
// What is dear here is another than in a database on one disk: a message to a range, a span that is read (whoever writes
// into it meets the transaction), a round trip to another region. So points beat spans even of small tables, an index
// that covers is worth more than one that does not by the messages, not by the bytes, and of partitioned tables the
// partition at home is asked first (homed.go).
//
// It knows what tables hold only through bind.StatsSource.
//
// Source: Selinger et al., Access Path Selection in a Relational Database Management System (SIGMOD 1979); PostgreSQL 15,
// src/backend/optimizer, for estimates and for what may be moved where.
package physical

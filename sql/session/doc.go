// Package session is one client's state, apart from the wire: settings, the
// transaction block, prepared statements, portals and cursors; and what runs a
// statement: it finds the plan, runs it in the transaction, commits if the
// statement is alone, and runs it again where it lost a conflict before the
// client saw anything.
//
// # The transaction block
//
//	state      status  statement        next
//	idle       I       BEGIN            open
//	                   any other        runs in a transaction of its own, idle
//	open       T       COMMIT           commits, idle
//	                   ROLLBACK         idle
//	                   an error         failed
//	failed     E       ROLLBACK, COMMIT idle (nothing is committed)
//	                   ROLLBACK TO      open, unless the whole transaction is lost
//	                   any other        25P02
//
// Several statements in one simple query, and extended queries up to Sync, share
// one transaction without a block (Postgres 15 documentation, 55.2.2.1).
//
// # Replay
//
// A statement runs again, in a new attempt of the transaction that keeps its age
// (the youngest loses a deadlock), if it lost with 40001 or 40P01, it is the
// first of its transaction to touch data, and nothing of it has left for the
// client. READ COMMITTED repeats a single statement on a new snapshot. A
// block whose answers have been sent is run again as a whole, by the connection's
// account of it, and goes on where all of them come out the same (replay.go). An
// outcome that is unknown (40003) is never replayed.
//
// The package must not know sockets or message formats (pgwire), nor how plans
// run (exec) or schemas change (ddl).
package session

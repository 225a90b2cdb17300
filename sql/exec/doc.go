// Package exec runs plans: it asks the transaction for spans and keys, filters,
// joins and aggregates what comes back, and turns INSERT, UPDATE and DELETE
// into locks, buffered writes and commit conditions.
//
//	Executor.Run   a statement from start to end, rows pushed into a Sink
//	Executor.Open  a Cursor, for portals that are fetched in parts
//	Executor.CopyIn  bulk insertion
//	Evaluator      the part that runs beside the data, at the leaseholder
//
// Three ways lead through a statement. A statement on one row by its full
// unique key has no operators at all (the straight path). An autocommit
// statement of that shape goes out as one message that locks, evaluates and
// commits. Everything else is a tree of operators that pass batches of columns.
//
// The package must not know the wire, SQL text or how a schema changes. A
// conflict is an error of txn/coord and goes through unchanged: the session
// decides what is run again.
//
// Invariants: T11 (each written key was locked, its expectation recorded) and
// T13 (index and row change together) are this package's part of
// transactions.md, section 9.
package exec

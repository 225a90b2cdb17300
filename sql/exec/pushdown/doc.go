// Package pushdown is the part of a plan that ranges evaluate next to their data:
// fragments, their codec, and what runs them at a replica.
//
//	Scan    rows that pass a filter, as they are stored
//	Pipe    rows through a chain of operators: columns, first rows, groups
//	Change  an update or deletion of the one row that its request locks
//	Insert  entries, where no unique one of them exists
//
// A fragment travels as it is within a process, and as bytes between nodes
// (Decode, and each one's Marshal); bytes of another version are refused with
// 0A000, damaged ones with XX001, and nothing that they say can make an
// evaluation read outside of its row. Evaluator serves replica.Evaluator.
//
// It knows no operators, transactions or sessions: those of a Pipe are exec's,
// above it, which gives the evaluator what runs them.
package pushdown

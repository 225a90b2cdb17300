// Package scalar is the typed form of SQL expressions: what the planner makes
// of syntax, what executors evaluate, and what travels to a range inside a plan
// fragment.
//
// A tree is immutable once built and is evaluated by many goroutines, each with
// a Ctx of its own. Before columns have places a reference is a Var (a column's
// number within its query); Resolve turns Vars into Slots of an operator's
// input or Regs (values of an outer row).
//
// The package must not know tables, keys or transactions. What only a session
// can answer goes through Host, which is nil at a replica: an expression that
// needs it is not sent there (see Remote).
//
// What evaluation promises:
//
//	E1  an operand runs once for each time that its expression does, also where it is NULL and the function strict: it may
//	    fail, or draw from a sequence (but for what is known to be NULL beforehand, Ctx.NullKnown). What decides early (AND, OR, CASE, COALESCE, IN) leaves out what stands behind, and
//	    only that
//	E2  NULL is a value of each type; strict functions and operators are not called for it
//	E3  a value may share memory with the row that it came from, and is copied (Clone) by who keeps it longer
//	E4  functions that take long look whether the statement was cancelled (Env.Checkpoint), and what they make counts
//	    against its memory (Env.Made)
//
// Two expressions are the same (Equal, Key) by form and not by meaning: a + b is not b + a. That is enough to find an
// index's expression, and can't be wrong.
//
// Trees are walked by Children and copied by Map; who adds a kind adds it to both, or it hides what it reads. An operand
// that stands in a node twice (NullIf) is visited once: with each such node within another a walk would double.
//
// The encoding (Append, Decode) is versioned and decoded defensively; a
// function or operator is named as in SQL with its argument types and resolved
// again where it is decoded.
package scalar

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
// The encoding (Append, Decode) is versioned and decoded defensively; a
// function or operator is named as in SQL with its argument types and resolved
// again where it is decoded.
package scalar

// Package nodes is what planning gives and sql/exec runs: a Plan, its operators
// (Node), and what they carry, such as spans of an index, parts of a partitioned
// table, triggers, foreign keys and flows between nodes of the cluster.
//
// A plan is immutable and made of data alone: how it came to be is told by the
// rooms above (Choice is their only trace), how it is run by sql/exec. Methods
// here walk a plan or tell what follows from an operator's own fields.
//
// Source: PostgreSQL 15, chapter 14, for what the operators are.
package nodes

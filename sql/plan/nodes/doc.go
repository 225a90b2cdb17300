// Package nodes is what planning gives and sql/exec runs: a Plan, its operators
// (Node), and what they carry, such as spans of an index, parts of a partitioned
// table, triggers, foreign keys and flows between nodes of the cluster.
//
// A plan is immutable and made of data alone: how it came to be is told by the
// rooms above (Choice is their only trace), how it is run by sql/exec. Methods
// here walk a plan or tell what follows from an operator's own fields.
//
// What holds of every plan:
//
//	N1  an operator's expressions read Slots of its input, of two inputs side by side with the left one's columns first
//	N2  each operator has a number of its own (Head.ID), by which what was measured is told of it
//	N3  where somebody relies on the order of rows that nothing sorts, Head.Ordered says so, and no pass or executor may
//	    give the rows in another one
//	N4  what runs again and again says by which registers (NestedLoop.Sets, scalar.Subquery.Sets): the executor keeps
//	    results as long as these have the same values
//	N5  marks (Ranges, Flow, Narrow) are offers: an executor that does not take them runs the operators as they are, with
//	    the same answer
//
// Source: PostgreSQL 15, chapter 14, for what the operators are.
package nodes

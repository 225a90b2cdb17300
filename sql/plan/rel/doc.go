// Package rel is the tree of relations between syntax and plan: what is to be
// computed, over numbered columns, before it is decided how. The binder makes
// it, rewriting changes it, and the planner reads it; all three know each other
// by it alone.
//
//	Rel        a relation: a table, a join, a grouping, ...
//	DML        what changes rows, with the relation that gives them
//	Statement  what the relations of a statement share: columns, registers, subqueries
//
// Invariants:
//
//	R1  a column (scalar.VarID) is made in one place of the tree, and has an entry in Statement
//	R2  a relation reads columns of its inputs alone; what is further out comes by a register
//	R3  each register is set where its subquery or lateral join stands, once
package rel

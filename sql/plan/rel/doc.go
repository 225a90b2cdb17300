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
//	R4  a query of a WITH is one relation however many read it: what stands in the place of its one reader (Inlined) is
//	    planned there, every other once, by its With. Conditions of a reader go into the first kind alone
//	R5  walks come to each relation once (Inputs), so that they take as long as the statement
//	R6  a relation that can have no row is Values without rows; its columns stay
//
// Columns have numbers and not names or places, so that a relation can be moved: a join whose inputs change sides, a
// condition that goes through a projection, a leaf in the place of its partitioned table give the same numbers. Places
// come last, when operators are made (physical: slots).
//
// A subquery in an expression, and the right side of a lateral join, read the row around by registers. A register is
// set before what reads it starts, and keeps its value as long as that runs. So what reads a register may only move to
// where that is set, or take the column itself in its place (ReplaceRegs).
package rel

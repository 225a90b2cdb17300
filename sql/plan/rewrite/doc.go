// Package rewrite changes relations into others that give the same rows, and
// conditions into others that are true for the same ones: conditions move down
// to where their columns are made, EXISTS and IN become semi joins, outer joins
// whose padded rows are dropped become inner ones, constants are shared over
// joins, and what implies what is told for partial indexes.
//
// One pass goes down (Norm) and takes conditions along (push):
//
//	Norm       brings inputs into their final form first, then the relation itself
//	push       puts conditions over a relation that is in its final form, as far down as they go; what they bring about
//	           on the way (an outer join that becomes inner, a semi join that an EXISTS makes) is final, too
//	collapse   leaves out what is empty, each time that something may have become so
//
// Its rules keep these:
//
//	W1  the columns of a relation stay, by number: what is above need not know what became of it
//	W2  a condition goes down only where its truth for a row decides about that row alone: not through LIMIT, which counts
//	    rows, nor into one side of a join that pads the other
//	W3  what is volatile is computed of the rows that it was written for, and as often; it neither moves nor is doubled
//	W4  what a query asks for each row is asked of as few rows as may be: such conditions stay above semi joins
//	W5  an expression that is read twice may be computed twice if that is cheap to write down (rel.SubstitutedMax), so
//	    that projections over each other do not double it at each level
//	W6  rules end: a condition that follows from another is derived once (said, holding)
//	W7  behind a barrier only what is leakproof is asked (pushBarrier)
//
// Errors are as in Postgres: a condition may be asked of a row that another one would have dropped, and may fail for it.
// CASE alone guards.
//
// Three-valued logic is what most mistakes are made of. A condition of WHERE, ON or HAVING that is NULL drops the row as
// false does, but NOT of it is no truth either: so RejectsNull asks whether something can be true, never whether it is
// false, and NOT IN becomes an anti join of its own kind (NullAware) unless neither side can be NULL.
//
// It knows the tree and no costs: a rule is here if it is worth it always. The
// planner decides the rest.
package rewrite

// Package plan turns a syntax tree into a plan that can be run: names are
// looked up, types inferred by Postgres's rules, predicates become key spans,
// and joins, subqueries and aggregates become operators.
//
//	Build          one statement to a Plan, immutable and reusable with other
//	               arguments; which one may be by arguments (arguments.go)
//	CompileScalar  the expression of a DEFAULT, a CHECK or an index, for DDL
//	Plan.Explain   the plan as Postgres's EXPLAIN words it
//
// A plan depends on the statement, on the schema at one timestamp, on the
// types of parameters, and on user, database and search_path; never on other
// settings, on the clock or on arguments, but for estimates and partial indexes
// where those of one execution are given. What a setting may change (the zone of a timestamptz
// literal) is left to execution.
//
// How it goes:
//
//	bind   names and types: a tree of relations over numbered columns (rel.go)
//	norm   conditions move down, EXISTS and IN become semi joins, a disjunction
//	       over several inputs gives each what it says of that one (norm.go)
//	phys   ways to read a table (access.go; arms.go for conditions over several
//	       columns, union.go for several indexes), the order of joins (joinorder.go) and how each is done
//	       (physjoin.go), by what is known of the columns (selectivity.go)
//	marks  what ranges and nodes do for themselves (push.go, flow.go, point.go)
//
// The order of joins is the cheapest in which one input after the other is joined
// (Selinger et al. 1979): semi, anti and left joins are inputs that wait for what
// their conditions read. No selectivity is nothing. Those of parameters are
// averages, unless the plan is for their values.
//
// The package must not know transactions, ranges or the wire. It knows what
// tables hold only through StatsSource. The shapes of plans are held by
// testing/plans.
//
// Source: PostgreSQL 15, chapters 4, 7, 10 and 14 for what a statement means
// and how its errors are worded.
package plan

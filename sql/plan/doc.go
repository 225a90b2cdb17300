// Package plan turns a syntax tree into a plan that can be run: names are
// looked up, types inferred by Postgres's rules, predicates become key spans,
// and joins, subqueries and aggregates become operators.
//
//	Build          one statement to a Plan, immutable and reusable with other
//	               arguments
//	CompileScalar  the expression of a DEFAULT, a CHECK or an index, for DDL
//	Plan.Explain   the plan as Postgres's EXPLAIN words it
//
// A plan depends on the statement, on the schema at one timestamp, on the
// types of parameters, and on user, database and search_path; never on other
// settings, on the clock or on arguments. What a setting may change (the zone
// of a timestamptz literal) is left to execution.
//
// The package must not know transactions, ranges or the wire. It knows row
// counts only through StatsSource.
//
// Source: PostgreSQL 15, chapters 4, 7, 10 and 14 for what a statement means
// and how its errors are worded.
package plan

// Package plan turns a syntax tree into a plan that can be run: names are
// looked up, types inferred by Postgres's rules, predicates become key spans,
// and joins, subqueries and aggregates become operators.
//
//	Build   one statement to a nodes.Plan, immutable and reusable with other
//	        arguments; which one may be by arguments (physical/arguments.go)
//
// It is a front: it joins the rooms beneath, each of which imports those before it alone, and
// plans what foreign keys make of a statement, EXPLAIN and COPY.
//
//	scalar    expressions: types, evaluation, printing
//	host      what expressions ask of the session that runs them
//	nodes     what is run: a plan and its operators
//	explain   a plan as Postgres's EXPLAIN words it
//	rel       the tree of relations over numbered columns
//	rewrite   rules over that tree: conditions move down, EXISTS and IN become semi joins,
//	          a disjunction over several inputs gives each what it says of that one
//	bind      names and types: from syntax to the tree; what stands alone for DDL
//	physical  how it is computed: ways to read tables, the order of joins, what ranges
//	          and nodes of the cluster do for themselves
//
// Who wants one thing alone imports its room: the executor nodes and host, DDL bind.
//
// A plan depends on the statement, on the schema at one timestamp, on the
// types of parameters, and on user, database and search_path; never on other
// settings, on the clock or on arguments, but for estimates and partial indexes
// where those of one execution are given. What a setting may change (the zone of a timestamptz
// literal) is left to execution.
//
// The package must not know transactions, ranges or the wire. It knows what
// tables hold only through bind.StatsSource. The shapes of plans are held by
// testing/plans.
//
// Source: PostgreSQL 15, chapters 4, 7, 10 and 14 for what a statement means
// and how its errors are worded.
package plan

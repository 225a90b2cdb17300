// Package differential draws schemas, data and statements from a grammar and
// runs each of them in several places that must say the same: nodes that come
// to their answers by other plans (all operators on disk, no secondary indexes
// and nothing done at the ranges, tables split into many ranges, an index for each
// column and ways that few rows are no reason for), and a
// Postgres 15, where one is given by -postgres.
//
// A world is one schema with its data and the statements that follow, of two
// roles, owner and guest, each in a session of its own whose time zone is drawn
// too, and of a superuser where a topic is about what only these may do. What is
// compared of a statement: its SQLSTATE; else the types and names of its columns,
// its rows (as a multiset, but where it orders by all of its columns) and its tag;
// of COPY the lines or bytes, of who listens what came (streams.go). Values are
// compared as they are printed; floats by ten digits, as sums of them depend on
// the order.
//
// Each world ends with statements of shapes for which there are ways of their own (ways.go), and with
// some topics (topics.go): parts of the language with tables of their own, and what functions and operators make of
// values of all types (value….go).
//
// Some worlds are typed (enums, domains, jsonb, computed columns), some broad (partitions,
// views, functions, triggers, MERGE, ranges and what else breadth.go has), some wide (composite
// types, types of extensions, triggers that are told of rows, inheritance, cursors, PREPARE,
// constraints that wait: wide.go), some several of these.
//
// The grammar keeps to what has one right answer: a LIMIT stands on a total
// order only, aggregates that depend on the order of their input have an ORDER
// BY, volatile functions stand where each row draws once, and expressions that
// may fail stand where it is not the plan that decides whether they run.
//
// What differs is shrunk, statement by statement and clause by clause, as long
// as it differs in the same way, and printed as a script for psql. Differences
// that are meant stand in testdata/explained.txt, each with its reason and an
// example that the tests check to be still so. A rule may name a proof, which
// is run for every difference that looks like the rule's: that of two mistakes
// in a statement each place tells another one is shown by cutting the statement
// down until both places tell the one, and until both tell the other; that
// Postgres does not come to a table, by its plan. Statements that end by their
// timeout are counted and not compared.
//
//	go test ./testing/differential -run TestDifferential -statements 20000 -seed 7 -postgres postgres://…
//
// With -topics worlds are small, and have nothing but those topics:
//
//	go test ./testing/differential -run TestDifferential -topics copies,samples -statements 5000 -postgres postgres://…
//
// That it finds wrong answers is shown by taking mends out: testdata/mends.txt
// has lines that mended one, and what stood there before.
//
//	go test ./testing/differential -run TestMends -mends . -seed 300 -postgres postgres://…
//
// With that seed it needs so many statements, not counting those at the end of each world that
// ways.go and topics.go draw:
//
//	  200  NOT IN where nothing can be hashed; NOT (row IS NULL); a correlated subquery with volatile functions
//	  203  GROUP BY of sets; WITH with volatile functions; IS DISTINCT FROM of rows; sets in CASE; volatile expressions
//	       beside sets; a correlated subquery recalled for equal values that look different; an aggregate of outer
//	       columns; what a subquery in an aggregate reads
//	  299  INTERVAL '1' YEAR
//	  962  FOR UPDATE of a subquery
//	1,404  LIMIT and OFFSET beyond a bigint
//	2,267  columns that depend on the key of a namesake
//	7,774  constants of subqueries in FROM
package differential

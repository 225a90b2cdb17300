// Package rights holds scripts of who may do what, with Postgres 15's own
// answers: SQLSTATE and message of each refusal, rows of each query. The test
// runs them on a node and compares.
//
// A script is lines of "role> statement", each followed by its answer, indented.
// "all> statement" runs the statement as each of the five roles, each time in a
// transaction that is rolled back. An answer line that begins with "ours:" is
// what Isochron says instead, where it differs on purpose. The answers are made by
// a Postgres 15 whose first superuser is called isochron:
//
//	testdata/generate.sh
package rights

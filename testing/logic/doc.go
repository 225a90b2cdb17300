// Package logic runs SQL scripts whose results were taken from Postgres 15.
//
// A file of testdata holds blocks, separated by empty lines. A block is a text
// (one or more statements, sent as one simple query), a line of four dashes, and
// what Postgres made of it: rows with their columns separated by bars, then the
// tag; or "error" and a SQLSTATE. Lines before a text that begin with # are comments.
//
// Sentences of a file's first comment say what its results tell beside this:
//
//	Errors are told whole.                        message; detail; hint
//	Errors are told whole, with their positions.  and a line "at N"
//	Columns are told.                             before rows, a line of names and types' OIDs
//
// Comments of a block say how its result is taken:
//
//	# sorted          rows in any order: the rule for texts without ORDER BY
//	# ordered         rows in their order: the rule for texts with ORDER BY
//	# code only       of an error, the SQLSTATE alone
//	# ours: why       the result is Isochron's and is meant to differ from Postgres's
//
// The results are Postgres's, never typed by hand:
//
//	go test ./testing/logic -rewrite -postgres=postgresql://…
//
// runs every file in a fresh schema of that server (a database with LC_CTYPE C.UTF-8) and writes what it says.
package logic

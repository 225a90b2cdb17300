// Package logic runs SQL scripts whose results were taken from Postgres 15.
//
// A file of testdata holds blocks, separated by empty lines. A block is a text
// (one or more statements, sent as one simple query), a line of four dashes, and
// what Postgres made of it: rows with their columns separated by bars, then the
// tag; or "error" and a SQLSTATE (and, in a file whose first comment says "Errors are told
// whole.", message, detail and hint). Rows of a text without ORDER BY are sorted.
// Lines that begin with # are comments.
//
// The results are Postgres's, never typed by hand:
//
//	go test ./testing/logic -rewrite -postgres=postgresql://…
//
// runs every file in a fresh schema of that server (a database with LC_CTYPE C.UTF-8) and writes what it says.
package logic

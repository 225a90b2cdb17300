// Package copydata is what COPY sends and takes: the options, and rows as text,
// CSV and binary (Postgres 15 documentation, COPY, "File Formats").
//
//	ParseOptions  the options of a statement, checked
//	Reader        rows out of a client's data; errors say in which line
//	Writer        a query's rows as data; serves exec.Sink
//
// It does not know where rows come from or go to: the session beside it runs the
// statement, and the wire carries the data, in pieces of any size.
package copydata

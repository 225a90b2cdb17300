// Package spill keeps rows in files of the store's directory: what a statement
// has to keep and its memory does not hold.
//
//	Store    a node's temporary files: their directory, limit and counts
//	Account  a session's share of it: temp_file_limit
//	File     one file; it ends with Close, with its process, or at the next start
//	Stream   rows in the order of their coming: one of a File's many
//	Reader   gives them again, from any row on
//
// A File is a sequence of pages, each of one stream, and which page is whose is
// known in memory alone: files outlive neither their statement nor its types, so
// that rows are written as their datums are, with a kind before each value.
//
//	page  checksum (CRC-32C of what follows and of the page's place in the file),
//	      length of the rows, rows
//	row   number of columns, columns
//
// A page is written when it is full, with one write, and nothing is ever synced:
// a crash leaves files, and the next Open removes them. What is read is checked:
// a disk that gives other bytes than it took is XX001, and never a wrong answer.
//
// The package knows neither operators nor plans. Pages in memory are taken out
// of the Budget of who writes and reads.
package spill

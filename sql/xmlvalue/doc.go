// Package xmlvalue is XML in memory: whether a text is well-formed, its tree, XPath 1.0 over it, and how
// trees and SQL's values are written.
//
// It knows texts and trees, and nothing of types, sessions or tables: package types has the type, package
// builtin the functions. The parser does not stop at the first mistake: it tells what the library behind
// Postgres's xml (libxml2 2.9) tells, in its words, with the line and a mark below it, and it goes on where
// that goes on. So a value that one server takes the other takes, too.
//
//	chars.go     which characters are there, and which of them make names
//	decl.go      the declaration before a document: read, left out, written again
//	parser.go    where the parser is, what it says
//	content.go   elements, attributes, text, comments, instructions
//	entity.go    references, and what entities stand for
//	doctype.go   a document type within its document
//	node.go      the tree
//	write.go     the tree as text
//	path.go      an expression, read
//	eval.go      its evaluation: steps, axes, operators
//	functions.go the functions that XPath has
//	names.go     names of SQL in XML
//
// Bounds: elements are nested 256 deep at most, entities 40, expressions 500. What entities stand for is
// at most ten times the text, or expandedBytesMin. Nothing outside of the text is ever read: external
// entities and document types are empty. Memory is asked for at the Room of who calls, and that is also
// where a statement that was cancelled ends.
package xmlvalue

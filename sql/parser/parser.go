// Package parser turns SQL text into the tree of package ast.
//
// A hand-written lexer and recursive descent with precedence climbing for
// expressions follow the grammar of Postgres 15: same keywords, same
// precedences, same wording and position of syntax errors. Statements that
// Postgres has and Isochron refuses become ast.Unsupported, so that what
// precedes them in the same text still runs.
//
// The package must not know tables, types or settings; strings are read with
// standard_conforming_strings on, and text is UTF-8. It imports ast alone.
package parser

import "github.com/isochrondb/isochron/sql/parser/ast"

// Statement is one statement of a text.
type Statement struct {
	AST ast.Statement
	// Start and End are the byte range of the statement in the text, without
	// the semicolon and the spaces and comments around.
	Start, End int
	// Text is that range.
	Text string
	// NumParams is the highest parameter number used: 2 for "$2".
	NumParams int
}

// Parse reads all statements of a text. Empty statements vanish: for an empty
// text the list is empty. The error is an *Error.
func Parse(sql string) ([]Statement, error) {
	return nil, &Error{SQLSTATE: CodeFeatureNotSupported, Message: "parser not built yet"}
}

// ParseOne reads a text that holds exactly one statement.
func ParseOne(sql string) (Statement, error) {
	return Statement{}, &Error{SQLSTATE: CodeFeatureNotSupported, Message: "parser not built yet"}
}

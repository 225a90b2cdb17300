package parser

import "unicode/utf8"

// The SQLSTATEs that parsing can give.
const (
	CodeSyntaxError         = "42601"
	CodeReservedName        = "42939"
	CodeFeatureNotSupported = "0A000"
	CodeTooComplex          = "54001"
	CodeBadEncoding         = "22021"
	CodeBadEscape           = "22025"
	CodeNonstandardEscape   = "22P06"
	CodeInvalidValue        = "22023"
	CodeWindowing           = "42P20"
	CodeInvalidGrant        = "0LP01"
)

// Error says why a text is not SQL. It is the only error type of the package.
type Error struct {
	// SQLSTATE is one of the Code constants.
	SQLSTATE string
	Message  string
	Detail   string
	Hint     string
	// Position counts characters, not bytes, from 1; 0 where there is none.
	Position int
}

// Error gives the message.
func (e *Error) Error() string { return e.Message }

// throw leaves the parser with an error; Parse catches it. Within the package
// errors travel as panics of *Error alone, so that the grammar reads as one.
func throw(e *Error) { panic(e) }

// throwAt throws a syntax error about sql[pos:end], in Postgres's words.
//
//go:noinline
func throwAt(sql string, pos, end int32, message string) {
	throw(syntaxError(sql, pos, end, message))
}

func syntaxError(sql string, pos, end int32, message string) *Error {
	if int(pos) >= len(sql) {
		message += " at end of input"
	} else {
		message += ` at or near "` + sql[pos:end] + `"`
	}
	return &Error{SQLSTATE: CodeSyntaxError, Message: message, Position: charPosition(sql, int(pos))}
}

// charPosition gives the position of a byte offset in characters, from 1.
func charPosition(sql string, offset int) int {
	return utf8.RuneCountInString(sql[:offset]) + 1
}

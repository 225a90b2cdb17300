package parser

import "strings"

// Complete tells whether a text that a person is typing can be sent: it ends
// with a semicolon outside of strings, comments and parentheses, or holds
// nothing. A text with an error that more typing does not mend is complete too.
func Complete(text string) (complete bool) {
	defer func() {
		switch e := recover().(type) {
		case nil:
		case *Error:
			complete = !strings.HasPrefix(e.Message, "unterminated")
		default:
			panic(e)
		}
	}()
	l := lexer{sql: text}
	var t token
	depth := 0
	complete = true
	for l.next(&t); t.kind != tEOF; l.next(&t) {
		switch t.kind {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		}
		complete = t.kind == ';' && depth <= 0
	}
	return complete
}

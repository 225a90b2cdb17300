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
	var head []kind // of the statement
	depth, blocks := 0, 0
	complete = true
	for l.next(&t); t.kind != tEOF; l.next(&t) {
		switch t.kind {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case kwBegin:
			if depth == 0 && makesRoutine(head) {
				blocks++
			}
		case kwCase: // which ends with END, too
			if depth == 0 && blocks > 0 {
				blocks++
			}
		case kwEnd:
			if depth == 0 && blocks > 0 {
				blocks--
			}
		}
		if complete = t.kind == ';' && depth <= 0 && blocks == 0; complete {
			head = head[:0]
		} else if len(head) < 4 {
			head = append(head, t.kind)
		}
	}
	return complete
}

// makesRoutine reports whether a statement begins as CREATE [OR REPLACE] FUNCTION and PROCEDURE do:
// semicolons within its BEGIN … END do not end it.
func makesRoutine(head []kind) bool {
	if len(head) < 2 || head[0] != kwCreate {
		return false
	}
	at := 1
	if head[1] == kwOr {
		at = 3
	}
	return len(head) > at && (head[at] == kwFunction || head[at] == kwProcedure)
}

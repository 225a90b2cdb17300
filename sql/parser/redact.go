package parser

import "strings"

// Redact gives a text with its literals, strings and numbers, written as "?", and without
// its comments, which may hold anything. A text that ends in the middle (it was cut) or
// can't be read on loses what follows, and so does one with a backslash before a quote. ok is false where nothing is left.
func Redact(sql string) (text string, ok bool) {
	l := lexer{sql: sql}
	var b strings.Builder
	defer func() {
		switch e := recover().(type) {
		case nil:
		case *Error:
			b.WriteString("…")
		default:
			panic(e)
		}
		text, ok = b.String(), b.Len() > 0
	}()
	end := int32(0)
	for t := (token{}); ; {
		l.next(&t)
		if t.kind == tEOF {
			return
		}
		if b.Len() > 0 && t.pos > end {
			b.WriteByte(' ')
		}
		if t.kind == tString && sql[t.pos] == '\'' && strings.Contains(sql[t.pos:t.end], `\'`) {
			// Where such a string ends is a matter of settings that are not known here.
			b.WriteString("?…")
			return
		}
		switch t.kind {
		case tString, tBits, tHex, tInt, tNumber:
			b.WriteByte('?')
		default:
			b.WriteString(sql[t.pos:t.end])
		}
		end = t.end
	}
}

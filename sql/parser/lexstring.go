package parser

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// escapeString reads E'…' from its opening quote, with continuations.
func (l *lexer) escapeString(t *token) {
	t.kind = tString
	var b []byte
	for {
		b = l.escapePart(t, b)
		if !l.continues() {
			break
		}
	}
	if i := firstInvalidUTF8(b); i >= 0 {
		throw(&Error{SQLSTATE: CodeBadEncoding, Message: badBytes(b[i:])})
	}
	t.text = string(b)
}

// escapePart reads one quoted part, from its opening quote at l.pos.
func (l *lexer) escapePart(t *token, b []byte) []byte {
	sql := l.sql
	i := l.pos + 1
	for i < len(sql) {
		switch c := sql[i]; c {
		case '\'':
			if i+1 >= len(sql) || sql[i+1] != '\'' {
				l.pos = i + 1
				return b
			}
			b = append(b, '\'')
			i += 2
		case '\\':
			b, i = l.escape(t, b, i)
		default:
			b = append(b, c)
			i++
		}
	}
	throwAt(sql, t.pos, int32(len(sql)), "unterminated quoted string")
	return nil
}

// escape reads the escape at i, and gives the offset after it.
func (l *lexer) escape(t *token, b []byte, i int) ([]byte, int) {
	sql := l.sql
	if i+1 >= len(sql) {
		throwAt(sql, t.pos, int32(len(sql)), "unterminated quoted string")
	}
	c := sql[i+1]
	if l.escapes() {
		l.warnEscape(t, i)
	}
	switch {
	case c == '\'':
		l.quoteAllowed(t)
	case c >= '0' && c <= '7':
		return l.numericEscape(b, i+1, i+4, 8)
	case c == 'x':
		if i+2 < len(sql) && hexValue(sql[i+2]) >= 0 {
			return l.numericEscape(b, i+2, i+4, 16)
		}
	case c == 'u':
		return l.unicodeEscape(b, i, 4)
	case c == 'U':
		return l.unicodeEscape(b, i, 8)
	}
	if at := strings.IndexByte("bfnrt", c); at >= 0 { // not v: Postgres takes it for itself
		return append(b, "\b\f\n\r\t"[at]), i + 2
	}
	return append(b, c), i + 2
}

// numericEscape reads the digits of a byte in sql[i:limit].
func (l *lexer) numericEscape(b []byte, i, limit, base int) ([]byte, int) {
	v := 0
	for ; i < len(l.sql) && i < limit; i++ {
		d := hexValue(l.sql[i])
		if d < 0 || d >= base {
			break
		}
		v = v*base + d
	}
	if byte(v) == 0 {
		throw(&Error{SQLSTATE: CodeBadEncoding, Message: `invalid byte sequence for encoding "UTF8": 0x00`})
	}
	return append(b, byte(v)), i
}

// unicodeEscape reads \uXXXX or \UXXXXXXXX at i, with the second half of a
// surrogate pair.
func (l *lexer) unicodeEscape(b []byte, i, n int) ([]byte, int) {
	r, ok := hexRune(l.sql, i+2, n)
	if !ok {
		throw(&Error{SQLSTATE: CodeBadEscape, Message: "invalid Unicode escape",
			Hint: `Unicode escapes must be \uXXXX or \UXXXXXXXX.`, Position: charPosition(l.sql, i)})
	}
	start := i
	i += 2 + n
	switch {
	case isHighSurrogate(r):
		low, next := rune(0), runeEnd(l.sql, i)
		if strings.HasPrefix(l.sql[i:], `\u`) {
			if low, ok = hexRune(l.sql, i+2, 4); ok {
				next = i + 6
			}
		} else if strings.HasPrefix(l.sql[i:], `\U`) {
			if low, ok = hexRune(l.sql, i+2, 8); ok {
				next = i + 10
			}
		}
		if !ok || !isLowSurrogate(low) {
			throwAt(l.sql, int32(i), int32(next), "invalid Unicode surrogate pair")
		}
		r, i = joinSurrogates(r, low), next
	case isLowSurrogate(r):
		throwAt(l.sql, int32(start), int32(i), "invalid Unicode surrogate pair")
	case r == 0 || r > utf8.MaxRune:
		throwAt(l.sql, int32(start), int32(i), "invalid Unicode escape value")
	}
	return utf8.AppendRune(b, r), i
}

// runeEnd gives the offset after the character at i.
func runeEnd(sql string, i int) int {
	_, size := utf8.DecodeRuneInString(sql[i:])
	return i + size
}

// hexRune reads n hexadecimal digits at i. A value beyond 31 bits is made
// merely too large.
func hexRune(sql string, i, n int) (rune, bool) {
	if i+n > len(sql) {
		return 0, false
	}
	v := uint32(0)
	for _, c := range []byte(sql[i : i+n]) {
		d := hexValue(c)
		if d < 0 {
			return 0, false
		}
		v = v<<4 | uint32(d)
	}
	return rune(min(v, 1<<30)), true
}

func hexValue(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

func isHighSurrogate(r rune) bool { return r >= 0xD800 && r <= 0xDBFF }
func isLowSurrogate(r rune) bool  { return r >= 0xDC00 && r <= 0xDFFF }

func joinSurrogates(high, low rune) rune {
	return 0x10000 + (high&0x3FF)<<10 + low&0x3FF
}

// unicodeString reads U&'…' from its opening quote, and its UESCAPE.
func (l *lexer) unicodeString(t *token) {
	l.unicodeAllowed(t)
	body := l.pos + 1
	l.standardString(t)
	escape := l.uescape()
	t.text = l.decodeUnicode(t.text, escape, body)
}

// unicodeName reads U&"…" from its opening quote, and its UESCAPE.
func (l *lexer) unicodeName(t *token) {
	body := l.pos + 1
	name := l.quoted('"', t.pos, "unterminated quoted identifier")
	if name == "" {
		throwAt(l.sql, t.pos, int32(l.pos), "zero-length delimited identifier")
	}
	escape := l.uescape()
	l.name(t, l.decodeUnicode(name, escape, body))
}

// uescape reads an optional UESCAPE 'c' and gives the escape character.
func (l *lexer) uescape() byte {
	after := l.pos
	var t token
	l.next(&t)
	if t.kind != kwUescape {
		l.pos = after
		return '\\'
	}
	l.next(&t)
	if t.kind != tString {
		throwAt(l.sql, t.pos, t.end, "UESCAPE must be followed by a simple string literal")
	}
	if len(t.text) != 1 || !validUescape(t.text[0]) {
		throwAt(l.sql, t.pos, t.end, "invalid Unicode escape character")
	}
	return t.text[0]
}

func validUescape(c byte) bool {
	return hexValue(c) < 0 && c != '+' && c != '\'' && c != '"' && class(c)&clsSpace == 0
}

// decodeUnicode resolves \XXXX and \+XXXXXX, where \ is the escape character.
// body is the offset of the text's first byte, for errors.
func (l *lexer) decodeUnicode(s string, escape byte, body int) string {
	if strings.IndexByte(s, escape) < 0 {
		return s
	}
	var b []byte
	high := rune(0)
	for i := 0; i < len(s); {
		r, size := rune(-1), 1
		if s[i] == escape {
			r, size = l.unicodeUnit(s, i, escape, body)
		}
		if (high != 0) != isLowSurrogate(r) {
			l.badSurrogate(body + i)
		}
		switch {
		case high != 0:
			b = utf8.AppendRune(b, joinSurrogates(high, r))
			high = 0
		case isHighSurrogate(r):
			high = r
		case r < 0:
			b = append(b, s[i+size-1])
		default:
			b = utf8.AppendRune(b, r)
		}
		i += size
	}
	if high != 0 {
		l.badSurrogate(body + len(s))
	}
	return string(b)
}

// unicodeUnit reads the escape at s[i:]; r is -1 for a doubled escape
// character.
func (l *lexer) unicodeUnit(s string, i int, escape byte, body int) (r rune, size int) {
	ok := false
	switch {
	case i+1 < len(s) && s[i+1] == escape:
		return -1, 2
	case i+1 < len(s) && s[i+1] == '+':
		r, ok = hexRune(s, i+2, 6)
		size = 8
	default:
		r, ok = hexRune(s, i+1, 4)
		size = 5
	}
	if !ok {
		throw(&Error{SQLSTATE: CodeSyntaxError, Message: "invalid Unicode escape",
			Hint: `Unicode escapes must be \XXXX or \+XXXXXX.`, Position: charPosition(l.sql, body+i)})
	}
	if r == 0 || r > utf8.MaxRune {
		throw(&Error{SQLSTATE: CodeSyntaxError, Message: "invalid Unicode escape value",
			Position: charPosition(l.sql, body+i)})
	}
	return r, size
}

func (l *lexer) badSurrogate(at int) {
	throw(&Error{SQLSTATE: CodeSyntaxError, Message: "invalid Unicode surrogate pair",
		Position: charPosition(l.sql, min(at, len(l.sql)))})
}

// firstInvalidUTF8 gives the offset of the first byte that is not UTF-8, or -1.
func firstInvalidUTF8(b []byte) int {
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

// badBytes words the error about a bad sequence at the start of b, showing as
// many bytes as its first one announces.
func badBytes(b []byte) string {
	n := 1
	switch c := b[0]; {
	case c >= 0xF0 && c < 0xF8:
		n = 4
	case c >= 0xE0 && c < 0xF0:
		n = 3
	case c >= 0xC0 && c < 0xE0:
		n = 2
	}
	var s strings.Builder
	s.WriteString(`invalid byte sequence for encoding "UTF8":`)
	for _, c := range b[:min(n, len(b))] {
		fmt.Fprintf(&s, " 0x%02x", c)
	}
	return s.String()
}

// checkEncoding refuses NUL and what is not UTF-8.
func checkEncoding(sql string) *Error {
	if i := strings.IndexByte(sql, 0); i >= 0 {
		return &Error{SQLSTATE: CodeBadEncoding, Message: `invalid byte sequence for encoding "UTF8": 0x00`}
	}
	if utf8.ValidString(sql) {
		return nil
	}
	b := []byte(sql)
	return &Error{SQLSTATE: CodeBadEncoding, Message: badBytes(b[firstInvalidUTF8(b):])}
}

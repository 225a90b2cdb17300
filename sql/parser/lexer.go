package parser

import (
	"strings"
	"unicode/utf8"
)

// nameBytesMax is the length of a name, as in Postgres; longer ones are cut at
// a character.
const nameBytesMax = 63

// lexer cuts a text into tokens in place. The text is valid UTF-8 without NUL.
type lexer struct {
	sql string
	pos int
	// strings says how they are read, nil: as the standard has it.
	strings  *Strings
	warnings []Warning
}

// next reads the next token into t. Errors are thrown.
func (l *lexer) next(t *token) {
	l.skipSpace()
	t.cat = catNone
	t.text = ""
	t.pos = int32(l.pos)
	if l.pos >= len(l.sql) {
		t.kind = tEOF
		t.end = t.pos
		return
	}
	c := l.sql[l.pos]
	switch cls := class(c); {
	case cls&clsIdentStart != 0:
		l.word(t, c)
	case cls&clsDigit != 0:
		l.number(t)
	case c == '\'':
		l.plainString(t)
	case c == '"':
		l.quotedName(t, l.pos)
	case c == '$':
		l.dollar(t)
	case cls&clsOp != 0:
		l.operator(t)
	case cls&clsSelf != 0:
		l.self(t, c)
	default:
		t.end = t.pos + 1
		throwAt(l.sql, t.pos, t.end, "syntax error")
	}
	t.end = int32(l.pos)
}

// skipSpace skips spaces and comments.
func (l *lexer) skipSpace() {
	sql := l.sql
	i := l.pos
	for i < len(sql) {
		switch c := sql[i]; {
		case class(c)&clsSpace != 0:
			i++
		case c == '-' && i+1 < len(sql) && sql[i+1] == '-':
			i = lineEnd(sql, i)
		case c == '/' && i+1 < len(sql) && sql[i+1] == '*':
			end, ok := blockCommentEnd(sql, i)
			if !ok {
				throwAt(sql, int32(i), int32(len(sql)), "unterminated /* comment")
			}
			i = end
		default:
			l.pos = i
			return
		}
	}
	l.pos = i
}

// lineEnd gives the offset of the line break after i, or the text's end.
func lineEnd(sql string, i int) int {
	for i < len(sql) && sql[i] != '\n' && sql[i] != '\r' {
		i++
	}
	return i
}

// blockCommentEnd gives the offset after the comment that starts at i; such
// comments nest.
func blockCommentEnd(sql string, i int) (end int, ok bool) {
	depth := 0
	for i+1 < len(sql) {
		switch {
		case sql[i] == '/' && sql[i+1] == '*':
			depth++
			i += 2
		case sql[i] == '*' && sql[i+1] == '/':
			depth--
			i += 2
			if depth == 0 {
				return i, true
			}
		default:
			i++
		}
	}
	return len(sql), false
}

// word reads a name, a keyword, or a string with a prefix letter.
func (l *lexer) word(t *token, c byte) {
	if l.prefixedString(t, c) {
		return
	}
	sql := l.sql
	i := l.pos
	hash := uint32(0)
	all := byte(0)
	for i < len(sql) {
		cls := class(sql[i])
		if cls&clsIdent == 0 {
			break
		}
		all |= cls
		hash = hash*31 + uint32(sql[i]|0x20)
		i++
	}
	word := sql[l.pos:i]
	l.pos = i
	if kw, ok := lookupKeyword(word, hash); ok {
		k := &keywords[kw-keywordBase]
		t.kind, t.cat, t.text = kw, k.cat, k.word
		return
	}
	if all&clsUpper != 0 {
		word = foldASCII(word)
	}
	l.name(t, word)
}

// foldASCII lowers A to Z and leaves all else, as Postgres does in UTF-8.
func foldASCII(word string) string {
	b := []byte(word)
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c | 0x20
		}
	}
	return string(b)
}

// truncateName cuts a name to nameBytesMax at a character.
func truncateName(name string) string {
	if len(name) <= nameBytesMax {
		return name
	}
	cut := nameBytesMax
	for cut > 0 && !utf8.RuneStart(name[cut]) {
		cut--
	}
	return name[:cut]
}

// prefixedString reads E'…', B'…', X'…', N'…', U&'…' and U&"…".
func (l *lexer) prefixedString(t *token, c byte) bool {
	rest := l.sql[l.pos+1:]
	if rest == "" {
		return false
	}
	if rest[0] == '\'' {
		switch c | 0x20 {
		case 'e':
			l.pos++
			l.escapeString(t)
			return true
		case 'b':
			l.bitString(t, tBits)
			return true
		case 'x':
			l.bitString(t, tHex)
			return true
		case 'n':
			// The standard's national string is typed by a keyword.
			l.pos++
			t.kind, t.cat, t.text = kwNchar, catColName, "nchar"
			return true
		}
		return false
	}
	if c|0x20 != 'u' || len(rest) < 2 || rest[0] != '&' {
		return false
	}
	switch rest[1] {
	case '\'':
		l.pos += 2
		l.unicodeString(t)
	case '"':
		l.pos += 2
		l.unicodeName(t)
	default:
		return false
	}
	return true
}

// quoted reads up to the closing quote, from the opening one at l.pos, and
// undoubles quotes.
func (l *lexer) quoted(quote byte, start int32, unterminated string) string {
	sql := l.sql
	i := l.pos + 1
	n := strings.IndexByte(sql[i:], quote)
	if n >= 0 && (i+n+1 >= len(sql) || sql[i+n+1] != quote) {
		l.pos = i + n + 1
		return sql[i : i+n]
	}
	var b []byte
	for n >= 0 {
		b = append(b, sql[i:i+n]...)
		i += n + 1
		if i >= len(sql) || sql[i] != quote {
			l.pos = i
			return string(b)
		}
		b = append(b, quote)
		i++
		n = strings.IndexByte(sql[i:], quote)
	}
	throwAt(sql, start, int32(len(sql)), unterminated)
	return ""
}

// continues tells whether a string goes on after its closing quote at l.pos:
// spaces with a line break, then another quote, to which it moves.
func (l *lexer) continues() bool {
	sql := l.sql
	i, broken := l.pos, false
	for i < len(sql) {
		switch c := sql[i]; {
		case c == '\n' || c == '\r':
			broken = true
			i++
		case class(c)&clsSpace != 0:
			i++
		case c == '-' && i+1 < len(sql) && sql[i+1] == '-':
			i = lineEnd(sql, i)
		case c == '\'' && broken:
			l.pos = i
			return true
		default:
			return false
		}
	}
	return false
}

// plainString reads '…' with its continuations.
func (l *lexer) plainString(t *token) {
	if l.escapes() {
		l.escapeString(t)
		return
	}
	l.standardString(t)
}

func (l *lexer) standardString(t *token) {
	t.kind = tString
	t.text = l.quoted('\'', t.pos, "unterminated quoted string")
	for l.continues() {
		t.text += l.quoted('\'', t.pos, "unterminated quoted string")
	}
}

// bitString reads B'…' or X'…'. A doubled quote is no quote here.
func (l *lexer) bitString(t *token, k kind) {
	t.kind = k
	l.pos++
	for {
		n := strings.IndexByte(l.sql[l.pos+1:], '\'')
		if n < 0 {
			message := "unterminated bit string literal"
			if k == tHex {
				message = "unterminated hexadecimal string literal"
			}
			throwAt(l.sql, t.pos, int32(len(l.sql)), message)
		}
		t.text += l.sql[l.pos+1 : l.pos+1+n]
		l.pos += n + 2
		if !l.continues() {
			return
		}
	}
}

// quotedName reads "…".
func (l *lexer) quotedName(t *token, start int) {
	name := l.quoted('"', int32(start), "unterminated quoted identifier")
	if name == "" {
		throwAt(l.sql, int32(start), int32(l.pos), "zero-length delimited identifier")
	}
	l.name(t, name)
}

// dollar reads $1, or a string between dollar tags.
func (l *lexer) dollar(t *token) {
	sql := l.sql
	i := l.pos + 1
	if i < len(sql) && class(sql[i])&clsDigit != 0 {
		l.param(t)
		return
	}
	if i < len(sql) && class(sql[i])&clsIdentStart != 0 {
		for i < len(sql) && class(sql[i])&(clsIdentStart|clsDigit) != 0 {
			i++
		}
	}
	if i >= len(sql) || sql[i] != '$' {
		// A lone dollar is nothing.
		throwAt(sql, t.pos, t.pos+1, "syntax error")
	}
	tag := sql[l.pos : i+1]
	n := strings.Index(sql[i+1:], tag)
	if n < 0 {
		throwAt(sql, t.pos, int32(len(sql)), "unterminated dollar-quoted string")
	}
	t.kind, t.text = tString, sql[i+1:i+1+n]
	l.pos = i + 1 + n + len(tag)
}

// param reads $ and digits.
func (l *lexer) param(t *token) {
	sql := l.sql
	i := digits(sql, l.pos+1)
	l.junk(t, i, "trailing junk after parameter")
	t.kind, t.text = tParam, sql[l.pos+1:i]
	l.pos = i
}

// digits gives the end of the digits from i on.
func digits(sql string, i int) int {
	for i < len(sql) && class(sql[i])&clsDigit != 0 {
		i++
	}
	return i
}

// junk refuses a name that touches a number.
func (l *lexer) junk(t *token, i int, message string) {
	if i < len(l.sql) && class(l.sql[i])&clsIdentStart != 0 {
		for i < len(l.sql) && class(l.sql[i])&clsIdent != 0 {
			i++
		}
		throwAt(l.sql, t.pos, int32(i), message)
	}
}

// number reads a number that starts with a digit, or with a point before one.
func (l *lexer) number(t *token) {
	sql := l.sql
	i := digits(sql, l.pos)
	whole := true
	if i < len(sql) && sql[i] == '.' && (i+1 >= len(sql) || sql[i+1] != '.') {
		whole = false
		i = digits(sql, i+1)
	}
	if i < len(sql) && sql[i]|0x20 == 'e' {
		whole = false
		i = l.exponent(t, i)
	}
	l.junk(t, i, "trailing junk after numeric literal")
	t.kind, t.text = tNumber, sql[l.pos:i]
	if whole && fitsInt32(t.text) {
		t.kind = tInt
	}
	l.pos = i
}

// exponent gives the end of the exponent at i.
func (l *lexer) exponent(t *token, i int) int {
	sql := l.sql
	at := i + 1
	if at < len(sql) && (sql[at] == '+' || sql[at] == '-') {
		at++
	}
	end := digits(sql, at)
	if end == at {
		if at == i+1 {
			l.junk(t, i, "trailing junk after numeric literal")
		}
		throwAt(sql, t.pos, int32(at), "trailing junk after numeric literal")
	}
	return end
}

// fitsInt32 tells whether decimal digits are at most 2147483647.
func fitsInt32(digits string) bool {
	if len(digits) < 10 {
		return true
	}
	digits = strings.TrimLeft(digits, "0")
	return len(digits) < 10 || len(digits) == 10 && digits <= "2147483647"
}

// self reads a character that is a token, or one of the few longer ones.
func (l *lexer) self(t *token, c byte) {
	next := byte(0)
	if l.pos+1 < len(l.sql) {
		next = l.sql[l.pos+1]
	}
	t.kind = kind(c)
	switch {
	case c == ':' && next == ':':
		t.kind = tTypecast
		l.pos++
	case c == ':' && next == '=':
		t.kind = tColonEquals
		l.pos++
	case c == '.' && next == '.':
		t.kind = tDotDot
		l.pos++
	case c == '.' && class(next)&clsDigit != 0:
		l.number(t)
		return
	}
	l.pos++
}

// operator reads the longest operator, which ends before a comment, and does
// not end in + or - unless it holds a character that the standard's operators
// do not.
func (l *lexer) operator(t *token) {
	sql := l.sql
	start := l.pos
	i := start
	for i < len(sql) && class(sql[i])&clsOp != 0 {
		if i+1 < len(sql) && (sql[i] == '-' && sql[i+1] == '-' || sql[i] == '/' && sql[i+1] == '*') {
			break
		}
		i++
	}
	if last := sql[i-1]; i-start > 1 && (last == '+' || last == '-') && !strings.ContainsAny(sql[start:i], "~!@#^&|`?%") {
		for i-start > 1 && (sql[i-1] == '+' || sql[i-1] == '-') {
			i--
		}
	}
	op := sql[start:i]
	l.pos = i
	t.text = op
	t.kind = operatorKind(op)
	if t.kind == tNotEquals {
		t.text = "<>"
	}
	if len(op) > nameBytesMax {
		throwAt(sql, t.pos, int32(i), "operator too long")
	}
}

// operatorKind gives the kind of an operator's text.
func operatorKind(op string) kind {
	switch len(op) {
	case 1:
		if class(op[0])&clsSelf != 0 {
			return kind(op[0])
		}
	case 2:
		switch op {
		case "=>":
			return tEqualsGreater
		case "<=":
			return tLessEquals
		case ">=":
			return tGreaterEquals
		case "<>", "!=":
			return tNotEquals
		}
	}
	return tOp
}

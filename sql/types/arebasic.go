package types

import (
	"strings"
	"unicode/utf8"
)

// basicPattern is a basic regular expression as an advanced one: in the older syntax groups and
// bounds are written \( \) \{ \}, the signs + ? | stand for themselves, and so do * where there
// is nothing to repeat, ^ and $ where nothing begins or ends.
func basicPattern(s string) string {
	var b strings.Builder
	begins := true // of the pattern or of a group
	for s != "" {
		n := basicItem(&b, s, begins)
		begins = strings.HasPrefix(s, `\(`) || begins && s[0] == '^'
		s = s[n:]
	}
	return b.String()
}

// basicItem writes what s begins with and gives its length.
func basicItem(b *strings.Builder, s string, begins bool) int {
	literal := func() int {
		b.WriteString(`\` + s[:1])
		return 1
	}
	switch s[0] {
	case '\\':
		return basicEscape(b, s)
	case '[':
		return basicBracket(b, s)
	case '+', '?', '|', '(', ')', '{', '}':
		return literal()
	case '*', '^':
		if begins != (s[0] == '^') {
			return literal()
		}
	case '$':
		if len(s) > 1 && !strings.HasPrefix(s[1:], `\)`) {
			return literal()
		}
	}
	_, n := utf8.DecodeRuneInString(s)
	b.WriteString(s[:n])
	return n
}

func basicEscape(b *strings.Builder, s string) int {
	if len(s) == 1 {
		b.WriteString(s) // which is refused later
		return 1
	}
	_, n := utf8.DecodeRuneInString(s[1:])
	n++
	switch c := s[1]; {
	case strings.IndexByte("(){}", c) >= 0:
		b.WriteByte(c)
	case c == '<':
		b.WriteString("[[:<:]]")
	case c == '>':
		b.WriteString("[[:>:]]")
	case c >= '1' && c <= '9': // of one digit
		b.WriteString(`(?:\` + s[1:2] + ")")
	case IsAlpha(c), IsDigit(c), c >= utf8.RuneSelf:
		b.WriteString(s[1:n])
	default:
		b.WriteString(s[:n])
	}
	return n
}

// basicBracket copies a bracket expression, in which a backslash is a character like others.
func basicBracket(b *strings.Builder, s string) int {
	i := 1
	if strings.HasPrefix(s[i:], "^") {
		i++
	}
	if strings.HasPrefix(s[i:], "]") {
		i++
	}
	for i < len(s) && s[i] != ']' {
		if s[i] == '[' && i+1 < len(s) && strings.IndexByte(":.=", s[i+1]) >= 0 {
			if end := strings.Index(s[i+2:], s[i+1:i+2]+"]"); end >= 0 {
				i += end + 3
			}
		}
		i++
	}
	i = min(i+1, len(s))
	b.WriteString(strings.ReplaceAll(s[:i], `\`, `\\`))
	return i
}

package types

import (
	"strings"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// ParseIdent splits a qualified name into its parts.
func ParseIdent(_ *Env, args []Datum) (Datum, error) {
	s := args[0].Text()
	strict := len(args) < 2 || args[1].Bool()
	fail := func() *pgerror.Error {
		return pgerror.New(pgerror.InvalidParameterValue, "string is not a valid identifier: \"%s\"", s)
	}
	var parts []Datum
	rest := TrimLeftSpace(s)
	afterDot := false
	for {
		missing := true
		if strings.HasPrefix(rest, "\"") {
			part, after, ok := quotedIdent(rest[1:])
			if !ok {
				return Null, fail().WithDetail("String has unclosed double quotes.")
			}
			if part == "" {
				return Null, fail().WithDetail("Quoted identifier must not be empty.")
			}
			parts, rest, missing = append(parts, Text(part)), after, false
		} else if n := identBytes(rest); n > 0 {
			parts, rest, missing = append(parts, Text(strings.Map(lowerASCII, rest[:n]))), rest[n:], false
		}
		if missing {
			switch {
			case strings.HasPrefix(rest, "."):
				return Null, fail().WithDetail("No valid identifier before \".\".")
			case afterDot:
				return Null, fail().WithDetail("No valid identifier after \".\".")
			}
			return Null, fail()
		}
		rest = TrimLeftSpace(rest)
		if !strings.HasPrefix(rest, ".") {
			break
		}
		afterDot, rest = true, TrimLeftSpace(rest[1:])
	}
	if rest != "" && strict {
		return Null, fail()
	}
	return NewArray(ArrayOf(TText, parts)), nil
}

func quotedIdent(s string) (part, rest string, ok bool) {
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '"')
		if i < 0 {
			return "", "", false
		}
		b.WriteString(s[:i])
		if s = s[i+1:]; !strings.HasPrefix(s, "\"") {
			return b.String(), s, true
		}
		b.WriteByte('"')
		s = s[1:]
	}
}

// identBytes is how long the identifier is that s begins with.
func identBytes(s string) int {
	for i := range len(s) {
		c := s[i]
		letter := c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c >= 0x80
		if !letter && (i == 0 || !IsDigit(c) && c != '$') {
			return i
		}
	}
	return len(s)
}

func lowerASCII(r rune) rune {
	if r >= 'A' && r <= 'Z' {
		return r + 'a' - 'A'
	}
	return r
}

// Keyword is a word of the grammar: U unreserved, C and T partly, R reserved.
type Keyword struct {
	Word string
	Code byte
	Bare bool
}

// Keywords gives the words of the grammar in their order; they must not be changed.
func Keywords() []Keyword { return keywordRows[:] }

// QuoteIdent puts an identifier in double quotes unless it is a plain
// lower-case name and no key word.
func QuoteIdent(s string) string {
	safe := s != "" && (s[0] >= 'a' && s[0] <= 'z' || s[0] == '_')
	for i := range len(s) {
		c := s[i]
		safe = safe && (c >= 'a' && c <= 'z' || c == '_' || IsDigit(c))
	}
	if safe && !isReserved(s) {
		return s
	}
	return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
}

// QuoteLiteral writes a string as a literal, with E” if it has backslashes.
func QuoteLiteral(s string) string {
	quoted := "'" + strings.ReplaceAll(s, "'", "''") + "'"
	if strings.Contains(s, `\`) {
		return "E" + strings.ReplaceAll(quoted, `\`, `\\`)
	}
	return quoted
}

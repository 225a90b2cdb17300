package hba

import (
	"strings"
	"unicode/utf8"
)

// tokenBytesMax is Postgres's limit of one token.
const tokenBytesMax = 255

// token is one word of a line.
type token struct {
	text   string
	quoted bool // it begins with a quote, and is no keyword
	at     int  // where it begins in its line
}

// is reports whether the token is a keyword.
func (t token) is(keyword string) bool { return !t.quoted && t.text == keyword }

// field is a list of tokens with commas between them.
type field []token

func (f field) texts() []string {
	out := make([]string, len(f))
	for i, t := range f {
		out[i] = t.text
	}
	return out
}

// line is what one rule is made of: several lines of the file where all but the last
// end in a backslash.
type line struct {
	number int // of its first line
	text   string
	starts []int // where in text each line of the file begins
}

// place is where in the file a byte of the line stands, from 1.
func (l *line) place(at int) (number, column int) {
	i := len(l.starts) - 1
	for i > 0 && l.starts[i] > at {
		i--
	}
	return l.number + i, at - l.starts[i] + 1
}

// lines takes the file apart.
func lines(text string) (out []line) {
	var l line
	number, whole := 0, true
	for raw := range strings.Lines(text) {
		number++
		raw = strings.TrimRight(raw, "\r\n")
		if whole {
			l = line{number: number}
		}
		l.starts = append(l.starts, len(l.text))
		if rest, more := strings.CutSuffix(raw, `\`); more {
			l.text, whole = l.text+rest, false
			continue
		}
		l.text, whole = l.text+raw, true
		out = append(out, l)
	}
	if !whole {
		out = append(out, l)
	}
	return out
}

// scanner reads the tokens of a line.
type scanner struct {
	text string
	at   int
}

func blank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' }

// fields takes a line apart.
func (l *line) fields() (out []field, bad *fault) {
	if i := strings.IndexByte(l.text, 0); i >= 0 {
		return nil, faultAt(i, "the line holds a zero byte")
	}
	if !utf8.ValidString(l.text) {
		return nil, faultAt(0, "the line is not UTF-8")
	}
	s := scanner{text: l.text}
	for s.at < len(s.text) {
		var f field
		for more := true; more; {
			var t token
			var ok bool
			if t, more, ok, bad = s.next(); bad != nil {
				return nil, bad
			}
			if !ok {
				break
			}
			if !t.quoted && len(t.text) > 1 && t.text[0] == '@' {
				return nil, faultAt(t.at, "names from another file (%s) are not supported", t.text).unsupported("Write the names into the line.")
			}
			f = append(f, t)
		}
		if len(f) > 0 {
			out = append(out, f)
		}
	}
	return out, nil
}

// next reads a token. more: a comma followed it. A quote may begin in the middle, and
// lasts to the end of the line where nothing ends it, as in Postgres.
func (s *scanner) next() (t token, more, ok bool, bad *fault) {
	for s.at < len(s.text) && (blank(s.text[s.at]) || s.text[s.at] == ',') {
		s.at++
	}
	t.at = s.at
	var b strings.Builder
	inQuote, wasQuote, sawQuote := false, false, false
	for ; s.at < len(s.text); s.at++ {
		c := s.text[s.at]
		switch {
		case inQuote:
		case blank(c):
			t.text = b.String()
			return t, false, sawQuote || b.Len() > 0, nil
		case c == '#':
			s.at = len(s.text)
			t.text = b.String()
			return t, false, sawQuote || b.Len() > 0, nil
		case c == ',':
			s.at++
			t.text = b.String()
			return t, true, sawQuote || b.Len() > 0, nil
		}
		if c != '"' || wasQuote {
			if b.Len() >= tokenBytesMax {
				return t, false, false, faultAt(t.at, "authentication file token too long: more than %d bytes", tokenBytesMax)
			}
			b.WriteByte(c)
		}
		wasQuote = inQuote && c == '"' && !wasQuote
		if c == '"' {
			if s.at == t.at {
				t.quoted = true
			}
			inQuote, sawQuote = !inQuote, true
		}
	}
	t.text = b.String()
	return t, false, sawQuote || b.Len() > 0, nil
}

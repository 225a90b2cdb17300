package textsearch

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// wordReader reads the words of the text of a vector or a query: bare, with a backslash before
// what would end them, or in quotes.
type wordReader struct {
	text, rest string
	// query: operators end words, and there are no positions. web: quotes and backslashes are
	// ordinary characters, but for the double quote, which ends a word.
	query, web bool
}

func isSpace(s string) (size int, ok bool) {
	r, size := utf8.DecodeRuneInString(s)
	return size, size > 0 && unicode.IsSpace(r)
}

func trimSpace(s string) string { return strings.TrimLeftFunc(s, unicode.IsSpace) }

// isOperator tells the characters of operators of queries.
func isOperator(c byte) bool { return strings.IndexByte("!&|()<", c) >= 0 }

func (r *wordReader) syntaxError() error {
	if r.query {
		return querySyntax(r.text)
	}
	return pgerror.New(pgerror.SyntaxError, "syntax error in tsvector: \"%s\"", r.text)
}

func querySyntax(text string) error {
	return pgerror.New(pgerror.SyntaxError, "syntax error in tsquery: \"%s\"", text)
}

// next reads a word; ok is false at the end of the text.
func (r *wordReader) next() (word string, places []Place, ok bool, err error) {
	r.rest = trimSpace(r.rest)
	switch {
	case r.rest == "":
		return "", nil, false, nil
	case r.query && isOperator(r.rest[0]):
		return "", nil, false, r.syntaxError()
	case r.rest[0] == '\'' && !r.web:
		r.rest = r.rest[1:]
		word, err = r.quoted()
	default:
		word, err = r.bare()
	}
	switch {
	case err != nil:
		return "", nil, false, err
	case word == "":
		return "", nil, false, r.syntaxError()
	}
	if !r.query && strings.HasPrefix(r.rest, ":") {
		places, err = r.places()
	}
	return word, places, err == nil, err
}

func (r *wordReader) escaped(b *strings.Builder) error {
	if r.rest = r.rest[1:]; r.rest == "" {
		return pgerror.New(pgerror.SyntaxError, "there is no escaped character: \"%s\"", r.text)
	}
	_, n := utf8.DecodeRuneInString(r.rest)
	b.WriteString(r.rest[:n])
	r.rest = r.rest[n:]
	return nil
}

func (r *wordReader) bare() (string, error) {
	var b strings.Builder
	for first := true; r.rest != ""; first = false {
		c := r.rest[0]
		size, space := isSpace(r.rest)
		switch {
		case c == '\\' && !r.web:
			if err := r.escaped(&b); err != nil {
				return "", err
			}
			continue
		case space, r.query && isOperator(c), r.web && c == '"', c == ':' && !first:
			return b.String(), nil
		}
		b.WriteString(r.rest[:size])
		r.rest = r.rest[size:]
	}
	return b.String(), nil
}

func (r *wordReader) quoted() (string, error) {
	var b strings.Builder
	for r.rest != "" {
		switch c := r.rest[0]; {
		case c == '\\':
			if err := r.escaped(&b); err != nil {
				return "", err
			}
			continue
		case c == '\'' && strings.HasPrefix(r.rest, "''"):
			r.rest = r.rest[1:]
		case c == '\'':
			r.rest = r.rest[1:]
			return b.String(), nil
		}
		b.WriteByte(r.rest[0])
		r.rest = r.rest[1:]
	}
	return "", r.syntaxError()
}

// places reads ":1A,2" behind a word.
func (r *wordReader) places() (list []Place, err error) {
	for {
		r.rest = r.rest[1:] // the colon, or a comma
		n := len(r.rest) - len(strings.TrimLeft(r.rest, "0123456789"))
		if n == 0 {
			return nil, r.syntaxError()
		}
		pos, err := strconv.Atoi(r.rest[:n])
		if err != nil {
			pos = PositionMax
		}
		if pos == 0 {
			return nil, pgerror.New(pgerror.SyntaxError, "wrong position info in tsvector: \"%s\"", r.text)
		}
		r.rest = r.rest[n:]
		w, err := r.weight()
		if err != nil {
			return nil, err
		}
		list = append(list, NewPlace(pos, w))
		if !strings.HasPrefix(r.rest, ",") {
			return list, nil
		}
	}
}

// weight reads the weight of a place, up to what ends it.
func (r *wordReader) weight() (w Weight, err error) {
	for ; r.rest != "" && r.rest[0] != ','; r.rest = r.rest[1:] {
		c := r.rest[0]
		if _, space := isSpace(r.rest); space {
			return w, nil
		}
		v, ok := WeightOf(c)
		switch {
		case ok || c == '*':
			if w != 0 {
				return 0, r.syntaxError()
			}
			if w = v; c == '*' {
				w = 3
			}
		case c < '0' || c > '9':
			return 0, r.syntaxError()
		}
	}
	return w, nil
}

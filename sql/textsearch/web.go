package textsearch

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// WebQuery reads a query as people write them for search engines: words, "phrases", or, -not.
// There is no text that it refuses.
func (c *Config) WebQuery(s string) (Query, error) {
	r := webReader{config: c, rest: s}
	n, err := r.query()
	return cleaned(n, err)
}

type webReader struct {
	config *Config
	rest   string
	count  int
}

// query reads all: alternatives of conjunctions. n is nil where there is nothing.
func (r *webReader) query() (n *Node, err error) {
	var or, and *Node
	op := Operand // what stands before the operand that is read
	for {
		x, err := r.operand(op == Operand)
		if err != nil {
			return nil, err
		}
		if x != nil {
			switch {
			case op == And:
				and = &Node{Op: And, Left: and, Right: x}
			case and == nil:
				and = x
			default:
				or, and = joinOr(or, and), x
			}
		}
		var more bool
		if op, more = r.operator(); x == nil || !more {
			return joinOr(or, and), nil
		}
		if r.count++; r.count > depthMax {
			return nil, errDeep
		}
	}
}

func joinOr(or, and *Node) *Node {
	if or == nil {
		return and
	}
	return &Node{Op: Or, Left: or, Right: and}
}

// operand reads a word or a phrase, with signs before it; nil: the text had none at all.
func (r *webReader) operand(first bool) (*Node, error) {
	negated := 0
	wrap := func(n *Node, err error) (*Node, error) {
		for ; negated > 0 && err == nil; negated-- {
			n = &Node{Op: Not, Right: n}
		}
		return n, err
	}
	for {
		r.rest = trimSpace(r.rest)
		switch {
		case r.rest == "" && first:
			return nil, nil
		case r.rest == "":
			return wrap(&Node{stop: true}, nil)
		case r.rest[0] == '-':
			if negated++; negated > depthMax {
				return nil, errDeep
			}
			r.rest, first = r.rest[1:], false
		case r.rest[0] == '"':
			text, rest, _ := strings.Cut(r.rest[1:], `"`)
			r.rest = rest
			return wrap(r.config.operand(text, 0, false, Phrase))
		case isOperator(r.rest[0]):
			r.rest, first = r.rest[1:], false
		default:
			w := wordReader{text: r.rest, rest: r.rest, query: true, web: true}
			word, _, _, err := w.next()
			if err != nil {
				return nil, err
			}
			r.rest = w.rest
			return wrap(r.config.operand(word, 0, false, Phrase))
		}
	}
}

// operator reads what stands between operands: or, or nothing, which means and. more is false at
// the end.
func (r *webReader) operator() (op Operator, more bool) {
	r.rest = trimSpace(r.rest)
	for r.rest != "" && isOperator(r.rest[0]) { // signs that mean nothing here
		r.rest = trimSpace(r.rest[1:])
	}
	switch {
	case r.rest == "":
		return And, false
	case r.isOr():
		r.rest = r.rest[2:]
		return Or, true
	}
	return And, true
}

// isOr tells whether the word or comes next, alone, with something behind it.
func (r *webReader) isOr() bool {
	if len(r.rest) < 3 || !strings.EqualFold(r.rest[:2], "or") {
		return false
	}
	next, size := utf8.DecodeRuneInString(r.rest[2:])
	if next == '-' || next == '_' || isAlpha(next) || isDigit(next) {
		return false
	}
	return strings.TrimLeftFunc(r.rest[2+size:], unicode.IsSpace) != ""
}

package textsearch

import (
	"slices"
	"strings"
)

// Concat is the document b behind a: its positions go on from a's last one.
func Concat(a, b Vector) (Vector, error) {
	last := 0
	for i := range a {
		for _, p := range a[i].Places {
			last = max(last, p.Pos())
		}
	}
	out := make(Vector, 0, len(a)+len(b))
	for len(a) > 0 || len(b) > 0 {
		c := 0
		switch {
		case len(b) == 0:
			c = -1
		case len(a) == 0:
			c = 1
		default:
			c = strings.Compare(a[0].Word, b[0].Word)
		}
		var l Lexeme
		if c <= 0 {
			l, a = a[0], a[1:]
		}
		if c >= 0 {
			l = Lexeme{b[0].Word, appendMoved(l.Places, b[0].Places, last)}
			b = b[1:]
		}
		out = append(out, l)
	}
	return out, out.checkSize()
}

func appendMoved(dst, places []Place, by int) []Place {
	dst = slices.Clip(dst)
	for _, p := range places {
		if n := len(dst); n >= positionsMax || n > 0 && dst[n-1].Pos() == PositionMax {
			break
		}
		dst = append(dst, NewPlace(p.Pos()+by, p.Weight()))
	}
	return dst
}

// Weighted is the document with a weight for all its places, or those of some words.
func (v Vector) Weighted(w Weight, words []string) Vector {
	out := slices.Clone(v)
	set := func(i int) {
		out[i].Places = slices.Clone(out[i].Places)
		for j, p := range out[i].Places {
			out[i].Places[j] = NewPlace(p.Pos(), w)
		}
	}
	if words == nil {
		for i := range out {
			set(i)
		}
	}
	for _, word := range words {
		if i, ok := out.find(word); ok {
			set(i)
		}
	}
	return out
}

// Stripped is the document without places.
func (v Vector) Stripped() Vector {
	out := make(Vector, len(v))
	for i := range v {
		out[i].Word = v[i].Word
	}
	return out
}

// Without is the document without some words.
func (v Vector) Without(words []string) Vector {
	gone := make(map[string]bool, len(words))
	for _, w := range words {
		gone[w] = true
	}
	out := make(Vector, 0, len(v))
	for _, l := range v {
		if !gone[l.Word] {
			out = append(out, l)
		}
	}
	return out
}

// Filtered is the document with its places of some weights, a bit for each, alone.
func (v Vector) Filtered(weights uint8) Vector {
	out := make(Vector, 0, len(v))
	for _, l := range v {
		var places []Place
		for _, p := range l.Places {
			if weights>>p.Weight()&1 != 0 {
				places = append(places, p)
			}
		}
		if len(places) > 0 {
			out = append(out, Lexeme{l.Word, places})
		}
	}
	return out
}

// FromWords is the document of words without places.
func FromWords(words []string) (Vector, error) {
	list := make([]Lexeme, len(words))
	for i, w := range words {
		list[i].Word = w
	}
	return normal(list)
}

// Join is a query of two with an operator; an empty one counts for nothing.
func Join(op Operator, a, b Query, distance int) (Query, error) {
	switch {
	case a.Root == nil:
		return b, nil
	case b.Root == nil:
		return a, nil
	case op == Phrase && (distance < 0 || distance > PositionMax+1):
		return Query{}, errDistance
	}
	return checked(&Node{Op: op, Left: a.Root, Right: b.Root, Distance: distance})
}

func checked(n *Node) (Query, error) {
	if n.depth() > depthMax {
		return Query{}, errDeep
	}
	return Query{n}, nil
}

// Negated is what is no answer to q.
func Negated(q Query) (Query, error) {
	if q.Root == nil {
		return q, nil
	}
	return checked(&Node{Op: Not, Right: q.Root})
}

// Contains tells whether all words of other are words of q.
func (q Query) Contains(other Query) bool {
	words := map[string]bool{}
	q.Root.operands(func(n *Node) { words[n.Word] = true })
	ok := true
	other.Root.operands(func(n *Node) { ok = ok && words[n.Word] })
	return ok
}

// Tree is the part of the query that an index can answer, as text: "T" where that is nothing.
func (q Query) Tree() string {
	if q.Root == nil {
		return ""
	}
	n := withoutNot(q.Root)
	if n == nil {
		return "T"
	}
	return string(Query{n}.AppendText(nil))
}

func withoutNot(n *Node) *Node {
	switch n.Op {
	case Operand:
		return n
	case Not:
		return nil
	}
	l, r := withoutNot(n.Left), withoutNot(n.Right)
	switch {
	case n.Op == Or && (l == nil || r == nil):
		return nil
	case l == nil:
		return r
	case r == nil:
		return l
	}
	return &Node{Op: n.Op, Left: l, Right: r, Distance: n.Distance}
}

// Needs tells what a document that answers the query has for sure: the operand's words, or all or
// any of the parts. Every says that it may have nothing of them.
type Needs struct {
	Every bool
	// Operand is set where it is one word.
	Operand  *Node
	All, Any []Needs
}

// Needs is what an index of the lexemes of documents is asked.
func (q Query) Needs() Needs {
	if q.Root == nil {
		return Needs{} // no document answers it
	}
	return q.Root.needs()
}

func (n *Node) needs() Needs {
	switch n.Op {
	case Operand:
		return Needs{Operand: n}
	case Not:
		return Needs{Every: true}
	case Or:
		l, r := n.Left.needs(), n.Right.needs()
		if l.Every || r.Every {
			return Needs{Every: true}
		}
		return Needs{Any: []Needs{l, r}}
	}
	var all []Needs
	for _, s := range []Needs{n.Left.needs(), n.Right.needs()} {
		if !s.Every {
			all = append(all, s)
		}
	}
	return Needs{All: all, Every: len(all) == 0}
}

package textsearch

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// Document gathers the lexemes of texts.
type Document struct {
	list []Lexeme
	pos  int
	size int
	// Bounds are asked every so many tokens: their error ends the work.
	Bounds Bounds
}

// tokensBetween checkpoints.
const tokensBetween = 4096

// gatherBytesMax is how long the lexemes may be that are gathered, those that come again counted
// each time: what is longer is too long for a vector or all but the same few words.
const gatherBytesMax = 256 << 20

// lexemeBytes is what a lexeme of one place takes beside its struct: the place, and a short word, often made anew.
const lexemeBytes = 24

// words calls f with the lexemes of a text and their positions, from after on; it returns the
// last position. Stop words have positions, and no call.
// Without bounds it is not asked whether to go on. An error of f ends it.
func (c *Config) words(text string, after int, b Bounds, f func(pos int, lexeme string) error) (int, error) {
	n := 0
	for t := range Tokens(text) {
		if n++; n%tokensBetween == 0 && b != nil {
			if err := b.Checkpoint(); err != nil {
				return after, err
			}
		}
		if len(t.Text) > WordBytesMax {
			continue
		}
		lexeme, known := c.Lexize(t.Kind, t.Text)
		if known == Unknown {
			continue
		}
		after++
		if known == Known {
			if err := f(after, lexeme); err != nil {
				return after, err
			}
		}
	}
	return after, nil
}

// Add appends a text to the document.
func (d *Document) Add(c *Config, text string) (err error) {
	d.pos, err = c.words(text, d.pos, d.Bounds, func(pos int, lexeme string) (err error) {
		d.size += len(lexeme) + 2
		if d.size > gatherBytesMax {
			return nil
		}
		if d.list, err = extend(d.list, lexemeBytes, d.Bounds); err == nil {
			d.list = append(d.list, Lexeme{lexeme, []Place{NewPlace(pos, 0)}})
		}
		return err
	})
	if err == nil && d.size > gatherBytesMax {
		err = pgerror.New(pgerror.ProgramLimitExceeded, "string is too long for tsvector (%d bytes, max %d bytes)", d.size, vectorBytesMax)
	}
	return err
}

// AddElement appends a text that stands apart: no phrase goes on from it to the next one.
func (d *Document) AddElement(c *Config, text string) error {
	before := len(d.list)
	err := d.Add(c, text)
	if len(d.list) > before {
		d.pos++
	}
	return err
}

// Vector is the document so far.
func (d *Document) Vector() (Vector, error) {
	slices.SortStableFunc(d.list, func(a, b Lexeme) int { return strings.Compare(a.Word, b.Word) })
	var v Vector
	for _, l := range d.list {
		n := len(v)
		if n == 0 || v[n-1].Word != l.Word {
			v = append(v, l)
			continue
		}
		// A text gives a lexeme a place less than a vector may have.
		if w := &v[n-1]; len(w.Places) < positionsMax-1 && w.Places[len(w.Places)-1] != l.Places[0] {
			w.Places = append(w.Places, l.Places[0])
		}
	}
	return v, v.checkSize()
}

// ToVector is the document of one text.
func (c *Config) ToVector(text string, b Bounds) (Vector, error) {
	d := Document{Bounds: b}
	if err := d.Add(c, text); err != nil {
		return nil, err
	}
	return d.Vector()
}

// operand makes the part of a query that a text stands for: its words one after the other, joined
// by op, with what stop words leave between them.
func (c *Config) operand(text string, weights uint8, prefix bool, op Operator) (*Node, error) {
	var root *Node
	last, nodes := 0, 0
	push := func(n *Node) {
		if nodes++; nodes > operandMax {
			return
		}
		if root == nil {
			root = n
			return
		}
		root = &Node{Op: op, Left: root, Right: n}
		if op == Phrase {
			root.Distance = 1
		}
	}
	_, err := c.words(text, 0, nil, func(pos int, lexeme string) error {
		for ; last > 0 && last+1 < pos; last++ {
			push(&Node{stop: true})
		}
		last = pos
		push(&Node{Word: lexeme, Weights: weights, Prefix: prefix})
		return nil
	})
	if err == nil && nodes > operandMax {
		err = errDeep
	}
	if root == nil {
		root = &Node{stop: true}
	}
	return root, err
}

// operandMax is how many words, and stop words between them, one text of a query may have: those of
// depthMax may stay. They form a chain that functions follow down.
const operandMax = 10 * depthMax

// ToQuery reads a query whose operands are texts.
func (c *Config) ToQuery(s string) (Query, error) {
	n, err := parseQuery(s, func(word string, weights uint8, prefix bool) (*Node, error) {
		return c.operand(word, weights, prefix, Phrase)
	})
	return cleaned(n, err)
}

// PlainQuery is the query for a text's words, joined by op.
func (c *Config) PlainQuery(text string, op Operator) (Query, error) {
	if text == "" {
		return Query{}, nil
	}
	return cleaned(c.operand(text, 0, false, op))
}

func cleaned(n *Node, err error) (Query, error) {
	if err != nil || n == nil {
		return Query{}, err
	}
	n, _, _ = withoutStops(n)
	if n != nil && n.depth() > depthMax {
		return Query{}, errDeep
	}
	return Query{n}, nil
}

func (n *Node) depth() int {
	deepest := 0
	// Long chains are on the left.
	for above := 1; n != nil; above, n = above+1, n.Left {
		deepest = max(deepest, above)
		if n.Right != nil && n.Right.Op != Operand {
			deepest = max(deepest, above+n.Right.depth())
		}
	}
	return deepest
}

// withoutStops leaves out stop words, and operators that lose a side with them. before and after
// are the positions that this takes from the node, at its beginning and its end, by which phrases
// around it are to be longer; they are the same where nothing is left.
func withoutStops(n *Node) (left *Node, before, after int) {
	switch n.Op {
	case Operand:
		if n.stop {
			return nil, 0, 0
		}
		return n, 0, 0
	case Not:
		r, b, a := withoutStops(n.Right)
		if r == nil {
			return nil, b, a
		}
		return &Node{Op: Not, Right: r}, b, a
	}
	l, lBefore, lAfter := withoutStops(n.Left)
	r, rBefore, rAfter := withoutStops(n.Right)
	phrase := n.Op == Phrase
	switch {
	case l == nil && r == nil && phrase:
		gap := lBefore + n.Distance + rBefore
		return nil, gap, gap
	case l == nil && r == nil:
		gap := max(lBefore, rBefore)
		return nil, gap, gap
	case l == nil && phrase:
		return r, lBefore + n.Distance + rBefore, rAfter
	case l == nil:
		return r, rBefore, rAfter
	case r == nil && phrase:
		return l, lBefore, lAfter + n.Distance + rAfter
	case r == nil:
		return l, lBefore, lAfter
	}
	out := &Node{Op: n.Op, Left: l, Right: r, Distance: n.Distance}
	if !phrase {
		return out, 0, 0
	}
	out.Distance += lAfter + rBefore
	return out, lBefore, rAfter
}

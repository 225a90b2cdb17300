package differential

import (
	"slices"
	"strings"
)

// piece is a part of a statement. Its text is that of its kids, between which
// stands sep; shrinking hides optional kids and puts smaller parts of the same
// kind in the place of larger ones.
type piece struct {
	text string
	kids []*piece
	sep  string
	kind string // parts of one kind may stand for each other; "" for none
	opt  bool   // the statement may be right without it
	gone bool
	with *piece // stands in its place
}

// part makes a piece of strings and pieces.
func part(kind string, pieces ...any) *piece {
	n := &piece{kind: kind}
	for _, p := range pieces {
		switch p := p.(type) {
		case string:
			n.kids = append(n.kids, &piece{text: p})
		case *piece:
			if p != nil {
				n.kids = append(n.kids, p)
			}
		}
	}
	return n
}

// option is a part that may be left out.
func option(pieces ...any) *piece {
	n := part("", pieces...)
	n.opt = true
	return n
}

// list is a list of parts each of which may be left out.
func list(sep string, items ...*piece) *piece {
	n := &piece{sep: sep}
	for _, item := range items {
		n.kids = append(n.kids, &piece{kids: []*piece{item}, opt: true})
	}
	return n
}

// clone copies the tree, so that it can be cut down without the other.
func (n *piece) clone() *piece {
	seen := map[*piece]*piece{} // a part may stand in two places
	var copy func(*piece) *piece
	copy = func(n *piece) *piece {
		if n == nil {
			return nil
		}
		if c, ok := seen[n]; ok {
			return c
		}
		c := *n
		seen[n] = &c
		c.kids = make([]*piece, len(n.kids))
		for i, k := range n.kids {
			c.kids[i] = copy(k)
		}
		c.with = copy(n.with)
		return &c
	}
	return copy(n)
}

func (n *piece) String() string {
	var b strings.Builder
	n.write(&b)
	return b.String()
}

func (n *piece) write(b *strings.Builder) {
	if n.with != nil {
		n.with.write(b)
		return
	}
	b.WriteString(n.text)
	first := true
	for _, k := range n.kids {
		if k.gone {
			continue
		}
		if !first {
			b.WriteString(n.sep)
		}
		first = false
		k.write(b)
	}
}

// each visits what is still there, larger parts first.
func (n *piece) each(visit func(*piece)) {
	if n.gone {
		return
	}
	visit(n)
	if n.with != nil {
		n.with.each(visit)
		return
	}
	for _, k := range n.kids {
		k.each(visit)
	}
}

// smallest are the values that may stand for an expression of a type.
var smallest = map[string][]string{
	"int4": {"NULL::int4", "1"}, "int8": {"NULL::int8", "1::int8"}, "numeric": {"NULL::numeric", "1.0"}, "float8": {"NULL::float8", "1::float8"},
	"text": {"NULL::text", "'a'::text"}, "bool": {"NULL::bool", "true", "false"}, "date": {"NULL::date", "date '2024-03-10'"},
	"timestamp": {"NULL::timestamp", "timestamp '2024-03-10 02:30:00'"}, "timestamptz": {"NULL::timestamptz", "timestamptz '2024-03-10 07:30:00+00'"},
	"int4[]": {"NULL::int4[]", "ARRAY[1,2]"}, "interval": {"NULL::interval", "interval '1 day'"}, "time": {"NULL::time", "time '01:00'"},
	"bytea": {"NULL::bytea", "'\\x01'::bytea"}, "uuid": {"NULL::uuid"},
	"int4range": {"NULL::int4range", "'[1,5)'::int4range"}, "int4multirange": {"NULL::int4multirange", "'{[1,3)}'::int4multirange"},
	"inet": {"NULL::inet", "'10.0.0.1'::inet"}, "varbit": {"NULL::varbit", "B'1'::varbit"}, "text[]": {"NULL::text[]", "ARRAY['a']"},
	"statement": {"SELECT 1"},
}

// shrink makes the tree smaller as long as keep holds, and says whether it did.
func (n *piece) shrink(keep func() bool) bool {
	var all []*piece
	n.each(func(k *piece) { all = append(all, k) })
	done := false
	for _, k := range all {
		if k.gone || k.with != nil {
			continue
		}
		if k.opt {
			k.gone = true
			if keep() {
				done = true
				continue
			}
			k.gone = false
		}
		if k.kind != "" && k.replace(keep) {
			done = true
		}
	}
	return done
}

// fill puts values in the places of NULLs, as long as keep holds: where a row violates a
// constraint by one, there is no smaller row that does not.
func (n *piece) fill(keep func() bool) {
	var all []*piece
	n.each(func(k *piece) { all = append(all, k) })
	for _, k := range all {
		choices := smallest[k.kind]
		now := k.with
		if k.gone || len(choices) < 2 || now == nil && k.text != choices[0] || now != nil && now.text != choices[0] {
			continue
		}
		for _, c := range choices[1:] {
			k.with = &piece{text: c}
			if keep() {
				break
			}
			k.with = now
		}
	}
}

// drop leaves out what may be left out, the last parts first, as long as keep holds.
func (n *piece) drop(keep func() bool) {
	var all []*piece
	n.each(func(k *piece) { all = append(all, k) })
	for i := len(all) - 1; i >= 0; i-- {
		if k := all[i]; k.opt && !k.gone {
			k.gone = true
			k.gone = keep()
		}
	}
}

func (n *piece) replace(keep func() bool) bool {
	if slices.Contains(smallest[n.kind], n.text) {
		return false
	}
	before := len(n.String())
	if len(n.kids) == 0 { // a column: what stands for it may be longer
		before = 1 << 10
	}
	var choices []*piece
	for _, s := range smallest[n.kind] {
		choices = append(choices, &piece{text: s})
	}
	n.each(func(k *piece) {
		if k != n && k.kind == n.kind && len(choices) < 12 {
			choices = append(choices, k)
		}
	})
	for _, c := range choices {
		if len(c.String()) >= before {
			continue
		}
		n.with = c
		if keep() {
			return true
		}
		n.with = nil
	}
	return false
}

package catalog

import (
	"cmp"
	"iter"
	"strconv"
	"strings"
)

// pair is two IDs: an object, and what it is in, or what it names.
type pair struct{ of, id ID }

func (p pair) compare(o pair) int { return cmp.Or(cmp.Compare(p.of, o.of), cmp.Compare(p.id, o.id)) }

// Naming lists, by their IDs, the objects that may name another without being in its list of
// dependents: relations by the defaults of columns and by policies, sequences as those of a
// relation's column. There may be more: a text's number need not be an object's.
func (s *Snapshot) Naming(id ID) iter.Seq[Descriptor] {
	return func(yield func(Descriptor) bool) {
		for k := range s.naming.from(pair{id, 0}) {
			if k.of != id || !yield(s.object(k.id)) {
				return
			}
		}
	}
}

// named calls f with what d names in the sense of Naming.
func named(d Descriptor, f func(ID)) {
	switch d := d.(type) {
	case *SequenceDesc:
		if d.OwnerTable != 0 {
			f(d.OwnerTable)
		}
	case *TableDesc:
		for i := range d.Columns {
			quotedIDs(d.Columns[i].DefaultText, f)
		}
		for i := range d.Policies {
			frozenIn(d.Policies[i].UsingText, f)
			frozenIn(d.Policies[i].CheckText, f)
		}
	}
}

// quotedIDs calls f with the numbers that are the whole of a literal: relations are named so, whatever
// they are called ('16390'::regclass).
func quotedIDs(text string, f func(ID)) {
	for {
		_, rest, ok := strings.Cut(text, "'")
		if !ok {
			return
		}
		text = rest
		n := strings.IndexByte(rest, '\'')
		if n <= 0 {
			continue
		}
		if id, err := strconv.ParseUint(rest[:n], 10, 32); err == nil {
			f(ID(id))
		}
	}
}

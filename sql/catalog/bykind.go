package catalog

import (
	"cmp"
	"iter"
)

// compare orders names by kind, then by what they are in.
func (k nameKey) compare(o nameKey) int {
	return cmp.Or(cmp.Compare(k.kind, o.kind), cmp.Compare(k.parent, o.parent), cmp.Compare(k.name, o.name))
}

// ids lists what a namespace has, in the order of names: of what is in parent, or, with any, of
// all that are of that kind.
func (s *Snapshot) ids(kind Kind, parent ID, anywhere bool) iter.Seq[ID] {
	return func(yield func(ID) bool) {
		for k, id := range s.names.from(nameKey{kind: kind, parent: parent}) {
			if k.kind != kind || !anywhere && k.parent != parent || !yield(id) {
				return
			}
		}
	}
}

// ofKind lists the objects of a kind, whatever they are in, in no order.
func ofKind[D Descriptor](s *Snapshot, kind Kind) iter.Seq[D] {
	return func(yield func(D) bool) {
		for id := range s.ids(kind, 0, true) {
			// Names are of what comes with an object, too: of arrays, of indexes.
			if d, ok := s.object(id).(D); ok && !yield(d) {
				return
			}
		}
	}
}

// InSchema lists what is in a schema, in no order.
func (s *Snapshot) InSchema(schema ID) iter.Seq[Descriptor] {
	return func(yield func(Descriptor) bool) {
		for _, kind := range [...]Kind{KindTable, KindType, KindRoutine, KindOperator, KindStatistics, KindTextConfiguration, KindTextDictionary} { // KindTable: of all relations
			for id := range s.ids(kind, schema, false) {
				if d := s.object(id); d != nil && !yield(d) {
					return
				}
			}
		}
	}
}

// idOf is what a name stands for; 0: nothing.
func (s *Snapshot) idOf(k nameKey) ID {
	id, _ := s.names.get(k)
	return id
}

// object returns what has an ID, nil for what is not there or is virtual.
func (s *Snapshot) object(id ID) Descriptor {
	d, _ := s.objects.get(id)
	return d
}

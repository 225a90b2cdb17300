package catalog

import (
	"cmp"
	"iter"
	"strconv"
	"strings"
	"sync"

	"github.com/RaduBerinde/btreemap"
)

// sharedMap is an ordered map whose copies share what neither has changed since: a copy is made
// at once, and a change costs as much as the map is deep, however large it is. Nil is empty, and
// may be read and copied. Safe for concurrent reading and copying; whoever changes it has it alone.
type sharedMap[K, V any] struct {
	copying sync.Mutex // a copy marks what it is of
	tree    *btreemap.BTreeMap[K, V]
}

// sharedDegree is of the trees: nodes have half as many keys at least, and twice as many at most, less one.
// Lookups want them large, changes, which copy those on their way, small.
const sharedDegree = 16

func newSharedMap[K, V any](compare func(a, b K) int) *sharedMap[K, V] {
	return &sharedMap[K, V]{tree: btreemap.New[K, V](sharedDegree, compare)}
}

// copy returns a map that can be changed, with the keys of m; compare is m's order.
func (m *sharedMap[K, V]) copy(compare func(a, b K) int) *sharedMap[K, V] {
	if m == nil {
		return newSharedMap[K, V](compare)
	}
	m.copying.Lock()
	defer m.copying.Unlock()
	return &sharedMap[K, V]{tree: m.tree.Clone()}
}

func (m *sharedMap[K, V]) get(k K) (v V, ok bool) {
	if m == nil {
		return v, false
	}
	_, v, ok = m.tree.Get(k)
	return v, ok
}

func (m *sharedMap[K, V]) has(k K) bool { return m != nil && m.tree.Has(k) }

func (m *sharedMap[K, V]) set(k K, v V) { m.tree.ReplaceOrInsert(k, v) }

func (m *sharedMap[K, V]) remove(k K) { m.tree.Delete(k) }

// all lists the map in order. It must not be changed meanwhile.
func (m *sharedMap[K, V]) all() iter.Seq2[K, V] {
	return m.ascend(btreemap.Min[K]())
}

// from lists the map in order, from the first key on that is not less than k.
func (m *sharedMap[K, V]) from(k K) iter.Seq2[K, V] {
	return m.ascend(btreemap.GE(k))
}

func (m *sharedMap[K, V]) ascend(start btreemap.LowerBound[K]) iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		if m != nil {
			m.tree.Ascend(start, btreemap.Max[K]())(yield)
		}
	}
}

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
		for _, kind := range [...]Kind{KindTable, KindType, KindRoutine, KindOperator, KindStatistics} { // KindTable: of all relations
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

// Amounts are how many objects of some kinds a database has.
type Amounts struct {
	Relations int // tables, views and sequences
	Columns   int // of tables and views
	Indexes   int
	Types     int // that were created as such
}

// Amounts tells how much is in a database, for estimates of what the system's tables have.
func (s *Snapshot) Amounts(database ID) Amounts {
	n, _ := s.amounts.get(database)
	return n
}

// count adds an object to the amounts of its database, or, with -1, takes it out.
func (s *Snapshot) count(d Descriptor, by int) {
	var n Amounts
	database := ID(0)
	switch d := d.(type) {
	case *TableDesc:
		database, n = d.DatabaseID, Amounts{Relations: by, Columns: by * len(d.Columns), Indexes: by * len(d.Indexes)}
	case *SequenceDesc:
		database, n.Relations = d.DatabaseID, by
	case *TypeDesc:
		database, n.Types = d.DatabaseID, by
	default:
		return
	}
	was := s.Amounts(database)
	n = Amounts{was.Relations + n.Relations, was.Columns + n.Columns, was.Indexes + n.Indexes, was.Types + n.Types}
	if n == (Amounts{}) {
		s.amounts.remove(database)
		return
	}
	s.amounts.set(database, n)
}

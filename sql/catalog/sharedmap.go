package catalog

import (
	"iter"
	"sync"

	"github.com/RaduBerinde/btreemap"
)

// sharedMap is an ordered map whose copies share what neither has changed since: a copy is made
// at once, and a change costs as much as the map is deep, however large it is. Nil is empty,
// and may be read: the zero Snapshot has such maps. Safe for concurrent reading and copying; whoever changes it has it alone.
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

// copy returns a map that can be changed, with the keys of m.
func (m *sharedMap[K, V]) copy() *sharedMap[K, V] {
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

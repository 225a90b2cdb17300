package exec

import (
	"github.com/isochrondb/isochron/sql/types"
)

// hashTable finds rows by equal keys. NULLs are equal to each other here, as
// GROUP BY, DISTINCT and set operations want; joins skip them before.
type hashTable struct {
	types []*types.Type
	rows  *rowStore // the keys, and whatever columns come after them
	heads map[uint64]int32
	next  []int32 // the next row of the same hash, -1 at the end
}

const hashEntryBytes = 24

func newHashTable(mem *memory, keys []*types.Type, width int) *hashTable {
	return &hashTable{types: keys, rows: newRowStore(mem, width), heads: map[uint64]int32{}}
}

func (h *hashTable) clear() {
	h.rows.clear()
	h.heads, h.next = map[uint64]int32{}, nil
}

func (h *hashTable) hash(key []types.Datum) uint64 {
	x := uint64(0)
	for i, t := range h.types {
		x = types.Hash(t, key[i], x)
	}
	return x
}

// find returns the first row at or after i in its chain whose key equals key.
func (h *hashTable) find(i int32, key []types.Datum) int32 {
	for ; i >= 0; i = h.next[i] {
		if h.equal(h.rows.row(int(i)), key) {
			return i
		}
	}
	return -1
}

func (h *hashTable) equal(a, b []types.Datum) bool {
	for i, t := range h.types {
		if a[i].IsNull() || b[i].IsNull() {
			if a[i].IsNull() != b[i].IsNull() {
				return false
			}
			continue
		}
		if !types.Equal(t, a[i], b[i]) {
			return false
		}
	}
	return true
}

// first returns the first row of a hash, -1 for none.
func (h *hashTable) first(hash uint64) int32 {
	if i, ok := h.heads[hash]; ok {
		return i
	}
	return -1
}

// insert adds a row (key and more) and returns its number.
func (h *hashTable) insert(hash uint64, row []types.Datum) (int32, error) {
	if err := h.rows.addRow(row); err != nil {
		return 0, err
	}
	if err := h.rows.account(hashEntryBytes); err != nil {
		return 0, err
	}
	i := int32(h.rows.n - 1)
	h.next = append(h.next, h.first(hash))
	h.heads[hash] = i
	return i, nil
}

// findOrInsert returns the row of a key, adding it where it is new.
func (h *hashTable) findOrInsert(key []types.Datum) (i int32, added bool, err error) {
	hash := h.hash(key)
	if i := h.find(h.first(hash), key); i >= 0 {
		return i, false, nil
	}
	i, err = h.insert(hash, key)
	return i, true, err
}

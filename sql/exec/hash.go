package exec

import (
	"cmp"
	"math/bits"

	"github.com/isochrondb/isochron/sql/types"
)

// hashTable finds rows by equal keys. NULLs are equal to each other here, as
// GROUP BY, DISTINCT and set operations want; joins skip them before.
//
// Rows whose hashes share their upper bits are chained, the newest first.
type hashTable struct {
	types  []*types.Type
	at     []int     // where a row has its keys; nil: they are its first columns
	rows   *rowStore // the keys, and whatever columns there are besides
	heads  []int32   // by the hash's upper bits: the first row of the chain, plus 1; a power of two
	shift  uint      // of a hash, which leaves its upper bits
	hashes []uint64  // by row
	next   []int32   // the next row of the chain, plus 1; 0 at the end
	least  int       // for how many rows there is room at first; 0: hashRowsFirst
}

// hashEntryBytes is what a row takes besides itself.
const hashEntryBytes = 24

// hashRowsFirst is for how many rows there is room at first.
const hashRowsFirst = 64

// hashRowsFew is that of tables of which there may be very many: one for each group.
const hashRowsFew = 8

func newHashTable(mem *memory, keys []*types.Type, width int) *hashTable {
	return &hashTable{types: keys, rows: newRowStore(mem, width)}
}

func (h *hashTable) clear() {
	h.rows.clear()
	h.heads, h.hashes, h.next = nil, nil, nil
}

func (h *hashTable) hash(key []types.Datum) uint64 {
	x := uint64(0)
	for i, t := range h.types {
		x = types.Hash(t, key[i], x)
	}
	return x
}

// hashRow is hash of the key of a row as it is held.
func (h *hashTable) hashRow(row []types.Datum) uint64 {
	if h.at == nil {
		return h.hash(row)
	}
	x := uint64(0)
	for i, t := range h.types {
		x = types.Hash(t, row[h.at[i]], x)
	}
	return x
}

// find returns the first row with key, -1 for none.
func (h *hashTable) find(hash uint64, key []types.Datum) int32 {
	if len(h.heads) == 0 {
		return -1
	}
	return h.search(h.heads[h.bucket(hash)], hash, key)
}

// after returns the next row with key after row i, which has it; -1 for none.
func (h *hashTable) after(i int32, key []types.Datum) int32 {
	return h.search(h.next[i], h.hashes[i], key)
}

func (h *hashTable) search(i int32, hash uint64, key []types.Datum) int32 {
	for ; i > 0; i = h.next[i-1] {
		if h.hashes[i-1] == hash && h.holds(h.rows.row(int(i-1)), key) {
			return i - 1
		}
	}
	return -1
}

// bucket spreads a hash: one of small integers has all its bits below.
func (h *hashTable) bucket(hash uint64) uint64 {
	return hash * 0x9e3779b97f4a7c15 >> h.shift
}

// holds reports whether a row has a key.
func (h *hashTable) holds(row, key []types.Datum) bool {
	if h.at == nil {
		return h.equal(row, key)
	}
	for i, t := range h.types {
		if !equalKeys(t, &row[h.at[i]], &key[i]) {
			return false
		}
	}
	return true
}

// equal compares two keys.
func (h *hashTable) equal(a, b []types.Datum) bool {
	for i, t := range h.types {
		if !equalKeys(t, &a[i], &b[i]) {
			return false
		}
	}
	return true
}

func equalKeys(t *types.Type, a, b *types.Datum) bool {
	if a.IsNull() || b.IsNull() {
		return a.IsNull() && b.IsNull()
	}
	return types.Equal(t, *a, *b)
}

// insert adds a row (key and more) and returns its number.
func (h *hashTable) insert(hash uint64, row []types.Datum) (int32, error) {
	if err := h.rows.addRow(row); err != nil {
		return 0, err
	}
	if err := h.rows.account(hashEntryBytes); err != nil {
		return 0, err
	}
	if h.rows.n > len(h.heads) {
		h.grow()
	}
	i := int32(h.rows.n - 1)
	h.hashes, h.next = append(h.hashes, hash), append(h.next, 0)
	h.link(i)
	return i, nil
}

// link puts row i before its chain.
func (h *hashTable) link(i int32) {
	b := h.bucket(h.hashes[i])
	h.next[i] = h.heads[b]
	h.heads[b] = i + 1
}

// grow doubles the number of chains.
func (h *hashTable) grow() {
	n := 2 * len(h.heads)
	if n == 0 {
		n = cmp.Or(h.least, hashRowsFirst)
	}
	h.heads = make([]int32, n)
	h.shift = uint(64 - bits.TrailingZeros(uint(n)))
	if h.hashes == nil {
		h.hashes, h.next = make([]uint64, 0, n), make([]int32, 0, n)
	}
	for i := range h.hashes {
		h.link(int32(i))
	}
}

// shed takes out the rows whose hashes drop wants, and gives them to out.
func (h *hashTable) shed(drop func(hash uint64) bool, out func(hash uint64, row []types.Datum) error) error {
	old, hashes := h.rows, h.hashes
	h.rows = newRowStore(old.mem, old.width)
	h.rows.owner = old.owner
	h.heads, h.hashes, h.next = nil, nil, nil
	defer old.clear()
	for i, hash := range hashes {
		var err error
		if row := old.row(i); drop(hash) {
			err = out(hash, row)
		} else {
			_, err = h.insert(hash, row)
		}
		if err != nil {
			return err
		}
		if i%storeChunk == storeChunk-1 {
			old.release(i / storeChunk)
		}
	}
	return nil
}

// unhash ends the table, but for its rows, which it gives.
func (h *hashTable) unhash() *rowStore {
	rows := h.rows
	rows.unaccount(hashEntryBytes * rows.n)
	h.rows = newRowStore(rows.mem, rows.width)
	h.rows.owner = rows.owner
	h.heads, h.hashes, h.next = nil, nil, nil
	return rows
}

// findOrInsert returns the row of a key, adding it where it is new.
func (h *hashTable) findOrInsert(key []types.Datum) (i int32, added bool, err error) {
	hash := h.hash(key)
	if i := h.find(hash, key); i >= 0 {
		return i, false, nil
	}
	i, err = h.insert(hash, key)
	return i, true, err
}

package exec

import (
	"cmp"
	"math/bits"
	"slices"
	"sort"

	"github.com/isochrondb/isochron/sql/exec/spill"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/types"
)

// rowSet is a set of rows that is asked and added to in turn, so that nothing of it can
// wait: rows that memory does not hold lie in runs, ordered by their hash, of which each
// page's first hash is known.
type rowSet struct {
	mem   *memory
	table *hashTable
	n     int // rows
	runs  []*setRunFile
	row   []types.Datum
}

// setRunFile is a run of a rowSet: the hash, then the row.
type setRunFile struct {
	may   hashFilter
	file  *spill.File
	out   *spill.Stream
	first []int64 // hash of each page
	at    []int64 // number of each page's first row
	read  *spill.Reader
}

// Limits of a rowSet.
const (
	setRunsMax   = 8       // before they are made one
	setPageBytes = 4 << 10 // a look reads one or two
)

func newRowSet(mem *memory, ts []*types.Type) *rowSet {
	mem.holder()
	return &rowSet{mem: mem, table: newHashTable(mem, ts, len(ts))}
}

// clear forgets all rows.
func (s *rowSet) clear() {
	s.table.clear()
	s.drop(s.runs)
	s.runs, s.n = nil, 0
}

// end forgets all rows, and the set, which no longer counts as one that holds some.
func (s *rowSet) end() {
	s.clear()
	s.mem.leave()
}

func (s *rowSet) drop(runs []*setRunFile) {
	for _, r := range runs {
		r.read.Close()
		s.mem.shrink(len(r.first)*setRunPageBytes + r.may.bytes())
		s.mem.endFile(r.file)
	}
}

// setRunPageBytes is what a page of a run takes in memory.
const setRunPageBytes = 16

// add adds a row unless it is there.
func (s *rowSet) add(row []types.Datum) (added bool, err error) {
	hash := s.table.hash(row)
	found, err := s.find(hash, row)
	if err != nil || found {
		return false, err
	}
	if _, err := s.table.insert(hash, row); err != nil {
		return false, err
	}
	s.n++
	if s.mem.pressed(s.table.rows.bytes, 0) {
		err = s.spill()
	}
	return true, err
}

// has reports whether a row is there.
func (s *rowSet) has(row []types.Datum) (bool, error) { return s.find(s.table.hash(row), row) }

func (s *rowSet) find(hash uint64, row []types.Datum) (bool, error) {
	if s.table.find(hash, row) >= 0 {
		return true, nil
	}
	for _, r := range s.runs {
		if !r.may.has(hash) {
			continue
		}
		found, err := r.find(s.table, int64(hash), row)
		if err != nil || found {
			return found, err
		}
	}
	return false, nil
}

// find looks for a row from the first page on where its hash may be.
func (r *setRunFile) find(h *hashTable, hash int64, row []types.Datum) (bool, error) {
	page := sort.Search(len(r.first), func(i int) bool { return r.first[i] >= hash })
	page = max(0, page-1)
	r.read.GoTo(r.at[page])
	for {
		x, err := r.read.Next()
		if err != nil || x == nil || x[0].Int() > hash {
			return false, err
		}
		if x[0].Int() == hash && h.equal(x[1:], row) {
			return true, nil
		}
	}
}

// spill makes a run of the rows in memory, and one of all where there are too many.
func (s *rowSet) spill() error {
	perm := make([]int32, s.table.rows.n)
	for i := range perm {
		perm[i] = int32(i)
	}
	slices.SortFunc(perm, func(a, b int32) int { return cmp.Compare(int64(s.table.hashes[a]), int64(s.table.hashes[b])) })
	w := s.newRun(int64(len(perm)))
	for _, i := range perm {
		s.row = append(append(s.row[:0], types.Int(int64(s.table.hashes[i]))), s.table.rows.row(int(i))...)
		if err := w.append(s.mem, s.row); err != nil {
			return err
		}
	}
	s.table.clear()
	if err := w.end(); err != nil {
		return err
	}
	if len(s.runs) < setRunsMax {
		return nil
	}
	return s.join()
}

// newRun begins a run of so many rows.
func (s *rowSet) newRun(rows int64) *setRunFile {
	f := s.mem.newFileOf(setPageBytes)
	w := &setRunFile{file: f, out: f.NewStream(), may: newHashFilter(s.mem, rows)}
	w.read = w.out.NewReader()
	s.runs = append(s.runs, w)
	return w
}

func (r *setRunFile) append(mem *memory, row []types.Datum) error {
	r.may.add(uint64(row[0].Int()))
	at, pages := r.out.Rows(), r.out.Pages()
	if err := r.out.Append(row); err != nil || r.out.Pages() == pages {
		return err
	}
	r.first, r.at = append(r.first, row[0].Int()), append(r.at, at)
	return mem.grow(setRunPageBytes)
}

func (r *setRunFile) end() error { return r.out.Flush() }

// join makes one run of all.
func (s *rowSet) join() error {
	old := s.runs
	s.runs = nil
	defer s.drop(old)
	streams, rows := make([]*spill.Stream, len(old)), int64(0)
	for i, r := range old {
		streams[i] = r.out
		rows += r.out.Rows()
	}
	byHash := newComparer([]nodes.SortKey{{Slot: 0}}, []*types.Type{types.TInt8})
	m, err := newMerger(byHash, streams)
	if err != nil {
		return err
	}
	defer m.close()
	w := s.newRun(rows)
	for row := m.row(); row != nil; row = m.row() {
		if err := w.append(s.mem, row); err != nil {
			return err
		}
		if err := m.step(); err != nil {
			return err
		}
	}
	return w.end()
}

// hashFilter tells most hashes that a run does not have from those that it has (Bloom, 1970): new rows,
// of which a recursive query has nothing else, are looked for in no file. Empty, it tells none.
type hashFilter []uint64

// Of a filter.
const (
	filterRowBits  = 10      // for each row
	filterLooks    = 4       // bits set for a hash: one of 80 others seems to be there
	filterBytesMax = 8 << 20 // with fewer bits for each row the more of them there are
)

// newHashFilter returns one for so many rows, or an empty one where there is no memory for it.
func newHashFilter(mem *memory, rows int64) hashFilter {
	f := make(hashFilter, min(filterBytesMax/8, max(1, rows*filterRowBits/64)))
	if mem.grow(f.bytes()) != nil {
		return nil
	}
	return f
}

func (f hashFilter) bytes() int { return 8 * len(f) }

// bit is which one look number i of a hash is at.
func (f hashFilter) bit(hash uint64, i int) (word int, bit uint64) {
	x := (hash ^ uint64(i)*0x9e3779b97f4a7c15) * 0xff51afd7ed558ccd
	x = (x ^ x>>32) * 0xc4ceb9fe1a85ec53
	word64, _ := bits.Mul64(x, uint64(len(f)))
	return int(word64), 1 << (x & 63)
}

func (f hashFilter) add(hash uint64) {
	for i := 0; i < filterLooks && len(f) > 0; i++ {
		w, b := f.bit(hash, i)
		f[w] |= b
	}
}

// has is false for a hash that was not added.
func (f hashFilter) has(hash uint64) bool {
	for i := 0; i < filterLooks && len(f) > 0; i++ {
		if w, b := f.bit(hash, i); f[w]&b == 0 {
			return false
		}
	}
	return true
}

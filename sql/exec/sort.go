package exec

import (
	"cmp"
	"container/heap"
	"encoding/binary"
	"math"
	"slices"

	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/types"
)

// comparer orders rows by columns.
type comparer struct {
	keys  []nodes.SortKey
	types []*types.Type
}

func newComparer(keys []nodes.SortKey, ts []*types.Type) *comparer {
	c := &comparer{keys: keys}
	for _, k := range keys {
		c.types = append(c.types, ts[k.Slot])
	}
	return c
}

// compareDatums orders two values, NULLs by nullsFirst.
func compareDatums(t *types.Type, a, b types.Datum, desc, nullsFirst bool) int {
	if a.IsNull() || b.IsNull() {
		switch {
		case a.IsNull() && b.IsNull():
			return 0
		case a.IsNull() == nullsFirst:
			return -1
		}
		return 1
	}
	c := types.Compare(t, a, b)
	if desc {
		return -c
	}
	return c
}

func (c *comparer) compare(a, b []types.Datum) int {
	for i, k := range c.keys {
		if r := compareDatums(c.types[i], a[k.Slot], b[k.Slot], k.Desc, k.NullsFirst); r != 0 {
			return r
		}
	}
	return 0
}

func (c *comparer) equalsRow(a []types.Datum, b *Batch, i int) bool {
	for j, k := range c.keys {
		if compareDatums(c.types[j], a[k.Slot], b.Cols[k.Slot][i], k.Desc, k.NullsFirst) != 0 {
			return false
		}
	}
	return true
}

// compareRow orders a stored row against row i of b.
func (c *comparer) compareRow(a []types.Datum, b *Batch, i int) int {
	for j, k := range c.keys {
		if r := compareDatums(c.types[j], a[k.Slot], b.Cols[k.Slot][i], k.Desc, k.NullsFirst); r != 0 {
			return r
		}
	}
	return 0
}

// sortOp orders its input. With a limit it keeps a heap of that many rows, as long as
// memory holds them.
type sortOp struct {
	r    *run
	n    *nodes.Sort
	in   operator
	cmp  *comparer
	all  *sorter
	rows *rowStore // of the heap
	perm []int32   // likewise
	at   int
	top  bool // the heap holds the result
	out  *Batch
	done bool
	most int64      // rows wanted, if there is no Limit
	work *rangeWork // nil: nothing is done at the ranges
	part *Batch     // of its rows
}

func newSort(r *run, n *nodes.Sort, in operator, w *rangeWork) *sortOp {
	r.mem.holder()
	s := &sortOp{r: r, n: n, in: in, most: math.MaxInt64, work: w}
	if w != nil {
		w.limit = s.limit
	}
	return s
}

// limit is how many rows are wanted.
func (s *sortOp) limit() (int64, error) {
	return s.r.rowCount(s.n.Limit, s.most, "LIMIT", invalidLimit)
}

// input gives the next rows to be sorted.
func (s *sortOp) input() (*Batch, error) {
	if !s.work.more() {
		b, err := s.in.next(batchRows)
		if err != nil || b.N > 0 || !s.work.more() {
			return b, err
		}
	}
	if s.part == nil {
		s.part = newBatch(&s.r.mem, len(s.n.Types), firstRoom(len(s.n.Types)))
	}
	return s.part, s.work.batch(s.part)
}

// maxTopN is the largest limit for which a heap is kept.
const maxTopN = 100_000

func (s *sortOp) open() error {
	s.close()
	s.cmp = newComparer(s.n.Keys, s.n.Types)
	s.all = newSorter(&s.r.mem, s.cmp, len(s.n.Types))
	s.rows = newRowStore(&s.r.mem, len(s.n.Types))
	s.perm, s.at, s.top, s.done = nil, 0, false, false
	return s.in.open()
}

func (s *sortOp) close() {
	s.in.close()
	if s.rows != nil {
		s.rows.clear()
		s.all.clear()
	}
	s.rows, s.all, s.perm = nil, nil, nil
}

func (s *sortOp) next(most int) (*Batch, error) {
	if !s.done {
		if err := s.sort(); err != nil {
			return nil, err
		}
		s.done = true
		rows := batchRows
		if s.all.merge == nil {
			rows = max(1, len(s.perm), len(s.all.perm))
		}
		var err error
		if s.out, err = s.r.mem.batchOf(s.out, len(s.n.Types), min(rows, fullRoom(len(s.n.Types)))); err != nil {
			return nil, err
		}
		s.tell()
	}
	if s.out == nil {
		return emptyBatch(len(s.n.Types)), nil
	}
	if s.top {
		s.fromHeap(most)
	} else if err := s.all.next(s.out, most); err != nil {
		return nil, err
	}
	if s.out.N == 0 {
		return s.end(), nil
	}
	return s.out, nil
}

// end gives back what the sort held, when all its rows have been given: others above it, of which
// there may be hundreds, hold theirs now.
func (s *sortOp) end() *Batch {
	s.rows.clear()
	s.all.clear()
	s.perm, s.at = nil, 0
	s.r.mem.endBatch(&s.out)
	return emptyBatch(len(s.n.Types))
}

// fromHeap fills out with the heap's next rows.
func (s *sortOp) fromHeap(most int) {
	n := min(most, len(s.perm)-s.at, s.out.room())
	for i := range n {
		row := s.rows.row(int(s.perm[s.at+i]))
		for c := range row {
			s.out.Cols[c][i] = row[c]
		}
	}
	s.at += n
	s.out.N = n
}

// tell notes the method, for EXPLAIN ANALYZE.
func (s *sortOp) tell() {
	switch {
	case s.top:
		s.r.tell(&s.n.Head_, spillNote{sort: "top-N heapsort", memory: s.rows.bytes})
	case s.all.merge != nil:
		s.r.tell(&s.n.Head_, spillNote{sort: "external merge", disk: s.all.wrote})
	default:
		s.r.tell(&s.n.Head_, spillNote{sort: "quicksort", memory: s.all.rows.bytes})
	}
}

func (s *sortOp) sort() error {
	limit, err := s.limit()
	if err != nil {
		return err
	}
	if limit <= maxTopN {
		if s.top, err = s.first(int(limit)); err != nil || s.top {
			return err
		}
	}
	for {
		b, err := s.input()
		if err != nil {
			return err
		}
		if b.N == 0 {
			break
		}
		for i := range b.N {
			if err := s.all.add(b, i); err != nil {
				return err
			}
		}
		if err := s.r.cancelled(); err != nil {
			return err
		}
	}
	return s.all.finish(s.r.cancelled)
}

// sortEntry is a row to be sorted: what orders most pairs, without a look at
// the row.
type sortEntry struct {
	key   uint64 // of the first column, see abbreviation
	row   int32
	class int8 // NULLs before or after the others
}

const sortEntryBytes = 16

// sort fills keys with the rows of a store, as many as there are keys, from one on, and sorts them,
// stably.
func (c *comparer) sort(keys []sortEntry, rows *rowStore, from int) {
	if len(c.keys) == 0 {
		for i := range keys {
			keys[i].row = int32(from + i)
		}
		return
	}
	whole := c.abbreviate(keys, rows, from) && len(c.keys) == 1
	slices.SortFunc(keys, func(a, b sortEntry) int {
		switch {
		case a.class != b.class:
			return int(a.class) - int(b.class)
		case a.key < b.key:
			return -1
		case a.key > b.key:
			return 1
		}
		if !whole {
			if r := c.compare(rows.row(int(a.row)), rows.row(int(b.row))); r != 0 {
				return r
			}
		}
		return int(a.row - b.row)
	})
}

// abbreviate makes the entries of a store's rows. whole: the keys tell all that
// the first column does.
func (c *comparer) abbreviate(keys []sortEntry, rows *rowStore, from int) (whole bool) {
	k, t := c.keys[0], c.types[0]
	whole = true
	null := int8(1)
	if k.NullsFirst {
		null = -1
	}
	for i := range keys {
		d := rows.row(from + i)[k.Slot]
		if d.IsNull() {
			keys[i] = sortEntry{row: int32(from + i), class: null}
			continue
		}
		key, all := abbreviation(t, d)
		if k.Desc {
			key = ^key
		}
		whole = whole && all
		keys[i] = sortEntry{key: key, row: int32(from + i)}
	}
	return whole
}

// abbreviateRow is abbreviate for one row.
func (c *comparer) abbreviateRow(row []types.Datum) (class int8, key uint64, whole bool) {
	k := c.keys[0]
	d := row[k.Slot]
	switch {
	case d.IsNull() && k.NullsFirst:
		return -1, 0, true
	case d.IsNull():
		return 1, 0, true
	}
	key, whole = abbreviation(c.types[0], d)
	if k.Desc {
		key = ^key
	}
	return 0, key, whole
}

// abbreviation maps a value to a number that is not greater than that of any
// value above it. exact: nor is it equal to another value's.
func abbreviation(t *types.Type, d types.Datum) (key uint64, exact bool) {
	const sign = 1 << 63
	switch d.Kind() {
	case types.KindInt:
		return uint64(d.Int()) ^ sign, true
	case types.KindTimestamp:
		return uint64(d.Timestamp()) ^ sign, true
	case types.KindDate:
		return uint64(d.Date()) ^ sign, true
	case types.KindFloat:
		return abbreviatedFloat(d.Float()), true
	case types.KindNumeric:
		// The nearest double precision number: it tells numbers of 15 digits apart.
		f, _ := types.NumericToFloat(d)
		c, scale, small := d.SmallNumeric()
		return abbreviatedFloat(f), small && -digits15 < c && c < digits15 && scale <= 22
	case types.KindText:
		return leading(types.FoldedText(t, d.Text())), false
	case types.KindBytes:
		return leading(d.Text()), false
	}
	return 0, false
}

// digits15 has one digit more than double precision numbers tell apart.
const digits15 = 1_000_000_000_000_000

// leading is the first 8 bytes of s as a number.
func leading(s string) uint64 {
	var b [8]byte
	copy(b[:], s)
	return binary.BigEndian.Uint64(b[:])
}

// abbreviatedFloat orders as types.CompareFloat does: the zeros are one, and
// so are the NaNs, above all.
func abbreviatedFloat(f float64) uint64 {
	switch {
	case math.IsNaN(f):
		return math.MaxUint64
	case f == 0:
		f = 0
	}
	b := math.Float64bits(f)
	if b>>63 != 0 {
		return ^b
	}
	return b | 1<<63
}

// topHeap has the last of the rows kept at its top.
type topHeap struct {
	s   *sortOp
	seq []int64 // arrival, which breaks ties as a stable sort does
}

func (h *topHeap) Len() int { return len(h.s.perm) }
func (h *topHeap) Less(i, j int) bool {
	a, b := h.s.perm[i], h.s.perm[j]
	if c := h.s.cmp.compare(h.s.rows.row(int(a)), h.s.rows.row(int(b))); c != 0 {
		return c > 0
	}
	return h.seq[a] > h.seq[b]
}
func (h *topHeap) Swap(i, j int) { h.s.perm[i], h.s.perm[j] = h.s.perm[j], h.s.perm[i] }
func (h *topHeap) Push(x any)    { h.s.perm = append(h.s.perm, x.(int32)) }
func (h *topHeap) Pop() any      { panic("exec: a top-N heap never shrinks") }

// first keeps the first limit rows; false: memory does not hold them, and what came so
// far is to be sorted with the rest.
func (s *sortOp) first(limit int) (bool, error) {
	h := &topHeap{s: s}
	arrived := int64(0)
	for {
		b, err := s.input()
		if err != nil {
			return false, err
		}
		if b.N == 0 || limit == 0 {
			break
		}
		for i := range b.N {
			if err := s.offer(h, b, i, limit, arrived); err != nil {
				return false, err
			}
			arrived++
		}
		if s.r.mem.pressed(s.rows.bytes, 0) {
			return false, s.giveUp(h)
		}
		if err := s.r.cancelled(); err != nil {
			return false, err
		}
	}
	slices.SortFunc(s.perm, func(a, b int32) int {
		if c := s.cmp.compare(s.rows.row(int(a)), s.rows.row(int(b))); c != 0 {
			return c
		}
		return int(h.seq[a] - h.seq[b])
	})
	return true, nil
}

// giveUp passes the heap's rows on to the whole sort, in the order of their coming.
func (s *sortOp) giveUp(h *topHeap) error {
	slices.SortFunc(s.perm, func(a, b int32) int { return cmp.Compare(h.seq[a], h.seq[b]) })
	for _, i := range s.perm {
		if err := s.all.addRow(s.rows.row(int(i))); err != nil {
			return err
		}
	}
	s.rows.clear()
	s.perm = nil
	return nil
}

// offer adds a row, or puts it in the place of the last one if it comes before.
func (s *sortOp) offer(h *topHeap, b *Batch, i, limit int, arrived int64) error {
	if len(s.perm) < limit {
		if err := s.rows.add(b, i); err != nil {
			return err
		}
		h.seq = append(h.seq, arrived)
		heap.Push(h, int32(s.rows.n-1))
		return nil
	}
	last := s.perm[0]
	if s.cmp.compareRow(s.rows.row(int(last)), b, i) <= 0 {
		return nil
	}
	row := s.rows.row(int(last))
	for c := range b.Cols {
		d, err := s.rows.keep(b.Cols[c][i])
		if err != nil {
			return err
		}
		row[c] = d
	}
	h.seq[last] = arrived
	heap.Fix(h, 0)
	return nil
}

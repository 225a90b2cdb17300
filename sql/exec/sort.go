package exec

import (
	"container/heap"
	"math"
	"slices"

	"github.com/isochrondb/isochron/sql/plan"
	"github.com/isochrondb/isochron/sql/types"
)

// comparer orders rows by columns.
type comparer struct {
	keys  []plan.SortKey
	types []*types.Type
}

func newComparer(keys []plan.SortKey, ts []*types.Type) *comparer {
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

// sortOp orders its input. With a limit it keeps a heap of that many rows.
type sortOp struct {
	r    *run
	n    *plan.Sort
	in   operator
	cmp  *comparer
	rows *rowStore
	perm []int32
	at   int
	out  *Batch
	done bool
}

// maxTopN is the largest limit for which a heap is kept.
const maxTopN = 100_000

func (s *sortOp) open() error {
	s.close()
	s.cmp = newComparer(s.n.Keys, s.n.Types)
	s.rows = newRowStore(&s.r.mem, len(s.n.Types))
	s.perm, s.at, s.done = nil, 0, false
	return s.in.open()
}

func (s *sortOp) close() {
	s.in.close()
	if s.rows != nil {
		s.rows.clear()
	}
	s.rows, s.perm = nil, nil
}

func (s *sortOp) next(most int) (*Batch, error) {
	if !s.done {
		if err := s.sort(); err != nil {
			return nil, err
		}
		s.done = true
		s.out = newBatch(len(s.n.Types), min(batchRows, max(1, len(s.perm))))
	}
	n := min(most, len(s.perm)-s.at, s.out.room())
	for i := range n {
		row := s.rows.row(int(s.perm[s.at+i]))
		for c := range row {
			s.out.Cols[c][i] = row[c]
		}
	}
	s.at += n
	s.out.N = n
	return s.out, nil
}

func (s *sortOp) sort() error {
	limit, err := s.r.rowCount(s.n.Limit, math.MaxInt64, "LIMIT", invalidLimit)
	if err != nil {
		return err
	}
	if limit <= maxTopN {
		return s.top(int(limit))
	}
	for {
		b, err := s.in.next(batchRows)
		if err != nil {
			return err
		}
		if b.N == 0 {
			break
		}
		for i := range b.N {
			if err := s.rows.add(b, i); err != nil {
				return err
			}
		}
		if err := s.r.cancelled(); err != nil {
			return err
		}
	}
	if err := s.r.mem.grow(4 * s.rows.n); err != nil {
		return err
	}
	s.perm = make([]int32, s.rows.n)
	for i := range s.perm {
		s.perm[i] = int32(i)
	}
	slices.SortStableFunc(s.perm, func(a, b int32) int { return s.cmp.compare(s.rows.row(int(a)), s.rows.row(int(b))) })
	s.r.mem.shrink(4 * s.rows.n)
	return nil
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

// top keeps the first limit rows.
func (s *sortOp) top(limit int) error {
	h := &topHeap{s: s}
	arrived := int64(0)
	for {
		b, err := s.in.next(batchRows)
		if err != nil {
			return err
		}
		if b.N == 0 || limit == 0 {
			break
		}
		for i := range b.N {
			if err := s.offer(h, b, i, limit, arrived); err != nil {
				return err
			}
			arrived++
		}
		if err := s.r.cancelled(); err != nil {
			return err
		}
	}
	slices.SortFunc(s.perm, func(a, b int32) int {
		if c := s.cmp.compare(s.rows.row(int(a)), s.rows.row(int(b))); c != 0 {
			return c
		}
		return int(h.seq[a] - h.seq[b])
	})
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

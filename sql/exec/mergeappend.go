package exec

import (
	"container/heap"

	"github.com/isochrondb/isochron/sql/plan/nodes"
)

// mergeAppendOp gives the rows of inputs that come in order in that order: those of the partitions
// of a table, each by its index. An input is read on when its rows are spent, and not before the
// rows given are: they live as long as its batch.
type mergeAppendOp struct {
	r    *run
	n    *nodes.Append
	in   []operator // by input, nil where it has not been run yet
	heap mergeHeap
	wait []int // inputs whose next rows are to be read
	out  *Batch
}

// mergeInput is an input at its next row.
type mergeInput struct {
	at    int // of the inputs
	batch *Batch
	row   int
}

// mergeHeap orders inputs by their next rows, and equal ones as they stand.
type mergeHeap struct {
	cmp    *comparer
	inputs []mergeInput
}

func (h *mergeHeap) Len() int      { return len(h.inputs) }
func (h *mergeHeap) Swap(i, j int) { h.inputs[i], h.inputs[j] = h.inputs[j], h.inputs[i] }
func (h *mergeHeap) Push(x any)    { h.inputs = append(h.inputs, x.(mergeInput)) }

func (h *mergeHeap) Pop() any {
	last := len(h.inputs) - 1
	x := h.inputs[last]
	h.inputs[last].batch, h.inputs = nil, h.inputs[:last]
	return x
}

func (h *mergeHeap) Less(i, j int) bool {
	a, b := &h.inputs[i], &h.inputs[j]
	for k, key := range h.cmp.keys {
		if c := compareDatums(h.cmp.types[k], a.batch.Cols[key.Slot][a.row], b.batch.Cols[key.Slot][b.row], key.Desc, key.NullsFirst); c != 0 {
			return c < 0
		}
	}
	return a.at < b.at
}

func (r *run) newMergeAppend(n *nodes.Append) operator {
	return &mergeAppendOp{r: r, n: n, heap: mergeHeap{cmp: newComparer(n.Merge, n.Types)}, in: make([]operator, len(n.Inputs))}
}

func (m *mergeAppendOp) open() error {
	m.close()
	m.heap.inputs, m.wait = m.heap.inputs[:0], m.wait[:0]
	if m.n.Prune == nil {
		m.wait = append(m.wait, m.n.Every()...)
	} else {
		left, err := m.r.unpruned(m.n)
		if err != nil {
			return err
		}
		m.wait = append(m.wait, left...)
	}
	if err := m.r.bringTogether(m.n, m.wait); err != nil {
		return err
	}
	for _, at := range m.wait {
		if m.in[at] == nil {
			var err error
			if m.in[at], err = m.r.build(m.n.Inputs[at]); err != nil {
				return err
			}
		}
		if err := m.in[at].open(); err != nil {
			return err
		}
	}
	return nil
}

func (m *mergeAppendOp) close() {
	for _, in := range m.in {
		if in != nil {
			in.close()
		}
	}
}

func (m *mergeAppendOp) next(most int) (*Batch, error) {
	var err error
	if m.out, err = m.r.mem.nextBatch(m.out, len(m.n.Types), most); err != nil {
		return nil, err
	}
	for _, at := range m.wait {
		b, err := m.in[at].next(most)
		if err != nil {
			return nil, err
		}
		if b.N == 0 {
			m.in[at].close()
			continue
		}
		heap.Push(&m.heap, mergeInput{at: at, batch: b})
	}
	m.wait = m.wait[:0]
	for most = min(most, m.out.room()); m.out.N < most && m.heap.Len() > 0 && len(m.wait) == 0; {
		top := &m.heap.inputs[0]
		for c := range m.out.Cols {
			m.out.Cols[c][m.out.N] = top.batch.Cols[c][top.row]
		}
		m.out.N++
		if top.row++; top.row == top.batch.N {
			m.wait = append(m.wait, top.at)
			heap.Pop(&m.heap)
		} else {
			heap.Fix(&m.heap, 0)
		}
	}
	return m.out, nil
}

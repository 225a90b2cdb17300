package exec

import "github.com/isochrondb/isochron/sql/plan"

// mergeAppendOp gives the rows of inputs that come in order in that order: those of the partitions
// of a table, each by its index. An input is read on when its rows are spent, and not before the
// rows given are: they live as long as its batch.
type mergeAppendOp struct {
	r    *run
	n    *plan.Append
	cmp  *comparer
	in   []operator // by input, nil where it has not been run yet
	heap []mergeInput
	wait []int // inputs whose next rows are to be read
	out  *Batch
}

// mergeInput is an input at its next row.
type mergeInput struct {
	at    int // of the inputs
	batch *Batch
	row   int
}

func (r *run) newMergeAppend(n *plan.Append) operator {
	return &mergeAppendOp{r: r, n: n, cmp: newComparer(n.Merge, n.Types), in: make([]operator, len(n.Inputs)), out: newBatch(&r.mem, len(n.Types), batchRows)}
}

func (m *mergeAppendOp) open() error {
	m.close()
	m.heap, m.wait = m.heap[:0], m.wait[:0]
	if m.n.Prune == nil {
		for at := range m.n.Inputs {
			m.wait = append(m.wait, at)
		}
	} else {
		left, err := m.r.unpruned(m.n)
		if err != nil {
			return err
		}
		m.wait = append(m.wait, left...)
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
	m.out.N = 0
	for _, at := range m.wait {
		b, err := m.in[at].next(most)
		if err != nil {
			return nil, err
		}
		if b.N == 0 {
			m.in[at].close()
			continue
		}
		m.heap = append(m.heap, mergeInput{at: at, batch: b})
		m.up(len(m.heap) - 1)
	}
	m.wait = m.wait[:0]
	for most = min(most, m.out.room()); m.out.N < most && len(m.heap) > 0 && len(m.wait) == 0; {
		top := &m.heap[0]
		for c := range m.out.Cols {
			m.out.Cols[c][m.out.N] = top.batch.Cols[c][top.row]
		}
		m.out.N++
		if top.row++; top.row == top.batch.N {
			m.wait = append(m.wait, top.at)
			last := len(m.heap) - 1
			m.heap[0] = m.heap[last]
			m.heap = m.heap[:last]
		}
		m.down(0)
	}
	return m.out, nil
}

// less orders two inputs by their next rows, and equal ones as they stand.
func (m *mergeAppendOp) less(i, j int) bool {
	a, b := &m.heap[i], &m.heap[j]
	for k, key := range m.cmp.keys {
		if c := compareDatums(m.cmp.types[k], a.batch.Cols[key.Slot][a.row], b.batch.Cols[key.Slot][b.row], key.Desc, key.NullsFirst); c != 0 {
			return c < 0
		}
	}
	return a.at < b.at
}

func (m *mergeAppendOp) up(i int) {
	for i > 0 && m.less(i, (i-1)/2) {
		m.heap[i], m.heap[(i-1)/2] = m.heap[(i-1)/2], m.heap[i]
		i = (i - 1) / 2
	}
}

func (m *mergeAppendOp) down(i int) {
	for {
		least := i
		for c := 2*i + 1; c <= 2*i+2 && c < len(m.heap); c++ {
			if m.less(c, least) {
				least = c
			}
		}
		if least == i {
			return
		}
		m.heap[i], m.heap[least] = m.heap[least], m.heap[i]
		i = least
	}
}

package exec

import (
	"github.com/isochrondb/isochron/sql/exec/pushdown"
	"github.com/isochrondb/isochron/sql/exec/spill"
	"github.com/isochrondb/isochron/sql/types"
)

// sorter orders rows, stably: in memory, and where that is short as sorted runs in a file,
// which are merged as the rows are read.
//
//	add … add, finish, next … next, clear
type sorter struct {
	mem  *memory
	cmp  *comparer
	rows *rowStore
	perm []int32
	at   int

	file  *spill.File
	runs  []*spill.Stream // in the order of their rows' coming
	merge *merger         // nil: all is in memory
	row   []types.Datum
	wrote int64 // bytes, in all files
}

func newSorter(mem *memory, cmp *comparer, width int) *sorter {
	return &sorter{mem: mem, cmp: cmp, rows: newRowStore(mem, width)}
}

// sortRowBytes is what sorting takes for a row.
const sortRowBytes = 4 + sortEntryBytes

// Bounds of the runs that are merged at a time.
const (
	mergeRunsMin = 2
	mergeRunsMax = 128
)

// clear forgets all rows.
func (s *sorter) clear() {
	s.rows.clear()
	s.endMerge()
	s.mem.endFile(s.file)
	s.perm, s.at, s.file, s.runs = nil, 0, nil, nil
}

func (s *sorter) endMerge() {
	if s.merge != nil {
		s.merge.close()
		s.merge = nil
	}
}

// add copies row i of b.
func (s *sorter) add(b *Batch, i int) error {
	if err := s.rows.add(b, i); err != nil {
		return err
	}
	return s.relieve()
}

// addRow copies a row.
func (s *sorter) addRow(row []types.Datum) error {
	if err := s.rows.addRow(row); err != nil {
		return err
	}
	return s.relieve()
}

// relieve makes a run of the rows at hand if memory is short.
func (s *sorter) relieve() error {
	if !s.mem.pressed(s.rows.bytes, s.rows.n*sortRowBytes) {
		return nil
	}
	return s.spill()
}

// spill makes a run of the rows at hand, or several where there is no memory to sort them all
// at once.
func (s *sorter) spill() error {
	if s.rows.n == 0 {
		return nil
	}
	if s.file == nil {
		s.file = s.mem.newFile()
	}
	for from := 0; from < s.rows.n; from += len(s.perm) {
		if err := s.orderSome(from); err != nil {
			return err
		}
		run := s.file.NewStream()
		for _, i := range s.perm {
			if err := run.Append(s.rows.row(int(i))); err != nil {
				return err
			}
		}
		s.runs = append(s.runs, run)
		if err := run.Flush(); err != nil {
			return err
		}
		if from+len(s.perm) < s.rows.n {
			for c := from / storeChunk; c < (from+len(s.perm))/storeChunk; c++ {
				s.rows.release(c)
			}
		}
	}
	s.rows.clear()
	s.perm = nil
	return nil
}

// orderSome sorts the rows from one on: all, or as many chunks of them as there is memory for.
func (s *sorter) orderSome(from int) error {
	n := s.rows.n - from
	for {
		err := s.order(from, n)
		if err == nil || n <= storeChunk {
			return err
		}
		n = max(storeChunk, n/2/storeChunk*storeChunk)
	}
}

// order sorts n of the rows at hand, from one on. It fails, and does nothing, where there is no
// memory for that.
func (s *sorter) order(from, n int) error {
	taken := sortRowBytes * n
	if err := s.mem.grow(taken); err != nil {
		return err
	}
	defer s.mem.shrink(taken)
	keys := s.mem.sortKeys(n)
	s.cmp.sort(keys, s.rows, from)
	s.perm = make([]int32, n)
	for i := range keys {
		s.perm[i] = keys[i].row
	}
	return nil
}

// finish ends the rows; they may be read now. check is called now and then.
func (s *sorter) finish(check func() error) error {
	if s.file == nil {
		if err := s.order(0, s.rows.n); err == nil || s.mem.spill.account == nil {
			return err
		}
	}
	if err := s.spill(); err != nil {
		return err
	}
	for len(s.runs) > s.fanIn() {
		if err := s.pass(check); err != nil {
			return err
		}
	}
	s.wrote += s.file.Size()
	var err error
	s.merge, err = newMerger(s.cmp, s.runs)
	return err
}

// fanIn is how many runs are merged at a time.
func (s *sorter) fanIn() int {
	return int(max(mergeRunsMin, min(mergeRunsMax, s.mem.spill.soft/4/int64(s.file.PageBytes()))))
}

// pass merges neighbouring runs into longer ones, in a new file.
func (s *sorter) pass(check func() error) error {
	file, old := s.mem.newFile(), s.file
	var longer []*spill.Stream
	for len(s.runs) > 0 {
		some := s.runs[:min(s.fanIn(), len(s.runs))]
		s.runs = s.runs[len(some):]
		run, err := mergeRuns(s.cmp, some, file, check)
		if err != nil {
			s.mem.endFile(file)
			return err
		}
		longer = append(longer, run)
	}
	s.wrote += old.Size()
	s.mem.endFile(old)
	s.file, s.runs = file, longer
	return nil
}

// mergeRuns writes the rows of runs as one.
func mergeRuns(cmp *comparer, runs []*spill.Stream, to *spill.File, check func() error) (*spill.Stream, error) {
	m, err := newMerger(cmp, runs)
	if err != nil {
		return nil, err
	}
	defer m.close()
	out := to.NewStream()
	for i := 0; ; i++ {
		row := m.row()
		if row == nil {
			return out, out.Flush()
		}
		if err := out.Append(row); err != nil {
			return nil, err
		}
		if err := m.step(); err != nil {
			return nil, err
		}
		if i%pushdown.CancelEvery == 0 {
			if err := check(); err != nil {
				return nil, err
			}
		}
	}
}

// next puts the next rows into b, up to most.
func (s *sorter) next(b *Batch, most int) error {
	b.N = 0
	if s.merge == nil {
		n := min(most, len(s.perm)-s.at, b.room())
		for i := range n {
			row := s.rows.row(int(s.perm[s.at+i]))
			for c := range b.Cols {
				b.Cols[c][i] = row[c]
			}
		}
		s.at += n
		b.N = n
		return nil
	}
	for most = min(most, b.room()); b.N < most; b.N++ {
		row := s.merge.row()
		if row == nil {
			return nil
		}
		for c := range b.Cols {
			b.Cols[c][b.N] = row[c]
		}
		if err := s.merge.step(); err != nil {
			return err
		}
	}
	return nil
}

// nextRow gives the next row, nil at the end. It holds until the next call.
func (s *sorter) nextRow() ([]types.Datum, error) {
	if s.merge == nil {
		if s.at >= len(s.perm) {
			return nil, nil
		}
		s.at++
		return s.rows.row(int(s.perm[s.at-1])), nil
	}
	row := s.merge.row()
	if row == nil {
		return nil, nil
	}
	s.row = append(s.row[:0], row...)
	return s.row, s.merge.step()
}

// each gives all rows that were added; those that compare as equal in the order of their
// coming.
func (s *sorter) each(f func(row []types.Datum) error) error {
	for _, run := range s.runs {
		if err := eachRow(run, f); err != nil {
			return err
		}
	}
	for i := range s.rows.n {
		if err := f(s.rows.row(i)); err != nil {
			return err
		}
	}
	return nil
}

// eachRow gives the rows of a stream.
func eachRow(s *spill.Stream, f func(row []types.Datum) error) error {
	r := s.NewReader()
	defer r.Close()
	for {
		row, err := r.Next()
		if err != nil || row == nil {
			return err
		}
		if err := f(row); err != nil {
			return err
		}
	}
}

// merger gives the rows of sorted runs in their order; of equal ones those of the first
// run first. It is a heap with the least row on top.
type merger struct {
	cmp  *comparer
	heap []mergeRun
}

// mergeRun is a run, at its next row.
type mergeRun struct {
	key   sortEntry // of the row; its row is the run's number
	exact bool
	row   []types.Datum
	r     *spill.Reader
}

func newMerger(cmp *comparer, runs []*spill.Stream) (*merger, error) {
	m := &merger{cmp: cmp}
	for i, run := range runs {
		x := mergeRun{r: run.NewReader(), key: sortEntry{row: int32(i)}}
		if err := x.advance(cmp); err != nil {
			m.close()
			return nil, err
		}
		if x.row == nil {
			x.r.Close()
			continue
		}
		m.heap = append(m.heap, x)
	}
	for i := len(m.heap)/2 - 1; i >= 0; i-- {
		m.down(i)
	}
	return m, nil
}

// advance goes to the run's next row.
func (x *mergeRun) advance(cmp *comparer) (err error) {
	if x.row, err = x.r.Next(); err != nil || x.row == nil || len(cmp.keys) == 0 {
		return err
	}
	x.key.class, x.key.key, x.exact = cmp.abbreviateRow(x.row)
	return nil
}

func (m *merger) close() {
	for i := range m.heap {
		m.heap[i].r.Close()
	}
	m.heap = nil
}

// row is the least row, nil at the end. It holds until step.
func (m *merger) row() []types.Datum {
	if len(m.heap) == 0 {
		return nil
	}
	return m.heap[0].row
}

// step passes over the least row.
func (m *merger) step() error {
	top := &m.heap[0]
	if err := top.advance(m.cmp); err != nil {
		return err
	}
	if top.row == nil {
		top.r.Close()
		last := len(m.heap) - 1
		m.heap[0] = m.heap[last]
		m.heap = m.heap[:last]
	}
	m.down(0)
	return nil
}

// down puts what is at i in its place among those below.
func (m *merger) down(i int) {
	for {
		least := i
		for k := 2*i + 1; k <= 2*i+2 && k < len(m.heap); k++ {
			if m.less(&m.heap[k], &m.heap[least]) {
				least = k
			}
		}
		if least == i {
			return
		}
		m.heap[i], m.heap[least] = m.heap[least], m.heap[i]
		i = least
	}
}

func (m *merger) less(a, b *mergeRun) bool {
	switch {
	case a.key.class != b.key.class:
		return a.key.class < b.key.class
	case a.key.key != b.key.key:
		return a.key.key < b.key.key
	}
	if !(a.exact && b.exact && len(m.cmp.keys) == 1) {
		if c := m.cmp.compare(a.row, b.row); c != 0 {
			return c < 0
		}
	}
	return a.key.row < b.key.row
}

package exec

import (
	"fmt"

	"github.com/isochrondb/isochron/base/limit"
	"github.com/isochrondb/isochron/sql/exec/spill"
	"github.com/isochrondb/isochron/sql/plan/explain"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/types"
)

// spilling is what lets the operators of an execution put on disk what its memory does
// not hold. All that keep rows do it alike:
//
//	rowTape     rows that are read in the order of their coming (WITH, cursors, the
//	            inner side of a nested loop)
//	sorter      sorted runs, and their merge (ORDER BY, aggregates with DISTINCT or
//	            ORDER BY)
//	partitions  rows put aside by the hash of their keys, to be done when the others
//	            are (joins, groups, DISTINCT, INTERSECT, EXCEPT)
//
// Each asks pressed after it has taken memory. The files end with the execution at the
// latest, however it ends.
type spilling struct {
	account *spill.Account // nil: nothing can be put on disk
	budget  *limit.Budget  // of all that count as one execution; nil: the memory itself
	from    *limit.Budget  // what the memory comes out of, in the end
	soft    int64          // from here on operators spill
	holders int            // operators of the execution that may
	// always is for tests: whoever holds something spills now and then.
	always bool
	asked  uint
	files  map[*spill.File]struct{}
	wrote  int64 // bytes, in files that have ended, too
}

// Shares of a statement's memory.
const (
	// Operators spill below the limit by so much (of 8): those that hold less than their
	// share then still find room.
	softEighths = 5
	// spillPages is how many pages the memory of an execution should hold at least.
	spillPages = 256
	// alwaysEvery: see spilling.always.
	alwaysEvery = 7
	// Where the memory of all clients is tight, operators spill that hold so much. They
	// ask so often.
	tightBytes = limit.SmallBytes / 2
	tightEvery = 64
)

// mayspill lets operators spill into files of a: at soft bytes or, where that is 0 or too
// much, at a share of the limit most.
func (m *memory) maySpill(a *spill.Account, soft, most int64, from *limit.Budget) {
	if most = most / 8 * softEighths; soft == 0 || soft > most {
		soft = most
	}
	m.spill.account, m.spill.soft, m.spill.from = a, soft, from
}

// holder counts one more operator that keeps rows.
func (m *memory) holder() {
	m.spill.holders++
}

// leave undoes holder.
func (m *memory) leave() {
	m.spill.holders--
}

// pressed reports whether an operator that holds so many bytes is to spill, where it will
// soon need some more.
func (m *memory) pressed(held, soon int) bool {
	s := &m.spill
	if s.account == nil {
		return false
	}
	s.asked++
	switch {
	case s.always:
		return held > 0 && s.asked%alwaysEvery == 0
	case m.total()+int64(soon) > s.soft:
		return int64(held+soon) >= s.soft/int64(2*max(1, s.holders))
	}
	// The node's memory is looked at now and then.
	return s.asked%tightEvery == 0 && held+soon >= tightBytes && s.from.Tight()
}

// total is what the statement holds here.
func (m *memory) total() int64 {
	if m.spill.budget != nil {
		return m.spill.budget.Used()
	}
	return m.account.Used()
}

// newFile returns a temporary file, which ends with the execution at the latest.
func (m *memory) newFile() *spill.File { return m.newFileOf(spill.PageBytesMax) }

// newFileOf is newFile with smaller pages.
func (m *memory) newFileOf(pageBytes int) *spill.File {
	s := &m.spill
	f := s.account.Create(budgetOf{m}, min(pageBytes, int(s.soft/spillPages)))
	if s.files == nil {
		s.files = map[*spill.File]struct{}{}
	}
	s.files[f] = struct{}{}
	return f
}

// endFile ends a file; nil is none. That it could not be removed is no matter of the
// statement's: the store has said so to the log.
func (m *memory) endFile(f *spill.File) {
	if f == nil {
		return
	}
	if _, ok := m.spill.files[f]; ok {
		delete(m.spill.files, f)
		m.spill.wrote += f.Size()
		_ = f.Close()
	}
}

// endFiles ends all files.
func (m *memory) endFiles() {
	for f := range m.spill.files {
		m.endFile(f)
	}
}

// budgetOf lets files take their pages out of an execution's memory.
type budgetOf struct{ m *memory }

// Grow takes n bytes.
func (b budgetOf) Grow(n int) error { return b.m.grow(n) }

// Shrink gives n bytes back.
func (b budgetOf) Shrink(n int) { b.m.shrink(n) }

// rowTape keeps rows to be read in the order of their coming, by any number of readers:
// in memory, and from the moment on that this is short in a file.
type rowTape struct {
	mem  *memory
	n    int
	rows *rowStore
	file *spill.File
	out  *spill.Stream // nil: all is in memory
	ends bool          // it counts as a holder no longer
}

func newRowTape(mem *memory, width int) *rowTape {
	mem.holder()
	return &rowTape{mem: mem, rows: newRowStore(mem, width)}
}

// clear forgets all rows.
func (t *rowTape) clear() {
	t.rows.clear()
	t.mem.endFile(t.file)
	t.n, t.file, t.out = 0, nil, nil
}

// end forgets all rows; none follow. A statement may have had millions of tapes, of which few are
// left: a recursive query makes one with each round.
func (t *rowTape) end() {
	t.clear()
	if !t.ends {
		t.ends = true
		t.mem.leave()
	}
}

// add copies row i of b.
func (t *rowTape) add(b *Batch, i int) error {
	if t.out != nil {
		row := make([]types.Datum, len(b.Cols))
		for c := range b.Cols {
			row[c] = b.Cols[c][i]
		}
		t.n++
		return t.out.Append(row)
	}
	t.n++
	if err := t.rows.add(b, i); err != nil {
		return err
	}
	return t.relieve()
}

// addRow copies a row.
func (t *rowTape) addRow(row []types.Datum) error {
	t.n++
	if t.out != nil {
		return t.out.Append(row)
	}
	if err := t.rows.addRow(row); err != nil {
		return err
	}
	return t.relieve()
}

// relieve puts the rows into a file if memory is short.
func (t *rowTape) relieve() error {
	if !t.mem.pressed(t.rows.bytes, 0) {
		return nil
	}
	t.file = t.mem.newFile()
	t.out = t.file.NewStream()
	for i := range t.rows.n {
		if err := t.out.Append(t.rows.row(i)); err != nil {
			return err
		}
	}
	t.rows.clear()
	return nil
}

// tapeReader reads a tape. The zero value, with its tape, is at no row.
type tapeReader struct {
	t *rowTape
	r *spill.Reader
}

// row returns row i, which holds until the next call.
func (r *tapeReader) row(i int) ([]types.Datum, error) {
	if r.t.out == nil {
		return r.t.rows.row(i), nil
	}
	if r.r == nil {
		r.r = r.t.out.NewReader()
	}
	r.r.GoTo(int64(i))
	return r.r.Next()
}

// fill puts rows from i on into b and returns how many.
func (r *tapeReader) fill(b *Batch, i, most int) (int, error) {
	if r.t.out == nil {
		return r.t.rows.fill(b, i, most), nil
	}
	n := min(r.t.n-i, b.room(), most)
	for k := range n {
		row, err := r.row(i + k)
		if err != nil {
			return 0, err
		}
		for c := range b.Cols {
			b.Cols[c][k] = row[c]
		}
	}
	b.N = n
	return n, nil
}

// close gives the reader's memory back.
func (r *tapeReader) close() {
	if r.r != nil {
		r.r.Close()
		r.r = nil
	}
}

// spillNote is what EXPLAIN ANALYZE tells of the memory and the disk that an operator used.
type spillNote struct {
	sort    string // method
	hash    bool   // of a join
	batches int    // parts in which the work was done
	memory  int    // bytes
	disk    int64  // bytes
}

// lines are as in Postgres.
func (n *spillNote) lines() []string {
	if n == nil {
		return nil
	}
	switch {
	case n.sort != "" && n.disk > 0:
		return []string{fmt.Sprintf("Sort Method: %s  Disk: %dkB", n.sort, kilobytes(n.disk))}
	case n.sort != "":
		return []string{fmt.Sprintf("Sort Method: %s  Memory: %dkB", n.sort, kilobytes(int64(n.memory)))}
	}
	l := fmt.Sprintf("Batches: %d  Memory Usage: %dkB", n.batches, kilobytes(int64(n.memory)))
	if n.disk > 0 {
		l += fmt.Sprintf("  Disk Usage: %dkB", kilobytes(n.disk))
	}
	return []string{l}
}

// fields are the lines' parts, with Postgres's names.
func (n *spillNote) fields() []explain.ActualField {
	switch {
	case n == nil:
		return nil
	case n.sort != "" && n.disk > 0:
		return []explain.ActualField{{Name: "Sort Method", Value: n.sort}, {Name: "Sort Space Used", Value: kilobytes(n.disk)}, {Name: "Sort Space Type", Value: "Disk"}}
	case n.sort != "":
		return []explain.ActualField{{Name: "Sort Method", Value: n.sort}, {Name: "Sort Space Used", Value: kilobytes(int64(n.memory))}, {Name: "Sort Space Type", Value: "Memory"}}
	case n.hash:
		return []explain.ActualField{{Name: "Hash Batches", Value: n.batches}, {Name: "Peak Memory Usage", Value: kilobytes(int64(n.memory))}, {Name: "Disk Usage", Value: kilobytes(n.disk)}}
	}
	return []explain.ActualField{{Name: "HashAgg Batches", Value: n.batches}, {Name: "Peak Memory Usage", Value: kilobytes(int64(n.memory))}, {Name: "Disk Usage", Value: kilobytes(n.disk)}}
}

func kilobytes(b int64) int64 { return (b + 1023) / 1024 }

// tell notes what EXPLAIN ANALYZE is to say of an operator: of several runs, the largest.
func (r *run) tell(h *nodes.Head, n spillNote) {
	if r.stats == nil || h.ID >= len(r.stats) {
		return
	}
	s := &r.stats[h.ID]
	if s.spill == nil || n.disk > s.spill.disk || n.disk == s.spill.disk && n.memory >= s.spill.memory {
		s.spill = &n
	}
}

package exec

import (
	"sync/atomic"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// batchRows is how many rows an operator gives at once: enough to pay for a
// call, few enough to stay in cache.
const batchRows = 1024

// firstRows is the room of an operator's first batch: most statements want few
// rows.
const firstRows = 128

// Batch is some rows, column by column. It belongs to the operator that gave
// it, and holds until that operator's next call; what must live longer is
// copied into a rowStore.
type Batch struct {
	N    int
	Cols [][]types.Datum
}

// newBatch returns a batch of width columns with room for rows.
func newBatch(mem *memory, width, rows int) *Batch {
	b := &Batch{Cols: make([][]types.Datum, width)}
	flat := mem.datums(width * rows)
	for i := range b.Cols {
		b.Cols[i] = flat[i*rows : (i+1)*rows : (i+1)*rows]
	}
	return b
}

// room returns how many rows b can hold.
func (b *Batch) room() int {
	if len(b.Cols) == 0 {
		return batchRows
	}
	return len(b.Cols[0])
}

// copyRow copies row i of src behind the rows of b, from column at on.
func (b *Batch) copyRow(at int, src *Batch, i int) {
	for c := range src.Cols {
		b.Cols[at+c][b.N] = src.Cols[c][i]
	}
}

// memory is what a statement may still use (53200 beyond it).
type memory struct {
	used, max int64
	peak      int64
	arena     *arena        // of the execution; nil: there is none
	shared    *atomic.Int64 // what others use, too, of the same limit; nil: nobody does
}

func (m *memory) datums(n int) []types.Datum {
	if m.arena == nil {
		return make([]types.Datum, n)
	}
	return m.arena.makeDatums(n)
}

func (m *memory) sortKeys(n int) []sortEntry {
	if m.arena == nil {
		return make([]sortEntry, n)
	}
	return m.arena.makeSort(n)
}

func (m *memory) text(n int) []byte {
	if m.arena == nil {
		return make([]byte, n)
	}
	return m.arena.makeText(n)
}

// Limits of memory.
const (
	defaultMemoryMaxBytes = 64 << 20
	memoryGrain           = 16 << 10 // accounted at once
)

func (m *memory) grow(n int) error {
	m.used += int64(n)
	m.peak = max(m.peak, m.used)
	all := m.used
	if m.shared != nil {
		all = m.shared.Add(int64(n))
	}
	if all > m.max {
		return pgerror.New(pgerror.OutOfMemory, "out of memory").
			WithDetail("The statement needs more than %d bytes.", m.max).
			WithHint("Raise --sql-memory, or make the statement touch fewer rows at once.")
	}
	return nil
}

func (m *memory) shrink(n int) {
	m.used -= int64(n)
	if m.shared != nil {
		m.shared.Add(-int64(n))
	}
}

// rowStore keeps rows, whatever happens to the memory that they came from.
type rowStore struct {
	mem    *memory
	width  int
	n      int
	chunks [][]types.Datum // of storeChunk rows, row by row
	text   []byte          // what is left of the current piece of text memory
	bytes  int             // accounted
}

const (
	storeChunk = 128
	textChunk  = 16 << 10
)

func newRowStore(mem *memory, width int) *rowStore { return &rowStore{mem: mem, width: width} }

// clear forgets all rows.
func (s *rowStore) clear() {
	s.mem.shrink(s.bytes)
	s.n, s.bytes, s.chunks, s.text = 0, 0, nil, nil
}

// slot makes room for one more row.
func (s *rowStore) slot() ([]types.Datum, error) {
	if s.n%storeChunk == 0 {
		if err := s.account(storeChunk * s.width * types.DatumBytes); err != nil {
			return nil, err
		}
		s.chunks = append(s.chunks, s.mem.datums(storeChunk*s.width))
	}
	s.n++
	return s.row(s.n - 1), nil
}

func (s *rowStore) account(n int) error {
	s.bytes += n
	return s.mem.grow(n)
}

// row returns row i, which must not be changed but by its owner.
func (s *rowStore) row(i int) []types.Datum {
	c := s.chunks[i/storeChunk]
	at := i % storeChunk * s.width
	return c[at : at+s.width : at+s.width]
}

// add copies row i of b.
func (s *rowStore) add(b *Batch, i int) error {
	row, err := s.slot()
	if err != nil {
		return err
	}
	for c := range b.Cols {
		if row[c], err = s.keep(b.Cols[c][i]); err != nil {
			return err
		}
	}
	return nil
}

// addRow copies a row.
func (s *rowStore) addRow(src []types.Datum) error {
	row, err := s.slot()
	if err != nil {
		return err
	}
	for c := range src {
		if row[c], err = s.keep(src[c]); err != nil {
			return err
		}
	}
	return nil
}

// keep gives a datum memory of the store's own.
func (s *rowStore) keep(d types.Datum) (types.Datum, error) {
	switch d.Kind() {
	case types.KindText, types.KindBytes:
		b := d.Bytes()
		if len(b) == 0 {
			return d.Clone(), nil
		}
		if len(b) > textChunk/4 {
			return d.Clone(), s.account(len(b))
		}
		if len(s.text) < len(b) {
			if err := s.account(textChunk); err != nil {
				return types.Null, err
			}
			s.text = s.mem.text(textChunk)
		}
		n := copy(s.text, b)
		own := s.text[:n:n]
		s.text = s.text[n:]
		if d.Kind() == types.KindText {
			return types.TextAlias(own), nil
		}
		return types.Bytes(own), nil
	case types.KindArray, types.KindRecord, types.KindNumeric, types.KindUUID, types.KindInterval:
		return d.Clone(), s.account(d.MemoryBytes() - types.DatumBytes)
	}
	return d, nil
}

// fill puts rows from i on into b and returns how many.
func (s *rowStore) fill(b *Batch, i, most int) int {
	n := min(s.n-i, b.room(), most)
	for r := range n {
		row := s.row(i + r)
		for c := range b.Cols {
			b.Cols[c][r] = row[c]
		}
	}
	b.N = n
	return n
}

// columns presents one row as columns of length one, for evaluation.
func columns(dst [][]types.Datum, row []types.Datum) [][]types.Datum {
	dst = dst[:0]
	for i := range row {
		dst = append(dst, row[i:i+1:i+1])
	}
	return dst
}

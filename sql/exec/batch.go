package exec

import (
	"github.com/isochrondb/isochron/base/limit"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// batchRows is how many rows an operator gives at once: enough to pay for a
// call, few enough to stay in cache.
const batchRows = 1024

// firstRows is the room of an operator's first batch: most statements want few
// rows.
const firstRows = 128

// asking is how many rows an operator that drops some asks its input for: no more than make those
// that are asked of it, as far as it has seen (a LIMIT above may want no others), but twice as many
// each time while none has passed.
type asking struct{ last, took, gave int }

func (a *asking) rows(most int) int {
	n := most
	switch {
	case a.gave > 0:
		n = int(min(float64(most)*float64(a.took)/float64(a.gave), batchRows))
	case a.took > 0:
		n = 2 * a.last
	}
	a.last = min(max(n, most), batchRows)
	return a.last
}

// Batch is some rows, column by column. It belongs to the operator that gave
// it, and holds until that operator's next call; what must live longer is
// copied into a rowStore.
type Batch struct {
	N    int
	Cols [][]types.Datum

	counted int // bytes that nextBatch and batchOf took for it
}

// newBatch returns a batch of width columns with room for rows.
func newBatch(mem *memory, width, rows int) *Batch {
	b := emptyBatch(width)
	flat := mem.datums(width * rows)
	for i := range b.Cols {
		b.Cols[i] = flat[i*rows : (i+1)*rows : (i+1)*rows]
	}
	return b
}

// Room of batches that grow, in values: rows times columns.
const (
	// The first one holds firstRows of narrow rows, and fewer of wide ones: a statement may have thousands of
	// operators over rows of hundreds of columns, most of which get one row.
	batchFirstValues = 1 << 10
	// None holds more, but for one row.
	batchValuesMax = 64 << 10
	// What smaller ones take is not counted.
	batchFreeBytes = 8 << 10
)

// firstRoom is the room of an operator's first batch, fullRoom the largest.
func firstRoom(width int) int { return min(firstRows, max(1, batchFirstValues/max(1, width))) }
func fullRoom(width int) int  { return min(batchRows, max(1, batchValuesMax/max(1, width))) }

// nextBatch is the batch that an operator fills next, with N 0, b being the one that it filled before, nil for none: with
// room for few rows at first, for more each time that it was filled, at most for batchRows or for what batchValuesMax
// allows. Operators go by its room. It fails with 53200.
func (m *memory) nextBatch(b *Batch, width, most int) (*Batch, error) {
	largest := fullRoom(width)
	rows := min(max(1, most), largest)
	switch {
	case b == nil:
		rows = min(rows, firstRoom(width))
	case b.N < b.room() || b.room() >= rows || b.room() >= largest:
		b.N = 0
		return b, nil
	default:
		rows = min(largest, 4*b.room())
	}
	return m.batchOf(b, width, rows)
}

// batchOf is a batch with N 0 and room for rows, in place of b, which is taken where it has as much. It fails with 53200,
// and gives b back then.
func (m *memory) batchOf(b *Batch, width, rows int) (*Batch, error) {
	if b != nil && b.room() >= rows {
		b.N = 0
		return b, nil
	}
	n := width * rows * types.DatumBytes
	if n <= batchFreeBytes {
		n = 0
	} else if err := m.grow(n); err != nil {
		return b, err
	}
	if b != nil {
		m.shrink(b.counted)
	}
	next := newBatch(m, width, rows)
	next.counted = n
	return next, nil
}

// endBatch gives back a batch that is not filled again; nil is none.
func (m *memory) endBatch(b **Batch) {
	if *b != nil {
		m.shrink((*b).counted)
		*b = nil
	}
}

// narrowBatch has room for the columns of most statements: one piece of memory in place of two.
type narrowBatch struct {
	Batch
	cols [4][]types.Datum
}

func emptyBatch(width int) *Batch {
	if width > len(narrowBatch{}.cols) {
		return &Batch{Cols: make([][]types.Datum, width)}
	}
	b := &narrowBatch{}
	b.Cols = b.cols[:width]
	return &b.Batch
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

// memory is what an execution uses: of its own limit, and of the budget that its
// session, or its flow, shares with others (53200 beyond either). The zero value
// is without a limit and counts for nobody. It is given back with close.
type memory struct {
	account limit.Account
	max     int64    // 0: none of its own
	arena   *arena   // of the execution; nil: there is none
	spill   spilling // what of it is done on disk
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
	// StatementBytes is what a session sets aside for the statement that it runs:
	// what a short one holds is not counted again.
	StatementBytes = 16 << 10
)

// memoryName is the limit of one statement, as the flag that sets it.
const memoryName = "sql-memory"

// newMemory returns memory of at most most bytes, which come out of from, but for
// those that are set aside.
func newMemory(from *limit.Budget, most, aside int64) memory {
	return memory{account: limit.NewAccount(from, aside), max: most}
}

// grow takes n bytes, or nothing and fails with 53200, whose cause is a
// *limit.Exceeded.
func (m *memory) grow(n int) error {
	if used := m.account.Used(); m.max > 0 && used+int64(n) > m.max {
		return pgerror.From(&limit.Exceeded{Name: memoryName, Max: m.max, Used: used, Requested: int64(n)})
	}
	if err := m.account.Grow(int64(n)); err != nil {
		return pgerror.From(err)
	}
	return nil
}

// shrink gives n bytes back that grow took.
func (m *memory) shrink(n int) { m.account.Shrink(int64(n)) }

// Take and Return serve types.Memory.
func (m *memory) Take(n int64) error { return m.grow(int(n)) }

// Return gives back what Take took.
func (m *memory) Return(n int64) { m.account.Shrink(n) }

// close gives everything back, and ends all files.
func (m *memory) close() {
	m.endFiles()
	m.account.Close()
}

// rowStore keeps rows, whatever happens to the memory that they came from.
type rowStore struct {
	mem    *memory
	width  int
	n      int
	chunks [][]types.Datum // of storeChunk rows, row by row
	text   []byte          // what is left of the current piece of text memory
	first  int             // rows that the first chunk has room for
	piece  int             // bytes of the last piece of text memory
	bytes  int             // accounted
	owner  *int            // counts the bytes, too; nil: nobody does
}

const (
	storeChunk = 128
	storeFirst = 8 // rows of the first chunk, at first
	textChunk  = 16 << 10
	textFirst  = 512 // bytes of the first piece of text memory
)

func newRowStore(mem *memory, width int) *rowStore { return &rowStore{mem: mem, width: width} }

// clear forgets all rows.
func (s *rowStore) clear() {
	s.mem.shrink(s.bytes)
	if s.owner != nil {
		*s.owner -= s.bytes
	}
	s.n, s.bytes, s.chunks, s.text, s.first, s.piece = 0, 0, nil, nil, 0, 0
}

// slot makes room for one more row.
func (s *rowStore) slot() ([]types.Datum, error) {
	switch {
	case s.n >= storeChunk && s.n%storeChunk == 0:
		if err := s.account(storeChunk * s.width * types.DatumBytes); err != nil {
			return nil, err
		}
		s.chunks = append(s.chunks, s.mem.datums(storeChunk*s.width))
	case s.n < storeChunk && s.n == s.first:
		if err := s.growFirst(); err != nil {
			return nil, err
		}
	}
	s.n++
	return s.row(s.n - 1), nil
}

// growFirst makes the first chunk larger: there are many stores of few rows.
func (s *rowStore) growFirst() error {
	rows := min(storeChunk, max(storeFirst, 4*s.first))
	if err := s.account((rows - s.first) * s.width * types.DatumBytes); err != nil {
		return err
	}
	chunk := s.mem.datums(rows * s.width)
	if s.first == 0 {
		s.chunks = append(s.chunks[:0], chunk)
	} else {
		copy(chunk, s.chunks[0])
		s.chunks[0] = chunk
	}
	s.first = rows
	return nil
}

func (s *rowStore) account(n int) error {
	if err := s.mem.grow(n); err != nil {
		return err
	}
	s.bytes += n
	if s.owner != nil {
		*s.owner += n
	}
	return nil
}

// release forgets the rows of a chunk, and about the memory that they took.
func (s *rowStore) release(chunk int) {
	s.chunks[chunk] = nil
	s.unaccount(s.bytes / max(1, len(s.chunks)-chunk))
}

// unaccount gives n bytes back.
func (s *rowStore) unaccount(n int) {
	s.bytes -= n
	s.mem.shrink(n)
	if s.owner != nil {
		*s.owner -= n
	}
}

// row returns row i, which must not be changed but by its owner. It is never nil, without columns
// neither: that would be taken for the end.
func (s *rowStore) row(i int) []types.Datum {
	if s.width == 0 {
		return []types.Datum{}
	}
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
		if d := &b.Cols[c][i]; d.Fixed() {
			row[c] = *d
		} else if row[c], err = s.keep(*d); err != nil {
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
		if src[c].Fixed() {
			row[c] = src[c]
		} else if row[c], err = s.keep(src[c]); err != nil {
			return err
		}
	}
	return nil
}

// keep gives a datum memory of the store's own.
func (s *rowStore) keep(d types.Datum) (types.Datum, error) {
	switch d.Kind() {
	case types.KindText, types.KindBytes, types.KindJSONB:
		b := d.Bytes()
		if len(b) == 0 {
			return d.Clone(), nil
		}
		if len(b) > textChunk/4 {
			return d.Clone(), s.account(len(b))
		}
		if len(s.text) < len(b) {
			piece := min(textChunk, max(textFirst, 4*s.piece, len(b)))
			if err := s.account(piece); err != nil {
				return types.Null, err
			}
			s.text, s.piece = s.mem.text(piece), piece
		}
		n := copy(s.text, b)
		own := s.text[:n:n]
		s.text = s.text[n:]
		switch d.Kind() {
		case types.KindText:
			return types.TextAlias(own), nil
		case types.KindJSONB:
			return types.JSONB(own), nil
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

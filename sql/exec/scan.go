package exec

import (
	"math"
	"slices"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/exec/pushdown"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

// scanOp reads a table through one index.
//
//	points          GetMany, or Lock where rows are locked as they are read
//	spans           pages of a Scan, filtered beside the data where that can be
//	no whole rows   entries of the index first, then the rows by primary key
type scanOp struct {
	r      *run
	n      *nodes.Scan
	entry  *pushdown.RowReader // of the index
	fetch  *fetcher            // nil where the index holds all columns
	filter scalar.Expr
	ctx    scalar.Ctx
	out    *Batch
	row    []types.Datum
	left   int64 // rows that are still wanted

	spans  []keys.Span
	held   int         // bytes of memory that the spans take
	later  []keys.Span // what is read when rows has ended
	named  *entryWalk  // what names the rows that are read behind these; nil: nothing
	at     int         // next point
	rows   *coord.Rows
	page   []byte
	raw    bool // the page was not filtered
	pushed bool // a fragment runs beside the data
	piped  bool // it is a pipeFragment also where the range is led here
	joined bool // what it gives goes to the operator of work
	done   bool
	keybuf []byte
	opened bool
	work   *rangeWork        // of an operator above; nil: none
	away   *pushdown.Pipe    // what ranges led elsewhere give in place of whole entries
	parts  pushdown.PipeRows // what they gave
	filled bool              // the last batch was as large as could be
	ask    int               // rows that the caller asks for
	asked  int               // rows of the last page

	cuts     []keys.Key
	judge    *pushdown.RowReader // reads what ranges judge a row by; nil: it is to be made
	partners *partners           // of a join above: rows without any need not be given
	found    *fetcher            // with Fallback: what fetches the rows that the index names,
	whole    *compiledScan       // and how all rows are read instead
}

// maxKeyBatch is how many keys go into one GetMany or Lock.
const maxKeyBatch = batchRows

func (r *run) newScan(n *nodes.Scan) *scanOp {
	s := &scanOp{r: r, n: n, filter: n.Filter, ctx: r.eval()}
	c := n.Readers.Compiled(func() any { return compileScan(n) }).(*compiledScan)
	s.cuts, s.judge = c.cuts, c.judge
	if s.entry = c.entry; c.row != nil {
		s.fetch = &fetcher{r: r, read: &n.IndexRead, keySlots: n.Primary.Slots, reader: c.row, row: r.mem.datums(len(n.Columns))}
	}
	if n.Fallback {
		s.found, s.whole = s.fetch, c
	}
	s.row = r.mem.datums(s.entry.Width)
	s.work = r.works[n]
	if c.away != nil && !r.gathered && r.txn.DB().Elsewhere() {
		s.away = &pushdown.Pipe{Arguments: pushdown.Arguments{Types: r.p.Params, Args: r.args}, Reader: s.entry, Filter: s.filter, Out: c.away}
		s.parts = pushdown.PipeRows{Dec: c.dec, Row: s.row}
	}
	return s
}

// compiledScan is what the operator makes of a plan node, once.
type compiledScan struct {
	entry *pushdown.RowReader
	row   *pushdown.RowReader // of the table; nil where the index holds all columns
	judge *pushdown.RowReader // of entry's columns those that the filter reads; nil without one
	// away is how rows travel that hold fewer columns than the entries; nil: they don't.
	away []rowenc.ValueColumn
	dec  *rowenc.Decoder
	cuts []keys.Key // of the plan's, whole
}

func compileScan(n *nodes.Scan) *compiledScan {
	c := compileReaders(n)
	if n.Filter != nil && c.row == nil {
		c.judge = judgeOf(c.entry, n.Filter, nil)
	}
	for _, cut := range n.Cuts {
		c.cuts = append(c.cuts, append(keys.Key(n.Layout.Prefix[:len(n.Layout.Prefix):len(n.Layout.Prefix)]), cut...))
	}
	return c
}

// judgeOf reads of entry's columns no more than a filter reads, nil for none, and those at slots.
func judgeOf(entry *pushdown.RowReader, filter scalar.Expr, slots []int) *pushdown.RowReader {
	wanted := make([]bool, entry.Width)
	scalar.Walk(filter, func(x scalar.Expr) bool {
		if s, ok := x.(*scalar.Slot); ok {
			wanted[s.Idx] = true
		}
		return true
	})
	for _, s := range slots {
		wanted[s] = true
	}
	return entry.Only(wanted)
}

// narrow has rows left out that have no partner in a join; nil: all are wanted.
func (s *scanOp) narrow(p *partners) { s.partners, s.judge = p, nil }

func compileReaders(n *nodes.Scan) *compiledScan {
	if n.Primary == nil {
		c := &compiledScan{entry: pushdown.NewRowReader(n.Layout, n.Columns)}
		if nodes.Narrow(n) {
			c.away = pushdown.PipeColumns(n.Types)
			c.dec = rowenc.NewDecoder(c.away, true)
		}
		return c
	}
	return &compiledScan{entry: pushdown.NewRowReader(n.Layout, n.Primary.Slots), row: pushdown.NewRowReader(n.Primary, n.Columns)}
}

func (s *scanOp) open() error {
	s.close()
	var err error
	if s.left, err = s.r.rowCount(s.n.Limit, math.MaxInt64, "LIMIT", invalidLimit); err != nil {
		return err
	}
	if s.takeBrought() {
		if s.out == nil {
			s.makeBatch(s.batchSize())
		}
		s.asked = 0
		return nil
	}
	if s.n.Entries != nil {
		err = s.openEntries()
	} else {
		s.spans, s.held, err = s.r.scanSpans(s.n)
	}
	if err != nil {
		return err
	}
	if s.whole != nil {
		if err := s.fallBack(); err != nil {
			return err
		}
	}
	if s.out == nil {
		s.makeBatch(s.batchSize())
	}
	s.asked = 0
	s.at, s.page, s.done = 0, nil, len(s.spans) == 0 && s.named == nil || s.left == 0
	if s.done || s.n.Points || s.named != nil { // which waits for how many rows are wanted
		return nil
	}
	s.later = s.spans
	return s.more()
}

// How many spans are asked for at a time, and how many where ranges are led elsewhere: a range
// looks through them for each row. Few scans have more: those of rows that entries name.
const (
	scanSpansMax = 128
	scanSpansFar = 2048
)

// openEntries begins to walk through the rows that entries name.
func (s *scanOp) openEntries() (err error) {
	if s.named, err = s.r.entryWalk(s.n.Entries, s.n.Reverse); err == nil && s.named == nil {
		s.spans = wholeOf(s.n.Layout)
	}
	return err
}

// namedRowsFirst is how many rows that entries name are read at once at first.
const namedRowsFirst = 16

// moreNamed has the next rows that entries name be what is read next: about as many as are asked for, and more
// each time. s.later stays empty at the end of them.
func (s *scanOp) moreNamed() error {
	most := scanSpansMax
	if s.r.txn.DB().Elsewhere() {
		most = scanSpansFar
	}
	most = min(most, max(namedRowsFirst, s.ask, 4*len(s.spans)))
	s.r.mem.shrink(s.held)
	s.held = 0
	spans := make([]keys.Span, 0, most) // what was read before may still refer to those before
	for len(spans) < most {
		row, err := s.named.next()
		if err != nil {
			return err
		}
		if row == nil {
			s.named.close()
			s.named = nil
			break
		}
		spans = append(spans, rowSpan(s.n.Layout, row))
	}
	if s.n.Reverse {
		slices.Reverse(spans)
	}
	s.spans, s.later = spans, spans
	if err := s.r.mem.grow(len(spans) * entryRowBytes); err != nil {
		return err
	}
	s.held = len(spans) * entryRowBytes
	return nil
}

// more begins to read the next of the spans.
func (s *scanOp) more() error {
	if len(s.later) == 0 && s.named != nil {
		if err := s.moreNamed(); err != nil || len(s.later) == 0 {
			return err
		}
	}
	part, most := s.later, scanSpansMax
	if len(part) > most && s.r.txn.DB().Elsewhere() {
		most = scanSpansFar
	}
	switch n := len(part) - most; {
	case n <= 0:
		s.later = nil
	case s.n.Reverse:
		part, s.later = part[n:], part[:n]
	default:
		part, s.later = part[:most], part[most:]
	}
	spec, err := s.spec(part)
	if err != nil {
		return err
	}
	if s.rows != nil {
		s.rows.Close()
	}
	s.rows = s.r.txn.Scan(s.r.ctx, spec)
	return nil
}

// fallBack reads the table instead of the index where a pattern bounds nothing.
func (s *scanOp) fallBack() error {
	open, err := s.r.openPattern(&s.n.Spans)
	if err != nil {
		return err
	}
	s.entry, s.fetch, s.judge = s.whole.entry, s.found, nil
	if open {
		p := keys.Key(s.n.Primary.Prefix)
		s.spans = []keys.Span{{Start: p, End: p.PrefixEnd()}}
		s.entry, s.fetch = s.whole.row, nil
	}
	s.row = s.r.mem.datums(s.entry.Width)
	return nil
}

// pipeNearRows is from how many rows on a range that is led here is asked for more than
// its rows, too: for few the gateway has less work with the rows themselves.
const pipeNearRows = 4096

// spec is how spans are read.
func (s *scanOp) spec(spans []keys.Span) (coord.ScanSpec, error) {
	spec := coord.ScanSpec{Spans: spans, Columns: s.entry.Of, Reverse: s.n.Reverse, Memory: s.pages()}
	frag, err := s.rangeFragment()
	if err != nil {
		return spec, err
	}
	s.pushed, s.piped, s.joined = false, false, frag != nil
	if s.n.Near && s.left == math.MaxInt64 {
		spec.Near, spec.Cuts = true, s.cuts
	}
	switch {
	case frag == nil && s.away != nil:
		s.pushed, spec.Far = true, s.away
	case frag != nil && s.n.Rows >= pipeNearRows:
		s.pushed, s.piped, spec.Fragment, spec.Far, spec.Whole = true, true, frag, frag, true
		return spec, nil
	case frag != nil && s.r.txn.DB().Elsewhere():
		s.pushed, spec.Far, spec.Whole = true, frag, true
	}
	if s.left < math.MaxInt64 && s.filter == nil {
		spec.MaxRows = uint64(s.left)
	}
	if (s.filter != nil || s.partners != nil) && s.fetch == nil && scalar.Remote(s.filter) {
		s.pushed = true
		f := &pushdown.Scan{Arguments: pushdown.Arguments{Types: s.r.p.Params, Args: s.r.args}, Filter: s.filter}
		var slots []int
		if s.partners != nil {
			f.Partners, slots = s.partners, s.partners.slots
		}
		if s.judge == nil {
			s.judge = judgeOf(s.entry, s.filter, slots)
		}
		f.Reader = s.judge
		spec.Fragment = f
		if s.left < math.MaxInt64 {
			spec.MaxRows = uint64(s.left)
		}
	}
	if s.fetch != nil && s.n.Judged != nil && frag == nil && scalar.Remote(s.n.Judged) {
		s.pushed = true
		spec.Columns = kvpb.WholeRow
		spec.Fragment = &pushdown.Scan{Arguments: pushdown.Arguments{Types: s.r.p.Params, Args: s.r.args}, Filter: s.n.Judged,
			Reader: judgeOf(pushdown.NewRowReader(s.n.Layout, s.n.Columns), s.n.Judged, nil)}
	}
	return spec, nil
}

// rangeFragment is what an operator above has the ranges do; nil: nothing.
func (s *scanOp) rangeFragment() (*pushdown.Pipe, error) {
	if s.work == nil {
		return nil, nil
	}
	return s.work.fragment(s)
}

func (s *scanOp) batchSize() int {
	if s.n.Points && len(s.spans) < batchRows {
		return max(1, len(s.spans))
	}
	return int(min(int64(firstRoom(len(s.n.Columns))), max(1, s.left)))
}

func (s *scanOp) makeBatch(rows int) {
	s.out = newBatch(&s.r.mem, len(s.n.Columns), min(rows, fullRoom(len(s.n.Columns))))
	s.ctx.Cols = s.out.Cols
}

// pages is memory for the rows of the first scan. What it gave may still be in
// use when the operator is opened again, so others have their own.
func (s *scanOp) pages() *coord.ScanMemory {
	if s.opened || s.r.mem.arena == nil {
		return nil
	}
	s.opened = true
	return s.r.mem.arena.scan()
}

func (s *scanOp) close() {
	if s.rows != nil {
		s.rows.Close()
		s.rows = nil
	}
	s.spans, s.later, s.page, s.done = nil, nil, nil, true
	if s.named != nil {
		s.named.close()
		s.named = nil
	}
	if s.held > 0 {
		s.r.mem.shrink(s.held)
		s.held = 0
	}
	s.parts.Rest = nil
}

func (s *scanOp) next(most int) (*Batch, error) {
	for {
		if s.out.N = 0; s.done || s.left <= 0 {
			return s.out, nil
		}
		if s.filled && s.out.room() < fullRoom(len(s.n.Columns)) && !s.n.Points {
			s.makeBatch(batchRows)
		}
		if err := s.r.cancelled(); err != nil {
			return nil, err
		}
		s.ask = int(min(int64(most), s.left))
		most := int(min(int64(s.ask), int64(s.out.room())))
		if s.filter != nil {
			most = s.out.room()
		}
		if err := s.fill(most); err != nil {
			return nil, err
		}
		if s.work.more() {
			return s.out, nil
		}
		s.filled = s.out.N == s.out.room()
		if err := s.keepMatching(); err != nil {
			return nil, err
		}
		if s.out.N > 0 {
			s.out.N = int(min(int64(s.out.N), s.left))
			s.left -= int64(s.out.N)
			return s.out, nil
		}
	}
}

// fill reads up to most rows.
func (s *scanOp) fill(most int) error {
	switch {
	case s.n.Points && s.n.Lock != nil:
		return s.lockPoints(most)
	case s.n.Points:
		return s.getPoints(most)
	}
	return s.readPage(most)
}

// emit decodes an entry into the next row of out, or notes the row to fetch.
func (s *scanOp) emit(key keys.Key, value []byte) error {
	if err := s.entry.Read(key, value, s.row); err != nil {
		return err
	}
	if s.fetch != nil {
		s.fetch.add(s.row)
		return nil
	}
	n := s.out.N
	for c := range s.row {
		s.out.Cols[c][n] = s.row[c]
	}
	s.out.N++
	return nil
}

func (s *scanOp) getPoints(most int) error {
	s.keybuf = s.keybuf[:0]
	from, to := s.nextPoints(most)
	if to-from == 1 && s.fetch == nil && s.r.foreseen == nil {
		return s.getOne(s.point(from))
	}
	ks := make([]keys.Key, to-from)
	for i := range ks {
		ks[i] = s.point(from + i)
	}
	if s.r.foreseen != nil {
		if done, err := s.getForeseen(ks); done || err != nil {
			return err
		}
	}
	return s.getMany(ks)
}

// getMany reads keys, and emits what is there.
func (s *scanOp) getMany(ks []keys.Key) error {
	err := s.r.txn.GetMany(s.r.ctx, ks, s.entry.Of, func(i int, value []byte, found bool) error {
		if !found {
			return nil
		}
		// The value is valid until this call returns.
		s.keybuf = append(s.keybuf, value...)
		return s.emit(ks[i], s.keybuf[len(s.keybuf)-len(value):])
	})
	if err != nil || s.fetch == nil {
		return err
	}
	return s.fetch.run(s.out)
}

// nextPoints counts the next keys of a scan of points as read: from one place to another, in its order.
func (s *scanOp) nextPoints(most int) (from, to int) {
	from = s.at
	s.at = min(from+min(most, maxKeyBatch), len(s.spans))
	s.done = s.at == len(s.spans)
	return from, s.at
}

// point is the key at a place in the order of the scan.
func (s *scanOp) point(at int) keys.Key {
	if s.n.Reverse {
		at = len(s.spans) - 1 - at
	}
	return s.spans[at].Start
}

func (s *scanOp) getOne(key keys.Key) error {
	value, found, err := s.r.txn.Get(s.r.ctx, key, s.entry.Of, nil)
	if err != nil || !found {
		return err
	}
	return s.emit(key, value)
}

// lockPoints locks rows and reads their newest state.
func (s *scanOp) lockPoints(most int) error {
	from, to := s.nextPoints(most)
	targets := make([]coord.LockTarget, 0, to-from)
	for at := from; at < to; at++ {
		if k := s.point(at); !s.r.foreseen.absent(k) {
			targets = append(targets, coord.LockTarget{Key: k, Mode: s.n.Lock.Mode})
		}
	}
	if len(targets) == 0 {
		return nil
	}
	before := s.r.txn.Savepoint()
	locked, err := s.r.txn.Lock(s.r.ctx, targets, s.r.lockOptions(s.n.Lock.Wait, s.actsOnNewest()))
	if err != nil {
		return s.r.lockError(err, s.n.Table)
	}
	if s.r.txn.Isolation() == kvpb.Isolation_READ_COMMITTED && noneThere(locked) {
		// As in Postgres, nobody waits for a row that is not there. At the other
		// levels its absence must last until the commit: a wait is better than an abort.
		return s.r.txn.RollbackTo(s.r.ctx, before)
	}
	if s.n.Lock.Mode == kvpb.LockMode_KEY_SHARE && s.r.txn.Isolation() == kvpb.Isolation_SERIALIZABLE {
		return s.readShared(targets, locked)
	}
	for i := range locked {
		l := &locked[i]
		if l.Skipped || !l.Exists || l.Written {
			continue
		}
		if err := s.emit(targets[i].Key, l.Value); err != nil {
			return err
		}
	}
	return nil
}

// readShared reads rows under locks that keep others from their keys alone: what else is in them is validated as any other
// read, where the rows of stronger locks stay as they are until the commit.
func (s *scanOp) readShared(targets []coord.LockTarget, locked []coord.Locked) error {
	s.keybuf = s.keybuf[:0]
	ks := make([]keys.Key, 0, len(targets))
	for i := range locked {
		if l := &locked[i]; !l.Skipped && !l.Written {
			ks = append(ks, targets[i].Key)
		}
	}
	return s.getMany(ks)
}

// noneThere reports whether no key of a Lock exists, nor was written by the
// statement.
func noneThere(locked []coord.Locked) bool {
	for i := range locked {
		if l := &locked[i]; l.Exists || l.Written || l.Skipped || l.Own {
			return false
		}
	}
	return true
}

// actsOnNewest: under READ COMMITTED a statement that reads nothing but the
// rows that it locks may act on their newest state; others run again.
func (s *scanOp) actsOnNewest() bool {
	return s.r.txn.Isolation() == kvpb.Isolation_READ_COMMITTED && s.r.readsOnlyLocked()
}

// wanted is how many rows the next page should have, 0: as many as fit. Where few are asked
// for (by a LIMIT above) pages begin small, since all that a page has covers counts as read.
func (s *scanOp) wanted() int {
	if s.asked >= batchRows || s.joined {
		return 0
	}
	s.asked = max(s.ask, 2*s.asked)
	if s.asked >= batchRows {
		return 0
	}
	return s.asked
}

// ended: nothing is to be read behind what is being read.
func (s *scanOp) ended() bool { return len(s.later) == 0 && s.named == nil }

// readPage decodes rows of the current page, or of the next one.
func (s *scanOp) readPage(most int) error {
	for len(s.page) == 0 && !s.parts.More() {
		if s.rows == nil { // nothing was read, or what was brought is spent
			if s.done = s.ended(); s.done {
				return nil
			}
			if err := s.more(); err != nil {
				return err
			}
			continue
		}
		s.rows.Want(s.wanted())
		b, ok := s.rows.NextBatch(s.r.ctx)
		if !ok {
			if err := s.rows.Err(); err != nil || s.ended() {
				s.done = true
				return err
			}
			if err := s.more(); err != nil {
				return err
			}
			continue
		}
		s.page, s.raw = b.Rows, true
		if s.pushed && !b.Raw {
			s.page, s.raw = b.Result, false
		}
		switch {
		case s.raw || !b.Far && !s.piped:
		case !s.joined:
			s.page = nil
			if err := s.parts.Take(b.Result); err != nil {
				return err
			}
		default:
			s.page = nil
			if err := s.work.Take(b.Result); err != nil {
				return err
			}
			if !b.Far && s.work.poor(b.NumRows) {
				s.rows.GatherNear()
			}
			s.r.travelled(s.n.ID, b.NumRows)
			if s.work.more() {
				return nil
			}
		}
	}
	if s.parts.More() {
		return s.readParts(most)
	}
	for n := 0; n < most && len(s.page) > 0; n++ {
		key, value, rest, err := kvpb.NextRow(s.page)
		if err != nil {
			return err
		}
		s.page = rest
		if err := s.emit(key, value); err != nil {
			return err
		}
	}
	if s.fetch != nil {
		return s.fetch.run(s.out)
	}
	return nil
}

// readParts takes rows that came without the columns that nobody wants.
func (s *scanOp) readParts(most int) error {
	for n := 0; n < most && s.parts.More(); n++ {
		row, err := s.parts.Next()
		if err != nil {
			return err
		}
		for c := range row {
			s.out.Cols[c][s.out.N] = row[c]
		}
		s.out.N++
	}
	return nil
}

// keepMatching drops the rows of out that the filter refuses.
func (s *scanOp) keepMatching() error {
	if s.filter == nil || s.pushed && !s.raw && s.fetch == nil {
		return nil
	}
	return filterBatch(s.out, s.filter, &s.ctx)
}

// filterBatch keeps the rows for which cond is true, in place.
func filterBatch(b *Batch, cond scalar.Expr, c *scalar.Ctx) error {
	c.Cols = b.Cols
	n := 0
	for i := range b.N {
		c.Row = i
		ok, err := scalar.True(cond, c)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		if n != i {
			for col := range b.Cols {
				b.Cols[col][n] = b.Cols[col][i]
			}
		}
		n++
	}
	b.N = n
	return nil
}

// fetcher reads rows by the primary keys that an index gave.
type fetcher struct {
	r        *run
	read     *nodes.IndexRead
	keySlots []int // of the table: the primary key
	reader   *pushdown.RowReader
	keys     []keys.Key
	arena    []byte
	values   []byte
	row      []types.Datum
}

func newFetcher(r *run, n *nodes.IndexRead) *fetcher {
	f := &fetcher{r: r, read: n, keySlots: n.Primary.Slots, reader: pushdown.NewRowReader(n.Primary, n.Columns)}
	f.row = make([]types.Datum, len(n.Columns))
	return f
}

// add notes the row with primary key pk.
func (f *fetcher) add(pk []types.Datum) {
	at := len(f.arena)
	f.arena = append(f.arena, f.read.Primary.Prefix...)
	for i := range pk {
		f.arena = rowenc.AppendKeyColumn(f.arena, f.read.Primary.Key[i], pk[i])
	}
	f.keys = append(f.keys, keys.Key(f.arena[at:len(f.arena):len(f.arena)]))
}

// run fetches the rows noted into out, in order.
func (f *fetcher) run(out *Batch) error {
	return f.each(func(_ int, row []types.Datum) error {
		for c := range row {
			out.Cols[c][out.N] = row[c]
		}
		out.N++
		return nil
	})
}

// each fetches the rows noted and gives those that exist, in order, with their
// numbers. The rows' text lives until the next call.
func (f *fetcher) each(give func(i int, row []types.Datum) error) error {
	if len(f.keys) == 0 {
		return nil
	}
	ks := f.keys
	f.values = f.values[:0]
	err := f.r.txn.GetMany(f.r.ctx, ks, f.reader.Of, func(i int, value []byte, found bool) error {
		if !found {
			return nil
		}
		f.values = append(f.values, value...)
		if err := f.reader.Read(ks[i], f.values[len(f.values)-len(value):], f.row); err != nil {
			return err
		}
		return give(i, f.row)
	})
	f.keys, f.arena = f.keys[:0], f.arena[:0]
	return err
}

package coord

import (
	"bytes"
	"context"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
)

// ScanSpec says what to scan.
type ScanSpec struct {
	Spans       []keys.Span // sorted and disjoint; read back to front if Reverse
	Reverse     bool
	MaxRows     uint64 // over all; 0: no limit. With a fragment: rows that come out of it
	TargetBytes uint64 // of a page; 0: Limits.PageBytes
	Fragment    kvpb.Fragment
	// Memory is used again for this scan, if set. No other scan may use it until
	// the caller is done with all that this one gave.
	Memory *ScanMemory
}

// ScanMemory is what a scan can leave to a later one: its pages above all. The
// zero value is ready.
type ScanMemory struct{ rows Rows }

// Shrink lets go of pages larger than most bytes, and of all that they refer to.
func (m *ScanMemory) Shrink(most int) {
	r := &m.rows
	if cap(r.call.resp.Rows) > most {
		r.call.resp.Rows = nil
	}
	if cap(r.merged) > most {
		r.merged = nil
	}
	r.call.forget()
	clear(r.kept)
	clear(r.clip)
	r.reset(nil, ScanSpec{})
}

// reset readies r for a scan, with the memory of one before.
func (r *Rows) reset(t *Txn, spec ScanSpec) {
	r.t, r.spec = t, spec
	r.left, r.kept, r.clip = nil, r.kept[:0], r.clip[:0]
	r.rows, r.err, r.unrecorded = 0, nil, false
	r.page, r.key, r.value = nil, nil, nil
}

// Rows are the rows of a scan. Not safe for concurrent use.
type Rows struct {
	t    *Txn
	spec ScanSpec
	call readCall
	left []keys.Span // what is still to be read, in key order
	kept []keys.Span // the memory that left began in
	rows uint64      // given so far
	err  error

	unrecorded bool // a look that nothing is decided by: not validated

	page   []byte // rows of Next that are still to come
	key    keys.Key
	value  []byte
	merged []byte // memory of pages merged with own writes
	clip   []keys.Span
}

// Scan reads spans at r, merged with the writes of earlier statements, page by
// page. The spans' memory is used until Close. Close the result.
func (t *Txn) Scan(ctx context.Context, spec ScanSpec) *Rows {
	var r *Rows
	if spec.Memory != nil {
		r = &spec.Memory.rows
	} else {
		r = new(Rows)
	}
	r.reset(t, spec)
	if r.err = t.start(ctx); r.err != nil {
		return r
	}
	if t.helped() {
		if r.err = t.helpScan(ctx, spec.Spans); r.err != nil {
			return r
		}
	}
	r.kept = append(r.kept[:0], spec.Spans...)
	r.left = r.kept
	if spec.TargetBytes == 0 {
		r.spec.TargetBytes = uint64(t.db.o.Limits.PageBytes)
	}
	return r
}

// Next moves to the next row. It is false at the end and after an error. Do
// not mix it with NextBatch, nor use it with a fragment.
func (r *Rows) Next(ctx context.Context) bool {
	for len(r.page) == 0 {
		b, ok := r.NextBatch(ctx)
		if !ok {
			return false
		}
		r.page = b.Rows
	}
	r.key, r.value, r.page, r.err = kvpb.NextRow(r.page)
	return r.err == nil
}

// Key is the current row's key, valid until the next call.
func (r *Rows) Key() keys.Key { return r.key }

// Value is the current row's value, valid until the next call.
func (r *Rows) Value() []byte { return r.value }

// Err returns what ended the scan, or nil.
func (r *Rows) Err() error { return r.err }

// Close ends the scan.
func (r *Rows) Close() { r.left, r.page = nil, nil }

// Batch is one page of a scan, valid until the next call.
type Batch struct {
	Rows    []byte // packed (kvpb.NextRow), where there is no fragment, or it was not run (Raw)
	NumRows int
	Result  []byte // what the fragment gave
	// Raw: the scan has a fragment, but this page overlaps the transaction's
	// own writes, so Rows holds the merged rows, and the caller runs the fragment
	// (its filters, its limit) over them.
	Raw bool
	// Last: no page follows.
	Last bool
}

// NextBatch returns the next page, which may hold no rows. ok is false at the
// end and after an error.
func (r *Rows) NextBatch(ctx context.Context) (b Batch, ok bool) {
	if r.err != nil || len(r.left) == 0 || r.spec.MaxRows > 0 && r.rows >= r.spec.MaxRows {
		return Batch{}, false
	}
	if b, r.err = r.fetch(ctx); r.err != nil {
		return Batch{}, false
	}
	if !b.Raw { // how many of those count is for the caller to find out
		r.rows += uint64(b.NumRows)
	}
	b.Last = len(r.left) == 0 || r.spec.MaxRows > 0 && r.rows >= r.spec.MaxRows
	return b, true
}

// fetch reads one page from one range.
func (r *Rows) fetch(ctx context.Context) (Batch, error) {
	for try := 0; ; try++ {
		desc, err := r.desc(ctx)
		if err != nil {
			return Batch{}, err
		}
		n := r.clipTo(desc)
		own := r.own()
		r.prepare(own)
		frag := r.spec.Fragment
		if own > 0 {
			frag = nil
		}
		if err := r.call.send(ctx, r.t, desc, frag); err != nil {
			if err = r.t.readAgain(ctx, desc, err, try); err != nil {
				return Batch{}, err
			}
			continue
		}
		return r.take(n, own)
	}
}

// desc finds the range where reading goes on.
func (r *Rows) desc(ctx context.Context) (*descriptor.Range, error) {
	if !r.spec.Reverse {
		return r.t.db.lookup(ctx, r.left[0].Start)
	}
	s := r.left[len(r.left)-1]
	if s.IsPoint() {
		return r.t.db.lookup(ctx, s.Start)
	}
	return r.t.db.lookupBelow(ctx, s.Start, s.End)
}

// lookupBelow finds the range that holds the greatest keys below end. There is
// no such key to ask for, so it asks for one close below, and walks.
func (db *DB) lookupBelow(ctx context.Context, start, end keys.Key) (*descriptor.Range, error) {
	at := start
	if near := nearBelow(end); near.Compare(start) > 0 {
		at = near
	}
	for {
		desc, err := db.lookup(ctx, at)
		if err != nil || desc.End.Compare(end) >= 0 {
			return desc, err
		}
		at = desc.End
	}
}

// nearBelow returns a key below end with few keys in between, that are ever used.
func nearBelow(end keys.Key) keys.Key {
	n := len(end)
	if n == 0 {
		return nil
	}
	if end[n-1] == 0 {
		return end[:n-1] // nothing lies between k and k+"\x00"
	}
	k := append(make(keys.Key, 0, n+16), end...)
	k[n-1]--
	for range 16 {
		k = append(k, 0xff)
	}
	return k
}

// clipTo puts the part of left that lies in desc into clip and returns how
// many spans of left it touches, from the end where reading goes on.
func (r *Rows) clipTo(desc *descriptor.Range) (n int) {
	r.clip = r.clip[:0]
	for n < len(r.left) {
		i := n
		if r.spec.Reverse {
			i = len(r.left) - 1 - n
		}
		s := r.left[i]
		whole := desc.ContainsSpan(s)
		if !whole {
			if s.IsPoint() || s.Start.Compare(desc.End) >= 0 || s.End.Compare(desc.Start) <= 0 {
				break
			}
			if s.Start.Compare(desc.Start) < 0 {
				s.Start = desc.Start
			}
			if s.End.Compare(desc.End) > 0 {
				s.End = desc.End
			}
		}
		r.clip = append(r.clip, s)
		n++
		if !whole {
			break
		}
	}
	if r.spec.Reverse { // requests name spans in key order
		for i, j := 0, len(r.clip)-1; i < j; i, j = i+1, j-1 {
			r.clip[i], r.clip[j] = r.clip[j], r.clip[i]
		}
	}
	return n
}

// own counts the visible writes of the transaction in clip.
func (r *Rows) own() (n uint64) {
	b, limit := &r.t.buf, r.t.limit()
	if b.written == 0 {
		return 0
	}
	for _, s := range r.clip {
		for x := b.seek(s.Start); ; x.next() {
			e := x.entry()
			if e == nil || !s.Contains(e.key) {
				break
			}
			if e.visible(limit) != nil {
				n++
			}
		}
	}
	return n
}

func (r *Rows) prepare(own uint64) {
	req := r.call.prepare(r.t)
	r.call.spans(r.clip...)
	req.Reverse, req.TargetBytes = r.spec.Reverse, r.spec.TargetBytes
	if r.spec.MaxRows > 0 {
		req.MaxRows = r.spec.MaxRows - r.rows + own // own deletions may hide as many
		if own > 0 && r.spec.Fragment != nil {
			req.MaxRows = 0 // the limit counts what the fragment lets through
		}
	}
}

// take makes a page of the answer, notes what was read, and moves on.
func (r *Rows) take(n int, own uint64) (Batch, error) {
	resp, t := &r.call.resp, r.t
	t.observed(hlc.Timestamp(resp.MaxObs))
	t.counts.rows.Add(int64(resp.NumRows))
	r.advance(n)
	done := r.clip // what this page covers
	if t.serializable() && !r.unrecorded {
		for _, s := range done {
			t.reads.add(s, t.arena.copy)
		}
	}
	b := Batch{Rows: resp.Rows, NumRows: int(resp.NumRows), Result: resp.FragmentResult}
	if own == 0 {
		return b, nil
	}
	b.Raw = r.spec.Fragment != nil
	m := merger{t: t, limit: t.limit(), rows: resp.Rows, out: r.merged[:0]}
	if r.spec.MaxRows > 0 && !b.Raw {
		m.max = int(r.spec.MaxRows - r.rows)
	}
	err := m.run(done, r.spec.Reverse)
	r.merged, b.Rows, b.NumRows = m.out, m.out, m.n
	return b, err
}

// advance removes from left what was read, and cuts clip down to it.
func (r *Rows) advance(n int) {
	resume := r.call.resp.Resume
	if !r.spec.Reverse {
		last := r.clip[len(r.clip)-1]
		rest := r.left[n-1] // perhaps beyond the range
		r.left = r.left[n:]
		if _, end := last.Bounds(); !rest.IsPoint() && end.Compare(rest.End) < 0 {
			r.left = append([]keys.Span{{Start: last.End, End: rest.End}}, r.left...)
		}
		if len(resume) > 0 {
			r.left = append(spansOf(resume), r.left...)
			r.clip = cutAbove(r.clip, resume[0].Key)
		}
		return
	}
	first := r.clip[0]
	rest := r.left[len(r.left)-n]
	r.left = r.left[:len(r.left)-n]
	if !rest.IsPoint() && rest.Start.Compare(first.Start) < 0 {
		r.left = append(r.left, keys.Span{Start: rest.Start, End: first.Start})
	}
	if len(resume) > 0 {
		left := sorted(spansOf(resume))
		r.left = append(r.left, left...)
		_, end := left[len(left)-1].Bounds()
		r.clip = cutBelow(r.clip, end)
	}
}

// spansOf copies spans out of an answer whose memory is used again.
func spansOf(ps []*kvpb.Span) []keys.Span {
	out := make([]keys.Span, len(ps))
	for i, p := range ps {
		out[i] = keys.Span{Start: bytes.Clone(p.Key)}
		if len(p.EndKey) > 0 {
			out[i].End = bytes.Clone(p.EndKey)
		}
	}
	return out
}

// sorted puts spans that may come in reading order of a reverse scan into key order.
func sorted(ss []keys.Span) []keys.Span {
	if len(ss) > 1 && ss[0].Start.Compare(ss[1].Start) > 0 {
		for i, j := 0, len(ss)-1; i < j; i, j = i+1, j-1 {
			ss[i], ss[j] = ss[j], ss[i]
		}
	}
	return ss
}

// cutAbove drops from ss what lies at or above k.
func cutAbove(ss []keys.Span, k keys.Key) []keys.Span {
	for i, s := range ss {
		if s.Start.Compare(k) >= 0 {
			return ss[:i]
		}
		if !s.IsPoint() && s.End.Compare(k) > 0 {
			ss[i].End = k
			return ss[:i+1]
		}
	}
	return ss
}

// cutBelow drops from ss what lies below k.
func cutBelow(ss []keys.Span, k keys.Key) []keys.Span {
	for i := len(ss) - 1; i >= 0; i-- {
		s := ss[i]
		if _, end := s.Bounds(); end.Compare(k) <= 0 {
			return ss[i+1:]
		}
		if s.Start.Compare(k) < 0 {
			ss[i].Start = k
			return ss[i:]
		}
	}
	return ss
}

// merger merges a page with the transaction's own writes.
type merger struct {
	t     *Txn
	limit uint64
	rows  []byte
	out   []byte
	n     int
	max   int // 0: no limit

	key, value []byte // next row of rows; nil: none
}

// run merges over spans, which the page covers whole.
func (m *merger) run(spans []keys.Span, reverse bool) error {
	if err := m.next(); err != nil {
		return err
	}
	for i := range spans {
		s := spans[i]
		if reverse {
			s = spans[len(spans)-1-i]
		}
		if err := m.span(s, reverse); err != nil {
			return err
		}
	}
	for m.key != nil && !m.full() {
		m.emit(m.key, m.value)
		if err := m.next(); err != nil {
			return err
		}
	}
	return nil
}

func (m *merger) full() bool { return m.max > 0 && m.n >= m.max }

func (m *merger) next() (err error) {
	m.key = nil
	if len(m.rows) > 0 {
		m.key, m.value, m.rows, err = kvpb.NextRow(m.rows)
	}
	return err
}

func (m *merger) emit(k, v []byte) {
	m.out = kvpb.AppendRow(m.out, k, v)
	m.n++
}

// span merges the own writes of one span with the rows before and among them.
func (m *merger) span(s keys.Span, reverse bool) error {
	x := m.t.buf.seek(s.Start)
	if reverse {
		_, end := s.Bounds()
		x = m.t.buf.seek(end)
		x.prev()
	}
	for {
		e := x.entry()
		if e == nil || !s.Contains(e.key) {
			return nil
		}
		if w := e.visible(m.limit); w != nil {
			if err := m.own(e.key, w, reverse); err != nil {
				return err
			}
		}
		if m.full() {
			return nil
		}
		if reverse {
			x.prev()
		} else {
			x.next()
		}
	}
}

// own emits the rows that come before an own write, and the write.
func (m *merger) own(k keys.Key, w *write, reverse bool) error {
	for m.key != nil && !m.full() {
		c := bytes.Compare(m.key, k)
		if reverse {
			c = -c
		}
		if c > 0 {
			break
		}
		if c < 0 {
			m.emit(m.key, m.value)
		}
		if err := m.next(); err != nil {
			return err
		}
	}
	if !w.tombstone && !m.full() {
		m.emit(k, w.value)
	}
	return nil
}

package view

import (
	"bytes"
	"context"
	"errors"
	"slices"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/kv/mvcc"
)

// errOutside reports a fragment that reads what its request did not name.
var errOutside = errors.New("replica: the fragment reads outside of the request's spans")

// Snapshot is the range's rows at a timestamp. What lies at or below it in the
// spans does not change while it is read (marks and latches see to that), so the
// engine's newest state serves; only where decided writes are still intents, or the
// transaction's own are to be seen, is it one state of the engine. Pooled.
//
// Its methods are called by one goroutine. What it gives of rows holds until the
// next call. Newest is what maxObs of the reader is made of (Rule W), tombstones
// and hidden versions included (V2).
type Snapshot struct {
	src    *Source
	reader engine.Reader
	// nil: reader is the engine itself, whose newest state serves (V1).
	owned  engine.Snapshot // to be closed, or nil
	TS     hlc.Timestamp
	Spans  []keys.Span // what may be read
	among  spanSet     // many of them, once one was asked for
	Newest hlc.Timestamp
	layers []layer // what lies over the versions
	walk   overlay // their intents, of the scan under way
	// For single keys; opened with the first.
	it   engine.Iterator
	look overlay // their intents, key by key
	at   []byte  // a value that the engine had at hand
}

// Open shows the rows at a timestamp. Close it.
// The caller sets Spans. Nothing is opened in the engine yet.
func (src *Source) Open(ts hlc.Timestamp) *Snapshot {
	s, _ := src.Memory.reads.Get().(*Snapshot)
	if s == nil {
		s = new(Snapshot)
	}
	s.src, s.reader, s.TS = src, src.Engine, ts
	return s
}

// Close ends it; its memory is used again.
func (s *Snapshot) Close() {
	s.closeReader()
	// The keys are a request's: they must not be kept alive, nor seen by the next
	// reader.
	// In a pool it may lie for long, and its capacity stays.
	clear(s.Spans)
	clear(s.layers)
	*s = Snapshot{src: s.src, Spans: s.Spans[:0], among: s.among.emptied(), layers: s.layers[:0], walk: s.walk.emptied(), look: s.look.emptied(), at: s.at[:0]}
	s.src.Memory.reads.Put(s)
}

// closeReader gives back what is open in the engine.
func (s *Snapshot) closeReader() {
	if s.it != nil {
		s.it.Close()
		s.it = nil
	}
	_ = s.look.close()
	if s.owned != nil {
		s.owned.Close()
		s.owned = nil
	}
}

// Freeze makes it one state of the engine.
// What was opened before is closed: it may be of an earlier state.
// Newest stays as it is: what was met before was met.
func (s *Snapshot) Freeze() {
	s.closeReader()
	s.owned = s.src.Engine.NewSnapshot()
	s.reader = s.owned
}

// ReadTS implements Snapshot.
func (s *Snapshot) ReadTS() hlc.Timestamp { return s.TS }

// allowed reports whether span lies in what may be read.
// V3. A few spans are compared one by one; many are sorted with the first
// question.
func (s *Snapshot) allowed(span keys.Span) bool {
	if len(s.Spans) <= fewSpans {
		return slices.ContainsFunc(s.Spans, func(a keys.Span) bool { return lies(span, a) })
	}
	if len(s.among.sorted) == 0 {
		s.among.fill(s.Spans)
	}
	return s.among.has(span)
}

// Get implements Snapshot.
// The value is appended to buf.
func (s *Snapshot) Get(key keys.Key, buf []byte) ([]byte, bool, error) {
	if !s.allowed(keys.Point(key)) {
		return buf, false, errOutside
	}
	v, found, err := s.Value(key)
	if err != nil || !found {
		return buf, false, err
	}
	return append(buf, v...), true, nil
}

// Value returns the live value of key, which holds until the next call.
// It does not look at Spans: the caller has.
func (s *Snapshot) Value(key keys.Key) (value []byte, found bool, err error) {
	ts, b, err := s.version(key)
	if err != nil {
		return nil, false, err
	}
	if ts != 0 {
		h, payload, err := mvcc.DecodeVersion(b)
		if err != nil {
			return nil, false, err
		}
		s.Newest = max(s.Newest, ts)
		value, found = payload, !h.Tombstone
	}
	if len(s.layers) == 0 {
		return value, found, nil
	}
	// Both are looked at, whichever is found first: of version and intent the newer one counts, and an own intent (Max) is
	// above all versions.
	o, err := s.over(key)
	if err != nil || o == nil || o.at <= ts {
		return value, found, err
	}
	s.observe(o)
	return o.value, !o.tombstone, nil
}

// version returns the newest version of key at or below the timestamp, zero where there is none.
//
//	the engine has the newest at hand, at or below TS    that one
//	it has, above TS                                     one seek at TS
//	it does not                                          the newest; if that is above TS, a seek at TS
//
// Most rows have one version at or below TS, so the newest is tried first.
func (s *Snapshot) version(key keys.Key) (ts hlc.Timestamp, value []byte, err error) {
	live := s.owned == nil // not one state of the engine: the newest serves
	newest := live         // is to be looked for
	if live {
		if ts, b, ok := s.src.Engine.Newest(key, s.at[:0]); ok {
			s.at = b
			if ts <= s.TS {
				return ts, b, nil
			}
			newest = false
		}
	}
	if s.it == nil {
		if s.it, err = s.reader.NewIter(engine.IterOptions{Point: true, Newest: live}); err != nil {
			return 0, nil, err
		}
	}
	// Versions of a key lie with the newest first: a seek at Max gives it, one at TS the newest at or below.
	ok := newest && s.it.SeekPoint(key, hlc.Max)
	if !newest || ok && s.it.Timestamp() > s.TS {
		ok = s.it.SeekPoint(key, s.TS)
	}
	if !ok {
		return 0, nil, s.it.Err()
	}
	value, err = s.it.Value()
	return s.it.Timestamp(), value, err
}

// observe counts a decided write as met (V2); the reader's own are no versions of
// others.
func (s *Snapshot) observe(o *overlaid) {
	// The reader's own have no timestamp yet.
	if o.at != hlc.Max {
		s.Newest = max(s.Newest, o.at)
	}
}

// Scan implements Snapshot.
// It fails with errOutside (V3). emit may return mvcc.ErrStop to end the page.
func (s *Snapshot) Scan(span keys.Span, o mvcc.ScanOptions, emit func(key keys.Key, value []byte) error) (mvcc.ScanResult, error) {
	if !s.allowed(span) {
		return mvcc.ScanResult{}, errOutside
	}
	return s.Rows(span, o, emit)
}

// Rows is Scan of what the caller knows to lie in Spans.
//
// Forward, without layers and on the engine's newest state it leaves out bare
// spans (V4), and notes new ones. What is left out counts with its newest version
// (V2, T12).
func (s *Snapshot) Rows(span keys.Span, o mvcc.ScanOptions, emit func(key keys.Key, value []byte) error) (res mvcc.ScanResult, err error) {
	if len(s.layers) > 0 {
		return s.scanMerged(span, o, emit)
	}
	var unsure *bare
	left := hlc.Zero // the newest version of what is left out
	live := s.owned == nil && !o.Reverse && !span.IsPoint()
	if live {
		if span.Start, left, unsure = s.src.Skip(span, s.TS); bytes.Equal(span.Start, span.End) {
			s.Newest = max(s.Newest, left)
			return mvcc.ScanResult{MaxObs: left}, nil
		}
		o.BareMin = s.src.BareMin
	}
	row := func(k keys.Key, v mvcc.Version) error { return emit(k, v.Value) }
	if live {
		res, err = mvcc.ScanLive(s.src.Engine, span, s.TS, o, row)
	} else {
		res, err = mvcc.Scan(s.reader, span, s.TS, o, row)
	}
	if err == nil && res.BareEnd != nil {
		s.src.Memory.bares.walked(s.src.Engine, span.Start, res.BareEnd, res.BareNewest, unsure)
	}
	res.MaxObs = max(res.MaxObs, left)
	s.Newest = max(s.Newest, res.MaxObs)
	return res, err
}

// scanMerged is scan with what lies over the versions.
// It costs a second iterator, and a look at each key that has an intent and no
// live version.
func (s *Snapshot) scanMerged(span keys.Span, o mvcc.ScanOptions, emit func(key keys.Key, value []byte) error) (res mvcc.ScanResult, err error) {
	var c mvcc.Cursor
	if err := c.Open(s.reader, span, s.TS, o.Reverse); err != nil {
		return res, err
	}
	// Two walks side by side, as in a merge of sorted lists; each is ahead of what was given by one.
	m := merger{s: s, c: &c}
	if err := s.walk.open(s.reader, s.layers, span, o.Reverse); err != nil {
		return res, errors.Join(err, c.Close())
	}
	m.advance()
	for {
		key, value, ok := m.next()
		if !ok {
			break
		}
		res.Rows++
		res.Bytes += uint64(len(key) + len(value))
		err = emit(key, value)
		if err == mvcc.ErrStop || err == nil && (o.MaxRows > 0 && res.Rows >= o.MaxRows || o.TargetBytes > 0 && res.Bytes >= o.TargetBytes) {
			err = nil
			res.Resume, res.More = rest(span, key, o.Reverse)
			break
		}
		if err != nil {
			break
		}
	}
	s.Newest = max(s.Newest, c.MaxObs())
	res.MaxObs = s.Newest
	// All are closed whatever failed, and the first error is told.
	for _, e := range []error{m.err, s.walk.close(), c.Close()} {
		if err == nil {
			err = e
		}
	}
	return res, err
}

// rest is what is left of span after key.
// More is false where the row was the span's last possible key.
func rest(span keys.Span, key keys.Key, reverse bool) (keys.Span, bool) {
	start, end := span.Bounds()
	if reverse {
		end = bytes.Clone(key)
	} else {
		start = key.Next()
	}
	return keys.Span{Start: bytes.Clone(start), End: bytes.Clone(end)}, bytes.Compare(start, end) < 0
}

// merger walks versions and what lies over them as one.
//
//	intent before the row     the intent, unless a newer tombstone hides it
//	on the row                the newer of the two
//	none up to the row        the row
type merger struct {
	s *Snapshot
	c *mvcc.Cursor
	// The cursor stands on a row that was not given yet.
	onRow bool
	key   keys.Key // of the last row: the cursor has moved on
	value []byte
	err   error
}

// The cursor's error is seen when it is closed.
func (m *merger) advance() { m.onRow = m.c.Next() }

// next returns the next live row.
func (m *merger) next() (key keys.Key, value []byte, ok bool) {
	for {
		var upto keys.Key
		if m.onRow {
			upto = m.c.Key()
		}
		o, err := m.s.walk.next(upto)
		switch {
		case err != nil:
			m.err = err
			return nil, nil, false
		case o == nil && !m.onRow:
			return nil, nil, false
		case o == nil:
			m.take()
			return m.key, m.value, true
		// Equal timestamps can't be of two transactions (section 5): then the intent was resolved, and the version is it.
		case m.onRow && bytes.Equal(upto, o.key):
			older := o.at <= m.c.Version().Timestamp
			m.take()
			if older {
				return m.key, m.value, true
			}
		// The cursor gives live rows alone, so that the absence of a row may be a tombstone newer than the intent.
		case m.hidden(o):
			continue
		}
		if m.err != nil {
			return nil, nil, false
		}
		m.s.observe(o)
		if !o.tombstone {
			return o.key, o.value, true
		}
	}
}

// hidden reports whether a tombstone that is newer than o lies on its key, which
// the cursor passes over.
// One look for each such intent. An error ends the walk: next looks for it.
func (m *merger) hidden(o *overlaid) bool {
	if o.at == hlc.Max {
		return false
	}
	v, found, err := mvcc.Get(m.s.reader, o.key, m.s.TS, nil)
	if err != nil {
		m.err = err
	}
	return err == nil && found && v.Timestamp >= o.at
}

// take copies the cursor's row and moves it on.
// A copy, since the cursor's memory is that of its next row.
func (m *merger) take() {
	m.key = append(m.key[:0], m.c.Key()...)
	m.value = append(m.value[:0], m.c.Version().Value...)
	m.advance()
}

// Decision is what a transaction has written that is committed, and not in the versions yet.
// At is the commit timestamp, at or below the snapshot's.
type Decision struct {
	ID      kvpb.TxnID
	At      hlc.Timestamp
	Ignored []*kvpb.SeqRange // numbers that were rolled back
}

// Decided overlays what is decided and not resolved, instead of what was overlaid before.
// It becomes one state of the engine: an intent that is resolved while it is read
// would be missed in one place and found in neither.
func (s *Snapshot) Decided(ds []Decision) {
	if len(ds) == 0 {
		return
	}
	// Before layers are set: what is open was opened without them.
	s.Freeze()
	s.layers = s.layers[:0]
	for _, d := range ds {
		i := slices.IndexFunc(s.layers, func(l layer) bool { return l.id == keys.Txn(d.ID) })
		if i < 0 {
			s.Overlay(d.ID, d.At, 0, d.Ignored)
		} else if len(s.layers[i].ignored) == 0 { // pieces without flushed intents name none
			s.layers[i].ignored = d.Ignored
		}
	}
}

// Limit ends a page.
// A request with both ends at whichever comes first.
type Limit struct {
	Rows  uint64 // 0: no limit
	Bytes uint64
}

// ReadSpans appends the rows of s.Spans, those of req, in its order. What a limit leaves goes to resp.Resume.
func (s *Snapshot) ReadSpans(ctx context.Context, req *kvpb.ReadRequest, lim Limit, resp *kvpb.ReadResponse) error {
	for i := range s.Spans {
		at := i
		if req.Reverse {
			at = len(s.Spans) - 1 - i
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		stop, err := s.readSpan(s.Spans[at], req.Reverse, lim, resp)
		if err != nil {
			return err
		}
		// A limit: what was not read is named in Resume, and the caller asks for it anew.
		if stop {
			restOf(req, i+1, resp)
			return nil
		}
		if i == 0 && len(s.Spans) > 1 { // the others' rows are likely as long
			resp.Rows = slices.Grow(resp.Rows, min((len(s.Spans)-1)*len(resp.Rows), rowsAtOnce))
		}
	}
	return nil
}

// rowsAtOnce bounds the room that is made for rows before they are read.
const rowsAtOnce = 16 << 10

// restOf adds the spans that were not begun, in the order of reading. Their memory is
// the answer's own.
func restOf(req *kvpb.ReadRequest, from int, resp *kvpb.ReadResponse) {
	for i := from; i < len(req.Spans); i++ {
		x := req.Spans[i]
		if req.Reverse {
			x = req.Spans[len(req.Spans)-1-i]
		}
		resp.Resume = append(resp.Resume, &kvpb.Span{Key: bytes.Clone(x.Key), EndKey: bytes.Clone(x.EndKey)})
	}
}

// readSpan appends the rows of one span. stop: a limit has been reached.
// What is left of the span goes to resp.Resume. A limit in bytes is passed by one
// row at most.
func (s *Snapshot) readSpan(span keys.Span, reverse bool, lim Limit, resp *kvpb.ReadResponse) (stop bool, err error) {
	if span.IsPoint() {
		value, found, err := s.Value(span.Start)
		if err != nil {
			return false, err
		}
		if found {
			resp.Rows = kvpb.AppendRow(resp.Rows, span.Start, value)
			resp.NumRows++
		}
	} else {
		o := mvcc.ScanOptions{Reverse: reverse}
		// The limit is of the request, and earlier spans have used some of it.
		if lim.Rows > 0 {
			o.MaxRows = lim.Rows - resp.NumRows
		}
		res, err := s.Rows(span, o, func(k keys.Key, v []byte) error {
			resp.Rows = kvpb.AppendRow(resp.Rows, k, v)
			resp.NumRows++
			if uint64(len(resp.Rows)) >= lim.Bytes {
				return mvcc.ErrStop
			}
			return nil
		})
		if err != nil {
			return false, err
		}
		if res.More {
			resp.Resume = append(resp.Resume, &kvpb.Span{Key: res.Resume.Start, EndKey: res.Resume.End})
			return true, nil
		}
	}
	return lim.Rows > 0 && resp.NumRows >= lim.Rows || uint64(len(resp.Rows)) >= lim.Bytes, nil
}

// Overlay puts the intents of a transaction over the versions: committed at `at`, or
// (Max) the reader's own up to number upto.
// Called before the first read: what is open does not learn of it.
func (s *Snapshot) Overlay(id kvpb.TxnID, at hlc.Timestamp, upto uint64, ignored []*kvpb.SeqRange) {
	s.layers = append(s.layers, layer{keys.Txn(id), at, upto, ignored})
}

// over is what lies over the versions of one key, or nil. It holds until the next call.
// One iterator over the hull of all spans serves all keys.
func (s *Snapshot) over(key keys.Key) (*overlaid, error) {
	if s.look.it == nil {
		span := keys.Span{Start: s.Spans[0].Start}
		for i := range s.Spans {
			start, end := s.Spans[i].Bounds()
			if bytes.Compare(start, span.Start) < 0 {
				span.Start = start
			}
			if bytes.Compare(end, span.End) > 0 {
				span.End = end
			}
		}
		if err := s.look.open(s.reader, s.layers, span, false); err != nil {
			return nil, err
		}
	}
	return s.look.at(key)
}

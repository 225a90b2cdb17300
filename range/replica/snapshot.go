package replica

import (
	"bytes"
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

// snapshot is the range's rows at a timestamp. What lies at or below it in the
// spans does not change while it is read (marks and latches see to that), so the
// engine's newest state serves; only where decided writes are still intents, or the
// transaction's own are to be seen, is it one state of the engine. Pooled.
type snapshot struct {
	r      *Replica
	reader engine.Reader
	owned  engine.Snapshot // to be closed, or nil
	ts     hlc.Timestamp
	spans  []keys.Span // what may be read
	among  spanSet     // many of them, once one was asked for
	maxObs hlc.Timestamp
	layers []layer // what lies over the versions
	walk   overlay // their intents, of the scan under way
	it     engine.Iterator
	look   overlay // their intents, key by key
	at     []byte  // a value that the engine had at hand
}

func (r *Replica) newSnapshot(reader engine.Reader, ts hlc.Timestamp) *snapshot {
	s := r.o.Memory.reads.Get().(*snapshot)
	s.r, s.reader, s.ts = r, reader, ts
	return s
}

func (s *snapshot) close() {
	s.closeReader()
	clear(s.spans)
	clear(s.layers)
	*s = snapshot{r: s.r, spans: s.spans[:0], among: s.among.emptied(), layers: s.layers[:0], walk: s.walk.emptied(), look: s.look.emptied(), at: s.at[:0]}
	s.r.o.Memory.reads.Put(s)
}

func (s *snapshot) closeReader() {
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

// freeze makes it one state of the engine.
func (s *snapshot) freeze() {
	s.closeReader()
	s.owned = s.r.o.Engine.NewSnapshot()
	s.reader = s.owned
}

// inRanges reports whether seq was rolled back.
func inRanges(rs []*kvpb.SeqRange, seq uint64) bool {
	for _, r := range rs {
		if r.From <= seq && seq <= r.To {
			return true
		}
	}
	return false
}

// ReadTS implements Snapshot.
func (s *snapshot) ReadTS() hlc.Timestamp { return s.ts }

// allowed reports whether span lies in what may be read.
func (s *snapshot) allowed(span keys.Span) bool {
	if len(s.spans) <= fewSpans {
		return slices.ContainsFunc(s.spans, func(a keys.Span) bool { return lies(span, a) })
	}
	if len(s.among.sorted) == 0 {
		s.among.fill(s.spans)
	}
	return s.among.has(span)
}

// Get implements Snapshot.
func (s *snapshot) Get(key keys.Key, buf []byte) ([]byte, bool, error) {
	if !s.allowed(keys.Point(key)) {
		return buf, false, errOutside
	}
	v, found, err := s.get(key)
	if err != nil || !found {
		return buf, false, err
	}
	return append(buf, v...), true, nil
}

// get returns the live value of key, which holds until the next call.
func (s *snapshot) get(key keys.Key) (value []byte, found bool, err error) {
	ts, b, err := s.version(key)
	if err != nil {
		return nil, false, err
	}
	if ts != 0 {
		h, payload, err := mvcc.DecodeVersion(b)
		if err != nil {
			return nil, false, err
		}
		s.maxObs = max(s.maxObs, ts)
		value, found = payload, !h.Tombstone
	}
	if len(s.layers) == 0 {
		return value, found, nil
	}
	o, err := s.over(key)
	if err != nil || o == nil || o.at <= ts {
		return value, found, err
	}
	s.observe(o)
	return o.value, !o.tombstone, nil
}

// version returns the newest version of key at or below the timestamp, zero where there is none.
func (s *snapshot) version(key keys.Key) (ts hlc.Timestamp, value []byte, err error) {
	live := s.owned == nil // not one state of the engine: the newest serves
	newest := live         // is to be looked for
	if live {
		if ts, b, ok := s.r.o.Engine.Newest(key, s.at[:0]); ok {
			s.at = b
			if ts <= s.ts {
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
	ok := newest && s.it.SeekPoint(key, hlc.Max)
	if !newest || ok && s.it.Timestamp() > s.ts {
		ok = s.it.SeekPoint(key, s.ts)
	}
	if !ok {
		return 0, nil, s.it.Err()
	}
	value, err = s.it.Value()
	return s.it.Timestamp(), value, err
}

func (s *snapshot) observe(o *overlaid) {
	if o.at != hlc.Max {
		s.maxObs = max(s.maxObs, o.at)
	}
}

// Scan implements Snapshot.
func (s *snapshot) Scan(span keys.Span, o mvcc.ScanOptions, emit func(key keys.Key, value []byte) error) (mvcc.ScanResult, error) {
	if !s.allowed(span) {
		return mvcc.ScanResult{}, errOutside
	}
	return s.scan(span, o, emit)
}

func (s *snapshot) scan(span keys.Span, o mvcc.ScanOptions, emit func(key keys.Key, value []byte) error) (res mvcc.ScanResult, err error) {
	if len(s.layers) > 0 {
		return s.scanMerged(span, o, emit)
	}
	var unsure *bare
	left := hlc.Zero // the newest version of what is left out
	live := s.owned == nil && !o.Reverse && !span.IsPoint()
	if live {
		if span.Start, left, unsure = s.r.skip(span, s.ts); bytes.Equal(span.Start, span.End) {
			s.maxObs = max(s.maxObs, left)
			return mvcc.ScanResult{MaxObs: left}, nil
		}
		o.BareMin = s.r.lim.BareMin
	}
	row := func(k keys.Key, v mvcc.Version) error { return emit(k, v.Value) }
	if live {
		res, err = mvcc.ScanLive(s.r.o.Engine, span, s.ts, o, row)
	} else {
		res, err = mvcc.Scan(s.reader, span, s.ts, o, row)
	}
	if err == nil && res.BareEnd != nil {
		s.r.o.Memory.bares.walked(s.r.o.Engine, span.Start, res.BareEnd, res.BareNewest, unsure)
	}
	res.MaxObs = max(res.MaxObs, left)
	s.maxObs = max(s.maxObs, res.MaxObs)
	return res, err
}

// scanMerged is scan with what lies over the versions.
func (s *snapshot) scanMerged(span keys.Span, o mvcc.ScanOptions, emit func(key keys.Key, value []byte) error) (res mvcc.ScanResult, err error) {
	var c mvcc.Cursor
	if err := c.Open(s.reader, span, s.ts, o.Reverse); err != nil {
		return res, err
	}
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
	s.maxObs = max(s.maxObs, c.MaxObs())
	res.MaxObs = s.maxObs
	for _, e := range []error{m.err, s.walk.close(), c.Close()} {
		if err == nil {
			err = e
		}
	}
	return res, err
}

// rest is what is left of span after key.
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
type merger struct {
	s     *snapshot
	c     *mvcc.Cursor
	onRow bool
	key   keys.Key // of the last row: the cursor has moved on
	value []byte
	err   error
}

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
		case m.onRow && bytes.Equal(upto, o.key):
			older := o.at <= m.c.Version().Timestamp
			m.take()
			if older {
				return m.key, m.value, true
			}
		case m.hidden(o):
			continue
		}
		m.s.observe(o)
		if !o.tombstone {
			return o.key, o.value, true
		}
	}
}

// hidden reports whether a tombstone that is newer than o lies on its key, which
// the cursor passes over.
func (m *merger) hidden(o *overlaid) bool {
	if o.at == hlc.Max {
		return false
	}
	v, found, err := mvcc.Get(m.s.reader, o.key, m.s.ts, nil)
	return err == nil && found && v.Timestamp >= o.at
}

// take copies the cursor's row and moves it on.
func (m *merger) take() {
	m.key = append(m.key[:0], m.c.Key()...)
	m.value = append(m.value[:0], m.c.Version().Value...)
	m.advance()
}

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
	maxObs hlc.Timestamp
	over   []overlaid // sorted by key: what lies over the versions
	it     engine.Iterator
}

// overlaid is a write that is not a version yet: decided, or the reader's own.
type overlaid struct {
	key       keys.Key
	at        hlc.Timestamp // Max: the reader's own
	seq       uint64
	tombstone bool
	value     []byte
}

func (r *Replica) newSnapshot(reader engine.Reader, ts hlc.Timestamp) *snapshot {
	s := r.reads.Get().(*snapshot)
	s.reader, s.ts = reader, ts
	return s
}

func (s *snapshot) close() {
	s.closeReader()
	clear(s.spans)
	clear(s.over)
	*s = snapshot{r: s.r, spans: s.spans[:0], over: s.over[:0]}
	s.r.reads.Put(s)
}

func (s *snapshot) closeReader() {
	if s.it != nil {
		s.it.Close()
		s.it = nil
	}
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

// overlay adds the intents of a transaction in the spans: committed at `at`, or
// (Max) its own up to number upto.
func (s *snapshot) overlay(id kvpb.TxnID, at hlc.Timestamp, upto uint64, ignored []*kvpb.SeqRange) error {
	for _, span := range s.spans {
		err := mvcc.ScanIntents(s.reader, span, keys.Txn(id), func(i mvcc.Intent) error {
			if upto > 0 && i.Seq > upto || i.Seq >= expectSeq || inRanges(ignored, i.Seq) {
				return nil
			}
			s.over = append(s.over, overlaid{
				key: bytes.Clone(i.Key), at: at, seq: i.Seq, tombstone: i.Tombstone, value: bytes.Clone(i.Value),
			})
			return nil
		})
		if err != nil {
			return err
		}
	}
	// The highest number of a transaction counts; a key has one committed stage at most.
	slices.SortStableFunc(s.over, func(a, b overlaid) int {
		if c := bytes.Compare(a.key, b.key); c != 0 {
			return c
		}
		if a.at != b.at {
			return int(min(max(b.at-a.at, -1), 1))
		}
		return int(min(max(int64(b.seq)-int64(a.seq), -1), 1))
	})
	s.over = slices.CompactFunc(s.over, func(a, b overlaid) bool { return bytes.Equal(a.key, b.key) })
	return nil
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

func (s *snapshot) allowed(span keys.Span) bool {
	for i := range s.spans {
		if a := &s.spans[i]; span.IsPoint() && a.Contains(span.Start) ||
			!a.IsPoint() && !span.IsPoint() && bytes.Compare(a.Start, span.Start) <= 0 && bytes.Compare(span.End, a.End) <= 0 {
			return true
		}
	}
	return false
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
	if s.it == nil {
		if s.it, err = s.reader.NewIter(engine.IterOptions{Point: true}); err != nil {
			return nil, false, err
		}
	}
	var ts hlc.Timestamp
	if s.it.SeekPoint(key, s.ts) {
		b, err := s.it.Value()
		if err != nil {
			return nil, false, err
		}
		h, payload, err := mvcc.DecodeVersion(b)
		if err != nil {
			return nil, false, err
		}
		ts = s.it.Timestamp()
		s.maxObs = max(s.maxObs, ts)
		value, found = payload, !h.Tombstone
	} else if err := s.it.Err(); err != nil {
		return nil, false, err
	}
	if o := s.over; len(o) > 0 {
		i, ok := slices.BinarySearchFunc(o, key, func(x overlaid, k keys.Key) int { return bytes.Compare(x.key, k) })
		if ok && o[i].at > ts {
			s.observe(&o[i])
			return o[i].value, !o[i].tombstone, nil
		}
	}
	return value, found, nil
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
	if len(s.over) > 0 {
		return s.scanMerged(span, o, emit)
	}
	res, err = mvcc.Scan(s.reader, span, s.ts, o, func(k keys.Key, v mvcc.Version) error { return emit(k, v.Value) })
	s.maxObs = max(s.maxObs, res.MaxObs)
	return res, err
}

// scanMerged is scan with what lies over the versions.
func (s *snapshot) scanMerged(span keys.Span, o mvcc.ScanOptions, emit func(key keys.Key, value []byte) error) (res mvcc.ScanResult, err error) {
	var c mvcc.Cursor
	if err := c.Open(s.reader, span, s.ts, o.Reverse); err != nil {
		return res, err
	}
	m := merger{s: s, c: &c, reverse: o.Reverse}
	for i := range s.over {
		if span.Contains(s.over[i].key) {
			m.over = append(m.over, &s.over[i])
		}
	}
	if o.Reverse {
		slices.Reverse(m.over)
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
	if e := c.Close(); err == nil {
		err = e
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
	s       *snapshot
	c       *mvcc.Cursor
	over    []*overlaid // what is left, in order
	reverse bool
	onRow   bool
	key     keys.Key // of the last row: the cursor has moved on
	value   []byte
}

func (m *merger) advance() { m.onRow = m.c.Next() }

// next returns the next live row.
func (m *merger) next() (key keys.Key, value []byte, ok bool) {
	for m.onRow || len(m.over) > 0 {
		order := 1 // the cursor's row comes after the overlay's
		switch {
		case len(m.over) == 0:
			order = -1
		case m.onRow:
			if order = bytes.Compare(m.c.Key(), m.over[0].key); m.reverse {
				order = -order
			}
		}
		if order < 0 {
			m.take()
			return m.key, m.value, true
		}
		o := m.over[0]
		m.over = m.over[1:]
		if order == 0 {
			older := o.at <= m.c.Version().Timestamp
			m.take()
			if older {
				return m.key, m.value, true
			}
		} else if m.hidden(o) {
			continue
		}
		m.s.observe(o)
		if !o.tombstone {
			return o.key, o.value, true
		}
	}
	return nil, nil, false
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

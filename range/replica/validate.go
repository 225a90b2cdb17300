package replica

import (
	"bytes"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/replica/intention"
)

// validate is T12: over the reads no foreign version in (r, ts] that changes what was read.
func (e *eval) validate(ts hlc.Timestamp) error {
	reads := e.r.rules.validated(e.in.Reads)
	if len(reads) == 0 {
		return nil
	}
	for i := range reads {
		at, found, err := e.changed(reads[i], ts)
		if err != nil {
			return err
		}
		if found {
			e.r.met.RefusedVersion.Add(1)
			return &kvpb.Refused{
				Reason: kvpb.ReasonVersion, Key: at.Key, At: int64(at.Timestamp), MaxObs: int64(at.Timestamp), ClosedTS: int64(e.r.Closed()),
			}
		}
	}
	// After the look, as a read does (T21): what was collected meanwhile was not seen, and the threshold tells.
	if t := e.r.Threshold(); e.in.ReadTS < t { // a collected tombstone would hide a delete
		return &kvpb.Refused{Reason: kvpb.ReasonThreshold, At: int64(t), ClosedTS: int64(e.r.Closed())}
	}
	return nil
}

// changed finds a foreign version in (r, ts] that changes what was read of s. Those that
// don't count as seen: what was read is read again at ts, where it is the same.
func (e *eval) changed(s intention.Read, ts hlc.Timestamp) (at mvcc.ConflictAt, found bool, err error) {
	if !s.IsPoint() { // nothing has changed where nothing is newer than r
		if s.Start, _, _ = e.r.rows.Skip(s.Span, e.in.ReadTS); bytes.Equal(s.Start, s.End) {
			return at, false, nil
		}
	}
	for {
		at, found, err = mvcc.ConflictLive(e.r.o.Engine, s.Span, e.in.ReadTS, ts, mvcc.ModeNone, e.in.Tag)
		if !found || err != nil || s.Of == kvpb.WholeRow {
			return at, found, err
		}
		same, err := e.r.rules.sameColumns(e, at, s.Of)
		if !same || err != nil {
			e.columns = true
			return at, true, err
		}
		e.r.met.Unchanged.Add(1)
		// The answer rests on it all the same, so the acknowledgement waits for it (Rule W).
		e.obs = max(e.obs, at.Timestamp)
		if s.IsPoint() {
			return at, false, nil
		}
		// Of one key the version that was found decides; the next look begins behind the key.
		if s.Start = at.Key.Next(); s.Start.Compare(s.End) >= 0 {
			return at, false, nil
		}
	}
}

// sameRow reports whether some columns of a row are at r as they are in a newer version.
func (e *eval) sameRow(at mvcc.ConflictAt, of kvpb.Columns) (bool, error) {
	now, there, err := mvcc.Get(e.r.o.Engine, at.Key, at.Timestamp, nil)
	if err != nil || !there || now.Timestamp != at.Timestamp {
		return false, err // collected meanwhile
	}
	old, was, err := mvcc.Get(e.r.o.Engine, at.Key, e.in.ReadTS, nil)
	if err != nil {
		return false, err
	}
	// A row that has come or gone is a change, whatever its columns are.
	if was = was && !old.Tombstone; was == now.Tombstone {
		return false, nil
	}
	return !was || e.r.o.Evaluator != nil && e.r.o.Evaluator.Same(of, old.Value, now.Value), nil
}

// holds evaluates the conditions at ts, with the request's own writes on top. It
// returns the refusal if one fails.
func (e *eval) holds(ts hlc.Timestamp) (*refusal, error) {
	conds := e.r.rules.required(e.in.Conds)
	for i := range conds {
		x := &conds[i]
		exists, maxObs, err := e.exists(x.Span, ts)
		if err != nil {
			return nil, err
		}
		if exists != x.Exists {
			return &refusal{kvpb.Refused{
				Reason: kvpb.ReasonCondition, Condition: x.ID, Key: bytes.Clone(x.Span.Start), MaxObs: int64(maxObs), ClosedTS: int64(e.r.Closed()),
			}}, nil
		}
	}
	return nil, nil
}

// refusal is a Refused that may be nil.
type refusal struct{ kvpb.Refused }

// GetMaxObs is MaxObs, or zero.
func (f *refusal) GetMaxObs() int64 {
	if f == nil {
		return 0
	}
	return f.MaxObs
}

// exists reports whether a key of span is live at ts, with the own writes on top.
func (e *eval) exists(span keys.Span, ts hlc.Timestamp) (bool, hlc.Timestamp, error) {
	gone := false
	for i := range e.in.Writes {
		if w := &e.in.Writes[i]; span.Contains(w.Key) {
			if !w.Tombstone {
				return true, 0, nil
			}
			gone = true
		}
	}
	// Most transactions have none here, and need no look at intents.
	e.r.mu.Lock()
	own := e.r.st.Staged[e.in.ID] != nil || e.r.st.Flushed[e.in.ID] != nil
	e.r.mu.Unlock()
	if own {
		return e.existsOver(span, ts)
	}
	if !gone {
		return mvcc.Exists(e.r.o.Engine, span, ts)
	}
	// Rows that the transaction deletes may hide live ones behind them: each is looked at until one counts.
	found := false
	res, err := mvcc.Scan(e.r.o.Engine, span, ts, mvcc.ScanOptions{}, func(k keys.Key, _ mvcc.Version) error {
		if w := e.in.Wrote(k); w != nil && w.Tombstone {
			return nil
		}
		found = true
		return mvcc.ErrStop
	})
	return found, res.MaxObs, err
}

// existsOver is exists where the transaction has intents on the range: they count like
// the request's own writes.
func (e *eval) existsOver(span keys.Span, ts hlc.Timestamp) (bool, hlc.Timestamp, error) {
	s := e.r.rows.Open(ts)
	defer s.Close()
	s.Spans = append(s.Spans, span)
	s.Freeze()
	ignored := e.ignored
	e.r.mu.Lock()
	if g := e.r.st.Staged[e.in.ID]; g != nil {
		ignored = g.Pieces[0].Ev.Ignored
	}
	e.r.mu.Unlock()
	s.Overlay(e.in.ID, hlc.Max, 0, ignored)
	if span.IsPoint() {
		span.Start, span.End = span.Bounds()
		s.Spans[0] = span
	}
	found := false
	_, err := s.Rows(span, mvcc.ScanOptions{}, func(k keys.Key, _ []byte) error {
		if w := e.in.Wrote(k); w != nil && w.Tombstone {
			return nil
		}
		found = true
		return mvcc.ErrStop
	})
	return found, s.Newest, err
}

package mvcc

import (
	"bytes"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
)

// ScanLive is Scan, forward, of an engine's newest state, over rows of which nothing at or below ts
// changes any more: so that each row may be read at another moment. Rows that the engine has at hand
// are taken from there. BareEnd is said by walks of the engine alone.
func ScanLive(e engine.Engine, span keys.Span, ts hlc.Timestamp, o ScanOptions, emit func(keys.Key, Version) error) (ScanResult, error) {
	w := liveWalk{e: e, span: span, ts: ts, o: o, out: emit}
	if span.IsPoint() || ts <= hlc.Zero {
		return Scan(e, span, ts, o, emit)
	}
	for at := span.Start; !w.stopped && bytes.Compare(at, span.End) < 0; {
		rows, next := e.Stretch(at)
		if rows != nil {
			if err := w.stretch(rows, at); err != nil {
				return ScanResult{}, err
			}
			at = rows.End
			continue
		}
		if next == nil || bytes.Compare(next, span.End) > 0 {
			next = span.End
		}
		if err := w.engine(keys.Span{Start: at, End: next}); err != nil {
			return ScanResult{}, err
		}
		at = next
	}
	return w.res, nil
}

// liveWalk is a ScanLive under way.
type liveWalk struct {
	e       engine.Engine
	span    keys.Span
	ts      hlc.Timestamp
	o       ScanOptions
	out     func(keys.Key, Version) error
	res     ScanResult
	stopped bool
	buf     []byte
}

// emit gives a row to whoever scans. It returns ErrStop where a limit is reached.
func (w *liveWalk) emit(key keys.Key, v Version) error {
	w.res.Rows++
	w.res.Bytes += uint64(len(key) + len(v.Value))
	err := w.out(key, v)
	if err == nil && (w.o.MaxRows > 0 && w.res.Rows >= w.o.MaxRows || w.o.TargetBytes > 0 && w.res.Bytes >= w.o.TargetBytes) {
		err = ErrStop
	}
	if err == ErrStop {
		w.stopped = true
		next := key.Next()
		if w.res.More = bytes.Compare(next, w.span.End) < 0; w.res.More {
			w.res.Resume = keys.Span{Start: next, End: bytes.Clone(w.span.End)}
		}
	}
	return err
}

// stretch walks over rows that are at hand, from at on.
func (w *liveWalk) stretch(s *engine.Stretch, at keys.Key) error {
	for i := s.From(at); i < len(s.Rows); i++ {
		row := &s.Rows[i]
		if bytes.Compare(row.Key, w.span.End) >= 0 {
			return nil
		}
		v, found, err := w.version(row)
		if err != nil {
			return err
		}
		if !found {
			continue
		}
		w.res.MaxObs = max(w.res.MaxObs, v.Timestamp)
		if v.Tombstone {
			continue
		}
		if err := w.emit(row.Key, v); err == ErrStop {
			return nil
		} else if err != nil {
			return err
		}
	}
	return nil
}

// version is a row's version as of the walk.
func (w *liveWalk) version(row *engine.StretchRow) (v Version, found bool, err error) {
	if row.Timestamp > w.ts {
		v, found, err = Get(w.e, row.Key, w.ts, w.buf[:0])
		if found {
			w.buf = v.Value
		}
		return v, found, err
	}
	h, payload, err := DecodeVersion(row.Value)
	return Version{Header: h, Timestamp: row.Timestamp, Value: payload}, err == nil, err
}

// engine walks over a part of the span that is not at hand.
func (w *liveWalk) engine(part keys.Span) error {
	o := ScanOptions{walk: true}
	if w.res.Rows == 0 && bytes.Equal(part.Start, w.span.Start) {
		o.BareMin = w.o.BareMin
	}
	res, err := Scan(w.e, part, w.ts, o, w.emit)
	w.res.MaxObs = max(w.res.MaxObs, res.MaxObs)
	if o.BareMin > 0 {
		w.res.BareEnd, w.res.BareNewest = res.BareEnd, res.BareNewest
	}
	return err
}

// ConflictLive is Conflict over an engine's newest state, for versions up to a time up to which nothing
// changes in the span any more. Rows that the engine has at hand are not looked for.
func ConflictLive(e engine.Engine, span keys.Span, after, upto hlc.Timestamp, mode Mode, ignoreTag uint64) (at ConflictAt, found bool, err error) {
	if after >= upto || upto <= hlc.Zero || span.IsPoint() {
		return Conflict(e, span, after, upto, mode, ignoreTag)
	}
	for from := span.Start; bytes.Compare(from, span.End) < 0; {
		rows, next := e.Stretch(from)
		if rows != nil {
			for i := rows.From(from); i < len(rows.Rows) && bytes.Compare(rows.Rows[i].Key, span.End) < 0; i++ {
				if rows.Rows[i].Timestamp <= after {
					continue
				}
				if at, found, err = conflictPoint(e, rows.Rows[i].Key, after, upto, mode, ignoreTag); found || err != nil {
					return at, found, err
				}
			}
			from = rows.End
			continue
		}
		if next == nil || bytes.Compare(next, span.End) > 0 {
			next = span.End
		}
		if at, found, err = Conflict(e, keys.Span{Start: from, End: next}, after, upto, mode, ignoreTag); found || err != nil {
			return at, found, err
		}
		from = next
	}
	return at, false, nil
}

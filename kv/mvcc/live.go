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
	if span.IsPoint() || ts <= hlc.Zero {
		return Scan(e, span, ts, o, emit)
	}
	w := liveWalk{e: e, span: span, ts: ts, o: o, out: emit}
	for at := span.Start; !w.stopped && bytes.Compare(at, span.End) < 0; {
		rows, next := atHand(e, span, at, w.older)
		var err error
		if rows != nil {
			at, err = w.stretch(rows, at)
		} else {
			err = w.engine(keys.Span{Start: at, End: next})
			at = next
		}
		if err != nil {
			return w.res, err
		}
	}
	return w.res, nil
}

// olderMax is of how many rows at hand a walk looks for older versions. Beyond it the time is one of the
// past, and it is faster to step over what is newer.
const olderMax = 8

// liveWalk is a ScanLive under way.
type liveWalk struct {
	e       engine.Engine
	span    keys.Span
	ts      hlc.Timestamp
	o       ScanOptions
	out     func(keys.Key, Version) error
	res     ScanResult
	stopped bool
	older   int // rows at hand that were newer
	buf     []byte
}

// atHand are the rows at hand that a key of span lies among, of a walk that has met so many newer ones;
// nil: none are, up to next.
func atHand(e engine.Engine, span keys.Span, at keys.Key, older int) (rows *engine.Stretch, next keys.Key) {
	if older <= olderMax {
		rows, next = e.Stretch(at)
	}
	if next == nil || bytes.Compare(next, span.End) > 0 {
		next = span.End
	}
	return rows, next
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

// stretch walks over rows that are at hand, from at on, and returns up to where it went.
func (w *liveWalk) stretch(s *engine.Stretch, at keys.Key) (upto keys.Key, err error) {
	whole := bytes.Compare(s.End, w.span.End) <= 0
	if s.Sheet != nil && s.Sheet.Newest <= w.ts {
		return s.End, w.sheet(s.Sheet, s.From(at), whole)
	}
	for i, n := s.From(at), s.Len(); i < n; i++ {
		row := s.Row(i)
		if !whole && bytes.Compare(row.Key, w.span.End) >= 0 {
			break
		}
		if row.Timestamp > w.ts {
			if w.older++; w.older > olderMax {
				return row.Key, nil
			}
		}
		v, found, err := w.version(&row)
		if err != nil {
			return nil, err
		}
		if !found {
			continue
		}
		w.res.MaxObs = max(w.res.MaxObs, v.Timestamp)
		if v.Tombstone {
			continue
		}
		if err := w.emit(row.Key, v); err == ErrStop {
			break
		} else if err != nil {
			return nil, err
		}
	}
	return s.End, nil
}

// sheet walks over a sheet's rows from place i on, which are all of the walk's time or older. whole: they all lie
// in the span.
func (w *liveWalk) sheet(h *engine.Sheet, i int, whole bool) error {
	from := uint32(0)
	if i > 0 {
		from = h.Ends[2*i-1]
	}
	for ends := h.Ends[2*i:]; len(ends) >= 2; ends, i = ends[2:], i+1 {
		mid, end := ends[0], ends[1]
		key, value := keys.Key(h.Data[from:mid:mid]), h.Data[mid:end:end]
		if from = end; !whole && bytes.Compare(key, w.span.End) >= 0 {
			return nil
		}
		head, payload, err := DecodeVersion(value)
		if err != nil {
			return err
		}
		ts := h.Newest
		if h.Stamps != nil {
			ts = h.Stamps[i]
		}
		if w.res.MaxObs = max(w.res.MaxObs, ts); head.Tombstone {
			continue
		}
		if err := w.emit(key, Version{Header: head, Timestamp: ts, Value: payload}); err == ErrStop {
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
	o := ScanOptions{walk: w.older <= olderMax}
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
	older := 0
	for from := span.Start; bytes.Compare(from, span.End) < 0; {
		rows, next := atHand(e, span, from, older)
		if rows == nil {
			if at, found, err = Conflict(e, keys.Span{Start: from, End: next}, after, upto, mode, ignoreTag); found || err != nil {
				return at, found, err
			}
			from = next
			continue
		}
		next = rows.End
		if rows.Sheet != nil && rows.Sheet.Newest <= after {
			from = next
			continue
		}
		for i, n := rows.From(from), rows.Len(); i < n; i++ {
			row := rows.Row(i)
			if bytes.Compare(row.Key, span.End) >= 0 {
				break
			}
			if row.Timestamp <= after {
				continue
			}
			if older++; older > olderMax {
				next = row.Key
				break
			}
			if at, found, err = conflictPoint(e, row.Key, after, upto, mode, ignoreTag); found || err != nil {
				return at, found, err
			}
		}
		from = next
	}
	return at, false, nil
}

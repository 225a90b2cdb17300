package mvcc

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
)

// ErrStop, returned by an emit function, ends a scan after the row it was
// called with. The scan returns where to go on, and no error.
var ErrStop = errors.New("mvcc: stop")

// Get returns the newest version of key at or below ts. found says that there is
// one, and it may be a TOMBSTONE: its timestamp counts in maxObs (Rule W), so
// callers look at Version.Tombstone. The value is copied into buf, which is
// grown where it is too small: v.Value aliases buf, and buf may be v.Value[:0]
// of an earlier call.
func Get(r engine.Reader, key keys.Key, ts hlc.Timestamp, buf []byte) (v Version, found bool, err error) {
	if ts <= hlc.Zero { // to the engine, zero is "unversioned": it would give the newest
		return Version{}, false, nil
	}
	it, err := r.NewIter(engine.IterOptions{Point: true})
	if err != nil {
		return Version{}, false, err
	}
	if it.SeekPoint(key, ts) {
		v, err = current(it)
		v.Value = append(buf[:0], v.Value...)
		found = err == nil
	}
	return v, found, closeIter(it, err)
}

// current decodes the version that it stands on. The value aliases the iterator.
func current(it engine.Iterator) (Version, error) {
	b, err := it.Value()
	if err != nil {
		return Version{}, err
	}
	h, payload, err := DecodeVersion(b)
	if err != nil {
		return Version{}, fmt.Errorf("%w: version of %s at %s", err, it.Key(), it.Timestamp())
	}
	return Version{Header: h, Timestamp: it.Timestamp(), Value: payload}, nil
}

// closeIter closes it and returns the first error of the three.
func closeIter(it engine.Iterator, err error) error {
	if err == nil {
		err = it.Err()
	}
	if e := it.Close(); err == nil {
		err = e
	}
	return err
}

// ScanOptions limits a scan.
type ScanOptions struct {
	Reverse     bool
	MaxRows     uint64 // 0: no limit
	TargetBytes uint64 // stop after the row that reaches it (keys and values); 0: no limit
	BareMin     int    // forward: say BareEnd, if that many keys before the first row have none; 0: don't

	walk bool // the engine may keep what is walked over
}

// ScanResult says where a scan ended.
type ScanResult struct {
	// More says that the scan stopped at a limit, and Resume is what is left.
	More   bool
	Resume keys.Span
	// MaxObs is the highest timestamp at or below ts that the scan met, with
	// tombstones and the rows that emit dropped (Rule W). Zero: none.
	MaxObs hlc.Timestamp
	Rows   uint64
	Bytes  uint64
	// BareEnd, where BareMin was asked for and met, is the end of a part of span, from its
	// start on, in which each key's newest version is a tombstone at or below BareNewest.
	BareEnd    keys.Key
	BareNewest hlc.Timestamp
}

// Scan calls emit for each live row of span at ts, in key order or reverse. Key
// and value passed to emit alias memory of the scan and hold during the call
// only. An error of emit ends the scan and is returned, except ErrStop.
func Scan(r engine.Reader, span keys.Span, ts hlc.Timestamp, o ScanOptions, emit func(keys.Key, Version) error) (res ScanResult, err error) {
	var c Cursor
	if err := c.open(r, span, ts, o.Reverse, o.walk); err != nil {
		return ScanResult{}, err
	}
	c.bare = o.BareMin > 0 && !o.Reverse
	for err == nil && c.Next() {
		if c.bare {
			c.tellBare(o.BareMin, &res)
		}
		res.Rows++
		res.Bytes += uint64(len(c.key) + len(c.version.Value))
		err = emit(c.key, c.version)
		full := o.MaxRows > 0 && res.Rows >= o.MaxRows || o.TargetBytes > 0 && res.Bytes >= o.TargetBytes
		if err == nil && full || err == ErrStop {
			res.Resume, res.More = c.Rest()
			err = nil
			break
		}
	}
	if c.bare && err == nil && c.err == nil {
		c.tellBare(o.BareMin, &res)
	}
	res.MaxObs = c.MaxObs()
	if e := c.Close(); err == nil {
		err = e
	}
	return res, err
}

// tellBare says up to where keys have no row, if they are many. Behind the last of them the span is
// empty, or has a row: that is where the next comes to.
func (c *Cursor) tellBare(many int, res *ScanResult) {
	c.bare = false
	if c.passed >= many && !c.newer {
		res.BareEnd, res.BareNewest = keys.Key(c.keyBuf).Next(), c.maxObs
	}
}

// Exists reports whether a key of span is live at ts, and the highest timestamp
// at or below ts that the search met (Rule W). It stops at the first live row.
func Exists(r engine.Reader, span keys.Span, ts hlc.Timestamp) (exists bool, maxObs hlc.Timestamp, err error) {
	if span.IsPoint() {
		v, found, err := Get(r, span.Start, ts, nil)
		return found && !v.Tombstone, v.Timestamp, err
	}
	var c Cursor
	if err := c.Open(r, span, ts, false); err != nil {
		return false, hlc.Zero, err
	}
	exists = c.Next()
	maxObs = c.MaxObs()
	err = c.Close()
	return exists && err == nil, maxObs, err
}

// ConflictAt names a version that stands in the way.
type ConflictAt struct {
	Key       keys.Key // a copy
	Timestamp hlc.Timestamp
	Header    Header
}

// Conflict looks for a version in (after, upto] of any key in span, tombstones
// too, which conflicts with mode (ModeNone: any does), and whose tag is not
// ignoreTag. It returns the first that it finds.
func Conflict(r engine.Reader, span keys.Span, after, upto hlc.Timestamp, mode Mode, ignoreTag uint64) (at ConflictAt, found bool, err error) {
	if after >= upto || upto <= hlc.Zero {
		return ConflictAt{}, false, nil
	}
	if span.IsPoint() {
		return conflictPoint(r, span.Start, after, upto, mode, ignoreTag)
	}
	it, err := r.NewIter(engine.IterOptions{
		Lower: span.Start, Upper: span.End,
		MinTimestamp: after.Next(), MaxTimestamp: upto,
	})
	if err != nil {
		return ConflictAt{}, false, err
	}
	for ok := it.First(); ok && err == nil; {
		switch ts := it.Timestamp(); {
		case ts <= after && ts != hlc.Zero: // this and the key's others are too old
			ok = it.NextKey()
			continue
		case ts > after && ts <= upto:
			if found, err = conflictsHere(it, mode, ignoreTag, &at); found {
				return at, true, closeIter(it, nil)
			}
		}
		ok = it.Next()
	}
	return ConflictAt{}, false, closeIter(it, err)
}

func conflictPoint(r engine.Reader, key keys.Key, after, upto hlc.Timestamp, mode Mode, ignoreTag uint64) (at ConflictAt, found bool, err error) {
	it, err := r.NewIter(engine.IterOptions{Point: true})
	if err != nil {
		return ConflictAt{}, false, err
	}
	for ok := it.SeekPoint(key, upto); ok && err == nil && it.Timestamp() > after; ok = it.Next() {
		if found, err = conflictsHere(it, mode, ignoreTag, &at); found {
			break
		}
	}
	return at, found, closeIter(it, err)
}

// conflictsHere judges the version that it stands on, and fills at if it conflicts.
func conflictsHere(it engine.Iterator, mode Mode, ignoreTag uint64, at *ConflictAt) (bool, error) {
	v, err := current(it)
	if err != nil || v.Tag == ignoreTag || !v.Mode.Conflicts(mode) {
		return false, err
	}
	*at = ConflictAt{Key: bytes.Clone(it.Key()), Timestamp: v.Timestamp, Header: v.Header}
	return true, nil
}

// FindTag returns the timestamp of key's version that carries tag.
func FindTag(r engine.Reader, key keys.Key, tag uint64) (ts hlc.Timestamp, found bool, err error) {
	it, err := r.NewIter(engine.IterOptions{Point: true})
	if err != nil {
		return hlc.Zero, false, err
	}
	for ok := it.SeekPoint(key, hlc.Max); ok && err == nil; ok = it.Next() {
		var v Version
		if v, err = current(it); err == nil && v.Tag == tag {
			ts, found = v.Timestamp, true
			break
		}
	}
	return ts, found, closeIter(it, err)
}

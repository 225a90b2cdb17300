package mvcc

import (
	"bytes"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
)

// nextsBeforeSeek is how many versions a cursor steps over before it seeks: a
// step costs a fraction of a seek, and most keys have few versions.
const nextsBeforeSeek = 6

// Cursor walks the live rows of a span at a timestamp. The zero value is ready
// to be opened, and a closed one to be opened again, with its memory kept. Not
// safe for concurrent use.
type Cursor struct {
	it      engine.Iterator
	span    keys.Span // as an interval
	ts      hlc.Timestamp
	reverse bool
	state   cursorState
	key     keys.Key // of the row stood on: aliases the iterator or keyBuf
	version Version
	maxObs  hlc.Timestamp
	bare    bool // say where the keys without rows end
	passed  int  // forward: keys without a live row so far; the last is in keyBuf, if bare
	newer   bool // forward: versions above the timestamp were met
	err     error
	keyBuf  []byte
	valBuf  []byte
	endBuf  []byte // of a point's interval
}

type cursorState uint8

const (
	cursorNew    cursorState = iota // before the first row
	cursorOnRow                     // forward: the iterator stands on the row's version
	cursorBeyond                    // reverse: the iterator has moved on to the next key's
	cursorEnd
)

// Open begins a walk over span at ts, from its end if reverse. The span's keys
// must not be changed until Close. What r holds open must outlive the walk.
func (c *Cursor) Open(r engine.Reader, span keys.Span, ts hlc.Timestamp, reverse bool) error {
	return c.open(r, span, ts, reverse, false)
}

// open is Open. walk: the engine may keep what is walked over.
func (c *Cursor) open(r engine.Reader, span keys.Span, ts hlc.Timestamp, reverse, walk bool) error {
	if span.IsPoint() {
		c.endBuf = append(append(c.endBuf[:0], span.Start...), 0)
		span.End = c.endBuf
	}
	it, err := r.NewIter(engine.IterOptions{Lower: span.Start, Upper: span.End, Stretches: walk})
	if err != nil {
		return err
	}
	state := cursorNew
	if ts <= hlc.Zero { // nothing is that old
		state = cursorEnd
	}
	*c = Cursor{state: state, it: it, span: span, ts: ts, reverse: reverse, keyBuf: c.keyBuf, valBuf: c.valBuf, endBuf: c.endBuf}
	return nil
}

// Next moves to the next live row. It returns false at the end and on errors.
func (c *Cursor) Next() bool {
	if c.err != nil || c.state == cursorEnd {
		return false
	}
	var found bool
	if c.reverse {
		found = c.prevRow()
	} else {
		found = c.nextRow()
	}
	if !found {
		c.state = cursorEnd
		if c.err == nil {
			c.err = c.it.Err()
		}
	}
	return found && c.err == nil
}

// nextRow finds the next key with a live version.
func (c *Cursor) nextRow() bool {
	var ok bool
	if c.state == cursorNew {
		ok = c.it.First()
	} else {
		ok = c.it.NextKey()
	}
	c.state = cursorOnRow
	for ok {
		if ts := c.it.Timestamp(); ts > c.ts || ts == hlc.Zero {
			c.newer = true
			if ok = c.skipNewer(); !ok {
				return false
			}
		}
		if c.take(); c.err != nil {
			return false
		}
		if !c.version.Tombstone {
			c.key = c.it.Key()
			return true
		}
		if c.passed++; c.bare {
			c.keyBuf = append(c.keyBuf[:0], c.it.Key()...)
		}
		ok = c.it.NextKey()
	}
	return false
}

// skipNewer moves to the next version at or below the timestamp, of this key or a later one.
func (c *Cursor) skipNewer() bool {
	for range nextsBeforeSeek {
		if !c.it.Next() {
			return false
		}
		if ts := c.it.Timestamp(); ts <= c.ts && ts != hlc.Zero {
			return true
		}
	}
	for {
		c.keyBuf = append(c.keyBuf[:0], c.it.Key()...)
		if !c.it.SeekGE(c.keyBuf, c.ts) {
			return false
		}
		if ts := c.it.Timestamp(); ts <= c.ts && ts != hlc.Zero {
			return true
		}
	}
}

// take decodes the version that the iterator stands on.
func (c *Cursor) take() {
	c.version, c.err = current(c.it)
	c.maxObs = max(c.maxObs, c.version.Timestamp)
}

// prevRow finds the previous key with a live version. Backwards, a key's oldest
// version comes first; the row is known when a newer one is too new, or the key
// has no more, so it is copied on the way.
func (c *Cursor) prevRow() bool {
	if c.state == cursorNew {
		if c.state = cursorBeyond; !c.it.Last() {
			return false
		}
	}
	for c.it.Valid() {
		c.keyBuf = append(c.keyBuf[:0], c.it.Key()...)
		found := false
		for n := 0; c.it.Valid() && bytes.Equal(c.it.Key(), c.keyBuf); n++ {
			ts := c.it.Timestamp()
			if ts > c.ts || n >= nextsBeforeSeek {
				found = c.finishBackward(found, ts)
				break
			}
			if ts != hlc.Zero {
				if c.take(); c.err != nil {
					return false
				}
				c.keep()
				found = true
			}
			c.it.Prev()
		}
		if c.err != nil {
			return false
		}
		if found {
			c.maxObs = max(c.maxObs, c.version.Timestamp)
			if !c.version.Tombstone {
				c.key = c.keyBuf
				return true
			}
		}
	}
	return false
}

// finishBackward leaves a key with many or too new versions by seeks: to its
// visible version, unless that is at hand, and to the key before.
func (c *Cursor) finishBackward(found bool, ts hlc.Timestamp) bool {
	if ts <= c.ts && c.it.SeekGE(c.keyBuf, c.ts) && bytes.Equal(c.it.Key(), c.keyBuf) {
		if c.take(); c.err != nil {
			return false
		}
		c.keep()
		found = true
	}
	c.it.SeekLT(c.keyBuf)
	return found
}

// keep copies the version's value out of the iterator's memory.
func (c *Cursor) keep() {
	c.valBuf = append(c.valBuf[:0], c.version.Value...)
	c.version.Value = c.valBuf
}

// Key is the row's key. It holds until the cursor moves.
func (c *Cursor) Key() keys.Key { return c.key }

// Version is the row's version. Its value holds until the cursor moves.
func (c *Cursor) Version() Version { return c.version }

// MaxObs is the highest timestamp met at or below the cursor's (Rule W).
func (c *Cursor) MaxObs() hlc.Timestamp { return c.maxObs }

// Rest is the span that is left after the row stood on, in memory of its own.
func (c *Cursor) Rest() (keys.Span, bool) {
	if c.state == cursorEnd {
		return keys.Span{}, false
	}
	if c.reverse {
		if bytes.Compare(c.key, c.span.Start) <= 0 {
			return keys.Span{}, false
		}
		return keys.Span{Start: bytes.Clone(c.span.Start), End: bytes.Clone(c.key)}, true
	}
	next := c.key.Next()
	if next.Compare(c.span.End) >= 0 {
		return keys.Span{}, false
	}
	return keys.Span{Start: next, End: bytes.Clone(c.span.End)}, true
}

// Close ends the walk and returns its error.
func (c *Cursor) Close() error {
	if c.it == nil {
		return c.err
	}
	c.err = closeIter(c.it, c.err)
	c.it, c.state = nil, cursorEnd
	return c.err
}

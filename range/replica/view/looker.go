package view

import (
	"bytes"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/mvcc"
)

// Looker looks at single keys: at their newest versions, whatever a timestamp. What it has opened is one
// state of the engine until closeIter. Its memory is used again.
//
// Each look tries what the engine keeps of newest rows (Engine.Newest) before an
// iterator, unless a Walk passes the key anyway. Not safe for concurrent use.
type Looker struct {
	Src  *Source
	it   engine.Iterator // over single keys
	Near Walk            // over keys that lie close together
	at   []byte          // a value that the engine had at hand
	buf  []byte
}

// seek stands on the newest version of key at or below ts.
// False without an error: there is none.
func (k *Looker) seek(key keys.Key, ts hlc.Timestamp) (bool, error) {
	if k.it == nil {
		it, err := k.Src.Engine.NewIter(engine.IterOptions{Point: true, Newest: true})
		if err != nil {
			return false, err
		}
		k.it = it
	}
	if k.it.SeekPoint(key, ts) {
		return true, nil
	}
	return false, k.it.Err()
}

// Newest returns an iterator that stands on the newest version of key; ok: there is one.
// The iterator is k's, and holds until the next call.
func (k *Looker) Newest(key keys.Key) (it engine.Iterator, ok bool, err error) {
	if k.Near.holds(key) {
		ok, err = k.Near.newest(k.Src.Engine, key)
		return k.Near.it, ok, err
	}
	ok, err = k.seek(key, hlc.Max)
	return k.it, ok, err
}

// CloseIter ends the look at single keys: what was applied since is seen by the next.
// Called between attempts of one request: an iterator sees the state in which it was opened.
func (k *Looker) CloseIter() {
	if k.it != nil {
		k.it.Close()
		k.it = nil
	}
	k.Near.close()
}

// Seen is what a look at one key found.
// Expect is what a lock of that mode is checked by (T11): versions written under a
// mode that it does not conflict with are passed.
type Seen struct {
	Version hlc.Timestamp // of the newest version; zero: none
	Expect  hlc.Timestamp // of the newest that conflicts with the mode
	Tagged  hlc.Timestamp // of the one with the tag, if that is above `after`
	Live    bool          // the newest is no tombstone
	Value   []byte        // of the newest; aliases the iterator
	tag     uint64        // of the newest
}

// Look finds the newest version of key, the newest that conflicts with mode, and
// the one above `after` that carries tag (0: not asked). value holds until the next look,
// unless older versions had to be passed: then it is a copy in k.buf.
//
// Mostly the newest version is enough; else it goes back until the mode's and the
// tag's are found, or versions are at or below after. O(versions passed).
func (k *Looker) Look(key keys.Key, mode mvcc.Mode, tag uint64, after hlc.Timestamp) (s Seen, err error) {
	l := looking{mode: mode, tag: tag, after: after}
	if !k.Near.passes(key) {
		if ts, b, ok := k.Src.Engine.Newest(key, k.at[:0]); ok {
			k.at = b
			// The newest version has told all that is asked; older ones are looked for below, from the beginning.
			if enough, err := l.version(ts, b); enough || err != nil {
				return l.Seen, err
			}
			l.Seen = Seen{}
		}
	}
	it, ok, err := k.Newest(key)
	for first := true; ok && err == nil; first = false {
		b, err := it.Value()
		if err != nil {
			return Seen{}, err
		}
		enough, err := l.version(it.Timestamp(), b)
		if enough || err != nil {
			return l.Seen, err
		}
		// The iterator's memory goes with Next, and the newest version's value is wanted.
		if first {
			k.buf = append(k.buf[:0], l.Value...)
			l.Value = k.buf
		}
		ok = it.Next() && (it == k.it || bytes.Equal(it.Key(), key))
	}
	if err == nil {
		err = it.Err()
	}
	return l.Seen, err
}

// looking is a look at one key's versions, from the newest on.
// It steps over versions from wherever they come, the engine's newest rows or an iterator.
type looking struct {
	Seen
	mode  mvcc.Mode
	tag   uint64
	after hlc.Timestamp
}

// version takes the next version; enough: older ones add nothing.
// It is called with falling timestamps.
func (l *looking) version(ts hlc.Timestamp, b []byte) (enough bool, err error) {
	h, payload, err := mvcc.DecodeVersion(b)
	if err != nil {
		l.Seen = Seen{}
		return false, err
	}
	if l.Seen.Version == 0 {
		l.Seen = Seen{Version: ts, Live: !h.Tombstone, Value: payload, tag: h.Tag}
	}
	if l.Expect == 0 && h.Mode.Conflicts(l.mode) {
		l.Expect = ts
	}
	if l.tag != 0 && h.Tag == l.tag && ts > l.after {
		l.Tagged = ts
	}
	return l.Expect != 0 && (l.tag == 0 || l.Tagged != 0 || ts <= l.after), nil
}

// LookAt is look at a past timestamp.
// One version alone: Expect is that version, whatever its mode.
func (k *Looker) LookAt(key keys.Key, mode mvcc.Mode, ts hlc.Timestamp) (s Seen, err error) {
	ok, err := k.seek(key, ts)
	if !ok || err != nil {
		return s, err
	}
	b, err := k.it.Value()
	if err != nil {
		return s, err
	}
	h, payload, err := mvcc.DecodeVersion(b)
	if err != nil {
		return s, err
	}
	return Seen{Version: k.it.Timestamp(), Expect: k.it.Timestamp(), Live: !h.Tombstone, Value: payload, tag: h.Tag}, nil
}

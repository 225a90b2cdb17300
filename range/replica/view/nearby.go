package view

import (
	"bytes"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
)

// Walk looks at keys of one request that lie close together, as those of the lines of an order do,
// with one walk: a seek through every level for each costs ten times a step, and where the walk
// stands behind a key, that key is known to be absent.
//
//	prefix   on   missed
//	empty    –    –        no walk: every key is sought by itself
//	set      no   –        it begins with a seek
//	set      yes  few      steps to a key behind the last, else a seek
//	set      yes  enough   given up until the next begin (nearbyMisses)
type Walk struct {
	it     engine.Iterator // nil: not opened yet
	prefix []byte          // of the keys that it is for; empty: none
	on     bool            // it stands on or behind all entries of last, and on or before what follows
	last   []byte          // key that was looked at last
	missed int             // walks in a row that did not get to their keys
	many   bool            // it is for many keys: what the engine keeps of rows is neither asked nor added to
}

const (
	// NearbyKeys is how many keys in a row must lie close together.
	NearbyKeys = 3
	// nearbySteps is how many keys are passed to get to one, rather than sought.
	nearbySteps = 8
	// nearbyMisses is after how many walks in vain the keys are taken to lie far apart: for each of those a seek
	// of its own costs less.
	nearbyMisses = 4
)

// close gives the iterator back.
func (n *Walk) close() {
	if n.it != nil {
		n.it.Close()
		n.it = nil
	}
	n.prefix, n.on, n.missed, n.many = n.prefix[:0], false, 0, false
}

// holds reports whether the walk is for the key.
func (n *Walk) holds(key keys.Key) bool {
	return len(n.prefix) > 0 && n.missed < nearbyMisses && len(key) > len(n.prefix) && bytes.HasPrefix(key, n.prefix)
}

// passes reports whether the walk comes to the key with many others: each look at what is kept of rows costs
// more than its steps do, and what was kept would be dropped again by what is written there, or drop others.
func (n *Walk) passes(key keys.Key) bool { return n.many && n.holds(key) }

// Expect begins a walk at the first of the keys, where enough of them differ in their last byte
// alone. They are in order.
// first and nth are NearbyKeys apart in a request that is in order, so what lies
// between has the prefix, too.
func (n *Walk) Expect(first, nth keys.Key) {
	if n.holds(first) || len(first) == 0 || len(first) != len(nth) {
		return
	}
	if p := first[:len(first)-1]; bytes.HasPrefix(nth, p) {
		n.begin(p, false)
	}
}

// ExpectBetween begins a walk over many keys from first to last, where they are in order, in whatever they
// differ.
func (n *Walk) ExpectBetween(first, last keys.Key) {
	// A walk is for keys longer than their prefix.
	if same := min(keys.CommonPrefix(first, last), len(first)-1, len(last)-1); same > 0 {
		n.begin(first[:same], true)
	}
}

// begin begins a walk over the keys with a prefix.
// An iterator is used again, with new bounds, where it is of the same kind.
func (n *Walk) begin(prefix keys.Key, many bool) {
	if n.it != nil && n.many != many {
		n.close()
	}
	n.prefix, n.on, n.missed, n.many = append(n.prefix[:0], prefix...), false, 0, many
	if n.it != nil {
		n.it.SetBounds(n.prefix, keys.Key(n.prefix).PrefixEnd())
	}
}

// newest moves to the newest version of key, or reports that there is none.
// A key at or before the last one is sought: it walks forward alone.
func (n *Walk) newest(e engine.Engine, key keys.Key) (bool, error) {
	if n.it == nil {
		it, err := e.NewIter(engine.IterOptions{Lower: n.prefix, Upper: keys.Key(n.prefix).PrefixEnd(), Newest: !n.many})
		if err != nil {
			return false, err
		}
		n.it, n.on = it, false
	}
	switch {
	case !n.on || bytes.Compare(key, n.last) <= 0:
		n.it.SeekGE(key, hlc.Max)
	case n.walk(key):
		n.missed = 0
	default:
		n.missed++
		n.it.SeekGE(key, hlc.Max)
	}
	n.on, n.last = true, append(n.last[:0], key...)
	if n.it.Valid() && bytes.Equal(n.it.Key(), key) {
		return true, nil
	}
	return false, n.it.Err()
}

// walk reports whether some steps led to the newest version of key, or behind it.
// Behind the key means that it is absent: no seek is needed.
func (n *Walk) walk(key keys.Key) bool {
	for range nearbySteps {
		if !n.it.Valid() {
			return n.it.Err() == nil
		}
		switch c := bytes.Compare(n.it.Key(), key); {
		case c > 0:
			return true
		case c == 0:
			return n.it.Timestamp() != hlc.Zero // what is no version comes first
		}
		n.it.NextKey()
	}
	return false
}

package locktable

import (
	"bytes"
	"slices"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/kv/mvcc"
)

// Locks go from table to table: to another leaseholder, and to the right-hand side of a split.

// Held is one lock that is handed over.
// Waits are not handed over: who waits is told to ask at the new place.
type Held struct {
	Txn  *kvpb.TxnMeta
	Key  keys.Key
	Mode mvcc.Mode
}

// Divide takes out all locks, in no order, and ends all waits with ErrMoved.
// O(locks), in one step.
func (t *Table) Divide() []Held {
	out := make([]Held, 0, t.Len())
	for _, p := range []*Table{t, t.high} {
		if p == nil {
			continue
		}
		for _, l := range p.locks {
			for i := range l.holders {
				if h := &l.holders[i]; !h.own.leaving {
					out = append(out, Held{h.own.meta, keys.Key(l.key), h.mode})
				}
			}
		}
	}
	t.Reset()
	return out
}

// Part begins to keep the locks on keys at or after from apart, if there are many. It calls
// pause now and then, in which others may use the table.
//
// It is for splits of ranges with very many locks, ahead of Split, which is called
// with everything standing still. In a pause anything may happen to the table,
// Reset and Split included: hence the looks at whether high is still the one, and
// whether the lock is still the key's.
func (t *Table) Part(from keys.Key, pause func()) {
	if t.Len() <= 10*stepLocks || t.high != nil {
		return
	}
	t.begin(from)
	high, n := t.high, 0
	for k, l := range t.locks {
		if n++; n%stepLocks == 0 {
			if pause(); t.high != high {
				return
			}
		}
		// In a pause it may have been let go of, or moved on demand (part).
		if k >= string(from) && t.locks[k] == l {
			t.move(l)
		}
	}
	t.moved = true
}

// begin makes the half for the keys from there on, empty.
func (t *Table) begin(from keys.Key) {
	t.from, t.moved = bytes.Clone(from), false
	t.high = &Table{Max: t.Max, Changed: t.Changed, Ended: t.Ended, low: t, once: t.once}
	t.high.make(0)
}

// Split takes out the locks on keys at or after from, and ends the waits there with ErrMoved.
// After Part of the same key little is left to do.
// The result belongs to the caller, for Adopt by another range's table.
func (t *Table) Split(from keys.Key) *Table {
	if t.high != nil && !bytes.Equal(t.from, from) {
		t.join()
	}
	if t.high == nil {
		t.begin(from)
	}
	if !t.moved {
		for k, l := range t.locks {
			if k >= string(from) {
				t.move(l)
			}
		}
	}
	out := t.high
	t.high, t.from, out.low = nil, nil, nil
	for _, ws := range out.waits {
		for _, w := range slices.Clone(ws) {
			out.Cancel(w, ErrMoved)
		}
	}
	return out
}

// join undoes a Part.
func (t *Table) join() {
	high := t.high
	t.high, t.from = nil, nil
	// move goes from a table to its high: so each is the other's for a moment.
	// t has no high of its own by now, so that a lock can't go round.
	high.high = t
	for _, l := range high.locks {
		high.move(l)
	}
}

// Adopt takes over all of a table that Split gave.
// x must not be used any more. A table that has locks already gets copies of them.
func (t *Table) Adopt(x *Table) {
	switch {
	case x == nil:
	case t.Len() > 0:
		t.Install(x.Divide())
	default:
		t.locks, t.txns, t.waits, t.count, t.free, t.leaving = x.locks, x.txns, x.waits, x.count, x.free, x.leaving
	}
}

// Install adds locks that were handed over, or that intents stand for.
// They are granted without a look at who else holds the key, and without minding
// Max: they were granted before.
func (t *Table) Install(locks []Held) {
	if t.locks == nil {
		t.make(len(locks))
	}
	for _, h := range locks {
		p := t.part(h.Key)
		l := p.locks[string(h.Key)]
		if l == nil {
			l = p.create(h.Key)
		}
		p.grant(l, h.Txn, h.Mode)
		p.report(l)
	}
}

// Reset ends all waits with ErrMoved and forgets all locks.
func (t *Table) Reset() {
	if t.high != nil {
		t.high.Reset()
	}
	for _, ws := range t.waits {
		for _, w := range slices.Clone(ws) {
			t.end(w, ErrMoved)
		}
	}
	t.locks, t.txns, t.waits, t.count, t.free, t.high, t.from, t.leaving = nil, nil, nil, 0, nil, nil, nil, nil
}

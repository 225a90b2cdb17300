package view

import (
	"bytes"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/replica/rangestate"
)

// layer is a transaction whose intents lie over the versions of a snapshot.
// One for each transaction: the reader's own, or one that is decided (Decision).
type layer struct {
	id      keys.Txn
	at      hlc.Timestamp // committed there; Max: the reader's own
	upto    uint64        // higher numbers are not seen; 0: all are
	ignored []*kvpb.SeqRange
}

// counts reports whether the intent of that number is one of the layer's writes.
// Not those beyond the statement's start (upto), those that ROLLBACK TO took back,
// and those that are no writes (ExpectSeq).
func (l *layer) counts(seq uint64) bool {
	return seq < rangestate.ExpectSeq && (l.upto == 0 || seq <= l.upto) && !rangestate.InRanges(l.ignored, seq)
}

// overlaid is a write that is not a version yet.
type overlaid struct {
	key       keys.Key
	at        hlc.Timestamp // Max: the reader's own
	seq       uint64
	tombstone bool
	value     []byte
}

// overlay walks the writes that lie over a span's versions, in either direction. It
// looks at what it passes and no further, so that a page costs what lies in it. The
// zero value is ready to be opened.
//
// Intents lie in the range-local part of the key space, in the order of their
// keys; of one key, by transaction and number. So a walk over them goes beside one
// over the versions.
type overlay struct {
	it      engine.Iterator
	layers  []layer
	reverse bool
	// The walk's state, of next:
	//
	//	begun  on
	//	no     no   opened; the first step is still to be made
	//	yes    yes  the iterator stands on entry, which was not passed yet
	//	yes    no   at the end, or in doubt: step's error says which
	begun   bool
	on      bool       // the iterator stands on an entry
	entry   keys.Local // that one; its key is in keyBuf
	keyBuf  []byte
	seekBuf []byte
	found   overlaid // its key and value are its own memory
}

// emptied keeps the memory alone.
// The buffers may have become large; they are those of a pooled Snapshot.
func (o *overlay) emptied() overlay {
	return overlay{keyBuf: o.keyBuf[:0], seekBuf: o.seekBuf[:0], found: overlaid{key: o.found.key[:0], value: o.found.value[:0]}}
}

// open readies a walk over a span's intents. Close it, also to open it again.
// r is one state of the engine (Freeze): an intent that is resolved while it is walked would be missed.
func (o *overlay) open(r engine.Reader, layers []layer, span keys.Span, reverse bool) error {
	local := keys.LocalSpan(span.Bounds())
	it, err := r.NewIter(engine.IterOptions{Lower: local.Start, Upper: local.End})
	if err != nil {
		return err
	}
	e := o.emptied()
	*o = e
	o.it, o.layers, o.reverse = it, layers, reverse
	return nil
}

// close ends the walk over intents; it may be called again.
func (o *overlay) close() error {
	if o.it == nil {
		return nil
	}
	err := o.it.Close()
	o.it = nil
	return err
}

// next returns the next write on a key up to and including upto; nil: none. A nil
// upto is the end of the span. What it returns holds until the next call.
// Entries of other transactions are passed.
func (o *overlay) next(upto keys.Key) (*overlaid, error) {
	if !o.begun {
		o.begun = true
		if err := o.step(o.start); err != nil {
			return nil, err
		}
	}
	for o.on {
		// Left where it is: the caller gives the row first, and asks on with the next one.
		if upto != nil && o.beyond(upto) {
			return nil, nil
		}
		if o.layer() == nil {
			if err := o.step(o.move); err != nil {
				return nil, err
			}
			continue
		}
		if some, err := o.gather(); some || err != nil {
			return &o.found, err
		}
	}
	return nil, nil
}

// at returns the write on one key, or nil.
// It seeks, and may be called in any order, but not between two calls of next.
func (o *overlay) at(key keys.Key) (*overlaid, error) {
	o.seekBuf = keys.AppendLocal(o.seekBuf[:0], key, keys.LocalIntent)
	if err := o.step(func() bool { return o.it.SeekGE(o.seekBuf, hlc.Zero) }); err != nil || !o.on || !bytes.Equal(o.entry.Key, key) {
		return nil, err
	}
	if some, err := o.gather(); !some || err != nil {
		return nil, err
	}
	return &o.found, nil
}

// start and move are the two steps of a walk in its direction.
func (o *overlay) start() bool {
	if o.reverse {
		return o.it.Last()
	}
	return o.it.First()
}

// move goes on in the direction of the scan.
func (o *overlay) move() bool {
	if o.reverse {
		return o.it.Prev()
	}
	return o.it.Next()
}

// step moves the iterator and reads the key under it.
func (o *overlay) step(move func() bool) (err error) {
	if o.on = move(); !o.on {
		return o.it.Err()
	}
	// The entry's key is unescaped into keyBuf, which is kept since it may have grown.
	o.entry, err = keys.DecodeLocal(o.keyBuf[:0], o.it.Key())
	o.keyBuf = o.entry.Key
	return err
}

// beyond reports whether the entry comes after key in the order of the walk.
func (o *overlay) beyond(key keys.Key) bool {
	if c := bytes.Compare(o.entry.Key, key); o.reverse {
		return c < 0
	} else {
		return c > 0
	}
}

// layer is the one that the entry belongs to, where it counts there.
// Layers are few: one for each transaction that has decided here and is not resolved.
func (o *overlay) layer() *layer {
	if o.entry.Kind != keys.LocalIntent {
		return nil
	}
	for i := range o.layers {
		if l := &o.layers[i]; l.id == o.entry.Txn && l.counts(o.entry.Number) {
			return l
		}
	}
	return nil
}

// gather passes all entries on the key at hand, and keeps the write that counts: the
// newest layer's, and of that the highest number.
// Afterwards the iterator stands on the next key's first entry.
func (o *overlay) gather() (some bool, err error) {
	f := &o.found
	f.key = append(f.key[:0], o.entry.Key...)
	for o.on && bytes.Equal(o.entry.Key, f.key) {
		// By all entries of the key, in either direction: in a reverse walk the highest number comes first, in a forward one last.
		if l := o.layer(); l != nil && (!some || l.at > f.at || l.at == f.at && o.entry.Number > f.seq) {
			b, err := o.it.Value()
			if err != nil {
				return false, err
			}
			i, err := mvcc.DecodeIntent(o.entry, b)
			if err != nil {
				return false, err
			}
			some, f.at, f.seq, f.tombstone = true, l.at, i.Seq, i.Tombstone
			f.value = append(f.value[:0], i.Value...)
		}
		if err := o.step(o.move); err != nil {
			return false, err
		}
	}
	return some, nil
}

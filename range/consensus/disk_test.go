package consensus

import (
	"maps"
	"slices"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
)

// disk is an engine's reader that forgets what was not synced. Batches are
// visible at once, and durable in order.
type disk struct {
	visible, durable map[string][]byte
	pending          []*diskBatch
}

// diskBatch is a list of changes, and what happens when they are durable.
type diskBatch struct {
	ops     []func(map[string][]byte)
	durable func() // to the rest of the store
	then    func() // told to the group
}

func newDisk() *disk {
	return &disk{visible: map[string][]byte{}, durable: map[string][]byte{}}
}

func (d *disk) write(b *diskBatch) {
	for _, op := range b.ops {
		op(d.visible)
	}
	d.pending = append(d.pending, b)
}

// sync makes the oldest n batches durable.
func (d *disk) sync(n int) (done []*diskBatch) {
	done = slices.Clone(d.pending[:n])
	d.pending = d.pending[n:]
	for _, b := range done {
		for _, op := range b.ops {
			op(d.durable)
		}
		if b.durable != nil {
			b.durable()
		}
	}
	return done
}

// crash loses all that is not durable, but for the first n batches.
func (d *disk) crash(n int) {
	d.sync(min(n, len(d.pending)))
	d.pending = nil
	d.visible = maps.Clone(d.durable)
}

func (d *disk) Get(key keys.Key, dst []byte) ([]byte, bool, error) {
	v, ok := d.visible[string(key)]
	return append(dst, v...), ok, nil
}

func (d *disk) NewIter(o engine.IterOptions) (engine.Iterator, error) {
	it := &diskIter{d: d, at: -1}
	for k := range d.visible {
		if k >= string(o.Lower) && k < string(o.Upper) {
			it.keys = append(it.keys, k)
		}
	}
	slices.Sort(it.keys)
	return it, nil
}

// diskIter is as much of an iterator as a log needs.
type diskIter struct {
	engine.Iterator
	d    *disk
	keys []string
	at   int
}

func (it *diskIter) First() bool            { it.at = 0; return it.Valid() }
func (it *diskIter) Last() bool             { it.at = len(it.keys) - 1; return it.Valid() }
func (it *diskIter) Next() bool             { it.at++; return it.Valid() }
func (it *diskIter) Valid() bool            { return it.at >= 0 && it.at < len(it.keys) }
func (it *diskIter) Key() keys.Key          { return keys.Key(it.keys[it.at]) }
func (it *diskIter) Value() ([]byte, error) { return it.d.visible[it.keys[it.at]], nil }
func (it *diskIter) Err() error             { return nil }
func (it *diskIter) Close() error           { return nil }

func (b *diskBatch) Put(key keys.Key, _ hlc.Timestamp, value []byte) error {
	k, v := string(key), slices.Clone(value)
	b.ops = append(b.ops, func(m map[string][]byte) { m[k] = v })
	return nil
}

func (b *diskBatch) PutParts(key keys.Key, ts hlc.Timestamp, head, body []byte) error {
	return b.Put(key, ts, slices.Concat(head, body))
}

func (b *diskBatch) Delete(key keys.Key, _ hlc.Timestamp) error {
	k := string(key)
	b.ops = append(b.ops, func(m map[string][]byte) { delete(m, k) })
	return nil
}

func (b *diskBatch) DeleteRange(start, end keys.Key) error {
	s, e := string(start), string(end)
	b.ops = append(b.ops, func(m map[string][]byte) {
		maps.DeleteFunc(m, func(k string, _ []byte) bool { return k >= s && k < e })
	})
	return nil
}

package pebbleengine

import (
	"encoding/binary"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/cockroachkvs"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
)

// iterator is an engine.Iterator. It and its buffers are pooled.
type iterator struct {
	e    *pebbleEngine
	snap *snapshot // whose base iterator this is; nil: its own
	it   *pebble.Iterator
	opts pebble.IterOptions
	seek []byte
	// bounds alternate, since Pebble compares new ones with the last.
	bounds [2][]byte
	turn   int
	shard  uint8  // of the engine's uses
	newest bool   // what it finds is told to the engine's newest
	number uint64 // of the last batch before it was opened
	walk   bool   // what it walks over is told to the engine's stretches
	gather gathering
	own    snapshot // in use where snap points to it
}

// NewIter implements engine.Reader.
func (e *pebbleEngine) NewIter(o engine.IterOptions) (engine.Iterator, error) {
	i := e.newIterator(o)
	i.newest, i.walk, i.number = o.Newest, o.Stretches && o.MaxTimestamp == hlc.Zero, e.newest.numbers.Load() // before it is opened
	if err := i.open(); err != nil {
		return nil, err
	}
	return i, nil
}

// open gives i its Pebble iterator, for free to close.
func (i *iterator) open() error {
	e := i.e
	if !e.uses.enter(i.shard) {
		return engine.ErrClosed
	}
	it, err := e.db.NewIter(&i.opts)
	if err != nil {
		e.uses.leave(i.shard)
		return e.health.readError(err)
	}
	i.it = it
	return nil
}

// newIterator returns an iterator with its options set, and no Pebble iterator.
func (e *pebbleEngine) newIterator(o engine.IterOptions) *iterator {
	i := e.iters.Get().(*iterator)
	i.e, i.snap, i.newest, i.walk = e, nil, false, false
	i.gather.reset()
	i.configure(o)
	return i
}

// configure translates o into Pebble's options.
func (i *iterator) configure(o engine.IterOptions) {
	// The last level's filters are small beside the blocks that they save when a key is new.
	i.opts = pebble.IterOptions{UseL6Filters: true}
	i.encodeBounds(o.Lower, o.Upper)
	if o.MaxTimestamp != hlc.Zero {
		f := cockroachkvs.NewMVCCTimeIntervalFilter(uint64(max(o.MinTimestamp, 0)), uint64(o.MaxTimestamp))
		i.opts.PointKeyFilters = append(make([]pebble.BlockPropertyFilter, 0, 2), f)
	}
}

// encodeBounds sets the bounds of i.opts, in memory that the last bounds don't use.
func (i *iterator) encodeBounds(lower, upper keys.Key) {
	i.opts.LowerBound, i.opts.UpperBound = nil, nil
	i.turn = 1 - i.turn
	b := i.bounds[i.turn][:0]
	if lower != nil {
		b = engine.AppendKey(b, lower, hlc.Zero)
	}
	n := len(b)
	if upper != nil {
		b = engine.AppendKey(b, upper, hlc.Zero)
	}
	i.bounds[i.turn] = b
	if lower != nil {
		i.opts.LowerBound = b[:n:n]
	}
	if upper != nil {
		i.opts.UpperBound = b[n:]
	}
}

// SetBounds implements engine.Iterator.
func (i *iterator) SetBounds(lower, upper keys.Key) {
	i.gather.stop(i)
	i.encodeBounds(lower, upper)
	i.it.SetBounds(i.opts.LowerBound, i.opts.UpperBound)
}

// SeekGE implements engine.Iterator.
func (i *iterator) SeekGE(key keys.Key, ts hlc.Timestamp) bool {
	i.gather.stop(i)
	i.seek = engine.AppendKey(i.seek[:0], key, ts)
	found := i.it.SeekGE(i.seek)
	if found && ts == hlc.Max {
		i.keep()
	}
	return found
}

// keep tells the engine of the newest version of a key, on which the iterator stands, where it is to
// be told.
func (i *iterator) keep() {
	if !i.newest {
		return
	}
	if v, err := i.it.ValueAndErr(); err == nil {
		i.e.newest.found(i.Key(), i.Timestamp(), v, i.number)
	}
}

// SeekPoint implements engine.Iterator.
func (i *iterator) SeekPoint(key keys.Key, ts hlc.Timestamp) bool {
	i.gather.stop(i)
	i.seek = engine.AppendKey(i.seek[:0], key, ts)
	found := i.it.SeekPrefixGE(i.seek)
	if found && ts == hlc.Max {
		i.keep()
	}
	return found
}

// SeekLT implements engine.Iterator.
func (i *iterator) SeekLT(key keys.Key) bool {
	i.gather.stop(i)
	i.seek = engine.AppendKey(i.seek[:0], key, hlc.Zero)
	return i.it.SeekLT(i.seek)
}

// First implements engine.Iterator.
func (i *iterator) First() bool {
	found := i.it.First()
	if i.walk && found {
		i.gather.begin(i)
		i.gather.next(i)
	}
	return found
}

// Last implements engine.Iterator.
func (i *iterator) Last() bool {
	i.gather.stop(i)
	return i.it.Last()
}

// Next implements engine.Iterator.
func (i *iterator) Next() bool {
	i.gather.stop(i) // it may come to the next row
	return i.it.Next()
}

// Prev implements engine.Iterator.
func (i *iterator) Prev() bool {
	i.gather.stop(i)
	return i.it.Prev()
}

// NextKey implements engine.Iterator.
func (i *iterator) NextKey() bool {
	found := i.it.NextPrefix()
	if found {
		i.keep()
	}
	switch {
	case i.walk && found:
		i.gather.next(i)
	case i.walk:
		i.gather.end(i)
	}
	return found
}

// Valid implements engine.Iterator.
func (i *iterator) Valid() bool { return i.it.Valid() }

// Key implements engine.Iterator.
func (i *iterator) Key() keys.Key {
	k := i.it.Key()
	end := len(k) - int(k[len(k)-1]) - 1
	return keys.Key(k[:end:end])
}

// Timestamp implements engine.Iterator.
func (i *iterator) Timestamp() hlc.Timestamp {
	k := i.it.Key()
	if k[len(k)-1] == 0 {
		return hlc.Zero
	}
	return hlc.Timestamp(binary.BigEndian.Uint64(k[len(k)-9:]))
}

// Value implements engine.Iterator.
func (i *iterator) Value() ([]byte, error) {
	v, err := i.it.ValueAndErr()
	return v, i.e.health.readError(err)
}

// Err implements engine.Iterator.
func (i *iterator) Err() error {
	return i.e.health.readError(i.it.Error())
}

// Close implements engine.Iterator.
func (i *iterator) Close() error {
	if i.snap != nil {
		err := i.Err()
		i.snap.busy = false
		return err
	}
	return i.free()
}

// free closes Pebble's iterator and returns i to its pool.
func (i *iterator) free() error {
	if i.it == nil {
		return nil
	}
	if i.walk {
		i.gather.stop(i)
	}
	e, it := i.e, i.it
	i.e, i.it, i.snap = nil, nil, nil
	i.opts = pebble.IterOptions{}
	err := it.Close()
	e.uses.leave(i.shard)
	e.iters.Put(i)
	return e.health.readError(err)
}

// snapshot is an engine.Snapshot: one iterator that pins the state, and is lent
// to whoever asks first; others get clones. It lies within that iterator, and
// goes back to the pool with it.
type snapshot struct {
	base *iterator
	busy bool
	wide bool // base has no bounds and no filters
	err  error
}

// NewSnapshot implements engine.Engine.
func (e *pebbleEngine) NewSnapshot() engine.Snapshot {
	i := e.newIterator(engine.IterOptions{})
	if err := i.open(); err != nil {
		return &snapshot{err: err}
	}
	s := &i.own
	s.base, s.busy, s.wide, s.err = i, false, true, nil
	i.snap = s
	return s
}

// NewIter implements engine.Reader.
func (s *snapshot) NewIter(o engine.IterOptions) (engine.Iterator, error) {
	if s.err != nil {
		return nil, s.err
	}
	if s.busy {
		return s.clone(o)
	}
	s.busy = true
	wide := o.Lower == nil && o.Upper == nil && o.MaxTimestamp == hlc.Zero
	if !wide || !s.wide {
		s.base.configure(o)
		s.base.it.SetOptions(&s.base.opts)
		s.wide = wide
	}
	return s.base, nil
}

func (s *snapshot) clone(o engine.IterOptions) (engine.Iterator, error) {
	i := s.base.e.newIterator(o)
	i.e.uses.join(i.shard)
	it, err := s.base.it.Clone(pebble.CloneOptions{IterOptions: &i.opts})
	if err != nil {
		i.e.uses.leave(i.shard)
		return nil, i.e.health.readError(err)
	}
	i.it = it
	return i, nil
}

// Get implements engine.Reader.
func (s *snapshot) Get(key keys.Key, dst []byte) ([]byte, bool, error) {
	it, err := s.NewIter(engine.IterOptions{Point: true})
	if err != nil {
		return dst, false, err
	}
	found := it.SeekPoint(key, hlc.Zero) && it.Timestamp() == hlc.Zero
	if found {
		var v []byte
		if v, err = it.Value(); err == nil {
			dst = append(dst, v...)
		}
	}
	if e := it.Close(); err == nil {
		err = e
	}
	return dst, found && err == nil, err
}

// Close implements engine.Snapshot. The snapshot must not be used again.
func (s *snapshot) Close() error {
	if s.base == nil {
		return nil
	}
	i := s.base
	s.base = nil
	return i.free()
}

package pebbleengine

import (
	"bytes"
	"sync"
	"sync/atomic"

	"github.com/cespare/xxhash/v2"
	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/batchrepr"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
)

// newest keeps the newest versions of rows that are read again and again, so that a look at
// one of them does not go through memory tables and every level that holds an older one.
//
// What it says of a key is what an iterator that is opened at that moment would find first, but
// that an Apply that has not returned may not be in it yet. That rests on two rules:
//
//   - who applies a batch gives it a number once it is visible, marks the parts that its keys
//     lie in with it, and changes what is kept of them, before Apply returns;
//   - who found a version with an iterator keeps it only where its part bears no number that
//     was given after the iterator was opened: nothing of the part may have become visible since.
//
// Safe for concurrent use.
type newest struct {
	cache   *pebble.Cache // whose memory it takes
	max     int64         // bytes of a part
	step    int64         // in which a part takes them
	numbers atomic.Uint64 // given to batches
	parts   [newestParts]newestPart
}

const (
	// newestParts is how many locks there are.
	newestParts = 64
	// newestShare is which part of the memory for blocks may be rows instead.
	newestShare = 4
	// newestStep is in which steps a part takes that memory, where it may have as much.
	newestStep = 64 << 10
	// newestEntryMax is how large a key and its value may be to be kept.
	newestEntryMax = 4 << 10
	// newestOverhead is what an entry takes beside its key and value.
	newestOverhead = 128
	// newestSeen is of how many keys a part knows that they were looked at once: where there is
	// no more room, they are kept at the second time, so that what is read once costs nothing.
	newestSeen = 1024
	// newestTries is how many entries are looked at for one to go.
	newestTries = 16
)

// newestPart is the keys whose hashes end alike.
type newestPart struct {
	number atomic.Uint64 // of the last batch that changed a key of it
	count  atomic.Int64  // entries; raised before number is read again
	misses atomic.Int64

	mu      sync.Mutex
	index   newestIndex
	ring    []*newestEntry
	hand    int // in ring
	bytes   int64
	granted int64    // of the cache's memory, in steps
	back    []func() // give it back
	seen    []uint16
	hits    int64
}

// newestEntry is one key's newest version.
type newestEntry struct {
	hash   uint64
	data   []byte // key and value
	keyLen int
	ts     hlc.Timestamp
	used   bool   // since the hand went by
	at     uint32 // in the ring
}

// empty reports whether the entry has been dropped.
func (x *newestEntry) empty() bool   { return x.keyLen == 0 }
func (x *newestEntry) key() []byte   { return x.data[:x.keyLen] }
func (x *newestEntry) value() []byte { return x.data[x.keyLen:] }

func (n *newest) init(cache *pebble.Cache, bytes int64) {
	n.cache, n.max = cache, bytes/newestShare/newestParts
	n.step = min(newestStep, n.max)
}

func (n *newest) part(hash uint64) *newestPart { return &n.parts[hash%newestParts] }

// kept reports whether versions of key are kept: those of rows.
func kept(key []byte) bool { return len(key) > 0 && key[0] >= keys.Rows }

// get appends the newest version of key to dst, where it is kept.
func (n *newest) get(key keys.Key, dst []byte) (ts hlc.Timestamp, value []byte, ok bool) {
	if !kept(key) {
		return 0, dst, false
	}
	hash := xxhash.Sum64(key)
	p := n.part(hash)
	if p.count.Load() == 0 {
		p.misses.Add(1)
		return 0, dst, false
	}
	p.mu.Lock()
	x := p.find(hash)
	if x == nil || !bytes.Equal(x.key(), key) {
		p.mu.Unlock()
		p.misses.Add(1)
		return 0, dst, false
	}
	x.used = true
	p.hits++
	ts, dst = x.ts, append(dst, x.value()...)
	p.mu.Unlock()
	return ts, dst, true
}

// found is told what an iterator that was opened after number found as the newest version of key.
func (n *newest) found(key keys.Key, ts hlc.Timestamp, value []byte, number uint64) {
	size := len(key) + len(value)
	if !kept(key) || size > newestEntryMax || ts == hlc.Zero {
		return
	}
	hash := xxhash.Sum64(key)
	p := n.part(hash)
	p.mu.Lock()
	defer p.mu.Unlock()
	x := p.find(hash)
	if !p.again(hash) && x == nil && p.granted+n.step > n.max {
		return
	}
	p.count.Add(1) // before the number is read: who changes the key sees one of the two
	if p.number.Load() > number {
		p.count.Add(-1)
		return
	}
	if x == nil {
		if x = p.place(n, int64(size+newestOverhead)); x == nil {
			p.count.Add(-1)
			return
		}
		p.index.put(hash, x.at)
	} else {
		p.count.Add(-1)
		p.bytes -= int64(cap(x.data))
		if !p.room(n, int64(max(size, cap(x.data)))) {
			p.bytes += int64(cap(x.data))
			p.drop(x)
			return
		}
	}
	x.fill(hash, key, ts, value)
	p.bytes += int64(cap(x.data))
}

// fill sets the entry, in the memory that it has or in no more than it needs.
func (x *newestEntry) fill(hash uint64, key keys.Key, ts hlc.Timestamp, value []byte) {
	if size := len(key) + len(value); size > cap(x.data) {
		x.data = make([]byte, 0, size)
	}
	x.hash, x.ts, x.keyLen = hash, ts, len(key)
	x.data = append(append(x.data[:0], key...), value...)
}

// room reports whether the part may take size bytes more, for which it takes more of the
// cache's memory where that is allowed.
func (p *newestPart) room(n *newest, size int64) bool {
	for p.bytes+size > p.granted && p.granted+n.step <= n.max && n.step > 0 {
		p.back = append(p.back, n.cache.Reserve(int(n.step)))
		p.granted += n.step
	}
	return p.bytes+size <= p.granted
}

// again reports whether the key was looked at before, not long ago.
func (p *newestPart) again(hash uint64) bool {
	if p.seen == nil {
		p.seen = make([]uint16, newestSeen)
	}
	at, mark := hash/newestParts%newestSeen, uint16(hash>>48)|1
	if p.seen[at] == mark {
		return true
	}
	p.seen[at] = mark
	return false
}

// place returns an entry to fill, with room for size bytes: a new one, or one that had not been
// read for the longest; nil: there is none.
func (p *newestPart) place(n *newest, size int64) *newestEntry {
	var x *newestEntry
	for tries := 0; !p.room(n, size) && tries < newestTries && len(p.ring) > 0; tries++ {
		p.hand %= len(p.ring)
		y := p.ring[p.hand]
		if y.used {
			y.used = false
			p.hand++
			continue
		}
		p.remove(y)
		p.hand++ // in its place is now who came last
		x = y
	}
	if !p.room(n, size) {
		return nil
	}
	if x == nil || int64(cap(x.data))+newestOverhead > size*2 {
		x = new(newestEntry)
	}
	x.used, x.at = false, uint32(len(p.ring))
	p.ring = append(p.ring, x)
	p.bytes += newestOverhead
	return x
}

// find returns the entry of the hash, if there is one: of two keys with one hash one is kept.
func (p *newestPart) find(hash uint64) *newestEntry {
	i := p.index.find(hash, func(at uint32) bool { return p.ring[at].hash == hash })
	if i < 0 {
		return nil
	}
	return p.ring[p.index.slots[i].at()]
}

// unlist takes the entry out of the index, if it is there.
func (p *newestPart) unlist(x *newestEntry) {
	if !x.empty() {
		p.index.remove(x.hash, x.at)
	}
}

// remove takes the entry out of the ring; the last one comes to its place.
func (p *newestPart) remove(x *newestEntry) {
	p.unlist(x)
	last := len(p.ring) - 1
	if y := p.ring[last]; y != x {
		if !y.empty() {
			p.index.move(y.hash, y.at, x.at)
		}
		p.ring[x.at], y.at = y, x.at
	}
	p.ring[last] = nil
	p.ring = p.ring[:last]
	p.bytes -= int64(cap(x.data)) + newestOverhead
	p.count.Add(-1)
}

// applied brings up to date what is kept of rows, and who watches spans, after the batch with
// these changes has become visible. One goroutine at a time applies batches with the same keys.
func (e *pebbleEngine) applied(changes batchrepr.Reader) {
	n := &e.newest
	number, raised := n.numbers.Add(1), false
	for {
		kind, stored, value, ok, err := changes.Next()
		switch {
		case err != nil:
			e.unknown()
			return
		case !ok:
			return
		case kind == pebble.InternalKeyKindRangeDelete:
			e.gone(value, number)
			continue
		case len(stored) == 0 || stored[0] < keys.Directory:
			continue
		}
		key, ts, err := engine.DecodeKey(stored)
		if err != nil {
			e.unknown()
			return
		}
		put := kind == pebble.InternalKeyKindSet
		if put {
			e.watches.put(key)
		}
		if !kept(key) {
			continue
		}
		if !raised {
			raised = true
			e.stretches.raise(number)
		}
		hash := xxhash.Sum64(key)
		n.changed(key, hash, ts, value, put, number)
		e.stretches.changed(key, hash, ts, value, put)
	}
}

// changed is told that the version was put, or is gone.
func (n *newest) changed(key keys.Key, hash uint64, ts hlc.Timestamp, value []byte, put bool, number uint64) {
	p := n.part(hash)
	p.raise(number)
	if p.count.Load() == 0 {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	x := p.find(hash)
	switch {
	case x == nil || !bytes.Equal(x.key(), key) || ts < x.ts:
	case put && ts > x.ts && len(key)+len(value) <= newestEntryMax && p.room(n, int64(max(0, len(key)+len(value)-cap(x.data)))):
		p.bytes -= int64(cap(x.data))
		x.fill(hash, key, ts, value)
		p.bytes += int64(cap(x.data))
	default:
		p.drop(x)
	}
}

// raise marks the part with the number, where it has no higher one.
func (p *newestPart) raise(number uint64) {
	for {
		old := p.number.Load()
		if old >= number || p.number.CompareAndSwap(old, number) {
			return
		}
	}
}

// drop forgets the entry. It stays in the ring, empty, for the hand to take.
func (p *newestPart) drop(x *newestEntry) {
	p.unlist(x)
	p.bytes -= int64(cap(x.data))
	x.data, x.keyLen, x.ts, x.used = nil, 0, 0, false
}

// gone is told that all entries of a span up to end, as it is stored, were removed. Rows go in
// large numbers then, and seldom: all is forgotten.
func (e *pebbleEngine) gone(end []byte, number uint64) {
	last := end
	if k, _, err := engine.DecodeKey(end); err == nil {
		last = k
	}
	if bytes.Compare(last, []byte{keys.Rows}) > 0 {
		e.newest.forget(number)
		e.stretches.forget(number)
	}
}

// unknown is told that rows may have changed, whichever they are: they came from files, or of a
// batch that failed.
func (e *pebbleEngine) unknown() {
	number := e.newest.numbers.Add(1)
	e.newest.forget(number)
	e.stretches.forget(number)
	e.watches.all()
}

func (n *newest) forget(number uint64) {
	for i := range n.parts {
		p := &n.parts[i]
		p.raise(number)
		if p.count.Load() == 0 {
			continue
		}
		p.mu.Lock()
		p.empty()
		p.mu.Unlock()
	}
}

// empty forgets all, and gives the memory back.
func (p *newestPart) empty() {
	p.count.Add(-int64(len(p.ring)))
	p.index = newestIndex{}
	p.ring, p.hand, p.bytes, p.granted = nil, 0, 0, 0
	for _, f := range p.back {
		f()
	}
	p.back = nil
}

func (n *newest) close() {
	for i := range n.parts {
		p := &n.parts[i]
		p.mu.Lock()
		p.empty()
		p.mu.Unlock()
	}
}

// figures are how many bytes are kept, and how often a key was, or was not.
func (n *newest) figures() (bytes, hits, misses int64) {
	for i := range n.parts {
		p := &n.parts[i]
		p.mu.Lock()
		bytes, hits = bytes+p.bytes, hits+p.hits
		p.mu.Unlock()
		misses += p.misses.Load()
	}
	return bytes, hits, misses
}

package coord

import (
	"bytes"
	"iter"
	"sort"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
)

// An entry is all that the transaction knows of one key that it locked or
// wrote.
//
//	mode    expects   writes     meaning
//	> NONE  some      none       locked only
//	> NONE  some      some       locked and written
//	NONE    none      some       fresh: expect 0 without a lock; or derived: no expect
//	NONE    some      none       was locked before ROLLBACK TO: what was read must still hold
type entry struct {
	key     keys.Key
	mode    kvpb.LockMode // the strongest that is held
	expects []expect      // one for each mode that it was locked in, in order of locking
	writes  []write       // by sequence number, ascending

	// What the lock found. value is meaningful where cached is set.
	version hlc.Timestamp
	exists  bool
	cached  bool
	always  bool // a tombstone is written even where nothing was
	derived bool // another key's lock and expect guard it
	gone    bool // its writes were flushed: it leaves the buffer
	value   []byte

	// The transaction's own flushed intent that the lock found; 0: none.
	flushed uint64

	first1 [1]expect // memory of expects and writes in the usual case
	first2 [1]write
}

type expect struct {
	ts   hlc.Timestamp
	mode kvpb.LockMode
}

type write struct {
	seq       uint64
	value     []byte
	tombstone bool
	mode      kvpb.LockMode
}

// expecting adds an expect. It reports false where one of the same mode says
// otherwise: the row has changed since the key was locked for the first time.
func (e *entry) expecting(x expect) bool {
	if len(e.expects) == 0 {
		e.expects = e.first1[:0]
	}
	for _, y := range e.expects {
		if y.mode == x.mode {
			return y.ts == x.ts
		}
	}
	e.expects = append(e.expects, x)
	return true
}

// visible returns the newest write of before statement limit, or nil.
func (e *entry) visible(limit uint64) *write {
	for i := len(e.writes) - 1; i >= 0; i-- {
		if e.writes[i].seq < limit {
			return &e.writes[i]
		}
	}
	return nil
}

// last returns the write that commits, or nil.
func (e *entry) last() *write {
	if len(e.writes) == 0 {
		return nil
	}
	return &e.writes[len(e.writes)-1]
}

// fresh reports whether the key must never have existed.
func (e *entry) fresh() bool { return len(e.expects) == 0 && !e.derived }

// absent reports whether all that is expected of the key is that it never existed.
func (e *entry) absent() bool {
	return e.fresh() || len(e.expects) == 1 && e.expects[0] == expect{0, kvpb.LockMode_UPDATE}
}

// noop reports whether the last write has no effect: the deletion of a key
// that was never there.
func (e *entry) noop() bool {
	w := e.last()
	return w.tombstone && !e.always && e.mode != kvpb.LockMode_NONE && e.cached && !e.exists && e.version == 0 && e.flushed == 0
}

// buffer holds the entries in key order: a list of sorted chunks, so that a
// small transaction is one sorted slice, and an insert into a large one moves
// at most one chunk. The zero value is ready.
type buffer struct {
	chunks  [][]*entry
	n       int
	written int // entries with writes
	bytes   int64
	slab    []entry
	found   place // of the entry that find returned last: keys are mostly asked for in order
}

// place is where an entry stands, or stood.
type place struct{ c, i int }

const (
	chunkMax   = 256
	entryBytes = 200 // what an entry costs beside its key and values
)

// find returns the entry of key, or nil.
func (b *buffer) find(key []byte) *entry {
	if b.n == 0 {
		return nil
	}
	if e := b.following(key); e != nil {
		return e
	}
	c := b.chunk(key)
	i, ok := search(b.chunks[c], key)
	if b.found = (place{c, i}); ok {
		return b.chunks[c][i]
	}
	return nil
}

// following returns the entry of key if it is the one that find returned last, or the next one.
func (b *buffer) following(key []byte) *entry {
	if b.found.c >= len(b.chunks) {
		return nil
	}
	c := b.chunks[b.found.c]
	for i := b.found.i; i < min(b.found.i+2, len(c)); i++ {
		if bytes.Equal(c[i].key, key) {
			b.found.i = i
			return c[i]
		}
	}
	return nil
}

// beyond reports whether key lies behind all entries.
func (b *buffer) beyond(key []byte) bool {
	c := b.chunks[len(b.chunks)-1]
	return bytes.Compare(c[len(c)-1].key, key) < 0
}

// at returns where key is, or is to be.
func (b *buffer) at(key []byte) (c, i int, ok bool) {
	if b.beyond(key) {
		c = len(b.chunks) - 1
		return c, len(b.chunks[c]), false
	}
	c = b.chunk(key)
	i, ok = search(b.chunks[c], key)
	return c, i, ok
}

// chunk returns the index of the last chunk that begins at or below key, or 0.
func (b *buffer) chunk(key []byte) int {
	lo, hi := 0, len(b.chunks)
	for hi-lo > 1 {
		mid := int(uint(lo+hi) >> 1)
		if bytes.Compare(b.chunks[mid][0].key, key) <= 0 {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo
}

func search(c []*entry, key []byte) (int, bool) {
	lo, hi := 0, len(c)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		switch cmp := bytes.Compare(c[mid].key, key); {
		case cmp == 0:
			return mid, true
		case cmp < 0:
			lo = mid + 1
		default:
			hi = mid
		}
	}
	return lo, false
}

// get returns the entry of key, made if need be. The key of a new one is
// copied into a.
func (b *buffer) get(key []byte, a *arena) *entry {
	e, _ := b.getOrMake(key, a)
	return e
}

// getOrMake is get, and tells whether the entry is new.
func (b *buffer) getOrMake(key []byte, a *arena) (e *entry, made bool) {
	if b.n == 0 {
		if len(b.chunks) == 0 {
			b.chunks = append(b.chunks, make([]*entry, 0, 8))
		}
		e := b.new(key, a)
		b.chunks[0] = append(b.chunks[0][:0], e)
		return e, true
	}
	c, i, ok := b.at(key)
	if ok {
		return b.chunks[c][i], false
	}
	if len(b.chunks[c]) >= chunkMax {
		c, i = b.split(c, i)
	}
	e = b.new(key, a)
	s := append(b.chunks[c], nil)
	copy(s[i+1:], s[i:])
	s[i] = e
	b.chunks[c] = s
	return e, true
}

// split halves chunk c and returns where index i of it is now. An append at the
// very end opens a new chunk: keys often come in order.
func (b *buffer) split(c, i int) (int, int) {
	at := chunkMax / 2
	if c == len(b.chunks)-1 && i == len(b.chunks[c]) {
		at = i
	}
	right := append(make([]*entry, 0, chunkMax), b.chunks[c][at:]...)
	b.chunks[c] = b.chunks[c][:at]
	b.chunks = append(b.chunks, nil)
	copy(b.chunks[c+2:], b.chunks[c+1:])
	b.chunks[c+1] = right
	if i >= at {
		return c + 1, i - at
	}
	return c, i
}

func (b *buffer) new(key []byte, a *arena) *entry {
	if len(b.slab) == cap(b.slab) {
		b.slab = make([]entry, 0, min(max(4, 2*cap(b.slab)), 512))
	}
	b.slab = b.slab[:len(b.slab)+1]
	e := &b.slab[len(b.slab)-1]
	*e = entry{key: a.copy(key)}
	b.n++
	b.bytes += int64(len(key)) + entryBytes
	return e
}

// put appends a write to e, in place of one of the same number.
func (b *buffer) put(e *entry, w write) {
	b.bytes += int64(len(w.value))
	if l := e.last(); l != nil && l.seq == w.seq {
		*l = w
		return
	}
	if len(e.writes) == 0 {
		b.written++
		e.writes = e.first2[:0]
	}
	e.writes = append(e.writes, w)
}

// undo drops the writes of e above seq.
func (b *buffer) undo(e *entry, seq uint64) {
	if len(e.writes) == 0 {
		return
	}
	for len(e.writes) > 0 && e.last().seq > seq {
		e.writes = e.writes[:len(e.writes)-1]
	}
	if len(e.writes) == 0 {
		b.written--
	}
}

// keep drops the entries for which f is false.
func (b *buffer) keep(f func(*entry) bool) {
	out := b.chunks[:0]
	for _, c := range b.chunks {
		kept := c[:0]
		for _, e := range c {
			if f(e) {
				kept = append(kept, e)
				continue
			}
			b.n--
			b.bytes -= int64(len(e.key)) + entryBytes
			if len(e.writes) > 0 {
				b.written--
			}
		}
		clear(c[len(kept):])
		if len(kept) > 0 {
			out = append(out, kept)
		}
	}
	clear(b.chunks[len(out):])
	b.chunks = out
}

// appendAll appends all entries in key order.
func (b *buffer) appendAll(dst []*entry) []*entry {
	for _, c := range b.chunks {
		if b.n > 0 {
			dst = append(dst, c...)
		}
	}
	return dst
}

// all yields the entries in key order.
func (b *buffer) all() iter.Seq[*entry] {
	return func(yield func(*entry) bool) {
		if b.n == 0 {
			return
		}
		for _, c := range b.chunks {
			for _, e := range c {
				if !yield(e) {
					return
				}
			}
		}
	}
}

// cursor walks the entries of a span in either direction.
type cursor struct {
	b    *buffer
	c, i int
}

// seek returns a cursor at the first entry at or above key.
func (b *buffer) seek(key []byte) cursor {
	if b.n == 0 {
		return cursor{b: b, c: len(b.chunks)}
	}
	c := b.chunk(key)
	i := sort.Search(len(b.chunks[c]), func(i int) bool { return bytes.Compare(b.chunks[c][i].key, key) >= 0 })
	x := cursor{b, c, i}
	x.settle()
	return x
}

func (x *cursor) settle() {
	for x.c < len(x.b.chunks) && x.i >= len(x.b.chunks[x.c]) {
		x.c, x.i = x.c+1, 0
	}
}

// entry returns the entry under the cursor, or nil beyond either end.
func (x *cursor) entry() *entry {
	if x.b.n == 0 || x.c < 0 || x.c >= len(x.b.chunks) {
		return nil
	}
	return x.b.chunks[x.c][x.i]
}

func (x *cursor) next() { x.i++; x.settle() }

func (x *cursor) prev() {
	for x.i--; x.i < 0; {
		if x.c--; x.c < 0 {
			x.i = 0
			return
		}
		x.i = len(x.b.chunks[x.c]) - 1
	}
}

// overlaps reports whether a write of before statement limit lies in s.
func (b *buffer) overlaps(s keys.Span, limit uint64) bool {
	if b.written == 0 {
		return false
	}
	for x := b.seek(s.Start); ; x.next() {
		e := x.entry()
		if e == nil || !s.Contains(e.key) {
			return false
		}
		if e.visible(limit) != nil {
			return true
		}
	}
}

// reset empties the buffer and keeps some memory.
func (b *buffer) reset() {
	if len(b.chunks) > 0 {
		clear(b.chunks[0])
		b.chunks = append(b.chunks[:0], b.chunks[0][:0])
	}
	b.n, b.written, b.bytes = 0, 0, 0
	if cap(b.slab) > 64 {
		b.slab = nil
	}
	clear(b.slab)
	b.slab = b.slab[:0]
}

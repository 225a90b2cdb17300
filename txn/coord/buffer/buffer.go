package buffer

import (
	"bytes"
	"iter"
	"sort"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
)

// Entry is all that the transaction knows of one key that it locked or
// wrote.
//
//	mode    expects   writes     meaning
//	> NONE  some      none       locked only
//	> NONE  some      some       locked and written
//	NONE    none      some       fresh: expect 0 without a lock; or derived: no expect
//	NONE    some      none       was locked before ROLLBACK TO: what was read must still hold
type Entry struct {
	Key     keys.Key
	Mode    kvpb.LockMode // the strongest that is held
	Expects []Expect      // one for each mode that it was locked in, in order of locking
	Writes  []Write       // by sequence number, ascending

	// What the lock found. Value is meaningful where Cached is set.
	Version hlc.Timestamp
	Exists  bool
	Cached  bool
	Always  bool // a tombstone is written even where nothing was
	// Then T11 holds for it through the other key, and T2 by the newest version at the stage.
	Derived bool // another key's lock and expect guard it
	Gone    bool // its writes were flushed: it leaves the buffer
	Value   []byte

	// The transaction's own flushed intent that the lock found; 0: none.
	// It was read by the lock as the newest state, so the number says which write that was.
	Flushed uint64

	// Most keys are locked in one mode and written once.
	first1 [1]Expect // memory of expects and writes in the usual case
	first2 [1]Write
}

// Expect is the version that a lock found: nobody may have written a newer one by the commit that
// conflicts with its mode (T11).
// TS 0: there was no version; then none may have come.
type Expect struct {
	TS   hlc.Timestamp
	Mode kvpb.LockMode
}

// Write is one of a statement's.
// Mode is that of the lock it was written under; the version records it, so that weaker locks survive it
// (T11).
type Write struct {
	Seq       uint64
	Value     []byte
	Tombstone bool
	Mode      kvpb.LockMode
}

// Expecting adds an expect. It reports false where one of the same mode says
// otherwise: the row has changed since the key was locked for the first time.
// With a new mode the expects are of different moments: each is checked for the conflicts of its own mode.
func (e *Entry) Expecting(x Expect) bool {
	if len(e.Expects) == 0 {
		// An own array first, then the heap: see first1.
		e.Expects = e.first1[:0]
	}
	for _, y := range e.Expects {
		if y.Mode == x.Mode {
			return y.TS == x.TS
		}
	}
	e.Expects = append(e.Expects, x)
	return true
}

// Visible returns the newest write of before statement limit, or nil.
// limit is the statement's own number: what it writes itself it does not see (no Halloween effect, B1).
func (e *Entry) Visible(limit uint64) *Write {
	for i := len(e.Writes) - 1; i >= 0; i-- {
		if e.Writes[i].Seq < limit {
			return &e.Writes[i]
		}
	}
	return nil
}

// Last returns the write that commits, or nil.
// Earlier ones were for statements in between alone.
func (e *Entry) Last() *Write {
	if len(e.Writes) == 0 {
		return nil
	}
	return &e.Writes[len(e.Writes)-1]
}

// Fresh reports whether the key must never have existed.
// An insert whose key nobody else can have made needs no lock; that is checked at the commit.
func (e *Entry) Fresh() bool { return len(e.Expects) == 0 && !e.Derived }

// Absent reports whether all that is expected of the key is that it never existed.
func (e *Entry) Absent() bool {
	return e.Fresh() || len(e.Expects) == 1 && e.Expects[0] == Expect{Mode: kvpb.LockMode_UPDATE}
}

// Noop reports whether the last write has no effect: the deletion of a key
// that was never there.
// A derived entry is left out: that the key was not there is its row's word, not a lock's here.
func (e *Entry) Noop() bool {
	w := e.Last()
	return w.Tombstone && !e.Always && e.Mode != kvpb.LockMode_NONE && e.Cached && !e.Exists && e.Version == 0 && e.Flushed == 0
}

// Buffer holds the entries in key order: a list of sorted chunks, so that a
// small transaction is one sorted slice, and an insert into a large one moves
// at most one chunk. The zero value is ready.
// Costs: Find and Get are O(log n), and O(1) for keys in order; an insert moves at most chunkMax pointers;
// Keep, CopyTo and AppendAll are linear.
type Buffer struct {
	chunks  [][]*Entry
	N       int
	Written int // entries with writes
	// Bytes estimates the memory: keys and values, and EntryBytes for each entry. What Undo drops, and values
	// that are written over, stay counted: the arena keeps them.
	Bytes int64
	// slab has entries from one allocation; pointers into it stay valid, since a full one is left, not grown.
	slab  []Entry
	found place // of the entry that Find returned last: keys are mostly asked for in order
}

// place is where an entry stands, or stood.
// It may be stale after Keep or split; following compares keys, so a stale one costs a search.
type place struct{ c, i int }

const (
	chunkMax   = 256
	EntryBytes = 200 // what an entry costs beside its key and values
)

// Find returns the entry of key, or nil.
func (b *Buffer) Find(key []byte) *Entry {
	if b.N == 0 {
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

// following returns the entry of key if it is the one that Find returned last, or the next one.
// It spares the search where keys are asked for in order, as a scan's own writes and an insert's are.
func (b *Buffer) following(key []byte) *Entry {
	if b.found.c >= len(b.chunks) {
		return nil
	}
	c := b.chunks[b.found.c]
	for i := b.found.i; i < min(b.found.i+2, len(c)); i++ {
		if bytes.Equal(c[i].Key, key) {
			b.found.i = i
			return c[i]
		}
	}
	return nil
}

// beyond reports whether key lies behind all entries.
// The common insert: keys that grow. b.N must not be 0.
func (b *Buffer) beyond(key []byte) bool {
	c := b.chunks[len(b.chunks)-1]
	return bytes.Compare(c[len(c)-1].Key, key) < 0
}

// at returns where key is, or is to be.
// c and i are where it would be put, which may be one past a chunk's end.
func (b *Buffer) at(key []byte) (c, i int, ok bool) {
	if b.beyond(key) {
		c = len(b.chunks) - 1
		return c, len(b.chunks[c]), false
	}
	c = b.chunk(key)
	i, ok = search(b.chunks[c], key)
	return c, i, ok
}

// chunk returns the index of the last chunk that begins at or below key, or 0.
// Binary search by first keys; b.N must not be 0.
func (b *Buffer) chunk(key []byte) int {
	lo, hi := 0, len(b.chunks)
	for hi-lo > 1 {
		mid := int(uint(lo+hi) >> 1)
		if bytes.Compare(b.chunks[mid][0].Key, key) <= 0 {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo
}

// search is within one chunk: where key is, or where it would be inserted.
func search(c []*Entry, key []byte) (int, bool) {
	lo, hi := 0, len(c)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		switch cmp := bytes.Compare(c[mid].Key, key); {
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

// Get returns the entry of key, made if need be. The key of a new one is
// copied into a.
func (b *Buffer) Get(key []byte, a *Arena) *Entry {
	e, _ := b.GetOrMake(key, a)
	return e
}

// GetOrMake is Get, and tells whether the entry is new.
func (b *Buffer) GetOrMake(key []byte, a *Arena) (e *Entry, made bool) {
	// An empty buffer may have one empty chunk left, which the searches can't take.
	if b.N == 0 {
		if len(b.chunks) == 0 {
			b.chunks = append(b.chunks, make([]*Entry, 0, 8))
		}
		e := b.new(key, a)
		b.chunks[0] = append(b.chunks[0][:0], e)
		return e, true
	}
	c, i, ok := b.at(key)
	if ok {
		return b.chunks[c][i], false
	}
	// Before the entry is made: its place may be in the new half.
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
func (b *Buffer) split(c, i int) (int, int) {
	at := chunkMax / 2
	// Then the left one stays full: keys in order fill chunks whole, not half.
	if c == len(b.chunks)-1 && i == len(b.chunks[c]) {
		at = i
	}
	right := append(make([]*Entry, 0, chunkMax), b.chunks[c][at:]...)
	b.chunks[c] = b.chunks[c][:at]
	b.chunks = append(b.chunks, nil)
	copy(b.chunks[c+2:], b.chunks[c+1:])
	b.chunks[c+1] = right
	if i >= at {
		return c + 1, i - at
	}
	return c, i
}

// new takes an entry from the slab and counts it. Slabs double up to 512 entries: about 100 KiB.
func (b *Buffer) new(key []byte, a *Arena) *Entry {
	if len(b.slab) == cap(b.slab) {
		b.slab = make([]Entry, 0, min(max(4, 2*cap(b.slab)), 512))
	}
	b.slab = b.slab[:len(b.slab)+1]
	e := &b.slab[len(b.slab)-1]
	*e = Entry{Key: a.Copy(key)}
	b.N++
	b.Bytes += int64(len(key)) + EntryBytes
	return e
}

// Put appends a write to e, in place of one of the same number.
// A statement that writes a key twice leaves one write: nobody could see the first.
func (b *Buffer) Put(e *Entry, w Write) {
	b.Bytes += int64(len(w.Value))
	if l := e.Last(); l != nil && l.Seq == w.Seq {
		*l = w
		return
	}
	if len(e.Writes) == 0 {
		b.Written++
		e.Writes = e.first2[:0]
	}
	e.Writes = append(e.Writes, w)
}

// Undo drops the writes of e above seq.
// Flushed entries do not come here; Flushed.Undo is theirs.
func (b *Buffer) Undo(e *Entry, seq uint64) {
	if len(e.Writes) == 0 {
		return
	}
	for len(e.Writes) > 0 && e.Last().Seq > seq {
		e.Writes = e.Writes[:len(e.Writes)-1]
	}
	if len(e.Writes) == 0 {
		b.Written--
	}
}

// Keep drops the entries for which f is false.
// It keeps the order and does not join chunks: what follows may be short ones.
func (b *Buffer) Keep(f func(*Entry) bool) {
	out := b.chunks[:0]
	for _, c := range b.chunks {
		kept := c[:0]
		for _, e := range c {
			if f(e) {
				kept = append(kept, e)
				continue
			}
			b.N--
			b.Bytes -= int64(len(e.Key)) + EntryBytes
			if len(e.Writes) > 0 {
				b.Written--
			}
		}
		// So that no dropped entry is kept alive by the slice.
		clear(c[len(kept):])
		if len(kept) > 0 {
			out = append(out, kept)
		}
	}
	clear(b.chunks[len(out):])
	b.chunks = out
}

// CopyTo puts a copy of all entries into an empty buffer, in memory of its arena, and tells which
// became which.
// Nothing is shared, so that all memory of what has left the buffer (a flush) can go with the old arena.
func (b *Buffer) CopyTo(into *Buffer, a *Arena) map[*Entry]*Entry {
	moved := make(map[*Entry]*Entry, b.N)
	for o := range b.All() {
		e := into.Get(o.Key, a)
		key := e.Key
		*e = *o
		e.Key = key
		// Its own small array, cut to one: Put's growth must not run into the other's.
		e.Expects = append(e.first1[:0:1], o.Expects...)
		e.Value = a.Copy(o.Value)
		e.Writes = nil
		for _, w := range o.Writes {
			w.Value = a.Copy(w.Value)
			into.Put(e, w)
		}
		moved[o] = e
	}
	return moved
}

// AppendAll appends all entries in key order.
func (b *Buffer) AppendAll(dst []*Entry) []*Entry {
	for _, c := range b.chunks {
		if b.N > 0 {
			dst = append(dst, c...)
		}
	}
	return dst
}

// All yields the entries in key order.
func (b *Buffer) All() iter.Seq[*Entry] {
	return func(yield func(*Entry) bool) {
		if b.N == 0 {
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
// It stands between chunks never: settle moves it to the next one's first entry, or beyond the last.
type cursor struct {
	b    *Buffer
	c, i int
}

// seek returns a cursor at the first entry at or above key.
// Beyond the end c is len(chunks); prev goes on from there.
func (b *Buffer) seek(key []byte) cursor {
	if b.N == 0 {
		return cursor{b: b, c: len(b.chunks)}
	}
	c := b.chunk(key)
	i := sort.Search(len(b.chunks[c]), func(i int) bool { return bytes.Compare(b.chunks[c][i].Key, key) >= 0 })
	x := cursor{b, c, i}
	x.settle()
	return x
}

// settle moves on past the ends of chunks.
func (x *cursor) settle() {
	for x.c < len(x.b.chunks) && x.i >= len(x.b.chunks[x.c]) {
		x.c, x.i = x.c+1, 0
	}
}

// entry returns the entry under the cursor, or nil beyond either end.
func (x *cursor) entry() *Entry {
	if x.b.N == 0 || x.c < 0 || x.c >= len(x.b.chunks) {
		return nil
	}
	return x.b.chunks[x.c][x.i]
}

// next moves to the entry behind, over the ends of chunks.
func (x *cursor) next() { x.i++; x.settle() }

// Before the first c is -1, and entry gives nil; next is not called from there.
func (x *cursor) prev() {
	for x.i--; x.i < 0; {
		if x.c--; x.c < 0 {
			x.i = 0
			return
		}
		x.i = len(x.b.chunks[x.c]) - 1
	}
}

// Overlaps reports whether a write of before statement limit lies in s.
// By seq, not by mode: a locked key without a write reads as the range has it.
func (b *Buffer) Overlaps(s keys.Span, limit uint64) bool {
	if b.Written == 0 {
		return false
	}
	for x := b.seek(s.Start); ; x.next() {
		e := x.entry()
		if e == nil || !s.Contains(e.Key) {
			return false
		}
		if e.Visible(limit) != nil {
			return true
		}
	}
}

// CountIn counts the entries in spans with a write of before statement limit.
// It tells how many rows of a page the own writes may hide, so that a scan asks for so many more.
func (b *Buffer) CountIn(spans []keys.Span, limit uint64) (n uint64) {
	if b.Written == 0 {
		return 0
	}
	for _, s := range spans {
		for x := b.seek(s.Start); ; x.next() {
			e := x.entry()
			if e == nil || !s.Contains(e.Key) {
				break
			}
			if e.Visible(limit) != nil {
				n++
			}
		}
	}
	return n
}

// Reset empties the buffer and keeps some memory.
// The slab's entries are cleared: they would keep the last transaction's values alive. A large one is given
// up, so that one load does not leave its memory with a pooled transaction.
func (b *Buffer) Reset() {
	if len(b.chunks) > 0 {
		clear(b.chunks[0])
		b.chunks = append(b.chunks[:0], b.chunks[0][:0])
	}
	b.N, b.Written, b.Bytes = 0, 0, 0
	if cap(b.slab) > 64 {
		b.slab = nil
	}
	clear(b.slab)
	b.slab = b.slab[:0]
}

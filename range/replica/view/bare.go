package view

import (
	"bytes"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
)

// bares are spans whose keys have no rows any more: what was deleted stays as tombstones until
// it is collected, and who asks for the first row of a queue would walk over all that was
// taken out of it before. Of an engine, whichever ranges its keys are of: that a key's newest
// version is a tombstone is so for all of them. Safe for concurrent use.
//
// A span is walked twice before it is left out. The first walk begins to watch it; the second,
// which opens its iterator after that, sees what was put before the watch; and what is put later
// touches the watch before it is acknowledged.
//
//	unknown ──► walked once, watched ──► sure         left out by Skip
//	                 │ touched             │ touched, or pushed out (baresMax)
//	                 └──────► dropped ◄────┘
type bares struct {
	count atomic.Int64 // of spans, for who finds none

	// A leaf; the engine's watches are touched without it.
	mu    sync.Mutex
	spans []*bare // by their starts; no two share a key
	turn  uint64
}

// bare is one of them.
type bare struct {
	start, end keys.Key
	// A reader at or above it sees nothing; one below may see rows that were
	// deleted later.
	newest hlc.Timestamp // no key of it has a version above
	watch  engine.Watch
	sure   bool   // walked a second time
	used   uint64 // turn of the last use
}

// baresMax is how many spans are known. One that was walked once goes first, then the one that was
// used the longest ago.
const baresMax = 4096

// find returns the span that key lies in, unless something was put into it. With mu held.
// believed is Source.Believed. O(log spans).
func (b *bares) find(key keys.Key, believed bool) *bare {
	at, same := slices.BinarySearchFunc(b.spans, key, func(x *bare, k keys.Key) int { return bytes.Compare(x.start, k) })
	if !same {
		if at--; at < 0 || bytes.Compare(key, b.spans[at].end) >= 0 {
			return nil
		}
	}
	x := b.spans[at]
	if x.watch.Touched() && !believed {
		b.drop(at)
		return nil
	}
	b.turn++
	x.used = b.turn
	return x
}

// drop forgets a span and ends its watch. With mu held.
func (b *bares) drop(at int) {
	b.spans[at].watch.Close()
	b.spans = slices.Delete(b.spans, at, at+1)
	b.count.Add(-1)
}

// walked is told that the keys in [start, end) have no rows, and no version above newest, by a
// walk that began after unsure was found, which is the span that lay at start, or nil.
//
// Without unsure it begins to watch, and does not believe the walk: something may
// have been put behind it, before the watch. The engine may refuse a watch (nil):
// then nothing is known.
func (b *bares) walked(e engine.Engine, start, end keys.Key, newest hlc.Timestamp, unsure *bare) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if unsure != nil {
		b.confirm(start, end, newest, unsure)
		return
	}
	if b.find(start, false) != nil {
		return // another walk was faster
	}
	b.dropWithin(start, end)
	w := e.Watch(keys.Span{Start: start, End: end})
	if w == nil {
		return
	}
	if len(b.spans) >= baresMax {
		b.dropOldest()
	}
	b.turn++
	x := &bare{start: bytes.Clone(start), end: bytes.Clone(end), newest: newest, watch: w, used: b.turn}
	at, _ := slices.BinarySearchFunc(b.spans, x.start, func(y *bare, k keys.Key) int { return bytes.Compare(y.start, k) })
	b.spans = slices.Insert(b.spans, at, x)
	b.count.Add(1)
}

// confirm makes that part of x sure which was walked a second time, from start on, and joins it to
// the span before it. With mu held.
//
// x may have been dropped, or confirmed by another walk, since it was found: then
// this one says nothing. What of x lies outside of this walk is given up, rather
// than walked a third time.
func (b *bares) confirm(start, end keys.Key, newest hlc.Timestamp, x *bare) {
	at := slices.Index(b.spans, x)
	if at < 0 || x.sure || bytes.Compare(start, x.start) < 0 || bytes.Compare(start, x.end) >= 0 {
		return
	}
	if x.watch.Touched() {
		b.drop(at)
		return
	}
	if bytes.Compare(end, x.end) > 0 {
		end = x.end
	}
	if !bytes.Equal(start, x.start) || !bytes.Equal(end, x.end) {
		x.start, x.end = bytes.Clone(start), bytes.Clone(end)
		x.watch.Narrow(x.start, x.end)
	}
	x.sure, x.newest = true, max(x.newest, newest)
	if at == 0 {
		return
	}
	if p := b.spans[at-1]; p.sure && bytes.Equal(p.end, x.start) && p.watch.Join(x.watch) {
		p.end, p.newest, p.used = x.end, max(p.newest, x.newest), x.used
		b.spans = slices.Delete(b.spans, at, at+1)
		b.count.Add(-1)
	}
}

// dropWithin makes room for a larger span.
func (b *bares) dropWithin(start, end keys.Key) {
	at, _ := slices.BinarySearchFunc(b.spans, start, func(x *bare, k keys.Key) int { return bytes.Compare(x.start, k) })
	for at < len(b.spans) && bytes.Compare(b.spans[at].start, end) < 0 {
		b.drop(at)
	}
}

// O(spans), once for each span beyond the limit.
func (b *bares) dropOldest() {
	oldest := 0
	for i, x := range b.spans {
		if o := b.spans[oldest]; x.sure != o.sure && !x.sure || x.sure == o.sure && x.used < o.used {
			oldest = i
		}
	}
	b.drop(oldest)
}

// Package tscache remembers at which timestamps the keys of one range have been
// read, so that no later write can slip beneath a read (invariant T2).
//
// A range answers reads without locks. What it owes a reader at r is that nobody
// commits at or below r afterwards. So a read raises the mark of its span to r
// before it takes its snapshot, and a writer, which already holds its latches,
// asks for the mark over its spans and commits above it. (In the other order a
// write chosen between the two is lost: transactions.md, section 3.)
//
// Reads at or below now are kept coarsely, because a writer that chooses its
// timestamp late commits above now anyway:
//
//	the floor   one timestamp for the whole range: reads of spans
//	the cells   one for each of a few hundred hashes of keys: reads of single keys
//
// The cells are for the writers of many ranges, whose timestamp was chosen at the
// gateway a moment ago: with a floor alone, any read of the range since then
// would push them above it, and cost them a round (section 5.3).
//
// Where commits have lost what they read, reads are kept apart for a while as well (Watch): a commit that can't be now
// may be earlier, below what has changed, if nobody has read there what it writes (Below).
//
// Reads ahead of now are few and short-lived (validations of transactions that
// commit in the future, readers whose clocks run ahead), and are kept each with
// its span, those of single keys by their key. Coarse would be dear: every local writer would wait out a WAN commit.
// As now passes them, floor and cells take them in.
//
// Cache knows nothing of replicas, leases or clocks: now is an argument. It is
// not safe for concurrent use; a replica guards it with its mutex.
package tscache

import (
	"bytes"
	"maps"
	"slices"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/replica/latch"
)

// Cache is the read history of one range. The zero value has seen no read.
type Cache struct {
	// AheadMax is how many marks ahead of now are kept apart; beyond it they are
	// merged into one. Zero: no limit.
	AheadMax int

	floor   hlc.Timestamp
	cells   *[cellCount]hlc.Timestamp // nil until a single key is read
	highest hlc.Timestamp             // of the cells
	ahead   []Read                    // At > now when they came; unordered
	points  map[string]hlc.Timestamp  // likewise, of single keys
	due     hlc.Timestamp             // the earliest of both; 0: there are none
	recent  *recent                   // nil: the range is not watched
	next    uint64                    // the number of the next read that is kept apart
}

// Read is one span and the timestamp at which it was read.
type Read struct {
	Span keys.Span
	At   hlc.Timestamp
}

const cellCount = 256

// Raise records a read of span at timestamp at. Raising never lowers a mark, and
// raising twice is raising once, so a repeated request does no harm. The span's
// keys are copied where they are kept.
func (m *Cache) Raise(span keys.Span, at, now hlc.Timestamp) {
	m.keep(span, at, now)
	m.Announce(span, at, now)
}

// Announce is Raise for what may come to nothing: a commit that reads at its c. Where reads are kept apart it is none of
// them before Keep.
func (m *Cache) Announce(span keys.Span, at, now hlc.Timestamp) {
	m.Advance(now)
	if at <= now {
		m.raisePast(span, at)
		return
	}
	if old, ok := m.points[string(span.Start)]; ok && span.IsPoint() {
		if at > old { // due may be too early then
			m.points[string(span.Start)] = at
		}
		return
	}
	// Coarse, never wrong: the merged mark covers all that it stands for, at the highest timestamp.
	if m.AheadMax > 0 && len(m.ahead)+len(m.points) >= m.AheadMax {
		m.merge()
	}
	m.expect(at)
	if span.IsPoint() {
		if m.points == nil {
			m.points = map[string]hlc.Timestamp{}
		}
		m.points[string(span.Start)] = at
		return
	}
	m.ahead = append(m.ahead, Read{keys.Span{Start: bytes.Clone(span.Start), End: bytes.Clone(span.End)}, at})
}

// expect notes when a mark that is ahead is due.
func (m *Cache) expect(at hlc.Timestamp) {
	if m.due == 0 || at < m.due {
		m.due = at
	}
}

// raisePast raises what is not ahead of now: a key's in its cell, which it shares with others, a span's for
// the whole range. That costs little: c is above now in any case.
func (m *Cache) raisePast(span keys.Span, at hlc.Timestamp) {
	if at <= m.floor {
		return
	}
	if !span.IsPoint() {
		m.floor = at
		return
	}
	if m.cells == nil {
		m.cells = new([cellCount]hlc.Timestamp)
	}
	c := &m.cells[cell(span.Start)]
	*c = max(*c, at)
	m.highest = max(m.highest, at)
}

// cell is a key's: the highest byte of its hash.
func cell(key keys.Key) int { return int(latch.Hash(key) >> 56) }

// RaiseFloor raises the mark of the whole range.
func (m *Cache) RaiseFloor(at hlc.Timestamp) {
	m.floor = max(m.floor, at)
	m.Blur(at)
}

// Over returns a timestamp at or above every read of any key of span. A write in
// span must commit above it.
func (m *Cache) Over(span keys.Span) hlc.Timestamp {
	top := m.floor
	if m.cells != nil {
		if span.IsPoint() {
			top = max(top, m.cells[cell(span.Start)])
		} else {
			// Which cells its keys fall into is not known: any may.
			top = max(top, m.highest)
		}
	}
	for i := range m.ahead {
		if a := &m.ahead[i]; a.At > top && a.Span.Overlaps(span) {
			top = a.At
		}
	}
	return max(top, m.overPoints(span))
}

// overPoints is Over for the single keys ahead.
func (m *Cache) overPoints(span keys.Span) (top hlc.Timestamp) {
	if len(m.points) == 0 {
		return 0
	}
	if span.IsPoint() {
		return m.points[string(span.Start)]
	}
	for k, at := range m.points {
		if at > top && span.Contains(keys.Key(k)) {
			top = at
		}
	}
	return top
}

// Advance folds marks that now has passed into floor and cells. Callers need not
// call it for correctness, only to keep a quiet range's memory small.
func (m *Cache) Advance(now hlc.Timestamp) {
	if m.recent != nil && now > m.recent.until {
		m.recent = nil
	}
	if m.due == 0 || now < m.due {
		return
	}
	m.due = 0
	kept := m.ahead[:0]
	for _, a := range m.ahead {
		if a.At <= now {
			m.raisePast(a.Span, a.At)
			continue
		}
		m.expect(a.At)
		kept = append(kept, a)
	}
	clear(m.ahead[len(kept):]) // let go of the folded spans' keys
	m.ahead = kept
	for k, at := range m.points {
		if at <= now {
			m.raisePast(keys.Point(keys.Key(k)), at)
			delete(m.points, k)
			continue
		}
		m.expect(at)
	}
}

// merge makes one mark of all that lie ahead.
func (m *Cache) merge() {
	all := m.all()
	one := all[0]
	one.Span.Start, one.Span.End = one.Span.Bounds()
	for _, a := range all[1:] {
		start, end := a.Span.Bounds()
		if bytes.Compare(start, one.Span.Start) < 0 {
			one.Span.Start = start
		}
		if bytes.Compare(end, one.Span.End) > 0 {
			one.Span.End = end
		}
		one.At = max(one.At, a.At)
	}
	clear(m.ahead)
	clear(m.points)
	m.ahead, m.due = append(m.ahead[:0], one), one.At
}

// all are the marks ahead, in an order that does not depend on chance.
func (m *Cache) all() []Read {
	out := append(make([]Read, 0, len(m.ahead)+len(m.points)), m.ahead...)
	for _, k := range slices.Sorted(maps.Keys(m.points)) {
		out = append(out, Read{keys.Point(keys.Key(k)), m.points[k]})
	}
	return out
}

// Summary is what a lease hands over: a floor at or above every mark at or below
// now, and the marks ahead, which are the caller's (T3).
func (m *Cache) Summary() (floor hlc.Timestamp, ahead []Read) {
	return max(m.floor, m.highest), m.all()
}

// Top is one timestamp at or above every mark.
func (m *Cache) Top() hlc.Timestamp {
	top := max(m.floor, m.highest)
	for _, a := range m.ahead {
		top = max(top, a.At)
	}
	for _, at := range m.points {
		top = max(top, at)
	}
	return top
}

// Reset forgets all.
func (m *Cache) Reset() { *m = Cache{AheadMax: m.AheadMax} }

// RecentMax is how many reads are kept apart while a range is watched: those of some dozen transactions that are at
// work at once, a hundred kilobytes.
const RecentMax = 1024

// recent are the latest reads, ahead of now or not, each with its span and timestamp. Two of the same key are two: the
// lower counts where the higher does not. A ring: what falls out of it counts for all keys.
type recent struct {
	since hlc.Timestamp // what began before that asks in vain
	base  hlc.Timestamp // a read that is not among marks lies at or below it
	until hlc.Timestamp
	reads []recentRead // the n-th at n % RecentMax
}

// recentRead is one of them. Its keys lie in memory that is used again.
type recentRead struct {
	keys []byte
	mid  int // where the end begins; -1: a single key
	at   hlc.Timestamp
}

// set copies the span into memory that is used again; mid is where its end begins, -1 for a
// point.
func (k *recentRead) set(span keys.Span, at hlc.Timestamp) {
	k.keys, k.mid, k.at = append(k.keys[:0], span.Start...), -1, at
	if !span.IsPoint() {
		k.mid = len(k.keys)
		k.keys = append(k.keys, span.End...)
	}
}

// span shares that memory: it is good until the next set.
func (k *recentRead) span() keys.Span {
	if k.mid < 0 {
		return keys.Point(k.keys)
	}
	return keys.Span{Start: k.keys[:k.mid], End: k.keys[k.mid:]}
}

// Watch has reads kept apart from now on, for so long: Below tells of the keys that are asked about, where Over may tell
// of the whole range. What Below says never falls: who was told that a key is read does not hear later that it is not.
// now is at or above what others' clocks say, too: who has begun before that, and may have been told otherwise by another
// leaseholder, or before, is below Since.
func (m *Cache) Watch(now hlc.Timestamp, d time.Duration) {
	if m.recent == nil {
		since := now.Next()
		m.recent = &recent{since: since, base: max(m.Top(), since), reads: make([]recentRead, RecentMax)}
	}
	m.recent.until = max(m.recent.until, now.Add(d))
}

// Unwatch ends that: other keys have come to the range.
func (m *Cache) Unwatch() { m.recent = nil }

// Since is where watching began: hlc.Max while the range is not watched.
func (m *Cache) Since() hlc.Timestamp {
	if m.recent == nil {
		return hlc.Max
	}
	return m.recent.since
}

// Watched reports whether reads are kept apart.
func (m *Cache) Watched() bool { return m.recent != nil }

// keep keeps a read, in the place of the oldest, while the range is watched. It is kept once: floor, cells and what lies
// ahead know of it, too.
func (m *Cache) keep(span keys.Span, at, now hlc.Timestamp) {
	c := m.recent
	switch {
	case c == nil:
		return
	case now > c.until:
		m.recent = nil
		return
	case at <= c.base:
		return
	}
	k := &c.reads[m.next%RecentMax]
	c.base = max(c.base, k.at)
	k.set(span, at)
	m.next++
}

// Keep keeps what was announced, at the same timestamp or a lower one.
func (m *Cache) Keep(spans []keys.Span, at, now hlc.Timestamp) {
	for i := range spans {
		m.keep(spans[i], at, now)
	}
}

// Blur has all that was read up to at unknown: the reads of keys that nobody names.
func (m *Cache) Blur(at hlc.Timestamp) {
	if m.recent != nil {
		m.recent.base = max(m.recent.base, at)
	}
}

// Below returns the highest of lo and of the timestamps below limit at which a key of spans was read; limit, where
// these are not known, as always while the range is not watched. It stops at the first that is enough.
func (m *Cache) Below(spans []keys.Span, lo, enough, limit hlc.Timestamp) hlc.Timestamp {
	c := m.recent
	if c == nil {
		return limit
	}
	lo = max(lo, c.base)
	// The newest first: they are the most likely to be enough.
	for n := range uint64(RecentMax) {
		k := &c.reads[(m.next-1-n)%RecentMax]
		if k.at <= lo || k.at >= limit || !slices.ContainsFunc(spans, k.span().Overlaps) {
			continue
		}
		if lo = k.at; lo >= enough {
			break
		}
	}
	return min(lo, limit)
}

package tscache

import (
	"slices"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
)

// RecentMax is how many reads are kept apart while a range is watched: those of some dozen transactions that are at
// work at once, a hundred kilobytes.
const RecentMax = 1024

// recent are the latest reads, ahead of now or not, each with its span and timestamp. Two of the same key are two: the
// lower counts where the higher does not. A ring: what falls out of it counts for all keys.
type recent struct {
	base  hlc.Timestamp // a read that is not among marks lies at or below it
	until hlc.Timestamp
	marks []mark // the n-th at n % RecentMax
}

// mark is a read. Its keys lie in memory that is used again.
type mark struct {
	keys []byte
	mid  int // where the end begins; -1: a single key
	at   hlc.Timestamp
}

func (k *mark) set(span keys.Span, at hlc.Timestamp) {
	k.keys, k.mid, k.at = append(k.keys[:0], span.Start...), -1, at
	if !span.IsPoint() {
		k.mid = len(k.keys)
		k.keys = append(k.keys, span.End...)
	}
}

func (k *mark) span() keys.Span {
	if k.mid < 0 {
		return keys.Point(k.keys)
	}
	return keys.Span{Start: k.keys[:k.mid], End: k.keys[k.mid:]}
}

// Watch has reads kept apart from now on, for so long: Below tells of the keys that are asked about, where Over may tell
// of the whole range.
func (m *Cache) Watch(now hlc.Timestamp, d time.Duration) {
	if m.recent == nil {
		m.recent = &recent{base: m.Top(), marks: make([]mark, RecentMax)}
	}
	m.recent.until = max(m.recent.until, now.Add(d))
}

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
	k := &c.marks[m.next%RecentMax]
	c.base = max(c.base, k.at)
	k.set(span, at)
	m.next++
}

// Raised are reads that were noted together.
type Raised struct{ from, to uint64 }

// RaiseAll is Raise for several spans.
func (m *Cache) RaiseAll(spans []keys.Span, at, now hlc.Timestamp) (n Raised) {
	n.from = m.next
	for i := range spans {
		m.Raise(spans[i], at, now)
	}
	n.to = m.next
	return n
}

// Drop forgets reads where they are kept apart: of a commit that is not at that timestamp after all. Floor, cells and
// what lies ahead stay.
func (m *Cache) Drop(n Raised) {
	if m.recent == nil {
		return
	}
	for i := n.from; i < n.to; i++ {
		if i+RecentMax >= m.next { // else another has its place
			m.recent.marks[i%RecentMax].at = hlc.Zero
		}
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
		k := &c.marks[(m.next-1-n)%RecentMax]
		if k.at <= lo || k.at >= limit || !slices.ContainsFunc(spans, k.span().Overlaps) {
			continue
		}
		if lo = k.at; lo >= enough {
			break
		}
	}
	return min(lo, limit)
}

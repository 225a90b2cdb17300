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
	since hlc.Timestamp // what began before that asks in vain
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
// of the whole range. What Below says never falls: who was told that a key is read does not hear later that it is not.
// ahead is by how much others' clocks may be ahead of this one: who has begun before that, and may have been told
// otherwise by another leaseholder, or before, is below Since.
func (m *Cache) Watch(now hlc.Timestamp, ahead, d time.Duration) {
	if m.recent == nil {
		since := now.Add(ahead).Next()
		m.recent = &recent{since: since, base: max(m.Top(), since), marks: make([]mark, RecentMax)}
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
	k := &c.marks[m.next%RecentMax]
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

package tscache

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
)

// read is one of the model's: of the keys in [first, last].
type read struct {
	first, last byte
	at          hlc.Timestamp
}

// history is a cache, and all that was read.
type history struct {
	Cache
	rng   *rand.Rand
	now   hlc.Timestamp
	reads []read
}

func (h *history) span() (keys.Span, read) {
	first := byte('a' + h.rng.IntN(26))
	if h.rng.IntN(2) == 0 {
		return keys.Point(keys.Key{first}), read{first: first, last: first}
	}
	last := first + byte(h.rng.IntN(4))
	return keys.Span{Start: keys.Key{first}, End: keys.Key{last + 1}}, read{first: first, last: last}
}

// step reads, watches, or changes its mind about what was read.
func (h *history) step() {
	h.now += hlc.Timestamp(h.rng.IntN(5))
	at := h.now + hlc.Timestamp(h.rng.IntN(20)-12)
	s, r := h.span()
	switch h.rng.IntN(12) {
	case 0:
		h.Watch(h.now+hlc.Timestamp(h.rng.IntN(4)), time.Duration(h.rng.IntN(400)))
		return
	case 1:
		h.RaiseFloor(h.now - 20)
		r = read{0, 255, h.now - 20}
	case 2:
		h.Announce(s, at, h.now) // and nothing comes of it
		return
	case 3:
		h.Announce(s, at, h.now)
		at -= hlc.Timestamp(h.rng.IntN(8))
		h.Keep([]keys.Span{s}, at, h.now)
		r.at = at
	default:
		h.Raise(s, at, h.now)
		r.at = at
	}
	h.reads = append(h.reads, r)
}

// highest is the highest read of a key below limit.
func (h *history) highest(k byte, limit hlc.Timestamp) (top hlc.Timestamp) {
	for _, r := range h.reads {
		if r.first <= k && k <= r.last && r.at < limit {
			top = max(top, r.at)
		}
	}
	return top
}

// TestBelow holds Below against the definition of T2: over any key it is at or above every read below the limit, or
// the limit. And it says more than that where reads are watched.
func TestBelow(t *testing.T) {
	known := 0
	for seed := range uint64(2_000) {
		h := &history{Cache: Cache{AheadMax: int(seed % 5)}, rng: rand.New(rand.NewPCG(seed, 2))}
		for range 60 {
			h.step()
		}
		for k := byte('a'); k <= 'z'; k++ {
			limit := hlc.Timestamp(h.rng.IntN(int(h.now) + 10))
			spans := []keys.Span{keys.Point(keys.Key{k}), keys.Point(keys.Key{'a'})}
			want := max(h.highest(k, limit), h.highest('a', limit))
			got := h.Below(spans, 0, limit, limit)
			if got < want || got > limit {
				t.Fatalf("seed %d: Below(%q, %d) = %d, with a read at %d", seed, k, limit, got, want)
			}
			if got < limit {
				known++
			}
			enough := hlc.Timestamp(h.rng.IntN(int(limit) + 1))
			if got := h.Below(spans, 0, enough, limit); got < min(want, enough) {
				t.Fatalf("seed %d: Below(%q, %d), up to %d = %d, with a read at %d", seed, k, limit, enough, got, want)
			}
		}
	}
	if known < 1000 {
		t.Errorf("%d answers below the limit: nothing is kept apart", known)
	}
}

// TestBelowForgets: what falls out of the ring counts for all keys.
func TestBelowForgets(t *testing.T) {
	var m Cache
	m.Raise(span("a", ""), 5, 10)
	if got := m.Below([]keys.Span{span("b", "")}, 0, 100, 100); got != 100 {
		t.Errorf("before it is watched: %d", got)
	}
	m.Watch(10, time.Hour)
	m.Raise(span("a", "c"), 20, 30)
	for i, want := range []struct {
		key   string
		below hlc.Timestamp
	}{{"b", 20}, {"c", 11}, {"a", 20}} {
		if got := m.Below([]keys.Span{span(want.key, "")}, 0, 100, 100); got != want.below {
			t.Errorf("%d: Below(%s) = %d, want %d", i, want.key, got, want.below)
		}
	}
	if got := m.Since(); got != 11 {
		t.Errorf("watched since %d", got)
	}
	for i := range hlc.Timestamp(RecentMax) {
		m.Raise(span("x", ""), 100+i, 100+i)
	}
	if got := m.Below([]keys.Span{span("c", "")}, 0, 1000, 1000); got != 20 {
		t.Errorf("what was read at 20 is forgotten, Below is %d", got)
	}
	m.Raise(span("x", ""), 5000, hlc.Timestamp(2*time.Hour))
	if got := m.Below([]keys.Span{span("c", "")}, 0, 1000, 1000); got != 1000 {
		t.Errorf("it is watched no more, Below is %d", got)
	}
	m.Watch(6100, time.Hour)
	if got := m.Since(); got != 6101 {
		t.Errorf("watched since %d, though others may have read up to 6100", got)
	}
	if m.Unwatch(); m.Since() != hlc.Max {
		t.Error("it is watched on")
	}
}

// BenchmarkBelow asks for the keys of a transaction of sysbench's among as many reads as are kept: where all of them, a
// few and none are older than the transaction.
func BenchmarkBelow(b *testing.B) {
	var m Cache
	m.Watch(1, time.Hour)
	for i := range hlc.Timestamp(RecentMax) {
		m.Raise(keys.Span{Start: fmt.Appendf(nil, "table %05d", i*20), End: fmt.Appendf(nil, "table %05d", i*20+100)}, 2+i, 2+i)
	}
	var spans []keys.Span
	for i := range 10 {
		spans = append(spans, keys.Point(fmt.Appendf(nil, "tablf %05d", i*1000)))
	}
	for _, newer := range []int{0, 256, RecentMax} {
		b.Run(fmt.Sprint(newer), func(b *testing.B) {
			since := hlc.Timestamp(RecentMax + 2 - newer)
			for b.Loop() {
				if m.Below(spans, since, 1<<40, 1<<40) != since {
					b.Fatal("found a read")
				}
			}
		})
	}
}

// BenchmarkRaiseWatched is BenchmarkRaisePoint where reads are kept apart.
func BenchmarkRaiseWatched(b *testing.B) {
	var m Cache
	m.Watch(1, 1<<62)
	s := keys.Span{Start: keys.Key("a key of a usual length"), End: keys.Key("a key of a usual lengti")}
	b.ReportAllocs()
	for i := hlc.Timestamp(1); b.Loop(); i++ {
		m.Raise(s, i, i)
	}
	if slices.ContainsFunc(m.recent.reads, func(k recentRead) bool { return k.at == 0 }) && b.N > RecentMax {
		b.Fatal("nothing was kept")
	}
}

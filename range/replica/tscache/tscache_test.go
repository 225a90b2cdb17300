package tscache

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
)

func span(start, end string) keys.Span {
	if end == "" {
		return keys.Point(keys.Key(start))
	}
	return keys.Span{Start: keys.Key(start), End: keys.Key(end)}
}

func TestOver(t *testing.T) {
	type read struct {
		span    keys.Span
		at, now hlc.Timestamp
	}
	tests := []struct {
		name  string
		reads []read
		span  keys.Span
		want  hlc.Timestamp
	}{
		{"no reads", nil, span("a", "z"), 0},
		{"a span read in the past covers the range", []read{{span("a", "b"), 5, 9}}, span("x", "y"), 5},
		{"a key read in the past covers it", []read{{span("a", ""), 5, 9}}, span("a", ""), 5},
		{"and spares others", []read{{span("a", ""), 5, 9}}, span("b", ""), 0},
		{"but no span", []read{{span("a", ""), 5, 9}}, span("x", "z"), 5},
		{"a read ahead covers its span", []read{{span("a", "c"), 50, 9}}, span("b", "d"), 50},
		{"a read ahead spares its neighbours", []read{{span("a", "c"), 50, 9}}, span("c", "d"), 0},
		{"a key ahead covers it", []read{{span("c", ""), 50, 9}}, span("c", ""), 50},
		{"time folds it into the floor", []read{{span("a", "c"), 50, 9}, {span("p", "q"), 60, 60}}, span("c", "d"), 60},
		{"an older read lowers nothing", []read{{span("a", "c"), 50, 90}, {span("a", "c"), 10, 90}}, span("a", "b"), 50},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var m Cache
			for _, r := range tt.reads {
				m.Raise(r.span, r.at, r.now)
			}
			if got := m.Over(tt.span); got != tt.want {
				t.Errorf("Over(%v) = %d, want %d", tt.span, got, tt.want)
			}
		})
	}
}

// TestNeverBelowARead holds Cache against the definition of T2: over any key,
// the mark is at or above every read that covered it, and what is handed over too.
func TestNeverBelowARead(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	key := func() string { return string(rune('a' + rng.IntN(26))) }
	for round := range 2_000 {
		m := Cache{AheadMax: round % 5}
		read := map[string]hlc.Timestamp{} // the model: highest read per key
		now := hlc.Timestamp(0)
		for range 30 {
			now += hlc.Timestamp(rng.IntN(5))
			at := now + hlc.Timestamp(rng.IntN(20)-8)
			s := span(key(), "")
			if rng.IntN(2) == 0 {
				s.End = keys.Key(key())
			}
			m.Raise(s, at, now)
			if s.IsPoint() {
				read[string(s.Start)] = max(read[string(s.Start)], at)
			}
			for k := string(s.Start); k < string(s.End); k = string(k[0] + 1) {
				read[k] = max(read[k], at)
			}
		}
		floor, ahead := m.Summary()
		next := Cache{ahead: ahead}
		next.RaiseFloor(floor)
		for k, at := range read {
			if got := m.Over(span(k, "")); got < at {
				t.Fatalf("Over(%q) = %d, below its read at %d", k, got, at)
			}
			if got := next.Over(span(k, "")); got < at {
				t.Fatalf("after a handover Over(%q) = %d, below its read at %d", k, got, at)
			}
			if got := m.Top(); got < at {
				t.Fatalf("Top() = %d, below a read at %d", got, at)
			}
		}
	}
}

func BenchmarkRaisePoint(b *testing.B) {
	var m Cache
	key := keys.Key("a key of a usual length")
	b.ReportAllocs()
	for i := hlc.Timestamp(1); b.Loop(); i++ {
		m.Raise(keys.Point(key), i, i)
	}
}

// BenchmarkAhead raises and asks for marks of single keys where thousands lie ahead of now: what
// transactions over far regions leave, for as long as they lead.
func BenchmarkAhead(b *testing.B) {
	for _, n := range []int{16, 4000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			m := Cache{AheadMax: 1 << 30}
			for i := range n {
				m.Raise(keys.Point(fmt.Appendf(nil, "key %05d", i)), 1<<40, 1)
			}
			key := keys.Key("key 00007")
			b.ReportAllocs()
			for now := hlc.Timestamp(2); b.Loop(); now++ {
				m.Raise(keys.Point(key), 1<<40, now)
				if m.Over(keys.Point(key)) != 1<<40 {
					b.Fatal("lost")
				}
			}
		})
	}
}

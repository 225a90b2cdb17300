package view

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/isochrondb/isochron/kv/keys"
)

// TestSpanSet holds spanSet against the definition: random spans that overlap, repeat and touch,
// in order or not, are asked for random keys and intervals.
func TestSpanSet(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	key := func() keys.Key {
		k := keys.Key{byte('a' + rng.IntN(12))}
		if rng.IntN(3) == 0 {
			k = append(k, byte(rng.IntN(2)))
		}
		return k
	}
	span := func() keys.Span {
		a, b := key(), key()
		switch c := a.Compare(b); {
		case c == 0 || rng.IntN(2) == 0:
			return keys.Point(a)
		case c > 0:
			a, b = b, a
		}
		return keys.Span{Start: a, End: b}
	}
	asked, yes := 0, 0
	var w spanSet
	for range 3000 {
		w = w.emptied()
		spans := make([]keys.Span, 1+rng.IntN(14))
		for i := range spans {
			spans[i] = span()
		}
		if rng.IntN(2) == 0 {
			slices.SortFunc(spans, func(a, b keys.Span) int { return a.Start.Compare(b.Start) })
		}
		w.fill(spans)
		for range 30 {
			q := span()
			want := slices.ContainsFunc(spans, func(a keys.Span) bool { return lies(q, a) })
			if got := w.has(q); got != want {
				t.Fatalf("%v in %v: %v, want %v", q, spans, got, want)
			}
			if asked++; want {
				yes++
			}
		}
	}
	if yes < asked/10 || yes > asked*9/10 {
		t.Errorf("%d of %d lay within: the test says little", yes, asked)
	}
}

// BenchmarkAllowed asks for each of a request's keys once, as a fragment does that looks
// up what it was given, in the request's order and in any.
func BenchmarkAllowed(b *testing.B) {
	for _, n := range []int{1, 8, 100, 58_245} {
		spans := make([]keys.Span, n)
		for i := range spans {
			spans[i] = keys.Point(fmt.Appendf(nil, "table/1/%08d", i*7))
		}
		shuffled := slices.Clone(spans)
		rand.New(rand.NewPCG(5, 6)).Shuffle(n, func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		for _, c := range []struct {
			name string
			asks []keys.Span
		}{{"in order", spans}, {"shuffled", shuffled}} {
			b.Run(fmt.Sprintf("%d keys/%s", n, c.name), func(b *testing.B) {
				s := &Snapshot{Spans: spans}
				for i := 0; b.Loop(); i++ {
					if !s.allowed(c.asks[i%n]) {
						b.Fatal("a key of the request is refused")
					}
				}
			})
		}
	}
}

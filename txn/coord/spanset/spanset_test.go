package spanset

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
)

// TestSpanSet compares the set with its definition: which of a small universe
// of keys it holds, and that its spans are sorted and disjoint.
func TestSpanSet(t *testing.T) {
	var universe []keys.Key
	for _, a := range "abc" {
		for _, tail := range []string{"", "\x00", "\x00\x00", "a", "a\x00", "b"} {
			universe = append(universe, keys.Key(string(a)+tail))
		}
	}
	slices.SortFunc(universe, keys.Key.Compare)
	for seed := range uint64(3000) {
		rng := rand.New(rand.NewPCG(seed, 1))
		var set Set
		want := map[string]bool{}
		read := map[string]kvpb.Columns{} // of which no less may be said
		for range 1 + rng.IntN(8) {
			s := keys.Point(universe[rng.IntN(len(universe))])
			if rng.IntN(2) == 0 {
				if o := universe[rng.IntN(len(universe))]; s.Start.Compare(o) < 0 {
					s.End = o
				}
			}
			of := kvpb.KeyOnly.With(uint32(1 + rng.IntN(70)))
			set.Add(s, of, slices.Clone)
			for _, k := range universe {
				if s.Contains(k) {
					if had, ok := read[string(k)]; ok {
						read[string(k)] = had.And(of)
					} else {
						read[string(k)] = of
					}
					want[string(k)] = true
				}
			}
		}
		for i := 1; i < len(set.Spans); i++ {
			if _, end := set.Spans[i-1].Bounds(); end.Compare(set.Spans[i].Start) >= 0 {
				t.Fatalf("seed %d: spans %q touch or overlap", seed, set.Spans)
			}
		}
		for _, k := range universe {
			i := slices.IndexFunc(set.Spans, func(s Read) bool { return s.Contains(k) })
			if got := i >= 0; got != want[string(k)] {
				t.Fatalf("seed %d: %q in %q: %v, want %v", seed, k, set.Spans, got, want[string(k)])
			}
			if i >= 0 && set.Spans[i].Of.And(read[string(k)]) != set.Spans[i].Of {
				t.Fatalf("seed %d: of %q columns %b are validated, %b were read", seed, k, set.Spans[i].Of, read[string(k)])
			}
		}
	}
}

func TestSpanSetWidens(t *testing.T) {
	set := Set{Limit: 8}
	var added []keys.Key
	for i := range 100 {
		k := keys.Key(fmt.Sprintf("t%d/%02d", i%2, i))
		added = append(added, k)
		set.Add(keys.Point(k), kvpb.WholeRow, slices.Clone)
		if len(set.Spans) > 8 {
			t.Fatalf("%d spans, the limit is 8", len(set.Spans))
		}
	}
	for _, k := range added {
		if !set.Overlaps(keys.Point(k)) {
			t.Fatalf("%q was lost in widening", k)
		}
	}
	if set.Overlaps(keys.Point(keys.Key("t0/99z"))) && set.Overlaps(keys.Point(keys.Key("t1"))) {
		t.Errorf("the two tables were joined: %q", set.Spans)
	}
}

package buffer

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/isochrondb/isochron/kv/keys"
)

// TestTallies: what is known of a span is what was flushed in it, and as of how many flushes is bounded.
func TestTallies(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	var f Flushed
	all := map[string][2]uint64{} // by key: intents, and their last number
	seq := uint64(0)
	for range 2 * talliesMax {
		var es []*Entry
		for k := rng.IntN(5000); k < 5000 && len(es) < 2; k += 1 + rng.IntN(4) {
			seq++
			es = append(es, &Entry{Key: keys.Key(fmt.Sprintf("k%04d", k)), Writes: []Write{{Seq: seq}}})
			x := all[string(es[len(es)-1].Key)]
			all[string(es[len(es)-1].Key)] = [2]uint64{x[0] + 1, seq}
		}
		f.Take(es)
	}
	if len(f.tallies) > talliesMax {
		t.Errorf("%d tallies", len(f.tallies))
	}
	sum := uint64(0)
	for _, s := range f.Spans.Spans {
		var want [2]uint64
		for k, x := range all {
			if s.Contains(keys.Key(k)) {
				want = [2]uint64{want[0] + x[0], max(want[1], x[1])}
			}
		}
		count, last, ok := f.Within(s.Span)
		if !ok || count != want[0] || last != want[1] {
			t.Errorf("%s: %d up to %d, %v, want %v", s.Span, count, last, ok, want)
		}
		sum += count
	}
	if sum != f.Count() || sum == 0 {
		t.Errorf("%d in all, want %d", sum, f.Count())
	}
}

package replica

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/replica/rangestate"
)

// TestSubtractInOnePass holds subtract against the definition, key by key.
func TestSubtractInOnePass(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	spans := func() []keys.Span {
		var out []keys.Span
		for at := 0; at < 20; at += 1 + rng.IntN(3) {
			if rng.IntN(2) == 0 {
				out = append(out, keys.Point(keys.Key{byte('a' + at)}))
				continue
			}
			n := 1 + rng.IntN(4)
			out = append(out, keys.Span{Start: keys.Key{byte('a' + at)}, End: keys.Key{byte('a' + at + n)}})
			at += n - 1
		}
		return rangestate.Disjoint(out)
	}
	in := func(ss []keys.Span, k keys.Key) bool {
		for _, s := range ss {
			if s.Contains(k) {
				return true
			}
		}
		return false
	}
	for range 2000 {
		a, b := spans(), spans()
		left := rangestate.Subtract(a, b)
		for c := byte('a'); c < 'z'; c++ {
			for _, k := range []keys.Key{{c}, {c, 0}, {c, 'x'}} {
				if got, want := in(left, k), in(a, k) && !in(b, k); got != want {
					t.Fatalf("%v less %v: %v; %q is in it: %v, want %v", a, b, left, k, got, want)
				}
			}
		}
	}
}

// TestManyKeysAreCovered: a copy of a stage, and recovery, ask for all keys of a transaction
// with the mutex held: the time must grow as the keys do.
func TestManyKeysAreCovered(t *testing.T) {
	var spans []keys.Span
	for i := range 100_000 {
		spans = append(spans, keys.Point(fmt.Appendf(nil, "k%06d", i)))
	}
	began := time.Now()
	rest, _ := rangestate.Uncovered([]*rangestate.Stage{{Covered: spans}}, spans)
	if took := time.Since(began); len(rest) > 0 || took > 5*time.Second {
		t.Errorf("%d of %d keys are not covered, after %v", len(rest), len(spans), took)
	}
}

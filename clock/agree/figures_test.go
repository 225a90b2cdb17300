package agree

import (
	"flag"
	"fmt"
	"slices"
	"testing"
	"time"
)

var figureSeeds = flag.Int("agree-figures", 2, "worlds of each kind whose commit waits are measured; 10 for the figures of docs/transactions.md")

// TestFigures measures how long commits wait in calm worlds, and holds them to the goals.
// c is the gateway's reading; the wait by itself is what remains after the quorum.
func TestFigures(t *testing.T) {
	wan := [][]int64{{100 * us, 16500 * us, 37500 * us}, {16500 * us, 100 * us, 51500 * us}, {37500 * us, 51500 * us, 100 * us}}
	with := func(f func(w *simWorld)) simWorld { w := calm(); f(&w); return w }
	three, six := []int{0, 1, 2}, []int{0, 1, 2, 0, 1, 2}
	regions := func(w *simWorld) { w.region, w.oneway = three, wan }
	for _, x := range []struct {
		name   string
		w      simWorld
		choice time.Duration // bound on p99 from the choice of c; 0: none
		after  time.Duration // and after the quorum, in the worst region
	}{
		{"one data centre, free-running", calm(), 400 * time.Microsecond, 0},
		{"one data centre, UTC within 5 ms", with(func(w *simWorld) { w.utc, w.err = true, 5*ms }), 400 * time.Microsecond, 0},
		{"three regions, UTC within 5 ms, local commit", with(func(w *simWorld) { regions(w); w.utc, w.err = true, 5*ms }), 0, 11 * time.Millisecond},
		{"the same, two nodes in each", with(func(w *simWorld) { regions(w); w.nodes, w.region, w.utc, w.err = 6, six, true, 5*ms }), 0, 11 * time.Millisecond},
		{"three regions, UTC within 250 ms, local commit", with(func(w *simWorld) { regions(w); w.utc, w.err = true, 250*ms }), 0, 104 * time.Millisecond},
		{"three regions, free-running, local commit", with(regions), 0, 104 * time.Millisecond},
		{"three regions, free-running, commit over all regions", with(func(w *simWorld) { regions(w); w.quorum = -1 }), 0, 200 * time.Microsecond},
	} {
		var choice []time.Duration
		after := map[int][]time.Duration{}
		causes := map[Proof]int{}
		for seed := range *figureSeeds {
			s := newSim(uint64(seed+1), &x.w, Planted{}).play()
			if len(s.bad) > 0 {
				t.Errorf("%s, seed %d: %v", x.name, seed+1, s.bad)
			}
			for _, v := range s.waits {
				if v.at-simStart > x.w.warm {
					r := x.w.region[v.m.id-1]
					choice = append(choice, time.Duration(v.choice))
					after[r] = append(after[r], time.Duration(v.quorum))
					causes[v.cause]++
				}
			}
		}
		if len(choice) < 500**figureSeeds {
			t.Errorf("%s: %d commits", x.name, len(choice))
		}
		t.Logf("%s: from the choice of c %s; waited for %v", x.name, quantiles(choice), causes)
		for r := range x.w.oneway {
			t.Logf("    region %d, after the quorum: %s", r, quantiles(after[r]))
			if v := after[r]; x.after > 0 && len(v) > 0 && v[len(v)*99/100] > x.after {
				t.Errorf("%s: p99 %v after the quorum in region %d, want at most %v", x.name, v[len(v)*99/100], r, x.after)
			}
		}
		if x.choice > 0 && choice[len(choice)*99/100] > x.choice {
			t.Errorf("%s: p99 %v, want at most %v", x.name, choice[len(choice)*99/100], x.choice)
		}
	}
}

// quantiles sorts v.
func quantiles(v []time.Duration) string {
	if len(v) == 0 {
		return "-"
	}
	slices.Sort(v)
	return fmt.Sprintf("p50 %v p99 %v max %v", v[len(v)/2], v[len(v)*99/100], v[len(v)-1])
}

package allocator

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/isochrondb/isochron/kv/keys"
)

// drivers is a world with one driver per store, as package rebalancer runs them: each sees the ranges
// that are led there, what the others' weigh, and of others' ranges the left neighbours of its
// own small ones. They take turns.
type drivers struct {
	*world
	merges, splits int
	moves          int // replicas and leases
}

// newDrivers makes stores of one zone with ranges of three voters.
func newDrivers(seed uint64) *drivers {
	rng := rand.New(rand.NewPCG(seed, 11))
	s := shape{nodes: 3 + rng.IntN(5), perNode: 1, ranges: 10 + rng.IntN(30), uniform: true}
	w := &world{rng: rng, o: DefaultOptions(), timing: DefaultTiming(), tick: 10 * time.Second, nextID: 1,
		left: map[exit]bool{}, returned: map[exit]bool{}, added: map[uint64]bool{}, stable: true, memory: true}
	w.o.Splits.PerSecondMax = 1000
	for n := range s.nodes {
		w.join(s, uint32(n+1))
	}
	w.makeRanges(s)
	for i := range w.ranges {
		r := &w.ranges[i]
		r.Replicas = r.Replicas[:0]
		for j, at := range rng.Perm(s.nodes)[:3] {
			r.Replicas = append(r.Replicas, Replica{ID: uint64(j + 1), Store: w.stores[at].ID})
		}
		r.Lease, r.Sticky = r.Replicas[0].Store, rng.IntN(8) == 0
		r.Bytes, r.Cores = uint64(rng.IntN(600))<<20, 0
		r.PerSecond, r.WritesPerSecond = float64(rng.IntN(1500)), 0
	}
	rows, system := Defaults()
	w.table, _ = NewTable(rows, system)
	w.policies()
	return &drivers{world: w}
}

// sees is what the driver of a store sees.
func (w *drivers) sees(t *testing.T, store uint32) *Snapshot {
	out := w.led(store)
	besides := map[uint32]Share{}
	for i := range w.stores {
		if other := w.stores[i].ID; other != store {
			c, err := New(w.led(other), w.o)
			if err != nil {
				t.Fatal(err)
			}
			for id, s := range c.Shares() {
				b := besides[id]
				b.Add(s)
				besides[id] = b
			}
		}
	}
	for i := range out.Stores {
		out.Stores[i].Besides = besides[out.Stores[i].ID]
	}
	return out
}

// led are the ranges that a store leads, and those left of them.
func (w *drivers) led(store uint32) *Snapshot {
	all := w.snapshot()
	out := &Snapshot{Stores: all.Stores}
	for i := range all.Ranges {
		r := all.Ranges[i]
		if r.Lease != store {
			continue
		}
		if i > 0 && all.Ranges[i-1].Lease != store {
			l := all.Ranges[i-1]
			l.Foreign = true
			out.Ranges = append(out.Ranges, l)
		}
		r.Sample = spread(&r)
		out.Ranges = append(out.Ranges, r)
	}
	return out
}

// spread is a sample of a range whose keys are asked for evenly.
func spread(r *Range) (out []keys.Key) {
	lo, hi := ends(r)
	for i := uint64(1); i <= 32; i++ {
		out = append(out, key(lo+(hi-lo)/33*i))
	}
	return out
}

// round gives each driver its turn.
func (w *drivers) round(t *testing.T) (begun int) {
	for i := range w.stores {
		w.elapse()
		c, err := New(w.sees(t, w.stores[i].ID), w.o)
		if err != nil {
			t.Fatal(err)
		}
		p := c.Pass()
		for j := range p.Decisions {
			d := &p.Decisions[j]
			w.look(t, d, w.stores[i].ID)
			if at := w.rangeAt(d.Range); at < 0 || w.ranges[at].Generation != d.Generation {
				continue // a merge has taken it in
			}
			w.carryOut(d)
			begun++
		}
	}
	return begun
}

// look counts what a driver decides, and sees that it is its own to decide.
func (w *drivers) look(t *testing.T, d *Decision, store uint32) {
	r := &w.ranges[w.rangeAt(d.Range)]
	if r.Lease != store {
		t.Fatalf("store %d decides for range %d, which %d leads", store, r.ID, r.Lease)
	}
	switch d.Action {
	case Merge:
		w.merges++
		if right := w.ranges[w.rangeAt(d.With)]; right.Sticky {
			t.Errorf("%v: a boundary that was made by hand", d)
		}
	case Split:
		w.splits++
	case AddLearner, TransferLease:
		w.moves++
	}
}

// come to rest: nothing is decided in three rounds.
func (w *drivers) comeToRest(t *testing.T, what string) {
	t.Helper()
	quiet := 0
	for range 600 {
		if quiet++; w.round(t) > 0 || w.catchingUp() {
			quiet = 0
		}
		if w.err != nil {
			t.Fatal(w.err)
		}
		if quiet == max(3, int(w.o.MergeAgeMin/w.tick)/len(w.stores)+2) {
			return
		}
	}
	t.Fatalf("%s: does not come to rest", what)
}

// mergeable counts the neighbours that could still be merged.
func (w *drivers) mergeable() (n int) {
	for i := 1; i < len(w.ranges); i++ {
		l, r := &w.ranges[i-1], &w.ranges[i]
		if !r.Sticky && bytes.Equal(l.End, r.Start) && w.o.Mergeable(l.Bytes+r.Bytes, l.PerSecond+r.PerSecond) {
			n++
		}
	}
	return n
}

// TestDriversMerge: splits by size and load and merges go on together, by drivers that each see a
// part. They come to rest with nothing left to merge, stay there, and no boundary made by hand
// goes. A table that is then emptied melts.
func TestDriversMerge(t *testing.T) {
	var merges, splits, moves int
	clusters := uint64(max(1, *seedsFlag/40))
	for seed := uint64(1); seed <= clusters; seed++ {
		w := newDrivers(seed)
		w.comeToRest(t, fmt.Sprintf("seed %d", seed))
		if n := w.mergeable(); n > 0 {
			t.Errorf("seed %d: %d pairs are left that could be merged", seed, n)
		}
		kept := w.hand()
		before := len(w.ranges)
		for i := range w.ranges {
			if i < len(w.ranges)/2 {
				w.ranges[i].Bytes, w.ranges[i].PerSecond = 0, 0
			}
		}
		splits, w.splits = splits+w.splits, 0
		w.comeToRest(t, fmt.Sprintf("seed %d, emptied", seed))
		if n := w.mergeable(); n > 0 || w.splits > 0 || before > 8 && len(w.ranges) >= before {
			t.Errorf("seed %d: %d ranges became %d by %d splits, %d pairs are left", seed, before, len(w.ranges), w.splits, n)
		}
		if now := w.hand(); !slices.EqualFunc(kept, now, slices.Equal[keys.Key]) {
			t.Errorf("seed %d: boundaries made by hand were at %v, are at %v", seed, kept, now)
		}
		merges, moves = merges+w.merges, moves+w.moves
	}
	t.Logf("%d clusters: %d merges, %d splits, %d moves", clusters, merges, splits, moves)
}

// hand lists the boundaries that were made by hand.
func (w *drivers) hand() (out []keys.Key) {
	for i := range w.ranges {
		if w.ranges[i].Sticky {
			out = append(out, w.ranges[i].Start)
		}
	}
	return out
}

// TestYoungLeases: tables that were just made, all led by one node in a region of two nodes,
// spread over both. What a driver begins it ends, though leases that came a short time ago rest:
// where two drivers had the same thought one learner may be removed again, but none is added to
// the same place in vain twice.
func TestYoungLeases(t *testing.T) {
	moves, wasted := 0, 0
	for seed := uint64(1); seed <= 100; seed++ {
		rng := rand.New(rand.NewPCG(seed, 12))
		w := &drivers{world: &world{rng: rng, o: DefaultOptions(), timing: DefaultTiming(), tick: time.Second, nextID: 1,
			left: map[exit]bool{}, returned: map[exit]bool{}, added: map[uint64]bool{}, vain: map[exit]int{}, stable: true, memory: true}}
		w.o.Balance.LeasesTol = 100 // a lease moves for its replica alone
		s := shape{regions: 3, nodes: 5, perNode: 1, ranges: 4 + rng.IntN(12), uniform: true}
		for n := range s.nodes {
			w.join(s, uint32(n+1))
		}
		w.makeRanges(s)
		for i := range w.ranges {
			r := &w.ranges[i]
			r.Replicas = []Replica{{ID: 1, Store: 1}, {ID: 2, Store: 2 + 3*uint32(rng.IntN(2))}, {ID: 3, Store: 3}}
			r.Lease, r.Sticky, r.PerSecond, r.WritesPerSecond, r.Cores = 1, true, 0, 0, 0
		}
		rows, system := Defaults()
		w.table, _ = NewTable(rows, system)
		w.policies()
		w.comeToRest(t, fmt.Sprintf("seed %d", seed))
		if w.again > 2 {
			t.Errorf("seed %d: of %d learners %d were in vain, %d times the same", seed, w.world.moves, w.wasted, w.again)
		}
		moves, wasted = moves+w.world.moves, wasted+w.wasted
	}
	t.Logf("%d moves, %d in vain", moves, wasted)
}

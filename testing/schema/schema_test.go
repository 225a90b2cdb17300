package schema

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/testing/cluster"
)

var (
	seeds = flag.Int("seeds", 2, "how many worlds are run")
	first = flag.Uint64("first", 1, "the first one's seed")
)

// TestWorlds runs statements that change the schema at every node of a cluster beside
// transactions that write, and looks at many timestamps afterwards.
func TestWorlds(t *testing.T) {
	for i := range *seeds {
		seed := *first + uint64(i)
		t.Run(fmt.Sprint("seed=", seed), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				for _, bad := range runWorld(t, seed, false, catalog.Planted{}) {
					t.Error(bad)
				}
			})
		})
	}
}

// TestFaultyWorlds is TestWorlds while nodes are killed and cut off.
func TestFaultyWorlds(t *testing.T) {
	for i := range *seeds {
		seed := *first + uint64(i)
		t.Run(fmt.Sprint("seed=", seed), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				for _, bad := range runWorld(t, seed, true, catalog.Planted{}) {
					t.Error(bad)
				}
			})
		})
	}
}

// TestPlanted: the looks notice commits that do not ask whether the schema is still theirs,
// and certificates that leave no mark.
func TestPlanted(t *testing.T) {
	for name, planted := range map[string]catalog.Planted{"skipped": {Skip: true}, "unmarked": {Unmarked: true}} {
		t.Run(name, func(t *testing.T) {
			for seed := uint64(1); ; seed++ {
				if seed == 10 {
					t.Fatal("not noticed")
				}
				var found []string
				synctest.Test(t, func(t *testing.T) { found = runWorld(t, seed, false, planted) })
				if len(found) > 0 {
					t.Logf("seed %d: %.300s", seed, found[0])
					return
				}
			}
		})
	}
}

// runWorld returns what is wrong.
func runWorld(t *testing.T, seed uint64, faults bool, planted catalog.Planted) []string {
	ctx := context.Background()
	rtt := time.Duration(rand.New(rand.NewPCG(seed, 2)).IntN(60)) * time.Millisecond
	c := cluster.StartRegions(t, cluster.Topology{Regions: []cluster.Region{{Name: "a", Nodes: 1}, {Name: "b", Nodes: 1}, {Name: "c", Nodes: 1}},
		RoundTrip: func(_, _ string) time.Duration { return rtt }, Jitter: 0.5, Seed: seed,
		Configure: func(_ *local.Node, o *node.Options) { o.PlantedCatalog = planted }})
	w := &world{t: t, c: c, nodes: []string{"n1", "n2", "n3"}, rng: rand.New(rand.NewPCG(seed, 1)), counts: map[string]int{}, faults: faults}
	began := time.Now()
	w.run(ctx, 20*time.Second, 2, 1, time.Second)
	ended := time.Now()
	t.Log(w.sum())
	if faults {
		time.Sleep(30 * time.Second) // what was left open is settled
	}
	n := c.Node("n2")
	cat, err := catalog.Open(ctx, catalog.Options{DB: n.DB(), NodeID: n.ID(), Shared: true})
	if err != nil {
		t.Fatal(err)
	}
	defer cat.Close()
	j := &judge{w: w, cat: cat, seen: map[uint64]bool{}}
	const looks = 100
	before := map[uint64]int{}
	for i := range looks {
		r := hlc.Timestamp(began.Add(ended.Sub(began) * time.Duration(i+1) / looks).UnixNano())
		dead, err := j.at(ctx, r)
		if err != nil {
			w.complain("%v", err)
			break
		}
		for p, n := range dead {
			// One that was never seen in use may be filled by a rewrite.
			if was, ok := before[p]; ok && was != n && j.seen[p] {
				w.complain("at %v: prefix %d is no table's, and has gone from %d keys to %d", r, p, was, n)
			}
		}
		before = dead
	}
	if len(w.bad) > 0 && planted == (catalog.Planted{}) {
		for _, l := range w.log {
			t.Log(l)
		}
	}
	return w.bad
}

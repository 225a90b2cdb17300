package local_test

import (
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/clock/bound"
	"github.com/isochrondb/isochron/server/local"
)

// TestSourcesThatJitter (C5): on three continents, with sources of UTC that are set four times a
// second by some milliseconds, and whose errors are anew each time, or grow as a kernel's does
// between two polls, nodes keep their permits all the same: what a source has said goes on to count,
// and a promise that gets too low is raised, nearly always before it is broken.
func TestSourcesThatJitter(t *testing.T) {
	const e, lasts = 50 * time.Millisecond, 30 * time.Second
	for _, tt := range []struct {
		name string
		each func(n *local.Node, rng *rand.Rand, round int) error
	}{
		{"set by a daemon", func(n *local.Node, rng *rand.Rand, round int) error {
			n.Clock.Skew(time.Duration(rng.Int64N(12_000_001) - 6_000_000))
			return nil
		}},
		{"grow, and are set every ten seconds", func(n *local.Node, rng *rand.Rand, round int) error {
			grown := time.Duration(round%40) * 250 * time.Millisecond / 1000
			return n.Clock.Measure(bound.SimService{Error: 2*time.Millisecond + grown, DriftPPB: 500_000})
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := start(t, local.Options{Regions: []local.Region{{Name: "us-east", Nodes: 2}, {Name: "eu-west", Nodes: 2}, {Name: "ap-northeast", Nodes: 1}}, Seed: 1, Replicated: true, ClockError: e, AgreeClocks: true})
				nodes, rng := c.Nodes(), rand.New(rand.NewPCG(1, 0x717))
				for _, n := range nodes {
					n.Clock.Rate(rng.Int64N(301) - 150)
					if err := n.Clock.Measure(bound.SimService{Error: 12 * time.Millisecond, DriftPPB: 500_000}); err != nil {
						t.Fatal(err)
					}
				}
				served, looked := 0, 0
				for round := range int((10*time.Second + lasts) / (250 * time.Millisecond)) {
					for _, n := range nodes {
						if err := tt.each(n, rng, round); err != nil {
							t.Fatal(err)
						}
					}
					for range 10 {
						time.Sleep(25 * time.Millisecond)
						for _, n := range nodes {
							if round < 40 {
								continue // they have just begun
							}
							if looked++; permitted(n) {
								served++
							}
						}
					}
				}
				// A promise that is raised too late costs its node one lead of U, some 100 ms.
				if t.Logf("nodes served in %d of %d looks", served, looked); served < looked-looked/100 {
					t.Errorf("nodes served in %d of %d looks", served, looked)
				}
			})
		})
	}
}

// permitted reports whether a node has a permit now.
func permitted(n *local.Node) bool {
	_, ok := n.Node().Agreed()
	return ok
}

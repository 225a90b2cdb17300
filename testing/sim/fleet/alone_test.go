package fleet

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/testing/sim/plan"
)

var alones = flag.Int("alone", 4, "how many clusters of one node to simulate")

// single is a cluster of one node whose disk is slow, so that much is visible that is not durable
// when the power is cut (T22).
func single(c *Config) {
	c.Regions = []local.Region{{Name: "us-east", Nodes: 1}}
	c.Lasts, c.Calm, c.Clients, c.Rate, c.Timeout = 12*time.Second, time.Second, 16, 400, 4*time.Second
	c.Small, c.Agree = nil, false
}

// cuts are power cuts again and again, of a node whose syncs take some milliseconds.
func cuts(rng *rand.Rand, lasts time.Duration) string {
	var b strings.Builder
	fmt.Fprintf(&b, "disk@0s+%v:1=%d ", lasts, 2+rng.IntN(30))
	for at := time.Second; at < lasts-2*time.Second; at += time.Second + time.Duration(rng.IntN(1000))*time.Millisecond {
		kind := []plan.Kind{plan.Kill, plan.Kill, plan.Kill, plan.Restart, plan.Crash, plan.Hang}[rng.IntN(6)]
		fmt.Fprintf(&b, "%s@%v+%v:1 split@%v ", kind, at, 100*time.Millisecond+time.Duration(rng.IntN(300))*time.Millisecond, at-500*time.Millisecond)
	}
	return b.String()
}

// alone draws such a cluster.
func alone(t *testing.T, seed uint64) Config {
	c := Draw(seed, Shape{})
	single(&c)
	var err error
	if c.Plan, err = plan.Parse(cuts(rand.New(rand.NewPCG(seed, 0xa10e)), c.Lasts)); err != nil {
		t.Fatal(err)
	}
	return c
}

// TestAlone: one node, whose power is cut while commits are visible that are not durable. What
// clients were told of stays, and what did not stay nobody was told of.
func TestAlone(t *testing.T) {
	var work Work
	for s := range *alones {
		rep := Run(t, alone(t, uint64(*first+s)))
		if rep.Bad() {
			tell(t, rep)
		}
		work.add(rep.Work)
		t.Logf("seed %d: %d committed, %d visible before they were durable; %d beginnings of logs kept", *first+s, rep.Committed, rep.Work.Shown, rep.Work.Beginnings)
	}
	var floor Work
	if *alones > 0 {
		floor.Shown = 100
	}
	if *alones >= 20 { // one in two worlds or so
		floor.Beginnings = *alones / 8
	}
	if short := work.below(floor, 1); len(short) > 0 {
		t.Error("it happened too seldom: ", short)
	}
}

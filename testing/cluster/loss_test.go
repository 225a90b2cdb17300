package cluster_test

import (
	"context"
	"flag"
	"fmt"
	"math"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/testing/cluster"
)

var regionLosses = flag.Int("region-losses", 3, "how often TestLosesARegion loses a region, in each of two ways")

// lossMax is how long nothing may be written where a region of three is lost, in 99 of 100 losses (row 26 of the goals).
const lossMax = 3 * time.Second

// lossWatched is how long clients go on after the loss.
const lossWatched = 30 * time.Second

// TestLosesARegion: a client in another region goes on writing when the region with all leases
// is lost. Killed or cut off, each time at another moment; the pauses are told.
func TestLosesARegion(t *testing.T) {
	var all []time.Duration
	for _, how := range []string{"killed", "cut off"} {
		for i := range *regionLosses {
			synctest.Test(t, func(t *testing.T) {
				if pause, counts := lose(t, how, i); counts {
					t.Logf("%s, %d: nothing was written for %v", how, i, pause)
					all = append(all, pause)
				}
			})
		}
	}
	if len(all) < *regionLosses {
		t.Fatalf("%d losses of %d count", len(all), 2**regionLosses)
	}
	slices.Sort(all)
	at := func(q float64) time.Duration { return all[max(0, int(math.Ceil(q*float64(len(all))))-1)] }
	fmt.Printf("pauses of writes over %d losses: median %.2f s, p99 %.2f s, longest %.2f s\n", len(all), at(0.5).Seconds(), at(0.99).Seconds(), at(1).Seconds())
	if got := at(0.99); got > lossMax {
		t.Errorf("nothing was written for %v in 1 of 100, want at most %v", got, lossMax)
	}
}

// lose loses us-east. Where a lease lies elsewhere, it does not count.
func lose(t *testing.T, how string, i int) (pause time.Duration, counts bool) {
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute) // a loop that it ends would not end: no time passes
	defer cancel()
	c := cluster.StartRegions(t, cluster.Topology{Seed: uint64(i + 1)})
	db := c.Pool("eu-west")
	if _, err := db.Exec(ctx, "CREATE TABLE t (i int PRIMARY KEY)"); err != nil {
		t.Fatal(err)
	}
	time.Sleep(time.Duration(2000+137*(i%29)) * time.Millisecond)
	for _, d := range c.Local().Ranges() {
		if at := c.Local().Leaseholder(d.ID); at != nil && at.Region != "us-east" { // nobody: it has lapsed, unused
			t.Logf("%s, %d: the lease of r%d is at %v: it does not count", how, i, d.ID, at)
			return 0, false
		}
	}
	if how == "killed" {
		c.Kill("us-east")
	} else {
		c.Partition("us-east")
	}
	began, last, longest, written := time.Now(), time.Now(), time.Duration(0), 0
	for n := 0; time.Since(began) < lossWatched; n++ {
		if _, err := db.Exec(ctx, fmt.Sprintf("INSERT INTO t VALUES (%d)", n)); err != nil {
			t.Logf("after %v: %v", time.Since(began), err)
			continue
		}
		longest, last = max(longest, time.Since(last)), time.Now()
		written++
	}
	if written == 0 {
		t.Errorf("nothing was ever written again, in %v", lossWatched)
	}
	return max(longest, time.Since(last)), true
}

package cluster_test

import (
	"context"
	"flag"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/testing/cluster"
)

var farRegions = flag.Duration("far-regions", 2*time.Second, "the round trip between the regions of TestFarRegions")

// farTrips is how many round trips a write of TestFarRegions may take.
const farTrips = 8

// TestFarRegions: regions may be two seconds apart. Each serves reads and writes, in the times that round
// trips explain, a minute after the cluster began and for as long as it is watched.
func TestFarRegions(t *testing.T) {
	const near = 500 * time.Microsecond
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), max(time.Hour, 1000**farRegions))
		defer cancel()
		c := cluster.StartRegions(t, cluster.Topology{
			Seed: 1, Regions: []cluster.Region{{Name: "a"}, {Name: "b"}, {Name: "c"}},
			RoundTrip: func(from, to string) time.Duration {
				if from == to {
					return near
				}
				return *farRegions
			},
		})
		if _, err := c.Pool("a").Exec(ctx, "CREATE TABLE t (i int PRIMARY KEY, at text)"); err != nil {
			t.Fatal(err)
		}
		time.Sleep(max(time.Minute, 20**farRegions))
		began, writes := time.Now(), 0
		var longest time.Duration
		for i := 0; time.Since(began) < max(3*time.Minute, 60**farRegions); i++ {
			for _, region := range []string{"a", "b", "c"} {
				asked := time.Now()
				if _, err := c.Pool(region).Exec(ctx, fmt.Sprintf("INSERT INTO t VALUES (%d, '%s')", writes, region)); err != nil {
					t.Errorf("after %v, in %s: %v", time.Since(began), region, err)
				}
				writes++
				longest = max(longest, time.Since(asked))
			}
		}
		var n int
		if err := c.Pool("b").QueryRow(ctx, "SELECT count(*) FROM t").Scan(&n); err != nil || n != writes {
			t.Errorf("%d rows, %v, want %d", n, err, writes)
		}
		t.Logf("%d writes, the longest took %v", writes, longest)
		if most := farTrips * *farRegions; longest > most {
			t.Errorf("a write took %v, want at most %v", longest, most)
		}
	})
}

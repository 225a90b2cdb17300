package local_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/server/local"
)

// TestThreeRegions: nine nodes form one cluster, and any of them serves.
func TestThreeRegions(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := start(t, local.Options{Regions: local.ThreeRegions(), Seed: 1})
		cluster := c.Nodes()[0].Node().ClusterID()
		ids := map[uint32]bool{}
		for _, n := range c.Nodes() {
			ids[n.Node().ID()] = true
			if n.Node().ClusterID() != cluster {
				t.Errorf("%v is in another cluster", n)
			}
			exec(t, connect(t, n), "SELECT 1")
		}
		if len(ids) != 9 {
			t.Errorf("IDs %v, want nine", ids)
		}
	})
}

// TestFormsSoon: nine nodes that start together have all replicas of all ranges without
// waiting for any interval: each step follows the one before. A wait for a row, a
// heartbeat or a look that comes by its timer alone takes 100 ms or more.
func TestFormsSoon(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		start(t, local.Options{Regions: local.ThreeRegions(), Seed: 2, Replicated: true})
		if took := time.Since(began); took > 250*time.Millisecond {
			t.Errorf("replicated after %v of virtual time", took)
		}
	})
}

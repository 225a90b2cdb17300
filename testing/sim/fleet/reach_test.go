package fleet

import (
	"flag"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/isochrondb/isochron/base/codeprobe"
	"github.com/isochrondb/isochron/range/store"
	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/lossy"
	"github.com/isochrondb/isochron/testing/sim/plan"
)

// rare are the paths that simulations must come to, lest they prove nothing about them.
var rare = []string{
	"a commit goes before what has changed what it read",
	"a commit that is sent again has happened",
	"a lease begins with the word of the one before",
	"a merge is undone",
	"a proposal is lost with the leadership",
	"a range comes to a store as a state",
	"a range splits with stages in it",
	"a replica that lags gets a state",
	"a stage comes after its prevention",
	"a stage whose answer is lost is sent again",
	"a stage is settled without its coordinator",
	"a transaction is replayed",
	"a transaction whose answers were sent is replayed",
	"an acknowledgement waits until its timestamp has passed",
	"an error on rows that others had changed becomes a conflict",
	"recovery finds all stages of a transaction",
	"recovery finds that a stage is missing",
	"recovery prevents a stage that has not come",
	"replicas change by way of a joint configuration",
}

// reachSeeds is within how many clusters all of them are reached.
const reachSeeds = 30

var reachAll = flag.Uint64("reach-seeds", 0, "simulate at least so many of the clusters that come to rare paths")

// TestReach: a few clusters come to every rare path, and are well.
func TestReach(t *testing.T) {
	p, err := plan.Parse("isolate@1s+3s:2 raft@3s+10s=10 oneway@5s+3s:1 lease@5500ms lease@6s " +
		"kill@8s+1s:3 bridge@10s+2s:2 lease@11s split@11s split@11500ms scatter@12s crash@12s+500ms:1 split@13s lease@13s isolate@13500ms+2s:1 " +
		often("split@%v", 150*time.Millisecond) + often("merge@%v", 350*time.Millisecond) + "reset@4s:1,2 reset@7s:3 reset@9500ms:1 isolate@7s+700ms:4")
	if err != nil {
		t.Fatal(err)
	}
	paths := &codeprobe.Paths{}
	missing := slices.Clone(rare)
	from := uint64(*first)
	for s := from; s < from+*reachAll || s < from+reachSeeds && len(missing) > 0; s++ {
		c := Draw(s, Shape{})
		c.Regions = []local.Region{{Name: "us-east", Nodes: 4}}
		c.ClockError, c.Plan, c.CodeProbes, c.Clients, c.Rate = 10*time.Millisecond, p, paths, 20, 150
		late := &lateStages{rng: rand.New(rand.NewPCG(s, 8))}
		c.Configure = func(_ *local.Node, o *node.Options) {
			o.Recover.Grace, o.Before = -1, lossy.Before(late)
			o.PlantedStore = func(o *store.Options) { o.LogBytesMax, o.LagBytesMax = 4<<10, 16<<10 }
		}
		if rep := Run(t, c); rep.Bad() {
			tell(t, rep)
		}
		taken := paths.Taken()
		missing = slices.DeleteFunc(missing, func(p string) bool { return taken[p] > 0 })
		t.Logf("after %d clusters: %d are missing: %q", s-from+1, len(missing), missing)
	}
	for path, n := range paths.Taken() {
		t.Logf("%7d %s", n, path)
		if !slices.Contains(rare, path) {
			t.Errorf("%q is not among those that are looked for", path)
		}
	}
	if len(missing) > 0 {
		t.Errorf("not reached: %q", missing)
	}
}

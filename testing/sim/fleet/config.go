package fleet

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/isochrondb/isochron/base/codeprobe"
	"github.com/isochrondb/isochron/range/allocator"
	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/history"
	"github.com/isochrondb/isochron/testing/sim/plan"
	"github.com/isochrondb/isochron/testing/workload"
)

// Config is one simulated cluster and what happens to it.
type Config struct {
	Seed       uint64
	Regions    []local.Region
	ClockError time.Duration // E; the nodes' clocks claim all of it but their reading's lead
	Measured   bool          // the clocks do not know their own skew, but what a time service tells them
	Agree      bool          // the nodes go by clocks that agree; in every other world they run free
	Clients    int
	Think      time.Duration // of a client between two transactions, at most
	Rate       float64       // transactions that are sent in a second, by all clients together; 0: as many as they can
	Burst      int           // so many of them at once
	Hot        float64       // transactions in a second of further clients, hotClients at once, who want the same few rows
	Lasts      time.Duration // of the faults
	Calm       time.Duration // clients go on after them
	Watch      time.Duration // between two looks at the past
	Away       bool          // nodes are away most of the time: how much the looks compare is not asked
	Plan       plan.Plan
	MemTable   uint64
	Small      *Small        // nil: the product's own constants
	Weak       history.Level // of the lists that have less than SERIALIZABLE
	Loads      []string      // the names of what clients do; empty: all
	More       []string      // the names of further loads (workload.Further)
	Learners   bool          // ranges have a replica that does not vote
	Timeout    time.Duration // after which a client gives a transaction up; 0: txnWithin

	// CodeProbes is told of rare paths. nil: nobody is.
	CodeProbes *codeprobe.Paths
	// Trace is told what happens, as it does. nil: nobody is.
	Trace func(string)
	// Configure plants bugs, or changes nodes otherwise. nil: nothing.
	Configure func(n *local.Node, o *node.Options)
	// Prepare is called when the nodes are there, before the faults. nil: nothing.
	Prepare func(c *local.Cluster)
}

// Small are constants of the background work that are small, so that it goes on while faults
// strike: collection, merges, repair and comparisons of replicas.
type Small struct {
	Window     time.Duration // of collection
	MergeAge   time.Duration // of ranges' bounds, before they merge
	DeadAfter  time.Duration // of a store's silence
	CheckEvery time.Duration // between two comparisons of a range's replicas
	Grace      time.Duration // for a coordinator, before others recover its transaction
}

// String tells them.
func (s *Small) String() string {
	return fmt.Sprintf("collected after %v, merged after %v, dead after %v, compared every %v, recovered after %v",
		s.Window, s.MergeAge, s.DeadAfter, s.CheckEvery, s.Grace)
}

// drawSmall draws each from 10 to 20 s, and the grace for coordinators from 20 to 300 ms: requests
// that are late come after it.
func drawSmall(rng *rand.Rand) *Small {
	draw := func() time.Duration {
		return 10*time.Second + time.Duration(rng.Int64N(int64(10*time.Second))).Round(time.Millisecond)
	}
	return &Small{draw(), draw(), draw(), draw(), 20*time.Millisecond + time.Duration(rng.Int64N(int64(280*time.Millisecond))).Round(time.Millisecond)}
}

// The rest of what makes the background work go on.
const (
	smallCollectEvery = 2 * time.Second
	smallSilentGrace  = 200 * time.Millisecond
	smallCollectShare = 0.01 // of a range, that was written since
	smallSuspectFor   = 5 * time.Second
	smallRanges       = 8 // learners fed at once
	smallBareMin      = 2 // keys without rows that a walk leaves out
)

// apply sets them.
func (s *Small) apply(o *node.Options) {
	o.CheckEvery, o.Recover.Grace, o.Recover.SilentGrace = s.CheckEvery, s.Grace, min(s.Grace, smallSilentGrace)
	o.Collect.Window, o.Collect.Every, o.Collect.Share, o.Collect.Floor, o.Collect.Rest = s.Window, smallCollectEvery, smallCollectShare, 1, 1
	o.Ranges.BareMin = smallBareMin
	o.Placement.Timing = allocator.Timing{DeadAfter: s.DeadAfter, SuspectFor: smallSuspectFor}
	p := allocator.DefaultOptions()
	p.MergeAgeMin, p.LeaseRest = s.MergeAge, s.MergeAge
	p.Limits.SnapshotsFromStore, p.Limits.SnapshotsToStore = smallRanges, smallRanges
	o.Placement.Placement, o.Placement.CheckEvery, o.Placement.LeftFor = p, smallCollectEvery, s.MergeAge
}

// Shape is what a seed does not choose.
type Shape struct {
	Lasts time.Duration // of the faults; 0: shortLasts
	Every time.Duration // between two faults, on average; 0: by what Lasts is
	Kinds []plan.Kind   // of faults; empty: all that are drawn
}

// A short world is for finding bugs: many faults and bursts of clients in little time, so that
// thousands of seeds can be run. A long one is for what takes time to go wrong.
const (
	shortLasts, shortEvery = 15 * time.Second, time.Second
	longLasts, longEvery   = 5 * time.Minute, 4 * time.Second
	shortCalm, longCalm    = 5 * time.Second, 10 * time.Second
	shortWatch, longWatch  = time.Second, 3 * time.Second
	// longRate leaves room for what is refused: an hour counts with 100,000 that are committed.
	shortRate, longRate = 60, 34
	// What goes wrong for milliseconds only is found where clients meet within them.
	shortHot, longHot = 20, 12
	hotClients        = 8
)

// Draw makes the cluster of a seed.
func Draw(seed uint64, s Shape) Config {
	rng := rand.New(rand.NewPCG(seed, 0xf1ee7))
	c := Config{Seed: seed, Clients: 6 + rng.IntN(8), MemTable: 64 << 10 << rng.IntN(5)}
	far := 1 // more clients, where transactions take long
	switch rng.IntN(6) {
	case 0, 1, 2: // one region, three zones or five
		c.Regions = []local.Region{{Name: "us-east", Nodes: 3 + 2*int(seed/2%2)}}
	case 3: // three near regions
		c.Regions, far = []local.Region{{Name: "us-east", Nodes: 1}, {Name: "us-east-2", Nodes: 1}, {Name: "us-central", Nodes: 1}}, 3
	case 4: // five nodes, two near regions
		c.Regions, far = []local.Region{{Name: "eu-west", Nodes: 3}, {Name: "uk-south", Nodes: 2}}, 3
	case 5: // the world
		c.Regions, far = []local.Region{{Name: "us-east", Nodes: 2}, {Name: "eu-west", Nodes: 2}, {Name: "ap-northeast", Nodes: 1}}, 8
	}
	c.ClockError = []time.Duration{2 * time.Millisecond, 10 * time.Millisecond, 50 * time.Millisecond}[rng.IntN(3)]
	c.Burst = []int{1, 10, 60}[rng.IntN(3)]
	c.Weak = []history.Level{history.Snapshot, history.ReadCommitted}[seed%2]
	c.Lasts, c.Calm, c.Watch, c.Rate = cmp.Or(s.Lasts, shortLasts), shortCalm, shortWatch, shortRate
	c.Hot = shortHot
	every := cmp.Or(s.Every, shortEvery)
	c.Clients *= min(far, 3)
	if c.Lasts >= time.Minute {
		c.Calm, c.Watch, c.Rate, c.Hot = longCalm, longWatch, longRate, longHot
		c.Clients *= max(far/3, 1)
		every = cmp.Or(s.Every, longEvery)
	}
	all := len(s.Kinds) == 0
	if all {
		s.Kinds = kinds(c.Lasts >= time.Minute)
	}
	draw := plan.Shape{Nodes: c.nodes(), Lasts: c.Lasts, Every: every, Error: c.ClockError, Kinds: s.Kinds}
	if small := drawSmall(rng); seed/4%2 == 0 {
		c.Small, draw.Long = small, max(small.Window, small.DeadAfter)+smallOutage
		small.Grace += time.Duration(far-1) * farGrace
	}
	c.Plan = plan.Draw(seed, draw)
	if all && c.Small != nil {
		c.Plan = withSplits(rng, c.Plan, c.Lasts)
		c.Plan = withLateCalls(rng, c.Plan, c.nodes(), c.Lasts)
	}
	if all {
		c.Plan = withUpgrades(seed, c.Plan, c.nodes(), c.Lasts)
	}
	c.Learners = seed%learnersOneIn == 1 && c.nodes() > 3 && !mixed(c.Plan)
	return c
}

// farGrace is what stages and their quorums take longer where regions are far apart, for each
// step of Draw's far: recovered before that, no transaction over several ranges would ever end.
const farGrace = 100 * time.Millisecond

// smallOutage is by how much outages last longer than it takes to collect and to repair.
const smallOutage = 5 * time.Second

// kinds are the faults that are drawn: where a world lasts, not those of members, for which an
// hour has no room.
func kinds(long bool) []plan.Kind {
	return slices.DeleteFunc(plan.Kinds(), func(k plan.Kind) bool { return long && k == plan.Replace })
}

// withSplits adds splits to a plan, so that there is something to merge.
func withSplits(rng *rand.Rand, p plan.Plan, lasts time.Duration) plan.Plan {
	for at := time.Duration(0); at < lasts; at += splitEvery {
		f := plan.Fault{Kind: plan.Split, At: (at + time.Duration(rng.Int64N(int64(splitEvery)))).Round(time.Millisecond)}
		if f.At < lasts {
			p = append(p, f)
		}
	}
	p.Sort()
	return p
}

// withLateCalls adds to a plan that some node's requests are lost, late and doubled: where others
// recover a transaction soon, its stages come after that.
func withLateCalls(rng *rand.Rand, p plan.Plan, nodes int, lasts time.Duration) plan.Plan {
	for at := time.Duration(0); at < lasts; at += callsEvery {
		f := plan.Fault{
			Kind: plan.Calls, At: (at + time.Duration(rng.Int64N(int64(callsEvery)))).Round(time.Millisecond), For: callsFor,
			Nodes: []int{1 + rng.IntN(nodes)}, Amount: callsPercent,
		}
		if f.At < lasts {
			p = append(p, f)
		}
	}
	p.Sort()
	return p
}

// How often that is, how long, and how many of the requests are hurt.
const callsEvery, callsFor, callsPercent = 10 * time.Second, 5 * time.Second, 10

// splitEvery is between two splits where ranges merge soon.
const splitEvery = 10 * time.Second

func (c *Config) nodes() (n int) {
	for _, r := range c.Regions {
		n += r.Nodes
	}
	return n
}

// furtherOneIn is how many worlds have one with each of the further loads.
const furtherOneIn = 4

// learnersOneIn is how many worlds have one where a replica of each range does not vote, if nodes are left for one.
const learnersOneIn = 3

// further draws the further loads of a seed's world. Older builds don't know what they are made of.
func further(seed uint64, p plan.Plan) (names []string) {
	rng := rand.New(rand.NewPCG(seed, 0xe6d))
	for _, l := range workload.Further(nil, nil) {
		if rng.IntN(furtherOneIn) == 0 && !mixed(p) {
			names = append(names, l.Name())
		}
	}
	return names
}

// String tells what a run is like.
func (c Config) String() string {
	small := "the product's constants"
	if c.Small != nil {
		small = c.Small.String()
	}
	return fmt.Sprintf("seed %d: %d nodes %v, E %v, %d clients, %v transactions a second, %d at once, %v for hot rows, further loads %v, replicas without a vote %v, memory tables of %d KiB, %s\n%v",
		c.Seed, c.nodes(), c.Regions, c.ClockError, c.Clients, c.Rate, c.Burst, c.Hot, c.More, c.Learners, c.MemTable>>10, small, c.Plan)
}

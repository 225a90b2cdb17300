package fleet

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/store"
	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/lossy"
	"github.com/isochrondb/isochron/testing/sim/plan"
)

// planted are bugs that the simulation must notice, each in clusters that give it a
// chance, within so many of them. Those clusters are well without the bug. (Package sim
// plants more of those of transactions and their recovery.)
var planted = []struct {
	name, rule string
	seeds      uint64
	rare       bool // few clusters notice it: looked for with -planted-rare alone
	long       bool // its clusters take many seconds: looked for with -planted-long alone, as .ci/run does
	plan       string
	world      func(c *Config)       // nil: as it is
	plant      func(c *Config)       // of the cluster
	node       func(o *node.Options) // of each node
	// ends is the fault soon after whose first coming a long world ends: what is broken by then goes
	// on in circles for as long as one looks. None: it lasts.
	ends plan.Kind
}{
	{
		name: "no commit wait", rule: "T1", seeds: 5, long: true, plan: "rolling@0s+100ms " + skewed, world: unsure,
		plant: func(c *Config) {
			var open atomic.Bool // a schema change without it is not even seen by the next statement
			c.Prepare = func(*local.Cluster) { open.Store(true) }
			c.Configure = func(_ *local.Node, o *node.Options) { o.PlantedCoord.NoCommitWait = open.Load() }
		},
	},
	{
		name: "nobody waits for a global table's c", rule: "G3", seeds: 5, long: true, plan: "rolling@0s+100ms " + skewed, world: global,
		plant: onceOpen(func(o *node.Options) { o.PlantedCoord.NoCommitWait = true }),
	},
	{
		name: "replicas trust their clocks about global tables", rule: "G1", seeds: 20, plan: "raft@500ms+9s=45 lease@3s lease@6s", world: global,
		node: func(o *node.Options) { o.PlantedReplica.FollowerUnclosed = true },
	},
	{
		name: "clocks lie", rule: "T1", seeds: 5, plan: "skew@1s+20s:1=150000 skew@1s+20s:2=-150000",
		plant: func(c *Config) {
			c.Prepare = func(l *local.Cluster) {
				for _, n := range l.Nodes() {
					n.Clock.Lie(0)
				}
			}
		},
	},
	{
		name: "marks are lost", rule: "T2", seeds: 5, long: true, plan: skewed + "lease@1s lease@3s", world: unsure,
		node: func(o *node.Options) { o.PlantedReplica.NoTSCache = true },
	},
	{
		name: "commits go before who has read what they write", rule: "T2", seeds: 40, plan: "split@1s", world: crowded,
		node: func(o *node.Options) { o.PlantedReplica.EarlierUnmarked = true },
	},
	{
		name: "a lease goes over without its marks", rule: "T3", seeds: 15, long: true, world: crowded,
		plan: skewed + often("lease@%v", 50*time.Millisecond),
		node: func(o *node.Options) { o.PlantedReplica.RevokeDropsReads = true },
	},
	{
		name: "stale recovery", rule: "T8", seeds: 20, long: true, plan: often("lease@%v", time.Second),
		world: func(c *Config) { // stages come late, while others recover what has come elsewhere
			late := &lateStages{rng: rand.New(rand.NewPCG(c.Seed, 8))}
			c.Configure = func(_ *local.Node, o *node.Options) { o.Recover.Grace, o.Before = -1, lossy.Before(late) }
			c.Clients, c.Rate = 20, 300
		},
		node: func(o *node.Options) { o.PlantedRecover.NoPrevention = true },
	},
	{
		name: "leases overlap", rule: "T3", seeds: 10, long: true, plan: "hang@1s+6s:1 hang@9s+6s:2 hang@17s+6s:3",
		world: func(c *Config) { c.Lasts, c.Clients, c.Rate, c.Timeout = 25*time.Second, 24, 300, 2*time.Second },
		node: func(o *node.Options) {
			was := o.PlantedStore
			o.PlantedStore = func(s *store.Options) {
				was(s)
				s.PlantedLongLease = true
			}
		},
	},
	{
		name: "the log is not synced", rule: "P2", seeds: 5, plan: "dark@3s+1s dark@7s+1s",
		plant: func(c *Config) {
			c.Prepare = func(l *local.Cluster) {
				for _, n := range l.Nodes() {
					n.Disk.PlantNoSync()
				}
			}
		},
		ends: plan.Dark,
	},
	{
		name: "what is visible is read before it is durable", rule: "T22", seeds: 5, world: single,
		plan: "disk@0s+12s:1=20 " + often("kill@%v+100ms:1", 800*time.Millisecond),
		node: func(o *node.Options) { o.PlantedReplica.UndurableRead = true },
	},
	{
		name: "a commit of several ranges enters their logs one by one", rule: "T9", seeds: 10, world: single,
		plan: "disk@0s+12s:1=20 split@500ms split@600ms split@700ms " + often("kill@%v+100ms:1", 800*time.Millisecond),
		node: func(o *node.Options) { o.PlantedStore = func(s *store.Options) { s.PlantedTorn = true } },
	},
	{
		name: "reads are not validated", rule: "T12", seeds: 5, plan: "lease@1s",
		node: func(o *node.Options) { o.PlantedReplica.NoValidation = true },
	},
	{
		name: "rows that are kept for scans are not changed", rule: "T12", seeds: 5, plan: "lease@1s",
		node: func(o *node.Options) {
			was := o.PlantedEngine
			o.PlantedEngine = func(e *pebbleengine.Options) {
				was(e)
				e.PlantedStaleStretches = true
			}
		},
	},
	{
		name: "changes of columns that were read pass", rule: "T12", seeds: 5, plan: "lease@1s",
		node: func(o *node.Options) { o.PlantedReplica.BlindColumns = true },
	},
	{
		name: "clocks agree, and nobody waits for them", rule: "C2", seeds: 5, long: true, plan: "rolling@0s+100ms split@3s split@4s", world: apart,
		plant: onceOpen(func(o *node.Options) { o.PlantedAgree.NoWait = true }),
	},
	{
		name: "clocks agree, and nobody looks at a permit", rule: "C1", seeds: 20, plan: behind, world: away, rare: true,
		plant: onceOpen(func(o *node.Options) { o.PlantedAgree.NoPermit = true }),
	},
	{
		name: "clocks agree, and messages carry readings that were not given out", rule: "C4", seeds: 20, long: true, plan: "rolling@0s+100ms split@3s split@4s", world: agreeing,
		plant: onceOpen(func(o *node.Options) { o.PlantedAgree.Rules.ReadingAhead = true }),
	},
	{
		name: "clocks agree, and one giver is enough to leave a node out", rule: "C2", seeds: 40, plan: "rolling@0s+100ms bridge@5s+8s:1", world: apart, rare: true, // server/local TestSeenByClients finds it at once
		plant: onceOpen(func(o *node.Options) { o.PlantedAgree.Rules.NoMajority = true }),
	},
}

// behind has nodes come back that were away for longer than a permit, and whose own clocks are far
// behind those that they had agreed on.
const behind = "skew@0s+30s:1,2,3=-1500000 kill@500ms+3500ms:1 kill@5s+3500ms:2 kill@9500ms+3500ms:3"

// onceOpen plants a bug in all nodes that start when the cluster is well: a cluster whose first
// permits nobody looks at does not even come to be.
func onceOpen(plant func(*node.Options)) func(*Config) {
	return func(c *Config) {
		var open atomic.Bool
		was, prepare := c.Configure, c.Prepare
		c.Prepare = func(l *local.Cluster) {
			if prepare != nil {
				prepare(l)
			}
			open.Store(true)
		}
		c.Configure = func(n *local.Node, o *node.Options) {
			if was != nil {
				was(n, o)
			}
			if open.Load() {
				plant(o)
			}
		}
	}
}

// agreeing has clocks that agree, and run free.
func agreeing(c *Config) {
	c.Agree, c.ClockError, c.Clients, c.Rate, c.Timeout = true, 50*time.Millisecond, 24, 500, 4*time.Second
	c.Lasts = 15 * time.Second
	c.Seed += c.Seed % 2
}

// apart is agreeing, with one node of three far away, whose clock is slow.
func apart(c *Config) {
	agreeing(c)
	c.Regions = []local.Region{{Name: "us-east", Nodes: 2}, {Name: "eu-west", Nodes: 1}}
	c.Prepare = func(l *local.Cluster) {
		for i, ppm := range []int64{rateFast, rateFast, -rateFast} {
			l.Nodes()[i].Clock.Rate(ppm)
		}
	}
}

// rateFast is a little less than what the rate of a clock may be wrong by.
const rateFast = rateMaxPPM - 5

// away is agreeing, where of three nodes there are mostly two.
func away(c *Config) {
	agreeing(c)
	c.Away = true
}

// global has clients of global tables in two regions.
func global(c *Config) {
	unsure(c)
	c.Regions = []local.Region{{Name: "us-east", Nodes: 2}, {Name: "us-central", Nodes: 1}}
	c.Loads, c.More = []string{"none"}, []string{"lists_global"}
}

// unsure makes the clocks' error count.
func unsure(c *Config) { c.ClockError = 50 * time.Millisecond }

// crowded is unsure, with many clients.
func crowded(c *Config) {
	c.ClockError, c.Clients, c.Rate, c.Timeout = 50*time.Millisecond, 24, 500, 2*time.Second
}

// lateStages has stages come up to 50 ms late, one by one.
type lateStages struct {
	mu  sync.Mutex // guards what follows; a leaf
	rng *rand.Rand
}

// Fate implements lossy.Faults.
func (l *lateStages) Fate(m lossy.Message) (f lossy.Fate) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if m.Method == kvpb.MethodStage && l.rng.IntN(2) == 0 {
		f.Delay = time.Duration(l.rng.Int64N(int64(50 * time.Millisecond)))
	}
	return f
}

// skewed is as much as clocks may differ by.
const skewed = "skew@0s+20s:1=45000 skew@0s+20s:2=-45000 "

// often is a fault again and again, for ten seconds.
func often(fault string, every time.Duration) string {
	var b strings.Builder
	for at := every; at < 10*time.Second; at += every {
		fmt.Fprintf(&b, fault+" ", at)
	}
	return b.String()
}

// TestPlanted plants each bug: a simulation that notices nothing is none. The same
// clusters without it are well.
func TestPlanted(t *testing.T) {
	for _, p := range planted {
		if p.rare && !*rarely || p.long && !*longer {
			continue
		}
		t.Run(p.name, func(t *testing.T) {
			draw := func(s uint64) Config {
				c := Draw(s, Shape{})
				c.Regions = []local.Region{{Name: "us-east", Nodes: 3}}
				c.Lasts, c.Calm, c.Clients, c.Rate, c.Burst = 10*time.Second, time.Second, 10, 150, 10
				c.Loads = []string{"lists"}
				var err error
				if c.Plan, err = plan.Parse(p.plan); err != nil {
					t.Fatal(err)
				}
				if p.world != nil {
					p.world(&c)
				}
				return c
			}
			if p.world != nil { // it is special
				if rep := Run(t, draw(1)); rep.Bad() {
					tell(t, rep)
				}
			}
			var lasted time.Duration
			var txns int64
			for s := uint64(1); s <= p.seeds; s++ {
				c := draw(s)
				c.plant(p.plant, p.node)
				rep := Run(t, c)
				lasted, txns = lasted+rep.Lasted, txns+rep.Committed
				if len(rep.Anomalies) > 0 {
					t.Logf("%s (%s): noticed in cluster %d, by the end of %v and %d transactions: %.300v", p.name, p.rule, s, lasted.Round(time.Second), txns, rep.Anomalies[0])
					return
				} else if rep.Bad() {
					t.Logf("%s: cluster %d: %v", p.name, s, rep.Problems[0])
				}
			}
			t.Errorf("%s (%s): not noticed in %d clusters", p.name, p.rule, p.seeds)
		})
	}
}

// plant adds a bug to a configuration.
func (c *Config) plant(cluster func(*Config), each func(*node.Options)) {
	if cluster != nil {
		cluster(c)
	}
	if was := c.Configure; each != nil {
		c.Configure = func(n *local.Node, o *node.Options) {
			if was != nil {
				was(n, o)
			}
			each(o)
		}
	}
}

// endsAfter is how long a world lasts after the fault that ends it.
const endsAfter = 20 * time.Second

// end has a cluster end soon after the first fault of a kind, if there is one.
func (c *Config) end(k plan.Kind) {
	i := slices.IndexFunc(c.Plan, func(f plan.Fault) bool { return f.Kind == k })
	if i < 0 {
		return
	}
	c.Lasts = min(c.Lasts, c.Plan[i].At+endsAfter)
	c.Plan = slices.DeleteFunc(slices.Clone(c.Plan), func(f plan.Fault) bool { return f.At > c.Lasts })
}

// lostCommits loses all requests to commit, once it is told to.
type lostCommits struct{ atomic.Bool }

// Fate implements lossy.Faults.
func (l *lostCommits) Fate(m lossy.Message) lossy.Fate {
	return lossy.Fate{Lost: l.Load() && (m.Method == kvpb.MethodCommit || m.Method == kvpb.MethodStage)}
}

// TestStandstill: clients that don't get on, once all is well again, are noticed.
func TestStandstill(t *testing.T) {
	for _, lost := range []bool{false, true} {
		var f lostCommits
		c := Draw(1, Shape{Lasts: time.Second, Kinds: []plan.Kind{plan.Lease}})
		c.Prepare = func(*local.Cluster) { f.Store(lost) }
		c.Configure = func(_ *local.Node, o *node.Options) { o.Before = lossy.Before(&f) }
		noticed := strings.Contains(strings.Join(Run(t, c).Problems, "\n"), "clients still did not get on")
		if noticed != lost {
			t.Errorf("commits are lost: %v; noticed: %v", lost, noticed)
		}
	}
}

var rarely = flag.Bool("planted-rare", false, "look for the planted bugs, too, that few of many clusters notice, in minutes")

var longer = flag.Bool("planted-long", false, "look for the planted bugs, too, that take ten seconds and more to be noticed")

var plantedHours = flag.Float64("planted-hours", 0, "look for each planted bug under the faults, the loads and the rate of -fleet-hours, for so many simulated hours at most")

// TestPlantedHours plants each bug in the worlds of the counted hour, one after the other, and
// prints which of them noticed, by which check, after how long and how many transactions.
func TestPlantedHours(t *testing.T) {
	worlds := int(*plantedHours * float64(time.Hour) / float64(longLasts))
	var table strings.Builder
	for _, p := range planted {
		if worlds == 0 {
			break
		}
		t.Run(p.name, func(t *testing.T) {
			var lasted time.Duration
			var txns int64
			for s := range worlds {
				c := configOf(t, uint64(*first+s), Shape{Lasts: longLasts})
				c.plant(p.plant, p.node)
				c.end(p.ends)
				rep := Run(t, c)
				lasted, txns = lasted+rep.Lasted, txns+rep.Committed
				if len(rep.Anomalies) > 0 {
					a := rep.Anomalies[0]
					load, _, _ := strings.Cut(a.Story, ":")
					fmt.Fprintf(&table, "| %s (%s) | %s, %s | %v, world %d | %d |\n", p.name, p.rule, a.Kind, load, lasted.Round(time.Second), c.Seed, txns)
					t.Logf("world %d: %.300v", c.Seed, a)
					return
				}
				if rep.Bad() {
					t.Logf("world %d: %.200s", c.Seed, rep.Problems[0])
				}
			}
			fmt.Fprintf(&table, "| %s (%s) | not noticed | %v | %d |\n", p.name, p.rule, lasted.Round(time.Second), txns)
			t.Errorf("%s (%s): not noticed in %v and %d transactions", p.name, p.rule, lasted.Round(time.Second), txns)
		})
	}
	if worlds > 0 {
		fmt.Printf("| planted | noticed by | simulated time | transactions |\n|---|---|---|---|\n%s", table.String())
	}
}

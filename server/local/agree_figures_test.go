package local_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/server/node"
)

var (
	figureSeeds   = flag.Int("agree-figures", 0, "clusters of each kind whose commit waits TestAgreeFigures measures; 0: one of those that are quick")
	figureCommits = flag.Int("agree-figures-commits", 20, "commits of each kind through each node there")
)

// figureWorld is what clocks are like, and how far apart nodes.
type figureWorld struct {
	name    string
	regions []local.Region
	budget  bool          // it goes by ε and E
	claim   time.Duration // what sources say of their error; an hour: there are none
	off     time.Duration // by which clocks are off true time at most; 0: they are exact
	ppm     int64         // by which oscillators are off; slewing to a source takes as much again
	bounds  []figureBound
}

// figureBound is a goal (goals.md, row 14): of commits of a kind, in any region, how long 99 of 100
// take beyond their quorums, and wait.
type figureBound struct {
	kind string // "lag": what a commit would wait that waits for no quorum; "local": within its region; "all": in all three
	most time.Duration
}

const (
	oneWay   = 100 * time.Microsecond // in one place
	farthest = 103 * time.Millisecond // of figureTrips
	noSource = time.Hour
)

var figureTrips = map[string]time.Duration{"ab": 33 * time.Millisecond, "ac": 75 * time.Millisecond, "bc": farthest}

func figureTrip(from, to string) time.Duration {
	if from == to {
		return 2 * oneWay
	}
	return figureTrips[min(from, to)+max(from, to)]
}

// quorumOf is how long a commit takes without Rule W, from a node of a region that leads the range,
// or does not.
func quorumOf(kind, region string, leads bool) time.Duration {
	switch {
	case kind == "lag":
		return 0
	case kind == "all":
		return max(figureTrip(region, "b"), figureTrip(region, "c")) + 2*oneWay
	case leads:
		return 2 * oneWay
	}
	return 4 * oneWay
}

// figures are what clients saw beyond quorums, and what nodes say that they waited, by kind and region.
type figures struct{ over, waited map[[2]string][]time.Duration }

// TestAgreeFigures measures for how long commits wait for other nodes' clocks, in whole clusters
// whose clocks agree (row 14 of goals.md): in one place where nobody knows the time, and in three
// regions. Clusters are quiet: little is sent that could carry readings.
func TestAgreeFigures(t *testing.T) {
	place := []local.Region{{Name: "a", Nodes: 3}}
	three := []local.Region{{Name: "a", Nodes: 3}, {Name: "b", Nodes: 3}, {Name: "c", Nodes: 3}}
	inPlace := []figureBound{{"lag", 2*oneWay + 200*time.Microsecond}, {"local", 2 * oneWay}}
	for _, w := range []struct {
		figureWorld
		quick, misses bool
	}{
		{figureWorld{name: "place", regions: place, claim: noSource, off: 2 * time.Second, ppm: 200, bounds: inPlace}, true, false},
		{figureWorld{name: "place-budget", regions: place, budget: true, claim: 5 * time.Millisecond, bounds: inPlace}, true, true},
		{figureWorld{name: "regions-exact", regions: three, claim: time.Microsecond, bounds: []figureBound{{"local", 2 * oneWay}, {"all", 0}}}, false, false},
		{figureWorld{name: "regions-utc5", regions: three, claim: 5 * time.Millisecond, off: 5 * time.Millisecond, ppm: 100, bounds: []figureBound{{"local", 11 * time.Millisecond}}}, true, false},
		{figureWorld{name: "regions-utc250", regions: three, claim: 250 * time.Millisecond, off: 250 * time.Millisecond, ppm: 100, bounds: []figureBound{{"local", farthest}, {"all", 2 * oneWay}}}, false, false},
		{figureWorld{name: "regions-unknown", regions: three, claim: noSource, off: 2 * time.Second, ppm: 200, bounds: []figureBound{{"local", farthest}, {"all", 2 * oneWay}}}, false, false},
	} {
		if !w.quick && *figureSeeds == 0 {
			continue
		}
		t.Run(w.name, func(t *testing.T) {
			f := &figures{map[[2]string][]time.Duration{}, map[[2]string][]time.Duration{}}
			for seed := range uint64(max(1, *figureSeeds)) {
				synctest.Test(t, func(t *testing.T) { w.measure(t, seed+1, f) })
			}
			missed := 0
			for _, b := range w.bounds {
				for _, r := range w.regions {
					key := [2]string{b.kind, r.Name}
					over, waited := f.over[key], f.waited[key]
					slices.Sort(over)
					slices.Sort(waited)
					fmt.Printf("agreed: world=%s kind=%s region=%s commits=%d over=%s waited=%s\n", w.name, b.kind, r.Name, len(over), quantilesOf(over), quantilesOf(waited))
					for what, v := range map[string][]time.Duration{"take": over, "wait": waited} {
						if len(v) == 0 {
							continue
						}
						p99 := v[len(v)*99/100]
						if p99 <= b.most {
							continue
						}
						missed++
						if !w.misses {
							t.Errorf("%s: of %s commits in region %s 99 of 100 %s %v at most beyond their quorums, want %v", w.name, b.kind, r.Name, what, p99, b.most)
						}
					}
				}
			}
			if w.misses && missed == 0 {
				t.Error("the goals are met without clocks that agree")
			}
		})
	}
}

// quantilesOf gives the median, p99 and the longest, in ms.
func quantilesOf(v []time.Duration) string {
	if len(v) == 0 {
		return "0/0/0"
	}
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	return fmt.Sprintf("%g/%g/%g", ms(v[len(v)/2]), ms(v[len(v)*99/100]), ms(v[len(v)-1]))
}

// measure commits in a cluster, through each node in turn.
func (w *figureWorld) measure(t *testing.T, seed uint64, f *figures) {
	rng := rand.New(rand.NewPCG(seed, 0xf19))
	nodes, ranges := w.cluster(t, seed, rng)
	var conns []*pgx.Conn
	for _, n := range nodes {
		conns = append(conns, connect(t, n))
	}
	for _, b := range w.bounds {
		before := proofs(t, nodes)
		for k := range figuresFirst + *figureCommits {
			for i, n := range nodes {
				time.Sleep(time.Duration(rng.Int64N(int64(200 * time.Millisecond))))
				leads, waited := n.Node().Store().LeaseHeld(ranges[n.Region]), n.Node().CommitWait()
				took, _ := n.Node().Agreed()
				if b.kind != "lag" {
					took = w.commit(t, conns[i], n, b.kind, k)
				}
				if k < figuresFirst {
					continue
				}
				key := [2]string{b.kind, n.Region}
				over := took - quorumOf(b.kind, n.Region, leads)
				f.over[key] = append(f.over[key], over)
				if b.kind != "lag" {
					f.waited[key] = append(f.waited[key], n.Node().CommitWait()-waited)
				}
				if over > b.most && !w.budget {
					t.Logf("%s, seed %d: a commit (%s) through %v took %v beyond its quorum, and waited %v; the node: %v", w.name, seed, b.kind, n, over, n.Node().CommitWait()-waited, n.Node().Ready())
				}
			}
		}
		t.Logf("%s, seed %d, %s: waits by what came last: %v, before %v", w.name, seed, b.kind, proofs(t, nodes), before)
	}
}

// figuresFirst commits through each node tell it what it forgets while it is idle: plans, ways, the schema.
const figuresFirst = 2

// commit times a commit of its region's table alone, or of all.
func (w *figureWorld) commit(t *testing.T, conn *pgx.Conn, n *local.Node, kind string, k int) time.Duration {
	update := func(region string) string {
		return fmt.Sprintf("UPDATE t%s SET v = v + 1 WHERE i = %d", region, k%50)
	}
	sql := update(n.Region)
	if kind == "all" {
		exec(t, conn, "BEGIN")
		for _, r := range w.regions {
			exec(t, conn, update(r.Name))
		}
		sql = "COMMIT"
	}
	began := time.Now()
	exec(t, conn, sql)
	return time.Since(began)
}

// cluster starts one with its clocks as they are, with a table in each region, and returns when
// these are where they belong, with the ranges by region.
func (w *figureWorld) cluster(t *testing.T, seed uint64, rng *rand.Rand) ([]*local.Node, map[string]uint64) {
	c, err := local.New(local.Options{Regions: w.regions, Seed: seed, AgreeClocks: !w.budget, RoundTrip: figureTrip, ClockError: min(w.claim, 250*time.Millisecond) + 10*time.Millisecond,
		Configure: func(_ *local.Node, o *node.Options) { o.Placement.TurnEvery = time.Hour }}) // replicas of the directory stay, and so do those who give permits
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	nodes := c.Nodes()
	for _, n := range nodes {
		n.Clock.Claim(w.claim)
		if w.off > 0 {
			ppm := rng.Int64N(2*w.ppm+1) - w.ppm
			n.Clock.Rate(ppm)
			if w.claim < noSource {
				n.Clock.Drift(-ppm) // its daemon keeps the time of day at that
			}
			n.Clock.Skew(time.Duration(rng.Int64N(int64(2*w.off))) - w.off)
		}
		if err := n.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.AwaitReplicated(t.Context(), 3); err != nil {
		t.Fatal(err)
	}
	conn := connect(t, nodes[0])
	for _, r := range w.regions {
		exec(t, conn, "CREATE PLACEMENT POLICY "+r.Name+" PRIMARY_REGION = '"+r.Name+"'")
		exec(t, conn, "CREATE TABLE t"+r.Name+" (i int PRIMARY KEY, v int) TABLESPACE "+r.Name)
		exec(t, conn, "INSERT INTO t"+r.Name+" SELECT i, 0 FROM generate_series(0, 49) i")
	}
	await(t, 15*time.Minute, func() string {
		var pending string
		if err := conn.QueryRow(t.Context(), "SELECT coalesce(string_agg(object::text || ' ' || state, ', '), '') FROM isochron_internal.placement WHERE state <> 'SCHEDULED'").Scan(&pending); err != nil {
			return err.Error()
		}
		return pending
	})
	await(t, 5*time.Minute, func() string { // where those who give permits change, commits wait for them
		for _, n := range nodes {
			if g := n.Node().Givers(); !w.budget && len(g) != min(len(nodes), 5) {
				return fmt.Sprintf("%v: %v give permits", n, g)
			}
		}
		return ""
	})
	time.Sleep(20 * time.Second) // until rounds are known to be short
	ranges := map[string]uint64{}
	for _, r := range w.regions {
		var id int64
		if err := conn.QueryRow(t.Context(), "SELECT range_id FROM isochron_internal.ranges WHERE 'public.t"+r.Name+"' = ANY (tables)").Scan(&id); err != nil {
			t.Fatal(err)
		}
		ranges[r.Name] = uint64(id)
	}
	return nodes, ranges
}

// proofs counts the acknowledgements that waited, by what came last.
func proofs(t *testing.T, nodes []*local.Node) map[string]uint64 {
	t.Helper()
	out := map[string]uint64{}
	for _, n := range nodes {
		all, err := n.Node().Metrics().Gather()
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range all {
			if _, by, ok := strings.Cut(f.GetName(), "commit_wait_for_"); ok {
				out[strings.TrimSuffix(by, "_seconds")] += f.GetMetric()[0].GetHistogram().GetSampleCount()
			}
		}
	}
	return out
}

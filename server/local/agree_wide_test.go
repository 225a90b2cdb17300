package local_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/server/node"
)

// TestWideClocks (C8): where nodes hear their zones' hubs alone, all have permits, commits anywhere
// wait for no message, and all clocks are known, though most never hear each other. Nobody contradicts
// anybody; when a hub ends, its zone goes on with the next.
func TestWideClocks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		regions := []local.Region{{Name: "us-east", Nodes: 6, Zones: 1}, {Name: "us-east-2", Nodes: 6, Zones: 1}}
		c := start(t, local.Options{Regions: regions, Seed: 1, Replicated: true, ClockError: 250 * time.Millisecond, AgreeClocks: true,
			Configure: func(_ *local.Node, o *node.Options) { o.AgreeEachMax = 4 }})
		nodes := c.Nodes()
		for i, n := range nodes {
			n.Clock.Skew(time.Duration(i-6) * 30 * time.Millisecond)
			n.Clock.Claim(time.Hour)
		}
		agreed := func() string {
			for _, n := range nodes {
				if !n.Up() {
					continue
				}
				if behind, ok := n.Node().Agreed(); !ok || behind > 40*time.Millisecond {
					return fmt.Sprintf("%v: permit %v, behind by %v", n, ok, behind)
				}
			}
			return ""
		}
		await(t, time.Minute, agreed)
		exec(t, connect(t, nodes[0]), "CREATE TABLE t (i int PRIMARY KEY)")
		insert := func(from int) {
			t.Helper()
			began, unheard := time.Now(), uint64(0)
			for i, n := range nodes {
				if n.Up() {
					exec(t, connect(t, n), fmt.Sprintf("INSERT INTO t VALUES (%d)", from+i))
					unheard += n.Node().AgreementStats().Unheard
				}
			}
			t.Logf("commits at each node in %v; %d have waited for a message so far", time.Since(began), unheard)
		}
		insert(0)
		pings := allPings(t, nodes)
		time.Sleep(10 * time.Second)
		t.Logf("%d pings in ten seconds", allPings(t, nodes)-pings)
		givers := nodes[0].Node().Givers()
		for i, n := range nodes {
			var known int
			if err := connect(t, n).QueryRow(t.Context(), "SELECT count(*) FROM isochron_internal.clocks WHERE behind_ms < 60").Scan(&known); err != nil || known != len(nodes) {
				t.Errorf("node %d, of givers %v, knows %d clocks, %v", i+1, givers, known, err)
			}
		}
		if err := nodes[6].Kill(t.Context()); err != nil { // a hub of the second zone
			t.Fatal(err)
		}
		time.Sleep(5 * time.Second)
		await(t, 5*time.Second, agreed) // what is known stands still for a moment where the givers change
		insert(100)
		for _, n := range nodes {
			if n.Up() {
				if s := n.Node().AgreementStats(); s.Contradictions != 0 {
					t.Errorf("%v: %+v", n, s)
				}
			}
		}
	})
}

// allPings counts those that nodes have sent.
func allPings(t *testing.T, nodes []*local.Node) (sum int) {
	for _, n := range nodes {
		all, err := n.Node().Metrics().Gather()
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range all {
			if strings.HasSuffix(f.GetName(), "mesh_pings_total") {
				sum += int(f.GetMetric()[0].GetCounter().GetValue())
			}
		}
	}
	return sum
}

// TestBrokenLink (C8): where two nodes don't hear each other, and a third one hears both, commits
// through either go on, and are seen through the other.
func TestBrokenLink(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWitness(t, node.PlantedAgree{}, 1)
		w.c.Cut(w.nodes[1:2], w.nodes[2:])
		w.c.Cut(w.nodes[2:], w.nodes[1:2])
		time.Sleep(10 * time.Second) // permits of before are over
		w.look(5 * time.Second)
		if t.Logf("%d reads", w.judged); w.judged < 20 || w.stale > 0 {
			t.Errorf("%d of %d reads are below what was acknowledged", w.stale, w.judged)
		}
	})
}

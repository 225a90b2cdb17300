package process

import (
	"context"
	"flag"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

var (
	clusterKills   = flag.Int("cluster-kills", 2, "how often TestClusterKill kills the node with the most leases")
	clusterRolls   = flag.Int("cluster-rolls", 1, "how often TestRollingRestart restarts each of three nodes")
	clusterBetween = flag.Duration("cluster-between", 5*time.Second, "time between two kills")
	clusterRanges  = flag.Int("cluster-ranges", 20, "in how many ranges the accounts of TestClusterKill lie")
)

// pauseMax bounds how long a lost leaseholder may keep everybody from writing; drainPauseMax
// how long one that leaves in good order may.
const pauseMax, drainPauseMax = 3 * time.Second, 100 * time.Millisecond

func urls(c *Cluster) (out []string) {
	for _, m := range c.Members() {
		out = append(out, m.URL)
	}
	return out
}

// TestClusterKill kills the node with the most leases of three under load with -9, again
// and again, and starts it again in between.
func TestClusterKill(t *testing.T) {
	ctx := t.Context()
	c := StartCluster(t, binary, t.TempDir(), 3)
	if err := Seed(ctx, c.Members()[0].URL, 500); err != nil {
		t.Fatal(err)
	}
	divideAccounts(t, connect(t, c.Members()[0].URL), 500, *clusterRanges)
	c.AwaitReplicas(3, time.Minute)
	load := RunTransfers(t, urls(c), 500)
	defer load.Stop()
	c.Await("first writes", 10*time.Second, func(context.Context) bool { n, _ := load.Acked(); return n > 50 })
	var pauses []time.Duration
	for k := range *clusterKills {
		victim := c.Busiest(ctx)
		at := time.Now()
		victim.Kill()
		half := time.After(*clusterBetween / 2)
		<-half
		if err := victim.Start(); err != nil {
			t.Fatalf("restart of node %d: %v\n%s", victim.Index+1, err, victim.Log())
		}
		time.Sleep(time.Until(at.Add(*clusterBetween)))
		p := load.LongestPause(at, time.Now())
		n, _ := load.Acked()
		t.Logf("kill %d: node %d, longest pause of writes %v, %d acknowledged", k+1, victim.Index+1, p.Round(time.Millisecond), n)
		pauses = append(pauses, p)
		if p > pauseMax {
			c.Tell()
		}
	}
	load.Stop()
	for _, m := range c.Members() {
		load.Check(ctx, m.URL)
	}
	kinds, unexpected := load.Errors()
	t.Logf("errors by SQLSTATE: %v", kinds)
	for _, e := range unexpected[:min(len(unexpected), 10)] {
		t.Errorf("a client saw: %s", e)
	}
	if got := tellPauses(t, "kills", pauses); got > pauseMax {
		t.Errorf("p99 of the pauses is %v, want at most %v", got, pauseMax)
	}
}

// divideAccounts divides the accounts into ranges of about the same size.
func divideAccounts(t *testing.T, c *pgx.Conn, accounts, ranges int) {
	t.Helper()
	var at []string
	for i := 1; i < ranges; i++ {
		at = append(at, fmt.Sprintf("(%d)", i*accounts/ranges))
	}
	if len(at) == 0 {
		return
	}
	if _, err := c.Exec(t.Context(), "ALTER TABLE accounts SPLIT AT VALUES "+strings.Join(at, ", ")); err != nil {
		t.Fatal(err)
	}
}

// tellPauses prints how long writes paused, and returns what 99 of 100 did not exceed.
func tellPauses(t *testing.T, over string, pauses []time.Duration) (p99 time.Duration) {
	slices.Sort(pauses)
	at := func(q float64) time.Duration {
		return pauses[max(0, int(math.Ceil(q*float64(len(pauses))))-1)].Round(time.Millisecond)
	}
	t.Logf("pauses of writes over %d %s: median %v, p90 %v, p99 %v, longest %v", len(pauses), over, at(0.5), at(0.9), at(0.99), at(1))
	return at(0.99)
}

// TestGrowAndShrink adds a node to a loaded cluster of three, which gets its share, and
// then takes the first one away.
func TestGrowAndShrink(t *testing.T) {
	ctx := t.Context()
	c := StartCluster(t, binary, t.TempDir(), 3)
	first := c.Members()[0]
	if err := Seed(ctx, first.URL, 800); err != nil {
		t.Fatal(err)
	}
	db := connect(t, first.URL)
	divideAccounts(t, db, 800, 16)
	c.AwaitReplicas(3, time.Minute)
	load := RunTransfers(t, urls(c), 800)
	defer load.Stop()
	added, err := c.Add()
	if err != nil {
		t.Fatalf("%v\n%s", err, added.Log())
	}
	metric := func(ctx context.Context, m *Member, name string) float64 { v, _ := m.Metric(ctx, name); return v }
	began := time.Now()
	c.Await("the new node's share", 3*time.Minute, func(ctx context.Context) bool {
		return metric(ctx, added, "ranges") >= 8 && metric(ctx, added, "leases") >= 2
	})
	t.Logf("after %v the new node holds %v replicas and %v leases", time.Since(began).Round(time.Second), metric(ctx, added, "ranges"), metric(ctx, added, "leases"))
	if _, err := db.Exec(ctx, "SELECT isochron_internal.set_membership(1, 'decommissioning')"); err != nil {
		t.Fatal(err)
	}
	began = time.Now()
	c.Await("an empty node", 3*time.Minute, func(ctx context.Context) bool { return metric(ctx, first, "ranges") == 0 })
	t.Logf("node 1 was empty after %v", time.Since(began).Round(time.Second))
	_ = db.Close(ctx)
	if code := first.Stop(); code != 0 {
		t.Errorf("node 1 left with %d\n%s", code, first.Log())
	}
	if _, err := connect(t, added.URL).Exec(ctx, "SELECT isochron_internal.set_membership(1, 'decommissioned')"); err != nil {
		t.Fatal(err)
	}
	if err := first.Start(); err == nil {
		t.Error("a decommissioned node came back")
	} else if !strings.Contains(first.Log(), "decommissioned") {
		t.Errorf("a decommissioned node was refused with %s", first.Log())
	}
	load.Stop()
	load.Check(ctx, added.URL)
	kinds, unexpected := load.Errors()
	t.Logf("errors by SQLSTATE: %v", kinds)
	for _, e := range unexpected[:min(len(unexpected), 10)] {
		t.Errorf("a client saw: %s", e)
	}
}

// slowDrain is a pause after which a rolling restart shows the nodes' logs.
const slowDrain = 200 * time.Millisecond

// TestRollingRestart stops each node with SIGTERM under load and starts it again. Clients
// lose connections and nothing else.
func TestRollingRestart(t *testing.T) {
	ctx := t.Context()
	c := StartCluster(t, binary, t.TempDir(), 3)
	if err := Seed(ctx, c.Members()[0].URL, 500); err != nil {
		t.Fatal(err)
	}
	c.AwaitReplicas(3, time.Minute)
	load := RunTransfersApart(t, urls(c), 500)
	defer load.Stop()
	c.Await("first writes", 10*time.Second, func(context.Context) bool { n, _ := load.Acked(); return n > 50 })
	var pauses []time.Duration
	var calm time.Duration // the longest pause while nothing is restarted: the machine's own
	for range *clusterRolls {
		for _, m := range c.Members() {
			from := time.Now()
			if code := m.Stop(); code != 0 {
				t.Errorf("node %d left with %d\n%s", m.Index+1, code, m.Log())
			}
			stopped, left := time.Since(from), m.Log()
			if err := m.Start(); err != nil {
				t.Fatalf("restart of node %d: %v\n%s", m.Index+1, err, m.Log())
			}
			time.Sleep(time.Second)
			back := time.Now()
			p := load.LongestPause(from, back)
			pauses = append(pauses, p)
			time.Sleep(back.Sub(from))
			calm = max(calm, load.LongestPause(back, time.Now()))
			t.Logf("node %d: drained in %v, longest pause of writes %v; %v without a restart", m.Index+1, stopped.Round(time.Millisecond), p.Round(time.Millisecond), calm.Round(time.Millisecond))
			if p > slowDrain {
				t.Logf("node %d, which left:\n%s", m.Index+1, left)
				c.Tell()
			}
		}
	}
	if got := tellPauses(t, "drains", pauses) - calm; got > drainPauseMax {
		t.Errorf("p99 of the pauses is %v above what is seen without a restart, want at most %v: a drain is no loss", got, drainPauseMax)
	}
	load.Stop()
	load.Check(ctx, c.Members()[0].URL)
	kinds, unexpected := load.Errors()
	doubt, broken := load.Broken()
	t.Logf("errors by SQLSTATE: %v; %d connections broken, %d commits in doubt", kinds, broken, doubt)
	for _, e := range unexpected[:min(len(unexpected), 10)] {
		t.Errorf("a client saw: %s", e)
	}
}

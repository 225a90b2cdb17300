package process

import (
	"context"
	"flag"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

var (
	regionLosses  = flag.Int("region-losses", 0, "how often TestLosesARegion loses the region that leads: killed and cut off, in turns; 0: it starts no cluster")
	regionLossMax = flag.Duration("region-loss-max", 20*time.Second, "how long nothing may be written then, in 99 of 100 losses (row 26 of the goals: 3s, on a machine that does nothing else)")
	regionBetween = flag.Duration("region-between", 6*time.Second, "how long each loss lasts")
)

// lossRegions are three regions of three nodes each, and the round trips between them as measured (docs/geo.md).
var lossRegions = []string{"us-east", "eu-west", "ap-northeast"}

var lossRoundTrips = map[[2]int]time.Duration{{0, 1}: 74 * time.Millisecond, {0, 2}: 165 * time.Millisecond, {1, 2}: 232 * time.Millisecond}

const (
	nodesOfRegion = 3
	lossAccounts  = 200
	// staleBy is how old the reads are that go on during a loss: older than a loss keeps timestamps from being closed.
	staleBy = "-10s"
	// staleMax is how long one of them may take: as long as no loss does.
	staleMax = 2 * time.Second
)

// regionOf is the index of a member's region.
func regionOf(m *Member) int { return m.Index / nodesOfRegion }

// setWays sets the ways between all nodes; lost is the index of a region that nothing reaches, -1: none.
func setWays(c *Cluster, network *Network, lost int) {
	for _, a := range c.Members() {
		for _, b := range c.Members() {
			from, to := regionOf(a), regionOf(b)
			network.Set(a.ID(), b.ID(), Way{
				Latency: lossRoundTrips[[2]int{min(from, to), max(from, to)}] / 2,
				Cut:     from != to && (from == lost || to == lost),
			})
		}
	}
}

// TestLosesARegion runs nine processes in three regions, as far from each other as such regions are, and loses the
// one that leads, again and again: killed, or cut off. Clients in the two others go on writing after a pause, nothing that was
// acknowledged is lost, and their reads of the past do not pause.
func TestLosesARegion(t *testing.T) {
	if *regionLosses == 0 {
		return // nine processes take as long as a sixth of this package's other tests
	}
	ctx := t.Context()
	network := NewNetwork(t)
	defer network.Close()
	c := startRegions(t, network)
	setWays(c, network, -1)
	seedRegions(ctx, t, c)
	awaitHome(ctx, t, c)

	var elsewhere []string
	for _, m := range c.Members()[nodesOfRegion:] {
		elsewhere = append(elsewhere, m.URL)
	}
	load := RunTransfers(t, elsewhere, lossAccounts)
	defer load.Stop()
	c.Await("first writes", time.Minute, func(context.Context) bool { n, _ := load.Acked(); return n > 50 })
	awaitPast(t, c)

	var pauses []time.Duration
	stale := watchPast(ctx, t, c)
	for k := range *regionLosses {
		how := []string{"cut off", "killed"}[k%2]
		at := time.Now()
		loseRegion(t, c, network, how)
		pause := load.LongestPause(at, time.Now())
		n, _ := load.Acked()
		t.Logf("loss %d, %s: longest pause of writes %v, %d acknowledged", k+1, how, pause.Round(time.Millisecond), n)
		pauses = append(pauses, pause)
		regainRegion(t, c, network, how)
		awaitHome(ctx, t, c)
	}
	longest, reads := stale()
	t.Logf("%d reads of the past, the longest of %v", reads, longest)
	if reads == 0 || longest > staleMax {
		t.Errorf("of %d reads of the past one took %v, want at most %v", reads, longest, staleMax)
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
	if got := tellPauses(t, "losses of a region", pauses); got > *regionLossMax {
		t.Errorf("p99 of the pauses is %v, want at most %v", got, *regionLossMax)
	}
}

// startRegions starts the nine processes, which are near each other at first.
func startRegions(t *testing.T, network *Network) *Cluster {
	t.Helper()
	return startCluster(t, &Cluster{t: t, bin: binary, dir: t.TempDir(), net: network, each: func(i int) []string {
		return []string{fmt.Sprintf("--locality=region=%s,zone=%s-%d", lossRegions[i/nodesOfRegion], lossRegions[i/nodesOfRegion], i%nodesOfRegion)}
	}}, nodesOfRegion*len(lossRegions), nil)
}

// seedRegions makes the tables that the load needs, led in the first region, to survive its loss.
func seedRegions(ctx context.Context, t *testing.T, c *Cluster) {
	t.Helper()
	conn := connect(t, c.Members()[0].URL)
	c.Await("a node that knows all regions", time.Minute, func(ctx context.Context) bool {
		n := 0
		err := conn.QueryRow(ctx, "SELECT count(DISTINCT locality) FROM isochron_internal.nodes").Scan(&n)
		return err == nil && n == len(c.Members())
	})
	if err := Seed(ctx, c.Members()[0].URL, lossAccounts); err != nil {
		t.Fatal(err)
	}
	for _, sql := range []string{
		fmt.Sprintf("CREATE PLACEMENT POLICY safe PRIMARY_REGION = '%s' REGIONS = '%s' SURVIVAL_PREFERENCES = 'region'", lossRegions[0], strings.Join(lossRegions, ",")),
		"ALTER TABLE accounts SET TABLESPACE safe",
		"ALTER TABLE history SET TABLESPACE safe",
	} {
		if _, err := conn.Exec(ctx, sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
}

// awaitPast waits until the accounts were there so long ago as reads of the past look, in both other regions.
func awaitPast(t *testing.T, c *Cluster) {
	t.Helper()
	for _, m := range pastReaders(c) {
		conn := connect(t, m.URL)
		c.Await("accounts in the past", time.Minute, func(ctx context.Context) bool {
			sum, err := pastSum(ctx, conn)
			return err == nil && sum == 1000*lossAccounts
		})
	}
}

// pastReaders are nodes that reads of the past go to, one in each region but the first.
func pastReaders(c *Cluster) []*Member {
	return []*Member{c.Members()[nodesOfRegion], c.Members()[2*nodesOfRegion]}
}

// pastSum is the sum of all accounts as it was.
func pastSum(ctx context.Context, conn *pgx.Conn) (sum int, err error) {
	err = conn.QueryRow(ctx, "SELECT coalesce(sum(balance), 0) FROM accounts AS OF SYSTEM TIME '"+staleBy+"'").Scan(&sum)
	return sum, err
}

// awaitHome waits until the tables are where they should be, all led in the first region.
func awaitHome(ctx context.Context, t *testing.T, c *Cluster) {
	t.Helper()
	conn := connect(t, c.Members()[nodesOfRegion].URL)
	defer func() { _ = conn.Close(ctx) }()
	var home []int32
	for _, m := range c.Members()[:nodesOfRegion] {
		home = append(home, int32(m.ID()))
	}
	c.Await("placement", 2*time.Minute, func(ctx context.Context) bool {
		away, left := 0, 0
		err := conn.QueryRow(ctx, `SELECT count(*) FILTER (WHERE leaseholder <> ALL ($1)), (SELECT count(*) FROM isochron_internal.placement WHERE state <> 'SCHEDULED')
			FROM isochron_internal.ranges WHERE tables && '{accounts,history}'`, home).Scan(&away, &left)
		return err == nil && away == 0 && left == 0
	})
}

// loseRegion takes the first region away, and returns when it has been for -region-between.
func loseRegion(t *testing.T, c *Cluster, network *Network, how string) {
	t.Helper()
	if how == "killed" {
		for _, m := range c.Members()[:nodesOfRegion] {
			m.Kill()
		}
	} else {
		setWays(c, network, 0)
	}
	time.Sleep(*regionBetween)
}

// regainRegion brings it back.
func regainRegion(t *testing.T, c *Cluster, network *Network, how string) {
	t.Helper()
	if how != "killed" {
		setWays(c, network, -1)
		return
	}
	var started sync.WaitGroup
	for _, m := range c.Members()[:nodesOfRegion] {
		started.Go(func() {
			if err := m.Start(); err != nil {
				t.Errorf("restart of node %d: %v\n%s", m.Index+1, err, m.Log())
			}
		})
	}
	started.Wait()
}

// watchPast reads the accounts as they were, in each of the two other regions, until it is asked how long the longest
// of so many reads took.
func watchPast(ctx context.Context, t *testing.T, c *Cluster) func() (longest time.Duration, reads int) {
	t.Helper()
	var work sync.WaitGroup
	stop := make(chan struct{})
	readers := pastReaders(c)
	most, n := make([]time.Duration, len(readers)), make([]int, len(readers)) // of each reader, to be read once all have ended
	for i, m := range readers {
		conn, err := pgx.Connect(ctx, m.URL)
		if err != nil {
			t.Fatal(err)
		}
		work.Go(func() {
			defer func() { _ = conn.Close(ctx) }()
			every := time.NewTicker(100 * time.Millisecond)
			defer every.Stop()
			for {
				select {
				case <-stop:
					return
				case <-every.C:
				}
				began := time.Now()
				sum, err := pastSum(ctx, conn)
				if err != nil || sum != 1000*lossAccounts {
					t.Errorf("a read of the past in %s: %d, %v; want %d", lossRegions[regionOf(m)], sum, err, 1000*lossAccounts)
					return
				}
				n[i]++
				most[i] = max(most[i], time.Since(began))
			}
		})
	}
	return func() (longest time.Duration, reads int) {
		close(stop)
		work.Wait()
		for i := range readers {
			longest, reads = max(longest, most[i]), reads+n[i]
		}
		return longest, reads
	}
}

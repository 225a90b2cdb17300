package process

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/testing/history"
	"github.com/isochrondb/isochron/testing/workload"
)

var (
	nemesisRounds = flag.Int("nemesis-rounds", 2, "how many faults TestNemesis makes")
	nemesisSeed   = flag.Uint64("nemesis-seed", 1, "which")
)

const (
	nemesisClients = 6
	faultLasts     = 4 * time.Second
	faultAfter     = 3 * time.Second
	clientGivesUp  = 20 * time.Second
)

// TestNemesis runs three processes with a network between them that a nemesis cuts and
// slows, while it kills and stops nodes, under clients of every kind, whose histories
// are judged.
func TestNemesis(t *testing.T) {
	network := NewNetwork(t)
	defer network.Close()
	c := StartClusterOver(t, network, binary, t.TempDir(), 3)
	rec, tally := &workload.Recorder{}, &workload.Tally{}
	loads := workload.All(rec, tally, history.ReadCommitted)
	ctx := t.Context()
	first := connect(t, c.Members()[0].URL)
	for _, l := range loads {
		if err := l.Open(ctx, first); err != nil {
			t.Fatalf("%s: %v", l.Name(), err)
		}
	}
	_ = first.Close(ctx)
	c.AwaitReplicas(3, time.Minute)
	stop := make(chan struct{})
	var clients sync.WaitGroup
	for i := range nemesisClients {
		clients.Go(func() { visit(ctx, urls(c), loads, i, stop) })
	}
	rng := rand.New(rand.NewPCG(*nemesisSeed, 0))
	for range *nemesisRounds {
		from := time.Now()
		before := tally.Committed.Load()
		longest := watchPauses(t, c, tally, func() {
			t.Log(fault(t, c, network, rng))
			network.Heal()
			time.Sleep(faultAfter)
		})
		t.Logf("  in %v: %d committed, nothing for at most %v", time.Since(from).Round(time.Millisecond), tally.Committed.Load()-before, longest.Round(10*time.Millisecond))
	}
	close(stop)
	clients.Wait()
	for i, l := range loads {
		conn := connect(t, c.Members()[i%3].URL)
		if err := l.Final(ctx, conn); err != nil {
			t.Errorf("%s in the end: %v", l.Name(), err)
		}
		_ = conn.Close(ctx)
		for _, a := range l.Check() {
			t.Errorf("%s: %v", l.Name(), a)
		}
	}
	for _, a := range rec.Anomalies() {
		t.Error(a)
	}
	for _, p := range rec.Problems() {
		t.Error(p)
	}
	t.Logf("%d committed, %d aborted, %d unknown", tally.Committed.Load(), tally.Aborted.Load(), tally.Unknown.Load())
	if tally.Committed.Load() < int64(50*(1+*nemesisRounds)) {
		t.Error("too little was committed for this to say anything")
	}
}

// watchPauses returns the longest time without a commit while f runs.
func watchPauses(t *testing.T, c *Cluster, tally *workload.Tally, f func()) (longest time.Duration) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		f()
	}()
	every := time.NewTicker(10 * time.Millisecond)
	defer every.Stop()
	last, at, told := tally.Committed.Load(), time.Now(), time.Time{}
	for {
		select {
		case <-done:
			return max(longest, time.Since(at))
		case <-every.C:
			if n := tally.Committed.Load(); n != last {
				last, at = n, time.Now()
			}
			longest = max(longest, time.Since(at))
			if time.Since(at) > longPause && time.Since(told) > time.Second {
				told = time.Now()
				t.Logf("  nothing for %v: %s", time.Since(at).Round(time.Millisecond), standing(t.Context(), c))
			}
		}
	}
}

// longPause is from when on a pause is looked into.
const longPause = 3500 * time.Millisecond

// standing tells who leads what, as the nodes say.
func standing(ctx context.Context, c *Cluster) string {
	ctx, cancel := context.WithTimeout(ctx, 300*time.Millisecond)
	defer cancel()
	var out string
	for _, m := range c.Members() {
		leases, err := m.Metric(ctx, "leases")
		ranges, _ := m.Metric(ctx, "ranges")
		open, _ := m.Metric(ctx, "txn_open")
		out += fmt.Sprintf("node %d leads %v of %v ranges, %v transactions open (%v); ", m.ID(), leases, ranges, open, err)
	}
	return out
}

// visit sends transactions of all kinds until stop is closed.
func visit(ctx context.Context, urls []string, loads []workload.Load, i int, stop <-chan struct{}) {
	rng := rand.New(rand.NewPCG(*nemesisSeed, uint64(100+i)))
	var conn *pgx.Conn
	for at := i; ; {
		select {
		case <-stop:
			if conn != nil {
				_ = conn.Close(ctx)
			}
			return
		default:
		}
		one, cancel := context.WithTimeout(ctx, clientGivesUp)
		if conn == nil || conn.IsClosed() {
			var err error
			if conn, err = pgx.Connect(one, urls[at%len(urls)]); err != nil {
				conn = nil
				time.Sleep(20 * time.Millisecond)
			}
			at++
		} else {
			loads[rng.IntN(len(loads))].One(one, conn, i, rng)
			time.Sleep(time.Duration(rng.IntN(10)) * time.Millisecond)
		}
		cancel()
	}
}

// fault makes one fault, waits, and ends it. It tells which.
func fault(t *testing.T, c *Cluster, network *Network, rng *rand.Rand) string {
	m := c.Members()[rng.IntN(3)]
	var others []*Member
	for _, x := range c.Members() {
		if x != m {
			others = append(others, x)
		}
	}
	switch rng.IntN(5) {
	case 0:
		m.Kill()
		time.Sleep(faultLasts)
		if err := m.Start(); err != nil {
			t.Fatalf("restart: %v\n%s", err, m.Log())
		}
		return fmt.Sprintf("node %d was killed", m.ID())
	case 1:
		if err := m.Pause(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(faultLasts)
		if err := m.Resume(); err != nil {
			t.Fatal(err)
		}
		return fmt.Sprintf("node %d was stopped, and went on", m.ID())
	case 2:
		for _, x := range others {
			network.Set(m.ID(), x.ID(), Way{Cut: true})
			network.Set(x.ID(), m.ID(), Way{Cut: true})
		}
		time.Sleep(faultLasts)
		return fmt.Sprintf("node %d was cut off", m.ID())
	case 3:
		network.Set(m.ID(), others[0].ID(), Way{Cut: true})
		time.Sleep(faultLasts)
		return fmt.Sprintf("node %d was not heard by node %d", m.ID(), others[0].ID())
	default:
		for _, x := range others {
			network.Set(m.ID(), x.ID(), Way{Latency: 100 * time.Millisecond})
			network.Set(x.ID(), m.ID(), Way{Latency: 100 * time.Millisecond})
		}
		time.Sleep(faultLasts)
		return fmt.Sprintf("node %d was 200 ms away", m.ID())
	}
}

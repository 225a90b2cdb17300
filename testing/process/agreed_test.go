package process

import (
	"flag"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/isochrondb/isochron/testing/history"
	"github.com/isochrondb/isochron/testing/workload"
)

var (
	agreedRounds = flag.Int("agreed-rounds", 1, "how often TestClocksAgree kills and stops a node")
	agreedP99    = flag.Duration("agreed-p99", 0, "what 99 of 100 commits may wait for other nodes' clocks, in TestClocksAgree; 0: anything")
	agreedCalm   = flag.Duration("agreed-calm", 0, "how long TestClocksAgree looks at that before the faults; 0: it looks in the end, at commits that have waited for silent nodes' permits, too")

	agreedSeconds = flag.Int("agreed-tpcb-seconds", 0, "length of each load of TestAgreedTPCB; 0: it does nothing")
	agreedRepeat  = flag.Int("agreed-tpcb-rounds", 5, "how often TestAgreedTPCB measures each cluster")
	agreedShare   = flag.Float64("agreed-tpcb-share", 0.9, "of a shared clock's throughput, that clocks that agree must have")
)

// wrongClocks are those of three machines 60 ms apart that run at different rates, and know nothing
// of that. Clocks that are made wrong are not one, so that the cluster goes by clocks that agree
// without being told to.
var wrongClocks = [][]string{
	{"--clock-offset=30ms", "--clock-drift=200"},
	{"--clock-offset=0s", "--clock-drift=-200"},
	{"--clock-offset=-30ms", "--clock-drift=100"},
}

// startAgreed starts three processes with such clocks.
func startAgreed(t *testing.T) *Cluster {
	return StartClusterEach(t, binary, t.TempDir(), 3, func(i int) []string { return slices.Clone(wrongClocks[i]) })
}

// TestClocksAgree: three processes whose clocks lie 60 ms apart and run at different rates, and
// that know nothing of that, go by clocks that agree: nobody sees an anomaly while they are
// killed and stopped, and commits wait for messages, not for the 60 ms.
func TestClocksAgree(t *testing.T) {
	c := startAgreed(t)
	ctx := t.Context()
	rec, tally := &workload.Recorder{}, &workload.Tally{}
	loads := []workload.Load{workload.NewListLoad(workload.Common{Recorder: rec, Tally: tally}, history.StrictSerializable)}
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
	time.Sleep(faultAfter + *agreedCalm)
	if *agreedCalm > 0 {
		commitWaits(t, c, *agreedP99)
	}
	for i := range *agreedRounds {
		killed, stopped := c.Members()[i%3], c.Members()[(i+1)%3]
		killed.Kill()
		time.Sleep(faultAfter)
		if err := killed.Start(); err != nil {
			t.Fatalf("restart: %v\n%s", err, killed.Log())
		}
		time.Sleep(faultAfter)
		if err := stopped.Pause(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(faultLasts)
		if err := stopped.Resume(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(faultAfter)
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
	if tally.Committed.Load() < int64(50*(1+*agreedRounds)) {
		t.Error("too little was committed for this to say anything")
	}
	most := *agreedP99
	if *agreedCalm > 0 {
		most = 0
	}
	commitWaits(t, c, most)
	last := c.Members()[2]
	last.Stop()
	last.args = append(last.args, "--agree-clocks=false")
	if err := last.Start(); err == nil || !strings.Contains(last.Log(), "start it with --agree-clocks") {
		t.Errorf("a node that was told not to go by clocks that agree: %v", err)
	}
}

// commitWaits looks at what commits have waited for other nodes' clocks since the nodes' starts: half
// of them for less than these are apart, 99 of 100 for p99 at most (0: anything).
func commitWaits(t *testing.T, c *Cluster, most time.Duration) {
	t.Helper()
	ctx := t.Context()
	for _, m := range c.Members() {
		if by, err := m.Metric(ctx, "clocks_agreed"); err != nil || by != 2 {
			t.Errorf("node %d goes by %v, %v", m.ID(), by, err)
		}
		half, _, err := m.Quantile(ctx, "commit_wait_agreed_seconds", 0.5)
		p99, count, err2 := m.Quantile(ctx, "commit_wait_agreed_seconds", 0.99)
		if err != nil || err2 != nil || half > 30*time.Millisecond || most > 0 && p99 > most {
			t.Errorf("node %d: of %v commits half wait %v at most, 99 of 100 %v; %v %v", m.ID(), count, half, p99, err, err2)
		}
		t.Logf("node %d: of %v commits half wait %v at most, 99 of 100 %v", m.ID(), count, half, p99)
	}
}

// TestAgreedTPCB compares the throughput of TPC-B with 8 clients of three processes with wrong clocks
// that agree with that of three which share one clock: both are there all the time, and are
// measured in turn, through each of their nodes.
func TestAgreedTPCB(t *testing.T) {
	if *agreedSeconds == 0 {
		return
	}
	bin := client(t, "pgbench")
	clusters := [2]*Cluster{StartCluster(t, binary, t.TempDir(), 3), startAgreed(t)}
	for _, c := range clusters {
		pgbench(t, c.Members()[0].Server, bin, "", "-i", "-q", "-s", strconv.Itoa(*pgbenchScale))
		c.AwaitReplicas(3, time.Minute)
	}
	var got [2][]float64
	var leads [2]string
	for round := range *agreedRepeat {
		for _, i := range [][]int{{0, 1}, {1, 0}}[round%2] {
			sum := 0.0
			for _, m := range clusters[i].Members() {
				out := pgbench(t, m.Server, bin, "", "-n", "-M", "prepared", "-c", "8", "-j", "2", "-T", strconv.Itoa(*agreedSeconds))
				if failed := failures.FindStringSubmatch(out); failed == nil || failed[1] != "0" {
					t.Errorf("failed transactions:\n%s", out)
				}
				tps, err := strconv.ParseFloat(strings.TrimPrefix(throughput.FindString(out), "tps = "), 64)
				if err != nil {
					t.Fatalf("%v:\n%s", err, out)
				}
				sum += tps / 3
			}
			got[i] = append(got[i], sum)
			leads[i] = leaders(t, clusters[i])
		}
		t.Logf("round %d: a shared clock %.0f tps, clocks that agree %.0f; led by %s and %s", round, got[0][round], got[1][round], leads[0], leads[1])
	}
	share := median(got[1]) / median(got[0])
	t.Logf("medians: a shared clock %.0f tps, clocks that agree %.0f: %.3f of it", median(got[0]), median(got[1]), share)
	if share < *agreedShare {
		t.Errorf("%.3f of a shared clock's throughput, want %v", share, *agreedShare)
	}
	commitWaits(t, clusters[1], *agreedP99)
}

// leaders tells which nodes lead the ranges of pgbench's tables: throughput depends on that.
func leaders(t *testing.T, c *Cluster) (out string) {
	t.Helper()
	const ask = "SELECT coalesce(string_agg(format('%s@%s', tables[1], leaseholder), ' ' ORDER BY start_key), '') FROM isochron_internal.ranges WHERE array_to_string(tables, ' ') LIKE '%pgbench%'"
	if err := connect(t, c.Members()[0].URL).QueryRow(t.Context(), ask).Scan(&out); err != nil {
		t.Fatal(err)
	}
	return out
}

func median(of []float64) float64 {
	s := slices.Sorted(slices.Values(of))
	return (s[(len(s)-1)/2] + s[len(s)/2]) / 2
}

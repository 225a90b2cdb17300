package process

import (
	"flag"
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
)

// TestClocksAgree: three processes whose clocks lie 60 ms apart and run at different rates, and
// that know nothing of that, go by clocks that agree: nobody sees an anomaly while they are
// killed and stopped, and commits wait for messages, not for the 60 ms.
func TestClocksAgree(t *testing.T) {
	wrong := [][]string{
		{"--clock-offset=30ms", "--clock-drift=200"},
		{"--clock-offset=0s", "--clock-drift=-200"},
		{"--clock-offset=-30ms", "--clock-drift=100"},
	}
	c := StartClusterEach(t, binary, t.TempDir(), 3, func(i int) []string { return append(wrong[i], "--agree-clocks") })
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
	time.Sleep(faultAfter)
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
	for _, m := range c.Members() {
		if by, err := m.Metric(ctx, "clocks_agreed"); err != nil || by != 2 {
			t.Errorf("node %d goes by %v, %v", m.ID(), by, err)
		}
		half, _, err := m.Quantile(ctx, "commit_wait_agreed_seconds", 0.5)
		p99, count, err2 := m.Quantile(ctx, "commit_wait_agreed_seconds", 0.99)
		if err != nil || err2 != nil || half > 30*time.Millisecond || *agreedP99 > 0 && p99 > *agreedP99 {
			t.Errorf("node %d: of %v commits half wait %v at most, 99 of 100 %v; %v %v", m.ID(), count, half, p99, err, err2)
		}
		t.Logf("node %d: of %v commits half wait %v at most, 99 of 100 %v", m.ID(), count, half, p99)
	}
	last := c.Members()[2]
	last.Stop()
	last.args = last.args[:len(last.args)-1]
	if err := last.Start(); err == nil || !strings.Contains(last.Log(), "start it with --agree-clocks") {
		t.Errorf("a node that was not told to go by clocks that agree: %v", err)
	}
}

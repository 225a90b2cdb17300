package local_test

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/range/mvccgc"
	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/server/node"
)

// TestCollectAgreed: what snapshots read is protected by timestamps of the clocks that agree,
// which may be anywhere: an old snapshot is read while versions go, and versions do go.
func TestCollectAgreed(t *testing.T) {
	for _, skew := range []time.Duration{-time.Minute, time.Minute} {
		synctest.Test(t, func(t *testing.T) {
			c := start(t, local.Options{Regions: []local.Region{{Name: "us-east", Nodes: 3}}, Seed: 1, Replicated: true, ClockError: 250 * time.Millisecond, AgreeClocks: true,
				Configure: func(n *local.Node, o *node.Options) {
					n.Clock.Skew(skew)
					n.Clock.Claim(time.Hour)
					o.Collect = mvccgc.Options{Window: 20 * time.Second, HoldMax: 4 * time.Minute, Every: 5 * time.Second, Floor: 1}
				}})
			writer := connect(t, c.Nodes()[0])
			exec(t, writer, "CREATE TABLE t (i int PRIMARY KEY, v int); INSERT INTO t SELECT x, 0 FROM generate_series(1, 10) x")
			await(t, time.Minute, func() string { return upreplicated(c) })
			write := func(d time.Duration) {
				for end := time.Now().Add(d); time.Now().Before(end); time.Sleep(time.Second) {
					exec(t, writer, "UPDATE t SET v = v + 1")
				}
			}
			write(30 * time.Second)
			reader := connect(t, c.Nodes()[2])
			sum := func(when string) (n int) {
				if err := reader.QueryRow(t.Context(), "SELECT sum(v) FROM t").Scan(&n); err != nil {
					t.Fatalf("clocks off by %v, %s: %v", skew, when, err)
				}
				return n
			}
			exec(t, reader, "BEGIN ISOLATION LEVEL REPEATABLE READ")
			first := sum("at first")
			write(90 * time.Second)
			if again := sum("90 s later"); again != first {
				t.Errorf("a snapshot of %d is %d later", first, again)
			}
			exec(t, reader, "COMMIT")
			collected := func() (n float64) {
				for _, x := range c.Nodes() {
					n += gauge(t, x, "range_collected_versions_total")
				}
				return n
			}
			before := collected()
			write(60 * time.Second)
			await(t, 5*time.Minute, func() string {
				if n := collected() - before; n < 300 {
					return fmt.Sprintf("%v versions collected since", n)
				}
				return ""
			})
		})
	}
}

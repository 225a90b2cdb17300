package wan

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

// farTrip is the way to another region and back: no limit of time may be too short for it.
const farTrip = time.Second

// TestFarRegions: regions that are a second apart, and were near when the cluster began, have leaders,
// serve at home what belongs there, and reach each other.
func TestFarRegions(t *testing.T) { synctest.Test(t, farRegions) }

func farRegions(t *testing.T) {
	c := cluster.StartRegions(t, cluster.Topology{Seed: 1, ClockError: 10 * time.Millisecond,
		RoundTrip: func(from, to string) time.Duration {
			if from == to {
				return time.Millisecond
			}
			return farTrip
		},
		Regions:   []cluster.Region{{Name: "a", Nodes: 3}, {Name: "b", Nodes: 3}, {Name: "c", Nodes: 3}},
		Configure: func(_ *local.Node, o *node.Options) { o.Placement.TurnEvery = time.Hour }})
	run := func(at, sql string, within time.Duration) {
		t.Helper()
		conn := c.Conn(t.Context(), at)
		began := time.Now()
		if _, err := conn.Exec(t.Context(), sql); err != nil || time.Since(began) > within {
			t.Errorf("%s in region %s: %v after %v, want at most %v", sql, at, err, time.Since(began), within)
		}
	}
	time.Sleep(10 * farTrip)
	run("a", "CREATE PLACEMENT POLICY a PRIMARY_REGION = 'a'", 8*farTrip)
	run("a", "CREATE TABLE t (i int PRIMARY KEY, v int) TABLESPACE a", 8*farTrip)
	run("a", "INSERT INTO t VALUES (1, 1)", 2*farTrip)
	time.Sleep(100 * farTrip) // until it lies at home
	for range 10 {
		run("a", "UPDATE t SET v = v + 1", 100*time.Millisecond)
		run("a", "SELECT * FROM t", 10*time.Millisecond)
		run("b", "SELECT * FROM t", 2*farTrip)
		run("b", "UPDATE t SET v = v + 1", 3*farTrip+100*time.Millisecond) // it is read, locked and committed
		time.Sleep(5 * farTrip)
		for _, n := range c.Local().Nodes() {
			if err := n.Node().Ready(); err != nil {
				t.Errorf("%v: %v", n, err)
			}
		}
	}
}

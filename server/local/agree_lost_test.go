package local_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/server/local"
)

// TestFirstGiverLost: a cluster that is replicated survives the loss of its first node's disk,
// which gave all permits in the beginning.
func TestFirstGiverLost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := start(t, local.Options{Regions: []local.Region{{Name: "us-east", Nodes: 4}}, Seed: 3, ClockError: 250 * time.Millisecond, AgreeClocks: true})
		began := time.Now()
		if err := c.AwaitReplicated(t.Context(), 3); err != nil {
			t.Fatal(err)
		}
		t.Logf("replicated after %v", time.Since(began))
		nodes := c.Nodes()
		exec(t, connect(t, nodes[0]), "CREATE TABLE t (i int PRIMARY KEY)")
		if err := nodes[0].Kill(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := nodes[0].Wipe(t.Context()); err != nil {
			t.Fatal(err)
		}
		conn := connect(t, nodes[1])
		await(t, time.Minute, func() string { // leases go over, and permits of the lost one end
			if _, err := conn.Exec(t.Context(), "INSERT INTO t VALUES (1) ON CONFLICT DO NOTHING"); err != nil {
				return err.Error()
			}
			return ""
		})
		if err := nodes[0].Start(t.Context()); err != nil { // anew, as another one
			t.Fatal(err)
		}
		exec(t, connect(t, nodes[0]), "INSERT INTO t VALUES (2)")
	})
}

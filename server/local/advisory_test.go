package local_test

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/server/local"
)

// TestLocksFollowTheLease: where the lease under the locks goes to another node, sessions that hold
// locks live on, and others are granted some at once, though nothing else tells their node where it
// went. Who asks the old owner for good takes itself for cut off, and ends its sessions.
func TestLocksFollowTheLease(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := start(t, local.Options{Regions: []local.Region{{Name: "us-east", Nodes: 3}}, Seed: 1, Replicated: true})
		await(t, time.Minute, func() string { return upreplicated(c) })
		nodes := c.Nodes()
		first := nodes[0].Node().Router().First()
		var conns []*pgx.Conn
		for i, n := range nodes {
			conns = append(conns, connect(t, n))
			exec(t, conns[i], fmt.Sprintf("SELECT pg_advisory_lock(%d)", i))
		}
		for round := range 6 {
			owner := c.Leaseholder(first.ID)
			if owner == nil {
				t.Fatal("nobody leads the directory")
			}
			to := nodes[(owner.Index+1+round%2)%3]
			if err := owner.Node().Store().TransferLease(t.Context(), first.ID, to.Node().StoreID()); err != nil {
				t.Fatal(err)
			}
			time.Sleep(15 * time.Second)
			for i, conn := range conns {
				began := time.Now()
				exec(t, conn, fmt.Sprintf("SELECT pg_advisory_unlock(%d), pg_advisory_lock(%d)", 3*round+i, 3*round+3+i))
				if d := time.Since(began); d > time.Second {
					t.Errorf("round %d: the lease went from %v to %v, and a lock at %v took %v", round, owner, to, nodes[i], d)
				}
			}
		}
	})
}

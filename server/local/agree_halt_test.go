package local_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/server/local"
)

// TestLeasesOfAHaltedMachine: a machine stands still for 20 ms, all its clocks with it, while Raft
// messages to it are late. It is found out, and without a permit for as long as it takes to see that its clocks are right again. Others take its leases
// as soon as what was promised to it is over, though it leads on as far as Raft is concerned, and give
// it none meanwhile.
func TestLeasesOfAHaltedMachine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		late := &lateAt{}
		c := start(t, local.Options{Regions: []local.Region{{Name: "us-east", Nodes: 3}}, Seed: 1, Replicated: true, ClockError: 250 * time.Millisecond, ClockClaim: time.Hour, AgreeClocks: true, RaftFaults: late})
		nodes := c.Nodes()
		late.node = nodes[2].Node().ID()
		exec(t, connect(t, nodes[0]), "CREATE TABLE t (i int PRIMARY KEY)")
		await(t, time.Minute, func() string { return upreplicated(c) })
		// all reports whether each range has a holder with a permit.
		all := func() bool {
			held := map[uint64]bool{}
			for _, n := range nodes {
				for _, d := range n.Node().Store().Ranges() {
					held[d.ID] = held[d.ID] || permitted(n) && n.Node().Store().LeaseHeld(d.ID)
				}
			}
			for _, h := range held {
				if !h {
					return false
				}
			}
			return len(held) > 0
		}
		const look = 100 * time.Millisecond
		for round := range 4 {
			time.Sleep(10 * time.Second)
			for _, n := range nodes[:2] { // it leads what there is
				for _, d := range n.Node().Store().Ranges() {
					if n.Node().Store().LeaseHeld(d.ID) {
						if err := n.Node().Store().TransferLease(t.Context(), d.ID, nodes[2].Node().StoreID()); err != nil {
							t.Error(err)
						}
					}
				}
			}
			await(t, time.Minute, func() string {
				if !all() {
					return "a range has no holder"
				}
				return ""
			})
			late.Store(true)
			nodes[2].Clock.Stop(true)
			time.Sleep(20 * time.Millisecond)
			nodes[2].Clock.Stop(false)
			out, without := 0, 0
			for range 10 * time.Second / look {
				time.Sleep(look)
				if !permitted(nodes[2]) {
					out++
				}
				if !all() {
					without++
				}
			}
			late.Store(false)
			t.Logf("round %d: node 3 has no permit for %v, and some range no holder for %v", round, time.Duration(out)*look, time.Duration(without)*look)
			if out == 0 || round == 0 && out > 50 {
				t.Errorf("node 3 was without a permit for %v", time.Duration(out)*look)
			}
			if d := time.Duration(without) * look; d > 3*time.Second {
				t.Errorf("ranges were without a holder for %v", d)
			}
		}
	})
}

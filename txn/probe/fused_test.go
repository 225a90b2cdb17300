package probe_test

import (
	"context"
	"testing"
	"testing/synctest"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/txn/coord"
)

type nothing struct{}

func (nothing) Marshal() ([]byte, error) { return []byte("x"), nil }

// A fused statement that comes to nothing costs its range no round of consensus, also
// where another could lead next: all that it might have committed at lies in this lease.
func TestFusedNoCostsNoRound(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, worldOptions{seed: 8, nodes: 4, voters: 3})
		defer w.close()
		w.lead("a", 1)
		w.set(4, "a", "1")
		met := &w.nodes[0].life.Load().met
		for range 10 {
			x := w.begin(4)
			_, err := x.Fused(context.Background(), coord.FusedSpec{
				Locks: []coord.LockTarget{{Key: key("a"), Mode: kvpb.LockMode_UPDATE}}, Fragment: nothing{},
			})
			if err == nil {
				t.Fatal("a node without an evaluator ran a fragment")
			}
			x.Rollback(context.Background())
		}
		if n := met.Preventions.Load(); n != 0 {
			t.Errorf("%d tombstones were written", n)
		}
	})
}

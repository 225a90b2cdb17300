package coord_test

import (
	"testing"
	"time"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/txn/coord"
	"github.com/isochrondb/isochron/txn/coord/wan"
)

// nowhere is what nobody may ask on one node.
type nowhere struct{ t testing.TB }

func (n nowhere) Region(uint32) string {
	n.t.Error("where a node stands was looked up, with one node")
	return ""
}

func (n nowhere) RTT(uint32) (smoothed, longest time.Duration) { return 0, 0 }

// TestDistanceIsFree: on one node nothing is looked up for what distance costs, nothing counted, and
// nothing allocated.
func TestDistanceIsFree(t *testing.T) {
	spec := coord.FusedSpec{Locks: []coord.LockTarget{{Key: key("a"), Mode: kvpb.LockMode_UPDATE}}, Fragment: double("")}
	fused := func(e *env) float64 {
		e.set("a", "")
		return testing.AllocsPerRun(1, func() {
			x := e.db.Begin(coord.TxnOptions{Isolation: sr})
			x.LimitRoundTrips(0)
			if _, err := x.Fused(e.Context(), spec); err != nil {
				t.Fatal(err)
			}
			if p := x.Price(); p != (wan.Price{}) {
				t.Errorf("on one node %+v was counted", p)
			}
			x.Recycle()
		})
	}
	read := func(e *env) float64 {
		k, buf := key("a"), make([]byte, 0, 64)
		return testing.AllocsPerRun(1, func() { pointRead(e, k, buf) })
	}
	without := start(t, nil)
	with := start(t, func(o *coord.Options) { o.Distances, o.Regions = nowhere{t}, nowhere{t} })
	if !with.db.Distant() || without.db.Distant() {
		t.Fatal("distance is counted where it is not asked for, or not where it is")
	}
	least := func(f func(*env) float64, e *env) float64 { // of pools forget some in most runs under the race detector
		n := f(e)
		for range 1000 {
			n = min(n, f(e))
		}
		return n
	}
	if a, b := least(fused, without), least(fused, with); b > a+0.5 {
		t.Errorf("a fused statement allocates %v times, %v with distances", a, b)
	}
	if a, b := least(read, without), least(read, with); b > a+0.5 {
		t.Errorf("a read allocates %v times, %v with distances", a, b)
	}
}

package coord

import (
	"testing"

	"github.com/isochrondb/isochron/txn/coord/wan"
)

// TestChains: of chains at once the longest counts.
func TestChains(t *testing.T) {
	var x Txn
	x.wan.Chain.Messages = 2
	x.branches(3, func(i int, c *wan.Chain) { c.Messages += 2 * i })
	if got := x.wan.Chain.Messages; got != 6 {
		t.Errorf("%d messages, want 6", got)
	}
	x.branches(1, func(_ int, c *wan.Chain) { c.Messages += 4 })
	if got := x.wan.Chain.Messages; got != 10 {
		t.Errorf("%d messages, want 10", got)
	}
	x.LimitRoundTrips(5)
	if !x.MayCross(0) || x.MayCross(1) {
		t.Error("five round trips allow ten messages, and no more")
	}
	x.LimitRoundTrips(-1)
	if !x.MayCross(1000) {
		t.Error("there is no bound")
	}
}

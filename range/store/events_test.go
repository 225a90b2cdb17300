package store

import (
	"testing"
	"testing/synctest"

	"github.com/isochrondb/isochron/range/replica/replicapb"
)

// The loop still turns while a store closes: an event of a replica that is closed already does no harm.
func TestEventsAfterClose(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCluster(t, 23, 3, 3, nil)
		defer c.close()
		k := userKey("a")
		e := c.client(0)
		e.check(e.put(t.Context(), k, "1"))
		s := c.leaderOf(k).get()
		rh := s.ranges.get(s.Containing(k).ID)
		d := *rh.Descriptor()
		d.Generation++ // one that was changed is looked at
		rh.SetDescriptor(&d)
		rh.close()
		rh.serves()
		s.checkEntry(rh, &replicapb.Check{Verdict: true}, true)
		if rh.serving.Load() != nil {
			t.Error("what is closed serves")
		}
	})
}

package store

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/range/descriptor"
)

// A store that joins a cluster begins without ranges, and gets them from others.
func TestJoin(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCluster(t, 20, 4, 3, nil)
		defer c.close()
		m, k := c.stores[3], userKey("a")
		m.stop()
		m.disk = pebbleengine.NewCrashFS()
		e, err := pebbleengine.Open(pebbleengine.Options{FS: m.disk, Dir: "store"})
		m.check(err)
		m.check(Join(e, m.ident()))
		if err := Join(e, m.ident()); err == nil {
			t.Error("joined twice")
		}
		m.check(e.Close())
		m.start()
		s := m.get()
		if s.First() != nil || s.Containing(k) != nil || len(s.Ranges()) != 0 || len(s.Reports(t.Context())) != 0 {
			t.Errorf("a store without ranges has %v, %v, %v", s.First(), s.Containing(k), s.Ranges())
		}
		m.check(c.client(0).put(t.Context(), k, "1"))
		c.changeOnce(k, func(d *descriptor.Range) []descriptor.Replica {
			return append(slices.Clone(d.Replicas), descriptor.Replica{ID: d.NextReplicaID(), NodeID: 4, StoreID: 4, Learner: true})
		})
		time.Sleep(5 * time.Second)
		if d := s.Containing(k); d == nil {
			t.Error("the replica did not come")
		} else if r := s.Reports(t.Context(), d.ID); len(r) != 1 || r[0].State != Following || r[0].Leader.StoreID != c.leaderOf(k).id {
			t.Errorf("the new replica is reported as %+v; store %d leads", r, c.leaderOf(k).id)
		}
		m.stop()
		m.start() // without a range it leads
	})
}

// The leaseholder tells how far the others are, who supports it, and the load.
func TestReports(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCluster(t, 21, 3, 3, nil)
		defer c.close()
		ctx, k := t.Context(), userKey("a")
		e := c.client(0)
		e.check(e.put(ctx, k, "1"))
		m := c.leaderOf(k)
		id := m.get().Containing(k).ID
		m.get().Reports(ctx, id) // the first window begins
		for range 100 {
			e.check(e.put(ctx, k, "2"))
			time.Sleep(60 * time.Millisecond)
		}
		r := m.get().Reports(ctx, id)[0]
		if !r.Lease || r.Quiet || r.State != Serving || r.LeaseUntil == 0 || r.Term == 0 || len(r.Progress) != 2 || r.Leader.StoreID != m.id {
			t.Errorf("the leaseholder's report is %+v", r)
		}
		if r.RequestsPerSecond < 10 || r.WritesPerSecond < 10 || r.BytesPerSecond < 100 {
			t.Errorf("load is reported as %v requests, %v writes, %v bytes in a second", r.RequestsPerSecond, r.WritesPerSecond, r.BytesPerSecond)
		}
		time.Sleep(10 * time.Second)
		away := c.stores[m.id%3]
		r = m.get().Reports(ctx, id)[0]
		if !r.Quiet {
			t.Errorf("after ten quiet seconds the range is not quiet: %+v", r)
		}
		away.crash(0)
		e.check(c.client(int(m.id)-1).put(ctx, k, "3"))
		time.Sleep(10 * time.Second)
		for _, p := range m.get().Reports(ctx, id)[0].Progress {
			if lost := p.Store == away.id; (p.Lag > 0) != lost || p.Supported == lost {
				t.Errorf("store %d was lost, and store %d is at %+v", away.id, p.Store, p)
			}
		}
	})
}

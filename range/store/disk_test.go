package store

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/directory"
)

// longest writes until stop is closed, and returns how long the slowest write took.
func (c *cluster) longest(ctx context.Context, e *env, key []byte, stop chan struct{}) (most time.Duration) {
	for i := 0; !stopped(stop); i++ {
		begun := time.Now()
		if err := e.put(ctx, key, fmt.Sprint(i)); err != nil && !acceptable(err) {
			c.t.Error(err)
		}
		most = max(most, time.Since(begun))
		time.Sleep(10 * time.Millisecond)
	}
	return most
}

// A leaseholder whose disk stalls loses its leases, for it can't store promises; others take
// over, and once it is well again it serves like them.
func TestStalledDisk(t *testing.T) {
	for _, stall := range []time.Duration{300 * time.Millisecond, 4 * time.Second, 30 * time.Second} {
		t.Run(fmt.Sprint(stall), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := newCluster(t, 40, 3, 3, nil)
				defer c.close()
				ctx := t.Context()
				k := userKey("a")
				e := c.client(0)
				e.check(e.put(ctx, k, "1"))
				time.Sleep(3 * time.Second)
				e.check(e.put(ctx, k, "2"))
				bad := c.leaderOf(k)
				e = c.client(int(bad.id) % 3)
				stop := make(chan struct{})
				var most time.Duration
				var wg sync.WaitGroup
				wg.Go(func() { most = c.longest(ctx, e, k, stop) })
				time.Sleep(time.Second)
				bad.stall.Store(int64(stall))
				time.Sleep(10 * time.Second)
				if l := c.leaderOf(k); stall > 2*time.Second && (l == nil || l == bad) {
					t.Errorf("after ten seconds the lease is at %v", l)
				}
				if d := bad.get().DiskStall(); stall > 20*time.Second && d < 5*time.Second {
					t.Errorf("the store says that its disk stalls for %v", d)
				}
				bad.stall.Store(0)
				time.Sleep(40 * time.Second)
				close(stop)
				wg.Wait()
				// What was sent to the store that stalls waits for its disk: two turns of its log writer, each
				// behind a sync under way. The gateway's deadline is not part of this test.
				if most > 4*stall+2*time.Second {
					t.Errorf("a write took %v", most)
				}
				var err error
				for range 20 {
					l := c.leaderOf(k)
					if l == bad {
						break
					}
					if l != nil {
						err = l.get().TransferLease(ctx, l.get().Containing(k).ID, bad.id)
					}
					time.Sleep(100 * time.Millisecond)
				}
				if c.leaderOf(k) != bad {
					t.Errorf("the store does not serve again: %v", err)
				}
				e.check(e.put(ctx, k, "3"))
				time.Sleep(10 * time.Second)
				c.sameBytes(ctx, 3)
				if err := c.verdict(); err != nil {
					t.Error(err)
				}
			})
		})
	}
}

// A disk that pauses makes promises longer, for as long as that is remembered: the first pause
// may cost leases, the next ones do not.
func TestPausesMakePromisesLonger(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCluster(t, 43, 3, 3, func(o *Options) { o.RoundTrips = func() []time.Duration { return nil } })
		defer c.close()
		ctx := t.Context()
		k := userKey("a")
		e := c.client(0)
		e.check(e.put(ctx, k, "1"))
		time.Sleep(10 * time.Second)
		bad := c.leaderOf(k)
		calm := bad.get().LeaseLength()
		pause := func() {
			bad.stall.Store(int64(350 * time.Millisecond))
			time.Sleep(3 * time.Second)
			bad.stall.Store(0)
			time.Sleep(5 * time.Second)
		}
		pause()
		if got := bad.get().LeaseLength(); got < calm+200*time.Millisecond {
			t.Errorf("leases last %v after pauses of the disk, %v before", got, calm)
		}
		if holder := c.leaderOf(k); holder != bad {
			e.check(holder.get().TransferLease(ctx, holder.get().Containing(k).ID, bad.id))
			time.Sleep(time.Second)
		}
		pause()
		if c.leaderOf(k) != bad {
			t.Error("a disk that paused as before cost the lease")
		}
		time.Sleep(15 * time.Minute)
		if got := bad.get().LeaseLength(); got != calm {
			t.Errorf("leases last %v long after, %v before", got, calm)
		}
	})
}

// A disk without room: its store hands its leases over, and gets none as long as it is so.
func TestFullDiskHandsLeasesOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCluster(t, 41, 3, 3, nil)
		defer c.close()
		ctx := t.Context()
		e := c.client(0)
		keys := [][]byte{userKey("a"), userKey("b"), userKey("c")}
		for _, k := range keys {
			e.check(e.split(ctx, k))
			e.check(e.put(ctx, k, "1"))
		}
		bad := c.leaderOf(keys[0])
		bad.full.Store(true)
		time.Sleep(5 * time.Second)
		for _, k := range keys {
			begun := time.Now()
			e.check(e.put(ctx, k, "2"))
			if took := time.Since(begun); took > time.Second || c.leaderOf(k) == bad {
				t.Errorf("a write took %v, and the lease is at store %d", took, c.leaderOf(k).id)
			}
		}
		for _, k := range keys { // to whoever is left: not to the full one
			l := c.leaderOf(k)
			e.check(l.get().TransferLease(ctx, l.get().Containing(k).ID, 0))
			time.Sleep(100 * time.Millisecond)
			if c.leaderOf(k) == bad {
				t.Error("the full store got a lease")
			}
		}
		bad.full.Store(false)
		time.Sleep(5 * time.Second)
		l := c.leaderOf(keys[0])
		e.check(l.get().TransferLease(ctx, l.get().Containing(keys[0]).ID, bad.id))
		e.check(e.put(ctx, keys[0], "3"))
		time.Sleep(10 * time.Second)
		c.sameBytes(ctx, 3)
		if err := c.verdict(); err != nil {
			t.Error(err)
		}
	})
}

// Each range is compared by itself, once in the interval, and what differs from most others is
// named, whether it holds the lease or not.
func TestRangesAreCompared(t *testing.T) {
	for _, at := range []string{"a follower", "the leaseholder"} {
		t.Run("rot at "+at, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { rangesAreCompared(t, at == "the leaseholder") })
		})
	}
}

func rangesAreCompared(t *testing.T, leads bool) {
	c := newCluster(t, 42, 3, 3, func(o *Options) { o.CheckEvery = time.Minute })
	defer c.close()
	ctx := t.Context()
	e := c.client(0)
	k := userKey("a")
	e.check(e.put(ctx, k, "1"))
	time.Sleep(3 * time.Minute)
	for _, m := range c.stores {
		if wrong := m.get().Wrong(); len(wrong) != 0 {
			t.Errorf("store %d: %v", m.id, wrong)
		}
	}
	bad := c.leaderOf(k)
	if !leads {
		bad = c.stores[bad.id%3]
	}
	c.rot(bad, 1)
	time.Sleep(3 * time.Minute)
	for _, m := range c.stores {
		if wrong := m.get().Wrong(); (len(wrong) == 1 && wrong[0].Differs) != (m == bad) {
			t.Errorf("store %d: %v; the rot is at store %d", m.id, wrong, bad.id)
		}
	}
	if c.leaderOf(k) == bad {
		t.Error("the rotten replica holds the lease")
	}
	e.check(e.put(ctx, k, "2"))
	d := c.leaderOf(k).get().Containing(k)
	c.removeFrom(k, bad.id)
	time.Sleep(5 * time.Second)
	c.addOn(k, bad.id)
	time.Sleep(3 * time.Minute)
	if wrong := bad.get().Wrong(); len(wrong) != 0 {
		t.Errorf("range %d was replaced, and still %v", d.ID, wrong)
	}
}

// rot puts a version into a store's engine that no log has.
func (c *cluster) rot(m *member, v byte) {
	c.t.Helper()
	b := m.env.engine.NewBatch(0)
	if err := b.Put(userKey("rot"), 5, []byte{v}); err != nil {
		c.t.Fatal(err)
	}
	if err := m.env.engine.Apply(b, true); err != nil {
		c.t.Fatal(err)
	}
}

// Where most replicas agree on nothing nobody serves the range any more, and no replica is
// copied over another. While one that could decide is away, nothing is decided.
func TestNoMajority(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCluster(t, 44, 3, 3, func(o *Options) { o.CheckEvery = time.Minute })
		defer c.close()
		ctx := t.Context()
		e := c.client(0)
		k := userKey("a")
		e.check(e.put(ctx, k, "1"))
		lead := c.leaderOf(k)
		away, rotten := c.stores[lead.id%3], c.stores[(lead.id+1)%3]
		away.stop()
		c.rot(rotten, 1)
		time.Sleep(3 * time.Minute)
		for _, m := range []*member{lead, rotten} {
			if wrong := m.get().Wrong(); len(wrong) != 0 {
				t.Errorf("one against one, and store %d says %v", m.id, wrong)
			}
		}
		away.start()
		time.Sleep(3 * time.Minute)
		if wrong := rotten.get().Wrong(); len(wrong) != 1 || !wrong[0].Differs {
			t.Errorf("two against one, and it says %v", wrong)
		}
		c.rot(lead, 2)
		time.Sleep(3 * time.Minute)
		for _, m := range c.stores {
			if tied := m.get().Tied(); len(tied) != 1 {
				t.Errorf("three different replicas, and store %d says %v", m.id, tied)
			}
		}
		short, cancel := context.WithTimeout(ctx, 10*time.Second)
		defer cancel()
		if _, _, err := e.get(short, k); err == nil {
			t.Error("the range is served")
		}
	})
}

// A store that is cut off closes, whatever it has proposed.
func TestCloseCutOff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCluster(t, 43, 3, 3, nil)
		defer c.close()
		ctx := t.Context()
		e := c.client(0)
		a := userKey("a")
		_, _, err := e.get(ctx, directory.Key(a)) // somebody leads the directory
		e.check(err)
		time.Sleep(3 * time.Second)
		m := c.leaderOf(directory.Key(a))
		c.mu.Lock()
		for _, o := range c.stores {
			c.cut[[2]uint32{m.id, o.id}], c.cut[[2]uint32{o.id, m.id}] = true, true
		}
		c.mu.Unlock()
		m.get().queues.Tell(&descriptor.Range{ID: 99, Start: a, End: userKey("b"), Generation: 9, Replicas: m.get().ranges.all()[0].Descriptor().Replicas})
		time.Sleep(10 * time.Millisecond)
		begun := time.Now()
		m.stop()
		if took := time.Since(begun); took > 10*time.Second {
			t.Errorf("closing took %v", took)
		}
	})
}

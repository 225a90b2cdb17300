package store

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/range/queue"
)

// tied makes a cluster of three, where the replicas of k's range are all different.
func tied(t *testing.T, c *cluster, k []byte) (lead *member) {
	t.Helper()
	e := c.client(0)
	e.check(e.put(t.Context(), k, "1"))
	lead = c.leaderOf(k)
	for i, m := range c.stores {
		c.rot(m, byte(i+1))
	}
	time.Sleep(3 * time.Minute)
	for _, m := range c.stores {
		if got := m.get().Tied(); len(got) != 1 {
			t.Errorf("three different replicas, and store %d says %v", m.id, got)
		}
	}
	return lead
}

// served reports whether somebody serves k, who is asked through a store.
func (c *cluster) served(ctx context.Context, at *member, k []byte) bool {
	short, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	_, _, err := c.client(int(at.id)-1).get(short, k)
	return err == nil
}

// A range whose replicas agree on nothing goes on when they agree again, also where stores were
// started anew meanwhile: these do not forget it.
func TestTieEndsWhenReplicasAgree(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCluster(t, 45, 3, 3, func(o *Options) { o.CheckEvery = time.Minute })
		defer c.close()
		ctx, k := t.Context(), userKey("a")
		tied(t, c, k)
		if c.served(ctx, c.stores[0], k) {
			t.Error("the range is served")
		}
		for _, m := range c.stores {
			m.stop()
			m.start()
		}
		if c.served(ctx, c.stores[0], k) {
			t.Error("the range is served after a restart")
		}
		for _, m := range c.stores {
			if got := m.get().Tied(); len(got) != 1 {
				t.Errorf("after its restart store %d says %v", m.id, got)
			}
		}
		c.rot(c.stores[0], 2) // as the second has it
		time.Sleep(3 * time.Minute)
		if !c.served(ctx, c.stores[0], k) {
			t.Error("two replicas agree, and the range is not served")
		}
		for i, m := range c.stores {
			wrong := m.get().Wrong()
			if tied := m.get().Tied(); len(tied) != 0 || (len(wrong) == 1 && wrong[0].Differs) != (i == 2) {
				t.Errorf("two replicas agree, and store %d says %v and %v", m.id, tied, wrong)
			}
		}
		e := c.client(0)
		e.check(e.put(ctx, k, "2"))
	})
}

// A range that has stopped because one replica was away too long, and the others differ, goes
// on when that one is back.
func TestTieEndsWhenTheThirdIsBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCluster(t, 46, 3, 3, func(o *Options) { o.CheckEvery = time.Minute })
		defer c.close()
		ctx, k := t.Context(), userKey("a")
		e := c.client(0)
		e.check(e.put(ctx, k, "1"))
		lead := c.leaderOf(k)
		away, rotten := c.stores[lead.id%3], c.stores[(lead.id+1)%3]
		away.stop()
		c.rot(rotten, 1)
		time.Sleep((2*queue.UndecidedMax + 2) * time.Minute)
		if len(lead.get().Tied()) != 1 || c.served(ctx, lead, k) {
			t.Errorf("one against one: %v", lead.get().Tied())
		}
		away.start()
		time.Sleep(4 * time.Minute)
		if wrong := rotten.get().Wrong(); len(wrong) != 1 || !wrong[0].Differs {
			t.Errorf("two against one, and it says %v", wrong)
		}
		if !c.served(ctx, lead, k) {
			t.Error("the range is not served")
		}
	})
}

// Somebody decides which replica is right: it serves, and the others are to be replaced, the
// leaseholder's among them.
func TestTieIsResolved(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCluster(t, 47, 3, 3, func(o *Options) { o.CheckEvery = time.Minute })
		defer c.close()
		ctx, k := t.Context(), userKey("a")
		tied(t, c, k)
		lead := c.leaderOf(k)
		right := c.stores[lead.id%3]
		id := lead.get().Containing(k).ID
		for _, nobody := range []uint32{0, 9} {
			if err := lead.get().ResolveTie(ctx, id, nobody); err != nil || len(lead.get().Tied()) != 1 {
				t.Errorf("store %d was said to be right: %v, and the tie is over: %v", nobody, err, lead.get().Tied())
			}
		}
		if err := lead.get().ResolveTie(ctx, id, right.id); err != nil {
			t.Error(err)
		}
		time.Sleep(5 * time.Second)
		if !c.served(ctx, right, k) {
			t.Error("the range is not served")
		}
		if got := c.leaderOf(k); got != right {
			t.Errorf("store %d leads, want %d", got.id, right.id)
		}
		for _, m := range c.stores {
			wrong := m.get().Wrong()
			if tied := m.get().Tied(); len(tied) != 0 || (len(wrong) == 1 && wrong[0].Differs) != (m != right) {
				t.Errorf("store %d says %v and %v", m.id, tied, wrong)
			}
		}
	})
}

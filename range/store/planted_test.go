package store

import (
	"testing"
	"testing/synctest"
	"time"
)

// isolate cuts a store off from all others, both ways.
func (c *cluster) isolate(id uint32) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, m := range c.stores {
		if m.id != id {
			c.cut[[2]uint32{id, m.id}], c.cut[[2]uint32{m.id, id}] = true, true
		}
	}
}

// Promises are durable before they are given: a voter that forgets one in a crash
// elects somebody while the former lease lasts.
func TestPromisesSurviveCrashes(t *testing.T) {
	// A crash falls into the few moments that matter in one of ten clusters.
	for planted, seeds := range map[bool]uint64{false: 20, true: 100} {
		noticed := 0
		for seed := uint64(0); seed < seeds && (!planted || noticed == 0); seed++ {
			synctest.Test(t, func(t *testing.T) {
				if forgetfulVoter(t, seed, planted) != nil {
					noticed++
				}
			})
		}
		if planted != (noticed > 0) {
			t.Errorf("planted %v: noticed %d times", planted, noticed)
		}
	}
}

func forgetfulVoter(t *testing.T, seed uint64, planted bool) error {
	c := newCluster(t, seed, 3, 3, func(o *Options) {
		o.PlantedLoosePromises, o.RaftTickNanos = planted, int64(10*time.Millisecond)
		o.ElectionTicks, o.Seed = 4, seed*3+o.Seed
	})
	defer c.close()
	ctx := t.Context()
	e := c.client(0)
	k := userKey("a")
	e.check(e.put(ctx, k, "1"))
	leader := c.leaderOf(k)
	voter, other := c.stores[leader.id%3], c.stores[(leader.id+1)%3]
	c.mu.Lock() // the other hears nothing of the leader, whose lease rests on the voter alone
	c.cut[[2]uint32{leader.id, other.id}], c.cut[[2]uint32{other.id, leader.id}] = true, true
	c.mu.Unlock()
	time.Sleep(5*time.Second + time.Duration(seed)*20*time.Millisecond)
	if c.leaderOf(k) != leader {
		return nil
	}
	c.isolate(leader.id)
	voter.crash(0)
	voter.start()
	time.Sleep(10 * time.Second)
	return c.verdict()
}

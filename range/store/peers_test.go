package store

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"
)

// Three stores elect, commit, lose the leader, go on, and take it back.
func TestThreeStores(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCluster(t, 1, 3, 3, nil)
		defer c.close()
		ctx := t.Context()
		e := c.client(0)
		e.check(e.put(ctx, userKey("a"), "1"))
		first := c.leaderOf(userKey("a"))
		if first == nil {
			t.Fatal("nobody leads")
		}
		other := c.stores[first.id%3]
		first.crash(0)
		begun := time.Now()
		e = c.client(int(other.id) - 1)
		e.check(e.put(ctx, userKey("b"), "2"))
		if took := time.Since(begun); took > 3*time.Second {
			t.Errorf("writes stood still for %v", took)
		}
		first.start()
		for i := range 20 {
			e.check(e.put(ctx, userKey(fmt.Sprint("c", i)), "3"))
		}
		for k, want := range map[string]string{"a": "1", "b": "2", "c19": "3"} {
			if got, _, err := e.get(ctx, userKey(k)); got != want || err != nil {
				t.Errorf("%s is %q, %v; want %q", k, got, err, want)
			}
		}
		time.Sleep(20 * time.Second)
		c.sameBytes(ctx, 3)
		if c.wrong != nil {
			t.Error(c.wrong)
		}
	})
}

// Ranges that nobody asks cost store liveness and nothing else.
func TestIdleRangesAreQuiet(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCluster(t, 2, 3, 3, nil)
		defer c.close()
		ctx := t.Context()
		e := c.client(0)
		for i := range 20 {
			e.check(e.put(ctx, userKey(fmt.Sprint(i)), "x"))
		}
		time.Sleep(20 * time.Second)
		c.mu.Lock()
		clear(c.sent)
		c.mu.Unlock()
		time.Sleep(time.Minute)
		c.mu.Lock()
		raft, sup := c.sent["raft"], c.sent["support"]
		c.mu.Unlock()
		if raft != 0 || sup == 0 {
			t.Errorf("in a quiet minute %d messages of Raft were sent, want 0, and %d of store liveness", raft, sup)
		}
		for _, m := range c.stores {
			if m.store.pulse.awake.Load() {
				t.Errorf("store %d still ticks", m.id)
			}
		}
		begun := time.Now()
		e.check(e.put(ctx, userKey("z"), "x"))
		if took := time.Since(begun); took > 200*time.Millisecond {
			t.Errorf("waking took %v", took)
		}
	})
}

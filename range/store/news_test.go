package store

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/range/raftloop"
)

// TestNewsOfCommits: while a range is written to, that an entry is committed is told with the next
// one, and costs no message of its own; the last is told a little later, and a split at once.
func TestNewsOfCommits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCluster(t, 11, 3, 3, nil)
		defer c.close()
		ctx := t.Context()
		k := userKey("a")
		e := c.client(0)
		e.check(e.put(ctx, k, "1"))
		lead := c.leaderOf(k)
		before := c.sentOf("raft")
		const puts = 50
		for range puts {
			e.check(e.put(ctx, k, "2"))
		}
		// To each of two others an append, and its answer; twice that where the news is told by itself,
		// as it is where a put takes longer than raftloop.CommitNews.
		if n := c.sentOf("raft") - before; n > puts*7 {
			t.Errorf("%d messages for %d entries, want four to six for each", n, puts)
		}
		applied := func(m *member) uint64 {
			s := m.get()
			return s.ranges.get(s.Containing(k).ID).rep.AppliedIndex()
		}
		time.Sleep(raftloop.CommitNews + 3*clusterHop)
		for _, m := range c.stores {
			if got, want := applied(m), applied(lead); got != want {
				t.Errorf("store %d has applied up to %d soon after the last write, its leaseholder up to %d", m.id, got, want)
			}
		}
		e.check(e.split(ctx, userKey("b")))
		time.Sleep(3 * clusterHop)
		for _, m := range c.stores {
			if d := m.get().Containing(userKey("c")); d == nil || string(d.Start) != string(userKey("b")) {
				t.Errorf("store %d has not heard of the split: %v", m.id, d)
			}
		}
	})
}

package store

import (
	"flag"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/range/raftloop"
)

var quietRanges = flag.Int("quiet-ranges", 250, "how many ranges are quiet in TestManyQuietRanges")

// Many quiet ranges send nothing but store liveness, whose messages don't grow with them; a
// store that restarts, or is lost, does not make all of them speak at once.
func TestManyQuietRanges(t *testing.T) {
	ranges := *quietRanges
	if testing.Short() {
		ranges = min(ranges, 60)
	}
	synctest.Test(t, func(t *testing.T) {
		c := newCluster(t, 60, 3, 3, nil)
		defer c.close()
		ctx := t.Context()
		e := c.client(0)
		for i := range ranges {
			e.check(e.split(ctx, userKey(fmt.Sprintf("%05d", ranges-i))))
		}
		sent := func(d time.Duration) (raft, support int) {
			c.mu.Lock()
			clear(c.sent)
			c.mu.Unlock()
			time.Sleep(d)
			return c.sentOf("raft"), c.sentOf("support")
		}
		time.Sleep(time.Minute)
		raft, sup := sent(time.Minute)
		if raft != 0 || sup > 60*1000/300*12+100 {
			t.Errorf("in a quiet minute %d messages of Raft and %d of store liveness were sent", raft, sup)
		}
		t.Logf("%d ranges, a quiet minute: %d messages of Raft, %d of store liveness", ranges, raft, sup)
		bad := c.leaderOf(userKey("00001"))
		bad.crash(0)
		bad.start()
		most := 0
		for range 200 { // tenths of seconds
			r, _ := sent(100 * time.Millisecond)
			most = max(most, r)
		}
		t.Logf("after a restart: %d messages of Raft in the busiest tenth of a second", most)
		if limit := 20 * raftloop.StandInPace; most > limit { // the elections of a tick or two: some 14 messages each
			t.Errorf("after a restart %d messages were sent in a tenth of a second, more than %d", most, limit)
		}
		time.Sleep(time.Minute)
		if raft, _ := sent(time.Minute); raft != 0 {
			t.Errorf("%d messages of Raft in a minute, long after a restart", raft)
		}
		for i := range ranges {
			if c.leaderOf(userKey(fmt.Sprintf("%05d", i+1))) == nil {
				t.Fatalf("nobody leads range %d of %d", i, ranges)
			}
		}
		if err := c.verdict(); err != nil {
			t.Error(err)
		}
	})
}

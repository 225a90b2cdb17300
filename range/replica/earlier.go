package replica

import (
	"errors"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/kvpb"
)

// A commit on one range that finds what it read changed since r may still be: below what has changed it, in the order
// of time before whoever did so. That takes a c above r where nobody has read what it writes (T2), which is known where
// reads are kept apart (tscache.Watch). So of two transactions that overlap one is refused where each has changed
// what the other has read; where one alone has, both commit.
//
//	     r ........ c' ......... w ........ c
//	     |          |            |          |
//	     it begins  it commits   another    refused: what it
//	                             writes     read has changed
//
// A range begins to keep reads apart when a commit was refused so, and stops when none was for a while.

// watchedFor is for how long after a commit has lost what it read the range's reads are kept apart.
const watchedFor = 10 * time.Second

// earlier finds such a c for what err has refused at c, checks all there, and reports whether it holds. Where it does
// not, err is what is told: at a later r the same may hold.
func (c *committing) earlier(err error, now hlc.Timestamp) bool {
	changed, ok := errors.AsType[*kvpb.Refused](err)
	if !ok || changed.Reason != kvpb.ReasonVersion || c.wrong != nil || c.in.CommitTS != 0 || !c.in.Changes() || len(c.in.Fused) > 0 {
		return false
	}
	if !c.chooseEarlier(hlc.Timestamp(changed.At), now) {
		return false
	}
	if _, err := c.check(c.ts, now); err != nil {
		return false
	}
	c.r.o.CodeProbes.Hit("a commit goes before what has changed what it read")
	return true
}

// chooseEarlier is choose for a c below changed.
//
// Who reads at or above the c that was chosen first waits for the latches, and goes on doing so; who reads between the
// two waits from Choose on, or has left a mark before: both happen under one hold of mu, as with a reader. Timestamps
// that were closed meanwhile bound it from below, too.
func (c *committing) chooseEarlier(changed, now hlc.Timestamp) bool {
	r := c.r
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.still(c.lease) != nil {
		return false
	}
	r.tscache.Watch(now, watchedFor)
	lo := max(c.in.ReadTS, c.newest, r.rules.closed(r.closer.proposedTS))
	ts := r.rules.readBelow(&r.tscache, c.in.Exclusive, lo, changed.Prev(), c.ts).Next()
	r.tscache.Drop(c.marks) // it is not at c
	if ts >= changed {
		return false
	}
	r.tscache.RaiseAll(c.in.Shared, ts, now)
	c.ts, c.behind = ts, true
	c.latch.Choose(ts)
	return true
}

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

// "No" is final (transactions.md, section 5), for copies of the request that come later as well, here or elsewhere:
// nothing that keeps a commit from being at c' goes away. Marks only rise while a range is watched; what a commit reads
// is kept apart when it is known that it holds, and never taken back; versions stay. Who was refused where the range was
// not watched, by a former leaseholder, or before ranges became one, had begun before it was watched here, and is refused
// again (Since). A condition alone may hold at a higher c': where one failed, the refusal is sealed.

// watchedFor is for how long after a commit has lost what it read the range's reads are kept apart.
const watchedFor = 10 * time.Second

// earlier looks for such a c for what err has refused at c, and checks all there: nil, it holds. Where it does not, err is
// what is told, since at a later r the same may hold; seals: after copies are excluded.
func (c *committing) earlier(err error, now hlc.Timestamp) (seals bool, _ error) {
	changed, ok := errors.AsType[*kvpb.Refused](err)
	if !ok || changed.Reason != kvpb.ReasonVersion || c.wrong != nil || c.in.CommitTS != 0 || !c.in.Changes() || len(c.in.Fused) > 0 {
		return false, err
	}
	if !c.chooseEarlier(hlc.Timestamp(changed.At), now) {
		return false, err
	}
	if seals, failed := c.check(c.ts, now); failed != nil {
		return seals, err
	}
	c.r.o.CodeProbes.Hit("a commit goes before what has changed what it read")
	c.behind = true
	return false, nil
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
	var epsilon time.Duration
	if r.o.Bound != nil {
		epsilon = r.o.Bound.Epsilon()
	}
	r.tscache.Watch(now, epsilon, watchedFor)
	if c.in.ReadTS < r.tscache.Since() {
		return false
	}
	lo := max(c.in.ReadTS, c.newest, r.rules.closed(r.closer.proposedTS))
	ts := r.rules.readBelow(&r.tscache, c.in.Exclusive, lo, changed.Prev(), c.ts).Next()
	if ts >= changed {
		return false
	}
	c.ts = ts
	c.latch.Choose(ts)
	return true
}

// keepReads keeps apart what the commit has read, at its c. Its latches keep writers from there until it is done. A
// range that begins to be watched after choose begins above c, which was announced.
func (c *committing) keepReads(now hlc.Timestamp) {
	c.r.mu.Lock()
	c.r.tscache.Keep(c.in.Shared, c.ts, now)
	c.r.mu.Unlock()
}

package coord

import (
	"context"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/range/descriptor"
)

// More time for a commit that is on its way: its latest c moves, as far as the schema is certified.

// extend moves the latest c of a commit that came too late for it (it stood in
// line for a lock, say, or the machine stood still), as far as the schema is
// certified; least is what it came too late for, and late how often. It reports whether
// there is more time now: there is none by a clock that is not well, and nobody waits for it.
func (t *Txn) extend(call *commitCall, desc *descriptor.Range, least int64, late int) bool {
	now, sound := t.db.o.Clock.Sound()
	if !sound {
		return false
	}
	deadline, err := t.deadlineFrom(t.db.ctx, now, desc, hlc.Timestamp(least), late)
	if err != nil || int64(deadline) <= call.req.LatestTs {
		return false
	}
	call.req.LatestTs = int64(deadline)
	return true
}

// renew gives a commit that is sent again more time, where its own would be over by the time that it gets there:
// its range would close it first, to say so for good, which takes a round. For a certificate it waits no longer
// than for the way to a far leaseholder, since the commit may have happened, and its range is to say that.
func (t *Txn) renew(call *commitCall, desc *descriptor.Range) {
	if call.req.CommitTs != 0 {
		return // the gateway's choice
	}
	now, sound := t.db.o.Clock.Sound()
	var way time.Duration
	if t.db.far != nil {
		way, _ = t.db.rtt(desc)
	}
	if !sound || now.Timestamp().Add(way) < hlc.Timestamp(call.req.LatestTs) {
		return
	}
	ctx, cancel := context.WithTimeout(t.db.ctx, way)
	defer cancel()
	if deadline, err := t.deadlineFrom(ctx, now, desc, hlc.Zero, 0); err == nil {
		call.req.LatestTs = max(call.req.LatestTs, int64(deadline))
	}
}

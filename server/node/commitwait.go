package node

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/base/codeprobe"
	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/clock/hlc"
)

// How long an acknowledgement waits is decided here (Rule W): by the clock's budget, by the
// agreement of clocks, or by both while the cluster goes over from one to the other.

// waiter joins the bound with the clock's waiting, as coord wants them.
type waiter struct {
	agreedClock
	clock  *hlc.Clock
	waited *atomic.Int64 // nanoseconds
	// closing ends when no client is left to hear an acknowledgement: a clock that never
	// gets well again (its bound can't be stored) must not keep the node from closing.
	closing context.Context
	probes  *codeprobe.Paths
}

// Wait is Rule W's: until is a commit timestamp or a version that was read.
func (w waiter) Wait(ctx context.Context, until hlc.Timestamp) error {
	by := w.n.goesBy()
	if by != byBudget {
		return w.waitTogether(ctx, until)
	}
	w.n.agreed.observe(until)
	past := until.Add(w.Bound.Epsilon())
	d := w.clock.Until(past)
	if d == 0 && !w.clock.Degraded() {
		return nil
	}
	w.waited.Add(int64(d))
	w.probes.Hit("an acknowledgement waits until its timestamp has passed")
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(w.closing, cancel)()
	if err := w.clock.Wait(ctx, past); err != nil || w.n.goesBy() == by {
		return err
	}
	return w.waitTogether(ctx, until)
}

// Waiting is what Wait would wait for now, for people to see.
func (w waiter) Waiting(until hlc.Timestamp) (time.Duration, string) {
	if w.n.goesBy() == byAgreement {
		return w.n.agreed.waiting(until)
	}
	e := w.Bound.Epsilon()
	if e == 0 {
		return 0, ""
	}
	return max(0, until.Add(e).Sub(hlc.Timestamp(w.Bound.Now()))), "the error of the nodes' clocks"
}

// waitTogether is Rule W where agreed clocks count. What the cluster goes by may change while it
// waits: then it waits by that, too.
func (w waiter) waitTogether(ctx context.Context, until hlc.Timestamp) error {
	began := time.Now()
	defer func() { w.waited.Add(int64(time.Since(began))) }()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(w.closing, cancel)()
	for {
		by := w.n.goesBy()
		if by != byAgreement {
			if err := w.awaitBudget(ctx, until); err != nil {
				return err
			}
		}
		if err := w.n.agreed.await(ctx, until); err != nil || w.n.goesBy() == by {
			return err
		}
	}
}

// awaitBudget is Rule W by the source alone, whatever agreed clocks make of readings.
func (w waiter) awaitBudget(ctx context.Context, until hlc.Timestamp) error {
	for {
		d := until.Add(w.Bound.Epsilon()).Sub(hlc.Timestamp(w.Bound.Now())) + 1
		if d <= 0 && w.Bound.Within() {
			return nil
		}
		if err := stop.Sleep(ctx, max(d, time.Millisecond)); err != nil {
			return err
		}
	}
}

// Margin is by how much a reading exceeds what was acknowledged before it: a check (T1).
func (w waiter) Margin() time.Duration {
	if w.n.goesBy() == byAgreement {
		return 0
	}
	return w.Bound.Epsilon()
}

// CommitWait is how long acknowledgements have waited by Rule W since the start.
func (n *Node) CommitWait() time.Duration { return time.Duration(n.waited.Load()) }

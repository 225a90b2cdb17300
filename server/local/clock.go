package local

import (
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/clock/bound"
)

// Clock is a node's physical clock: true time, and what is done to it. It knows
// how wrong it is: the error that it claims is its skew, or more, so that a node
// whose clock is beyond the cluster's budget notices, and serves nothing (T16).
// Only Lie makes it claim less. It outlives its node's restarts. It implements
// bound.Source and bound.Stepper. Safe for concurrent use.
type Clock struct {
	sim   *bound.Simulated
	step  atomic.Int64 // nanoseconds by which the source has stepped, not followed so far
	claim atomic.Int64 // nanoseconds, at least
	lies  atomic.Bool  // it claims that, whatever its skew
}

func newClock() *Clock { return &Clock{sim: bound.NewSimulated(0)} }

// Now implements bound.Source.
func (c *Clock) Now() int64 { return c.sim.Now() }

// Error implements bound.Source.
func (c *Clock) Error() time.Duration {
	claim := time.Duration(c.claim.Load())
	if !c.lies.Load() {
		claim = max(claim, c.Off().Abs())
	}
	return claim + c.Step().Abs()
}

// StepSource steps what the clock follows by d. A process that runs carries its time on and
// notices, however little the source says that it is wrong; one that is started later
// takes the new time for good.
func (c *Clock) StepSource(d time.Duration) { c.step.Add(int64(d)) }

// Step implements bound.Stepper.
func (c *Clock) Step() time.Duration { return time.Duration(c.step.Load()) }

// Resync implements bound.Stepper.
func (c *Clock) Resync() { c.sim.Jump(time.Duration(c.step.Swap(0))) }

// Off is by how much the clock is ahead of true time.
func (c *Clock) Off() time.Duration { return c.sim.Skew() }

// Skew makes the clock say true time plus d from now on.
func (c *Clock) Skew(d time.Duration) { c.sim.SetSkew(d) }

// Drift makes the clock run fast by ppm parts in a million, slow if negative.
func (c *Clock) Drift(ppm int64) { c.sim.SetDrift(ppm) }

// Jump steps the clock by d.
func (c *Clock) Jump(d time.Duration) { c.sim.Jump(d) }

// Freeze stops the clock, or lets it go on from where it stands.
func (c *Clock) Freeze(on bool) { c.sim.Freeze(on) }

// Claim makes the clock claim an error of at least e, as one does that can't
// measure better.
func (c *Clock) Claim(e time.Duration) { c.claim.Store(int64(e)) }

// Lie makes the clock claim an error of e, whatever its skew: nothing is promised
// any more.
func (c *Clock) Lie(e time.Duration) {
	c.Claim(e)
	c.lies.Store(true)
}

// Heal sets the clock right: no skew, no drift, no step, and it runs. What it claims stays.
func (c *Clock) Heal() {
	c.step.Store(0)
	c.sim.Freeze(false)
	c.sim.SetDrift(0)
	c.sim.SetSkew(0)
}

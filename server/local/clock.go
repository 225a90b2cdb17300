package local

import (
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/clock/bound"
)

// Clock is a node's physical clock: true time, and what is done to it. It knows
// how wrong it is: the error that it claims is its skew, or more, so that a node
// whose clock is beyond the cluster's budget notices, and serves nothing (T16).
// Only Lie makes it claim less.
//
// Measure makes it one that does not know: it is then a machine's clock as real ones are, a
// bound.Measured over an oscillator (Rate, Stop), a time of day that is done things to, and a
// time service that tells how wrong that is when it is asked, as well as it can.
//
// Elapsed time is the node's own, and runs at its oscillator's rate. It outlives its node's
// restarts. It implements bound.Source, bound.Stepper, bound.Sourced and bound.Elapser. Safe
// for concurrent use.
type Clock struct {
	sim   *bound.Simulated
	step  atomic.Int64 // nanoseconds by which the source has stepped, not followed so far
	claim atomic.Int64 // nanoseconds, at least
	lies  atomic.Bool  // it claims that, whatever its skew

	service  *bound.SimMeter
	measured atomic.Pointer[bound.Measured] // nil: it knows its skew
}

func newClock() *Clock {
	sim := bound.NewSimulated(0)
	return &Clock{sim: sim, service: &bound.SimMeter{Clock: sim}}
}

// Measure makes the clock one that does not know its own skew, but what a time service finds
// whenever it is asked. It may be called again, to change the service, and stays.
func (c *Clock) Measure(how bound.SimService) error {
	c.service.Set(how)
	if c.measured.Load() != nil {
		return nil
	}
	m, err := bound.NewMeasured(bound.On(c.sim.Now, c.sim.Elapsed), nil, c.service)
	if err == nil {
		c.measured.Store(m)
	}
	return err
}

// Now implements bound.Source.
func (c *Clock) Now() int64 {
	if m := c.measured.Load(); m != nil {
		return m.Now()
	}
	return c.sim.Now()
}

// Elapsed implements bound.Elapser.
func (c *Clock) Elapsed() time.Duration { return c.sim.Elapsed() }

// Look implements bound.Sourced.
func (c *Clock) Look() {
	if m := c.measured.Load(); m != nil {
		m.Look()
	}
}

// Standing implements bound.Sourced.
func (c *Clock) Standing() bound.Standing {
	if m := c.measured.Load(); m != nil {
		return m.Standing()
	}
	return bound.Standing{Source: "itself", Error: c.Error()}
}

// Error implements bound.Source.
func (c *Clock) Error() time.Duration {
	if m := c.measured.Load(); m != nil {
		return m.Error()
	}
	claim := time.Duration(c.claim.Load())
	if !c.lies.Load() {
		claim = max(claim, c.Off().Abs())
	}
	return claim + c.Step().Abs()
}

// StepSource steps what the clock follows by d. A process that runs carries its time on and
// notices, however little the source says that it is wrong; one that is started later
// takes the new time for good.
func (c *Clock) StepSource(d time.Duration) {
	if c.measured.Load() != nil {
		c.sim.Jump(d) // it will notice
		return
	}
	c.step.Add(int64(d))
}

// Step implements bound.Stepper.
func (c *Clock) Step() time.Duration {
	if m := c.measured.Load(); m != nil {
		return m.Step()
	}
	return time.Duration(c.step.Load())
}

// Resync implements bound.Stepper.
func (c *Clock) Resync() {
	if m := c.measured.Load(); m != nil {
		m.Resync()
		return
	}
	c.sim.Jump(time.Duration(c.step.Swap(0)))
}

// Off is by how much the clock is ahead of true time.
func (c *Clock) Off() time.Duration {
	if m := c.measured.Load(); m != nil {
		return c.sim.Skew() - time.Duration(c.sim.Now()-m.Now())
	}
	return c.sim.Skew()
}

// Skew makes the clock say true time plus d from now on.
func (c *Clock) Skew(d time.Duration) { c.sim.SetSkew(d) }

// Drift makes the time of day run fast by ppm parts in a million, slow if negative, as one
// that is slewed. Elapsed time goes on.
func (c *Clock) Drift(ppm int64) { c.sim.SetDrift(ppm) }

// Rate makes the node's oscillator run fast by ppm parts in a million, slow if negative: its
// clock, and its elapsed time.
func (c *Clock) Rate(ppm int64) { c.sim.SetRate(ppm) }

// Stop stops the oscillator, or lets it go on: the node's clock and its elapsed time stand
// still, as those of a virtual machine that is stopped with its counters.
func (c *Clock) Stop(on bool) { c.sim.Stop(on) }

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

// Heal sets the clock right: no skew, no drift, no step, and it runs. What it claims stays, and
// so do its time service and its oscillator's rate.
func (c *Clock) Heal() {
	c.step.Store(0)
	c.sim.Stop(false)
	c.sim.SetDrift(0)
	c.sim.SetSkew(0)
}

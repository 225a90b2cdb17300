package fleet

import (
	"math/rand/v2"
	"time"

	"github.com/isochrondb/isochron/clock/bound"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/server/local"
)

// Of clocks that are measured: how fast an oscillator may run, either way; how often a time
// daemon sets the time of day; and which part of what a clock's error may be the daemon leaves
// as skew, and the service states as its own error.
const (
	rateMaxPPM  = 200
	daemonEvery = 250 * time.Millisecond
	skewPart    = 8
	statedPart  = 4
)

// measured makes the clocks ones that do not know their own skew: each has an oscillator of its
// own, and a time service that is right within what it states.
func (r *run) measured(rng *rand.Rand) error {
	most := r.c.ClockError - hlc.LeadMaxDefault
	for _, n := range r.cluster.Nodes() {
		n.Clock.Rate(rng.Int64N(2*rateMaxPPM+1) - rateMaxPPM)
		stated := most / statedPart
		how := bound.SimService{Error: stated, Off: time.Duration(rng.Int64N(int64(2*stated)+1)) - stated, DriftPPB: 500_000}
		if err := n.Clock.Measure(how); err != nil {
			return err
		}
	}
	return nil
}

// freeRunning makes the clocks ones without any time service: seconds apart, each with an
// oscillator of its own, and they promise nothing.
func (r *run) freeRunning(rng *rand.Rand) {
	for _, n := range r.cluster.Nodes() {
		n.Clock.Rate(rng.Int64N(2*rateMaxPPM+1) - rateMaxPPM)
		n.Clock.Skew(time.Duration(rng.Int64N(int64(2*freeMax))) - freeMax)
		n.Clock.Claim(time.Hour)
	}
}

// freeMax is how far off a clock without a time service is, either way.
const freeMax = 2 * time.Second

// daemons set the times of day of nodes whose clocks nothing has hurt, within what they know.
func (r *run) daemons(rng *rand.Rand, stopped chan struct{}) {
	leaves := int64(r.c.ClockError-hlc.LeadMaxDefault) / skewPart
	for !isClosed(stopped) {
		time.Sleep(daemonEvery)
		for _, n := range r.cluster.Nodes() {
			skew := time.Duration(rng.Int64N(2*leaves+1) - leaves)
			r.nemesis.unhurt(n, func() { n.Clock.Skew(skew) })
		}
	}
}

// unhurt does what it is told while nothing hurts a node's clock.
func (n *nemesis) unhurt(x *local.Node, do func()) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.force.clocks[x] == 0 {
		do()
	}
}

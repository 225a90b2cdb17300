package agree

import (
	"fmt"
	"math"
	"time"
)

// Of rates that are compared. What two answers tell of a rate is blurred by their round
// trips: the longer between them, the sharper.
const (
	// driftWindow is how long an answer is compared with, before a newer one takes its place.
	// Round trips of 100 ms blur it to some 60 ppm.
	driftWindow = 30 * time.Minute
	// driftHold is how long a rate that can't be counts against a node at most.
	driftHold = 10 * time.Second
	// soundPPM is how sharp a rate has to be that shows that it stood still but once: where it has
	// been within 2ρ and that since, it counts no more. Round trips of 1 ms take 2 s for it.
	soundPPM = 500
	// driftAgain is within how long a second time counts for all of driftHold; what is found within
	// driftOnce is the same one, told by answers that were on their way.
	driftAgain = time.Minute
	driftOnce  = time.Second
)

// drift compares the rate of another node's elapsed time with this one's, by the stamps of
// its answers: they tell of its raw clock, which nothing moves, so that offset, delay and
// following are told apart from rate.
type drift struct {
	first, next  exchange // the one compared with, and the one that takes its place
	badAt        time.Duration
	bad          bool
	again        bool    // it was bad before, not long ago
	ppm, blurPPM float64 // what the last answer told of the rate, and by how much that may be off; 0: nothing yet
}

// against reports whether the rate counts against the node.
func (d *drift) against(now Now) bool { return d.bad && now.Elapsed-d.badAt < driftHold }

// exchange is a question and its answer: its stamp was taken between the two.
type exchange struct{ asked, answered, stamp time.Duration }

// watchRate (C4): its elapsed time between two answers must be within what two clocks
// within ρ of true time can show.
func (s *State) watchRate(now Now, p *peer, n *Note, asked time.Duration) error {
	if n.Stamp == 0 || !s.rules.notices() {
		return nil
	}
	d, e := &p.drift, exchange{asked, now.Elapsed, n.Stamp}
	switch {
	case d.first == exchange{} || e.answered-d.first.asked > extrapolateMax/2:
		d.first, d.next = e, e
		return nil
	case e.stamp <= d.next.stamp:
		return nil // out of turn
	}
	const stampGrain = 2 * time.Microsecond
	went, most, least := e.stamp-d.first.stamp, e.answered-d.first.asked, e.asked-d.first.answered
	off, why := time.Duration(0), ""
	if m := s.o.Timing.faster(most) + stampGrain; went > m {
		off, why = went-m, "its clock runs faster than clocks can"
	}
	if l := s.o.Timing.slower(least) - stampGrain; went < l {
		off, why = l-went, "its clock runs slower than clocks can, or stood still"
	}
	if why != "" {
		again := false
		if ago := now.Elapsed - d.badAt; d.badAt != 0 && ago < driftAgain {
			again = d.again || ago > driftOnce
		}
		*d = drift{first: e, next: e, bad: true, badAt: now.Elapsed, again: again}
		s.met.Drifts++
		s.refuse(p)
		s.doubt(now)
		return &Contradiction{Node: p.node, Below: off, Why: fmt.Sprintf("%s (%v against %v to %v)", why, went, least, most)}
	}
	mid, blur := float64(most+least)/2, float64(most-least)/2
	if blur > mid/1e6*soundPPM && 2*(e.answered-e.asked) < d.first.answered-d.first.asked {
		d.first, d.next = e, e // that took long, and would blur what is to come for long
		return nil
	}
	if least > 0 {
		d.ppm, d.blurPPM = (float64(went)/mid-1)*1e6, blur/mid*1e6
		if !d.again && d.blurPPM <= soundPPM && math.Abs(d.ppm) <= float64(2*s.o.Timing.RatePPM)+soundPPM {
			d.bad = false
		}
	}
	if e.answered-d.next.answered > driftWindow/2 {
		d.first, d.next = d.next, e
	}
	return nil
}

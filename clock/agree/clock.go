package agree

import (
	"math"
	"slices"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
)

// clock is a node's own: elapsed time plus an offset that following and UTC move. It goes
// back only where nobody relies on it; readings never do.
type clock struct {
	base   hlc.Timestamp // at elapsed time at
	at     time.Duration
	slowed bool          // by half of ρ: UTC slows the fastest
	moved  time.Duration // elapsed time of the last move
	last   hlc.Reading   // the newest reading given out
	bound  hlc.Timestamp // that is stored: none above it was given out
	rise   hlc.Timestamp // readings begin there
	heard  hlc.Reading   // the newest heard of a holder, if it is not far ahead of all
}

func (s *State) clockAt(now Now) hlc.Timestamp {
	d := now.Elapsed - s.clock.at
	if s.clock.slowed {
		d -= time.Duration(int64(min(d, extrapolateMax)) * s.o.Timing.RatePPM / 2 / 1_000_000)
	}
	return s.clock.base.Add(d)
}

func (s *State) setClock(now Now, c hlc.Timestamp) {
	s.clock.base, s.clock.at = max(c, hlc.Timestamp(1)), now.Elapsed
}

// Clock is what the clock says, without giving out a reading.
func (s *State) Clock(now Now) hlc.Timestamp { return s.clockAt(now) }

// Source is what is read next, but for what must keep readings apart: what the clock says, or a
// reading that was heard of a holder, where that is believable and ahead (C4: nothing is read below
// it). That is no reading of this node's: others extrapolate from those, and the clock follows at
// its own rate.
func (s *State) Source(now Now) hlc.Timestamp { return max(s.clockAt(now), s.floor()) }

// floor is what nothing is read below while there is a permit (C4).
func (s *State) floor() hlc.Timestamp {
	return s.rules.floor(s.clock.heard.Timestamp())
}

// Read gives a reading out: no later one of this node is below it, of a later process
// neither. It stands still at P (C1), without a permit, and at what is stored.
func (s *State) Read(now Now) hlc.Reading {
	s.clock.last = max(s.clock.last, hlc.Reading(min(s.clockAt(now), s.holder.cap, s.clock.bound)))
	return s.clock.last
}

// Gave says that a reading was given out by who keeps them apart (hlc.Clock), before a message
// carries one: what it carries is no lower. One that leads the clock by more than a little is
// of before the clock began, was served under no permit here, and is waited for there.
func (s *State) Gave(now Now, r hlc.Reading) {
	if r.Timestamp() <= s.clockAt(now).Add(hlc.LeadMaxDefault) {
		s.gave(now, r)
	}
}

// gave says that a reading was given out. Where it leads the clock (two within a tick), the
// clock moves: others extrapolate from readings, and what is read next must be above that.
func (s *State) gave(now Now, r hlc.Reading) {
	s.clock.last = max(s.clock.last, r)
	if s.clock.last.Timestamp() > s.clockAt(now) {
		s.setClock(now, s.clock.last.Timestamp())
	}
}

// ReadAt is a timestamp to read at: a reading that nobody else is given, and none below what
// was heard of others (C4). Serves is asked about it afterwards (C3). false: readings stand
// still, since what they must be below is not stored yet, and others' bounds may be above.
func (s *State) ReadAt(now Now) (hlc.Timestamp, bool) {
	at := min(s.clockAt(now), s.holder.cap)
	r := max(s.clock.last+1, hlc.Reading(at))
	if r.Timestamp() > s.clock.bound {
		return 0, false
	}
	if r.Timestamp() <= s.holder.cap {
		s.gave(now, r)
	}
	return max(r.Timestamp(), s.floor()), true
}

// median is that of the holders' clocks that were heard lately, and of this one if it holds
// a permit: by lower bounds, or by upper estimates, which buy speed and never safety; where
// there is none of a clock it is as far ahead as can be, or, strictly, no further than its lower
// bound. Whose permit is over counts no more: where all are, what is extrapolated stands still at
// P, and clocks that were set to that would never come to where the next permits begin.
func (s *State) median(now Now, upper, strict bool) (hlc.Timestamp, bool) {
	var low hlc.Timestamp
	if upper {
		low, _ = s.median(now, false, false)
	}
	v := s.votes[:0]
	for _, p := range s.peers {
		switch {
		case !p.holds || p.number <= p.refused || now.Elapsed-p.heardAt > s.o.Timing.Length:
		case !upper || strict && p.upperAt == 0:
			v = append(v, int64(s.mouth(now, p)))
		case p.upperAt > 0:
			v = append(v, int64(s.upperOf(now, p, low)))
		default:
			v = append(v, math.MaxInt64)
		}
	}
	if len(v) == 0 {
		return 0, false
	}
	if s.holder.held {
		v = append(v, int64(s.clockAt(now)))
	}
	slices.Sort(v)
	s.votes = v[:0]
	return hlc.Timestamp(v[(len(v)-1)/2]), true
}

// rise has readings begin where the others are, once that is stored, for a node that is far
// behind: its store is a copy of an earlier one, and its readings contradict what was heard
// of it.
func (s *State) rise(med hlc.Timestamp) {
	if s.clock.last.Timestamp().Add(s.o.Timing.Length) < med {
		s.clock.rise = med
	}
}

// readingsBound is up to where readings are to be stored; false: what is stored will do.
func (s *State) readingsBound(now Now) (hlc.Timestamp, bool) {
	c := &s.clock
	if !s.holder.held {
		return c.rise, c.rise > c.bound
	}
	ahead := s.o.Timing.SaveAhead / readAheadShare
	at := min(s.clockAt(now), s.holder.cap)
	return at.Add(ahead), c.bound < at.Add(ahead/2)
}

// follow moves the clock up to another's reading: at a bounded rate, so that a wild one is
// noticed before it has pulled anybody along, and not far above the median.
func (s *State) follow(now Now, r hlc.Reading) {
	med, ok := s.median(now, false, false)
	if !ok || !s.holder.held {
		return
	}
	if r.Timestamp() <= med.Add(asideAhead) {
		s.clock.heard = max(s.clock.heard, r)
	}
	if r.Timestamp() > med.Add(followAhead) {
		// What is heard from afar is old: clocks there may be ahead of it by a round trip.
		upper, _ := s.median(now, true, true)
		med = max(med, upper)
	}
	c := s.clockAt(now)
	if d := min(r.Timestamp(), saturated(med, followAhead)).Sub(c); d > 0 {
		s.setClock(now, c.Add(min(d, min(now.Elapsed-s.clock.moved, followEach)/2)))
		s.clock.moved = now.Elapsed
	}
}

// byUTC lets UTC slow the clock, or pull it up, and looks after the promise about it.
func (s *State) byUTC(now Now) {
	utc := s.utc(now)
	c := s.clockAt(now)
	s.setClock(now, c)
	if !utc.Known() {
		s.clock.slowed = false
		s.promises(now)
		return
	}
	mid := utc.Low + (utc.High-utc.Low)/2
	if s.clock.slowed = c > mid; !s.clock.slowed {
		// Not beyond the others, also where nothing is known yet of how far these are: a node with a
		// bad source would step aside and come back for ever, and read far ahead at each return.
		if med, ok := s.median(now, true, true); ok {
			mid = min(mid, saturated(med, followAhead))
		}
		s.setClock(now, max(c, mid))
	}
	s.promises(now)
}

func saturated(t hlc.Timestamp, d time.Duration) hlc.Timestamp {
	if t > hlc.Max-hlc.Timestamp(d) {
		return hlc.Max
	}
	return t.Add(d)
}

// joinOthers has the clock of a node without a permit, on which nobody relies, begin where the
// others are. Readings wait for it.
func (s *State) joinOthers(now Now) {
	if s.holder.held {
		return
	}
	if med, ok := s.median(now, false, false); ok {
		s.setClock(now, max(s.clock.last.Timestamp(), med))
		s.rise(med)
	}
}

// Tick is housekeeping, before each round of messages and some times within a permit.
func (s *State) Tick(now Now) {
	s.joinOthers(now)
	s.byUTC(now)
	s.stepAsideIfAhead(now)
	s.begin(now)
	s.settle(now)
	s.gather(now)
	if s.giver != nil {
		s.giveSelf(now)
	}
	s.holder.timer = s.permitted(now, s.Read(now).Timestamp())
}

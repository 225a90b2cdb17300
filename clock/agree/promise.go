package agree

import (
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
)

// Promises about UTC (C5). A node's source says in which interval UTC is; what it said before goes
// on to count, carried on by elapsed time, so that what is known gets worse by ρ at most, however the
// source jitters, and a promise that will not do is noticed before it is broken:
//
//	E ──the source gets worse──► E at givers that have not listed E' yet, or below their U of then;
//	                             E' at those that have, from there on ──► E'
//
// A giver lists E' at once, for it claims less, and grants it from the highest U on that it had
// stated: whoever counts the lower E of before acknowledges nothing at or above that. So raising
// costs nobody anything, if it comes a U's lead before it is needed, and else that, as another
// number would; but what is known by word of mouth goes on.

// known is what the source has said of UTC, and when: High is the lowest, Low the highest, once they
// are carried on to the same moment.
type known struct {
	high, low     hlc.Timestamp // 0: not known
	highAt, lowAt time.Duration
	leapt         bool // it was begun with anew above what the source had said, and nobody has stepped aside for that
}

// utc is what is known of UTC. A source that contradicts what it said before, or that says nothing
// (its machine may have stood still together with its clocks), is begun with anew.
func (s *State) utc(now Now) Interval {
	k := &s.known
	if !now.UTC.Known() {
		*k = known{leapt: k.leapt}
		return Interval{}
	}
	t := &s.o.Timing
	i := Interval{Low: k.low.Add(s.rules.utcLeast(t, now.Elapsed-k.lowAt)), High: k.high.Add(s.rules.utcMost(t, now.Elapsed-k.highAt))}
	leapt := k.high != 0 && now.UTC.Low > i.High.Add(Grain/2)
	if k.high == 0 || leapt || now.UTC.High < i.Low.Add(-Grain/2) || now.Elapsed-k.highAt > extrapolateMax/2 {
		*k = known{now.UTC.High, now.UTC.Low, now.Elapsed, now.Elapsed, leapt || k.leapt}
		return now.UTC
	}
	if now.UTC.High <= i.High {
		k.high, k.highAt, i.High = now.UTC.High, now.Elapsed, now.UTC.High
	}
	if now.UTC.Low >= i.Low {
		k.low, k.lowAt, i.Low = now.UTC.Low, now.Elapsed, now.UTC.Low
	}
	return Interval{i.Low.Add(-Grain / 2), i.High.Add(Grain / 2)}
}

// promise is how far behind UTC a node's readings may be under its permit's number.
type promise struct {
	step  uint64                   // grows each time that it is raised
	most  time.Duration            // E; NoPromise
	least time.Duration            // the lowest that was asked for under the number
	was   [stepsKept]time.Duration // E of the steps before, the last first

	room   time.Duration // what it leaves for the source to get worse; 0: promiseRoom
	roomAt time.Duration // that was changed
}

// begin is with another number, to which what was promised under others is nothing.
func (p *promise) begin(e time.Duration) {
	p.most, p.least = e, e
	for i := range p.was {
		p.was[i] = e
	}
}

func (p *promise) lower(e time.Duration) {
	p.most, p.least = min(p.most, e), min(p.least, e)
	for i := range p.was {
		p.was[i] = min(p.was[i], e)
	}
}

// listed is what a giver lists at most of a reading r.
func (p *promise) listed(g *grant, r hlc.Timestamp, u *rules) time.Duration {
	switch {
	case !u.byStep():
		return p.most
	case g.from <= r:
		return p.of(g.step)
	case g.fromBefore <= r:
		return p.of(g.stepBefore)
	}
	return p.least
}

// of is E of a step.
func (p *promise) of(step uint64) time.Duration {
	switch ago := p.step - step; {
	case ago == 0:
		return p.most
	case ago <= stepsKept:
		return p.was[ago-1]
	}
	return p.least
}

// stepsKept is of how many steps before E is remembered.
const stepsKept = 4

// promiseRoom is what a promise leaves for its source to get worse, at least; it leaves twice as much
// with each that had to be raised, roomMax at most, and half of it after roomFor that it was kept for.
// Where none may be raised, what exceeds one costs the permit, and much more is left.
const (
	promiseRoom = 100 * time.Microsecond
	roomMax     = 2 * time.Millisecond
	roomMaxLast = time.Second
	roomFor     = 10 * time.Second
)

// worseFor is for how long a source has told nothing better than what is remembered when it is
// taken for one that gets worse.
const worseFor = 50 * time.Millisecond

// late is by how much r may be behind UTC; NoPromise: nobody knows.
func (s *State) late(now Now, r hlc.Timestamp) time.Duration {
	utc := s.utc(now)
	if !utc.Known() {
		return NoPromise
	}
	return utc.High.Sub(r)
}

// wantPromise is E_j as it can be promised now, and kept: a clock that is ahead, since it has
// followed another, is slowed to the middle of what is known.
func (s *State) wantPromise(now Now) time.Duration {
	utc := s.utc(now)
	if !utc.Known() {
		return NoPromise
	}
	wide := utc.High.Sub(utc.Low)
	e := max(utc.High.Sub(s.clockAt(now)), wide/2)
	return e + s.foreseen() + max(promiseRoom, wide/40, s.holder.promise.room)
}

// AllowRaises says that all nodes understand promises that are raised.
func (s *State) AllowRaises() { s.raises = true }

// promises lowers what can be promised better, and raises what can't be kept for long.
func (s *State) promises(now Now) {
	p := &s.holder.promise
	late := s.late(now, s.clockAt(now))
	if s.known.leapt { // it is wrong now, or was when something was promised
		if s.known.leapt = false; s.holder.held {
			s.aside(now, "its source of UTC says that it is later than it can be by what it had said: look at this machine's time service")
			return
		}
	}
	if late == NoPromise {
		if p.most != NoPromise {
			s.raise(now, late, "the source of UTC is gone")
		}
		return
	}
	worse := now.Elapsed-s.known.highAt > worseFor
	if s.holder.held && p.room > promiseRoom && now.Elapsed-p.roomAt > roomFor && !worse {
		p.room, p.roomAt = p.room/2, now.Elapsed
		p.lower(s.wantPromise(now))
	}
	if want := s.wantPromise(now); want < p.most/2 {
		p.lower(want)
	}
	switch left := p.most - late; {
	case left < 0:
		s.raise(now, late, "its distance to UTC exceeds what was promised")
	case worse && s.raises && left < s.foreseen():
		s.raise(now, late, "")
	}
}

// foreseen is by how much a clock and what is known of UTC part until a promise that is raised
// counts: both as wrong as ρ allows, and UTC slowing the clock by half of that.
func (s *State) foreseen() time.Duration {
	t := &s.o.Timing
	d := t.Lead + t.Lead/2
	return t.utcMost(d) - d + d*time.Duration(t.RatePPM)/2_000_000
}

// raise has another promise listed. Until most givers have, and their U's of then are reached, nothing
// is served that breaks the one before. why: it is too late for that not to be noticed.
func (s *State) raise(now Now, late time.Duration, why string) {
	h := &s.holder
	p := &h.promise
	most := roomMax
	if !s.raises {
		most = roomMaxLast
	}
	if late != NoPromise {
		p.room, p.roomAt = min(2*max(p.room, promiseRoom), most), now.Elapsed
	}
	if !s.rules.byStep() {
		p.most = s.wantPromise(now)
		return
	}
	if !s.raises {
		s.aside(now, why)
		return
	}
	copy(p.was[1:], p.was[:])
	p.was[0] = p.most
	p.step++
	if p.most = s.wantPromise(now); p.most != NoPromise {
		p.most += 2 * s.foreseen()
	}
	if why != "" {
		h.why = why
	}
	s.met.Raises++
}

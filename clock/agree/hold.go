package agree

import (
	"fmt"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
)

// holder is a node's own side of its permit.
type holder struct {
	number  Number // that is asked for or held
	promise promise
	held    bool          // it has begun
	cap     hlc.Timestamp // P: what a majority has granted under number, once that has begun
	grants  []grant       // of each giver
	was     []wasGrant    // of those of the configuration before
	why     string        // the last permit ended
	stopped bool
	timer   bool // planted
}

type grant struct {
	begin, cap hlc.Timestamp
	until      time.Duration // by the holder's elapsed time, from asking; 0: none
	refused    bool          // C4: the giver was contradicted

	step       uint64        // of the promise that the giver lists; each raises it
	from       hlc.Timestamp // and where that counts
	stepBefore uint64        // below from the one before counts,
	fromBefore hlc.Timestamp // above this
}

// renumber ends the permit: nothing is done under its number any more.
func (s *State) renumber(now Now) {
	h := &s.holder
	h.number++
	h.held, h.cap = false, 0
	clear(h.grants)
	h.was = nil
	h.promise.begin(s.wantPromise(now))
}

// aside is renumber, for a reason that a person reads.
func (s *State) aside(now Now, why string) {
	if s.holder.held {
		s.met.Aside++
	}
	s.holder.why = why
	s.renumber(now)
}

// Why says why the last permit ended before its time; "": none did.
func (s *State) Why() string { return s.holder.why }

// permitted (C1): a majority's grants are good now and begin at or below r; r is within P,
// and keeps the promise that each of them lists.
func (s *State) permitted(now Now, r hlc.Timestamp) bool {
	h := &s.holder
	if h.stopped || !h.held || r > h.cap || !s.stored(now, r) {
		return false
	}
	late := s.late(now, r)
	if s.known.leapt {
		return false
	}
	good := func(e *grant) bool {
		return now.Elapsed < e.until && e.begin <= r && late <= h.promise.listed(e, r, &s.rules)
	}
	n := 0
	for g := range h.grants {
		if good(&h.grants[g]) && r >= s.config.U {
			n++
		}
	}
	return 2*n > len(h.grants) || len(h.was) > 0 && h.wasMajority(good)
}

// stored reports whether a reading is held back by P alone: one that stands still at what a slow
// disk has stored may lie below what others extrapolate.
func (s *State) stored(now Now, r hlc.Timestamp) bool {
	return s.clock.bound >= max(r, min(s.clockAt(now), s.holder.cap))
}

// Serves reports whether this node may serve at r: give it out as a read timestamp, evaluate
// at it as now, or lead. now was read after r was taken (C3).
func (s *State) Serves(now Now, r hlc.Timestamp) bool {
	return s.rules.serves(s, now, r)
}

// Permit is the permit at one moment.
type Permit struct {
	Number Number
	Until  time.Duration // by Now.Elapsed
	From   hlc.Timestamp // all counted grants have begun
	Cap    hlc.Timestamp // P
}

// Permit returns a permit such that r may be served while From ≤ r ≤ Cap and Until is not
// reached, as far as the promise about UTC is kept; false: there is none.
func (s *State) Permit(now Now) (Permit, bool) {
	h := &s.holder
	if !s.permitted(now, s.clock.last.Timestamp()) {
		return Permit{}, false
	}
	at := s.clock.last.Timestamp()
	late := s.late(now, at)
	begun := func(e *grant) bool {
		return e.begin <= at && late <= h.promise.listed(e, at, &s.rules)
	}
	until := s.majority(func(g int) int64 {
		if e := &h.grants[g]; begun(e) {
			return int64(e.until)
		}
		return 0
	})
	if until == 0 {
		return Permit{}, false // it goes on by the givers of before, for a moment
	}
	p := Permit{Number: h.number, Until: time.Duration(until), From: s.config.U, Cap: h.cap}
	for g := range h.grants {
		if e := &h.grants[g]; begun(e) && int64(e.until) >= until {
			p.From = max(p.From, e.begin)
		}
	}
	return p, true
}

// begin lets P rise to what a majority has granted, once that has begun.
func (s *State) begin(now Now) {
	h := &s.holder
	if h.stopped {
		return
	}
	at := max(s.clockAt(now), s.clock.last.Timestamp())
	p := s.majority(func(g int) int64 {
		if e := &h.grants[g]; now.Elapsed < e.until && e.begin <= at {
			return int64(e.cap)
		}
		return 0
	})
	if p == 0 {
		return
	}
	if !h.held {
		h.held = true
		s.met.Permits++
	}
	h.cap = max(h.cap, hlc.Timestamp(p))
}

// stepAsideIfAhead: of clocks that follow each other, one that is far ahead of the median is
// the one that is wrong.
func (s *State) stepAsideIfAhead(now Now) {
	if !s.holder.held {
		return
	}
	if med, ok := s.median(now, true, false); ok && s.clockAt(now) > saturated(med, asideAhead) {
		s.aside(now, fmt.Sprintf("its clock was %v ahead of the other nodes': it goes by theirs again; look at what sets this machine's clock", s.clockAt(now).Sub(med)))
	}
}

// ask is what this node asks a giver for.
func (s *State) ask(now Now) *Ask {
	if s.holder.stopped {
		return nil
	}
	return &Ask{
		Number: s.holder.number, Promise: s.holder.promise.most, Step: s.holder.promise.step, Length: s.o.Timing.Length,
		Cap: max(s.clockAt(now), s.clock.last.Timestamp()).Add(s.o.Timing.Length + capSlack),
	}
}

// granted takes what a giver granted.
func (s *State) granted(now Now, g int, w *Grant) {
	h := &s.holder
	if w.Number != h.number || w.Asked > now.Elapsed {
		return
	}
	e := &h.grants[g]
	if e.refused {
		return // it was sent before that
	}
	// Of two grants that come out of turn the begin of the later counts, for it is not lower.
	e.begin, e.cap = s.rules.later(e.begin, w.Begin), max(e.cap, w.Cap)
	e.until = max(e.until, w.Asked+s.o.Timing.Length)
	switch {
	case w.Step > e.step:
		if e.from <= s.clock.last.Timestamp() { // else it never counted
			e.stepBefore, e.fromBefore = e.step, e.from
		}
		e.step, e.from = w.Step, w.From
	case w.Step == e.step:
		e.from = max(e.from, w.From)
	}
	s.joinOthers(now) // a source that is far ahead is beyond the begin at once
	s.begin(now)
}

// refusedBy ends the grant of a giver that was contradicted (C4). Where most givers were, so
// that nothing can be renewed, it takes another number.
func (s *State) refusedBy(now Now, g int, n Number) {
	h := &s.holder
	if n < h.number {
		return
	}
	h.grants[g] = grant{refused: true}
	for i := range h.was {
		if h.was[i].giver == s.givers[g] {
			h.was[i].grant = grant{refused: true}
		}
	}
	if s.majority(func(g int) int64 {
		if h.grants[g].refused {
			return 1
		}
		return 0
	}) == 1 {
		s.aside(now, "most givers have heard readings that contradict its clock: see their logs for by how much, and whether this machine was suspended, or its clock runs at another rate")
	}
}

// Stop gives the permit back: nothing is served from here on, and the next note to each
// giver says so.
func (s *State) Stop(now Now) {
	s.renumber(now)
	s.holder.stopped, s.holder.why = true, "it was given back"
	if s.giver != nil {
		s.giver.back(s.o.Self, s.holder.number)
	}
}

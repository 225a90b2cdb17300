package agree

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
)

// giver is what a node that gives permits keeps. What it says is never more than what a
// crash leaves it with:
//
//	U, P      grow with time: stored ahead, and said up to what is stored
//	listed    granted once it is stored
//	removed   left out of what is stated once that is stored
type giver struct {
	u       hlc.Timestamp // the highest that was stated
	uStored hlc.Timestamp
	records []*record // by node
	dirty   bool
	rules   rules

	version Number // of the list that was stated last
	stated  []Listed
	scratch []Listed
}

// record is a node's permit as its giver knows it. It stays when the permit is over, for P.
type record struct {
	Given                  // Cap: the highest that was granted
	until    time.Duration // it is listed until then, by the giver's elapsed time
	asked    time.Duration // stamp of the ask that is to be answered; never: none
	want     hlc.Timestamp // P as it is asked for
	stored   Given         // its Cap bounds what may be granted
	refused  Number        // C4: numbers up to it are not renewed
	nextSeen Number        // numbers below it are over
}

// Given is a permit as it is stored.
type Given struct {
	Node    uint32
	Number  Number
	Begin   hlc.Timestamp
	Cap     hlc.Timestamp
	Promise time.Duration
	Length  time.Duration
	Listed  bool
	Step    uint64        // of Promise, where it was raised
	From    hlc.Timestamp // what that counts from
}

// Durable is what must outlive a process. U and Given are a giver's.
type Durable struct {
	Readings hlc.Timestamp // no reading above it was given out
	U        hlc.Timestamp
	Given    []Given // by node
	Config   Config  // Gen 0: none was stored
}

// ErrDurable reports what is no Durable that Save returned.
var ErrDurable = errors.New("agree: not a stored state")

func (d *Durable) validate() error {
	if d.Readings < 0 || d.U < 0 || len(d.Given) > NodesMax {
		return fmt.Errorf("%w: readings to %d, U %d, %d nodes", ErrDurable, d.Readings, d.U, len(d.Given))
	}
	if d.Config.Gen > 0 {
		if err := d.Config.validate(); err != nil {
			return fmt.Errorf("%w: %w", ErrDurable, err)
		}
	}
	var last uint32
	for _, e := range d.Given {
		if e.Node <= last || e.Begin < 0 || e.Cap < 0 || e.From < 0 || e.Promise < 0 || e.Length < 0 || e.Length > LengthMax {
			return fmt.Errorf("%w: %+v", ErrDurable, e)
		}
		last = e.Node
	}
	return nil
}

// newGiver goes on from what was stored. Who was listed is timed anew.
func newGiver(d Durable, version Number, u rules) *giver {
	g := &giver{u: d.U, uStored: d.U, version: version, rules: u}
	for _, e := range d.Given {
		e.Listed = u.remembers(e.Listed)
		g.records = append(g.records, &record{Given: e, stored: e, until: -1, asked: never, nextSeen: e.Number})
	}
	return g
}

func (g *giver) find(node uint32) (int, bool) {
	return slices.BinarySearchFunc(g.records, node, func(r *record, id uint32) int { return int(int64(r.Node) - int64(id)) })
}

// record is a node's; nil beyond NodesMax.
func (g *giver) record(node uint32) *record {
	i, ok := g.find(node)
	if !ok {
		if len(g.records) >= NodesMax {
			return nil
		}
		g.records = slices.Insert(g.records, i, &record{Given: Given{Node: node, Promise: NoPromise}, asked: never})
	}
	return g.records[i]
}

// expire ends the permits whose length is over. They are stated until that is stored.
func (g *giver) expire(now Now, t *Timing) {
	for _, r := range g.records {
		if !r.Listed {
			continue
		}
		if r.until < 0 { // of a former process
			r.until = now.Elapsed + t.faster(r.Length)
		}
		if now.Elapsed >= r.until {
			r.Listed, g.dirty = false, true
		}
	}
}

// give lists who asks, or renews its permit (C1, C2). The grant goes with the next note, if
// it is stored by then.
func (s *State) give(now Now, node uint32, a *Ask, stamp time.Duration) {
	g := s.giver
	g.expire(now, &s.o.Timing)
	r := g.record(node)
	if r == nil || a.Number < r.Number || a.Number < r.nextSeen || a.Number <= r.refused || a.Number == r.Number && a.Step < r.Step {
		return
	}
	// One whose removal is not stored was never left out: it goes on from its old begin.
	if r.Number != a.Number || !r.Listed && !r.stored.Listed {
		r.Number, r.Promise, r.Begin = a.Number, NoPromise, g.rules.begin(g.u, r.Cap)
		r.Step, r.From = a.Step, 0
	}
	if !r.Listed || a.Length > r.Length {
		r.Listed, g.dirty = true, true
	}
	r.Length = max(r.Length, min(a.Length, LengthMax))
	switch {
	case a.Step > r.Step: // C5: what was stated below U was stated with the lower one
		r.Step, r.Promise, r.From, g.dirty = a.Step, a.Promise, g.u, true
	case !g.rules.byStep():
		r.Promise = a.Promise
	default:
		r.Promise = min(r.Promise, a.Promise)
	}
	r.want = max(r.want, min(a.Cap, s.clockAt(now).Add(CapAheadMax)))
	if r.Number != r.stored.Number || r.stored.Cap < r.want.Add(s.o.Timing.SaveAhead/2) {
		g.dirty = true
	}
	r.until = now.Elapsed + s.o.Timing.faster(r.Length)
	r.asked = stamp
}

// grant is what answers a node's ask; nil: nothing yet.
func (g *giver) grant(r *record) *Grant {
	same := r.stored.Listed && r.stored.Number == r.Number && r.stored.Begin == r.Begin && r.stored.Length >= r.Length && r.stored.Step == r.Step
	if r.asked == never || !r.Listed || !same || r.Number <= r.refused {
		return nil
	}
	r.Cap = max(r.Cap, min(r.want, r.stored.Cap))
	w := &Grant{Number: r.Number, Begin: r.Begin, Cap: r.Cap, Asked: r.asked, Step: r.Step, From: r.From}
	r.asked = never
	return w
}

// back takes a permit back: of that node no number below next is in use any more.
func (g *giver) back(node uint32, next Number) {
	r := g.record(node)
	if r == nil {
		return
	}
	if r.Listed && r.Number < next {
		r.Listed, g.dirty = false, true
	}
	r.nextSeen = max(r.nextSeen, next)
}

// giveSelf is a giver's ask to itself.
func (s *State) giveSelf(now Now) {
	if a := s.ask(now); a != nil {
		s.give(now, s.o.Self, a, now.Elapsed)
	}
	s.stateOwn(now)
	s.takeOwn(now)
}

// takeOwn takes the grant to itself, once it is stored.
func (s *State) takeOwn(now Now) {
	i, _ := s.giverIndex(s.o.Self)
	if r := s.giver.record(s.o.Self); r != nil {
		if w := s.giver.grant(r); w != nil {
			s.granted(now, i, w)
		}
	}
}

// stateOwn raises U, and renews what this node knows of its own list.
func (s *State) stateOwn(now Now) {
	g := s.giver
	if g == nil {
		return
	}
	g.expire(now, &s.o.Timing)
	want := s.clockAt(now).Add(s.o.Timing.Lead)
	if g.uStored < want.Add(s.o.Timing.SaveAhead/2) {
		g.dirty = true
	}
	s.holds(g.u <= g.uStored, "C2: a U that was stated is not stored")
	g.u = max(g.u, min(want, g.uStored))
	list := g.scratch[:0]
	for _, r := range g.records {
		if r.Listed || r.stored.Listed {
			list = append(list, Listed{Node: r.Node, Number: r.Number, Begin: r.Begin, Promise: r.Promise})
		}
	}
	if g.scratch = list; !slices.Equal(list, g.stated) {
		g.version++
		g.stated, s.holders = slices.Clone(list), nil // notes hold what was stated
	}
	i, _ := s.giverIndex(s.o.Self)
	s.lists[i].u, s.lists[i].version, s.lists[i].list = g.u, g.version, g.stated
}

// Save returns what is to be stored, where something is and nothing is being stored.
func (s *State) Save(now Now) (Durable, bool) {
	readings, dirty := s.readingsBound(now)
	g := s.giver
	if s.saving || !dirty && s.next == nil && (g == nil || !g.dirty) {
		return Durable{}, false
	}
	s.saving = true
	d := Durable{Readings: max(readings, s.clock.bound), Config: *s.config}
	if s.next != nil {
		d.Config = *s.next
	}
	ahead := s.o.Timing.SaveAhead
	switch {
	case g != nil:
		d.U = max(g.uStored, s.clockAt(now).Add(s.o.Timing.Lead+ahead))
	case s.retired != nil:
		g = s.retired
		d.U = g.uStored
	default:
		return d, true
	}
	for _, r := range g.records {
		e := r.Given
		e.Cap = max(r.stored.Cap, r.Cap)
		if r.Listed {
			e.Cap = max(e.Cap, r.want.Add(ahead))
		}
		d.Given = append(d.Given, e)
	}
	g.dirty = false
	return d, true
}

// Saved says that d, which Save returned, is durable; or that it could not be stored.
func (s *State) Saved(now Now, d Durable, ok bool) {
	g := s.giver
	if s.saving = false; !ok {
		if g != nil {
			g.dirty = true
		}
		return
	}
	s.clock.bound = max(s.clock.bound, d.Readings)
	if r := &s.clock; !s.holder.held && r.rise != 0 && r.rise <= r.bound {
		s.gave(now, hlc.Reading(r.rise))
		r.rise = 0
	}
	if g == nil {
		g = s.retired
	}
	if g != nil {
		g.uStored = max(g.uStored, d.U)
		for _, e := range d.Given {
			g.record(e.Node).stored = e
		}
	}
	if d.Config.Gen > s.config.Gen {
		if s.next != nil && s.next.Gen <= d.Config.Gen {
			s.next = nil
		}
		s.adopt(d.Config.clone())
	}
	if s.giver != nil {
		s.takeOwn(now)
	}
}

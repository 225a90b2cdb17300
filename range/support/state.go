package support

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
)

// Options of a State.
type Options struct {
	Self    uint32
	Durable Persisted // what Ready last gave to be stored; zero on a new store
	Timing  Timing
}

// State is one store's side of store liveness. Not safe for concurrent use:
// replicas read its View.
//
//	Heartbeats, Receive, ReceiveReply, Withdraw ──► Ready ──(stored)──► Advance ──► publish View ──► send
//
// Epochs rise, promises rise within an epoch, and nothing leaves before it is stored (S1 to S3).
type State struct {
	self      uint32
	timing    Timing
	degraded  bool
	votesFrom hlc.Timestamp
	maxEpoch  Epoch // the highest that this store asked with: its next life begins above
	given     map[uint32]*given
	asked     map[uint32]*asked
	peers     []uint32
	pauses    pauses

	// Where what is promised stands:
	//
	//	dirty  pending
	//	no     no       all is stored
	//	yes    no       the next Ready has it
	//	no     yes      a Ready is out, and has all there is
	//	yes    yes      a Ready is out, and more has come since
	dirty   bool // something is to be stored
	pending bool // a Ready is out
	out     Ready
	view    *View

	rules rules
}

// given is this store's promise to another.
// Views show epoch only once it is saved: a vote may not rest on an epoch that a crash would forget.
type given struct {
	epoch  Epoch
	saved  Epoch         // the epoch that is stored; epoch's promise is held from then on
	until  hlc.Timestamp // promised in epoch; zero: nothing
	before hlc.Timestamp // promised in earlier epochs
}

// asked is another store's promise to this one.
// until was asked for by this store's clock; who promised ends it by its own (S4).
type asked struct {
	epoch Epoch
	until hlc.Timestamp
	next  hlc.Timestamp // when to ask again
}

// New makes a State of what the store's last process left.
func New(o Options) (*State, error) { return newWith(o, rules{}) }

func newWith(o Options, u rules) (*State, error) {
	if err := o.Timing.Validate(); err != nil {
		return nil, err
	}
	if o.Self == 0 {
		return nil, errors.New("support: a store without an ID")
	}
	if err := o.Durable.validate(); err != nil {
		return nil, err
	}
	s := &State{
		self: o.Self, timing: o.Timing, maxEpoch: u.asksFrom(o.Durable.MaxEpoch),
		given: map[uint32]*given{}, asked: map[uint32]*asked{}, rules: u,
	}
	// Epochs rise with the start, and are stored with the first Ready, before anything is promised in them (S1, S6).
	s.restart(o.Durable)
	s.dirty = true
	return s, nil
}

// restart ends all epochs in which the last process held promises: the replicas
// that acknowledged terms in them have forgotten it (S6). The promises are kept
// as timestamps, and stored again with each Ready until they are withdrawn (S5).
// A store that has waited until votesFrom has kept all that its last process promised, to whomever.
func (s *State) restart(p Persisted) {
	for _, g := range p.Given {
		s.votesFrom = max(s.votesFrom, g.Until)
		s.given[g.Store] = s.rules.restarted(g)
	}
}

// SetTiming changes how long promises are asked for, and how often.
// What was asked for stays as long as it was; the next heartbeat asks by the new timing.
func (s *State) SetTiming(t Timing) error {
	if err := t.Validate(); err != nil {
		return err
	}
	// How long an answer took is told by its promise's length: pauses of another length can't be compared.
	if t.Length != s.timing.Length {
		s.pauses.changed()
	}
	s.timing = t
	return nil
}

// Pause is the longest that a request for a promise has taken of late, answers that never came
// left out (Derive).
func (s *State) Pause(now hlc.Reading) time.Duration { return s.pauses.longest(now) }

// SetDegraded says whether the node's clock is out of its budget (S10).
// It asks for nothing and promises nothing then, and its View shows no support for its own leases; promises that it gave
// hold, and are not withdrawn, for its clock can't tell when they end.
func (s *State) SetDegraded(d bool) {
	if d = s.rules.degraded(d); s.degraded == d {
		return
	}
	s.degraded, s.view = d, nil
}

// SetPeers says which other stores to ask: those that this store shares ranges
// with. With any, it asks itself too (S7).
// What was promised by one who is a peer no more is forgotten, and asked for anew if it comes back.
// A store alone has no peers, and needs no promise, its own neither.
func (s *State) SetPeers(stores []uint32) {
	s.peers = nil
	for _, id := range stores {
		if id != s.self && id != 0 && !slices.Contains(s.peers, id) && len(s.peers) < StoresMax {
			s.peers = append(s.peers, id)
		}
	}
	slices.Sort(s.peers)
	if len(s.peers) > 0 {
		s.peers = append(s.peers, s.self)
	}
	for id := range s.asked {
		if !slices.Contains(s.peers, id) {
			delete(s.asked, id)
			s.view = nil
		}
	}
	for _, id := range s.peers {
		if s.asked[id] == nil {
			s.asked[id] = &asked{epoch: s.maxEpoch}
			s.view = nil
		}
	}
}

// Heartbeats asks those whose turn it is for support until now + Length. The
// heartbeat to the store itself goes the same way as the others.
// An answer that does not come is no reason to ask sooner: Renew is a part of Length.
func (s *State) Heartbeats(now hlc.Reading) {
	if s.degraded {
		return
	}
	s.pauses.asks(now)
	for _, id := range s.peers {
		a := s.asked[id]
		if now.Timestamp() < a.next {
			continue
		}
		// From now, not from when it was due: a store that stood still asks once, not once for each time that it missed.
		a.next = now.Timestamp().Add(s.timing.Renew)
		s.out.Heartbeats = append(s.out.Heartbeats, Heartbeat{
			From: s.self, To: id, Epoch: a.epoch, Until: now.Timestamp().Add(s.timing.Length),
		})
	}
}

// NextAt is when Heartbeats has something to ask next; Max without peers.
func (s *State) NextAt() hlc.Timestamp {
	next := hlc.Max
	for _, a := range s.asked {
		next = min(next, a.next)
	}
	return next
}

// Receive takes a request for support. A promise is capped by what a clock
// within its budget could ask for, so that one bad clock can't hold a vote for
// an hour.
// A lower epoch than the one here is one that has ended: the reply names the present one, and the asker comes with that. The
// answer goes out with the Ready in which the promise is stored.
func (s *State) Receive(now hlc.Reading, h Heartbeat) error {
	switch {
	case h.To != s.self:
		return fmt.Errorf("%w: %d, not %d", ErrAddress, h.To, s.self)
	case h.From == 0 || h.Epoch == 0 || h.Epoch > EpochMax:
		return ErrMessage
	case s.degraded:
		return nil
	}
	g := s.given[h.From]
	if g == nil {
		if len(s.given) >= StoresMax {
			return fmt.Errorf("%w: more than %d stores", ErrMessage, StoresMax)
		}
		g = &given{}
		s.given[h.From] = g
	}
	if h.Epoch < g.epoch {
		s.out.Replies = append(s.out.Replies, Reply{From: s.self, To: h.From, Epoch: g.epoch})
		return nil
	}
	until := min(h.Until, now.Timestamp().Add(LengthMax+s.timing.Epsilon))
	if until <= now.Timestamp() {
		return nil // it came too late to be worth anything
	}
	s.promise(g, h.Epoch, until)
	s.out.Replies = append(s.out.Replies, Reply{From: s.self, To: h.From, Epoch: g.epoch, Until: g.until})
	return nil
}

// promise raises g, in the same epoch or a higher one (S2, S3).
func (s *State) promise(g *given, e Epoch, until hlc.Timestamp) {
	if e > g.epoch {
		// The old epoch ends, and its time is still to be kept: votes for others wait for the highest of both (S5).
		g.before = max(g.before, g.until)
		g.epoch = e
		s.changed()
	}
	if s.rules.promises(until, g.until) {
		g.until = until
		s.changed()
	}
}

func (s *State) changed() { s.dirty, s.view = true, nil }

// ReceiveReply takes a promise, or a refusal that names the epoch to ask with.
// A higher epoch: what was promised before has ended, and it is asked again at once. What is stored of it (MaxEpoch) keeps
// the next process from asking in an epoch that this one has used.
func (s *State) ReceiveReply(now hlc.Reading, r Reply) error {
	switch {
	case r.To != s.self:
		return fmt.Errorf("%w: %d, not %d", ErrAddress, r.To, s.self)
	case r.Epoch > EpochMax:
		return ErrMessage
	}
	a := s.asked[r.From]
	switch {
	case a == nil || r.Epoch < a.epoch:
	case r.Epoch > a.epoch:
		// Zero: to be asked at once. Nothing that was acknowledged in the old epoch supports a lease any more.
		a.epoch, a.until, a.next = r.Epoch, 0, 0
		s.maxEpoch = max(s.maxEpoch, r.Epoch)
		s.changed()
	case r.Until > a.until:
		if a.until != 0 { // else a store has just come, and its answer says nothing of pauses
			s.pauses.answered(r.Until.Add(-s.timing.Length), now)
		}
		a.until, s.view = r.Until, nil
	}
	return nil
}

// Withdraw ends the promises that the clock has passed (S4), and returns whose.
// Their epoch ends when that is stored; then ranges led by them may campaign.
// The epoch ends with the promise, so that what was acknowledged in it counts no more, if the store is heard again.
func (s *State) Withdraw(now hlc.Reading) (stores []uint32) {
	if s.degraded {
		return nil
	}
	for id, g := range s.given {
		if g.until == 0 || !s.rules.passed(now, g.until) {
			continue
		}
		g.before = max(g.before, s.rules.held(g.until))
		// One more than any that was given out: whoever asks on in the old one is refused, and told this.
		g.epoch, g.until = g.epoch+1, 0
		s.changed()
		stores = append(stores, id)
	}
	slices.Sort(stores)
	return stores
}

// WithdrawAt is when the next promise ends; Max if none is held.
// A timestamp beyond the promise by one: it must have passed, not just been reached.
func (s *State) WithdrawAt() hlc.Timestamp {
	at := hlc.Max
	for _, g := range s.given {
		if g.until != 0 {
			at = min(at, g.until.Next())
		}
	}
	return at
}

// Ready is what is to be done: Save is stored first (nil: nothing), then Advance
// is called and the new View published, then the messages go out (S1).
type Ready struct {
	Save       *Persisted
	Heartbeats []Heartbeat
	Replies    []Reply
}

// Empty reports whether there is nothing to do.
func (r *Ready) Empty() bool { return r.Save == nil && len(r.Heartbeats) == 0 && len(r.Replies) == 0 }

// Ready returns what has come up since the last one, nothing while one is out.
// One at a time: a second Save could overtake the first on its way to the disk.
func (s *State) Ready() Ready {
	if s.pending {
		return Ready{}
	}
	r := s.out
	s.out = Ready{}
	if s.dirty {
		p := s.persisted()
		r.Save, s.dirty = &p, false
	}
	s.pending = !r.Empty()
	return r
}

// Advance reports that r.Save is durable. Where it could not be stored, Fail is called.
// Epochs are marked as saved by what was written, for others may have begun meanwhile.
func (s *State) Advance(r Ready) {
	s.pending = false
	if r.Save == nil {
		return
	}
	for _, p := range r.Save.Given {
		// Stores are never taken out of given: a promise that is over is still a lower bound for the next epoch.
		if g := s.given[p.Store]; g.saved < p.Epoch {
			g.saved, s.view = p.Epoch, nil
		}
	}
}

// Fail reports that r.Save could not be stored: its messages must not go out,
// and the next Ready stores all again. A store whose disk is stuck so promises
// nothing, to itself neither, and its leases end.
// Its promises are in memory alone until then, and no View rests on an epoch that is not saved.
func (s *State) Fail(Ready) { s.pending, s.dirty = false, true }

// All promises each time: a store has few peers, and one value is written as a whole or not at all.
func (s *State) persisted() Persisted {
	p := Persisted{MaxEpoch: s.maxEpoch, Given: make([]Promise, 0, len(s.given))}
	for id, g := range s.given {
		if g.epoch != 0 {
			p.Given = append(p.Given, Promise{Store: id, Epoch: g.epoch, Until: max(g.until, g.before)})
		}
	}
	slices.SortFunc(p.Given, func(a, b Promise) int { return int(int64(a.Store) - int64(b.Store)) })
	return p
}

// Supports is the promise to a store that is held and stored: its epoch, and
// until when. Zero: none.
func (s *State) Supports(store uint32) (Epoch, hlc.Timestamp) { return s.View().Supports(store) }

// SupportedBy is a store's promise to this one; zero: none, or this node is degraded.
func (s *State) SupportedBy(store uint32) (Epoch, hlc.Timestamp) { return s.View().SupportedBy(store) }

// VotesFrom is the timestamp that the clock must have passed before this store
// votes for anybody (S5).
func (s *State) VotesFrom() hlc.Timestamp { return s.votesFrom }

// View is the present picture. It is shared until something changes.
// given and asked are copied, so that a reader needs no lock while this steps on.
func (s *State) View() *View {
	if s.view != nil {
		return s.view
	}
	// Immutable from here on, and shared by all groups of the store.
	v := &View{self: s.self, degraded: s.degraded, votesFrom: s.votesFrom, rules: s.rules}
	v.pairs = make([]pair, 0, len(s.given)+len(s.peers))
	for id, g := range s.given {
		v.pairs = append(v.pairs, pair{store: id, given: *g})
	}
	slices.SortFunc(v.pairs, func(a, b pair) int { return int(int64(a.store) - int64(b.store)) })
	for _, id := range s.peers {
		a := s.asked[id]
		if i, ok := v.find(id); ok {
			v.pairs[i].asked = *a
		} else {
			v.pairs = slices.Insert(v.pairs, i, pair{store: id, asked: *a})
		}
	}
	s.view = v
	return v
}

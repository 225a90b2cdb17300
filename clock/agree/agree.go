package agree

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
)

// Number names a permit: the epoch of the process that asks for it, and a count. A later
// one is greater.
type Number uint64

const (
	seqBits = 20
	// EpochMax bounds the epochs of processes that fit a Number.
	EpochMax = uint64(1)<<(63-seqBits) - 1
)

func firstNumber(epoch uint64) Number { return Number(epoch<<seqBits | 1) }

// Epoch is that of the process.
func (n Number) Epoch() uint64 { return uint64(n) >> seqBits }

// NoPromise is E_j of a node that has no source of UTC.
const NoPromise = time.Duration(math.MaxInt64)

// never is later than anything.
const never = time.Duration(math.MaxInt64)

// Limits.
const (
	// NodesMax bounds the nodes that one State deals with. Each knows each, and what a
	// giver states grows with them.
	NodesMax = 1 << 10
	// GiversMax bounds the givers: the voters of one range.
	GiversMax = 15
	// LengthMax bounds a permit: a giver forgets no node for as long after it was last heard.
	LengthMax = 20 * time.Second
	// CapAheadMax is by how much the P that is asked for may exceed the giver's clock. A
	// clock that is further ahead than that gets no permit, and follows the others.
	CapAheadMax = 30 * time.Second
	// extrapolateMax is the longest time that is extrapolated over: products of it fit.
	extrapolateMax = time.Hour
	// sendsMax is how many messages to one node are remembered until they are answered.
	sendsMax = 16
	// readAheadShare: readings are stored ahead by that part of SaveAhead. A restart waits
	// for it.
	readAheadShare = 4
	// capSlack is how much longer than a permit its P reaches: it bounds how far a clock
	// may run ahead before its permit is renewed.
	capSlack = 100 * time.Millisecond
)

// Of clocks that follow each other. A clock further ahead of the median than asideAhead
// is the one that is wrong; followAhead is what following alone can make of it.
const (
	followAhead = 5 * time.Millisecond
	asideAhead  = 20 * time.Millisecond
	// followEach bounds a single move to half of it.
	followEach = 100 * time.Millisecond
)

// Timing is the protocol's. It may differ between nodes.
type Timing struct {
	// Length of a permit, from when it is asked for.
	Length time.Duration
	// Lead of U ahead of a giver's clock. It must exceed the time between two messages to
	// a gateway and the farthest lead of a commit timestamp; who joins waits for it.
	Lead time.Duration
	// RatePPM is ρ: how wrong the rate of Now.Elapsed may be, together with slewing.
	RatePPM int64
	// SaveAhead is how far what is stored runs ahead of what is said.
	SaveAhead time.Duration
	// Settle is how long a configuration has been in force before the next: longer than permits.
	Settle time.Duration
}

// Defaults of a Timing.
const (
	LengthDefault    = 2 * time.Second
	LeadDefault      = time.Second
	RatePPMDefault   = 200
	SaveAheadDefault = 2 * time.Second
)

// Validate fills in defaults, and reports what makes no sense.
func (t *Timing) Validate() error {
	def := func(d *time.Duration, v time.Duration) {
		if *d == 0 {
			*d = v
		}
	}
	def(&t.Length, LengthDefault)
	def(&t.Lead, LeadDefault)
	def(&t.SaveAhead, SaveAheadDefault)
	def(&t.Settle, SettleDefault)
	if t.RatePPM == 0 {
		t.RatePPM = RatePPMDefault
	}
	if t.Length < 0 || t.Length > LengthMax || t.Lead < 0 || t.SaveAhead < 0 || t.Settle < 0 || t.RatePPM < 0 || t.RatePPM > 10_000 {
		return fmt.Errorf("agree: permits of %v, U ahead by %v, stored ahead by %v, clocks wrong by %d ppm", t.Length, t.Lead, t.SaveAhead, t.RatePPM)
	}
	return nil
}

// Grain bounds what the four readings of Now.Elapsed that tell how far a clock went on while another did
// are wrong by together, besides their rates: two here and two there.
const Grain = 40 * time.Microsecond

// slower is a lower bound on how far another clock went while this one went by d:
// (1-ρ)/(1+ρ) ≥ 1-2ρ.
func (t *Timing) slower(d time.Duration) time.Duration {
	d = min(max(d, 0), extrapolateMax)
	return max(d-time.Duration(int64(d)*2*t.RatePPM/1_000_000)-1-Grain, 0)
}

// faster is an upper bound on that: (1+ρ)/(1-ρ) ≤ 1+2ρ+4ρ².
func (t *Timing) faster(d time.Duration) time.Duration {
	d = min(max(d, 0), extrapolateMax)
	return d + time.Duration(int64(d)*2*t.RatePPM/1_000_000) + time.Duration(int64(d)/1_000_000*4*t.RatePPM*t.RatePPM/1_000_000) + 2 + Grain
}

// utcMost and utcLeast bound how far UTC went while this node's elapsed time went on by d:
// 1/(1-ρ) ≤ 1+ρ+2ρ², 1/(1+ρ) ≥ 1-ρ. Who has carried a bound on with them widens it by half a Grain.
func (t *Timing) utcMost(d time.Duration) time.Duration {
	d = min(max(d, 0), extrapolateMax)
	return d + time.Duration(int64(d)*t.RatePPM/1_000_000) + time.Duration(int64(d)/1_000_000*2*t.RatePPM*t.RatePPM/1_000_000) + 2
}

func (t *Timing) utcLeast(d time.Duration) time.Duration {
	d = min(max(d, 0), extrapolateMax)
	return max(d-time.Duration(int64(d)*t.RatePPM/1_000_000)-1, 0)
}

// Interval contains UTC. The zero Interval says nothing.
type Interval struct{ Low, High hlc.Timestamp }

// Known reports whether i says anything.
func (i Interval) Known() bool { return i.High != 0 }

// Now is what a node's clocks say at a step.
type Now struct {
	// Elapsed is the time since some moment of this process's life, at least a microsecond.
	// It goes on while the process or the machine stands still; its rate, and that of the
	// clock, is within ρ.
	Elapsed time.Duration
	UTC     Interval
}

// Options of a State.
type Options struct {
	Self  uint32
	Epoch uint64 // of this process: greater than any before
	// Givers are the nodes that give permits, Self among them or not, in the first configuration.
	// What is stored of a later one counts.
	Givers []uint32
	// Clock is where the clock begins: what the machine's clock says. It may be anything.
	Clock hlc.Timestamp
	// Elapsed is Now.Elapsed at that moment.
	Elapsed time.Duration
	// Durable is what a former process left.
	Durable Durable
	Timing  Timing
	Planted Planted
}

// State is one node's side of the agreement about clocks. Not safe for concurrent use.
//
//	Tick, Hear ──► Save ──(stored)──► Saved ──► Note, Serves, Horizon, When
type State struct {
	o      Options
	rules  rules
	config *Config // never changed
	next   *Config // to be stored; nil: none
	givers []uint32
	peers  []*peer      // by node; the others that were heard or are givers
	lists  []*statement // of each giver, as heard
	votes  []int64      // scratch of majority

	saving  bool          // something is being stored
	holders []uint32      // whom any list has; nil: to be computed
	lone    []uint32      // those of them for whom no group vouches
	units   []unit        // the others
	passed  hlc.Timestamp // the highest Horizon

	clock  clock
	holder holder
	giver  *giver // nil: this node is none
	met    Metrics

	known  known // of UTC
	raises bool  // promises may be raised

	circle *Circle  // nil: each hears each
	group  ownGroup // of this node's zone, while it is a hub
	silent []uint32 // of few nodes, those that are listed and not heard
	claims []*claim // what hubs have told, by who told it and of whom

	retired   *giver        // what it gave while it was one
	settledAt time.Duration // a majority was heard in the configuration; 0: not yet
	settledU  hlc.Timestamp // the highest U that they had stated
}

// Metrics count what happened.
type Metrics struct {
	Permits        uint64 // that came into force
	Aside          uint64 // times that the node stepped aside
	Raises         uint64 // promises about UTC that were raised
	Contradictions uint64 // C4: notes that were refused
	Drifts         uint64 // C4: rates that can't be
	Broken         uint64 // invariants that did not hold: a bug
}

// New makes a State. Nothing is served before the givers' permit.
func New(o Options) (*State, error) {
	if err := o.Timing.Validate(); err != nil {
		return nil, err
	}
	if o.Self == 0 || o.Epoch > EpochMax || o.Clock < 0 {
		return nil, errors.New("agree: no node, or a clock before 1970")
	}
	if err := o.Durable.validate(); err != nil {
		return nil, err
	}
	c := &Config{Gen: 1, Givers: slices.Compact(slices.Sorted(slices.Values(o.Givers)))}
	if o.Durable.Config.Gen > 0 {
		c = o.Durable.Config.clone()
	}
	if err := c.validate(); err != nil {
		return nil, err
	}
	s := &State{o: o, rules: rules{o.Planted}, config: c, givers: slices.Clone(c.Givers)}
	s.lists = make([]*statement, len(s.givers))
	s.votes = make([]int64, 0, len(s.givers))
	for i, g := range s.givers {
		s.lists[i] = &statement{}
		if g != o.Self {
			s.peer(g)
		}
	}
	last := o.Durable.Readings
	s.clock = clock{base: max(o.Clock, last), at: o.Elapsed, last: hlc.Reading(last), bound: last}
	s.holder.grants = make([]grant, len(s.givers))
	s.holder.number = firstNumber(o.Epoch) - 1
	s.renumber(Now{UTC: Interval{}})
	if o.Durable.U > 0 || len(o.Durable.Given) > 0 {
		s.retired = newGiver(o.Durable, firstNumber(o.Epoch), s.rules)
	}
	s.enter()
	return s, nil
}

// Metrics is what happened so far.
func (s *State) Metrics() Metrics { return s.met }

func (s *State) giverIndex(node uint32) (int, bool) { return slices.BinarySearch(s.givers, node) }

func (s *State) isGiver(node uint32) bool {
	_, ok := s.giverIndex(node)
	return ok
}

// peer is what is known of another node; nil beyond NodesMax.
func (s *State) peer(node uint32) *peer {
	i, ok := s.find(node)
	if !ok {
		if len(s.peers) >= NodesMax {
			return nil
		}
		s.peers = slices.Insert(s.peers, i, &peer{node: node, promise: NoPromise})
	}
	return s.peers[i]
}

func (s *State) find(node uint32) (int, bool) {
	return slices.BinarySearchFunc(s.peers, node, func(p *peer, id uint32) int { return int(int64(p.node) - int64(id)) })
}

// Forget drops what is known of a node that has left for good.
func (s *State) Forget(node uint32) {
	if s.isGiver(node) {
		return
	}
	if i, ok := s.find(node); ok {
		s.peers = slices.Delete(s.peers, i, i+1)
	}
	s.claims = slices.DeleteFunc(s.claims, func(k *claim) bool { return k.from == node || k.Origin == node })
	s.holders = nil
}

// majority is the greatest value that a majority of the givers has at least.
func (s *State) majority(of func(g int) int64) int64 {
	v := s.votes[:0]
	for g := range s.givers {
		v = append(v, of(g))
	}
	slices.Sort(v)
	return v[(len(v)-1)/2]
}

// holds counts an invariant that does not hold, and panics in builds with the tag invariants.
func (s *State) holds(ok bool, invariant string) {
	if ok {
		return
	}
	s.met.Broken++
	if invariants && s.rules.sound() {
		panic("agree: invariant " + invariant)
	}
}

package agree

import (
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
)

// statement is what a giver was heard to say of who may serve.
type statement struct {
	u       hlc.Timestamp
	version Number
	list    []Listed // by node
}

// hear: whatever a giver ever stated stays true for what is below its U, so the one with
// the highest U is kept.
func (st *statement) hear(n *Statement) {
	switch {
	case n.U < st.u || n.Version < st.version:
	case n.Full:
		st.u, st.version, st.list = n.U, n.Version, n.List
	case n.Version == st.version:
		st.u = n.U
	}
}

func (st *statement) of(node uint32) (*Listed, bool) {
	i, ok := slices.BinarySearchFunc(st.list, node, func(l Listed, id uint32) int { return int(int64(l.Node) - int64(id)) })
	if !ok {
		return nil, false
	}
	return &st.list[i], true
}

// Proof says by what a clock is known to have passed a timestamp.
type Proof uint8

// The proofs.
const (
	ByGivers Proof = iota // enough givers state a U above it, and nobody that they list is behind
	ByMouth
	ByUTC
	ByOwn // this node's own clock
)

func (p Proof) String() string { return [...]string{"givers", "message", "utc", "own"}[p] }

// Wait is why an acknowledgement waits.
type Wait struct {
	Passed bool
	Node   uint32 // whose clock is waited for, or which hub's zone; 0: the givers
	Proof  Proof  // that comes first
	// In is in how long the proof is there without a further message; negative: only a
	// message helps.
	In time.Duration
}

func (w Wait) String() string {
	switch {
	case w.Passed:
		return "all clocks have passed it"
	case w.Node == 0:
		return "most givers are to be heard"
	case w.In < 0:
		return fmt.Sprintf("node %d is to be heard", w.Node)
	}
	return fmt.Sprintf("node %d by %s in %v", w.Node, w.Proof, w.In)
}

// Said is String without the time.
func (w Wait) Said() string {
	if w.Passed || w.Node == 0 || w.In < 0 {
		return w.String()
	}
	if w.Proof == ByOwn {
		return "this node's own clock"
	}
	return fmt.Sprintf("node %d's clock, by %s", w.Node, w.Proof)
}

// own is this node's clock: a reading is given out, so nothing below it follows.
func (s *State) own(now Now) hlc.Timestamp { return s.Read(now).Timestamp() }

// word is a node's clock by word of mouth.
type word struct {
	number Number        // the permit that what is extrapolated belongs to
	heard  hlc.Timestamp // a reading: for good
	passed hlc.Timestamp // by what is extrapolated, at least heard
}

// under is what counts where a giver lists the node under n. A later permit may begin below what
// is extrapolated of an earlier one, where the givers that know its P give no more; of that which
// the giver itself gave its begin is above. Who asks under a later number serves under n no more.
func (w word) under(n Number, u *rules) hlc.Timestamp {
	if u.ofAnother(n, w.number) {
		return w.heard
	}
	return w.passed
}

// passedBy is up to where giver g's statement and the two proofs show that node j is past
// every timestamp.
func (s *State) passedBy(now Now, g int, j uint32, mouth word, low hlc.Timestamp) hlc.Timestamp {
	st := s.lists[g]
	u := s.rules.upto(st.u)
	e, listed := st.of(j)
	if !listed {
		return u
	}
	l := max(mouth.under(e.Number, &s.rules), e.Begin)
	if e.Promise != NoPromise {
		l = max(l, low.Add(-e.Promise))
	}
	return min(u, l.Prev())
}

// Horizon is the highest timestamp that every node which may serve has passed: what any of
// them reads from now on is above it. It is Rule W (T1, C2), and never goes back.
func (s *State) Horizon(now Now) hlc.Timestamp { return s.horizon(now, 0) }

// horizon is Horizon, found with more care where it may be above want.
func (s *State) horizon(now Now, want hlc.Timestamp) hlc.Timestamp {
	s.stateOwn(now)
	low := s.lowUTC(now)
	h := s.horizonOf(now, 0, word{}, 0)
	s.listed()
	for i := range s.units {
		if h <= s.passed {
			break
		}
		h = min(h, s.horizonOfUnit(now, &s.units[i], low, want))
	}
	for _, j := range s.lone {
		if h <= s.passed {
			break
		}
		h = min(h, s.horizonOf(now, j, s.mouthOf(now, j), low))
	}
	s.passed = max(s.passed, h)
	return s.passed
}

// Listed are the nodes that any giver lists, in order: acknowledgements wait for them.
func (s *State) Listed() []uint32 { return slices.Clone(s.listed()) }

// listed are the nodes that any giver lists, in order.
func (s *State) listed() []uint32 {
	if s.holders == nil {
		s.holders = []uint32{}
		for _, st := range s.lists {
			for i := range st.list {
				s.holders = append(s.holders, st.list[i].Node)
			}
		}
		slices.Sort(s.holders)
		s.holders = slices.Compact(s.holders)
		s.divide()
	}
	return s.holders
}

// horizonOf is the same of one node, by a majority of givers.
func (s *State) horizonOf(now Now, j uint32, mouth word, low hlc.Timestamp) hlc.Timestamp {
	return s.most(func(g int) hlc.Timestamp { return s.passedBy(now, g, j, mouth, low) })
}

// most is the highest timestamp that a majority of givers shows to be passed (C2).
func (s *State) most(by func(g int) hlc.Timestamp) hlc.Timestamp {
	return s.rules.most(s, by)
}

func (s *State) mouthOf(now Now, j uint32) word {
	if j == s.o.Self {
		own := s.own(now)
		return word{math.MaxInt64, own, own}
	}
	if i, ok := s.find(j); ok {
		p := s.peers[i]
		return word{p.number, p.newest.Timestamp(), s.mouth(now, p)}
	}
	return word{}
}

// Passed reports whether an acknowledgement of ts may leave.
func (s *State) Passed(now Now, ts hlc.Timestamp) bool {
	return ts <= s.passed || ts <= s.horizon(now, ts)
}

// When tells what an acknowledgement of ts waits for: of the nodes that have not passed it
// the one that will be last.
func (s *State) When(now Now, ts hlc.Timestamp) Wait {
	if s.Passed(now, ts) {
		return Wait{Passed: true}
	}
	if s.horizonOf(now, 0, word{}, 0) < ts {
		return Wait{In: -1}
	}
	worst := Wait{Passed: true}
	low := s.lowUTC(now)
	for i := range s.units {
		if u := &s.units[i]; s.horizonOfUnit(now, u, low, ts) < ts {
			worst = worst.or(s.whenOfUnit(now, u, ts, low))
		}
	}
	for _, j := range s.lone {
		worst = s.later(now, worst, j, ts, low)
	}
	return worst
}

// later is worst, or what is waited for of node j, whichever is later.
func (s *State) later(now Now, worst Wait, j uint32, ts, low hlc.Timestamp) Wait {
	mouth := s.mouthOf(now, j)
	if s.horizonOf(now, j, mouth, low) >= ts {
		return worst
	}
	return worst.or(s.whenOf(now, j, ts, mouth, low))
}

// or is the later one.
func (w Wait) or(o Wait) Wait {
	if w.Passed || !o.Passed && w.In >= 0 && (o.In < 0 || o.In > w.In) {
		return o
	}
	return w
}

// whenOf is in how long node j has passed ts, as far as a majority of givers' lists allow.
func (s *State) whenOf(now Now, j uint32, ts hlc.Timestamp, mouth word, low hlc.Timestamp) Wait {
	w := Wait{Node: j, Proof: ByMouth, In: s.mouthIn(now, j, ts)}
	if j == s.o.Self {
		w.Proof = ByOwn
	}
	in := s.majority(func(g int) int64 {
		st := s.lists[g]
		if st.u <= ts {
			return -int64(never)
		}
		e, listed := st.of(j)
		if !listed || e.Begin > ts {
			return 0
		}
		d := w.In
		if d < 0 || e.Number > mouth.number && mouth.heard <= ts {
			d = never
		}
		if e.Promise != NoPromise && low > 0 {
			d = min(d, s.stretched(ts.Next().Sub(low.Add(-e.Promise))))
		}
		return -int64(d)
	})
	switch d := time.Duration(-in); {
	case d == never:
		w.In = -1
	case d != w.In: // where it is later, word of mouth is of an earlier permit
		w.Proof, w.In = ByUTC, d
	}
	return w
}

// mouthIn is in how long word of mouth shows that j has passed ts; negative: never, without
// a further message.
func (s *State) mouthIn(now Now, j uint32, ts hlc.Timestamp) time.Duration {
	if j == s.o.Self {
		if min(s.holder.cap, s.clock.bound) <= ts {
			return -1
		}
		return s.stretched(ts.Next().Sub(s.clockAt(now)))
	}
	i, ok := s.find(j)
	if !ok || s.peers[i].number <= s.peers[i].refused || s.peers[i].cap <= ts {
		return -1
	}
	return s.stretched(ts.Next().Sub(s.mouth(now, s.peers[i])))
}

// stretched is how long this node waits until another's bound has grown by d.
func (s *State) stretched(d time.Duration) time.Duration {
	if d <= 0 {
		return 0
	}
	return s.o.Timing.faster(d) + 2
}

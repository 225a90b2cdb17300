package agree

import (
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
)

// Shown is what a node knows of a clock, for people to see.
type Shown struct {
	Node    uint32        // this node, too
	Permit  string        // held, listed (it is silent, and its permit not over), none, contradicted, wrong rate, given back
	Known   bool          // Proof and Behind are
	Proof   Proof         // the better one
	Behind  time.Duration // by how much what the clock has passed for certain is behind this node's
	Upper   bool          // Ahead is known
	Ahead   time.Duration // by how much the clock is ahead of this node's at most
	Promise time.Duration // how far it lags behind UTC at most; NoPromise

	Rate     bool    // DriftPPM is known, within driftShownPPM
	DriftPPM float64 // by how much its elapsed time runs faster than this node's
}

// driftShownPPM is how sharp a rate has to be to be shown.
const driftShownPPM = 100

// Shown tells of this node's clock, and of each other that was heard or that a giver lists.
func (s *State) Shown(now Now) []Shown {
	s.stateOwn(now)
	own := Shown{Node: s.o.Self, Permit: "none", Proof: ByOwn, Known: true, Promise: s.holder.promise.most}
	switch {
	case s.holder.stopped:
		own.Permit = "given back"
	case s.permitted(now, s.Read(now).Timestamp()):
		own.Permit = "held"
	}
	own.Behind = s.clockAt(now).Sub(s.own(now))
	out := []Shown{own}
	for _, j := range s.listed() {
		if j != s.o.Self {
			s.peer(j)
		}
	}
	for _, p := range s.peers {
		out = append(out, s.shownOf(now, p))
	}
	return out
}

// mayServe reports whether acknowledgements wait for a node: no majority of givers leaves it out.
func (s *State) mayServe(node uint32) bool {
	without := 0
	for _, st := range s.lists {
		if _, listed := st.of(node); !listed && st.u != 0 {
			without++
		}
	}
	return 2*without <= len(s.lists)
}

func (s *State) shownOf(now Now, p *peer) Shown {
	w := Shown{Node: p.node, Permit: "none", Promise: p.promise}
	switch {
	case p.drift.against(now):
		w.Permit = "wrong rate"
	case p.asks != 0 && p.asks <= p.refused:
		w.Permit = "contradicted"
	case p.holds && now.Elapsed-p.heardAt <= s.o.Timing.Length:
		w.Permit = "held"
	case s.mayServe(p.node):
		w.Permit = "listed"
	}
	told := s.told(now, p.node)
	if l := max(s.lower(now, p), told); l > hlc.Zero {
		w.Known, w.Proof, w.Behind = true, ByMouth, s.clockAt(now).Sub(l)
		if l > max(s.mouth(now, p), told) {
			w.Proof = ByUTC
		}
	}
	if p.upperAt > 0 {
		low, _ := s.median(now, false, false)
		w.Upper, w.Ahead = true, s.upperOf(now, p, low).Sub(s.clockAt(now))
	}
	w.Rate, w.DriftPPM = p.drift.blurPPM > 0 && p.drift.blurPPM <= driftShownPPM, p.drift.ppm
	return w
}

// told is what hubs have told of a node.
func (s *State) told(now Now, node uint32) (l hlc.Timestamp) {
	for i := range s.units {
		if contains(s.units[i].nodes, node) {
			_, l = s.vouch(now, &s.units[i])
		}
	}
	return l
}

// upperOf is an upper estimate of a clock: half again as fast is what following can make of one, and
// not far above the median of the others' lower bounds, if that is known.
func (s *State) upperOf(now Now, p *peer, med hlc.Timestamp) hlc.Timestamp {
	d := now.Elapsed - p.upperAt
	return min(p.upper.Timestamp().Add(d*8/5), max(p.upper.Timestamp().Add(s.o.Timing.faster(d)), saturated(med, followAhead)))
}

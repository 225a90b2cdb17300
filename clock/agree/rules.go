package agree

import (
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
)

// Planted breaks a rule, for the tests that show that breaking it is noticed.
type Planted struct {
	NoPermitCheck      bool // C1, C3: nobody looks at the permit; P alone bounds r
	PermitByTimer      bool // C3: a permit's end is noticed by a timer
	NoMajority         bool // C2: a node is left out when one giver does not list it
	NoU                bool // C2: givers let anybody in at any time
	AnyU               bool // C2: an acknowledgement needs no U above it
	NoOldP             bool // C2: who comes back begins at U alone
	GiverForgets       bool // C2: a giver's restart forgets whom it listed
	GiversForget       bool // C2: a change of the givers forgets it
	HastyGivers        bool // C2: a change of the givers does not wait for the one before
	AnyGen             bool // C2: what is granted and stated counts in any configuration
	NoCap              bool // C1: extrapolations pass P
	OldExtrapolation   bool // C1, C2: what is extrapolated of a permit counts against a list of a later one
	BaseOutlivesPermit bool // C1: a reading of an earlier permit is extrapolated to the P of this one
	BeginsFall         bool // C1: a late grant lowers the begin of a newer one
	RateOne            bool // word of mouth: extrapolation at rate 1
	ReadingAhead       bool // word of mouth: messages carry a reading that was not given out
	PromiseRaised      bool // C5: E_j grows at once
	Believe            bool // C4: contradictions are not noticed
	Deaf               bool // C4: what is read may lie below what was heard
	GroupForgets       bool // C8: a hub names a member of which it has not looked
	GroupOld           bool // C8: what was told of some members counts for those of now
	GroupAnyNumber     bool // C8: what was told of a permit counts for a later one
	GroupNoCap         bool // C8: what was told is extrapolated for ever
}

// rules is what the agreement asks where a test can have the answer be wrong. Each method says what the
// rule is; the field of Planted that it reads is the bug. Nothing else in this package reads Planted.
type rules struct{ planted Planted }

// sound: no rule is broken, so invariants hold.
func (u *rules) sound() bool { return u.planted == Planted{} }

// serves: a permit is looked at whenever something is served, after the reading was taken (C1, C3).
func (u *rules) serves(s *State, now Now, r hlc.Timestamp) bool {
	h := &s.holder
	switch {
	case u.planted.PermitByTimer:
		return h.timer && r <= h.cap
	case u.planted.NoPermitCheck:
		return h.held && r <= h.cap
	}
	return s.permitted(now, r)
}

// most is the highest timestamp that a majority of givers shows to be passed (C2).
func (u *rules) most(s *State, by func(g int) hlc.Timestamp) hlc.Timestamp {
	if !u.planted.NoMajority {
		return hlc.Timestamp(s.majority(func(g int) int64 { return int64(by(g)) }))
	}
	best := hlc.Zero
	for g := range s.lists {
		best = max(best, by(g))
	}
	return min(best, hlc.Timestamp(s.majority(func(g int) int64 { return int64(s.lists[g].u.Prev()) })))
}

// begin is where a permit begins: above what its giver has stated, and the P of the one before (C2).
func (u *rules) begin(stated, cap hlc.Timestamp) hlc.Timestamp {
	switch {
	case u.planted.NoU:
		return 0
	case u.planted.NoOldP:
		return stated
	}
	return max(stated, cap)
}

// upto is what a giver's statement can show to be passed: what lies below its U (C2).
func (u *rules) upto(stated hlc.Timestamp) hlc.Timestamp {
	if u.planted.AnyU && stated != 0 {
		return hlc.Max
	}
	return stated.Prev()
}

// remembers: a giver that starts again knows whom it listed (C2).
func (u *rules) remembers(listed bool) bool { return listed && !u.planted.GiverForgets }

// keeps: what was given holds through a change of the givers (C2).
func (u *rules) keeps() bool { return !u.planted.GiversForget }

// settles: a change of the givers waits until the one before is settled (C2).
func (u *rules) settles() bool { return !u.planted.HastyGivers }

// counts: what is granted and stated counts in its own configuration alone (C2).
func (u *rules) counts(gen, present uint64) bool { return gen == present || u.planted.AnyGen }

// within: what is extrapolated of a node never passes its P (C1).
func (u *rules) within(extrapolated, cap hlc.Timestamp) hlc.Timestamp {
	if u.planted.NoCap {
		return extrapolated
	}
	return min(extrapolated, cap)
}

// ofAnother: what is extrapolated under one permit shows nothing of a later one (C1, C2).
func (u *rules) ofAnother(listed, extrapolated Number) bool {
	return listed > extrapolated && !u.planted.OldExtrapolation
}

// base is the permit that a reading is extrapolated under: the one that it was given under (C1).
func (u *rules) base(of, told Number) Number {
	if u.planted.BaseOutlivesPermit && told > of && of != 0 {
		return told
	}
	return of
}

// later is the begin of two grants that come out of turn (C1).
func (u *rules) later(known, came hlc.Timestamp) hlc.Timestamp {
	if u.planted.BeginsFall {
		return came
	}
	return max(known, came)
}

// slower is by how much another clock has gone on in d, at least.
func (u *rules) slower(t *Timing, d time.Duration) time.Duration {
	if u.planted.RateOne {
		return d
	}
	return t.slower(d)
}

// utcLeast and utcMost are by how much UTC has gone on in d.
func (u *rules) utcLeast(t *Timing, d time.Duration) time.Duration {
	if u.planted.RateOne {
		return d
	}
	return t.utcLeast(d)
}

func (u *rules) utcMost(t *Timing, d time.Duration) time.Duration {
	if u.planted.RateOne {
		return d
	}
	return t.utcMost(d)
}

// tells is the reading that a message carries: one that was given out.
func (u *rules) tells(r hlc.Reading) hlc.Reading {
	if u.planted.ReadingAhead {
		return r + hlc.Reading(10*time.Millisecond)
	}
	return r
}

// byStep: a promise that grows does so with a step, and for what is read after it (C5).
func (u *rules) byStep() bool { return !u.planted.PromiseRaised }

// notices: contradictions are (C4).
func (u *rules) notices() bool { return !u.planted.Believe }

// floor: nothing is read below what was heard (C4).
func (u *rules) floor(heard hlc.Timestamp) hlc.Timestamp {
	if u.planted.Deaf {
		return 0
	}
	return heard
}

// looksAt: a hub vouches for those of its members that it has looked at, which are all (C8).
func (u *rules) looksAt(k, members int) bool { return !u.planted.GroupForgets || k < members-1 }

// ofMembers: what was told of some members does not count for others (C8).
func (u *rules) ofMembers() bool { return !u.planted.GroupOld }

// replaces: what was told of a permit does not count for a later one (C8).
func (u *rules) replaces(listed, told Number) bool { return listed > told && !u.planted.GroupAnyNumber }

// claimed: what was told of a group is extrapolated up to its P (C8).
func (u *rules) claimed(extrapolated, cap hlc.Timestamp) hlc.Timestamp {
	if u.planted.GroupNoCap {
		return extrapolated
	}
	return min(extrapolated, cap)
}

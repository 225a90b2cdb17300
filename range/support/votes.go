package support

import (
	"slices"

	"github.com/isochrondb/isochron/clock/hlc"
)

// Voter is one replica's memory of whom its vote is bound to. It is not stored:
// State sees to it that a restart forgets nothing that matters (S5, S6). The
// zero value is bound to nobody.
//
//	free ──Acknowledge──► bound to (leader, term, epoch)
//	bound ──the epoch ends──► not before what was promised in it
//	bound ──Follow a later leader, Voted, Release──► not before what is promised now
//
// Not safe for concurrent use.
type Voter struct {
	leader    uint32 // its store; 0: free
	term      uint64
	epoch     Epoch
	notBefore hlc.Timestamp
}

// Acknowledge binds the vote to the leader of the group's current term, and
// returns the epoch to tell it. It reports false, and binds nothing, while no
// promise to that store is held. The caller has checked that term is the current
// one of the replica.
func (b *Voter) Acknowledge(v *View, leader uint32, term uint64) (Epoch, bool) {
	b.Follow(v, term)
	// Of saved promises alone (View.Supports): what a crash would forget binds nobody.
	e, _ := v.Supports(leader)
	if e == 0 || term < b.term || v.degraded {
		return 0, false
	}
	b.leader, b.term, b.epoch = leader, term, e
	return e, true
}

// Follow says that a leader of a term has been heard from. An earlier one can't
// extend its lease beyond what is promised now.
func (b *Voter) Follow(v *View, term uint64) {
	if term > b.term {
		b.free(v)
		b.term = term
	}
}

// Voted says that the replica voted in a term. It will acknowledge no earlier
// one; and where the vote did not wait (a transfer), the earlier leader has
// given up its lease.
func (b *Voter) Voted(v *View, term uint64) { b.Follow(v, term) }

// Release says that a store, by its own word, does not lead the group in term or
// any earlier one (S11). The word of anybody else won't do: an earlier leader
// that is not heard of may still count on the promise.
func (b *Voter) Release(v *View, leader uint32, term uint64) {
	if b.leader == leader && b.term <= term {
		b.free(v)
	}
}

func (b *Voter) free(v *View) {
	if b.leader != 0 {
		until, _ := v.binding(b.leader, b.epoch)
		b.notBefore = max(b.notBefore, until)
	}
	b.leader = 0
}

// Bound returns whose promise binds the vote without an end in sight: its store,
// and the term that it was given for. It is asked whether it still leads.
func (b *Voter) Bound(v *View) (leader uint32, term uint64, ok bool) {
	if b.leader == 0 {
		return 0, 0, false
	}
	if _, live := v.binding(b.leader, b.epoch); !live {
		return 0, 0, false
	}
	return b.leader, b.term, true
}

// MayVote reports whether the replica may vote now, for itself or another, in a
// vote or a pre-vote. A transfer is an election that the leader asked for after
// it had logged the end of its lease: no promise is in its way.
func (b *Voter) MayVote(v *View, now hlc.Reading, transfer bool) bool {
	if v.degraded {
		return false
	}
	return transfer || now.Timestamp() > b.FreeAt(v)
}

// FreeAt is the timestamp that the clock must have passed before the replica may
// vote; Max while no end is in sight.
func (b *Voter) FreeAt(v *View) hlc.Timestamp {
	at := max(v.votesFrom, b.notBefore)
	if b.leader == 0 || v.rules.unbound(b.leader == v.self) {
		return at
	}
	until, live := v.binding(b.leader, b.epoch)
	if live {
		return hlc.Max
	}
	return max(at, until)
}

// Member is a voter of a group.
type Member struct {
	Replica uint64
	Store   uint32
}

// Config is who votes in a group. Outgoing is the old half of a joint
// configuration, else empty. Learners are in neither (S9).
type Config struct {
	Voters, Outgoing []Member
}

// Until is the highest timestamp until which a quorum of both halves supports,
// where supported says until when a member does.
func Until(c Config, supported func(Member) hlc.Timestamp) hlc.Timestamp {
	t := quorum(c.Voters, supported)
	if len(c.Outgoing) > 0 {
		t = min(t, quorum(c.Outgoing, supported))
	}
	return t
}

// quorumStack is how many voters are dealt with without an allocation.
const quorumStack = 8

func quorum(half []Member, supported func(Member) hlc.Timestamp) hlc.Timestamp {
	if len(half) == 0 {
		return hlc.Zero
	}
	var stack [quorumStack]hlc.Timestamp
	all := stack[:0]
	for _, m := range half {
		all = append(all, supported(m))
	}
	slices.Sort(all)
	return all[(len(all)-1)/2] // as many as a majority are at or above it
}

// Leader is what the leader of a group knows of its support in its term. The
// zero value leads nothing. Not safe for concurrent use.
type Leader struct {
	term  uint64
	until hlc.Timestamp
	acks  []ack
	ended bool

	rules leaderRules
}

type ack struct {
	replica uint64
	epoch   Epoch
}

// Begin starts a term, with no support in it.
func (l *Leader) Begin(term uint64) { *l = Leader{term: term, rules: l.rules} }

// End says that the lease is over: it is about to be revoked by a logged entry,
// or the replica leads no more. It is never extended again in this term, so a
// leader that nobody took over from steps down soon, and releases the votes.
func (l *Leader) End() { l.ended = true }

// Ended reports whether the lease of the term was ended.
func (l *Leader) Ended() bool { return l.ended }

// Acknowledged records that a replica follows this leader's term, and held the
// promise of an epoch when it said so.
func (l *Leader) Acknowledged(term uint64, replica uint64, e Epoch) {
	// Of an earlier term of this replica's: that lease is over.
	if term != l.term || e == 0 {
		return
	}
	for i := range l.acks {
		if l.acks[i].replica == replica {
			l.acks[i].epoch = max(l.acks[i].epoch, e)
			return
		}
	}
	l.acks = append(l.acks, ack{replica, e})
}

// Counts reports whether a member's promise counts now (S8), so that it needs
// not be asked to acknowledge the term.
func (l *Leader) Counts(v *View, m Member) bool {
	e, _ := v.SupportedBy(m.Store)
	return l.rules.counts(e, l.acknowledged(m.Replica), m.Store == v.self)
}

// acknowledged is the epoch in which a replica has acknowledged the term; 0: none.
func (l *Leader) acknowledged(replica uint64) Epoch {
	for _, a := range l.acks {
		if a.replica == replica {
			return a.epoch
		}
	}
	return 0
}

// Extend computes until when the lease holds, t, by what is promised now. All
// that the leader serves, validates, marks or closes is below t (T3). b is the
// leader's own vote, which is bound first (S7): self is its replica.
func (l *Leader) Extend(v *View, b *Voter, self uint64, c Config) hlc.Timestamp {
	if l.ended || v.degraded {
		return l.until
	}
	if e, ok := b.Acknowledge(v, v.self, l.term); ok {
		l.Acknowledged(l.term, self, e)
	}
	// It never falls: what was served below it stays served, whatever is promised from now on.
	l.until = max(l.until, l.supported(v, self, c))
	return l.until
}

func (l *Leader) supported(v *View, self uint64, c Config) hlc.Timestamp {
	of := func(m Member) hlc.Timestamp {
		if !l.Counts(v, m) {
			return hlc.Zero
		}
		_, until := v.SupportedBy(m.Store)
		return until
	}
	return min(Until(l.rules.halves(c), of), of(Member{Replica: self, Store: v.self}))
}

// Until is the end of the lease as last computed.
func (l *Leader) Until() hlc.Timestamp { return l.until }

// MayReconfigure reports whether the present configuration supports all that was
// ever claimed in the term. Only then a change of it may be proposed: else the
// next one might elect somebody below t (S12).
func (l *Leader) MayReconfigure(v *View, self uint64, c Config) bool {
	return l.rules.mayReconfigure(l.supported(v, self, c), l.until)
}

package support

import "github.com/isochrondb/isochron/clock/hlc"

// rules is what a State and its View ask where a test can have the answer be wrong. Each method says
// what the rule is; the field that it reads is the bug. The zero value breaks nothing.
type rules struct {
	keepSupporterEpoch bool          // S6: a restarted supporter goes on in the old epoch
	keepAskerEpoch     bool          // S6: a restarted asker too
	forgetVotesFrom    bool          // S5: a second restart forgets what the first knew
	withdrawEarly      hlc.Timestamp // S4: a promise ends so much before its end
	ownVoteUnbound     bool          // S7: a leader's own vote is free
	ignoreDegraded     bool          // S10: a bad clock promises on
	shorten            bool          // S2: a promise is taken back
}

// asksFrom is the first epoch that a process asks with, after one that asked with up to last (S6).
func (u rules) asksFrom(last Epoch) Epoch {
	if u.keepAskerEpoch && last > 0 {
		return last
	}
	return last + 1
}

// restarted is what is left of a promise that the process before has given: its epoch is over (S6), its
// time is kept (S5).
func (u rules) restarted(g Promise) *given {
	n := &given{epoch: g.Epoch + 1, before: g.Until}
	if u.keepSupporterEpoch {
		n = &given{epoch: g.Epoch, saved: g.Epoch, before: g.Until, until: g.Until}
	}
	if u.forgetVotesFrom {
		n.before = 0
	}
	return n
}

// promises: within an epoch a promise is only ever extended (S2).
func (u rules) promises(until, already hlc.Timestamp) bool { return until > already || u.shorten }

// passed: a promise is withdrawn when the clock has passed it (S4).
func (u rules) passed(now hlc.Reading, until hlc.Timestamp) bool {
	return now.Timestamp()+u.withdrawEarly > until
}

// held is up to when a promise that is withdrawn has been kept (S4).
func (u rules) held(until hlc.Timestamp) hlc.Timestamp { return until - u.withdrawEarly }

// unbound: a leader's own vote is bound like any other (S7).
func (u rules) unbound(own bool) bool { return own && u.ownVoteUnbound }

// degraded: who is out of its clock's budget withdraws nothing, and is supported by nobody (S10).
func (u rules) degraded(d bool) bool { return d && !u.ignoreDegraded }

// leaderRules are those of a Leader.
type leaderRules struct {
	ignoreAcks bool // S8: support counts before the term was acknowledged
	oneHalf    bool // S9: one half of a joint configuration is enough
	reconfigur bool // S12: the configuration changes with less support than was claimed
}

// counts: a promise counts in the epoch in which the term was acknowledged (S8).
func (u leaderRules) counts(held, acknowledged Epoch, own bool) bool {
	if u.ignoreAcks && !own {
		return held != 0
	}
	return held != 0 && acknowledged == held
}

// halves are those whose support is needed: both of a joint configuration (S9).
func (u leaderRules) halves(c Config) Config {
	if u.oneHalf {
		c.Outgoing = nil
	}
	return c
}

// mayReconfigure: only with the support of all that was claimed (S12).
func (u leaderRules) mayReconfigure(supported, claimed hlc.Timestamp) bool {
	return supported >= claimed || u.reconfigur
}

package raftloop

import (
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/range/replica"
)

// Planted are bugs, for tests that show that tests notice. The zero value breaks nothing.
type Planted struct {
	NoSync      bool // what is not durable is acknowledged
	Torn        bool // the commands of a commit of several ranges enter their logs one by one
	LowFloor    bool // leases begin at the present instead of above it by ε
	SilentVotes bool // votes carry no readings
	LongLease   bool // served is beyond what is supported
}

// What follows is what the loop asks where a test can have the answer be wrong. Each method says what
// the rule is; the field that it reads is the bug. Nothing else in this package reads Planted.

// syncs: what is acknowledged is durable (L2).
func (p *Planted) syncs() bool { return !p.NoSync }

// floor: a lease begins above the readings of those whose votes do not tell, by ε (C6).
func (p *Planted) floor(at hlc.Timestamp, epsilon time.Duration) hlc.Timestamp {
	if p.LowFloor {
		return at
	}
	return at.Add(epsilon)
}

// readings: a vote carries its voter's (C6).
func (p *Planted) readings(understood bool) bool { return understood && !p.SilentVotes }

// supported: nothing is served beyond what is promised (T3).
func (p *Planted) supported(until hlc.Timestamp) hlc.Timestamp {
	if p.LongLease {
		return until.Add(plantedExtra)
	}
	return until
}

// plantedExtra is by how much LongLease serves too long.
const plantedExtra = 3 * time.Second

// enter has the proposals of a commit of several ranges enter their logs together, in one batch (T22).
func (p *Planted) enter(lp *Loop, t *together) {
	if p.Torn {
		lp.oneByOne(t.props)
		return
	}
	lp.atOnce(t)
}

// oneByOne has each proposal follow when the one before it is durable (Torn).
func (lp *Loop) oneByOne(ps []*proposal) {
	p, done := ps[0], ps[0].done
	p.together = nil
	if len(ps) > 1 {
		p.done = func(r replica.Result) {
			lp.put(item{kind: itemTogether, together: &together{props: ps[1:]}})
			done(r)
		}
	}
	lp.admitProposal(p.rng, p)
}

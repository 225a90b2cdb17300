package replica

import (
	"context"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/replica/replicapb"
)

// A comparison of the replicas may find that most of them agree on nothing. Whichever served,
// its state would be copied over the others; so the range stops: it serves nothing, at no
// replica, and keeps its replicas where they are. It has them compared again, hands its lease
// over, and goes on when a comparison, or an operator, says which of them are right. That it has
// stopped lies at keys.Tie, so that a restart does not forget it.

// WhyTied is what those are told who ask for something.
const WhyTied = "its replicas differ, and most of them agree on nothing: which one is right has to be decided by hand (isochron_internal.resolve_tie)"

// untied refuses what a range does not do whose replicas agree on nothing. With mu held.
func (r *Replica) untied() error {
	if r.st.Tied != 0 {
		return r.elsewhere(WhyTied)
	}
	return nil
}

// untied is that, but for what is to end the tie. With mu held.
func (e *eval) untied() error {
	if e.whileTied {
		return nil
	}
	return e.r.untied()
}

// Check puts one entry of a consistency check into the log, when nothing else is under way.
func (r *Replica) Check(ctx context.Context, c *replicapb.Check) error {
	e := r.begin(ctx)
	defer e.end()
	e.latch.AddAll()
	e.whileTied = true
	var start keys.Key
	var tied uint64
	return e.execute(steps{func() (next, error) {
		start, tied = r.st.Desc.Start, r.st.Tied
		return goOn, nil
	}, func() (next, error) {
		e.effects.Check = c
		return goOn, e.noteTie(c, start, tied)
	}})
}

// noteTie adds to a verdict's entry what outlives memory. It holds all latches.
func (e *eval) noteTie(c *replicapb.Check, start keys.Key, tied uint64) error {
	if !c.Verdict {
		return nil
	}
	if tied != 0 {
		if err := e.writer().Delete(keys.Tie(start, tied), hlc.Zero); err != nil {
			return err
		}
	}
	if c.Tie {
		return e.writer().Put(keys.Tie(start, c.Id), hlc.Zero, nil)
	}
	return nil
}

// tie takes a verdict in. With mu held.
func (p *prepared) tie(c *replicapb.Check) {
	p.r.st.Tied = 0
	if c.Tie {
		p.r.st.Tied = c.Id
	}
}

// TiedSince is the reading at which a comparison began that found a tie, since which the
// range has stopped; zero: it has not.
func (r *Replica) TiedSince() hlc.Timestamp {
	r.mu.Lock()
	defer r.mu.Unlock()
	return hlc.Timestamp(r.st.Tied)
}

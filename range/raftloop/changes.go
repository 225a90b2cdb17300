package raftloop

import (
	"errors"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/range/consensus"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/replica"
)

// proposeChanges proposes what concerns the group itself: the end of a lease, and
// other replicas.
// They go one by one and ahead of the others. The lease ends before its revocation
// is proposed: what is served must not outlive what the log says (T3).
func (lp *Loop) proposeChanges(r *Range) {
	kept := r.run.props[:0]
	for _, p := range r.run.props {
		f := p.cmd.Effects
		if f.GetRevoke() != nil {
			r.run.group.EndLease()
		}
		if f.GetReplicas() == nil {
			kept = append(kept, p)
			continue
		}
		if err := lp.proposeReplicas(r, p); err != nil {
			p.result = replica.Result{Code: replica.Never, Why: err.Error(), Cause: err}
			lp.finished = append(lp.finished, p)
		} else {
			lp.stats.entries.Add(1)
		}
	}
	// What was taken out must not be held by the slice's memory.
	clear(r.run.props[len(kept):])
	r.run.props = kept
}

// proposeReplicas proposes a change of the configuration. A sole voter's lease has
// no end until then: it gets one first, beyond all that was served without.
//
// An error means that nothing was proposed. ErrConfUnsupported passes with the
// next renewals.
// The lease that gets an end is told to those who ask for it before the change is in the log, so that no read is
// served above what the new configuration's promises carry.
func (lp *Loop) proposeReplicas(r *Range, p *proposal) error {
	d, err := descriptor.FromProto(p.cmd.Effects.Replicas)
	if err != nil {
		return err
	}
	g, l := r.run.group, r.run.lease
	if l == nil {
		return errors.New("the lease is over")
	}
	if l.until.Load() == int64(hlc.Max) && (d.Joint() || d.Voters() > 1) {
		t := g.LeaseUntil()
		// Up to now plus AheadMax something may have been served under the endless
		// lease.
		if t <= lp.o.Clock.Now().Timestamp().Add(r.run.rep.AheadMax()) {
			return consensus.ErrConfUnsupported
		}
		l.until.Store(int64(t))
		// Requests read the end from here on; before, they went by none.
		r.bounded.Store(l)
		lp.extend(r)
	}
	return g.ProposeConf(d, p.data, p)
}

// changed takes in what an entry did to the group.
// It is called for each entry, in order; c.Conf and a.Replicas are the two sides
// of one change.
func (lp *Loop) changed(r *Range, c *consensus.Commit, a *replica.Applied) error {
	d, g := a.Replicas, r.run.group
	if a.Revoked && lp.o.NoteLease != nil {
		lp.o.NoteLease(LeaseNote{Range: r.id, Term: c.Term, Store: lp.o.StoreID, Revoked: true, Top: r.run.rep.ReadsTop()})
	}
	if d == nil {
		return nil
	}
	if c.Conf != nil {
		if err := g.ApplyConf(c.Conf, d); err != nil {
			return err
		}
	}
	l := r.run.lease
	r.handler.Handle(Event{Kind: Reconfigured, Range: d, Led: l != nil})
	if !alone(g) { // one that was has no ticks until now: who comes would not be called again
		lp.wakeUp(r)
	}
	if !g.Member() {
		r.handler.Handle(Event{Kind: Forsaken})
	}
	if l == nil {
		return nil
	}
	// One voter again: its lease has no end from now on.
	if g.Sole() {
		l.until.Store(int64(hlc.Max))
		r.bounded.Store(nil)
	}
	if d.Joint() { // it is left when the new voters have acknowledged the term
		g.Wake()
		return g.Tick(lp.now())
	}
	return nil
}

// transfer hands leadership over, after the lease has been revoked in the log.
// The group wakes, so that its ticks notice if nobody takes over.
// An error leaves the group leading without a lease, until it steps down.
func (lp *Loop) transfer(r *Range, to uint64) error {
	if lp.refuse != nil {
		return lp.refuse
	}
	g := r.run.group
	if g == nil {
		return ErrClosed
	}
	lp.touch(r)
	lp.wakeUp(r)
	return g.Transfer(to)
}

// handOver gives a range that has one replica a group in a new term, which inherits. Nothing of it is
// in flight. Any other would have its lease taken by somebody else meanwhile (T3).
// It fails with ErrNotLeading. It is done between cycles (control), when the log
// holds all that was proposed.
func (lp *Loop) handOver(r *Range) error {
	if lp.refuse != nil {
		return lp.refuse
	}
	old := r.run.group
	if old == nil || !alone(old) || !old.Leading() || r.run.lease == nil || r.run.lease.term != old.Term() {
		return ErrNotLeading
	}
	g, err := lp.newGroup(r, old.Log(), old.Applied(), r.Descriptor(), old.Voter())
	if err != nil {
		return err
	}
	// In this order: no lease of the old term is served when the new group begins (T3).
	r.run.lease.end() // not the replica's, which goes on with what it knows
	r.run.lease = nil
	r.inherits = inheritance{r.run.rep.HandOver(), old.Term() + 1}
	r.run.group = g
	lp.touch(r)
	lp.again = true
	return nil
}

package store

import (
	"errors"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/range/consensus"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/replica"
)

// proposeChanges proposes what concerns the group itself: the end of a lease, and
// other replicas.
func (w *writer) proposeChanges(sl *slot) {
	kept := sl.w.props[:0]
	for _, p := range sl.w.props {
		f := p.cmd.Effects
		if f.GetRevoke() != nil {
			sl.w.group.EndLease()
		}
		if f.GetReplicas() == nil {
			kept = append(kept, p)
			continue
		}
		if err := w.proposeReplicas(sl, p); err != nil {
			p.result = replica.Result{Code: replica.Never, Why: err.Error(), Cause: err}
			w.finished = append(w.finished, p)
		} else {
			w.stats.entries.Add(1)
		}
	}
	clear(sl.w.props[len(kept):])
	sl.w.props = kept
}

// proposeReplicas proposes a change of the configuration. A sole voter's lease has
// no end until then: it gets one first, beyond all that was served without.
func (w *writer) proposeReplicas(sl *slot, p *proposal) error {
	d, err := descriptor.FromProto(p.cmd.Effects.Replicas)
	if err != nil {
		return err
	}
	g, l := sl.w.group, sl.w.lease
	if l == nil {
		return errors.New("the lease is over")
	}
	if l.until.Load() == int64(hlc.Max) && (d.Joint() || d.Voters() > 1) {
		t := g.LeaseUntil()
		if t <= w.store.o.Clock.Now().Timestamp().Add(sl.rep.AheadMax()) {
			return consensus.ErrConfUnsupported
		}
		l.until.Store(int64(t))
		sl.bounded.Store(l)
		w.extend(sl)
	}
	return g.ProposeConf(d, p.data, p)
}

// changed takes in what an entry did to the group.
func (w *writer) changed(sl *slot, c *consensus.Commit, a *replica.Applied) error {
	d, s, g := a.Replicas, w.store, sl.w.group
	if a.Revoked && s.o.noteLease != nil {
		s.o.noteLease(leaseNote{Range: sl.id, Term: c.Term, Store: s.ident.StoreID, Revoked: true, Top: sl.rep.MarksTop()})
	}
	if d == nil {
		return nil
	}
	if c.Conf != nil {
		if err := g.ApplyConf(c.Conf, d); err != nil {
			return err
		}
	}
	sl.desc.Store(d)
	s.meet(d)
	if !alone(g) { // one that was has no ticks until now: who comes would not be called again
		w.wakeUp(sl)
	}
	if !g.Member() {
		s.queues.Gone(sl.id)
	}
	if l := sl.w.lease; l != nil {
		s.queues.Tell(d)
		if g.Sole() {
			l.until.Store(int64(hlc.Max))
			sl.bounded.Store(nil)
		}
		if d.Joint() { // it is left when the new voters have acknowledged the term
			g.Wake()
			return g.Tick(w.now())
		}
	}
	return nil
}

// transfer hands leadership over, after the lease has been revoked in the log.
func (w *writer) transfer(sl *slot, to uint64) error {
	if w.refuse != nil {
		return w.refuse
	}
	g := sl.w.group
	if g == nil || w.store.o.Transport == nil {
		return ErrClosed
	}
	w.touch(sl)
	w.wakeUp(sl)
	return g.Transfer(to)
}

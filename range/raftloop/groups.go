package raftloop

import (
	"fmt"
	"slices"

	"github.com/isochrondb/isochron/range/replica"
)

// gather steps a group, proposes what its range was given, and adds what it wants stored to the batch.
//
//	stopping    no steps any more; what was proposed before still goes into the batch
//	asleep, or alone and leading    it needs no ticks
//	else        awake: ticks come until it sleeps
//
// An error puts the range out of service (guard), unless it is the engine's.
func (lp *Loop) gather(r *Range) error {
	r.run.plain = false
	g := r.run.group
	if g == nil {
		return nil
	}
	if r.run.stopping == nil {
		if err := lp.step(r); err != nil {
			return err
		}
	}
	lp.follow(r)
	// It has won an election: without this tick its heartbeat, and the lease, would
	// come with the next regular one.
	if g.Leading() && g.Term() != r.run.peers.led {
		r.run.peers.led = g.Term()
		g.Wake()
		if err := g.Tick(lp.now()); err != nil { // the lease waits for the answers
			return err
		}
	}
	if len(r.run.props) > 0 {
		r.run.peers.quiet = 0
		lp.propose(r)
	}
	if err := lp.ready(r); err != nil {
		return err
	}
	lp.saySoon(r)
	lp.follow(r)
	if !g.Asleep() && !(alone(g) && g.Leading()) {
		lp.wakeUp(r)
	} else {
		r.run.peers.awake = false
	}
	_, err := g.Truncate(lp.appends)
	return err
}

// ready takes all that the group has to say. A sole voter's votes need not be
// durable before it goes on: what follows them in the batch is what counts.
//
// Messages leave at once (L2): those that answer an append are not among them, but
// in the Append. Commits wait in effects for apply.
func (lp *Loop) ready(r *Range) error {
	g := r.run.group
	for g.HasReady() {
		eff := g.Ready()
		lp.lost(eff.Lost)
		lp.send(r, eff.Send)
		if len(eff.States) > 0 {
			r.handler.Handle(Event{Kind: WantsSnapshots, Snaps: eff.States})
		}
		if a := eff.Append; a != nil {
			if _, ok := a.Installed(); ok { // the owner puts states in place before it steps what tells of them
				return fmt.Errorf("%w: range %d begins with a state that is not there", ErrCorrupt, r.id)
			}
			if err := g.Write(lp.appends, a); err != nil {
				return err
			}
			// Its own vote alone elects it: it goes on in this turn, and the batch
			// has the vote first.
			if a.Entries() == 0 && g.Sole() {
				if _, err := g.Appended(a); err != nil {
					return err
				}
			} else {
				r.run.pending = append(r.run.pending, a)
			}
		}
		if len(eff.Commits) > 0 {
			r.run.effects = append(r.run.effects, eff)
		}
	}
	return nil
}

// lost answers proposals whose fate this store can't know any more.
// They may be in the log, of which another leader decides (L3).
// Each is a *proposal: nothing else is given to a group as a token.
func (lp *Loop) lost(tokens []any) {
	lp.o.CodeProbes.HitIf(len(tokens) > 0, "a proposal is lost with the leadership")
	for _, t := range tokens {
		p := t.(*proposal)
		p.result = replica.Result{Code: replica.Unknown, Why: "leadership was lost with the proposal in flight"}
		lp.finished = append(lp.finished, p)
	}
}

// finish tells the groups what is durable, and applies what that commits, until
// no group has more to say.
//
// A range stays dirty while it has appends that are not in the batch that was
// synced.
func (lp *Loop) finish() error {
	for _, r := range lp.dirty {
		if r.run.ahead { // what it has pending came after the batch
			r.run.ahead = false
			continue
		}
		// Swapped, so that both slices' memory is used again in the next turn.
		r.run.synced, r.run.pending = r.run.pending, r.run.synced[:0]
	}
	if err := lp.settle(lp.dirty); err != nil {
		return err
	}
	kept := lp.dirty[:0]
	for _, r := range lp.dirty {
		if r.run.dirty = len(r.run.pending) > 0; r.run.dirty {
			kept = append(kept, r)
			lp.again = true
		}
	}
	lp.dirty = kept
	if !lp.appends.Empty() { // appended while finishing: into the next cycle's batch
		lp.again = true
	}
	return nil
}

// settle does so for some ranges, whose appends are to be taken for durable.
// Applying may commit more, such as the entry behind a change of the
// configuration; the loop ends when nothing is applied any more.
func (lp *Loop) settle(rs []*Range) error {
	for len(rs) > 0 {
		for _, r := range rs {
			if err := lp.guard(r, lp.appended); err != nil {
				return err
			}
		}
		applied, err := lp.apply(rs)
		if err != nil || !applied {
			return err
		}
	}
	return nil
}

// appended tells a group which of its appends are durable, and takes what it then
// has to say.
func (lp *Loop) appended(r *Range) error {
	g := r.run.group
	if r.run.stopping != nil {
		lp.stopGroup(r)
		return nil
	}
	if g == nil {
		return nil
	}
	for i, a := range r.run.synced {
		send, err := g.Appended(a)
		if err != nil {
			return err
		}
		lp.send(r, send)
		r.run.synced[i] = nil
	}
	r.run.synced = r.run.synced[:0]
	if err := lp.ready(r); err != nil {
		return err
	}
	lp.saySoon(r)
	lp.follow(r)
	return nil
}

// stopGroup ends a group as a crash of its range would: what was proposed may be
// in the log, and nobody here will say.
// The vote's promise is kept for the range's next group (Range.voter): a promise
// outlives the group that made it (T3).
// What its appends have in the batch stays there: it is written, and loaded with the next group.
func (lp *Loop) stopGroup(r *Range) {
	// First what was proposed: its proposers are told unknown whatever becomes of the rest (L3).
	lp.lost(r.run.group.Abandon())
	lp.dropLease(r)
	voter := r.run.group.Voter()
	r.voter.Store(&voter)
	lp.forget(r)
	waiting := r.run.stopping
	r.run = running{dirty: r.run.dirty}
	for _, reply := range waiting {
		reply <- nil
	}
}

// forget takes a range off the lists of those with peers.
// The lists rising and late let go of it by themselves. O(groups awake).
// peers of the range itself goes with its running state.
func (lp *Loop) forget(r *Range) {
	// A range that begins to run again is listed anew.
	is := func(o *Range) bool { return o == r }
	lp.peers.awake = slices.DeleteFunc(lp.peers.awake, is)
	lp.peers.hot = slices.DeleteFunc(lp.peers.hot, is)
	r.leader.Store(0)
}

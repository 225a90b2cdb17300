package raftloop

import (
	"errors"
	"fmt"
	"runtime/debug"

	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/range/replica"
)

// guard has f do something with a range's group. Raft panics where its state contradicts
// itself or a message; a log may hold what can't be applied. That puts the group out of
// service. Where the engine has failed, the error ends the store.
//
// It returns nil where the range was put out of service: who needs to know looks
// at r.run.group.
func (lp *Loop) guard(r *Range, f func(*Range) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: range %d: %v\n%s", ErrCorrupt, r.id, p, debug.Stack())
		}
		// One range's own trouble. An engine that has failed is everybody's, and no range is to be blamed for it.
		if err != nil && !lp.engineFailed(err) {
			lp.quarantine(r, err)
			err = nil
		}
	}()
	return f(r)
}

// An error of a range may be the engine's in disguise (a read that fails in Raft's
// storage panics there): the engine itself is asked, too.
func (lp *Loop) engineFailed(err error) bool {
	failed := func(err error) bool {
		return errors.Is(err, engine.ErrFailed) || errors.Is(err, engine.ErrClosed)
	}
	return failed(err) || failed(lp.o.Engine.Writable())
}

// quarantine ends a group that can't go on. What was proposed to it is unknown.
// The owner may load it anew, or leave it out of service.
func (lp *Loop) quarantine(r *Range, err error) {
	lp.dropGroup(r, replica.Unknown, err)
	r.handler.Handle(Event{Kind: Broken, Err: err})
}

// dropGroup answers all that waits for a group, and forgets it.
//
// code is for those that were not proposed (Never), or Unknown where not even that
// is sure. Tokens that a group or an effect holds are Unknown always. The lease
// ends before anybody is answered (L4): tell comes later.
func (lp *Loop) dropGroup(r *Range, code replica.ResultCode, why error) {
	if g := r.run.group; g != nil {
		lp.lost(g.Abandon())
		voter := g.Voter()
		r.voter.Store(&voter)
	}
	for _, p := range r.run.props {
		p.result = replica.Result{Code: code, Why: why.Error()}
		lp.finished = append(lp.finished, p)
	}
	for _, eff := range r.run.effects {
		for _, c := range eff.Commits {
			if c.Token != nil {
				lp.lost([]any{c.Token})
			}
		}
	}
	// Whoever waits in Stop hears of it, or would wait for ever.
	for _, reply := range r.run.stopping {
		reply <- why
	}
	if r.run.lease != nil {
		// The flag alone, at once; the replica's part (EndLease) waits for its mutex, at the end.
		r.run.lease.ended.Store(true)
	}
	lp.forget(r)
	rep := r.run.rep
	// dirty says that it is in the loop's list, which this does not change.
	r.run = running{dirty: r.run.dirty}
	if rep != nil {
		rep.EndLease()
	}
}

// giveUp refuses all from now on, and answers what is in flight: it may have
// reached the log.
// After it the loop still turns, to refuse and to answer, until it is ended.
func (lp *Loop) giveUp(why error) {
	lp.refuse = why
	lp.peers.awake, lp.peers.hot, lp.peers.rising = nil, nil, nil
	for _, r := range lp.o.Owner.Ranges() {
		if r.run.group != nil {
			r.handler.Handle(Event{Kind: Broken, Err: why})
			lp.dropGroup(r, replica.Never, why)
			r.run.dirty = false
		}
	}
	lp.dirty = lp.dirty[:0]
	lp.again = false
}

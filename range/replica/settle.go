package replica

import (
	"context"
	"time"

	"github.com/isochrondb/isochron/base/retry"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/replica/intention"
	"github.com/isochrondb/isochron/range/replica/rangestate"
)

// settler looks after what coordinators leave: it settles stages that somebody waits for, or that are
// abandoned, and tends records and flushed intents. Guarded by the replica's mu; its goroutines end
// with the lease that they were begun under.
type settler struct {
	r       *Replica
	tending map[kvpb.TxnID]bool // records that a goroutine looks after; zero: orphans
	// resolved are those whose COMMITTED records this lease has been told need not stay: all is
	// resolved. It needs no entry: whose mark is lost with the lease is cleaned up once more.
	resolved map[kvpb.TxnID]struct{}
}

// awaitOutcome waits until something about the stage has changed since it was looked at: its outcome is
// hinted or settled, or it is gone. For readers.
func (sl *settler) awaitOutcome(ctx context.Context, t *lease, s *rangestate.Stage, changed <-chan struct{}) error {
	sl.r.mu.Lock()
	if err := sl.r.still(t); err != nil {
		sl.r.mu.Unlock()
		return err
	}
	// By the group, not by its identity: a new stage of the same transaction is another matter to wait for.
	if sl.r.st.Staged[s.Of.ID] != s.Of {
		sl.r.mu.Unlock()
		return nil
	}
	sl.r.gatherer.hurry(s.Of.ID)
	// Even where changed is closed by now: who settles looks first whether the stage is still there.
	sl.startSettling(t, s)
	sl.r.mu.Unlock()
	sl.r.met.StageWaits.Add(1)
	start := time.Now()
	err := t.wait(ctx, sl.r, changed, time.Duration(sl.r.lim.StageWaitNanos))
	sl.r.met.StageWaitNanos.Add(int64(time.Since(start)))
	if err == errTooLong { // its anchor, say, can't be reached
		return &kvpb.RefusedForNow{Reason: kvpb.ReasonStage, Other: s.Ev.Txn, ClosedTS: int64(sl.r.Closed())}
	}
	return err
}

// awaitStage waits until the stage is gone, or at least from the keys that are wanted. For
// writers, who hold no latches meanwhile.
func (sl *settler) awaitStage(ctx context.Context, t *lease, s *rangestate.Stage, wanted func(emit func(keys.Span) bool)) error {
	for {
		sl.r.mu.Lock()
		gone, oc, changed := sl.r.st.Staged[s.Of.ID] != s.Of, s.Of.Known, s.Of.Wait()
		sl.r.mu.Unlock()
		if gone {
			return nil
		}
		if oc != nil && s.Large() {
			if done, err := sl.clear(ctx, s, oc, wanted); done || err != nil {
				return err
			}
		}
		if err := sl.awaitOutcome(ctx, t, s, changed); err != nil {
			return err
		}
	}
}

const (
	// clearMax is how many keys of one waiter are resolved by themselves, and clearedMax how many
	// of a stage.
	clearMax, clearedMax = 64, 4096
)

// clear resolves what a transaction whose outcome is final and durable has left on the keys
// that are wanted, before the rest of it. False: they are too many.
func (sl *settler) clear(ctx context.Context, s *rangestate.Stage, oc *kvpb.Outcome, wanted func(emit func(keys.Span) bool)) (done bool, err error) {
	var points []keys.Span
	fits := true
	wanted(func(x keys.Span) bool {
		if rangestate.OverlapsAny(s.Writes, x) {
			points = append(points, x)
			fits = x.IsPoint() && len(points) <= clearMax
		}
		return fits
	})
	if !fits {
		return false, nil
	}
	e := sl.r.begin(ctx)
	defer e.end()
	e.latch.AddTxn(s.Of.ID) // with the steps of its resolution in turn
	g := s.Of
	err = e.execute(steps{func() (next, error) {
		done = sl.r.st.Staged[g.ID] != g
		return goOnIf(!done), nil
	}, func() (next, error) {
		v := resolution{r: sl.r, meta: s.Ev.Txn, oc: oc}
		n := 0
		for _, p := range g.Pieces {
			at, err := v.only(e, p, points)
			if err != nil {
				return stands, err
			}
			n += at
		}
		return goOnIf(n > 0), nil
	}})
	if done || err != nil {
		return done, err
	}
	sl.r.mu.Lock()
	defer sl.r.mu.Unlock()
	if g.Cleared == nil {
		g.Cleared = map[string]struct{}{}
	}
	if len(g.Cleared)+len(points) > clearedMax {
		return false, nil
	}
	sl.r.st.Removals++ // who looked at these keys before looks again
	for _, x := range points {
		g.Cleared[string(x.Start)] = struct{}{}
	}
	return true, nil
}

// startSettling has someone find out what became of the stage, once for all who
// wait. With mu held.
func (sl *settler) startSettling(t *lease, s *rangestate.Stage) {
	if s.Of.Settling || s.Of.Resolving > 0 || sl.r.closed {
		return
	}
	s.Of.Settling = true
	// If its decision is being gathered, a look at the record hurries that.
	atOnce := s.Of.Hint != nil && sl.r.lim.GatherNanos > 0
	sl.r.wg.Add(1)
	go sl.settle(t, s, atOnce)
}

// settlePauseMax is the longest pause between two questions after a stage: its anchor may be back any time.
const settlePauseMax = time.Second

// settle asks the Settler, after a while, until the stage is gone or the lease ends.
func (sl *settler) settle(t *lease, s *rangestate.Stage, atOnce bool) {
	defer sl.r.wg.Done()
	defer func() {
		sl.r.mu.Lock()
		if g := sl.r.st.Staged[s.Of.ID]; g != nil {
			g.Settling = false
			g.Notify()
		}
		sl.r.mu.Unlock()
	}()
	pauses := retry.Policy{First: time.Duration(sl.r.lim.SettleAfterNanos), Longest: settlePauseMax}.Begin()
	// The pause comes first: most stages are resolved by their coordinator before anybody has to ask.
	for ; (atOnce || t.pause(pauses.Next())) && sl.standsStill(s); atOnce = false {
		oc, err := sl.r.o.Settler.Settle(t.ctx, Stage{
			RangeID: sl.r.o.RangeID, Txn: s.Ev.Txn, Attempt: s.Ev.Attempt, Anchor: s.Ev.Anchor, CommitTS: s.C,
		})
		if err != nil || !final(oc.GetState()) {
			continue
		}
		if sl.learn(s, oc) {
			return // somebody is at it
		}
		if sl.resolveLocally(t.ctx, s.Ev.Txn, oc) == nil {
			sl.r.met.Settled.Add(1)
			sl.r.o.CodeProbes.Hit("a stage is settled without its coordinator")
		}
	}
}

// standsStill reports whether the stage is still there.
func (sl *settler) standsStill(s *rangestate.Stage) bool {
	sl.r.mu.Lock()
	defer sl.r.mu.Unlock()
	return sl.r.st.Staged[s.Of.ID] != nil
}

// learn lets readers go on by a settled outcome. A presumed one is not enough: the stage
// must still be here, under this lease, which its resolution shows. It reports whether
// somebody resolves the stage already.
// Presumed: aborted for want of a record, which holds only for a stage that is still here after the look-up (section 6).
func (sl *settler) learn(s *rangestate.Stage, oc *kvpb.Outcome) (resolved bool) {
	sl.r.mu.Lock()
	defer sl.r.mu.Unlock()
	g := sl.r.st.Staged[s.Of.ID]
	if g == nil {
		return false
	}
	if !oc.Presumed {
		g.Known = oc
		g.Notify()
	}
	return g.Resolving > 0
}

// final reports whether a state does not change any more.
func final(s kvpb.TxnState) bool {
	return s == kvpb.TxnState_COMMITTED || s == kvpb.TxnState_ABORTED
}

// hint remembers an outcome, for reading only: it resolves nothing (T8).
// It comes before the record is durable: recovery can find no other outcome, but it finds that by the evidence.
func hint(_ context.Context, r *Replica, req *kvpb.HintRequest, _ *kvpb.HintResponse) error {
	if !final(req.Outcome.GetState()) {
		return nil
	}
	id := req.Header.GetTxn().ID()
	r.mu.Lock()
	g, t := r.st.Staged[id], r.lease
	if g != nil { // else nobody meets a stage of it here any more
		g.NoteHint(&kvpb.Outcome{State: req.Outcome.State, CommitTs: req.Outcome.CommitTs, Attempt: req.Outcome.Attempt})
		if req.Outcome.State == kvpb.TxnState_COMMITTED && r.lim.GatherNanos > 0 {
			r.locks.release(id) // its stage stands on what it has written
		}
	}
	r.mu.Unlock()
	return r.rules.hinted(r, req, g, t)
}

// release lets go of locks: the keys named, or all of the transaction's, and then
// its waits too. Only the leaseholder can say that keys are let go of: a replica that is none, or
// whose locks are on their way to the next lease, has the caller ask elsewhere, or they would stay
// there until the transaction's end. That a transaction is over is found out by those who wait
// for it, wherever its locks are.
func release(ctx context.Context, r *Replica, req *kvpb.ReleaseRequest, _ *kvpb.ReleaseResponse) error {
	id := req.Header.GetTxn().ID()
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(req.Keys) == 0 {
		r.locks.CancelTxn(id, errReleased)
		r.locks.release(id)
		r.hidden.overLocked(id)
		return nil
	}
	if _, err := r.admitTied(); err != nil {
		return err
	}
	for _, k := range req.Keys {
		if !r.st.Owns(keys.Point(k)) {
			return r.elsewhere("the key lies outside of the range")
		}
	}
	r.locks.giveBack(id, req.Keys)
	return r.rules.durableKeys(ctx, r, req.Keys)
}

// durableKeys waits until what is visible of keys now is durable, as durable does: who gives them
// back and goes on has seen it, and nothing of the transaction may ask for them again. With mu
// held, which it gives up meanwhile.
func (r *Replica) durableKeys(ctx context.Context, ks [][]byte) error {
	last := r.shown
	for _, k := range ks {
		for q := r.latches.Shown(k, last); q != nil; q = r.latches.Shown(k, last) {
			changed := q.Changed()
			r.mu.Unlock()
			select {
			case <-changed:
			case <-ctx.Done():
			}
			r.mu.Lock()
			if err := ctx.Err(); err != nil {
				return err
			}
		}
	}
	return r.unlost()
}

// resolve turns intents into versions, or drops them, by a final record (section 6).
func resolve(ctx context.Context, r *Replica, req *kvpb.ResolveRequest, _ *kvpb.ResolveResponse) error {
	oc := req.Outcome
	if !final(oc.GetState()) || oc.State == kvpb.TxnState_COMMITTED && oc.CommitTs <= 0 {
		return &kvpb.Refused{Reason: kvpb.ReasonLost, Cause: errNotFinal}
	}
	if err := intention.Named(req.Header); err != nil {
		return err
	}
	spans := rangestate.ToSpans(nil, req.Keys)
	if req.ForgetRecord {
		spans = append(spans, keys.Point(req.Anchor))
	}
	v := resolution{r: r, meta: req.Header.GetTxn(), oc: oc, spans: spans}
	if req.ForgetRecord {
		v.anchor = req.Anchor
	}
	if !req.ForgetRecord && r.lim.GatherNanos > 0 {
		if ok, err := v.gathered(); ok {
			return err
		}
	}
	return v.run(ctx)
}

// gathered resolves by an entry that others share. ok: it was that.
func (v *resolution) gathered() (ok bool, err error) {
	defer v.r.settler.beginResolving(v.meta.ID())()
	return v.r.gatherer.settleTogether(&settlement{id: v.meta.ID(), v: v})
}

// resolveLocally resolves what this range has of the transaction.
func (sl *settler) resolveLocally(ctx context.Context, meta *kvpb.TxnMeta, oc *kvpb.Outcome) error {
	v := resolution{r: sl.r, meta: meta, oc: oc}
	return v.run(ctx)
}

// commitTS is at what the outcome writes: zero drops.
func commitTS(oc *kvpb.Outcome) hlc.Timestamp {
	if oc.State == kvpb.TxnState_COMMITTED {
		return hlc.Timestamp(oc.CommitTs)
	}
	return hlc.Zero
}

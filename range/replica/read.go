package replica

import (
	"context"
	"errors"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/replica/intention"
	"github.com/isochrondb/isochron/range/replica/rangestate"
	"github.com/isochrondb/isochron/range/replica/view"
)

var errNoEvaluator = errors.New("replica: this node runs no plan fragments")

// read serves a read at the leaseholder (section 3).
//
// It waits for writers at work below r and for open stages, never for locks (T18). Refused:
// ReasonThreshold, ReasonTimestamp (T15), ReasonFragment; RefusedForNow where a stage's outcome can't be
// had; else RetryElsewhere. resp's memory is used again.
func read(ctx context.Context, r *Replica, req kvpb.Request, resp kvpb.Response) error {
	q, frag := kvpb.Plain(req)
	d := reading{r: r, ctx: ctx, req: q.(*kvpb.ReadRequest), frag: frag, resp: resp.(*kvpb.ReadResponse)}
	return d.run()
}

// ReadFollower serves a read at or below the closed timestamp without a lease.
func (r *Replica) ReadFollower(ctx context.Context, req *kvpb.ReadRequest, frag kvpb.Fragment, resp *kvpb.ReadResponse) error {
	d := reading{r: r, ctx: ctx, req: req, frag: frag, resp: resp, follower: true}
	return d.run()
}

// reading is one Read.
type reading struct {
	r        *Replica
	ctx      context.Context
	req      *kvpb.ReadRequest
	frag     kvpb.Fragment
	resp     *kvpb.ReadResponse
	follower bool

	now   hlc.Timestamp
	snap  *view.Snapshot
	moved uint64 // of the replica, when it was admitted
}

// run reads in this order:
//
//	readable   admitted; marked; nobody at work below r; no open stage below r
//	overlays   what is decided, and the transaction's own flushed writes up to OwnSeq
//	rows       the engine, without any mutex or latch
//	moved      whether its keys are still here: the engine is looked at after the mutex was let go, and what was
//	           removed in between would be read as missing
//	threshold  once more: so would what was collected meanwhile (T21)
func (d *reading) run() error {
	r, req, resp := d.r, d.req, d.resp
	r.reqs.Add(1)
	r.met.Reads.Add(1)
	resp.Rows, resp.NumRows, resp.MaxObs = resp.Rows[:0], 0, 0
	resp.Resume, resp.FragmentResult = resp.Resume[:0], resp.FragmentResult[:0]
	var err error
	if d.now, err = r.now(); err != nil {
		return err
	}
	ts := hlc.Timestamp(req.ReadTs)
	if ts < 0 {
		return intention.Malformed("negative timestamp")
	}
	if r.tooFar(ts, d.now) {
		return &kvpb.Refused{Reason: kvpb.ReasonTimestamp, At: int64(d.now), ClosedTS: int64(r.Closed())}
	}
	s := r.rows.Open(ts)
	defer s.Close()
	d.snap = s
	s.Spans = rangestate.ToSpans(s.Spans, req.Spans)
	if err := d.readable(); err != nil {
		return err
	}
	if req.OwnSeq > 0 {
		s.Freeze()
		s.Overlay(req.Header.GetTxn().ID(), hlc.Max, req.OwnSeq, req.Ignored)
	}
	if err := d.rows(); err != nil {
		return err
	}
	// A replica's keys are removed only when it is closed, those of a right-hand side only when it was split off.
	if r.rules.readMoved(d.moved, r.moved.Load()) {
		return r.elsewhereUnlocked("keys have left the range while they were read")
	}
	// After the snapshot was read: what is collected goes only when the threshold has risen (T21).
	if t := r.Threshold(); r.rules.readCollected(ts, t) {
		return &kvpb.Refused{Reason: kvpb.ReasonThreshold, At: int64(t), ClosedTS: int64(r.Closed())}
	}
	if !d.follower && !r.rules.raisesFirst() {
		r.mu.Lock()
		d.raise()
		r.mu.Unlock()
	}
	resp.MaxObs = int64(s.Newest)
	return nil
}

// raise notes what is read, and when (T2). With mu held.
func (d *reading) raise() {
	for i := range d.snap.Spans {
		d.r.tscache.Raise(d.snap.Spans[i], d.snap.TS, d.now)
	}
}

// readable returns when nothing at or below the snapshot's timestamp can change in its
// spans any more but by what the snapshot overlays. Each turn admits anew, since lease and bounds may
// have changed while it waited.
func (d *reading) readable() error {
	for {
		o, err := d.look()
		switch {
		case err != nil:
			return err
		case o.writer != nil:
			d.r.met.ReadWaits.Add(1)
			err = o.lease.wait(d.ctx, d.r, o.writer, 0)
		case o.stage == nil:
			d.snap.Decided(o.decided)
			return nil
		case d.follower:
			err = d.followStage(o.changed)
		default:
			err = d.r.settler.awaitOutcome(d.ctx, o.lease, o.stage, o.changed)
		}
		if err != nil {
			return err
		}
	}
}

// unread is what a reader waits for: a writer, or a stage; neither: it may read.
type unread struct {
	lease  *lease
	writer <-chan struct{} // closed when it has chosen another timestamp, or has ended
	stage  *rangestate.Stage
	// Of the stage: closed when something about it changes. Taken with the look, so that nothing is missed.
	changed <-chan struct{}

	decided []view.Decision // if it may: what is committed there, and lies in intents yet
}

// look marks first, then looks for writers (T2): a writer that comes later sees the mark, one that was
// there is seen.
func (d *reading) look() (o unread, err error) {
	r := d.r
	r.mu.Lock()
	defer r.mu.Unlock()
	if o.lease, err = d.admit(); err != nil {
		return o, err
	}
	d.moved = r.moved.Load()
	if !d.follower {
		if r.rules.raisesFirst() {
			d.raise()
		}
		if o.writer = d.writingBelow(); o.writer != nil {
			return o, nil
		}
	}
	if len(r.st.Staged) > 0 {
		if o.stage, o.decided = d.stagesBelow(); o.stage != nil {
			o.changed = o.stage.Of.Wait()
		}
	}
	return o, nil
}

// admit checks lease, bounds and threshold. With mu held.
func (d *reading) admit() (t *lease, err error) {
	r, s := d.r, d.snap
	switch {
	case r.closed:
		return nil, r.elsewhere("replica is closed")
	case d.follower && r.st.Tied != 0:
		return nil, r.untied()
	case d.follower && !r.rules.closedHere(s.TS, r.st.Closed):
		return nil, r.elsewhere("the timestamp is not closed here yet")
	case !d.follower:
		if t, err = r.admit(); err != nil {
			return nil, err
		}
		if r.beyond(t, s.TS, d.now) {
			return nil, r.tooShort(t, d.now, "read")
		}
	}
	if !r.st.OwnsAll(s.Spans) {
		return nil, r.elsewhere("the spans lie outside of the range")
	}
	if s.TS < r.st.Threshold {
		return nil, &kvpb.Refused{Reason: kvpb.ReasonThreshold, At: int64(r.st.Threshold), ClosedTS: int64(r.st.Closed)}
	}
	return t, nil
}

// writingBelow is closed when a writer at work that may write at or below the
// timestamp has chosen another one, or has ended; nil: there is none. With mu held.
func (d *reading) writingBelow() <-chan struct{} {
	r, s := d.r, d.snap
	if r.latches.Len() == 0 {
		return nil
	}
	for i := range s.Spans {
		if w := r.latches.Writing(s.Spans[i], s.TS); r.rules.unreadable(w) {
			return w.Changed()
		}
	}
	return nil
}

// stagesBelow finds the stages at or below the snapshot's timestamp in its spans: one
// that is open, or all that are decided as committed there. With mu held.
func (d *reading) stagesBelow() (open *rangestate.Stage, decided []view.Decision) {
	s := d.snap
	for i := range s.Spans {
		d.r.st.Foreign(s.Spans[i], kvpb.TxnID{}, s.TS, func(x *rangestate.Stage) bool {
			oc := x.Of.Known
			if oc == nil {
				oc = x.Of.Hint
			}
			switch {
			case oc == nil:
				open = x
				return false
			// Any other one, or one above the timestamp, changes nothing of what is read.
			case oc.State == kvpb.TxnState_COMMITTED && hlc.Timestamp(oc.CommitTs) <= s.TS:
				decided = append(decided, view.Decision{ID: x.Of.ID, At: hlc.Timestamp(oc.CommitTs), Ignored: x.Ev.Ignored})
			}
			return true
		})
		if open != nil {
			return open, nil
		}
	}
	return nil, decided
}

// rows fills the answer.
func (d *reading) rows() error {
	r, ctx, s, req, frag, resp := d.r, d.ctx, d.snap, d.req, d.frag, d.resp
	if frag != nil || len(req.Fragment) > 0 {
		if r.o.Evaluator == nil {
			return &kvpb.Refused{Reason: kvpb.ReasonFragment, Cause: errNoEvaluator}
		}
		if err := r.o.Evaluator.Read(ctx, req, frag, s, resp); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			return &kvpb.Refused{Reason: fragmentReason(err), Cause: err, MaxObs: int64(s.Newest), ClosedTS: int64(r.Closed())}
		}
		return nil
	}
	lim := view.Limit{Rows: req.MaxRows, Bytes: req.TargetBytes}
	if lim.Bytes == 0 {
		lim.Bytes = r.lim.ResponseBytesMax
	}
	return s.ReadSpans(ctx, req, lim, resp)
}

// fragmentReason tells a fragment that failed from one that this node does not know.
func fragmentReason(err error) kvpb.Reason {
	var unknown interface{ FragmentUnknown() }
	if errors.As(err, &unknown) {
		return kvpb.ReasonFragmentVersion
	}
	return kvpb.ReasonFragment
}

// followStage waits a little for a stage that a follower met: the leaseholder
// settles it, and this replica hears of that through the log.
func (d *reading) followStage(changed <-chan struct{}) error {
	timer := time.NewTimer(time.Duration(d.r.lim.SettleAfterNanos) * 10)
	defer timer.Stop()
	select {
	case <-changed:
		return nil
	case <-d.ctx.Done():
		return d.ctx.Err()
	case <-timer.C:
		return d.r.elsewhereUnlocked("a stage is undecided here")
	}
}

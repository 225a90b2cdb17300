package coord

import (
	"context"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/distsender"
	"github.com/isochrondb/isochron/txn/coord/wan"
)

// FusedSpec is an autocommit statement on one range: lock, evaluate, commit in
// one message and one consensus round.
// It saves the round trip between lock and commit, and the lock is held for as long as a consensus round.
type FusedSpec struct {
	Locks    []LockTarget
	Reads    []keys.Span // what the fragment reads or puts conditions on, beside the locked keys
	Wait     kvpb.WaitPolicy
	Timeout  time.Duration
	Fragment kvpb.Fragment // yields the writes and the result
}

// FusedResult is what a fused statement gave.
type FusedResult struct {
	Committed bool
	Result    []byte        // the fragment's, valid until Recycle
	CommitTS  hlc.Timestamp // zero if not committed
	Locked    []Locked      // if not committed: the locks are granted, go on the normal way
}

// Fused runs the first and only statement of a transaction. If its keys lie on
// several ranges it does nothing and returns Committed = false and no Locked.
// After Committed the transaction is over, acknowledged by Rule W.
// It goes in one of four ways:
//
//	committed          nothing of the transaction is left
//	NotFused           the fragment would not decide (the row is another than planned, say); the locks are
//	                   granted, and the statement goes on with them
//	several ranges     nothing was done
//	an error           as Commit's: refused, in doubt, or the wait for a lock was ended
func (t *Txn) Fused(ctx context.Context, spec FusedSpec) (FusedResult, error) {
	if err := t.start(ctx); err != nil {
		return FusedResult{}, err
	}
	if t.ReadOnly() {
		return FusedResult{}, &ReadOnlyError{}
	}
	if len(spec.Locks) == 0 {
		return FusedResult{}, &UsageError{"a fused statement without a lock"}
	}
	// It waits for locks, so a probe may ask for it.
	if err := t.register(); err != nil {
		return FusedResult{}, err
	}
	var res FusedResult
	p, sent := t.db.pursuit(), false
	err := p.Anew(ctx, 0, func() (err error) {
		desc, err := t.find(ctx, spec.Locks[0].Key)
		if err != nil || !spec.within(desc) {
			return err
		}
		res, err = t.fuse(ctx, desc, &spec, sent)
		// From now on a copy of a former request may be on its way.
		sent = true
		return err
	})
	return res, err
}

// fuse sends a fused statement to the range that holds all of it. ErrMoved: it does not. again: so it
// was told before.
// The client's context counts until the request is answered or in doubt (ask).
func (t *Txn) fuse(ctx context.Context, desc *descriptor.Range, spec *FusedSpec, again bool) (res FusedResult, err error) {
	call := &t.commit
	if err := call.fillFused(ctx, t, desc, spec); err != nil {
		return res, err
	}
	t.counts.rounds.Add(1)
	err = t.ask(ctx, desc, spec.Locks[0].Key, call, spec.Fragment)
	switch {
	case err == distsender.ErrMoved:
		return res, err
	case err != nil:
		// One of the locks may have been granted: its range is told at the end, and gives back all of the
		// transaction's.
		if !wan.Unsent(err) || again {
			t.asked = append(t.asked, spec.Locks[0].Key)
		}
		return res, t.committing(err)
	case call.resp.NotFused:
		return t.notFused(ctx, spec, call.resp.Locked)
	}
	t.db.metrics.OneRange.Add(1)
	t.db.metrics.Fused.Add(1)
	res = FusedResult{Committed: true, Result: call.resp.FragmentResult}
	res.CommitTS = t.acked(desc, call)
	t.commitTS = res.CommitTS
	t.end()
	return res, nil
}

// One key outside, and the statement is planned as any other.
// within reports whether desc holds all that the statement locks and reads.
func (spec *FusedSpec) within(desc *descriptor.Range) bool {
	for i := range spec.Locks {
		if !desc.Contains(spec.Locks[i].Key) {
			return false
		}
	}
	for _, s := range spec.Reads {
		if !desc.ContainsSpan(s) {
			return false
		}
	}
	return true
}

// fillFused makes the request of a fused statement.
// Lock keys are the caller's memory, which must last until Fused returns.
func (c *commitCall) fillFused(ctx context.Context, t *Txn, desc *descriptor.Range, spec *FusedSpec) error {
	c.header(t, desc)
	c.fillEntries(nil)
	grow(&c.reads, &c.req.Reads, len(spec.Reads))
	for i, s := range spec.Reads {
		// Columns 0 is the whole row: what a fragment looks at is not known here.
		c.reads[i].Key, c.reads[i].EndKey, c.reads[i].Columns = s.Start, s.End, 0
	}
	c.fillConds(nil)
	if len(c.locks) < len(spec.Locks) {
		c.locks = make([]kvpb.LockKey, max(4, len(spec.Locks)))
		c.lockPtrs = make([]*kvpb.LockKey, len(c.locks))
		for i := range c.locks {
			c.lockPtrs[i] = &c.locks[i]
		}
	}
	for i, x := range spec.Locks {
		c.locks[i].Key, c.locks[i].Mode = x.Key, x.Mode
	}
	r := &c.req.CommitRequest
	r.FusedLocks = c.lockPtrs[:len(spec.Locks)]
	r.Wait, r.TimeoutNanos = spec.Wait, int64(spec.Timeout)
	deadline, err := t.deadline(ctx, desc)
	r.LatestTs = int64(deadline)
	return err
}

// notFused goes on with the locks that were granted. Nothing was read yet, so r
// is free to move beyond what they found.
// c.newest: nothing was read at r, so nothing conflicts with a version above it.
func (t *Txn) notFused(ctx context.Context, spec *FusedSpec, locked []*kvpb.Locked) (FusedResult, error) {
	res := FusedResult{Locked: make([]Locked, len(locked))}
	c := conflicts{newest: true}
	for i, l := range locked {
		t.granted(spec.Locks[i], l, &res.Locked[i], &c)
	}
	now, err := t.db.reading(ctx)
	if err != nil {
		return FusedResult{}, err
	}
	t.readTS = max(now.Timestamp(), c.above)
	return res, nil
}

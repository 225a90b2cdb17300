package coord

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/distsender"
	"github.com/isochrondb/isochron/txn/coord/buffer"
	"github.com/isochrondb/isochron/txn/coord/wan"
)

// LockTarget is a key to lock and how.
type LockTarget struct {
	Key  keys.Key
	Mode kvpb.LockMode
}

// LockOptions say what to do when a lock is held, and what the caller makes of
// the newest version.
// The zero value waits without end.
type LockOptions struct {
	Wait    kvpb.WaitPolicy
	Timeout time.Duration // lock_timeout; 0: none
	// Newest: the caller acts on what Lock returns and on nothing that it read
	// before at r (an INSERT's look at its arbiters). Under READ COMMITTED and
	// REPEATABLE READ a version above r is then no conflict.
	Newest bool
	// InOrder: range by range, for who is likely to meet others that lock the same rows.
	InOrder bool
}

// Locked is what a lock found: the newest version, or the transaction's own
// write of an earlier statement.
type Locked struct {
	Skipped bool // SKIP LOCKED met a holder; nothing else is set
	Exists  bool
	Own     bool          // Exists and Value are the transaction's own
	Value   []byte        // valid until the transaction ends
	Version hlc.Timestamp // of the newest version; 0: none, or own
	// Written: the current statement has written the key already, which Exists
	// and Value don't show. WrittenExists: that write was no deletion.
	Written, WrittenExists bool
}

// lockValueMax is how large a locked row's value may be to be kept, so that
// locking the key again needs no message.
// Larger ones are asked for again: an UPDATE locks a row once, mostly.
const lockValueMax = 4 << 10

// Lock locks keys, in parallel over ranges, and reads their newest versions. It
// does not stay in a circle with others like it (lockorder.go). A version above
// r: SERIALIZABLE refreshes r or fails with *RetryError, REPEATABLE READ fails
// with *RetryError, READ COMMITTED with *StatementRetry (unless Newest). After a
// *LockError the transaction may go on from a savepoint. Locks are kept until
// Commit, Rollback or RollbackTo.
// The steps:
//
//	lockedAlready    what is held strongly enough is answered here
//	lockBatches      the rest by ranges
//	runBatches       all at once; what was granted is noted, whatever else fails
//	granted          the entry, its expect, and what its version means for r
//	(again)          ranges that have moved, taken keys, circles (lockorder.go)
//	settleConflicts  section 4's table
func (t *Txn) Lock(ctx context.Context, targets []LockTarget, o LockOptions) ([]Locked, error) {
	if err := t.start(ctx); err != nil {
		return nil, err
	}
	if t.ReadOnly() {
		return nil, &ReadOnlyError{}
	}
	if err := t.register(); err != nil {
		return nil, err
	}
	// Targets that are held already are counted twice: a limit, not an account.
	if t.buf.N+len(targets) > t.db.o.Limits.LockedKeys {
		return nil, &LimitError{Limit: "LockedKeys", Max: int64(t.db.o.Limits.LockedKeys), State: "53200"}
	}
	out := t.locked(len(targets))
	c := conflicts{newest: o.Newest}
	var last *DeadlockError
	// Each turn but the first comes after a circle in which this transaction was chosen.
	for circles, before := 0, t.mark(); ; circles++ {
		several, err := t.lockAll(ctx, targets, t.unlocked(targets, out), o, out, &c)
		if err == nil {
			break
		}
		now, circle := errors.AsType[*DeadlockError](err)
		if !circle || !several || circles == circlesMax || now.sameAs(last) {
			return nil, err
		}
		last = now
		t.giveBackSince(ctx, before)
	}
	if err := t.settleConflicts(ctx, &c); err != nil {
		return out, err
	}
	return out, t.account()
}

// unlocked answers for the targets that are held already, and lists the others.
// ask shares the memory of lockAsk.
func (t *Txn) unlocked(targets []LockTarget, out []Locked) []int {
	ask := t.lockAsk[:0]
	for i, x := range targets {
		if !t.lockedAlready(x, &out[i]) {
			ask = append(ask, i)
		}
	}
	t.lockAsk = ask
	return ask
}

// lockAll asks for targets[i] of each i of ask, whose memory is used again, until all are answered.
// several: more than one range was, and their locks may be given back.
// Each turn of the loop asks for what is left; it ends, for each turn either grants something, waits for the
// key that was in the way, or follows a range that moved (with the pursuit's patience).
func (t *Txn) lockAll(ctx context.Context, targets []LockTarget, ask []int, o LockOptions, out []Locked, c *conflicts) (several bool, err error) {
	flushed := t.flush.Any() // intents stand for locks, and are not given back
	ordered := o.Wait == kvpb.WaitPolicy_BLOCK && (o.InOrder || !flushed)
	if ordered {
		inKeyOrder(targets, ask)
	}
	wait := ordered && o.InOrder // for the first of ask
	for r := t.db.pursuit(); len(ask) > 0; {
		batches, err := t.lockBatches(ctx, targets, ask)
		if err != nil {
			// Copies of former turns may have been granted some, where a range has moved since.
			t.mayHold(targets, ask)
			return several, err
		}
		round, policy := lockRound{targets: targets}, o
		var rest []int
		several = several || !flushed && len(batches) > 1 && t.wan.Most == 0 // asking again takes more round trips
		switch {
		case wait:
			rest, batches = ask[len(batches[0].todo):], batches[:1]
		// SKIP_LOCKED with try: the range answers for each key, grants what is free, and the rest is skipped.
		case ordered && len(batches) > 1 && t.inRegion(batches):
			round.try, policy.Wait = true, kvpb.WaitPolicy_SKIP_LOCKED
		}
		failed := t.runBatches(ctx, batches, policy, round.try, &r)
		if failed == nil && (round.try || wait) {
			// In the order of keys, since ordered sorted them.
			for _, b := range batches {
				round.note(b)
			}
		}
		ask = ask[:0]
		for _, b := range batches { // what was granted is noted, also where another batch failed
			for j, l := range b.resp.Locked {
				if i := b.todo[j]; round.again(t, i, l) {
					ask = append(ask, i)
				} else {
					t.granted(targets[i], l, &out[i], c)
				}
			}
			ask = append(ask, b.left...)
			round.unsure(t, b)
		}
		if failed != nil {
			return several, t.lockFailed(failed)
		}
		// A whole round was answered: patience begins anew.
		if !round.moved {
			r = t.db.pursuit()
		}
		ask = append(ask, rest...)
		round.giveBack(ctx, t)
		// A taken key is waited for alone, first of what is left.
		wait = round.taken || ordered && o.InOrder
	}
	return several, nil
}

// runBatches asks all at once. It returns the error of one that failed; where that is the end of a
// circle the others do not wait any longer.
// Others may be granted while one waits: the round is over when all have ended.
// A batch that moved leaves its keys in left, which is no error: lockAll divides them again.
func (t *Txn) runBatches(ctx context.Context, batches []*lockBatch, o LockOptions, try bool, r *distsender.Pursuit) (failed error) {
	for _, b := range batches {
		b.prepare(o, try)
	}
	if len(batches) == 1 {
		batches[0].err = batches[0].run(ctx, &t.wan.Chain, *r)
	} else {
		sent := *r
		together, stop := context.WithCancel(ctx)
		t.branches(len(batches), func(i int, c *wan.Chain) {
			b := batches[i]
			if b.err = b.run(together, c, sent); deadlocked(b.err) {
				stop()
			}
		})
		stop()
	}
	for _, b := range batches {
		r.Join(&b.pursuit)
		failed = worse(ctx, failed, b.err)
	}
	if failed == nil {
		return nil
	}
	// (A DistanceError on the first try: nothing was sent, so nothing can be held.)
	for _, b := range batches {
		if b.err != nil && (!wan.Unsent(b.err) || r.Tries() > 0) {
			t.mayHold(b.targets, b.todo)
		}
		t.mayHold(b.targets, b.left)
	}
	return failed
}

// For errors of batches, which come unwrapped from run.
func deadlocked(err error) bool {
	e, refused := err.(*kvpb.Refused)
	return refused && e.Reason == kvpb.ReasonDeadlock
}

// worse is the one of two batches' errors that says more: what ends the transaction, then a circle,
// which may be broken, then that a batch was not waited for any longer.
func worse(ctx context.Context, a, b error) error {
	rank := func(err error) int {
		switch {
		case err == nil:
			return 0
		case ctx.Err() == nil && errors.Is(err, context.Canceled):
			return 1
		case deadlocked(err):
			return 2
		}
		return 3
	}
	if rank(b) > rank(a) {
		return b
	}
	return a
}

// mayHold notes keys that ranges may have granted, of which there is no answer.
// They are released with the transaction, or when it goes back to a savepoint before them.
func (t *Txn) mayHold(targets []LockTarget, which []int) {
	for _, i := range which {
		t.asked = append(t.asked, t.arena.Copy(targets[i].Key))
	}
}

// locked is the memory of a Lock's result.
// The result is valid until the next Lock.
func (t *Txn) locked(n int) []Locked {
	if cap(t.lockOut) < n {
		t.lockOut = make([]Locked, n)
	}
	t.lockOut = t.lockOut[:n]
	clear(t.lockOut)
	return t.lockOut
}

// lockedAlready answers for a key that is held at least so strongly.
// A key that is held less strongly is asked for again: the range makes the lock stronger in place.
//
//	held           asked for       answer
//	FOR SHARE      FOR SHARE       from the entry, if it kept the value
//	FOR UPDATE     FOR SHARE       likewise: the stronger covers it
//	FOR SHARE      FOR UPDATE      of the range, which makes the lock stronger
//	a fresh key    any             from the entry: nobody else can see it
func (t *Txn) lockedAlready(x LockTarget, out *Locked) bool {
	e := t.buf.Find(x.Key)
	if e == nil {
		return false
	}
	if x.Mode > e.Mode && !(e.Mode == kvpb.LockMode_NONE && len(e.Writes) > 0) {
		return false // a fresh key is its writer's alone
	}
	return t.tell(e, out)
}

// tell answers from an entry, if it knows enough.
// It knows too little where the value was too large to keep: then the range is asked.
func (t *Txn) tell(e *buffer.Entry, out *Locked) bool {
	limit := t.limit()
	switch w := e.Visible(limit); {
	case w != nil:
		*out = Locked{Exists: !w.Tombstone, Own: true, Value: w.Value}
	case e.Mode == kvpb.LockMode_NONE: // fresh: nothing was there
		*out = Locked{}
	case !e.Cached:
		return false
	default:
		*out = Locked{Exists: e.Exists, Value: e.Value, Version: e.Version, Own: e.Flushed != 0}
	}
	out.written(e, limit)
	return true
}

// written notes a write of the current statement.
func (l *Locked) written(e *buffer.Entry, limit uint64) {
	if w := e.Last(); w != nil && w.Seq >= limit {
		l.Written, l.WrittenExists = true, !w.Tombstone
	}
}

// lockBatch is one message's share of a Lock.
// The same memory serves for each Lock; targets is the caller's list, and todo and left are indexes into it.
type lockBatch struct {
	t    *Txn
	desc *descriptor.Range

	targets []LockTarget
	todo    []int // indexes of targets
	left    []int // to ask for elsewhere

	hdr  kvpb.Header
	req  kvpb.LockRequest
	resp kvpb.LockResponse
	slab []kvpb.LockKey

	pursuit distsender.Pursuit
	err     error
}

// prepare fills the request. Its memory is used again.
// Unflushed tells the range that no intent of the transaction's own need be looked for there (keyfilter.go).
func (b *lockBatch) prepare(o LockOptions, try bool) {
	t, targets := b.t, b.targets
	if len(b.slab) < len(b.todo) {
		b.slab = make([]kvpb.LockKey, len(b.todo))
		b.req.Keys = make([]*kvpb.LockKey, 0, len(b.todo))
	}
	b.req.Keys = b.req.Keys[:0]
	flushed := t.flush.Any()
	for j, i := range b.todo {
		b.slab[j].Key, b.slab[j].Mode, b.slab[j].Unflushed = targets[i].Key, targets[i].Mode, flushed && !t.flush.Has(targets[i].Key)
		b.req.Keys = append(b.req.Keys, &b.slab[j])
	}
	b.hdr.RangeId, b.hdr.Generation, b.hdr.Txn = b.desc.ID, b.desc.Generation, &t.meta
	b.req.Header = &b.hdr
	b.req.Wait, b.req.TimeoutNanos, b.req.ReadTs, b.req.Try = o.Wait, int64(o.Timeout), int64(t.readTS), try
	b.req.Ignored = t.flush.Ignored
}

// lockBatches divides targets by ranges, in the order of ask within each. The
// batches' memory is used again by the next Lock.
// Batches of one range may be several, of BatchKeys each.
func (t *Txn) lockBatches(ctx context.Context, targets []LockTarget, ask []int) ([]*lockBatch, error) {
	n := 0
	for _, i := range ask {
		b, err := t.lockBatch(ctx, &n, targets[i].Key)
		if err != nil {
			return nil, err
		}
		b.targets, b.todo = targets, append(b.todo, i)
	}
	return t.lockMemory[:n], nil
}

// lockBatch returns the batch that key goes into, made if need be, among the first n.
// Backward: keys in order go to the last batch.
func (t *Txn) lockBatch(ctx context.Context, n *int, key keys.Key) (*lockBatch, error) {
	for j := *n - 1; j >= 0; j-- {
		if b := t.lockMemory[j]; b.desc.Contains(key) && len(b.todo) < t.db.o.Limits.BatchKeys {
			return b, nil
		}
	}
	desc, err := t.find(ctx, key)
	if err != nil {
		return nil, err
	}
	if *n == len(t.lockMemory) {
		t.lockMemory = append(t.lockMemory, new(lockBatch))
	}
	b := t.lockMemory[*n]
	*n++
	b.t, b.desc, b.err, b.todo, b.left = t, desc, nil, b.todo[:0], nil
	return b, nil
}

// run asks until there is an answer, or the range turns out to be another.
// It may wait as long as the lock does: the range holds the request in line. Locked is emptied before each
// copy, since an answer of a former one is not this one's.
func (b *lockBatch) run(ctx context.Context, c *wan.Chain, p distsender.Pursuit) error {
	b.pursuit = p
	before := p.Tries()
	err := b.pursuit.At(ctx, b.desc, func() error {
		b.resp.Locked = b.resp.Locked[:0]
		err := wan.After(b.pursuit.Tries()-before, b.t.send(ctx, c, wan.ToRead, b.desc, &b.req, &b.resp))
		if err != nil {
			b.resp.Locked = b.resp.Locked[:0]
		}
		return err
	})
	if err == distsender.ErrMoved {
		b.left = b.todo
		return nil
	}
	// Unwrapped, so that deadlocked and lockFailed see its reason.
	if e, ok := distsender.Answer(err).(*kvpb.Refused); ok {
		return e
	}
	return gaveUp(err)
}

// lockFailed is the error of a Lock that failed. Locks of the same request
// that were granted before it failed are not known here: they go when the
// transaction goes back to before it, with the range's at the end, or with the probe.
func (t *Txn) lockFailed(err error) error {
	if e, ok := err.(*kvpb.Refused); ok {
		return t.refused(e)
	}
	return err
}

// conflicts collects what the versions that locks found mean for r.
type conflicts struct {
	newest bool
	above  hlc.Timestamp // highest version above r
	key    keys.Key      // of a version above r that conflicts with its lock's mode
	at     hlc.Timestamp

	changed keys.Key // of a row that changed since it was locked, and given back, before
}

// granted notes a lock.
// l's memory is used again: values are copied.
func (t *Txn) granted(x LockTarget, l *kvpb.Locked, out *Locked, c *conflicts) {
	if l.Skipped {
		*out = Locked{Skipped: true}
		return
	}
	version, exp := hlc.Timestamp(l.Version), hlc.Timestamp(l.Expect)
	e := t.buf.Get(x.Key, &t.arena)
	// Only a stronger mode is news for the journal and the commit; what is held already was noted with its own
	// expect.
	if x.Mode > e.Mode {
		t.journal = append(t.journal, lockChange{e, e.Mode, len(e.Expects)})
		e.Mode = x.Mode
		// The first lock was given back by ROLLBACK TO, with its expect kept: the row has changed since.
		if !e.Expecting(buffer.Expect{TS: exp, Mode: x.Mode}) {
			c.changed = e.Key
		}
	}
	t.observed(version)
	// version is the row's; exp is the newest that conflicts with the mode. A foreign key check in KEY SHARE
	// meets versions that are no conflict.
	if version > t.readTS {
		c.above = max(c.above, version)
	}
	if exp > t.readTS {
		c.key, c.at = e.Key, exp
	}
	e.Version, e.Exists, e.Flushed = version, l.Exists, l.OwnSeq
	// A write of this very statement, flushed: the value is not what the statement may see.
	e.Cached = len(l.Value) <= lockValueMax && !(l.OwnSeq != 0 && l.OwnSeq >= t.limit())
	value := t.arena.Copy(l.Value)
	if e.Value = nil; e.Cached {
		e.Value = value
	}
	limit := t.limit()
	switch w := e.Visible(limit); {
	case w != nil:
		*out = Locked{Exists: !w.Tombstone, Own: true, Value: w.Value}
	case l.OwnSeq >= limit: // flushed by this very statement
		*out = Locked{Written: true, WrittenExists: l.Exists}
		return
	default:
		*out = Locked{Exists: l.Exists, Own: l.OwnSeq != 0, Value: value, Version: version}
	}
	out.written(e, limit)
}

// settleConflicts does what section 4's table says about versions above r.
// Called after all batches, so that one refresh serves for all locks.
func (t *Txn) settleConflicts(ctx context.Context, c *conflicts) error {
	if c.changed != nil {
		return &RetryError{Why: "a row that it had locked before a savepoint was changed", Key: c.changed}
	}
	switch t.o.Isolation {
	// Any version above r, in conflict or not: r has to see what the statement goes on with.
	case kvpb.Isolation_SERIALIZABLE:
		if c.above > 0 {
			return t.refresh(ctx, c.above)
		}
	case kvpb.Isolation_REPEATABLE_READ:
		if c.at > 0 && !c.newest {
			return &RetryError{Why: "a row was changed by a concurrent transaction", Key: c.key, At: c.at}
		}
	default:
		// The locks are kept: the statement runs again under them, and so can't lose the same rows twice.
		if c.at > 0 && !c.newest {
			t.db.metrics.StatementsLost.Add(1)
			t.again = true
			return &StatementRetry{RetryError{Why: "a row was changed by a concurrent transaction", Key: c.key, At: c.at}}
		}
	}
	return nil
}

// refresh moves r to now, and to at least ts, where nothing that was read has
// changed up to there.
// It is the same check as at the commit, in (r, to], with marks at to; so what was read before, and what is
// read from now on at to, belong to one snapshot (T12).
func (t *Txn) refresh(ctx context.Context, ts hlc.Timestamp) error {
	now, err := t.db.reading(ctx)
	if err != nil {
		return err
	}
	to := max(now.Timestamp(), ts)
	if len(t.reads.Spans) > 0 {
		parts, err := t.divide(ctx, nil, t.reads.Spans, nil)
		if err != nil {
			return err
		}
		// The locks stay: validation releases them where it is the last word.
		if err := t.validate(ctx, parts, to, validation{keepLocks: true}); err != nil {
			t.db.metrics.RefreshesLost.Add(1)
			return err
		}
	}
	t.db.metrics.Refreshes.Add(1)
	t.readTS = max(t.readTS, to)
	if t.checkedTS != 0 {
		t.checkedTS = max(t.checkedTS, to) // what Validate was told holds up to there; r may lie further ahead
	}
	return nil
}

// Refresh moves r to now, if nothing that was read has changed since: for a
// statement that waited for others to commit. Under REPEATABLE READ r stays.
func (t *Txn) Refresh(ctx context.Context) error {
	if err := t.start(ctx); err != nil || t.o.Isolation == kvpb.Isolation_REPEATABLE_READ {
		return err
	}
	return t.refresh(ctx, hlc.Zero)
}

// Restart moves r to now at any level: for a transaction that has read nothing yet.
// (Nothing that was read: the validation has no spans, whatever the level.)
func (t *Txn) Restart(ctx context.Context) error {
	if err := t.start(ctx); err != nil {
		return err
	}
	return t.refresh(ctx, hlc.Zero)
}

// release gives back single locks (ROLLBACK TO, lockorder.go). Where a range has moved on it is
// asked again: a lock that stayed would hold up others, and whatever the transaction has done for it
// by another one, until its end.
// t.unheard is for T22: whether what the locks showed is durable is not known before their release was
// answered, and a commit that writes nothing has to know.
func (t *Txn) release(ctx context.Context, ks []keys.Key) {
	left, _ := t.releaseKeys(ctx, ks)
	t.asked = append(t.asked, left...) // they go at the end
	t.unheard = append(t.unheard, left...)
}

// releaseKeys asks until all ranges have answered, or err says why those of left have not.
// In parallel by ranges as they are known; a range that has moved is followed by its own walk.
func (t *Txn) releaseKeys(ctx context.Context, ks []keys.Key) (left []keys.Key, err error) {
	points := make([]keys.Span, len(ks))
	for i, k := range ks {
		points[i] = keys.Point(k)
	}
	pieces, err := distsender.Divide(ctx, t.db.lookup, points)
	if err != nil {
		return ks, err
	}
	failed := make([]error, len(pieces))
	parallel(len(pieces), func(i int) { failed[i] = t.releaseSome(ctx, pieces[i].Spans) })
	for i, why := range failed {
		if why == nil {
			continue
		}
		err = why
		for _, s := range pieces[i].Spans {
			left = append(left, s.Start)
		}
	}
	return left, err
}

// releaseSome asks the ranges of some keys, one after the other.
// Insists: a refusal of one copy tells nothing of the lock.
func (t *Txn) releaseSome(ctx context.Context, points []keys.Span) error {
	p := distsender.Pursuit{Routes: t.db.o.Router, Pace: failing{t.db}, Insists: true}
	return gaveUp(p.Walk(ctx, points, 0, func(desc *descriptor.Range, here []keys.Span) (bool, error) {
		req := kvpb.ReleaseRequest{Header: t.header(desc), Keys: make([][]byte, len(here))}
		for i, s := range here {
			req.Keys[i] = s.Start
		}
		var resp kvpb.ReleaseResponse
		return true, t.server(desc).Send(ctx, &req, &resp)
	}))
}

// Locked reports whether the transaction may have locked a key: it holds it, or has held it
// before it went back to a savepoint, and fails if others have changed it since, or does not
// know.
func (t *Txn) Locked(key keys.Key) bool {
	if slices.ContainsFunc(t.asked, func(k keys.Key) bool { return bytes.Equal(k, key) }) {
		return true
	}
	e := t.buf.Find(key)
	return e != nil && (e.Mode != kvpb.LockMode_NONE || len(e.Expects) > 0)
}

// header is of a request to desc. It refers to the transaction's meta: see [readCall.prepare].
func (t *Txn) header(desc *descriptor.Range) *kvpb.Header {
	return &kvpb.Header{RangeId: desc.ID, Generation: desc.Generation, Txn: &t.meta}
}

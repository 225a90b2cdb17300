package replica

import (
	"bytes"
	"context"
	"errors"
	"runtime"
	"slices"
	"sync"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/replica/intention"
	"github.com/isochrondb/isochron/range/replica/locktable"
	"github.com/isochrondb/isochron/range/replica/rangestate"
	"github.com/isochrondb/isochron/range/replica/view"
)

// rowLocks is the lock table of the range, and what goes on around its waits: the deadlock detector hears
// of them, the gateways of holders are asked whether these are still open. Guarded by the replica's mu.
type rowLocks struct {
	locktable.Table
	r         *Replica
	releasing bool   // locks are being let go of, step by step
	waitID    uint64 // the last
}

// observeAfter is how long a lock wait lasts before the observer hears of it: most
// are over by then, and a cycle that lasts is found this much later.
const observeAfter = 10 * time.Millisecond

// lock takes row locks in order and reads the newest versions (section 4). On an
// error the locks granted so far stay with the transaction.
//
//	take       locks, key by key in order; waits in line where the policy says so
//	settled    no writer at work, no stage on the keys
//	look       newest versions: what the caller compares at commit (expect)
//	own        the transaction's flushed intents in their place
//
// Refused with ReasonLocked, ReasonDeadlock or ReasonLimit; RetryElsewhere where range or lease are
// elsewhere. It takes no latches: who waits for a lock would keep others from its keys.
func lock(e *eval, req *kvpb.LockRequest, resp *kvpb.LockResponse) error {
	resp.Locked = resp.Locked[:0]
	if err := intention.Named(req.Header); err != nil {
		return err
	}
	r := e.r
	now, err := r.now()
	if err != nil {
		return err
	}
	if r.tooFar(hlc.Timestamp(req.ReadTs), now) {
		return &kvpb.Refused{Reason: kvpb.ReasonTimestamp, At: int64(now), ClosedTS: int64(r.Closed())}
	}
	l := locking{
		eval: e, meta: req.Header.GetTxn(), wait: req.Wait, timeout: time.Duration(req.TimeoutNanos),
		ignored: req.Ignored, keys: req.Keys, try: req.Try, readTS: hlc.Timestamp(req.ReadTs),
	}
	if resp.Locked, err = l.run(resp.Locked); err != nil {
		return err
	}
	return e.heldYet()
}

// heldYet is called after what is newest was looked at, at no timestamp: where the lease has run
// out meanwhile it may be newest no more. Whoever finds nothing to write never asks again.
// A next leaseholder may have let a writer commit since, above this lease's end (T11).
func (e *eval) heldYet() error {
	now, err := e.r.now()
	if err == nil && e.r.beyond(e.lease, now, now) {
		err = e.r.elsewhereUnlocked("the lease has ended")
	}
	return err
}

// locking is one Lock, or the locks of a fused statement.
type locking struct {
	*eval
	meta    *kvpb.TxnMeta
	wait    kvpb.WaitPolicy
	timeout time.Duration
	ignored []*kvpb.SeqRange
	keys    []*kvpb.LockKey
	readTS  hlc.Timestamp
	try     bool   // who is in the way is not asked after
	skipped []bool // with SKIP LOCKED; nil: none
	busy    []busyKey
	looked  looked
	sorted  bool // the keys are, as take has found

	epoch  *locktable.Epoch // when nobody was at work on the keys
	serial uint64           // of the last grant then
}

// manyKeys is how many keys of one request, in order, are looked at by one walk.
const manyKeys = 64

// busyKey is a key that somebody else has, whom this request does not wait for.
type busyKey struct {
	at int // in keys
	by *kvpb.TxnMeta
}

// run takes the locks, and looks at the keys once nothing can change them but commits that ignore locks
// (stages and fused statements of those who lost theirs), which the commit's expects find (T11).
func (l *locking) run(out []*kvpb.Locked) ([]*kvpb.Locked, error) {
	if err := l.take(); err != nil {
		return out, err
	}
	if err := l.settled(); err != nil {
		return out, err
	}
	if n := len(l.keys); n >= manyKeys && l.sorted {
		l.Near.ExpectBetween(l.keys[0].Key, l.keys[n-1].Key)
	}
	for i, k := range l.keys {
		out = growLocked(out)
		if l.skipped != nil && l.skipped[i] {
			fillLocked(out[i], view.Seen{})
			out[i].Skipped = true
			continue
		}
		if n := i + view.NearbyKeys - 1; n < len(l.keys) {
			l.Near.Expect(k.Key, l.keys[n].Key)
		}
		s, err := l.Look(k.Key, mvcc.Mode(k.Mode), 0, 0)
		if err != nil {
			return out, err
		}
		fillLocked(out[i], s)
	}
	return out, l.own(out)
}

// take gets the locks, in the order of keys: two requests for the same ones do not wait for each other.
func (l *locking) take() error {
	r := l.r
	order := l.order()
	l.sorted = order == nil
	r.mu.Lock()
	defer r.mu.Unlock()
	t, err := r.admit()
	if err != nil {
		return err
	}
	l.lease = t
	for n := range l.keys {
		i := n
		if order != nil {
			i = order[n]
		}
		k := l.keys[i]
		if !r.st.Owns(keys.Point(k.Key)) {
			return r.elsewhere("the key lies outside of the range")
		}
		if k.Mode <= kvpb.LockMode_NONE || k.Mode > kvpb.LockMode_UPDATE {
			return intention.Malformed("no such lock mode")
		}
		if err := l.reviveIntents(t); err != nil {
			return err
		}
		if err := l.takeOne(t, i); err != nil {
			return err
		}
		if l.wait == kvpb.WaitPolicy_NOWAIT { // it asks for no further lock where it is refused
			if err := l.notWaitedFor(t); err != nil {
				return err
			}
		}
	}
	if err := l.notWaitedFor(t); err != nil {
		return err
	}
	l.keepReads()
	return nil
}

// order is that of the keys, as indexes; nil: they are sorted.
func (l *locking) order() []int {
	byKey := func(a, b *kvpb.LockKey) int { return bytes.Compare(a.Key, b.Key) }
	if slices.IsSortedFunc(l.keys, byKey) {
		return nil
	}
	order := make([]int, len(l.keys))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return byKey(l.keys[a], l.keys[b]) })
	return order
}

// takeOne gets the lock of one key, or notes who has it. It is entered and left with mu held.
func (l *locking) takeOne(t *lease, i int) error {
	k := l.keys[i]
	granted, w, blocker, err := l.r.locks.Acquire(l.meta, k.Key, mvcc.Mode(k.Mode), l.wait == kvpb.WaitPolicy_BLOCK)
	switch {
	case err != nil:
		return &kvpb.Refused{Reason: kvpb.ReasonLimit, Key: bytes.Clone(k.Key), Cause: err}
	case granted:
		return nil
	case w != nil:
		l.r.gatherer.hurryBlockers(w)
		return l.inLine(t, w)
	}
	l.busy = append(l.busy, busyKey{i, locktable.Copy(blocker)})
	return nil
}

// overRounds is how often those in the way of a request that does not wait are asked after: where
// one that was over is gone, another may have come.
const overRounds = 3

// notWaitedFor is the end of a request that does not wait, with keys that others have. A client may
// have been told that one of them is over, whose message that its locks go, or what became of its
// stage, is still on its way here: those are asked after, and their locks taken. It is entered and
// left with mu held.
func (l *locking) notWaitedFor(t *lease) error {
	for round := 0; len(l.busy) > 0 && !l.try && round < overRounds && l.r.o.Prober != nil; round++ {
		over, err := l.endedAmong(t)
		if err != nil {
			return err
		}
		if !over {
			break
		}
		if err := l.reviveIntents(t); err != nil { // one may have flushed meanwhile, and left its lock to its intents
			return err
		}
		// Asked for again from the start: between mu's holds others may have taken what became free.
		busy := l.busy
		l.busy = nil
		for _, b := range busy {
			if err := l.takeOne(t, b.at); err != nil {
				return err
			}
		}
	}
	if len(l.busy) == 0 {
		return nil
	}
	if b := l.busy[0]; l.wait != kvpb.WaitPolicy_SKIP_LOCKED {
		return &kvpb.Refused{Reason: kvpb.ReasonLocked, Key: bytes.Clone(l.keys[b.at].Key), Other: b.by, ClosedTS: int64(l.r.st.Closed)}
	}
	l.skipped = make([]bool, len(l.keys))
	for _, b := range l.busy {
		l.skipped[b.at] = true
	}
	return nil
}

// endedAmong drops the locks of those in the way that are over, and reports whether there were any. It
// is entered and left with mu held.
func (l *locking) endedAmong(t *lease) (some bool, err error) {
	r := l.r
	asked := make(map[kvpb.TxnID]*kvpb.TxnMeta, len(l.busy))
	for _, b := range l.busy {
		asked[b.by.ID()] = b.by
	}
	r.mu.Unlock()
	ended := make(chan kvpb.TxnID, len(asked))
	var wg sync.WaitGroup
	for id, m := range asked {
		wg.Go(func() {
			if open, err := r.o.Prober.TxnOpen(l.ctx, m); err == nil && !open {
				ended <- id
			}
		})
	}
	wg.Wait()
	close(ended)
	r.mu.Lock()
	if err := r.still(t); err != nil {
		return false, err
	}
	for id := range ended {
		r.locks.drop(id)
		some = true
	}
	return some, nil
}

// drop ends the locks and waits of a transaction that is over, as its gateway says. With mu held.
func (lk *rowLocks) drop(id kvpb.TxnID) {
	lk.CancelTxn(id, errReleased)
	lk.release(id)
	lk.r.hidden.overLocked(id)
	lk.r.met.OrphansDropped.Add(1)
}

// reviveIntents looks for flushed intents that stand for locks, while more of them may
// have come. It is entered and left with mu held.
// Intents outlive the lease under which their locks were held, and a lock granted beside them would be granted twice.
func (l *locking) reviveIntents(t *lease) error {
	r := l.r
	for tries := 0; r.hidden.mustLook(l.looked) && tries < attemptsMax; tries++ {
		r.mu.Unlock()
		err := r.hidden.revive(l.meta.ID(), &l.looked, l.keys)
		r.mu.Lock()
		if err == nil {
			err = r.still(t)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// inLine waits for one lock. It is entered and left with mu held.
// Where it gives up and Cancel says false, the lock was granted a moment before, and the grant counts. ErrMoved and
// errReleased are not the waiter's fault: the caller asks again, where the locks are.
func (l *locking) inLine(t *lease, w *locktable.Waiter) error {
	r := l.r
	r.mu.Unlock()
	start := time.Now()
	r.met.LockWaits.Add(1)
	failed := l.untilGranted(t, w, start)
	r.met.LockWaitNanos.Add(int64(time.Since(start)))
	r.mu.Lock()
	if failed != nil && r.locks.Cancel(w, failed) {
		return failed
	}
	<-w.Done() // it is over: granted, or ended by someone
	switch err := w.Err(); {
	case err == nil:
		return r.still(t)
	case errors.Is(err, locktable.ErrMoved):
		return r.elsewhere("the locks are elsewhere now")
	case errors.Is(err, errReleased):
		return r.elsewhere(err.Error())
	default:
		return err
	}
}

// untilGranted waits until w is over, and on the way tells the observer, has the
// holders' gateways asked, and looks at the timeout. An error: it gives up.
//
//	after observeAfter        the deadlock detector hears of the wait
//	after ProbeAfter, again   the holders' gateways are asked, one probe at a time
//	after the timeout         Refused (lock_timeout)
//
// A nil probed blocks for ever in the select, which is what is wanted while none is under way.
func (l *locking) untilGranted(t *lease, w *locktable.Waiter, start time.Time) error {
	r := l.r
	probe := time.Duration(r.lim.ProbeAfterNanos)
	next := observeAfter
	observed := false
	var probed chan struct{} // closed by a probe when it is over; nil: none is under way
	timer := time.NewTimer(l.until(start, next))
	defer timer.Stop()
	for {
		select {
		case <-w.Done():
			return nil
		case <-l.ctx.Done():
			return l.ctx.Err()
		case <-t.done:
			return r.elsewhereUnlocked("the lease has ended")
		case <-probed:
			probed, next = nil, time.Since(start)+probe
		case <-timer.C:
		}
		if !t.Serving() { // who holds the lock now is told elsewhere
			return r.elsewhereUnlocked("the lease has ended")
		}
		waited := time.Since(start)
		if l.timeout > 0 && waited >= l.timeout {
			r.met.LockTimeouts.Add(1)
			return &kvpb.Refused{Reason: kvpb.ReasonLocked, Timeout: true, Key: w.Key, Other: r.locks.blocker(w), ClosedTS: int64(r.Closed())}
		}
		if waited >= next {
			if !observed {
				observed = true
				r.mu.Lock()
				r.locks.Observe(w)
				r.mu.Unlock()
				next = probe
			} else if next = waited + probe; probed == nil {
				probed = r.locks.startProbe(t, w)
			}
		}
		timer.Reset(l.until(start, next))
	}
}

// until is the time from now to the next event, `at` after the start or the timeout.
func (l *locking) until(start time.Time, at time.Duration) time.Duration {
	if l.timeout > 0 {
		at = min(at, l.timeout)
	}
	return max(at-time.Since(start), 0)
}

// blocker is one that w waits for, or nil.
func (lk *rowLocks) blocker(w *locktable.Waiter) *kvpb.TxnMeta {
	lk.r.mu.Lock()
	defer lk.r.mu.Unlock()
	if w.Over() {
		return nil
	}
	if bs, _ := lk.Blockers(w); len(bs) > 0 {
		return locktable.Copy(bs[0])
	}
	return nil
}

// startProbe begins a probe, which may take long where a gateway can't be reached. What
// it returns is closed at its end; nil: there is none.
func (lk *rowLocks) startProbe(t *lease, w *locktable.Waiter) chan struct{} {
	if lk.r.o.Prober == nil {
		return nil
	}
	lk.r.mu.Lock()
	defer lk.r.mu.Unlock()
	if lk.r.closed || lk.r.lease != t {
		return nil
	}
	done := make(chan struct{})
	lk.r.wg.Go(func() {
		defer close(done)
		lk.probe(t.ctx, w)
	})
	return done
}

// release ends all locks of a transaction, with mu held. Of very many it takes the first step, and
// leaves the others to a goroutine: neither the store's log writer nor the range's
// requests wait for all of them.
func (lk *rowLocks) release(id kvpb.TxnID) {
	lk.keepSeen(id)
	if !lk.ReleaseTxn(id) || lk.releasing || lk.r.closed {
		return
	}
	lk.releasing = true
	lk.r.wg.Go(func() {
		for {
			runtime.Gosched()
			lk.r.mu.Lock()
			lk.releasing = lk.Leave()
			more := lk.releasing
			lk.r.mu.Unlock()
			if !more {
				return
			}
		}
	})
}

// probe asks the gateways of those that w waits for whether they are still open, and
// drops the locks of those that are not.
func (lk *rowLocks) probe(ctx context.Context, w *locktable.Waiter) {
	lk.r.mu.Lock()
	var blockers []*kvpb.TxnMeta
	if !w.Over() {
		blockers, _ = lk.Blockers(w)
	}
	lk.r.mu.Unlock()
	for _, b := range blockers {
		open, err := lk.r.o.Prober.TxnOpen(ctx, b)
		if err != nil || open {
			continue
		}
		lk.r.mu.Lock()
		lk.drop(b.ID())
		lk.r.mu.Unlock()
	}
}

// settled waits until no writer is at work on the keys and no stage stands on them:
// then the newest version is the newest.
// Locks alone do not do: stages and commits ignore them (section 4), and one may be in flight on a key whose lock
// its transaction has lost.
func (l *locking) settled() error {
	r := l.r
	for {
		r.mu.Lock()
		wait, stage, err := l.unsettled()
		l.epoch, l.serial = r.epoch, r.locks.Serial()
		r.mu.Unlock()
		switch {
		case err != nil:
			return err
		case wait != nil:
			r.met.ReadWaits.Add(1)
			if err := l.lease.wait(l.ctx, r, wait, 0); err != nil {
				return err
			}
		case stage != nil:
			if err := r.settler.awaitStage(l.ctx, l.lease, stage, l.points); err != nil {
				return err
			}
		default:
			return nil
		}
	}
}

// points are the keys.
func (l *locking) points(emit func(keys.Span) bool) {
	for _, k := range l.keys {
		if !emit(keys.Point(k.Key)) {
			return
		}
	}
}

// unsettled finds what to wait for. With mu held.
func (l *locking) unsettled() (<-chan struct{}, *rangestate.Stage, error) {
	r, id := l.r, l.meta.ID()
	if err := r.still(l.lease); err != nil {
		return nil, nil, err
	}
	if r.latches.Len() == 0 && len(r.st.Staged) == 0 && l.skipped == nil {
		return nil, nil, l.inBounds()
	}
	for i, k := range l.keys {
		if l.skipped != nil && l.skipped[i] {
			continue
		}
		p := keys.Point(k.Key)
		if w := r.latches.Unseen(k.Key); w != nil {
			return w.Changed(), nil, nil
		}
		if s := r.st.FirstForeign([]keys.Span{p}, id, hlc.Max); s != nil {
			return nil, s, nil
		}
	}
	return nil, nil, l.inBounds()
}

// inBounds: the range may have been split while the request waited.
func (l *locking) inBounds() error {
	for _, k := range l.keys {
		if !l.r.st.Owns(keys.Point(k.Key)) {
			return l.r.elsewhere("the key lies outside of the range")
		}
	}
	return nil
}

// note notes what was found, for the commit. With mu held.
func (l *locking) note(out []*kvpb.Locked) {
	if l.epoch != l.r.epoch {
		return
	}
	for i, k := range l.keys {
		if !out[i].Skipped {
			l.r.locks.Note(l.meta.ID(), k.Key, l.serial, locktable.Known{
				Epoch: l.epoch, Mode: mvcc.Mode(k.Mode), Version: hlc.Timestamp(out[i].Version), Expect: hlc.Timestamp(out[i].Expect),
			})
		}
	}
}

// own shows the transaction's flushed intents in place of the versions.
func (l *locking) own(out []*kvpb.Locked) error {
	id := l.meta.ID()
	l.r.mu.Lock()
	has := l.r.st.Flushed[id] != nil
	if !has { // else it is staged, which looks for itself
		l.note(out)
	}
	l.r.mu.Unlock()
	if !has || len(l.keys) == 0 {
		return nil
	}
	there, err := mvcc.NewIntentCursor(l.r.o.Engine, spanning(l.keys, (*kvpb.LockKey).GetKey), keys.Txn(id))
	if err != nil {
		return err
	}
	for i, k := range l.keys {
		if k.Unflushed {
			continue
		}
		err = there.On(k.Key, func(x mvcc.Intent) error {
			if x.Lower == hlc.Zero && x.Seq > out[i].OwnSeq && x.Seq < rangestate.ExpectSeq && !rangestate.InRanges(l.ignored, x.Seq) {
				out[i].OwnSeq, out[i].Exists = x.Seq, !x.Tombstone
				out[i].Value = append(out[i].Value[:0], x.Value...)
			}
			return nil
		})
		if err != nil {
			break
		}
	}
	if e := there.Close(); err == nil {
		err = e
	}
	return err
}

// takeLocks waits in line for the locks of a fused statement, which are not free.
// Called without latches: to wait in line with them would keep the holder's commit from its keys.
func (c *committing) takeLocks() error {
	l := c.locking()
	if l.wait == kvpb.WaitPolicy_SKIP_LOCKED {
		l.wait = kvpb.WaitPolicy_NOWAIT // skipping is for statements that are not fused
	}
	return l.take()
}

// locking is the locks of a fused statement, as a Lock of them would be.
func (c *committing) locking() *locking {
	return &locking{
		eval: c.eval, meta: c.in.Meta, wait: c.req.Wait, timeout: time.Duration(c.req.TimeoutNanos), keys: c.req.FusedLocks,
	}
}

// lockInstead grants the locks of a statement that turned out to need more than
// this range.
func (c *committing) lockInstead() error {
	c.CloseIter()
	var err error
	c.resp.NotFused = true
	c.resp.Locked, err = c.locking().run(c.resp.Locked)
	return err
}

// waitChanged tells the observer of a wait. With mu held.
func (lk *rowLocks) waitChanged(w *locktable.Waiter) {
	if lk.r.o.Observer == nil {
		return
	}
	x, ok := w.Tag.(*Wait)
	if !ok {
		lk.waitID++
		x = &Wait{
			ID: lk.r.o.RangeID<<32 | lk.waitID&0xffffffff, RangeID: lk.r.o.RangeID, Key: w.Key, Waiter: w.Txn, Since: time.Now(),
			Abort: func(cycle []*kvpb.TxnMeta) bool { return lk.abortWait(w, cycle) },
		}
	}
	y := *x
	y.Blockers, y.Behind = lk.Blockers(w)
	w.Tag = &y
	lk.r.o.Observer.Waits(&y)
}

// waitEnded tells the observer that a wait is over. With mu held.
func (lk *rowLocks) waitEnded(w *locktable.Waiter) {
	if x, ok := w.Tag.(*Wait); ok && lk.r.o.Observer != nil {
		lk.r.o.Observer.Ends(x.ID)
	}
}

// abortWait ends a wait that the deadlock detector has chosen.
func (lk *rowLocks) abortWait(w *locktable.Waiter, cycle []*kvpb.TxnMeta) bool {
	lk.r.mu.Lock()
	defer lk.r.mu.Unlock()
	if !lk.Cancel(w, &kvpb.Refused{Reason: kvpb.ReasonDeadlock, Key: w.Key, Cycle: cycle, ClosedTS: int64(lk.r.st.Closed)}) {
		return false
	}
	lk.r.met.Deadlocks.Add(1)
	return true
}

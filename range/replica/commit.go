package replica

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/replica/rangestate"
	"github.com/isochrondb/isochron/range/replica/view"
)

// attemptsMax is how often a request meets a stage before it says "not now".
const attemptsMax = 64

// latchCommit takes the request in, and latches what it reads and writes.
func latchCommit(e *eval, req kvpb.Request) error {
	q, _ := kvpb.Plain(req)
	if err := e.in.Load(q.(*kvpb.CommitRequest)); err != nil {
		return err
	}
	e.latchCommit()
	return nil
}

// latchCommit is the same for one that is loaded. What it writes may follow what is visible and not yet
// durable (T22): it comes after it in the log.
func (e *eval) latchCommit() {
	e.latchKeys()
	if e.in.Changes() {
		e.latch.AddTxn(e.in.ID)
		e.latch.Early()
	}
}

// errClose asks for the closed timestamp to pass the request's latest c, which makes
// "no" final.
var errClose = errors.New("replica: close first")

// commit commits on this range alone (5.1), at a timestamp that others have
// validated (5.2), validates (no writes), or does a whole statement (fused).
//
// What comes out (transactions.md, section 5): nil, committed at resp.CommitTs; *kvpb.Refused, final, for
// copies of the request too; RefusedForNow; RetryElsewhere; *kvpb.Ambiguous. Everything that is final is
// sealed first where a copy could still choose another timestamp (seal).
func commit(e *eval, req kvpb.Request, out kvpb.Response) error {
	q, frag := kvpb.Plain(req)
	resp := out.(*kvpb.CommitResponse)
	resetCommit(resp)
	c := &e.commits
	*c = committing{eval: e, req: q.(*kvpb.CommitRequest), frag: frag, resp: resp}
	err := c.run()
	if !inDoubt(err) {
		if derr := e.r.rules.durable(e); derr != nil {
			err = derr
		}
	}
	if err != nil {
		e.r.afterRefusal(err, c.req)
	}
	return err
}

// inDoubt reports whether an outcome is unknown, and stays so, whatever else is found.
func inDoubt(err error) bool {
	_, ok := errors.AsType[*kvpb.Ambiguous](err)
	return ok
}

// resetCommit empties an answer whose memory is used again: it holds what another request was told.
func resetCommit(resp *kvpb.CommitResponse) {
	resp.CommitTs, resp.MaxObs, resp.ClosedTs, resp.QuorumNanos = 0, 0, 0, 0
	resp.FragmentResult, resp.NotFused, resp.Locked = resp.FragmentResult[:0], false, resp.Locked[:0]
}

// afterRefusal lets the locks of a transaction go that can't commit any more.
func (r *Replica) afterRefusal(err error, req *kvpb.CommitRequest) {
	var refused *kvpb.Refused
	if req.KeepLocks || !errors.As(err, &refused) {
		return
	}
	switch refused.Reason {
	case kvpb.ReasonLocked, kvpb.ReasonDeadlock:
		if len(req.FusedLocks) == 0 {
			return
		}
	case kvpb.ReasonTimestamp, kvpb.ReasonMoved, kvpb.ReasonBounds, kvpb.ReasonStage, kvpb.ReasonLimit:
		return // it may go on, here or elsewhere
	}
	r.mu.Lock()
	r.locks.release(req.Header.GetTxn().ID())
	r.mu.Unlock()
}

// committing is one Commit. An attempt finds what stands below "found"; the next one begins without it.
//
//	lookLocked   locks (fused), bounds, foreign stages        mu
//	fill         lookAtKeys   newest versions, the tag        reads the engine
//	             choose       c, marks                        mu
//	             check        expects, reads, conditions      reads the engine
//	             writeAt      versions at c
//	answer       what was in the way is waited for; or what is final is told
//
// It answers with a refusal that is given, instead of an evaluation, where refused is set.
type committing struct {
	*eval
	req  *kvpb.CommitRequest
	frag kvpb.Fragment
	resp *kvpb.CommitResponse

	refused *kvpb.Refused // it is not evaluated: for want of room, or of its locks
	tries   int           // attempts that met a stage, or what is not closed
	waits   int           // for locks, since the last of these
	looked  looked
	held    bool // the latches are held by a commit of several ranges (together.go)

	found
}

// found is what an attempt has found.
type found struct {
	way          obstacle          // what was in its way
	met          *rangestate.Stage // if that is aStage
	ts           hlc.Timestamp     // the commit timestamp
	sharedStages bool              // stages on what is read, when the keys were looked at
	removals     uint64            // state.removals then
	newest       hlc.Timestamp
	tagged       hlc.Timestamp
	wrong        *kvpb.Refused // an expect that does not hold
	maxObs       hlc.Timestamp
	watched      bool  // its reads are to be kept apart once they hold (earlier.go)
	behind       bool  // ts lies behind now (earlier)
	sealed       bool  // its command is a tombstone; once that is applied
	told         error // this is what is answered, nil: done
	unfused      bool  // the statement needs more than this range: its locks are granted instead
}

// obstacle is what an attempt met that goes away.
type obstacle uint8

const (
	somethingNew obstacle = iota // what was looked at may be old: once more at once
	aStage                       // a transaction's stage on a key
	openTime                     // "no" is final only once the latest c is closed
	locks                        // others', which a fused statement needs
	hiddenLocks                  // intents may stand for locks
)

// run executes it, or has it refused where there is no room: what the cluster writes of itself has a reserve.
func (c *committing) run() error {
	if c.in.Changes() {
		if err := c.r.writable(c.in.Own()); err != nil {
			refused := &kvpb.Refused{Reason: kvpb.ReasonLimit, Cause: err}
			if !c.r.rules.fullSealed() {
				return refused
			}
			c.refused = refused
		}
	}
	return c.execute(c)
}

// again notes what is in the way.
func (f *found) again(way obstacle, s *rangestate.Stage) (next, error) {
	f.way, f.met = way, s
	return again, nil
}

// lookLocked looks for what is to go away before anything else is looked at. Whether locks are free is known
// with the latches held alone, and they can't be waited for with those: so the latches go meanwhile.
func (c *committing) lookLocked() (next, error) {
	if c.refused == nil && len(c.in.Fused) > 0 {
		if c.r.hidden.mustLook(c.looked) {
			return c.again(hiddenLocks, nil)
		}
		if !c.locksFree() {
			return c.again(locks, nil)
		}
	}
	n, err := c.inspect()
	if f := c.refused; n == again && f != nil { // it may be refused otherwise once the stage is gone
		return stands, &kvpb.RefusedForNow{Reason: f.Reason, Key: f.Key, Other: f.Other, ClosedTS: int64(c.r.Closed())}
	}
	return n, err
}

// fill goes through the steps of transactions.md, 5.1.
func (c *committing) fill() (next, error) {
	if err := c.lookAtKeys(); err != nil {
		return stands, err
	}
	if c.refused != nil {
		return c.refuse()
	}
	now, err := c.r.now()
	if err != nil {
		return stands, err
	}
	c.r.mu.Lock()
	n, err := c.choose(now)
	moved := c.r.moved.Load()
	c.r.mu.Unlock()
	switch {
	case n != goOn || err != nil:
		return n, err
	case c.tagged != 0:
		return stands, c.repeat()
	}
	seals, err := c.check(c.ts, now)
	if err != nil && !seals {
		seals, err = c.earlier(err, now)
	}
	// As for a read. What is proposed is judged once more; what only validates, and what is refused, is not.
	if c.r.rules.readMoved(moved, c.r.moved.Load()) {
		return stands, c.r.elsewhereUnlocked("keys have left the range while they were validated")
	}
	// What is in the way of a copy, too, is a version; that its columns differ need not last. Who is sole has no copy.
	seals = seals || err != nil && c.columns && !c.req.Sole && refusedFor(err, kvpb.ReasonVersion)
	if c.watched && (err == nil || refusedFor(err, kvpb.ReasonCondition)) {
		c.keepReads(now)
	}
	switch {
	case seals:
		return c.seal(err, false)
	case err != nil:
		return stands, err
	case !c.in.Changes():
		c.resp.CommitTs = int64(c.ts)
		return stands, nil
	case len(c.in.Fused) > 0:
		return c.runFragment(c.ts)
	}
	return goOn, c.writeAt(c.ts)
}

// refuse answers a commit that is not evaluated with a refusal. Another copy of it may
// have committed, or may yet: the tag tells the first, and is looked for before
// anything final is said; a tombstone excludes the second.
func (c *committing) refuse() (next, error) {
	if c.tagged != 0 {
		return stands, c.repeat()
	}
	c.r.mu.Lock()
	err := c.r.still(c.lease)
	if err == nil {
		err = c.bounds()
	}
	c.r.mu.Unlock()
	if err != nil {
		return stands, err
	}
	return c.seal(c.refused, len(c.in.Fused) > 0)
}

// answer ends the request, or waits for what was in its way.
func (c *committing) answer(n next, err error) (next, error) {
	switch {
	case n == again:
		return c.await()
	case n == goOn && c.sealed:
		if err != nil { // whatever was to be told
			return stands, &kvpb.Ambiguous{Why: "a copy of the refused request may still succeed: " + err.Error()}
		}
		c.r.met.Preventions.Add(1)
		err = c.told
	case n == goOn && err == nil:
		c.r.met.Commits.Add(1)
		if c.behind {
			c.r.met.Early.Add(1)
		}
		c.resp.CommitTs = int64(c.ts)
	}
	if err == nil && c.unfused {
		err = c.lockInstead()
	}
	if err == nil {
		c.finish()
	}
	return stands, err
}

// await waits for what was in the way of an attempt, and forgets what that found.
func (c *committing) await() (next, error) {
	switch c.way {
	case locks, hiddenLocks:
		if err := c.awaitLocks(); err != nil {
			return stands, err
		}
	case openTime:
		if err := c.r.closer.closeUpTo(c.ctx, c.in.Deadline, c.in.ID); err != nil {
			return stands, err
		}
	case aStage:
		if c.in.NoWait {
			c.r.gatherer.hurryLocked(c.met.Of.ID)
			return stands, &kvpb.Refused{Reason: kvpb.ReasonStage, Other: c.met.Ev.Txn, ClosedTS: int64(c.r.Closed())}
		}
		if err := c.r.settler.awaitStage(c.ctx, c.lease, c.met, c.in.Touched); err != nil {
			return stands, err
		}
	}
	// Waits for locks have a count of their own, which begins anew with each stage that was waited for.
	if c.way != locks && c.way != hiddenLocks {
		if c.waits, c.tries = 0, c.tries+1; c.tries == attemptsMax {
			return stands, &kvpb.RefusedForNow{Reason: kvpb.ReasonStage, ClosedTS: int64(c.r.Closed())}
		}
	}
	c.anew()
	return again, nil
}

// awaitLocks sees to it that the locks of a fused statement are its own, or looks for those that
// intents stand for. Who does not get them is refused, once it is known what became of copies.
func (c *committing) awaitLocks() error {
	var err error
	if c.way == hiddenLocks {
		err = c.r.hidden.revive(c.in.ID, &c.looked, c.req.FusedLocks)
	} else if err = c.takeLocks(); err != nil {
		if r, ok := errors.AsType[*kvpb.Refused](err); ok {
			c.refused = r
			return nil
		}
	}
	if c.waits++; err == nil && c.waits == attemptsMax {
		return &kvpb.RefusedForNow{Reason: kvpb.ReasonLocked, ClosedTS: int64(c.r.Closed())}
	}
	return err
}

// anew forgets what an attempt found.
func (c *committing) anew() {
	c.CloseIter()
	c.fused.reset()
	c.locked = c.locked[:0]
	if len(c.in.Fused) > 0 {
		c.in.Writes, c.in.Conds = c.in.Writes[:0], c.in.Conds[:len(c.req.Conditions)]
	}
	c.found, c.obs, c.columns = found{}, 0, false
}

// closeUpTo closes timestamps up to ts now, unless something in flight lies at or below it. It is
// called without latches; id's are taken.
func (cl *closer) closeUpTo(ctx context.Context, ts hlc.Timestamp, id kvpb.TxnID) error {
	now, err := cl.r.now()
	if err != nil {
		return err
	}
	e := cl.r.begin(ctx)
	defer e.end()
	e.latch.AddTxn(id)
	e.cmd.ClosedTS = ts
	return e.execute(steps{look: func() (next, error) {
		if cl.r.latches.LowestChosen(hlc.Max) <= ts || ts <= cl.r.st.Closed || cl.r.beyond(e.lease, ts, now) {
			return stands, nil
		}
		cl.proposedTS = max(cl.proposedTS, ts)
		return goOn, nil
	}})
}

// locksFree reports whether the locks of a fused statement are nobody else's. It takes none: the latches keep
// others from these keys until the statement is over. With mu held.
func (c *committing) locksFree() bool {
	for i := range c.in.Fused {
		if free, _ := c.r.locks.Free(c.req.Header.GetTxn(), c.in.Fused[i].Key, c.in.Fused[i].Mode); !free {
			return false
		}
	}
	return true
}

// inspect looks at bounds and stages, with mu and latches held. No foreign stage can
// come to what is latched from now on; those that are there may go.
func (c *committing) inspect() (next, error) {
	st := c.r.st
	if c.in.Changes() {
		if !st.Owns(keys.Point(c.in.First())) {
			return stands, c.r.elsewhere("the key lies outside of the range")
		}
	} else if !st.OwnsAll(c.in.Shared) {
		return stands, c.r.elsewhere("the keys lie outside of the range")
	}
	if s := st.FirstForeign(c.in.Exclusive, c.in.ID, hlc.Max); s != nil {
		return c.again(aStage, s)
	}
	c.sharedStages = st.FirstForeign(c.in.Shared, c.in.ID, hlc.Max) != nil
	c.removals = st.Removals
	c.recall()
	return goOn, nil
}

// recall finds which expects hold by what is known since their keys were locked: within an
// epoch nobody else has been about to write them. With mu held.
func (c *committing) recall() {
	r := c.r
	for i := range c.in.Expects {
		x := &c.in.Expects[i]
		k := r.locks.Known(c.in.ID, x.Key)
		x.Known = k.Epoch != nil && k.Epoch == r.epoch && k.Mode == x.Mode && k.Expect == x.TS
		x.Version = k.Version
	}
}

// lookAtKeys finds the newest versions of all keys that are written or locked, and
// the transaction's own tag.
// What does not fit is noted, and told only once it is known that no copy has committed (T10).
func (c *committing) lookAtKeys() error {
	first := keys.Key(nil)
	if c.in.Changes() {
		first = c.r.rules.tagged(c.in.First())
	}
	tagFor := func(key keys.Key) uint64 {
		if first != nil && bytes.Equal(key, first) {
			return c.in.Tag
		}
		return 0
	}
	for i := range c.in.Expects {
		x := &c.in.Expects[i]
		if x.Known && tagFor(x.Key) == 0 {
			c.r.met.Recalled.Add(1)
			c.newest = max(c.newest, x.Version)
			continue
		}
		s, err := c.Look(x.Key, x.Mode, tagFor(x.Key), c.in.ReadTS)
		if err != nil {
			return err
		}
		c.note(s)
		c.newest = max(c.newest, x.TS)
		if c.wrong == nil && !c.r.rules.asExpected(s.Expect, x.TS) {
			c.wrong = &kvpb.Refused{Reason: kvpb.ReasonVersion, Key: bytes.Clone(x.Key), At: int64(s.Expect), MaxObs: int64(s.Expect)}
		}
	}
	for i := range c.in.Plain {
		s, err := c.Look(c.in.Plain[i].Key, mvcc.ModeNone, tagFor(c.in.Plain[i].Key), c.in.ReadTS)
		if err != nil {
			return err
		}
		c.note(s)
	}
	// A fused statement may leave any of its rows alone: whichever it has written tells.
	tag := uint64(0)
	if first != nil {
		tag = c.in.Tag
	}
	return c.lookAtLocks(tag)
}

// note keeps what bounds c from below (T2), and whether the commit has happened (T10).
func (c *committing) note(s view.Seen) {
	c.newest = max(c.newest, s.Version)
	c.tagged = max(c.tagged, s.Tagged)
}

// lookAtLocks reads the rows that a fused statement locks.
func (c *committing) lookAtLocks(tag uint64) error {
	for i := range c.in.Fused {
		l := &c.in.Fused[i]
		s, err := c.Look(l.Key, l.Mode, tag, c.in.ReadTS)
		if err != nil {
			return err
		}
		c.note(s)
		c.maxObs = max(c.maxObs, s.Version)
		c.locked = growLocked(c.locked)
		fillLocked(c.locked[len(c.locked)-1], s)
	}
	return nil
}

// growLocked lengthens ls by one, using the element that lies there, if any.
func growLocked(ls []*kvpb.Locked) []*kvpb.Locked {
	if len(ls) < cap(ls) {
		if ls = ls[:len(ls)+1]; ls[len(ls)-1] != nil {
			return ls
		}
		ls = ls[:len(ls)-1]
	}
	return append(ls, &kvpb.Locked{})
}

// fillLocked copies what was seen: the answer outlives the iterator whose memory that is.
func fillLocked(l *kvpb.Locked, s view.Seen) {
	l.Skipped, l.OwnSeq = false, 0
	l.Exists, l.Expect, l.Version = s.Live, int64(s.Expect), int64(s.Version)
	l.Value = append(l.Value[:0], s.Value...)
}

// choose finds the commit timestamp (T2), with mu and latches held.
//
// It marks what is read at c before it chooses (T2, T12), and from Choose on readers below c need not
// wait for this request. A mark that was raised for a commit that then fails only costs later writers a
// higher c.
func (c *committing) choose(now hlc.Timestamp) (_ next, err error) {
	r, st := c.r, c.r.st
	if err := r.still(c.lease); err != nil {
		return stands, err
	}
	if r.tooFar(max(c.in.CommitTS, c.in.ReadTS), now) {
		return stands, &kvpb.RefusedForNow{Reason: kvpb.ReasonTimestamp, ClosedTS: int64(st.Closed)}
	}
	if c.in.Changes() {
		if c.tagged != 0 {
			r.o.CodeProbes.Hit("a commit that is sent again has happened")
			c.ts = c.tagged
			return goOn, nil
		}
		if err := c.bounds(); err != nil {
			return stands, err
		}
	}
	if c.ts, err = c.timestamp(now); err == errClose {
		return c.again(openTime, nil)
	} else if err != nil {
		return stands, err
	}
	// Its reads are at c, if it comes to that; a c that is given may be another's word already.
	c.watched = c.in.CommitTS == 0 && r.tscache.Watched()
	for i := range c.in.Shared {
		if c.in.CommitTS != 0 {
			r.tscache.Raise(c.in.Shared[i], c.ts, now)
		} else {
			r.tscache.Announce(c.in.Shared[i], c.ts, now)
		}
	}
	if c.sharedStages {
		if s := st.FirstForeign(c.in.Shared, c.in.ID, c.ts); s != nil {
			return c.again(aStage, s)
		}
		// The stage went between the look and now: its versions are newer than what lookAtKeys read.
		if st.Removals != c.removals {
			return c.again(somethingNew, nil)
		}
	}
	// Last: from here on readers below c pass, so nothing may send it back to a lower one.
	c.latch.Choose(c.ts)
	return goOn, nil
}

// bounds checks what makes "no" final: the tag could not have been collected, and
// the bounds are those that the gateway planned with.
func (c *committing) bounds() error {
	st, gen := c.r.st, c.req.Header.GetGeneration()
	switch {
	case st.Threshold >= c.in.ReadTS && st.Threshold > 0:
		return &kvpb.Ambiguous{Why: "the collection threshold has passed the read timestamp: a commit could not be told any more"}
	case gen > st.Desc.Generation:
		return c.r.elsewhere("planned with newer bounds")
	case !c.r.rules.inBounds(gen, st.Desc.BoundsSince()), !st.OwnsAll(c.in.Exclusive) || !st.OwnsAll(c.in.Shared):
		return &kvpb.Refused{Reason: kvpb.ReasonMoved, Key: bytes.Clone(c.in.First()), ClosedTS: int64(st.Closed), Range: st.Desc.Proto()}
	case c.prevented():
		return &kvpb.Refused{Reason: kvpb.ReasonPrevented, ClosedTS: int64(st.Closed)}
	}
	return nil
}

// prevented reports whether a tombstone stands in the way.
func (c *committing) prevented() bool {
	fused := len(c.in.Fused) > 0
	p := c.r.st.Prevented[c.in.ID]
	return p != nil && (!p.FusedOnly || fused)
}

// timestamp is c, or why there is none.
//
//	c is given            it must lie above r, versions, marks and what is closed, or Refused
//	it is not             above these, and ahead of now by the lead, up to the latest c
//	above the latest c    final once that is closed; else close it first (errClose), or not now
//	at the lease's end    RetryElsewhere: this replica again, after the next renewal
//
// With mu held; lead and latest c are the request's.
func (c *committing) timestamp(now hlc.Timestamp) (hlc.Timestamp, error) {
	r, st := c.r, c.r.st
	lo := max(c.in.ReadTS, c.newest, r.rules.closed(r.closer.proposedTS), r.rules.readOver(&r.tscache, c.in.Exclusive))
	ts := c.in.CommitTS
	switch {
	case ts == 0:
		lead := time.Duration(c.in.Lead)
		if c.in.Changes() {
			lead = max(lead, r.closer.lead())
		}
		// Leading less is never wrong, leading beyond what the schema is certified for
		// would refuse everybody for as long as rounds are thought to be slow.
		ts = max(lo.Next(), now, min(now.Add(lead), c.in.Deadline))
	case c.in.Changes() && ts <= lo:
		r.met.RefusedTimestamp.Add(1)
		return 0, &kvpb.Refused{Reason: kvpb.ReasonTimestamp, Key: bytes.Clone(c.in.First()), At: int64(lo), ClosedTS: int64(st.Closed)}
	}
	switch {
	case ts > c.in.Deadline && st.Closed >= c.in.Deadline:
		return 0, &kvpb.Refused{Reason: kvpb.ReasonClosed, At: int64(ts), ClosedTS: int64(st.Closed)}
	case ts > c.in.Deadline && now > c.in.Deadline && r.latches.LowestChosen(hlc.Max) > c.in.Deadline && !r.beyond(c.lease, c.in.Deadline, now):
		return 0, errClose
	case ts > c.in.Deadline:
		r.closer.want = max(r.closer.want, c.in.Deadline) // the gateway asks again until then
		return 0, &kvpb.RefusedForNow{Reason: kvpb.ReasonClosed, At: int64(ts), ClosedTS: int64(st.Closed)}
	case r.beyond(c.lease, ts, now):
		return 0, r.tooShort(c.lease, now, "commit")
	}
	return ts, nil
}

// check verifies expects, reads and conditions at ts, under the latches. seals: its error is to be made
// final for copies of the request that choose another timestamp. A version at or below now is in the
// way of all of them; below one ahead of now a late copy could still find a c.
func (c *committing) check(ts, now hlc.Timestamp) (seals bool, err error) {
	if c.wrong != nil {
		c.r.met.RefusedVersion.Add(1)
		c.wrong.ClosedTS = int64(c.r.Closed())
		return false, c.wrong
	}
	if len(c.in.Fused) > 0 {
		return false, nil // its fragment reads at ts; conditions follow it
	}
	if err := c.validate(ts); err != nil {
		refused, ok := errors.AsType[*kvpb.Refused](err)
		return ok && refused.Reason == kvpb.ReasonVersion && hlc.Timestamp(refused.At) > now, err
	}
	refused, err := c.holds(ts)
	c.maxObs = max(c.maxObs, hlc.Timestamp(refused.GetMaxObs()))
	if err != nil || refused == nil {
		return false, err
	}
	return true, &refused.Refused
}

// writeAt makes the command: the versions at ts.
func (c *committing) writeAt(ts hlc.Timestamp) error {
	size := 0
	for i := range c.in.Writes {
		size += mvcc.VersionBytes(c.in.Writes[i].Key, c.in.Writes[i].Value)
	}
	c.room(size)
	for i := range c.in.Writes {
		if err := c.in.Writes[i].Put(&c.enc, c.writer(), ts, c.in.Tag); err != nil {
			return err
		}
	}
	if !c.req.KeepLocks {
		c.releases = append(c.releases, c.in.ID)
	}
	c.r.holds(ts > max(c.in.ReadTS, c.newest) && ts > c.r.Closed(), &c.r.met.BrokenT2, "T2")
	c.r.holds(ts < c.lease.Until(), &c.r.met.BrokenT3, "T3")
	c.r.holds(ts <= c.in.Deadline, &c.r.met.BrokenT20, "T20") // the schema is certified up to there
	c.soon = true
	return nil
}

// repeat answers a copy of a commit that has happened. What a fused statement
// returned is evaluated again, on the rows as they were, while nothing of them is collected.
func (c *committing) repeat() error {
	c.resp.CommitTs = int64(c.tagged)
	if len(c.in.Fused) == 0 {
		return nil
	}
	at := c.tagged.Prev()
	for i := range c.in.Fused {
		s, err := c.LookAt(c.in.Fused[i].Key, c.in.Fused[i].Mode, at)
		if err != nil {
			return err
		}
		fillLocked(c.locked[i], s)
	}
	err := c.fragment(c.tagged)
	if t := c.r.Threshold(); err == nil && c.r.rules.repeatCollected(at, t) { // after it has read (T21)
		err = fmt.Errorf("what it read at %v may be collected, up to %v", at, t)
	}
	if err != nil {
		return &kvpb.Ambiguous{Why: "the statement has committed, and its result is lost: " + err.Error()}
	}
	c.resp.FragmentResult = append(c.resp.FragmentResult, c.fused.Result...)
	return nil
}

// passing reports whether what err says may have passed when a copy of the request comes, whoever
// has chosen its timestamp: there is room again.
func passing(err error) bool {
	r, ok := errors.AsType[*kvpb.Refused](err)
	return ok && r.Reason == kvpb.ReasonLimit
}

// finish fills in the answer.
func (c *committing) finish() {
	if !c.in.Changes() {
		c.r.met.Validations.Add(1)
		if !c.req.KeepLocks {
			c.r.mu.Lock()
			c.r.locks.release(c.in.ID)
			c.r.mu.Unlock()
		}
	}
	c.resp.MaxObs = int64(max(c.maxObs, c.obs))
	c.resp.ClosedTs, c.resp.QuorumNanos = int64(c.r.Closed()), c.r.closer.quorum.Nanos()
}

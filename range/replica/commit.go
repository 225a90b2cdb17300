package replica

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/replica/rangestate"
	"github.com/isochrondb/isochron/range/replica/view"
)

// attemptsMax is how often a request meets a stage before it says "not now".
const attemptsMax = 64

// errAgain asks for another attempt at once: something was resolved meanwhile.
var errAgain = errors.New("replica: evaluate again")

// errTagged says that another copy of the request has committed.
var errTagged = errors.New("replica: a copy has committed")

// errClose asks for the closed timestamp to pass the request's latest c, which makes
// "no" final.
var errClose = errors.New("replica: close first")

// Commit commits on this range alone (5.1), at a timestamp that others have
// validated (5.2), validates (no writes), or does a whole statement (fused).
//
// What comes out (transactions.md, section 5): nil, committed at resp.CommitTs; *kvpb.Refused, final, for
// copies of the request too; RefusedForNow; RetryElsewhere; *kvpb.Ambiguous. Everything that is final is
// sealed first where a copy could still choose another timestamp (sealedAs).
func (r *Replica) Commit(ctx context.Context, req *kvpb.CommitRequest, frag kvpb.Fragment, resp *kvpb.CommitResponse) error {
	e := r.begin(ctx)
	defer e.end()
	resetCommit(resp)
	if err := e.in.load(req); err != nil {
		return err
	}
	c := committing{eval: e, req: req, frag: frag, resp: resp}
	err := c.run()
	if !inDoubt(err) {
		if derr := c.r.rules.durable(c.eval); derr != nil {
			err = derr
		}
	}
	if err != nil {
		r.afterRefusal(err, req)
	}
	return err
}

// inDoubt reports whether an outcome is unknown, and stays so, whatever else is found.
func inDoubt(err error) bool {
	_, ok := errors.AsType[*kvpb.Ambiguous](err)
	return ok
}

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
	r.release(req.Header.GetTxn().ID())
	r.mu.Unlock()
}

// committing is one Commit.
//
//	latches   free    held
//	taken     no      no     between enter and the end of an attempt
//	handed    yes     no     the proposal lets them go when it is applied
//	taken     no      yes    by a commit of several ranges (together.go), which drops them itself
type committing struct {
	*eval
	req  *kvpb.CommitRequest
	frag kvpb.Fragment
	resp *kvpb.CommitResponse

	sharedStages bool   // stages on what is read, when the keys were looked at
	removals     uint64 // state.removals then
	newest       hlc.Timestamp
	tagged       hlc.Timestamp
	wrong        *kvpb.Refused // an expect that does not hold
	maxObs       hlc.Timestamp
	free         bool // the latches have gone
	held         bool // they are held by a commit of several ranges
	looked       looked
}

func (c *committing) run() error {
	c.addLatches()
	if c.in.changes() {
		c.latch.AddTxn(c.in.id)
		c.latch.Early()
		if err := c.r.writable(c.in.own()); err != nil {
			return c.r.rules.noRoom(c, err)
		}
	}
	for range attemptsMax {
		again, err := c.attempt()
		switch {
		case again == nil && err == nil:
			c.finish()
			return nil
		case err == errClose:
			if err := c.r.closeUpTo(c.ctx, c.in.deadline, c.in.id); err != nil {
				return err
			}
		case again == nil && err != errAgain:
			return err
		case again != nil && c.in.noWait:
			c.r.hurryLocked(again.Of.ID)
			return &kvpb.Refused{Reason: kvpb.ReasonStage, Other: again.Ev.Txn, ClosedTS: int64(c.r.Closed())}
		case again != nil:
			if err := c.r.awaitStage(c.ctx, c.lease, again, c.in.touched); err != nil {
				return err
			}
		}
		c.again()
	}
	return &kvpb.RefusedForNow{Reason: kvpb.ReasonStage, ClosedTS: int64(c.r.Closed())}
}

// again forgets what an attempt found.
func (c *committing) again() {
	c.CloseIter()
	c.fused.reset()
	c.locked = c.locked[:0]
	if len(c.in.fused) > 0 {
		c.in.writes, c.in.conds = c.in.writes[:0], c.in.conds[:len(c.req.Conditions)]
	}
	c.sharedStages, c.newest, c.tagged, c.wrong, c.maxObs, c.obs, c.free = false, 0, 0, nil, 0, 0, false
}

// attempt evaluates and, if all is well, proposes. again is a stage to wait for.
func (c *committing) attempt() (again *rangestate.Stage, err error) {
	if err := c.enter(); err != nil {
		if err == errTagged { // its locks are another's by now
			err = c.repeat()
		}
		return nil, err
	}
	again, err = c.evaluate()
	if !c.free {
		c.drop()
	}
	return again, err
}

// enter takes the latches, and for a fused statement sees to it that its locks are
// free or its own. It returns without mu.
// Whether locks are free is known with the latches held alone, and they can't be waited for with those: hence the loop.
func (c *committing) enter() error {
	for range attemptsMax {
		if err := c.acquire(); err != nil {
			return err
		}
		look := len(c.in.fused) > 0 && c.r.mustLook(c.looked)
		if !look && c.locksFree() {
			return nil // mu is held still: inspect goes on
		}
		c.r.latches.Release(&c.latch)
		c.r.mu.Unlock()
		if look {
			if err := c.r.revive(c.in.id, &c.looked, c.req.FusedLocks); err != nil {
				return err
			}
			continue
		}
		if err := c.takeLocks(); err != nil {
			return c.unlocked(err)
		}
	}
	return &kvpb.RefusedForNow{Reason: kvpb.ReasonLocked, ClosedTS: int64(c.r.Closed())}
}

// unwritable answers a commit for which there is no room.
func (c *committing) unwritable(refused *kvpb.Refused) error {
	err := c.refuse(refused)
	if err == errTagged {
		err = c.repeat()
	}
	if err == nil {
		c.finish()
	}
	return err
}

// unlocked answers a fused statement that did not get its locks.
func (c *committing) unlocked(refused error) error {
	if r, ok := errors.AsType[*kvpb.Refused](refused); ok {
		return c.refuse(r)
	}
	return refused
}

// refuse answers a commit that is not evaluated with a refusal. Another copy of it may
// have committed, or may yet: the tag tells the first, and is looked for before
// anything final is said; a tombstone excludes the second. It is called without latches.
func (c *committing) refuse(r *kvpb.Refused) error {
	if err := c.acquire(); err != nil {
		return err
	}
	again, err := c.inspect()
	if again != nil || err != nil {
		c.r.latches.Release(&c.latch)
		c.r.mu.Unlock()
		if err == nil {
			err = &kvpb.RefusedForNow{Reason: r.Reason, Key: r.Key, Other: r.Other, ClosedTS: int64(c.r.Closed())}
		}
		return err
	}
	c.r.mu.Unlock()
	err = c.lookAtKeys()
	if err == nil && c.tagged != 0 {
		err = errTagged
	}
	if err == nil {
		c.r.mu.Lock()
		if err = c.r.still(c.lease); err == nil {
			err = c.bounds()
		}
		c.r.mu.Unlock()
	}
	if err == nil {
		err = c.sealedAs(r, len(c.in.fused) > 0)
	}
	if !c.free {
		c.drop()
	}
	return err
}

// closeUpTo closes timestamps up to ts now, unless something in flight lies at or below it. It is
// called without latches; id's are taken.
func (r *Replica) closeUpTo(ctx context.Context, ts hlc.Timestamp, id kvpb.TxnID) error {
	now, err := r.now()
	if err != nil {
		return err
	}
	e := r.begin(ctx)
	defer e.end()
	e.latch.AddTxn(id)
	if err := e.acquire(); err != nil {
		return err
	}
	if r.latches.LowestChosen(hlc.Max) <= ts || ts <= r.st.Closed || r.beyond(e.lease, ts, now) {
		r.latches.Release(&e.latch)
		r.mu.Unlock()
		return nil
	}
	r.proposedTS = max(r.proposedTS, ts)
	r.mu.Unlock()
	e.cmd.ClosedTS = ts
	return e.propose()
}

func (c *committing) locksFree() bool {
	for i := range c.in.fused {
		if free, _ := c.r.locks.Free(c.req.Header.GetTxn(), c.in.fused[i].key, c.in.fused[i].mode); !free {
			return false
		}
	}
	return true
}

// evaluate goes through the steps of transactions.md, 5.1. It is entered with mu held.
//
//	inspect      bounds, foreign stages                          mu
//	lookAtKeys   newest versions, the tag                        reads the engine
//	choose       c, marks                                        mu
//	check        expects, reads, conditions at c                 reads the engine
//	commitAt     versions, proposal                              waits for the log
//
// Latches are held all along, so that what one step found holds in the next.
func (c *committing) evaluate() (again *rangestate.Stage, err error) {
	again, err = c.inspect()
	c.r.mu.Unlock()
	if again != nil || err != nil {
		return again, err
	}
	if err := c.lookAtKeys(); err != nil {
		return nil, err
	}
	now, err := c.r.now()
	if err != nil {
		return nil, err
	}
	c.r.mu.Lock()
	ts, again, err := c.choose(now)
	c.r.mu.Unlock()
	if again != nil || err != nil {
		return again, err
	}
	if c.tagged != 0 {
		return nil, c.repeat()
	}
	if err := c.check(ts, now); err != nil {
		return nil, err
	}
	if !c.in.changes() {
		c.resp.CommitTs = int64(ts)
		return nil, nil
	}
	if len(c.in.fused) > 0 {
		if goOn, err := c.runFragment(ts); !goOn {
			return nil, err
		}
	}
	return nil, c.commitAt(ts)
}

// inspect looks at bounds and stages, with mu and latches held. No foreign stage can
// come to what is latched from now on; those that are there may go.
func (c *committing) inspect() (again *rangestate.Stage, err error) {
	st := c.r.st
	if c.in.changes() {
		if !st.Owns(keys.Point(c.in.first())) {
			return nil, c.r.elsewhere("the key lies outside of the range")
		}
	} else if !st.OwnsAll(c.in.shared) {
		return nil, c.r.elsewhere("the keys lie outside of the range")
	}
	if s := st.FirstForeign(c.in.exclusive, c.in.id, hlc.Max); s != nil {
		return s, nil
	}
	c.sharedStages = st.FirstForeign(c.in.shared, c.in.id, hlc.Max) != nil
	c.removals = st.Removals
	c.recall()
	return nil, nil
}

// recall finds which expects hold by what is known since their keys were locked: within an
// epoch nobody else has been about to write them. With mu held.
func (c *committing) recall() {
	r := c.r
	for i := range c.in.expects {
		x := &c.in.expects[i]
		k := r.locks.Known(c.in.id, x.key)
		x.known = k.Epoch != nil && k.Epoch == r.epoch && k.Mode == x.mode && k.Expect == x.ts
		x.version = k.Version
	}
}

// lookAtKeys finds the newest versions of all keys that are written or locked, and
// the transaction's own tag.
// What does not fit is noted, and told only once it is known that no copy has committed (T10).
func (c *committing) lookAtKeys() error {
	first := keys.Key(nil)
	if c.in.changes() {
		first = c.r.rules.tagged(c.in.first())
	}
	tagFor := func(key keys.Key) uint64 {
		if first != nil && bytes.Equal(key, first) {
			return c.in.tag
		}
		return 0
	}
	for i := range c.in.expects {
		x := &c.in.expects[i]
		if x.known && tagFor(x.key) == 0 {
			c.r.met.Recalled.Add(1)
			c.newest = max(c.newest, x.version)
			continue
		}
		s, err := c.Look(x.key, x.mode, tagFor(x.key), c.in.r)
		if err != nil {
			return err
		}
		c.note(s)
		c.newest = max(c.newest, x.ts)
		if c.wrong == nil && !c.r.rules.asExpected(s.Expect, x.ts) {
			c.wrong = &kvpb.Refused{Reason: kvpb.ReasonVersion, Key: bytes.Clone(x.key), At: int64(s.Expect), MaxObs: int64(s.Expect)}
		}
	}
	for i := range c.in.plain {
		s, err := c.Look(c.in.plain[i].key, mvcc.ModeNone, tagFor(c.in.plain[i].key), c.in.r)
		if err != nil {
			return err
		}
		c.note(s)
	}
	// A fused statement may leave any of its rows alone: whichever it has written tells.
	tag := uint64(0)
	if first != nil {
		tag = c.in.tag
	}
	return c.lookAtLocks(tag)
}

func (c *committing) note(s view.Seen) {
	c.newest = max(c.newest, s.Version)
	c.tagged = max(c.tagged, s.Tagged)
}

// lookAtLocks reads the rows that a fused statement locks.
func (c *committing) lookAtLocks(tag uint64) error {
	for i := range c.in.fused {
		l := &c.in.fused[i]
		s, err := c.Look(l.key, l.mode, tag, c.in.r)
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
func (c *committing) choose(now hlc.Timestamp) (ts hlc.Timestamp, again *rangestate.Stage, err error) {
	r, st := c.r, c.r.st
	if err := r.still(c.lease); err != nil {
		return 0, nil, err
	}
	if r.tooFar(max(c.in.c, c.in.r), now) {
		return 0, nil, &kvpb.RefusedForNow{Reason: kvpb.ReasonTimestamp, ClosedTS: int64(st.Closed)}
	}
	if c.in.changes() {
		if c.tagged != 0 {
			r.o.CodeProbes.Hit("a commit that is sent again has happened")
			return c.tagged, nil, nil
		}
		if err := c.bounds(); err != nil {
			return 0, nil, err
		}
	}
	if ts, err = c.timestamp(now); err != nil {
		return 0, nil, err
	}
	for i := range c.in.shared {
		r.tscache.Raise(c.in.shared[i], ts, now) // its reads are at c
	}
	if c.sharedStages {
		if s := st.FirstForeign(c.in.shared, c.in.id, ts); s != nil {
			return 0, s, nil
		}
		if st.Removals != c.removals {
			return 0, nil, errAgain // what was looked at may be old
		}
	}
	c.latch.Choose(ts)
	return ts, nil, nil
}

// bounds checks what makes "no" final: the tag could not have been collected, and
// the bounds are those that the gateway planned with.
func (c *committing) bounds() error {
	st, gen := c.r.st, c.req.Header.GetGeneration()
	switch {
	case st.Threshold >= c.in.r && st.Threshold > 0:
		return &kvpb.Ambiguous{Why: "the collection threshold has passed the read timestamp: a commit could not be told any more"}
	case gen > st.Desc.Generation:
		return c.r.elsewhere("planned with newer bounds")
	case !c.r.rules.inBounds(gen, st.Desc.BoundsSince()), !st.OwnsAll(c.in.exclusive) || !st.OwnsAll(c.in.shared):
		return &kvpb.Refused{Reason: kvpb.ReasonMoved, Key: bytes.Clone(c.in.first()), ClosedTS: int64(st.Closed), Range: st.Desc.Proto()}
	case c.prevented():
		return &kvpb.Refused{Reason: kvpb.ReasonPrevented, ClosedTS: int64(st.Closed)}
	}
	return nil
}

// prevented reports whether a tombstone stands in the way.
func (c *committing) prevented() bool {
	fused := len(c.in.fused) > 0
	p := c.r.st.Prevented[c.in.id]
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
	lo := max(c.in.r, c.newest, r.rules.closed(r.proposedTS), r.rules.readOver(&r.tscache, c.in.exclusive))
	ts := c.in.c
	switch {
	case ts == 0:
		lead := time.Duration(c.in.lead)
		if c.in.changes() {
			lead = max(lead, r.lead())
		}
		// Leading less is never wrong, leading beyond what the schema is certified for
		// would refuse everybody for as long as rounds are thought to be slow.
		ts = max(lo.Next(), now, min(now.Add(lead), c.in.deadline))
	case c.in.changes() && ts <= lo:
		r.met.RefusedTimestamp.Add(1)
		return 0, &kvpb.Refused{Reason: kvpb.ReasonTimestamp, Key: bytes.Clone(c.in.first()), At: int64(lo), ClosedTS: int64(st.Closed)}
	}
	switch {
	case ts > c.in.deadline && st.Closed >= c.in.deadline:
		return 0, &kvpb.Refused{Reason: kvpb.ReasonClosed, At: int64(ts), ClosedTS: int64(st.Closed)}
	case ts > c.in.deadline && now > c.in.deadline && r.latches.LowestChosen(hlc.Max) > c.in.deadline && !r.beyond(c.lease, c.in.deadline, now):
		return 0, errClose
	case ts > c.in.deadline:
		r.want = max(r.want, c.in.deadline) // the gateway asks again until then
		return 0, &kvpb.RefusedForNow{Reason: kvpb.ReasonClosed, At: int64(ts), ClosedTS: int64(st.Closed)}
	case r.beyond(c.lease, ts, now):
		return 0, r.tooShort(c.lease, now, "commit")
	}
	return ts, nil
}

// check verifies expects, reads and conditions at ts, under the latches.
func (c *committing) check(ts, now hlc.Timestamp) error {
	if c.wrong != nil {
		c.r.met.RefusedVersion.Add(1)
		c.wrong.ClosedTS = int64(c.r.Closed())
		return c.wrong
	}
	if len(c.in.fused) > 0 {
		return nil // its fragment reads at ts; conditions follow it
	}
	if err := c.validate(ts); err != nil {
		return c.refusedReads(err, now)
	}
	return c.require(ts)
}

// refusedReads makes the refusal of a validation final. A version at or below now is in the way of
// every copy of the request; below one ahead of now a late copy could still find a c.
func (c *committing) refusedReads(err error, now hlc.Timestamp) error {
	var refused *kvpb.Refused
	if errors.As(err, &refused) && refused.Reason == kvpb.ReasonVersion && hlc.Timestamp(refused.At) > now {
		return c.sealedAs(err, false)
	}
	return err
}

// commitAt writes the versions and proposes.
func (c *committing) commitAt(ts hlc.Timestamp) error {
	if err := c.writeAt(ts); err != nil {
		return err
	}
	c.free = true
	if err := c.propose(); err != nil {
		return err
	}
	c.r.met.Commits.Add(1)
	c.resp.CommitTs = int64(ts)
	return nil
}

// writeAt makes the command: the versions at ts.
func (c *committing) writeAt(ts hlc.Timestamp) error {
	w := c.writer()
	for i := range c.in.writes {
		if err := putVersion(w, &c.in.writes[i], ts, c.in.tag); err != nil {
			return err
		}
	}
	if !c.req.KeepLocks {
		c.releases = append(c.releases, c.in.id)
	}
	c.r.holds(ts > max(c.in.r, c.newest) && ts > c.r.Closed(), &c.r.met.BrokenT2, "T2")
	c.r.holds(ts < c.lease.Until(), &c.r.met.BrokenT3, "T3")
	c.r.holds(ts <= c.in.deadline, &c.r.met.BrokenT20, "T20") // the schema is certified up to there
	c.soon = true
	return nil
}

func putVersion(w engine.Writer, x *write, ts hlc.Timestamp, tag uint64) error {
	h := mvcc.Header{Tag: tag, Mode: x.mode}
	if x.tombstone {
		return mvcc.Delete(w, x.key, ts, h)
	}
	return mvcc.Put(w, x.key, ts, h, x.value)
}

// repeat answers a copy of a commit that has happened. What a fused statement
// returned is evaluated again, on the rows as they were, while nothing of them is collected.
func (c *committing) repeat() error {
	c.resp.CommitTs = int64(c.tagged)
	if len(c.in.fused) == 0 {
		return nil
	}
	at := c.tagged.Prev()
	for i := range c.in.fused {
		s, err := c.LookAt(c.in.fused[i].key, c.in.fused[i].mode, at)
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
	if !c.in.changes() {
		c.r.met.Validations.Add(1)
		if !c.req.KeepLocks {
			c.r.mu.Lock()
			c.r.release(c.in.id)
			c.r.mu.Unlock()
		}
	}
	c.resp.MaxObs = int64(max(c.maxObs, c.obs))
	c.resp.ClosedTs, c.resp.QuorumNanos = int64(c.r.Closed()), c.r.quorum.nanos.Load()
}

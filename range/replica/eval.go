package replica

import (
	"bytes"
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/replica/latch"
	"github.com/isochrondb/isochron/range/replica/locktable"
	"github.com/isochrondb/isochron/range/replica/replicapb"
)

// eval is the evaluation of one request that changes or validates something: its
// latches, its command, its way into the log. It is pooled.
type eval struct {
	r     *Replica
	ctx   context.Context
	lease *tenure
	latch latch.Request

	batch   engine.Batch
	cmd     Command
	effects replicapb.Effects
	last    bool // it revokes the lease that it is evaluated under
	// whileTied: it is for ranges whose replicas agree on nothing, too.
	whileTied bool
	releases  []kvpb.TxnID // whose locks go when the command has been applied
	asked     time.Time    // when the command was proposed to several voters; zero: to one
	results   chan Result
	done      func(Result) // e.proposed, bound once
	seen      func()       // e.applied, likewise
	soon      bool         // what the command writes may be seen by later commands before it is durable
	shown     bool         // it is
	entered   bool         // an entry of the request is durable and applied

	in   intention
	it   engine.Iterator // over single keys, while evaluating
	near nearby          // over keys that lie close together
	at   []byte          // a value that the engine had at hand

	ignored []*kvpb.SeqRange // numbers of a stage that were rolled back
	obs     hlc.Timestamp    // the newest version that a validation met and let pass

	fused  Fused
	locked []*kvpb.Locked
	buf    []byte
}

func newEval() *eval {
	e := &eval{results: make(chan Result, 1)}
	e.done, e.seen = e.proposed, e.applied
	return e
}

// Memory is what evaluations and reads use again. Of replicas of one engine.
type Memory struct {
	evals sync.Pool // of *eval
	reads sync.Pool // of *snapshot
	bares bares
}

// NewMemory returns an empty Memory.
func NewMemory() *Memory {
	return &Memory{
		evals: sync.Pool{New: func() any { return newEval() }},
		reads: sync.Pool{New: func() any { return new(snapshot) }},
	}
}

// begin takes an evaluation from the pool; end gives it back.
func (r *Replica) begin(ctx context.Context) *eval {
	r.reqs.Add(1)
	e := r.o.Memory.evals.Get().(*eval)
	e.r, e.ctx = r, ctx
	return e
}

// batchKeepMax is how large a batch may be whose memory is kept for the next request.
const batchKeepMax = 1 << 20

func (e *eval) end() {
	e.closeIter()
	if e.batch != nil {
		if e.batch.Len() > batchKeepMax {
			e.batch.Close()
			e.batch = nil
		} else {
			e.batch.Reset()
		}
	}
	e.latch.Reset()
	e.in.reset()
	e.ignored, e.obs = nil, 0
	e.fused.reset()
	e.cmd, e.lease, e.ctx, e.last, e.whileTied, e.soon, e.shown, e.entered = Command{}, nil, nil, false, false, false, false, false
	e.releases = e.releases[:0]
	if e.effects.SizeVT() > 0 {
		e.effects = replicapb.Effects{}
	}
	e.locked = e.locked[:0]
	e.r.o.Memory.evals.Put(e)
}

// addLatches latches what the request writes and reads.
func (e *eval) addLatches() {
	for i := range e.in.exclusive {
		e.latch.Add(e.in.exclusive[i], true)
	}
	for i := range e.in.shared {
		e.latch.Add(e.in.shared[i], false)
	}
}

// acquire takes the request's latches, waiting in line, and returns with mu held
// and the latches held, or with neither.
func (e *eval) acquire() error {
	r := e.r
	r.mu.Lock()
	t, err := r.admitTied()
	if err == nil {
		err = e.untied()
	}
	if err != nil {
		r.mu.Unlock()
		return err
	}
	e.lease = t
	if r.latches.Acquire(&e.latch) {
		e.overwrites()
		return nil
	}
	granted := e.latch.Granted()
	r.mu.Unlock()
	r.met.LatchWaits.Add(1)
	var failed error
	select {
	case <-granted:
	case <-e.ctx.Done():
		failed = e.ctx.Err()
	case <-t.done:
	}
	r.mu.Lock()
	if failed == nil {
		failed = r.still(t)
	}
	if failed == nil {
		failed = e.untied()
	}
	if failed != nil {
		r.latches.Release(&e.latch)
		r.mu.Unlock()
		return failed
	}
	e.overwrites()
	return nil
}

// overwrites ends the range's epoch where what is about to be written is locked by another,
// who lost the lock, or whose mode allows it: what was known of locked keys is to be looked
// at again. With mu and latches held.
func (e *eval) overwrites() {
	for i := range e.in.exclusive {
		if s := &e.in.exclusive[i]; !s.IsPoint() || e.r.locks.Another(e.in.id, s.Start) {
			if !e.r.o.Planted.StaleEpoch {
				e.r.epoch = new(locktable.Epoch)
			}
			return
		}
	}
}

// drop lets the latches go without a proposal. mu not held.
func (e *eval) drop() {
	e.r.mu.Lock()
	e.r.latches.Release(&e.latch)
	e.r.mu.Unlock()
}

// writer is the batch of the command.
func (e *eval) writer() engine.Batch {
	if e.batch == nil {
		e.batch = e.r.o.Engine.NewBatch(0)
	}
	return e.batch
}

// propose sends the command into the log and waits for what became of it. The
// latches go when it has been applied, before this returns. It does not end with the
// context: what is proposed may happen, and the latches must stay till then.
func (e *eval) propose() error {
	r := e.r
	if err := e.prepareCommand(); err != nil {
		e.drop()
		return err
	}
	r.met.Proposals.Add(1)
	r.met.ProposedBytes.Add(uint64(len(e.cmd.Batch)))
	visible := e.seen
	if !e.soon {
		visible = nil
	}
	r.o.Proposer.Propose(&e.cmd, visible, e.done)
	e.latch.Logged()
	res := <-e.results
	e.entered = e.entered || res.Code == Done
	if res.Code == Done {
		if e.asked.IsZero() {
			r.quorum.alone()
		} else {
			r.quorum.observe(time.Since(e.asked), r.leadMost())
		}
	}
	return r.answer(res)
}

// prepareCommand fills in what all commands carry.
func (e *eval) prepareCommand() error {
	r := e.r
	if e.batch != nil && !e.batch.Empty() {
		e.cmd.Batch = e.batch.Repr()
	}
	if len(e.cmd.Batch) > r.lim.CommandBytesMax {
		return &kvpb.Refused{Reason: kvpb.ReasonLimit, Cause: fmt.Errorf("%d bytes in one write, of %d at most (CommandBytesMax)", len(e.cmd.Batch), r.lim.CommandBytesMax)}
	}
	if e.effects.SizeVT() > 0 {
		e.cmd.Effects = &e.effects
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.still(e.lease); err != nil && !(e.last && r.lease == e.lease && e.lease.Serving()) {
		return err
	}
	e.cmd.Term = e.lease.term
	if e.asked = (time.Time{}); r.st.desc.Voters() > 1 {
		e.asked = time.Now()
	}
	if e.cmd.Generation == 0 { // held still by the latches, unless it was noted before
		e.cmd.Generation = r.st.desc.Generation
	}
	return nil
}

// applied is told that the command was applied, and is not durable yet (T22): whoever comes after
// it in the log goes on with it.
func (e *eval) applied() {
	r := e.r
	e.shown = true
	r.met.Shown.Add(1)
	r.mu.Lock()
	r.shown++
	r.latches.Visible(&e.latch, r.shown)
	e.letGo()
	r.mu.Unlock()
	if r.o.Shown != nil {
		for _, id := range e.releases {
			r.o.Shown(id)
		}
	}
}

// letGo ends the locks that go with the command. With mu held.
func (e *eval) letGo() {
	for _, id := range e.releases {
		e.r.release(id)
	}
}

// proposed is told what became of the command, after it was applied.
func (e *eval) proposed(res Result) {
	r := e.r
	r.mu.Lock()
	if e.shown && res.Code != Done {
		r.lost = true
	}
	r.latches.Release(&e.latch)
	if res.Code == Done && !e.shown {
		e.letGo()
	}
	r.mu.Unlock()
	e.results <- res
}

// durable waits until what the request has seen by going past others' latches is durable: what is
// told without an entry of its own, which would come after theirs in the log, must not be more than
// what a crash leaves (T22). It returns an error where they may have been lost.
func (e *eval) durable() error {
	r := e.r
	if e.latch.After() == 0 || e.entered || r.o.Planted.UndurableTold {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for q := r.latches.Undurable(e.latch.After()); q != nil; q = r.latches.Undurable(e.latch.After()) {
		changed := q.Changed()
		r.mu.Unlock()
		<-changed
		r.mu.Lock()
	}
	return r.unlost()
}

// unlost fails once something was visible that may not have become durable. With mu held.
func (r *Replica) unlost() error {
	if r.lost {
		return r.elsewhere("what was seen may not be durable")
	}
	return nil
}

// answer is what a proposal's result means to its request.
func (r *Replica) answer(res Result) error {
	switch res.Code {
	case Done:
		return nil
	case Never, Ignored:
		if res.Cause != nil {
			return fmt.Errorf("range %d: %w", r.o.RangeID, res.Cause)
		}
		return r.elsewhereUnlocked(res.Why)
	}
	return &kvpb.Ambiguous{Why: res.Why}
}

// --- looking at single keys

// seek stands on the newest version of key at or below ts.
func (e *eval) seek(key keys.Key, ts hlc.Timestamp) (bool, error) {
	if e.it == nil {
		it, err := e.r.o.Engine.NewIter(engine.IterOptions{Point: true, Newest: true})
		if err != nil {
			return false, err
		}
		e.it = it
	}
	if e.it.SeekPoint(key, ts) {
		return true, nil
	}
	return false, e.it.Err()
}

// newest returns an iterator that stands on the newest version of key; ok: there is one.
func (e *eval) newest(key keys.Key) (it engine.Iterator, ok bool, err error) {
	if e.near.holds(key) {
		ok, err = e.near.newest(e.r.o.Engine, key)
		return e.near.it, ok, err
	}
	ok, err = e.seek(key, hlc.Max)
	return e.it, ok, err
}

// closeIter ends the look at single keys: what was applied since is seen by the next.
func (e *eval) closeIter() {
	if e.it != nil {
		e.it.Close()
		e.it = nil
	}
	e.near.close()
}

// seen is what a look at one key found.
type seen struct {
	version hlc.Timestamp // of the newest version; zero: none
	expect  hlc.Timestamp // of the newest that conflicts with the mode
	tagged  hlc.Timestamp // of the one with the tag, if that is above `after`
	live    bool          // the newest is no tombstone
	value   []byte        // of the newest; aliases the iterator
	tag     uint64        // of the newest
}

// look finds the newest version of key, the newest that conflicts with mode, and
// the one above `after` that carries tag (0: not asked). value holds until the next look,
// unless older versions had to be passed: then it is a copy in e.buf.
func (e *eval) look(key keys.Key, mode mvcc.Mode, tag uint64, after hlc.Timestamp) (s seen, err error) {
	l := looking{mode: mode, tag: tag, after: after}
	if !e.near.passes(key) {
		if ts, b, ok := e.r.o.Engine.Newest(key, e.at[:0]); ok {
			e.at = b
			if enough, err := l.version(ts, b); enough || err != nil {
				return l.seen, err
			}
			l.seen = seen{}
		}
	}
	it, ok, err := e.newest(key)
	for first := true; ok && err == nil; first = false {
		b, err := it.Value()
		if err != nil {
			return seen{}, err
		}
		enough, err := l.version(it.Timestamp(), b)
		if enough || err != nil {
			return l.seen, err
		}
		if first {
			e.buf = append(e.buf[:0], l.value...)
			l.value = e.buf
		}
		ok = it.Next() && (it == e.it || bytes.Equal(it.Key(), key))
	}
	if err == nil {
		err = it.Err()
	}
	return l.seen, err
}

// looking is a look at one key's versions, from the newest on.
type looking struct {
	seen
	mode  mvcc.Mode
	tag   uint64
	after hlc.Timestamp
}

// version takes the next version; enough: older ones add nothing.
func (l *looking) version(ts hlc.Timestamp, b []byte) (enough bool, err error) {
	h, payload, err := mvcc.DecodeVersion(b)
	if err != nil {
		l.seen = seen{}
		return false, err
	}
	if l.seen.version == 0 {
		l.seen = seen{version: ts, live: !h.Tombstone, value: payload, tag: h.Tag}
	}
	if l.expect == 0 && h.Mode.Conflicts(l.mode) {
		l.expect = ts
	}
	if l.tag != 0 && h.Tag == l.tag && ts > l.after {
		l.tagged = ts
	}
	return l.expect != 0 && (l.tag == 0 || l.tagged != 0 || ts <= l.after), nil
}

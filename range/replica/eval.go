package replica

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/replica/intention"
	"github.com/isochrondb/isochron/range/replica/latch"
	"github.com/isochrondb/isochron/range/replica/replicapb"
	"github.com/isochrondb/isochron/range/replica/view"
)

// eval is the evaluation of one request that changes or validates something: its
// latches, its command, its way into the log. It is pooled.
//
// Its life: begin (from the pool) → execute, which runs an evaluation → end (to the pool).
type eval struct {
	r     *Replica
	ctx   context.Context
	lease *lease
	latch latch.Request

	batch   engine.Batch
	enc     mvcc.Encoder
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

	in intention.Intention
	view.Looker

	ignored []*kvpb.SeqRange // numbers of a stage that were rolled back
	obs     hlc.Timestamp    // the newest version that a validation met and let pass
	columns bool             // a validation was refused for some columns of a row: another change may take that back

	fused  Fused
	locked []*kvpb.Locked

	// What is evaluated, if it is one of these: here, so that it is pooled likewise.
	commits committing
	stages  staging
}

// newEval binds what proposals call once: a method value is an allocation.
func newEval() *eval {
	e := &eval{results: make(chan Result, 1)}
	e.done, e.seen = e.proposed, e.applied
	return e
}

// Memory is what evaluations and reads use again. Of replicas of one engine.
type Memory struct {
	evals sync.Pool // of *eval
	rows  *view.Memory
}

// NewMemory returns an empty Memory.
func NewMemory() *Memory {
	return &Memory{
		evals: sync.Pool{New: func() any { return newEval() }},
		rows:  new(view.Memory),
	}
}

// begin takes an evaluation from the pool; end gives it back.
func (r *Replica) begin(ctx context.Context) *eval {
	r.reqs.Add(1)
	e := r.o.Memory.evals.Get().(*eval)
	e.r, e.ctx = r, ctx
	e.Looker.Src = &r.rows
	return e
}

// batchKeepMax is how large a batch may be whose memory is kept for the next request.
const batchKeepMax = 1 << 20

// end gives the evaluation back to the pool, without a trace of the request: what it points to is the
// caller's, and what it latched is nobody's any more. Its command must have been answered.
func (e *eval) end() {
	e.CloseIter()
	if e.batch != nil {
		if e.batch.Len() > batchKeepMax {
			e.batch.Close()
			e.batch = nil
		} else {
			e.batch.Reset()
		}
	}
	e.latch.Reset()
	e.in.Reset()
	e.ignored, e.obs, e.columns = nil, 0, false
	e.fused.reset()
	e.cmd, e.lease, e.ctx, e.last, e.whileTied, e.soon, e.shown, e.entered = Command{}, nil, nil, false, false, false, false, false
	e.releases = e.releases[:0]
	if e.effects.SizeVT() > 0 {
		e.effects = replicapb.Effects{}
	}
	e.locked = e.locked[:0]
	if e.commits.eval != nil {
		e.commits = committing{}
	}
	if e.stages.eval != nil {
		e.stages = staging{}
	}
	e.r.o.Memory.evals.Put(e)
}

// overwrites ends the range's epoch where what is about to be written is locked by another,
// who lost the lock, or whose mode allows it: what was known of locked keys is to be looked
// at again. With mu and latches held.
func (e *eval) overwrites() {
	for i := range e.in.Exclusive {
		if s := &e.in.Exclusive[i]; !s.IsPoint() || e.r.locks.Another(e.in.ID, s.Start) {
			e.r.epoch = e.r.rules.nextEpoch(e.r.epoch)
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

// roomMin is how large a command is, at least, whose batch is made as large at once.
const roomMin = 64 << 10

// room is called before anything is written: a batch that grows copies what is in it again and again.
func (e *eval) room(bytes int) {
	if bytes < roomMin || e.batch != nil && !e.batch.Empty() {
		return
	}
	if e.batch != nil {
		e.batch.Close()
	}
	e.batch = e.r.o.Engine.NewBatch(bytes)
}

// propose sends the command into the log and waits for what became of it. The
// latches go when it has been applied, before this returns. It does not end with the
// context: what is proposed may happen, and the latches must stay till then.
//
// What it returns: nil, applied and durable; RetryElsewhere or the proposer's own reason, where it will
// never have an effect; Ambiguous, where nobody here can know.
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
	// Its place in the log is taken: a closing that is proposed from now on comes after it (LowestUnlogged).
	e.latch.Logged()
	res := <-e.results
	e.entered = e.entered || res.Code == Done
	if res.Code == Done {
		if e.asked.IsZero() {
			r.closer.quorum.Alone()
		} else {
			r.closer.quorum.Observe(time.Since(e.asked), r.closer.leadMost())
		}
	}
	return r.answer(res)
}

// prepareCommand fills in what all commands carry.
// The term is that under which it was evaluated: applied in another it has no effect (T5).
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
	// A revoke, a freeze and a thaw come where nothing is served any more: still refuses them (last).
	if err := r.still(e.lease); err != nil && !(e.last && r.lease == e.lease && e.lease.Serving()) {
		return err
	}
	e.cmd.Term = e.lease.term
	if e.asked = (time.Time{}); r.st.Desc.Voters() > 1 {
		e.asked = time.Now()
	}
	if e.cmd.Generation == 0 { // held still by the latches, unless it was noted before
		e.cmd.Generation = r.st.Desc.Generation
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
		e.r.locks.release(id)
	}
}

// proposed is told what became of the command, after it was applied.
// What was shown and then failed can't be taken back from those who saw it, so the replica tells nothing more (lost).
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
	if e.latch.After() == 0 || e.entered {
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
// Done, Never and Ignored are certain; Unknown is the only ambiguity there is (40003 for clients).
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

package replica

import (
	"fmt"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/replica/rangestate"
	"github.com/isochrondb/isochron/range/replica/replicapb"
)

// Entry is one decided entry of the log.
type Entry struct {
	Index, Term uint64
	// Command is nil where the entry holds none (Raft's own): only the index moves.
	Command *Command
}

// Applied is what an entry did.
type Applied struct {
	Result Result // Done or Ignored
	// Split is set where the entry split the range.
	Split *SplitApplied
	// Replicas is set where the entry gave the range other replicas: its descriptor now.
	Replicas *descriptor.Range
	// Check is set where the entry asks for a hash of what the range holds, or tells one.
	Check *replicapb.Check
	// Merged is set where the entry took the range's right neighbour in: its descriptor now.
	Merged *descriptor.Range
	// Frozen says that the entry froze the range.
	Frozen bool
	// Revoked says that the entry ended the lease of its term.
	Revoked bool
}

// Awaited reports whether somebody may wait until the entry is applied at other replicas, too.
func (a *Applied) Awaited() bool {
	return a.Split != nil || a.Replicas != nil || a.Check != nil || a.Merged != nil || a.Frozen || a.Revoked
}

// SplitApplied is a split that has taken effect: the right-hand side's state lies
// in the engine; whoever leads the left-hand side loads it and begins its lease
// with the handover.
type SplitApplied struct {
	Left, Right *descriptor.Range
	Handover    *Handover // set by FinishApply; nil where this replica did not lead
}

// prepared are entries whose changes are in a batch, but not yet visible.
//
// It runs ahead of the replica's state while a batch is being made: an entry later in the batch sees the
// bounds, the freeze and the timestamps that earlier ones leave. One at a time; before holds the term
// before the last change of terms (rangestate.State.Before).
type prepared struct {
	r *Replica
	rangestate.Applied
	desc   *descriptor.Range
	before uint64
	frozen *replicapb.Freeze
	steps  []step
}

// step is what one entry does in memory.
type step struct {
	closed  hlc.Timestamp
	effects *replicapb.Effects
	split   *SplitApplied
	desc    *descriptor.Range // other replicas
	merge   *rangestate.Absorbed
	index   uint64
	term    uint64
	wrote   bool
}

// Apply applies entries in the order of the log: as one unsynced batch, then in
// memory. It appends to out one Applied for each. The caller calls the
// proposals' done functions after it. An error means that the engine failed, or
// that an entry is corrupt: the store must stop.
func (r *Replica) Apply(entries []Entry, out []Applied) ([]Applied, error) {
	b := r.o.Engine.NewBatch(0)
	defer b.Close()
	out, err := r.PrepareApply(b, entries, out)
	if err != nil {
		return out, err
	}
	if err := r.o.Engine.Apply(b, false); err != nil {
		return out, err
	}
	r.FinishApply()
	return out, nil
}

// PrepareApply is the first half of Apply: it adds the entries' changes to b, which
// the caller applies (perhaps with those of other ranges). FinishApply follows
// when b is visible. What an entry does is a function of it and of the state.
func (r *Replica) PrepareApply(b engine.Batch, entries []Entry, out []Applied) ([]Applied, error) {
	if len(entries) == 0 {
		return out, nil
	}
	p := &r.prep
	r.mu.Lock()
	p.Applied, p.desc, p.before, p.frozen = r.st.Applied, r.st.Desc, r.st.Before, r.st.Frozen
	r.mu.Unlock()
	for i := range entries {
		a, err := r.prep.prepare(b, &entries[i])
		if err != nil {
			return out, err
		}
		out = append(out, a)
	}
	r.holds(p.Threshold >= r.Threshold() && (p.Threshold <= p.Closed || p.Threshold == r.Threshold()), &r.met.BrokenT4, "T4")
	if p.Threshold > hlc.Timestamp(r.threshold.Load()) {
		// Before what is collected goes: a reader compares after it has read (T21).
		r.mu.Lock()
		r.st.Threshold = p.Threshold
		r.threshold.Store(int64(p.Threshold))
		r.mu.Unlock()
	}
	return out, rangestate.WriteApplied(b, r.o.RangeID, p.Applied)
}

// AbortApply forgets what PrepareApply has prepared: its batch is not applied.
func (r *Replica) AbortApply() {
	p := &r.prep
	clear(p.steps)
	*p = prepared{r: p.r, steps: p.steps[:0]}
}

//	an index not above the last   corrupt: an entry was applied twice
//	no command                    Done: Raft's own
//	evaluated in another term     Ignored (T5): its latches and leases were another leaseholder's
//	  in other bounds             Ignored: a split, merge or change of replicas came between
//	  the range is frozen         Ignored, but for the thaw of that freeze
//	else                          its batch and effects, as they are
//
// It must depend on nothing but the entry and what entries before it left: replicas would differ.
func (p *prepared) prepare(b engine.Batch, e *Entry) (Applied, error) {
	if e.Index <= p.Index {
		return Applied{}, fmt.Errorf("%w: range %d: entry %d after %d", rangestate.ErrCorrupt, p.r.o.RangeID, e.Index, p.Index)
	}
	if e.Term > p.Term {
		p.before = p.Term
	}
	p.Index, p.Term = e.Index, e.Term
	c := e.Command
	switch {
	case c == nil:
		return Applied{Result: Result{Code: Done}}, nil
	case !p.r.rules.ofTerm(c.Term, e.Term): // T5
		p.r.met.Ignored.Add(1)
		return Applied{Result: Result{Code: Ignored, Why: "evaluated in another term"}}, nil
	case c.Generation != p.desc.Generation:
		p.r.met.Ignored.Add(1)
		return Applied{Result: Result{Code: Ignored, Why: "evaluated in other bounds"}}, nil
	}
	if p.r.rules.frozen(p.frozen != nil && c.Effects.GetThaw() != p.frozen.GetId()) {
		p.r.met.Ignored.Add(1)
		return Applied{Result: Result{Code: Ignored, Why: "the range is frozen"}}, nil
	}
	p.r.met.Applied.Add(1)
	p.r.holds(c.Term == e.Term && c.Term == p.Term, &p.r.met.BrokenT5, "T5")
	if len(c.Batch) > 0 {
		if err := b.ApplyRepr(c.Batch); err != nil {
			return Applied{}, err
		}
	}
	p.Closed = max(p.Closed, c.ClosedTS) // T4
	s := step{closed: p.Closed, effects: c.Effects, index: e.Index, term: e.Term, wrote: len(c.Batch) > 0 && c.ClosedTS == 0}
	out := Applied{Result: Result{Code: Done}}
	if c.Effects != nil {
		p.Threshold = max(p.Threshold, hlc.Timestamp(c.Effects.ThresholdTs)) // T4
		if c.Effects.Split != nil {
			var err error
			if s.split, err = p.split(b, c.Effects.Split); err != nil {
				return Applied{}, err
			}
		}
		if c.Effects.Replicas != nil {
			var err error
			if s.desc, err = p.change(b, c.Effects.Replicas); err != nil {
				return Applied{}, err
			}
		}
		if err := p.prepareMerge(b, c.Effects, &s); err != nil {
			return Applied{}, err
		}
		out.Check, out.Revoked, out.Frozen = c.Effects.Check, c.Effects.Revoke != nil, c.Effects.Freeze != nil
		if s.merge != nil {
			out.Merged = s.merge.Desc
		}
	}
	out.Split, out.Replicas = s.split, s.desc
	p.steps = append(p.steps, s)
	p.r.written.Add(uint64(len(c.Batch)))
	return out, nil
}

// change writes the range's descriptor with other replicas.
func (p *prepared) change(b engine.Batch, to *kvpb.RangeDescriptor) (*descriptor.Range, error) {
	d, err := rangestate.Changed(p.desc, to)
	if err != nil {
		return nil, err
	}
	p.desc = d
	return d, rangestate.WriteDescriptor(b, d)
}

// split writes both sides' descriptors, and what the right-hand side's log begins
// with. What is keyed by keys is divided by them, and the command's batch did the rest.
func (p *prepared) split(b engine.Batch, s *replicapb.Split) (*SplitApplied, error) {
	left, err := descriptor.FromProto(s.Left)
	if err != nil {
		return nil, err
	}
	right, err := descriptor.FromProto(s.Right)
	if err != nil {
		return nil, err
	}
	if err := rangestate.WriteDescriptor(b, left); err != nil {
		return nil, err
	}
	if err := rangestate.WriteDescriptor(b, right); err != nil {
		return nil, err
	}
	p.desc = left
	a := rangestate.Applied{Index: initialIndex, Term: initialTerm, Closed: p.Closed, Threshold: p.Threshold}
	return &SplitApplied{Left: left, Right: right}, rangestate.WriteApplied(b, right.ID, a)
}

// FinishApply is the second half of Apply.
func (r *Replica) FinishApply() {
	p := &r.prep
	if p.Index == 0 {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for i := range p.steps {
		p.finish(&p.steps[i])
	}
	r.st.Applied, r.st.Before = p.Applied, p.before
	clear(p.steps)
	*p = prepared{r: p.r, steps: p.steps[:0]}
}

// finish does in memory what one entry did to what is stored. With mu held: a request sees all of an entry, or
// nothing. Every replica does the same here, leaseholder or not, but for what dies with a lease: locks
// of a right-hand side, and marks.
func (p *prepared) finish(s *step) {
	p.r.holds(s.closed >= p.r.st.Closed, &p.r.met.BrokenT4, "T4")
	p.r.st.Closed = s.closed
	p.r.closedTS.Store(int64(s.closed))
	// Also what another leaseholder has closed: a commit here must lie above it (T2).
	p.r.closer.proposedTS = max(p.r.closer.proposedTS, s.closed)
	p.r.closer.wrote = p.r.closer.wrote || s.wrote
	if s.effects == nil {
		return
	}
	p.checkEffects(s.effects)
	p.r.st.Apply(s.effects)
	if c := s.effects.Check; c.GetVerdict() {
		p.tie(c)
	}
	if s.effects.Revoke != nil {
		p.r.st.Revoke(s.effects.Revoke, s.term)
	}
	if s.desc != nil {
		p.r.st.Desc = s.desc
	}
	p.finishMerge(s)
	if s.split == nil {
		return
	}
	if p.r.lease != nil {
		s.split.Handover = &Handover{table: p.r.locks.Split(s.split.Right.Start)}
		s.split.Handover.floor, s.split.Handover.ahead = p.r.rules.splitsOffNow(p.r.tscache.Summary())
	}
	p.r.o.CodeProbes.HitIf(len(p.r.st.Staged) > 0, "a range splits with stages in it")
	p.r.st.Narrow(s.split.Left)
	p.r.moved.Add(1)
	p.r.met.Splits.Add(1)
}

// checkEffects watches what must hold of any entry.
func (p *prepared) checkEffects(e *replicapb.Effects) {
	for _, ev := range e.Staged {
		x := p.r.st.Prevented[ev.Txn.ID()]
		p.r.holds(x == nil || x.FusedOnly, &p.r.met.BrokenT8, "T8")
		p.r.holds(ev.StagedTs >= ev.CommitTs, &p.r.met.BrokenT6, "T6")
		p.r.holds(hlc.Timestamp(ev.CommitTs) > p.r.st.Closed, &p.r.met.BrokenT2, "T2")
	}
	for _, rec := range e.Records {
		old := p.r.st.Records[rec.Txn.ID()]
		p.r.holds(old == nil || !final(old.State) || old.State == rec.State && old.FinalTs == rec.FinalTs, &p.r.met.BrokenT7, "T7")
		p.r.holds(rec.State != kvpb.TxnState_COMMITTED || rec.FinalTs >= rec.CommitTs, &p.r.met.BrokenT6, "T6")
	}
}

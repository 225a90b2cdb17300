package replica

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/replica/intention"
	"github.com/isochrondb/isochron/range/replica/rangestate"
	"github.com/isochrondb/isochron/range/replica/replicapb"
)

// A merge takes the right-hand neighbour R of a range L in (transactions.md, section 7):
//
//	freeze   an entry of R: drained before; after it nothing in R's log has an effect but a thaw
//	         of that freeze, and nothing is served. Every replica gets R's log up to there
//	merge    an entry of L, drained before: each replica takes in what it has of R. R's marks come
//	         along in it, and stay in L's replicated state
//	cancel   an entry of L instead, where the merge did not come: L's generation rises, so that
//	         the merge, which is one of the old generation, never comes
//	thaw     an entry of R, once L's owner has said that the merge will not be
//
// Who owns the key left of R answers for L, whatever became of L: a range remembers which
// others were merged into it, through splits and merges. So R and L never both, and never
// neither, serve R's keys.

// errMerge reports a merge that can't be.
var errMerge = errors.New("replica: these ranges can't be merged")

// Frozen is a range that is frozen: what a merge ships of its leaseholder's memory.
type Frozen struct {
	ID    uint64 // of the freeze
	Index uint64 // of its entry
	Desc  *descriptor.Range
	reads []*replicapb.Mark
}

// frozen reports whether the range may serve nothing under t, because of a freeze. With mu held.
func (r *Replica) frozen(t *lease) bool {
	return r.rules.frozen(r.st.Frozen != nil || t.freezing != 0)
}

// Freeze drains the range and ends all that it does, until it is thawed. left is the range that
// it is to be merged into, with its present generation.
func (r *Replica) Freeze(ctx context.Context, left *descriptor.Range) (*Frozen, error) {
	now, err := r.now()
	if err != nil {
		return nil, err
	}
	e := r.begin(ctx)
	defer e.end()
	e.latch.AddAll()
	f := &Frozen{ID: uint64(now)}
	err = e.execute(steps{look: func() (next, error) {
		f.Desc, f.reads = r.st.Desc, e.readsOf(now)
		return goOn, e.freeze(&replicapb.Freeze{Id: f.ID, LeftRangeId: left.ID, LeftGeneration: left.Generation})
	}})
	// Nil where it was not even admitted. Else freezing is to be ended here, whatever became of the entry.
	t := e.lease
	if t == nil {
		return nil, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if t.freezing == f.ID {
		t.freezing = 0 // from now on what the log says counts
	}
	switch {
	case err != nil:
		return nil, err
	// Applied, and thawed by another since: the merge that asked for it must not come.
	case r.st.Frozen.GetId() != f.ID:
		return nil, r.elsewhere("the freeze was ended")
	}
	f.Index = r.st.FrozenAt
	return f, nil
}

// freeze builds the entry. With mu held.
func (e *eval) freeze(f *replicapb.Freeze) error {
	e.effects.Freeze, e.last = f, true
	b, err := f.MarshalVT()
	if err != nil {
		return err
	}
	// Before it is proposed: nothing is served from here on, in case it is applied and this node hears of it late.
	e.lease.freezing = f.Id
	return e.writer().Put(keys.Freeze(e.r.st.Desc.Start, f.Id), hlc.Zero, b)
}

// readsOf is all marks of the present lease, over the whole range. With mu held.
func (e *eval) readsOf(now hlc.Timestamp) (out []*replicapb.Mark) {
	r := e.r
	r.tscache.Advance(now)
	floor, ahead := r.tscache.Summary()
	if floor > hlc.Zero {
		out = append(out, &replicapb.Mark{Start: r.st.Desc.Start, End: r.st.Desc.End, Ts: int64(floor)})
	}
	for _, m := range ahead {
		if m.At > floor {
			out = append(out, rangestate.ReadProto(m))
		}
	}
	return out
}

// FrozenBy returns the freeze that the range is under, or nil. Not to be changed.
func (r *Replica) FrozenBy() *replicapb.Freeze {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.st.Frozen
}

// Thaw ends a freeze. The caller knows that its merge will not be.
func (r *Replica) Thaw(ctx context.Context, id uint64) error {
	e := r.begin(ctx)
	defer e.end()
	r.mu.Lock()
	t := r.lease
	// Without admit, which refuses what is frozen. Its latches are none, so that nothing can be in the way.
	if r.closed || t == nil || !t.Serving() || t.frozen || r.st.Frozen.GetId() != id || !r.latches.Acquire(&e.latch) {
		r.mu.Unlock()
		return r.elsewhereUnlocked("not frozen so under this lease")
	}
	e.lease, e.last, e.effects.Thaw = t, true, id
	err := e.writer().Delete(keys.Freeze(r.st.Desc.Start, id), hlc.Zero)
	r.mu.Unlock()
	if err != nil {
		e.drop()
		return err
	}
	return e.propose()
}

// TakeIn merges a frozen right-hand neighbour into this range, of that generation: the entry
// that decides the merge. All replicas have the neighbour's log up to the freeze.
func (r *Replica) TakeIn(ctx context.Context, generation uint64, f *Frozen) (*descriptor.Range, error) {
	now, err := r.now()
	if err != nil {
		return nil, err
	}
	e := r.begin(ctx)
	defer e.end()
	e.latch.AddAll()
	var d *descriptor.Range
	err = e.execute(steps{look: func() (_ next, err error) {
		// The marks that come with R are sorted by this reading into the floor and those ahead, when the entry is applied.
		e.lease.mergedAt = now
		d, err = e.takeIn(generation, f)
		return goOn, err
	}})
	if err != nil {
		return nil, err
	}
	return d, nil
}

// takeIn builds the entry. With mu held and nothing under way.
func (e *eval) takeIn(generation uint64, f *Frozen) (*descriptor.Range, error) {
	old := e.r.st.Desc
	// The generation is what a cancel raises: whoever comes second, merge or cancel, finds another one and does nothing.
	if old.Generation != generation || !bytes.Equal(old.End, f.Desc.Start) {
		return nil, &kvpb.Refused{Reason: kvpb.ReasonMoved, Cause: fmt.Errorf("%w: %s and %s", errMerge, old, f.Desc)}
	}
	d := old.Merge(f.Desc)
	m := &replicapb.Merge{
		Right: f.Desc.Proto(), Merged: d.Proto(), FreezeId: f.ID, FreezeIndex: f.Index, First: e.r.st.NextRead(), Marks: e.r.rules.takesIn(f.reads),
	}
	for i, k := range m.Marks {
		if err := rangestate.WriteRead(e.writer(), old.Start, m.First+uint64(i), k); err != nil {
			return nil, err
		}
	}
	e.effects.Merge = m
	return d, nil
}

// cancelMerge serves a cancel: this range owns the key left of one that is frozen,
// and says whether that was merged, or never will be. (A merge itself needs both sides: the store's.)
func cancelMerge(e *eval, req *kvpb.MergeRequest, resp *kvpb.MergeResponse) error {
	resp.Range, resp.Merged = nil, false
	r, c := e.r, req.Cancel
	if c == nil {
		return intention.Malformed("a merge is asked of the store")
	}
	now, err := r.now()
	if err != nil {
		return err
	}
	open := false
	e.effects.Cancelled = true
	err = e.execute(steps{look: func() (_ next, err error) {
		open, err = e.mergeOpen(c, now)
		resp.Merged = r.st.Merged[c.RightRangeId]
		resp.Range = r.st.Desc.Proto()
		return goOnIf(open), err
	}})
	if err != nil || !open {
		return err
	}
	resp.Range = r.Descriptor().Proto()
	return nil
}

// mergeOpen reports whether the merge may still come: nothing has changed this range's
// generation since the other was frozen. With mu held.
func (e *eval) mergeOpen(c *kvpb.CancelMerge, now hlc.Timestamp) (bool, error) {
	r, t := e.r, e.lease
	d := r.st.Desc
	switch {
	// "It never will be" is acted on by R, which thaws: a leaseholder that is none any more can't say it.
	case r.beyond(t, now, now):
		return false, r.elsewhere("the lease is over")
	case r.st.Merged[c.RightRangeId]:
		return false, nil
	case bytes.Compare(d.Start, c.RightStart) >= 0 || bytes.Compare(c.RightStart, d.End) > 0:
		return false, r.elsewhere("the key lies outside of the range")
	}
	return d.ID == c.LeftRangeId && d.Generation == c.LeftGeneration, nil
}

// TookIn reports whether other ranges were merged into this one, or into one that it came from.
func (r *Replica) TookIn() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.st.Merged) > 0
}

// Absorb takes over the locks of a right-hand side that was merged in.
func (r *Replica) Absorb(h *Handover) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.lease != nil && h != nil {
		r.locks.Install(h.locks)
	}
}

// --- applying

// Merging returns the merges among entries that take effect when they are applied next: their
// right-hand sides are to be ready then.
func (r *Replica) Merging(entries []Entry) (out []*replicapb.Merge) {
	r.mu.Lock()
	generation, frozen := r.st.Desc.Generation, r.st.Frozen
	r.mu.Unlock()
	for i := range entries {
		c := entries[i].Command
		// Apply's tests of what has an effect, on what the entries before it in this batch will have left.
		if c == nil || c.Effects == nil || c.Term != entries[i].Term || c.Generation != generation || frozen != nil && c.Effects.Thaw != frozen.Id {
			continue
		}
		switch f := c.Effects; {
		case f.Split != nil:
			generation = f.Split.Left.GetGeneration()
		case f.Replicas != nil:
			generation = f.Replicas.Generation
		case f.Cancelled:
			generation++
		case f.Freeze != nil:
			frozen = f.Freeze
		case f.Thaw != 0:
			frozen = nil
		case f.Merge != nil:
			generation = f.Merge.Merged.GetGeneration()
			out = append(out, f.Merge)
		}
	}
	return out
}

// prepareMerge does what an entry about a merge does to what is stored.
func (p *prepared) prepareMerge(b engine.Batch, f *replicapb.Effects, s *step) (err error) {
	switch {
	case f.Freeze != nil:
		p.frozen = f.Freeze
	case f.Thaw != 0:
		if p.frozen.GetId() == f.Thaw {
			p.frozen = nil
		}
	case f.Cancelled:
		d := *p.desc
		d.Generation++
		p.desc, s.desc = &d, &d
		return rangestate.WriteDescriptor(b, &d)
	case f.Merge != nil:
		if s.merge, err = p.absorb(b, f.Merge); err != nil {
			return err
		}
		s.closed = p.Closed
	}
	return nil
}

// absorb takes in the right-hand side's state, which lies in the engine as the freeze left it:
// what is keyed by keys lies where it belongs, the rest moves here.
func (p *prepared) absorb(b engine.Batch, m *replicapb.Merge) (*rangestate.Absorbed, error) {
	d, err := descriptor.FromProto(m.Merged)
	if err != nil {
		return nil, err
	}
	right, err := rangestate.LoadState(p.r.o.Engine, m.Right.GetRangeId())
	if err != nil {
		return nil, err
	}
	// The right-hand side was applied up to the freeze before this (raftloop, subsume); anything else is damage.
	if p.r.rules.frozen(right.Frozen.GetId() != m.FreezeId) || !bytes.Equal(right.Desc.Start, p.desc.End) {
		return nil, fmt.Errorf("%w: %s is to be merged into %s, and is not frozen for it", rangestate.ErrCorrupt, right.Desc, p.desc)
	}
	p.desc = d
	// T4: neither side's regresses.
	p.Closed, p.Threshold = max(p.Closed, right.Closed), max(p.Threshold, right.Threshold)
	if err := p.move(b, p.r.st, right, d); err != nil {
		return nil, err
	}
	gone := keys.ReplicaSpan(right.Desc.ID)
	if err := errors.Join(b.DeleteRange(gone.Start, gone.End), rangestate.NeverAgain(b, right.Desc.ID)); err != nil {
		return nil, err
	}
	return &rangestate.Absorbed{Desc: d, Right: right, Merge: m}, rangestate.WriteDescriptor(b, d)
}

// move puts what the right-hand side kept at its start to where this range keeps it. Its own
// carried marks are among those that came with the merge.
func (p *prepared) move(b engine.Batch, st, right *rangestate.State, d *descriptor.Range) error {
	at := right.Desc.Start
	for _, t := range right.SortedPreventions() {
		id := kvpb.TxnID{Hi: t.IdHi, Lo: t.IdLo}
		// The union of both sides' tombstones; of two for one transaction the one that excludes more.
		if err := b.Delete(keys.Prevention(at, keys.Txn(id)), hlc.Zero); err != nil {
			return err
		}
		if old := p.prevented(st, id); old == nil || rangestate.Covers(t, old) {
			if err := rangestate.WritePrevention(b, d.Start, t); err != nil {
				return err
			}
		}
	}
	for _, m := range right.Carried {
		if err := b.Delete(keys.CarriedRead(m.Key, m.N), hlc.Zero); err != nil {
			return err
		}
	}
	for id := range right.Merged {
		if err := errors.Join(b.Delete(keys.Merged(at, id), hlc.Zero), rangestate.WriteMerged(b, d.Start, id)); err != nil {
			return err
		}
	}
	if f := right.Frozen; f != nil {
		if err := b.Delete(keys.Freeze(at, f.Id), hlc.Zero); err != nil {
			return err
		}
	}
	return rangestate.WriteMerged(b, d.Start, right.Desc.ID)
}

// prevented is a transaction's tombstone with what the entries before this one in the batch did.
func (p *prepared) prevented(st *rangestate.State, id kvpb.TxnID) *replicapb.Prevention {
	t := st.Prevented[id]
	for i := range p.steps {
		if p.steps[i].effects == nil {
			continue
		}
		for _, x := range p.steps[i].effects.Prevented {
			if (kvpb.TxnID{Hi: x.IdHi, Lo: x.IdLo}) == id && (t == nil || rangestate.Covers(x, t)) {
				t = x
			}
		}
		for _, x := range p.steps[i].effects.ForgottenPreventions {
			if rangestate.TxnOf(x) == id {
				t = nil
			}
		}
	}
	return t
}

// finishMerge does what an entry about a merge does in memory. With mu held.
func (p *prepared) finishMerge(s *step) {
	switch f := s.effects; {
	case f.Freeze != nil:
		p.r.st.Frozen, p.r.st.FrozenAt = f.Freeze, s.index
	case f.Thaw != 0:
		if p.r.st.Frozen.GetId() == f.Thaw {
			p.r.st.Frozen = nil
		}
	case s.merge != nil:
		p.r.st.Absorb(s.merge)
		p.r.closer.wrote = true
		p.r.met.Merges.Add(1)
		if p.r.lease == nil {
			return
		}
		// At the leaseholder alone; every other replica finds them in the carried marks when its lease begins (T3).
		p.r.tscache.Unwatch()
		for _, m := range f.Merge.Marks {
			k := rangestate.ReadOf(m)
			p.r.tscache.Raise(k.Span, k.At, p.r.lease.mergedAt)
		}
	}
}

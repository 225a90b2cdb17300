package raftloop

import (
	"errors"
	"fmt"

	"github.com/isochrondb/isochron/range/consensus"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/range/replica/replicapb"
)

var errMerged = errors.New("the range was merged into its neighbour")

// subsume gets a right-hand side ready to be taken in by the next entry of left: its group
// ends, and its log is applied up to the freeze, before that entry is. A replica that its owner has
// closed meanwhile is no use: it fails, and left needs a state.
//
//	left's log:    …  merge(right, FreezeIndex)
//	right's log:   …  freeze (FreezeIndex)  …      nothing after the freeze has an effect
//
// The right-hand side is here, since both have the same stores (range/allocator,
// merge.go), and its entries up to the freeze are committed, since left's
// leaseholder has seen so; but this store may not have applied them yet.
func (lp *Loop) subsume(left *Range, m *replicapb.Merge) error {
	right := lp.o.Owner.Range(m.Right.GetRangeId())
	if right == nil {
		return fmt.Errorf("%w: range %d is to be merged into %s, and is not here", ErrCorrupt, m.Right.GetRangeId(), left.Descriptor())
	}
	// Ended first, so that what is being loaded for it meanwhile is dropped (admit).
	right.End()
	rep, loaded, err := right.handler.Retire()
	if loaded && right.run.lease != nil {
		// Marks come with the entry, too; locks by this way alone, and losing them costs retries (T11).
		left.run.handover = rep.HandOver()
	}
	right.run.rep = nil // it is read from below
	// Unknown: what was proposed there may lie before the freeze, and then it has happened.
	lp.dropGroup(right, replica.Unknown, errMerged)
	if err != nil {
		return err
	}
	err = lp.applyUpTo(right, rep, m.FreezeIndex)
	right.handler.Handle(Event{Kind: Subsumed, Old: rep})
	return err
}

// applyUpTo applies a range's log, which is known to be committed so far, as the group would.
// Ranges that these entries merge in are taken in first, and so on down. Entry by
// entry, since it is rare.
func (lp *Loop) applyUpTo(r *Range, rep *replica.Replica, index uint64) error {
	return consensus.ReadCommitted(lp.o.Engine, r.id, rep.AppliedIndex(), index, func(c consensus.Commit) error {
		e := replica.Entry{Index: c.Index, Term: c.Term}
		if len(c.Data) > 0 {
			cmd, err := replica.DecodeCommand(c.Data)
			if err != nil {
				return err
			}
			e.Command = cmd
		}
		for _, m := range rep.Merging([]replica.Entry{e}) {
			if err := lp.subsume(r, m); err != nil {
				return err
			}
		}
		results, err := rep.Apply([]replica.Entry{e}, nil)
		if err != nil {
			return err
		}
		lp.noteMerges(rep, r.id, []replica.Entry{e}, results)
		if sp := results[0].Split; sp != nil {
			r.handler.Handle(Event{Kind: Split, Split: sp})
		}
		if d := results[0].Merged; d != nil {
			r.handler.Handle(Event{Kind: Merged, Range: d})
		}
		return nil
	})
}

// merged does what follows on a merge that was applied.
// With the lease here, what the right-hand side's leaseholder knew is taken over
// (Absorb): marks and locks of its keys. Without that, h is nil and Absorb goes by
// the present.
func (lp *Loop) merged(r *Range, d *descriptor.Range) {
	h, led := r.run.handover, r.run.lease != nil
	r.run.handover = nil
	r.handler.Handle(Event{Kind: Merged, Range: d, Led: led})
	if led {
		r.run.rep.Absorb(h)
	}
}

// MergeNote tells a test of an entry that a store has applied: that a range is frozen, thaws,
// or takes another in; or of its generation alone.
// For checkers; Thawed is the freeze's ID.
type MergeNote struct {
	Store             uint32
	Range, Generation uint64
	Frozen            *replicapb.Freeze
	Thawed            uint64 // the freeze that is over
	TookIn, Freeze    uint64 // the range, and the freeze that it was under
}

// noteMerges tells what became of entries that were applied.
func (lp *Loop) noteMerges(rep *replica.Replica, id uint64, entries []replica.Entry, results []replica.Applied) {
	note := lp.o.NoteMerge
	if note == nil {
		return
	}
	for i := range entries {
		if c := entries[i].Command; c != nil && c.Effects != nil && results[i].Result.Code == replica.Done {
			f := c.Effects
			note(MergeNote{
				Store: lp.o.StoreID, Range: id, Generation: rep.Descriptor().Generation, Frozen: f.Freeze, Thawed: f.Thaw,
				TookIn: f.Merge.GetRight().GetRangeId(), Freeze: f.Merge.GetFreezeId(),
			})
		}
	}
}

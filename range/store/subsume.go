package store

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"github.com/isochrondb/isochron/range/consensus"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/range/replica/replicapb"
)

// What follows is the end of a merge (range/queue/merge.go), where a store applies it.

// subsume gets a right-hand side ready to be taken in by the next entry of left: its group
// ends, and its log is applied up to the freeze. Called by the writer, before it applies
// that entry. Replicas that are closed by others meanwhile are no use: it fails, and left
// needs a state.
func (w *writer) subsume(left *slot, m *replicapb.Merge) error {
	s := w.store
	right := s.ranges.get(m.Right.GetRangeId())
	if right == nil {
		return fmt.Errorf("%w: range %d is to be merged into %s, and is not here", ErrCorrupt, m.Right.GetRangeId(), left.descriptor())
	}
	rep, loaded := right.retire()
	if loaded && right.w.lease != nil {
		left.w.handover = rep.HandOver()
	}
	w.dropGroup(right, replica.Unknown, errMerged)
	var err error
	if !loaded {
		if rep, err = right.open(); err != nil {
			return err
		}
	}
	err = w.applyUpTo(right, rep, m.FreezeIndex)
	s.background(rep.Close) // it may wait for what waits for this goroutine
	return err
}

var errMerged = errors.New("the range was merged into its neighbour")

// retire takes the slot out of service for good, and returns its replica, if it has one.
func (sl *slot) retire() (*replica.Replica, bool) {
	sl.mu.Lock()
	defer sl.mu.Unlock()
	if sl.state == waking {
		close(sl.turned)
	}
	rep := sl.rep
	sl.state, sl.rep = closed, nil
	sl.serving.Store(nil)
	sl.bounded.Store(nil)
	return rep, rep != nil
}

// applyUpTo applies a range's log, which is known to be committed so far, as the group would.
func (w *writer) applyUpTo(sl *slot, rep *replica.Replica, index uint64) error {
	s := w.store
	return consensus.ReadCommitted(s.o.Engine, sl.id, rep.AppliedIndex(), index, func(c consensus.Commit) error {
		e := replica.Entry{Index: c.Index, Term: c.Term}
		if len(c.Data) > 0 {
			cmd, err := replica.DecodeCommand(c.Data)
			if err != nil {
				return err
			}
			e.Command = cmd
		}
		for _, m := range rep.Merging([]replica.Entry{e}) {
			if err := w.subsume(sl, m); err != nil {
				return err
			}
		}
		results, err := rep.Apply([]replica.Entry{e}, nil)
		if err != nil {
			return err
		}
		w.noteMerges(rep, sl.id, []replica.Entry{e}, results)
		if sp := results[0].Split; sp != nil {
			w.split(sl, sp)
		}
		if d := results[0].Merged; d != nil {
			s.takenIn(sl, d)
		}
		return nil
	})
}

// mergeNote tells a test of an entry that a store has applied: that a range is frozen, thaws,
// or takes another in; or of its generation alone.
type mergeNote struct {
	Store             uint32
	Range, Generation uint64
	Frozen            *replicapb.Freeze
	Thawed            uint64 // the freeze that is over
	TookIn, Freeze    uint64 // the range, and the freeze that it was under
}

// noteMerges tells what became of entries that were applied.
func (w *writer) noteMerges(rep *replica.Replica, id uint64, entries []replica.Entry, results []replica.Applied) {
	note := w.store.o.noteMerge
	if note == nil {
		return
	}
	for i := range entries {
		if c := entries[i].Command; c != nil && c.Effects != nil && results[i].Result.Code == replica.Done {
			f := c.Effects
			note(mergeNote{
				Store: w.store.ident.StoreID, Range: id, Generation: rep.Descriptor().Generation, Frozen: f.Freeze, Thawed: f.Thaw,
				TookIn: f.Merge.GetRight().GetRangeId(), Freeze: f.Merge.GetFreezeId(),
			})
		}
	}
}

// takenIn shows that a range has taken its right neighbours in.
func (s *Store) takenIn(left *slot, d *descriptor.Range) {
	for _, sl := range s.ranges.widen(left, d) {
		s.forgetWrong(sl.id)
	}
}

// widen gives left its new bounds, and removes what lies in them.
func (t *rangeTable) widen(left *slot, d *descriptor.Range) (gone []*slot) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, sl := range slices.Clone(t.byKey) {
		if x := sl.descriptor(); sl != left && bytes.Compare(d.Start, x.Start) <= 0 && bytes.Compare(x.End, d.End) <= 0 {
			gone = append(gone, sl)
			t.removeLocked(sl)
		}
	}
	left.desc.Store(d)
	return gone
}

// merged does what follows on a merge that was applied. Called by the writer.
func (w *writer) merged(sl *slot, d *descriptor.Range) {
	old := sl.descriptor()
	w.store.takenIn(sl, d)
	h := sl.w.handover
	sl.w.handover = nil
	if sl.w.lease != nil {
		sl.rep.Absorb(h)
		w.store.queues.Merged(old, d)
	}
}

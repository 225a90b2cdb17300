package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/consensus"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/distsender"
	"github.com/isochrondb/isochron/range/raftnet"
	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/range/replica/raftsnap"
	"github.com/isochrondb/isochron/range/replica/rangestate"
	"github.com/isochrondb/isochron/range/replica/replicapb"
	"github.com/isochrondb/isochron/range/rows"
)

// A merge joins two neighbours whose leases are both here and whose replicas are on the same
// stores (replica/merge.go says how it is decided):
//
//	freeze the right-hand side ─► all its replicas have its log up to there ─► the entry of
//	the left-hand side ─► each store, when it applies that: applies the right-hand side's log
//	up to the freeze, takes it in, and forgets it
//
// What is left half done, whoever leads the right-hand side later undoes, by the keeper.

// ErrMerge refuses a merge of ranges that can't be merged as they are.
var ErrMerge = errors.New("store: these ranges can't be merged")

const (
	// mergePatience is how long the right-hand side is frozen at most before the merge is given
	// up: well below a lease.
	mergePatience = 500 * time.Millisecond
	// mergePoll is how often it is looked whether all replicas have the log.
	mergePoll = 2 * time.Millisecond
	// thawAfter is how long a range is frozen before its leaseholder asks what became of the merge.
	thawAfter = 2 * mergePatience
	// thawPatience is how long one attempt to find that out may take.
	thawPatience = 5 * time.Second
)

// MergeRange joins the range with the one to its right, and returns the merged one. It is
// refused where the range's generation is another, with ErrMerge where the two don't fit
// together (boundaries of system ranges stay), and with ErrNotLeading where a lease is not here.
func (s *Store) MergeRange(ctx context.Context, leftID, generation uint64) (*descriptor.Range, error) {
	left := s.ranges.get(leftID)
	if left == nil {
		return nil, ErrNotLeading
	}
	right := s.ranges.containing(left.descriptor().End)
	if right == nil {
		return nil, ErrNotLeading
	}
	l, errL := left.ready(ctx)
	r, errR := right.ready(ctx)
	if err := errors.Join(errL, errR); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNotLeading, err)
	}
	if err := fits(l.Descriptor(), r.Descriptor(), generation); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, mergePatience)
	defer cancel()
	f, err := r.Freeze(ctx, l.Descriptor())
	if err != nil {
		return nil, err
	}
	d, err := s.mergeFrozen(ctx, l, right, generation, f)
	if err != nil {
		s.keeper.tendFrozen(right, time.Now().Add(-thawAfter)) // at once
		return nil, err
	}
	return d, nil
}

func (s *Store) mergeFrozen(ctx context.Context, l *replica.Replica, right *slot, generation uint64, f *replica.Frozen) (*descriptor.Range, error) {
	if !slices.EqualFunc(places(l.Descriptor()), places(f.Desc), sameplace) {
		return nil, fmt.Errorf("%w: their replicas have moved", ErrMerge)
	}
	for {
		behind, err := right.behind(ctx, f.Index)
		if err != nil {
			return nil, err
		}
		if !behind {
			return l.TakeIn(ctx, generation, f)
		}
		if err := stop.Sleep(ctx, mergePoll); err != nil {
			return nil, fmt.Errorf("%w: not all replicas of %s can be reached", ErrMerge, f.Desc)
		}
	}
}

// Smaller reports whether the ranges, which are here, use no more than so many bytes of the
// disk together. What is still in memory is flushed only where it might make the difference.
func (s *Store) Smaller(most uint64, rangeIDs ...uint64) (bool, error) {
	onDisk, err := s.bytesOf(rangeIDs)
	if err != nil || onDisk > most {
		return false, err
	}
	if onDisk+s.o.Engine.Metrics().MemTableBytes <= most {
		return true, nil
	}
	if err := s.o.Engine.Flush(); err != nil {
		return false, err
	}
	onDisk, err = s.bytesOf(rangeIDs)
	return err == nil && onDisk <= most, err
}

func (s *Store) bytesOf(rangeIDs []uint64) (sum uint64, err error) {
	for _, id := range rangeIDs {
		n, err := s.Bytes(id)
		if err != nil {
			return 0, err
		}
		sum += n
	}
	return sum, nil
}

// behind reports whether a replica has not stored the log up to index.
func (sl *slot) behind(ctx context.Context, index uint64) (bool, error) {
	it := item{kind: itemProgress, slot: sl, reply: make(chan error, 1), progress: new([]consensus.Progress)}
	sl.store.writer.put(it)
	select {
	case err := <-it.reply:
		return slices.ContainsFunc(*it.progress, func(p consensus.Progress) bool { return p.Match < index }), err
	case <-ctx.Done():
		return false, ctx.Err()
	}
}

// fits says why two ranges can't be merged, or nil.
func fits(l, r *descriptor.Range, generation uint64) error {
	switch {
	case l.Generation != generation:
		return &kvpb.Refused{Reason: kvpb.ReasonMoved}
	case !bytes.Equal(l.End, r.Start):
		return fmt.Errorf("%w: %s and %s are no neighbours", ErrMerge, l, r)
	case slices.ContainsFunc(firstRanges, func(x struct{ start, end keys.Key }) bool { return bytes.Equal(x.start, r.Start) }):
		return fmt.Errorf("%w: the boundary at %s stays", ErrMerge, r.Start)
	case l.Joint() || r.Joint():
		return fmt.Errorf("%w: replicas of %s or %s are being changed", ErrMerge, l, r)
	case !slices.EqualFunc(places(l), places(r), sameplace):
		return fmt.Errorf("%w: the replicas of %s and %s are not on the same stores", ErrMerge, l, r)
	}
	return nil
}

// places are a range's replicas by store.
func places(d *descriptor.Range) []descriptor.Replica {
	return slices.SortedFunc(slices.Values(d.Replicas), func(a, b descriptor.Replica) int { return int(int64(a.StoreID) - int64(b.StoreID)) })
}

func sameplace(a, b descriptor.Replica) bool { return a.StoreID == b.StoreID && a.Learner == b.Learner }

// mergeRequested joins the range with the one to its right, as somebody has asked.
func (s *Store) mergeRequested(ctx context.Context, req *kvpb.MergeRequest, resp *kvpb.MergeResponse) error {
	d, err := s.MergeRange(ctx, req.GetHeader().GetRangeId(), req.GetHeader().GetGeneration())
	switch {
	case errors.Is(err, ErrNotLeading):
		return s.help(&kvpb.RetryElsewhere{RangeID: req.GetHeader().GetRangeId(), Why: err.Error()}, nil)
	case errors.Is(err, ErrMerge):
		return &kvpb.Refused{Reason: kvpb.ReasonLimit, Cause: err}
	case err != nil:
		return s.help(err, nil)
	}
	resp.Range, resp.Merged = d.Proto(), true
	return nil
}

// --- undoing

// thaw ends the freeze of a range that is led here, if its merge has not come and, by the word
// of whoever owns the key left of it, never will. It reports whether nothing is left to do here.
func (s *Store) thaw(ctx context.Context, sl *slot) (over bool, err error) {
	sl.mu.Lock()
	rep, state := sl.rep, sl.state
	sl.mu.Unlock()
	if rep == nil || state == closed || state == broken {
		return true, nil
	}
	f := rep.FrozenBy()
	if f == nil {
		return true, nil
	}
	if state != serving {
		return false, nil // its leaseholder's task, who may be this one soon
	}
	ctx, cancel := context.WithTimeout(ctx, thawPatience)
	defer cancel()
	if !s.o.Planted.ThawUnasked {
		merged, err := s.mergedAway(ctx, rep.Descriptor(), f)
		if err != nil || merged {
			return false, err // merged: the left-hand side's entry is on its way here
		}
	}
	err = rep.Thaw(ctx, f.Id)
	if err == nil {
		s.ticker.add(sl)
		s.o.Log.Info("range thawed: its merge did not come", "range", sl.id)
		s.o.Reach.Hit("a merge is undone")
	}
	return err == nil, err
}

// mergedAway asks the owner of the key left of d whether d was merged, or has it decide that it
// will not be.
func (s *Store) mergedAway(ctx context.Context, d *descriptor.Range, f *replicapb.Freeze) (bool, error) {
	routes := s.routes()
	owner, err := routes.Lookup(ctx, before(d.Start))
	for err == nil && bytes.Compare(owner.End, d.Start) < 0 {
		owner, err = routes.Lookup(ctx, owner.End)
	}
	if err != nil {
		return false, err
	}
	req := &kvpb.MergeRequest{Header: &kvpb.Header{RangeId: owner.ID, Generation: owner.Generation}, Cancel: &kvpb.CancelMerge{
		RightRangeId: d.ID, RightStart: d.Start, LeftRangeId: f.LeftRangeId, LeftGeneration: f.LeftGeneration,
	}}
	var resp kvpb.MergeResponse
	err = distsender.Once(routes, owner, func() error { return routes.Server(owner).Send(ctx, req, &resp) })
	return err == nil && resp.Merged, err
}

// before is a key below k that is close to it.
func before(k keys.Key) keys.Key {
	n := len(k) - 1
	if k[n] == 0 {
		return bytes.Clone(k[:n])
	}
	return append(append(bytes.Clone(k[:n]), k[n]-1), 0xff, 0xff, 0xff, 0xff)
}

// tendFrozen has the keeper see to it that a freeze ends.
func (k *keeper) tendFrozen(sl *slot, since time.Time) {
	k.add(func() {
		if k.frozen == nil {
			k.frozen = map[*slot]time.Time{}
		}
		if _, ok := k.frozen[sl]; !ok {
			k.frozen[sl] = since
		}
	})
}

// thawFrozen looks at the ranges that have been frozen for a while.
func (k *keeper) thawFrozen(ctx context.Context) {
	k.mu.Lock()
	var due []*slot
	for sl, since := range k.frozen {
		if time.Since(since) >= thawAfter {
			due = append(due, sl)
		}
	}
	k.mu.Unlock()
	for _, sl := range due {
		over, err := k.store.thaw(ctx, sl)
		if err != nil && ctx.Err() == nil {
			k.store.o.Log.Info("frozen range not thawed yet", "range", sl.id, "error", err)
		}
		if over {
			k.mu.Lock()
			delete(k.frozen, sl)
			k.mu.Unlock()
		}
	}
}

// --- applying

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
		w.store.keeper.tell(d)
		w.store.keeper.forgetRow(old, d)
	}
}

// forgetRow has the directory forget a boundary that a merge removed.
func (k *keeper) forgetRow(old, merged *descriptor.Range) {
	k.add(func() { k.stale = append(k.stale, rows.Boundary{End: old.End, Generation: merged.Generation}) })
}

// sweep has the directory forget the boundaries inside of a merged range: the holder of the
// lease in which they went may not have come to it.
func (k *keeper) sweep(d *descriptor.Range) {
	k.add(func() { k.sweeps = append(k.sweeps, d) })
}

// forgetStale removes rows of the directory; those that could not be removed stay queued.
func (k *keeper) forgetStale(ctx context.Context) {
	k.mu.Lock()
	stale, sweeps := k.stale, k.sweeps
	k.stale, k.sweeps = nil, nil
	k.mu.Unlock()
	var again []*descriptor.Range
	for _, d := range sweeps {
		inside, err := k.store.rows.BoundariesIn(ctx, d)
		if err != nil {
			again = append(again, d)
		}
		stale = append(stale, inside...)
	}
	var left []rows.Boundary
	for _, r := range stale {
		if err := k.store.rows.DropBoundary(ctx, r); err != nil {
			left = append(left, r)
		}
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.stale, k.sweeps = append(left, k.stale...), append(again, k.sweeps...)
}

// --- states

// clearWay halts the replicas here that an incoming state ends: those of ranges that were merged
// into its own, or into one that it came from, and others whose keys it claims, for it was made
// after they were merged away. It adds to the batch what of them the state does not replace.
// The caller retires them, or wakes them again. It fails with raftnet.ErrBusy where one of them may
// be newer than the state, or may still be taken in by a neighbour that lags.
func (s *Store) clearWay(meta *raftsnap.Meta, b engine.Batch) (halted []*slot, err error) {
	d := meta.Descriptor
	for _, sl := range s.ranges.all() { // by key: a left-hand side before those that it has taken in
		x := sl.descriptor()
		over := bytes.Compare(x.End, d.Start) > 0 && bytes.Compare(d.End, x.Start) > 0
		merged := slices.Contains(meta.Merged, sl.id)
		if sl.id == d.ID || !over && !merged {
			continue
		}
		awaited, err := s.awaited(x, d, halted)
		switch {
		case err != nil:
		case awaited && !over: // its neighbour's log goes first
			continue
		case awaited, !merged && (x.Generation >= d.Generation || bytes.Compare(x.Start, d.Start) < 0 || bytes.Compare(d.End, x.End) < 0):
			err = fmt.Errorf("%w: %s is in the way of %s", raftnet.ErrBusy, x, d)
		default:
			err = s.clearSlot(sl, d, b)
		}
		if err != nil {
			wakeAll(halted)
			return nil, err
		}
		halted = append(halted, sl)
	}
	return halted, nil
}

// awaited reports whether the left neighbour of x here may come to the entry that takes x in,
// and will look for it then: unless it goes too, is d's, or has come to it.
func (s *Store) awaited(x, d *descriptor.Range, going []*slot) (bool, error) {
	l := s.ranges.containing(before(x.Start))
	if l == nil || l.id == d.ID || slices.Contains(going, l) {
		return false, nil
	}
	o := l.descriptor()
	if !bytes.Equal(o.End, x.Start) {
		return false, nil
	}
	_, has, err := s.o.Engine.Get(keys.Merged(o.Start, x.ID), nil)
	return !has, err
}

// clearSlot halts a replica and adds the removal of what it has beside d's bounds.
func (s *Store) clearSlot(sl *slot, d *descriptor.Range, b engine.Batch) error {
	if err := sl.halt(); err != nil {
		return err
	}
	err := errors.Join(raftsnap.DestroyBeside(b, sl.descriptor(), d), rangestate.NeverAgain(b, sl.id))
	if err != nil {
		sl.wake()
	}
	return err
}

func wakeAll(slots []*slot) {
	for _, sl := range slots {
		sl.wake()
	}
}

// retireAll takes replicas that were merged away out of service.
func (s *Store) retireAll(slots []*slot) {
	for _, sl := range slots {
		sl.retire()
		s.ranges.remove(sl)
		s.forgetWrong(sl.id)
	}
}

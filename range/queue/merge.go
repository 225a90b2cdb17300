package queue

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/consensus"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/distsender"
	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/range/replica/replicapb"
)

// merges joins neighbours whose leases are both here and whose replicas are on the same
// stores (replica/merge.go says how it is decided):
//
//	freeze the right-hand side ─► all its replicas have its log up to there ─► the entry of
//	the left-hand side ─► each store, when it applies that: applies the right-hand side's log
//	up to the freeze, takes it in, and forgets it
//
// What is left half done, whoever leads the right-hand side later undoes: the queue has the ranges
// that are frozen here.
type merges struct {
	o     *Options
	queue *Queue
}

// ErrMerge refuses a merge of ranges that can't be merged as they are.
var ErrMerge = errors.New("store: these ranges can't be merged")

const (
	// mergeTimeout is how long the right-hand side is frozen at most before the merge is given
	// up: well below a lease.
	mergeTimeout = 500 * time.Millisecond
	// mergePoll is how often it is looked whether all replicas have the log.
	mergePoll = 2 * time.Millisecond
	// thawAfter is how long a range is frozen before its leaseholder asks what became of the merge.
	thawAfter = 2 * mergeTimeout
	// thawTimeout is how long one attempt to find that out may take.
	thawTimeout = 5 * time.Second
	// Pauses between two attempts.
	thawPauseMin = 10 * time.Millisecond
	thawPauseMax = thawAfter / 4
)

// Backoff applies to errLater, too: a frozen range is asked after until it is thawed or gone.
func newMerges(o *Options) *merges {
	m := &merges{o: o}
	m.queue = New(Job{
		Name: "merge", Work: m.work,
		Pace: Pace{Timeout: thawTimeout, Backoff: thawPauseMin, BackoffMax: thawPauseMax},
	})
	return m
}

// merge joins the range with the one to its right, and returns the merged one.
func (m *merges) merge(ctx context.Context, leftID, generation uint64) (*descriptor.Range, error) {
	left, ok := m.o.Store.Replica(leftID)
	if !ok {
		return nil, ErrNotLeading
	}
	right, ok := m.o.Store.ReplicaOf(left.Descriptor().End)
	if !ok {
		return nil, ErrNotLeading
	}
	l, errL := left.Ready(ctx)
	r, errR := right.Ready(ctx)
	if err := errors.Join(errL, errR); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNotLeading, err)
	}
	// The descriptors were read before the freeze: takeIn compares again what may change until then, and the
	// entry itself the generation.
	if err := m.fits(l.Descriptor(), r.Descriptor(), generation); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, mergeTimeout)
	defer cancel()
	f, err := r.Freeze(ctx, l.Descriptor())
	if err != nil {
		return nil, err
	}
	d, err := m.takeIn(ctx, l, right, generation, f)
	if err != nil {
		// At once, not after thawAfter: this store knows that the merge was given up, though not whether the
		// entry of the left-hand side was proposed. mergedAway finds out.
		m.queue.Add(right.ID(), 0)
		return nil, err
	}
	return d, nil
}

// takeIn has the left-hand side take in a frozen one, once all replicas of that have its log.
func (m *merges) takeIn(ctx context.Context, l *replica.Replica, right Range, generation uint64, f *replica.Frozen) (*descriptor.Range, error) {
	if !slices.EqualFunc(places(l.Descriptor()), places(f.Desc), samePlace) {
		return nil, fmt.Errorf("%w: their replicas have moved", ErrMerge)
	}
	// p.Match < f.Index: a replica without the whole log of the right-hand side could not apply the merge, for
	// whom it should get that from is gone with it.
	for {
		all, err := right.Progress(ctx)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(all, func(p consensus.Progress) bool { return p.Match < f.Index }) {
			return l.TakeIn(ctx, generation, f)
		}
		if err := stop.Sleep(ctx, mergePoll); err != nil {
			return nil, fmt.Errorf("%w: not all replicas of %s can be reached", ErrMerge, f.Desc)
		}
	}
}

// fits says why two ranges can't be merged, or nil.
// Generation first: a caller whose picture is old is told so, and plans anew. The others are refused for good.
func (m *merges) fits(l, r *descriptor.Range, generation uint64) error {
	switch {
	case l.Generation != generation:
		return &kvpb.Refused{Reason: kvpb.ReasonMoved}
	case !bytes.Equal(l.End, r.Start):
		return fmt.Errorf("%w: %s and %s are no neighbours", ErrMerge, l, r)
	case slices.ContainsFunc(m.o.Fixed, func(k keys.Key) bool { return bytes.Equal(k, r.Start) }):
		return fmt.Errorf("%w: the boundary at %s stays", ErrMerge, r.Start)
	case l.Joint() || r.Joint():
		return fmt.Errorf("%w: replicas of %s or %s are being changed", ErrMerge, l, r)
	case !slices.EqualFunc(places(l), places(r), samePlace):
		return fmt.Errorf("%w: the replicas of %s and %s are not on the same stores", ErrMerge, l, r)
	}
	return nil
}

// places are a range's replicas by store.
func places(d *descriptor.Range) []descriptor.Replica {
	return slices.SortedFunc(slices.Values(d.Replicas), func(a, b descriptor.Replica) int { return int(int64(a.StoreID) - int64(b.StoreID)) })
}

// samePlace leaves replica IDs alone: those of one store differ between the ranges.
func samePlace(a, b descriptor.Replica) bool { return a.StoreID == b.StoreID && a.Learner == b.Learner }

// work finds out what became of a merge that has left the range frozen. Where that fails it is
// told in the log, and the queue comes again.
func (m *merges) work(ctx context.Context, rangeID uint64) (time.Duration, error) {
	r, ok := m.o.Store.Replica(rangeID)
	if !ok {
		return 0, nil
	}
	err := m.thaw(ctx, r)
	if err != nil && !errors.Is(err, errLater) && !errors.Is(err, context.Canceled) {
		m.o.Log.Info("frozen range not thawed yet", "range", rangeID, "error", err)
	}
	return 0, err
}

// thaw ends the freeze of a range that is led here, if its merge has not come and, by the word
// of whoever owns the key left of it, never will. It fails, with errLater too, where something is left
// to do here.
func (m *merges) thaw(ctx context.Context, r Range) error {
	rep, serves := r.InMemory()
	if rep == nil {
		return nil
	}
	f := rep.FrozenBy()
	switch {
	case f == nil:
		return nil
	case !serves:
		return errLater // its leaseholder's task, who may be this one soon
	}
	if m.asksToThaw() {
		merged, err := m.mergedAway(ctx, rep.Descriptor(), f)
		if err != nil {
			return err
		}
		if merged {
			return errLater // the left-hand side's entry is on its way here
		}
	}
	// f.Id names the freeze that was asked about: a thaw may not undo another one that has come since
	// (transactions.md, section 7).
	if err := rep.Thaw(ctx, f.Id); err != nil {
		return err
	}
	r.Ticks()
	m.o.Log.Info("range thawed: its merge did not come", "range", r.ID())
	m.o.CodeProbes.Hit("a merge is undone")
	return nil
}

// mergedAway asks the owner of the key left of d whether d was merged, or has it decide, in its log, that it
// will not be. The order matters: a thaw before that decision could serve writes that a merge, applied later,
// would lose.
func (m *merges) mergedAway(ctx context.Context, d *descriptor.Range, f *replicapb.Freeze) (bool, error) {
	routes := m.o.Routes
	owner, err := routes.Lookup(ctx, d.Start.Before())
	// Before() gives a key that may lie further left than the neighbour's last one.
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

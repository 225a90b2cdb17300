package store

import (
	"context"
	"errors"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/consensus"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/queue"
	"github.com/isochrondb/isochron/range/raftloop"
	"github.com/isochrondb/isochron/range/replica"
)

// What follows is the store as its background work sees it (range/queue).

// openQueues makes the queues.
// They start with the store (Open) and not before: they ask for ranges.
func (s *Store) openQueues() {
	o := queue.Options{
		Store: replicas{s}, StoreID: s.ident.StoreID, Engine: s.o.Engine, Clock: s.o.Clock, Rows: s.rows, Routes: s.routes(),
		Policy: s.o.Policy, Version: s.o.Version, CheckEvery: s.o.CheckEvery, Seed: s.o.Seed,
		DropSnapshots: func() bool { return s.snapshots.in.DropOld() },
		Liveness:      s.liveness, Log: s.o.Log, CodeProbes: s.o.CodeProbes, Planted: s.o.Planted,
	}
	for _, r := range firstRanges {
		o.Fixed = append(o.Fixed, r.start)
	}
	s.queues = queue.NewQueues(o)
}

// Queues returns the figures of the store's background work.
func (s *Store) Queues() []queue.Stats { return s.queues.Stats() }

// Led implements queue.MVCCGCStore.
// Nothing where ctx ends before the log writer answers.
func (s *Store) Led(ctx context.Context) (led []queue.Written) {
	for _, r := range s.Reports(ctx) {
		if r.Lease {
			led = append(led, queue.Written{Desc: r.Desc, Bytes: r.BytesApplied})
		}
	}
	return led
}

// replicas implements queue.Store.
// A type of its own, so that the methods are not the Store's.
type replicas struct{ *Store }

// Replica implements queue.Store.
func (s replicas) Replica(rangeID uint64) (queue.Range, bool) {
	rh := s.ranges.get(rangeID)
	return rh, rh != nil
}

// ReplicaOf implements queue.Store.
func (s replicas) ReplicaOf(key keys.Key) (queue.Range, bool) {
	rh := s.ranges.containing(key)
	return rh, rh != nil
}

// Replicas implements queue.Store.
func (s replicas) Replicas() []queue.Range {
	handles := s.ranges.all()
	out := make([]queue.Range, len(handles))
	for i, rh := range handles {
		out[i] = rh
	}
	return out
}

// Ready implements queue.Range.
func (rh *handle) Ready(ctx context.Context) (*replica.Replica, error) { return rh.ready(ctx) }

// Loaded implements queue.Range.
func (rh *handle) Loaded(ctx context.Context) (*replica.Replica, error) { return rh.loaded(ctx) }

// Serving implements queue.Range.
func (rh *handle) Serving() *replica.Replica { return rh.serving.Load() }

// Leased implements queue.Range.
func (rh *handle) Leased() bool { return rh.Bounded() != nil }

// InMemory implements queue.Range.
// It wakes nothing; nil: nobody has loaded it.
func (rh *handle) InMemory() (rep *replica.Replica, serves bool) {
	rh.mu.Lock()
	defer rh.mu.Unlock()
	if rh.state == closed || rh.state == broken {
		return nil, false
	}
	return rh.rep, rh.state == serving
}

// Led implements queue.Range.
func (rh *handle) Led() bool { return rh.Leader() != 0 }

// Broken implements queue.Range.
func (rh *handle) Broken() bool { return rh.isBroken() }

// Campaign implements queue.Range.
func (rh *handle) Campaign() {
	rh.store.loop.Stand(rh.Range)
}

// Progress implements queue.Range.
func (rh *handle) Progress(ctx context.Context) ([]consensus.Progress, error) {
	progress, err := rh.store.loop.Progress(ctx, rh.Range)
	return progress, notLeading(err)
}

// notLeading has the loop's ErrNotLeading be the store's.
// They are two errors because range/queue must not know the loop.
func notLeading(err error) error {
	if errors.Is(err, raftloop.ErrNotLeading) {
		return ErrNotLeading
	}
	return err
}

// Destroy implements queue.Range.
func (rh *handle) Destroy(next uint64) error { return rh.store.destroy(rh, next) }

// Ticks implements queue.Range.
func (rh *handle) Ticks() { rh.store.ticker.add(rh) }

// Checks implements queue.Range.
func (rh *handle) Checks() *queue.Checks { return &rh.checks }

// ErrMerge refuses a merge of ranges that can't be merged as they are.
var ErrMerge = queue.ErrMerge

// MergeRange joins the range with the one to its right, and returns the merged one. It is
// refused where the range's generation is another, with ErrMerge where the two don't fit
// together (boundaries of system ranges stay), and with ErrNotLeading where a lease is not here.
func (s *Store) MergeRange(ctx context.Context, leftID, generation uint64) (*descriptor.Range, error) {
	return s.queues.Merge(ctx, leftID, generation)
}

// mergeRequested joins the range with the one to its right, as somebody has asked.
// ErrMerge is final for the client; a lease elsewhere is asked for there.
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

// CheckConsistency has all replicas of a range that is served here compare what they
// hold. What is wrong is told by Wrong of the store that holds it, and its log.
func (s *Store) CheckConsistency(ctx context.Context, rangeID uint64) error {
	err := s.queues.Check(ctx, rangeID)
	if errors.Is(err, queue.ErrClosed) {
		return ErrClosed
	}
	return err
}

// ResolveTie ends a tie of a range that is led here: somebody has decided that one store's
// replica is right. The others are to be replaced. Without a tie, or a voter there, it does
// nothing.
func (s *Store) ResolveTie(ctx context.Context, rangeID uint64, right uint32) error {
	return s.queues.ResolveTie(ctx, rangeID, right)
}

// Compared is how many replicas of ranges that were led here have been compared, since the
// start.
func (s *Store) Compared() uint64 { return s.queues.Compared() }

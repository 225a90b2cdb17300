package queue

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/directory"
)

// Load is how much a range is asked.
// As measured at the leaseholder, averaged over some seconds.
type Load struct {
	PerSecond float64
	Sample    []keys.Key // of some requests; not changed any more
}

// splits divides ranges that have grown or are hot, where the policy wants it. What fails is left to
// the next occasion.
// What was noted of a range is taken by its next turn, so that both maps are as large as the queue.
type splits struct {
	o     *Options
	queue *Queue

	mu    sync.Mutex      // guards what is below; a leaf
	loads map[uint64]Load // of ranges in the queue
	grown map[uint64]bool // likewise
}

// newSplits makes the queue. It has no looks of its own: ranges that grow and loads that rise
// are told to it.
func newSplits(o *Options) *splits {
	s := &splits{o: o, loads: map[uint64]Load{}, grown: map[uint64]bool{}}
	s.queue = New(Job{Name: "split", Work: s.work})
	return s
}

// addGrown has a range's size looked at.
// What the policy is to look at is kept beside the queue, since a turn has no payload; the newest load counts.
func (s *splits) addGrown(rangeID uint64) {
	s.mu.Lock()
	s.grown[rangeID] = true
	s.mu.Unlock()
	s.queue.Add(rangeID, 0)
}

// addBusy has a range's load judged.
// The sample is kept as it is: whoever took it must not change it.
func (s *splits) addBusy(rangeID uint64, l Load) {
	s.mu.Lock()
	s.loads[rangeID] = l
	s.mu.Unlock()
	s.queue.Add(rangeID, 0)
}

// work takes what was noted before it looks, so that what is noted meanwhile gives another turn (Q1). A range
// may be split twice here; the second split reads the descriptor of after the first.
func (s *splits) work(ctx context.Context, rangeID uint64) (time.Duration, error) {
	s.mu.Lock()
	l, busy := s.loads[rangeID]
	grown := s.grown[rangeID]
	delete(s.loads, rangeID)
	delete(s.grown, rangeID)
	s.mu.Unlock()
	r, ok := s.o.Store.Replica(rangeID)
	if !ok || s.o.Policy == nil {
		return 0, nil
	}
	var bySize, byLoad error
	if grown {
		bySize = s.bySize(ctx, r)
	}
	if busy {
		byLoad = s.byLoad(ctx, r, l)
	}
	return 0, errors.Join(bySize, byLoad)
}

// bySize splits a range that has grown too large in its middle.
// An estimate that is off splits a range a little early or late, which does no harm.
func (s *splits) bySize(ctx context.Context, r Range) error {
	d := r.Descriptor()
	// The directory's own range is never split: routers know where it begins, and read all rows from one range
	// (range/distsender, firstRange).
	if directory.Contains(d.Start) {
		return nil
	}
	if large, err := s.tooLarge(d); err != nil || !large {
		return err
	}
	// By bytes of versions, not by rows; not ok where one row is all there is, which no split makes smaller.
	at, ok, err := mvcc.MiddleKey(s.o.Engine, d.Span())
	if err != nil || !ok {
		return err
	}
	return s.split(ctx, d, at, "size")
}

// tooLarge says whether the policy wants a range split for its size. The engine
// knows the sizes of files; what is still in memory is flushed only where it
// might make the difference.
func (s *splits) tooLarge(d *descriptor.Range) (bool, error) {
	onDisk, err := s.o.Engine.EstimateBytes(d.Start, d.End)
	// Certainly large by what is on disk alone; below, by the most that memory may add.
	if err != nil || s.o.Policy.SplitBySize(onDisk) {
		return err == nil, err
	}
	if !s.o.Policy.SplitBySize(onDisk + s.o.Engine.Metrics().MemTableBytes) {
		return false, nil
	}
	if err := s.o.Engine.Flush(); err != nil {
		return false, err
	}
	onDisk, err = s.o.Engine.EstimateBytes(d.Start, d.End)
	return err == nil && s.o.Policy.SplitBySize(onDisk), err
}

// byLoad splits where the policy finds that the load divides. It may find no such key: one hot row stays.
func (s *splits) byLoad(ctx context.Context, r Range, l Load) error {
	d := r.Descriptor()
	// As in bySize: not even where it is hot.
	if directory.Contains(d.Start) {
		return nil
	}
	if at, ok := s.o.Policy.SplitByLoad(d.Span(), l.PerSecond, l.Sample); ok {
		return s.split(ctx, d, at, "load")
	}
	return nil
}

// split asks the range to split.
// The request names the generation that the key was chosen by: a range that changed meanwhile refuses, and
// whoever comes next looks again. ByItself marks it as the store's own wish, not an operator's.
func (s *splits) split(ctx context.Context, d *descriptor.Range, at keys.Key, why string) error {
	// Through Send, as any other request: the leaseholder may be elsewhere by now.
	req := &kvpb.SplitRequest{Header: &kvpb.Header{RangeId: d.ID, Generation: d.Generation}, Key: at, ByItself: true}
	var resp kvpb.SplitResponse
	err := s.o.Store.Send(ctx, req, &resp)
	if err != nil && !errors.Is(err, context.Canceled) {
		s.o.Log.Warn("range not split", "range", d.ID, "why", why, "error", err)
	}
	return err
}

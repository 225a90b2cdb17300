package queue

import (
	"context"
	"sync"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/directory"
	"github.com/isochrondb/isochron/range/rows"
)

// directoryRows tells the directory what has become of ranges: together, for many may split at once.
// What it could not be told is kept until it can.
// The three lists grow while the directory can't be written. What is told twice is written once
// (rows.WriteDirectory keeps the newest of each end).
type directoryRows struct {
	o     *Options
	queue *Queue

	mu     sync.Mutex          // guards what is below; a leaf
	told   []*descriptor.Range // it is to hear of these
	stale  []rows.Boundary     // to be forgotten
	sweeps []*descriptor.Range // merged; boundaries inside are to be forgotten
}

const (
	// Pauses before a directory write that failed is tried again.
	directoryPauseMin = 10 * time.Millisecond
	directoryPauseMax = 5 * time.Second
	// stalePause is that before a row that could not be removed is tried again.
	stalePause = 250 * time.Millisecond
)

// newDirectoryRows makes the queue, which begins with reconcile.
func newDirectoryRows(o *Options) *directoryRows {
	j := &directoryRows{o: o}
	j.queue = New(Job{
		Name: "directory", Work: j.work, Begin: j.reconcile,
		Pace: Pace{Backoff: directoryPauseMin, BackoffMax: directoryPauseMax},
	})
	return j
}

// add notes something to tell, as f does it with the mutex held. Turns stand for the store, not for ranges:
// one piece of work tells all that has come up.
func (j *directoryRows) add(f func()) {
	j.mu.Lock()
	f()
	j.mu.Unlock()
	j.queue.Add(theStore, 0)
}

// tell has the directory told of ranges, unless it knows.
func (j *directoryRows) tell(ds ...*descriptor.Range) {
	j.add(func() { j.told = append(j.told, ds...) })
}

// forget has the directory forget a boundary that a merge removed.
func (j *directoryRows) forget(b rows.Boundary) {
	j.add(func() { j.stale = append(j.stale, b) })
}

// sweep has the directory forget the boundaries inside of a merged range.
func (j *directoryRows) sweep(d *descriptor.Range) {
	j.add(func() { j.sweeps = append(j.sweeps, d) })
}

// The two halves fail apart: rows that could not be removed come again after a fixed pause, ranges that could
// not be told by the queue's backoff, which wins where both fail.
func (j *directoryRows) work(ctx context.Context, _ uint64) (again time.Duration, err error) {
	if !j.forgetStale(ctx) {
		again = stalePause
	}
	return again, j.write(ctx)
}

// write tells the directory of ranges.
func (j *directoryRows) write(ctx context.Context) error {
	j.mu.Lock()
	told := j.told
	// Taken as a whole: what is added meanwhile is another piece of work.
	j.told = nil
	j.mu.Unlock()
	if len(told) == 0 {
		return nil
	}
	err := j.o.Rows.WriteDirectory(ctx, told)
	if err == nil {
		return nil
	}
	if ctx.Err() == nil {
		j.o.Log.Warn("directory not updated yet", "ranges", len(told), "error", err)
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	// In front: told keeps its order. What came meanwhile is not older, and of one range the higher generation
	// wins.
	j.told = append(told, j.told...)
	return err
}

// forgetStale removes rows of the directory, and reports whether all could be; the others are kept.
// forgetStale asks for each row by itself: merges are rare, and a row that is newer by now must stay
// (rows.DropBoundary looks under its lock).
func (j *directoryRows) forgetStale(ctx context.Context) (all bool) {
	j.mu.Lock()
	stale, sweeps := j.stale, j.sweeps
	j.stale, j.sweeps = nil, nil
	j.mu.Unlock()
	var again []*descriptor.Range
	for _, d := range sweeps {
		inside, err := j.o.Rows.BoundariesIn(ctx, d)
		if err != nil {
			again = append(again, d)
		}
		stale = append(stale, inside...)
	}
	var left []rows.Boundary
	for _, b := range stale {
		if err := j.o.Rows.DropBoundary(ctx, b); err != nil {
			left = append(left, b)
		}
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	j.stale, j.sweeps = append(left, j.stale...), append(again, j.sweeps...)
	return len(left)+len(again) == 0
}

// reconcile looks for ranges that the directory has not heard of, because the
// process ended between a split and its directory rows. It reads the rows from
// the engine, for they are only compared.
// A row is newer than a replica's descriptor where this store lags; only the other way round is something to
// tell. Reading at hlc.Max.Prev sees all that is there. Nothing is decided by it, so it takes no lock and
// raises no timestamp cache.
func (j *directoryRows) reconcile() {
	// The directory's range is not here: whoever has it compares with its own replicas, and a split's other
	// stores tell of it, too.
	if _, ok := j.o.Store.Replica(directory.FirstRangeID); !ok {
		return
	}
	known := make(map[uint64]uint64) // range ID to generation
	_, err := mvcc.Scan(j.o.Engine, directory.Span(), hlc.Max.Prev(), mvcc.ScanOptions{}, func(key keys.Key, v mvcc.Version) error {
		if d, err := directory.DecodeRow(key, v.Value); err == nil {
			known[d.ID] = max(known[d.ID], d.Generation)
		}
		return nil
	})
	if err != nil {
		j.o.Log.Warn("directory could not be read", "error", err)
		return
	}
	var unheard []*descriptor.Range
	for _, r := range j.o.Store.Replicas() {
		// Also of a range without a row: 0 is below every generation.
		if d := r.Descriptor(); known[d.ID] < d.Generation {
			unheard = append(unheard, d)
		}
	}
	if len(unheard) > 0 {
		j.tell(unheard...)
	}
}

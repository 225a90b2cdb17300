package queue

import (
	"context"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/rows"
)

// Queues are a store's: all but MVCCGC, which needs to know who reads. Safe for concurrent use.
type Queues struct {
	work *stop.Group
	all  []*Queue

	wakes       *wakes
	splits      *splits
	directory   *directoryRows
	merges      *merges
	replicas    *replicaGC
	leases      *leases
	consistency *consistency
	leftovers   *Queue
}

// NewQueues returns queues in which nothing is done yet.
func NewQueues(o Options) *Queues {
	// Each queue is made of the same options; leases and consistency get the group, too, since they start
	// goroutines of their own that Stop waits for.
	q := &Queues{
		work: stop.New(), wakes: newWakes(&o), splits: newSplits(&o), directory: newDirectoryRows(&o),
		merges: newMerges(&o), replicas: newReplicaGC(&o), leftovers: newLeftovers(o.DropSnapshots),
	}
	q.leases = newLeases(&o, q.work)
	q.consistency = newConsistency(&o, q.leases, q.work)
	q.all = []*Queue{q.wakes.queue, q.splits.queue, q.directory.queue, q.merges.queue, q.replicas.queue, q.leftovers, q.leases.queue}
	// Without an interval the queue is not started: check still compares on request.
	if o.CheckEvery > 0 {
		q.all = append(q.all, q.consistency.queue)
	}
	return q
}

// Start has the work begin.
func (q *Queues) Start() {
	for _, x := range q.all {
		x.Start(q.work)
	}
}

// Cancel has the work end soon. It does not wait.
func (q *Queues) Cancel() { q.work.Cancel() }

// Stop ends the work, and returns when what is under way has ended. The store has stopped taking
// proposals before: something may wait for one.
func (q *Queues) Stop() { q.work.Stop() }

// Stats returns the figures of each queue.
func (q *Queues) Stats() (all []Stats) {
	for _, x := range q.all {
		all = append(all, x.Stats())
	}
	return all
}

// What follows adds to queues. Who says it is not held up (Q4).

// Split says that a range has become two here: the new one is loaded, and the directory told.
func (q *Queues) Split(left, right *descriptor.Range) {
	q.directory.tell(left, right)
	q.wakes.queue.Add(right.ID, 0)
}

// Tell has the directory told of a range, unless it knows.
func (q *Queues) Tell(d *descriptor.Range) { q.directory.tell(d) }

// Merged says that a range has taken in the one that was to its right: it was old before.
func (q *Queues) Merged(old, merged *descriptor.Range) {
	q.directory.tell(merged)
	q.directory.forget(rows.Boundary{End: old.End, Generation: merged.Generation})
}

// Sweep has the directory forget the boundaries inside of a merged range: the holder of the
// lease in which they went may not have come to it.
func (q *Queues) Sweep(d *descriptor.Range) { q.directory.sweep(d) }

// Grown has a range's size looked at.
func (q *Queues) Grown(rangeID uint64) { q.splits.addGrown(rangeID) }

// Busy has a range's load judged.
func (q *Queues) Busy(rangeID uint64, l Load) { q.splits.addBusy(rangeID, l) }

// Frozen sees to it that a range's freeze, which has come just now, ends.
func (q *Queues) Frozen(rangeID uint64) { q.merges.queue.Add(rangeID, thawAfter) }

// Gone has a replica removed that its range may not have any more.
func (q *Queues) Gone(rangeID uint64) { q.replicas.queue.Add(rangeID, 0) }

// Broken has a replica looked after that is out of service.
func (q *Queues) Broken(rangeID uint64) { q.replicas.queue.Add(rangeID, BrokenPoll) }

// SnapshotBroke says that a snapshot broke off on its way here.
func (q *Queues) SnapshotBroke() { q.leftovers.Add(theStore, 0) }

// Hash has this replica hash its state as it is now, and tell the leaseholder, who has asked for it by
// a check. last: nothing was applied with the entry that asks that comes after it. Called by the log
// writer, which applies nothing meanwhile.
func (q *Queues) Hash(r Range, checkID uint64, last bool) { q.consistency.hash(r, checkID, last) }

// What follows does on request what queues do, and returns when it is done.

// Merge joins the range with the one to its right, and returns the merged one. It is
// refused where the range's generation is another, with ErrMerge where the two don't fit
// together, and with ErrNotLeading where a lease is not here.
func (q *Queues) Merge(ctx context.Context, leftID, generation uint64) (*descriptor.Range, error) {
	return q.merges.merge(ctx, leftID, generation)
}

// Transfer hands the lease of a range to the replica on another store (0: any voter's that is caught
// up). It fails with ErrNotLeading, and with consensus.ErrTransfer where nobody can take it.
func (q *Queues) Transfer(ctx context.Context, rangeID uint64, to uint32) error {
	return q.leases.transfer(ctx, rangeID, to, successorTimeout)
}

// Drain hands over the leases of all ranges with replicas elsewhere, and returns how many of them are
// still here: those that nobody else can take. It tries again for a while, as long as some
// voter elsewhere answers that gives no leases away itself: one that has just been started
// follows soon. It ends early with the context.
func (q *Queues) Drain(ctx context.Context) (left int) { return q.leases.drain(ctx) }

// Draining reports whether a Drain has begun.
func (q *Queues) Draining() bool { return q.leases.draining.Load() }

// Check has all replicas of a range that is served here compare what they hold. It fails with
// ErrUndecided, ErrTied, ErrNotLeading or ErrClosed.
func (q *Queues) Check(ctx context.Context, rangeID uint64) error {
	return q.consistency.check(ctx, rangeID)
}

// ResolveTie ends a tie of a range that is led here: somebody has decided that one store's
// replica is right. The others are to be replaced. Without a tie, or a voter there, it does
// nothing.
func (q *Queues) ResolveTie(ctx context.Context, rangeID uint64, right uint32) error {
	return q.consistency.resolveTie(ctx, rangeID, right)
}

// Compared is how many replicas of ranges that were led here have been compared, since the
// start.
func (q *Queues) Compared() uint64 { return q.consistency.compared.Load() }

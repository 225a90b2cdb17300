package queue

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/base/retry"
	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/range/consensus"
)

// leases hands leases over to other stores: on request, all of them when the store drains or its disk
// has no room for more writes, and that of a replica which is to be replaced. The queue has the ranges
// of the last kind, and the store itself while its disk is full.
//
// A disk that stalls needs nobody: promises are renewed with a sync, so that they, and the
// leases that rest on them, run out by themselves.
type leases struct {
	o        *Options
	queue    *Queue
	work     *stop.Group
	draining atomic.Bool
}

// ErrNotLeading says that this store does not hold the lease.
var ErrNotLeading = errors.New("store: the lease is not here")

const (
	// leaseLookEvery is the pause between two looks at the disk.
	leaseLookEvery = time.Second
	// leaseTimeout is how long leases are handed over at a time while the disk is full, or one is.
	leaseTimeout = 10 * time.Second
	// drainAtOnce is how many leases go over at once.
	drainAtOnce = 8
	// drainTimeout is how long a drain looks for somebody to take the leases: what a store
	// that has just been started needs to follow, and no more than an expiry costs.
	drainTimeout = 3 * time.Second
	// drainPoll is how often a drain looks whether a lease has gone, and the first pause between two
	// tries; drainPauseMax is the longest.
	drainPoll     = 5 * time.Millisecond
	drainPauseMax = 100 * time.Millisecond
	// successorTimeout is how long a transfer waits for a replica that can take the lease over:
	// those of a range that was just split, or has just come, are not known to follow yet.
	successorTimeout = 500 * time.Millisecond
)

// newLeases makes the queue; it looks at all leases every leaseLookEvery.
func newLeases(o *Options, work *stop.Group) *leases {
	l := &leases{o: o, work: work}
	l.queue = New(Job{Name: "lease", Work: l.relieve, Look: l.look, LookEvery: leaseLookEvery, Pace: Pace{Timeout: leaseTimeout}})
	return l
}

// look has leases handed over while the disk is full: who leads takes writes. It comes every second, so that
// those that could not go, or have come back, go then.
func (l *leases) look(context.Context) {
	if errors.Is(l.o.Engine.Writable(), engine.ErrFull) {
		l.queue.Add(theStore, 0)
	}
}

// relieve hands over one lease, or all of them for theStore. Errors of single ranges are logged by handOver.
// The time that it returns is none: what could not go is looked at again by look, or by whoever finds the replica wrong.
func (l *leases) relieve(ctx context.Context, rangeID uint64) (time.Duration, error) {
	if rangeID == theStore {
		l.handOut(ctx)
		return 0, nil
	}
	err := l.transfer(ctx, rangeID, 0, successorTimeout)
	if err != nil && !errors.Is(err, context.Canceled) {
		l.o.Log.Warn("the lease stays at a replica that is to be replaced", "range", rangeID, "error", err)
	}
	return 0, err
}

// transfer hands a lease over to a store, 0: to any. It waits so long for a replica which can take it.
// Errors: ErrNotLeading; consensus.ErrTransfer where nobody could take it within timeout; HandOver's own.
func (l *leases) transfer(ctx context.Context, rangeID uint64, to uint32, timeout time.Duration) error {
	r, ok := l.o.Store.Replica(rangeID)
	if !ok {
		return ErrNotLeading
	}
	// What serves is taken once: HandOver ends this very lease, and fails where it is another by then.
	rep := r.Serving()
	if rep == nil {
		return ErrNotLeading
	}
	target, err := l.awaitSuccessor(ctx, r, to, timeout)
	if err != nil {
		return err
	}
	return r.HandOver(ctx, rep, target)
}

// drain hands over all leases, and returns how many of them are still here.
// It gives up at once where nobody is left to take a lease: the last node of a cluster stops like any other.
func (l *leases) drain(ctx context.Context) (left int) {
	// First: what others hear of this store from now on says that it takes no leases (Tired).
	l.draining.Store(true)
	until := time.Now().Add(drainTimeout)
	for pauses := (retry.Policy{First: drainPoll, Longest: drainPauseMax}).Begin(); ; {
		l.handOut(ctx)
		left = l.leftHere(ctx)
		if left == 0 || ctx.Err() != nil || !l.haveHeirs() || time.Now().After(until) {
			return left
		}
		if pauses.Sleep(ctx) != nil {
			return left
		}
	}
}

// haveHeirs reports whether a lease that is still here has somebody to go to.
// Nobody's lag counts: who is behind may catch up within a drain.
func (l *leases) haveHeirs() bool {
	for _, r := range l.o.Store.Replicas() {
		// One is enough to go on: the next round finds out for each.
		if r.Leased() && l.hasHeir(r, 0) {
			return true
		}
	}
	return false
}

// hasHeir reports whether the range has a voter on a store (to, unless that is 0) that
// supports this one and would take leases.
// Tired ones are passed over only where nobody has named a store: an operator's word is stronger.
func (l *leases) hasHeir(r Range, to uint32) bool {
	view, now := l.o.Liveness.View(), l.o.Clock.Now().Timestamp()
	for _, x := range r.Descriptor().Replicas {
		// VotesNew: who leaves with the joint configuration would have to hand the lease on at once.
		if x.StoreID == l.o.StoreID || !x.VotesNew() || to != 0 && x.StoreID != to || to == 0 && l.o.Liveness.IsTired(x.StoreID) {
			continue
		}
		if _, until := view.SupportedBy(x.StoreID); until > now {
			return true
		}
	}
	return false
}

// awaitSuccessor picks the replica that the lease goes to.
func (l *leases) awaitSuccessor(ctx context.Context, r Range, to uint32, timeout time.Duration) (uint64, error) {
	// Only ErrTransfer is waited out, and only while there is an heir at all: that nobody is left does not
	// change by waiting.
	for until := time.Now().Add(timeout); ; {
		target, err := l.successor(ctx, r, to)
		// A timeout of 0 is one try.
		if err == nil || !errors.Is(err, consensus.ErrTransfer) || !time.Now().Before(until) || !l.hasHeir(r, to) {
			return target, err
		}
		if e := stop.Sleep(ctx, drainPoll); e != nil {
			return 0, err
		}
	}
}

// successor picks the replica that the lease can go to now.
func (l *leases) successor(ctx context.Context, r Range, to uint32) (uint64, error) {
	all, err := r.Progress(ctx)
	if err != nil {
		return 0, err
	}
	d := r.Descriptor()
	view, now := l.o.Liveness.View(), l.o.Clock.Now().Timestamp()
	best := consensus.Progress{}
	for _, p := range all {
		x, ok := d.ReplicaByID(p.Replica)
		if !ok || !x.VotesNew() || !p.Active || !p.Follows || to != 0 && x.StoreID != to {
			continue
		}
		if to == 0 && l.o.Liveness.IsTired(x.StoreID) {
			continue
		}
		if _, until := view.SupportedBy(x.StoreID); until <= now {
			continue // it is silent, or its clock is not well: it would not campaign (T16)
		}
		// The one with the longest log has least to catch up with while nobody serves.
		if best.Replica == 0 || p.Match > best.Match {
			best = p
		}
	}
	if best.Replica == 0 {
		return 0, fmt.Errorf("%w: no replica of range %d can take it over", consensus.ErrTransfer, d.ID)
	}
	return best.Replica, nil
}

// leftHere counts the leases that are here, waiting for those on their way.
// A lease on its way is Leased and not Serving: it counts only once its transfer has failed.
func (l *leases) leftHere(ctx context.Context) (left int) {
	for _, r := range l.o.Store.Replicas() {
		for r.Leased() && r.Serving() == nil && ctx.Err() == nil { // on its way
			if stop.Sleep(ctx, drainPoll) != nil {
				break
			}
		}
		if r.Leased() {
			left++
		}
	}
	return left
}

// handOut tries to hand over all leases of ranges with replicas elsewhere, some at once. It returns with
// the context at the latest; what is under way then ends by itself.
func (l *leases) handOut(ctx context.Context) {
	// places bounds how many go at once; over is closed when all have ended.
	places, over := make(chan struct{}, drainAtOnce), make(chan struct{})
	var wg sync.WaitGroup
	for _, r := range l.o.Store.Replicas() {
		if !r.Leased() || r.Serving() == nil {
			continue
		}
		select {
		case places <- struct{}{}:
		case <-ctx.Done():
			return
		}
		wg.Add(1)
		if !l.work.Go(func(stopping context.Context) {
			defer func() { <-places }()
			defer wg.Done()
			l.handOver(ctx, stopping, r.ID())
		}) {
			return
		}
	}
	if !l.work.Go(func(context.Context) { defer close(over); wg.Wait() }) {
		return
	}
	select {
	case <-over:
	case <-ctx.Done():
	}
}

// handOver hands one of all leases over, until either context ends. What fails is tried again as one
// of all.
func (l *leases) handOver(ctx, stopping context.Context, rangeID uint64) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	// Of who asked and of the group's own end: the first to end ends it.
	defer context.AfterFunc(stopping, cancel)()
	if err := l.transfer(ctx, rangeID, 0, 0); err != nil {
		l.o.Log.Info("lease not handed over", "range", rangeID, "error", err)
	}
}

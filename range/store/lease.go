package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/raftnet"
	"github.com/isochrondb/isochron/range/replica"
)

// RevokeLease ends the lease of a range and takes a new one in a higher term.
//
// Graceful is a transfer: what was proposed is applied first, then marks and
// locks go over to the new lease. Otherwise it is as after a crash of the range
// alone: locks are lost, what was proposed is unknown to its proposers and may
// still be applied, and the replica is read from the disk again.
//
//	graceful, with peers      TransferLease to anybody
//	graceful, alone           suspend ─► HandOver: a new term with marks and locks
//	not graceful              suspend ─► crash: Stop, close, wake
//
// It returns when somebody serves again, as far as is known here. Requests wait
// meanwhile.
func (s *Store) RevokeLease(ctx context.Context, rangeID uint64, graceful bool) error {
	rh := s.ranges.get(rangeID)
	if rh == nil {
		return fmt.Errorf("store: no range %d here", rangeID)
	}
	rep, err := rh.ready(ctx)
	if err != nil {
		return err
	}
	// With peers the lease has an end, and another store can take it.
	if rh.Bounded() != nil && graceful {
		return s.TransferLease(ctx, rangeID, 0)
	}
	if !rh.suspend(rep) {
		return nil // somebody else is at it
	}
	if graceful {
		if err = s.loop.HandOver(rh.Range); err != nil {
			rh.resume(rep) // it goes on under the lease that it has
			return notLeading(err)
		}
	} else if err = rh.crash(rep); err != nil {
		rh.turn(broken, err)
		return err
	}
	_, err = rh.ready(ctx)
	if _, elsewhere := errors.AsType[*kvpb.RetryElsewhere](err); elsewhere {
		return nil // another serves it now
	}
	return err
}

// TransferLease hands the lease of a range to the replica on another store (0: any
// voter's that is caught up): what is under way is finished, the end of the lease is
// logged with its marks and locks, and the other campaigns at once. It returns when
// the other leads, as far as this store can tell. Requests wait for it, and
// are then told where to go.
func (s *Store) TransferLease(ctx context.Context, rangeID uint64, to uint32) error {
	return s.queues.Transfer(ctx, rangeID, to)
}

// HandOver implements queue.Range.
// After Revoke the log says that the lease has ended; Transfer may still fail, and
// then the range elects.
func (rh *handle) HandOver(ctx context.Context, rep *replica.Replica, to uint64) error {
	s := rh.store
	if !s.stopsServing(rh, rep) {
		return ErrNotLeading // somebody else is at it
	}
	if err := rep.Revoke(ctx); err != nil {
		// Frozen or not, the lease is over soon: it is not extended, or ended already.
		rh.resume(rep)
		return err
	}
	return s.loop.Transfer(rh.Range, to)
}

// Drain hands over the leases of all ranges with peers, and returns how many of them are
// still here: those that nobody else can take. It tries again for a while, as long as some
// voter elsewhere answers that gives no leases away itself: one that has just been started
// follows soon. It ends early with the context. Other stores pass no lease to this one
// from now on.
func (s *Store) Drain(ctx context.Context) (left int) { return s.queues.Drain(ctx) }

// Tired reports whether this store would rather not get leases: its disk has no room for
// more writes, or it drains.
// It is told to others with support (range/storeliveness), who then pass it no
// lease.
func (s *Store) Tired() bool {
	return s.queues.Draining() || errors.Is(s.o.Engine.Writable(), engine.ErrFull)
}

// LeaseLength is how long a lease lasts that is not renewed. Safe for concurrent use.
func (s *Store) LeaseLength() time.Duration { return s.liveness.Length() }

// resume undoes suspend.
// Where the lease was lost meanwhile, or the replica is another, nothing is
// undone.
func (rh *handle) resume(rep *replica.Replica) {
	rh.mu.Lock()
	defer rh.mu.Unlock()
	// Lost while it was suspended (turn), or loaded anew: what came since counts.
	if rh.state != waking || rh.rep != rep {
		return
	}
	close(rh.turned)
	rh.state = serving
	rh.serving.Store(rep)
}

// ChangeReplicas changes who holds copies of a range, and who of them votes: one
// step of a change (a learner comes, or goes; one learner becomes a voter; voters
// come and go by way of a joint configuration, which is then left). It is refused where the
// range's generation is another, and with consensus.ErrConfUnsupported,
// ErrConfPending or ErrConfBehind for a while.
//
// Stores that come are met first: their promises are part of what the lease needs
// afterwards.
func (s *Store) ChangeReplicas(ctx context.Context, rangeID, generation uint64, to []descriptor.Replica) (*descriptor.Range, error) {
	rh := s.ranges.get(rangeID)
	if rh == nil {
		return nil, ErrNotLeading
	}
	rep, err := rh.ready(ctx)
	if err != nil {
		return nil, err
	}
	for _, x := range to {
		if x.StoreID != s.ident.StoreID {
			s.liveness.Meet(raftnet.Peer{NodeID: x.NodeID, StoreID: x.StoreID})
		}
	}
	d, err := rep.ChangeReplicas(ctx, generation, to)
	s.o.CodeProbes.HitIf(err == nil && d.Joint(), "replicas change by way of a joint configuration")
	return d, err
}

// suspend makes requests wait for the next lease.
// False: the lease has gone, or somebody else suspends it.
func (rh *handle) suspend(rep *replica.Replica) bool {
	rh.mu.Lock()
	defer rh.mu.Unlock()
	// rep as well as the state: it may serve again by another replica, loaded since the caller looked.
	if rh.state != serving || rh.rep != rep {
		return false
	}
	rh.setWakingLocked()
	rh.serving.Store(nil)
	return true
}

// crash drops the range's memory, and wakes it from what is on the disk.
// For tests of what a crash of a range alone does. The handle stays suspended from
// before Stop to wake.
func (rh *handle) crash(rep *replica.Replica) error {
	if err := rh.store.loop.Stop(rh.Range); err != nil {
		return err
	}
	rh.mu.Lock()
	mine := rh.rep == rep // else the store closes, and it too
	if mine {
		rh.rep = nil
		if rh.state == following || rh.state == serving { // the lease was lost, or won anew, before it was stopped
			rh.setWakingLocked()
			rh.serving.Store(nil)
			rh.Unbound()
		}
	}
	rh.mu.Unlock()
	if !mine {
		return ErrClosed
	}
	rep.EndLease()
	rep.Close()
	rh.wake()
	return nil
}

package store

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/consensus"
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
func (s *Store) RevokeLease(ctx context.Context, rangeID uint64, graceful bool) error {
	sl := s.ranges.get(rangeID)
	if sl == nil {
		return fmt.Errorf("store: no range %d here", rangeID)
	}
	rep, err := sl.ready(ctx)
	if err != nil {
		return err
	}
	if sl.Bounded() != nil && graceful {
		return s.TransferLease(ctx, rangeID, 0)
	}
	if !sl.suspend(rep) {
		return nil // somebody else is at it
	}
	if graceful {
		err = s.loop.HandOver(sl.Range)
	} else {
		err = sl.crash(rep)
	}
	if err != nil {
		sl.turn(broken, err)
		return err
	}
	_, err = sl.ready(ctx)
	if _, elsewhere := errors.AsType[*kvpb.RetryElsewhere](err); elsewhere && s.o.Transport != nil {
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
	return s.transferLease(ctx, rangeID, to, successorPatience)
}

// transferLease is TransferLease that waits so long for a replica which can take the lease.
func (s *Store) transferLease(ctx context.Context, rangeID uint64, to uint32, patience time.Duration) error {
	sl := s.ranges.get(rangeID)
	if sl == nil || s.o.Transport == nil {
		return ErrNotLeading
	}
	rep := sl.serving.Load()
	if rep == nil {
		return ErrNotLeading
	}
	target, err := sl.awaitSuccessor(ctx, to, patience)
	if err != nil {
		return err
	}
	if !s.o.Planted.RevokedServes && !sl.suspend(rep) {
		return ErrNotLeading // somebody else is at it
	}
	if err := rep.Revoke(ctx); err != nil {
		// Frozen or not, the lease is over soon: it is not extended, or ended already.
		sl.resume(rep)
		return err
	}
	return s.loop.Transfer(sl.Range, target)
}

// drainAtOnce is how many leases go over at once.
const drainAtOnce = 8

// Drain hands over the leases of all ranges with peers, and returns how many of them are
// still here: those that nobody else can take. It tries again for a while, as long as some
// voter elsewhere answers that gives no leases away itself: one that has just been started
// follows soon. It ends early with the context. Other stores pass no lease to this one
// from now on.
func (s *Store) Drain(ctx context.Context) (left int) {
	s.draining.Store(true)
	until := time.Now().Add(drainPatience)
	for pause := drainPoll; ; pause = min(2*pause, drainPauseMax) {
		s.handOut(ctx)
		left = s.ledStill(ctx)
		if left == 0 || ctx.Err() != nil || !s.hasHeirs() || time.Now().After(until) {
			return left
		}
		if stop.Sleep(ctx, pause) != nil {
			return left
		}
	}
}

const (
	// drainPatience is how long a drain looks for somebody to take the leases: what a store
	// that has just been started needs to follow, and no more than an expiry costs.
	drainPatience = 3 * time.Second
	// drainPauseMax is the longest pause between two tries.
	drainPauseMax = 100 * time.Millisecond
)

// hasHeirs reports whether a range that is still led here has somebody to go to.
func (s *Store) hasHeirs() bool {
	for _, sl := range s.ranges.all() {
		if sl.Bounded() != nil && sl.hasHeir(0) {
			return true
		}
	}
	return false
}

// hasHeir reports whether the range has a voter on a store (to, unless that is 0) that
// supports this one and would take leases.
func (sl *slot) hasHeir(to uint32) bool {
	s := sl.store
	view, now := s.liveness.View(), s.o.Clock.Now().Timestamp()
	for _, x := range sl.Descriptor().Replicas {
		if x.StoreID == s.ident.StoreID || !x.VotesNew() || to != 0 && x.StoreID != to || to == 0 && s.liveness.IsTired(x.StoreID) {
			continue
		}
		if _, until := view.SupportedBy(x.StoreID); until > now {
			return true
		}
	}
	return false
}

// successorPatience is how long a transfer waits for a replica that can take the lease over:
// those of a range that was just split, or has just come, are not known to follow yet.
const successorPatience = 500 * time.Millisecond

// awaitSuccessor picks the replica that the lease goes to.
func (sl *slot) awaitSuccessor(ctx context.Context, to uint32, patience time.Duration) (uint64, error) {
	for until := time.Now().Add(patience); ; {
		target, err := sl.successor(ctx, to)
		if err == nil || !errors.Is(err, consensus.ErrTransfer) || !time.Now().Before(until) || !sl.hasHeir(to) {
			return target, err
		}
		if e := stop.Sleep(ctx, drainPoll); e != nil {
			return 0, err
		}
	}
}

// ledStill counts the leases that are here, waiting for those on their way.
func (s *Store) ledStill(ctx context.Context) (left int) {
	for _, sl := range s.ranges.all() {
		for sl.Bounded() != nil && sl.serving.Load() == nil && ctx.Err() == nil { // on its way
			if stop.Sleep(ctx, drainPoll) != nil {
				break
			}
		}
		if sl.Bounded() != nil {
			left++
		}
	}
	return left
}

// handOut tries to hand over all leases of ranges with peers, some at once. It returns with
// the context at the latest; what is under way then ends by itself.
func (s *Store) handOut(ctx context.Context) {
	places, over := make(chan struct{}, drainAtOnce), make(chan struct{})
	var wg sync.WaitGroup
	for _, sl := range s.ranges.all() {
		if sl.Bounded() == nil || sl.serving.Load() == nil {
			continue
		}
		select {
		case places <- struct{}{}:
		case <-ctx.Done():
			return
		}
		wg.Add(1)
		started := s.background(func() {
			defer func() { <-places }()
			defer wg.Done()
			if err := s.transferLease(ctx, sl.ID, 0, 0); err != nil { // it is tried again as one of all
				s.o.Log.Info("lease not handed over", "range", sl.ID, "error", err)
			}
		})
		if !started {
			return
		}
	}
	if !s.background(func() { defer close(over); wg.Wait() }) {
		return
	}
	select {
	case <-over:
	case <-ctx.Done():
	}
}

// drainPoll is how often a drain looks whether a lease has gone.
const drainPoll = 5 * time.Millisecond

// successor picks the replica that the lease can go to now.
func (sl *slot) successor(ctx context.Context, to uint32) (uint64, error) {
	progress, err := sl.store.loop.Progress(ctx, sl.Range)
	if err != nil {
		return 0, err
	}
	d := sl.Descriptor()
	view, now := sl.store.liveness.View(), sl.store.o.Clock.Now().Timestamp()
	best := consensus.Progress{}
	for _, p := range progress {
		peer, ok := peerOf(d, p.Replica)
		x, _ := d.Replica(peer.StoreID)
		if !ok || !x.VotesNew() || !p.Active || !p.Follows || to != 0 && x.StoreID != to {
			continue
		}
		if to == 0 && sl.store.liveness.IsTired(x.StoreID) {
			continue
		}
		if _, until := view.SupportedBy(x.StoreID); until <= now {
			continue // it is silent, or its clock is not well: it would not campaign (T16)
		}
		if best.Replica == 0 || p.Match > best.Match {
			best = p
		}
	}
	if best.Replica == 0 {
		return 0, fmt.Errorf("%w: no replica of range %d can take it over", consensus.ErrTransfer, sl.ID)
	}
	return best.Replica, nil
}

// resume undoes suspend.
func (sl *slot) resume(rep *replica.Replica) {
	sl.mu.Lock()
	defer sl.mu.Unlock()
	if sl.state != waking || sl.rep != rep {
		return
	}
	close(sl.turned)
	sl.state = serving
	sl.serving.Store(rep)
}

// ChangeReplicas changes who holds copies of a range, and who of them votes: one
// step of a change (a learner comes, or goes; one learner becomes a voter; voters
// come and go by way of a joint configuration, which is then left). It is refused where the
// range's generation is another, and with consensus.ErrConfUnsupported,
// ErrConfPending or ErrConfBehind for a while.
func (s *Store) ChangeReplicas(ctx context.Context, rangeID, generation uint64, to []descriptor.Replica) (*descriptor.Range, error) {
	sl := s.ranges.get(rangeID)
	if sl == nil || s.o.Transport == nil {
		return nil, ErrNotLeading
	}
	rep, err := sl.ready(ctx)
	if err != nil {
		return nil, err
	}
	for _, x := range to {
		if x.StoreID != s.ident.StoreID {
			s.liveness.Meet(raftnet.Peer{NodeID: x.NodeID, StoreID: x.StoreID})
		}
	}
	d, err := rep.ChangeReplicas(ctx, generation, to)
	s.o.Reach.HitIf(err == nil && d.Joint(), "replicas change by way of a joint configuration")
	return d, err
}

// suspend makes requests wait for the next lease.
func (sl *slot) suspend(rep *replica.Replica) bool {
	sl.mu.Lock()
	defer sl.mu.Unlock()
	if sl.state != serving || sl.rep != rep {
		return false
	}
	sl.setWakingLocked()
	sl.serving.Store(nil)
	return true
}

// crash drops the range's memory, and wakes it from what is on the disk.
func (sl *slot) crash(rep *replica.Replica) error {
	if err := sl.store.loop.Stop(sl.Range); err != nil {
		return err
	}
	sl.mu.Lock()
	mine := sl.rep == rep // else the store closes, and it too
	if mine {
		sl.rep = nil
	}
	sl.mu.Unlock()
	if !mine {
		return ErrClosed
	}
	rep.EndLease()
	rep.Close()
	sl.wake()
	return nil
}

package store

import (
	"context"
	"fmt"

	"github.com/isochrondb/isochron/range/consensus"
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
	if !sl.suspend(rep) {
		return nil // somebody else is at it
	}
	if graceful {
		err = s.writer.call(item{kind: itemHandOver, slot: sl})
	} else {
		err = sl.crash(rep)
	}
	if err != nil {
		sl.turn(broken, err)
		return err
	}
	_, err = sl.ready(ctx)
	return err
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
	if err := sl.store.writer.call(item{kind: itemStop, slot: sl}); err != nil {
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

// handOver gives a group a new term. Nothing of it is in flight.
func (w *writer) handOver(sl *slot) error {
	if w.refuse != nil {
		return w.refuse
	}
	old := sl.w.group
	if old == nil {
		return fmt.Errorf("store: range %d has no lease", sl.id)
	}
	self, _ := sl.descriptor().Replica(w.store.ident.StoreID)
	var g *consensus.Group
	var err error
	if w.store.o.Courier != nil {
		g, err = sl.newPeered(old.Log(), old.Applied(), self, sl.descriptor(), old.Voter())
	} else {
		g, err = consensus.New(consensus.Options{
			RangeID: sl.id, ReplicaID: self.ID, Log: old.Log(), Applied: old.Applied(),
			CacheBytes: w.store.o.EntryCacheBytes, LogBytesMax: w.store.o.LogBytesMax,
		})
	}
	if err != nil {
		return err
	}
	if sl.w.lease != nil {
		sl.w.lease.ended.Store(true)
	}
	sl.mu.Lock()
	sl.handover = sl.rep.HandOver()
	sl.mu.Unlock()
	sl.w.group = g
	w.touch(sl)
	w.again = true
	return nil
}

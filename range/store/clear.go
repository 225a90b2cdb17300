package store

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/raftnet"
	"github.com/isochrondb/isochron/range/replica/raftsnap"
	"github.com/isochrondb/isochron/range/replica/rangestate"
)

// clearWay halts the replicas here that an incoming state ends: those of ranges that were merged
// into its own, or into one that it came from, and others whose keys it claims, for it was made
// after they were merged away. It adds to the batch what of them the state does not replace.
// The caller retires them, or wakes them again. It fails with raftnet.ErrBusy where one of them may
// be newer than the state, or may still be taken in by a neighbour that lags.
//
//	of a replica here that is not the snapshot's own
//	  merged into the snapshot's range, its neighbour's log is past that       goes
//	  its keys are claimed, and it is older and lies within                    goes
//	  a neighbour here may still take it in, and no key is claimed             stays: that log goes first
//	  anything else that overlaps                                              ErrBusy: the sender comes again
func (s *Store) clearWay(meta *raftsnap.Meta, b engine.Batch) (halted []*handle, err error) {
	d := meta.Descriptor
	for _, rh := range s.ranges.all() { // by key: a left-hand side before those that it has taken in
		x := rh.Descriptor()
		over := bytes.Compare(x.End, d.Start) > 0 && bytes.Compare(d.End, x.Start) > 0
		merged := slices.Contains(meta.Merged, rh.ID())
		// Its own replica is the caller's; all others that neither overlap nor were merged are in nobody's way.
		if rh.ID() == d.ID || !over && !merged {
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
			err = s.clearHandle(rh, d, b)
		}
		if err != nil {
			wakeAll(halted)
			return nil, err
		}
		halted = append(halted, rh)
	}
	return halted, nil
}

// awaited reports whether the left neighbour of x here may come to the entry that takes x in,
// and will look for it then: unless it goes too, is d's, or has come to it.
// The row of rangestate.WriteMerged tells that the neighbour has come to it.
func (s *Store) awaited(x, d *descriptor.Range, going []*handle) (bool, error) {
	// The neighbour as this store knows it, which may be far behind the range that has sent the state.
	l := s.ranges.containing(x.Start.Before())
	if l == nil || l.ID() == d.ID || slices.Contains(going, l) {
		return false, nil
	}
	o := l.Descriptor()
	if !bytes.Equal(o.End, x.Start) {
		return false, nil
	}
	_, has, err := s.o.Engine.Get(keys.Merged(o.Start, x.ID), nil)
	return !has, err
}

// clearHandle halts a replica and adds the removal of what it has beside d's bounds.
// NeverAgain: what was merged away is not made again by an old message.
func (s *Store) clearHandle(rh *handle, d *descriptor.Range, b engine.Batch) error {
	if err := rh.halt(); err != nil {
		return err
	}
	// What lies within d is replaced by the snapshot's own removals.
	err := errors.Join(raftsnap.DestroyBeside(b, rh.Descriptor(), d), rangestate.NeverAgain(b, rh.ID()))
	if err != nil {
		rh.wake()
	}
	return err
}

// wakeAll undoes halt, of each.
func wakeAll(handles []*handle) {
	for _, rh := range handles {
		rh.wake()
	}
}

// retireAll takes replicas that were merged away out of service.
func (s *Store) retireAll(handles []*handle) {
	for _, rh := range handles {
		rh.retire()
		s.ranges.remove(rh)
		s.forgetWrong(rh.ID())
	}
}

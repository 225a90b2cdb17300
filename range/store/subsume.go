package store

import (
	"bytes"
	"slices"

	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/replica"
)

// What follows is the end of a merge (range/queue/merge.go), where a store applies it (range/raftloop).

// Retire implements raftloop.Handler.
func (rh *handle) Retire() (rep *replica.Replica, loaded bool, err error) {
	if rep, loaded = rh.retire(); !loaded {
		rep, err = rh.open()
	}
	return rep, loaded, err
}

// retire takes the handle out of service for good, and returns its replica, if it has one.
// The replica is the caller's to close; the loop has ended its group, or is about
// to.
func (rh *handle) retire() (*replica.Replica, bool) {
	rh.mu.Lock()
	defer rh.mu.Unlock()
	if rh.state == waking {
		close(rh.turned)
	}
	rep := rh.rep
	rh.state, rh.rep = closed, nil
	// A group that is loaded for it meanwhile is dropped by the loop (admit).
	rh.End()
	rh.serving.Store(nil)
	rh.Unbound()
	return rep, rep != nil
}

// takenIn shows that a range has taken its right neighbours in.
func (s *Store) takenIn(left *handle, d *descriptor.Range) {
	for _, rh := range s.ranges.widen(left, d) {
		s.forgetWrong(rh.ID())
	}
}

// widen gives left its new bounds, and removes what lies in them.
// They go in the same hold of the mutex as left grows: each key has one owner at
// any time.
func (t *rangeTable) widen(left *handle, d *descriptor.Range) (gone []*handle) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, rh := range slices.Clone(t.byKey) {
		if x := rh.Descriptor(); rh != left && bytes.Compare(d.Start, x.Start) <= 0 && bytes.Compare(x.End, d.End) <= 0 {
			gone = append(gone, rh)
			t.removeLocked(rh)
		}
	}
	left.SetDescriptor(d)
	return gone
}

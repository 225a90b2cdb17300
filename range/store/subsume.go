package store

import (
	"bytes"
	"slices"

	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/replica"
)

// What follows is the end of a merge (range/queue/merge.go), where a store applies it (range/raftloop).

// Retire implements raftloop.Handler.
func (sl *slot) Retire() (rep *replica.Replica, loaded bool, err error) {
	if rep, loaded = sl.retire(); !loaded {
		rep, err = sl.open()
	}
	return rep, loaded, err
}

// retire takes the slot out of service for good, and returns its replica, if it has one.
func (sl *slot) retire() (*replica.Replica, bool) {
	sl.mu.Lock()
	defer sl.mu.Unlock()
	if sl.state == waking {
		close(sl.turned)
	}
	rep := sl.rep
	sl.state, sl.rep = closed, nil
	sl.End()
	sl.serving.Store(nil)
	sl.Unbound()
	return rep, rep != nil
}

// takenIn shows that a range has taken its right neighbours in.
func (s *Store) takenIn(left *slot, d *descriptor.Range) {
	for _, sl := range s.ranges.widen(left, d) {
		s.forgetWrong(sl.ID())
	}
}

// widen gives left its new bounds, and removes what lies in them.
func (t *rangeTable) widen(left *slot, d *descriptor.Range) (gone []*slot) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, sl := range slices.Clone(t.byKey) {
		if x := sl.Descriptor(); sl != left && bytes.Compare(d.Start, x.Start) <= 0 && bytes.Compare(x.End, d.End) <= 0 {
			gone = append(gone, sl)
			t.removeLocked(sl)
		}
	}
	left.SetDescriptor(d)
	return gone
}

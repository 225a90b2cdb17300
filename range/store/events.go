package store

import (
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/raftloop"
	"github.com/isochrondb/isochron/range/replica"
)

// owner is the store as its loop sees it.
type owner struct{ s *Store }

// Fail implements raftloop.Owner.
func (o owner) Fail(err error) { o.s.fail(err) }

// Failure implements raftloop.Owner.
func (o owner) Failure() error {
	if p := o.s.failed.Load(); p != nil {
		return *p
	}
	return nil
}

// Ranges implements raftloop.Owner.
func (o owner) Ranges() []*raftloop.Range {
	slots := o.s.ranges.all()
	out := make([]*raftloop.Range, len(slots))
	for i, sl := range slots {
		out[i] = sl.Range
	}
	return out
}

// Range implements raftloop.Owner.
func (o owner) Range(id uint64) *raftloop.Range {
	if sl := o.s.ranges.get(id); sl != nil {
		return sl.Range
	}
	return nil
}

// Alone implements raftloop.Owner.
func (o owner) Alone() bool { return o.s.Alone() }

// Handle implements raftloop.Handler: the pump of what the loop says to whoever has to act on it.
func (sl *slot) Handle(e raftloop.Event) {
	s := sl.store
	switch e.Kind {
	case raftloop.Following:
		sl.turn(following, nil)
	case raftloop.Serving:
		sl.serves()
	case raftloop.Broken:
		sl.breaks(e.Err)
	case raftloop.Applied:
		sl.applied(e.Grown)
	case raftloop.Split:
		s.split(sl, e.Split)
	case raftloop.Merged:
		s.merged(sl, e.Range, e.Led)
	case raftloop.Subsumed:
		s.background(e.Old.Close) // it may wait for what waits for the loop
	case raftloop.Frozen:
		s.queues.Frozen(sl.ID())
	case raftloop.Reconfigured:
		sl.SetDescriptor(e.Range)
		s.meet(e.Range)
		if e.Led {
			s.queues.Tell(e.Range)
		}
	case raftloop.Forsaken:
		s.queues.Gone(sl.ID())
	case raftloop.WantsSnapshots:
		s.sendSnapshots(sl, e.Snaps)
	case raftloop.Checked:
		s.checkEntry(sl, e.Check, e.Last)
	}
}

// serves shows that a lease has begun. The former holder may not have come to telling the directory.
func (sl *slot) serves() {
	s := sl.store
	sl.turn(serving, nil)
	if d := sl.Descriptor(); d.Generation > 1 {
		s.queues.Tell(d)
		if sl.rep.TookIn() {
			s.queues.Sweep(d)
		}
	}
}

// applied lets others know that a range has changed.
func (sl *slot) applied(bytes int64) {
	s := sl.store
	s.ticker.add(sl)
	if sl.grown += bytes; sl.grown >= s.o.SizeCheckBytes && s.o.Policy != nil {
		sl.grown = 0
		s.queues.Grown(sl.ID())
	}
	if s.o.Listener != nil {
		s.o.Listener.Applied(sl.Descriptor())
	}
}

// split makes the slot of a new right-hand side. The replica is loaded by the
// queue, or by the first request.
func (s *Store) split(left *slot, sp *replica.SplitApplied) {
	if s.ranges.get(sp.Right.ID) != nil {
		return // replayed after a restart: the right-hand side is here already
	}
	right := newSlot(s, sp.Right)
	right.Inherit(sp.Handover)
	s.ranges.split(left, sp.Left, right)
	if sp.Handover != nil {
		s.queues.Split(sp.Left, sp.Right)
	}
	if f := s.afterSplit.Load(); f != nil && sp.Right.Boundary == descriptor.ByItself {
		(*f)()
	}
}

// merged shows that a range has taken its right neighbours in. led: the lease is here.
func (s *Store) merged(sl *slot, d *descriptor.Range, led bool) {
	old := sl.Descriptor()
	s.takenIn(sl, d)
	if led {
		s.queues.Merged(old, d)
	}
}

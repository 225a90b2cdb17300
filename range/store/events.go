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
	handles := o.s.ranges.all()
	out := make([]*raftloop.Range, len(handles))
	for i, rh := range handles {
		out[i] = rh.Range
	}
	return out
}

// Range implements raftloop.Owner.
func (o owner) Range(id uint64) *raftloop.Range {
	if rh := o.s.ranges.get(id); rh != nil {
		return rh.Range
	}
	return nil
}

// Alone implements raftloop.Owner.
func (o owner) Alone() bool { return o.s.Alone() }

// Handle implements raftloop.Handler: the pump of what the loop says to whoever has to act on it.
//
// It runs on the log writer's goroutine and must not block: what takes time goes
// to a queue or to background. The order of events is that of the log.
func (rh *handle) Handle(e raftloop.Event) {
	s := rh.store
	switch e.Kind {
	// The lease has ended, or was never here.
	case raftloop.Following:
		rh.turn(following, nil)
	case raftloop.Serving:
		rh.serves()
	case raftloop.Broken:
		rh.breaks(e.Err)
	case raftloop.Applied:
		rh.applied(e.Grown)
	case raftloop.Split:
		s.split(rh, e.Split)
	case raftloop.Merged:
		s.merged(rh, e.Range, e.Led)
	case raftloop.Subsumed:
		s.background(e.Old.Close) // it may wait for what waits for the loop
	case raftloop.Frozen:
		s.queues.Frozen(rh.ID())
	case raftloop.Reconfigured:
		rh.SetDescriptor(e.Range)
		s.meet(e.Range)
		s.reconfigured(e.Range)
		if e.Led {
			s.queues.Tell(e.Range)
		}
	case raftloop.Forsaken:
		s.queues.Gone(rh.ID())
	case raftloop.WantsSnapshots:
		s.sendSnapshots(rh, e.Snaps)
	case raftloop.Checked:
		s.checkEntry(rh, e.Check, e.Last)
	}
}

// serves shows that a lease has begun. The former holder may not have come to telling the directory.
// A range that was ever split, merged or moved may have rows that lag; one that
// took others in may have their rows left over (Sweep).
func (rh *handle) serves() {
	s := rh.store
	rh.turn(serving, nil)
	if d := rh.Descriptor(); d.Generation > 1 {
		s.queues.Tell(d)
		if rep := rh.replica(); rep != nil && rep.TookIn() {
			s.queues.Sweep(d)
		}
	}
}

// applied lets others know that a range has changed.
// It is called for each turn of the log writer with entries of the range, also
// where it follows.
func (rh *handle) applied(bytes int64) {
	s := rh.store
	s.ticker.add(rh)
	// By bytes of commands, which is cheap; the queue then asks the engine how large the range is.
	if rh.grown += bytes; rh.grown >= s.o.SizeCheckBytes && s.o.Policy != nil {
		rh.grown = 0
		s.queues.Grown(rh.ID())
	}
	if s.o.Listener != nil {
		s.o.Listener.Applied(rh.Descriptor())
	}
}

// split makes the handle of a new right-hand side. The replica is loaded by the
// queue, or by the first request.
// sp.Handover is nil where the lease of the left-hand side is elsewhere: its
// leaseholder splits the rows of the directory.
func (s *Store) split(left *handle, sp *replica.SplitApplied) {
	if s.ranges.get(sp.Right.ID) != nil {
		// Its descriptor was read from the engine when the store opened.
		return // replayed after a restart: the right-hand side is here already
	}
	right := newHandle(s, sp.Right)
	// Before it is listed: the first request may wake it at once.
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
func (s *Store) merged(rh *handle, d *descriptor.Range, led bool) {
	old := rh.Descriptor()
	s.takenIn(rh, d)
	if led {
		s.queues.Merged(old, d)
	}
}

// reconfigured tells who asked for it that a range with a replica here has other replicas.
func (s *Store) reconfigured(d *descriptor.Range) {
	if s.o.Reconfigured != nil {
		s.o.Reconfigured(d)
	}
}

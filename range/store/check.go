package store

import (
	"bytes"
	"context"
	"slices"
	"sync"

	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/range/replica/replicapb"
)

// A consistency check compares what the replicas of a range hold at one index of
// the log: an entry has each hash its state there, and a second one tells the
// leaseholder's hash. A replica that differs says so; that it is replaced is
// for others to decide. One that applied more together with the first entry has
// no state of that index to hash, and is left out.

// checksMax is how many checks of a range a replica remembers.
const checksMax = 4

// checks is a slot's memory of checks under way.
type checks struct {
	mu  sync.Mutex // guards what is below; a leaf
	all []*check
}

type check struct {
	id        uint64
	own, told []byte
	hashed    chan struct{} // closed when own is there, or never will be
}

// of returns the check of that ID, remembering it.
func (c *checks) of(id uint64) *check {
	for _, x := range c.all {
		if x.id == id {
			return x
		}
	}
	if len(c.all) == checksMax {
		c.all = slices.Delete(c.all, 0, 1)
	}
	x := &check{id: id, hashed: make(chan struct{})}
	c.all = append(c.all, x)
	return x
}

// note takes a hash in, and reports whether both are there and differ.
func (c *checks) note(id uint64, f func(*check)) (differs bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	x := c.of(id)
	f(x)
	return x.own != nil && x.told != nil && !bytes.Equal(x.own, x.told)
}

// CheckConsistency has all replicas of a range that is served here compare what they
// hold. What differs is told by Inconsistent of the store that holds it, and its log.
func (s *Store) CheckConsistency(ctx context.Context, rangeID uint64) error {
	sl := s.ranges.get(rangeID)
	if sl == nil {
		return ErrNotLeading
	}
	rep, err := sl.ready(ctx)
	if err != nil {
		return err
	}
	id := uint64(s.o.Clock.Now())
	if err := rep.Check(ctx, &replicapb.Check{Id: id}); err != nil {
		return err
	}
	sl.checks.mu.Lock()
	x := sl.checks.of(id)
	sl.checks.mu.Unlock()
	select {
	case <-x.hashed:
	case <-ctx.Done():
		return ctx.Err()
	case <-s.ctx.Done():
		return ErrClosed
	}
	sl.checks.mu.Lock()
	own := x.own
	sl.checks.mu.Unlock()
	if own == nil {
		return nil // more was applied with it
	}
	return rep.Check(ctx, &replicapb.Check{Id: id, Sum: own})
}

// Inconsistent returns the ranges whose replica here was found to differ from the
// leaseholder's since the start.
func (s *Store) Inconsistent() []uint64 {
	var out []uint64
	for _, w := range s.Wrong() {
		if w.Differs {
			out = append(out, w.RangeID)
		}
	}
	return out
}

// checkEntry takes in an entry of a check. last: nothing was applied with it that comes
// after it. Called by the writer, which applies nothing meanwhile.
func (s *Store) checkEntry(sl *slot, c *replicapb.Check, last bool) {
	if len(c.Sum) > 0 {
		s.judge(sl, c.Id, func(x *check) { x.told = c.Sum })
		return
	}
	if !last || s.closed.Load() {
		s.judge(sl, c.Id, func(x *check) { close(x.hashed) })
		return
	}
	view := s.o.Engine.NewSnapshot()
	s.background(func() { // the writer runs, so that the store has not ended
		defer view.Close()
		sum, err := replica.Sum(view, sl.id)
		if err != nil {
			s.o.Log.Warn("range could not be hashed", "range", sl.id, "error", err)
			sum = nil
		}
		s.judge(sl, c.Id, func(x *check) {
			x.own = sum
			close(x.hashed)
		})
	})
}

func (s *Store) judge(sl *slot, id uint64, f func(*check)) {
	if !sl.checks.note(id, f) {
		return
	}
	s.o.Log.Error("a replica differs from its leaseholder's", "range", sl.id, "store", s.ident.StoreID)
	s.noteWrong(Wrong{RangeID: sl.id, Replica: sl.self(), Why: "differs from its leaseholder's", Differs: true})
}

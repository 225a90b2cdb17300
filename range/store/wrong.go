package store

import (
	"maps"
	"slices"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/range/replica/replicapb"
)

// A replica that is wrong is out of service, or should be, while the others of its store go
// on: one whose Raft state contradicts itself or a message, one whose log holds what
// can't be applied, one that differs from most others of its range. What is wrong is named and
// kept until whoever places replicas has replaced it; nothing here repairs it.

// Wrong is a replica here that is to be replaced.
// It is told in the store's row (range/rebalancer), by which others replace the
// replica.
type Wrong struct {
	RangeID uint64
	Replica uint64
	Why     string
	Differs bool // from most others of its range, as a consistency check has found; else it is broken
}

// Wrong returns the replicas here that are to be replaced, as far as known since the start.
// The caller owns the slice.
func (s *Store) Wrong() []Wrong {
	s.wrongMu.Lock()
	defer s.wrongMu.Unlock()
	return slices.Clone(s.wrong)
}

// noteWrong keeps one entry for a replica and kind.
func (s *Store) noteWrong(w Wrong) {
	s.wrongMu.Lock()
	defer s.wrongMu.Unlock()
	if !slices.ContainsFunc(s.wrong, func(o Wrong) bool { return o.RangeID == w.RangeID && o.Replica == w.Replica && o.Differs == w.Differs }) {
		s.wrong = append(s.wrong, w)
	}
}

// Tied returns the ranges with a replica here that have stopped, for their replicas agree on
// nothing, and since when.
func (s *Store) Tied() map[uint64]hlc.Timestamp {
	s.wrongMu.Lock()
	defer s.wrongMu.Unlock()
	return maps.Clone(s.tied)
}

// IsTied reports whether a range is one of those.
func (s *Store) IsTied(rangeID uint64) bool {
	s.wrongMu.Lock()
	defer s.wrongMu.Unlock()
	return s.tied[rangeID] != 0
}

// noteTie notes since when a range has stopped; zero: it has not, or goes on.
func (s *Store) noteTie(rangeID uint64, since hlc.Timestamp) {
	s.wrongMu.Lock()
	was := s.tied[rangeID]
	if since != 0 {
		s.tied[rangeID] = since
	} else {
		delete(s.tied, rangeID)
	}
	s.wrongMu.Unlock()
	// Logged without the mutex, and only when it changes: a verdict is applied again after a restart.
	switch {
	case since != 0 && was == 0:
		s.o.Log.Error("range stopped: its replicas differ, and most of them agree on nothing", "range", rangeID, "store", s.ident.StoreID, "since", since.Time())
	case since == 0 && was != 0:
		s.o.Log.Warn("range goes on: which of its replicas are right was decided", "range", rangeID, "store", s.ident.StoreID)
	}
}

// forgetWrong forgets what was wrong with a range's replica: it has gone, or was replaced.
func (s *Store) forgetWrong(rangeID uint64) {
	s.wrongMu.Lock()
	defer s.wrongMu.Unlock()
	delete(s.tied, rangeID)
	s.wrong = slices.DeleteFunc(s.wrong, func(w Wrong) bool { return w.RangeID == rangeID })
}

// isWrong reports whether the replica of a range here is to be replaced.
func (s *Store) isWrong(rangeID uint64) bool {
	s.wrongMu.Lock()
	defer s.wrongMu.Unlock()
	return slices.ContainsFunc(s.wrong, func(w Wrong) bool { return w.RangeID == rangeID })
}

// Differs reports whether the replica of a range here was found to differ from most others.
func (s *Store) Differs(rangeID uint64) bool {
	s.wrongMu.Lock()
	defer s.wrongMu.Unlock()
	return slices.ContainsFunc(s.wrong, func(w Wrong) bool { return w.RangeID == rangeID && w.Differs })
}

func (rh *handle) isBroken() bool {
	rh.mu.Lock()
	defer rh.mu.Unlock()
	return rh.state == broken
}

// breaks puts a handle that could not be loaded, or can't go on, out of service.
// Where the store as a whole has failed, no replica is to blame.
func (rh *handle) breaks(err error) {
	s := rh.store
	rh.turn(broken, err)
	// A store that has failed breaks all its replicas at once, and none of them is to be replaced for that.
	if s.Err() == nil {
		s.o.Log.Error("replica out of service", "range", rh.ID(), "store", s.ident.StoreID, "error", err)
		s.noteWrong(Wrong{RangeID: rh.ID(), Replica: rh.self(), Why: err.Error()})
		s.queues.Broken(rh.ID())
	}
}

// Inconsistent returns the ranges whose replica here was found to differ from most others
// since the start.
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
// after it. Called by the loop, which applies nothing meanwhile.
//
//	an order     to hash what the range holds at this entry (queue)
//	a verdict    which stores differ, or that nobody can tell (a tie)
func (s *Store) checkEntry(rh *handle, c *replicapb.Check, last bool) {
	if !c.Verdict {
		s.queues.Hash(rh, c.Id, last)
		return
	}
	if rep := rh.replica(); rep != nil {
		s.noteTie(rh.ID(), rep.TiedSince())
	}
	if slices.Contains(c.Wrong, s.ident.StoreID) {
		s.o.Log.Error("a replica differs from most others of its range, and is to be replaced", "range", rh.ID(), "store", s.ident.StoreID)
		s.noteWrong(Wrong{RangeID: rh.ID(), Replica: rh.self(), Why: "differs from most others of its range", Differs: true})
	}
}

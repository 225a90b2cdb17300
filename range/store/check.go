package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/distsender"
	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/range/replica/raftsnap"
	"github.com/isochrondb/isochron/range/replica/replicapb"
)

// A consistency check compares what the replicas of a range hold at one index of the log: an
// entry has each hash its state there and tell the leaseholder. What most of the voters hold
// is right, whoever holds the lease:
//
//	most of the voters agree, all others too   nothing: no second entry
//	most of the voters agree, some do not      a second entry names those: their replicas are to be
//	                                           replaced; a leaseholder among them hands the lease over first
//	all were heard, and most agree on nothing  a second entry says so: the range stops everywhere, for
//	                                           whichever replica served would be copied over the others
//	not all were heard, and the others differ  asked again soon; after some times as above
//
// A range that has stopped is compared again, soon, and goes on with the first verdict that
// names who is right: one who was not heard came back, what was read was mended, or an operator
// has decided (ResolveTie).
//
// A replica that applied more together with the first entry has no state of that index to
// hash, and says that.

// checksMax is how many checks of a range a replica remembers.
const checksMax = 4

const (
	// votesPatience is how long a leaseholder waits for the hashes of others, and they try to
	// tell theirs.
	votesPatience = 30 * time.Second
	// undecidedMax is how many checks in a row may find differences without a verdict, because
	// some voter was not heard.
	undecidedMax = 5
)

// checks is a slot's memory of checks under way.
type checks struct {
	mu        sync.Mutex // guards what is below; a leaf
	all       []*check
	undecided int // in a row
}

// check is one that this replica asked for.
type check struct {
	id    uint64
	votes map[uint32][]byte // by store; empty: it has no hash
	news  chan struct{}     // a token: another vote
}

// begin remembers a check that is about to be asked for.
func (c *checks) begin(id uint64) *check {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.all) == checksMax {
		c.all = slices.Delete(c.all, 0, 1)
	}
	x := &check{id: id, votes: map[uint32][]byte{}, news: make(chan struct{}, 1)}
	c.all = append(c.all, x)
	return x
}

// vote takes a hash in. False: nobody asked for it here.
func (c *checks) vote(id uint64, store uint32, sum []byte) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	i := slices.IndexFunc(c.all, func(x *check) bool { return x.id == id })
	if i < 0 {
		return false
	}
	x := c.all[i]
	x.votes[store] = slices.Clone(sum)
	select {
	case x.news <- struct{}{}:
	default:
	}
	return true
}

// heard is a copy of the votes.
func (c *checks) heard(x *check) map[uint32][]byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	out := make(map[uint32][]byte, len(x.votes))
	for s, sum := range x.votes {
		out[s] = sum
	}
	return out
}

// ErrUndecided says that replicas differ, and that too few were heard to say which are wrong.
var ErrUndecided = errors.New("store: replicas differ, and too few of them were heard")

// ErrTied says that a range has stopped, and that nothing is known yet by which it could go on.
var ErrTied = errors.New("store: the range is stopped, for most of its replicas agree on nothing")

// CheckConsistency has all replicas of a range that is served here compare what they
// hold. What is wrong is told by Wrong of the store that holds it, and its log.
func (s *Store) CheckConsistency(ctx context.Context, rangeID uint64) error {
	sl := s.ranges.get(rangeID)
	if sl == nil {
		return ErrNotLeading
	}
	rep, err := sl.ready(ctx)
	if err != nil {
		return err
	}
	if !s.o.Version.Active(version.Guarded) {
		return nil // older builds would take this one's word for it
	}
	id := uint64(s.o.Clock.Now())
	x := sl.checks.begin(id)
	d := rep.Descriptor()
	if err := rep.Check(ctx, &replicapb.Check{Id: id}); err != nil {
		return err
	}
	if err := s.awaitVotes(ctx, sl, x, d); err != nil {
		return err
	}
	heard := sl.checks.heard(x)
	for _, sum := range heard {
		if len(sum) > 0 {
			s.compared.Add(1)
		}
	}
	v := judge(d, heard)
	switch tied := rep.TiedSince() != 0; {
	case tied && v.right == 0:
		return fmt.Errorf("range %d: %w", sl.id, ErrTied)
	case tied:
	case sl.checks.undecidedFor(v):
		return fmt.Errorf("range %d: %w", sl.id, ErrUndecided)
	case !v.tie && len(v.wrong) == 0:
		return nil
	}
	return s.pronounce(ctx, rep, sl.id, v, id)
}

// pronounce has all replicas of a range hear a verdict.
func (s *Store) pronounce(ctx context.Context, rep *replica.Replica, rangeID uint64, v *verdict, id uint64) error {
	if err := rep.Check(ctx, &replicapb.Check{Id: id, Verdict: true, Wrong: v.wrong, Tie: v.tie}); err != nil {
		return err
	}
	if slices.Contains(v.wrong, s.ident.StoreID) {
		return s.TransferLease(ctx, rangeID, v.right)
	}
	return nil
}

// ResolveTie ends a tie of a range that is led here: somebody has decided that one store's
// replica is right. The others are to be replaced. Without a tie, or a voter there, it does
// nothing.
func (s *Store) ResolveTie(ctx context.Context, rangeID uint64, right uint32) error {
	sl := s.ranges.get(rangeID)
	if sl == nil {
		return ErrNotLeading
	}
	rep, err := sl.ready(ctx)
	if err != nil {
		return err
	}
	d := rep.Descriptor()
	x, here := d.Replica(right)
	if rep.TiedSince() == 0 || !here || !x.VotesNew() {
		return nil
	}
	v := &verdict{right: right}
	for i := range d.Replicas {
		if store := d.Replicas[i].StoreID; store != right {
			v.wrong = append(v.wrong, store)
		}
	}
	return s.pronounce(ctx, rep, rangeID, v, uint64(s.o.Clock.Now()))
}

// Compared is how many replicas of ranges that were led here have been compared, since the
// start.
func (s *Store) Compared() uint64 { return s.compared.Load() }

// undecidedFor reports whether a verdict has to wait; it makes v a tie if it has waited enough.
func (c *checks) undecidedFor(v *verdict) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !v.open {
		c.undecided = 0
		return false
	}
	if c.undecided++; c.undecided < undecidedMax {
		return true
	}
	c.undecided, v.tie = 0, true
	return false
}

// awaitVotes returns when all replicas were heard, or have had their time.
func (s *Store) awaitVotes(ctx context.Context, sl *slot, x *check, d *descriptor.Range) error {
	limit := time.NewTimer(votesPatience)
	defer limit.Stop()
	for len(sl.checks.heard(x)) < len(d.Replicas) {
		select {
		case <-x.news:
		case <-limit.C:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		case <-s.ctx.Done():
			return ErrClosed
		}
	}
	return nil
}

// verdict is what the votes say.
type verdict struct {
	wrong []uint32 // stores whose replicas are to be replaced
	right uint32   // a store whose replica agrees with most
	tie   bool     // most agree on nothing
	open  bool     // some differ; who is right depends on who was not heard
}

// judge counts. Learners have no voice, but may be wrong.
func judge(d *descriptor.Range, votes map[uint32][]byte) *verdict {
	voters, heard, sums := 0, 0, map[string]int{}
	for i := range d.Replicas {
		if !d.Replicas[i].VotesNew() {
			continue
		}
		voters++
		if sum := votes[d.Replicas[i].StoreID]; len(sum) > 0 {
			heard++
			sums[string(sum)]++
		}
	}
	right := ""
	for sum, n := range sums {
		if 2*n > voters {
			right = sum
		}
	}
	v := &verdict{}
	if right == "" {
		v.tie, v.open = heard == voters && voters > 0, heard < voters && len(sums) > 1
		return v
	}
	for i := range d.Replicas {
		store := d.Replicas[i].StoreID
		switch sum := string(votes[store]); {
		case sum == "":
		case sum != right:
			v.wrong = append(v.wrong, store)
		case d.Replicas[i].VotesNew() && v.right == 0:
			v.right = store
		}
	}
	return v
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
// after it. Called by the writer, which applies nothing meanwhile.
func (s *Store) checkEntry(sl *slot, c *replicapb.Check, last bool) {
	switch {
	case c.Verdict:
		s.noteTie(sl.id, sl.rep.TiedSince())
		if slices.Contains(c.Wrong, s.ident.StoreID) {
			s.o.Log.Error("a replica differs from most others of its range, and is to be replaced", "range", sl.id, "store", s.ident.StoreID)
			s.noteWrong(Wrong{RangeID: sl.id, Replica: sl.self(), Why: "differs from most others of its range", Differs: true})
		}
		return
	case s.closed.Load():
		return
	case !last:
		s.background(func() { s.tell(sl, c.Id, nil) })
		return
	}
	view := s.o.Engine.NewSnapshot()
	s.background(func() { // the writer runs, so that the store has not ended
		defer view.Close()
		sum, err := raftsnap.Sum(view, sl.id)
		if err != nil {
			s.o.Log.Warn("range could not be hashed", "range", sl.id, "error", err)
			sum = nil
		}
		s.tell(sl, c.Id, sum)
	})
}

// tell tells the leaseholder this replica's hash; nil: there is none.
func (s *Store) tell(sl *slot, id uint64, sum []byte) {
	if sl.checks.vote(id, s.ident.StoreID, sum) || s.o.Routes == nil {
		return
	}
	ctx, cancel := context.WithTimeout(s.ctx, votesPatience)
	defer cancel()
	p := distsender.Pursuit{Routes: s.o.Routes, Pace: distsender.Steady{Min: 10 * time.Millisecond, Max: time.Second}, Insists: true}
	own := func(context.Context, keys.Key) (*descriptor.Range, error) { return sl.descriptor(), nil }
	_ = p.Until(ctx, keys.Key(sl.descriptor().Start), own, func(d *descriptor.Range) error {
		req := &kvpb.StatsRequest{Header: &kvpb.Header{RangeId: d.ID, Generation: d.Generation}, CheckId: id, CheckStore: s.ident.StoreID, CheckSum: sum}
		return s.o.Routes.Server(d).Send(ctx, req, &kvpb.StatsResponse{})
	})
}

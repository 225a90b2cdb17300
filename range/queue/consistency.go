package queue

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/distsender"
	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/range/replica/raftsnap"
	"github.com/isochrondb/isochron/range/replica/replicapb"
)

// consistency compares what the replicas of a range hold at one index of the log: an
// entry has each hash its state there and tell the leaseholder. What most of the voters hold
// is right, whoever holds the lease (votes.go):
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
// has decided (resolveTie).
//
// A replica that applied more together with the first entry has no state of that index to
// hash, and says that.
//
// The queue has all ranges with replicas elsewhere that are led here.
type consistency struct {
	o        *Options
	leases   *leases
	queue    *Queue
	group    *stop.Group
	rng      *rand.Rand    // of the queue
	compared atomic.Uint64 // replicas of ranges that were led here
}

const (
	// compareEvery is the pause between two rounds: one range is compared in each at most.
	compareEvery = time.Second
	// compareTimeout is how long one comparison may take; it goes on at the others.
	compareTimeout = 10 * time.Minute
	// undecidedPause is when replicas are compared again that differ, while some can't be heard.
	undecidedPause = time.Minute
	// votesTimeout is how long a leaseholder waits for the hashes of others, and they try to
	// tell theirs.
	votesTimeout = 30 * time.Second
)

var (
	// ErrUndecided says that replicas differ, and that too few were heard to say which are wrong.
	ErrUndecided = errors.New("store: replicas differ, and too few of them were heard")
	// ErrTied says that a range has stopped, and that nothing is known yet by which it could go on.
	ErrTied = errors.New("store: the range is stopped, for most of its replicas agree on nothing")
)

// rng is the queue's alone: its goroutine calls look.
func newConsistency(o *Options, l *leases, g *stop.Group) *consistency {
	c := &consistency{o: o, leases: l, group: g, rng: rand.New(rand.NewPCG(o.Seed, uint64(o.StoreID)))}
	c.queue = New(Job{
		Name: "consistency", Work: c.work, Look: c.look, LookEvery: compareEvery,
		Pace: Pace{Timeout: compareTimeout, Rest: compareEvery},
	})
	return c
}

// look adds the ranges that have come, spread over the whole interval, and drops those that have gone.
// A replica that differs, and was elected all the same, is to hand the lease over.
func (c *consistency) look(context.Context) {
	held := map[uint64]bool{}
	for _, r := range c.o.Store.Replicas() {
		if !r.Leased() || r.Serving() == nil {
			continue
		}
		id := r.ID()
		held[id] = true
		// Not compared: that it is wrong is known, and what it needs is to lose the lease.
		if c.o.Store.Differs(id) {
			c.leases.queue.Add(id, 0)
			continue
		}
		if c.o.Store.IsTied(id) {
			c.queue.Add(id, min(c.o.CheckEvery, undecidedPause))
		} else if !c.queue.Has(id) {
			c.queue.Add(id, time.Duration(c.rng.Int64N(int64(c.o.CheckEvery))))
		}
	}
	c.queue.Keep(func(id uint64) bool { return held[id] })
}

// work compares a range's replicas once, and says when it is to be done again.
func (c *consistency) work(ctx context.Context, rangeID uint64) (again time.Duration, err error) {
	// Even where it fails it comes again after a whole interval, but for what is undecided: a range that can't
	// be compared now has other worries, and other queues to look after them.
	again = c.o.CheckEvery
	switch err = c.check(ctx, rangeID); {
	case errors.Is(err, ErrUndecided):
		c.o.Log.Error("replicas of a range differ, and which are wrong is not known yet", "range", rangeID, "store", c.o.StoreID)
		again = min(again, undecidedPause)
	case errors.Is(err, ErrTied):
		c.o.Log.Error("replicas of a range that is stopped still agree on nothing", "range", rangeID, "store", c.o.StoreID)
	case err != nil && !c.stopping():
		c.o.Log.Info("range not compared", "range", rangeID, "error", err)
	}
	return again, err
}

// stopping reports whether the queue's work is to end.
func (c *consistency) stopping() bool { return c.group.Context().Err() != nil }

// check has all replicas of a range that is served here compare what they hold.
func (c *consistency) check(ctx context.Context, rangeID uint64) error {
	r, ok := c.o.Store.Replica(rangeID)
	if !ok {
		return ErrNotLeading
	}
	rep, err := r.Ready(ctx)
	if err != nil {
		return err
	}
	if !c.o.Version.Active(version.Guarded) {
		return nil // older builds would take this one's word for it
	}
	// A reading as the check's name: unique on this node, and later ones are greater.
	id := uint64(c.o.Clock.Now())
	// Before the entry is proposed: a vote may come before Check returns.
	x := r.Checks().begin(id)
	d := rep.Descriptor()
	// The entry is applied here, too, which votes through hash as the others do.
	if err := rep.Check(ctx, &replicapb.Check{Id: id}); err != nil {
		return err
	}
	if err := c.awaitVotes(ctx, r, x, d); err != nil {
		return err
	}
	heard := r.Checks().heard(x)
	for _, sum := range heard {
		if len(sum) > 0 {
			c.compared.Add(1)
		}
	}
	v := judge(d, heard)
	// The order of cases: a range that has stopped goes on only by a verdict that names who is right. Then what
	// is open waits, and makes a tie in the end. Agreement needs no second entry.
	switch tied := rep.TiedSince() != 0; {
	case tied && v.right == 0:
		return fmt.Errorf("range %d: %w", rangeID, ErrTied)
	case tied:
	case r.Checks().undecidedFor(v):
		return fmt.Errorf("range %d: %w", rangeID, ErrUndecided)
	case !v.tie && len(v.wrong) == 0:
		return nil
	}
	return c.pronounce(ctx, rep, rangeID, v, id)
}

// awaitVotes returns when all replicas were heard, or have had their time.
func (c *consistency) awaitVotes(ctx context.Context, r Range, x *check, d *descriptor.Range) error {
	limit := time.NewTimer(votesTimeout)
	defer limit.Stop()
	// Heard may hold a store that has left since; then somebody is missing at the verdict, which the count of
	// voters allows for.
	for len(r.Checks().heard(x)) < len(d.Replicas) {
		select {
		case <-x.news:
		case <-limit.C:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		case <-c.group.Stopping():
			return ErrClosed
		}
	}
	return nil
}

// pronounce has all replicas of a range hear a verdict.
func (c *consistency) pronounce(ctx context.Context, rep *replica.Replica, rangeID uint64, v *verdict, id uint64) error {
	if err := rep.Check(ctx, &replicapb.Check{Id: id, Verdict: true, Wrong: v.wrong, Tie: v.tie}); err != nil {
		return err
	}
	// It heard of itself that it is wrong: who takes over holds what most hold.
	if slices.Contains(v.wrong, c.o.StoreID) {
		return c.leases.transfer(ctx, rangeID, v.right, successorTimeout)
	}
	return nil
}

// resolveTie ends a tie of a range that is led here: somebody has decided that one store's
// replica is right.
func (c *consistency) resolveTie(ctx context.Context, rangeID uint64, right uint32) error {
	r, ok := c.o.Store.Replica(rangeID)
	if !ok {
		return ErrNotLeading
	}
	rep, err := r.Ready(ctx)
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
	return c.pronounce(ctx, rep, rangeID, v, uint64(c.o.Clock.Now()))
}

// hash has this replica hash its state as it is now, and tell the leaseholder. last: nothing was applied
// with the entry that asks for it that comes after; else it has no hash. Called by the log writer,
// which applies nothing meanwhile.
func (c *consistency) hash(r Range, checkID uint64, last bool) {
	// Several entries were applied as one batch: the engine never held the state of that index. An empty vote
	// says that this replica was heard.
	if !last {
		c.group.Go(func(ctx context.Context) { c.tell(ctx, r, checkID, nil) })
		return
	}
	// The view is taken here, before the next entry is applied; hashing it takes as long as the range is large.
	view := c.o.Engine.NewSnapshot()
	if !c.group.Go(func(ctx context.Context) {
		defer view.Close()
		sum, err := raftsnap.Sum(view, r.ID())
		if err != nil {
			c.o.Log.Warn("range could not be hashed", "range", r.ID(), "error", err)
			sum = nil
		}
		c.tell(ctx, r, checkID, sum)
	}) {
		_ = view.Close()
	}
}

// tell tells the leaseholder this replica's hash; nil: there is none.
func (c *consistency) tell(ctx context.Context, r Range, checkID uint64, sum []byte) {
	// Either it was asked for here, or there is nobody else to tell.
	// Vote succeeds where the check was asked for: at the leaseholder of then, whoever leads now.
	if r.Checks().Vote(checkID, c.o.StoreID, sum) || len(r.Descriptor().Replicas) == 1 {
		return
	}
	// Nobody waits for the answer; who can't tell it in time counts as not heard.
	ctx, cancel := context.WithTimeout(ctx, votesTimeout)
	defer cancel()
	routes := c.o.Routes
	p := distsender.Pursuit{Routes: routes, Pace: distsender.Steady{Min: 10 * time.Millisecond, Max: time.Second}, Insists: true}
	own := func(context.Context, keys.Key) (*descriptor.Range, error) { return r.Descriptor(), nil }
	_ = p.Until(ctx, r.Descriptor().Start, own, func(d *descriptor.Range) error {
		req := &kvpb.StatsRequest{Header: &kvpb.Header{RangeId: d.ID, Generation: d.Generation}, CheckId: checkID, CheckStore: c.o.StoreID, CheckSum: sum}
		return routes.Server(d).Send(ctx, req, &kvpb.StatsResponse{})
	})
}

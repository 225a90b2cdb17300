package store

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/isochrondb/isochron/range/consensus"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/queue"
	"github.com/isochrondb/isochron/range/raftloop"
	"github.com/isochrondb/isochron/range/replica"
)

// slot is one range's place on the store.
//
//	state     replica  group   next
//	asleep    –        –       waking, by a request or a split
//	waking    loaded   elected serving, when the loop has applied the term's first entry;
//	                           following, as soon as it is loaded, if it has peers
//	following loaded   runs    serving, when it leads and has applied the term's first entry
//	serving   serves   leads   asleep (revoked as by a crash), waking (handed over), or
//	                           following, when another leads
//	broken    –        –       stays: the range can't be loaded
//	closed    –        –       stays: it was removed, or merged into its neighbour
type slot struct {
	*raftloop.Range
	store   *Store
	serving atomic.Pointer[replica.Replica] // nil unless serving
	load    loadSample
	grown   int64 // bytes applied since the last look at the size; owned by the loop

	mu     sync.Mutex // guards what is below; a leaf
	state  slotState
	turned chan struct{} // closed when the state leaves waking
	err    error         // why it is broken
	rep    *replica.Replica

	checks queue.Checks
}

type slotState uint8

const (
	asleep slotState = iota
	waking
	following
	serving
	broken
	closed
)

func newSlot(s *Store, d *descriptor.Range) *slot {
	sl := &slot{store: s}
	sl.Range = raftloop.NewRange(d, sl)
	return sl
}

// ready returns the replica once it serves, waking it where it sleeps.
func (sl *slot) ready(ctx context.Context) (*replica.Replica, error) {
	for {
		if err := sl.store.refusal(); err != nil {
			return nil, err
		} else if sl.store.closed.Load() {
			return nil, sl.elsewhere("the store here has closed")
		}
		sl.mu.Lock()
		switch sl.state {
		case serving:
			rep := sl.rep
			sl.mu.Unlock()
			return rep, nil
		case following:
			rep := sl.rep
			sl.mu.Unlock()
			if rep != nil && rep.TiedSince() != 0 { // whichever replica is asked last, clients should hear of it
				return nil, sl.elsewhere(replica.WhyTied)
			}
			return nil, sl.elsewhere("another replica holds the lease")
		case broken:
			err := sl.err
			sl.mu.Unlock()
			if len(sl.Descriptor().Replicas) > 1 && !errors.Is(err, ErrFailed) {
				return nil, sl.elsewhere("the replica here is out of service")
			}
			return nil, err
		case closed: // removed, or merged into another
			sl.mu.Unlock()
			return nil, sl.elsewhere("the range is not here any more")
		case asleep:
			sl.setWakingLocked()
			sl.mu.Unlock()
			sl.wake()
			continue
		}
		turned := sl.turned
		sl.mu.Unlock()
		select {
		case <-turned:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// loaded returns the replica once it is loaded, whether it serves or follows.
func (sl *slot) loaded(ctx context.Context) (*replica.Replica, error) {
	rep, err := sl.ready(ctx)
	if err == nil {
		return rep, nil
	}
	sl.mu.Lock()
	defer sl.mu.Unlock()
	if sl.state == following && sl.rep != nil {
		return sl.rep, nil
	}
	return nil, err
}

func (sl *slot) setWakingLocked() {
	sl.state = waking
	sl.turned = make(chan struct{})
}

// turn moves on from waking, or back to asleep.
func (sl *slot) turn(to slotState, err error) {
	sl.mu.Lock()
	defer sl.mu.Unlock()
	if sl.state == closed || to == serving && sl.state != waking && sl.state != following {
		return
	}
	if sl.state == waking && to != waking {
		close(sl.turned)
	}
	if to == waking && sl.state != waking {
		sl.setWakingLocked()
	}
	sl.state, sl.err = to, err
	if to == serving {
		sl.serving.Store(sl.rep)
	} else {
		sl.serving.Store(nil)
		sl.Unbound()
	}
}

// wake loads the replica and its group, and hands them to the loop, which has
// the group elect itself. Called by whoever set the state to waking.
func (sl *slot) wake() {
	rep, g, err := sl.loadReplica()
	if err != nil {
		sl.breaks(err)
		return
	}
	sl.mu.Lock()
	if sl.state != waking {
		sl.mu.Unlock()
		rep.Close()
		return
	}
	sl.rep = rep
	sl.mu.Unlock()
	sl.store.noteTie(sl.ID(), rep.TiedSince())
	if rep.FrozenBy() != nil {
		sl.store.queues.Frozen(sl.ID())
	}
	sl.store.loop.Begin(sl.Range, rep, g)
}

// open reads the replica from the engine.
func (sl *slot) open() (*replica.Replica, error) {
	s := sl.store
	return replica.Load(replica.Options{
		RangeID: sl.ID(), NodeID: s.ident.NodeID, Engine: s.o.Engine, Clock: s.o.Clock, Bound: s.o.Bound, LeadMax: s.liveness.LeadMax,
		Proposer: sl, Settler: s.o.Settler, Observer: s.o.Observer, Prober: s.o.Prober, Evaluator: s.o.Evaluator, Shown: s.o.Shown,
		Memory: s.memory, Cleaner: s.o.Cleaner,
		NewRangeID: s.newRangeID, Limits: s.o.Replica, Metrics: s.o.Metrics, Planted: s.o.Planted, CodeProbes: s.o.CodeProbes,
		Version: s.o.Version, CloseAhead: s.o.CloseAhead,
	})
}

func (sl *slot) loadReplica() (*replica.Replica, *consensus.Group, error) {
	rep, err := sl.open()
	if err != nil {
		return nil, nil, fmt.Errorf("%w: range %d: %w", ErrCorrupt, sl.ID(), err)
	}
	g, err := sl.loadGroup(rep)
	if err != nil {
		rep.Close()
		return nil, nil, fmt.Errorf("%w: %w", ErrCorrupt, err)
	}
	return rep, g, nil
}

func (sl *slot) loadGroup(rep *replica.Replica) (*consensus.Group, error) {
	s := sl.store
	d := rep.Descriptor()
	if _, ok := d.Replica(s.ident.StoreID); !ok {
		return nil, fmt.Errorf("%w: %s has no replica on store %d", ErrForeign, d, s.ident.StoreID)
	}
	return s.loop.Load(sl.Range, rep)
}

// close ends the replica for good.
func (sl *slot) close() {
	sl.mu.Lock()
	if sl.state == waking {
		close(sl.turned)
	}
	rep := sl.rep
	sl.state, sl.rep = closed, nil
	sl.End()
	sl.serving.Store(nil)
	sl.mu.Unlock()
	if rep != nil {
		rep.EndLease()
		rep.Close()
	}
}

// Propose implements replica.Proposer.
func (sl *slot) Propose(cmd *replica.Command, visible func(), done func(replica.Result)) {
	sl.store.loop.Propose(sl.Range, cmd, visible, done)
}

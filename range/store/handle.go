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

// handle is the store's hold of one range's replica.
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
//
// serving is read by each request without mu; it is set with mu held, together
// with state.
type handle struct {
	*raftloop.Range
	store   *Store
	serving atomic.Pointer[replica.Replica] // nil unless serving
	load    loadSample
	grown   int64 // bytes applied since the last look at the size; owned by the loop

	mu     sync.Mutex // guards what is below; a leaf
	state  handleState
	turned chan struct{} // closed when the state leaves waking
	err    error         // why it is broken
	// Set while it is loaded: in following and serving always, in waking from the
	// load on.
	rep *replica.Replica

	checks queue.Checks
}

// In memory alone: after a restart all are asleep.
type handleState uint8

const (
	asleep handleState = iota
	waking
	following
	serving
	broken
	closed
)

// newHandle is asleep: it costs no goroutine and no timer.
// The caller lists it in the store's table.
func newHandle(s *Store, d *descriptor.Range) *handle {
	rh := &handle{store: s}
	rh.Range = raftloop.NewRange(d, rh)
	return rh
}

// ready returns the replica once it serves, waking it where it sleeps.
//
//	serving              the replica
//	following, closed    RetryElsewhere, with who leads as far as is known
//	broken               RetryElsewhere where the range has other replicas, else why
//	asleep               it is woken, on the caller's goroutine
//	waking               it waits, up to ctx's end
func (rh *handle) ready(ctx context.Context) (*replica.Replica, error) {
	for {
		if err := rh.store.refusal(); err != nil {
			return nil, err
		} else if rh.store.closed.Load() {
			return nil, rh.elsewhere("the store here has closed")
		}
		rh.mu.Lock()
		switch rh.state {
		case serving:
			rep := rh.rep
			rh.mu.Unlock()
			return rep, nil
		case following:
			rep := rh.rep
			rh.mu.Unlock()
			if rep != nil && rep.TiedSince() != 0 { // whichever replica is asked last, clients should hear of it
				return nil, rh.elsewhere(replica.WhyTied)
			}
			return nil, rh.elsewhere("another replica holds the lease")
		case broken:
			err := rh.err
			rh.mu.Unlock()
			if len(rh.Descriptor().Replicas) > 1 && !errors.Is(err, ErrFailed) {
				return nil, rh.elsewhere("the replica here is out of service")
			}
			return nil, err
		case closed: // removed, or merged into another
			rh.mu.Unlock()
			return nil, rh.elsewhere("the range is not here any more")
		// By the first who asks, under mu: of many requests one loads, and the others find it waking.
		case asleep:
			rh.setWakingLocked()
			rh.mu.Unlock()
			rh.wake()
			continue
		}
		// Read under mu: whoever turns the handle closes the channel of this waking.
		turned := rh.turned
		rh.mu.Unlock()
		select {
		case <-turned:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// loaded returns the replica once it is loaded, whether it serves or follows.
// For what does not need the lease. What ready refuses is still told where nothing
// is loaded.
func (rh *handle) loaded(ctx context.Context) (*replica.Replica, error) {
	rep, err := rh.ready(ctx)
	if err == nil {
		return rep, nil
	}
	rh.mu.Lock()
	defer rh.mu.Unlock()
	if rh.state == following && rh.rep != nil {
		return rh.rep, nil
	}
	return nil, err
}

// turned belongs to this waking: who waits for it looks again whatever came of it.
// Caller holds mu.
func (rh *handle) setWakingLocked() {
	rh.state = waking
	rh.turned = make(chan struct{})
}

// turn moves on from waking, or back to asleep.
// It is the only way out of waking but for retire, close, resume and halt. Serving
// comes from waking or following alone: an event that was late must not revive a
// handle that was suspended meanwhile.
func (rh *handle) turn(to handleState, err error) {
	rh.mu.Lock()
	defer rh.mu.Unlock()
	// closed is for good; and who is asleep or broken serves only after it was loaded.
	if rh.state == closed || to == serving && rh.state != waking && rh.state != following {
		return
	}
	if rh.state == waking && to != waking {
		close(rh.turned)
	}
	if to == waking && rh.state != waking {
		rh.setWakingLocked()
	}
	rh.state, rh.err = to, err
	if to == serving {
		rh.serving.Store(rh.rep)
	} else {
		rh.serving.Store(nil)
		rh.Unbound()
	}
}

// wake loads the replica and its group, and hands them to the loop, which has
// the group elect itself. Called by whoever set the state to waking.
// It reads the disk, and holds no mutex meanwhile.
func (rh *handle) wake() {
	rep, g, err := rh.loadReplica()
	if err != nil {
		rh.breaks(err)
		return
	}
	rh.mu.Lock()
	// Closed while it was loaded (close): nobody else would close what was just opened.
	if rh.state != waking {
		rh.mu.Unlock()
		rep.Close()
		return
	}
	rh.rep = rep
	rh.mu.Unlock()
	// Before the group begins: what the state says of the last process is known before anything is served.
	rh.store.noteTie(rh.ID(), rep.TiedSince())
	if rep.FrozenBy() != nil {
		rh.store.queues.Frozen(rh.ID())
	}
	rh.store.loop.Begin(rh.Range, rep, g)
}

// open reads the replica from the engine.
// The caller closes it.
func (rh *handle) open() (*replica.Replica, error) {
	s := rh.store
	return replica.Load(replica.Options{
		RangeID: rh.ID(), NodeID: s.ident.NodeID, Engine: s.o.Engine, Clock: s.o.Clock, Bound: s.o.Bound, LeadMax: s.liveness.LeadMax,
		Proposer: rh, Settler: s.o.Settler, Observer: s.o.Observer, Prober: s.o.Prober, Evaluator: s.o.Evaluator, Shown: s.o.Shown,
		Memory: s.memory, Cleaner: s.o.Cleaner,
		NewRangeID: s.newRangeID, Limits: s.o.Replica, Metrics: s.o.Metrics, Planted: s.o.Planted, CodeProbes: s.o.CodeProbes,
		Version: s.o.Version, CloseAhead: s.o.CloseAhead,
	})
}

// Any error is ErrCorrupt to its callers: the handle is broken by it.
// Nothing is left open where it fails.
func (rh *handle) loadReplica() (*replica.Replica, *consensus.Group, error) {
	rep, err := rh.open()
	if err != nil {
		return nil, nil, fmt.Errorf("%w: range %d: %w", ErrCorrupt, rh.ID(), err)
	}
	g, err := rh.loadGroup(rep)
	if err != nil {
		rep.Close()
		return nil, nil, fmt.Errorf("%w: %w", ErrCorrupt, err)
	}
	return rep, g, nil
}

// ErrForeign: the descriptor names no replica here, so there is nothing to vote
// for.
func (rh *handle) loadGroup(rep *replica.Replica) (*consensus.Group, error) {
	s := rh.store
	d := rep.Descriptor()
	if _, ok := d.Replica(s.ident.StoreID); !ok {
		return nil, fmt.Errorf("%w: %s has no replica on store %d", ErrForeign, d, s.ident.StoreID)
	}
	return s.loop.Load(rh.Range, rep)
}

// replica is what is loaded; nil: it is not, or not any more. The loop's events may come while a store closes.
func (rh *handle) replica() *replica.Replica {
	rh.mu.Lock()
	defer rh.mu.Unlock()
	return rh.rep
}

// close ends the replica for good.
// Those that wait are woken, and told that the range is not here.
// The mutex is free when the replica is closed, which waits for its goroutines.
func (rh *handle) close() {
	rh.mu.Lock()
	if rh.state == waking {
		close(rh.turned)
	}
	rep := rh.rep
	rh.state, rh.rep = closed, nil
	// Also for a load under way: the loop drops a group that begins after this.
	rh.End()
	rh.serving.Store(nil)
	rh.mu.Unlock()
	if rep != nil {
		rep.EndLease()
		rep.Close()
	}
}

// Propose implements replica.Proposer.
func (rh *handle) Propose(cmd *replica.Command, visible func(), done func(replica.Result)) {
	rh.store.loop.Propose(rh.Range, cmd, visible, done)
}

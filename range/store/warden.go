package store

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/kv/engine"
)

// warden does what a store with peers owes its ranges now and then, one thing at a time: it
// hands leases over while the disk has no room for more, and has the replicas of each range
// that is led here compared once in a while.
//
// A disk that stalls needs nobody: promises are renewed with a sync, so that they, and the
// leases that rest on them, run out by themselves.
type warden struct {
	store *Store
	rng   *rand.Rand
	next  map[uint64]time.Time // when a range is compared next; of the loop
	done  chan struct{}        // closed by the loop
}

const (
	// wardenEvery is the pause between two rounds.
	wardenEvery = time.Second
	// checkPatience is how long one comparison may take; it goes on at the others.
	checkPatience = 10 * time.Minute
	// undecidedPause is when replicas are compared again that differ, while some can't be heard.
	undecidedPause = time.Minute
	// fullPatience is how long leases are handed over in one round.
	fullPatience = 10 * time.Second
)

func newWarden(s *Store) *warden {
	return &warden{
		store: s, rng: rand.New(rand.NewPCG(s.o.Seed, uint64(s.ident.StoreID))),
		next: map[uint64]time.Time{}, done: make(chan struct{}),
	}
}

func (w *warden) start() { go w.run() }
func (w *warden) stop()  { <-w.done }

func (w *warden) run() {
	defer close(w.done)
	for stop.Sleep(w.store.ctx, wardenEvery) == nil {
		if errors.Is(w.store.o.Engine.Writable(), engine.ErrFull) {
			w.relieve()
		}
		if w.store.o.CheckEvery > 0 {
			w.compare(time.Now())
		}
	}
}

// relieve hands leases over: who leads takes writes, and there is no room for them here.
func (w *warden) relieve() {
	ctx, cancel := context.WithTimeout(w.store.ctx, fullPatience)
	defer cancel()
	w.store.handOut(ctx)
}

// compare checks the range that has waited longest beyond its time, if there is one. Ranges
// that come are spread over the whole interval, those that go are forgotten.
func (w *warden) compare(now time.Time) {
	s := w.store
	var due uint64
	held := make(map[uint64]bool, len(w.next))
	for _, sl := range s.ranges.all() {
		if sl.Bounded() == nil || sl.serving.Load() == nil {
			continue
		}
		held[sl.ID] = true
		if s.differs(sl.ID) { // it was elected all the same
			ctx, cancel := context.WithTimeout(s.ctx, fullPatience)
			if err := s.TransferLease(ctx, sl.ID, 0); err != nil && s.ctx.Err() == nil {
				s.o.Log.Warn("the lease stays at a replica that is to be replaced", "range", sl.ID, "error", err)
			}
			cancel()
			continue
		}
		at, known := w.next[sl.ID]
		if soon := now.Add(min(s.o.CheckEvery, undecidedPause)); (!known || at.After(soon)) && s.isTied(sl.ID) {
			at, known, w.next[sl.ID] = soon, true, soon
		}
		if !known {
			w.next[sl.ID] = now.Add(time.Duration(w.rng.Int64N(int64(s.o.CheckEvery))))
		} else if now.After(at) && (due == 0 || at.Before(w.next[due])) {
			due = sl.ID
		}
	}
	for id := range w.next {
		if !held[id] {
			delete(w.next, id)
		}
	}
	if due == 0 {
		return
	}
	w.next[due] = now.Add(s.o.CheckEvery)
	ctx, cancel := context.WithTimeout(s.ctx, checkPatience)
	defer cancel()
	err := s.CheckConsistency(ctx, due)
	if errors.Is(err, ErrUndecided) {
		s.o.Log.Error("replicas of a range differ, and which are wrong is not known yet", "range", due, "store", s.ident.StoreID)
		w.next[due] = time.Now().Add(min(s.o.CheckEvery, undecidedPause))
	} else if errors.Is(err, ErrTied) {
		s.o.Log.Error("replicas of a range that is stopped still agree on nothing", "range", due, "store", s.ident.StoreID)
	} else if err != nil && s.ctx.Err() == nil {
		s.o.Log.Info("range not compared", "range", due, "error", err)
	}
}

// Tired reports whether this store would rather not get leases: its disk has no room for
// more writes, or it drains.
func (s *Store) Tired() bool {
	return s.draining.Load() || errors.Is(s.o.Engine.Writable(), engine.ErrFull)
}

// LeaseLength is how long a lease lasts that is not renewed. Safe for concurrent use.
func (s *Store) LeaseLength() time.Duration { return s.liveness.Length() }

// DiskStall is for how long synced writes have been under way without one that came back;
// zero: none is under way.
func (s *Store) DiskStall() time.Duration {
	d := &s.disk
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.under == 0 {
		return 0
	}
	return max(0, time.Since(d.since))
}

// diskWatch knows since when synced writes are under way.
type diskWatch struct {
	mu    sync.Mutex // guards what is below; a leaf
	under int
	since time.Time // the first of them began, or one came back
}

// Begin implements raftloop.Disk.
func (d *diskWatch) Begin() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.under++; d.under == 1 {
		d.since = time.Now()
	}
}

// End implements raftloop.Disk.
func (d *diskWatch) End() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.under--; d.under > 0 {
		d.since = time.Now()
	}
}

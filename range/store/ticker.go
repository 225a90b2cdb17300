package store

import (
	"sync"
	"time"
)

// ticker calls Tick on ranges that have something to do with the passing of
// time: closing timestamps behind the last write, letting go of records. A
// range comes with its first applied entry and goes when it says that it has
// nothing left. With no range the ticker has no timer.
type ticker struct {
	store *Store

	mu  sync.Mutex // guards what is below; a leaf
	set map[*slot]struct{}

	poke chan struct{} // capacity 1: the set has become non-empty
	done chan struct{} // closed by the loop
}

func newTicker(s *Store) *ticker {
	return &ticker{store: s, set: make(map[*slot]struct{}), poke: make(chan struct{}, 1), done: make(chan struct{})}
}

func (t *ticker) start() { go t.run() }

func (t *ticker) stop() { <-t.done }

// add makes the range tick.
func (t *ticker) add(sl *slot) {
	t.mu.Lock()
	n := len(t.set)
	t.set[sl] = struct{}{}
	t.mu.Unlock()
	if n == 0 {
		select {
		case t.poke <- struct{}{}:
		default:
		}
	}
}

func (t *ticker) run() {
	defer close(t.done)
	for {
		select {
		case <-t.poke:
		case <-t.store.ctx.Done():
			return
		}
		if !t.tickWhileBusy() {
			return
		}
	}
}

// tickWhileBusy ticks until no range is left. It reports false when the store closes.
func (t *ticker) tickWhileBusy() bool {
	every := time.NewTicker(time.Duration(t.store.o.TickEveryNanos))
	defer every.Stop()
	for {
		select {
		case <-every.C:
		case <-t.store.ctx.Done():
			return false
		}
		if t.tickAll() == 0 {
			return true
		}
	}
}

// tickAll ticks each range once, and returns how many are left. A range leaves the
// set before its Tick, so that an entry applied meanwhile brings it back.
func (t *ticker) tickAll() int {
	t.mu.Lock()
	slots := make([]*slot, 0, len(t.set))
	for sl := range t.set {
		slots = append(slots, sl)
	}
	clear(t.set)
	t.mu.Unlock()
	for _, sl := range slots {
		if rep := sl.serving.Load(); rep != nil && rep.Tick() {
			t.mu.Lock()
			t.set[sl] = struct{}{}
			t.mu.Unlock()
		}
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(t.set)
}

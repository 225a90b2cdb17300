package store

import (
	"slices"
	"sync"
	"time"

	"github.com/isochrondb/isochron/range/replica"
)

// ticker calls Tick on ranges that have something to do with the passing of
// time: closing timestamps behind the last write, letting go of records. A
// range comes with its first applied entry and goes when it says that it has
// nothing left. With no range the ticker has no timer. Where very many ranges are
// busy they take turns, so that closing timestamps does not become the work.
//
//	set empty   it waits for poke, without a timer
//	set not     every tick, take some, call tick, put back those that say so
type ticker struct {
	store *Store
	every time.Duration
	tick  func(*handle, *replica.Replica) (again bool)

	mu   sync.Mutex // guards what is below; a leaf
	set  map[*handle]struct{}
	line []*handle // the set, in the order of their turns

	poke chan struct{} // capacity 1: the set has become non-empty
	done chan struct{} // closed by the loop
}

func newTicker(s *Store, every time.Duration, tick func(*handle, *replica.Replica) bool) *ticker {
	return &ticker{store: s, every: every, tick: tick, set: make(map[*handle]struct{}), poke: make(chan struct{}, 1), done: make(chan struct{})}
}

func (t *ticker) start() { go t.run() }

// The store's context has ended before.
func (t *ticker) stop() { <-t.done }

// add makes the range tick.
// O(1), and safe for concurrent use: the log writer calls it for each range that
// applied something.
func (t *ticker) add(rh *handle) {
	t.mu.Lock()
	// Only the first wakes: while something is in the set the ticker runs.
	first := len(t.set) == 0
	if _, ok := t.set[rh]; !ok {
		t.set[rh] = struct{}{}
		t.line = append(t.line, rh)
	}
	t.mu.Unlock()
	if first {
		select {
		case t.poke <- struct{}{}:
		default:
		}
	}
}

// It ends with the store's context.
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
	every := time.NewTicker(t.every)
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

// A round ticks so many ranges, or that share of them: a turn comes within
// tickRoundsMax rounds.
const (
	tickRangesMin = 128
	tickRoundsMax = 50
)

// tick is the ticker's of what passes behind now. One whose present is read goes to the other
// ticker, too, which it leaves when its lease ends.
func (s *Store) tick(rh *handle, rep *replica.Replica) (again bool) {
	if rep.ReadPresent() {
		s.present.add(rh)
	}
	return rep.Tick()
}

// tickAll ticks the ranges whose turn it is, and returns how many are left. A range
// leaves the set before its Tick, so that an entry applied meanwhile brings it back.
func (t *ticker) tickAll() int {
	for _, rh := range t.take() {
		// Not serving: it leaves the set, and its next lease brings it back with an entry.
		if rep := rh.serving.Load(); rep != nil && t.tick(rh, rep) {
			t.add(rh)
		}
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(t.set)
}

// take removes the first in line.
// Those that are put back go to the end of the line.
func (t *ticker) take() []*handle {
	t.mu.Lock()
	defer t.mu.Unlock()
	n := min(len(t.line), max(tickRangesMin, len(t.line)/tickRoundsMax))
	turn := slices.Clone(t.line[:n])
	t.line = slices.Delete(t.line, 0, n)
	for _, rh := range turn {
		delete(t.set, rh)
	}
	return turn
}

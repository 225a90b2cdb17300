package raftloop

import (
	"time"
)

// newTicks has a goroutine only once run is called.
// A store all of whose groups sleep has no ticker, and takes no processor time by its clock.
func newTicks(lp *Loop) *ticks {
	return &ticks{loop: lp, poke: make(chan struct{}, 1), done: make(chan struct{})}
}

// set says whether some group is awake. Called by the loop.
// Only the change from asleep to awake pokes.
func (t *ticks) set(awake bool) {
	if t.awake.Swap(awake) == awake || !awake {
		return
	}
	select {
	case t.poke <- struct{}{}:
	default:
	}
}

// Ticking reports whether some group needs ticks.
func (lp *Loop) Ticking() bool { return lp.ticks.awake.Load() }

// run ends with Options.Context.
func (t *ticks) run() {
	defer close(t.done)
	for {
		select {
		case <-t.poke:
		case <-t.loop.o.Context.Done():
			return
		}
		if !t.beat() {
			return
		}
	}
}

// beat ticks until all groups sleep. It reports false when the store closes.
func (t *ticks) beat() bool {
	// Made anew each time, so that the first tick comes a whole one after the waking.
	every := time.NewTicker(t.loop.o.Tick)
	defer every.Stop()
	// Looked at once for each tick: where all fall asleep, one more comes at most.
	for t.awake.Load() {
		select {
		case <-every.C:
		case <-t.loop.o.Context.Done():
			return false
		}
		if !t.due.Swap(true) { // a loop that is busy hears of one tick, not of all
			t.loop.put(item{kind: itemTick})
		}
	}
	return true
}

package store

import (
	"sync/atomic"
	"time"
)

// pulse gives the log writer its ticks while some group with peers is awake. With
// none it has no timer.
type pulse struct {
	store *Store
	due   atomic.Bool   // a tick is in the writer's queue
	awake atomic.Bool   // some group is
	poke  chan struct{} // capacity 1: awake has become true
	done  chan struct{} // closed by the loop
}

func newPulse(s *Store) *pulse {
	return &pulse{store: s, poke: make(chan struct{}, 1), done: make(chan struct{})}
}

func (p *pulse) start() { go p.run() }
func (p *pulse) stop()  { <-p.done }

// set says whether some group is awake. Called by the log writer.
func (p *pulse) set(awake bool) {
	if p.awake.Swap(awake) == awake || !awake {
		return
	}
	select {
	case p.poke <- struct{}{}:
	default:
	}
}

func (p *pulse) run() {
	defer close(p.done)
	for {
		select {
		case <-p.poke:
		case <-p.store.ctx.Done():
			return
		}
		if !p.beat() {
			return
		}
	}
}

// beat ticks until all groups sleep. It reports false when the store closes.
func (p *pulse) beat() bool {
	every := time.NewTicker(time.Duration(p.store.o.RaftTickNanos))
	defer every.Stop()
	for p.awake.Load() {
		select {
		case <-every.C:
		case <-p.store.ctx.Done():
			return false
		}
		if !p.due.Swap(true) { // a writer that is busy hears of one tick, not of all
			p.store.writer.put(item{kind: itemTick})
		}
	}
	return true
}

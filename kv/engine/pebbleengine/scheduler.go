package pebbleengine

import (
	"sync"

	"github.com/cockroachdb/pebble/v2"
)

// scheduler is Pebble's own, which lets compactions run up to a number, with one
// difference: none begins in an engine that has failed. Pebble picks a compaction that
// met a damaged table again at once, for ever.
type scheduler struct {
	*pebble.ConcurrencyLimitScheduler
	health *health

	mu    sync.Mutex    // guards what is below; a leaf
	poke  chan struct{} // one slot; nil before Register and after Unregister
	ended chan struct{} // closed by the loop
}

func newScheduler(h *health) *scheduler {
	// The loop below stands in for the ticker that is missing: what is allowed
	// changes with flushes, which are told, and with compactions.
	return &scheduler{ConcurrencyLimitScheduler: pebble.NewConcurrencyLimitSchedulerWithNoPeriodicGrantingForTest(), health: h}
}

// Register implements pebble.CompactionScheduler.
func (s *scheduler) Register(goroutines int, db pebble.DBForCompaction) {
	s.ConcurrencyLimitScheduler.Register(goroutines, healthyDB{db, s.health})
	s.mu.Lock()
	defer s.mu.Unlock()
	s.poke, s.ended = make(chan struct{}, 1), make(chan struct{})
	go s.grant(s.poke, s.ended)
}

// grant lets compactions that wait begin when more are allowed than before.
func (s *scheduler) grant(poke <-chan struct{}, ended chan<- struct{}) {
	defer close(ended)
	for range poke {
		if ok, h := s.TrySchedule(); ok {
			h.Done() // it gives the place to one that waits
		}
	}
}

// UpdateGetAllowedWithoutPermission implements pebble.CompactionScheduler. Its caller
// holds Pebble's locks.
func (s *scheduler) UpdateGetAllowedWithoutPermission() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.poke == nil {
		return
	}
	select {
	case s.poke <- struct{}{}:
	default:
	}
}

// Unregister implements pebble.CompactionScheduler.
func (s *scheduler) Unregister() {
	s.mu.Lock()
	poke := s.poke
	s.poke = nil
	s.mu.Unlock()
	if poke != nil {
		close(poke)
		<-s.ended
	}
	s.ConcurrencyLimitScheduler.Unregister()
}

// healthyDB is a Pebble that allows no compactions once it has failed.
type healthyDB struct {
	pebble.DBForCompaction
	health *health
}

// GetAllowedWithoutPermission implements pebble.DBForCompaction.
func (d healthyDB) GetAllowedWithoutPermission() int {
	if d.health.err() != nil {
		return 0
	}
	return d.DBForCompaction.GetAllowedWithoutPermission()
}

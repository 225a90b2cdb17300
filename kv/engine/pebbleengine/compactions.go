package pebbleengine

import (
	"errors"
	"sync/atomic"
	"time"

	"github.com/cockroachdb/pebble/v2"
)

// compactionRest is how long a compaction that failed keeps its place. Pebble repeats it at
// once: on a full disk that would be a core and a log full of errors.
const compactionRest = time.Second

// compactions is a scheduler of compactions, with a pause after those that fail.
type compactions struct {
	pebble.CompactionScheduler
	failed atomic.Bool // one has, and has not rested yet
	closed chan struct{}
}

func newCompactions(s pebble.CompactionScheduler) *compactions {
	return &compactions{CompactionScheduler: s, closed: make(chan struct{})}
}

// ended hears how a compaction ended, before its place is given back.
func (c *compactions) ended(err error) {
	if err != nil && !errors.Is(err, pebble.ErrCancelledCompaction) {
		c.failed.Store(true)
	}
}

// rest pauses after a failure. It is called with no locks held.
func (c *compactions) rest() {
	if !c.failed.Swap(false) {
		return
	}
	t := time.NewTimer(compactionRest)
	defer t.Stop()
	select {
	case <-t.C:
	case <-c.closed:
	}
}

// Register implements pebble.CompactionScheduler.
func (c *compactions) Register(goroutines int, db pebble.DBForCompaction) {
	c.CompactionScheduler.Register(goroutines, restingDB{db, c})
}

// Unregister implements pebble.CompactionScheduler: the database closes.
func (c *compactions) Unregister() {
	close(c.closed)
	c.CompactionScheduler.Unregister()
}

// TrySchedule implements pebble.CompactionScheduler.
func (c *compactions) TrySchedule() (bool, pebble.CompactionGrantHandle) {
	ok, place := c.CompactionScheduler.TrySchedule()
	if !ok {
		return false, nil
	}
	return true, restingPlace{place, c}
}

// restingDB is given places that rest.
type restingDB struct {
	pebble.DBForCompaction
	c *compactions
}

// Schedule implements pebble.DBForCompaction.
func (d restingDB) Schedule(place pebble.CompactionGrantHandle) bool {
	return d.DBForCompaction.Schedule(restingPlace{place, d.c})
}

// restingPlace is a compaction's place, given back after a rest where it failed.
type restingPlace struct {
	pebble.CompactionGrantHandle
	c *compactions
}

// Done implements pebble.CompactionGrantHandle.
func (p restingPlace) Done() {
	p.c.rest()
	p.CompactionGrantHandle.Done()
}

package pebbleengine

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// eager is a database that wants to compact, and fails.
type eager struct {
	c    *compactions
	runs int
	err  error
}

func (e *eager) GetAllowedWithoutPermission() int { return 1 }

func (e *eager) GetWaitingCompaction() (bool, pebble.WaitingCompaction) {
	return true, pebble.WaitingCompaction{}
}

func (e *eager) Schedule(place pebble.CompactionGrantHandle) bool {
	go e.run(place)
	return true
}

func (e *eager) run(place pebble.CompactionGrantHandle) {
	place.Started()
	time.Sleep(time.Millisecond)
	e.runs++
	e.c.ended(e.err)
	place.Done()
}

// A compaction that fails is repeated once a second, and not at all once the store closes;
// others follow each other.
func TestFailedCompactionsRest(t *testing.T) {
	for _, tt := range []struct {
		err      error
		min, max int
	}{{nil, 9000, 10001}, {vfs.ErrUnsupported, 9, 11}, {pebble.ErrCancelledCompaction, 9000, 10001}} {
		synctest.Test(t, func(t *testing.T) {
			c := newCompactions(newScheduler(newHealth(&Options{})))
			e := &eager{c: c, err: tt.err}
			c.Register(1, e)
			ok, place := c.TrySchedule()
			if !ok {
				t.Fatal("no place for the first")
			}
			go e.run(place)
			time.Sleep(10 * time.Second)
			began := time.Now()
			c.Unregister()
			d := time.Since(began)
			time.Sleep(2 * time.Millisecond) // what runs ends
			synctest.Wait()
			if e.runs < tt.min || e.runs > tt.max {
				t.Errorf("%v: %d runs in 10 s, want %d to %d", tt.err, e.runs, tt.min, tt.max)
			}
			if d > 0 {
				t.Errorf("%v: the end took %v", tt.err, d)
			}
		})
	}
}

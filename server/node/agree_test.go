package node

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/clock/agree"
	"github.com/isochrondb/isochron/clock/bound"
)

// TestElapsedTime: permits count by the clock that nobody slews, whatever becomes of the time
// of day; it is above zero from the start, as package agree wants it.
func TestElapsedTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		clock := bound.NewSimulated(0)
		time.Sleep(time.Minute)
		elapsed := elapsedTime(clock)
		if d := elapsed(); d != time.Second {
			t.Errorf("at first %v", d)
		}
		clock.SetDrift(80_000) // slewed, as chrony may
		clock.Jump(-3 * time.Second)
		time.Sleep(10 * time.Second)
		if d := elapsed(); d != 11*time.Second {
			t.Errorf("the time of day is slewed, and stepped: %v", d)
		}
		clock.SetRate(200)
		time.Sleep(10 * time.Second)
		if d := elapsed(); d != 21*time.Second+2*time.Millisecond {
			t.Errorf("by an oscillator that is fast by 200 ppm: %v", d)
		}
	})
}

// TestElapsedTimeOfAnySource: a source that does not tell of elapsed time has the process's.
func TestElapsedTimeOfAnySource(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		elapsed := elapsedTime(struct{ bound.Source }{bound.NewSimulated(time.Hour)})
		time.Sleep(2 * time.Second)
		if d := elapsed(); d != 3*time.Second {
			t.Errorf("%v", d)
		}
	})
}

// TestGrain: what clocks that agree allow for four readings of elapsed time is what they may be wrong by.
func TestGrain(t *testing.T) {
	if agree.Grain < 4*bound.ElapsedGrain {
		t.Errorf("%v is allowed for four readings that may each be wrong by %v", agree.Grain, bound.ElapsedGrain)
	}
}

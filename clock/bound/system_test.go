package bound

import (
	"testing"
	"testing/synctest"
	"time"
)

// stepping is a wall clock that a test moves.
type stepping struct{ by time.Duration }

func (w *stepping) now() int64 { return time.Now().Add(w.by).UnixNano() }

// tick lets a System compare itself.
func tick(s *System) int64 {
	time.Sleep(time.Duration(slewInterval))
	return s.Now()
}

// TestStepIsError: two systems of which one was made after a step, and so follows it, are
// apart by no more than they say at any moment; and a step is followed when that is wanted.
func TestStepIsError(t *testing.T) {
	for _, step := range []time.Duration{3 * time.Second, -3 * time.Second, 30 * time.Minute} {
		synctest.Test(t, func(t *testing.T) {
			var w stepping
			a := newSystem(0, w.now)
			w.by = step
			tick(a)
			b := newSystem(0, w.now)
			for range 50 {
				at, bt := tick(a), b.Now()
				if apart, may := time.Duration(bt-at).Abs(), a.Error()+b.Error()+2*time.Duration(stepGrain); apart > may {
					t.Fatalf("step of %v: %v apart, and they say %v at most", step, apart, may)
				}
			}
			if got := a.Step(); (got - step).Abs() > 10*time.Millisecond {
				t.Errorf("step of %v: it says %v", step, got)
			}
			a.Resync()
			if got, want := a.Now(), w.now(); got != want || a.Error() != 0 {
				t.Errorf("step of %v: %v off after it was followed, error %v", step, time.Duration(got-want), a.Error())
			}
		})
	}
}

// TestPin: systems that are pinned to one offset read one clock, whatever the wall clock did
// before and does after.
func TestPin(t *testing.T) {
	var w stepping
	a := newSystem(0, w.now)
	w.by = 3 * time.Second
	b := newSystem(0, w.now)
	machine, offset := a.Boot()
	other, _ := b.Boot()
	if machine != other {
		t.Fatalf("machines %x and %x", machine, other)
	}
	if machine == 0 {
		return // the system tells of no boot: nothing can be shared (Judge)
	}
	a.Pin(offset)
	b.Pin(offset)
	w.by = -time.Minute
	for range 3 {
		before, at, after := a.Now(), b.Now(), a.Now()
		if early := time.Duration(before - at); early > time.Microsecond {
			t.Errorf("the second clock is %v behind the first", early)
		}
		if late := time.Duration(at - after); late > time.Microsecond {
			t.Errorf("the second clock is %v ahead of the first", late)
		}
	}
	if _, got := b.Boot(); got != offset || b.Error() != 0 {
		t.Errorf("offset %d, want %d; error %v", got, offset, b.Error())
	}
}

package bound

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestShifted(t *testing.T) {
	for _, tt := range []struct {
		offset time.Duration
		ppm    int64
	}{{0, 0}, {30 * time.Millisecond, 200}, {-30 * time.Millisecond, -200}} {
		synctest.Test(t, func(t *testing.T) {
			s := NewShifted(Fixed(time.Millisecond), tt.offset, tt.ppm)
			began, elapsed := time.Now(), s.Elapsed()
			time.Sleep(1000 * time.Second)
			gained := time.Duration(tt.ppm) * time.Millisecond
			if got, want := s.Now(), time.Now().Add(tt.offset+gained).UnixNano(); got != want {
				t.Errorf("%+v: off by %v", tt, time.Duration(got-want))
			}
			if got, want := s.Elapsed()-elapsed, time.Since(began)+gained; got != want {
				t.Errorf("%+v: %v elapsed, want %v", tt, got, want)
			}
			if s.Error() != time.Millisecond || s.Step() != 0 || s.Standing().Source != ToldSource {
				t.Errorf("%+v: it knows: error %v, %+v", tt, s.Error(), s.Standing())
			}
			var any Source = s
			if _, ok := any.(Host); ok {
				t.Error("it is the machine's")
			}
		})
	}
}

// TestSimulatedHands: a machine's oscillator drives both hands of its clock, what is done to
// the time of day does not touch elapsed time, and a machine that is stopped counts nothing.
func TestSimulatedHands(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := NewSimulated(5 * time.Millisecond)
		expect := func(when string, skew, elapsed time.Duration) {
			t.Helper()
			if s.Skew() != skew || s.Elapsed() != elapsed {
				t.Errorf("%s: skew %v, %v elapsed; want %v, %v", when, s.Skew(), s.Elapsed(), skew, elapsed)
			}
		}
		const ms, sec = time.Millisecond, time.Second
		s.SetRate(200)
		time.Sleep(10 * sec)
		expect("200 ppm for 10 s", 7*ms, 10*sec+2*ms)
		s.SetDrift(-100)
		time.Sleep(10 * sec)
		expect("slewed by -100 ppm for 10 s", 8*ms, 20*sec+4*ms)
		s.Jump(-sec)
		s.Freeze(true)
		time.Sleep(sec)
		expect("stepped back, and frozen for a second", 8*ms-2*sec, 21*sec+4*ms+200*time.Microsecond)
		s.Freeze(false)
		s.SetRate(0)
		s.SetDrift(0)
		s.SetSkew(0)
		was := s.Elapsed()
		s.Stop(true)
		time.Sleep(3 * sec)
		expect("stopped", -3*sec, was)
		s.Stop(false)
		time.Sleep(sec)
		expect("going on", -3*sec, was+sec)
	})
}

// TestSimMeter: a clock that is measured now and then does not know its skew in between, and
// its source may lie, or go.
func TestSimMeter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const ms = time.Millisecond
		clock := NewSimulated(5 * ms)
		clock.SetRate(200)
		service := &SimMeter{Clock: clock}
		service.Set(SimService{Error: ms, DriftPPB: wallDriftPPB})
		m, err := NewMeasured(On(clock.Now, clock.Elapsed), nil, service)
		if err != nil {
			t.Fatal(err)
		}
		if m.Error() != 6*ms {
			t.Errorf("error %v at first", m.Error())
		}
		time.Sleep(100 * time.Second)
		m.Now() // compares, and no more
		if e := m.Error(); e < 56*ms || e > 57*ms {
			t.Errorf("error %v after 100 s without a look; it is off by %v", e, clock.Skew())
		}
		m.Look()
		if e := m.Error(); e != 26*ms {
			t.Errorf("error %v after a look at a clock that is off by %v", e, clock.Skew())
		}
		service.Set(SimService{Error: ms, Off: 25 * ms})
		m.Look()
		if e := m.Error(); e != ms {
			t.Errorf("error %v of a service that lies", e)
		}
		service.Set(SimService{Gone: ErrNotHere})
		m.Look()
		if e := m.Error(); e != UnknownError {
			t.Errorf("error %v of a service that is gone", e)
		}
	})
}

package bound

import (
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// told is a meter that says what a test wants.
type told struct {
	name       string
	s          Statement
	err        error
	asked      int
	distrusted int
	then       func() // happens while it measures
}

func (t *told) Name() string { return t.name }
func (t *told) Distrust()    { t.distrusted++ }
func (t *told) Measure() (Statement, error) {
	t.asked++
	if t.then != nil {
		t.then()
	}
	return t.s, t.err
}

// events is a HostWatcher that a test tells of what happens.
type events struct{ next string }

func (e *events) Disrupted() string {
	what := e.next
	e.next = ""
	return what
}

func elapsed() func() time.Duration {
	began := time.Now()
	return func() time.Duration { return time.Since(began) }
}

func TestMeasuredChooses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const ms = time.Millisecond
		no := errors.New("no")
		if _, err := NewMeasured(Zero(), nil, &told{name: "a", err: no}, &told{name: "b", err: ErrNotHere}); err == nil || !strings.HasSuffix(err.Error(), "not known: a: no") || !errors.Is(err, ErrNotHere) {
			t.Errorf("a clock that nobody vouches for was taken, or nobody says why: %v", err)
		}
		a := &told{name: "a", err: ErrNotHere}
		b, c := &told{name: "b", s: Statement{Error: 2 * ms}}, &told{name: "c", s: Statement{Error: 3 * ms}}
		m, err := NewMeasured(Zero(), nil, a, b, c)
		if err != nil {
			t.Fatal(err)
		}
		expect := func(when, source string, e time.Duration, others string) {
			t.Helper()
			m.Look()
			if s := m.Standing(); s.Source != source || s.Error != e || s.Others != others {
				t.Errorf("%s: %+v; want %s, %v, %q", when, s, source, e, others)
			}
		}
		expect("at first", "b", 2*ms, "")
		if c.asked != 0 {
			t.Error("what is not needed was asked")
		}
		b.s.Error = ms
		expect("better", "b", ms, "")
		b.err = no
		expect("b fails", "c", 3*ms, "b: no")
		b.err = nil
		expect("b is back", "c", 3*ms, "b: has only come back")
		time.Sleep(backAfter - 1)
		expect("not long enough", "c", 3*ms, "b: has only come back")
		time.Sleep(time.Nanosecond)
		expect("back for long", "b", ms, "")
		a.err = nil
		a.s.Error = 4 * ms
		expect("what is preferred comes", "b", ms, "a: has only come back")
		b.err = no
		expect("and what was used goes", "a", 4*ms, "")
		a.err, c.err = no, no
		expect("nobody", "", UnknownError, "a: no; b: no; c: no")
		c.err = nil
		expect("one again", "c", 3*ms, "a: no; b: no")
	})
}

// TestErrorIsNeverBelow: whatever happens to the wall clock and to what is known of it, and
// when, the clock is within its error of the truth.
func TestErrorIsNeverBelow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const ms = time.Millisecond
		off := 150 * ms // of the wall clock
		wall := func() int64 { return time.Now().Add(off).UnixNano() }
		meter := &told{name: "a"}
		say := func() { meter.s = Statement{Error: off.Abs() + ms, DriftPPB: wallDriftPPB} }
		say()
		s := On(wall, elapsed())
		m, err := NewMeasured(s, nil, meter)
		if err != nil {
			t.Fatal(err)
		}
		check := func(when string) {
			t.Helper()
			if truth, e := time.Duration(m.Now()-time.Now().UnixNano()).Abs(), m.Error(); truth > e {
				t.Errorf("%s: it is off by %v, and says %v at most", when, truth, e)
			}
		}
		check("at first")
		off = 0
		say()
		m.Look() // before the clock was compared with the wall clock again
		check("the wall clock was set right, and what vouches for it says so")
		off = 300 * ms
		say()
		m.Resync() // to where it is wrong, and was not when it was measured
		check("it follows a step to where nothing is right")
		off = 0
		say()
		m.Resync()
		check("and back")
		meter.then = func() { off = 0; meter.then = nil }
		off = 300 * ms
		say()
		s.Resync()
		m.Look()
		check("it is set right while it is measured")
		for _, small := range []time.Duration{900 * time.Microsecond, -900 * time.Microsecond} {
			off = small
			s.Resync()
			off = 0
			meter.s.Error = 0
			m.Look()
			check("a small step")
		}
		s.Resync()
		say()
		m.Look()
		for range 10 {
			time.Sleep(time.Minute)
			off += time.Minute / 1_000_000 * 400 // the clock drifts with the wall clock
			s.Resync()
			check("nobody looks")
		}
		if e := m.Error(); e < 10*time.Minute/1_000_000*500 {
			t.Errorf("after ten minutes in which nobody looked it says %v", e)
		}
	})
}

func TestDisruption(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		meter, host := &told{name: "a"}, &events{}
		m, err := NewMeasured(Zero(), host, meter)
		if err != nil {
			t.Fatal(err)
		}
		host.next = "it was moved"
		m.Look()
		m.Look()
		if s := m.Standing(); meter.distrusted != 1 || s.Disruptions != 1 || s.Disrupted != "it was moved" {
			t.Errorf("distrusted %d times; %+v", meter.distrusted, s)
		}
	})
}

func TestKernel(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const ms = time.Millisecond
		says, err := Timex{MaxError: 3 * ms}, error(nil)
		k := NewKernel(func() (Timex, error) { return says, err }, elapsed())
		expect := func(when string, want time.Duration) { // below 0: it fails
			t.Helper()
			s, err := k.Measure()
			if (err != nil) != (want < 0) || err == nil && (s.Error != want || s.DriftPPB != wallDriftPPB) {
				t.Errorf("%s: %+v, %v; want %v", when, s, err, want)
			}
		}
		expect("at first", 3*ms+kernelGrain)
		says.Offset = -2 * ms
		expect("what is still to be slewed", 5*ms+kernelGrain)
		says.Offset, says.Unsynchronised = 0, true
		expect("nothing synchronises it", -1)
		says.Unsynchronised = false
		expect("and again", 3*ms+kernelGrain)
		says.MaxError = -1
		expect("nonsense", -1)

		says.MaxError = 3 * ms
		expect("before a disruption", 3*ms+kernelGrain)
		says.MaxError = 2 * ms // told anew, and before the machine slept for all one knows
		k.Distrust()
		expect("disrupted", -1)
		for range 5 {
			time.Sleep(time.Second)
			says.MaxError += 500 * time.Microsecond
			expect("not told anything since", -1)
		}
		says.MaxError = 4 * ms
		expect("told less", 4*ms+kernelGrain)
		k.Distrust()
		time.Sleep(time.Second)
		says.MaxError = 100 * ms
		expect("told more", 100*ms+kernelGrain)
		err = errors.New("no")
		expect("it can't be asked", -1)
	})
}

func TestGrown(t *testing.T) {
	for _, tt := range []struct {
		age  time.Duration
		ppb  int64
		want time.Duration
	}{{0, 500_000, 0}, {-time.Second, 500_000, 0}, {1, 1, 1}, {time.Second, 500_000, 500_000}, {1500 * time.Millisecond, 1000, 1500}, {100 * 24 * time.Hour, 1_000_000_000, 100 * 24 * time.Hour}} {
		if got := grown(tt.age, tt.ppb); got != tt.want {
			t.Errorf("grown(%v, %d) = %v, want %v", tt.age, tt.ppb, got, tt.want)
		}
	}
}

// TestThisMachine: whatever this machine has, asking it is no error of the program's, and two
// kinds of elapsed time agree.
func TestThisMachine(t *testing.T) {
	m := ThisMachine()
	c, err := ParseChoice("auto")
	if err != nil {
		t.Fatal(err)
	}
	on := Zero()
	began, raw := time.Now(), on.Elapsed()
	if s, err := m.Source(c, on); err == nil {
		s.Look()
		if st := s.Standing(); st.Source == "" || st.Error <= 0 {
			t.Errorf("%+v", st)
		}
	} else if !strings.Contains(err.Error(), "kernel: ") {
		t.Errorf("%v", err)
	}
	for range 1000 {
		before := on.Elapsed()
		if after := on.Elapsed(); after < before {
			t.Fatalf("elapsed time went from %v to %v", before, after)
		}
	}
	if a, b := time.Since(began), on.Elapsed()-raw; (a - b).Abs() > a/100+time.Millisecond {
		t.Errorf("%v elapsed by one clock, %v by the other", a, b)
	}
}

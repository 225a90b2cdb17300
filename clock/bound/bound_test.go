package bound

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
)

func TestBound(t *testing.T) {
	const ms = time.Millisecond
	tests := []struct {
		name           string
		source         Source
		budget         time.Duration
		self, epsilon  time.Duration
		within, refuse bool
	}{
		{name: "one clock", source: Zero(), within: true},
		{name: "fixed within", source: Fixed(5 * ms), budget: 10 * ms, self: 6 * ms, epsilon: 16 * ms, within: true},
		{name: "fixed at the budget", source: Fixed(9 * ms), budget: 10 * ms, self: 10 * ms, epsilon: 20 * ms, within: true},
		{name: "fixed beyond", source: Fixed(10 * ms), budget: 10 * ms, self: 11 * ms, epsilon: 21 * ms},
		{name: "an error without a budget", source: Fixed(1), self: 1, epsilon: 1},
		{name: "negative budget", source: Zero(), budget: -1, refuse: true},
		{name: "budget below the lead", source: Zero(), budget: 1, refuse: true},
		{name: "no source", refuse: true},
	}
	for _, tt := range tests {
		b, err := New(tt.source, tt.budget)
		if (err != nil) != tt.refuse {
			t.Errorf("%s: error %v, want refused %t", tt.name, err, tt.refuse)
		}
		if err != nil {
			continue
		}
		if b.Self() != tt.self || b.Epsilon() != tt.epsilon || b.Within() != tt.within {
			t.Errorf("%s: e_self %v, epsilon %v, within %t; want %v, %v, %t", tt.name,
				b.Self(), b.Epsilon(), b.Within(), tt.self, tt.epsilon, tt.within)
		}
	}
	var _ hlc.Source = (*Bound)(nil)
	var _ hlc.Budget = (*Bound)(nil)
}

func TestSlew(t *testing.T) {
	const s = int64(time.Second)
	tests := []struct {
		name               string
		ahead, slept, want int64
	}{
		{"in step", 0, 0, 0},
		{"a little behind", 1000, 0, 1000},
		{"a little ahead", -1000, 0, -1000},
		{"a step forward of the wall clock", 3600 * s, 0, slewMax},
		{"a step back of the wall clock", -3600 * s, 0, -slewMax},
		{"the machine slept", 60 * s, 60 * s, 60 * s},
		{"slept, and the wall clock stepped", 3600 * s, 60 * s, 60*s + slewMax},
		{"slept, says the boot clock alone", 0, 60 * s, 0},
	}
	for _, tt := range tests {
		if got := slew(tt.ahead, tt.slept); got != tt.want {
			t.Errorf("%s: slew(%d, %d) = %d, want %d", tt.name, tt.ahead, tt.slept, got, tt.want)
		}
	}
}

func TestSystemFollowsTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := Zero()
		for range 20 {
			time.Sleep(77 * time.Millisecond)
			if got, want := s.Now(), time.Now().UnixNano(); got != want {
				t.Fatalf("now %d, want %d", got, want)
			}
		}
	})
}

func TestSimulated(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := NewSimulated(5 * time.Millisecond)
		expect := func(when string, want time.Duration) {
			t.Helper()
			if got := s.Skew(); got != want {
				t.Errorf("%s: skew %v, want %v", when, got, want)
			}
		}
		expect("at first", 5*time.Millisecond)
		time.Sleep(time.Minute)
		expect("without drift", 5*time.Millisecond)
		s.SetDrift(100)
		time.Sleep(10 * time.Second)
		expect("100 ppm for 10 s", 6*time.Millisecond)
		s.Jump(-time.Second)
		expect("after a jump", 6*time.Millisecond-time.Second)
		s.SetDrift(0)
		s.Freeze(true)
		time.Sleep(time.Second)
		expect("frozen for a second", 6*time.Millisecond-2*time.Second)
		s.Freeze(false)
		time.Sleep(time.Second)
		expect("going on", 6*time.Millisecond-2*time.Second)
		s.SetSkew(0)
		expect("set right", 0)
	})
}

package transport

import (
	"testing"
	"time"
)

// A process that stood still for once does not make the way there long; a way that has
// become longer is noticed at once.
func TestObserve(t *testing.T) {
	r := &remote{m: &Mesh{o: MeshOptions{Timing: Timing{Silence: 1500 * time.Millisecond}}}}
	check := func(what string, smoothed, longest time.Duration) {
		t.Helper()
		if got := time.Duration(r.rtt.Load()); got != smoothed {
			t.Errorf("%s: smoothed %v, want %v", what, got, smoothed)
		}
		if got := time.Duration(r.rttMax.Load()); got != longest {
			t.Errorf("%s: longest %v, want %v", what, got, longest)
		}
	}
	r.guess(300 * time.Millisecond)
	r.guess(400 * time.Millisecond)
	check("a hello", 300*time.Millisecond, 300*time.Millisecond)
	r.observe(3 * time.Millisecond)
	check("the first", 3*time.Millisecond, 3*time.Millisecond)
	for range 10 {
		r.observe(time.Millisecond)
	}
	check("even", time.Millisecond, time.Millisecond)
	r.observe(time.Second)
	check("one stall", time.Millisecond, time.Millisecond)
	r.observe(200 * time.Millisecond)
	check("and a longer way", time.Millisecond, 200*time.Millisecond)
	for range 8 {
		r.observe(200 * time.Millisecond)
	}
	check("which stays", 200*time.Millisecond, 200*time.Millisecond)
	for range lateMost {
		r.observe(5 * time.Second)
	}
	check("answers that came after a silence", 200*time.Millisecond, 200*time.Millisecond)
	r.observe(5 * time.Second)
	r.observe(5 * time.Second)
	r.observe(200 * time.Millisecond)
	r.observe(time.Second)
	r.forgetSamples()
	r.observe(time.Millisecond)
	check("after an outage", time.Millisecond, 200*time.Millisecond)
	for range 8 {
		r.observe(200 * time.Millisecond)
	}
	if got := r.rttVar.Load(); got != 0 {
		t.Errorf("deviation %v, want none", time.Duration(got))
	}
}

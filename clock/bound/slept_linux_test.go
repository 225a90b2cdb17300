package bound

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"
)

// TestCountSleep: that a thread loses its processor between two readings, at any of them, for
// longer than machines sleep, is no sleep of the machine; and a sleep is counted, to the
// nanosecond that the tightest readings give.
func TestCountSleep(t *testing.T) {
	now, asleep := int64(0), int64(5_999_999_990) // the monotonic clock, and what the boot clock has more
	lost := 0                                     // readings until the thread loses its processor; 0: it does not
	count := countSleep(func(clock uintptr) (int64, bool) {
		now += 100
		if lost--; lost == 0 {
			now += int64(26 * time.Millisecond)
		}
		if clock == bootClock {
			return now + asleep, true
		}
		return now, true
	})
	want := count()
	for n := range 3*sleptLooks + 1 {
		lost = n
		for range 3 {
			if got := count(); got != want {
				t.Fatalf("a processor lost at reading %d: %v slept, want %v", n, time.Duration(got), time.Duration(want))
			}
		}
	}
	for n := range 3*(sleptLooks+sleptMeasure) + 1 {
		asleep += int64(2 * time.Second)
		want += int64(2 * time.Second)
		lost = n
		if got := count(); got != want && count() != want {
			t.Fatalf("a processor lost at reading %d: %v slept, want %v", n, time.Duration(got), time.Duration(want))
		}
	}
}

// TestCarried: readings are right to ElapsedGrain whatever a daemon does to the monotonic clock, wherever
// a thread loses its processor and when the machine sleeps; and most of them ask nobody.
func TestCarried(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	var now, slept, slewed float64 // nanoseconds of the raw counter; what the boot clock has more; Go's clock
	rate, asked := 1.0, 0
	pass := func(d float64) { now, slewed = now+d, slewed+d*rate }
	look := func() {
		pass(300)
		if rng.IntN(50) == 0 {
			pass(float64(rng.IntN(20_000_000))) // the processor is lost
		}
	}
	c := &rawReader{
		mono: func() int64 { pass(20); return int64(slewed) },
		raw:  func() int64 { asked++; look(); defer look(); return int64(now) },
		boot: func() int64 { look(); defer look(); return int64(slewed + slept) },
	}
	c.at.Store(math.MinInt64 / 2)
	const calls = 200_000
	for i := range calls {
		pass(float64(rng.IntN(5_000)))
		if i%1000 == 0 {
			rate = 1 + (rng.Float64()-0.5)*2*slewMaxPPM/1e6
		}
		if i%5000 == 4999 {
			pass(2 * float64(carryMax)) // devices stop, and start again
			slept += float64(time.Hour)
		}
		before := now + slept
		got := float64(c.elapsed())
		if after := now + slept; got < before-float64(ElapsedGrain)-float64(sleptGrain) || got > after+float64(ElapsedGrain) {
			t.Fatalf("reading %d: %.0f ns, asked between %.0f and %.0f", i, got, before, after)
		}
	}
	if asked > calls/3 {
		t.Errorf("%d of %d readings asked the system", asked, calls)
	}
}

func BenchmarkElapsed(b *testing.B) {
	s := Fixed(0)
	for b.Loop() {
		s.Elapsed()
	}
}

package bound

import (
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

//go:build !linux

package bound

import "time"

// sleptNanos is 0: the system does not tell how long it was suspended. The clock
// then comes back to wall time by slewing.
func sleptNanos() int64 { return 0 }

// rawClock is the monotonic clock: the system has no other, or does not tell.
func rawClock(start time.Time) func() time.Duration {
	return func() time.Duration { return time.Since(start) }
}

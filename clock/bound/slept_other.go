//go:build !linux

package bound

import "time"

// sleepCounter tells of no sleep: the system does not say how long it was suspended. The clock
// then comes back to wall time by slewing.
func sleepCounter() func() int64 { return func() int64 { return 0 } }

// rawClock is the monotonic clock: the system has no other, or does not tell.
func rawClock(start time.Time) func() time.Duration {
	return func() time.Duration { return time.Since(start) }
}

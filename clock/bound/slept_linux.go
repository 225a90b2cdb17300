package bound

import (
	"sync/atomic"
	"syscall"
	"time"
	"unsafe"
)

// Clocks of clock_gettime(2).
const (
	wallClock      = 0
	monotonicClock = 1
	rawMonotonic   = 4
	bootClock      = 7
)

// sleptGrain is what the boot clock and the monotonic one, which are not read at once, may
// seem to differ by.
const sleptGrain = 1_000_000

// sleptNanos is how long the machine has been suspended since it booted: the
// boot clock counts that time, the monotonic clock does not. 0 if unknown.
func sleptNanos() int64 {
	var m, b syscall.Timespec
	if !clockGettime(bootClock, &b) || !clockGettime(monotonicClock, &m) {
		return 0
	}
	return (b.Nano() - m.Nano()) / sleptGrain * sleptGrain
}

func bootNanos() int64 {
	var ts syscall.Timespec
	_ = clockGettime(bootClock, &ts)
	return ts.Nano()
}

// rawClock is the time since start by the machine's counter as it is, unslewed, plus what
// the machine slept. Where start is of a test's bubble, it is the bubble's.
func rawClock(start time.Time) func() time.Duration {
	var ts syscall.Timespec
	if virtual(start) || !clockGettime(rawMonotonic, &ts) {
		return func() time.Duration { return time.Since(start) }
	}
	raw0, boot0 := ts.Nano(), bootNanos()-int64(time.Since(start))
	var slept atomic.Int64
	return func() time.Duration {
		var ts syscall.Timespec
		_ = clockGettime(rawMonotonic, &ts)
		// Go's monotonic clock costs no system call, and stands still while the machine sleeps.
		was, is := slept.Load(), bootNanos()-int64(time.Since(start))-boot0
		if is-was > sleptGrain { // less is the two clocks' not being read at once
			slept.CompareAndSwap(was, is)
			was = is
		}
		return time.Duration(ts.Nano() - raw0 + was)
	}
}

func clockGettime(id uintptr, ts *syscall.Timespec) bool {
	_, _, errno := syscall.Syscall(syscall.SYS_CLOCK_GETTIME, id, uintptr(unsafe.Pointer(ts)), 0)
	return errno == 0
}

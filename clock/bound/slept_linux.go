package bound

import (
	"syscall"
	"unsafe"
)

// Clocks of clock_gettime(2).
const (
	wallClock      = 0
	monotonicClock = 1
	bootClock      = 7
)

// sleptNanos is how long the machine has been suspended since it booted: the
// boot clock counts that time, the monotonic clock does not. 0 if unknown.
func sleptNanos() int64 {
	var m, b syscall.Timespec
	if !clockGettime(bootClock, &b) || !clockGettime(monotonicClock, &m) {
		return 0
	}
	const grain = 1_000_000 // the two are not read at once
	return (b.Nano() - m.Nano()) / grain * grain
}

func clockGettime(id uintptr, ts *syscall.Timespec) bool {
	_, _, errno := syscall.Syscall(syscall.SYS_CLOCK_GETTIME, id, uintptr(unsafe.Pointer(ts)), 0)
	return errno == 0
}

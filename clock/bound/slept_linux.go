package bound

import (
	"math"
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

// sleptGrain is less than any sleep of a machine; what the two clocks that tell of it seem to
// differ by beyond that is one.
const sleptGrain = 1_000_000

// How often the boot clock is read between two readings of the monotonic one: the thread may
// lose its processor in between, and the tightest pair tells best.
const (
	sleptLooks   = 3  // to see whether the machine slept
	sleptMeasure = 64 // to measure how long
)

// sleepCounter tells how long the machine has been suspended since it booted: the boot clock
// counts that time, the monotonic clock does not. 0 if unknown.
func sleepCounter() func() int64 {
	return countSleep(func(id uintptr) (int64, bool) {
		var ts syscall.Timespec
		ok := clockGettime(id, &ts)
		return ts.Nano(), ok
	})
}

// countSleep is sleepCounter of clocks that are given.
func countSleep(read func(clock uintptr) (nanos int64, ok bool)) func() int64 {
	measure := func(times int) (slept, blur int64) {
		blur = math.MaxInt64
		for range times {
			before, ok1 := read(monotonicClock)
			boot, ok2 := read(bootClock)
			after, ok3 := read(monotonicClock)
			if d := after - before; ok1 && ok2 && ok3 && d < blur {
				slept, blur = boot-before-d/2, d
			}
		}
		return slept, blur
	}
	was, _ := measure(sleptMeasure)
	var last atomic.Int64
	last.Store(was)
	return func() int64 {
		was := last.Load()
		if is, blur := measure(sleptLooks); blur > sleptGrain || is-was <= sleptGrain {
			return was
		}
		if is, blur := measure(sleptMeasure); blur <= sleptGrain && is-was > sleptGrain {
			last.CompareAndSwap(was, is)
		}
		return last.Load()
	}
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

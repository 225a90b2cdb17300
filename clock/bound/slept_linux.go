package bound

import (
	"math"
	"sync"
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
// the machine slept, to ElapsedGrain. Where start is of a test's bubble, it is the bubble's.
func rawClock(start time.Time) func() time.Duration {
	var ts syscall.Timespec
	if virtual(start) || !clockGettime(rawMonotonic, &ts) {
		return func() time.Duration { return time.Since(start) }
	}
	mono := func() int64 { return int64(time.Since(start)) }
	c := &rawReader{mono: mono, raw: rawNanos, boot: bootNanos, raw0: ts.Nano()}
	c.boot0 = c.sleepMeasured()
	c.at.Store(math.MinInt64 / 2)
	return c.elapsed
}

// rawReader reads the raw counter, which costs a system call, and another to see whether the machine
// slept. Go's monotonic clock costs none, but time daemons slew it, by slewMaxPPM at most, and it stands
// still while the machine sleeps: it carries a reading on for carryMax. A machine takes longer to fall
// asleep and to wake, as that clock counts, so that nobody's reading is carried over its sleep.
type rawReader struct {
	mono, raw, boot func() int64 // Go's monotonic clock since start, the raw counter, the boot clock
	raw0, boot0     int64

	slept atomic.Int64

	mu    sync.Mutex   // held by who changes what follows; nobody waits for it
	at    atomic.Int64 // by mono: when ahead was read; written after it
	ahead atomic.Int64 // of mono
}

const (
	carryMax = 80 * time.Microsecond
	// slewMaxPPM is how fast the kernel lets anybody slew; chrony does 83,333 at most (maxslewrate).
	slewMaxPPM = 100_000
	// blurMax is how far apart the two clocks of a reading that is carried on may be read.
	blurMax = ElapsedGrain - carryMax*slewMaxPPM/1_000_000
)

func (c *rawReader) elapsed() time.Duration {
	mono := c.mono()
	if since := mono - c.at.Load(); since < int64(carryMax) && since > -int64(carryMax) {
		return time.Duration(mono + c.ahead.Load())
	}
	if !c.mu.TryLock() {
		e, _, _ := c.read()
		return e
	}
	defer c.mu.Unlock()
	e, at, blur := c.read()
	if blur <= blurMax {
		c.ahead.Store(int64(e) - at)
		c.at.Store(at)
	}
	return e
}

// read asks the system. at is the monotonic clock right after, blur how long before it the reading
// may be.
func (c *rawReader) read() (e time.Duration, at int64, blur time.Duration) {
	before := c.mono()
	raw := c.raw()
	at = c.mono()
	was, is := c.slept.Load(), c.sleep()
	if is-was > sleptGrain { // less is the two clocks' not being read at once
		is = max(is, c.sleepMeasured())
		c.slept.CompareAndSwap(was, is)
		was = is
	}
	return time.Duration(raw - c.raw0 + was), at, time.Duration(at - before)
}

// sleep is how long the machine has slept since start; less, if the thread loses its processor in between.
func (c *rawReader) sleep() int64 { return c.boot() - c.mono() - c.boot0 }

// sleepMeasured is sleep by many looks, one of which the thread gets through.
func (c *rawReader) sleepMeasured() (slept int64) {
	slept = c.sleep()
	for range sleptMeasure {
		slept = max(slept, c.sleep())
	}
	return slept
}

func rawNanos() int64 {
	var ts syscall.Timespec
	_ = clockGettime(rawMonotonic, &ts)
	return ts.Nano()
}

func clockGettime(id uintptr, ts *syscall.Timespec) bool {
	_, _, errno := syscall.Syscall(syscall.SYS_CLOCK_GETTIME, id, uintptr(unsafe.Pointer(ts)), 0)
	return errno == 0
}

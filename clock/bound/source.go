package bound

import (
	"sync"
	"sync/atomic"
	"time"
)

// System is the machine's clock: wall time at its making, carried on by the
// monotonic clock, so that a step of the wall clock can't leak in, and slewed
// towards wall time so that it does not drift away from it either:
//
//	now = base + monotonic + offset
//
// Ten times a second a reading compares now with the wall clock and moves offset
// towards it, by at most slewMax. Time that the machine slept, which the
// monotonic clock does not count on every system, is added as a whole.
//
// What is left between the two counts as error: a wall clock that stepped is right, or was
// right before, and which of the two nobody knows here. Resync follows a step.
//
// Processes of one machine may share one clock: pinned, it is the boot clock plus an offset
// that they agree on, and follows the wall clock no more.
type System struct {
	errorBound time.Duration
	wall       func() int64         // nanoseconds since the Unix epoch
	mono       func() time.Duration // since the start
	raw        func() time.Duration // likewise, by a clock that nobody slews
	sleep      func() int64         // nanoseconds that the machine slept
	base       int64
	offset     atomic.Int64
	nextCheck  atomic.Int64 // monotonic nanoseconds
	ahead      atomic.Int64 // the wall clock's lead over now, as of the last comparison
	blur       atomic.Int64 // by how much that may be off
	pinned     atomic.Bool
	boot       hostClock // as of the start

	mu    sync.Mutex // of a comparison with the wall clock; tried there, never waited for
	slept int64      // by now, as far as the system tells
}

const (
	slewInterval = int64(100 * time.Millisecond)
	// slewMax per slewInterval is the 500 ppm that NTP daemons slew by.
	slewMax = slewInterval / 2000
	// stepGrain is what a comparison may be off by: the thread may lose its processor
	// between looking at one clock and at the other.
	stepGrain = int64(time.Millisecond)
)

// Zero is the machine's clock where it is the only one: its error is 0.
func Zero() *System { return Fixed(0) }

// Names of the sources that are none of the machine's.
const (
	// SharedSource: all nodes read one clock, and nobody asks how right it is.
	SharedSource = "one clock for all nodes"
	// ToldSource: the operator vouches for the clock.
	ToldSource = "operator"
)

// Standing implements Sourced.
func (s *System) Standing() Standing {
	name := ToldSource
	if s.errorBound == 0 {
		name = SharedSource
	}
	return Standing{Source: name, Error: s.Error()}
}

// Look implements Sourced: there is nothing to ask.
func (s *System) Look() {}

// Fixed is the machine's clock, whose error is known to be at most e, steps aside.
func Fixed(e time.Duration) *System {
	return newSystem(e, func() int64 { return time.Now().UnixNano() })
}

func newSystem(e time.Duration, wall func() int64) *System {
	start := time.Now() // carries the monotonic reading
	s := &System{errorBound: e, wall: wall, sleep: sleepCounter()}
	s.slept = s.sleep()
	s.mono = func() time.Duration { return time.Since(start) }
	s.raw = rawClock(start)
	s.base = wall()
	// Since start the thread may have lost its processor: the two clocks are looked at again.
	ahead, blur := s.lead()
	s.base += ahead
	s.blur.Store(blur)
	s.boot = readHostClock(start, s.slept)
	s.nextCheck.Store(slewInterval)
	return s
}

// On is the clock of a machine whose wall clock and elapsed time are given: another one than
// this, in a test. The wall clock is nanoseconds since the Unix epoch.
func On(wall func() int64, elapsed func() time.Duration) *System {
	from := elapsed()
	since := func() time.Duration { return elapsed() - from }
	s := &System{wall: wall, mono: since, raw: since, sleep: func() int64 { return 0 }, base: wall()}
	s.nextCheck.Store(slewInterval)
	return s
}

// Elapsed implements Elapser.
func (s *System) Elapsed() time.Duration { return s.raw() }

// Now implements Source.
func (s *System) Now() int64 {
	mono := int64(s.mono())
	if mono >= s.nextCheck.Load() && s.mu.TryLock() {
		if mono >= s.nextCheck.Load() {
			s.compare(mono)
		}
		s.mu.Unlock()
	}
	return s.base + mono + s.offset.Load()
}

// compare slews towards the wall clock. s.mu is held.
func (s *System) compare(mono int64) {
	slept := s.sleep()
	ahead, blur := s.lead()
	switch {
	case s.pinned.Load():
		s.offset.Add(slept - s.slept) // the boot clock goes on while the machine sleeps
		ahead, blur = 0, 0
	default:
		d := slew(ahead, slept-s.slept)
		s.offset.Add(d)
		ahead -= d
	}
	s.slept = slept
	s.ahead.Store(ahead)
	s.blur.Store(blur)
	s.nextCheck.Store(mono + slewInterval)
}

// leadTries is how often the two clocks are looked at for one comparison, the tightest of
// which counts: the thread may lose its processor in between.
const leadTries = 3

// lead is by how much the wall clock is ahead of now, and by how much that may be off.
func (s *System) lead() (ahead, blur int64) {
	for i := range leadTries {
		before := s.mono()
		wall := s.wall()
		d := s.mono() - before
		if b := int64(d+1) / 2; i == 0 || b < blur {
			ahead, blur = wall-(s.base+int64(before+d/2)+s.offset.Load()), b
		}
	}
	return ahead, blur
}

// check compares with the wall clock now.
func (s *System) check() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.compare(int64(s.mono()))
}

// apart is how far off the wall clock this one may be, small steps included.
func (s *System) apart() time.Duration {
	return time.Duration(s.ahead.Load()).Abs() + time.Duration(s.blur.Load())
}

// slew is how the offset changes when the wall clock is ahead by that much, and
// the machine slept in between. Sleep counts only as far as the wall clock agrees.
func slew(ahead, slept int64) int64 {
	jump := max(0, min(slept, ahead))
	return jump + max(-slewMax, min(ahead-jump, slewMax))
}

// Error implements Source: what is known of the wall clock, and how far off it this one is.
func (s *System) Error() time.Duration { return s.errorBound + s.Step().Abs() }

// Step implements Stepper.
func (s *System) Step() time.Duration {
	if a := s.ahead.Load(); a > stepGrain || a < -stepGrain {
		return time.Duration(a)
	}
	return 0
}

// Resync implements Stepper.
func (s *System) Resync() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.pinned.Load() {
		return
	}
	ahead, blur := s.lead()
	s.offset.Add(ahead)
	s.ahead.Store(0)
	s.blur.Store(blur)
}

// Boot implements Host.
func (s *System) Boot() (machine uint64, offset int64) {
	if s.boot.machine == 0 {
		return 0, 0
	}
	s.mu.Lock() // no comparison is under way: what slept was added to one is added to the other
	defer s.mu.Unlock()
	return s.boot.machine, s.base + s.offset.Load() - s.boot.at - (s.slept - s.boot.slept)
}

// Pin implements Host.
func (s *System) Pin(offset int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.boot.machine == 0 {
		return
	}
	s.pinned.Store(true)
	s.ahead.Store(0)
	s.blur.Store(0)
	s.offset.Store(offset + s.boot.at + (s.slept - s.boot.slept) - s.base)
}

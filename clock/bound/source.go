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
	wall       func() int64 // nanoseconds since the Unix epoch
	start      time.Time    // carries the monotonic reading
	base       int64
	offset     atomic.Int64
	nextCheck  atomic.Int64 // monotonic nanoseconds
	ahead      atomic.Int64 // the wall clock's lead over now, as of the last comparison
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

// Fixed is the machine's clock, whose error is known to be at most e, steps aside.
func Fixed(e time.Duration) *System {
	return newSystem(e, func() int64 { return time.Now().UnixNano() })
}

func newSystem(e time.Duration, wall func() int64) *System {
	s := &System{errorBound: e, wall: wall, start: time.Now(), slept: sleptNanos()}
	s.base = wall()
	s.boot = readHostClock(s.start)
	s.nextCheck.Store(slewInterval)
	return s
}

// Now implements Source.
func (s *System) Now() int64 {
	mono := int64(time.Since(s.start))
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
	slept := sleptNanos()
	ahead := s.lead()
	switch {
	case s.pinned.Load():
		s.offset.Add(slept - s.slept) // the boot clock goes on while the machine sleeps
		ahead = 0
	default:
		d := slew(ahead, slept-s.slept)
		s.offset.Add(d)
		ahead -= d
	}
	s.slept = slept
	s.ahead.Store(ahead)
	s.nextCheck.Store(mono + slewInterval)
}

// lead is by how much the wall clock is ahead of now.
func (s *System) lead() int64 {
	return s.wall() - (s.base + int64(time.Since(s.start)) + s.offset.Load())
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
	s.offset.Add(s.lead())
	s.ahead.Store(0)
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
	s.offset.Store(offset + s.boot.at + (s.slept - s.boot.slept) - s.base)
}

// Simulated is a clock for tests: true time (which may be virtual) distorted by a
// skew and a drift that a test sets while it runs. What it says of its error is
// set on its own, so that a clock may also lie. Safe for concurrent use.
type Simulated struct {
	mu        sync.Mutex
	since     time.Time // of the last change
	atSince   int64     // what the clock said then
	driftPPM  int64
	claimed   time.Duration
	frozen    bool
	origin    time.Time
	originWal int64
}

// NewSimulated is a clock that says true time plus skew.
func NewSimulated(skew time.Duration) *Simulated {
	now := time.Now()
	return &Simulated{since: now, atSince: now.UnixNano() + int64(skew), origin: now, originWal: now.UnixNano()}
}

// Now implements Source.
func (s *Simulated) Now() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.nowLocked()
}

func (s *Simulated) nowLocked() int64 {
	if s.frozen {
		return s.atSince
	}
	d := int64(time.Since(s.since))
	return s.atSince + d + d/1_000_000*s.driftPPM + d%1_000_000*s.driftPPM/1_000_000
}

// rebase makes the clock's present the start of what follows.
func (s *Simulated) rebaseLocked() {
	s.atSince = s.nowLocked()
	s.since = time.Now()
}

// Jump steps the clock by d.
func (s *Simulated) Jump(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rebaseLocked()
	s.atSince += int64(d)
}

// SetSkew makes the clock say true time plus skew from now on.
func (s *Simulated) SetSkew(skew time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.since = time.Now()
	s.atSince = s.originWal + int64(s.since.Sub(s.origin)) + int64(skew)
}

// SetDrift makes the clock run fast by ppm parts in a million (slow, if negative).
func (s *Simulated) SetDrift(ppm int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rebaseLocked()
	s.driftPPM = ppm
}

// Freeze stops the clock, or lets it go on from where it stands.
func (s *Simulated) Freeze(on bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rebaseLocked()
	s.frozen = on
}

// Skew is by how much the clock is ahead of true time.
func (s *Simulated) Skew() time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	return time.Duration(s.nowLocked() - s.originWal - int64(time.Since(s.origin)))
}

// SetError sets what the clock claims its error to be.
func (s *Simulated) SetError(e time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.claimed = e
}

// Error implements Source.
func (s *Simulated) Error() time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.claimed
}

package bound

import (
	"sync"
	"time"
)

// line is a clock that runs at a steady rate until something is done to it. now is by true
// time (which may be virtual) since the line's owner began.
type line struct {
	since, at time.Duration // it said at when it was since
	ppm       int64
	stopped   bool
}

func (l *line) read(now time.Duration) time.Duration {
	if l.stopped {
		return l.at
	}
	d := now - l.since
	return l.at + d + d/1_000_000*time.Duration(l.ppm) + d%1_000_000*time.Duration(l.ppm)/1_000_000
}

// bend makes the present the start of what follows.
func (l *line) bend(now time.Duration) { l.since, l.at = now, l.read(now) }

// Simulated is a clock for tests: true time (which may be virtual) distorted by a
// skew and a drift that a test sets while it runs. What it says of its error is
// set on its own, so that a clock may also lie. It has two hands, as a machine has: the time
// of day, and elapsed time, which no step touches. Safe for concurrent use.
type Simulated struct {
	origin time.Time

	mu       sync.Mutex
	wall     line // less origin
	elapsed  line
	claimed  time.Duration
	driftPPM int64 // of the wall clock alone
	ratePPM  int64 // of both
}

// NewSimulated is a clock that says true time plus skew.
func NewSimulated(skew time.Duration) *Simulated {
	return &Simulated{origin: time.Now(), wall: line{at: skew}}
}

func (s *Simulated) true() time.Duration { return time.Since(s.origin) }

// do changes both hands at once.
func (s *Simulated) do(change func(now time.Duration)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.true()
	s.wall.bend(now)
	s.elapsed.bend(now)
	change(now)
}

// Now implements Source.
func (s *Simulated) Now() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.origin.UnixNano() + int64(s.wall.read(s.true()))
}

// Elapsed implements Elapser.
func (s *Simulated) Elapsed() time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.elapsed.read(s.true())
}

// Jump steps the clock by d.
func (s *Simulated) Jump(d time.Duration) { s.do(func(time.Duration) { s.wall.at += d }) }

// SetSkew makes the clock say true time plus skew from now on.
func (s *Simulated) SetSkew(skew time.Duration) {
	s.do(func(now time.Duration) { s.wall.at = now + skew })
}

// SetDrift makes the clock run fast by ppm parts in a million (slow, if negative), as one
// does that is slewed: elapsed time is not touched.
func (s *Simulated) SetDrift(ppm int64) {
	s.do(func(time.Duration) { s.driftPPM, s.wall.ppm = ppm, s.ratePPM+ppm })
}

// SetRate makes the machine's oscillator run fast by ppm parts in a million (slow, if
// negative): the time of day and elapsed time alike.
func (s *Simulated) SetRate(ppm int64) {
	s.do(func(time.Duration) { s.ratePPM, s.wall.ppm, s.elapsed.ppm = ppm, s.driftPPM+ppm, ppm })
}

// Freeze stops the clock, or lets it go on from where it stands. Elapsed time goes on.
func (s *Simulated) Freeze(on bool) { s.do(func(time.Duration) { s.wall.stopped = on }) }

// Stop stops both hands, as a virtual machine's that is stopped with all it counts by, or
// lets them go on from where they stand.
func (s *Simulated) Stop(on bool) {
	s.do(func(time.Duration) { s.wall.stopped, s.elapsed.stopped = on, on })
}

// Skew is by how much the clock is ahead of true time.
func (s *Simulated) Skew() time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.true()
	return s.wall.read(now) - now
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

// SimMeter is a time service for tests, by which a Simulated clock is measured when it is asked, and
// not in between: what it states is the offset that it finds, and its own error. The zero value, with
// its clock, is exact. Safe for concurrent use.
type SimMeter struct {
	Clock *Simulated

	mu  sync.Mutex
	how SimService
}

// SimService is how a time service for tests is.
type SimService struct {
	Error    time.Duration // what it states beyond the offset that it measures
	Off      time.Duration // by how much it is wrong itself: beyond Error it lies
	DriftPPB int64         // what it states of the clock's drift
	Gone     error         // why it says nothing
}

// Set makes the service another one.
func (m *SimMeter) Set(how SimService) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.how = how
}

// Name implements Meter.
func (m *SimMeter) Name() string { return "simulated" }

// Measure implements Meter.
func (m *SimMeter) Measure() (Statement, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.how.Gone != nil {
		return Statement{}, m.how.Gone
	}
	return Statement{Error: (m.Clock.Skew() - m.how.Off).Abs() + m.how.Error, DriftPPB: m.how.DriftPPB}, nil
}

// Distrust implements Meter: each of its statements is a new measurement.
func (m *SimMeter) Distrust() {}

package bound

import "time"

// Shifted is a clock that is made wrong, for tests of whole processes: another one's, ahead by
// an offset, that runs fast by so many parts in a million (slow, if negative) from the start on,
// elapsed time with it. It does not know: its error is what the other one says. It is nobody's
// to share (Host), since it is not the machine's. Safe for concurrent use as its source is.
type Shifted struct {
	source  Source
	elapsed Elapser
	offset  int64
	ppm     int64
	now0    int64
	began   time.Duration
}

// NewShifted makes a clock wrong. The source's elapsed time is the process's.
func NewShifted(source interface {
	Source
	Elapser
}, offset time.Duration, ppm int64) *Shifted {
	return &Shifted{source: source, elapsed: source, offset: int64(offset), ppm: ppm, now0: source.Now(), began: source.Elapsed()}
}

// gained is by how much the clock has run fast in d.
func (s *Shifted) gained(d int64) int64 {
	const million = 1_000_000
	return d/million*s.ppm + d%million*s.ppm/million
}

// Now implements Source.
func (s *Shifted) Now() int64 {
	now := s.source.Now()
	return now + s.offset + s.gained(now-s.now0)
}

// Elapsed implements Elapser.
func (s *Shifted) Elapsed() time.Duration {
	d := s.elapsed.Elapsed() - s.began
	return s.began + d + time.Duration(s.gained(int64(d)))
}

// Error implements Source.
func (s *Shifted) Error() time.Duration { return s.source.Error() }

// Step implements Stepper.
func (s *Shifted) Step() time.Duration {
	if st, ok := s.source.(Stepper); ok {
		return st.Step()
	}
	return 0
}

// Resync implements Stepper.
func (s *Shifted) Resync() {
	if st, ok := s.source.(Stepper); ok {
		st.Resync()
	}
}

// Standing implements Sourced.
func (s *Shifted) Standing() Standing {
	if st, ok := s.source.(Sourced); ok {
		return st.Standing()
	}
	return Standing{Error: s.Error()}
}

// Look implements Sourced.
func (s *Shifted) Look() {
	if st, ok := s.source.(Sourced); ok {
		st.Look()
	}
}

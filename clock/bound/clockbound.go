package bound

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"time"
)

// ClockBoundFile is where a ClockBound daemon (github.com/aws/clock-bound) tells how wrong
// CLOCK_REALTIME may be, by default. Releases from 2 on write it; those from 3 on write
// another segment beside it, about a clock of their own, which is not read here.
const ClockBoundFile = "/var/run/clockbound/shm0"

// A segment, in the byte order of the machine:
//
//	 0  magic        two words
//	 8  size         of all of it
//	12  version      1 or 2
//	14  generation   odd: it is being written; 0: it never was
//	16  as of        seconds, nanoseconds of CLOCK_MONOTONIC_COARSE
//	32  void after   likewise
//	48  bound        nanoseconds
//	    version 1             version 2
//	56  drift, in ppb     56  disruption marker
//	60  reserved          64  drift, in ppb
//	64  status            68  status
//	68  padding           72  1: the marker is the host's; padding
const (
	segmentMagic0, segmentMagic1 = 0x414D5A4E, 0x43420200
	segmentHeaderLen             = 16
	segmentLen1, segmentLen2     = 72, 80
	segmentLenMax                = 4096

	driftMaxPPB = 1_000_000_000
	secondsMax  = 1 << 33 // no clock of a machine has counted so many
)

// Status of a segment.
const (
	segmentUnknown = iota
	segmentSynchronised
	segmentFreeRunning
	segmentDisrupted
)

// ErrSegment reports bytes that are not a ClockBound segment.
var ErrSegment = errors.New("not a ClockBound segment")

// errWriting reports a segment that is being written.
var errWriting = errors.New("the segment is being written")

// segment is a parsed one.
type segment struct {
	asOf, voidAfter time.Duration // by the monotonic clock
	bound           time.Duration
	driftPPB        int64
	status          int32
	marker          uint64
	marked          bool // marker is the host's
}

// parseSegment fails with ErrSegment, or errWriting.
func parseSegment(b []byte) (s segment, err error) {
	order := binary.NativeEndian
	if len(b) < segmentHeaderLen || order.Uint32(b) != segmentMagic0 || order.Uint32(b[4:]) != segmentMagic1 {
		return s, ErrSegment
	}
	size, version, generation := order.Uint32(b[8:]), order.Uint16(b[12:]), order.Uint16(b[14:])
	if version == 0 || generation%2 != 0 || generation == 0 {
		return s, errWriting
	}
	length := segmentLen1
	switch version {
	case 1:
	case 2:
		length = segmentLen2
	default:
		return s, fmt.Errorf("%w that is known: version %d", ErrSegment, version)
	}
	if int64(size) < int64(length) || len(b) < length {
		return s, fmt.Errorf("%w: %d bytes, and version %d has %d", ErrSegment, min(len(b), int(size)), version, length)
	}
	var ok1, ok2 bool
	s.asOf, ok1 = segmentTime(b[16:])
	s.voidAfter, ok2 = segmentTime(b[32:])
	s.bound = time.Duration(order.Uint64(b[48:]))
	rest := b[56:]
	if version == 2 {
		s.marker, s.marked, rest = order.Uint64(b[56:]), b[72] == 1, b[64:]
		s.driftPPB, s.status = int64(order.Uint32(rest)), int32(order.Uint32(rest[4:]))
	} else {
		s.driftPPB, s.status = int64(order.Uint32(rest)), int32(order.Uint32(rest[8:]))
	}
	if !ok1 || !ok2 || s.bound < 0 || s.bound > UnknownError || s.driftPPB >= driftMaxPPB || s.status < segmentUnknown || s.status > segmentDisrupted {
		return segment{}, fmt.Errorf("%w: it makes no sense", ErrSegment)
	}
	return s, nil
}

// segmentTime reads a timespec.
func segmentTime(b []byte) (time.Duration, bool) {
	sec, nsec := int64(binary.NativeEndian.Uint64(b)), int64(binary.NativeEndian.Uint64(b[8:]))
	if sec < 0 || sec >= secondsMax || nsec < 0 || nsec >= int64(time.Second) {
		return 0, false
	}
	return time.Duration(sec)*time.Second + time.Duration(nsec), true
}

// ClockBound is the meter that reads a ClockBound daemon's segment. The daemon counts what the
// kernel does not know: what chrony is still to correct, and disruptions that the host tells of.
type ClockBound struct {
	file   string
	read   func(file string, max int) ([]byte, error)
	mono   func() (time.Duration, error) // CLOCK_MONOTONIC
	marker func() (uint64, bool)         // of the host's clock page; false: there is none

	since time.Duration // what is older does not count
}

// NewClockBound is the meter of a segment. read returns up to max bytes of a file, mono
// CLOCK_MONOTONIC; marker is the host's disruption marker, or nil.
func NewClockBound(file string, read func(string, int) ([]byte, error), mono func() (time.Duration, error), marker func() (uint64, bool)) *ClockBound {
	return &ClockBound{file: file, read: read, mono: mono, marker: marker}
}

// Name implements Meter.
func (c *ClockBound) Name() string { return "clockbound" }

// Distrust implements Meter.
func (c *ClockBound) Distrust() {
	if now, err := c.mono(); err == nil {
		c.since = now
	}
}

// segmentTries is how often a segment that is being written is read.
const segmentTries = 5

// snapshot reads a segment as it was at one moment: the same twice.
func (c *ClockBound) snapshot() (s segment, err error) {
	for range segmentTries {
		var a, b []byte
		if a, err = c.read(c.file, segmentLenMax); err != nil {
			return s, err
		}
		if b, err = c.read(c.file, segmentLenMax); err != nil {
			return s, err
		}
		if !bytes.Equal(a, b) {
			err = errWriting
			continue
		}
		if s, err = parseSegment(a); !errors.Is(err, errWriting) {
			return s, err
		}
	}
	return s, err
}

// coarse is what CLOCK_MONOTONIC_COARSE may be behind CLOCK_MONOTONIC, a tick, and then some.
const coarse = 20 * time.Millisecond

// Measure implements Meter.
func (c *ClockBound) Measure() (Statement, error) {
	s, err := c.snapshot()
	if err != nil {
		return Statement{}, err
	}
	now, err := c.mono()
	if err != nil {
		return Statement{}, err
	}
	switch {
	case s.status == segmentUnknown:
		return Statement{}, errors.New("the daemon does not know how wrong the clock is")
	case s.status == segmentDisrupted:
		return Statement{}, errors.New("the daemon says that the clock was disrupted")
	case s.asOf > now+coarse:
		return Statement{}, errors.New("the daemon's word is of the future: of another boot")
	case now > s.voidAfter:
		return Statement{}, fmt.Errorf("the daemon's word is %v old, and void", (now - s.asOf).Round(time.Second))
	case s.asOf < c.since+coarse && c.since > 0:
		return Statement{}, errors.New("the machine's clocks were disrupted, and the daemon has not said anything since")
	}
	if s.marked && c.marker != nil {
		if m, ok := c.marker(); ok && m != s.marker {
			return Statement{}, errors.New("the host has disrupted the clock, and the daemon does not know yet")
		}
	}
	return Statement{Error: s.bound + grown(now-s.asOf, s.driftPPB), DriftPPB: s.driftPPB}, nil
}

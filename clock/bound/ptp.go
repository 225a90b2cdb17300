package bound

import (
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// PTPSample is a reading of a PTP hardware clock between two of the wall clock, in
// nanoseconds since the epoch of each.
type PTPSample struct{ Before, Device, After int64 }

// PTPDevice says which PTP hardware clock is to be measured by, and what is known of it: a
// clock by itself says nothing of how right it is.
type PTPDevice struct {
	// Path is its device: /dev/ptp0.
	Path string
	// Error is how wrong it may be, as the operator states. Where the driver states an error,
	// too (phc_error_bound, as Amazon's does), the larger counts. 0: the driver's word alone.
	Error time.Duration
	// TAI: the clock counts TAI, and not UTC.
	TAI bool
}

// ParsePTPDevice reads "PATH", "PATH,ERROR", "PATH,ERROR,tai".
func ParsePTPDevice(s string) (d PTPDevice, err error) {
	parts := strings.Split(s, ",")
	d.Path = parts[0]
	if d.Path == "" || len(parts) > 3 || len(parts) == 3 && parts[2] != "tai" {
		return d, fmt.Errorf("%q: want DEVICE, DEVICE,ERROR or DEVICE,ERROR,tai", s)
	}
	d.TAI = len(parts) == 3
	if len(parts) > 1 {
		if d.Error, err = time.ParseDuration(parts[1]); err != nil || d.Error <= 0 {
			return d, fmt.Errorf("%q: %q is not how wrong a clock may be", s, parts[1])
		}
	}
	return d, nil
}

// PTP is the meter that compares the wall clock with a PTP hardware clock: the offset that it
// measures is error, and so are half of what a reading took, and what is stated of the clock.
type PTP struct {
	d      PTPDevice
	sample func(path string) ([]PTPSample, error)
	read   func(file string, max int) ([]byte, error)
	timex  func() (Timex, error)
}

// NewPTP is the meter of a PTP hardware clock. sample reads it a few times, read a file of
// the driver's, timex what TAI is.
func NewPTP(d PTPDevice, sample func(string) ([]PTPSample, error), read func(string, int) ([]byte, error), timex func() (Timex, error)) *PTP {
	return &PTP{d: d, sample: sample, read: read, timex: timex}
}

// Name implements Meter.
func (p *PTP) Name() string { return "ptp:" + p.d.Path }

// Distrust implements Meter: each measurement is new.
func (p *PTP) Distrust() {}

// ptpErrorFile is where a driver states how wrong its clock may be, in nanoseconds.
func ptpErrorFile(path string) string {
	return "/sys/class/ptp/" + filepath.Base(path) + "/device/phc_error_bound"
}

// ptpErrorFiles matches all of them.
const ptpErrorFiles = "/sys/class/ptp/*/device/phc_error_bound"

// stated is how wrong the clock itself may be.
func (p *PTP) stated() (time.Duration, error) {
	b, err := p.read(ptpErrorFile(p.d.Path), 64)
	if err != nil {
		if p.d.Error > 0 {
			return p.d.Error, nil
		}
		return 0, errors.New("nobody states how wrong the clock may be")
	}
	n, err := strconv.ParseInt(strings.TrimSpace(string(b)), 10, 64)
	if err != nil || n <= 0 || n >= math.MaxUint32 { // of Amazon's: all ones where it does not know
		return 0, fmt.Errorf("its driver says that it is wrong by %q", strings.TrimSpace(string(b)))
	}
	return max(p.d.Error, time.Duration(n)), nil
}

// Measure implements Meter.
func (p *PTP) Measure() (Statement, error) {
	stated, err := p.stated()
	if err != nil {
		return Statement{}, err
	}
	samples, err := p.sample(p.d.Path)
	if err != nil {
		return Statement{}, err
	}
	best, took := PTPSample{}, int64(math.MaxInt64)
	for _, s := range samples {
		if d := s.After - s.Before; d >= 0 && d < took {
			best, took = s, d
		}
	}
	if took == math.MaxInt64 {
		return Statement{}, errors.New("no reading of it between two of the wall clock")
	}
	if p.d.TAI {
		t, err := p.timex()
		if err != nil || t.TAI == 0 {
			return Statement{}, errors.Join(errors.New("it counts TAI, and the kernel was not told how far that is from UTC"), err)
		}
		best.Device -= int64(t.TAI)
	}
	half := (took + 1) / 2
	offset := time.Duration(best.Device - (best.Before + took/2)).Abs()
	return Statement{Error: offset + time.Duration(half) + stated, DriftPPB: wallDriftPPB}, nil
}

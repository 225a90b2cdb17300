package bound

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// counterFile names the counter that the kernel keeps time by: tsc, kvm-clock, hyperv_….
const counterFile = "/sys/devices/system/clocksource/clocksource0/current_clocksource"

// ThisMachine is what meters read of this machine.
func ThisMachine() Machine {
	return Machine{
		ReadFile: readFile, Glob: filepath.Glob, Timex: timex, PTP: samplePTP, HostPage: mapHostPage,
		Mono:  func() (time.Duration, error) { return readClock(unix.CLOCK_MONOTONIC) },
		Slept: sleepCounter(),
		Counter: func() string {
			b, err := readFile(counterFile, 64)
			if err != nil {
				return ""
			}
			return strings.TrimSpace(string(b))
		},
	}
}

// readFile reads up to limit bytes of a file, at once where the file lets one.
func readFile(name string, limit int) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		if os.IsNotExist(err) {
			return nil, ErrNotHere
		}
		return nil, err
	}
	defer func() { _ = f.Close() }()
	b := make([]byte, limit)
	n, err := io.ReadFull(f, b)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		err = nil
	}
	return b[:n], err
}

func readClock(id int32) (time.Duration, error) {
	var ts unix.Timespec
	err := unix.ClockGettime(id, &ts)
	return time.Duration(ts.Nano()), err
}

// Of adjtimex(2).
const (
	timeError = 5
	staUnsync = 0x40
	staNano   = 0x2000
)

func timex() (Timex, error) {
	var t unix.Timex
	state, err := unix.Adjtimex(&t)
	if err != nil {
		return Timex{}, err
	}
	unit := time.Microsecond
	if t.Status&staNano != 0 {
		unit = time.Nanosecond
	}
	return Timex{
		MaxError: time.Duration(t.Maxerror) * time.Microsecond, Offset: time.Duration(t.Offset) * unit,
		Unsynchronised: state == timeError || t.Status&staUnsync != 0, TAI: time.Duration(t.Tai) * time.Second,
	}, nil
}

// ptpSamples is how often a PTP clock is read for one measurement: those of clouds take a
// hundred readings a second or so, from all who ask.
const ptpSamples = 3

// samplePTP reads a PTP clock: by one call where the kernel and its driver have that, which
// takes the wall clock's readings closest to the device's; else as any clock.
func samplePTP(path string) ([]PTPSample, error) {
	f, err := os.Open(path)
	if err != nil {
		if os.IsNotExist(err) {
			return nil, ErrNotHere
		}
		return nil, err
	}
	defer func() { _ = f.Close() }()
	fd := int(f.Fd())
	samples := make([]PTPSample, 0, ptpSamples)
	if x, err := unix.IoctlPtpSysOffsetExtended(fd, ptpSamples); err == nil {
		for _, s := range x.Ts[:ptpSamples] {
			samples = append(samples, PTPSample{ptpNanos(s[0]), ptpNanos(s[1]), ptpNanos(s[2])})
		}
		return samples, nil
	}
	for range ptpSamples {
		before, err1 := readClock(unix.CLOCK_REALTIME)
		device, err2 := readClock(unix.FdToClockID(fd))
		after, err3 := readClock(unix.CLOCK_REALTIME)
		for _, err := range []error{err1, err2, err3} {
			if err != nil {
				return nil, err
			}
		}
		samples = append(samples, PTPSample{int64(before), int64(device), int64(after)})
	}
	return samples, nil
}

func ptpNanos(t unix.PtpClockTime) int64 { return t.Sec*int64(time.Second) + int64(t.Nsec) }

// mapHostPage maps the host's clock page for as long as the process lives.
func mapHostPage() ([]byte, error) {
	f, err := os.Open(HostPageFile)
	if err != nil {
		if os.IsNotExist(err) {
			return nil, ErrNotHere
		}
		return nil, err
	}
	defer func() { _ = f.Close() }()
	return unix.Mmap(int(f.Fd()), 0, pageLen, unix.PROT_READ, unix.MAP_SHARED)
}

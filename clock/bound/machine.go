package bound

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"
)

// Machine is what meters read: this machine (ThisMachine), or what a test makes of one.
type Machine struct {
	ReadFile func(name string, limit int) ([]byte, error) // ErrNotHere: there is no such file
	Glob     func(pattern string) ([]string, error)
	Timex    func() (Timex, error)
	PTP      func(path string) ([]PTPSample, error)
	HostPage func() ([]byte, error)        // the memory of the host's clock page
	Mono     func() (time.Duration, error) // CLOCK_MONOTONIC
	Slept    func() int64                  // nanoseconds that it slept since it booted
	Counter  func() string                 // that it keeps time by; empty: not known
}

// Choice says which sources vouch for a clock; the zero value is "auto".
type Choice struct {
	kind   string
	file   string
	device PTPDevice
}

// ParseChoice reads "auto", "kernel", "clockbound", "clockbound:FILE", "ptp:DEVICE",
// "ptp:DEVICE,ERROR", "ptp:DEVICE,ERROR,tai".
func ParseChoice(s string) (c Choice, err error) {
	kind, rest, more := strings.Cut(s, ":")
	c.kind = kind
	switch {
	case (kind == "auto" || kind == "kernel" || kind == "clockbound") && !more:
		return c, nil
	case kind == "clockbound" && rest != "":
		c.file = rest
		return c, nil
	case kind == "ptp" && more:
		c.device, err = ParsePTPDevice(rest)
		return c, err
	}
	return c, fmt.Errorf("%q: want auto, kernel, clockbound[:FILE] or ptp:DEVICE[,ERROR[,tai]]", s)
}

// Source is the machine's clock, as the choice wants it vouched for. "auto" prefers, in this
// order: a ClockBound daemon; PTP clocks whose drivers state how wrong they are; the kernel.
// It fails where nothing that was chosen vouches for the clock, and returns it all the same: its
// error is UnknownError until something does.
func (m Machine) Source(c Choice, on *System) (*Measured, error) {
	page, err := m.page()
	seen := Seen{Page: "none", Counter: m.Counter()}
	switch {
	case err == nil:
		seen.Page = "watched"
	case !errors.Is(err, ErrNotHere):
		seen.Page = fmt.Sprintf("%s: %v", HostPageFile, err)
	}
	host := Watchers{NewSleep(m.Slept), NewCounter(m.Counter)}
	marker := func() (uint64, bool) { return 0, false }
	if page != nil {
		host = append(host, page)
		marker = func() (uint64, bool) { return page.Marker(), true }
	}
	s, err := newMeasured(on, host, page, m.meters(c, on, marker))
	s.seen = seen
	return s, err
}

// Seen is what a machine tells of how it keeps time.
type Seen struct {
	Counter string // that the kernel keeps time by; empty: not known
	Page    string // of the host's clock page: "none", "watched", or why it can't be
}

// Ask asks the sources of a choice once: which of them vouches for the wall clock, and how wrong
// it says that may be. It fails where none does.
func (m Machine) Ask(c Choice) (source string, e time.Duration, err error) {
	s, err := NewMeasured(Zero(), nil, m.meters(c, Zero(), nil)...)
	if err != nil {
		return "", 0, err
	}
	st := s.Standing()
	return st.Source, st.Error, nil
}

// page begins to watch the host's clock page; nil: there is none.
func (m Machine) page() (*HostPage, error) {
	mem, err := m.HostPage()
	if err != nil {
		return nil, err
	}
	return NewHostPage(mem)
}

// meters are those of a choice, in its order.
func (m Machine) meters(c Choice, on *System, marker func() (uint64, bool)) []Meter {
	file := c.file
	if file == "" {
		file = ClockBoundFile
	}
	clockBound := NewClockBound(file, m.ReadFile, m.Mono, marker)
	kernel := NewKernel(m.Timex, on.Elapsed)
	switch c.kind {
	case "kernel":
		return []Meter{kernel}
	case "clockbound":
		return []Meter{clockBound}
	case "ptp":
		return []Meter{NewPTP(c.device, m.PTP, m.ReadFile, m.Timex)}
	}
	meters := []Meter{clockBound}
	files, _ := m.Glob(ptpErrorFiles) // the pattern is a constant, and good
	for _, f := range files {
		path := "/dev/" + filepath.Base(filepath.Dir(filepath.Dir(f)))
		meters = append(meters, NewPTP(PTPDevice{Path: path}, m.PTP, m.ReadFile, m.Timex))
	}
	return append(meters, kernel)
}

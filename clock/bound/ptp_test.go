package bound

import (
	"strings"
	"testing"
	"time"
)

func TestPTP(t *testing.T) {
	const us = time.Microsecond
	// A reading of a device that is ahead of the wall clock, and how long that took.
	sample := func(ahead, took time.Duration) PTPSample {
		const at = int64(1_700_000_000_000_000_000)
		return PTPSample{at, at + int64(took/2) + int64(ahead), at + int64(took)}
	}
	tests := []struct {
		name    string
		device  string
		samples []PTPSample
		driver  string // what it states; empty: nothing
		tai     time.Duration
		want    time.Duration // below 0: fails
		why     string
	}{
		{name: "an error that was told", device: "/dev/ptp0,1us", samples: []PTPSample{sample(20*us, 4*us)}, want: 23 * us},
		{name: "behind", device: "/dev/ptp0,1us", samples: []PTPSample{sample(-20*us, 4*us)}, want: 23 * us},
		{name: "the tightest counts", device: "/dev/ptp0,1us", samples: []PTPSample{sample(0, 400*us), sample(20*us, 4*us), sample(0, 40*us)}, want: 23 * us},
		{name: "the driver's word", device: "/dev/ptp0", samples: []PTPSample{sample(0, 4*us)}, driver: "1500\n", want: 3500},
		{name: "the larger of two", device: "/dev/ptp0,1us", samples: []PTPSample{sample(0, 4*us)}, driver: "1500\n", want: 3500},
		{name: "TAI", device: "/dev/ptp0,1us,tai", samples: []PTPSample{sample(37*time.Second+20*us, 4*us)}, tai: 37 * time.Second, want: 23 * us},
		{name: "TAI for UTC", device: "/dev/ptp0,1us", samples: []PTPSample{sample(37*time.Second, 4*us)}, want: 37*time.Second + 3*us},

		{name: "TAI that nobody told of", device: "/dev/ptp0,1us,tai", samples: []PTPSample{sample(0, 4*us)}, want: -1, why: "TAI"},
		{name: "nobody states its error", device: "/dev/ptp0", samples: []PTPSample{sample(0, 4*us)}, want: -1, why: "nobody states"},
		{name: "the driver does not know", device: "/dev/ptp0,1us", samples: []PTPSample{sample(0, 4*us)}, driver: "4294967295", want: -1, why: "4294967295"},
		{name: "the driver talks nonsense", device: "/dev/ptp0,1us", samples: []PTPSample{sample(0, 4*us)}, driver: "-", want: -1, why: `"-"`},
		{name: "the wall clock went back", device: "/dev/ptp0,1us", samples: []PTPSample{sample(0, -4*us)}, want: -1, why: "no reading"},
		{name: "no readings", device: "/dev/ptp0,1us", want: -1, why: "no reading"},
	}
	for _, tt := range tests {
		d, err := ParsePTPDevice(tt.device)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		p := NewPTP(d, func(path string) ([]PTPSample, error) { return tt.samples, nil }, func(file string, _ int) ([]byte, error) {
			if file != "/sys/class/ptp/ptp0/device/phc_error_bound" || tt.driver == "" {
				return nil, ErrNotHere
			}
			return []byte(tt.driver), nil
		}, func() (Timex, error) { return Timex{TAI: tt.tai}, nil })
		got, err := p.Measure()
		if (err != nil) != (tt.want < 0) || err == nil && got.Error != tt.want {
			t.Errorf("%s: %+v, %v; want %v", tt.name, got, err, tt.want)
		}
		if err != nil && !strings.Contains(err.Error(), tt.why) {
			t.Errorf("%s: %q does not say %q", tt.name, err, tt.why)
		}
	}
}

func TestParseChoice(t *testing.T) {
	for _, good := range []string{"auto", "kernel", "clockbound", "clockbound:/run/x:y", "ptp:/dev/ptp0", "ptp:/dev/ptp0,1us", "ptp:/dev/ptp0,1us,tai"} {
		if _, err := ParseChoice(good); err != nil {
			t.Errorf("%s: %v", good, err)
		}
	}
	for _, bad := range []string{"", "ntp", "kernel:", "kernel:x", "auto:x", "clockbound:", "ptp", "ptp:", "ptp:/dev/ptp0,", "ptp:/dev/ptp0,0s", "ptp:/dev/ptp0,-1s", "ptp:/dev/ptp0,1us,utc", "ptp:/dev/ptp0,1us,tai,x"} {
		if _, err := ParseChoice(bad); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
}

// TestOrder: a ClockBound daemon is preferred to a PTP clock, that to the kernel; and what is
// not there is not spoken of.
func TestOrder(t *testing.T) {
	auto, _ := ParseChoice("auto")
	segment := daemon{version: 2, generation: 2, voidAfter: time.Hour, bound: 1000, status: segmentSynchronised}.segment()
	for _, tt := range []struct {
		daemon, ptp, kernel bool
		want                string
	}{{true, true, true, "clockbound"}, {false, true, true, "ptp:/dev/ptp3"}, {false, false, true, "kernel"}, {true, false, false, "clockbound"}, {false, false, false, ""}} {
		m := Machine{
			ReadFile: func(name string, _ int) ([]byte, error) {
				switch {
				case name == ClockBoundFile && tt.daemon:
					return segment, nil
				case name == "/sys/class/ptp/ptp3/device/phc_error_bound" && tt.ptp:
					return []byte("1000"), nil
				}
				return nil, ErrNotHere
			},
			Glob: func(string) ([]string, error) {
				if tt.ptp {
					return []string{"/sys/class/ptp/ptp3/device/phc_error_bound"}, nil
				}
				return nil, nil
			},
			PTP:      func(string) ([]PTPSample, error) { return []PTPSample{{0, 1, 2}}, nil },
			Timex:    func() (Timex, error) { return Timex{Unsynchronised: !tt.kernel}, nil },
			HostPage: func() ([]byte, error) { return nil, ErrNotHere },
			Mono:     func() (time.Duration, error) { return 0, nil },
			Slept:    func() int64 { return 0 },
			Counter:  func() string { return "tsc" },
		}
		s, err := m.Source(auto, Zero())
		if (err == nil) != (tt.want != "") {
			t.Errorf("%+v: %v", tt, err)
		}
		if err != nil {
			continue
		}
		if st := s.Standing(); st.Source != tt.want || st.Others != "" || s.Seen() != (Seen{"tsc", "none"}) {
			t.Errorf("%+v: %+v, %+v", tt, st, s.Seen())
		}
	}
	var none Choice
	if m := ThisMachine(); len(m.meters(none, Zero(), nil)) == 0 {
		t.Error("no choice is no source")
	}
}

package bound

import (
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// daemon writes segments, as a ClockBound daemon does.
type daemon struct {
	version, generation uint16
	asOf, voidAfter     time.Duration
	bound               int64
	driftPPB            uint32
	status              int32
	marker              uint64
	marked              bool
}

func (d daemon) segment() []byte {
	order := binary.NativeEndian
	b := make([]byte, segmentLen2)
	order.PutUint32(b, segmentMagic0)
	order.PutUint32(b[4:], segmentMagic1)
	order.PutUint16(b[12:], d.version)
	order.PutUint16(b[14:], d.generation)
	stamp := func(b []byte, t time.Duration) {
		order.PutUint64(b, uint64(t/time.Second))
		order.PutUint64(b[8:], uint64(t%time.Second))
	}
	stamp(b[16:], d.asOf)
	stamp(b[32:], d.voidAfter)
	order.PutUint64(b[48:], uint64(d.bound))
	if d.version == 1 {
		b = b[:segmentLen1]
		order.PutUint32(b[56:], d.driftPPB)
		order.PutUint32(b[64:], uint32(d.status))
	} else {
		order.PutUint64(b[56:], d.marker)
		order.PutUint32(b[64:], d.driftPPB)
		order.PutUint32(b[68:], uint32(d.status))
		if d.marked {
			b[72] = 1
		}
	}
	order.PutUint32(b[8:], uint32(len(b)))
	return b
}

func TestClockBound(t *testing.T) {
	const s, us = time.Second, time.Microsecond
	good := daemon{version: 2, generation: 4, asOf: 100 * s, voidAfter: 1000 * s, bound: 50_000, driftPPB: 1000, status: segmentSynchronised, marker: 7, marked: true}
	with := func(edit func(*daemon)) []byte { d := good; edit(&d); return d.segment() }
	at := func(now time.Duration) func() (time.Duration, error) {
		return func() (time.Duration, error) { return now, nil }
	}
	cut := func(n int) []byte { return good.segment()[:n] }
	tests := []struct {
		name     string
		segment  []byte
		now      time.Duration
		marker   uint64 // of the host's page; 0: there is none
		distrust time.Duration
		want     time.Duration // below 0: fails
		why      string
	}{
		{name: "as it was written", segment: good.segment(), want: 50 * us},
		{name: "ten seconds later", segment: good.segment(), now: 110 * s, want: 60 * us},
		{name: "version 1", segment: with(func(d *daemon) { d.version = 1 }), now: 110 * s, want: 60 * us},
		{name: "free-running", segment: with(func(d *daemon) { d.status = segmentFreeRunning }), now: 500 * s, want: 450 * us},
		{name: "written within the tick", segment: good.segment(), now: 100*s - 4*time.Millisecond, want: 50 * us},
		{name: "the same host", segment: good.segment(), marker: 7, want: 50 * us},
		{name: "a marker that is not the host's", segment: with(func(d *daemon) { d.marked = false }), marker: 8, want: 50 * us},

		{name: "another host", segment: good.segment(), marker: 8, want: -1, why: "the host has disrupted"},
		{name: "void", segment: good.segment(), now: 1001 * s, want: -1, why: "void"},
		{name: "of the future", segment: good.segment(), now: 99 * s, want: -1, why: "future"},
		{name: "it does not know", segment: with(func(d *daemon) { d.status = segmentUnknown }), want: -1, why: "does not know"},
		{name: "disrupted", segment: with(func(d *daemon) { d.status = segmentDisrupted }), want: -1, why: "disrupted"},
		{name: "older than a disruption", segment: good.segment(), distrust: 105 * s, now: 106 * s, want: -1, why: "has not said anything since"},
		{name: "newer than a disruption", segment: good.segment(), distrust: 95 * s, now: 106 * s, want: 56 * us},
		{name: "another status", segment: with(func(d *daemon) { d.status = 4 }), want: -1, why: "no sense"},
		{name: "a drift of everything", segment: with(func(d *daemon) { d.driftPPB = driftMaxPPB }), want: -1, why: "no sense"},
		{name: "an error below 0", segment: with(func(d *daemon) { d.bound = -1 }), want: -1, why: "no sense"},
		{name: "an error beyond all", segment: with(func(d *daemon) { d.bound = int64(UnknownError) + 1 }), want: -1, why: "no sense"},
		{name: "seconds beyond all", segment: func() []byte { b := good.segment(); b[22] = 1; return b }(), want: -1, why: "no sense"},
		{name: "nanoseconds beyond a second", segment: func() []byte { b := good.segment(); b[29] = 1; return b }(), want: -1, why: "no sense"},
		{name: "another version", segment: with(func(d *daemon) { d.version = 3 }), want: -1, why: "version 3"},
		{name: "being written", segment: with(func(d *daemon) { d.generation = 5 }), want: -1, why: "being written"},
		{name: "never written", segment: with(func(d *daemon) { d.generation = 0 }), want: -1, why: "being written"},
		{name: "not begun", segment: with(func(d *daemon) { d.version = 0 }), want: -1, why: "being written"},
		{name: "short", segment: cut(segmentLen2 - 1), want: -1, why: "79 bytes"},
		{name: "a size below its own", segment: func() []byte { b := good.segment(); b[8] = 40; return b }(), want: -1, why: "40 bytes"},
		{name: "the header alone", segment: cut(segmentHeaderLen), want: -1, why: "bytes"},
		{name: "empty", segment: nil, want: -1, why: "not a ClockBound segment"},
		{name: "something else", segment: make([]byte, segmentLen2), want: -1, why: "not a ClockBound segment"},
	}
	for _, tt := range tests {
		if tt.now == 0 {
			tt.now = good.asOf
		}
		now := tt.distrust
		c := NewClockBound("f", func(string, int) ([]byte, error) { return tt.segment, nil }, func() (time.Duration, error) { return now, nil },
			func() (uint64, bool) { return tt.marker, tt.marker != 0 })
		if tt.distrust != 0 {
			c.Distrust()
		}
		now = tt.now
		got, err := c.Measure()
		if (err != nil) != (tt.want < 0) || err == nil && (got.Error != tt.want || got.DriftPPB != 1000) {
			t.Errorf("%s: %+v, %v; want %v", tt.name, got, err, tt.want)
		}
		if err != nil && !strings.Contains(err.Error(), tt.why) {
			t.Errorf("%s: %q does not say %q", tt.name, err, tt.why)
		}
	}

	// A writer that is at work while it is read.
	torn, reads := good.segment(), 0
	torn[48]++
	c := NewClockBound("f", func(string, int) ([]byte, error) {
		if reads++; reads == 1 {
			return torn, nil
		}
		return good.segment(), nil
	}, at(good.asOf), nil)
	if got, err := c.Measure(); err != nil || got.Error != 50*us {
		t.Errorf("a torn read: %+v, %v", got, err)
	}

	// A file of this machine's.
	file := filepath.Join(t.TempDir(), "shm0")
	m := ThisMachine()
	m.Mono = at(good.asOf)
	choice, err := ParseChoice("clockbound:" + file)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := m.Ask(choice); !errors.Is(err, ErrNotHere) {
		t.Errorf("without a daemon: %v", err)
	}
	if err := os.WriteFile(file, good.segment(), 0o600); err != nil {
		t.Fatal(err)
	}
	if source, e, err := m.Ask(choice); (err != nil || source != "clockbound" || e < 50*us || e > 50*us+time.Second) && !errors.Is(err, ErrNotHere) {
		t.Errorf("%s, %v, %v", source, e, err)
	}
}

func FuzzSegment(f *testing.F) {
	good := daemon{version: 2, generation: 4, asOf: 100 * time.Second, voidAfter: 1000 * time.Second, bound: 50_000, driftPPB: 1000, status: segmentSynchronised}
	f.Add(good.segment())
	good.version = 1
	f.Add(good.segment())
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := parseSegment(b)
		if err != nil {
			if !errors.Is(err, ErrSegment) && !errors.Is(err, errWriting) {
				t.Errorf("%v", err)
			}
			return
		}
		c := NewClockBound("f", func(string, int) ([]byte, error) { return b, nil }, func() (time.Duration, error) { return s.asOf, nil }, nil)
		if got, err := c.Measure(); err == nil && (got.Error < s.bound || got.DriftPPB < 0) {
			t.Errorf("%+v of %+v", got, s)
		}
	})
}

package cli

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/clock/bound"
	"github.com/isochrondb/isochron/server/config"
	"github.com/isochrondb/isochron/server/node"
)

// TestDoubtClock: a source's word against the operator's is logged, again and again, and
// its agreement is not.
func TestDoubtClock(t *testing.T) {
	for _, tt := range []struct {
		name   string
		kernel time.Duration
		err    error
		says   string // twice; "" for nothing
	}{
		{"agrees", 5 * time.Millisecond, nil, ""},
		{"says more", 400 * time.Millisecond, nil, "contradicts"},
		{"does not know", 0, errors.New("nothing synchronises it"), "no source vouches"},
	} {
		synctest.Test(t, func(t *testing.T) {
			var log strings.Builder
			ctx, cancel := context.WithTimeout(t.Context(), doubtEvery+time.Second)
			defer cancel()
			doubtClock(ctx, slog.New(slog.NewTextHandler(&log, nil)), 10*time.Millisecond, func() (string, time.Duration, error) { return "kernel", tt.kernel, tt.err })
			if want := 2; tt.says == "" && log.Len() > 0 || tt.says != "" && strings.Count(log.String(), tt.says) != want {
				t.Errorf("%s: logged %q", tt.name, log.String())
			}
		})
	}
}

// TestClock: which source a node's clock has, by what it was told and what the machine has.
func TestClock(t *testing.T) {
	const ms = time.Millisecond
	tests := []struct {
		name    string
		change  func(*config.Config)
		kernel  bool // vouches for the clock
		source  string
		budget  time.Duration
		refused string // the option that is named; empty: it is not
	}{
		{name: "loopback", source: bound.SharedSource},
		{name: "the operator's word", change: func(c *config.Config) { c.MaxClockError = 10 * ms }, kernel: true, source: bound.ToldSource, budget: 10 * ms},
		{name: "elsewhere", change: func(c *config.Config) { c.AdvertiseAddr = "10.0.0.1:1" }, kernel: true, source: "kernel", budget: 250 * ms},
		{name: "elsewhere, nobody to ask, alone", change: func(c *config.Config) { c.AdvertiseAddr = "10.0.0.1:1" }, budget: 250 * ms},
		{name: "elsewhere, nobody to ask", change: func(c *config.Config) { c.AdvertiseAddr, c.Join = "10.0.0.1:1", []string{"10.0.0.2:1"} }, budget: 250 * ms},
		{name: "by the budget, nobody to ask", change: func(c *config.Config) {
			c.AdvertiseAddr, c.Join, c.AgreeClocks = "10.0.0.1:1", []string{"10.0.0.2:1"}, config.Off
		}, refused: "max-clock-error"},
		{name: "a word, and who bears it out", change: func(c *config.Config) { c.MaxClockError, c.ClockSource = 10*ms, "kernel" }, kernel: true, source: "kernel", budget: 10 * ms},
		{name: "a source that is not there", change: func(c *config.Config) { c.MaxClockError, c.ClockSource = 10*ms, "clockbound" }, kernel: true, refused: "clock-source"},
		{name: "clocks that agree", change: func(c *config.Config) { c.AdvertiseAddr, c.AgreeClocks = "10.0.0.1:1", config.On }, kernel: true, source: "kernel", budget: 250 * ms},
		{name: "clocks that agree, nobody to ask", change: func(c *config.Config) {
			c.AdvertiseAddr, c.Join, c.AgreeClocks = "10.0.0.1:1", []string{"10.0.0.2:1"}, config.On
		}, budget: 250 * ms},
		{name: "made wrong", change: func(c *config.Config) { c.MaxClockError, c.ClockOffset, c.Insecure = 10*ms, time.Hour, true }, source: bound.ToldSource, budget: 10 * ms},
	}
	for _, tt := range tests {
		c := config.Default()
		if tt.change != nil {
			tt.change(&c)
		}
		if err := c.Validate(); err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		m := bound.ThisMachine()
		m.ReadFile = func(string, int) ([]byte, error) { return nil, bound.ErrNotHere }
		m.Glob = func(string) ([]string, error) { return nil, nil }
		m.HostPage = func() ([]byte, error) { return nil, bound.ErrNotHere }
		m.Timex = func() (bound.Timex, error) {
			return bound.Timex{MaxError: 2 * ms, Unsynchronised: !tt.kernel}, nil
		}
		var o node.Options
		r := &running{c: &c, log: slog.New(slog.DiscardHandler)}
		err := r.clock(&o, m)
		var refused *config.Error
		if errors.As(err, &refused) != (tt.refused != "") || refused != nil && refused.Option != tt.refused {
			t.Errorf("%s: %v, want %q refused", tt.name, err, tt.refused)
		}
		if err != nil {
			continue
		}
		if got := o.Source.(bound.Sourced).Standing().Source; got != tt.source || o.ClockError != tt.budget {
			t.Errorf("%s: source %q, budget %v; want %q, %v", tt.name, got, o.ClockError, tt.source, tt.budget)
		}
		if off := time.Until(time.Unix(0, o.Source.Now())); (off - c.ClockOffset).Abs() > time.Minute {
			t.Errorf("%s: it is off by %v", tt.name, off)
		}
	}
}

// TestClockTestFlags: the flags that make a clock wrong are no part of the help, and nothing
// for a node with passwords.
func TestClockTestFlags(t *testing.T) {
	cmd := startCommand()
	if usage := cmd.UsageString(); strings.Contains(usage, "clock-offset") || strings.Contains(usage, "clock-drift") || !strings.Contains(usage, "clock-source") {
		t.Errorf("usage:\n%s", usage)
	}
	cmd.SetArgs([]string{"--clock-offset=30ms", "--clock-drift=-200"})
	cmd.SetOut(io.Discard)
	cmd.SetErr(io.Discard)
	if err := cmd.Execute(); err == nil || !strings.Contains(err.Error(), "--clock-offset: ") || !strings.Contains(err.Error(), "--insecure") {
		t.Errorf("started with %v", err)
	}
}

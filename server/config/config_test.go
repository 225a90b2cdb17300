package config

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestValidate(t *testing.T) {
	tests := []struct {
		name   string
		change func(*Config)
		option string // "" for valid
	}{
		{"defaults", func(*Config) {}, ""},
		{"free ports", func(c *Config) { c.SQLAddr, c.HTTPAddr = ":0", "[::1]:0" }, ""},
		{"no HTTP", func(c *Config) { c.HTTPAddr = "" }, ""},
		{"memory needs certificates", func(c *Config) { c.Store = MemoryStore }, "store"},
		{"memory, insecure", func(c *Config) { c.Store, c.Insecure = MemoryStore, true }, ""},
		{"no store", func(c *Config) { c.Store = "" }, "store"},
		{"unknown kind of store", func(c *Config) { c.Store = "type=floppy" }, "store"},
		{"address without port", func(c *Config) { c.SQLAddr = "localhost" }, "sql-addr"},
		{"port out of range", func(c *Config) { c.SQLAddr = "localhost:70000" }, "sql-addr"},
		{"port is a word", func(c *Config) { c.HTTPAddr = "localhost:http" }, "http-addr"},
		{"tiny cache", func(c *Config) { c.CacheBytes = 1 }, "cache"},
		{"tiny memory", func(c *Config) { c.MemoryBytes = 0 }, "sql-memory"},
		{"no connections", func(c *Config) { c.ConnectionsMax = 0 }, "max-connections"},
		{"negative time", func(c *Config) { c.SlowStatement = -1 }, "slow-statement"},
		{"isolation with a dash", func(c *Config) { c.DefaultIsolation = "read-committed" }, ""},
		{"unknown isolation", func(c *Config) { c.DefaultIsolation = "chaos" }, "default-isolation"},
		{"one clock, on loopback", func(c *Config) { c.MaxClockError, c.Join = 0, []string{"127.0.0.1:1", "[::1]:2", "localhost:3"} }, ""},
		{"one clock, reached from elsewhere", func(c *Config) { c.MaxClockError, c.AdvertiseAddr = 0, "10.0.0.1" }, "max-clock-error"},
		{"one clock, listening to elsewhere", func(c *Config) { c.MaxClockError, c.ListenAddr = 0, "0.0.0.0:1" }, "max-clock-error"},
		{"one clock, joining elsewhere", func(c *Config) { c.MaxClockError, c.Join = 0, []string{"db2:26434"} }, "max-clock-error"},
		{"an error of so much, elsewhere", func(c *Config) { c.MaxClockError, c.AdvertiseAddr = 10*time.Millisecond, "10.0.0.1" }, ""},
		{"a source, elsewhere", func(c *Config) { c.ClockSource, c.AdvertiseAddr = "auto", "10.0.0.1" }, ""},
		{"a source and an error, here", func(c *Config) { c.ClockSource, c.MaxClockError = "ptp:/dev/ptp0,1us", 10*time.Millisecond }, ""},
		{"a source of a clock that all read", func(c *Config) { c.ClockSource = "kernel" }, "clock-source"},
		{"a source, and an error of 0", func(c *Config) { c.ClockSource, c.MaxClockError = "kernel", 0 }, "clock-source"},
		{"an unknown source", func(c *Config) { c.ClockSource, c.AdvertiseAddr = "ntp", "10.0.0.1" }, "clock-source"},
		{"a wrong clock", func(c *Config) { c.ClockOffset, c.ClockDriftPPM, c.Insecure = -30*time.Millisecond, 200, true }, ""},
		{"a wrong clock where passwords are", func(c *Config) { c.ClockOffset = time.Millisecond }, "clock-offset"},
		{"a wrong rate where passwords are", func(c *Config) { c.ClockDriftPPM = -1 }, "clock-drift"},
		{"a clock of another day", func(c *Config) { c.ClockOffset, c.Insecure = 25*time.Hour, true }, "clock-offset"},
		{"a clock that goes back", func(c *Config) { c.ClockDriftPPM, c.Insecure = -1_000_001, true }, "clock-drift"},
		{"clocks that agree", func(c *Config) { c.AgreeClocks, c.AdvertiseAddr, c.Join = On, "10.0.0.1", []string{"10.0.0.2:1"} }, ""},
		{"clocks that agree, alone for good", func(c *Config) { c.AgreeClocks, c.ListenAddr = On, "" }, "agree-clocks"},
		{"rules", func(c *Config) { c.HBAFile = "pg_hba.conf" }, ""},
		{"rules, and everybody is let in", func(c *Config) { c.HBAFile, c.Insecure = "pg_hba.conf", true }, "hba-file"},
		{"unknown level", func(c *Config) { c.LogLevel = "loud" }, "log-level"},
		{"unknown format", func(c *Config) { c.LogFormat = "xml" }, "log-format"},
	}
	for _, tt := range tests {
		c := Default()
		tt.change(&c)
		err := c.Validate()
		var e *Error
		switch {
		case tt.option == "" && err != nil:
			t.Errorf("%s: %v", tt.name, err)
		case tt.option != "" && (!errors.As(err, &e) || e.Option != tt.option):
			t.Errorf("%s: got %v, want an error of --%s", tt.name, err, tt.option)
		}
	}
}

func TestCheckStore(t *testing.T) {
	dir := t.TempDir()
	write := func(name string) string {
		p := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
		return p
	}
	file := write("file")
	write("photos/holiday.jpg")
	write("half/certs/ca.crt")
	write("whole/store/CURRENT")
	write("whole/notes.txt")
	tests := []struct{ store, want string }{
		{filepath.Join(dir, "new"), ""},
		{MemoryStore, ""},
		{filepath.Join(dir, "half"), ""},
		{filepath.Join(dir, "whole"), ""},
		{filepath.Join(dir, "photos"), "holiday.jpg"},
		{file, "not a directory"},
	}
	for _, tt := range tests {
		c := Default()
		c.Store = tt.store
		err := c.CheckStore()
		if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
			t.Errorf("%s: got %v, want %q", tt.store, err, tt.want)
		}
	}
}

func TestParseBytes(t *testing.T) {
	tests := []struct {
		in   string
		want int64
	}{
		{"0", 0}, {"1048576", 1 << 20}, {"64MiB", 64 << 20}, {"1 GB", 1e9}, {"512kB", 512_000}, {"1.5kib", 1536},
		{"", -1}, {"x", -1}, {"-1", -1}, {"1 parsec", -1}, {"99999999999TiB", -1},
	}
	for _, tt := range tests {
		got, err := ParseBytes(tt.in)
		if tt.want < 0 && err == nil || tt.want >= 0 && (err != nil || got != tt.want) {
			t.Errorf("ParseBytes(%q) = %d, %v; want %d", tt.in, got, err, tt.want)
		}
	}
}

// TestAgrees: whose clocks go by what messages tell without being told to.
func TestAgrees(t *testing.T) {
	for _, tt := range []struct {
		name         string
		change       func(*Config)
		turns, along bool
	}{
		{"one machine", func(*Config) {}, false, true},
		{"one machine, told to", func(c *Config) { c.AgreeClocks = On }, true, true},
		{"one machine, whose clocks are said to be wrong", func(c *Config) { c.MaxClockError = 10 * time.Millisecond }, true, true},
		{"one machine, said to be one clock", func(c *Config) { c.MaxClockError = 0 }, false, true},
		{"one machine, clocks made wrong", func(c *Config) { c.ClockShifted = true }, true, true},
		{"reached from elsewhere", func(c *Config) { c.AdvertiseAddr = "10.0.0.1" }, true, true},
		{"listening to elsewhere", func(c *Config) { c.ListenAddr = "0.0.0.0:1" }, true, true},
		{"elsewhere, told not to", func(c *Config) { c.AdvertiseAddr, c.AgreeClocks = "10.0.0.1", Off }, false, false},
		{"nobody may join", func(c *Config) { c.ListenAddr = "" }, false, false},
	} {
		c := Default()
		tt.change(&c)
		if turns, along := c.Agrees(); turns != tt.turns || along != tt.along {
			t.Errorf("%s: turns %v, goes along %v; want %v, %v", tt.name, turns, along, tt.turns, tt.along)
		}
	}
}

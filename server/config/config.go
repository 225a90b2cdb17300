// Package config holds a node's options, their defaults, and what is wrong with
// them. It opens nothing.
package config

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/isochrondb/isochron/clock/bound"
	"github.com/isochrondb/isochron/kv/kvpb"
)

// Defaults.
const (
	DefaultStore       = "isochron-data"
	DefaultSQLAddr     = "127.0.0.1:26433"
	DefaultHTTPAddr    = "127.0.0.1:26480"
	DefaultListenAddr  = "127.0.0.1:26434"
	DefaultCacheBytes  = 512 << 20
	DefaultMemoryBytes = 256 << 20
	DefaultMemoryMax   = "25%"
	MemoryStore        = "type=mem"
)

// Config says how a node starts.
type Config struct {
	// Store is a directory, or MemoryStore.
	Store string
	// SQLAddr and HTTPAddr are host:port; port 0 picks a free one. An empty
	// HTTPAddr serves no HTTP.
	SQLAddr, HTTPAddr string
	// ListenAddr is where other nodes reach this one; empty: nowhere. AdvertiseAddr is
	// what they are told, where that is something else.
	ListenAddr, AdvertiseAddr string
	// ListenPicked: ListenAddr was asked for, so a port that is taken is an error.
	ListenPicked bool
	// Join are addresses of nodes of the cluster to join.
	Join []string
	// Locality says where the node stands: region=eu,zone=eu-1.
	Locality string
	// MaxClockError is the most that this node's clock may be wrong (E); negative: not
	// said, then 0 on a loopback address, else what its source says within 250 ms.
	MaxClockError time.Duration
	// ClockSource is what vouches for the clock (bound.ParseChoice); empty: not said, then
	// MaxClockError where that was, else the first that does.
	ClockSource string
	// AgreeClocks: the node turns its cluster to clocks that agree, in place of MaxClockError, once
	// all of its nodes may go by them (Agrees).
	AgreeClocks Switch
	// ClockOffset and ClockDriftPPM make the clock wrong, without its knowing: for tests.
	// ClockShifted: one of them was given, if only as 0, so that it is no clock that nodes share.
	ClockOffset   time.Duration
	ClockDriftPPM int64
	ClockShifted  bool
	// CertsDir holds certificates; empty: Store/certs, made at the first start.
	CertsDir string
	// HBAFile says who may connect from where, with what, as Postgres's pg_hba.conf; empty:
	// everybody with a password or a certificate, encrypted where it is another machine's.
	HBAFile string
	// Insecure: no TLS, no passwords.
	Insecure bool
	// ListeningURLFile gets the URL once the node answers SQL. PIDFile gets the
	// process ID.
	ListeningURLFile, PIDFile string

	CacheBytes       int64         // block cache of the store
	MemoryBytes      int64         // what one statement may hold
	MemoryMaxBytes   int64         // what all clients may hold together; 0: DefaultMemoryMax of the machine's
	TempMaxBytes     int64         // of temporary files; 0: the node's default
	ConnectionsMax   int           // SQL connections
	ReservedMax      int           // of these, for superusers alone
	Authentication   time.Duration // how long a client may take to prove who it is
	SlowStatement    time.Duration // statements this slow are logged; 0: none
	DrainWithin      time.Duration // how long SIGTERM waits for sessions to finish
	DefaultIsolation string
	LogLevel         string
	LogFormat        string // text or json
}

// Switch is an option that is on, off, or not said.
type Switch uint8

// The positions of a Switch.
const (
	Unsaid Switch = iota
	On
	Off
)

// Agrees says whether the node turns its cluster to clocks that agree, and whether it goes by them
// where the cluster does. It does the one where nodes are not known to read one clock: by
// addresses beyond the machine, or by what is said of their error.
func (c *Config) Agrees() (turns, along bool) {
	switch {
	case c.ListenAddr == "" || c.AgreeClocks == Off:
		return false, false
	case c.AgreeClocks == On:
		return true, true
	}
	return c.MaxClockError > 0 || c.ClockShifted || !Local(cmp.Or(c.AdvertiseAddr, c.ListenAddr)), true
}

// Default returns the configuration of "isochron start" without flags.
func Default() Config {
	return Config{
		Store: DefaultStore, SQLAddr: DefaultSQLAddr, HTTPAddr: DefaultHTTPAddr, ListenAddr: DefaultListenAddr, MaxClockError: -1,
		CacheBytes: DefaultCacheBytes, MemoryBytes: DefaultMemoryBytes, ConnectionsMax: 4096, ReservedMax: 3, Authentication: time.Minute,
		DrainWithin: 10 * time.Second, DefaultIsolation: "serializable", LogLevel: "info", LogFormat: "text",
	}
}

// Error says which option is wrong, and why.
type Error struct{ Option, Why string }

func (e *Error) Error() string { return fmt.Sprintf("--%s: %s", e.Option, e.Why) }

// Validate reports the first option that makes no sense.
func (c *Config) Validate() error {
	if c.Store == "" {
		return &Error{"store", "must name a directory, or be " + MemoryStore}
	}
	if strings.HasPrefix(c.Store, "type=") && c.Store != MemoryStore {
		return &Error{"store", fmt.Sprintf("unknown store %q (want a directory, or %s)", c.Store, MemoryStore)}
	}
	if err := checkAddr("sql-addr", c.SQLAddr); err != nil {
		return err
	}
	if c.HTTPAddr != "" {
		if err := checkAddr("http-addr", c.HTTPAddr); err != nil {
			return err
		}
	}
	if err := c.checkPeers(); err != nil {
		return err
	}
	if !c.Insecure && c.InMemory() && c.CertsDir == "" {
		return &Error{"store", "a store in memory has no place for certificates: add --certs-dir or --insecure"}
	}
	if err := c.checkInsecure(); err != nil {
		return err
	}
	if err := c.checkSizes(); err != nil {
		return err
	}
	if _, err := c.Isolation(); err != nil {
		return err
	}
	if _, err := c.Level(); err != nil {
		return err
	}
	if c.LogFormat != "text" && c.LogFormat != "json" {
		return &Error{"log-format", fmt.Sprintf("%q is neither text nor json", c.LogFormat)}
	}
	return nil
}

// checkInsecure refuses what a node without passwords would ignore.
func (c *Config) checkInsecure() error {
	if c.Insecure && c.HBAFile != "" {
		return &Error{"hba-file", "means nothing with --insecure, which lets everybody in"}
	}
	return nil
}

// Local reports whether host:port can be reached from this machine alone.
func Local(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		host = address
	}
	ip := net.ParseIP(host)
	return address == "" || host == "localhost" || ip != nil && ip.IsLoopback()
}

// checkPeers looks at what concerns other nodes.
func (c *Config) checkPeers() error {
	if c.ListenAddr == "" {
		switch {
		case len(c.Join) > 0:
			return &Error{"join", "a node of a cluster needs --listen-addr"}
		case c.AdvertiseAddr != "":
			return &Error{"advertise-addr", "there is no --listen-addr"}
		case c.AgreeClocks == On:
			return &Error{"agree-clocks", "a node that no other may join has nobody to agree with: add --listen-addr"}
		}
	} else if err := checkAddr("listen-addr", c.ListenAddr); err != nil {
		return err
	}
	if c.AdvertiseAddr != "" {
		host, _, err := net.SplitHostPort(c.AdvertiseAddr)
		if err != nil {
			host = c.AdvertiseAddr
		}
		if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() || strings.ContainsAny(host, " /") {
			return &Error{"advertise-addr", fmt.Sprintf("%q is not an address that others can reach (host or host:port)", c.AdvertiseAddr)}
		}
	}
	for _, a := range c.Join {
		if err := checkAddr("join", a); err != nil {
			return err
		}
	}
	if c.MaxClockError > 0 && c.MaxClockError < time.Millisecond || c.MaxClockError > ClockErrorMax {
		return &Error{"max-clock-error", fmt.Sprintf("must be 0 (all nodes on one machine), or between 1ms and %v", ClockErrorMax)}
	}
	if other := c.beyondMachine(); c.MaxClockError == 0 && other != "" {
		return &Error{"max-clock-error", fmt.Sprintf("must not be 0: it says that all nodes read one machine's clock, and %s is an address beyond it", other)}
	}
	if err := c.checkClock(); err != nil {
		return err
	}
	_, err := c.Tiers()
	return err
}

// checkClock looks at where the clock comes from.
func (c *Config) checkClock() error {
	if c.ClockSource != "" {
		if _, err := bound.ParseChoice(c.ClockSource); err != nil {
			return &Error{"clock-source", err.Error()}
		}
		if reached := cmp.Or(c.AdvertiseAddr, c.ListenAddr); c.MaxClockError == 0 || c.MaxClockError < 0 && Local(reached) {
			return &Error{"clock-source", "nobody asks how right a clock is that all nodes read: add --max-clock-error, the most that it may be wrong"}
		}
	}
	for _, o := range []struct {
		option string
		said   bool
		fits   bool
		max    any
	}{
		{"clock-offset", c.ClockOffset != 0, c.ClockOffset.Abs() <= ClockOffsetMax, ClockOffsetMax},
		{"clock-drift", c.ClockDriftPPM != 0, c.ClockDriftPPM >= -ClockDriftMaxPPM && c.ClockDriftPPM <= ClockDriftMaxPPM, ClockDriftMaxPPM},
	} {
		switch {
		case o.said && !c.Insecure:
			return &Error{o.option, "makes the clock wrong, for tests: it needs --insecure, which no node has whose data matter"}
		case !o.fits:
			return &Error{o.option, fmt.Sprintf("must be between -%v and %v", o.max, o.max)}
		}
	}
	return nil
}

// beyondMachine is an address of the cluster that can be reached from other machines, or
// is one; "": there is none.
func (c *Config) beyondMachine() string {
	reached := cmp.Or(c.AdvertiseAddr, c.ListenAddr)
	for _, a := range append([]string{reached}, c.Join...) {
		if a != "" && !Local(a) {
			return a
		}
	}
	return ""
}

// ClockErrorDefault is the budget of clocks on different machines; ClockErrorMax what
// makes sense of one.
const (
	ClockErrorDefault = 250 * time.Millisecond
	ClockErrorMax     = 10 * time.Second
)

// What a test may make a clock wrong by.
const (
	ClockOffsetMax         = 24 * time.Hour
	ClockDriftMaxPPM int64 = 1_000_000 // twice the rate, or none
)

// Tier is one level of a locality.
type Tier struct{ Key, Value string }

// Tiers reads Locality: the widest first.
func (c *Config) Tiers() ([]Tier, error) {
	if c.Locality == "" {
		return nil, nil
	}
	var out []Tier
	for _, part := range strings.Split(c.Locality, ",") {
		k, v, ok := strings.Cut(part, "=")
		if k, v = strings.TrimSpace(k), strings.TrimSpace(v); !ok || k == "" || v == "" {
			return nil, &Error{"locality", fmt.Sprintf("%q is not key=value,key=value, the widest first", c.Locality)}
		}
		for _, t := range out {
			if t.Key == k {
				return nil, &Error{"locality", fmt.Sprintf("it names %q twice", k)}
			}
		}
		out = append(out, Tier{k, v})
	}
	return out, nil
}

func (c *Config) checkSizes() error {
	switch {
	case c.CacheBytes < 1<<20:
		return &Error{"cache", "must be at least 1MiB"}
	case c.MemoryBytes < 1<<20:
		return &Error{"sql-memory", "must be at least 1MiB"}
	case c.TempMaxBytes < 0:
		return &Error{"max-temp-disk", "must not be negative"}
	case c.MemoryMaxBytes != 0 && c.MemoryMaxBytes < memoryLeastBytes:
		return &Error{"max-sql-memory", "must be at least 16MiB"}
	case c.ConnectionsMax < 1:
		return &Error{"max-connections", "must be at least 1"}
	case c.ReservedMax < 0 || c.ReservedMax >= c.ConnectionsMax:
		return &Error{"superuser-reserved-connections", "must be at least 0, and less than --max-connections"}
	case c.Authentication < time.Second || c.Authentication > 10*time.Minute:
		return &Error{"authentication-timeout", "must be between 1s and 10m"}
	case c.SlowStatement < 0:
		return &Error{"slow-statement", "must not be negative"}
	case c.DrainWithin < 0:
		return &Error{"drain-within", "must not be negative"}
	}
	return nil
}

// Files that a node wants beside those of SQL clients: tables of the store (1,000),
// connections with other nodes (1,024 and as many dialled as there are peers), HTTP, logs.
const otherFiles = 2600

// PendingMax is how many clients may be on their way in at once.
const PendingMax = 512

// FitFiles is how many connections a node with that limit of open files should take,
// and how many of clients that are on their way in: what was asked for where the limit is
// ample, else so many that they leave room for the rest, or half of the limit.
func FitFiles(limit uint64, connections int) (sessions, pending int) {
	if limit >= uint64(connections+PendingMax+otherFiles) {
		return connections, PendingMax
	}
	share := int(max(limit/2, limit-min(limit, otherFiles)))
	pending = max(2, min(share/8, PendingMax))
	return max(1, min(connections, share-pending)), pending
}

func checkAddr(option, addr string) error {
	_, port, err := net.SplitHostPort(addr)
	if err != nil {
		return &Error{option, fmt.Sprintf("%q is not host:port", addr)}
	}
	if n, err := strconv.Atoi(port); err != nil || n < 0 || n > 65535 {
		return &Error{option, fmt.Sprintf("%q is not a port (0 to 65535)", port)}
	}
	return nil
}

// InMemory reports whether the store is in memory.
func (c *Config) InMemory() bool { return c.Store == MemoryStore }

// StoreDir is where the engine keeps its files, below Store.
func (c *Config) StoreDir() string { return filepath.Join(c.Store, "store") }

// known are the names that a node makes in Store.
var known = map[string]bool{"store": true, "certs": true, "password": true, "password.tmp": true, "lost+found": true}

// CheckStore fails where Store can't be a node's: it is a file, or it holds
// something and no store. It changes nothing.
func (c *Config) CheckStore() error {
	if c.InMemory() {
		return nil
	}
	entries, err := os.ReadDir(c.Store)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return &Error{"store", err.Error()}
	}
	foreign := ""
	for _, e := range entries {
		if e.Name() == "store" {
			return nil
		}
		if !known[e.Name()] {
			foreign = e.Name()
		}
	}
	if foreign != "" {
		return &Error{"store", fmt.Sprintf("%s holds %q and no store of Isochron: name another directory", c.Store, foreign)}
	}
	return nil
}

// Certs is the certificate directory.
func (c *Config) Certs() string {
	if c.CertsDir != "" {
		return c.CertsDir
	}
	return filepath.Join(c.Store, "certs")
}

// PasswordFile holds the first user's password.
func (c *Config) PasswordFile() string {
	if c.InMemory() {
		return filepath.Join(c.CertsDir, "password")
	}
	return filepath.Join(c.Store, "password")
}

// Isolation is the level of sessions that set none.
func (c *Config) Isolation() (kvpb.Isolation, error) {
	switch strings.ToLower(strings.ReplaceAll(c.DefaultIsolation, "-", " ")) {
	case "serializable", "":
		return kvpb.Isolation_SERIALIZABLE, nil
	case "repeatable read":
		return kvpb.Isolation_REPEATABLE_READ, nil
	case "read committed":
		return kvpb.Isolation_READ_COMMITTED, nil
	}
	return 0, &Error{"default-isolation", fmt.Sprintf("%q is none of serializable, repeatable-read, read-committed", c.DefaultIsolation)}
}

// Level is the lowest level that is logged.
func (c *Config) Level() (slog.Level, error) {
	var l slog.Level
	if err := l.UnmarshalText([]byte(c.LogLevel)); err != nil {
		return 0, &Error{"log-level", fmt.Sprintf("%q is none of debug, info, warn, error", c.LogLevel)}
	}
	return l, nil
}

// ParseBytes reads a size: 1048576, 64MiB, 1GB, 512kB.
func ParseBytes(s string) (int64, error) {
	t := strings.TrimSpace(s)
	end := len(t)
	for end > 0 && (t[end-1] < '0' || t[end-1] > '9') {
		end--
	}
	units := map[string]float64{"": 1, "b": 1, "kb": 1e3, "mb": 1e6, "gb": 1e9, "tb": 1e12, "kib": 1 << 10, "mib": 1 << 20, "gib": 1 << 30, "tib": 1 << 40}
	factor, ok := units[strings.ToLower(strings.TrimSpace(t[end:]))]
	n, err := strconv.ParseFloat(strings.TrimSpace(t[:end]), 64)
	if err != nil || !ok || n < 0 || n*factor > 1<<62 {
		return 0, fmt.Errorf("%q is not a size such as 64MiB", s)
	}
	return int64(n * factor), nil
}

package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/server/config"
)

// runNode runs a node until it ends, or has said that it is ready and done returns.
func runNode(t *testing.T, dir string, done func(*screen)) error {
	t.Helper()
	c := config.Default()
	c.Store, c.Insecure, c.SQLAddr, c.HTTPAddr, c.ListenAddr = dir, true, "127.0.0.1:0", "", ""
	if err := c.Validate(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	s := &screen{grown: make(chan struct{}, 1)}
	ended := make(chan error, 1)
	go func() { ended <- start(ctx, &c, s, s) }()
	if done != nil {
		done(s)
		cancel()
	}
	return <-ended
}

// TestPIDFile: a process that waits for its cluster has its ID in the file, in the place of one
// that is gone; it goes with the process, and what lives keeps its own.
func TestPIDFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "pid")
	wait := func(stale string, want func(text string) bool) {
		t.Helper()
		if err := os.WriteFile(file, []byte(stale), 0o600); err != nil {
			t.Fatal(err)
		}
		c := config.Default()
		c.Store, c.Insecure, c.SQLAddr, c.HTTPAddr, c.ListenAddr = t.TempDir(), true, "127.0.0.1:0", "", "127.0.0.1:0"
		c.Join, c.PIDFile = []string{"127.0.0.1:1"}, file // nobody is there
		if err := c.Validate(); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		s := &screen{grown: make(chan struct{}, 1)}
		ended := make(chan error, 1)
		go func() { ended <- start(ctx, &c, s, s) }()
		s.await(t, "joining")
		if b, _ := os.ReadFile(file); !want(string(b)) {
			t.Errorf("after %q the file says %q", stale, b)
		}
		cancel()
		if err := <-ended; err == nil {
			t.Error("it found a cluster")
		}
	}
	ours := fmt.Sprintf("%d\n", os.Getpid())
	for _, stale := range []string{"", "999999999\n", "what?"} {
		wait(stale, func(text string) bool { return text == ours })
		if b, err := os.ReadFile(file); err == nil {
			t.Errorf("at the end the file says %q", b)
		}
	}
	parent := fmt.Sprintf("%d\n", os.Getppid())
	wait(parent, func(text string) bool { return text == parent })
	if b, _ := os.ReadFile(file); string(b) != parent {
		t.Errorf("of another process that lives the file says %q", b)
	}
}

// TestDamagedStore: a node whose store is damaged ends, and says which file and what to do.
func TestDamagedStore(t *testing.T) {
	dir := t.TempDir()
	for range 3 { // what one start logs, the next one makes a table of
		if err := runNode(t, dir, func(s *screen) { s.await(t, "stop with") }); err != nil {
			t.Fatal(err)
		}
	}
	var tables []string
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if strings.HasSuffix(path, ".sst") {
			tables = append(tables, path)
		}
		return err
	})
	if err != nil || len(tables) == 0 {
		t.Fatalf("tables %v, %v", tables, err)
	}
	for _, path := range tables {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		b[len(b)/10] ^= 1
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	err = runNode(t, dir, nil)
	if !errors.Is(err, engine.ErrCorrupt) {
		t.Fatalf("it ended with %v, want %v", err, engine.ErrCorrupt)
	}
	for _, part := range []string{dir, "is damaged", ".sst", "Restore it", "--join"} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("%q does not say %q", err, part)
		}
	}
}

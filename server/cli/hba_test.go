//go:build unix

package cli

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/isochrondb/isochron/server/config"
)

// TestHBAFile: a file of rules that is wrong ends the start, which says where; one that is
// right is read again on SIGHUP.
func TestHBAFile(t *testing.T) {
	dir := t.TempDir()
	c := config.Default()
	c.Store, c.SQLAddr, c.HTTPAddr, c.ListenAddr, c.HBAFile = filepath.Join(dir, "data"), "127.0.0.1:0", "", "", filepath.Join(dir, "pg_hba.conf")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(c.HBAFile, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	fails := func(want string) {
		t.Helper()
		s := &screen{grown: make(chan struct{}, 1)}
		err := start(ctx, &c, s, s)
		var option *config.Error
		if !errors.As(err, &option) || option.Option != "hba-file" || !strings.Contains(err.Error(), want) {
			t.Errorf("it ended with %v, want %q", err, want)
		}
		if _, err := os.Stat(c.StoreDir()); err == nil {
			t.Error("it made a store before")
		}
	}
	fails("no such file")
	write("host all all all scram-sha-256\n  host all all 10.0.0.0/33 reject\n")
	fails(`pg_hba.conf: line 2, column 16: invalid CIDR mask in address "10.0.0.0/33"`)

	write("host all all all scram-sha-256\n")
	s := &screen{grown: make(chan struct{}, 1)}
	ended := make(chan error, 1)
	go func() { ended <- start(ctx, &c, s, s) }()
	s.await(t, "stop with")
	hangup := func(text, want string) {
		t.Helper()
		write(text)
		if err := syscall.Kill(os.Getpid(), syscall.SIGHUP); err != nil {
			t.Fatal(err)
		}
		s.await(t, want)
	}
	hangup("host all all all reject\nhost all all all trust\n", "rules=2")
	hangup("host all\n", "stay as they were")
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

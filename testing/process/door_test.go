//go:build unix

package process

import (
	"fmt"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// limited writes a script that runs the binary with at most so many open files.
func limited(t *testing.T, files int) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "limited")
	script := fmt.Sprintf("#!/bin/sh\nulimit -n %d\nexec %q \"$@\"\n", files, binary)
	if err := os.WriteFile(name, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	return name
}

// TestFileDescriptors: whoever holds more sockets than the process may have files neither
// ends the node nor locks others out.
func TestFileDescriptors(t *testing.T) {
	s, err := Start(t, limited(t, 200), "--store="+filepath.Join(t.TempDir(), "data"), "--insecure")
	if err != nil {
		t.Fatalf("%v\n%s", err, s.Log())
	}
	if !strings.Contains(s.Log(), "fewer connections") {
		t.Errorf("the node does not tell that its limit of files is low:\n%s", s.Log())
	}
	db := connect(t, s.URL)
	u, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	web := strings.TrimPrefix(s.HTTP, "http://")
	for i := range 900 {
		c, err := net.Dial("tcp", []string{u.Host, u.Host, web}[i%3])
		if err != nil {
			t.Fatalf("connection %d: %v\n%s", i, err, s.Log())
		}
		defer func() { _ = c.Close() }()
	}
	for range 10 {
		if _, err := db.Exec(t.Context(), "SELECT 1"); err != nil {
			t.Fatalf("who was there before: %v\n%s", err, s.Log())
		}
		c := connect(t, s.URL)
		if _, err := c.Exec(t.Context(), "CREATE TABLE IF NOT EXISTS t (a int)"); err != nil {
			t.Fatalf("who comes later: %v", err)
		}
	}
	if code := s.Stop(); code != 0 {
		t.Errorf("exit code %d\n%s", code, s.Log())
	}
}

package process

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// postgresPrograms names the folder of Postgres's own server. Debian's packages keep it off PATH.
var postgresPrograms = flag.String("postgres-programs", "", "folder with initdb and postgres of PostgreSQL 15, or none; else PATH and /usr/lib/postgresql/15/bin are searched")

// postgresVersion is the release that is compared with.
const postgresVersion = " 15."

// readyLog is a server's log, and tells when that takes connections.
type readyLog struct {
	lockedBuffer
	once  sync.Once
	ready chan struct{}
}

func (l *readyLog) Write(p []byte) (int, error) {
	n, err := l.lockedBuffer.Write(p)
	if strings.Contains(l.String(), "ready to accept connections") {
		l.once.Do(func() { close(l.ready) })
	}
	return n, err
}

// postgresServer starts a PostgreSQL 15 of its own and returns the URL of its database isochron.
// ok is false where the programs are not there: the reason is logged.
func postgresServer(t *testing.T) (url string, ok bool) {
	t.Helper()
	bin, err := findPostgres(t)
	if err != nil {
		t.Logf("NOT COMPARED WITH A RUNNING POSTGRES: %v. What it gave is in testdata.", err)
		return "", false
	}
	dir, err := os.MkdirTemp("", "isochron-postgres") // t.TempDir's parents are closed to other users
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	run, err := unprivileged(dir)
	if err != nil {
		t.Fatal(err)
	}
	env := append(os.Environ(), "LC_ALL=C", "TZ=UTC")
	data := filepath.Join(dir, "data")
	initdb := exec.Command(filepath.Join(bin, "initdb"), "-D", data, "-U", "isochron", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
	initdb.SysProcAttr, initdb.Env, initdb.Dir = run, env, dir
	if out, err := initdb.CombinedOutput(); err != nil {
		t.Fatalf("initdb: %v\n%s", err, out)
	}
	port := freePort(t)
	log := &readyLog{ready: make(chan struct{})}
	server := exec.Command(filepath.Join(bin, "postgres"), "-D", data, "-p", port, "-k", "", "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "timezone=UTC")
	server.SysProcAttr, server.Env, server.Dir = run, env, dir
	server.Stdout, server.Stderr = log, log
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { // before the folder goes
		_ = server.Process.Signal(syscall.SIGINT) // a fast shutdown
		_ = server.Wait()
	})
	at := "postgresql://isochron@127.0.0.1:" + port + "/"
	select {
	case <-log.ready:
	case <-time.After(time.Minute):
		t.Fatalf("Postgres is not ready:\n%s", log.String())
	}
	c, err := pgx.Connect(t.Context(), at+"postgres?sslmode=disable")
	if err == nil {
		_, err = c.Exec(t.Context(), "CREATE DATABASE isochron")
		_ = c.Close(t.Context())
	}
	if err != nil {
		t.Fatalf("%v\n%s", err, log.String())
	}
	return at + "isochron?sslmode=disable", true
}

// findPostgres returns the folder of the server's programs.
func findPostgres(t *testing.T) (string, error) {
	if *postgresPrograms == "none" {
		return "", errors.New("-postgres-programs=none")
	}
	dirs := []string{*postgresPrograms}
	if *postgresPrograms == "" {
		dirs = []string{"/usr/lib/postgresql/15/bin"}
		if p, err := exec.LookPath("postgres"); err == nil {
			dirs = append([]string{filepath.Dir(p)}, dirs...)
		}
	}
	why := fmt.Errorf("no postgres in %s", strings.Join(dirs, ", "))
	for _, dir := range dirs {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		out, err := exec.CommandContext(ctx, filepath.Join(dir, "postgres"), "--version").Output()
		cancel()
		if err == nil && strings.Contains(string(out), postgresVersion) {
			return dir, nil
		}
		if err == nil {
			why = fmt.Errorf("%s is %s", dir, strings.TrimSpace(string(out)))
		}
	}
	if *postgresPrograms != "" {
		t.Fatalf("-postgres-programs: %v", why)
	}
	return "", why
}

// freePort is a TCP port that nobody listens on.
func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return port
}

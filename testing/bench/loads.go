package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/isochrondb/isochron/testing/process"
)

// quiet is a testing.TB for the process package outside of a test.
type quiet struct {
	testing.TB
	cleanups []func()
}

func (q *quiet) Helper()             {}
func (q *quiet) Cleanup(f func())    { q.cleanups = append(q.cleanups, f) }
func (q *quiet) Failed() bool        { return false }
func (q *quiet) Logf(string, ...any) {}
func (q *quiet) Log(...any)          {}

// server starts Isochron on a store of its own.
func (b *bench) server(store string, args ...string) (*process.Server, error) {
	s, err := process.Start(&quiet{}, b.binary, append([]string{"--insecure", "--store=" + filepath.Join(b.dir, store)}, args...)...)
	if err != nil {
		return nil, fmt.Errorf("%w: %s", err, s.Log())
	}
	return s, nil
}

var tps = regexp.MustCompile(`tps = ([0-9.]+)`)

// pgbench runs one load and returns transactions per second. A failed
// transaction fails the run.
func (b *bench) pgbench(url string, isolation string, args ...string) (float64, error) {
	bin, err := tool("pgbench")
	if err != nil {
		return 0, err
	}
	ctx, cancel := context.WithCancel(b.ctx)
	defer cancel()
	cmd := exec.CommandContext(ctx, bin, append(args, url)...)
	cmd.Env = environment(isolation)
	var out, errOut bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errOut
	if err := cmd.Run(); err != nil {
		return 0, fmt.Errorf("pgbench %s: %w: %s", strings.Join(args, " "), err, firstError(errOut.String()))
	}
	m := tps.FindStringSubmatch(out.String())
	if m == nil {
		return 0, nil // -i
	}
	if strings.Contains(out.String(), "number of failed transactions:") && !strings.Contains(out.String(), "number of failed transactions: 0 ") {
		return 0, errors.New("pgbench: failed transactions")
	}
	return strconv.ParseFloat(m[1], 64)
}

// environment is this process's, with an isolation level for libpq if it is named.
func environment(isolation string) []string {
	env := os.Environ()
	if isolation != "" {
		env = append(env, "PGOPTIONS=-c default_transaction_isolation="+strings.ReplaceAll(isolation, " ", `\ `))
	}
	return env
}

func firstError(s string) string {
	for _, line := range strings.Split(s, "\n") {
		if strings.Contains(strings.ToLower(line), "error") {
			return line
		}
	}
	return firstLine(s)
}

// sides runs a load on both servers in turn.
func (b *bench) sides(e entry, store string, scale int, args ...string) error {
	pg, err := b.startPostgres()
	if err != nil {
		return err
	}
	s, err := b.server(store)
	if err != nil {
		return err
	}
	defer s.Kill()
	for _, url := range []string{pg.url(), s.URL} {
		if _, err := b.pgbench(url, "", "-i", "-q", "-s", strconv.Itoa(scale)); err != nil {
			return err
		}
	}
	args = append([]string{"-n", "-M", "prepared", "-T", strconv.Itoa(b.o.seconds)}, args...)
	for range b.o.rounds {
		for _, side := range []struct {
			url, isolation string
			into           *samples
		}{{pg.url(), "", &e.peer}, {s.URL, "", &e.ours}, {s.URL, "read committed", &e.readCommitted}} {
			done := b.profiled(s, e.row, side.url == s.URL && side.isolation == "")
			v, err := b.pgbench(side.url, side.isolation, args...)
			done()
			if err != nil {
				return err
			}
			*side.into = append(*side.into, v)
		}
	}
	b.table = append(b.table, e)
	return nil
}

// profiled takes a CPU profile of Isochron during a load, if asked for.
func (b *bench) profiled(s *process.Server, row string, on bool) func() {
	if b.o.profile == "" || !on {
		return func() {}
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		resp, err := http.Get(fmt.Sprintf("%s/debug/pprof/profile?seconds=%d", s.HTTP, max(1, b.o.seconds-1)))
		if err != nil {
			return
		}
		defer resp.Body.Close()
		f, err := os.Create(filepath.Join(b.o.profile, "row"+row+".pprof"))
		if err != nil {
			return
		}
		defer f.Close()
		_, _ = io.Copy(f, resp.Body)
	}()
	return func() { <-done }
}

func (b *bench) tpcb() error {
	for _, clients := range []string{"8", "32"} {
		e := entry{row: "1", what: "pgbench TPC-B, scale " + strconv.Itoa(b.o.scale) + ", prepared, " + clients + " clients", unit: " tps", goal: "≥ 1.3 ×"}
		if err := b.sides(e, "tpcb"+clients, b.o.scale, "-c", clients, "-j", "2"); err != nil {
			return err
		}
	}
	return nil
}

func (b *bench) selectOnly() error {
	for _, clients := range []string{"1", "8", "32"} {
		e := entry{row: "2", what: "pgbench -S, prepared, " + clients + " clients", unit: " tps", goal: "≥ 1.2 ×"}
		if err := b.sides(e, "select"+clients, b.o.scale, "-S", "-c", clients, "-j", "2"); err != nil {
			return err
		}
	}
	return nil
}

func (b *bench) oneBranch() error {
	e := entry{row: "4", what: "pgbench TPC-B, scale 1, prepared, 32 clients", unit: " tps", goal: "≥ 1.5 ×"}
	return b.sides(e, "branch", 1, "-c", "32", "-j", "2")
}

var sysbenchTPS = regexp.MustCompile(`transactions:\s+\d+\s+\(([0-9.]+) per sec`)

func (b *bench) sysbench() error {
	if _, err := exec.LookPath("sysbench"); err != nil {
		return err
	}
	pg, err := b.startPostgres()
	if err != nil {
		return err
	}
	s, err := b.server("sysbench")
	if err != nil {
		return err
	}
	defer s.Kill()
	for _, load := range []struct{ name, goal string }{{"oltp_read_write", "≥ 0.8 ×"}, {"oltp_point_select", "≥ 1.2 ×"}, {"oltp_write_only", "≥ 1.2 ×"}} {
		e := entry{row: "5", what: "sysbench " + load.name + ", 8 threads", unit: " tps", goal: load.goal}
		alike := entry{row: "5", what: "sysbench " + load.name + ", 8 threads, both at SERIALIZABLE", unit: " tps", goal: "≥ 1.2 ×"}
		for round := range b.o.rounds {
			for _, side := range []struct {
				url, user, db string
				isolation     string
				into          *samples
			}{{pg.url(), "postgres", "postgres", "", &e.peer}, {s.URL, "isochron", "isochron", "", &e.ours}, {s.URL, "isochron", "isochron", "read committed", &e.readCommitted},
				{pg.url(), "postgres", "postgres", "serializable", &alike.peer}} {
				done := b.profiled(s, e.row+load.name, side.url == s.URL && side.isolation == "")
				v, err := b.sysbenchRun(load.name, side.url, side.user, side.db, side.isolation, round == 0 && side.isolation == "")
				done()
				if err != nil {
					return err
				}
				*side.into = append(*side.into, v)
			}
		}
		b.table = append(b.table, e)
		if load.name == "oltp_read_write" { // the only one whose reads may conflict
			alike.ours = e.ours
			b.table = append(b.table, alike)
		}
	}
	return nil
}

var portOf = regexp.MustCompile(`127\.0\.0\.1:(\d+)`)

func (b *bench) sysbenchRun(load, url, user, db, isolation string, prepare bool) (float64, error) {
	port := portOf.FindStringSubmatch(url)[1]
	common := []string{load, "--db-driver=pgsql", "--pgsql-host=127.0.0.1", "--pgsql-port=" + port, "--pgsql-user=" + user, "--pgsql-db=" + db,
		"--tables=4", "--table-size=25000", "--threads=8", "--time=" + strconv.Itoa(b.o.seconds)}
	sb := func(verb string) (string, error) {
		cmd := exec.CommandContext(b.ctx, "sysbench", append(append([]string{}, common...), verb)...)
		cmd.Env = environment(isolation)
		out, err := cmd.CombinedOutput()
		if err != nil {
			return "", fmt.Errorf("sysbench %s %s: %w: %s", load, verb, err, firstError(string(out)))
		}
		return string(out), nil
	}
	if prepare {
		_, _ = sb("cleanup")
		if _, err := sb("prepare"); err != nil {
			return 0, err
		}
	}
	out, err := sb("run")
	if err != nil {
		return 0, err
	}
	m := sysbenchTPS.FindStringSubmatch(out)
	if m == nil {
		return 0, errors.New("sysbench: no figure in its output")
	}
	return strconv.ParseFloat(m[1], 64)
}

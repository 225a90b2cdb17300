package process

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestDump: pg_dump writes the database in each of its formats, pg_restore and psql read it
// into another one, and the dump of that is the same.
func TestDump(t *testing.T) {
	dump, restore, psql := client(t, "pg_dump"), client(t, "pg_restore"), client(t, "psql")
	s := mustStart(t, "--store=type=mem", "--insecure")
	db := connect(t, s.URL)
	wholeOn(t, "isochron", s.URL)
	want := dumpText(t, dump, s.URL)
	if !strings.Contains(want, "COPY public.many") || strings.Contains(want, "isochron_internal") {
		t.Fatalf("the dump is not of the tables alone:\n%s", want)
	}
	for name, c := range map[string]struct{ dump, restore []string }{
		"plain":     {dump: []string{"-Fp"}},
		"custom":    {dump: []string{"-Fc"}},
		"tar":       {dump: []string{"-Ft"}},
		"directory": {dump: []string{"-Fd", "-j", "2"}, restore: []string{"-j", "2"}},
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "dump")
			tool(t, dump, append(c.dump, "-f", file, s.URL)...)
			if _, err := db.Exec(t.Context(), "CREATE DATABASE "+name); err != nil {
				t.Fatal(err)
			}
			to := strings.Replace(s.URL, "/isochron?", "/"+name+"?", 1)
			if to == s.URL {
				t.Fatalf("%s names no database isochron", s.URL)
			}
			if name == "plain" {
				tool(t, psql, "-q", "-X", "-v", "ON_ERROR_STOP=1", "-f", file, to)
			} else {
				tool(t, restore, append(c.restore, "--exit-on-error", "-d", to, file)...)
			}
			if got := dumpText(t, dump, to); got != want {
				t.Errorf("the restored database is dumped as\n%s\nand the first one as\n%s", got, want)
			}
		})
	}
}

// TestDumpOfCopy: a copy of the database is dumped as the database is, and again after the
// database it was copied from has gone, and after a copy of the copy.
func TestDumpOfCopy(t *testing.T) {
	dump := client(t, "pg_dump")
	s := mustStart(t, "--store=type=mem", "--insecure")
	db := connect(t, s.URL)
	wholeOn(t, "isochron", s.URL)
	in := func(name string) string { return strings.Replace(s.URL, "/isochron?", "/"+name+"?", 1) }
	want := dumpText(t, dump, s.URL)
	for _, step := range []struct{ from, to string }{{"isochron", "a"}, {"a", "b"}} {
		if _, err := db.Exec(t.Context(), fmt.Sprintf("CREATE DATABASE %s TEMPLATE %s", step.to, step.from)); err != nil {
			t.Fatal(err)
		}
		if got := dumpText(t, dump, in(step.to)); got != want {
			t.Errorf("the copy %s is dumped as\n%s\nand %s as\n%s", step.to, got, step.from, want)
		}
	}
	if _, err := db.Exec(t.Context(), "DROP DATABASE a"); err != nil {
		t.Fatal(err)
	}
	if got := dumpText(t, dump, in("b")); got != want {
		t.Errorf("without what it was copied from it is dumped as\n%s\nand before as\n%s", got, want)
	}
}

// dumpText is a plain dump, without the lines that differ from one dump to the next.
func dumpText(t *testing.T, dump, url string) string {
	t.Helper()
	var kept []string
	for _, l := range strings.Split(tool(t, dump, url), "\n") {
		if !strings.HasPrefix(l, `\restrict `) && !strings.HasPrefix(l, `\unrestrict `) {
			kept = append(kept, l)
		}
	}
	return strings.Join(kept, "\n")
}

// tool runs a client program, which must succeed, and returns what it prints.
func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var stdout, stderr strings.Builder
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s %q: %v\n%s", filepath.Base(name), args, err, stderr.String())
	}
	return stdout.String()
}

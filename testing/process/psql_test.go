package process

import (
	"bytes"
	"context"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var rewrite = flag.Bool("rewrite", false, "write what psql prints")

// psqlVersion is the release whose output testdata holds: others draw some
// tables in other ways.
const psqlVersion = "psql (PostgreSQL) 15."

// TestPsql runs the scripts of testdata through psql, and compares what it
// prints: its descriptions, errors with the place that they point at, \copy.
func TestPsql(t *testing.T) {
	psql := client(t, "psql")
	version, err := exec.Command(psql, "--version").Output()
	if err != nil {
		t.Fatal(err)
	}
	golden := strings.HasPrefix(string(version), psqlVersion)
	files, err := filepath.Glob("testdata/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, f := range files {
		t.Run(strings.TrimSuffix(filepath.Base(f), ".sql"), func(t *testing.T) {
			s := mustStart(t, "--store=type=mem", "--insecure")
			got := playPsql(t, psql, s.URL, f)
			want := strings.TrimSuffix(f, ".sql") + ".out"
			if *rewrite {
				if err := os.WriteFile(want, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if !golden {
				t.Logf("%s: only run, not compared", bytes.TrimSpace(version))
				return
			}
			sameLines(t, want, got)
		})
	}
}

func playPsql(t *testing.T, psql, url, file string) []byte {
	t.Helper()
	in, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, psql, url, "-X", "-a")
	cmd.Stdin = in
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "PGTZ=UTC", "PGAPPNAME=", "PAGER=")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("psql: %v\n%s", err, out)
	}
	return out
}

func sameLines(t *testing.T, file string, got []byte) {
	t.Helper()
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	w, g := strings.Split(string(want), "\n"), strings.Split(string(got), "\n")
	shown := 0
	for i := 0; i < max(len(w), len(g)) && shown < 10; i++ {
		a, b := "", ""
		if i < len(w) {
			a = w[i]
		}
		if i < len(g) {
			b = g[i]
		}
		if a != b {
			t.Errorf("%s:%d:\ngot  %s\nwant %s", file, i+1, b, a)
			shown++
		}
	}
}

package process

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
)

var (
	pgbenchScale   = flag.Int("pgbench-scale", 1, "scale of TestPgbench")
	pgbenchSeconds = flag.Int("pgbench-seconds", 0, "length of each load of TestPgbench; 0: a few transactions of each")
	pgbenchClients = flag.String("pgbench-clients", "8", "numbers of clients of TestPgbench")
)

// client finds a program of Postgres's client packages. CI installs them; on a
// machine without, its tests don't run.
func client(t *testing.T, name string) string {
	t.Helper()
	for _, dir := range []string{"", "/usr/lib/postgresql/15/bin"} {
		if p, err := exec.LookPath(filepath.Join(dir, name)); err == nil {
			return p
		}
	}
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is not installed", name)
	}
	t.Skipf("%s is not installed", name)
	return ""
}

// TestPgbench runs pgbench's three scripts with each protocol at each isolation
// level, in one range and in many. No transaction may fail, and all sums must
// agree after every run.
func TestPgbench(t *testing.T) {
	ctx := context.Background()
	bin := client(t, "pgbench")
	dir := filepath.Join(t.TempDir(), "data")
	s := mustStart(t, "--store="+dir, "--insecure")
	c := connect(t, s.URL)
	for _, split := range []bool{false, true} {
		// A fresh set for each, since -N changes accounts and history alone.
		pgbench(t, s, bin, "", "-i", "-q", "-s", strconv.Itoa(*pgbenchScale))
		if split {
			splitAccounts(ctx, t, c)
		}
		for _, level := range []string{"serializable", "repeatable read", "read committed"} {
			for _, script := range []string{"", "-S", "-N"} {
				for _, protocol := range []string{"simple", "extended", "prepared"} {
					for _, clients := range strings.Split(*pgbenchClients, ",") {
						loadAndCheck(ctx, t, s, c, bin, level, script, protocol, clients)
					}
				}
			}
		}
	}
	s.Stop()
	commitsInLogs(ctx, t, s, dir)
}

// commitsInLogs looks for commits of the last load in the logs of the ranges that
// hold accounts: each of its transactions wrote to one of them and to the
// history, without a stage, since the node is alone. The first of the 16 holds the history, too.
func commitsInLogs(ctx context.Context, t *testing.T, s *Server, dir string) {
	t.Helper()
	out, stderr, err := s.Run(ctx, "", binary, "debug", "logs", "--store="+dir)
	if err != nil {
		t.Fatalf("debug logs: %v\n%s", err, stderr)
	}
	commits := map[string]int{} // by range
	for _, m := range commitEntry.FindAllStringSubmatch(out, -1) {
		commits[m[1]]++
	}
	t.Logf("commits by range: %v", commits)
	if len(commits) < 16 {
		t.Errorf("the logs of %d ranges have commits, want 16", len(commits))
	}
}

// commitEntry is a line of debug logs that tells of a command that writes, and does nothing else.
var commitEntry = regexp.MustCompile(`(?m)^range (\d+),.* command, \d+ bytes: gen=\d+ batch=\d+B$`)

func loadAndCheck(ctx context.Context, t *testing.T, s *Server, c *pgx.Conn, bin, level, script, protocol, clients string) {
	t.Helper()
	args := []string{"-n", "-M", protocol, "-c", clients, "-j", "2"}
	if *pgbenchSeconds > 0 {
		args = append(args, "-T", strconv.Itoa(*pgbenchSeconds))
	} else {
		args = append(args, "-t", "20")
	}
	if script != "" {
		args = append(args, script)
	}
	if level == "repeatable read" {
		args = append(args, "--max-tries=1000")
	}
	before := sums(ctx, t, c)
	out := pgbench(t, s, bin, level, args...)
	after := sums(ctx, t, c)
	name := fmt.Sprintf("%s %s %s, %s clients", level, script, protocol, clients)
	t.Logf("%s: %s", name, throughput.FindString(out))
	if failed := failures.FindStringSubmatch(out); failed == nil || failed[1] != "0" {
		t.Errorf("%s: failed transactions:\n%s", name, out)
	}
	if after[0] != after[1] {
		t.Errorf("%s: accounts sum to %d, the history to %d", name, after[0], after[1])
	}
	if after[2] != after[3] {
		t.Errorf("%s: branches sum to %d, tellers to %d", name, after[2], after[3])
	}
	if script == "" && after[0]-before[0] != after[2]-before[2] {
		t.Errorf("%s: accounts changed by %d, branches by %d", name, after[0]-before[0], after[2]-before[2])
	}
}

var (
	throughput = regexp.MustCompile(`tps = [0-9.]+`)
	failures   = regexp.MustCompile(`number of failed transactions: (\d+)`)
)

func pgbench(t *testing.T, s *Server, bin, level string, args ...string) string {
	t.Helper()
	cmd := exec.Command(bin, append(args, s.URL)...)
	cmd.Env = os.Environ()
	if level != "" {
		cmd.Env = append(cmd.Env, "PGOPTIONS=-c default_transaction_isolation="+strings.ReplaceAll(level, " ", `\ `))
	}
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("pgbench %s: %v\n%s\n%s", strings.Join(args, " "), err, out, s.Log())
	}
	return string(out)
}

// sums are those of accounts, history, branches and tellers.
func sums(ctx context.Context, t *testing.T, c *pgx.Conn) (sum [4]int64) {
	t.Helper()
	err := c.QueryRow(ctx, `SELECT (SELECT coalesce(sum(abalance), 0) FROM pgbench_accounts), (SELECT coalesce(sum(delta), 0) FROM pgbench_history),
		(SELECT coalesce(sum(bbalance), 0) FROM pgbench_branches), (SELECT coalesce(sum(tbalance), 0) FROM pgbench_tellers)`).
		Scan(&sum[0], &sum[1], &sum[2], &sum[3])
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

// splitAccounts makes 16 ranges of the accounts, which EXPLAIN ANALYZE must show.
func splitAccounts(ctx context.Context, t *testing.T, c *pgx.Conn) {
	t.Helper()
	values := make([]string, 15)
	for i := range values {
		values[i] = fmt.Sprintf("(%d)", (i+1)**pgbenchScale*100_000/16)
	}
	if _, err := c.Exec(ctx, "ALTER TABLE pgbench_accounts SPLIT AT VALUES "+strings.Join(values, ", ")); err != nil {
		t.Fatal(err)
	}
	rows, err := c.Query(ctx, "EXPLAIN (ANALYZE) SELECT count(*) FROM pgbench_accounts")
	if err != nil {
		t.Fatal(err)
	}
	lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(lines, "\n")
	if m := regexp.MustCompile(`(?i)ranges[:=]\s*(\d+)`).FindStringSubmatch(text); m == nil || len(m[1]) < 2 {
		t.Errorf("EXPLAIN ANALYZE shows no 16 ranges:\n%s", text)
	}
}

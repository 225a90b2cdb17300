package cluster_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

const (
	nodeMemory = 48 << 20
	plans      = 64 << 10 // of the statements here
)

func smallNode(o *node.Options) { o.MemoryBytes, o.MemoryMaxBytes = 40<<20, nodeMemory }

// large holds an array until it is closed: one value does not go to disk.
const large = "DECLARE c CURSOR FOR SELECT array_length(array_agg(g), 1) FROM generate_series(1, %d) g"

// sorted holds rows, which can.
const sorted = "DECLARE c CURSOR FOR SELECT g, repeat('x', 1000) FROM generate_series(1, %d) g ORDER BY g DESC"

func declare(t *testing.T, c *pgx.Conn, rows string) error { return declared(t, c, large, rows) }

func declared(t *testing.T, c *pgx.Conn, text, rows string) error {
	t.Helper()
	if _, err := c.Exec(t.Context(), "BEGIN"); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Exec(t.Context(), strings.ReplaceAll(text, "%d", rows)); err != nil {
		return err
	}
	_, err := c.Exec(t.Context(), "MOVE 1 FROM c")
	return err
}

// TestMemoryOfTheNode: what one session holds another can't have, and is told whose
// limit it was; short statements go on; all is given back.
func TestMemoryOfTheNode(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	cl := cluster.Start(t, cluster.WithOptions(smallNode))
	a, b, other := cl.Conn(ctx), cl.Conn(ctx), cl.Conn(ctx)
	if _, err := other.Exec(ctx, "CREATE TABLE t (k int PRIMARY KEY, v int); INSERT INTO t VALUES (1, 0)"); err != nil {
		t.Fatal(err)
	}
	idle := cl.Node().Memory().Used()
	if err := declare(t, a, "700000"); err != nil {
		t.Fatal(err)
	}
	if used := cl.Node().Memory().Used(); used < idle+20<<20 {
		t.Errorf("%d bytes are accounted for, want at least 20 MB more than %d", used, idle)
	}
	err := declare(t, b, "1000000")
	var e *pgconn.PgError
	if !errors.As(err, &e) || e.Code != "53200" || !strings.Contains(e.Detail, "max-sql-memory") || !strings.Contains(e.Detail, "gives way") {
		t.Errorf("got %v, want 53200 of max-sql-memory", err)
	}
	for range 10 {
		if _, err := other.Exec(ctx, "UPDATE t SET v = v + 1 WHERE k = 1"); err != nil {
			t.Errorf("a short statement: %v", err)
		}
	}
	for _, c := range []*pgx.Conn{a, b} {
		if _, err := c.Exec(ctx, "ROLLBACK"); err != nil {
			t.Error(err)
		}
	}
	if used := cl.Node().Memory().Used(); used > idle+plans {
		t.Errorf("%d bytes are still held, want at most %d more than %d", used, plans, idle)
	}
}

// TestMemoryOfAStatement: the statement's own limit is another.
func TestMemoryOfAStatement(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	c := cluster.Start(t, cluster.WithOptions(func(o *node.Options) { o.MemoryBytes = 1 << 20 })).Conn(ctx)
	var e *pgconn.PgError
	if err := declare(t, c, "100000"); !errors.As(err, &e) || e.Code != "53200" || !strings.Contains(e.Detail, "budget sql-memory of 1048576 bytes") {
		t.Errorf("got %v, want 53200 of sql-memory", err)
	}
	if _, err := c.Exec(ctx, "ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	if err := declared(t, c, sorted, "30000"); err != nil {
		t.Errorf("rows that can wait on disk: %v", err)
	}
}

// TestMemoryOfWhatSessionsKeep: prepared statements, arguments of portals and settings
// are refused when there is no more room, and given back with what they belong to.
func TestMemoryOfWhatSessionsKeep(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 1<<20)
	tests := []struct {
		name string
		fill func(ctx context.Context, c *pgx.Conn, i int) error
		drop string
	}{
		{"prepared statements", func(ctx context.Context, c *pgx.Conn, i int) error {
			_, err := c.Prepare(ctx, fmt.Sprint("p", i), fmt.Sprintf("SELECT '%s%d'", long, i))
			return err
		}, "DEALLOCATE ALL"},
		{"PREPARE", func(ctx context.Context, c *pgx.Conn, i int) error {
			_, err := c.Exec(ctx, fmt.Sprintf("PREPARE p%d AS SELECT '%s%d'", i, long, i))
			return err
		}, "DEALLOCATE ALL"},
		{"settings", func(ctx context.Context, c *pgx.Conn, i int) error {
			_, err := c.Exec(ctx, fmt.Sprintf("SET my.setting%d = '%s'", i, long))
			return err
		}, "RESET ALL"},
		{"search paths", func(ctx context.Context, c *pgx.Conn, i int) error {
			_, err := c.Exec(ctx, fmt.Sprintf("SELECT set_config('my.setting%d', repeat('y', 1000000), false)", i))
			return err
		}, "RESET ALL"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			ctx := context.Background()
			cl := cluster.Start(t, cluster.WithOptions(smallNode))
			c := cl.Conn(ctx)
			idle := cl.Node().Memory().Used()
			var err error
			n := 0
			for ; err == nil && n < 100; n++ {
				err = tt.fill(ctx, c, n)
			}
			var e *pgconn.PgError
			if !errors.As(err, &e) || e.Code != "53200" {
				t.Fatalf("after %d: got %v, want 53200", n, err)
			}
			if _, err := c.Exec(ctx, "SELECT 1"); err != nil {
				t.Errorf("a short statement: %v", err)
			}
			if err := c.Close(ctx); err != nil {
				t.Error(err)
			}
			if err := gone(cl, idle+plans); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestMemoryOfValues: what expressions build counts, before it is built, and goes when
// it is not needed any more.
func TestMemoryOfValues(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	cl := cluster.Start(t, cluster.WithOptions(smallNode))
	c, other := cl.Conn(ctx), cl.Conn(ctx)
	for _, q := range []string{
		"CREATE TABLE parent (k int PRIMARY KEY, t text)", "CREATE TABLE child (k int PRIMARY KEY, p int REFERENCES parent)",
		"INSERT INTO parent SELECT g, repeat('p', 2000) FROM generate_series(1, 3000) g", "CREATE TABLE w (k int PRIMARY KEY, v text)",
		"INSERT INTO w VALUES (1, repeat('v', 1000000))",
	} {
		if _, err := c.Exec(ctx, q); err != nil {
			t.Fatalf("%s: %v", q, err)
		}
	}
	columns := func(x string, n int) string { return strings.TrimSuffix(strings.Repeat(x+",", n), ",") }
	tests := []struct{ sql, code string }{
		{"SELECT " + columns("repeat('x', 30000000)", 1664), "53200"},
		{"SELECT " + columns("repeat('x', 10000)||repeat('y', 200000)", 1000), "53200"},
		{"SELECT length(" + strings.TrimSuffix(strings.Repeat("a||", 40), "||") + ") FROM (SELECT repeat('x', 5000000) a OFFSET 0) s", "53200"},
		{"SELECT repeat('x', 300000000)", "54000"},
		{"SELECT lpad('x', 200000000)", "53200"},
		{"SELECT concat(repeat('x', 20000000), repeat('y', 20000000))", "53200"},
		{"SELECT concat_ws(repeat('x', 5000000), 1, 2, 3, 4, 5, 6, 7, 8)", "53200"},
		{"SELECT replace(repeat('x', 1000000), 'x', repeat('y', 200))", "53200"},
		{"SELECT translate(repeat('x', 15000000), 'x', 'y')", "53200"},
		{"SELECT format('%s%1$s%1$s%1$s%1$s%1$s%1$s%1$s%1$s', repeat('x', 8000000))", "53200"},
		{"SELECT format('%200000000s', 'x')", "53200"},
		{"SELECT regexp_replace(repeat('x', 1000000), 'x', repeat('y', 100), 'g')", "53200"},
		{"SELECT regexp_replace(repeat('x', 3000000), 'x', 'y', 'g')", "53200"},
		{"SELECT regexp_split_to_array(repeat('x,', 2000000), ',')", "53200"},
		{"SELECT string_to_array(repeat('x,', 2000000), ',')", "53200"},
		{"SELECT split_part(repeat('x,', 5000000), ',', 3)", ""}, // which makes no list of the fields
		{"SELECT split_part(repeat('x,', 5000000), ',', -3)", ""},
		{"SELECT encode(repeat('x', 15000000)::bytea, 'hex')", "53200"},
		{"SELECT array_fill(1, ARRAY[4000000])", "53200"},
		{"SELECT array_cat(a, a) FROM (SELECT array_fill(1, ARRAY[800000]) a OFFSET 0) s", "53200"},
		{"SELECT array_to_string(array_fill(1, ARRAY[300000]), repeat('x', 1000))", "54000"},
		{"SELECT to_json(repeat('x', 20000000))", "53200"},
		{"SELECT quote_literal(repeat('x', 20000000))", "53200"},
		{"SELECT ('{' || repeat('1,', 4000000) || '1}')::int[]", "53200"},
		{"SELECT to_char(1, repeat('9', 25000000))", "53200"},
		{"SELECT array_agg(g) FROM generate_series(1, 2000000) g", "53200"},
		{"SELECT g % 1000, array_agg(repeat('x', 1000)) FROM generate_series(1, 10000) g GROUP BY 1", ""},
		{"SELECT string_agg(repeat('x', 1000), ',') FROM generate_series(1, 100000) g", "53200"},
		{"SELECT g % 200, string_agg(repeat('x', 1000), ',' ORDER BY g) FROM generate_series(1, 20000) g GROUP BY 1", ""},
		{"SELECT length(ARRAY(SELECT repeat('x', 1000) || g FROM generate_series(1, 100000) g)::text)", "53200"},
		{"SELECT max(repeat('x', 1000000) || g) FROM generate_series(1, 30) g GROUP BY g", ""},
		{"SELECT sum(length(repeat('x', 20000000))) FROM generate_series(1, 20) g", ""},
		{"SELECT count(*) FROM generate_series(1, 20) g WHERE length(repeat('x', 20000000 + g)) > 5", ""},
		{"SELECT length(repeat('x', 20000000)) FROM generate_series(1, 20) g", ""},
		{"SELECT repeat('x', 10000000), repeat('y', 10000000 + g) FROM generate_series(1, 20) g", ""},
		{"SELECT sum(length((SELECT repeat('x', g * 100000)))) FROM generate_series(1, 200) g", ""},
		{"UPDATE w SET v = v || v || v || v || v || v || v || v || v || v || v || v || v || v || v || v || v || v || v || v || v || v || v || v || v || v", "53200"},
		{"DELETE FROM parent", ""},
	}
	for _, tt := range tests {
		name := tt.sql[:min(len(tt.sql), 80)]
		_, err := c.Exec(ctx, tt.sql)
		code := ""
		var e *pgconn.PgError
		if errors.As(err, &e) {
			code = e.Code
		} else if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if code != tt.code {
			t.Errorf("%s: got %q (%v), want %q", name, code, err, tt.code)
		}
		if _, err := other.Exec(ctx, "SELECT 1"); err != nil {
			t.Errorf("%s: then SELECT 1 of another: %v", name, err)
		}
	}
	if err := c.Close(ctx); err != nil {
		t.Error(err)
	}
	if err := gone(cl, 2<<20); err != nil {
		t.Error(err)
	}
	if peak := cl.Node().Memory().Peak(); peak > nodeMemory {
		t.Errorf("the peak was %d of %d", peak, nodeMemory)
	}
}

// gone waits until the node's clients hold at most n bytes: a session ends after its
// connection.
func gone(cl *cluster.Cluster, n int64) error {
	for until := time.Now().Add(10 * time.Second); ; time.Sleep(time.Millisecond) {
		used := cl.Node().Memory().Used()
		if used <= n {
			return nil
		}
		if time.Now().After(until) {
			return fmt.Errorf("%d bytes are still held, want at most %d", used, n)
		}
	}
}

// TestMemoryOfAdvisoryLocks: whoever takes more than its part is refused, others take
// theirs all the while, and all is given back with the locks, however they go.
func TestMemoryOfAdvisoryLocks(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	cl := cluster.Start(t, cluster.WithOptions(smallNode))
	c, other := cl.Conn(ctx), cl.Conn(ctx)
	idle := cl.Node().Memory().Used()
	refused := func(sql string) {
		t.Helper()
		var e *pgconn.PgError
		if _, err := c.Exec(ctx, sql); !errors.As(err, &e) || e.Code != "53200" || e.Message != "out of shared memory" || !strings.Contains(e.Detail, "advisory-locks") || e.Hint == "" {
			t.Errorf("%s: got %v, want 53200 of advisory-locks", sql, err)
		}
	}
	do := func(c *pgx.Conn, sql string) {
		t.Helper()
		if _, err := c.Exec(ctx, sql); err != nil {
			t.Errorf("%s: %v", sql, err)
		}
	}
	given := func(how string) {
		t.Helper()
		if used := cl.Node().Memory().Used(); used > idle+plans+64<<10 {
			t.Errorf("%s: %d bytes are still held, want at most %d", how, used, idle+plans)
		}
	}
	refused("SELECT count(pg_advisory_lock(i)) FROM generate_series(1, 100000000) i")
	if used := cl.Node().Memory().Used(); used < idle+1<<20 {
		t.Errorf("%d bytes are accounted for, %d before", used, idle)
	}
	do(other, "SELECT pg_advisory_lock(-1)")
	do(other, "SELECT pg_advisory_lock_shared(-1)")
	do(other, "SELECT pg_advisory_unlock(-1)")
	do(other, "SELECT pg_advisory_unlock_shared(-1)")
	do(c, "SELECT pg_advisory_unlock_all()")
	given("pg_advisory_unlock_all")

	// Many times the same lock; and each half of a transaction's.
	do(c, "SELECT count(pg_advisory_lock(7)) FROM generate_series(1, 100000) i")
	do(c, "DISCARD ALL")
	given("DISCARD ALL")
	for _, sql := range []string{
		"SELECT count(pg_advisory_xact_lock(7)) FROM generate_series(1, 100000000) i",
		"SELECT count(pg_try_advisory_xact_lock_shared(i)) FROM generate_series(1, 100000000) i",
	} {
		refused(sql)
		given("the end of the transaction")
		do(c, "BEGIN")
		do(c, "SAVEPOINT a")
		refused(sql)
		do(c, "ROLLBACK TO a")
		given("ROLLBACK TO")
		do(c, "SELECT pg_advisory_xact_lock(8)")
		do(c, "COMMIT")
	}
	refused("SELECT count(pg_advisory_lock(i)) FROM generate_series(1, 100000000) i")
	if err := c.Close(ctx); err != nil {
		t.Error(err)
	}
	if err := gone(cl, idle+plans); err != nil {
		t.Error(err)
	}
	do(other, "SELECT count(pg_advisory_lock(i)) FROM generate_series(1, 5000) i")
}

// TestMemoryOfAdvisoryWaits: what a wait set aside is given back when it ends without the
// lock, and when one who waits gets more of what it has.
func TestMemoryOfAdvisoryWaits(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	cl := cluster.Start(t, cluster.WithOptions(smallNode))
	a, b := cl.Conn(ctx), cl.Conn(ctx)
	run := func(c *pgx.Conn, sql string) error { _, err := c.Exec(ctx, sql); return err }
	for _, sql := range []string{"SELECT pg_advisory_lock(1)", "SELECT pg_advisory_lock_shared(2)"} {
		if err := run(a, sql); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(run(b, "SET lock_timeout = 1"), run(b, "SELECT pg_advisory_lock_shared(2)")); err != nil {
		t.Fatal(err)
	}
	used := cl.Node().Memory().Used()
	for range 300 { // 320 bytes each time would be seen
		var e *pgconn.PgError
		for _, sql := range []string{"SELECT pg_advisory_lock(1)", "SELECT pg_advisory_xact_lock(1)", "SELECT pg_advisory_lock(2)"} {
			if err := run(b, sql); !errors.As(err, &e) || e.Code != "55P03" {
				t.Fatalf("%s: got %v, want 55P03", sql, err)
			}
		}
		if err := run(b, "SELECT pg_try_advisory_lock(1), pg_try_advisory_xact_lock(1), pg_try_advisory_lock(2)"); err != nil {
			t.Fatal(err)
		}
	}
	if now := cl.Node().Memory().Used(); now > used+plans {
		t.Errorf("%d bytes are held, %d before", now, used)
	}
	var ok bool
	if err := run(a, "SELECT pg_advisory_unlock_all()"); err != nil {
		t.Fatal(err)
	}
	if err := b.QueryRow(ctx, "SELECT pg_try_advisory_lock(1) AND pg_try_advisory_lock(2)").Scan(&ok); err != nil || !ok {
		t.Errorf("free locks: %v, %v", ok, err)
	}
	if err := a.QueryRow(ctx, "SELECT pg_try_advisory_lock_shared(1) OR pg_try_advisory_lock_shared(2)").Scan(&ok); err != nil || ok {
		t.Errorf("locks of another: %v, %v", ok, err)
	}
}

// TestWorkMemOfOthers: work_mem raises what a statement may hold for superusers alone,
// whoever set it, and as long as they are that.
func TestWorkMemOfOthers(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	cl := cluster.Start(t, cluster.WithOptions(func(o *node.Options) { o.MemoryBytes = 1 << 20 }))
	su := cl.Conn(ctx)
	if _, err := su.Exec(ctx, "CREATE ROLE u LOGIN; CREATE ROLE rich LOGIN; ALTER ROLE rich SET work_mem = '1GB'"); err != nil {
		t.Fatal(err)
	}
	array := func(c *pgx.Conn) string {
		var n int
		err := c.QueryRow(ctx, "SELECT array_length(array_agg(g), 1) FROM generate_series(1, 100000) g").Scan(&n)
		var e *pgconn.PgError
		if errors.As(err, &e) {
			return e.Code
		}
		if err != nil || n != 100000 {
			t.Error(n, err)
		}
		return ""
	}
	as := func(c *pgx.Conn, sql, want string) {
		t.Helper()
		if _, err := c.Exec(ctx, sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
		if got := array(c); got != want {
			t.Errorf("after %s: got %q, want %q", sql, got, want)
		}
	}
	u, rich := mustAs(t, cl, "u"), mustAs(t, cl, "rich")
	as(u, "SET work_mem = '1GB'", "53200")
	as(u, "SELECT set_config('work_mem', '2GB', false)", "53200")
	as(rich, "SELECT 1", "53200")
	as(su, "RESET work_mem", "53200")
	as(su, "SET work_mem = '1GB'", "")
	as(su, "SET ROLE u", "53200")
	as(su, "RESET ROLE", "")
	as(su, "SET SESSION AUTHORIZATION u", "53200")
	as(su, "RESET SESSION AUTHORIZATION", "")
	as(su, "RESET work_mem", "53200")
	// Less than the node gives is anybody's, and rows that can wait go to disk at any size.
	for _, size := range []string{"64kB", "1GB"} {
		if _, err := u.Exec(ctx, "SET work_mem = '"+size+"'"); err != nil {
			t.Fatal(err)
		}
		var n int
		if err := u.QueryRow(ctx, "SELECT count(*) FROM (SELECT g, repeat('x', 100) FROM generate_series(1, 30000) g ORDER BY g DESC OFFSET 0) s").Scan(&n); err != nil || n != 30000 {
			t.Errorf("a sort with %s: %d, %v", size, n, err)
		}
	}
}

// TestMemoryOfTransactions: keys locked, rows written and conditions at the gateway count,
// are refused where the node has no more, and go with the transaction.
func TestMemoryOfTransactions(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	cl := cluster.Start(t, cluster.WithOptions(smallNode))
	c, other := cl.Conn(ctx), cl.Conn(ctx)
	for _, sql := range []string{
		"CREATE TABLE parent (k int PRIMARY KEY); INSERT INTO parent VALUES (1)",
		"CREATE TABLE t (k int PRIMARY KEY, v text); CREATE TABLE child (k int PRIMARY KEY, p int REFERENCES parent, u int UNIQUE)",
		"INSERT INTO t SELECT g, repeat('x', 400) FROM generate_series(1, 20000) g",
	} {
		if _, err := c.Exec(ctx, sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
	idle := cl.Node().Memory().Used()
	for _, tt := range []struct {
		name, sql string
		least     int64
	}{
		{"locks", "SELECT 1 FROM t FOR UPDATE", 20000 * 300},
		{"writes", "INSERT INTO t SELECT g, repeat('y', 400) FROM generate_series(30001, 40000) g", 10000 * 600},
		{"conditions", "INSERT INTO child SELECT g, 1, g FROM generate_series(1, 10000) g", 10000 * 450},
	} {
		for _, end := range []string{"ROLLBACK", "ROLLBACK TO a; SELECT k FROM t WHERE k = 1 FOR UPDATE; COMMIT"} {
			for _, sql := range []string{"BEGIN", "SAVEPOINT a", tt.sql} {
				if _, err := c.Exec(ctx, sql); err != nil {
					t.Fatalf("%s: %s: %v", tt.name, sql, err)
				}
			}
			if used := cl.Node().Memory().Used(); used < idle+tt.least {
				t.Errorf("%s: %d bytes are held, %d before, want at least %d more", tt.name, used, idle, tt.least)
			}
			if _, err := c.Exec(ctx, end); err != nil {
				t.Fatalf("%s: %s: %v", tt.name, end, err)
			}
			if used := cl.Node().Memory().Used(); used > idle+plans {
				t.Errorf("%s: %d bytes are still held after %s, %d before", tt.name, used, end, idle)
			}
		}
	}
	// Where another has the rest, the statement gives way; short ones go on.
	if err := declare(t, c, "1000000"); err != nil {
		t.Fatal(err)
	}
	var e *pgconn.PgError
	if _, err := other.Exec(ctx, "SELECT 1 FROM t FOR UPDATE"); !errors.As(err, &e) || e.Code != "53200" || !strings.Contains(e.Detail, "max-sql-memory") {
		t.Errorf("got %v, want 53200 of max-sql-memory", err)
	}
	if _, err := other.Exec(ctx, "UPDATE t SET v = '' WHERE k = 1"); err != nil {
		t.Errorf("a short statement: %v", err)
	}
	if _, err := c.Exec(ctx, "ROLLBACK"); err != nil {
		t.Error(err)
	}
	if _, err := other.Exec(ctx, "UPDATE t SET v = v || 'z'"); err != nil {
		t.Errorf("with all of the memory: %v", err)
	}
	if used := cl.Node().Memory().Used(); used > idle+plans {
		t.Errorf("%d bytes are still held, %d before", used, idle)
	}
}

// TestMemoryOfCursors: what cursors and portals keep between two messages counts.
func TestMemoryOfCursors(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	cl := cluster.Start(t, cluster.WithOptions(smallNode))
	c, other := cl.Conn(ctx), cl.Conn(ctx)
	if _, err := c.Exec(ctx, "CREATE TABLE t (k int PRIMARY KEY, v text); INSERT INTO t SELECT g, repeat('x', 100) FROM generate_series(1, 20000) g"); err != nil {
		t.Fatal(err)
	}
	idle := cl.Node().Memory().Used()
	if _, err := c.Exec(ctx, "BEGIN"); err != nil {
		t.Fatal(err)
	}
	var err error
	open := 0
	for ; err == nil && open < 20000; open++ {
		if _, err = c.Exec(ctx, fmt.Sprintf("DECLARE c%d CURSOR FOR SELECT k, v FROM t", open)); err == nil {
			_, err = c.Exec(ctx, fmt.Sprintf("FETCH 1000 FROM c%d", open))
		}
	}
	var e *pgconn.PgError
	if !errors.As(err, &e) || e.Code != "53200" || !strings.Contains(e.Detail, "max-sql-memory") {
		t.Errorf("after %d cursors: got %v, want 53200 of max-sql-memory", open, err)
	}
	if _, err := other.Exec(ctx, "SELECT v FROM t WHERE k = 1"); err != nil {
		t.Errorf("a short statement: %v", err)
	}
	if _, err := c.Exec(ctx, "ROLLBACK"); err != nil {
		t.Error(err)
	}
	if used := cl.Node().Memory().Used(); used > idle+plans {
		t.Errorf("%d bytes are still held, %d before", used, idle)
	}
}

// TestMemoryView: who holds what, as far as it concerns the one who asks.
func TestMemoryView(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	cl := cluster.Start(t, cluster.WithOptions(smallNode))
	su := cl.Conn(ctx)
	if _, err := su.Exec(ctx, "CREATE ROLE u LOGIN; CREATE ROLE watch LOGIN; GRANT pg_monitor TO watch"); err != nil {
		t.Fatal(err)
	}
	u, watch := mustAs(t, cl, "u"), mustAs(t, cl, "watch")
	if _, err := u.Exec(ctx, "SELECT set_config('my.setting', repeat('x', 2000000), false)"); err != nil {
		t.Fatal(err)
	}
	var e *pgconn.PgError
	if _, err := u.Exec(ctx, "SELECT count(pg_advisory_lock(i)) FROM generate_series(1, 100000000) i"); !errors.As(err, &e) || e.Code != "53200" {
		t.Fatal(err)
	}
	const levels = "SELECT string_agg(DISTINCT level, ' ' ORDER BY level) FROM isochron_internal.memory"
	for _, tt := range []struct {
		who  string
		c    *pgx.Conn
		sql  string
		want string
	}{
		{"a superuser", su, levels, "advisory-locks flows node plans ranges session sessions statements"},
		{"pg_monitor", watch, levels, "advisory-locks flows node plans ranges session sessions statements"},
		{"another", u, levels, "session"},
		{"another", u, "SELECT string_agg(usename || ' ' || (pid = pg_backend_pid()) || ' ' || (used_bytes > 2000000), ',') FROM isochron_internal.memory", "u true true"},
		{"a superuser", su, "SELECT string_agg(usename, ' ' ORDER BY usename) FROM isochron_internal.memory WHERE level = 'session' AND usename IN ('u', 'watch')", "u watch"},
		{"a superuser", su, "SELECT (n.used_bytes >= s.used_bytes AND s.used_bytes > 2000000 AND n.max_bytes = 50331648 AND n.peak_bytes <= n.max_bytes AND s.max_bytes IS NULL)::text FROM isochron_internal.memory n, isochron_internal.memory s WHERE n.level = 'node' AND s.level = 'sessions'", "true"},
		{"a superuser", su, "SELECT refusals || ' ' || (used_bytes > 1000000) FROM isochron_internal.memory WHERE level = 'advisory-locks'", "1 true"},
	} {
		if got := one(t, tt.c, tt.sql); got != tt.want {
			t.Errorf("%s: %s: got %q, want %q", tt.who, tt.sql, got, tt.want)
		}
	}
}

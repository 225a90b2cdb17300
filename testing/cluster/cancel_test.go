package cluster_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/testing/cluster"
)

// longCalls take from 10 s to hours, within one call of a function or within the calls of
// one row or batch.
var longCalls = []string{
	"SELECT log(3::numeric ^ 200000, 2::numeric ^ 400000) + ln(2::numeric ^ 400000) + (3::numeric ^ 270000) ^ 0.7",
	"SELECT sum(factorial(32177) % g) FROM generate_series(1, 1000) g",
	"SELECT regexp_replace(repeat('ab', 10000000), '(a|b)*c', 'x', 'g')",
	"SELECT (repeat('a', 50000000) || 'ba') ~ '(a|aa)*b$'",
	"SELECT repeat('a', 50000000) ~* 'a+B'",
	"SELECT regexp_count(repeat('aab', 10000000), '\\ya+')",
	"SELECT regexp_matches(repeat('a', 5000000) || 'b', '(a*?)(a*)*b$')",
	"SELECT regexp_count(repeat('aab', 3000000), '(a)\\1')",
	"SELECT repeat('ab', 5000000) LIKE '%' || repeat('_b', 10000) || 'c%'",
	"SELECT repeat('ab', 5000000) ILIKE '%' || repeat('_b', 10000) || 'c%'",
	"SELECT repeat('ab', 5000000)::bytea LIKE ('%' || repeat('ab', 10000) || 'c%')::bytea",
	"SELECT count(*) FROM generate_series(1, 100000000000)",
	"SELECT count(*) FROM generate_series(1, 100000000000.0, 0.5)",
	"SELECT sum(x) FROM (SELECT generate_series(1, 100000000000) x) s",
	"SELECT array_fill('a'::text, ARRAY[300000]) || 'b'::text @> array_fill('b'::text, ARRAY[300000])",
	"SELECT array_fill('a'::text, ARRAY[300000]) && array_fill('b'::text, ARRAY[300000])",
	"SELECT sum(s) FROM (SELECT sum(x) OVER (ORDER BY x ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE CURRENT ROW) AS s FROM generate_series(1, 100000) x) s",
	"SELECT max(n) FROM (SELECT row_number() OVER () AS n FROM generate_series(1, 100000000000)) s",
	"SELECT count(md5(s)) FROM (SELECT repeat('ab', 10000000) s) t, generate_series(1, 10000)",
	"DO $$ BEGIN LOOP NULL; END LOOP; END $$",
	"DO $$ BEGIN LOOP END LOOP; END $$",
	"DO $$ BEGIN LOOP BEGIN LOOP PERFORM 1; END LOOP; EXCEPTION WHEN OTHERS THEN NULL; END; END LOOP; END $$",
	"DO $$ DECLARE i int := 0; BEGIN WHILE true LOOP i := 1 - i; END LOOP; END $$",
	"DO $$ DECLARE r record; BEGIN FOR r IN SELECT generate_series(1, 100000000000) LOOP END LOOP; END $$",
	"DO $$ BEGIN PERFORM count(*) FROM generate_series(1, 100000000000); END $$",
}

// TestLongCallsAreCancelled: a timeout, and a request to cancel, end what one call of a
// function does, too.
func TestLongCallsAreCancelled(t *testing.T) {
	ctx := t.Context()
	c := cluster.Start(t)
	conn := c.Conn(ctx)
	canceled := func(t *testing.T, sql string, err error, took time.Duration) {
		t.Helper()
		if e, ok := errors.AsType[*pgconn.PgError](err); !ok || e.Code != "57014" {
			t.Errorf("%s: got %v, want 57014", sql, err)
		}
		t.Logf("%4d ms: %.90s", took.Milliseconds(), sql)
		if took > 3*time.Second { // some ms, on a machine with nothing else to do
			t.Errorf("%s: ended after %v", sql, took)
		}
	}
	for _, sql := range append([]string{"SET work_mem = '128MB'", "SET statement_timeout = 20"}, longCalls...) {
		began := time.Now()
		_, err := conn.Exec(ctx, sql)
		if sql[:3] != "SET" {
			canceled(t, sql, err, time.Since(began))
		} else if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := conn.Exec(ctx, "SET statement_timeout = 0"); err != nil {
		t.Fatal(err)
	}
	other := c.Conn(ctx)
	for name, cancel := range map[string]func() error{
		"a cancel request": func() error { return conn.PgConn().CancelRequest(ctx) },
		"pg_cancel_backend": func() error {
			_, err := other.Exec(ctx, "SELECT pg_cancel_backend($1)", conn.PgConn().PID())
			return err
		},
	} {
		const sql = "SELECT regexp_count(repeat('aab', 3000000), '(a)\\1')"
		answer := make(chan error, 1)
		go func() {
			_, err := conn.Exec(context.WithoutCancel(ctx), sql)
			answer <- err
		}()
		for active := false; !active; {
			if err := other.QueryRow(ctx, "SELECT state = 'active' FROM pg_stat_activity WHERE pid = $1", conn.PgConn().PID()).Scan(&active); err != nil {
				t.Fatal(err)
			}
		}
		began := time.Now()
		if err := cancel(); err != nil {
			t.Fatal(err)
		}
		canceled(t, name, <-answer, time.Since(began))
	}
}

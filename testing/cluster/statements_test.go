package cluster_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/testing/cluster"
)

// TestStatStatements: statements are counted by their shape, role and database, over both
// protocols, and shown to who may see them.
func TestStatStatements(t *testing.T) {
	ctx := t.Context()
	c := cluster.Start(t)
	admin := c.Conn(ctx)
	for _, sql := range []string{"CREATE TABLE counted (id int PRIMARY KEY, v text)", "GRANT ALL ON counted TO public", "CREATE ROLE plain LOGIN", "CREATE ROLE other LOGIN",
		"SELECT pg_stat_statements_reset()"} {
		lines(ctx, t, admin, sql)
	}
	as := func(user string) *pgx.Conn {
		conf := c.ConnConfig()
		conf.User = user
		conn, err := pgx.ConnectConfig(ctx, conf)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = conn.Close(ctx) })
		return conn
	}
	plain := as("plain")
	for i := range 5 {
		if _, err := plain.Exec(ctx, "INSERT INTO counted VALUES ($1, 'a'), ($1 + 100, 'b')", i); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := plain.Exec(ctx, "INSERT INTO counted VALUES ($1, 'a'), ($1 + 100, 'b')", 1); err == nil {
		t.Fatal("a key twice")
	}
	lines(ctx, t, plain, "SELECT v FROM counted WHERE id = 1")
	lines(ctx, t, plain, "SELECT v FROM counted WHERE id = 2; SELECT v FROM counted WHERE id < 3")
	lines(ctx, t, admin, "SELECT v FROM counted WHERE id = 3")
	lines(ctx, t, admin, "CREATE ROLE secret PASSWORD 'hidden'")
	lines(ctx, t, admin, "SELECT '"+strings.Repeat("x", 20_000)+"'")

	const counts = `SELECT rolname, query, calls, rows, min_exec_time <= mean_exec_time AND mean_exec_time <= max_exec_time AND total_exec_time > 0 AND toplevel
		FROM pg_stat_statements JOIN pg_roles ON userid = pg_roles.oid JOIN pg_database d ON dbid = d.oid AND datname = current_database() WHERE query NOT LIKE '%pg_stat%' AND query <> ';' ORDER BY 1, 2`
	want := []string{
		"isochron|CREATE ROLE secret PASSWORD ?|1|0|t|",
		"isochron|SELECT v FROM counted WHERE id = ?|1|1|t|",
		"isochron|SELECT …|1|1|t|",
		"plain|INSERT INTO counted VALUES ($1, ?), ($1 + ?, ?)|5|10|t|",
		"plain|SELECT v FROM counted WHERE id < ?|1|3|t|",
		"plain|SELECT v FROM counted WHERE id = ?|2|2|t|",
	}
	if got := lines(ctx, t, admin, counts); !slices.Equal(got, want) {
		t.Errorf("%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if got := lines(ctx, t, as("other"), "SELECT count(*) > 4, count(queryid) FROM pg_stat_statements WHERE query = '<insufficient privilege>'"); !slices.Equal(got, []string{"t|0|"}) {
		t.Errorf("another role sees %v", got)
	}
	if got := lines(ctx, t, plain, "SELECT count(*) FROM pg_stat_statements WHERE query LIKE 'SELECT v%'"); !slices.Equal(got, []string{"2|"}) {
		t.Errorf("a role sees %v of its own", got)
	}
	_, err := plain.Exec(ctx, "SELECT pg_stat_statements_reset()")
	if e, ok := errors.AsType[*pgconn.PgError](err); !ok || e.Code != "42501" {
		t.Errorf("reset by a role without rights: %v", err)
	}
	lines(ctx, t, admin, "SELECT pg_stat_statements_reset((SELECT oid FROM pg_roles WHERE rolname = 'plain'), 0::oid, 0)")
	if got := lines(ctx, t, admin, counts); len(got) != 3 {
		t.Errorf("after a reset of one role's: %v", got)
	}
	// What is counted under a prepared statement and a plan goes on after a reset.
	if _, err := plain.Exec(ctx, "INSERT INTO counted VALUES ($1, 'a'), ($1 + 100, 'b')", 50); err != nil {
		t.Fatal(err)
	}
	if got := lines(ctx, t, admin, counts); !slices.Contains(got, "plain|INSERT INTO counted VALUES ($1, ?), ($1 + ?, ?)|1|2|t|") {
		t.Errorf("after a reset: %v", got)
	}
	if got := lines(ctx, t, admin, "SELECT dealloc, stats_reset < now() FROM pg_stat_statements_info"); !slices.Equal(got, []string{"0|t|"}) {
		t.Errorf("info: %v", got)
	}
}

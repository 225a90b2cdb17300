package cluster_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/testing/cluster"
)

// number asks for one.
func number(ctx context.Context, t *testing.T, c *pgx.Conn, query string) (n int) {
	t.Helper()
	if err := c.QueryRow(ctx, query).Scan(&n); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return n
}

func mustExec(ctx context.Context, t *testing.T, c *pgx.Conn, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if _, err := c.Exec(ctx, text, pgx.QueryExecModeSimpleProtocol); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
	}
}

const (
	tempSchemas = `SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'pg\_temp\_%'`
	tempTables  = `SELECT count(*) FROM pg_class WHERE relpersistence = 't'`
)

// TestTemporaryTablesEndWithTheirSession: with the connection, whatever it was doing.
func TestTemporaryTablesEndWithTheirSession(t *testing.T) { synctest.Test(t, endOfTemporaries) }

func endOfTemporaries(t *testing.T) {
	ctx := t.Context()
	c := cluster.Start(t)
	other := c.Conn(ctx)
	for name, texts := range map[string][]string{
		"idle": {"CREATE TEMP TABLE t (id serial PRIMARY KEY, b text UNIQUE)", "INSERT INTO t (b) VALUES ('x')", "CREATE TEMP VIEW v AS SELECT * FROM t", "CREATE TEMP SEQUENCE s"},
		"open": {"BEGIN", "CREATE TEMP TABLE t (a int)", "INSERT INTO t VALUES (1)"},
		"both": {"CREATE TEMP TABLE t (a int PRIMARY KEY)", "CREATE TEMP TABLE u (a int REFERENCES t)", "BEGIN", "INSERT INTO t VALUES (1)", "CREATE TEMP TABLE w (a int)"},
	} {
		conn, err := pgx.ConnectConfig(ctx, c.ConnConfig())
		if err != nil {
			t.Fatal(err)
		}
		mustExec(ctx, t, conn, texts...)
		if err := conn.Close(ctx); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if n := number(ctx, t, other, tempSchemas) + number(ctx, t, other, tempTables); n != 0 {
			t.Errorf("%s: %d schemas and relations are left", name, n)
		}
	}
}

// TestTemporaryTablesOfOthers: nobody finds them by their names, and nobody without rights
// by their schema's.
func TestTemporaryTablesOfOthers(t *testing.T) {
	ctx := t.Context()
	c := cluster.Start(t)
	super := c.Conn(ctx)
	mustExec(ctx, t, super, "CREATE ROLE a LOGIN", "CREATE ROLE b LOGIN", "CREATE TABLE t (a int)", "GRANT SELECT ON t TO a, b")
	as := func(user string) *pgx.Conn {
		cfg := c.ConnConfig()
		cfg.User = user
		conn, err := pgx.ConnectConfig(ctx, cfg)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = conn.Close(context.Background()) })
		return conn
	}
	a, b := as("a"), as("b")
	mustExec(ctx, t, a, "CREATE TEMP TABLE t AS SELECT 1 AS a", "CREATE TEMP TABLE hers (a int)")
	if n := number(ctx, t, a, "SELECT count(*) FROM t"); n != 1 {
		t.Errorf("a sees %d rows in its own t", n)
	}
	if n := number(ctx, t, b, "SELECT count(*) FROM t"); n != 0 {
		t.Errorf("b sees %d rows in t", n)
	}
	var schema string
	if err := a.QueryRow(ctx, "SELECT nspname FROM pg_namespace WHERE oid = pg_my_temp_schema()").Scan(&schema); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		conn             *pgx.Conn
		text, code, says string
	}{
		{b, "SELECT * FROM hers", "42P01", `relation "hers" does not exist`},
		{super, "SELECT * FROM hers", "42P01", `relation "hers" does not exist`},
		{b, "SELECT * FROM pg_temp.hers", "42P01", `relation "pg_temp.hers" does not exist`},
		{b, "SELECT * FROM " + schema + ".hers", "42501", "permission denied for schema " + schema},
		{super, "SELECT * FROM " + schema + ".hers", "0A000", "cannot access temporary tables of other sessions"},
		{super, "INSERT INTO " + schema + ".hers VALUES (1)", "0A000", "cannot access temporary tables of other sessions"},
		{super, "CREATE TABLE " + schema + ".x (a int)", "42P16", "cannot create relations in temporary schemas of other sessions"},
		{super, "CREATE TEMP TABLE " + schema + ".x (a int)", "42P16", "cannot create relations in temporary schemas of other sessions"},
	} {
		_, err := tt.conn.Exec(ctx, tt.text)
		var e *pgconn.PgError
		if !errors.As(err, &e) || e.Code != tt.code || e.Message != tt.says {
			t.Errorf("%s: %v, want %s %s", tt.text, err, tt.code, tt.says)
		}
	}
	mustExec(ctx, t, super, "REVOKE TEMP ON DATABASE isochron FROM PUBLIC")
	_, err := b.Exec(ctx, "CREATE TEMP TABLE x (a int)")
	if sqlstate(err) != "42501" || !strings.Contains(err.Error(), `permission denied to create temporary tables in database "isochron"`) {
		t.Errorf("without the privilege: %v", err)
	}
	mustExec(ctx, t, super, "DROP TABLE "+schema+".hers") // as in Postgres, a superuser may
}

// TestTemporaryTablesOfLostNodes: those of a node that dies are removed by others, or by its
// next process.
func TestTemporaryTablesOfLostNodes(t *testing.T) { synctest.Test(t, lostTemporaries) }

func lostTemporaries(t *testing.T) {
	ctx := t.Context()
	c := threeNodes(t, &lockedLog{})
	first, third := c.Conn(ctx, "n1"), c.Conn(ctx, "n3")
	mustExec(ctx, t, third, "CREATE TEMP TABLE t (id serial PRIMARY KEY, b text)", "INSERT INTO t (b) SELECT 'x' FROM generate_series(1, 300)", "CREATE INDEX ON t (b)")
	mustExec(ctx, t, first, "CREATE TEMP TABLE mine (a int)", "INSERT INTO mine VALUES (1)")
	if n := number(ctx, t, first, tempSchemas); n != 2 {
		t.Fatalf("%d temporary schemas, want 2", n)
	}
	c.Kill("n3")
	time.Sleep(2 * time.Minute)
	if n := number(ctx, t, first, tempSchemas); n != 1 {
		t.Errorf("%d temporary schemas two minutes after the death of a node, want 1", n)
	}
	if n := number(ctx, t, first, "SELECT count(*) FROM mine"); n != 1 {
		t.Errorf("%d rows are left in the table of a node that lives", n)
	}
	c.Restart("n3")
	c.Kill("n1")
	c.Restart("n1")
	time.Sleep(2 * time.Minute)
	if n := number(ctx, t, c.Conn(ctx, "n2"), tempSchemas+" OR nspname = 'x'"); n != 0 {
		t.Errorf("%d temporary schemas after a restart, want 0", n)
	}
}

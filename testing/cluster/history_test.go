package cluster_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

// TestHistory: the past of a table or database that asks for it can be read when that of others is gone, with the schema
// of that time; of a database also what a table had before it was emptied. All of it is let go of in the end.
func TestHistory(t *testing.T) {
	for _, where := range []string{"table", "database"} {
		t.Run(where, func(t *testing.T) { synctest.Test(t, func(t *testing.T) { history(t, where == "database") }) })
	}
}

func history(t *testing.T, ofDatabase bool) {
	ctx := context.Background()
	c := cluster.Start(t, cluster.WithOptions(func(o *node.Options) {
		o.Collect.Window, o.Collect.Floor, o.Collect.Share = time.Minute, 1, 1e-9
	}))
	conn := c.Conn(ctx)
	run := func(sql string) {
		t.Helper()
		if _, err := conn.Exec(ctx, sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
	option := " WITH (history = '2 hours')"
	if ofDatabase {
		option = ""
		run("ALTER DATABASE isochron WITH history = '2 hours'")
		run("CREATE DATABASE other")
	}
	run("CREATE TABLE before (id int PRIMARY KEY)")
	run("ALTER TABLE before SPLIT AT VALUES (1)") // what the schema was lies in a range without rows that are kept
	run("CREATE TABLE kept (id int PRIMARY KEY, v int, gone text DEFAULT 'x')" + option)
	run("CREATE INDEX kept_v ON kept (v)")
	run("INSERT INTO kept (id, v) SELECT i, 1 FROM generate_series(1, 100) i")
	plain := conn
	if ofDatabase {
		conf := c.ConnConfig()
		conf.Database = "other"
		var err error
		if plain, err = pgx.ConnectConfig(ctx, conf); err != nil {
			t.Fatal(err)
		}
		defer plain.Close(ctx)
	}
	for _, sql := range []string{"CREATE TABLE plain (id int PRIMARY KEY, v int)", "INSERT INTO plain SELECT i, 1 FROM generate_series(1, 100) i",
		"ALTER TABLE plain SPLIT AT VALUES (51)"} { // of a range all is kept for as long as something in it is

		if _, err := plain.Exec(ctx, sql); err != nil {
			t.Fatal(err)
		}
	}
	time.Sleep(time.Second)
	first := time.Now()
	time.Sleep(time.Second)
	run("ALTER TABLE kept DROP COLUMN gone")
	run("UPDATE kept SET v = 2")
	time.Sleep(time.Second)
	second := time.Now()
	time.Sleep(time.Second)
	if ofDatabase {
		run("TRUNCATE kept")
	} else {
		run("DELETE FROM kept")
	}
	// Something is written now and then, so that old versions are collected.
	churn := func(d time.Duration) {
		for end := time.Now().Add(d); time.Now().Before(end); time.Sleep(time.Minute) {
			run("INSERT INTO kept SELECT i, 0 FROM generate_series(1, 20) i ON CONFLICT (id) DO UPDATE SET v = kept.v + 1")
			run(fmt.Sprintf("COMMENT ON TABLE before IS '%v'", time.Now()))
			if _, err := plain.Exec(ctx, "UPDATE plain SET v = v + 1"); err != nil {
				t.Fatal(err)
			}
		}
	}
	past := func(conn *pgx.Conn, at time.Time, sql string) string {
		var got string
		err := conn.QueryRow(ctx, fmt.Sprintf(sql, at.UTC().Format("AS OF SYSTEM TIME '2006-01-02 15:04:05.000000+00'"))).Scan(&got)
		var e *pgconn.PgError
		if errors.As(err, &e) {
			return e.Code
		}
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	churn(time.Hour)
	for _, tt := range []struct {
		conn      *pgx.Conn
		at        time.Time
		sql, want string
	}{
		{conn, first, "SELECT concat(sum(v), count(gone), min(gone)) FROM kept %s", "100100x"},
		{conn, second, "SELECT sum(v)::text FROM kept %s", "200"},
		{conn, second, "SELECT count(*)::text FROM kept %s WHERE v = 2", "100"},
		{conn, second, "SELECT count(gone)::text FROM kept %s", "42703"},
	} {
		if got := past(tt.conn, tt.at, tt.sql); got != tt.want {
			t.Errorf("after an hour: %s: %s, want %s", tt.sql, got, tt.want)
		}
	}
	if got := past(plain, first, "SELECT sum(v)::text FROM plain %s WHERE id > 51"); got != "72000" {
		t.Errorf("the past of what did not ask for it, after an hour: %s", got)
	}
	churn(2 * time.Hour)
	if got := past(conn, first, "SELECT sum(v)::text FROM kept %s"); got != "72000" {
		t.Errorf("after three hours: %s", got)
	}
	for _, value := range []string{"soon", "-1 day", "11 years"} {
		var e *pgconn.PgError
		if _, err := conn.Exec(ctx, "ALTER TABLE kept SET (history = '"+value+"')"); !errors.As(err, &e) || e.Code != "22023" || e.Hint == "" {
			t.Errorf("history of %s: %v", value, err)
		}
	}
}

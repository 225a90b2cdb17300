package cluster_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"
)

// TestDropOfDatabaseInUse: a database that others use, at whatever node, is neither dropped nor renamed, after a
// while; FORCE ends their sessions, if the user may do that.
func TestDropOfDatabaseInUse(t *testing.T) { synctest.Test(t, dropInUse) }

func dropInUse(t *testing.T) {
	ctx := t.Context()
	c, conns := threeRegions(t, 0, 1)
	root := conns[0]
	mustExec(ctx, t, root, "CREATE ROLE maker LOGIN CREATEDB", "CREATE DATABASE d OWNER maker")
	at := func(node, database, user string) *pgx.Conn {
		t.Helper()
		conf := c.ConnConfig(node)
		conf.Database, conf.User = database, user
		conn, err := pgx.ConnectConfig(ctx, conf)
		if err != nil {
			t.Fatal(err)
		}
		return conn
	}
	maker := at("n2", "isochron", "maker")
	here, there := at("n1", "d", "isochron"), at("n3", "d", "isochron")
	for _, tt := range []struct{ stmt, want string }{
		{"DROP DATABASE d", `55006: database "d" is being accessed by other users (There are 2 other sessions using the database.)`},
		{"ALTER DATABASE d RENAME TO e", `55006: database "d" is being accessed by other users (There are 2 other sessions using the database.)`},
		{"DROP DATABASE d WITH (FORCE)", "42501: must be a superuser to terminate superuser process"},
	} {
		began := time.Now()
		_, err := maker.Exec(ctx, tt.stmt)
		if got := toldBy(err); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.stmt, got, tt.want)
		}
		if took := time.Since(began); took > 6*time.Second {
			t.Errorf("%s took %v", tt.stmt, took)
		}
	}
	_ = here.Close(ctx)
	go func() {
		time.Sleep(time.Second)
		_ = there.Close(ctx)
	}()
	mustExec(ctx, t, maker, "ALTER DATABASE d RENAME TO e")

	here, there = at("n1", "e", "isochron"), at("n3", "e", "isochron")
	mustExec(ctx, t, there, "BEGIN", "CREATE TABLE left_open (a int)")
	mustExec(ctx, t, root, "DROP DATABASE e WITH (FORCE)")
	for _, conn := range []*pgx.Conn{here, there} {
		if _, err := conn.Exec(ctx, "SELECT 1"); err == nil || !conn.IsClosed() {
			t.Errorf("a session of a database that is gone goes on: %v", err)
		}
	}
	if got := shows(ctx, t, root, "SELECT count(*) FROM pg_database WHERE datname IN ('d', 'e')"); got != "0" {
		t.Errorf("%s databases are left", got)
	}
	for _, conn := range append(conns, maker) {
		_ = conn.Close(ctx)
	}
}

package cluster_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// TestSizes: sizes of tables, indexes and databases are those of their keys, wherever their
// ranges are led, in one replica of each.
func TestSizes(t *testing.T) { synctest.Test(t, testSizes) }

func testSizes(t *testing.T) {
	ctx := t.Context()
	c := threeNodes(t, &lockedLog{})
	admin := c.Conn(ctx, "n3")
	for _, sql := range []string{
		"CREATE TABLE small (id int PRIMARY KEY, v text)",
		"CREATE TABLE wide (id int PRIMARY KEY, v text)",
		"CREATE INDEX wide_v ON wide (v)",
		"CREATE TABLE bare (id int)",
		"ALTER TABLE wide SPLIT AT VALUES (100), (200)",
		"CREATE VIEW seen AS SELECT * FROM wide",
		"INSERT INTO small SELECT i, 'x' FROM generate_series(1, 10) i",
		"INSERT INTO wide SELECT i, repeat('x', 1000) || i FROM generate_series(1, 300) i",
		"CREATE DATABASE closed",
		"REVOKE CONNECT ON DATABASE closed FROM public",
		"CREATE ROLE plain LOGIN",
	} {
		lines(ctx, t, admin, sql)
	}
	time.Sleep(10 * time.Second) // until what the transactions wrote is no longer theirs
	for _, node := range []string{"n1", "n2", "n3"} {
		conn := c.Conn(ctx, node)
		for _, tt := range []struct{ what, sql string }{
			{"300 rows of 1,000 bytes", "SELECT pg_relation_size('wide') BETWEEN 300000 AND 400000 AND pg_table_size('wide') = pg_relation_size('wide', 'main')"},
			{"their index", "SELECT pg_indexes_size('wide') BETWEEN 300000 AND 400000 AND pg_relation_size('wide_v') = pg_indexes_size('wide')"},
			{"both", "SELECT pg_total_relation_size('wide') = pg_table_size('wide') + pg_indexes_size('wide')"},
			{"10 rows", "SELECT pg_relation_size('small') BETWEEN 100 AND 1000 AND pg_indexes_size('small') = 0"},
			{"what has nothing", "SELECT pg_relation_size('bare') = 0 AND pg_relation_size('seen') = 0 AND pg_relation_size('wide_pkey') = 0 AND pg_relation_size('pg_class') = 0 AND pg_relation_size('wide', 'fsm') = 0"},
			{"what is not there", "SELECT pg_relation_size(99) IS NULL AND pg_database_size(99::oid) IS NULL AND pg_tablespace_size(99::oid) IS NULL"},
			{"a database", "SELECT pg_database_size(current_database()) = (SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace)"},
			{"all databases", "SELECT pg_tablespace_size('pg_default') >= pg_database_size(current_database()) AND pg_tablespace_size('pg_global') = 0"},
		} {
			if got := lines(ctx, t, conn, tt.sql); len(got) != 1 || got[0] != "t|" {
				t.Errorf("%s at %s: %s: %v", tt.what, node, tt.sql, got)
			}
		}
	}
	conf := c.ConnConfig("n1")
	conf.User = "plain"
	plain, err := pgx.ConnectConfig(ctx, conf)
	if err != nil {
		t.Fatal(err)
	}
	for sql, want := range map[string]string{
		"SELECT pg_database_size('closed')":      "42501",
		"SELECT pg_tablespace_size('pg_global')": "42501",
		"SELECT pg_database_size('none')":        "3D000",
		"SELECT pg_tablespace_size('none')":      "42704",
		"SELECT pg_relation_size('wide', 'x')":   "22023",
	} {
		_, err := plain.Exec(ctx, sql)
		if e, ok := errors.AsType[*pgconn.PgError](err); !ok || e.Code != want {
			t.Errorf("%s: %v, want %s", sql, err, want)
		}
	}
}

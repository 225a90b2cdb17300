package wire

import (
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

// TestOlderNodes: what older nodes of a cluster would not understand is refused until all do.
func TestOlderNodes(t *testing.T) {
	c := cluster.Start(t, cluster.WithOptions(func(o *node.Options) { o.VersionMax = version.Guarded })).Conn(ctx)
	exec(t, c, "CREATE TABLE t (a int PRIMARY KEY, j json)")
	exec(t, c, "INSERT INTO t VALUES (1, json_build_object('a', 1)), (2, to_json(2))")
	exec(t, c, "CREATE TABLE same (a int NOT NULL, j json)")
	for _, text := range []string{
		"CREATE TABLE u () INHERITS (t)", "ALTER TABLE same INHERIT t",
		"CREATE TABLE u (d jsonb)", "CREATE TABLE u (d jsonb[])", "ALTER TABLE t ADD COLUMN d jsonb", "ALTER TABLE t ALTER COLUMN j TYPE jsonb USING NULL",
		"CREATE TABLE u AS SELECT to_jsonb(a) FROM t", "CREATE VIEW v AS SELECT to_jsonb(a) AS d FROM t",
		"SELECT '{}'::jsonb FROM t", "SELECT to_jsonb(a) FROM t", "SELECT j->>'a' FROM t", "SELECT json_agg(a) FROM t", "SELECT '$'::jsonpath FROM t",
	} {
		_, err := c.Exec(ctx, text)
		wantCode(t, text, err, "0A000")
	}
}

// TestMalformedJSONB: binary values that are none are refused, and the connection lives on.
func TestMalformedJSONB(t *testing.T) {
	c := cluster.Start(t).Conn(ctx)
	for _, b := range []string{"", "\x02{}", "\x01", "\x01{", "\x01\"\\u0000\"", "\x01\"\xff\"", "{}"} {
		r := c.PgConn().ExecParams(ctx, "SELECT $1", [][]byte{[]byte(b)}, []uint32{pgtype.JSONBOID}, []int16{pgx.BinaryFormatCode}, nil).Read()
		if code(r.Err) == "" {
			t.Errorf("%q: %v", b, r.Err)
		}
	}
	if got := one(t, c, `SELECT ('{"a": "b"}'::jsonb)->>'a'`); got != "b" {
		t.Error(got)
	}
}

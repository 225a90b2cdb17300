package wire

import (
	"testing"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

// TestNumberedAmongOlderNodes: nothing is stored, or sent, of types that older nodes do not know.
func TestNumberedAmongOlderNodes(t *testing.T) {
	c := cluster.Start(t, cluster.WithOptions(func(o *node.Options) { o.VersionMax = version.Numbered - 1 })).Conn(ctx)
	for _, text := range []string{"CREATE TABLE s (a pg_snapshot)", "CREATE TABLE s (a txid_snapshot[])", "SELECT pg_snapshot_xmin('1:2:'::pg_snapshot)",
		"CREATE FUNCTION f(a pg_am) RETURNS text LANGUAGE sql AS 'SELECT a.amname'", "CREATE FUNCTION f() RETURNS SETOF pg_am LANGUAGE sql AS 'SELECT * FROM pg_am'"} {
		_, err := c.Exec(ctx, text)
		wantCode(t, text, err, "0A000")
	}
	exec(t, c, "SELECT a FROM pg_am a")
}

// TestSystemRowsAreNotStored: another release may have other columns in its tables.
func TestSystemRowsAreNotStored(t *testing.T) {
	c := cluster.Start(t).Conn(ctx)
	exec(t, c, "CREATE TABLE t (b int)")
	for _, text := range []string{"CREATE TABLE s (a pg_am)", "CREATE TABLE s (a pg_am[])", "CREATE TABLE s AS SELECT a FROM pg_am a", "CREATE VIEW s AS SELECT a FROM pg_am a",
		"CREATE MATERIALIZED VIEW s AS SELECT array_agg(a) FROM pg_am a", "CREATE TYPE s AS (a pg_am)", "CREATE DOMAIN s AS pg_am", "ALTER TABLE t ADD a pg_am", "ALTER TABLE t ALTER b TYPE pg_am USING NULL"} {
		_, err := c.Exec(ctx, text)
		wantCode(t, text, err, "0A000")
	}
}

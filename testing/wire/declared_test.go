package wire

import (
	"testing"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

// TestDeclaredAmongOlderNodes: what version.Declared brings is not written where older nodes would
// read it.
func TestDeclaredAmongOlderNodes(t *testing.T) {
	c := cluster.Start(t, cluster.WithOptions(func(o *node.Options) { o.VersionMax = version.Declared - 1 })).Conn(ctx)
	exec(t, c, "CREATE TABLE t (a int PRIMARY KEY, b int, tags text[], doc jsonb)")
	exec(t, c, "CREATE TYPE pair AS (a int, b int)")
	exec(t, c, "CREATE TABLE p (a int, b int)")
	for _, text := range []string{"CREATE INDEX ON t USING gin (tags, doc)", "CREATE STATISTICS s ON a, b FROM t", "CREATE CAST (int AS jsonb) WITH INOUT", "CREATE TABLE typed OF pair", "ALTER TABLE p OF pair",
		"CREATE TABLE keyed (p pair PRIMARY KEY)", "CREATE TABLE later (a int PRIMARY KEY DEFERRABLE)",
		"CREATE VIEW v AS SELECT * FROM jsonb_to_recordset('[]') AS r(a int)",
		"CREATE MATERIALIZED VIEW m AS SELECT * FROM jsonb_to_recordset('[]') AS r(a int)",
		"CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT a FROM jsonb_to_recordset('[]') AS r(a int); END",
		"CREATE FUNCTION f(x anyelement DEFAULT 1) RETURNS int LANGUAGE sql AS 'SELECT 1'",
		"CREATE TRIGGER g BEFORE UPDATE ON p FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()"} {
		_, err := c.Exec(ctx, text)
		wantCode(t, text, err, "0A000")
	}
	exec(t, c, "CREATE INDEX ON t USING gin (tags)")
}

package wire

import (
	"errors"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/testing/cluster"
)

// TestCastsInUse: what is stored binds its casts anew whenever it is used, so that a cast of a user
// can't be dropped while something converts by it, CASCADE or not; nor can its function and types.
func TestCastsInUse(t *testing.T) {
	c := cluster.Start(t).Conn(ctx)
	for _, text := range []string{
		"CREATE TYPE mood AS ENUM ('sad', 'ok')",
		"CREATE FUNCTION m2i(mood) RETURNS int LANGUAGE sql IMMUTABLE AS $$SELECT CASE WHEN $1 = 'sad'::mood THEN 1 ELSE 2 END$$",
		"CREATE CAST (mood AS int) WITH FUNCTION m2i(mood) AS ASSIGNMENT",
		"CREATE TABLE t (id int PRIMARY KEY, m mood, n int)",
		"INSERT INTO t VALUES (1, 'ok', 5)",
	} {
		exec(t, c, text)
	}
	for _, use := range []struct{ make, drop, word string }{
		{"CREATE VIEW v AS SELECT m::int FROM t", "DROP VIEW v", "view v"},
		{"CREATE MATERIALIZED VIEW v AS SELECT CAST(m AS int) FROM t", "DROP MATERIALIZED VIEW v", "materialized view v"},
		{"ALTER TABLE t ALTER n SET DEFAULT 'ok'::mood", "ALTER TABLE t ALTER n DROP DEFAULT", "default value for column n of table t"},
		{"ALTER TABLE t ADD CHECK (m::int > 0)", "ALTER TABLE t DROP CONSTRAINT t_m_check", "constraint t_m_check on table t"},
		{"CREATE INDEX i ON t ((m::int))", "DROP INDEX i", "index i"},
		{"CREATE INDEX i ON t (id) WHERE m::int = 1", "DROP INDEX i", "index i"},
		{"CREATE POLICY p ON t USING (m::int = 1)", "DROP POLICY p ON t", "policy p on table t"},
		{"CREATE DOMAIN d AS mood CHECK (VALUE::int > 1)", "DROP DOMAIN d", "constraint d_check"},
		{"CREATE STATISTICS s ON (m::int), id FROM t", "DROP STATISTICS s", "statistics object s"},
		{"ALTER TABLE t ADD g int GENERATED ALWAYS AS (m::int) STORED", "ALTER TABLE t DROP g", "default value for column g of table t"},
	} {
		exec(t, c, use.make)
		for _, text := range []string{"DROP CAST (mood AS int)", "DROP CAST (mood AS int) CASCADE", "DROP FUNCTION m2i(mood)", "DROP FUNCTION m2i(mood) CASCADE", "DROP TYPE mood"} {
			_, err := c.Exec(ctx, text)
			wantCode(t, use.make+"; "+text, err, "2BP01")
			if strings.HasPrefix(text, "DROP CAST") && err != nil && !strings.Contains(detail(err), use.word+" depends on cast from mood to integer") {
				t.Errorf("%s; %s: %s", use.make, text, detail(err))
			}
		}
		if got := one(t, c, "SELECT sum(m::int) FROM t"); got != "2" {
			t.Errorf("%s: %s", use.make, got)
		}
		exec(t, c, use.drop)
	}
	exec(t, c, "DROP CAST (mood AS int)")
	_, err := c.Exec(ctx, "SELECT 'ok'::mood::int")
	wantCode(t, "without the cast", err, "42846")
}

// detail is that of an error of the server.
func detail(err error) string {
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return e.Detail
	}
	return ""
}

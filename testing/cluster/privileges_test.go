package cluster_test

import (
	"context"
	"errors"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/testing/cluster"
)

// TestPrivileges: a user who is no superuser does to a table what was granted,
// and nothing else.
func TestPrivileges(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	c := cluster.Start(t)
	admin := c.Conn(ctx)
	if _, err := admin.Exec(ctx, `CREATE ROLE keeper; CREATE ROLE reader LOGIN NOINHERIT IN ROLE keeper; CREATE TABLE open (a int PRIMARY KEY, b int); CREATE TABLE shut (a int PRIMARY KEY);
		INSERT INTO open VALUES (1, 1); INSERT INTO shut VALUES (1); GRANT SELECT, INSERT ON open TO reader;
		CREATE TABLE part (a int PRIMARY KEY, b int CHECK (b > 0)); INSERT INTO part VALUES (1, 1); CREATE SEQUENCE seq;
		CREATE TABLE counted (a serial, b int); CREATE TABLE identified (a int GENERATED ALWAYS AS IDENTITY, b int); GRANT INSERT ON counted, identified TO reader;
		CREATE SCHEMA hidden; CREATE TABLE hidden.t (a int); GRANT SELECT ON hidden.t TO reader; GRANT SELECT ON shut TO keeper`); err != nil {
		t.Fatal(err)
	}
	conf := c.ConnConfig()
	conf.User = "reader"
	conn, err := pgx.ConnectConfig(ctx, conf)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	tests := []struct{ sql, code string }{
		{"SELECT * FROM open", ""},
		{"SELECT * FROM shut", "42501"},
		{"SELECT * FROM open WHERE a IN (SELECT a FROM shut)", "42501"},
		{"WITH shut AS (SELECT 1 AS a) SELECT * FROM shut", ""},
		{"WITH x AS (SELECT * FROM shut) SELECT 1", ""}, // nobody reads x: it never runs,
		{"INSERT INTO open VALUES (2, 2)", ""},
		{"INSERT INTO open VALUES (2, 2) ON CONFLICT DO NOTHING", ""},
		{"INSERT INTO open VALUES (2, 2) ON CONFLICT (a) DO UPDATE SET b = 3", "42501"},
		{"INSERT INTO open SELECT a + 10, a FROM shut", "42501"},
		{"INSERT INTO shut VALUES (2)", "42501"},
		{"UPDATE open SET b = 2", "42501"},
		{"DELETE FROM open", "42501"},
		{"SELECT * FROM open FOR UPDATE", "42501"},
		{"TRUNCATE open", "42501"},
		{"DROP TABLE open", "42501"},
		{"EXPLAIN SELECT * FROM shut", "42501"},
		{"PREPARE p AS SELECT * FROM shut; EXECUTE p", "42501"},
		{"SELECT count(*) > 0 FROM pg_class", ""},
		{"COPY shut TO STDOUT", "42501"},
		// A name means the table where the WITH query of that name is not in scope.
		{"WITH shut AS (SELECT * FROM shut) SELECT * FROM shut", "42501"},
		{"EXPLAIN WITH shut AS (SELECT * FROM shut) SELECT * FROM shut", "42501"},
		{"COPY (WITH shut AS (SELECT * FROM shut) SELECT * FROM shut) TO STDOUT", "42501"},
		{"INSERT INTO open WITH shut AS (SELECT * FROM shut) SELECT a + 20, a FROM shut", "42501"},
		{"SELECT (WITH shut AS (SELECT 1 AS a) SELECT a FROM shut), a FROM shut", "42501"},
		{"BEGIN; DECLARE c CURSOR FOR WITH shut AS (SELECT * FROM shut) SELECT * FROM shut", "42501"},
		{"ROLLBACK", ""},
		{"SELECT o.a FROM open o JOIN (SELECT a FROM shut) s USING (a)", "42501"},
		{"SELECT o.a FROM open o JOIN open p ON o.a = p.a FOR UPDATE", "42501"},
		// Sequences and schemas.
		{"SELECT nextval('seq')", "42501"},
		{"SELECT setval('seq', 1)", "42501"},
		{"SELECT * FROM seq", "42501"},
		{"SELECT currval('seq')", "42501"},
		{"INSERT INTO counted (b) VALUES (1)", "42501"},
		{"INSERT INTO identified (b) VALUES (1)", ""},
		{"SELECT * FROM hidden.t", "42501"},
		{"SET search_path = hidden, public; SELECT * FROM t", "42P01"},
		// Roles.
		{"SET ROLE isochron", "42501"},
		{"SET SESSION AUTHORIZATION isochron", "42501"},
		{"SET ROLE keeper; SELECT * FROM shut; RESET ROLE", ""},
		{"SELECT * FROM shut", "42501"},
	}
	for _, tt := range tests {
		_, err := conn.Exec(ctx, tt.sql, pgx.QueryExecModeSimpleProtocol)
		code := ""
		var e *pgconn.PgError
		if errors.As(err, &e) {
			code = e.Code
		} else if err != nil {
			code = err.Error()
		}
		if code != tt.code {
			t.Errorf("%s: got %q, want %q (%v)", tt.sql, code, tt.code, err)
		}
	}
}

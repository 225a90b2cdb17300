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
	if _, err := admin.Exec(ctx, `CREATE ROLE reader LOGIN; CREATE TABLE open (a int PRIMARY KEY, b int); CREATE TABLE shut (a int PRIMARY KEY);
		INSERT INTO open VALUES (1, 1); INSERT INTO shut VALUES (1); GRANT SELECT, INSERT ON open TO reader`); err != nil {
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
		{"WITH x AS (SELECT * FROM shut) SELECT 1", "42501"},
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

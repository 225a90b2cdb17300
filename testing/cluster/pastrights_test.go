package cluster_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/testing/cluster"
)

// TestPastRights: the past is read by the rights of now. A schema's USAGE that was revoked counts, and what was revoked
// from an object is not given back by dropping it: of what is no more only its owner reads.
func TestPastRights(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx := context.Background()
		c := cluster.Start(t)
		conn := c.Conn(ctx)
		exec := func(sql string) {
			t.Helper()
			if _, err := conn.Exec(ctx, sql); err != nil {
				t.Fatalf("%s: %v", sql, err)
			}
		}
		exec(`CREATE ROLE o; CREATE ROLE r; CREATE SCHEMA a AUTHORIZATION o; CREATE SCHEMA b AUTHORIZATION o; SET ROLE o;
			GRANT USAGE ON SCHEMA a, b TO r;
			CREATE TABLE a.t (i int); INSERT INTO a.t VALUES (1); GRANT SELECT ON a.t TO r;
			CREATE FUNCTION a.f() RETURNS SETOF int LANGUAGE sql SECURITY DEFINER AS 'SELECT i FROM a.t';
			CREATE TABLE b.kept (i int); INSERT INTO b.kept VALUES (2); GRANT SELECT ON b.kept TO r;
			CREATE VIEW b.through AS SELECT i FROM a.t; GRANT SELECT ON b.through TO r;
			CREATE TABLE b.revoked (i int); INSERT INTO b.revoked VALUES (3); GRANT SELECT ON b.revoked TO r;
			CREATE FUNCTION b.g() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT i FROM b.revoked';
			CREATE VIEW b.v AS SELECT i FROM b.revoked; GRANT SELECT ON b.v TO r;
			CREATE TABLE b.hidden (i int, who text); INSERT INTO b.hidden VALUES (4, 'r'), (5, 'o'); GRANT SELECT ON b.hidden TO r;
			RESET ROLE`)
		time.Sleep(time.Second)
		exec(`SET ROLE o; REVOKE USAGE ON SCHEMA a FROM r; REVOKE SELECT ON b.revoked, b.v FROM r; DROP FUNCTION b.g; DROP VIEW b.v; DROP TABLE b.revoked;
			ALTER TABLE b.hidden ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON b.hidden USING (who = current_user); DROP TABLE b.hidden; RESET ROLE`)
		time.Sleep(time.Second)
		for _, x := range []struct{ role, sql, want string }{
			{"r", "SELECT i FROM b.kept", "2"},
			{"r", "SELECT i FROM b.through", "1"},
			{"r", "SELECT i FROM a.t", "42501 permission denied for schema a"},
			{"r", "SELECT a.f()", "42501 permission denied for schema a"},
			{"r", "SELECT * FROM a.f()", "42501 permission denied for schema a"},
			{"r", "SELECT i FROM b.revoked", "42501 permission denied for table revoked"},
			{"r", "SELECT i FROM b.v", "42501 permission denied for view v"},
			{"r", "SELECT b.g()", "42501 permission denied for function g"},
			{"r", "SELECT i FROM b.hidden", "42501 permission denied for table hidden"},
			{"o", "SELECT i FROM a.t", "1"},
			{"o", "SELECT i FROM b.revoked", "3"},
			{"o", "SELECT b.g()", "3"},
			{"o", "SELECT count(*) FROM b.hidden", "2"},
			{"isochron", "SELECT i FROM b.v", "3"},
		} {
			for _, how := range []string{"%s AS OF SYSTEM TIME '-1.5s'", "BEGIN READ ONLY AS OF TIMESTAMP now() - interval '1.5s'; %s"} {
				sql := fmt.Sprintf(how, x.sql)
				if strings.Contains(x.sql, "()") && !strings.Contains(x.sql, "FROM") && strings.HasPrefix(how, "%s AS") {
					continue // AS OF stands at the end of FROM
				}
				exec("SET ROLE " + x.role)
				if got := answer(conn.PgConn().Exec(ctx, sql).ReadAll()); got != x.want {
					t.Errorf("%s: %s: %s, want %s", x.role, sql, got, x.want)
				}
				exec("ROLLBACK; RESET ROLE")
			}
		}
	})
}

// answer is the first value of the last result, or the SQLSTATE and the message.
func answer(results []*pgconn.Result, err error) string {
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return e.Code + " " + e.Message
	}
	if err != nil || len(results) == 0 || len(results[len(results)-1].Rows) == 0 {
		return fmt.Sprint("no row: ", err)
	}
	return string(results[len(results)-1].Rows[0][0])
}

package cluster_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/testing/cluster"
)

// TestPast: what was a second ago is read in each of the ways to say so, and nothing else is.
func TestPast(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx := context.Background()
		conn := cluster.Start(t).Conn(ctx)
		exec := func(sql string) {
			t.Helper()
			if _, err := conn.Exec(ctx, sql); err != nil {
				t.Fatalf("%s: %v", sql, err)
			}
		}
		sum := func(sql string, args ...any) (v int) {
			t.Helper()
			if err := conn.QueryRow(ctx, sql, args...).Scan(&v); err != nil {
				t.Errorf("%s: %v", sql, err)
			}
			return v
		}
		exec("CREATE TABLE t (i int PRIMARY KEY, v int); CREATE SEQUENCE s; INSERT INTO t VALUES (1, 1), (2, 1)")
		time.Sleep(time.Second)
		var then time.Time
		if err := conn.QueryRow(ctx, "SELECT clock_timestamp()").Scan(&then); err != nil {
			t.Fatal(err)
		}
		time.Sleep(500 * time.Millisecond)
		exec("UPDATE t SET v = 10; CREATE TABLE later (i int)")
		for _, x := range []struct {
			sql  string
			args []any
			want int
		}{
			{"SELECT sum(v) FROM t", nil, 20},
			{"SELECT sum(v) FROM t AS OF SYSTEM TIME '-400ms'", nil, 2},
			{"SELECT sum(v) FROM t AS OF SYSTEM TIME now() - interval '0.4 s'", nil, 2},
			{"SELECT sum(v) FROM t AS OF SYSTEM TIME $1", []any{"-400ms"}, 2},
			{"SELECT sum(v) FROM t AS OF SYSTEM TIME $1::timestamptz WHERE i = $2", []any{then, 2}, 1},
			{"SELECT sum(x.v + y.v) FROM t x JOIN t y USING (i) AS OF SYSTEM TIME $1", []any{"-400ms"}, 4},
			{"WITH w AS (SELECT v FROM t) SELECT sum(v) FROM w AS OF SYSTEM TIME '-400ms'", nil, 2},
			{"SELECT sum(v) FROM t AS of", nil, 20},
		} {
			if got := sum(x.sql, x.args...); got != x.want {
				t.Errorf("%s %v: %d, want %d", x.sql, x.args, got, x.want)
			}
		}
		for _, begin := range []string{
			"BEGIN READ ONLY AS OF TIMESTAMP '-400ms'", "BEGIN AS OF TIMESTAMP now() - '0.4 s'::interval, ISOLATION LEVEL READ COMMITTED",
			fmt.Sprintf("START TRANSACTION READ ONLY AS OF TIMESTAMP '%s'", then.Format(time.RFC3339Nano)), "BEGIN; SET TRANSACTION AS OF TIMESTAMP '-400ms'",
		} {
			exec(begin)
			if a, b := sum("SELECT sum(v) FROM t"), sum("SELECT v FROM t WHERE i = 1"); a != 2 || b != 1 {
				t.Errorf("%s: %d and %d", begin, a, b)
			}
			exec("COMMIT")
		}
		exec("SET isochron.read_staleness = '400ms'")
		if got := sum("SELECT sum(v) FROM t"); got != 2 {
			t.Errorf("by the setting: %d", got)
		}
		exec("INSERT INTO later VALUES (1)")
		var e *pgconn.PgError
		if _, err := conn.Prepare(ctx, "", "SELECT * FROM later"); !errors.As(err, &e) || e.Code != "42P01" || e.Hint == "" {
			t.Errorf("a table of later: %v", err)
		}
		if got := sum("SELECT v FROM t WHERE i = 1 FOR UPDATE") + sum("SELECT nextval('s')::int"); got != 11 {
			t.Errorf("what writes is of %d", got)
		}
		exec("BEGIN READ ONLY")
		if got := sum("SELECT sum(v) FROM t"); got != 2 {
			t.Errorf("in a READ ONLY transaction: %d", got)
		}
		exec("COMMIT; BEGIN")
		if got := sum("SELECT sum(v) FROM t"); got != 20 {
			t.Errorf("in a transaction that may write: %d", got)
		}
		exec("COMMIT; SET isochron.read_staleness = 0")
		pastRefused(t, conn)
	})
}

// pastRefused: what can't be read, or done there, is refused, and says what can be done.
func pastRefused(t *testing.T, conn *pgx.Conn) {
	for _, x := range []struct{ sql, code, hint string }{
		{"SELECT * FROM t AS OF SYSTEM TIME '2100-01-01'", "22023", "past"},
		{"SELECT * FROM t AS OF SYSTEM TIME interval '5s'", "22023", "past"},
		{"SELECT * FROM t AS OF SYSTEM TIME 'infinity'", "22023", "past"},
		{"SELECT * FROM t AS OF SYSTEM TIME NULL", "22023", ""},
		{"SELECT * FROM t AS OF SYSTEM TIME 5", "42804", "interval"},
		{"SELECT * FROM t AS OF SYSTEM TIME 'soon'", "22007", ""},
		{"SELECT * FROM t AS OF SYSTEM TIME v", "42703", ""},
		{"SELECT * FROM t AS OF SYSTEM TIME (SELECT now())", "0A000", ""},
		{"SELECT * FROM later AS OF SYSTEM TIME '-400ms'", "42P01", "later"},
		{"SELECT * FROM t AS OF SYSTEM TIME '-400ms' FOR UPDATE", "25006", ""},
		{"SELECT nextval('s') FROM t AS OF SYSTEM TIME '-400ms'", "25006", ""},
		{"SELECT * FROM (SELECT * FROM t AS OF SYSTEM TIME '-400ms') x", "0A000", "BEGIN"},
		{"SELECT i FROM t AS OF SYSTEM TIME '-400ms' UNION SELECT 1", "0A000", "BEGIN"},
		{"CREATE VIEW w AS SELECT * FROM t AS OF SYSTEM TIME '-400ms'", "0A000", "BEGIN"},
		{"INSERT INTO t SELECT i + 10 FROM t AS OF SYSTEM TIME '-400ms'", "0A000", "BEGIN"},
		{"CREATE TABLE u AS SELECT * FROM t AS OF SYSTEM TIME '-400ms'", "0A000", "BEGIN"},
		{"COPY (SELECT * FROM t AS OF SYSTEM TIME '-400ms') TO STDOUT", "0A000", "BEGIN"},
		{"DECLARE c CURSOR WITH HOLD FOR SELECT * FROM t AS OF SYSTEM TIME '-400ms'", "0A000", "BEGIN"},
		{"DO $$ BEGIN PERFORM * FROM t AS OF SYSTEM TIME '-400ms'; END $$", "0A000", "BEGIN"},
		{"BEGIN; SELECT * FROM t AS OF SYSTEM TIME '-400ms'", "0A000", "BEGIN"},
		{"SELECT 1; SELECT * FROM t AS OF SYSTEM TIME '-400ms'", "0A000", "BEGIN"},
		{"BEGIN AS OF TIMESTAMP '-400ms'; INSERT INTO t VALUES (5, 5)", "25006", ""},
		{"BEGIN AS OF TIMESTAMP '-400ms'; SET TRANSACTION READ WRITE", "25001", ""},
		{"BEGIN READ WRITE AS OF TIMESTAMP '-400ms'", "25000", ""},
		{"BEGIN; SELECT 1; SET TRANSACTION AS OF TIMESTAMP '-400ms'", "25001", ""},
		{"BEGIN AS OF TIMESTAMP '5s'", "22007", ""},
		{"SET SESSION CHARACTERISTICS AS TRANSACTION AS OF TIMESTAMP '-5s'", "0A000", "read_staleness"},
	} {
		_, err := conn.Exec(t.Context(), x.sql, pgx.QueryExecModeSimpleProtocol)
		var e *pgconn.PgError
		if !errors.As(err, &e) || e.Code != x.code || !strings.Contains(e.Hint, x.hint) {
			t.Errorf("%s: %v, want %s", x.sql, err, x.code)
		}
		if _, err := conn.Exec(t.Context(), "ROLLBACK"); err != nil {
			t.Fatal(err)
		}
	}
}

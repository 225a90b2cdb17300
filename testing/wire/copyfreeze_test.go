package wire

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/testing/cluster"
)

// TestCopyFreeze holds where COPY FREEZE is refused against where a Postgres 15 server refuses it.
func TestCopyFreeze(t *testing.T) {
	ctx := context.Background()
	c := cluster.Start(t).Conn(ctx)
	const schema = `
		CREATE TABLE t (a int);
		CREATE TABLE p (a int) PARTITION BY LIST (a);
		CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
		CREATE TEMP TABLE tt (a int)`
	if _, err := c.Exec(ctx, schema); err != nil {
		t.Fatal(err)
	}
	const (
		old    = "55000 cannot perform COPY FREEZE because the table was not created or truncated in the current subtransaction"
		parted = "0A000 cannot perform COPY FREEZE on a partitioned table"
		cursor = "25000 cannot perform COPY FREEZE because of prior transaction activity"
	)
	for _, tt := range []struct{ before, table, options, want string }{
		{"", "t", "FREEZE", old},
		{"", "t", "FREEZE off", ""},
		{"", "tt", "FREEZE", old},
		{"", "p", "FREEZE", parted},
		{"TRUNCATE p", "p", "FREEZE", parted},
		{"TRUNCATE p", "p1", "FREEZE", ""},
		{"TRUNCATE t", "t", "FREEZE", ""},
		{"TRUNCATE t", "t", "FREEZE true, FORMAT csv", ""},
		{"CREATE TABLE n (a int)", "n", "FREEZE", ""},
		{"CREATE TABLE n (a int)", "t", "FREEZE", old},
		{"INSERT INTO t VALUES (2)", "t", "FREEZE", old},
		{"ALTER TABLE t ADD COLUMN b int DEFAULT 1, ALTER a SET STATISTICS 9", "t (a)", "FREEZE", old},
		{"TRUNCATE t; SAVEPOINT s", "t", "FREEZE", old},
		{"SAVEPOINT s; TRUNCATE t", "t", "FREEZE", ""},
		{"SAVEPOINT s; TRUNCATE t; RELEASE s", "t", "FREEZE", ""},
		{"SAVEPOINT s; TRUNCATE t; ROLLBACK TO s", "t", "FREEZE", old},
		{"TRUNCATE t; DECLARE c CURSOR FOR SELECT 1", "t", "FREEZE", cursor},
		{"TRUNCATE t; DECLARE c CURSOR FOR SELECT 1; CLOSE c", "t", "FREEZE", ""},
	} {
		if _, err := c.Exec(ctx, "BEGIN; "+tt.before); err != nil {
			t.Fatal(tt.before, err)
		}
		_, err := c.PgConn().CopyFrom(ctx, strings.NewReader("1\n"), "COPY "+tt.table+" FROM STDIN ("+tt.options+")")
		got := ""
		if e, ok := errors.AsType[*pgconn.PgError](err); ok {
			got = e.Code + " " + e.Message
		} else if err != nil {
			got = err.Error()
		}
		if got != tt.want {
			t.Errorf("%s; COPY %s (%s): %q, want %q", tt.before, tt.table, tt.options, got, tt.want)
		}
		if _, err := c.Exec(ctx, "ROLLBACK"); err != nil {
			t.Fatal(err)
		}
	}
}

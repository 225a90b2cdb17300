package local_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/server/local"
)

// TestVisibleTold: what a transaction tells of a commit whose sync is under way waits for it, where
// the transaction keeps nothing of what it saw (T22).
func TestVisibleTold(t *testing.T) {
	for name, w := range map[string]visibleCase{
		"a locked read of a deleted row":  {write: "DELETE FROM t WHERE i = 1", ask: "SELECT i::text FROM t WHERE i = 1 FOR UPDATE", want: ""},
		"an aggregate of locked rows":     {write: "DELETE FROM t WHERE i = 1", ask: "SELECT count(*)::text FROM (SELECT i FROM t WHERE i = 1 FOR UPDATE) AS x", want: "0"},
		"a row that is no longer wanted":  {write: "UPDATE t SET v = 'done' WHERE i = 1", ask: "SELECT i::text FROM t WHERE i = 1 AND v = 'new' FOR UPDATE", want: ""},
		"the same, found by an index":     {write: "UPDATE t SET v = 'done' WHERE i = 1", ask: "SELECT i::text FROM t WHERE v = 'new' FOR UPDATE", want: ""},
		"one that others may have locked": {write: "UPDATE t SET v = 'done' WHERE i = 1", ask: "SELECT i::text FROM t WHERE v = 'new' FOR UPDATE SKIP LOCKED", want: ""},
		"an update that finds nothing":    {write: "UPDATE t SET v = 'done' WHERE i = 1", ask: "UPDATE t SET v = 'mine' WHERE i = 1 AND v = 'new' RETURNING i::text", want: ""},
		"a delete that finds nothing":     {write: "DELETE FROM t WHERE i = 1", ask: "DELETE FROM t WHERE i = 1 RETURNING i::text", want: ""},
		"an insert that does nothing":     {write: "INSERT INTO t VALUES (7)", ask: "INSERT INTO t VALUES (7) ON CONFLICT DO NOTHING RETURNING 'mine'", want: ""},
		"the same, of a unique index":     {write: "INSERT INTO t VALUES (7, 'x', 7)", ask: "INSERT INTO t VALUES (8, 'x', 7) ON CONFLICT (u) DO NOTHING RETURNING 'mine'", want: ""},
		"an upsert whose condition fails": {write: "INSERT INTO t VALUES (7, 'done')", ask: "INSERT INTO t VALUES (7) ON CONFLICT (i) DO UPDATE SET v = 'mine' WHERE t.v = 'new' RETURNING 'mine'", want: ""},
		"a merge that does nothing":       {write: "INSERT INTO t VALUES (7)", ask: "MERGE INTO t USING (SELECT 7 AS i) AS s ON t.i = s.i WHEN NOT MATCHED THEN INSERT VALUES (s.i)", want: ""},
		"an insert in a function":         {write: "INSERT INTO t VALUES (7)", ask: "SELECT f(7, 7)", want: "done before"},
		"one that a unique index refuses": {write: "INSERT INTO t VALUES (7, 'x', 7)", ask: "SELECT f(8, 7)", want: "done before"},
		"a locked read in a function":     {write: "UPDATE t SET v = 'done' WHERE i = 1", ask: "SELECT g(1)", want: "done"},
		"a plain read":                    {write: "UPDATE t SET v = 'done' WHERE i = 1", ask: "SELECT v FROM t WHERE i = 1", want: "done"},
		"a scan of an index":              {write: "UPDATE t SET v = 'done' WHERE i = 1", ask: "SELECT count(*)::text FROM t WHERE v = 'done'", want: "1"},
	} {
		for _, level := range []string{"serializable", "repeatable read", "read committed"} {
			for _, block := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s/%s/block=%t", name, level, block), func(t *testing.T) {
					synctest.Test(t, func(t *testing.T) { w.run(t, level, block) })
				})
			}
		}
	}
}

// visibleCase is what one session writes, and what another one, meanwhile, asks: it hears want, or 40001.
type visibleCase struct{ write, ask, want string }

func (w visibleCase) run(t *testing.T, level string, block bool) {
	n := start(t, local.Options{Seed: 1}).Nodes()[0]
	x, y := connect(t, n), connect(t, n)
	for _, sql := range []string{
		"CREATE TABLE t (i int PRIMARY KEY, v text DEFAULT 'new', u int UNIQUE)",
		"CREATE INDEX ON t (v)",
		"INSERT INTO t VALUES (1)",
		"CREATE FUNCTION f(n int, u int) RETURNS text LANGUAGE plpgsql AS $$ BEGIN INSERT INTO t VALUES (n, 'mine', u); RETURN 'mine'; EXCEPTION WHEN unique_violation THEN RETURN 'done before'; END $$",
		"CREATE FUNCTION g(n int) RETURNS text LANGUAGE plpgsql AS $$ DECLARE r text; BEGIN BEGIN SELECT v INTO r FROM t WHERE i = n FOR UPDATE; RAISE division_by_zero; EXCEPTION WHEN division_by_zero THEN RETURN r; END; END $$",
	} {
		exec(t, x, sql)
	}
	exec(t, y, "SET default_transaction_isolation = '"+level+"'")
	release := n.Disk.Stick()
	defer release()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	wrote, heard := make(chan error, 1), make(chan string, 1)
	go func() { _, err := x.Exec(ctx, w.write); wrote <- err }()
	time.Sleep(20 * time.Millisecond)
	go func() { heard <- hear(ctx, y, w.ask, block) }()
	time.Sleep(100 * time.Millisecond)
	select {
	case s := <-heard:
		t.Errorf("told %q before it is durable", s)
		heard <- s
	default:
	}
	release()
	if err := <-wrote; err != nil {
		t.Error(err)
	}
	if s := <-heard; s != w.want && !strings.Contains(s, "40001") {
		t.Errorf("told %q, want %q", s, w.want)
	}
}

// hear asks, and commits where it asked in a block. What fails is told as its error.
func hear(ctx context.Context, c *pgx.Conn, sql string, block bool) (s string) {
	if block {
		if _, err := c.Exec(ctx, "BEGIN"); err != nil {
			return err.Error()
		}
	}
	err := c.QueryRow(ctx, sql).Scan(&s)
	if errors.Is(err, pgx.ErrNoRows) {
		err = nil
	}
	if block {
		_, end := c.Exec(ctx, "COMMIT")
		err = errors.Join(err, end)
	}
	if err != nil {
		return err.Error()
	}
	return s
}

package ddl_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/testing/cluster"
)

// TestOnlineInSQL builds indexes over SQL while clients insert, update and
// delete: what is read through an index is what the table holds (T13).
func TestOnlineInSQL(t *testing.T) {
	ctx := context.Background()
	pool := cluster.Start(t).Pool()
	must := func(sql string) {
		t.Helper()
		if _, err := pool.Exec(ctx, sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
	must(`CREATE TABLE t (a int PRIMARY KEY, b int NOT NULL)`)
	must(`INSERT INTO t SELECT g, g FROM generate_series(1, 3000) g`)
	var stop atomic.Bool
	var commits atomic.Int64
	var wg sync.WaitGroup
	for w := range 3 {
		rng := rand.New(rand.NewPCG(1, uint64(w)))
		wg.Go(func() {
			for !stop.Load() {
				sql := [...]string{
					`INSERT INTO t VALUES ($1, $2) ON CONFLICT (a) DO UPDATE SET b = excluded.b`, `UPDATE t SET b = $2 WHERE a = $1`,
					`DELETE FROM t WHERE a = $1 AND b <> $2`,
				}[rng.IntN(3)]
				_, err := pool.Exec(ctx, sql, rng.IntN(3100), rng.IntN(1000))
				var pe *pgconn.PgError
				switch {
				case err == nil:
					commits.Add(1)
				case !errors.As(err, &pe) || pe.Code != "40001" && pe.Code != "40P01":
					t.Errorf("%s: %v", sql, err)
					return
				}
			}
		})
	}
	for i := range 5 {
		must(fmt.Sprintf(`CREATE INDEX i%d ON t (b)`, i))
		if i < 4 {
			must(fmt.Sprintf(`DROP INDEX i%d`, i))
		}
	}
	stop.Store(true)
	wg.Wait()
	read := func(sql string) []string {
		t.Helper()
		rows, err := pool.Query(ctx, sql)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		var out []string
		for rows.Next() {
			var a, b int
			if err := rows.Scan(&a, &b); err != nil {
				t.Fatal(err)
			}
			out = append(out, fmt.Sprint(a, "|", b))
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
		slices.Sort(out)
		return out
	}
	byIndex := `SELECT a, b FROM t WHERE b BETWEEN -1 AND 100000 ORDER BY b`
	var plan strings.Builder
	rows, err := pool.Query(ctx, "EXPLAIN "+byIndex)
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			t.Fatal(err)
		}
		plan.WriteString(line + "\n")
	}
	if !strings.Contains(plan.String(), "i4") {
		t.Fatalf("the index is not used:\n%s", plan.String())
	}
	if got, want := read(byIndex), read(`SELECT a, b FROM t`); !slices.Equal(got, want) {
		t.Errorf("through the index %d rows, in the table %d:\n%v\n%v", len(got), len(want), got, want)
	}
	if commits.Load() == 0 {
		t.Error("no writer committed")
	}
	t.Logf("%d commits", commits.Load())
}

// TestWritersAreWaitedFor: a change of a table's format waits for the transactions that have
// written there, and makes none of them fail; who comes later waits for it.
func TestWritersAreWaitedFor(t *testing.T) {
	ctx := context.Background()
	pool := cluster.Start(t).Pool()
	exec := func(c interface {
		Exec(context.Context, string, ...any) (pgconn.CommandTag, error)
	}, sql string) {
		t.Helper()
		if _, err := c.Exec(ctx, sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
	for i, isolation := range []string{"READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"} {
		for j, change := range []string{"CREATE INDEX %[1]s_b ON %[1]s (b)", "ALTER TABLE %s ADD COLUMN c int", "TRUNCATE %s"} {
			table := fmt.Sprintf("t%d%d", i, j)
			exec(pool, "CREATE TABLE "+table+" (a int PRIMARY KEY, b int)")
			exec(pool, "INSERT INTO "+table+" VALUES (1, 1)")
			writer, err := pool.Acquire(ctx)
			if err != nil {
				t.Fatal(err)
			}
			exec(writer, "BEGIN ISOLATION LEVEL "+isolation)
			exec(writer, "UPDATE "+table+" SET b = 2")
			other, err := pool.Acquire(ctx)
			if err != nil {
				t.Fatal(err)
			}
			sql := fmt.Sprintf(change, table)
			exec(other, "SET lock_timeout = '20ms'")
			_, err = other.Exec(ctx, sql)
			var pe *pgconn.PgError
			if !errors.As(err, &pe) || pe.Code != "55P03" {
				t.Errorf("%s beside a writer, with lock_timeout: %v, want 55P03", sql, err)
			}
			exec(other, "RESET lock_timeout")
			done := make(chan error, 1)
			go func() {
				_, err := other.Exec(ctx, sql)
				done <- err
			}()
			late := make(chan error, 1)
			go func() {
				_, err := pool.Exec(ctx, "INSERT INTO "+table+" VALUES (3, 3)")
				late <- err
			}()
			exec(writer, "INSERT INTO "+table+" VALUES (2, 2)")
			exec(writer, "COMMIT")
			if err := <-done; err != nil {
				t.Errorf("%s: %v", sql, err)
			}
			if err := <-late; err != nil {
				t.Errorf("%s: the later writer: %v", sql, err)
			}
			writer.Release()
			other.Release()
		}
	}
}

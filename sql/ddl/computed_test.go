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
	"testing/synctest"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

// querier is a connection or a pool.
type querier interface {
	Exec(context.Context, string, ...any) (pgconn.CommandTag, error)
	Query(context.Context, string, ...any) (pgx.Rows, error)
}

func mustExec(t *testing.T, c querier, sql string, args ...any) {
	t.Helper()
	if _, err := c.Exec(t.Context(), sql, args...); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

// linesOf are the rows of a query of text, sorted.
func linesOf(t *testing.T, c querier, sql string) []string {
	t.Helper()
	rows, err := c.Query(t.Context(), sql)
	if err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	out, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	slices.Sort(out)
	return out
}

// computedQueries read through an index each, and say the same of the table alone.
var computedQueries = []struct{ index, byIndex, byTable string }{
	{"by_expr", `SELECT a || '|' || b FROM t WHERE b % 100 BETWEEN 0 AND 1000`, `SELECT a || '|' || b FROM t WHERE b % 100 + 0 BETWEEN 0 AND 1000`},
	{"by_some", `SELECT a || '|' || b FROM t WHERE b > 500 ORDER BY b`, `SELECT a || '|' || b FROM t WHERE b + 0 > 500`},
	{"by_both", `SELECT a || '|' || b FROM t WHERE 1000 / b BETWEEN 0 AND 2000 AND b <> 0`, `SELECT a || '|' || b FROM t WHERE b + 0 <> 0`},
	{"by_entry", `SELECT a || '|' || b FROM t WHERE ARRAY[b % 10, b / 100] @> ARRAY[3]`, `SELECT a || '|' || b FROM t WHERE 3 IN (b % 10 + 0, b / 100 + 0)`},
	{"by_entry", `SELECT a || '|' || b FROM t WHERE ARRAY[b % 10, b / 100] @> ARRAY[3, 7]`, `SELECT a || '|' || b FROM t WHERE (b % 10 + 0, b / 100 + 0) IN ((3, 7), (7, 3))`},
}

func checkComputed(t *testing.T, c querier) {
	t.Helper()
	for _, q := range computedQueries {
		if plan := strings.Join(linesOf(t, c, "EXPLAIN "+q.byIndex), "\n"); !strings.Contains(plan, q.index) {
			t.Errorf("%s does not read %s:\n%s", q.byIndex, q.index, plan)
		}
		if plan := strings.Join(linesOf(t, c, "EXPLAIN "+q.byTable), "\n"); strings.Contains(plan, "by_") {
			t.Errorf("%s reads an index:\n%s", q.byTable, plan)
		}
		if got, want := linesOf(t, c, q.byIndex), linesOf(t, c, q.byTable); !slices.Equal(got, want) {
			t.Errorf("%s: %d rows, in the table %d:\n%v\n%v", q.index, len(got), len(want), got, want)
		}
	}
}

// TestOnlineComputed builds indexes of expressions, of some rows, and of entries, while clients write, rows
// moving in and out of them: what is read through them is what the table holds (T13).
func TestOnlineComputed(t *testing.T) {
	pool := cluster.Start(t).Pool()
	mustExec(t, pool, `CREATE TABLE t (a int PRIMARY KEY, b int NOT NULL)`)
	mustExec(t, pool, `INSERT INTO t SELECT g, g % 1000 FROM generate_series(1, 2000) g`)
	var stop atomic.Bool
	var commits atomic.Int64
	var wg sync.WaitGroup
	for w := range 3 {
		rng := rand.New(rand.NewPCG(2, uint64(w)))
		wg.Go(func() {
			for !stop.Load() {
				sql := [...]string{
					`INSERT INTO t VALUES ($1, $2) ON CONFLICT (a) DO UPDATE SET b = excluded.b`, `UPDATE t SET b = $2 WHERE a = $1`,
					`DELETE FROM t WHERE a = $1 AND b <> $2`, `UPDATE t SET b = $2 WHERE a BETWEEN $1 AND $1 + 2`,
				}[rng.IntN(4)]
				_, err := pool.Exec(context.Background(), sql, rng.IntN(2100), rng.IntN(1000))
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
	for range 3 {
		mustExec(t, pool, `DROP INDEX IF EXISTS by_expr, by_some, by_both, by_entry`)
		mustExec(t, pool, `CREATE INDEX by_expr ON t ((b % 100))`)
		mustExec(t, pool, `CREATE INDEX by_some ON t (b) WHERE b > 500`)
		mustExec(t, pool, `CREATE INDEX by_both ON t ((1000 / b)) WHERE b <> 0`)
		mustExec(t, pool, `CREATE INDEX by_entry ON t USING gin ((ARRAY[b % 10, b / 100]))`)
	}
	stop.Store(true)
	wg.Wait()
	checkComputed(t, pool)
	if commits.Load() == 0 {
		t.Error("no writer committed")
	}
	t.Logf("%d commits", commits.Load())
}

// TestOnlineUniquePartial builds a unique index of some rows while clients make and unmake
// duplicates outside of it: it is made, holds, and then refuses.
func TestOnlineUniquePartial(t *testing.T) {
	pool := cluster.Start(t).Pool()
	mustExec(t, pool, `CREATE TABLE t (a int PRIMARY KEY, b int NOT NULL, kept bool NOT NULL)`)
	mustExec(t, pool, `INSERT INTO t SELECT g, g / 2, g % 2 = 0 FROM generate_series(0, 1999) g`)
	var stop atomic.Bool
	var wg sync.WaitGroup
	for w := range 2 {
		rng := rand.New(rand.NewPCG(3, uint64(w)))
		wg.Go(func() {
			for !stop.Load() {
				n := 2*rng.IntN(1000) + 1
				sql := [...]string{`UPDATE t SET b = $1 WHERE a = $2 AND NOT kept`, `UPDATE t SET kept = NOT kept WHERE a IN ($1, $2)`}[rng.IntN(2)]
				args := []any{rng.IntN(1000), n}
				if strings.Contains(sql, "NOT kept WHERE") {
					args = []any{n, n - 1} // one of the pair is kept at any time, or both with values of their own
				}
				_, err := pool.Exec(context.Background(), sql, args...)
				var pe *pgconn.PgError
				if err != nil && (!errors.As(err, &pe) || pe.Code != "40001" && pe.Code != "40P01" && pe.Code != "23505") {
					t.Errorf("%s: %v", sql, err)
					return
				}
			}
		})
	}
	var err error
	for range 5 { // rows that the writers made alike may be among those kept
		if _, err = pool.Exec(t.Context(), `CREATE UNIQUE INDEX u ON t ((b + 0)) WHERE kept`); err == nil {
			break
		}
		mustExec(t, pool, `UPDATE t SET b = a / 2 WHERE b <> a / 2`)
	}
	stop.Store(true)
	wg.Wait()
	var pe *pgconn.PgError
	if err != nil && (!errors.As(err, &pe) || pe.Code != "23505") {
		t.Fatal(err)
	}
	if err != nil {
		mustExec(t, pool, `UPDATE t SET b = a / 2, kept = a % 2 = 0`)
		mustExec(t, pool, `CREATE UNIQUE INDEX u ON t ((b + 0)) WHERE kept`)
	}
	if twice := linesOf(t, pool, `SELECT (b + 1 - 1)::text FROM t WHERE kept GROUP BY b HAVING count(*) > 1`); len(twice) > 0 {
		t.Errorf("values of several rows: %v", twice)
	}
	mustExec(t, pool, `UPDATE t SET kept = true WHERE a = (SELECT min(a) FROM t WHERE NOT kept AND b NOT IN (SELECT b FROM t WHERE kept))`)
	_, err = pool.Exec(t.Context(), `INSERT INTO t SELECT 100000, b, true FROM t WHERE kept LIMIT 1`)
	if !errors.As(err, &pe) || pe.Code != "23505" || !strings.HasPrefix(pe.Detail, "Key ((b + 0))=(") {
		t.Errorf("a duplicate of a row that is kept: %v", err)
	}
	mustExec(t, pool, `INSERT INTO t SELECT 100000, b, false FROM t WHERE kept LIMIT 1`)
}

// TestComputedAcrossNodes writes and reads such indexes from every node of three, the table on
// several ranges, with prepared statements.
func TestComputedAcrossNodes(t *testing.T) { synctest.Test(t, testComputedAcrossNodes) }

func testComputedAcrossNodes(t *testing.T) {
	ctx := t.Context()
	c := cluster.StartRegions(t, cluster.Topology{Regions: []cluster.Region{{Name: "home", Nodes: 3}}})
	conns := []*pgx.Conn{c.Conn(ctx, "n1"), c.Conn(ctx, "n2"), c.Conn(ctx, "n3")}
	mustExec(t, conns[0], `CREATE TABLE t (a int PRIMARY KEY, b int NOT NULL, c int DEFAULT 0)`)
	mustExec(t, conns[0], `CREATE INDEX by_expr ON t ((b % 100))`)
	mustExec(t, conns[0], `CREATE INDEX by_some ON t (b) WHERE b > 500`)
	mustExec(t, conns[0], `CREATE UNIQUE INDEX by_both ON t ((1000 / b), a) WHERE b <> 0`)
	mustExec(t, conns[0], `CREATE INDEX by_entry ON t USING gin ((ARRAY[b % 10, b / 100]))`)
	mustExec(t, conns[0], `ALTER TABLE t SPLIT AT VALUES (200), (400)`)
	mustExec(t, conns[0], `ALTER INDEX by_some SPLIT AT VALUES (700)`)
	mustExec(t, conns[0], `ALTER TABLE t SCATTER`)
	rng := rand.New(rand.NewPCG(4, 4))
	for i := range 300 {
		a, b := rng.IntN(600), rng.IntN(1000)
		switch conn := conns[i%3]; rng.IntN(6) {
		case 0, 1, 2:
			mustExec(t, conn, `INSERT INTO t (a, b) VALUES ($1, $2) ON CONFLICT (a) DO UPDATE SET b = excluded.b`, a, b)
		case 3:
			mustExec(t, conn, `UPDATE t SET b = $2 WHERE a = $1`, a, b)
		case 4:
			mustExec(t, conn, `UPDATE t SET c = c + 1 WHERE a = $1`, a)
		case 5:
			mustExec(t, conn, `DELETE FROM t WHERE a = $1`, a)
		}
	}
	mustExec(t, conns[1], `UPDATE t SET b = 999 - b WHERE a % 3 = 0`)
	for _, conn := range conns {
		checkComputed(t, conn)
	}
}

// TestComputedWaitsForAll: a cluster of which nodes know nothing of such indexes makes none.
func TestComputedWaitsForAll(t *testing.T) { synctest.Test(t, testComputedWaitsForAll) }

func testComputedWaitsForAll(t *testing.T) {
	ctx := t.Context()
	c := cluster.StartRegions(t, cluster.Topology{Regions: []cluster.Region{{Name: "home", Nodes: 1}},
		Configure: func(_ *local.Node, o *node.Options) { o.VersionMax = version.Coded - 1 }})
	conn := c.Conn(ctx, "n1")
	mustExec(t, conn, `CREATE TABLE t (a int PRIMARY KEY, b int, c int[])`)
	mustExec(t, conn, `CREATE INDEX ON t ((b))`)
	for _, sql := range []string{`CREATE INDEX ON t ((b + 1))`, `CREATE INDEX ON t (b) WHERE a > 0`, `CREATE INDEX ON t USING gin (c)`} {
		_, err := conn.Exec(ctx, sql)
		var pe *pgconn.PgError
		if !errors.As(err, &pe) || pe.Code != "0A000" || !strings.Contains(fmt.Sprint(pe.Hint), "Upgrade") {
			t.Errorf("%s: %v, want 0A000 with a hint", sql, err)
		}
	}
}

// TestEntriesOfLargeTransactions: entries that are flushed before the commit are locked, and
// those of rows written twice are right.
func TestEntriesOfLargeTransactions(t *testing.T) {
	pool := cluster.Start(t).Pool()
	mustExec(t, pool, `CREATE TABLE t (a int PRIMARY KEY, b int NOT NULL, pad text)`)
	mustExec(t, pool, `CREATE INDEX by_entry ON t USING gin ((ARRAY[b % 10, b / 100]))`)
	conn, err := pool.Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Release()
	mustExec(t, conn, `BEGIN`)
	for i := range 10 { // more than a transaction keeps in memory
		mustExec(t, conn, `INSERT INTO t SELECT g, g % 1000, repeat('x', 2000) FROM generate_series($1::int, $1 + 1999) g`, i*2000)
	}
	mustExec(t, conn, `UPDATE t SET b = (b + 1) % 1000 WHERE a % 2 = 0`)
	mustExec(t, conn, `DELETE FROM t WHERE a % 5 = 0`)
	mustExec(t, conn, `INSERT INTO t SELECT g, 33, '' FROM generate_series(0, 100, 5) g ON CONFLICT (a) DO UPDATE SET b = 77`)
	checkEntries := func(c querier) {
		for _, q := range computedQueries[3:] {
			if got, want := linesOf(t, c, q.byIndex), linesOf(t, c, q.byTable); !slices.Equal(got, want) || len(got) == 0 {
				t.Errorf("%s: %d rows, in the table %d", q.byIndex, len(got), len(want))
			}
		}
	}
	checkEntries(conn)
	mustExec(t, conn, `COMMIT`)
	checkEntries(conn)
}

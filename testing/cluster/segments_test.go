package cluster_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/testing/cluster"
)

// TestMessagesAreReplayed has clients send whole transactions in single messages that conflict
// in each way, deadlocks too: none hears of a conflict, each is done once, and each has the
// answers of the attempt that committed.
func TestMessagesAreReplayed(t *testing.T) {
	for _, c := range []struct{ name, begin, end string }{
		{"block", "BEGIN; ", "; COMMIT"},
		{"repeatable read", "BEGIN ISOLATION LEVEL REPEATABLE READ; ", "; END"},
		{"no block", "", ""},
		{"after another", "SELECT 1; BEGIN; ", "; COMMIT; SELECT 2"},
	} {
		t.Run(c.name, func(t *testing.T) { messagesAreReplayed(t, c.begin, c.end) })
	}
}

// twoCounters makes a table of two rows, and returns a check of how far both have been counted.
func twoCounters(t *testing.T, c *cluster.Cluster) (counted func(want int)) {
	t.Helper()
	ctx := context.Background()
	conn := c.Conn(ctx)
	if _, err := conn.Exec(ctx, `CREATE TABLE t (id int PRIMARY KEY, n int); INSERT INTO t VALUES (0, 0), (1, 0)`); err != nil {
		t.Fatal(err)
	}
	return func(want int) {
		t.Helper()
		var least, most int
		if err := conn.QueryRow(ctx, `SELECT min(n), max(n) FROM t`).Scan(&least, &most); err != nil {
			t.Fatal(err)
		}
		if least != want || most != want {
			t.Errorf("%d and %d increments, not %d", least, most, want)
		}
	}
}

func messagesAreReplayed(t *testing.T, begin, end string) {
	const clients, rounds = 6, 25
	ctx := context.Background()
	c := cluster.Start(t)
	counted := twoCounters(t, c)
	var wg sync.WaitGroup
	for w := range clients {
		conn := c.Conn(ctx).PgConn()
		wg.Go(func() {
			for i := range rounds {
				// Each reads what the other changes first, and changes both in an order of its own.
				a, b := (w+i)%2, (w+i+1)%2
				sql := fmt.Sprintf(`%sSET LOCAL application_name = 'in'; SELECT n FROM t WHERE id = %d; UPDATE t SET n = n + 1 WHERE id = %d; UPDATE t SET n = n + 1 WHERE id = %d RETURNING n%s`, begin, b, a, b, end)
				results, err := conn.Exec(ctx, sql).ReadAll()
				if err != nil {
					t.Errorf("client %d: %v", w, err)
					return
				}
				if want := strings.Count(sql, ";") + 1; len(results) != want {
					t.Errorf("client %d has %d answers of %d", w, len(results), want)
				}
			}
			if got := conn.ParameterStatus("application_name"); got == "in" {
				t.Errorf("client %d: a setting of the transaction outlived it", w)
			}
		})
	}
	wg.Wait()
	counted(clients * rounds)
}

// TestPipelinesAreReplayed is the same of pipelines of the extended protocol: with statements that
// have names or none, described or not, with blocks and without.
func TestPipelinesAreReplayed(t *testing.T) {
	for _, mode := range []pgx.QueryExecMode{pgx.QueryExecModeCacheStatement, pgx.QueryExecModeCacheDescribe, pgx.QueryExecModeDescribeExec, pgx.QueryExecModeExec} {
		for _, block := range []bool{false, true} {
			t.Run(fmt.Sprint(mode, " ", block), func(t *testing.T) { pipelinesAreReplayed(t, mode, block) })
		}
	}
}

func pipelinesAreReplayed(t *testing.T, mode pgx.QueryExecMode, block bool) {
	const clients, rounds = 6, 25
	ctx := context.Background()
	c := cluster.Start(t)
	counted := twoCounters(t, c)
	var wg sync.WaitGroup
	for w := range clients {
		o := c.ConnConfig()
		o.DefaultQueryExecMode = mode
		conn, err := pgx.ConnectConfig(ctx, o)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = conn.Close(ctx) }()
		wg.Go(func() {
			for i := range rounds {
				a, b := (w+i)%2, (w+i+1)%2
				var batch pgx.Batch
				if block {
					batch.Queue(`BEGIN`)
				}
				var seen, made int
				batch.Queue(`SELECT n FROM t WHERE id = $1`, b).QueryRow(func(row pgx.Row) error { return row.Scan(&seen) })
				batch.Queue(`UPDATE t SET n = n + 1 WHERE id = $1`, a)
				batch.Queue(`UPDATE t SET n = n + 1 WHERE id = $1 RETURNING n`, b).QueryRow(func(row pgx.Row) error { return row.Scan(&made) })
				if block {
					batch.Queue(`COMMIT`)
				}
				if err := conn.SendBatch(ctx, &batch).Close(); err != nil {
					t.Errorf("client %d: %v", w, err)
					return
				}
				if made != seen+1 {
					t.Errorf("client %d read %d and made it %d", w, seen, made)
				}
			}
		})
	}
	wg.Wait()
	counted(clients * rounds)
}

// TestMessagesThatAreNotReplayed: what leaves something behind, or has gone to the client, is
// not run again.
func TestMessagesThatAreNotReplayed(t *testing.T) { synctest.Test(t, testMessagesThatAreNotReplayed) }

func testMessagesThatAreNotReplayed(t *testing.T) {
	ctx := context.Background()
	c := cluster.Start(t)
	setup, first, second := c.Conn(ctx), c.Conn(ctx), c.Conn(ctx)
	if _, err := setup.Exec(ctx, `CREATE TABLE t (id int PRIMARY KEY, n int); INSERT INTO t VALUES (0, 0)`); err != nil {
		t.Fatal(err)
	}
	for _, between := range []string{`PREPARE p AS SELECT 1`, `SELECT pg_advisory_lock(1)`, `SELECT repeat('x', 1000) FROM generate_series(1, 1000)`} {
		if _, err := first.Exec(ctx, `BEGIN; UPDATE t SET n = n + 1`); err != nil {
			t.Fatal(err)
		}
		done := make(chan error)
		go func() {
			_, err := second.PgConn().Exec(ctx, `BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT n FROM t; `+between+`; UPDATE t SET n = n + 1; COMMIT`).ReadAll()
			done <- err
		}()
		time.Sleep(time.Second) // it waits for the row
		if _, err := first.Exec(ctx, `COMMIT`); err != nil {
			t.Fatal(err)
		}
		var pe *pgconn.PgError
		if err := <-done; !errors.As(err, &pe) || pe.Code != "40001" {
			t.Errorf("%s: %v", between, err)
		}
		if _, err := second.Exec(ctx, `ROLLBACK; SELECT pg_advisory_unlock_all()`); err != nil {
			t.Fatal(err)
		}
	}
}

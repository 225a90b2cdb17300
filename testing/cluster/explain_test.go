package cluster_test

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
	"testing"
	"testing/synctest"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/testing/cluster"
)

var network = regexp.MustCompile(`^ ?Network: ranges=(\d+) messages=(\d+) rounds=(\d+) bytes=(\d+)`)

// TestExplainCounts holds what EXPLAIN ANALYZE says of a statement's traffic
// against what the transport itself counted.
func TestExplainCounts(t *testing.T) {
	synctest.Test(t, explainCounts) // in a bubble nothing else is under way
}

func explainCounts(t *testing.T) {
	ctx := context.Background()
	c := cluster.Start(t)
	conn := c.Conn(ctx)
	exec := func(sql string) {
		t.Helper()
		if _, err := conn.Exec(ctx, sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
	exec("CREATE TABLE t (id int PRIMARY KEY, v int, w int); INSERT INTO t SELECT x, x % 10, 0 FROM generate_series(1, 4000) x; CREATE INDEX ON t (v)")
	exec("ALTER TABLE t SPLIT AT VALUES (1000), (2000), (3000)")
	tests := []struct {
		sql    string
		ranges int // at least
	}{
		{"SELECT * FROM t WHERE id = 5", 1},
		{"SELECT sum(w) FROM t", 4},
		{"SELECT sum(w) FROM t WHERE id BETWEEN 900 AND 1100", 2},
		{"SELECT * FROM t WHERE id IN (1, 1500, 2500, 3500)", 4},
		{"SELECT * FROM t a JOIN t b ON a.id = b.v WHERE b.id < 50", 1},
		{"UPDATE t SET w = w + 1 WHERE id IN (10, 3990)", 2},
		{"DELETE FROM t WHERE id = 77", 1},
		{"INSERT INTO t VALUES (9999, 1, 1)", 1},
	}
	for _, tt := range tests {
		exec("BEGIN; EXPLAIN (ANALYZE) " + tt.sql + "; ROLLBACK") // ranges are looked up once
		exec("BEGIN")
		synctest.Wait()
		before := c.Node().Transport().Totals()
		rows, err := conn.Query(ctx, "EXPLAIN (ANALYZE) "+tt.sql, pgx.QueryExecModeSimpleProtocol)
		if err != nil {
			t.Fatal(err)
		}
		lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil {
			t.Fatalf("%s: %v", tt.sql, err)
		}
		after := c.Node().Transport().Totals()
		exec("ROLLBACK")
		var got []string
		for _, l := range lines {
			if m := network.FindStringSubmatch(l); m != nil {
				got = m[1:] // the last one is the statement's
			}
		}
		if got == nil {
			t.Errorf("%s: no figures in %q", tt.sql, lines)
			continue
		}
		messages, bytes := after.Messages()-before.Messages(), after.Bytes()-before.Bytes()
		if got[1] != fmt.Sprint(messages) || got[3] != fmt.Sprint(bytes) {
			t.Errorf("%s: EXPLAIN says %s messages and %s bytes, the transport %d and %d", tt.sql, got[1], got[3], messages, bytes)
		}
		if n, err := strconv.Atoi(got[0]); err != nil || n < tt.ranges {
			t.Errorf("%s: %s ranges, want at least %d", tt.sql, got[0], tt.ranges)
		}
	}
}

package plans

import (
	"context"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

// TestScarceMemory: where a statement's memory does not hold what a union of indexes names, or
// the rows of a subquery that is run once, they are not needed.
func TestScarceMemory(t *testing.T) {
	ctx := context.Background()
	c := cluster.Start(t, cluster.WithOptions(func(o *node.Options) { o.MemoryBytes = 2 << 20 }))
	conn := c.Conn(ctx)
	for _, text := range []string{
		"CREATE TABLE m (id int PRIMARY KEY, a int, b int)", "CREATE INDEX ON m (a)", "CREATE INDEX ON m (b)",
		"INSERT INTO m SELECT i, i, i FROM generate_series(1, 10000) i", "INSERT INTO m SELECT i, i, i FROM generate_series(10001, 20000) i",
		"INSERT INTO m SELECT i, i, i FROM generate_series(20001, 30000) i", "CREATE TABLE few (k int)", "INSERT INTO few VALUES (5), (15000), (-1)",
		"SET enable_seqscan = off", "SET enable_indexscan = off", "SET enable_indexonlyscan = off", "SET isochron.correlated_subqueries = once",
	} {
		if _, err := conn.Exec(ctx, text, pgx.QueryExecModeSimpleProtocol); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
	}
	for _, tt := range []struct{ query, way, want string }{
		{"SELECT count(*)::text FROM m WHERE a > 100 OR b < 50", "BitmapOr", "29949"},
		{"SELECT sum((SELECT count(*) + max(b) FROM m WHERE m.a = few.k))::text FROM few", "HashAggregate", "15007"},
		{"SELECT sum((SELECT b FROM m WHERE m.a = few.k))::text FROM few", "SubPlan 2", "15005"},
	} {
		if plan := explain(ctx, t, conn, tt.query); !strings.Contains(plan, tt.way) && !strings.Contains(plan, "GroupAggregate") {
			t.Errorf("%s: not by %s:\n%s", tt.query, tt.way, plan)
		}
		var got string
		if err := conn.QueryRow(ctx, tt.query, pgx.QueryExecModeSimpleProtocol).Scan(&got); err != nil || got != tt.want {
			t.Errorf("%s: %s, %v, want %s", tt.query, got, err, tt.want)
		}
	}
}

package cluster_test

import (
	"context"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

// TestLookupsGiveMemoryBack: what one opening of a scan reads by is not counted with the next.
func TestLookupsGiveMemoryBack(t *testing.T) {
	ctx := context.Background()
	conn := cluster.Start(t, cluster.WithOptions(func(o *node.Options) { o.MemoryBytes = 16 << 20 })).Conn(ctx)
	setup := `CREATE TABLE tagged (id int PRIMARY KEY, tags jsonb);
		INSERT INTO tagged SELECT x, jsonb_build_array(x % 5) FROM generate_series(1, 3000) x;
		CREATE INDEX ON tagged USING gin (tags); ANALYZE tagged`
	if _, err := conn.Exec(ctx, setup, pgx.QueryExecModeSimpleProtocol); err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		sql  string
		want int
	}{
		{"SELECT count(*) FROM generate_series(1, 400) g, LATERAL (SELECT id FROM tagged WHERE tags @> jsonb_build_array(g % 5) LIMIT 1000) x", 240_000},
		{"SELECT count(*) FROM generate_series(1, 250) g, LATERAL (SELECT id FROM tagged WHERE id = ANY (ARRAY[g, g + 1] || ARRAY(SELECT generate_series(1, 1500))) LIMIT 2000) x", 375_000},
	} {
		var n int
		if err := conn.QueryRow(ctx, x.sql).Scan(&n); err != nil || n != x.want {
			t.Errorf("%s: %d, %v, want %d", x.sql, n, err, x.want)
		}
	}
}

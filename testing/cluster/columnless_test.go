package cluster_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

// TestJoinsWithoutColumns joins rows of which no column is wanted, as the first thing that a node
// does and with everything on disk.
func TestJoinsWithoutColumns(t *testing.T) {
	ctx := context.Background()
	for _, spilled := range []bool{false, true} {
		for sql, want := range map[string]string{
			"SELECT 1 AS one WHERE 1 IN (SELECT 1)":                                                    "[1|]",
			"SELECT 1 FROM (SELECT) a, (SELECT UNION ALL SELECT) b":                                    "[1| 1|]",
			"SELECT count(*) FROM generate_series(1, 3) a, generate_series(1, 4) b":                    "[12|]",
			"SELECT 1 WHERE EXISTS (SELECT FROM generate_series(1, 2))":                                "[1|]",
			"SELECT 1 WHERE 1 NOT IN (SELECT 1)":                                                       "[]",
			"SELECT count(*) FROM (SELECT) a FULL JOIN (SELECT UNION ALL SELECT) b ON random() < 2":    "[2|]",
			"SELECT count(*) FROM (SELECT UNION ALL SELECT) a LEFT JOIN (SELECT) b ON random() > 2":    "[2|]",
			"SELECT count(*) FROM (SELECT FROM generate_series(1, 5000) ORDER BY random() OFFSET 1) x": "[4999|]",
		} {
			conn := cluster.Start(t, cluster.WithOptions(func(o *node.Options) { o.SpillAlways = spilled })).Conn(ctx)
			if got := fmt.Sprint(lines(ctx, t, conn, sql)); got != want {
				t.Errorf("%s, on disk %t: %s, not %s", sql, spilled, got, want)
			}
		}
	}
}

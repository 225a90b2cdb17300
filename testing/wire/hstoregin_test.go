package wire

import (
	"fmt"
	"strings"
	"testing"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

// TestHstoreGinAmongOlderNodes: no index has entries that older nodes would not keep.
func TestHstoreGinAmongOlderNodes(t *testing.T) {
	c := cluster.Start(t, cluster.WithOptions(func(o *node.Options) { o.VersionMax = version.Paired - 1 })).Conn(ctx)
	exec(t, c, "CREATE EXTENSION hstore; CREATE TABLE t (h hstore)")
	for _, text := range []string{"CREATE INDEX ON t USING gin (h)", "CREATE INDEX ON t USING gin (h gin_hstore_ops)", "CREATE INDEX ON t USING gin (h, h)"} {
		_, err := c.Exec(ctx, text)
		wantCode(t, text, err, "0A000")
	}
}

// TestHstoreGinIsRead: what asks for keys or pairs is answered by the index.
func TestHstoreGinIsRead(t *testing.T) {
	c := cluster.Start(t).Conn(ctx)
	exec(t, c, "CREATE EXTENSION hstore; CREATE TABLE t (id int PRIMARY KEY, h hstore)")
	exec(t, c, "INSERT INTO t SELECT i, hstore('k' || i, i::text) FROM generate_series(1, 1000) i; CREATE INDEX t_h ON t USING gin (h); ANALYZE t")
	for _, cond := range []string{"h ? 'k7'", "h @> 'k7=>7'", "'k7=>7'::hstore <@ h", "h ?& ARRAY['k7']", "h ?| ARRAY['k7', 'none']"} {
		rows, err := c.Query(ctx, "EXPLAIN SELECT id FROM t WHERE "+cond)
		plan := ""
		for err == nil && rows.Next() {
			values, _ := rows.Values()
			plan += fmt.Sprintln(values...)
		}
		if err != nil || rows.Err() != nil || !strings.Contains(plan, "t_h") {
			t.Errorf("%s: %v, %v\n%s", cond, err, rows.Err(), plan)
		}
		id := 0
		if err := c.QueryRow(ctx, "SELECT id FROM t WHERE "+cond).Scan(&id); err != nil || id != 7 {
			t.Errorf("%s: got %d (%v), want 7", cond, id, err)
		}
	}
}

package wire

import (
	"testing"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

// TestGinBesidesAmongOlderNodes: no index has a column whose class older nodes would take for one of documents.
func TestGinBesidesAmongOlderNodes(t *testing.T) {
	c := cluster.Start(t, cluster.WithOptions(func(o *node.Options) { o.VersionMax = version.Besides - 1 })).Conn(ctx)
	exec(t, c, "CREATE EXTENSION btree_gin; CREATE TABLE t (n int, d jsonb, a int[])")
	for _, text := range []string{"CREATE INDEX ON t USING gin (n, d)", "CREATE INDEX ON t USING gin (d, n)", "CREATE INDEX ON t USING gin (a, d, n)"} {
		_, err := c.Exec(ctx, text)
		wantCode(t, text, err, "0A000")
	}
	exec(t, c, "CREATE INDEX ON t USING gin (n); CREATE INDEX ON t USING gin (d, a)")
}

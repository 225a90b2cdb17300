package wire

import (
	"testing"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

// TestGlobalAmongOlderNodes: no table is global where older nodes' ranges would not close ahead of now.
func TestGlobalAmongOlderNodes(t *testing.T) {
	c := cluster.Start(t, cluster.WithOptions(func(o *node.Options) { o.VersionMax = version.Global - 1 })).Conn(ctx)
	exec(t, c, "CREATE TABLE r (a int PRIMARY KEY)")
	for _, text := range []string{"CREATE TABLE g (a int PRIMARY KEY) WITH (global)", "CREATE TABLE g (a int) WITH (global = off)", "ALTER TABLE r SET (global)"} {
		_, err := c.Exec(ctx, text)
		wantCode(t, text, err, "0A000")
	}
}

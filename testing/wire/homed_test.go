package wire

import (
	"testing"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

// TestHomedAmongOlderNodes: no table is homed where older nodes would write its rows without asking
// other partitions.
func TestHomedAmongOlderNodes(t *testing.T) {
	c := cluster.Start(t, cluster.WithOptions(func(o *node.Options) { o.VersionMax = version.Homed - 1 })).Conn(ctx)
	exec(t, c, "CREATE TABLE p (a int, r text) PARTITION BY LIST (r)")
	for _, text := range []string{"CREATE TABLE h (a int PRIMARY KEY, r text) PARTITION BY LIST (r) WITH (homed)", "CREATE TABLE h (a int, r text) PARTITION BY LIST (r) WITH (homed = off)",
		"ALTER TABLE p ALTER COLUMN r SET DEFAULT gateway_region()", "ALTER TABLE p SET (homed)", "ALTER TABLE p SET (rehome_on_update)"} {
		_, err := c.Exec(ctx, text)
		wantCode(t, text, err, "0A000")
	}
	exec(t, c, "CREATE TABLE p1 PARTITION OF p FOR VALUES IN ('1')")
}

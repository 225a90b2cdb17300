package wire

import (
	"testing"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

// TestSystemColumnsRemarkedAmongOlderNodes: nothing is said of system columns that older nodes would lose.
func TestSystemColumnsRemarkedAmongOlderNodes(t *testing.T) {
	c := cluster.Start(t, cluster.WithOptions(func(o *node.Options) { o.VersionMax = version.Remarked - 1 })).Conn(ctx)
	exec(t, c, "CREATE TABLE t (a int); CREATE ROLE r; REVOKE SELECT (ctid) ON t FROM r")
	for _, text := range []string{"GRANT SELECT (ctid) ON t TO r", "GRANT SELECT (a, xmin) ON t TO r", "COMMENT ON COLUMN t.tableoid IS 'x'", "GRANT SELECT (ctid) ON pg_class TO r"} {
		_, err := c.Exec(ctx, text)
		wantCode(t, text, err, "0A000")
	}
}

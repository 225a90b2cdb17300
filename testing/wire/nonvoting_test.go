package wire

import (
	"testing"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

// TestNonVotersAmongOlderNodes: no policy has replicas that don't vote where older nodes would take them away, and
// no table a history that they would not keep.
func TestNonVotersAmongOlderNodes(t *testing.T) {
	c := cluster.Start(t, cluster.WithOptions(func(o *node.Options) { o.VersionMax = version.NonVoting - 1 })).Conn(ctx)
	exec(t, c, "CREATE PLACEMENT POLICY p VOTERS = 1")
	for _, text := range []string{"CREATE PLACEMENT POLICY q VOTERS = 1 LEARNERS = 1", "ALTER PLACEMENT POLICY p VOTERS = 1 LEARNERS = 1", "ALTER TABLESPACE p SET (learners = 1)",
		"CREATE TABLE t (a int) WITH (history = '1 day')", "ALTER DATABASE isochron WITH history = '1 day'"} {
		_, err := c.Exec(ctx, text)
		wantCode(t, text, err, "0A000")
	}
}

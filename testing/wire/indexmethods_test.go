package wire

import (
	"testing"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

// TestIndexMethodsAmongOlderNodes: indexes of brin, gist and spgist are not made where nodes would
// read them that do not know the fields in which these note their methods.
func TestIndexMethodsAmongOlderNodes(t *testing.T) {
	for _, tt := range []struct {
		max           uint32
		refused, made []string
	}{
		{version.Parted - 1, []string{"USING brin (a)", "USING gist (r)", "USING spgist (b)"}, []string{"(a)"}},
		{version.Declared - 1, []string{"USING gist (v, to_tsvector('simple', b))"}, []string{"USING brin (a, b)", "USING gist (r)", "USING spgist (b)", "USING gist (v)"}},
	} {
		c := cluster.Start(t, cluster.WithOptions(func(o *node.Options) { o.VersionMax = tt.max })).Conn(ctx)
		columns := "(a int, b text, r int4range, v tsvector)"
		if tt.max < version.Parted {
			columns = "(a int, b text, r int4range)"
		}
		exec(t, c, "CREATE TABLE t "+columns)
		for _, text := range tt.refused {
			_, err := c.Exec(ctx, "CREATE INDEX ON t "+text)
			wantCode(t, text, err, "0A000")
		}
		for _, text := range tt.made {
			exec(t, c, "CREATE INDEX ON t "+text)
		}
	}
}

package wire

import (
	"testing"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

// TestTextSearchAmongOlderNodes: no configuration or dictionary is made that older nodes could not
// read; unaccent does without its dictionary.
func TestTextSearchAmongOlderNodes(t *testing.T) {
	c := cluster.Start(t, cluster.WithOptions(func(o *node.Options) { o.VersionMax = version.Searching - 1 })).Conn(ctx)
	exec(t, c, "CREATE EXTENSION unaccent; SELECT unaccent('é')")
	for _, text := range []string{"CREATE TEXT SEARCH CONFIGURATION c (COPY = english)", "CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = simple)"} {
		_, err := c.Exec(ctx, text)
		wantCode(t, text, err, "0A000")
	}
	_, err := c.Exec(ctx, "SELECT unaccent('unaccent', 'é')")
	wantCode(t, "unaccent by a dictionary", err, "42883")
}

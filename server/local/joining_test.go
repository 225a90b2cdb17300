package local_test

import (
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/server/node"
)

// TestReasonsOfJoining: a node that finds nobody says why of each address, now and then.
func TestReasonsOfJoining(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log lines
		c, err := local.New(local.Options{
			Regions: []local.Region{{Name: "us-east", Nodes: 3}}, Seed: 3, StartWithin: time.Minute,
			Configure: func(n *local.Node, o *node.Options) { o.Join = []string{"n2:26434", "n3:26434"} },
			Logger:    func(*local.Node) *slog.Logger { return slog.New(slog.NewTextHandler(&log, nil)) },
		})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = c.Close() }()
		if err := c.Nodes()[0].Start(t.Context()); err == nil {
			t.Fatal("it found a cluster")
		}
		for _, address := range []string{"n2", "n3"} {
			told := log.all("msg=\"not joined yet\" address=" + address)
			if n := strings.Count(told, "\n"); n < 4 || n > 8 || !strings.Contains(told, "refused") {
				t.Errorf("of %s the log says, %d times:\n%s", address, n, told)
			}
		}
	})
}

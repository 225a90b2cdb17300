package local_test

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/server/certs"
	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/server/node/membership"
)

// secured makes certificates of one CA for nodes, each of which names the host that names gives
// it, and has the nodes use them.
func secured(t *testing.T, names func(*local.Node) string) func(*local.Node, *node.Options) {
	dirs, ca := t.TempDir(), filepath.Join(t.TempDir(), "ca")
	if err := certs.CreateCA(ca, time.Now()); err != nil {
		t.Fatal(err)
	}
	return func(n *local.Node, o *node.Options) {
		dir := filepath.Join(dirs, n.Name)
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Error(err)
		}
		for _, name := range []string{certs.CACert, certs.CAKey} {
			b, err := os.ReadFile(filepath.Join(ca, name))
			if err == nil {
				err = os.WriteFile(filepath.Join(dir, name), b, 0o600)
			}
			if err != nil {
				t.Error(err)
			}
		}
		if err := certs.CreateNode(dir, []string{names(n)}, 0, time.Now(), true); err != nil {
			t.Error(err)
		}
		d, err := certs.OpenDir(dir, slog.New(slog.DiscardHandler), time.Now)
		if err != nil {
			t.Error(err)
			return
		}
		o.PeerTLS.Server, o.PeerTLS.Client, o.PeerTLS.Verify = d.Peers()
		o.PeerTLS.VerifyHost, o.PeerTLS.VerifyNode = certs.VerifyHost, certs.VerifyNodeID
	}
}

// TestUnnamedHost: a node whose certificate does not name its address is not let in, and hears
// why; where it is a member already, the others' logs say so.
func TestUnnamedHost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		wrong := map[string]bool{"n4": true}
		configure := secured(t, func(n *local.Node) string {
			if wrong[n.Name] {
				return "elsewhere"
			}
			return n.Name
		})
		var log lines
		c, err := local.New(local.Options{
			Regions: []local.Region{{Name: "us-east", Nodes: 4}}, Seed: 3, Configure: configure,
			Logger: func(*local.Node) *slog.Logger { return slog.New(slog.NewTextHandler(&log, nil)) },
		})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := c.Close(); err != nil {
				t.Error(err)
			}
		})
		nodes := c.Nodes()
		for _, n := range nodes[:3] {
			if err := n.Start(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if err := c.AwaitReplicated(t.Context(), 3); err != nil {
			t.Fatal(err)
		}
		err = nodes[3].Start(t.Context())
		if !errors.Is(err, membership.ErrRefused) || !strings.Contains(err.Error(), "certificate is valid for elsewhere, not n4") {
			t.Errorf("the fourth node was told %v", err)
		}
		var members int
		if err := connect(t, nodes[0]).QueryRow(t.Context(), "SELECT count(*) FROM isochron_internal.nodes").Scan(&members); err != nil || members != 3 {
			t.Errorf("%d members, %v", members, err)
		}
		wrong["n3"] = true
		if err := nodes[2].Crash(t.Context()); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
		defer cancel()
		_ = nodes[2].Start(ctx)
		time.Sleep(10 * time.Second)
		if !log.has("a node can't be reached", "node=3", "certificate is valid for elsewhere, not n3") {
			t.Error("nobody logs why the third node can't be reached")
		}
		if told := strings.Count(log.all("a node can't be reached: cert"), "\n"); told > 12 {
			t.Errorf("the log tells so %d times", told)
		}
	})
}

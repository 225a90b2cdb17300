package cli

import (
	"bytes"
	"context"
	"errors"
	"net"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/range/directory"
	"github.com/isochrondb/isochron/server/config"
	"github.com/isochrondb/isochron/server/node"
)

// TestStoreOfTheFuture: a store of a cluster at a version that this build does not speak is
// refused, and stays as it is.
func TestStoreOfTheFuture(t *testing.T) {
	dir := t.TempDir()
	c := config.Default()
	c.Store = dir
	newer := node.Options{Dir: c.StoreDir(), Trust: true, VersionMax: 99}
	if err := startOnce(t.Context(), newer); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		err := runNode(t, dir, nil)
		if !errors.Is(err, directory.ErrVersion) {
			t.Fatalf("it ended with %v, want %v", err, directory.ErrVersion)
		}
		for _, part := range []string{dir, "the cluster is at version 99", "this node speaks versions 1 to", "start it with a newer release"} {
			if !strings.Contains(err.Error(), part) {
				t.Errorf("%q does not say %q", err, part)
			}
		}
	}
	if err := startOnce(t.Context(), newer); err != nil {
		t.Error(err)
	}
	later := newer
	later.VersionMin, later.VersionMax = 100, 101
	if err := startOnce(t.Context(), later); !errors.Is(err, directory.ErrVersion) || !strings.Contains(err.Error(), "upgrade by way of a release that speaks both") {
		t.Errorf("a build that does not speak its version any more: %v", err)
	}
}

func startOnce(ctx context.Context, o node.Options) error {
	n, err := node.Start(ctx, o)
	if err != nil {
		return err
	}
	return n.Close()
}

// TestNodeStatus: versions stand in the list of nodes, and below it the cluster's.
func TestNodeStatus(t *testing.T) {
	n, err := node.Start(t.Context(), node.Options{InMemory: true, Trust: true, VersionMax: 7})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := n.Close(); err != nil {
			t.Error(err)
		}
	}()
	conf, err := pgconn.ParseConfig("postgresql://isochron@in-process/isochron?sslmode=disable")
	if err != nil {
		t.Fatal(err)
	}
	conf.DialFunc = func(ctx context.Context, _, _ string) (net.Conn, error) { return n.Dial(ctx) }
	conf.LookupFunc = func(context.Context, string) ([]string, error) { return []string{"in-process"}, nil }
	c, err := pgconn.ConnectConfig(t.Context(), conf)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close(context.Background()) }()
	var out bytes.Buffer
	if err := nodeStatus(t.Context(), c, &out, nil); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"CLOCK", "1-7       ±0.000 ms (one clock for all nodes)", "FREE\n", "\ncluster version 7\n"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q does not say %q", out.String(), want)
		}
	}
}

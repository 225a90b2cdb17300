package node_test

import (
	"context"
	"fmt"
	"net"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/range/transport/memnet"
	"github.com/isochrondb/isochron/server/node"
)

// startMember starts a node of a cluster on a network in memory.
func startMember(t *testing.T, w *memnet.Net, name string, join ...string) *node.Node {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	n, err := node.Start(ctx, node.Options{
		InMemory: true, Trust: true, CacheBytes: 8 << 20, MemTableBytes: 2 << 20,
		Network: w.Host(name), ListenAddr: name + ":26434", Join: join, Seed: 1,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := n.Close(); err != nil {
			t.Errorf("close %s: %v", name, err)
		}
	})
	return n
}

func dial(t *testing.T, n *node.Node) *pgx.Conn {
	t.Helper()
	conf, err := pgx.ParseConfig("postgresql://isochron@in-process/isochron?sslmode=disable")
	if err != nil {
		t.Fatal(err)
	}
	conf.DialFunc = func(ctx context.Context, _, _ string) (net.Conn, error) { return n.Dial(ctx) }
	conf.LookupFunc = func(context.Context, string) ([]string, error) { return []string{"in-process"}, nil }
	c, err := pgx.ConnectConfig(t.Context(), conf)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close(context.Background()) })
	return c
}

// Three nodes form a cluster: what is written at one is read at all.
func TestThreeNodesForm(t *testing.T) {
	w := memnet.New(memnet.Options{})
	t.Cleanup(w.Close)
	ctx := t.Context()
	nodes := []*node.Node{startMember(t, w, "n1")}
	for i := 2; i <= 3; i++ {
		nodes = append(nodes, startMember(t, w, fmt.Sprintf("n%d", i), "n1:26434"))
	}
	for i, n := range nodes {
		if got, want := n.ID(), uint32(i+1); got != want {
			t.Errorf("ID %d, want %d", got, want)
		}
		if n.ClusterID() != nodes[0].ClusterID() {
			t.Error("another cluster")
		}
	}
	if _, err := dial(t, nodes[1]).Exec(ctx, "CREATE TABLE a (id int PRIMARY KEY, v int)"); err != nil {
		t.Fatal(err)
	}
	for i, n := range nodes {
		if _, err := dial(t, n).Exec(ctx, "INSERT INTO a VALUES ($1, $1)", i); err != nil {
			t.Fatal(err)
		}
	}
	for _, n := range nodes {
		var count int
		if err := dial(t, n).QueryRow(ctx, "SELECT count(*) FROM a").Scan(&count); err != nil || count != 3 {
			t.Errorf("%d rows, %v; want 3", count, err)
		}
	}
}

package cluster_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

const nodeMemory = 48 << 20

func smallNode(o *node.Options) { o.MemoryBytes, o.MemoryMaxBytes = 40<<20, nodeMemory }

// large holds its sorted rows until it is closed.
const large = "DECLARE c CURSOR FOR SELECT g, repeat('x', 1000) FROM generate_series(1, %d) g ORDER BY g DESC"

func declare(t *testing.T, c *pgx.Conn, rows string) error {
	t.Helper()
	if _, err := c.Exec(t.Context(), "BEGIN"); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Exec(t.Context(), strings.ReplaceAll(large, "%d", rows)); err != nil {
		return err
	}
	_, err := c.Exec(t.Context(), "FETCH 1 FROM c")
	return err
}

// TestMemoryOfTheNode: what one session holds another can't have, and is told whose
// limit it was; short statements go on; all is given back.
func TestMemoryOfTheNode(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	cl := cluster.Start(t, cluster.WithOptions(smallNode))
	a, b, other := cl.Conn(ctx), cl.Conn(ctx), cl.Conn(ctx)
	if _, err := other.Exec(ctx, "CREATE TABLE t (k int PRIMARY KEY, v int); INSERT INTO t VALUES (1, 0)"); err != nil {
		t.Fatal(err)
	}
	idle := cl.Node().Memory().Used()
	if err := declare(t, a, "20000"); err != nil {
		t.Fatal(err)
	}
	if used := cl.Node().Memory().Used(); used < idle+20<<20 {
		t.Errorf("%d bytes are accounted for, want at least 20 MB more than %d", used, idle)
	}
	err := declare(t, b, "30000")
	var e *pgconn.PgError
	if !errors.As(err, &e) || e.Code != "53200" || !strings.Contains(e.Detail, "max-sql-memory") || !strings.Contains(e.Detail, "gives way") {
		t.Errorf("got %v, want 53200 of max-sql-memory", err)
	}
	for range 10 {
		if _, err := other.Exec(ctx, "UPDATE t SET v = v + 1 WHERE k = 1"); err != nil {
			t.Errorf("a short statement: %v", err)
		}
	}
	for _, c := range []*pgx.Conn{a, b} {
		if _, err := c.Exec(ctx, "ROLLBACK"); err != nil {
			t.Error(err)
		}
	}
	if used := cl.Node().Memory().Used(); used != idle {
		t.Errorf("%d bytes are still held, want %d", used, idle)
	}
}

// TestMemoryOfAStatement: the statement's own limit is another.
func TestMemoryOfAStatement(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	c := cluster.Start(t, cluster.WithOptions(func(o *node.Options) { o.MemoryBytes = 1 << 20 })).Conn(ctx)
	var e *pgconn.PgError
	if err := declare(t, c, "30000"); !errors.As(err, &e) || e.Code != "53200" || !strings.Contains(e.Detail, "budget sql-memory of 1048576 bytes") {
		t.Errorf("got %v, want 53200 of sql-memory", err)
	}
}

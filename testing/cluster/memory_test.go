package cluster_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

const (
	nodeMemory = 48 << 20
	plans      = 64 << 10 // of the statements here
)

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
	if used := cl.Node().Memory().Used(); used > idle+plans {
		t.Errorf("%d bytes are still held, want at most %d more than %d", used, plans, idle)
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

// TestMemoryOfWhatSessionsKeep: prepared statements, arguments of portals and settings
// are refused when there is no more room, and given back with what they belong to.
func TestMemoryOfWhatSessionsKeep(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 1<<20)
	tests := []struct {
		name string
		fill func(ctx context.Context, c *pgx.Conn, i int) error
		drop string
	}{
		{"prepared statements", func(ctx context.Context, c *pgx.Conn, i int) error {
			_, err := c.Prepare(ctx, fmt.Sprint("p", i), fmt.Sprintf("SELECT '%s%d'", long, i))
			return err
		}, "DEALLOCATE ALL"},
		{"PREPARE", func(ctx context.Context, c *pgx.Conn, i int) error {
			_, err := c.Exec(ctx, fmt.Sprintf("PREPARE p%d AS SELECT '%s%d'", i, long, i))
			return err
		}, "DEALLOCATE ALL"},
		{"settings", func(ctx context.Context, c *pgx.Conn, i int) error {
			_, err := c.Exec(ctx, fmt.Sprintf("SET my.setting%d = '%s'", i, long))
			return err
		}, "RESET ALL"},
		{"search paths", func(ctx context.Context, c *pgx.Conn, i int) error {
			_, err := c.Exec(ctx, fmt.Sprintf("SELECT set_config('my.setting%d', repeat('y', 1000000), false)", i))
			return err
		}, "RESET ALL"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			ctx := context.Background()
			cl := cluster.Start(t, cluster.WithOptions(smallNode))
			c := cl.Conn(ctx)
			idle := cl.Node().Memory().Used()
			var err error
			n := 0
			for ; err == nil && n < 100; n++ {
				err = tt.fill(ctx, c, n)
			}
			var e *pgconn.PgError
			if !errors.As(err, &e) || e.Code != "53200" {
				t.Fatalf("after %d: got %v, want 53200", n, err)
			}
			if _, err := c.Exec(ctx, "SELECT 1"); err != nil {
				t.Errorf("a short statement: %v", err)
			}
			if err := c.Close(ctx); err != nil {
				t.Error(err)
			}
			if err := gone(cl, idle+plans); err != nil {
				t.Error(err)
			}
		})
	}
}

// gone waits until the node's clients hold at most n bytes: a session ends after its
// connection.
func gone(cl *cluster.Cluster, n int64) error {
	for until := time.Now().Add(10 * time.Second); ; time.Sleep(time.Millisecond) {
		used := cl.Node().Memory().Used()
		if used <= n {
			return nil
		}
		if time.Now().After(until) {
			return fmt.Errorf("%d bytes are still held, want at most %d", used, n)
		}
	}
}

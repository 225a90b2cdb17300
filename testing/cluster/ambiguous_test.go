package cluster_test

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

// TestCancelledCommit: a statement that is cancelled while its commit is on its
// way to the disk is never told that nothing happened when something did.
func TestCancelledCommit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx := context.Background()
		var slow atomic.Bool
		fs := pebbleengine.WithHook(pebbleengine.MemFS(), func(op pebbleengine.Op) error {
			if slow.Load() && op.Kind == pebbleengine.OpSync && strings.HasSuffix(op.Path, ".log") {
				time.Sleep(100 * time.Millisecond)
			}
			return nil
		})
		c := cluster.Start(t, cluster.WithOptions(func(o *node.Options) { o.FS = fs }))
		conn := c.Conn(ctx)
		if _, err := conn.Exec(ctx, "CREATE TABLE t (a int PRIMARY KEY)"); err != nil {
			t.Fatal(err)
		}
		outcomes := map[string]int{}
		for i := range 20 {
			timeout := time.Duration(5*(i+1)) * time.Millisecond
			slow.Store(true)
			code := insertWithin(ctx, t, conn, i, timeout)
			slow.Store(false)
			outcomes[code]++
			time.Sleep(time.Minute) // whatever was on its way has arrived
			var there bool
			if err := conn.QueryRow(ctx, "SELECT EXISTS (SELECT FROM t WHERE a = $1)", i).Scan(&there); err != nil {
				t.Fatal(err)
			}
			switch {
			case code == "" && !there:
				t.Errorf("timeout %v: acknowledged, and not there", timeout)
			case code != "" && code != "40003" && there:
				t.Errorf("timeout %v: told %s, and there", timeout, code)
			}
		}
		t.Logf("outcomes: %v", outcomes)
	})
}

// insertWithin inserts a row under a statement timeout and returns the SQLSTATE
// it was told, "" for success.
func insertWithin(ctx context.Context, t *testing.T, conn *pgx.Conn, key int, timeout time.Duration) string {
	t.Helper()
	cancelled, stop := context.WithTimeout(ctx, time.Hour)
	defer stop()
	if _, err := conn.Exec(ctx, "SELECT set_config('statement_timeout', $1, false)", timeout.String()); err != nil {
		t.Fatal(err)
	}
	_, err := conn.Exec(cancelled, "INSERT INTO t VALUES ($1)", pgx.QueryExecModeSimpleProtocol, key)
	var e *pgconn.PgError
	switch {
	case err == nil:
	case !errors.As(err, &e):
		t.Fatal(err)
	}
	if _, err := conn.Exec(ctx, "RESET statement_timeout"); err != nil {
		t.Fatal(err)
	}
	if e != nil {
		return e.Code
	}
	return ""
}

package cluster_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/cockroachdb/pebble/v2/vfs"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

// fillingFS is a disk whose free space a test decides.
type fillingFS struct {
	pebbleengine.FS
	free *atomic.Uint64
}

func (f fillingFS) GetDiskUsage(string) (vfs.DiskUsage, error) {
	return vfs.DiskUsage{AvailBytes: f.free.Load(), TotalBytes: 10 << 30}, nil
}

// TestFullDisk: writes are refused with 53100 while reads go on, nothing is half
// done, and writes go on once there is space again.
func TestFullDisk(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx := context.Background()
		var free atomic.Uint64
		free.Store(5 << 30)
		c := cluster.Start(t, cluster.WithOptions(func(o *node.Options) { o.FS = fillingFS{pebbleengine.MemFS(), &free} })).Conn(ctx)
		const insert = "INSERT INTO t SELECT x FROM generate_series($1::int, $1 + 99) x"
		if _, err := c.Exec(ctx, "CREATE TABLE t (a int PRIMARY KEY); CREATE TABLE filler (a int PRIMARY KEY, b text)"); err != nil {
			t.Fatal(err)
		}
		if _, err := c.Exec(ctx, insert, 1); err != nil {
			t.Fatal(err)
		}
		count := func() (n int) {
			if err := c.QueryRow(ctx, "SELECT count(*) FROM t").Scan(&n); err != nil {
				t.Fatal(err)
			}
			return n
		}
		free.Store(1 << 20)
		for i := range 10 { // the engine looks at the disk every few megabytes
			if _, err := c.Exec(ctx, "INSERT INTO filler VALUES ($1, repeat('x', 1000000))", i); err != nil {
				break
			}
		}
		_, err := c.Exec(ctx, insert, 1000)
		var e *pgconn.PgError
		if !errors.As(err, &e) || e.Code != "53100" || e.Hint == "" {
			t.Errorf("on a full disk: got %v, want 53100 with a hint", err)
		}
		if n := count(); n != 100 {
			t.Errorf("%d rows, want 100", n)
		}
		free.Store(5 << 30)
		time.Sleep(time.Minute)
		if _, err := c.Exec(ctx, insert, 1000); err != nil {
			t.Errorf("with space again: %v", err)
		}
		if n := count(); n != 200 {
			t.Errorf("%d rows, want 200", n)
		}
	})
}

package cluster_test

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"syscall"
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

// brokenFS is a disk that takes no more data from a moment on.
type brokenFS struct {
	pebbleengine.FS
	err *atomic.Pointer[error]
}

func (f brokenFS) Create(name string, c vfs.DiskWriteCategory) (vfs.File, error) {
	file, err := f.FS.Create(name, c)
	return f.wrap(file), err
}

func (f brokenFS) ReuseForWrite(from, to string, c vfs.DiskWriteCategory) (vfs.File, error) {
	file, err := f.FS.ReuseForWrite(from, to, c)
	return f.wrap(file), err
}

func (f brokenFS) wrap(file vfs.File) vfs.File {
	if file == nil {
		return nil
	}
	return &brokenFile{file, f.err}
}

type brokenFile struct {
	vfs.File
	err *atomic.Pointer[error]
}

func (f *brokenFile) Write(b []byte) (int, error) {
	if e := f.err.Load(); e != nil {
		return 0, *e
	}
	return f.File.Write(b)
}

func (f *brokenFile) Sync() error {
	if e := f.err.Load(); e != nil {
		return *e
	}
	return f.File.Sync()
}

func (f *brokenFile) SyncData() error { return f.Sync() }

// TestBrokenDisk: once the disk takes nothing more, requests fail soon, also those that only
// need a reading of the clock, and what was acknowledged is there at the next start.
func TestBrokenDisk(t *testing.T) {
	for _, tt := range []struct {
		name, want string
		err        error
	}{{"full", "53100", syscall.ENOSPC}, {"failed", "58030", syscall.EIO}} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { breakDisk(t, &tt.err, tt.want) })
		})
	}
}

func breakDisk(t *testing.T, why *error, want string) {
	ctx := context.Background()
	var broken atomic.Pointer[error]
	fs := brokenFS{pebbleengine.MemFS(), &broken}
	with := cluster.WithOptions(func(o *node.Options) { o.FS = fs })
	first := cluster.Start(t, with)
	c := first.Conn(ctx)
	if _, err := c.Exec(ctx, "CREATE TABLE t (a int PRIMARY KEY); INSERT INTO t VALUES (1)"); err != nil {
		t.Fatal(err)
	}
	broken.Store(why)
	time.Sleep(time.Second) // the clock's bound runs out
	began := time.Now()
	for _, sql := range []string{"SELECT count(*) FROM t", "INSERT INTO t VALUES (2)"} {
		_, err := c.Exec(ctx, sql)
		var e *pgconn.PgError
		if !errors.As(err, &e) || e.Code != want {
			t.Errorf("%s: got %v, want %s", sql, err, want)
		}
	}
	if d := time.Since(began); d > 5*time.Second {
		t.Errorf("the answers took %v", d)
	}
	_ = c.Close(ctx)
	_ = first.Stop()
	broken.Store(nil)
	var n int
	if err := cluster.Start(t, with).Conn(ctx).QueryRow(ctx, "SELECT count(*) FROM t").Scan(&n); err != nil || n != 1 {
		t.Errorf("at the next start %d rows, %v; want 1", n, err)
	}
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
		fill := func() {
			for i := range 10 { // the engine looks at the disk every few megabytes
				if _, err := c.Exec(ctx, "INSERT INTO filler VALUES ($1, repeat('x', 1000000))", i); err != nil {
					break
				}
			}
		}
		refused := func(text string, args ...any) {
			t.Helper()
			_, err := c.Exec(ctx, text, args...)
			var e *pgconn.PgError
			if !errors.As(err, &e) || e.Code != "53100" || !strings.Contains(e.Detail, "disk of node 1") || e.Hint == "" {
				t.Errorf("%s on a full disk: got %v, want 53100 with a detail and a hint", text, err)
			}
		}
		free.Store(40 << 20) // a part of the reserve is left, for what makes room
		fill()
		refused(insert, 1000)
		if _, err := c.Exec(ctx, "TRUNCATE filler; CREATE TABLE more (a int); DROP TABLE more"); err != nil {
			t.Errorf("on a full disk: %v", err)
		}
		free.Store(1 << 20)
		time.Sleep(2 * time.Second)
		refused(insert, 1000)
		refused("TRUNCATE filler")
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

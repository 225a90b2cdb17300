package cluster_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/mvccgc"
	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

// The collection of the tests below: much sooner than by default.
var soon = mvccgc.Options{Window: 20 * time.Second, HoldMax: 4 * time.Minute, Every: 5 * time.Second, Floor: 1}

// TestSnapshotsOutliveTables: a REPEATABLE READ transaction reads its rows for as long as
// snapshots are kept, whatever becomes of its tables, through any gateway; after that it gets an
// error. Never fewer rows (T14, T21). And what nobody can read goes in the end.
func TestSnapshotsOutliveTables(t *testing.T) {
	for _, nodes := range []int{1, 3} {
		t.Run(fmt.Sprintf("%d nodes", nodes), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { snapshotsOutliveTables(t, nodes) })
		})
	}
}

// changes take the rows of a, b, c, d and the index of e from where they were.
var changes = []string{
	"TRUNCATE a", "DROP TABLE b", "ALTER TABLE c ALTER COLUMN v TYPE numeric", "DROP SCHEMA s CASCADE", "DROP INDEX e_v",
}

var readers = []string{
	"SELECT count(*) FROM a", "SELECT count(*) FROM b", "SELECT count(*) FROM c", "SELECT count(*) FROM s.d", "SELECT count(*) FROM e WHERE v BETWEEN 0 AND 999",
}

func snapshotsOutliveTables(t *testing.T, nodes int) {
	ctx := t.Context()
	c := cluster.StartRegions(t, cluster.Topology{
		Regions:   []cluster.Region{{Name: "home", Nodes: nodes}},
		Configure: func(_ *local.Node, o *node.Options) { o.Collect = soon },
		Seed:      uint64(nodes),
	})
	writer := c.Conn(ctx, "n1")
	exec(ctx, t, writer, "CREATE SCHEMA s")
	for _, name := range []string{"a", "b", "c", "s.d", "e"} {
		exec(ctx, t, writer, fmt.Sprintf("CREATE TABLE %s (id int PRIMARY KEY, v int)", name))
		exec(ctx, t, writer, fmt.Sprintf("INSERT INTO %s SELECT i, i FROM generate_series(1, 100) i", name))
	}
	exec(ctx, t, writer, "CREATE INDEX e_v ON e (v)")
	reader := c.Conn(ctx, fmt.Sprintf("n%d", nodes))
	exec(ctx, t, reader, "BEGIN ISOLATION LEVEL REPEATABLE READ")
	rowsOfAll(ctx, t, reader, "at first")
	for _, sql := range changes {
		exec(ctx, t, writer, sql)
	}
	for range 3 {
		time.Sleep(time.Minute) // three windows
		rowsOfAll(ctx, t, reader, "while the snapshot is kept")
	}
	time.Sleep(3 * time.Minute)
	for _, sql := range readers {
		exec(ctx, t, reader, "SAVEPOINT x")
		var n int
		err := reader.QueryRow(ctx, sql).Scan(&n)
		var e *pgconn.PgError
		if !errors.As(err, &e) && n != 100 || e != nil && e.Code != "72000" {
			t.Errorf("after the snapshot's time %s gives %d, %v; want 100 rows or 72000", sql, n, err)
		}
		exec(ctx, t, reader, "ROLLBACK TO x")
	}
	exec(ctx, t, reader, "ROLLBACK")
	time.Sleep(2 * time.Minute)
	var left int
	if err := writer.QueryRow(ctx, "SELECT count(*) FROM isochron_internal.jobs").Scan(&left); err != nil || left > 0 {
		t.Errorf("%d jobs are left, %v: what nobody can read is kept", left, err)
	}
}

func exec(ctx context.Context, t *testing.T, c *pgx.Conn, sql string) {
	t.Helper()
	if _, err := c.Exec(ctx, sql); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

func rowsOfAll(ctx context.Context, t *testing.T, c *pgx.Conn, when string) {
	t.Helper()
	for _, sql := range readers {
		var n int
		if err := c.QueryRow(ctx, sql).Scan(&n); err != nil || n != 100 {
			t.Errorf("%s: %s gives %d, %v; want 100", when, sql, n, err)
		}
	}
}

// TestCatalogIsCollected: what many changes of the schema leave goes, and who has been reading
// since before them reads on.
func TestCatalogIsCollected(t *testing.T) {
	for _, nodes := range []int{1, 3} {
		synctest.Test(t, func(t *testing.T) {
			ctx := t.Context()
			c := cluster.StartRegions(t, cluster.Topology{
				Regions:   []cluster.Region{{Name: "home", Nodes: nodes}},
				Configure: func(_ *local.Node, o *node.Options) { o.Collect = soon },
			})
			writer, reader := c.Conn(ctx, "n1"), c.Conn(ctx, fmt.Sprintf("n%d", nodes))
			exec(ctx, t, writer, "CREATE TABLE a (id int PRIMARY KEY)")
			exec(ctx, t, writer, "CREATE TABLE k (id int PRIMARY KEY)")
			exec(ctx, t, writer, "INSERT INTO k VALUES (1)")
			exec(ctx, t, reader, "BEGIN ISOLATION LEVEL REPEATABLE READ")
			exec(ctx, t, reader, "SELECT * FROM k")
			change := func() {
				for range 40 {
					exec(ctx, t, writer, "ALTER TABLE a ADD COLUMN x int")
					exec(ctx, t, writer, "ALTER TABLE a DROP COLUMN x")
				}
			}
			before := time.Now()
			change()
			for range 12 { // every 5 s, once 20 s are over
				time.Sleep(5 * time.Second)
				exec(ctx, t, reader, "SELECT * FROM k")
			}
			if got := catalogThreshold(ctx, t, c); got > hlc.Timestamp(before.UnixNano()) {
				t.Errorf("%d nodes: the catalog was collected up to %v, and somebody has been reading since %v", nodes, got, before)
			}
			exec(ctx, t, reader, "COMMIT")
			time.Sleep(20 * time.Second)
			change()
			time.Sleep(40 * time.Second)
			if got := catalogThreshold(ctx, t, c); got < hlc.Timestamp(before.UnixNano()) {
				t.Errorf("%d nodes: the catalog was collected up to %v; it was changed from %v on", nodes, got, before)
			}
			exec(ctx, t, writer, "INSERT INTO a VALUES (1)")
		})
	}
}

// catalogThreshold is up to where the catalog's range was collected.
func catalogThreshold(ctx context.Context, t *testing.T, c *cluster.Regions) hlc.Timestamp {
	t.Helper()
	x := c.Local().Nodes()[0].Node()
	d, err := x.Router().Lookup(ctx, keys.Key{keys.Catalog})
	if err != nil {
		t.Fatal(err)
	}
	var resp kvpb.StatsResponse
	if err := x.Router().Server(d).Send(ctx, &kvpb.StatsRequest{Header: &kvpb.Header{RangeId: d.ID, Generation: d.Generation}}, &resp); err != nil {
		t.Fatal(err)
	}
	return hlc.Timestamp(resp.ThresholdTs)
}

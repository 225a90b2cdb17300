package local_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/server/node"
)

// TestTie: two of three replicas lose different rows. The range stops, says so in the log, in a
// view and in a metric, and others go on; an operator says which replica is right, and the
// others are replaced by it.
func TestTie(t *testing.T) { synctest.Test(t, testTie) }

func testTie(t *testing.T) {
	ctx := t.Context()
	logs := &lines{}
	c := start(t, local.Options{
		Regions: []local.Region{{Name: "us-east"}}, Seed: 7, Replicated: true,
		Configure: func(_ *local.Node, o *node.Options) { o.CheckEvery = 30 * time.Second },
		Logger:    func(n *local.Node) *slog.Logger { return slog.New(slog.NewTextHandler(logs, nil)) },
	})
	conn := connect(t, c.Nodes()[0])
	exec(t, conn, "CREATE TABLE other (i int PRIMARY KEY); INSERT INTO other VALUES (1); CREATE TABLE t (i int PRIMARY KEY); INSERT INTO t SELECT generate_series(1, 100)")
	exec(t, conn, "ALTER TABLE t SPLIT AT VALUES (0)")
	exec(t, conn, "CREATE ROLE alice LOGIN")
	time.Sleep(time.Minute)
	var key keys.Key
	for lost, n := range c.Nodes()[1:] {
		if err := n.Crash(ctx); err != nil {
			t.Fatal(err)
		}
		for range lost + 1 {
			if err := n.Disk.Alter(func(e engine.Engine) (err error) { key, err = loseRow(e); return err }); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, n := range c.Nodes()[1:] {
		if err := n.Start(ctx); err != nil {
			t.Fatal(err)
		}
	}
	id := c.Nodes()[0].Node().Store().Containing(key).ID
	right := c.Nodes()[0].Node().Store().Ident().StoreID
	one := func(sql string) string {
		var out string
		if err := conn.QueryRow(ctx, sql).Scan(&out); err != nil {
			return err.Error()
		}
		return out
	}
	stopped := "SELECT coalesce(string_agg(range_id::text, ',') FILTER (WHERE tied_since BETWEEN now() - interval '2 minutes' AND now()), '') FROM isochron_internal.ranges"
	await(t, 2*time.Minute, func() string {
		if _, err := conn.Exec(ctx, "INSERT INTO t VALUES (-1) ON CONFLICT DO NOTHING"); err != nil {
			return err.Error() // the lease of a range without a fault waits for its term
		}
		if got := one(stopped); got != fmt.Sprint(id) {
			return "stopped: " + got
		}
		return ""
	})
	for _, n := range c.Nodes() {
		if got := gauge(t, n, "ranges_tied"); got != 1 {
			t.Errorf("%v counts %v ranges", n, got)
		}
	}
	if !logs.has("level=ERROR", "range stopped", fmt.Sprint("range=", id)) {
		t.Error("the logs do not tell")
	}
	short, cancel := context.WithTimeout(ctx, time.Minute)
	_, err := conn.Exec(short, "SELECT count(*) FROM t")
	cancel()
	if pg, ok := errors.AsType[*pgconn.PgError](err); !ok || pg.Code != "40001" || !strings.Contains(pg.Detail, "resolve_tie") {
		t.Errorf("a reader is told %v", err)
	}
	exec(t, conn, "INSERT INTO other VALUES (2)")
	for _, tt := range []struct{ id, store, code string }{
		{"0", "1", "42704"}, {"-1", "1", "42704"}, {"1", "1", "55000"}, {fmt.Sprint(id), "0", "22023"}, {fmt.Sprint(id), "9", "22023"}, {fmt.Sprint(id), "-1", "22023"},
	} {
		_, err := conn.Exec(ctx, fmt.Sprintf("SELECT isochron_internal.resolve_tie(%s, %s)", tt.id, tt.store))
		if pg, ok := errors.AsType[*pgconn.PgError](err); !ok || pg.Code != tt.code {
			t.Errorf("range %s, store %s: %v, want %s", tt.id, tt.store, err, tt.code)
		}
	}
	resolve := fmt.Sprintf("SELECT isochron_internal.resolve_tie(%d, %d)", id, right)
	exec(t, conn, "SET ROLE alice")
	if _, err := conn.Exec(ctx, resolve); err == nil || !strings.Contains(err.Error(), "42501") {
		t.Errorf("anybody decides: %v", err)
	}
	exec(t, conn, "RESET ROLE")
	exec(t, conn, resolve)
	await(t, 2*time.Minute, func() string {
		if got := one(stopped); got != "" {
			return "stopped: " + got
		}
		for _, n := range c.Nodes() {
			if w := n.Node().Store().Wrong(); len(w) > 0 {
				return fmt.Sprint(n, w)
			}
		}
		return upreplicated(c)
	})
	for _, n := range c.Nodes() {
		if got := gauge(t, n, "ranges_tied"); got != 0 {
			t.Errorf("%v counts %v ranges after the decision", n, got)
		}
		if got := count(t, connect(t, n)); got != 101 {
			t.Errorf("%v counts %d rows, want 101", n, got)
		}
	}
	time.Sleep(70 * time.Second) // compared again, twice
	for _, n := range c.Nodes() {
		if w, tied := n.Node().Store().Wrong(), n.Node().Store().Tied(); len(w)+len(tied) > 0 {
			t.Errorf("%v: %v, %v", n, w, tied)
		}
	}
}

package cluster_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/testing/cluster"
)

// TestRegionsOfOne: a region of one node, killed and started again, in virtual time.
func TestRegionsOfOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx := t.Context()
		c := cluster.StartRegions(t, cluster.Topology{Regions: []cluster.Region{{Name: "home", Nodes: 1}}})
		db := c.Pool("home")
		if _, err := db.Exec(ctx, "CREATE TABLE t (i int PRIMARY KEY)"); err != nil {
			t.Fatal(err)
		}
		c.Kill("n1")
		if _, err := db.Exec(ctx, "INSERT INTO t VALUES (1)"); err == nil {
			t.Error("an answer from the dead")
		}
		c.Restart("home")
		if _, err := db.Exec(ctx, "INSERT INTO t VALUES (2)"); err != nil {
			t.Error(err)
		}
		c.Restart("home-a")
		var n int
		if err := c.DB("n1").QueryRowContext(ctx, "SELECT count(*) FROM t").Scan(&n); err != nil || n != 1 {
			t.Errorf("%d rows, %v; want 1", n, err)
		}
	})
}

// TestRegionsURL: any client connects to a node of a cluster in real time.
func TestRegionsURL(t *testing.T) {
	ctx := context.Background()
	c := cluster.StartRegions(t, cluster.Topology{Regions: []cluster.Region{{Name: "a", Nodes: 2}}})
	conn, err := pgx.Connect(ctx, c.URL("n2"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	var one int
	if err := conn.QueryRow(ctx, "SELECT 1").Scan(&one); err != nil || one != 1 {
		t.Errorf("%d, %v", one, err)
	}
	if first, again := c.URL("n2"), c.URL("n2"); first != again {
		t.Error("the URL changes")
	}
}

// TestRegionsSkew: a node whose clock is beyond the budget keeps to itself, and the
// others go on.
func TestRegionsSkew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := cluster.StartRegions(t, cluster.Topology{Regions: []cluster.Region{{Name: "a", Nodes: 3}}})
		c.Skew(time.Hour, "n3")
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		if _, err := c.Pool("n3").Exec(ctx, "SELECT count(*) FROM pg_class"); err == nil {
			t.Error("a node whose clock is an hour ahead answers")
		}
		if _, err := c.Pool("n1").Exec(t.Context(), "SELECT count(*) FROM pg_class"); err != nil {
			t.Error(err)
		}
		c.Heal()
	})
}

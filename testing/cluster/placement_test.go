package cluster_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/testing/cluster"
)

// TestPlacementPolicies places a table and its index by policies: voters and leases come to be where
// these say, also after they were changed, and what regions can't give is refused.
func TestPlacementPolicies(t *testing.T) { synctest.Test(t, placementPolicies) }

// placedWithin is how long ranges may take to come where a policy says.
const placedWithin = 5 * time.Minute

func placementPolicies(t *testing.T) {
	ctx := t.Context()
	c := cluster.StartRegions(t, cluster.Topology{Regions: []cluster.Region{{Name: "us", Nodes: 2}, {Name: "eu"}, {Name: "ap", Nodes: 1}}})
	conn := c.Conn(ctx, "n1")
	run := func(list ...string) {
		t.Helper()
		for _, sql := range list {
			if _, err := conn.Exec(ctx, sql); err != nil {
				t.Fatalf("%s: %v", sql, err)
			}
		}
	}
	run("CREATE PLACEMENT POLICY p PRIMARY_REGION = 'eu'", "CREATE PLACEMENT POLICY one PRIMARY_REGION = 'ap' VOTERS = 1",
		"CREATE TABLE t (id int PRIMARY KEY, v int) TABLESPACE p", "INSERT INTO t SELECT i, i FROM generate_series(1, 100) i",
		"CREATE INDEX t_v ON t (v) PLACEMENT POLICY = one", "CREATE TABLE beside (id int PRIMARY KEY)")
	placed(t, conn, "eu", "eu eu eu", "t")
	placed(t, conn, "ap", "ap", "t_v")
	run("ALTER PLACEMENT POLICY p PRIMARY_REGION = 'us' REGIONS = 'us,eu,ap' SURVIVAL_PREFERENCES = '[region]'")
	placed(t, conn, "us", "ap eu us", "t")
	placed(t, conn, "ap", "ap", "t_v")
	run("ALTER INDEX t_v PLACEMENT POLICY = DEFAULT")
	placed(t, conn, "us", "ap eu us", "t")
	var n int
	if err := conn.QueryRow(ctx, "SELECT count(*) FROM t WHERE v > 0").Scan(&n); err != nil || n != 100 {
		t.Errorf("%d rows, %v", n, err)
	}
	refusedPlacements(t, conn)
}

// placed waits until the ranges of a table, or of an index, have their lease in a region and their
// voters in those listed, by what SHOW PLACEMENT and the directory say.
func placed(t *testing.T, conn *pgx.Conn, lease, voters, name string) {
	t.Helper()
	got := ""
	for end := time.Now().Add(placedWithin); time.Now().Before(end); time.Sleep(time.Second) {
		query := fmt.Sprintf(`WITH regions AS (SELECT s.store_id, substring(n.locality FROM 'region=([^,]*)') AS region
			FROM isochron_internal.stores s JOIN isochron_internal.nodes n USING (node_id)),
		placed AS (SELECT (SELECT region FROM regions WHERE store_id = r.lease_store) || ': ' ||
			(SELECT string_agg(g.region, ' ' ORDER BY g.region) FROM unnest(r.voters) v JOIN regions g ON g.store_id = v) AS at
			FROM isochron_internal.ranges r WHERE 'public.t' = ANY (r.tables) AND (r.start_pretty LIKE '/rows/%%/%%/2') = %v)
		SELECT (SELECT state FROM isochron_internal.placement WHERE object = '%s'::regclass) || ' ' || string_agg(DISTINCT at, '; ') FROM placed`, name == "t_v", name)
		if err := conn.QueryRow(context.Background(), query).Scan(&got); err != nil {
			got = err.Error()
		}
		if got == "SCHEDULED "+lease+": "+voters {
			return
		}
	}
	t.Fatalf("%s: got %s, want the lease in %s, voters in %s", name, got, lease, voters)
}

func refusedPlacements(t *testing.T, conn *pgx.Conn) {
	ctx := context.Background()
	for _, tt := range []struct{ sql, code, says string }{
		{"CREATE PLACEMENT POLICY x PRIMARY_REGION = 'mars'", "22023", "The cluster has the regions ap, eu, us."},
		{"CREATE PLACEMENT POLICY x REGIONS = 'us,eu' SURVIVAL_PREFERENCES = 'region'", "22023", "three are needed"},
		{"CREATE PLACEMENT POLICY x PRIMARY_REGION = 'ap' SURVIVAL_PREFERENCES = 'zone'", "22023", "loss of a zone"},
		{"CREATE PLACEMENT POLICY x CONSTRAINTS = '[+region=eu, +region=us]'", "22023", "contradict"},
		{"CREATE PLACEMENT POLICY x SCHEDULE = 'EVEN'", "0A000", "SCHEDULE"},
		{"CREATE PLACEMENT POLICY x VOTERS = 3 FOLLOWERS = 4", "0A000", "do not vote"},
		{"CREATE PLACEMENT POLICY x FOLLOWERS = 0", "22023", "FOLLOWERS"},
		{"CREATE PLACEMENT POLICY x FOLOWERS = 2", "42601", "FOLOWERS"},
		{"CREATE PLACEMENT POLICY pg_x VOTERS = 3", "42939", "pg_"},
		{"CREATE PLACEMENT POLICY p VOTERS = 3", "42710", "exists"},
		{"ALTER PLACEMENT POLICY p PRIMARY_REGION = 'mars'", "22023", "mars"},
		{"ALTER PLACEMENT POLICY nothing VOTERS = 3", "42704", "nothing"},
		{"DROP PLACEMENT POLICY p", "2BP01", "table t depends on placement policy p"},
		{"DROP TABLESPACE p", "2BP01", "table t depends on tablespace p"},
		{"DROP PLACEMENT POLICY nothing", "42704", "nothing"},
		{"CREATE TABLE x (a int) TABLESPACE nothing", "42704", "nothing"},
		{"CREATE TABLE x (a int) WITH (replicas = 3) TABLESPACE p", "22023", "contradict"},
		{"ALTER TABLE t SET (lease_preferences = 'region=eu')", "22023", "contradict"},
		{"CREATE TABLE x (a int PRIMARY KEY USING INDEX TABLESPACE p)", "0A000", "primary key"},
		{"CREATE TABLESPACE x LOCATION '/tmp'", "0A000", "CREATE TABLESPACE"},
		{"SHOW CREATE PLACEMENT POLICY nothing", "42704", "nothing"},
		{"SHOW PLACEMENT LIKE 'x'", "0A000", "LIKE"},
		{"SHOW PLACEMENT FOR TABLE nothing", "42P01", "nothing"},
	} {
		var e *pgconn.PgError
		_, err := conn.Exec(ctx, tt.sql)
		if !errors.As(err, &e) || e.Code != tt.code || !strings.Contains(e.Message+e.Detail+e.Hint, tt.says) {
			t.Errorf("%s: got %v, want %s and %q", tt.sql, err, tt.code, tt.says)
		}
	}
	var policies string
	if err := conn.QueryRow(ctx, "SELECT string_agg(spcname, ' ' ORDER BY spcname) FROM pg_tablespace").Scan(&policies); err != nil || policies != "one p pg_default pg_global" {
		t.Errorf("tablespaces are %s, %v", policies, err)
	}
}

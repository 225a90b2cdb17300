package pgcatalog_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/testing/cluster"
)

// Where things are on a node by itself: each statement is true.
func TestPlaces(t *testing.T) { synctest.Test(t, testPlaces) }

func testPlaces(t *testing.T) {
	ctx := t.Context()
	c := cluster.Start(t).Conn(ctx)
	for _, s := range []string{
		"CREATE TABLE t (id int PRIMARY KEY, v text)", "CREATE INDEX i ON t (v)", "CREATE TABLE u (id int PRIMARY KEY)", `CREATE TABLE "it's \ odd" (id int)`,
		"INSERT INTO t SELECT x, 'v' FROM generate_series(1, 100) x", "ALTER TABLE t SPLIT AT VALUES (50)",
	} {
		if _, err := c.Exec(ctx, s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
	time.Sleep(time.Second) // the directory, by which stores' replicas are counted, hears of a division after it
	for _, s := range []string{
		"SELECT count(*) = 1 FROM isochron_internal.nodes",
		"SELECT node_id = 1 AND is_live AND membership = 'active' AND epoch > 0 AND version_max >= version_min AND version_noted = version_max AND NOT agrees_clocks AND cores > 0 FROM isochron_internal.nodes",
		"SELECT length(cluster_id) = 32 AND version = next_version AND version = (SELECT version_max FROM isochron_internal.nodes) AND waits_for = '{}' AND clocks = 'budget' FROM isochron_internal.cluster",
		"SELECT count(*) = 1 AND bool_and(store_id = 1 AND node_id = 1 AND NOT degraded AND differing = 0 AND used_bytes >= 0) FROM isochron_internal.stores",
		"SELECT replicas = (SELECT count(*) FROM isochron_internal.ranges) FROM isochron_internal.stores",
		"SELECT count(*) > 5 AND bool_and(leaseholder = 1 AND lease_store = 1 AND voters = ARRAY[1] AND learners = '{}' AND generation > 0) FROM isochron_internal.ranges",
		"SELECT count(*) = 2 FROM isochron_internal.ranges WHERE 'public.t' = ANY (tables)",
		"SELECT count(*) = 1 FROM isochron_internal.ranges WHERE 'public.u' = ANY (tables)",
		"SELECT count(*) = 0 FROM isochron_internal.ranges WHERE 'public.nothing' = ANY (tables)",
		"SELECT start_pretty LIKE '/rows/%/50' OR start_pretty LIKE '/rows/%' FROM isochron_internal.ranges WHERE 'public.u' = ANY (tables)",
		"SELECT count(*) = (SELECT count(*) FROM isochron_internal.ranges) AND bool_and(node_id = 1 AND store_id = 1) FROM isochron_internal.leases",
		"SELECT sum(leases) = (SELECT count(*) FROM isochron_internal.leases) FROM isochron_internal.stores",
		"SELECT count(*) = 1 AND bool_and(node_id = 1 AND source = 'one clock for all nodes' AND error_ms = 0 AND step_ms = 0 AND budget_ms = 0 AND offset_min_ms IS NULL AND NOT contradicts AND proof IS NULL AND permit IS NULL) FROM isochron_internal.clocks",
		"SELECT count(*) = 6 FROM information_schema.tables WHERE table_schema = 'isochron_internal' AND table_name IN ('nodes', 'cluster', 'stores', 'ranges', 'leases', 'jobs')",
	} {
		var ok bool
		if err := c.QueryRow(ctx, s).Scan(&ok); err != nil || !ok {
			t.Errorf("%s: %v, %v", s, ok, err)
		}
	}
	for s, want := range map[string]int{
		"SHOW RANGES FROM TABLE t": 2, `SHOW RANGES FROM TABLE public."u"`: 1, `show ranges from table "it's \ odd"`: 1,
	} {
		if n := rowsOf(ctx, t, c, s); n != want {
			t.Errorf("%s: %d rows, want %d", s, n, want)
		}
	}
	for _, s := range []string{
		"ALTER TABLE t SET (replicas = 5, fillfactor = 70, lease_preferences = 'region=eu,region=us')", "ALTER TABLE t SET (replica_constraints = 'region=eu:2, zone!=us-a')",
		"ALTER TABLE t RESET (replicas)", "CREATE TABLE p (id int) WITH (replicas = 1)",
		"CREATE DATABASE far WITH replicas = 5 replica_constraints = 'region=eu:2'", "ALTER DATABASE far lease_preferences = 'region=eu'", "ALTER DATABASE far WITH replica_constraints DEFAULT",
		"ALTER DATABASE isochron replicas = 5",
	} {
		if _, err := c.Exec(ctx, s); err != nil {
			t.Errorf("%s: %v", s, err)
		}
	}
	policies := ""
	if err := c.QueryRow(ctx, `SELECT string_agg(concat_ws(' ', database_name, schema_name, table_name, replicas, replica_constraints, lease_preferences), ', ' ORDER BY database_name, table_name NULLS FIRST)
		FROM isochron_internal.placement_policies WHERE database_name NOT LIKE 'template%' AND database_name <> 'postgres'`).Scan(&policies); err != nil {
		t.Error(err)
	}
	if want := "far 5 region=eu, isochron 5, isochron public p 1, isochron public t 5 region=eu:2, zone!=us-a region=eu,region=us"; policies != want {
		t.Errorf("policies: got %q, want %q", policies, want)
	}
	if n := rowsOf(ctx, t, c, "SHOW RANGES"); n < 6 {
		t.Errorf("SHOW RANGES: %d rows", n)
	}
	for s, want := range map[string]string{"SHOW RANGES FROM TABLE nothing": "42P01", "CREATE TABLE x (id int) WITH (replicas = 4)": "22023", "ALTER TABLE t SET (replicas = many)": "22023",
		"CREATE DATABASE x WITH replicas = 2": "22023", "ALTER DATABASE isochron replica_constraints = 'eu'": "22023", "ALTER DATABASE isochron lease_preferences = 'x'": "22023",
		"ALTER DATABASE isochron replica_constraints = 'region=us:3'": "22023", "ALTER DATABASE isochron replica_count = 3": "42601",
		"ALTER TABLE t SET (replica_constraints = 'eu')": "22023", "ALTER TABLE t SET (replicas = 1)": "22023", "SHOW RANGES FROM t": "42601", "SHOW RANGES FROM TABLE": "42601", `SHOW ranges x`: "42601"} {
		var e *pgconn.PgError
		if _, err := c.Exec(ctx, s); !errors.As(err, &e) || e.Code != want {
			t.Errorf("%s: %v, want %s", s, err, want)
		}
	}
}

func rowsOf(ctx context.Context, t *testing.T, c *pgx.Conn, s string) int {
	t.Helper()
	rows, err := c.Query(ctx, s)
	if err != nil {
		t.Fatalf("%s: %v", s, err)
	}
	defer rows.Close()
	n := 0
	for rows.Next() {
		n++
	}
	if rows.Err() != nil || len(rows.FieldDescriptions()) != 11 || rows.FieldDescriptions()[1].Name != "start_key" {
		t.Errorf("%s: %v, %d columns", s, rows.Err(), len(rows.FieldDescriptions()))
	}
	return n
}

// TestListsAreOfTheSnapshot: what scans remember of the catalog is what their own transaction sees of
// their own database, and no reader changes it for the next.
func TestListsAreOfTheSnapshot(t *testing.T) {
	ctx := t.Context()
	node := cluster.Start(t)
	connect := func(database string) *pgx.Conn {
		config, err := pgx.ParseConfig(node.URL())
		if err != nil {
			t.Fatal(err)
		}
		if database != "" {
			config.Database = database
		}
		c, err := pgx.ConnectConfig(ctx, config)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = c.Close(context.Background()) })
		return c
	}
	exec := func(c *pgx.Conn, statements ...string) {
		t.Helper()
		for _, s := range statements {
			if _, err := c.Exec(ctx, s); err != nil {
				t.Fatalf("%s: %v", s, err)
			}
		}
	}
	own := connect("")
	exec(own, "CREATE DATABASE other", "CREATE TABLE a (id int PRIMARY KEY)", "CREATE VIEW v AS SELECT id FROM a")
	beside, other := connect(""), connect("other")
	sees := func(c *pgx.Conn, name string, want int) {
		t.Helper()
		for _, query := range []string{
			"SELECT count(*) FROM pg_class WHERE relname = $1", "SELECT count(*) FROM pg_class WHERE oid = to_regclass($1)",
			"SELECT count(DISTINCT attrelid) FROM pg_attribute WHERE attrelid = to_regclass($1)",
			"SELECT count(*) FROM information_schema.tables WHERE table_name = $1", "SELECT count(*) FROM pg_tables WHERE tablename = $1",
		} {
			var n int
			if err := c.QueryRow(ctx, query, name).Scan(&n); err != nil || n != want {
				t.Errorf("%s of %s: %d, %v, want %d", query, name, n, err, want)
			}
		}
		for _, readers := range []string{"SELECT * FROM pg_views", "SELECT * FROM information_schema.views", "SELECT * FROM pg_stat_user_tables"} {
			exec(c, readers)
		}
	}
	sees(own, "a", 1)
	sees(other, "a", 0)
	exec(own, "BEGIN", "CREATE TABLE b (id int)")
	sees(own, "b", 1)
	sees(beside, "b", 0)
	sees(own, "b", 1)
	exec(own, "ROLLBACK")
	sees(own, "b", 0)
	sees(beside, "a", 1)
	exec(beside, "DROP TABLE a CASCADE")
	sees(own, "a", 0)
	sees(other, "a", 0)
}

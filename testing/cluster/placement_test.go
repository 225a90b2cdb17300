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
	nonVoters(t, c, run)
	run("CREATE TABLESPACE w LOCATION ''", "ALTER TABLESPACE w SET (primary_region='eu', regions='eu,us', voters=3)", "ALTER TABLESPACE w RESET (regions)", "ALTER TABLESPACE w SET (primary_region = ap)",
		"CREATE ROLE keeper", "CREATE TABLESPACE v OWNER keeper LOCATION '' WITH (regions = 'ap,eu', primary_region = eu)")
	var options string
	if err := conn.QueryRow(ctx, "SELECT string_agg(spcname || ' of ' || spcowner::regrole || ': ' || array_to_string(spcoptions, ', '), '; ' ORDER BY spcname) FROM pg_tablespace WHERE spcname IN ('v', 'w')").Scan(&options); err != nil ||
		options != "v of keeper: regions='ap,eu', primary_region=eu; w of isochron: voters=3, primary_region=ap" {
		t.Errorf("tablespaces have %s, %v", options, err)
	}
	run("DROP TABLESPACE v", "DROP TABLESPACE w", "ALTER INDEX t_v PLACEMENT POLICY = DEFAULT")
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

// nonVoters has replicas that don't vote follow a policy: they come where it says, are read there as of the past,
// move when it is altered, and go when it does not ask for them.
func nonVoters(t *testing.T, c *cluster.Regions, run func(...string)) {
	ctx := context.Background()
	run(`CREATE PLACEMENT POLICY far PRIMARY_REGION = 'eu' LEARNER_CONSTRAINTS = '{"+region=us": 1, "+region=ap": 1}'`,
		"CREATE TABLE r (id int PRIMARY KEY, v int) TABLESPACE far", "INSERT INTO r SELECT i, i FROM generate_series(1, 100) i")
	ap := c.Conn(ctx, "ap")
	var state, text string
	standing := func(want string) {
		t.Helper()
		for end := time.Now().Add(placedWithin); ; time.Sleep(time.Second) {
			err := ap.QueryRow(ctx, `WITH regions AS (SELECT s.store_id, substring(n.locality FROM 'region=([^,]*)') AS region
				FROM isochron_internal.stores s JOIN isochron_internal.nodes n USING (node_id))
			SELECT (SELECT state FROM isochron_internal.placement WHERE object = 'r'::regclass),
				(SELECT string_agg(g.region, ' ' ORDER BY g.region) FROM unnest(r.voters) v JOIN regions g ON g.store_id = v) || ', ' ||
				coalesce((SELECT string_agg(g.region, ' ' ORDER BY g.region) FROM unnest(r.learners) v JOIN regions g ON g.store_id = v), 'none')
			FROM isochron_internal.ranges r WHERE 'public.r' = ANY (r.tables)`).Scan(&state, &text)
			if err == nil && state+" "+text == want {
				return
			}
			if time.Now().After(end) {
				t.Fatalf("got %s %s, %v, want %s", state, text, err, want)
			}
		}
	}
	standing("SCHEDULED eu eu eu, ap us")
	time.Sleep(6 * time.Second) // the replicas may stand sooner than that after the rows
	var n int
	if err := ap.QueryRow(ctx, "SELECT sum(v) FROM r AS OF SYSTEM TIME '-6s'").Scan(&n); err != nil || n != 5050 {
		t.Errorf("the past in ap: %d, %v", n, err)
	}
	run("ALTER PLACEMENT POLICY far PRIMARY_REGION = 'eu' LEARNERS = 2 LEARNER_CONSTRAINTS = '[+region=us]'")
	standing("SCHEDULED eu eu eu, us us")
	// One more than there is room for: it is told.
	run("ALTER PLACEMENT POLICY far PRIMARY_REGION = 'eu' LEARNERS = 3 LEARNER_CONSTRAINTS = '[+region=us]'")
	standing("INPROGRESS eu eu eu, us us")
	var reasons string
	if err := ap.QueryRow(ctx, "SELECT string_agg(reason, '; ') FROM isochron_internal.placement_violations WHERE 'public.r' = ANY (tables)").Scan(&reasons); err != nil ||
		reasons != "2 of 3 replicas that don't vote at [region=us]" {
		t.Errorf("violations are %s, %v", reasons, err)
	}
	// They may come to vote, and voters go.
	run("ALTER PLACEMENT POLICY far PRIMARY_REGION = 'us' REGIONS = 'us,ap' LEARNERS = 1")
	standing("SCHEDULED ap us us, eu")
	var shown string
	if err := ap.QueryRow(ctx, "SELECT array_to_string(spcoptions, ' ') FROM pg_tablespace WHERE spcname = 'far'").Scan(&shown); err != nil || shown != "primary_region=us regions='us,ap' learners=1" {
		t.Errorf("its options are %s, %v", shown, err)
	}
	run("ALTER TABLESPACE far RESET (learners)")
	standing("SCHEDULED ap us us, none")
	run("DROP TABLE r", "DROP TABLESPACE far")
}

func refusedPlacements(t *testing.T, conn *pgx.Conn) {
	ctx := context.Background()
	for _, tt := range []struct{ sql, code, says string }{
		{"CREATE PLACEMENT POLICY x PRIMARY_REGION = 'mars'", "22023", "The cluster has the regions ap, eu, us."},
		{"CREATE PLACEMENT POLICY x REGIONS = 'us,eu' SURVIVAL_PREFERENCES = 'region'", "22023", "three are needed"},
		{"CREATE PLACEMENT POLICY x PRIMARY_REGION = 'ap' SURVIVAL_PREFERENCES = 'zone'", "22023", "loss of a zone"},
		{"CREATE PLACEMENT POLICY x CONSTRAINTS = '[+region=eu, +region=us]'", "22023", "contradict"},
		{"CREATE PLACEMENT POLICY x SCHEDULE = 'EVEN'", "0A000", "SCHEDULE"},
		{"CREATE PLACEMENT POLICY x VOTERS = 3 FOLLOWERS = 4", "22023", "LEARNERS"},
		{"CREATE PLACEMENT POLICY x LEARNERS = 0", "22023", "from 1 to 9"},
		{"CREATE PLACEMENT POLICY x LEARNERS = 10", "22023", "from 1 to 9"},
		{"CREATE PLACEMENT POLICY x LEARNER_CONSTRAINTS = '[+region=us]'", "22023", "how many"},
		{"CREATE PLACEMENT POLICY x LEARNERS = 1 LEARNER_CONSTRAINTS = '[+region=mars]'", "22023", "The cluster has the regions ap, eu, us."},
		{"CREATE PLACEMENT POLICY x LEARNERS = 1 LEARNER_CONSTRAINTS = '[+region=us, +region=eu]'", "22023", "no node meets"},
		{"CREATE PLACEMENT POLICY x VOTER_CONSTRAINTS = '[+region=us]'", "0A000", "CONSTRAINTS"},
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
		{"CREATE TABLESPACE x LOCATION '/tmp'", "0A000", "placement policy"},
		{"CREATE TABLESPACE x LOCATION '' WITH (primary_region = mars)", "22023", "The cluster has the regions ap, eu, us."},
		{"CREATE TABLESPACE x LOCATION '' WITH (seq_page_cost = 2)", "0A000", "SEQ_PAGE_COST"},
		{"CREATE TABLESPACE x LOCATION '' WITH (a.voters = 3)", "22023", "namespace"},
		{"CREATE TABLESPACE x OWNER nobody LOCATION ''", "42704", "nobody"},
		{"CREATE TABLESPACE p LOCATION ''", "42710", "exists"},
		{"CREATE TABLESPACE pg_x LOCATION ''", "42939", "pg_"},
		{"CREATE TABLESPACE x", "42601", ""},
		{"ALTER TABLESPACE nothing SET (voters = 3)", "42704", "nothing"},
		{"ALTER TABLESPACE p RESET (voters = 3)", "42601", "RESET"},
		{"ALTER TABLESPACE p SET (voters = 3, voters = 5)", "22023", "twice"},
		{"ALTER TABLESPACE pg_default SET (voters = 3)", "0A000", "pg_default"},
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

// TestTablespaces: a placement policy is a tablespace, on a node by itself as well. Each statement
// has its SQLSTATE, "" for success, and each of the queries is true.
func TestTablespaces(t *testing.T) {
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, cluster.Start(t).URL())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	// space tells that a relation shows a tablespace, "" for none.
	space := func(name, want string) string {
		return fmt.Sprintf("SELECT COALESCE((SELECT spcname FROM pg_tablespace t WHERE t.oid = c.reltablespace), '') = '%s' FROM pg_class c WHERE c.oid = '%s'::regclass", want, name)
	}
	for _, tt := range []struct{ sql, code string }{
		{"CREATE PLACEMENT POLICY p VOTERS = 3", ""},
		{"CREATE PLACEMENT POLICY q FOLLOWERS = 4", ""},
		{"CREATE PLACEMENT POLICY x PRIMARY_REGION = 'eu'", "22023"}, // no node says where it is
		{"CREATE TABLE t (a int PRIMARY KEY, b int UNIQUE) TABLESPACE p", ""},
		{space("t", "p"), "true"}, {space("t_pkey", ""), "true"}, {space("t_b_key", ""), "true"},
		{"CREATE INDEX t_b ON t (b) TABLESPACE q", ""}, {space("t_b", "q"), "true"},
		{"ALTER INDEX t_b PLACEMENT POLICY = DEFAULT", ""}, {space("t_b", ""), "true"},
		{"ALTER INDEX t_pkey SET TABLESPACE q", "0A000"},
		{"BEGIN; CREATE PLACEMENT POLICY y VOTERS = 1; CREATE TABLE yt (a int) TABLESPACE y; ROLLBACK", ""},
		{"DROP PLACEMENT POLICY y", "42704"},
		{"BEGIN READ ONLY; DROP PLACEMENT POLICY q; COMMIT", "25006"}, {"ROLLBACK", ""},
		// Databases.
		{"ALTER DATABASE isochron SET TABLESPACE q", ""},
		{"SELECT dattablespace = (SELECT oid FROM pg_tablespace WHERE spcname = 'q') FROM pg_database WHERE datname = 'isochron'", "true"},
		{"ALTER TABLE t SET TABLESPACE q", ""}, {space("t", ""), "true"},
		{"ALTER TABLE t SET TABLESPACE pg_default", ""}, {space("t", "pg_default"), "true"},
		{"ALTER TABLE t PLACEMENT POLICY p", ""},
		{"ALTER DATABASE isochron replicas = 3", "22023"},
		{"DROP PLACEMENT POLICY q", "2BP01"},
		{"ALTER DATABASE isochron PLACEMENT POLICY = DEFAULT", ""},
		{"CREATE DATABASE d TABLESPACE q", ""}, {"CREATE DATABASE e TEMPLATE d", ""},
		{"SELECT dattablespace = (SELECT oid FROM pg_tablespace WHERE spcname = 'q') FROM pg_database WHERE datname = 'e'", "true"},
		{"DROP DATABASE d", ""}, {"DROP DATABASE e", ""},
		// Partitions follow their parent, and stay where they are when they are detached.
		{"CREATE TABLE r (a int PRIMARY KEY, b int) PARTITION BY RANGE (a) TABLESPACE p", ""},
		{"CREATE INDEX r_b ON r (b) TABLESPACE q", ""},
		{"CREATE TABLE r1 PARTITION OF r FOR VALUES FROM (1) TO (10) WITH (lease_preferences = 'region=us')", ""},
		{"CREATE TABLE r2 PARTITION OF r FOR VALUES FROM (10) TO (20)", ""}, {space("r2", ""), "true"},
		{"SELECT policy_name = 'p' AND NOT own FROM isochron_internal.placement WHERE object = 'r2'::regclass", "true"},
		{"ALTER TABLE r PARTITION r1 PLACEMENT POLICY = q", "22023"},
		{"ALTER TABLE r1 SET (replicas = 1)", ""},
		{"ALTER PLACEMENT POLICY p VOTERS = 5", ""},
		{"ALTER TABLE r DETACH PARTITION r2", ""}, {space("r2", "p"), "true"}, {space("r2_b_idx", "q"), "true"},
		{"ALTER TABLE r PARTITION r2 PLACEMENT POLICY = q", "42P01"},
		// Settings and rights.
		{"SET default_tablespace = q", ""}, {"CREATE TABLE s (a int PRIMARY KEY, b int UNIQUE)", ""}, {space("s", "q"), "true"}, {space("s_b_key", "q"), "true"},
		{"SET default_tablespace = nothing", ""}, {"CREATE TABLE s2 (a int)", "42704"}, {"RESET default_tablespace", ""},
		{"CREATE ROLE r; GRANT CREATE ON SCHEMA public TO r; SET ROLE r", ""},
		{"CREATE TABLE u (a int) TABLESPACE p", "42501"}, {"DROP PLACEMENT POLICY p", "42501"}, {"CREATE PLACEMENT POLICY z VOTERS = 1", "42501"},
		{"RESET ROLE; GRANT CREATE ON TABLESPACE p TO r; SET ROLE r", ""},
		{"CREATE TABLE u (a int) TABLESPACE p", ""}, {"SELECT has_tablespace_privilege('p', 'CREATE') AND NOT has_tablespace_privilege('q', 'CREATE')", "true"},
		{"RESET ROLE; DROP TABLE u; REVOKE CREATE ON SCHEMA public FROM r", ""}, {"DROP ROLE r", "2BP01"},
		// An owner does not take the database out of the policy that it was put into.
		{"CREATE DATABASE d TABLESPACE q OWNER r", ""}, {"SET ROLE r", ""},
		{"ALTER DATABASE d SET TABLESPACE pg_default", "42501"}, {"ALTER DATABASE d PLACEMENT POLICY = DEFAULT", "42501"}, {"RESET ROLE", ""},
		{"ALTER DATABASE d PLACEMENT POLICY = DEFAULT", ""}, {"SET ROLE r", ""}, {"ALTER DATABASE d PLACEMENT POLICY = DEFAULT", ""}, {"RESET ROLE", ""},
		{"DROP DATABASE d", ""},
		{"ALTER TABLESPACE p OWNER TO r", ""}, {"REASSIGN OWNED BY r TO isochron", ""}, {"DROP OWNED BY r; DROP ROLE r", ""},
		{"ALTER TABLESPACE p RENAME TO pp", ""}, {space("r2", "pp"), "true"}, {"ALTER TABLESPACE pp RENAME TO q", "42710"},
		{"COMMENT ON TABLESPACE pp IS 'here'", ""}, {"SELECT shobj_description(oid, 'pg_tablespace') = 'here' FROM pg_tablespace WHERE spcname = 'pp'", "true"},
		{"DROP TABLE r, r2, s, t", ""}, {"DROP TABLESPACE pp", ""}, {"DROP PLACEMENT POLICY IF EXISTS pp", ""}, {"DROP PLACEMENT POLICY q", ""},
		{"SELECT count(*) = 2 FROM pg_tablespace", "true"},
	} {
		if tt.code == "true" {
			var ok bool
			if err := conn.QueryRow(ctx, tt.sql).Scan(&ok); err != nil || !ok {
				t.Errorf("%s: %v, %v", tt.sql, ok, err)
			}
			continue
		}
		_, err := conn.PgConn().Exec(ctx, tt.sql).ReadAll()
		var e *pgconn.PgError
		if errors.As(err, &e); tt.code == "" && err != nil || tt.code != "" && (e == nil || e.Code != tt.code) {
			t.Errorf("%s: got %v, want %q", tt.sql, err, tt.code)
		}
	}
}

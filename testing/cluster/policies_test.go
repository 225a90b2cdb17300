package cluster_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// TestPoliciesBetweenNodes: where nodes compute together, too, nothing that a user wrote is
// evaluated on rows that policies hide. Odd rows are hidden, and each query fails on them.
func TestPoliciesBetweenNodes(t *testing.T) { synctest.Test(t, testPoliciesBetweenNodes) }

func testPoliciesBetweenNodes(t *testing.T) {
	ctx := t.Context()
	c, conns := threeRegions(t, 20*time.Millisecond, 5)
	own, alice := conns[0], conns[1]
	for _, q := range []string{
		"CREATE ROLE alice",
		"CREATE TABLE docs (id int PRIMARY KEY, owner text, level int, body text)",
		"CREATE TABLE other (id int PRIMARY KEY, doc int)",
		"ALTER TABLE docs SPLIT AT VALUES (500), (1000), (1500), (2000), (2500)",
		"ALTER TABLE other SPLIT AT VALUES (500), (1000), (1500), (2000), (2500)",
		"INSERT INTO docs SELECT x, CASE x % 2 WHEN 0 THEN 'alice' ELSE 'bob' END, (x + 1) % 2, CASE x % 2 WHEN 0 THEN '1' ELSE 'secret' END FROM generate_series(1, 3000) x",
		"INSERT INTO other SELECT x, 3001 - x FROM generate_series(1, 3000) x",
		"GRANT ALL ON docs, other TO alice",
		"ALTER TABLE docs ENABLE ROW LEVEL SECURITY",
	} {
		lines(ctx, t, own, q)
	}
	spread(t, c)
	lines(ctx, t, own, "ANALYZE docs")
	lines(ctx, t, own, "ANALYZE other")
	lines(ctx, t, alice, "SET SESSION AUTHORIZATION alice")
	lines(ctx, t, alice, "SET distributed_rows_min = 1")
	for _, policy := range []string{"owner = 'alice'", "owner = current_user", "owner IN (SELECT 'alice' FROM other)", "id % 2 = 0"} {
		lines(ctx, t, own, "DROP POLICY IF EXISTS p ON docs")
		lines(ctx, t, own, "CREATE POLICY p ON docs USING ("+policy+")")
		for q, want := range map[string]string{
			"SELECT count(*) FROM docs WHERE 1 / level > 0":                                           "1500",
			"SELECT sum(1 / level) FROM docs":                                                         "1500",
			"SELECT body::int, count(*) FROM docs GROUP BY body::int":                                 "1|1500",
			"SELECT count(*) FROM docs JOIN other ON docs.id = other.doc AND 1 / docs.level > 0":      "1500",
			"SELECT count(*) FROM docs JOIN other ON docs.id = other.doc AND docs.body::int = 1":      "1500",
			"SELECT count(*) FROM docs a JOIN docs b ON a.body::int + a.id = b.body::int + b.id":      "1500",
			"SELECT count(*) FROM other WHERE doc IN (SELECT id FROM docs WHERE 1 / level > 0)":       "1500",
			"SELECT count(DISTINCT body::int) FROM docs":                                              "1",
			"SELECT count(*) FROM (SELECT body::int AS x FROM docs ORDER BY 1 / level LIMIT 10) q":    "10",
			"SELECT count(*) FROM other LEFT JOIN docs ON docs.id = other.doc AND 1 / docs.level > 0": "3000",
		} {
			got := lines(ctx, t, alice, q)
			if strings.TrimSuffix(strings.Join(got, ";"), "|") != want {
				t.Errorf("USING (%s): %s: %v, want %s", policy, q, got, want)
			}
		}
	}
}

package plans

import (
	"context"
	"regexp"
	"strconv"
	"testing"

	"github.com/isochrondb/isochron/testing/cluster"
)

// TestJoinsUnderLimit: the first rows of a join in the order of an index are made of few rows.
func TestJoinsUnderLimit(t *testing.T) {
	ctx := context.Background()
	conn := cluster.Start(t).Conn(ctx)
	simple(ctx, t, conn,
		"CREATE TABLE u (id int PRIMARY KEY, email text, org int)", "CREATE INDEX ON u (org)",
		"CREATE TABLE p (id int PRIMARY KEY, uid int, at int)", "CREATE INDEX ON p (uid)", "CREATE INDEX ON p (at)",
		"INSERT INTO u SELECT i, 'u' || i, i % 50 FROM generate_series(1, 10000) i",
		"INSERT INTO p SELECT i, 1 + i * 13 % 10000, i FROM generate_series(1, 10000) i",
		"ANALYZE u", "ANALYZE p")
	for _, tt := range []struct {
		query string
		most  int // rows that a scan may give
	}{
		{"SELECT p.id, u.email FROM p JOIN u ON u.id = p.uid ORDER BY p.at DESC LIMIT 10", 10},
		{"SELECT p.id, u.email FROM p LEFT JOIN u ON u.id = p.uid ORDER BY p.at LIMIT 10 OFFSET 30", 40},
		{"SELECT p.id, u.email FROM p JOIN u ON u.id = p.uid LIMIT 10", 10},
		{"SELECT u.id FROM u WHERE EXISTS (SELECT FROM p WHERE p.uid = u.id) ORDER BY u.id LIMIT 10", 10},
		{"SELECT u.id, count(p.id) FROM u LEFT JOIN p ON p.uid = u.id GROUP BY u.id ORDER BY u.id LIMIT 3", 16},
		// Half of the first rows have a partner that passes: more are asked for each time.
		{"SELECT p.id, u.email FROM p JOIN u ON u.id = p.uid AND u.org < 25 ORDER BY p.at LIMIT 10", 80},
		{"SELECT p.id FROM p LEFT JOIN u ON u.id = p.uid WHERE u.org IS NULL OR u.org < 25 ORDER BY p.at LIMIT 10", 80},
	} {
		plan := lines(ctx, t, conn, "EXPLAIN (ANALYZE, TIMING off, COSTS off) "+tt.query)
		for _, m := range regexp.MustCompile(`Scan.*\(actual rows=(\d+) `).FindAllStringSubmatch(plan, -1) {
			if n, _ := strconv.Atoi(m[1]); n > tt.most {
				t.Errorf("%s reads %d rows, want %d at most:\n%s", tt.query, n, tt.most, plan)
			}
		}
	}
}

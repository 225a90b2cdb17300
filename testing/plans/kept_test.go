package plans

import (
	"context"
	"regexp"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/testing/cluster"
)

// TestKept: what in a part of a plan that runs again and again depends on nothing that changes is
// computed once, unless it is volatile.
func TestKept(t *testing.T) {
	ctx := context.Background()
	conn := cluster.Start(t).Conn(ctx)
	for _, text := range []string{
		"CREATE TABLE big (id int PRIMARY KEY, k int, v text)",
		"INSERT INTO big SELECT i, i % 100, 'v' || i FROM generate_series(1, 3000) i",
		"CREATE TABLE held (k int, w int)",
		"INSERT INTO held SELECT i, i % 7 FROM generate_series(1, 200) i",
		"CREATE TABLE few (id int PRIMARY KEY, n int)",
		"INSERT INTO few SELECT i, 100 * i FROM generate_series(1, 12) i",
		"CREATE SEQUENCE s",
		"ANALYZE big", "ANALYZE held", "ANALYZE few",
	} {
		if _, err := conn.Exec(ctx, text); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
	}
	for _, tc := range []struct{ query, scan, loops string }{
		{"SELECT (SELECT sum(big.id) FILTER (WHERE big.id < few.n) FROM big JOIN held USING (k)) FROM few", "big", "1"},
		{"SELECT (SELECT sum(big.id) FILTER (WHERE big.id < few.n) FROM big JOIN held USING (k)) FROM few", "held", "1"},
		{"SELECT (SELECT count(*) FROM (SELECT k FROM held WHERE w < few.id) s JOIN big ON s.k = big.k + 0) FROM few", "big", "1"},
		{"SELECT (SELECT count(*) FROM (SELECT k FROM held WHERE w < few.id) s JOIN big ON s.k = big.k + 0) FROM few", "held", "12"},
		{"SELECT few.id, l.c FROM few, LATERAL (SELECT count(*) FILTER (WHERE w < few.id) c FROM held) l", "held", "1"},
		{"SELECT few.id, l.c FROM few, LATERAL (SELECT count(*) FILTER (WHERE w < few.id) c FROM held WHERE k < nextval('s') * 1000) l", "held", "12"},
		{"WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT r.n + 1 FROM r JOIN (SELECT DISTINCT k FROM held) d ON d.k = r.n WHERE r.n < 10) SELECT count(*) FROM r", "held", "1"},
		{"SELECT few.id FROM few WHERE few.id IN (SELECT w FROM held WHERE k > few.n / 10000)", "held", "1"},
	} {
		scanned := regexp.MustCompile(`on ` + tc.scan + ` .*actual time=\S+ rows=\d+ loops=(\d+)`)
		rows, err := conn.Query(ctx, "EXPLAIN ANALYZE "+tc.query, pgx.QueryExecModeSimpleProtocol)
		if err != nil {
			t.Fatal(err)
		}
		lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil {
			t.Fatalf("%s: %v", tc.query, err)
		}
		got := ""
		for _, l := range lines {
			if m := scanned.FindStringSubmatch(l); m != nil {
				got = m[1]
			}
		}
		if got != tc.loops {
			t.Errorf("%s: %s was read %s times, want %s\n%q", tc.query, tc.scan, got, tc.loops, lines)
		}
	}
}

package plans

import (
	"context"
	"regexp"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/testing/cluster"
)

// TestPartners: a scan whose rows are looked up in a hash table gives those alone that have
// a partner there, where most have none and those are not wanted; not where the
// transaction's own writes lie among them, nor for a join that keeps them.
func TestPartners(t *testing.T) {
	ctx := context.Background()
	conn := cluster.Start(t).Conn(ctx)
	for _, text := range []string{
		"CREATE TABLE big (id int PRIMARY KEY, k int, v text)",
		"INSERT INTO big SELECT i, CASE WHEN i % 7 = 0 THEN NULL ELSE i % 1000 END, 'v' || i FROM generate_series(1, 20000) i",
		"CREATE TABLE few (k int, w text)",
		"INSERT INTO few VALUES (1, 'a'), (1, 'b'), (500, 'c'), (NULL, 'd'), (100000, 'e')",
		"ANALYZE big", "ANALYZE few",
	} {
		if _, err := conn.Exec(ctx, text); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
	}
	scanned := regexp.MustCompile(`on big .*actual time=\S+ rows=(\d+)`)
	for _, tc := range []struct{ query, count, rows string }{
		{"SELECT count(*) FROM big JOIN few ON big.k = few.k", "51", "34"},
		{"SELECT count(*) FROM big JOIN few ON big.k = few.k WHERE big.v LIKE 'v1%'", "29", "19"},
		{"SELECT count(*) FROM few WHERE EXISTS (SELECT 1 FROM big WHERE big.k = few.k AND big.v <> few.w)", "3", "34"},
		{"SELECT count(*) FROM few LEFT JOIN big ON big.k = few.k", "53", "34"},
		{"SELECT count(*) FROM big LEFT JOIN few ON big.k = few.k", "20017", "20000"},
	} {
		var count string
		if err := conn.QueryRow(ctx, tc.query, pgx.QueryExecModeSimpleProtocol).Scan(&count); err != nil {
			t.Fatalf("%s: %v", tc.query, err)
		}
		rows, err := conn.Query(ctx, "EXPLAIN ANALYZE "+tc.query, pgx.QueryExecModeSimpleProtocol)
		if err != nil {
			t.Fatal(err)
		}
		lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, l := range lines {
			if m := scanned.FindStringSubmatch(l); m != nil {
				got = m[1]
			}
		}
		if count != tc.count || got != tc.rows {
			t.Errorf("%s: %s, of %s rows read; want %s of %s\n%q", tc.query, count, got, tc.count, tc.rows, lines)
		}
	}
	tx, err := conn.Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback(ctx) }()
	if _, err := tx.Exec(ctx, "INSERT INTO big VALUES (0, 500, 'own'), (20001, 3, 'own')"); err != nil {
		t.Fatal(err)
	}
	var n int
	if err := tx.QueryRow(ctx, "SELECT count(*) FROM big JOIN few ON big.k = few.k").Scan(&n); err != nil || n != 52 {
		t.Errorf("with own writes: %d rows, %v; want 52", n, err)
	}
}

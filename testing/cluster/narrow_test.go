package cluster_test

import (
	"context"
	"testing"

	"github.com/isochrondb/isochron/testing/cluster"
)

// TestReadsWhatItNeeds: a serializable transaction that names a few rows, however it does
// so, does not mind what others write beside them.
func TestReadsWhatItNeeds(t *testing.T) {
	ctx := context.Background()
	c := cluster.Start(t)
	mine, other := c.Conn(ctx), c.Conn(ctx)
	setup := `CREATE TABLE s (w int, i int, q int NOT NULL, c text, PRIMARY KEY (w, i));
		INSERT INTO s SELECT w, i, 0, 'c' || i FROM generate_series(1, 2) w, generate_series(1, 2000) i;
		CREATE INDEX s_c ON s (c); CREATE TABLE picks (w int, i int); INSERT INTO picks VALUES (1, 1), (2, 2); ANALYZE s; ANALYZE picks`
	if _, err := mine.Exec(ctx, setup); err != nil {
		t.Fatal(err)
	}
	for _, st := range []string{
		"SELECT q FROM s WHERE (w, i) IN ((1, 1), (2, 2)) FOR UPDATE",
		"SELECT q FROM s WHERE (w = 1 AND i = 1) OR (w = 2 AND i = 2) FOR UPDATE",
		"SELECT q FROM s WHERE (w, i) IN ((1, 1), (2, 2))",
		"SELECT q FROM s WHERE (w, i) IN (SELECT w, i FROM picks)",
		"SELECT q FROM s WHERE w = (SELECT min(w) FROM picks) AND i = (SELECT min(i) FROM picks)",
		"SELECT q FROM s WHERE w = ANY ('{1,2}') AND i = ANY ('{1,2}')",
		"SELECT q FROM s WHERE (w, i) > (1, 1997) AND (w, i) < (2, 3)",
		"SELECT q FROM s WHERE c LIKE 'c2'",
		"SELECT min(i), max(i) FROM s WHERE w = 2 AND i < 1000",
		"UPDATE s SET q = 1 WHERE (w, i) IN ((1, 1), (2, 2))",
		"UPDATE s SET q = 1 WHERE (w, i) IN (SELECT w, i FROM picks)",
		"DELETE FROM s WHERE (w = 1 AND i = 1) OR (w = 2 AND i = 2)",
	} {
		for _, q := range []string{"BEGIN ISOLATION LEVEL SERIALIZABLE", st} {
			if _, err := mine.Exec(ctx, q); err != nil {
				t.Fatalf("%s: %v", q, err)
			}
		}
		if _, err := other.Exec(ctx, "UPDATE s SET q = q + 1 WHERE i = 1500"); err != nil {
			t.Fatal(err)
		}
		// The transaction writes, too, so that it commits after the other one.
		if _, err := mine.Exec(ctx, "UPDATE picks SET w = w; COMMIT"); err != nil {
			t.Errorf("%s: %v", st, err)
			if _, err := mine.Exec(ctx, "ROLLBACK"); err != nil {
				t.Fatal(err)
			}
		}
	}
}

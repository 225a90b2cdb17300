package logic

import (
	"context"
	"errors"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/testing/cluster"
)

// TestUnkeyedPartition: a partitioned table that alone has got a primary key takes rows for its partition, which
// has none, each under a row ID of its own; what would have to find them again is refused until the partition's
// key is attached. (Postgres finds rows by their place.)
func TestUnkeyedPartition(t *testing.T) {
	ctx := context.Background()
	c := cluster.Start(t).Conn(ctx)
	must := func(text string) {
		t.Helper()
		if _, err := c.Exec(ctx, text); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
	}
	must(`CREATE TABLE p (a int, b int) PARTITION BY RANGE (a)`)
	must(`CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10)`)
	must(`ALTER TABLE p1 ALTER a SET NOT NULL`)
	must(`ALTER TABLE ONLY p ADD PRIMARY KEY (a)`)
	must(`INSERT INTO p SELECT g, g FROM generate_series(0, 4) g`)
	for _, text := range []string{
		`UPDATE p SET b = 1`, `DELETE FROM p`, `SELECT * FROM p FOR UPDATE`,
		`MERGE INTO p USING (VALUES (1)) v(x) ON a = x WHEN MATCHED THEN DELETE`,
	} {
		_, err := c.Exec(ctx, text)
		var e *pgconn.PgError
		if !errors.As(err, &e) || e.Code != "0A000" {
			t.Errorf("%s: %v, want 0A000", text, err)
		}
	}
	must(`ALTER TABLE p1 ADD PRIMARY KEY (a)`)
	must(`ALTER INDEX p_pkey ATTACH PARTITION p1_pkey`)
	must(`UPDATE p SET b = 10 WHERE a = 3`)
	var n, sum int
	if err := c.QueryRow(ctx, `SELECT count(*), sum(b) FROM p`).Scan(&n, &sum); err != nil || n != 5 || sum != 17 {
		t.Errorf("%d rows with %d: %v; want 5 with 17", n, sum, err)
	}
}

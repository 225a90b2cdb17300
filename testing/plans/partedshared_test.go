package plans

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/testing/cluster"
)

// TestSharedPartitionedPlan: sessions that share a plan come to its partitions at the same time,
// each of which is planned when a row first comes to it.
func TestSharedPartitionedPlan(t *testing.T) {
	const parts, sessions, rows = 16, 4, 40
	ctx := context.Background()
	c := cluster.Start(t)
	setup := "CREATE TABLE p (id int PRIMARY KEY, v int NOT NULL) PARTITION BY HASH (id)"
	for i := range parts {
		setup += fmt.Sprintf("; CREATE TABLE p%d PARTITION OF p FOR VALUES WITH (MODULUS %d, REMAINDER %d)", i, parts, i)
	}
	first := c.Conn(ctx)
	if _, err := first.Exec(ctx, setup, pgx.QueryExecModeSimpleProtocol); err != nil {
		t.Fatal(err)
	}
	work := func(conn *pgx.Conn, of int) error {
		for i := range rows {
			id := of*rows + i
			for _, text := range []string{
				fmt.Sprintf("INSERT INTO p VALUES (%d, 0)", id), fmt.Sprintf("UPDATE p SET v = v + 1 WHERE id = %d", id),
				fmt.Sprintf("MERGE INTO p USING (SELECT %d AS k) x ON id = k WHEN MATCHED THEN UPDATE SET v = v + 1 WHEN NOT MATCHED THEN INSERT VALUES (k, -1)", id),
				fmt.Sprintf("DELETE FROM p WHERE id = %d AND id %% 2 = 1", id),
			} {
				if _, err := conn.Exec(ctx, text, pgx.QueryExecModeSimpleProtocol); err != nil {
					return fmt.Errorf("%s: %w", text, err)
				}
			}
		}
		return nil
	}
	errs := make([]error, sessions)
	var wg sync.WaitGroup
	for i := range sessions {
		conn := c.Conn(ctx)
		wg.Go(func() { errs[i] = work(conn, i) })
	}
	wg.Wait()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
	var got, sum int
	if err := first.QueryRow(ctx, "SELECT count(*), sum(v) FROM p").Scan(&got, &sum); err != nil || got != sessions*rows/2 || sum != 2*got {
		t.Errorf("%d rows of sum %d, %v, want %d rows of 2", got, sum, err, sessions*rows/2)
	}
}

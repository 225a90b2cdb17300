package wan

import (
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// TestLocksOfTwoRegions: clients in two regions that lock a row of each by one statement get the near
// one first, each its own, and so wait in a circle. None of them hears of it, though no transaction
// can be run again: each has read what no second attempt would find.
func TestLocksOfTwoRegions(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := build(t, in("a", "a", "a"), in("b", "b", "b"), in("a", "b", "c"))
		const each = 10
		var wg sync.WaitGroup
		began := time.Now()
		for _, region := range []string{"a", "b", "a", "b"} {
			conn := w.c.Conn(t.Context(), region)
			wg.Go(func() {
				for range each {
					err := pgx.BeginTxFunc(t.Context(), conn, pgx.TxOptions{IsoLevel: pgx.ReadCommitted}, func(tx pgx.Tx) error {
						if _, err := tx.Exec(t.Context(), "SELECT clock_timestamp()"); err != nil {
							return err
						}
						if _, err := tx.Exec(t.Context(), "SELECT FROM t WHERE i IN (1, 101) FOR UPDATE"); err != nil {
							return err
						}
						_, err := tx.Exec(t.Context(), "UPDATE t SET v = v + 1 WHERE i IN (1, 101)")
						return err
					})
					var e *pgconn.PgError
					if errors.As(err, &e) {
						t.Errorf("%s: %v\n%s", region, err, e.Detail)
					} else if err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		t.Logf("%d transactions took %v", 4*each, time.Since(began))
		var sum int
		if err := w.c.Conn(t.Context(), "a").QueryRow(t.Context(), "SELECT sum(v) FROM t").Scan(&sum); err != nil || sum != 2*4*each {
			t.Errorf("%d was added, %v; want %d", sum, err, 2*4*each)
		}
	})
}

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

// TestCircleOfOneStatement: who is chosen to break a circle gives back what its statement has got at
// once, also while it waits for others elsewhere, and goes on when those are done; and is lost where
// the circle is made of what it had before.
func TestCircleOfOneStatement(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := build(t, in("a", "a", "a"), in("b", "b", "b"), in("c", "c", "c"))
		begin := func(region string) pgx.Tx {
			tx, err := w.c.Conn(t.Context(), region).BeginTx(t.Context(), pgx.TxOptions{IsoLevel: pgx.ReadCommitted})
			if err != nil {
				t.Fatal(err)
			}
			// None is run again, and all know where the rows are.
			if _, err := tx.Exec(t.Context(), "SELECT clock_timestamp(), v FROM t WHERE i IN (1, 101, 201)"); err != nil {
				t.Fatal(err)
			}
			return tx
		}
		lock := func(tx pgx.Tx, rows string) error {
			_, err := tx.Exec(t.Context(), "SELECT FROM t WHERE i IN ("+rows+") FOR UPDATE")
			return err
		}
		must := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		idle, older, younger := begin("c"), begin("b"), begin("a")
		must(lock(idle, "201"))
		must(lock(older, "101"))
		got := make(chan error, 1)
		go func() { got <- lock(younger, "1, 101, 201") }()
		time.Sleep(time.Second)
		ended := make(chan error, 1)
		time.AfterFunc(10*time.Second, func() { ended <- idle.Rollback(t.Context()) })
		began := time.Now()
		must(lock(older, "1"))
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("the circle lasted %v", took)
		}
		must(older.Commit(t.Context()))
		must(<-ended)
		must(<-got)
		must(younger.Commit(t.Context()))

		older, younger = begin("b"), begin("a")
		must(lock(older, "101"))
		must(lock(younger, "2"))
		go func() { got <- lock(younger, "1, 101") }()
		time.Sleep(time.Second)
		began = time.Now()
		go func() {
			var e *pgconn.PgError
			if err := <-got; !errors.As(err, &e) || e.Code != "40P01" {
				t.Errorf("a circle of what it had before ended with %v", err)
			}
			_ = younger.Rollback(t.Context())
		}()
		must(lock(older, "2"))
		if took := time.Since(began); took > 1200*time.Millisecond { // two circles, not four
			t.Errorf("a circle of locks of before lasted %v", took)
		}
		must(older.Commit(t.Context()))
	})
}

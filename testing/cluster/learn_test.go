package cluster_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/sql/session"
	"github.com/isochrondb/isochron/testing/cluster"
)

// changesPlainly reads a counter by a plain SELECT and writes what follows from it.
func changesPlainly(ctx context.Context, tx pgx.Tx, key int) error {
	var v int
	if err := tx.QueryRow(ctx, `SELECT v FROM counters WHERE id = $1`, key).Scan(&v); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `UPDATE counters SET v = $2 WHERE id = $1`, key, v+1)
	return err
}

// TestLearnsToLock: what keeps conflicting is heard of below once in a hundred transactions, when the
// SELECT that loses was learnt. It is learnt of each client's by those of all.
func TestLearnsToLock(t *testing.T) {
	for _, mode := range replayModes {
		t.Run(fmt.Sprint(mode), func(t *testing.T) {
			ctx := t.Context()
			c := cluster.Start(t)
			setUpCounters(t, c)
			if _, err := c.Conn(ctx).Exec(ctx, "ALTER ROLE isochron RESET isochron.learn_to_lock"); err != nil {
				t.Fatal(err)
			}
			stats := c.Node().Sessions().Stats()
			a, b := connIn(t, c, mode), connIn(t, c, mode)
			for i := 0; stats.Learnt.Load() == 0; i++ {
				if i > 100 {
					t.Fatal("nothing was learnt of a hundred losses")
				}
				loseOnce(t, a, b)
			}
			done, lost := countTogether(t, c, mode, pgx.Serializable, changesPlainly)
			t.Logf("%d done, %d lost", done, lost)
			if lost*100 >= done {
				t.Errorf("%d of %d transactions were told of a conflict", lost, done+lost)
			}
			sum := 0
			if err := a.QueryRow(ctx, `SELECT sum(v) FROM counters`).Scan(&sum); err != nil || sum != done {
				t.Errorf("%d transactions were acknowledged, the counters tell of %d (%v)", done, sum, err)
			}
		})
	}
}

// loseOnce has a transaction of a lose a conflict with b, if its SELECT locks nothing.
func loseOnce(t *testing.T, a, b *pgx.Conn) {
	ctx := t.Context()
	err := pgx.BeginTxFunc(ctx, a, pgx.TxOptions{IsoLevel: pgx.Serializable}, func(tx pgx.Tx) error {
		var v int
		if err := tx.QueryRow(ctx, `SELECT v FROM counters WHERE id = $1`, 1).Scan(&v); err != nil {
			return err
		}
		if _, err := b.Exec(ctx, `UPDATE counters SET v = v + 1 WHERE id = 1`); err != nil {
			t.Fatal(err)
		}
		_, err := tx.Exec(ctx, `UPDATE counters SET v = $2 WHERE id = $1`, 1, v+1)
		return err
	})
	if err == nil {
		t.Fatal("the transaction did not lose")
	}
}

// readThenWrite has a transaction of a read one counter and write another, while b changes the first: to
// another value, or to another and back. b reads the second then, so that the transaction can't go before it.
func readThenWrite(t *testing.T, a, b *pgx.Conn, back bool) error {
	ctx := t.Context()
	return pgx.BeginTxFunc(ctx, a, pgx.TxOptions{IsoLevel: pgx.Serializable}, func(tx pgx.Tx) error {
		var v int
		if err := tx.QueryRow(ctx, `SELECT v FROM counters WHERE id = $1`, 1).Scan(&v); err != nil {
			return err
		}
		changes := []string{`UPDATE counters SET v = v + 1 WHERE id = 1`}
		if back {
			changes = append(changes, `UPDATE counters SET v = v - 1 WHERE id = 1`)
		}
		for _, q := range append(changes, `SELECT v FROM counters WHERE id = 2`) {
			if _, err := b.Exec(ctx, q); err != nil {
				t.Fatal(err)
			}
		}
		_, err := tx.Exec(ctx, `UPDATE counters SET v = $2 WHERE id = $1`, 2, v)
		return err
	})
}

// TestLearnsWhatIsFutile: blocks whose answers come out otherwise each time that they are run again are
// not, but now and then; where these come out the same, they are again.
func TestLearnsWhatIsFutile(t *testing.T) {
	c := cluster.Start(t)
	setUpCounters(t, c)
	if _, err := c.Conn(t.Context()).Exec(t.Context(), "ALTER ROLE isochron RESET isochron.learn_to_lock"); err != nil {
		t.Fatal(err)
	}
	stats := c.Node().Sessions().Stats()
	a, b := connIn(t, c, replayModes[0]), connIn(t, c, replayModes[0])
	futile := &stats.ReplaysBarred[session.BarFutile]
	const before, after = 32, 160
	for i := range before + after {
		err := readThenWrite(t, a, b, false)
		var e *pgconn.PgError
		if !errors.As(err, &e) || e.Code != "40001" {
			t.Fatalf("transaction %d: %v", i, err)
		}
		said := strings.Contains(e.Detail, "answers of such transactions were others")
		if said == strings.Contains(e.Detail, "The result of statement 1 of the transaction") || said && i < before {
			t.Fatalf("transaction %d: %s", i, e.Detail)
		}
	}
	if differed := stats.ReplaysDiffered.Load(); differed < before+after/32 || differed > before+after/8 {
		t.Errorf("%d of %d transactions were run again for nothing", differed, before+after)
	}
	unseen := 0
	for range 200 {
		if err := readThenWrite(t, a, b, true); err == nil {
			unseen++
		}
	}
	was := futile.Load()
	for i := range 20 {
		if err := readThenWrite(t, a, b, true); err != nil {
			t.Errorf("transaction %d after %d unseen ones: %v", i, unseen, err)
		}
	}
	if futile.Load() != was {
		t.Errorf("blocks that come out the same are not run again: %d", futile.Load()-was)
	}
}

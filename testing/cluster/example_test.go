package cluster_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/isochrondb/isochron/testing/cluster"
)

// pay is an application's function: it moves money, once, and says whether it did.
// Each payment has a number, so that it can be asked for where the answer got lost.
func pay(ctx context.Context, db *pgxpool.Pool, number, from, to, amount int) error {
	for {
		err := pgx.BeginFunc(ctx, db, func(tx pgx.Tx) error {
			tag, err := tx.Exec(ctx, "INSERT INTO payments VALUES ($1) ON CONFLICT DO NOTHING", number)
			if err != nil || tag.RowsAffected() == 0 {
				return err // it was made already
			}
			if _, err := tx.Exec(ctx, "UPDATE accounts SET balance = balance - $1 WHERE id = $2", amount, from); err != nil {
				return err
			}
			_, err = tx.Exec(ctx, "UPDATE accounts SET balance = balance + $1 WHERE id = $2", amount, to)
			return err
		})
		var said *pgconn.PgError
		if err == nil || ctx.Err() != nil || errors.As(err, &said) && said.Code[:2] != "40" && said.Code[:2] != "57" {
			return err
		}
		time.Sleep(50 * time.Millisecond) // the connection broke, or the server asks to try again
	}
}

// TestPaymentsSurviveARegion shows what a test of an application looks like that must
// survive the loss of a region: here, at some moment in the middle of a transaction. It
// takes a minute of virtual time, and much less than a second of real time.
func TestPaymentsSurviveARegion(t *testing.T) {
	began := time.Now()
	synctest.Test(t, func(t *testing.T) {
		virtual := time.Now()
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
		defer cancel()
		c := cluster.StartRegions(t, cluster.Topology{Regions: []cluster.Region{
			{Name: "us-east", Nodes: 1}, {Name: "eu-west", Nodes: 1}, {Name: "ap-northeast", Nodes: 1},
		}})
		db := c.Pool("us-east")
		if _, err := db.Exec(ctx, "CREATE TABLE accounts (id int PRIMARY KEY, balance int); CREATE TABLE payments (number int PRIMARY KEY); INSERT INTO accounts VALUES (1, 100), (2, 0)"); err != nil {
			t.Fatal(err)
		}
		for number, after := range []time.Duration{0, 100 * time.Millisecond, 250 * time.Millisecond} {
			paid := make(chan error)
			go func() { paid <- pay(ctx, db, number, 1, 2, 10) }()
			time.Sleep(after)
			c.Kill("eu-west")
			if err := <-paid; err != nil {
				t.Errorf("payment %d: %v", number, err)
			}
			c.Restart("eu-west")
		}
		var one, two int
		err := c.Pool("ap-northeast").QueryRow(ctx, "SELECT (SELECT balance FROM accounts WHERE id = 1), (SELECT balance FROM accounts WHERE id = 2)").Scan(&one, &two)
		if err != nil || one != 70 || two != 30 {
			t.Errorf("balances %d and %d, %v; want 70 and 30", one, two, err)
		}
		t.Logf("%v of virtual time", time.Since(virtual))
	})
	t.Logf("%v of real time", time.Since(began))
}

// TestStartRegions: nine nodes in three regions, from nothing to the first row, every
// range replicated. It says what that costs in real time.
func TestStartRegions(t *testing.T) {
	began := time.Now()
	synctest.Test(t, func(t *testing.T) {
		ctx, virtual := t.Context(), time.Now()
		c := cluster.StartRegions(t, cluster.Topology{})
		conn := c.Conn(ctx, "ap-northeast")
		if _, err := conn.Exec(ctx, "CREATE TABLE t (i int PRIMARY KEY); INSERT INTO t VALUES (1)"); err != nil {
			t.Fatal(err)
		}
		var row int
		if err := conn.QueryRow(ctx, "SELECT i FROM t").Scan(&row); err != nil || row != 1 {
			t.Errorf("%d, %v", row, err)
		}
		t.Logf("%v of virtual time", time.Since(virtual))
	})
	t.Logf("%v of real time, with the end", time.Since(began))
}

// BenchmarkStartRegions is that in real time, without the end.
func BenchmarkStartRegions(b *testing.B) {
	ctx := context.Background()
	for b.Loop() {
		c := cluster.StartRegions(b, cluster.Topology{})
		conn := c.Conn(ctx, "us-east")
		var one int
		if err := conn.QueryRow(ctx, "SELECT 1").Scan(&one); err != nil {
			b.Fatal(err)
		}
	}
}

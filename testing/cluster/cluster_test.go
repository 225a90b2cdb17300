package cluster_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

// transfer is an application's function: what a user of this package tests.
func transfer(ctx context.Context, db *pgxpool.Pool, from, to, amount int) error {
	return pgx.BeginFunc(ctx, db, func(tx pgx.Tx) error {
		var balance int
		if err := tx.QueryRow(ctx, "SELECT balance FROM accounts WHERE id = $1 FOR UPDATE", from).Scan(&balance); err != nil {
			return err
		}
		if balance < amount {
			return errors.New("not enough money")
		}
		for id, change := range map[int]int{from: -amount, to: amount} {
			if _, err := tx.Exec(ctx, "UPDATE accounts SET balance = balance + $1 WHERE id = $2", change, id); err != nil {
				return err
			}
		}
		return nil
	})
}

// TestTransfer is what a test of an application looks like.
func TestTransfer(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	db := cluster.Start(t).Pool()
	if _, err := db.Exec(ctx, "CREATE TABLE accounts (id int PRIMARY KEY, balance int); INSERT INTO accounts VALUES (1, 100), (2, 0)"); err != nil {
		t.Fatal(err)
	}
	if err := transfer(ctx, db, 1, 2, 30); err != nil {
		t.Fatal(err)
	}
	if err := transfer(ctx, db, 1, 2, 100); err == nil {
		t.Error("money from nowhere")
	}
	var one, two int
	if err := db.QueryRow(ctx, "SELECT (SELECT balance FROM accounts WHERE id = 1), (SELECT balance FROM accounts WHERE id = 2)").Scan(&one, &two); err != nil {
		t.Fatal(err)
	}
	if one != 70 || two != 30 {
		t.Errorf("balances %d and %d, want 70 and 30", one, two)
	}
}

// TestParallel runs many nodes at once: they share nothing.
func TestParallel(t *testing.T) {
	for i := range 8 {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			db := cluster.Start(t).DB()
			if _, err := db.Exec("CREATE TABLE t (i int PRIMARY KEY)"); err != nil {
				t.Fatal(err)
			}
			if _, err := db.Exec("INSERT INTO t VALUES ($1)", i); err != nil {
				t.Fatal(err)
			}
			var got int
			if err := db.QueryRow("SELECT i FROM t").Scan(&got); err != nil || got != i {
				t.Errorf("got %d, %v; want %d", got, err, i)
			}
		})
	}
}

// TestVirtualTime runs a node inside of a bubble: a day passes in no time, and
// the bubble ends only if every goroutine of the node has ended.
func TestVirtualTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx := context.Background()
		c := cluster.Start(t).Conn(ctx)
		var before, after time.Time
		if err := c.QueryRow(ctx, "SELECT now()").Scan(&before); err != nil {
			t.Fatal(err)
		}
		if _, err := c.Exec(ctx, "SELECT pg_sleep(86400)"); err != nil {
			t.Fatal(err)
		}
		if err := c.QueryRow(ctx, "SELECT now()").Scan(&after); err != nil {
			t.Fatal(err)
		}
		if d := after.Sub(before); d < 24*time.Hour || d > 25*time.Hour {
			t.Errorf("a day took %v", d)
		}
	})
}

// TestURL is for clients that want an address.
func TestURL(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	c := cluster.Start(t)
	url := c.URL()
	if again := c.URL(); again != url {
		t.Errorf("the URL changes from %s to %s", url, again)
	}
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	var one int
	if err := conn.QueryRow(ctx, "SELECT 1").Scan(&one); err != nil || one != 1 {
		t.Errorf("got %d, %v", one, err)
	}
}

// TestOptions: an error tells its SQLSTATE like Postgres's.
func TestOptions(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	c := cluster.Start(t, cluster.WithOptions(func(o *node.Options) { o.MemoryBytes = 1 << 20 })).Conn(ctx)
	_, err := c.Exec(ctx, "SELECT array_agg(x) FROM generate_series(1, 1000000) x")
	var e *pgconn.PgError
	if !errors.As(err, &e) || e.Code != "53200" {
		t.Errorf("got %v, want 53200", err)
	}
}

func BenchmarkStart(b *testing.B) {
	ctx := context.Background()
	for b.Loop() {
		n, err := node.Start(ctx, node.Options{InMemory: true, Trust: true})
		if err != nil {
			b.Fatal(err)
		}
		if err := n.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

package cluster_test

import (
	"errors"
	"runtime"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/testing/cluster"
)

// turnsTried starts a node on which blocks have lost to each other so often that turns are tried, and returns
// connections to it.
func turnsTried(t *testing.T) (c *cluster.Cluster, a, b *pgx.Conn) {
	t.Helper()
	was := runtime.GOMAXPROCS(2) // so many turns
	t.Cleanup(func() { runtime.GOMAXPROCS(was) })
	c = cluster.Start(t)
	setUpCounters(t, c)
	if _, err := c.Conn(t.Context()).Exec(t.Context(), "ALTER ROLE isochron RESET isochron.learn_to_lock"); err != nil {
		t.Fatal(err)
	}
	a, b = connIn(t, c, replayModes[0]), connIn(t, c, replayModes[0])
	for range 300 { // more than enough
		if err := readThenWrite(t, a, b, false); err == nil {
			t.Fatal("the transaction did not lose")
		}
	}
	if n := c.Node().Sessions().Stats().TurnWaits.Load(); n != 0 {
		t.Fatalf("%d blocks waited for their turn, where there was one at a time", n)
	}
	return c, a, b
}

// beginReading begins a block as those of readThenWrite do.
func beginReading(t *testing.T, conn *pgx.Conn) pgx.Tx {
	t.Helper()
	tx, err := conn.BeginTx(t.Context(), pgx.TxOptions{IsoLevel: pgx.Serializable})
	if err != nil {
		t.Fatal(err)
	}
	var v int
	if err := tx.QueryRow(t.Context(), `SELECT v FROM counters WHERE id = $1`, 1).Scan(&v); err != nil {
		t.Fatal(err)
	}
	return tx
}

// TestTakesTurns: blocks that keep losing to each other take turns; one that waits for its turn goes on though
// those who hold the turns never end.
func TestTakesTurns(t *testing.T) {
	ctx := t.Context()
	c, a, b := turnsTried(t)
	stats := c.Node().Sessions().Stats()
	held := make([]pgx.Tx, runtime.GOMAXPROCS(0))
	for i := range held {
		held[i] = beginReading(t, connIn(t, c, replayModes[0]))
	}
	if n := stats.TurnWaits.Load(); n != 0 {
		t.Errorf("%d blocks waited for their turn, where as many began as there are processors", n)
	}
	one := beginReading(t, a)
	if n := stats.TurnWaits.Load(); n != 1 {
		t.Errorf("%d blocks waited for their turn, where one more began", n)
	}
	if _, err := b.Exec(ctx, `UPDATE counters SET v = v + 1 WHERE id = 3`); err != nil {
		t.Fatal(err)
	}
	if err := one.Commit(ctx); err != nil {
		t.Error(err)
	}
	for _, tx := range held {
		if err := tx.Commit(ctx); err != nil {
			t.Error(err)
		}
	}
}

// TestLosesEarly: a block that takes turns is lost at the statement after the commit that it loses to.
func TestLosesEarly(t *testing.T) {
	ctx := t.Context()
	_, a, b := turnsTried(t)
	tx, other := beginReading(t, a), beginReading(t, b)
	if _, err := other.Exec(ctx, `UPDATE counters SET v = v + 1 WHERE id = 1`); err != nil {
		t.Fatal(err)
	}
	if err := other.Commit(ctx); err != nil {
		t.Fatal(err)
	}
	var v int
	err := tx.QueryRow(ctx, `SELECT v FROM counters WHERE id = $1`, 2).Scan(&v)
	if e, ok := errors.AsType[*pgconn.PgError](err); !ok || e.Code != "40001" {
		t.Errorf("the next statement: %v", err)
	}
	if err := tx.Rollback(ctx); err != nil {
		t.Error(err)
	}
}

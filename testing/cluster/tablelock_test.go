package cluster_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"

	"github.com/jackc/pgx/v5/pgconn"
)

// TestLockTableOfOtherNodes: LOCK TABLEs of different nodes follow one another; what a writer of
// another node commits meanwhile costs the one that holds the table its commit, whatever its
// isolation level.
func TestLockTableOfOtherNodes(t *testing.T) { synctest.Test(t, testLockTableOfOtherNodes) }

func testLockTableOfOtherNodes(t *testing.T) {
	ctx := t.Context()
	c := threeNodes(t, &lockedLog{})
	a, b := c.Conn(ctx, "n1"), c.Conn(ctx, "n2")
	lines(ctx, t, a, "CREATE TABLE locked (id int PRIMARY KEY, v int)")
	lines(ctx, t, a, "INSERT INTO locked VALUES (1, 0)")
	lines(ctx, t, a, "CREATE TABLE told (n int)")
	lines(ctx, t, b, "SELECT * FROM locked")
	begin := "BEGIN ISOLATION LEVEL READ COMMITTED"

	lines(ctx, t, a, begin)
	lines(ctx, t, a, "LOCK TABLE locked IN EXCLUSIVE MODE")
	ended := make(chan error, 1)
	go func() {
		for _, sql := range []string{begin, "LOCK TABLE locked IN SHARE ROW EXCLUSIVE MODE", "INSERT INTO locked SELECT max(id) + 1, 0 FROM locked", "COMMIT"} {
			if _, err := b.Exec(context.WithoutCancel(ctx), sql); err != nil {
				ended <- err
				return
			}
		}
		ended <- nil
	}()
	lines(ctx, t, a, "SELECT pg_sleep(1)")
	select {
	case err := <-ended:
		t.Fatalf("the second LOCK TABLE did not wait: %v", err)
	default:
	}
	lines(ctx, t, a, "INSERT INTO locked SELECT max(id) + 1, 0 FROM locked")
	lines(ctx, t, a, "COMMIT")
	if err := <-ended; err != nil {
		t.Fatalf("the second: %v", err)
	}

	lines(ctx, t, a, "SET isochron.transaction_replay = off") // the count is the same where a row was changed
	for _, write := range []string{"UPDATE locked SET v = v + 1 WHERE id = 1", "INSERT INTO locked VALUES (100, 0)", "DELETE FROM locked WHERE id = 2"} {
		lines(ctx, t, a, begin)
		lines(ctx, t, a, "LOCK TABLE locked")
		lines(ctx, t, a, "SELECT count(*) FROM locked")
		lines(ctx, t, b, write)
		lines(ctx, t, a, "INSERT INTO told VALUES (1)")
		_, err := a.Exec(ctx, "COMMIT")
		var e *pgconn.PgError
		if !errors.As(err, &e) || e.Code != "40001" {
			t.Errorf("beside %s: %v, want 40001", write, err)
		}
	}
}

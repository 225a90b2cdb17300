package local_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/server/local"
)

// TestVisibleTold: what a transaction tells of a commit whose sync is under way waits for it, where
// the transaction keeps nothing of what it saw (T22).
func TestVisibleTold(t *testing.T) {
	for name, w := range map[string]struct{ write, ask, want string }{
		"a locked read of a deleted row": {"DELETE FROM t WHERE i = 1", "SELECT i::text FROM t WHERE i = 1 FOR UPDATE", ""},
		"an aggregate of locked rows":    {"DELETE FROM t WHERE i = 1", "SELECT count(*)::text FROM (SELECT i FROM t WHERE i = 1 FOR UPDATE) AS x", "0"},
		"an insert in a function":        {"INSERT INTO t VALUES (7)", "SELECT f(7)", "done before"},
	} {
		for _, level := range []string{"serializable", "repeatable read", "read committed"} {
			t.Run(name+"/"+level, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) { visibleTold(t, w.write, w.ask, w.want, level) })
			})
		}
	}
}

func visibleTold(t *testing.T, write, ask, want, level string) {
	n := start(t, local.Options{Seed: 1}).Nodes()[0]
	x, y := connect(t, n), connect(t, n)
	exec(t, x, "CREATE TABLE t (i int PRIMARY KEY)")
	exec(t, x, "INSERT INTO t VALUES (1)")
	exec(t, x, "CREATE FUNCTION f(n int) RETURNS text LANGUAGE plpgsql AS $$ BEGIN INSERT INTO t VALUES (n); RETURN 'new'; EXCEPTION WHEN unique_violation THEN RETURN 'done before'; END $$")
	exec(t, y, "SET default_transaction_isolation = '"+level+"'")
	release := n.Disk.Stick()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	wrote, told := make(chan error, 1), make(chan string, 1)
	go func() { _, err := x.Exec(ctx, write); wrote <- err }()
	time.Sleep(20 * time.Millisecond)
	go func() {
		var s string
		if err := y.QueryRow(ctx, ask).Scan(&s); err != nil && !errors.Is(err, pgx.ErrNoRows) {
			s = err.Error()
		}
		told <- s
	}()
	time.Sleep(100 * time.Millisecond)
	select {
	case s := <-told:
		t.Errorf("told %q before it is durable", s)
		told <- s
	default:
	}
	release()
	if err := <-wrote; err != nil {
		t.Error(err)
	}
	if s := <-told; s != want {
		t.Errorf("told %q, want %q", s, want)
	}
}

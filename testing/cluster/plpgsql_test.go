package cluster_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/testing/cluster"
)

func blockExec(ctx context.Context, t *testing.T, c *pgx.Conn, sql string) {
	t.Helper()
	if _, err := c.Exec(ctx, sql); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

func stateOf(err error) string {
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		return e.Code
	}
	return fmt.Sprint(err)
}

// TestBlocksUnderConflicts: blocks that read and write a row at once, as one statement each:
// no update is lost, whatever is repeated, of the statement or of a part of it.
func TestBlocksUnderConflicts(t *testing.T) {
	const clients, rounds = 4, 12
	for _, level := range []string{"serializable", "repeatable read", "read committed"} {
		t.Run(level, func(t *testing.T) {
			ctx := t.Context()
			cl := cluster.Start(t)
			c := cl.Conn(ctx)
			blockExec(ctx, t, c, "CREATE TABLE n (id int PRIMARY KEY, v int, w int); INSERT INTO n VALUES (1, 0, 0)")
			block := "DO $$ DECLARE k int; BEGIN SELECT v INTO k FROM n WHERE id = 1 FOR UPDATE; UPDATE n SET v = k + 1 WHERE id = 1; " +
				"BEGIN UPDATE n SET w = w + 1 WHERE id = 1; RAISE 'undo'; EXCEPTION WHEN raise_exception THEN NULL; END; UPDATE n SET w = w + 2 WHERE id = 1; END $$"
			var mu sync.Mutex
			done := 0
			var wg sync.WaitGroup
			for range clients {
				conn := cl.Conn(ctx)
				blockExec(ctx, t, conn, "SET default_transaction_isolation = '"+level+"'")
				wg.Go(func() {
					for range rounds {
						_, err := conn.Exec(ctx, block)
						mu.Lock()
						switch {
						case err == nil:
							done++
						case stateOf(err) != "40001" && stateOf(err) != "40P01":
							t.Errorf("got %v", err)
						}
						mu.Unlock()
					}
				})
			}
			wg.Wait()
			var v, w int
			if err := c.QueryRow(ctx, "SELECT v, w FROM n").Scan(&v, &w); err != nil {
				t.Fatal(err)
			}
			if v != done || w != 2*done || done == 0 {
				t.Errorf("got %d and %d after %d blocks", v, w, done)
			}
		})
	}
}

// TestBlocksMemory: what variables hold counts, and is given back.
func TestBlocksMemory(t *testing.T) {
	ctx := t.Context()
	c := cluster.Start(t).Conn(ctx)
	for _, body := range []string{
		"DECLARE a text[]; BEGIN LOOP a := a || repeat('x', 100000); END LOOP; END",
		"DECLARE s text := 'x'; BEGIN LOOP s := s || s; END LOOP; END",
		"DECLARE r record; a text[]; BEGIN FOR r IN SELECT repeat('x', 100000) AS s FROM generate_series(1, 10000) LOOP a := a || r.s; END LOOP; END",
	} {
		if _, err := c.Exec(ctx, "DO $$ "+body+" $$"); stateOf(err) != "53200" && stateOf(err) != "54000" {
			t.Errorf("%s: got %v", body, err)
		}
	}
	// 200 MB pass through, of which one holds little at a time.
	blockExec(ctx, t, c, "DO $$ DECLARE s text; BEGIN FOR i IN 1..2000 LOOP s := repeat('x', 100000); END LOOP; END $$")
}

// TestBlocksEndTransactions: COMMIT and ROLLBACK in a block that stands alone, and nowhere else.
func TestBlocksEndTransactions(t *testing.T) {
	ctx := t.Context()
	c := cluster.Start(t).Conn(ctx)
	blockExec(ctx, t, c, "CREATE TABLE n (id int PRIMARY KEY)")
	blockExec(ctx, t, c, "DO $$ BEGIN FOR i IN 1..6 LOOP INSERT INTO n VALUES (i); IF i % 2 = 0 THEN COMMIT; ELSE ROLLBACK; END IF; END LOOP; INSERT INTO n VALUES (7); END $$")
	_, err := c.Exec(ctx, "DO $$ BEGIN INSERT INTO n VALUES (8); COMMIT; INSERT INTO n VALUES (9); PERFORM 1 / 0; END $$")
	if stateOf(err) != "22012" {
		t.Errorf("got %v", err)
	}
	for sql, want := range map[string]string{
		"BEGIN; DO $$ BEGIN COMMIT; END $$":                                                                      "2D000",
		"DO $$ BEGIN BEGIN COMMIT; EXCEPTION WHEN division_by_zero THEN NULL; END; END $$":                       "2D000",
		"DO $$ DECLARE r record; BEGIN FOR r IN UPDATE n SET id = id RETURNING id LOOP COMMIT; END LOOP; END $$": "55000",
		"DO $$ BEGIN EXECUTE 'ROLLBACK'; END $$":                                                                 "0A000",
		"DO $$ BEGIN INSERT INTO n VALUES (10); SAVEPOINT a; END $$":                                             "0A000",
		"DO $$ DECLARE c CURSOR FOR SELECT 1; BEGIN OPEN c; COMMIT; FETCH c INTO STRICT n; END $$":               "42601",
		"DO $$ DECLARE c CURSOR FOR SELECT 1; n int; BEGIN OPEN c; COMMIT; FETCH c INTO n; END $$":               "34000",
	} {
		if _, err := c.Exec(ctx, sql); stateOf(err) != want {
			t.Errorf("%s: got %v, want %s", sql, err, want)
		}
		blockExec(ctx, t, c, "ROLLBACK")
	}
	var got string
	if err := c.QueryRow(ctx, "SELECT string_agg(id::text, ',' ORDER BY id) FROM n").Scan(&got); err != nil || got != "2,4,6,7,8" {
		t.Errorf("got %q, %v", got, err)
	}
}

// TestBlocksDepth: blocks within blocks end before the stack does.
func TestBlocksDepth(t *testing.T) {
	ctx := t.Context()
	c := cluster.Start(t).Conn(ctx)
	blockExec(ctx, t, c, "CREATE TABLE n (id int PRIMARY KEY, body text)")
	blockExec(ctx, t, c, "INSERT INTO n VALUES (1, $x$DO $$ DECLARE b text; BEGIN SELECT body INTO b FROM n; EXECUTE b; END $$$x$)")
	if _, err := c.Exec(ctx, "DO $$ DECLARE b text; BEGIN SELECT body INTO b FROM n; EXECUTE b; END $$"); stateOf(err) != "54001" {
		t.Errorf("got %v", err)
	}
	blockExec(ctx, t, c, "DO $$ BEGIN NULL; END $$") // what was counted is given back
}

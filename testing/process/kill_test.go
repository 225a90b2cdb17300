package process

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

var kills = flag.Int("kills", 3, "how often TestKill kills the server")

const (
	killAccounts = 200
	killWorkers  = 8
	killAcks     = 150 // acknowledged transfers between two kills
)

// TestKill kills the server with -9 under load, again and again. What was
// acknowledged must be there, what was not must be whole or absent, and the
// sums must agree.
func TestKill(t *testing.T) {
	ctx := context.Background()
	dir := filepath.Join(t.TempDir(), "data")
	s := mustStart(t, "--store="+dir, "--insecure")
	c := connect(t, s.URL)
	setup := fmt.Sprintf(`CREATE TABLE accounts (id int PRIMARY KEY, balance int NOT NULL);
		CREATE TABLE history (id bigint PRIMARY KEY, src int NOT NULL, dst int NOT NULL, amount int NOT NULL);
		INSERT INTO accounts SELECT i, 1000 FROM generate_series(1, %d) i`, killAccounts)
	if _, err := c.Exec(ctx, setup); err != nil {
		t.Fatal(err)
	}
	_ = c.Close(ctx)
	var next atomic.Int64
	acked := map[int64]bool{}
	for k := range *kills {
		ids := load(ctx, s, &next)
		for _, id := range ids {
			acked[id] = true
		}
		s = mustStart(t, "--store="+dir, "--insecure")
		t.Logf("kill %d: %d acknowledged so far, restart to ready in %v", k+1, len(acked), s.Took.Round(time.Millisecond))
		check(ctx, t, s, acked)
	}
}

// load transfers money until enough is acknowledged, then kills the server. It
// returns the IDs of acknowledged transfers.
func load(ctx context.Context, s *Server, next *atomic.Int64) []int64 {
	var mu sync.Mutex
	var acked []int64
	var enough sync.Once
	var work sync.WaitGroup
	for w := range killWorkers {
		work.Go(func() {
			rng := rand.New(rand.NewPCG(uint64(w), uint64(next.Load())))
			c, err := pgx.Connect(ctx, s.URL)
			if err != nil {
				return
			}
			defer func() { _ = c.Close(ctx) }()
			for {
				id := next.Add(1)
				err := transfer(ctx, c, id, rng)
				if err != nil {
					if _, told := err.(*pgconn.PgError); told {
						continue // refused: nothing happened
					}
					return // the connection broke: unknown
				}
				mu.Lock()
				acked = append(acked, id)
				full := len(acked) >= killAcks
				mu.Unlock()
				if full {
					enough.Do(s.Kill)
				}
			}
		})
	}
	work.Wait()
	return acked
}

func transfer(ctx context.Context, c *pgx.Conn, id int64, rng *rand.Rand) error {
	src, dst, amount := 1+rng.IntN(killAccounts), 1+rng.IntN(killAccounts), 1+rng.IntN(10)
	tx, err := c.Begin(ctx)
	if err != nil {
		return err
	}
	for _, st := range []struct {
		sql  string
		args []any
	}{
		{"UPDATE accounts SET balance = balance - $1 WHERE id = $2", []any{amount, src}},
		{"UPDATE accounts SET balance = balance + $1 WHERE id = $2", []any{amount, dst}},
		{"INSERT INTO history VALUES ($1, $2, $3, $4)", []any{id, src, dst, amount}},
	} {
		if _, err := tx.Exec(ctx, st.sql, st.args...); err != nil {
			_ = tx.Rollback(ctx)
			return err
		}
	}
	return tx.Commit(ctx)
}

func check(ctx context.Context, t *testing.T, s *Server, acked map[int64]bool) {
	t.Helper()
	c := connect(t, s.URL)
	rows, err := c.Query(ctx, "SELECT id FROM history")
	if err != nil {
		t.Fatal(err)
	}
	there := map[int64]bool{}
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			t.Fatal(err)
		}
		there[id] = true
	}
	if rows.Err() != nil {
		t.Fatal(rows.Err())
	}
	for id := range acked {
		if !there[id] {
			t.Errorf("transfer %d was acknowledged and is lost", id)
		}
	}
	var sum, wrong int64
	if err := c.QueryRow(ctx, "SELECT sum(balance) FROM accounts").Scan(&sum); err != nil {
		t.Fatal(err)
	}
	if sum != killAccounts*1000 {
		t.Errorf("balances sum to %d, want %d", sum, killAccounts*1000)
	}
	// Every account's balance follows from the history: no transfer is half there.
	err = c.QueryRow(ctx, `SELECT count(*) FROM accounts a
		LEFT JOIN (SELECT src, sum(amount) AS s FROM history GROUP BY src) o ON o.src = a.id
		LEFT JOIN (SELECT dst, sum(amount) AS s FROM history GROUP BY dst) i ON i.dst = a.id
		WHERE a.balance <> 1000 - coalesce(o.s, 0) + coalesce(i.s, 0)`).Scan(&wrong)
	if err != nil {
		t.Fatal(err)
	}
	if wrong != 0 {
		t.Errorf("%d accounts disagree with the history", wrong)
	}
	_ = c.Close(ctx)
}

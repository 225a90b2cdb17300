package cluster_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/testing/cluster"
)

var rowLocks = flag.Int("row-locks", 0, "how many row locks TestSplitUnderLocks takes, whose steps others then must not notice (0: few, and nobody looks at a clock); 500000 is what the bound is for")

// rowLocksFew is what is locked where nobody looks at a clock; lockPauseMax is how long others may
// wait for any of the steps where somebody does.
const (
	rowLocksFew  = 20_000
	lockPauseMax = 100 * time.Millisecond
)

// TestSplitUnderLocks: one transaction locks very many rows, their range is split in the middle
// of them, and they are let go. Locks hold on both sides of the split, and others, on ranges of
// their own and on the same range, get on all the while.
func TestSplitUnderLocks(t *testing.T) {
	n := *rowLocks
	if n == 0 {
		n = rowLocksFew
	}
	ctx := t.Context()
	c := cluster.Start(t)
	holder, db := c.Conn(ctx), c.Conn(ctx)
	for _, sql := range []string{
		"CREATE TABLE others (id int PRIMARY KEY, v int NOT NULL)",
		"INSERT INTO others SELECT i, 0 FROM generate_series(0, 9) i",
		"ALTER TABLE others SPLIT AT VALUES (0), (5)",
		"CREATE TABLE locked (id int PRIMARY KEY, v int NOT NULL)",
		"ALTER TABLE locked SPLIT AT VALUES (-1000)",
		"INSERT INTO locked VALUES (-1, 0)",
		fmt.Sprintf("INSERT INTO locked SELECT i, 0 FROM generate_series(1, %d) i", n),
	} {
		if _, err := db.Exec(ctx, sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
	others := bystand(ctx, t, c)
	defer others.stop()
	step := func(what string, conn *pgx.Conn, sql string) {
		t.Helper()
		from := time.Now()
		if _, err := conn.Exec(ctx, sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
		took := time.Since(from)
		time.Sleep(100 * time.Millisecond)
		waits := others.longest(from)
		t.Logf("%s took %v; others waited %v at the longest", what, took.Round(time.Millisecond), waits)
		for who, d := range waits {
			if *rowLocks > 0 && d > lockPauseMax {
				t.Errorf("%s: a transaction on %s waited %v, want at most %v", what, who, d, lockPauseMax)
			}
		}
	}
	others.settle(t)
	if _, err := holder.Exec(ctx, "BEGIN ISOLATION LEVEL READ COMMITTED"); err != nil {
		t.Fatal(err)
	}
	step(fmt.Sprintf("locking %d rows", n), holder, "SELECT count(*) FROM (SELECT 1 FROM locked WHERE id > 0 FOR UPDATE) x")
	step("the split", db, fmt.Sprintf("ALTER TABLE locked SPLIT AT VALUES (%d)", n/2))
	for _, id := range []int{1, n/2 - 1, n / 2, n} {
		_, err := db.Exec(ctx, fmt.Sprintf("SELECT 1 FROM locked WHERE id = %d FOR UPDATE NOWAIT", id))
		if pg, ok := errors.AsType[*pgconn.PgError](err); !ok || pg.Code != "55P03" {
			t.Errorf("row %d is not locked after the split: %v", id, err)
		}
	}
	step("letting go", holder, "ROLLBACK")
	if _, err := db.Exec(ctx, fmt.Sprintf("SELECT 1 FROM locked WHERE id IN (1, %d, %d) FOR UPDATE", n/2, n)); err != nil {
		t.Error(err)
	}
	for _, err := range others.stop() {
		t.Error(err)
	}
}

// updateWaitMax is how long an update of one row may wait for the rows that a transaction of very
// many has just inserted.
const updateWaitMax = 500 * time.Millisecond

// TestUpdateBehindInsert: a transaction inserts very many rows, and others update some of them at
// once: what they see and what they write is right, and with -row-locks they do not wait until
// all rows are resolved.
func TestUpdateBehindInsert(t *testing.T) {
	n := *rowLocks
	if n == 0 {
		n = rowLocksFew
	}
	ctx := t.Context()
	c := cluster.Start(t)
	db := c.Conn(ctx)
	if _, err := db.Exec(ctx, "CREATE TABLE fresh (id int PRIMARY KEY, v int NOT NULL)"); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(ctx, fmt.Sprintf("INSERT INTO fresh SELECT i, 0 FROM generate_series(1, %d) i", n)); err != nil {
		t.Fatal(err)
	}
	ids := []int{n, 1, n / 2, n - 1}
	for _, id := range ids {
		from := time.Now()
		var v int
		if err := db.QueryRow(ctx, "UPDATE fresh SET v = v + 1 WHERE id = $1 RETURNING v", id).Scan(&v); err != nil || v != 1 {
			t.Errorf("row %d: %d, %v", id, v, err)
		}
		took := time.Since(from)
		t.Logf("an update of row %d took %v", id, took.Round(100*time.Microsecond))
		if *rowLocks > 0 && took > updateWaitMax {
			t.Errorf("it waited longer than %v", updateWaitMax)
		}
	}
	var rows, sum int
	if err := db.QueryRow(ctx, "SELECT count(*), sum(v) FROM fresh").Scan(&rows, &sum); err != nil || rows != n || sum != len(ids) {
		t.Errorf("%d rows, %d in all: %v", rows, sum, err)
	}
}

// bystanders are clients who update rows that nobody else wants.
type bystanders struct {
	cancel context.CancelFunc
	work   sync.WaitGroup

	mu    sync.Mutex // guards what follows; a leaf
	txns  map[string][]span
	wrong []error
}

type span struct{ from, to time.Time }

func bystand(ctx context.Context, t *testing.T, c *cluster.Cluster) *bystanders {
	ctx, cancel := context.WithCancel(ctx)
	b := &bystanders{cancel: cancel, txns: map[string][]span{}}
	for who, sql := range map[string]string{
		"another range": "UPDATE others SET v = v + 1 WHERE id = 1",
		"a third range": "UPDATE others SET v = v + 1 WHERE id = 7",
		"the same":      "UPDATE locked SET v = v + 1 WHERE id = -1",
	} {
		conn := c.Conn(ctx)
		b.work.Go(func() {
			for ctx.Err() == nil {
				from := time.Now()
				_, err := conn.Exec(ctx, sql)
				b.note(ctx, who, span{from, time.Now()}, err)
				time.Sleep(time.Millisecond)
			}
		})
	}
	return b
}

func (b *bystanders) note(ctx context.Context, who string, s span, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err != nil && ctx.Err() == nil {
		b.wrong = append(b.wrong, fmt.Errorf("on %s: %w", who, err))
	}
	b.txns[who] = append(b.txns[who], s)
}

// settle waits until nobody has waited for long for two seconds: what the rows' own insertion
// leaves behind is no part of the measurement.
func (b *bystanders) settle(t *testing.T) {
	t.Helper()
	for range 30 {
		from := time.Now()
		time.Sleep(2 * time.Second)
		worst := time.Duration(0)
		for _, d := range b.longest(from) {
			worst = max(worst, d)
		}
		if worst < lockPauseMax/5 {
			return
		}
	}
	t.Log("others wait for long before anything is locked: this machine is busy")
}

// longest is how long each waited at the longest, of what ended after a time.
func (b *bystanders) longest(from time.Time) map[string]time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	out := map[string]time.Duration{}
	for who, all := range b.txns {
		for _, s := range slices.Backward(all) {
			if s.to.Before(from) {
				break
			}
			out[who] = max(out[who], s.to.Sub(s.from).Round(10*time.Microsecond))
		}
	}
	return out
}

// stop ends them, and returns what went wrong.
func (b *bystanders) stop() []error {
	b.cancel()
	b.work.Wait()
	return b.wrong
}

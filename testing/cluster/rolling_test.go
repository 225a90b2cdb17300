package cluster_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/testing/cluster"
)

// drainPauseMax bounds how long a graceful drain may keep anybody from writing.
const drainPauseMax = 100 * time.Millisecond

// TestRollingDrains stops each of three nodes in turn, gracefully, and starts it again,
// under clients that have no reason to meet: each has rows of its own. They lose their
// connections to the node that stops, and see no other error; nobody waits for long.
func TestRollingDrains(t *testing.T) { synctest.Test(t, rollingDrains) }

func rollingDrains(t *testing.T) {
	ctx := t.Context()
	c := cluster.StartRegions(t, cluster.Topology{Regions: []cluster.Region{{Name: "home", Nodes: 3}}})
	first := c.Conn(ctx, "n1")
	for _, sql := range []string{
		"CREATE TABLE t (client int, id int, v int NOT NULL, PRIMARY KEY (client, id))",
		"INSERT INTO t SELECT i / 10, i % 10, 0 FROM generate_series(0, 79) i",
		"ALTER TABLE t SPLIT AT VALUES (2), (4), (6)",
	} {
		if _, err := first.Exec(ctx, sql); err != nil {
			t.Fatal(err)
		}
	}
	_ = first.Close(ctx)
	c.AwaitReplicated()
	load := &ownRows{c: c}
	load.start(ctx)
	time.Sleep(time.Second)
	for range 2 {
		for _, name := range []string{"n1", "n2", "n3"} {
			from := time.Now()
			c.Stop(name)
			stopped := time.Since(from)
			c.Restart(name)
			time.Sleep(2 * time.Second)
			pause := load.longestPause(from, time.Now())
			t.Logf("%s: drained in %v, longest pause %v", name, stopped, pause)
			if pause > drainPauseMax {
				t.Errorf("draining %s kept clients from writing for %v", name, pause)
			}
		}
	}
	load.stop()
	load.check(t)
}

// ownRows is a load of clients that each add to two rows of their own in a block.
type ownRows struct {
	c      *cluster.Regions
	cancel context.CancelFunc
	work   sync.WaitGroup

	mu     sync.Mutex // guards what is below
	acked  [8]int
	doubt  [8]int // commits that a lost connection left unknown
	times  []time.Time
	errors []string
	lost   int // connections
}

func (l *ownRows) start(ctx context.Context) {
	ctx, l.cancel = context.WithCancel(ctx)
	for i := range l.acked {
		l.work.Go(func() { l.client(ctx, i) })
	}
}

func (l *ownRows) stop() {
	l.cancel()
	l.work.Wait()
}

func (l *ownRows) client(ctx context.Context, i int) {
	var c *pgx.Conn
	for at := i; ctx.Err() == nil; time.Sleep(20 * time.Millisecond) {
		if c == nil || c.IsClosed() {
			dialled, err := pgx.ConnectConfig(ctx, l.c.ConnConfig(fmt.Sprintf("n%d", at%3+1)))
			if at++; err != nil {
				continue
			}
			c = dialled
		}
		committing := false
		err := pgx.BeginFunc(ctx, c, func(tx pgx.Tx) error {
			for _, id := range []int{at % 10, (at + 3) % 10} {
				if _, err := tx.Exec(ctx, "UPDATE t SET v = v + 1 WHERE client = $1 AND id = $2", i, id); err != nil {
					return err
				}
			}
			committing = true
			return nil
		})
		l.note(ctx, i, err, committing, c.IsClosed())
	}
	if c != nil {
		_ = c.Close(context.Background())
	}
}

func (l *ownRows) note(ctx context.Context, i int, err error, committing, closed bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	pg, _ := errors.AsType[*pgconn.PgError](err)
	switch {
	case err == nil:
		l.acked[i]++
		l.times = append(l.times, time.Now())
	case committing && (pg == nil || closed):
		l.doubt[i]++
		fallthrough
	case ctx.Err() == nil && closed && (pg == nil || strings.HasPrefix(pg.Code, "57P")):
		l.lost++
	case ctx.Err() == nil:
		l.errors = append(l.errors, fmt.Sprintf("client %d: %v", i, err))
	}
}

func (l *ownRows) longestPause(from, to time.Time) (longest time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	last := from
	for _, at := range l.times[max(0, slices.IndexFunc(l.times, func(at time.Time) bool { return at.After(from) })):] {
		longest, last = max(longest, at.Sub(last)), at
	}
	return max(longest, to.Sub(last))
}

func (l *ownRows) check(t *testing.T) {
	t.Logf("%d commits, %d connections lost, commits in doubt by client %v", len(l.times), l.lost, l.doubt)
	for _, e := range l.errors {
		t.Error(e)
	}
	rows, err := l.c.Pool("n1").Query(t.Context(), "SELECT client, sum(v) FROM t GROUP BY client")
	if err != nil {
		t.Fatal(err)
	}
	var i, sum int
	_, err = pgx.ForEachRow(rows, []any{&i, &sum}, func() error {
		if low, high := 2*l.acked[i], 2*(l.acked[i]+l.doubt[i]); sum < low || sum > high {
			t.Errorf("client %d has %d in its rows, want %d to %d", i, sum, low, high)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

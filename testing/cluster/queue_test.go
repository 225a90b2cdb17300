package cluster_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

// TestQueue has workers take the first of the jobs in line, while others put jobs at the end and,
// some, where all before were taken long ago. Walks leave out what was taken; each job is taken,
// and by one worker alone, at each isolation level.
func TestQueue(t *testing.T) {
	for _, level := range []string{"serializable", "repeatable read", "read committed"} {
		t.Run(level, func(t *testing.T) {
			ctx := t.Context()
			c := cluster.Start(t, cluster.WithOptions(func(o *node.Options) { o.Ranges.BareMin = 4 }))
			pool := c.Pool()
			for _, s := range []string{"CREATE TABLE jobs (line int, at int, PRIMARY KEY (line, at))",
				"CREATE TABLE done (line int, at int, PRIMARY KEY (line, at))"} {
				if _, err := pool.Exec(ctx, s); err != nil {
					t.Fatal(err)
				}
			}
			const makers, workers, jobs = 2, 3, 250
			var put, taken atomic.Int64
			var all sync.WaitGroup
			for m := range makers {
				all.Go(func() {
					rng := rand.New(rand.NewPCG(5, uint64(m)))
					used := map[int]bool{}
					for i := range jobs {
						at := 2 * (i + 1)
						if i%10 == 9 { // the odd places are left for jobs in a hurry
							for at = 1 + 2*rng.IntN(i); used[at]; at = 1 + 2*rng.IntN(i) {
							}
							used[at] = true
						}
						if err := patiently(func() error {
							_, err := pool.Exec(ctx, "INSERT INTO jobs VALUES ($1, $2)", m, at)
							return err
						}); err != nil {
							t.Error(err)
							return
						}
						put.Add(1)
					}
				})
			}
			var working sync.WaitGroup
			var over atomic.Bool
			for w := range workers {
				working.Go(func() {
					idle := 0
					for idle < 3 {
						last := over.Load()
						ok, err := takeJob(ctx, pool, w%makers, level)
						switch {
						case err != nil:
							t.Error(err)
							return
						case ok:
							taken.Add(1)
						case last:
							idle++
						}
					}
				})
			}
			all.Wait()
			over.Store(true)
			working.Wait()
			for ok, line := true, 0; line < makers; { // what a worker left behind who passed over a row
				var err error
				if ok, err = takeJob(ctx, pool, line, level); err != nil {
					t.Fatal(err)
				}
				if ok {
					taken.Add(1)
				} else {
					line++
				}
			}
			var left, done int64
			if err := pool.QueryRow(ctx, "SELECT (SELECT count(*) FROM jobs), (SELECT count(*) FROM done)").Scan(&left, &done); err != nil {
				t.Fatal(err)
			}
			if left != 0 || done != put.Load() || taken.Load() != put.Load() {
				t.Errorf("%d jobs were put, %d taken, %d are noted as done, %d are left", put.Load(), taken.Load(), done, left)
			}
			if n := shortened(t, c); n == 0 {
				t.Error("no walk left out what was taken")
			}
		})
	}
}

// TestQueueInAHurry puts a job where all were taken. A walk that goes on leaving that out, which
// is planted, misses it.
func TestQueueInAHurry(t *testing.T) {
	for _, believed := range []bool{false, true} {
		ctx := t.Context()
		c := cluster.Start(t, cluster.WithOptions(func(o *node.Options) {
			o.Ranges.BareMin, o.PlantedReplica.BareBelieved = 4, believed
		}))
		pool := c.Pool()
		for _, s := range []string{"CREATE TABLE jobs (line int, at int, PRIMARY KEY (line, at))", "CREATE TABLE done (line int, at int)",
			"INSERT INTO jobs SELECT 1, 2 * g FROM generate_series(1, 50) g"} {
			if _, err := pool.Exec(ctx, s); err != nil {
				t.Fatal(err)
			}
		}
		for range 40 {
			if ok, err := takeJob(ctx, pool, 1, "serializable"); !ok || err != nil {
				t.Fatal(ok, err)
			}
		}
		if _, err := pool.Exec(ctx, "INSERT INTO jobs VALUES (1, 3)"); err != nil {
			t.Fatal(err)
		}
		if _, err := takeJob(ctx, pool, 1, "serializable"); err != nil {
			t.Fatal(err)
		}
		var found bool
		if err := pool.QueryRow(ctx, "SELECT EXISTS (SELECT FROM done WHERE at = 3)").Scan(&found); err != nil {
			t.Fatal(err)
		}
		if found == believed {
			t.Errorf("planted %t: the job in a hurry was taken %t", believed, found)
		}
	}
}

// takeJob takes the first job of the line that nobody else has at hand.
func takeJob(ctx context.Context, pool *pgxpool.Pool, line int, level string) (ok bool, err error) {
	err = patiently(func() error {
		return pgx.BeginTxFunc(ctx, pool, pgx.TxOptions{IsoLevel: pgx.TxIsoLevel(level)}, func(tx pgx.Tx) error {
			ok = false
			var at int
			err := tx.QueryRow(ctx, "SELECT at FROM jobs WHERE line = $1 ORDER BY at LIMIT 1 FOR UPDATE SKIP LOCKED", line).Scan(&at)
			if errors.Is(err, pgx.ErrNoRows) {
				return nil
			}
			if err != nil {
				return err
			}
			if _, err := tx.Exec(ctx, "DELETE FROM jobs WHERE (line, at) = ($1, $2)", line, at); err != nil {
				return err
			}
			ok = true
			_, err = tx.Exec(ctx, "INSERT INTO done VALUES ($1, $2)", line, at)
			return err
		})
	})
	return ok && err == nil, err
}

// patiently does it again as long as it ends with 40001.
func patiently(f func() error) error {
	for {
		err := f()
		var e *pgconn.PgError
		if !errors.As(err, &e) || e.Code != "40001" {
			return err
		}
	}
}

// shortened is how many walks left out rows that were gone.
func shortened(t *testing.T, c *cluster.Cluster) float64 {
	t.Helper()
	families, err := c.Node().Metrics().Gather()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range families {
		if f.GetName() == "isochron_range_walks_shortened_total" {
			return f.GetMetric()[0].GetCounter().GetValue()
		}
	}
	t.Fatal("there is no such metric")
	return 0
}

package main

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/testing/cluster"
	"github.com/isochrondb/isochron/testing/process"
)

// Rows 6, 8 and 18: tables that are filled at once, an index that is built over one while it is written,
// and copies of a database.

// insertRows is how many rows one INSERT of row 6 has.
const insertRows = 1000

// bulk measures row 6. Each side's table is new for each round. Of Isochron's memory the most that it had
// since its start counts, of all rounds.
func (b *bench) bulk() error {
	return b.both("bulk", func(urls [2]string, s *process.Server) error {
		copied := entry{row: "6", what: fmt.Sprintf("COPY of %d rows of 100 bytes", b.o.bulk), unit: " rows/s", goal: "≥ 1.0 ×"}
		inserted := entry{row: "6", what: fmt.Sprintf("INSERT of %d rows of 100 bytes, %d a statement", b.o.bulk, insertRows), unit: " rows/s", goal: "≥ 1.0 ×"}
		for range b.o.rounds {
			for i, url := range urls {
				for _, way := range []struct {
					into *entry
					fill func(*pgx.Conn, int) error
				}{{&copied, b.copyRows}, {&inserted, b.insertRows}} {
					perSecond, err := b.filled(url, way.fill)
					if err != nil {
						return err
					}
					way.into.add(i, perSecond)
				}
			}
		}
		b.table = append(b.table, copied, inserted,
			entry{row: "6", what: "memory of the node while that lasts, at most", unit: " MB", ours: samples{float64(s.PeakRSS()) / 1e6}})
		return nil
	})
}

// add takes a sample of the peer, which is side 0, or of Isochron.
func (e *entry) add(side int, v float64) {
	if side == 0 {
		e.peer = append(e.peer, v)
	} else {
		e.ours = append(e.ours, v)
	}
}

// both starts a server of each kind; urls are the peer's and Isochron's.
func (b *bench) both(store string, f func(urls [2]string, s *process.Server) error) error {
	pg, err := b.startPostgres()
	if err != nil {
		return err
	}
	s, err := b.server(store)
	if err != nil {
		return err
	}
	defer s.Kill()
	return f([2]string{pg.url(), s.URL}, s)
}

// filled is how many rows a second a new table takes.
func (b *bench) filled(url string, fill func(*pgx.Conn, int) error) (perSecond float64, err error) {
	err = b.onConnection(url, func(c *pgx.Conn) error {
		if err := newBulk(b.ctx, c); err != nil {
			return err
		}
		began := time.Now()
		if err := fill(c, b.o.bulk); err != nil {
			return err
		}
		perSecond = float64(b.o.bulk) / time.Since(began).Seconds()
		var n int
		if err := c.QueryRow(b.ctx, "SELECT count(*) FROM bulk").Scan(&n); err != nil || n != b.o.bulk {
			return fmt.Errorf("%d rows after %d: %w", n, b.o.bulk, err)
		}
		return nil
	})
	return perSecond, err
}

func newBulk(ctx context.Context, c *pgx.Conn) error {
	if _, err := c.Exec(ctx, "DROP TABLE IF EXISTS bulk"); err != nil {
		return err
	}
	_, err := c.Exec(ctx, "CREATE TABLE bulk (id int PRIMARY KEY, k int NOT NULL, pad text NOT NULL)")
	return err
}

// pad fills a row up to some 100 bytes.
var pad = strings.Repeat("x", 88)

// shuffled is a number that has nothing to do with the order of i.
func shuffled(i int) int { return i * 7919 % 1_000_003 }

func (b *bench) copyRows(c *pgx.Conn, n int) error {
	i := 0
	_, err := c.CopyFrom(b.ctx, pgx.Identifier{"bulk"}, []string{"id", "k", "pad"}, pgx.CopyFromFunc(func() ([]any, error) {
		if i == n {
			return nil, nil
		}
		i++
		return []any{i, shuffled(i), pad}, nil
	}))
	return err
}

func (b *bench) insertRows(c *pgx.Conn, n int) error {
	for i := 0; i < n; {
		var q strings.Builder
		q.WriteString("INSERT INTO bulk VALUES ")
		for end := min(i+insertRows, n); i < end; i++ {
			if i%insertRows > 0 {
				q.WriteByte(',')
			}
			fmt.Fprintf(&q, "(%d,%d,'%s')", i, shuffled(i), pad)
		}
		if _, err := c.Exec(b.ctx, q.String(), pgx.QueryExecModeSimpleProtocol); err != nil {
			return err
		}
	}
	return nil
}

// indexBuild measures row 8: what writes of single rows wait for while an index is built, and how long
// that takes. Postgres, whose CREATE INDEX shuts writers out, builds CONCURRENTLY.
func (b *bench) indexBuild() error {
	return b.both("index", func(urls [2]string, _ *process.Server) error {
		build := entry{row: "8", what: fmt.Sprintf("CREATE INDEX on %d rows while one client writes (Postgres: CONCURRENTLY)", b.o.bulk), unit: " rows/s", goal: "≥ 0.5 ×"}
		wait := entry{row: "8", what: "the longest of these writes", unit: " ms", goal: "≤ 100"}
		for i, url := range urls {
			if err := b.onConnection(url, func(c *pgx.Conn) error {
				if err := newBulk(b.ctx, c); err != nil {
					return err
				}
				return b.copyRows(c, b.o.bulk)
			}); err != nil {
				return err
			}
			statement := "CREATE INDEX CONCURRENTLY bulk_k ON bulk (k)"
			if i == 1 {
				statement = "CREATE INDEX bulk_k ON bulk (k)"
			}
			for range b.o.rounds {
				took, longest, err := b.builtBesideWrites(url, statement)
				if err != nil {
					return err
				}
				build.add(i, float64(b.o.bulk)/took.Seconds())
				wait.add(i, float64(longest)/1e6)
			}
		}
		b.table = append(b.table, build, wait)
		return nil
	})
}

func (b *bench) builtBesideWrites(url, statement string) (took, longest time.Duration, err error) {
	ctx, stop := context.WithCancel(b.ctx)
	defer stop()
	type writes struct {
		longest time.Duration
		err     error
	}
	wrote := make(chan writes, 1)
	go func() {
		var w writes
		w.err = b.onConnection(url, func(c *pgx.Conn) error {
			for i := 1; ctx.Err() == nil; i++ {
				began := time.Now()
				if _, err := c.Exec(b.ctx, "UPDATE bulk SET k = $1 WHERE id = $2", i, 1+shuffled(i)%b.o.bulk); err != nil {
					return err
				}
				w.longest = max(w.longest, time.Since(began))
			}
			return nil
		})
		wrote <- w
	}()
	err = b.onConnection(url, func(c *pgx.Conn) error {
		began := time.Now()
		if _, err := c.Exec(b.ctx, statement); err != nil {
			return err
		}
		took = time.Since(began)
		stop()
		w := <-wrote
		if longest = w.longest; w.err != nil {
			return w.err
		}
		_, err := c.Exec(b.ctx, "DROP INDEX bulk_k")
		return err
	})
	return took, longest, err
}

// cloneTables is how many tables the database of row 18 has.
const cloneTables = 100

// clones measures row 18.
func (b *bench) clones() error {
	e := entry{row: "18", what: fmt.Sprintf("Clone of a database with %d tables, in process", cloneTables), unit: " ms", goal: "≤ 2"}
	for range b.o.rounds {
		r := testing.Benchmark(func(tb *testing.B) {
			c := cluster.Start(tb)
			for i := range cloneTables {
				if _, err := c.DB().ExecContext(b.ctx, fmt.Sprintf("CREATE TABLE t%d (id int PRIMARY KEY, name text); CREATE INDEX ON t%[1]d (name); INSERT INTO t%[1]d VALUES (1, 'x')", i)); err != nil {
					tb.Fatal(err)
				}
			}
			for tb.Loop() {
				d := c.Clone(tb)
				tb.StopTimer()
				d.Drop()
				tb.StartTimer()
			}
		})
		if r.N == 0 {
			return fmt.Errorf("no clone was made")
		}
		e.ours = append(e.ours, float64(r.NsPerOp())/1e6)
	}
	b.table = append(b.table, e)
	return nil
}

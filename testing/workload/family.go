package workload

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/testing/history"
)

// Family are parents and children: at no time has a child no parent (T13).
type Family struct {
	Common

	mu    sync.Mutex // guards what follows; a leaf
	child int64
	found []history.Anomaly
}

const familyParents = 12

// Name implements Load.
func (f *Family) Name() string { return "family" }

// Open implements Load.
func (f *Family) Open(ctx context.Context, c *pgx.Conn) error {
	return execAll(ctx, c,
		"CREATE TABLE parents (id int PRIMARY KEY)",
		"CREATE TABLE children (id bigint PRIMARY KEY, parent int NOT NULL REFERENCES parents)",
		fmt.Sprintf("INSERT INTO parents SELECT i FROM generate_series(0, %d) AS g(i)", familyParents-1),
		"ALTER TABLE children SPLIT AT VALUES (50), (200)")
}

// One implements Load.
func (f *Family) One(ctx context.Context, c *pgx.Conn, _ int, rng *rand.Rand) {
	parent := rng.IntN(familyParents)
	var err error
	switch rng.IntN(6) {
	case 0:
		_, err = c.Exec(ctx, "DELETE FROM parents WHERE id = $1", parent)
	case 1:
		_, err = c.Exec(ctx, "INSERT INTO parents VALUES ($1) ON CONFLICT DO NOTHING", parent)
	case 2:
		_, err = c.Exec(ctx, "DELETE FROM children WHERE parent = $1", parent)
	case 3:
		err = f.look(ctx, c)
	default:
		f.mu.Lock()
		f.child++
		id := f.child
		f.mu.Unlock()
		_, err = c.Exec(ctx, "INSERT INTO children VALUES ($1, $2)", id, parent)
	}
	if expectedCode(err, "23503") {
		f.Tally.count(history.Aborted)
		return
	}
	f.judge("family", err)
}

// look finds children without parents, in one snapshot.
func (f *Family) look(ctx context.Context, c *pgx.Conn) error {
	rows, err := c.Query(ctx, "SELECT c.id, c.parent FROM children c LEFT JOIN parents p ON p.id = c.parent WHERE p.id IS NULL")
	if err != nil {
		return err
	}
	var id, parent int64
	_, err = pgx.ForEachRow(rows, []any{&id, &parent}, func() error {
		f.mu.Lock()
		defer f.mu.Unlock()
		f.found = append(f.found, history.Anomaly{Kind: "orphan", Story: fmt.Sprintf("child %d, whose parent %d is not there", id, parent)})
		return nil
	})
	return err
}

// Final implements Load.
func (f *Family) Final(ctx context.Context, c *pgx.Conn) error { return f.look(ctx, c) }

// Check implements Load.
func (f *Family) Check() []history.Anomaly { return f.found }

// Schema changes a table while others write to it: indexes agree with rows, and rows
// have the columns that a statement was promised.
type Schema struct {
	Common

	mu    sync.Mutex // guards what follows; a leaf
	next  int64
	busy  bool // one changes the schema at a time
	turn  int
	found []history.Anomaly
}

// Name implements Load.
func (s *Schema) Name() string { return "schema" }

// Open implements Load.
func (s *Schema) Open(ctx context.Context, c *pgx.Conn) error {
	return execAll(ctx, c, "CREATE TABLE changing (id bigint PRIMARY KEY, a int NOT NULL)")
}

// One implements Load.
func (s *Schema) One(ctx context.Context, c *pgx.Conn, _ int, rng *rand.Rand) {
	var err error
	switch x := rng.IntN(12); {
	case x == 0 && s.begin():
		err = s.change(ctx, c)
	case x < 3:
		err = s.look(ctx, c)
	case x < 5:
		_, err = c.Exec(ctx, "UPDATE changing SET a = a + 1 WHERE id = $1", s.some(rng))
	case x < 6:
		_, err = c.Exec(ctx, "DELETE FROM changing WHERE id = $1", s.some(rng))
	default:
		s.mu.Lock()
		s.next++
		id := s.next
		s.mu.Unlock()
		_, err = c.Exec(ctx, "INSERT INTO changing (id, a) VALUES ($1, $2)", id, id%7)
	}
	s.judge("schema", err)
}

func (s *Schema) some(rng *rand.Rand) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return rng.Int64N(s.next + 1)
}

// begin reports whether nobody else changes the schema now.
func (s *Schema) begin() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	was := s.busy
	s.busy = true
	return !was
}

// change makes the next change. What is there already, or gone already, is what a
// change of unknown outcome did.
func (s *Schema) change(ctx context.Context, c *pgx.Conn) error {
	s.mu.Lock()
	s.turn++
	turn := s.turn
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		s.busy = false
		s.mu.Unlock()
	}()
	changes := []string{
		"CREATE INDEX IF NOT EXISTS changing_a ON changing (a)",
		"ALTER TABLE changing ADD COLUMN IF NOT EXISTS b int DEFAULT 5",
		"DROP INDEX IF EXISTS changing_a",
		"ALTER TABLE changing DROP COLUMN IF EXISTS b",
	}
	_, err := c.Exec(ctx, changes[turn%len(changes)])
	return err
}

// look compares what two ways to the rows show.
func (s *Schema) look(ctx context.Context, c *pgx.Conn) error {
	return pgx.BeginFunc(ctx, c, func(tx pgx.Tx) error {
		var rows, indexed int
		if err := tx.QueryRow(ctx, "SELECT count(*) FROM changing WHERE a + 0 = 3").Scan(&rows); err != nil {
			return err
		}
		if err := tx.QueryRow(ctx, "SELECT count(*) FROM changing WHERE a = 3").Scan(&indexed); err != nil {
			return err
		}
		if rows != indexed {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.found = append(s.found, history.Anomaly{Kind: "index", Story: fmt.Sprintf("%d rows, %d by the index", rows, indexed)})
		}
		return nil
	})
}

// Final implements Load.
func (s *Schema) Final(ctx context.Context, c *pgx.Conn) error {
	return execRetry(ctx, func() error { return s.look(ctx, c) })
}

// Check implements Load.
func (s *Schema) Check() []history.Anomaly { return s.found }

// execRetry tries again what met contention.
func execRetry(ctx context.Context, f func() error) error {
	for {
		err := f()
		if err == nil || ctx.Err() != nil || !expectedCode(err, "40001", "40P01") {
			return err
		}
	}
}

package workload

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/testing/history"
)

// Family are parents and children: at no time has a child no parent (T13), and none is lost
// but those that were removed with their parent's (history.CheckRows).
//
// Guardians, besides, take their wards with them when they go (ON DELETE CASCADE), and leave
// toys behind (ON DELETE SET NULL): a ward is judged as a child, and so is that a toy belongs
// to somebody; the toys themselves stay.
type Family struct {
	Common

	mu       sync.Mutex // guards what follows; a leaf
	child    int64
	children []history.Row
	removals []history.Removal
	there    map[int64]int // in the end
	found    []history.Anomaly

	wards, toys         []history.Row
	departures          []history.Removal // of guardians
	wardsLeft, toysLeft map[int64]int     // in the end
	toysOwned           map[int64]int     // those that belong to somebody
}

const familyParents = 12

// Name implements Load.
func (f *Family) Name() string { return "family" }

// Open implements Load.
func (f *Family) Open(ctx context.Context, c *pgx.Conn) error {
	if err := execAll(ctx, c,
		"CREATE TABLE parents (id int PRIMARY KEY)",
		"CREATE TABLE children (id bigint PRIMARY KEY, parent int NOT NULL REFERENCES parents)",
		fmt.Sprintf("INSERT INTO parents SELECT i FROM generate_series(0, %d) AS g(i)", familyParents-1),
		"ALTER TABLE children SPLIT AT VALUES (50), (200)",
		"CREATE TABLE guardians (id int PRIMARY KEY)"); err != nil {
		return err
	}
	const wards, toys = "CREATE TABLE wards (id bigint PRIMARY KEY, guardian int NOT NULL REFERENCES guardians%s)",
		"CREATE TABLE toys (id bigint PRIMARY KEY, guardian int REFERENCES guardians%s)"
	err := execAll(ctx, c, fmt.Sprintf(wards, " ON DELETE CASCADE"), fmt.Sprintf(toys, " ON DELETE SET NULL"))
	if expectedCode(err, "0A000") { // of a cluster with older nodes: guardians of somebody stay
		err = execAll(ctx, c, fmt.Sprintf(wards, ""), fmt.Sprintf(toys, ""))
	}
	if err != nil {
		return err
	}
	return execAll(ctx, c,
		"CREATE INDEX ON wards (guardian)",
		fmt.Sprintf("INSERT INTO guardians SELECT i FROM generate_series(0, %d) AS g(i)", familyParents-1),
		"ALTER TABLE wards SPLIT AT VALUES (50), (200)")
}

// One implements Load.
func (f *Family) One(ctx context.Context, c *pgx.Conn, client int, rng *rand.Rand) {
	parent := rng.IntN(familyParents)
	switch rng.IntN(11) {
	case 0:
		_, err := c.Exec(ctx, "DELETE FROM parents WHERE id = $1", parent)
		f.outcome(c, err)
	case 1:
		_, err := c.Exec(ctx, "INSERT INTO parents VALUES ($1) ON CONFLICT DO NOTHING", parent)
		f.outcome(c, err)
	case 2:
		r := history.Removal{Group: int64(parent), Invoked: f.Recorder.Now()}
		_, err := c.Exec(ctx, "DELETE FROM children WHERE parent = $1", parent)
		r.Outcome, r.Returned = f.outcome(c, err), f.Recorder.Now()
		f.mu.Lock()
		defer f.mu.Unlock()
		f.removals = append(f.removals, r)
	case 3:
		f.outcome(c, f.look(ctx, c))
	case 4:
		r := history.Removal{Group: int64(parent), Invoked: f.Recorder.Now()}
		_, err := c.Exec(ctx, "DELETE FROM guardians WHERE id = $1", parent)
		r.Outcome, r.Returned = f.outcome(c, err), f.Recorder.Now()
		f.mu.Lock()
		defer f.mu.Unlock()
		f.departures = append(f.departures, r)
	case 5:
		_, err := c.Exec(ctx, "INSERT INTO guardians VALUES ($1) ON CONFLICT DO NOTHING", parent)
		f.outcome(c, err)
	case 6:
		f.add(ctx, c, client, int64(parent), "INSERT INTO wards VALUES ($1, $2)", &f.wards)
	case 7:
		f.add(ctx, c, client, int64(parent), "INSERT INTO toys VALUES ($1, $2)", &f.toys)
	default:
		f.add(ctx, c, client, int64(parent), "INSERT INTO children VALUES ($1, $2)", &f.children)
	}
}

// outcome judges the answer to one statement: a parent may be gone, or still have children.
func (f *Family) outcome(c *pgx.Conn, err error) history.Outcome {
	if expectedCode(err, "23503") {
		f.Tally.count(history.Aborted)
		return history.Aborted
	}
	return f.judge("family", c, alone(err))
}

// add inserts a row that refers to parent, and notes it in rows.
func (f *Family) add(ctx context.Context, c *pgx.Conn, client int, parent int64, insert string, rows *[]history.Row) {
	f.mu.Lock()
	f.child++
	x := history.Row{Fact: history.Fact{ID: f.child, Client: client}, Group: parent}
	f.mu.Unlock()
	x.Invoked = f.Recorder.Now()
	x.Outcome = f.outcome(c, changesOne(ctx, c, insert, x.ID, parent))
	x.Returned = f.Recorder.Now()
	f.mu.Lock()
	defer f.mu.Unlock()
	*rows = append(*rows, x)
}

// look finds children without parents, in one snapshot.
func (f *Family) look(ctx context.Context, c *pgx.Conn) error {
	rows, err := c.Query(ctx, `SELECT c.id, c.parent FROM children c LEFT JOIN parents p ON p.id = c.parent WHERE p.id IS NULL
		UNION ALL SELECT c.id, c.guardian FROM wards c LEFT JOIN guardians p ON p.id = c.guardian WHERE p.id IS NULL
		UNION ALL SELECT c.id, c.guardian FROM toys c LEFT JOIN guardians p ON p.id = c.guardian WHERE p.id IS NULL AND c.guardian IS NOT NULL`)
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
func (f *Family) Final(ctx context.Context, c *pgx.Conn) (err error) {
	if err = f.look(ctx, c); err != nil {
		return err
	}
	for _, x := range []struct {
		into  *map[int64]int
		query string
	}{
		{&f.there, "SELECT id FROM children"}, {&f.wardsLeft, "SELECT id FROM wards"},
		{&f.toysLeft, "SELECT id FROM toys"}, {&f.toysOwned, "SELECT id FROM toys WHERE guardian IS NOT NULL"},
	} {
		if *x.into, err = counted(ctx, c, x.query); err != nil {
			return err
		}
	}
	return nil
}

// counted reads IDs, and counts how often each is there.
func counted(ctx context.Context, c *pgx.Conn, q string) (map[int64]int, error) {
	rows, err := c.Query(ctx, q)
	if err != nil {
		return nil, err
	}
	out := map[int64]int{}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	for _, id := range ids {
		out[id]++
	}
	return out, err
}

// Check implements Load.
func (f *Family) Check() []history.Anomaly {
	return slices.Concat(f.found, history.CheckRows(f.children, f.removals, f.there), history.CheckRows(f.wards, f.departures, f.wardsLeft),
		history.CheckRows(f.toys, nil, f.toysLeft), history.CheckRows(f.toys, f.departures, f.toysOwned))
}

// Schema changes a table while others write to it: indexes agree with rows, no row is lost,
// and rows have the columns that statements were promised.
type Schema struct {
	Common

	mu       sync.Mutex // guards what follows; a leaf
	next     int64
	busy     bool // one changes the schema at a time
	turn     int
	column   columnState
	since    time.Time // when the column came or went
	doubt    bool      // a change of the column may come late
	changes  int       // that were begun or ended
	rows     []history.Row
	removals []history.Removal
	there    map[int64]int // in the end
	found    []history.Anomaly
}

// columnState is whether the table has its second column.
type columnState uint8

const (
	columnUnknown columnState = iota
	columnThere
	columnGone
)

// Name implements Load.
func (s *Schema) Name() string { return "schema" }

// Open implements Load.
func (s *Schema) Open(ctx context.Context, c *pgx.Conn) error {
	return execAll(ctx, c, "CREATE TABLE changing (id bigint PRIMARY KEY, a int NOT NULL)")
}

// One implements Load.
func (s *Schema) One(ctx context.Context, c *pgx.Conn, client int, rng *rand.Rand) {
	switch x := rng.IntN(12); {
	case x == 0 && s.begin():
		s.change(ctx, c)
	case x < 2:
		s.judge("schema", c, s.look(ctx, c))
	case x < 3:
		s.promised(ctx, c)
	case x < 5:
		_, err := c.Exec(ctx, "UPDATE changing SET a = a + 1 WHERE id = $1", s.some(rng))
		s.judge("schema", c, alone(err))
	case x < 6:
		r := history.Removal{Group: s.some(rng), Invoked: s.Recorder.Now()}
		_, err := c.Exec(ctx, "DELETE FROM changing WHERE id = $1", r.Group)
		r.Outcome, r.Returned = s.judge("schema", c, alone(err)), s.Recorder.Now()
		s.mu.Lock()
		defer s.mu.Unlock()
		s.removals = append(s.removals, r)
	default:
		s.insert(ctx, c, client)
	}
}

func (s *Schema) insert(ctx context.Context, c *pgx.Conn, client int) {
	s.mu.Lock()
	s.next++
	x := history.Row{Fact: history.Fact{ID: s.next, Client: client}, Group: s.next}
	s.mu.Unlock()
	x.Invoked = s.Recorder.Now()
	x.Outcome = s.judge("schema", c, alone(changesOne(ctx, c, "INSERT INTO changing (id, a) VALUES ($1, $2)", x.ID, x.ID%7)))
	x.Returned = s.Recorder.Now()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rows = append(s.rows, x)
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

// schemaChanges are made in turn. What is there already, or gone already, is what a change of
// unknown outcome did.
var schemaChanges = []struct {
	statement string
	column    columnState // then; columnUnknown: as before
}{
	{"CREATE INDEX IF NOT EXISTS changing_a ON changing (a)", columnUnknown},
	{"ALTER TABLE changing ADD COLUMN IF NOT EXISTS b int DEFAULT 5", columnThere},
	{"DROP INDEX IF EXISTS changing_a", columnUnknown},
	{"ALTER TABLE changing DROP COLUMN IF EXISTS b", columnGone},
}

// change makes the next change.
func (s *Schema) change(ctx context.Context, c *pgx.Conn) {
	s.mu.Lock()
	s.turn++
	change := schemaChanges[s.turn%len(schemaChanges)]
	s.changes++
	if change.column != columnUnknown {
		s.column = columnUnknown
	}
	s.mu.Unlock()
	_, err := c.Exec(ctx, change.statement)
	o := s.judge(change.statement, c, alone(err))
	s.mu.Lock()
	defer s.mu.Unlock()
	s.changes++
	s.busy = false
	if change.column == columnUnknown {
		return
	}
	s.doubt = s.doubt || o == history.Unknown
	if o == history.Committed && !s.doubt {
		s.column, s.since = change.column, time.Now()
	}
}

// promised reads the second column: where it is there, and nobody changes that, every row has
// its value; where it is not, nobody may see it.
func (s *Schema) promised(ctx context.Context, c *pgx.Conn) {
	s.mu.Lock()
	column, changes, since, began := s.column, s.changes, s.since, time.Now()
	s.mu.Unlock()
	var without int
	err := c.QueryRow(ctx, "SELECT count(*) FROM changing WHERE b IS DISTINCT FROM 5").Scan(&without)
	s.mu.Lock()
	still := s.changes == changes
	s.mu.Unlock()
	missing := expectedCode(err, "42703")
	switch {
	case missing:
		s.Tally.count(history.Aborted)
	default:
		s.judge("schema", c, alone(err))
	}
	switch {
	case err == nil && without > 0:
		s.anomaly("%d rows are without the column's default", without)
	case missing && still && column == columnThere:
		s.anomaly("a column that was added is not there, %s: %v", s.when(c, since, began), err)
	case err == nil && still && column == columnGone:
		s.anomaly("a column that was dropped is there, %s", s.when(c, since, began))
	}
}

// when says how long after a change a look at the column began, how long it took, until when, and
// through whom.
func (s *Schema) when(c *pgx.Conn, since, began time.Time) string {
	return fmt.Sprintf("%v after the change, in %v, until %s, by backend %d", began.Sub(since), time.Since(began), time.Now().UTC().Format(time.TimeOnly), c.PgConn().PID())
}

func (s *Schema) anomaly(format string, args ...any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.found = append(s.found, history.Anomaly{Kind: "schema", Story: fmt.Sprintf(format, args...)})
}

// look compares what two ways to the rows show.
func (s *Schema) look(ctx context.Context, c *pgx.Conn) answer {
	return inTxn(ctx, c, pgx.TxOptions{}, func(tx pgx.Tx) error {
		var ways [2][]int64
		for i, q := range []string{"SELECT id FROM changing WHERE a + 0 = 3", "SELECT id FROM changing WHERE a = 3"} {
			rows, err := tx.Query(ctx, q)
			if err != nil {
				return err
			}
			if ways[i], err = pgx.CollectRows(rows, pgx.RowTo[int64]); err != nil {
				return err
			}
			slices.Sort(ways[i])
		}
		if !slices.Equal(ways[0], ways[1]) {
			s.anomaly("by rows %v, by the index %v", ways[0], ways[1])
		}
		return nil
	})
}

// Final implements Load. The index is there then.
func (s *Schema) Final(ctx context.Context, c *pgx.Conn) error {
	return execRetry(ctx, func() (err error) {
		if err := execAll(ctx, c, schemaChanges[0].statement); err != nil {
			return err
		}
		if a := s.look(ctx, c); a.err != nil {
			return a.err
		}
		s.there, err = counted(ctx, c, "SELECT id FROM changing")
		return err
	})
}

// Check implements Load.
func (s *Schema) Check() []history.Anomaly {
	return append(s.found, history.CheckRows(s.rows, s.removals, s.there)...)
}

// execRetry tries again what met contention.
func execRetry(ctx context.Context, f func() error) error {
	for {
		err := f()
		if err == nil || ctx.Err() != nil || !expectedCode(err, "40001", "40P01") {
			return err
		}
	}
}

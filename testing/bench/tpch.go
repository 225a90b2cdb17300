package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/testing/bench/tpch"
)

// The bounds of row 7.
const (
	tpchMemory    = "64MB"            // of a statement, on both sides
	tpchCache     = "2GiB"            // of blocks: Postgres's lie in the system's, whatever it is told
	tpchTimeout   = 30 * time.Second  // a query that Postgres answers within it is compared
	tpchTimeLimit = 300 * time.Second // no answer by then is none
)

// tpchRun is what became of one query on one side.
type tpchRun struct {
	took time.Duration
	rows []string // sorted
	err  error
}

// tpch runs the 22 queries on both sides in turn, over the same rows, and compares the
// answers, row by row, and the times.
func (b *bench) tpch() error {
	kept, err := b.keptStores()
	if err != nil {
		return err
	}
	pg, err := kept.startPostgres()
	if err != nil {
		return err
	}
	if kept != b {
		defer func() { _ = pg.run("pg_ctl", "-D", pg.dir+"/data", "-m", "fast", "stop") }()
	}
	s, err := kept.server("tpch", "--cache="+tpchCache, "--sql-memory="+strings.Replace(tpchMemory, "MB", "MiB", 1))
	if err != nil {
		return err
	}
	defer s.Stop()
	sides := []string{pg.url(), s.URL}
	loads, err := kept.load(sides)
	if err != nil {
		return err
	}
	var t tpchTally
	done := b.profiled(s, "7", true)
	for i, q := range tpch.Queries(b.o.tpch) {
		if !b.wantedQuery(i + 1) {
			continue
		}
		theirs, ours := b.query(sides[0], q), b.query(sides[1], q)
		line := t.add(i+1, ours, theirs)
		fmt.Fprintln(os.Stderr, "  "+line)
	}
	done()
	b.table = append(b.table,
		entry{row: "7", what: fmt.Sprintf("TPC-H at scale %g, %s a statement, blocks in memory: queries answered as Postgres answers them, of 22", b.o.tpch, tpchMemory), ours: samples{float64(t.right)}, goal: "≥ 22", note: t.note(loads)},
		entry{row: "7", what: "TPC-H: geometric mean of the times", ours: samples{1000 * t.mean(t.ours)}, peer: samples{1000 * t.mean(t.theirs)}, unit: " ms", goal: "≤ 1.0 ×"},
		entry{row: "7", what: "TPC-H: the worst query over Postgres's time", ours: samples{t.worst}, goal: "≤ 3"})
	return nil
}

// keptStores is b with its stores in the directory of -keep, or b itself where there is none.
func (b *bench) keptStores() (*bench, error) {
	if b.o.keep == "" {
		return b, nil
	}
	k := *b
	k.dir, k.pg = b.o.keep, nil
	return &k, os.MkdirAll(k.dir, 0o755)
}

// load fills both sides and says how long each took: now, or in the run that left its
// stores in the directory of -keep.
func (b *bench) load(sides []string) ([]time.Duration, error) {
	loads := make([]time.Duration, len(sides))
	for i, url := range sides {
		done := filepath.Join(b.dir, fmt.Sprintf("loaded-%g-%d", b.o.tpch, i))
		if text, err := os.ReadFile(done); err == nil {
			if loads[i], err = time.ParseDuration(string(text)); err != nil {
				return nil, fmt.Errorf("%s: %w", done, err)
			}
			continue
		}
		began := time.Now()
		if err := b.onConnection(url, func(c *pgx.Conn) error { return tpch.Load(b.ctx, c, b.o.tpch) }); err != nil {
			return nil, err
		}
		loads[i] = time.Since(began)
		fmt.Fprintf(os.Stderr, "  loaded scale %g in %.1f s\n", b.o.tpch, loads[i].Seconds())
		if err := os.WriteFile(done, []byte(loads[i].String()), 0o644); err != nil {
			return nil, err
		}
	}
	return loads, nil
}

// wantedQuery reports whether a query is among those of -queries.
func (b *bench) wantedQuery(number int) bool {
	return b.o.queries == "" || slices.Contains(strings.Split(b.o.queries, ","), strconv.Itoa(number))
}

// query runs one on a connection of its own.
func (b *bench) query(url, text string) (r tpchRun) {
	ctx, cancel := context.WithTimeout(b.ctx, tpchTimeLimit)
	defer cancel()
	c, err := pgx.Connect(ctx, url)
	if err != nil {
		return tpchRun{err: err}
	}
	defer c.Close(context.WithoutCancel(ctx))
	if strings.Contains(url, "postgres@") {
		if _, err := c.Exec(ctx, "SET work_mem = '"+tpchMemory+"'"); err != nil {
			return tpchRun{err: err}
		}
	}
	began := time.Now()
	results, err := c.PgConn().Exec(ctx, text).ReadAll()
	r = tpchRun{took: time.Since(began), err: err}
	for _, res := range results {
		r.rows = append(r.rows, textRows(res)...)
	}
	slices.Sort(r.rows)
	return r
}

func textRows(res *pgconn.Result) []string {
	rows := make([]string, 0, len(res.Rows))
	for _, values := range res.Rows {
		rows = append(rows, string(joinValues(values)))
	}
	return rows
}

func joinValues(values [][]byte) []byte {
	var line []byte
	for _, v := range values {
		if v == nil {
			v = []byte("NULL")
		}
		line = append(append(line, v...), '|')
	}
	return line
}

// tpchTally adds up the queries of a run.
type tpchTally struct {
	right        int
	ours, theirs []float64 // seconds, of those that both answer
	worst        float64
	bad          []string // what was not right, or slow
	all          []string
}

func (t *tpchTally) add(number int, ours, theirs tpchRun) string {
	ratio := ours.took.Seconds() / theirs.took.Seconds()
	verdict := "right"
	switch {
	case theirs.err != nil:
		verdict = "no answer of Postgres: " + firstLine(theirs.err.Error())
	case ours.err != nil:
		verdict = failure(ours.err)
	case !slices.Equal(ours.rows, theirs.rows):
		verdict = fmt.Sprintf("differs (%d rows, Postgres %d)", len(ours.rows), len(theirs.rows))
	default:
		t.right++
	}
	if theirs.err == nil && ours.err == nil && theirs.took <= tpchTimeout {
		t.ours, t.theirs = append(t.ours, ours.took.Seconds()), append(t.theirs, theirs.took.Seconds())
		t.worst = max(t.worst, ratio)
	}
	line := fmt.Sprintf("Q%d %.2f s, Postgres %.2f s, %.1f ×: %s", number, ours.took.Seconds(), theirs.took.Seconds(), ratio, verdict)
	if verdict != "right" {
		t.bad = append(t.bad, fmt.Sprintf("Q%d %s", number, verdict))
	}
	t.all = append(t.all, fmt.Sprintf("Q%d %.1f ×", number, ratio))
	return line
}

// failure names an error by its SQLSTATE, if it has one.
func failure(err error) string {
	var pgErr *pgconn.PgError
	switch {
	case errors.As(err, &pgErr):
		return pgErr.Code + " " + pgErr.Message
	case errors.Is(err, context.DeadlineExceeded):
		return fmt.Sprintf("no answer in %.0f s", tpchTimeLimit.Seconds())
	}
	return firstLine(err.Error())
}

// mean is the geometric one.
func (t *tpchTally) mean(seconds []float64) float64 {
	sum := 0.0
	for _, s := range seconds {
		sum += math.Log(s)
	}
	return math.Exp(sum / float64(max(1, len(seconds))))
}

func (t *tpchTally) note(loads []time.Duration) string {
	total := func(s []float64) (sum float64) {
		for _, x := range s {
			sum += x
		}
		return sum
	}
	n := fmt.Sprintf("loaded, indexed and analyzed in %.0f s (Postgres %.0f s); all that both answered: %.1f s, Postgres %.1f s. %s.",
		loads[1].Seconds(), loads[0].Seconds(), total(t.ours), total(t.theirs), strings.Join(t.all, ", "))
	if len(t.bad) > 0 {
		n += " Not right: " + strings.Join(t.bad, "; ") + "."
	}
	return n
}

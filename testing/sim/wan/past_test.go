package wan

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/range/allocator"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/server/node"
)

// everywhere pins a voter of all that nobody pinned to each region.
func everywhere() *pins { return &pins{rest: in("a", "b", "c")} }

// reads are queries over one range, over all, and of a join.
var reads = []string{
	"SELECT v FROM t AS OF SYSTEM TIME '-6s' WHERE i = 101",
	"SELECT sum(v), count(*) FROM t AS OF SYSTEM TIME '-6s'",
	"SELECT count(*) FROM t x JOIN t y ON x.i = y.i + 100 AS OF SYSTEM TIME '-6s' WHERE x.v < 1000",
	"SELECT v FROM t AS OF SYSTEM TIME '-6s' WHERE i = ANY ('{5,105,205}')",
}

// spread is buildWith, once all ranges have a replica in each region and are at rest.
func spread(t *testing.T, configure func(*node.Options), policies ...*allocator.Policy) *world {
	t.Helper()
	w := buildWith(t, everywhere(), func(o *node.Options) {
		o.Placement.TurnEvery = time.Hour // nothing is moved for balance
		if configure != nil {
			configure(o)
		}
	}, policies...)
	deadline := time.Now().Add(10 * time.Minute)
	for slices.ContainsFunc(w.c.Local().Ranges(), w.lacks) {
		if time.Sleep(time.Second); time.Now().After(deadline) {
			t.Fatal("ranges don't spread over all regions")
		}
	}
	var was []*descriptor.Range
	for rest := 0; rest < 15; rest++ {
		is := w.c.Local().Ranges()
		if !slices.EqualFunc(was, is, func(a, b *descriptor.Range) bool { return a.ID == b.ID && a.Generation == b.Generation }) {
			rest = 0
		}
		if was = is; time.Now().After(deadline) {
			t.Fatal("ranges don't come to rest")
		}
		time.Sleep(time.Second)
	}
	return w
}

// lacks reports whether a range has no replica in some region, or is on its way.
func (w *world) lacks(d *descriptor.Range) bool {
	in := map[string]bool{}
	for _, n := range w.c.Local().Nodes() {
		if _, has := d.Replica(n.Node().StoreID()); has {
			in[n.Region] = true
		}
	}
	return len(in) < 3 || d.Joint() || len(d.Replicas) != 3
}

// query runs a query to its end.
func query(ctx context.Context, conn *pgx.Conn, sql string) func() (time.Duration, error) {
	return func() (time.Duration, error) {
		began := time.Now()
		rows, err := conn.Query(ctx, sql)
		if err != nil {
			return 0, err
		}
		for rows.Next() {
		}
		return time.Since(began), rows.Err()
	}
}

// block runs queries in a transaction that reads the past.
func block(ctx context.Context, conn *pgx.Conn, begin string) func() (time.Duration, error) {
	return func() (time.Duration, error) {
		began := time.Now()
		if _, err := conn.Exec(ctx, begin); err != nil {
			return 0, err
		}
		for _, sql := range reads {
			if _, err := query(ctx, conn, strings.ReplaceAll(sql, "AS OF SYSTEM TIME '-6s'", ""))(); err != nil {
				return 0, err
			}
		}
		_, err := conn.Exec(ctx, "COMMIT")
		return time.Since(began), err
	}
}

// TestPast: what is read of the past crosses no region where each range has a replica near, of
// whatever nobody writes, too; nor does the schema (architecture.md, P5).
func TestPast(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx := t.Context()
		w := spread(t, nil, in("a", "b", "c"), in("a", "b", "c"), in("b", "a", "c"))
		conn := w.c.Conn(ctx, "c")
		if d := took(t, query(ctx, conn, "SELECT v FROM t WHERE i = 101")); d < ac {
			t.Errorf("a read of now in another region took %v", d)
		}
		for _, sql := range reads {
			expect(t, sql, took(t, query(ctx, conn, sql)), 0)
			if p, _ := lastPrice(t, conn); p.trips != 0 {
				t.Errorf("%s: %v round trips were counted", sql, p.trips)
			}
		}
		expect(t, "a block", took(t, block(ctx, conn, "BEGIN READ ONLY AS OF TIMESTAMP '-6s'")), 0)
		if _, err := conn.Exec(ctx, "SET isochron.read_staleness = '6s'"); err != nil {
			t.Fatal(err)
		}
		expect(t, "by the setting", took(t, query(ctx, conn, "SELECT sum(v) FROM t")), 0)
		expect(t, "a block by the setting", took(t, block(ctx, conn, "BEGIN READ ONLY")), 0)

		// Nobody has read or written anything for long enough that nothing is closed any more.
		time.Sleep(2 * time.Minute)
		for _, sql := range reads { // the leaseholders begin to close
			if _, err := query(ctx, conn, sql)(); err != nil {
				t.Fatal(err)
			}
		}
		time.Sleep(8 * time.Second)
		for _, sql := range reads {
			expect(t, "after a pause, "+sql, took(t, query(ctx, conn, sql)), 0)
		}
		for range 8 { // as long as somebody reads, all is known in time
			time.Sleep(9 * time.Second)
			d, err := query(ctx, conn, reads[1])()
			if err != nil {
				t.Fatal(err)
			}
			if d > near {
				t.Fatalf("a read of a quiet range took %v", d)
			}
		}
		served(t, conn, "'-6s'", true)
	})
}

// explained is EXPLAIN (ANALYZE) of a read as of a time.
func explained(t *testing.T, conn *pgx.Conn, at string) []string {
	t.Helper()
	rows, err := conn.Query(t.Context(), "EXPLAIN (ANALYZE) SELECT sum(v) FROM t AS OF SYSTEM TIME "+at, pgx.QueryExecModeSimpleProtocol)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

// served checks by EXPLAIN who serves a read as of a time.
func served(t *testing.T, conn *pgx.Conn, at string, followers bool) {
	t.Helper()
	var f, l int
	for _, line := range explained(t, conn, at) {
		if _, rest, ok := strings.Cut(line, ": followers="); ok {
			if _, err := fmt.Sscanf(rest, "%d leaseholders=%d", &f, &l); err != nil {
				t.Fatal(err)
			}
		}
	}
	if f+l == 0 || followers != (l == 0) {
		t.Errorf("as of %s, %d reads were served by followers and %d by leaseholders", at, f, l)
	}
}

// TestPastCutOff: a region that is cut off goes on reading the past, of a time that it knows.
func TestPastCutOff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx := t.Context()
		w := spread(t, nil, in("a", "b", "c"), in("b", "a", "c"), in("c", "a", "b"))
		conn := w.c.Conn(ctx, "c")
		for _, sql := range reads {
			if _, err := query(ctx, conn, sql)(); err != nil {
				t.Fatal(err)
			}
		}
		time.Sleep(10 * time.Second)
		var at string
		if err := conn.QueryRow(ctx, "SELECT (clock_timestamp() - interval '5 s')::text").Scan(&at); err != nil {
			t.Fatal(err)
		}
		w.c.Partition("c")
		time.Sleep(20 * time.Second)
		for _, sql := range reads {
			sql = strings.ReplaceAll(sql, "'-6s'", "'"+at+"'")
			expect(t, "cut off, "+sql, took(t, query(ctx, conn, sql)), 0)
		}
		expect(t, "cut off, a block", took(t, block(ctx, conn, "BEGIN READ ONLY AS OF TIMESTAMP '"+at+"'")), 0)
		w.c.Heal()
	})
}

// bank moves money between rows of two ranges, that are led in two regions, until it is told to stop.
func bank(ctx context.Context, conn *pgx.Conn) error {
	for n := 0; ctx.Err() == nil; n += 7 {
		tx, err := conn.Begin(context.Background())
		if err != nil {
			return err
		}
		for row, by := range map[int]int{n % 100: -1, 100 + n*3%100: 1} {
			if _, err = tx.Exec(context.Background(), "UPDATE t SET v = v + $2 WHERE i = $1", row, by); err != nil {
				return err
			}
		}
		if err := tx.Commit(context.Background()); err != nil {
			return err
		}
	}
	return nil
}

// sums reads the sum of all in region c, while money moves, and counts what is wrong, and what
// differs from before. What region c hears of a comes late.
func sums(t *testing.T, w *world, at string) (wrong, moved int) {
	ctx, stop := context.WithCancel(t.Context())
	teller := w.c.Conn(t.Context(), "a")
	done := make(chan error, 1)
	go func() { done <- bank(ctx, teller) }()
	conn, last := w.c.Conn(t.Context(), "c"), int64(-1)
	for i := range 90 {
		var sum, squares int64
		if err := conn.QueryRow(t.Context(), "SELECT sum(v), sum(v * v) FROM t AS OF SYSTEM TIME "+at).Scan(&sum, &squares); err != nil {
			t.Fatal(err)
		}
		if i < 30 { // until replicas know what is closed
			time.Sleep(300 * time.Millisecond)
			continue
		}
		if sum != 0 {
			wrong++
		}
		if squares != last {
			moved++
		}
		last = squares
		time.Sleep(300 * time.Millisecond)
	}
	stop()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	return wrong, moved
}

// late is a world for sums.
func late(t *testing.T, configure func(*node.Options)) *world {
	w := spread(t, configure, in("a", "b", "c"), in("b", "a", "c"), in("a", "b", "c"))
	w.c.Slow("a", "c", 500*time.Millisecond)
	return w
}

// TestPastIsOneSnapshot: while money moves between ranges that are led in two regions, a read of
// the past finds all of it, whoever serves it.
func TestPastIsOneSnapshot(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := late(t, nil)
		for _, at := range []string{"'-6s'", "'-20ms'"} {
			wrong, moved := sums(t, w, at)
			t.Logf("as of %s: %d sums were wrong, %d others than before", at, wrong, moved)
			if wrong > 0 || moved < 30 {
				t.Errorf("as of %s: %d sums of 60 were wrong, %d others than before", at, wrong, moved)
			}
			served(t, w.c.Conn(t.Context(), "c"), at, at == "'-6s'")
		}
	})
}

// TestPastNoticed: that replicas serve what is not closed there is noticed by the sums.
func TestPastNoticed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := late(t, func(o *node.Options) { o.PlantedReplica.FollowerUnclosed = true })
		wrong, moved := sums(t, w, "'-20ms'")
		t.Logf("%d sums were wrong, %d others than before", wrong, moved)
		if wrong == 0 {
			t.Error("all sums were right")
		}
	})
}

package wan

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/server/node"
)

// price is what SHOW isochron.last_commit_price tells.
type price struct{ trips, commit float64 }

func lastPrice(t *testing.T, conn *pgx.Conn) (p price, fields map[string]string) {
	t.Helper()
	var text string
	if err := conn.QueryRow(t.Context(), "SHOW isochron.last_commit_price").Scan(&text); err != nil {
		t.Fatal(err)
	}
	fields = map[string]string{}
	for _, f := range strings.Fields(text) {
		name, value, _ := strings.Cut(f, "=")
		fields[name] = value
	}
	number := func(name string) float64 {
		f, err := strconv.ParseFloat(fields[name], 64)
		if err != nil {
			t.Fatalf("%q: %s: %v", text, name, err)
		}
		return f
	}
	return price{number("round_trips"), number("commit_round_trips")}, fields
}

// transaction runs statements in a block, or one alone, and measures it to the end.
func transaction(ctx context.Context, conn *pgx.Conn, block bool, statements ...string) (time.Duration, error) {
	began := time.Now()
	if block {
		statements = append(append([]string{"BEGIN"}, statements...), "COMMIT")
	}
	for _, sql := range statements {
		if _, err := conn.Exec(ctx, sql); err != nil {
			return 0, err
		}
	}
	return time.Since(began), nil
}

// slowest is how long f takes at its slowest, of a few times, once the gateway was taught.
func slowest(t *testing.T, f func() (time.Duration, error)) (longest time.Duration) {
	t.Helper()
	for i := range 4 {
		d, err := f()
		if err != nil {
			t.Fatal(err)
		}
		if i >= 2 {
			longest = max(longest, d)
		}
		time.Sleep(500 * time.Millisecond) // until what it wrote is resolved
	}
	return longest
}

// bound sets isochron.max_wan_round_trips.
func bound(t *testing.T, conn *pgx.Conn, most int) {
	t.Helper()
	if _, err := conn.Exec(t.Context(), "SET isochron.max_wan_round_trips = "+strconv.Itoa(most)); err != nil {
		t.Fatal(err)
	}
}

// TestPrice: round trips are counted as exactly as they pass: what is counted times how far regions are
// is what transactions take, and the bound lets through what fits it, and nothing else.
func TestPrice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		// Rows from 0 lie in region a, from 100 in b; those from 200 are led in a, with voters everywhere.
		w := build(t, in("a", "a", "a"), in("b", "b", "b"), in("a", "b", "c"))
		for _, c := range []struct {
			what, gateway string
			statements    []string
			block         bool
			trips, commit float64
			takes         time.Duration
		}{
			{"a read here", "a", []string{"SELECT v FROM t WHERE i = 1"}, false, 0, 0, 0},
			{"a read elsewhere", "a", []string{"SELECT v FROM t WHERE i = 101"}, false, 1, 0, ab},
			{"a read of rows of two regions", "a", []string{"SELECT v FROM t WHERE i = ANY ('{1,101}')"}, false, 1, 0, ab},
			{"a read of all ranges", "a", []string{"SELECT sum(v) FROM t"}, false, 1, 0, ab},
			{"a read of three ranges from the third region", "c", []string{"SELECT v FROM t WHERE i = ANY ('{1,101,201}')"}, false, 1, 0, bc},
			{"two reads elsewhere", "a", []string{"SELECT v FROM t WHERE i = 101", "SELECT v FROM t WHERE i = 102"}, true, 2, 0, 2 * ab},
			{"a write here", "a", []string{"UPDATE t SET v = v + 1 WHERE i = 1"}, false, 0, 0, 0},
			{"a write elsewhere", "a", []string{"UPDATE t SET v = v + 1 WHERE i = 101"}, false, 1, 0, ab},
			{"a write here, voters everywhere", "a", []string{"UPDATE t SET v = v + 1 WHERE i = 201"}, false, 1, 0, ab},
			{"a write elsewhere, voters everywhere", "b", []string{"UPDATE t SET v = v + 1 WHERE i = 201"}, false, 2, 0, 2 * ab},
			{"a block of one write elsewhere", "a", []string{"UPDATE t SET v = v + 1 WHERE i = 101"}, true, 2, 1, 2 * ab},
			{"one statement over two regions", "a", []string{"UPDATE t SET v = v + 1 WHERE i = ANY ('{1,101}')"}, false, 2, 1, 2 * ab},
			{"writes in two regions", "a", []string{"UPDATE t SET v = v + 1 WHERE i = 1", "UPDATE t SET v = v + 1 WHERE i = 101"}, true, 2, 1, 2 * ab},
			{"a read elsewhere and a write here", "a", []string{"SELECT v FROM t WHERE i = 103", "UPDATE t SET v = v + 1 WHERE i = 3"}, true, 2, 1, 2 * ab},
			{"an insert elsewhere", "a", []string{"DELETE FROM t WHERE i = 150", "INSERT INTO t VALUES (150, 0)"}, true, 2, 1, 2 * ab},
		} {
			conn := w.c.Conn(t.Context(), c.gateway)
			run := func() (time.Duration, error) { return transaction(t.Context(), conn, c.block, c.statements...) }
			expect(t, c.what, slowest(t, run), c.takes)
			if p, fields := lastPrice(t, conn); p != (price{c.trips, c.commit}) {
				t.Errorf("%s: %v round trips were counted, %v of the COMMIT; want %v and %v (%v)", c.what, p.trips, p.commit, c.trips, c.commit, fields)
			} else if (fields["bytes"] == "0") != (c.trips == 0 || c.what == "a write here, voters everywhere") {
				t.Errorf("%s: bytes=%s", c.what, fields["bytes"])
			}
			bound(t, conn, int(c.trips))
			if _, err := run(); err != nil {
				t.Errorf("%s, with as many as it takes: %v", c.what, err)
			}
			time.Sleep(500 * time.Millisecond)
			if c.trips == 0 {
				continue
			}
			bound(t, conn, int(c.trips)-1)
			d, err := run()
			var e *pgconn.PgError
			if !errors.As(err, &e) || e.Code != "54000" || e.Hint == "" {
				t.Errorf("%s, with one less than it takes: %v, after %v", c.what, err, d)
			}
			if conn.PgConn().TxStatus() == 'E' {
				if _, err := conn.Exec(t.Context(), "ROLLBACK"); err != nil {
					t.Fatal(err)
				}
			}
			if conn.PgConn().TxStatus() != 'I' {
				t.Errorf("%s: the session is left in %c", c.what, conn.PgConn().TxStatus())
			}
		}
	})
}

// TestPriceNoticed: that consensus over regions is not counted is noticed by what it takes.
func TestPriceNoticed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := buildWith(t, &pins{}, func(o *node.Options) { o.PlantedCoord.FreeQuorums = true }, in("a", "a", "a"), in("b", "b", "b"), in("a", "b", "c"))
		conn := w.c.Conn(t.Context(), "b")
		d := slowest(t, func() (time.Duration, error) {
			return transaction(t.Context(), conn, false, "UPDATE t SET v = v + 1 WHERE i = 201")
		})
		if p, _ := lastPrice(t, conn); time.Duration(p.trips)*ab+near >= d {
			t.Errorf("%v round trips were counted, and it took %v", p.trips, d)
		}
	})
}

// TestPriceNames: what is refused is not sent, and told of by its range and where that is led.
func TestPriceNames(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := build(t, in("a", "a", "a"), in("b", "b", "b"), in("a", "b", "c"))
		conn := w.c.Conn(t.Context(), "a")
		if _, err := conn.Exec(t.Context(), "SELECT sum(v) FROM t"); err != nil {
			t.Fatal(err)
		}
		ranges := w.c.Local().Ranges()
		far, spread := ranges[len(ranges)-2].ID, ranges[len(ranges)-1].ID
		refused := func(within time.Duration, sql, detail string) {
			t.Helper()
			began := time.Now()
			_, err := conn.Exec(t.Context(), sql)
			var e *pgconn.PgError
			if !errors.As(err, &e) || e.Code != "54000" || !strings.Contains(e.Detail, detail) {
				t.Errorf("%s: %+v; want %q", sql, err, detail)
			}
			if d := time.Since(began); d > within+near {
				t.Errorf("%s: refused after %v", sql, d)
			}
		}
		bound(t, conn, 0)
		refused(0, "SELECT v FROM t WHERE i = 101", fmt.Sprintf(`range %d, whose leaseholder is in region "b", takes 1 WAN round trips from region "a"; the transaction has taken 0`, far))
		refused(0, "UPDATE t SET v = 5 WHERE i = 101", fmt.Sprintf(`range %d, whose leaseholder is in region "b", takes 1 `, far))
		refused(0, "UPDATE t SET v = 5 WHERE i = 201", fmt.Sprintf(`range %d, whose leaseholder is in region "a", takes 1 `, spread))
		bound(t, conn, 1)
		for _, sql := range []string{"BEGIN", "UPDATE t SET v = 5 WHERE i = 101"} {
			if _, err := conn.Exec(t.Context(), sql); err != nil {
				t.Fatal(err)
			}
		}
		// Its locks are given back, which nobody is refused.
		refused(ab, "COMMIT", fmt.Sprintf(`The commit to range %d, whose leaseholder is in region "b", takes 1 WAN round trips from region "a"; the transaction has taken 1.`, far))
		if s := conn.PgConn().TxStatus(); s != 'I' {
			t.Errorf("after the COMMIT the session is in %c", s)
		}
		bound(t, conn, -1)
		var v int
		if err := conn.QueryRow(t.Context(), "SELECT max(v) FROM t").Scan(&v); err != nil || v != 0 {
			t.Errorf("something refused was written: %d, %v", v, err)
		}
	})
}

// TestPriceExplained: EXPLAIN tells the same, before and afterwards.
func TestPriceExplained(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := build(t, in("a", "a", "a"), in("b", "b", "b"), in("a", "b", "c"))
		conn := w.c.Conn(t.Context(), "a")
		for _, c := range []struct {
			sql  string
			want []string
		}{
			{"EXPLAIN (ANALYZE, WAN) SELECT v FROM t WHERE i = 101", []string{"WAN: round trips=1 ", "Read range ", "in region b: round trips=1 time=80.", "Waits: network=80.", "Asked in region b: ranges=1 requests=1 bytes="}},
			{"EXPLAIN (ANALYZE, WAN) SELECT v FROM t WHERE i = 1", []string{"WAN: round trips=0 bytes=0", "Asked in region a: ranges=1 requests=1 (range "}},
			{"EXPLAIN (ANALYZE, WAN) UPDATE t SET v = v WHERE i = 101", []string{"Fused: rows=1;", "WAN: round trips=1 ", "Commit range "}},
			{"EXPLAIN (ANALYZE, WAN) UPDATE t SET v = v WHERE i = ANY ('{1,101}')", []string{"WAN: round trips=1 ", "Lock range ", "WAN of COMMIT: round trips=1 ", "Stage range "}},
			{"EXPLAIN (WAN) SELECT v FROM t WHERE i = 101", []string{"WAN (estimate): round trips=1 time=8", "Leaseholders in region b: ranges=1 (range "}},
			{"EXPLAIN (WAN) SELECT v FROM t WHERE i = 1", []string{"WAN (estimate): round trips=0 time=0.000 ms"}},
			{"EXPLAIN (WAN) UPDATE t SET v = v WHERE i = 101", []string{"WAN (estimate): round trips=1 time=8", "COMMIT: round trips=1 "}},
			{"EXPLAIN (WAN) UPDATE t SET v = v WHERE i = ANY ('{1,101}')", []string{"WAN (estimate): round trips=2 time=16", "COMMIT: round trips=1 "}},
			{"EXPLAIN (WAN) SELECT sum(v) FROM t", []string{"WAN (estimate): round trips=1 "}},
		} {
			var text string
			for range 2 { // the first time teaches the gateway where ranges are
				rows, err := conn.Query(t.Context(), c.sql, pgx.QueryExecModeSimpleProtocol)
				if err != nil {
					t.Fatal(err)
				}
				lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
				if err != nil {
					t.Fatalf("%s: %v", c.sql, err)
				}
				text = strings.Join(lines, "\n")
			}
			t.Logf("%s\n%s", c.sql, text)
			for _, want := range c.want {
				if !strings.Contains(text, want) {
					t.Errorf("%s: no %q in\n%s", c.sql, want, text)
				}
			}
		}
		var trips float64
		var bytes int64
		if err := conn.QueryRow(t.Context(), "SELECT wan_round_trips / calls, wan_bytes FROM isochron_internal.statement_distances WHERE query LIKE 'EXPLAIN (ANALYZE, WAN) UPDATE t SET v = v WHERE i = ANY%'").Scan(&trips, &bytes); err != nil || trips != 2 || bytes == 0 {
			t.Errorf("what was counted of a statement: %v, %d, %v", trips, bytes, err)
		}
		time.Sleep(15 * time.Second) // until those who are asked have measured it, too
		rows, err := conn.Query(t.Context(), "SELECT from_region || to_region || ' ' || round(round_trip_ms) FROM isochron_internal.region_latencies WHERE from_region <> to_region AND from_region < 'c' ORDER BY 1")
		if err != nil {
			t.Fatal(err)
		}
		if got, err := pgx.CollectRows(rows, pgx.RowTo[string]); err != nil || strings.Join(got, ", ") != "ab 80, ac 120, ba 80, bc 150" {
			t.Errorf("region_latencies: %q, %v", got, err)
		}
	})
}

// TestPriceOfFlows: what nodes hash to each other counts, and is not begun where it would be too much.
func TestPriceOfFlows(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := build(t, in("a", "a", "a"), in("b", "b", "b"), in("a", "b", "c"))
		conn := w.c.Conn(t.Context(), "a")
		exec := func(sql string) {
			t.Helper()
			if _, err := conn.Exec(t.Context(), sql); err != nil {
				t.Fatal(err)
			}
		}
		exec("SET distributed_rows_min = 1")
		const sql = "SELECT count(*) FROM t x JOIN t y ON x.i = y.i + 0"
		explain := func() string {
			t.Helper()
			rows, err := conn.Query(t.Context(), "EXPLAIN (ANALYZE, WAN) "+sql, pgx.QueryExecModeSimpleProtocol)
			if err != nil {
				t.Fatal(err)
			}
			lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
			if err != nil {
				t.Fatal(err)
			}
			return strings.Join(lines, "\n")
		}
		explain()
		// The setup goes to b, its rows come to a, which tells b that they were taken, which tells a that
		// it has ended.
		text := explain()
		for _, want := range []string{"Flow: nodes=", "WAN: round trips=", "Flow: round trips="} {
			if !strings.Contains(text, want) {
				t.Errorf("no %q in\n%s", want, text)
			}
		}
		d := slowest(t, query(t.Context(), conn, sql))
		p, fields := lastPrice(t, conn)
		t.Logf("%s\n%v %v", text, d, fields)
		if counted := time.Duration(p.trips * float64(ab)); p.trips != 2 || d < counted || d > counted+near || fields["bytes"] == "0" {
			t.Errorf("%v round trips were counted, and it took %v (%v)", p.trips, d, fields)
		}
		bound(t, conn, 2)
		exec(sql)
		bound(t, conn, 0)
		_, err := conn.Exec(t.Context(), sql)
		var e *pgconn.PgError
		if !errors.As(err, &e) || e.Code != "54000" || !strings.Contains(e.Detail, `is in region "b"`) {
			t.Errorf("with no round trip allowed: %v", err)
		}
	})
}

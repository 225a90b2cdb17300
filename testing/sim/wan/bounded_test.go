package wan

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// bounded are reads with their time as of something else.
func bounded(at string) (list []string) {
	for _, sql := range reads {
		list = append(list, strings.ReplaceAll(sql, "'-6s'", at))
	}
	return list
}

// staleness is how old what a read as of at gives is, as EXPLAIN tells.
func staleness(t *testing.T, conn *pgx.Conn, at string) (age float64) {
	t.Helper()
	lines := explained(t, conn, at)
	for _, line := range lines {
		if _, rest, ok := strings.Cut(line, " staleness="); ok {
			if _, err := fmt.Sscanf(rest, "%f s", &age); err != nil {
				t.Fatal(err)
			}
			return age
		}
	}
	t.Fatalf("nothing is told of staleness: %q", lines)
	return 0
}

// TestBounded: what may be ten seconds old crosses no region, and is as new as the replicas of the
// region know; what may be a second old is read from leaseholders, or refused where nobody farther
// away may serve it.
func TestBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx := t.Context()
		w := spread(t, nil, in("a", "b", "c"), in("a", "b", "c"), in("b", "a", "c"))
		conn := w.c.Conn(ctx, "c")
		exec := func(sql string) {
			if _, err := conn.Exec(ctx, sql); err != nil {
				t.Fatal(err)
			}
		}
		// Of ranges that nobody has read or written for long nothing is known nearby: what is read
		// then is of now.
		time.Sleep(2 * time.Minute)
		if age := staleness(t, conn, "with_max_staleness('10s')"); age > 1 {
			t.Errorf("what nobody knows nearby is read as of %.3f s ago", age)
		}
		time.Sleep(8 * time.Second)

		for _, sql := range bounded("with_max_staleness('10s')") {
			expect(t, sql, took(t, query(ctx, conn, sql)), 0)
		}
		for _, sql := range bounded("with_min_timestamp(clock_timestamp() - interval '10 s', true)") {
			expect(t, sql, took(t, query(ctx, conn, sql)), 0)
		}
		expect(t, "a block", took(t, block(ctx, conn, "BEGIN READ ONLY AS OF TIMESTAMP with_max_staleness('10s', true)")), 0)
		exec("SET isochron.max_staleness = '10s'")
		expect(t, "by the setting", took(t, query(ctx, conn, "SELECT sum(v) FROM t")), 0)
		expect(t, "a block by the setting", took(t, block(ctx, conn, "BEGIN READ ONLY")), 0)
		exec("RESET isochron.max_staleness")
		served(t, conn, "with_max_staleness('10s')", true)
		if age := staleness(t, conn, "with_max_staleness('1 h')"); age < 3 || age > 6 {
			t.Errorf("what replicas nearby know is read as of %.3f s ago", age)
		}

		// Newer than replicas know it: from the leaseholder, in one round trip, or not at all.
		for i, want := range []time.Duration{ac, bc} {
			sql := fmt.Sprintf("SELECT v FROM t AS OF SYSTEM TIME with_max_staleness('1s') WHERE i = %d", 101+100*i)
			expect(t, sql, took(t, query(ctx, conn, sql)), want)
		}
		if age := staleness(t, conn, "with_max_staleness('1s')"); age > 1 {
			t.Errorf("a second at most was allowed, and it is %.3f s", age)
		}
		began := time.Now()
		_, err := query(ctx, conn, "SELECT v FROM t AS OF SYSTEM TIME with_max_staleness('1s', true) WHERE i = 101")()
		var e *pgconn.PgError
		if !errors.As(err, &e) || e.Code != "55000" || e.Hint == "" || time.Since(began) > near {
			t.Errorf("what the nearest replica does not know: %v, after %v", err, time.Since(began))
		}
		exec("SET isochron.max_staleness = '1s'; SET isochron.nearest_only = on")
		if _, err := query(ctx, conn, "SELECT v FROM t WHERE i = 101")(); !errors.As(err, &e) || e.Code != "55000" {
			t.Errorf("by the setting: %v", err)
		}
		exec("RESET ALL")

		// In the region that leads most of it, too, whatever its gateway knows of the ranges yet.
		if age := staleness(t, w.c.Conn(ctx, "a"), "with_max_staleness('10s')"); age > 6 {
			t.Errorf("in region a it is %.3f s old", age)
		}
	})
}

// TestBoundedKeepsItsTime: ranges that only later statements read are read as of the time that the first
// one chose: by their leaseholder where their replicas nearby know less.
func TestBoundedKeepsItsTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx := t.Context()
		w := spread(t, nil, in("c", "a", "b"), in("a", "b", "c"), in("b", "a", "c"))
		conn := w.c.Conn(ctx, "c")
		measure := func() (took [2]time.Duration) {
			if _, err := conn.Exec(ctx, "BEGIN AS OF TIMESTAMP with_max_staleness('10s')"); err != nil {
				t.Fatal(err)
			}
			for i, sql := range []string{"SELECT v FROM t WHERE i = 1", "SELECT v FROM t WHERE i = 101"} {
				d, err := query(ctx, conn, sql)()
				if err != nil {
					t.Fatal(err)
				}
				took[i] = d
			}
			if _, err := conn.Exec(ctx, "COMMIT"); err != nil {
				t.Fatal(err)
			}
			return took
		}
		measure()
		time.Sleep(8 * time.Second)
		took := measure()
		expect(t, "a range that is led here", took[0], 0)
		expect(t, "and one that is not, at the same time", took[1], ac)
	})
}

// TestBoundedIsOneSnapshot: while money moves between ranges that are led in two regions, a bounded
// read finds all of it.
func TestBoundedIsOneSnapshot(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := late(t, nil)
		for _, at := range []string{"with_max_staleness('10s')", "with_max_staleness('2s')"} {
			wrong, moved := sums(t, w, at)
			t.Logf("as of %s: %d sums were wrong, %d others than before", at, wrong, moved)
			if wrong > 0 || moved < 10 { // ranges close once a second: many reads are of one time
				t.Errorf("as of %s: %d sums of 60 were wrong, %d others than before", at, wrong, moved)
			}
		}
	})
}

// stale are ways to read a row's value that may be old.
var stale = []struct{ set, sql string }{
	{"SET isochron.read_staleness = '6s'", "SELECT v FROM t WHERE i = $1"},
	{"SET isochron.max_staleness = '10s'", "SELECT v FROM t WHERE i = $1"},
	{"", "SELECT v FROM t AS OF SYSTEM TIME '-6s' WHERE i = $1"},
	{"", "SELECT v FROM t AS OF SYSTEM TIME with_max_staleness('10s') WHERE i = $1"},
	{"", "SELECT max(v) FROM t AS OF SYSTEM TIME with_max_staleness('10s') WHERE i >= $1 AND i <= $1"},
}

// pass is a value that goes from session to session, with a token, and comes back as old as each of
// them reads it.
type pass struct {
	t     *testing.T
	conns []*pgx.Conn
	rng   *rand.Rand
	row   int
	value int
	token string
}

// give has a session write the next value, or read it in a stale way, and takes its token. It returns
// how much older what was read is than what was last seen.
func (p *pass) give(causal bool) (missed int) {
	ctx, t := p.t.Context(), p.t
	conn := p.conns[p.rng.IntN(len(p.conns))]
	exec := func(sql string) {
		if _, err := conn.Exec(ctx, sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
	exec("RESET ALL")
	if causal && p.token != "" {
		exec("SET isochron.causality_token = '" + p.token + "'")
	}
	if p.rng.IntN(3) == 0 {
		p.value++
		if _, err := conn.Exec(ctx, "UPDATE t SET v = $2 WHERE i = $1", p.row, p.value); err != nil {
			t.Fatal(err)
		}
	} else {
		way := stale[p.rng.IntN(len(stale))]
		if way.set != "" {
			exec(way.set)
		}
		got := -1
		if err := conn.QueryRow(ctx, way.sql, p.row).Scan(&got); err != nil {
			t.Fatalf("%s: %v", way.sql, err)
		}
		missed = p.value - got
	}
	if err := conn.QueryRow(ctx, "SHOW isochron.causality_token").Scan(&p.token); err != nil {
		t.Fatal(err)
	}
	return missed
}

// passes gives a value of each range from session to session, over all regions, with pauses between
// nothing and ten seconds, and counts what was missed.
func passes(t *testing.T, w *world, causal bool) (missed, given int) {
	var conns []*pgx.Conn
	for _, region := range []string{"a", "b", "c", "c"} {
		conns = append(conns, w.c.Conn(context.Background(), region))
	}
	for seed := range uint64(6) {
		rng := rand.New(rand.NewPCG(seed, 16))
		p := pass{t: t, conns: conns, rng: rng, row: int(seed)%3*100 + 10 + int(seed)}
		if causal {
			p.row += 20
		}
		for range 40 {
			if n := p.give(causal); n != 0 {
				missed++
				if causal {
					t.Errorf("seed %d: %d values were missed", seed, n)
				}
			}
			given++
			switch rng.IntN(3) {
			case 0:
			case 1:
				time.Sleep(time.Duration(rng.IntN(300)) * time.Millisecond)
			default:
				most := 2_000
				if rng.IntN(8) == 0 { // beyond what any of them may be stale by
					most = 10_000
				}
				time.Sleep(time.Duration(rng.IntN(most)) * time.Millisecond)
			}
		}
	}
	return missed, given
}

// TestTokens: a session that is given a token misses nothing of what the one that gave it has written
// or read, whatever region it is in and however stale it reads. Without tokens much is missed.
func TestTokens(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := spread(t, nil, in("a", "b", "c"), in("b", "a", "c"), in("c", "a", "b"))
		missed, given := passes(t, w, false)
		t.Logf("without tokens %d of %d missed something", missed, given)
		if missed < given/20 {
			t.Errorf("without tokens %d of %d missed something", missed, given)
		}
		missed, given = passes(t, w, true)
		t.Logf("with tokens %d of %d", missed, given)

		// A token that is old enough costs no round trip.
		conn := w.c.Conn(t.Context(), "c")
		var token string
		if err := conn.QueryRow(t.Context(), "SHOW isochron.causality_token").Scan(&token); err != nil {
			t.Fatal(err)
		}
		if _, err := conn.Exec(t.Context(), "SET isochron.causality_token = '"+token+"'"); err != nil {
			t.Fatal(err)
		}
		sql := "SELECT sum(v) FROM t AS OF SYSTEM TIME with_max_staleness('10s')"
		for range 2 {
			if _, err := query(t.Context(), conn, sql)(); err != nil {
				t.Fatal(err)
			}
			time.Sleep(8 * time.Second)
		}
		expect(t, "with a token of a while ago", took(t, query(t.Context(), conn, sql)), 0)
	})
}

package cluster_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/testing/cluster"
)

// lines runs a query with the simple protocol and prints its rows.
func lines(ctx context.Context, t *testing.T, conn *pgx.Conn, sql string) []string {
	t.Helper()
	results, err := conn.PgConn().Exec(ctx, sql).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	var out []string
	for _, row := range results[len(results)-1].Rows {
		var b strings.Builder
		for _, v := range row {
			if v == nil {
				v = []byte("NULL")
			}
			fmt.Fprintf(&b, "%s|", v)
		}
		out = append(out, b.String())
	}
	return out
}

var travelled = regexp.MustCompile(`Network: ranges=(\d+) messages=\d+ rounds=\d+ bytes=(\d+)`)

// bytesOf is what EXPLAIN ANALYZE says that a query's ranges and bytes were.
func bytesOf(ctx context.Context, t *testing.T, conn *pgx.Conn, sql string) (ranges, bytes int) {
	t.Helper()
	text := lines(ctx, t, conn, "EXPLAIN ANALYZE "+sql)
	all := travelled.FindAllStringSubmatch(strings.Join(text, "\n"), -1)
	if all == nil {
		t.Fatalf("%s: no figures in %q", sql, text)
	}
	last := all[len(all)-1]
	ranges, _ = strconv.Atoi(last[1])
	bytes, _ = strconv.Atoi(last[2])
	return ranges, bytes
}

// TestOnlyResultsTravel counts the bytes of aggregates over several ranges on three
// nodes: they grow with the groups, not with the rows.
func TestOnlyResultsTravel(t *testing.T) { synctest.Test(t, onlyResultsTravel) }

func onlyResultsTravel(t *testing.T) {
	ctx := t.Context()
	c := cluster.StartRegions(t, cluster.Topology{Regions: []cluster.Region{{Name: "a", Nodes: 1}, {Name: "b", Nodes: 1}, {Name: "c", Nodes: 1}},
		RoundTrip: func(_, _ string) time.Duration { return 20 * time.Millisecond }, Seed: 7})
	conns := []*pgx.Conn{c.Conn(ctx, "n1"), c.Conn(ctx, "n2"), c.Conn(ctx, "n3")}
	lines(ctx, t, conns[0], "CREATE TABLE docs (id int PRIMARY KEY, grp int, body text)")
	lines(ctx, t, conns[0], "ALTER TABLE docs SPLIT AT VALUES (2000), (4000), (6000)")
	for i := range 4 {
		lines(ctx, t, conns[0], fmt.Sprintf("INSERT INTO docs SELECT x, x %% 7, 'the quick brown fox ' || (x %% 5) || ' jumps over the lazy dog' FROM generate_series(%d, %d) x", 2000*i, 2000*i+1999))
	}
	for _, conn := range conns {
		lines(ctx, t, conn, "ANALYZE docs") // large enough for ranges that are led at the gateway, too
	}
	for _, q := range []struct {
		sql    string
		groups int
	}{
		{"SELECT count(*), sum(grp), avg(id) FROM docs", 1},
		{"SELECT grp, count(*), max(body) FROM docs GROUP BY grp", 7},
		{"SELECT word, count(*) FROM (SELECT unnest(string_to_array(body, ' ')) AS word FROM docs) s GROUP BY word", 13},
		{"SELECT word, count(*) FROM docs, regexp_split_to_table(body, '\\s+') word WHERE word LIKE '%o%' GROUP BY word", 4},
		{"SELECT DISTINCT grp FROM docs", 7},
		{"SELECT id, body FROM docs ORDER BY body DESC, id LIMIT 5", 5},
	} {
		for i, conn := range conns {
			lines(ctx, t, conn, "SET enable_distributed_execution = off")
			want := lines(ctx, t, conn, q.sql)
			_, before := bytesOf(ctx, t, conn, q.sql)
			lines(ctx, t, conn, "SET enable_distributed_execution = on")
			ranges, bytes := bytesOf(ctx, t, conn, q.sql)
			if got := lines(ctx, t, conn, q.sql); !slices.Equal(sortedLines(got), sortedLines(want)) {
				t.Errorf("n%d, %s: got %q, want %q", i+1, q.sql, got, want)
			}
			if most := ranges * (700 + 120*q.groups); ranges < 4 || bytes > most {
				t.Errorf("n%d, %s: %d bytes from %d ranges, want at most %d (%d where rows travel)", i+1, q.sql, bytes, ranges, most, before)
			}
		}
	}
}

// TestOnlyResultsTravelOfThePast: where the gateway's own replica does not know the past so far, or has
// closed no timestamp yet, the leaseholder elsewhere is asked for results as it is of now, not for rows.
func TestOnlyResultsTravelOfThePast(t *testing.T) { synctest.Test(t, onlyResultsTravelOfThePast) }

func onlyResultsTravelOfThePast(t *testing.T) {
	ctx := t.Context()
	c := cluster.StartRegions(t, cluster.Topology{Regions: []cluster.Region{{Name: "a", Nodes: 1}, {Name: "b", Nodes: 1}, {Name: "c", Nodes: 1}},
		RoundTrip: func(_, _ string) time.Duration { return 20 * time.Millisecond }, Seed: 7})
	one, two := c.Conn(ctx, "n1"), c.Conn(ctx, "n2")
	for _, sql := range []string{
		"CREATE TABLE docs (id int PRIMARY KEY, grp int, body text)",
		"INSERT INTO docs SELECT x, x % 7, repeat('the quick brown fox ', 5) || x % 5 FROM generate_series(1, 1000) x",
		"CREATE TABLE many (id int PRIMARY KEY, grp int, body text)",
		"ALTER TABLE many SPLIT AT VALUES (4000), (8000)",
		"INSERT INTO many SELECT x, x % 7, repeat('the quick brown fox ', 5) || x % 5 FROM generate_series(1, 12000) x",
		"ANALYZE docs",
		"ANALYZE many",
	} {
		lines(ctx, t, one, sql)
	}
	for _, q := range []struct {
		sql  string
		most int
	}{
		{"SELECT grp, count(*), max(body) FROM docs GROUP BY grp", 2500},
		{"SELECT DISTINCT grp FROM docs", 1000},
		{"SELECT id FROM docs ORDER BY body, id LIMIT 3", 1500},
		{"SELECT sum(id) FROM docs WHERE grp < 3", 1000},
		{"SELECT id FROM docs WHERE id % 2 = 0", 10_000},
		{"SELECT id FROM many", 150_000},
	} {
		lines(ctx, t, two, "SET isochron.read_staleness = 0")
		want := sortedLines(lines(ctx, t, two, q.sql))
		for _, staleness := range []string{"500ms", "5s", "5s"} {
			// What was closed in the meantime is known to the replica here.
			time.Sleep(12 * time.Second)
			lines(ctx, t, two, "SET isochron.read_staleness = '"+staleness+"'")
			text := strings.Join(lines(ctx, t, two, "EXPLAIN ANALYZE "+q.sql), "\n")
			_, bytes := bytesOf(ctx, t, two, q.sql)
			elsewhere := strings.Contains(text, "followers=0")
			if got := sortedLines(lines(ctx, t, two, q.sql)); !slices.Equal(got, want) || elsewhere && bytes > q.most || !elsewhere && staleness != "5s" {
				t.Errorf("%s, %s ago: %d rows, want %d; %d bytes, want at most %d\n%s", q.sql, staleness, len(got), len(want), bytes, q.most, text)
			}
		}
	}
}

func sortedLines(l []string) []string {
	l = slices.Clone(l)
	slices.Sort(l)
	return l
}

// TestRangesAgree holds what queries give with the work done at the ranges against what
// they give with it done at the gateway: over random rows and queries, with splits in the
// middle, with own writes, at each level of isolation.
func TestRangesAgree(t *testing.T) { synctest.Test(t, rangesAgree) }

func rangesAgree(t *testing.T) {
	ctx := t.Context()
	c := cluster.StartRegions(t, cluster.Topology{Regions: []cluster.Region{{Name: "a", Nodes: 1}, {Name: "b", Nodes: 1}, {Name: "c", Nodes: 1}},
		RoundTrip: func(_, _ string) time.Duration { return 5 * time.Millisecond }, Seed: 11})
	conns := []*pgx.Conn{c.Conn(ctx, "n1"), c.Conn(ctx, "n2"), c.Conn(ctx, "n3")}
	rng := rand.New(rand.NewPCG(5, 8))
	lines(ctx, t, conns[0], "CREATE TABLE r (id int PRIMARY KEY, a int, b bigint, n numeric, f float8, s text, ok bool)")
	lines(ctx, t, conns[0], "CREATE INDEX ON r (a, b)")
	fill := func(conn *pgx.Conn, from, to int) {
		lines(ctx, t, conn, fmt.Sprintf(`INSERT INTO r SELECT x, CASE WHEN x %% 11 = 0 THEN NULL ELSE x %% %d END, x * 922337203685 * 1000, x %% 13 / 4.0,
			CASE WHEN x %% 6 = 0 THEN NULL ELSE (x %% 17) / 4.0 END, CASE WHEN x %% 7 = 0 THEN NULL ELSE 'w' || x %% 19 || ' v' || x %% 3 END, x %% 4 <> 1
			FROM generate_series(%d, %d) x ON CONFLICT (id) DO UPDATE SET a = excluded.a + 1`, 3+rng.IntN(5), from, to))
	}
	fill(conns[0], 1, 6000)
	lines(ctx, t, conns[0], "ALTER TABLE r SPLIT AT VALUES (1500), (3000), (4500)")
	lines(ctx, t, conns[0], "ANALYZE r")
	levels := []string{"READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"}
	for round := range 60 {
		conn := conns[rng.IntN(len(conns))]
		if round%10 == 9 {
			lines(ctx, t, conn, fmt.Sprintf("ALTER TABLE r SPLIT AT VALUES (%d)", rng.IntN(6000)))
		}
		lines(ctx, t, conn, "BEGIN ISOLATION LEVEL "+levels[rng.IntN(3)])
		if rng.IntN(3) == 0 {
			at := rng.IntN(6000)
			lines(ctx, t, conn, fmt.Sprintf("DELETE FROM r WHERE id BETWEEN %d AND %d", at, at+rng.IntN(40)))
			fill(conn, at+20, at+30+rng.IntN(30))
		}
		q := randomQuery(rng)
		lines(ctx, t, conn, "SET LOCAL enable_distributed_execution = off")
		want := lines(ctx, t, conn, q)
		lines(ctx, t, conn, "SET LOCAL enable_distributed_execution = on")
		got := lines(ctx, t, conn, q)
		if !strings.Contains(q, "ORDER BY") {
			got, want = sortedLines(got), sortedLines(want)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s\ngot  %q\nwant %q", q, got, want)
		}
		lines(ctx, t, conn, []string{"COMMIT", "ROLLBACK"}[rng.IntN(2)])
	}
}

// randomQuery is one over table r that the ranges can take a part in. Floats are
// quarters, so that their sums are exact in any order.
func randomQuery(rng *rand.Rand) string {
	pick := func(list ...string) string { return list[rng.IntN(len(list))] }
	where := pick("", "", " WHERE a > 1", " WHERE s LIKE 'w1%'", fmt.Sprintf(" WHERE id BETWEEN %d AND %d", rng.IntN(3000), 3000+rng.IntN(3000)), " WHERE f IS NULL OR n > 1.5", " WHERE id < 0")
	agg := func() string {
		a := pick("count(*)", "count(f)", "sum(a)", "sum(b)", "sum(n)", "sum(f)", "avg(a)", "avg(b)", "avg(n)", "avg(f)", "min(s)", "max(s)", "min(n)", "max(b)",
			"bool_and(ok)", "bool_or(ok)", "bit_xor(a)", "var_pop(n)", "stddev(a)", "sum(a + length(s))", "max(coalesce(s, 'none'))", "count(DISTINCT a)", "string_agg(s, ',' ORDER BY id)")
		if rng.IntN(4) == 0 {
			a += " FILTER (WHERE id % 3 = 1)"
		}
		return a
	}
	key := pick("a", "s", "ok", "n", "a, ok", "length(s)", "id / 500")
	switch rng.IntN(8) {
	case 0:
		return "SELECT " + agg() + ", " + agg() + ", " + agg() + " FROM r" + where
	case 1:
		return "SELECT DISTINCT " + key + " FROM r" + where
	case 2:
		return "SELECT id, s FROM r" + where + " ORDER BY " + pick("s", "s DESC", "n NULLS FIRST, s", "f DESC NULLS LAST") + ", id LIMIT " + strconv.Itoa(rng.IntN(40)) + pick("", " OFFSET 7")
	case 3:
		return "SELECT word, " + agg() + " FROM (SELECT *, unnest(string_to_array(s, ' ')) AS word FROM r" + where + ") x GROUP BY word"
	case 6:
		return "SELECT w, " + agg() + " FROM r, unnest(string_to_array(s, ' ')) w WHERE w <> 'v1' GROUP BY w"
	case 4:
		return "SELECT id, " + pick("a", "s, n", "f") + " FROM r" + where + " ORDER BY id" + pick("", " DESC") + pick("", " LIMIT 50")
	case 5:
		return "SELECT a, " + agg() + " FROM r" + where + " GROUP BY a ORDER BY a" + pick("", " LIMIT 3")
	}
	return "SELECT " + key + ", " + agg() + ", " + agg() + " FROM r" + where + " GROUP BY " + key
}

package cluster_test

import (
	"context"
	"errors"
	"flag"
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
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

// threeRegions is a cluster of a node in each of three regions.
func threeRegions(t *testing.T, rtt time.Duration, seed uint64, configure ...func(*node.Options)) (*cluster.Regions, []*pgx.Conn) {
	t.Helper()
	ctx := t.Context()
	c := cluster.StartRegions(t, cluster.Topology{Regions: []cluster.Region{{Name: "a", Nodes: 1}, {Name: "b", Nodes: 1}, {Name: "c", Nodes: 1}},
		RoundTrip: func(_, _ string) time.Duration { return rtt }, Seed: seed,
		Configure: func(_ *local.Node, o *node.Options) {
			for _, f := range configure {
				f(o)
			}
		}})
	return c, []*pgx.Conn{c.Conn(ctx, "n1"), c.Conn(ctx, "n2"), c.Conn(ctx, "n3")}
}

var flowRounds = flag.Int("flow-rounds", 100, "random queries that three nodes compute together")

// spread has the nodes lead the ranges in turns.
func spread(t *testing.T, c *cluster.Regions) {
	t.Helper()
	nodes := c.Local().Nodes()
	for i, d := range c.Local().Ranges() {
		at, to := c.Local().Leaseholder(d.ID), nodes[i%len(nodes)]
		if at == nil || at == to {
			continue
		}
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		err := at.Node().Store().TransferLease(ctx, d.ID, to.Node().StoreID())
		if cancel(); err != nil {
			t.Logf("the lease of range %d stays: %v", d.ID, err)
		}
	}
}

var flowed = regexp.MustCompile(`Flow: nodes=(\d+) rows=(\d+) bytes=(\d+)`)

// flowOf is what EXPLAIN ANALYZE says of a query's flow: its nodes, and the rows and bytes that came
// to the gateway; nodes is 0 where there was none.
func flowOf(ctx context.Context, t *testing.T, conn *pgx.Conn, sql string) (nodes, rows, bytes int, text string) {
	t.Helper()
	text = strings.Join(lines(ctx, t, conn, "EXPLAIN ANALYZE "+sql), "\n")
	m := flowed.FindStringSubmatch(text)
	if m == nil {
		return 0, 0, 0, text
	}
	nodes, _ = strconv.Atoi(m[1])
	rows, _ = strconv.Atoi(m[2])
	bytes, _ = strconv.Atoi(m[3])
	return nodes, rows, bytes, text
}

// TestFlows lets three nodes join and group rows together: results are those of the
// gateway alone, and what comes to it are results.
func TestFlows(t *testing.T) { synctest.Test(t, testFlows) }

func testFlows(t *testing.T) {
	ctx := t.Context()
	c, conns := threeRegions(t, 20*time.Millisecond, 3)
	lines(ctx, t, conns[0], "CREATE TABLE orders (id int PRIMARY KEY, who int, price numeric)")
	lines(ctx, t, conns[0], "CREATE TABLE people (no int PRIMARY KEY, id int, name text)")
	for _, n := range []string{"orders", "people"} {
		lines(ctx, t, conns[0], "ALTER TABLE "+n+" SPLIT AT VALUES (500), (1000), (1500), (2000), (2500)")
	}
	lines(ctx, t, conns[0], "INSERT INTO orders SELECT x, x % 997, x / 4.0 FROM generate_series(1, 3000) x")
	lines(ctx, t, conns[0], "INSERT INTO people SELECT x, x % 1500, 'the name is ' || x % 50 FROM generate_series(1, 3000) x")
	spread(t, c)
	for _, conn := range conns {
		lines(ctx, t, conn, "ANALYZE orders")
		lines(ctx, t, conn, "ANALYZE people")
		lines(ctx, t, conn, "SET distributed_rows_min = 500")
	}
	for _, q := range []struct {
		sql  string
		rows int // that may come to the gateway, at most
	}{
		{"SELECT count(*), sum(price) FROM orders o JOIN people p ON o.who = p.id", 3},
		{"SELECT name, count(*), sum(price) FROM orders o JOIN people p ON o.who = p.id GROUP BY name", 150},
		{"SELECT who, count(*) FROM orders GROUP BY who HAVING count(*) > 3", 12},
		{"SELECT who, count(DISTINCT price) FROM orders GROUP BY who ORDER BY 2 DESC, 1 LIMIT 3", 9},
		{"SELECT word, count(*) FROM (SELECT unnest(string_to_array(name, ' ')) AS word FROM people) s GROUP BY word HAVING count(*) > 60", 5},
	} {
		for i, conn := range conns {
			lines(ctx, t, conn, "SET enable_distributed_execution = off")
			want := lines(ctx, t, conn, q.sql)
			lines(ctx, t, conn, "SET enable_distributed_execution = on")
			got := lines(ctx, t, conn, q.sql)
			if !slices.Equal(sortedLines(got), sortedLines(want)) {
				t.Errorf("n%d, %s: got %q, want %q", i+1, q.sql, got, want)
			}
			nodes, rows, bytes, text := flowOf(ctx, t, conn, q.sql)
			if most := 200 + 60*q.rows; nodes != 3 || rows > q.rows || bytes > most {
				t.Errorf("n%d, %s: %d rows and %d bytes from %d nodes, want at most %d and %d from 3:\n%s", i+1, q.sql, rows, bytes, nodes, q.rows, most, text)
			}
			if i == 0 {
				t.Log("\n" + text)
			}
		}
	}
}

// TestGroupsWithoutOrder groups by types that have equality and no order, at ranges of other nodes and between nodes.
func TestGroupsWithoutOrder(t *testing.T) { synctest.Test(t, groupsWithoutOrder) }

func groupsWithoutOrder(t *testing.T) {
	ctx := t.Context()
	c, conns := threeRegions(t, 2*time.Millisecond, 5)
	lines(ctx, t, conns[0], "CREATE TABLE seen (id int PRIMARY KEY, x xid, c cid)")
	lines(ctx, t, conns[0], "ALTER TABLE seen SPLIT AT VALUES (10), (20)")
	lines(ctx, t, conns[0], "INSERT INTO seen SELECT v, (v % 3)::text::xid, (v % 2)::text::cid FROM generate_series(1, 30) v")
	spread(t, c)
	for i, conn := range conns {
		for _, flow := range []string{"off", "on"} {
			if flow == "on" {
				lines(ctx, t, conn, "SET distributed_rows_min = 1")
			}
			for _, q := range []struct{ sql, want string }{
				{"SELECT x, count(*) FROM seen GROUP BY x ORDER BY x::text", "0|10| 1|10| 2|10|"},
				{"SELECT x, c, sum(id) FROM seen GROUP BY x, c ORDER BY x::text, c::text", "0|0|90| 0|1|75| 1|0|80| 1|1|65| 2|0|70| 2|1|85|"},
				{"SELECT count(*) FROM (SELECT DISTINCT x FROM seen) s", "3|"},
				{"SELECT count(*) FROM seen WHERE x IN (SELECT x FROM seen WHERE id < 3)", "20|"},
				{"SELECT count(*) FROM (SELECT xmax FROM seen GROUP BY xmax) s", "1|"},
			} {
				if got := strings.Join(lines(ctx, t, conn, q.sql), " "); got != q.want {
					t.Errorf("n%d, flows %s: %s: got %s, want %s", i+1, flow, q.sql, got, q.want)
				}
			}
		}
	}
}

// TestFlowsAgree holds what random joins and groups give where three nodes compute them
// against what the gateway gives alone: over NULLs, keys that repeat, keys of most rows,
// empty sides, values that are equal and not the same, with own writes, at each level of
// isolation, while leases move.
func TestFlowsAgree(t *testing.T) { synctest.Test(t, func(t *testing.T) { flowsAgree(t) }) }

// TestFlowsAgreeSpilled is the same where every part puts on disk what it can.
func TestFlowsAgreeSpilled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		flowsAgree(t, func(o *node.Options) { o.SpillAlways = true })
	})
}

func flowsAgree(t *testing.T, configure ...func(*node.Options)) {
	ctx := t.Context()
	c, conns := threeRegions(t, 2*time.Millisecond, 21, configure...)
	rng := rand.New(rand.NewPCG(13, 8))
	for _, name := range []string{"x", "y"} {
		lines(ctx, t, conns[0], "CREATE TABLE "+name+" (id int PRIMARY KEY, k int, b bigint, t text, c char(8), n numeric, f float8, z timestamptz, u uuid)")
		lines(ctx, t, conns[0], "ALTER TABLE "+name+" SPLIT AT VALUES (60), (120), (180), (240), (300)")
	}
	fill := func(conn *pgx.Conn, name string, from, to int) {
		lines(ctx, t, conn, fmt.Sprintf(`INSERT INTO %s SELECT v, CASE WHEN v %% 10 = 0 THEN NULL WHEN v %% 3 = 0 THEN 7 ELSE v %% %d END, v %% %d,
			CASE WHEN v %% 9 = 0 THEN NULL ELSE 'w' || v %% 23 END, CASE WHEN v %% 2 = 0 THEN 'c' || v %% 7 ELSE 'c' || v %% 7 || '  ' END,
			CASE WHEN v %% 4 = 0 THEN (v %% 11)::numeric WHEN v %% 4 = 1 THEN (v %% 11) * 1.00 WHEN v %% 8 = 2 THEN NULL ELSE (v %% 11) * 1.0000 END,
			CASE WHEN v %% 5 = 0 THEN -0.0::float8 WHEN v %% 5 = 1 THEN 0 WHEN v %% 17 = 2 THEN 'NaN' ELSE (v %% 13) / 4.0 END,
			timestamptz '2020-01-01 00:00:00+00' + (v %% 19) * interval '1 hour', ('00000000-0000-0000-0000-0000000000' || (10 + v %% 21))::uuid
			FROM generate_series(%d, %d) v ON CONFLICT (id) DO UPDATE SET k = excluded.k + 1`, name, 20+rng.IntN(60), 30+rng.IntN(60), from, to))
	}
	fill(conns[0], "x", 1, 360)
	fill(conns[1], "y", 1, 330)
	spread(t, c)
	for _, conn := range conns {
		lines(ctx, t, conn, "ANALYZE x")
		lines(ctx, t, conn, "ANALYZE y")
		lines(ctx, t, conn, "SET distributed_rows_min = 1")
	}
	levels := []string{"READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"}
	flows := 0
	for round := range *flowRounds {
		conn := conns[rng.IntN(len(conns))]
		if round%60 == 59 {
			spread(t, c)
		}
		lines(ctx, t, conn, "BEGIN ISOLATION LEVEL "+levels[rng.IntN(3)])
		if rng.IntN(6) == 0 {
			at := rng.IntN(300)
			lines(ctx, t, conn, fmt.Sprintf("DELETE FROM y WHERE id BETWEEN %d AND %d", at, at+rng.IntN(10)))
			fill(conn, "y", at+5, at+10+rng.IntN(10))
		}
		q := randomJoin(rng)
		lines(ctx, t, conn, "SET LOCAL enable_distributed_execution = off")
		want := lines(ctx, t, conn, q)
		lines(ctx, t, conn, "SET LOCAL enable_distributed_execution = on")
		got := lines(ctx, t, conn, q)
		if strings.Contains(strings.Join(lines(ctx, t, conn, "EXPLAIN ANALYZE "+q), "\n"), "Flow: nodes=") {
			flows++
		}
		if !strings.Contains(q, "ORDER BY x.id, y.id") {
			got, want = sortedLines(got), sortedLines(want)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s\ngot  %q\nwant %q", q, got, want)
		}
		lines(ctx, t, conn, []string{"COMMIT", "ROLLBACK"}[rng.IntN(2)])
	}
	if t.Logf("%d of %d queries had a flow", flows, *flowRounds); 2*flows < *flowRounds {
		t.Error("few queries had a flow")
	}
}

// randomJoin is a query over x and y. Floats are quarters, so that their sums are exact
// in any order; numerics get one scale, for equal ones may have another.
func randomJoin(rng *rand.Rand) string {
	pick := func(list ...string) string { return list[rng.IntN(len(list))] }
	on := pick("x.k = y.k", "x.k = y.b", "x.t = y.t", "x.c = y.c", "x.n = y.n", "x.f = y.f", "x.z = y.z", "x.u = y.u", "x.k = y.k AND x.n = y.n", "x.k + 1 = y.k",
		"x.id % 40 = y.id % 40 AND x.id < y.id", "x.t = y.t AND x.b <> y.b")
	side := func(name string) string {
		return pick(name, name, name, "(SELECT * FROM "+name+" WHERE id > 150) "+name, "(SELECT * FROM "+name+" WHERE k IS NULL OR id % 7 = 2) "+name, "(SELECT * FROM "+name+" WHERE id < 0) "+name)
	}
	x, y := side("x"), side("y")
	join := x + pick(" JOIN ", " JOIN ", " LEFT JOIN ", " RIGHT JOIN ", " FULL JOIN ") + y + " ON " + on
	if strings.Contains(join, "FULL") {
		join = x + " FULL JOIN " + y + " ON " + pick("x.k = y.k", "x.t = y.t", "x.n = y.n", "x.c = y.c")
	}
	agg := func(name string) string {
		a := name + "."
		s := pick("count(*)", "count("+a+"k)", "sum("+a+"b)", "sum("+a+"n) + 0.0000", "avg("+a+"k)", "min("+a+"t)", "max("+a+"z)", "min("+a+"n + 0.0000)", "count(DISTINCT "+a+"t)",
			"count(DISTINCT "+a+"n)", "string_agg(DISTINCT "+a+"t, ',' ORDER BY "+a+"t)", "array_agg("+a+"id ORDER BY "+a+"id)", "bool_or("+a+"k > 5)")
		if rng.IntN(5) == 0 && strings.HasSuffix(s, ")") {
			s += " FILTER (WHERE " + a + "id % 3 = 1)"
		}
		return s
	}
	key := func(name string) string {
		a := name + "."
		return pick(a+"k", a+"t", a+"n + 0.0000", a+"z", a+"f + 0.0", a+"u", a+"k, "+a+"b", a+"id / 50", "lower("+a+"t)")
	}
	switch rng.IntN(11) {
	case 0, 1:
		return "SELECT " + agg("x") + ", " + agg("y") + " FROM " + join
	case 2, 3:
		k := key(pick("x", "y"))
		return "SELECT " + k + ", " + agg("x") + ", " + agg("y") + " FROM " + join + " GROUP BY " + k + pick("", " HAVING count(*) > 3")
	case 4:
		return "SELECT x.id, y.id, x.t FROM " + join + pick("", " WHERE x.b > 5 OR y.b IS NULL") + " ORDER BY x.id, y.id" + pick("", " LIMIT 20", " LIMIT 7 OFFSET 3")
	case 5:
		return "SELECT x.id, x.t FROM " + x + " WHERE " + pick("", "NOT ") + "EXISTS (SELECT 1 FROM " + y + " WHERE " + on + ")"
	case 6:
		return "SELECT count(*) FROM " + x + " WHERE x.k " + pick("IN", "NOT IN") + " (SELECT k FROM " + y + pick("", " WHERE k IS NOT NULL") + ")"
	case 7:
		k := key("x")
		return "SELECT " + k + ", " + agg("x") + ", " + agg("x") + " FROM " + x + " GROUP BY " + k + pick("", " HAVING count(*) > 2")
	case 8:
		return "SELECT DISTINCT x.k, y.t FROM " + join
	case 9:
		k, call := pick("x.k", "x.t", "x.z"), pick("count(*)", "sum(y.b)", "min(y.t)", "rank()", "cume_dist()")
		return "SELECT x.id, y.id, " + call + " OVER (PARTITION BY " + k + pick("", " ORDER BY y.id, x.id", " ORDER BY y.b GROUPS 1 PRECEDING") + "), count(*) OVER () FROM " + join
	}
	k := pick("x.k", "x.t", "x.z")
	return "SELECT " + k + ", count(*), " + agg("y") + " FROM " + join + " JOIN (SELECT k AS zk, count(*) AS zn FROM y GROUP BY k) w ON w.zk = x.k WHERE zn > 1 GROUP BY " + k
}

// TestFlowsLoseNodes takes a node away, or the way between two, while a statement runs:
// it gives what it should, or an error after which it may be tried again.
func TestFlowsLoseNodes(t *testing.T) { synctest.Test(t, flowsLoseNodes) }

func flowsLoseNodes(t *testing.T) {
	ctx := t.Context()
	c, conns := threeRegions(t, 20*time.Millisecond, 5)
	lines(ctx, t, conns[0], "CREATE TABLE l (id int PRIMARY KEY, k int)")
	lines(ctx, t, conns[0], "ALTER TABLE l SPLIT AT VALUES (1000), (2000), (3000), (4000), (5000)")
	lines(ctx, t, conns[0], "INSERT INTO l SELECT v, v % 1500 FROM generate_series(1, 6000) v")
	lines(ctx, t, conns[0], "ANALYZE l")
	lines(ctx, t, conns[0], "SET distributed_rows_min = 1")
	const few = "SELECT count(*), sum(a.id + b.id) FROM l a JOIN l b ON a.k = b.k"
	const many = "SELECT a.id, b.id FROM l a JOIN l b ON a.k = b.k"
	all := func(sql string) (int, error) {
		results, err := conns[0].PgConn().Exec(ctx, sql).ReadAll()
		if err != nil {
			return 0, err
		}
		return len(results[0].Rows), nil
	}
	for i, f := range []struct {
		break_, mend func()
	}{
		{func() { c.Kill("n3") }, func() { c.Restart("n3") }},
		{func() { c.Crash("n3") }, func() { c.Restart("n3") }},
		{func() { c.Cut("n2", "n3") }, c.Heal},
		{func() { c.Partition("n3") }, c.Heal},
		{func() { spread(t, c) }, func() {}},
	} {
		for j, after := range []time.Duration{15 * time.Millisecond, 30 * time.Millisecond} {
			c.AwaitReplicated()
			for nodes := 0; nodes < 3; time.Sleep(100 * time.Millisecond) { // replicas have to catch up, before they lead
				spread(t, c)
				lines(ctx, t, conns[0], "SELECT max(k) FROM l") // the gateway learns who leads
				nodes, _, _, _ = flowOf(ctx, t, conns[0], few)
			}
			sql, rows := few, 1
			if j == 1 {
				sql, rows = many, 24000
			}
			done := make(chan struct{})
			time.AfterFunc(after, func() { f.break_(); close(done) })
			began := time.Now()
			got, err := all(sql)
			var pg *pgconn.PgError
			if err != nil && (!errors.As(err, &pg) || pg.Code != "40001") || err == nil && got != rows {
				t.Errorf("case %d after %v: %d rows, %v", i, after, got, err)
			}
			t.Logf("case %d after %v: %d rows, %v, in %v", i, after, got, err, time.Since(began))
			<-done
			f.mend()
		}
	}
}

// TestLookupsGoOutTogether: a lookup join asks all ranges at once, wherever they are led.
func TestLookupsGoOutTogether(t *testing.T) { synctest.Test(t, lookupsTogether) }

func lookupsTogether(t *testing.T) {
	ctx := t.Context()
	const rtt = 20 * time.Millisecond
	c, conns := threeRegions(t, rtt, 9)
	lines(ctx, t, conns[0], "CREATE TABLE few (id int PRIMARY KEY, k int)")
	lines(ctx, t, conns[0], "CREATE TABLE big (k int, id int, v int, PRIMARY KEY (k, id))")
	lines(ctx, t, conns[0], "ALTER TABLE big SPLIT AT VALUES (100), (200), (300), (400), (500)")
	lines(ctx, t, conns[0], "INSERT INTO few SELECT x, x * 50 FROM generate_series(1, 11) x")
	lines(ctx, t, conns[0], "INSERT INTO big SELECT x % 600, x, x FROM generate_series(1, 3000) x")
	lines(ctx, t, conns[0], "ANALYZE few")
	lines(ctx, t, conns[0], "ANALYZE big")
	spread(t, c)
	for _, q := range []struct {
		sql  string
		want string
	}{
		{"SELECT count(*), sum(big.v) FROM few JOIN big ON big.k = few.k", "55|82500|"},
		{"SELECT count(*), sum(big.v) FROM few LEFT JOIN big ON big.k = few.k AND big.v > 1200 AND big.v + few.k < 2900", "25|47350|"},
		{"SELECT count(*), sum(big.v) FROM few JOIN big ON big.k = few.k AND big.id = few.k + 600", "11|9900|"},
	} {
		lines(ctx, t, conns[0], q.sql) // the gateway learns who leads
		if plan := strings.Join(lines(ctx, t, conns[0], "EXPLAIN "+q.sql), "\n"); !strings.Contains(plan, "on big") || strings.Contains(plan, "Hash Join") {
			t.Errorf("%s is no lookup join:\n%s", q.sql, plan)
		}
		began := time.Now()
		got := lines(ctx, t, conns[0], q.sql)
		took := time.Since(began)
		if !slices.Equal(got, []string{q.want}) {
			t.Errorf("%s: got %q, want %q", q.sql, got, q.want)
		}
		if most := 2*rtt + rtt/2; took > most { // to few, then to all of big
			t.Errorf("%s took %v, want at most %v", q.sql, took, most)
		}
		t.Logf("%s: %v", q.sql, took)
	}
}

var memoryOf = regexp.MustCompile(`\nMemory: (\d+)kB`)

// TestFlowGivesMemoryBack: what a flow would read, where it does not come about, is not counted beside
// what the gateway then reads by itself.
func TestFlowGivesMemoryBack(t *testing.T) { synctest.Test(t, testFlowGivesMemoryBack) }

func testFlowGivesMemoryBack(t *testing.T) {
	ctx := t.Context()
	c, conns := threeRegions(t, 2*time.Millisecond, 4)
	conn := conns[0]
	for _, sql := range []string{
		"CREATE TABLE tagged (id int PRIMARY KEY, tags jsonb)",
		"INSERT INTO tagged SELECT x, jsonb_build_array(x % 5) FROM generate_series(1, 15000) x",
		"CREATE INDEX ON tagged USING gin (tags)",
		"CREATE TABLE others (id int PRIMARY KEY, other int)",
		"INSERT INTO others SELECT x, x + 1 FROM generate_series(1, 15000) x",
	} {
		lines(ctx, t, conn, sql)
	}
	spread(t, c)
	lines(ctx, t, conn, "ANALYZE tagged")
	lines(ctx, t, conn, "ANALYZE others")
	lines(ctx, t, conn, "SET distributed_rows_min = 100")
	lines(ctx, t, conn, "BEGIN")
	lines(ctx, t, conn, "UPDATE others SET other = 3 WHERE id = 3")
	var took []int
	for _, on := range []string{"off", "on"} {
		lines(ctx, t, conn, "SET LOCAL enable_distributed_execution = "+on)
		text := strings.Join(lines(ctx, t, conn, "EXPLAIN ANALYZE SELECT count(*) FROM tagged a JOIN others b ON a.id = b.other WHERE a.tags @> '[3]'"), "\n")
		m := memoryOf.FindStringSubmatch(text)
		if m == nil || strings.Contains(text, "Flow: none") != (on == "on") {
			t.Fatalf("distributed execution %s:\n%s", on, text)
		}
		n, _ := strconv.Atoi(m[1])
		took = append(took, n)
	}
	if took[1] > took[0]+100 {
		t.Errorf("%d kB where a flow was thought of, %d kB where not", took[1], took[0])
	}
}

// TestFlowEndsWithItsNode: a node stops though a client of another has left off reading what it
// computes, and the client, who reads on, hears that it is to run the query again.
func TestFlowEndsWithItsNode(t *testing.T) { synctest.Test(t, testFlowEndsWithItsNode) }

func testFlowEndsWithItsNode(t *testing.T) {
	ctx := t.Context()
	c, conns := threeRegions(t, 2*time.Millisecond, 4)
	conn := conns[0]
	lines(ctx, t, conn, "CREATE TABLE halves (id int PRIMARY KEY, other int, name text)")
	lines(ctx, t, conn, "ALTER TABLE halves SPLIT AT VALUES (1000), (2000)")
	lines(ctx, t, conn, "INSERT INTO halves SELECT x, 3000 - x, 'half' || x FROM generate_series(1, 3000) x")
	spread(t, c)
	lines(ctx, t, conn, "ANALYZE halves")
	lines(ctx, t, conn, "SET distributed_rows_min = 500")
	// More than the windows of streams take.
	const q = "SELECT a.id, repeat(a.name, 4000) FROM halves a JOIN halves b ON a.other = b.id"
	rows, err := conn.Query(ctx, q, pgx.QueryExecModeSimpleProtocol)
	if err != nil || !rows.Next() {
		t.Fatal(err, rows.Err())
	}
	time.Sleep(time.Second)
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		c.Stop("n2")
	}()
	select {
	case <-stopped:
	case <-time.After(time.Minute):
		t.Error("n2 waits for the client of n1")
	}
	n := 1
	for rows.Next() {
		n++
	}
	var e *pgconn.PgError
	if err := rows.Err(); !errors.As(err, &e) || e.Code != "40001" {
		t.Errorf("%d rows, and %v, want 40001", n, err)
	}
	<-stopped
}

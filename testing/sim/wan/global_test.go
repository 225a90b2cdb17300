package wan

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

// globalTables are a global table that is led in region a, and tables of single regions beside it.
var globalTables = []string{
	"CREATE PLACEMENT POLICY a PRIMARY_REGION = 'a'", "CREATE PLACEMENT POLICY b PRIMARY_REGION = 'b'", "CREATE PLACEMENT POLICY c PRIMARY_REGION = 'c'",
	"CREATE TABLE rates (id int PRIMARY KEY, code text UNIQUE, v int) WITH (global) TABLESPACE a",
	"INSERT INTO rates SELECT i, 'c' || i, 0 FROM generate_series(1, 100) i",
	"CREATE TABLE orders_a (id int PRIMARY KEY, rate int, v int) TABLESPACE a",
	"CREATE TABLE orders_b (id int PRIMARY KEY, rate int, v int) TABLESPACE b",
	"CREATE TABLE orders_c (id int PRIMARY KEY, rate int, v int) TABLESPACE c",
	"INSERT INTO orders_a SELECT i, i, 0 FROM generate_series(1, 100) i",
	"INSERT INTO orders_b SELECT i, i, 0 FROM generate_series(1, 100) i",
	"INSERT INTO orders_c SELECT i, i, 0 FROM generate_series(1, 100) i",
}

// buildGlobal starts nine nodes in three regions, with a global table, which is in use.
func buildGlobal(t *testing.T, clockError time.Duration, configure func(*node.Options)) *cluster.Regions {
	t.Helper()
	c := cluster.StartRegions(t, cluster.Topology{Seed: 1, RoundTrip: roundTrip, ClockError: clockError,
		Regions: []cluster.Region{{Name: "a"}, {Name: "b"}, {Name: "c"}},
		Configure: func(_ *local.Node, o *node.Options) {
			o.Placement.TurnEvery = time.Hour
			if configure != nil {
				configure(o)
			}
		}})
	conn := c.Conn(t.Context(), "a")
	for _, sql := range globalTables {
		if _, err := conn.Exec(t.Context(), sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
		time.Sleep(time.Second) // where nobody waits for c
	}
	for end := time.Now().Add(20 * time.Minute); ; time.Sleep(time.Second) {
		left := 0
		err := conn.QueryRow(t.Context(), "SELECT count(*) FROM isochron_internal.placement WHERE state <> 'SCHEDULED'").Scan(&left)
		if err == nil && left == 0 {
			break
		} else if time.Now().After(end) {
			t.Fatalf("%d objects are not where their policies say, %v", left, err)
		}
	}
	for range 12 { // gateways learn where everything is, and leaseholders that it is read
		time.Sleep(time.Second)
		for _, at := range []string{"a", "b", "c"} {
			if _, err := query(t.Context(), c.Conn(t.Context(), at), "SELECT sum(v) FROM rates")(); err != nil {
				t.Fatal(err)
			}
		}
	}
	return c
}

// TestGlobal: what statements on a global table take, in round trips and in time.
func TestGlobal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := buildGlobal(t, 3*time.Millisecond, nil)
		for _, at := range []string{"a", "b", "c"} {
			globalReads(t, c, at)
		}
		globalWrites(t, c)
		stale, local := freshness(t, c, 60)
		if t.Logf("%d reads were stale, %d local", stale, local); stale != 0 || local < 178 {
			t.Errorf("of 180 reads right after a write %d were stale, %d local", stale, local)
		}
		// A region that hears late of what is closed reads at the leaseholder.
		c.Slow("a", "b", 300*time.Millisecond)
		stale, local = freshness(t, c, 20)
		if t.Logf("with a slow way: %d reads were stale, %d local", stale, local); stale != 0 {
			t.Errorf("with a slow way %d reads of 60 were stale", stale)
		}
	})
}

// globalReads reads the present in a region.
func globalReads(t *testing.T, c *cluster.Regions, at string) {
	t.Helper()
	conn := c.Conn(t.Context(), at)
	for _, q := range []string{
		"SELECT v FROM rates WHERE id = 7",
		"SELECT v FROM rates WHERE code = 'c7'",
		"SELECT sum(v), count(*) FROM rates",
		"SELECT v FROM rates WHERE id = ANY ('{5,50,77}')",
		"SELECT count(*) FROM orders_" + at + " o JOIN rates r ON r.id = o.rate WHERE o.id < 50",
	} {
		expect(t, at+": "+q, slowest(t, query(t.Context(), conn, q)), 0)
		if p, fields := lastPrice(t, conn); p.trips != 0 {
			t.Errorf("%s: %s: %v round trips were counted (%v)", at, q, p.trips, fields)
		}
	}
	var plan []string
	rows, err := conn.Query(t.Context(), "EXPLAIN (WAN) SELECT v FROM rates WHERE id = 7", pgx.QueryExecModeSimpleProtocol)
	if err == nil {
		plan, err = pgx.CollectRows(rows, pgx.RowTo[string])
	}
	text := strings.Join(plan, "\n")
	if who := map[bool]string{true: "Leaseholders in region a", false: "Replicas in region " + at}[at == "a"]; err != nil || !strings.Contains(text, "round trips=0 ") || !strings.Contains(text, who) {
		t.Errorf("%s: %s, %v", at, text, err)
	}
}

const globalRead = "SELECT v FROM rates WHERE id = 3"

// globalWrites writes global tables and others. c lies ahead by the way to c (60 ms), what clocks may differ by, and what
// lies between two closings (voters are in one region); whoever takes longer anyway waits less.
func globalWrites(t *testing.T, c *cluster.Regions) {
	t.Helper()
	for _, tt := range []struct {
		what, gateway string
		statements    []string
		block         bool
		trips, commit float64
		least, most   time.Duration
	}{
		{"a write where it is led", "a", []string{"UPDATE rates SET v = v + 1 WHERE id = 1"}, false, 0, 0, ac / 2, 120 * time.Millisecond},
		{"a write elsewhere", "c", []string{"UPDATE rates SET v = v + 1 WHERE id = 1"}, false, 1, 0, ac, ac + 60*time.Millisecond},
		{"a block", "a", []string{"UPDATE rates SET v = v + 1 WHERE id = 1"}, true, 0, 0, ac / 2, 120 * time.Millisecond},
		{"a block elsewhere", "c", []string{"UPDATE rates SET v = v + 1 WHERE id = 1"}, true, 2, 1, 2 * ac, 2*ac + 60*time.Millisecond},
		{"with a row at home", "c", []string{"UPDATE rates SET v = v + 1 WHERE id = 1", "UPDATE orders_c SET v = v + 1 WHERE id = 1"}, true, 2, 1, 2 * ac, 400 * time.Millisecond},
		{"a read, and a write at home", "c", []string{globalRead, "UPDATE orders_c SET v = v + 1 WHERE id = 1"}, true, 1, 1, ac, ac + near},
		{"a write at home", "c", []string{"UPDATE orders_c SET v = v + 1 WHERE id = 1"}, false, 0, 0, 0, near},
	} {
		conn := c.Conn(t.Context(), tt.gateway)
		run := func() (time.Duration, error) { return transaction(t.Context(), conn, tt.block, tt.statements...) }
		var d time.Duration
		var p price
		if len(tt.statements) > 1 && tt.statements[0] != globalRead { // of ranges in two regions: a lead that was too short is learnt by one now and then
			d, p = typical(t, conn, run)
		} else {
			d = slowest(t, run)
			p, _ = lastPrice(t, conn)
		}
		t.Logf("%s: %v, %v round trips, %v of the COMMIT", tt.what, d, p.trips, p.commit)
		if p != (price{tt.trips, tt.commit}) || d < tt.least || d > tt.most {
			t.Errorf("%s took %v, %v round trips, %v of the COMMIT; want %v to %v, %v and %v", tt.what, d, p.trips, p.commit, tt.least, tt.most, tt.trips, tt.commit)
		}
	}
}

// freshness has a client write in region a, and others that hear of it at once read in all of them.
// It counts reads that are older than what was acknowledged before they began.
func freshness(t *testing.T, c *cluster.Regions, times int) (stale, local int) {
	t.Helper()
	ctx := t.Context()
	writer := c.Conn(ctx, "a")
	var readers []*pgx.Conn
	for _, at := range []string{"a", "b", "c"} {
		readers = append(readers, c.Conn(ctx, at))
	}
	for i := 1; i <= times; i++ {
		var now int
		if err := writer.QueryRow(ctx, "UPDATE rates SET v = v + 1 WHERE id = 1 RETURNING v").Scan(&now); err != nil {
			t.Fatal(err)
		}
		for _, r := range readers {
			var v int
			began := time.Now()
			if err := r.QueryRow(ctx, "SELECT v FROM rates WHERE id = 1").Scan(&v); err != nil {
				t.Fatal(err)
			}
			if v < now {
				stale++
			}
			if time.Since(began) < near {
				local++
			}
		}
		time.Sleep(time.Duration(i%7) * 13 * time.Millisecond)
	}
	return stale, local
}

// passedOn has a client write in region a, one in region b read until it sees that, and one in region c
// read then. It counts reads of the last that are older than what the second had seen.
func passedOn(t *testing.T, c *cluster.Regions, times int) (stale int) {
	t.Helper()
	ctx := t.Context()
	writer, first, second := c.Conn(ctx, "a"), c.Conn(ctx, "b"), c.Conn(ctx, "c")
	for range times {
		var before, seen, then int
		if err := first.QueryRow(ctx, "SELECT v FROM rates WHERE id = 1").Scan(&before); err != nil {
			t.Fatal(err)
		}
		done := make(chan error, 1)
		go func() {
			_, err := writer.Exec(ctx, "UPDATE rates SET v = v + 1 WHERE id = 1")
			done <- err
		}()
		for seen = before; seen == before; time.Sleep(3 * time.Millisecond) {
			if err := first.QueryRow(ctx, "SELECT v FROM rates WHERE id = 1").Scan(&seen); err != nil {
				t.Fatal(err)
			}
			if seen != before {
				break
			}
		}
		if err := second.QueryRow(ctx, "SELECT v FROM rates WHERE id = 1").Scan(&then); err != nil {
			t.Fatal(err)
		}
		if then < seen {
			stale++
		}
		if err := <-done; err != nil {
			t.Fatal(err)
		}
	}
	return stale
}

// TestGlobalNoticed: each rule of global tables that is taken out is noticed by what clients see
// (transactions.md, section 14), and nothing is where all are kept.
func TestGlobalNoticed(t *testing.T) {
	apart := func(c *cluster.Regions) { // as far as clocks may be
		for _, n := range c.Local().Nodes() {
			n.Clock.Skew(map[string]time.Duration{"a": 0, "b": 40 * time.Millisecond, "c": -40 * time.Millisecond}[n.Region])
		}
	}
	for _, tt := range []struct {
		name  string
		world func(c *cluster.Regions)
		plant func(o *node.Options)
		look  func(t *testing.T, c *cluster.Regions, times int) (stale int)
		whole bool // TestGlobal has that world where all are kept
	}{
		{"the writer does not wait for c (G3)", func(*cluster.Regions) {}, func(o *node.Options) { o.PlantedCoord.NoCommitWait = true }, justFresh, true},
		{"replicas trust their clocks (G1)", func(c *cluster.Regions) { c.Slow("a", "b", 300*time.Millisecond) }, func(o *node.Options) { o.PlantedReplica.FollowerUnclosed = true }, justFresh, true},
		{"the reader does not wait for what it met (G3)", apart, func(o *node.Options) { o.PlantedCoord.NoReadWait = true }, passedOn, false},
	} {
		for _, planted := range []bool{false, true} {
			if !planted && tt.whole {
				continue
			}
			synctest.Test(t, func(t *testing.T) {
				plant := func(*node.Options) {}
				if planted {
					plant = tt.plant
				}
				c := buildGlobal(t, 50*time.Millisecond, plant)
				tt.world(c)
				stale := tt.look(t, c, 10)
				if t.Logf("%s, %v: %d reads are stale", tt.name, planted, stale); stale > 0 != planted {
					t.Errorf("%s, %v: %d reads are stale", tt.name, planted, stale)
				}
			})
		}
	}
}

func justFresh(t *testing.T, c *cluster.Regions, times int) int {
	stale, _ := freshness(t, c, times)
	return stale
}

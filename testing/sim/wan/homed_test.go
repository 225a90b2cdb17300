package wan

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

// homedTables are homed tables of regions a, b and c, and what refers to one of them.
var homedTables = []string{
	"CREATE PLACEMENT POLICY a PRIMARY_REGION = 'a'", "CREATE PLACEMENT POLICY b PRIMARY_REGION = 'b'", "CREATE PLACEMENT POLICY c PRIMARY_REGION = 'c'",
	"CREATE TABLE keyed (id int, v int, region text DEFAULT gateway_region(), PRIMARY KEY (region, id)) PARTITION BY LIST (region) WITH (homed)",
	"CREATE TABLE drawn (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), v int, region text DEFAULT gateway_region()) PARTITION BY LIST (region) WITH (homed)",
	"CREATE TABLE users (id int PRIMARY KEY, v int, region text DEFAULT gateway_region()) PARTITION BY LIST (region) WITH (homed)",
	"CREATE TABLE mails (id int, mail text UNIQUE, region text DEFAULT gateway_region(), PRIMARY KEY (region, id)) PARTITION BY LIST (region) WITH (homed)",
	"CREATE TABLE roams (id int PRIMARY KEY, v int, region text DEFAULT gateway_region()) PARTITION BY LIST (region) WITH (homed, rehome_on_update)",
	"CREATE TABLE posts (id int PRIMARY KEY, author int REFERENCES users) TABLESPACE a",
}

// counted: round trips of a commit that writes elsewhere, and checks keys in other regions, are 1 or 2, by
// which way its gateway has measured to be the shorter one; times are what is compared.
const counted = -1

// buildHomed starts nine nodes in three regions, with partitions in each.
func buildHomed(t *testing.T) *cluster.Regions {
	t.Helper()
	c := cluster.StartRegions(t, cluster.Topology{Seed: 1, RoundTrip: roundTrip, ClockError: 3 * time.Millisecond,
		Regions: []cluster.Region{{Name: "a"}, {Name: "b"}, {Name: "c"}},
		// Nothing is moved for balance: who asks for a lease where it was is sent on, which takes longer.
		Configure: func(_ *local.Node, o *node.Options) { o.Placement.TurnEvery = time.Hour }})
	conn := c.Conn(t.Context(), "a")
	run := func(sql string) {
		t.Helper()
		if _, err := conn.Exec(t.Context(), sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
	for _, sql := range homedTables {
		run(sql)
	}
	for _, table := range []string{"keyed", "drawn", "users", "mails", "roams"} {
		for _, r := range []string{"a", "b", "c"} {
			run("CREATE TABLE " + table + "_" + r + " PARTITION OF " + table + " FOR VALUES IN ('" + r + "') TABLESPACE " + r)
		}
	}
	for _, table := range []string{"users", "roams"} {
		run("INSERT INTO " + table + " VALUES (1, 0, 'a'), (2, 0, 'b'), (3, 0, 'c')")
	}
	run("INSERT INTO roams SELECT i, 0, 'b' FROM generate_series(101, 105) i")
	run("INSERT INTO roams SELECT i, 0, 'a' FROM generate_series(201, 205) i")
	run("INSERT INTO mails VALUES (1, 'a1', 'a'), (2, 'b2', 'b')")
	for end := time.Now().Add(20 * time.Minute); ; time.Sleep(time.Second) {
		left := 0
		if err := conn.QueryRow(t.Context(), "SELECT count(*) FROM isochron_internal.placement WHERE state <> 'SCHEDULED'").Scan(&left); err == nil && left == 0 {
			break
		} else if time.Now().After(end) {
			t.Fatalf("%d objects are not where their policies say, %v", left, err)
		}
	}
	time.Sleep(5 * time.Second) // gateways learn where everything is
	return c
}

// TestHomedRows: what statements on homed rows take, in round trips and in time.
func TestHomedRows(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := buildHomed(t)
		for _, tt := range []struct {
			what, gateway string
			statements    []string
			block         bool
			trips, commit float64
			takes         time.Duration
		}{
			{"an insert at home, the region in the key", "a", []string{"INSERT INTO keyed (id) SELECT COALESCE(max(id), 0) + 1 FROM keyed WHERE region = 'a'"}, false, 0, 0, 0},
			{"an insert at home of a key drawn at random", "b", []string{"INSERT INTO drawn (v) VALUES (1)"}, false, 0, 0, 0},
			{"an insert of a key over all regions", "a", []string{"INSERT INTO users VALUES ((random() * 1e9)::int + 100, 0)"}, false, 1, 1, ac},
			{"the same from b", "b", []string{"INSERT INTO users VALUES ((random() * 1e9)::int + 100, 0)"}, false, 1, 1, bc},
			{"the same in a block", "a", []string{"INSERT INTO users VALUES ((random() * 1e9)::int + 100, 0)"}, true, 2, 1, 2 * ac},
			{"a look-up of a row at home", "a", []string{"SELECT v FROM users WHERE id = 1"}, false, 0, 0, 0},
			{"a look-up of a row elsewhere", "a", []string{"SELECT v FROM users WHERE id = 2"}, false, 1, 0, ac},
			{"look-ups of rows in all regions", "a", []string{"SELECT v FROM users WHERE id = ANY ('{1,2,3,77}')"}, false, 1, 0, ac},
			{"a join to rows in all regions", "a", []string{"SELECT p.id, u.v FROM (VALUES (1), (2), (3), (2), (77)) p(id) LEFT JOIN users u ON u.id = p.id"}, false, 1, 0, ac},
			{"a lock of a row at home", "a", []string{"SELECT v FROM users WHERE id = 1 FOR UPDATE"}, false, 0, 0, 0},
			{"all rows", "a", []string{"SELECT v FROM users WHERE v >= 0"}, false, 1, 0, ac},
			{"a look-up of no row", "b", []string{"SELECT v FROM users WHERE id = 77"}, false, 1, 0, bc},
			{"a look-up elsewhere, the region told", "a", []string{"SELECT v FROM users WHERE id = 2 AND region = 'b'"}, false, 1, 0, ab},
			{"a look-up at home by another key", "a", []string{"SELECT id FROM mails WHERE mail = 'a1'"}, false, 0, 0, 0},
			{"a look-up elsewhere by another key", "a", []string{"SELECT id FROM mails WHERE mail = 'b2'"}, false, 1, 0, ac},
			{"an update at home", "b", []string{"UPDATE users SET v = v + 1 WHERE id = 2"}, false, 0, 0, 0},
			{"an update elsewhere", "a", []string{"UPDATE users SET v = v + 1 WHERE id = 2"}, false, counted, 0, 2 * ac},
			{"a reference to a row at home", "a", []string{"INSERT INTO posts VALUES ((random() * 1e9)::int, 1)"}, false, 0, 0, 0},
			{"a reference to a row elsewhere", "a", []string{"INSERT INTO posts VALUES ((random() * 1e9)::int, 2)"}, false, 2, 1, 2 * ac},
			{"an update of a row that has come", "a", []string{"UPDATE roams SET v = v + 1 WHERE id = 2"}, false, 0, 0, 0},
		} {
			conn := c.Conn(t.Context(), tt.gateway)
			expect(t, tt.what, slowest(t, func() (time.Duration, error) { return transaction(t.Context(), conn, tt.block, tt.statements...) }), tt.takes)
			if p, fields := lastPrice(t, conn); tt.trips != counted && p != (price{tt.trips, tt.commit}) {
				t.Errorf("%s: %v round trips were counted, %v of the COMMIT; want %v and %v (%v)", tt.what, p.trips, p.commit, tt.trips, tt.commit, fields)
			}
		}
		estimates(t, c.Conn(t.Context(), "a"))
		for _, tt := range []struct {
			what, sql string
			id        int
			takes     time.Duration
		}{
			{"an update that brings a row", "UPDATE roams SET v = v + 1 WHERE id = %d", 100, 2 * ac},        // c may have had it
			{"an update that sends a row to b", "UPDATE roams SET region = 'b' WHERE id = %d", 200, 2 * ab}, // c is not asked
		} {
			conn, id := c.Conn(t.Context(), "a"), tt.id
			expect(t, tt.what, slowest(t, func() (time.Duration, error) {
				id++
				return transaction(t.Context(), conn, false, fmt.Sprintf(tt.sql, id))
			}), tt.takes)
		}
	})
}

// estimates: EXPLAIN (WAN) tells what statements on homed rows take, of rows that live elsewhere where it
// can't tell.
func estimates(t *testing.T, conn *pgx.Conn) {
	t.Helper()
	for _, tt := range []struct {
		sql           string
		estimate, run float64
	}{
		{"INSERT INTO drawn (v) VALUES (1)", 0, 0},
		{"INSERT INTO users VALUES (5000, 0)", 1, 1},
		{"INSERT INTO users VALUES (5001, 0, 'b')", 2, 2},
		{"SELECT v FROM users WHERE id = 1", 1, 0},
		{"SELECT v FROM users WHERE id = 2", 1, 1},
		{"SELECT v FROM users WHERE id = ANY ('{1,2,3,77}')", 1, 1},
		{"SELECT v FROM users WHERE id = 2 AND region = 'b'", 1, 1},
		{"SELECT id FROM mails WHERE mail = 'a1'", 1, 0},
		{"SELECT v FROM users WHERE v >= 0", 1, 1},
		{"SELECT v FROM users WHERE id < 4 ORDER BY id", 1, 1},
	} {
		rows, err := conn.Query(t.Context(), "EXPLAIN (WAN, COSTS OFF) "+tt.sql, pgx.QueryExecModeSimpleProtocol)
		var plan []string
		if err == nil {
			plan, err = pgx.CollectRows(rows, pgx.RowTo[string])
		}
		if want := "WAN (estimate): round trips=" + strconv.FormatFloat(tt.estimate, 'f', -1, 64) + " "; err != nil || !strings.Contains(strings.Join(plan, "\n"), want) {
			t.Errorf("%s: no %q in\n%s\n%v", tt.sql, want, strings.Join(plan, "\n"), err)
		}
		if _, err := conn.Exec(t.Context(), tt.sql); err != nil {
			t.Errorf("%s: %v", tt.sql, err)
		}
		if p, fields := lastPrice(t, conn); p.trips != tt.run {
			t.Errorf("%s: %v round trips were counted, want %v (%v)", tt.sql, p.trips, tt.run, fields)
		}
	}
}

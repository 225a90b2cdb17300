package wan

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

// geoTables are tables of each kind, led in us-east where they have one home.
var geoTables = []string{
	"CREATE PLACEMENT POLICY us PRIMARY_REGION = 'us-east'", "CREATE PLACEMENT POLICY eu PRIMARY_REGION = 'eu-west'", "CREATE PLACEMENT POLICY ap PRIMARY_REGION = 'ap-northeast'",
	"CREATE PLACEMENT POLICY safe PRIMARY_REGION = 'us-east' REGIONS = 'us-east,eu-west,ap-northeast' SURVIVAL_PREFERENCES = 'region'",
	`CREATE PLACEMENT POLICY near PRIMARY_REGION = 'us-east' LEARNER_CONSTRAINTS = '{"+region=ap-northeast": 1}'`,
	"CREATE TABLE regional (id int PRIMARY KEY, v int) TABLESPACE us",
	"CREATE TABLE near (id int PRIMARY KEY, v int) TABLESPACE near",
	"CREATE TABLE second (id int PRIMARY KEY, v int) TABLESPACE us",
	"CREATE TABLE safe (id int PRIMARY KEY, v int) TABLESPACE safe",
	"CREATE TABLE worldwide (id int PRIMARY KEY, v int) WITH (global) TABLESPACE us",
	"CREATE TABLE homed (id int PRIMARY KEY, v int, u uuid DEFAULT gen_random_uuid(), region text DEFAULT gateway_region()) PARTITION BY LIST (region) WITH (homed)",
	"CREATE TABLE drawn (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), v int, region text DEFAULT gateway_region()) PARTITION BY LIST (region) WITH (homed)",
	"CREATE TABLE homed_us PARTITION OF homed FOR VALUES IN ('us-east') TABLESPACE us", "CREATE TABLE homed_eu PARTITION OF homed FOR VALUES IN ('eu-west') TABLESPACE eu", "CREATE TABLE homed_ap PARTITION OF homed FOR VALUES IN ('ap-northeast') TABLESPACE ap",
	"CREATE TABLE drawn_us PARTITION OF drawn FOR VALUES IN ('us-east') TABLESPACE us", "CREATE TABLE drawn_eu PARTITION OF drawn FOR VALUES IN ('eu-west') TABLESPACE eu", "CREATE TABLE drawn_ap PARTITION OF drawn FOR VALUES IN ('ap-northeast') TABLESPACE ap",
	"CREATE TABLE child_us (id int PRIMARY KEY, p int REFERENCES regional) TABLESPACE us", "CREATE TABLE child_ap (id int PRIMARY KEY, p int REFERENCES regional) TABLESPACE ap",
	"CREATE TABLE rated_us (id int PRIMARY KEY, p int REFERENCES worldwide) TABLESPACE us", "CREATE TABLE rated_ap (id int PRIMARY KEY, p int REFERENCES worldwide) TABLESPACE ap",
	"INSERT INTO regional SELECT i, 0 FROM generate_series(1, 100) i", "INSERT INTO second SELECT i, 0 FROM generate_series(1, 100) i",
	"INSERT INTO safe SELECT i, 0 FROM generate_series(1, 100) i", "INSERT INTO worldwide SELECT i, 0 FROM generate_series(1, 100) i",
	"INSERT INTO near SELECT i, 0 FROM generate_series(1, 100) i",
	"INSERT INTO homed VALUES (1, 0, DEFAULT, 'us-east'), (2, 0, DEFAULT, 'ap-northeast'), (3, 0, DEFAULT, 'eu-west')",
	"ALTER TABLE regional SPLIT AT VALUES (51)", "ALTER TABLE worldwide SPLIT AT VALUES (51)",
}

// geoRows are what is measured: through us-east, where @ is 'us' and OWN 1, and through ap-northeast,
// 165 ms from there, where they are 'ap' and 2.
var geoRows = []struct{ what, sql string }{
	{"regional: read a row", "SELECT v FROM regional WHERE id = 7"},
	{"regional: read two ranges", "SELECT sum(v) FROM regional"},
	{"regional: write a row", "UPDATE regional SET v = v + 1 WHERE id = 7"},
	{"regional: write rows of two ranges", "UPDATE regional SET v = v + 1 WHERE id = ANY ('{7,77}')"},
	{"regional: insert, unique key", "INSERT INTO regional VALUES ((random() * 1e9)::int + 1000, 0)"},
	{"regional, survives a region: read a row", "SELECT v FROM safe WHERE id = 7"},
	{"regional, survives a region: write a row", "UPDATE safe SET v = v + 1 WHERE id = 7"},
	{"homed: read a row of one's own", "SELECT v FROM homed WHERE id = OWN"},
	{"homed: read a row of another region", "SELECT v FROM homed WHERE id = 3"},
	{"homed: write a row of one's own", "UPDATE homed SET v = v + 1 WHERE id = OWN"},
	{"homed: insert, key drawn at random", "INSERT INTO drawn (v) VALUES (1)"},
	{"homed: insert, key unique over all regions", "INSERT INTO homed (id, v) VALUES ((random() * 1e9)::int + 1000, 0)"},
	{"global: read a row", "SELECT v FROM worldwide WHERE id = 7"},
	{"global: read two ranges", "SELECT sum(v) FROM worldwide"},
	{"global: write a row", "UPDATE worldwide SET v = v + 1 WHERE id = 7"},
	{"global: write rows of two ranges", "UPDATE worldwide SET v = v + 1 WHERE id = ANY ('{7,77}')"},
	{"stale by 6 s: read a row of a table with voters in three regions", "SELECT v FROM safe AS OF SYSTEM TIME '-6s' WHERE id = 7"},
	{"regional, with a replica in ap-northeast that does not vote: write a row", "UPDATE near SET v = v + 1 WHERE id = 7"},
	{"stale by 6 s: read a row of a table with a replica there that does not vote", "SELECT v FROM near AS OF SYSTEM TIME '-6s' WHERE id = 7"},
	{"stale by 6 s: read tables of two kinds", "SELECT count(*) FROM safe s, worldwide w AS OF SYSTEM TIME '-6s' WHERE s.id = 7"},
	{"insert at home, refers to a regional row", "INSERT INTO child_@ VALUES ((random() * 1e9)::int, 7)"},
	{"insert at home, refers to a global row", "INSERT INTO rated_@ VALUES ((random() * 1e9)::int, 7)"},
}

// geoFirst is what a new connection costs to its first answer, which is read from a global table.
const geoFirst = "connect, and read a row of a global table"

// TestGeoTable measures what docs/geo.md says of five regions with the latencies that were measured
// between them (server/local).
func TestGeoTable(t *testing.T) {
	text, err := os.ReadFile("../../../docs/geo.md")
	if err != nil {
		t.Fatal(err)
	}
	told := strings.Split(string(text), "\n")
	synctest.Test(t, func(t *testing.T) {
		c := buildGeo(t)
		for _, row := range geoRows {
			got := "| " + row.what + " |"
			for _, at := range []string{"us-east", "ap-northeast"} {
				sql := strings.NewReplacer("@", at[:2], "OWN", map[string]string{"us-east": "1", "ap-northeast": "2"}[at]).Replace(row.sql)
				conn := c.Conn(t.Context(), at)
				d, p := typical(t, conn, func() (time.Duration, error) { return transaction(t.Context(), conn, false, sql) })
				got += fmt.Sprintf(" %v, %d ms |", p.trips, d.Round(time.Millisecond).Milliseconds())
			}
			sameRow(t, told, row.what, got)
		}
		got := "| " + geoFirst + " |"
		for _, at := range []string{"us-east", "ap-northeast"} {
			began := time.Now()
			conn := c.Conn(t.Context(), at)
			if _, err := query(t.Context(), conn, "SELECT v FROM worldwide WHERE id = 7")(); err != nil {
				t.Fatal(err)
			}
			d := time.Since(began)
			p, _ := lastPrice(t, conn)
			got += fmt.Sprintf(" %v, %d ms |", p.trips, d.Round(time.Millisecond).Milliseconds())
		}
		sameRow(t, told, geoFirst, got)
	})
}

// typical runs f through conn a few times and returns what the median one after the first took, and cost: a lead
// that was too short is learnt by one of them now and then, and its stages are sent again.
func typical(t *testing.T, conn *pgx.Conn, f func() (time.Duration, error)) (time.Duration, price) {
	t.Helper()
	type run struct {
		took time.Duration
		cost price
	}
	var all []run
	for range 6 {
		d, err := f()
		if err != nil {
			t.Fatal(err)
		}
		p, _ := lastPrice(t, conn)
		all = append(all, run{d, p})
		time.Sleep(300 * time.Millisecond) // until what it wrote is resolved
	}
	all = all[1:]
	slices.SortStableFunc(all, func(a, b run) int { return cmp.Compare(a.took, b.took) })
	return all[len(all)/2].took, all[len(all)/2].cost
}

// geoNear reports whether a time is that which is told, but for what varies: leads are learnt.
func geoNear(got, want int) bool { return max(got-want, want-got) <= max(12, want/10) }

// sameRow compares a row with that of the page: round trips are the same, times nearly so.
func sameRow(t *testing.T, told []string, what, got string) {
	t.Helper()
	t.Log(got)
	for _, line := range told {
		rest, ok := strings.CutPrefix(line, "| "+what+" |")
		if !ok {
			continue
		}
		var trips, want [2]float64
		var ms, wantMs [2]int
		const form = " %f, %d ms | %f, %d ms |"
		_, err := fmt.Sscanf(rest, form, &want[0], &wantMs[0], &want[1], &wantMs[1])
		if err == nil {
			_, err = fmt.Sscanf(strings.TrimPrefix(got, "| "+what+" |"), form, &trips[0], &ms[0], &trips[1], &ms[1])
		}
		if err != nil || trips != want || !geoNear(ms[0], wantMs[0]) || !geoNear(ms[1], wantMs[1]) {
			t.Errorf("measured %s\nthe page says %s (%v)", got, line, err)
		}
		return
	}
	t.Errorf("the page says nothing of %q", what)
}

// buildGeo starts eleven nodes in five regions.
func buildGeo(t *testing.T) *cluster.Regions {
	t.Helper()
	c := cluster.StartRegions(t, cluster.Topology{Seed: 1, ClockError: 3 * time.Millisecond,
		Regions:   []cluster.Region{{Name: "us-east", Nodes: 3}, {Name: "eu-west", Nodes: 3}, {Name: "ap-northeast", Nodes: 3}, {Name: "sa-east", Nodes: 1}, {Name: "ap-south", Nodes: 1}},
		Configure: func(_ *local.Node, o *node.Options) { o.Placement.TurnEvery = time.Hour }})
	conn := c.Conn(t.Context(), "us-east")
	for _, sql := range geoTables {
		if _, err := conn.Exec(t.Context(), sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
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
	for range 12 {
		time.Sleep(time.Second)
		for _, at := range []string{"us-east", "ap-northeast"} {
			if _, err := query(t.Context(), c.Conn(t.Context(), at), "SELECT sum(v) FROM worldwide")(); err != nil {
				t.Fatal(err)
			}
			if _, err := query(t.Context(), c.Conn(t.Context(), at), "SELECT sum(v) FROM safe AS OF SYSTEM TIME '-6s'")(); err != nil {
				t.Fatal(err)
			}
		}
	}
	return c
}

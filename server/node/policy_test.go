package node_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/range/transport/memnet"
	"github.com/isochrondb/isochron/server/node"
)

// A table that asks for five replicas, or one, gets ranges of its own with so many, at
// any node's word, and the others' stay as they are.
func TestTablesAskForReplicas(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := memnet.New(memnet.Options{})
		defer w.Close()
		nodes := []*node.Node{startMember(t, w, "n1")}
		for i := 2; i <= 5; i++ {
			nodes = append(nodes, startMember(t, w, fmt.Sprintf("n%d", i), "n1:26434"))
		}
		c := dial(t, nodes[2])
		for _, s := range []string{
			"CREATE TABLE a (id int PRIMARY KEY)", "CREATE TABLE five (id int PRIMARY KEY) WITH (replicas = 5)", "CREATE TABLE z (id int PRIMARY KEY)",
			"INSERT INTO a VALUES (1)", "INSERT INTO five VALUES (1)", "INSERT INTO z VALUES (1)",
		} {
			if _, err := c.Exec(t.Context(), s); err != nil {
				t.Fatalf("%s: %v", s, err)
			}
		}
		want := func(table string, voters int) {
			t.Helper()
			got := ""
			for began := time.Now(); time.Since(began) < 2*time.Minute; time.Sleep(time.Second) {
				rows, err := c.Query(t.Context(), "SELECT array_length(voters, 1), learners, tables FROM isochron_internal.ranges WHERE $1 = ANY (tables)", table)
				if err != nil {
					t.Fatal(err)
				}
				got = ""
				all := true
				for rows.Next() {
					v, _ := rows.Values()
					got += fmt.Sprint(v, " ")
					all = all && fmt.Sprint(v[0]) == fmt.Sprint(voters) && fmt.Sprint(v[1]) == "[]"
				}
				if rows.Err() == nil && all {
					return
				}
			}
			t.Errorf("%s: got %s, want %d voters", table, got, voters)
		}
		want("public.five", 5)
		want("public.a", 3)
		want("public.z", 3)
		if _, err := c.Exec(t.Context(), "ALTER TABLE five SET (replicas = 1)"); err != nil {
			t.Fatal(err)
		}
		want("public.five", 1)
		// What the database asks for holds for the tables that say nothing.
		if _, err := c.Exec(t.Context(), "ALTER DATABASE isochron replicas = 5"); err != nil {
			t.Fatal(err)
		}
		want("public.a", 5)
		want("public.five", 1)
		var system bool
		if err := c.QueryRow(t.Context(), "SELECT bool_and(array_length(voters, 1) = 5) FROM isochron_internal.ranges WHERE start_pretty NOT LIKE '/rows%'").Scan(&system); err != nil || !system {
			t.Errorf("the cluster's own ranges have five voters: %v, %v", system, err)
		}
	})
}

// SCATTER spreads a table's ranges before it returns, at any node's word.
func TestScatter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := memnet.New(memnet.Options{})
		defer w.Close()
		nodes := []*node.Node{startMember(t, w, "n1")}
		for i := 2; i <= 3; i++ {
			nodes = append(nodes, startMember(t, w, fmt.Sprintf("n%d", i), "n1:26434"))
		}
		c := dial(t, nodes[1])
		exec := func(s string) {
			t.Helper()
			if _, err := c.Exec(t.Context(), s); err != nil {
				t.Fatalf("%s: %v", s, err)
			}
		}
		exec("CREATE TABLE t (id int PRIMARY KEY, v int)")
		exec("CREATE INDEX i ON t (v)")
		exec("INSERT INTO t SELECT x, x FROM generate_series(1, 120) x")
		time.Sleep(time.Minute)
		exec("ALTER TABLE t SPLIT AT VALUES (10), (20), (30), (40), (50), (60), (70), (80), (90), (100), (110)")
		began := time.Now()
		exec("ALTER TABLE t SCATTER")
		t.Log("scattered after ", time.Since(began))
		const leases = `SELECT count(*) = 3 AND min(n) >= 3 AND max(n) <= 5, string_agg(n::text, ' ') FROM (SELECT leaseholder, count(*) n
			FROM isochron_internal.ranges WHERE 'public.t' = ANY (tables) AND leaseholder IS NOT NULL GROUP BY leaseholder) x`
		even, got := false, ""
		if err := c.QueryRow(t.Context(), leases).Scan(&even, &got); err != nil || !even {
			t.Errorf("the nodes lead %q of the table's ranges, %v", got, err)
		}
		exec("ALTER INDEX i SCATTER")
		for s, code := range map[string]string{
			"ALTER TABLE nothing SCATTER": "42P01", "ALTER TABLE IF EXISTS t SCATTER": "42601", "BEGIN; ALTER TABLE t ADD COLUMN w int; ALTER TABLE t SCATTER": "0A000",
		} {
			if _, err := c.PgConn().Exec(t.Context(), s).ReadAll(); err == nil || !strings.Contains(err.Error(), code) {
				t.Errorf("%s: %v, want %s", s, err, code)
			}
			_, _ = c.Exec(t.Context(), "ROLLBACK")
		}
	})
}

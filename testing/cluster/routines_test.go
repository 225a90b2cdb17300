package cluster_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/testing/cluster"
)

// Routines and triggers that one node makes are called, fired and replaced at the others; what
// calls them is computed at the gateway, beside what ranges and other nodes compute.
func TestRoutinesAnywhere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx := context.Background()
		c := cluster.StartRegions(t, cluster.Topology{Regions: []cluster.Region{{Name: "home", Nodes: 3}}})
		first := c.Conn(ctx, "n1")
		for _, sql := range []string{
			"CREATE TABLE p (id int PRIMARY KEY, v int, by text)",
			"ALTER TABLE p SPLIT AT VALUES (1000), (2000)",
			"ALTER TABLE p SCATTER",
			"CREATE FUNCTION odd(a int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT a % 2 = 1'",
			"CREATE FUNCTION upto(n int) RETURNS SETOF int LANGUAGE sql IMMUTABLE AS 'SELECT id FROM p WHERE id <= n ORDER BY id'",
			"CREATE FUNCTION twice() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.v := NEW.v * 2; RETURN NEW; END'",
			"CREATE TABLE audit (id int, was int)",
			"CREATE FUNCTION audit() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO audit VALUES (OLD.id, OLD.v); RETURN NULL; END'",
			"CREATE TRIGGER twice BEFORE INSERT ON p FOR EACH ROW EXECUTE FUNCTION twice()",
			"CREATE TRIGGER audit AFTER UPDATE OR DELETE ON p FOR EACH ROW EXECUTE FUNCTION audit()",
			"INSERT INTO p SELECT i, i FROM generate_series(1, 3000) i",
		} {
			exec(ctx, t, first, sql)
		}
		check := func(q, want string) {
			t.Helper()
			for n := range 3 {
				var got string
				if err := c.Conn(ctx, fmt.Sprintf("n%d", n+1)).QueryRow(ctx, q).Scan(&got); err != nil || got != want {
					t.Errorf("n%d: %s: %q, %v; want %q", n+1, q, got, err, want)
				}
			}
		}
		check("SELECT count(*) || ' ' || sum(v) FROM p WHERE odd(id) AND v > 10", "1497 4499982")
		check("SELECT string_agg(u::text, ',') FROM upto(3) u", "1,2,3")
		check("SELECT count(*)::text FROM (SELECT odd(id), count(*) FROM p GROUP BY odd(id)) x", "2")
		check("SELECT count(*)::text FROM p a JOIN p b ON a.id = b.id AND odd(b.id)", "1500")
		exec(ctx, t, c.Conn(ctx, "n2"), "UPDATE p SET v = 0 WHERE id IN (500, 1500, 2500)")
		check("SELECT string_agg(id || ':' || was, ',' ORDER BY id) FROM audit", "500:1000,1500:3000,2500:5000")
		exec(ctx, t, c.Conn(ctx, "n3"), "CREATE OR REPLACE FUNCTION odd(a int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT false'")
		exec(ctx, t, c.Conn(ctx, "n3"), "DROP TRIGGER audit ON p")
		check("SELECT count(*)::text FROM p WHERE odd(id)", "0")
		exec(ctx, t, c.Conn(ctx, "n2"), "DELETE FROM p WHERE id = 1")
		check("SELECT count(*)::text FROM audit", "3")
	})
}

// A routine that calls itself without end is refused, and one that never ends is cancelled.
func TestRoutinesWithoutEnd(t *testing.T) {
	ctx := context.Background()
	c := cluster.Start(t)
	db := c.Conn(ctx)
	for _, sql := range []string{
		"CREATE FUNCTION down(n int) RETURNS int LANGUAGE sql AS 'SELECT 0'",
		"CREATE OR REPLACE FUNCTION down(n int) RETURNS int LANGUAGE sql AS 'SELECT down(n + 1)'",
		"CREATE FUNCTION spin() RETURNS int LANGUAGE plpgsql AS 'BEGIN LOOP NULL; END LOOP; END'",
		"CREATE TABLE t (n int)",
		"CREATE FUNCTION more() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO t VALUES (NEW.n + 1); RETURN NULL; END'",
		"CREATE TRIGGER more AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION more()",
	} {
		if _, err := db.Exec(ctx, sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
	code := func(err error) string {
		var e *pgconn.PgError
		if errors.As(err, &e) {
			return e.Code
		}
		return fmt.Sprint(err)
	}
	for _, sql := range []string{"SELECT down(1)", "INSERT INTO t VALUES (1)"} {
		if _, err := db.Exec(ctx, sql); code(err) != "54001" {
			t.Errorf("%s: %v, want 54001", sql, err)
		}
	}
	if _, err := db.Exec(ctx, "SET statement_timeout = '100ms'"); err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	if _, err := db.Exec(ctx, "SELECT spin()"); code(err) != "57014" {
		t.Errorf("spin: %v, want 57014", err)
	}
	if d := time.Since(begun); d > 5*time.Second {
		t.Errorf("cancelled after %v", d)
	}
	var n int
	if err := db.QueryRow(ctx, "SELECT count(*) FROM t").Scan(&n); err != nil || n != 0 {
		t.Errorf("%d rows are left, %v", n, err)
	}
}

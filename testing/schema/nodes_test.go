package schema

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/testing/cluster"
)

func threeNodes(t *testing.T, seed uint64, rtt time.Duration) *cluster.Regions {
	return cluster.StartRegions(t, cluster.Topology{Regions: []cluster.Region{{Name: "a", Nodes: 1}, {Name: "b", Nodes: 1}, {Name: "c", Nodes: 1}},
		RoundTrip: func(_, _ string) time.Duration { return rtt }, Jitter: 0.2, Seed: seed})
}

// answer is the first column of a query's rows, or its SQLSTATE.
func answer(ctx context.Context, conn *pgx.Conn, sql string) string {
	rows, err := conn.Query(ctx, sql)
	if err != nil {
		return code(err)
	}
	got, err := pgx.CollectRows(rows, func(r pgx.CollectableRow) (string, error) {
		v, err := r.Values()
		if err != nil || len(v) == 0 {
			return "", err
		}
		return fmt.Sprint(v[0]), nil
	})
	if err != nil {
		return code(err)
	}
	return strings.Join(got, " ")
}

// TestSeenAtOnce: what one node has acknowledged, the next statement at another sees.
func TestSeenAtOnce(t *testing.T) { synctest.Test(t, seenAtOnce) }

func seenAtOnce(t *testing.T) {
	ctx := t.Context()
	c := threeNodes(t, 3, 20*time.Millisecond)
	conns := []*pgx.Conn{c.Conn(ctx, "n1"), c.Conn(ctx, "n2"), c.Conn(ctx, "n3")}
	// The reader of the privileges' half works as a role of its own.
	for i, step := range []struct{ change, look, want string }{
		{"CREATE TABLE t (id int PRIMARY KEY, v int)", "SELECT count(*) FROM t", "0"},
		{"INSERT INTO t VALUES (1, 10)", "SELECT v FROM t", "10"},
		{"ALTER TABLE t ADD COLUMN w int DEFAULT 5", "SELECT w FROM t", "5"},
		{"ALTER TABLE t RENAME COLUMN w TO x", "SELECT w FROM t", "42703"},
		{"ALTER TABLE t RENAME TO u", "SELECT x FROM u", "5"},
		{"", "SELECT 1 FROM t", "42P01"},
		{"CREATE INDEX ON u (v)", "SELECT indexname FROM pg_indexes WHERE tablename = 'u' ORDER BY 1", "t_pkey u_v_idx"},
		{"CREATE UNIQUE INDEX ON u (x)", "INSERT INTO u VALUES (2, 1, 5)", "23505"},
		{"DROP INDEX u_x_idx", "INSERT INTO u VALUES (2, 1, 5) RETURNING id", "2"},
		{"TRUNCATE u", "SELECT count(*) FROM u", "0"},
		{"CREATE SCHEMA s CREATE TABLE s.t (i int)", "SELECT count(*) FROM s.t", "0"},
		{"DROP SCHEMA s CASCADE", "SELECT count(*) FROM s.t", "42P01"},
		{"CREATE ROLE r PASSWORD 'x'", "SELECT rolname FROM pg_roles WHERE rolname = 'r'", "r"},
		{"", "SELECT has_table_privilege('r', 'u', 'SELECT')", "false"},
		{"GRANT SELECT ON u TO r", "SELECT has_table_privilege('r', 'u', 'SELECT')", "true"},
		{"REVOKE SELECT ON u FROM r", "SELECT has_table_privilege('r', 'u', 'SELECT')", "false"},
		{"DROP ROLE r", "SELECT count(*) FROM pg_roles WHERE rolname = 'r'", "0"},
		{"CREATE SEQUENCE q", "SELECT nextval('q')", "1"},
		{"SELECT setval('q', 1000)", "SELECT nextval('q')", "1001"},
		{"ALTER SEQUENCE q RESTART WITH 5000", "SELECT nextval('q')", "5000"},
		{"ALTER SEQUENCE q INCREMENT BY 10", "SELECT increment_by FROM pg_sequences WHERE sequencename = 'q'", "10"},
		{"ALTER DATABASE isochron SET statement_timeout = '77s'", "SELECT count(*) FROM pg_db_role_setting", "1"},
		{"COMMENT ON TABLE u IS 'c'", "SELECT obj_description('u'::regclass)", "c"},
		{"INSERT INTO u VALUES (7, 70, 5)", "SELECT v FROM u", "70"},
		{"CREATE VIEW w AS SELECT id, v AS n FROM u WHERE v > 1", "SELECT n FROM w", "70"},
		{"ALTER TABLE u RENAME COLUMN v TO vv", "SELECT n FROM w", "70"},
		{"CREATE OR REPLACE VIEW w AS SELECT id, vv + 1 AS n FROM u", "SELECT n FROM w", "71"},
		{"UPDATE w SET id = 8", "SELECT id FROM u", "8"},
		{"", "DROP TABLE u", "2BP01"},
		{"ALTER VIEW w RENAME TO x", "SELECT n FROM x", "71"},
		{"DROP VIEW x", "SELECT n FROM x", "42P01"},
		{"DROP TABLE u", "SELECT count(*) FROM pg_class WHERE relname LIKE 'u%' AND oid >= 16384", "0"},
	} {
		if step.change != "" {
			if _, err := conns[i%3].Exec(ctx, step.change); err != nil {
				t.Errorf("%s: %v", step.change, err)
			}
		}
		if got := answer(ctx, conns[(i+1)%3], step.look); got != step.want {
			t.Errorf("after %q: %s gives %s, want %s", step.change, step.look, got, step.want)
		}
		if i%6 == 5 {
			time.Sleep(time.Minute) // nobody is certified any more
		}
	}
}

// TestBlocksSpanChanges: a transaction that used a table before another node changed it
// either goes on as if the change came after it, or is to be tried again.
func TestBlocksSpanChanges(t *testing.T) { synctest.Test(t, blocksSpanChanges) }

func blocksSpanChanges(t *testing.T) {
	ctx := t.Context()
	c := threeNodes(t, 5, 10*time.Millisecond)
	a, b := c.Conn(ctx, "n1"), c.Conn(ctx, "n3")
	for _, level := range []string{"SERIALIZABLE", "REPEATABLE READ", "READ COMMITTED"} {
		for _, change := range []string{"ALTER TABLE t ADD COLUMN w int NOT NULL DEFAULT 5", "CREATE INDEX ON t (v)", "TRUNCATE t", "DROP TABLE t"} {
			for _, sql := range []string{"DROP TABLE IF EXISTS t", "CREATE TABLE t (id int PRIMARY KEY, v int)", "INSERT INTO t VALUES (1, 1)",
				"BEGIN ISOLATION LEVEL " + level, "INSERT INTO t VALUES (2, 2)", "SELECT v FROM t WHERE id = 1"} {
				if _, err := a.Exec(ctx, sql); err != nil {
					t.Fatalf("%s: %v", sql, err)
				}
			}
			if _, err := b.Exec(ctx, change); err != nil {
				t.Fatalf("%s: %v", change, err)
			}
			_, err := a.Exec(ctx, "COMMIT")
			if got := code(err); got != "" && got != "40001" {
				t.Errorf("%s, %s: commit: %v", level, change, err)
			}
			_, _ = a.Exec(ctx, "ROLLBACK")
			if want := map[bool]string{true: "1 2", false: "1"}[err == nil]; strings.HasPrefix(change, "ALTER") || strings.HasPrefix(change, "CREATE") {
				if got := answer(ctx, b, "SELECT id FROM t ORDER BY id"); got != want {
					t.Errorf("%s, %s: committed: %v; rows %s, want %s", level, change, err, got, want)
				}
			} else if err == nil {
				t.Errorf("%s, %s: a block committed into a table that is gone", level, change)
			}
		}
	}
}

// TestLostBuilder: an index whose builder's node is lost is taken out of its table by
// another node within seconds, and others write meanwhile.
func TestLostBuilder(t *testing.T) { synctest.Test(t, lostBuilder) }

func lostBuilder(t *testing.T) {
	ctx := t.Context()
	c := threeNodes(t, 9, 20*time.Millisecond)
	time.Sleep(20 * time.Second) // ranges have their replicas
	a := c.Conn(ctx, "n1")
	for _, sql := range []string{"CREATE TABLE t (id int PRIMARY KEY, v int)", "INSERT INTO t SELECT i, i FROM generate_series(1, 20000) i"} {
		if _, err := a.Exec(ctx, sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
	n := c.Node("n1")
	cat, err := catalog.Open(ctx, catalog.Options{DB: n.DB(), NodeID: n.ID(), Shared: true})
	if err != nil {
		t.Fatal(err)
	}
	defer cat.Close()
	builder := c.Conn(ctx, "n3")
	built := make(chan error, 1)
	go func() {
		_, err := builder.Exec(ctx, "CREATE INDEX x ON t (v)")
		built <- err
	}()
	indexes := func() (list []catalog.IndexDesc) {
		snap, err := cat.Snapshot(ctx, cat.DB().Now())
		if err != nil {
			t.Fatal(err)
		}
		for d := range snap.Tables(0) {
			list = append(list, d.Indexes...)
		}
		return list
	}
	for len(indexes()) < 2 {
		time.Sleep(5 * time.Millisecond)
	}
	if s := indexes()[1].State; s != catalog.IndexWriteOnly {
		t.Fatalf("the index is in state %d before it is filled", s)
	}
	lost := time.Now()
	var killing sync.WaitGroup
	killing.Go(func() { c.Kill("n3") })
	defer killing.Wait()
	if err := <-built; err == nil {
		t.Fatal("an index from the dead")
	}
	for i := 0; len(indexes()) > 1; i++ {
		if time.Since(lost) > 20*time.Second {
			t.Fatalf("after %v: %+v", time.Since(lost), indexes())
		}
		wctx, cancel := context.WithTimeout(ctx, 10*time.Second)
		if _, err := a.Exec(wctx, "INSERT INTO t VALUES ($1, 1)", 30000+i); err != nil {
			t.Errorf("insert: %v", err)
		}
		cancel()
		time.Sleep(200 * time.Millisecond)
	}
	t.Logf("undone %v after its node was lost", time.Since(lost))
	if _, err := a.Exec(ctx, "CREATE INDEX x ON t (v)"); err != nil {
		t.Error(err)
	}
}

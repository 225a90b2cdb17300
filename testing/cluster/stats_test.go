package cluster_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

// TestMeasuredByItself: a table that has changed much is measured without ANALYZE, its
// figures are shown, and plans follow them.
func TestMeasuredByItself(t *testing.T) { synctest.Test(t, measuredByItself) }

func measuredByItself(t *testing.T) {
	ctx := context.Background()
	c := cluster.Start(t)
	conn := c.Conn(ctx)
	exec := func(sql string) {
		t.Helper()
		if _, err := conn.Exec(ctx, sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
	shown := func() (asked, self bool, modified, rows, columns int64) {
		t.Helper()
		err := conn.QueryRow(ctx, `SELECT last_analyze IS NOT NULL, last_autoanalyze IS NOT NULL, n_mod_since_analyze, reltuples::int8,
			(SELECT count(*) FROM pg_stats p WHERE p.tablename = s.relname)
			FROM pg_stat_user_tables s JOIN pg_class ON relid = oid WHERE s.relname = 't'`).Scan(&asked, &self, &modified, &rows, &columns)
		if err != nil {
			t.Fatal(err)
		}
		return
	}
	exec("CREATE TABLE t (id int PRIMARY KEY, a int, b text, n int)")
	exec("INSERT INTO t SELECT g, CASE WHEN g % 4 = 0 THEN 1 ELSE g END, 'x', NULL FROM generate_series(1, 4000) g")
	if asked, self, modified, _, _ := shown(); asked || self || modified != 4000 {
		t.Errorf("before: %v, %v, %d", asked, self, modified)
	}
	time.Sleep(3 * time.Minute)
	if asked, self, modified, rows, columns := shown(); asked || !self || modified != 0 || rows != 4000 || columns != 4 {
		t.Errorf("after three minutes: %v, %v, %d, %d, %d", asked, self, modified, rows, columns)
	}
	var nulls, width, distinct float64
	var common, freqs, bounds *string
	err := conn.QueryRow(ctx, `SELECT null_frac, avg_width, n_distinct, most_common_vals::text, most_common_freqs::text, histogram_bounds::text FROM pg_stats WHERE attname = 'a'`).
		Scan(&nulls, &width, &distinct, &common, &freqs, &bounds)
	if err != nil || nulls != 0 || width != 4 || distinct > -0.6 || distinct < -0.9 || common == nil || *common != "{1}" || freqs == nil || *freqs != "{0.25025}" || bounds == nil {
		t.Errorf("pg_stats: %v, %v, %v, %v, %v, %v, %v", err, nulls, width, distinct, text(common), text(freqs), text(bounds))
	}
	exec("UPDATE t SET n = id WHERE id <= 2000")
	exec("DELETE FROM t WHERE id > 3990")
	if _, _, modified, _, _ := shown(); modified != 2010 {
		t.Errorf("%d rows were modified, want 2010", modified)
	}
	exec("ANALYZE t")
	if asked, self, modified, rows, _ := shown(); !asked || self || modified != 0 || rows != 3990 {
		t.Errorf("after ANALYZE: %v, %v, %d, %d", asked, self, modified, rows)
	}
}

func text(s *string) string {
	if s == nil {
		return "NULL"
	}
	return *s
}

// TestRowsWritten: pg_stat_user_tables counts what statements of the node write, whichever way
// they are run, and whatever becomes of their transaction.
func TestRowsWritten(t *testing.T) { synctest.Test(t, rowsWritten) }

func rowsWritten(t *testing.T) {
	ctx := t.Context()
	conn := cluster.Start(t).Conn(ctx)
	lines(ctx, t, conn, "CREATE TABLE counted (id int PRIMARY KEY, v int)")
	for _, sql := range []string{
		"INSERT INTO counted SELECT i, 0 FROM generate_series(1, 10) i",
		"INSERT INTO counted VALUES (10, 0), (11, 0) ON CONFLICT DO NOTHING",
		"UPDATE counted SET v = 1 WHERE id <= 4",
		"UPDATE counted SET v = 2 WHERE id = 1",
		"DELETE FROM counted WHERE id > 8",
		"BEGIN", "INSERT INTO counted VALUES (100, 0)", "ROLLBACK",
	} {
		lines(ctx, t, conn, sql)
	}
	for id := range 3 { // prepared, whose write is fused with its commit
		if _, err := conn.Exec(ctx, "UPDATE counted SET v = v + 1 WHERE id = $1", id+1); err != nil {
			t.Fatal(err)
		}
	}
	got := lines(ctx, t, conn, "SELECT n_tup_ins, n_tup_upd, n_tup_del FROM pg_stat_user_tables WHERE relname = 'counted'")
	if want := "12|8|3|"; len(got) != 1 || got[0] != want {
		t.Errorf("counted %q, want %q", got, want)
	}
	got = lines(ctx, t, conn, "SELECT datname, numbackends, tup_inserted, tup_updated, tup_deleted FROM pg_stat_database WHERE datname = current_database() OR datid = 0 ORDER BY datid")
	if want := []string{"NULL|0|0|0|0|", "isochron|1|12|8|3|"}; !slices.Equal(got, want) {
		t.Errorf("databases %q, want %q", got, want)
	}
}

// TestPlannedTogether: what CREATE STATISTICS has ANALYZE measure of columns together, plans go by,
// as long as the object is there.
func TestPlannedTogether(t *testing.T) {
	ctx := context.Background()
	conn := cluster.Start(t).Conn(ctx)
	exec := func(sql string) {
		t.Helper()
		if _, err := conn.Exec(ctx, sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
	estimated := func(query string) (rows int) {
		t.Helper()
		var plan string
		if err := conn.QueryRow(ctx, "EXPLAIN "+query).Scan(&plan); err != nil {
			t.Fatal(err)
		}
		_, after, _ := strings.Cut(plan, "rows=")
		if _, err := fmt.Sscanf(after, "%d", &rows); err != nil {
			t.Fatalf("%s: %s: %v", query, plan, err)
		}
		return rows
	}
	exec("CREATE TABLE z (id int PRIMARY KEY, zip int, city int, state int, other int)")
	exec("INSERT INTO z SELECT i, i % 500, i % 500 / 5, i % 500 / 50, i % 7 FROM generate_series(1, 5000) i")
	exec("CREATE INDEX z_city ON z (city, state)")
	queries := []string{
		"SELECT id FROM z WHERE zip = 77 AND city = 15 AND state = 1", // 10 rows
		"SELECT * FROM z WHERE city = 15 AND state = 1",               // 50 rows
		"SELECT id FROM z WHERE zip IN (1, 2) AND state = 0",          // 20 rows
		"SELECT city, state FROM z GROUP BY 1, 2",                     // 100 groups
		"SELECT id FROM z WHERE zip = 77 AND other = 1",               // these don't tell each other
	}
	check := func(what string, want ...int) {
		t.Helper()
		var got []int
		for _, q := range queries {
			got = append(got, estimated(q))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: rows %v, want %v", what, got, want)
		}
	}
	exec("ANALYZE z")
	check("without", 1, 5, 2, 500, 1)
	exec("CREATE STATISTICS together ON state, city, zip FROM z")
	check("before ANALYZE", 1, 5, 2, 500, 1)
	exec("ANALYZE z")
	check("with", 10, 50, 22, 100, 1)
	exec("DROP STATISTICS together")
	check("after DROP", 1, 5, 2, 500, 1)
}

// TestDatabaseCounts: pg_stat_database counts what sessions of the node do in each database.
func TestDatabaseCounts(t *testing.T) { synctest.Test(t, databaseCounts) }

func databaseCounts(t *testing.T) {
	ctx := t.Context()
	c := cluster.Start(t, cluster.WithOptions(func(o *node.Options) { o.SpillAlways = true }))
	conn := c.Conn(ctx)
	counts := func() (out [6]int64) {
		t.Helper()
		err := conn.QueryRow(ctx, `SELECT xact_commit, xact_rollback, sessions, temp_files, temp_bytes, idle_in_transaction_time::int8 FROM pg_stat_database WHERE datname = current_database()`).
			Scan(&out[0], &out[1], &out[2], &out[3], &out[4], &out[5])
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	lines(ctx, t, conn, "CREATE TABLE counted (id int PRIMARY KEY)")
	before := counts()
	lines(ctx, t, conn, "INSERT INTO counted SELECT generate_series(1, 5000)")
	lines(ctx, t, conn, "BEGIN")
	time.Sleep(5 * time.Second)
	lines(ctx, t, conn, "DELETE FROM counted")
	lines(ctx, t, conn, "ROLLBACK")
	lines(ctx, t, conn, "SELECT id FROM counted ORDER BY -id")
	other := c.Conn(ctx)
	lines(ctx, t, other, "SELECT 1")
	after := counts()
	// The look at the counts is a transaction itself.
	if commits, rollbacks, sessions := after[0]-before[0], after[1]-before[1], after[2]-before[2]; commits != 4 || rollbacks != 1 || sessions != 1 {
		t.Errorf("%d commits, %d rollbacks and %d sessions, want 4, 1 and 1", commits, rollbacks, sessions)
	}
	if files, bytes := after[3]-before[3], after[4]-before[4]; files < 1 || bytes < 5000*4 {
		t.Errorf("%d temporary files of %d bytes", files, bytes)
	}
	if idle := after[5] - before[5]; idle < 5000 || idle > 5500 {
		t.Errorf("idle in a block for %d ms, of 5000", idle)
	}
	var since, active float64
	err := conn.QueryRow(ctx, `SELECT session_time, active_time FROM pg_stat_database WHERE datname = current_database()`).Scan(&since, &active)
	if err != nil || since < 5000 || active > since {
		t.Errorf("sessions of %v ms, active for %v: %v", since, active, err)
	}
	if got, want := lines(ctx, t, conn, "SELECT ssl, version IS NULL FROM pg_stat_ssl"), []string{"f|t|", "f|t|"}; !slices.Equal(got, want) {
		t.Errorf("pg_stat_ssl %q, want %q", got, want)
	}
}

// TestExplainedFill: EXPLAIN ANALYZE of what makes a table of a query makes it, and tells of the query.
func TestExplainedFill(t *testing.T) {
	ctx := t.Context()
	conn := cluster.Start(t).Conn(ctx)
	lines(ctx, t, conn, "CREATE TABLE src (id int PRIMARY KEY, v int)")
	lines(ctx, t, conn, "INSERT INTO src SELECT i, i % 3 FROM generate_series(1, 30) i")
	for _, tc := range []struct{ name, sql, want string }{
		{"as1", "EXPLAIN (ANALYZE, COSTS off, TIMING off, SUMMARY off) CREATE TABLE as1 AS SELECT v, count(*) FROM src GROUP BY v", "HashAggregate"},
		{"as2", "EXPLAIN (ANALYZE, COSTS off, TIMING off, SUMMARY off) SELECT id INTO as2 FROM src WHERE v = 1", "Seq Scan on src"},
		{"as3", "EXPLAIN (ANALYZE, COSTS off, TIMING off, SUMMARY off) CREATE MATERIALIZED VIEW as3 AS SELECT v, id FROM src WHERE id < 20", "Index Scan using src_pkey on src"},
		{"as4", "EXPLAIN (ANALYZE, COSTS off, TIMING off, SUMMARY off, FORMAT yaml) CREATE TABLE IF NOT EXISTS as4 AS VALUES (1), (2)", "- Plan:"},
	} {
		got := lines(ctx, t, conn, tc.sql)
		if len(got) == 0 || !strings.HasPrefix(got[0], tc.want) || strings.Contains(strings.Join(got, "\n"), "Insert") {
			t.Errorf("%s:\n%s\nwant %s first", tc.sql, strings.Join(got, "\n"), tc.want)
		}
		rows := lines(ctx, t, conn, "SELECT count(*) FROM "+tc.name)
		if want := map[string]string{"as1": "3|", "as2": "10|", "as3": "19|", "as4": "2|"}[tc.name]; rows[0] != want {
			t.Errorf("%s has %s rows, want %s", tc.name, rows[0], want)
		}
	}
	for _, sql := range []string{
		"BEGIN", "EXPLAIN ANALYZE CREATE TABLE as5 AS SELECT 1", "ROLLBACK",
		"EXPLAIN CREATE TABLE as5 AS SELECT 1",
		"PREPARE p (int) AS SELECT id FROM src WHERE v = $1",
		"EXPLAIN ANALYZE CREATE TABLE as6 AS EXECUTE p (2)",
	} {
		lines(ctx, t, conn, sql)
	}
	if got := lines(ctx, t, conn, "SELECT to_regclass('as5') IS NULL, count(*) FROM as6"); got[0] != "t|10|" {
		t.Errorf("got %q", got)
	}
	if _, err := conn.Exec(ctx, "EXPLAIN ANALYZE CREATE TABLE as1 AS SELECT 1"); err == nil || !strings.Contains(err.Error(), "42P07") {
		t.Errorf("a table that is there: %v", err)
	}
	if _, err := conn.Exec(ctx, "EXPLAIN ANALYZE CREATE TABLE as7 AS SELECT id FROM src WHERE id = $1", 3); err != nil {
		t.Errorf("with a parameter: %v", err)
	}
	if got := lines(ctx, t, conn, "SELECT id FROM as7"); got[0] != "3|" {
		t.Errorf("with a parameter: %q", got)
	}
}

package pgcatalog_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/testing/cluster"
)

// TestKeys: rows of catalogs that are selected by a key before they are made are those that the condition finds among
// all rows.
func TestKeys(t *testing.T) {
	ctx := context.Background()
	c, err := pgx.Connect(ctx, cluster.Start(t).URL())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(ctx)
	if _, err := c.Exec(ctx, `CREATE TABLE t (id int PRIMARY KEY, v text); CREATE SCHEMA s; CREATE TABLE s.t (w int); CREATE TYPE mood AS ENUM ('sad');
		CREATE DOMAIN d AS int; CREATE TYPE r AS RANGE (subtype = float8); CREATE TABLE _t (a int); CREATE SEQUENCE q; CREATE VIEW vw AS SELECT 1 AS one;
		CREATE FUNCTION abs(text) RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE TYPE pair AS (a int, b int); CREATE INDEX i ON t (v); CREATE TABLE dd (a serial, b int DEFAULT 1);
		COMMENT ON TABLE t IS 'x'; COMMENT ON COLUMN t.v IS 'x'; COMMENT ON COLUMN t.id IS 'x'; COMMENT ON TYPE mood IS 'x'; COMMENT ON INDEX i IS 'x'; COMMENT ON CONSTRAINT t_pkey ON t IS 'x';
		COMMENT ON COLUMN pair.b IS 'x'; COMMENT ON FUNCTION abs(text) IS 'x'; COMMENT ON SCHEMA s IS 'x'; COMMENT ON SEQUENCE q IS 'x'; SELECT lo_create(4294967295); COMMENT ON LARGE OBJECT 4294967295 IS 'x'`); err != nil {
		t.Fatal(err)
	}
	long := make([]string, 100)
	for i := range long {
		long[i] = fmt.Sprintf("'n%d'", i)
	}
	long[50] = "'t'"
	many := strings.Join(long, ", ")
	var found int
	for _, k := range []struct{ table, column, typ string }{{"pg_type", "typname", "name"}, {"pg_class", "relname", "name"}, {"pg_proc", "proname", "name"}} {
		for _, cond := range []string{
			"= 't'", "= '_t'", "= '__t'", "= 'mood'", "= '_mood'", "= 'd'", "= 'r'", "= 'r_multirange'", "= 'r'", "= 'abs'", "= 'int4'", "= '_int4'", "= 'q'", "= 'vw'", "= 'i'", "= 't_pkey'",
			"= 'pair'", "= '_pair'", "= 'nothing'", "= NULL", "IN ('t', 't', 'mood')", "IN ('t', NULL)", "IN (" + many + ")", "= ANY ('{t,mood,abs,t}')", "= ANY ('{}')", "= ANY (NULL)", "= ANY (ARRAY[NULL, 'abs'])",
			"= ANY (ARRAY[" + many + "]::name[])", "= 't' AND oid > 0", "= 'pg_class'", "= 'T'",
		} {
			keyed := fmt.Sprintf("SELECT count(*), count(DISTINCT oid), coalesce(sum(oid::int8), 0) FROM %s WHERE %s %s", k.table, k.column, cond)
			var want, got [3]int64
			// The column's value as another expression is no key.
			plain := fmt.Sprintf("SELECT count(*), count(DISTINCT oid), coalesce(sum(oid::int8), 0) FROM (SELECT oid, coalesce(%s, '') AS x FROM %s OFFSET 0) y WHERE x %s", k.column, k.table, cond)
			for sql, to := range map[string]*[3]int64{keyed: &got, plain: &want} {
				var sum string
				if err := c.QueryRow(ctx, strings.Replace(sql, "coalesce(sum(oid::int8), 0)", "coalesce(sum(oid::int8), 0)::text", 1)).Scan(&to[0], &to[1], &sum); err != nil {
					t.Fatalf("%s: %v", sql, err)
				}
				fmt.Sscan(sum, &to[2])
			}
			if got != want {
				t.Errorf("%s: %v, want %v", keyed, got, want)
			}
			found += int(got[0])
		}
	}
	if found < 60 {
		t.Errorf("%d rows in all: the conditions find too few to show anything", found)
	}
	// By OIDs, several at once, and by a parameter.
	for sql, want := range map[string]int64{
		"SELECT count(*) FROM pg_type WHERE oid IN (23, 25, 23)":                                            2,
		"SELECT count(*) FROM pg_class WHERE oid IN ('t'::regclass, 's.t'::regclass)":                       2,
		"SELECT count(*) FROM pg_proc WHERE oid = ANY (ARRAY[1397, 1398]::oid[])":                           2,
		"SELECT count(*) FROM pg_class c WHERE relname IN (SELECT x FROM (VALUES ('t'::name), ('q')) v(x))": 3,
	} {
		var n int64
		if err := c.QueryRow(ctx, sql).Scan(&n); err != nil || n != want {
			t.Errorf("%s: %d, %v, want %d", sql, n, err, want)
		}
	}
	// By each OID.
	for _, k := range []struct{ table, column string }{{"pg_type", "oid"}, {"pg_type", "typrelid"}, {"pg_class", "oid"}, {"pg_index", "indrelid"}, {"pg_index", "indexrelid"},
		{"pg_constraint", "conrelid"}, {"pg_attrdef", "adrelid"}, {"pg_description", "objoid"}} {
		rows, err := c.Query(ctx, fmt.Sprintf("SELECT %[1]s, count(*) FROM %[2]s GROUP BY 1", k.column, k.table))
		if err != nil {
			t.Fatal(err)
		}
		want, err := pgx.CollectRows(rows, pgx.RowToStructByPos[struct {
			OID uint32
			N   int64
		}])
		if err != nil || len(want) == 0 {
			t.Fatalf("%s: %d rows, %v", k.table, len(want), err)
		}
		for _, w := range want {
			var n int64
			if err := c.QueryRow(ctx, fmt.Sprintf("SELECT count(*) FROM %s WHERE %s = $1", k.table, k.column), w.OID).Scan(&n); err != nil || n != w.N {
				t.Errorf("%s with %s %d: %d, %v, want %d", k.table, k.column, w.OID, n, err, w.N)
			}
		}
	}
	// By each kind.
	for _, k := range []struct{ table, column, none string }{{"pg_type", "typtype", "x"}, {"pg_class", "relkind", "x"}} {
		keyed := fmt.Sprintf("SELECT count(*)::text FROM %s WHERE %s = v.x", k.table, k.column)
		sql := fmt.Sprintf(`SELECT string_agg(concat_ws(' ', x, n, (%s), (%s)), ', ' ORDER BY x) FROM
			(SELECT %[3]s AS x, count(*) AS n FROM %[4]s GROUP BY 1 UNION ALL SELECT '%[5]s', 0 UNION ALL SELECT '', 0) v`,
			keyed, strings.Replace(keyed, "= v.x", "IN (v.x, v.x)", 1), k.column, k.table, k.none)
		counts, err := text(ctx, c, sql)
		if err != nil {
			t.Fatal(err)
		}
		kinds := strings.Split(counts, ", ")
		for _, kind := range kinds {
			f := strings.Fields(kind)
			if n := len(f); n < 3 || f[n-1] != f[n-3] || f[n-2] != f[n-3] {
				t.Errorf("%s.%s: %s", k.table, k.column, kind)
			}
		}
		if len(kinds) < 7 {
			t.Errorf("%s.%s: %q: too few kinds", k.table, k.column, counts)
		}
	}
	var n int64
	if err := c.QueryRow(ctx, "SELECT count(*) FROM pg_type WHERE typname = ANY ($1)", []string{"mood", "int4", "none"}).Scan(&n); err != nil || n != 2 {
		t.Errorf("by a parameter: %d, %v", n, err)
	}
	// That keys are used is seen by what is read.
	for _, sql := range []string{"typname = 'mood'", "typname IN ('mood', 'd')", "oid IN (23, 25)", "typname = ANY ('{mood}'::name[])", "typtype IN ('e', 'd')", "typrelid = 't'::regclass"} {
		rows, err := c.Query(ctx, "EXPLAIN SELECT * FROM pg_type WHERE "+sql)
		if err != nil {
			t.Fatal(err)
		}
		lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil || !strings.Contains(lines[0], " rows=") {
			t.Fatal(lines, err)
		}
		var cost float64
		if _, err := fmt.Sscanf(lines[0][strings.Index(lines[0], "..")+2:], "%g", &cost); err != nil || cost > 50 {
			t.Errorf("%s is read whole: %s, %v", sql, lines[0], err)
		}
	}
}

// TestKeysOfJoins: rows that a join looks up by their keys are those that a hash of all rows finds.
func TestKeysOfJoins(t *testing.T) {
	ctx := context.Background()
	c, err := pgx.Connect(ctx, cluster.Start(t).URL())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(ctx)
	exec := func(sql string) {
		t.Helper()
		if _, err := c.Exec(ctx, sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
	exec("CREATE TABLE t (id serial PRIMARY KEY, v text DEFAULT 'x', UNIQUE (v)); CREATE TYPE pair AS (a int, b text); CREATE TABLE u (p pair, q pair[])")
	for _, sql := range []string{
		"SELECT a.attname, d.adbin, y.typname FROM pg_attribute a LEFT JOIN pg_attrdef d ON a.attrelid = d.adrelid AND a.attnum = d.adnum JOIN pg_type y ON a.atttypid = y.oid WHERE a.attrelid = 't'::regclass ORDER BY a.attnum",
		"SELECT c.relname, i.indisunique, k.relname FROM pg_class c JOIN pg_index i ON i.indrelid = c.oid JOIN pg_class k ON k.oid = i.indexrelid WHERE c.relname = 't' ORDER BY 3",
		"SELECT k.relname, c.relname FROM pg_class k LEFT JOIN pg_index i ON i.indexrelid = k.oid LEFT JOIN pg_class c ON c.oid = i.indrelid WHERE k.relname IN ('t_pkey', 't_v_key', 'u') ORDER BY 1",
		"SELECT conname FROM pg_class c JOIN pg_constraint n ON n.conrelid = c.oid WHERE relname IN ('t', 'u') ORDER BY 1",
		"SELECT attname FROM pg_attribute a WHERE attrelid IN ('t'::regclass, 'u'::regclass) AND EXISTS (SELECT FROM pg_type y WHERE y.oid = a.atttypid AND typtype = 'c')",
		"SELECT attname FROM pg_attribute a WHERE attrelid = 'u'::regclass AND NOT EXISTS (SELECT FROM pg_type y WHERE y.oid = a.atttypid AND typtype = 'c') ORDER BY attnum",
		"SELECT y.typname, e.typname FROM pg_type y LEFT JOIN pg_type e ON e.oid = y.typelem WHERE y.typname IN ('_pair', 'pair', 'int4', '_t') ORDER BY 1",
	} {
		var answers [2]string
		for i, way := range []string{"on", "off"} {
			exec("SET enable_nestloop = " + way)
			plan, err := text(ctx, c, "EXPLAIN "+sql)
			if err != nil {
				t.Fatalf("%s: %v", sql, err)
			}
			if looped := strings.Contains(plan, "Nested Loop"); looped != (way == "on") {
				t.Errorf("%s with loops %s:\n%s", sql, way, plan)
			}
			if answers[i], err = text(ctx, c, sql); err != nil || answers[i] == "" {
				t.Errorf("%s: %q, %v", sql, answers[i], err)
			}
		}
		if answers[0] != answers[1] {
			t.Errorf("%s:\n%s\nwant\n%s", sql, answers[0], answers[1])
		}
	}
}

// text is the rows of a query, a line for each.
func text(ctx context.Context, c *pgx.Conn, sql string) (string, error) {
	rows, err := c.Query(ctx, sql)
	if err != nil {
		return "", err
	}
	lines, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (string, error) {
		values, err := row.Values()
		return fmt.Sprint(values...), err
	})
	return strings.Join(lines, "\n"), err
}

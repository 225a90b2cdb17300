package differential

import (
	"fmt"
	"slices"
	"strings"
)

// overloads makes functions of one name, with defaults, names, VARIADIC and polymorphic arguments,
// and calls them: which one is meant, and what it gives.
func (g *generator) overloads() []*step {
	f := g.name("ov")
	forms := []string{
		"(a int4) RETURNS text LANGUAGE sql AS $$ SELECT 'int4 ' || a $$",
		"(a int8) RETURNS text LANGUAGE sql AS $$ SELECT 'int8 ' || a $$",
		"(a text) RETURNS text LANGUAGE sql AS $$ SELECT 'text ' || a $$",
		"(a numeric, b numeric DEFAULT 2) RETURNS text LANGUAGE sql AS $$ SELECT 'numeric ' || a + b $$",
		"(a int4, b int4 DEFAULT 7, c text DEFAULT 'c') RETURNS text LANGUAGE sql AS $$ SELECT concat_ws(' ', 'three', a, b, c) $$",
		"(a anyelement) RETURNS anyelement LANGUAGE sql AS $$ SELECT a $$",
		"(a anyarray) RETURNS anyelement LANGUAGE sql AS $$ SELECT a[1] $$",
		"(a anyelement, b anyelement) RETURNS anyarray LANGUAGE sql AS $$ SELECT ARRAY[a, b] $$",
		"(a anycompatible, b anycompatible) RETURNS anycompatible LANGUAGE sql AS $$ SELECT coalesce(a, b) $$",
		"(VARIADIC a int4[]) RETURNS text LANGUAGE sql AS $$ SELECT 'variadic ' || a::text $$",
		"(a text, VARIADIC b text[]) RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN a || cardinality(b); END $$",
		"(VARIADIC a anyarray) RETURNS int4 LANGUAGE sql AS $$ SELECT cardinality(a) $$",
		"(a anyrange) RETURNS anyelement LANGUAGE sql AS $$ SELECT lower(a) $$",
		"(a int4, OUT x int4, OUT y text) LANGUAGE sql AS $$ SELECT a + 1, 'out' $$",
		"(a int4, INOUT b int4, OUT c int4) LANGUAGE plpgsql AS $$ BEGIN c := a * b; b := b + 1; END $$",
		"(a float8) RETURNS SETOF float8 LANGUAGE sql AS $$ SELECT a UNION ALL SELECT a * 2 $$",
		"(a bool, b date DEFAULT '2024-01-01') RETURNS TABLE (p bool, q date) LANGUAGE sql AS $$ SELECT a, b UNION ALL SELECT NOT a, b + 1 $$",
		"() RETURNS text LANGUAGE sql AS $$ SELECT 'none' $$",
		"(a timestamptz) RETURNS text LANGUAGE sql STABLE AS $$ SELECT 'stamp ' || (a AT TIME ZONE 'UTC')::text $$",
		"(a unknown_type_of_nobody) RETURNS text LANGUAGE sql AS $$ SELECT '' $$",
	}
	var steps []*step
	has := func(part string) bool {
		return slices.ContainsFunc(steps, func(s *step) bool { return s.schema && strings.Contains(s.text(), part) })
	}
	for _, i := range g.numbers(len(forms), 3+g.r.IntN(5)) {
		steps = append(steps, made("CREATE FUNCTION "+f+forms[i]))
	}
	arg := func() string {
		x := g.one("1", "1", "2::int8", "'x'", "'7'", "NULL", "1.5", "2.5::float8", "ARRAY[1, 2]", "ARRAY['p', 'q']", "true", "date '2024-02-02'", "'[1,4)'::int4range", "now()::date - now()::date", "NULL::text", "3::int2", "'{1,2}'", "'b'::varchar", "ROW(1, 2)", "'c'::\"char\"", "'n'::name", "4::oid")
		if has("VARIADIC a anyarray") && strings.HasPrefix(x, "ARRAY") || has("RETURNS anyarray") && strings.HasPrefix(x, "ROW") {
			return "1" // else there may be two mistakes
		}
		return x
	}
	for range 16 {
		var args []string
		for range 1 + g.r.IntN(3) {
			args = append(args, arg())
		}
		call := f + "(" + strings.Join(args, ", ") + ")"
		switch g.r.IntN(10) {
		case 0:
			call = f + "(" + g.one("a => ", "b => ", "c => ") + arg() + ")"
		case 1:
			call = f + "(" + arg() + ", " + g.one("b", "c") + g.one(" => ", " := ") + arg() + ")"
		case 2:
			call = f + "(" + g.one("", "'s', ") + "VARIADIC " + g.one("ARRAY[1, 2]", "'{3,4}'", "ARRAY['a']", "'{}'::int4[]", "NULL::text[]", "NULL") + ")"
		case 3:
			call = f + "()"
		case 4:
			call = f + "(c => 'z', a => 3, b => 4)"
		}
		switch g.r.IntN(4) {
		case 0:
			steps = append(steps, asks("SELECT * FROM "+call))
		case 1:
			steps = append(steps, asks("SELECT x, "+call+" FROM generate_series(1, 2) x"))
		case 2:
			steps = append(steps, asks("SELECT pg_typeof(q), q FROM (SELECT "+call+" AS q) s"))
		default:
			steps = append(steps, asks("SELECT "+call))
		}
	}
	return append(steps,
		asks("SELECT p.oid::regprocedure::text, pronargs, pronargdefaults, provariadic::regtype, pg_get_function_arguments(p.oid), pg_get_function_result(p.oid), pg_get_function_identity_arguments(p.oid) FROM pg_proc p WHERE proname = '"+f+"'"),
		changes("DROP FUNCTION "+f+g.one("", "(int4)", "(anyelement)", "(int4, int4, text)", "(VARIADIC int4[])")), asks("SELECT "+f+"(1)"))
}

// recordsFrom reads rows out of functions and documents: with lists of column definitions, in ROWS
// FROM, as composite types.
func (g *generator) recordsFrom() []*step {
	f, typ := g.name("rf"), g.name("rt")
	doc := func() string {
		return g.one(`'{"a": 1, "b": "x", "c": [1, 2], "d": {"a": 2}}'`, `'{"a": null, "b": true}'`, `'{}'`, `'{"a": "7", "b": {"z": 1}, "c": null, "e": 2.50}'`, `'{"b": "2024-01-02", "a": 1.0}'`)
	}
	docs := func() string {
		return g.one(`'[{"a": 1, "b": "x"}, {"a": 2, "c": [3]}]'`, `'[]'`, `'[{"b": null}, {"a": "5", "d": {"b": "in"}}]'`)
	}
	defs := func() string {
		return g.one("a int4, b text", "a int8, c int4[], b text", "b text", "d jsonb, a numeric", "a text, d "+typ, "e float8, c json", "a bool", "a int4, a text")
	}
	steps := []*step{
		made("CREATE TYPE " + typ + " AS (a int4, b text)"),
		made("CREATE FUNCTION " + f + "(n int4) RETURNS SETOF record LANGUAGE sql AS $$ SELECT x, 'r' || x FROM generate_series(1, n) x $$"),
		made("CREATE FUNCTION " + f + "_one(n int4) RETURNS record LANGUAGE plpgsql AS $$ DECLARE r record; BEGIN SELECT n AS a, 't'::text AS b INTO r; RETURN r; END $$"),
		made("CREATE FUNCTION " + f + "_typed(n int4) RETURNS SETOF " + typ + " LANGUAGE sql AS $$ SELECT x, NULL FROM generate_series(1, n) x $$"),
	}
	kind := func() string { return g.one("json", "jsonb") }
	for range 18 {
		j := kind()
		switch g.r.IntN(11) {
		case 0:
			steps = append(steps, asks("SELECT * FROM "+j+"_to_record("+doc()+") AS q("+defs()+")"))
		case 1:
			steps = append(steps, asks("SELECT * FROM "+j+"_to_recordset("+docs()+") AS q("+defs()+")"))
		case 2:
			steps = append(steps, asks("SELECT * FROM "+j+"_populate_record("+g.one("NULL::", "ROW(9, 'old')::")+typ+", "+doc()+")"))
		case 3:
			steps = append(steps, asks("SELECT q, (q).b FROM "+j+"_populate_recordset(NULL::"+typ+", "+docs()+") AS q"))
		case 4:
			steps = append(steps, asks("SELECT * FROM "+f+g.one("", "_one")+"(2) AS "+g.one("q(a int4, b text)", "(a int4, b text)", "q(a int8, b text)", "q(a int4)", "q(a int4, b text, c int4)", "q")))
		case 5:
			steps = append(steps, asks("SELECT * FROM ROWS FROM ("+f+"(2) AS (a int4, b text), generate_series(1, "+g.one("1", "3")+"), "+f+"_typed(1))"+g.one("", " WITH ORDINALITY")+" AS q"))
		case 6:
			steps = append(steps, asks("SELECT x, q.* FROM generate_series(0, 2) x"+g.one(", LATERAL ", " LEFT JOIN LATERAL ", ", ")+f+"_typed(x) AS q"+g.one("", "(c1)", "(c1, c2)")+g.one("", " ON true")))
		case 7:
			steps = append(steps, asks("SELECT "+g.one(f+"_typed(2)", "("+f+"_typed(2)).*", f+"_one(3)", "to_json("+f+"_typed(1))", "row_to_json(q) FROM "+f+"_typed(1) AS q")))
		case 8:
			steps = append(steps, asks("SELECT * FROM "+j+g.one("_each(", "_each_text(", "_object_keys(")+doc()+")"+g.one("", " AS q", " WITH ORDINALITY", " AS q(x)")))
		case 9:
			steps = append(steps, asks("SELECT * FROM "+j+g.one("_array_elements(", "_array_elements_text(", "_array_length(")+docs()+")"+g.one("", " AS q", " WITH ORDINALITY AS q(v, n)")))
		default:
			steps = append(steps, asks("SELECT "+g.one(
				"ROW(1, 'x')::"+typ+" = ROW(1, 'x'::text)", "(ROW(1, 'x')::"+typ+").a", "ROW(1, NULL)::"+typ+" IS NULL, ROW(NULL, NULL)::"+typ+" IS NULL", "'(1,\"a b\")'::"+typ, "'(1)'::"+typ, "'(x,y)'::"+typ, "ARRAY[ROW(1, 'x')::"+typ+", NULL]", "ROW(2, 'b')::"+typ+" < ROW(2, 'c')::"+typ, "ROW(1, 2, ROW('z', NULL))", "(SELECT q FROM "+f+"_typed(1) q)", "to_jsonb(ROW(1, ARRAY[ROW(2, 'in')::"+typ+"]))", "json_build_object('r', ROW(1, 'x')::"+typ+")", "jsonb_populate_record(NULL::"+typ+", to_jsonb(ROW(3, 'q')::"+typ+"))")))
		}
	}
	return steps
}

// tablesAs makes tables and materialized views of queries.
func (g *generator) tablesAs() []*step {
	t, steps := g.smallTable("ca")
	m := g.name("mv")
	scope := relation{"u", t.cols}
	for range 5 {
		n := g.name("ct")
		x, y := g.typ(), g.typ()
		sel := part("", "SELECT u.k, ", g.fresh(x, 1, scope), " AS x, ", g.fresh(y, 1, scope), " AS y FROM "+t.name+" AS u", option(" WHERE ", g.fresh("bool", 1, scope)))
		switch g.r.IntN(6) {
		case 0:
			steps = append(steps, made("CREATE TABLE "+n+g.one("", " (p, q, r)", " (p)", " (p, q, r, s)")+" AS ", sel, option(g.one(" WITH NO DATA", " WITH DATA"))))
		case 1:
			steps = append(steps, made("SELECT u.k, u.a + 1 AS x, u.b AS y INTO "+g.one("", "TABLE ", "TEMP ", "UNLOGGED ")+n+" FROM "+t.name+" AS u"))
		case 2:
			steps = append(steps, made("CREATE TEMP TABLE "+n+" ON COMMIT "+g.one("PRESERVE ROWS", "DROP", "DELETE ROWS")+" AS ", sel))
		case 3:
			steps = append(steps, made("CREATE TABLE IF NOT EXISTS "+g.one(n, t.name)+" AS ", sel))
		case 4:
			steps = append(steps, made("CREATE TABLE "+n+" (LIKE "+t.name+g.one("", " INCLUDING ALL", " INCLUDING DEFAULTS", " INCLUDING INDEXES EXCLUDING CONSTRAINTS")+", more "+g.one("int4 DEFAULT 3", "text")+")"), changes("INSERT INTO "+n+" (k, a) SELECT k, a FROM "+t.name))
		default:
			steps = append(steps, made("PREPARE "+n+" AS ", sel), changes("CREATE TABLE "+n+" AS EXECUTE "+n), changes("DEALLOCATE "+n))
		}
		steps = append(steps, asks("TABLE "+n), asks("SELECT attname, atttypid::regtype, CASE WHEN atttypid <> 'interval'::regtype THEN atttypmod END, attnotnull FROM pg_attribute WHERE attrelid = to_regclass('"+n+"') AND attnum > 0"))
	}
	steps = append(steps, made("CREATE MATERIALIZED VIEW "+m+g.one("", " (k, x, n)")+" AS SELECT u.k, u.b AS x, count(*) OVER () AS n FROM "+t.name+" AS u"+g.one("", " WITH NO DATA")), asks("SELECT * FROM "+m))
	if g.chance(2) {
		steps = append(steps, made("CREATE "+g.one("UNIQUE ", "UNIQUE ", "")+"INDEX ON "+m+" (k)"))
	}
	for range 4 {
		steps = append(steps, changes(g.ofOne(t)), changes("REFRESH MATERIALIZED VIEW "+g.one("", "CONCURRENTLY ")+m+g.one("", "", " WITH NO DATA")), asks("SELECT * FROM "+m+g.one("", " WHERE k = 1", " ORDER BY k")))
	}
	return append(steps, changes(fmt.Sprintf("INSERT INTO %s (k) VALUES (1)", m)), made(g.one("DROP TABLE "+t.name, "ALTER TABLE "+t.name+" DROP b", "ALTER MATERIALIZED VIEW "+m+" RENAME k TO kk", "DROP MATERIALIZED VIEW "+m, "DROP TABLE "+t.name+" CASCADE", "DROP VIEW "+m)), asks("SELECT * FROM "+m), asks("SELECT matviewname, ispopulated, hasindexes FROM pg_matviews WHERE matviewname = '"+m+"'"))
}

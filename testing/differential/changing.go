package differential

import (
	"strings"
)

const (
	domainCatalog = "SELECT t.typname, format_type(t.typbasetype, t.typtypmod), t.typnotnull, t.typdefault, pg_get_expr(t.typdefaultbin, 0), c.conname, c.convalidated, pg_get_constraintdef(c.oid), pg_get_constraintdef(c.oid, true) FROM pg_type AS t LEFT JOIN pg_constraint AS c ON c.contypid = t.oid WHERE t.typtype = 'd' AND t.typnamespace = '" + schema + "'::regnamespace"
	fieldCatalog  = "SELECT c.relname, row_number() OVER (PARTITION BY c.oid ORDER BY a.attnum), a.attname, format_type(a.atttypid, a.atttypmod) FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid WHERE c.relkind = 'c' AND c.relnamespace = '" + schema + "'::regnamespace AND NOT a.attisdropped"
)

// changingDomains makes domains with checks of their own, and changes them below columns, arrays,
// composite types and functions.
func (g *generator) changingDomains() []*step {
	d := g.name("dom")
	base := g.one("int4", "int4", "text", "numeric(6,2)", "int4[]", "date")
	fits := map[string][]string{"int4": {"1", "5", "20", "-4", "NULL"}, "text": {"'a'", "'abc'", "''", "NULL"}, "numeric(6,2)": {"1.5", "99.999", "-2", "NULL"}, "int4[]": {"'{1,2}'", "'{}'", "NULL"}, "date": {"'2024-02-29'", "'1999-01-01'", "NULL"}}[base]
	checks := map[string][]string{"int4": {"VALUE > 0", "VALUE < 100", "VALUE <> 5", "VALUE % 2 = 1 OR VALUE IS NULL"}, "text": {"length(VALUE) < 4", "VALUE <> ''", "VALUE ~ '^a'"}, "numeric(6,2)": {"VALUE > -1", "VALUE < 50"}, "int4[]": {"cardinality(VALUE) < 3", "VALUE[1] > 0"}, "date": {"VALUE > '2000-01-01'", "extract(year FROM VALUE) < 2030"}}[base]
	value := func() string { return g.one(fits...) }
	check := func() string { return g.one(checks...) }
	over := d + "o"
	whole := g.chance(2) // a composite type with a column of it: CASCADE is refused then (docs/sql-compatibility.md)
	t, c := g.name("dt"), g.name("dc")
	def := option(g.one("", " DEFAULT "+fits[0], " NOT NULL", " NULL"))
	steps := []*step{
		made("CREATE DOMAIN "+d+" AS "+base, def, option(" CONSTRAINT "+d+"_one CHECK ("+check()+")"), option(g.one("", " CHECK ("+check()+")"))),
		made("CREATE DOMAIN " + over + " AS " + d + g.one("", " CHECK (VALUE IS DISTINCT FROM "+fits[1]+"::"+base+")", " DEFAULT "+fits[1])),
		made("CREATE TABLE " + t + " (k int4 PRIMARY KEY, x " + d + ", y " + over + ", z " + d + "[])"),
		made("CREATE TYPE " + c + " AS (p " + map[bool]string{true: d, false: base}[whole] + ", q int4)"),
		made("CREATE TABLE " + t + "c (k int4, v " + c + ")"),
		made("CREATE FUNCTION " + t + "f(x " + d + ") RETURNS " + over + " LANGUAGE sql AS $$ SELECT x $$"),
	}
	for n := range 15 {
		at := g.one("1", "2", "3", "4", "5", "6")
		switch g.r.IntN(19) {
		case 0, 1, 2:
			steps = append(steps, changes("INSERT INTO "+t+" (k, x, y) VALUES ("+at+", "+value()+", "+fits[0]+") ON CONFLICT (k) DO UPDATE SET x = excluded.x, y = excluded.y RETURNING *"))
		case 3:
			steps = append(steps, changes("INSERT INTO "+t+" (k, x, y) VALUES ("+at+", DEFAULT, "+value()+") ON CONFLICT DO NOTHING RETURNING *"))
		case 4:
			steps = append(steps, changes("INSERT INTO "+t+"c VALUES ("+at+", ROW("+value()+", 1)) RETURNING *, (v).p"))
		case 5:
			steps = append(steps, changes("INSERT INTO "+t+" (k, x, y, z) VALUES ("+at+", "+fits[0]+", "+fits[0]+", ARRAY["+value()+", "+value()+"]::"+d+"[]) ON CONFLICT DO NOTHING RETURNING *"))
		case 6:
			steps = append(steps, asks("SELECT "+g.one(value()+"::"+d, value()+"::"+over, "CAST("+value()+" AS "+base+")::"+d, "ROW("+value()+", 2)::"+c, t+"f("+value()+")", "pg_typeof("+value()+"::"+over+")")))
		case 7, 8:
			steps = append(steps, made("ALTER DOMAIN "+g.one(d, d, over)+" ADD "+g.one("", "CONSTRAINT "+d+"_two ", "CONSTRAINT "+d+"_one ")+"CHECK ("+check()+")"+g.one("", " NOT VALID", " NOT VALID")))
		case 9:
			steps = append(steps, made("ALTER DOMAIN "+d+" VALIDATE CONSTRAINT "+d+g.one("_one", "_two", "_check", "_nope")))
		case 10:
			steps = append(steps, made("ALTER DOMAIN "+d+" DROP CONSTRAINT "+g.one("", "IF EXISTS ")+d+g.one("_one", "_two", "_check", "_nope")+g.one("", " CASCADE")))
		case 11:
			steps = append(steps, made("ALTER DOMAIN "+d+" RENAME CONSTRAINT "+d+g.one("_one TO ", "_two TO ", "_check TO ")+d+g.one("_three", "_two")))
		case 12:
			// What the domain below no longer asks for, sessions of Postgres that know the one over it still ask for.
			change := g.one(d+" SET DEFAULT "+fits[1], d+" DROP DEFAULT", d+" SET DEFAULT "+fits[0], d+" SET NOT NULL", over+" SET DEFAULT "+fits[1], over+" DROP DEFAULT", over+" SET NOT NULL", over+" DROP NOT NULL")
			steps = append(steps, made("ALTER DOMAIN "+change))
		case 13:
			steps = append(steps, asks(domainCatalog))
		case 14:
			steps = append(steps, made(g.one("COMMENT ON DOMAIN "+d+" IS 'a domain'", "COMMENT ON CONSTRAINT "+d+"_one ON DOMAIN "+d+" IS 'a check'", "ALTER DOMAIN "+d+" OWNER TO CURRENT_USER", "ALTER DOMAIN "+d+" SET SCHEMA "+schema, "GRANT USAGE ON DOMAIN "+d+" TO differential_guest", "ALTER TYPE "+over+" RENAME TO "+over, "REVOKE USAGE ON DOMAIN "+d+" FROM PUBLIC")))
		case 15:
			steps = append(steps, made("ALTER TABLE "+t+" "+g.one("ALTER x TYPE "+base, "ALTER y TYPE "+d, "ALTER x TYPE "+over, "ADD w"+at+" "+d, "ADD v"+at+" "+over+" DEFAULT "+value(), "ALTER x SET DEFAULT "+value(), "DROP y")))
		case 16:
			steps = append(steps, changes("UPDATE "+t+" SET "+g.one("x = "+value(), "y = x", "x = y", "x = DEFAULT", "z[1] = "+value())+" WHERE k = "+at+" RETURNING *"))
		case 17:
			steps = append(steps, asks("SELECT domain_name, data_type, character_maximum_length, numeric_precision, domain_default FROM information_schema.domains WHERE domain_schema = '"+schema+"'"), asks("SELECT constraint_name, domain_name, is_deferrable FROM information_schema.domain_constraints WHERE domain_schema = '"+schema+"'"))
		default:
			if n > 8 {
				steps = append(steps, made("DROP DOMAIN "+g.one("", "IF EXISTS ")+g.one(d, over)+map[bool]string{true: "", false: g.one("", " CASCADE", " RESTRICT")}[whole]))
			} else {
				steps = append(steps, made(g.one("CREATE DOMAIN "+d+" AS int4", "CREATE DOMAIN "+d+"w AS int4 CHECK (VALUE > 'x')", "CREATE DOMAIN "+d+"w AS nope", "CREATE DOMAIN "+d+"w AS int4 NULL NOT NULL", "CREATE DOMAIN "+d+"w AS int4 DEFAULT 1 DEFAULT 2", "CREATE DOMAIN "+d+"w AS int4 CHECK (x > 1)", "CREATE DOMAIN "+d+"w AS int4 CHECK ((SELECT true))", "CREATE DOMAIN "+d+"w AS int4 UNIQUE", "CREATE DOMAIN "+d+"w AS int4 DEFAULT 'x'", "CREATE DOMAIN "+d+"w AS text COLLATE \"C\" CHECK (VALUE < 'b')")))
			}
		}
	}
	return append(steps, asks(domainCatalog), asks("TABLE "+t), asks("TABLE "+t+"c"), asks("SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = '"+t+"'::regclass AND attnum > 0 AND NOT attisdropped"))
}

// changingEnums makes an enum and what has values of it, and gives it values and names.
func (g *generator) changingEnums() []*step {
	e := g.name("en")
	t := g.name("et")
	steps := []*step{
		made("CREATE TYPE " + e + " AS ENUM ('a', 'b', 'c')"),
		made("CREATE TABLE " + t + " (k int4 PRIMARY KEY, x " + e + g.one("", " DEFAULT 'b'") + ", y " + e + "[], CHECK (x <> 'c' OR k > 2))"),
		made("CREATE INDEX ON " + t + " (x)"),
		made("CREATE DOMAIN " + e + "d AS " + e + g.one("", " CHECK (VALUE < 'c')")),
		made("CREATE TYPE " + e + "r AS RANGE (SUBTYPE = " + e + ")"),
		made("CREATE VIEW " + t + "v AS SELECT x, count(*) AS n FROM " + t + " WHERE x >= 'a' GROUP BY x"),
		changes("INSERT INTO " + t + " VALUES (1, 'a', '{a,b}'), (2, 'b', NULL), (3, 'c', '{c}')"),
	}
	value := func() string { return g.one("'a'", "'b'", "'c'", "'d'", "'e'", "'B'", "'a2'") }
	for range 13 {
		switch g.r.IntN(15) {
		case 0, 1, 2:
			steps = append(steps, made("ALTER TYPE "+e+" ADD VALUE "+g.one("", "IF NOT EXISTS ")+value()+g.one("", " BEFORE "+value(), " AFTER "+value())))
		case 3, 4:
			steps = append(steps, made("ALTER TYPE "+e+" RENAME VALUE "+value()+" TO "+value()))
		case 5:
			steps = append(steps, changes("INSERT INTO "+t+" (k, x) VALUES ("+g.one("4", "5", "6", "7")+", "+value()+") ON CONFLICT (k) DO UPDATE SET x = excluded.x RETURNING *"))
		case 6:
			steps = append(steps, asksInOrder("SELECT x, k FROM "+t+" ORDER BY x"+g.one("", " DESC")+", k"))
		case 7:
			steps = append(steps, asks("SELECT "+g.one("enum_range(NULL::"+e+")", "enum_first(NULL::"+e+"), enum_last(NULL::"+e+")", "enum_range("+value()+"::"+e+", NULL)", e+"r("+value()+", "+value()+")", value()+"::"+e+"d", value()+"::"+e+" < "+value(), "'["+strings.Trim(value(), "'")+",)'::"+e+"r @> 'b'::"+e)))
		case 8:
			steps = append(steps, asks("SELECT enumlabel, row_number() OVER (ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = '"+e+"'::regtype"))
		case 9:
			steps = append(steps, asks("SELECT pg_get_viewdef('"+t+"v'::regclass), (SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = '"+t+"'::regclass AND contype = 'c')"))
		case 10:
			steps = append(steps, changes("BEGIN"), made("ALTER TYPE "+e+" ADD VALUE 'z"+g.one("1", "2")+"'"), changes(g.one("SELECT 'z1'::"+e, "SELECT count(*) FROM "+t, "INSERT INTO "+t+" (k, x) VALUES (9, 'z1')")), changes(g.one("COMMIT", "ROLLBACK")))
		case 11:
			steps = append(steps, made(g.one("CREATE TYPE "+e+" AS ENUM ('q')", "CREATE TYPE "+e+"w AS ENUM ('q', 'q')", "CREATE TYPE "+e+"w AS ENUM ()", "COMMENT ON TYPE "+e+" IS 'some'", "ALTER TYPE "+e+" SET SCHEMA "+schema, "ALTER TYPE "+e+" ADD ATTRIBUTE z int4", "ALTER TABLE "+t+" ALTER x TYPE text", "ALTER TABLE "+t+" ALTER x SET DEFAULT "+value(), "ALTER TYPE "+e+"d ADD VALUE 'x'")))
		case 12:
			steps = append(steps, asks("SELECT * FROM "+t+"v"))
		case 13:
			steps = append(steps, changes("UPDATE "+t+" SET y = "+g.one("y || "+value()+"::"+e, "ARRAY["+value()+"]::"+e+"[]", "enum_range(NULL::"+e+")")+" WHERE k = "+g.one("1", "2", "3")+" RETURNING *"))
		default:
			steps = append(steps, made("DROP TYPE "+g.one(e, e+"r", e+"d")+g.one("", " RESTRICT", "", " CASCADE")))
		}
	}
	return append(steps, asks("SELECT enumlabel FROM pg_enum WHERE enumtypid = (SELECT oid FROM pg_type WHERE typname = '"+e+"' AND typnamespace = '"+schema+"'::regnamespace)"), asks("TABLE "+t), asks("SELECT typname, typtype, typcategory, typrelid = 0, typelem = 0 FROM pg_type WHERE typnamespace = '"+schema+"'::regnamespace AND typname LIKE '%"+e+"%'"))
}

// changingComposites makes a composite type, typed tables, arrays and functions of it, and changes its fields.
func (g *generator) changingComposites() []*step {
	c := g.name("ct")
	typed, holder := c+"t", c+"h"
	tabled := !g.chance(3) // else a column holds its values, and it is not changed
	of := c
	steps := []*step{made("CREATE TYPE " + c + " AS (p int4, q text, r numeric(6,2))")}
	if !tabled {
		of = c + "b"
		steps = append(steps, made("CREATE TYPE "+of+" AS (p int4, q text, r numeric(6,2))"))
	}
	steps = append(steps,
		made("CREATE TABLE "+typed+" OF "+of+g.one("", " (PRIMARY KEY (p))", " (p WITH OPTIONS DEFAULT 3, CHECK (p > 0))", " (q NOT NULL)")),
		made("CREATE FUNCTION "+c+"f(x "+c+") RETURNS text LANGUAGE sql AS $$ SELECT (x).q || (x).p $$"),
		made("CREATE VIEW "+c+"v AS SELECT p, q FROM "+typed),
		changes("INSERT INTO "+typed+" (p, q) VALUES (1, 'x'), (2, 'y')"),
	)
	if !tabled {
		steps = append(steps, made("CREATE TABLE "+holder+" (k int4 PRIMARY KEY, v "+c+", w "+c+"[])"), changes("INSERT INTO "+holder+" VALUES (1, ROW(1, 'x', 2), ARRAY[ROW(3, 'z', 4)]::"+c+"[]), (2, NULL, '{}')"))
	}
	field := func() string { return g.one("p", "q", "r", "s") }
	for range 12 {
		end := g.one("", " CASCADE", " CASCADE", " RESTRICT")
		action := g.r.IntN(14)
		if !tabled && (action < 4 || action == 12) {
			action = 7
		}
		switch action {
		case 0, 1:
			steps = append(steps, made("ALTER TYPE "+c+" ADD ATTRIBUTE "+g.one("s int4", "s text", "t date", "p int4", "s nope", "s varchar(3)")+end))
		case 2:
			steps = append(steps, made("ALTER TYPE "+c+" DROP ATTRIBUTE "+g.one("", "IF EXISTS ")+field()+end))
		case 3:
			steps = append(steps, made("ALTER TYPE "+c+" ALTER ATTRIBUTE "+g.one("p"+g.one("", " SET DATA")+" TYPE "+g.one("int8", "text", "numeric"), "q TYPE varchar(9)", "r TYPE "+g.one("numeric", "text", "float8"), "s TYPE text")+end))
		case 4, 5:
			steps = append(steps, made("ALTER TYPE "+c+" RENAME ATTRIBUTE "+field()+" TO "+g.one("p2", "s", "q", "\"R\"")+end))
		case 6:
			steps = append(steps, changes("INSERT INTO "+typed+g.one(" VALUES (7, 'seven')", " (p) VALUES (8)", " VALUES (9, 'n', 1.25)", " DEFAULT VALUES")+" RETURNING *"))
		case 7:
			steps = append(steps, asks("SELECT "+g.one("ROW(1, '1', 2)::"+c, "'(1,1,2)'::"+c, "(ROW(4, '5', 1)::"+c+").q", "("+c+"f(ROW(5, '6', 1)))", "to_jsonb(ROW(6, '7', 0)::"+c+")", "'(1,2)'::"+c, "NULL::"+c+" IS NULL", "(ROW(1, '1', 2)::"+c+").*", "ROW(1, '1', 2)::"+c+" = ROW(1, '1', 2.00)::"+c)))
		case 8:
			steps = append(steps, asks(fieldCatalog), asks("SELECT attribute_name, data_type, character_maximum_length, numeric_precision FROM information_schema.attributes WHERE udt_schema = '"+schema+"'"))
		case 9:
			steps = append(steps, made("ALTER TABLE "+typed+" "+g.one("ADD z int4", "DROP q", "RENAME q TO z", "ALTER p TYPE int8", "NOT OF", "OF "+c, "ADD CHECK (p < 500)", "ALTER q SET DEFAULT 'dd'", "ALTER p SET NOT NULL")))
		case 10:
			steps = append(steps, asks("SELECT t.p, t FROM "+typed+" AS t"))
		case 11:
			steps = append(steps, made(g.one("CREATE TYPE "+c+"w AS (a int4, a text)", "CREATE TYPE "+c+"w AS ()", "CREATE TYPE "+c+" AS (a int4)", "CREATE TYPE "+c+"w AS (a "+c+", b "+c+"[])", "COMMENT ON TYPE "+c+" IS 'fields'", "COMMENT ON COLUMN "+c+".p IS 'a field'", "ALTER TYPE "+c+" OWNER TO CURRENT_USER", "CREATE TYPE "+c+"w AS (a nope)", "CREATE TABLE "+c+"x OF nope", "CREATE TABLE "+c+"x OF "+typed, "CREATE TABLE "+c+"x OF "+c+" (nope WITH OPTIONS NOT NULL)")))
		case 12:
			steps = append(steps, made("ALTER TYPE "+c+" ADD ATTRIBUTE "+g.name("u")+" int4, DROP ATTRIBUTE "+g.one("r", "q")+end))
		default:
			steps = append(steps, made("DROP "+g.one("TYPE "+c, "TYPE "+c+" RESTRICT", "TABLE "+typed, "VIEW "+c+"v", "FUNCTION "+c+"f")))
		}
	}
	return append(steps, asks(fieldCatalog), asks("SELECT * FROM "+c+"v"), asks("SELECT * FROM "+typed), asks("SELECT attname, format_type(atttypid, atttypmod), attnotnull FROM pg_attribute WHERE attrelid = '"+typed+"'::regclass AND attnum > 0 AND NOT attisdropped"), made("DROP TYPE IF EXISTS "+c+g.one("", " CASCADE")), asks("SELECT table_name, table_type, user_defined_type_name, is_typed FROM information_schema.tables WHERE table_schema = '"+schema+"' AND table_name LIKE '"+c+"%'"))
}

package process

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// dumpedSchema is what TestDump dumps. Each name and value has something in it that has to
// be quoted, or an order in which it has to be restored.
var dumpedSchema = []string{
	`CREATE ROLE reader`,
	`CREATE SCHEMA "a b"`,
	`CREATE TABLE "a b".parents (id int PRIMARY KEY, name text NOT NULL DEFAULT 'x', n numeric(5,2), at timestamptz DEFAULT now(), tags text[])`,
	`CREATE TABLE children (id bigserial PRIMARY KEY, parent int REFERENCES "a b".parents ON DELETE RESTRICT, d date, b bytea, UNIQUE (parent, d))`,
	`CREATE INDEX by_date ON children (d DESC, parent)`,
	`CREATE INDEX by_name ON "a b".parents (name text_pattern_ops DESC)`,
	`CREATE INDEX by_year ON children (((d - '2000-01-01'::date) / 365), coalesce(parent, 0) DESC) INCLUDE (b) WHERE b IS NOT NULL AND (parent > 0 OR d IS NULL)`,
	`CREATE UNIQUE INDEX ON "a b".parents (lower(name), ("left"(name, 3))) WHERE name <> 'it''s'`,
	`CREATE TABLE pairs (a int, b int, c int UNIQUE DEFERRABLE, d int UNIQUE NULLS NOT DISTINCT, PRIMARY KEY (a, b), CONSTRAINT late UNIQUE (c, d) DEFERRABLE INITIALLY DEFERRED)`,
	`CREATE TABLE refers (id int PRIMARY KEY, a int DEFAULT 7, b int, up int REFERENCES refers ON DELETE CASCADE ON UPDATE SET NULL DEFERRABLE,
		CONSTRAINT pair FOREIGN KEY (a, b) REFERENCES pairs MATCH FULL ON DELETE SET DEFAULT (b, a) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED)`,
	`ALTER TABLE refers ADD CONSTRAINT loose FOREIGN KEY (b) REFERENCES refers ON DELETE SET NULL NOT VALID`,
	`INSERT INTO pairs VALUES (1, 1, 1, NULL), (1, 2, NULL, 3)`,
	`INSERT INTO refers VALUES (2, 1, 2, 2), (1, 1, 1, 2)`,
	`CREATE SEQUENCE counter START 5 INCREMENT 3`,
	`CREATE EXTENSION btree_gist`,
	`CREATE TABLE booked (room int, "from" date, until date, during tsrange, a inet, CONSTRAINT "one at a time" EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (room > 0) DEFERRABLE INITIALLY DEFERRED,
		EXCLUDE USING gist (daterange("from", until) WITH &&) INCLUDE (room) WITH (fillfactor='70'), EXCLUDE USING gist (a inet_ops WITH &&), EXCLUDE USING btree (room DESC WITH =, lower(during) WITH =))`,
	`COMMENT ON CONSTRAINT "one at a time" ON booked IS 'it''s full'`,
	`INSERT INTO booked VALUES (1, '2020-01-01', '2020-01-02', '[2020-01-01,2020-01-02)', '10.0.0.0/8'), (2, '2020-01-02', '2020-01-03', '[2020-01-01,2020-01-02)', '11.0.0.0/8')`,
	`CREATE TABLE keyed (k int GENERATED ALWAYS AS IDENTITY, v int DEFAULT nextval('counter'), i interval, u uuid)`,
	`COMMENT ON TABLE "a b".parents IS 'it''s the first'`,
	`GRANT USAGE ON SCHEMA "a b" TO reader`,
	`GRANT SELECT, UPDATE (name) ON "a b".parents TO reader WITH GRANT OPTION`,
	`INSERT INTO "a b".parents VALUES (1, 'o''x', 1.5, '2001-01-01', '{a,"b c",NULL}'), (2, E'tab\there\nand\\there', -2, NULL, '{}')`,
	`INSERT INTO children (parent, d, b) VALUES (1, '2020-01-02', '\x00ff'), (2, NULL, '')`,
	`INSERT INTO keyed (i, u) VALUES ('1 year -2 days 03:04:05.6', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11')`,
	`CREATE TABLE many AS SELECT i, repeat('x', i % 50) AS t FROM generate_series(1, 5000) i`,
	`CREATE TYPE zmood AS ENUM ('sad', 'ok', 'it''s')`,
	`CREATE DOMAIN zpositive AS int DEFAULT 7 CHECK (VALUE > 0) CONSTRAINT small CHECK (VALUE < 1000)`,
	`CREATE DOMAIN a_list AS zpositive[] NOT NULL`,
	`COMMENT ON TYPE zmood IS 'how it goes'`,
	`CREATE TABLE a_typed (m zmood DEFAULT 'ok', ms zmood[], p zpositive PRIMARY KEY, l a_list, j jsonb DEFAULT '{"b": 1, "a": [1, 2.50]}', q int GENERATED ALWAYS AS (p * 2) STORED UNIQUE)`,
	`INSERT INTO a_typed (m, ms, p, l) VALUES ('it''s', '{sad,NULL,"it''s"}', 5, '{1,2}'), ('sad', NULL, 6, '{}')`,
	`CREATE TYPE zpair AS (a int, "b c" numeric(5,2), tags text[])`,
	`COMMENT ON TYPE zpair IS 'two of them'`,
	`CREATE TYPE znest AS (p zpair, m zmood)`,
	`CREATE TABLE a_ztyped (id int PRIMARY KEY, n inet UNIQUE, c cidr[], h macaddr, h8 macaddr8, b bit(3) DEFAULT B'101', v bit varying(9), r int4range, rs tsrange, m nummultirange, p point, o polygon, z zpair, zs zpair[], y znest)`,
	`INSERT INTO a_ztyped VALUES (1, '10.1.2.3/8', '{10.0.0.0/8}', '08:00:2b:01:02:03', '08:00:2b:01:02:03', '111', '10', '[1,5]', '[2020-01-01,)', '{[1.50,2),[3,4]}', '(1.5,-2)', '((0,0),(1,1))', ROW(1, 2.5, '{"a b",c}'), ARRAY[ROW(1, NULL, NULL)::zpair, NULL], ROW(ROW(2, 3, NULL), 'ok')), (2, '::1', NULL, NULL, NULL, DEFAULT, NULL, 'empty', NULL, '{}', NULL, NULL, NULL, NULL, NULL)`,
	`CREATE VIEW zranges AS SELECT id, r * '[2,4)'::int4range AS r, (z).a, B'1' AS bit, n << '10.0.0.0/8'::inet AS inside FROM a_ztyped`,
	`CREATE TYPE zspans AS RANGE (subtype = text, collation = "C", multirange_type_name = manyspans)`,
	`CREATE TYPE zfloats AS RANGE (subtype = float8, subtype_diff = float8mi)`,
	`CREATE TYPE zmoods AS RANGE (subtype = zmood)`,
	`COMMENT ON TYPE zspans IS 'from one to another'`,
	`CREATE TABLE zspanned (s zspans PRIMARY KEY, m manyspans, f zfloats[] DEFAULT ARRAY[zfloats(1, 2)], z zmoods, cash money DEFAULT 1.5)`,
	`INSERT INTO zspanned VALUES ('["a b",c)', '{[a,b],[c,)}', DEFAULT, '[sad,"it''s"]')`,
	`CREATE VIEW moods AS SELECT m, count(*) FROM a_typed WHERE m >= 'ok' GROUP BY m`,
	`CREATE FUNCTION zplus(a int, "b c" zmood DEFAULT 'ok', VARIADIC r int[] DEFAULT '{1}') RETURNS text LANGUAGE sql IMMUTABLE STRICT COST 7 SET search_path = public, "a b" AS $$SELECT a || '$function$'$$`,
	`CREATE FUNCTION apairs(n int) RETURNS TABLE (a int, b text) LANGUAGE sql STABLE SECURITY DEFINER ROWS 5 AS 'SELECT n, n::text'`,
	`CREATE FUNCTION "a b".rows() RETURNS SETOF pairs LANGUAGE sql AS 'SELECT * FROM public.pairs'`,
	`CREATE PROCEDURE fill(INOUT i int) LANGUAGE plpgsql AS $$BEGIN i := i + 1; END$$`,
	`COMMENT ON FUNCTION zplus IS 'adds'`,
	`REVOKE EXECUTE ON FUNCTION apairs FROM PUBLIC`,
	`GRANT EXECUTE ON FUNCTION apairs TO reader`,
	`ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC`,
	`CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN NEW.t := upper(NEW.t); RETURN NEW; END$$`,
	`CREATE TABLE stamped (i int DEFAULT length(zplus(1)) CHECK (zplus(i) <> ''), t text)`,
	`CREATE TRIGGER stamp BEFORE INSERT OR UPDATE OF t ON stamped FOR EACH ROW WHEN (NEW.t IS NOT NULL) EXECUTE FUNCTION stamp('x', 'it''s')`,
	`CREATE TRIGGER off AFTER DELETE ON stamped EXECUTE FUNCTION stamp()`,
	`ALTER TABLE stamped DISABLE TRIGGER off`,
	`COMMENT ON TRIGGER off ON stamped IS 'not now'`,
	`CREATE CONSTRAINT TRIGGER late AFTER INSERT ON stamped FROM pairs DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.i > 0) EXECUTE FUNCTION stamp()`,
	`CREATE TRIGGER emptied BEFORE TRUNCATE ON stamped EXECUTE FUNCTION stamp('t')`,
	`CREATE TRIGGER all_of_it AFTER UPDATE ON stamped REFERENCING OLD TABLE AS "o t" NEW TABLE AS nt EXECUTE FUNCTION stamp()`,
	`CREATE VIEW shown AS SELECT i, t FROM stamped`,
	`CREATE TRIGGER instead INSTEAD OF INSERT OR DELETE ON shown FOR EACH ROW EXECUTE FUNCTION stamp()`,
	`INSERT INTO stamped (t) VALUES ('a')`,
	`CREATE VIEW plus_view AS SELECT zplus(i) AS z, p.b FROM stamped, apairs(i) p`,
	`CREATE INDEX by_key ON a_typed USING gin (j jsonb_path_ops) WHERE p > 1`,
	`CREATE INDEX by_part ON a_typed USING gin ((j -> 'a'))`,
	`CREATE INDEX by_tag ON "a b".parents USING gin (tags)`,
	`CREATE FUNCTION zadd(numeric, int) RETURNS numeric LANGUAGE sql AS 'SELECT $1 + $2'`,
	`CREATE AGGREGATE ztotal(int) (SFUNC = zadd, STYPE = numeric, INITCOND = '0', FINALFUNC = numeric_abs)`,
	`CREATE AGGREGATE "a b".together(anycompatible) (SFUNC = array_append, STYPE = anycompatiblearray, INITCOND = '{}')`,
	`CREATE AGGREGATE every_one(*) (SFUNC = int8inc, STYPE = int8, INITCOND = '0', MSFUNC = int8inc, MINVFUNC = int8dec, MSTYPE = int8, MINITCOND = '0', PARALLEL = safe)`,
	`COMMENT ON AGGREGATE ztotal(int) IS 'adds'`,
	`CREATE VIEW ztotals AS SELECT a, ztotal(b) AS t FROM pairs GROUP BY a`,
	`CREATE FUNCTION znear(int, int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT abs($1 - $2) < 3'`,
	`CREATE OPERATOR ~=~ (LEFTARG = int, RIGHTARG = int, FUNCTION = znear, COMMUTATOR = ~=~, RESTRICT = eqsel, JOIN = eqjoinsel)`,
	`CREATE OPERATOR "a b".!! (RIGHTARG = int, FUNCTION = int4um)`,
	`COMMENT ON OPERATOR ~=~ (int, int) IS 'not far'`,
	`CREATE TABLE znears (n int CHECK (n ~=~ 5), m int DEFAULT OPERATOR("a b".!!) 7)`,
	`INSERT INTO znears VALUES (4)`,
	`CREATE VIEW znears_view AS SELECT n ~=~ m AS near, OPERATOR("a b".!!) n AS neg FROM znears`,
	`CREATE EXTENSION hstore SCHEMA "a b"`,
	`CREATE EXTENSION citext`,
	`COMMENT ON EXTENSION citext IS 'any case'`,
	`CREATE EXTENSION pgcrypto`,
	`CREATE EXTENSION "uuid-ossp"`,
	`CREATE TABLE zextended (c citext PRIMARY KEY, h "a b".hstore DEFAULT 'a=>1', l citext[], u uuid DEFAULT uuid_generate_v4(), d bytea GENERATED ALWAYS AS (digest(c::text, 'md5')) STORED)`,
	`INSERT INTO zextended (c, h, l, u) VALUES ('It''s', '"x y"=>"1", z=>NULL', '{a,B}', '6ba7b810-9dad-11d1-80b4-00c04fd430c8'), ('b', DEFAULT, NULL, NULL)`,
	`CREATE MATERIALIZED VIEW kept AS SELECT id, b, p.a FROM refers JOIN pairs p USING (b)`,
	`CREATE UNIQUE INDEX ON kept (id, a) WHERE b > 0`,
	`CREATE MATERIALIZED VIEW a_kept (n) AS SELECT count(*) FROM kept WITH NO DATA`,
	`COMMENT ON MATERIALIZED VIEW kept IS 'as of then'`,
	`GRANT SELECT ON kept TO reader`,
	`CREATE TABLE parted (a int NOT NULL, b text, c int DEFAULT 5 CHECK (c > 0), g int GENERATED ALWAYS AS (a * 2) STORED) PARTITION BY RANGE (a)`,
	`CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (MINVALUE) TO (10)`,
	`CREATE TABLE parted_2 PARTITION OF parted (c DEFAULT 6) FOR VALUES FROM (10) TO (20) PARTITION BY LIST (lower(b))`,
	`CREATE TABLE parted_2a PARTITION OF parted_2 FOR VALUES IN ('a', 'it''s', NULL)`,
	`CREATE TABLE parted_2d PARTITION OF parted_2 DEFAULT`,
	`CREATE TABLE a_part (g int GENERATED ALWAYS AS (a * 2) STORED, c int DEFAULT 7 CONSTRAINT parted_c_check CHECK (c > 0), a int NOT NULL, b text)`,
	`ALTER TABLE parted ATTACH PARTITION a_part FOR VALUES FROM (20) TO (MAXVALUE)`,
	`CREATE INDEX parted_b ON parted (b DESC)`,
	`CREATE TABLE clustered (id int, b int)`,
	`CREATE INDEX clustered_b ON clustered (b)`,
	`ALTER TABLE clustered CLUSTER ON clustered_b`,
	`ALTER TABLE children CLUSTER ON by_date`, // a message of two statements beside others of its table
	`CREATE TABLE parted_expr (a int, b text) PARTITION BY RANGE ((a + 1), lower(b))`,
	`CREATE INDEX parted_half ON ONLY parted (c)`,
	`CREATE TABLE fives (id int PRIMARY KEY)`,
	`INSERT INTO fives VALUES (5), (6), (7)`,
	`ALTER TABLE parted ADD CONSTRAINT parted_fk FOREIGN KEY (c) REFERENCES fives ON DELETE CASCADE`,
	`CREATE TABLE hashed (id int, k text, PRIMARY KEY (id, k)) PARTITION BY HASH (id)`,
	`CREATE TABLE hashed_0 PARTITION OF hashed FOR VALUES WITH (MODULUS 2, REMAINDER 0)`,
	`CREATE TABLE hashed_1 PARTITION OF hashed FOR VALUES WITH (MODULUS 2, REMAINDER 1)`,
	`INSERT INTO parted (a, b) SELECT i, chr(96 + i % 5) FROM generate_series(1, 40) i`,
	`INSERT INTO hashed SELECT i, 'k' || i FROM generate_series(1, 20) i`,
	`CREATE TRIGGER rows BEFORE INSERT ON hashed FOR EACH ROW WHEN (NEW.id > 5) EXECUTE FUNCTION stamp()`,
	`ALTER TABLE children ENABLE ROW LEVEL SECURITY`,
	`CREATE POLICY own ON children FOR SELECT TO reader USING (parent = 1)`,
}

// TestDump: pg_dump writes the database in each of its formats, pg_restore and psql read it
// into another one, and the dump of that is the same.
func TestDump(t *testing.T) {
	dump, restore, psql := client(t, "pg_dump"), client(t, "pg_restore"), client(t, "psql")
	s := mustStart(t, "--store=type=mem", "--insecure")
	db := connect(t, s.URL)
	for _, stmt := range dumpedSchema {
		if _, err := db.Exec(t.Context(), stmt); err != nil {
			t.Fatalf("%s: %v", stmt, err)
		}
	}
	want := dumpText(t, dump, s.URL)
	if !strings.Contains(want, "COPY public.many") || strings.Contains(want, "isochron_internal") {
		t.Fatalf("the dump is not of the tables alone:\n%s", want)
	}
	for name, c := range map[string]struct{ dump, restore []string }{
		"plain":     {dump: []string{"-Fp"}},
		"custom":    {dump: []string{"-Fc"}},
		"tar":       {dump: []string{"-Ft"}},
		"directory": {dump: []string{"-Fd", "-j", "2"}, restore: []string{"-j", "2"}},
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "dump")
			tool(t, dump, append(c.dump, "-f", file, s.URL)...)
			if _, err := db.Exec(t.Context(), "CREATE DATABASE "+name); err != nil {
				t.Fatal(err)
			}
			to := strings.Replace(s.URL, "/isochron?", "/"+name+"?", 1)
			if to == s.URL {
				t.Fatalf("%s names no database isochron", s.URL)
			}
			if name == "plain" {
				tool(t, psql, "-q", "-X", "-v", "ON_ERROR_STOP=1", "-f", file, to)
			} else {
				tool(t, restore, append(c.restore, "--exit-on-error", "-d", to, file)...)
			}
			if got := dumpText(t, dump, to); got != want {
				t.Errorf("the restored database is dumped as\n%s\nand the first one as\n%s", got, want)
			}
		})
	}
}

// TestDumpOfCopy: a copy of the database is dumped as the database is, and again after the
// database it was copied from has gone, and after a copy of the copy.
func TestDumpOfCopy(t *testing.T) {
	dump := client(t, "pg_dump")
	s := mustStart(t, "--store=type=mem", "--insecure")
	db := connect(t, s.URL)
	for _, stmt := range dumpedSchema {
		if _, err := db.Exec(t.Context(), stmt); err != nil {
			t.Fatalf("%s: %v", stmt, err)
		}
	}
	in := func(name string) string { return strings.Replace(s.URL, "/isochron?", "/"+name+"?", 1) }
	want := dumpText(t, dump, s.URL)
	for _, step := range []struct{ from, to string }{{"isochron", "a"}, {"a", "b"}} {
		if _, err := db.Exec(t.Context(), fmt.Sprintf("CREATE DATABASE %s TEMPLATE %s", step.to, step.from)); err != nil {
			t.Fatal(err)
		}
		if got := dumpText(t, dump, in(step.to)); got != want {
			t.Errorf("the copy %s is dumped as\n%s\nand %s as\n%s", step.to, got, step.from, want)
		}
	}
	if _, err := db.Exec(t.Context(), "DROP DATABASE a"); err != nil {
		t.Fatal(err)
	}
	if got := dumpText(t, dump, in("b")); got != want {
		t.Errorf("without what it was copied from it is dumped as\n%s\nand before as\n%s", got, want)
	}
}

// dumpText is a plain dump, without the lines that differ from one dump to the next.
func dumpText(t *testing.T, dump, url string) string {
	t.Helper()
	var kept []string
	for _, l := range strings.Split(tool(t, dump, url), "\n") {
		if !strings.HasPrefix(l, `\restrict `) && !strings.HasPrefix(l, `\unrestrict `) {
			kept = append(kept, l)
		}
	}
	return strings.Join(kept, "\n")
}

// tool runs a client program, which must succeed, and returns what it prints.
func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var stdout, stderr strings.Builder
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s %q: %v\n%s", filepath.Base(name), args, err, stderr.String())
	}
	return stdout.String()
}

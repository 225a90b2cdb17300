package differential

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// step is one statement of a world.
type step struct {
	role    string // owner, guest or super, who is a superuser
	tree    *piece
	ordered bool // rows come in one order only
	writes  bool
	schema  bool     // makes the schema
	split   string   // what also makes range boundaries, where targets want it
	index   bool     // makes an index that answers do not depend on
	dense   []string // what makes one for each column, where targets want it
	in      *piece   // what COPY FROM STDIN is given
	out     bool     // COPY TO STDOUT
	hears   bool     // asks what the session was notified of, too
}

func (s *step) text() string { return s.tree.String() }

// shrink makes a step smaller as long as keep holds, and says whether it did.
func (s *step) shrink(keep func() bool) bool {
	done := s.tree.shrink(keep)
	return s.in != nil && s.in.shrink(keep) || done
}

type column struct {
	name, typ string
	unique    bool
	null      bool // always
	made      bool // from others
}

type table struct {
	name string
	cols []column
	key  []string
	// parted tables have partitions.
	parted bool
	// refers tells that it has a foreign key.
	refers bool
}

// relation is what a FROM clause makes visible.
type relation struct {
	alias string
	cols  []column
}

// generator draws worlds.
type generator struct {
	seed     uint64
	r        *rand.Rand
	w        *rand.Rand // of windows, so that what is drawn beside them does not depend on them
	tables   []*table
	scope    []relation // innermost last
	ctes     []relation
	names    int
	budget   int  // parts that a statement may still grow by
	inWindow bool // sets are refused, or not drawn there
	// secured worlds have policies, and more statements of guest's.
	secured bool
	// types are those of the world; hasTypes tells that it makes some.
	types    []string
	hasTypes bool
	// broad worlds have partitions, views, functions, triggers and more types (breadth.go).
	broad     bool
	routines  []routine
	views     []*table // that rows are written through
	refreshed []string // materialized views
	read      []*table // views of all kinds
	// wide worlds have what wide.go draws.
	wide bool
}

func newGenerator(seed uint64) *generator {
	g := &generator{seed: seed, r: rand.New(rand.NewPCG(seed, 0x15)), w: rand.New(rand.NewPCG(seed, 0x22)), types: scalarTypes}
	if g.hasTypes = rand.New(rand.NewPCG(seed, 0x44)).IntN(3) == 0; g.hasTypes {
		g.types = slices.Concat(scalarTypes, typedTypes)
	}
	if g.broad = rand.New(rand.NewPCG(seed, 0x66)).IntN(3) == 0; g.broad {
		g.types = slices.Concat(g.types, broadTypes)
	}
	if g.wide = rand.New(rand.NewPCG(seed, 0xaa)).IntN(3) == 0; g.wide {
		g.types = slices.Concat(g.types, wideTypes)
	}
	return g
}

func (g *generator) chance(n int) bool { return g.r.IntN(n) == 0 }

func (g *generator) one(options ...string) string { return options[g.r.IntN(len(options))] }

func (g *generator) name(prefix string) string {
	g.names++
	return fmt.Sprintf("%s%d", prefix, g.names)
}

var scalarTypes = []string{"int4", "int4", "int4", "int8", "int8", "numeric", "float8", "text", "text", "text", "bool", "date", "timestamp", "timestamptz", "int4[]", "interval", "time", "bytea", "uuid"}

// unordered are the types that no index is made over.
var unordered = map[string]bool{"int4[]": true, "hstore": true, "tsvector": true}

func (g *generator) typ() string { return g.types[g.r.IntN(len(g.types))] }

// sortable is a type in whose order each place has the values (hstore is ordered in another way
// here).
func (g *generator) sortable() string {
	for {
		if t := g.typ(); t != "hstore" {
			return t
		}
	}
}

// declared are the types that a column of a type is declared with.
func (g *generator) declared(typ string) string {
	switch typ {
	case "int4":
		return g.one("int4", "int4", "int4", "int2")
	case "numeric":
		return g.one("numeric(12,2)", "numeric")
	case "text":
		return g.one("text", "text", "varchar(12)", "char(4)")
	}
	return typ
}

// world draws a schema with data and n statements.
func (g *generator) world(n int) []*step {
	var steps []*step
	if g.hasTypes {
		steps = userTypes()
	}
	if g.wide {
		steps = append(steps, wideTypesSteps()...)
	}
	for range 2 + g.r.IntN(2) {
		steps = append(steps, g.createTable()...)
	}
	steps = append(steps, &step{role: "owner", schema: true, tree: part("", "CREATE SEQUENCE s1", option(g.one(" START 5", " INCREMENT -2", " MINVALUE 1 MAXVALUE 12 CYCLE")))})
	for _, t := range g.tables {
		for range 2 {
			steps = append(steps, &step{role: "owner", writes: true, tree: g.values(t, 2+g.r.IntN(4))})
		}
		steps = append(steps, g.grants(t)...)
	}
	if g.chance(2) {
		steps = append(steps, &step{role: "owner", tree: part("", "GRANT "+g.one("USAGE", "SELECT", "UPDATE", "ALL")+" ON SEQUENCE s1 TO differential_guest")})
	}
	if g.broad {
		steps = append(steps, g.broaden()...)
	}
	if g.wide {
		steps = append(steps, g.widen()...)
	}
	if g.chance(3) {
		steps = append(steps, &step{role: "owner", tree: part("", "ANALYZE")})
	}
	for _, role := range []string{"owner", "guest"} {
		steps = append(steps, &step{role: role, tree: part("", "SET timezone = '"+g.one("UTC", "America/New_York", "Europe/Berlin", "Asia/Kolkata")+"'")})
	}
	if g.secured = g.chance(2); g.secured {
		steps = append(steps, g.policies()...)
	}
	for len(steps) < n {
		if g.secured && g.chance(12) {
			steps = append(steps, g.changedPolicy())
			continue
		}
		steps = append(steps, g.statement()...)
	}
	steps = append(steps, g.ways(g.seed)...)
	return append(steps, g.topics()...)
}

func (g *generator) createTable() []*step {
	t := &table{name: fmt.Sprintf("t%d", len(g.tables))}
	var defs []*piece
	add := func(c column, rest ...any) {
		t.cols = append(t.cols, c)
		defs = append(defs, part("", append([]any{c.name + " " + g.declared(c.typ)}, rest...)...))
	}
	key := g.one("int4", "int4", "int8", "text", "date", "")
	if key != "" {
		add(column{name: "k", typ: key, unique: true}, " PRIMARY KEY")
		t.key = []string{"k"}
	}
	for i := range 3 + g.r.IntN(4) {
		c := column{name: fmt.Sprintf("c%d", i), typ: g.typ()}
		var rest []any
		if g.chance(6) {
			rest = append(rest, option(" DEFAULT "+g.literal(c.typ)))
		}
		if g.chance(8) {
			rest = append(rest, option(" NOT NULL"))
		}
		if c.typ == "int4" && g.chance(4) {
			rest = append(rest, option(fmt.Sprintf(" CHECK (%s <> 6)", c.name)))
		}
		if !unordered[c.typ] && g.chance(9) && c.typ != "bool" {
			c.unique = true
			rest = append(rest, option(" UNIQUE"))
		}
		if len(g.tables) > 0 && g.chance(4) {
			p := g.tables[g.r.IntN(len(g.tables))]
			if len(p.key) == 1 {
				c.typ, c.unique = p.cols[0].typ, false
				if c.typ == "int4" && g.chance(3) {
					c.typ = "int8"
				}
				rest = []any{option(" REFERENCES " + p.name + g.action())}
				t.refers = true
			}
		}
		add(c, rest...)
	}
	if g.hasTypes {
		if c, def := g.computed(t); def != "" {
			t.cols, defs = append(t.cols, c), append(defs, part("", def))
		}
	}
	if g.wide {
		defs = append(defs, g.constraints(t)...)
	}
	var by string
	var parts []*step
	if g.broad {
		by, parts = g.partitioned(t)
	}
	g.tables = append(g.tables, t)
	first := &step{role: "owner", schema: true, tree: part("", "CREATE TABLE "+t.name+" (", list(", ", defs...), ")"+by)}
	if !t.parted && (key == "int4" || key == "int8") {
		first.split = "ALTER TABLE " + t.name + " SPLIT AT VALUES (0), (2), (4), (7)"
	}
	for i := range t.cols {
		if c := &t.cols[i]; !unordered[c.typ] {
			first.dense = append(first.dense, "CREATE INDEX ON "+t.name+" ("+c.name+")")
		}
	}
	steps := append([]*step{first}, parts...)
	if g.broad && g.chance(2) {
		steps = append(steps, g.computedIndex(t))
	}
	if g.wide {
		steps = append(steps, g.alongside(t)...)
	}
	for range g.r.IntN(3) {
		c := t.cols[g.r.IntN(len(t.cols))]
		if unordered[c.typ] {
			continue
		}
		second := t.cols[g.r.IntN(len(t.cols))]
		more := option("")
		if !unordered[second.typ] && second.name != c.name {
			more = option(", " + second.name + g.one("", " DESC NULLS LAST"))
		}
		steps = append(steps, &step{role: "owner", index: true, schema: true, tree: part("", "CREATE INDEX ON "+t.name+" ("+c.name+g.one("", " DESC", " NULLS FIRST"), more, ")")})
	}
	return steps
}

func (g *generator) grants(t *table) []*step {
	var steps []*step
	for range g.r.IntN(3) {
		right := g.one("SELECT", "SELECT", "SELECT", "INSERT", "UPDATE", "DELETE", "ALL", "SELECT, INSERT")
		if g.chance(2) && (right == "SELECT" || right == "INSERT" || right == "UPDATE") {
			right += " (" + t.cols[g.r.IntN(len(t.cols))].name + ")"
		}
		steps = append(steps, &step{role: "owner", tree: part("", "GRANT "+right+" ON "+t.name+" TO differential_guest")})
	}
	return steps
}

// statement draws a statement, and what looks at its effects.
func (g *generator) statement() []*step {
	g.scope, g.ctes, g.budget = nil, nil, 26+g.r.IntN(50)
	role := "owner"
	if g.chance(4) || g.secured && g.chance(2) {
		role = "guest"
	}
	if g.broad && g.chance(4) {
		if steps := g.broadStatement(role); steps != nil {
			return steps
		}
	}
	if g.wide && g.chance(4) {
		return g.wideStatement(role)
	}
	t := g.tables[g.r.IntN(len(g.tables))]
	s := &step{role: role}
	switch k := g.r.IntN(40); {
	case k < 22:
		s.tree, s.ordered = g.statementQuery()
		return []*step{s}
	case k < 23:
		s.tree = part("", g.sequences())
		return []*step{s, g.drawn()}
	case k < 24:
		s.tree = g.drawing()
		return []*step{s, g.drawn()}
	case k < 25:
		s.tree = part("", g.risky())
		return []*step{s}
	case k < 26:
		return []*step{{role: role, tree: part("", "SET timezone = '"+g.one("UTC", "America/New_York", "Europe/Berlin", "Asia/Kolkata")+"'")}}
	case k < 27:
		right := g.one("SELECT", "UPDATE", "INSERT", "DELETE") + " ON " + t.name
		return []*step{{role: "owner", tree: part("", g.one("GRANT "+right+" TO ", "REVOKE "+right+" FROM ")+"differential_guest")}}
	case k < 32:
		s.tree = g.insert(t)
	case k < 35:
		s.tree = g.update(t)
	case k < 36:
		s.tree = g.delete(t)
	case k < 37:
		if g.chance(2) {
			s.tree = g.delete(t)
			break
		}
		s.role, s.schema = "owner", true
		s.tree = part("", g.alter(t))
	default:
		s.tree = g.modifyingWith(t)
	}
	s.writes = true
	steps := []*step{s}
	for _, t := range g.tables {
		steps = append(steps, &step{role: "owner", tree: part("", "TABLE "+t.name)})
	}
	if g.chance(4) {
		do := func(text string) *step { return &step{role: role, tree: part("", text)} }
		inside := []*step{do(g.one("BEGIN", "BEGIN", "BEGIN ISOLATION LEVEL READ COMMITTED", "BEGIN ISOLATION LEVEL REPEATABLE READ"))}
		if g.chance(3) {
			inside = append(inside, do("SAVEPOINT sp"), steps[0], do(g.one("ROLLBACK TO sp", "RELEASE sp")), &step{role: role, writes: true, tree: g.update(t)})
		} else {
			inside = append(inside, steps[0])
		}
		steps = append(inside, do(g.one("COMMIT", "ROLLBACK")))
		for _, t := range g.tables {
			steps = append(steps, &step{role: "owner", tree: part("", "TABLE "+t.name)})
		}
	}
	return steps
}

// alter changes a table that holds rows.
func (g *generator) alter(t *table) string {
	if g.hasTypes && g.chance(6) {
		return "ALTER TYPE mood ADD VALUE IF NOT EXISTS 'great'" + g.one("", " BEFORE 'sad'", " AFTER 'ok'")
	}
	if g.chance(2) {
		c := t.cols[g.r.IntN(len(t.cols))]
		return "ALTER TABLE " + t.name + " ALTER " + c.name + " " + g.one("SET NOT NULL", "DROP NOT NULL", "DROP DEFAULT", "SET DEFAULT "+g.literal(c.typ))
	}
	c := column{name: g.name("n"), typ: g.typ()}
	t.cols = append(t.cols, c)
	return "ALTER TABLE " + t.name + " ADD " + c.name + " " + g.declared(c.typ) + g.one("", " DEFAULT "+g.literal(c.typ), " NOT NULL DEFAULT "+g.literal(c.typ))
}

// drawn asks how often a sequence was drawn from.
func (g *generator) drawn() *step {
	return &step{role: "owner", tree: part("", "SELECT last_value, is_called FROM s1")}
}

// drawing draws from a sequence once for each row of a query that is drawn too; which row
// gets which value is not looked at.
func (g *generator) drawing() *piece {
	from, where := g.from(1), g.where(1)
	g.scope = nil
	rows := part("", "SELECT nextval('s1') AS n", from, where)
	name := g.name("v")
	count := "count(*), count(DISTINCT n), min(n), max(n)"
	switch g.r.IntN(7) {
	case 0:
		return part("", "SELECT "+count+" FROM (", rows, ") AS "+name)
	case 1:
		return part("", "WITH "+name+" AS "+g.one("", "MATERIALIZED ", "NOT MATERIALIZED ")+"(", rows, ") SELECT (SELECT count(*) FROM "+name+" a, "+name+" b WHERE a.n = b.n), "+count+" FROM "+name)
	case 2:
		return part("", "SELECT "+count+" FROM (", rows, option(" LIMIT "+g.one("0", "1", "2", "9223372036854775807")), option(" OFFSET "+g.one("0", "1", "9223372036854775807")), ") AS "+name)
	case 3:
		return part("", "SELECT "+count+" FROM (SELECT DISTINCT n FROM (", rows, ") AS i) AS "+name)
	case 4:
		return part("", "SELECT "+count+" FROM (SELECT nextval('s1') AS n, generate_series(1, "+g.one("0", "1", "3")+")", from, where, ") AS "+name)
	case 5:
		return part("", "SELECT sum(nextval('s1') - nextval('s1'))", from, where)
	}
	return part("", "SELECT count(*), count(DISTINCT (SELECT nextval('s1') WHERE ", g.expr("bool", 1), "))", from, where)
}

// sequences is a statement with volatile functions: each row draws once.
func (g *generator) sequences() string {
	return g.one(volatiles(g.tables[g.r.IntN(len(g.tables))].name)...)
}

func volatiles(t string) []string {
	return []string{
		"SELECT nextval('s1')",
		"SELECT sum(nextval('s1')), sum(nextval('s1')) FROM generate_series(1, 3)",
		"WITH w AS (SELECT nextval('s1') AS n) SELECT x, (SELECT n FROM w WHERE x > 0) FROM generate_series(1, 3) x",
		"WITH w AS (SELECT nextval('s1') AS n) SELECT x, n FROM generate_series(1, 3) x, LATERAL (SELECT n FROM w WHERE x > 0) q",
		"WITH w AS (SELECT nextval('s1') AS n) SELECT a.n = b.n, a.n FROM w a, w b",
		"SELECT count(*), min(n), max(n), count(DISTINCT n) FROM (SELECT nextval('s1') AS n FROM " + t + ") q",
		"SELECT (SELECT nextval('s1')) AS x FROM " + t,
		"SELECT x, nextval('s1') FROM generate_series(1, 3) x",
		"SELECT nextval('s1') + nextval('s1') * 100",
		"SELECT x, (SELECT nextval('s1') WHERE x > 0) FROM generate_series(1, 3) x",
		"SELECT x, (SELECT nextval('s1') WHERE x > 0) FROM (VALUES (1), (1), (2), (1)) v(x)",
		"WITH w AS (SELECT nextval('s1') AS n FROM generate_series(1, 2)) SELECT count(*) FROM generate_series(1, 2)",
		"WITH w AS (SELECT nextval('s1') AS n) SELECT n FROM w UNION ALL SELECT n FROM w",
		"SELECT sum(nextval('s1')) FROM generate_series(1, 3)",
		"SELECT sum(nextval('s1')), max(nextval('s1')) FROM generate_series(1, 3)",
		"SELECT setval('s1', 7, true)", "SELECT setval('s1', 7, false)",
		"SELECT currval('s1')", "SELECT lastval()", "SELECT last_value > 0 FROM s1",
		"SELECT CASE WHEN x > 1 THEN nextval('s1') END FROM generate_series(1, 3) x",
		"SELECT coalesce(x, nextval('s1')) FROM (VALUES (NULL::int8), (2)) v(x)",
		"SELECT DISTINCT nextval('s1') FROM generate_series(1, 3)",
		"SELECT nextval('s1') FROM generate_series(1, 5) ORDER BY 1 LIMIT 2",
		"SELECT x % 2, nextval('s1') > 0 FROM generate_series(1, 4) x GROUP BY 1, 2",
		"INSERT INTO " + t + " SELECT FROM (SELECT FROM " + t + " OFFSET 0) q WHERE nextval('s1') IS NULL", // after policies
		"SELECT nextval('s1'), generate_series(1, 3)", "SELECT generate_series(1, 3), nextval('s1')", "SELECT x, nextval('s1'), unnest(ARRAY[1, 2]) FROM generate_series(1, 2) x",
		"SELECT nextval('s1'), generate_series(1, 3) LIMIT 2", "SELECT nextval('s1'), generate_series(1, 0)",
		"SELECT setval('s1', 0)", "SELECT nextval('none')", "SELECT x FROM generate_series(1,3) x WHERE x IN (SELECT nextval('s1') - nextval('s1') + x)",
	}
}

// risky is an expression that may fail, where it certainly runs.
func (g *generator) risky() string { return "SELECT " + g.one(risks()...) }

func risks() []string {
	return []string{
		"2147483647 + 1", "(-2147483648) / (-1)", "9223372036854775807 + 1", "1 / 0", "1.0 / 0", "'x'::int4", "'2024-02-30'::date", "32767::int2 + 1::int2", "(-32768)::int2 / (-1)::int2",
		"sqrt(-1)", "ln(0)", "substr('abc', 1, -1)", "repeat('a', -1)", "left('abc', -1)", "chr(0)", "'abc'::char(2) || 'x'", "power(0, -1)", "10 ^ 400", "1e308::float8 * 10", "'NaN'::numeric + 1", "'Infinity'::numeric - 'Infinity'::numeric",
		"1 + '2'", "'1' || 2", "1 || 2", "true + 1", "1 = '1'", "1 = true", "ARRAY[1, NULL] = ARRAY[1, NULL]", "ARRAY[1,2] || 3", "ARRAY[1, 'a']", "(1, NULL) = (1, 2)", "(1, 2) < (1, NULL)", "ROW(1, 2) IS NULL", "ROW(NULL, NULL) IS NULL", "ROW(1, NULL) IS NOT NULL", "NOT (ROW(1, NULL) IS NULL)",
		"1 LIMIT 9223372036854775807 OFFSET 9223372036854775807", "1 LIMIT -1", "1 OFFSET -1", "1 LIMIT NULL OFFSET NULL", "1 LIMIT 0", "1 LIMIT 1.5", "generate_series(1, 5) LIMIT 2.5", "1 FETCH FIRST ROW ONLY", "1 LIMIT 9223372036854775808", "1 LIMIT 'a'",
		"CASE WHEN true THEN generate_series(1, 2) END", "coalesce(generate_series(1, 2), 1)", "count(generate_series(1, 2))", "generate_series(1, 3), generate_series(1, 2)", "generate_series(1, generate_series(1, 3))", "1 WHERE generate_series(1, 2) = 1", "generate_series(1, 2) + generate_series(1, 3) ORDER BY 1", "unnest(ARRAY['a','b','a']) AS tag, count(*) GROUP BY tag", "generate_series(1, 2) GROUP BY generate_series(1, 2)", "abs(generate_series(-1, 1))", "count(*) FROM generate_series(1, 3) HAVING generate_series(1, 2) > 1",
		"DISTINCT generate_series(1, 3) % 2", "generate_series(3, 1)", "generate_series(1, 3, 0)", "generate_series(1, NULL)", "unnest(NULL::int4[])", "unnest(ARRAY[]::int4[]), 1", "* FROM unnest(ARRAY[1,2], ARRAY['a','b','c']) AS u(a, b)", "x, y FROM generate_series(1, 2) WITH ORDINALITY AS g(x, y)",
		"(SELECT x::text || g FROM generate_series(1, 1) g) FROM (VALUES (1.0), (1.00), (1)) v(x)", "(SELECT x::text || g FROM generate_series(1, 1) g) FROM (VALUES ('0'::float8), ('-0')) v(x)",
		"1 FROM (VALUES (1)) o(x) WHERE (SELECT bool_or(1 <= ALL (SELECT o.x FROM generate_series(1, 2))) FROM (VALUES (1)) i(a))", "o.x, (SELECT sum((SELECT o.y + a FROM (VALUES (1)) k(a))) FROM (VALUES (1), (2)) i) FROM (VALUES (1, 2), (1, 3)) o(x, y) GROUP BY o.x",
		"1 NOT IN (SELECT NULL::int)", "1 WHERE 1 NOT IN (SELECT NULL::int)", "NULL IN (SELECT 1 WHERE false)", "NULL NOT IN (SELECT 1 WHERE false)", "1 = ANY (ARRAY[]::int4[])", "NULL = ALL (ARRAY[]::int4[])", "1 = ANY (NULL)", "1 <> ALL (ARRAY[2, NULL])", "(SELECT 1 UNION ALL SELECT 2)", "(SELECT 1, 2)", "EXISTS (SELECT)", "max(1) + count(*)", "max(x) FROM (SELECT 1 AS x WHERE false) q", "sum(max(1))", "1 HAVING false", "1 HAVING true", "count(*) WHERE false",
		"timestamp '2024-03-10 02:30:00' AT TIME ZONE 'America/New_York'", "timestamptz '2024-11-03 01:30:00 America/New_York'", "date '2024-01-31' + interval '1 month'", "'infinity'::timestamptz", "'infinity'::date - 'infinity'::date", "now() = current_timestamp", "timestamp '2024-03-10 02:30:00'::timestamptz", "extract(epoch from timestamp '2024-03-10 02:30:00'::timestamptz)", "date_trunc('day', timestamptz '2024-03-10 12:00:00+00')", "to_char(timestamptz '2024-03-10 12:00:00+00', 'YYYY-MM-DD HH24:MI:SS TZ')", "age(timestamp '2024-03-31', timestamp '2024-02-29')", "justify_interval(interval '40 days 30 hours')", "interval '1 mon' = interval '30 days'", "timetz '12:00+02' = timetz '10:00+00'",
		"round(2.5), round(-2.5), round(2.5::float8), round(0.5::float8)", "1.10 + 1.1, 1.10 * 1.1, 1.0 / 3", "avg(x) FROM (VALUES (1), (2), (2)) v(x)", "stddev(x), variance(x) FROM (VALUES (1), (2), (2)) v(x)", "0.1::float8 + 0.2::float8, 0.1::float4", "1e20::float8, 1e-7::float8, '-0'::float8", "'NaN'::float8 = 'NaN'::float8, 'NaN'::float8 > 1", "div(-7, 2), mod(-7, 2), -7 / 2, -7 % 2", "5::numeric % 0", "trunc(-1.55, 1), ceil(-1.5), sign(-2.5)", "1.5::int4, 2.5::int4, (-2.5)::int4, 2.5::float8::int4", "width_bucket(5, 0, 10, 4)", "numeric '1e-5', 1e10, 12345678901234567890",
		"'abc' ~ '^a.c$', 'abc' ~* 'B', 'a' LIKE 'a\\', 'ab' SIMILAR TO '(a|b)+'", "regexp_replace('foobar', 'o+?', 'x', 'g')", "substring('foobar' from 'o(.)b')", "split_part('a,b', ',', -1)", "string_to_array('a,b,,', ',')", "array_to_string(ARRAY[1,NULL,3], ',', '*')", "position('' in 'abc')", "'a ' = 'a'::char(3)", "length('a  '::char(4))", "upper('ß'), initcap('hello world')", "overlay('abcdef' placing 'x' from 2 for 3)", "format('%s %I %L', 1, 'a b', NULL)", "trim(both 'x' from 'xxaxx')", "concat('a', NULL, 1), concat_ws(',', 'a', NULL, 'b')", "E'\\\\x41'::bytea, '\\x4142'::bytea::text", "encode('abc', 'base64')", "quote_literal(E'a\\'b'), quote_ident('A b')",
		"array_agg(x ORDER BY x DESC) FILTER (WHERE x > 1) FROM generate_series(1, 3) x", "string_agg(DISTINCT x::text, ',' ORDER BY x::text) FROM generate_series(1, 3) x", "count(DISTINCT (x, y)) FROM (VALUES (1, 2), (1, 2), (1, NULL)) v(x, y)", "bool_and(x), bool_or(x), every(x) FROM (VALUES (true), (NULL)) v(x)", "string_agg(DISTINCT x::text, ',' ORDER BY x) FROM generate_series(1, 3) x", "array_agg(ARRAY[x]) FROM generate_series(1, 2) x", "(ARRAY[1,2,3])[2:], (ARRAY[1,2,3])[5], (ARRAY[[1,2],[3,4]])[1][2]", "array_length(ARRAY[]::int4[], 1), cardinality(ARRAY[[1,2],[3,4]])", "ARRAY[1,2] @> ARRAY[1], ARRAY[1,2] && ARRAY[3]", "array_position(ARRAY[1,2], 2), array_remove(ARRAY[1,2,1], 1)",
		"a.x, b.x FROM (VALUES (1), (NULL)) a(x) FULL JOIN (VALUES (NULL), (2)) b(x) ON a.x = b.x", "* FROM (VALUES (1), (NULL)) a(x) NATURAL FULL JOIN (VALUES (NULL::int4), (1)) b(x)", "x FROM (VALUES (1), (1), (NULL), (NULL)) v(x) EXCEPT ALL SELECT 1", "x FROM (VALUES (1), (NULL)) v(x) INTERSECT SELECT NULL", "1 UNION SELECT 1.0 UNION SELECT NULL", "1 UNION SELECT 'a'", "'1' UNION SELECT 2", "NULL UNION SELECT NULL", "DISTINCT ON (x % 2) x FROM generate_series(1, 4) x ORDER BY x % 2, x DESC", "DISTINCT x FROM generate_series(1, 3) x ORDER BY -x", "x AS y FROM generate_series(1, 3) x ORDER BY y + 1", "x FROM generate_series(1, 3) x GROUP BY y", "1 ORDER BY 2", "1 GROUP BY 2", "x, count(*) FROM generate_series(1, 3) x", "NULL IS DISTINCT FROM NULL, (1, NULL) IS DISTINCT FROM (1, NULL)", "(1, 2) IS DISTINCT FROM ROW(1, NULL)", "least(1, NULL, 0.5), greatest(NULL, NULL)", "nullif(1, 1.0), nullif('a', NULL)", "pg_typeof(coalesce(1, 2.0)), pg_typeof(CASE WHEN true THEN 1 ELSE 2::int8 END), pg_typeof('a' || 'b')",
	}
}

// edges is a world of all the statements that are not drawn part by part.
func edges() []*step {
	owner := func(text string) *step { return &step{role: "owner", tree: part("", text)} }
	steps := []*step{owner("CREATE TABLE t0 (c0 int4)"), owner("INSERT INTO t0 VALUES (1), (2)"), owner("CREATE SEQUENCE s1")}
	for _, text := range volatiles("t0") {
		steps = append(steps, owner(text))
	}
	for _, text := range risks() {
		steps = append(steps, owner("SELECT "+text))
	}
	return steps
}

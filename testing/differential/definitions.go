package differential

import (
	"fmt"
	"regexp"
	"strings"
)

// These topics make objects of drawn expressions and queries, and ask for the texts of their
// definitions, which are Postgres's, also when what they name has other names since.

// otherwise are parts of statements whose texts differ: intervals of fields within others, ranges of
// dates, IN with columns of a query around it, keys of windows that say the same, numbers that an
// ordered-set aggregate converts, domains as documents,
// sets of numbers of columns.
var otherwise = regexp.MustCompile(`interval '[^']*' (year|month|day|hour|minute|second)|daterange|\bIN \([^S]|PARTITION BY [^,()]*,|percentile_cont|to_jsonb?\(.*posint|(ROLLUP|CUBE|SETS) \(+[0-9]`)

// bodied draws a query that gives columns of the types that it says.
func (g *generator) bodied() (*piece, []string) {
	for {
		if q, types := g.drawnBody(); !otherwise.MatchString(q.String()) {
			return q, types
		}
	}
}

func (g *generator) drawnBody() (*piece, []string) {
	g.scope, g.ctes, g.budget = nil, nil, 20+g.r.IntN(20)
	defer func() { g.scope, g.ctes = nil, nil }()
	var with *piece
	if g.chance(3) {
		with = g.with()
	}
	q, types := g.core(2)
	if g.chance(4) {
		q = part("query", part("query", q), g.one(" UNION ", " UNION ALL ", " INTERSECT ", " EXCEPT ", " EXCEPT ALL "), part("query", g.coreOf(types, 1)))
	}
	var order *piece
	if g.chance(4) {
		order = option(" ORDER BY 1"+g.one("", " DESC", " NULLS FIRST"), option(g.one("", " LIMIT 3", " OFFSET 1", " FETCH FIRST 2 ROWS WITH TIES")))
	}
	return part("", with, q, order), types
}

// inUTC makes a small table, and has times shown in UTC: definitions of others than views have literals
// as they were read, in UTC.
func (g *generator) inUTC(prefix string, more ...string) (*table, []*step) {
	t, steps := g.smallTable(prefix, more...)
	return t, append(steps, changes("SET timezone = 'UTC'"))
}

// definedViews makes views and materialized views of drawn queries, of each other and of tables
// that are renamed below them.
func (g *generator) definedViews() []*step {
	t, steps := g.inUTC("dv")
	text := func(v string) []*step {
		again := v + "_again"
		return []*step{
			asks("SELECT pg_get_viewdef('" + v + "'::regclass)"),
			changes("DO $$ BEGIN EXECUTE 'CREATE VIEW " + again + " AS ' || pg_get_viewdef('" + v + "'::regclass); END $$"),
			asks("SELECT * FROM " + v + " EXCEPT ALL SELECT * FROM " + again), // not its text: Postgres does not print all the same again
		}
	}
	for range 3 {
		v := g.name("dv")
		q, types := g.bodied()
		kind := g.one("VIEW ", "VIEW ", "VIEW ", "OR REPLACE VIEW ", "MATERIALIZED VIEW ")
		var names []string
		for i := range types {
			names = append(names, fmt.Sprintf("x%d", i))
		}
		no := ""
		if kind == "MATERIALIZED VIEW " {
			no = " WITH NO DATA"
		}
		steps = append(steps, made("CREATE "+kind+v+" ("+strings.Join(names, ", ")+") AS ", q, no))
		steps = append(steps, text(v)...)
	}
	scope := relation{"u", t.cols}
	v := g.name("dv")
	steps = append(steps, made("CREATE VIEW "+v+" AS SELECT u.*, ", g.plain(g.plainType(), 2, scope), " AS x FROM "+t.name+" AS u", option(" WHERE ", g.plain("bool", 2, scope))))
	steps = append(steps, text(v)...)
	on := g.name("dv")
	steps = append(steps, made("CREATE VIEW "+on+" AS SELECT "+g.one("u", "u.k", "u.x", "*", "u.*", "q.k")+" FROM "+v+" AS u"+g.one("", " JOIN "+t.name+" AS q USING (k)", " NATURAL JOIN "+t.name+" AS q", " LEFT JOIN "+t.name+" AS q USING (k, a)", " CROSS JOIN "+t.name+" AS q(k, y, z)", ", LATERAL (SELECT u.k + 1 AS y) AS q(k)", " JOIN (VALUES (1), (2)) AS q(k) ON q.k = u.k")))
	for range 3 {
		steps = append(steps, made(g.one("ALTER TABLE "+t.name+" RENAME a TO "+g.one("aa", "order", "b2", "x"), "ALTER TABLE "+t.name+" RENAME k TO "+g.one("kk", "user"), "ALTER VIEW "+v+" RENAME x TO "+g.one("xx", "Y", "\"Y\""), "ALTER TABLE "+t.name+" ADD z int4", "ALTER TABLE "+t.name+" RENAME TO "+t.name+"r", "ALTER VIEW "+v+" RENAME TO "+v+"r", "ALTER TABLE t0 RENAME c0 TO \"C 0\"")))
	}
	return append(steps, asks(viewTexts("dv")), asks("SELECT viewname, definition FROM pg_views WHERE schemaname = '"+schema+"' AND viewname LIKE 'dv%'"))
}

func viewTexts(prefix string) string {
	return "SELECT c.relname, pg_get_viewdef(c.oid) FROM pg_class AS c WHERE c.relnamespace = '" + schema + "'::regnamespace AND c.relkind IN ('v', 'm') AND c.relname LIKE '" + prefix + "%'"
}

// shown are texts of values, of which Postgres takes more to depend on settings.
var shown = regexp.MustCompile(`[\w)\]]::(text|citext)|concat|ILIKE|~|::mood|::pair`)

// plainType is a type whose expressions may have such a text.
func (g *generator) plainType() string {
	for {
		if t := g.typ(); !otherwise.MatchString(t) {
			return t
		}
	}
}

// plain draws an expression whose text is Postgres's.
func (g *generator) plain(typ string, depth int, scope ...relation) *piece {
	for {
		x := g.fresh(typ, depth, scope...)
		if s := x.String(); !otherwise.MatchString(s) && !strings.Contains(s, "IN (SELECT") {
			return x
		}
	}
}

// immutable draws an expression of the small table's columns that an index may have: one is drawn
// again while it calls what is not immutable.
func (g *generator) immutable(typ string, t *table) *piece {
	for {
		x := bare(g.fresh(typ, 2, relation{"u", t.cols}))
		if s := x.String(); !otherwise.MatchString(s) && !shown.MatchString(s) && !strings.Contains(s, "SELECT") && !strings.Contains(s, "timestamptz") && !strings.Contains(s, "generate_series") && !strings.Contains(s, "unnest") {
			return x
		}
	}
}

// definedParts makes indexes, constraints, defaults, generated columns, triggers and policies of
// drawn expressions.
func (g *generator) definedParts() []*step {
	t, steps := g.inUTC("dp", "c date DEFAULT "+g.literal("date"), "d numeric DEFAULT 1.5")
	t.cols = append(t.cols, column{name: "c", typ: "date"}, column{name: "d", typ: "numeric"})
	f := g.name("tf")
	steps = append(steps, made("CREATE FUNCTION "+f+"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$"))
	for range 11 {
		typ := g.one("int4", "text", "bool", "numeric", "date", "int8")
		x := g.immutable(typ, t)
		switch g.r.IntN(8) {
		case 0, 1:
			order := g.one("", "", " DESC", " NULLS FIRST", " DESC NULLS LAST")
			if typ == "text" {
				order = g.one("", " COLLATE \"C\"", " COLLATE \"C\" DESC", " text_pattern_ops")
			}
			unique, method := g.one("", "", "UNIQUE "), g.one("", "", " USING btree")
			if unique+order == "" {
				method = g.one("", " USING hash")
			}
			more := option(g.one("", ", b", ", k DESC"))
			include := option(g.one("", " INCLUDE (a)"))
			if method == " USING hash" {
				more, include = nil, nil
			}
			steps = append(steps, made("CREATE "+unique+"INDEX ON "+t.name+method+" ((", x, "::"+typ+")"+order, more, ")", include, option(" WHERE ", g.immutable("bool", t))))
		case 2:
			steps = append(steps, made("ALTER TABLE "+t.name+" ADD "+g.one("", "CONSTRAINT "+g.name("ck")+" ")+"CHECK ((", g.immutable("bool", t), ") IS NOT NULL OR k IS NOT NULL)"+g.one("", " NOT VALID", " NO INHERIT")))
		case 3:
			name := g.name("g")
			steps = append(steps, made("ALTER TABLE "+t.name+" ADD "+name+" "+typ+" GENERATED ALWAYS AS (", x, ") STORED"))
		case 4:
			steps = append(steps, made("ALTER TABLE "+t.name+" ALTER a SET DEFAULT ", g.fresh("int4", 2)))
		case 5:
			steps = append(steps, made("CREATE TRIGGER "+g.name("tr")+" "+g.one("BEFORE", "AFTER")+" UPDATE"+g.one("", " OF a", " OF a, b")+" ON "+t.name+" FOR EACH ROW WHEN (", g.plain("bool", 1, relation{"old", t.cols}, relation{"new", t.cols}), ") EXECUTE FUNCTION "+f+"("+g.one("", "'x'", "'it''s', 1")+")"))
		case 6:
			p := g.policy(t)
			for otherwise.MatchString(p.text()) || strings.Contains(p.text(), "SELECT") {
				p = g.policy(t)
			}
			steps = append(steps, p)
		default:
			steps = append(steps, made("ALTER TABLE "+t.name+" ADD "+g.name("h")+" "+typ+" DEFAULT ", g.plain(typ, 2), "::"+typ))
		}
	}
	asked := g.definedTexts(t)
	steps = append(steps, asked...)
	for range 3 {
		steps = append(steps, made("ALTER TABLE "+t.name+" RENAME "+g.one("a TO aa", "b TO \"B\"", "c TO user", "d TO order_", "k TO kk")))
	}
	return append(steps, asked...)
}

// definedTexts ask for all definitions of a table's parts.
func (g *generator) definedTexts(t *table) []*step {
	of := " = '" + t.name + "'::regclass"
	return []*step{
		asks("SELECT pg_get_indexdef(indexrelid), pg_get_indexdef(indexrelid, 1, false), pg_get_indexdef(indexrelid, 2, false), pg_get_expr(indexprs, indrelid), pg_get_expr(indpred, indrelid) FROM pg_index WHERE indrelid" + of),
		asks("SELECT conname, pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid) FROM pg_constraint WHERE conrelid" + of),
		asks("SELECT adnum, pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid" + of),
		asks("SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal AND tgrelid" + of),
		asks("SELECT polname, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid) FROM pg_policy WHERE polrelid" + of),
		asks("SELECT column_name, column_default, is_generated, generation_expression FROM information_schema.columns WHERE table_schema = '" + schema + "' AND table_name = '" + t.name + "'"),
	}
}

// definedBodies makes functions in BEGIN ATOMIC and RETURN of drawn queries.
func (g *generator) definedBodies() []*step {
	t, steps := g.inUTC("db")
	for range 4 {
		f := g.name("bf")
		params := relation{f, []column{{name: "p", typ: "int4"}, {name: "q", typ: "text"}}}
		typ := g.plainType()
		head := "CREATE FUNCTION " + f + "(p int4, " + g.one("INOUT q text", "q text DEFAULT 'x'", "q text", "IN q text = NULL") + ")"
		if strings.Contains(head, "INOUT") {
			typ = "text"
		}
		value := g.plain(typ, 2, relation{"u", t.cols}, params)
		switch g.r.IntN(4) {
		case 0:
			steps = append(steps, made(head+" RETURNS "+typ+g.one("", " STABLE", " STRICT COST 7")+" RETURN ", g.plain(typ, 2, params)))
		case 1:
			steps = append(steps, made(head+" RETURNS "+typ+" STABLE BEGIN ATOMIC SELECT ", value, " AS x FROM "+t.name+" AS u", option(" WHERE ", g.plain("bool", 1, relation{"u", t.cols}, params)), " LIMIT 1; END"))
		case 2:
			g.scope, g.ctes, g.budget = []relation{params}, nil, 16
			q := g.coreOf([]string{typ}, 1)
			for otherwise.MatchString(q.String()) {
				g.scope, g.budget = []relation{params}, 16
				q = g.coreOf([]string{typ}, 1)
			}
			g.scope = nil
			steps = append(steps, made(head+" RETURNS "+typ+" BEGIN ATOMIC SELECT 1; SELECT x FROM (", q, ") AS q(x) LIMIT 1; END"))
		default:
			steps = append(steps, made(head+" RETURNS "+g.one("text", typ)+" BEGIN ATOMIC "+g.one("INSERT INTO "+t.name+" VALUES (p, 1, q) RETURNING b; ", "UPDATE "+t.name+" SET a = a + p WHERE b = q RETURNING b; ", "DELETE FROM "+t.name+" WHERE k = p; SELECT q; ", "WITH w AS (SELECT p AS n) SELECT q || n FROM w; ", "SELECT b FROM "+t.name+" ORDER BY k <> p, b FETCH FIRST ROW ONLY; ")+"END"))
		}
		steps = append(steps, asks("SELECT pg_get_functiondef('"+f+"'::regproc)"), asks("SELECT pg_get_function_sqlbody('"+f+"'::regproc), pg_get_function_arguments('"+f+"'::regproc)"))
	}
	steps = append(steps, made("ALTER TABLE "+t.name+" RENAME "+g.one("a TO aa", "b TO \"B\"", "k TO kk")), made("ALTER TABLE "+t.name+" RENAME TO "+t.name+"r"))
	return append(steps, asks("SELECT proname, pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = '"+schema+"'::regnamespace AND proname LIKE 'bf%'"))
}

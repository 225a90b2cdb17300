package differential

import (
	"fmt"
	"slices"
)

// wideExtensions are those whose types wide worlds use, and what their exclusion constraints
// need.
var wideExtensions = []string{"citext", "hstore", "btree_gist"}

// wideTypes are those that wide worlds draw from too.
var wideTypes = []string{"pair", "pair", "citext", "hstore", "daterange", "cidr", "macaddr", "tsvector", "timetz"}

// wideTypesSteps makes the types of a wide world, and what its triggers write to.
func wideTypesSteps() []*step {
	do := func(text string) *step { return &step{role: "owner", schema: true, tree: part("", text)} }
	return []*step{
		do("CREATE TYPE pair AS (a int4, b text)"),
		do("CREATE TABLE log (t text, op text, level text, n int8)"),
		do("GRANT INSERT ON log TO differential_guest"),
	}
}

// wideLiteral draws a value of one of the wide types, "" for others. Those of citext have no
// capitals: of equal ones that look different either may stand for both.
func (g *generator) wideLiteral(typ string) string {
	switch typ {
	case "pair":
		return g.one("ROW(1, 'a')", "ROW(NULL, 'b')", "ROW(NULL, NULL)", "ROW(2, '')", "'(3,\"x y\")'", "'(,)'") + "::pair"
	case "citext":
		return g.one("''", "'a'", "'b'", "'ab'", "'é'", "'x_'") + "::citext"
	case "hstore":
		return "'" + g.one("", "a=>1", "a=>1, b=>NULL", `"b c"=>"", a=>2`, "b=>x") + "'::hstore"
	case "daterange":
		return "'" + g.one("empty", "[2024-01-01,2024-03-10)", "[2024-02-29,2024-02-29]", "(,2024-01-01)", "[2023-12-31,)", "(,)", "[2024-03-10,infinity]") + "'::daterange"
	case "cidr":
		return "'" + g.one("10.0.0.0/8", "10.1.0.0/16", "192.168.1.0/24", "::/0", "2001:db8::/32", "10.0.0.1") + "'::cidr"
	case "macaddr":
		return "'" + g.one("08:00:2b:01:02:03", "00:00:00:00:00:00", "ff-ff-ff-00-00-01", "08002b:010204") + "'::macaddr"
	case "tsvector":
		return "'" + g.one("", "a b", "a:1A b:2,3", "cat:3B fat:2", "x") + "'::tsvector"
	case "timetz":
		return "timetz '" + g.one("00:00+00", "12:00+02", "10:00+00", "23:59:59.5-07", "24:00+05:30") + "'"
	}
	return ""
}

// wider draws an expression that has to do with what wide worlds have, nil where there is none
// of a type. None can fail.
func (g *generator) wider(typ string, e func(string) *piece) *piece {
	switch typ {
	case "pair":
		return part(typ, "ROW(", e("int4"), ", ", e("text"), ")::pair")
	case "citext":
		if g.chance(2) {
			return part(typ, "lower(", e("text"), ")::citext")
		}
		return part(typ, "replace(", e(typ), ", ", g.one("'A'", "'b'", "'É'"), ", ", g.one("''", "'z'"), ")::citext")
	case "hstore":
		return g.keyed(e)
	case "daterange":
		switch g.r.IntN(4) {
		case 0:
			return part(typ, "(SELECT daterange(least(x, y), greatest(x, y)", g.one("", ", '[]'", ", '(]'"), ") FROM (SELECT ", e("date"), " AS x, ", e("date"), " AS y OFFSET 0) AS s)")
		case 1:
			return part(typ, "(", e(typ), " * ", e(typ), ")")
		}
		return part(typ, "range_merge(", e(typ), ", ", e(typ), ")")
	case "cidr":
		if g.chance(2) {
			return part(typ, "set_masklen(", e(typ), ", ", g.one("8", "16", "32"), ")")
		}
		return part(typ, "network(", e(typ), ")")
	case "macaddr":
		if g.chance(2) {
			return part(typ, "trunc(", e(typ), ")")
		}
		return part(typ, "(", g.one("", "~ "), e(typ), g.one(" & ", " | "), e(typ), ")")
	case "tsvector":
		switch g.r.IntN(4) {
		case 0:
			return part(typ, "(", e(typ), " || ", e(typ), ")")
		case 1:
			return part(typ, g.one("setweight(", "ts_delete("), e(typ), ", 'a')")
		case 2:
			return part(typ, "strip(", e(typ), ")")
		}
		return part(typ, "to_tsvector("+g.one("'simple'", "'english'"), ", ", e("text"), ")")
	case "timetz":
		if g.chance(2) {
			return part(typ, "(", e(typ), g.one(" + ", " - "), e("interval"), ")")
		}
		return part(typ, "(", e(typ), " AT TIME ZONE ", g.one("'+03'", "interval '-5 hours'", "'UTC'"), ")")
	}
	return g.fromWide(typ, e)
}

// keyed draws a hstore.
func (g *generator) keyed(e func(string) *piece) *piece {
	const typ = "hstore"
	key := g.one("'a'", "'b'", "'b c'")
	switch g.r.IntN(6) {
	case 0:
		return part(typ, "hstore("+key+", ", e("text"), ")")
	case 1:
		return part(typ, "(", e(typ), " || ", e(typ), ")")
	case 2:
		return part(typ, "(", e(typ), " - ", g.one(key+"::text", "ARRAY["+key+", 'x']", "'a=>1'::hstore"), ")")
	case 3:
		return part(typ, "slice(", e(typ), ", ARRAY["+key+", 'x'])")
	case 4:
		return part(typ, "hstore(", e("pair"), ")")
	}
	return part(typ, "delete(", e(typ), ", "+key+")")
}

// fromWide draws an expression of another type over one of the wide ones.
func (g *generator) fromWide(typ string, e func(string) *piece) *piece {
	switch typ {
	case "int4":
		switch g.r.IntN(4) {
		case 0:
			return part(typ, "length(", e("tsvector"), ")")
		case 1:
			return part(typ, "extract(hour FROM ", e("timetz"), ")::int4")
		case 2:
			return part(typ, "masklen(", e("cidr"), ")")
		}
		return part(typ, "(", e("pair"), ").a")
	case "text":
		switch g.r.IntN(6) {
		case 0:
			return part(typ, "(", e("pair"), ").b")
		case 1:
			return part(typ, "(", e("hstore"), " -> ", g.one("'a'", "'b'", "'b c'"), ")")
		case 2:
			return part(typ, g.one("row_to_json", "to_jsonb", "json_build_array"), "(", e("pair"), ")::text")
		case 3:
			return part(typ, g.one("hstore_to_json", "akeys", "avals", "hstore_to_jsonb_loose"), "(", e("hstore"), ")::text")
		}
		return part(typ, e(g.one(wideTypes...)), "::text")
	case "bool":
		return g.wideCondition(e)
	case "date":
		return part(typ, g.one("lower", "upper"), "(", e("daterange"), ")")
	case "inet":
		return part(typ, e("cidr"), "::inet")
	case "time":
		return part(typ, e("timetz"), "::time")
	}
	return nil
}

func (g *generator) wideCondition(e func(string) *piece) *piece {
	const typ = "bool"
	switch g.r.IntN(10) {
	case 0:
		return part(typ, "(", e("hstore"), g.one(" ? 'a'", " ?| ARRAY['a', 'x']", " ?& ARRAY['a', 'b']", " @> 'a=>1'", " <@ 'a=>1, b=>NULL'"), ")")
	case 1:
		return part(typ, "(", e("tsvector"), " @@ ", g.one("'a & !b'", "'a | cat'", "'fa:*'", "'fat <-> cat'", "'a:A'"), "::tsquery)")
	case 2:
		return part(typ, "(", e("citext"), g.comparison(), g.one("'A'", "'AB'::citext", "'É'"), ")")
	case 3:
		return part(typ, "(", e("citext"), option(" NOT"), g.one(" LIKE ", " ILIKE "), g.one("'A%'", "'%B'", "'_'"), ")")
	case 4:
		return part(typ, "(", e("daterange"), g.one(" && ", " @> ", " <@ ", " << ", " -|- "), e("daterange"), ")")
	case 5:
		return part(typ, "(", e("date"), " <@ ", e("daterange"), ")")
	case 6:
		return part(typ, "(", e("inet"), g.one(" << ", " <<= ", " && ", " = "), e("cidr"), ")")
	case 7:
		return part(typ, "(", e("pair"), g.one(" IS NULL", " IS NOT NULL", " IS DISTINCT FROM NULL"), ")")
	}
	t := g.one(wideTypes...)
	if t == "tsvector" || t == "hstore" { // their order is one of lengths first
		return part(typ, "(", e(t), g.one(" = ", " <> "), e(t), ")")
	}
	return part(typ, "(", e(t), g.comparison(), e(t), ")")
}

// constraints draws further constraints of a table.
func (g *generator) constraints(t *table) []*piece {
	var defs []*piece
	i := g.r.IntN(len(t.cols))
	c := &t.cols[i]
	free := !c.unique && !c.made && !unordered[c.typ] && c.typ != "bool" && c.name != "k"
	switch k := g.r.IntN(6); {
	case !free:
	case k == 0:
		c.unique = true
		defs = append(defs, option("UNIQUE NULLS "+g.one("", "NOT ")+"DISTINCT ("+c.name+")"))
	case k == 1:
		c.unique = true
		defs = append(defs, option("UNIQUE ("+c.name+") DEFERRABLE"+g.one("", " INITIALLY DEFERRED")))
	case k == 2 && (c.typ == "int4range" || c.typ == "daterange"):
		c.unique = true
		defs = append(defs, option("EXCLUDE USING gist ("+c.name+" WITH &&)"))
	}
	return defs
}

// alongside draws what stands beside a table: an index of many entries a row, a child.
func (g *generator) alongside(t *table) []*step {
	var steps []*step
	for _, c := range t.cols {
		if slices.Contains([]string{"jsonb", "tsvector", "text[]", "int4[]"}, c.typ) && g.chance(2) {
			steps = append(steps, &step{role: "owner", index: true, schema: true, tree: part("", "CREATE INDEX ON "+t.name+" USING gin ("+c.name+")")})
		}
	}
	plain := len(t.key) == 0 && !t.parted && !slices.ContainsFunc(t.cols, func(c column) bool { return c.unique })
	if !plain || !g.chance(2) {
		return steps
	}
	child := *t
	child.name = t.name + "_child"
	return append(steps,
		&step{role: "owner", schema: true, tree: part("", "CREATE TABLE "+child.name+" ("+g.one("", "extra int4 DEFAULT 7")+") INHERITS ("+t.name+")")},
		&step{role: "owner", writes: true, tree: g.values(&child, 2)})
}

// widen draws triggers that write to log: for each statement, with the rows that it changed, and
// for each row.
func (g *generator) widen() []*step {
	var steps []*step
	for _, t := range g.tables {
		if t.refers || g.refersTo(t) || !g.chance(2) { // how often actions of keys fire them is not looked at
			continue
		}
		f := g.name("h")
		make := func(body string) {
			steps = append(steps, functionStep(part("", "CREATE FUNCTION "+f+"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "+body+" $$")))
		}
		event := g.one("INSERT", "UPDATE", "DELETE")
		switch k := g.r.IntN(4); {
		case k == 0:
			make("INSERT INTO log VALUES (TG_TABLE_NAME, TG_OP, TG_LEVEL, 0); RETURN NULL; END")
			steps = append(steps, functionStep(part("", "CREATE TRIGGER "+f+g.one(" BEFORE ", " AFTER ")+g.one(event, "INSERT OR UPDATE OR DELETE OR TRUNCATE")+" ON "+t.name+" FOR EACH STATEMENT EXECUTE FUNCTION "+f+"()")))
		case k == 1:
			rows := map[string]string{"INSERT": "NEW", "UPDATE": g.one("NEW", "OLD"), "DELETE": "OLD"}[event]
			make("INSERT INTO log SELECT TG_TABLE_NAME, TG_OP, TG_LEVEL, count(*) FROM changed; RETURN NULL; END")
			steps = append(steps, functionStep(part("", "CREATE TRIGGER "+f+" AFTER "+event+" ON "+t.name+" REFERENCING "+rows+" TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "+f+"()")))
		case k == 2:
			row := map[string]string{"INSERT": "NEW", "UPDATE": g.one("NEW", "OLD"), "DELETE": "OLD"}[event]
			c := t.cols[g.r.IntN(len(t.cols))]
			make("INSERT INTO log VALUES (" + row + "." + c.name + "::text, TG_OP, TG_LEVEL, 1); RETURN NULL; END")
			when := option(g.one("", " WHEN ("+row+"."+c.name+" IS NOT NULL)"))
			steps = append(steps, functionStep(part("", "CREATE "+g.one("", "CONSTRAINT ")+"TRIGGER "+f+" AFTER "+event+" ON "+t.name+" FOR EACH ROW", when, " EXECUTE FUNCTION "+f+"()")))
		default:
			row := g.one("NEW", "NULL")
			c := t.cols[g.r.IntN(len(t.cols))]
			make("IF NEW." + c.name + " IS NULL THEN RETURN " + row + "; END IF; RETURN NEW; END")
			steps = append(steps, functionStep(part("", "CREATE TRIGGER "+f+" BEFORE "+g.one("INSERT", "UPDATE", "INSERT OR UPDATE")+" ON "+t.name+" FOR EACH ROW EXECUTE FUNCTION "+f+"()")))
		}
	}
	return steps
}

// refersTo reports whether a table may be referred to.
func (g *generator) refersTo(t *table) bool {
	return len(t.key) > 0 && slices.ContainsFunc(g.tables, func(o *table) bool { return o.refers })
}

// wideStatement draws statements that only wide worlds have.
func (g *generator) wideStatement(role string) []*step {
	t := g.tables[g.r.IntN(len(g.tables))]
	do := func(pieces ...any) *step { return &step{role: role, tree: part("", pieces...)} }
	switch g.r.IntN(8) {
	case 0:
		return []*step{g.wholeRows(role, t)}
	case 1:
		return g.cursor(role)
	case 2:
		return g.prepared(role, t)
	case 3:
		return g.deferred(role)
	case 4:
		if tree := g.assignment(t); tree != nil {
			return g.logged(&step{role: role, writes: true, tree: tree})
		}
	case 5:
		return []*step{do("SELECT * FROM ", g.one(
			`json_populate_recordset(NULL::pair, '[{"a": 1, "b": "x"}, {"a": null}, {"c": 1, "b": [1]}]')`,
			`jsonb_to_recordset('[{"x": 1, "y": ["a"]}, {"y": null}]') AS r(x int4, y text[], z pair)`,
			`jsonb_each_text('{"a": 1, "b": null, "c": {"d": 2}}')`,
			`json_array_elements('[1, "a", null, {"b": []}]') WITH ORDINALITY`,
			`jsonb_populate_record(ROW(7, 'old')::pair, '{"b": "new"}')`,
			`each('a=>1, b=>NULL'::hstore)`, `unnest(to_tsvector('english', 'fat cats ate rats'))`,
			`jsonb_path_query('[{"a": 1}, {"a": [2, 3]}]', '$[*].a ? (@ >= 1)')`,
			`ROWS FROM (unnest(ARRAY[1, 2]), each('a=>1'::hstore)) WITH ORDINALITY`,
			`unnest(ARRAY[ROW(1, 'a')::pair, NULL, ROW(NULL, NULL)])`))}
	case 6:
		return []*step{g.using(role)}
	}
	s := do(g.insert(t))
	s.writes = true
	return g.logged(s)
}

// logged is a statement that writes, and what looks at its effects and those of triggers.
func (g *generator) logged(s *step) []*step {
	return append(g.looked(s), &step{role: "owner", tree: part("", "TABLE log")})
}

// wholeRows asks for rows as values.
func (g *generator) wholeRows(role string, t *table) *step {
	g.scope, g.ctes = []relation{{"u", t.cols}}, nil
	item := g.one("u", "u.*::text", "row_to_json(u)", "to_jsonb(u)", "u IS NULL", "(u).*", "ROW(u, 1)", "u = u", "row_to_json(ROW(u.*))", "(SELECT u)", "to_jsonb(u) - 'k'", "coalesce(u, NULL)")
	switch g.r.IntN(4) {
	case 0:
		return &step{role: role, tree: part("", "SELECT count(u), count(DISTINCT u::text), json_agg(u ORDER BY u::text)::text, bool_and(u IS NOT NULL) FROM "+t.name+" AS u", option(" WHERE ", g.expr("bool", 1)))}
	case 1:
		return &step{role: role, tree: part("", "SELECT q, (q).x FROM (SELECT ", g.expr(g.typ(), 1), " AS x, u FROM "+t.name+" AS u) AS q")}
	}
	return &step{role: role, tree: part("", "SELECT "+item+" FROM "+t.name+" AS u", option(" WHERE ", g.expr("bool", 2)))}
}

// cursor reads the rows of a query with one order forward and back.
func (g *generator) cursor(role string) []*step {
	do := func(pieces ...any) *step { return &step{role: role, tree: part("", pieces...)} }
	var sel *piece
	ordered := false
	for range 6 {
		g.scope, g.ctes, g.budget = nil, nil, 20
		if sel, ordered = g.statementQuery(); ordered {
			break
		}
	}
	if !ordered {
		return []*step{do(sel)}
	}
	hold := g.one("", "", " WITH HOLD")
	steps := []*step{do("BEGIN"), do("DECLARE c SCROLL CURSOR"+hold+" FOR ", sel)}
	steps[1].writes = true // what follows depends on it
	fetch := func() *step {
		s := do(g.one("FETCH 2 FROM c", "FETCH c", "FETCH BACKWARD 1 FROM c", "FETCH LAST FROM c", "FETCH FIRST FROM c", "FETCH ABSOLUTE 2 FROM c", "FETCH RELATIVE -1 FROM c", "FETCH ALL FROM c", "MOVE 1 FROM c", "FETCH BACKWARD ALL FROM c", "FETCH 0 FROM c", "FETCH ABSOLUTE -1 FROM c"))
		s.ordered = true
		return s
	}
	for range 2 + g.r.IntN(4) {
		steps = append(steps, fetch())
	}
	steps = append(steps, do("COMMIT"))
	if hold != "" {
		steps = append(steps, fetch(), do("CLOSE c"))
	}
	return steps
}

// prepared runs a statement with parameters several times.
func (g *generator) prepared(role string, t *table) []*step {
	do := func(pieces ...any) *step { return &step{role: role, tree: part("", pieces...)} }
	c, d := t.cols[g.r.IntN(len(t.cols))], t.cols[g.r.IntN(len(t.cols))]
	g.scope, g.ctes = []relation{{"u", t.cols}}, nil
	cond := []any{" WHERE u." + c.name, g.comparison(), "$1"}
	if unordered[c.typ] {
		cond = []any{" WHERE u." + c.name + " IS NOT DISTINCT FROM $1"}
	}
	more := g.one(" AND ", " OR ")
	head := part("", append(append([]any{"PREPARE p(" + c.typ + ", " + d.typ + ") AS SELECT u.*, $2 FROM " + t.name + " AS u"}, cond...), option(more, g.expr("bool", 1)))...)
	steps := []*step{do(head)}
	steps[0].writes = true // what follows depends on it
	for range 2 + g.r.IntN(5) {
		steps = append(steps, do("EXECUTE p("+g.literal(c.typ)+", "+g.literal(d.typ)+")"))
	}
	return append(steps, do("DEALLOCATE p"))
}

// deferred writes with constraints put off until COMMIT, or until they are asked for.
func (g *generator) deferred(role string) []*step {
	do := func(text string) *step { return &step{role: role, tree: part("", text)} }
	steps := []*step{do("BEGIN"), do("SET CONSTRAINTS ALL " + g.one("DEFERRED", "DEFERRED", "IMMEDIATE"))}
	for range 1 + g.r.IntN(2) {
		t := g.tables[g.r.IntN(len(g.tables))]
		s := &step{role: role, writes: true}
		switch g.r.IntN(3) {
		case 0:
			s.tree = g.values(t, 2)
		case 1:
			s.tree = g.update(t)
		default:
			s.tree = g.delete(t)
		}
		steps = append(steps, s)
	}
	if g.chance(2) {
		steps = append(steps, do("SET CONSTRAINTS ALL IMMEDIATE"))
	}
	end := do(g.one("COMMIT", "COMMIT", "ROLLBACK"))
	end.writes = true
	return append(steps, g.logged(end)...)
}

// assignment sets a part of a column, nil where a table has none with parts.
func (g *generator) assignment(t *table) *piece {
	g.scope, g.ctes = []relation{{"u", t.cols}}, nil
	var ways []*piece
	add := func(where *piece, set ...any) { ways = append(ways, part("", part("", set...), where)) }
	for _, c := range t.cols {
		if c.unique || c.made {
			continue
		}
		switch c.typ {
		case "pair":
			add(g.whereU(), c.name+".a = ", g.expr("int4", 1))
			add(g.whereU(), c.name+".b = ", g.expr("text", 1))
		case "int4[]":
			add(g.whereU(), c.name+"["+g.one("1", "2", "4")+"] = ", g.expr("int4", 1))
		case "text[]":
			add(g.whereU(), c.name+"[1:2] = ", g.one("ARRAY['p', 'q']", "'{NULL,x}'"))
		case "jsonb": // of objects, where it can't fail
			add(part("", " WHERE jsonb_typeof(u."+c.name+") = 'object'"), c.name+g.one("['a']", "['c']", "['z']['y']")+" = ", g.one(`'1'`, `'{"x": null}'`, "to_jsonb(7)"))
		}
	}
	if len(ways) == 0 {
		return nil
	}
	return part("", "UPDATE "+t.name+" AS u SET ", ways[g.r.IntN(len(ways))], g.returning("u", t))
}

// using joins by columns of one name.
func (g *generator) using(role string) *step {
	var keyed []*table
	for _, t := range g.tables {
		if len(t.key) == 1 {
			keyed = append(keyed, t)
		}
	}
	if len(keyed) == 0 {
		return g.wholeRows(role, g.tables[0])
	}
	a, b := keyed[g.r.IntN(len(keyed))], keyed[g.r.IntN(len(keyed))]
	kind := g.one(" JOIN ", " LEFT JOIN ", " RIGHT JOIN ", " FULL JOIN ")
	items := g.one("*", "k, p.k, q.k", "count(*), count(k), count(q.k)", "k::text, to_jsonb(p), q")
	on := " USING (k)"
	if g.chance(6) {
		on, items = on+" AS j", g.one("j.k", "j.*", "k, j")
	}
	return &step{role: role, tree: part("", fmt.Sprintf("SELECT %s FROM %s AS p%s%s AS q%s", items, a.name, kind, b.name, on), option(g.one("", " WHERE k IS NOT NULL", " WHERE p.k IS NULL")))}
}

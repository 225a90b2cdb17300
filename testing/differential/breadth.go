package differential

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// broadTypes are those that broad worlds draw from too.
var broadTypes = []string{"int4range", "int4range", "int4multirange", "inet", "varbit", "text[]"}

// rangeTypes have aggregates of their own in place of min and max.
var rangeTypes = []string{"int4range", "int4multirange"}

// routine is a function of the world.
type routine struct {
	name    string
	args    []string
	returns []column // of its rows; one column for a function of values
	sets    bool
}

// broadLiteral draws a value of one of the broad types, "" for others.
func (g *generator) broadLiteral(typ string) string {
	switch typ {
	case "int4range":
		return "'" + g.one("empty", "[1,5)", "[2,2]", "(,3)", "[4,)", "(,)", "[7,9)") + "'::int4range"
	case "int4multirange":
		return "'" + g.one("{}", "{[1,3),[5,7)}", "{(,2)}", "{[2,6)}") + "'::int4multirange"
	case "inet":
		return "'" + g.one("10.0.0.1", "10.0.0.0/8", "192.168.1.5/24", "::1", "2001:db8::/32") + "'::inet"
	case "varbit":
		return "B'" + g.one("", "0", "1", "101", "0110", "11111111") + "'::varbit"
	case "text[]":
		return g.one("ARRAY['a','b']", "ARRAY['b',NULL]", "ARRAY[]::text[]", "'{a,\"b c\",ab}'::text[]")
	}
	return ""
}

// broader draws an expression that has to do with what broad worlds have, nil where there is
// none of a type. None can fail.
func (g *generator) broader(typ string, e func(string) *piece) *piece {
	if p := g.call(typ, e); p != nil {
		return p
	}
	switch typ {
	case "int4range":
		switch g.r.IntN(5) {
		case 0:
			return part(typ, "(SELECT int4range(least(x, y), greatest(x, y)", g.one("", ", '[]'", ", '()'"), ") FROM (SELECT ", e("int4"), " AS x, ", e("int4"), " AS y OFFSET 0) AS s)")
		case 1:
			return part(typ, "(", e(typ), " * ", e(typ), ")")
		case 2:
			return part(typ, "range_merge(", e(typ), ", ", e(typ), ")")
		case 3:
			return part(typ, "range_merge(", e("int4multirange"), ")")
		}
		return part(typ, "int4range(", g.one("NULL", "0", "1"), ", ", g.one("NULL", "3", "9"), ", ", g.one("'[]'", "'[)'", "'()'"), ")")
	case "int4multirange":
		switch g.r.IntN(3) {
		case 0:
			return part(typ, "(", e(typ), g.one(" + ", " - ", " * "), e(typ), ")")
		case 1:
			whole := func() *piece { return part("int4range", "coalesce(", e("int4range"), ", 'empty')") } // it takes no NULL
			return part(typ, "int4multirange(", list(", ", whole(), whole()), ")")
		}
		return part(typ, "multirange(", e("int4range"), ")")
	case "inet":
		switch g.r.IntN(3) {
		case 0:
			return part(typ, "network(", e(typ), ")::inet")
		case 1:
			return part(typ, "set_masklen(", e(typ), ", ", g.one("8", "24", "32"), ")")
		}
		return part(typ, g.one("broadcast", "hostmask", "netmask"), "(", e(typ), ")")
	case "varbit":
		switch g.r.IntN(3) {
		case 0:
			return part(typ, "(", e(typ), " || ", e(typ), ")")
		case 1:
			return part(typ, "(", e("int4"), "::bit(8))::varbit")
		}
		return part(typ, "(", g.one("~", ""), e(typ), g.one(" << 1", " >> 2", ""), ")")
	case "text[]":
		switch g.r.IntN(4) {
		case 0:
			return part(typ, "string_to_array(", e("text"), ", ", g.one("'a'", "','", "NULL", "''"), ")")
		case 1:
			return part(typ, "array_remove(", e(typ), ", ", e("text"), ")")
		case 2:
			return part(typ, "(", e(typ), " || ", e(typ), ")")
		}
		return part(typ, "array_append(", e(typ), ", ", e("text"), ")")
	case "int4":
		switch g.r.IntN(4) {
		case 0:
			return part(typ, g.one("lower", "upper"), "(", e(g.one("int4range", "int4multirange")), ")")
		case 1:
			return part(typ, "masklen(", e("inet"), ")")
		case 2:
			return part(typ, g.one("length", "octet_length", "bit_count"), "(", e("varbit"), ")::int4")
		}
		return part(typ, g.one("cardinality", "array_ndims"), "(", e("text[]"), ")")
	case "text":
		switch g.r.IntN(4) {
		case 0:
			return part(typ, e(g.one("int4range", "int4multirange", "inet", "varbit", "text[]")), "::text")
		case 1:
			return part(typ, g.one("host", "text", "abbrev"), "(", e("inet"), ")")
		case 2:
			return part(typ, "(", e("text[]"), ")["+g.one("1", "2", "-1")+"]")
		}
		return part(typ, "array_to_string(", e("text[]"), ", ','", option(", '?'"), ")")
	case "bool":
		switch g.r.IntN(8) {
		case 0:
			return part(typ, "(", e("int4range"), g.one(" && ", " @> ", " <@ ", " << ", " >> ", " -|- ", " &< ", " &> "), e(g.one("int4range", "int4multirange")), ")")
		case 1:
			return part(typ, "(", e("int4"), " <@ ", e(g.one("int4range", "int4multirange")), ")")
		case 2:
			return part(typ, g.one("isempty", "lower_inc", "upper_inf"), "(", e(g.one("int4range", "int4multirange")), ")")
		case 3:
			return part(typ, "(", e("inet"), g.one(" << ", " <<= ", " >> ", " && "), e("inet"), ")")
		case 4:
			return part(typ, "(", e("text[]"), g.one(" @> ", " <@ ", " && "), e("text[]"), ")")
		case 5:
			return part(typ, "(", e("text"), g.one(" = ANY (", " <> ALL (", " > ANY ("), e("text[]"), "))")
		}
		t := g.one(broadTypes...)
		return part(typ, "(", e(t), g.comparison(), e(t), ")")
	}
	return nil
}

// call draws a call of a function of the world, nil where there is none of a type.
func (g *generator) call(typ string, e func(string) *piece) *piece {
	var found []routine
	for _, f := range g.routines {
		if !f.sets && f.returns[0].typ == typ {
			found = append(found, f)
		}
	}
	if len(found) == 0 || g.chance(3) {
		return nil
	}
	f := found[g.r.IntN(len(found))]
	// Where Postgres puts a function in that does not read an argument, it drops it, and a set in it.
	was := g.inWindow
	g.inWindow = true
	defer func() { g.inWindow = was }()
	return part(typ, f.call(e))
}

func (f *routine) call(e func(string) *piece) *piece {
	var args []*piece
	for _, t := range f.args {
		args = append(args, part("", e(t), "::"+t))
	}
	return part("", f.name+"(", &piece{sep: ", ", kids: args}, ")")
}

// broaden draws what broad worlds have beside tables: functions, views, materialized views,
// triggers.
func (g *generator) broaden() []*step {
	owner := func(pieces ...any) *step { return &step{role: "owner", schema: true, tree: part("", pieces...)} }
	var steps []*step
	for range 1 + g.r.IntN(3) {
		steps = append(steps, g.createFunction())
	}
	tables := slices.Clone(g.tables)
	for range 1 + g.r.IntN(2) {
		t := tables[g.r.IntN(len(tables))]
		steps = append(steps, g.simpleView(t))
	}
	g.scope, g.ctes, g.budget = nil, nil, 20
	sel, types := g.core(1)
	v := &table{name: g.name("v")}
	var names []string
	for i, typ := range types {
		v.cols = append(v.cols, column{name: fmt.Sprintf("x%d", i), typ: typ})
		names = append(names, v.cols[i].name)
	}
	kind := g.one("VIEW ", "MATERIALIZED VIEW ", "MATERIALIZED VIEW ")
	if kind != "VIEW " {
		g.refreshed = append(g.refreshed, v.name)
	}
	g.read = append(g.read, v)
	steps = append(steps, owner("CREATE "+kind+v.name+" ("+strings.Join(names, ", ")+") AS ", sel))
	if kind != "VIEW " || g.chance(2) { // that rows of materialized views can't be locked comes before rights
		steps = append(steps, owner("GRANT SELECT ON "+v.name+" TO differential_guest"))
	}
	if g.chance(2) {
		steps = append(steps, g.trigger(tables[g.r.IntN(len(tables))])...)
	}
	return steps
}

// simpleView makes a view that rows are written through.
func (g *generator) simpleView(t *table) *step {
	v := *t
	v.name = g.name("v")
	g.scope, g.ctes, g.budget = []relation{{t.name, t.cols}}, nil, 10
	where := option(" WHERE ", g.expr("bool", 1))
	check := option(g.one("", " WITH CHECK OPTION", " WITH LOCAL CHECK OPTION"))
	g.views = append(g.views, &v)
	g.read = append(g.read, &v)
	return &step{role: "owner", schema: true, tree: part("", "CREATE VIEW "+v.name+" AS SELECT * FROM "+t.name, where, check)}
}

// createFunction makes a function of one expression or one query.
func (g *generator) createFunction() *step {
	f := routine{name: g.name("f"), sets: g.chance(3)}
	g.scope, g.ctes, g.budget = nil, nil, 12
	var args []string
	params := relation{alias: f.name}
	for i := range 1 + g.r.IntN(2) {
		c := column{name: fmt.Sprintf("a%d", i), typ: g.typ()}
		params.cols = append(params.cols, c)
		f.args = append(f.args, c.typ)
		args = append(args, c.name+" "+c.typ)
	}
	g.scope = []relation{params}
	head := "CREATE FUNCTION " + f.name + "(" + strings.Join(args, ", ") + ") RETURNS "
	var body *piece
	if f.sets {
		var list []string
		sel, types := g.core(1)
		for i, t := range types {
			f.returns = append(f.returns, column{name: fmt.Sprintf("x%d", i), typ: t})
			list = append(list, fmt.Sprintf("x%d %s", i, t))
		}
		head += "TABLE (" + strings.Join(list, ", ") + ")"
		body = sel
	} else {
		t := g.typ()
		f.returns = []column{{typ: t}}
		head += t
		body = part("", "SELECT ", g.expr(t, 2), "::"+t)
	}
	// A volatile function sees what the statement around it has written so far.
	volatility := " STABLE"
	if !strings.Contains(body.String(), "FROM") {
		volatility = g.one(" STABLE", " VOLATILE")
	}
	head += volatility + g.one("", "", " STRICT")
	var step *step
	if !f.sets && g.chance(3) {
		step = functionStep(part("", head+" LANGUAGE plpgsql AS $$ DECLARE r ", f.returns[0].typ, "; BEGIN r := (", body, "); RETURN r; END $$"))
	} else {
		step = functionStep(part("", head+" LANGUAGE sql AS $$ ", body, " $$"))
	}
	g.scope = nil
	g.routines = append(g.routines, f)
	return step
}

func functionStep(tree *piece) *step { return &step{role: "owner", schema: true, tree: tree} }

// trigger makes a trigger that changes a column of each new row, and one that counts.
func (g *generator) trigger(t *table) []*step {
	c := g.settable(t)
	if c.unique || c.made {
		return nil
	}
	f := g.name("g")
	value := &piece{text: g.literal(c.typ)}
	for range 4 {
		g.scope, g.ctes, g.budget = []relation{{"NEW", t.cols}}, nil, 8
		if x := g.expr(c.typ, 1); !strings.Contains(x.String(), "FROM") {
			value = x
			break
		}
	}
	g.scope = nil
	return []*step{
		functionStep(part("", "CREATE FUNCTION "+f+"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW."+c.name+" IS NULL THEN NEW."+c.name+" := ", value, "; END IF; RETURN NEW; END $$")),
		functionStep(part("", "CREATE TRIGGER "+f+" BEFORE "+g.one("INSERT", "UPDATE", "INSERT OR UPDATE")+" ON "+t.name+" FOR EACH ROW EXECUTE FUNCTION "+f+"()")),
	}
}

// action draws what a foreign key does about a row that goes.
func (g *generator) action() string {
	if !g.broad {
		return g.one("", "", " ON DELETE RESTRICT", " ON UPDATE NO ACTION")
	}
	return g.one("", " ON DELETE CASCADE", " ON DELETE SET NULL", " ON UPDATE CASCADE", " DEFERRABLE INITIALLY DEFERRED", " ON DELETE SET DEFAULT ON UPDATE CASCADE")
}

// computedIndex makes an index over an expression, or over some of the rows.
func (g *generator) computedIndex(t *table) *step {
	c := t.cols[g.r.IntN(len(t.cols))]
	over, where := c.name, ""
	switch c.typ {
	case "int4", "int8", "numeric":
		over = g.one(c.name, "("+c.name+" + 1)", "abs("+c.name+")")
	case "text":
		over = g.one(c.name, "lower("+c.name+")", "("+c.name+" || 'x')")
	case "int4[]", "text[]":
		over = "cardinality(" + c.name + ")"
	case "jsonb":
		over = "(" + c.name + " ->> 'a')"
	case "hstore", "tsvector":
		over = "(" + c.name + " IS NULL)"
	}
	if d := t.cols[g.r.IntN(len(t.cols))]; g.chance(2) {
		where = " WHERE " + d.name + g.one(" IS NOT NULL", " IS NULL")
		if d.typ == "int4" || d.typ == "int8" {
			where = " WHERE " + d.name + g.one(" > 2", " = 1", " IS NOT NULL", " < 5 AND "+c.name+" IS NOT NULL")
		}
	}
	return &step{role: "owner", index: true, schema: true, tree: part("", "CREATE INDEX ON "+t.name+" ("+over+")"+where)}
}

// partitioned gives the end of a table's definition, and its partitions, now and then.
func (g *generator) partitioned(t *table) (string, []*step) {
	at := slices.IndexFunc(t.cols, func(c column) bool { return c.name == "k" && (c.typ == "int4" || c.typ == "int8") })
	if at < 0 {
		if slices.ContainsFunc(t.cols, func(c column) bool { return c.unique || c.name == "k" }) {
			return "", nil
		}
		at = slices.IndexFunc(t.cols, func(c column) bool { return c.typ == "int4" && !c.made })
	}
	if at < 0 || slices.ContainsFunc(t.cols, func(c column) bool { return c.unique && c.name != "k" }) || !g.chance(2) {
		return "", nil
	}
	t.parted = true
	of := func(n int, text string) *step {
		return &step{role: "owner", schema: true, tree: part("", fmt.Sprintf("CREATE TABLE %s_%d PARTITION OF %s %s", t.name, n, t.name, text))}
	}
	name := t.cols[at].name
	var steps []*step
	switch g.r.IntN(3) {
	case 0:
		steps = []*step{of(1, "FOR VALUES FROM (MINVALUE) TO (2)"), of(2, "FOR VALUES FROM (2) TO (5)")}
		if g.chance(2) {
			steps = append(steps, of(3, "FOR VALUES FROM (5) TO (MAXVALUE)"))
		}
		steps = append(steps, of(9, "DEFAULT"))
		return " PARTITION BY RANGE (" + name + ")", steps
	case 1:
		steps = []*step{of(1, "FOR VALUES IN (0, 1, 2)"), of(2, "FOR VALUES IN (3, 4, NULL)")}
		if !g.chance(4) {
			steps = append(steps, of(9, "DEFAULT"))
		}
		return " PARTITION BY LIST (" + name + ")", steps
	}
	for i := range 3 {
		steps = append(steps, of(i, fmt.Sprintf("FOR VALUES WITH (MODULUS 3, REMAINDER %d)", i)))
	}
	return " PARTITION BY HASH (" + name + ")", steps
}

// broadStatement draws a statement that only broad worlds have, nil for another kind.
func (g *generator) broadStatement(role string) []*step {
	switch k := g.r.IntN(12); {
	case k == 0 && len(g.refreshed) > 0:
		return []*step{{role: "owner", writes: true, tree: part("", "REFRESH MATERIALIZED VIEW "+g.one(g.refreshed...))}}
	case k < 3:
		if tree := g.merge(); tree != nil {
			return g.looked(&step{role: role, writes: true, tree: tree})
		}
	case k < 5 && len(g.views) > 0:
		v := g.views[g.r.IntN(len(g.views))]
		s := &step{role: role, writes: true}
		switch g.r.IntN(3) {
		case 0:
			s.tree = g.insert(v)
		case 1:
			s.tree = g.update(v)
		default:
			s.tree = g.delete(v)
		}
		return g.looked(s)
	case k == 5:
		return []*step{{role: role, tree: g.graph()}}
	}
	return nil
}

// looked is a statement that writes, and what looks at its effects.
func (g *generator) looked(s *step) []*step {
	steps := []*step{s}
	for _, t := range g.tables {
		steps = append(steps, &step{role: "owner", tree: part("", "TABLE "+t.name)})
	}
	return steps
}

// merge draws a MERGE in which each row of the target meets one of the source's at most.
func (g *generator) merge() *piece {
	var keyed []*table
	for _, t := range g.tables {
		if len(t.key) == 1 && t.cols[0].name == "k" && !t.parted { // MERGE into those is refused
			keyed = append(keyed, t)
		}
	}
	if len(keyed) == 0 {
		return nil
	}
	t := keyed[g.r.IntN(len(keyed))]
	var source []*table
	for _, o := range keyed {
		if o.cols[0].typ == t.cols[0].typ {
			source = append(source, o)
		}
	}
	o := source[g.r.IntN(len(source))]
	from, cols := part("from", o.name+" AS o"), o.cols
	if g.chance(2) {
		cols = []column{{name: "k", typ: t.cols[0].typ}, {name: "y", typ: "int4"}}
		var rows []*piece
		for i, v := range g.keys(t.cols[0].typ) {
			rows = append(rows, part("", "(", v+"::"+t.cols[0].typ, fmt.Sprintf(", %d)", i)))
		}
		from = part("from", "(VALUES ", list(", ", rows...), ") AS o(k, y)")
	}
	both, theirs := []relation{{"u", t.cols}, {"o", cols}}, []relation{{"o", cols}}
	g.ctes = nil
	x := func(typ string, scope []relation) *piece { g.scope = scope; return g.expr(typ, 1) }
	and := func(scope []relation) *piece {
		if g.chance(2) {
			return option(" AND ", x("bool", scope))
		}
		return nil
	}
	n := []any{"MERGE INTO " + t.name + " AS u USING ", from, " ON u.k = o.k", and(both)}
	if g.chance(3) {
		n = append(n, option(" WHEN MATCHED AND ", x("bool", both), g.one(" THEN DELETE", " THEN DO NOTHING")))
	}
	if c := g.settable(t); !c.unique && !c.made {
		n = append(n, option(" WHEN MATCHED", and(both), " THEN UPDATE SET "+c.name+" = ", x(c.typ, both)))
	}
	if c := g.settable(t); !c.unique && !c.made && g.chance(2) {
		n = append(n, " WHEN NOT MATCHED", and(theirs), " THEN INSERT (k, "+c.name+") VALUES (o.k, ", x(c.typ, theirs), ")")
	} else {
		n = append(n, " WHEN NOT MATCHED", and(theirs), g.one(" THEN DO NOTHING", " THEN INSERT (k) VALUES (o.k)"))
	}
	return part("", n...)
}

// keys are values of a key, each once.
func (g *generator) keys(typ string) []string {
	var list []string
	for range 4 {
		if v := g.keyValue(typ); !slices.Contains(list, v) {
			list = append(list, v)
		}
	}
	return list
}

// graph draws a walk over a graph with SEARCH or CYCLE.
func (g *generator) graph() *piece {
	edges := "(VALUES (1, 2), (2, 3), (3, 1), (2, 4), " + g.one("(4, 5)", "(4, 4)", "(5, 1)", "(NULL, 2)") + ") AS e(a, b)"
	how := g.one(" SEARCH DEPTH FIRST BY b SET o", " SEARCH BREADTH FIRST BY b SET o", "", "") + " CYCLE b SET c " + g.one("", "TO 'y' DEFAULT 'n' ") + "USING p"
	return part("", "WITH RECURSIVE w(a, b) AS (SELECT a, b FROM "+edges+" WHERE a = ", g.one("1", "2", "4"), " UNION ALL SELECT e.a, e.b FROM w, "+edges+" WHERE w.b = e.a)"+how+" SELECT * FROM w", option(" WHERE b < ", g.one("3", "5")))
}

// groupBy groups by keys, which stand for what is grouped over, in broad worlds now and then by sets of them.
// Not by sets of constants: where Postgres merges the query into another, they are not NULL in
// any set.
func (g *generator) groupBy(keys, over []*piece) *piece {
	all := func() *piece { return list(", ", keys...) }
	if !g.broad || slices.ContainsFunc(over, constant) {
		return option(" GROUP BY ", all())
	}
	switch g.r.IntN(6) {
	case 0:
		return option(" GROUP BY ROLLUP (", all(), ")")
	case 1:
		return option(" GROUP BY CUBE (", all(), ")")
	case 2:
		return option(" GROUP BY GROUPING SETS ((), (", keys[0], "), (", all(), "))")
	case 3:
		return option(" GROUP BY "+g.one("", "DISTINCT ")+"GROUPING SETS (ROLLUP (", all(), "), CUBE (", keys[0], "))")
	}
	return option(" GROUP BY ", all())
}

var columnName = regexp.MustCompile(`\b[a-z]+[0-9]+\.[a-z]`)

// constant reports whether an expression has no column.
func constant(x *piece) bool { return !columnName.MatchString(x.String()) }

// orderedSet draws an ordered-set aggregate, nil where a type has none.
func (g *generator) orderedSet(typ string, e func(string) *piece) *piece {
	switch typ {
	case "int4", "text", "date", "timestamp", "time":
		if g.chance(2) {
			return part("", "mode() WITHIN GROUP (ORDER BY ", e(typ), ")")
		}
		return part("", "percentile_disc(", g.one("0", "0.5", "1", "0.25", "NULL"), ") WITHIN GROUP (ORDER BY ", e(typ), g.one("", " DESC"), ")")
	case "float8":
		return part("", "percentile_cont(", g.one("0", "0.5", "1"), ") WITHIN GROUP (ORDER BY ", e("int4"), ")")
	case "int8":
		return part("", g.one("rank", "dense_rank"), "(", g.one("0", "2", "NULL"), ") WITHIN GROUP (ORDER BY ", e("int4"), ")")
	case "int4range":
		return part("", "range_intersect_agg(", e(typ), ")")
	case "int4multirange":
		return part("", g.one("range_agg(", "range_intersect_agg("), e(typ), ")")
	}
	return nil
}

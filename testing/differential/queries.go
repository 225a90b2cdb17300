package differential

import (
	"fmt"
	"slices"
	"strings"
)

func (g *generator) where(depth int) *piece {
	if g.chance(3) {
		return nil
	}
	return option(" WHERE ", g.expr("bool", depth+1))
}

// from draws a FROM clause and makes it visible.
func (g *generator) from(depth int) *piece {
	left := g.source(depth)
	for range 2 {
		if g.chance(2) || g.budget < 6 || len(g.scope) > 4 { // rows of all sides multiply
			break
		}
		left = g.join(left, depth)
	}
	return part("", " FROM ", left)
}

func (g *generator) join(left *piece, depth int) *piece {
	switch g.r.IntN(7) {
	case 0:
		return part("from", left, " CROSS JOIN ", g.source(depth))
	case 1: // LATERAL sees the left side
		alias := g.name("l")
		t := g.typ()
		sub := g.subquery([]string{t}, 1)
		g.scope = append(g.scope, relation{alias, []column{{name: "x", typ: t}}})
		return part("from", left, g.one(" CROSS JOIN LATERAL (", ", LATERAL ("), sub, ") AS "+alias+"(x)")
	case 2:
		alias := g.name("l")
		t := g.typ()
		sub := g.subquery([]string{t}, 1)
		g.scope = append(g.scope, relation{alias, []column{{name: "x", typ: t}}})
		return part("from", left, " LEFT JOIN LATERAL (", sub, ") AS "+alias+"(x) ON ", g.expr("bool", 1))
	}
	if g.chance(9) { // functions see it too
		alias := g.name("f")
		n := part("from", left, g.one(" CROSS JOIN ", ", "), g.function(), " AS "+alias+"(x, y)")
		g.scope = append(g.scope, relation{alias, []column{{name: "x", typ: "int4"}, {name: "y", typ: "int4"}}})
		return n
	}
	kind := g.one(" JOIN ", " LEFT JOIN ", " RIGHT JOIN ", " FULL JOIN ")
	right := g.source(0)
	on := g.expr("bool", depth)
	if a, b := g.equal(); a != "" && (kind == " FULL JOIN " || !g.chance(3)) {
		on = part("bool", a+" = "+b)
		if kind != " FULL JOIN " && g.chance(3) {
			on = part("bool", on, option(" AND ", g.expr("bool", 1)))
		}
	} else if kind == " FULL JOIN " {
		kind = " LEFT JOIN " // Postgres wants what it can hash or merge
	}
	return part("from", left, kind, right, " ON ", on)
}

// function draws functions in FROM that give two columns of int4.
func (g *generator) function() *piece {
	arr := func() *piece { return g.expr("int4[]", 1) }
	series := func() *piece { return part("", "generate_series(1, ", g.expr("int4", 1), " % 4)") }
	if g.chance(2) {
		return part("", "unnest(", arr(), ", ", arr(), ")")
	}
	return part("", "ROWS FROM (", series(), ", unnest(", arr(), "))")
}

// equal gives columns of the last two relations that compare.
func (g *generator) equal() (string, string) {
	if len(g.scope) < 2 {
		return "", ""
	}
	l, r := g.scope[len(g.scope)-2], g.scope[len(g.scope)-1]
	var pairs [][2]string
	group := map[string]int{"int4": 1, "int8": 1, "numeric": 1, "float8": 1, "posint": 1, "date": 2, "timestamp": 2, "timestamptz": 2}
	for _, a := range l.cols {
		for _, b := range r.cols {
			if a.typ == b.typ || group[a.typ] != 0 && group[a.typ] == group[b.typ] {
				pairs = append(pairs, [2]string{l.alias + "." + a.name, r.alias + "." + b.name})
			}
		}
	}
	if len(pairs) == 0 {
		return "", ""
	}
	p := pairs[g.r.IntN(len(pairs))]
	return p[0], p[1]
}

// source draws one relation and makes it visible.
func (g *generator) source(depth int) *piece {
	alias := g.name("r")
	show := func(cols ...column) { g.scope = append(g.scope, relation{alias, cols}) }
	switch k := g.r.IntN(12); {
	case k == 0:
		n := part("from", "generate_series("+g.one("1", "0", "-1")+", "+g.one("3", "2", "0")+") AS "+alias+"(x)")
		show(column{name: "x", typ: "int4"})
		return n
	case k == 1 && g.chance(4): // a constant, and where Postgres does not see through it
		t := g.typ()
		n := part("from", "(SELECT NULL::int4, ", g.literal(t), "::"+t, option(g.one("", "", "", " LIMIT 1", " GROUP BY 1", " WHERE true")), ") AS "+alias+"(x, y)")
		show(column{name: "x", typ: "int4", null: true}, column{name: "y", typ: t})
		return n
	case k == 1:
		t := g.typ()
		n := part("from", "(VALUES ", list(", ", part("", "(", g.literal(t)+"::"+t, ", 1)"), part("", "(", g.literal(t), ", 2)"), part("", "(NULL, 3)")), ") AS "+alias+"(x, y)")
		show(column{name: "x", typ: t}, column{name: "y", typ: "int4"})
		return n
	case k == 2:
		n := part("from", "unnest("+g.literal("int4[]")+") WITH ORDINALITY AS "+alias+"(x, y)")
		show(column{name: "x", typ: "int4"}, column{name: "y", typ: "int8"})
		return n
	case k == 3 && depth > 0 && g.budget > 8:
		saved := g.scope
		g.scope = nil
		sel, types := g.core(depth - 1)
		g.scope = saved
		var cols []column
		var names []string
		for i, t := range types {
			cols = append(cols, column{name: fmt.Sprintf("x%d", i), typ: t})
			names = append(names, fmt.Sprintf("x%d", i))
		}
		show(cols...)
		return part("from", "(", sel, ") AS "+alias+"("+strings.Join(names, ", ")+")")
	case k == 4 && len(g.read) > 0:
		v := g.read[g.r.IntN(len(g.read))]
		show(v.cols...)
		return part("from", v.name+" AS "+alias)
	case k == 5 && len(g.routines) > 0:
		if f := g.routines[g.r.IntN(len(g.routines))]; f.sets {
			show(f.returns...)
			return part("from", f.call(func(t string) *piece { return &piece{text: g.literal(t), kind: t} }), " AS "+alias)
		}
	case k < 6 && len(g.ctes) > 0:
		c := g.ctes[g.r.IntN(len(g.ctes))]
		show(c.cols...)
		return part("from", c.alias+" AS "+alias)
	}
	t := g.tables[g.r.IntN(len(g.tables))]
	show(t.cols...)
	return part("from", t.name+" AS "+alias)
}

// core draws a SELECT without ORDER BY.
func (g *generator) core(depth int) (*piece, []string) {
	var types []string
	for range 1 + g.r.IntN(3) {
		types = append(types, g.typ())
	}
	return g.coreOf(types, depth), types
}

func (g *generator) coreOf(types []string, depth int) *piece {
	mark := len(g.scope)
	defer func() { g.scope = g.scope[:mark] }()
	from := g.from(depth)
	where := g.where(depth)
	if g.chance(3) {
		return g.grouped(types, from, where, depth)
	}
	if g.chance(12) {
		if n := g.dependent(types, from, where); n != nil {
			return n
		}
	}
	var items []*piece
	for _, t := range types {
		items = append(items, g.windowed(t, g.item(t, depth+1)))
	}
	return part("", "SELECT ", option(g.one("", "", "", "DISTINCT ")), list(", ", items...), from, where)
}

// windowed gives now and then a function over a window in the place of an output column.
func (g *generator) windowed(typ string, item *piece) *piece {
	if g.w.IntN(7) > 0 {
		return item
	}
	r, budget := g.r, g.budget
	g.r, g.budget, g.inWindow = g.w, 12, true
	defer func() { g.r, g.budget, g.inWindow = r, budget, false }()
	call := g.windowFunction(typ)
	if call == nil {
		return item
	}
	return part(typ, call, " OVER (", g.window(), ")::", typ)
}

// windowFunction draws a call whose value does not depend on the order of what a window's
// ORDER BY leaves open; nil where a type has none.
func (g *generator) windowFunction(typ string) *piece {
	filter := func() *piece {
		if g.chance(5) {
			return option(" FILTER (WHERE ", g.expr("bool", 1), ")")
		}
		return nil
	}
	switch typ {
	case "int4", "int8":
		if g.chance(2) {
			return part("", g.one("rank", "dense_rank"), "()")
		}
		if g.chance(2) {
			return part("", "count(", g.expr(g.typ(), 1), ")", filter())
		}
		return part("", "sum(", g.expr("int4", 1), ")", filter())
	case "numeric":
		return part("", g.one("avg", "sum"), "(", g.expr("int4", 1), ")", filter())
	case "float8":
		return part("", g.one("percent_rank", "cume_dist"), "()")
	case "bool":
		return part("", g.one("bool_and", "bool_or"), "(", g.expr("bool", 1), ")", filter())
	case "text", "date", "timestamp", "timestamptz", "time":
		return part("", g.one("min", "max"), "(", g.expr(typ, 1), ")", filter())
	}
	return nil
}

// window draws a window. Frames that count rows stop at no row in the middle of a group of
// peers.
func (g *generator) window() *piece {
	var by *piece
	if g.chance(2) {
		by = option("PARTITION BY ", list(", ", g.expr(g.typ(), 1), g.expr(g.typ(), 1)))
	}
	if g.chance(4) {
		return part("", by)
	}
	direction := g.one("", "", " DESC", " NULLS FIRST", " DESC NULLS LAST")
	exclude := func() *piece { return option(g.one("", "", " EXCLUDE CURRENT ROW", " EXCLUDE GROUP", " EXCLUDE TIES")) }
	switch g.r.IntN(4) {
	case 0:
		return part("", by, " ORDER BY ", g.expr("int4", 1), direction,
			option(" RANGE BETWEEN "+g.one("UNBOUNDED PRECEDING", "2 PRECEDING", "CURRENT ROW", "0 FOLLOWING")+" AND "+g.one("1 FOLLOWING", "UNBOUNDED FOLLOWING"), exclude()))
	case 1:
		return part("", by, " ORDER BY ", g.expr(g.sortable(), 1), direction,
			option(" GROUPS BETWEEN "+g.one("UNBOUNDED PRECEDING", "1 PRECEDING", "CURRENT ROW")+" AND "+g.one("CURRENT ROW", "1 FOLLOWING", "UNBOUNDED FOLLOWING"), exclude()))
	case 2:
		return part("", by, " ORDER BY ", g.expr(g.sortable(), 1), direction, option(g.one(" RANGE", " ROWS")+" BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING", exclude()))
	}
	return part("", by, " ORDER BY ", g.expr(g.sortable(), 1), direction)
}

// item draws an output column, which may return sets.
func (g *generator) item(typ string, depth int) *piece {
	if null := g.nullColumn(); typ == "int4" && null != "" && g.chance(3) { // decides how many rows there are
		return part(typ, "(", null, g.one(" + generate_series(1, 3)", " + unnest(ARRAY[1, 2])"), option(" + ", g.expr(typ, 1)), ")")
	}
	if g.chance(14) {
		switch typ {
		case "int4":
			if g.chance(3) {
				return part(typ, "(generate_series(1, 3) + ", g.expr(typ, 1), ")")
			}
			return part(typ, g.one("generate_series(1, 2)", "generate_series(1, 3) + 1", "unnest(ARRAY[1,NULL,3])", "abs(generate_series(-1, 0))"))
		case "text":
			return part(typ, "unnest(ARRAY['a', NULL, ", g.expr("text", 1), "]::text[])")
		}
	}
	return part(typ, g.expr(typ, depth), "::"+typ)
}

// nullColumn gives a visible column that is the constant NULL, "" for none.
func (g *generator) nullColumn() string {
	for _, r := range slices.Backward(g.scope) {
		for _, c := range r.cols {
			if c.null {
				return r.alias + "." + c.name
			}
		}
	}
	return ""
}

// groupedKind is the kind of the parts that grouped draws.
const groupedKind = "grouped"

func (g *generator) grouped(types []string, from, where *piece, depth int) *piece {
	var items, keys, over []*piece
	for i, t := range types {
		if i == 0 && !g.chance(4) {
			k := g.item(t, depth)
			items, over = append(items, k), append(over, k)
			keys = append(keys, part("", fmt.Sprint(i+1)))
			continue
		}
		items = append(items, part("", g.aggregate(t, depth), "::"+t))
	}
	var by, having *piece
	if g.chance(5) { // by more than is shown
		keys = append(keys, g.expr(g.typ(), 1))
		if k := keys[len(keys)-1]; k.kind == "" || len(k.kids) == 0 && !strings.Contains(k.text, ".") {
			keys = keys[:len(keys)-1] // a constant is a position, or no key
		} else {
			over = append(over, k)
		}
	}
	if len(keys) > 0 {
		by = g.groupBy(keys, over)
	}
	switch g.r.IntN(9) {
	case 0, 1:
		having = option(" HAVING ", g.aggregate("int8", 1), g.comparison(), g.literal("int4"))
	case 2:
		having = option(" HAVING ", g.aggregate("bool", 1))
	case 3:
		having = option(" HAVING EXISTS (", g.subquery([]string{g.typ()}, 1), ")")
	}
	return part(groupedKind, "SELECT ", list(", ", items...), from, where, by, having)
}

// dependent groups by the key of one relation, and shows columns of any.
func (g *generator) dependent(types []string, from, where *piece) *piece {
	var keys []string
	for _, r := range g.scope {
		if len(r.cols) > 0 && r.cols[0].name == "k" {
			keys = append(keys, r.alias+".k")
		}
	}
	if len(keys) == 0 {
		return nil
	}
	var items []*piece
	for _, t := range types {
		if g.chance(3) {
			items = append(items, part("", g.aggregate(t, 1), "::"+t))
			continue
		}
		items = append(items, part("", g.column(t), "::"+t))
	}
	return part("", "SELECT ", list(", ", items...), from, where, " GROUP BY "+keys[g.r.IntN(len(keys))])
}

// statementQuery draws a whole query, and whether its rows have one order.
func (g *generator) statementQuery() (*piece, bool) {
	var with *piece
	if g.chance(3) {
		with = g.with()
	}
	sel, types := g.core(2)
	for range 2 {
		if g.chance(4) && g.budget > 4 {
			sel = part("query", part("query", sel), g.one(" UNION ", " UNION ALL ", " INTERSECT ", " EXCEPT ", " EXCEPT ALL ", " INTERSECT ALL "), part("query", g.coreOf(types, 1)))
		}
	}
	if g.chance(10) && with == nil {
		return part("", sel, option(" FOR "+g.one("UPDATE", "SHARE"))), false
	}
	total := true
	for _, t := range types { // equal ones may be printed in two ways
		if t == "numeric" || t == "float8" || t == "hstore" {
			total = false
		}
	}
	if !total || g.chance(2) {
		return part("", with, sel), false
	}
	var keys []string
	for i := range types {
		keys = append(keys, fmt.Sprint(i+1)+g.one("", "", " DESC", " NULLS FIRST", " DESC NULLS LAST"))
	}
	var limit *piece
	if g.chance(2) {
		limit = option(g.one(" LIMIT 1", " LIMIT 3", " LIMIT 0", " LIMIT NULL", " LIMIT 9223372036854775807", " LIMIT ALL", " FETCH FIRST 2 ROWS ONLY", " LIMIT (SELECT count(*) FROM "+g.tables[0].name+")",
			" LIMIT -1", " LIMIT 2.5", " FETCH FIRST 2 ROWS WITH TIES"))
	}
	var offset *piece
	if g.chance(4) {
		offset = option(g.one(" OFFSET 1", " OFFSET 2", " OFFSET 9223372036854775807", " OFFSET 0"))
	}
	return part("", with, "SELECT * FROM (", sel, ") AS q ORDER BY ", strings.Join(keys, ", "), offset, limit), true
}

func (g *generator) with() *piece {
	var defs []*piece
	for range 1 + g.r.IntN(2) {
		name := g.name("w")
		if g.chance(5) {
			defs = append(defs, part("", name+"(x) AS (SELECT 1 UNION"+g.one("", " ALL")+" SELECT x + 1 FROM "+name+" WHERE x < 5)"))
			g.ctes = append(g.ctes, relation{name, []column{{name: "x", typ: "int4"}}})
			continue
		}
		if g.chance(8) {
			defs = append(defs, part("", name+"(x) AS ", option(g.one("", "MATERIALIZED ", "NOT MATERIALIZED ")), "(SELECT NULL::int4)"))
			g.ctes = append(g.ctes, relation{name, []column{{name: "x", typ: "int4", null: true}}})
			continue
		}
		sel, types := g.core(1)
		var cols []column
		var names []string
		for i, t := range types {
			cols = append(cols, column{name: fmt.Sprintf("x%d", i), typ: t})
			names = append(names, fmt.Sprintf("x%d", i))
		}
		defs = append(defs, part("", name+"("+strings.Join(names, ", ")+") AS ", option(g.one("", "MATERIALIZED ", "NOT MATERIALIZED ")), "(", sel, ")"))
		g.ctes = append(g.ctes, relation{name, cols})
	}
	return option("WITH RECURSIVE ", list(", ", defs...), " ")
}

// values is an INSERT of rows.
func (g *generator) values(t *table, n int) *piece {
	var rows []*piece
	for range n {
		var vals []*piece
		for _, c := range t.cols {
			v := g.literal(c.typ)
			if c.name == "k" {
				v = g.keyValue(c.typ)
			} else if c.made {
				v = "DEFAULT"
			}
			vals = append(vals, &piece{text: v, kind: c.typ})
		}
		rows = append(rows, part("", "(", &piece{sep: ", ", kids: vals}, ")"))
	}
	return part("", "INSERT INTO "+t.name+" VALUES ", list(", ", rows...), option(g.one(" ON CONFLICT DO NOTHING", " ON CONFLICT DO NOTHING", " ON CONFLICT DO NOTHING", "")))
}

func (g *generator) keyValue(typ string) string {
	switch typ {
	case "int4", "int8":
		return fmt.Sprint(g.r.IntN(14) - 2)
	case "text":
		return "'" + string(rune('a'+g.r.IntN(8))) + "'"
	case "date":
		return fmt.Sprintf("date '2024-03-%02d'", 1+g.r.IntN(20))
	}
	return g.literal(typ)
}

func (g *generator) returning(alias string, t *table) *piece {
	if g.chance(2) {
		return nil
	}
	saved := g.scope
	g.scope = []relation{{alias, t.cols}}
	defer func() { g.scope = saved }()
	return option(" RETURNING ", g.one(alias+".*, ", ""), g.expr(g.typ(), 2))
}

func (g *generator) insert(t *table) *piece {
	if g.chance(3) {
		return g.values(t, 1+g.r.IntN(3))
	}
	keyed := slices.ContainsFunc(t.cols, func(c column) bool { return c.unique })
	if !keyed && g.chance(2) && !t.makes() { // rows of a query, none of which can stand in another's way
		g.scope = nil
		var list []string
		for _, c := range t.cols {
			list = append(list, c.typ)
		}
		return part("", "INSERT INTO "+t.name+" ", g.coreOf(list, 1), g.returning(t.name, t))
	}
	if g.chance(3) && len(t.cols) > 1 {
		c := t.cols[g.r.IntN(len(t.cols))]
		return part("", "INSERT INTO "+t.name+" ("+c.name+") ", g.one("OVERRIDING SYSTEM VALUE ", "", "", ""), "SELECT ", g.expr(c.typ, 1), option(" ON CONFLICT DO NOTHING"), g.returning(t.name, t))
	}
	var target string
	var uniques []column
	for _, c := range t.cols {
		if c.unique {
			uniques = append(uniques, c)
		}
	}
	var conflict *piece
	if len(uniques) > 0 {
		u := uniques[g.r.IntN(len(uniques))]
		target = " (" + u.name + ")"
		c := t.cols[g.r.IntN(len(t.cols))]
		saved := g.scope
		g.scope = []relation{{t.name, t.cols}, {"excluded", t.cols}}
		conflict = option(" ON CONFLICT"+target+" DO UPDATE SET "+c.name+" = ", g.expr(c.typ, 2), option(" WHERE ", g.expr("bool", 1)))
		g.scope = saved
	}
	n := g.values(t, 1+g.r.IntN(2))
	n.kids[len(n.kids)-1].gone = true
	return part("", n, conflict, g.returning(t.name, t))
}

// settable are columns whose update cannot meet another row half-way.
func (g *generator) settable(t *table) column {
	for range 8 {
		if c := t.cols[g.r.IntN(len(t.cols))]; !c.unique {
			return c
		}
	}
	return t.cols[len(t.cols)-1]
}

func (g *generator) update(t *table) *piece {
	g.scope = []relation{{"u", t.cols}}
	c := g.settable(t)
	if c.unique {
		return part("", "UPDATE "+t.name+" AS u SET "+c.name+" = ", g.literal(c.typ), option(" WHERE ", g.expr("bool", 2)))
	}
	if g.chance(5) { // each row meets one of the other side's at most
		other := g.tables[g.r.IntN(len(g.tables))]
		if len(other.key) == 1 && t.cols[0].typ == other.cols[0].typ && len(t.key) == 1 {
			g.scope = append(g.scope, relation{"o", other.cols})
			return part("", "UPDATE "+t.name+" AS u SET "+c.name+" = ", g.expr(c.typ, 2), " FROM "+other.name+" AS o WHERE u.k = o.k AND ", g.expr("bool", 2), g.returning("u", t))
		}
	}
	if d := g.settable(t); d.name != c.name && !d.unique && g.chance(3) {
		return part("", "UPDATE "+t.name+" AS u SET ("+c.name+", "+d.name+") = ", g.one("ROW", ""), "(", g.expr(c.typ, 2), ", ", g.expr(d.typ, 2), ")", g.whereU(), g.returning("u", t))
	}
	return part("", "UPDATE "+t.name+" AS u SET "+c.name+" = ", g.expr(c.typ, 2), g.whereU(), g.returning("u", t))
}

func (g *generator) whereU() *piece { return option(" WHERE ", g.expr("bool", 2)) }

func (g *generator) delete(t *table) *piece {
	g.scope = []relation{{"u", t.cols}}
	if g.chance(3) {
		using := g.source(0)
		return part("", "DELETE FROM "+t.name+" AS u USING ", using, g.whereU(), " RETURNING u.*")
	}
	return part("", "DELETE FROM "+t.name+" AS u", g.whereU(), g.returning("u", t))
}

// modifyingWith draws a statement whose WITH changes rows.
func (g *generator) modifyingWith(t *table) *piece {
	g.scope = []relation{{"u", t.cols}}
	name := g.name("m")
	var inner *piece
	switch g.r.IntN(3) {
	case 0:
		inner = part("", "DELETE FROM "+t.name+" AS u", g.whereU(), " RETURNING *")
	case 1:
		c := g.settable(t)
		inner = part("", "UPDATE "+t.name+" AS u SET "+c.name+" = ", g.literal(c.typ), g.whereU(), " RETURNING *")
	default:
		inner = part("", g.values(t, 2), " RETURNING *")
	}
	g.scope, g.ctes = nil, []relation{{name, t.cols}}
	if g.chance(4) {
		return part("", "WITH "+name+" AS (", inner, ") SELECT count(*) FROM "+t.name)
	}
	if g.chance(3) { // two that write, which don't see each other
		second, t2 := g.name("m"), g.tables[g.r.IntN(len(g.tables))]
		if t2 != t {
			g.scope = []relation{{"u", t2.cols}}
			more := part("", ", "+second+" AS (DELETE FROM "+t2.name+" AS u WHERE ", g.expr("bool", 2), " RETURNING *)")
			g.scope = nil
			g.ctes = append(g.ctes, relation{second, t2.cols})
			outer, _ := g.core(1)
			return part("", "WITH "+name+" AS (", inner, ")", more, " ", outer)
		}
	}
	if g.chance(4) { // what it gives goes elsewhere
		t2 := g.tables[g.r.IntN(len(g.tables))]
		c := g.settable(t2)
		g.scope = []relation{{name, t.cols}}
		// In order: of rows that meet each other the first is kept, and RETURNING has no order.
		into := part("statement", "INSERT INTO "+t2.name+" ("+c.name+") SELECT q.x FROM (SELECT ", g.expr(c.typ, 1), " AS x FROM "+name+") AS q ORDER BY CAST(q.x AS text) ON CONFLICT DO NOTHING")
		return part("", "WITH "+name+" AS (", inner, ") ", into)
	}
	outer, _ := g.core(1)
	return part("", "WITH "+name+" AS (", inner, ") ", outer)
}

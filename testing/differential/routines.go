package differential

import (
	"fmt"
	"slices"
	"strings"
)

// boundRoutines makes SQL functions whose bodies are bound to what they name: RETURN and BEGIN
// ATOMIC. They are called in queries, in views, in checks and by each other, and what they name
// is renamed below them.
func (g *generator) boundRoutines() []*step {
	t, steps := g.smallTable("rt")
	var own []routine
	for range 2 + g.r.IntN(3) {
		f, s := g.boundFunction(t)
		steps = append(steps, s)
		g.routines, own = append(g.routines, f), append(own, f)
		if g.chance(3) {
			steps = append(steps, changes("DO $$ BEGIN EXECUTE pg_get_functiondef('"+f.name+"'::regproc); END $$"))
		}
	}
	for range 6 + g.r.IntN(4) {
		steps = append(steps, g.boundCall(t, own))
	}
	steps = append(steps, g.beneath(t)...)
	for range 3 {
		steps = append(steps, g.boundCall(t, own))
	}
	f := own[g.r.IntN(len(own))]
	return append(steps, changes(g.one("DROP FUNCTION ", "ALTER FUNCTION ", "DROP FUNCTION ")+f.name+g.one("", "("+strings.Join(f.args, ", ")+")")), g.boundCall(t, own))
}

// boundFunction makes a function of a value or of rows.
func (g *generator) boundFunction(t *table) (routine, *step) {
	f := routine{name: g.name("f"), sets: g.chance(3)}
	params := relation{alias: f.name}
	var args []string
	for i := range 1 + g.r.IntN(2) {
		c := column{name: fmt.Sprintf("a%d", i), typ: g.typ()}
		params.cols = append(params.cols, c)
		f.args = append(f.args, c.typ)
		args = append(args, c.name+" "+c.typ+g.one("", "", "", " DEFAULT "+g.literal(c.typ)))
	}
	if strings.Contains(args[0], "DEFAULT") && len(args) == 2 && !strings.Contains(args[1], "DEFAULT") {
		args[1] += " DEFAULT NULL"
	}
	scope := []relation{{"q", t.cols}, params}
	head := "CREATE FUNCTION " + f.name + "(" + strings.Join(args, ", ") + ") RETURNS "
	typ := g.typ()
	value := func() *piece { return part(typ, g.fresh(typ, 2, params), "::"+typ) }
	var body *piece
	reads := true
	switch k := g.r.IntN(5); {
	case f.sets:
		f.returns = []column{{name: "x0", typ: typ}, {name: "x1", typ: "int4"}}
		head += g.one("TABLE (x0 "+typ+", x1 int4)", "SETOF record")
		if strings.HasSuffix(head, "record") {
			head = strings.Replace(head, ") RETURNS", ", OUT x0 "+typ+", OUT x1 int4) RETURNS", 1)
		}
		body = part("", "BEGIN ATOMIC ", option("SELECT 1; "), "SELECT ", g.fresh(typ, 1, scope...), "::"+typ+", q.k FROM "+t.name+" AS q", option(" WHERE ", g.fresh("bool", 1, scope...)), "; END")
	case k == 0:
		head += typ
		body = part("", "BEGIN ATOMIC ", option("SELECT ", g.fresh(g.typ(), 1, params), "; "), "SELECT ", value(), "; END")
		reads = strings.Contains(body.String(), "FROM")
	case k == 1:
		head += typ
		body = part("", "BEGIN ATOMIC SELECT ", g.fresh(typ, 1, scope...), "::"+typ+" FROM "+t.name+" AS q WHERE q.k = "+g.one("1", "2", "70")+"; END")
	case k == 2:
		head += typ
		body = part("", "BEGIN ATOMIC WITH w AS (SELECT q.a AS x FROM "+t.name+" AS q) SELECT ", value(), " FROM w ORDER BY w.x LIMIT 1; END")
	case k == 3:
		head += typ
		body = part("", "RETURN (SELECT ", g.fresh(typ, 1, scope...), "::"+typ+" FROM "+t.name+" AS q WHERE q.k = 1)")
	default:
		head += typ
		body = part("", "RETURN ", value())
		reads = strings.Contains(body.String(), "FROM")
	}
	if !f.sets {
		f.returns = []column{{typ: typ}}
	}
	volatility := " STABLE" // a volatile one sees what the statement around it has written
	if !reads {
		volatility = g.one(" STABLE", " VOLATILE", "")
	}
	return f, functionStep(part("", head+volatility+g.one("", "", " STRICT", " SECURITY DEFINER")+" ", body))
}

// boundCall calls one of the functions, in a query or by what is kept.
func (g *generator) boundCall(t *table, routines []routine) *step {
	f := routines[g.r.IntN(len(routines))]
	e := func(typ string) *piece { return g.fresh(typ, 1, relation{"u", t.cols}) }
	constant := func(typ string) *piece { return &piece{text: g.literal(typ), kind: typ} }
	if f.sets {
		switch g.r.IntN(3) {
		case 0:
			return asks("SELECT u.k, r.* FROM "+t.name+" AS u, LATERAL ", f.call(e), " AS r")
		case 1:
			return asks("SELECT u.k, (", f.call(e), ").* FROM "+t.name+" AS u")
		}
		return asks("SELECT * FROM ", f.call(constant), " AS r", option(" WHERE r.x1 > 1"))
	}
	switch g.r.IntN(8) {
	case 0:
		return asks("SELECT "+f.name+"(", named(f, constant), ")")
	case 1:
		return asks("SELECT " + f.name + "()")
	case 2:
		v := g.name("bv")
		return made("CREATE VIEW "+v+" AS SELECT u.k, ", f.call(e), " AS x FROM "+t.name+" AS u")
	case 3:
		return asks("SELECT ", f.call(e), " AS x, count(*) FROM "+t.name+" AS u GROUP BY 1")
	case 4:
		return asks("SELECT u.* FROM "+t.name+" AS u WHERE ", f.call(e), " IS NOT NULL")
	case 5:
		return made("ALTER TABLE "+t.name+" ADD CHECK (", f.call(constant), " IS NULL OR k >= 0)")
	}
	return asks("SELECT u.k, ", f.call(e), " FROM "+t.name+" AS u")
}

// named are the arguments of a call, by name, the last first.
func named(f routine, e func(string) *piece) *piece {
	var args []*piece
	for i := len(f.args) - 1; i >= 0; i-- {
		args = append(args, part("", fmt.Sprintf("a%d => ", i), e(f.args[i]), "::"+f.args[i]))
	}
	return &piece{sep: ", ", kids: args}
}

// beneath changes what bodies are bound to.
func (g *generator) beneath(t *table) []*step {
	switch g.r.IntN(6) {
	case 0:
		name := g.name("rn")
		s := made("ALTER TABLE " + t.name + " RENAME TO " + name)
		t.name = name
		return []*step{s}
	case 1:
		s := made("ALTER TABLE " + t.name + " RENAME a TO a2")
		t.cols[1].name = "a2"
		return []*step{s}
	case 2:
		return []*step{made("ALTER TABLE " + t.name + " DROP a")}
	case 3:
		return []*step{made("DROP TABLE " + t.name)}
	case 4:
		return []*step{made("ALTER TABLE " + t.name + " ALTER a TYPE int8")}
	}
	return []*step{made("ALTER TABLE " + t.name + " ADD c9 int4 DEFAULT 3")}
}

// writingRoutines makes procedures and functions in BEGIN ATOMIC that write.
func (g *generator) writingRoutines() []*step {
	t, steps := g.smallTable("wt")
	o, more := g.smallTable("wo")
	steps = append(steps, more...)
	type proc struct {
		name   string
		fn     bool
		params []string
	}
	var procs []proc
	for range 2 + g.r.IntN(2) {
		p := proc{name: g.name("pr"), fn: g.chance(2), params: []string{"x int4", "y text"}}
		var body []any
		for range 1 + g.r.IntN(3) {
			body = append(body, option(g.atomicWrite(p.name, t, o), "; "))
		}
		result := ""
		switch {
		case p.fn && g.chance(2):
			result = " RETURNS SETOF " + t.name
			body = append(body, g.one("UPDATE "+t.name+" SET a = a + 1 WHERE k < x RETURNING *; ", "DELETE FROM "+t.name+" WHERE k = x RETURNING *; ", "INSERT INTO "+t.name+" VALUES (x, 1, y) RETURNING *; ", "SELECT * FROM "+t.name+" WHERE b = y; "))
		case p.fn:
			result = " RETURNS int8"
			body = append(body, g.one("SELECT count(*) FROM "+t.name+"; ", "INSERT INTO "+o.name+" (k) VALUES (x) RETURNING k; ", "SELECT sum(a) FROM "+o.name+" WHERE k > x; "))
		case g.chance(2):
			p.params = []string{"x int4", "INOUT y text"}
			body = append(body, "SELECT y || count(*)::text FROM "+t.name+"; ")
		}
		kind := "PROCEDURE "
		if p.fn {
			kind = "FUNCTION "
		}
		procs = append(procs, p)
		steps = append(steps, functionStep(part("", append(append([]any{"CREATE " + kind + p.name + "(" + strings.Join(p.params, ", ") + ")" + result + " BEGIN ATOMIC "}, body...), "END")...)))
	}
	for range 7 + g.r.IntN(4) {
		p := procs[g.r.IntN(len(procs))]
		args := "(" + g.one("1", "2", "5", "8", "NULL") + ", " + g.literal("text") + ")"
		text := "CALL " + p.name + args
		if p.fn {
			text = g.one("SELECT * FROM ", "SELECT ") + p.name + args
		}
		steps = append(steps, changes(text), asks("TABLE "+t.name), asks("TABLE "+o.name))
	}
	drop := "ALTER TABLE " + t.name + " DROP b"
	if slices.ContainsFunc(steps, func(s *step) bool { return strings.Contains(s.text(), "MERGE") }) { // Postgres 15 forgets what MERGE names
		drop = "DROP TABLE " + t.name
	}
	return append(steps, asks("SELECT pg_get_functiondef('"+procs[0].name+"'::regproc)"), made(g.one("DROP TABLE "+o.name, drop, "DROP TABLE "+t.name+" CASCADE", "ALTER TABLE "+o.name+" RENAME k TO kk")),
		changes(g.one("CALL ", "CALL ", "SELECT ")+procs[0].name+"(3, 'q')"))
}

// atomicWrite is a statement of a body, over the arguments x and y.
func (g *generator) atomicWrite(name string, t, o *table) string {
	return g.one(
		"INSERT INTO "+t.name+" VALUES (x, 7, y) ON CONFLICT (k) DO UPDATE SET a = excluded.a + "+t.name+".a WHERE "+t.name+".b IS DISTINCT FROM y",
		"INSERT INTO "+o.name+" SELECT k + 20, a, y FROM "+t.name+" WHERE k < x ON CONFLICT DO NOTHING",
		"UPDATE "+t.name+" AS u SET b = y || u.b, a = "+name+".x FROM "+o.name+" AS o WHERE u.k = o.k AND o.k <= x",
		"DELETE FROM "+o.name+" WHERE k = x OR b = y",
		"UPDATE "+o.name+" SET (a, b) = (SELECT max(a), y FROM "+t.name+") WHERE k = x",
		"MERGE INTO "+t.name+" AS u USING "+o.name+" AS o ON u.k = o.k WHEN MATCHED AND o.k > x THEN DELETE WHEN MATCHED THEN UPDATE SET b = y WHEN NOT MATCHED THEN INSERT VALUES (o.k, x, y)",
		"WITH d AS (DELETE FROM "+o.name+" WHERE k > x RETURNING *) INSERT INTO "+t.name+" SELECT k + 40, a, y FROM d ON CONFLICT DO NOTHING",
	)
}

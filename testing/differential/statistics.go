package differential

import (
	"fmt"
	"regexp"
)

const statisticsCatalog = "SELECT stxname, stxrelid::regclass::text, stxkeys::text, stxkind::text, stxstattarget, pg_get_statisticsobjdef(oid), pg_get_statisticsobjdef_columns(oid), pg_get_statisticsobjdef_expressions(oid), obj_description(oid, 'pg_statistic_ext'), pg_describe_object('pg_statistic_ext'::regclass, oid, 0) " +
	"FROM pg_statistic_ext WHERE stxnamespace = '" + schema + "'::regnamespace"

// statisticsObjects makes extended statistics over columns and drawn expressions, changes what is below
// them, and asks the catalogs.
func (g *generator) statisticsObjects() []*step {
	t, steps := g.smallTable("sx", "c date", "d numeric(8,2)", "e jsonb")
	v := g.name("sv")
	steps = append(steps, made("CREATE VIEW "+v+" AS SELECT * FROM "+t.name), asks("SELECT count(*) FROM "+v), changes("SET timezone = 'UTC'"))
	scope := relation{"u", t.cols}
	cols := []string{"k", "a", "b", "c", "d"}
	var names []string
	expression := func() *piece {
		typ := g.one("int4", "text", "bool", "int8", "numeric")
		return part("", "(", bare(g.fresh(typ, 1, scope)), "::"+typ+")")
	}
	create := func() *step {
		name := g.name("st")
		if len(names) > 0 && g.chance(8) {
			name = names[g.r.IntN(len(names))]
			return made("CREATE STATISTICS " + g.one("", "IF NOT EXISTS ") + name + " ON k, (k + 1) FROM " + t.name)
		}
		names = append(names, name)
		kinds := g.one("", "", "", " (ndistinct)", " (dependencies, mcv)", " (mcv, ndistinct, dependencies)", " (mcv)", " (nope)", " (mcv, mcv)")
		var items []*piece
		for _, i := range g.numbers(len(cols), 1+g.r.IntN(3)) {
			items = append(items, part("", cols[i]))
		}
		if len(items) == 1 || g.chance(3) {
			items = append(items, expression())
		}
		on := []any{" ON ", list(", ", items...)}
		if g.chance(6) {
			on = []any{" ON ", expression()}
		}
		if g.chance(7) {
			on = []any{" ON " + g.one("k", "k, k", "k, nope", "k, xmin", "k, e", "(k + 1), (k + 1)", "k, (e -> 'a')", "k, (random())", "k, (sum(k))", "k, (rank() OVER ())", "k, (SELECT 1)", "k, (1)", "k, k, k, k, k, (k + 1), (k + 2), (k + 3), (k + 4)")}
		}
		from := t.name
		if g.chance(9) {
			on = []any{" ON k, (k + 1)"}
			from = g.one(v, "nope", t.name+", "+v, t.name+" AS q")
		}
		return made(append(append([]any{"CREATE STATISTICS " + g.one("", "", "IF NOT EXISTS ") + g.one("", "", schema+".") + name + kinds}, on...), " FROM "+from)...)
	}
	for range 4 {
		steps = append(steps, create())
	}
	some := func() string { return names[g.r.IntN(len(names))] }
	steps = append(steps, asks(statisticsCatalog))
	for range 11 {
		switch g.r.IntN(14) {
		case 0:
			s := some()
			names = append(names, s+"r")
			steps = append(steps, made("ALTER STATISTICS "+s+" RENAME TO "+s+"r"))
		case 1:
			steps = append(steps, made("ALTER STATISTICS "+g.one("", "IF EXISTS ")+some()+" SET STATISTICS "+g.one("100", "0", "-1", "10001", "-2")))
		case 2:
			steps = append(steps, made(g.one("COMMENT ON STATISTICS "+some()+" IS 'columns together'", "ALTER STATISTICS "+some()+" OWNER TO CURRENT_USER", "ALTER STATISTICS "+some()+" SET SCHEMA "+schema, "ALTER STATISTICS "+some()+" OWNER TO differential_guest")))
		case 3:
			steps = append(steps, made("DROP STATISTICS "+g.one("", "IF EXISTS ")+some()+g.one("", ", "+some(), " CASCADE", " RESTRICT")))
		case 4:
			steps = append(steps, made("DROP STATISTICS "+g.one("nope", "IF EXISTS nope, "+some(), t.name, "IF EXISTS nope.nope")))
		case 5:
			c := g.one("a", "b", "c", "d")
			steps = append(steps, made("ALTER TABLE "+t.name+" RENAME "+c+" TO "+c+g.one("2", "x")))
		case 6:
			steps = append(steps, made("ALTER TABLE "+t.name+" DROP "+g.one("c", "d", "b")+g.one("", " CASCADE")))
		case 7:
			steps = append(steps, made("ALTER TABLE "+t.name+" ALTER "+g.one("a TYPE int8", "d TYPE numeric", "c TYPE timestamp")))
		case 8:
			l := g.name("sl")
			steps = append(steps, made("CREATE TABLE "+l+" (LIKE "+t.name+g.one(" INCLUDING STATISTICS", " INCLUDING ALL", " INCLUDING ALL EXCLUDING STATISTICS")+")"))
		case 9:
			name := t.name + "n"
			steps = append(steps, made("ALTER TABLE "+t.name+" RENAME TO "+name))
			t.name = name
		case 10:
			steps = append(steps, &step{role: "guest", writes: true, tree: part("", g.one("CREATE STATISTICS sg ON a, b FROM "+t.name, "DROP STATISTICS "+some(), "ALTER STATISTICS "+some()+" SET STATISTICS 5", "COMMENT ON STATISTICS "+some()+" IS 'mine'"))})
		case 11:
			steps = append(steps, changes("ANALYZE "+t.name))
		default:
			steps = append(steps, create())
		}
		if g.chance(4) {
			steps = append(steps, asks(statisticsCatalog))
		}
	}
	return append(steps, asks(statisticsCatalog), asks("SELECT k, a, count(*) FROM "+v+" GROUP BY k, a HAVING k > 1"),
		asks(fmt.Sprintf("SELECT d.deptype, count(DISTINCT (d.refclassid, d.refobjid, d.refobjsubid)) FROM pg_depend AS d JOIN pg_statistic_ext AS s ON s.oid = d.objid WHERE d.classid = 'pg_statistic_ext'::regclass AND d.deptype = 'a' AND s.stxnamespace = '%s'::regnamespace GROUP BY 1", schema)),
		made("DROP TABLE "+t.name+" CASCADE"), asks(statisticsCatalog))
}

var unaliased = regexp.MustCompile(`\bu\.(\w)`)

// bare takes the alias u from the names of columns, for what knows one table only.
func bare(p *piece) *piece {
	p.each(func(k *piece) {
		if k.with == nil {
			k.text = unaliased.ReplaceAllString(k.text, "$1")
		}
	})
	return p
}

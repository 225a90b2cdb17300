package differential

import (
	"fmt"
	"strings"
)

// made aggregates of a topic, and how they are called.
type ownAggregate struct {
	name    string
	args    []string // types of the arguments; "*" alone for none
	inOrder bool     // what it gives depends on the order of its input
}

// signature is what ALTER, COMMENT and DROP call it.
func (a *ownAggregate) signature() string { return a.name + "(" + strings.Join(a.args, ", ") + ")" }

// aggregates makes aggregates of all shapes, calls them over groups and windows, and asks the catalogs.
func (g *generator) aggregates() []*step {
	t, steps := g.smallTable("ag")
	steps = append(steps, changes("INSERT INTO "+t.name+" SELECT x, "+g.one("x % 4", "x", "nullif(x % 3, 1)")+", chr(97 + x % 3) FROM generate_series(20, 2"+g.one("4", "7", "9")+") AS x"))
	var own []*ownAggregate
	for range 2 + g.r.IntN(2) {
		a, made := g.ownAggregate(t)
		steps, own = append(steps, made...), append(own, a)
	}
	for range 8 + g.r.IntN(4) {
		steps = append(steps, g.aggregateCall(t, own[g.r.IntN(len(own))]))
	}
	steps = append(steps, asks(aggregateCatalog), asks(aggregateRoutines))
	for range 5 {
		steps = append(steps, g.aggregateChange(t, own[g.r.IntN(len(own))]))
	}
	return append(steps, g.aggregateCall(t, own[0]), g.aggregateCall(t, own[1]), asks(aggregateRoutines))
}

// What catalogs say of the schema's aggregates.
const (
	aggregateCatalog = "SELECT aggfnoid::regprocedure::text, aggkind, aggnumdirectargs, aggtransfn::text, aggfinalfn::text, aggcombinefn::text, aggmtransfn::text, aggminvtransfn::text, aggmfinalfn::text, " +
		"aggfinalextra, aggmfinalextra, aggfinalmodify, aggmfinalmodify, nullif(aggsortop, 0)::regoperator::text, aggtranstype::regtype::text, nullif(aggmtranstype, 0)::regtype::text, aggtransspace, agginitval, aggminitval " +
		"FROM pg_aggregate AS a JOIN pg_proc AS p ON p.oid = a.aggfnoid WHERE p.pronamespace = '" + schema + "'::regnamespace"
	aggregateRoutines = "SELECT proname, prokind, provolatile, proisstrict, proparallel, proretset, pronargs, provariadic::regtype::text, pg_get_function_arguments(oid), pg_get_function_identity_arguments(oid), pg_get_function_result(oid), obj_description(oid, 'pg_proc') " +
		"FROM pg_proc WHERE pronamespace = '" + schema + "'::regnamespace AND prokind = 'a'"
)

// ownAggregate makes one, with the functions that it needs.
func (g *generator) ownAggregate(t *table) (*ownAggregate, []*step) {
	a := &ownAggregate{name: g.name("agg"), args: []string{"int4"}}
	fn := func(suffix, args, returns, body string) (string, *step) {
		name := a.name + suffix
		text := "CREATE FUNCTION " + name + "(" + args + ") RETURNS " + returns + g.one(" IMMUTABLE", " IMMUTABLE", "") + g.one("", "", " STRICT")
		if g.chance(4) {
			return name, made(text + " LANGUAGE plpgsql AS $$ BEGIN RETURN " + body + "; END $$")
		}
		return name, made(text + " LANGUAGE sql AS $$ SELECT " + body + " $$")
	}
	create := func(options string, more ...string) *step {
		for _, o := range more {
			if g.chance(2) {
				options += ", " + o
			}
		}
		return made(g.one("CREATE AGGREGATE ", "CREATE AGGREGATE ", "CREATE OR REPLACE AGGREGATE ") + a.name + " (" + strings.Join(a.args, ", ") + ") (" + options + ")")
	}
	switch g.r.IntN(12) {
	case 0: // a sum, with what goes the other way
		s, one := fn("_s", "s int8, x int4", "int8", "s + x")
		m, two := fn("_m", "s int8, x int4", "int8", "s + x")
		i, three := fn("_i", "s int8, x int4", "int8", "s - x")
		return a, []*step{one, two, three, create("SFUNC = "+s+", STYPE = int8, MSFUNC = "+m+", MINVFUNC = "+i+", MSTYPE = int8"+g.one("", ", INITCOND = '0', MINITCOND = '0'", ", INITCOND = '5', MINITCOND = '5'"), "PARALLEL = safe", "COMBINEFUNC = int8pl")}
	case 1: // a list, in the order of its input
		a.inOrder, a.args = true, []string{g.one("text", "text", "int4")}
		s, one := fn("_s", "s text, x "+a.args[0], "text", "coalesce(s, '<') || coalesce(x::text, '-')")
		return a, []*step{one, create("SFUNC = "+s+", STYPE = text", "INITCOND = '['", "SSPACE = 200", "PARALLEL = restricted")}
	case 2:
		a.inOrder, a.args = true, []string{"anyelement"}
		more := ""
		var steps []*step
		if g.chance(2) {
			f, one := fn("_f", "s anyarray"+g.one("", ", x anyelement"), "text", "'n=' || cardinality(s)")
			steps = append(steps, one)
			more = ", FINALFUNC = " + f
			if strings.Contains(one.text(), "x anyelement") {
				more += ", FINALFUNC_EXTRA"
			}
		}
		return a, append(steps, create("SFUNC = array_append, STYPE = anyarray"+more, "INITCOND = '{}'", "FINALFUNC_MODIFY = read_only"))
	case 3: // several arguments
		a.args = []string{"int4", g.one("int4", "int8", "numeric")}
		s, one := fn("_s", "s numeric, x int4, w "+a.args[1], "numeric", "s + coalesce(x, 2) * coalesce(w, 1)")
		f, two := fn("_f", "s numeric", "text", "'sum ' || trunc(s)")
		return a, []*step{one, two, create("SFUNC = "+s+", STYPE = numeric, INITCOND = 0", "FINALFUNC = "+f)}
	case 4:
		a.args = []string{g.one("int4", "text")}
		return a, []*step{create("SFUNC = "+map[string]string{"int4": "int4larger", "text": "text_larger"}[a.args[0]]+", STYPE = "+a.args[0], "SORTOP = >")}
	case 5:
		a.args = []string{"*"}
		return a, []*step{create("SFUNC = int8inc, STYPE = int8", "INITCOND = '0'", "INITCOND1 = '1'")}
	case 6: // the old form
		s, one := fn("_s", "s int4, x int4", "int4", "greatest(s % 50, x % 50)")
		return a, []*step{one, made("CREATE AGGREGATE " + a.name + " (BASETYPE = int4, SFUNC = " + s + ", STYPE = int4" + g.one("", ", INITCOND = '3'") + ")")}
	case 7:
		s, one := fn("_s", "s int8, VARIADIC x int4[]", "int8", "s + cardinality(x) + coalesce(x[1], 0)")
		a.args = []string{"VARIADIC int4[]"}
		return a, []*step{one, create("SFUNC = "+s+", STYPE = int8", "INITCOND = 0")}
	case 8: // a state of several fields
		typ := g.name("st")
		s, one := fn("_s", "s "+typ+", x int4", typ, "ROW((s).n + 1, (s).t + coalesce(x, 0))::"+typ)
		f, two := fn("_f", "s "+typ, "numeric", "round((s).t::numeric / nullif((s).n, 0), 2)")
		return a, []*step{made("CREATE TYPE " + typ + " AS (n int8, t int8)"), one, two, create("SFUNC = "+s+", STYPE = "+typ+", FINALFUNC = "+f, "INITCOND = '(0,0)'")}
	case 9: // whole rows
		a.args = []string{t.name}
		s, one := fn("_s", "s int8, x "+t.name, "int8", "coalesce(s, 0) + coalesce((x).a, (x).k) ")
		return a, []*step{one, create("SFUNC = "+s+", STYPE = int8", "INITCOND = 1")}
	case 10: // moving, with a last step
		m, one := fn("_m", "s int8[], x int4", "int8[]", "ARRAY[coalesce(s[1], 0) + coalesce(x, 0), coalesce(s[2], 0) + 1]")
		i, two := fn("_i", "s int8[], x int4", "int8[]", "ARRAY[s[1] - coalesce(x, 0), s[2] - 1]")
		f, three := fn("_f", "s int8[]", "text", "s[1] || '/' || s[2]")
		return a, []*step{one, two, three, create("SFUNC = " + m + ", STYPE = int8[], FINALFUNC = " + f + ", MSFUNC = " + m + ", MINVFUNC = " + i + ", MSTYPE = int8[], MFINALFUNC = " + f + g.one("", ", INITCOND = '{0,0}', MINITCOND = '{0,0}'"))}
	}
	return a, []*step{made(g.one( // something is wrong
		"CREATE AGGREGATE "+a.name+" (int4) (STYPE = int8)", "CREATE AGGREGATE "+a.name+" (int4) (SFUNC = nope, STYPE = int8)", "CREATE AGGREGATE "+a.name+" (int4) (SFUNC = int4pl)", "CREATE AGGREGATE "+a.name+" (int4) (SFUNC = int4pl, STYPE = nope)",
		"CREATE AGGREGATE "+a.name+" (int4) (SFUNC = int4_sum, STYPE = int8, INITCOND = 'x')", "CREATE AGGREGATE "+a.name+" (int4) (SFUNC = int8pl, STYPE = int8)", "CREATE AGGREGATE "+a.name+" (text) (SFUNC = textcat, STYPE = text, FINALFUNC = nope)",
		"CREATE AGGREGATE "+a.name+" (text) (SFUNC = textcat, STYPE = text, SORTOP = <, MSFUNC = textcat)", "CREATE AGGREGATE "+a.name+" (int4) (SFUNC = int4_sum, STYPE = int8, PARALLEL = nope)", "CREATE AGGREGATE "+a.name+" (anyelement) (SFUNC = int4pl, STYPE = anyelement)",
		"CREATE AGGREGATE "+a.name+" (int4) (SFUNC = int4_sum, STYPE = int8, INITCOND = '0', MSTYPE = int8)")), made("CREATE AGGREGATE " + a.name + " (int4) (SFUNC = int4_sum, STYPE = int8)")}
}

// aggregateArgs draws what it is given, and what ORDER BY in its parentheses makes of it one order.
func (g *generator) aggregateArgs(a *ownAggregate) string {
	var list []string
	for _, typ := range a.args {
		switch typ {
		case "*":
			list = append(list, "*")
		case "int4":
			list = append(list, g.one("u.a", "u.k", "u.a + 1", "u.k % 3", "NULL", "2"))
		case "text":
			list = append(list, g.one("u.b", "u.b", "upper(u.b)", "u.k::text", "NULL::text"))
		case "anyelement":
			list = append(list, g.one("u.a", "u.b", "u.k", "date '2024-02-29' + u.k", "u.k::numeric"))
		case "VARIADIC int4[]":
			list = append(list, g.one("u.k", "u.k, u.a", "u.a, 1, 2", "VARIADIC ARRAY[u.k, 1]"))
		case "int8", "numeric":
			list = append(list, g.one("u.k", "2", "u.a"))
		default:
			list = append(list, "u")
		}
	}
	return strings.Join(list, ", ")
}

// aggregateCall calls one in one of the ways that there are.
func (g *generator) aggregateCall(t *table, a *ownAggregate) *step {
	args := g.aggregateArgs(a)
	star := args == "*"
	order := ""
	if a.inOrder || !star && g.chance(4) {
		order = " ORDER BY u.k" + g.one("", " DESC")
	}
	call := func() string { return a.name + "(" + args + order + ")" }
	over := func(frame string) string { return a.name + "(" + args + ") OVER (" + frame + ")" }
	frame := "ORDER BY u.k ROWS BETWEEN " + g.one("1 PRECEDING AND CURRENT ROW", "2 PRECEDING AND 1 FOLLOWING", "CURRENT ROW AND UNBOUNDED FOLLOWING", "3 PRECEDING AND 2 PRECEDING", "UNBOUNDED PRECEDING AND CURRENT ROW", "1 FOLLOWING AND 2 FOLLOWING") + g.one("", "", " EXCLUDE CURRENT ROW")
	from := " FROM " + t.name + " AS u"
	switch g.r.IntN(16) {
	case 0, 1:
		return asks("SELECT "+call()+from, option(" WHERE u.k "+g.one("> 3", "< 0", "IS NOT NULL")))
	case 2, 3:
		return asks("SELECT u.b, "+call()+from+" GROUP BY u.b", option(" HAVING "+call()+" IS NOT NULL"))
	case 4:
		if star || a.args[0] == t.name || strings.Contains(args, ",") {
			return asks("SELECT " + call() + ", count(*)" + from)
		}
		return asks("SELECT " + a.name + "(DISTINCT " + args + " ORDER BY " + strings.TrimPrefix(args, "VARIADIC ") + ")" + from)
	case 5:
		return asks("SELECT "+call()+" FILTER (WHERE u.k > "+g.one("2", "21", "90")+"), count(*)"+from, option(" GROUP BY u.k % 2"))
	case 6, 7, 8:
		return asks("SELECT u.k, " + over(frame) + from)
	case 9:
		return asks("SELECT u.k, " + over("PARTITION BY u.b ORDER BY u.k"+g.one("", " DESC", " GROUPS 1 PRECEDING", " RANGE BETWEEN 2 PRECEDING AND 1 FOLLOWING")) + from)
	case 10:
		return asks("SELECT u.k, "+a.name+"("+args+") FILTER (WHERE u.k % 2 = 0) OVER w"+from, " WINDOW w AS ("+frame+")")
	case 11:
		return asks("SELECT grouping(u.b), u.b, " + call() + from + g.one(" GROUP BY ROLLUP (u.b)", " GROUP BY GROUPING SETS ((u.b), ())", " GROUP BY CUBE (u.b)"))
	case 12:
		return asks("SELECT o.k, (SELECT " + call() + from + " WHERE u.k <= o.k) FROM " + t.name + " AS o")
	case 13:
		v := g.name("av")
		return made("CREATE VIEW " + v + " AS SELECT u.b, " + g.one(call(), call()+" FILTER (WHERE u.k > 1)") + " AS x" + from + " GROUP BY u.b")
	case 14:
		return asks(g.one("SELECT "+a.name+"("+call()+")"+from, "SELECT 1"+from+" WHERE "+call()+" IS NULL", "SELECT "+a.name+"(DISTINCT "+args+") OVER ()"+from, "SELECT "+a.name+"()"+from, "SELECT "+a.name+"(u.b, u.b, u.b)"+from, "SELECT pg_get_functiondef('"+a.name+"'::regproc)"))
	}
	return &step{role: "guest", tree: part("", "SELECT "+a.name+"("+strings.ReplaceAll(strings.ReplaceAll(args, "u.", "v."), "u", "NULL")+order+") FROM (VALUES (1, 2, 'x'), (2, 3, NULL)) AS v(k, a, b)")}
}

// aggregateChange alters, describes or drops one or what it needs.
func (g *generator) aggregateChange(t *table, a *ownAggregate) *step {
	s := a.signature()
	switch g.r.IntN(12) {
	case 0:
		name := g.name("agg")
		defer func() { a.name = name }()
		return made("ALTER AGGREGATE " + s + " RENAME TO " + name)
	case 1:
		return made("COMMENT ON AGGREGATE " + s + " IS " + g.one("'what it counts'", "NULL"))
	case 2:
		return made("ALTER AGGREGATE " + s + " OWNER TO " + g.one("CURRENT_USER", "SESSION_USER", "differential_guest"))
	case 3:
		return made("ALTER AGGREGATE " + s + " SET SCHEMA " + g.one(schema, "nope"))
	case 4:
		return made("DROP AGGREGATE " + g.one("", "IF EXISTS ") + s + g.one("", " CASCADE", " RESTRICT"))
	case 5:
		return made("DROP AGGREGATE IF EXISTS " + g.one("nope(int4)", "nope(*)", "nope(nope)", a.name+"(point)"))
	case 6:
		return made("DROP FUNCTION " + a.name + "_s" + g.one("", " CASCADE"))
	case 7:
		return made(g.one("REVOKE EXECUTE ON FUNCTION ", "REVOKE EXECUTE ON ROUTINE ") + strings.ReplaceAll(s, "(*)", "()") + " FROM PUBLIC")
	case 8:
		return made(g.one("ALTER FUNCTION "+a.name+" RENAME TO other", "DROP FUNCTION "+a.name, "COMMENT ON FUNCTION "+a.name+" IS 'x'", "DROP AGGREGATE array_append(anycompatiblearray, anycompatible)", "COMMENT ON ROUTINE "+a.name+" IS 'r'"))
	case 9:
		return asks("SELECT c.relname, pg_get_viewdef(c.oid), pg_get_viewdef(c.oid, true) FROM pg_class AS c WHERE c.relnamespace = '" + schema + "'::regnamespace AND c.relname LIKE 'av%'")
	case 10:
		return asks(fmt.Sprintf("SELECT d.deptype, pg_describe_object(d.refclassid, d.refobjid, 0) FROM pg_depend AS d WHERE d.classid = 'pg_proc'::regclass AND d.objid = '%s'::regproc", a.name))
	}
	return asks("SELECT routine_name, routine_type, data_type FROM information_schema.routines WHERE specific_schema = '" + schema + "' AND routine_name LIKE 'agg%'")
}

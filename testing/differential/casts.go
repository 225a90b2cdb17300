package differential

import "strings"

// ownCast is one that a topic made.
type ownCast struct{ from, to, function string }

func (c *ownCast) signature() string { return "(" + c.from + " AS " + c.to + ")" }

// casts makes casts of and to types of its own, converts by them, and drops them.
func (g *generator) casts() []*step {
	o, steps := g.operandTypes("ca")
	var own []*ownCast
	for range 2 + g.r.IntN(3) {
		c, more := g.ownCast(o)
		own, steps = append(own, c), append(steps, more...)
	}
	taker := g.name("tk")
	steps = append(steps,
		made("CREATE FUNCTION "+taker+"(x "+own[0].to+") RETURNS text LANGUAGE sql AS $$ SELECT 'took ' || coalesce(x::text, 'nothing') $$"),
		made("CREATE TABLE "+taker+" (n int4, v "+own[0].to+")"))
	pick := func() *ownCast { return own[g.r.IntN(len(own))] }
	for range 9 + g.r.IntN(4) {
		steps = append(steps, g.castUse(o, own[0], pick(), taker))
	}
	steps = append(steps, asks(castCatalog))
	for range 3 {
		steps = append(steps, g.castChange(o, pick()))
	}
	return append(steps, asks(castCatalog), g.castUse(o, own[0], pick(), taker), g.castUse(o, own[0], pick(), taker), asks("TABLE "+taker))
}

const castCatalog = "SELECT castsource::regtype::text, casttarget::regtype::text, nullif(castfunc, 0)::regprocedure::text, castcontext, castmethod, obj_description(c.oid, 'pg_cast'), pg_describe_object('pg_cast'::regclass, c.oid, 0) " +
	"FROM pg_cast AS c JOIN pg_type AS s ON s.oid = castsource JOIN pg_type AS t ON t.oid = casttarget WHERE '" + schema + "'::regnamespace IN (s.typnamespace, t.typnamespace) AND s.typtype <> 'r'" // not ranges to their multiranges (docs/sql-compatibility.md)

// ownCast makes one, with its function.
func (g *generator) ownCast(o *operandTypes) (*ownCast, []*step) {
	c, e := o.composite, o.enum
	shapes := []struct{ from, to, body string }{
		{c, "text", "'c:' || ($1).x"},
		{c, "int4", "($1).x"},
		{"int4", c, "ROW($1, 'n' || $1)::" + c},
		{"text", c, "ROW(length($1), $1)::" + c},
		{e, "int4", "array_position(enum_range(NULL::" + e + "), $1)"},
		{"int4", e, "(enum_range(NULL::" + e + "))[$1]"},
		{c, e, "(enum_range(NULL::" + e + "))[($1).x]"},
		{e, c, "ROW(1, $1::text)::" + c},
		{"text", e, ""},
		{e, "text", ""},
		{"bool", c, "ROW($1::int4, 'b')::" + c},
		{c, "bool", "($1).x > 1"},
		{o.table, "int4", "$1.k"},
		{o.table, "text", "$1.k || coalesce($1.b, '')"},
		{"int8", e, "(enum_range(NULL::" + e + "))[$1]"},
		{"numeric", c, "ROW($1::int4, $1::text)::" + c},
	}
	s := shapes[g.r.IntN(len(shapes))]
	x := &ownCast{from: s.from, to: s.to, function: g.name("cf")}
	context := g.one("", " AS ASSIGNMENT", " AS IMPLICIT", " AS IMPLICIT")
	if s.body == "" {
		return x, []*step{made("CREATE CAST " + x.signature() + " WITH INOUT" + context)}
	}
	args := x.from
	if g.chance(6) && x.from != o.table {
		args += ", int4" + g.one("", ", bool")
	}
	steps := []*step{
		made("CREATE FUNCTION " + x.function + "(" + args + ") RETURNS " + x.to + g.one("", " IMMUTABLE", " STABLE STRICT") + " LANGUAGE sql AS $$ SELECT " + s.body + " $$"),
		made("CREATE CAST " + x.signature() + " WITH FUNCTION " + x.function + "(" + args + ")" + context),
	}
	if g.chance(4) {
		steps = append(steps, made(g.one("CREATE CAST "+x.signature()+" WITH INOUT", "CREATE CAST ("+c+" AS date) WITH FUNCTION "+x.function+"("+args+")", "CREATE CAST (int4 AS date) WITH INOUT", "CREATE CAST ("+c+" AS nope) WITH INOUT", "CREATE CAST ("+c+" AS date) WITH FUNCTION nope("+c+")", "CREATE CAST ("+c+" AS int4range) WITHOUT FUNCTION")))
	}
	return x, steps
}

// castUse converts by one, or by whatever there is.
func (g *generator) castUse(o *operandTypes, first, x *ownCast, taker string) *step {
	from := " FROM " + o.table + " AS u"
	value := func(typ string) string {
		switch typ {
		case o.table:
			return "u"
		case "bool":
			return g.one("u.k > 2", "true", "NULL::bool")
		case "int8":
			return g.one("u.k::int8", "2::int8")
		case "numeric":
			return g.one("u.k::numeric", "2.5", "1.0")
		}
		return g.operand(o, typ)
	}
	v, w := value(x.from), value(x.to)
	switch g.r.IntN(16) {
	case 0, 1:
		return asks("SELECT u.k, " + g.one("("+v+")::"+x.to, "CAST("+v+" AS "+x.to+")") + from)
	case 2, 3:
		return changes("INSERT INTO " + taker + " SELECT u.k, " + value(first.from) + from + " WHERE u.k < 3 RETURNING *")
	case 4:
		return asks("SELECT u.k, " + taker + "(" + g.one(value(first.from), value(first.from), v) + ")" + from)
	case 5:
		return asks("SELECT " + v + from + g.one(" UNION ALL ", " UNION ", " EXCEPT ") + "SELECT " + w + from)
	case 6:
		return asks("SELECT u.k, CASE WHEN u.k > 2 THEN " + v + " ELSE " + w + " END" + from)
	case 7:
		return asks("SELECT u.k, coalesce(" + v + ", " + w + ")" + from)
	case 8:
		return asks("SELECT u.k, " + v + g.one(" = ", " < ", " <> ") + w + from)
	case 9:
		return asks("SELECT u.k, " + v + " IN (" + w + ", " + value(x.to) + ")" + from)
	case 10:
		return changes("UPDATE " + taker + " SET v = " + strings.ReplaceAll(strings.ReplaceAll(value(first.from), "u.k", "n"), "u.a", "n") + " WHERE n = 1")
	case 11:
		return asks("SELECT u.k, " + g.one("length(", "abs(", "upper(", "lower(") + v + ")" + from)
	case 12:
		if o.gone {
			return asks("SELECT pg_typeof((" + v + ")::" + x.to + ")" + from)
		}
		return changes("DO $$ DECLARE v " + x.to + "; BEGIN SELECT " + v + " INTO v" + from + " WHERE u.k = 1; IF v IS NULL THEN RAISE division_by_zero; END IF; END $$")
	case 13:
		return asks("SELECT u.k, ARRAY[" + v + ", " + w + "]" + from)
	case 14: // nothing that is kept converts by a cast that goes (docs/sql-compatibility.md)
		return asks("WITH w AS (SELECT u.k, (" + v + ")::" + x.to + " AS x" + from + ") SELECT x, count(*) FROM w GROUP BY x")
	}
	return asks("SELECT u.k, pg_typeof((" + v + ")::" + x.to + "), greatest(" + v + ", " + w + ")" + from)
}

// castChange describes or drops one or what it needs.
func (g *generator) castChange(o *operandTypes, x *ownCast) *step {
	switch g.r.IntN(6) {
	case 0:
		return made("COMMENT ON CAST " + x.signature() + " IS " + g.one("'a cast'", "NULL"))
	case 1, 2:
		o.gone = true
		return made("DROP CAST " + g.one("", "IF EXISTS ") + x.signature())
	case 3:
		return made("DROP CAST " + g.one("IF EXISTS (int4 AS "+o.composite+"[])", "(point AS "+o.enum+")", "(int4 AS int8)", "IF EXISTS (nope AS int4)"))
	case 4:
		o.gone = true
		return made("DROP FUNCTION IF EXISTS " + x.function)
	}
	return asks("SELECT d.deptype, pg_describe_object(d.refclassid, d.refobjid, d.refobjsubid) FROM pg_depend AS d JOIN pg_cast AS c ON c.oid = d.objid JOIN pg_type AS t ON t.oid IN (c.castsource, c.casttarget) WHERE d.classid = 'pg_cast'::regclass AND t.typtype NOT IN ('r', 'm') AND t.typnamespace = '" + schema + "'::regnamespace")
}

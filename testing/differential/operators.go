package differential

import (
	"strings"
)

// ownOperator is one that a topic made.
type ownOperator struct {
	symbol      string
	left, right string // types; "" on the left of a prefix one
	result      string
	function    string
}

// signature is what ALTER, COMMENT and DROP call it.
func (o *ownOperator) signature() string {
	left := o.left
	if left == "" {
		left = "NONE"
	}
	return o.symbol + " (" + left + ", " + o.right + ")"
}

// operandTypes are types that a topic made, and what of them its table has.
type operandTypes struct {
	composite, enum, domain string
	table                   string
	gone                    bool // perhaps: a cast was dropped, of which Postgres's PL/pgSQL goes by what it knew
}

// operandTypes makes types, and a table with columns of them: k, a, b, c (composite), e (enum), d (domain).
func (g *generator) operandTypes(prefix string) (*operandTypes, []*step) {
	n := g.name(prefix)
	o := &operandTypes{composite: n + "_c", enum: n + "_e", domain: n + "_dom", table: n}
	return o, []*step{
		made("CREATE TYPE " + o.composite + " AS (x int4, y text)"),
		made("CREATE TYPE " + o.enum + " AS ENUM ('low', 'mid', 'top')"),
		made("CREATE DOMAIN " + o.domain + " AS int4 CHECK (VALUE > -1000000)"),
		made("CREATE TABLE " + n + " (k int4 PRIMARY KEY, a int4, b text, c " + o.composite + ", e " + o.enum + ", d " + o.domain + ")"),
		changes("INSERT INTO " + n + " VALUES (1, 5, 'a', '(1,x)', 'low', 3), (2, NULL, 'B', '(2,)', 'top', 0), (3, -7, NULL, NULL, 'mid', 8), (4, 2, 'ab', '(,y)', NULL, NULL)"),
	}
}

// value draws an expression of a type over the table.
func (g *generator) operand(o *operandTypes, typ string) string {
	switch typ {
	case "int4":
		return g.one("u.a", "u.k", "2", "(u.a + 1)", "NULL::int4", "u.k")
	case "text":
		return g.one("u.b", "'z'::text", "upper(u.b)")
	case o.composite:
		return g.one("u.c", "u.c", "ROW(1, 'q')::"+o.composite, "'(5,\"a b\")'::"+o.composite)
	case o.enum:
		return g.one("u.e", "u.e", "'mid'::"+o.enum)
	case o.domain:
		return g.one("u.d", "u.d", "4::"+o.domain)
	case "int4[]":
		return g.one("ARRAY[u.k, 2]", "'{1,NULL}'::int4[]")
	}
	return g.one("u.a", "u.b", "u.c", "u.e", "u.d", "u.k")
}

// operators makes operators, uses them wherever one may stand, and changes what they need.
func (g *generator) operators() []*step {
	o, steps := g.operandTypes("op")
	var own []*ownOperator
	for range 3 + g.r.IntN(2) {
		x, more := g.ownOperator(o)
		own, steps = append(own, x), append(steps, more...)
	}
	pick := func() *ownOperator { return own[g.r.IntN(len(own))] }
	for range 9 + g.r.IntN(4) {
		steps = append(steps, g.operatorUse(o, pick()))
	}
	steps = append(steps, asks(operatorCatalog))
	for range 5 {
		steps = append(steps, g.operatorChange(o, pick()))
	}
	return append(steps, asks(operatorCatalog), g.operatorUse(o, pick()), g.operatorUse(o, pick()),
		asks("SELECT c.relname, pg_get_viewdef(c.oid), pg_get_viewdef(c.oid, true) FROM pg_class AS c WHERE c.relnamespace = '"+schema+"'::regnamespace AND c.relname LIKE 'ov%'"),
		asks("SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = '"+o.table+"'::regclass"),
		asks("SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = '"+o.table+"'::regclass"))
}

const operatorCatalog = "SELECT oprname, oprkind, oprcanmerge, oprcanhash, nullif(oprleft, 0)::regtype::text, oprright::regtype::text, nullif(oprresult, 0)::regtype::text, nullif(oprcom, 0)::regoperator::text, nullif(oprnegate, 0)::regoperator::text, oprcode::text, oprrest::text, oprjoin::text, " +
	"obj_description(oid, 'pg_operator'), pg_describe_object('pg_operator'::regclass, oid, 0) FROM pg_operator WHERE oprnamespace = '" + schema + "'::regnamespace AND oprcode <> 0"

// ownOperator makes one, with its function.
func (g *generator) ownOperator(o *operandTypes) (*ownOperator, []*step) {
	x := &ownOperator{symbol: g.one("<+>", "@#@", "|=|", "<~>", "##", "&&&", "%%%", "===", "->>>", "!!!", "*+*"), function: g.name("of")}
	var body, more string
	c := o.composite
	shapes := []ownOperator{
		{left: "int4", right: "int4", result: "int8", function: "coalesce($1, 3)::int8 * 2 + $2"},
		{left: "text", right: "int4", result: "text", function: "left($1, 2) || '#' || abs($2)"},
		{right: "int4", result: "text", function: "'<' || $1 || '>'"},
		{right: "text", result: "int4", function: "length($1)"},
		{left: c, right: c, result: c, function: "ROW(coalesce(($1).x, 0) + coalesce(($2).x, 0), coalesce(($1).y, '') || ($2).y)::" + c},
		{left: c, right: c, result: "bool", function: "($1).x = ($2).x"},
		{left: o.enum, right: o.enum, result: "int4", function: "(SELECT sum(n)::int4 FROM unnest(enum_range($1, $2)) WITH ORDINALITY AS q(v, n))"},
		{left: o.enum, right: "text", result: "bool", function: "$1::text < $2"},
		{left: o.domain, right: "int4", result: "int4", function: "($1 % 100) * 10 + ($2 % 10)"},
		{left: "anyelement", right: "anyelement", result: "bool", function: "$1 IS NOT DISTINCT FROM $2"},
		{left: "anyarray", right: "anyelement", result: "anyarray", function: "array_append($1, $2)"},
		{left: "int4", right: "int4[]", result: "bool", function: "$1 = ANY ($2)"},
		{right: c, result: "text", function: "($1).y"},
	}
	s := shapes[g.r.IntN(len(shapes))]
	x.left, x.right, x.result, body = s.left, s.right, s.result, s.function
	if g.chance(5) && x.left != "" && (x.left == c || x.right == c || x.left == o.enum) { // one that the system has, of other types
		x.symbol = g.one("+", "-", "||", "=", "<", "*", "&&")
	}
	if x.left != "" && x.left == x.right && g.chance(2) {
		more += ", COMMUTATOR = " + g.one(x.symbol, "OPERATOR("+schema+"."+x.symbol+")")
	}
	if x.result == "bool" && x.left != "" && g.chance(3) {
		more += ", RESTRICT = " + g.one("eqsel", "contsel") + ", JOIN = eqjoinsel"
	}
	args := x.left + ", " + x.right
	if x.left == "" {
		args = x.right
	}
	left := ""
	if x.left != "" {
		left = "LEFTARG = " + x.left + ", "
	}
	steps := []*step{
		made("CREATE FUNCTION " + x.function + "(" + args + ") RETURNS " + x.result + g.one(" IMMUTABLE", " IMMUTABLE", " IMMUTABLE STRICT") + " LANGUAGE sql AS $$ SELECT " + body + " $$"),
		made("CREATE OPERATOR " + g.one("", "", schema+".") + x.symbol + " (" + g.one("FUNCTION", "PROCEDURE") + " = " + x.function + ", " + left + "RIGHTARG = " + x.right + more + ")"),
	}
	if g.chance(5) {
		steps = append(steps, made(g.one("CREATE OPERATOR ~~~~ (LEFTARG = int4, RIGHTARG = int4)", "CREATE OPERATOR ~~~~ (FUNCTION = "+x.function+")", "CREATE OPERATOR ~~~~ (FUNCTION = nope, LEFTARG = int4, RIGHTARG = int4)", "CREATE OPERATOR ~~~~ (FUNCTION = int4pl, LEFTARG = int4)", "CREATE OPERATOR ~~~~ (FUNCTION = int4pl, LEFTARG = int4, RIGHTARG = text)",
			"CREATE OPERATOR "+x.symbol+" (FUNCTION = "+x.function+", "+left+"RIGHTARG = "+x.right+")", "CREATE OPERATOR ~~~~ (FUNCTION = int4pl, LEFTARG = int4, RIGHTARG = int4, HASHES)", "CREATE OPERATOR ~~~~ (FUNCTION = int4pl, LEFTARG = int4, RIGHTARG = int4, NEGATOR = ####)", "CREATE OPERATOR ~~~~ (FUNCTION = int4um, RIGHTARG = int4, COMMUTATOR = ~~~~)",
			"CREATE OPERATOR ~~~~ (FUNCTION = int4pl, LEFTARG = nope, RIGHTARG = int4)", "CREATE OPERATOR ~~~~ (FUNCTION = int4eq, LEFTARG = int4, RIGHTARG = int4, NEGATOR = ~~~~)", "CREATE OPERATOR nope.~~~~ (FUNCTION = int4pl, LEFTARG = int4, RIGHTARG = int4)")))
	}
	return x, steps
}

// written writes an operator between its operands.
func (g *generator) written(x *ownOperator, left, right string) string {
	symbol := g.one(x.symbol, x.symbol, "OPERATOR("+schema+"."+x.symbol+")")
	if x.left == "" {
		return symbol + " " + right
	}
	return left + " " + symbol + " " + right
}

// operation draws an operation over the table.
func (g *generator) operation(o *operandTypes, x *ownOperator) string {
	left, right := g.operandsOf(o, x)
	return g.written(x, g.operand(o, left), g.operand(o, right))
}

// operandsOf are the types of the operands, of which some are drawn.
func (g *generator) operandsOf(o *operandTypes, x *ownOperator) (left, right string) {
	left, right = x.left, x.right
	if left == "anyelement" {
		left = g.one("int4", "text", o.enum, o.composite)
		right = left
	}
	if left == "anyarray" {
		left, right = "int4[]", "int4"
	}
	return left, right
}

// among compares with several values by an operator, or as IN, BETWEEN, NULLIF, CASE and IS DISTINCT
// FROM do, where it is one that these mean. What is kept names its operator.
func (g *generator) among(o *operandTypes, x *ownOperator, kept bool) string {
	if x.left == "" {
		return g.operation(o, x) + " IS NULL"
	}
	left, right := g.operandsOf(o, x)
	l := g.operand(o, left)
	r := func() string { return g.operand(o, right) }
	symbol := g.one(x.symbol, x.symbol, "OPERATOR("+schema+"."+x.symbol+")") + g.one(" ANY ", " ALL ", " SOME ")
	if x.symbol == "=" && !kept && g.chance(2) {
		return g.one(l+" IN ("+r()+", "+r()+")", l+" NOT IN ("+r()+")", l+" IN (SELECT "+r()+" FROM "+o.table+" AS u)", l+" IS DISTINCT FROM "+r(), l+" IS NOT DISTINCT FROM "+r(),
			"NULLIF("+l+", "+r()+") IS NULL", "CASE "+l+" WHEN "+r()+" THEN true ELSE false END", "("+l+", 1) = ("+r()+", 1)")
	}
	if x.symbol == "<" && !kept && g.chance(3) {
		return l + " NOT BETWEEN " + r() + " AND " + r()
	}
	return l + " " + symbol + g.one("(ARRAY["+r()+", "+r()+"])", "(ARRAY["+r()+"])", "(SELECT "+r()+" FROM "+o.table+" AS u)", "('{}')", "(NULL)", "(ARRAY["+r()+", NULL])")
}

// operatorUse uses one.
func (g *generator) operatorUse(o *operandTypes, x *ownOperator) *step {
	from := " FROM " + o.table + " AS u"
	e := g.operation(o, x)
	use := g.r.IntN(16)
	if g.chance(5) {
		e = g.among(o, x, use >= 4 && use <= 7)
	}
	switch use {
	case 0:
		return asks("SELECT u.k, "+e+from, option(" WHERE ("+g.operation(o, x)+") IS NOT NULL"))
	case 1: // what binds how
		if x.result == "int4" || x.result == "int8" {
			return asks("SELECT u.k, " + g.one(e+" + 1", e+" * 2", "1 + "+e, "- "+e, e+" || 'x'", "2 * "+e+" - 1", e+" BETWEEN 1 AND 20", "NOT "+e+" > 3") + from)
		}
		return asks("SELECT u.k, " + g.one(e+" IS NULL", "("+e+")::text || 'x'", "NOT ("+e+") IS NULL", e+" IS DISTINCT FROM NULL") + from)
	case 2:
		return asks("SELECT (" + e + ")::text, count(*)" + from + " GROUP BY 1")
	case 3:
		return asksInOrder("SELECT u.k" + from + " ORDER BY (" + e + ")::text, u.k")
	case 4:
		return made("CREATE VIEW " + g.name("ov") + " AS SELECT u.k, " + e + " AS x" + from + g.one("", " WHERE ("+g.operation(o, x)+") IS NOT NULL", " ORDER BY u.k"))
	case 5:
		return made("CREATE INDEX ON " + o.table + " ((" + strings.ReplaceAll(e, "u.", "") + "))")
	case 6:
		return made("ALTER TABLE " + o.table + " ADD CHECK ((" + strings.ReplaceAll(e, "u.", "") + ") IS NOT NULL OR k > 0)")
	case 7:
		return made("ALTER TABLE " + o.table + " ADD " + g.name("g") + " bool GENERATED ALWAYS AS ((" + strings.ReplaceAll(e, "u.", "") + ") IS NULL) STORED")
	case 8:
		return asks("SELECT a.k, b.k FROM " + o.table + " AS a JOIN " + o.table + " AS b ON (" + strings.Replace(strings.Replace(e, "u.", "a.", 1), "u.", "b.", 1) + ")::text <> ''")
	case 9:
		return asks("SELECT u.k, (SELECT " + g.operation(o, x) + " FROM " + o.table + " AS u WHERE u.k = q.k)" + " FROM " + o.table + " AS q JOIN " + o.table + " AS u ON u.k = q.k + 1")
	case 10:
		left := x.left
		if left == "" {
			left = "NONE"
		}
		return asks("SELECT '"+strings.ReplaceAll(x.symbol, "'", "")+"'::regoper::text", option(", '"+x.symbol+"("+g.one(left+","+x.right, "int4,int4")+")'::regoperator::text"))
	case 11: // of types that it is not for
		return asks("SELECT "+g.written(x, "u.k::text::xid", "true")+from, "")
	case 12:
		return &step{role: "guest", tree: part("", "SELECT "+strings.NewReplacer("u.", "v.").Replace(e)+" FROM (VALUES (1, 2, 'x', '(1,z)'::"+o.composite+", 'low'::"+o.enum+", 6::"+o.domain+")) AS v(k, a, b, c, e, d)")}
	case 13:
		return changes("UPDATE " + o.table + " AS u SET b = (" + e + ")::text WHERE u.k = 1 RETURNING *")
	case 14:
		return asks("SELECT pg_typeof(" + e + "), pg_collation_for((" + e + ")::text)" + from + " WHERE u.k = 1")
	}
	return asks("SELECT u.k, " + e + ", " + x.function + "(" + strings.TrimPrefix(strings.Replace(strings.TrimPrefix(g.plainArgs(o, x), ", "), "anyarray", "int4[]", 1), ", ") + ")" + from)
}

// plainArgs are arguments for the function itself.
func (g *generator) plainArgs(o *operandTypes, x *ownOperator) string {
	switch {
	case x.left == "":
		return g.operand(o, x.right)
	case x.left == "anyelement":
		return "u.k, u.a"
	case x.left == "anyarray":
		return "ARRAY[u.k], 7"
	}
	return g.operand(o, x.left) + ", " + g.operand(o, x.right)
}

// operatorChange alters, describes or drops one or what it needs.
func (g *generator) operatorChange(o *operandTypes, x *ownOperator) *step {
	s := x.signature()
	switch g.r.IntN(10) {
	case 0:
		return made("COMMENT ON OPERATOR " + s + " IS " + g.one("'an operator'", "NULL"))
	case 1:
		return made("ALTER OPERATOR " + s + " OWNER TO " + g.one("CURRENT_USER", "differential_guest"))
	case 2:
		return made("ALTER OPERATOR " + s + " SET SCHEMA " + g.one(schema, "nope"))
	case 3, 4:
		return made("DROP OPERATOR " + g.one("", "IF EXISTS ") + s + g.one("", " CASCADE", ""))
	case 5:
		return made("DROP OPERATOR " + g.one("IF EXISTS ~~~~ (int4, int4)", "~~~~ (int4, int4)", "+ (int4, int4)", "IF EXISTS "+x.symbol+" (inet, box)", x.symbol+" (int4, NONE)"))
	case 6:
		return made("DROP FUNCTION " + x.function + g.one("", " CASCADE"))
	case 7:
		return made(g.one("DROP TYPE "+o.composite, "DROP TYPE "+o.enum, "DROP DOMAIN "+o.domain, "ALTER TYPE "+o.composite+" RENAME TO "+o.composite+"2", "ALTER FUNCTION "+x.function+" RENAME TO "+x.function+"r"))
	case 8:
		return made("ALTER TABLE " + o.table + " RENAME " + g.one("a TO aa", "c TO cc", "e TO ee"))
	}
	return asks("SELECT d.deptype, pg_describe_object(d.refclassid, d.refobjid, d.refobjsubid) FROM pg_depend AS d JOIN pg_operator AS o ON o.oid = d.objid WHERE d.classid = 'pg_operator'::regclass AND o.oprnamespace = '" + schema + "'::regnamespace AND o.oprcode <> 0")
}

package differential

import (
	"fmt"
	"slices"
)

// literal draws a value of a type.
func (g *generator) literal(typ string) string {
	if g.chance(7) {
		return "NULL::" + typ
	}
	switch typ {
	case "int4":
		return g.one("0", "1", "2", "3", "4", "5", "7", "8", "(-1)", "100")
	case "int8":
		return g.one("0", "1", "2", "3", "4", "7", "(-1)", "5000000000") + "::int8"
	case "numeric":
		return g.one("0.00", "1.50", "2.0", "1", "(-3.25)", "99.99") + "::numeric"
	case "float8":
		return g.one("0", "1", "1.5", "(-2.5)", "0.1", "100") + "::float8"
	case "text":
		return g.one("''", "'a'", "'b'", "'ab'", "'B'", "'x%'", "' a'", "'é'", "'1'") + g.one("", "", "::text")
	case "bool":
		return g.one("true", "false")
	case "date":
		return "date '" + g.one("2024-02-29", "2024-03-10", "2023-12-31", "2024-11-03", "1999-01-01") + "'"
	case "timestamp":
		return "timestamp '" + g.one("2024-03-10 02:30:00", "2024-11-03 01:30:00", "2023-12-31 23:59:59.5", "2000-01-01 00:00:00") + "'"
	case "timestamptz":
		return "timestamptz '" + g.one("2024-03-10 06:30:00+00", "2024-11-03 05:30:00+00", "2024-10-27 00:30:00+00", "2023-12-31 23:59:59.5+00") + "'"
	case "int4[]":
		return g.one("ARRAY[1,2]", "ARRAY[1,NULL]", "ARRAY[]::int4[]", "'{3,4,3}'::int4[]")
	case "interval":
		return "interval " + g.one("'1 day'", "'2 hours'", "'1 month'", "'-3 days 04:00'", "'1 year 2 mons'", "'1' year", "'2' hour", "'1-3' year to month", "'3 4:05' day to minute", "'0.5' second")
	case "time":
		return "time '" + g.one("00:00", "02:30:00", "23:59:59.5", "12:00", "24:00") + "'"
	case "bytea":
		return "'" + g.one(`\x`, `\x00`, `\x01ff`, `\x6162`, "ab") + "'::bytea"
	case "uuid":
		return "'" + g.one("00000000-0000-0000-0000-000000000001", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "ffffffff-ffff-ffff-ffff-ffffffffffff") + "'::uuid"
	}
	if x := g.typedLiteral(typ); x != "" {
		return x
	}
	if x := g.broadLiteral(typ); x != "" {
		return x
	}
	if x := g.wideLiteral(typ); x != "" {
		return x
	}
	return "NULL"
}

// column gives a visible column of a type, inner scopes and outer ones alike.
func (g *generator) column(typ string) *piece {
	var found []string
	for i, r := range g.scope {
		for _, c := range r.cols {
			if c.typ == typ {
				found = append(found, r.alias+"."+c.name)
				if i == len(g.scope)-1 { // the innermost more often
					found = append(found, r.alias+"."+c.name)
				}
			}
		}
	}
	if len(found) == 0 {
		return &piece{text: g.literal(typ), kind: typ}
	}
	return &piece{text: found[g.r.IntN(len(found))], kind: typ}
}

// expr draws an expression of a type.
func (g *generator) expr(typ string, depth int) *piece {
	g.budget--
	if g.chance(600) { // of another type
		typ = g.typ()
	}
	if depth <= 0 || g.budget <= 0 || g.chance(3) {
		if g.chance(4) {
			return &piece{text: g.literal(typ), kind: typ}
		}
		return g.column(typ)
	}
	e := func(t string) *piece { return g.expr(t, depth-1) }
	if typ == "int4" && !g.inWindow && g.chance(60) { // a set where it may stand, and where it may not
		if g.chance(2) {
			return part(typ, "unnest(ARRAY[7, ", e("int4"), "])")
		}
		return part(typ, "generate_series(1, ", e("int4"), " % 4)")
	}
	switch g.r.IntN(9) {
	case 0:
		return part(typ, "CASE WHEN ", e("bool"), " THEN ", e(typ), option(" ELSE ", e(typ)), " END")
	case 1:
		if g.chance(2) {
			return part(typ, "CASE ", e("int4"), " WHEN ", e("int4"), " THEN ", e(typ), option(" WHEN ", e("int4"), " THEN ", e(typ)), option(" ELSE ", e(typ)), " END")
		}
		return part(typ, "coalesce(", list(", ", e(typ), e(typ)), ")")
	case 2:
		return part(typ, "nullif(", e(typ), ", ", e(typ), ")")
	case 3:
		if typ == "hstore" {
			return part(typ, "coalesce(", e(typ), ", ", e(typ), ")")
		}
		return part(typ, "greatest(", e(typ), ", ", e(typ), ")")
	case 4, 5:
		if depth > 1 && g.budget > 6 {
			return g.scalarSubquery(typ, depth-1)
		}
	}
	return g.special(typ, e)
}

// special draws an expression that only its type has.
func (g *generator) special(typ string, e func(string) *piece) *piece {
	if g.hasTypes && (slices.Contains(typedTypes, typ) || g.chance(4)) {
		if p := g.typed(typ, e); p != nil {
			return p
		}
	}
	if g.broad && (slices.Contains(broadTypes, typ) || g.chance(4)) {
		if p := g.broader(typ, e); p != nil {
			return p
		}
	}
	if g.wide && (slices.Contains(wideTypes, typ) || g.chance(4)) {
		if p := g.wider(typ, e); p != nil {
			return p
		}
	}
	switch typ {
	case "int4":
		switch g.r.IntN(8) {
		case 0:
			return part(typ, "length(", e("text"), ")")
		case 1:
			return part(typ, "(", e(typ), " % nullif(", e(typ), ", 0))")
		case 2:
			return part(typ, "abs(", e(typ), ")")
		case 3:
			return part(typ, "array_length(", e("int4[]"), ", 1)")
		case 4:
			return part(typ, "(", e("int4[]"), ")["+g.one("1", "2", "0")+"]")
		case 5:
			return part(typ, "extract("+g.one("day", "month", "dow", "doy")+" FROM ", e(g.one("date", "timestamp", "timestamptz")), ")::int4")
		}
		return part(typ, "(", e(typ), g.one(" + ", " - "), e(typ), ")")
	case "int8":
		if g.chance(3) {
			return part(typ, e("int4"), "::int8")
		}
		return part(typ, "(", e(typ), g.one(" + ", " - "), e(g.one("int4", typ)), ")")
	case "numeric":
		switch g.r.IntN(4) {
		case 0:
			return part(typ, "round(", e(typ), ", "+g.one("0", "1", "3", "-1")+")")
		case 1:
			return part(typ, e(g.one("int4", "int8")), "::numeric")
		}
		return part(typ, "(", e(typ), g.one(" + ", " - ", " * "), e(g.one("int4", typ)), ")")
	case "float8":
		if g.chance(3) {
			return part(typ, e(g.one("int4", "numeric")), "::float8")
		}
		return part(typ, "(", e(typ), g.one(" + ", " - "), e(typ), ")")
	case "text":
		switch g.r.IntN(8) {
		case 0:
			return part(typ, g.one("upper", "lower", "trim", "md5", "reverse"), "(", e(typ), ")")
		case 1:
			return part(typ, "substr(", e(typ), ", ", e("int4"), ")")
		case 2:
			return part(typ, e(g.one("int4", "bool", "date", "timestamp", "timestamptz", "int4[]", "numeric", "int8")), "::text")
		case 3:
			return part(typ, "replace(", e(typ), ", 'a', ", e(typ), ")")
		case 4:
			return part(typ, "left(", e(typ), ", 2)")
		case 5:
			return part(typ, "concat(", e(typ), ", ", e("int4"), ")")
		}
		return part(typ, "(", e(typ), " || ", e(g.one("text", "text", "int4")), "::text)")
	case "bool":
		return g.condition(e)
	case "date":
		if g.chance(2) {
			return part(typ, e(g.one("timestamp", "timestamptz")), "::date")
		}
		return part(typ, "(", e(typ), " + ", part("int4", "(", e("int4"), " % 1000)"), ")")
	case "interval":
		switch g.r.IntN(5) {
		case 0:
			return part(typ, "(", e("timestamp"), " - ", e("timestamp"), ")")
		case 1:
			return part(typ, "(", e(typ), " * ", g.one("2", "(-1)", "0.5"), ")")
		case 2:
			return part(typ, "justify_days(", e(typ), ")")
		case 3:
			return part(typ, "(", e("time"), " - ", e("time"), ")")
		}
		return part(typ, "(", e(typ), g.one(" + ", " - "), e(typ), ")")
	case "time":
		if g.chance(2) {
			return part(typ, e("timestamp"), "::time")
		}
		return part(typ, "(", e(typ), g.one(" + ", " - "), e("interval"), ")")
	case "bytea":
		switch g.r.IntN(3) {
		case 0:
			return part(typ, "substr(", e(typ), ", ", e("int4"), ")")
		case 1:
			return part(typ, "convert_to(", e("text"), ", 'UTF8')")
		}
		return part(typ, "(", e(typ), " || ", e(typ), ")")
	case "uuid":
		return part(typ, "md5(", e("text"), ")::uuid")
	case "timestamp":
		switch g.r.IntN(5) {
		case 3:
			return part(typ, "(", e(g.one("date", typ)), g.one(" + ", " - "), e("interval"), ")")
		case 0:
			return part(typ, e("date"), "::timestamp")
		case 1:
			return part(typ, "(", e("timestamptz"), " AT TIME ZONE '"+g.one("America/New_York", "UTC", "Europe/Berlin")+"')")
		case 2:
			return part(typ, "date_trunc('"+g.one("month", "hour", "week")+"', ", e(typ), ")")
		}
		return part(typ, "(", e(typ), g.one(" + ", " - "), "interval '"+g.one("1 month'", "1 day 2 hours'", "-1 year'", "30 minutes'", "1' year", "2' month", "1-1' year to month", "36' hour")+")")
	case "timestamptz":
		switch g.r.IntN(4) {
		case 0:
			return part(typ, e(g.one("timestamp", "date")), "::timestamptz")
		case 1:
			return part(typ, "date_trunc('"+g.one("month", "day", "hour")+"', ", e(typ), ")")
		}
		return part(typ, "(", e(typ), g.one(" + ", " - "), "interval '"+g.one("1 month'", "1 day'", "24 hours'", "30 minutes'", "1' day", "24' hour")+")")
	default:
		if g.chance(2) {
			return part(typ, "array_append(", e(typ), ", ", e("int4"), ")")
		}
		return part(typ, "ARRAY[", list(", ", e("int4"), e("int4")), "]::int4[]")
	}
}

func (g *generator) comparison() string {
	return g.one(" = ", " = ", " <> ", " < ", " <= ", " > ", " >= ")
}

// comparable draws two types that compare with each other.
func (g *generator) comparable() (string, string) {
	if g.chance(3) {
		pairs := [][2]string{{"int4", "int8"}, {"int8", "int4"}, {"int4", "numeric"}, {"numeric", "int8"}, {"float8", "int4"}, {"numeric", "float8"}, {"date", "timestamp"}, {"timestamptz", "date"}, {"timestamp", "timestamptz"}, {"float8", "numeric"}, {"interval", "time"}}
		if g.hasTypes {
			pairs = append(pairs, [2]string{"posint", "int4"}, [2]string{"int8", "posint"})
		}
		p := pairs[g.r.IntN(len(pairs))]
		return p[0], p[1]
	}
	t := g.typ()
	return t, t
}

func (g *generator) condition(e func(string) *piece) *piece {
	a, b := g.comparable()
	k := g.r.IntN(21)
	if g.budget < 8 && k >= 9 && k < 17 {
		k %= 9
	}
	switch k {
	case 17: // rows, as a whole and by their fields
		c, d := g.comparable()
		return part("bool", "((", e(a), ", ", e(c), ")", g.one(" IS DISTINCT FROM ", " IS NOT DISTINCT FROM "), "(", e(b), ", ", e(d), "))")
	case 18:
		row := part("", "ROW(", e(a), ", ", e(g.typ()), ") IS ", g.one("NULL", "NOT NULL"))
		return part("bool", g.one("(", "(NOT "), row, ")")
	case 19:
		return part("bool", "(", e("text"), g.one(" ~ ", " ~ ", " !~ ", " ~* "), g.one("'a'", "'^a'", "'b$'", "'(a|b)+?'", `'\ma'`, `'b\M'`, `'\yab\y'`, "'[[:alpha:]]'", "'^.{1,2}$'", "'x%|é'"), ")")
	case 20:
		return part("bool", "(", e("text"), option(" NOT"), g.one(" LIKE ", " ILIKE "), e("text"), ")")
	case 0:
		return part("bool", "(", e(a), g.one(" IS NULL", " IS NOT NULL"), ")")
	case 1:
		return part("bool", "(", e(a), g.one(" IS DISTINCT FROM ", " IS NOT DISTINCT FROM "), e(b), ")")
	case 2, 3:
		return part("bool", "(", e("bool"), g.one(" AND ", " OR "), e("bool"), ")")
	case 4:
		return part("bool", "(NOT ", e("bool"), ")")
	case 5:
		return part("bool", "(", e(a), option(" NOT"), " IN (", list(", ", e(b), e(b), e(b)), "))")
	case 6:
		return part("bool", "(", e(a), option(" NOT"), " BETWEEN ", option(g.one("SYMMETRIC ", "")), e(b), " AND ", e(b), ")")
	case 7:
		return part("bool", "(", e("text"), option(" NOT"), g.one(" LIKE ", " LIKE ", " ILIKE "), g.one("'a%'", "'%b'", "'_'", "'%'", "'é%'", "''"), ")")
	case 8:
		return part("bool", "(", e("bool"), " IS ", option("NOT "), g.one("TRUE", "FALSE", "UNKNOWN"), ")")
	case 9, 10:
		return part("bool", "(", e(a), option(" NOT"), " IN (", g.subquery([]string{b}, 1), "))")
	case 11:
		return part("bool", option("NOT "), "EXISTS (", g.subquery([]string{g.typ()}, 1), ")")
	case 12:
		return part("bool", "(", e(a), g.comparison(), g.one("ANY", "ALL"), " (", g.subquery([]string{b}, 1), "))")
	case 13:
		return part("bool", "(", e("int4"), g.comparison(), g.one("ANY", "ALL"), " (", e("int4[]"), "))")
	case 14:
		c, d := g.comparable()
		return part("bool", "((", e(a), ", ", e(c), ")", g.comparison(), "(", e(b), ", ", e(d), "))")
	case 15:
		c, d := g.comparable()
		return part("bool", "((", e(a), ", ", e(c), ")", option(" NOT"), " IN (", g.subquery([]string{b, d}, 1), "))")
	}
	return part("bool", "(", e(a), g.comparison(), e(b), ")")
}

// aggregate draws an aggregate of a type, or nil where the type has none.
func (g *generator) aggregate(typ string, depth int) *piece {
	e := func(t string) *piece { return g.expr(t, depth) }
	filter := func() *piece {
		if g.chance(5) {
			return option(" FILTER (WHERE ", e("bool"), ")")
		}
		return nil
	}
	distinct := func() *piece {
		if g.chance(4) {
			return option("DISTINCT ")
		}
		return nil
	}
	if g.broad && g.chance(4) || slices.Contains(rangeTypes, typ) {
		if n := g.orderedSet(typ, e); n != nil {
			return part("", n, filter())
		}
	}
	switch typ {
	case "int8":
		if g.chance(2) {
			return part("", "count(*)", filter())
		}
		if g.chance(2) {
			return part("", "count(", distinct(), e(g.typ()), ")", filter())
		}
		return part("", "sum(", distinct(), e("int4"), ")", filter())
	case "numeric":
		return part("", g.one("avg", "sum"), "(", distinct(), e(g.one("int8", "numeric")), ")", filter())
	case "bool":
		return part("", g.one("bool_and", "bool_or"), "(", e("bool"), ")", filter())
	case "text":
		if g.chance(2) {
			x := e("text")
			return part("", "string_agg(", x, "::text, ',' ORDER BY ", &piece{text: "", kids: []*piece{x}}, "::text)", filter())
		}
		return part("", g.one("min", "max"), "(", e("text"), ")", filter())
	case "int4[]":
		x := e("int4")
		return part("", "array_agg(", x, " ORDER BY ", x, ")", filter())
	}
	if typ == "jsonb" && g.chance(2) {
		x := e(typ)
		return part("", "jsonb_agg(", x, " ORDER BY ", x, ")", filter())
	}
	if typ == "bytea" || typ == "uuid" || typ == "jsonb" || typ == "varbit" || g.wide && slices.Contains(wideTypes, typ) {
		x := e(typ)
		if typ == "hstore" {
			return part("", "(array_agg(", x, " ORDER BY ", x, "::text)", filter(), ")[1]")
		}
		return part("", "(array_agg(", x, " ORDER BY ", x, ")", filter(), ")[1]")
	}
	return part("", g.one("min", "max"), "(", e(typ), ")", filter())
}

func (g *generator) scalarSubquery(typ string, depth int) *piece {
	mark := len(g.scope)
	outer := g.scope
	defer func() { g.scope = outer }()
	from := g.from(1)
	where := g.where(1)
	if g.chance(5) { // one row by its order
		item := g.expr(typ, depth-1)
		return part(typ, "(SELECT ", item, from, where, fmt.Sprintf(" ORDER BY 1 %s LIMIT 1)", g.one("", "DESC", "NULLS FIRST")))
	}
	if !g.chance(8) {
		g.scope = g.scope[mark:]
		return part(typ, "(SELECT ", g.aggregate(typ, 1), from, where, ")")
	}
	// The aggregate may be the outer query's, and this one have several rows, all the same.
	return part(typ, "(SELECT ", g.aggregate(typ, 1), from, where, " LIMIT 1)")
}

// subquery draws a query with columns of these types.
func (g *generator) subquery(types []string, depth int) *piece {
	mark := len(g.scope)
	defer func() { g.scope = g.scope[:mark] }()
	from := g.from(depth)
	where := g.where(depth)
	var items []*piece
	for _, t := range types {
		items = append(items, g.expr(t, depth))
	}
	distinct := g.one("", "", "DISTINCT ")
	sel := part("", "SELECT ", option(distinct), list(", ", items...), from, where)
	if distinct == "" && g.chance(5) {
		sel = part("", sel, option(" ORDER BY ", g.expr(g.sortable(), depth)))
	}
	if g.chance(8) {
		return part("", sel, option(g.one(" LIMIT 0", " LIMIT ALL", " OFFSET 0", " OFFSET 1000", " LIMIT 9223372036854775807 OFFSET 9223372036854775807")))
	}
	return sel
}

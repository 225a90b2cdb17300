package differential

import "slices"

// typedTypes are those that typed worlds draw from too.
var typedTypes = []string{"mood", "mood", "posint", "jsonb", "jsonb"}

// userTypes makes the types of a typed world.
func userTypes() []*step {
	return []*step{
		{role: "owner", schema: true, tree: part("", "CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy')")},
		{role: "owner", schema: true, tree: part("", "CREATE DOMAIN posint AS int4 CHECK (VALUE >= 0)")},
	}
}

// typedLiteral draws a value of one of the types, "" for others.
func (g *generator) typedLiteral(typ string) string {
	switch typ {
	case "mood":
		return g.one("'sad'", "'ok'", "'happy'") + "::mood"
	case "posint":
		return g.one("0", "1", "2", "5", "7", "100") + "::posint"
	case "jsonb":
		return "'" + g.one(`null`, `1`, `-7`, `true`, `"a"`, `"é"`, `{}`, `[]`, `{"a": 1, "b": [1, null]}`, `[1, "a", {"a": null}]`, `{"a": {"b": true}, "": 0}`, `[[2], 1]`) + "'::jsonb"
	}
	return ""
}

// typed draws an expression that has to do with one of the types, nil where there is none of
// a type. None can fail.
func (g *generator) typed(typ string, e func(string) *piece) *piece {
	switch typ {
	case "mood":
		switch g.r.IntN(3) {
		case 0:
			return part(typ, "(CASE WHEN ", e("bool"), " THEN 'ok' ELSE 'sad' END)::mood")
		case 1:
			return part(typ, g.one("enum_first", "enum_last"), "(", e(typ), ")")
		}
		return part(typ, "(enum_range(", e(typ), ", ", e(typ), "))[", g.one("1", "2"), "]")
	case "posint":
		return part(typ, "(abs(", e("int4"), ") % 50)::posint")
	case "jsonb":
		return g.document(e)
	case "int4":
		return part(typ, "(", e("posint"), g.one(" + ", " - ", " * "), "2)")
	case "text":
		switch g.r.IntN(4) {
		case 0:
			return part(typ, e(g.one("mood", "jsonb", "posint")), "::text")
		case 1:
			return part(typ, "jsonb_typeof(", e("jsonb"), ")")
		case 2:
			return part(typ, "(", e("jsonb"), " #>> ", g.one("'{a}'", "'{a,b}'", "'{0}'", "'{}'", "'{-1,0}'"), ")")
		}
		return part(typ, "(", e("jsonb"), " ->> ", g.one("'a'", "'b'", "0", "-1"), ")")
	case "bool":
		switch g.r.IntN(5) {
		case 0:
			return part(typ, "(", e("jsonb"), g.one(" @> ", " <@ "), e("jsonb"), ")")
		case 1:
			return part(typ, "(", e("jsonb"), g.one(" ? 'a'", " ?| ARRAY['a', 'x']", " ?& ARRAY['a', 'b']"), ")")
		case 2:
			return part(typ, "(", e("jsonb"), g.one(" @? '$.a'", " @@ '$.a == 1'", " @? '$[*] ? (@ > 0)'"), ")")
		case 3:
			return part(typ, "(", e("posint"), g.comparison(), e("int4"), ")")
		}
		return part(typ, "(", e("mood"), g.comparison(), g.one("'ok'", "'sad'::mood", "enum_last(NULL::mood)"), ")")
	}
	return nil
}

// document draws a jsonb. Its numbers are whole: of equal ones that look different either may
// stand for both.
func (g *generator) document(e func(string) *piece) *piece {
	const typ = "jsonb"
	switch g.r.IntN(9) {
	case 0:
		t := g.one("int4", "text", "bool", "date", "mood", "posint", "int4[]")
		return part(typ, "jsonb_build_object('a', ", e(t), "::"+t+", 'b', ", e(typ), ")")
	case 1:
		return part(typ, "jsonb_build_array(", list(", ", e(typ), e(typ)), ")")
	case 2:
		return part(typ, "(", e(typ), " -> ", g.one("'a'", "'b'", "0", "1", "-1"), ")")
	case 3:
		return part(typ, "(", e(typ), " || ", e(typ), ")")
	case 4:
		t := g.one("int4", "int8", "text", "bool", "date", "timestamp", "uuid", "int4[]", "mood", "posint")
		return part(typ, "to_jsonb(", e(t), "::"+t+")")
	case 5:
		return part(typ, g.one("jsonb_path_query_first", "jsonb_path_query_array"), "(", e(typ), ", ", g.one("'$.a'", "'$[*] ? (@ > 0)'", "'$.*'", "'$.**'", "'$[last]'", "'$.a.type()'"), ")")
	case 6:
		change, path := g.one("jsonb_set", "jsonb_insert"), g.one("'{a}'", "'{c}'", "'{a,c}'")
		if change == "jsonb_insert" && path == "'{a}'" { // which is there
			path = "'{c}'"
		}
		return part(typ, change, `('{"a": {"b": 1}}', `, path, ", ", e(typ), ")")
	case 7:
		return part(typ, "jsonb_strip_nulls(", e(typ), ")")
	}
	return part(typ, "(", e(typ), " #> ", g.one("'{a}'", "'{a,b}'", "'{0}'", "'{1,a}'"), ")")
}

// computed gives a table now and then a column that is computed from another one, and its
// definition.
func (g *generator) computed(t *table) (column, string) {
	from := t.cols[g.r.IntN(len(t.cols))]
	forms := map[string][][2]string{
		"int4":   {{"int4", from.name + " * 2 + 1"}, {"bool", from.name + " > 2"}},
		"text":   {{"text", "upper(" + from.name + ")"}, {"int4", "length(" + from.name + ")"}},
		"jsonb":  {{"text", from.name + " ->> 'a'"}, {"jsonb", from.name + " -> 0"}},
		"posint": {{"posint", from.name}},
		"mood":   {{"bool", from.name + " = 'ok'"}},
	}
	list := forms[from.typ]
	if len(list) == 0 || !g.chance(2) {
		return column{}, ""
	}
	f := list[g.r.IntN(len(list))]
	return column{name: "g", typ: f[0], made: true}, "g " + f[0] + " GENERATED ALWAYS AS (" + f[1] + ") STORED"
}

// makes reports whether a table has a column that nobody gives values to.
func (t *table) makes() bool {
	return slices.ContainsFunc(t.cols, func(c column) bool { return c.made })
}

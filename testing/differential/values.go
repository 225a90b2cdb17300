package differential

import "fmt"

// These topics are about functions and operators of values with parts: documents by paths, arrays,
// ranges.

// jsonPath draws a path: accessors, filters with variables, methods. None has keyvalue's id, which is
// another number here.
func (g *generator) jsonPath() string {
	path := g.one("", "", "", "strict ", "lax ") + "$"
	accessor := func() string {
		return g.one(".a", ".b", ".c", "[*]", "[0]", "[last]", "[1 to 2]", "[last - 1]", "[0, 2]", ".*", ".**", ".**{1}", ".**{1 to last}", `."x y"`, "[$i]", "[*].a")
	}
	for range g.r.IntN(4) {
		path += accessor()
	}
	operand := func() string {
		return g.one("@", "@.a", "@.b", "@[0]", "@.size()", "@.type()", "1", "2.5", `"a"`, "null", "true", "$i", "$s", "(@ + 1)", "@.a.double()")
	}
	condition := func() string {
		switch g.r.IntN(9) {
		case 0:
			return "exists (" + g.one("@.a", "@.b ? (@ > 1)", "@[*] ? (@ == 2)", "$.c") + ")"
		case 1:
			return operand() + " like_regex " + g.one(`"^a"`, `"A" flag "i"`, `"b.*" flag "q"`, `"^ab$" flag "m"`)
		case 2:
			return operand() + " starts with " + g.one(`"a"`, "$s", `""`)
		case 3:
			return "(" + operand() + " > 0) is unknown"
		case 4:
			return "!(" + operand() + g.one(" == ", " < ") + operand() + ")"
		}
		return operand() + g.one(" == ", " != ", " <> ", " < ", " <= ", " > ", " >= ") + operand()
	}
	if g.chance(2) {
		path += " ? (" + condition()
		if g.chance(3) {
			path += g.one(" && ", " || ") + condition()
		}
		path += ")"
		if g.chance(3) {
			path += accessor()
		}
	}
	if g.chance(3) {
		path += g.one(".type()", ".size()", ".abs()", ".floor()", ".ceiling()", ".double()", ".keyvalue().key", ".keyvalue().value", ".datetime()", `.datetime("YYYY-MM-DD")`)
	}
	switch g.r.IntN(9) {
	case 0:
		path = g.one("-", "+", "2 * ", "10 % ") + "(" + path + ")"
	case 1:
		path = "(" + path + ")" + g.one(" + 1", " - $i", " / 2", " * -1")
	}
	return path
}

// jsonpaths asks documents by paths.
func (g *generator) jsonpaths() []*step {
	t := g.name("jp")
	docs := []string{`{"a": 1, "b": [1, 2, 3], "c": {"a": "ab"}}`, `[1, "a", null, {"a": 2}]`, `{"a": [{"a": 1, "b": 2}, {"a": 2.50}], "x y": true}`, `"abc"`, `[]`, `{}`, `[[1, 2], [3]]`, `null`, `{"a": {"b": {"c": [0, -1.5]}}}`, `["2024-02-29", "12:30:00", "2024-02-29T01:00:00+02"]`, `{"a": null, "b": "2", "c": -7}`, `12.340`}
	var rows []*piece
	for i, d := range g.r.Perm(len(docs))[:6] {
		rows = append(rows, part("", fmt.Sprintf("(%d, '%s')", i, docs[d])))
	}
	steps := []*step{made("CREATE TABLE " + t + " (k int4 PRIMARY KEY, j jsonb)"), changes("INSERT INTO "+t+" VALUES ", list(", ", rows...), ", (20, NULL)")}
	if g.chance(2) {
		steps = append(steps, made("CREATE INDEX ON "+t+" USING gin (j"+g.one("", " jsonb_path_ops")+")"))
	}
	for range 14 {
		more := g.one("", ", silent => true", ", silent => true") // else most paths of strict fail
		path := "'" + g.jsonPath() + "', vars => '" + g.one(`{"i": 1, "s": "a"}`, `{"i": 0, "s": "ab"}`) + "'" + more
		tz := g.one("", "", "", "_tz")
		switch g.r.IntN(8) {
		case 0, 1:
			steps = append(steps, asksInOrder("SELECT k, x FROM "+t+", jsonb_path_query"+tz+"(j, "+path+") WITH ORDINALITY AS q(x, n) ORDER BY k, n"))
		case 2:
			steps = append(steps, asks("SELECT k, jsonb_path_query_array"+tz+"(j, "+path+") FROM "+t))
		case 3:
			steps = append(steps, asks("SELECT k, jsonb_path_query_first"+tz+"(j, "+path+") FROM "+t))
		case 4:
			steps = append(steps, asks("SELECT k, jsonb_path_exists"+tz+"(j, "+path+") FROM "+t))
		case 5: // operators have no variables
			steps = append(steps, asks("SELECT k FROM "+t+" WHERE j @? '"+g.one("$.a", "$[*] ? (@ == 1)", "$.b[*] ? (@ > 2)", "$.a ? (@ == 1)", "$.**.a ? (@ == 2)", "strict $.a[*]", `$.c.a ? (@ starts with "a")`)+"'"))
		case 6:
			steps = append(steps, asks("SELECT k FROM "+t+" WHERE j @@ '"+g.one("$.a == 1", "$[*] == 1", "$.b[*] > 2", `$.c.a == "ab"`, "exists($.a)", "strict $.a == 1", "$.**.a == 2", "$.a", "!($.a == 1)")+"'"))
		default:
			steps = append(steps, asks("SELECT k, jsonb_path_match(j, '"+g.one("$.a == 1", "exists($.b)", "$.a > 0 && $.c < 0", "$[0] == $i", "!(exists($.a))")+`', '{"i": 1}'`+", true) FROM "+t))
		}
	}
	return append(steps, asks("SELECT '"+g.jsonPath()+"'::jsonpath"), asks("SELECT '"+g.jsonPath()+"'::jsonpath"))
}

// arrays asks what functions and operators make of arrays, of several dimensions and bounds too.
func (g *generator) arrays() []*step {
	t := g.name("aa")
	ints := func() string {
		return g.one("'{1,2,3}'", "'{3,NULL,3}'", "'{}'", "NULL", "'{{1,2},{3,4}}'", "'[2:3]={5,6}'", "'{7}'", "'[0:1][3:4]={{1,NULL},{2,1}}'")
	}
	texts := func() string {
		return g.one("'{a,b}'", "'{NULL,\"x y\",a}'", "'{}'", "NULL", "'{{a},{b}}'", "'{\"\",\"NULL\"}'", "'[5:6]={q,r}'")
	}
	var rows []*piece
	for i := range 6 {
		rows = append(rows, part("", fmt.Sprintf("(%d, %s, %s)", i, ints(), texts())))
	}
	steps := []*step{made("CREATE TABLE " + t + " (k int4 PRIMARY KEY, a int4[], b text[])"), changes("INSERT INTO "+t+" VALUES ", list(", ", rows...))}
	flat := "coalesce(array_ndims(a), 1) = 1"
	for range 18 {
		n := g.one("1", "2", "3", "NULL", "0", "7")
		any := g.one("a", "b", "a || 1", "b || 'z'::text", "array_remove(a[:], NULL)")
		x := g.one(
			"array_dims("+any+"), array_ndims("+any+")", "array_upper("+any+", 1), array_lower("+any+", "+g.one("1", "2", "0")+")", "array_length("+any+", 2), cardinality("+any+")",
			"array_to_string("+any+", "+g.one("','", "''", "NULL")+g.one("", ", '*'", ", NULL")+")", "array_replace(a, "+n+", "+g.one("9", "NULL")+")", "array_to_json("+any+g.one("", ", true")+")",
			"a["+n+"], a[1:"+n+"], b["+g.one("1", "5")+":]", "a[1][2], a[1:1][2:2], a[:][:]", "a @> ARRAY["+n+"]::int4[], a <@ '{1,2,3,4}', a && '{3}'", "a = b::text::int4[]",
			"a < '{2}', a >= '{{1,2},{3,4}}'", "greatest(a, '{1,2}'), least(b, '{a}')", n+" = ANY (a), "+n+" < ALL (a)", "hash_array(a) = hash_array(a[:])", "to_jsonb(a), to_json(b)", "a::text[], a::int8[], b::varchar(1)[]",
			"(SELECT array_agg(x ORDER BY x) FROM unnest("+any+") x)", "(SELECT count(*) FROM generate_subscripts("+any+", "+g.one("1", "2")+g.one("", ", true")+"))", "ARRAY[a, a]", "ARRAY(SELECT unnest(a) ORDER BY 1 DESC)",
			"a IS DISTINCT FROM '{1,2,3}'", "width_bucket("+n+", '{1,3,5}'::int4[])", "array_fill("+n+", ARRAY["+g.one("2", "1, 2", "0")+"]"+g.one("", "")+")", "cardinality(string_to_array(b::text, ','))", "array_cat(a, "+g.one("a", "'{4}'", "NULL", "'{}'")+")")
		where := ""
		if g.chance(4) { // functions of arrays of one dimension
			x, where = g.one("array_position(a, "+n+")", "array_positions(a, "+n+")", "array_remove(a, "+n+")", "array_prepend("+n+", a), array_append(a, "+n+")", "a || "+n+"::int4, "+n+"::int4 || a", "array_position(a, "+n+", 2)"), " WHERE "+flat
		}
		if g.chance(8) {
			x, where = "trim_array(a, 1), trim_array(b, 0)", " WHERE cardinality(a) > 0"
		}
		steps = append(steps, asks("SELECT k, "+x+" FROM "+t, part("", where)))
		if g.chance(5) {
			steps = append(steps, changes("UPDATE "+t+" SET "+g.one("a[2] = 5", "a[1] = NULL", "b[2:3] = '{y,z}'", "a = a[:] || 4", "a[5] = 1")+" WHERE k = "+fmt.Sprint(g.r.IntN(6))), asks("TABLE "+t))
		}
	}
	return append(steps,
		asksInOrder("SELECT k, q.* FROM "+t+", "+g.one("unnest(a, b)", "ROWS FROM (unnest(a), unnest(b), generate_series(1, 2))", "unnest(b, a)")+" WITH ORDINALITY AS q(x, y) ORDER BY k, ordinality"),
		asksInOrder("SELECT x FROM string_to_table("+g.one("'a,b,,c'", "NULL", "''", "'abc'")+", "+g.one("','", "NULL", "''", "'b'")+g.one("", ", 'b'", ", ''")+") WITH ORDINALITY AS q(x, n) ORDER BY n"),
		asks("SELECT array_agg(a ORDER BY k) FROM "+t+" WHERE array_ndims(a) = 1 AND cardinality(a) = 3"),
		asks("SELECT a, count(*), min(b), max(b) FROM "+t+" GROUP BY a"))
}

// ranges asks what functions and operators make of ranges and multiranges of all types.
func (g *generator) ranges() []*step {
	t := g.name("rr")
	number := func() string {
		return g.one("'[1,3)'", "'(1.5,4]'", "'empty'", "NULL", "'(,2]'", "'[2,)'", "'(,)'", "'[3,3]'", "'[5,7)'")
	}
	time := func() string {
		return g.one("'[2024-01-01,2024-02-01)'", "'(2024-01-15 12:00,2024-03-01]'", "'empty'", "NULL", "'(,2024-01-10]'", "'[2024-02-01,infinity)'", "'[-infinity,]'")
	}
	multi := func() string {
		return g.one("'{[1,3),[5,9)}'", "'{}'", "NULL", "'{(,2),(7,)}'", "'{[3,4]}'", "'{[1,2),[2,3)}'", "'{empty,[8,9)}'")
	}
	var rows []*piece
	for i := range 6 {
		rows = append(rows, part("", fmt.Sprintf("(%d, %s, %s, %s)", i, number(), time(), multi())))
	}
	steps := []*step{made("CREATE TABLE " + t + " (k int4 PRIMARY KEY, n numrange, s tsrange, m int8multirange)"), changes("INSERT INTO "+t+" VALUES ", list(", ", rows...))}
	for range 18 {
		pair := g.r.IntN(3)
		c := []string{"n", "s", "m"}[pair]
		v := []string{number(), time(), multi()}[pair]
		typ := []string{"numrange", "tsrange", "int8multirange"}[pair]
		v += "::" + typ
		element := []string{"2.0", "timestamp '2024-01-20'", "5::int8"}[pair]
		x := g.one("lower("+c+"), upper("+c+")", "isempty("+c+"), lower_inc("+c+"), upper_inc("+c+"), lower_inf("+c+"), upper_inf("+c+")", c+" && "+v, c+" @> "+v+", "+c+" <@ "+v, c+" << "+v+", "+c+" >> "+v,
			c+" &< "+v+", "+c+" &> "+v+", "+c+" -|- "+v, c+" * "+v, c+" @> "+element+", "+element+" <@ "+c, c+" < "+v+", "+c+" = "+v, "greatest("+c+", "+v+"), least("+c+", "+v+")", "to_jsonb("+c+"), "+c+"::text::"+typ,
			"m + "+multi()+"::int8multirange, m - "+multi()+"::int8multirange", "multirange(n), multirange(s), range_merge(m)", "range_merge(n, "+number()+")", "m && '[2,6)'::int8range, m @> '[1,2)'::int8range, '[0,99)'::int8range @> m", "n::text || s::text",
			"numrange(lower(n), upper(n), '[]'), tsrange(lower(s), upper(s), '()')", "nummultirange(coalesce(n, 'empty'), '[2,5)')", "m -|- '[3,5)'::int8range, m << '[50,)'::int8range")
		switch g.r.IntN(6) {
		case 0: // of ranges whose union or difference may be two
			x = g.one("n + "+number()+"::numrange", "n - "+number()+"::numrange", "s - "+time()+"::tsrange")
		case 1:
			steps = append(steps, asks("SELECT "+g.one("range_agg(n), range_intersect_agg(n)", "range_agg(s)", "range_intersect_agg(m)", "range_agg(n ORDER BY k) FILTER (WHERE k > 1)", "count(DISTINCT n), count(s)", "array_agg(m ORDER BY m)", "range_agg(n) OVER (ORDER BY k)")+" FROM "+t))
			continue
		case 2:
			steps = append(steps, asksInOrder("SELECT k, x FROM "+t+", unnest("+g.one("m", "m * '{[2,8)}'", "'{[1,2),[4,)}'::int8multirange - m")+") AS x ORDER BY k, x"))
			continue
		}
		steps = append(steps, asks("SELECT k, "+x+" FROM "+t))
	}
	return append(steps, asksInOrder("SELECT n FROM "+t+" ORDER BY n"), asksInOrder("SELECT s FROM "+t+" ORDER BY s DESC"), asksInOrder("SELECT m FROM "+t+" ORDER BY m NULLS FIRST"), asks("SELECT a.k, b.k FROM "+t+" a JOIN "+t+" b ON a.n && b.n AND a.s -|- b.s OR a.m = b.m"))
}

package differential

import "fmt"

// documents asks what functions and operators make of json and jsonb.
func (g *generator) documents() []*step {
	t := g.name("dc")
	docs := []string{`{"a": 1, "b": [1, 2, {"c": null}], "c": {"a": "x"}}`, `[1, "a", null, {"a": 2.50}, [true]]`, `"t"`, `12.30`, `null`, `true`, `{}`, `[]`, `{"b":2, "a" : 1,"b": 3}`, `{"a": {"b": {"c": "d\u00e9\"\\n"}}, "": 0}`, `[{"a": 1, "b": "x"}, {"a": null}, {"b": "y", "c": [1]}]`, `{"a": "1", "b": "true", "c": 1e3}`, `[[1,2],[3]]`, `-0.0`, `{"k": "\u0041\ud83d\ude00"}`, `1e100`, `"2024-02-29"`}
	var rows []*piece
	for i, n := range g.numbers(len(docs), 8) {
		rows = append(rows, part("", fmt.Sprintf("(%d, '%s', '%s', %s)", i, docs[n], docs[n], g.literal("text"))))
	}
	steps := []*step{made("CREATE TABLE " + t + " (k int4 PRIMARY KEY, j jsonb, t json, b text)"), changes("INSERT INTO "+t+" VALUES ", list(", ", rows...), ", (20, NULL, NULL, NULL)")}
	if g.chance(2) {
		steps = append(steps, made("CREATE INDEX ON "+t+g.one(" USING gin (j)", " USING gin (j jsonb_path_ops)", " (j)", " ((j ->> 'a'))")))
	}
	path := func() string {
		return "'{" + g.one("a", "b", "b,2", "b,-1,c", "0", "-1", "a,b,c", "3,a", "c,a", "", "9", "x,y") + "}'"
	}
	value := func() string {
		return g.one("'7'", "'null'", "'{\"z\": [1]}'", "'[1, 2]'", "'\"s\"'", "j", "to_jsonb(k)") + "::jsonb"
	}
	pieceOf := func() string {
		return g.one("'{\"a\": 1}'", "'[1]'", "'1'", "'{}'", "'[]'", "'[[1]]'", "'{\"b\": [2]}'", "'\"a\"'", "'[\"a\", null]'", "'{\"a\": {\"b\": {}}}'", "'null'") + "::jsonb"
	}
	safe := func() string {
		d := g.one("j", "j", "t")
		return g.one(d+" -> "+g.one("'a'", "0", "-1", "'b'", "3", "b"), d+" ->> "+g.one("'a'", "0", "-1", "'c'", "'b'"), d+" #> "+path()+", "+d+" #>> "+path(), "j @> "+pieceOf()+", j <@ "+pieceOf(), "j ? 'a', j ?| '{b,x}', j ?& '{a,b}'", "jsonb_typeof(j), json_typeof(t)", "jsonb_pretty(j)", "jsonb_strip_nulls(j), json_strip_nulls(t)", "j::text, t::text", "j = t::jsonb, j < "+value(), "to_jsonb(b), to_json(t)", "json_build_object('k', k, 'j', j, 't', t, 'b', b)", "jsonb_build_object('k', k, 'b', b, 'n', NULL, 'd', date '2024-02-29', 'f', 1.50)", "json_build_array(k, b, t, 1.5, true, NULL)", "jsonb_build_array(j, b, ARRAY[k, 1], interval '1 day')", "row_to_json(ROW(k, b))", "row_to_json("+t+", true)", "to_jsonb("+t+")", "jsonb_extract_path(j, 'a', 'b'), json_extract_path_text(t, 'b', '2')", "greatest(j, '1'), least(j, '[]')", "jsonb_path_exists(j, '$.a')", "quote_literal(j::text)", "array_to_json(ARRAY[j, "+value()+"]), to_jsonb(ARRAY[t])", "json_object(ARRAY['a', coalesce(b, 'n')]), jsonb_object('{a,b}', ARRAY[b, NULL])", "length(t::text), md5(j::text)", "hashtext(j::text), jsonb_hash(j) = jsonb_hash(j)", "j IN ("+pieceOf()+", "+pieceOf()+")", "j || "+value()+" IS NULL", "jsonb_concat(j, '[]')", "(SELECT array_agg(x ORDER BY x) FROM jsonb_path_query(j, 'lax $.*') x)")
	}
	container := " WHERE jsonb_typeof(j) IN ('object', 'array')"
	for range 18 {
		switch g.r.IntN(10) {
		case 0, 1:
			steps = append(steps, asks("SELECT k, "+g.one("jsonb_set(j, "+path()+", "+value()+g.one("", ", false", ", true")+")", "jsonb_insert(j, '{"+g.one("a", "b,0", "0", "-1", "zz", "b,9")+"}', "+value()+g.one("", ", true")+")", "j #- "+path(), "j || "+value(), value()+" || j")+" FROM "+t+container, part("", g.one("", " AND j <> '[]'", ""))))
		case 2:
			steps = append(steps, asks("SELECT k, "+g.one("j - 'a'", "j - '{a,b}'::text[]", "(SELECT count(*) FROM jsonb_object_keys(j))", "j - 'zz'::text || '{\"q\": 1}'")+" FROM "+t+" WHERE jsonb_typeof(j) = 'object'"))
		case 3:
			steps = append(steps, asks("SELECT k, "+g.one("j - 0", "j - -1", "jsonb_array_length(j), json_array_length(t)", "j - 'a'", "(SELECT array_agg(x) FROM jsonb_array_elements_text(j) x)", "j -> 0 -> 'a'")+" FROM "+t+" WHERE jsonb_typeof(j) = 'array'"))
		case 4:
			steps = append(steps, asks("SELECT k, q.* FROM "+t+", "+g.one("jsonb_each(j)", "jsonb_each_text(j)", "json_each(t)", "json_each_text(t)", "jsonb_object_keys(j)", "json_object_keys(t)")+" AS q WHERE jsonb_typeof(j) = 'object'"))
		case 5:
			steps = append(steps, asks("SELECT k, q.* FROM "+t+", "+g.one("jsonb_array_elements(j)", "jsonb_array_elements_text(j)", "json_array_elements(t)", "json_array_elements_text(t)")+g.one("", " WITH ORDINALITY")+" AS q WHERE jsonb_typeof(j) = 'array'"))
		case 6:
			steps = append(steps, asks("SELECT "+g.one("jsonb_agg(j ORDER BY k), json_agg(t ORDER BY k)", "jsonb_object_agg(k, j)", "json_object_agg(k, b ORDER BY k)", "jsonb_agg(b ORDER BY k) FILTER (WHERE j ? 'a')", "jsonb_object_agg(coalesce(b, 'n'), k ORDER BY k)", "count(DISTINCT j), array_agg(j ORDER BY j, k)", "json_agg(u ORDER BY k)")+" FROM "+t+" u"))
		case 7:
			steps = append(steps, asks("SELECT k FROM "+t+" WHERE "+g.one("j @> "+pieceOf(), "j ? '"+g.one("a", "x", "t")+"'", "j ?| '{a,t}'", "j ?& '{a,b}'", "j ->> 'a' = '1'", "j = "+pieceOf(), "j @@ '$.a == 1'", "j @? '$.b[*] ? (@ > 1)'", "j > '{}'")))
		case 8: // jsonb_set_lax of one row alone: Postgres 15 keeps the null that it makes, and crashes
			steps = append(steps, asksAlone(g.one("'"+g.one("{", "{\"a\"}", "[1,]", "{\"a\":1,}", "tru", "01", "1.", "\"\\x\"", "\"\\u00\"", "\"\\ud800\"", "\"\\u0000\"", "'a'", "", " ", "[1 2]", "{1:2}", "-", "+1", ".5", "1e", "nul", "\"a\nb\"", "1e400", "[[[[]]]]")+"'::"+g.one("json", "jsonb"), "jsonb_set('1', '{a}', '2')", "jsonb_set('[1]', '{a}', '2')", "jsonb_insert('{\"a\":1}', '{a}', '2')", "jsonb_object_keys('[]')", "jsonb_each('[1]')", "jsonb_array_elements('{}')", "jsonb_array_length('{}')", "'1'::jsonb - 'a'", "'{}'::jsonb - 1", "'\"a\"'::jsonb::int4", "'1.5'::jsonb::int4, 'true'::jsonb::bool, '2.5'::jsonb::numeric", "'1e10'::jsonb::int4", "'null'::jsonb::int4", "jsonb_object('{a}')", "jsonb_object('{a,b}', '{1}')", "jsonb_object('{NULL,1}')", "json_build_object('a')", "jsonb_build_object(NULL, 1)", "json_object_agg(NULL, 1)", "jsonb_populate_record(NULL::"+t+", '{\"k\": 7, \"b\": [1], \"j\": {\"x\": 1}}')", "jsonb_populate_record(NULL::"+t+", '{\"k\": \"x\"}')", "json_populate_record(ROW(1, NULL, NULL, 'b')::"+t+", '{\"j\": null}')", "'1' || '{}'::jsonb", "'[1]'::jsonb || 'null'", "'{\"a\": 1}'::jsonb || '[2]'", "jsonb_set_lax('{\"a\":1}', "+path()+", NULL, true, '"+g.one("raise_exception", "delete_key", "return_target", "use_json_null", "nope")+"')", "('{\"a\": [1,2]}'::jsonb)['a'][1], ('[1]'::jsonb)['0'], ('{}'::jsonb)['a']['b']", "to_json('NaN'::float8), to_jsonb('Infinity'::numeric)", "jsonb_pretty('{\"a\": [], \"b\": {}, \"c\": [1, {\"d\": 2}]}')", "json_strip_nulls('{\"a\": null, \"b\": [null, {\"c\": null}]}')", "'{\"a\":1}'::json -> 'a' ->> 0", "to_json(timestamptz '2024-03-10 07:30:00+00'), to_json(E'a\\tb\\u0001')")))
		default:
			steps = append(steps, g.asksOver(", k FROM "+t, safe))
		}
		if g.chance(6) {
			steps = append(steps, changes("UPDATE "+t+" SET "+g.one("j['a'] = '9'", "j['b'][0] = '\"z\"'", "j['n']['m'] = 'true'", "j = j || '{\"u\": 1}'")+" WHERE jsonb_typeof(j) = 'object'"), asks("SELECT k, j FROM "+t))
		}
	}
	return append(steps, asksInOrder("SELECT j FROM "+t+" ORDER BY j, k"), asks("SELECT j, count(*) FROM "+t+" GROUP BY j"),
		asks("SELECT k, r.* FROM "+t+", jsonb_to_record(j) AS r(a text, b jsonb, \"c\" json) WHERE jsonb_typeof(j) = 'object'"), asks("SELECT r.* FROM "+t+", jsonb_to_recordset(j) AS r(a numeric, b text) WHERE j @> '[{}]' AND NOT j @> '[1]'"))
}

package differential

import "fmt"

// tsqueryText draws the text of a tsquery.
func (g *generator) tsqueryText(depth int) string {
	word := func() string {
		return g.one("cat", "dog", "run", "running", "quick", "fox", "the", "a", "ca", "jump", "db", "lazy", "''two words''", "fat", "x", "2024") + g.one("", "", "", "", ":*", ":A", ":AB", ":*C", ":d")
	}
	if depth == 0 || g.chance(3) {
		return word()
	}
	l, r := g.tsqueryText(depth-1), g.tsqueryText(depth-1)
	switch g.r.IntN(7) {
	case 0:
		return "!" + word()
	case 1:
		return "(" + l + ") <" + g.one("-", "1", "2", "3", "0") + "> (" + r + ")"
	case 2:
		return word() + " <-> " + word()
	case 3:
		return "!(" + l + ")"
	}
	return "(" + l + g.one(" & ", " & ", " | ") + r + ")"
}

// searches asks what text search finds, with a gin index and without.
func (g *generator) searches() []*step {
	t := g.name("ts")
	texts := []string{"The quick brown fox jumps over the lazy dog", "cats and dogs running", "A fat cat sat on a mat and ate a fat rat", "", "the a of", "PostgreSQL is a database; databases store data", "http://example.com/path?q=1 foo@bar.org 12.5 -7 1e3 v1.2.3 /usr/local/x.txt", "well-known state-of-the-art", "quick quick fox. Fox quick!", "<b>bold</b> &amp; <!-- no --> text", "l''été à la plage", "run runs running ran runner", "x", "dog dog cat dog cat fox dog", "it''s John''s 2024-03-10 12:30"}
	var rows []*piece
	for i, n := range g.numbers(len(texts), 8) {
		rows = append(rows, part("", fmt.Sprintf("(%d, '%s')", i, texts[n])))
	}
	config := func() string { return g.one("'english'", "'english'", "'simple'", "'english'", "'german'", "'french'") }
	steps := []*step{made("CREATE TABLE " + t + " (k int4 PRIMARY KEY, b text, v tsvector)"), changes("INSERT INTO "+t+" (k, b) VALUES ", list(", ", rows...), ", (20, NULL)"),
		changes("UPDATE " + t + " SET v = " + g.one("to_tsvector('english', b)", "setweight(to_tsvector('english', left(b, 20)), 'A') || to_tsvector('english', substr(b, 21))", "setweight(to_tsvector('english', b), 'B')"))}
	if g.chance(2) {
		steps = append(steps, made("CREATE INDEX ON "+t+" USING "+g.one("gin (v)", "gin (to_tsvector('english', b))", "gist (v)")))
	}
	query := func() string {
		switch g.r.IntN(7) {
		case 0:
			return "plainto_tsquery('english', '" + g.one("quick fox", "the cats", "", "of the", "running dogs & cat", "state-of-the-art") + "')"
		case 1:
			return "phraseto_tsquery('english', '" + g.one("quick brown", "fat the rat", "dogs running", "", "jumps over the lazy dog", "well-known state") + "')"
		case 2:
			return "websearch_to_tsquery('english', '" + g.one("\"quick brown\" fox", "cat or dog -fat", "-the", "\"fat cat\" or \"lazy dog\"", "or", "quick -\"brown fox\"", "a \"b", "!cat & dog:*", "\"the cat\" -rat or x") + "')"
		case 3:
			return "'" + g.one("cat & dog", "quick <-> brown", "!cat", "fat:A | lazi", "ca:*", "''two words''", "run <2> jump", "(cat | dog) & !(fox)", "jump <-> !lazi", "cat <0> cat") + "'::tsquery"
		}
		return "to_tsquery(" + g.one("'english'", "'english'", "'simple'") + ", '" + g.tsqueryText(2) + "')"
	}
	weights := g.one("", "'{0.1, 0.2, 0.4, 1}', ", "'{1, 1, 1, 1}', ", "'{0, 0.5, -1, 0.9}', ")
	safe := func() string {
		q := query()
		return g.one("v @@ "+q, "ts_rank("+weights+"v, "+q+g.one("", ", 1", ", 2", ", 4", ", 8", ", 16", ", 32", ", 0", ", 7")+")", "ts_rank_cd("+weights+"v, "+q+g.one("", ", 1", ", 2", ", 4", ", 8", ", 16", ", 32", ", 3")+")", "setweight(v, 'C')", "setweight(v, 'D', ARRAY['cat', 'dog', 'quick'])", "ts_filter(v, '{a,b}')", "ts_filter(v, '{d}')", "ts_delete(v, 'cat')", "ts_delete(v, ARRAY['cat', 'fox', NULL])", "strip(v)", "length(v)", "tsvector_to_array(v)", "array_to_tsvector(string_to_array(nullif(b, ''), ' '))", "v || to_tsvector("+config()+", b)", "to_tsvector("+config()+", b)", "b @@ "+q, "b @@ 'cat'", "v = to_tsvector('english', b)", "(SELECT array_agg(u::text ORDER BY lexeme) FROM unnest(v) u)", "v < 'cat'::tsvector", "to_tsvector('english', to_jsonb(b))", "jsonb_to_tsvector('english', jsonb_build_object('a', b, 'n', k), '"+g.one("[\"string\"]", "\"all\"", "[\"key\", \"numeric\"]")+"')", "v::text::tsvector = v")
	}
	headline := func() string {
		options := g.one("", "", ", 'MaxWords=5, MinWords=2'", ", 'StartSel=<, StopSel=>'", ", 'MaxFragments=2, MaxWords=4, MinWords=1'", ", 'HighlightAll=true'", ", 'MaxFragments=1, FragmentDelimiter=\" | \"'", ", 'ShortWord=0, MinWords=1, MaxWords=3'", ", 'StartSel=\"\", StopSel=\"\"'", ", 'MaxWords=10, MinWords=3, ShortWord=4'")
		return "ts_headline('english', b, " + query() + options + ")"
	}
	queries := func() string {
		q, p := query(), query()
		return g.one(q, q+" && "+p, q+" || "+p, "!! "+q, q+" <-> "+p, "tsquery_phrase("+q+", "+p+", "+g.one("0", "1", "5")+")", "numnode("+q+")", "querytree("+q+")", "ts_rewrite("+q+", "+p+", "+query()+")", q+" @> "+p, q+" <@ "+p, q+" = "+p, q+" < "+p, "ts_rewrite("+q+", '"+g.one("cat", "dog", "quick <-> fox", "cat & dog")+"', '"+g.one("feline", "", "a | b", "x <-> y")+"')", q+"::text::tsquery = "+q)
	}
	for range 20 {
		switch g.r.IntN(10) {
		case 0, 1:
			steps = append(steps, asks("SELECT k FROM "+t+" WHERE "+g.one("v", "v", "to_tsvector('english', b)")+" @@ "+query(), option(g.one("", " AND k > 2", " OR k = 1"))))
		case 2, 3:
			steps = append(steps, asks("SELECT k, "+headline()+" FROM "+t))
		case 4, 5:
			steps = append(steps, asksAlone(queries()))
		case 6:
			steps = append(steps, asksAlone(g.one("to_tsquery('cat dog')", "to_tsquery('cat &')", "''::tsquery", "'cat <'::tsquery", "'cat <20000> x'::tsquery", "to_tsquery('')", "'a:Q'::tsquery", "'a:1Z'::tsvector", "'a:0'::tsvector", "'a:99999'::tsvector", "'''a b'':3B c'::tsvector", "'a''b'::tsvector", "tsquery_phrase('a', 'b', -1)", "tsquery_phrase('a', 'b', 20000)", "ts_filter('a:1A', '{x}')", "to_tsvector('nope', 'a')", "array_to_tsvector(ARRAY['a', NULL])", "array_to_tsvector(ARRAY['a', ''])", "array_to_tsvector(ARRAY['b', 'a', 'b'])", "ts_headline('a', 'a'::tsquery, 'nope=1')", "ts_headline('a', 'a'::tsquery, 'MaxWords=1, MinWords=5')", "ts_headline('a', 'a'::tsquery, 'MinWords=-1')", "ts_headline('a', 'a'::tsquery, 'x')", "ts_rank('{1,2}', 'a:1', 'a')", "ts_rank('{1,2,3,4}', 'a', 'a')", "ts_lexize('english_stem', 'stars')", "ts_lexize('english_stem', 'a')", "ts_lexize('simple', 'Ab')", "ts_lexize('nope', 'a')", "ts_delete('a b', 'c')", "jsonb_to_tsvector('{}', '\"nope\"')", "websearch_to_tsquery('simple', '\"\"')", "numnode(''::tsquery), querytree('!a'), querytree('a & !b')", "'a:1,2A,3 b'::tsvector || 'a:1 c:2'", "to_tsquery('simple', 'a:*B & ''c d''')", "to_tsquery('english', '!the')", "to_tsquery('english', 'the <-> cat')", "to_tsquery('english', 'cat <-> the <-> dog')", "'a & (b | c) & !d <-> e'::tsquery", "'a <-> (b | c)'::tsquery", "'(a <-> b) <-> c'::tsquery, 'a <-> (b <-> c)'::tsquery", "'a:*A'::tsquery @> 'a'")))
		case 7:
			steps = append(steps, asksInOrder("SELECT k, alias, token, lexemes FROM "+t+", ts_debug('english', b) WITH ORDINALITY AS d(alias, description, token, dictionaries, dictionary, lexemes, o) WHERE k = "+fmt.Sprint(g.r.IntN(8))+" ORDER BY o"))
		default:
			steps = append(steps, g.asksOver(", k FROM "+t, safe))
		}
	}
	return append(steps, asksInOrder("SELECT k FROM "+t+" WHERE v @@ 'cat | dog | fox' ORDER BY ts_rank(v, 'cat | dog') DESC, k"), asks("SELECT tokid, token FROM ts_parse('default', '"+texts[g.r.IntN(len(texts))]+"')"))
}

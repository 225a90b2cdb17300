package differential

import "fmt"

// asksOver asks for some of the values that are drawn, of each row of what FROM has.
func (g *generator) asksOver(from string, draw func() string) *step {
	var items []*piece
	for range 1 + g.r.IntN(4) {
		items = append(items, part("", draw()))
	}
	return asks("SELECT ", list(", ", items...), from)
}

// asksAlone asks for one value that may be an error: with others beside it, it would depend on the
// plan which of two is met.
func asksAlone(value string) *step { return asks("SELECT " + value) }

// xmlPath draws a path over the documents of xmls.
func (g *generator) xmlPath() string {
	step := func() string {
		s := g.one("*", "i", "i", "b", "a", "p:b", "text()", "node()", "@n", "@*", "comment()", "..", ".", "child::i", "descendant::i", "following-sibling::*", "self::i", "processing-instruction()", "ancestor::*", "preceding-sibling::i", "attribute::n")
		if g.chance(3) {
			s += "[" + g.one("1", "2", "last()", "@n", "@n='1'", "position()<2", ".='x'", "text()", "@n>1", "not(@n)", "contains(., 'x')", "starts-with(., 'y')", "string-length(.)=1", "@n=1 or @n=2", "count(*)=0", "normalize-space()='x'") + "]"
		}
		return s
	}
	path := g.one("/", "/", "//", "//", "") + step()
	for range g.r.IntN(3) {
		path += g.one("/", "/", "//") + step()
	}
	switch g.r.IntN(8) {
	case 0:
		return g.one("count(", "string(", "boolean(", "name(", "not(", "sum(", "local-name(", "string-length(", "namespace-uri(", "number(") + path + ")"
	case 1:
		return g.one("concat(", "contains(", "starts-with(", "substring-before(", "substring-after(", "translate(") + path + ", 'x'" + g.one("", ", 'yz'") + ")"
	case 2:
		return path + g.one(" | //i", " = 'x'", " > 1", " + 1", " | @*", " != ''")
	}
	return path
}

// xmls asks what is made of xml, what paths find in it, and what texts are xml.
func (g *generator) xmls() []*step {
	t := g.name("xm")
	docs := []string{`<a/>`, `<a b="1">t</a>`, `<r><i n="1">x</i><i n="2">y</i><b/></r>`, `abc`, `<a>&lt;&amp;&#65;</a>`, `<a xmlns="u"><b/></a>`, `<p:a xmlns:p="http://p"><p:b n="3">1</p:b></p:a>`,
		`<!-- c --><a n="2"/>`, `<a><?pi x y?></a>`, `<a><![CDATA[x<y]]></a>`, `<?xml version="1.0"?><a>é</a>`, ``, `a<b/>c`, `<r> <i n="1"> x </i>  <i/>tail</r>`, `<i n="a&quot;b"><i n="1">x</i><!--k--></i>`, `<?xml version="1.0" standalone="yes"?><r><i>7</i></r>`}
	texts := []string{"a<b", "x y", "<a/>", "", "&", "é\"''", "<a>", "<a>1</a><b/>", "]]>", "--", "7"}
	var rows []*piece
	for i, d := range g.numbers(len(docs), 7) {
		rows = append(rows, part("", fmt.Sprintf("(%d, '%s', %s, '%s')", i, docs[d], g.literal("int4"), texts[g.r.IntN(len(texts))])))
	}
	steps := []*step{made("CREATE TABLE " + t + " (k int4 PRIMARY KEY, x xml, a int4, b text)"), changes("INSERT INTO "+t+" VALUES ", list(", ", rows...), ", (20, NULL, NULL, NULL)")}
	value := func() string {
		return g.one("a", "b", "x", "NULL", "a + 1", "upper(b)", "date '2024-02-29'", "true", "'\\x4142'::bytea", "1.50", "2.5::float8", "ARRAY[1,2]", "timestamp '2024-03-10 02:30:00'", "interval '1 day 2 hours'", "ARRAY['<', NULL]", "'infinity'::float8")
	}
	attributes := func() string {
		return g.one("", "", ", xmlattributes(a)", ", xmlattributes(a AS n, b AS \"b b\")", ", xmlattributes(b AS x, NULL AS y)", ", xmlattributes(true AS t, date '2024-02-29' AS d)", ", xmlattributes(a AS \"xml:id\", 'a<\"' AS q)")
	}
	var element func(depth int) string
	element = func(depth int) string {
		s := "xmlelement(name " + g.one("foo", "\"a b\"", "\"é\"", "\"1x\"", "\"p:q\"", "\"xml\"") + attributes()
		for range g.r.IntN(3) {
			if depth > 0 && g.chance(3) {
				s += ", " + element(depth-1)
			} else {
				s += ", " + value()
			}
		}
		return s + ")"
	}
	safe := func() string {
		switch g.r.IntN(12) {
		case 0, 1:
			return element(2)
		case 2:
			return "xmlforest(" + g.one("a, b", "a AS \"A A\", x", "b AS b, NULL AS n", "x, a + 1 AS more", "ARRAY[a, 2] AS l, true AS t") + ")"
		case 3:
			return "xmlconcat(" + g.one("x, "+element(0), element(0)+", NULL, x", "NULL, NULL", "'<?xml version=\"1.1\"?><a/>', x", "xmlcomment('c'), '<?xml version=\"1.0\" standalone=\"no\"?><b/>'") + ")"
		case 4:
			return g.one("xmltext(b)", "x::text::xml", "xmlforest(b)", "xmlserialize(content x AS char(4))")
		case 5:
			return g.one("x::text", "x::varchar(5)", "xmlserialize(content x AS text)", "xmlserialize(content x AS varchar)", "xmltext(b)", "length(x::text)")
		case 6:
			return g.one("xmlcomment(k::text)", "xmlcomment(a::text || ' ')", "xmlpi(name php, a::text)", "xmlpi(name \"a-b\")", "xmlpi(name p, '  x ')", "xmlparse(content 'a<c>b</c>')", "xmlparse(document '<q> <w/></q>' preserve whitespace)", "xmlparse(document '<q> <w/></q>' strip whitespace)")
		case 7:
			return "xmlroot(x, version " + g.one("'1.0'", "'1.1'", "no value", "NULL") + g.one("", ", standalone yes", ", standalone no", ", standalone no value") + ")"
		}
		return g.one("pg_typeof(x)", "x IS NULL", "coalesce(x, '<none/>')", "quote_literal(x::text)", "concat(x, '|', a)")
	}
	namespaces := g.one("", ", ARRAY[ARRAY['p', 'http://p']]", ", '{{p,http://p}}'", ", ARRAY[ARRAY['p', 'u'], ARRAY['q', 'http://p']]")
	for range 16 {
		switch g.r.IntN(10) {
		case 9: // none beside xmlelement: Postgres 15 forgets an error within another parser's, and crashes
			steps = append(steps, asks("SELECT k, "+g.one("x IS DOCUMENT", "x IS NOT DOCUMENT", "xml_is_well_formed(b)", "xml_is_well_formed_document(b)", "xml_is_well_formed_content(b)", "xml_is_well_formed_document(x::text)")+" FROM "+t))
		case 0, 1:
			steps = append(steps, asks("SELECT k, xpath('"+doubled(g.xmlPath())+"', x, '{{p,http://p}}') FROM "+t+" WHERE x IS DOCUMENT"))
		case 2:
			steps = append(steps, asks("SELECT k, xpath_exists('"+doubled(g.xmlPath())+"', x"+namespaces+") FROM "+t+" WHERE x IS DOCUMENT"))
		case 3:
			steps = append(steps, g.xmlRows(t))
		case 4:
			steps = append(steps, asks("SELECT "+g.one("xmlagg(x ORDER BY k)", "xmlagg(xmlelement(name e, b) ORDER BY k DESC)", "xmlagg(x ORDER BY a, k) FILTER (WHERE x IS DOCUMENT)", "xmlelement(name all, xmlagg(xmlforest(k, a) ORDER BY k))")+" FROM "+t+g.one("", " GROUP BY a IS NULL", " WHERE false")))
		case 5:
			steps = append(steps, asks("SELECT "+g.xmlOfTable(t)))
		case 6:
			steps = append(steps, asksAlone(g.one(
				"xmlparse(document '"+texts[g.r.IntN(len(texts))]+"')", "xmlparse(content '"+texts[g.r.IntN(len(texts))]+"')", "'"+texts[g.r.IntN(len(texts))]+"'::xml", "xmlcomment('"+g.one("a", "a--b", "a-", "")+"')", "xmlpi(name "+g.one("xml", "php", "XML")+", '"+g.one("x", "?>", "")+"')",
				"xpath('"+doubled(g.one("//a[", "", "//x:a", "foo()", "//a/text()", "1", "'a'", "true()", "/"))+"', '<a>1</a>')", "xpath('//a', '"+g.one("<a/>", "a", "", "<a/><b/>", "<!-- --><a/>", "<a")+"')", "xmlelement(name q, xmlattributes(1 AS a, 2 AS a))", "'"+g.one("<a>&x;</a>", "<a b=1/>", "<a b='' b=''/>", "<a></b>", "<p:a/>", "<a xmlns:p=''/>", "&#0;", "<1/>", "<!DOCTYPE a [<!ENTITY e ''v''>]><a>&e;</a>", "<?xml version=''1.0''?>", " <?xml version=''1.0''?><a/>", "<a>]]></a>")+"'::xml",
				"xmlserialize(document '"+g.one("<a/>", "a", "")+"' AS text)", "xmlexists('"+doubled(g.xmlPath())+"' PASSING BY VALUE '<r><i n=\"1\">x</i></r>')", "xml '<a/>' = xml '<a/>'", "'<a/>'::xml::int4")))
		default:
			steps = append(steps, g.asksOver(", k FROM "+t, safe))
		}
	}
	return append(steps, changes("SET xmloption = document"), asksAlone("'"+g.one("<a/>", "a", "<!-- --><a/> ")+"'::xml"), changes("RESET xmloption"), changes("SET xmlbinary = hex"), asksAlone("xmlelement(name b, '\\x00ff'::bytea)"), changes("RESET xmlbinary"))
}

// xmlRows asks for rows of XMLTABLE.
func (g *generator) xmlRows(t string) *step {
	var columns []*piece
	for i := range 1 + g.r.IntN(4) {
		name := fmt.Sprintf("c%d ", i)
		columns = append(columns, part("", name+g.one("FOR ORDINALITY", "text PATH '.'", "text PATH '@n'", "text PATH '@n' DEFAULT 'd'", "xml PATH '.'", "bool PATH 'boolean(@n)'", "text PATH 'text()' NOT NULL DEFAULT 'none'", "int4 PATH 'string-length(.)'", "text PATH 'name()'", "xml PATH 'node()'", "text PATH '../i[1]'", "float8 PATH 'count(*)'", "text PATH '''k'''", "text DEFAULT k::text", "varchar(2) PATH '.'", "text[] PATH 'nope'")))
	}
	rows := g.one("'//i'", "'/*'", "'/r/i'", "'//*'", "'//p:b'", "'//@n'", "'/r/i[@n]'", "'//text()'")
	namespaces := g.one("", "")
	if rows == "'//p:b'" {
		namespaces = "XMLNAMESPACES ('http://p' AS p), "
	}
	return asks("SELECT k, q.* FROM "+t+", XMLTABLE("+namespaces+rows+" PASSING x COLUMNS ", list(", ", columns...), ") AS q WHERE x IS DOCUMENT")
}

// xmlOfTable draws a document of the rows of a table or a query.
func (g *generator) xmlOfTable(t string) string {
	flags := ", " + g.one("true", "false") + ", " + g.one("true", "false") + ", '" + g.one("", "", "urn:x") + "')"
	query := "'SELECT " + g.one("k, a, b", "k, x", "a + 1, b AS \"b <b\"", "k, ARRAY[a] AS l, date ''2024-02-29'' AS d, 1.50 AS n", "k::int2, true AS t, NULL::bytea AS y, timestamp ''2024-01-02 03:04:05.6'' AS s") + " FROM " + t + " ORDER BY k'"
	schema := "replace(" + g.one("query_to_xmlschema("+query, "query_to_xml_and_xmlschema("+query, "table_to_xmlschema('"+t+"'") + flags + "::text, current_database(), 'db')" // each place has its own
	return g.one("table_to_xml('"+t+"'"+flags, "query_to_xml("+query+flags, "query_to_xml("+query+flags, schema)
}

// doubled is a text as it stands between quotes.
func doubled(s string) string {
	var b []byte
	for i := range len(s) {
		if b = append(b, s[i]); s[i] == '\'' {
			b = append(b, '\'')
		}
	}
	return string(b)
}

package differential

import "fmt"

// figures asks what is computed of points, boxes, paths and the like. Coordinates are halves, so that what is computed
// of them has one text.
func (g *generator) figures() []*step {
	t := g.name("ge")
	point := func() string {
		return "(" + g.one("0", "1", "-1", "2", "3.5", "-2.5", "4", "10") + "," + g.one("0", "1", "-1", "2", "3.5", "-2.5", "4", "3") + ")"
	}
	of := func(typ string) string {
		switch typ {
		case "point":
			return "'" + point() + "'::point"
		case "lseg":
			return "'[" + point() + "," + point() + "]'::lseg"
		case "box":
			return "'" + point() + "," + point() + "'::box"
		case "path":
			return "'" + g.one("["+point()+","+point()+","+point()+"]", "("+point()+","+point()+","+point()+")", "["+point()+","+point()+"]") + "'::path"
		case "polygon":
			return "'(" + point() + "," + point() + "," + point() + g.one("", ","+point()) + ")'::polygon"
		case "line":
			return "'{" + g.one("1,-1,0", "0,1,-2", "1,0,3", "2,-1,1", "-1,-1,4") + "}'::line"
		}
		return "'<" + point() + "," + g.one("1", "2", "0.5", "0", "5") + ">'::circle"
	}
	var rows []*piece
	for i := range 6 {
		rows = append(rows, part("", fmt.Sprintf("(%d, %s, %s, %s, %s, %s, %s, %s)", i, of("point"), of("lseg"), of("box"), of("path"), of("polygon"), of("circle"), of("line"))))
	}
	steps := []*step{made("CREATE TABLE " + t + " (k int4 PRIMARY KEY, p point, s lseg, b box, h path, y polygon, c circle, l line)"), changes("INSERT INTO "+t+" VALUES ", list(", ", rows...), ", (20)")}
	types := map[string]string{"p": "point", "s": "lseg", "b": "box", "h": "path", "y": "polygon", "c": "circle", "l": "line"}
	column := func(options ...string) (string, string) {
		c := g.one(options...)
		return c, of(types[c])
	}
	safe := func() string {
		switch g.r.IntN(8) {
		case 0:
			c, v := column("b", "y", "c")
			return c + g.one(" && ", " << ", " >> ", " &< ", " &> ", " <<| ", " |>> ", " &<| ", " |&> ", " @> ", " <@ ", " ~= ") + v
		case 1:
			c, v := column("p", "s", "b", "y", "c", "h")
			if g.chance(2) {
				v = g.one("p", v)
			}
			return c + " <-> " + v
		case 2:
			c := g.one("b", "h", "y", "c", "p")
			return c + g.one(" + ", " - ") + of("point") + " IS NULL"
		case 3:
			c, v := column("s", "b", "c", "h")
			return c + g.one(" = ", " < ", " > ", " <= ", " >= ") + v
		case 4:
			return g.one("p <@ ", "p <@ ", "p <@ ") + g.one("b", "h", "y", "c", "s", "l", of("box"), of("polygon"), of("circle"), of("lseg"))
		case 5:
			return g.one("s ?# ", "s ?# ", "s ?|| ", "s ?-| ", "s # ") + of("lseg")
		case 6:
			return g.one("b # "+of("box"), "b ?# "+of("box"), "s ?# b", "h ?# "+of("path"), "l ?# "+of("line"), "l # "+of("line"), "l ?|| "+of("line"), "l ?-| "+of("line"), "l = "+of("line"), "p ## s", "p ## b", "p ## l", "s ## b", "p >> "+of("point")+", p <<  "+of("point"), "p ~= "+of("point")+", p <> "+of("point"), "p ?| "+of("point")+", p ?- "+of("point"), "?| s, ?- s", "?| l, ?- l", "s ?# l, l ?# b")
		}
		return g.one("area(b), area(c), area(h)", "center(b), center(c)", "@@ s, @@ b, @@ y, @@ c", "diagonal(b), height(b), width(b)", "diameter(c), radius(c)", "isclosed(h), isopen(h)", "# h, # y, npoints(h), npoints(y)", "pclose(h), popen(h)", "@-@ s, @-@ h", "box(p), box(c), box(y)", "bound_box(b, "+of("box")+")", "point(s), point(b), point(y)", "polygon(b), path(y)", "slope(p, "+of("point")+")", "b::text, h::text, y::text, l::text", "p[0], p[1], b[0], s[1]", "p + "+of("point")+", p - "+of("point"), "p * "+of("point"), "b + "+of("point")+", c - "+of("point"), "h + "+of("path"), "circle(b), circle(p, 2)", "lseg(b), lseg(p, '(1,1)')", "line(p, '(20,20)')", "isvertical(s), ishorizontal(s), isparallel(s, "+of("lseg")+")", "c::box, b::circle IS NULL", "polygon(4, c) IS NULL, y::box", "dist_ppath(p, h), p <-> l", "to_json(p), to_jsonb(c)", "b * '(2,0)'::point, h * '(0,1)'::point", "isperp(s, "+of("lseg")+")")
	}
	for range 16 {
		if g.chance(6) {
			steps = append(steps, asksAlone(g.one("'(1)'::point", "'1,2'::point, ' ( 1 , 2 ) '::point", "'(1,2,3)'::point", "'(1,2),(3,4)'::box, '1,2,3,4'::box", "'[(1,1)]'::lseg", "'{0,0,1}'::line", "'[(1,1),(1,1)]'::line", "'[(1,1),(2,2)]'::line", "'<(1,1),-1>'::circle", "'((1,1),2)'::circle, '(1,1),2'::circle, '1,1,2'::circle", "'()'::polygon", "'[(1,2)'::path", "path(polygon '((0,0),(1,0),(1,1))')", "point '(1,1)' / point '(0,0)'", "point '(2,2)' / point '(1,1)', point '(1e300,1)' * point '(1e300,1)'", "'(NaN,1)'::point ~= '(NaN,1)', '(inf,1)'::point", "polygon(2, '<(0,0),1>')", "polygon(1, '<(0,0),1>')", "line(point '(1,1)', point '(1,1)')", "slope(point '(0,0)', point '(0,0)')", "area(path '[(0,0),(1,0),(1,1)]')", "'(1,2)'::point = '(1,2)'", "circle '<(0,0),1>' * point '(0,0)'", "box '(0,0),(1,1)' / point '(2,0)'")))
			continue
		}
		if g.chance(6) {
			steps = append(steps, asks("SELECT k FROM "+t+" WHERE "+g.one("p <@ "+of("box"), "b && "+of("box"), "y @> "+of("point"), "c @> "+of("point"), "b @> "+of("point"), "p <-> '(0,0)' < 3")))
			continue
		}
		steps = append(steps, g.asksOver(", k FROM "+t, safe))
	}
	return append(steps, asksInOrder("SELECT k FROM "+t+" ORDER BY p <-> "+of("point")+", k"), asksInOrder("SELECT k FROM "+t+" ORDER BY area(c), k"))
}

// oddments asks of values of seldom types, and of rows that functions make.
func (g *generator) oddments() []*step {
	t := g.name("od")
	var rows []*piece
	for i := range 6 {
		rows = append(rows, part("", fmt.Sprintf("(%d, '%s', '%s', '%s', %s, %s)", i, g.one("0/0", "16/B374D848", "0/1", "FFFFFFFF/FFFFFFFF", "1/0"), g.one("a", "A", "", "z", "~"), g.one("a_name", "Name", "", "x y", "select"), g.one("1", "0", "4294967295", "26"), g.one("'a=>1, b=>NULL'", "''", "'a=>x, \"c d\"=>\"q\\\"\"'", "'k=>\"\"'", "NULL", "'z=>9,a=>2'"))))
	}
	steps := []*step{made("CREATE TABLE " + t + " (k int4 PRIMARY KEY, w pg_lsn, c \"char\", n name, o oid, h hstore)"), changes("INSERT INTO "+t+" VALUES ", list(", ", rows...), ", (20)")}
	key := func() string { return g.one("'a'", "'b'", "'c d'", "'zz'", "''") }
	pair := func() string {
		return g.one("'a=>1'", "'b=>NULL'", "''", "'a=>x, q=>7'", "'\"c d\"=>2'") + "::hstore"
	}
	safe := func() string {
		return g.one("w - '0/1'::pg_lsn, w > '1/0'", "w + 5::numeric IS NULL, w::text", "greatest(w, '1/0'), least(w, '1/0')", "c::text, c::int4, ascii(c::text)", "c = 'a', c < 'b'", "n || 'x', length(n), n::text", "n = 'Name', n < 'b', n LIKE '%a%'", "o::int8, o::text, o = 26::oid", "o > 5::oid, greatest(o, 7::oid)",
			"h -> "+key(), "h -> ARRAY["+key()+", 'a']", "h ? "+key()+", h ?& ARRAY["+key()+"], h ?| ARRAY["+key()+", 'k']", "h @> "+pair()+", h <@ "+pair(), "h || "+pair()+", h - "+key(), "h - "+pair()+", h - ARRAY["+key()+"]", "akeys(h), avals(h)", "hstore_to_json(h), hstore_to_jsonb(h)", "hstore_to_json_loose(h), hstore_to_jsonb_loose(h)", "hstore_to_array(h), hstore_to_matrix(h)", "%% h, %# h", "slice(h, ARRAY["+key()+", "+key()+"])", "exist(h, "+key()+"), defined(h, "+key()+")", "hstore("+key()+", n), hstore(ARRAY['x', 'y'], ARRAY[n::text, NULL])", "hstore(ROW(k, n))", "h::text, h::text::hstore = h", "h = "+pair()+", h <> "+pair(), "h::json, h::jsonb", "delete(h, "+pair()+")", "h IS NULL, coalesce(h, 'n=>1')")
	}
	series := func() string {
		switch g.r.IntN(5) {
		case 0:
			return "generate_series(" + g.one("1, 5", "5, 1", "-3, 0", "2147483640, 2147483647", "1, 1", "0, NULL") + g.one("", ", 2", ", -1", ", 3", ", 0") + ")"
		case 1:
			return "generate_series(" + g.one("1.5", "0", "-1.0") + "::numeric, " + g.one("3", "2.75", "-2") + g.one("", ", 0.5", ", -0.25", ", 'NaN'", ", 0") + ")"
		case 2:
			return "generate_series(timestamp '2024-02-28', '" + g.one("2024-03-02", "2024-02-20", "2024-02-28 12:00") + "', '" + g.one("1 day", "-1 day", "36 hours", "0", "1 mon") + "')"
		case 3:
			return "generate_series(timestamptz '2024-03-09 12:00+00', '" + g.one("2024-03-12 12:00+00", "2024-03-09 00:00+00") + "', '" + g.one("1 day", "-6 hours", "12 hours") + "')"
		}
		return g.one("unnest('{1,NULL,3}'::int4[])", "unnest('{{a,b},{c,d}}'::text[])", "string_to_table('a,b,,c', ',', 'b')", "regexp_split_to_table('a1b22c', '[0-9]+')", "generate_subscripts('[3:5]={1,2,3}'::int4[], 1, true)", "skeys('a=>1,b=>NULL')", "svals('a=>1,b=>NULL')", "unnest('{[1,3),[5,6)}'::int4multirange)", "json_array_elements_text('[1,null,\"x\"]')", "enum_range(NULL::int4)")
	}
	for range 16 {
		switch g.r.IntN(8) {
		case 0, 1:
			steps = append(steps, asksInOrder("SELECT x, o FROM "+series()+" WITH ORDINALITY AS q(x, o)"+g.one("", " WHERE o > 1")+" ORDER BY o"))
		case 2:
			steps = append(steps, asks("SELECT k, e.* FROM "+t+", "+g.one("each(h)", "skeys(h)", "svals(h)")+" AS e"))
		case 3:
			steps = append(steps, asksAlone(g.one("'0'::pg_lsn", "'G/0'::pg_lsn", "'0/123456789'::pg_lsn", "'1/0'::pg_lsn - 1::numeric, '0/0'::pg_lsn + 16", "'0/0'::pg_lsn - 1::numeric", "'ab'::\"char\", ''::\"char\", 'é'::\"char\"::text", "300::\"char\"", "65::\"char\", (-1)::\"char\"::int4", "repeat('n', 70)::name, length(repeat('n', 70)::name)", "'-1'::oid, '4294967296'::oid", "'4294967295'::oid, 5::int8::oid", "(-1)::int8::oid", "'(1,2)'::tid < '(1,3)', '(0,0)'::tid", "'(1,70000)'::tid", "'(1'::tid", "'12'::xid, '12'::xid8 > '5', '12'::cid", "'10:20:10,14,15'::pg_snapshot, pg_snapshot_xmin('10:20:10,14,15'), pg_visible_in_snapshot('14', '10:20:10,14,15')", "'20:10:'::pg_snapshot", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid, '{A0EEBC999C0B4EF8BB6D6BB9BD380A11}'::uuid", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1'::uuid", "'1 2 3'::int2vector, '1 2'::oidvector", "'1 x'::int2vector", "'a=>1'::hstore -> NULL, hstore(NULL, 'a'), hstore('a', NULL)", "hstore('{a,b,c}'::text[])", "hstore('{{a,1},{b,2}}'::text[])", "hstore(ARRAY['a'], ARRAY['1', '2'])", "ROW(1, 'x')::text, ROW(NULL, '', 'a\"b')::text, ROW()::text", "ROW(1, 2) = ROW(1, 2, 3)", "num_nulls(VARIADIC ARRAY[1, NULL]), num_nonnulls(1, NULL, 'a')", "pg_typeof(1), pg_typeof('a'), pg_typeof(NULL), pg_typeof(1.0), pg_typeof(ARRAY[1]), pg_typeof(ROW(1))", "format_type(1043, 14), format_type(1700, 786438), format_type(23, NULL), format_type(0, NULL), format_type(99999, -1)", "pg_size_pretty(10240::int8), pg_size_pretty(1.5e9::numeric), pg_size_bytes('1.5 GB'), pg_size_bytes('10kb')", "pg_size_bytes('1 XB')", "to_regclass('nope'), to_regtype('int4'), to_regtype('nope'), to_regproc('now')", "'int4'::regtype, 'numeric(5,2)'::regtype, 'nope'::regtype", "'boolin'::regproc, 'abs(int4)'::regprocedure, '+(int4,int4)'::regoperator", "'abs'::regproc", "'t'::bool, 'yes'::bool, ' OFF '::bool, '1'::bool", "'ye'::bool, 'o'::bool", "'maybe'::bool")))
		default:
			steps = append(steps, g.asksOver(", k FROM "+t, safe))
		}
	}
	return append(steps, asksInOrder("SELECT w FROM "+t+" ORDER BY w"), asksInOrder("SELECT n, o FROM "+t+" ORDER BY n, o"), asks("SELECT max(w), min(w), max(o), min(n::text) FROM "+t))
}

package differential

import (
	"fmt"
	"strings"
)

// transactions draws what a session says of blocks and savepoints, with statements that fail and
// changes of the schema in them.
func (g *generator) transactions() []*step {
	t, steps := g.smallTable("xt")
	o, more := g.smallTable("xo", "p int4 REFERENCES "+t.name+g.one("", " ON DELETE CASCADE", " DEFERRABLE INITIALLY DEFERRED"))
	steps = append(steps, more...)
	temp := g.name("tmp")
	add := func(text string) { steps = append(steps, changes(text)) }
	point := func() string { return g.one("a", "a", "b", "c") }
	for range 26 {
		u := []*table{t, o}[g.r.IntN(2)]
		switch g.r.IntN(20) {
		case 0, 1, 2:
			add(g.one("BEGIN", "BEGIN", "START TRANSACTION", "BEGIN READ ONLY", "BEGIN READ WRITE"))
		case 3:
			add(g.one("COMMIT", "END", "ROLLBACK", "COMMIT AND CHAIN", "COMMIT", "ABORT"))
		case 4, 5, 6:
			add("SAVEPOINT " + point())
		case 7, 8:
			add("ROLLBACK TO " + g.one("", "SAVEPOINT ") + point())
		case 9:
			add("RELEASE " + point())
		case 10:
			add(g.one("SELECT 1 / 0", "INSERT INTO "+t.name+" VALUES (1, 1, 'x'), (1, 1, 'y')", "SELECT nope", "SELECT * FROM nope", "INSERT INTO "+o.name+" VALUES (40, 1, 'x', 77)", "nonsense"))
		case 11:
			add(g.one("ALTER TABLE "+u.name+" ADD z int4 DEFAULT 5", "ALTER TABLE "+u.name+" DROP z", "ALTER TABLE "+u.name+" RENAME z TO zz", "CREATE INDEX ON "+u.name+" (a)", "TRUNCATE "+u.name+g.one("", " CASCADE"), "ALTER TABLE "+u.name+" ALTER a TYPE int8", "ALTER TABLE "+u.name+" ADD CHECK (k > -5)", "CREATE TABLE "+u.name+"_new AS SELECT * FROM "+u.name, "DROP TABLE IF EXISTS "+u.name+"_new", "DROP TABLE "+o.name, "CREATE VIEW "+u.name+"_v AS SELECT k FROM "+u.name, "DROP VIEW IF EXISTS "+u.name+"_v"))
		case 12:
			add(g.one("CREATE TEMP TABLE "+temp+" (x int4)"+g.one("", " ON COMMIT DROP", " ON COMMIT DELETE ROWS"), "INSERT INTO "+temp+" VALUES (1), (2)", "SELECT count(*) FROM "+temp, "DROP TABLE "+temp, "CREATE TEMP TABLE "+t.name+" AS SELECT 7 AS k", "DROP TABLE pg_temp."+t.name, "DISCARD TEMP"))
		case 13:
			add(g.one("DECLARE c SCROLL CURSOR"+g.one("", " WITH HOLD")+" FOR SELECT k, a FROM "+t.name+" ORDER BY k", "FETCH 2 FROM c", "FETCH ALL FROM c", "FETCH BACKWARD 1 FROM c", "CLOSE c", "FETCH FIRST FROM c", "CLOSE ALL"))
			steps[len(steps)-1].ordered = true
		case 14:
			add(g.one("SHOW transaction_read_only", "SET LOCAL datestyle = 'SQL'", "SHOW datestyle", "SET datestyle = 'ISO'", "SET TRANSACTION READ ONLY", "SET search_path = "+schema+", public, pg_temp", "SHOW search_path", "RESET datestyle"))
		case 15:
			add(g.one("PREPARE p AS SELECT count(*) FROM "+t.name, "EXECUTE p", "DEALLOCATE p", "PREPARE p AS SELECT * FROM "+t.name+" ORDER BY 1"))
		case 16:
			steps = append(steps, asksInOrder("SELECT * FROM "+u.name+" ORDER BY k"))
		default:
			steps = append(steps, changes(g.ofOne(u)))
		}
	}
	add("ROLLBACK")
	return append(steps, changes("CLOSE ALL"), changes("DEALLOCATE ALL"), changes("DISCARD TEMP"), changes("RESET datestyle"), changes("SET search_path = "+schema+", public"), asks("TABLE "+t.name), asks("TABLE "+o.name))
}

// arbiters draws ON CONFLICT over constraints and indexes of all kinds.
func (g *generator) arbiters() []*step {
	t := g.name("ar")
	steps := []*step{
		made("CREATE TABLE "+t+" (k int4 PRIMARY KEY, a int4, b int4, c text, d int4range, ", option("CONSTRAINT "+t+"_ab UNIQUE (a, b), "), option("UNIQUE NULLS NOT DISTINCT (c, a), "), option("EXCLUDE USING gist (d WITH &&), "), "CHECK (k <> 9))"),
		made("CREATE UNIQUE INDEX " + t + "_low ON " + t + " (lower(c))"),
		made("CREATE UNIQUE INDEX " + t + "_part ON " + t + " (b) WHERE a > 2"),
	}
	target := func() string {
		return g.one("", "(k)", "(k)", "(a, b)", "(b, a)", "(lower(c))", "(b) WHERE a > 2", "(b) WHERE a > 3", "(b)", "(c, a)", "ON CONSTRAINT "+t+"_ab", "ON CONSTRAINT "+t+"_pkey", "(k) WHERE true", "ON CONSTRAINT nope", "(c)")
	}
	set := func() string {
		return g.one("a = excluded.a", "b = "+t+".b + 1", "(a, b) = (excluded.b, excluded.a)", "c = upper(excluded.c)", "k = excluded.k + 20", "(a, c) = (SELECT max(a), min(c) FROM "+t+")", "b = DEFAULT, d = 'empty'", "k = 9")
	}
	for range 10 {
		var rows []*piece
		for range 1 + g.r.IntN(3) {
			value := func(typ string, options ...string) *piece { return &piece{text: g.one(options...), kind: typ} }
			rows = append(rows, part("", fmt.Sprintf("(%d, ", g.r.IntN(10)), value("int4", "1", "2", "3", "4", "NULL"), ", ", value("int4", "1", "2", "3", "NULL"), ", ",
				value("text", "'a'", "'A'", "'b'", "NULL", "'c'"), ", ", value("int4range", "'[1,3)'", "'[2,4)'", "NULL", "'[7,9)'", "'empty'"), ")"))
		}
		to := target()
		action := g.one("DO NOTHING", "DO UPDATE SET "+set(), "DO UPDATE SET "+set()+g.one(" WHERE "+t+".a > 1", " WHERE excluded.b IS NOT NULL", ""))
		steps = append(steps, changes("INSERT INTO "+t+" VALUES ", list(", ", rows...), " ON CONFLICT "+strings.TrimSpace(to+" ")+" "+action, option(g.one("", " RETURNING *", " RETURNING k, xmax = 0"))), asks("TABLE "+t))
	}
	return steps
}

// nestedViews writes through views over views, with checks, names and defaults of their own.
func (g *generator) nestedViews() []*step {
	t, steps := g.smallTable("vt", "e int4 DEFAULT 3")
	steps = append(steps, made("GRANT ALL ON "+t.name+" TO differential_guest"))
	type view struct {
		name string
		cols []column
	}
	below := view{t.name, append(append([]column{}, t.cols...), column{name: "e", typ: "int4"})}
	var views []view
	for range 2 + g.r.IntN(2) {
		v := view{name: g.name("nv")}
		var items []string
		for i, c := range below.cols {
			switch {
			case i > 0 && g.chance(4):
			case i > 0 && g.chance(4):
				items = append(items, "u."+c.name+" AS "+c.name+"x")
				v.cols = append(v.cols, column{name: c.name + "x", typ: c.typ})
			default:
				items = append(items, "u."+c.name)
				v.cols = append(v.cols, c)
			}
		}
		if g.chance(3) {
			items = append(items, "u.k * 2 AS twice")
		}
		base := relation{"u", below.cols}
		options := g.one("", "", " WITH (security_barrier)", " WITH (security_invoker)", " WITH (check_option = local)")
		end := g.one("", " WITH CHECK OPTION", " WITH LOCAL CHECK OPTION", " WITH CASCADED CHECK OPTION")
		if strings.Contains(options, "check_option") {
			end = ""
		}
		steps = append(steps, made("CREATE VIEW "+v.name+options+" AS SELECT "+strings.Join(items, ", ")+" FROM "+below.name+" AS u", option(" WHERE ", g.one("u.k > 0", "u.k < 8", "u.k IS NOT NULL", g.fresh("bool", 1, base).String())), end))
		if g.chance(3) {
			steps = append(steps, made("ALTER VIEW "+v.name+" ALTER "+v.cols[len(v.cols)-1].name+" SET DEFAULT "+map[string]string{"int4": "7", "text": "'d'"}[v.cols[len(v.cols)-1].typ]))
		}
		if g.chance(2) {
			steps = append(steps, made("GRANT "+g.one("ALL", "SELECT", "SELECT, UPDATE", "INSERT")+" ON "+v.name+" TO differential_guest"))
		}
		views, below = append(views, v), v
	}
	for range 9 {
		v := views[g.r.IntN(len(views))]
		s := &step{role: g.one("owner", "owner", "guest"), writes: true}
		scope := relation{"u", v.cols}
		c := v.cols[g.r.IntN(len(v.cols))]
		at := fmt.Sprint(g.r.IntN(9))
		switch g.r.IntN(5) {
		case 0, 1:
			s.tree = part("", "INSERT INTO "+v.name+" (k, "+v.cols[len(v.cols)-1].name+") VALUES ", list(", ", part("", "("+at+", "+g.literal(v.cols[len(v.cols)-1].typ)+")"), part("", "(12, DEFAULT)")), option(g.one("", " ON CONFLICT DO NOTHING", " ON CONFLICT (k) DO UPDATE SET k = excluded.k + 1")), option(" RETURNING *"))
			if len(v.cols) == 1 {
				s.tree = part("", "INSERT INTO "+v.name+" (k) VALUES ("+at+")")
			}
		case 2:
			s.tree = part("", "DELETE FROM "+v.name+" AS u WHERE u.k = "+at, option(" RETURNING u.*"))
		case 3:
			s.tree = part("", "UPDATE "+v.name+" AS u SET k = k + 6 WHERE u.k = "+at, option(" RETURNING u.k"))
		default:
			s.tree = part("", "UPDATE "+v.name+" AS u SET "+c.name+" = ", g.fresh(c.typ, 1, scope), " WHERE u.k = "+at, option(" RETURNING *"))
		}
		steps = append(steps, s, asks("TABLE "+t.name))
	}
	v := views[len(views)-1]
	return append(steps, asks("SELECT table_name, check_option, is_updatable, is_insertable_into FROM information_schema.views WHERE table_name LIKE 'nv%'"),
		asks("SELECT table_name, column_name, is_updatable, column_default FROM information_schema.columns WHERE table_name LIKE 'nv%'"),
		made("ALTER VIEW "+v.name+" RENAME k TO kk"), asks("SELECT * FROM "+v.name), made(g.one("DROP VIEW ", "DROP VIEW ")+views[0].name), made("ALTER TABLE "+t.name+" DROP a"), asks("SELECT * FROM "+v.name))
}

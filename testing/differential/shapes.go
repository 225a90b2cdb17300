package differential

import (
	"fmt"
	"strings"
)

// These topics are about shapes of statements that the grammar of queries has seldom or not at all.

// partitionMoves attaches and detaches partitions of a table that is written to.
func (g *generator) partitionMoves() []*step {
	t := g.name("pm")
	by := g.one("RANGE", "RANGE", "LIST", "HASH")
	bounds := map[string][]string{
		"RANGE": {"FROM (0) TO (10)", "FROM (10) TO (20)", "FROM (20) TO (MAXVALUE)", "FROM (MINVALUE) TO (0)", "FROM (5) TO (15)"},
		"LIST":  {"IN (0, 1, 2, 3)", "IN (10, 11, 12)", "IN (NULL, 20)", "IN (4, 5)", "IN (3, 7)"},
		"HASH":  {"WITH (MODULUS 3, REMAINDER 0)", "WITH (MODULUS 3, REMAINDER 1)", "WITH (MODULUS 3, REMAINDER 2)", "WITH (MODULUS 6, REMAINDER 2)", "WITH (MODULUS 4, REMAINDER 1)"},
	}[by]
	part1 := func(i int) string { return fmt.Sprintf("%s_%d", t, i) }
	key := g.one("", ", PRIMARY KEY (a, b)", ", UNIQUE (a)")
	steps := []*step{made("CREATE TABLE " + t + " (a int4, b int4 DEFAULT 3, c text" + key + ") PARTITION BY " + by + " (a)")}
	for i := range 2 {
		steps = append(steps, made("CREATE TABLE "+part1(i)+" PARTITION OF "+t+" FOR VALUES "+bounds[i]))
	}
	columns := g.one("a int4, b int4, c text", "c text, a int4, b int4 DEFAULT 8", "b int4 NOT NULL, a int4 NOT NULL, c text", "a int4 CHECK (a >= 20 AND a IS NOT NULL), b int4, c text")
	for i := 2; i < 4; i++ {
		steps = append(steps, made("CREATE TABLE "+part1(i)+" ("+columns+")"), changes("INSERT INTO "+part1(i)+" (a, b, c) VALUES "+g.one("(20, 1, 'x'), (21, 2, 'y')", "(20, 1, 'x')", "(-1, 1, 'x')", "(2, 3, 'z'), (5, 1, 'w')")))
	}
	if by != "HASH" && g.chance(2) {
		steps = append(steps, made("CREATE TABLE "+t+"_d PARTITION OF "+t+" DEFAULT"))
	}
	if g.chance(2) {
		steps = append(steps, made("CREATE INDEX ON "+t+" (c)"))
	}
	for range 12 {
		i := g.r.IntN(4)
		switch g.r.IntN(9) {
		case 0, 1:
			steps = append(steps, changes("ALTER TABLE "+t+" ATTACH PARTITION "+part1(i)+" FOR VALUES "+bounds[g.one2(i, g.r.IntN(len(bounds)))]))
		case 2:
			steps = append(steps, changes("ALTER TABLE "+t+" DETACH PARTITION "+part1(i)))
		case 3:
			steps = append(steps, changes("UPDATE "+t+" SET a = "+g.one("a + 10", "a - 10", "20", "b", "NULL")+" WHERE a = "+g.one("1", "2", "11", "20"), option(" RETURNING *")))
		case 4:
			steps = append(steps, changes("DELETE FROM "+g.one(t, t, part1(i))+" WHERE a = "+g.one("1", "11", "20"), option(" RETURNING *")))
		default:
			steps = append(steps, changes("INSERT INTO "+g.one(t, t, t, part1(i))+" (a, c) VALUES ", list(", ", part("", fmt.Sprintf("(%d, 'p')", g.r.IntN(14))), part("", "("+g.one("1", "2", "11", "20", "21", "NULL", "-3")+", 'q')")), option(g.one("", " ON CONFLICT DO NOTHING"))))
		}
		steps = append(steps, asks("SELECT tableoid::regclass, a, b, c FROM "+t))
	}
	return append(steps, asks("SELECT inhrelid::regclass, inhparent::regclass, pg_get_expr(relpartbound, c.oid) FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid WHERE inhparent = '"+t+"'::regclass"),
		asks("SELECT conrelid::regclass, conname, contype, conislocal, coninhcount, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid::regclass::text LIKE '"+t+"%'"),
		asks("SELECT relid, level, isleaf FROM pg_partition_tree('"+t+"')"))
}

// one2 is one of two numbers, the first more often.
func (g *generator) one2(a, b int) int {
	if g.chance(4) {
		return b
	}
	return a
}

// offsets draws window functions whose values depend on where a row stands, over total orders.
func (g *generator) offsets() []*step {
	t, steps := g.smallTable("wt", "c int4 DEFAULT 1")
	steps = append(steps, changes("UPDATE "+t.name+" SET c = k % 3"), changes("INSERT INTO "+t.name+" VALUES (20, 3, 'a', 2), (21, NULL, NULL, 2), (22, 3, 'b', 0), (23, 1, 'a', NULL)"))
	call := func() string {
		v := g.one("k", "a", "b", "k + c")
		n := g.one("", "", ", 1", ", 2", ", 0", ", -1", ", c", ", NULL")
		if n != "" && g.chance(2) {
			n += map[bool]string{true: ", 'none'", false: g.one(", 0", ", -7", ", k", ", NULL")}[v == "b"]
		}
		switch g.r.IntN(9) {
		case 0, 1, 2:
			return g.one("lag", "lead") + "(" + v + n + ")"
		case 3:
			return "nth_value(" + v + ", " + g.one("1", "2", "3", "NULL", "9", "k + 1") + ")"
		case 4:
			return "ntile(" + g.one("1", "2", "3", "4", "100", "NULL", "c + 2") + ")"
		case 5:
			return g.one("first_value", "last_value") + "(" + v + ")"
		case 6:
			return "row_number()"
		case 7:
			return g.one("rank()", "dense_rank()", "cume_dist()", "percent_rank()")
		}
		return g.one("sum(a)", "count(b)", "array_agg(k)", "string_agg(b, ',')", "min(b)", "avg(k)", "array_agg(a) FILTER (WHERE a > 1)", "jsonb_agg(k)")
	}
	bound := func(first bool) string {
		if first {
			return g.one("UNBOUNDED PRECEDING", "1 PRECEDING", "2 PRECEDING", "CURRENT ROW", "1 FOLLOWING")
		}
		return g.one("UNBOUNDED FOLLOWING", "2 FOLLOWING", "1 FOLLOWING", "3 FOLLOWING")
	}
	window := func() string {
		by := g.one("", "PARTITION BY c ", "PARTITION BY b ", "PARTITION BY c, b ", "PARTITION BY a > 2 ")
		order := "ORDER BY " + g.one("k", "k DESC", "a, k", "b DESC NULLS LAST, k", "a NULLS FIRST, k DESC")
		frame := ""
		if g.chance(2) {
			frame = " " + g.one("ROWS", "ROWS", "GROUPS") + " BETWEEN " + bound(true) + " AND " + bound(false) + g.one("", "", " EXCLUDE CURRENT ROW", " EXCLUDE TIES", " EXCLUDE GROUP")
		} else if g.chance(3) {
			order, frame = "ORDER BY k", " RANGE BETWEEN "+bound(true)+" AND "+bound(false)
		}
		return by + order + frame
	}
	for range 12 {
		var items []*piece
		for range 1 + g.r.IntN(3) {
			items = append(items, part("", call()+" OVER "+g.one("w", "w", "("+window()+")")))
		}
		items = append(items, part("", "k, first_value(k) OVER w"))
		steps = append(steps, asks("SELECT ", list(", ", items...), " FROM "+t.name, option(g.one("", " WHERE a IS NOT NULL", " WHERE c = 2")), " WINDOW w AS ("+window()+")"))
		if g.chance(4) {
			steps = append(steps, asksInOrder("SELECT k FROM (SELECT k, "+call()+" OVER ("+window()+") AS x FROM "+t.name+") q WHERE x "+g.one("IS NOT NULL", "IS NULL")+" ORDER BY k"),
				asks("SELECT c, sum(count(*)) OVER (ORDER BY c), lag(count(*), 1, 0) OVER (ORDER BY c DESC), rank() OVER (ORDER BY count(*)) FROM "+t.name+" GROUP BY c"))
		}
		if g.chance(4) {
			steps = append(steps, asksInOrder("SELECT k FROM (SELECT k, row_number() OVER (ORDER BY "+g.one("k", "a, k", "b DESC, k")+") AS n FROM "+t.name+") q WHERE n "+g.one("<= 3", "= 1", "< 2", "BETWEEN 2 AND 4")+" ORDER BY k"))
		}
	}
	return steps
}

// recursions draws WITH RECURSIVE over a tree with a way back.
func (g *generator) recursions() []*step {
	t := g.name("rt")
	steps := []*step{made("CREATE TABLE " + t + " (k int4 PRIMARY KEY, p int4, x text)"),
		changes("INSERT INTO "+t+" VALUES (1, NULL, 'root'), (2, 1, 'a'), (3, 1, 'b'), (4, 2, 'c'), (5, 4, NULL), ", list(", ", part("", "(6, 6, 'self')"), part("", "(7, 8, 'y'), (8, 7, 'z')"), part("", "(9, "+g.one("3", "5", "1")+", 'd')")))}
	for range 12 {
		union := g.one(" UNION ", " UNION ", " UNION ALL ")
		start := g.one("p IS NULL", "k = 1", "k = 2", "k IN (2, 3)", "x = 'a'", "false")
		if union == " UNION " {
			start = g.one(start, "k = 7", "k > 3", "true")
		}
		step := g.one("SELECT c.k, c.p, c.x FROM w JOIN "+t+" c ON c.p = w.k", "SELECT c.k, c.p, c.x FROM w, "+t+" c WHERE c.p = w.k AND c.k < "+g.one("5", "9"), "SELECT c.* FROM "+t+" c WHERE c.p IN (SELECT w.k FROM w)", "SELECT c.k, c.p, w.x || '/' || c.x FROM "+t+" c JOIN w ON w.k = c.p WHERE length(w.x) < 20",
			"SELECT c.k, c.p, c.x FROM w CROSS JOIN LATERAL (SELECT * FROM "+t+" d WHERE d.p = w.k) c", "SELECT c.k, c.p, c.x FROM w LEFT JOIN "+t+" c ON c.p = w.k WHERE c.k IS NOT NULL")
		if union == " UNION ALL " && strings.Contains(step, "IN (SELECT") { // refused in a subquery
			step = "SELECT c.k, c.p, c.x FROM w JOIN " + t + " c ON c.p = w.k"
		}
		if g.chance(12) {
			step = g.one("SELECT c.* FROM "+t+" c LEFT JOIN w ON c.p = w.k", "SELECT max(w.k), 1, 'q' FROM w", "SELECT a.* FROM w a, w b", "SELECT k::int8, p, x FROM w")
		}
		how := ""
		if g.chance(3) && strings.HasPrefix(step, "SELECT c.") {
			how = g.one(" SEARCH DEPTH FIRST BY k SET o", " SEARCH BREADTH FIRST BY p, k SET o", " CYCLE k SET cyc USING path", " CYCLE k, p SET cyc TO 'Y'::text DEFAULT 'N' USING path", " SEARCH BREADTH FIRST BY k SET o CYCLE k SET cyc USING path")
		}
		if strings.HasPrefix(how, " SEARCH") && !strings.Contains(how, "CYCLE") {
			start = g.one("p IS NULL", "k = 2", "x = 'a'", "false") // paths of what goes round have no end
		}
		out := g.one("SELECT * FROM w", "SELECT * FROM w", "SELECT count(*), min(k), max(k) FROM w", "SELECT w.k, count(c.k) FROM w LEFT JOIN "+t+" c ON c.p = w.k GROUP BY w.k", "SELECT a.k, b.k FROM w a JOIN w b ON a.p = b.k", "SELECT t.k FROM "+t+" t WHERE NOT EXISTS (SELECT FROM w WHERE w.k = t.k)", "SELECT DISTINCT p FROM w", "SELECT (SELECT count(*) FROM w), k FROM "+t)
		if strings.Contains(how, "SEARCH") && g.chance(2) {
			out = "SELECT * FROM w ORDER BY o"
		}
		steps = append(steps, asks("WITH RECURSIVE w AS ("+g.one("SELECT * FROM ", "SELECT k, p, x FROM ")+t+" WHERE "+start+union+step+")"+how+" "+out))
		if g.chance(3) {
			steps = append(steps, asks("WITH RECURSIVE n(i, s) AS (VALUES (1, "+g.one("''", "'a'")+"::text)"+union+"SELECT i + "+g.one("1", "2")+", s || i FROM n WHERE i < "+g.one("5", "9", "1")+"), m(j) AS (SELECT i FROM n UNION SELECT j - 3 FROM m WHERE j > 0) "+g.one("SELECT * FROM n", "SELECT * FROM m", "SELECT i, j FROM n JOIN m ON i = j", "SELECT * FROM n UNION ALL SELECT j, NULL FROM m")))
		}
		if g.chance(4) {
			steps = append(steps, asksInOrder("WITH RECURSIVE n AS (SELECT "+g.one("0", "1")+" AS i UNION ALL SELECT i + 1 FROM n) SELECT i FROM n LIMIT "+g.one("3", "5", "0")),
				changes("WITH RECURSIVE w(k) AS (SELECT 3 UNION SELECT c.k FROM w JOIN "+t+" c ON c.p = w.k) "+g.one("UPDATE "+t+" SET x = x || '!' WHERE k IN (SELECT k FROM w) RETURNING k, x", "DELETE FROM "+t+" USING w WHERE "+t+".k = w.k AND w.k > 5 RETURNING "+t+".*", "INSERT INTO "+t+" SELECT k + 20, k, 'new' FROM w ON CONFLICT DO NOTHING RETURNING *")), asks("TABLE "+t))
		}
	}
	return steps
}

// positioned writes to the rows at which cursors stand. Their keys stay: rows are found by those
// that the cursor gave (docs/sql-compatibility.md).
func (g *generator) positioned() []*step {
	t, steps := g.smallTable("ct")
	for range 4 {
		order := g.one(" ORDER BY k", " ORDER BY k DESC", " ORDER BY k", " ORDER BY a, k")
		lock := g.one(" FOR UPDATE", " FOR UPDATE", " FOR NO KEY UPDATE", " FOR UPDATE OF "+t.name)
		from := "SELECT * FROM " + t.name + g.one("", " WHERE k > 0", " WHERE a IS NOT NULL")
		if g.chance(4) {
			order, lock, from = "", g.one("", " FOR SHARE", " FOR UPDATE"), "SELECT k, b FROM "+t.name+" WHERE k = "+fmt.Sprint(g.r.IntN(5))
		}
		steps = append(steps, changes("BEGIN"), changes("DECLARE c CURSOR FOR "+from+order+lock))
		for range 3 + g.r.IntN(4) {
			switch g.r.IntN(7) {
			case 0, 1, 2:
				s := changes(g.one("FETCH c", "FETCH NEXT FROM c", "FETCH 2 FROM c", "MOVE c", "FETCH RELATIVE 1 FROM c"))
				s.ordered = true
				steps = append(steps, s)
			case 3, 4:
				steps = append(steps, changes("SAVEPOINT s"), changes("UPDATE "+t.name+" SET "+g.one("a = coalesce(a, 0) + 1", "b = b || '!'", "a = NULL, b = 'set'")+" WHERE CURRENT OF c", option(" RETURNING *")), changes(g.one("ROLLBACK TO s", "RELEASE s")), changes("SAVEPOINT s"), changes("UPDATE "+t.name+" SET a = 5 WHERE CURRENT OF c RETURNING k"), changes("ROLLBACK TO s"))
			case 5:
				steps = append(steps, changes("SAVEPOINT s"), changes("DELETE FROM "+t.name+" WHERE CURRENT OF c", option(" RETURNING *")), changes(g.one("RELEASE s", "ROLLBACK TO s")))
			default:
				steps = append(steps, asksInOrder("SELECT * FROM "+t.name+" ORDER BY k"))
			}
		}
		steps = append(steps, changes(g.one("CLOSE c", "SELECT 1")), changes(g.one("COMMIT", "COMMIT", "ROLLBACK")), asks("TABLE "+t.name))
	}
	return steps
}

// lockClauses draws FOR UPDATE and its like, where they may stand and where they may not.
func (g *generator) lockClauses() []*step {
	t, steps := g.smallTable("lt")
	o, more := g.smallTable("lo")
	steps = append(append(steps, more...), made("CREATE VIEW "+t.name+"_v AS SELECT k, a FROM "+t.name+" WHERE k > 0"))
	if g.chance(2) {
		steps = append(steps, made("GRANT "+g.one("SELECT", "SELECT, UPDATE", "SELECT, UPDATE (a)", "SELECT, DELETE")+" ON "+t.name+", "+o.name+" TO differential_guest"))
	}
	strength := func() string {
		return " FOR " + g.one("UPDATE", "NO KEY UPDATE", "SHARE", "KEY SHARE")
	}
	wait := func() string { return g.one("", "", " NOWAIT", " SKIP LOCKED") }
	for range 14 {
		of := g.one("", "", " OF t", " OF o", " OF t, o")
		text := g.one(
			"SELECT t.k, o.k FROM "+t.name+" t JOIN "+o.name+" o USING (k)"+strength()+of+wait(),
			"SELECT t.k, o.k FROM "+t.name+" t JOIN "+o.name+" o ON t.a = o.a WHERE t.k < 4"+strength()+" OF t"+strength()+" OF o"+wait(),
			"SELECT t.k FROM "+t.name+" t WHERE t.k IN (SELECT k FROM "+o.name+g.one("", strength())+")"+strength()+wait(),
			"SELECT t.k FROM "+t.name+" t LEFT JOIN "+o.name+" o ON t.k = o.a"+strength()+" OF "+g.one("t", "t", "t", "o")+wait(),
			"SELECT * FROM (SELECT k, a FROM "+t.name+" WHERE k > 1"+g.one("", strength())+") AS t"+strength()+wait(),
			"SELECT * FROM "+t.name+"_v t"+strength()+g.one("", " OF t")+wait(),
			"WITH t AS (SELECT k FROM "+t.name+strength()+wait()+") SELECT count(*) FROM t, "+o.name+" o"+g.one("", strength()+" OF o"),
			"SELECT (SELECT max(k) FROM "+o.name+") FROM "+t.name+" t"+strength()+wait(),
			"SELECT t.k FROM "+t.name+" t, LATERAL (SELECT o.k FROM "+o.name+" o WHERE o.k = t.k) AS o"+strength()+of+wait(),
			"SELECT t.k, x FROM "+t.name+" t, generate_series(1, 2) x"+strength()+" OF t"+wait(),
			"SELECT t.k FROM "+t.name+" t, (VALUES (1), (2)) AS o(k) WHERE t.k = o.k"+strength()+wait(),
			"SELECT t.k FROM ONLY "+t.name+" t WHERE t.a > 1"+strength()+" OF t"+wait()+strength()+wait())
		if g.chance(6) {
			text = g.one("SELECT count(*) FROM "+t.name+" t", "SELECT DISTINCT a FROM "+t.name+" t", "SELECT a FROM "+t.name+" t GROUP BY a", "SELECT k FROM "+t.name+" t UNION SELECT 1", "SELECT rank() OVER () FROM "+t.name+" t", "SELECT generate_series(1, 2) FROM "+t.name+" t", "SELECT 1 FROM (SELECT DISTINCT a FROM "+t.name+") t", "VALUES (1)", "SELECT FROM "+t.name+" t FULL JOIN "+o.name+" o USING (k)") + strength()
		}
		steps = append(steps, &step{role: g.one("owner", "owner", "guest"), tree: part("", text)})
		if g.chance(3) {
			steps = append(steps, asksInOrder("SELECT k, b FROM "+t.name+" ORDER BY k"+g.one("", " DESC")+g.one(" LIMIT 2", "", " LIMIT 1 OFFSET 1")+strength()+wait()),
				changes("UPDATE "+t.name+" SET a = 1 WHERE k IN (SELECT k FROM "+t.name+" ORDER BY k LIMIT 2"+strength()+wait()+") RETURNING k"))
		}
	}
	return steps
}

// groupings draws sets of groups of columns, GROUPING, and what stands above them.
func (g *generator) groupings() []*step {
	t := g.name("gs")
	steps := []*step{made("CREATE TABLE " + t + " (a int4, b text, c bool, n int4)"),
		changes("INSERT INTO "+t+" VALUES ", list(", ", part("", "(1, 'x', true, 10), (1, 'y', false, 20)"), part("", "(2, 'x', NULL, 5), (NULL, 'x', true, NULL)"), part("", "(2, NULL, false, 7), (2, NULL, false, 8)"), part("", "(NULL, NULL, NULL, 1)"))), made("CREATE INDEX ON " + t + " (a, b)")}
	set := func() string {
		return g.one("ROLLUP (a, b)", "CUBE (a, b)", "GROUPING SETS ((a, b), (a), ())", "GROUPING SETS ((), (b), (b))", "ROLLUP (a, (b, c))", "CUBE ((a, b), c)", "GROUPING SETS (ROLLUP (a, b), CUBE (c))", "a, ROLLUP (b, c)", "GROUPING SETS ((a), (b)), GROUPING SETS ((c), ())", "a, b, c", "ROLLUP (a), CUBE (b)", "DISTINCT ROLLUP (a, b), ROLLUP (a, c)", "GROUPING SETS ((a, b, c), (c))", "ALL CUBE (a, c), b")
	}
	for range 14 {
		by := set()
		has := func(c string) bool {
			return strings.Contains(strings.NewReplacer("GROUPING SETS", "", "CUBE", "", "ROLLUP", "", "DISTINCT", "", "ALL", "").Replace(by), c)
		}
		var items, keys []string
		for _, c := range []string{"a", "b", "c"} {
			if has(c) {
				keys = append(keys, c)
				items = append(items, g.one(c, c, c, "grouping("+c+")", "coalesce("+c+"::text, 'none')"))
			}
		}
		if g.chance(2) {
			items = append(items, "grouping("+strings.Join(keys, ", ")+")")
		}
		items = append(items, g.one("count(*)", "sum(n)", "max(n)", "count(DISTINCT n)", "array_agg(n ORDER BY n)", "sum(n) FILTER (WHERE n > 5)", "sum(sum(n)) OVER ()", "rank() OVER (ORDER BY count(*))", "percentile_disc(0.5) WITHIN GROUP (ORDER BY n)", "bool_or(c)", "string_agg(b, ',' ORDER BY b)"))
		having := g.one("", "", " HAVING count(*) > 1", " HAVING grouping("+keys[0]+") = 0", " HAVING "+keys[0]+" IS NOT NULL", " HAVING sum(n) > 5 OR grouping("+keys[0]+") = 1")
		// No equality: of what it makes constant Postgres 15 forgets that sets without it have NULL.
		where := g.one("", "", " WHERE n > 5", " WHERE a IN (1, 2)", " WHERE false", " WHERE b IS NULL")
		sel := "SELECT " + strings.Join(items, ", ") + " FROM " + t + where + " GROUP BY " + by + having
		switch g.r.IntN(6) {
		case 0:
			sel = "SELECT count(*) FROM (" + sel + ") AS q"
		case 1:
			sel = "SELECT * FROM (SELECT " + strings.Join(keys, ", ") + ", count(*) AS x FROM " + t + " GROUP BY " + by + ") AS q WHERE " + keys[0] + g.one(" IS NULL", " IS NOT NULL", " = "+map[string]string{"a": "1", "b": "'x'", "c": "true"}[keys[0]]) + g.one("", " AND x > 1")
		case 2:
			sel = "SELECT DISTINCT" + strings.TrimPrefix(sel, "SELECT")
		case 3:
			sel = "SELECT t.a, q.x FROM " + t + " t LEFT JOIN (SELECT " + keys[0] + " AS y, sum(n) AS x FROM " + t + " GROUP BY " + by + ") AS q ON q.y" + map[string]string{"a": " = t.a", "b": " = t.b", "c": " = t.c"}[keys[0]]
		}
		steps = append(steps, asks(sel))
	}
	return steps
}

// partialArbiters draws ON CONFLICT over unique indexes of some of the rows, and of expressions.
func (g *generator) partialArbiters() []*step {
	t := g.name("pa")
	steps := []*step{made("CREATE TABLE " + t + " (k int4, a int4, b text, s text DEFAULT 'on')"),
		made("CREATE UNIQUE INDEX ON " + t + " (k) WHERE s = 'on'"),
		made("CREATE UNIQUE INDEX ON " + t + " " + g.one("(a) WHERE a > 2", "(a) WHERE a IS NOT NULL AND b IS NULL", "(a, b) WHERE k < 5", "(lower(b)) WHERE a = 1", "((a + k)) WHERE b = 'x'")),
		made("CREATE UNIQUE INDEX ON " + t + " (b) WHERE s IN ('off', 'gone')")}
	for range 12 {
		target := g.one("(k) WHERE s = 'on'", "(k) WHERE s = 'on'", "(k) WHERE s = 'on' AND a > 0", "(b) WHERE s IN ('off', 'gone')", "(b) WHERE s = 'off'", "(b) WHERE s = 'off' OR s = 'gone'", "", "(k) WHERE s = 'on'::text", "(k int4_ops) WHERE 'on' = s",
			"(a) WHERE a > 2", "(a) WHERE a > 5", "(a) WHERE a >= 3", "(a, b) WHERE k = 1", "(lower(b)) WHERE a = 1", "((a + k)) WHERE b = 'x'")
		var rows []*piece
		for range 1 + g.r.IntN(3) {
			rows = append(rows, part("", fmt.Sprintf("(%d, %s, %s, %s)", g.r.IntN(6), g.one("1", "2", "3", "4", "NULL"), g.one("'x'", "'X'", "'y'", "NULL"), g.one("'on'", "'on'", "'off'", "'gone'", "NULL", "DEFAULT"))))
		}
		action := "DO NOTHING"
		if target != "" && !g.chance(3) {
			action = "DO UPDATE SET " + g.one("a = excluded.a", "b = excluded.b || "+t+".b", "s = 'off'", "s = excluded.s, k = "+t+".k + 10", "a = coalesce("+t+".a, 0) + 1", "(a, b) = ROW (excluded.a, 'z')") + g.one("", "", " WHERE "+t+".a IS DISTINCT FROM excluded.a", " WHERE "+t+".s = 'on'", " WHERE excluded.k > 2")
		}
		steps = append(steps, changes("INSERT INTO "+t+" AS "+t+" VALUES ", list(", ", rows...), " ON CONFLICT "+strings.TrimSpace(target+" ")+" "+action, option(g.one("", " RETURNING *", " RETURNING k, s"))), asks("TABLE "+t))
		if g.chance(4) {
			steps = append(steps, changes("UPDATE "+t+" SET s = "+g.one("'on'", "'off'", "NULL")+" WHERE k = "+fmt.Sprint(g.r.IntN(6))), asks("TABLE "+t))
		}
	}
	return steps
}

// merges draws MERGE with several actions, of which a row takes the first that fits.
func (g *generator) merges() []*step {
	t, steps := g.smallTable("mt", "c int4 DEFAULT 9")
	o, more := g.smallTable("ms")
	steps = append(steps, more...)
	for i := range 9 {
		source := g.one(o.name+" AS o", o.name+" AS o", "(VALUES (0, 1, 'p'), (1, NULL, 'q'), (30, 7, NULL)) AS o(k, a, b)", "(SELECT k + 1 AS k, a, b FROM "+t.name+") AS o", "(SELECT k, max(a) AS a, min(b) AS b FROM "+o.name+" GROUP BY k) AS o", "generate_series(0, 3) AS o(k)")
		cols := !strings.Contains(source, "series")
		value := func() string {
			if cols {
				return g.one("o.a", "u.a + o.a", "o.k", "NULL", "DEFAULT")
			}
			return g.one("o.k", "u.a + o.k", "DEFAULT", "7")
		}
		cond := func(matched bool) string {
			if matched {
				return g.one("", " AND u.a > 2", " AND u.k = 1", " AND o.k < 3", " AND u.b IS NULL", " AND u.k IN (SELECT k FROM "+o.name+")")
			}
			return g.one("", " AND o.k > 2", " AND o.k <> 30")
		}
		on := g.one("u.k = o.k", "u.k = o.k", "u.k = o.k AND u.a IS NOT NULL", "o.k = u.k + 1")
		n := []any{"MERGE INTO " + t.name + " AS u USING " + source + " ON " + on}
		deletes := false
		for range 1 + g.r.IntN(3) {
			action := g.one("UPDATE SET a = "+value(), "UPDATE SET a = "+value()+", b = 'm'", "UPDATE SET (c, b) = (u.k, u.b)", "DELETE", "DO NOTHING")
			deletes = deletes || action == "DELETE"
			n = append(n, option(" WHEN MATCHED"+cond(true)+" THEN "+action))
		}
		n = append(n, " WHEN NOT MATCHED"+cond(false)+" THEN ")
		if some := "INSERT (k, a) VALUES (o.k + "; deletes {
			// Keys that never were there: whether one goes before it comes is told by the order of the source's rows.
			n = append(n, g.one("DO NOTHING", fmt.Sprint(some, 100_000<<i, ", 1)")))
		} else {
			n = append(n, g.one("DO NOTHING", some+"40, "+g.one("o.k", "DEFAULT", "1")+")", "INSERT VALUES (o.k + 50, 1, 'new', DEFAULT)", "INSERT (k) VALUES (o.k)"))
		}
		s := changes(n...)
		steps = append(steps, s, asks("TABLE "+t.name))
		if g.chance(4) {
			steps = append(steps, changes(g.ofOne(t)), asks("TABLE "+t.name))
		}
	}
	return steps
}

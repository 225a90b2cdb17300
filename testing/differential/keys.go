package differential

import (
	"fmt"
	"strings"
)

// foreignKeys makes two or three tables that refer to each other, with all actions, matches and
// times of checking, and changes their rows and the keys themselves.
func (g *generator) foreignKeys() []*step {
	p, c, d := g.name("fp"), g.name("fc"), g.name("fd")
	parted := g.chance(4)
	table := func(name, cols, by string) []*step {
		if !parted {
			return []*step{made("CREATE TABLE " + name + " (" + cols + ")")}
		}
		return []*step{made("CREATE TABLE " + name + " (" + cols + ") PARTITION BY RANGE (" + by + ")"),
			made("CREATE TABLE " + name + "_1 PARTITION OF " + name + " FOR VALUES FROM (MINVALUE) TO (3)"),
			made("CREATE TABLE " + name + "_2 PARTITION OF " + name + " FOR VALUES FROM (3) TO (MAXVALUE)")}
	}
	steps := table(p, "a int4, b int4, t text, PRIMARY KEY (a, b)", "a")
	steps = append(steps, table(c, "k int4 PRIMARY KEY, a int4 DEFAULT 1, b int4 DEFAULT 1, t text", "k")...)
	steps = append(steps, table(d, "k int4 PRIMARY KEY, c int4, t text", "k")...)
	match := g.one("", "", " MATCH FULL", " MATCH SIMPLE")
	first, second := g.name("fk"), g.name("fk")
	cols := " (a, b)"
	one := "ALTER TABLE " + c + " ADD CONSTRAINT " + first + " FOREIGN KEY" + cols + " REFERENCES " + p + g.one("", cols) + match + g.actionOf("delete", "a, b") + g.actionOf("update", "") + g.timing()
	two := "ALTER TABLE " + d + " ADD CONSTRAINT " + second + " FOREIGN KEY (c) REFERENCES " + c + " (k)" + g.actionOf("delete", "c") + g.actionOf("update", "") + g.timing()
	rows := changes("INSERT INTO " + p + " VALUES (1, 1, 'p11'), (1, 2, 'p12'), (2, 1, 'p21'), (4, 4, 'p44'), (5, 1, NULL)")
	late := g.chance(3)
	if late { // rows are there before the key is
		steps = append(steps, rows, g.referring(c, 3), g.referring(c, 5))
	}
	steps = append(steps, made(one+g.one("", "", " NOT VALID")), made(two))
	if !late {
		steps = append(steps, rows)
	}
	if g.chance(4) { // of itself
		steps = append(steps, made("ALTER TABLE "+c+" ADD up int4 REFERENCES "+c+g.actionOf("delete", "up")+g.timing()))
	}
	look := func() {
		for _, t := range []string{p, c, d} {
			steps = append(steps, asks("TABLE "+t))
		}
	}
	steps = append(steps, g.referring(c, 4), g.referring(c, 6), changes("INSERT INTO "+d+" SELECT k + 1, k, 'd' FROM "+c+" WHERE k < 5"))
	for range 9 {
		block := g.chance(2)
		if block {
			steps = append(steps, changes("BEGIN"))
			if g.chance(2) {
				steps = append(steps, changes("SET CONSTRAINTS "+g.one("ALL", first, second, first+", "+second)+g.one(" DEFERRED", " IMMEDIATE")))
			}
		}
		for range 1 + g.r.IntN(3) {
			steps = append(steps, g.keyChange(p, c, d))
		}
		if block {
			steps = append(steps, changes(g.one("COMMIT", "COMMIT", "SET CONSTRAINTS ALL IMMEDIATE", "ROLLBACK")), changes("COMMIT"))
		}
		look()
	}
	steps = append(steps, made("ALTER TABLE "+c+g.one(" VALIDATE CONSTRAINT "+first, " ALTER CONSTRAINT "+first+" DEFERRABLE", " DROP CONSTRAINT "+first, " ALTER CONSTRAINT "+first+" NOT DEFERRABLE")),
		asks("SELECT conname, convalidated, condeferrable, condeferred, confupdtype, confdeltype, confmatchtype, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'f' AND conparentid = 0 AND conrelid IN ('"+c+"'::regclass, '"+d+"'::regclass)"),
		made(g.one("DROP TABLE "+p, "DROP TABLE "+p+" CASCADE", "TRUNCATE "+p, "TRUNCATE "+p+" CASCADE", "TRUNCATE "+strings.Join([]string{p, c, d}, ", "), "ALTER TABLE "+p+" DROP CONSTRAINT "+p+"_pkey", "ALTER TABLE "+p+" DROP b CASCADE")))
	look()
	return append(steps, g.keyChange(p, c, d))
}

func (g *generator) actionOf(event, cols string) string {
	if g.chance(5) {
		return ""
	}
	action := g.one("NO ACTION", "RESTRICT", "CASCADE", "CASCADE", "SET NULL", "SET DEFAULT")
	if strings.HasPrefix(action, "SET") && cols != "" && g.chance(3) {
		action += " (" + g.one(cols, strings.Split(cols, ", ")[0]) + ")"
	}
	return " ON " + strings.ToUpper(event) + " " + action
}

func (g *generator) timing() string {
	return g.one("", "", " DEFERRABLE", " DEFERRABLE INITIALLY DEFERRED", " INITIALLY DEFERRED", " NOT DEFERRABLE")
}

// referring inserts a row that may refer to one that is there.
func (g *generator) referring(c string, k int) *step {
	return changes(fmt.Sprintf("INSERT INTO %s (k, a, b, t) VALUES (%d, ", c, k), option(g.one("1", "1", "2", "4", "NULL", "9"), ", "), g.one("1", "1", "2", "4", "NULL"), ", 'c')")
}

// keyChange writes to one of the tables. No statement deletes a row and those of which a default
// would refer to it: which comes first decides in Postgres.
func (g *generator) keyChange(p, c, d string) *step {
	n := func() string { return g.one("1", "2", "3", "4", "5", "9") }
	switch g.r.IntN(13) {
	case 0:
		return changes("DELETE FROM " + p + " WHERE a = " + n() + g.one(" AND b = 2", " AND b = 1", " AND b = 1 RETURNING *"))
	case 1:
		return changes("UPDATE " + p + " SET a = a + " + g.one("1", "3", "-3", "0") + " WHERE " + g.one("a = "+n(), "b = 2", "t = 'p44'"))
	case 2:
		return changes("UPDATE " + p + " SET b = " + n() + " WHERE a = " + n() + " AND b = " + n())
	case 3:
		return changes("INSERT INTO " + p + " VALUES (" + n() + ", " + n() + ", 'new') ON CONFLICT DO NOTHING")
	case 4:
		return changes("DELETE FROM " + c + " WHERE k = " + n() + g.one("", " RETURNING t"))
	case 5:
		return changes("UPDATE " + c + " SET k = k + " + g.one("10", "1", "-1") + " WHERE k = " + n())
	case 6:
		return changes("UPDATE " + c + " SET " + g.one("a = NULL", "a = NULL, b = NULL", "a = "+n()+", b = "+n(), "b = "+n(), "t = 'x'") + " WHERE k = " + n())
	case 7:
		return changes("INSERT INTO " + d + " VALUES (" + n() + ", " + n() + ", 'd')" + g.one("", " ON CONFLICT (k) DO UPDATE SET c = excluded.c", " ON CONFLICT DO NOTHING"))
	case 8:
		return changes("UPDATE " + d + " SET c = " + g.one("NULL", n()) + " WHERE k = " + n())
	case 9:
		return changes("WITH x AS (DELETE FROM " + p + " WHERE a = " + n() + " RETURNING *) INSERT INTO " + p + " SELECT a, b, 'again' FROM x")
	case 10:
		return changes("WITH x AS (INSERT INTO " + p + " VALUES (7, 7, 'with') ON CONFLICT DO NOTHING RETURNING a, b) INSERT INTO " + c + " SELECT 20 + a, a, b, 'with' FROM x")
	case 11:
		return changes("DELETE FROM " + p + " USING " + c + " AS c WHERE " + p + ".a = c.a AND " + p + ".b = c.b AND c.k = " + n())
	}
	return g.referring(c, 1+g.r.IntN(9))
}

// heldRows has two sessions lock rows: what one holds the other passes over, or is told of. Locks
// that were made stronger stay so behind ROLLBACK TO (docs/sql-compatibility.md), which is not drawn.
func (g *generator) heldRows() []*step {
	t, steps := g.smallTable("hr")
	steps = append(steps, made("GRANT ALL ON "+t.name+" TO differential_guest"), changes("INSERT INTO "+t.name+" SELECT x, x % 3, 'h' || x FROM generate_series(10, 15) x"))
	level := g.one("READ COMMITTED", "REPEATABLE READ")
	do := func(role, text string) { steps = append(steps, &step{role: role, writes: true, tree: part("", text)}) }
	strength := func() string { return g.one("UPDATE", "UPDATE", "NO KEY UPDATE", "SHARE", "KEY SHARE") }
	for range 4 {
		do("owner", "BEGIN ISOLATION LEVEL "+level)
		for range 1 + g.r.IntN(3) {
			where := g.one("k = 10", "k = 11", "k BETWEEN 12 AND 14", "a = 1", "k < 11")
			switch g.r.IntN(4) {
			case 0:
				do("owner", "UPDATE "+t.name+" SET "+g.one("a = a + 1", "k = k + 40")+" WHERE "+where)
			case 1:
				do("owner", "DELETE FROM "+t.name+" WHERE "+where)
			default:
				do("owner", "SELECT k FROM "+t.name+" WHERE "+where+" ORDER BY k FOR "+strength())
			}
		}
		do("guest", "BEGIN ISOLATION LEVEL "+level)
		for range 2 + g.r.IntN(2) {
			where := g.one("", "", " WHERE k > 10", " WHERE k = 11", " WHERE a = 1", " WHERE k BETWEEN 11 AND 13")
			order := " ORDER BY k" + g.one("", "", " LIMIT 2", " DESC LIMIT 1")
			wait := " SKIP LOCKED"
			if level == "READ COMMITTED" && g.chance(4) { // above, keys without rows are locked, too
				wait = " NOWAIT"
			}
			if wait == " NOWAIT" {
				do("guest", "SAVEPOINT g")
			}
			s := &step{role: "guest", ordered: true, writes: true, tree: part("", "SELECT k, a FROM "+t.name+where+order+" FOR "+strength()+wait)}
			if g.chance(4) {
				s = &step{role: "guest", writes: true, tree: part("", "UPDATE "+t.name+" SET b = 'got' WHERE k IN (SELECT k FROM "+t.name+where+order+" FOR UPDATE SKIP LOCKED) RETURNING k")}
			}
			steps = append(steps, s)
			if wait == " NOWAIT" {
				do("guest", "ROLLBACK TO g")
			}
		}
		do("guest", g.one("COMMIT", "ROLLBACK"))
		do("owner", g.one("COMMIT", "COMMIT", "ROLLBACK"))
		steps = append(steps, asks("TABLE "+t.name))
	}
	return steps
}

package differential

import (
	"fmt"
	"strings"
)

// insteadOf makes a view that rows are written through by triggers alone, which write to the
// table below, to a log, or nowhere, and give the row, another one, or none.
func (g *generator) insteadOf() []*step {
	t := g.tables[g.r.IntN(len(g.tables))]
	v, log := &table{name: g.name("i")}, g.name("seen")
	var names []string
	for _, c := range t.cols {
		v.cols = append(v.cols, column{name: c.name, typ: c.typ, unique: c.unique, made: c.made})
		names = append(names, "q."+c.name)
	}
	all := strings.Join(names, ", ")
	from := " FROM " + t.name + " AS q"
	view := part("", "CREATE VIEW "+v.name+" AS SELECT "+all+g.one(from, from+" OFFSET 0", from+" UNION ALL SELECT "+all+from+" WHERE false", ", count(*) OVER () AS n"+from))
	if strings.Contains(view.String(), "count(*)") {
		v.cols = append(v.cols, column{name: "n", typ: "int8", made: true})
	}
	steps := []*step{
		made("CREATE TABLE " + log + " (op text, what text, old text, new text)"), made(view),
		made("GRANT ALL ON " + v.name + ", " + log + " TO differential_guest"),
	}
	for _, event := range []string{"INSERT", "UPDATE", "DELETE"} {
		if g.chance(5) {
			continue
		}
		for range 1 + g.r.IntN(2) {
			steps = append(steps, g.insteadTrigger(t, v, log, event)...)
		}
	}
	for range 5 + g.r.IntN(4) {
		role := g.one("owner", "owner", "guest")
		g.scope, g.ctes, g.budget = nil, nil, 20
		s := &step{role: role, writes: true}
		switch g.r.IntN(4) {
		case 0:
			s.tree = g.update(v)
		case 1:
			s.tree = g.delete(v)
		default:
			for range 4 { // it has no constraint to be in conflict with
				if s.tree = g.insert(v); !strings.Contains(s.text(), "DO UPDATE") {
					break
				}
			}
		}
		steps = append(steps, s, asks("TABLE "+log), asks("TABLE "+t.name))
	}
	if g.chance(2) {
		steps = append(steps, asks("SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = '"+v.name+"'::regclass"),
			asks("SELECT is_insertable_into, is_trigger_insertable_into, is_trigger_updatable, is_trigger_deletable FROM information_schema.views WHERE table_name = '"+v.name+"'"))
	}
	return steps
}

// insteadTrigger makes a trigger of a view for one event, and its function.
func (g *generator) insteadTrigger(t, v *table, log, event string) []*step {
	f := g.name("o")
	row := map[string]string{"INSERT": "NEW", "UPDATE": "NEW", "DELETE": "OLD"}[event]
	var body []string
	if c := v.cols[g.r.IntN(len(t.cols))]; event != "DELETE" && !c.made && !c.unique && g.chance(3) {
		body = append(body, "NEW."+c.name+" := "+g.literal(c.typ))
	}
	if write := g.below(t, event); write != "" && !g.chance(4) {
		body = append(body, write)
	}
	old, new := "NULL", "NULL"
	if event != "INSERT" {
		old = "OLD::text"
	}
	if event != "DELETE" {
		new = "NEW::text"
	}
	if g.chance(3) { // only what is there is counted
		body = append(body, "IF NOT FOUND THEN RETURN NULL; END IF")
	}
	body = append(body, "INSERT INTO "+log+" VALUES (TG_OP, concat_ws(' ', TG_NAME, TG_WHEN, TG_LEVEL, TG_NARGS, TG_ARGV[0]), "+old+", "+new+")",
		"RETURN "+g.one(row, row, row, "NULL"))
	return []*step{
		made("CREATE FUNCTION " + f + "() RETURNS trigger LANGUAGE plpgsql" + g.one("", "", " SECURITY DEFINER SET search_path = "+schema) + " AS $$ BEGIN " + strings.Join(body, "; ") + "; END $$"),
		made("CREATE TRIGGER " + f + " INSTEAD OF " + event + " ON " + v.name + " FOR EACH ROW EXECUTE FUNCTION " + f + "(" + g.one("", "'x'") + ")"),
	}
}

// below is what a trigger of a view does to the table, "" where the table gives it no way.
func (g *generator) below(t *table, event string) string {
	var names, values []string
	for _, c := range t.cols {
		if !c.made {
			names, values = append(names, c.name), append(values, "NEW."+c.name)
		}
	}
	if event == "INSERT" {
		return "INSERT INTO " + t.name + " (" + strings.Join(names, ", ") + ") VALUES (" + strings.Join(values, ", ") + ")" + g.one("", " ON CONFLICT DO NOTHING", " ON CONFLICT DO NOTHING")
	}
	if len(t.key) == 0 {
		return ""
	}
	if event == "DELETE" {
		return "DELETE FROM " + t.name + " WHERE k = OLD.k"
	}
	c := g.settable(t)
	if c.unique || c.made {
		return ""
	}
	return "UPDATE " + t.name + " SET " + c.name + " = NEW." + c.name + " WHERE k = OLD.k"
}

// constraintTriggers makes triggers that may wait until COMMIT, or until they are asked for, and
// transactions that ask.
func (g *generator) constraintTriggers() []*step {
	more := []string{}
	if g.chance(3) {
		more = append(more, "UNIQUE (a) DEFERRABLE"+g.one("", " INITIALLY DEFERRED"))
	}
	if g.chance(3) {
		more = append(more, "p int4 REFERENCES "+fmt.Sprintf("d%d", g.names+1)+g.one("", " ON DELETE SET NULL")+" DEFERRABLE INITIALLY DEFERRED")
	}
	t, steps := g.smallTable("d", more...)
	log := g.name("fired")
	steps = append(steps, made("CREATE TABLE "+log+" (n int8, what text, k int4)"))
	var names []string
	for range 1 + g.r.IntN(3) {
		name := g.name("c")
		names = append(names, name)
		steps = append(steps, g.constraintTrigger(t, log, name)...)
	}
	for range 3 + g.r.IntN(3) {
		steps = append(steps, g.waiting(t, names)...)
		steps = append(steps, asks("SELECT * FROM "+log+" ORDER BY n"), asks("TABLE "+t.name))
	}
	if g.chance(2) {
		steps = append(steps, asks("SELECT tgname, tgdeferrable, tginitdeferred, pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = '"+t.name+"'::regclass AND NOT tgisinternal"),
			asks("SELECT conname, contype, condeferrable, condeferred FROM pg_constraint WHERE conrelid = '"+t.name+"'::regclass"))
	}
	return steps
}

// constraintTrigger makes one trigger: it notes in which order it was fired, and may refuse, or
// write more rows.
func (g *generator) constraintTrigger(t *table, log, name string) []*step {
	events := g.one("INSERT", "UPDATE", "DELETE", "INSERT OR UPDATE", "INSERT OR UPDATE OR DELETE", "UPDATE OF a", "INSERT OR UPDATE OF b")
	row := "NEW"
	if strings.Contains(events, "DELETE") {
		row = "coalesce(NEW, OLD)"
	}
	body := "INSERT INTO " + log + " SELECT (SELECT count(*) FROM " + log + "), concat_ws(' ', TG_NAME, TG_OP, TG_WHEN, TG_LEVEL, (SELECT count(*) FROM " + t.name + ")), (" + row + ").k; "
	body += g.one("", "", "IF (SELECT sum(a) FROM "+t.name+") > 30 THEN RAISE EXCEPTION USING ERRCODE = 'AB001', MESSAGE = 'too much'; END IF; ",
		"IF TG_OP = 'INSERT' AND NEW.a BETWEEN 1 AND 3 THEN INSERT INTO "+t.name+" VALUES (NEW.k + 100, NEW.a + 3) ON CONFLICT DO NOTHING; END IF; ",
		"UPDATE "+t.name+" SET b = b || '+' WHERE k = ("+row+").k + 1; ",
		"BEGIN INSERT INTO "+t.name+" (k) VALUES (("+row+").k); EXCEPTION WHEN unique_violation THEN NULL; END; ",
		"SET CONSTRAINTS ALL IMMEDIATE; ")
	when := ""
	if !strings.Contains(events, " OR ") {
		row := map[bool]string{true: "OLD", false: "NEW"}[events == "DELETE"]
		when = g.one("", " WHEN ("+row+".a > 2)", " WHEN ("+row+".b IS NOT NULL)")
		if strings.HasPrefix(events, "UPDATE") {
			when = g.one(when, " WHEN (OLD.a IS DISTINCT FROM NEW.a)", " WHEN (OLD.* IS DISTINCT FROM NEW.*)")
		}
	}
	return []*step{
		made("CREATE FUNCTION " + name + "() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN " + body + "RETURN " + g.one("NULL", "NEW") + "; END $$"),
		made("CREATE CONSTRAINT TRIGGER "+name+" AFTER "+events+" ON "+t.name+g.one("", " NOT DEFERRABLE", " DEFERRABLE", " DEFERRABLE INITIALLY DEFERRED", " DEFERRABLE INITIALLY DEFERRED", " INITIALLY DEFERRED")+" FOR EACH ROW", option(when), " EXECUTE FUNCTION "+name+"()"),
	}
}

// waiting is a transaction, or a statement, with triggers put off.
func (g *generator) waiting(t *table, names []string) []*step {
	if g.chance(4) {
		return []*step{changes(g.ofOne(t))}
	}
	set := func() *step {
		which := g.one("ALL", "ALL", names[g.r.IntN(len(names))], strings.Join(names, ", "), "nope")
		return changes("SET CONSTRAINTS " + which + g.one(" DEFERRED", " DEFERRED", " IMMEDIATE"))
	}
	steps := []*step{changes("BEGIN")}
	if g.chance(2) {
		steps = append(steps, set())
	}
	for range 2 + g.r.IntN(4) {
		switch g.r.IntN(9) {
		case 0:
			steps = append(steps, changes("SAVEPOINT "+g.one("x", "y")))
		case 1:
			steps = append(steps, changes(g.one("ROLLBACK TO ", "ROLLBACK TO ", "RELEASE ")+g.one("x", "x", "y")))
		case 2:
			steps = append(steps, set())
		case 3: // what may not be while they wait
			steps = append(steps, changes(g.one("TRUNCATE "+t.name, "ALTER TABLE "+t.name+" ADD z int4", "DROP TRIGGER "+names[0]+" ON "+t.name, "SELECT 1", "ALTER TABLE "+t.name+" ALTER a SET NOT NULL", "DROP TABLE "+t.name)))
		default:
			steps = append(steps, changes(g.ofOne(t)))
		}
	}
	if g.chance(3) {
		steps = append(steps, set())
	}
	return append(steps, changes(g.one("COMMIT", "COMMIT", "COMMIT", "ROLLBACK")))
}

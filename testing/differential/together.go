package differential

import "fmt"

// These topics are about what sessions have together: locks that applications name, notifications,
// large objects.

// advisoryLocks takes and gives back locks in two sessions. None waits longer than it must.
func (g *generator) advisoryLocks() []*step {
	var steps []*step
	roles := []string{"owner", "guest"}
	for _, r := range roles {
		steps = append(steps, &step{role: r, writes: true, tree: part("", "SET lock_timeout = '25ms'")})
	}
	key := func() string { return g.one("1", "1", "2", "1, 2", "-1, 2", "9223372036854775807", "hashtext('a')") }
	for range 26 {
		s := &step{role: roles[g.r.IntN(2)], writes: true}
		xact, shared := g.one("", "", "xact_"), g.one("", "", "_shared")
		switch g.r.IntN(12) {
		case 0:
			s.tree = part("", g.one("BEGIN", "BEGIN", "SAVEPOINT s", "ROLLBACK TO s", "COMMIT", "ROLLBACK"))
		case 1, 2, 3:
			s.tree = part("", "SELECT pg_try_advisory_"+xact+"lock"+shared+"("+key()+")")
		case 4, 5:
			s.tree = part("", "SELECT pg_advisory_"+xact+"lock"+shared+"("+key()+")")
		case 6, 7:
			s.tree = part("", "SELECT pg_advisory_unlock"+shared+"("+key()+")")
		case 8:
			s.tree = part("", g.one("SELECT pg_advisory_unlock_all()", "DISCARD TEMP", "SELECT pg_advisory_lock(NULL)", "SELECT pg_advisory_lock(x) FROM generate_series(1, 3) x", "SELECT pg_try_advisory_lock(x, 2) FROM generate_series(1, 2) x", "SELECT pg_advisory_unlock(x) FROM generate_series(1, 4) x"))
		case 9:
			s = &step{role: "owner", tree: part("", "SELECT l.mode, l.granted, l.classid, l.objid, l.objsubid, a.pid = pg_backend_pid() FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE l.locktype = 'advisory' AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())")}
		default:
			s = &step{role: roles[g.r.IntN(2)], tree: part("", "SELECT count(*), count(DISTINCT pid) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")}
		}
		steps = append(steps, s)
	}
	for _, r := range roles {
		steps = append(steps, &step{role: r, writes: true, tree: part("", "ROLLBACK")}, &step{role: r, tree: part("", "SELECT pg_advisory_unlock_all()")}, &step{role: r, writes: true, tree: part("", "RESET lock_timeout")})
	}
	return steps
}

// notifications are sent and listened to by two sessions, in transactions that end either way.
func (g *generator) notifications() []*step {
	var steps []*step
	roles := []string{"owner", "guest"}
	channel := func() string { return g.one("a", "a", "b", `"B c"`) }
	t, more := g.smallTable("nt")
	steps = append(steps, more...)
	if g.chance(2) {
		f := g.name("nf")
		steps = append(steps,
			made("CREATE FUNCTION "+f+"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_notify('a', TG_OP || coalesce(NEW.k, OLD.k)::text"+g.one("", " || '/' || current_user")+"); RETURN NULL; END $$"),
			made("CREATE TRIGGER "+f+" AFTER INSERT OR UPDATE OR DELETE ON "+t.name+" FOR EACH ROW"+g.one(" EXECUTE FUNCTION ", " WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION ")+f+"()"))
	}
	for _, r := range roles {
		steps = append(steps, &step{role: r, writes: true, tree: part("", "LISTEN a")})
	}
	for range 4 {
		for range 5 {
			s := &step{role: roles[g.r.IntN(2)], writes: true}
			switch g.r.IntN(10) {
			case 0:
				s.tree = part("", g.one("BEGIN", "BEGIN", "COMMIT", "ROLLBACK"))
			case 1:
				s.tree = part("", g.one("SAVEPOINT s", "ROLLBACK TO s", "RELEASE s"))
			case 2:
				// Nothing is sent while a LISTEN waits for its commit: a session that listens already
				// would get that in Postgres.
				g.allHear(&steps, roles)
				do := func(text string) { steps = append(steps, &step{role: s.role, writes: true, tree: part("", text)}) }
				do("COMMIT")
				do(g.one("BEGIN", "BEGIN", "COMMIT"))
				do(g.one("LISTEN ", "LISTEN ", "UNLISTEN ") + channel())
				do(g.one("NOTIFY a, 'w'", "SELECT 1"))
				s.tree = part("", g.one("COMMIT", "COMMIT", "ROLLBACK"))
			case 3, 4:
				s.tree = part("", "NOTIFY "+channel()+g.one("", ", 'x'", ", ''", ", 'y'", ", 'long "+fmt.Sprintf("%0100d", 7)+"'"))
			case 5:
				s.tree = part("", "SELECT pg_notify("+g.one("'a', 'z'", "'B c', NULL", "'b', repeat('x', 7999)", "'b', repeat('x', 8000)", "'', 'x'", "NULL, 'x'", "repeat('c', 64), ''", "'a', x::text")+") FROM generate_series(1, "+g.one("1", "3", "0")+") x")
			case 6:
				s = asks("SELECT pg_listening_channels()")
				s.role = roles[g.r.IntN(2)]
			case 7:
				g.allHear(&steps, roles)
				s.tree = part("", "UNLISTEN *")
			default:
				s = changes(g.ofOne(t))
			}
			steps = append(steps, s)
		}
		for _, r := range roles {
			steps = append(steps, &step{role: r, writes: true, tree: part("", g.one("COMMIT", "ROLLBACK", "COMMIT"))})
		}
		g.allHear(&steps, roles)
	}
	for _, r := range roles {
		steps = append(steps, &step{role: r, writes: true, tree: part("", "UNLISTEN *")})
	}
	return steps
}

// allHear has the sessions get what was sent to them, which may else come before or after what they
// do next.
func (g *generator) allHear(steps *[]*step, roles []string) {
	for _, r := range roles {
		*steps = append(*steps, &step{role: r, hears: true, tree: part("", "SELECT 'heard'")})
	}
}

// largeObjects writes and reads large objects with numbers that are given.
func (g *generator) largeObjects() []*step {
	var steps []*step
	oid := func() string { return g.one("70001", "70001", "70001", "70002", "70002", "70002", "70003") }
	add := func(text string) {
		steps = append(steps, &step{role: g.one("owner", "owner", "owner", "guest"), writes: true, tree: part("", text)})
	}
	mode := func() string { // to read, to write, both
		if g.chance(20) {
			return "0"
		}
		return g.one("x'20000'::int", "x'60000'::int", "x'60000'::int", "393216", "x'40000'::int")
	}
	steps = append(steps, changes("SELECT lo_create(70001)"), changes("SELECT lo_from_bytea(70002, '\\x0102030405')"))
	for range 16 {
		switch g.r.IntN(11) {
		case 0:
			add("SELECT " + g.one("lo_create("+oid()+")", "lo_from_bytea("+oid()+", 'abc')", "lo_unlink("+oid()+")", "lo_unlink(oid) FROM pg_largeobject_metadata"))
		case 1, 2:
			add("SELECT lo_put(" + oid() + ", " + g.one("0", "1", "5", "2047", "5000", "-1", "NULL") + ", '" + g.one(`\x`, `\x00`, `\xdeadbeef`, "text") + "')")
		case 3, 4:
			add("SELECT " + g.one("encode(lo_get("+oid()+"), 'escape')", "lo_get("+oid()+", "+g.one("0", "1", "3000", "-1")+", "+g.one("4", "0", "100", "-1")+")", "length(lo_get("+oid()+")), md5(lo_get("+oid()+"))"))
		case 5:
			add(g.one("GRANT SELECT ON LARGE OBJECT "+oid()+" TO differential_guest", "GRANT ALL ON LARGE OBJECT "+oid()+" TO PUBLIC", "REVOKE ALL ON LARGE OBJECT "+oid()+" FROM differential_guest", "COMMENT ON LARGE OBJECT "+oid()+" IS 'x'"))
		case 6:
			steps = append(steps, asks("SELECT m.oid, m.lomowner::regrole, m.lomacl, obj_description(m.oid, 'pg_largeobject') FROM pg_largeobject_metadata m"))
		case 7:
			add("SELECT lo_unlink(lo_creat(-1))")
		default:
			role := g.one("owner", "owner", "guest")
			do := func(text string) { steps = append(steps, &step{role: role, writes: true, tree: part("", text)}) }
			do("BEGIN")
			do("SELECT lo_open(" + oid() + ", " + mode() + ")")
			for range 2 + g.r.IntN(4) {
				do("SELECT " + g.one("lowrite(0, 'hello world')", "lowrite(0, '\\x00ff')", "loread(0, 7)", "lo_tell(0)", "lo_lseek(0, 1, 0)", "loread(0, "+g.one("3", "100", "0", "-1")+")", "lo_lseek(0, "+g.one("0, 0", "2, 0", "1, 1", "-1, 2", "-1, 0", "3, 7")+")", "lo_lseek64(0, 5000000000, 0), lo_tell64(0)", "lo_tell(0)", "lo_truncate(0, "+g.one("0", "3", "3000", "-1")+")", "lo_truncate64(0, 2049)", "lo_close(0)", "loread(1, 3)", "lo_open("+oid()+", "+mode()+")", "lowrite(1, 'x')"))
				if g.chance(6) {
					do(g.one("SAVEPOINT s", "ROLLBACK TO s"))
				}
			}
			do(g.one("COMMIT", "COMMIT", "ROLLBACK"))
		}
	}
	return append(steps, changes("ROLLBACK"), asks("SELECT loid, pageno, length(data), md5(data) FROM (SELECT m.oid AS loid, 0 AS pageno, lo_get(m.oid) AS data FROM pg_largeobject_metadata m) x"), changes("SELECT lo_unlink(oid) FROM pg_largeobject_metadata WHERE lomowner = 'differential_owner'::regrole"))
}

// samples asks for parts of tables whose size or sameness is known.
func (g *generator) samples() []*step {
	t, steps := g.smallTable("sm")
	steps = append(steps, changes("INSERT INTO "+t.name+" SELECT x, x % 5, 'r' || x FROM generate_series(20, 219) x"), made("CREATE VIEW "+t.name+"_v AS SELECT * FROM "+t.name))
	method := func() string { return g.one("BERNOULLI", "BERNOULLI", "SYSTEM", "bernoulli") }
	seed := func() string { return g.one("0", "1", "3.5", "-7", "1e10", "(SELECT 3)") }
	for range 14 {
		where := g.one("", "", " WHERE k % 2 = 0", " WHERE a = 1 OR k < 3")
		switch g.r.IntN(7) {
		case 0:
			steps = append(steps, asks("SELECT count(*), sum(k) FROM "+t.name+" TABLESAMPLE "+method()+" ("+g.one("100", "0", "100.0", "0.0", "1e-30", "(SELECT 100)")+")"+g.one("", " REPEATABLE ("+seed()+")")+where))
		case 1:
			at, s := g.one("50", "10", "99.5", "0.3"), seed()
			one := "(SELECT array_agg(k ORDER BY k) FROM " + t.name + " TABLESAMPLE BERNOULLI (" + at + ") REPEATABLE (" + s + "))"
			steps = append(steps, asks("SELECT "+one+" IS NOT DISTINCT FROM "+one))
		case 2:
			steps = append(steps, asks("SELECT count(*) BETWEEN 0 AND 210, count(*) FILTER (WHERE k IS NULL) FROM "+t.name+" AS u TABLESAMPLE "+method()+" ("+g.one("20", "70")+")"+where))
		case 3:
			steps = append(steps, asks("SELECT count(*) FROM "+t.name+" TABLESAMPLE "+method()+" ("+g.one("-1", "101", "NULL", "'NaN'", "'x'", "50, 2", "k", "now()")+")"+g.one("", " REPEATABLE (NULL)", " REPEATABLE ('x')", " REPEATABLE (1)")))
		case 4:
			steps = append(steps, asks("SELECT count(*) FROM "+g.one(t.name+"_v", "generate_series(1, 3)", "(SELECT 1) AS q", "nope", t.name)+" TABLESAMPLE "+g.one("nope", "BERNOULLI", "SYSTEM")+" (100)"))
		case 5:
			steps = append(steps, asks("SELECT count(*), count(b.k) FROM "+t.name+" a TABLESAMPLE BERNOULLI (100) LEFT JOIN "+t.name+" b TABLESAMPLE SYSTEM (100) REPEATABLE (2) ON a.k = b.a"+g.one("", " WHERE a.k < 50")))
		default:
			steps = append(steps, asks("SELECT x, (SELECT count(*) FROM "+t.name+" TABLESAMPLE BERNOULLI (x)) FROM (VALUES (0), (100)) v(x)"))
		}
	}
	return steps
}

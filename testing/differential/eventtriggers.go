package differential

// eventTriggers has a superuser make event triggers that write down what they are told of, while the
// owner changes the schema. They do nothing in sessions of others: of who drops the schema, say.
func (g *generator) eventTriggers() []*step {
	n := g.name("ev")
	log, t := n+"_log", n+"_t"
	super := func(text string) *step { return &step{role: "super", schema: true, tree: part("", text)} }
	function := func(name, body string) *step {
		return super("CREATE FUNCTION " + schema + "." + name + "() RETURNS event_trigger LANGUAGE plpgsql" + g.one("", "", " SECURITY DEFINER") + " AS $$ DECLARE r record; BEGIN IF session_user NOT LIKE 'differential%' THEN RETURN; END IF; " + body + " END $$")
	}
	note := func(what string) string {
		return "INSERT INTO " + schema + "." + log + " VALUES (tg_event, tg_tag, " + what + ");"
	}
	tags := func() string {
		return g.one("", "", " WHEN tag IN ('CREATE TABLE', 'DROP TABLE')", " WHEN TAG IN ('ALTER TABLE')", " WHEN tag IN ('DROP VIEW', 'CREATE VIEW', 'COMMENT')", " WHEN TAG IN ('CREATE FUNCTION', 'CREATE TYPE', 'GRANT', 'CREATE INDEX')")
	}
	steps := []*step{
		made("CREATE TABLE " + log + " (event text, tag text, what text)"),
		made("GRANT ALL ON " + log + " TO PUBLIC"),
		function(n+"_s", note("NULL")),
		function(n+"_e", note("'end'")+" FOR r IN SELECT * FROM pg_event_trigger_ddl_commands() LOOP "+note("concat_ws('|', r.command_tag, r.object_type, r.schema_name, r.object_identity, r.in_extension, r.objsubid)")+" END LOOP;"),
		function(n+"_d", note("'drop'")+" FOR r IN SELECT * FROM pg_event_trigger_dropped_objects() WHERE object_type NOT IN ('default acl', 'toast table') AND schema_name IS DISTINCT FROM 'pg_toast' LOOP "+note("concat_ws('|', r.object_type, r.schema_name, r.object_name, r.object_identity, r.original, r.normal, r.is_temporary)")+" END LOOP;"),
		function(n+"_x", "IF tg_tag = '"+g.one("CREATE VIEW", "DROP TABLE", "ALTER TABLE", "COMMENT", "CREATE FUNCTION")+"' THEN RAISE EXCEPTION 'not now' USING ERRCODE = 'P0077'; END IF;"),
		super("CREATE EVENT TRIGGER " + n + "_s ON ddl_command_start" + tags() + " EXECUTE " + g.one("FUNCTION ", "PROCEDURE ") + n + "_s()"),
		super("CREATE EVENT TRIGGER " + n + "_e ON ddl_command_end" + tags() + " EXECUTE FUNCTION " + n + "_e()"),
		super("CREATE EVENT TRIGGER " + n + "_d ON sql_drop" + tags() + " EXECUTE FUNCTION " + n + "_d()"),
	}
	if g.chance(3) {
		steps = append(steps, super("CREATE EVENT TRIGGER "+n+"_x ON "+g.one("ddl_command_start", "ddl_command_end", "sql_drop")+" EXECUTE FUNCTION "+n+"_x()"))
	}
	for range 9 {
		steps = append(steps, g.watched(n, t), asks("SELECT * FROM "+log))
		if g.chance(4) {
			steps = append(steps, changes("DELETE FROM "+log))
		}
		if g.chance(4) {
			which := n + g.one("_s", "_e", "_d", "_x")
			steps = append(steps, super(g.one("ALTER EVENT TRIGGER "+which+" DISABLE", "ALTER EVENT TRIGGER "+which+" ENABLE", "ALTER EVENT TRIGGER "+which+" ENABLE ALWAYS", "ALTER EVENT TRIGGER "+which+" ENABLE REPLICA", "COMMENT ON EVENT TRIGGER "+which+" IS 'told'", "DROP EVENT TRIGGER "+g.one("", "IF EXISTS ")+which, "DROP FUNCTION "+which, "CREATE EVENT TRIGGER "+which+" ON ddl_command_end EXECUTE FUNCTION "+n+"_e()",
				"CREATE EVENT TRIGGER "+n+"_w ON "+g.one("nope EXECUTE FUNCTION "+n+"_e()", "sql_drop EXECUTE FUNCTION nope()", "sql_drop WHEN nope IN ('x') EXECUTE FUNCTION "+n+"_e()", "sql_drop WHEN tag IN ('NOPE') EXECUTE FUNCTION "+n+"_e()", "ddl_command_end WHEN tag IN ('CREATE ROLE') EXECUTE FUNCTION "+n+"_e()", "sql_drop EXECUTE FUNCTION now()"))))
		}
	}
	steps = append(steps, asks("SELECT evtname, evtevent, evtenabled, evttags::text, evtfoid::regproc::text, obj_description(oid, 'pg_event_trigger') FROM pg_event_trigger WHERE evtname LIKE '"+n+"%'"),
		&step{role: "owner", schema: true, tree: part("", g.one("DROP EVENT TRIGGER "+n+"_s", "CREATE EVENT TRIGGER "+n+"_o ON sql_drop EXECUTE FUNCTION "+n+"_d()", "SELECT * FROM pg_event_trigger_dropped_objects()", "SELECT * FROM pg_event_trigger_ddl_commands()"))})
	for _, which := range []string{"_s", "_e", "_d", "_x"} {
		steps = append(steps, super("DROP EVENT TRIGGER IF EXISTS "+n+which))
	}
	return steps
}

// watched draws what event triggers are told of.
func (g *generator) watched(n, t string) *step {
	return made(g.one(
		"CREATE TABLE "+t+" (k "+g.one("int4", "int4", "serial")+" PRIMARY KEY, a int4 DEFAULT 3 CHECK (a > 0), b text UNIQUE)", "CREATE TABLE IF NOT EXISTS "+t+" (k int4 PRIMARY KEY, a int4, b text)",
		"ALTER TABLE "+t+" ADD "+g.name("z")+" int4", "ALTER TABLE "+t+" DROP a"+g.one("", " CASCADE"), "ALTER TABLE "+t+" RENAME b TO bb", "ALTER TABLE "+t+" ALTER a SET DEFAULT 9, ADD CHECK (k > 0)", "ALTER TABLE "+t+" ADD CONSTRAINT "+g.name("uq")+" UNIQUE (a)",
		"CREATE INDEX ON "+t+" (a)", "CREATE VIEW "+t+"v AS SELECT * FROM "+t, "DROP VIEW "+t+"v", "DROP VIEW IF EXISTS "+t+"v", "DROP TABLE "+t, "DROP TABLE "+t+" CASCADE", "DROP TABLE IF EXISTS "+t+" CASCADE",
		"COMMENT ON TABLE "+t+" IS 'a table'", "GRANT SELECT ON "+t+" TO differential_guest", "REVOKE ALL ON "+t+" FROM differential_guest", "CREATE FUNCTION "+t+"f(x int4) RETURNS int4 LANGUAGE sql AS 'SELECT 1'", "DROP FUNCTION "+t+"f", "CREATE TYPE "+t+"e AS ENUM ('a')", "ALTER TYPE "+t+"e ADD VALUE 'b'", "DROP TYPE "+t+"e",
		"CREATE TYPE "+t+"c AS (x int4)", "DROP TYPE "+t+"c", "CREATE DOMAIN "+t+"d AS int4 CHECK (VALUE > 1)", "DROP DOMAIN "+t+"d", "CREATE SEQUENCE "+t+"q", "ALTER SEQUENCE "+t+"q INCREMENT 2", "DROP SEQUENCE "+t+"q", "CREATE TABLE "+t+"s AS SELECT 1 AS x", "SELECT 2 AS y INTO "+t+"i", "CREATE MATERIALIZED VIEW "+t+"m AS SELECT 1 AS x", "REFRESH MATERIALIZED VIEW "+t+"m",
		"CREATE POLICY p ON "+t+" USING (true)", "DROP POLICY p ON "+t, "CREATE STATISTICS "+t+"st ON k, a FROM "+t, "ALTER TABLE "+t+" ENABLE ROW LEVEL SECURITY", "TRUNCATE "+n+"_log", "ALTER TABLE "+t+" SET (fillfactor = 70)", "CREATE TABLE "+t+" (k int4"))
}

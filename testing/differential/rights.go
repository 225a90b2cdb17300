package differential

import (
	"fmt"
	"strings"
)

// rights gives and takes privileges of all kinds of objects, with the option to give them on, asks
// who may do what, and lets both roles try.
func (g *generator) rights() []*step {
	t, steps := g.smallTable("gr")
	v, s, f, p, d, e := g.name("gv"), g.name("gs"), g.name("gf"), g.name("gp"), g.name("gd"), g.name("ge")
	definer := g.one("", " SECURITY DEFINER")
	steps = append(steps,
		made("CREATE VIEW "+v+g.one("", "", " WITH (security_invoker)")+" AS SELECT k, b FROM "+t.name),
		made("CREATE SEQUENCE "+s),
		made("CREATE FUNCTION "+f+"(x int4) RETURNS int8 LANGUAGE sql"+definer+" AS $$ SELECT count(*) FROM "+t.name+" WHERE k >= x $$"),
		made("CREATE PROCEDURE "+p+"(x int4) LANGUAGE sql"+definer+" AS $$ UPDATE "+t.name+" SET a = x WHERE k = 1 $$"),
		made("CREATE DOMAIN "+d+" AS int4 CHECK (VALUE > 0)"),
		made("CREATE TYPE "+e+" AS ENUM ('x', 'y')"))
	if g.chance(3) { // of the schema, which goes with the world
		steps = append(steps, changes("ALTER DEFAULT PRIVILEGES IN SCHEMA "+schema+g.one(" GRANT SELECT ON TABLES TO differential_guest", " REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC", " GRANT ALL ON SEQUENCES TO differential_guest WITH GRANT OPTION", " GRANT USAGE ON TYPES TO differential_guest")))
		t2, more := g.smallTable("gn")
		steps = append(steps, more...)
		steps = append(steps, asks("SELECT relacl FROM pg_class WHERE oid = '"+t2.name+"'::regclass"), asks("SELECT defaclobjtype, defaclacl FROM pg_default_acl WHERE defaclrole = 'differential_owner'::regrole"))
	}
	objects := []struct {
		what, name string
		letters    []string
	}{
		{"", t.name, []string{"SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER", "ALL", "ALL PRIVILEGES", "SELECT, INSERT", "USAGE"}},
		{"TABLE ", t.name, []string{"SELECT (k)", "UPDATE (a, b)", "INSERT (k, b)", "SELECT (k, a), UPDATE (b)", "REFERENCES (k)", "ALL (b)", "SELECT (nope)", "DELETE (k)"}},
		{"", v, []string{"SELECT", "INSERT", "ALL", "SELECT (k)", "UPDATE, DELETE"}},
		{"SEQUENCE ", s, []string{"USAGE", "SELECT", "UPDATE", "ALL", "INSERT"}},
		{"FUNCTION ", f + "(int4)", []string{"EXECUTE", "ALL"}},
		{"ROUTINE ", f, []string{"EXECUTE"}},
		{"PROCEDURE ", p, []string{"EXECUTE", "ALL"}},
		{"DOMAIN ", d, []string{"USAGE", "ALL"}},
		{"TYPE ", e, []string{"USAGE", "SELECT"}},
		{"SCHEMA ", schema, []string{"CREATE", "USAGE, CREATE"}},
		{"ALL TABLES IN SCHEMA ", schema, []string{"SELECT", "INSERT, UPDATE"}},
		{"ALL SEQUENCES IN SCHEMA ", schema, []string{"USAGE"}},
		{"ALL FUNCTIONS IN SCHEMA ", schema, []string{"EXECUTE"}},
		{"LANGUAGE ", "plpgsql", []string{"USAGE"}},
	}
	for range 10 {
		o := objects[g.r.IntN(len(objects))]
		if g.chance(2) {
			o = objects[g.r.IntN(3)]
		}
		letters := g.one(o.letters...)
		to := g.one("differential_guest", "differential_guest", "differential_guest", "PUBLIC", "CURRENT_USER", "differential_guest, PUBLIC", "nobody_of_all")
		role, option := g.one("owner", "owner", "owner", "guest"), g.one("", "", " WITH GRANT OPTION")
		if role == "guest" && strings.HasPrefix(o.what, "ALL") {
			option = "" // which mistake is told goes by where Postgres has its rows
		}
		text := "GRANT " + letters + " ON " + o.what + o.name + " TO " + to + option
		if g.chance(3) {
			text = "REVOKE " + g.one("", "", "GRANT OPTION FOR ") + letters + " ON " + o.what + o.name + " FROM " + to + g.one("", "", " CASCADE", " RESTRICT")
		}
		steps = append(steps, &step{role: role, writes: true, tree: part("", text)})
		steps = append(steps, g.tried(t.name, v, s, f, p, d, e)...)
		steps = append(steps, g.asked(t.name, v, s, f, p, d, e))
	}
	return append(steps,
		asks("SELECT grantor, grantee, table_name, privilege_type, is_grantable, with_hierarchy FROM information_schema.role_table_grants WHERE table_schema = '"+schema+"'"),
		asks("SELECT grantor, grantee, column_name, privilege_type, is_grantable FROM information_schema.column_privileges WHERE table_name = '"+t.name+"'"),
		asks("SELECT grantor, grantee, routine_name, privilege_type, is_grantable FROM information_schema.routine_privileges WHERE routine_name IN ('"+f+"', '"+p+"')"),
		asks("SELECT grantor, grantee, object_name, object_type, privilege_type, is_grantable FROM information_schema.usage_privileges WHERE object_schema = '"+schema+"'"),
		changes("ALTER DEFAULT PRIVILEGES"+" IN SCHEMA "+schema+" REVOKE ALL ON TABLES FROM differential_guest"),
		changes("REVOKE CREATE ON SCHEMA "+schema+" FROM differential_guest, PUBLIC"))
}

// tried has one of the roles do something with the objects.
func (g *generator) tried(t, v, s, f, p, d, e string) []*step {
	text := g.one(
		"SELECT * FROM "+t, "SELECT k FROM "+t+" WHERE a > 1", "SELECT count(*) FROM "+t, "UPDATE "+t+" SET a = 1 WHERE k = 1", "UPDATE "+t+" SET b = 'u'", "INSERT INTO "+t+" (k, b) VALUES (50, 'g') ON CONFLICT DO NOTHING", "DELETE FROM "+t+" WHERE k = 2", "TRUNCATE "+t, "SELECT * FROM "+v, "SELECT k FROM "+v, "UPDATE "+v+" SET b = 'v' WHERE k = 1", "SELECT "+f+"(0)", "CALL "+p+"(9)", "SELECT nextval('"+s+"') > 0", "SELECT last_value > 0 FROM "+s, "SELECT 1::"+d, "SELECT 'x'::"+e, "LOCK TABLE "+t+" IN ACCESS SHARE MODE", "ALTER TABLE "+t+" ADD z int4", "SELECT k FROM "+t+" FOR UPDATE", "COMMENT ON TABLE "+t+" IS 'c'", "SELECT t FROM "+t+" AS t", "INSERT INTO "+t+" (k) VALUES (50) ON CONFLICT (k) DO UPDATE SET a = 3", "SELECT setval('"+s+"', 3)")
	if strings.HasPrefix(text, "LOCK") {
		return []*step{{role: "guest", writes: true, tree: part("", "BEGIN")}, {role: "guest", writes: true, tree: part("", text)}, {role: "guest", writes: true, tree: part("", "ROLLBACK")}}
	}
	return []*step{{role: "guest", writes: true, tree: part("", text)}}
}

// asked asks who may do what, by functions and by lists of privileges.
func (g *generator) asked(t, v, s, f, p, d, e string) *step {
	who := g.one("'differential_guest'", "'differential_owner'", "'public'", "'differential_guest'")
	option := g.one("", "", " WITH GRANT OPTION")
	switch g.r.IntN(9) {
	case 0:
		return asks("SELECT has_table_privilege("+who+", '"+g.one(t, v)+"', '"+g.one("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "select,update")+option+"')", part("", ", has_any_column_privilege("+who+", '"+t+"', '"+g.one("SELECT", "UPDATE", "INSERT")+"')"))
	case 1:
		return asks("SELECT has_column_privilege(" + who + ", '" + t + "', '" + g.one("k", "a", "b") + "', '" + g.one("SELECT", "UPDATE", "INSERT", "REFERENCES") + option + "'), has_column_privilege(" + who + ", '" + t + "', 2::int2, 'SELECT')")
	case 2:
		return asks("SELECT has_sequence_privilege(" + who + ", '" + s + "', '" + g.one("USAGE", "SELECT", "UPDATE") + option + "'), has_schema_privilege(" + who + ", '" + schema + "', '" + g.one("USAGE", "CREATE") + "')")
	case 3:
		return asks("SELECT has_function_privilege(" + who + ", '" + f + "(int4)', 'EXECUTE" + option + "'), has_type_privilege(" + who + ", '" + g.one(d, e) + "', 'USAGE'), has_language_privilege(" + who + ", 'plpgsql', 'USAGE')")
	case 4:
		return asks("SELECT relname, relacl FROM pg_class WHERE oid IN ('" + t + "'::regclass, '" + v + "'::regclass, '" + s + "'::regclass)")
	case 5:
		return asks("SELECT attname, attacl FROM pg_attribute WHERE attrelid = '" + t + "'::regclass AND attnum > 0")
	case 6:
		return asks("SELECT proname, proacl FROM pg_proc WHERE proname IN ('" + f + "', '" + p + "')")
	case 7:
		return asks("SELECT typname, typacl FROM pg_type WHERE typname IN ('" + d + "', '" + e + "')")
	}
	return asks(fmt.Sprintf("SELECT a.grantor::regrole, a.grantee::regrole, a.privilege_type, a.is_grantable FROM pg_class c, aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) a WHERE c.oid = '%s'::regclass", t))
}

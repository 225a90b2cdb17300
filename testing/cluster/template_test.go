package cluster_test

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

// connectTo opens a connection to a database, closed with the test.
func connectTo(ctx context.Context, t *testing.T, c *cluster.Cluster, database, user string) *pgx.Conn {
	t.Helper()
	conf := c.ConnConfig()
	conf.Database, conf.User = database, user
	conn, err := pgx.ConnectConfig(ctx, conf)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.WithoutCancel(ctx)) })
	return conn
}

// shows is the rows of a query, a line for each.
func shows(ctx context.Context, t *testing.T, c *pgx.Conn, query string) string {
	t.Helper()
	results, err := c.PgConn().Exec(ctx, query).ReadAll()
	if err != nil {
		return err.Error()
	}
	var lines []string
	for _, row := range results[len(results)-1].Rows {
		var values []string
		for _, v := range row {
			values = append(values, string(v))
		}
		lines = append(lines, strings.Join(values, "|"))
	}
	return strings.Join(lines, "\n")
}

// templated is what a template has whose copies are looked at.
const templated = `CREATE SCHEMA s;
	CREATE DOMAIN positive AS int CHECK (VALUE > 0);
	CREATE TYPE pair AS (a int, m mood);
	CREATE TABLE s.parents (id serial PRIMARY KEY, m mood NOT NULL DEFAULT 'ok', p positive, x pair, CHECK (m <> 'sad' OR id < 100));
	CREATE TABLE children (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, parent int REFERENCES s.parents ON DELETE CASCADE, tags text[], t tsvector GENERATED ALWAYS AS (to_tsvector('simple', 'a b')) STORED);
	CREATE INDEX ON children USING gin (tags);
	CREATE UNIQUE INDEX ON s.parents (lower(p::text)) WHERE m = 'fine';
	CREATE FUNCTION doubled(n int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 2 * n';
	CREATE OPERATOR +~ (LEFTARG = int, RIGHTARG = int, FUNCTION = int4pl);
	CREATE VIEW v AS SELECT p.id, m, doubled(p.id) AS twice, p.id +~ 1 AS more, 's.parents'::regclass AS r FROM s.parents p JOIN children c ON c.parent = p.id WHERE m >= 'fine';
	CREATE MATERIALIZED VIEW mv AS SELECT count(*) AS n FROM v;
	CREATE TABLE log (what text, at int DEFAULT doubled(4));
	CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN INSERT INTO log (what) VALUES (TG_TABLE_NAME || ' ' || NEW.id); RETURN NULL; END$$;
	CREATE TRIGGER noted AFTER INSERT ON children FOR EACH ROW WHEN (doubled(NEW.id) > 0) EXECUTE FUNCTION note();
	CREATE TABLE parts (k int, v text, PRIMARY KEY (k)) PARTITION BY RANGE (k);
	CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (10);
	CREATE TABLE parts_2 PARTITION OF parts FOR VALUES FROM (10) TO (20);
	CREATE TABLE moods (m mood, n int) PARTITION BY LIST (m);
	CREATE TABLE moods_ok PARTITION OF moods FOR VALUES IN ('ok', 'fine');
	ALTER TABLE moods ADD COLUMN was mood DEFAULT 'sad';
	CREATE EXTENSION citext;
	CREATE TABLE words (w citext PRIMARY KEY);
	INSERT INTO s.parents (m, p, x) VALUES ('fine', 1, (1, 'ok')), ('ok', 2, (2, 'sad'));
	INSERT INTO children (parent, tags) VALUES (1, '{a,b}'), (2, '{b}');
	INSERT INTO parts VALUES (1, 'one'), (11, 'eleven');
	INSERT INTO moods VALUES ('fine', 1);
	INSERT INTO words VALUES ('Word');
	CREATE TABLE names (r regclass PRIMARY KEY, t regtype[], f regprocedure, n regnamespace, g regtype);
	INSERT INTO names VALUES ('children', '{mood,int4}', 'note()', 's', 'pair[]'), ('pg_class', NULL, 'now()', 'public', 'text');
	CREATE INDEX ON names (f, n);
	ALTER TABLE children ENABLE ROW LEVEL SECURITY;
	CREATE POLICY own ON children FOR SELECT TO PUBLIC USING (parent IN (SELECT p.id FROM s.parents p WHERE p.m = 'fine'));
	GRANT USAGE ON SCHEMA s TO PUBLIC; GRANT SELECT ON ALL TABLES IN SCHEMA s TO PUBLIC; GRANT SELECT ON children TO PUBLIC;
	SELECT lo_from_bytea(70000, 'large'); COMMENT ON LARGE OBJECT 70000 IS 'one';
	ANALYZE s.parents`

// templatedLooks are what a copy and its template are asked, and say the same of.
var templatedLooks = []string{
	"SELECT * FROM v ORDER BY id", "SELECT n FROM mv", "SELECT id, m, p, x FROM s.parents ORDER BY id", "SELECT id, parent, tags, t FROM children ORDER BY id",
	"SELECT id FROM children WHERE tags @> '{b}' ORDER BY id", "SELECT tableoid::regclass, * FROM parts ORDER BY k", "SELECT tableoid::regclass, * FROM moods",
	"SELECT w FROM words WHERE w = 'WORD'", "SELECT * FROM log ORDER BY what", "SELECT encode(lo_get(70000), 'escape'), obj_description(70000, 'pg_largeobject')",
	"SELECT * FROM names ORDER BY f::text", "SELECT n FROM names WHERE r = 'children'::regclass", "SELECT r FROM names WHERE f = 'note()'::regprocedure",
	"SELECT nextval('s.parents_id_seq'), lastval()", "SELECT reltuples FROM pg_class WHERE relname = 'parents'", "SELECT extname FROM pg_extension ORDER BY 1",
	"SELECT relname, relkind, reltype > 0, relnatts FROM pg_class WHERE oid >= 16384 ORDER BY oid", "SELECT typname, typtype, typcategory FROM pg_type WHERE oid >= 16384 ORDER BY oid",
	"SELECT conname, contype, conrelid::regclass, confrelid::regclass, pg_get_constraintdef(oid) FROM pg_constraint WHERE oid >= 16384 ORDER BY oid",
	"SELECT classid::regclass, deptype, count(*) FROM pg_depend GROUP BY 1, 2 ORDER BY 1, 2",
	"SELECT tgname, tgrelid::regclass, pg_get_triggerdef(oid) FROM pg_trigger ORDER BY 1, oid", "SELECT polname, pg_get_expr(polqual, polrelid) FROM pg_policy",
	"SELECT indexrelid::regclass, pg_get_indexdef(indexrelid) FROM pg_index WHERE indexrelid >= 16384 ORDER BY indexrelid",
	"SELECT enumlabel, enumsortorder FROM pg_enum ORDER BY enumsortorder",
}

// TestCopiedDatabase: a copy has all that its template has, and they have nothing in common.
func TestCopiedDatabase(t *testing.T) { synctest.Test(t, copiedDatabase) }

func copiedDatabase(t *testing.T) {
	ctx := t.Context()
	c := cluster.Start(t)
	root := c.Conn(ctx)
	mustExec(ctx, t, root, "CREATE DATABASE tpl", "CREATE ROLE guest LOGIN")
	tpl := connectTo(ctx, t, c, "tpl", "isochron")
	mustExec(ctx, t, tpl, "CREATE TYPE mood AS ENUM ('sad', 'ok')", "ALTER TYPE mood ADD VALUE 'fine' BEFORE 'ok'", templated, "CREATE TEMPORARY TABLE passing AS SELECT * FROM s.parents", "CREATE TEMPORARY VIEW shown AS SELECT * FROM s.parents",
		"CREATE DATABASE x TEMPLATE tpl STRATEGY wal_log IS_TEMPLATE true") // by its own, and only, session
	x := connectTo(ctx, t, c, "x", "isochron")
	mustExec(ctx, t, tpl, "DROP VIEW shown", "DROP TABLE passing")
	for _, q := range templatedLooks {
		if was, is := shows(ctx, t, tpl, q), shows(ctx, t, x, q); was != is || strings.Contains(is, "ERROR") {
			t.Errorf("%s\ngives in the template\n%s\nand in the copy\n%s", q, was, is)
		}
	}
	// Each goes its own way.
	mustExec(ctx, t, x, "INSERT INTO s.parents (m, p) VALUES ('fine', 3)", "INSERT INTO children (parent) VALUES (4)", "INSERT INTO parts VALUES (12, 'twelve')",
		"REFRESH MATERIALIZED VIEW mv", "DELETE FROM s.parents WHERE id = 1", "ALTER TYPE mood RENAME VALUE 'fine' TO 'great'", "ALTER TABLE log RENAME TO journal",
		"SELECT lo_unlink(70000)", "INSERT INTO words VALUES ('other')")
	mustExec(ctx, t, tpl, "DELETE FROM parts WHERE k = 1")
	for _, look := range []struct{ query, tpl, x string }{
		{"SELECT id, m FROM s.parents ORDER BY id", "1|fine\n2|ok", "2|ok\n4|great"},
		{"SELECT id FROM children ORDER BY id", "1\n2", "2\n3"},
		{"SELECT * FROM parts ORDER BY k", "11|eleven", "1|one\n11|eleven\n12|twelve"},
		{"SELECT n FROM mv", "0", "3"},
		{"SELECT pg_get_viewdef('v') LIKE '%great%', pg_get_viewdef('v') LIKE '%fine%'", "f|t", "t|f"},
		{"SELECT count(*) FROM pg_largeobject_metadata", "1", "0"},
		{"SELECT w FROM words", "Word", "other\nWord"},
		{"SELECT was FROM moods", "sad", "sad"},
	} {
		if got := shows(ctx, t, tpl, look.query); got != look.tpl {
			t.Errorf("in the template, %s gives\n%s\nwant\n%s", look.query, got, look.tpl)
		}
		if got := shows(ctx, t, x, look.query); got != look.x {
			t.Errorf("in the copy, %s gives\n%s\nwant\n%s", look.query, got, look.x)
		}
	}
	if got := shows(ctx, t, x, "SELECT * FROM journal ORDER BY what"); got != "children 1|8\nchildren 2|8\nchildren 3|8" {
		t.Errorf("the trigger wrote %s", got)
	}
	for stmt, code := range map[string]string{
		"INSERT INTO children (parent) VALUES (99)": "23503", "INSERT INTO s.parents (p) VALUES (0)": "23514", "INSERT INTO s.parents (id, m) VALUES (200, 'sad')": "23514",
		"INSERT INTO s.parents (m, p) VALUES ('great', 3)": "23505", "INSERT INTO parts VALUES (11, '')": "23505", "INSERT INTO words VALUES ('WORD')": "23505",
		"DROP TYPE mood": "2BP01", "DROP FUNCTION doubled": "2BP01", "INSERT INTO parts VALUES (50, '')": "23514", "DROP DATABASE x": "42809",
	} {
		if got := sqlstate(x.PgConn().Exec(ctx, stmt).Close()); got != code {
			t.Errorf("%s: %q, want %s", stmt, got, code)
		}
	}
	guest := connectTo(ctx, t, c, "x", "guest")
	if got := shows(ctx, t, guest, "SELECT id FROM children"); got != "3" {
		t.Errorf("by the policy guest sees %s", got)
	}
	mustExec(ctx, t, x, "DROP SCHEMA s CASCADE", "DROP EXTENSION citext CASCADE", "DROP TYPE mood CASCADE")
	if got := shows(ctx, t, tpl, templatedLooks[0]); got != "1|fine|2|2|s.parents\n2|ok|4|3|s.parents" {
		t.Errorf("after it is gone from the copy the template shows %s", got)
	}
}

// TestCopyRights: who may copy what, and in which state.
func TestCopyRights(t *testing.T) { synctest.Test(t, copyRights) }

func copyRights(t *testing.T) {
	ctx := t.Context()
	c := cluster.Start(t)
	root := c.Conn(ctx)
	mustExec(ctx, t, root, "CREATE ROLE maker LOGIN CREATEDB", "CREATE ROLE nobody LOGIN", "CREATE ROLE other", "CREATE DATABASE theirs", "CREATE DATABASE shared IS_TEMPLATE true",
		"CREATE DATABASE own OWNER maker", "ALTER DATABASE shared SET work_mem = '5MB'", "GRANT CREATE ON DATABASE shared TO other", "COMMENT ON DATABASE shared IS 'shared by all'",
		"ALTER DATABASE own CONNECTION LIMIT 7")
	maker, nobody := connectTo(ctx, t, c, "isochron", "maker"), connectTo(ctx, t, c, "isochron", "nobody")
	for _, tt := range []struct {
		by         *pgx.Conn
		stmt, want string
	}{
		{nobody, "CREATE DATABASE a TEMPLATE shared", "42501: permission denied to create database"},
		{maker, "CREATE DATABASE a TEMPLATE theirs", `42501: permission denied to copy database "theirs"`},
		{maker, "CREATE DATABASE a TEMPLATE missing", `3D000: template database "missing" does not exist`},
		{maker, "CREATE DATABASE a TEMPLATE shared OWNER other", `42501: must be member of role "other"`},
		{maker, "CREATE DATABASE a TEMPLATE shared TEMPLATE own", "42601: conflicting or redundant options"},
		{maker, "CREATE DATABASE a TEMPLATE shared STRATEGY slowly", `22023: invalid create database strategy "slowly" (Valid strategies are "wal_log", "file_copy" and "snapshot".)`},
		{maker, "CREATE DATABASE own TEMPLATE shared", `42P04: database "own" already exists`},
		{maker, "CREATE DATABASE a TEMPLATE shared STRATEGY = 'FILE_COPY'", ""},
		{maker, "CREATE DATABASE b TEMPLATE own", ""},
		{maker, "BEGIN; CREATE DATABASE c TEMPLATE own", "25001: CREATE DATABASE cannot run inside a transaction block"},
		{maker, "ROLLBACK", ""},
		{root, "CREATE DATABASE c TEMPLATE theirs OWNER other", ""},
		{maker, "CREATE DATABASE d TEMPLATE c", `42501: permission denied to copy database "c"`},
		{root, "ALTER DATABASE c IS_TEMPLATE true", ""},
		{maker, "CREATE DATABASE d TEMPLATE c", ""},
		{root, "ALTER DATABASE c TEMPLATE own", `42601: option "template" not recognized`},
		{root, "DROP DATABASE c", "42809: cannot drop a template database"},
	} {
		_, err := tt.by.PgConn().Exec(ctx, tt.stmt).ReadAll()
		if got := toldBy(err); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.stmt, got, tt.want)
		}
	}
	if got := shows(ctx, t, root, `SELECT datname, pg_get_userbyid(datdba), datistemplate, datallowconn, datconnlimit, datacl, shobj_description(oid, 'pg_database'),
		(SELECT setconfig FROM pg_db_role_setting WHERE setdatabase = d.oid) FROM pg_database d WHERE datname IN ('a', 'b', 'c', 'd') ORDER BY 1`); got !=
		"a|maker|f|t|-1|||\nb|maker|f|t|-1|||\nc|other|t|t|-1|||\nd|maker|f|t|-1|||" {
		t.Errorf("the copies are\n%s", got)
	}
}

// toldBy is an error's code, text, detail and hint.
func toldBy(err error) string {
	if err == nil {
		return ""
	}
	e, ok := errors.AsType[*pgconn.PgError](err)
	if !ok {
		return err.Error()
	}
	text := e.Code + ": " + e.Message
	for _, more := range []string{e.Detail, e.Hint} {
		if more != "" {
			text += " (" + more + ")"
		}
	}
	return text
}

// TestCopyOfDatabaseInUse: a template that others use is waited for, for a while.
func TestCopyOfDatabaseInUse(t *testing.T) { synctest.Test(t, copyInUse) }

func copyInUse(t *testing.T) {
	ctx := t.Context()
	c := cluster.Start(t)
	root := c.Conn(ctx)
	mustExec(ctx, t, root, "CREATE DATABASE tpl")
	one := connectTo(ctx, t, c, "tpl", "isochron")
	_, err := root.Exec(ctx, "CREATE DATABASE x TEMPLATE tpl")
	if got, want := toldBy(err), `55006: source database "tpl" is being accessed by other users (There is 1 other session using the database.)`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	two := connectTo(ctx, t, c, "tpl", "isochron")
	_, err = root.Exec(ctx, "CREATE DATABASE x TEMPLATE tpl")
	if got, want := toldBy(err), `55006: source database "tpl" is being accessed by other users (There are 2 other sessions using the database.)`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	go func() {
		time.Sleep(time.Second)
		_, _ = one.Exec(ctx, "CREATE TABLE late AS SELECT 1 AS n")
		_ = one.Close(ctx)
		_ = two.Close(ctx)
	}()
	began := time.Now()
	mustExec(ctx, t, root, "CREATE DATABASE x TEMPLATE tpl")
	if took := time.Since(began); took < time.Second || took > 2*time.Second {
		t.Errorf("it took %v", took)
	}
	if got := shows(ctx, t, connectTo(ctx, t, c, "x", "isochron"), "SELECT n FROM late"); got != "1" {
		t.Errorf("what was done before the copy began is in it as %s", got)
	}
	hashed := connectTo(ctx, t, c, "tpl", "isochron")
	mustExec(ctx, t, hashed, "CREATE TYPE e AS ENUM ('a')", "CREATE TABLE h (e e) PARTITION BY HASH (e)")
	_, err = hashed.Exec(ctx, "CREATE DATABASE y TEMPLATE tpl")
	if got, want := toldBy(err), `0A000: a copy of database "tpl" is not supported: table "h" is partitioned by the hash of an enum, which has other numbers in it (Dump and restore the database with --load-via-partition-root.)`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestCopyOfManyRows: rows that are too many for one transaction are all there, in all indexes, or,
// where the statement is cancelled, nothing is.
func TestCopyOfManyRows(t *testing.T) {
	ctx := t.Context()
	c := cluster.Start(t)
	root := c.Conn(ctx)
	mustExec(ctx, t, root, "CREATE DATABASE tpl")
	tpl := connectTo(ctx, t, c, "tpl", "isochron")
	mustExec(ctx, t, tpl, `CREATE TABLE t (id int PRIMARY KEY, v text, j jsonb)`, "INSERT INTO t SELECT i, 'v' || i, jsonb_build_object('k', i % 100) FROM generate_series(1, 60000) i",
		"CREATE INDEX ON t (v)", "CREATE INDEX ON t USING gin (j)", "CREATE INDEX gone ON t (j)", "DROP INDEX gone", "DELETE FROM t WHERE id % 10 = 0", "TRUNCATE t",
		"INSERT INTO t SELECT i, 'v' || i, jsonb_build_object('k', i % 100) FROM generate_series(1, 60000) i", "DELETE FROM t WHERE id % 10 = 0")
	_ = tpl.Close(ctx)
	// Cancelled at some time, and at last not.
	for after := 1; ; after *= 2 {
		mustExec(ctx, t, root, fmt.Sprintf("SET statement_timeout = %d", after))
		_, err := root.Exec(ctx, "CREATE DATABASE x TEMPLATE tpl")
		mustExec(ctx, t, root, "SET statement_timeout = 0")
		if n := number(ctx, t, root, "SELECT count(*) FROM pg_database WHERE datname = 'x'"); (n == 1) != (err == nil) {
			t.Fatalf("after %v there are %d", err, n)
		}
		if err == nil {
			break
		}
		if e, ok := errors.AsType[*pgconn.PgError](err); !ok || e.Code != "57014" {
			t.Fatal(err)
		}
	}
	x := connectTo(ctx, t, c, "x", "isochron")
	for query, want := range map[string]string{
		"SELECT count(*), sum(id) FROM t":                                               "54000|1620000000",
		"SET enable_seqscan = off; SELECT count(*) FROM t WHERE v >= 'v2' AND v < 'v3'": fmt.Sprint(number(ctx, t, x, "SELECT count(*) FROM t WHERE v || '' >= 'v2' AND v || '' < 'v3'")),
		`SELECT count(*) FROM t WHERE j @> '{"k": 7}'`:                                  "600",
	} {
		if got := shows(ctx, t, x, query); got != want {
			t.Errorf("%s gives %s, want %s", query, got, want)
		}
	}
}

// TestCopyBesideChanges: a copy is of one time, whatever goes on in its template: money moves
// between rows, indexes come and go. Of two copies of one name there is one.
func TestCopyBesideChanges(t *testing.T) {
	ctx := t.Context()
	c := cluster.Start(t)
	root := c.Conn(ctx)
	mustExec(ctx, t, root, "CREATE TABLE accounts (id int PRIMARY KEY, balance int, note text)", "INSERT INTO accounts SELECT i, 100, repeat('x', 50) FROM generate_series(1, 500) i",
		"CREATE TABLE other (id int PRIMARY KEY, balance int); INSERT INTO other VALUES (1, 0)")
	working, stop := context.WithCancel(ctx)
	var clients sync.WaitGroup
	client := func(work func(conn *pgx.Conn, i int) error) {
		conn := c.Conn(ctx)
		clients.Go(func() {
			for i := 0; working.Err() == nil; i++ {
				if err := work(conn, i); err != nil && sqlstate(err) != "40001" {
					t.Errorf("%v", err)
					return
				}
			}
		})
	}
	client(func(conn *pgx.Conn, i int) error {
		_, err := conn.Exec(ctx, fmt.Sprintf("BEGIN; UPDATE accounts SET balance = balance - 1 WHERE id = %d; UPDATE other SET balance = balance + 1; COMMIT", i%500+1), pgx.QueryExecModeSimpleProtocol)
		if err != nil {
			_, _ = conn.Exec(ctx, "ROLLBACK")
		}
		return err
	})
	client(func(conn *pgx.Conn, i int) error {
		_, err := conn.Exec(ctx, []string{"CREATE INDEX by_balance ON accounts (balance)", "DROP INDEX by_balance"}[i%2])
		return err
	})
	for i := range 12 {
		name, other := fmt.Sprintf("copy_%d", i), c.Conn(ctx)
		second := make(chan error)
		go func() {
			_, err := other.Exec(ctx, "CREATE DATABASE "+name+" TEMPLATE isochron STRATEGY snapshot")
			second <- err
		}()
		_, err := root.Exec(ctx, "CREATE DATABASE "+name+" TEMPLATE isochron STRATEGY snapshot")
		if e := <-second; (err == nil) == (e == nil) || err != nil && sqlstate(err) != "42P04" || e != nil && sqlstate(e) != "42P04" {
			t.Errorf("two copies of one name: %v, %v", err, e)
		}
		x := connectTo(ctx, t, c, name, "isochron")
		if got := shows(ctx, t, x, "SELECT (SELECT sum(balance) FROM accounts) + (SELECT sum(balance) FROM other), (SELECT count(*) FROM accounts WHERE balance + 0 < 100) - (SELECT count(*) FROM accounts WHERE balance < 100)"); got != "50000|0" {
			t.Errorf("%s has %s", name, got)
		}
		_ = x.Close(ctx)
		mustExec(ctx, t, root, "DROP DATABASE "+name)
	}
	stop()
	clients.Wait()
}

// TestCopyAmongOlderNodes: what is written for a copy of few rows is what older nodes know; of the
// job that guards many they know nothing.
func TestCopyAmongOlderNodes(t *testing.T) {
	ctx := t.Context()
	c := cluster.Start(t, cluster.WithOptions(func(o *node.Options) { o.VersionMax = version.Parted - 1 }))
	root := c.Conn(ctx)
	mustExec(ctx, t, root, "CREATE TABLE t (id int PRIMARY KEY, v text)", "INSERT INTO t SELECT i, 'v' FROM generate_series(1, 10) i", "CREATE DATABASE few TEMPLATE isochron")
	if got := shows(ctx, t, connectTo(ctx, t, c, "few", "isochron"), "SELECT count(*) FROM t"); got != "10" {
		t.Errorf("%s rows", got)
	}
	mustExec(ctx, t, root, "INSERT INTO t SELECT i, repeat('v', 50) FROM generate_series(11, 1000) i")
	_, err := root.Exec(ctx, "CREATE DATABASE many TEMPLATE isochron")
	if got, want := toldBy(err), "0A000: copies of databases with many rows are not supported by older nodes of the cluster (Upgrade all nodes of the cluster first.)"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	mustExec(ctx, t, root, "DROP DATABASE few WITH (FORCE)")
	if got := shows(ctx, t, root, "SELECT DISTINCT kind FROM isochron_internal.jobs"); got != "CLEAR" {
		t.Errorf("the jobs are %s", got)
	}
}

// TestTemplateBesideRemains: what lies between the rows of a template's tables, of tables that were dropped or emptied and
// of indexes, is in no copy, be it a few rows or many.
func TestTemplateBesideRemains(t *testing.T) {
	ctx := t.Context()
	for _, remains := range []int{3, 3_000} {
		t.Run(strconv.Itoa(remains), func(t *testing.T) {
			c := cluster.Start(t)
			db := connectTo(ctx, t, c, "isochron", "isochron")
			mustExec(ctx, t, db, "CREATE TABLE a (k int PRIMARY KEY, v text)", "CREATE INDEX ON a (v)", "CREATE TABLE gone (k int PRIMARY KEY)",
				"CREATE TABLE b (k int PRIMARY KEY, v text)", "CREATE INDEX b_gone ON b (v)", "CREATE INDEX b_v ON b (v, k)", "CREATE TABLE emptied (k int PRIMARY KEY)", "CREATE TABLE z (k int PRIMARY KEY)",
				"INSERT INTO a SELECT i, 'a' || i FROM generate_series(1, 20) i", "INSERT INTO b SELECT i, 'b' || i FROM generate_series(1, 30) i", "INSERT INTO z VALUES (7)",
				fmt.Sprintf("INSERT INTO gone SELECT generate_series(1, %d)", remains), fmt.Sprintf("INSERT INTO emptied SELECT generate_series(1, %d)", remains),
				"DROP TABLE gone", "DROP INDEX b_gone", "TRUNCATE emptied", "INSERT INTO emptied VALUES (5)", "CREATE DATABASE copied TEMPLATE isochron STRATEGY snapshot")
			copied := connectTo(ctx, t, c, "copied", "isochron")
			for query, want := range map[string]string{
				"SELECT count(*), sum(k), max(v) FROM a": "20|210|a9", "SELECT count(*), sum(k), max(v) FROM b": "30|465|b9", "TABLE emptied": "5", "TABLE z": "7",
				"SELECT k FROM a WHERE v = 'a7'": "7", "SELECT k FROM b WHERE v = 'b8'": "8",
			} {
				if got := shows(ctx, t, copied, query); got != want {
					t.Errorf("%s: %s, want %s", query, got, want)
				}
			}
		})
	}
}

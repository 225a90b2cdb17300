package cluster_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/testing/cluster"
)

// expiryPass is by when each table has had a pass that began after now, on nodes that have little
// to do.
const expiryPass = 3*time.Minute + 30*time.Second

// oneText asks for one value, as text.
func oneText(ctx context.Context, t *testing.T, c *pgx.Conn, query string) (got string) {
	t.Helper()
	if err := c.QueryRow(ctx, "SELECT ("+query+")::text").Scan(&got); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return got
}

func execAll(ctx context.Context, t *testing.T, c *pgx.Conn, statements ...string) {
	t.Helper()
	for _, s := range statements {
		if _, err := c.Exec(ctx, s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

// TestRowsExpire: rows go when their time is over, whatever their table is like, and no others.
func TestRowsExpire(t *testing.T) { synctest.Test(t, testExpiry) }

func testExpiry(t *testing.T) {
	ctx := t.Context()
	c := cluster.Start(t)
	conn := c.Conn(ctx)
	execAll(ctx, t, conn,
		// Many steps, an index, and days to go.
		`CREATE TABLE indexed (id int PRIMARY KEY, at timestamptz) WITH (ttl_column = 'at', ttl_after = '1 day')`,
		`CREATE INDEX ON indexed (at)`,
		`INSERT INTO indexed SELECT i, now() - i * interval '1 minute' FROM generate_series(1, 5000) i`,
		`INSERT INTO indexed VALUES (0, NULL), (-1, 'infinity'), (-2, '-infinity')`,
		// A key of several columns and names that need quotes, without an index, in a schema.
		`CREATE SCHEMA "S s"`,
		`CREATE TABLE "S s"."T t" ("A a" text, b int, "X x" timestamp, PRIMARY KEY ("A a", b)) WITH (ttl_column = 'X x')`,
		`INSERT INTO "S s"."T t" SELECT 'it''s ' || i % 7, i, '2000-01-01'::timestamp - (i - 600) * interval '1 hour' + (now() AT TIME ZONE 'UTC' - '2000-01-01'::timestamp) FROM generate_series(1, 1300) i`,
		// Days, the column in the key.
		`CREATE TABLE days (d date, id int, PRIMARY KEY (id, d)) WITH (ttl_column = 'd', ttl_after = '2 days')`,
		`INSERT INTO days SELECT (now() AT TIME ZONE 'UTC')::date - i, i FROM generate_series(-3, 9) i`,
		// What others refer to, and triggers, as a role that may not log in and binds itself.
		`CREATE ROLE keeper`, `CREATE SCHEMA kept AUTHORIZATION keeper`, `SET ROLE keeper`,
		`CREATE TABLE kept.parents (id int PRIMARY KEY, at timestamptz) WITH (ttl_column = 'at')`,
		`CREATE TABLE kept.children (id int PRIMARY KEY, p int REFERENCES kept.parents)`,
		`CREATE TABLE kept.log (who name, id int)`,
		`CREATE FUNCTION kept.note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN IF OLD.id = 3 THEN RAISE EXCEPTION ''not this one''; END IF; INSERT INTO kept.log VALUES (current_user, OLD.id); RETURN OLD; END'`,
		`CREATE TRIGGER note BEFORE DELETE ON kept.parents FOR EACH ROW EXECUTE FUNCTION kept.note()`,
		`INSERT INTO kept.parents SELECT i, now() - interval '1 s' FROM generate_series(1, 20) i`,
		`INSERT INTO kept.children VALUES (1, 5), (2, 15)`,
		`ALTER TABLE kept.parents ENABLE ROW LEVEL SECURITY`, `ALTER TABLE kept.parents FORCE ROW LEVEL SECURITY`,
		`RESET ROLE`,
		// Nothing to tell a row by.
		`CREATE TABLE keyless (at timestamptz) WITH (ttl_column = 'at')`,
		`INSERT INTO keyless VALUES ('-infinity')`,
	)
	holder := c.Conn(ctx)
	execAll(ctx, t, holder, `BEGIN`, `SELECT 1 FROM indexed WHERE id = 4000 FOR UPDATE`, `UPDATE indexed SET at = now() WHERE id = 4001`)
	time.Sleep(expiryPass)
	execAll(ctx, t, holder, `UPDATE indexed SET at = now() WHERE id = 4000`, `COMMIT`)
	for _, x := range [][2]string{
		{`SELECT count(*) FROM indexed WHERE at <= now() - interval '1 day 3 minutes'`, "0"},
		{`SELECT count(*) FROM indexed WHERE id BETWEEN 1 AND 1437`, "1437"},
		{`SELECT count(*) FROM indexed WHERE id IN (0, -1, 4000, 4001)`, "4"},
		{`SELECT count(*) || ' ' || min(b) || ' ' || max(b) FROM "S s"."T t"`, "599 1 599"},
		{`SELECT min((now() AT TIME ZONE 'UTC')::date - d) || ' to ' || max((now() AT TIME ZONE 'UTC')::date - d) FROM days`, "-3 to 1"},
		{`SELECT string_agg(id::text, ',' ORDER BY id) FROM kept.parents`, "3,5,15"},
		{`SELECT count(*) || ' ' || min(who) || ' ' || max(who) FROM kept.log`, "17 keeper keeper"},
		{`SELECT count(*) FROM keyless`, "1"},
		{`SELECT string_agg(relation::regclass || ' ' || column_name || ' ' || after, ', ' ORDER BY relation) FROM isochron_internal.expiry`,
			`indexed at 1 day, "S s"."T t" X x 00:00:00, days d 2 days, kept.parents at 00:00:00, keyless at 00:00:00`},
		{`SELECT deleted_in_all || ' ' || (finished >= started AND due > finished) FROM isochron_internal.expiry WHERE relation = '"S s"."T t"'::regclass`, "701 true"},
		{`SELECT (skipped = 3) || ' ' || (error ~ 'parents|not this one') FROM isochron_internal.expiry WHERE relation = 'kept.parents'::regclass`, "true true"},
	} {
		if got := oneText(ctx, t, conn, x[0]); got != x[1] {
			t.Errorf("%s: %s, not %s", x[0], got, x[1])
		}
	}
	// What it says follows the column, and can be taken back.
	execAll(ctx, t, conn, `ALTER TABLE days RENAME d TO "on"`, `INSERT INTO days VALUES ('1999-01-01', 100)`,
		`ALTER TABLE "S s"."T t" RESET (ttl_column)`, `INSERT INTO "S s"."T t" VALUES ('a', 0, '1999-01-01')`)
	time.Sleep(expiryPass)
	for _, x := range [][2]string{{`SELECT count(*) FROM days WHERE id = 100`, "0"}, {`SELECT count(*) FROM "S s"."T t" WHERE b = 0`, "1"}} {
		if got := oneText(ctx, t, conn, x[0]); got != x[1] {
			t.Errorf("%s: %s, not %s", x[0], got, x[1])
		}
	}
}

// TestExpiryRefused: what says nothing of when rows expire is refused.
func TestExpiryRefused(t *testing.T) { synctest.Test(t, testExpiryRefused) }

func testExpiryRefused(t *testing.T) {
	ctx := t.Context()
	conn := cluster.Start(t).Conn(ctx)
	execAll(ctx, t, conn, `CREATE TABLE t (id int PRIMARY KEY, at timestamptz, b date) WITH (ttl_column = 'at')`)
	for _, x := range [][2]string{
		{`CREATE TABLE u (id int, at timestamptz) WITH (ttl_column = 'when')`, "22023"},
		{`CREATE TABLE u (id int, at timestamptz) WITH (ttl_column = 'id')`, "22023"},
		{`CREATE TABLE u (id int, at timestamptz) WITH (ttl_after = '1 day')`, "22023"},
		{`CREATE TABLE u (id int, at timestamptz) WITH (ttl_column = 'at', ttl_after = 'soon')`, "22023"},
		{`CREATE TABLE u (id int, at timestamptz) WITH (ttl_column = 'at', ttl_after = '-1 day')`, "22023"},
		{`CREATE TEMP TABLE u (id int, at timestamptz) WITH (ttl_column = 'at')`, "0A000"},
		{`CREATE MATERIALIZED VIEW u WITH (ttl_column = 'at') AS SELECT now() AS at`, "0A000"},
		{`CREATE TABLE r (id int, at date) PARTITION BY RANGE (at)`, ""},
		{`ALTER TABLE r SET (ttl_column = 'at')`, "0A000"},
		{`ALTER TABLE t SET (ttl_after = 'x')`, "22023"},
		{`ALTER TABLE t SET (ttl_column = 'id')`, "22023"},
		{`ALTER TABLE t DROP COLUMN at`, "2BP01"},
		{`ALTER TABLE t ALTER at TYPE text`, "22023"},
		{`ALTER TABLE t SET (ttl_after = '1 day')`, ""},
		{`ALTER TABLE t RESET (ttl_column)`, "22023"},
		{`ALTER TABLE t ALTER at TYPE timestamp`, ""},
		{`ALTER TABLE t SET (ttl_column = b)`, ""},
		{`ALTER TABLE t DROP COLUMN b CASCADE`, ""},
	} {
		_, err := conn.Exec(ctx, x[0])
		if got := sqlstate(err); got != x[1] {
			t.Errorf("%s: %v, not %q", x[0], err, x[1])
		}
	}
	if got := oneText(ctx, t, conn, `SELECT count(*) FROM isochron_internal.expiry`); got != "0" {
		t.Errorf("%s tables still expire", got)
	}
}

// TestExpiryGoesOn: where the node that deletes is lost, another goes on.
func TestExpiryGoesOn(t *testing.T) { synctest.Test(t, testExpiryGoesOn) }

func testExpiryGoesOn(t *testing.T) {
	ctx := t.Context()
	c := threeNodes(t, &lockedLog{})
	first := c.Conn(ctx, "n1")
	execAll(ctx, t, first, `CREATE TABLE e (id int PRIMARY KEY, at timestamptz) WITH (ttl_column = 'at')`,
		`INSERT INTO e SELECT i, now() FROM generate_series(1, 2000) i`)
	// The pass is made to last: it waits for this row.
	execAll(ctx, t, first, `BEGIN`, `SELECT 1 FROM e WHERE id = 1200 FOR UPDATE`)
	var at, name string
	for range 100 {
		time.Sleep(time.Second)
		if at = oneText(ctx, t, c.Conn(ctx, "n2"), `SELECT coalesce((SELECT node_id FROM isochron_internal.expiry WHERE started > coalesce(finished, '-infinity')), 0)`); at != "0" {
			break
		}
	}
	if at == "0" {
		t.Fatal("no node has begun")
	}
	region := oneText(ctx, t, first, `SELECT locality FROM isochron_internal.nodes WHERE node_id = `+at)
	for i, r := range []string{"a", "b", "c"} {
		if strings.Contains(region, "region="+r) {
			name = fmt.Sprintf("n%d", i+1)
		}
	}
	c.Kill(name)
	other := "n1"
	if name == other {
		other = "n2"
	} else {
		execAll(ctx, t, first, `COMMIT`)
	}
	conn := c.Conn(ctx, other)
	if got := oneText(ctx, t, conn, `SELECT count(*) > 0 FROM e`); got != "true" {
		t.Error("the pass was over")
	}
	time.Sleep(10 * time.Minute)
	if got := oneText(ctx, t, conn, `SELECT count(*) FROM e`); got != "0" {
		t.Errorf("%s rows are left", got)
	}
	if got := oneText(ctx, t, conn, `SELECT node_id FROM isochron_internal.expiry`); got == at {
		t.Error("the node that is gone has finished")
	}
}

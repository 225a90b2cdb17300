package cluster_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/testing/cluster"
)

// step is a statement with its SQLSTATE, "" for success, and what the error says; or a query that
// gives rows (their values joined by |, the rows by ;).
type step struct{ sql, want, says string }

func runSteps(t *testing.T, conn *pgx.Conn, steps []step) {
	t.Helper()
	ctx := context.Background()
	for _, s := range steps {
		if got, ok := strings.CutPrefix(s.want, "= "); ok {
			rows, err := conn.Query(ctx, s.sql, pgx.QueryExecModeSimpleProtocol)
			if err != nil {
				t.Errorf("%s: %v", s.sql, err)
				continue
			}
			var all []string
			for rows.Next() {
				values, _ := rows.Values()
				var one []string
				for _, v := range values {
					one = append(one, fmt.Sprint(v))
				}
				all = append(all, strings.Join(one, "|"))
			}
			if err := rows.Err(); err != nil || strings.Join(all, ";") != got {
				t.Errorf("%s: got %q, %v, want %q", s.sql, strings.Join(all, ";"), err, got)
			}
			continue
		}
		_, err := conn.PgConn().Exec(ctx, s.sql).ReadAll()
		var e *pgconn.PgError
		if errors.As(err, &e); s.want == "" && err != nil || s.want != "" && (e == nil || e.Code != s.want) {
			t.Errorf("%s: got %v, want %q", s.sql, err, s.want)
			continue
		}
		if e != nil && !strings.Contains(e.Message+" "+e.Detail+" "+e.Hint, s.says) {
			t.Errorf("%s: %s (%s; %s) does not say %q", s.sql, e.Message, e.Detail, e.Hint, s.says)
		}
	}
}

// keysTo is an array of the numbers from 1 to n.
func keysTo(n int) string {
	out := "{1"
	for i := 2; i <= n; i++ {
		out += fmt.Sprintf(",%d", i)
	}
	return out + "}"
}

// homedSteps are on a node that says no region.
var homedSteps = []step{
	{"SELECT gateway_region()", "55000", "--locality=region="},
	// What can't be homed.
	{"CREATE TABLE x (id int PRIMARY KEY) WITH (homed)", "22023", "PARTITION BY LIST"},
	{"CREATE TABLE x (id int, r text) PARTITION BY RANGE (r) WITH (homed)", "22023", "PARTITION BY LIST"},
	{"CREATE TABLE x (id int, r text) PARTITION BY LIST ((lower(r))) WITH (homed)", "22023", "PARTITION BY LIST"},
	{"CREATE TABLE x (id int, r int) PARTITION BY LIST (r) WITH (homed)", "22023", "text or varchar"},
	{"CREATE TABLE x (id int, r text) PARTITION BY LIST (r) WITH (rehome_on_update)", "22023", "not homed"},
	{"CREATE TABLE x (id int, r text) PARTITION BY LIST (r) WITH (homed = maybe)", "42704", "homed is a boolean, or lists placement policies"},
	{"CREATE TEMP TABLE x (id int, r text) PARTITION BY LIST (r) WITH (homed)", "0A000", "temporary"},
	{"CREATE TABLE x (id int PRIMARY KEY, r text) PARTITION BY LIST (r)", "0A000", "partitioning columns"},
	{"CREATE TABLE x (id int PRIMARY KEY, r text) PARTITION BY LIST (r) WITH (homed = off)", "0A000", "partitioning columns"},
	{"CREATE TABLE x (id int UNIQUE DEFERRABLE, r text) PARTITION BY LIST (r) WITH (homed)", "0A000", "deferrable"},
	{"CREATE VIEW xv WITH (homed) AS SELECT 1", "22023", "homed"},

	{"CREATE TABLE users (id int PRIMARY KEY, email text, name text, r text NOT NULL DEFAULT 'eu', CONSTRAINT mail UNIQUE (email)) PARTITION BY LIST (r) WITH (homed)", "", ""},
	{"CREATE TABLE eu PARTITION OF users FOR VALUES IN ('eu')", "", ""},
	{"CREATE TABLE us PARTITION OF users FOR VALUES IN ('us', 'ca')", "", ""},
	{"CREATE TABLE ap PARTITION OF users FOR VALUES IN ('ap')", "", ""},
	{"CREATE TABLE xx PARTITION OF users FOR VALUES IN ('xx') PARTITION BY RANGE (id)", "0A000", "partitioned itself"},
	{"SELECT reloptions FROM pg_class WHERE relname = 'users'", "= [homed=true]", ""},
	// Keys are unique over all partitions, whichever way rows come.
	{"INSERT INTO users VALUES (1, 'a', 'Ann', 'eu'), (2, 'b', 'Bob', 'us'), (3, NULL, 'Cy', 'ap'), (4, NULL, 'Di', 'eu')", "", ""},
	{"INSERT INTO users VALUES (2, 'z', 'x', 'eu')", "23505", "\"users_pkey\" Key (id)=(2) already exists."},
	{"INSERT INTO users VALUES (9, 'b', 'x', 'eu')", "23505", "\"mail\" Key (email)=(b) already exists."},
	{"INSERT INTO users VALUES (1, 'z', 'x', 'eu')", "23505", "\"users_pkey\""},
	{"INSERT INTO eu VALUES (2, 'z', 'x', 'eu')", "23505", "\"users_pkey\""},
	{"INSERT INTO users VALUES (9, 'y', 'x', 'eu'), (9, 'z', 'x', 'us')", "23505", "\"users_pkey\""},
	{"INSERT INTO users SELECT i, 'm' || i % 200, 'x', CASE i % 2 WHEN 0 THEN 'eu' ELSE 'us' END FROM generate_series(101, 401) i", "23505", "\"mail\""},
	// Of a key that is drawn at random others are not asked, but where ON CONFLICT gives it another value.
	{"CREATE TABLE drawn (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), email text UNIQUE, n int, r text NOT NULL) PARTITION BY LIST (r) WITH (homed)", "", ""},
	{"CREATE TABLE drawn_us PARTITION OF drawn FOR VALUES IN ('us'); CREATE TABLE drawn_eu PARTITION OF drawn FOR VALUES IN ('eu')", "", ""},
	{"INSERT INTO drawn VALUES ('00000000-0000-0000-0000-000000000001', 'a', 0, 'us'), ('00000000-0000-0000-0000-000000000002', 'b', 0, 'eu')", "", ""},
	{"INSERT INTO drawn (email, r) VALUES ('b', 'eu') ON CONFLICT (email) DO UPDATE SET id = '00000000-0000-0000-0000-000000000001'", "23505", "\"drawn_pkey\""},
	{"INSERT INTO drawn (email, r) VALUES ('b', 'eu') ON CONFLICT (email) DO UPDATE SET n = drawn.n + 1", "", ""},
	{"MERGE INTO drawn USING (VALUES ('b')) s (e) ON email = e WHEN MATCHED THEN UPDATE SET id = '00000000-0000-0000-0000-000000000001' WHEN NOT MATCHED THEN INSERT (email, r) VALUES (e, 'us')", "23505", "\"drawn_pkey\""},
	{"CREATE FUNCTION redrawn() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.id = '00000000-0000-0000-0000-000000000001'; RETURN NEW; END $$", "", ""},
	{"CREATE TRIGGER redraw BEFORE UPDATE ON drawn FOR EACH ROW EXECUTE FUNCTION redrawn()", "", ""},
	{"INSERT INTO drawn (email, r) VALUES ('b', 'eu') ON CONFLICT (email) DO UPDATE SET n = 5", "23505", "\"drawn_pkey\""},
	{"SELECT count(DISTINCT id), count(*), max(n) FROM drawn", "= 2|2|1", ""},
	{"BEGIN; INSERT INTO users VALUES (9, 'b', 'x', 'ap')", "23505", "\"mail\""}, {"ROLLBACK", "", ""},
	{"BEGIN; DELETE FROM users WHERE id = 2; INSERT INTO users VALUES (2, 'b', 'Bob', 'ap'); COMMIT", "", ""},
	{"SELECT tableoid::regclass::text, r FROM users WHERE id = 2", "= ap|ap", ""},
	{"UPDATE users SET email = 'a' WHERE id = 2", "23505", "\"mail\""},
	{"UPDATE users SET id = 1 WHERE id = 2", "23505", "\"users_pkey\""},
	{"UPDATE users SET email = 'bb' WHERE id = 2", "", ""},
	{"UPDATE users SET email = 'b', r = 'us' WHERE id = 2", "", ""},
	{"UPDATE users SET r = 'ca' WHERE email = 'b'", "", ""},
	{"UPDATE users SET r = 'ap' WHERE id IN (1, 2)", "", ""},
	{"UPDATE users SET r = 'eu', email = 'b' WHERE id = 1", "23505", "\"mail\""},
	{"UPDATE users SET r = 'eu', id = 2 WHERE id = 1", "23505", "\"users_pkey\""},
	{"UPDATE users SET r = CASE id WHEN 1 THEN 'eu' ELSE 'us' END WHERE id IN (1, 2)", "", ""},
	{"SELECT id, email, r FROM users ORDER BY id", "= 1|a|eu;2|b|us;3|<nil>|ap;4|<nil>|eu", ""},
	{"UPDATE users SET r = 'mars' WHERE id = 1", "23514", "no partition"},
	// ON CONFLICT meets rows of other partitions.
	{"INSERT INTO users VALUES (2, 'n', 'x', 'eu') ON CONFLICT DO NOTHING", "", ""},
	{"INSERT INTO users VALUES (9, 'b', 'x', 'ap') ON CONFLICT (email) DO NOTHING RETURNING id", "= ", ""},
	{"INSERT INTO users VALUES (2, 'n', 'Bo', 'eu') ON CONFLICT (id) DO UPDATE SET name = excluded.name || users.name RETURNING id, name, r, tableoid::regclass::text", "= 2|BoBob|us|us", ""},
	{"INSERT INTO users VALUES (2, 'n', 'x', 'eu'), (2, 'n', 'y', 'ap') ON CONFLICT (id) DO UPDATE SET name = excluded.name", "21000", "second time"},
	{"INSERT INTO users VALUES (7, 'n', 'x', 'eu'), (7, 'm', 'y', 'ap') ON CONFLICT (id) DO UPDATE SET name = excluded.name", "21000", "second time"},
	{"INSERT INTO users VALUES (1, 'b', 'x', 'ap') ON CONFLICT (id) DO UPDATE SET name = 'Ann!' WHERE users.name = 'Ann'", "", ""},
	{"INSERT INTO users VALUES (9, 'b', 'x', 'ap') ON CONFLICT (id) DO NOTHING", "23505", "\"mail\""},
	{"INSERT INTO users VALUES (2, 'n', 'x', 'eu') ON CONFLICT (id) DO UPDATE SET r = excluded.r", "0A000", "different partition"},
	{"INSERT INTO eu VALUES (2, 'n', 'x', 'eu') ON CONFLICT (id) DO NOTHING", "", ""},
	{"INSERT INTO eu VALUES (2, 'n', 'x', 'eu') ON CONFLICT (id) DO UPDATE SET name = 'x'", "0A000", "another partition"},
	{"MERGE INTO users u USING (VALUES (1), (5)) v(i) ON u.id = v.i WHEN MATCHED THEN UPDATE SET name = 'Ann' WHEN NOT MATCHED THEN INSERT VALUES (i, 'five', 'Fi', 'ap')", "", ""},
	{"MERGE INTO users u USING (VALUES (6)) v(i) ON u.id = v.i WHEN NOT MATCHED THEN INSERT VALUES (i, 'five', 'Fi', 'eu')", "23505", "\"mail\""},
	{"SELECT id, name, r FROM users ORDER BY id", "= 1|Ann|eu;2|BoBob|us;3|Cy|ap;4|Di|eu;5|Fi|ap", ""},
	// Look-ups.
	{"SELECT name FROM users WHERE id = 5", "= Fi", ""}, {"SELECT name FROM users WHERE email = 'b'", "= BoBob", ""},
	{"PREPARE q(int[]) AS SELECT string_agg(name, ' ' ORDER BY id) FROM users WHERE id = ANY ($1)", "", ""},
	{"EXECUTE q('{5,2,1,77,1,NULL}')", "= Ann BoBob Fi", ""}, {"EXECUTE q('" + keysTo(400) + "')", "= Ann BoBob Cy Di Fi", ""}, {"EXECUTE q(NULL)", "= <nil>", ""},
	{"SELECT name FROM users WHERE id = 77", "= ", ""}, {"SELECT name FROM users WHERE id = NULL", "= ", ""},
	{"SELECT v.i, u.name FROM (VALUES (1), (5), (9)) v(i) LEFT JOIN users u ON u.id = v.i ORDER BY 1", "= 1|Ann;5|Fi;9|<nil>", ""},
	{"SELECT v.i, u.name FROM (VALUES (1), (0), (5)) v(i), LATERAL (SELECT name FROM users u WHERE u.id = 5 / v.i OFFSET 0) u LIMIT 1", "= 1|Fi", ""},
	{"SELECT name FROM users WHERE id = 2 AND r = 'eu'", "= ", ""}, {"SELECT name FROM users WHERE id = 2 AND name LIKE 'B%' ORDER BY name LIMIT 1", "= BoBob", ""},
	{"BEGIN; SELECT name FROM users WHERE id = 2 FOR UPDATE; DELETE FROM users WHERE id = 5 RETURNING name", "", ""}, {"SELECT count(*) FROM users WHERE id = 5", "= 0", ""}, {"ROLLBACK", "", ""},
	// Foreign keys to a key over all partitions.
	{"CREATE TABLE posts (id int PRIMARY KEY, author int REFERENCES users ON UPDATE CASCADE, mail text REFERENCES users (email))", "", ""},
	{"INSERT INTO posts VALUES (1, 2, 'a'), (2, 5, NULL)", "", ""}, {"INSERT INTO posts VALUES (3, 8, NULL)", "23503", "Key (author)=(8) is not present in table \"users\"."},
	{"INSERT INTO posts VALUES (3, 1, 'nope')", "23503", "Key (mail)=(nope)"},
	{"DELETE FROM users WHERE id = 5", "23503", "still referenced"}, {"UPDATE users SET r = 'us' WHERE id = 5", "", ""}, {"UPDATE users SET id = 50 WHERE id = 5", "", ""},
	{"SELECT * FROM posts ORDER BY id", "= 1|2|a;2|50|<nil>", ""}, {"UPDATE users SET id = 5 WHERE id = 50", "", ""},
	{"BEGIN; ALTER TABLE posts ALTER CONSTRAINT posts_author_fkey DEFERRABLE INITIALLY DEFERRED; COMMIT", "", ""},
	{"BEGIN; DELETE FROM users WHERE id = 5; INSERT INTO users VALUES (5, 'five', 'Fi', 'ap'); COMMIT", "", ""},
	{"ALTER TABLE posts DROP CONSTRAINT posts_author_fkey; ALTER TABLE posts ADD FOREIGN KEY (author) REFERENCES users", "", ""},
	{"ALTER TABLE posts DROP CONSTRAINT posts_author_fkey; INSERT INTO posts VALUES (4, 44, NULL)", "", ""},
	{"ALTER TABLE posts ADD FOREIGN KEY (author) REFERENCES users", "23503", "Key (author)=(44)"}, {"DROP TABLE posts", "", ""},
	// Indexes made later, partitions that come and go.
	{"CREATE UNIQUE INDEX first ON users (left(name, 1))", "", ""}, {"INSERT INTO users VALUES (8, NULL, 'Al', 'us')", "23505", "\"first\""}, {"DROP INDEX first", "", ""},
	{"INSERT INTO users VALUES (8, NULL, 'Ann', 'us')", "", ""},
	{"CREATE UNIQUE INDEX named ON users (name)", "23505", "could not create unique index \"named\" Key (name)=(Ann) is duplicated."},
	{"CREATE UNIQUE INDEX named ON users (name) WHERE id < 8", "", ""}, {"INSERT INTO users VALUES (10, NULL, 'Ann', 'us'), (0, NULL, 'Zoe', 'us')", "", ""},
	{"INSERT INTO users VALUES (-1, NULL, 'Zoe', 'eu')", "23505", "\"named\""},
	{"ALTER TABLE users ADD CONSTRAINT n UNIQUE (name)", "23505", "could not create unique index"},
	{"DELETE FROM users WHERE id IN (8, 10); ALTER TABLE users ADD CONSTRAINT n UNIQUE (name)", "", ""}, {"INSERT INTO users VALUES (8, NULL, 'Ann', 'us')", "23505", "\"n\""},
	{"ALTER TABLE users DROP CONSTRAINT n", "", ""}, {"INSERT INTO users VALUES (8, NULL, 'Ann', 'us')", "", ""},
	{"ALTER TABLE users ALTER COLUMN id TYPE bigint", "", ""}, {"INSERT INTO users VALUES (2, 'z', 'x', 'eu')", "23505", "\"users_pkey\""},
	{"CREATE TABLE na (id bigint PRIMARY KEY, email text, name text, r text NOT NULL); INSERT INTO na VALUES (1, 'q', 'Q', 'na')", "", ""},
	{"ALTER TABLE users ATTACH PARTITION na FOR VALUES IN ('na')", "23505", "could not create unique index \"users_pkey\""},
	{"UPDATE na SET id = 11; ALTER TABLE users ATTACH PARTITION na FOR VALUES IN ('na')", "", ""}, {"INSERT INTO users VALUES (12, 'q', 'x', 'eu')", "23505", "\"mail\""},
	{"ALTER TABLE users DETACH PARTITION na", "", ""}, {"INSERT INTO users VALUES (12, 'q', 'x', 'eu')", "", ""},
	{"TRUNCATE us", "", ""}, {"INSERT INTO users VALUES (2, 'b', 'Bob', 'eu')", "", ""},
	{"ALTER TABLE users RESET (homed)", "0A000", "partitioning columns"}, {"ALTER TABLE users SET (homed = off)", "0A000", "partitioning columns"},
	{"ALTER TABLE users DROP CONSTRAINT mail, DROP CONSTRAINT users_pkey; DROP INDEX named; ALTER TABLE users RESET (homed)", "", ""},
	{"ALTER TABLE users ADD PRIMARY KEY (id)", "0A000", "partitioning columns"}, {"ALTER TABLE users SET (homed); ALTER TABLE users ADD PRIMARY KEY (id)", "", ""},
	{"INSERT INTO users VALUES (2, 'b', 'Bob', 'ap')", "23505", "\"users_pkey\""},
	// As pg_dump writes it.
	{"CREATE TABLE d (id int NOT NULL, r text NOT NULL) PARTITION BY LIST (r) WITH (homed='true')", "", ""},
	{"CREATE TABLE d1 (id int NOT NULL, r text NOT NULL); CREATE TABLE d2 (id int NOT NULL, r text NOT NULL)", "", ""},
	{"ALTER TABLE ONLY d ATTACH PARTITION d1 FOR VALUES IN ('1'); ALTER TABLE ONLY d ATTACH PARTITION d2 FOR VALUES IN ('2')", "", ""},
	{"INSERT INTO d1 VALUES (1, '1'); INSERT INTO d2 VALUES (1, '2')", "", ""},
	{"ALTER TABLE ONLY d ADD CONSTRAINT d_pkey PRIMARY KEY (id)", "", ""},
	{"ALTER TABLE ONLY d1 ADD CONSTRAINT d1_pkey PRIMARY KEY (id); ALTER TABLE ONLY d2 ADD CONSTRAINT d2_pkey PRIMARY KEY (id)", "", ""},
	{"ALTER INDEX d_pkey ATTACH PARTITION d1_pkey", "", ""}, {"ALTER INDEX d_pkey ATTACH PARTITION d2_pkey", "23505", "could not create unique index \"d_pkey\""},
	{"DELETE FROM d2; ALTER INDEX d_pkey ATTACH PARTITION d2_pkey", "", ""}, {"INSERT INTO d VALUES (1, '2')", "23505", "\"d_pkey\""},
}

// TestHomed: keys are unique over all partitions of a homed table, on a node by itself as well.
func TestHomed(t *testing.T) {
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, cluster.Start(t).URL())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	runSteps(t, conn, homedSteps)
}

// TestHomedRegions: rows live where their gateway stands, and what contradicts the regions is refused.
func TestHomedRegions(t *testing.T) { synctest.Test(t, homedRegions) }

func homedRegions(t *testing.T) {
	ctx := t.Context()
	c := cluster.StartRegions(t, cluster.Topology{Regions: []cluster.Region{{Name: "us", Nodes: 1}, {Name: "eu", Nodes: 1}, {Name: "ap", Nodes: 1}}})
	us, eu := c.Conn(ctx, "us"), c.Conn(ctx, "eu")
	runSteps(t, us, []step{
		{"SELECT gateway_region()", "= us", ""},
		{"CREATE PLACEMENT POLICY us PRIMARY_REGION = 'us' VOTERS = 1", "", ""}, {"CREATE PLACEMENT POLICY eu PRIMARY_REGION = 'eu' VOTERS = 1", "", ""},
		{"CREATE TABLE t (id int PRIMARY KEY, v int, region text NOT NULL DEFAULT gateway_region()) PARTITION BY LIST (region) WITH (homed)", "", ""},
		{"CREATE TABLE t_us PARTITION OF t FOR VALUES IN ('us') TABLESPACE eu", "22023", "contradicts its placement policy \"eu\""},
		{"CREATE TABLE t_us PARTITION OF t FOR VALUES IN ('us') TABLESPACE us", "", ""},
		{"ALTER TABLE t_us SET TABLESPACE eu", "22023", "contradicts"}, {"ALTER PLACEMENT POLICY us PRIMARY_REGION = 'eu' VOTERS = 1", "22023", "contradicts"},
		{"ALTER PLACEMENT POLICY us PRIMARY_REGION = 'us' VOTERS = 1", "", ""},
		{"CREATE TABLE t_eu PARTITION OF t FOR VALUES IN ('eu') TABLESPACE eu", "", ""},
		{"CREATE TABLE t_mars PARTITION OF t FOR VALUES IN ('mars')", "22023", "There are nodes in: ap, eu, us."},
		{"CREATE TABLE t_mars (id int PRIMARY KEY, v int, region text NOT NULL)", "", ""},
		{"ALTER TABLE t ATTACH PARTITION t_mars FOR VALUES IN ('mars')", "22023", "no node stands in region \"mars\""},
		{"SELECT relispartition FROM pg_class WHERE relname = 't_mars'", "= false", ""},
		{"INSERT INTO t VALUES (1, 0)", "", ""},
	})
	runSteps(t, eu, []step{
		{"INSERT INTO t VALUES (1, 0)", "23505", "\"t_pkey\""}, {"INSERT INTO t VALUES (2, 0)", "", ""},
		{"SELECT id, region, tableoid::regclass::text FROM t ORDER BY id", "= 1|us|t_us;2|eu|t_eu", ""},
		{"EXPLAIN (COSTS OFF) SELECT v FROM t WHERE id = 1", "= Append;  Home First: t_eu, then the others at once (by t_pkey);  ->  Index Scan using t_eu_pkey on t_eu t;        Index Cond: (id = 1);  ->  Index Scan using t_us_pkey on t_us t;        Index Cond: (id = 1)", ""},
		{"UPDATE t SET v = 1 WHERE id = 1", "", ""}, {"SELECT region FROM t WHERE id = 1", "= us", ""},
		{"ALTER TABLE t SET (rehome_on_update)", "", ""},
		{"UPDATE t SET v = 2 WHERE id = 1", "", ""}, {"SELECT region FROM t WHERE id = 1", "= eu", ""},
		{"UPDATE t SET region = 'us' WHERE id = 1", "", ""}, {"SELECT region, v FROM t WHERE id = 1", "= us|2", ""},
	})
	ap := c.Conn(ctx, "ap") // where no row can live
	runSteps(t, ap, []step{{"UPDATE t SET v = 3 WHERE id = 1", "", ""}, {"SELECT region, v FROM t WHERE id = 1", "= us|3", ""}, {"INSERT INTO t VALUES (3, 0)", "23514", "no partition"}})
	// The short form.
	runSteps(t, us, []step{
		{"CREATE TABLE s (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), mail text UNIQUE) WITH (homed = 'us, mars')", "42704", "\"mars\""},
		{"CREATE PLACEMENT POLICY none VOTERS = 1", "", ""}, {"CREATE TABLE s (id int) WITH (homed = 'none')", "22023", "PRIMARY_REGION"},
		{"CREATE TABLE s_eu (id int); CREATE TABLE s (id int) WITH (homed = 'us, eu')", "42P07", "s_eu"}, {"DROP TABLE IF EXISTS s_eu, s", "", ""},
		{"CREATE TABLE s WITH (homed = 'us') AS SELECT 1 AS id", "22023", "can't be listed"},
		{"CREATE TABLE s (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), mail text UNIQUE) WITH (homed = 'us, eu')", "", ""},
		{"CREATE TABLE IF NOT EXISTS s (id int) WITH (homed = 'us, eu')", "", ""},
		{"INSERT INTO s (mail) VALUES ('a')", "", ""}, {"INSERT INTO s VALUES (DEFAULT, 'b')", "", ""},
		{"SELECT c.relname, t.spcname, pg_get_expr(c.relpartbound, c.oid) FROM pg_class c JOIN pg_tablespace t ON t.oid = c.reltablespace WHERE c.relname LIKE 's/_%' ESCAPE '/' AND c.relkind = 'r' ORDER BY 1",
			"= s_eu|eu|FOR VALUES IN ('eu');s_us|us|FOR VALUES IN ('us')", ""},
		{"SELECT reloptions, pg_get_partkeydef(oid) FROM pg_class WHERE relname = 's'", "= [homed=true hidden_region=true]|LIST (region)", ""},
	})
	hiddenRegion(t, us)
	readTogether(t, c.Conn(ctx, "ap"))
	runSteps(t, eu, []step{{"INSERT INTO s (mail) VALUES ('a')", "23505", "\"s_mail_key\""}, {"INSERT INTO s (mail) VALUES ('c')", "", ""},
		{"SELECT mail, region FROM s ORDER BY 1", "= a|us;b|us;c|eu", ""}})
	sameKeys(t, us, eu)
}

// hiddenRegion: a table that does not name its region's column has one that * and INSERT leave out.
func hiddenRegion(t *testing.T, us *pgx.Conn) {
	runSteps(t, us, []step{
		{"SELECT proname, prorettype::regtype::text, provolatile::text, 'gateway_region'::regproc::text FROM pg_proc WHERE proname = 'gateway_region'", "= gateway_region|text|s|gateway_region", ""},
		{"CREATE TABLE h (id int PRIMARY KEY, v int) WITH (homed = 'us, eu')", "", ""}, {"INSERT INTO h VALUES (1, 10)", "", ""},
		{"SELECT * FROM h", "= 1|10", ""}, {"SELECT *, region FROM h", "= 1|10|us", ""}, {"TABLE h_us", "= 1|10", ""}, {"SELECT h.* FROM h AS h (a, b) WHERE a = 1", "= 1|10", ""},
		{"INSERT INTO h VALUES (2, 20, 'eu') RETURNING *", "= 2|20", ""}, {"INSERT INTO h VALUES (3, 30, 'eu', 4)", "42601", "more expressions"},
		{"SELECT id, region FROM h ORDER BY id", "= 1|us;2|eu", ""}, {"SELECT h::text FROM h WHERE id = 2", "= (2,20,eu)", ""},
		{"SELECT a.id FROM h a NATURAL JOIN (SELECT 2 AS id, 'us' AS region) b", "= 2", ""}, {"SELECT id FROM h JOIN h o USING (id, region) ORDER BY 1", "= 1;2", ""},
		{"CREATE VIEW hv AS SELECT * FROM h; INSERT INTO hv VALUES (4, 40)", "", ""}, {"SELECT * FROM hv WHERE id = 4", "= 4|40", ""},
		{"ALTER TABLE h ADD COLUMN w int DEFAULT 7", "", ""}, {"INSERT INTO h VALUES (5, 50, 500)", "", ""}, {"UPDATE h SET v = 51 WHERE id = 5 RETURNING *", "= 5|51|500", ""},
		{"MERGE INTO h USING (SELECT 6 AS id) n ON h.id = n.id WHEN NOT MATCHED THEN INSERT VALUES (6, 60, 600)", "", ""}, {"DELETE FROM h WHERE id = 6 RETURNING *, region", "= 6|60|600|us", ""},
		{"SELECT column_name::text FROM information_schema.columns WHERE table_name = 'h' ORDER BY ordinal_position", "= id;v;region;w", ""},
		{"ALTER TABLE h RENAME COLUMN region TO place", "", ""}, {"SELECT * FROM h_eu", "= 2|20|7", ""}, {"ALTER TABLE h SET (hidden_region = off)", "", ""}, {"SELECT * FROM h_eu", "= 2|20|eu|7", ""},
		{"ALTER TABLE h SET (hidden_region)", "", ""}, {"SELECT * FROM h_eu", "= 2|20|7", ""}, {"ALTER TABLE h_eu SET (hidden_region)", "22023", "is not partitioned by a list"},
		{"CREATE TABLE g (id int, r text) PARTITION BY LIST (r) WITH (hidden_region)", "22023", "which is not homed"},
		{"CREATE TABLE g (id int) WITH (homed = 'us, eu', hidden_region = off)", "", ""}, {"INSERT INTO g VALUES (1)", "", ""}, {"SELECT * FROM g", "= 1|us", ""}, {"DROP TABLE g, h CASCADE", "", ""},
	})
}

// readTogether: partitions of all regions are read at once, ranges and many keys too.
func readTogether(t *testing.T, ap *pgx.Conn) {
	time.Sleep(time.Minute) // ranges move to their regions
	many := "id = ANY ('" + keysTo(1500) + "'::int[])"
	runSteps(t, ap, []step{
		{"SELECT count(*) FROM t WHERE v < 5", "= 2", ""}, // where the ranges are is known then
		{"SET isochron.max_wan_round_trips = 1", "", ""},
		{"SELECT id FROM t WHERE v < 5 ORDER BY 1", "= 1;2", ""}, {"SELECT id FROM t WHERE id BETWEEN 1 AND 100 ORDER BY id", "= 1;2", ""},
		{"PREPARE q (int) AS SELECT id, v FROM t WHERE id < $1 ORDER BY id", "", ""}, {"EXECUTE q (2)", "= 1|3", ""}, {"SELECT id FROM t WHERE " + many + " ORDER BY 1", "= 1;2", ""},
		{"SELECT id FROM t WHERE v < 5 LIMIT 5", "54000", "round trip"}, // one after the other
		{"RESET isochron.max_wan_round_trips", "", ""},
		{"SELECT n, (SELECT count(*) FROM t WHERE id < n), (SELECT count(*) FROM t WHERE v < n) FROM (VALUES (1), (NULL), (2), (9)) x(n)", "= 1|0|1;<nil>|0|0;2|1|1;9|2|2", ""},
		{"BEGIN; INSERT INTO t VALUES (3, 4, 'eu')", "", ""}, {"SELECT id FROM t WHERE v < 5 ORDER BY id", "= 1;2;3", ""}, {"UPDATE t SET v = v + 1 WHERE v >= 3", "", ""},
		{"SELECT id, v FROM t WHERE v < 9 ORDER BY id DESC", "= 3|5;2|0;1|4", ""}, {"ROLLBACK", "", ""},
	})
}

// sameKeys has two regions insert the same keys at once, at each isolation level, in blocks and
// without: one of the two gets 23505.
func sameKeys(t *testing.T, conns ...*pgx.Conn) {
	ctx := t.Context()
	key := 1000
	for _, level := range []string{"serializable", "repeatable read", "read committed"} {
		for _, block := range []bool{false, true} {
			for _, c := range conns {
				runSteps(t, c, []step{{"SET default_transaction_isolation = '" + level + "'", "", ""}})
			}
			for range 10 {
				key++
				codes := make([]string, len(conns))
				var wg sync.WaitGroup
				for i, c := range conns {
					wg.Go(func() { codes[i] = insertKey(ctx, c, block, key) })
				}
				wg.Wait()
				if got := strings.Join(codes, " "); got != "23505 ok" && got != "ok 23505" {
					t.Errorf("%s, block %v: two inserts of one key ended with %s", level, block, got)
				}
				time.Sleep(100 * time.Millisecond)
			}
		}
	}
	runSteps(t, conns[0], []step{{"SELECT id FROM t GROUP BY id HAVING count(*) > 1", "= ", ""}, {"SELECT count(*) FROM t WHERE id > 1000", "= 60", ""}})
}

func insertKey(ctx context.Context, c *pgx.Conn, block bool, key int) string {
	var err error
	if block {
		err = pgx.BeginFunc(ctx, c, func(tx pgx.Tx) error {
			_, err := tx.Exec(ctx, "INSERT INTO t VALUES ($1, 0)", key)
			return err
		})
	} else {
		_, err = c.Exec(ctx, "INSERT INTO t VALUES ($1, 0)", key)
	}
	var e *pgconn.PgError
	switch {
	case err == nil:
		return "ok"
	case errors.As(err, &e):
		return e.Code
	}
	return err.Error()
}

// TestHomedChurn: rows come, move, change their keys and go in all regions at once. No key is ever in
// two partitions, look-ups find what is there, and what refers to rows has them.
func TestHomedChurn(t *testing.T) { synctest.Test(t, homedChurn) }

const churnOps, churnKeys = 120, 12

func homedChurn(t *testing.T) {
	ctx := t.Context()
	regions := []string{"us", "eu", "ap"}
	c := cluster.StartRegions(t, cluster.Topology{Seed: 7, Regions: []cluster.Region{{Name: "us", Nodes: 1}, {Name: "eu", Nodes: 1}, {Name: "ap", Nodes: 1}}})
	conn := c.Conn(ctx, "us")
	for _, r := range regions {
		runSteps(t, conn, []step{{"CREATE PLACEMENT POLICY " + r + " PRIMARY_REGION = '" + r + "' VOTERS = 1", "", ""}})
	}
	runSteps(t, conn, []step{
		{"CREATE TABLE t (id int PRIMARY KEY, mail text UNIQUE, v int DEFAULT 0) WITH (homed = 'us, eu, ap')", "", ""},
		{"CREATE TABLE refs (n serial PRIMARY KEY, id int REFERENCES t ON DELETE CASCADE ON UPDATE CASCADE)", "", ""},
		{"CREATE INDEX ON refs (id)", "", ""},
	})
	var wg sync.WaitGroup
	levels := []string{"serializable", "repeatable read", "read committed"}
	for i, r := range regions {
		writer := c.Conn(ctx, r)
		runSteps(t, writer, []step{{"SET default_transaction_isolation = '" + levels[i] + "'", "", ""}})
		wg.Go(func() { churn(t, writer, uint64(i)) })
	}
	done := make(chan struct{})
	go func() { wg.Wait(); close(done) }()
	looks := 0
	for going := true; going; looks++ {
		select {
		case <-done:
			going = false
		case <-time.After(time.Second):
		}
		runSteps(t, conn, []step{
			{"SELECT id FROM t GROUP BY id HAVING count(*) > 1", "= ", ""}, {"SELECT mail FROM t GROUP BY mail HAVING count(*) > 1", "= ", ""},
			{"SELECT count(*) FROM refs WHERE id NOT IN (SELECT id FROM t)", "= 0", ""},
			{"SELECT count(*) FROM t a WHERE tableoid::regclass::text <> 't_' || region", "= 0", ""},
			{"SELECT count(*) FROM (SELECT id, mail, region FROM t OFFSET 0) a LEFT JOIN LATERAL (SELECT *, region FROM t b WHERE b.id = a.id OFFSET 0) b ON true WHERE b.mail IS DISTINCT FROM a.mail OR b.region IS DISTINCT FROM a.region", "= 0", ""},
		})
	}
	var rows, refs int
	if err := conn.QueryRow(ctx, "SELECT (SELECT count(*) FROM t), (SELECT count(*) FROM refs)").Scan(&rows, &refs); err != nil || rows == 0 || refs == 0 {
		t.Errorf("%d rows and %d references are left, %v", rows, refs, err)
	}
	t.Logf("%d looks, %d rows, %d references", looks, rows, refs)
}

// churn does random statements, in blocks now and then.
func churn(t *testing.T, conn *pgx.Conn, seed uint64) {
	ctx := t.Context()
	rng := rand.New(rand.NewPCG(seed, 1))
	statement := func() string {
		id, other, region := rng.IntN(churnKeys), rng.IntN(churnKeys), []string{"us", "eu", "ap"}[rng.IntN(3)]
		switch rng.IntN(8) {
		case 0:
			return fmt.Sprintf("INSERT INTO t VALUES (%d, 'm%d', 0, '%s')", id, other, region)
		case 1:
			return fmt.Sprintf("INSERT INTO t (id, mail) VALUES (%d, 'm%d') ON CONFLICT DO NOTHING", id, other)
		case 2:
			return fmt.Sprintf("INSERT INTO t (id, mail) VALUES (%d, 'm%d'), (%d, 'n%d') ON CONFLICT (id) DO UPDATE SET v = t.v + 1", id, id, other, other)
		case 3:
			return fmt.Sprintf("UPDATE t SET region = '%s' WHERE id = %d", region, id)
		case 4:
			return fmt.Sprintf("UPDATE t SET mail = 'm%d', region = '%s' WHERE mail = 'm%d'", other, region, id)
		case 5:
			return fmt.Sprintf("UPDATE t SET id = %d WHERE id IN (%d, 99)", other, id)
		case 6:
			return fmt.Sprintf("INSERT INTO refs (id) VALUES (%d)", id)
		}
		return fmt.Sprintf("DELETE FROM t WHERE mail = 'm%d'", id)
	}
	codes := map[string]int{}
	for range churnOps {
		sql := statement()
		if rng.IntN(3) == 0 {
			sql = "BEGIN; " + sql + "; " + statement() + "; COMMIT"
		}
		_, err := conn.PgConn().Exec(ctx, sql).ReadAll()
		var e *pgconn.PgError
		switch {
		case err == nil:
			codes["ok"]++
		case errors.As(err, &e) && slices.Contains([]string{"23505", "23503", "21000", "40001", "40P01"}, e.Code):
			codes[e.Code]++
		default:
			t.Errorf("%s: %v", sql, err)
		}
		if conn.PgConn().TxStatus() != 'I' {
			if _, err := conn.Exec(ctx, "ROLLBACK"); err != nil {
				t.Error(err)
			}
		}
	}
	t.Logf("writer %d: %v", seed, codes)
}

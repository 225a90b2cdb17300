package rights

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/testing/cluster"
)

// tenants is a node with a table of two tenants' rows, on several ranges: even ids are
// alice's, odd ones bob's. body is a number for alice's alone, and level zero for bob's
// alone, so that a condition that meets one of bob's rows fails.
type tenants struct {
	t *testing.T
	c *cluster.Cluster
}

// tenantRows is how many rows the table has.
const tenantRows = 2000

func startTenants(t *testing.T) *tenants {
	s := &tenants{t, cluster.Start(t)}
	own := s.as("isochron")
	s.exec(own, `CREATE ROLE alice LOGIN`)
	s.exec(own, `CREATE ROLE bob LOGIN`)
	s.exec(own, `CREATE TABLE docs (id int PRIMARY KEY, owner text NOT NULL, level int, body text)`)
	s.exec(own, `CREATE INDEX docs_owner ON docs (owner)`)
	s.exec(own, fmt.Sprintf(`INSERT INTO docs SELECT i, CASE i %% 2 WHEN 0 THEN 'alice' ELSE 'bob' END, (i + 1) %% 2, CASE i %% 2 WHEN 0 THEN '1' ELSE 'secret' END FROM generate_series(1, %d) i`, tenantRows))
	s.exec(own, `ALTER TABLE docs SPLIT AT VALUES (500), (1000), (1500)`)
	s.exec(own, `CREATE TABLE one (x int, y text)`)
	s.exec(own, `INSERT INTO one VALUES (3, 'bob'), (4, 'alice')`)
	s.exec(own, `GRANT ALL ON docs, one TO alice, bob`)
	s.exec(own, `ALTER TABLE docs ENABLE ROW LEVEL SECURITY`)
	s.exec(own, `CREATE POLICY own ON docs USING (owner = current_user)`)
	s.exec(own, `ANALYZE docs`)
	s.exec(own, `ANALYZE one`)
	return s
}

func (s *tenants) as(role string) *pgx.Conn {
	s.t.Helper()
	conf := s.c.ConnConfig()
	conf.User = role
	conn, err := pgx.ConnectConfig(context.Background(), conf)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { conn.Close(context.Background()) })
	return conn
}

func (s *tenants) exec(c *pgx.Conn, sql string, args ...any) {
	s.t.Helper()
	if _, err := c.Exec(context.Background(), sql, args...); err != nil {
		s.t.Fatalf("%s: %v", sql, err)
	}
}

// strings are the rows of a query, as text.
func (s *tenants) strings(c *pgx.Conn, sql string, args ...any) ([]string, error) {
	rows, err := c.Query(context.Background(), sql, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		v, err := rows.Values()
		if err != nil {
			return nil, err
		}
		out = append(out, fmt.Sprint(v...))
	}
	return out, rows.Err()
}

func sqlState(err error) string {
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// TestHiddenRowsAreNotEvaluated: each of these statements fails as soon as a part of it that
// the user wrote is evaluated on one of bob's rows, wherever that is done: at the ranges,
// by lookups, in joins, aggregates, with parameters.
func TestHiddenRowsAreNotEvaluated(t *testing.T) {
	s := startTenants(t)
	alice := s.as("alice")
	for _, setting := range []string{`SET distributed_rows_min = 1`, `RESET distributed_rows_min`, `SET enable_distributed_execution = off`} {
		s.exec(alice, setting)
		for _, q := range []string{
			`SELECT count(*) FROM docs WHERE 1 / level > 0`,
			`SELECT count(*) FROM docs WHERE body::int = 1`,
			`SELECT count(*) FROM docs WHERE body::int = 1 AND owner = 'bob'`,
			`SELECT count(*) FROM docs WHERE owner = 'bob' AND body::int = 1`,
			`SELECT count(*) FROM docs WHERE id = 3 AND 1 / level > 0`,
			`SELECT count(*) FROM docs WHERE id IN (3, 5, 7) AND 1 / level > 0`,
			`SELECT count(*) FROM docs WHERE id < 600 AND 1 / level > 0`,
			`SELECT count(*) FROM docs WHERE id = 3 OR 1 / level > 0`,
			`SELECT sum(1 / level) FROM docs`,
			`SELECT owner, sum(1 / level) FROM docs GROUP BY owner`,
			`SELECT body::int, count(*) FROM docs GROUP BY body::int`,
			`SELECT DISTINCT body::int FROM docs`,
			`SELECT max(body::int), min(1 / level) FROM docs`,
			`SELECT body::int FROM docs ORDER BY 1 / level, id LIMIT 3`,
			`SELECT id FROM docs ORDER BY body::int, id LIMIT 3`,
			`SELECT count(*) FROM one JOIN docs ON docs.id = one.x AND 1 / docs.level > 0`,
			`SELECT count(*) FROM one JOIN docs ON docs.id = one.x WHERE 1 / docs.level > 0`,
			`SELECT count(*) FROM one JOIN docs ON docs.id = one.x WHERE docs.body::int = one.x`,
			`SELECT count(*) FROM one LEFT JOIN docs ON docs.id = one.x AND 1 / docs.level > 0`,
			`SELECT count(*) FROM docs RIGHT JOIN one ON docs.id = one.x AND 1 / docs.level > 0`,
			`SELECT count(*) FROM one FULL JOIN docs ON docs.id = one.x AND 1 / docs.level = 1`,
			`SELECT count(*) FROM docs a JOIN docs b ON a.id = b.id AND 1 / (a.level * b.level) > 0`,
			`SELECT count(*) FROM docs a JOIN docs b ON a.body::int = b.body::int + 1`,
			`SELECT count(*) FROM one WHERE EXISTS (SELECT FROM docs WHERE id = x AND 1 / level > 0)`,
			`SELECT count(*) FROM one WHERE NOT EXISTS (SELECT FROM docs WHERE id = x AND 1 / level > 0)`,
			`SELECT count(*) FROM one WHERE x IN (SELECT id FROM docs WHERE 1 / level > 0)`,
			`SELECT count(*) FROM one WHERE x NOT IN (SELECT id FROM docs WHERE 1 / level > 0)`,
			`SELECT count(*) FROM one WHERE x < ANY (SELECT 1 / level FROM docs)`,
			`SELECT (SELECT sum(1 / level) FROM docs WHERE id >= x) FROM one`,
			`SELECT l.v FROM one, LATERAL (SELECT 1 / level AS v FROM docs WHERE docs.id = one.x) l`,
			`SELECT l.v FROM one, LATERAL (SELECT 1 / level AS v FROM docs WHERE docs.id >= one.x ORDER BY docs.id LIMIT 1) l`,
			`SELECT count(*) FROM (SELECT * FROM docs OFFSET 0) d WHERE 1 / level > 0`,
			`SELECT count(*) FROM (SELECT * FROM docs UNION ALL SELECT * FROM docs) d WHERE 1 / level > 0`,
			`SELECT count(*) FROM (SELECT owner, level FROM docs GROUP BY owner, level) d WHERE 1 / level > 0`,
			`WITH d AS (SELECT * FROM docs) SELECT count(*) FROM d WHERE 1 / level > 0`,
			`WITH d AS MATERIALIZED (SELECT * FROM docs WHERE 1 / level > 0) SELECT count(*) FROM d`,
			`WITH RECURSIVE r AS (SELECT id, level FROM docs WHERE id = 2 UNION SELECT docs.id, docs.level FROM docs JOIN r ON docs.id = r.id + 1 AND 1 / docs.level > 0) SELECT count(*) FROM r`,
			`SELECT generate_series(1, 1 / level) FROM docs WHERE id < 5`,
			`SELECT CASE WHEN id = 3 THEN 1 / 0 ELSE 1 / level END FROM docs WHERE id < 10`,
			`SELECT count(*) FILTER (WHERE 1 / level > 0) FROM docs`,
			`SELECT id FROM docs WHERE 1 / level > 0 ORDER BY id LIMIT 2 FOR UPDATE`,
			`SELECT id FROM docs WHERE id IN (3, 4) AND 1 / level > 0 FOR UPDATE`,
			`UPDATE docs SET body = body WHERE 1 / level > 0`,
			`UPDATE docs SET level = 1 / level WHERE id < 10`,
			`UPDATE docs SET body = y FROM one WHERE docs.id = one.x AND 1 / level > 2`,
			`DELETE FROM docs WHERE 1 / level > 1`,
			`DELETE FROM docs USING one WHERE docs.id = one.x AND 1 / level > 1`,
			`EXPLAIN ANALYZE SELECT count(*) FROM docs WHERE 1 / level > 0`,
		} {
			if _, err := s.strings(alice, q); err != nil {
				t.Errorf("%s; %s: %v", setting, q, err)
			}
		}
		if _, err := s.strings(alice, `SELECT id FROM docs WHERE id = $1 AND 1 / (level * $2) > 0`, 3, 1); err != nil {
			t.Errorf("with parameters: %v", err)
		}
	}
	// They do fail where rows are seen.
	if _, err := s.strings(s.as("bob"), `SELECT count(*) FROM docs WHERE 1 / level > 0`); sqlState(err) != "22012" {
		t.Errorf("bob: %v, want 22012", err)
	}
}

// TestPoliciesUseIndexes: conditions of policies, and those that are leakproof, find rows by
// index.
func TestPoliciesUseIndexes(t *testing.T) {
	s := startTenants(t)
	alice, own := s.as("alice"), s.as("isochron")
	s.exec(own, `CREATE TABLE few (who text, n int)`)
	s.exec(own, `CREATE INDEX few_who ON few (who)`)
	s.exec(own, `INSERT INTO few SELECT 'u' || i, i FROM generate_series(1, 1000) i`)
	s.exec(own, `ANALYZE few`)
	s.exec(own, `GRANT SELECT ON few TO alice`)
	s.exec(own, `ALTER TABLE few ENABLE ROW LEVEL SECURITY`)
	s.exec(own, `CREATE POLICY p ON few USING (who = current_user)`)
	for q, want := range map[string]string{
		`SELECT * FROM docs WHERE id = 4`:                               "Index Scan using docs_pkey",
		`SELECT * FROM docs WHERE id = 4 AND body::int = 1`:             "Index Scan using docs_pkey",
		`SELECT * FROM few`:                                             "Index Scan using few_who",
		`SELECT docs.* FROM one JOIN docs ON docs.id = one.x`:           "Lookup Join using docs_pkey",
		`SELECT * FROM docs WHERE body::int = 4 AND id BETWEEN 3 AND 5`: "Index Scan using docs_pkey",
		`UPDATE docs SET level = 1 WHERE id = 4`:                        "Index Scan using docs_pkey",
	} {
		got, err := s.strings(alice, "EXPLAIN "+q)
		if err != nil || !strings.Contains(strings.Join(got, "\n"), want) {
			t.Errorf("%s: %v, %v, want %s", q, strings.Join(got, "\n"), err, want)
		}
	}
}

// TestEstimatesTellNothing: EXPLAIN guesses the same, whatever rows are hidden, where the
// condition is none that may be judged of them.
func TestEstimatesTellNothing(t *testing.T) {
	s := startTenants(t)
	alice := s.as("alice")
	explain := func(cond string) string {
		got, err := s.strings(alice, "EXPLAIN SELECT id FROM docs WHERE "+cond)
		if err != nil {
			t.Fatal(err)
		}
		_, rows, _ := strings.Cut(got[0], "rows=")
		rows, _, _ = strings.Cut(rows, " ")
		return rows
	}
	for _, pair := range [][2]string{{"body LIKE 'sec%'", "body LIKE 'zzz%'"}, {"level::numeric > 0.5", "level::numeric > 7.5"}} {
		if a, b := explain(pair[0]), explain(pair[1]); a != b {
			t.Errorf("%s: %s rows, %s: %s", pair[0], a, pair[1], b)
		}
	}
}

// TestPoliciesOfPolicies: policies that read tables with policies, each twice, end a
// statement rather than the node's memory.
func TestPoliciesOfPolicies(t *testing.T) {
	s := startTenants(t)
	own := s.as("isochron")
	const tables = 14
	for i := tables; i >= 0; i-- {
		s.exec(own, fmt.Sprintf("CREATE TABLE chain%d (a int)", i))
		s.exec(own, fmt.Sprintf("GRANT SELECT ON chain%d TO alice", i))
		if i < tables {
			s.exec(own, fmt.Sprintf("ALTER TABLE chain%d ENABLE ROW LEVEL SECURITY", i))
			s.exec(own, fmt.Sprintf("CREATE POLICY p ON chain%d USING (a IN (SELECT a FROM chain%d) OR a IN (SELECT a FROM chain%d))", i, i+1, i+1))
		}
	}
	if _, err := s.strings(s.as("alice"), "SELECT * FROM chain0"); sqlState(err) != "54001" {
		t.Errorf("%v, want 54001", err)
	}
	if _, err := s.strings(s.as("alice"), fmt.Sprintf("SELECT * FROM chain%d", tables-5)); err != nil {
		t.Error(err)
	}
}

// TestHiddenRowsAreNotLocked: nobody keeps others from rows that policies hide.
func TestHiddenRowsAreNotLocked(t *testing.T) {
	s := startTenants(t)
	alice, bob := s.as("alice"), s.as("bob")
	s.exec(bob, `SET lock_timeout = '50ms'`)
	for _, q := range []string{
		`UPDATE docs SET level = 1 WHERE id = 3`,
		`UPDATE docs SET level = 1 WHERE id IN (1, 3)`,
		`DELETE FROM docs WHERE id = 3`,
		`SELECT * FROM docs WHERE id = 3 FOR UPDATE`,
		`SELECT * FROM docs WHERE id IN (3, 5) FOR UPDATE`,
		`SELECT * FROM docs WHERE id < 6 FOR UPDATE`,
		`SELECT * FROM one JOIN docs ON docs.id = one.x FOR UPDATE OF docs`,
	} {
		s.exec(alice, "BEGIN")
		s.exec(alice, q)
		if _, err := s.strings(bob, `UPDATE docs SET body = 'mine' WHERE id = 3`); err != nil {
			t.Errorf("after %s: %v", q, err)
		}
		s.exec(alice, "ROLLBACK")
	}
}

// TestPoliciesChangeInTransactions: a transaction whose snapshot is older than a policy is
// told so, and does not go by the old one; one that reads anew for each statement goes by
// the new one.
func TestPoliciesChangeInTransactions(t *testing.T) {
	s := startTenants(t)
	own, alice := s.as("isochron"), s.as("alice")
	changes := []struct{ do, undo string }{
		{`ALTER POLICY own ON docs USING (false)`, `ALTER POLICY own ON docs USING (owner = current_user)`},
		{`CREATE POLICY no ON docs AS RESTRICTIVE USING (false)`, `DROP POLICY no ON docs`},
		{`ALTER POLICY own ON docs TO bob`, `ALTER POLICY own ON docs TO PUBLIC`},
		{`DROP POLICY own ON docs`, `CREATE POLICY own ON docs USING (owner = current_user)`},
	}
	for _, c := range changes {
		s.exec(alice, `BEGIN ISOLATION LEVEL REPEATABLE READ`)
		before, err := s.strings(alice, `SELECT count(*) FROM docs`)
		if err != nil || before[0] != "1000" {
			t.Fatalf("before: %v, %v", before, err)
		}
		s.exec(own, c.do)
		if got, err := s.strings(alice, `SELECT count(*) FROM docs`); sqlState(err) != "40001" {
			t.Errorf("%s: in the transaction %v, %v, want 40001", c.do, got, err)
		}
		s.exec(alice, `ROLLBACK`)
		if got, err := s.strings(alice, `SELECT count(*) FROM docs`); err != nil || got[0] != "0" {
			t.Errorf("%s: afterwards %v, %v", c.do, got, err)
		}
		s.exec(own, c.undo)
		s.exec(alice, `BEGIN ISOLATION LEVEL READ COMMITTED`)
		s.exec(alice, `SELECT count(*) FROM docs`)
		s.exec(own, c.do)
		if got, err := s.strings(alice, `SELECT count(*) FROM docs`); err != nil || got[0] != "0" {
			t.Errorf("%s: at READ COMMITTED %v, %v", c.do, got, err)
		}
		s.exec(alice, `ROLLBACK`)
		s.exec(own, c.undo)
	}
}

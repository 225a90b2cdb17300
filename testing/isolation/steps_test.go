package isolation

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/testing/cluster"
)

// client is one session of a script, with all settings as they are by default.
type client struct{ conn *pgconn.PgConn }

// run executes a statement and gives its answer in one line: rows, then the tag, or the SQLSTATE.
func (c *client) run(sql string) string {
	results, err := c.conn.Exec(context.Background(), sql).ReadAll()
	var out []string
	for _, r := range results {
		for _, row := range r.Rows {
			out = append(out, string(bytes.Join(row, []byte(" | "))))
		}
		if r.Err == nil {
			out = append(out, r.CommandTag.String())
		}
	}
	var e *pgconn.PgError
	if errors.As(err, &e) {
		out = append(out, "ERROR "+e.Code)
	} else if err != nil {
		out = append(out, "lost: "+err.Error())
	}
	return strings.Join(out, "; ")
}

// start executes a statement in the background.
func (c *client) start(sql string) <-chan string {
	done := make(chan string, 1)
	go func() { done <- c.run(sql) }()
	return done
}

// step is one line of a script. A client's statement that is to wait for others
// is marked, and its answer is wanted where the script says so.
type step struct {
	client int
	sql    string // empty: the answer of the statement that waits
	want   string
	waits  bool
}

// script runs steps on a fresh cluster in virtual time: that a statement waits
// is known, not guessed by a clock.
func script(t *testing.T, setup []string, steps []step) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		c := cluster.Start(t)
		var clients []*client
		for range sessions {
			clients = append(clients, &client{c.Conn(context.Background()).PgConn()})
		}
		for _, sql := range setup {
			if got := clients[0].run(sql); strings.HasPrefix(got, "ERROR") {
				t.Fatalf("%s: %s", sql, got)
			}
		}
		waiting := map[int]<-chan string{}
		for i, s := range steps {
			if s.sql == "" {
				if got := <-waiting[s.client]; got != s.want {
					t.Errorf("step %d: client %d got %q, want %q", i+1, s.client, got, s.want)
				}
				delete(waiting, s.client)
				continue
			}
			done := clients[s.client].start(s.sql)
			if s.waits {
				synctest.Wait()
				select {
				case got := <-done:
					t.Fatalf("step %d: %s: did not wait: %q", i+1, s.sql, got)
				default:
				}
				waiting[s.client] = done
				continue
			}
			if got := <-done; got != s.want {
				t.Errorf("step %d: client %d: %s: got %q, want %q", i+1, s.client, s.sql, got, s.want)
			}
		}
	})
}

func begin(level string) string { return "begin isolation level " + level }

func TestUpdateSameRow(t *testing.T) {
	setup := []string{"create table t (id int primary key, n int)", "insert into t values (1, 10), (2, 20)"}
	for level, want := range map[string]string{
		"read committed": "UPDATE 1", "repeatable read": "ERROR 40001", "serializable": "ERROR 40001",
	} {
		t.Run(level, func(t *testing.T) {
			script(t, setup, []step{
				{0, begin(level), "BEGIN", false},
				{1, begin(level), "BEGIN", false},
				{0, "select n from t where id = 1", "10; SELECT 1", false},
				{1, "select n from t where id = 1", "10; SELECT 1", false},
				{0, "update t set n = n + 1 where id = 1", "UPDATE 1", false},
				{1, "update t set n = n + 1 where id = 1", "", true},
				{0, "commit", "COMMIT", false},
				{1, "", want, false},
			})
		})
	}
}

func TestPredicateIsEvaluatedAgain(t *testing.T) {
	setup := []string{"create table t (id int primary key, n int)", "insert into t values (1, 10), (2, 20)"}
	script(t, setup, []step{
		{0, begin("read committed"), "BEGIN", false},
		{1, begin("read committed"), "BEGIN", false},
		{0, "update t set n = 11 where id = 1", "UPDATE 1", false},
		{1, "update t set n = 99 where n = 10", "", true},
		{2, "insert into t values (3, 10)", "INSERT 0 1", false},
		{0, "commit", "COMMIT", false},
		{1, "", "UPDATE 1", false}, // row 3: the statement runs again on a new snapshot
		{1, "commit", "COMMIT", false},
		{0, "select string_agg(id || ':' || n, ' ' order by id) from t", "1:11 2:20 3:99; SELECT 1", false},
	})
}

func TestWriteSkew(t *testing.T) {
	setup := []string{"create table duty (name text primary key, on_call bool)", "insert into duty values ('a', true), ('b', true)"}
	for level, want := range map[string]string{"repeatable read": "COMMIT", "serializable": "ERROR 40001"} {
		t.Run(level, func(t *testing.T) {
			script(t, setup, []step{
				{0, begin(level), "BEGIN", false},
				{1, begin(level), "BEGIN", false},
				{0, "select count(*) from duty where on_call", "2; SELECT 1", false},
				{1, "select count(*) from duty where on_call", "2; SELECT 1", false},
				{0, "update duty set on_call = false where name = 'a'", "UPDATE 1", false},
				{1, "update duty set on_call = false where name = 'b'", "UPDATE 1", false},
				{0, "commit", "COMMIT", false},
				{1, "commit", want, false},
			})
		})
	}
}

func TestUniqueInsertWaits(t *testing.T) {
	setup := []string{"create table t (id int primary key, v text unique)"}
	for _, end := range []struct{ do, tag, want string }{{"commit", "COMMIT", "ERROR 23505"}, {"rollback", "ROLLBACK", "INSERT 0 1"}} {
		t.Run(end.do, func(t *testing.T) {
			script(t, setup, []step{
				{0, "begin", "BEGIN", false},
				{0, "insert into t values (1, 'x')", "INSERT 0 1", false},
				{1, "insert into t values (2, 'x')", "", true},
				{0, end.do, end.tag, false},
				{1, "", end.want, false},
			})
		})
	}
}

func TestOnConflictWaits(t *testing.T) {
	setup := []string{"create table t (id int primary key, n int)"}
	script(t, setup, []step{
		{0, begin("read committed"), "BEGIN", false},
		{1, begin("read committed"), "BEGIN", false},
		{0, "insert into t values (1, 1) on conflict (id) do update set n = t.n + 1", "INSERT 0 1", false},
		{1, "insert into t values (1, 1) on conflict (id) do update set n = t.n + 1 returning n", "", true},
		{0, "commit", "COMMIT", false},
		{1, "", "2; INSERT 0 1", false},
		{1, "commit", "COMMIT", false},
	})
}

func TestForeignKeyBothDirections(t *testing.T) {
	setup := []string{
		"create table p (id int primary key, n int)", "create table c (id int primary key, p int references p)",
		"create index c_p on c (p)", "insert into p values (1, 0), (2, 0)",
	}
	t.Run("child first", func(t *testing.T) {
		script(t, setup, []step{
			{0, begin("read committed"), "BEGIN", false},
			{0, "insert into c values (1, 1)", "INSERT 0 1", false},
			{1, "update p set n = 5 where id = 1", "UPDATE 1", false}, // KEY SHARE lets it pass
			{1, "delete from p where id = 1", "", true},
			{0, "commit", "COMMIT", false},
			{1, "", "ERROR 23503", false},
		})
	})
	t.Run("parent first", func(t *testing.T) {
		script(t, setup, []step{
			{0, begin("read committed"), "BEGIN", false},
			{0, "delete from p where id = 1", "DELETE 1", false},
			{1, "insert into c values (1, 1)", "", true},
			{0, "commit", "COMMIT", false},
			{1, "", "ERROR 23503", false},
		})
	})
	t.Run("no index", func(t *testing.T) {
		script(t, append(setup, "drop index c_p"), []step{
			{0, begin("read committed"), "BEGIN", false},
			{0, "insert into c values (1, 1)", "INSERT 0 1", false},
			{1, "delete from p where id = 1", "", true},
			{0, "commit", "COMMIT", false},
			{1, "", "ERROR 23503", false},
			{1, "delete from p where id = 2", "DELETE 1", false},
		})
	})
}

func TestRowLocks(t *testing.T) {
	setup := []string{"create table t (id int primary key, n int)", "insert into t values (1, 10), (2, 20), (3, 30)"}
	script(t, setup, []step{
		{0, "begin", "BEGIN", false},
		{0, "select id from t where id = 1 for update", "1; SELECT 1", false},
		{1, "select id from t where id = 1 for update nowait", "ERROR 55P03", false},
		{1, "select id from t order by id for update skip locked", "2; 3; SELECT 2", false},
		{1, "select id from t order by id limit 1 for update skip locked", "2; SELECT 1", false},
		{1, "select id from t where id = 1", "1; SELECT 1", false}, // plain reads never wait
		{1, "select id from t where n = 10 for share", "", true},
		{0, "rollback", "ROLLBACK", false},
		{1, "", "1; SELECT 1", false},
		{0, "begin", "BEGIN", false},
		{1, "begin", "BEGIN", false},
		{0, "select id from t where id = 1 for share", "1; SELECT 1", false},
		{1, "select id from t where id = 1 for share", "1; SELECT 1", false},
		{2, "update t set n = 1 where id = 1", "", true},
		{0, "commit", "COMMIT", false},
		{1, "commit", "COMMIT", false},
		{2, "", "UPDATE 1", false},
	})
}

func TestAbsentRow(t *testing.T) {
	setup := []string{"create table t (id int primary key, n int)"}
	script(t, setup, []step{
		{0, begin("read committed"), "BEGIN", false},
		{0, "update t set n = 1 where id = 7", "UPDATE 0", false},
		{1, "insert into t values (7, 7)", "INSERT 0 1", false}, // nothing is locked
		{0, "update t set n = 1 where id = 7", "UPDATE 1", false},
		{0, "commit", "COMMIT", false},
	})
	script(t, setup, []step{
		{0, begin("serializable"), "BEGIN", false},
		{0, "update t set n = 1 where id = 7", "UPDATE 0", false},
		{1, "insert into t values (7, 7)", "", true}, // what was seen to be absent stays so
		{0, "insert into t values (8, 8)", "INSERT 0 1", false},
		{0, "commit", "COMMIT", false},
		{1, "", "INSERT 0 1", false},
	})
}

func TestStatementSeesItself(t *testing.T) {
	setup := []string{"create table t (id int primary key, n int)", "insert into t select g, g from generate_series(1, 10) g"}
	script(t, setup, []step{
		{0, "insert into t select id + 10, n from t", "INSERT 0 10", false},
		{0, "select count(*) from t", "20; SELECT 1", false},
		{0, "update t set id = id + 100", "UPDATE 20", false},
		{0, "select min(id), max(id), count(*) from t", "101 | 120 | 20; SELECT 1", false},
		{0, "begin", "BEGIN", false},
		{0, "insert into t values (1, 1)", "INSERT 0 1", false},
		{0, "savepoint s", "SAVEPOINT", false},
		{0, "update t set n = 77", "UPDATE 21", false},
		{0, "select count(*) from t where n = 77", "21; SELECT 1", false},
		{0, "rollback to s", "ROLLBACK", false},
		{0, "select count(*) from t where n = 77", "0; SELECT 1", false},
		{0, "delete from t where n < 5", "DELETE 9", false},
		{0, "select count(*), sum(n) from t where id > 100", "12 | 90; SELECT 1", false},
		{0, "commit", "COMMIT", false},
		{1, "select count(*) from t", "12; SELECT 1", false},
	})
}

// TestReplayTakesBack: a statement that is run again after a conflict has taken its advisory
// lock once, and has set a setting from what it was before.
func TestReplayTakesBack(t *testing.T) {
	for _, level := range []string{"serializable", "read committed"} {
		script(t, []string{
			"CREATE TABLE t (id int PRIMARY KEY, v int)", "INSERT INTO t VALUES (1, 1)",
		}, []step{
			{1, "SET default_transaction_isolation = '" + level + "'", "SET", false},
			{1, "SET application_name = 'a'", "SET", false},
			{0, "BEGIN", "BEGIN", false},
			{0, "UPDATE t SET v = 2 WHERE id = 1", "UPDATE 1", false},
			{1, "SELECT v, current_setting('application_name') FROM t WHERE pg_try_advisory_lock(7) AND " +
				"set_config('application_name', current_setting('application_name') || 'b', false) <> '' AND id > 0 FOR UPDATE", "", true},
			{0, "COMMIT", "COMMIT", false},
			{1, "", "2 | ab; SELECT 1", false},
			{1, "SELECT pg_advisory_unlock(7)", "t; SELECT 1", false},
			{2, "SELECT pg_try_advisory_lock(7)", "t; SELECT 1", false},
		})
	}
}

// TestLocksWhatPasses: FOR UPDATE locks the rows that pass the conditions, as many as LIMIT
// lets through.
func TestLocksWhatPasses(t *testing.T) {
	setup := []string{"create table t (id int primary key, a int)", "insert into t values (1, 0), (2, 1), (3, 1), (4, 1)"}
	script(t, setup, []step{
		{0, begin("read committed"), "BEGIN", false},
		{0, "select id from t where id in (1, 2, 3) and a = 1 limit 1 for update skip locked", "2; SELECT 1", false},
		{1, begin("read committed"), "BEGIN", false},
		{1, "select id from t where id in (1, 2, 3) limit 5 for update skip locked", "1; 3; SELECT 2", false},
		{2, "select id from t where id in (1, 2, 3, 4) for update skip locked", "4; SELECT 1", false},
		{0, "commit", "COMMIT", false},
		{2, "select id from t where id = 2 and a = 0 for update skip locked", "SELECT 0", false},
		{2, "select id from t where id in (1, 2) for update skip locked", "2; SELECT 1", false},
		{1, "commit", "COMMIT", false},
	})
}

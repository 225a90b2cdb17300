package cluster_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/sql/session"
	"github.com/isochrondb/isochron/testing/cluster"
)

// replayModes are how pgx sends statements: by the simple protocol, and by the extended one.
var replayModes = []pgx.QueryExecMode{pgx.QueryExecModeSimpleProtocol, pgx.QueryExecModeCacheStatement, pgx.QueryExecModeExec}

func connIn(t *testing.T, c *cluster.Cluster, mode pgx.QueryExecMode) *pgx.Conn {
	t.Helper()
	o := c.ConnConfig()
	o.DefaultQueryExecMode = mode
	conn, err := pgx.ConnectConfig(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.Background()) })
	return conn
}

// TestCountersWithoutRetries has 32 clients change ten counters in blocks of several statements,
// without code of theirs that would run a block again.
func TestCountersWithoutRetries(t *testing.T) {
	locked := func(ctx context.Context, tx pgx.Tx, key int) error {
		var v int
		if err := tx.QueryRow(ctx, `SELECT v FROM counters WHERE id = $1 FOR UPDATE`, key).Scan(&v); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `UPDATE counters SET v = $2 WHERE id = $1`, key, v+1)
		return err
	}
	unrelated := func(ctx context.Context, tx pgx.Tx, key int) error {
		var name string
		if err := tx.QueryRow(ctx, `SELECT name FROM names WHERE id = $1`, key).Scan(&name); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `UPDATE counters SET v = v + 1 WHERE id = $1`, key); err != nil {
			return err
		}
		return tx.QueryRow(ctx, `SELECT name FROM names WHERE id = $1`, key).Scan(&name)
	}
	plain := func(ctx context.Context, tx pgx.Tx, key int) error {
		var v int
		if err := tx.QueryRow(ctx, `SELECT v FROM counters WHERE id = $1`, key).Scan(&v); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `UPDATE counters SET v = $2 WHERE id = $1`, key, v+1)
		return err
	}
	for _, test := range []struct {
		name    string
		level   pgx.TxIsoLevel
		work    func(context.Context, pgx.Tx, int) error
		unheard bool // no client hears of a conflict
	}{
		{"locked", pgx.Serializable, locked, true},
		{"unrelated", pgx.Serializable, unrelated, true},
		{"unrelated, repeatable read", pgx.RepeatableRead, unrelated, true},
		{"plain", pgx.Serializable, plain, false},
		{"plain, repeatable read", pgx.RepeatableRead, plain, false},
	} {
		for _, mode := range replayModes {
			t.Run(fmt.Sprint(test.name, "/", mode), func(t *testing.T) {
				c := cluster.Start(t)
				done, lost := countTogether(t, c, mode, test.level, test.work)
				sum := 0
				if err := c.Conn(t.Context()).QueryRow(t.Context(), `SELECT sum(v) FROM counters`).Scan(&sum); err != nil {
					t.Fatal(err)
				}
				if sum != done {
					t.Errorf("%d transactions were acknowledged, the counters tell of %d", done, sum)
				}
				if test.unheard && lost > 0 {
					t.Errorf("%d of %d clients' transactions failed", lost, done+lost)
				}
				replayed := c.Node().Sessions().Stats()
				t.Logf("%d done, %d lost, %d run again unseen, %d with other answers", done, lost, replayed.TransactionsReplayed.Load(), replayed.ReplaysDiffered.Load())
			})
		}
	}
}

// TestUnseen: an update is lost where answers are not compared (PlantedUnseen), and else its client
// hears of the conflict.
func TestUnseen(t *testing.T) {
	ctx := t.Context()
	for _, planted := range []bool{false, true} {
		for _, mode := range replayModes {
			t.Run(fmt.Sprintf("planted=%t/%v", planted, mode), func(t *testing.T) {
				c := cluster.Start(t, cluster.WithOptions(func(o *node.Options) { o.PlantedUnseen = planted }))
				setUpCounters(t, c)
				conn, other := connIn(t, c, mode), c.Conn(ctx)
				v, changes := 0, 1
				err := pgx.BeginTxFunc(ctx, conn, pgx.TxOptions{}, func(tx pgx.Tx) error {
					if err := tx.QueryRow(ctx, `SELECT v FROM counters WHERE id = 1`).Scan(&v); err != nil {
						return err
					}
					if _, err := other.Exec(ctx, `UPDATE counters SET v = v + 1 WHERE id = 1`); err != nil {
						t.Fatal(err)
					}
					_, err := tx.Exec(ctx, `UPDATE counters SET v = $1 WHERE id = 1`, v+1)
					return err
				})
				if err == nil {
					changes++
				}
				if err := other.QueryRow(ctx, `SELECT v FROM counters WHERE id = 1`).Scan(&v); err != nil {
					t.Fatal(err)
				}
				if (err == nil) != planted || (v != changes) != planted {
					t.Errorf("%v; %d changes were acknowledged, the counter tells of %d", err, changes, v)
				}
			})
		}
	}
}

// countTogether has clients work on counters, and returns how often they did, and were refused.
func countTogether(t *testing.T, c *cluster.Cluster, mode pgx.QueryExecMode, level pgx.TxIsoLevel, work func(context.Context, pgx.Tx, int) error) (done, lost int) {
	const clients, rounds, counters = 32, 12, 10
	ctx := t.Context()
	if _, err := c.Conn(ctx).Exec(ctx, `CREATE TABLE IF NOT EXISTS counters (id int PRIMARY KEY, v int); CREATE TABLE IF NOT EXISTS names (id int PRIMARY KEY, name text); DELETE FROM counters; DELETE FROM names;
		INSERT INTO counters SELECT i, 0 FROM generate_series(0, 9) i; INSERT INTO names SELECT i, 'name ' || i FROM generate_series(0, 9) i`); err != nil {
		t.Fatal(err)
	}
	var made, refused atomic.Int64
	var wg sync.WaitGroup
	for w := range clients {
		conn := connIn(t, c, mode)
		wg.Go(func() {
			keys := rand.New(rand.NewPCG(uint64(w), 1))
			for range rounds {
				err := pgx.BeginTxFunc(ctx, conn, pgx.TxOptions{IsoLevel: level}, func(tx pgx.Tx) error { return work(ctx, tx, keys.IntN(counters)) })
				var e *pgconn.PgError
				switch {
				case err == nil:
					made.Add(1)
				case !errors.As(err, &e) || e.Code != "40001":
					t.Errorf("client %d: %v", w, err)
				case !strings.Contains(e.Detail, changedSince) && !strings.Contains(e.Detail, oftenChanged) || e.Hint == "":
					t.Errorf("client %d: %v, DETAIL %q, HINT %q", w, err, e.Detail, e.Hint)
				default:
					refused.Add(1)
				}
			}
		})
	}
	wg.Wait()
	return int(made.Load()), int(refused.Load())
}

// replayed is a block that reads a count, does something else, meets a conflict that leaves the
// count as it was, and commits.
type replayed struct {
	name  string
	setup string   // outside of the block
	begin string   // BEGIN, if empty
	do    []string // in the block
	want  string   // what the DETAIL of a 40001 has; "": none comes
	work  func(ctx context.Context, conn *pgx.Conn) error
}

// What the DETAIL of a 40001 has of a block that came out otherwise when it was run again, and of
// one that was not run again since many before it had come out otherwise.
const (
	changedSince = "what the client has read has changed since"
	oftenChanged = "answers of such transactions were others, time and again"
)

var replayCases = []replayed{
	{name: "nothing else"},
	{name: "repeatable read", begin: "BEGIN ISOLATION LEVEL REPEATABLE READ"},
	{name: "SET TRANSACTION", do: []string{"SELECT 1"}, begin: "BEGIN"},
	{name: "times of the beginning", do: []string{"SELECT now(), statement_timestamp(), current_timestamp, transaction_timestamp()"}},
	{name: "its number", do: []string{"SELECT txid_current()", "SELECT txid_current()"}},
	{name: "an error within a savepoint", do: []string{"SAVEPOINT a", "!SELECT 1/0", "ROLLBACK TO a", "RELEASE a"}},
	{name: "an error of data within a savepoint", do: []string{"SAVEPOINT a", "!INSERT INTO names VALUES (1, 'again')", "ROLLBACK TO SAVEPOINT a"}},
	{name: "PREPARE", do: []string{"PREPARE p AS SELECT 1", "EXECUTE p", "DEALLOCATE p"}},
	{name: "PREPARE that stays", do: []string{"PREPARE stays AS SELECT 2", "EXECUTE stays"}},
	{name: "PREPARE of a name that is taken", setup: "PREPARE taken AS SELECT 1", do: []string{"SAVEPOINT a", "!PREPARE taken AS SELECT 1", "ROLLBACK TO a"}},
	{name: "DEALLOCATE", setup: "PREPARE older AS SELECT 1", do: []string{"EXECUTE older", "DEALLOCATE older", "PREPARE older AS SELECT 2", "EXECUTE older"}},
	{name: "DEALLOCATE ALL", setup: "PREPARE oldest AS SELECT 1", do: []string{"EXECUTE oldest", "DEALLOCATE ALL"}},
	{name: "a cursor", do: []string{"DECLARE c CURSOR FOR SELECT id FROM names ORDER BY id", "FETCH 2 FROM c", "MOVE 1 IN c", "FETCH 1 FROM c", "CLOSE c"}},
	{name: "a cursor WITH HOLD", do: []string{"DECLARE h CURSOR WITH HOLD FOR SELECT id FROM names ORDER BY id", "FETCH 2 FROM h"}},
	{name: "NOTIFY", do: []string{"NOTIFY there, 'x'", "SELECT pg_notify('there', 'y')", "LISTEN there"}},
	{name: "a temporary table", do: []string{"CREATE TEMP TABLE mine (a int) ON COMMIT DROP", "INSERT INTO mine VALUES (1), (2)", "SELECT count(*) FROM mine"}},
	{name: "a table", do: []string{"CREATE TABLE made (a int)", "INSERT INTO made VALUES (1)", "CREATE INDEX ON made (a)"}},
	{name: "settings", do: []string{"SET LOCAL application_name = 'in'", "SELECT set_config('DateStyle', 'German', true)", "SET timezone = 'UTC'", "SHOW timezone"}},
	{name: "LOCK TABLE", do: []string{"LOCK TABLE names IN SHARE MODE"}},
	{name: "values of a sequence that nobody reads", setup: "CREATE TABLE numbered (id bigserial PRIMARY KEY, v int)", do: []string{"INSERT INTO numbered (v) VALUES (1)"}},
	{name: "a large answer", do: []string{"SELECT repeat('x', 100) || i FROM generate_series(1, 5000) i"}},
	{name: "DO", do: []string{"DO $$ BEGIN INSERT INTO told VALUES (1); RAISE NOTICE 'a notice'; END $$"}},
	{name: "CALL", setup: "CREATE PROCEDURE tell(n int) LANGUAGE sql AS 'INSERT INTO told VALUES (n)'", do: []string{"CALL tell(3)"}},
	{name: "CALL that would commit", setup: "CREATE PROCEDURE ends() LANGUAGE plpgsql AS 'BEGIN COMMIT; END'", do: []string{"SAVEPOINT a", "!CALL ends()", "ROLLBACK TO a"}},
	{name: "COPY TO STDOUT", work: func(ctx context.Context, conn *pgx.Conn) error {
		_, err := conn.PgConn().CopyTo(ctx, new(strings.Builder), "COPY names TO STDOUT")
		return err
	}},

	{name: "random", do: []string{"SELECT random()"}, want: changedSince},
	{name: "the clock", do: []string{"SELECT clock_timestamp()"}, want: changedSince},
	{name: "a value of a sequence", setup: "CREATE SEQUENCE read", do: []string{"SELECT nextval('read')"}, want: changedSince},
	{name: "a row that has changed", do: []string{"SELECT v FROM counters WHERE id = 1"}, want: changedSince},
	{name: "another number of rows", do: []string{"SELECT id FROM counters WHERE v > 0"}, want: changedSince},

	{name: "setval", setup: "CREATE SEQUENCE given", do: []string{"SELECT setval('given', 10)"}, want: "setval"},
	{name: "advisory locks of the transaction", do: []string{"SELECT pg_advisory_xact_lock(7)", "SELECT pg_try_advisory_xact_lock_shared(8)"}, want: "advisory locks"},
	{name: "advisory locks of the session", do: []string{"SELECT pg_advisory_lock(9)"}, want: "advisory locks"},
	{name: "advisory locks given back", setup: "SELECT pg_advisory_lock(10)", do: []string{"SELECT pg_advisory_unlock(10)"}, want: "advisory locks"},
	{name: "all advisory locks given back", do: []string{"SELECT pg_advisory_unlock_all()"}, want: "advisory locks"},
	{name: "an exported snapshot", do: []string{"SELECT pg_export_snapshot() IS NULL"}, want: "pg_export_snapshot"},
	{name: "COPY FROM STDIN", want: "COPY FROM STDIN", work: func(ctx context.Context, conn *pgx.Conn) error {
		_, err := conn.PgConn().CopyFrom(ctx, strings.NewReader("7\n"), "COPY told FROM STDIN")
		return err
	}},
	{name: "DISCARD", do: []string{"DISCARD PLANS"}, want: "DISCARD"},
	{name: "an older cursor", setup: "BEGIN; DECLARE held CURSOR WITH HOLD FOR SELECT id FROM names ORDER BY id; COMMIT", do: []string{"FETCH 1 FROM held"}, want: "cursor"},
	{name: "an older cursor that is closed", setup: "BEGIN; DECLARE shut CURSOR WITH HOLD FOR SELECT id FROM names ORDER BY id; COMMIT", do: []string{"CLOSE shut"}, want: "cursor"},
	{name: "a signal", do: []string{"SELECT pg_cancel_backend(-1)"}, want: "signal"},
	{name: "long statements", do: []string{"SELECT length('" + strings.Repeat("x", 1<<20) + "')"}, want: "longer than what is kept"},
	{name: "AND CHAIN", setup: "BEGIN", begin: "COMMIT AND CHAIN", want: "does not begin with a message of its own"},
}

// TestReplayedBlocks has blocks that did each kind of thing meet a conflict, at a statement and at
// COMMIT.
func TestReplayedBlocks(t *testing.T) {
	ctx := t.Context()
	c := cluster.Start(t)
	setUpCounters(t, c)
	other := c.Conn(ctx)
	for _, mode := range replayModes {
		for _, test := range replayCases {
			for _, where := range []string{"statement", "COMMIT"} {
				t.Run(fmt.Sprint(mode, "/", test.name, "/", where), func(t *testing.T) {
					replayedBlock(t, connIn(t, c, mode), other, &test, where == "COMMIT")
				})
			}
		}
	}
	stats := c.Node().Sessions().Stats()
	if stats.TransactionsReplayed.Load() == 0 || stats.ReplaysDiffered.Load() == 0 || stats.ReplaysBarred[session.BarSequence].Load() != int64(2*len(replayModes)) {
		t.Errorf("%d replays, %d with other answers, %d barred by setval are counted", stats.TransactionsReplayed.Load(), stats.ReplaysDiffered.Load(), stats.ReplaysBarred[session.BarSequence].Load())
	}
}

// setUpCounters makes tables for conflicts. Sessions that begin after it lose them as often as they come.
func setUpCounters(t *testing.T, c *cluster.Cluster) {
	t.Helper()
	if _, err := c.Conn(t.Context()).Exec(t.Context(), "ALTER ROLE isochron SET isochron.learn_to_lock = off"); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Conn(t.Context()).Exec(t.Context(), `CREATE TABLE counters (id int PRIMARY KEY, v int); CREATE TABLE names (id int PRIMARY KEY, name text); CREATE TABLE told (n int);
		INSERT INTO counters SELECT i, 0 FROM generate_series(0, 9) i; INSERT INTO names SELECT i, 'name ' || i FROM generate_series(0, 9) i`); err != nil {
		t.Fatal(err)
	}
}

func replayedBlock(t *testing.T, conn, other *pgx.Conn, test *replayed, atCommit bool) {
	ctx := t.Context()
	if test.setup != "" {
		for _, drop := range []string{"TABLE numbered", "SEQUENCE read", "SEQUENCE given", "PROCEDURE tell", "PROCEDURE ends"} {
			if strings.Contains(test.setup, drop) {
				_, _ = conn.Exec(ctx, "DROP "+drop)
			}
		}
		if _, err := conn.PgConn().Exec(ctx, test.setup).ReadAll(); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := other.Exec(ctx, "DROP TABLE IF EXISTS made; UPDATE counters SET v = 0"); err != nil {
		t.Fatal(err)
	}
	begin := test.begin
	if begin == "" {
		begin = "BEGIN"
	}
	run := func(sql string) error {
		rows, err := conn.Query(ctx, strings.TrimPrefix(sql, "!"))
		if err == nil {
			rows.Close()
			err = rows.Err()
		}
		if strings.HasPrefix(sql, "!") && err != nil {
			return nil
		}
		return err
	}
	for _, sql := range append([]string{begin, "SELECT v * 0 FROM counters WHERE id = 1"}, test.do...) {
		if err := run(sql); err != nil {
			t.Fatalf("%.100s: %v", sql, err)
		}
	}
	if test.work != nil {
		if err := test.work(ctx, conn); err != nil {
			t.Fatal(err)
		}
	}
	// Who has read, after that, where the block writes keeps it from going before.
	if _, err := other.PgConn().Exec(ctx, "UPDATE counters SET v = v + 1 WHERE id = 1; SELECT n FROM told").ReadAll(); err != nil {
		t.Fatal(err)
	}
	last := "UPDATE counters SET v = v + 1 WHERE id = 1"
	if atCommit {
		last = "INSERT INTO told VALUES (1)"
	}
	err := run(last)
	if err == nil {
		err = run("COMMIT")
	}
	var e *pgconn.PgError
	switch {
	case test.want == "" && err != nil:
		if errors.As(err, &e) {
			t.Fatalf("%v, DETAIL %q", err, e.Detail)
		}
		t.Fatal(err)
	case test.want != "" && (!errors.As(err, &e) || e.Code != "40001" || !strings.Contains(e.Detail, test.want)):
		t.Fatalf("%v, want one with %q; %+v", err, test.want, e)
	case test.want != "":
		_ = run("ROLLBACK")
		return
	}
	var v int
	if err := other.QueryRow(ctx, "SELECT v FROM counters WHERE id = 1").Scan(&v); err != nil {
		t.Fatal(err)
	}
	if want := 2; v != want && !atCommit {
		t.Errorf("the counter tells of %d changes, not %d", v, want)
	}
	if got := conn.PgConn().ParameterStatus("application_name"); got == "in" {
		t.Error("a setting of the transaction outlived it")
	}
	if conn.PgConn().TxStatus() != 'I' {
		t.Error("a transaction is open")
	}
}

// TestConflictsAreExplained: 40001 tells of the row, and of the other session, what the role in
// force may know.
func TestConflictsAreExplained(t *testing.T) {
	ctx := t.Context()
	c := cluster.Start(t)
	setUpCounters(t, c)
	other := c.Conn(ctx)
	if _, err := other.Exec(ctx, `CREATE TABLE codes (area text, code int, v int, PRIMARY KEY (area, code)); INSERT INTO codes VALUES ('north', 7, 0);
		CREATE ROLE writer LOGIN; GRANT UPDATE ON codes TO writer; GRANT SELECT (v) ON codes TO writer;
		CREATE ROLE reader LOGIN; GRANT SELECT, UPDATE ON codes TO reader; SET application_name = 'the other'`); err != nil {
		t.Fatal(err)
	}
	const row, app, text = `key (area, code)=(north, 7) of table "codes"`, `application "the other"`, `UPDATE codes SET v = v + 1 WHERE code = 7`
	for _, test := range []struct {
		role       string
		told, kept []string
	}{
		{"isochron", []string{row, app, text}, nil},
		{"reader", []string{row, app}, []string{text}},
		{"writer", []string{app}, []string{row, text, "north"}},
	} {
		conn := c.Conn(ctx)
		for _, sql := range []string{"SET ROLE " + test.role, "BEGIN", "SELECT v FROM codes"} {
			if _, err := conn.Exec(ctx, sql); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := other.Exec(ctx, text); err != nil {
			t.Fatal(err)
		}
		_, err := conn.Exec(ctx, "UPDATE codes SET v = 10")
		var e *pgconn.PgError
		if !errors.As(err, &e) || e.Code != "40001" {
			t.Errorf("%s: %v", test.role, err)
			continue
		}
		for _, s := range test.told {
			if !strings.Contains(e.Detail, s) {
				t.Errorf("%s is not told %q: %q", test.role, s, e.Detail)
			}
		}
		for _, s := range test.kept {
			if strings.Contains(e.Detail, s) {
				t.Errorf("%s is told %q: %q", test.role, s, e.Detail)
			}
		}
		if _, err := conn.Exec(ctx, "ROLLBACK"); err != nil {
			t.Fatal(err)
		}
	}
}

// TestHeldCursorsEndWithTheirTransaction: what a transaction declared WITH HOLD is gone if its
// commit fails.
func TestHeldCursorsEndWithTheirTransaction(t *testing.T) {
	ctx := t.Context()
	c := cluster.Start(t)
	setUpCounters(t, c)
	conn, other := c.Conn(ctx), c.Conn(ctx)
	for _, sql := range []string{"BEGIN", "SELECT v FROM counters WHERE id = 1", "DECLARE h CURSOR WITH HOLD FOR SELECT 1", "INSERT INTO told VALUES (1)"} {
		if _, err := conn.Exec(ctx, sql); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := other.Exec(ctx, "UPDATE counters SET v = v + 1 WHERE id = 1"); err != nil {
		t.Fatal(err)
	}
	var e *pgconn.PgError
	if _, err := conn.Exec(ctx, "COMMIT"); !errors.As(err, &e) || e.Code != "40001" {
		t.Fatalf("COMMIT: %v", err)
	}
	if _, err := conn.Exec(ctx, "FETCH 1 FROM h"); !errors.As(err, &e) || e.Code != "34000" {
		t.Errorf("FETCH: %v, want 34000", err)
	}
}

// longReplays are messages of several statements that lose their block after a part of their rows has
// gone to the client. The rows come out otherwise the second time.
var longReplays = []struct{ name, sql string }{
	{"COMMIT", "; COMMIT"},
	{"ROLLBACK", "; ROLLBACK; INSERT INTO told VALUES (1)"},
	{"COPY", "; COPY told FROM STDIN"},
	{"a long statement", "; SELECT pg_sleep(3600)"},
}

// TestReplayEndsInTime: where an answer is another, nothing of the block happens, whatever follows in
// the message that lost it.
func TestReplayEndsInTime(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute) // a replay that goes on would wait for good
	defer cancel()
	c := cluster.Start(t)
	setUpCounters(t, c)
	other := c.Conn(ctx)
	for _, test := range longReplays {
		t.Run(test.name, func(t *testing.T) {
			conn := connIn(t, c, pgx.QueryExecModeSimpleProtocol)
			if _, err := conn.Exec(ctx, "BEGIN; SELECT v * 0 FROM counters WHERE id = 2"); err != nil {
				t.Fatal(err)
			}
			before := 0
			if err := other.QueryRow(ctx, "UPDATE counters SET v = v + 1 WHERE id = 1 RETURNING v").Scan(&before); err != nil {
				t.Fatal(err)
			}
			rows := "SELECT v, repeat('x', 10000) FROM counters, generate_series(1, 20)"
			_, err := conn.PgConn().Exec(ctx, rows+"; UPDATE counters SET v = v + 100 WHERE id = 1"+test.sql).ReadAll()
			var e *pgconn.PgError
			if !errors.As(err, &e) || e.Code != "40001" || !strings.Contains(e.Detail, changedSince) {
				t.Fatalf("%v, want 40001 since an answer is another", err)
			}
			var after, told int
			if err := other.QueryRow(ctx, "SELECT v, (SELECT count(*) FROM told) FROM counters WHERE id = 1").Scan(&after, &told); err != nil {
				t.Fatal(err)
			}
			if after != before || told != 0 {
				t.Errorf("the client was told of a conflict, and the counter went from %d to %d; %d rows were told", before, after, told)
			}
		})
	}
}

// TestReplayThatHasCommitted: what befalls the rest of a message does not hide that its COMMIT, run
// again, happened.
func TestReplayThatHasCommitted(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	c := cluster.Start(t)
	setUpCounters(t, c)
	other := c.Conn(ctx)
	for _, by := range []string{"pg_cancel_backend", "pg_terminate_backend", "statement_timeout"} {
		t.Run(by, func(t *testing.T) {
			conn := connIn(t, c, pgx.QueryExecModeSimpleProtocol)
			if _, err := other.Exec(ctx, "TRUNCATE told"); err != nil {
				t.Fatal(err)
			}
			if _, err := conn.Exec(ctx, "SET application_name = 'meets'"); err != nil {
				t.Fatal(err)
			}
			if _, err := conn.Exec(ctx, "BEGIN; SELECT v * 0 FROM counters WHERE id = 1; INSERT INTO told VALUES (1)"); err != nil {
				t.Fatal(err)
			}
			if by == "statement_timeout" {
				if _, err := conn.Exec(ctx, "SET statement_timeout = '1s'"); err != nil {
					t.Fatal(err)
				}
			}
			before := 0
			if err := other.QueryRow(ctx, "UPDATE counters SET v = v + 1 WHERE id = 1 RETURNING v").Scan(&before); err != nil {
				t.Fatal(err)
			}
			var tags []string
			done := make(chan error, 1)
			go func() {
				r := conn.PgConn().Exec(ctx, "COMMIT; SELECT pg_sleep(3600)")
				for r.NextResult() {
					if tag, err := r.ResultReader().Close(); err == nil {
						tags = append(tags, tag.String())
					}
				}
				done <- r.Close()
			}()
			for told := 0; told == 0; { // until the COMMIT has happened
				if err := other.QueryRow(ctx, "SELECT count(*) FROM told").Scan(&told); err != nil {
					t.Fatal(err)
				}
			}
			if by != "statement_timeout" {
				if _, err := other.Exec(ctx, "SELECT "+by+"(pid) FROM pg_stat_activity WHERE application_name = 'meets'"); err != nil {
					t.Fatal(err)
				}
			}
			if err := <-done; err == nil {
				t.Error("the message was not ended")
			}
			if got := strings.Join(tags, ","); got != "COMMIT" {
				t.Errorf("the client heard of %q", got)
			}
		})
	}
}

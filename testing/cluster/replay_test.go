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

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/sql/session"
	"github.com/isochrondb/isochron/testing/cluster"
)

// startReplaying starts a node whose sessions have blocks run again, which is off by default.
func startReplaying(t testing.TB, options ...cluster.Option) *cluster.Cluster {
	t.Helper()
	c := cluster.Start(t, options...)
	if _, err := c.Conn(t.Context()).Exec(t.Context(), "ALTER ROLE isochron SET isochron.transaction_replay = on"); err != nil {
		t.Fatal(err)
	}
	return c
}

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
		planted bool
	}{
		{"locked", pgx.Serializable, locked, true, false},
		{"unrelated", pgx.Serializable, unrelated, true, false},
		{"unrelated, repeatable read", pgx.RepeatableRead, unrelated, true, false},
		{"plain", pgx.Serializable, plain, false, false},
		{"plain, repeatable read", pgx.RepeatableRead, plain, false, false},
		{"plain, and answers that are not compared", pgx.Serializable, plain, false, true},
	} {
		for _, mode := range replayModes {
			t.Run(fmt.Sprint(test.name, "/", mode), func(t *testing.T) {
				c := startReplaying(t, cluster.WithOptions(func(o *node.Options) { o.PlantedUnseen = test.planted }))
				done, lost := countTogether(t, c, mode, test.level, test.work)
				sum := 0
				if err := c.Conn(t.Context()).QueryRow(t.Context(), `SELECT sum(v) FROM counters`).Scan(&sum); err != nil {
					t.Fatal(err)
				}
				if (sum != done) != test.planted {
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

// countTogether has clients work on counters, and returns how often they did, and were refused.
func countTogether(t *testing.T, c *cluster.Cluster, mode pgx.QueryExecMode, level pgx.TxIsoLevel, work func(context.Context, pgx.Tx, int) error) (done, lost int) {
	const clients, rounds, counters = 32, 12, 10
	ctx := t.Context()
	if _, err := c.Conn(ctx).Exec(ctx, `CREATE TABLE counters (id int PRIMARY KEY, v int); CREATE TABLE names (id int PRIMARY KEY, name text);
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
				case !strings.Contains(e.Detail, "what the client has read has changed since") || e.Hint == "":
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

const changedSince = "what the client has read has changed since"

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
	{name: "DEALLOCATE", setup: "PREPARE older AS SELECT 1", do: []string{"EXECUTE older", "DEALLOCATE older", "PREPARE older AS SELECT 2", "EXECUTE older"}},
	{name: "DEALLOCATE ALL", setup: "PREPARE oldest AS SELECT 1", do: []string{"EXECUTE oldest", "DEALLOCATE ALL"}},
	{name: "a cursor", do: []string{"DECLARE c CURSOR FOR SELECT id FROM names ORDER BY id", "FETCH 2 FROM c", "MOVE 1 IN c", "FETCH 1 FROM c", "CLOSE c"}},
	{name: "a cursor WITH HOLD", do: []string{"DECLARE h CURSOR WITH HOLD FOR SELECT id FROM names ORDER BY id", "FETCH 2 FROM h"}},
	{name: "NOTIFY", do: []string{"NOTIFY there, 'x'", "SELECT pg_notify('there', 'y')", "LISTEN there"}},
	{name: "a temporary table", do: []string{"CREATE TEMP TABLE mine (a int) ON COMMIT DROP", "INSERT INTO mine VALUES (1), (2)", "SELECT count(*) FROM mine"}},
	{name: "a table", do: []string{"CREATE TABLE made (a int)", "INSERT INTO made VALUES (1)", "CREATE INDEX ON made (a)"}},
	{name: "settings", do: []string{"SET LOCAL application_name = 'in'", "SELECT set_config('DateStyle', 'German', true)", "SET timezone = 'UTC'", "SHOW timezone"}},
	{name: "advisory locks of the transaction", do: []string{"SELECT pg_advisory_xact_lock(7)", "SELECT pg_try_advisory_xact_lock_shared(8)"}},
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
	{name: "advisory locks of the session", do: []string{"SELECT pg_advisory_lock(9)"}, want: "advisory locks of the session"},
	{name: "advisory locks given back", setup: "SELECT pg_advisory_lock(10)", do: []string{"SELECT pg_advisory_unlock(10)"}, want: "advisory locks of the session"},
	{name: "all advisory locks given back", do: []string{"SELECT pg_advisory_unlock_all()"}, want: "advisory locks of the session"},
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
	c := startReplaying(t)
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

func setUpCounters(t *testing.T, c *cluster.Cluster) {
	t.Helper()
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
	if _, err := other.Exec(ctx, "UPDATE counters SET v = v + 1 WHERE id = 1"); err != nil {
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
	c := startReplaying(t)
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
	c := startReplaying(t)
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

// TestAdvisoryLocksOfAReplay: nobody else gets an advisory lock of a transaction while that is run
// again, nor has anybody to wait for it when it is over.
func TestAdvisoryLocksOfAReplay(t *testing.T) {
	ctx := t.Context()
	c := startReplaying(t)
	setUpCounters(t, c)
	other := c.Conn(ctx)
	for _, answer := range []string{"v * 0", "v"} { // run again unseen, and given up
		conn := c.Conn(ctx)
		for _, sql := range []string{"BEGIN", "SELECT pg_sleep(0.2)", "SELECT pg_advisory_xact_lock(7)", "SELECT " + answer + " FROM counters WHERE id = 1"} {
			if _, err := conn.Exec(ctx, sql); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := other.Exec(ctx, "UPDATE counters SET v = v + 1 WHERE id = 1"); err != nil {
			t.Fatal(err)
		}
		done := make(chan error, 1)
		go func() {
			_, err := conn.Exec(context.WithoutCancel(ctx), "UPDATE counters SET v = v + 1 WHERE id = 1")
			done <- err
		}()
		got, over := false, false
		for !over {
			select {
			case err := <-done:
				over = true
				if (err == nil) != (answer == "v * 0") {
					t.Errorf("%s: %v", answer, err)
				}
			default:
				if err := other.QueryRow(ctx, "SELECT pg_try_advisory_xact_lock(7)").Scan(&got); err != nil {
					t.Fatal(err)
				}
				select {
				case <-done: // it may have been let go by now
					over = true
				default:
					if got && answer == "v * 0" {
						t.Fatal("another session got the lock during the replay")
					}
				}
			}
		}
		if _, err := conn.Exec(ctx, "ROLLBACK"); err != nil {
			t.Fatal(err)
		}
		if err := other.QueryRow(ctx, "SELECT pg_try_advisory_xact_lock(7)").Scan(&got); err != nil || !got {
			t.Errorf("the lock outlived the transaction: %v %v", got, err)
		}
	}
}

package cluster_test

import (
	"context"
	"encoding/base32"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/testing/cluster"
)

// refused runs statements that must be refused with a code and a hint, each outside of a block.
func refused(t *testing.T, conn *pgx.Conn, list []struct{ sql, code, hint string }) {
	t.Helper()
	for _, x := range list {
		_, err := conn.Exec(t.Context(), x.sql, pgx.QueryExecModeSimpleProtocol)
		var e *pgconn.PgError
		if !errors.As(err, &e) || e.Code != x.code || !strings.Contains(e.Hint, x.hint) {
			t.Errorf("%s: %v, want %s", x.sql, err, x.code)
		}
		if _, err := conn.Exec(t.Context(), "ROLLBACK"); err != nil {
			t.Fatal(err)
		}
	}
}

// TestBounded: what may be somewhat old is read in each of the ways to say so, as new as it is known
// here: where one node leads all, that is now.
func TestBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx := context.Background()
		c := cluster.Start(t)
		conn := c.Conn(ctx)
		exec := func(sql string) {
			t.Helper()
			if _, err := conn.Exec(ctx, sql); err != nil {
				t.Fatalf("%s: %v", sql, err)
			}
		}
		sum := func(sql string, args ...any) (v int) {
			t.Helper()
			if err := conn.QueryRow(ctx, sql, args...).Scan(&v); err != nil {
				t.Errorf("%s: %v", sql, err)
			}
			return v
		}
		exec("CREATE TABLE t (i int PRIMARY KEY, v int); CREATE SEQUENCE s; INSERT INTO t VALUES (1, 1), (2, 1)")
		time.Sleep(time.Second)
		exec("UPDATE t SET v = 10; CREATE TABLE later (i int)")
		time.Sleep(100 * time.Millisecond) // until its leaseholder has done with it
		for _, x := range []struct {
			sql  string
			args []any
		}{
			{"SELECT sum(v) FROM t AS OF SYSTEM TIME with_max_staleness('10s')", nil},
			{"SELECT sum(v) FROM t AS OF SYSTEM TIME with_max_staleness(interval '10 s', true)", nil},
			{"SELECT sum(v) FROM t AS OF SYSTEM TIME WITH_MAX_STALENESS('0')", nil},
			{"SELECT sum(v) FROM t AS OF SYSTEM TIME with_max_staleness($1, $2)", []any{"1 hour", "on"}},
			{"SELECT sum(v) FROM t AS OF SYSTEM TIME with_max_staleness($1::interval, false) WHERE i > $2", []any{"10s", 0}},
			{"SELECT sum(v) FROM t AS OF SYSTEM TIME with_min_timestamp(now() - interval '1 s')", nil},
			{"SELECT sum(v) FROM t AS OF SYSTEM TIME with_min_timestamp('1999-01-01')", nil},
			{"SELECT sum(v) FROM t AS OF SYSTEM TIME with_min_timestamp($1::timestamptz)", []any{time.Now().Add(-time.Second)}},
			{"SELECT sum(x.v) FROM t x JOIN t y USING (i) AS OF SYSTEM TIME with_max_staleness('10s')", nil},
		} {
			if got := sum(x.sql, x.args...); got != 20 {
				t.Errorf("%s %v: %d, want 20", x.sql, x.args, got)
			}
		}
		writer, want := c.Conn(ctx), 20
		for _, begin := range []string{
			"BEGIN READ ONLY AS OF TIMESTAMP with_max_staleness('10s')", "BEGIN AS OF TIMESTAMP with_max_staleness('10s', true), ISOLATION LEVEL READ COMMITTED",
			"START TRANSACTION READ ONLY AS OF TIMESTAMP with_min_timestamp(now() - '1 s'::interval)", "BEGIN; SET TRANSACTION AS OF TIMESTAMP with_max_staleness('10s')",
			"BEGIN READ ONLY AS OF TIMESTAMP with_max_staleness('10s'); DECLARE c CURSOR FOR SELECT v FROM t", "BEGIN AS OF TIMESTAMP with_max_staleness('10s'); SAVEPOINT p",
		} {
			time.Sleep(100 * time.Millisecond)
			exec(begin)
			before := sum("SELECT sum(v) FROM t")
			if _, err := writer.Exec(ctx, "UPDATE t SET v = v + 1 WHERE i = 1"); err != nil {
				t.Fatal(err)
			}
			want++
			if again := sum("SELECT sum(v) FROM t WHERE i > 0"); before != want-1 || again != before {
				t.Errorf("%s: %d, then %d, want %d", begin, before, again, want-1)
			}
			exec("COMMIT")
		}
		time.Sleep(100 * time.Millisecond)
		exec("SET isochron.max_staleness = '10s'; SET isochron.nearest_only = on")
		if got := sum("SELECT sum(v) FROM t"); got != want {
			t.Errorf("by the setting: %d", got)
		}
		if got := sum("SELECT v FROM t WHERE i = 2 FOR UPDATE") + sum("SELECT nextval('s')::int"); got != 11 {
			t.Errorf("what writes is of %d", got)
		}
		exec("BEGIN READ ONLY")
		if got := sum("SELECT sum(v) FROM t") + sum("SELECT count(*) FROM later"); got != want {
			t.Errorf("in a READ ONLY transaction: %d", got)
		}
		exec("COMMIT; INSERT INTO later VALUES (1); RESET ALL")
		refused(t, conn, []struct{ sql, code, hint string }{
			{"SELECT * FROM t AS OF SYSTEM TIME with_max_staleness('-5s')", "22023", "10s"},
			{"SELECT * FROM t AS OF SYSTEM TIME with_max_staleness('soon')", "22007", ""},
			{"SELECT * FROM t AS OF SYSTEM TIME with_max_staleness(NULL)", "22023", ""},
			{"SELECT * FROM t AS OF SYSTEM TIME with_max_staleness(5)", "42804", ""},
			{"SELECT * FROM t AS OF SYSTEM TIME with_max_staleness(now())", "42804", ""},
			{"SELECT * FROM t AS OF SYSTEM TIME with_max_staleness()", "42883", "interval"},
			{"SELECT * FROM t AS OF SYSTEM TIME with_max_staleness('1s', true, 3)", "42883", "nearest_only"},
			{"SELECT * FROM t AS OF SYSTEM TIME with_max_staleness('1s', 3)", "42804", ""},
			{"SELECT * FROM t AS OF SYSTEM TIME with_max_staleness('1s', 'perhaps')", "22P02", ""},
			{"SELECT * FROM t AS OF SYSTEM TIME with_min_timestamp('2100-01-01')", "22023", "past"},
			{"SELECT * FROM t AS OF SYSTEM TIME with_min_timestamp('-5s'::interval)", "42804", ""},
			{"SELECT with_max_staleness('5s')", "42883", ""},
			{"SELECT * FROM t AS OF SYSTEM TIME with_max_staleness('5s') FOR UPDATE", "25006", ""},
			{"SELECT * FROM (SELECT * FROM t AS OF SYSTEM TIME with_max_staleness('5s')) x", "0A000", "BEGIN"},
			{"BEGIN; SELECT * FROM t AS OF SYSTEM TIME with_max_staleness('5s')", "0A000", "BEGIN"},
			{"BEGIN AS OF TIMESTAMP with_max_staleness('5s'); INSERT INTO t VALUES (5, 5)", "25006", ""},
			{"BEGIN AS OF TIMESTAMP with_max_staleness('5s'); SET TRANSACTION READ WRITE", "25001", ""},
			{"BEGIN READ WRITE AS OF TIMESTAMP with_max_staleness('5s')", "25000", ""},
			{"SET isochron.max_staleness = '-1s'", "22023", ""},
		})
	})
}

// forged is a token for a time that lies later than that of a true one.
func forged(t *testing.T, token string, later time.Duration) string {
	t.Helper()
	spell := base32.NewEncoding("0123456789abcdefghijklmnopqrstuv").WithPadding(base32.NoPadding)
	b, err := spell.DecodeString(token[3:])
	if err != nil {
		t.Fatal(err)
	}
	binary.BigEndian.PutUint64(b, binary.BigEndian.Uint64(b)+uint64(later))
	binary.BigEndian.PutUint32(b[16:], crc32.Checksum(append([]byte("c1_"), b[:16]...), crc32.MakeTable(crc32.Castagnoli)))
	return "c1_" + spell.EncodeToString(b)
}

// TestCausalityToken: a session that is given a token misses nothing that the token covers, however
// stale its reads may be, and what is no token of the cluster's is refused.
func TestCausalityToken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx := context.Background()
		c := cluster.Start(t)
		a, b := c.Conn(ctx), c.Conn(ctx)
		exec := func(conn *pgx.Conn, sql string) {
			t.Helper()
			if _, err := conn.Exec(ctx, sql); err != nil {
				t.Fatalf("%s: %v", sql, err)
			}
		}
		text := func(conn *pgx.Conn, sql string) (v string) {
			t.Helper()
			if err := conn.QueryRow(ctx, sql).Scan(&v); err != nil {
				t.Errorf("%s: %v", sql, err)
			}
			return v
		}
		exec(a, "CREATE TABLE t (i int PRIMARY KEY, v int); INSERT INTO t VALUES (1, 0)")
		time.Sleep(10 * time.Second)
		exec(b, "SET isochron.read_staleness = '5s'")
		exec(a, "UPDATE t SET v = 1")
		token := text(a, "SHOW isochron.causality_token")
		time.Sleep(time.Second)
		if got := text(b, "SELECT v::text FROM t"); got != "0" {
			t.Errorf("without the token: %s", got)
		}
		exec(b, "SET isochron.causality_token = '"+token+"'")
		for _, sql := range []string{
			"SELECT v::text FROM t", "SELECT v::text FROM t AS OF SYSTEM TIME '-8s'", "SELECT v::text FROM t AS OF SYSTEM TIME with_max_staleness('8s')",
			"SELECT v::text FROM t AS OF SYSTEM TIME with_min_timestamp(now() - interval '8s')",
		} {
			if got := text(b, sql); got != "1" {
				t.Errorf("%s: %s", sql, got)
			}
		}
		for _, begin := range []string{"BEGIN READ ONLY", "BEGIN AS OF TIMESTAMP '-8s'", "BEGIN AS OF TIMESTAMP with_max_staleness('8s')"} {
			exec(b, begin)
			if got := text(b, "SELECT v::text FROM t"); got != "1" {
				t.Errorf("%s: %s", begin, got)
			}
			exec(b, "COMMIT")
		}
		refused(t, b, []struct{ sql, code, hint string }{
			{"SELECT * FROM t AS OF SYSTEM TIME (now() - interval '8s')", "22023", "RESET"},
			{"BEGIN AS OF TIMESTAMP '1999-01-01'", "22023", "RESET"},
		})

		// What b has read, and what it was given, are covered by what it gives.
		before := text(b, "SHOW isochron.causality_token")
		if before < token {
			t.Errorf("a token goes back, from %s to %s", token, before)
		}
		exec(b, "RESET isochron.causality_token")
		if got := text(b, "SELECT v::text FROM t"); got != "0" {
			t.Errorf("once the token is reset: %s", got)
		}
		if after := text(b, "SELECT current_setting('isochron.causality_token')"); after < before {
			t.Errorf("a token goes back, from %s to %s", before, after)
		}

		// In a transaction, and what its end leaves.
		exec(b, "BEGIN READ ONLY; SET LOCAL isochron.causality_token = '"+token+"'")
		if got := text(b, "SELECT v::text FROM t"); got != "1" {
			t.Errorf("in a transaction: %s", got)
		}
		exec(b, "COMMIT")
		if got := text(b, "SELECT v::text FROM t"); got != "0" {
			t.Errorf("after it: %s", got)
		}

		// At the login, and a little ahead of this clock, as another node's may be.
		config := c.ConnConfig()
		config.RuntimeParams["isochron.causality_token"], config.RuntimeParams["isochron.read_staleness"] = token, "9s"
		login, err := pgx.ConnectConfig(ctx, config)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = login.Close(ctx) }()
		if got := text(login, "SELECT v::text FROM t"); got != "1" {
			t.Errorf("with the token at the login: %s", got)
		}
		tokenRefused(t, b, token)
	})
}

// tokenRefused: what is no token, or can't be one by now, changes nothing.
func tokenRefused(t *testing.T, conn *pgx.Conn, token string) {
	elsewhere := cluster.Start(t).Conn(context.Background())
	var foreign string
	if err := elsewhere.QueryRow(t.Context(), "SHOW isochron.causality_token").Scan(&foreign); err != nil {
		t.Fatal(err)
	}
	set := func(v string) string { return "SET isochron.causality_token = '" + v + "'" }
	other := "0"
	if strings.HasSuffix(token, "0") {
		other = "1"
	}
	refused(t, conn, []struct{ sql, code, hint string }{
		{set("soon"), "22023", "SHOW"},
		{set(token[:20]), "22023", "SHOW"},
		{set(token[:len(token)-1] + other), "22023", "SHOW"},
		{set("c2_" + token[3:]), "22023", "SHOW"},
		{set(foreign), "22023", "own"},
		{set(forged(t, token, time.Hour)), "22023", "clock"},
		{"SELECT set_config('isochron.causality_token', 'soon', false)", "22023", "SHOW"},
		{"BEGIN AS OF TIMESTAMP '-9s'; SELECT * FROM t; " + set(token), "25001", "before"},
		{"BEGIN AS OF TIMESTAMP '-9s'; " + set(token), "25001", "before"},
	})
	if _, err := conn.Exec(t.Context(), "BEGIN; SELECT * FROM t; "+set(token)+"; COMMIT", pgx.QueryExecModeSimpleProtocol); err != nil {
		t.Errorf("a token that a transaction of now covers: %v", err)
	}
}

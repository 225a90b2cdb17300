package wire

import (
	"cmp"
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/testing/cluster"
)

// TestCopyOrder holds which of two mistakes COPY tells against what Postgres 15 says of the same.
func TestCopyOrder(t *testing.T) {
	ctx := context.Background()
	c := cluster.Start(t).Conn(ctx)
	const schema = `
		CREATE TABLE t (k int PRIMARY KEY, a int, b text, g int GENERATED ALWAYS AS (k + 1) STORED);
		INSERT INTO t VALUES (8);
		CREATE TABLE s (n serial, k int PRIMARY KEY);
		INSERT INTO s (k) VALUES (8);
		CREATE TABLE r (n float8 DEFAULT random(), k int PRIMARY KEY);
		INSERT INTO r (k) VALUES (8);
		CREATE TABLE v (k int PRIMARY KEY);
		INSERT INTO v VALUES (8);
		CREATE FUNCTION same() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
		CREATE TRIGGER same BEFORE INSERT ON v FOR EACH ROW EXECUTE FUNCTION same();
		CREATE ROLE writer;
		GRANT INSERT ON t TO writer`
	if _, err := c.Exec(ctx, schema); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ role, sql, data, code string }{
		{"", "COPY t (k, nope) FROM STDIN WHERE k IN (SELECT 1)", "", "0A000"},
		{"", "COPY t (k, k) FROM STDIN WHERE a", "", "42804"},
		{"", "COPY t (k, g) FROM STDIN (HEADER 2)", "", "42P10"},
		{"", "COPY t (k, nope) FROM STDIN (FORMAT nope)", "", "42703"},
		{"", "COPY t (k, a) FROM STDIN (NULL '')", "\t1\n7\tx\n", "23502"},
		{"", "COPY t (k, a) FROM STDIN", "8\t1\n7\tx\n", "22P02"},
		{"", "COPY v (k) FROM STDIN", "8\nx\n", "23505"},
		{"", "COPY s (k) FROM STDIN", "8\nx\n", "22P02"},
		{"", "COPY r (k) FROM STDIN", "8\nx\n", "23505"},
		{"", "COPY s (n, k) FROM STDIN", "5\t8\n6\tx\n", "22P02"},
		{"writer", "COPY t (k) FROM STDIN WHERE a IS NULL", "", "42501"},
		{"writer", "COPY t (k) FROM STDIN", "", ""},
		{"writer", "COPY t (k, nope) FROM STDIN", "", "42703"},
		{"writer", "COPY t (a) FROM STDIN (FORMAT nope)", "", "22023"},
	} {
		if _, err := c.Exec(ctx, "SELECT set_config('role', $1, false)", cmp.Or(tt.role, "none")); err != nil {
			t.Fatal(err)
		}
		_, err := c.PgConn().CopyFrom(ctx, strings.NewReader(tt.data), tt.sql)
		code := ""
		if e, ok := errors.AsType[*pgconn.PgError](err); ok {
			code = e.Code
		}
		if code != tt.code {
			t.Errorf("%s %s of %q: %v, want %q", tt.role, tt.sql, tt.data, err, tt.code)
		}
	}
	for _, tt := range []struct{ sql, code string }{
		{"COPY (SELECT nope) TO STDOUT (FORMAT nope)", "22023"},
		{"COPY t TO STDOUT (HEADER match)", "42501"},
		{"COPY t (g) TO STDOUT (FORMAT nope)", "42P10"},
	} {
		_, err := c.PgConn().CopyTo(ctx, io.Discard, tt.sql)
		if e, ok := errors.AsType[*pgconn.PgError](err); !ok || e.Code != tt.code {
			t.Errorf("writer %s: %v, want %q", tt.sql, err, tt.code)
		}
	}
}

// TestCopyContext holds where in the data COPY says that an error is against what a Postgres 15
// server said of the same data.
func TestCopyContext(t *testing.T) {
	ctx := context.Background()
	c := cluster.Start(t).Conn(ctx)
	const schema = `
		CREATE DOMAIN small AS int CHECK (VALUE < 10);
		CREATE DOMAIN known AS int NOT NULL;
		CREATE TABLE t (a int UNIQUE, b varchar(4), c int CHECK (c > 0), d small, j json);
		CREATE TABLE n (a int NOT NULL, b known);
		CREATE TABLE p (a int, b int CHECK (b < 5)) PARTITION BY LIST (a);
		CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
		CREATE TABLE p2 PARTITION OF p FOR VALUES IN (2);
		CREATE TABLE r (a int UNIQUE, b int);
		CREATE FUNCTION two() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN IF new.b = 2 THEN RAISE EXCEPTION ''two''; END IF; RETURN new; END';
		CREATE TRIGGER two BEFORE INSERT ON r FOR EACH ROW EXECUTE FUNCTION two();
		CREATE TABLE f (a int REFERENCES t (a))`
	if _, err := c.Exec(ctx, schema); err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat("a", 99)
	for _, tt := range []struct{ sql, data, code, where string }{
		{"COPY t FROM STDIN", "1\tabc\tx\t1\t{}\n", "22P02", `COPY t, line 1, column c: "x"`},
		{"COPY t FROM STDIN", "1\tabc\t1\t1\t{}\n2\tabcde\t1\t1\t{}\n", "22001", `COPY t, line 2, column b: "abcde"`},
		{"COPY t (a, c) FROM STDIN", "1\t1\n2\t-4\n3\t4\n", "23514", "COPY t, line 2: \"2\t-4\""},
		{"COPY t (a, d) FROM STDIN", "1\t2\n2\t20\n", "23514", `COPY t, line 2, column d: "20"`},
		{"COPY t (a, j) FROM STDIN", "1\t{\"a\":x}\n", "22P02", "JSON data, line 1: {\"a\":x...\nCOPY t, line 1, column j: \"{\"a\":x}\""},
		{"COPY t (a) FROM STDIN", "5\n6\n5\n7\n", "23505", `COPY t, line 3`},
		{"COPY t (a, b) FROM STDIN", "5\n", "22P04", `COPY t, line 1: "5"`},
		{"COPY t (a) FROM STDIN", "5\t6\n", "22P04", "COPY t, line 1: \"5\t6\""},
		{"COPY t (a) FROM STDIN WHERE 1 / (a - 6) < 3", "5\n6\n7\n", "22012", `COPY t, line 2: "6"`},
		{"COPY t (a) FROM STDIN", "\n", "22P02", `COPY t, line 1, column a: ""`},
		{"COPY t (a, c) FROM STDIN CSV", "1,\"2\"\n\"3\n\",a\n", "22P02", `COPY t, line 3, column c: "a"`},
		{"COPY t (a, c) FROM STDIN", long + "ää\t1\n", "22P02", `COPY t, line 1, column a: "` + long + `..."`},
		{"COPY n FROM STDIN", "1\t2\n\\N\t3\n", "23502", "COPY n, line 2: \"\\N\t3\""},
		{"COPY n FROM STDIN", "1\t2\n1\t\\N\n", "23502", `COPY n, line 2, column b: null input`},
		{"COPY p FROM STDIN", "1\t2\n3\t3\n", "23514", "COPY p, line 2: \"3\t3\""},
		{"COPY p FROM STDIN", "1\t2\n2\t3\n2\t7\n", "23514", "COPY p, line 3: \"2\t7\""},
		{"COPY r FROM STDIN", "1\t1\n2\t2\n", "P0001", "PL/pgSQL function two() line 1 at RAISE\nCOPY r, line 2: \"2\t2\""},
		{"COPY r FROM STDIN", "1\t1\n1\t3\n", "23505", "COPY r, line 2: \"1\t3\""},
		{"COPY f FROM STDIN", "99\n", "23503", ""},
	} {
		_, err := c.PgConn().CopyFrom(ctx, strings.NewReader(tt.data), tt.sql)
		var e *pgconn.PgError
		if !errors.As(err, &e) || e.Code != tt.code || e.Where != tt.where {
			t.Errorf("%s of %q: %v, context %q; want %s, %q", tt.sql, tt.data, err, e.Where, tt.code, tt.where)
		}
	}
}

// TestCopyLines holds which ends of lines and of the data COPY refuses, and with which words,
// against what a Postgres 15 server said of the same data.
func TestCopyLines(t *testing.T) {
	ctx := context.Background()
	c := cluster.Start(t).Conn(ctx)
	if _, err := c.Exec(ctx, "CREATE TABLE t (a text, b text)"); err != nil {
		t.Fatal(err)
	}
	const (
		newline, escapeNewline = "literal newline found in data", `Use "\n" to represent newline.`
		cr, escapeCR           = "literal carriage return found in data", `Use "\r" to represent carriage return.`
		corrupt, otherStyle    = "end-of-copy marker corrupt", "end-of-copy marker does not match previous newline style"
	)
	for _, tt := range []struct{ options, data, message, hint, where string }{
		{"", "1\t2\r\n3\t4\n", newline, escapeNewline, "COPY t, line 2"},
		{"", "1\t2\r3\t4\n", newline, escapeNewline, "COPY t, line 2"},
		{"", "1\t2\n3\t4\r\n", cr, escapeCR, "COPY t, line 2"},
		{"", "1\t2\n3\r\t4\n", cr, escapeCR, "COPY t, line 2"},
		{"", "1\ta\\.\tx\n", corrupt, "", "COPY t, line 1"},
		{"", "1\t2\n\\.garbage\n", corrupt, "", "COPY t, line 2"},
		{"", "1\t2\n\\.", corrupt, "", "COPY t, line 2"},
		{"", "1\t2\n\\.\r\n", otherStyle, "", "COPY t, line 2"},
		{"", "1\t2\r\n\\.\n", otherStyle, "", "COPY t, line 2"},
		{"CSV", "1,2\r\n3,4\n", "unquoted newline found in data", "Use quoted CSV field to represent newline.", "COPY t, line 2"},
		{"CSV", "1,2\n\"3\n\",\r4\n", "unquoted carriage return found in data", "Use quoted CSV field to represent carriage return.", "COPY t, line 3"},
		{"CSV", "1,2\n\\.\r\n", otherStyle, "", "COPY t, line 2"},
	} {
		_, err := c.PgConn().CopyFrom(ctx, strings.NewReader(tt.data), "COPY t FROM STDIN "+tt.options)
		var e *pgconn.PgError
		if !errors.As(err, &e) {
			t.Errorf("%s %q: %v, want %q", tt.options, tt.data, err, tt.message)
		} else if e.Code != "22P04" || e.Message != tt.message || e.Hint != tt.hint || e.Where != tt.where {
			t.Errorf("%s %q: %s %q, %q, %q; want 22P04 %q, %q, %q", tt.options, tt.data, e.Code, e.Message, e.Hint, e.Where, tt.message, tt.hint, tt.where)
		}
	}
	tag, err := c.PgConn().CopyFrom(ctx, strings.NewReader("1\t2\\.\n3\t4\n"), "COPY t FROM STDIN")
	if err != nil || tag.RowsAffected() != 1 {
		t.Errorf("a marker behind a row: %v, %v", tag, err)
	}
}

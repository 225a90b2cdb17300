package wire

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"net/netip"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/isochrondb/isochron/testing/cluster"
)

var ctx = context.Background()

// code is the SQLSTATE that an error carries, "" for nil.
func code(err error) string {
	var e *pgconn.PgError
	switch {
	case err == nil:
		return ""
	case errors.As(err, &e):
		return e.Code
	}
	return err.Error()
}

func wantCode(t *testing.T, what string, err error, want string) {
	t.Helper()
	if got := code(err); got != want {
		t.Errorf("%s: got %q (%v), want %q", what, got, err, want)
	}
}

func exec(t *testing.T, c interface {
	Exec(context.Context, string, ...any) (pgconn.CommandTag, error)
}, text string, args ...any) pgconn.CommandTag {
	t.Helper()
	tag, err := c.Exec(ctx, text, args...)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return tag
}

// one reads a single value as text.
func one(t *testing.T, c *pgx.Conn, text string) string {
	t.Helper()
	var v *string
	if err := c.QueryRow(ctx, text, pgx.QueryExecModeSimpleProtocol).Scan(&v); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	if v == nil {
		return "NULL"
	}
	return *v
}

var execModes = []pgx.QueryExecMode{pgx.QueryExecModeCacheStatement, pgx.QueryExecModeCacheDescribe, pgx.QueryExecModeDescribeExec,
	pgx.QueryExecModeExec, pgx.QueryExecModeSimpleProtocol}

// TestExecModes runs the same statements by each way that pgx has.
func TestExecModes(t *testing.T) {
	cl := cluster.Start(t)
	for _, mode := range execModes {
		t.Run(mode.String(), func(t *testing.T) {
			conf := cl.ConnConfig()
			conf.DefaultQueryExecMode = mode
			c, err := pgx.ConnectConfig(ctx, conf)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = c.Close(ctx) }()
			table := "m" + fmt.Sprint(int(mode))
			exec(t, c, "CREATE TABLE "+table+" (a int PRIMARY KEY, b text, c timestamptz)")
			at := time.Date(2024, 2, 29, 12, 0, 0, 0, time.UTC)
			for i := range 5 {
				if tag := exec(t, c, "INSERT INTO "+table+" VALUES ($1, $2, $3)", i, fmt.Sprint("row ", i), at); tag.String() != "INSERT 0 1" {
					t.Errorf("tag %q", tag)
				}
			}
			rows, err := c.Query(ctx, "SELECT a, b, c FROM "+table+" WHERE a >= $1 ORDER BY a", 3)
			if err != nil {
				t.Fatal(err)
			}
			type r struct {
				A int
				B string
				C time.Time
			}
			got, err := pgx.CollectRows(rows, pgx.RowToStructByPos[r])
			if err != nil {
				t.Fatal(err)
			}
			for i := range got {
				got[i].C = got[i].C.UTC()
			}
			if want := []r{{3, "row 3", at}, {4, "row 4", at}}; !reflect.DeepEqual(got, want) {
				t.Errorf("got %v, want %v", got, want)
			}
			_, err = c.Exec(ctx, "INSERT INTO "+table+" VALUES ($1, $2)", 1, "again")
			wantCode(t, "duplicate key", err, "23505")
			_, err = c.Exec(ctx, "SELEC 1")
			wantCode(t, "syntax", err, "42601")
			_, err = c.Exec(ctx, "SELECT * FROM nosuch")
			wantCode(t, "no table", err, "42P01")
			if tag := exec(t, c, "UPDATE "+table+" SET b = $1 WHERE a < $2", "x", 2); tag.RowsAffected() != 2 {
				t.Errorf("updated %d", tag.RowsAffected())
			}
			if tag := exec(t, c, "DELETE FROM "+table); tag.RowsAffected() != 5 {
				t.Errorf("deleted %d", tag.RowsAffected())
			}
		})
	}
}

// TestTransactions: pgx's transactions and nested ones (savepoints).
func TestTransactions(t *testing.T) {
	c := cluster.Start(t).Conn(ctx)
	exec(t, c, "CREATE TABLE t (a int PRIMARY KEY)")
	err := pgx.BeginFunc(ctx, c, func(tx pgx.Tx) error {
		exec(t, tx, "INSERT INTO t VALUES ($1)", 1)
		err := pgx.BeginFunc(ctx, tx, func(tx pgx.Tx) error {
			exec(t, tx, "INSERT INTO t VALUES ($1)", 2)
			_, err := tx.Exec(ctx, "INSERT INTO t VALUES ($1)", 1)
			return err
		})
		wantCode(t, "in the savepoint", err, "23505")
		exec(t, tx, "INSERT INTO t VALUES ($1)", 3)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := one(t, c, "SELECT string_agg(a::text, ',' ORDER BY a) FROM t"); got != "1,3" {
		t.Errorf("rows %s, want 1,3", got)
	}
	tx, err := c.BeginTx(ctx, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly, DeferrableMode: pgx.Deferrable})
	if err != nil {
		t.Fatal(err)
	}
	_, err = tx.Exec(ctx, "INSERT INTO t VALUES (9)")
	wantCode(t, "write in a read-only transaction", err, "25006")
	_, err = tx.Exec(ctx, "SELECT 1")
	wantCode(t, "after an error", err, "25P02")
	if err := tx.Commit(ctx); !errors.Is(err, pgx.ErrTxCommitRollback) {
		t.Errorf("commit of a failed transaction: %v", err)
	}
	if s := c.PgConn().TxStatus(); s != 'I' {
		t.Errorf("status %c", s)
	}
}

// TestBatch: a pipeline is one transaction up to its Sync.
func TestBatch(t *testing.T) {
	c := cluster.Start(t).Conn(ctx)
	exec(t, c, "CREATE TABLE t (a int PRIMARY KEY, b text)")
	b := &pgx.Batch{}
	for i := range 50 {
		b.Queue("INSERT INTO t VALUES ($1, $2)", i, strings.Repeat("x", i))
	}
	var sum int64
	b.Queue("SELECT sum(length(b)) FROM t").QueryRow(func(r pgx.Row) error { return r.Scan(&sum) })
	if err := c.SendBatch(ctx, b).Close(); err != nil || sum != 49*50/2 {
		t.Fatalf("sum %d, %v", sum, err)
	}
	bad := &pgx.Batch{}
	bad.Queue("INSERT INTO t VALUES (100, 'a')")
	bad.Queue("INSERT INTO t VALUES (1, 'duplicate')")
	bad.Queue("INSERT INTO t VALUES (101, 'b')")
	res := c.SendBatch(ctx, bad)
	_, err := res.Exec()
	wantCode(t, "first of the batch", err, "")
	_, err = res.Exec()
	wantCode(t, "second of the batch", err, "23505")
	_, err = res.Exec()
	if err == nil {
		t.Error("third of the batch ran")
	}
	_ = res.Close()
	if got := one(t, c, "SELECT count(*)::text FROM t WHERE a >= 100"); got != "0" {
		t.Errorf("%s rows of a failed pipeline are there", got)
	}
	exec(t, c, "SELECT 1") // the connection lives on
}

// TestPipeline sends several Syncs at once: each ends a transaction of its own.
func TestPipeline(t *testing.T) {
	c := cluster.Start(t).Conn(ctx)
	exec(t, c, "CREATE TABLE t (a int PRIMARY KEY)")
	p := c.PgConn().StartPipeline(ctx)
	insert := func(v string) { p.SendQueryParams("INSERT INTO t VALUES ($1)", [][]byte{[]byte(v)}, nil, nil, nil) }
	insert("1")
	insert("2")
	if err := p.Sync(); err != nil {
		t.Fatal(err)
	}
	insert("3")
	insert("1") // fails: 3 goes with it
	insert("4")
	if err := p.Sync(); err != nil {
		t.Fatal(err)
	}
	insert("5")
	if err := p.Sync(); err != nil {
		t.Fatal(err)
	}
	for {
		r, err := p.GetResults()
		if err != nil && code(err) != "23505" {
			t.Fatal(err)
		}
		if r == nil && err == nil {
			break
		}
		if rr, ok := r.(*pgconn.ResultReader); ok {
			_, _ = rr.Close()
		}
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	if got := one(t, c, "SELECT string_agg(a::text, ',' ORDER BY a) FROM t"); got != "1,2,5" {
		t.Errorf("rows %s, want 1,2,5", got)
	}
}

// TestCopy: pgx copies in binary.
func TestCopy(t *testing.T) {
	c := cluster.Start(t).Conn(ctx)
	exec(t, c, "CREATE TABLE t (a int PRIMARY KEY, b text, c numeric(10,2), d timestamptz, e uuid, f int[], g bool, h float8, i bytea, j json, k jsonb)")
	const n = 1000
	at := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	got, err := c.CopyFrom(ctx, pgx.Identifier{"t"}, []string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"}, pgx.CopyFromSlice(n, func(i int) ([]any, error) {
		var text any
		if i%3 != 0 {
			text = fmt.Sprint("text ", i)
		}
		return []any{i, text, pgtype.Numeric{Int: bigInt(int64(i) * 5), Exp: -1, Valid: true}, at.Add(time.Duration(i) * time.Second), pgtype.UUID{Bytes: [16]byte{byte(i)}, Valid: true},
			[]int32{int32(i), 2}, i%2 == 0, float64(i) / 3, []byte{0, byte(i)}, fmt.Sprintf(`{"i": %d}`, i), map[string]any{"i": i, "even": i%2 == 0}}, nil
	}))
	if err != nil || got != n {
		t.Fatalf("copied %d, %v", got, err)
	}
	if s := one(t, c, "SELECT concat_ws('|', count(*), count(b), sum(c), max(d), sum(f[1]), count(*) FILTER (WHERE g), min(encode(i, 'hex')), max(length(j::text)), max(k::text), sum((k->'i')::int)) FROM t"); s !=
		`1000|666|249750.00|2020-01-01 00:16:39+00|499500|500|0000|10|{"i": 999, "even": false}|499500` {
		t.Errorf("rows: %s", s)
	}
	_, err = c.CopyFrom(ctx, pgx.Identifier{"t"}, []string{"a", "b"}, pgx.CopyFromRows([][]any{{5000, "x"}, {1, "duplicate"}}))
	wantCode(t, "duplicate in COPY", err, "23505")
	if s := one(t, c, "SELECT count(*)::text FROM t WHERE a = 5000"); s != "0" {
		t.Error("a failed COPY left rows")
	}
	var out strings.Builder
	if _, err := c.PgConn().CopyTo(ctx, &out, "COPY (SELECT a, b, g FROM t WHERE a < 3 ORDER BY a) TO STDOUT"); err != nil || out.String() != "0\t\\N\tt\n1\ttext 1\tf\n2\ttext 2\tt\n" {
		t.Errorf("COPY TO: %q, %v", out.String(), err)
	}
	tag, err := c.PgConn().CopyFrom(ctx, strings.NewReader("2000,\"a \"\"b\"\"\"\r\n2001,\r\n"), "COPY t (a, b) FROM STDIN (FORMAT csv)")
	if err != nil || tag.String() != "COPY 2" {
		t.Errorf("COPY csv: %v %v", tag, err)
	}
	if s := one(t, c, "SELECT b || (SELECT count(*) FROM t WHERE a = 2001 AND b IS NULL) FROM t WHERE a = 2000"); s != `a "b"1` {
		t.Errorf("csv: %s", s)
	}
}

// value is one that must come back as it went, in text and in binary.
var values = []struct {
	typ string
	v   any
}{
	{"int2", int16(-32768)}, {"int4", int32(math.MaxInt32)}, {"int8", int64(math.MinInt64)},
	{"float4", float32(1.5)}, {"float8", math.Pi}, {"float8", math.Inf(-1)},
	{"bool", true}, {"text", "héllo \\ \t"}, {"varchar", ""}, {"bytea", []byte{0, 1, 0xff}},
	{"date", time.Date(1999, 12, 31, 0, 0, 0, 0, time.UTC)},
	{"timestamp", time.Date(2001, 2, 3, 4, 5, 6, 789000, time.UTC)},
	{"timestamptz", time.Date(2001, 2, 3, 4, 5, 6, 789000, time.UTC)},
	{"uuid", pgtype.UUID{Bytes: [16]byte{1, 2, 3, 15: 9}, Valid: true}},
	{"int4[]", []int32{1, 2, -3}}, {"text[]", []string{"a", "", "x,y\"{}\\"}}, {"int8[]", []int64{}},
	{"numeric", pgtype.Numeric{Int: bigInt(-12345), Exp: -3, Valid: true}}, {"numeric", pgtype.Numeric{NaN: true, Valid: true}},
	{"interval", pgtype.Interval{Months: 14, Days: -3, Microseconds: 1234567, Valid: true}},
	{"time", pgtype.Time{Microseconds: 86399999999, Valid: true}},
	{"oid", uint32(4000000000)}, {"json", map[string]any{"a": []any{1.0, "x", nil}}},
	{"jsonb", map[string]any{"a": []any{1.5, "x\n", nil, true}, "b": map[string]any{}}},
	{"jsonb[]", []string{`{"a": "b,c"}`, `[]`}},
	{"inet", netip.MustParsePrefix("10.1.0.0/16")},
}

func TestValues(t *testing.T) {
	cl := cluster.Start(t)
	for _, format := range []int16{pgx.TextFormatCode, pgx.BinaryFormatCode} {
		for _, mode := range []pgx.QueryExecMode{pgx.QueryExecModeCacheStatement, pgx.QueryExecModeSimpleProtocol} {
			if mode == pgx.QueryExecModeSimpleProtocol && format == pgx.BinaryFormatCode {
				continue
			}
			c := cl.Conn(ctx)
			for _, v := range values {
				if (v.typ == "json" || v.typ == "jsonb") && mode == pgx.QueryExecModeSimpleProtocol {
					continue // the driver cannot tell that a map means JSON
				}
				dst := reflect.New(reflect.TypeOf(v.v))
				err := c.QueryRow(ctx, "SELECT $1::"+v.typ, mode, pgx.QueryResultFormats{format}, v.v).Scan(dst.Interface())
				got := dst.Elem().Interface()
				if at, ok := got.(time.Time); ok {
					got = at.UTC()
				}
				if v.typ == "inet" && code(err) == "0A000" {
					continue // refused by name, not misread
				}
				if err != nil || !reflect.DeepEqual(got, v.v) {
					t.Errorf("%s, format %d, %v: got %v, %v; want %v", v.typ, format, mode, got, err, v.v)
				}
			}
			var null *string
			if err := c.QueryRow(ctx, "SELECT $1::text", mode, nil).Scan(&null); err != nil || null != nil {
				t.Errorf("NULL: %v %v", null, err)
			}
		}
	}
}

func TestDatabaseSQL(t *testing.T) {
	db := cluster.Start(t).DB()
	for _, text := range []string{"CREATE TABLE t (a int PRIMARY KEY, b text NOT NULL)", "INSERT INTO t VALUES (1, 'one'), (2, 'two')"} {
		if _, err := db.Exec(text); err != nil {
			t.Fatal(err)
		}
	}
	st, err := db.Prepare("SELECT b FROM t WHERE a = $1")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = st.Close() }()
	for i, want := range []string{1: "one", 2: "two"} {
		var b string
		err := st.QueryRow(i).Scan(&b)
		if i == 0 {
			if !errors.Is(err, sql.ErrNoRows) {
				t.Errorf("no row: %v", err)
			}
			continue
		}
		if err != nil || b != want {
			t.Errorf("%d: %q, %v", i, b, err)
		}
	}
	tx, err := db.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelReadCommitted})
	if err != nil {
		t.Fatal(err)
	}
	var level string
	if err := tx.QueryRow("SHOW transaction_isolation").Scan(&level); err != nil || level != "read committed" {
		t.Errorf("level %q, %v", level, err)
	}
	if _, err := tx.Exec("UPDATE t SET b = 'x'"); err != nil {
		t.Error(err)
	}
	if err := tx.Rollback(); err != nil {
		t.Error(err)
	}
	var n int
	if err := db.QueryRow("SELECT count(*) FROM t WHERE b = 'x'").Scan(&n); err != nil || n != 0 {
		t.Errorf("after a rollback: %d, %v", n, err)
	}
}

func TestPool(t *testing.T) {
	pool := cluster.Start(t).Pool()
	exec(t, pool, "CREATE TABLE t (a int PRIMARY KEY, n int NOT NULL)")
	exec(t, pool, "INSERT INTO t SELECT i, 0 FROM generate_series(1, 4) i")
	errs := make(chan error)
	const workers, rounds = 8, 25
	for w := range workers {
		go func() {
			for i := range rounds {
				if _, err := pool.Exec(ctx, "UPDATE t SET n = n + 1 WHERE a = $1", 1+(w+i)%4); err != nil {
					errs <- err
					return
				}
			}
			errs <- nil
		}()
	}
	for range workers {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	var n int
	if err := pool.QueryRow(ctx, "SELECT sum(n) FROM t").Scan(&n); err != nil || n != workers*rounds {
		t.Errorf("sum %d, %v; want %d", n, err, workers*rounds)
	}
}

// TestReported: what drivers read from the start-up.
func TestReported(t *testing.T) {
	c := cluster.Start(t).Conn(ctx)
	for name := range usualParameters {
		name, want, _ := strings.Cut(name, "=")
		if got := c.PgConn().ParameterStatus(name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

// CALL takes parameters of the extended protocol, whose types are those of the procedure's
// arguments, and gives back a described row.
func TestCallParameters(t *testing.T) {
	c := cluster.Start(t).Conn(ctx)
	exec(t, c, "CREATE TABLE called (a int, b text)")
	exec(t, c, "CREATE PROCEDURE put(a int, b text) LANGUAGE sql AS 'INSERT INTO called VALUES (a, b)'")
	exec(t, c, "CREATE PROCEDURE twice(INOUT a int, b numeric DEFAULT 2) LANGUAGE plpgsql AS 'BEGIN a := a * b; END'")
	if _, err := c.Exec(ctx, "CALL put($1, $2)", 7, "seven"); err != nil {
		t.Fatal(err)
	}
	var a int
	var b string
	if err := c.QueryRow(ctx, "SELECT a, b FROM called").Scan(&a, &b); err != nil || a != 7 || b != "seven" {
		t.Fatalf("got %d %q, %v", a, b, err)
	}
	if err := c.QueryRow(ctx, "CALL twice($1)", 21).Scan(&a); err != nil || a != 42 {
		t.Fatalf("got %d, %v", a, err)
	}
	if err := c.QueryRow(ctx, "CALL twice($1, $2)", 21, "3").Scan(&a); err != nil || a != 63 {
		t.Fatalf("got %d, %v", a, err)
	}
	if _, err := c.Exec(ctx, "CALL put($1, 'x')", "no number"); err == nil {
		t.Fatal("a text was taken for a number")
	}
	_, err := c.Exec(ctx, "CALL nosuch($1)", 1)
	wantCode(t, "no such procedure", err, "42883")
}

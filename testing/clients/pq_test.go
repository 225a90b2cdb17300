package clients

import (
	"context"
	"database/sql"
	"errors"
	"reflect"
	"testing"
	"time"

	"github.com/lib/pq"

	"github.com/isochrondb/isochron/testing/cluster"
)

func open(t *testing.T, params string) *sql.DB {
	t.Helper()
	db, err := sql.Open("postgres", cluster.Start(t).URL()+params)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func exec(t *testing.T, db interface {
	Exec(string, ...any) (sql.Result, error)
}, text string, args ...any) sql.Result {
	t.Helper()
	r, err := db.Exec(text, args...)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return r
}

func wantCode(t *testing.T, what string, err error, want pq.ErrorCode) {
	t.Helper()
	var e *pq.Error
	if !errors.As(err, &e) || e.Code != want {
		t.Errorf("%s: got %v, want %s", what, err, want)
	}
}

func TestPQ(t *testing.T) {
	for _, params := range []string{"", "&binary_parameters=yes"} {
		t.Run("params"+params, func(t *testing.T) {
			db := open(t, params)
			exec(t, db, "CREATE TABLE t (a int PRIMARY KEY, b text, at timestamptz, data bytea, f float8, ok bool)")
			at := time.Date(2024, 2, 29, 12, 0, 0, 123456000, time.UTC)
			exec(t, db, "INSERT INTO t VALUES ($1, $2, $3, $4, $5, $6)", 1, "one", at, []byte{0, 255}, 1.5, true)
			exec(t, db, "INSERT INTO t (a) VALUES ($1)", 2)
			type row struct {
				a    int
				b    sql.NullString
				at   sql.NullTime
				data []byte
				f    sql.NullFloat64
				ok   sql.NullBool
			}
			rows, err := db.Query("SELECT * FROM t WHERE a <= $1 ORDER BY a", 2)
			if err != nil {
				t.Fatal(err)
			}
			var got []row
			for rows.Next() {
				var r row
				if err := rows.Scan(&r.a, &r.b, &r.at, &r.data, &r.f, &r.ok); err != nil {
					t.Fatal(err)
				}
				r.at.Time = r.at.Time.UTC()
				got = append(got, r)
			}
			if err := rows.Err(); err != nil {
				t.Fatal(err)
			}
			want := []row{{1, sql.NullString{String: "one", Valid: true}, sql.NullTime{Time: at, Valid: true}, []byte{0, 255}, sql.NullFloat64{Float64: 1.5, Valid: true}, sql.NullBool{Bool: true, Valid: true}}, {a: 2}}
			if len(got) == 2 {
				got[1].at.Time = time.Time{}
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("got %+v\nwant %+v", got, want)
			}
			_, err = db.Exec("INSERT INTO t (a) VALUES ($1)", 1)
			wantCode(t, "duplicate", err, "23505")
			_, err = db.Exec("SELECT $1::int", "x")
			wantCode(t, "bad integer", err, "22P02")
			_, err = db.Exec("CREATE EXTENSION nothing")
			wantCode(t, "CREATE EXTENSION", err, "0A000")
		})
	}
}

func TestPQTransactions(t *testing.T) {
	db := open(t, "")
	exec(t, db, "CREATE TABLE t (a int PRIMARY KEY)")
	tx, err := db.BeginTx(context.Background(), &sql.TxOptions{Isolation: sql.LevelRepeatableRead})
	if err != nil {
		t.Fatal(err)
	}
	exec(t, tx, "INSERT INTO t VALUES (1)")
	if _, err := tx.Exec("INSERT INTO t VALUES (1)"); err == nil {
		t.Error("a duplicate was taken")
	}
	_, err = tx.Exec("SELECT 1")
	wantCode(t, "after an error", err, "25P02")
	if err := tx.Rollback(); err != nil {
		t.Error(err)
	}
	tx, err = db.BeginTx(context.Background(), &sql.TxOptions{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	_, err = tx.Exec("INSERT INTO t VALUES (2)")
	wantCode(t, "read-only", err, "25006")
	_ = tx.Rollback()
	var n int
	if err := db.QueryRow("SELECT count(*) FROM t").Scan(&n); err != nil || n != 0 {
		t.Errorf("%d rows, %v", n, err)
	}
}

func TestPQCopy(t *testing.T) {
	db := open(t, "")
	exec(t, db, "CREATE TABLE t (a int PRIMARY KEY, b text, c text[])")
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	st, err := tx.Prepare(pq.CopyIn("t", "a", "b", "c"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range 500 {
		if _, err := st.Exec(i, "tab\tnewline\n\\", pq.Array([]string{"x", `"`, ""})); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := st.Exec(); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(st.Close(), tx.Commit()); err != nil {
		t.Fatal(err)
	}
	var n int
	var b string
	var c []string
	if err := db.QueryRow("SELECT count(*), min(b), min(c) FROM t").Scan(&n, &b, pq.Array(&c)); err != nil || n != 500 || b != "tab\tnewline\n\\" || !reflect.DeepEqual(c, []string{"x", `"`, ""}) {
		t.Errorf("got %d %q %q, %v", n, b, c, err)
	}
}

func TestPQArrays(t *testing.T) {
	db := open(t, "")
	var ints []int64
	var texts []sql.NullString
	err := db.QueryRow("SELECT array_agg(i), ARRAY['a', NULL, 'c,d'] FROM unnest($1::int8[]) i", pq.Array([]int64{3, -1})).Scan(pq.Array(&ints), pq.Array(&texts))
	if err != nil || !reflect.DeepEqual(ints, []int64{3, -1}) || len(texts) != 3 || texts[1].Valid || texts[2].String != "c,d" {
		t.Errorf("got %v %v, %v", ints, texts, err)
	}
	var found int
	if err := db.QueryRow("SELECT count(*) FROM generate_series(1, 10) i WHERE i = ANY($1)", pq.Array([]int32{2, 5, 99})).Scan(&found); err != nil || found != 2 {
		t.Errorf("= ANY: %d, %v", found, err)
	}
}

func TestPQJSONB(t *testing.T) {
	db := open(t, "")
	exec(t, db, "CREATE TABLE docs (id int PRIMARY KEY, d jsonb NOT NULL)")
	for id, doc := range []any{`{"b": 1, "a": [true, null]}`, []byte(`{"a": "x"}`)} {
		if _, err := db.Exec("INSERT INTO docs VALUES ($1, $2)", id, doc); err != nil {
			t.Fatal(err)
		}
	}
	var raw []byte
	var text string
	if err := db.QueryRow("SELECT d, d->'a'->>0 FROM docs WHERE d @> $1", `{"b": 1}`).Scan(&raw, &text); err != nil || string(raw) != `{"a": [true, null], "b": 1}` || text != "true" {
		t.Errorf("%s %s: %v", raw, text, err)
	}
	if err := db.QueryRow("SELECT jsonb_agg(d->$1 ORDER BY id)::text FROM docs", "a").Scan(&text); err != nil || text != `[[true, null], "x"]` {
		t.Errorf("%s: %v", text, err)
	}
	_, err := db.Exec("INSERT INTO docs VALUES (9, $1)", `{"a"`)
	wantCode(t, "half an object", err, "22P02")
}

// TestPQCancel: the context's end cancels the statement by a request on a
// connection of its own.
func TestPQCancel(t *testing.T) {
	db := open(t, "")
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	_, err := db.ExecContext(ctx, "SELECT pg_sleep(60)")
	if err == nil {
		t.Fatal("it slept for a minute")
	}
	var e *pq.Error
	if errors.As(err, &e) && e.Code != "57014" {
		t.Errorf("got %v, want 57014", err)
	}
	exec(t, db, "SELECT 1")
}

// TestPQStatements: statements outlive the schema that they were prepared for.
func TestPQStatements(t *testing.T) {
	db := open(t, "")
	exec(t, db, "CREATE TABLE t (a int PRIMARY KEY, b text)")
	exec(t, db, "INSERT INTO t VALUES (1, 'x')")
	st, err := db.Prepare("SELECT b FROM t WHERE a = $1")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = st.Close() }()
	for _, ddl := range []string{"SELECT 1", "ALTER TABLE t ADD COLUMN c int", "CREATE INDEX ON t (b)", "ALTER TABLE t DROP COLUMN c"} {
		exec(t, db, ddl)
		var b string
		if err := st.QueryRow(1).Scan(&b); err != nil || b != "x" {
			t.Errorf("after %s: %q, %v", ddl, b, err)
		}
	}
}

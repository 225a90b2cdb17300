package stored

import (
	"errors"
	"reflect"
	"testing"

	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/deparse"
)

var queries = []string{
	"SELECT 1", "SELECT a.b AS c, -5, 'x', NULL, true FROM t a WHERE a.x > 3 AND NOT b IS NULL ORDER BY 1 DESC NULLS LAST LIMIT 3 OFFSET 1",
	"WITH RECURSIVE w (a) AS (VALUES (1) UNION ALL SELECT a + 1 FROM w WHERE a < 5) SELECT DISTINCT ON (a) a FROM w GROUP BY a HAVING count(*) > 1",
	"SELECT * FROM a NATURAL JOIN b LEFT JOIN c USING (x, y) CROSS JOIN LATERAL (SELECT 1) q(z), generate_series(1, 2) WITH ORDINALITY g(i, o) FOR UPDATE OF a NOWAIT",
	"SELECT CASE x WHEN 1 THEN 'a' ELSE 'b' END, (ARRAY[1, 2])[1], (r).f, ROW(1, 2), COALESCE(a, b), NULLIF(a, b), GREATEST(1, 2), x BETWEEN 1 AND 2, x LIKE 'a' ESCAPE 'b'",
	"SELECT sum(DISTINCT x ORDER BY y) FILTER (WHERE z) OVER (PARTITION BY a ORDER BY b ROWS BETWEEN 1 PRECEDING AND CURRENT ROW EXCLUDE TIES), x IN (1, 2), x = ANY (SELECT 1), EXISTS (SELECT 1)",
	"SELECT x::numeric(10, 2), interval '1' year, x COLLATE \"C\", extract(year FROM y), current_timestamp(3), (SELECT 1) UNION SELECT 2",
	"SELECT $1 + $2",
	"SELECT * FROM f() AS (a int), g(1) x(b numeric(5, 2), c text COLLATE \"C\"), ROWS FROM (f() AS (a int[]), g()) WITH ORDINALITY",
	"INSERT INTO t AS x (a, b[1]) OVERRIDING USER VALUE VALUES (1, DEFAULT) ON CONFLICT (a) DO UPDATE SET b = excluded.b, (c, d) = (SELECT 1, 2) WHERE x.a > 1 RETURNING *, a AS z",
	"UPDATE ONLY t SET a = 1 FROM u, v WHERE t.a = u.a RETURNING t.a",
	"DELETE FROM t USING u WHERE t.a = u.a RETURNING *",
}

func parse(t testing.TB, text string) ast.Statement {
	t.Helper()
	st, err := parser.ParseOne(text)
	if err != nil {
		t.Fatal(err)
	}
	return st.AST
}

// What is decoded equals what was encoded.
func TestRoundTrip(t *testing.T) {
	for _, text := range queries {
		q := parse(t, text)
		b, err := Encode(q)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		got, err := Decode(b)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		if !ast.Equal(q, got) {
			t.Errorf("%s: got %s", text, deparse.Print(got))
		}
	}
}

// TestBetweenApart: a literal between bounds is kept as two comparisons.
func TestBetweenApart(t *testing.T) {
	b, err := Encode(parse(t, "SELECT 'x' BETWEEN a AND b, 'x' NOT BETWEEN SYMMETRIC a AND b"))
	if err != nil {
		t.Fatal(err)
	}
	got, err := Decode(b)
	if err != nil {
		t.Fatal(err)
	}
	if want := parse(t, "SELECT 'x' >= a AND 'x' <= b, ('x' < a OR 'x' > b) AND ('x' < b OR 'x' > a)"); !ast.Equal(want, got) {
		t.Errorf("got %s", deparse.Print(got))
	}
}

// Every field of every kind is kept, but for those that a resolved query can't have.
func TestFieldsAreKept(t *testing.T) {
	left := map[string]bool{"BetweenExpr.Again": true /* written out */, "Select.Into": true, "Select.AsOf": true, "Select.Cursor": true, "TableName.Sample": true, "ColumnDef.Compression": true, "ColumnDef.Constraints": true, "TypeName.OfColumn": true,
		"IndexElem.OpOptions": true, "IndexElem.Dir": true, "IndexElem.Nulls": true}
	for _, k := range kinds {
		ty := reflect.TypeOf(k.zero)
		listed := map[string]bool{}
		for _, f := range k.fields {
			if _, ok := ty.FieldByName(f); !ok {
				t.Errorf("%s has no field %s", ty.Name(), f)
			}
			listed[f] = true
		}
		for i := range ty.NumField() {
			f := ty.Field(i).Name
			if f != "Pos" && !listed[f] && !left[ty.Name()+"."+f] {
				t.Errorf("%s.%s is not kept", ty.Name(), f)
			}
		}
	}
}

// What has no stored form is refused, not left out.
func TestRefused(t *testing.T) {
	for _, text := range []string{"SELECT * FROM t TABLESAMPLE system (1)", "SELECT 1 INTO x", "SELECT * FROM t AS OF SYSTEM TIME now()"} {
		if _, err := Encode(parse(t, text)); err == nil {
			t.Errorf("%s was encoded", text)
		}
	}
}

// What a later version wrote is told from what is broken.
func TestLater(t *testing.T) {
	for _, c := range []struct {
		b    []byte
		want error
	}{
		{[]byte{2, 1, 0}, ErrLater},
		{[]byte{1, 200, 1, 0}, ErrLater},
		{[]byte{1, 1, 100, 0}, ErrLater},
		{[]byte{1, 1}, ErrMalformed},
		{[]byte{1, 1, 0, 0}, ErrMalformed},
		{[]byte{1, 0}, ErrMalformed},
		{nil, ErrMalformed},
	} {
		if _, err := Query(c.b); !errors.Is(err, c.want) {
			t.Errorf("%v: got %v, want %v", c.b, err, c.want)
		}
	}
}

// FuzzDecode: bytes of any kind are refused, or are a tree that is encoded as itself.
func FuzzDecode(f *testing.F) {
	for _, text := range queries {
		b, err := Encode(parse(f, text))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		n, err := Decode(b)
		if err != nil {
			return
		}
		again, err := Encode(n)
		if err != nil {
			t.Fatal(err)
		}
		m, err := Decode(again)
		if err != nil {
			t.Fatal(err)
		}
		if !ast.Equal(n, m) {
			t.Fatal("another tree")
		}
	})
}

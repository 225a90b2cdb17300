package parser

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/deparse"
)

func num(n int64) Literal         { return Literal{Kind: ast.ConstInt, Int: n} }
func str(s string) Literal        { return Literal{Kind: ast.ConstString, Text: s} }
func dec(s string) Literal        { return Literal{Kind: ast.ConstNumeric, Text: s} }
func lits(l ...Literal) []Literal { return l }

func TestNormalize(t *testing.T) {
	tests := []struct {
		sql      string
		text     string // empty: refused
		literals []Literal
	}{
		{"SELECT abalance FROM pgbench_accounts WHERE aid = 7;", "SELECT abalance FROM pgbench_accounts WHERE aid = $1::int4", lits(num(7))},
		{"UPDATE pgbench_accounts SET abalance = abalance + -4213 WHERE aid = 7;", "UPDATE pgbench_accounts SET abalance = abalance + $1::int4 WHERE aid = $2::int4", lits(num(-4213), num(7))},
		{"UPDATE a SET b = b + 5", "UPDATE a SET b = b + $1::int4", lits(num(5))},
		{"UPDATE a SET b = b - 5", "UPDATE a SET b = b - $1::int4", lits(num(5))},
		{"UPDATE a SET b = b -5", "UPDATE a SET b = b -$1::int4", lits(num(5))},
		{"INSERT INTO h (tid, t) VALUES (1, 'x', CURRENT_TIMESTAMP)", "INSERT INTO h (tid, t) VALUES ($1::int4, $2, CURRENT_TIMESTAMP)", lits(num(1), str("x"))},
		{"BEGIN;", "BEGIN", nil},
		{"END;", "END", nil},
		{"select  1 -- c\n , /* x */ 2 ; ;", "select 1 , 2", nil},
		{"VALUES (2147483647, 2147483648, 9223372036854775808, 1.5, 1e3)", "VALUES ($1::int4, $2::int8, $3::numeric, $4::numeric, $5::numeric)", lits(num(2147483647), num(2147483648), dec("9223372036854775808"), dec("1.5"), dec("1e3"))},
		{"VALUES (-2147483648, -9223372036854775808, -1.5, - 5)", "VALUES (-2147483648, -9223372036854775808, $1::numeric, $2::int4)", lits(dec("-1.5"), num(-5))},
		{"VALUES (-5::text, -a, - -5, 'it''s', E'a\\n')", "VALUES (-$1::int4::text, -a, - -$2::int4, $3, $4)", lits(num(5), num(5), str("it's"), str("a\n"))},
		{"SELECT a FROM t WHERE EXISTS (SELECT FROM u LIMIT 1) AND b IN (SELECT c FROM u LIMIT 2) LIMIT 1",
			"SELECT a FROM t WHERE EXISTS (SELECT FROM u LIMIT 1) AND b IN (SELECT c FROM u LIMIT $1::int4) LIMIT $2::int4", lits(num(2), num(1))},
		{"SELECT a FROM t ORDER BY 1, b + 2 LIMIT 10 OFFSET 5", "SELECT a FROM t ORDER BY 1, b + 2 LIMIT $1::int4 OFFSET $2::int4", lits(num(10), num(5))},
		{"SELECT * FROM (SELECT a FROM t ORDER BY 1) x WHERE a = 1", "SELECT * FROM (SELECT a FROM t ORDER BY 1) x WHERE a = $1::int4", lits(num(1))},
		{"SELECT a FROM t ORDER BY (a + 1), f(2) FETCH FIRST 5 ROWS ONLY", "SELECT a FROM t ORDER BY (a + 1), f(2) FETCH FIRST 5 ROWS ONLY", nil},
		{"SELECT f('x') FROM t WHERE a = 'y' ORDER BY f('x')", "", nil},
		{"SELECT f('x') FROM t WHERE a = 'y' ORDER BY f('y')", "SELECT f($1) FROM t WHERE a = $2 ORDER BY f('y')", lits(str("x"), str("y"))},
		{"SELECT f('x'), (SELECT b FROM u ORDER BY c + 2 LIMIT 3) FROM t LIMIT 'x'", "SELECT f($1), (SELECT b FROM u ORDER BY c + 2 LIMIT $2::int4) FROM t LIMIT $3", lits(str("x"), num(3), str("x"))},
		{"SELECT a FROM t WHERE 'x' BETWEEN b AND 'y' AND 'x' Not Between b AND c AND 'z' = d", "SELECT a FROM t WHERE 'x' BETWEEN b AND $1 AND 'x' Not Between b AND c AND $2 = d", lits(str("y"), str("z"))},
		{"SELECT a FROM t WHERE 'x' IN (b, c) AND d IN ('x', 'y')", "SELECT a FROM t WHERE 'x' IN (b, c) AND d IN ($1, $2)", lits(str("x"), str("y"))},
		{"SELECT a FROM t WHERE (('x')) NOT BETWEEN b AND c", "", nil},
		{"SELECT a FROM t WHERE f('x') BETWEEN b AND c", "", nil},
		{"SELECT a FROM t WHERE f('x', b) BETWEEN b AND 2", "SELECT a FROM t WHERE f($1, b) BETWEEN b AND $2::int4", lits(str("x"), num(2))},
		{"SELECT date '2020-01-01', interval '1' day, foo 'x', timestamp with time zone 'y'", "SELECT date '2020-01-01', interval '1' day, foo 'x', timestamp with time zone 'y'", nil},
		{"SELECT '5'::int, 5::numeric(10, 2), CAST(7 AS varchar(10)), x::foo.bar(3), '{}'::int[3]", "SELECT $1::int, 5::numeric(10, 2), CAST($2::int4 AS varchar(10)), x::foo.bar(3), $3::int[3]", lits(str("5"), num(7), str("{}"))},
		{"SELECT extract('year' FROM a), substring('abc' FROM 2 FOR 1)", "SELECT extract('year' FROM a), substring($1 FROM $2::int4 FOR $3::int4)", lits(str("abc"), num(2), num(1))},
		{"INSERT INTO t VALUES (1) ON CONFLICT (a, (b + 1)) WHERE c > 5 DO UPDATE SET a = 2 WHERE t.b = 3", "INSERT INTO t VALUES ($1::int4) ON CONFLICT (a, (b + 1)) WHERE c > 5 DO UPDATE SET a = $2::int4 WHERE t.b = $3::int4", lits(num(1), num(2), num(3))},
		{"WITH q AS (SELECT 1) SELECT 2 AS x FROM q WHERE a IN (1, 2) AND b LIKE 'x%' AND c BETWEEN -1 AND 1", "WITH q AS (SELECT 1) SELECT 2 AS x FROM q WHERE a IN ($1::int4, $2::int4) AND b LIKE $3 AND c BETWEEN $4::int4 AND $5::int4", lits(num(1), num(2), str("x%"), num(-1), num(1))},
		{"SELECT a AT TIME ZONE 'UTC', a[1], ARRAY[1]", "SELECT a AT TIME ZONE 'UTC', a[$1::int4], ARRAY[$2::int4]", lits(num(1), num(1))},
		{"SELECT a FROM t WHERE b IS DISTINCT FROM 1 FOR UPDATE", "SELECT a FROM t WHERE b IS DISTINCT FROM $1::int4 FOR UPDATE", lits(num(1))},
		{"SELECT a::int[3][4], current_timestamp(3), a::interval second(2), a::numeric(3)[5]", "SELECT a::int[3][4], current_timestamp(3), a::interval second(2), a::numeric(3)[5]", nil},
		{"SELECT numeric(3, 1) '5'", "", nil},
		{"SELECT 1, -2, (3), f(4), a + 5, (SELECT 6), ((-7)), a IS DISTINCT FROM 8, 9 FROM t WHERE b = 10", "SELECT 1, -2, (3), f($1::int4), a + $2::int4, (SELECT 6), ((-7)), a IS DISTINCT FROM $3::int4, 9 FROM t WHERE b = $4::int4", lits(num(4), num(5), num(8), num(10))},
		{"INSERT INTO t VALUES (1) RETURNING 2, a + 3", "INSERT INTO t VALUES ($1::int4) RETURNING 2, a + $2::int4", lits(num(1), num(3))},
		{"SELECT''a", "SELECT $1 a", lits(str(""))},
		{"SELECT a NOT LIKE 'x', escape '0', no.like 'x'", "SELECT a NOT LIKE $1, escape '0', no.like 'x'", lits(str("x"))},
		{"SELECT like 'x'", "", nil},
		{"SELECT @ NOT LIKE 'x'", "", nil},
		{"SELECT a FROM t GROUP BY 1", "", nil},
		{"SELECT DISTINCT a FROM t WHERE b = 1", "", nil},
		{"SELECT sum(a) OVER () FROM t WHERE b = 1", "", nil},
		{"SELECT a INTO b FROM t", "", nil},
		{"SELECT $1, 5", "", nil},
		{"SELECT 1; SELECT 2", "", nil},
		{"SELECT 'x", "", nil},
		{"SELECT '\xff'", "", nil},
		{"CREATE TABLE t (a int)", "", nil},
		{"", "", nil},
	}
	for _, tt := range tests {
		text, literals, ok := Normalize(tt.sql)
		if ok != (tt.text != "") || text != tt.text || !reflect.DeepEqual(literals, tt.literals) {
			t.Errorf("Normalize(%q)\n got %q %v %t\nwant %q %v", tt.sql, text, literals, ok, tt.text, tt.literals)
		}
		if !ok {
			continue
		}
		checkNormalized(t, tt.sql, text, literals)
	}
}

// checkNormalized checks that a normalized text is the original with its
// literals taken out: putting them back gives an equal tree.
func checkNormalized(t *testing.T, sql, text string, literals []Literal) {
	t.Helper()
	original, err := Parse(sql)
	if err != nil {
		return
	}
	if _, err := Parse(text); err != nil {
		t.Errorf("%q parses, but its normalized text %q: %v", sql, text, err)
		return
	}
	restored := restore(text, literals)
	again, err := Parse(restored)
	if err != nil || len(original) != len(again) {
		t.Errorf("%q is normalized to %q, with literals %q: %v", sql, text, restored, err)
		return
	}
	for i := range original {
		if _, refused := original[i].AST.(*ast.Unsupported); refused {
			// It holds its text.
			continue
		}
		if !ast.Equal(original[i].AST, again[i].AST) {
			t.Errorf("%q is normalized to %q, with literals %q", sql, text, restored)
		}
	}
}

// restore puts literals back into a normalized text.
func restore(text string, literals []Literal) string {
	l := lexer{sql: text}
	var t token
	var b strings.Builder
	end := int32(0)
	for l.next(&t); t.kind != tEOF; l.next(&t) {
		b.WriteString(text[end:t.pos])
		end = t.end
		if t.kind != tParam {
			b.WriteString(text[t.pos:t.end])
			continue
		}
		n, _ := strconv.Atoi(t.text)
		switch x := literals[n-1]; x.Kind {
		case ast.ConstString:
			b.WriteString(" " + deparse.QuoteString(x.Text))
			continue
		case ast.ConstInt:
			fmt.Fprintf(&b, " (%d) ", x.Int)
		default:
			fmt.Fprintf(&b, " (%s) ", x.Text)
		}
		// The cast that came with it.
		l.next(&t)
		l.next(&t)
		end = t.end
	}
	return b.String()
}

const (
	benchSelect = "SELECT abalance FROM pgbench_accounts WHERE aid = 123456;"
	benchUpdate = "UPDATE pgbench_accounts SET abalance = abalance + -4213 WHERE aid = 123456;"
	benchInsert = "INSERT INTO pgbench_history (tid, bid, aid, delta, mtime) VALUES (45, 7, 123456, -4213, CURRENT_TIMESTAMP);"
)

func benchNormalize(b *testing.B, sql string) {
	b.ReportAllocs()
	for b.Loop() {
		if _, _, ok := Normalize(sql); !ok {
			b.Fatal("refused")
		}
	}
}

func BenchmarkNormalizeSelect(b *testing.B) { benchNormalize(b, benchSelect) }
func BenchmarkNormalizeUpdate(b *testing.B) { benchNormalize(b, benchUpdate) }
func BenchmarkNormalizeInsert(b *testing.B) { benchNormalize(b, benchInsert) }

func benchParse(b *testing.B, sql string) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ParseOne(sql); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParseSelect(b *testing.B) { benchParse(b, benchSelect) }
func BenchmarkParseUpdate(b *testing.B) { benchParse(b, benchUpdate) }
func BenchmarkParseInsert(b *testing.B) { benchParse(b, benchInsert) }
func BenchmarkParseBegin(b *testing.B)  { benchParse(b, "BEGIN") }

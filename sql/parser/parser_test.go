package parser

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/deparse"
)

// TestErrors checks codes, hints and what the golden files don't show.
func TestErrors(t *testing.T) {
	tests := []struct {
		sql  string
		want Error
	}{
		{"SELECT 1 +", Error{SQLSTATE: "42601", Message: "syntax error at end of input", Position: 11}},
		{"SELECT 'é' x y", Error{SQLSTATE: "42601", Message: `syntax error at or near "y"`, Position: 14}},
		{"SELECT 'a\x00b'", Error{SQLSTATE: "22021", Message: `invalid byte sequence for encoding "UTF8": 0x00`}},
		{"SELECT '\xff'", Error{SQLSTATE: "22021", Message: `invalid byte sequence for encoding "UTF8": 0xff`}},
		{"SELECT '\xc3(", Error{SQLSTATE: "22021", Message: `invalid byte sequence for encoding "UTF8": 0xc3 0x28`}},
		{`SELECT E'\377'`, Error{SQLSTATE: "22021", Message: `invalid byte sequence for encoding "UTF8": 0xff`}},
		{`SELECT E'\0'`, Error{SQLSTATE: "22021", Message: `invalid byte sequence for encoding "UTF8": 0x00`}},
		{`SELECT E'\u12'`, Error{SQLSTATE: "22025", Message: "invalid Unicode escape", Hint: `Unicode escapes must be \uXXXX or \UXXXXXXXX.`, Position: 10}},
		{"SELECT $700000", Error{SQLSTATE: "42601", Message: "there is no parameter $700000", Position: 8}},
		{"SELECT a::float(99)", Error{SQLSTATE: "22023", Message: "precision for type float must be less than 54 bits", Position: 17}},
		{"SELECT a FROM (SELECT 1)", Error{SQLSTATE: "42601", Message: "subquery in FROM must have an alias", Hint: "For example, FROM (SELECT ...) [AS] foo.", Position: 15}},
		{"SELECT sum(a) OVER (ROWS UNBOUNDED FOLLOWING)", Error{SQLSTATE: "42P20", Message: "frame start cannot be UNBOUNDED FOLLOWING", Position: 26}},
		{"CREATE ROLE none", Error{SQLSTATE: "42939", Message: `role name "none" is reserved`, Position: 13}},
		{"CREATE TABLE t (a int DEFERRABLE)", Error{SQLSTATE: "42601", Message: "misplaced DEFERRABLE clause", Position: 23}},
	}
	for _, tt := range tests {
		_, err := Parse(tt.sql)
		var got *Error
		if !errors.As(err, &got) || *got != tt.want {
			t.Errorf("Parse(%q)\n got %+v\nwant %+v", tt.sql, got, tt.want)
		}
	}
}

// TestDepth checks that nesting ends with an error, in parentheses, in chains
// and in all else that recurses.
func TestDepth(t *testing.T) {
	const n = 20000
	tests := map[string]string{
		"parentheses": "SELECT " + strings.Repeat("(", n) + "1" + strings.Repeat(")", n),
		"open":        "SELECT " + strings.Repeat("(", n),
		"brackets":    "SELECT ARRAY" + strings.Repeat("[", n),
		"plus":        "SELECT 1" + strings.Repeat("+1", n),
		"nested plus": "SELECT " + strings.Repeat("1+(", n) + "1" + strings.Repeat(")", n),
		"not":         "SELECT " + strings.Repeat("NOT ", n) + "a",
		"minus":       "SELECT " + strings.Repeat("- ", n) + "a",
		"case":        "SELECT " + strings.Repeat("CASE WHEN ", n),
		"calls":       "SELECT " + strings.Repeat("f(", n),
		"casts":       "SELECT 1" + strings.Repeat("::int", n),
		"subqueries":  "SELECT " + strings.Repeat("(SELECT ", n),
		"unions":      "SELECT 1" + strings.Repeat(" UNION SELECT 1", n),
		"joins":       "SELECT 1 FROM a" + strings.Repeat(" CROSS JOIN a", n),
		"right joins": "SELECT 1 FROM a" + strings.Repeat(" JOIN a", n),
		"from":        "SELECT 1 FROM " + strings.Repeat("(", n),
		"with":        strings.Repeat("WITH a AS (", n),
		"explain":     strings.Repeat("EXPLAIN WITH a AS (", n),
		"sets":        "SELECT 1 GROUP BY " + strings.Repeat("GROUPING SETS (", n),
		"insert":      "INSERT INTO t " + strings.Repeat("(", n),
		"schema":      strings.Repeat("CREATE SCHEMA a ", n),
	}
	for name, sql := range tests {
		_, err := Parse(sql)
		var e *Error
		if !errors.As(err, &e) || e.SQLSTATE != CodeTooComplex && !(name == "explain" || name == "schema") {
			t.Errorf("%s: got %v, want %s", name, err, CodeTooComplex)
		}
	}
}

// TestWide checks that long but flat statements pass.
func TestWide(t *testing.T) {
	const n = 20000
	for _, sql := range []string{
		"SELECT a" + strings.Repeat(" AND a", n),
		"SELECT a" + strings.Repeat(" OR a = 1", n),
		"SELECT a IN (1" + strings.Repeat(", 1", n) + ")",
		"INSERT INTO t VALUES (1, 'x')" + strings.Repeat(", (1, 'x')", n),
		"SELECT 1" + strings.Repeat("+1", 3000),
		strings.Repeat("SELECT 1;", n),
	} {
		if _, err := Parse(sql); err != nil {
			t.Errorf("%.40s…: %v", sql, err)
		}
	}
}

// TestStatements checks texts and parameters of several statements.
func TestStatements(t *testing.T) {
	list, err := Parse("; /* x */ SELECT $2 ; -- c\n;BEGIN; select 'a;b' -- d")
	if err != nil {
		t.Fatal(err)
	}
	type part struct {
		text   string
		params int
	}
	var got []part
	for _, s := range list {
		got = append(got, part{s.Text, s.NumParams})
	}
	want := []part{{"SELECT $2", 2}, {"BEGIN", 0}, {"select 'a;b'", 0}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if list, err := Parse(" -- nothing"); len(list) != 0 || err != nil {
		t.Errorf("empty text: got %v, %v", list, err)
	}
	for _, sql := range []string{"", "SELECT 1; SELECT 2"} {
		if _, err := ParseOne(sql); err == nil {
			t.Errorf("ParseOne(%q) gave no error", sql)
		}
	}
}

// TestTrees checks trees where the shape matters to those who read them.
func TestTrees(t *testing.T) {
	num := func(n int64) ast.Expr { return &ast.Const{Kind: ast.ConstInt, Int: n} }
	col := func(n string) ast.Expr { return &ast.ColumnRef{Name: n} }
	int4 := &ast.TypeName{Names: []string{"pg_catalog", "int4"}}
	tests := []struct {
		sql  string
		want ast.Expr
	}{
		{"-5", num(-5)},
		{"-5::int", &ast.UnaryExpr{Op: "-", X: &ast.CastExpr{X: num(5), Type: int4}}},
		{"- - 5", num(5)},
		{"-9223372036854775808", num(-1 << 63)},
		{"9223372036854775808", &ast.Const{Kind: ast.ConstNumeric, Text: "9223372036854775808"}},
		{"a AND b AND (c AND d)", &ast.BoolExpr{Op: ast.And, Args: []ast.Expr{col("a"), col("b"),
			&ast.BoolExpr{Op: ast.And, Args: []ast.Expr{col("c"), col("d")}}}}},
		{"a + 1 * 2", &ast.BinaryExpr{Op: "+", L: col("a"), R: &ast.BinaryExpr{Op: "*", L: num(1), R: num(2)}}},
		{"a != b", &ast.BinaryExpr{Op: "<>", L: col("a"), R: col("b")}},
		{"NOT a IS NULL", &ast.NotExpr{X: &ast.IsExpr{Kind: ast.IsNull, X: col("a")}}},
		{"a NOT IN (1)", &ast.InExpr{Not: true, X: col("a"), List: []ast.Expr{num(1)}}},
		{"a LIKE ANY (b)", &ast.QuantExpr{Op: "~~", X: col("a"), Array: col("b")}},
		{"x.y.z", &ast.ColumnRef{Schema: "x", Table: "y", Name: "z"}},
		{"x.*", &ast.ColumnRef{Table: "x", Star: true}},
		{"a[1]", &ast.IndirectionExpr{X: col("a"), Steps: []ast.Indirection{{Upper: num(1)}}}},
		{"Foo", col("foo")},
		{`"Foo"`, col("Foo")},
		{"char 'x'", &ast.CastExpr{X: &ast.Const{Kind: ast.ConstString, Text: "x"}, Type: &ast.TypeName{Names: []string{"pg_catalog", "bpchar"}}}},
		{"extract(year FROM a)", &ast.FuncCall{SQLSyntax: true, Name: ast.QName{Schema: "pg_catalog", Name: "extract"},
			Args: []ast.Expr{&ast.Const{Kind: ast.ConstString, Text: "year"}, col("a")}}},
		{"a AT TIME ZONE b", &ast.FuncCall{SQLSyntax: true, Name: ast.QName{Schema: "pg_catalog", Name: "timezone"}, Args: []ast.Expr{col("b"), col("a")}}},
	}
	for _, tt := range tests {
		got, err := ParseExpr(tt.sql)
		if err != nil || !ast.Equal(got, tt.want) {
			t.Errorf("ParseExpr(%q)\n got %s, %v\nwant %s", tt.sql, deparse.Print(got), err, deparse.Print(tt.want))
		}
	}
}

// TestPositions checks that nodes point to their text.
func TestPositions(t *testing.T) {
	const sql = "SELECT é, foo ( 1 ), b + 'x', t.c::int FROM tab AS u WHERE NOT d IN (2)"
	want := map[string]string{
		"*ast.FuncCall": "foo", "*ast.BinaryExpr": "+", "*ast.CastExpr": "::", "*ast.TableName": "tab",
		"*ast.NotExpr": "NOT", "*ast.InExpr": "IN", "*ast.TypeName": "int", "*ast.Select": "SELECT",
	}
	s, err := ParseOne(sql)
	if err != nil {
		t.Fatal(err)
	}
	ast.Walk(s.AST, func(n ast.Node) bool {
		kind := reflect.TypeOf(n).String()
		if text := want[kind]; text != "" {
			if !strings.HasPrefix(sql[n.Position():], text) {
				t.Errorf("%s stands at %q, want %q", kind, sql[n.Position():], text)
			}
			delete(want, kind)
		}
		return true
	})
	for kind := range want {
		t.Errorf("%s was not visited", kind)
	}
}

// TestNames checks folding and truncation.
func TestNames(t *testing.T) {
	long := strings.Repeat("a", 62)
	tests := []struct{ sql, want string }{
		{"ÉTÉ", "ÉtÉ"},
		{long + "bcd", long + "b"},
		{long + "é", long},
		{`"` + long + `BCD"`, long + "B"},
		{`U&"d\0061t"`, "dat"},
	}
	for _, tt := range tests {
		x, err := ParseExpr(tt.sql)
		if err != nil {
			t.Errorf("%s: %v", tt.sql, err)
			continue
		}
		if got := x.(*ast.ColumnRef).Name; got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.sql, got, tt.want)
		}
	}
}

// TestUnsupported checks that a refused statement leaves the others alone.
func TestUnsupported(t *testing.T) {
	list, err := Parse("SELECT 1; CREATE FUNCTION f() RETURNS int LANGUAGE sql SUPPORT x BEGIN ATOMIC SELECT 1; SELECT CASE WHEN a THEN 2 END; END; COMMIT; CREATE RULE r AS ON INSERT TO t DO NOTHING")
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != 4 {
		t.Fatalf("got %d statements, want 4", len(list))
	}
	u, ok := list[1].AST.(*ast.Unsupported)
	if !ok || u.What != "SUPPORT of a function" || !strings.HasSuffix(u.Text, "END; END") {
		t.Errorf("got %+v", list[1].AST)
	}
	if u, ok := list[3].AST.(*ast.Unsupported); !ok || u.What != "CREATE RULE" || u.Position() < 100 {
		t.Errorf("got %+v", list[3].AST)
	}
}

func TestComplete(t *testing.T) {
	tests := []struct {
		text string
		want bool
	}{
		{"", true}, {"  -- x", true}, {"SELECT 1", false}, {"SELECT 1;", true}, {"SELECT ';", false},
		{"SELECT (1;", false}, {"SELECT 1; SELECT 2", false}, {"SELECT $$;", false}, {"/* ;", false},
		{`SELECT ";`, false}, {"SELECT 1; -- done", true}, {"SELECT 1a", true},
		{"CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1;", false}, {"CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; END;", true},
		{"CREATE OR REPLACE PROCEDURE p() BEGIN ATOMIC SELECT CASE WHEN a THEN 1 END;", false},
		{"CREATE OR REPLACE PROCEDURE p() BEGIN ATOMIC SELECT CASE WHEN a THEN 1 END; END;", true},
		{"BEGIN;", true}, {"CREATE TABLE begin (a int);", true}, {"CREATE FUNCTION f() RETURNS int RETURN 1; BEGIN;", true},
	}
	for _, tt := range tests {
		if got := Complete(tt.text); got != tt.want {
			t.Errorf("Complete(%q) = %t", tt.text, got)
		}
	}
}

// TestKeywords checks that the lexer finds each keyword, and nothing else.
func TestKeywords(t *testing.T) {
	for i, k := range keywords {
		for _, word := range []string{k.word, strings.ToUpper(k.word)} {
			l := lexer{sql: word}
			var tok token
			l.next(&tok)
			if tok.kind != keywordBase+kind(i) || tok.text != k.word || tok.cat != k.cat {
				t.Errorf("%s: got %+v", word, tok)
			}
		}
		l := lexer{sql: k.word + "x_"}
		var tok token
		if l.next(&tok); tok.kind != tIdent {
			t.Errorf("%sx_: got %+v", k.word, tok)
		}
	}
}

func TestPartitions(t *testing.T) {
	for _, text := range []string{
		"CREATE TABLE t (a int, b text) PARTITION BY LIST (a)",
		"CREATE TABLE t (a int, b text) PARTITION BY RANGE (a, (lower(b)), b COLLATE \"C\" text_ops)",
		"CREATE TABLE t PARTITION OF s.p FOR VALUES IN (1, NULL, 'x') PARTITION BY HASH (b)",
		"CREATE TABLE t PARTITION OF p (a DEFAULT 1 NOT NULL, CHECK ((a > 0))) FOR VALUES FROM (1, minvalue) TO (maxvalue, 2)",
		"CREATE TABLE t PARTITION OF p FOR VALUES WITH (MODULUS 4, REMAINDER 3) WITH (fillfactor = 70)",
		"CREATE TABLE t PARTITION OF p DEFAULT",
		"ALTER TABLE p ATTACH PARTITION s.t FOR VALUES IN (1)",
		"ALTER TABLE p ATTACH PARTITION t DEFAULT",
		"ALTER TABLE p DETACH PARTITION t CONCURRENTLY",
		"ALTER INDEX i ATTACH PARTITION j",
	} {
		list, err := Parse(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		printed := deparse.Print(list[0].AST)
		again, err := Parse(printed)
		if err != nil || !ast.Equal(list[0].AST, again[0].AST) {
			t.Errorf("%s is printed as %s: %v", text, printed, err)
		}
	}
	for text, code := range map[string]string{
		"CREATE TABLE t (a int) PARTITION BY SHAPE (a)":                                    CodeInvalidValue,
		"CREATE TABLE t (a int) PARTITION BY LIST (a DESC)":                                CodeSyntaxError,
		"CREATE TABLE t PARTITION OF p":                                                    CodeSyntaxError,
		"CREATE TABLE t PARTITION OF p FOR VALUES WITH (MODULUS 4)":                        CodeSyntaxError,
		"CREATE TABLE t PARTITION OF p FOR VALUES WITH (MODULUS 4, MODULUS 5)":             CodeSyntaxError,
		"CREATE TABLE t PARTITION OF p FOR VALUES WITH (MODULUS 99999999999, REMAINDER 1)": CodeSyntaxError,
		"CREATE TABLE t PARTITION OF p (a int) FOR VALUES IN (1)":                          CodeSyntaxError,
		"ALTER INDEX i DETACH PARTITION j":                                                 CodeSyntaxError,
		"ALTER VIEW v ATTACH PARTITION j":                                                  CodeSyntaxError,
	} {
		var e *Error
		if _, err := Parse(text); !errors.As(err, &e) || e.SQLSTATE != code {
			t.Errorf("%s: %v, want %s", text, err, code)
		}
	}
}

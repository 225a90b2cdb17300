package plpgsql

import (
	"errors"
	"testing"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// TestParseErrors: the words and the places of errors are Postgres's.
func TestParseErrors(t *testing.T) {
	for _, tt := range []struct {
		body, code, message string
		position            int
	}{
		{"", pgerror.SyntaxError, "syntax error at end of input", 1},
		{"BEGIN", pgerror.SyntaxError, "syntax error at end of input", 6},
		{"BEGIN END x", pgerror.SyntaxError, `end label "x" specified for unlabeled block`, 11},
		{"<<a>> BEGIN END b", pgerror.SyntaxError, `end label "b" differs from block's label "a"`, 17},
		{"BEGIN IF true THEN NULL; END; END", pgerror.SyntaxError, `syntax error at or near ";"`, 29},
		{"BEGIN\n  FOR i IN 1 LOOP", pgerror.SyntaxError, "syntax error at end of input", 24},
		{"BEGIN RAISE EXCEPTION 'é %'; END", pgerror.SyntaxError, "too few parameters specified for RAISE", 0},
		{"BEGIN /* é */ RAISE nosuch; END", pgerror.UndefinedObject, `unrecognized exception condition "nosuch"`, 0},
		{"BEGIN RAISE SQLSTATE 'abc'; END", pgerror.SyntaxError, "invalid SQLSTATE code at or near \"'abc'\"", 22},
		{"BEGIN EXCEPTION WHEN nosuch THEN NULL; END", pgerror.UndefinedObject, `unrecognized exception condition "nosuch"`, 0},
		{"DECLARE a int; a text; BEGIN END", pgerror.SyntaxError, `duplicate declaration at or near "a"`, 16},
		{"BEGIN SELECT (1 INTO x; END", pgerror.SyntaxError, "mismatched parentheses at end of input", 28},
		{"BEGIN FETCH 5 FROM c INTO x; END", pgerror.FeatureNotSupported, "FETCH statement cannot return multiple rows", 22},
		{"BEGIN 'x", pgerror.SyntaxError, `unterminated quoted string at or near "'x"`, 7},
	} {
		_, err := Parse(tt.body)
		var e *pgerror.Error
		if !errors.As(err, &e) {
			t.Errorf("%q: got %v", tt.body, err)
			continue
		}
		if e.Code != tt.code || e.Message != tt.message || e.Position != tt.position {
			t.Errorf("%q: got %s %q at %d, want %s %q at %d", tt.body, e.Code, e.Message, e.Position, tt.code, tt.message, tt.position)
		}
	}
}

// TestParseInto: INTO is taken out of a statement, wherever it stands; that of INSERT is not.
func TestParseInto(t *testing.T) {
	for _, tt := range []struct {
		statement, query, first string
		strict                  bool
		targets                 int
	}{
		{"SELECT a, b INTO STRICT x, y FROM t", "SELECT a, b                  FROM t", "x", true, 2},
		{"SELECT INTO x a FROM t", "SELECT        a FROM t", "x", false, 1},
		{"SELECT a FROM t INTO r.f", "SELECT a FROM t", "r.f", false, 1},
		{"INSERT INTO t VALUES (1) RETURNING a INTO x[1]", "INSERT INTO t VALUES (1) RETURNING a", "x[1]", false, 1},
		{"INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (1)", "", false, 0},
		{"WITH w AS (INSERT INTO t VALUES (1) RETURNING a) SELECT a INTO x FROM w", "WITH w AS (INSERT INTO t VALUES (1) RETURNING a) SELECT a        FROM w", "x", false, 1},
		{"CREATE TABLE n AS SELECT 1", "CREATE TABLE n AS SELECT 1", "", false, 0},
	} {
		b, err := Parse("BEGIN " + tt.statement + "; END")
		if err != nil {
			t.Errorf("%s: %v", tt.statement, err)
			continue
		}
		s := b.Block.Body[0].(*SQL)
		first := ""
		if len(s.Into) > 0 {
			first = s.Into[0].Text
		}
		if s.Query.Text != tt.query || first != tt.first || s.Strict != tt.strict || len(s.Into) != tt.targets {
			t.Errorf("%s: got %q INTO %q strict %v", tt.statement, s.Query.Text, first, s.Strict)
		}
	}
}

// TestLines: statements know their lines, which count from the one after the opening quote.
func TestLines(t *testing.T) {
	b, err := Parse("\nDECLARE\n  x int;\nBEGIN\n  x := 1;\n\n  IF x = 1\n  THEN NULL;\n  END IF;\nEND")
	if err != nil {
		t.Fatal(err)
	}
	got := []int{b.Block.Decls[0].Line, b.Block.Line, b.Block.Body[0].line(), b.Block.Body[1].line()}
	for i, want := range []int{3, 4, 5, 7} {
		if got[i] != want {
			t.Errorf("%d: got line %d, want %d", i, got[i], want)
		}
	}
}

// FuzzParse: no body breaks the parser.
func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"BEGIN NULL; END", "<<a>> DECLARE x int := 1; c CURSOR (k int) FOR SELECT k; BEGIN EXCEPTION WHEN OTHERS OR SQLSTATE '12345' THEN RAISE; END a",
		"BEGIN FOR i IN REVERSE 1..2 BY 3 LOOP EXIT WHEN x; END LOOP; FOR r IN SELECT 1 LOOP CONTINUE; END LOOP; FOREACH a SLICE 1 IN ARRAY b LOOP END LOOP; END",
		"BEGIN SELECT a INTO STRICT b, c.d FROM e; a[1:2].b := 3; EXECUTE 'x' INTO y USING z, 1; GET STACKED DIAGNOSTICS a = MESSAGE_TEXT; END",
		"#variable_conflict use_column\nBEGIN CASE x WHEN 1, 2 THEN NULL; ELSE RAISE NOTICE '%' , 1 USING HINT = 'h'; END CASE; OPEN c FOR EXECUTE 'q'; FETCH RELATIVE 1 FROM c INTO a; CLOSE c; END",
		"BEGIN RETURN NEXT x; RETURN QUERY EXECUTE 'a' USING 1; RETURN; ASSERT true, 'm'; PERFORM 1; COMMIT AND CHAIN; CALL f(1); END",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		b, err := Parse(s)
		if (b == nil) == (err == nil) {
			t.Fatalf("got %v, %v", b, err)
		}
		var e *pgerror.Error
		if err != nil && !errors.As(err, &e) {
			t.Fatalf("error of type %T", err)
		}
	})
}

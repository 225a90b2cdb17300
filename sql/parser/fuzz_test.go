package parser

import (
	"testing"

	"github.com/isochrondb/isochron/sql/parser/ast"
)

// addCorpus seeds a fuzz target with the written statements.
func addCorpus(f *testing.F) {
	for _, sql := range corpus(f, "statements.txt") {
		f.Add(sql)
	}
}

// FuzzParse checks that any text gives trees or an *Error, and that what is
// printed means the same.
func FuzzParse(f *testing.F) {
	addCorpus(f)
	f.Fuzz(func(t *testing.T, sql string) {
		stmts, err := Parse(sql)
		if err != nil {
			e, ok := err.(*Error)
			if !ok || e.Message == "" || len(e.SQLSTATE) != 5 || e.Position < 0 || e.Position > len(sql)+1 {
				t.Fatalf("Parse(%q): %#v", sql, err)
			}
			return
		}
		checkRoundTrip(t, stmts)
		for _, s := range stmts {
			ast.Walk(s.AST, func(n ast.Node) bool {
				if n.Position() < -1 || n.Position() > len(sql) {
					t.Errorf("%q: %T at %d", sql, n, n.Position())
				}
				return true
			})
		}
	})
}

// FuzzLex checks that tokens advance and cover the text without overlap.
func FuzzLex(f *testing.F) {
	addCorpus(f)
	f.Fuzz(func(t *testing.T, sql string) {
		if checkEncoding(sql) != nil {
			return
		}
		defer func() {
			if r := recover(); r != nil {
				if _, ok := r.(*Error); !ok {
					panic(r)
				}
			}
		}()
		l := lexer{sql: sql}
		var tok token
		end := int32(0)
		for l.next(&tok); tok.kind != tEOF; l.next(&tok) {
			if tok.pos < end || tok.end <= tok.pos {
				t.Fatalf("%q: token at %d to %d after %d", sql, tok.pos, tok.end, end)
			}
			end = tok.end
		}
	})
}

// FuzzNormalize checks that a normalized text parses if the original does, to
// the same tree once its literals are put back, and that normalizing is stable.
func FuzzNormalize(f *testing.F) {
	addCorpus(f)
	f.Fuzz(func(t *testing.T, sql string) {
		text, literals, ok := Normalize(sql)
		if !ok {
			return
		}
		checkNormalized(t, sql, text, literals)
		again, more, ok := Normalize(text)
		if len(literals) == 0 && (!ok || again != text || len(more) != 0) {
			t.Errorf("%q is normalized again to %q", text, again)
		}
	})
}

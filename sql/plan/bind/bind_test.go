package bind

import (
	"testing"

	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/parser/ast"
)

func parse(t *testing.T, sql string) ast.Statement {
	t.Helper()
	st, err := parser.ParseOne(sql)
	if err != nil {
		t.Fatal(err)
	}
	return st.AST
}

func TestColumnNames(t *testing.T) {
	sel := parse(t, `SELECT a.b, f(x), 1, 'x', x::int, 1::int, CASE WHEN a THEN b ELSE c END, coalesce(1), (SELECT q FROM r), EXISTS (SELECT 1),
		ARRAY[1], current_user, true, -x, greatest(1, 2)`).(*ast.Select)
	want := []string{"b", "f", "?column?", "?column?", "x", "int4", "c", "coalesce", "q", "exists", "array", "current_user", "?column?", "?column?", "greatest"}
	for i, w := range want {
		if got := columnName(sel.Targets[i].Expr); got != w {
			t.Errorf("target %d: got %q, want %q", i+1, got, w)
		}
	}
}

func TestEditDistance(t *testing.T) {
	for _, tc := range []struct {
		a, b  string
		limit int
		want  int
	}{{"name", "name", 5, 0}, {"naem", "name", 5, 2}, {"a", "abc", 5, 2}, {"abcdef", "x", 3, 3}, {"näme", "name", 5, 1}, {"日", "a", 5, 1}} {
		if got := editDistance(tc.a, tc.b, tc.limit); got != tc.want {
			t.Errorf("%s, %s: got %d, want %d", tc.a, tc.b, got, tc.want)
		}
	}
}

func TestStrictestWait(t *testing.T) {
	for _, tc := range []struct{ a, b, want ast.LockWait }{
		{ast.LockBlock, ast.LockBlock, ast.LockBlock},
		{ast.LockBlock, ast.LockSkipLocked, ast.LockSkipLocked},
		{ast.LockSkipLocked, ast.LockNoWait, ast.LockNoWait},
		{ast.LockNoWait, ast.LockSkipLocked, ast.LockNoWait},
		{ast.LockNoWait, ast.LockBlock, ast.LockNoWait},
	} {
		if got := strictestWait(tc.a, tc.b); got != tc.want {
			t.Errorf("%v, %v: got %v, want %v", tc.a, tc.b, got, tc.want)
		}
	}
}

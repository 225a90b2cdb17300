package plan

import (
	"reflect"
	"testing"

	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
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

func TestExplainOptions(t *testing.T) {
	for sql, want := range map[string]ExplainOptions{
		"EXPLAIN SELECT 1":                                      {Costs: true, Timing: true},
		"EXPLAIN ANALYZE SELECT 1":                              {Analyze: true, Costs: true, Timing: true, Summary: true},
		"EXPLAIN (ANALYZE, COSTS off, TIMING false) SELECT 1":   {Analyze: true, Summary: true},
		"EXPLAIN (FORMAT json, VERBOSE, SUMMARY true) SELECT 1": {Format: ExplainJSON, Verbose: true, Costs: true, Timing: true, Summary: true},
		"EXPLAIN (FORMAT yaml) SELECT 1":                        {Format: ExplainYAML, Costs: true, Timing: true},
		"EXPLAIN (FORMAT xml, COSTS off) SELECT 1":              {Format: ExplainXML, Timing: true},
		"EXPLAIN (WAN) SELECT 1":                                {Costs: true, Timing: true, WAN: true},
		"EXPLAIN (WAN off, FORMAT xml) SELECT 1":                {Format: ExplainXML, Costs: true, Timing: true},
	} {
		got, err := ParseExplainOptions(parse(t, sql).(*ast.Explain).Options)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %+v, %v, want %+v", sql, got, err, want)
		}
	}
	for sql, code := range map[string]string{
		"EXPLAIN (NOSUCH) SELECT 1":           pgerror.SyntaxError,
		"EXPLAIN (FORMAT nope) SELECT 1":      pgerror.InvalidParameterValue,
		"EXPLAIN (WAN, FORMAT json) SELECT 1": pgerror.FeatureNotSupported,
	} {
		if _, err := ParseExplainOptions(parse(t, sql).(*ast.Explain).Options); pgerror.Code(err) != code {
			t.Errorf("%s: got %v, want %s", sql, err, code)
		}
	}
}

func TestEditDistance(t *testing.T) {
	for _, tc := range []struct {
		a, b  string
		limit int
		want  int
	}{{"name", "name", 5, 0}, {"naem", "name", 5, 2}, {"a", "abc", 5, 2}, {"abcdef", "x", 3, 3}} {
		if got := editDistance(tc.a, tc.b, tc.limit); got != tc.want {
			t.Errorf("%s, %s: got %d, want %d", tc.a, tc.b, got, tc.want)
		}
	}
}

func TestFactorOr(t *testing.T) {
	v := func(id scalar.VarID) scalar.Expr {
		return &scalar.Var{ID: id, T: types.TBool, Name: string(rune('a' + id - 1))}
	}
	and := func(xs ...scalar.Expr) scalar.Expr { return &scalar.Bool{Args: xs} }
	or := func(xs ...scalar.Expr) scalar.Expr { return &scalar.Bool{Or: true, Args: xs} }
	for _, tc := range []struct {
		in   scalar.Expr
		want string
	}{
		{or(and(v(1), v(2)), and(v(1), v(3))), "(a AND (b OR c))"},
		{or(and(v(1), v(2)), v(1)), "a"},
		{or(v(1), v(2)), "(a OR b)"},
	} {
		if got := scalar.Format(factorOr(tc.in), nil); got != tc.want {
			t.Errorf("got %s, want %s", got, tc.want)
		}
	}
}

func TestSatisfies(t *testing.T) {
	k := func(id scalar.VarID, desc, nf bool) sortKey { return sortKey{id: id, desc: desc, nullsFirst: nf} }
	have := []sortKey{k(1, false, false), k(2, true, true), k(3, false, false)}
	nullable := func(scalar.VarID) bool { return false }
	for _, tc := range []struct {
		name          string
		want          []sortKey
		fixed         varSet
		forward, back int
	}{
		{"the same", have, nil, 3, 0},
		{"a prefix", have[:1], nil, 1, 0},
		{"reversed", []sortKey{k(1, true, true), k(2, false, false)}, nil, 0, 2},
		{"another place of NULLs", []sortKey{k(1, false, true)}, nil, 0, 0},
		{"a column left out", []sortKey{k(1, false, false), k(3, false, false)}, nil, 1, 0},
		{"a column of one value left out", []sortKey{k(1, false, false), k(3, false, false)}, varSet{2: true}, 2, 0},
		{"nothing", nil, nil, 0, 0},
	} {
		f, b := satisfies(have, tc.want, tc.fixed, nullable)
		if f != tc.forward || b != tc.back {
			t.Errorf("%s: got %v, %v, want %v, %v", tc.name, f, b, tc.forward, tc.back)
		}
	}
}

func TestRejectsNull(t *testing.T) {
	inner := varSet{1: true}
	x, y := &scalar.Var{ID: 1, T: types.TInt4}, &scalar.Var{ID: 2, T: types.TInt4}
	eq, err := types.ResolveOperator("=", types.TInt4, types.TInt4)
	if err != nil {
		t.Fatal(err)
	}
	hit, miss := &scalar.Op{Op: eq, L: x, R: y}, &scalar.Op{Op: eq, L: y, R: y}
	for _, tc := range []struct {
		name string
		e    scalar.Expr
		want bool
	}{
		{"=", hit, true},
		{"of other columns", miss, false},
		{"is null", &scalar.IsNull{X: x}, false},
		{"is not null", &scalar.IsNull{X: x, Not: true}, true},
		{"and", &scalar.Bool{Args: []scalar.Expr{miss, hit}}, true},
		{"or, one", &scalar.Bool{Or: true, Args: []scalar.Expr{miss, hit}}, false},
		{"or, all", &scalar.Bool{Or: true, Args: []scalar.Expr{hit, hit}}, true},
		{"coalesce", &scalar.Op{Op: eq, L: &scalar.Coalesce{T: types.TInt4, Args: []scalar.Expr{x, y}}, R: y}, false},
	} {
		if got := rejectsNull(tc.e, inner); got != tc.want {
			t.Errorf("%s: got %v, want %v", tc.name, got, tc.want)
		}
	}
}

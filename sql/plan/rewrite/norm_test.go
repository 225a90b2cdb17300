package rewrite

import (
	"testing"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

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

func TestRejectsNull(t *testing.T) {
	inner := rel.VarSet{1: true}
	x, y := &scalar.Var{ID: 1, T: types.TInt4}, &scalar.Var{ID: 2, T: types.TInt4}
	eq, err := builtin.ResolveOperator("=", types.TInt4, types.TInt4)
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
		if got := RejectsNull(tc.e, inner); got != tc.want {
			t.Errorf("%s: got %v, want %v", tc.name, got, tc.want)
		}
	}
}

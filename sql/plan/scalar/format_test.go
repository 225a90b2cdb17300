package scalar_test

import (
	"testing"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// TestFormatParts: how arms of a CASE and assignments to parts are shown.
func TestFormatParts(t *testing.T) {
	eq, err := builtin.ResolveOperator("=", types.TInt4, types.TInt4)
	if err != nil {
		t.Fatal(err)
	}
	col := func(name string) scalar.Expr { return &scalar.Var{T: types.TInt4, Name: name} }
	arg := &scalar.CaseArg{T: types.TInt4}
	read := func(*types.Env, types.Datum, []types.Datum) (types.Datum, error) { return types.Null, nil }
	field := &scalar.Assign{Old: arg, Path: []scalar.PathStep{{Field: "x y"}}, New: col("v")}
	element := &scalar.Assign{Old: col("c"), At: []scalar.Expr{col("i")}, Path: []scalar.PathStep{{Upper: true}}, New: field, Read: read}
	slice := &scalar.Assign{Old: element, At: []scalar.Expr{col("j")}, Path: []scalar.PathStep{{Lower: true, Slice: true}}, New: col("w")}
	for _, tt := range []struct {
		x    scalar.Expr
		want string
	}{
		{&scalar.Case{Arg: col("a"), Whens: []scalar.When{{Cond: &scalar.Op{Op: eq, L: arg, R: col("b")}, Result: col("c")}}}, "CASE a WHEN b THEN c END"},
		{&scalar.Case{Arg: col("a"), Whens: []scalar.When{{Cond: &scalar.Op{Op: eq, L: col("b"), R: arg}, Result: col("c")}}}, "CASE a WHEN (b = CASE_TEST_EXPR) THEN c END"},
		{&scalar.Case{Whens: []scalar.When{{Cond: &scalar.Op{Op: eq, L: col("a"), R: col("b")}, Result: col("c")}}}, "CASE WHEN (a = b) THEN c END"},
		{element, `(c[i]."x y" := v)`},
		{slice, `((c[i]."x y" := v)[j:] := w)`},
	} {
		if got := scalar.Format(tt.x, nil); got != tt.want {
			t.Errorf("got %s, want %s", got, tt.want)
		}
	}
	// Nothing of an assignment is lost on the way to its places, and fields are told apart.
	moved := scalar.Map(slice, func(x scalar.Expr) scalar.Expr {
		if v, ok := x.(*scalar.Var); ok {
			return &scalar.Var{T: v.T, Name: v.Name + "1"}
		}
		return x
	})
	if got, want := scalar.Format(moved, nil), `((c1[i1]."x y" := v1)[j1:] := w1)`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	other := *field
	other.Path = []scalar.PathStep{{Field: "z"}}
	if scalar.Equal(field, &other) || !scalar.Equal(field, field) {
		t.Error("fields are not told apart")
	}
}

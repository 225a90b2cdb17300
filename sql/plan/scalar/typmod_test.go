package scalar

import (
	"testing"

	"github.com/isochrondb/isochron/sql/types"
)

// TestTypmodOf: a choice has the modifier that all of its values have, and is looked at once however
// deep it is nested (twice for each level would not end).
func TestTypmodOf(t *testing.T) {
	col := func(m int32) Expr { return &Var{T: types.TVarchar, Typmod: m} }
	deep := col(9)
	for range 100 {
		deep = &Coalesce{T: types.TVarchar, Args: []Expr{&Case{T: types.TVarchar, Whens: []When{{Cond: &Const{T: types.TBool}, Result: col(9)}}, Else: deep}, col(9)}}
	}
	for _, tt := range []struct {
		name string
		x    Expr
		want int32
	}{
		{"deep", deep, 9},
		{"others", &Coalesce{T: types.TVarchar, Args: []Expr{col(9), col(10)}}, types.NoTypmod},
		{"none", &MinMax{T: types.TVarchar, Args: []Expr{col(9), col(types.NoTypmod)}}, types.NoTypmod},
		{"no ELSE", &Case{T: types.TVarchar, Whens: []When{{Result: col(9)}}}, types.NoTypmod},
		{"array", &Array{T: types.TVarchar.ArrayType(), Elems: []Expr{col(9), col(9)}}, 9},
		{"of no element", &Array{T: types.TVarchar.ArrayType()}, types.NoTypmod},
	} {
		if got := TypmodOf(tt.x); got != tt.want {
			t.Errorf("%s: %d, want %d", tt.name, got, tt.want)
		}
	}
}

package physical

import (
	"math"
	"testing"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/stats"
	"github.com/isochrondb/isochron/sql/types"
)

// TestClass: 20,000 rows of which three tenths are 5, and the others lie evenly in 1,000 to 2,000.
func TestClass(t *testing.T) {
	col := &stats.Column{Distinct: 1001, Common: []stats.Common{{Key: intKey(5), Share: 0.3}}}
	for v := int64(1000); v <= 2000; v += 100 {
		col.Bounds = append(col.Bounds, intKey(v))
	}
	param := func(n int) scalar.Expr { return &scalar.Param{T: types.TInt4, N: n} }
	equal := []nodes.Alt{{Eq: param(1)}}
	either := []nodes.Alt{{Eq: param(1)}, {Eq: param(2)}}
	between := []nodes.Alt{{Range: true, Lo: []nodes.Bound{{X: param(1)}}, Hi: []nodes.Bound{{X: param(2)}}}}
	above := []nodes.Alt{{Range: true, Lo: []nodes.Bound{{X: param(1)}}}}
	for _, tt := range []struct {
		name string
		alts []nodes.Alt
		args []types.Datum
		want int // steps from the average
	}{
		{"another value", equal, ints(1500), 0},
		{"the common value", equal, ints(5), 4},
		{"NULL", equal, []types.Datum{types.Null}, 0},
		{"no arguments", equal, nil, 0},
		{"two others", either, ints(1500, 1600), 0},
		{"another and the common value", either, ints(1500, 5), 4},
		{"one of both is not known", either, ints(1500), 0},
		{"about as many as by average", between, ints(1500, 1530), 0},
		{"a tenth", between, ints(1500, 1650), 1},
		{"all", between, ints(0, 3000), 3},
		{"none", between, ints(4000, 4001), -3},
		{"a third", above, ints(1500), 0},
		{"the end", above, ints(1999), -5},
	} {
		c := &columnStats{Column: col, t: types.TInt4, then: 20_000, now: 20_000, notes: &notes{}}
		c.note(tt.alts)
		if c.note(tt.alts); len(c.notes.list) != 1 {
			t.Fatalf("%s: %d estimates, want 1", tt.name, len(c.notes.list))
		}
		p := choice{estimates: c.notes.list}
		v := &nodes.Arguments{Args: tt.args, Env: &types.Env{}}
		if got := p.estimates[0].class(v); got != tt.want {
			t.Errorf("%s: %d steps, want %d", tt.name, got, tt.want)
		}
		if class := p.Class(v); (class == 0) != (tt.want == 0) {
			t.Errorf("%s: class %d of %d steps", tt.name, class, tt.want)
		}
	}
}

func ints(list ...int64) (out []types.Datum) {
	for _, v := range list {
		out = append(out, types.Int(v))
	}
	return out
}

// TestNoted: values are asked for only where they may make a difference.
func TestNoted(t *testing.T) {
	param := &scalar.Param{T: types.TInt4, N: 1}
	column := &scalar.Var{T: types.TInt4, ID: 1}
	known := &scalar.Const{T: types.TInt4, D: types.Int(5)}
	common := func(shares ...float64) (out []stats.Common) {
		for i, s := range shares {
			out = append(out, stats.Common{Key: intKey(int64(i)), Share: s})
		}
		return out
	}
	for _, tt := range []struct {
		name     string
		rows     float64
		distinct int64
		common   []stats.Common
		alt      nodes.Alt
		want     bool
	}{
		{"a key", 20_000, 20_000, nil, nodes.Alt{Eq: param}, false},
		{"a range of a key", 20_000, 20_000, nil, nodes.Alt{Range: true, Lo: []nodes.Bound{{X: param}}}, true},
		{"values that are alike", 20_000, 20, common(0.06, 0.05), nodes.Alt{Eq: param}, false},
		{"a common value", 20_000, 20, common(0.3), nodes.Alt{Eq: param}, true},
		{"few of the values are common, the others rare", 20_000, 1000, common(0.0015, 0.0014), nodes.Alt{Eq: param}, false},
		{"all values are known: others find nothing", 20_000, 2, common(0.5, 0.5), nodes.Alt{Eq: param}, true},
		{"a small table", 900, 20, common(0.3), nodes.Alt{Eq: param}, false},
		{"a constant", 20_000, 20, common(0.3), nodes.Alt{Eq: known}, false},
		{"a column", 20_000, 20, common(0.3), nodes.Alt{Eq: column}, false},
		{"NULL", 20_000, 20, common(0.3), nodes.Alt{Null: true}, false},
	} {
		c := &columnStats{Column: &stats.Column{Distinct: tt.distinct, Common: tt.common}, t: types.TInt4, then: tt.rows, now: tt.rows, notes: &notes{}}
		c.note([]nodes.Alt{tt.alt})
		if got := len(c.notes.list) > 0; got != tt.want {
			t.Errorf("%s: noted %v, want %v", tt.name, got, tt.want)
		}
	}
}

// TestArgumentsTell: what an expression is is told by arguments, or not at all.
func TestArgumentsTell(t *testing.T) {
	plus, err := builtin.ResolveOperator("+", types.TInt4, types.TInt4)
	if err != nil {
		t.Fatal(err)
	}
	param := func(n int) scalar.Expr { return &scalar.Param{T: types.TInt4, N: n} }
	sum := func(l, r scalar.Expr) scalar.Expr { return &scalar.Op{Op: plus, L: l, R: r} }
	one := &scalar.Const{T: types.TInt4, D: types.Int(1)}
	for _, tt := range []struct {
		name   string
		x      scalar.Expr
		args   []types.Datum
		varies bool
		want   int64 // 0: not known
	}{
		{"a constant", one, nil, false, 1},
		{"a parameter", param(2), ints(7, 8), true, 8},
		{"one that is not given", param(3), ints(7, 8), true, 0},
		{"a sum", sum(param(1), one), ints(7), true, 8},
		{"a sum that fails", sum(param(1), one), ints(math.MaxInt32), true, 0},
		{"of an outer row", sum(param(1), &scalar.Reg{T: types.TInt4}), ints(7), false, 0},
		{"of a body that is being bound", param(-1), ints(7), false, 0},
		{"of such a body, in a sum", sum(param(-1), one), ints(7), false, 0},
	} {
		if got := nodes.Varies(tt.x); got != tt.varies {
			t.Errorf("%s: varies %v, want %v", tt.name, got, tt.varies)
		}
		d, ok := (&nodes.Arguments{Args: tt.args, Env: &types.Env{}}).Constant(tt.x)
		if ok != (tt.want != 0) || ok && d.Int() != tt.want {
			t.Errorf("%s: %v, %v, want %d", tt.name, d, ok, tt.want)
		}
	}
}

// TestOrdered: common values that were prepared are found as before.
func TestOrdered(t *testing.T) {
	col := &stats.Column{Distinct: 500}
	for i := range int64(20) {
		col.Common = append(col.Common, stats.Common{Key: intKey(i * 7919 % 100), Share: 0.01 * float64(i+1) / 10})
		col.Bounds = append(col.Bounds, intKey(i*5))
	}
	plain := columnStats{Column: col, t: types.TInt4, then: 1000, now: 1000}
	ordered := plain
	ordered.order()
	for v := int64(-1); v <= 101; v++ {
		x := &scalar.Const{T: types.TInt4, D: types.Int(v)}
		if got, want := ordered.equal(x), plain.equal(x); got != want {
			t.Errorf("= %d: %v, want %v", v, got, want)
		}
		if got, want := ordered.below(intKey(v)), plain.below(intKey(v)); math.Abs(got-want) > 1e-12 {
			t.Errorf("< %d: %v, want %v", v, got, want)
		}
	}
}

func BenchmarkClass(b *testing.B) {
	col := &stats.Column{Distinct: 20_000}
	for v := int64(0); v <= 100; v++ {
		col.Common = append(col.Common, stats.Common{Key: intKey(v*200 + 7), Share: 0.001})
		col.Bounds = append(col.Bounds, intKey(v*200))
	}
	c := &columnStats{Column: col, t: types.TInt4, then: 20_000, now: 20_000, notes: &notes{}}
	param := func(n int) scalar.Expr { return &scalar.Param{T: types.TInt4, N: n} }
	c.note([]nodes.Alt{{Range: true, Lo: []nodes.Bound{{X: param(1)}}, Hi: []nodes.Bound{{X: param(2)}}}})
	c.note([]nodes.Alt{{Eq: param(3)}})
	p := choice{estimates: c.notes.list}
	v := &nodes.Arguments{Args: ints(15000, 16000, 12000), Env: &types.Env{}}
	b.ReportAllocs()
	for b.Loop() {
		p.Class(v)
	}
}

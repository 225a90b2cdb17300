package physical

import (
	"testing"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// TestMomentBounds: what comparisons of columns with values of another type of moments leave of the columns.
func TestMomentBounds(t *testing.T) {
	const day, stamp, zoned = "2020-03-08", "2020-03-08 12:00:00", "2020-03-08 12:00:00+00"
	value := func(of *types.Type, text string) scalar.Expr {
		d, err := types.DecodeText(of, types.NoTypmod, text, &types.Env{})
		if err != nil {
			t.Fatal(err)
		}
		return &scalar.Const{T: of, Typmod: types.NoTypmod, D: d}
	}
	for _, tc := range []struct {
		col   *types.Type
		op    string
		of    *types.Type
		value string
		want  string // of the bounds, in UTC; the conditions that are told at once are marked with !
	}{
		{types.TDate, "=", types.TTimestamp, stamp, "= NULL!"},
		{types.TDate, "=", types.TTimestamp, day, "= 2020-03-08!"},
		{types.TDate, "<", types.TTimestamp, stamp, "< 2020-03-09!"},
		{types.TDate, "<=", types.TTimestamp, stamp, "<= 2020-03-08!"},
		{types.TDate, ">", types.TTimestamp, stamp, "> 2020-03-08!"},
		{types.TDate, ">=", types.TTimestamp, stamp, ">= 2020-03-09!"},
		{types.TDate, ">=", types.TTimestamp, day, ">= 2020-03-08!"},
		{types.TTimestamp, "=", types.TDate, day, "= 2020-03-08 00:00:00!"},
		{types.TTimestamp, ">", types.TDate, day, "> 2020-03-08 00:00:00!"},
		{types.TTimestamp, "<", types.TDate, "infinity", "< infinity!"},
		{types.TTimestampTZ, "=", types.TDate, day, "= 2020-03-08 00:00:00+00"},
		{types.TTimestampTZ, "<=", types.TTimestamp, stamp, "<= 2020-03-08 12:00:00+00"},
		{types.TDate, "=", types.TTimestampTZ, zoned, ">= 2020-03-09 <= 2020-03-08 wider"},
		{types.TDate, "<", types.TTimestampTZ, zoned, "< 2020-03-09 wider"},
		{types.TTimestamp, "=", types.TTimestampTZ, zoned, ">= 2020-03-08 12:00:00 <= 2020-03-08 12:00:00 wider"},
		{types.TTimestamp, ">", types.TTimestampTZ, zoned, "> 2020-03-08 12:00:00 wider"},
		{types.TTimestamp, "<>", types.TTimestampTZ, zoned, "none"},
	} {
		op, err := builtin.ResolveOperator(tc.op, tc.col, tc.of)
		if err != nil {
			t.Fatal(err)
		}
		b := &bind.Binder{}
		p := &planner{b: b}
		v := &scalar.Var{ID: 1, T: tc.col, Name: "c"}
		slots := map[scalar.VarID]int{1: 0}
		x := value(tc.of, tc.value)
		cc, ok := p.opCond(&scalar.Op{Op: op, L: v, R: x}, slots, nil)
		if got := boundsText(t, cc, ok); got != tc.want {
			t.Errorf("%s %s %s %s: got %s, want %s", tc.col, tc.op, tc.of, tc.value, got, tc.want)
		}
		again, _ := p.opCond(&scalar.Op{Op: op, L: v, R: x}, slots, nil)
		if ok && !sameAlt(cc.alts[0], again.alts[0]) {
			t.Errorf("%s %s %s: another bound the second time", tc.col, tc.op, tc.of)
		}
	}
}

// boundsText shows the bounds of the only alternative of a condition, computed in UTC.
func boundsText(t *testing.T, cc colCond, ok bool) string {
	t.Helper()
	if !ok {
		return "none"
	}
	out := ""
	add := func(op string, x scalar.Expr) {
		d, err := x.Eval(&scalar.Ctx{Env: &types.Env{}})
		if err != nil {
			t.Fatal(err)
		}
		text := "NULL"
		if !d.IsNull() {
			text = types.String(x.Type(), d, &types.Env{})
		}
		if out != "" {
			out += " "
		}
		out += op + " " + text
		if _, told := x.(*scalar.Const); told {
			out += "!"
		}
	}
	a := &cc.alts[0]
	if a.Eq != nil {
		add("=", a.Eq)
	}
	for _, b := range a.Lo {
		add(map[bool]string{true: ">=", false: ">"}[b.Inclusive], b.X)
	}
	for _, b := range a.Hi {
		add(map[bool]string{true: "<=", false: "<"}[b.Inclusive], b.X)
	}
	if cc.wider {
		out += " wider"
	}
	return out
}

// TestFixedMoments: where clocks skip a time, two timestamps equal one moment, and have an order.
func TestFixedMoments(t *testing.T) {
	for _, tc := range []struct {
		col, of *types.Type
		want    bool
	}{
		{types.TTimestamp, types.TTimestampTZ, false}, {types.TDate, types.TTimestampTZ, false},
		{types.TTimestampTZ, types.TTimestamp, true}, {types.TTimestamp, types.TDate, true}, {types.TDate, types.TDate, true},
	} {
		op, err := builtin.ResolveOperator("=", tc.col, tc.of)
		if err != nil {
			t.Fatal(err)
		}
		c := &scalar.Op{Op: op, L: &scalar.Var{ID: 1, T: tc.col}, R: &scalar.Param{T: tc.of, N: 1}}
		if got := fixedVars([]scalar.Expr{c})[1]; got != tc.want {
			t.Errorf("%s = %s: got %t, want %t", tc.col, tc.of, got, tc.want)
		}
	}
}

func TestOpposite(t *testing.T) {
	b := &bind.Binder{}
	op := func(name string, x, y scalar.Expr) scalar.Expr {
		o, err := builtin.ResolveOperator(name, x.Type(), y.Type())
		if err != nil {
			t.Fatal(err)
		}
		return &scalar.Op{Op: o, L: x, R: y}
	}
	a, n := &scalar.Var{ID: 1, T: types.TInt4, Name: "a"}, &scalar.Param{T: types.TInt8, N: 1}
	s, m := &scalar.Var{ID: 2, T: types.TText, Name: "s"}, &scalar.Param{T: types.TText, N: 2}
	f := &scalar.Var{ID: 3, T: types.TBool, Name: "f"}
	not := func(x scalar.Expr) scalar.Expr { return &scalar.Not{X: x} }
	or := func(xs ...scalar.Expr) scalar.Expr { return &scalar.Bool{Or: true, Args: xs} }
	and := func(xs ...scalar.Expr) scalar.Expr { return &scalar.Bool{Args: xs} }
	for _, tc := range []struct{ in, want scalar.Expr }{
		{not(op("<>", a, n)), op("=", a, n)},
		{not(op("<", a, n)), op(">=", a, n)},
		{not(op(">=", s, m)), op("<", s, m)},
		{not(op("~~", s, m)), not(op("~~", s, m))},
		{not(f), not(f)},
		{not(not(f)), f},
		{not(or(op("=", a, n), f)), and(op("<>", a, n), not(f))},
		{not(and(op("=", a, n), or(not(f), op("<=", a, n)))), or(op("<>", a, n), and(f, op(">", a, n)))},
		{not(&scalar.IsNull{X: a}), &scalar.IsNull{X: a, Not: true}},
	} {
		if got := b.Simplify(tc.in); !scalar.Equal(got, tc.want) {
			t.Errorf("%s: got %s, want %s", scalar.Key(tc.in), scalar.Key(got), scalar.Key(tc.want))
		}
	}
}

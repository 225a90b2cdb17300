package rewrite

import (
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// Dates, timestamps and timestamps with time zone bound columns of one another:
//
//	ts >= date '2020-01-01'    Lo: the moment at which that day begins
//	d < now()                  Hi: the first day that does not begin before now, in the session's zone
//
// See builtin.KeyBound. Values are brought to the column's type when the statement runs, with the zone of
// then; a constant is at once, where that depends on no zone.

// OtherMoment reports whether t and xt are different types of moments.
func OtherMoment(t, xt *types.Type) bool {
	return t != xt && builtin.IsMoment(t) && builtin.IsMoment(xt)
}

// OneMoment reports whether at most one value of type t equals one of type xt. Where clocks skip a time,
// two local times are the same moment.
func OneMoment(t, xt *types.Type) bool {
	return !OtherMoment(t, xt) || xt != types.TTimestampTZ
}

// boundOf is what a value becomes where it bounds a column of another type.
// Expressions are told apart by their address.
type boundOf struct {
	x  scalar.Expr
	op string
	t  *types.Type
}

// MomentBound is what x becomes for the comparison op of a column of type t with it.
// exact is false where values of the column's type between out and x may exist: the condition has to be
// judged besides, of the rows that out leaves.
func (w *Rewriter) MomentBound(op string, t *types.Type, x scalar.Expr) (out scalar.Expr, exact bool) {
	fn, exact := builtin.KeyBound(op, t, x.Type())
	return w.boundBy(fn, op, t, x, t == types.TTimestampTZ || x.Type() == types.TTimestampTZ), exact
}

// MomentBounds is MomentBound of the elements of an array.
func (w *Rewriter) MomentBounds(op string, t *types.Type, x scalar.Expr) (out scalar.Expr, exact bool) {
	elem := x.Type().Elem()
	fn, exact := builtin.KeyBounds(op, t, elem)
	return w.boundBy(fn, op, t, x, t == types.TTimestampTZ || elem == types.TTimestampTZ), exact
}

// boundBy calls fn of x, once for each comparison: at once of a constant, unless it is zoned.
// One expression for one comparison: the planner tells bounds apart by address when it weighs them and
// when it notes which are by arguments.
func (w *Rewriter) boundBy(fn *builtin.Function, op string, t *types.Type, x scalar.Expr, zoned bool) scalar.Expr {
	key := boundOf{x, op, t}
	if out, ok := w.bounds[key]; ok {
		return out
	}
	var out scalar.Expr = &scalar.Call{Fn: fn, Args: []scalar.Expr{x}}
	// A session's zone may change between executions of one plan.
	if _, ok := x.(*scalar.Const); ok && !zoned {
		if d, err := out.Eval(&scalar.Ctx{Env: &types.Env{}}); err == nil {
			out = &scalar.Const{T: fn.Result, Typmod: types.NoTypmod, D: d}
		}
	}
	if w.bounds == nil {
		w.bounds = map[boundOf]scalar.Expr{}
	}
	w.bounds[key] = out
	return out
}

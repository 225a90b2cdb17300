package nodes

import (
	"math"

	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// Arguments are the values of a statement's parameters in one execution.
// A nil one has no values: what depends on parameters is not known then.
type Arguments struct {
	Args []types.Datum
	// Env is that of the execution: what now() gives.
	Env *types.Env
}

// Constant is what x stands for, by values where there are any; ok is false where that is not known.
// For estimates and for the choice among plans, never for an answer: the execution computes it again. So stable functions count,
// whose value holds for the one execution that Env is of.
func (v *Arguments) Constant(x scalar.Expr) (d types.Datum, ok bool) {
	if k, is := x.(*scalar.Const); is {
		return k.D, true
	}
	// An expression of constants alone has been computed by the rewriter; what is left of it failed, or is stable.
	if v == nil || !v.tell(x) {
		return types.Null, false
	}
	if p, is := x.(*scalar.Param); is {
		return v.Args[p.N-1], true
	}
	// No session: what asks one (Host) was sorted out by tell.
	d, err := x.Eval(&scalar.Ctx{Args: v.Args, Env: v.Env})
	return d, err == nil // an error is the execution's to tell
}

// tell reports whether values alone tell what x is; without any, whether some would.
func (v *Arguments) tell(x scalar.Expr) bool {
	given := func(p *scalar.Param) bool { // one below 1 is of a body that is being bound
		return p.N > 0 && (v == nil || p.N <= len(v.Args))
	}
	if p, ok := x.(*scalar.Param); ok {
		return given(p)
	}
	props := scalar.PropsOf(x)
	known := !props.Vars && !props.Regs && !props.Volatile && !props.Host
	scalar.Walk(x, func(e scalar.Expr) bool {
		if p, ok := e.(*scalar.Param); ok {
			known = known && given(p)
		}
		return known
	})
	return known
}

// Varies reports whether what x stands for is another with other values.
// Plans that are kept for several arguments are told apart by such expressions.
func Varies(x scalar.Expr) bool {
	// A nil v tells whether some values would do.
	_, constant := x.(*scalar.Const)
	return !constant && (*Arguments)(nil).tell(x)
}

// limitRows is how many rows are taken to be wanted where that is not known.
// Large enough that a plan for many pages is not taken for a handful of rows, small enough that an index which gives
// the order is preferred to a sort. Postgres takes a tenth of the rows.
const limitRows = 100.0

// Rows is the value of a row count, or a guess.
// Never less than one, for costs are divided by it.
func (v *Arguments) Rows(x scalar.Expr) float64 {
	d, ok := v.Constant(x)
	// LIMIT NULL is all, but of a plan that is kept for other values, too, nothing is known.
	if !ok || d.IsNull() {
		return limitRows
	}
	return math.Max(1, float64(d.Int()))
}

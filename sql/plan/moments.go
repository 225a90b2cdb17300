package plan

import (
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// Dates, timestamps and timestamps with time zone bound columns of one another:
//
//	ts >= date '2020-01-01'    Lo: the moment at which that day begins
//	d < now()                  Hi: the first day that does not begin before now, in the session's zone
//
// See types.KeyBound. Values are brought to the column's type when the statement runs, with the zone of
// then; a constant is at once, where that depends on no zone.

// otherMoment reports whether t and xt are different types of moments.
func otherMoment(t, xt *types.Type) bool {
	return t != xt && types.IsMoment(t) && types.IsMoment(xt)
}

// oneMoment reports whether at most one value of type t equals one of type xt. Where clocks skip a time,
// two local times are the same moment.
func oneMoment(t, xt *types.Type) bool {
	return !otherMoment(t, xt) || xt != types.TTimestampTZ
}

// boundOf is what a value becomes where it bounds a column of another type.
type boundOf struct {
	x  scalar.Expr
	op string
	t  *types.Type
}

// momentBound is what x becomes for the comparison op of a column of type t with it.
func (b *binder) momentBound(op string, t *types.Type, x scalar.Expr) (out scalar.Expr, exact bool) {
	fn, exact := types.KeyBound(op, t, x.Type())
	key := boundOf{x, op, t}
	if out, ok := b.bounds[key]; ok {
		return out, exact
	}
	out = &scalar.Call{Fn: fn, Args: []scalar.Expr{x}}
	if k, ok := x.(*scalar.Const); ok && t != types.TTimestampTZ && k.T != types.TTimestampTZ {
		if d, err := out.Eval(&scalar.Ctx{Env: &types.Env{}}); err == nil {
			out = &scalar.Const{T: t, Typmod: types.NoTypmod, D: d}
		}
	}
	if b.bounds == nil {
		b.bounds = map[boundOf]scalar.Expr{}
	}
	b.bounds[key] = out
	return out, exact
}

// momentAlt is what a comparison of a column of type t with x, of another type of moments, leaves of the
// column. wider: it is more than the condition allows.
func (p *planner) momentAlt(name string, t *types.Type, x scalar.Expr) (a Alt, wider, ok bool) {
	bound := func(name string) []Bound {
		y, exact := p.b.momentBound(name, t, x)
		wider = !exact
		return []Bound{{X: y, Inclusive: name == "<=" || name == ">="}}
	}
	a.Range = true
	switch name {
	case "<", "<=":
		a.Hi = bound(name)
	case ">", ">=":
		a.Lo = bound(name)
	case "=":
		if y, exact := p.b.momentBound(name, t, x); exact {
			return Alt{Eq: y}, false, true
		}
		a.Lo, a.Hi = bound(">="), bound("<=")
	default:
		return Alt{}, false, false
	}
	return a, wider, true
}

// momentList is that the column equals one of a list of values of another type.
func (p *planner) momentList(c *scalar.Quant, slot int, t *types.Type, own varSet) (colCond, bool) {
	out := colCond{slot: slot}
	for _, el := range c.Elems {
		if !otherMoment(t, el.Type()) || !bindable(el, t, own) {
			return colCond{}, false
		}
		a, wider, ok := p.momentAlt("=", t, el)
		if !ok {
			return colCond{}, false
		}
		out.alts, out.wider = append(out.alts, a), out.wider || wider
	}
	return out, true
}

// leavesFew reports whether the spans leave next to nothing that a condition would drop: they are as
// wide as it but near changes of the clock.
func (a *access) leavesFew(c scalar.Expr) bool {
	op, ok := c.(*scalar.Op)
	return ok && op.L != nil && a.union == nil && otherMoment(op.L.Type(), op.R.Type()) && containsExpr(a.spans.Conds, c)
}

package physical

import (
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/rewrite"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// momentAlt is what a comparison of a column of type t with x, of another type of moments, leaves of the
// column. wider: it is more than the condition allows.
// ok is false for operators that bound nothing. Of = where several values are the same moment, or none, the
// bounds are those of a range.
// Moments are dates and both kinds of timestamp. A timestamp without a zone, or a day, is a moment by the
// session's time zone: the bound is an expression that is computed when the statement runs.
//
// An inexact bound is judged again by a filter, an exact one is not (testing/plans, moments). ts
// is a timestamp and tz a timestamptz:
//
//	SELECT n FROM f WHERE ts BETWEEN current_date - 7 AND now()
//
//	Index Scan using f_ts on f
//	  Index Cond: ((ts >= ((now())::date - 7)) AND (ts <= now()))
//	  Filter: (ts <= now())
//
//	SELECT n FROM f WHERE tz BETWEEN current_date - 7 AND localtimestamp
//
//	Index Scan using f_tz on f
//	  Index Cond: ((tz >= ((now())::date - 7)) AND (tz <= (now())::timestamp without time zone))
//
// Where a zone's clocks skip a time, two values of ts are one moment: so ts <= now() is not exact.
func (p *planner) momentAlt(name string, t *types.Type, x scalar.Expr) (a nodes.Alt, wider, ok bool) {
	// Whether a bound is exact goes by the types alone, so that both ends of a range say the same.
	bound := func(name string) []nodes.Bound {
		y, exact := p.b.MomentBound(name, t, x)
		wider = !exact
		return []nodes.Bound{{X: y, Inclusive: name == "<=" || name == ">="}}
	}
	a.Range = true
	switch name {
	case "<", "<=":
		a.Hi = bound(name)
	case ">", ">=":
		a.Lo = bound(name)
	case "=":
		// Exact: at most one value of the column is that moment.
		if y, exact := p.b.MomentBound(name, t, x); exact {
			return nodes.Alt{Eq: y}, false, true
		}
		a.Lo, a.Hi = bound(">="), bound("<=")
	default:
		return nodes.Alt{}, false, false
	}
	return a, wider, true
}

// momentList is that the column equals one of a list of values of another type.
// own are the table's columns, which the elements may not read.
func (p *planner) momentList(c *scalar.Quant, slot int, t *types.Type, own rel.VarSet) (colCond, bool) {
	out := colCond{slot: slot}
	for _, el := range c.Elems {
		if !rewrite.OtherMoment(t, el.Type()) || !bindable(el, t, own) {
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

// momentArray is that a column of type t equals an element of an array of another type.
// In and To are bounds of one span for each element.
// wider is true where a moment may be several values of the column.
func (p *planner) momentArray(t *types.Type, array scalar.Expr) (a nodes.Alt, wider bool) {
	if in, exact := p.b.MomentBounds("=", t, array); exact {
		return nodes.Alt{In: in}, false
	}
	a.In, _ = p.b.MomentBounds(">=", t, array)
	a.To, _ = p.b.MomentBounds("<=", t, array)
	return a, true
}

// leavesFew reports whether the spans leave next to nothing that a condition would drop: they are as
// wide as it but near changes of the clock.
// EXPLAIN's estimate of rows then counts such a condition as one that drops nothing.
func (a *access) leavesFew(c scalar.Expr) bool {
	op, ok := c.(*scalar.Op)
	return ok && op.L != nil && a.union == nil && rewrite.OtherMoment(op.L.Type(), op.R.Type()) && containsExpr(a.spans.Conds, c)
}

package plan

import (
	"slices"

	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// What a join says of one side by constants of the other: in
//
//	d LEFT JOIN (SELECT k, sum(x) FROM f GROUP BY k) s ON s.k = d.k WHERE d.k = 5
//
// no row of s matters but those for which s.k = 5, and that bounds what is read of f. Postgres finds
// as much by its equivalence classes. Here it is said where a join's other ways to get at few rows,
// lookups, end: of subqueries that group, drop repetitions, unite or compute over a window.

// shareConsts gives each side of a join the constants of the other one.
func (b *binder) shareConsts(j *relJoin) {
	if j.kind == joinFull || j.nullAware || len(j.on) == 0 {
		return
	}
	if into := b.constsFrom(j.l, j.r, j.on); len(into) > 0 {
		j.r = b.push(j.r, into)
	}
	if j.kind == joinInner || j.kind == joinSemi {
		if into := b.constsFrom(j.r, j.l, j.on); len(into) > 0 {
			j.l = b.push(j.l, into)
		}
	}
}

// constsFrom are the conditions that constants of from are for columns of to, by equalities of on.
func (b *binder) constsFrom(from, to rel, on []scalar.Expr) []scalar.Expr {
	theirs := setOf(from.out())
	ours := setOf(to.out())
	var out []scalar.Expr
	for _, c := range on {
		l, r, ok := sameColumns(c)
		if !ok {
			continue
		}
		if theirs[r.ID] {
			l, r = r, l
		}
		if !theirs[l.ID] || !ours[r.ID] || !b.stops(to, r.ID) || holding(to, r.ID, true) != nil {
			continue
		}
		if eq := holding(from, l.ID, false); eq != nil {
			out = append(out, scalar.Map(eq, func(x scalar.Expr) scalar.Expr {
				if v, ok := x.(*scalar.Var); ok {
					if v.T != r.T {
						return v
					}
					return r
				}
				return x
			}))
		}
	}
	return slices.DeleteFunc(out, func(x scalar.Expr) bool { return !ours.covers(x) })
}

// sameColumns are the columns of one type whose equality c is.
func sameColumns(c scalar.Expr) (l, r *scalar.Var, ok bool) {
	op, is := c.(*scalar.Op)
	if !is || op.Op.Name != "=" || op.L == nil {
		return nil, nil, false
	}
	l, lok := op.L.(*scalar.Var)
	r, rok := op.R.(*scalar.Var)
	if !lok || !rok || l.T != r.T || !types.HashAlike(l.T, r.T) {
		return nil, nil, false
	}
	return l, r, true
}

// holding is a condition, column id = constant, that holds for all rows of r in which the column is
// not NULL, over another column perhaps that is always the same; nil: there is none. With any the constants of two arms may differ.
func holding(r rel, id scalar.VarID, any bool) scalar.Expr {
	switch r := r.(type) {
	case *relSelect:
		for _, c := range r.conds {
			if op, ok := c.(*scalar.Op); ok && op.Op.Name == "=" && op.L != nil {
				if isVar(op.L, id) && steady(op.R) || isVar(op.R, id) && steady(op.L) {
					return c
				}
			}
		}
		return holding(r.in, id, any)
	case *relProject:
		return holdingItem(r.in, r.items, id, any)
	case *relGroup:
		return holdingItem(r.in, r.keys, id, any)
	case *relJoin:
		if slices.Contains(r.l.out(), id) {
			return holding(r.l, id, any)
		}
		return holding(r.r, id, any)
	case *relSort:
		return holding(r.in, id, any)
	case *relLimit:
		return holding(r.in, id, any)
	case *relDistinct:
		return holding(r.in, id, any)
	case *relWindow:
		return holding(r.in, id, any)
	case *relBarrier:
		return holding(r.in, id, any)
	case *relSetOp:
		if at := slices.Index(r.vars, id); any && at >= 0 && holding(r.r, r.right[at], any) != nil {
			return holding(r.l, r.left[at], any)
		}
	case *relCTE:
		if at := slices.Index(r.vars, id); at >= 0 && r.cte.inline && r.cte.uses == 1 && r.cte.rel != nil {
			return holding(r.cte.rel, r.cte.out[at], any)
		}
	}
	return nil
}

// holdingItem is holding of a column that items pass on.
func holdingItem(in rel, items []projItem, id scalar.VarID, any bool) scalar.Expr {
	for _, it := range items {
		if v, ok := it.x.(*scalar.Var); ok && it.id == id {
			return holding(in, v.ID, any)
		}
	}
	return nil
}

// steady reports whether x has one value for all rows.
func steady(x scalar.Expr) bool {
	p := scalar.PropsOf(x)
	return !p.Vars && !p.Volatile && !p.Subquery
}

// stops reports whether column id of r comes through what a lookup can't, by what a condition on it
// goes below.
func (b *binder) stops(r rel, id scalar.VarID) bool {
	item := func(in rel, items []projItem) bool {
		for _, it := range items {
			if v, ok := it.x.(*scalar.Var); ok && it.id == id {
				return b.stops(in, v.ID)
			}
		}
		return false
	}
	switch r := r.(type) {
	case *relSelect:
		return b.stops(r.in, id)
	case *relSort:
		return b.stops(r.in, id)
	case *relBarrier:
		return b.stops(r.in, id)
	case *relProject:
		return item(r.in, r.items)
	case *relJoin:
		if slices.Contains(r.l.out(), id) {
			return b.stops(r.l, id)
		}
		return (r.kind == joinInner || r.kind == joinLeft) && b.stops(r.r, id)
	case *relGroup:
		return slices.ContainsFunc(r.keys, func(k projItem) bool { return k.id == id })
	case *relWindow:
		return slices.Contains(r.partition, id)
	case *relDistinct:
		return r.on == nil || slices.Contains(r.on, id)
	case *relSetOp:
		return true
	case *relCTE:
		if r.cte.inline && r.cte.uses == 1 && r.cte.rel != nil {
			at := slices.Index(r.vars, id)
			return at >= 0 && b.stops(r.cte.rel, r.cte.out[at])
		}
	}
	return false
}

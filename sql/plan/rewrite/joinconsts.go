package rewrite

import (
	"slices"

	"github.com/isochrondb/isochron/sql/plan/rel"
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
// Of an outer, semi or anti join only the right side takes them: its rows that match nothing do not come
// out. The left side's do (but not of a semi join), so they must stay. NULL-aware anti joins are left
// alone, as any row on the right counts there.
// It is called whenever conditions have come to a join, and ends since a constant is given once (holding).
//
// What comes of the example above (testing/plans, joinconsts): the grouping reads one key
// instead of all.
//
//	Hash Right Join
//	  Hash Cond: (f.k = d.k)
//	  ->  GroupAggregate
//	        Group Key: f.k
//	        ->  Index Scan using f_k on f
//	              Index Cond: (k = 5)
//	  ->  Index Scan using d_pkey on d
//	        Index Cond: (k = 5)
func (w *Rewriter) shareConsts(j *rel.Join) {
	if j.Kind == rel.JoinFull || j.NullAware || len(j.On) == 0 {
		return
	}
	if into := w.constsFrom(j.L, j.R, j.On); len(into) > 0 {
		j.R = w.push(j.R, into)
	}
	if j.Kind == rel.JoinInner || j.Kind == rel.JoinSemi {
		if into := w.constsFrom(j.R, j.L, j.On); len(into) > 0 {
			j.L = w.push(j.L, into)
		}
	}
}

// constsFrom are the conditions that constants of from are for columns of to, by equalities of on.
// One is skipped where to has a constant for the column already: else the two sides would give each
// other the same condition for ever.
// from and to are sides of one join.
func (w *Rewriter) constsFrom(from, to rel.Rel, on []scalar.Expr) []scalar.Expr {
	var out []scalar.Expr
	for _, c := range on {
		l, r, ok := sameColumns(c)
		if !ok {
			continue
		}
		if rel.Makes(from, r.ID) {
			l, r = r, l
		}
		if !rel.Makes(from, l.ID) || !rel.Makes(to, r.ID) || !w.stops(to, r.ID) || holding(to, r.ID, true) != nil {
			continue
		}
		if eq := holding(from, l.ID, false); eq != nil {
			// v is the column with the constant; r takes its place.
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
	if len(out) == 0 {
		return nil
	}
	// A condition over further columns of from can't go to to.
	ours := rel.SetOf(to.Out())
	return slices.DeleteFunc(out, func(x scalar.Expr) bool { return !ours.Covers(x) })
}

// sameColumns are the columns of one type whose equality c is.
// Types that hash alike are those of which equal values may stand for each other.
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
// "any" is for UNION: each arm may have a constant of its own, which shows that there is one.
func holding(r rel.Rel, id scalar.VarID, any bool) scalar.Expr {
	switch r := r.(type) {
	case *rel.Select:
		for _, c := range r.Conds {
			if op, ok := c.(*scalar.Op); ok && op.Op.Name == "=" && op.L != nil {
				if rel.IsVar(op.L, id) && steady(op.R) || rel.IsVar(op.R, id) && steady(op.L) {
					return c
				}
			}
		}
		return holding(r.In, id, any)
	case *rel.Project:
		return holdingItem(r.In, r.Items, id, any)
	case *rel.Group:
		return holdingItem(r.In, r.Keys, id, any)
	case *rel.Join:
		if in := maker(r, id, true); in != nil {
			return holding(in, id, any)
		}
	case *rel.Sort:
		return holding(r.In, id, any)
	case *rel.Limit:
		return holding(r.In, id, any)
	case *rel.Distinct:
		return holding(r.In, id, any)
	case *rel.Window:
		return holding(r.In, id, any)
	case *rel.Barrier:
		return holding(r.In, id, any)
	case *rel.SetOp:
		// Both arms have to hold one.
		if at := slices.Index(r.Vars, id); any && at >= 0 && holding(r.R, r.Right[at], any) != nil {
			return holding(r.L, r.Left[at], any)
		}
	case *rel.CTEScan:
		if at := slices.Index(r.Vars, id); at >= 0 && r.CTE.Inline && r.CTE.Uses == 1 && r.CTE.Rel != nil {
			return holding(r.CTE.Rel, r.CTE.Out[at], any)
		}
	}
	return nil
}

// holdingItem is holding of a column that items pass on.
// An item that computes something holds nothing: only the column itself does.
// Columns keep no number through a projection that renames them.
func holdingItem(in rel.Rel, items []rel.Item, id scalar.VarID, any bool) scalar.Expr {
	for _, it := range items {
		if v, ok := it.X.(*scalar.Var); ok && it.ID == id {
			return holding(in, v.ID, any)
		}
	}
	return nil
}

// steady reports whether x has one value for all rows.
// It may differ from one execution to the next, as a parameter or now() does.
// A register has one value within a run.
func steady(x scalar.Expr) bool {
	p := scalar.PropsOf(x)
	return !p.Vars && !p.Volatile && !p.Subquery
}

// stops reports whether column id of r comes through what a lookup can't, by what a condition on it
// goes below.
// A base table on its own does not: there the join's own lookup gets at the rows.
// Where it is false, lookups of the join do as well.
func (w *Rewriter) stops(r rel.Rel, id scalar.VarID) bool {
	switch r := r.(type) {
	case *rel.Select:
		return w.stops(r.In, id)
	case *rel.Sort:
		return w.stops(r.In, id)
	case *rel.Barrier:
		return w.stops(r.In, id)
	case *rel.Project:
		for _, it := range r.Items {
			if v, ok := it.X.(*scalar.Var); ok && it.ID == id {
				return w.stops(r.In, v.ID)
			}
		}
	case *rel.Join:
		in := maker(r, id, false) // a full join takes no condition on its right side
		return in != nil && w.stops(in, id)
	case *rel.Group:
		return slices.ContainsFunc(r.Keys, func(k rel.Item) bool { return k.ID == id })
	case *rel.Window:
		return slices.Contains(r.Partition, id)
	case *rel.Distinct:
		return r.On == nil || slices.Contains(r.On, id)
	case *rel.SetOp:
		return true
	case *rel.CTEScan:
		if r.CTE.Inline && r.CTE.Uses == 1 && r.CTE.Rel != nil {
			at := slices.Index(r.Vars, id)
			return at >= 0 && w.stops(r.CTE.Rel, r.CTE.Out[at])
		}
	}
	return false
}

// maker is the input of a tree of joins that column id is of; nil where it is of none, or, unless full, of a full
// join's right side. One walk of the tree: each join of a chain asking both of its sides would be a walk for each.
func maker(r rel.Rel, id scalar.VarID, full bool) rel.Rel {
	j, ok := r.(*rel.Join)
	if !ok {
		if rel.Makes(r, id) {
			return r
		}
		return nil
	}
	if in := maker(j.L, id, full); in != nil {
		return in
	}
	if j.Kind == rel.JoinInner || j.Kind == rel.JoinLeft || full && j.Kind == rel.JoinFull {
		return maker(j.R, id, full)
	}
	return nil
}

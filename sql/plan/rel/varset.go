package rel

import (
	"slices"

	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// Makes reports whether a column is among what r gives (Out), without a list of it: joins of hundreds ask of each
// other.
func Makes(r Rel, id scalar.VarID) bool {
	switch r := r.(type) {
	case *Select:
		return Makes(r.In, id)
	case *Sort:
		return Makes(r.In, id)
	case *Limit:
		return Makes(r.In, id)
	case *Lock:
		return Makes(r.In, id)
	case *Barrier:
		return Makes(r.In, id)
	case *Join:
		return Makes(r.L, id) || r.Kind != JoinSemi && r.Kind != JoinAnti && Makes(r.R, id)
	case *Project:
		return slices.ContainsFunc(r.Items, func(it Item) bool { return it.ID == id })
	}
	return slices.Contains(r.Out(), id)
}

// VarSet is a set of columns.
// A nil set may be read, not added to.
type VarSet map[scalar.VarID]bool

// SetOf is the set of ids.
func SetOf(ids []scalar.VarID) VarSet {
	s := make(VarSet, len(ids))
	for _, id := range ids {
		s[id] = true
	}
	return s
}

// AddExpr adds the columns that e reads.
func (s VarSet) AddExpr(e scalar.Expr) {
	scalar.Vars(e, func(v *scalar.Var) { s[v.ID] = true })
}

// Covers reports whether e reads columns of the set alone.
// Columns that queries within e read come by registers, and are asked for by their Sets.
func (s VarSet) Covers(e scalar.Expr) bool {
	ok := true
	scalar.Vars(e, func(v *scalar.Var) { ok = ok && s[v.ID] })
	return ok
}

// Clone is a copy.
// Needs on the way down are added to by each operator, so that none may share its parent's.
func (s VarSet) Clone() VarSet {
	n := make(VarSet, len(s))
	for id := range s {
		n[id] = true
	}
	return n
}

package rel

import (
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// Volatile reports whether x, or a query within it, calls a volatile function, so that
// computing it twice is not the same as once.
// Effects of a query are noted when it is bound, so that it is not walked again here.
func (st *Statement) Volatile(x scalar.Expr) bool {
	if x == nil {
		return false
	}
	found := false
	scalar.Walk(x, func(x scalar.Expr) bool {
		if s, ok := x.(*scalar.Subquery); ok {
			found = found || s.Effects
		}
		return !found
	})
	return found || scalar.PropsOf(x).Volatile
}

// AnyVolatile reports whether any of xs is volatile.
// nil elements are not.
func (st *Statement) AnyVolatile(xs []scalar.Expr) bool {
	for _, x := range xs {
		if st.Volatile(x) {
			return true
		}
	}
	return false
}

// HasEffects reports whether how often r runs, or how far it is read, can be told from
// outside: it calls volatile functions or locks rows.
// Who asks wants to run r more often, less often, or not to its end.
func (st *Statement) HasEffects(r Rel) bool {
	if r == nil {
		return false
	}
	found := false
	Walk(r, func(x scalar.Expr) { found = found || st.Volatile(x) })
	return found || ownEffects(r)
}

// ownEffects looks at what is no expression.
// Functions in FROM and in select lists are kept apart from expressions (FuncItem, SetItem).
// Locks count, as a row that is read is one that is locked: LIMIT above would lock fewer, a second reading more.
func ownEffects(r Rel) bool {
	switch r := r.(type) {
	case *Lock:
		return true
	case *Func:
		for _, it := range r.Items {
			if it.Fn != nil && it.Fn.Volatility == builtin.Volatile {
				return true
			}
		}
	case *ProjectSet:
		for _, it := range r.Items {
			if it.Fn != nil && it.Fn.Volatility == builtin.Volatile {
				return true
			}
		}
	}
	// DML in a WITH is told by the CTE (DML), not here: its Rel is nil.
	for _, in := range Inputs(r) {
		if ownEffects(in) {
			return true
		}
	}
	return false
}

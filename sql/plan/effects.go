package plan

import (
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// volatile reports whether x, or a query within it, calls a volatile function, so that
// computing it twice is not the same as once.
func (b *binder) volatile(x scalar.Expr) bool {
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

func (b *binder) anyVolatile(xs []scalar.Expr) bool {
	for _, x := range xs {
		if b.volatile(x) {
			return true
		}
	}
	return false
}

// hasEffects reports whether how often r runs, or how far it is read, can be told from
// outside: it calls volatile functions or locks rows.
func (b *binder) hasEffects(r rel) bool {
	if r == nil {
		return false
	}
	found := false
	walkRel(r, func(x scalar.Expr) { found = found || b.volatile(x) })
	return found || ownEffects(r)
}

// ownEffects looks at what is no expression.
func ownEffects(r rel) bool {
	switch r := r.(type) {
	case *relLock:
		return true
	case *relFunc:
		for _, it := range r.items {
			if it.fn != nil && it.fn.Volatility == types.Volatile {
				return true
			}
		}
	case *relProjectSet:
		for _, it := range r.items {
			if it.fn != nil && it.fn.Volatility == types.Volatile {
				return true
			}
		}
	}
	for _, in := range relInputs(r) {
		if ownEffects(in) {
			return true
		}
	}
	return false
}

package plan

import (
	"slices"

	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// costLookHashed is what a look into a hashed subquery's rows costs, costHashed what each of them does.
const costLookHashed, costHashed = 0.01, 0.015

// overHashed makes of EXISTS with correlated equalities, where it is no join (under OR, or in a
// result), a look into the rows of the subquery without them, hashed once: EXISTS (SELECT FROM s
// WHERE s.a = t.a AND …) is (t.a = ANY (SELECT s.a FROM s WHERE …)) IS TRUE. It does so where that
// is cheaper than running the subquery for each row of in. Postgres chooses likewise, when a
// statement begins (AlternativeSubPlan).
func (p *planner) overHashed(x scalar.Expr, in *phys) scalar.Expr {
	if x == nil || !scalar.PropsOf(x).Subquery {
		return x
	}
	cols := make(varSet, len(in.slots))
	for id := range in.slots {
		cols[id] = true
	}
	return scalar.Map(x, func(x scalar.Expr) scalar.Expr {
		s, ok := x.(*scalar.Subquery)
		if !ok || s.Effects || len(s.Sets) == 0 || p.b.env.Avoid&OnceSubqueries != 0 {
			return x
		}
		var hashed scalar.Expr
		switch s.Kind {
		case scalar.SubExists:
			hashed = p.hashedExists(s, cols, in.rows)
		case scalar.SubScalar:
			hashed = p.keyed(s, cols, in.rows)
		}
		if hashed != nil {
			return hashed
		}
		return x
	})
}

// onceIsCheaper reports whether a subquery had better be run once, as plan id, than as plan each
// for what the outer values are in so many rows, by a margin.
func (p *planner) onceIsCheaper(id, each int, rows, runs, margin float64) bool {
	if p.b.env.Avoid&EachSubqueries != 0 {
		return true
	}
	once := p.subs[id].Head()
	return once.Cost+costHashed*once.Rows+rows*costLookHashed+margin < runs*p.subs[each].Head().Cost
}

// hashedExists is overHashed of one subquery; nil where that can't be, or costs more.
func (p *planner) hashedExists(s *scalar.Subquery, cols varSet, rows float64) scalar.Expr {
	up := map[int]scalar.Expr{}
	for _, set := range s.Sets {
		if props := scalar.PropsOf(set.X); !cols.covers(set.X) || props.Regs || props.Volatile {
			return nil
		}
		up[set.Reg] = set.X
	}
	inner := stripForExists(p.b.subs[s.ID].rel, true)
	if readsCTE(inner) { // conditions go down into it, once
		return nil
	}
	inner, lifted, ok := p.b.lift(inner, up)
	if !ok || len(lifted) == 0 {
		return nil
	}
	sub := &subquery{expr: &scalar.Subquery{Kind: scalar.SubAny, ID: len(p.b.subs), Like: len(p.b.subs), T: types.TBool}}
	known, ok := p.hashedTests(sub, lifted, cols, inner)
	if !ok {
		return nil
	}
	p.b.subs = append(p.b.subs, sub)
	id := sub.expr.ID
	if p.subplan(id) != nil || p.subplan(s.ID) != nil {
		return nil
	}
	if !p.onceIsCheaper(id, s.ID, rows, rows, 0) {
		p.subs[id] = nil
		return nil
	}
	return scalar.And(append(known, &scalar.Truth{X: sub.expr, Kind: scalar.TruthTrue})...)
}

// hashedTests makes the test of sub, and its query of inner, of correlated equalities. NULLs are
// left out on both sides, as they are equal to nothing; known says so of the outer side.
func (p *planner) hashedTests(sub *subquery, lifted []scalar.Expr, cols varSet, inner rel) (known []scalar.Expr, ok bool) {
	have := setOf(inner.out())
	var conds []scalar.Expr
	for _, c := range lifted {
		outer, v := p.hashedTest(c, cols, have)
		if v == nil {
			return nil, false
		}
		reg := &scalar.Reg{Idx: p.b.newReg(), T: v.T, Typmod: v.Typmod}
		sub.expr.Test = scalar.And(sub.expr.Test, scalar.Map(c, func(x scalar.Expr) scalar.Expr {
			if x, ok := x.(*scalar.Var); ok && x.ID == v.ID {
				return reg
			}
			return x
		}))
		sub.out, sub.expr.TestRegs = append(sub.out, v.ID), append(sub.expr.TestRegs, reg.Idx)
		conds = append(conds, &scalar.IsNull{X: v, Not: true, Whole: true})
		known = append(known, &scalar.IsNull{X: outer, Not: true, Whole: true})
	}
	sub.rel = &relSelect{in: inner, conds: conds}
	return known, true
}

func readsCTE(r rel) bool {
	_, ok := r.(*relCTE)
	return ok || slices.ContainsFunc(relInputs(r), readsCTE)
}

// hashedTest splits an equality of what is known outside with an inner column, whose values hash
// alike; inner is nil where it is something else.
func (p *planner) hashedTest(c scalar.Expr, cols, have varSet) (outer scalar.Expr, inner *scalar.Var) {
	l, r, ok := equiSides(c, cols, have)
	if !ok || !types.HashAlike(l.Type(), r.Type()) {
		return nil, nil
	}
	inner, _ = r.(*scalar.Var)
	return l, inner
}

package physical

import (
	"slices"

	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/rewrite"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// costLookHashed is what a look into a hashed subquery's rows costs, costHashed what each of them does.
// In the unit of access.go. Both are small beside a read: the rows are in memory.
const costLookHashed, costHashed = 0.01, 0.015

// overHashed makes of EXISTS with correlated equalities, where it is no join (under OR, or in a
// result), a look into the rows of the subquery without them, hashed once: EXISTS (SELECT FROM s
// WHERE s.a = t.a AND …) is (t.a = ANY (SELECT s.a FROM s WHERE …)) IS TRUE. It does so where that
// is cheaper than running the subquery for each row of in. Postgres chooses likewise, when a
// statement begins (AlternativeSubPlan).
// in.rows is how often the expression will be asked. x is not changed.
//
// In the condition of an outer join, which is no place for a semi join (testing/plans,
// subqueryjoins):
//
//	SELECT count(b.n) FROM a LEFT JOIN b ON b.id = a.id AND EXISTS (SELECT FROM b z WHERE z.n = a.n)
//
//	Hash Left Join
//	  Hash Cond: (b.id = a.id)
//	  Join Filter: ((a.n IS NOT NULL) AND (ANY (InitPlan 2) IS TRUE))
//	  ->  Seq Scan on a
//	  ->  Seq Scan on b
//	  InitPlan 2
//	    ->  Seq Scan on b z
//	          Filter: (n IS NOT NULL)
//
// NULLs are kept out on both sides, as they equal nothing.
func (p *planner) overHashed(x scalar.Expr, in *phys) scalar.Expr {
	if x == nil || !scalar.PropsOf(x).Subquery {
		return x
	}
	// What the outer side may read: only the columns that in has.
	cols := make(rel.VarSet, len(in.slots))
	for id := range in.slots {
		cols[id] = true
	}
	return scalar.Map(x, func(x scalar.Expr) scalar.Expr {
		s, ok := x.(*scalar.Subquery)
		// Effects: a subquery that writes runs as often as it is asked for. Without sets it depends on nothing,
		// and its result is kept anyway (kept.go).
		if !ok || s.Effects || len(s.Sets) == 0 || p.b.Env.Avoid&bind.OnceSubqueries != 0 {
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
// The cost of one run times runs, against one run and a look for each row. margin is in cost.
func (p *planner) onceIsCheaper(id, each int, rows, runs, margin float64) bool {
	// A setting for tests and for EXPLAIN forces each way (bind.Ways).
	if p.b.Env.Avoid&bind.EachSubqueries != 0 {
		return true
	}
	once := p.subs[id].Head()
	return once.Cost+costHashed*once.Rows+rows*costLookHashed+margin < runs*p.subs[each].Head().Cost
}

// hashedExists is overHashed of one subquery; nil where that can't be, or costs more.
// The subquery as it is gets a plan, too, to be compared with; the dearer one of both is dropped or unused.
// Outer values by register. One that reads a column in does not have, or a register of a query further out,
// would change what "once" means.
func (p *planner) hashedExists(s *scalar.Subquery, cols rel.VarSet, rows float64) scalar.Expr {
	up := map[int]scalar.Expr{}
	for _, set := range s.Sets {
		if props := scalar.PropsOf(set.X); !cols.Covers(set.X) || props.Regs || props.Volatile {
			return nil
		}
		up[set.Reg] = set.X
	}
	// Columns of the select list, ORDER BY and the like do not matter to EXISTS.
	inner := rewrite.StripForExists(p.b.Subs[s.ID].Rel, true)
	if readsCTE(inner) { // conditions go down into it, once
		return nil
	}
	inner, lifted, ok := p.b.Lift(inner, up)
	// Something correlated is left in the query, or nothing is: it can't be run apart.
	if !ok || len(lifted) == 0 {
		return nil
	}
	sub := &rel.Subquery{Expr: &scalar.Subquery{Kind: scalar.SubAny, ID: len(p.b.Subs), Like: len(p.b.Subs), T: types.TBool, Typmod: types.NoTypmod}}
	known, ok := p.hashedTests(sub, lifted, cols, inner)
	if !ok {
		return nil
	}
	p.b.Subs = append(p.b.Subs, sub)
	// An error of one of both plans is not the statement's: the query is planned as it was, and tells it then.
	id := sub.Expr.ID
	if p.subplan(id) != nil || p.subplan(s.ID) != nil {
		return nil
	}
	if !p.onceIsCheaper(id, s.ID, rows, rows, 0) {
		// The slot in subs stays, as numbers are never given again.
		p.subs[id] = nil
		return nil
	}
	// IS TRUE: EXISTS is never NULL, where = ANY is of a NULL.
	return scalar.And(append(known, &scalar.Truth{X: sub.Expr, Kind: scalar.TruthTrue})...)
}

// hashedTests makes the test of sub, and its query of inner, of correlated equalities. NULLs are
// left out on both sides, as they are equal to nothing; known says so of the outer side.
func (p *planner) hashedTests(sub *rel.Subquery, lifted []scalar.Expr, cols rel.VarSet, inner rel.Rel) (known []scalar.Expr, ok bool) {
	have := rel.SetOf(inner.Out())
	var conds []scalar.Expr
	for _, c := range lifted {
		// have are the inner columns that can be compared.
		outer, v := p.hashedTest(c, cols, have)
		if v == nil {
			return nil, false
		}
		// Each equality gives a register, which the executor sets from a row of the hash table; the test
		// compares the outer value with it.
		reg := &scalar.Reg{Idx: p.b.NewReg(), T: v.T, Typmod: v.Typmod}
		sub.Expr.Test = scalar.And(sub.Expr.Test, scalar.Map(c, func(x scalar.Expr) scalar.Expr {
			if x, ok := x.(*scalar.Var); ok && x.ID == v.ID {
				return reg
			}
			return x
		}))
		sub.Out, sub.Expr.TestRegs = append(sub.Out, v.ID), append(sub.Expr.TestRegs, reg.Idx)
		// Whole: a composite value with NULL fields is no NULL here.
		conds = append(conds, &scalar.IsNull{X: v, Not: true, Whole: true})
		known = append(known, &scalar.IsNull{X: outer, Not: true, Whole: true})
	}
	sub.Rel = &rel.Select{In: inner, Conds: conds}
	return known, true
}

// readsCTE: a query of a WITH is shared by who reads it, so that no second form of it may be planned.
func readsCTE(r rel.Rel) bool {
	_, ok := r.(*rel.CTEScan)
	return ok || slices.ContainsFunc(rel.Inputs(r), readsCTE)
}

// hashedTest splits an equality of what is known outside with an inner column, whose values hash
// alike; inner is nil where it is something else.
// Only a plain column will do: its values are what the table is hashed by.
func (p *planner) hashedTest(c scalar.Expr, cols, have rel.VarSet) (outer scalar.Expr, inner *scalar.Var) {
	l, r, ok := equiSides(c, cols, have)
	if !ok || !types.HashAlike(l.Type(), r.Type()) {
		return nil, nil
	}
	inner, _ = r.(*scalar.Var)
	return l, inner
}

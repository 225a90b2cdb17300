package physical

import (
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// holds reports whether every row for which conds hold has an entry in an index of sc.
// A condition says it by its form (rewrite.ImpliedBy), or with the arguments that the plan is for.
// conds hold of the rows that are wanted; those without an entry would be missed.
//
// With CREATE INDEX people_grown ON people (city) WHERE age >= 18 (testing/plans, indexexprs):
//
//	city = 'x' AND age > 20     the index serves, and age > 20 stays as a filter
//	city = 'x' AND age >= 18    the index serves, and has said it all
//	city = 'x' AND age >= 17    it does not: rows with age = 17 have no entry
//	city = $1 AND age > $2      not in a plan for any values; one for $2 = 20 may
func (p *planner) holds(sc *rel.Scan, ix *catalog.IndexDesc, conds []scalar.Expr) bool {
	if ix.Predicate == "" {
		return true
	}
	// All parts of the predicate have to follow.
	for _, q := range p.predicateOf(sc, ix) {
		if !p.b.ImpliedBy(conds, q) && !p.impliedByArguments(sc, conds, q) {
			return false
		}
	}
	return true
}

// impliedByArguments reports whether q follows from one of conds by the arguments that the plan is for: it
// relies on that. Of a generic plan it keeps what arguments may imply.
// Each implication that might hold makes the plan worth asking for again with values (noteImplied).
func (p *planner) impliedByArguments(sc *rel.Scan, conds []scalar.Expr, q scalar.Expr) bool {
	for _, c := range conds {
		i := implication{cond: c, demand: q}
		switch args := p.b.Env.Arguments; {
		case !i.asks():
		// relies grows also for indexes that are not taken in the end: the plan is then asked about more than it
		// needs to be, and never about less.
		case args == nil:
			p.noteImplied(sc, i)
		case i.holds(args):
			p.relies = append(p.relies, i)
			return true
		}
	}
	return false
}

// predicateOf is what an index's predicate demands of the columns of sc, one condition each.
// False, which nothing implies, where it can't be told.
func (p *planner) predicateOf(sc *rel.Scan, ix *catalog.IndexDesc) []scalar.Expr {
	c := p.computedOf(sc.Table)
	if c == nil {
		return []scalar.Expr{scalar.BoolConst(false)} // p.err says why
	}
	for i := range c.Items {
		// Simple is nil for the item that stands for the predicate itself.
		if it := &c.Items[i]; it.Index.ID == ix.ID && it.Simple == nil {
			return p.b.NormConds([]scalar.Expr{c.Over(it.X, sc.Vars)})
		}
	}
	return []scalar.Expr{scalar.BoolConst(false)}
}

// partial notes what it means for an access that its index has some of the rows alone.
// The index's own share of the table counts once, where the spans do not say it already; conditions that are
// parts of the predicate are true of all its rows.
// A condition that is the predicate itself need not be judged; one that implies it says more, and stays.
func (p *planner) partial(sc *rel.Scan, a *access, conds []scalar.Expr) {
	demands := p.predicateOf(sc, a.index)
	for _, q := range demands {
		if !slices.ContainsFunc(a.spans.Conds, func(c scalar.Expr) bool { return scalar.Equal(c, q) }) && !a.points {
			a.rows = max(1, a.rows*p.selectivity([]scalar.Expr{q}))
		}
		for _, c := range conds {
			if scalar.Equal(c, q) {
				a.used[c] = true
			}
		}
	}
}

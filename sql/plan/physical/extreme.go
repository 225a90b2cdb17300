package physical

import (
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/rewrite"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// extremesMax is how many aggregates a query may have to be answered from the ends of
// indexes: each is a read of its own.
const extremesMax = 4

// extremes plans min(x) and max(x) of a table without GROUP BY as the first row in order
// of x that is not NULL, each by an index that has this order; nil where one has none, or
// where that costs more than reading all.
// count(*), sum and others need all rows; FILTER would need another index for each.
// The conditions must be such as may be judged of other rows than those of their place: the row that is found
// first need not be one that a full read would look at first. HAVING stands above and sees the one row.
//
// The greatest value is the first one from behind (testing/plans, unions):
//
//	SELECT max(phone) FROM people
//
//	Aggregate
//	  ->  Limit
//	        ->  Index Only Scan Backward using people_phone on people
//	              Index Cond: (phone IS NOT NULL)
//
// Postgres: preprocess_minmax_aggregates, which puts the read into an InitPlan.
func (p *planner) extremes(r *rel.Group) (*phys, error) {
	sc, conds, ok := tablesOf(r.In)
	if !ok || sc.Lock != nil || len(r.Keys) > 0 || len(r.Aggs) == 0 || len(r.Aggs) > extremesMax {
		return nil, nil
	}
	for _, c := range conds {
		if !rewrite.Pushable(c) {
			return nil, nil
		}
	}
	// What was made on the way is forgotten where it comes to nothing.
	undo := p.discard()
	var out *phys
	need := rel.VarSet{}
	for _, a := range r.Aggs {
		one, err := p.extreme(sc, conds, a)
		if one == nil || err != nil {
			undo()
			return nil, err
		}
		// Only for the comparison below: what reading all of these columns costs.
		need.AddExpr(a.Args[0])
		if out == nil {
			out = one
		} else {
			out = p.beside(out, one)
		}
	}
	// The estimate is kept by relation (p.sizes), so that buildGroup does not pay for it again.
	all, err := p.estimate(r.In, need)
	if err != nil || all.cost <= out.cost {
		undo()
		return nil, err
	}
	return out, nil
}

// extreme plans one aggregate; nil where no index has its order.
func (p *planner) extreme(sc *rel.Scan, conds []scalar.Expr, a *rel.Agg) (*phys, error) {
	// By name: aggregates of users have one name of their own in plans (nodes.UserAggregateName), so they are
	// no min.
	if a.Fn.Name != "min" && a.Fn.Name != "max" || len(a.Args) != 1 || a.Filter != nil {
		return nil, nil
	}
	slots := map[scalar.VarID]int{}
	for i, id := range sc.Vars {
		slots[id] = i
	}
	slot, t, ok := columnOf(a.Args[0], slots)
	// min of one type compares as an index of it does. Of others (a varchar as text) the order has to be the
	// same.
	if !ok || !rewrite.SameKeyOrder(t, a.Fn.Result) {
		return nil, nil
	}
	id := sc.Vars[slot]
	largest := a.Fn.Name == "max"
	// The largest first. NULLs would come before it, and are left out by the condition.
	order := []rel.SortKey{{ID: id, Desc: largest, NullsFirst: largest}}
	// min and max look past NULLs, which stand at one end of the index.
	if !sc.Table.Columns[slot].NotNull {
		conds = append(append([]scalar.Expr(nil), conds...), &scalar.IsNull{X: p.b.Ref(id), Not: true})
	}
	g := goal{need: rel.VarSet{id: true}, order: order, limit: 1, limitX: &scalar.Const{T: types.TInt8, Typmod: types.NoTypmod, D: types.Int(1)}}
	in, err := p.buildScan(sc, conds, g)
	// Ties with the index's own order were looked for by choosePath; what is sorted would have to be read
	// whole.
	if err != nil || !rel.IsPrefix(order, in.order) {
		return nil, err
	}
	in.node.Head().Ordered = true
	first := *in
	first.rows = 1
	first.node = &nodes.Limit{Head_: p.head(in.node.Head().Types, 1, 0, in.cost), Input: in.node, Limit: g.limitX}
	// The aggregate of one row is that row's value, and NULL of none: what min and max give of no rows.
	return p.group(&rel.Group{Aggs: []*rel.Agg{a}}, &first)
}

// beside puts two operators of one row each side by side.
// Without a condition: each side has exactly one row, as an aggregate without groups.
func (p *planner) beside(l, r *phys) *phys {
	n := &nodes.NestedLoop{Kind: nodes.JoinInner, Left: l.node, Right: r.node}
	out := p.joined(nodes.JoinInner, l, r.slots, r.width, 1)
	out.cost, out.order = l.cost+r.cost, nil
	n.Head_ = p.head(outTypes(nodes.JoinInner, l.node.Head().Types, r.node.Head().Types), 1, 0, out.cost)
	out.node = n
	return out
}

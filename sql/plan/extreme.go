package plan

import (
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// extremesMax is how many aggregates a query may have to be answered from the ends of
// indexes: each is a read of its own.
const extremesMax = 4

// extremes plans min(x) and max(x) of a table without GROUP BY as the first row in order
// of x that is not NULL, each by an index that has this order; nil where one has none, or
// where that costs more than reading all.
func (p *planner) extremes(r *relGroup) (*phys, error) {
	sc, conds, ok := tablesOf(r.in)
	if !ok || sc.lock != nil || len(r.keys) > 0 || len(r.aggs) == 0 || len(r.aggs) > extremesMax {
		return nil, nil
	}
	for _, c := range conds {
		if !pushable(c) {
			return nil, nil
		}
	}
	undo := p.discard()
	var out *phys
	need := varSet{}
	for _, a := range r.aggs {
		one, err := p.extreme(sc, conds, a)
		if one == nil || err != nil {
			undo()
			return nil, err
		}
		need.addExpr(a.args[0])
		if out == nil {
			out = one
		} else {
			out = p.beside(out, one)
		}
	}
	all, err := p.estimate(r.in, need)
	if err != nil || all.cost <= out.cost {
		undo()
		return nil, err
	}
	return out, nil
}

// extreme plans one aggregate; nil where no index has its order.
func (p *planner) extreme(sc *relScan, conds []scalar.Expr, a *aggItem) (*phys, error) {
	if a.fn.Name != "min" && a.fn.Name != "max" || len(a.args) != 1 || a.filter != nil {
		return nil, nil
	}
	slots := map[scalar.VarID]int{}
	for i, id := range sc.vars {
		slots[id] = i
	}
	slot, t, ok := columnOf(a.args[0], slots)
	if !ok || !sameKeyOrder(t, a.fn.Result) {
		return nil, nil
	}
	id := sc.vars[slot]
	largest := a.fn.Name == "max"
	order := []sortKey{{id: id, desc: largest, nullsFirst: largest}}
	if !sc.table.Columns[slot].NotNull {
		conds = append(append([]scalar.Expr(nil), conds...), &scalar.IsNull{X: p.b.ref(id), Not: true})
	}
	g := goal{need: varSet{id: true}, order: order, limit: 1, limitX: &scalar.Const{T: types.TInt8, Typmod: types.NoTypmod, D: types.Int(1)}}
	in, err := p.buildScan(sc, conds, g)
	if err != nil || !isPrefix(order, in.order) {
		return nil, err
	}
	in.node.Head().Ordered = true
	first := *in
	first.rows = 1
	first.node = &Limit{Head_: p.head(in.node.Head().Types, 1, 0, in.cost), Input: in.node, Limit: g.limitX}
	return p.group(&relGroup{aggs: []*aggItem{a}}, &first)
}

// beside puts two operators of one row each side by side.
func (p *planner) beside(l, r *phys) *phys {
	n := &NestedLoop{Kind: JoinInner, Left: l.node, Right: r.node}
	out := p.joined(JoinInner, l, r.slots, r.width, 1)
	out.cost, out.order = l.cost+r.cost, nil
	n.Head_ = p.head(outTypes(JoinInner, l.node.Head().Types, r.node.Head().Types), 1, 0, out.cost)
	out.node = n
	return out
}

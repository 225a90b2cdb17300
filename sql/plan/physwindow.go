package plan

import (
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// wantsOrder reports whether the rows must come in an order.
func (n *Window) wantsOrder() bool { return len(n.Partition) > 0 || len(n.Order) > 0 }

// costWindowRow is what a function over a window costs for a row.
const costWindowRow = 0.02

// buildWindow computes functions over one window. Those that nobody reads are left out.
func (p *planner) buildWindow(r *relWindow, g goal) (*phys, error) {
	need := g.need.clone()
	var funcs []*winItem
	for _, it := range r.funcs {
		if g.need[it.id] || it.volatile(p.b) {
			funcs = append(funcs, it)
			it.each(func(x scalar.Expr) scalar.Expr {
				need.addExpr(x)
				return x
			})
		}
		delete(need, it.id)
	}
	if len(funcs) == 0 {
		return p.build(r.in, g.withNeed(need))
	}
	keys := r.keys()
	for _, k := range keys {
		need[k.id] = true
	}
	in, err := p.build(r.in, goal{need: need, order: keys})
	if err != nil {
		return nil, err
	}
	if r.ordered(in.order) {
		in.node.Head().Ordered = in.node.Head().Ordered || len(keys) > 0
	} else {
		in = p.sort(in, keys, nil)
	}
	return p.window(r, funcs, in)
}

func (p *planner) window(r *relWindow, funcs []*winItem, in *phys) (*phys, error) {
	n := &Window{Input: in.node, Frame: Frame{
		Mode: r.frame.mode, Start: r.frame.start, End: r.frame.end,
		StartIn: r.frame.startIn, EndIn: r.frame.endIn, Exclude: r.frame.exclude,
	}}
	var err error
	if n.Frame.StartOffset, err = p.resolve(r.frame.startOffset, in); err != nil {
		return nil, err
	}
	if n.Frame.EndOffset, err = p.resolve(r.frame.endOffset, in); err != nil {
		return nil, err
	}
	for _, id := range r.partition {
		n.Partition = append(n.Partition, p.slot(in, id))
	}
	for _, k := range r.order {
		n.Order = append(n.Order, SortKey{Slot: p.slot(in, k.id), Desc: k.desc, NullsFirst: k.nullsFirst})
	}
	out := *in
	out.slots = make(map[scalar.VarID]int, len(in.slots)+len(funcs))
	for id, s := range in.slots {
		out.slots[id] = s
	}
	ts := append([]*types.Type(nil), in.node.Head().Types...)
	for _, it := range funcs {
		f := WindowFunc{Fn: it.fn}
		if f.Args, err = p.resolveList(it.args, in); err != nil {
			return nil, err
		}
		if f.Filter, err = p.resolve(it.filter, in); err != nil {
			return nil, err
		}
		n.Funcs = append(n.Funcs, f)
		out.slots[it.id] = len(ts)
		ts = append(ts, it.fn.Result)
	}
	out.width = len(ts)
	out.cost = in.cost + in.rows*costWindowRow*float64(len(funcs))
	n.Head_ = p.head(ts, in.rows, in.node.Head().Start, out.cost)
	out.node = n
	return &out, nil
}

// stopEarly gives a window the conditions above it that, once they do not hold, hold for no
// later row of a partition: a bound on what only rises (Postgres's run condition).
func (p *planner) stopEarly(r *relWindow, in *phys, conds []scalar.Expr) error {
	n, ok := in.node.(*Window)
	if !ok {
		return nil
	}
	var run []scalar.Expr
	for _, c := range conds {
		op, ok := c.(*scalar.Op)
		if !ok || op.L == nil || p.b.volatile(c) || scalar.PropsOf(c).Subquery {
			continue
		}
		name, x, bound := op.Op.Name, op.L, op.R
		if _, left := x.(*scalar.Var); !left {
			x, bound = bound, x
			name = map[string]string{">": "<", ">=": "<=", "=": "="}[name]
		}
		v, ok := x.(*scalar.Var)
		if !ok || scalar.PropsOf(bound).Vars || !r.rises(v.ID) || !op.Op.Strict {
			continue
		}
		switch name {
		case "<", "<=", "=":
			run = append(run, upTo(op, name))
		}
	}
	x, err := p.resolve(scalar.And(run...), in)
	if err != nil || len(run) == 0 {
		return err
	}
	n.Run = x
	return nil
}

// upTo is a condition that holds up to where op, which is one of =, < and <=, may hold last.
func upTo(op *scalar.Op, name string) scalar.Expr {
	if name != "=" {
		return op
	}
	less := "<="
	if _, left := op.L.(*scalar.Var); !left {
		less = ">="
	}
	o, err := types.ResolveOperator(less, op.L.Type(), op.R.Type())
	if err != nil || o.Left != op.L.Type() || o.Right != op.R.Type() {
		return scalar.BoolConst(true)
	}
	return &scalar.Op{Op: o, L: op.L, R: op.R}
}

// rises reports whether a function's value never falls from one row of a partition to the
// next.
func (r *relWindow) rises(id scalar.VarID) bool {
	for _, it := range r.funcs {
		if it.id != id {
			continue
		}
		switch it.fn.Source {
		case "window_row_number", "window_rank", "window_dense_rank":
			return true
		}
		// Counts over all rows up to here, or to a place that goes on with it.
		return it.fn.Name == "count" && it.fn.Kind == types.KindAggregate &&
			r.frame.start == ast.UnboundedPreceding && r.frame.exclude == ast.ExcludeNone
	}
	return false
}

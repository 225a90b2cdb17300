package physical

import (
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// costWindowRow is what a function over a window costs for a row.
// In the unit of access.go, for each function.
const costWindowRow = 0.02

// buildWindow computes functions over one window. Those that nobody reads are left out.
// A limit above does not pass: a row's value may depend on any other row of its partition.
func (p *planner) buildWindow(r *rel.Window, g goal) (*phys, error) {
	need := g.need.Clone()
	var funcs []*rel.WindowFunc
	for _, it := range r.Funcs {
		// A volatile function is computed even so: its effects show.
		if g.need[it.ID] || it.Volatile(&p.b.Statement) {
			funcs = append(funcs, it)
			// Arguments of functions that are left out are not wanted either.
			it.Each(func(x scalar.Expr) scalar.Expr {
				need.AddExpr(x)
				return x
			})
		}
		// It is made here, and nothing below could give it.
		delete(need, it.ID)
	}
	// Nothing is left: no operator.
	if len(funcs) == 0 {
		return p.build(r.In, g.withNeed(need))
	}
	// Partition columns and then the order.
	keys := r.Keys()
	for _, k := range keys {
		need[k.ID] = true
	}
	in, err := p.build(r.In, goal{need: need, order: keys})
	if err != nil {
		return nil, err
	}
	// The order was wished for; the input may have another, or one that serves as well (Ordered).
	// Any order of the partition columns will do, as long as each partition comes together.
	if r.Ordered(in.order) {
		in.node.Head().Ordered = in.node.Head().Ordered || len(keys) > 0
	} else {
		in = p.sort(in, keys, nil)
	}
	return p.window(r, funcs, in)
}

// window makes the operator over rows in the window's order; functions' columns come behind the input's.
// What is computed for each row comes behind the columns of in, which stay where they are.
func (p *planner) window(r *rel.Window, funcs []*rel.WindowFunc, in *phys) (*phys, error) {
	// Offsets are resolved over the input, though they may read no column of it: a register or a parameter may stand there.
	n := &nodes.Window{Input: in.node, Frame: nodes.Frame{
		Mode: r.Frame.Mode, Start: r.Frame.Start, End: r.Frame.End,
		StartIn: r.Frame.StartIn, EndIn: r.Frame.EndIn, Exclude: r.Frame.Exclude,
	}}
	var err error
	if n.Frame.StartOffset, err = p.resolve(r.Frame.StartOffset, in); err != nil {
		return nil, err
	}
	if n.Frame.EndOffset, err = p.resolve(r.Frame.EndOffset, in); err != nil {
		return nil, err
	}
	for _, id := range r.Partition {
		n.Partition = append(n.Partition, p.slot(in, id))
	}
	for _, k := range r.Order {
		n.Order = append(n.Order, nodes.SortKey{Slot: p.slot(in, k.ID), Desc: k.Desc, NullsFirst: k.NullsFirst})
	}
	// A copy of in, with places of its own: the input's belong to who has built it.
	// The order of the rows is passed on.
	out := *in
	out.slots = make(map[scalar.VarID]int, len(in.slots)+len(funcs))
	for id, s := range in.slots {
		out.slots[id] = s
	}
	ts := append([]*types.Type(nil), in.node.Head().Types...)
	for _, it := range funcs {
		f := nodes.WindowFunc{Fn: it.Fn}
		if f.Args, err = p.resolveList(it.Args, in); err != nil {
			return nil, err
		}
		if f.Filter, err = p.resolve(it.Filter, in); err != nil {
			return nil, err
		}
		n.Funcs = append(n.Funcs, f)
		out.slots[it.ID] = len(ts)
		// The result type is that of the function, not of its argument.
		ts = append(ts, it.Fn.Result)
	}
	out.width = len(ts)
	out.cost = in.cost + in.rows*costWindowRow*float64(len(funcs))
	n.Head_ = p.head(ts, in.rows, in.node.Head().Start, out.cost)
	out.node = n
	return &out, nil
}

// stopEarly gives a window the conditions above it that, once they do not hold, hold for no
// later row of a partition: a bound on what only rises (Postgres's run condition).
// The conditions are judged above all the same; this only ends a partition's work.
// conds read the window's columns. A condition counts where it compares one that only rises with what does not
// change from row to row.
func (p *planner) stopEarly(r *rel.Window, in *phys, conds []scalar.Expr) error {
	n, ok := in.node.(*nodes.Window)
	if !ok {
		// The window has gone where nobody needed it.
		return nil
	}
	var run []scalar.Expr
	for _, c := range conds {
		op, ok := c.(*scalar.Op)
		if !ok || op.L == nil || p.b.Volatile(c) || scalar.PropsOf(c).Subquery {
			continue
		}
		// The rising column may stand on either side; the name is turned then. "" is no condition of this kind.
		name, x, bound := op.Op.Name, op.L, op.R
		if _, left := x.(*scalar.Var); !left {
			x, bound = bound, x
			name = map[string]string{">": "<", ">=": "<=", "=": "="}[name]
		}
		v, ok := x.(*scalar.Var)
		// The bound must be the same for all rows. A register may stand in it: it does not change while this is read.
		// What is not strict might hold again of a NULL.
		if !ok || scalar.PropsOf(bound).Vars || !r.Rises(v.ID) || !op.Op.Strict {
			continue
		}
		switch name {
		case "<", "<=", "=":
			run = append(run, upTo(op, name))
		}
	}
	// And of nothing is nil.
	x, err := p.resolve(scalar.And(run...), in)
	if err != nil || len(run) == 0 {
		return err
	}
	n.Run = x
	return nil
}

// upTo is a condition that holds up to where op, which is one of =, < and <=, may hold last.
// For = a row before the value has to be passed: up to it the function's value is less.
func upTo(op *scalar.Op, name string) scalar.Expr {
	if name != "=" {
		return op
	}
	// The sides stay as they are written; the operator is turned.
	less := "<="
	if _, left := op.L.(*scalar.Var); !left {
		less = ">="
	}
	o, err := builtin.ResolveOperator(less, op.L.Type(), op.R.Type())
	if err != nil || o.Left != op.L.Type() || o.Right != op.R.Type() {
		// true: then nothing is ended.
		return scalar.BoolConst(true)
	}
	return &scalar.Op{Op: o, L: op.L, R: op.R}
}

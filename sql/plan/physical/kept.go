package physical

import (
	"maps"
	"slices"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/plan/explain"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// Parts of a plan run again and again: a correlated subquery for each outer value, the right side
// of a lateral join for each left row, the step of a recursive query for each round. What in them
// depends on nothing that changes from run to run is computed once, and its rows are kept: by the
// hash table of a join that holds them, or by a Materialize. Postgres keeps likewise what no
// parameter that has changed is read in (ExecReScan, chgParam).

// costKept is the cost from which on it is worth keeping rows.
const costKept = 20.0

// keep looks at all of a plan, before anything is told what runs at the ranges. given is how many
// WITH queries the executor is handed.
// Where nothing runs again the plan stays as it is.
func (p *planner) keep(out *nodes.Plan, given int) {
	k := &keeper{p: p, out: out, fixed: map[int]bool{}, known: map[nodes.Node]*depends{}, subs: make([]*depends, len(out.Subplans))}
	for id := range given {
		k.fixed[id] = true
	}
	if !k.again(out.Root) {
		return
	}
	out.Root = k.place(out.Root, false)
	for i, n := range out.Subplans {
		if n != nil {
			out.Subplans[i] = k.place(n, len(k.sub(i).regs) > 0)
		}
	}
	out.Changing = k.changing()
}

// changing is Plan.Changing, once it is known which WITH queries stay what they are.
// The executor drops what it remembers of a subplan when one of these queries runs anew.
func (k *keeper) changing() [][]int {
	var out [][]int
	for i := range k.out.Subplans {
		for _, id := range slices.Sorted(maps.Keys(k.sub(i).ctes)) {
			if k.fixed[id] {
				continue
			}
			if out == nil {
				out = make([][]int, len(k.out.Subplans))
			}
			out[i] = append(out[i], id)
		}
	}
	return out
}

// order tells which of the queries of a WITH are read, and by which others.
// A query that writes runs whether it is read or not; the others run when somebody reads them. mark follows
// who reads whom from the main query.
func (k *keeper) order(n *nodes.With) {
	at := func(id int) int { return slices.IndexFunc(n.CTEs, func(c nodes.CTE) bool { return c.ID == id }) }
	for i := range n.CTEs {
		for id := range k.of(n.CTEs[i].Node).ctes {
			if j := at(id); j >= 0 && j < i {
				n.CTEs[i].Reads = append(n.CTEs[i].Reads, j)
			}
		}
		slices.Sort(n.CTEs[i].Reads)
	}
	var mark func(i int)
	mark = func(i int) {
		if i < 0 || n.CTEs[i].Read {
			return
		}
		if n.CTEs[i].Read = true; n.CTEs[i].Eager {
			return
		}
		for _, j := range n.CTEs[i].Reads {
			mark(j)
		}
	}
	for id := range k.of(n.Input).ctes {
		mark(at(id))
	}
}

// depends is what the rows of an operator depend on besides the statement's snapshot and arguments.
// The zero value depends on nothing: its rows are the same all through the statement.
type depends struct {
	odd  bool         // on when it runs: it has effects, or is volatile
	regs map[int]bool // registers that are set outside
	ctes map[int]bool // results of WITH queries that stand outside
}

// add makes d depend on what o does, too.
func (d *depends) add(o *depends) {
	d.odd = d.odd || o.odd
	d.regs, d.ctes = union(d.regs, o.regs), union(d.ctes, o.ctes)
}

// union adds b to a, which may be nil; b is not kept.
func union(a, b map[int]bool) map[int]bool {
	if len(b) == 0 {
		return a
	}
	if a == nil {
		a = make(map[int]bool, len(b))
	}
	maps.Copy(a, b)
	return a
}

// keeper decides what of a plan is kept.
type keeper struct {
	p   *planner
	out *nodes.Plan
	// fixed are the WITH queries whose results stay what they are.
	fixed map[int]bool
	// known has what was found by operator; place looks at each again from above.
	known map[nodes.Node]*depends
	subs  []*depends // by Plan.Subplans
}

// again reports whether a part of the plan may run more than once, or queries of a WITH write.
func (k *keeper) again(n nodes.Node) bool {
	if len(k.out.Subplans) > 0 {
		return true
	}
	switch n := n.(type) {
	case *nodes.NestedLoop:
		if len(n.Sets) > 0 {
			return true
		}
	case *nodes.Recursive:
		return true
	case *nodes.With:
		for i := range n.CTEs {
			if n.CTEs[i].Eager || k.again(n.CTEs[i].Node) {
				return true
			}
		}
	}
	for _, in := range nodes.Inputs(n) {
		if k.again(in) {
			return true
		}
	}
	return false
}

// sub is what subplan i depends on; before that is known it is odd.
// Odd is the safe answer: a query that is asked for within itself is not kept.
func (k *keeper) sub(i int) *depends {
	if k.subs[i] == nil {
		k.subs[i] = &depends{odd: true}
		if n := k.out.Subplans[i]; n != nil {
			k.subs[i] = k.of(n)
		}
	}
	return k.subs[i]
}

// of is what n depends on.
func (k *keeper) of(n nodes.Node) *depends {
	if d := k.known[n]; d != nil {
		return d
	}
	d := &depends{}
	k.known[n] = d
	for _, in := range nodes.Inputs(n) {
		d.add(k.of(in))
	}
	k.own(d, n)
	return d
}

// own adds what n itself depends on to d, which has that of its inputs.
// A kind that is not listed counts as odd, so that a new operator is never kept by mistake.
func (k *keeper) own(d *depends, n nodes.Node) {
	see := func(x scalar.Expr) { k.expr(d, x) }
	list := func(xs []scalar.Expr) {
		for _, x := range xs {
			see(x)
		}
	}
	switch n := n.(type) {
	case *nodes.Scan:
		k.scan(d, n)
	case *nodes.VirtualScan:
		see(n.Key)
		see(n.Filter)
	case *nodes.Values:
		for _, row := range n.Rows {
			list(row)
		}
	case *nodes.FuncScan:
		k.items(d, n.Items)
	case *nodes.ProjectSet:
		k.items(d, n.Items)
	case *nodes.Filter:
		see(n.Cond)
	case *nodes.Project:
		list(n.Exprs)
	case *nodes.LookupJoin:
		list(n.Keys)
		bounds(n.Lo, see)
		bounds(n.Hi, see)
		see(n.Filter)
	case *nodes.HashJoin:
		list(n.LKeys)
		list(n.RKeys)
		see(n.Filter)
	case *nodes.NestedLoop:
		for _, s := range n.Sets {
			delete(d.regs, s.Reg)
		}
		for _, s := range n.Sets {
			see(s.X)
		}
		see(n.Filter)
	case *nodes.Group:
		k.aggs(d, n)
	case *nodes.Window:
		list([]scalar.Expr{n.Frame.StartOffset, n.Frame.EndOffset, n.Run})
		for i := range n.Funcs {
			d.odd = d.odd || n.Funcs[i].Fn.Volatility == builtin.Volatile
			list(n.Funcs[i].Args)
			see(n.Funcs[i].Filter)
		}
	case *nodes.Sort:
		see(n.Limit)
	case *nodes.Limit:
		see(n.Limit)
		see(n.Offset)
	case *nodes.Append:
		d.odd = d.odd || n.Prune != nil
	case *nodes.With:
		for i := range n.CTEs {
			d.add(k.of(n.CTEs[i].Node))
		}
		for i := range n.CTEs {
			delete(d.ctes, n.CTEs[i].ID)
		}
	case *nodes.CTEScan:
		d.ctes = union(d.ctes, map[int]bool{n.ID: true})
	case *nodes.Recursive:
		delete(d.ctes, n.Work)
	case *nodes.Distinct, *nodes.SetOp, *nodes.Materialize:
	case *nodes.LockRows, *nodes.ExplainNode:
		d.odd = true
	case *nodes.Insert, *nodes.Update, *nodes.Delete, *nodes.Merge:
		d.odd = true
		explain.ExprsOf(n, see)
	default:
		d.odd = true
	}
}

// scan: rows that are locked, or spans that are told by something that runs, have to be read each time.
func (k *keeper) scan(d *depends, n *nodes.Scan) {
	d.odd = d.odd || n.Lock != nil || !n.Spans.Told()
	k.expr(d, n.Filter)
	k.expr(d, n.Limit)
	entries := func(e *nodes.EntryScan) {
		if e != nil {
			for i := range e.Conds {
				k.expr(d, e.Conds[i].X)
			}
		}
	}
	entries(n.Entries)
	if n.Union == nil {
		return
	}
	for i := range n.Union.Arms {
		arm := &n.Union.Arms[i]
		d.odd = d.odd || !arm.Spans.Told()
		entries(arm.Entries)
	}
}

// items and aggs are own of functions; a volatile one, or one of the session, is run each time.
func (k *keeper) items(d *depends, items []nodes.FuncItem) {
	for i := range items {
		it := &items[i]
		d.odd = d.odd || it.Fn != nil && (it.Fn.Volatility == builtin.Volatile || it.Fn.Host != nil)
		for _, x := range it.Args {
			k.expr(d, x)
		}
		k.expr(d, it.X)
	}
}

func (k *keeper) aggs(d *depends, n *nodes.Group) {
	for i := range n.Aggs {
		a := &n.Aggs[i]
		d.odd = d.odd || a.Fn.Volatility == builtin.Volatile
		for _, x := range a.Args {
			k.expr(d, x)
		}
		for _, o := range a.Order {
			k.expr(d, o.X)
		}
		k.expr(d, a.Filter)
	}
}

// bounds shows the expressions of a span's bounds.
func bounds(list []nodes.Bound, see func(scalar.Expr)) {
	for i := range list {
		see(list[i].X)
	}
}

// expr adds what an expression depends on, besides the columns of its operator's input.
func (k *keeper) expr(d *depends, x scalar.Expr) {
	if x == nil {
		return
	}
	if p := scalar.PropsOf(x); !p.Regs && !p.Subquery && !p.Volatile {
		return
	} else if p.Volatile {
		d.odd = true
	}
	scalar.Walk(x, func(x scalar.Expr) bool {
		switch x := x.(type) {
		case *scalar.Reg:
			d.regs = union(d.regs, map[int]bool{x.Idx: true})
		case *scalar.Subquery:
			k.subquery(d, x)
			return false
		}
		return true
	})
}

// subquery adds what the value of a subquery depends on: its plan, and its test, but for the
// registers that it sets itself.
func (k *keeper) subquery(d *depends, s *scalar.Subquery) {
	in := &depends{odd: s.Effects}
	in.add(k.sub(s.ID))
	k.expr(in, s.Test)
	for _, set := range s.Sets {
		delete(in.regs, set.Reg)
	}
	for _, reg := range s.TestRegs {
		delete(in.regs, reg)
	}
	for _, set := range s.Sets {
		k.expr(in, set.X)
	}
	for _, x := range s.Keys {
		k.expr(in, x)
	}
	if s.Each != nil {
		k.subquery(in, s.Each)
	}
	d.add(in)
}

// stays reports whether d is of what gives the same rows whenever it runs in the statement.
func (k *keeper) stays(d *depends) bool {
	if d.odd || len(d.regs) > 0 {
		return false
	}
	for id := range d.ctes {
		if !k.fixed[id] {
			return false
		}
	}
	return true
}

// place has what stays the same kept below n, or as a whole, where it runs again and again. It
// returns what stands for n.
// again: what is above runs n more than once. A Materialize holds rows in memory, and on disk where that is
// short; what is cheap, or at hand anyway, does without.
func (k *keeper) place(n nodes.Node, again bool) nodes.Node {
	if again && k.stays(k.of(n)) {
		n = k.place(n, false) // parts of it may run several times
		if !keptAnyway(n) {
			return k.materialize(n)
		}
		return n
	}
	switch n := n.(type) {
	case *nodes.NestedLoop:
		n.Left, n.Right = k.place(n.Left, again), k.place(n.Right, again || len(n.Sets) > 0)
		return n
	case *nodes.Recursive:
		n.Base, n.Step = k.place(n.Base, again), k.place(n.Step, true)
		return n
	case *nodes.With:
		k.order(n)
		for i := range n.CTEs {
			c := &n.CTEs[i]
			k.fixed[c.ID] = !again
			c.Node = k.place(c.Node, again)
		}
	case *nodes.HashJoin:
		k.join(n, again)
		return n
	case *nodes.VirtualScan:
		if again {
			return k.split(n)
		}
	case *nodes.Append:
		if len(n.Leaves) > 0 { // the executor looks at the scans of partitions itself
			for _, in := range n.Inputs {
				k.place(in, false)
			}
			return n
		}
	}
	for _, in := range nodes.InputPlaces(n) {
		if *in != nil {
			*in = k.place(*in, again)
		}
	}
	return n
}

// join is place of a join: where the side that it holds stays the same, so does its table.
func (k *keeper) join(n *nodes.HashJoin, again bool) {
	held, keys := &n.Right, n.RKeys
	if n.HoldLeft {
		held, keys = &n.Left, n.LKeys
	}
	d := &depends{}
	for _, x := range keys {
		k.expr(d, x)
	}
	d.add(k.of(*held))
	n.Keep = again && k.stays(d)
	if n.HoldLeft {
		n.Left, n.Right = k.place(n.Left, again && !n.Keep), k.place(n.Right, again)
	} else {
		n.Left, n.Right = k.place(n.Left, again), k.place(n.Right, again && !n.Keep)
	}
}

// split parts a scan of a virtual table, whose rows are made one by one: those that pass what of
// its condition stays the same are kept.
func (k *keeper) split(n *nodes.VirtualScan) nodes.Node {
	key := &depends{}
	k.expr(key, n.Key)
	if n.Key != nil && !k.stays(key) {
		return n
	}
	var same, other []scalar.Expr
	for _, c := range scalar.Conjuncts(n.Filter) {
		d := &depends{}
		if k.expr(d, c); k.stays(d) {
			same = append(same, c)
		} else {
			other = append(other, c)
		}
	}
	h := n.Head_
	h.ID = k.p.nodes
	k.p.nodes++
	n.Filter = scalar.And(same...)
	return &nodes.Filter{Head_: h, Input: k.materialize(n), Cond: scalar.And(other...)}
}

// keptAnyway reports whether the rows of n are at hand when it runs again, or as soon computed.
// A read of points is taken to cost no more than keeping its rows does.
func keptAnyway(n nodes.Node) bool {
	switch n := n.(type) {
	case *nodes.CTEScan, *nodes.Values, *nodes.Materialize:
		return true
	case *nodes.Filter:
		return keptAnyway(n.Input)
	case *nodes.Project:
		return keptAnyway(n.Input)
	case *nodes.Scan:
		if n.Points {
			return true
		}
	}
	return n.Head().Cost < costKept
}

// materialize gives n's rows again without running it.
func (k *keeper) materialize(n nodes.Node) nodes.Node {
	h := n.Head()
	return &nodes.Materialize{Head_: k.p.head(h.Types, h.Rows, h.Start, h.Cost), Input: n}
}

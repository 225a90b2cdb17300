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
// In the unit of access.go: three or so seeks. Below it, reading again costs no more than memory does.
const costKept = 20.0

// keep looks at all of a plan, before anything is told what runs at the ranges. given is how many
// WITH queries the executor is handed.
// Where nothing runs again the plan stays as it is.
// It changes operators in place, as the plan is not shared yet.
func (p *planner) keep(out *nodes.Plan, given int) {
	k := &keeper{p: p, out: out, fixed: map[int]bool{}, known: map[nodes.Node]*depends{}, subs: make([]*depends, len(out.Subplans))}
	for id := range given {
		// Rows that the executor is handed are the same throughout: their numbers come first.
		k.fixed[id] = true
	}
	// Most statements end here: no part of them runs twice.
	if !k.again(out.Root) {
		return
	}
	out.Root = k.place(out.Root, false)
	// A subplan with registers is run for each outer value; one without is run once and its result kept.
	for i, n := range out.Subplans {
		if n != nil {
			out.Subplans[i] = k.place(n, len(k.sub(i).regs) > 0)
		}
	}
	// After all places are known: what is fixed is told on the way.
	out.Changing = k.changing()
}

// changing is Plan.Changing, once it is known which WITH queries stay what they are.
// The executor drops what it remembers of a subplan when one of these queries runs anew.
// By subplan: the WITH queries on which it depends and that run anew within the statement. nil where there are
// none.
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
// reads go to queries that stand before: WITH RECURSIVE is a Recursive of its own.
func (k *keeper) order(n *nodes.With) {
	places := make(map[int]int, len(n.CTEs))
	for i := range n.CTEs {
		places[n.CTEs[i].ID] = i
	}
	at := func(id int) int {
		if i, ok := places[id]; ok {
			return i
		}
		return -1
	}
	for i := range n.CTEs {
		for id := range k.of(n.CTEs[i].Node).ctes {
			if j := at(id); j >= 0 && j < i {
				n.CTEs[i].Reads = append(n.CTEs[i].Reads, j)
			}
		}
		slices.Sort(n.CTEs[i].Reads)
	}
	// Eager ones run first anyway, and with them what they read.
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
// regs and ctes are nil until there is something in them; each depends owns its maps.
type depends struct {
	odd  bool         // on when it runs: it has effects, or is volatile
	regs map[int]bool // registers that are set outside
	ctes map[int]bool // results of WITH queries that stand outside
}

// add makes d depend on what o does, too.
// o is not changed, and shares nothing with d afterwards.
func (d *depends) add(o *depends) {
	d.odd = d.odd || o.odd
	d.regs, d.ctes = union(d.regs, o.regs), union(d.ctes, o.ctes)
}

// union adds b to a, which may be nil; b is not kept.
// The result may be a itself: a is the caller's to change.
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
	// By CTE.ID, given ones included.
	fixed map[int]bool
	// known has what was found by operator; place looks at each again from above.
	known map[nodes.Node]*depends
	subs  []*depends // by Plan.Subplans
}

// again reports whether a part of the plan may run more than once, or queries of a WITH write.
// The answer is for the whole plan: where true, each part is judged by itself.
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
		// An eager query runs whether it is read or not, and what is read besides may run again.
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
		// A query can't ask for itself, but for a broken plan: then recursion ends here.
		k.subs[i] = &depends{odd: true}
		if n := k.out.Subplans[i]; n != nil {
			k.subs[i] = k.of(n)
		}
	}
	return k.subs[i]
}

// of is what n depends on.
// Kept by operator; place may put another in its place, which is asked anew.
func (k *keeper) of(n nodes.Node) *depends {
	if d := k.known[n]; d != nil {
		return d
	}
	d := &depends{}
	// Noted before its inputs are looked at, as nothing may come back to it.
	// Each operator is looked at once, however often place asks from above.
	k.known[n] = d
	for _, in := range nodes.Inputs(n) {
		d.add(k.of(in))
	}
	k.own(d, n)
	return d
}

// own adds what n itself depends on to d, which has that of its inputs.
// A kind that is not listed counts as odd, so that a new operator is never kept by mistake.
// The operators fall into: those that read (scans), those that compute (expressions and functions), those that
// take registers or WITH queries away from what is below, and those that must run (locks, writes, EXPLAIN).
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
		list(n.Equal)
		see(n.Among)
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
		// The registers that the loop itself sets are no dependence of what is above it.
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
		// What is pruned when it runs may be told by a register.
		d.odd = d.odd || n.Prune != nil
	case *nodes.With:
		// A WITH query below is made here: it depends on nothing outside for that.
		for i := range n.CTEs {
			d.add(k.of(n.CTEs[i].Node))
		}
		for i := range n.CTEs {
			delete(d.ctes, n.CTEs[i].ID)
		}
	case *nodes.CTEScan:
		d.ctes = union(d.ctes, map[int]bool{n.ID: true})
	case *nodes.Recursive:
		// The working table changes from round to round, within it.
		delete(d.ctes, n.Work)
	case *nodes.Distinct, *nodes.SetOp, *nodes.Materialize:
	case *nodes.LockRows, *nodes.ExplainNode:
		d.odd = true
	// What a write reads is looked at all the same: a WITH that reads others names them by it.
	case *nodes.Insert, *nodes.Update, *nodes.Delete, *nodes.Merge:
		d.odd = true
		explain.ExprsOf(n, see)
	default:
		d.odd = true
	}
}

// scan: rows that are locked, or spans that are told by something that runs, have to be read each time.
// Told: the bounds have values before the statement runs. A bound by a register is of one run.
func (k *keeper) scan(d *depends, n *nodes.Scan) {
	// The bounds themselves are not walked here: those that depend on more than arguments and settings make the whole
	// scan odd, be it on a register alone.
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
// A function of the session (Host) may say something else later in the statement.
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

// aggs adds to d what the aggregates of a grouping read. A volatile one makes its rows odd: they
// are not kept.
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
// Columns of the input are no dependence: what changes with the rows changes with the input.
func (k *keeper) expr(d *depends, x scalar.Expr) {
	if x == nil {
		return
	}
	// Most expressions are neither: the early return spares the walk.
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
			// Its own walk is done by subquery.
			k.subquery(d, x)
			return false
		}
		return true
	})
}

// subquery adds what the value of a subquery depends on: its plan, and its test, but for the
// registers that it sets itself.
// A subquery that writes (Effects) is odd. The registers that it sets for its own run are inside, what sets
// them is outside.
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
	// Each is the query as written, which is run where the keyed form fails.
	if s.Each != nil {
		k.subquery(in, s.Each)
	}
	d.add(in)
}

// stays reports whether d is of what gives the same rows whenever it runs in the statement.
// regs of an outer query make a difference even where that is the whole statement's: they are set for each
// run.
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
// n may be changed, and is returned where nothing stands for it.
func (k *keeper) place(n nodes.Node, again bool) nodes.Node {
	// Within what is kept, nothing runs again on its account.
	if again && k.stays(k.of(n)) {
		n = k.place(n, false) // parts of it may run several times
		if !keptAnyway(n) {
			return k.materialize(n)
		}
		return n
	}
	switch n := n.(type) {
	case *nodes.NestedLoop:
		// With sets the right side runs once for each left row.
		n.Left, n.Right = k.place(n.Left, again), k.place(n.Right, again || len(n.Sets) > 0)
		return n
	case *nodes.Recursive:
		// The step runs for each round.
		n.Base, n.Step = k.place(n.Base, again), k.place(n.Step, true)
		return n
	case *nodes.With:
		// Its queries are computed when it starts: with it again, they are made again.
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
		// A virtual table is made anew at each read, from the catalog: what can be kept of it is.
		if again {
			return k.split(n)
		}
	case *nodes.Append:
		// The executor goes through the scans of leaves to read several at once, and would not find them below a
		// Materialize.
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
// Keep: the hash table itself stays, which is better than keeping the rows that it is made of.
func (k *keeper) join(n *nodes.HashJoin, again bool) {
	held, keys := &n.Right, n.RKeys
	if n.HoldLeft {
		held, keys = &n.Left, n.LKeys
	}
	// Keys are computed of the held rows, and may read registers.
	d := &depends{}
	for _, x := range keys {
		k.expr(d, x)
	}
	d.add(k.of(*held))
	// A held side that stays is not kept a second time below the table, hence !n.Keep.
	n.Keep = again && k.stays(d)
	if n.HoldLeft {
		n.Left, n.Right = k.place(n.Left, again && !n.Keep), k.place(n.Right, again)
	} else {
		n.Left, n.Right = k.place(n.Left, again), k.place(n.Right, again && !n.Keep)
	}
}

// split parts a scan of a virtual table, whose rows are made one by one: those that pass what of
// its condition stays the same are kept.
// n itself is changed: it keeps the conditions that stay the same, and a filter above has the others.
func (k *keeper) split(n *nodes.VirtualScan) nodes.Node {
	// A key that changes selects other rows in each run: nothing is to be kept then.
	key := &depends{}
	for _, x := range n.Equal {
		k.expr(key, x)
	}
	k.expr(key, n.Among)
	if (n.Equal != nil || n.Among != nil) && !k.stays(key) {
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
// Points of a scan are kept by nobody, and read again: one message.
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
// The estimates are those of the first run.
func (k *keeper) materialize(n nodes.Node) nodes.Node {
	h := n.Head()
	return &nodes.Materialize{Head_: k.p.head(h.Types, h.Rows, h.Start, h.Cost), Input: n}
}

package physical

import (
	"math"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// FlowRowsMin is from how many rows on, that are to be hashed, a flow is worth its
// messages, where Env names no other number.
// A flow asks all nodes and starts goroutines on each: some round trips, whatever the rows are.
const FlowRowsMin = 50_000

// flowGroupsPart: groups that the gateway would have to join count as so many rows each.
// In the unit of rows hashed: joining a state costs about as much as several rows.
const flowGroupsPart = 4

// flows marks the operators that may be computed by flows.
// rowsMin is how many rows must be hashed; negative: no flows, 0: FlowRowsMin. A statement that writes has
// none: what it wrote is seen by its own gateway alone.
// It comes after pushDown; the executor takes the flow where it can and the marks of ranges otherwise.
// Subplans get none: they may run for each row.
//
// In EXPLAIN the topmost operator that the nodes compute together says so (testing/plans,
// subqueryjoins):
//
//	SELECT count(*) FROM a LEFT JOIN d ON d.x = a.id
//
//	Aggregate
//	  Distribution: by hash between nodes
//	  ->  Hash Left Join
//	        Hash Cond: (d.x = a.id)
//	        ->  Seq Scan on a
//	        ->  Seq Scan on d
//
// Rows of one hash of d.x and a.id meet at one node, which joins and counts them; the gateway
// adds up.
func flows(p *nodes.Plan, rowsMin float64) {
	if p.Writes || rowsMin < 0 {
		return
	}
	if rowsMin == 0 {
		rowsMin = FlowRowsMin
	}
	f := flowFinder{min: rowsMin}
	f.below(p.Root, false, false)
}

// min is rowsMin, never 0 here.
type flowFinder struct{ min float64 }

// below marks n, or the operators below. some: perhaps only the first rows will be read;
// ordered: somebody above relies on the order of n's rows.
func (f flowFinder) below(n nodes.Node, some, ordered bool) {
	ordered = ordered || n.Head().Ordered
	// Nodes give rows in no order, and all of them before one can say that it is enough.
	// What blocks reads all of its input anyway: "some" has an end there.
	if !ordered && (!some || blocks(n)) {
		if fl := f.flow(n); fl != nil {
			n.Head().Flow = fl
			return
		}
	}
	// For each operator: whether its inputs may be read in part, and whether their order counts. The cases that
	// are not named pass on both.
	switch x := n.(type) {
	case *nodes.Sort:
		some, ordered = x.Presorted > 0 && (some || x.Limit != nil), x.Presorted > 0
	case *nodes.Group:
		some, ordered = false, x.Ordered
	case *nodes.Distinct:
		ordered = ordered || x.Ordered || x.On
	case *nodes.Window:
		ordered = ordered || x.WantsOrder()
	case *nodes.Limit:
		some = true
	// The right side of a hash join is held, whole and in any order.
	case *nodes.HashJoin:
		f.below(x.Left, some, ordered)
		f.below(x.Right, false, false)
		return
	case *nodes.NestedLoop:
		f.below(x.Left, some, ordered)
		// A flow for each left row would cost more than it spares.
		if len(x.Sets) == 0 {
			f.below(x.Right, false, false)
		}
		return
	// Rows of a WITH query are kept and read several times, in the order in which they came.
	case *nodes.With:
		for _, c := range x.CTEs {
			f.below(c.Node, false, true)
		}
	// The step of a recursion reads what the gateway holds, and an EXPLAIN gives text.
	case *nodes.Recursive, *nodes.ExplainNode:
		return
	}
	for _, in := range nodes.Inputs(n) {
		f.below(in, some, ordered)
	}
}

// blocks reports whether n reads all of its input before it gives a row.
// Of other operators the first row may come early.
func blocks(n nodes.Node) bool {
	switch n := n.(type) {
	case *nodes.Group:
		return true
	case *nodes.Sort:
		return n.Presorted == 0
	}
	return false
}

// flow makes the flow that computes n; nil: there is none, or too little to do.
// Stages are built from below. hashed 0: nothing would be exchanged, and pushDown's way does the same with
// less.
func (f flowFinder) flow(n nodes.Node) *nodes.Flow {
	var b flowBuilder
	out := &nodes.Flow{}
	at := -1
	switch n := n.(type) {
	case *nodes.Group:
		// Many groups are made whole at nodes by key; few are made in parts, which the gateway joins.
		if f.manyGroups(n) {
			if at = b.stage(n); at >= 0 {
				break
			}
			b = flowBuilder{}
		}
		if at = b.parts(n); at < 0 || b.hashed == 0 {
			return nil
		}
		// Parts: the gateway's Group takes states instead of rows.
		out.Parts = true
	case *nodes.Sort:
		// A whole sort would be merged at the gateway, which has to read all rows anyway.
		if g := groupUnder(n.Input); n.Limit == nil || !nodes.IsConstant(n.Limit) || g != nil && !f.manyGroups(g) {
			return nil
		}
		if at = b.stage(n.Input); at >= 0 {
			b.link(at, nodes.Link{Node: n}, n.Types, n.Rows)
		}
		// Again: the gateway sorts, or drops repetitions, once more.
		out.Again = true
	case *nodes.Filter, *nodes.Project, *nodes.ProjectSet:
		if g := groupUnder(n); g != nil && !f.manyGroups(g) {
			return nil // the group alone has another way
		}
		at = b.stage(n)
	case *nodes.HashJoin:
		at = b.stage(n)
	case *nodes.Distinct:
		at = b.stage(n)
	}
	// b may be left half made where at is -1; it is dropped with this call.
	if at < 0 || b.hashed < f.min || b.hashed == 0 {
		return nil
	}
	out.Stages = b.stages
	return out
}

// groupUnder finds the Group below operators that pass rows on; nil: none.
// By way of what passes rows one by one: between them groups would be taken for rows.
func groupUnder(n nodes.Node) *nodes.Group {
	for {
		switch x := n.(type) {
		case *nodes.Filter:
			n = x.Input
		case *nodes.Project:
			n = x.Input
		case *nodes.ProjectSet:
			n = x.Input
		case *nodes.Group:
			return x
		default:
			return nil
		}
	}
}

// manyGroups reports whether a group's parts, or its rows where it has none, had better
// not all come to the gateway.
// Without keys there is one group: one state for each node, which costs nothing to join.
func (f flowFinder) manyGroups(g *nodes.Group) bool {
	if len(g.Keys) == 0 {
		return false
	}
	return !portable(g) || g.Rows*flowGroupsPart >= f.min
}

// flowBuilder gathers stages. A stage that could not be finished leaves the builder
// unusable.
// Stages only refer to earlier ones, so that their order is one in which they may be started.
type flowBuilder struct {
	stages []*nodes.Stage
	hashed float64 // rows, estimated
}

// add makes a stage and gives its number, by which later ones name their inputs.
func (b *flowBuilder) add(s *nodes.Stage) int {
	b.stages = append(b.stages, s)
	return len(b.stages) - 1
}

// link has stage at compute l as well, and give what comes of it.
func (b *flowBuilder) link(at int, l nodes.Link, ts []*types.Type, rows float64) int {
	s := b.stages[at]
	s.Chain, s.Types, s.Rows = append(s.Chain, l), ts, rows
	return at
}

// hash sends what stage at gives by keys of these types.
// Both inputs of a join must hash by the same types, or equal keys would go to different nodes.
func (b *flowBuilder) hash(at int, keys []scalar.Expr, ts []*types.Type) {
	s := b.stages[at]
	s.Hash, s.HashTypes = keys, ts
	b.hashed += s.Rows
}

// stage makes n's rows, each at one node; -1: it can't.
// It goes down as far as flows can go. Whoever can't be a stage ends the flow with -1, though parts of it
// below may get one of their own later (below).
func (b *flowBuilder) stage(n nodes.Node) int {
	// Ordered: somebody relies on the rows' order, which an exchange loses.
	h := n.Head()
	if h.Ordered || !allTravel(h.Types) {
		return -1
	}
	switch n := n.(type) {
	// Lookups in the table by entries of another index, locks and limits are the gateway's.
	case *nodes.Scan:
		if !n.Points && n.Lock == nil && n.Primary == nil && n.Limit == nil && scalar.Remote(n.Filter) {
			return b.add(&nodes.Stage{Scan: n, Types: n.Types, Rows: n.Rows})
		}
	case *nodes.Filter:
		if scalar.Remote(n.Cond) {
			return b.linked(n.Input, n)
		}
	case *nodes.Project:
		if allRemote(n.Exprs) {
			return b.linked(n.Input, n)
		}
	case *nodes.ProjectSet:
		if remoteItems(n) {
			return b.linked(n.Input, n)
		}
	case *nodes.HashJoin:
		return b.join(n)
	case *nodes.Group:
		return b.group(n)
	case *nodes.Distinct:
		return b.distinct(n)
	}
	return -1
}

// allTravel: values of these types can be sent between nodes.
// Built-in types and those of the schema do; what a record is made of, only the node that made it knows.
func allTravel(ts []*types.Type) bool {
	for _, t := range ts {
		if !nodes.Travels(t) {
			return false
		}
	}
	return true
}

// linked puts n behind what makes its input.
func (b *flowBuilder) linked(input, n nodes.Node) int {
	at := b.stage(input)
	if at < 0 {
		return -1
	}
	return b.link(at, nodes.Link{Node: n}, n.Head().Types, n.Head().Rows)
}

// remoteItems reports whether set-returning functions can run anywhere.
// It has to be immutable, and not merely stable: other nodes do not know the session.
func remoteItems(n *nodes.ProjectSet) bool {
	for i := range n.Items {
		it := &n.Items[i]
		if it.Fn == nil || it.Fn.Host != nil || it.Width != 1 || it.Fn.Volatility != builtin.Immutable || !allRemote(it.Args) {
			return false
		}
	}
	return true
}

// join hashes both sides by the keys, so that rows that match meet at one node. -1: something in it needs
// the gateway, or NULLs of NOT IN, which have to be known of all rows.
// Keys of different types have been brought to one by hashed, or are such as hash alike: the right ones' types
// count for both.
func (b *flowBuilder) join(n *nodes.HashJoin) int {
	if n.NullAware || !scalar.Remote(n.Filter) || !allRemote(n.LKeys) || !allRemote(n.RKeys) {
		return -1
	}
	ts := nodes.TypesOf(n.RKeys)
	if !allTravel(ts) || !allTravel(nodes.TypesOf(n.LKeys)) {
		return -1
	}
	l := b.stage(n.Left)
	if l < 0 {
		return -1
	}
	r := b.stage(n.Right)
	if r < 0 {
		return -1
	}
	// A whole stage goes to the last of its chain; then its rows are told by key.
	b.hash(l, n.LKeys, ts)
	b.hash(r, n.RKeys, ts)
	return b.add(&nodes.Stage{Join: n, Inputs: []int{l, r}, Types: n.Types, Rows: n.Rows})
}

// slotsOf are expressions that read these columns.
func slotsOf(slots []int, ts []*types.Type) []scalar.Expr {
	out := make([]scalar.Expr, len(slots))
	for i, s := range slots {
		out[i] = &scalar.Slot{Idx: s, T: ts[s], Typmod: types.NoTypmod}
	}
	return out
}

// group makes whole groups, of keys.
// group is the stage with n's groups; -1: it has none. Parts are made where the input is, and joined by key;
// where an aggregate has no parts, the rows themselves are sent.
// wholeAtNodes is asked of portable groups as well: what comes of parts is made at a node, too.
func (b *flowBuilder) group(n *nodes.Group) int {
	if len(n.Keys) == 0 {
		return -1
	}
	if portable(n) {
		at := b.parts(n)
		if at < 0 || !wholeAtNodes(n) {
			return -1
		}
		part := b.stages[at]
		b.hash(at, slotsOf(firstSlots(len(n.Keys)), part.Types), n.Types[:len(n.Keys)])
		// A state is heavier than a row: it counts flowGroupsPart times. (hash has counted it once.)
		b.hashed += (flowGroupsPart - 1) * part.Rows
		return b.add(&nodes.Stage{Inputs: []int{at}, Chain: []nodes.Link{{Node: n, Mode: nodes.GroupFinal}}, Types: n.Types, Rows: n.Rows})
	}
	if !wholeAtNodes(n) {
		return -1
	}
	at := b.stage(n.Input)
	if at < 0 {
		return -1
	}
	b.hash(at, slotsOf(n.Keys, b.stages[at].Types), n.Types[:len(n.Keys)])
	return b.add(&nodes.Stage{Inputs: []int{at}, Chain: []nodes.Link{{Node: n, Mode: nodes.GroupWhole}}, Types: n.Types, Rows: n.Rows})
}

// firstSlots are 0 to n-1: the keys stand first in a group's parts.
func firstSlots(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

// parts makes the parts of n's groups at the nodes that have its input.
// They stay where they are; who calls hashes them, or sends them to the gateway.
func (b *flowBuilder) parts(n *nodes.Group) int {
	if !portable(n) {
		return -1
	}
	at := b.stage(n.Input)
	if at < 0 {
		return -1
	}
	return b.link(at, nodes.Link{Node: n, Mode: nodes.GroupParts}, nodes.PartTypes(n), math.Max(1, n.Rows))
}

// wholeAtNodes reports whether a node that has all rows of a group can aggregate them.
// The result must not depend on which node computes it, or on the order in which rows reach it.
// Ordered-set aggregates sort their input by themselves, which no node has whole in order; other nodes find an
// aggregate by its name, so users' own stay here.
func wholeAtNodes(n *nodes.Group) bool {
	for i := range n.Aggs {
		a := &n.Aggs[i]
		if kind, _ := a.Fn.SetKind(); kind != builtin.PlainAggregate {
			return false
		}
		if !scalar.Remote(a.Filter) || !allRemote(a.Args) || !nodes.SameElsewhere(a.Fn) || a.Fn.Volatility != builtin.Immutable || !nodes.Travels(a.Fn.Result) {
			return false
		}
		for _, o := range a.Order {
			if !scalar.Remote(o.X) || !nodes.Travels(o.X.Type()) {
				return false
			}
		}
		if a.Distinct && !allTravel(nodes.TypesOf(a.Args)) {
			return false
		}
	}
	return true
}

// distinct drops repetitions where rows are, then where they meet. DISTINCT ON keeps the first row of an
// order, which no node knows.
// The same operator runs twice: before the exchange it spares messages, after it it is right.
func (b *flowBuilder) distinct(n *nodes.Distinct) int {
	if n.On {
		return -1
	}
	at := b.linked(n.Input, n)
	if at < 0 {
		return -1
	}
	ts := make([]*types.Type, len(n.Slots))
	for i, s := range n.Slots {
		ts[i] = n.Types[s]
	}
	b.hash(at, slotsOf(n.Slots, n.Types), ts)
	return b.add(&nodes.Stage{Inputs: []int{at}, Chain: []nodes.Link{{Node: n}}, Types: n.Types, Rows: n.Rows})
}

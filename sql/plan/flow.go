package plan

import (
	"math"

	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// Flow is how an operator and all below it are computed by the nodes that lead the
// ranges which they read: rows are hashed by the keys of joins and groups to these
// nodes, each of which joins and groups its share. What comes of it goes to the gateway.
//
//	SELECT a.x, count(*) FROM a JOIN b ON a.k = b.k GROUP BY a.x
//
//	stage 0  scan of a        hashed by k ┐
//	stage 1  scan of b        hashed by k ┴ stage 2  join, partial groups → gateway
//
// A plan holds the ordinary operators, too: a statement that can't have a flow (its own
// writes lie among the rows, there is one node, a node was lost) runs those.
type Flow struct {
	// Stages are in an order in which inputs come before those who read them. What the
	// last one gives is the operator's rows, or its input (Group, Sort and Distinct do
	// their own work once more at the gateway).
	Stages []*Stage
	// Parts: what comes are the parts of a Group.
	Parts bool
	// Again: what comes are rows of a Sort or a Distinct, of each node its own.
	Again bool
	Form
}

// Stage is what every node of a flow does with its share of some rows.
type Stage struct {
	Scan   *Scan     // reads the node's own ranges; nil: it has inputs
	Join   *HashJoin // of two inputs; nil: there is one
	Inputs []int     // stages, whose rows come by hash
	// Chain are operators, in the order in which rows pass them. Their inputs are not
	// used.
	Chain []Link
	// Hash says, over the rows that come out, which node gets each; not of the last stage.
	Hash      []scalar.Expr
	HashTypes []*types.Type
	Types     []*types.Type // of the rows that come out
	Rows      float64       // of them, estimated
}

// Link is an operator of a stage: *Filter, *Project, *ProjectSet, *Group, *Distinct or *Sort.
type Link struct {
	Node Node
	Mode GroupMode // of a *Group
}

// GroupMode says what a Group takes and gives: rows, parts (states of groups, which can
// travel), results.
type GroupMode uint8

// The modes.
const (
	GroupWhole GroupMode = iota // rows to results
	GroupParts                  // rows to parts
	GroupJoin                   // parts to parts
	GroupFinal                  // parts to results
)

// FlowRowsMin is from how many rows on, that are to be hashed, a flow is worth its
// messages, where Env names no other number.
const FlowRowsMin = 50_000

// flowGroupsPart: groups that the gateway would have to join count as so many rows each.
const flowGroupsPart = 4

// flows marks the operators that may be computed by flows.
func flows(p *Plan, rowsMin float64) {
	if p.Writes || rowsMin < 0 {
		return
	}
	if rowsMin == 0 {
		rowsMin = FlowRowsMin
	}
	f := flowFinder{min: rowsMin}
	f.below(p.Root, false, false)
}

type flowFinder struct{ min float64 }

// below marks n, or the operators below. some: perhaps only the first rows will be read;
// ordered: somebody above relies on the order of n's rows.
func (f flowFinder) below(n Node, some, ordered bool) {
	ordered = ordered || n.Head().Ordered
	if !ordered && (!some || blocks(n)) {
		if fl := f.flow(n); fl != nil {
			n.Head().Flow = fl
			return
		}
	}
	switch x := n.(type) {
	case *Sort:
		some, ordered = x.Presorted > 0 && (some || x.Limit != nil), x.Presorted > 0
	case *Group:
		some, ordered = false, x.Ordered
	case *Distinct:
		ordered = ordered || x.Ordered || x.On
	case *Window:
		ordered = ordered || x.wantsOrder()
	case *Limit:
		some = true
	case *HashJoin:
		f.below(x.Left, some, ordered)
		f.below(x.Right, false, false)
		return
	case *NestedLoop:
		f.below(x.Left, some, ordered)
		if len(x.Sets) == 0 {
			f.below(x.Right, false, false)
		}
		return
	case *With:
		for _, c := range x.CTEs {
			f.below(c.Node, false, true)
		}
	case *Recursive, *ExplainNode:
		return
	}
	for _, in := range inputs(n) {
		f.below(in, some, ordered)
	}
}

// blocks reports whether n reads all of its input before it gives a row.
func blocks(n Node) bool {
	switch n := n.(type) {
	case *Group:
		return true
	case *Sort:
		return n.Presorted == 0
	}
	return false
}

// flow makes the flow that computes n; nil: there is none, or too little to do.
func (f flowFinder) flow(n Node) *Flow {
	var b flowBuilder
	out := &Flow{}
	at := -1
	switch n := n.(type) {
	case *Group:
		if f.manyGroups(n) {
			if at = b.stage(n); at >= 0 {
				break
			}
			b = flowBuilder{}
		}
		if at = b.parts(n); at < 0 || b.hashed == 0 {
			return nil
		}
		out.Parts = true
	case *Sort:
		if g := groupUnder(n.Input); n.Limit == nil || !IsConstant(n.Limit) || g != nil && !f.manyGroups(g) {
			return nil
		}
		if at = b.stage(n.Input); at >= 0 {
			b.link(at, Link{Node: n}, n.Types, n.Rows)
		}
		out.Again = true
	case *Filter, *Project, *ProjectSet:
		if g := groupUnder(n); g != nil && !f.manyGroups(g) {
			return nil // the group alone has another way
		}
		at = b.stage(n)
	case *HashJoin:
		at = b.stage(n)
	case *Distinct:
		at = b.stage(n)
	}
	if at < 0 || b.hashed < f.min || b.hashed == 0 {
		return nil
	}
	out.Stages = b.stages
	return out
}

// IsConstant reports whether e has one value in a statement, known before it runs.
func IsConstant(e scalar.Expr) bool {
	p := scalar.PropsOf(e)
	return scalar.IsConst(e) && !p.Host && !p.Regs
}

// groupUnder finds the Group below operators that pass rows on; nil: none.
func groupUnder(n Node) *Group {
	for {
		switch x := n.(type) {
		case *Filter:
			n = x.Input
		case *Project:
			n = x.Input
		case *ProjectSet:
			n = x.Input
		case *Group:
			return x
		default:
			return nil
		}
	}
}

// manyGroups reports whether a group's parts, or its rows where it has none, had better
// not all come to the gateway.
func (f flowFinder) manyGroups(g *Group) bool {
	if len(g.Keys) == 0 {
		return false
	}
	return !portable(g) || g.Rows*flowGroupsPart >= f.min
}

// flowBuilder gathers stages. A stage that could not be finished leaves the builder
// unusable.
type flowBuilder struct {
	stages []*Stage
	hashed float64 // rows, estimated
}

func (b *flowBuilder) add(s *Stage) int {
	b.stages = append(b.stages, s)
	return len(b.stages) - 1
}

func (b *flowBuilder) link(at int, l Link, ts []*types.Type, rows float64) int {
	s := b.stages[at]
	s.Chain, s.Types, s.Rows = append(s.Chain, l), ts, rows
	return at
}

// hash sends what stage at gives by keys of these types.
func (b *flowBuilder) hash(at int, keys []scalar.Expr, ts []*types.Type) {
	s := b.stages[at]
	s.Hash, s.HashTypes = keys, ts
	b.hashed += s.Rows
}

// stage makes n's rows, each at one node; -1: it can't.
func (b *flowBuilder) stage(n Node) int {
	h := n.Head()
	if h.Ordered || !allTravel(h.Types) {
		return -1
	}
	switch n := n.(type) {
	case *Scan:
		if !n.Points && n.Lock == nil && n.Primary == nil && n.Limit == nil && scalar.Remote(n.Filter) {
			return b.add(&Stage{Scan: n, Types: n.Types, Rows: n.Rows})
		}
	case *Filter:
		if scalar.Remote(n.Cond) {
			return b.linked(n.Input, n)
		}
	case *Project:
		if allRemote(n.Exprs) {
			return b.linked(n.Input, n)
		}
	case *ProjectSet:
		if remoteItems(n) {
			return b.linked(n.Input, n)
		}
	case *HashJoin:
		return b.join(n)
	case *Group:
		return b.group(n)
	case *Distinct:
		return b.distinct(n)
	}
	return -1
}

func allTravel(ts []*types.Type) bool {
	for _, t := range ts {
		if !travels(t) {
			return false
		}
	}
	return true
}

// linked puts n behind what makes its input.
func (b *flowBuilder) linked(input, n Node) int {
	at := b.stage(input)
	if at < 0 {
		return -1
	}
	return b.link(at, Link{Node: n}, n.Head().Types, n.Head().Rows)
}

// remoteItems reports whether set-returning functions can run anywhere.
func remoteItems(n *ProjectSet) bool {
	for i := range n.Items {
		it := &n.Items[i]
		if it.Fn == nil || it.Fn.Host != nil || it.Width != 1 || it.Fn.Volatility != types.Immutable || !allRemote(it.Args) {
			return false
		}
	}
	return true
}

func (b *flowBuilder) join(n *HashJoin) int {
	if n.NullAware || !scalar.Remote(n.Filter) || !allRemote(n.LKeys) || !allRemote(n.RKeys) {
		return -1
	}
	ts := typesOf(n.RKeys)
	if !allTravel(ts) || !allTravel(typesOf(n.LKeys)) {
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
	b.hash(l, n.LKeys, ts)
	b.hash(r, n.RKeys, ts)
	return b.add(&Stage{Join: n, Inputs: []int{l, r}, Types: n.Types, Rows: n.Rows})
}

func typesOf(xs []scalar.Expr) []*types.Type {
	ts := make([]*types.Type, len(xs))
	for i, x := range xs {
		ts[i] = x.Type()
	}
	return ts
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
func (b *flowBuilder) group(n *Group) int {
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
		b.hashed += (flowGroupsPart - 1) * part.Rows
		return b.add(&Stage{Inputs: []int{at}, Chain: []Link{{n, GroupFinal}}, Types: n.Types, Rows: n.Rows})
	}
	if !wholeAtNodes(n) {
		return -1
	}
	at := b.stage(n.Input)
	if at < 0 {
		return -1
	}
	b.hash(at, slotsOf(n.Keys, b.stages[at].Types), n.Types[:len(n.Keys)])
	return b.add(&Stage{Inputs: []int{at}, Chain: []Link{{n, GroupWhole}}, Types: n.Types, Rows: n.Rows})
}

func firstSlots(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

// parts makes the parts of n's groups at the nodes that have its input.
func (b *flowBuilder) parts(n *Group) int {
	if !portable(n) {
		return -1
	}
	at := b.stage(n.Input)
	if at < 0 {
		return -1
	}
	return b.link(at, Link{n, GroupParts}, PartTypes(n), math.Max(1, n.Rows))
}

// PartTypes is what a portable group's parts hold: the keys, then the states.
func PartTypes(n *Group) []*types.Type {
	ts := append([]*types.Type(nil), n.Types[:len(n.Keys)]...)
	for i := range n.Aggs {
		ts = append(ts, n.Aggs[i].Fn.NewAgg().(types.Portable).PartTypes()...)
	}
	return ts
}

// wholeAtNodes reports whether a node that has all rows of a group can aggregate them.
func wholeAtNodes(n *Group) bool {
	for i := range n.Aggs {
		a := &n.Aggs[i]
		if kind, _ := a.Fn.SetKind(); kind != types.PlainAggregate {
			return false
		}
		if !scalar.Remote(a.Filter) || !allRemote(a.Args) || !SameElsewhere(a.Fn) || a.Fn.Volatility != types.Immutable || !travels(a.Fn.Result) {
			return false
		}
		for _, o := range a.Order {
			if !scalar.Remote(o.X) || !travels(o.X.Type()) {
				return false
			}
		}
		if a.Distinct && !allTravel(typesOf(a.Args)) {
			return false
		}
	}
	return true
}

// SameElsewhere reports whether another node finds fn by its name and arguments.
func SameElsewhere(fn *types.Function) bool {
	found, err := types.ResolveFunction(fn.Name, fn.Args, false)
	return err == nil && found.Result == fn.Result && found.NewAgg != nil && fn.NewAgg != nil && found.Kind == types.KindAggregate
}

func (b *flowBuilder) distinct(n *Distinct) int {
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
	return b.add(&Stage{Inputs: []int{at}, Chain: []Link{{Node: n}}, Types: n.Types, Rows: n.Rows})
}

// What names a stage for EXPLAIN.
func (s *Stage) What() string {
	switch {
	case s.Scan != nil:
		return "scan of " + s.Scan.Alias
	case s.Join != nil:
		return "join"
	}
	if len(s.Chain) > 0 {
		if _, ok := s.Chain[0].Node.(*Distinct); ok {
			return "distinct rows"
		}
	}
	return "groups"
}

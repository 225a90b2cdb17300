package physical

import (
	"math"
	"slices"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/rewrite"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/stats"
	"github.com/isochrondb/isochron/sql/types"
)

// planner decides how relations are computed.
// It plans one statement, by one goroutine. Building an operator twice is how ways are compared: what a
// build leaves here besides its result (node numbers, subplans, estimates) is therefore undone or shared; see
// discard and estimate.
type planner struct {
	b *bind.Binder
	// nodes is the next operator's number, by which EXPLAIN ANALYZE tells them apart.
	// Subplans and operators are numbered alike.
	nodes int
	// Set once; build returns it at its end, so that callers need not ask after each slot.
	err  error        // the first of slot()
	subs []nodes.Node // plans of subquery expressions, by ID; nil where unused
	// By relation, whatever goal: see estimate.
	sizes          map[rel.Rel]sizeOf
	virtualColumns map[virtualColumn]*stats.Column // see virtualStats; nil until one is asked for
	keyScans       map[rel.Rel][]*keyedScan        // by what they read
	walks          map[walkOf]walked               // see walkCost
	// altsNoted are conditions that are accounted for: see noteAlts.
	altsNoted map[scalar.Expr]bool
	// walkTries counts the inputs that were built for walks, and groups for their first ones.
	walkTries int
	// locks are those that scans want, by the locks of the items that they read: see lockedByScan.
	locks map[*rel.RowLock]*nodes.RowLock
	// While it is set, no statistics are looked at (unseen).
	blind   bool // nothing is known of what tables hold
	weighed int  // how often a choice was made by a number of rows that are wanted
	// classOf numbers the classes of equal columns, up to classes, that conditions of joins are of.
	// By the address of a condition.
	classOf map[scalar.Expr]int
	classes int
	// inbound are the foreign keys whose plans are wanted, inserts those into partitioned tables.
	inbound []*nodes.Inbound
	inserts []nodes.InsertUse
	// measured and measuredVars are of expressions that have statistics; while unmixed is set, nothing is asked
	// of several columns together (measured.go).
	measured     map[*catalog.TableDesc]*measures
	measuredVars map[scalar.VarID]measuredColumn
	unmixed      bool
	// estimates are those that arguments would change; see arguments.go.
	estimates notes
	// relies are what the plan relies on of its arguments, or some way that it could have been made in.
	relies []implication
}

// phys is an operator with what is known of its output: where each column is,
// how many rows come, in which order, at what cost.
// It is never changed once it is handed up: an operator above makes a copy.
// Of two ways that are compared both stand in memory until one is dropped; they may share what is below.
type phys struct {
	node nodes.Node
	// slots may lack columns that the operator has, but nobody above needs; width counts all.
	slots map[scalar.VarID]int
	width int
	// rows are estimated, one at least but for what is known to be empty. cost is for all of them, in the unit
	// of access.go.
	// cost includes that of the inputs.
	rows float64
	cost float64
	// order is what they come in; nil: in none that is known. Who relies on it sets Head.Ordered.
	// Columns may be fixed to one value without being named here.
	order []rel.SortKey
}

// goal is what a parent wants of an operator.
// Wishes are hints, but for need: a builder that can't fulfil them returns what it has, and the parent looks at phys.
type goal struct {
	// need are the columns that must come out.
	// What is not in need may come out or not.
	need rel.VarSet
	// order is wished for, not demanded: see phys.order. hashed: rows in another one are hashed,
	// not sorted; resorted: and what comes of that is sorted.
	// Both are for grouping and DISTINCT, which want equal rows together and no order.
	order            []rel.SortKey
	hashed, resorted bool
	// limit is how many rows will be read, 0 for all; limitX the expression.
	// limit is a number, as estimates want; limitX is what an operator may stop at. One may be there without
	// the other: limit alone says how much will be read, and nobody may stop at it.
	limit  float64
	limitX scalar.Expr
	// exists: all that is asked is whether there is a row.
	exists bool
	// locked: each row that comes out comes to the Lock above, as nothing between drops any.
	locked bool
}

// withNeed is g with other columns; what is wished of rows stays.
func (g goal) withNeed(need rel.VarSet) goal {
	g.need = need
	return g
}

// firsts reports whether rows in this order need not all be read.
// For grouping by an index: with a limit the first groups are had without reading all.
func (g goal) firsts(order []rel.SortKey) bool {
	return g.limit > 0 && (len(g.order) == 0 || rel.IsPrefix(g.order, order))
}

// noLimit is g for the input of an operator that may drop or multiply rows.
// The order stays wished for.
func (g goal) noLimit() goal {
	// Rows may be dropped or come several times: of how many are wanted above nothing follows for how many are read.
	g.limit, g.limitX = 0, nil
	return g
}

// head numbers an operator.
// Estimates can't be negative: a limit of less than what is read might make them so.
func (p *planner) head(ts []*types.Type, rows, start, cost float64) nodes.Head {
	h := nodes.Head{ID: p.nodes, Types: ts, Rows: math.Max(rows, 0), Start: start, Cost: cost}
	// Numbers go up in the order of making, inputs first.
	p.nodes++
	return h
}

// layout makes a phys of columns in order.
// Of a column that comes twice the first place counts.
func (p *planner) layout(n nodes.Node, ids []scalar.VarID, rows, cost float64) *phys {
	ph := &phys{node: n, slots: make(map[scalar.VarID]int, len(ids)), width: len(ids), rows: rows, cost: cost}
	for i, id := range ids {
		if _, ok := ph.slots[id]; !ok {
			ph.slots[id] = i
		}
	}
	return ph
}

// slot is the place of a column in an operator's output. One that is not there is a fault
// of the planner, which ends the statement: any other place would be a wrong answer.
// It returns 0 then, so that the caller may go on to where err is looked at.
func (p *planner) slot(ph *phys, id scalar.VarID) int {
	slot, ok := ph.slots[id]
	if !ok && p.err == nil {
		p.err = pgerror.Internal("plan: column %s (%d) is not in the operator's input", p.b.Info(id).Name, id)
	}
	return slot
}

// typesOf are the types of columns, in their order.
// Of their Info, not of the operator: both are the same.
func (p *planner) typesOf(ids []scalar.VarID) []*types.Type {
	ts := make([]*types.Type, len(ids))
	for i, id := range ids {
		ts[i] = p.b.Info(id).Type
	}
	return ts
}

// resolve gives the columns of e their places.
// For operators with one input; a column that is not there is an internal error.
func (p *planner) resolve(e scalar.Expr, ph *phys) (scalar.Expr, error) {
	return p.resolveAt(e, ph.slots, 0, nil, 0)
}

// resolveAt resolves over two inputs side by side: a from offset 0, b from offB.
// Subqueries in e get their plans here, and registers that their queries read from further out. e itself is
// not changed.
// Either map may be nil. A column in both is a's, as l's columns come first in a join.
func (p *planner) resolveAt(e scalar.Expr, a map[scalar.VarID]int, offA int, b map[scalar.VarID]int, offB int) (scalar.Expr, error) {
	if e == nil {
		return nil, nil
	}
	var err error
	// Map copies what it changes: trees are shared between ways that are compared.
	out := scalar.Map(e, func(x scalar.Expr) scalar.Expr {
		switch x := x.(type) {
		case *scalar.Var:
			if i, ok := a[x.ID]; ok {
				return &scalar.Slot{Idx: i + offA, T: x.T, Typmod: x.Typmod}
			}
			if i, ok := b[x.ID]; ok {
				return &scalar.Slot{Idx: i + offB, T: x.T, Typmod: x.Typmod}
			}
			err = pgerror.Internal("plan: column %s (%d) is not in the operator's input", x.Name, x.ID)
		case *scalar.Subquery:
			if e := p.subplan(x.ID); e != nil && err == nil {
				err = e
			}
			// Registers that the query reads from further out count as its Sets, so that who runs it sees what it
			// depends on.
			return p.b.WithOuterRegs(x)
		}
		return x
	})
	// Sets of constants (IN lists) get their hash tables here, once for the plan.
	scalar.HashConsts(out)
	return out, err
}

// resolveList is resolve of each of a list, in order; a nil stays nil.
func (p *planner) resolveList(list []scalar.Expr, ph *phys) ([]scalar.Expr, error) {
	out := make([]scalar.Expr, len(list))
	for i, x := range list {
		y, err := p.resolve(x, ph)
		if err != nil {
			return nil, err
		}
		out[i] = y
	}
	return out, nil
}

// subplan plans the query of a subquery expression, once.
// EXISTS stops at the first row and needs no column of it.
// It is planned where it first stands in an operator that is made, with the costs of no particular place.
func (p *planner) subplan(id int) error {
	// Numbers are those of Binder.Subs; the list grows with it.
	for len(p.subs) <= id {
		p.subs = append(p.subs, nil)
	}
	if p.subs[id] != nil {
		return nil
	}
	// No order is wished for: the query's own is in its tree.
	s := p.b.Subs[id]
	need := rel.SetOf(s.Out)
	g := goal{need: need}
	// With one row wanted the cheapest first row wins over the cheapest whole.
	if s.Expr.Kind == scalar.SubExists {
		g = goal{need: rel.VarSet{}, exists: true, limit: 1, limitX: &scalar.Const{T: types.TInt8, Typmod: types.NoTypmod, D: types.Int(1)}}
	}
	ph, err := p.build(p.b.Norm(s.Rel), g)
	if err != nil {
		return err
	}
	if s.Expr.Kind == scalar.SubExists {
		p.subs[id] = ph.node
		return nil
	}
	n, err := p.project(ph, s.Out)
	p.subs[id] = n
	return err
}

// project gives an operator's columns in the order of ids.
// Where they are so already no operator is made.
// Used at the edges of plans, where somebody reads columns by their place: results, subqueries, inputs of Append.
func (p *planner) project(ph *phys, ids []scalar.VarID) (nodes.Node, error) {
	// An operator that has more columns than ids would show them to a client.
	same := len(ids) == ph.width
	for i, id := range ids {
		slot, ok := ph.slots[id]
		if !ok {
			return nil, pgerror.Internal("plan: column %d is not in the result", id)
		}
		same = same && slot == i
	}
	if same {
		return ph.node, nil
	}
	// The same column may be given twice.
	exprs := make([]scalar.Expr, len(ids))
	for i, id := range ids {
		v := p.b.Info(id)
		exprs[i] = &scalar.Slot{Idx: p.slot(ph, id), T: v.Type, Typmod: v.Typmod}
	}
	return p.projectNode(ph, exprs), nil
}

// projectNode puts a projection over ph; one over another is merged.
// ts are of the new columns; the merged node keeps its number and estimates.
func (p *planner) projectNode(ph *phys, exprs []scalar.Expr) nodes.Node {
	ts := make([]*types.Type, len(exprs))
	for i, x := range exprs {
		ts[i] = x.Type()
	}
	// inner is copied: it may be a part of another way.
	if inner, ok := ph.node.(*nodes.Project); ok && allSlots(exprs) && !p.leavesOut(inner.Exprs, exprs) {
		merged := make([]scalar.Expr, len(exprs))
		for i, x := range exprs {
			merged[i] = inner.Exprs[x.(*scalar.Slot).Idx]
		}
		n := *inner
		n.Exprs, n.Types = merged, ts
		return &n
	}
	return &nodes.Project{Head_: p.head(ts, ph.rows, ph.node.Head().Start, ph.cost), Input: ph.node, Exprs: exprs}
}

// leavesOut reports whether exprs, which are columns, name not all volatile items of the projection below:
// what these do would not happen.
func (p *planner) leavesOut(below, exprs []scalar.Expr) bool {
	for i, x := range below {
		if p.b.Volatile(x) && !slices.ContainsFunc(exprs, func(e scalar.Expr) bool { return e.(*scalar.Slot).Idx == i }) {
			return true
		}
	}
	return false
}

// allSlots reports whether exprs are columns, each once: then nothing of the projection below is computed
// twice.
func allSlots(exprs []scalar.Expr) bool {
	seen := map[int]bool{}
	for _, x := range exprs {
		s, ok := x.(*scalar.Slot)
		if !ok || seen[s.Idx] {
			return false
		}
		seen[s.Idx] = true
	}
	return true
}

// build plans a relation.
// The error of slot comes first for who calls, whatever was built. It fails once the statement is cancelled, or
// takes too much memory.
func (p *planner) build(r rel.Rel, g goal) (*phys, error) {
	if err := p.b.Types.Checkpoint(); err != nil {
		return nil, err
	}
	ph, err := p.buildRel(r, g)
	if err == nil && p.err != nil {
		err = p.err
	}
	if err == nil {
		err = p.b.Memory()
	}
	return ph, err
}

// buildRel has one case for each kind of relation. What a case hands down in the goal says which wishes
// survive the operator; what it returns says what the rows are really like.
// The limit survives what gives one row for each row, the order what keeps rows in their order.
func (p *planner) buildRel(r rel.Rel, g goal) (*phys, error) {
	switch r := r.(type) {
	case *rel.Scan:
		return p.buildScan(r, nil, g)
	case *rel.Select:
		return p.buildSelect(r, g)
	// A barrier has done its work when conditions were moved.
	case *rel.Barrier:
		return p.build(r.In, g)
	case *rel.One:
		// One row of no columns: SELECT without FROM.
		n := &nodes.Values{Head_: p.head(nil, 1, 0, 0.01), Rows: [][]scalar.Expr{{}}}
		return p.layout(n, nil, 1, 0.01), nil
	case *rel.Values:
		return p.buildValues(r)
	case *rel.Func:
		return p.buildFunc(r)
	case *rel.Project:
		return p.buildProject(r, g)
	case *rel.ProjectSet:
		return p.buildProjectSet(r, g)
	case *rel.Join:
		return p.buildJoin(r, g)
	case *rel.Group:
		return p.buildGroup(r, g)
	case *rel.Window:
		return p.buildWindow(r, g)
	case *rel.Distinct:
		return p.buildDistinct(r, g)
	case *rel.Sort:
		return p.buildSort(r, g)
	case *rel.Limit:
		return p.buildLimit(r, g)
	case *rel.SetOp:
		return p.buildSetOp(r, g)
	case *rel.With:
		return p.buildWith(r, g)
	case *rel.CTEScan:
		return p.buildCTE(r, g)
	case *rel.Recursive:
		return p.buildRecursive(r)
	case *rel.Lock:
		return p.buildLock(r, g)
	}
	return nil, pgerror.Internal("plan: no way to compute %T", r)
}

// Conditions over a scan go into it, where they may bound it. A limit above is no limit below, as rows are
// dropped; joins are told how many they would have to make for it.
func (p *planner) buildSelect(r *rel.Select, g goal) (*phys, error) {
	if sc, ok := r.In.(*rel.Scan); ok {
		return p.buildScan(sc, r.Conds, g)
	}
	// What conditions read has to come out below.
	need := g.need.Clone()
	for _, c := range r.Conds {
		need.AddExpr(c)
	}
	inner := g.noLimit().withNeed(need)
	inner.locked = false
	// Joins make rows one by one, so that a part of them is a part of the work.
	if _, ok := r.In.(*rel.Join); ok && g.limit > 0 {
		inner.limit = g.limit / math.Max(p.selectivity(r.Conds), selLeast)
	}
	in, err := p.build(r.In, inner)
	if err != nil {
		return nil, err
	}
	// Bounds on row_number() and the like end a partition early.
	if w, ok := r.In.(*rel.Window); ok {
		if err := p.stopEarly(w, in, r.Conds); err != nil {
			return nil, err
		}
	}
	return p.filter(in, r.Conds)
}

// filter puts conditions over an operator, those that read no column above the others. What asks a
// query for each row is judged last.
// Once: the condition is asked before the input runs at all, and if it does not hold nothing runs (Postgres's
// One-Time Filter).
// Postgres: order_qual_clauses, for what is dear; there by cost, here in two classes.
func (p *planner) filter(in *phys, conds []scalar.Expr) (*phys, error) {
	var once, each, late []scalar.Expr
	for _, c := range conds {
		switch {
		// A subquery without columns counts as such a condition: its result is the same for all rows.
		case !scalar.PropsOf(c).Vars && !p.b.Volatile(c):
			once = append(once, c)
		case rewrite.AsksForEach(c):
			late = append(late, c)
		default:
			each = append(each, c)
		}
	}
	var err error
	if each = append(each, late...); len(each) > 0 {
		if in, err = p.filterBy(in, each, false); err != nil {
			return nil, err
		}
	}
	// Above the others, so that it is asked first.
	if len(once) > 0 {
		in, err = p.filterBy(in, once, true)
	}
	return in, err
}

// filterBy makes one Filter; once tells that it is asked before the input runs, and drops all rows or none.
// The estimate of a once filter is that of its input: it lets all through, or none.
func (p *planner) filterBy(in *phys, conds []scalar.Expr, once bool) (*phys, error) {
	cond := scalar.And(conds...)
	if !once {
		cond = p.overHashed(cond, in)
	}
	x, err := p.resolve(cond, in)
	if err != nil {
		return nil, err
	}
	rows, cost := in.rows, in.cost+costFilterRow
	if !once {
		rows, cost = math.Max(1, in.rows*p.selectivity(conds)), in.cost+in.rows*costFilterRow
	}
	out := *in
	out.rows, out.cost = rows, cost
	out.node = &nodes.Filter{Head_: p.head(in.node.Head().Types, rows, in.node.Head().Start, cost), Input: in.node, Cond: x, Once: once}
	return &out, nil
}

// buildValues: expressions of VALUES read no columns, only parameters and registers.
// Resolved over nothing: a column here would be a fault. Which rows they are is not known before the statement
// runs.
func (p *planner) buildValues(r *rel.Values) (*phys, error) {
	none := &phys{}
	rows := make([][]scalar.Expr, len(r.Rows))
	for i, row := range r.Rows {
		xs, err := p.resolveList(row, none)
		if err != nil {
			return nil, err
		}
		rows[i] = xs
	}
	n := &nodes.Values{Head_: p.head(p.typesOf(r.Vars), float64(len(rows)), 0, 0.0125*float64(len(rows))), Rows: rows}
	return p.layout(n, r.Vars, float64(len(rows)), n.Cost), nil
}

// funcItem gives a function in FROM its arguments; X is for an expression that is no function.
// Width: a function with several OUT columns makes as many.
func (p *planner) funcItem(it rel.FuncItem, in *phys) (nodes.FuncItem, error) {
	out := nodes.FuncItem{Fn: it.Fn, Width: len(it.Vars)}
	var err error
	if out.Args, err = p.resolveList(it.Args, in); err != nil {
		return out, err
	}
	out.X, err = p.resolve(it.X, in)
	// X is resolved all the same, for its subqueries' plans.
	if it.Fn != nil {
		out.X = nil
	}
	return out, err
}

// Nothing is known of how many rows a function gives.
// Postgres: 1000 by default as well (pg_proc.prorows).
func (p *planner) buildFunc(r *rel.Func) (*phys, error) {
	n := &nodes.FuncScan{Name: r.Name, Ordinality: r.Ordinality != 0}
	rows := 1.0
	for _, it := range r.Items {
		item, err := p.funcItem(it, &phys{})
		if err != nil {
			return nil, err
		}
		if it.Fn != nil {
			rows = defaultRows
		}
		n.Items = append(n.Items, item)
	}
	n.Head_ = p.head(p.typesOf(r.Vars), rows, 0, rows*0.01)
	return p.layout(n, r.Vars, rows, n.Cost), nil
}

// Items that nobody needs are dropped, but for volatile ones, whose running shows.
// Items are dropped here, not in rewriting, since only here it is known what parents read.
func (p *planner) buildProject(r *rel.Project, g goal) (*phys, error) {
	var items []rel.Item
	need := rel.VarSet{}
	// vars: it only names columns anew, so no operator is needed.
	vars := true
	for _, it := range r.Items {
		// Volatile alone: an error of an item that nobody reads need not be told, and Postgres does not tell it.
		if !g.need[it.ID] && !scalar.PropsOf(it.X).Volatile {
			continue
		}
		items = append(items, it)
		need.AddExpr(it.X)
		_, isVar := it.X.(*scalar.Var)
		vars = vars && isVar
	}
	inner := g.withNeed(need)
	// Over all items, as a wish may name one that is not needed above.
	named := p.orderItems(r.In, r.Items)
	if inner.order = renameKeys(g.order, named); len(inner.order) < len(g.order) {
		inner = inner.noLimit() // the rows come in another order
	}
	in, err := p.build(r.In, inner)
	if err != nil {
		return nil, err
	}
	// After build, as the order has to be told under the new names.
	if vars {
		return p.relabel(in, items), nil
	}
	exprs := make([]scalar.Expr, len(items))
	ids := make([]scalar.VarID, len(items))
	// How many values are really asked for decides whether a subquery had better be hashed.
	wanted := *in
	if g.limit > 0 && rel.IsPrefix(inner.order, in.order) && len(inner.order) == len(g.order) {
		wanted.rows = math.Min(in.rows, g.limit)
	}
	for i, it := range items {
		if exprs[i], err = p.resolve(p.overHashed(it.X, &wanted), in); err != nil {
			return nil, err
		}
		ids[i] = it.ID
	}
	n := &nodes.Project{Head_: p.head(p.typesOf(ids), in.rows, in.node.Head().Start, in.cost+in.rows*0.01), Input: in.node, Exprs: exprs}
	out := p.layout(n, ids, in.rows, n.Cost)
	out.order = keysThrough(in.order, p.orderItems(r.In, items))
	return out, nil
}

// renameKeys turns wished keys over a projection's columns into keys over its
// input; nil where one of them is not simply a column.
// An expression of an index counts as a column (orderItems).
// All or nothing: a part of a wish would be sorted again anyway, and a limit relies on the whole.
func renameKeys(keys []rel.SortKey, items []rel.Item) []rel.SortKey {
	var out []rel.SortKey
	for _, k := range keys {
		found := false
		for _, it := range items {
			if v, ok := it.X.(*scalar.Var); ok && it.ID == k.ID {
				k.ID, found = v.ID, true
				break
			}
		}
		if !found {
			return nil
		}
		out = append(out, k)
	}
	return out
}

// keysThrough is the order of a projection's output, given its input's.
// The part of the order up to the first column that does not come out.
// What is true of the rows, unlike renameKeys, is true in part, too.
func keysThrough(keys []rel.SortKey, items []rel.Item) []rel.SortKey {
	var out []rel.SortKey
	for _, k := range keys {
		found := false
		for _, it := range items {
			if v, ok := it.X.(*scalar.Var); ok && v.ID == k.ID {
				k.ID, found = it.ID, true
				break
			}
		}
		if !found {
			return out
		}
		out = append(out, k)
	}
	return out
}

// relabel names columns anew without computing anything.
// Two items may be the same column.
// The operator is the same; only who reads it sees other numbers.
func (p *planner) relabel(in *phys, items []rel.Item) *phys {
	out := *in
	out.slots = make(map[scalar.VarID]int, len(items))
	for _, it := range items {
		out.slots[it.ID] = p.slot(in, it.X.(*scalar.Var).ID)
	}
	out.order = keysThrough(in.order, items)
	return &out
}

// buildProjectSet does not pass a limit on: a row may give none, or many.
// No order is wished for below, and none is told above.
func (p *planner) buildProjectSet(r *rel.ProjectSet, g goal) (*phys, error) {
	need := g.need.Clone()
	// Each function runs, read or not: it decides how many rows come. What is beside them does where it is read.
	items := slices.DeleteFunc(slices.Clone(r.Items), func(it rel.SetItem) bool {
		return it.Fn == nil && !g.need[it.ID] && !p.b.Volatile(it.Args[0])
	})
	for _, it := range items {
		for _, a := range it.Args {
			need.AddExpr(a)
		}
		delete(need, it.ID)
	}
	in, err := p.build(r.In, goal{need: need})
	if err != nil {
		return nil, err
	}
	n := &nodes.ProjectSet{Input: in.node}
	ts := append([]*types.Type(nil), in.node.Head().Types...)
	// Ten rows for each is a guess.
	out := &phys{node: n, slots: map[scalar.VarID]int{}, rows: in.rows * 10, cost: in.cost + in.rows*10*0.01}
	for id, s := range in.slots {
		out.slots[id] = s
	}
	for i, it := range items {
		cols := rel.FuncItem{Fn: it.Fn, Args: it.Args, Vars: []scalar.VarID{it.ID}}
		if it.Fn == nil {
			// Without Fn it is an expression beside set-returning functions.
			cols.Args, cols.X = nil, it.Args[0]
		}
		item, err := p.funcItem(cols, in)
		if err != nil {
			return nil, err
		}
		item.Beside = it.Fn == nil
		item.Each = item.Beside && p.b.Volatile(it.Args[0])
		n.Items = append(n.Items, item)
		ts = append(ts, p.b.Info(it.ID).Type)
		out.slots[it.ID] = in.width + i
	}
	out.width = len(ts)
	n.Head_ = p.head(ts, out.rows, 0, out.cost)
	return out, nil
}

// buildGroup tries the ends of indexes for min and max first, then an input in the order of the keys where
// that is cheap or spares a sort above, else hashes.
// inner.limit is never set here: all rows of a group are needed (but see firstGroups).
func (p *planner) buildGroup(r *rel.Group, g goal) (*phys, error) {
	r, alone := p.readAggregates(r, g.need)
	if alone {
		return p.build(&rel.One{}, g)
	}
	if ends, err := p.extremes(r); ends != nil || err != nil {
		return ends, err
	}
	need := rel.VarSet{}
	// A key that is an expression is computed below the group; its column has the key's ID.
	var items []rel.Item // computed keys, appended to the input
	for _, k := range r.Keys {
		need.AddExpr(k.X)
		if _, ok := k.X.(*scalar.Var); !ok {
			items = append(items, k)
		}
	}
	for _, a := range r.Aggs {
		for _, x := range a.Args {
			need.AddExpr(x)
		}
		if a.Filter != nil {
			need.AddExpr(a.Filter)
		}
		for _, o := range a.Order {
			need.AddExpr(o.X)
		}
	}
	inner := goal{need: need}
	// An order on expressions could only be had from an index that asColumn knows.
	// No limit goes below a grouping: its first group may have rows anywhere.
	if len(items) == 0 {
		inner.order = groupOrder(r.Keys, g.order)
		// hashed: equal rows together are worth as much as hashing costs, unless a limit wants the first groups.
		inner.hashed, inner.resorted = !g.firsts(inner.order), len(g.order) > 0 && rel.IsPrefix(g.order, inner.order)
	}
	in, err := p.firstGroups(r, inner, g)
	if in == nil && err == nil {
		in, err = p.build(r.In, inner)
	}
	if err != nil {
		return nil, err
	}
	if len(items) > 0 {
		if in, err = p.extend(in, items); err != nil {
			return nil, err
		}
	}
	return p.group(r, in)
}

// readAggregates leaves out the aggregates that nobody reads, of a group that is not the list of EXISTS. alone: what is
// left is one row, for which its input need not be read.
// Postgres: remove_unused_subquery_outputs (allpaths.c); it reads a single table no more then, as the ends of no index
// answer it (preprocess_minmax_aggregates), but joins. A volatile one is computed: its effects show.
func (p *planner) readAggregates(r *rel.Group, need rel.VarSet) (read *rel.Group, alone bool) {
	unread := func(a *rel.Agg) bool { return !need[a.ID] && !a.Volatile(&p.b.Statement) }
	if r.All || !slices.ContainsFunc(r.Aggs, unread) {
		return r, false
	}
	out := *r
	out.Aggs = slices.DeleteFunc(slices.Clone(r.Aggs), unread)
	_, _, single := scanOf(r.In)
	return &out, single && len(out.Keys) == 0 && len(out.Aggs) == 0
}

// manyGroups is how many times as many groups as are wanted there must be, so that their input is
// read in their order: all of them are made with less work in another one.
const manyGroups = 4

// firstGroups plans the joins of groups of which only the first few are wanted: their rows come in
// the order of the groups, and those of the others are not read. It gives nil where they would be.
// It is for joins only: a scan is told by the goal.
func (p *planner) firstGroups(r *rel.Group, inner, g goal) (*phys, error) {
	if _, ok := r.In.(*rel.Join); !ok || g.limit <= 0 || g.exists || len(inner.order) == 0 || !rel.IsPrefix(g.order, inner.order) {
		return nil, nil
	}
	all, err := p.estimate(r.In, inner.need)
	if err != nil {
		return nil, err
	}
	keys := make([]scalar.Expr, len(r.Keys))
	for i, k := range r.Keys {
		keys[i] = k.X
	}
	n := p.groupsOf(keys, all.rows)
	p.weigh(all.rows)
	if p.walkTries++; n < manyGroups*g.limit || p.walkTries > walkTriesMax {
		return nil, nil
	}
	undo := p.discard()
	// One group more: the last is known to be whole when the next begins.
	inner.limit = (g.limit + 1) * all.rows / n
	in, err := p.build(r.In, inner)
	if err != nil || rel.IsPrefix(inner.order, in.order) {
		return in, err
	}
	undo()
	return nil, nil
}

// groupOrder wishes for an order of the group keys that also gives want.
// Keys that want does not name follow it.
// Where want begins with what is no key it gives nothing.
func groupOrder(keys []rel.Item, want []rel.SortKey) []rel.SortKey {
	var out []rel.SortKey
	seen := rel.VarSet{}
	in := rel.VarSet{}
	for _, k := range keys {
		in[k.ID] = true
	}
	for _, w := range want {
		if in[w.ID] && !seen[w.ID] {
			seen[w.ID] = true
			out = append(out, w)
		}
	}
	for _, k := range keys {
		if !seen[k.ID] {
			out = append(out, rel.SortKey{ID: k.ID})
		}
	}
	return out
}

// extend appends computed columns to an operator's output.
// They come behind all columns that in has, so slots of in stay right.
func (p *planner) extend(in *phys, items []rel.Item) (*phys, error) {
	ts := in.node.Head().Types
	exprs := make([]scalar.Expr, 0, len(ts)+len(items))
	for i, t := range ts {
		exprs = append(exprs, &scalar.Slot{Idx: i, T: t, Typmod: types.NoTypmod})
	}
	out := *in
	out.slots = make(map[scalar.VarID]int, len(in.slots)+len(items))
	for id, s := range in.slots {
		out.slots[id] = s
	}
	outTypes := append([]*types.Type(nil), ts...)
	for _, it := range items {
		x, err := p.resolve(p.overHashed(it.X, in), in)
		if err != nil {
			return nil, err
		}
		out.slots[it.ID] = len(exprs)
		exprs = append(exprs, x)
		outTypes = append(outTypes, x.Type())
	}
	out.width = len(exprs)
	out.node = &nodes.Project{Head_: p.head(outTypes, in.rows, in.node.Head().Start, in.cost), Input: in.node, Exprs: exprs}
	return &out, nil
}

// group is ordered where its input comes in an order of its keys: then it holds one group at a time, and
// gives the first before it has read all.
// A group without keys is ordered in a way: it is one.
// Hashed groups come in no order; that their number may be more than memory holds is the executor's to handle.
func (p *planner) group(r *rel.Group, in *phys) (*phys, error) {
	n := &nodes.Group{Input: in.node}
	var ids []scalar.VarID
	for _, k := range r.Keys {
		n.Keys = append(n.Keys, p.slot(in, k.ID))
		ids = append(ids, k.ID)
	}
	// True of what came, whether it was wished for or not.
	n.Ordered = ordersGroups(in.order, r.Keys)
	for _, a := range r.Aggs {
		agg, err := p.agg(a, in)
		if err != nil {
			return nil, err
		}
		n.Aggs = append(n.Aggs, agg)
		ids = append(ids, a.ID)
	}
	// One for the whole; else as statistics say.
	rows := 1.0
	if len(r.Keys) > 0 {
		xs := make([]scalar.Expr, len(r.Keys))
		for i, k := range r.Keys {
			xs[i] = k.X
		}
		rows = p.groupsOf(xs, in.rows)
	}
	cost := in.cost + in.rows*costHashRow
	start := cost
	// start: the first group comes as soon as the next begins.
	if n.Ordered && len(r.Keys) > 0 {
		cost, start = in.cost+in.rows*costOrderedRow, 0
	}
	n.Head_ = p.head(p.typesOf(ids), rows, start, cost)
	out := p.layout(n, ids, rows, cost)
	if n.Ordered {
		// The first columns of the input's order are the keys, in some order: they come out as such.
		out.order = in.order[:min(len(in.order), len(r.Keys))]
	}
	return out, nil
}

// ordersGroups reports whether rows of one group follow one another in this order.
// As many columns of the order as there are keys have to be the keys, in any order.
func ordersGroups(order []rel.SortKey, keys []rel.Item) bool {
	if len(keys) == 0 || len(order) < len(keys) {
		return len(keys) == 0
	}
	in := rel.VarSet{}
	for _, k := range keys {
		in[k.ID] = true
	}
	for _, o := range order[:len(keys)] {
		if !in[o.ID] {
			return false
		}
		delete(in, o.ID)
	}
	return true
}

// agg gives an aggregate's expressions their places.
// ORDER BY within an aggregate is sorted by the executor for each group.
func (p *planner) agg(a *rel.Agg, in *phys) (nodes.Agg, error) {
	out := nodes.Agg{Fn: a.Fn, Distinct: a.Distinct}
	var err error
	args := make([]scalar.Expr, len(a.Args))
	for i, x := range a.Args {
		args[i] = p.overHashed(x, in)
	}
	if out.Args, err = p.resolveList(args, in); err != nil {
		return out, err
	}
	if out.Filter, err = p.resolve(p.overHashed(a.Filter, in), in); err != nil {
		return out, err
	}
	for _, o := range a.Order {
		x, err := p.resolve(o.X, in)
		if err != nil {
			return out, err
		}
		out.Order = append(out.Order, nodes.SortExpr{X: x, Desc: o.Desc, NullsFirst: o.NullsFirst})
	}
	return out, nil
}

// DISTINCT ON comes over a Sort, and takes the first row of each; DISTINCT asks for an order of its columns
// only where that is cheap.
// Rows pass in the order in which they come, so the order below is that above, too.
func (p *planner) buildDistinct(r *rel.Distinct, g goal) (*phys, error) {
	// With ON the rows' order decides which one of a value stays, and was made by the Sort below: no other is asked for.
	cols := r.On
	if cols == nil {
		cols = r.Keep
	}
	need := g.need.Clone()
	for _, id := range cols {
		need[id] = true
	}
	inner := goal{need: need}
	// The order of the parent's wish, completed by the other columns.
	if r.On == nil {
		inner.order = groupOrder(varItems(cols), g.order)
		inner.hashed, inner.resorted = !g.firsts(inner.order), len(g.order) > 0 && rel.IsPrefix(g.order, inner.order)
	}
	in, err := p.build(r.In, inner)
	if err != nil {
		return nil, err
	}
	n := &nodes.Distinct{Input: in.node, On: r.On != nil}
	// A column that is named twice counts once.
	for _, id := range bind.UniqueIDs(cols) {
		n.Slots = append(n.Slots, p.slot(in, id))
	}
	n.Ordered = ordersGroups(in.order, varItems(bind.UniqueIDs(cols)))
	out := *in
	xs := make([]scalar.Expr, len(cols))
	for i, id := range cols {
		xs[i] = p.b.Ref(id)
	}
	// The order of the input is passed on with the copy: of each value its first row comes out.
	out.rows = p.groupsOf(xs, in.rows)
	out.cost = in.cost + in.rows*costHashRow
	n.Head_ = p.head(in.node.Head().Types, out.rows, 0, out.cost)
	out.node = n
	return &out, nil
}

// varItems are columns as grouping keys.
func varItems(ids []scalar.VarID) []rel.Item {
	out := make([]rel.Item, len(ids))
	for i, id := range ids {
		out[i] = rel.Item{ID: id}
	}
	return out
}

// buildSort wishes for the order below, and sorts what does not come in it.
// What is built with the wish need not have it.
func (p *planner) buildSort(r *rel.Sort, g goal) (*phys, error) {
	need := g.need.Clone()
	for _, k := range r.Keys {
		need[k.ID] = true
	}
	in, err := p.build(r.In, goal{need: need, order: r.Keys, limit: g.limit, limitX: g.limitX, locked: g.locked})
	if err != nil {
		return nil, err
	}
	return p.sortSome(in, r.Keys, g.limitX, g.limit), nil
}

// sort orders an operator's rows, unless they are in order.
// keys are of in's columns; the limit is an expression, as only the executor knows its value.
func (p *planner) sort(in *phys, keys []rel.SortKey, limit scalar.Expr) *phys {
	return p.sortSome(in, keys, limit, 0)
}

// sortSome is sort where most rows (0: all, or it is not known) are wanted. Rows that are in the
// order of the first keys are sorted part by part, as they come (Postgres's incremental sort).
func (p *planner) sortSome(in *phys, keys []rel.SortKey, limit scalar.Expr, most float64) *phys {
	keys = rel.UniqueKeys(keys)
	// Marked as relied on, so that nothing below may give its rows in another order (keepOrder).
	if rel.IsPrefix(keys, in.order) {
		in.node.Head().Ordered = true
		return in
	}
	// One row is in every order.
	// The estimate alone is no promise, the form alone is asked only where it may pay.
	if in.rows <= 1 && oneRow(in.node) {
		return in
	}
	n := &nodes.Sort{Input: in.node, Limit: limit}
	for _, k := range keys {
		n.Keys = append(n.Keys, nodes.SortKey{Slot: p.slot(in, k.ID), Desc: k.Desc, NullsFirst: k.NullsFirst})
	}
	out := *in
	sorting := in.rows * math.Log2(in.rows+2) * costSortRow
	start := in.cost + sorting
	// Presorted: parts of equal first keys are sorted one after the other, which holds only one part in memory.
	if given := common(keys, in.order); given > 0 {
		read, parts := p.inParts(keys[:given], nil, in.rows, most)
		// Without a limit, where parts are cheaper to sort than all; with one, where far fewer rows are read.
		if limit == nil && parts < sorting || read < in.rows/partsOf {
			n.Presorted, sorting, start = given, parts, 0
		}
	}
	out.cost = in.cost + sorting
	out.order = keys
	n.Head_ = p.head(in.node.Head().Types, in.rows, start, out.cost)
	out.node = n
	return &out
}

// partsOf is of how many rows one must be read at most, where some are wanted, for sorting part by
// part to be less than to look for the first among all.
// Reading all and keeping the first N by a heap is little work, and reads nothing in an order that costs
// fetches.
const partsOf = 8

// common is how many keys two orders begin with in common.
// Direction and NULLS FIRST count.
func common(a, b []rel.SortKey) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// oneRow reports whether an operator can't give more than one row.
// By form; an estimate of one row is no promise.
func oneRow(n nodes.Node) bool {
	switch n := n.(type) {
	case *nodes.Group:
		return len(n.Keys) == 0
	case *nodes.Values:
		return len(n.Rows) <= 1
	case *nodes.Project:
		return oneRow(n.Input)
	case *nodes.Filter:
		return oneRow(n.Input)
	case *nodes.NestedLoop:
		return n.Kind == nodes.JoinInner && oneRow(n.Left) && oneRow(n.Right)
	case *nodes.Scan:
		return n.Points && nodes.OnePoint(n.Spans)
	}
	return false
}

// The numbers are evaluated when the plan runs; estimates take unknown ones for Arguments.Rows. With ties
// nobody knows how many rows follow the last, so that nothing below is told.
// Postgres: preprocess_limit takes a tenth of the rows for a limit that is not known.
func (p *planner) buildLimit(r *rel.Limit, g goal) (*phys, error) {
	if r.Limit == nil && r.Offset == nil {
		return p.build(r.In, g)
	}
	// A limit above this one counts for nothing below: this one's own rows are read whole, as far as they are fewer.
	inner := goal{need: g.need.Clone(), order: g.order}
	for _, k := range r.Ties {
		inner.need[k.ID] = true
	}
	// With arguments they are known.
	if r.Limit != nil && r.Ties == nil {
		inner.limitX = r.Limit
		inner.limit = p.b.Env.Arguments.Rows(r.Limit)
		// Offset rows are read and thrown away.
		if r.Offset != nil {
			inner.limitX = addRows(p.b, r.Limit, r.Offset)
			inner.limit += p.b.Env.Arguments.Rows(r.Offset)
		}
		// An operator below would compute it once more.
		if p.b.Volatile(r.Limit) || p.b.Volatile(r.Offset) {
			inner.limitX = nil
		}
	}
	// weighed counts choices below that hang on the number.
	before := p.weighed
	in, err := p.build(r.In, inner)
	if err != nil {
		return nil, err
	}
	// Estimates of limits matter only where there are more rows than a plan would read anyway.
	from := in.node.Head().Rows
	if p.weighed > before {
		from = math.Inf(1) // it may take many rows to make few
	}
	p.noteLimit(r.Limit, from)
	p.noteLimit(r.Offset, from)
	n := &nodes.Limit{Input: in.node}
	if n.Limit, err = p.resolve(r.Limit, &phys{}); err != nil {
		return nil, err
	}
	if n.Offset, err = p.resolve(r.Offset, &phys{}); err != nil {
		return nil, err
	}
	for _, k := range r.Ties {
		n.Ties = append(n.Ties, nodes.SortKey{Slot: p.slot(in, k.ID), Desc: k.Desc, NullsFirst: k.NullsFirst})
	}
	out := *in
	// The start is paid whole, the rest in proportion.
	if r.Limit != nil {
		if lim := p.b.Env.Arguments.Rows(r.Limit); lim < in.rows {
			out.cost = in.node.Head().Start + (in.cost-in.node.Head().Start)*lim/in.rows
			out.rows = lim
		}
	}
	n.Head_ = p.head(in.node.Head().Types, out.rows, in.node.Head().Start, out.cost)
	out.node = n
	return &out, nil
}

// addRows is how many rows LIMIT x OFFSET y looks at. The sum may be more than a bigint
// holds: it is made as a numeric, and all rows are as many as there can be.
// nil: it can't be made, and nothing below is told of a limit.
// x may be a parameter: so it is an expression, computed once for each operator that stops at it.
func addRows(b *bind.Binder, x, y scalar.Expr) scalar.Expr {
	var wide [2]scalar.Expr
	for i, n := range []scalar.Expr{x, y} {
		w, err := b.Coerce(nil, n, types.TNumeric, builtin.Explicit)
		if w == nil || err != nil {
			return nil
		}
		wide[i] = w
	}
	sum, err := b.Operator(nil, "+", wide[0], wide[1], nil, nil)
	if err != nil {
		return nil
	}
	most := &scalar.Const{T: types.TNumeric, Typmod: types.NoTypmod, D: types.NumericInt(math.MaxInt64)}
	// Least leaves NULL out, so that LIMIT NULL (all) would make it the largest number.
	sum, err = b.Coerce(nil, b.Fold(&scalar.MinMax{T: types.TNumeric, Least: true, Args: []scalar.Expr{sum, most}}), types.TInt8, builtin.Explicit)
	if err != nil {
		return nil
	}
	return sum
}

// buildSetOp: INTERSECT and EXCEPT hold the left rows in a hash table.
// Order and limit are lost: rows come out as the table of the left ones has them.
// Columns go by place: both sides are projected to theirs.
func (p *planner) buildSetOp(r *rel.SetOp, g goal) (*phys, error) {
	// UNION is an Append, and needs no table of one side.
	if r.Op == ast.SetUnion {
		return p.buildUnion(r, g)
	}
	l, err := p.build(r.L, goal{need: rel.SetOf(r.Left)})
	if err != nil {
		return nil, err
	}
	right, err := p.build(r.R, goal{need: rel.SetOf(r.Right)})
	if err != nil {
		return nil, err
	}
	n := &nodes.SetOp{Except: r.Op == ast.SetExcept, All: r.All}
	if n.Left, err = p.project(l, r.Left); err != nil {
		return nil, err
	}
	if n.Right, err = p.project(right, r.Right); err != nil {
		return nil, err
	}
	// The estimate is that no row is dropped: nothing is known of what both have in common.
	cost := l.cost + right.cost + (l.rows+right.rows)*costHashRow
	n.Head_ = p.head(p.typesOf(r.Vars), l.rows, cost, cost)
	return p.layout(n, r.Vars, l.rows, cost), nil
}

// buildUnion is an Append; UNION without ALL drops repetitions of all rows together.
// With UNION a limit does not pass down, as repetitions are dropped above it, and all columns count.
func (p *planner) buildUnion(r *rel.SetOp, g goal) (*phys, error) {
	n := &nodes.Append{}
	if r.All {
		r = narrowed(r, slices.DeleteFunc(slices.Clone(r.Vars), func(id scalar.VarID) bool { return !g.need[id] }))
	}
	rows, cost, err := p.appendInputs(n, r, r.All)
	if err != nil {
		return nil, err
	}
	n.Head_ = p.head(p.typesOf(r.Vars), rows, 0, cost)
	out := p.layout(n, r.Vars, rows, cost)
	if r.All {
		return out, nil
	}
	d := &nodes.Distinct{Input: n}
	// All columns count.
	for i := range r.Vars {
		d.Slots = append(d.Slots, i)
	}
	out.cost += rows * costHashRow
	d.Head_ = p.head(n.Types, rows, 0, out.cost)
	out.node = d
	return out, nil
}

// appendInputs flattens a chain of unions of one kind.
// Only chains of one kind are one: (a UNION b) UNION ALL c must drop the duplicates of a and b alone.
// One Append of n inputs in place of n-1, so that the inputs' rows pass one operator.
func (p *planner) appendInputs(n *nodes.Append, r *rel.SetOp, all bool) (rows, cost float64, err error) {
	for _, side := range []struct {
		r   rel.Rel
		ids []scalar.VarID
	}{{r.L, r.Left}, {r.R, r.Right}} {
		// The operator below has its columns in just this order.
		// UNION of UNION: repetitions are dropped once, above all of them, which gives the same rows.
		if u := flatUnion(side.r, side.ids, all); u != nil {
			r2, c2, err := p.appendInputs(n, u, all)
			if err != nil {
				return 0, 0, err
			}
			rows, cost = rows+r2, cost+c2
			continue
		}
		ph, err := p.build(side.r, goal{need: rel.SetOf(side.ids)})
		if err != nil {
			return 0, 0, err
		}
		in, err := p.project(ph, side.ids)
		if err != nil {
			return 0, 0, err
		}
		n.Inputs = append(n.Inputs, in)
		rows, cost = rows+ph.rows, cost+ph.cost
	}
	return rows, cost, nil
}

// flatUnion sees a union of the same kind under a projection that only passes its columns on; nil: there is none.
// ids are the columns that the union above reads of r. With ALL they may be some of its columns, in any order.
func flatUnion(r rel.Rel, ids []scalar.VarID, all bool) *rel.SetOp {
	if pr, ok := r.(*rel.Project); ok {
		for _, it := range pr.Items {
			if !rel.IsVar(it.X, it.ID) {
				return nil
			}
		}
		r = pr.In
	}
	u, ok := r.(*rel.SetOp)
	switch {
	case !ok || u.Op != ast.SetUnion || u.All != all:
		return nil
	case slices.Equal(ids, u.Vars):
		return u
	case !all:
		return nil
	}
	return narrowed(u, ids)
}

// narrowed is a UNION ALL of which only the columns ids are made.
func narrowed(u *rel.SetOp, ids []scalar.VarID) *rel.SetOp {
	out := *u
	out.Left, out.Right, out.Vars = nil, nil, ids
	for _, id := range ids {
		i := slices.Index(u.Vars, id)
		out.Left, out.Right = append(out.Left, u.Left[i]), append(out.Right, u.Right[i])
	}
	return &out
}

// A query that nobody reads does not run, unless it writes. One that stands in its place is planned there.
// Order and need are the main query's. The queries stay in order, as later ones may read earlier ones.
func (p *planner) buildWith(r *rel.With, g goal) (*phys, error) {
	n := &nodes.With{}
	known := map[*rel.CTE]bool{}
	for _, c := range r.CTEs {
		// What is idle is asked for no rights, and so must not be in the plan.
		if c.Inlined() || bind.Idle(c, known) {
			continue
		}
		node, err := p.cteNode(c)
		if err != nil {
			return nil, err
		}
		// Eager: it writes, and runs to its end even if nobody reads it (Postgres: ExecPostprocessPlan).
		n.CTEs = append(n.CTEs, nodes.CTE{ID: c.ID, Name: c.Name, Node: node, Eager: c.DML != nil})
	}
	in, err := p.build(r.In, g)
	if err != nil {
		return nil, err
	}
	if len(n.CTEs) == 0 {
		return in, nil
	}
	n.Input = in.node
	n.Head_ = p.head(in.node.Head().Types, in.rows, in.node.Head().Start, in.cost)
	out := *in
	out.node = n
	return &out, nil
}

// cteNode plans a query of a WITH by itself, for all columns that it has.
// Columns that nobody reads are not told here: the readers' needs are not known yet.
// It is planned once, whoever reads it, and with the estimates of no reader.
func (p *planner) cteNode(c *rel.CTE) (nodes.Node, error) {
	// Its RETURNING columns are the node's.
	if c.DML != nil {
		return p.buildDML(c.DML)
	}
	ph, err := p.build(c.Rel, goal{need: rel.SetOf(c.Out)})
	if err != nil {
		return nil, err
	}
	return p.project(ph, c.Out)
}

// buildCTE reads the rows of a WITH query, or plans the query here where it stands in the place of its name.
// An inlined one has one reader; its columns get the reader's numbers.
func (p *planner) buildCTE(r *rel.CTEScan, g goal) (*phys, error) {
	if r.CTE.Inlined() {
		pr := &rel.Project{In: r.CTE.Rel}
		for i, id := range r.Vars {
			pr.Items = append(pr.Items, rel.Item{ID: id, X: p.b.Ref(r.CTE.Out[i])})
		}
		return p.build(pr, g)
	}
	// ID tells the executor which kept rows to read.
	n := &nodes.CTEScan{ID: r.CTE.ID, Name: r.CTE.Name, Alias: r.CTE.Name}
	if len(r.Vars) > 0 {
		n.Alias = p.b.Info(r.Vars[0]).Alias
	}
	// Rows is set where the query was counted (a working table, given rows).
	rows := float64(defaultRows)
	if r.CTE.Rows > 0 {
		rows = r.CTE.Rows
	}
	n.Head_ = p.head(p.typesOf(r.Vars), rows, 0, rows*0.02)
	return p.layout(n, r.Vars, rows, n.Cost), nil
}

// How often the step runs is not known: ten times is a guess, as in Postgres (cost_recursive_union).
// Base and step are planned for all columns, since each round's rows are the next one's input.
func (p *planner) buildRecursive(r *rel.Recursive) (*phys, error) {
	base, err := p.build(r.Base, goal{need: rel.SetOf(r.BaseVars)})
	if err != nil {
		return nil, err
	}
	// The step is planned once, for a working table of unknown size, and run for each round.
	step, err := p.build(r.Step, goal{need: rel.SetOf(r.StepVars)})
	if err != nil {
		return nil, err
	}
	// Work -1: the step does not read the working table.
	n := &nodes.Recursive{All: r.All, Work: -1}
	if r.Work != nil {
		n.Work = r.Work.ID
	}
	if n.Base, err = p.project(base, r.BaseVars); err != nil {
		return nil, err
	}
	if n.Step, err = p.project(step, r.StepVars); err != nil {
		return nil, err
	}
	rows, cost := base.rows+step.rows*10, base.cost+step.cost*10
	n.Head_ = p.head(p.typesOf(r.Vars), rows, base.cost, cost)
	return p.layout(n, r.Vars, rows, cost), nil
}

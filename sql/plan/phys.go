package plan

import (
	"math"

	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// planner decides how relations are computed.
type planner struct {
	b        *binder
	nodes    int
	err      error  // the first of slot()
	subs     []Node // plans of subquery expressions, by ID; nil where unused
	sizes    map[rel]sizeOf
	keyScans map[rel][]*keyedScan // by what they read
	blind    bool                 // nothing is known of what tables hold
	weighed  int                  // how often a choice was made by a number of rows that are wanted
}

// phys is an operator with what is known of its output: where each column is,
// how many rows come, in which order, at what cost.
type phys struct {
	node  Node
	slots map[scalar.VarID]int
	width int
	rows  float64
	cost  float64
	order []sortKey
}

// goal is what a parent wants of an operator.
type goal struct {
	// need are the columns that must come out.
	need varSet
	// order is wished for, not demanded: see phys.order. hashed: rows in another one are hashed,
	// not sorted; resorted: and what comes of that is sorted.
	order            []sortKey
	hashed, resorted bool
	// limit is how many rows will be read, 0 for all; limitX the expression.
	limit  float64
	limitX scalar.Expr
	// exists: all that is asked is whether there is a row.
	exists bool
}

func (g goal) withNeed(need varSet) goal {
	g.need = need
	return g
}

// firsts reports whether rows in this order need not all be read.
func (g goal) firsts(order []sortKey) bool {
	return g.limit > 0 && (len(g.order) == 0 || isPrefix(g.order, order))
}

// noLimit is g for the input of an operator that may drop or multiply rows.
func (g goal) noLimit() goal {
	g.limit, g.limitX = 0, nil
	return g
}

func (p *planner) head(ts []*types.Type, rows, start, cost float64) Head {
	h := Head{ID: p.nodes, Types: ts, Rows: math.Max(rows, 0), Start: start, Cost: cost}
	p.nodes++
	return h
}

// layout makes a phys of columns in order.
func (p *planner) layout(n Node, ids []scalar.VarID, rows, cost float64) *phys {
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
func (p *planner) slot(ph *phys, id scalar.VarID) int {
	slot, ok := ph.slots[id]
	if !ok && p.err == nil {
		p.err = pgerror.Internal("plan: column %s (%d) is not in the operator's input", p.b.info(id).name, id)
	}
	return slot
}

func (p *planner) typesOf(ids []scalar.VarID) []*types.Type {
	ts := make([]*types.Type, len(ids))
	for i, id := range ids {
		ts[i] = p.b.info(id).t
	}
	return ts
}

// resolve gives the columns of e their places.
func (p *planner) resolve(e scalar.Expr, ph *phys) (scalar.Expr, error) {
	return p.resolveAt(e, ph.slots, 0, nil, 0)
}

// resolveAt resolves over two inputs side by side: a from offset 0, b from offB.
func (p *planner) resolveAt(e scalar.Expr, a map[scalar.VarID]int, offA int, b map[scalar.VarID]int, offB int) (scalar.Expr, error) {
	if e == nil {
		return nil, nil
	}
	var err error
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
			return p.b.withOuterRegs(x)
		}
		return x
	})
	scalar.HashConsts(out)
	return out, err
}

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
func (p *planner) subplan(id int) error {
	for len(p.subs) <= id {
		p.subs = append(p.subs, nil)
	}
	if p.subs[id] != nil {
		return nil
	}
	s := p.b.subs[id]
	need := setOf(s.out)
	g := goal{need: need}
	if s.expr.Kind == scalar.SubExists {
		g = goal{need: varSet{}, exists: true, limit: 1, limitX: &scalar.Const{T: types.TInt8, Typmod: types.NoTypmod, D: types.Int(1)}}
	}
	ph, err := p.build(p.b.norm(s.rel), g)
	if err != nil {
		return err
	}
	if s.expr.Kind == scalar.SubExists {
		p.subs[id] = ph.node
		return nil
	}
	n, err := p.project(ph, s.out)
	p.subs[id] = n
	return err
}

// project gives an operator's columns in the order of ids.
func (p *planner) project(ph *phys, ids []scalar.VarID) (Node, error) {
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
	exprs := make([]scalar.Expr, len(ids))
	for i, id := range ids {
		v := p.b.info(id)
		exprs[i] = &scalar.Slot{Idx: p.slot(ph, id), T: v.t, Typmod: v.typmod}
	}
	return p.projectNode(ph, exprs), nil
}

// projectNode puts a projection over ph; one over another is merged.
func (p *planner) projectNode(ph *phys, exprs []scalar.Expr) Node {
	ts := make([]*types.Type, len(exprs))
	for i, x := range exprs {
		ts[i] = x.Type()
	}
	if inner, ok := ph.node.(*Project); ok && allSlots(exprs) {
		merged := make([]scalar.Expr, len(exprs))
		for i, x := range exprs {
			merged[i] = inner.Exprs[x.(*scalar.Slot).Idx]
		}
		n := *inner
		n.Exprs, n.Types = merged, ts
		return &n
	}
	return &Project{Head_: p.head(ts, ph.rows, ph.node.Head().Start, ph.cost), Input: ph.node, Exprs: exprs}
}

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
func (p *planner) build(r rel, g goal) (*phys, error) {
	ph, err := p.buildRel(r, g)
	if err == nil && p.err != nil {
		err = p.err
	}
	return ph, err
}

func (p *planner) buildRel(r rel, g goal) (*phys, error) {
	switch r := r.(type) {
	case *relScan:
		return p.buildScan(r, nil, g)
	case *relSelect:
		return p.buildSelect(r, g)
	case *relBarrier:
		return p.build(r.in, g)
	case *relOne:
		n := &Values{Head_: p.head(nil, 1, 0, 0.01), Rows: [][]scalar.Expr{{}}}
		return p.layout(n, nil, 1, 0.01), nil
	case *relValues:
		return p.buildValues(r)
	case *relFunc:
		return p.buildFunc(r)
	case *relProject:
		return p.buildProject(r, g)
	case *relProjectSet:
		return p.buildProjectSet(r, g)
	case *relJoin:
		return p.buildJoin(r, g)
	case *relGroup:
		return p.buildGroup(r, g)
	case *relWindow:
		return p.buildWindow(r, g)
	case *relDistinct:
		return p.buildDistinct(r, g)
	case *relSort:
		return p.buildSort(r, g)
	case *relLimit:
		return p.buildLimit(r, g)
	case *relSetOp:
		return p.buildSetOp(r)
	case *relWith:
		return p.buildWith(r, g)
	case *relCTE:
		return p.buildCTE(r, g)
	case *relRecursive:
		return p.buildRecursive(r)
	case *relLock:
		return p.buildLock(r, g)
	}
	return nil, pgerror.Internal("plan: no way to compute %T", r)
}

func (p *planner) buildSelect(r *relSelect, g goal) (*phys, error) {
	if sc, ok := r.in.(*relScan); ok {
		return p.buildScan(sc, r.conds, g)
	}
	need := g.need.clone()
	for _, c := range r.conds {
		need.addExpr(c)
	}
	inner := g.noLimit().withNeed(need)
	if _, ok := r.in.(*relJoin); ok && g.limit > 0 {
		inner.limit = g.limit / math.Max(p.selectivity(r.conds), selLeast)
	}
	in, err := p.build(r.in, inner)
	if err != nil {
		return nil, err
	}
	if w, ok := r.in.(*relWindow); ok {
		if err := p.stopEarly(w, in, r.conds); err != nil {
			return nil, err
		}
	}
	return p.filter(in, r.conds)
}

// filter puts conditions over an operator, those that read no column above the others.
func (p *planner) filter(in *phys, conds []scalar.Expr) (*phys, error) {
	var once, each []scalar.Expr
	for _, c := range conds {
		if scalar.PropsOf(c).Vars || p.b.volatile(c) {
			each = append(each, c)
		} else {
			once = append(once, c)
		}
	}
	var err error
	if len(each) > 0 {
		if in, err = p.filterBy(in, each, false); err != nil {
			return nil, err
		}
	}
	if len(once) > 0 {
		in, err = p.filterBy(in, once, true)
	}
	return in, err
}

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
	out.node = &Filter{Head_: p.head(in.node.Head().Types, rows, in.node.Head().Start, cost), Input: in.node, Cond: x, Once: once}
	return &out, nil
}

func (p *planner) buildValues(r *relValues) (*phys, error) {
	none := &phys{}
	rows := make([][]scalar.Expr, len(r.rows))
	for i, row := range r.rows {
		xs, err := p.resolveList(row, none)
		if err != nil {
			return nil, err
		}
		rows[i] = xs
	}
	n := &Values{Head_: p.head(p.typesOf(r.vars), float64(len(rows)), 0, 0.0125*float64(len(rows))), Rows: rows}
	return p.layout(n, r.vars, float64(len(rows)), n.Cost), nil
}

func (p *planner) funcItem(it setItemCols, in *phys) (FuncItem, error) {
	out := FuncItem{Fn: it.fn, Width: len(it.vars)}
	var err error
	if out.Args, err = p.resolveList(it.args, in); err != nil {
		return out, err
	}
	out.X, err = p.resolve(it.x, in)
	if it.fn != nil {
		out.X = nil
	}
	return out, err
}

func (p *planner) buildFunc(r *relFunc) (*phys, error) {
	n := &FuncScan{Name: r.name, Ordinality: r.ordinality != 0}
	rows := 1.0
	for _, it := range r.items {
		item, err := p.funcItem(it, &phys{})
		if err != nil {
			return nil, err
		}
		if it.fn != nil {
			rows = defaultRows
		}
		n.Items = append(n.Items, item)
	}
	n.Head_ = p.head(p.typesOf(r.vars), rows, 0, rows*0.01)
	return p.layout(n, r.vars, rows, n.Cost), nil
}

func (p *planner) buildProject(r *relProject, g goal) (*phys, error) {
	var items []projItem
	need := varSet{}
	vars := true
	for _, it := range r.items {
		if !g.need[it.id] && !scalar.PropsOf(it.x).Volatile {
			continue
		}
		items = append(items, it)
		need.addExpr(it.x)
		_, isVar := it.x.(*scalar.Var)
		vars = vars && isVar
	}
	inner := g.withNeed(need)
	named := p.orderItems(r.in, r.items)
	if inner.order = renameKeys(g.order, named); len(inner.order) < len(g.order) {
		inner = inner.noLimit() // the rows come in another order
	}
	in, err := p.build(r.in, inner)
	if err != nil {
		return nil, err
	}
	if vars {
		return p.relabel(in, items), nil
	}
	exprs := make([]scalar.Expr, len(items))
	ids := make([]scalar.VarID, len(items))
	wanted := *in
	if g.limit > 0 && isPrefix(inner.order, in.order) && len(inner.order) == len(g.order) {
		wanted.rows = math.Min(in.rows, g.limit)
	}
	for i, it := range items {
		if exprs[i], err = p.resolve(p.overHashed(it.x, &wanted), in); err != nil {
			return nil, err
		}
		ids[i] = it.id
	}
	n := &Project{Head_: p.head(p.typesOf(ids), in.rows, in.node.Head().Start, in.cost+in.rows*0.01), Input: in.node, Exprs: exprs}
	out := p.layout(n, ids, in.rows, n.Cost)
	out.order = keysThrough(in.order, p.orderItems(r.in, items))
	return out, nil
}

// renameKeys turns wished keys over a projection's columns into keys over its
// input; it stops at the first that is not simply a column.
func renameKeys(keys []sortKey, items []projItem) []sortKey {
	var out []sortKey
	for _, k := range keys {
		found := false
		for _, it := range items {
			if v, ok := it.x.(*scalar.Var); ok && it.id == k.id {
				k.id, found = v.ID, true
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
func keysThrough(keys []sortKey, items []projItem) []sortKey {
	var out []sortKey
	for _, k := range keys {
		found := false
		for _, it := range items {
			if v, ok := it.x.(*scalar.Var); ok && v.ID == k.id {
				k.id, found = it.id, true
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
func (p *planner) relabel(in *phys, items []projItem) *phys {
	out := *in
	out.slots = make(map[scalar.VarID]int, len(items))
	for _, it := range items {
		out.slots[it.id] = p.slot(in, it.x.(*scalar.Var).ID)
	}
	out.order = keysThrough(in.order, items)
	return &out
}

func (p *planner) buildProjectSet(r *relProjectSet, g goal) (*phys, error) {
	need := g.need.clone()
	for _, it := range r.items {
		for _, a := range it.args {
			need.addExpr(a)
		}
		delete(need, it.id)
	}
	in, err := p.build(r.in, goal{need: need})
	if err != nil {
		return nil, err
	}
	n := &ProjectSet{Input: in.node}
	ts := append([]*types.Type(nil), in.node.Head().Types...)
	out := &phys{node: n, slots: map[scalar.VarID]int{}, rows: in.rows * 10, cost: in.cost + in.rows*10*0.01}
	for id, s := range in.slots {
		out.slots[id] = s
	}
	for i, it := range r.items {
		cols := setItemCols{fn: it.fn, args: it.args, vars: []scalar.VarID{it.id}}
		if it.fn == nil {
			cols.args, cols.x = nil, it.args[0]
		}
		item, err := p.funcItem(cols, in)
		if err != nil {
			return nil, err
		}
		item.Each = it.fn == nil
		n.Items = append(n.Items, item)
		ts = append(ts, p.b.info(it.id).t)
		out.slots[it.id] = in.width + i
	}
	out.width = len(ts)
	n.Head_ = p.head(ts, out.rows, 0, out.cost)
	return out, nil
}

func (p *planner) buildGroup(r *relGroup, g goal) (*phys, error) {
	if ends, err := p.extremes(r); ends != nil || err != nil {
		return ends, err
	}
	need := varSet{}
	var items []projItem // computed keys, appended to the input
	for _, k := range r.keys {
		need.addExpr(k.x)
		if _, ok := k.x.(*scalar.Var); !ok {
			items = append(items, k)
		}
	}
	for _, a := range r.aggs {
		for _, x := range a.args {
			need.addExpr(x)
		}
		if a.filter != nil {
			need.addExpr(a.filter)
		}
		for _, o := range a.order {
			need.addExpr(o.x)
		}
	}
	inner := goal{need: need}
	if len(items) == 0 {
		inner.order = groupOrder(r.keys, g.order)
		inner.hashed, inner.resorted = !g.firsts(inner.order), len(g.order) > 0 && isPrefix(g.order, inner.order)
	}
	in, err := p.firstGroups(r, inner, g)
	if in == nil && err == nil {
		in, err = p.build(r.in, inner)
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

// manyGroups is how many times as many groups as are wanted there must be, so that their input is
// read in their order: all of them are made with less work in another one.
const manyGroups = 4

// firstGroups plans the joins of groups of which only the first few are wanted: their rows come in
// the order of the groups, and those of the others are not read. It gives nil where they would be.
func (p *planner) firstGroups(r *relGroup, inner, g goal) (*phys, error) {
	if _, ok := r.in.(*relJoin); !ok || g.limit <= 0 || g.exists || len(inner.order) == 0 || !isPrefix(g.order, inner.order) {
		return nil, nil
	}
	all, err := p.estimate(r.in, inner.need)
	if err != nil {
		return nil, err
	}
	keys := make([]scalar.Expr, len(r.keys))
	for i, k := range r.keys {
		keys[i] = k.x
	}
	n := p.groupsOf(keys, all.rows)
	p.weigh(all.rows)
	if n < manyGroups*g.limit {
		return nil, nil
	}
	undo := p.discard()
	inner.limit = (g.limit + 1) * all.rows / n
	in, err := p.build(r.in, inner)
	if err != nil || isPrefix(inner.order, in.order) {
		return in, err
	}
	undo()
	return nil, nil
}

// groupOrder wishes for an order of the group keys that also gives want.
func groupOrder(keys []projItem, want []sortKey) []sortKey {
	var out []sortKey
	seen := varSet{}
	in := varSet{}
	for _, k := range keys {
		in[k.id] = true
	}
	for _, w := range want {
		if in[w.id] && !seen[w.id] {
			seen[w.id] = true
			out = append(out, w)
		}
	}
	for _, k := range keys {
		if !seen[k.id] {
			out = append(out, sortKey{id: k.id})
		}
	}
	return out
}

// extend appends computed columns to an operator's output.
func (p *planner) extend(in *phys, items []projItem) (*phys, error) {
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
		x, err := p.resolve(p.overHashed(it.x, in), in)
		if err != nil {
			return nil, err
		}
		out.slots[it.id] = len(exprs)
		exprs = append(exprs, x)
		outTypes = append(outTypes, x.Type())
	}
	out.width = len(exprs)
	out.node = &Project{Head_: p.head(outTypes, in.rows, in.node.Head().Start, in.cost), Input: in.node, Exprs: exprs}
	return &out, nil
}

func (p *planner) group(r *relGroup, in *phys) (*phys, error) {
	n := &Group{Input: in.node}
	var ids []scalar.VarID
	for _, k := range r.keys {
		n.Keys = append(n.Keys, p.slot(in, k.id))
		ids = append(ids, k.id)
	}
	n.Ordered = ordersGroups(in.order, r.keys)
	for _, a := range r.aggs {
		agg, err := p.agg(a, in)
		if err != nil {
			return nil, err
		}
		n.Aggs = append(n.Aggs, agg)
		ids = append(ids, a.id)
	}
	rows := 1.0
	if len(r.keys) > 0 {
		xs := make([]scalar.Expr, len(r.keys))
		for i, k := range r.keys {
			xs[i] = k.x
		}
		rows = p.groupsOf(xs, in.rows)
	}
	cost := in.cost + in.rows*costHashRow
	start := cost
	if n.Ordered && len(r.keys) > 0 {
		cost, start = in.cost+in.rows*costOrderedRow, 0
	}
	n.Head_ = p.head(p.typesOf(ids), rows, start, cost)
	out := p.layout(n, ids, rows, cost)
	if n.Ordered {
		out.order = in.order[:min(len(in.order), len(r.keys))]
	}
	return out, nil
}

// ordersGroups reports whether rows of one group follow one another in this order.
func ordersGroups(order []sortKey, keys []projItem) bool {
	if len(keys) == 0 || len(order) < len(keys) {
		return len(keys) == 0
	}
	in := varSet{}
	for _, k := range keys {
		in[k.id] = true
	}
	for _, o := range order[:len(keys)] {
		if !in[o.id] {
			return false
		}
		delete(in, o.id)
	}
	return true
}

func (p *planner) agg(a *aggItem, in *phys) (Agg, error) {
	out := Agg{Fn: a.fn, Distinct: a.distinct}
	var err error
	args := make([]scalar.Expr, len(a.args))
	for i, x := range a.args {
		args[i] = p.overHashed(x, in)
	}
	if out.Args, err = p.resolveList(args, in); err != nil {
		return out, err
	}
	if out.Filter, err = p.resolve(p.overHashed(a.filter, in), in); err != nil {
		return out, err
	}
	for _, o := range a.order {
		x, err := p.resolve(o.x, in)
		if err != nil {
			return out, err
		}
		out.Order = append(out.Order, SortExpr{X: x, Desc: o.desc, NullsFirst: o.nullsFirst})
	}
	return out, nil
}

func (p *planner) buildDistinct(r *relDistinct, g goal) (*phys, error) {
	cols := r.on
	if cols == nil {
		cols = r.keep
	}
	need := g.need.clone()
	for _, id := range cols {
		need[id] = true
	}
	inner := goal{need: need}
	if r.on == nil {
		inner.order = groupOrder(varItems(cols), g.order)
		inner.hashed, inner.resorted = !g.firsts(inner.order), len(g.order) > 0 && isPrefix(g.order, inner.order)
	}
	in, err := p.build(r.in, inner)
	if err != nil {
		return nil, err
	}
	n := &Distinct{Input: in.node, On: r.on != nil}
	for _, id := range uniqueIDs(cols) {
		n.Slots = append(n.Slots, p.slot(in, id))
	}
	n.Ordered = ordersGroups(in.order, varItems(uniqueIDs(cols)))
	out := *in
	xs := make([]scalar.Expr, len(cols))
	for i, id := range cols {
		xs[i] = p.b.ref(id)
	}
	out.rows = p.groupsOf(xs, in.rows)
	out.cost = in.cost + in.rows*costHashRow
	n.Head_ = p.head(in.node.Head().Types, out.rows, 0, out.cost)
	out.node = n
	return &out, nil
}

func varItems(ids []scalar.VarID) []projItem {
	out := make([]projItem, len(ids))
	for i, id := range ids {
		out[i] = projItem{id: id}
	}
	return out
}

func (p *planner) buildSort(r *relSort, g goal) (*phys, error) {
	need := g.need.clone()
	for _, k := range r.keys {
		need[k.id] = true
	}
	in, err := p.build(r.in, goal{need: need, order: r.keys, limit: g.limit, limitX: g.limitX})
	if err != nil {
		return nil, err
	}
	return p.sortSome(in, r.keys, g.limitX, g.limit), nil
}

// sort orders an operator's rows, unless they are in order.
func (p *planner) sort(in *phys, keys []sortKey, limit scalar.Expr) *phys {
	return p.sortSome(in, keys, limit, 0)
}

// sortSome is sort where most rows (0: all, or it is not known) are wanted. Rows that are in the
// order of the first keys are sorted part by part, as they come (Postgres's incremental sort).
func (p *planner) sortSome(in *phys, keys []sortKey, limit scalar.Expr, most float64) *phys {
	keys = uniqueKeys(keys)
	if isPrefix(keys, in.order) {
		in.node.Head().Ordered = true
		return in
	}
	if in.rows <= 1 && oneRow(in.node) {
		return in
	}
	n := &Sort{Input: in.node, Limit: limit}
	for _, k := range keys {
		n.Keys = append(n.Keys, SortKey{Slot: p.slot(in, k.id), Desc: k.desc, NullsFirst: k.nullsFirst})
	}
	out := *in
	sorting := in.rows * math.Log2(in.rows+2) * costSortRow
	start := in.cost + sorting
	if given := common(keys, in.order); given > 0 {
		read, parts := p.inParts(keys[:given], nil, in.rows, most)
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
const partsOf = 8

// common is how many keys two orders begin with in common.
func common(a, b []sortKey) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

func uniqueKeys(keys []sortKey) []sortKey {
	seen := varSet{}
	var out []sortKey
	for _, k := range keys {
		if !seen[k.id] {
			seen[k.id] = true
			out = append(out, k)
		}
	}
	return out
}

func isPrefix(want, have []sortKey) bool {
	if len(want) > len(have) {
		return false
	}
	for i := range want {
		if want[i] != have[i] {
			return false
		}
	}
	return true
}

// oneRow reports whether an operator can't give more than one row.
func oneRow(n Node) bool {
	switch n := n.(type) {
	case *Group:
		return len(n.Keys) == 0
	case *Values:
		return len(n.Rows) <= 1
	case *Project:
		return oneRow(n.Input)
	case *Filter:
		return oneRow(n.Input)
	case *NestedLoop:
		return n.Kind == JoinInner && oneRow(n.Left) && oneRow(n.Right)
	case *Scan:
		return n.Points && onePoint(n.Spans)
	}
	return false
}

func onePoint(s Spans) bool {
	if len(s.Arms) > 0 {
		return false
	}
	cols := s.Cols
	if s.Row != nil {
		cols = []ColumnSpan{*s.Row}
	}
	for _, c := range cols {
		if len(c.Alts) != 1 || c.Alts[0].Eq == nil {
			return false
		}
	}
	return true
}

func (p *planner) buildLimit(r *relLimit, g goal) (*phys, error) {
	inner := goal{need: g.need.clone(), order: g.order}
	for _, k := range r.ties {
		inner.need[k.id] = true
	}
	if r.limit != nil && r.ties == nil {
		inner.limitX = r.limit
		inner.limit = p.b.env.Arguments.rows(r.limit)
		if r.offset != nil {
			inner.limitX = addRows(p.b, r.limit, r.offset)
			inner.limit += p.b.env.Arguments.rows(r.offset)
		}
	}
	before := p.weighed
	in, err := p.build(r.in, inner)
	if err != nil {
		return nil, err
	}
	from := in.node.Head().Rows
	if p.weighed > before {
		from = math.Inf(1) // it may take many rows to make few
	}
	p.noteLimit(r.limit, from)
	p.noteLimit(r.offset, from)
	n := &Limit{Input: in.node}
	if n.Limit, err = p.resolve(r.limit, &phys{}); err != nil {
		return nil, err
	}
	if n.Offset, err = p.resolve(r.offset, &phys{}); err != nil {
		return nil, err
	}
	for _, k := range r.ties {
		n.Ties = append(n.Ties, SortKey{Slot: p.slot(in, k.id), Desc: k.desc, NullsFirst: k.nullsFirst})
	}
	out := *in
	if r.limit != nil {
		if lim := p.b.env.Arguments.rows(r.limit); lim < in.rows {
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
func addRows(b *binder, x, y scalar.Expr) scalar.Expr {
	var wide [2]scalar.Expr
	for i, n := range []scalar.Expr{x, y} {
		w, err := b.coerce(nil, n, types.TNumeric, types.Explicit)
		if w == nil || err != nil {
			return nil
		}
		wide[i] = w
	}
	sum, err := b.operator(nil, "+", wide[0], wide[1], nil, nil)
	if err != nil {
		return nil
	}
	most := &scalar.Const{T: types.TNumeric, Typmod: types.NoTypmod, D: types.NumericInt(math.MaxInt64)}
	sum, err = b.coerce(nil, b.fold(&scalar.MinMax{T: types.TNumeric, Least: true, Args: []scalar.Expr{sum, most}}), types.TInt8, types.Explicit)
	if err != nil {
		return nil
	}
	return sum
}

func (p *planner) buildSetOp(r *relSetOp) (*phys, error) {
	if r.op == ast.SetUnion {
		return p.buildUnion(r)
	}
	l, err := p.build(r.l, goal{need: setOf(r.left)})
	if err != nil {
		return nil, err
	}
	right, err := p.build(r.r, goal{need: setOf(r.right)})
	if err != nil {
		return nil, err
	}
	n := &SetOp{Except: r.op == ast.SetExcept, All: r.all}
	if n.Left, err = p.project(l, r.left); err != nil {
		return nil, err
	}
	if n.Right, err = p.project(right, r.right); err != nil {
		return nil, err
	}
	cost := l.cost + right.cost + (l.rows+right.rows)*costHashRow
	n.Head_ = p.head(p.typesOf(r.vars), l.rows, cost, cost)
	return p.layout(n, r.vars, l.rows, cost), nil
}

func (p *planner) buildUnion(r *relSetOp) (*phys, error) {
	n := &Append{}
	rows, cost, err := p.appendInputs(n, r, r.all)
	if err != nil {
		return nil, err
	}
	n.Head_ = p.head(p.typesOf(r.vars), rows, 0, cost)
	out := p.layout(n, r.vars, rows, cost)
	if r.all {
		return out, nil
	}
	d := &Distinct{Input: n}
	for i := range r.vars {
		d.Slots = append(d.Slots, i)
	}
	out.cost += rows * costHashRow
	d.Head_ = p.head(n.Types, rows, 0, out.cost)
	out.node = d
	return out, nil
}

// appendInputs flattens a chain of unions of one kind.
func (p *planner) appendInputs(n *Append, r *relSetOp, all bool) (rows, cost float64, err error) {
	for _, side := range []struct {
		r   rel
		ids []scalar.VarID
	}{{r.l, r.left}, {r.r, r.right}} {
		if u, ok := flatUnion(side.r, side.ids); ok && u.all == all {
			r2, c2, err := p.appendInputs(n, u, all)
			if err != nil {
				return 0, 0, err
			}
			rows, cost = rows+r2, cost+c2
			continue
		}
		ph, err := p.build(side.r, goal{need: setOf(side.ids)})
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

// flatUnion sees a union under a projection that only passes its columns on.
func flatUnion(r rel, ids []scalar.VarID) (*relSetOp, bool) {
	if pr, ok := r.(*relProject); ok {
		for _, it := range pr.items {
			if !isVar(it.x, it.id) {
				return nil, false
			}
		}
		r = pr.in
	}
	u, ok := r.(*relSetOp)
	if !ok || u.op != ast.SetUnion || len(ids) != len(u.vars) {
		return nil, false
	}
	for i := range ids {
		if ids[i] != u.vars[i] {
			return nil, false
		}
	}
	return u, true
}

func (p *planner) buildWith(r *relWith, g goal) (*phys, error) {
	n := &With{}
	for _, c := range r.ctes {
		if c.inlined() || c.uses == 0 && c.dml == nil {
			continue
		}
		node, err := p.cteNode(c)
		if err != nil {
			return nil, err
		}
		n.CTEs = append(n.CTEs, CTE{ID: c.id, Name: c.name, Node: node, Eager: c.dml != nil})
	}
	in, err := p.build(r.in, g)
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

func (c *cte) inlined() bool { return c.inline && c.uses == 1 && c.rel != nil }

func (p *planner) cteNode(c *cte) (Node, error) {
	if c.dml != nil {
		return p.buildDML(c.dml)
	}
	ph, err := p.build(c.rel, goal{need: setOf(c.out)})
	if err != nil {
		return nil, err
	}
	return p.project(ph, c.out)
}

func (p *planner) buildCTE(r *relCTE, g goal) (*phys, error) {
	if r.cte.inlined() {
		pr := &relProject{in: r.cte.rel}
		for i, id := range r.vars {
			pr.items = append(pr.items, projItem{id, p.b.ref(r.cte.out[i])})
		}
		return p.build(pr, g)
	}
	n := &CTEScan{ID: r.cte.id, Name: r.cte.name, Alias: r.cte.name}
	if len(r.vars) > 0 {
		n.Alias = p.b.info(r.vars[0]).alias
	}
	rows := float64(defaultRows)
	if r.cte.rows > 0 {
		rows = r.cte.rows
	}
	n.Head_ = p.head(p.typesOf(r.vars), rows, 0, rows*0.02)
	return p.layout(n, r.vars, rows, n.Cost), nil
}

func (p *planner) buildRecursive(r *relRecursive) (*phys, error) {
	base, err := p.build(r.base, goal{need: setOf(r.baseV)})
	if err != nil {
		return nil, err
	}
	step, err := p.build(r.step, goal{need: setOf(r.stepV)})
	if err != nil {
		return nil, err
	}
	n := &Recursive{All: r.all, Work: -1}
	if r.work != nil {
		n.Work = r.work.id
	}
	if n.Base, err = p.project(base, r.baseV); err != nil {
		return nil, err
	}
	if n.Step, err = p.project(step, r.stepV); err != nil {
		return nil, err
	}
	rows, cost := base.rows+step.rows*10, base.cost+step.cost*10
	n.Head_ = p.head(p.typesOf(r.vars), rows, base.cost, cost)
	return p.layout(n, r.vars, rows, cost), nil
}

package plan

import (
	"math"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// joinItem is one input of a group of inner joins.
type joinItem struct {
	rel  rel
	cols varSet
	sets []scalar.RegSet // what it reads of items before it
}

// joinGroup flattens a tree of inner joins.
func joinGroup(r rel, items *[]joinItem, conds *[]scalar.Expr) {
	if j, ok := r.(*relJoin); ok && j.kind == joinInner {
		joinGroup(j.l, items, conds)
		if len(j.sets) > 0 {
			*items = append(*items, joinItem{rel: j.r, cols: setOf(j.r.out()), sets: j.sets})
		} else {
			joinGroup(j.r, items, conds)
		}
		*conds = append(*conds, j.on...)
		return
	}
	*items = append(*items, joinItem{rel: r, cols: setOf(r.out())})
}

func (p *planner) buildJoin(j *relJoin, g goal) (*phys, error) {
	if j.kind != joinInner {
		return p.buildOuter(j, g)
	}
	var items []joinItem
	var conds []scalar.Expr
	joinGroup(j, &items, &conds)
	need := g.need.clone()
	for _, c := range conds {
		need.addExpr(c)
	}
	for _, it := range items {
		for _, s := range it.sets {
			need.addExpr(s.X)
		}
	}
	order, err := p.joinOrder(items, conds, need)
	if err != nil {
		return nil, err
	}
	return p.joinAll(items, order, conds, need, g)
}

// maxExhaustive is the number of inputs up to which every first one is tried.
const maxExhaustive = 12

// joinOrder picks the order of a group of inner joins: from each possible first
// input it goes on greedily with the cheapest next one.
func (p *planner) joinOrder(items []joinItem, conds []scalar.Expr, need varSet) ([]int, error) {
	if len(items) == 1 {
		return []int{0}, nil
	}
	size := make([]float64, len(items))
	cost := make([]float64, len(items))
	for i, it := range items {
		ph, err := p.estimate(it.rel, need)
		if err != nil {
			return nil, err
		}
		size[i], cost[i] = ph.rows, ph.cost
	}
	var best []int
	bestCost := math.Inf(1)
	for first := range items {
		if len(items) > maxExhaustive && first > 0 {
			break
		}
		if len(items[first].sets) > 0 {
			continue
		}
		order, total := p.greedy(first, items, conds, size, cost)
		if order != nil && total < bestCost {
			best, bestCost = order, total
		}
	}
	if best == nil {
		for i := range items {
			best = append(best, i)
		}
	}
	return best, nil
}

// estimate plans r only to learn its size.
func (p *planner) estimate(r rel, need varSet) (*phys, error) {
	saved := p.nodes
	defer func() { p.nodes = saved }()
	return p.build(r, goal{need: within(need, r)})
}

// within is the part of need that r makes.
func within(need varSet, r rel) varSet {
	out := varSet{}
	for _, id := range r.out() {
		if need[id] {
			out[id] = true
		}
	}
	return out
}

func (p *planner) greedy(first int, items []joinItem, conds []scalar.Expr, size, cost []float64) ([]int, float64) {
	order := []int{first}
	done := map[int]bool{first: true}
	have := items[first].cols.clone()
	rows, total := size[first], cost[first]
	for len(order) < len(items) {
		next, nextCost, nextRows := -1, math.Inf(1), 0.0
		for i, it := range items {
			if done[i] || !setsReady(it.sets, have) {
				continue
			}
			c, r := p.stepCost(it, have, conds, rows, size[i], cost[i])
			if c < nextCost {
				next, nextCost, nextRows = i, c, r
			}
		}
		if next < 0 {
			return nil, 0
		}
		done[next] = true
		order = append(order, next)
		for id := range items[next].cols {
			have[id] = true
		}
		rows, total = nextRows, total+nextCost
	}
	return order, total
}

func setsReady(sets []scalar.RegSet, have varSet) bool {
	for _, s := range sets {
		if !have.covers(s.X) {
			return false
		}
	}
	return true
}

// stepCost estimates joining one more input to rows rows.
func (p *planner) stepCost(it joinItem, have varSet, conds []scalar.Expr, rows, size, cost float64) (float64, float64) {
	var linking []scalar.Expr
	equi := false
	for _, c := range conds {
		if have.covers(c) || it.cols.covers(c) {
			continue
		}
		both := have.clone()
		for id := range it.cols {
			both[id] = true
		}
		if both.covers(c) {
			linking = append(linking, c)
			if _, _, ok := equiSides(c, have, it.cols); ok {
				equi = true
			}
		}
	}
	out := math.Max(1, rows*size*p.joinSelectivity(linking, it, size))
	if len(it.sets) > 0 {
		return rows * math.Max(cost, 1), math.Max(1, rows*size)
	}
	best := cost + rows*size*0.05 + out
	if equi {
		best = math.Min(best, cost+(rows+size)*costHashRow+out*0.1)
	}
	if a := p.lookupPath(it.rel, conds, have, nil); a != nil {
		best = math.Min(best, rows*(costSeek+a.rows*costRow))
		if a.points {
			out = math.Max(1, rows*math.Min(1, size))
		}
	}
	return best, out
}

// joinSelectivity: an equality with a unique key finds one row, with anything
// else one of the larger side.
func (p *planner) joinSelectivity(conds []scalar.Expr, it joinItem, size float64) float64 {
	s := 1.0
	for _, c := range conds {
		if op, ok := c.(*scalar.Op); ok && op.Op.Name == "=" {
			s *= 1 / math.Max(1, size)
		} else {
			s *= selectivityOf(c)
		}
	}
	return s
}

// equiSides splits l = r where one side is over a and the other over b.
func equiSides(c scalar.Expr, a, b varSet) (l, r scalar.Expr, ok bool) {
	op, is := c.(*scalar.Op)
	if !is || op.L == nil || op.Op.Name != "=" || op.Op.Result != types.TBool || scalar.PropsOf(c).Volatile || scalar.PropsOf(c).Subquery {
		return nil, nil, false
	}
	hasVars := func(x scalar.Expr) bool { return scalar.PropsOf(x).Vars }
	switch {
	case hasVars(op.L) && hasVars(op.R) && a.covers(op.L) && b.covers(op.R):
		return op.L, op.R, true
	case hasVars(op.L) && hasVars(op.R) && a.covers(op.R) && b.covers(op.L):
		return op.R, op.L, true
	}
	return nil, nil, false
}

// tableOf sees the scan and conditions of a base table.
func tableOf(r rel) (*relScan, []scalar.Expr, bool) {
	switch r := r.(type) {
	case *relScan:
		return r, nil, !r.table.Virtual
	case *relSelect:
		if sc, ok := r.in.(*relScan); ok {
			return sc, r.conds, !sc.table.Virtual
		}
	case *relProject:
		for _, it := range r.items {
			if !isVar(it.x, it.id) {
				return nil, nil, false
			}
		}
		return tableOf(r.in)
	}
	return nil, nil, false
}

// lookupPath finds an index of r whose leading columns equal expressions over
// the columns in have; nil if there is none. need may be nil.
func (p *planner) lookupPath(r rel, conds []scalar.Expr, have varSet, need varSet) *access {
	sc, local, ok := tableOf(r)
	if !ok {
		return nil
	}
	keys := p.lookupKeys(sc, conds, have)
	if len(keys) == 0 {
		return nil
	}
	if need == nil {
		need = varSet{}
	}
	var best *access
	fixedLocal := p.analyze(sc, local)
	for i := range sc.table.Indexes {
		ix := &sc.table.Indexes[i]
		if ix.State != catalog.IndexPublic {
			continue
		}
		a := p.lookupIndex(sc, ix, keys, fixedLocal, need)
		if a != nil && (best == nil || a.cost < best.cost) {
			best = a
		}
	}
	return best
}

// lookupKey is an equality of a column with an expression over other inputs.
type lookupKey struct {
	cond scalar.Expr
	slot int
	x    scalar.Expr
}

func (p *planner) lookupKeys(sc *relScan, conds []scalar.Expr, have varSet) []lookupKey {
	own := setOf(sc.vars)
	slots := map[scalar.VarID]int{}
	for i, id := range sc.vars {
		slots[id] = i
	}
	var out []lookupKey
	for _, c := range conds {
		outer, inner, ok := equiSides(c, have, own)
		if !ok {
			continue
		}
		slot, t, ok := columnOf(inner, slots)
		if !ok || !btreeOperands(c.(*scalar.Op).Op, t) {
			continue
		}
		if xt := outer.Type(); !sameKeyOrder(t, xt) && (!isInt(t) || !isInt(xt)) {
			continue
		}
		out = append(out, lookupKey{cond: c, slot: slot, x: outer})
	}
	return out
}

// lookupIndex matches an index's leading columns with keys, or with local
// conditions that hold a column to one value.
func (p *planner) lookupIndex(sc *relScan, ix *catalog.IndexDesc, keys []lookupKey, local []colCond, need varSet) *access {
	a := &access{index: ix, layout: sc.table.Layout(ix), used: map[scalar.Expr]bool{}, nPoints: 1}
	n := p.tableRows(sc.table)
	sel, bound := 1.0, 0
	for i, slot := range searchable(a.layout) {
		x, cond, joined := keyFor(slot, keys, local)
		if x == nil {
			break
		}
		if joined {
			bound++
		}
		a.used[cond] = true
		a.spans.Cols = append(a.spans.Cols, ColumnSpan{Alts: []Alt{{Eq: x}}})
		a.spans.Conds = append(a.spans.Conds, cond)
		if i+1 < a.layout.KeyUnique || !a.layout.Unique {
			sel *= selPrefixEq
		} else {
			sel = 0
		}
	}
	if bound == 0 {
		return nil
	}
	if a.points = a.layout.Unique && len(a.spans.Cols) >= a.layout.KeyUnique; a.points {
		a.spans.Cols = a.spans.Cols[:a.layout.KeyUnique]
	}
	a.rows = math.Max(1, n*sel)
	a.cover = covers(sc, a.layout, need)
	a.cost = costSeek + a.rows*costRow
	if !a.cover {
		a.cost += a.rows * costLookup
	}
	return a
}

func keyFor(slot int, keys []lookupKey, local []colCond) (x, cond scalar.Expr, joined bool) {
	for _, k := range keys {
		if k.slot == slot {
			return k.x, k.cond, true
		}
	}
	for _, c := range local {
		if c.slot == slot && len(c.alts) == 1 && c.alts[0].Eq != nil {
			return c.alts[0].Eq, c.cond, false
		}
	}
	return nil, nil, false
}

// joinAll joins the inputs in order.
func (p *planner) joinAll(items []joinItem, order []int, conds []scalar.Expr, need varSet, g goal) (*phys, error) {
	first := items[order[0]]
	start := goal{need: within(need, first.rel)}
	if len(g.order) > 0 {
		start.order = g.order
	}
	cur, err := p.build(first.rel, start)
	if err != nil {
		return nil, err
	}
	have := first.cols.clone()
	left := append([]scalar.Expr(nil), conds...)
	for _, i := range order[1:] {
		it := items[i]
		var here []scalar.Expr
		both := have.clone()
		for id := range it.cols {
			both[id] = true
		}
		var later []scalar.Expr
		for _, c := range left {
			if both.covers(c) {
				here = append(here, c)
			} else {
				later = append(later, c)
			}
		}
		if cur, err = p.joinStep(JoinInner, cur, have, it, here, need); err != nil {
			return nil, err
		}
		have, left = both, later
	}
	return p.filter(cur, left)
}

// joinStep joins one input to cur, the cheapest way.
func (p *planner) joinStep(kind JoinKind, cur *phys, have varSet, it joinItem, conds []scalar.Expr, need varSet) (*phys, error) {
	if len(it.sets) > 0 {
		return p.nestedLoop(kind, cur, it, conds, need)
	}
	right, err := p.estimate(it.rel, need)
	if err != nil {
		return nil, err
	}
	lookup := p.lookupPath(it.rel, conds, have, within(need, it.rel))
	hasEqui := false
	for _, c := range conds {
		if _, _, ok := equiSides(c, have, it.cols); ok {
			hasEqui = true
		}
	}
	hashCost := right.cost + (cur.rows+right.rows)*costHashRow
	if lookup != nil && (!hasEqui || cur.rows*lookup.cost <= hashCost) {
		return p.lookupJoin(kind, cur, it, lookup, conds, need)
	}
	if hasEqui {
		return p.hashJoin(kind, cur, have, it, conds, need, false)
	}
	return p.nestedLoop(kind, cur, it, conds, need)
}

// joined is the output of a join over two inputs' columns.
func (p *planner) joined(kind JoinKind, l *phys, rslots map[scalar.VarID]int, rwidth int, rrows float64, conds []scalar.Expr) *phys {
	out := &phys{slots: map[scalar.VarID]int{}, width: l.width, order: l.order}
	for id, s := range l.slots {
		out.slots[id] = s
	}
	sel := 1.0
	for _, c := range conds {
		if op, ok := c.(*scalar.Op); ok && op.Op.Name == "=" {
			sel *= 1 / math.Max(1, math.Max(l.rows, rrows))
		} else {
			sel *= selectivityOf(c)
		}
	}
	out.rows = math.Max(1, l.rows*rrows*sel)
	switch kind {
	case JoinSemi, JoinAnti:
		out.rows = math.Max(1, l.rows/2)
		return out
	case JoinLeft:
		out.rows = math.Max(out.rows, l.rows)
	}
	for id, s := range rslots {
		if _, ok := out.slots[id]; !ok {
			out.slots[id] = s + l.width
		}
	}
	out.width += rwidth
	return out
}

func outTypes(kind JoinKind, l, r []*types.Type) []*types.Type {
	if kind == JoinSemi || kind == JoinAnti {
		return l
	}
	return append(append([]*types.Type(nil), l...), r...)
}

func (p *planner) lookupJoin(kind JoinKind, cur *phys, it joinItem, a *access, conds []scalar.Expr, need varSet) (*phys, error) {
	sc, local, _ := tableOf(it.rel)
	inner := within(need, it.rel)
	own := setOf(sc.vars) // more than it.cols, where a projection hides some
	for _, c := range append(append([]scalar.Expr(nil), conds...), local...) {
		if !a.used[c] {
			scalar.Vars(c, func(v *scalar.Var) {
				if own[v.ID] {
					inner[v.ID] = true
				}
			})
		}
	}
	if sc.lock != nil {
		p.addLockColumns(sc, inner)
	}
	n := &LookupJoin{Kind: kind, Input: cur.node, Unique: a.points}
	n.IndexRead = p.indexRead(sc, a, inner)
	rslots := map[scalar.VarID]int{}
	var rtypes []*types.Type
	for i, slot := range n.Columns {
		rslots[sc.vars[slot]] = i
		rtypes = append(rtypes, sc.table.Columns[slot].Type)
	}
	var err error
	for _, c := range a.spans.Cols {
		x, err := p.resolve(c.Alts[0].Eq, cur)
		if err != nil {
			return nil, err
		}
		n.Keys = append(n.Keys, x)
	}
	rest := append(unused(conds, a.used), unused(local, a.used)...)
	if n.Filter, err = p.resolveAt(scalar.And(rest...), cur.slots, 0, rslots, cur.width); err != nil {
		return nil, err
	}
	all := map[scalar.VarID]int{}
	for i, id := range sc.vars {
		all[id] = i
	}
	for _, c := range a.spans.Conds {
		x, err := p.resolveAt(c, cur.slots, 0, all, cur.width)
		if err != nil {
			return nil, err
		}
		n.Conds = append(n.Conds, x)
	}
	out := p.joined(kind, cur, rslots, len(n.Columns), a.rows, rest)
	if kind == JoinInner {
		out.rows = math.Max(1, cur.rows*a.rows*p.selectivity(rest))
	}
	out.cost = cur.cost + cur.rows*a.cost
	n.Head_ = p.head(outTypes(kind, cur.node.Head().Types, rtypes), out.rows, cur.node.Head().Start, out.cost)
	out.node = n
	return out, nil
}

func (p *planner) hashJoin(kind JoinKind, cur *phys, have varSet, it joinItem, conds []scalar.Expr, need varSet, nullAware bool) (*phys, error) {
	inner := within(need, it.rel)
	for _, c := range conds {
		scalar.Vars(c, func(v *scalar.Var) {
			if it.cols[v.ID] {
				inner[v.ID] = true
			}
		})
	}
	right, err := p.build(it.rel, goal{need: inner})
	if err != nil {
		return nil, err
	}
	n := &HashJoin{Kind: kind, Left: cur.node, Right: right.node, NullAware: nullAware}
	var rest []scalar.Expr
	for _, c := range conds {
		l, r, ok := equiSides(c, have, it.cols)
		if !ok || !p.hashable(l, r) {
			rest = append(rest, c)
			continue
		}
		lx, err := p.resolve(l, cur)
		if err != nil {
			return nil, err
		}
		rx, err := p.resolve(r, right)
		if err != nil {
			return nil, err
		}
		lx, rx = sameHashType(lx, rx)
		n.LKeys, n.RKeys = append(n.LKeys, lx), append(n.RKeys, rx)
		x, err := p.resolveAt(c, cur.slots, 0, right.slots, cur.width)
		if err != nil {
			return nil, err
		}
		n.Conds = append(n.Conds, x)
	}
	if len(n.LKeys) == 0 {
		if nullAware {
			conds = []scalar.Expr{notFalse(scalar.And(conds...))}
		}
		return p.nestedLoop(kind, cur, it, conds, need)
	}
	if n.Filter, err = p.resolveAt(scalar.And(rest...), cur.slots, 0, right.slots, cur.width); err != nil {
		return nil, err
	}
	out := p.joined(kind, cur, right.slots, right.width, right.rows, conds)
	out.cost = cur.cost + right.cost + (cur.rows+right.rows)*costHashRow
	if kind == JoinFull {
		out.order = nil
		out.rows = math.Max(out.rows, cur.rows+right.rows)
	}
	n.Head_ = p.head(outTypes(kind, cur.node.Head().Types, right.node.Head().Types), out.rows, right.cost, out.cost)
	out.node = n
	return out, nil
}

// notFalse is what drops a row of NOT IN (or NOT … ANY): a row of the other side for
// which the comparison holds, or is unknown.
func notFalse(x scalar.Expr) scalar.Expr {
	return &scalar.Truth{X: x, Kind: scalar.TruthFalse, Not: true}
}

// hashable reports whether equal values of both sides hash alike.
func (p *planner) hashable(l, r scalar.Expr) bool {
	lt, rt := l.Type(), r.Type()
	return types.Comparable(lt) && (sameKeyOrder(lt, rt) || isInt(lt) && isInt(rt))
}

// sameHashType leaves both sides as they are: int2, int4 and int8 share their
// representation, text and varchar too.
func sameHashType(l, r scalar.Expr) (scalar.Expr, scalar.Expr) { return l, r }

func (p *planner) nestedLoop(kind JoinKind, cur *phys, it joinItem, conds []scalar.Expr, need varSet) (*phys, error) {
	inner := within(need, it.rel)
	for _, c := range conds {
		scalar.Vars(c, func(v *scalar.Var) {
			if it.cols[v.ID] {
				inner[v.ID] = true
			}
		})
	}
	right, err := p.build(it.rel, goal{need: inner})
	if err != nil {
		return nil, err
	}
	n := &NestedLoop{Kind: kind, Left: cur.node, Right: right.node}
	for _, s := range it.sets {
		x, err := p.resolve(s.X, cur)
		if err != nil {
			return nil, err
		}
		n.Sets = append(n.Sets, scalar.RegSet{Reg: s.Reg, X: x})
	}
	if n.Filter, err = p.resolveAt(scalar.And(conds...), cur.slots, 0, right.slots, cur.width); err != nil {
		return nil, err
	}
	out := p.joined(kind, cur, right.slots, right.width, right.rows, conds)
	runs := 1.0
	if len(n.Sets) > 0 {
		runs = cur.rows
	}
	out.cost = cur.cost + runs*right.cost + cur.rows*right.rows*0.05
	if kind == JoinFull {
		out.order = nil
	}
	n.Head_ = p.head(outTypes(kind, cur.node.Head().Types, right.node.Head().Types), out.rows, 0, out.cost)
	out.node = n
	return out, nil
}

// buildOuter plans left, full, semi and anti joins.
func (p *planner) buildOuter(j *relJoin, g goal) (*phys, error) {
	need := g.need.clone()
	for _, c := range j.on {
		need.addExpr(c)
	}
	for _, s := range j.sets {
		need.addExpr(s.X)
	}
	lg := goal{need: within(need, j.l), order: g.order}
	if j.kind == joinFull {
		lg.order = nil
	}
	l, err := p.build(j.l, lg)
	if err != nil {
		return nil, err
	}
	kind := map[joinKind]JoinKind{joinLeft: JoinLeft, joinFull: JoinFull, joinSemi: JoinSemi, joinAnti: JoinAnti}[j.kind]
	it := joinItem{rel: j.r, cols: setOf(j.r.out()), sets: j.sets}
	have := setOf(j.l.out())
	if j.nullAware {
		return p.hashJoin(kind, l, have, it, j.on, need, true)
	}
	if j.kind == joinFull {
		return p.hashJoin(kind, l, have, it, j.on, need, false)
	}
	return p.joinStep(kind, l, have, it, j.on, need)
}

package physical

import (
	"maps"
	"math"
	"slices"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/rewrite"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// equiSides splits l = r where one side is over a and the other over b.
// Both must read columns: a constant on one side is a condition of the other input alone. One that is
// volatile or asks a query is none, as it is computed once for each row and not for each pair.
// l is over a, r over b, whichever side they were written on; the condition itself stays as it is.
func equiSides(c scalar.Expr, a, b rel.VarSet) (l, r scalar.Expr, ok bool) {
	op, is := c.(*scalar.Op)
	if !is || op.L == nil || op.Op.Name != "=" || op.Op.Result != types.TBool || scalar.PropsOf(c).Volatile || scalar.PropsOf(c).Subquery {
		return nil, nil, false
	}
	// A side without columns would be true of all rows or none.
	// The operator's result has to be boolean: a user may define = that gives something else.
	hasVars := func(x scalar.Expr) bool { return scalar.PropsOf(x).Vars }
	switch {
	case hasVars(op.L) && hasVars(op.R) && a.Covers(op.L) && b.Covers(op.R):
		return op.L, op.R, true
	case hasVars(op.L) && hasVars(op.R) && a.Covers(op.R) && b.Covers(op.L):
		return op.R, op.L, true
	}
	return nil, nil, false
}

// tableOf sees the scan and conditions of a base table.
// ok is false where r is more than that: a lookup could not stand in its place.
// Virtual tables have no indexes to look into.
func tableOf(r rel.Rel) (*rel.Scan, []scalar.Expr, bool) {
	sc, conds, ok := tablesOf(r)
	return sc, conds, ok && !sc.Divided()
}

// tablesOf is tableOf also of partitioned tables, and those that others inherit from.
func tablesOf(r rel.Rel) (*rel.Scan, []scalar.Expr, bool) {
	sc, conds, ok := scanOf(r)
	return sc, conds, ok && !sc.Table.Virtual
}

// scanOf is tablesOf of virtual tables as well.
func scanOf(r rel.Rel) (*rel.Scan, []scalar.Expr, bool) {
	switch r := r.(type) {
	case *rel.Scan:
		return r, nil, true
	case *rel.Select:
		if sc, ok := r.In.(*rel.Scan); ok {
			return sc, r.Conds, true
		}
	case *rel.Barrier:
		// A projection that renames nothing and computes nothing may be looked through; another one may not,
		// since a lookup reads columns by slot.
		return scanOf(r.In)
	case *rel.Project:
		for _, it := range r.Items {
			if !rel.IsVar(it.X, it.ID) {
				return nil, nil, false
			}
		}
		return scanOf(r.In)
	}
	return nil, nil, false
}

// mayFind reports whether conditions may be judged of a table's rows as they are found,
// before its policies are.
// A lookup that finds nothing, or fails, would tell of rows that policies hide.
// Postgres: restriction_is_securely_promotable.
func mayFind(sc *rel.Scan, conds []scalar.Expr) bool {
	return !sc.Policed || !slices.ContainsFunc(conds, func(c scalar.Expr) bool { return !scalar.Leakproof(c) || rewrite.AsksSubquery(c) })
}

// lookupPath finds an index of r whose leading columns equal expressions over
// the columns in have, or are bounded by such; nil if there is none. need may be nil.
// conds are those of the join, local the table's own. The cheapest index wins, each taken for one row of the
// other inputs.
func (p *planner) lookupPath(r rel.Rel, conds []scalar.Expr, have rel.VarSet, need rel.VarSet) *access {
	sc, local, ok := tableOf(r)
	// The conditions themselves become the search, so that what may not be asked of hidden rows can't be used.
	if !ok || !mayFind(sc, conds) {
		return nil
	}
	// A tid names the row itself: nothing is cheaper.
	if a := p.rowLookup(sc, conds, have); a != nil {
		return a
	}
	by := lookupConds{keys: p.lookupKeys(sc, conds, have), bounds: p.lookupBounds(sc, conds, have)}
	// Most joins end here, before the table's own conditions are looked at.
	if len(by.keys) == 0 && len(by.bounds) == 0 {
		return nil
	}
	by.local = p.analyze(sc, local)
	// nil where it does not matter whether rows are fetched: then covering counts for nothing.
	if need == nil {
		need = rel.VarSet{}
	}
	var best *access
	for i := range sc.Table.Indexes {
		ix := &sc.Table.Indexes[i]
		// For a partial index the join's conditions count, too: they hold for all pairs that match.
		if ix.State != catalog.IndexPublic || ix.Inverted() || ix.Excludes() || !p.holds(sc, ix, slices.Concat(local, conds)) {
			continue
		}
		a := p.lookupIndex(sc, ix, &by, need)
		if a != nil && (best == nil || a.cost < best.cost) {
			best = a
		}
	}
	return best
}

// lookupConds are what the rows of a table are looked up by.
// Of one table under one name; slots are the table's.
type lookupConds struct {
	keys   []lookupKey
	bounds []colCond // by expressions over other inputs
	local  []colCond
}

// lookupKey is an equality of a column with an expression over other inputs.
// x is computed for each row of the other inputs, before the index is asked.
type lookupKey struct {
	cond scalar.Expr
	slot int
	x    scalar.Expr
}

// lookupKeys finds them among conds, which may be of either side. A key is of the column's own encoding; a
// moment of another type is brought to it where that is exact.
// cond keeps the address of the condition as written: used goes by it.
func (p *planner) lookupKeys(sc *rel.Scan, conds []scalar.Expr, have rel.VarSet) []lookupKey {
	own := rel.SetOf(sc.Vars)
	slots := map[scalar.VarID]int{}
	for i, id := range sc.Vars {
		slots[id] = i
	}
	var out []lookupKey
	for i, c := range conds {
		// An index may be of an expression: then the condition is looked at in its computed form.
		c = p.asColumn(sc, c)
		outer, inner, ok := equiSides(c, have, own)
		if !ok {
			continue
		}
		slot, t, ok := columnOf(inner, slots)
		// Inexact bounds would be a range for each key; a lookup wants one key.
		// A timestamptz of the outer row names a day or timestamp of the column by the session's zone.
		if ok && rewrite.OtherMoment(t, outer.Type()) {
			if x, exact := p.b.MomentBound("=", t, outer); exact {
				out = append(out, lookupKey{cond: conds[i], slot: slot, x: x})
			}
			continue
		}
		// Not by the operator's name alone: = of citext or of a user's type is of another family.
		if !ok || !rewrite.BtreeOperands(c.(*scalar.Op).Op, t) {
			continue
		}
		if xt := outer.Type(); !rewrite.SameKeyOrder(t, xt) && (!rewrite.IsInt(t) || !rewrite.IsInt(xt)) {
			continue
		}
		out = append(out, lookupKey{cond: conds[i], slot: slot, x: outer})
	}
	return out
}

// lookupBounds finds the bounds of columns of sc by expressions over the columns in have.
// Both sides of each comparison are tried, as either may be the column. One over two columns of the same table
// is none.
//
// An index on (dev, ts) may be looked up by equality and by bounds together (testing/plans,
// ranges):
//
//	SELECT sum(f.v) FROM a JOIN f ON f.dev = a.id AND f.ts BETWEEN a.t1 AND a.t2
//
//	Lookup Join using f_dev_ts on f
//	  Lookup Cond: ((f.dev = a.id) AND (f.ts >= a.t1) AND (f.ts <= a.t2))
//	  ->  Seq Scan on a
//
// Without an index there is nothing to look in: b.big BETWEEN a.lo AND a.hi is a Nested Loop
// there.
func (p *planner) lookupBounds(sc *rel.Scan, conds []scalar.Expr, have rel.VarSet) []colCond {
	slots := map[scalar.VarID]int{}
	for i, id := range sc.Vars {
		slots[id] = i
	}
	var out []colCond
	for _, c := range conds {
		op, ok := p.asColumn(sc, c).(*scalar.Op)
		if !ok || op.L == nil || op.Op.Result != types.TBool {
			continue
		}
		op = ofRecords(op)
		// equiSides sees to that for keys; here it has to be asked.
		if props := scalar.PropsOf(op); props.Volatile || props.Subquery {
			continue
		}
		for _, s := range []struct {
			name      string
			column, x scalar.Expr
		}{{op.Op.Name, op.L, op.R}, {mirrored[op.Op.Name], op.R, op.L}} {
			slot, t, ok := columnOf(s.column, slots)
			if !ok || !scalar.PropsOf(s.x).Vars || !have.Covers(s.x) || !rowenc.CanBeKey(t) {
				continue
			}
			if rewrite.OtherMoment(t, s.x.Type()) {
				// wider ones are kept in the list and left out by lookupRange.
				if a, wider, ok := p.momentAlt(s.name, t, s.x); ok && a.Range {
					out = append(out, colCond{cond: c, slot: slot, alts: []nodes.Alt{a}, wider: wider})
				}
				continue
			}
			if !rewrite.BtreeOperands(op.Op, t) {
				continue
			}
			if xt := s.x.Type(); !rewrite.SameKeyOrder(t, xt) && (!rewrite.IsInt(t) || !rewrite.IsInt(xt)) {
				continue
			}
			if a, ok := boundBy(s.name, s.x); ok {
				out = append(out, colCond{cond: c, slot: slot, alts: []nodes.Alt{a}})
			}
		}
	}
	return out
}

// lookupIndex matches an index's leading columns with equalities, of other inputs or local
// ones, and the next one with bounds.
// a is nil where nothing of another input bounds a column: then it is no lookup. Local conditions count on
// the way, so that (tenant, id) serves tenant = 5 AND id = o.id.
// The index is taken column by column: as long as one is held to a value it goes on.
func (p *planner) lookupIndex(sc *rel.Scan, ix *catalog.IndexDesc, by *lookupConds, need rel.VarSet) *access {
	a := &access{index: ix, layout: sc.Table.Layout(ix), used: map[scalar.Expr]bool{}, nPoints: 1}
	n := p.tableRows(sc.Table)
	sel, bound, equal := 1.0, 0, 0
	for i, slot := range searchable(a.layout) {
		slot = p.canonical(sc, slot)
		x, cond, joined := keyFor(slot, by.keys, by.local)
		if x == nil {
			// The first column without a value may have a range; it ends the key.
			share, joined := a.lookupRange(p.statsOf(sc.Table, slot), slot, by)
			if sel *= share; joined {
				a.ranged = bound == 0
				bound++
			}
			break
		}
		if joined {
			bound++
		}
		equal++
		a.used[cond] = true
		a.spans.Cols = append(a.spans.Cols, nodes.ColumnSpan{Alts: []nodes.Alt{{Eq: x}}})
		a.spans.Conds = append(a.spans.Conds, cond)
		// For the last column of a unique key one row is found, whatever the statistics say: 0 is raised to one
		// row below.
		switch st := p.statsOf(sc.Table, slot); {
		case a.layout.Unique && i+1 == a.layout.KeyUnique:
			sel = 0
		case st != nil && joined:
			// A value of another row is an average one: one of the distinct values, not the most common.
			sel *= clamp((1 - st.nulls()) / st.values())
		case st != nil:
			s, _ := altSelectivity(st, &nodes.Alt{Eq: x})
			sel *= s
		// Nothing was measured: each column leaves a hundredth.
		default:
			sel *= selPrefixEq
		}
	}
	// All values were constants: that is a scan of the same rows each time, which a hash or a loop does once.
	if bound == 0 {
		return nil
	}
	// A NULL among the values finds nothing, as = is strict; so unlike bindColumns no care is taken of NULLs.
	if a.points = a.layout.Unique && equal >= a.layout.KeyUnique; a.points {
		a.spans.Cols = a.spans.Cols[:a.layout.KeyUnique]
	}
	a.rows = math.Max(1, n*sel)
	a.cover = covers(sc, a.layout, need)
	// costSpan pays for opening a span of unknown size, costProbe for one key; the executor asks for many at
	// once.
	a.cost = costSpan + a.rows*costRow
	if a.points {
		a.cost = costProbe
	}
	if !a.cover {
		a.cost += a.rows * p.fetchCost(sc, a.layout)
	}
	return a
}

// lookupRange bounds the column behind those that are held to one value: share is that of
// the rows left, joined tells that a bound is of another input.
// Both ends by other inputs count as a narrow span, one as a third. What local bounds leave is multiplied.
func (a *access) lookupRange(st *columnStats, slot int, by *lookupConds) (share float64, joined bool) {
	all, local := nodes.Alt{Range: true}, nodes.Alt{Range: true}
	meet := func(to *nodes.Alt, conds []colCond) {
		for i := range conds {
			c := &conds[i]
			// wider: it would have to be judged as well, and used says that it need not be.
			if c.slot != slot || c.wider || len(c.alts) != 1 || len(c.alts[0].Lo)+len(c.alts[0].Hi) == 0 {
				continue
			}
			to.Meet(&c.alts[0])
			a.used[c.cond] = true
			a.spans.Conds = append(a.spans.Conds, c.cond)
		}
	}
	meet(&all, by.bounds)
	meet(&local, by.local)
	share = 1
	switch {
	case len(all.Lo) > 0 && len(all.Hi) > 0:
		share = selSpan
	case len(all.Lo)+len(all.Hi) > 0:
		share = selRange
	}
	joined = share < 1
	if len(local.Lo)+len(local.Hi) > 0 {
		s, _, _ := spanSelectivity(st, nodes.ColumnSpan{Alts: []nodes.Alt{local}})
		share *= s
	}
	if all.Meet(&local); len(all.Lo)+len(all.Hi) > 0 {
		a.spans.Cols = append(a.spans.Cols, nodes.ColumnSpan{Alts: []nodes.Alt{all}})
	}
	return share, joined
}

// keyFor is what column slot equals: what another input says before what a constant does. joined: it is of
// another input; nil: nothing.
func keyFor(slot int, keys []lookupKey, local []colCond) (x, cond scalar.Expr, joined bool) {
	// Not the constant even where both are there: it is judged of the row found, and the key is needed to call it a
	// lookup.
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

// joinInput joins one input to cur, the cheapest way.
// The ways, with what each costs for the rows of cur:
//
//	lookup       a look into an index for each row; nothing of the other rows is read
//	keyed scan   the same of a partitioned table, one scan for each row
//	hash         both inputs are read once; wants an equality
//	nested loop  each row with each; always possible
//
// Inputs that read cur's columns (LATERAL) can only be looped. A wish for a part of the rows counts what is
// done for that part, but a hash table as a whole.
// cur are the rows so far, with the columns of have; need is what is wanted in the end. Which way is cheaper
// is decided by estimates of both inputs as they are, so that nothing is built twice.
func (p *planner) joinInput(cur *phys, have rel.VarSet, it *joinItem, conds []scalar.Expr, need rel.VarSet, w wish) (*phys, error) {
	if len(it.sets) > 0 {
		return p.nestedLoop(cur, have, it, conds, need)
	}
	// NOT IN asks whether there is any NULL: all rows of the other side have to be seen.
	if it.nullAware {
		return p.hashJoin(cur, have, it, conds, need, w)
	}
	right, err := p.estimate(it.rel, need)
	if err != nil {
		return nil, err
	}
	// Both are asked for before one is chosen; neither makes an operator.
	lookup := p.lookupPath(it.rel, conds, have, within(need, it.rel))
	hasEqui := slices.ContainsFunc(conds, func(c scalar.Expr) bool { return p.equi(c, have, it.cols) })
	// A limit above reads a part of cur; the hash table is made whole all the same.
	read := cur.rows * w.part
	hashCost := right.cost + (read+right.rows)*costHashRow + p.avoids(bind.HashJoins)
	// A hash table larger than what keeping an order may cost is never right for a part: the sides would be
	// exchanged, and the order lost.
	if w.part < 1 && right.held >= math.Max(keepOrderBytes, bytesOf(cur)) {
		hashCost = math.Inf(1)
	}
	// Without an equality each pair is looked at.
	otherCost := hashCost
	if !hasEqui {
		otherCost = right.cost + read*right.rows*costPair
	}
	// By one value at a time a lookup always beats looking at all pairs; by bounds alone it has to be cheaper.
	if lookup != nil && (!hasEqui && !lookup.ranged || read*lookup.cost <= otherCost) {
		return p.lookupJoin(cur, have, it, lookup, right.rows, conds, need)
	}
	// An error of the estimate is the plan's.
	if k := p.keyedScanOf(it.rel, conds, have); k != nil {
		if cost, err := p.keyedCost(k, read, need); err != nil || !hasEqui && !k.ranged || cost <= otherCost {
			if err != nil {
				return nil, err
			}
			return p.keyedLoop(cur, it, k, conds, need)
		}
	}
	if hasEqui {
		return p.hashJoin(cur, have, it, conds, need, w)
	}
	return p.nestedLoop(cur, have, it, conds, need)
}

// joined is the output of a join over two inputs' columns.
// Semi and anti joins give the left columns alone. The order is the left one's: kinds that do not keep it
// take it away themselves.
// rslots are the right columns' places in the right row; l's come first. A column that both have (a key that
// is shared) is l's.
func (p *planner) joined(kind nodes.JoinKind, l *phys, rslots map[scalar.VarID]int, rwidth int, rows float64) *phys {
	// The left order holds for nested loops and lookups, and for a hash join that holds its right side: each goes
	// through the left rows one by one.
	out := &phys{slots: map[scalar.VarID]int{}, width: l.width, order: l.order, rows: rows}
	for id, s := range l.slots {
		out.slots[id] = s
	}
	if kind == nodes.JoinSemi || kind == nodes.JoinAnti {
		return out
	}
	for id, s := range rslots {
		if _, ok := out.slots[id]; !ok {
			out.slots[id] = s + l.width
		}
	}
	out.width += rwidth
	return out
}

// outTypes are the columns' types in the order of joined.
// A semi join's types are l's own slice, not a copy.
func outTypes(kind nodes.JoinKind, l, r []*types.Type) []*types.Type {
	if kind == nodes.JoinSemi || kind == nodes.JoinAnti {
		return l
	}
	return append(append([]*types.Type(nil), l...), r...)
}

// lookupJoin joins by looks into an index, one for each row of cur. size is how many rows the input
// has in all.
// What the index has and the row has not is fetched by primary key, where need says so (indexRead.Primary).
func (p *planner) lookupJoin(cur *phys, have rel.VarSet, it *joinItem, a *access, size float64, conds []scalar.Expr, need rel.VarSet) (*phys, error) {
	kind := it.kind
	sc, local, _ := tableOf(it.rel)
	inner := within(need, it.rel)
	// Conditions that the index does not answer are judged on the joined row: their columns have to come.
	own := rel.SetOf(sc.Vars) // more than it.cols, where a projection hides some
	for _, c := range append(append([]scalar.Expr(nil), conds...), local...) {
		if !a.used[c] {
			scalar.Vars(c, func(v *scalar.Var) {
				if own[v.ID] {
					inner[v.ID] = true
				}
			})
		}
	}
	// FOR UPDATE above locks rows by their primary keys.
	// A lookup itself never locks: pairs that the filter drops would be locked.
	if sc.Lock != nil {
		p.addLockColumns(sc, inner)
	}
	n := &nodes.LookupJoin{Kind: kind, Input: cur.node, Unique: a.points, Found: a.rows}
	n.IndexRead = p.indexRead(sc, a, inner)
	rslots := map[scalar.VarID]int{}
	var rtypes []*types.Type
	for i, slot := range n.Columns {
		rslots[sc.Vars[slot]] = i
		rtypes = append(rtypes, sc.Table.Columns[slot].Type)
	}
	var err error
	// At most one of them is a range, the last.
	for _, c := range a.spans.Cols {
		if alt := &c.Alts[0]; alt.Range {
			if n.Lo, err = p.resolveBounds(alt.Lo, cur); err != nil {
				return nil, err
			}
			if n.Hi, err = p.resolveBounds(alt.Hi, cur); err != nil {
				return nil, err
			}
			continue
		}
		x, err := p.resolve(c.Alts[0].Eq, cur)
		if err != nil {
			return nil, err
		}
		n.Keys = append(n.Keys, x)
	}
	// local conditions that the key does not stand for are judged here as well: there is no scan to judge them.
	// used goes by address, so that a condition that merely reads like a used one is judged again: right, if slower.
	rest := append(unused(conds, a.used), unused(local, a.used)...)
	if n.Filter, err = p.joinFilter(rest, cur, rslots, cur.rows*a.rows); err != nil {
		return nil, err
	}
	// For EXPLAIN: the columns of the table as if all came out.
	all := map[scalar.VarID]int{}
	for i, id := range sc.Vars {
		all[id] = i
	}
	for _, c := range a.spans.Conds {
		x, err := p.resolveAt(c, cur.slots, 0, all, cur.width)
		if err != nil {
			return nil, err
		}
		n.Conds = append(n.Conds, x)
	}
	// Inner: what each look finds; semi and anti: by how likely any is; left: one row for each of cur at least.
	sel := p.selectivity(rest)
	var rows float64
	switch kind {
	case nodes.JoinInner:
		rows = math.Max(1, cur.rows*a.rows*sel)
	case nodes.JoinSemi, nodes.JoinAnti:
		rows = p.joinRows(kind, cur.rows, size, sel, conds, it.cols)
	default:
		rows = p.joinRows(kind, cur.rows, a.rows, sel, conds, it.cols)
	}
	out := p.joined(kind, cur, rslots, len(n.Columns), rows)
	out.cost = cur.cost + cur.rows*a.cost
	n.Head_ = p.head(outTypes(kind, cur.node.Head().Types, rtypes), out.rows, cur.node.Head().Start, out.cost)
	out.node = n
	return out, nil
}

// buildInput plans the input of a join that is not found by lookups.
// Only what conditions or parents read of it is wanted; the order is not, as a hash loses it or cur's is kept.
func (p *planner) buildInput(it *joinItem, conds []scalar.Expr, need rel.VarSet) (*phys, error) {
	inner := within(need, it.rel)
	for _, c := range conds {
		scalar.Vars(c, func(v *scalar.Var) {
			if it.cols[v.ID] {
				inner[v.ID] = true
			}
		})
	}
	return p.build(it.rel, goal{need: inner})
}

// hashJoin holds the smaller side. An inner join may exchange its sides for that; others hold the left side
// in place (HoldLeft). Neither is done where the order of cur's rows is relied on, while the other side is
// small enough. Conditions that can't be hashed give a nested loop.
// The cases, for who is held in memory:
//
//	inner, order not needed     the smaller side; sides are exchanged where that is cur
//	left, semi, anti            the right side, or the left one in place (HoldLeft)
//	full, NOT IN                the right side
func (p *planner) hashJoin(cur *phys, have rel.VarSet, it *joinItem, conds []scalar.Expr, need rel.VarSet, w wish) (*phys, error) {
	right, err := p.buildInput(it, conds, need)
	if err != nil {
		return nil, err
	}
	sel := p.joinSelectivity(conds, have, it.cols, cur.rows, right.rows)
	rows := p.joinRows(it.kind, cur.rows, right.rows, sel, conds, it.cols)
	ordered := w.part < 1 || len(w.order) > 0 && rel.IsPrefix(w.order, cur.order) && bytesOf(right) < keepOrderBytes
	// The rows of right come in their order then, which nobody wishes for.
	// Bytes, not rows: a few wide rows may take more than many narrow ones.
	if it.kind == nodes.JoinInner && !ordered && bytesOf(cur) < bytesOf(right) {
		// The smaller side is held in memory.
		return p.hashed(nodes.JoinInner, false, right, cur, it.cols, have, conds, rows)
	}
	// HoldLeft marks rows of the left side that found a partner, and gives the others at the end: no order
	// stays.
	holdLeft := it.kind != nodes.JoinInner && it.kind != nodes.JoinFull && !it.nullAware && !ordered && bytesOf(cur) < bytesOf(right)
	out, err := p.hashed(it.kind, it.nullAware, cur, right, have, it.cols, conds, rows)
	if holdLeft && out != nil && err == nil {
		out.node.(*nodes.HashJoin).HoldLeft = true
		out.order = nil
	}
	if out != nil || err != nil {
		return out, err
	}
	// As a loop: a pair counts unless the comparison is false, so that a NULL on either side drops the row.
	if it.nullAware {
		// No equality to hash by: NOT IN by another operator, or over a row.
		conds = []scalar.Expr{notFalse(scalar.And(conds...))}
	}
	return p.looped(cur, right, it, conds, rows)
}

// keepOrderBytes is how much memory the larger side may take for the sake of an order that
// only the smaller one has.
const keepOrderBytes = 8 << 20

// bytesOf estimates the memory that an operator's rows take.
// An estimate, for choosing only: what the executor really takes is counted there.
func bytesOf(ph *phys) float64 {
	return ph.rows * float64(hashRowBytes+datumBytes*ph.width+nodes.RowBytes(ph.node.Head().Types))
}

// What a row in a hash table takes beside its values, and a value beside its text.
const (
	hashRowBytes = 24
	datumBytes   = 24
)

// hashed joins by a hash table of r; nil where nothing can be hashed.
// Of several equalities all are keys; one that is not exact is judged again of rows that met.
// keys are the equalities themselves: for how many pairs are met.
func (p *planner) hashed(kind nodes.JoinKind, nullAware bool, l, r *phys, lcols, rcols rel.VarSet, conds []scalar.Expr, rows float64) (*phys, error) {
	n := &nodes.HashJoin{Kind: kind, Left: l.node, Right: r.node, NullAware: nullAware}
	var rest, keys []scalar.Expr
	for _, c := range conds {
		// Inexact keys bring together what may match (a date with a timestamp of that day).
		lk, rk, exact, ok := p.hashKeys(c, lcols, rcols)
		if !ok || !exact {
			rest = append(rest, c)
		}
		if !ok {
			continue
		}
		keys = append(keys, c)
		lx, err := p.resolve(lk, l)
		if err != nil {
			return nil, err
		}
		rx, err := p.resolve(rk, r)
		if err != nil {
			return nil, err
		}
		n.LKeys, n.RKeys = append(n.LKeys, lx), append(n.RKeys, rx)
		// For EXPLAIN, over both rows.
		x, err := p.resolveAt(c, l.slots, 0, r.slots, l.width)
		if err != nil {
			return nil, err
		}
		n.Conds = append(n.Conds, x)
	}
	// The caller makes a loop of the same inputs, which nothing has been done to.
	if len(n.LKeys) == 0 {
		return nil, nil
	}
	var err error
	// Of pairs that meet, not of all: it says how often a subquery in the filter would be asked.
	pairs := l.rows * r.rows * p.joinSelectivity(keys, lcols, rcols, l.rows, r.rows)
	if n.Filter, err = p.joinFilter(rest, l, r.slots, pairs); err != nil {
		return nil, err
	}
	out := p.joined(kind, l, r.slots, r.width, rows)
	out.cost = l.cost + r.cost + (l.rows+r.rows)*costHashRow
	// A full join gives the rows of the right side that found nobody at the end.
	if kind == nodes.JoinFull {
		out.order = nil
	}
	n.Head_ = p.head(outTypes(kind, l.node.Head().Types, r.node.Head().Types), out.rows, r.cost, out.cost)
	out.node = n
	return out, nil
}

// joinFilter resolves the conditions that a join asks of so many pairs of rows, the right ones behind
// those of l.
// conds may ask subqueries; these see both rows.
func (p *planner) joinFilter(conds []scalar.Expr, l *phys, right map[scalar.VarID]int, pairs float64) (scalar.Expr, error) {
	x := scalar.And(conds...)
	// A subquery in a join's condition is asked for each pair; how many there are decides whether it is hashed.
	if x != nil && scalar.PropsOf(x).Subquery {
		both := &phys{slots: maps.Clone(right), rows: math.Max(1, pairs)}
		maps.Copy(both.slots, l.slots)
		x = p.overHashed(x, both)
	}
	return p.resolveAt(x, l.slots, 0, right, l.width)
}

// notFalse is what drops a row of NOT IN (or NOT … ANY): a row of the other side for
// which the comparison holds, or is unknown.
// NULL counts like true: "unknown" keeps a row out of NOT IN's result.
func notFalse(x scalar.Expr) scalar.Expr {
	return &scalar.Truth{X: x, Kind: scalar.TruthFalse, Not: true}
}

// equi reports whether c joins by hash what is in a with what is in b.
func (p *planner) equi(c scalar.Expr, a, b rel.VarSet) bool {
	_, _, _, ok := p.hashKeys(c, a, b)
	return ok
}

// hashKeys splits an equality into keys that are equal, and hash alike, wherever it
// holds. Not exact: keys may be equal where it does not hold.
// Also of integers of different width: their hash is by value.
func (p *planner) hashKeys(c scalar.Expr, a, b rel.VarSet) (l, r scalar.Expr, exact, ok bool) {
	l, r, ok = equiSides(c, a, b)
	if !ok {
		return nil, nil, false, false
	}
	lt, rt := l.Type(), r.Type()
	if types.Comparable(lt) && (rewrite.SameKeyOrder(lt, rt) || rewrite.IsInt(lt) && rewrite.IsInt(rt)) {
		// Comparable: the type has a hash that agrees with its equality.
		return l, r, true, true
	}
	// Numeric and float with integers are not among them: an equality casts one side, and both keys are of one type.
	for _, m := range mixedKeys {
		switch {
		case lt == m.a && rt == m.b:
			l, r = p.castKey(l, m.to), p.castKey(r, m.to)
		case lt == m.b && rt == m.a:
			l, r = p.castKey(l, m.to), p.castKey(r, m.to)
		default:
			continue
		}
		return l, r, m.exact, l != nil && r != nil
	}
	return nil, nil, false, false
}

// mixedKeys are pairs of types that have an equality between them, and the type whose
// values are equal where those are. A day holds many timestamps.
// Each pair once; both directions are tried.
var mixedKeys = []struct {
	a, b, to *types.Type
	exact    bool
}{
	{types.TDate, types.TTimestamp, types.TDate, false},
	{types.TDate, types.TTimestampTZ, types.TDate, false},
	{types.TText, types.TName, types.TText, true},
	{types.TFloat4, types.TFloat8, types.TFloat8, true},
}

// castKey converts a key; nil where that can't be.
// Assignment: casts that a client could not write without ::, too; nothing may fail that the equality would
// not.
func (p *planner) castKey(x scalar.Expr, to *types.Type) scalar.Expr {
	if x.Type() == to {
		return x
	}
	y, err := p.b.Coerce(nil, x, to, builtin.Assignment)
	if err != nil {
		return nil
	}
	return y
}

// nestedLoop reads the right side once, and again for each left row where that sets registers.
// Without sets the executor keeps the right rows.
func (p *planner) nestedLoop(cur *phys, have rel.VarSet, it *joinItem, conds []scalar.Expr, need rel.VarSet) (*phys, error) {
	right, err := p.buildInput(it, conds, need)
	if err != nil {
		return nil, err
	}
	sel := p.joinSelectivity(conds, have, it.cols, cur.rows, right.rows)
	return p.looped(cur, right, it, conds, p.joinRows(it.kind, cur.rows, right.rows, sel, conds, it.cols))
}

// looped joins by a loop over the rows of right for each of cur.
// cost is of right.rows pairs for each of cur, plus as many runs of right as it has to be run.
func (p *planner) looped(cur, right *phys, it *joinItem, conds []scalar.Expr, rows float64) (*phys, error) {
	n := &nodes.NestedLoop{Kind: it.kind, Left: cur.node, Right: right.node}
	// Registers get their values from the left row before the right side starts.
	for _, s := range it.sets {
		x, err := p.resolve(s.X, cur)
		if err != nil {
			return nil, err
		}
		n.Sets = append(n.Sets, scalar.RegSet{Reg: s.Reg, X: x})
	}
	var err error
	if n.Filter, err = p.joinFilter(conds, cur, right.slots, cur.rows*right.rows); err != nil {
		return nil, err
	}
	// Runs are taken not to be remembered, though the executor may remember some results.
	out := p.joined(it.kind, cur, right.slots, right.width, rows)
	runs := 1.0
	if len(n.Sets) > 0 {
		runs = cur.rows
	}
	out.cost = cur.cost + runs*right.cost + cur.rows*right.rows*costPair
	if it.kind == nodes.JoinFull {
		out.order = nil
	}
	n.Head_ = p.head(outTypes(it.kind, cur.node.Head().Types, right.node.Head().Types), out.rows, 0, out.cost)
	out.node = n
	return out, nil
}

// buildFull plans a full join.
// Its sides are planned apart: no condition of a full join may drop rows of either.
// Neither side can be looked up or exchanged with others, hence apart from joinGroup.
func (p *planner) buildFull(j *rel.Join, g goal) (*phys, error) {
	need := g.need.Clone()
	for _, c := range j.On {
		need.AddExpr(c)
	}
	for _, s := range j.Sets {
		need.AddExpr(s.X)
	}
	// Rows of either side that meet nobody come last, so that no order is wished for.
	l, err := p.build(j.L, goal{need: within(need, j.L)})
	if err != nil {
		return nil, err
	}
	// cols and have are whole, as ON may read any column.
	it := &joinItem{kind: nodes.JoinFull, rel: j.R, cols: rel.SetOf(j.R.Out()), sets: j.Sets}
	return p.hashJoin(l, rel.SetOf(j.L.Out()), it, j.On, need, wish{part: 1})
}

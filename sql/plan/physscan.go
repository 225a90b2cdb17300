package plan

import (
	"cmp"
	"math"
	"slices"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// buildScan plans the reading of a table under conditions.
func (p *planner) buildScan(sc *relScan, conds []scalar.Expr, g goal) (*phys, error) {
	if sc.table.Virtual {
		return p.buildVirtual(sc, conds, g)
	}
	if sc.divided() {
		return p.buildParted(sc, conds, g)
	}
	need := g.need.clone()
	if sc.lock != nil { // the conditions may be judged again, of the newest row
		p.addLockColumns(sc, need)
		for _, c := range conds {
			need.addExpr(c)
		}
	}
	lim := g
	if slices.ContainsFunc(conds, asksSubquery) {
		lim = g.noLimit()
	}
	a := p.choosePath(sc, conds, need, g, lim.limit)
	// What only a subquery can tell is judged above the scan, unless it bounds the scan.
	var rest, late []scalar.Expr
	for _, c := range unused(conds, a.used) {
		if asksSubquery(c) {
			late = append(late, c)
		} else {
			rest = append(rest, c)
		}
	}
	if len(late) == 0 {
		lim = g
	}
	for _, c := range slices.Concat(late, rest) {
		need.addExpr(c)
	}
	out, err := p.scanNode(sc, a, rest, need, lim)
	if err != nil {
		return nil, err
	}
	out.order = orderOf(a, fixedVars(p.asColumns(sc, conds)), g.order, p.notNullUnder(conds))
	if n := out.node.(*Scan); n.Primary != nil && !n.Reverse && (len(g.order) == 0 || !isPrefix(g.order, out.order)) && unknownPattern(&n.Spans) {
		n.Fallback, out.order = true, nil
	}
	return p.filter(out, late)
}

// unknownPattern reports whether spans depend on a pattern that only the statement's
// execution tells.
func unknownPattern(s *Spans) bool {
	found := false
	s.Patterns(func(p *Pattern) {
		_, known := p.X.(*scalar.Const)
		found = found || !known
	})
	return found
}

func asksSubquery(c scalar.Expr) bool { return scalar.PropsOf(c).Subquery }

// notNullUnder reports of columns whether they are never NULL in rows for which conds hold.
func (p *planner) notNullUnder(conds []scalar.Expr) func(scalar.VarID) bool {
	return func(id scalar.VarID) bool {
		if p.notNull(id) {
			return true
		}
		for _, c := range conds {
			if rejectsNull(c, varSet{id: true}) {
				return true
			}
		}
		return false
	}
}

func (p *planner) notNull(id scalar.VarID) bool {
	v := p.b.info(id)
	return v.table != nil && v.table.Columns[v.slot].NotNull && !v.nullable
}

// orderOf is the order in which an access gives its rows: exactly as wished
// where the index has that, or the first of it, so that parents compare keys simply.
func orderOf(a *access, fixed varSet, want []sortKey, notNull func(scalar.VarID) bool) []sortKey {
	if len(want) > 0 {
		n, back := satisfies(a.order, want, fixed, notNull)
		if a.reverse {
			n = back
		}
		if n == len(want) {
			return want
		}
		// The index's own order does not name what is fixed, and has NULLs elsewhere where there are none.
		if n > common(want, a.own()) && slices.ContainsFunc(want[:n], func(k sortKey) bool { return !fixed[k.id] }) {
			return want[:n]
		}
	}
	return a.own()
}

// own is the order of the index, as it is read.
func (a *access) own() []sortKey {
	if !a.reverse {
		return a.order
	}
	out := make([]sortKey, len(a.order))
	for i, k := range a.order {
		out[i] = sortKey{id: k.id, desc: !k.desc, nullsFirst: !k.nullsFirst}
	}
	return out
}

// addLockColumns adds the primary key, by which rows are locked.
func (p *planner) addLockColumns(sc *relScan, need varSet) {
	for _, id := range sc.primaryKey() {
		need[id] = true
	}
}

// scanNode makes the operator of an access.
func (p *planner) scanNode(sc *relScan, a *access, rest []scalar.Expr, need varSet, g goal) (*phys, error) {
	n := &Scan{Reverse: a.reverse, Points: a.points}
	n.IndexRead = p.indexRead(sc, a, need)
	ids := make([]scalar.VarID, len(n.Columns))
	for i, slot := range n.Columns {
		ids[i] = sc.vars[slot]
	}
	rest = p.cheapFirst(rest)
	rows := math.Max(1, p.passing(sc, a, rest))
	out := p.layout(nil, ids, rows, a.cost+a.rows*costFilterRow*float64(len(rest)))
	var err error
	if n.Filter, err = p.resolve(scalar.And(rest...), out); err != nil {
		return nil, err
	}
	if n.Spans, err = p.resolveWhole(sc, &a.spans); err != nil {
		return nil, err
	}
	if n.Entries, err = p.resolveEntries(a.entries); err != nil {
		return nil, err
	}
	if n.Union, err = p.resolveUnion(sc, a, rest, out); err != nil {
		return nil, err
	}
	if g.limitX != nil && (len(g.order) == 0 || orderGiven(sc, a, rest, g, p)) {
		if n.Limit, err = p.resolve(g.limitX, &phys{}); err != nil {
			return nil, err
		}
	}
	if sc.lock != nil && !sc.policed && a.points && a.index.ID == sc.table.Indexes[0].ID && lockAsRead(sc, a, rest, g) {
		lock := lockOf(sc.lock.strength, sc.lock.wait)
		n.Lock = &lock
	}
	if all := g.limit == 0 || len(g.order) > 0 && p.orderCommon(sc, a, rest, g) == 0; all && a.rows >= nearRowsMin && !a.points && !a.reverse && a.entries == nil && a.union == nil {
		n.Near, n.Cuts = true, p.cuts(sc, a)
	}
	n.Head_ = p.head(p.typesOf(ids), rows, 0, out.cost)
	out.node = n
	return out, nil
}

// cheapFirst brings comparisons of columns that have their place in a row with each other
// and with constants before other conditions, those first that let the fewest rows pass:
// they cost next to nothing, and can't fail. The others stay in order.
func (p *planner) cheapFirst(conds []scalar.Expr) []scalar.Expr {
	if len(conds) < 2 {
		return conds
	}
	type ranked struct {
		x   scalar.Expr
		sel float64
	}
	var cheap []ranked
	var others []scalar.Expr
	for _, c := range conds {
		if op, ok := c.(*scalar.Op); ok && op.Op.Holds != 0 && inPlace(op.L) && inPlace(op.R) {
			cheap = append(cheap, ranked{c, p.selectivityOf(c)})
		} else {
			others = append(others, c)
		}
	}
	slices.SortStableFunc(cheap, func(a, b ranked) int { return cmp.Compare(a.sel, b.sel) })
	out := make([]scalar.Expr, 0, len(conds))
	for _, r := range cheap {
		out = append(out, r.x)
	}
	return append(out, others...)
}

// inPlace reports whether x is a column or a constant of a type that Datum holds whole.
func inPlace(x scalar.Expr) bool {
	switch x.(type) {
	case *scalar.Var, *scalar.Const, *scalar.Param:
	default:
		return false
	}
	switch x.Type().Kind() {
	case types.KindInt, types.KindBool, types.KindFloat, types.KindDate, types.KindTime, types.KindTimestamp, types.KindNumeric:
		return true
	}
	return false
}

// nearRowsMin is from how many entries on a scan reads pages side by side: for fewer, other
// goroutines are not worth their start.
const nearRowsMin = 8192

// cuts are where an index may be parted: the bounds of its first column's histogram.
func (p *planner) cuts(sc *relScan, a *access) [][]byte {
	st := p.statsOf(sc.table, a.layout.Slots[0])
	if st == nil || a.layout.Key[0].Desc {
		return nil
	}
	part := st.now / math.Max(1, float64(len(st.Bounds)))
	step := int(math.Ceil(cutRowsMin / math.Max(1, part)))
	var out [][]byte
	for i := step; i < len(st.Bounds); i += step {
		out = append(out, st.Bounds[i])
	}
	return out
}

// cutRowsMin is how many entries a part has at least, or about so.
const cutRowsMin = 8192

// lockAsRead reports whether all rows at the points are to be locked: those of a statement
// that changes them, and those that no condition or LIMIT may leave out.
func lockAsRead(sc *relScan, a *access, rest []scalar.Expr, g goal) bool {
	return sc.lock.dml || len(rest) == 0 && (g.limit == 0 || onePoint(a.spans))
}

// orderGiven reports whether the access gives the wished order, so that a
// limit above it is one on it.
func orderGiven(sc *relScan, a *access, conds []scalar.Expr, g goal, p *planner) bool {
	return p.orderCommon(sc, a, conds, g) == len(g.order)
}

// orderCommon is how many of the first keys of the wished order the access gives.
func (p *planner) orderCommon(sc *relScan, a *access, conds []scalar.Expr, g goal) int {
	all := append([]scalar.Expr(nil), conds...)
	for c := range a.used {
		all = append(all, c)
	}
	return common(g.order, orderOf(a, fixedVars(p.asColumns(sc, all)), g.order, p.notNullUnder(all)))
}

// tableLayout places a table's columns at their slots, for conditions that are
// only shown.
func (p *planner) tableLayout(sc *relScan) *phys {
	return p.layout(nil, sc.vars, 0, 0)
}

func (p *planner) resolveSpans(cols []ColumnSpan) ([]ColumnSpan, error) {
	none := &phys{}
	out := make([]ColumnSpan, len(cols))
	for i, c := range cols {
		for _, a := range c.Alts {
			n := Alt{Null: a.Null, Range: a.Range}
			var err error
			if n.Eq, err = p.resolve(a.Eq, none); err != nil {
				return nil, err
			}
			if n.In, err = p.resolve(a.In, none); err != nil {
				return nil, err
			}
			if n.Lo, err = p.resolveBounds(a.Lo, none); err != nil {
				return nil, err
			}
			if n.Hi, err = p.resolveBounds(a.Hi, none); err != nil {
				return nil, err
			}
			for _, x := range a.Starts {
				y, err := p.resolve(x.X, none)
				if err != nil {
					return nil, err
				}
				n.Starts = append(n.Starts, Pattern{X: y, Kind: x.Kind})
			}
			out[i].Alts = append(out[i].Alts, n)
		}
	}
	return out, nil
}

func (p *planner) resolveBounds(bs []Bound, in *phys) ([]Bound, error) {
	out := make([]Bound, len(bs))
	for i, b := range bs {
		x, err := p.resolve(b.X, in)
		if err != nil {
			return nil, err
		}
		out[i] = Bound{X: x, Inclusive: b.Inclusive}
	}
	return out, nil
}

func (p *planner) indexRead(sc *relScan, a *access, need varSet) IndexRead {
	r := IndexRead{Table: sc.table, Alias: sc.alias, Index: a.index, Layout: a.layout}
	if a.entries == nil && a.union == nil && !covers(sc, a.layout, need) {
		r.Primary = sc.table.Layout(sc.table.Primary())
	}
	for slot, id := range sc.vars {
		if need[id] {
			r.Columns = append(r.Columns, slot)
		}
	}
	return r
}

func lockOf(s ast.LockStrength, w ast.LockWait) RowLock {
	return RowLock{
		Strength: s,
		Mode: map[ast.LockStrength]kvpb.LockMode{ast.LockForKeyShare: kvpb.LockMode_KEY_SHARE, ast.LockForShare: kvpb.LockMode_SHARE,
			ast.LockForNoKeyUpdate: kvpb.LockMode_NO_KEY_UPDATE, ast.LockForUpdate: kvpb.LockMode_UPDATE}[s],
		Wait: map[ast.LockWait]kvpb.WaitPolicy{ast.LockBlock: kvpb.WaitPolicy_BLOCK, ast.LockNoWait: kvpb.WaitPolicy_NOWAIT,
			ast.LockSkipLocked: kvpb.WaitPolicy_SKIP_LOCKED}[w],
	}
}

func (p *planner) buildVirtual(sc *relScan, conds []scalar.Expr, g goal) (*phys, error) {
	need := g.need.clone()
	var local, late []scalar.Expr
	for _, c := range conds {
		need.addExpr(c)
		if scalar.PropsOf(c).Subquery {
			late = append(late, c)
		} else {
			local = append(local, c)
		}
	}
	n := &VirtualScan{Table: sc.table, Alias: sc.alias}
	var ids []scalar.VarID
	for slot, id := range sc.vars {
		if need[id] {
			n.Columns = append(n.Columns, slot)
			ids = append(ids, id)
		}
	}
	rows := p.tableRows(sc.table)
	if x := p.virtualKey(sc, local); x != nil {
		var err error
		if n.Key, err = p.resolve(x, &phys{}); err != nil {
			return nil, err
		}
		rows = 5
	}
	out := p.layout(n, ids, math.Max(1, rows*p.selectivity(local)), rows*costRow)
	var err error
	if n.Filter, err = p.resolve(scalar.And(local...), out); err != nil {
		return nil, err
	}
	n.Head_ = p.head(p.typesOf(ids), out.rows, 0, out.cost)
	return p.filter(out, late)
}

// virtualKey finds an equality on the column by which a virtual table can select.
func (p *planner) virtualKey(sc *relScan, conds []scalar.Expr) scalar.Expr {
	vt, ok := p.b.env.Catalog.VirtualTable(sc.table.ID)
	if !ok || vt.Key < 0 {
		return nil
	}
	for _, c := range p.analyze(sc, conds) {
		if c.slot == vt.Key && len(c.alts) == 1 && c.alts[0].Eq != nil && c.alts[0].Eq.Type() == sc.table.Columns[c.slot].Type {
			return c.alts[0].Eq
		}
	}
	return nil
}

// buildLock plans FOR UPDATE and its relatives: tables that are not locked as
// they are read are locked row by row above.
func (p *planner) buildLock(r *relLock, g goal) (*phys, error) {
	need := g.need.clone()
	for _, sc := range r.scans {
		p.addLockColumns(sc, need)
	}
	inner := g.noLimit()
	inner.limit = g.limit
	in, err := p.build(r.in, inner.withNeed(need))
	if err != nil {
		return nil, err
	}
	n := &LockRows{Input: in.node}
	for _, sc := range r.scans {
		if lockedByScan(in.node, sc) {
			continue
		}
		t, err := p.lockTarget(sc, in)
		if err != nil {
			return nil, err
		}
		n.Targets = append(n.Targets, t)
	}
	if len(n.Targets) == 0 {
		return in, nil
	}
	out := *in
	out.cost = in.cost + in.rows*costSeek
	n.Head_ = p.head(in.node.Head().Types, in.rows, in.node.Head().Start, out.cost)
	out.node = n
	return &out, nil
}

func (p *planner) lockTarget(sc *relScan, in *phys) (LockTarget, error) {
	if sc.divided() {
		return p.lockLeaves(sc, in)
	}
	l := sc.table.Layout(sc.table.Primary())
	t := LockTarget{Table: sc.table, Layout: l, Lock: lockOf(sc.lock.strength, sc.lock.wait), Read: readSlots(sc.vars, in)}
	for _, slot := range l.Slots {
		at, ok := in.slots[sc.vars[slot]]
		if !ok {
			return t, pgerror.Internal("plan: the key of %s does not reach its lock", sc.alias)
		}
		t.Keys = append(t.Keys, at)
	}
	return t, nil
}

// readSlots tells where each column of a table is in an operator's output, -1
// where it is not.
func readSlots(vars []scalar.VarID, in *phys) []int {
	out := make([]int, len(vars))
	for i, id := range vars {
		s, ok := in.slots[id]
		if !ok {
			s = -1
		}
		out[i] = s
	}
	return out
}

// lockedByScan reports whether the table is locked where it is read.
func lockedByScan(n Node, sc *relScan) bool {
	found, all := false, true
	walkNodes(n, func(n Node) {
		s, ok := n.(*Scan)
		if !ok || s.Alias != sc.alias {
			return
		}
		if s.Table == sc.table || sc.table.Partitioned() && s.Table.IsPartition() || sc.tree.has(s.Table) {
			found = found || s.Lock != nil
			all = all && s.Lock != nil
		}
	})
	return found && all
}

// walkNodes calls f for n and all below it.
func walkNodes(n Node, f func(Node)) {
	if n == nil {
		return
	}
	f(n)
	for _, c := range inputs(n) {
		walkNodes(c, f)
	}
}

// inputs are the operators below n.
func inputs(n Node) []Node {
	places := inputPlaces(n)
	out := make([]Node, 0, len(places))
	for _, p := range places {
		if *p != nil {
			out = append(out, *p)
		}
	}
	return out
}

// inputPlaces is where n has its inputs, some of which may be nil.
func inputPlaces(n Node) []*Node {
	switch n := n.(type) {
	case *Filter:
		return []*Node{&n.Input}
	case *Project:
		return []*Node{&n.Input}
	case *ProjectSet:
		return []*Node{&n.Input}
	case *LookupJoin:
		return []*Node{&n.Input}
	case *HashJoin:
		return []*Node{&n.Left, &n.Right}
	case *NestedLoop:
		return []*Node{&n.Left, &n.Right}
	case *Group:
		return []*Node{&n.Input}
	case *Window:
		return []*Node{&n.Input}
	case *Distinct:
		return []*Node{&n.Input}
	case *Sort:
		return []*Node{&n.Input}
	case *Limit:
		return []*Node{&n.Input}
	case *Append:
		places := make([]*Node, len(n.Inputs))
		for i := range n.Inputs {
			places[i] = &n.Inputs[i]
		}
		return places
	case *SetOp:
		return []*Node{&n.Left, &n.Right}
	case *With:
		return []*Node{&n.Input}
	case *Recursive:
		return []*Node{&n.Base, &n.Step}
	case *LockRows:
		return []*Node{&n.Input}
	case *Materialize:
		return []*Node{&n.Input}
	case *Insert:
		return []*Node{&n.Input}
	case *Update:
		return []*Node{&n.Input}
	case *Delete:
		return []*Node{&n.Input}
	case *Merge:
		return []*Node{&n.Input}
	}
	return nil
}

// tableWrite is what writing rows of a table takes. changed are the slots that
// an UPDATE assigns; nil: all (INSERT, DELETE).
func (p *planner) tableWrite(t *catalog.TableDesc, n *need, checks []Check, changed map[int]bool, del bool) (TableWrite, error) {
	w, err := storedWrite(t, changed, del)
	if err != nil {
		return w, err
	}
	w.Details = p.details(t, n)
	if !del {
		w.Checks = checks
		if w.Bounds, err = p.bounds(t, changed); err != nil {
			return w, err
		}
	}
	if w.Computed, err = p.computedWrite(t, w.Indexes); err != nil {
		return w, err
	}
	if t.ForeignKeysOff {
		return w, nil
	}
	if !del {
		if w.Foreign, err = p.foreignKeys(t, changed); err != nil {
			return w, err
		}
	}
	w.Inbound, err = p.inboundKeys(t, changed, !del)
	return w, err
}

// storedWrite is tableWrite without what needs more than the table itself.
func storedWrite(t *catalog.TableDesc, changed map[int]bool, del bool) (w TableWrite, err error) {
	w = TableWrite{Table: t, RowID: -1}
	for slot := range t.Columns {
		c := &t.Columns[slot]
		w.OldTypes = append(w.OldTypes, c.Type)
		if c.ID == catalog.RowIDColumn {
			w.RowID = slot
		}
		if c.NotNull && !c.Hidden && !del && (changed == nil || changed[slot]) {
			w.NotNull = append(w.NotNull, slot)
		}
	}
	for i := range t.Indexes {
		ix := &t.Indexes[i]
		if ix.State == catalog.IndexDropping {
			continue
		}
		n := indexWrite(t, ix, changed, i == 0)
		if n.Layout.Excludes && (n.Touched || n.TouchedValue) && !del {
			if n.Exclude, err = NewExclusion(t, ix); err != nil {
				return w, err
			}
			w.Excluding = append(w.Excluding, len(w.Indexes))
		}
		if n.Layout.Late && n.Touched && !del {
			w.Late = append(w.Late, len(w.Indexes))
		}
		w.Indexes = append(w.Indexes, n)
	}
	return w, nil
}

func indexWrite(t *catalog.TableDesc, ix *catalog.IndexDesc, changed map[int]bool, primary bool) IndexWrite {
	w := IndexWrite{Desc: ix, Layout: t.Layout(ix), Unique: ix.Infers() || primary}
	for _, slot := range w.Layout.Slots {
		w.Touched = w.Touched || changed == nil || changed[slot]
	}
	if w.Layout.Inverted() {
		w.Touched = w.Touched || changed == nil || changed[w.Layout.Source]
	}
	if w.Layout.Partial {
		w.Touched = w.Touched || changed == nil || changed[w.Layout.Predicate]
	}
	for _, v := range w.Layout.Value {
		w.TouchedValue = w.TouchedValue || changed == nil || changed[v.Slot]
	}
	return w
}

func anyOf(slots []int, set map[int]bool) bool {
	if set == nil {
		return true
	}
	for _, s := range slots {
		if set[s] {
			return true
		}
	}
	return false
}

func columnSlots(t *catalog.TableDesc, ids []catalog.ColumnID) []int {
	out := make([]int, len(ids))
	for i, id := range ids {
		_, out[i], _ = t.ColumnByID(id)
	}
	return out
}

func (p *planner) foreignKeys(t *catalog.TableDesc, changed map[int]bool) ([]ForeignKey, error) {
	var out []ForeignKey
	for i := range t.ForeignKeys {
		fk := &t.ForeignKeys[i]
		parent, ok := p.b.env.Catalog.TableByID(fk.RefTable)
		if !ok {
			continue
		}
		p.b.tableUse(parent)
		ix, ok := parent.Index(fk.RefIndex)
		if !ok {
			continue
		}
		f := ForeignKey{Desc: fk, Table: t, Parent: parent, Layout: parent.Layout(ix), Slots: columnSlots(t, fk.Columns), Self: p.isBelow(t, parent)}
		// A row whose own key changes may have a reference that is unchecked yet.
		if f.Touched = anyOf(f.Slots, changed) || anyOf(t.Layout(t.Primary()).Slots, changed); !f.Touched {
			continue
		}
		for _, c := range ix.Columns {
			for j, ref := range fk.RefColumns {
				if ref == c.ID {
					_, to, _ := parent.ColumnByID(ref)
					f.From = append(f.From, f.Slots[j])
					f.Casts = append(f.Casts, types.NewRefCast(t.Columns[f.Slots[j]].Type, parent.Columns[to].Type))
				}
			}
		}
		if parent.Partitioned() {
			pt, err := p.b.partedOf(parent)
			if err != nil {
				return nil, err
			}
			pt.any = true
			if f.Route, err = p.refRoute(pt, pt.levels, ix); err != nil {
				return nil, err
			}
		}
		out = append(out, f)
	}
	return out, nil
}

// inboundKeys lists the foreign keys to t that a change of it (update: else a DELETE) may
// break, in the order of their making.
func (p *planner) inboundKeys(t *catalog.TableDesc, changed map[int]bool, update bool) ([]Inbound, error) {
	if t.ForeignKeysOff {
		return nil, nil
	}
	out := p.inboundOf(nil, t, t, changed, update)
	for at := t; at.IsPartition(); { // keys that refer to a partitioned table are those of its leaves
		up, ok := p.b.env.Catalog.TableByID(at.PartitionOf)
		if !ok {
			break
		}
		at = up
		if !update || keysChanged(t, changed) {
			p.b.tableUse(up) // a foreign key that another transaction adds is written there, not with t
		}
		out = p.inboundOf(out, t, at, changed, update)
	}
	slices.SortFunc(out, func(a, b Inbound) int { return cmp.Compare(a.Desc.OID, b.Desc.OID) })
	for i := range out {
		if in := &out[i]; in.needsPlan() {
			p.b.inbound = append(p.b.inbound, in)
		}
	}
	return out, nil
}

// inboundOf adds the foreign keys to named, which is t or has t as a partition.
func (p *planner) inboundOf(out []Inbound, t, named *catalog.TableDesc, changed map[int]bool, update bool) []Inbound {
	for _, id := range named.InboundForeignKeys {
		child, ok := p.b.env.Catalog.TableByID(id)
		if !ok {
			continue
		}
		for i := range child.ForeignKeys {
			fk := &child.ForeignKeys[i]
			if fk.RefTable != named.ID {
				continue
			}
			in := Inbound{Desc: fk, Child: child, Parent: t, Declared: p.declaredOn(child, fk), Update: update, Action: fk.OnDelete, Slots: namedSlots(t, named, fk.RefColumns), From: columnSlots(child, fk.Columns),
				Primary: child.Layout(child.Primary())}
			if in.Touched = anyOf(in.Slots, changed); !in.Touched {
				continue
			}
			if update {
				in.Action = fk.OnUpdate
			}
			if child.Partitioned() && !in.Acts() {
				continue // each of its leaves has the foreign key, too
			}
			if ix, ok := named.Index(fk.RefIndex); ok {
				for k := range t.Indexes {
					if p.isPartOf(&t.Indexes[k], t, ix, named) {
						in.Ref = t.Layout(&t.Indexes[k])
					}
				}
			}
			p.b.tableUse(child)
			in.Reversible = true
			for j, from := range in.From {
				c := types.NewRefCast(child.Columns[from].Type, t.Columns[in.Slots[j]].Type)
				back, ok := c.Reverse()
				in.Casts, in.Back = append(in.Casts, c), append(in.Back, back)
				in.Reversible = in.Reversible && ok
			}
			if in.Reversible {
				in.Layout, in.Order = childIndex(child, fk)
			}
			in.place()
			out = append(out, in)
		}
	}
	return out
}

// childIndex finds an index whose first columns are those of a foreign key.
func childIndex(t *catalog.TableDesc, fk *catalog.ForeignKeyDesc) (*catalog.Layout, []int) {
	for i := range t.Indexes {
		ix := &t.Indexes[i]
		if ix.State != catalog.IndexPublic || len(ix.Columns) < len(fk.Columns) || ix.Predicate != "" || ix.Inverted() || ix.Excludes() {
			continue
		}
		var order []int
		for _, c := range ix.Columns[:len(fk.Columns)] {
			for j, id := range fk.Columns {
				if id == c.ID {
					order = append(order, j)
				}
			}
		}
		if len(order) == len(fk.Columns) {
			return t.Layout(ix), order
		}
	}
	return nil, nil
}

// keysChanged reports whether an UPDATE assigns a column of a unique key, so
// that KEY SHARE must not pass it.
func keysChanged(t *catalog.TableDesc, changed map[int]bool) bool {
	return keysChangedBy(t, func(slot int) bool { return changed[slot] })
}

func keysChangedBy(t *catalog.TableDesc, changed func(slot int) bool) bool {
	for i := range t.Indexes {
		ix := &t.Indexes[i]
		if !isUnique(t, ix) {
			continue
		}
		for _, c := range ix.Columns {
			if _, slot, ok := t.ColumnByID(c.ID); ok && changed(slot) {
				return true
			}
		}
	}
	return false
}

// lockMode is that of the lock on rows that are updated.
func lockMode(keys bool) kvpb.LockMode {
	if keys {
		return kvpb.LockMode_UPDATE
	}
	return kvpb.LockMode_NO_KEY_UPDATE
}

package physical

import (
	"bytes"
	"cmp"
	"math"
	"slices"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/rewrite"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// buildScan plans the reading of a table under conditions.
// Steps: add what locks need; choose the way; split conditions into those that the spans stand for, those
// judged at the ranges, and those with queries, judged above; make the operator; tell the order.
// The result's order may be g's, a part of it, or another: the caller sorts what does not come right.
func (p *planner) buildScan(sc *rel.Scan, conds []scalar.Expr, g goal) (*phys, error) {
	if sc.Table.Virtual {
		return p.buildVirtual(sc, conds, g)
	}
	if sc.Divided() {
		return p.buildParted(sc, conds, g)
	}
	// conds may be pointers that others look up (used, classOf): they are passed on as they are.
	need := g.need.Clone()
	// By then the row may have changed: what the conditions read has to come with it.
	if sc.Lock != nil { // the conditions may be judged again, of the newest row
		p.addLockColumns(sc, need)
		for _, c := range conds {
			need.AddExpr(c)
		}
	}
	// A limit counts rows that pass all conditions: one judged above the scan would leave too few.
	lim := g
	// It is looked at again below, when it is known which conditions bound the scan: a subquery that bounds it
	// is asked before the first row is read.
	if slices.ContainsFunc(conds, rewrite.AsksSubquery) {
		lim = g.noLimit()
	}
	a := p.choosePath(sc, conds, need, g, lim.limit)
	// What only a subquery can tell is judged above the scan, unless it bounds the scan.
	var rest, late []scalar.Expr
	for _, c := range unused(conds, a.used) {
		if rewrite.AsksSubquery(c) {
			late = append(late, c)
		} else {
			rest = append(rest, c)
		}
	}
	// Subqueries that bound the scan are asked before its first row, and drop none.
	if len(late) == 0 {
		lim = g
	} else {
		lim.locked = false
	}
	// What is judged, here or above, has to come out.
	for _, c := range slices.Concat(late, rest) {
		need.AddExpr(c)
	}
	out, err := p.scanNode(sc, a, rest, need, lim)
	if err != nil {
		return nil, err
	}
	// An order that the index has anyway is told, even where nobody wished for it: a parent may do with it.
	out.order = orderOf(a, fixedVars(p.asColumns(sc, conds)), g.order, p.notNullUnder(conds))
	// For look-ups of rows one by one through an index that a pattern turns out not to bound; without an order
	// relied on.
	if n := out.node.(*nodes.Scan); n.Primary != nil && !n.Reverse && (len(g.order) == 0 || !rel.IsPrefix(g.order, out.order)) && unknownPattern(&n.Spans) {
		n.Fallback, out.order = true, nil
	}
	return p.filter(out, late)
}

// unknownPattern reports whether spans depend on a pattern that only the statement's
// execution tells.
// Constants that say nothing were sorted out before (patternCond).
func unknownPattern(s *nodes.Spans) bool {
	found := false
	s.TextPatterns(func(p *nodes.Pattern) {
		_, known := p.X.(*scalar.Const)
		found = found || !known
	})
	return found
}

// notNullUnder reports of columns whether they are never NULL in rows for which conds hold.
// A closure, as it is asked of few columns of many.
func (p *planner) notNullUnder(conds []scalar.Expr) func(scalar.VarID) bool {
	return func(id scalar.VarID) bool {
		if p.notNull(id) {
			return true
		}
		// A condition that is not true of NULL leaves no row with one.
		for _, c := range conds {
			if rewrite.RejectsNull(c, rel.VarSet{id: true}) {
				return true
			}
		}
		return false
	}
}

// notNull goes by the declaration; an outer join above may pad all the same.
// Of a column of a table; what is computed may be NULL.
func (p *planner) notNull(id scalar.VarID) bool {
	v := p.b.Info(id)
	return v.Table != nil && v.Table.Columns[v.Slot].NotNull && !v.Nullable
}

// orderOf is the order in which an access gives its rows: exactly as wished
// where the index has that, or the first of it, so that parents compare keys simply.
// The order of the index goes on behind what is wished: that is not told, as a parent compares prefixes.
func orderOf(a *access, fixed rel.VarSet, want []rel.SortKey, notNull func(scalar.VarID) bool) []rel.SortKey {
	if len(want) > 0 {
		n, back := satisfies(a.order, want, fixed, notNull)
		if a.reverse {
			n = back
		}
		// In the wish's own words, so that fixed columns stand where the parent has them.
		if n == len(want) {
			return want
		}
		// The index's own order does not name what is fixed, and has NULLs elsewhere where there are none.
		// Not for fixed columns alone: that they are in order is true of any rows.
		if n > common(want, a.own()) && slices.ContainsFunc(want[:n], func(k rel.SortKey) bool { return !fixed[k.ID] }) {
			return want[:n]
		}
	}
	return a.own()
}

// own is the order of the index, as it is read.
// A new list; the order of an access is shared by the ways that it may become.
func (a *access) own() []rel.SortKey {
	if !a.reverse {
		return a.order
	}
	out := make([]rel.SortKey, len(a.order))
	for i, k := range a.order {
		out[i] = rel.SortKey{ID: k.ID, Desc: !k.Desc, NullsFirst: !k.NullsFirst}
	}
	return out
}

// addLockColumns adds the primary key, by which rows are locked.
// Also where the rows are locked above: who locks has to find them.
func (p *planner) addLockColumns(sc *rel.Scan, need rel.VarSet) {
	for _, id := range sc.PrimaryKey() {
		need[id] = true
	}
}

// scanNode makes the operator of an access.
// out has no operator until the end: layout serves to resolve conditions by.
func (p *planner) scanNode(sc *rel.Scan, a *access, rest []scalar.Expr, need rel.VarSet, g goal) (*phys, error) {
	n := &nodes.Scan{Reverse: a.reverse, Points: a.points, Reads: a.rows}
	n.IndexRead = p.indexRead(sc, a, need)
	ids := make([]scalar.VarID, len(n.Columns))
	for i, slot := range n.Columns {
		ids[i] = sc.Vars[slot]
	}
	// The order of conditions is not that of the statement: like Postgres, which promises none.
	// The order shows in errors and in calls of volatile functions alone, of which SQL promises none.
	rest = p.cheapFirst(rest)
	// Each condition of the rest costs a little for each row that is read.
	rows := math.Max(1, p.passing(sc, a, rest))
	out := p.layout(nil, ids, rows, a.cost+a.rows*costFilterRow*float64(len(rest)))
	var err error
	if n.Filter, err = p.resolve(scalar.And(rest...), out); err != nil {
		return nil, err
	}
	if judged := a.judged(rest); n.Primary != nil && len(judged) > 0 {
		if n.Judged, err = p.resolve(scalar.And(judged...), out); err != nil {
			return nil, err
		}
	}
	// Of spans of an inverted index or a union only the conditions to be shown.
	if n.Spans, err = p.resolveWhole(sc, &a.spans); err != nil {
		return nil, err
	}
	if n.Entries, err = p.resolveEntries(a.entries); err != nil {
		return nil, err
	}
	if n.Union, err = p.resolveUnion(sc, a, rest, out); err != nil {
		return nil, err
	}
	// Rows beyond the limit are not read. The filter is judged by the scan itself, so only rows that pass
	// count; with an order that the scan does not give, all are wanted.
	if g.limitX != nil && (len(g.order) == 0 || orderGiven(sc, a, rest, g, p)) {
		if n.Limit, err = p.resolve(g.limitX, &phys{}); err != nil {
			return nil, err
		}
	}
	// Locking as it reads wants the primary index and whole keys: the lock and the row are one request then.
	// Wanted is noted also where the scan does not lock itself, so that LockRows finds whose rows it is to lock.
	n.Wanted = p.wantedLock(sc)
	if sc.Lock != nil && !sc.Policed && a.points && a.index.ID == sc.Table.Indexes[0].ID && lockAsRead(sc, a, rest, g) {
		n.Lock = n.Wanted
	}
	// All of it will be read, or so much that it pays to read pages in several goroutines. Backwards and by
	// points pages are not known beforehand.
	if all := g.limit == 0 || len(g.order) > 0 && p.orderCommon(sc, a, rest, g) == 0; all && a.rows >= nearRowsMin && !a.points && !a.reverse && a.entries == nil && a.union == nil {
		n.Near, n.Cuts = true, p.cuts(sc, a)
	}
	n.Head_ = p.head(p.typesOf(ids), rows, 0, out.cost)
	out.node = n
	return out, nil
}

// cheapFirst brings comparisons of columns that have their place in a row with each other
// and with constants before other conditions, those first that let the fewest rows pass:
// they cost next to nothing, and can't fail. The others stay in order, those that call routines or ask queries last.
// Postgres sorts by cost of functions (order_qual_clauses), this by what a row lets pass first.
func (p *planner) cheapFirst(conds []scalar.Expr) []scalar.Expr {
	if len(conds) < 2 {
		return conds
	}
	type ranked struct {
		x   scalar.Expr
		sel float64
	}
	var cheap []ranked
	var others, dear []scalar.Expr
	for _, c := range conds {
		// Holds: an operator that is judged on values in place, without a call.
		if op, ok := c.(*scalar.Op); ok && op.Op.Holds != 0 && inPlace(op.L) && inPlace(op.R) {
			cheap = append(cheap, ranked{c, p.selectivityOf(c)})
		} else if scalar.PropsOf(c).Host {
			dear = append(dear, c)
		} else {
			others = append(others, c)
		}
	}
	slices.SortStableFunc(cheap, func(a, b ranked) int { return cmp.Compare(a.sel, b.sel) })
	out := make([]scalar.Expr, 0, len(conds))
	for _, r := range cheap {
		out = append(out, r.x)
	}
	return slices.Concat(out, others, dear)
}

// inPlace reports whether x is a column or a constant of a type that Datum holds whole.
// A parameter has its value when the scan runs.
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
// Measured in entries of the index.
const nearRowsMin = 8192

// cuts are where an index may be parted: the bounds of its first column's histogram.
// They are keys of the column alone; nil: nothing is known, or the index runs downwards.
// Each cut is where a part begins. Parts are about equal where the histogram is new.
func (p *planner) cuts(sc *rel.Scan, a *access) [][]byte {
	st := p.statsOf(sc.Table, a.layout.Slots[0])
	if st == nil || a.layout.Key[0].Desc {
		return nil
	}
	// Entries between two bounds, by now.
	part := st.now / math.Max(1, float64(len(st.Bounds)))
	step := int(math.Ceil(cutRowsMin / math.Max(1, part)))
	var out [][]byte
	for i := step; i < len(st.Bounds); i += step {
		if n := len(out); n > 0 && bytes.Compare(st.Bounds[i], out[n-1]) <= 0 {
			return nil // parts that overlap would be read twice
		}
		out = append(out, st.Bounds[i])
	}
	return out
}

// cutRowsMin is how many entries a part has at least, or about so.
// Smaller parts are put together: a part is a request of its own.
const cutRowsMin = 8192

// lockAsRead reports whether all rows at the points are to be locked: those of a statement
// that changes them, and those that nothing leaves out: no condition here or above, no join, no LIMIT.
// Rows that are locked stay locked to the end of the transaction, so none may be that is not returned.
func lockAsRead(sc *rel.Scan, a *access, rest []scalar.Expr, g goal) bool {
	return sc.Lock.DML || g.locked && len(rest) == 0 && (g.limit == 0 || nodes.OnePoint(a.spans))
}

// orderGiven reports whether the access gives the wished order, so that a
// limit above it is one on it.
// A limit may stop a scan that has more order than is wished for, not one that has less.
func orderGiven(sc *rel.Scan, a *access, conds []scalar.Expr, g goal, p *planner) bool {
	return p.orderCommon(sc, a, conds, g) == len(g.order)
}

// orderCommon is how many of the first keys of the wished order the access gives.
// By the conditions that are judged and those that spans stand for: both fix columns.
func (p *planner) orderCommon(sc *rel.Scan, a *access, conds []scalar.Expr, g goal) int {
	all := append([]scalar.Expr(nil), conds...)
	for c := range a.used {
		all = append(all, c)
	}
	return common(g.order, orderOf(a, fixedVars(p.asColumns(sc, all)), g.order, p.notNullUnder(all)))
}

// tableLayout places a table's columns at their slots, for conditions that are
// only shown.
// For EXPLAIN alone: no operator has such rows.
func (p *planner) tableLayout(sc *rel.Scan) *phys {
	return p.layout(nil, sc.Vars, 0, 0)
}

// resolveSpans and resolveBounds give expressions of spans their plans and registers: they read no columns of
// the table.
// The lists are copied: those of an access are shared by ways that are compared.
func (p *planner) resolveSpans(cols []nodes.ColumnSpan) ([]nodes.ColumnSpan, error) {
	none := &phys{}
	out := make([]nodes.ColumnSpan, len(cols))
	for i, c := range cols {
		for _, a := range c.Alts {
			n := nodes.Alt{Null: a.Null, Range: a.Range}
			var err error
			if n.Eq, err = p.resolve(a.Eq, none); err != nil {
				return nil, err
			}
			if n.In, err = p.resolve(a.In, none); err != nil {
				return nil, err
			}
			if n.To, err = p.resolve(a.To, none); err != nil {
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
				n.Starts = append(n.Starts, nodes.Pattern{X: y, Kind: x.Kind})
			}
			out[i].Alts = append(out[i].Alts, n)
		}
	}
	return out, nil
}

// resolveBounds likewise resolves the ends of a range; see resolveSpans.
func (p *planner) resolveBounds(bs []nodes.Bound, in *phys) ([]nodes.Bound, error) {
	out := make([]nodes.Bound, len(bs))
	for i, b := range bs {
		x, err := p.resolve(b.X, in)
		if err != nil {
			return nil, err
		}
		out[i] = nodes.Bound{X: x, Inclusive: b.Inclusive}
	}
	return out, nil
}

// indexRead tells which columns are read of the index, and Primary, where set, that rows are fetched by key.
// Columns come in the order of the table's slots.
func (p *planner) indexRead(sc *rel.Scan, a *access, need rel.VarSet) nodes.IndexRead {
	r := nodes.IndexRead{Table: sc.Table, Alias: sc.Alias, Index: a.index, Layout: a.layout}
	// A row that an inverted index or a union names is read from the table anyway.
	if a.entries == nil && a.union == nil && !covers(sc, a.layout, need) {
		r.Primary = sc.Table.Layout(sc.Table.Primary())
	}
	for slot, id := range sc.Vars {
		if need[id] {
			r.Columns = append(r.Columns, slot)
		}
	}
	return r
}

// lockOf is a lock of SQL as the ranges know it.
// Postgres: the four strengths are those of LockTupleMode.
func lockOf(s ast.LockStrength, w ast.LockWait) nodes.RowLock {
	return nodes.RowLock{
		Strength: s,
		Mode: map[ast.LockStrength]kvpb.LockMode{ast.LockForKeyShare: kvpb.LockMode_KEY_SHARE, ast.LockForShare: kvpb.LockMode_SHARE,
			ast.LockForNoKeyUpdate: kvpb.LockMode_NO_KEY_UPDATE, ast.LockForUpdate: kvpb.LockMode_UPDATE}[s],
		Wait: map[ast.LockWait]kvpb.WaitPolicy{ast.LockBlock: kvpb.WaitPolicy_BLOCK, ast.LockNoWait: kvpb.WaitPolicy_NOWAIT,
			ast.LockSkipLocked: kvpb.WaitPolicy_SKIP_LOCKED}[w],
	}
}

// buildLock plans FOR UPDATE and its relatives: tables that are not locked as
// they are read are locked row by row above.
// Postgres: preprocess_rowmarks and LockRows. Rows that are locked as they are read are read in their newest
// version, the others are read again when they are locked, and their conditions judged anew.
func (p *planner) buildLock(r *rel.Lock, g goal) (*phys, error) {
	need := g.need.Clone()
	for _, sc := range r.Scans {
		p.addLockColumns(sc, need)
	}
	// The limit is told as a number alone: a row that is passed over (SKIP LOCKED) must be made up for by
	// another.
	inner := g.noLimit()
	inner.limit = g.limit
	// What comes to a Lock of a query around, too, may be dropped on the way there.
	inner.locked = !r.Pushed || g.locked
	in, err := p.build(r.In, inner.withNeed(need))
	if err != nil {
		return nil, err
	}
	n := &nodes.LockRows{Input: in.node}
	for _, sc := range r.Scans {
		// Points of the primary index may have been locked by the scan.
		if p.lockedByScan(in.node, sc) {
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
	// A lock of a row found is a request for it.
	out.cost = in.cost + in.rows*costSeek
	n.Head_ = p.head(in.node.Head().Types, in.rows, in.node.Head().Start, out.cost)
	out.node = n
	return &out, nil
}

// lockTarget tells LockRows where the key and the columns of a table's rows are in its input.
// The lock of a row needs its key; columns that the statement reads are put in place again after it was
// locked.
func (p *planner) lockTarget(sc *rel.Scan, in *phys) (nodes.LockTarget, error) {
	if sc.Divided() {
		return p.lockLeaves(sc, in)
	}
	l := sc.Table.Layout(sc.Table.Primary())
	t := nodes.LockTarget{Table: sc.Table, Layout: l, Lock: lockOf(sc.Lock.Strength, sc.Lock.Wait), Read: readSlots(sc.Vars, in)}
	for _, slot := range l.Slots {
		at, ok := in.slots[sc.Vars[slot]]
		if !ok {
			return t, pgerror.Internal("plan: the key of %s does not reach its lock", sc.Alias)
		}
		t.Keys = append(t.Keys, at)
	}
	return t, nil
}

// readSlots tells where each column of a table is in an operator's output, -1
// where it is not.
// -1: nobody needs the column, and it is not put in place again.
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

// wantedLock is the lock of an item's rows, the same for all of its scans; nil: they are not locked.
func (p *planner) wantedLock(sc *rel.Scan) *nodes.RowLock {
	if sc.Lock == nil {
		return nil
	}
	out := p.locks[sc.Lock]
	if out == nil {
		lock := lockOf(sc.Lock.Strength, sc.Lock.Wait)
		if out = &lock; p.locks == nil {
			p.locks = map[*rel.RowLock]*nodes.RowLock{}
		}
		p.locks[sc.Lock] = out
	}
	return out
}

// lockedByScan reports whether the rows of an item are locked where they are read.
// Of a partitioned table all leaves' scans have to lock, or none counts.
// Another item may be of the same table under the same name: a query of FROM has names of its own.
func (p *planner) lockedByScan(n nodes.Node, sc *rel.Scan) bool {
	wanted := p.wantedLock(sc)
	if wanted == nil {
		return false
	}
	found, all := false, true
	nodes.Walk(n, func(n nodes.Node) {
		if s, ok := n.(*nodes.Scan); ok && s.Wanted == wanted {
			found = true
			all = all && s.Lock != nil
		}
	})
	return found && all
}

// tableWrite is what writing rows of a table takes. changed are the slots that
// an UPDATE assigns; nil: all (INSERT, DELETE).
// What is planned with the statement, and what it is for:
//
//	Indexes    entries that change
//	Checks     CHECK constraints; Bounds: that a partition's row is still its own
//	Computed   values of expressions in indexes
//	Foreign    rows that must exist; Inbound: rows that may refer to this one
//
// Under session_replication_role = replica rows are taken as they are: who copies them vouches for their
// references.
// It may be called for a leaf, or a table that a foreign key's action writes to: n is nil where no place in
// the statement named it.
func (p *planner) tableWrite(t *catalog.TableDesc, n *rel.Need, checks []nodes.Check, changed map[int]bool, del bool) (nodes.TableWrite, error) {
	w, err := storedWrite(t, changed, del)
	if err != nil {
		return w, err
	}
	// Errors of the write show rows only as far as d allows.
	w.Details = p.details(t, n)
	// A row that goes can't break a check of its own.
	if !del {
		p.overAll(&w)
		w.Checks = checks
		if w.Bounds, err = p.bounds(t, changed); err != nil {
			return w, err
		}
	}
	// Both for the old entry, which must be found, and the new one.
	if w.Computed, err = p.computedWrite(t, w.Indexes, del); err != nil {
		return w, err
	}
	// ALTER TABLE … DISABLE TRIGGER ALL does as much for foreign keys, in Postgres.
	if t.ForeignKeysOff || p.b.Env.Replica {
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
// A leaf that is planned later has this alone (partedlater.go).
func storedWrite(t *catalog.TableDesc, changed map[int]bool, del bool) (w nodes.TableWrite, err error) {
	w = nodes.TableWrite{Table: t, RowID: -1}
	for slot := range t.Columns {
		c := &t.Columns[slot]
		w.OldTypes = append(w.OldTypes, c.Type)
		if c.ID == catalog.RowIDColumn {
			w.RowID = slot
		}
		// Hidden columns have no NOT NULL of the user's. A generated column may have one.
		if c.NotNull && !c.Hidden && !del && (changed == nil || changed[slot]) {
			w.NotNull = append(w.NotNull, slot)
		}
	}
	for i := range t.Indexes {
		// An index that is being built, or is not valid yet, is written all the same.
		ix := &t.Indexes[i]
		if ix.State == catalog.IndexDropping {
			continue
		}
		n := indexWrite(t, ix, changed, i == 0)
		// An exclusion constraint is checked against entries that overlap; a deferrable one at the end of the
		// statement or later.
		if n.Layout.Excludes && (n.Touched || n.TouchedValue) && !del {
			if n.Exclude, err = nodes.NewExclusion(t, ix); err != nil {
				return w, err
			}
			w.Excluding = append(w.Excluding, len(w.Indexes))
		}
		// Late: the key is checked at the end of the statement or transaction, when rows may have left it.
		if n.Layout.Late && n.Touched && !del {
			w.Late = append(w.Late, len(w.Indexes))
		}
		w.Indexes = append(w.Indexes, n)
	}
	return w, nil
}

// indexWrite tells whether an index's key (Touched) or what lies beside it (TouchedValue) changes.
// For INSERT and DELETE (changed nil) all is touched. A touched entry is deleted and written; one whose key
// stays is written over.
func indexWrite(t *catalog.TableDesc, ix *catalog.IndexDesc, changed map[int]bool, primary bool) nodes.IndexWrite {
	w := nodes.IndexWrite{Desc: ix, Layout: t.Layout(ix), Unique: ix.Infers() || primary}
	for _, slot := range w.Layout.Slots {
		w.Touched = w.Touched || changed == nil || changed[slot]
	}
	for _, s := range w.Layout.Sources {
		w.Touched = w.Touched || changed == nil || changed[s.Slot]
	}
	// Whether a row has an entry at all may change with the predicate's column, which is computed.
	if w.Layout.Partial {
		w.Touched = w.Touched || changed == nil || changed[w.Layout.Predicate]
	}
	for _, v := range w.Layout.Value {
		w.TouchedValue = w.TouchedValue || changed == nil || changed[v.Slot]
	}
	return w
}

// anyOf reports whether any slot is in set; nil is the set of all.
// nil as a set is that of all slots, as in changed.
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

// columnSlots are the slots of columns, which must be the table's.
// A column that is not there would give slot 0: descriptors name only their own.
func columnSlots(t *catalog.TableDesc, ids []catalog.ColumnID) []int {
	out := make([]int, len(ids))
	for i, id := range ids {
		_, out[i], _ = t.ColumnByID(id)
	}
	return out
}

// foreignKeys lists the references of t's rows that have to be looked up. A parent that is gone has taken its
// constraint with it.
// Touched is for the executor: which of them an UPDATE has to look up again.
func (p *planner) foreignKeys(t *catalog.TableDesc, changed map[int]bool) ([]nodes.ForeignKey, error) {
	var out []nodes.ForeignKey
	for i := range t.ForeignKeys {
		fk := &t.ForeignKeys[i]
		parent, ok := p.b.Env.Catalog.TableByID(fk.RefTable)
		if !ok {
			continue
		}
		// A change of the parent's key, or its drop, ends the plan.
		p.b.TableUse(parent)
		ix, ok := parent.Index(fk.RefIndex)
		if !ok {
			continue
		}
		// Self: the reference may be to a row of the same statement.
		f := nodes.ForeignKey{Desc: fk, Table: t, Parent: parent, Layout: parent.Layout(ix), Slots: columnSlots(t, fk.Columns), Self: p.isBelow(t, parent)}
		// A row whose own key changes may have a reference that is unchecked yet; one with some NULLs
		// may be from before a MATCH FULL that was not validated, and fails whatever of it changes.
		if f.Touched = anyOf(f.Slots, changed) || anyOf(t.Layout(t.Primary()).Slots, changed) || fk.MatchFull && fk.NotValid; !f.Touched {
			continue
		}
		// By the index's columns, in its order; From names the referring columns, Casts what makes keys of them.
		for _, c := range ix.Columns {
			for j, ref := range fk.RefColumns {
				if ref == c.ID {
					_, to, _ := parent.ColumnByID(ref)
					f.From = append(f.From, f.Slots[j])
					f.Casts = append(f.Casts, builtin.NewRefCast(t.Columns[f.Slots[j]].Type, parent.Columns[to].Type))
				}
			}
		}
		// Which leaf has the key is told by the key, or asked of each (refRoute).
		if parent.Partitioned() {
			pt, err := p.b.PartedOf(parent)
			if err != nil {
				return nil, err
			}
			pt.Any = true
			if f.Route, err = p.refRoute(pt, pt.Levels, ix); err != nil {
				return nil, err
			}
		}
		out = append(out, f)
	}
	return out, nil
}

// inboundKeys lists the foreign keys to t that a change of it (update: else a DELETE) may
// break, in the order of their making.
// Order matters: Postgres fires RI triggers by name, which have the order of making in them.
func (p *planner) inboundKeys(t *catalog.TableDesc, changed map[int]bool, update bool) ([]nodes.Inbound, error) {
	if t.ForeignKeysOff || p.b.Env.Replica {
		return nil, nil
	}
	out := p.inboundOf(nil, t, t, changed, update)
	// A leaf's row is a row of each table above it.
	for at := t; at.IsPartition(); { // keys that refer to a partitioned table are those of its leaves
		up, ok := p.b.Env.Catalog.TableByID(at.PartitionOf)
		if !ok {
			break
		}
		at = up
		if !update || keysChanged(t, changed) {
			p.b.TableUse(up) // a foreign key that another transaction adds is written there, not with t
		}
		out = p.inboundOf(out, t, at, changed, update)
	}
	slices.SortFunc(out, func(a, b nodes.Inbound) int { return cmp.Compare(a.Desc.OID, b.Desc.OID) })
	// NeedsPlan: what CASCADE and its like do is a statement of its own, planned when this function's caller is
	// done.
	for i := range out {
		if in := &out[i]; in.NeedsPlan() {
			p.inbound = append(p.inbound, in)
		}
	}
	return out, nil
}

// inboundOf adds the foreign keys to named, which is t or has t as a partition.
// named's columns are found in t by name.
func (p *planner) inboundOf(out []nodes.Inbound, t, named *catalog.TableDesc, changed map[int]bool, update bool) []nodes.Inbound {
	for _, id := range named.InboundForeignKeys {
		child, ok := p.b.Env.Catalog.TableByID(id)
		if !ok {
			continue
		}
		for i := range child.ForeignKeys {
			fk := &child.ForeignKeys[i]
			if fk.RefTable != named.ID {
				continue
			}
			in := nodes.Inbound{Desc: fk, Child: child, Parent: t, Declared: p.declaredOn(child, fk), Update: update, Action: fk.OnDelete, Slots: namedSlots(t, named, fk.RefColumns), From: columnSlots(child, fk.Columns),
				Primary: child.Layout(child.Primary())}
			if in.Touched = anyOf(in.Slots, changed); !in.Touched {
				continue
			}
			if update {
				in.Action = fk.OnUpdate
			}
			// The constraint of the partitioned table would ask all its leaves once more.
			if child.Partitioned() && !in.Acts() {
				continue // each of its leaves has the foreign key, too
			}
			// Ref is the index of t by which referred keys are found: a part of the one that the key names.
			if ix, ok := named.Index(fk.RefIndex); ok {
				for k := range t.Indexes {
					if p.isPartOf(&t.Indexes[k], t, ix, named) {
						in.Ref, in.RefOver = t.Layout(&t.Indexes[k]), p.overParts(t, &t.Indexes[k])
					}
				}
			}
			p.b.TableUse(child)
			// Casts bring a referring value to the type of the key, Back the other way; where that can't be for
			// each value, the referring table is read instead of an index.
			in.Reversible = true
			for j, from := range in.From {
				c := builtin.NewRefCast(child.Columns[from].Type, t.Columns[in.Slots[j]].Type)
				back, ok := c.Reverse()
				in.Casts, in.Back = append(in.Casts, c), append(in.Back, back)
				in.Reversible = in.Reversible && ok
			}
			if in.Reversible {
				in.Layout, in.Order = childIndex(child, fk)
			}
			in.Place()
			out = append(out, in)
		}
	}
	return out
}

// childIndex finds an index whose first columns are those of a foreign key.
// order has the foreign key's column for each of the index's first. nil: referring rows are found by reading
// the whole table.
// Any order of the columns will do, as all are held to values. A partial index lacks rows.
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
// Where an UPDATE touches such a column, a check of a foreign key has to wait for it.
func keysChanged(t *catalog.TableDesc, changed map[int]bool) bool {
	return keysChangedBy(t, func(slot int) bool { return changed[slot] })
}

// keysChangedBy is keysChanged where another table's slots tell what changes.
// slot is of the table that has the indexes.
func keysChangedBy(t *catalog.TableDesc, changed func(slot int) bool) bool {
	for i := range t.Indexes {
		ix := &t.Indexes[i]
		if !bind.IsUnique(t, ix) {
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
// keys: a column of a unique key changes, or the row moves.
func lockMode(keys bool) kvpb.LockMode {
	if keys {
		return kvpb.LockMode_UPDATE
	}
	return kvpb.LockMode_NO_KEY_UPDATE
}

// details says which columns of a table errors may show to the role.
// nil: all. Actions of foreign keys, and what runs without a role, show nothing less.
// Postgres: ExecBuildSlotValueDescription shows columns by the same rules: none where row security hides rows,
// all with SELECT on the table, else those that may be read or were given by the statement.
func (p *planner) details(t *catalog.TableDesc, n *rel.Need) *nodes.Details {
	c, role := p.b.Env.Catalog, p.b.Role()
	if role == 0 || p.b.Nested {
		return nil
	}
	if c.Secured(role, t) {
		return &nodes.Details{Secured: true}
	}
	if c.HasPrivilege(role, t, catalog.PrivilegeSelect) {
		return nil
	}
	// Given: the statement itself names the column, so that its value is no secret.
	d := &nodes.Details{Readable: make([]bool, len(t.Columns)), Given: make([]bool, len(t.Columns))}
	for slot := range t.Columns {
		col := &t.Columns[slot]
		d.Readable[slot] = c.HasColumnPrivilege(role, t, col, catalog.PrivilegeSelect)
		d.Given[slot] = n != nil && (slices.Contains(n.Inserted, col.ID) || slices.Contains(n.Updated, col.ID))
	}
	return d
}

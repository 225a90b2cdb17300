package physical

import (
	"slices"

	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// rowSlot stands for the row as a whole where conditions are sorted by columns.
// Slots of columns begin at 0.
const rowSlot = -1

// rowConds finds what conditions say of the ctid of sc.
// They bound the primary index as its key does, since a tid names that key.
// Conditions stay in the filter unless the path that is chosen says that it has used them (access.used).
// A ctid is no column of the table, so that conditions on it are not found by slots (analyze).
func (p *planner) rowConds(sc *rel.Scan, conds []scalar.Expr) []colCond {
	var out []colCond
	for _, c := range conds {
		if alts, ok := p.rowAlts(sc, c); ok {
			out = append(out, colCond{cond: c, slot: rowSlot, alts: alts})
		}
	}
	return out
}

// isRow reports whether x is the ctid of sc.
// It is where its columns are the primary key's of this scan, in order.
// A virtual table has no key, and a partitioned one's rows have those of their leaves.
// A ctid of another scan of the same table has other columns.
func (p *planner) isRow(sc *rel.Scan, x scalar.Expr) bool {
	e, ok := x.(*scalar.System)
	if !ok || e.Kind != scalar.SystemCTID || sc.Table.Virtual || sc.Table.Partitioned() {
		return false
	}
	l := sc.Table.Layout(sc.Table.Primary())
	if len(l.Slots) != len(e.Args) {
		return false
	}
	// In the key's order, as the binder makes a ctid (scalar.SystemCTID).
	for i, slot := range l.Slots {
		if !rel.IsVar(e.Args[i], sc.Vars[slot]) {
			return false
		}
	}
	return true
}

// rowAlts reads a condition as alternatives for the ctid.
// As columnCond does for columns, without AND below OR.
// false where it says anything besides: an alternative that is left out would lose rows.
func (p *planner) rowAlts(sc *rel.Scan, c scalar.Expr) ([]nodes.Alt, bool) {
	// A tid as a text literal was made one by the binder.
	constant := func(x scalar.Expr) bool { return x.Type() == types.TTID && isConstant(x) }
	switch c := c.(type) {
	case *scalar.Op:
		if c.L == nil || c.Op.Result != types.TBool {
			return nil, false
		}
		name, x := c.Op.Name, c.R
		if p.isRow(sc, c.R) {
			// The name is "" for an operator that has no mirror, which bounds nothing.
			name, x = mirrored[name], c.L
		} else if !p.isRow(sc, c.L) {
			return nil, false
		}
		if !constant(x) {
			return nil, false
		}
		if name == "=" {
			return []nodes.Alt{{Eq: x}}, true
		}
		if a, ok := boundBy(name, x); ok {
			return []nodes.Alt{a}, true
		}
	case *scalar.Quant:
		if c.All || c.Op.Name != "=" || !p.isRow(sc, c.X) {
			return nil, false
		}
		if c.Array != nil {
			return []nodes.Alt{{In: c.Array}}, c.Array.Type() == types.TTIDArray && isConstant(c.Array)
		}
		var out []nodes.Alt
		for _, x := range c.Elems {
			if !constant(x) {
				return nil, false
			}
			out = append(out, nodes.Alt{Eq: x})
		}
		return out, true
	case *scalar.Bool:
		// Each arm has to be about the ctid.
		if !c.Or {
			return nil, false
		}
		var out []nodes.Alt
		for _, arm := range c.Args {
			alts, ok := p.rowAlts(sc, arm)
			if !ok {
				return nil, false
			}
			out = append(out, alts...)
		}
		return out, true
	}
	return nil, false
}

// rowPath is reading rows by their ctid; nil where no condition bounds it.
// Postgres: TidScan and TidRangeScan.
// It competes with the other paths by its cost, as any index does.
func (p *planner) rowPath(sc *rel.Scan, conds []scalar.Expr) *access {
	cc := p.rowConds(sc, conds)
	if len(cc) == 0 {
		return nil
	}
	// Nothing is measured of ctids: shares are those of a column without statistics.
	span, from, _ := columnSpan(nil, cc, rowSlot)
	share, n, points := spanSelectivity(nil, span)
	ix := sc.Table.Primary()
	// Covering, as the primary index has the row.
	a := &access{index: ix, layout: sc.Table.Layout(ix), used: map[scalar.Expr]bool{}, points: points, nPoints: n, cover: true}
	a.spans.Row = &span
	for _, c := range from {
		a.used[c.cond] = true
		a.spans.Conds = append(a.spans.Conds, c.cond)
	}
	rows, fixed := p.tableRows(sc.Table), 0
	if a.rows = max(1, rows*share); points {
		a.rows = min(n, rows)
		// One row is in any order.
		if n == 1 {
			fixed = len(a.layout.Key)
		}
	}
	a.order = p.indexOrder(sc, a.layout, fixed)
	a.cost = a.readCost(0)
	if sc.Lock != nil && !a.points {
		a.cost += a.rows * costClaim
	}
	return a
}

// rowLookup finds rows of sc by a ctid that is computed over the columns in have; nil where no
// condition says so.
// The key of the row is computed of the tid, for each row of the other inputs.
// The first such condition is taken: a row has one tid, and others are judged of it.
func (p *planner) rowLookup(sc *rel.Scan, conds []scalar.Expr, have rel.VarSet) *access {
	own := rel.SetOf(sc.Vars)
	for _, c := range conds {
		// inner is over this scan alone, which does not make it the ctid: isRow tells.
		outer, inner, ok := equiSides(c, have, own)
		if !ok || !p.isRow(sc, inner) || outer.Type() != types.TTID {
			continue
		}
		ix := sc.Table.Primary()
		a := &access{index: ix, layout: sc.Table.Layout(ix), used: map[scalar.Expr]bool{c: true}, points: true, nPoints: 1, rows: 1, cover: true, cost: costProbe}
		a.spans.Conds = []scalar.Expr{c}
		// What is no tid of this table gives NULL (SystemKey), with which no key is equal: it finds no row, as in Postgres.
		// One value for each column of the key, made of the same tid.
		for i := range a.layout.Key {
			a.spans.Cols = append(a.spans.Cols, nodes.ColumnSpan{Alts: []nodes.Alt{{Eq: keyOfRow(outer, a.layout.Key, i)}}})
		}
		return a
	}
	return nil
}

// keyOfRow is column i of the primary key that a tid names.
// A ctid that was made of a key gives its columns back at once.
func keyOfRow(x scalar.Expr, key []rowenc.KeyColumn, i int) scalar.Expr {
	if e, ok := x.(*scalar.System); ok && e.Kind == scalar.SystemCTID && slices.Equal(e.Key, key) {
		return e.Args[i]
	}
	return &scalar.System{Kind: scalar.SystemKey, T: key[i].Type, Args: []scalar.Expr{x}, Key: key, Idx: i}
}

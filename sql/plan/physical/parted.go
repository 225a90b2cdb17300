package physical

import (
	"math"
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/rewrite"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// scanLeaf is the scan of a leaf in the place of that of the partitioned table.
// Columns keep their numbers, so that what is above need not know of leaves; those that the leaf alone has
// get new ones.
// l.Slots says which column of the table each of the leaf's is; -1: the leaf alone has it, in a tree of tables
// that inherit.
func (p *planner) scanLeaf(sc *rel.Scan, l *rel.Leaf) *rel.Scan {
	// The lock (sc.Lock) is shared by all leaves' scans: lockedByScan asks all of them by it.
	one := *sc
	// OID 0 makes it a plain table: buildScan goes on with it.
	one.Table, one.OID, one.Tree, one.Extra = l.Table, 0, nil, nil
	all := sc.Out()
	one.Vars = make([]scalar.VarID, len(l.Slots))
	for i, slot := range l.Slots {
		if slot >= 0 {
			one.Vars[i] = all[slot]
			continue
		}
		c := &l.Table.Columns[i]
		one.Vars[i] = p.b.NewVar(rel.Column{Name: c.Name, Type: c.Type, Typmod: c.Typmod, Table: l.Table, Slot: i, Alias: sc.Alias, Need: sc.Need})
	}
	return &one
}

// buildParted plans the reading of a partitioned table.
// Leaves that constants rule out are not planned. What arguments or registers decide is left to the executor
// (prune), with all leaves planned that may be read.
// Of a family of tables (Tree) none is ruled out but by tableoid. ONLY of a partitioned table reads nothing.
func (p *planner) buildParted(sc *rel.Scan, conds []scalar.Expr, g goal) (*phys, error) {
	pt, err := p.b.PartedOf(sc.Table)
	if err != nil {
		return nil, err
	}
	keep := make([]bool, len(pt.Leaves))
	var prune *nodes.Prune
	if sc.Tree != nil {
		for i := range keep {
			keep[i] = true
		}
	} else if !sc.Only {
		if prune, err = p.pruneOf(sc, pt.Levels, conds, true); err != nil {
			return nil, err
		}
		// Anything but a constant is told later; a leaf that only that may rule out is kept.
		later := false
		err := prune.Keep(keep, func(x scalar.Expr) (types.Datum, bool, error) {
			if k, ok := x.(*scalar.Const); ok {
				return k.D, true, nil
			}
			later = true
			return types.Null, false, nil
		})
		if err != nil {
			return nil, err
		}
		// Told for good: the executor need not ask.
		if !later {
			prune = nil
		}
	}
	// Rows are locked by the key of their leaf.
	need := g.need.Clone()
	if sc.Lock != nil {
		p.addLockColumns(sc, need)
	}
	// In the table's order, whatever leaf: all inputs of the Append have the same columns.
	var ids []scalar.VarID
	for _, id := range sc.Out() {
		if need[id] {
			ids = append(ids, id)
		}
	}
	b := &partedBuild{p: p, sc: sc, conds: conds, leaves: pt.Leaves, keep: keep, ids: ids, prune: prune, goal: g.withNeed(need)}
	return b.build()
}

// partedBuild plans the reading of those leaves that are kept.
// A leaf is planned as a table of its own, so each may be read by another index.
type partedBuild struct {
	p      *planner
	sc     *rel.Scan
	conds  []scalar.Expr
	leaves []rel.Leaf
	// keep is by leaf.
	keep []bool
	// The columns of the result, in their order.
	ids []scalar.VarID // that come out
	// prune is nil where nothing is left to be ruled out when the plan runs.
	prune *nodes.Prune
	goal  goal
}

// The ways, the first that can be: a key of all partitions, asked at home first; the only leaf; a merge of
// leaves in the wished order; one leaf after another. Only the last loses order and limit.
// All but the second have each leaf planned once; a merge that is dropped gives its numbers back.
func (b *partedBuild) build() (*phys, error) {
	if out, err := b.homeFirst(); out != nil || err != nil {
		return out, err
	}
	// A goal is a value, so that what is taken from plain stays in b.goal.
	plain := b.goal
	// alone: nothing is put together, so the leaf's order and limit are the table's.
	switch alone := count(b.keep) == 1 && b.prune == nil; {
	case alone || len(b.goal.order) == 0:
	case b.mayMerge():
		undo := b.p.discard()
		if out, err := b.merged(); out != nil || err != nil {
			return out, err
		}
		undo()
		// The merge was no better: as without an order.
		fallthrough
	default:
		// The first rows of one leaf need not be the first of all.
		if plain = plain.noLimit(); count(b.keep) > 1 {
			plain.order = nil // it would be lost
		}
	}
	ins, at, err := b.scans(plain)
	if err != nil {
		return nil, err
	}
	// One leaf needs no Append, unless the executor may rule it out.
	if len(ins) == 1 && b.prune == nil {
		return ins[0], nil
	}
	out, err := b.p.appendLeaves(ins, at, b.ids, b.prune)
	if err != nil {
		return nil, err
	}
	// All: the inputs may be read at once, as each is wanted whole.
	if n, ok := out.node.(*nodes.Append); ok {
		n.All = b.goal.limit == 0 && !b.goal.exists
	}
	return out, nil
}

// scans plans a scan of each leaf; at has the place of each leaf's.
// Leaves that are ruled out have -1 in at, and no input.
func (b *partedBuild) scans(g goal) (ins []*phys, at []int, err error) {
	for i := range b.leaves {
		at = append(at, -1)
		if !b.keep[i] {
			continue
		}
		// One plan for each leaf: a table of thousands takes as many scans to plan, unless constants rule them out.
		in, err := b.p.buildLeaf(b.sc, &b.leaves[i], b.conds, g)
		if err != nil {
			return nil, nil, err
		}
		at[i] = len(ins)
		ins = append(ins, in)
	}
	return ins, at, nil
}

// mayMerge reports whether the order that is wished for is one of columns that come out.
// A merge compares columns of what comes out.
func (b *partedBuild) mayMerge() bool {
	out := rel.SetOf(b.ids)
	return count(b.keep) > 0 && b.p.b.Env.Avoid&bind.MergeAppends == 0 && !slices.ContainsFunc(b.goal.order, func(k rel.SortKey) bool { return !out[k.ID] })
}

// costMergeRow is what the next of merged rows costs, for each doubling of the inputs.
const costMergeRow = 0.05

// merged plans a merge of the leaves, each in the order that is wished for: by an index, or, where
// a leaf has none or few rows, sorted; nil where no leaf has it, or where that costs more than a
// sort of all.
// The first row wants a row of each leaf, so that it is worth it where few are read, or none need sorting.
// order has each column once. hashed is taken away: the order is wanted for itself.
//
// A leaf without an index for the order is sorted by itself (testing/plans, partedorder):
//
//	SELECT * FROM ev ORDER BY who LIMIT 10
//
//	Limit
//	  ->  Merge Append
//	        Sort Key: ev.who
//	        ->  Index Scan using ev1_who_idx on ev1 ev
//	        ->  Index Scan using ev2_who_idx on ev2 ev
//	        ->  Sort
//	              Sort Key: ev.who
//	              Sort Method: top-N heapsort
//	              Partial Sort: at the ranges
//	              ->  Seq Scan on ev3 ev
//
// Without the LIMIT all rows are wanted, and one Sort over an Append is cheaper than three
// merged reads.
func (b *partedBuild) merged() (*phys, error) {
	order := rel.UniqueKeys(b.goal.order)
	g := b.goal
	g.order, g.hashed = order, false
	ins, at, err := b.scans(g)
	if err != nil {
		return nil, err
	}
	// Where no leaf has the order a merge of sorted leaves is a sort in parts, which holds as much and compares more.
	ordered := false
	// One leaf in order is enough: the others are sorted, by as much as the limit lets through.
	for i, in := range ins {
		if rel.IsPrefix(order, in.order) {
			ordered = true
			in.node.Head().Ordered = true
		} else {
			ins[i] = b.p.sort(in, order, g.limitX)
		}
	}
	if !ordered {
		return nil, nil
	}
	out, err := b.p.appendLeaves(ins, at, b.ids, b.prune)
	if err != nil {
		return nil, err
	}
	n := out.node.(*nodes.Append)
	n.All = g.limit == 0 && !g.exists
	for _, k := range order {
		n.Merge = append(n.Merge, nodes.SortKey{Slot: b.p.slot(out, k.ID), Desc: k.Desc, NullsFirst: k.NullsFirst})
	}
	out.order = b.goal.order
	// A limit has that many rows merged; each is compared with log2(inputs) others.
	rows := out.rows
	if g.limit > 0 {
		rows = math.Min(rows, g.limit)
	}
	out.cost += rows * costMergeRow * math.Log2(float64(len(ins)+1))
	n.Cost = out.cost
	// With a limit the merge wins: no leaf is read whole.
	// Without a limit all rows come: then reading in order has to be cheaper than to sort what comes as it lies.
	if g.limit == 0 && b.p.b.Env.Avoid&bind.Sorts == 0 {
		all, err := b.sorted()
		if err != nil || all < out.cost {
			return nil, err
		}
	}
	return out, nil
}

// sorted is what the rows of all leaves cost and to sort them, or to hash them where that will do.
// It makes no operators that stay.
func (b *partedBuild) sorted() (float64, error) {
	defer b.p.discard()()
	g := b.goal.noLimit()
	g.order, g.hashed = nil, false
	ins, _, err := b.scans(g)
	rows, cost := 0.0, 0.0
	for _, in := range ins {
		rows, cost = rows+in.rows, cost+in.cost
	}
	if b.goal.hashed {
		return cost + b.p.hashing(b.goal, rows), err
	}
	return cost + rows*math.Log2(rows+2)*costSortRow, err
}

// count is how many leaves are kept.
func count(keep []bool) (n int) {
	for _, k := range keep {
		if k {
			n++
		}
	}
	return n
}

// appendLeaves puts the scans of leaves one after another; at has the place of each leaf.
// All leaves were ruled out: a VALUES of no rows.
// Each input gives ids in their order, by a projection where it has other columns.
func (p *planner) appendLeaves(ins []*phys, at []int, ids []scalar.VarID, prune *nodes.Prune) (*phys, error) {
	if len(ins) == 0 {
		n := &nodes.Values{Head_: p.head(p.typesOf(ids), 0, 0, 0)}
		return p.layout(n, ids, 0, 0), nil
	}
	n := &nodes.Append{Prune: prune, Leaves: at}
	rows, cost := 0.0, 0.0
	for _, in := range ins {
		node, err := p.project(in, ids)
		if err != nil {
			return nil, err
		}
		n.Inputs = append(n.Inputs, node)
		rows, cost = rows+in.rows, cost+in.cost
	}
	if prune != nil { // one of them, most likely
		rows, cost = math.Max(1, rows/float64(len(ins))), cost/float64(len(ins))
	}
	n.Head_ = p.head(p.typesOf(ids), rows, 0, cost)
	return p.layout(n, ids, rows, cost), nil
}

// buildLeaf plans the reading of one leaf.
// Conditions on tableoid become constants, by which a leaf may turn out to have nothing.
// conds are over the table's columns; those that the leaf does not have are NULL there.
func (p *planner) buildLeaf(sc *rel.Scan, l *rel.Leaf, conds []scalar.Expr, g goal) (*phys, error) {
	oid := &scalar.Const{T: types.TOID, Typmod: types.NoTypmod, D: types.Int(int64(l.Table.ID))}
	// A new list for each leaf, as conditions are changed.
	one, all := p.scanLeaf(sc, l), sc.Out()
	own := make([]scalar.Expr, len(conds))
	for i, c := range conds {
		// tableoid = 'a'::regclass compares two constants then.
		own[i] = scalar.Map(c, func(x scalar.Expr) scalar.Expr {
			v, ok := x.(*scalar.Var)
			switch {
			case ok && v.ID == sc.OID:
				return oid
			case ok && slices.Contains(all, v.ID) && !slices.Contains(one.Vars, v.ID):
				return scalar.Null(v.T) // of other leaves alone
			}
			return x
		})
	}
	// tableoid comes as a constant behind the leaf's columns.
	need := g.need.Clone()
	// The leaf's scan has no such column: OID is 0 in it.
	wanted := need[sc.OID]
	delete(need, sc.OID)
	// What the leaf does not have (a row ID where it has a key of its own) is NULL.
	var lacks []rel.Item
	for _, id := range all {
		if need[id] && !slices.Contains(one.Vars, id) {
			lacks = append(lacks, rel.Item{ID: id, X: scalar.Null(p.b.Info(id).Type)})
			delete(need, id)
		}
	}
	in, err := p.buildScan(one, own, g.withNeed(need))
	if err != nil {
		return nil, err
	}
	// A projection on top: constants for what the leaf lacks.
	if wanted {
		lacks = append(lacks, rel.Item{ID: sc.OID, X: oid})
	}
	if len(lacks) == 0 {
		return in, nil
	}
	return p.extend(in, lacks)
}

// pruneOf finds what conditions say of the keys of a tree; asking: those with a subquery, too, which is
// asked before the first row is read.
// Prune.Cols has the spans of each key column, all of which must hold; a key that is an expression has none.
// It follows the tree: each level has keys of its own, which are found by name in the table that is read.
func (p *planner) pruneOf(sc *rel.Scan, l *rel.Level, conds []scalar.Expr, asking bool) (*nodes.Prune, error) {
	// All conditions at each level: a part that is divided again has keys that its parent has not.
	out := &nodes.Prune{Router: l.Router}
	all := p.keyConds(sc, conds, asking)
	// Each condition gives a span of its own, and the router meets them.
	for i := range l.Table.Partitioning.Columns {
		var spans []nodes.ColumnSpan
		// ID 0 marks an expression.
		if c, _, ok := l.Table.ColumnByID(l.Table.Partitioning.Columns[i].ID); ok && l.Table.Partitioning.Columns[i].ID != 0 {
			_, slot, _ := sc.Table.ColumnNamed(c.Name)
			for _, cc := range all {
				if cc.slot == slot {
					spans = append(spans, nodes.ColumnSpan{Alts: cc.alts})
				}
			}
		}
		// Resolved: the executor evaluates them before it opens the leaves.
		spans, err := p.resolveSpans(spans)
		if err != nil {
			return nil, err
		}
		out.Cols = append(out.Cols, spans)
	}
	for _, part := range l.Parts {
		one := nodes.PrunePart{Leaf: part.Leaf}
		if part.Sub != nil {
			var err error
			if one.Sub, err = p.pruneOf(sc, part.Sub, conds, asking); err != nil {
				return nil, err
			}
		}
		out.Parts = append(out.Parts, one)
	}
	return out, nil
}

// keyConds are the conditions on single columns that can be told without reading rows of the table;
// asking: of other tables they may be read.
// Conditions that are wider than what was written will do, since rows are judged as well.
func (p *planner) keyConds(sc *rel.Scan, conds []scalar.Expr, asking bool) []colCond {
	var out []colCond
	// What bounds an index by a column bounds a partition key by it.
	for _, cc := range p.analyze(sc, conds) {
		ok := true
		for i := range cc.alts {
			cc.alts[i].Exprs(func(x scalar.Expr) { ok = ok && (asking || !rewrite.AsksSubquery(x)) })
		}
		if ok {
			out = append(out, cc)
		}
	}
	return out
}

// lockLeaves is the target of rows that lie in leaves.
// Each leaf has a key of its own; -1 in Keys is a column that the input does not have.
// Which leaf a row is of comes in its OID column.
func (p *planner) lockLeaves(sc *rel.Scan, in *phys) (nodes.LockTarget, error) {
	pt, err := p.b.PartedOf(sc.Table)
	if err != nil {
		return nodes.LockTarget{}, err
	}
	if err := mayFindAgain(pt); err != nil {
		return nodes.LockTarget{}, err
	}
	t := nodes.LockTarget{Table: sc.Table, Lock: lockOf(sc.Lock.Strength, sc.Lock.Wait), Read: readSlots(sc.Vars, in), Leaves: map[catalog.ID]*nodes.LockTarget{}, OID: p.slot(in, sc.OID)}
	all := sc.Out()
	for i := range pt.Leaves {
		l := &pt.Leaves[i]
		one := &nodes.LockTarget{Table: l.Table, Layout: l.Table.Layout(l.Table.Primary())}
		// By the slot in the leaf's own key; root is the slot in the table.
		for _, slot := range one.Layout.Slots {
			at := -1
			if root := l.Slots[slot]; root >= 0 {
				at = p.slot(in, all[root])
			}
			one.Keys = append(one.Keys, at)
		}
		t.Leaves[l.Table.ID] = one
	}
	return t, nil
}

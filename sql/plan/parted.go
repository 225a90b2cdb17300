package plan

import (
	"math"
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// Reading partitioned tables. A partitioned table is one relation (relScan) until it is decided
// how to read it. Then it becomes an Append of scans of those of its leaves, the tables with
// rows, that may have any under the conditions; where one is left, that scan alone. The columns
// of a leaf are those of the table by name, so that the conditions are the same; what is none
// of the leaf's is the OID of the leaf (tableoid).

// leaf is a table with rows of a partitioned one.
type leaf struct {
	table *catalog.TableDesc
	// slots are the table's slots in the partitioned one, -1 for what is the leaf's alone.
	slots []int
}

// partedTable is a partitioned table with its leaves.
type partedTable struct {
	table  *catalog.TableDesc
	leaves []leaf
	levels *level // nil: the leaves are a table and what inherits from it
	// extra are columns of leaves that the table does not have, of such a tree.
	extra []extraColumn
	// keys are what tells rows apart, besides the table that they are of: the key columns of the
	// leaves, by slot.
	keys []int
	// any tells that the statement may come to any leaf, whatever it reads of the table.
	any bool
}

// level is a partitioned table of the tree.
type level struct {
	table  *catalog.TableDesc
	router *catalog.Router
	parts  []levelPart
}

type levelPart struct {
	leaf int
	sub  *level
}

// partedOf reads the tree of a partitioned table, once in a statement.
func (b *binder) partedOf(t *catalog.TableDesc) (*partedTable, error) {
	if pt, ok := b.parted[t.ID]; ok {
		return pt, nil
	}
	pt := &partedTable{table: t}
	if !t.Partitioned() {
		b.familyOf(pt)
	} else if l, err := b.levelOf(pt, t); err != nil {
		return nil, err
	} else {
		pt.levels = l
	}
	if b.parted == nil {
		b.parted = map[catalog.ID]*partedTable{}
	}
	b.parted[t.ID] = pt
	return pt, nil
}

func (b *binder) levelOf(pt *partedTable, t *catalog.TableDesc) (*level, error) {
	b.tableUse(t)
	r, err := b.router(t)
	if err != nil {
		return nil, err
	}
	l := &level{table: t, router: r}
	for i := range t.Partitioning.Parts {
		p, ok := b.env.Catalog.TableByID(t.Partitioning.Parts[i].Table)
		if !ok {
			return nil, pgerror.Internal("plan: partition %d is not there", t.Partitioning.Parts[i].Table)
		}
		part := levelPart{leaf: len(pt.leaves)}
		if p.Partitioned() {
			if part.sub, err = b.levelOf(pt, p); err != nil {
				return nil, err
			}
		} else {
			pt.leaves = append(pt.leaves, leaf{p, slotsIn(p, pt.table)})
		}
		l.parts = append(l.parts, part)
	}
	return l, nil
}

// router reads the bounds of a table's partitions, once in a statement.
func (b *binder) router(t *catalog.TableDesc) (*catalog.Router, error) {
	if r, ok := b.routers[t.ID]; ok {
		return r, nil
	}
	r, err := b.env.Catalog.Router(t)
	if err != nil {
		return nil, err
	}
	if b.routers == nil {
		b.routers = map[catalog.ID]*catalog.Router{}
	}
	b.routers[t.ID] = r
	return r, nil
}

// slotsIn gives, for the columns of t, the places of those of the same name in another table of
// the tree; -1: there is none.
func slotsIn(t, of *catalog.TableDesc) []int {
	out := make([]int, len(t.Columns))
	for i := range t.Columns {
		out[i] = -1
		c := &t.Columns[i]
		if c.ID == catalog.RowIDColumn {
			if _, slot, ok := of.ColumnByID(c.ID); ok {
				out[i] = slot
			}
		} else if !c.Hidden {
			if _, slot, ok := of.ColumnNamed(c.Name); ok {
				out[i] = slot
			}
		}
	}
	return out
}

// scanLeaf is the scan of a leaf in the place of that of the partitioned table.
func (p *planner) scanLeaf(sc *relScan, l *leaf) *relScan {
	one := *sc
	one.table, one.oid, one.tree, one.extra = l.table, 0, nil, nil
	all := sc.out()
	one.vars = make([]scalar.VarID, len(l.slots))
	for i, slot := range l.slots {
		if slot >= 0 {
			one.vars[i] = all[slot]
			continue
		}
		c := &l.table.Columns[i]
		one.vars[i] = p.b.newVar(varInfo{name: c.Name, t: c.Type, typmod: c.Typmod, table: l.table, slot: i, alias: sc.alias, need: sc.need})
	}
	return &one
}

// buildParted plans the reading of a partitioned table.
func (p *planner) buildParted(sc *relScan, conds []scalar.Expr, g goal) (*phys, error) {
	pt, err := p.b.partedOf(sc.table)
	if err != nil {
		return nil, err
	}
	keep := make([]bool, len(pt.leaves))
	var prune *Prune
	if sc.tree != nil {
		for i := range keep {
			keep[i] = true
		}
	} else if !sc.only {
		if prune, err = p.pruneOf(sc, pt.levels, conds); err != nil {
			return nil, err
		}
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
		if !later {
			prune = nil
		}
	}
	need := g.need.clone()
	if sc.lock != nil {
		p.addLockColumns(sc, need)
	}
	var ids []scalar.VarID
	for _, id := range sc.out() {
		if need[id] {
			ids = append(ids, id)
		}
	}
	b := &partedBuild{p: p, sc: sc, conds: conds, leaves: pt.leaves, keep: keep, ids: ids, prune: prune, goal: g.withNeed(need)}
	return b.build()
}

// partedBuild plans the reading of those leaves that are kept.
type partedBuild struct {
	p      *planner
	sc     *relScan
	conds  []scalar.Expr
	leaves []leaf
	keep   []bool
	ids    []scalar.VarID // that come out
	prune  *Prune
	goal   goal
}

func (b *partedBuild) build() (*phys, error) {
	plain := b.goal
	switch alone := count(b.keep) == 1 && b.prune == nil; {
	case alone || len(b.goal.order) == 0:
	case b.mayMerge():
		undo := b.p.discard()
		if out, err := b.merged(); out != nil || err != nil {
			return out, err
		}
		undo()
		fallthrough
	default:
		if plain = plain.noLimit(); count(b.keep) > 1 {
			plain.order = nil // it would be lost
		}
	}
	ins, at, err := b.scans(plain)
	if err != nil {
		return nil, err
	}
	if len(ins) == 1 && b.prune == nil {
		return ins[0], nil
	}
	return b.p.appendLeaves(ins, at, b.ids, b.prune)
}

// scans plans a scan of each leaf; at has the place of each leaf's.
func (b *partedBuild) scans(g goal) (ins []*phys, at []int, err error) {
	for i := range b.leaves {
		at = append(at, -1)
		if !b.keep[i] {
			continue
		}
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
func (b *partedBuild) mayMerge() bool {
	out := setOf(b.ids)
	return count(b.keep) > 0 && b.p.b.env.Avoid&MergeAppends == 0 && !slices.ContainsFunc(b.goal.order, func(k sortKey) bool { return !out[k.id] })
}

// costMergeRow is what the next of merged rows costs, for each doubling of the inputs.
const costMergeRow = 0.05

// merged plans a merge of the leaves, each in the order that is wished for: by an index, or, where
// a leaf has none or few rows, sorted; nil where no leaf has it, or where that costs more than a
// sort of all.
func (b *partedBuild) merged() (*phys, error) {
	order := uniqueKeys(b.goal.order)
	g := b.goal
	g.order, g.hashed = order, false
	ins, at, err := b.scans(g)
	if err != nil {
		return nil, err
	}
	ordered := false
	for i, in := range ins {
		if isPrefix(order, in.order) {
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
	n := out.node.(*Append)
	for _, k := range order {
		n.Merge = append(n.Merge, SortKey{Slot: b.p.slot(out, k.id), Desc: k.desc, NullsFirst: k.nullsFirst})
	}
	out.order = b.goal.order
	rows := out.rows
	if g.limit > 0 {
		rows = math.Min(rows, g.limit)
	}
	out.cost += rows * costMergeRow * math.Log2(float64(len(ins)+1))
	n.Cost = out.cost
	if g.limit == 0 && b.p.b.env.Avoid&Sorts == 0 {
		all, err := b.sorted()
		if err != nil || all < out.cost {
			return nil, err
		}
	}
	return out, nil
}

// sorted is what the rows of all leaves cost and to sort them, or to hash them where that will do.
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

func count(keep []bool) (n int) {
	for _, k := range keep {
		if k {
			n++
		}
	}
	return n
}

// appendLeaves puts the scans of leaves one after another; at has the place of each leaf.
func (p *planner) appendLeaves(ins []*phys, at []int, ids []scalar.VarID, prune *Prune) (*phys, error) {
	if len(ins) == 0 {
		n := &Values{Head_: p.head(p.typesOf(ids), 0, 0, 0)}
		return p.layout(n, ids, 0, 0), nil
	}
	n := &Append{Prune: prune, Leaves: at}
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
func (p *planner) buildLeaf(sc *relScan, l *leaf, conds []scalar.Expr, g goal) (*phys, error) {
	oid := &scalar.Const{T: types.TOID, Typmod: types.NoTypmod, D: types.Int(int64(l.table.ID))}
	one, all := p.scanLeaf(sc, l), sc.out()
	own := make([]scalar.Expr, len(conds))
	for i, c := range conds {
		own[i] = scalar.Map(c, func(x scalar.Expr) scalar.Expr {
			v, ok := x.(*scalar.Var)
			switch {
			case ok && v.ID == sc.oid:
				return oid
			case ok && slices.Contains(all, v.ID) && !slices.Contains(one.vars, v.ID):
				return scalar.Null(v.T) // of other leaves alone
			}
			return x
		})
	}
	need := g.need.clone()
	wanted := need[sc.oid]
	delete(need, sc.oid)
	// What the leaf does not have (a row ID where it has a key of its own) is NULL.
	var lacks []projItem
	for _, id := range all {
		if need[id] && !slices.Contains(one.vars, id) {
			lacks = append(lacks, projItem{id, scalar.Null(p.b.info(id).t)})
			delete(need, id)
		}
	}
	in, err := p.buildScan(one, own, g.withNeed(need))
	if err != nil {
		return nil, err
	}
	if wanted {
		lacks = append(lacks, projItem{sc.oid, oid})
	}
	if len(lacks) == 0 {
		return in, nil
	}
	return p.extend(in, lacks)
}

// pruneOf finds what conditions say of the keys of a tree.
func (p *planner) pruneOf(sc *relScan, l *level, conds []scalar.Expr) (*Prune, error) {
	out := &Prune{Router: l.router}
	all := p.keyConds(sc, conds)
	for i := range l.table.Partitioning.Columns {
		var spans []ColumnSpan
		if c, _, ok := l.table.ColumnByID(l.table.Partitioning.Columns[i].ID); ok && l.table.Partitioning.Columns[i].ID != 0 {
			_, slot, _ := sc.table.ColumnNamed(c.Name)
			for _, cc := range all {
				if cc.slot == slot {
					spans = append(spans, ColumnSpan{Alts: cc.alts})
				}
			}
		}
		spans, err := p.resolveSpans(spans)
		if err != nil {
			return nil, err
		}
		out.Cols = append(out.Cols, spans)
	}
	for _, part := range l.parts {
		one := PrunePart{Leaf: part.leaf}
		if part.sub != nil {
			var err error
			if one.Sub, err = p.pruneOf(sc, part.sub, conds); err != nil {
				return nil, err
			}
		}
		out.Parts = append(out.Parts, one)
	}
	return out, nil
}

// keyConds are the conditions on single columns that can be told without reading rows.
func (p *planner) keyConds(sc *relScan, conds []scalar.Expr) []colCond {
	var out []colCond
	for _, cc := range p.analyze(sc, conds) {
		ok := true
		for i := range cc.alts {
			cc.alts[i].exprs(func(x scalar.Expr) { ok = ok && !asksSubquery(x) })
		}
		if ok {
			out = append(out, cc)
		}
	}
	return out
}

// lockLeaves is the target of rows that lie in leaves.
func (p *planner) lockLeaves(sc *relScan, in *phys) (LockTarget, error) {
	pt, err := p.b.partedOf(sc.table)
	if err != nil {
		return LockTarget{}, err
	}
	t := LockTarget{Table: sc.table, Lock: lockOf(sc.lock.strength, sc.lock.wait), Read: readSlots(sc.vars, in), Leaves: map[catalog.ID]*LockTarget{}, OID: p.slot(in, sc.oid)}
	all := sc.out()
	for i := range pt.leaves {
		l := &pt.leaves[i]
		one := &LockTarget{Table: l.table, Layout: l.table.Layout(l.table.Primary())}
		for _, slot := range one.Layout.Slots {
			at := -1
			if root := l.slots[slot]; root >= 0 {
				at = p.slot(in, all[root])
			}
			one.Keys = append(one.Keys, at)
		}
		t.Leaves[l.table.ID] = one
	}
	return t, nil
}

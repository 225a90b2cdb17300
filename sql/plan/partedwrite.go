package plan

import (
	"maps"
	"slices"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/routine"
	"github.com/isochrondb/isochron/sql/types"
)

// Writing to partitioned tables. Rows are made in the form of the table that the statement
// names: its columns by slot, and behind them the OID of the leaf. Each goes to the leaf that
// its key says (Route), in the leaf's own form, and is written there as any row of that table:
// with its checks, indexes, foreign keys and triggers. An UPDATE whose new row belongs to
// another leaf deletes the row there and inserts it here.

// Parts is how the rows of a partitioned table are written.
type Parts struct {
	// Route is nil for a table and what inherits from it: rows stay where they are, and new ones
	// go to the first leaf, the table itself.
	Route *Route
	// Leaves are told by Leaf, but for Table, From and Mode.
	Leaves []LeafWrite
	// ByOID has the place of each leaf.
	ByOID map[catalog.ID]int
	// OID is the column of the input (UPDATE, DELETE) that tells the leaf of a row.
	OID int
	// Moves: an UPDATE may change the partition key.
	Moves bool
}

// Route finds the leaf of a row.
type Route struct {
	Table  *catalog.TableDesc
	Router *catalog.Router
	// Key computes the key from the row.
	Key   []scalar.Expr
	Names []string // of the key's columns, for errors
	// Secret: errors may not show the key to the role.
	Secret bool
	Parts  []RoutePart
}

// RoutePart is a leaf, or a table that is partitioned itself.
type RoutePart struct {
	Leaf int
	Sub  *Route
}

// LeafWrite is what writing to one leaf takes.
type LeafWrite struct {
	Table *catalog.TableDesc
	// From has, for each slot of the leaf, that of the partitioned table; To the other way. -1:
	// there is none. Slots behind the table's are of columns that only some leaves have.
	From, To []int
	// Insert is nil for DELETE, and for an UPDATE that moves no rows.
	Insert *Insert
	// Update is nil but for UPDATE; Delete for INSERT. Both are where constants tell that no row
	// of the leaf is found.
	Update, Delete *TableWrite
	// Mode is that of the lock on rows that are updated.
	Mode kvpb.LockMode

	later *laterLeaf // plans all but Table, From and Mode; nil: that is done
}

// Alone reports whether rows are to be written one by one: triggers of leaves may look at what
// was written before.
func (p *Parts) Alone() bool {
	if p == nil {
		return false
	}
	for i := range p.Leaves {
		l := &p.Leaves[i]
		if l.later != nil { // it has no triggers, and another session may be planning it
			continue
		}
		if l.Insert != nil && l.Insert.Triggers.mayChange(routine.Insert) || l.Update != nil && l.Update.Triggers.mayChange(routine.Update) ||
			l.Delete != nil && l.Delete.Triggers.mayChange(routine.Delete) {
			return true
		}
	}
	return false
}

// PartBound is what the keys of its parents say of the rows of a partition.
type PartBound struct {
	Router *catalog.Router
	Key    []scalar.Expr // over the partition's row
	Part   int
}

// keysOver binds the key of a partitioned table over a row, of a table of the tree.
func (b *binder) keysOver(keyed, t *catalog.TableDesc, vars []scalar.VarID) ([]scalar.Expr, error) {
	var out []scalar.Expr
	for _, c := range keyed.Partitioning.Columns {
		if c.ID != 0 {
			col, _, _ := keyed.ColumnByID(c.ID)
			_, slot, ok := t.ColumnNamed(col.Name)
			if !ok {
				return nil, pgerror.Internal("plan: %q has no column %q", t.Name, col.Name)
			}
			out = append(out, b.ref(vars[slot]))
			continue
		}
		x, err := b.keyExpr(c.Expr, t, vars)
		if err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	return out, nil
}

func (b *binder) keyExpr(text string, t *catalog.TableDesc, vars []scalar.VarID) (scalar.Expr, error) {
	e, err := parser.ParseExpr(text)
	if err != nil {
		return nil, err
	}
	inner := *b.env
	inner.Text = ""
	saved := b.env
	b.env = &inner
	b.stored++
	defer func() { b.env = saved; b.stored-- }()
	s := b.rootScope().with(kindPartitionKey)
	s.rels = []*scopeRel{b.rowRel(t, t.Name, vars)}
	x, err := s.expr(e)
	if err != nil {
		return nil, err
	}
	return b.known(e, x)
}

// route makes the routing of rows of the form of d's table.
func (p *planner) route(l *level, t *catalog.TableDesc, vars []scalar.VarID) (*Route, error) {
	out := &Route{Table: l.table, Router: l.router}
	keys, err := p.b.keysOver(l.table, t, vars)
	if err != nil {
		return nil, err
	}
	row, _ := rowLayout(vars, nil)
	for _, x := range keys {
		y, err := p.resolveAt(x, row, 0, nil, 0)
		if err != nil {
			return nil, err
		}
		out.Key = append(out.Key, y)
	}
	for i := range l.table.Partitioning.Columns {
		out.Names = append(out.Names, l.table.KeyName(i))
	}
	if d := p.details(l.table, nil); d != nil {
		out.Secret = d.Secured
		for _, c := range l.table.Partitioning.Columns {
			out.Secret = out.Secret || !d.readable(l.table, c.ID)
		}
	}
	for _, part := range l.parts {
		one := RoutePart{Leaf: part.leaf}
		if part.sub != nil {
			if one.Sub, err = p.route(part.sub, t, vars); err != nil {
				return nil, err
			}
		}
		out.Parts = append(out.Parts, one)
	}
	return out, nil
}

// bounds are what a partition's parents want of its rows; nil for a table that is none.
// changed are the slots that an UPDATE assigns: others can't take a row out of its partition.
func (p *planner) bounds(t *catalog.TableDesc, changed map[int]bool) ([]PartBound, error) {
	if !t.IsPartition() {
		return nil, nil
	}
	mark := len(p.b.vars)
	defer func() { p.b.vars = p.b.vars[:mark] }() // whose places are known
	vars := p.b.rowVars(t, t.Name)
	row, _ := rowLayout(vars, nil)
	var out []PartBound
	for at := t; at.IsPartition(); {
		parent, ok := p.b.env.Catalog.TableByID(at.PartitionOf)
		if !ok {
			return nil, pgerror.Internal("plan: %q is a partition of nothing", at.Name)
		}
		p.b.tableUse(parent)
		router, err := p.b.router(parent)
		if err != nil {
			return nil, err
		}
		b := PartBound{Router: router, Part: slices.IndexFunc(parent.Partitioning.Parts, func(x catalog.Partition) bool { return x.Table == at.ID })}
		keys, err := p.b.keysOver(parent, t, vars)
		if err != nil {
			return nil, err
		}
		touched := changed == nil
		for _, x := range keys {
			touched = touched || readsAny(x, row, changed)
			y, err := p.resolveAt(x, row, 0, nil, 0)
			if err != nil {
				return nil, err
			}
			b.Key = append(b.Key, y)
		}
		if at = parent; touched {
			out = append(out, b)
		}
	}
	return out, nil
}

// leafDML is the statement as it is about one leaf.
func (p *planner) leafDML(d *dml, l *leaf) (*dml, error) {
	n := &dml{cmd: d.cmd, table: l.table, named: l.table, alias: d.alias, need: d.need, newVars: p.b.rowVars(l.table, d.alias)}
	var err error
	n.checks, err = p.b.checks(n)
	return n, err
}

// parts plans the writing of each leaf. changed are the slots that an UPDATE assigns; where it,
// or a DELETE, finds rows of some leaves alone, the others are not planned but for what moves there.
func (p *planner) parts(d *dml, changed map[int]bool) (*Parts, error) {
	pt, err := p.b.partedOf(d.table)
	if err != nil {
		return nil, err
	}
	found, err := p.leavesFound(d, pt)
	if err != nil {
		return nil, err
	}
	vars := d.newVars
	if d.cmd == CommandDelete {
		vars = p.b.rowVars(d.table, d.alias)
	}
	out := &Parts{ByOID: map[catalog.ID]int{}}
	if pt.levels != nil {
		if out.Route, err = p.route(pt.levels, d.table, vars); err != nil {
			return nil, err
		}
		if d.cmd == CommandUpdate {
			if out.Moves, err = p.moves(pt, changed, found); err != nil {
				return nil, err
			}
		}
	}
	plain := p.plainLeaves(d, out, changed)
	for i := range pt.leaves {
		l := &pt.leaves[i]
		w := LeafWrite{Table: l.table, From: l.slots}
		switch {
		case d.cmd == CommandInsert && out.Route == nil && i > 0:
			// What inherits from the table takes none of its rows.
		case !found[i] && !out.Moves:
		default:
			later, err := plain.later(l, &w)
			switch {
			case err != nil:
			case later:
				err = p.checkLater(d, l, &w, changed)
			default:
				w.To = slotsIn(d.table, l.table)
				err = p.leafWrite(d, l, &w, changed, out.Moves, found[i])
			}
			if err != nil {
				return nil, err
			}
		}
		out.ByOID[l.table.ID] = i
		out.Leaves = append(out.Leaves, w)
	}
	pt.any = pt.any || out.Moves
	return out, nil
}

// leavesFound tells of which leaves an UPDATE or DELETE may find rows, as constants among its
// conditions tell; an INSERT may come to any.
func (p *planner) leavesFound(d *dml, pt *partedTable) ([]bool, error) {
	found := make([]bool, len(pt.leaves))
	conds, told := []scalar.Expr(nil), false
	if d.cmd != CommandInsert && pt.levels != nil && d.target != nil && !d.target.only && d.src != nil {
		conds, told = targetConds(d.src, d.target)
	}
	if !told {
		for i := range found {
			found[i] = true
		}
		return found, nil
	}
	prune, err := p.pruneOf(d.target, pt.levels, conds)
	if err != nil {
		return nil, err
	}
	return found, prune.Keep(found, func(x scalar.Expr) (types.Datum, bool, error) {
		if k, ok := x.(*scalar.Const); ok {
			return k.D, true, nil
		}
		return types.Null, false, nil
	})
}

// targetConds are conditions on the columns of a statement's target alone that hold for all rows
// of r; ok: the target is in r, and no outer join makes rows without it.
func targetConds(r rel, target *relScan) (conds []scalar.Expr, ok bool) {
	var more []scalar.Expr
	switch r := r.(type) {
	case *relScan:
		return nil, r.oid == target.oid
	case *relSelect:
		conds, ok = targetConds(r.in, target)
		more = r.conds
	case *relJoin:
		if r.kind == joinFull {
			return nil, false
		}
		conds, ok = targetConds(r.l, target)
		if !ok && r.kind == joinInner {
			conds, ok = targetConds(r.r, target)
		}
		if r.kind == joinInner {
			more = r.on
		}
	}
	if !ok {
		return nil, false
	}
	own := setOf(target.out())
	for _, x := range more {
		alone := true
		scalar.Vars(x, func(v *scalar.Var) { alone = alone && own[v.ID] })
		if alone {
			conds = append(conds, x)
		}
	}
	return conds, true
}

// moves reports whether rows that are found may come to belong to other partitions: where the
// statement sets a column of a partition key, or where a trigger of a leaf may.
func (p *planner) moves(pt *partedTable, changed map[int]bool, found []bool) (bool, error) {
	if setsKey(pt.table, pt.levels, changed) {
		return true, nil
	}
	for i := range pt.leaves {
		if !found[i] {
			continue
		}
		l := &pt.leaves[i]
		own := map[int]bool{}
		for slot, at := range l.slots {
			own[slot] = at >= 0 && changed[at]
		}
		triggers, err := p.rowTriggers(l.table, own, routine.Update)
		if err != nil || triggers.mayChange(routine.Update) {
			return err == nil, err
		}
	}
	return false, nil
}

// setsKey reports whether a partition key of a level, or of those below it, may change.
func setsKey(t *catalog.TableDesc, l *level, changed map[int]bool) bool {
	for _, c := range l.table.Partitioning.Columns {
		if c.ID == 0 {
			return true
		}
		col, _, _ := l.table.ColumnByID(c.ID)
		if _, slot, ok := t.ColumnNamed(col.Name); ok && changed[slot] {
			return true
		}
	}
	return slices.ContainsFunc(l.parts, func(q levelPart) bool { return q.sub != nil && setsKey(t, q.sub, changed) })
}

// leafWrite plans the writing of a leaf; found: the statement may find rows there.
func (p *planner) leafWrite(d *dml, l *leaf, w *LeafWrite, changed map[int]bool, moves, found bool) error {
	ld, err := p.leafDML(d, l)
	if err != nil {
		return err
	}
	if d.cmd == CommandInsert || moves {
		if w.Insert, err = p.leafInsert(d, ld, w); err != nil {
			return err
		}
	}
	if !found {
		return nil
	}
	if d.cmd == CommandUpdate {
		own := map[int]bool{}
		for slot, at := range w.From {
			if at >= 0 && changed[at] {
				own[slot] = true
			}
		}
		if w.Update, err = p.leafUpdate(ld, own); err != nil {
			return err
		}
		w.Mode = lockMode(keysChanged(l.table, own) || moves)
	}
	if d.cmd == CommandDelete || moves {
		mark := len(p.b.inbound)
		del, err := p.tableWrite(l.table, d.need, nil, nil, true)
		if err != nil {
			return err
		}
		if moves { // what refers to the row hears of an update
			del.Inbound, p.b.inbound = nil, p.b.inbound[:mark]
		}
		if del.Triggers, err = p.rowTriggers(l.table, nil, routine.Delete); err != nil {
			return err
		}
		w.Delete = &del
	}
	return nil
}

// rowTriggers are the triggers for rows of a leaf: those for statements are of the table that
// the statement names.
func (p *planner) rowTriggers(t *catalog.TableDesc, set map[int]bool, events ...routine.Event) (*Triggers, error) {
	g, err := p.b.triggers(t, set, events...)
	if g == nil || err != nil {
		return nil, err
	}
	for _, s := range g.Events {
		s.BeforeStatement, s.AfterStatement = nil, nil
	}
	return g, nil
}

func (p *planner) leafUpdate(ld *dml, changed map[int]bool) (*TableWrite, error) {
	triggers, err := p.rowTriggers(ld.table, maps.Clone(changed), routine.Update)
	if err != nil {
		return nil, err
	}
	if triggers.mayChange(routine.Update) {
		changesAll(ld.table, changed)
	}
	generated, err := p.resolveGenerated(ld, changed)
	if err != nil {
		return nil, err
	}
	if err := p.touchComputed(ld.table, changed); err != nil {
		return nil, err
	}
	checks, err := p.resolveChecks(ld)
	if err != nil {
		return nil, err
	}
	w, err := p.tableWrite(ld.table, ld.need, checks, changed, false)
	w.Generated, w.Triggers = generated, triggers
	return &w, err
}

func (p *planner) leafInsert(d, ld *dml, w *LeafWrite) (*Insert, error) {
	n := &Insert{}
	checks, err := p.resolveChecks(ld)
	if err != nil {
		return nil, err
	}
	mark := len(p.b.inbound)
	if n.TableWrite, err = p.tableWrite(ld.table, d.need, checks, nil, false); err != nil {
		return nil, err
	}
	if n.Generated, err = p.resolveGenerated(ld, nil); err != nil {
		return nil, err
	}
	events := []routine.Event{routine.Insert}
	set := map[int]bool{}
	if d.conflict != nil && d.conflict.update {
		events = append(events, routine.Update)
		for i, x := range d.conflict.sets {
			if x != nil && w.To[i] >= 0 {
				set[w.To[i]] = true
			}
		}
	}
	if n.Triggers, err = p.rowTriggers(ld.table, withAllComputed(ld.table, set), events...); err != nil {
		return nil, err
	}
	n.Inbound, p.b.inbound = nil, p.b.inbound[:mark]
	n.Conflict, err = p.leafConflict(d, ld, n, w)
	return n, err
}

// leafConflict is ON CONFLICT, over rows of a leaf.
func (p *planner) leafConflict(d, ld *dml, n *Insert, w *LeafWrite) (*OnConflict, error) {
	c := d.conflict
	if c == nil {
		return nil, nil
	}
	out := &OnConflict{Update: c.update, Mode: kvpb.LockMode_NO_KEY_UPDATE}
	for _, id := range c.arbiters {
		root, _ := d.table.Index(id)
		at := slices.IndexFunc(n.Indexes, func(x IndexWrite) bool { return p.isPartOf(x.Desc, ld.table, root, d.table) })
		if at < 0 {
			return nil, pgerror.Internal("plan: index %q has no part in %q", root.Name, ld.table.Name)
		}
		out.Arbiters = append(out.Arbiters, at)
	}
	if !c.update {
		return out, nil
	}
	placed := func(vars []scalar.VarID) map[scalar.VarID]int {
		m := map[scalar.VarID]int{}
		for i, at := range w.To {
			if at >= 0 {
				m[vars[i]] = at
			}
		}
		return m
	}
	old, excluded := placed(c.oldVars), placed(c.excluded)
	width := len(ld.table.Columns)
	out.Sets = make([]scalar.Expr, width)
	changed := map[int]bool{}
	var err error
	for i, x := range c.sets {
		if x == nil || w.To[i] < 0 {
			continue
		}
		changed[w.To[i]] = true
		if out.Sets[w.To[i]], err = p.resolveAt(x, old, 0, excluded, width); err != nil {
			return nil, err
		}
	}
	if n.Triggers.mayChange(routine.Update) {
		changesAll(ld.table, changed)
	}
	if _, err := p.resolveGenerated(ld, changed); err != nil {
		return nil, err
	}
	if err := p.touchComputed(ld.table, changed); err != nil {
		return nil, err
	}
	if keysChanged(ld.table, changed) {
		out.Mode = kvpb.LockMode_UPDATE
	}
	if n.Inbound, err = p.inboundKeys(ld.table, changed, true); err != nil {
		return nil, err
	}
	if out.Where, err = p.resolveAt(c.where, old, 0, excluded, width); err != nil {
		return nil, err
	}
	if out.Existing, err = p.resolvePlaced(c.existing, old); err != nil {
		return nil, err
	}
	out.Written, err = p.resolvePlaced(slices.Concat(c.written, d.viewChecks), placed(d.newVars))
	return out, err
}

func (p *planner) resolvePlaced(list []PolicyCheck, row map[scalar.VarID]int) ([]PolicyCheck, error) {
	var out []PolicyCheck
	for _, k := range list {
		x, err := p.resolveAt(k.X, row, 0, nil, 0)
		if err != nil {
			return nil, err
		}
		k.X = x
		out = append(out, k)
	}
	return out, nil
}

// isPartOf reports whether an index of t is the part there of an index of root.
func (p *planner) isPartOf(ix *catalog.IndexDesc, t *catalog.TableDesc, of *catalog.IndexDesc, root *catalog.TableDesc) bool {
	for t.ID != root.ID {
		parent, ok := p.b.env.Catalog.TableByID(t.PartitionOf)
		if !ok || ix.Parent == 0 {
			return false
		}
		at := slices.IndexFunc(parent.Indexes, func(x catalog.IndexDesc) bool { return x.OID == ix.Parent })
		if at < 0 {
			return false
		}
		ix, t = &parent.Indexes[at], parent
	}
	return ix.OID == of.OID
}

// partedInsert completes an INSERT into a partitioned table.
func (p *planner) partedInsert(d *dml, n *Insert) (err error) {
	if n.TableWrite, err = p.partedWrite(d.table, d.need); err != nil {
		return err
	}
	if n.Parts, err = p.parts(d, nil); err != nil {
		return err
	}
	if n.Policies, err = p.resolvePolicies(slices.Concat(d.policies, d.viewChecks), d.newVars); err != nil {
		return err
	}
	set := map[int]bool{}
	events := []routine.Event{routine.Insert}
	if d.conflict != nil && d.conflict.update {
		events = append(events, routine.Update)
		for i, x := range d.conflict.sets {
			set[i] = x != nil
		}
	}
	if n.Triggers, err = p.statementTriggers(d.table, withAllComputed(d.table, set), events...); err != nil {
		return err
	}
	n.Returning, err = p.resolveReturning(d, nil)
	return err
}

// partedWrite is what is left to write of a partitioned table itself.
func (p *planner) partedWrite(t *catalog.TableDesc, n *need) (w TableWrite, err error) {
	w = TableWrite{Table: t, RowID: -1, Details: p.details(t, n)}
	for slot := range t.Columns {
		if t.Columns[slot].ID == catalog.RowIDColumn {
			w.RowID = slot
		}
	}
	w.Bounds, err = p.bounds(t, nil)
	return w, err
}

// statementTriggers are those of the table that the statement names.
func (p *planner) statementTriggers(t *catalog.TableDesc, set map[int]bool, events ...routine.Event) (*Triggers, error) {
	g, err := p.b.triggers(t, set, events...)
	if g == nil || err != nil {
		return nil, err
	}
	for _, s := range g.Events {
		s.BeforeRow, s.AfterRow = nil, nil
	}
	return g, nil
}

// partedOID is the column behind a row's: the leaf that it is in.
func (b *binder) partedOID(alias string) scalar.VarID {
	return b.newVar(varInfo{name: "tableoid", t: types.TOID, typmod: types.NoTypmod, alias: alias})
}

// isBelow reports whether t is of, or a part of it.
func (p *planner) isBelow(t, of *catalog.TableDesc) bool {
	for t.ID != of.ID {
		up, ok := p.b.env.Catalog.TableByID(t.PartitionOf)
		if !t.IsPartition() || !ok {
			return false
		}
		t = up
	}
	return true
}

// namedSlots are the slots in t of columns of a table that t is, or is a part of.
func namedSlots(t, of *catalog.TableDesc, ids []catalog.ColumnID) []int {
	if t.ID == of.ID {
		return columnSlots(t, ids)
	}
	out := make([]int, len(ids))
	for i, id := range ids {
		c, _, _ := of.ColumnByID(id)
		_, out[i], _ = t.ColumnNamed(c.Name)
	}
	return out
}

// refRoute makes the way from a key of a unique index of a partitioned table to its leaves.
func (p *planner) refRoute(pt *partedTable, l *level, ix *catalog.IndexDesc) (*RefRoute, error) {
	out := &RefRoute{Router: l.router}
	for _, k := range l.table.Partitioning.Columns {
		c, _, ok := l.table.ColumnByID(k.ID)
		if !ok || k.ID == 0 {
			return nil, pgerror.Internal("plan: a key of %q does not tell the partition", l.table.Name)
		}
		root, _, _ := pt.table.ColumnNamed(c.Name)
		at := slices.IndexFunc(ix.Columns, func(x catalog.IndexColumn) bool { return x.ID == root.ID })
		if at < 0 {
			return nil, pgerror.Internal("plan: index %q does not tell the partition", ix.Name)
		}
		out.At = append(out.At, at)
	}
	for _, part := range l.parts {
		if part.sub != nil {
			sub, err := p.refRoute(pt, part.sub, ix)
			if err != nil {
				return nil, err
			}
			out.Parts = append(out.Parts, RefPart{Sub: sub})
			continue
		}
		t := pt.leaves[part.leaf].table
		at := slices.IndexFunc(t.Indexes, func(x catalog.IndexDesc) bool { return p.isPartOf(&x, t, ix, pt.table) })
		if at < 0 {
			return nil, pgerror.Internal("plan: index %q has no part in %q", ix.Name, t.Name)
		}
		out.Parts = append(out.Parts, RefPart{Layout: t.Layout(&t.Indexes[at])})
	}
	return out, nil
}

// declaredOn is the table that a foreign key of a partition comes from.
func (p *planner) declaredOn(t *catalog.TableDesc, fk *catalog.ForeignKeyDesc) *catalog.TableDesc {
	for fk.Parent != 0 {
		up, ok := p.b.env.Catalog.TableByID(t.PartitionOf)
		if !ok {
			break
		}
		at := slices.IndexFunc(up.ForeignKeys, func(f catalog.ForeignKeyDesc) bool { return f.OID == fk.Parent })
		if at < 0 {
			break
		}
		t, fk = up, &up.ForeignKeys[at]
	}
	return t
}

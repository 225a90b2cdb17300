package physical

import (
	"maps"
	"slices"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/routine"
	"github.com/isochrondb/isochron/sql/types"
)

// Writing to partitioned tables. Rows are made in the form of the table that the statement
// names: its columns by slot, and behind them the OID of the leaf. Each goes to the leaf that
// its key says (Route), in the leaf's own form, and is written there as any row of that table:
// with its checks, indexes, foreign keys and triggers. An UPDATE whose new row belongs to
// another leaf deletes the row there and inserts it here.

// route makes the routing of rows of the form of d's table.
// vars are the columns of t, a table of the tree, in whose form rows come. Secret: an error must not show
// the key to this role.
// One Route for each level of the tree. The keys of a level are over the statement's table: columns of leaves
// are matched by name.
// Keys are resolved here once; the executor evaluates them for each row, level by level, until a leaf is found.
func (p *planner) route(l *rel.Level, t *catalog.TableDesc, vars []scalar.VarID) (*nodes.Route, error) {
	// Router is the level's own, made of its bounds.
	out := &nodes.Route{Table: l.Table, Router: l.Router}
	keys, err := p.b.KeysOver(l.Table, t, vars)
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
	// Names are for the error of a row that belongs to no partition (23514).
	for i := range l.Table.Partitioning.Columns {
		out.Names = append(out.Names, l.Table.KeyName(i))
	}
	if d := p.details(l.Table, nil); d != nil {
		// Postgres: ExecBuildSlotPartitionKeyDescription shows a key only to who may read all of its columns.
		out.Secret = d.Secured
		for _, c := range l.Table.Partitioning.Columns {
			out.Secret = out.Secret || !d.MayRead(l.Table, c.ID)
		}
	}
	for _, part := range l.Parts {
		one := nodes.RoutePart{Leaf: part.Leaf}
		if part.Sub != nil {
			if one.Sub, err = p.route(part.Sub, t, vars); err != nil {
				return nil, err
			}
		}
		out.Parts = append(out.Parts, one)
	}
	return out, nil
}

// bounds are what a partition's parents want of its rows; nil for a table that is none.
// changed are the slots that an UPDATE assigns: others can't take a row out of its partition.
// A row written straight to a partition, or changed there, has to be one of its own: Postgres's partition
// constraint. Each level up gives one bound.
// Levels that no assigned column can touch are left out, so that an UPDATE of other columns pays nothing. An UPDATE
// through the parent moves a row instead: this is for who names the partition.
func (p *planner) bounds(t *catalog.TableDesc, changed map[int]bool) ([]nodes.PartBound, error) {
	// A table that is no partition takes any row.
	if !t.IsPartition() {
		return nil, nil
	}
	// The columns of t that are made here stand for slots only, and are forgotten.
	mark := len(p.b.Vars)
	defer func() { p.b.Vars = p.b.Vars[:mark] }() // whose places are known
	vars := p.b.RowVars(t, t.Name)
	row, _ := rowLayout(vars, nil)
	var out []nodes.PartBound
	// Up to the root: a part of a part has to lie within both.
	for at := t; at.IsPartition(); {
		// A broken catalog; it can't come of a statement.
		parent, ok := p.b.Env.Catalog.TableByID(at.PartitionOf)
		if !ok {
			return nil, pgerror.Internal("plan: %q is a partition of nothing", at.Name)
		}
		p.b.TableUse(parent)
		router, err := p.b.Router(parent)
		if err != nil {
			return nil, err
		}
		// Part -1 would be a table that its parent does not know.
		b := nodes.PartBound{Router: router, Part: slices.IndexFunc(parent.Partitioning.Parts, func(x catalog.Partition) bool { return x.Table == at.ID })}
		keys, err := p.b.KeysOver(parent, t, vars)
		if err != nil {
			return nil, err
		}
		// An INSERT is judged always.
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
// Checks come bound for the leaf: its own constraints, over NewVars.
// Policies and RETURNING are not in it: those are asked and computed in the form of the named table.
func (p *planner) leafDML(d *rel.DML, l *rel.Leaf) (*rel.DML, error) {
	n := &rel.DML{Cmd: d.Cmd, Table: l.Table, Named: l.Table, Alias: d.Alias, Need: d.Need, NewVars: p.b.RowVars(l.Table, d.Alias)}
	var err error
	n.Checks, err = p.b.Checks(n)
	return n, err
}

// mayFindAgain refuses to change or lock rows of partitions that can't be found again.
// 0A000, when it is planned: such a partition comes of ATTACH, and is otherwise read and inserted into as any.
func mayFindAgain(pt *rel.PartedTable) error {
	t := pt.Unkeyed()
	if t == nil {
		return nil
	}
	return pgerror.Unsupported("Add a primary key to the partition, and attach its index.",
		"rows of partition %q, which lacks the primary key of %q, cannot be changed or locked through it", t.Name, pt.Table.Name)
}

// parts plans the writing of each leaf. changed are the slots that an UPDATE assigns; where it,
// or a DELETE, finds rows of some leaves alone, the others are not planned but for what moves there.
// Which of a leaf's ways of writing are planned:
//
//	INSERT              Insert
//	UPDATE              Update; where rows may move, Delete as well, and Insert for all leaves
//	DELETE              Delete
//
// All of d.Table's leaves have an entry in Leaves, by the number that routes and ByOID use, planned or not.
// Leaves that the statement can't come to keep a LeafWrite without a way of writing, so that numbers stay those of pt.Leaves.
func (p *planner) parts(d *rel.DML, changed map[int]bool) (*nodes.Parts, error) {
	pt, err := p.b.PartedOf(d.Table)
	if err != nil {
		return nil, err
	}
	// An INSERT finds no row again, unless it meets one that is there.
	if d.Cmd != nodes.CommandInsert || d.Conflict != nil {
		if err := mayFindAgain(pt); err != nil {
			return nil, err
		}
	}
	found, err := p.leavesFound(d, pt)
	if err != nil {
		return nil, err
	}
	vars := d.NewVars
	// A DELETE has no row as written: the route is over columns that are made for it.
	if d.Cmd == nodes.CommandDelete {
		vars = p.b.RowVars(d.Table, d.Alias)
	}
	out := &nodes.Parts{ByOID: map[catalog.ID]int{}}
	if pt.Levels != nil {
		// No levels: tables that inherit, where a row stays in its table.
		if out.Route, err = p.route(pt.Levels, d.Table, vars); err != nil {
			return nil, err
		}
		if d.Cmd == nodes.CommandUpdate {
			if out.Moves, err = p.moves(pt, changed, found); err != nil {
				return nil, err
			}
		}
	}
	// Most leaves are alike, and are planned when a row comes to them (partedlater.go).
	plain := p.plainLeaves(d, out, changed)
	for i := range pt.Leaves {
		l := &pt.Leaves[i]
		w := nodes.LeafWrite{Table: l.Table, From: l.Slots}
		switch {
		// An UPDATE or DELETE does not come to leaves that are ruled out.
		case d.Cmd == nodes.CommandInsert && out.Route == nil && i > 0:
			// What inherits from the table takes none of its rows.
		case !found[i] && !out.Moves:
		default:
			// later: only what the statement itself computes is planned now.
			later, err := plain.later(l, &w)
			switch {
			case err != nil:
			case later:
				// A leaf that is put off has nothing to check with the statement but rights, which checkLater
				// looks at.
				err = p.checkLater(d, l, &w, changed)
			default:
				w.To = rel.SlotsIn(d.Table, l.Table)
				err = p.leafWrite(d, l, &w, changed, out.Moves, found[i])
			}
			if err != nil {
				return nil, err
			}
		}
		out.ByOID[l.Table.ID] = i
		out.Leaves = append(out.Leaves, w)
	}
	// A row that moves may come to any leaf, so the statement depends on all.
	pt.Any = pt.Any || out.Moves
	return out, nil
}

// leavesFound tells of which leaves an UPDATE or DELETE may find rows, as constants among its
// conditions tell; an INSERT may come to any.
// The same conditions rule leaves out when they are read (buildParted), where arguments help, too: what is
// planned here is always a superset.
// What is ruled out here is never planned, so it must hold whatever arguments come: only constants count.
func (p *planner) leavesFound(d *rel.DML, pt *rel.PartedTable) ([]bool, error) {
	found := make([]bool, len(pt.Leaves))
	conds, told := []scalar.Expr(nil), false
	// ONLY of a partitioned table finds nothing, which is not worth a case.
	if d.Cmd != nodes.CommandInsert && pt.Levels != nil && d.Target != nil && !d.Target.Only && d.Src != nil {
		conds, told = targetConds(d.Src, d.Target)
	}
	// Nothing is known: rows may be found anywhere.
	if !told {
		for i := range found {
			found[i] = true
		}
		return found, nil
	}
	prune, err := p.pruneOf(d.Target, pt.Levels, conds, false)
	if err != nil {
		return nil, err
	}
	// A parameter is not known: its leaves stay.
	return found, prune.Keep(found, func(x scalar.Expr) (types.Datum, bool, error) {
		if k, ok := x.(*scalar.Const); ok {
			return k.D, true, nil
		}
		return types.Null, false, nil
	})
}

// targetConds are conditions on the columns of a statement's target alone that hold for all rows
// of r; ok: the target is in r, and no outer join makes rows without it.
// Conditions of an outer join's ON do not hold for all rows.
// Which table a condition is of is told by column numbers.
// Conditions that read other tables as well say nothing of the target alone, and are left.
func targetConds(r rel.Rel, target *rel.Scan) (conds []scalar.Expr, ok bool) {
	var more []scalar.Expr
	switch r := r.(type) {
	// By the number of the OID column, which each use of a table has of its own.
	case *rel.Scan:
		return nil, r.OID == target.OID
	case *rel.Select:
		conds, ok = targetConds(r.In, target)
		more = r.Conds
	case *rel.Join:
		if r.Kind == rel.JoinFull {
			return nil, false
		}
		conds, ok = targetConds(r.L, target)
		if !ok && r.Kind == rel.JoinInner {
			conds, ok = targetConds(r.R, target)
		}
		if r.Kind == rel.JoinInner {
			more = r.On
		}
	}
	if !ok {
		return nil, false
	}
	// What an inner join's ON says of the target alone holds for all rows that come out.
	own := rel.SetOf(target.Out())
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
// changed has grown by then: by triggers of the table that the statement names, and generated columns.
// Where it says no, a row that a trigger would move after all can't come up: those were looked at here. Where it says yes,
// the plan has a way of writing for every leaf, which is what it costs.
func (p *planner) moves(pt *rel.PartedTable, changed map[int]bool, found []bool) (bool, error) {
	// The cheap question first: most statements set no key.
	if setsKey(pt.Table, pt.Levels, changed) {
		return true, nil
	}
	// A trigger of a leaf that can't be reached changes nothing.
	for i := range pt.Leaves {
		if !found[i] {
			continue
		}
		l := &pt.Leaves[i]
		own := map[int]bool{}
		for slot, at := range l.Slots {
			own[slot] = at >= 0 && changed[at]
		}
		triggers, err := p.rowTriggers(l.Table, own, routine.Update)
		if err != nil || triggers.MayChange(routine.Update) {
			return err == nil, err
		}
	}
	return false, nil
}

// setsKey reports whether a partition key of a level, or of those below it, may change.
// A key that is an expression may be of any column.
// Columns of a level are looked for by name in the statement's table.
// changed are slots of t, the table that the statement names.
func setsKey(t *catalog.TableDesc, l *rel.Level, changed map[int]bool) bool {
	for _, c := range l.Table.Partitioning.Columns {
		// Which columns an expression reads is not looked up: a plan for all leaves is right in any case.
		if c.ID == 0 {
			return true
		}
		col, _, _ := l.Table.ColumnByID(c.ID)
		if _, slot, ok := t.ColumnNamed(col.Name); ok && changed[slot] {
			return true
		}
	}
	return slices.ContainsFunc(l.Parts, func(q rel.LevelPart) bool { return q.Sub != nil && setsKey(t, q.Sub, changed) })
}

// leafWrite plans the writing of a leaf; found: the statement may find rows there.
// A row that moves is locked as one that is deleted.
// The three ways of writing share w's slots: From (the leaf's columns in the row of the statement) and To
// (back).
// With moves a leaf has all three ways: the row is locked first, and which way it goes is known only when the new
// row has been routed.
func (p *planner) leafWrite(d *rel.DML, l *rel.Leaf, w *nodes.LeafWrite, changed map[int]bool, moves, found bool) error {
	ld, err := p.leafDML(d, l)
	if err != nil {
		return err
	}
	// With moves all leaves may get rows, found or not.
	if d.Cmd == nodes.CommandInsert || moves {
		if w.Insert, err = p.leafInsert(d, ld, w); err != nil {
			return err
		}
	}
	if !found {
		return nil
	}
	if d.Cmd == nodes.CommandUpdate {
		own := map[int]bool{}
		for slot, at := range w.From {
			if at >= 0 && changed[at] {
				own[slot] = true
			}
		}
		if w.Update, err = p.leafUpdate(ld, own); err != nil {
			return err
		}
		if moves {
			w.Barred = p.barredBy(d.Table, l.Table)
		}
		// A row that is taken away must not be referred to meanwhile: hence UPDATE and not NO KEY UPDATE.
		w.Mode = lockMode(keysChanged(l.Table, own) || moves)
	}
	if d.Cmd == nodes.CommandDelete || moves {
		mark := len(p.inbound)
		del, err := p.tableWrite(l.Table, d.Need, nil, nil, true)
		if err != nil {
			return err
		}
		// Postgres treats a move as an UPDATE for foreign keys: RI triggers see one event at the root.
		// But what refers to the leaf alone: the row is gone from there.
		if moves {
			del.Inbound = slices.DeleteFunc(slices.Clone(del.Inbound), func(in nodes.Inbound) bool { return in.Desc.RefTable != l.Table.ID })
			p.inbound = p.inbound[:mark]
			for i := range del.Inbound {
				if in := &del.Inbound[i]; in.NeedsPlan() {
					p.inbound = append(p.inbound, in)
				}
			}
		}
		if del.Triggers, err = p.rowTriggers(l.Table, nil, routine.Delete); err != nil {
			return err
		}
		w.Delete = &del
	}
	return nil
}

// barredBy is a table above a leaf, and below the one that the statement names, which foreign keys
// refer to by itself; nil: there is none.
// Moving a row out of such a table would be a delete for those that refer to it, and none for the root (Postgres
// refuses that, 0A000).
func (p *planner) barredBy(named, leaf *catalog.TableDesc) *catalog.TableDesc {
	for at := leaf; at.IsPartition() && at.PartitionOf != named.ID; {
		up, ok := p.b.Env.Catalog.TableByID(at.PartitionOf)
		if !ok {
			return nil
		}
		for _, id := range up.InboundForeignKeys {
			if child, ok := p.b.Env.Catalog.TableByID(id); ok && slices.ContainsFunc(child.ForeignKeys, func(f catalog.ForeignKeyDesc) bool { return f.RefTable == up.ID }) {
				return up
			}
		}
		at = up
	}
	return nil
}

// rowTriggers are the triggers for rows of a leaf: those for statements are of the table that
// the statement names.
// set are the leaf's own slots, by which UPDATE OF is judged.
func (p *planner) rowTriggers(t *catalog.TableDesc, set map[int]bool, events ...routine.Event) (*nodes.Triggers, error) {
	g, err := p.b.Triggers(t, set, events...)
	if g == nil || err != nil {
		return nil, err
	}
	for _, s := range g.Events {
		s.BeforeStatement, s.AfterStatement = nil, nil
	}
	return g, nil
}

// leafUpdate is updateRows for a leaf: changed are the leaf's slots, and grow by what triggers and generated
// columns change.
// Its policies are the statement's own, asked of the row in the table's form.
func (p *planner) leafUpdate(ld *rel.DML, changed map[int]bool) (*nodes.TableWrite, error) {
	triggers, err := p.rowTriggers(ld.Table, maps.Clone(changed), routine.Update)
	if err != nil {
		return nil, err
	}
	if triggers.MayChange(routine.Update) {
		changesAll(ld.Table, changed)
	}
	generated, err := p.resolveGenerated(ld, changed)
	if err != nil {
		return nil, err
	}
	if err := p.touchComputed(ld.Table, changed); err != nil {
		return nil, err
	}
	checks, err := p.resolveChecks(ld)
	if err != nil {
		return nil, err
	}
	w, err := p.tableWrite(ld.Table, ld.Need, checks, changed, false)
	w.Generated, w.Triggers = generated, triggers
	return &w, err
}

// leafInsert is insertRows for a leaf.
// The row's checks are those of the leaf; policies were asked before the row was routed.
// inbound that tableWrite notes is dropped and made anew by leafConflict: an INSERT alone takes nothing away that
// others refer to.
func (p *planner) leafInsert(d, ld *rel.DML, w *nodes.LeafWrite) (*nodes.Insert, error) {
	n := &nodes.Insert{}
	checks, err := p.resolveChecks(ld)
	if err != nil {
		return nil, err
	}
	mark := len(p.inbound)
	if n.TableWrite, err = p.tableWrite(ld.Table, d.Need, checks, nil, false); err != nil {
		return nil, err
	}
	if n.Generated, err = p.resolveGenerated(ld, nil); err != nil {
		return nil, err
	}
	events := []routine.Event{routine.Insert}
	set := map[int]bool{}
	// Columns that the leaf does not have are assigned nowhere.
	if d.Conflict != nil && d.Conflict.Update {
		events = append(events, routine.Update)
		for i, x := range d.Conflict.Sets {
			if x != nil && w.To[i] >= 0 {
				set[w.To[i]] = true
			}
		}
	}
	if n.Triggers, err = p.rowTriggers(ld.Table, bind.WithAllComputed(ld.Table, set), events...); err != nil {
		return nil, err
	}
	n.Inbound, p.inbound = nil, p.inbound[:mark]
	var changed map[int]bool
	if n.Conflict, changed, err = p.leafConflict(d, ld, n, w); err != nil {
		return nil, err
	}
	// tellsApart drops the question to other partitions; a trigger that may change the key keeps it.
	if d.Cmd == nodes.CommandInsert && !n.Triggers.MayChange(routine.Insert) {
		tellsApart(d, w, n.Indexes, changed)
	}
	return n, nil
}

// leafConflict is ON CONFLICT, over rows of a leaf.
// Columns are at the leaf's slots, which need not be those of the table (w.To). changed are those that DO
// UPDATE may change, nil where it is no such.
// An arbiter without a part in the leaf is a broken catalog, not the user's mistake: attaching made the parts.
func (p *planner) leafConflict(d, ld *rel.DML, n *nodes.Insert, w *nodes.LeafWrite) (out *nodes.OnConflict, changed map[int]bool, err error) {
	c := d.Conflict
	if c == nil {
		return nil, nil, nil
	}
	out = &nodes.OnConflict{Update: c.Update, Mode: kvpb.LockMode_NO_KEY_UPDATE}
	// Each index of the table that is an arbiter has a part in each leaf.
	for _, id := range c.Arbiters {
		root, _ := d.Table.Index(id)
		at := slices.IndexFunc(n.Indexes, func(x nodes.IndexWrite) bool { return p.isPartOf(x.Desc, ld.Table, root, d.Table) })
		if at < 0 {
			return nil, nil, pgerror.Internal("plan: index %q has no part in %q", root.Name, ld.Table.Name)
		}
		out.Arbiters = append(out.Arbiters, at)
	}
	if !c.Update {
		return out, nil, nil
	}
	// placed gives a list of the table's columns the leaf's slots.
	placed := func(vars []scalar.VarID) map[scalar.VarID]int {
		m := map[scalar.VarID]int{}
		for i, at := range w.To {
			if at >= 0 {
				m[vars[i]] = at
			}
		}
		return m
	}
	old, excluded := placed(c.OldVars), placed(c.Excluded)
	width := len(ld.Table.Columns)
	out.Sets = make([]scalar.Expr, width)
	changed = map[int]bool{}
	for i, x := range c.Sets {
		if x == nil || w.To[i] < 0 {
			continue
		}
		changed[w.To[i]] = true
		if out.Sets[w.To[i]], err = p.resolveAt(x, old, 0, excluded, width); err != nil {
			return nil, nil, err
		}
	}
	if n.Triggers.MayChange(routine.Update) {
		changesAll(ld.Table, changed)
	}
	if _, err := p.resolveGenerated(ld, changed); err != nil {
		return nil, nil, err
	}
	if err := p.touchComputed(ld.Table, changed); err != nil {
		return nil, nil, err
	}
	if keysChanged(ld.Table, changed) {
		out.Mode = kvpb.LockMode_UPDATE
	}
	if n.Inbound, err = p.inboundKeys(ld.Table, changed, true); err != nil {
		return nil, nil, err
	}
	if out.Where, err = p.resolveAt(c.Where, old, 0, excluded, width); err != nil {
		return nil, nil, err
	}
	if out.Existing, err = p.resolvePlaced(c.Existing, old); err != nil {
		return nil, nil, err
	}
	out.Written, err = p.resolvePlaced(slices.Concat(c.Written, d.ViewChecks), placed(d.NewVars))
	return out, changed, err
}

// resolvePlaced is resolvePolicies where columns have other places than their order.
// row has the place of each column by its number.
func (p *planner) resolvePlaced(list []nodes.PolicyCheck, row map[scalar.VarID]int) ([]nodes.PolicyCheck, error) {
	var out []nodes.PolicyCheck
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
// It goes up the tree by the parents that indexes name.
// Complexity: the depth of the tree. OIDs are compared, as names may differ.
// An index that was made on a leaf by itself has no parent, and is part of none.
func (p *planner) isPartOf(ix *catalog.IndexDesc, t *catalog.TableDesc, of *catalog.IndexDesc, root *catalog.TableDesc) bool {
	for t.ID != root.ID {
		parent, ok := p.b.Env.Catalog.TableByID(t.PartitionOf)
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
// Of the table itself only statement triggers, policies and RETURNING are left; rows are the leaves' own.
// Statement triggers see the named table, also where no row comes. The row's own form is the table's until it is routed.
func (p *planner) partedInsert(d *rel.DML, n *nodes.Insert) (err error) {
	if n.TableWrite, err = p.partedWrite(d.Table, d.Need); err != nil {
		return err
	}
	if n.Parts, err = p.parts(d, nil); err != nil {
		return err
	}
	if n.Policies, err = p.resolvePolicies(slices.Concat(d.Policies, d.ViewChecks), d.NewVars); err != nil {
		return err
	}
	set := map[int]bool{}
	events := []routine.Event{routine.Insert}
	if d.Conflict != nil && d.Conflict.Update {
		events = append(events, routine.Update)
		for i, x := range d.Conflict.Sets {
			set[i] = x != nil
		}
	}
	if n.Triggers, err = p.statementTriggers(d.Table, bind.WithAllComputed(d.Table, set), events...); err != nil {
		return err
	}
	n.Returning, err = p.resolveReturning(d, nil)
	return err
}

// partedWrite is what is left to write of a partitioned table itself.
// It has no indexes that hold entries, and no checks: the leaves have copies. Bounds are those of a table that
// is itself a partition.
// RowID -1: it has none.
func (p *planner) partedWrite(t *catalog.TableDesc, n *rel.Need) (w nodes.TableWrite, err error) {
	w = nodes.TableWrite{Table: t, RowID: -1, Details: p.details(t, n)}
	for slot := range t.Columns {
		if t.Columns[slot].ID == catalog.RowIDColumn {
			w.RowID = slot
		}
	}
	w.Bounds, err = p.bounds(t, nil)
	return w, err
}

// statementTriggers are those of the table that the statement names.
// Postgres fires a statement's triggers on the table that is named, and no other.
func (p *planner) statementTriggers(t *catalog.TableDesc, set map[int]bool, events ...routine.Event) (*nodes.Triggers, error) {
	g, err := p.b.Triggers(t, set, events...)
	if g == nil || err != nil {
		return nil, err
	}
	for _, s := range g.Events {
		s.BeforeRow, s.AfterRow = nil, nil
	}
	return g, nil
}

// isBelow reports whether t is of, or a part of it.
// Also true of t itself.
func (p *planner) isBelow(t, of *catalog.TableDesc) bool {
	for t.ID != of.ID {
		up, ok := p.b.Env.Catalog.TableByID(t.PartitionOf)
		if !t.IsPartition() || !ok {
			return false
		}
		t = up
	}
	return true
}

// namedSlots are the slots in t of columns of a table that t is, or is a part of.
// Parents and partitions have the same columns under one name, in any order.
// ids are columns of `of`. A column that t lacks can't be: partitions have all of their parents'.
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
// The key has all columns of the partition keys, which is what makes it unique over all leaves; but for a
// homed table's (overRoute).
// At are the places of the level's keys among the values of the index.
// A key that a foreign key refers to is looked up in one leaf by it, instead of in all.
func (p *planner) refRoute(pt *rel.PartedTable, l *rel.Level, ix *catalog.IndexDesc) (*nodes.RefRoute, error) {
	if pt.Table.OverAll(ix) {
		return p.overRoute(pt, ix), nil
	}
	out := &nodes.RefRoute{Router: l.Router}
	for _, k := range l.Table.Partitioning.Columns {
		c, _, ok := l.Table.ColumnByID(k.ID)
		if !ok || k.ID == 0 {
			return nil, pgerror.Internal("plan: a key of %q does not tell the partition", l.Table.Name)
		}
		// A unique index without a key column could not be made.
		root, _, _ := pt.Table.ColumnNamed(c.Name)
		at := slices.IndexFunc(ix.Columns, func(x catalog.IndexColumn) bool { return x.ID == root.ID })
		if at < 0 {
			return nil, pgerror.Internal("plan: index %q does not tell the partition", ix.Name)
		}
		out.At = append(out.At, at)
	}
	for _, part := range l.Parts {
		if part.Sub != nil {
			sub, err := p.refRoute(pt, part.Sub, ix)
			if err != nil {
				return nil, err
			}
			out.Parts = append(out.Parts, nodes.RefPart{Sub: sub})
			continue
		}
		t := pt.Leaves[part.Leaf].Table
		at := slices.IndexFunc(t.Indexes, func(x catalog.IndexDesc) bool { return p.isPartOf(&x, t, ix, pt.Table) })
		if at < 0 {
			return nil, pgerror.Internal("plan: index %q has no part in %q", ix.Name, t.Name)
		}
		out.Parts = append(out.Parts, nodes.RefPart{Layout: t.Layout(&t.Indexes[at])})
	}
	return out, nil
}

// declaredOn is the table that a foreign key of a partition comes from.
// Errors name that one.
// A foreign key of a partitioned table is copied to each leaf; fk.Parent leads back.
func (p *planner) declaredOn(t *catalog.TableDesc, fk *catalog.ForeignKeyDesc) *catalog.TableDesc {
	for fk.Parent != 0 {
		up, ok := p.b.Env.Catalog.TableByID(t.PartitionOf)
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

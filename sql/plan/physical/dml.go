package physical

import (
	"maps"
	"slices"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/routine"
)

// buildDML plans a statement that writes.
func (p *planner) buildDML(d *rel.DML) (nodes.Node, error) {
	switch d.Cmd {
	case nodes.CommandInsert:
		return p.buildInsert(d)
	case nodes.CommandUpdate:
		return p.buildUpdate(d)
	case nodes.CommandMerge:
		return p.buildMerge(d)
	}
	return p.buildDelete(d)
}

// rowLayout places the columns of a written row at their slots, and what the
// input adds behind them.
// It gives the places for resolveAt: the row's from 0, the input's behind as many as the row has.
func rowLayout(newVars []scalar.VarID, in *phys) (map[scalar.VarID]int, map[scalar.VarID]int) {
	row := make(map[scalar.VarID]int, len(newVars))
	for i, id := range newVars {
		row[id] = i
	}
	if in == nil {
		return row, nil
	}
	return row, in.slots
}

// resolveChecks gives the columns of CHECK constraints their places in the row as written.
func (p *planner) resolveChecks(d *rel.DML) ([]nodes.Check, error) {
	row, _ := rowLayout(d.NewVars, nil)
	out := make([]nodes.Check, len(d.Checks))
	for i, k := range d.Checks {
		x, err := p.resolveAt(k.X, row, 0, nil, 0)
		if err != nil {
			return nil, err
		}
		out[i] = nodes.Check{Name: k.Name, X: x}
	}
	return out, nil
}

// resolvePolicies gives the columns of a row their places: vars, in order.
func (p *planner) resolvePolicies(list []nodes.PolicyCheck, vars []scalar.VarID) ([]nodes.PolicyCheck, error) {
	if len(list) == 0 {
		return nil, nil
	}
	row, _ := rowLayout(vars, nil)
	out := make([]nodes.PolicyCheck, len(list))
	for i, k := range list {
		x, err := p.resolveAt(k.X, row, 0, nil, 0)
		if err != nil {
			return nil, err
		}
		k.X = x
		out[i] = k
	}
	return out, nil
}

// resolveReturning is over the written row, xmax behind it where that is asked for, and then the input. nil
// without RETURNING.
func (p *planner) resolveReturning(d *rel.DML, in *phys) ([]scalar.Expr, error) {
	if d.Returning == nil {
		return nil, nil
	}
	row, src := rowLayout(d.NewVars, in)
	if d.Xmax != 0 {
		row[d.Xmax] = len(d.NewVars)
	}
	out := make([]scalar.Expr, len(d.RetItems))
	for i, it := range d.RetItems {
		x, err := p.resolveAt(it.X, row, 0, src, len(d.NewVars))
		if err != nil {
			return nil, err
		}
		out[i] = x
	}
	return out, nil
}

// dmlHead counts a write of each row as a seek.
func (p *planner) dmlHead(d *rel.DML, in *phys) nodes.Head {
	var ids []scalar.VarID
	if d.Returning != nil {
		ids = d.Returning.Out
	}
	return p.head(p.typesOf(ids), in.rows, 0, in.cost+in.rows*costSeek)
}

// buildInsert plans the rows' source for the columns that values read, then the writing.
func (p *planner) buildInsert(d *rel.DML) (nodes.Node, error) {
	need := rel.VarSet{}
	for _, x := range d.Values {
		if x != nil {
			need.AddExpr(x)
		}
	}
	in, err := p.build(p.b.Norm(d.Src), goal{need: need})
	if err != nil {
		return nil, err
	}
	n, err := p.insertRows(d, in)
	if err != nil {
		return nil, err
	}
	n.Input = in.node
	n.Head_ = p.dmlHead(d, in)
	if n.Parts != nil && !p.placed(n) {
		p.comesToAny(n)
	}
	return n, nil
}

// insertRows plans what is inserted of the rows of in.
func (p *planner) insertRows(d *rel.DML, in *phys) (*nodes.Insert, error) {
	n := &nodes.Insert{Values: make([]scalar.Expr, len(d.Values))}
	var err error
	for i, x := range d.Values {
		if n.Values[i], err = p.resolve(x, in); err != nil {
			return nil, err
		}
	}
	if d.RowWhere != nil {
		row, _ := rowLayout(d.NewVars, nil)
		if n.Where, err = p.resolveAt(d.RowWhere, row, 0, nil, 0); err != nil {
			return nil, err
		}
	}
	if d.Divided() {
		return n, p.partedInsert(d, n)
	}
	checks, err := p.resolveChecks(d)
	if err != nil {
		return nil, err
	}
	mark := len(p.inbound)
	if n.TableWrite, err = p.writeOf(d, checks, nil, false); err != nil {
		return nil, err
	}
	if n.Generated, err = p.resolveGenerated(d, nil); err != nil {
		return nil, err
	}
	if n.Policies, err = p.resolvePolicies(slices.Concat(d.Policies, d.ViewChecks), d.NewVars); err != nil {
		return nil, err
	}
	events := []routine.Event{routine.Insert}
	set := map[int]bool{}
	if d.Conflict != nil && d.Conflict.Update {
		events = append(events, routine.Update)
		for i, x := range d.Conflict.Sets {
			set[i] = x != nil
		}
	}
	if n.Triggers, err = p.b.Triggers(d.Table, bind.WithAllComputed(d.Table, set), events...); err != nil {
		return nil, err
	}
	// Nothing can refer to a row that is not there yet.
	n.Inbound, p.inbound = nil, p.inbound[:mark]
	if n.Conflict, err = p.conflict(d, n); err != nil {
		return nil, err
	}
	n.Returning, err = p.resolveReturning(d, nil)
	return n, err
}

// conflict plans ON CONFLICT; nil: there is none. Its expressions read the row that is there from 0, and
// the one that was to be inserted (EXCLUDED) behind it.
func (p *planner) conflict(d *rel.DML, n *nodes.Insert) (*nodes.OnConflict, error) {
	c := d.Conflict
	if c == nil {
		return nil, nil
	}
	// NO KEY UPDATE lets those in that only refer to the row; it is UPDATE where a key changes.
	out := &nodes.OnConflict{Update: c.Update, Mode: kvpb.LockMode_NO_KEY_UPDATE}
	for i := range n.Indexes {
		for _, id := range c.Arbiters {
			if n.Indexes[i].Desc.ID == id {
				out.Arbiters = append(out.Arbiters, i)
			}
		}
	}
	if !c.Update {
		return out, nil
	}
	old := map[scalar.VarID]int{}
	for i, id := range c.OldVars {
		old[id] = i
	}
	excluded := map[scalar.VarID]int{}
	for i, id := range c.Excluded {
		excluded[id] = i
	}
	width := len(d.Table.Columns)
	out.Sets = make([]scalar.Expr, len(c.Sets))
	changed := map[int]bool{}
	var err error
	for i, x := range c.Sets {
		if x == nil {
			continue
		}
		changed[i] = true
		if out.Sets[i], err = p.resolveAt(x, old, 0, excluded, width); err != nil {
			return nil, err
		}
	}
	if n.Triggers.MayChange(routine.Update) {
		changesAll(d.Table, changed)
	}
	if _, err := p.resolveGenerated(d, changed); err != nil { // for what changes besides
		return nil, err
	}
	if err := p.touchComputed(d.Table, changed); err != nil {
		return nil, err
	}
	if keysChanged(d.Table, changed) {
		out.Mode = kvpb.LockMode_UPDATE
	}
	// An update may break references to the row.
	if n.Inbound, err = p.inboundKeys(d.Table, changed, true); err != nil {
		return nil, err
	}
	if out.Where, err = p.resolveAt(c.Where, old, 0, excluded, width); err != nil {
		return nil, err
	}
	if out.Existing, err = p.resolvePolicies(c.Existing, c.OldVars); err != nil {
		return nil, err
	}
	out.Written, err = p.resolvePolicies(slices.Concat(c.Written, d.ViewChecks), d.NewVars)
	return out, err
}

// needAll wants every column of the target.
// An UPDATE writes whole rows, so that it reads them whole, hidden row IDs and leaves' own columns too.
func needAll(d *rel.DML, need rel.VarSet) {
	if d.Instead {
		for _, id := range d.TargetVars {
			need[id] = true
		}
		return
	}
	for slot := range d.Table.Stored() {
		need[d.TargetVars[slot]] = true
	}
	for _, id := range d.Target.Extra {
		need[id] = true
	}
}

// needKeys wants the columns that are part of an index or referred to.
// A DELETE has to find the row's entries in all indexes, also in those that are still being built, and what
// refers to it.
func (p *planner) needKeys(d *rel.DML, need rel.VarSet) {
	t := d.Table
	for i := range t.Indexes {
		if t.Indexes[i].State == catalog.IndexDropping {
			continue
		}
		l := t.Layout(&t.Indexes[i])
		for _, slot := range l.Slots {
			p.needComputed(t, slot, d.TargetVars, need)
		}
		for _, s := range l.Sources {
			p.needComputed(t, s.Slot, d.TargetVars, need)
		}
		if l.Partial {
			p.needComputed(t, l.Predicate, d.TargetVars, need)
		}
	}
	for _, id := range t.InboundForeignKeys {
		child, ok := p.b.Env.Catalog.TableByID(id)
		if !ok {
			continue
		}
		for i := range child.ForeignKeys {
			if child.ForeignKeys[i].RefTable == t.ID {
				for _, slot := range columnSlots(t, child.ForeignKeys[i].RefColumns) {
					need[d.TargetVars[slot]] = true
				}
			}
		}
	}
}

// buildUpdate plans in this order because each step adds to what the next one asks:
//
//  1. which columns are assigned: by SET, a home region, triggers, generated and computed columns
//  2. what is written for these, and how strongly rows are locked by it
//  3. the reading, with that lock and all columns that 2 needs
//  4. the places of columns in what was read
func (p *planner) buildUpdate(d *rel.DML) (nodes.Node, error) {
	p.rehome(d)
	changed := map[int]bool{}
	need := rel.VarSet{}
	for slot, x := range d.Values {
		if x != nil {
			changed[slot] = true
			need.AddExpr(x)
		}
	}
	needAll(d, need)
	for _, it := range d.RetItems {
		needReturning(d, it.X, need)
	}
	triggers, err := p.b.Triggers(d.Table, maps.Clone(changed), routine.Update)
	if err != nil {
		return nil, err
	}
	d.Src = p.b.Norm(d.Src)
	n, err := p.updateRows(d, changed, triggers)
	if err != nil {
		return nil, err
	}
	strength := ast.LockForNoKeyUpdate
	if n.Mode == kvpb.LockMode_UPDATE || n.Parts != nil && slices.ContainsFunc(n.Parts.Leaves, func(l nodes.LeafWrite) bool { return l.Mode == kvpb.LockMode_UPDATE }) {
		strength = ast.LockForUpdate
	}
	if n.Parts != nil {
		need[d.Target.OID] = true
	}
	d.LockScan(strength)
	in, err := p.build(d.Src, goal{need: need})
	if err != nil {
		return nil, err
	}
	if err := p.updateFrom(n, d, in); err != nil {
		return nil, err
	}
	if n.Parts != nil {
		n.Parts.OID = p.slot(in, d.Target.OID)
	}
	n.Input, n.Locked, n.Dedup = in.node, targetLocked(d, in.node), d.Joined
	n.Head_ = p.dmlHead(d, in)
	return n, nil
}

// updateRows plans what an UPDATE writes, to which changed adds the slots.
func (p *planner) updateRows(d *rel.DML, changed map[int]bool, triggers *nodes.Triggers) (*nodes.Update, error) {
	if triggers.MayChange(routine.Update) {
		changesAll(d.Table, changed)
	}
	generated, err := p.resolveGenerated(d, changed)
	if err != nil {
		return nil, err
	}
	if err := p.touchComputed(d.Table, changed); err != nil {
		return nil, err
	}
	n := &nodes.Update{Mode: kvpb.LockMode_NO_KEY_UPDATE}
	if !d.Instead && keysChanged(d.Table, changed) {
		n.Mode = kvpb.LockMode_UPDATE
	}
	if d.Divided() {
		return n, p.updateParts(n, d, changed)
	}
	checks, err := p.resolveChecks(d)
	if err != nil {
		return nil, err
	}
	if n.TableWrite, err = p.writeOf(d, checks, changed, false); err != nil {
		return nil, err
	}
	n.Generated, n.Triggers = generated, triggers
	n.Policies, err = p.resolvePolicies(slices.Concat(d.Policies, d.ViewChecks), d.NewVars)
	return n, err
}

// updateParts plans what an UPDATE writes to the leaves of a partitioned table.
func (p *planner) updateParts(n *nodes.Update, d *rel.DML, changed map[int]bool) (err error) {
	if n.Parts, err = p.parts(d, changed); err != nil {
		return err
	}
	if n.TableWrite, err = p.partedWrite(d.Table, d.Need); err != nil {
		return err
	}
	if n.Triggers, err = p.statementTriggers(d.Table, changed, routine.Update); err != nil {
		return err
	}
	n.Policies, err = p.resolvePolicies(slices.Concat(d.Policies, d.ViewChecks), d.NewVars)
	return err
}

// updateFrom gives an UPDATE its input.
func (p *planner) updateFrom(n *nodes.Update, d *rel.DML, in *phys) (err error) {
	n.Old, n.Sets = readSlots(d.OldVars(), in), make([]scalar.Expr, len(d.Values))
	for i, x := range d.Values {
		if n.Sets[i], err = p.resolve(p.overHashed(x, in), in); err != nil {
			return err
		}
	}
	n.Returning, err = p.resolveReturning(d, in)
	return err
}

// writeOf is what writing a statement's rows takes.
func (p *planner) writeOf(d *rel.DML, checks []nodes.Check, changed map[int]bool, del bool) (nodes.TableWrite, error) {
	if d.Instead {
		return nodes.TableWrite{Table: d.Table, RowID: -1, Instead: true}, nil
	}
	return p.tableWrite(d.Table, d.Need, checks, changed, del)
}

// targetLocked reports whether the target of d is locked where it is read.
func targetLocked(d *rel.DML, n nodes.Node) bool { return !d.Instead && lockedByScan(n, d.Target) }

// changesAll notes that a trigger may change any column.
func changesAll(t *catalog.TableDesc, changed map[int]bool) {
	for i := range t.Columns {
		if !t.Columns[i].Hidden {
			changed[i] = true
		}
	}
}

// needReturning adds what RETURNING reads of the source.
func needReturning(d *rel.DML, x scalar.Expr, need rel.VarSet) {
	row := rel.SetOf(d.NewVars)
	scalar.Vars(x, func(v *scalar.Var) {
		if !row[v.ID] || d.Cmd == nodes.CommandDelete {
			need[v.ID] = true
		}
	})
}

// buildDelete locks at full strength: a row that goes must not be referred to by anybody.
func (p *planner) buildDelete(d *rel.DML) (nodes.Node, error) {
	need := rel.VarSet{}
	if p.needKeys(d, need); d.Instead {
		needAll(d, need)
	}
	triggers, err := p.b.Triggers(d.Table, nil, routine.Delete)
	if err != nil {
		return nil, err
	}
	// A trigger is given the whole OLD row.
	if triggers.Rows(routine.Delete) {
		needAll(d, need)
	}
	for _, it := range d.RetItems {
		needReturning(d, it.X, need)
	}
	if d.Divided() { // the leaves may have indexes of their own
		needAll(d, need)
		need[d.Target.OID] = true
	}
	d.LockScan(ast.LockForUpdate)
	d.Src = p.b.Norm(d.Src)
	in, err := p.build(d.Src, goal{need: need})
	if err != nil {
		return nil, err
	}
	n := &nodes.Delete{Input: in.node, Old: readSlots(d.OldVars(), in), Locked: targetLocked(d, in.node), Dedup: d.Joined}
	if d.Divided() {
		if err = p.deleteParts(n, d, in); err != nil {
			return nil, err
		}
		if triggers, err = p.statementTriggers(d.Table, nil, routine.Delete); err != nil {
			return nil, err
		}
	} else if n.TableWrite, err = p.writeOf(d, nil, nil, true); err != nil {
		return nil, err
	}
	n.Triggers = triggers
	if n.Returning, err = p.resolveReturning(d, in); err != nil {
		return nil, err
	}
	n.Head_ = p.dmlHead(d, in)
	return n, nil
}

// deleteParts plans what a DELETE writes to the leaves of a partitioned table.
func (p *planner) deleteParts(n *nodes.Delete, d *rel.DML, in *phys) (err error) {
	if n.Parts, err = p.parts(d, nil); err != nil {
		return err
	}
	n.Parts.OID = p.slot(in, d.Target.OID)
	n.TableWrite, err = p.partedWrite(d.Table, d.Need)
	return err
}

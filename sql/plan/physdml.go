package plan

import (
	"maps"
	"slices"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/routine"
)

// buildDML plans a statement that writes.
func (p *planner) buildDML(d *dml) (Node, error) {
	switch d.cmd {
	case CommandInsert:
		return p.buildInsert(d)
	case CommandUpdate:
		return p.buildUpdate(d)
	case CommandMerge:
		return p.buildMerge(d)
	}
	return p.buildDelete(d)
}

// rowLayout places the columns of a written row at their slots, and what the
// input adds behind them.
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

func (p *planner) resolveChecks(d *dml) ([]Check, error) {
	row, _ := rowLayout(d.newVars, nil)
	out := make([]Check, len(d.checks))
	for i, k := range d.checks {
		x, err := p.resolveAt(k.X, row, 0, nil, 0)
		if err != nil {
			return nil, err
		}
		out[i] = Check{Name: k.Name, X: x}
	}
	return out, nil
}

// resolvePolicies gives the columns of a row their places: vars, in order.
func (p *planner) resolvePolicies(list []PolicyCheck, vars []scalar.VarID) ([]PolicyCheck, error) {
	if len(list) == 0 {
		return nil, nil
	}
	row, _ := rowLayout(vars, nil)
	out := make([]PolicyCheck, len(list))
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

func (p *planner) resolveReturning(d *dml, in *phys) ([]scalar.Expr, error) {
	if d.returning == nil {
		return nil, nil
	}
	row, src := rowLayout(d.newVars, in)
	if d.xmax != 0 {
		row[d.xmax] = len(d.newVars)
	}
	out := make([]scalar.Expr, len(d.retItems))
	for i, it := range d.retItems {
		x, err := p.resolveAt(it.x, row, 0, src, len(d.newVars))
		if err != nil {
			return nil, err
		}
		out[i] = x
	}
	return out, nil
}

func (p *planner) dmlHead(d *dml, in *phys) Head {
	var ids []scalar.VarID
	if d.returning != nil {
		ids = d.returning.out
	}
	return p.head(p.typesOf(ids), in.rows, 0, in.cost+in.rows*costSeek)
}

func (p *planner) buildInsert(d *dml) (Node, error) {
	need := varSet{}
	for _, x := range d.values {
		if x != nil {
			need.addExpr(x)
		}
	}
	in, err := p.build(p.b.norm(d.src), goal{need: need})
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
func (p *planner) insertRows(d *dml, in *phys) (*Insert, error) {
	n := &Insert{Values: make([]scalar.Expr, len(d.values))}
	var err error
	for i, x := range d.values {
		if n.Values[i], err = p.resolve(x, in); err != nil {
			return nil, err
		}
	}
	if d.rowWhere != nil {
		row, _ := rowLayout(d.newVars, nil)
		if n.Where, err = p.resolveAt(d.rowWhere, row, 0, nil, 0); err != nil {
			return nil, err
		}
	}
	if d.divided() {
		return n, p.partedInsert(d, n)
	}
	checks, err := p.resolveChecks(d)
	if err != nil {
		return nil, err
	}
	mark := len(p.b.inbound)
	if n.TableWrite, err = p.writeOf(d, checks, nil, false); err != nil {
		return nil, err
	}
	if n.Generated, err = p.resolveGenerated(d, nil); err != nil {
		return nil, err
	}
	if n.Policies, err = p.resolvePolicies(slices.Concat(d.policies, d.viewChecks), d.newVars); err != nil {
		return nil, err
	}
	events := []routine.Event{routine.Insert}
	set := map[int]bool{}
	if d.conflict != nil && d.conflict.update {
		events = append(events, routine.Update)
		for i, x := range d.conflict.sets {
			set[i] = x != nil
		}
	}
	if n.Triggers, err = p.b.triggers(d.table, withAllComputed(d.table, set), events...); err != nil {
		return nil, err
	}
	// Nothing can refer to a row that is not there yet.
	n.Inbound, p.b.inbound = nil, p.b.inbound[:mark]
	if n.Conflict, err = p.conflict(d, n); err != nil {
		return nil, err
	}
	n.Returning, err = p.resolveReturning(d, nil)
	return n, err
}

func (p *planner) conflict(d *dml, n *Insert) (*OnConflict, error) {
	c := d.conflict
	if c == nil {
		return nil, nil
	}
	out := &OnConflict{Update: c.update, Mode: kvpb.LockMode_NO_KEY_UPDATE}
	for i := range n.Indexes {
		for _, id := range c.arbiters {
			if n.Indexes[i].Desc.ID == id {
				out.Arbiters = append(out.Arbiters, i)
			}
		}
	}
	if !c.update {
		return out, nil
	}
	old := map[scalar.VarID]int{}
	for i, id := range c.oldVars {
		old[id] = i
	}
	excluded := map[scalar.VarID]int{}
	for i, id := range c.excluded {
		excluded[id] = i
	}
	width := len(d.table.Columns)
	out.Sets = make([]scalar.Expr, len(c.sets))
	changed := map[int]bool{}
	var err error
	for i, x := range c.sets {
		if x == nil {
			continue
		}
		changed[i] = true
		if out.Sets[i], err = p.resolveAt(x, old, 0, excluded, width); err != nil {
			return nil, err
		}
	}
	if n.Triggers.mayChange(routine.Update) {
		changesAll(d.table, changed)
	}
	if _, err := p.resolveGenerated(d, changed); err != nil { // for what changes besides
		return nil, err
	}
	if err := p.touchComputed(d.table, changed); err != nil {
		return nil, err
	}
	if keysChanged(d.table, changed) {
		out.Mode = kvpb.LockMode_UPDATE
	}
	// An update may break references to the row.
	if n.Inbound, err = p.inboundKeys(d.table, changed, true); err != nil {
		return nil, err
	}
	if out.Where, err = p.resolveAt(c.where, old, 0, excluded, width); err != nil {
		return nil, err
	}
	if out.Existing, err = p.resolvePolicies(c.existing, c.oldVars); err != nil {
		return nil, err
	}
	out.Written, err = p.resolvePolicies(slices.Concat(c.written, d.viewChecks), d.newVars)
	return out, err
}

// needAll wants every column of the target.
func needAll(d *dml, need varSet) {
	if d.instead {
		for _, id := range d.targetVars {
			need[id] = true
		}
		return
	}
	for slot := range d.table.Stored() {
		need[d.targetVars[slot]] = true
	}
	for _, id := range d.target.extra {
		need[id] = true
	}
}

// oldVars are the columns of the input that make a row as it was: of several tables, also what
// only some of them have.
func (d *dml) oldVars() []scalar.VarID {
	if d.target != nil && d.target.tree != nil {
		return d.target.out()
	}
	return d.targetVars
}

// needKeys wants the columns that are part of an index or referred to.
func (p *planner) needKeys(d *dml, need varSet) {
	t := d.table
	for i := range t.Indexes {
		if t.Indexes[i].State == catalog.IndexDropping {
			continue
		}
		l := t.Layout(&t.Indexes[i])
		for _, slot := range l.Slots {
			p.needComputed(t, slot, d.targetVars, need)
		}
		if l.Inverted() {
			p.needComputed(t, l.Source, d.targetVars, need)
		}
		if l.Partial {
			p.needComputed(t, l.Predicate, d.targetVars, need)
		}
	}
	for _, id := range t.InboundForeignKeys {
		child, ok := p.b.env.Catalog.TableByID(id)
		if !ok {
			continue
		}
		for i := range child.ForeignKeys {
			if child.ForeignKeys[i].RefTable == t.ID {
				for _, slot := range columnSlots(t, child.ForeignKeys[i].RefColumns) {
					need[d.targetVars[slot]] = true
				}
			}
		}
	}
}

// lockScan marks the target to be locked as it is read where its rows are
// found by their whole primary key.
func (d *dml) lockScan(s ast.LockStrength) {
	if d.instead {
		return
	}
	d.target.lock = &rowLock{strength: s, wait: ast.LockBlock, dml: true}
}

func (p *planner) buildUpdate(d *dml) (Node, error) {
	changed := map[int]bool{}
	need := varSet{}
	for slot, x := range d.values {
		if x != nil {
			changed[slot] = true
			need.addExpr(x)
		}
	}
	needAll(d, need)
	for _, it := range d.retItems {
		need.addReturning(it.x, d)
	}
	triggers, err := p.b.triggers(d.table, maps.Clone(changed), routine.Update)
	if err != nil {
		return nil, err
	}
	d.src = p.b.norm(d.src)
	n, err := p.updateRows(d, changed, triggers)
	if err != nil {
		return nil, err
	}
	strength := ast.LockForNoKeyUpdate
	if n.Mode == kvpb.LockMode_UPDATE || n.Parts != nil && slices.ContainsFunc(n.Parts.Leaves, func(l LeafWrite) bool { return l.Mode == kvpb.LockMode_UPDATE }) {
		strength = ast.LockForUpdate
	}
	if n.Parts != nil {
		need[d.target.oid] = true
	}
	d.lockScan(strength)
	in, err := p.build(d.src, goal{need: need})
	if err != nil {
		return nil, err
	}
	if err := p.updateFrom(n, d, in); err != nil {
		return nil, err
	}
	if n.Parts != nil {
		n.Parts.OID = p.slot(in, d.target.oid)
	}
	n.Input, n.Locked, n.Dedup = in.node, d.lockedBy(in.node), d.joined
	n.Head_ = p.dmlHead(d, in)
	return n, nil
}

// updateRows plans what an UPDATE writes, to which changed adds the slots.
func (p *planner) updateRows(d *dml, changed map[int]bool, triggers *Triggers) (*Update, error) {
	if triggers.mayChange(routine.Update) {
		changesAll(d.table, changed)
	}
	generated, err := p.resolveGenerated(d, changed)
	if err != nil {
		return nil, err
	}
	if err := p.touchComputed(d.table, changed); err != nil {
		return nil, err
	}
	n := &Update{Mode: kvpb.LockMode_NO_KEY_UPDATE}
	if !d.instead && keysChanged(d.table, changed) {
		n.Mode = kvpb.LockMode_UPDATE
	}
	if d.divided() {
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
	n.Policies, err = p.resolvePolicies(slices.Concat(d.policies, d.viewChecks), d.newVars)
	return n, err
}

// updateParts plans what an UPDATE writes to the leaves of a partitioned table.
func (p *planner) updateParts(n *Update, d *dml, changed map[int]bool) (err error) {
	if n.Parts, err = p.parts(d, changed); err != nil {
		return err
	}
	if n.TableWrite, err = p.partedWrite(d.table, d.need); err != nil {
		return err
	}
	if n.Triggers, err = p.statementTriggers(d.table, changed, routine.Update); err != nil {
		return err
	}
	n.Policies, err = p.resolvePolicies(slices.Concat(d.policies, d.viewChecks), d.newVars)
	return err
}

// updateFrom gives an UPDATE its input.
func (p *planner) updateFrom(n *Update, d *dml, in *phys) (err error) {
	n.Old, n.Sets = readSlots(d.oldVars(), in), make([]scalar.Expr, len(d.values))
	for i, x := range d.values {
		if n.Sets[i], err = p.resolve(p.overHashed(x, in), in); err != nil {
			return err
		}
	}
	n.Returning, err = p.resolveReturning(d, in)
	return err
}

// writeOf is what writing a statement's rows takes.
func (p *planner) writeOf(d *dml, checks []Check, changed map[int]bool, del bool) (TableWrite, error) {
	if d.instead {
		return TableWrite{Table: d.table, RowID: -1, Instead: true}, nil
	}
	return p.tableWrite(d.table, d.need, checks, changed, del)
}

// lockedBy reports whether the target is locked where it is read.
func (d *dml) lockedBy(n Node) bool { return !d.instead && lockedByScan(n, d.target) }

// changesAll notes that a trigger may change any column.
func changesAll(t *catalog.TableDesc, changed map[int]bool) {
	for i := range t.Columns {
		if !t.Columns[i].Hidden {
			changed[i] = true
		}
	}
}

// addReturning adds what RETURNING reads of the source.
func (s varSet) addReturning(x scalar.Expr, d *dml) {
	row := setOf(d.newVars)
	scalar.Vars(x, func(v *scalar.Var) {
		if !row[v.ID] || d.cmd == CommandDelete {
			s[v.ID] = true
		}
	})
}

func (p *planner) buildDelete(d *dml) (Node, error) {
	need := varSet{}
	if p.needKeys(d, need); d.instead {
		needAll(d, need)
	}
	triggers, err := p.b.triggers(d.table, nil, routine.Delete)
	if err != nil {
		return nil, err
	}
	if triggers.rows(routine.Delete) {
		needAll(d, need)
	}
	for _, it := range d.retItems {
		need.addReturning(it.x, d)
	}
	if d.divided() { // the leaves may have indexes of their own
		needAll(d, need)
		need[d.target.oid] = true
	}
	d.lockScan(ast.LockForUpdate)
	d.src = p.b.norm(d.src)
	in, err := p.build(d.src, goal{need: need})
	if err != nil {
		return nil, err
	}
	n := &Delete{Input: in.node, Old: readSlots(d.oldVars(), in), Locked: d.lockedBy(in.node), Dedup: d.joined}
	if d.divided() {
		if err = p.deleteParts(n, d, in); err != nil {
			return nil, err
		}
		if triggers, err = p.statementTriggers(d.table, nil, routine.Delete); err != nil {
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
func (p *planner) deleteParts(n *Delete, d *dml, in *phys) (err error) {
	if n.Parts, err = p.parts(d, nil); err != nil {
		return err
	}
	n.Parts.OID = p.slot(in, d.target.oid)
	n.TableWrite, err = p.partedWrite(d.table, d.need)
	return err
}

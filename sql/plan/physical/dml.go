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
// d.Src is bound and not rewritten yet: each build below has it normalised, once.
// EXPLAIN, WITH and statements of their own come here alike; what foreign keys make of it is noted in p.inbound.
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
// The second map is nil for what may read the row alone (checks, policies, generated columns).
func rowLayout(newVars []scalar.VarID, in *phys) (map[scalar.VarID]int, map[scalar.VarID]int) {
	// Old rows, new rows and what FROM gives have numbers of their own, so that both maps can be asked in turn.
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
// They are judged of the row as it will be stored, after triggers and generated columns.
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
// The checks keep their names and what to say on failure; only the expression is replaced.
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
	// xmax tells an inserted row from an updated one (ON CONFLICT), which only the writer knows.
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
// The operator's columns are RETURNING's; without it there are none.
// Indexes are not counted: all plans of one statement write the same.
func (p *planner) dmlHead(d *rel.DML, in *phys) nodes.Head {
	var ids []scalar.VarID
	if d.Returning != nil {
		ids = d.Returning.Out
	}
	return p.head(p.typesOf(ids), in.rows, 0, in.cost+in.rows*costSeek)
}

// buildInsert plans the rows' source for the columns that values read, then the writing.
// The source may be any query; VALUES is one, whose rows become nodes.Values and may be a Point.
func (p *planner) buildInsert(d *rel.DML) (nodes.Node, error) {
	// A column that gets a constant default reads nothing of the source.
	// Volatile columns of the source run, read or not (buildProject).
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
	// Which leaf a row goes to is told before the statement runs, where its keys can be (partuses.go); else the
	// statement depends on all leaves.
	n, err := p.insertRows(d, in)
	if err != nil {
		return nil, err
	}
	n.Input = in.node
	n.Head_ = p.dmlHead(d, in)
	// Once the source is there: rows of constants say themselves where they go.
	if n.Parts != nil && !p.placed(n) {
		p.comesToAny(n)
	}
	return n, nil
}

// insertRows plans what is inserted of the rows of in.
// It leaves Input and Head to the caller: MERGE has them of its own.
func (p *planner) insertRows(d *rel.DML, in *phys) (*nodes.Insert, error) {
	n := &nodes.Insert{Values: make([]scalar.Expr, len(d.Values))}
	var err error
	for i, x := range d.Values {
		if n.Values[i], err = p.resolve(x, in); err != nil {
			return nil, err
		}
	}
	// COPY FROM … WHERE, which sees the row before it is checked.
	if d.RowWhere != nil {
		row, _ := rowLayout(d.NewVars, nil)
		if n.Where, err = p.resolveAt(d.RowWhere, row, 0, nil, 0); err != nil {
			return nil, err
		}
	}
	// Constraints, triggers and indexes are the leaves' own then.
	if d.Divided() {
		return n, p.partedInsert(d, n)
	}
	checks, err := p.resolveChecks(d)
	if err != nil {
		return nil, err
	}
	// What inboundKeys is about to add is taken back below: an INSERT breaks no reference.
	// writeOf plans for any write, an UPDATE as well.
	mark := len(p.inbound)
	if n.TableWrite, err = p.writeOf(d, checks, nil, false); err != nil {
		return nil, err
	}
	if n.Generated, err = p.resolveGenerated(d, nil); err != nil {
		return nil, err
	}
	// Policies are judged before check options of views.
	if n.Policies, err = p.resolvePolicies(slices.Concat(d.Policies, d.ViewChecks), d.NewVars); err != nil {
		return nil, err
	}
	events := []routine.Event{routine.Insert}
	// Triggers FOR UPDATE OF columns fire by what SET names, so that computed columns count as named.
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
	// The number of entries is cut back, not the list cleared: outer statements (WITH) have entries before it.
	n.Inbound, p.inbound = nil, p.inbound[:mark]
	// After triggers, which decide how strong the lock on the row in the way has to be.
	if n.Conflict, err = p.conflict(d, n); err != nil {
		return nil, err
	}
	// RETURNING of an INSERT can't read the source: it has no name.
	n.Returning, err = p.resolveReturning(d, nil)
	return n, err
}

// conflict plans ON CONFLICT; nil: there is none. Its expressions read the row that is there from 0, and
// the one that was to be inserted (EXCLUDED) behind it.
// n's indexes are planned already; the arbiters are told by their places among them. No arbiters: any unique
// index counts (DO NOTHING without a target).
// With a target the arbiters are one or several indexes that say the same; which one found the row makes no difference.
func (p *planner) conflict(d *rel.DML, n *nodes.Insert) (*nodes.OnConflict, error) {
	c := d.Conflict
	if c == nil {
		return nil, nil
	}
	// NO KEY UPDATE lets those in that only refer to the row; it is UPDATE where a key changes.
	out := &nodes.OnConflict{Update: c.Update, Mode: kvpb.LockMode_NO_KEY_UPDATE}
	// In the order of the table's indexes, in which the writer meets them.
	for i := range n.Indexes {
		for _, id := range c.Arbiters {
			if n.Indexes[i].Desc.ID == id {
				out.Arbiters = append(out.Arbiters, i)
			}
		}
	}
	// DO NOTHING needs no more: which row was in the way is of no interest.
	if !c.Update {
		return out, nil
	}
	// Expressions are over the old row and the excluded one: both have the width of the table.
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
	// A SET that is absent leaves the column; nil in Sets says so.
	for i, x := range c.Sets {
		if x == nil {
			continue
		}
		changed[i] = true
		if out.Sets[i], err = p.resolveAt(x, old, 0, excluded, width); err != nil {
			return nil, err
		}
	}
	// A BEFORE UPDATE trigger may assign anything, so all keys count as changed and the lock is the strong one.
	// Before what follows from changed is looked at: generated columns, indexes, keys.
	if n.Triggers.MayChange(routine.Update) {
		changesAll(d.Table, changed)
	}
	if _, err := p.resolveGenerated(d, changed); err != nil { // for what changes besides
		return nil, err
	}
	if err := p.touchComputed(d.Table, changed); err != nil {
		return nil, err
	}
	// Only then may a KEY SHARE lock of a referring row be in the way.
	if keysChanged(d.Table, changed) {
		out.Mode = kvpb.LockMode_UPDATE
	}
	// An update may break references to the row.
	// They are added to n, whose list was emptied after the insert's were taken back.
	if n.Inbound, err = p.inboundKeys(d.Table, changed, true); err != nil {
		return nil, err
	}
	if out.Where, err = p.resolveAt(c.Where, old, 0, excluded, width); err != nil {
		return nil, err
	}
	// Existing: the row that is there must be visible and may be updated; it fails the statement otherwise,
	// where a plain UPDATE would pass the row over.
	if out.Existing, err = p.resolvePolicies(c.Existing, c.OldVars); err != nil {
		return nil, err
	}
	out.Written, err = p.resolvePolicies(slices.Concat(c.Written, d.ViewChecks), d.NewVars)
	return out, err
}

// needAll wants every column of the target.
// An UPDATE writes whole rows, so that it reads them whole, hidden row IDs and leaves' own columns too.
// A computed column that RETURNING reads is made again of the row.
func needAll(d *rel.DML, need rel.VarSet) {
	// A view with INSTEAD OF triggers has no row in storage: what it shows is the row.
	if d.Instead {
		for _, id := range d.TargetVars {
			need[id] = true
		}
		return
	}
	// Stored leaves computed columns out: the writer makes them of the others.
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
// Of a partition, references to its parents are by unique indexes, of which it has a part: their columns are
// here as well.
func (p *planner) needKeys(d *rel.DML, need rel.VarSet) {
	t := d.Table
	for i := range t.Indexes {
		// Entries of a dropped index need not go: nobody reads them, and its data is cleared as a whole.
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
//
// d.Src is changed by 1 and read by 3, so the order is not free.
func (p *planner) buildUpdate(d *rel.DML) (nodes.Node, error) {
	// First, as a row that changes its region changes its partition, too.
	p.rehome(d)
	changed := map[int]bool{}
	need := rel.VarSet{}
	for slot, x := range d.Values {
		if x != nil {
			changed[slot] = true
			need.AddExpr(x)
		}
	}
	// Also where nothing of a column is assigned: the whole row is written anew, and its old entries are found
	// by it.
	needAll(d, need)
	for _, it := range d.RetItems {
		needReturning(d, it.X, need)
	}
	// A clone: the map grows below, and triggers go by what the statement itself assigns.
	triggers, err := p.b.Triggers(d.Table, maps.Clone(changed), routine.Update)
	if err != nil {
		return nil, err
	}
	d.Src = p.b.Norm(d.Src)
	n, err := p.updateRows(d, changed, triggers)
	if err != nil {
		return nil, err
	}
	// The lock is that of the strongest leaf, since which leaf a row is of is told when it is read.
	strength := ast.LockForNoKeyUpdate
	if n.Mode == kvpb.LockMode_UPDATE || n.Parts != nil && slices.ContainsFunc(n.Parts.Leaves, func(l nodes.LeafWrite) bool { return l.Mode == kvpb.LockMode_UPDATE }) {
		strength = ast.LockForUpdate
	}
	if n.Parts != nil {
		need[d.Target.OID] = true
	}
	// A hint for the scan: it locks as it reads only where rows are found by whole keys; else the writer locks.
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
	// Dedup: UPDATE … FROM may find a target row several times, of which one counts.
	n.Input, n.Locked, n.Dedup = in.node, p.targetLocked(d, in.node), d.Joined
	n.Head_ = p.dmlHead(d, in)
	return n, nil
}

// updateRows plans what an UPDATE writes, to which changed adds the slots.
// changed grows in place by what triggers, generated and computed columns add; the caller sees that.
// d.Src is not read here: MERGE has an input of its own.
func (p *planner) updateRows(d *rel.DML, changed map[int]bool, triggers *nodes.Triggers) (*nodes.Update, error) {
	// First triggers, as generated columns are computed of what triggers have left.
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
	// NO KEY UPDATE lets foreign keys' checks of this row pass: no key that they may look at changes.
	if !d.Instead && keysChanged(d.Table, changed) {
		n.Mode = kvpb.LockMode_UPDATE
	}
	// The table itself has no rows then; its leaves are planned each by itself.
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
// Policies are those of the table that the statement names, for all leaves; checks are the leaf's own.
// Generated columns and triggers of rows are the leaves'.
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
// Sets may ask queries, which see the row as it was and what FROM adds.
// RETURNING sees the row as written, and of FROM what was joined with it.
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
// INSTEAD OF triggers are given the rows, and nothing is stored.
// changed is nil but for an UPDATE; del tells a DELETE, which writes no row and checks none.
func (p *planner) writeOf(d *rel.DML, checks []nodes.Check, changed map[int]bool, del bool) (nodes.TableWrite, error) {
	if d.Instead {
		return nodes.TableWrite{Table: d.Table, RowID: -1, Instead: true}, nil
	}
	return p.tableWrite(d.Table, d.Need, checks, changed, del)
}

// targetLocked reports whether the target of d is locked where it is read.
// Then the writer need not lock: the row was read in its newest version.
// Else a lock is a message more, after the read, and the row may have changed meanwhile: the writer reads it anew.
func (p *planner) targetLocked(d *rel.DML, n nodes.Node) bool {
	return !d.Instead && p.lockedByScan(n, d.Target)
}

// changesAll notes that a trigger may change any column.
// Hidden columns (row IDs, computed ones) are out of a trigger's reach.
// A plan can't know what a trigger does: it must be right for any.
func changesAll(t *catalog.TableDesc, changed map[int]bool) {
	for i := range t.Columns {
		if !t.Columns[i].Hidden {
			changed[i] = true
		}
	}
}

// needReturning adds what RETURNING reads of the source.
// For INSERT and UPDATE the row as written is the writer's own; of DELETE it is what was read.
func needReturning(d *rel.DML, x scalar.Expr, need rel.VarSet) {
	row := rel.SetOf(d.NewVars)
	scalar.Vars(x, func(v *scalar.Var) {
		if !row[v.ID] || d.Cmd == nodes.CommandDelete {
			need[v.ID] = true
		}
	})
}

// buildDelete locks at full strength: a row that goes must not be referred to by anybody.
// Not even KEY SHARE is let in.
func (p *planner) buildDelete(d *rel.DML) (nodes.Node, error) {
	need := rel.VarSet{}
	// Whole rows are read only where somebody is shown them; else keys will do, which a covering index may
	// have.
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
	// Which they are differs from leaf to leaf, so that naming columns would be of no use.
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
	n := &nodes.Delete{Input: in.node, Old: readSlots(d.OldVars(), in), Locked: p.targetLocked(d, in.node), Dedup: d.Joined}
	if d.Divided() {
		if err = p.deleteParts(n, d, in); err != nil {
			return nil, err
		}
		// Triggers of the statement are those of the table that it names; rows' triggers come with leaves.
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
// p.parts has a delete planned for each leaf that may have rows.
// The row's OID tells its leaf: a DELETE routes nothing.
func (p *planner) deleteParts(n *nodes.Delete, d *rel.DML, in *phys) (err error) {
	if n.Parts, err = p.parts(d, nil); err != nil {
		return err
	}
	n.Parts.OID = p.slot(in, d.Target.OID)
	n.TableWrite, err = p.partedWrite(d.Table, d.Need)
	return err
}

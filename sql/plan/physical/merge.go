package physical

import (
	"maps"

	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/routine"
)

// buildMerge plans MERGE: its source joined with the target, and behind it one plan of writing for each arm.
// Rows are not locked as they are read, since which arm a row takes, and so how strongly it is locked, is
// known only of the row as it is.
// Postgres: transform_MERGE_to_join (prepjointree.c). The binder has made the join: a left one where rows
// without a partner are inserted.
func (p *planner) buildMerge(d *rel.DML) (nodes.Node, error) {
	need := rel.VarSet{}
	// Which columns an arm writes back is told by its row, so all are read.
	needAll(d, need)
	set := map[int]bool{}
	var events []routine.Event
	for _, a := range d.Arms {
		if a.Cond != nil {
			need.AddExpr(a.Cond)
		}
		if a.Write == nil {
			continue
		}
		for slot, x := range a.Write.Values {
			if x != nil {
				need.AddExpr(x)
				// An inserting arm's values are assigned to no row that was there.
				// For triggers FOR UPDATE OF: what any updating arm assigns.
				set[slot] = set[slot] || a.Write.Cmd == nodes.CommandUpdate
			}
		}
		events = append(events, fires[a.Write.Cmd])
	}
	// OID and Key tell a row that has a partner from one that has none: neither is NULL in a row of the table.
	n := &nodes.Merge{Table: d.Table, OID: -1}
	parted := d.Divided()
	if parted {
		need[d.Target.OID] = true
	}
	var err error
	if n.Triggers, err = p.mergeTriggers(d, set, events); err != nil {
		return nil, err
	}
	in, err := p.build(p.b.Norm(d.Src), goal{need: need})
	if err != nil {
		return nil, err
	}
	// Conditions of the join move as in any query (Norm); the arms' do not: they are judged row by row, in order.
	// Old are the places of the target's columns in the joined row, NULL where there was no partner.
	n.Input, n.Old = in.node, readSlots(d.Target.Out(), in)
	if parted {
		n.OID = p.slot(in, d.Target.OID)
	} else {
		n.Key = d.Table.Layout(d.Table.Primary()).Slots
	}
	// In the order of the statement: the first whose condition holds is taken.
	for _, a := range d.Arms {
		arm, err := p.mergeArm(a, in, n.Triggers)
		if err != nil {
			return nil, err
		}
		n.Arms = append(n.Arms, arm)
	}
	n.Head_ = p.dmlHead(d, in)
	return n, nil
}

// fires are the events of statements, as plans have them.
// DO NOTHING fires nothing.
var fires = map[nodes.Command]routine.Event{nodes.CommandInsert: routine.Insert, nodes.CommandUpdate: routine.Update, nodes.CommandDelete: routine.Delete}

// mergeTriggers are the triggers of all that a MERGE may do: those of a statement fire whether
// or not rows come to it.
// set is changed. Each event counts once, however many arms have it.
func (p *planner) mergeTriggers(d *rel.DML, set map[int]bool, events []routine.Event) (*nodes.Triggers, error) {
	maps.DeleteFunc(set, func(_ int, updated bool) bool { return !updated })
	set = bind.WithAllComputed(d.Table, set)
	seen := map[routine.Event]bool{}
	var list []routine.Event
	for _, e := range events {
		if !seen[e] {
			list = append(list, e)
		}
		seen[e] = true
	}
	if d.Divided() {
		return p.statementTriggers(d.Table, set, list...)
	}
	return p.b.Triggers(d.Table, set, list...)
}

// mergeArm plans what one arm does; DO NOTHING has a condition alone.
// in is the joined row. triggers are those of the whole statement: an arm has none of its own.
// Each arm's write has places in the same joined row; what is Existing is judged before the arm's write, by its row as it was.
func (p *planner) mergeArm(a *rel.MergeArm, in *phys, triggers *nodes.Triggers) (out nodes.MergeArm, err error) {
	out.Matched = a.Matched
	if out.Cond, err = p.resolve(a.Cond, in); err != nil || a.Write == nil {
		return out, err
	}
	// What policies want of a row before it is changed; they fail the statement, where an UPDATE would not see
	// the row.
	if out.Existing, err = p.resolvePolicies(a.Existing, a.Write.Target.RowVars()); err != nil {
		return out, err
	}
	switch d := a.Write; d.Cmd {
	case nodes.CommandInsert:
		if out.Insert, err = p.insertRows(d, in); err == nil {
			p.comesToAny(out.Insert)
			out.Insert.Triggers = triggers
		}
	// The input is shared: each write has its places resolved in the joined row, and none has an input of its own.
	// changed is the arm's alone: two arms may assign different columns, and lock differently.
	case nodes.CommandUpdate:
		changed := map[int]bool{}
		for slot, x := range d.Values {
			if x != nil {
				changed[slot] = true
			}
		}
		if out.Update, err = p.updateRows(d, changed, triggers); err == nil {
			err = p.updateFrom(out.Update, d, in)
		}
		if err == nil && out.Update.Parts != nil {
			out.Update.Parts.OID = p.slot(in, d.Target.OID)
		}
	default:
		out.Delete = &nodes.Delete{Old: readSlots(d.OldVars(), in)}
		if d.Divided() {
			err = p.deleteParts(out.Delete, d, in)
		} else {
			out.Delete.TableWrite, err = p.tableWrite(d.Table, d.Need, nil, nil, true)
		}
		out.Delete.Triggers = triggers
	}
	return out, err
}

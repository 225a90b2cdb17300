package plan

import (
	"maps"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/routine"
)

// Merge gives each row of Input to the first of Arms that wants it. Old says where in the
// input each column of the table is.
type Merge struct {
	Head_
	Table *catalog.TableDesc
	Input Node
	Old   []int
	// Key are the table's key columns, by slot: not NULL where a row of the table was met.
	Key []int
	// OID is the column of the input that tells the leaf of a row of a partitioned table, in
	// place of Key; else -1.
	OID      int
	Triggers *Triggers
	Arms     []MergeArm
}

// MergeArm is a WHEN clause. At most one of Insert, Update and Delete is set, without an input
// of its own.
type MergeArm struct {
	Matched bool
	Cond    scalar.Expr // nil: always
	// Existing is what policies want of the row that is changed.
	Existing []PolicyCheck
	Insert   *Insert
	Update   *Update
	Delete   *Delete
}

// Exprs calls f for each expression over the input's rows.
func (n *Merge) Exprs(f func(scalar.Expr)) {
	each := func(list []scalar.Expr) {
		for _, x := range list {
			f(x)
		}
	}
	for i := range n.Arms {
		a := &n.Arms[i]
		f(a.Cond)
		switch {
		case a.Insert != nil:
			each(a.Insert.Values)
		case a.Update != nil:
			each(a.Update.Sets)
		}
	}
}

func (p *planner) buildMerge(d *dml) (Node, error) {
	need := varSet{}
	needAll(d, need)
	set := map[int]bool{}
	var events []routine.Event
	for _, a := range d.arms {
		if a.cond != nil {
			need.addExpr(a.cond)
		}
		if a.write == nil {
			continue
		}
		for slot, x := range a.write.values {
			if x != nil {
				need.addExpr(x)
				set[slot] = set[slot] || a.write.cmd == CommandUpdate
			}
		}
		events = append(events, fires[a.write.cmd])
	}
	n := &Merge{Table: d.table, OID: -1}
	parted := d.divided()
	if parted {
		need[d.target.oid] = true
	}
	var err error
	if n.Triggers, err = p.mergeTriggers(d, set, events); err != nil {
		return nil, err
	}
	in, err := p.build(p.b.norm(d.src), goal{need: need})
	if err != nil {
		return nil, err
	}
	n.Input, n.Old = in.node, readSlots(d.target.out(), in)
	if parted {
		n.OID = p.slot(in, d.target.oid)
	} else {
		n.Key = d.table.Layout(d.table.Primary()).Slots
	}
	for _, a := range d.arms {
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
var fires = map[Command]routine.Event{CommandInsert: routine.Insert, CommandUpdate: routine.Update, CommandDelete: routine.Delete}

// mergeTriggers are the triggers of all that a MERGE may do: those of a statement fire whether
// or not rows come to it.
func (p *planner) mergeTriggers(d *dml, set map[int]bool, events []routine.Event) (*Triggers, error) {
	maps.DeleteFunc(set, func(_ int, updated bool) bool { return !updated })
	set = withAllComputed(d.table, set)
	seen := map[routine.Event]bool{}
	var list []routine.Event
	for _, e := range events {
		if !seen[e] {
			list = append(list, e)
		}
		seen[e] = true
	}
	if d.divided() {
		return p.statementTriggers(d.table, set, list...)
	}
	return p.b.triggers(d.table, set, list...)
}

func (p *planner) mergeArm(a *mergeArm, in *phys, triggers *Triggers) (out MergeArm, err error) {
	out.Matched = a.matched
	if out.Cond, err = p.resolve(a.cond, in); err != nil || a.write == nil {
		return out, err
	}
	if out.Existing, err = p.resolvePolicies(a.existing, a.write.target.rowVars()); err != nil {
		return out, err
	}
	switch d := a.write; d.cmd {
	case CommandInsert:
		if out.Insert, err = p.insertRows(d, in); err == nil {
			p.comesToAny(out.Insert)
			out.Insert.Triggers = triggers
		}
	case CommandUpdate:
		changed := map[int]bool{}
		for slot, x := range d.values {
			if x != nil {
				changed[slot] = true
			}
		}
		if out.Update, err = p.updateRows(d, changed, triggers); err == nil {
			err = p.updateFrom(out.Update, d, in)
		}
		if err == nil && out.Update.Parts != nil {
			out.Update.Parts.OID = p.slot(in, d.target.oid)
		}
	default:
		out.Delete = &Delete{Old: readSlots(d.oldVars(), in)}
		if d.divided() {
			err = p.deleteParts(out.Delete, d, in)
		} else {
			out.Delete.TableWrite, err = p.tableWrite(d.table, d.need, nil, nil, true)
		}
		out.Delete.Triggers = triggers
	}
	return out, err
}

package physical

import (
	"maps"
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// A statement depends on the tables that it uses: it commits only while they are what they were
// when it was planned. Of a partitioned table with a thousand leaves it uses the table itself,
// which says which leaves there are, and those that it reads or writes. Which these are is told
// by constants when it is planned, and by arguments before it runs.

// placedRowsMax is how many rows of an INSERT are looked at before it runs: their keys are computed
// twice. More may come to any leaf.
// Twice: once for the tables that the statement depends on, and once when it runs.
const placedRowsMax = 64

// ComesToAny notes that rows may come to any leaf of the table that n writes to.
// Binder.ComesToAny has all leaves noted.
func (p *planner) comesToAny(n *nodes.Insert) {
	if n.Parts != nil && n.Parts.Route != nil {
		p.b.ComesToAny(n.Table.ID)
	}
}

// placed notes which values tell the leaves of an INSERT's rows, where arguments tell these values.
// What is computed twice must give the same twice, so that nothing volatile or of the session tells a leaf.
// slots are the columns of which the key is made, columns those of VALUES which these read.
func (p *planner) placed(n *nodes.Insert) bool {
	v, ok := n.Input.(*nodes.Values)
	if !ok || n.Parts.Route == nil || len(v.Rows) == 0 || len(v.Rows) > placedRowsMax {
		return false
	}
	slots, columns := map[int]bool{}, map[int]bool{}
	n.Parts.Route.Keys(func(x scalar.Expr) { nodes.PlacesIn(slots, x) })
	for slot := range slots {
		x := n.Values[slot]
		if x == nil || !scalar.Immutable(x) {
			return false
		}
		if p := scalar.PropsOf(x); p.Regs || p.Subquery || p.Host {
			return false
		}
		nodes.PlacesIn(columns, x)
	}
	// Each row of VALUES: parameters and constants are told, the result of a subquery is not.
	for _, row := range v.Rows {
		for at := range columns {
			if !nodes.Told(row[at]) {
				return false
			}
		}
	}
	p.inserts = append(p.inserts, nodes.InsertUse{Insert: n, Slots: slices.Sorted(maps.Keys(slots)), Columns: slices.Sorted(maps.Keys(columns))})
	return true
}

// uses notes in out which tables it depends on.
// Tables are all that may be used, Always those that are whatever arguments say.
// The leaves that PartUses names are not always used: Keep says of none of them that it is.
// A lookup join and a scan are all that read tables; what writes is in b.UsedTables.
func (p *planner) uses(out *nodes.Plan) {
	all, leaves := p.b.UsedTables()
	always := maps.Clone(all)
	pruned := &nodes.Visitor{Read: func(n nodes.Node) { always[tableRead(n)] = true }}
	pruned.Keep = func(a *nodes.Append) []bool {
		out.PartUses = append(out.PartUses, partUse(a, always))
		return make([]bool, len(a.Leaves))
	}
	out.Visit(pruned)
	for id := range leaves {
		all[id] = true
	}
	out.InsertUses = p.inserts
	// always stays a part of all.
	maps.DeleteFunc(always, func(id catalog.ID, _ bool) bool { return !all[id] })
	out.Tables, out.Always = slices.Sorted(maps.Keys(all)), slices.Sorted(maps.Keys(always))
}

// partUse is the leaves that a reads; an input that reads several tables is always depended on.
// always is added to. An inner Append (a leaf is never one, but a join below may be) counts whole.
func partUse(a *nodes.Append, always map[catalog.ID]bool) nodes.PartUse {
	u := nodes.PartUse{Prune: a.Prune, Leaves: make([]catalog.ID, len(a.Leaves))}
	for leaf, at := range a.Leaves {
		if at < 0 {
			continue
		}
		read := map[catalog.ID]bool{}
		v := &nodes.Visitor{Read: func(n nodes.Node) { read[tableRead(n)] = true }}
		v.Keep = func(inner *nodes.Append) []bool { return slices.Repeat([]bool{true}, len(inner.Leaves)) }
		v.Visit(a.Inputs[at])
		// Several tables: they can't be told apart by the leaf.
		if len(read) != 1 {
			maps.Copy(always, read)
			continue
		}
		for id := range read {
			u.Leaves[leaf] = id
		}
	}
	return u
}

// tableRead is the table that a *Scan or *nodes.LookupJoin reads.
func tableRead(n nodes.Node) catalog.ID {
	switch n := n.(type) {
	case *nodes.Scan:
		return n.Table.ID
	case *nodes.LookupJoin:
		return n.Table.ID
	}
	return 0
}

package plan

import (
	"maps"
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// A statement depends on the tables that it uses: it commits only while they are what they were
// when it was planned. Of a partitioned table with a thousand leaves it uses the table itself,
// which says which leaves there are, and those that it reads or writes. Which these are is told
// by constants when it is planned, and by arguments before it runs.

// PartUse is the leaves that one Append reads, by the places that Prune gives them; 0: none.
type PartUse struct {
	Prune  *Prune
	Leaves []catalog.ID
}

// InsertUse is the leaves that the rows of an INSERT of VALUES may come to: as many as there are
// rows, mostly. Slots are the columns that the partition keys read, and Columns those of the input
// that these are made of.
type InsertUse struct {
	Insert         *Insert
	Slots, Columns []int
}

// placedRowsMax is how many rows of an INSERT are looked at before it runs: their keys are computed
// twice. More may come to any leaf.
const placedRowsMax = 64

// comesToAny notes that rows may come to any leaf of the table that n writes to.
func (p *planner) comesToAny(n *Insert) {
	if n.Parts != nil && n.Parts.Route != nil {
		p.b.parted[n.Table.ID].any = true
	}
}

// placed notes which values tell the leaves of an INSERT's rows, where arguments tell these values.
func (p *planner) placed(n *Insert) bool {
	v, ok := n.Input.(*Values)
	if !ok || n.Parts.Route == nil || len(v.Rows) == 0 || len(v.Rows) > placedRowsMax {
		return false
	}
	slots, columns := map[int]bool{}, map[int]bool{}
	n.Parts.Route.keys(func(x scalar.Expr) { placesIn(slots, x) })
	for slot := range slots {
		x := n.Values[slot]
		if x == nil || !scalar.Immutable(x) {
			return false
		}
		if p := scalar.PropsOf(x); p.Regs || p.Subquery || p.Host {
			return false
		}
		placesIn(columns, x)
	}
	for _, row := range v.Rows {
		for at := range columns {
			if !Told(row[at]) {
				return false
			}
		}
	}
	p.b.inserts = append(p.b.inserts, InsertUse{Insert: n, Slots: slices.Sorted(maps.Keys(slots)), Columns: slices.Sorted(maps.Keys(columns))})
	return true
}

// keys calls f for the expressions of the keys of all levels.
func (r *Route) keys(f func(scalar.Expr)) {
	for _, x := range r.Key {
		f(x)
	}
	for i := range r.Parts {
		if sub := r.Parts[i].Sub; sub != nil {
			sub.keys(f)
		}
	}
}

// placesIn adds the columns that an expression with places reads.
func placesIn(set map[int]bool, x scalar.Expr) {
	scalar.Walk(x, func(x scalar.Expr) bool {
		if s, ok := x.(*scalar.Slot); ok {
			set[s.Idx] = true
		}
		return true
	})
}

// Told reports whether an expression's value is the same whenever a statement with the same
// arguments asks for it: what decides which leaves it depends on.
func Told(x scalar.Expr) bool {
	p := scalar.PropsOf(x)
	return !p.Vars && !p.Regs && !p.Host && !p.Subquery && !p.Volatile && !p.Stable
}

// uses notes in out which tables it depends on.
func (b *binder) uses(out *Plan) {
	all, leaves := maps.Clone(b.tables), map[catalog.ID]bool{}
	for _, pt := range b.parted {
		for i := range pt.leaves {
			if id := pt.leaves[i].table.ID; pt.levels == nil || pt.any {
				all[id] = true
			} else {
				leaves[id] = true
			}
		}
	}
	always := maps.Clone(all)
	pruned := &readers{f: func(n Node) { always[tableRead(n)] = true }}
	pruned.keep = func(a *Append) []bool {
		out.PartUses = append(out.PartUses, partUse(a, always))
		return make([]bool, len(a.Leaves))
	}
	out.visit(pruned)
	for id := range leaves {
		all[id] = true
	}
	out.InsertUses = b.inserts
	maps.DeleteFunc(always, func(id catalog.ID, _ bool) bool { return !all[id] })
	out.Tables, out.Always = slices.Sorted(maps.Keys(all)), slices.Sorted(maps.Keys(always))
}

// partUse is the leaves that a reads; an input that reads several tables is always depended on.
func partUse(a *Append, always map[catalog.ID]bool) PartUse {
	u := PartUse{Prune: a.Prune, Leaves: make([]catalog.ID, len(a.Leaves))}
	for leaf, at := range a.Leaves {
		if at < 0 {
			continue
		}
		read := map[catalog.ID]bool{}
		v := &readers{f: func(n Node) { read[tableRead(n)] = true }}
		v.keep = func(inner *Append) []bool { return slices.Repeat([]bool{true}, len(inner.Leaves)) }
		v.node(a.Inputs[at])
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

// tableRead is the table that a *Scan or *LookupJoin reads.
func tableRead(n Node) catalog.ID {
	switch n := n.(type) {
	case *Scan:
		return n.Table.ID
	case *LookupJoin:
		return n.Table.ID
	}
	return 0
}

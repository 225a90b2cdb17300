package plan

import (
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// Tables that others inherit from are read and changed as partitioned ones are: their leaves are
// the table itself and all tables below it. Leaves may have columns that the table lacks, keys
// among them; a row that is to be changed or locked carries those of all leaves (extra) behind
// the table's own and the OID of its leaf:
//
//	table's columns | OID | extra columns of the 2nd leaf | of the 3rd | …

// extraColumn is a column of a leaf that the table of the tree does not have.
type extraColumn struct{ leaf, slot int }

// familyOf fills in the tree of a table that others inherit from.
func (b *binder) familyOf(pt *partedTable) {
	width := len(pt.table.Columns) + 1
	for i, t := range b.env.Catalog.Family(pt.table) {
		b.tableUse(t)
		l := leaf{t, slotsIn(t, pt.table)}
		for slot := range t.Columns {
			if l.slots[slot] < 0 && !t.Columns[slot].Computed {
				l.slots[slot] = width + len(pt.extra)
				pt.extra = append(pt.extra, extraColumn{i, slot})
			}
		}
		for _, c := range t.Primary().Columns {
			if _, slot, ok := t.ColumnByID(c.ID); ok && !slices.Contains(pt.keys, l.slots[slot]) {
				pt.keys = append(pt.keys, l.slots[slot])
			}
		}
		pt.leaves = append(pt.leaves, l)
	}
}

// inheritScan has a scan read the tables that inherit from its own, too.
func (b *binder) inheritScan(sc *relScan) {
	sc.tree, _ = b.partedOf(sc.table)
	for _, e := range sc.tree.extra {
		c := &sc.tree.leaves[e.leaf].table.Columns[e.slot]
		sc.extra = append(sc.extra, b.newVar(varInfo{name: c.Name, t: c.Type, typmod: c.Typmod, alias: sc.alias}))
	}
	for _, l := range sc.tree.leaves {
		for slot, at := range l.slots {
			if at >= 0 && at < len(sc.vars) && !l.table.Columns[slot].NotNull {
				b.info(sc.vars[at]).nullable = true
			}
		}
	}
}

// treeKeys are the columns that tell rows of the tables apart.
func (r *relScan) treeKeys() []scalar.VarID {
	all := r.out()
	out := []scalar.VarID{r.oid}
	for _, slot := range r.tree.keys {
		out = append(out, all[slot])
	}
	return out
}

// has reports whether a table is of the tree.
func (pt *partedTable) has(t *catalog.TableDesc) bool {
	return pt != nil && slices.ContainsFunc(pt.leaves, func(l leaf) bool { return l.table.ID == t.ID })
}

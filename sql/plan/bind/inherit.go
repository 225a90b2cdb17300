package bind

import (
	"slices"

	"github.com/isochrondb/isochron/sql/plan/rel"
)

// Tables that others inherit from are read and changed as partitioned ones are: their leaves are
// the table itself and all tables below it. Leaves may have columns that the table lacks, keys
// among them; a row that is to be changed or locked carries those of all leaves (extra) behind
// the table's own and the OID of its leaf:
//
//	table's columns | OID | extra columns of the 2nd leaf | of the 3rd | …

// familyOf fills in the tree of a table that others inherit from.
// The table itself is the first leaf. Keys are the places of all leaves' key columns.
// b.TableUse: a child that comes or goes changes the tree.
func (b *Binder) familyOf(pt *rel.PartedTable) {
	width := len(pt.Table.Columns) + 1
	for i, t := range b.Env.Catalog.Family(pt.Table) {
		b.TableUse(t)
		// By name; a child's own columns are -1 until they get a place.
		l := rel.Leaf{Table: t, Slots: rel.SlotsIn(t, pt.Table)}
		for slot := range t.Columns {
			if l.Slots[slot] < 0 && !t.Columns[slot].Computed {
				l.Slots[slot] = width + len(pt.Extra)
				pt.Extra = append(pt.Extra, rel.ExtraColumn{Leaf: i, Slot: slot})
			}
		}
		for _, c := range t.Primary().Columns {
			if _, slot, ok := t.ColumnByID(c.ID); ok && !slices.Contains(pt.Keys, l.Slots[slot]) {
				pt.Keys = append(pt.Keys, l.Slots[slot])
			}
		}
		pt.Leaves = append(pt.Leaves, l)
	}
}

// inheritScan has a scan read the tables that inherit from its own, too.
// NOT NULL of a column counts only where every leaf has it: a child may have been made without.
// The error of PartedOf is for partitioned tables alone.
func (b *Binder) inheritScan(sc *rel.Scan) {
	sc.Tree, _ = b.PartedOf(sc.Table)
	for _, e := range sc.Tree.Extra {
		c := &sc.Tree.Leaves[e.Leaf].Table.Columns[e.Slot]
		sc.Extra = append(sc.Extra, b.NewVar(rel.Column{Name: c.Name, Type: c.Type, Typmod: c.Typmod, Alias: sc.Alias, Collation: b.columnCollation(c)}))
	}
	for _, l := range sc.Tree.Leaves {
		for slot, at := range l.Slots {
			if at >= 0 && at < len(sc.Vars) && !l.Table.Columns[slot].NotNull {
				b.Info(sc.Vars[at]).Nullable = true
			}
		}
	}
}

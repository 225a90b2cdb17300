package rel

import (
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
)

// Leaf is a table with rows of a partitioned one.
// ATTACH PARTITION and inheritance take tables whose columns stand in another order, so no leaf is taken to be laid out
// as the table is.
type Leaf struct {
	Table *catalog.TableDesc
	// Slots are the table's slots in the partitioned one, -1 for what is the leaf's alone.
	Slots []int
}

// PartedTable is a partitioned table with its leaves.
type PartedTable struct {
	Table  *catalog.TableDesc
	Leaves []Leaf
	// Levels route a row to its leaf, and say which leaves a condition leaves; Leaves has them flat, depth first.
	Levels *Level // nil: the leaves are a table and what inherits from it
	// Extra are columns of leaves that the table does not have, of such a tree.
	Extra []ExtraColumn
	// Keys are what tells rows apart, besides the table that they are of: the key columns of the
	// leaves, by slot.
	Keys []int
	// Any tells that the statement may come to any leaf, whatever it reads of the table.
	// It is set for writes whose rows alone tell the leaf, keys that are looked up in the leaves, and system columns
	// that ask how the leaves are made. A kept plan is then stale when any leaf changes, instead of only
	// those that it reads in the end (UsedTables).
	Any bool
}

// Unkeyed is a partition without a primary key, where the table has got one alone (ALTER TABLE ONLY … ADD
// PRIMARY KEY): its row IDs are no columns of the tree, so that no row of it can be found again.
func (pt *PartedTable) Unkeyed() *catalog.TableDesc {
	for i := range pt.Leaves {
		l := &pt.Leaves[i]
		if _, slot, ok := l.Table.ColumnByID(catalog.RowIDColumn); ok && l.Slots[slot] < 0 {
			return l.Table
		}
	}
	return nil
}

// Level is a partitioned table of the tree.
type Level struct {
	Table  *catalog.TableDesc
	Router *catalog.Router
	Parts  []LevelPart
}

// LevelPart is a partition: a leaf, or a partitioned table.
// Leaf is its place in PartedTable.Leaves, where Sub is nil; else the place of the first leaf below Sub.
type LevelPart struct {
	Leaf int
	Sub  *Level
}

// SlotsIn gives, for the columns of t, the places of those of the same name in another table of
// the tree; -1: there is none.
// By name, as the tables of a tree number their columns each by itself. The row ID has the same number in all, and no
// name that could be compared.
func SlotsIn(t, of *catalog.TableDesc) []int {
	out := make([]int, len(t.Columns))
	for i := range t.Columns {
		out[i] = -1
		c := &t.Columns[i]
		if c.ID == catalog.RowIDColumn {
			if _, slot, ok := of.ColumnByID(c.ID); ok {
				out[i] = slot
			}
		} else if !c.Hidden {
			if _, slot, ok := of.ColumnNamed(c.Name); ok {
				out[i] = slot
			}
		}
	}
	return out
}

// ExtraColumn is a column of a leaf that the table of the tree does not have.
type ExtraColumn struct{ Leaf, Slot int }

// Has reports whether a table is of the tree.
func (pt *PartedTable) Has(t *catalog.TableDesc) bool {
	return pt != nil && slices.ContainsFunc(pt.Leaves, func(l Leaf) bool { return l.Table.ID == t.ID })
}

package catalog

import (
	"github.com/isochrondb/isochron/sql/rowenc"
)

// Layout is how one index stores rows. In a row of datums for rowenc, the slot
// of a column is its position in TableDesc.Columns.
//
//	primary    key    KeyPrefix | Columns
//	           value  rowenc row of every column that is not in the key, and of
//	                  those key columns whose key is not exact (rowenc.KeyIsExact)
//	secondary  key    KeyPrefix | Columns | primary key columns not among them
//	           value  rowenc row of Include, and of the columns of the key
//	                  (primary key's too) whose key is not exact
//	unique     key    KeyPrefix | Columns, as long as no column is NULL (or the
//	                  index is NULLS NOT DISTINCT); else like secondary
//	           value  rowenc row of the primary key columns not among Columns,
//	                  and Include, and inexact key columns
//
// So a unique entry of a non-NULL key is one key that all rows with that value
// share, and the commit's condition NotExists(key) is its uniqueness.
type Layout struct {
	// Prefix is the index's KeyPrefix.
	Prefix []byte
	// Key are the columns of the key in order; Slots their positions.
	Key   []rowenc.KeyColumn
	Slots []int
	// KeyUnique is how many of Key identify an entry: the index's own columns
	// for a unique index, else all. A unique entry with a NULL among its own
	// columns holds all of Key, unless NullsNotDistinct.
	KeyUnique        int
	Unique           bool
	NullsNotDistinct bool
	// Value are the columns of the value in order of ID. For a unique secondary
	// index the primary key columns are always in the value.
	Value []rowenc.ValueColumn
}

// Layout returns how ix stores rows of t. It is made anew at each call: plans
// keep it.
func (t *TableDesc) Layout(ix *IndexDesc) *Layout {
	l := &Layout{Prefix: t.KeyPrefix(ix), Unique: ix.Unique || ix.ID == t.Indexes[0].ID, NullsNotDistinct: ix.NullsNotDistinct}
	inKey := make(map[ColumnID]bool, len(ix.Columns))
	for _, c := range ix.Columns {
		l.addKey(t, c)
		inKey[c.ID] = true
	}
	l.KeyUnique = len(l.Key)
	stored := make(map[ColumnID]bool, len(t.Columns))
	if ix.ID == t.Indexes[0].ID {
		for i := range t.Columns {
			c := &t.Columns[i]
			stored[c.ID] = !inKey[c.ID] || !rowenc.KeyIsExact(c.Type)
		}
		l.addValues(t, stored)
		return l
	}
	for _, c := range t.Indexes[0].Columns {
		if !inKey[c.ID] {
			l.addKey(t, IndexColumn{ID: c.ID})
			inKey[c.ID] = true
			stored[c.ID] = ix.Unique
		}
	}
	if !ix.Unique {
		l.KeyUnique = len(l.Key)
	}
	for id := range inKey {
		if c, _, ok := t.ColumnByID(id); ok && !rowenc.KeyIsExact(c.Type) {
			stored[id] = true
		}
	}
	for _, id := range ix.Include {
		if !inKey[id] {
			stored[id] = true
		}
	}
	l.addValues(t, stored)
	return l
}

func (l *Layout) addKey(t *TableDesc, c IndexColumn) {
	col, slot, ok := t.ColumnByID(c.ID)
	if !ok {
		return
	}
	l.Key = append(l.Key, rowenc.KeyColumn{Type: col.Type, Desc: c.Desc, NullsFirst: c.NullsFirst})
	l.Slots = append(l.Slots, slot)
}

func (l *Layout) addValues(t *TableDesc, stored map[ColumnID]bool) {
	for i := range t.Columns {
		if c := &t.Columns[i]; stored[c.ID] {
			l.Value = append(l.Value, rowenc.ValueColumn{ID: c.ID, Type: c.Type, Slot: i, Default: c.Missing})
		}
	}
}

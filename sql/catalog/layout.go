package catalog

import (
	"bytes"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
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
//	deferrable as secondary: several rows may have one key for a while
//	excluding  as secondary, but for the order of Columns, and those that are no keys are in the
//	           value (exclusion.go)
//	inverted   key    KeyPrefix | entry | primary key columns, for each entry of the values at
//	                  Sources (rowenc.Entries), behind a byte that tells which of several it
//	                  is of, from 1; the computed column of the entry is Slots[0]
//	partial    no entry for a row of which the predicate is not true
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
	// Late is a deferrable unique index, of Own columns: Unique is false.
	Late bool
	Own  int
	// Excludes tells the index of an exclusion constraint: the first Equal of Key are those by
	// whose equality it excludes; Overlaps: the next is a range, by which alone it excludes besides.
	Excludes bool
	Equal    int
	Overlaps bool
	// Partial tells that a row has an entry only where the column at Predicate is true.
	Partial   bool
	Predicate int
	// Sources are the columns of an inverted index.
	Sources []EntrySource
	// Value are the columns of the value in order of ID. For a unique secondary
	// index the primary key columns are always in the value.
	Value []rowenc.ValueColumn
}

// EntrySource is a column of an inverted index: the values at Slot, of Type, have entries of Class.
type EntrySource struct {
	Class rowenc.EntryClass
	Slot  int
	Type  *types.Type
}

// Layout returns how ix stores rows of t. It is made anew at each call: plans
// keep it.
func (t *TableDesc) Layout(ix *IndexDesc) *Layout {
	l := &Layout{Prefix: t.KeyPrefix(ix), Unique: ix.Infers() || ix.ID == t.Indexes[0].ID, NullsNotDistinct: ix.NullsNotDistinct,
		Late: ix.Unique && ix.Deferrable, Own: len(ix.Columns)}
	if ix.Predicate != "" {
		_, l.Predicate, l.Partial = t.ColumnByID(ix.PredicateID)
	}
	inKey := make(map[ColumnID]bool, len(ix.Columns))
	own := ix.Columns
	if ix.Inverted() {
		for i := range ix.Columns {
			col, slot, _ := t.ColumnByID(ix.Columns[i].ID)
			l.Sources = append(l.Sources, EntrySource{Class: ix.EntryClass(i), Slot: slot, Type: col.Type})
		}
		own = []IndexColumn{{ID: ix.EntryID}}
	}
	if ix.Excludes() {
		own = l.exclude(t, ix)
	}
	for _, c := range own {
		l.addKey(t, c)
		inKey[c.ID] = true
	}
	l.KeyUnique = len(l.Key)
	stored := make(map[ColumnID]bool, len(t.Columns))
	if ix.ID == t.Indexes[0].ID {
		for i := range t.Columns {
			c := &t.Columns[i]
			stored[c.ID] = !c.Computed && (!inKey[c.ID] || !rowenc.KeyIsExact(c.Type))
		}
		l.addValues(t, stored)
		return l
	}
	for _, c := range t.Indexes[0].Columns {
		if !inKey[c.ID] {
			l.addKey(t, IndexColumn{ID: c.ID})
			inKey[c.ID] = true
			stored[c.ID] = ix.Infers()
		}
	}
	if !ix.Infers() {
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
	for _, c := range ix.Columns {
		if ix.Excludes() && !inKey[c.ID] {
			stored[c.ID] = true
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

// Has reports whether the index has an entry for row.
func (l *Layout) Has(row []types.Datum) bool {
	return !l.Partial || !row[l.Predicate].IsNull() && row[l.Predicate].Bool()
}

// Inverted reports whether a row may have many entries: Entries lists them.
func (l *Layout) Inverted() bool { return len(l.Sources) > 0 }

// Entries calls f with the key of each entry that row has in an inverted index.
func (l *Layout) Entries(row []types.Datum, f func(key []byte) error) error {
	if !l.Has(row) {
		return nil
	}
	for i := range l.Sources {
		s, mark := &l.Sources[i], l.entryMark(i)
		for _, e := range rowenc.Entries(s.Class, s.Type, row[s.Slot]) {
			row[l.Slots[0]] = types.Bytes(append(mark[:len(mark):len(mark)], e...))
			if err := f(l.AppendKey(nil, row)); err != nil {
				return err
			}
		}
	}
	return nil
}

// entryMark is what the entries of the column at place i begin with: an index of one column has
// no need to tell, and did not before there were others.
func (l *Layout) entryMark(i int) []byte {
	if len(l.Sources) == 1 {
		return nil
	}
	return []byte{byte(i + 1)}
}

// EntryQuery asks of an operator's right side which entries the column at place i has to have.
func (l *Layout) EntryQuery(i int, op string, t *types.Type, x types.Datum) rowenc.EntryQuery {
	return rowenc.QueryEntries(l.Sources[i].Class, op, t, x).Under(l.entryMark(i))
}

// EntrySpan is all rows that have an entry.
func (l *Layout) EntrySpan(entry []byte) keys.Span {
	k := keys.Key(rowenc.AppendKeyColumn(append([]byte(nil), l.Prefix...), l.Key[0], types.Bytes(entry)))
	return keys.Span{Start: k, End: k.PrefixEnd()}
}

// EntryPrefixSpan is all rows that have an entry that begins so; it has no zero byte.
func (l *Layout) EntryPrefixSpan(entry []byte) keys.Span {
	k := l.EntrySpan(entry).Start
	k = k[:len(k)-2] // without its end
	return keys.Span{Start: k, End: k.PrefixEnd()}
}

// full reports whether the entry of row holds all of Key.
func (l *Layout) full(row []types.Datum) bool {
	if l.KeyUnique == len(l.Key) {
		return true
	}
	if l.NullsNotDistinct {
		return false
	}
	for _, slot := range l.Slots[:l.KeyUnique] {
		if row[slot].IsNull() {
			return true
		}
	}
	return false
}

// AppendKey appends the key of row's entry, which it has, to dst, which is empty.
func (l *Layout) AppendKey(dst []byte, row []types.Datum) []byte {
	n := len(l.Key)
	if !l.full(row) {
		n = l.KeyUnique
	}
	dst = append(dst, l.Prefix...)
	for i, slot := range l.Slots[:n] {
		dst = rowenc.AppendKeyColumn(dst, l.Key[i], row[slot])
	}
	return dst
}

// AppendValue appends the value of row's entry to dst.
func (l *Layout) AppendValue(dst []byte, row []types.Datum) []byte {
	return rowenc.AppendRow(dst, l.Value, row)
}

// Conflicts reports whether another row with the same key would violate the
// index: it is unique, and no NULL makes the row differ from all others.
func (l *Layout) Conflicts(row []types.Datum) bool {
	return l.Unique && (l.KeyUnique == len(l.Key) || !l.full(row)) && l.Has(row)
}

// UniqueKey is what the keys of all rows begin with that have row's values in a unique
// index; ok is false where there may be several such rows.
func (l *Layout) UniqueKey(row []types.Datum) (key []byte, ok bool) {
	if !l.Late {
		return l.AppendKey(nil, row), l.Conflicts(row)
	}
	key = append(key, l.Prefix...)
	for i, slot := range l.Slots[:l.Own] {
		if row[slot].IsNull() && !l.NullsNotDistinct {
			return nil, false
		}
		key = rowenc.AppendKeyColumn(key, l.Key[i], row[slot])
	}
	return key, true
}

// Decoder returns a decoder of the index's values, for Decode.
func (l *Layout) Decoder() *rowenc.Decoder { return rowenc.NewDecoder(l.Value, false) }

// Decode reads one entry into row: the columns that the index holds, the others
// are left as they are. The error is XX001.
func (l *Layout) Decode(dec *rowenc.Decoder, key, value []byte, row []types.Datum) error {
	if !bytes.HasPrefix(key, l.Prefix) {
		return pgerror.New(pgerror.DataCorrupted, "key %x is not of this index", key)
	}
	rest := key[len(l.Prefix):]
	var err error
	for i := 0; i < len(l.Key) && (i < l.KeyUnique || len(rest) > 0); i++ {
		if row[l.Slots[i]], rest, err = rowenc.DecodeKeyColumn(rest, l.Key[i]); err != nil {
			return err
		}
	}
	if len(rest) > 0 {
		return pgerror.New(pgerror.DataCorrupted, "key %x is longer than its index", key)
	}
	return dec.Decode(value, row)
}

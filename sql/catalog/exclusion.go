package catalog

import (
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// Exclusion constraints. No two rows may be such that all of the constraint's operators are true
// of its elements; a NULL among these is like no other row. The constraint's index is an ordered
// one, whatever its method is called, whose entries hold the elements so that those lie together
// that may be in each other's way:
//
//	key    KeyPrefix | elements by = | range by && | other elements that can be keys | primary key
//	value  elements that have no order (boxes, circles)
//
// So whoever has written a row reads the entries that are equal in the first part: all of them, or,
// where one range is the only element besides (Overlaps), those from the last that begins before
// it to where it ends. That is enough: entries that are there do not overlap, so that no earlier
// one reaches further than the last.

// Excludes reports whether the index is that of an exclusion constraint.
func (ix *IndexDesc) Excludes() bool { return len(ix.Columns) > 0 && ix.Columns[0].Exclude != 0 }

// Operator is the name of the operator that an element of an exclusion constraint excludes by.
func (c *IndexColumn) Operator() string {
	if op, ok := builtin.Catalog().OperatorByOID(c.Exclude); ok {
		return op.Name
	}
	return ""
}

// GistClass is the operator class of a column of an index that was made USING gist; nil: the
// column is not there.
func (c *IndexColumn) GistClass(t *TableDesc) *OpClass {
	col, _, ok := t.ColumnByID(c.ID)
	if !ok {
		return nil
	}
	if class, ok := OpClassByID(c.OpClass); ok {
		return class
	}
	return GistOpClass(col.Type, true)
}

// exclude orders what an exclusion constraint's index has in its keys.
func (l *Layout) exclude(t *TableDesc, ix *IndexDesc) (own []IndexColumn) {
	var spans, rest []IndexColumn
	for i := range ix.Columns {
		c := IndexColumn{ID: ix.Columns[i].ID}
		col, _, ok := t.ColumnByID(c.ID)
		switch op := ix.Columns[i].Operator(); {
		case !ok || !rowenc.CanBeKey(col.Type):
		case op == "=":
			own = append(own, c)
		case op == "&&" && col.Type.Base().IsRange():
			spans = append(spans, c)
		default:
			rest = append(rest, c)
		}
	}
	l.Excludes, l.Equal = true, len(own)
	l.Overlaps = len(spans) == 1 && len(own)+1 == len(ix.Columns)
	own = append(append(own, spans...), rest...)
	l.Own = len(own)
	return own
}

// EqualKey is what the keys of all rows begin with that are equal to row where an exclusion
// constraint asks for it.
func (l *Layout) EqualKey(row []types.Datum) keys.Key {
	k := append([]byte(nil), l.Prefix...)
	for i, slot := range l.Slots[:l.Equal] {
		k = rowenc.AppendKeyColumn(k, l.Key[i], row[slot])
	}
	return k
}

// OverlapSpan is where the entries stand of rows that may overlap row by the range of an index
// that Overlaps: those from from on begin no earlier than row does, of those before it only the
// last can reach so far. ok is false for the empty range, which overlaps nothing.
func (l *Layout) OverlapSpan(row []types.Datum) (span keys.Span, from keys.Key, ok bool, err error) {
	lower, upper, ok, err := types.RangeBounds(l.Key[l.Equal].Type, row[l.Slots[l.Equal]])
	if err != nil || !ok {
		return span, nil, false, err
	}
	begun := func(b []byte) keys.Key {
		k := rowenc.AppendKeyColumn(l.EqualKey(row), rowenc.KeyColumn{Type: types.TBytea}, types.Bytes(b))
		return k[:len(k)-2] // without its end
	}
	span.Start, from = l.EqualKey(row), begun(lower)
	if upper == nil { // up to the NULLs
		span.End = rowenc.AppendKeyColumn(l.EqualKey(row), l.Key[l.Equal], types.Null)
	} else {
		span.End = begun(upper).PrefixEnd()
	}
	return span, from, true, nil
}

package pushdown

import (
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// RowColumns presents one row as columns of length one, for evaluation.
func RowColumns(dst [][]types.Datum, row []types.Datum) [][]types.Datum {
	dst = dst[:0]
	for i := range row {
		dst = append(dst, row[i:i+1:i+1])
	}
	return dst
}

// RowReader turns entries of one index into rows of chosen columns. It is
// immutable.
type RowReader struct {
	prefix int
	key    []keyPart
	dec    *rowenc.Decoder // nil: nothing is in the value
	vals   []rowenc.ValueColumn
	alias  bool
	Width  int
	Of     kvpb.Columns // what it reads of an entry
}

// keyPart is a column of the key: out is its place in the row, -1 to skip it.
type keyPart struct {
	col rowenc.KeyColumn
	out int
}

// NewRowReader reads columns (slots of the table) in order. Text shares the
// entry's memory.
func NewRowReader(l *catalog.Layout, columns []int) *RowReader {
	return NewAliasReader(l, columns, true)
}

// NewAliasReader is NewRowReader, where alias says whether text shares the entry's memory.
func NewAliasReader(l *catalog.Layout, columns []int, alias bool) *RowReader {
	r := &RowReader{prefix: len(l.Prefix), alias: alias, Width: len(columns)}
	place := make(map[int]int, len(columns))
	for i, slot := range columns {
		place[slot] = i
	}
	var vals []rowenc.ValueColumn
	for _, v := range l.Value {
		if out, ok := place[v.Slot]; ok {
			v.Slot = out
			vals = append(vals, v)
			delete(place, columns[out])
		}
	}
	r.read(vals)
	for i, slot := range l.Slots {
		out, ok := place[slot]
		if !ok {
			out = -1
		}
		r.key = append(r.key, keyPart{l.Key[i], out})
		if ok {
			delete(place, slot)
		}
	}
	r.endKey()
	return r
}

// read sets which columns of the value are read.
func (r *RowReader) read(vals []rowenc.ValueColumn) {
	r.vals, r.dec, r.Of = vals, nil, kvpb.KeyOnly
	if len(vals) > 0 {
		r.dec = rowenc.NewDecoder(vals, r.alias)
	}
	for _, v := range vals {
		r.Of = r.Of.With(uint32(v.ID))
	}
}

// endKey ends the key with its last column that is read: what lies behind need not be looked at.
func (r *RowReader) endKey() {
	for len(r.key) > 0 && r.key[len(r.key)-1].out < 0 {
		r.key = r.key[:len(r.key)-1]
	}
}

// Only reads no more than what r does and wanted names: the columns of its rows for which it is
// true. It leaves the others of a row alone.
func (r *RowReader) Only(wanted []bool) *RowReader {
	only := &RowReader{prefix: r.prefix, alias: r.alias, Width: r.Width}
	for _, k := range r.key {
		if k.out >= 0 && !wanted[k.out] {
			k.out = -1
		}
		only.key = append(only.key, k)
	}
	only.endKey()
	var vals []rowenc.ValueColumn
	for _, v := range r.vals {
		if wanted[v.Slot] {
			vals = append(vals, v)
		}
	}
	only.read(vals)
	return only
}

// Read decodes an entry into row.
func (r *RowReader) Read(key keys.Key, value []byte, row []types.Datum) error {
	_, err := r.ReadIf(key, value, row, nil)
	return err
}

// ReadIf is Read that may end, and report false, with the first column that fails its test.
func (r *RowReader) ReadIf(key keys.Key, value []byte, row []types.Datum, tests rowenc.Tests) (bool, error) {
	if len(r.key) > 0 {
		if len(key) < r.prefix {
			return false, pgerror.New(pgerror.DataCorrupted, "key %x is not of this index", []byte(key))
		}
		rest := []byte(key[r.prefix:])
		var err error
		for i := range r.key {
			k := &r.key[i]
			if k.out < 0 {
				rest, err = rowenc.SkipKeyColumn(rest, k.col)
			} else {
				row[k.out], rest, err = rowenc.DecodeKeyColumn(rest, k.col)
			}
			if err != nil {
				return false, err
			}
		}
	}
	if r.dec == nil {
		return true, nil
	}
	return r.dec.DecodeIf(value, row, tests)
}

package rowenc

import (
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// KeyColumn is one column of a key: its type, direction and place of NULLs.
// The zero direction is Postgres's default, ascending with NULLs last.
type KeyColumn struct {
	Type       *types.Type
	Desc       bool
	NullsFirst bool
}

// The first byte of a column tells NULL from values: values start with
// something between, ascending or complemented.
const (
	nullFirst = 0x00
	nullLast  = 0xff
)

// AppendKeyColumn appends the order-preserving encoding of one value. The type
// must be one that CanBeKey allows.
func AppendKeyColumn(dst []byte, c KeyColumn, d types.Datum) []byte {
	if d.IsNull() {
		if c.NullsFirst {
			return append(dst, nullFirst)
		}
		return append(dst, nullLast)
	}
	if !c.Desc {
		return appendValueKey(dst, c.Type, d)
	}
	at := len(dst)
	dst = appendValueKey(dst, c.Type, d)
	complement(dst[at:])
	return dst
}

func complement(b []byte) {
	for i := range b {
		b[i] = ^b[i]
	}
}

// AppendKey appends the encodings of row's values; cols and row run in step,
// and a shorter row gives a prefix of keys.
func AppendKey(dst []byte, cols []KeyColumn, row []types.Datum) []byte {
	for i, d := range row {
		dst = AppendKeyColumn(dst, cols[i], d)
	}
	return dst
}

// DecodeKeyColumn reads one value from the front of key. The value does not
// share key's memory. The error is XX001 (data_corrupted).
func DecodeKeyColumn(key []byte, c KeyColumn) (d types.Datum, rest []byte, err error) {
	if null, rest, err := decodeNull(key, c); null || err != nil {
		return types.Null, rest, err
	}
	r := keyReader{b: key}
	if c.Desc {
		r.mask = 0xff
	}
	if d, err = r.value(c.Type, 0); err != nil {
		return types.Null, nil, err
	}
	return d, r.b, nil
}

// decodeNull reads the mark of NULL, if it is there.
func decodeNull(key []byte, c KeyColumn) (null bool, rest []byte, err error) {
	if len(key) == 0 {
		return false, nil, errKeyEnd
	}
	switch b := key[0]; {
	case b == nullFirst && c.NullsFirst, b == nullLast && !c.NullsFirst:
		return true, key[1:], nil
	case b == nullFirst, b == nullLast:
		return false, nil, corrupt("NULL on the wrong side")
	}
	return false, key, nil
}

// DecodeKey reads len(out) columns from the front of key.
func DecodeKey(key []byte, cols []KeyColumn, out []types.Datum) (rest []byte, err error) {
	for i := range out {
		if out[i], key, err = DecodeKeyColumn(key, cols[i]); err != nil {
			return nil, err
		}
	}
	return key, nil
}

// SkipKeyColumn returns what follows the first column of key.
func SkipKeyColumn(key []byte, c KeyColumn) (rest []byte, err error) {
	if null, rest, err := decodeNull(key, c); null || err != nil {
		return rest, err
	}
	r := keyReader{b: key}
	if c.Desc {
		r.mask = 0xff
	}
	if err := r.skip(c.Type, 0); err != nil {
		return nil, err
	}
	return r.b, nil
}

// KeyIsExact reports whether decoding a key of type t gives the very value that
// was encoded, not merely an equal one.
func KeyIsExact(t *types.Type) bool {
	switch t.Kind() {
	case types.KindFloat, types.KindNumeric, types.KindInterval, types.KindRecord, types.KindJSONB:
		return false
	case types.KindBytes:
		return types.KeyHoldsAll(t)
	case types.KindText:
		return !types.ComparesFolded(t)
	case types.KindArray:
		return KeyIsExact(t.Base().Elem())
	}
	return true
}

// CanBeKey reports whether values of t can be part of a key. Rows of tables can't: their type
// changes while there are values.
func CanBeKey(t *types.Type) bool { return canBeKey(t, 0) }

func canBeKey(t *types.Type, depth int) bool {
	b := t.Base()
	if !types.Comparable(t) {
		return false
	}
	if b.IsArray() && b.Elem() != nil && b.Elem().Kind() == types.KindRecord {
		return depth+1 < nestingMax && canBeKey(b.Elem(), depth+1)
	}
	if t.Kind() != types.KindRecord {
		return true
	}
	c := b.Composite()
	if c == nil || c.IsRow() || depth+1 >= nestingMax {
		return false
	}
	for _, a := range c.Attributes() {
		if !canBeKey(a.Type, depth+1) {
			return false
		}
	}
	return true
}

// KeyHoldsRecords reports whether values of t are, or have, records: keys of such are younger
// than those of other types.
func KeyHoldsRecords(t *types.Type) bool {
	b := t.Base()
	return t.Kind() == types.KindRecord || b.IsArray() && b.Elem() != nil && b.Elem().Kind() == types.KindRecord
}

func corrupt(format string, args ...any) error {
	return pgerror.New(pgerror.DataCorrupted, "corrupt row encoding: "+format, args...)
}

var (
	errKeyEnd   = pgerror.New(pgerror.DataCorrupted, "corrupt row encoding: the key ends early")
	errValueEnd = pgerror.New(pgerror.DataCorrupted, "corrupt row encoding: the value ends early")
	errTooDeep  = pgerror.New(pgerror.DataCorrupted, "corrupt row encoding: nesting too deep")
)

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

// AppendKeyColumn appends the order-preserving encoding of one value.
func AppendKeyColumn(dst []byte, c KeyColumn, d types.Datum) []byte { return dst }

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
	return types.Null, nil, corrupt("key")
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
	return nil, corrupt("key")
}

// KeyIsExact reports whether decoding a key of type t gives the very value that
// was encoded, not merely an equal one.
func KeyIsExact(t *types.Type) bool { return false }

// CanBeKey reports whether values of t can be part of a key.
func CanBeKey(t *types.Type) bool { return types.Comparable(t) }

// PrefixEnd returns the first key after all keys that start with prefix, in
// memory of its own; nil if there is none (the prefix is all 0xff).
func PrefixEnd(prefix []byte) []byte {
	for i := len(prefix) - 1; i >= 0; i-- {
		if prefix[i] != 0xff {
			end := append([]byte(nil), prefix[:i+1]...)
			end[i]++
			return end
		}
	}
	return nil
}

// NextKey returns the first key after key, in memory of its own.
func NextKey(key []byte) []byte {
	return append(append(make([]byte, 0, len(key)+1), key...), 0)
}

func corrupt(format string, args ...any) error {
	return pgerror.New(pgerror.DataCorrupted, "corrupt row encoding: "+format, args...)
}

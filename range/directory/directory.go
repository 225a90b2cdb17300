// Package directory is the cluster's lists of ranges, nodes and stores, as rows.
//
// The part 0x03 of the key space maps the end key of each range to its
// descriptor, so that the range of a key is the first row whose end lies above
// the key: one seek. The rows are ordinary versions in the first range, whose
// own place everybody knows. They may lag behind a split: a replica's own
// bounds are the truth, and the rows a way to find it. Rows are compared by
// generation, so writing one twice, or late, does no harm.
//
// Nodes and stores (member.go) are rows of the cluster's own part, 0x04.
//
// The package lays out keys and values; who reads and writes them is the
// router's and the store's business.
package directory

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/descriptor"
)

// FirstRangeID is the ID of the range that holds the directory.
const FirstRangeID = 1

// ErrRow reports a row that is not a directory row.
var ErrRow = errors.New("directory: malformed row")

// Span returns the keys of all directory rows.
func Span() keys.Span {
	return keys.Span{Start: keys.Key{keys.Directory}, End: keys.Key{keys.Directory + 1}}
}

// Contains reports whether k is itself a key of the directory, whose range is
// known without a look-up.
func Contains(k keys.Key) bool { return len(k) > 0 && k[0] == keys.Directory }

// Key returns the key of the row for the range that ends at end.
func Key(end keys.Key) keys.Key {
	return append(append(make(keys.Key, 0, 1+len(end)), keys.Directory), end...)
}

// FirstSpan returns the key of the row for the directory's own range, as a span.
func FirstSpan() keys.Span {
	k := Key(keys.Key{keys.System})
	return keys.Span{Start: k, End: append(slices.Clone(k), 0)}
}

// From returns the span of rows to scan for the range that holds k and those
// after it: the first row found is the range of k.
// A range that ends at k does not hold it: hence the zero byte, which begins the
// scan behind that row.
func From(k keys.Key) keys.Span {
	start := append(append(make(keys.Key, 0, 2+len(k)), keys.Directory), k...)
	return keys.Span{Start: append(start, 0), End: keys.Key{keys.Directory + 1}}
}

// DecodeRow reads a row of the directory.
// It fails with ErrRow, or with what descriptor.Decode does.
func DecodeRow(key keys.Key, value []byte) (*descriptor.Range, error) {
	d, err := descriptor.Decode(value)
	if err != nil {
		return nil, err
	}
	if len(key) == 0 || key[0] != keys.Directory || !bytes.Equal(key[1:], d.End) {
		return nil, fmt.Errorf("%w: key %x holds %s", ErrRow, []byte(key), d)
	}
	return d, nil
}

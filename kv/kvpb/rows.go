package kvpb

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// Rows travel packed, one after the other:
//
//	uvarint key length | key | uvarint value length | value
//
// so that a scan's answer is one allocation, whatever its number of rows.

// ErrRows reports bytes that are not packed rows.
var ErrRows = errors.New("kvpb: malformed rows")

// AppendRow appends one packed row.
func AppendRow(dst, key, value []byte) []byte {
	dst = binary.AppendUvarint(dst, uint64(len(key)))
	dst = append(dst, key...)
	dst = binary.AppendUvarint(dst, uint64(len(value)))
	return append(dst, value...)
}

// NextRow reads the first packed row of rows. The results alias rows; rest is
// what follows. It fails with ErrRows on malformed input.
func NextRow(rows []byte) (key, value, rest []byte, err error) {
	if key, rest, err = field(rows); err != nil {
		return nil, nil, nil, err
	}
	value, rest, err = field(rest)
	return key, value, rest, err
}

func field(b []byte) (f, rest []byte, err error) {
	n, w := binary.Uvarint(b)
	if w <= 0 || n > uint64(len(b)-w) {
		return nil, nil, ErrRows
	}
	end := w + int(n)
	return b[w:end:end], b[end:], nil
}

// TxnID names one attempt of a transaction. It is unique over the cluster.
type TxnID struct{ Hi, Lo uint64 }

// ID returns the transaction's identity.
func (m *TxnMeta) ID() TxnID {
	if m == nil {
		return TxnID{}
	}
	return TxnID{m.IdHi, m.IdLo}
}

// IsZero reports whether id names no transaction.
func (id TxnID) IsZero() bool { return id == TxnID{} }

// Less orders transactions with equal timestamps.
func (id TxnID) Less(o TxnID) bool { return id.Hi < o.Hi || id.Hi == o.Hi && id.Lo < o.Lo }

// Tag is the 8 bytes that every version written by the transaction carries.
// Two transactions share a tag with probability 2^-64.
func (id TxnID) Tag() uint64 {
	x := id.Hi*0x9e3779b97f4a7c15 ^ id.Lo
	x ^= x >> 32
	x *= 0xd6e8feb86659fd93
	x ^= x >> 32
	x *= 0xd6e8feb86659fd93
	x ^= x >> 32
	return x ^ id.Lo*0x9e3779b97f4a7c15
}

// String is the identity in hexadecimal, as shown to users.
func (id TxnID) String() string { return fmt.Sprintf("%016x%016x", id.Hi, id.Lo) }

// Columns is what a read has read of the rows of a span: that they are there, and some of
// their columns, a bit for the ID of each. Others may change the rest of a row without
// changing what was read.
type Columns uint64

const (
	// WholeRow: all of it.
	WholeRow Columns = 0
	// KeyOnly: that the row is there. What is in its key can't change.
	KeyOnly Columns = 1
	// columnsMax is the largest ID of a column with a bit of its own.
	columnsMax = 63
)

// With adds a column to what was read.
func (c Columns) With(id uint32) Columns {
	if c == WholeRow || id > columnsMax {
		return WholeRow
	}
	return c | 1<<id
}

// And is what two reads have read.
func (c Columns) And(o Columns) Columns {
	if c == WholeRow || o == WholeRow {
		return WholeRow
	}
	return c | o
}

// Has reports whether a column was read.
func (c Columns) Has(id uint32) bool { return c == WholeRow || id <= columnsMax && c&(1<<id) != 0 }

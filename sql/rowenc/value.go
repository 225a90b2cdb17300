package rowenc

import "github.com/isochrondb/isochron/sql/types"

// ColumnID names a column of a table for ever: it is not reused after DROP
// COLUMN. IDs start at 1.
type ColumnID uint32

// ValueColumn is one column of a row's value.
type ValueColumn struct {
	ID   ColumnID
	Type *types.Type
	// Slot is the index in the row of datums (AppendRow reads row[Slot],
	// Decoder writes out[Slot]).
	Slot int
	// Default is what a Decoder gives for a value that does not have the
	// column: what ADD COLUMN … DEFAULT left behind. AppendRow ignores it.
	Default types.Datum
}

// AppendRow appends the value of a row: the columns of cols, which are in
// ascending order of ID.
func AppendRow(dst []byte, cols []ValueColumn, row []types.Datum) []byte { return dst }

// Decoder reads chosen columns of row values. It is immutable and safe for
// concurrent use.
type Decoder struct {
	cols  []ValueColumn
	alias bool
}

// NewDecoder returns a decoder of cols, in ascending order of ID. With alias,
// text and bytea datums share the value's memory, which must then not change
// while they live.
func NewDecoder(cols []ValueColumn, alias bool) *Decoder {
	return &Decoder{cols: cols, alias: alias}
}

// Decode reads the decoder's columns of one row's value into out[Slot]. A
// column that value does not have gets its Default if its ID is above all that
// the writer knew, else NULL. The error is XX001 (data_corrupted).
func (d *Decoder) Decode(value []byte, out []types.Datum) error { return corrupt("value") }

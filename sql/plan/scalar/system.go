package scalar

import (
	"hash/crc32"

	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// SystemKind is what a System computes.
type SystemKind uint8

// The system columns, and a column of the key that a tid names.
const (
	// SystemCTID is the tid of a row; Args are its primary key's columns, Key their form.
	SystemCTID SystemKind = iota + 1
	// SystemXmin is the version of a row; Args are one that is never NULL, and its columns.
	SystemXmin
	// SystemNone is 0 of a row: xmax, cmin and cmax, told apart by Idx.
	SystemNone
	// SystemKey is column Idx of the primary key that a tid, the only one of Args, names; NULL
	// where that is no such key.
	SystemKey
)

// System computes a system column of a row from its columns. The first of Args is never NULL in a
// row; where it is, an outer join has found none, and the result is NULL.
type System struct {
	Kind SystemKind
	T    *types.Type
	Args []Expr
	Key  []rowenc.KeyColumn
	Idx  int
	// Pos is where it stands in the statement, for errors found later; 0 unknown.
	Pos int32

	cols []rowenc.ValueColumn // of SystemXmin: the columns that count
}

// NewXmin makes the xmin of a row of these columns; present is never NULL in a row.
// The checksum is of the columns in this order, which is the binder's: by their names.
func NewXmin(present Expr, columns []Expr) *System {
	e := &System{Kind: SystemXmin, T: types.TXID, Args: append([]Expr{present}, columns...)}
	for i, x := range columns {
		e.cols = append(e.cols, rowenc.ValueColumn{ID: rowenc.ColumnID(i + 1), Type: x.Type(), Slot: i})
	}
	return e
}

// Type is the type of the values.
func (e *System) Type() *types.Type { return e.T }

// Eval computes the value.
// The first argument is asked first: without a row the others are NULL too, and must not be looked at.
func (e *System) Eval(c *Ctx) (types.Datum, error) {
	var stack [maxStackArgs]types.Datum
	args := stack[:0]
	for i, x := range e.Args {
		d, err := operand(x, c)
		if err != nil || i == 0 && d.IsNull() {
			return types.Null, err
		}
		args = append(args, d)
	}
	switch e.Kind {
	case SystemCTID:
		return tidOf(args, e.Key), nil
	case SystemXmin:
		return types.Int(int64(e.version(args[1:]))), nil
	case SystemKey:
		return e.keyColumn(args[0]), nil
	}
	return types.Int(0), nil
}

// tidOf is the tid of a row with these primary key values; NULL in one of them means that there is no row.
func tidOf(row []types.Datum, cols []rowenc.KeyColumn) types.Datum {
	var buf [64]byte
	key := buf[:0]
	for i, d := range row {
		if d.IsNull() {
			return types.Null
		}
		key = rowenc.AppendKeyColumn(key, cols[i], d)
	}
	// Such a key shows as the number, which is what a client that pages by ctid can read.
	if oneInteger(cols) {
		return types.TIDOfKey(key, true, row[0].Int())
	}
	return types.TIDOfKey(key, false, 0)
}

// oneInteger reports whether a key is one integer in ascending order.
func oneInteger(cols []rowenc.KeyColumn) bool {
	return len(cols) == 1 && cols[0].Type.Kind() == types.KindInt && !cols[0].Desc
}

// TIDKey appends the key of the row that a tid names, of a table whose primary key has these
// columns. ok is false where no row can have it.
// An integer key is read from the number that the tid shows.
func TIDKey(dst []byte, d types.Datum, cols []rowenc.KeyColumn) (_ []byte, ok bool) {
	key, v, ok := types.KeyOfTID(d)
	if !ok {
		return dst, false
	}
	if key == nil {
		if !oneInteger(cols) {
			return dst, false
		}
		return rowenc.AppendKeyColumn(dst, cols[0], types.Int(v)), true
	}
	// A client may send any text: what is decoded has to be a whole key, and nothing behind it.
	row := make([]types.Datum, len(cols))
	rest, err := rowenc.DecodeKey(key, cols, row)
	if err != nil || len(rest) > 0 {
		return dst, false
	}
	// One key has one tid: others that would name it name nothing.
	if again := tidOf(row, cols); again.IsNull() || again.Text() != d.Text() {
		return dst, false
	}
	return append(dst, key...), true
}

// TIDBound gives the first key, of a table whose primary key has these columns, of a row whose tid
// is not below d, or above it (after).
// tids are ordered as their keys are.
func TIDBound(d types.Datum, cols []rowenc.KeyColumn, after bool) []byte {
	return types.TIDBound(d, after, oneInteger(cols), func(v int64) []byte {
		return rowenc.AppendKeyColumn(nil, cols[0], types.Int(v))
	})
}

// keyColumn is column Idx of the key that a tid names; what is malformed, or no value of the column's type,
// finds no row: NULL, not an error.
// It is the way of a ctid that a client sends back.
func (e *System) keyColumn(d types.Datum) types.Datum {
	key, ok := TIDKey(nil, d, e.Key)
	if !ok {
		return types.Null
	}
	var err error
	for _, c := range e.Key[:e.Idx+1] {
		if d, key, err = rowenc.DecodeKeyColumn(key, c); err != nil {
			return types.Null
		}
	}
	// A number beyond the column's type is no row's.
	if t := e.T; t.Kind() == types.KindInt && !rowenc.FitsInt(t, d.Int()) {
		return types.Null
	}
	return d
}

// xidFirst is the first number that Postgres gives a transaction: those below have meanings.
const xidFirst = 3

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// version is a checksum of a row's columns as they are stored, those of Args behind the first. It
// differs between any two rows that differ in up to four bytes in a row of their stored form, such
// as a counter's, and between others all but once in 2^32.
// A CRC tells apart whatever differs in one stretch of no more than its own 32 bits, which another hash would only do
// nearly always.
func (e *System) version(row []types.Datum) uint32 {
	var buf [256]byte
	sum := crc32.Checksum(rowenc.AppendRow(buf[:0], e.cols, row), castagnoli)
	// Clients may compare with the frozen xid.
	if sum < xidFirst {
		sum += xidFirst
	}
	return sum
}

// The system columns that are 0, as Idx of SystemNone.
const (
	SystemXmax = iota
	SystemCmin
	SystemCmax
)

// Name is the column's.
func (e *System) Name() string {
	switch e.Kind {
	case SystemCTID:
		return "ctid"
	case SystemXmin:
		return "xmin"
	case SystemKey:
		return "tid_key"
	}
	return [...]string{SystemXmax: "xmax", SystemCmin: "cmin", SystemCmax: "cmax"}[e.Idx]
}

// The order of the fields is the wire's.
// A field more is a new version's matter (tagSystem has no room).
func (e *encoder) system(x *System) {
	e.tag(tagSystem)
	e.num(int64(x.Kind))
	e.typ(x.T)
	e.num(int64(x.Idx))
	e.num(int64(len(x.Key)))
	for _, k := range x.Key {
		e.typ(k.Type)
		e.flag(k.Desc)
		e.flag(k.NullsFirst)
	}
	e.list(x.Args)
}

// system reads what encoder.system wrote; what could not be evaluated is refused.
// T, Idx and the keys' forms are checked by whole.
func (d *Decoder) system() Expr {
	e := &System{Kind: SystemKind(d.Num()), T: d.MustType(), Idx: int(d.Num())}
	n := d.Count()
	for i := 0; i < n && d.err == nil; i++ {
		e.Key = append(e.Key, rowenc.KeyColumn{Type: d.MustType(), Desc: d.Flag(), NullsFirst: d.Flag()})
	}
	e.Args = d.mustList()
	if d.err == nil && !e.whole() {
		d.fail("a system column of kind %d", e.Kind)
	}
	if d.err == nil && e.Kind == SystemXmin {
		return NewXmin(e.Args[0], e.Args[1:])
	}
	return e
}

// whole reports whether what was decoded can be evaluated.
// The kinds of arguments are compared, as values of another kind would be read for what they are not.
// It is all that Eval takes for granted: an Idx beyond Key, or no argument at all, would be a panic there.
func (e *System) whole() bool {
	for _, k := range e.Key {
		if !rowenc.CanBeKey(k.Type) {
			return false
		}
	}
	if len(e.Args) == 0 {
		return false
	}
	switch e.Kind {
	case SystemCTID:
		for i, x := range e.Args {
			if i >= len(e.Key) || x.Type().Kind() != e.Key[i].Type.Kind() {
				return false
			}
		}
		return e.T == types.TTID && len(e.Key) == len(e.Args)
	case SystemXmin:
		return e.T == types.TXID
	case SystemNone:
		return e.Idx == SystemXmax && e.T == types.TXID || (e.Idx == SystemCmin || e.Idx == SystemCmax) && e.T == types.TCID
	case SystemKey:
		return len(e.Args) == 1 && e.Args[0].Type() == types.TTID && e.Idx >= 0 && e.Idx < len(e.Key) && e.T.Kind() == e.Key[e.Idx].Type.Kind()
	}
	return false
}

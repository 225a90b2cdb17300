package pushdown

import (
	"encoding/binary"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// ColumnsMax bounds the columns that a fragment may name.
const ColumnsMax = 1 << 14

// FragmentEncoder appends the parts of a fragment.
type FragmentEncoder struct {
	B   []byte
	Err error
}

// Num appends a number.
func (e *FragmentEncoder) Num(n int) { e.B = binary.AppendVarint(e.B, int64(n)) }

// Flag appends a boolean.
func (e *FragmentEncoder) Flag(f bool) {
	if f {
		e.B = append(e.B, 1)
	} else {
		e.B = append(e.B, 0)
	}
}

// Bytes appends bytes behind their number.
func (e *FragmentEncoder) Bytes(b []byte) {
	e.B = binary.AppendUvarint(e.B, uint64(len(b)))
	e.B = append(e.B, b...)
}

// Expr appends an expression, which may be nil.
func (e *FragmentEncoder) Expr(x scalar.Expr) {
	if e.Err == nil {
		e.B, e.Err = scalar.Append(e.B, x)
	}
}

// Exprs appends a list of expressions.
func (e *FragmentEncoder) Exprs(xs []scalar.Expr) {
	e.Num(len(xs))
	for _, x := range xs {
		e.Expr(x)
	}
}

// Ints appends a list of numbers.
func (e *FragmentEncoder) Ints(xs []int) {
	e.Num(len(xs))
	for _, x := range xs {
		e.Num(x)
	}
}

func (e *FragmentEncoder) head(kind byte, a *Arguments) {
	e.B = append(e.B, Version, kind)
	e.Arguments(a)
}

// Arguments appends the statement's parameters.
func (e *FragmentEncoder) Arguments(a *Arguments) {
	e.Num(len(a.Args))
	for i, d := range a.Args {
		e.B = scalar.AppendType(e.B, a.Types[i])
		e.B = scalar.AppendDatum(e.B, a.Types[i], d)
	}
}

func (e *FragmentEncoder) values(cols []rowenc.ValueColumn) {
	e.Num(len(cols))
	for _, c := range cols {
		e.Num(int(c.ID))
		e.B = scalar.AppendStoredType(e.B, c.Type)
		e.Num(c.Slot)
		e.B = scalar.AppendDatum(e.B, c.Type, c.Default)
	}
}

func (e *FragmentEncoder) reader(r *RowReader) {
	e.Num(r.prefix)
	e.Num(r.Width)
	e.Num(len(r.key))
	for _, k := range r.key {
		e.B = scalar.AppendStoredType(e.B, k.col.Type)
		e.Flag(k.col.Desc)
		e.Flag(k.col.NullsFirst)
		e.Num(k.out)
	}
	e.values(r.vals)
}

// Marshal gives the fragment's bytes.
func (f *Scan) Marshal() ([]byte, error) {
	var e FragmentEncoder
	e.head(kindScan, &f.Arguments)
	e.reader(f.Reader)
	e.Expr(f.Filter)
	return e.B, e.Err
}

// Marshal gives the fragment's bytes.
func (f *Change) Marshal() ([]byte, error) {
	var e FragmentEncoder
	e.head(kindChange, &f.Arguments)
	e.reader(f.Reader)
	e.Flag(f.Del)
	e.Num(int(f.Mode))
	e.Ints(f.Old)
	e.Expr(f.Filter)
	e.Exprs(f.Sets)
	e.Ints(f.NotNull)
	e.Exprs(f.Checks)
	e.values(f.Value)
	e.Exprs(f.Returning)
	return e.B, e.Err
}

// Marshal gives the fragment's bytes.
func (f *Insert) Marshal() ([]byte, error) {
	var e FragmentEncoder
	e.head(kindInsert, &Arguments{})
	e.Num(len(f.Values))
	for i, v := range f.Values {
		e.Flag(f.Unique[i])
		e.Bytes(v)
	}
	return e.B, e.Err
}

// FragmentDecoder reads fragments. Nothing that it gives can make an evaluation
// read outside of its row.
type FragmentDecoder struct{ *scalar.Decoder }

// Corrupt is the error of bytes that are no fragment (XX001).
func Corrupt(why string) error {
	return pgerror.New(pgerror.DataCorrupted, "malformed plan fragment: %s", why)
}

// UnknownError is the error of a fragment that another release sent: 0A000. The
// sender does the work itself.
type UnknownError struct{ err *pgerror.Error }

// Unknown is the error of what this version does not know (0A000).
func Unknown(what string, n byte) error {
	return UnknownError{pgerror.Unsupported("Upgrade this node.", "plan fragments of %s %d are not supported", what, n)}
}

// FragmentUnknown tells the replica which refusal it is.
func (UnknownError) FragmentUnknown() {}

func (e UnknownError) Error() string { return e.err.Error() }

// Unwrap returns the error with its SQLSTATE.
func (e UnknownError) Unwrap() error { return e.err }

// Decode reads what Marshal wrote: *Scan, *Change,
// *Insert or *Pipe. The error is XX001 or 0A000 (another version).
func Decode(b []byte) (kvpb.Fragment, error) {
	if len(b) < 2 {
		return nil, Corrupt("it is empty")
	}
	if b[0] != Version {
		return nil, Unknown("version", b[0])
	}
	d := FragmentDecoder{scalar.NewDecoder(b[2:])}
	args := d.Arguments()
	var f kvpb.Fragment
	var err error
	switch b[1] {
	case kindScan:
		f, err = d.scan(args)
	case kindChange:
		f, err = d.change(args)
	case kindInsert:
		f, err = d.insert()
	case KindPipe:
		f, err = d.pipe(args)
	default:
		return nil, Unknown("kind", b[1])
	}
	if d.Err() != nil {
		return nil, d.Err()
	}
	if err == nil && len(d.Rest()) > 0 {
		err = Corrupt("bytes follow it")
	}
	return f, err
}

// Arguments reads the statement's parameters.
func (d *FragmentDecoder) Arguments() Arguments {
	var a Arguments
	n := d.Count()
	for i := 0; i < n && d.Err() == nil; i++ {
		t := d.MustType()
		a.Types = append(a.Types, t)
		a.Args = append(a.Args, d.Datum(t))
	}
	d.Params = len(a.Args)
	for _, t := range a.Types {
		d.ParamKinds = append(d.ParamKinds, t.Kind())
	}
	return a
}

// Ints reads a list of numbers, at least lo and below hi (XX001).
func (d *FragmentDecoder) Ints(lo, hi int) ([]int, error) {
	n := d.Count()
	var out []int
	for i := 0; i < n && d.Err() == nil; i++ {
		x := d.Num()
		if x < int64(lo) || x >= int64(hi) {
			return nil, Corrupt("a column is out of range")
		}
		out = append(out, int(x))
	}
	return out, nil
}

func (d *FragmentDecoder) values(width int) ([]rowenc.ValueColumn, error) {
	n := d.Count()
	var out []rowenc.ValueColumn
	last := int64(0)
	for i := 0; i < n && d.Err() == nil; i++ {
		id, t, slot := d.Num(), d.MustType(), d.Num()
		def := d.Datum(t)
		if id <= last || id > 1<<31 || slot < 0 || slot >= int64(width) {
			return nil, Corrupt("columns of a value")
		}
		last = id
		out = append(out, rowenc.ValueColumn{ID: rowenc.ColumnID(id), Type: t, Slot: int(slot), Default: def})
	}
	return out, nil
}

func (d *FragmentDecoder) reader() (*RowReader, error) {
	r := &RowReader{prefix: int(d.Num()), alias: true, Width: int(d.Num())}
	if r.prefix < 0 || r.prefix > 1<<16 || r.Width < 0 || r.Width > ColumnsMax {
		return nil, Corrupt("the layout of a row")
	}
	n := d.Count()
	for i := 0; i < n && d.Err() == nil; i++ {
		k := keyPart{col: rowenc.KeyColumn{Type: d.MustType(), Desc: d.Flag(), NullsFirst: d.Flag()}, out: int(d.Num())}
		if k.out < -1 || k.out >= r.Width || !rowenc.CanBeKey(k.col.Type) {
			return nil, Corrupt("a key column")
		}
		r.key = append(r.key, k)
	}
	vals, err := d.values(r.Width)
	if err != nil {
		return nil, err
	}
	r.read(vals)
	return r, d.Err()
}

// Kinds is how the columns of a reader are represented; those that it does not
// fill stay NULL.
func (r *RowReader) Kinds() []types.Kind {
	out := make([]types.Kind, r.Width)
	for _, k := range r.key {
		if k.out >= 0 {
			out[k.out] = k.col.Type.Kind()
		}
	}
	for _, v := range r.vals {
		out[v.Slot] = v.Type.Kind()
	}
	return out
}

// Over lets expressions read columns of these kinds.
func (d *FragmentDecoder) Over(kinds []types.Kind) {
	d.Slots, d.SlotKinds = len(kinds), kinds
}

func (d *FragmentDecoder) scan(args Arguments) (kvpb.Fragment, error) {
	f := &Scan{Arguments: args}
	var err error
	if f.Reader, err = d.reader(); err != nil {
		return nil, err
	}
	d.Over(f.Reader.Kinds())
	if f.Filter = d.Expr(); d.Err() == nil && f.Filter != nil && f.Filter.Type() != types.TBool {
		return nil, Corrupt("a filter that is no condition")
	}
	return f, d.Err()
}

func (d *FragmentDecoder) change(args Arguments) (kvpb.Fragment, error) {
	f := &Change{Arguments: args}
	var err error
	if f.Reader, err = d.reader(); err != nil {
		return nil, err
	}
	f.Del, f.Mode = d.Flag(), kvpb.LockMode(d.Num())
	if f.Old, err = d.Ints(-1, f.Reader.Width); err != nil {
		return nil, err
	}
	width := len(f.Old)
	read := f.Reader.Kinds()
	row := make([]types.Kind, width, width+len(read))
	for i, at := range f.Old {
		if at >= 0 {
			row[i] = read[at]
		}
	}
	d.Over(read)
	f.Filter, f.Sets = d.Expr(), d.List()
	if f.NotNull, err = d.Ints(0, width); err != nil {
		return nil, err
	}
	d.Over(row)
	f.Checks = d.List()
	if f.Value, err = d.values(width); err != nil {
		return nil, err
	}
	d.Over(append(row, read...))
	f.Returning = d.List()
	switch {
	case d.Err() != nil:
		return nil, d.Err()
	case !f.fits(row[:width]):
		return nil, Corrupt("values of another type than their columns")
	case f.Mode != kvpb.LockMode_NO_KEY_UPDATE && f.Mode != kvpb.LockMode_UPDATE, !f.Del && len(f.Sets) != width,
		HasNil(f.Checks), HasNil(f.Returning):
		return nil, Corrupt("a change of a row")
	}
	f.Result = ResultColumns(f.Returning)
	return f, nil
}

// fits reports whether what the fragment computes is of its columns' kinds.
func (f *Change) fits(row []types.Kind) bool {
	for i, x := range f.Sets {
		if x != nil && (i >= len(row) || row[i] != x.Type().Kind()) {
			return false
		}
	}
	for _, v := range f.Value {
		if v.Type.Kind() != row[v.Slot] {
			return false
		}
	}
	for _, c := range f.Checks {
		if c != nil && c.Type() != types.TBool {
			return false
		}
	}
	return f.Filter == nil || f.Filter.Type() == types.TBool
}

// HasNil reports whether one of the expressions is missing.
func HasNil(xs []scalar.Expr) bool {
	for _, x := range xs {
		if x == nil {
			return true
		}
	}
	return false
}

func (d *FragmentDecoder) insert() (kvpb.Fragment, error) {
	f := &Insert{}
	n := d.Count()
	for i := 0; i < n && d.Err() == nil; i++ {
		f.Unique = append(f.Unique, d.Flag())
		f.Values = append(f.Values, d.Bytes())
	}
	return f, d.Err()
}

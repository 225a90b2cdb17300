package exec

import (
	"encoding/binary"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// maxFragmentColumns bounds the columns that a fragment may name.
const maxFragmentColumns = 1 << 14

// fragEncoder appends the parts of a fragment.
type fragEncoder struct {
	b   []byte
	err error
}

func (e *fragEncoder) num(n int) { e.b = binary.AppendVarint(e.b, int64(n)) }

func (e *fragEncoder) flag(f bool) {
	if f {
		e.b = append(e.b, 1)
	} else {
		e.b = append(e.b, 0)
	}
}

func (e *fragEncoder) bytes(b []byte) {
	e.b = binary.AppendUvarint(e.b, uint64(len(b)))
	e.b = append(e.b, b...)
}

func (e *fragEncoder) expr(x scalar.Expr) {
	if e.err == nil {
		e.b, e.err = scalar.Append(e.b, x)
	}
}

func (e *fragEncoder) exprs(xs []scalar.Expr) {
	e.num(len(xs))
	for _, x := range xs {
		e.expr(x)
	}
}

func (e *fragEncoder) ints(xs []int) {
	e.num(len(xs))
	for _, x := range xs {
		e.num(x)
	}
}

func (e *fragEncoder) head(kind byte, a *fragmentArgs) {
	e.b = append(e.b, fragmentVersion, kind)
	e.arguments(a)
}

func (e *fragEncoder) arguments(a *fragmentArgs) {
	e.num(len(a.args))
	for i, d := range a.args {
		e.b = scalar.AppendType(e.b, a.types[i])
		e.b = scalar.AppendDatum(e.b, a.types[i], d)
	}
}

func (e *fragEncoder) values(cols []rowenc.ValueColumn) {
	e.num(len(cols))
	for _, c := range cols {
		e.num(int(c.ID))
		e.b = scalar.AppendStoredType(e.b, c.Type)
		e.num(c.Slot)
		e.b = scalar.AppendDatum(e.b, c.Type, c.Default)
	}
}

func (e *fragEncoder) reader(r *rowReader) {
	e.num(r.prefix)
	e.num(r.width)
	e.num(len(r.key))
	for _, k := range r.key {
		e.b = scalar.AppendStoredType(e.b, k.col.Type)
		e.flag(k.col.Desc)
		e.flag(k.col.NullsFirst)
		e.num(k.out)
	}
	e.values(r.vals)
}

// Marshal gives the fragment's bytes.
func (f *scanFragment) Marshal() ([]byte, error) {
	var e fragEncoder
	e.head(fragmentScan, &f.fragmentArgs)
	e.reader(f.reader)
	e.expr(f.filter)
	return e.b, e.err
}

// Marshal gives the fragment's bytes.
func (f *changeFragment) Marshal() ([]byte, error) {
	var e fragEncoder
	e.head(fragmentChange, &f.fragmentArgs)
	e.reader(f.reader)
	e.flag(f.del)
	e.num(int(f.mode))
	e.ints(f.old)
	e.expr(f.filter)
	e.exprs(f.sets)
	e.ints(f.notNull)
	e.exprs(f.checks)
	e.values(f.value)
	e.exprs(f.returning)
	return e.b, e.err
}

// Marshal gives the fragment's bytes.
func (f *insertFragment) Marshal() ([]byte, error) {
	var e fragEncoder
	e.head(fragmentInsert, &fragmentArgs{})
	e.num(len(f.values))
	for i, v := range f.values {
		e.flag(f.unique[i])
		e.bytes(v)
	}
	return e.b, e.err
}

// fragDecoder reads fragments. Nothing that it gives can make an evaluation
// read outside of its row.
type fragDecoder struct{ *scalar.Decoder }

func corruptFragment(why string) error {
	return pgerror.New(pgerror.DataCorrupted, "malformed plan fragment: %s", why)
}

// fragmentUnknown is the error of a fragment that another release sent: 0A000. The
// sender does the work itself.
type fragmentUnknown struct{ err *pgerror.Error }

func unknownFragment(what string, n byte) error {
	return fragmentUnknown{pgerror.Unsupported("Upgrade this node.", "plan fragments of %s %d are not supported", what, n)}
}

// FragmentUnknown tells the replica which refusal it is.
func (fragmentUnknown) FragmentUnknown() {}

func (e fragmentUnknown) Error() string { return e.err.Error() }

// Unwrap returns the error with its SQLSTATE.
func (e fragmentUnknown) Unwrap() error { return e.err }

// decodeFragment reads what Marshal wrote: *scanFragment, *changeFragment,
// *insertFragment or *pipeFragment. The error is XX001 or 0A000 (another version).
func decodeFragment(b []byte) (kvpb.Fragment, error) {
	if len(b) < 2 {
		return nil, corruptFragment("it is empty")
	}
	if b[0] != fragmentVersion {
		return nil, unknownFragment("version", b[0])
	}
	d := fragDecoder{scalar.NewDecoder(b[2:])}
	args := d.arguments()
	var f kvpb.Fragment
	var err error
	switch b[1] {
	case fragmentScan:
		f, err = d.scan(args)
	case fragmentChange:
		f, err = d.change(args)
	case fragmentInsert:
		f, err = d.insert()
	case fragmentPipe:
		f, err = d.pipe(args)
	default:
		return nil, unknownFragment("kind", b[1])
	}
	if d.Err() != nil {
		return nil, d.Err()
	}
	if err == nil && len(d.Rest()) > 0 {
		err = corruptFragment("bytes follow it")
	}
	return f, err
}

func (d *fragDecoder) arguments() fragmentArgs {
	var a fragmentArgs
	n := d.Count()
	for i := 0; i < n && d.Err() == nil; i++ {
		t := d.MustType()
		a.types = append(a.types, t)
		a.args = append(a.args, d.Datum(t))
	}
	d.Params = len(a.args)
	for _, t := range a.types {
		d.ParamKinds = append(d.ParamKinds, t.Kind())
	}
	return a
}

func (d *fragDecoder) ints(lo, hi int) ([]int, error) {
	n := d.Count()
	var out []int
	for i := 0; i < n && d.Err() == nil; i++ {
		x := d.Num()
		if x < int64(lo) || x >= int64(hi) {
			return nil, corruptFragment("a column is out of range")
		}
		out = append(out, int(x))
	}
	return out, nil
}

func (d *fragDecoder) values(width int) ([]rowenc.ValueColumn, error) {
	n := d.Count()
	var out []rowenc.ValueColumn
	last := int64(0)
	for i := 0; i < n && d.Err() == nil; i++ {
		id, t, slot := d.Num(), d.MustType(), d.Num()
		def := d.Datum(t)
		if id <= last || id > 1<<31 || slot < 0 || slot >= int64(width) {
			return nil, corruptFragment("columns of a value")
		}
		last = id
		out = append(out, rowenc.ValueColumn{ID: rowenc.ColumnID(id), Type: t, Slot: int(slot), Default: def})
	}
	return out, nil
}

func (d *fragDecoder) reader() (*rowReader, error) {
	r := &rowReader{prefix: int(d.Num()), width: int(d.Num())}
	if r.prefix < 0 || r.prefix > 1<<16 || r.width < 0 || r.width > maxFragmentColumns {
		return nil, corruptFragment("the layout of a row")
	}
	n := d.Count()
	for i := 0; i < n && d.Err() == nil; i++ {
		k := keyPart{col: rowenc.KeyColumn{Type: d.MustType(), Desc: d.Flag(), NullsFirst: d.Flag()}, out: int(d.Num())}
		if k.out < -1 || k.out >= r.width || !rowenc.CanBeKey(k.col.Type) {
			return nil, corruptFragment("a key column")
		}
		r.key = append(r.key, k)
	}
	var err error
	if r.vals, err = d.values(r.width); err != nil {
		return nil, err
	}
	if len(r.vals) > 0 {
		r.dec = rowenc.NewDecoder(r.vals, true)
	}
	return r, d.Err()
}

// kinds is how the columns of a reader are represented; those that it does not
// fill stay NULL.
func (r *rowReader) kinds() []types.Kind {
	out := make([]types.Kind, r.width)
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

// over lets expressions read columns of these kinds.
func (d *fragDecoder) over(kinds []types.Kind) {
	d.Slots, d.SlotKinds = len(kinds), kinds
}

func (d *fragDecoder) scan(args fragmentArgs) (kvpb.Fragment, error) {
	f := &scanFragment{fragmentArgs: args}
	var err error
	if f.reader, err = d.reader(); err != nil {
		return nil, err
	}
	d.over(f.reader.kinds())
	if f.filter = d.Expr(); d.Err() == nil && f.filter != nil && f.filter.Type() != types.TBool {
		return nil, corruptFragment("a filter that is no condition")
	}
	return f, d.Err()
}

func (d *fragDecoder) change(args fragmentArgs) (kvpb.Fragment, error) {
	f := &changeFragment{fragmentArgs: args}
	var err error
	if f.reader, err = d.reader(); err != nil {
		return nil, err
	}
	f.del, f.mode = d.Flag(), kvpb.LockMode(d.Num())
	if f.old, err = d.ints(-1, f.reader.width); err != nil {
		return nil, err
	}
	width := len(f.old)
	read := f.reader.kinds()
	row := make([]types.Kind, width, width+len(read))
	for i, at := range f.old {
		if at >= 0 {
			row[i] = read[at]
		}
	}
	d.over(read)
	f.filter, f.sets = d.Expr(), d.List()
	if f.notNull, err = d.ints(0, width); err != nil {
		return nil, err
	}
	d.over(row)
	f.checks = d.List()
	if f.value, err = d.values(width); err != nil {
		return nil, err
	}
	d.over(append(row, read...))
	f.returning = d.List()
	switch {
	case d.Err() != nil:
		return nil, d.Err()
	case !f.fits(row[:width]):
		return nil, corruptFragment("values of another type than their columns")
	case f.mode != kvpb.LockMode_NO_KEY_UPDATE && f.mode != kvpb.LockMode_UPDATE, !f.del && len(f.sets) != width,
		hasNil(f.checks), hasNil(f.returning):
		return nil, corruptFragment("a change of a row")
	}
	f.result = resultColumns(f.returning)
	return f, nil
}

// fits reports whether what the fragment computes is of its columns' kinds.
func (f *changeFragment) fits(row []types.Kind) bool {
	for i, x := range f.sets {
		if x != nil && (i >= len(row) || row[i] != x.Type().Kind()) {
			return false
		}
	}
	for _, v := range f.value {
		if v.Type.Kind() != row[v.Slot] {
			return false
		}
	}
	for _, c := range f.checks {
		if c != nil && c.Type() != types.TBool {
			return false
		}
	}
	return f.filter == nil || f.filter.Type() == types.TBool
}

func hasNil(xs []scalar.Expr) bool {
	for _, x := range xs {
		if x == nil {
			return true
		}
	}
	return false
}

func (d *fragDecoder) insert() (kvpb.Fragment, error) {
	f := &insertFragment{}
	n := d.Count()
	for i := 0; i < n && d.Err() == nil; i++ {
		f.unique = append(f.unique, d.Flag())
		f.values = append(f.values, d.Bytes())
	}
	return f, d.Err()
}

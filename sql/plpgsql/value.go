package plpgsql

import (
	"slices"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/routine"
	"github.com/isochrondb/isochron/sql/types"
)

// Values go to variables as in Postgres: by an assignment cast, or else through text.

type castKey struct {
	from, to *types.Type
	typmod   int32
}

// caster converts values of one type to another. x nil: through text, then by then.
type caster struct {
	x    *host.Scalar
	then *caster
	args [1]types.Datum
}

// cast converts d to a variable's type.
func (in *interp) cast(d types.Datum, from, to *types.Type, fromTypmod, typmod int32) (types.Datum, error) {
	if from == to && (typmod == types.NoTypmod || typmod == fromTypmod) && !to.Constrained() {
		return d, nil
	}
	if to == types.TInt8 && (from == types.TInt4 || from == types.TInt2) || to == types.TInt4 && from == types.TInt2 {
		return d, nil // the same value
	}
	if d.IsNull() && !to.Constrained() {
		return d, nil
	}
	key := castKey{from, to, typmod}
	c := in.f.casts[key]
	if c == nil {
		var err error
		if c, err = in.newCast(from, to, typmod); err != nil {
			return types.Null, err
		}
		in.f.casts[key] = c
	}
	return in.convert(c, d, from, to, typmod)
}

func (in *interp) convert(c *caster, d types.Datum, from, to *types.Type, typmod int32) (types.Datum, error) {
	if c.x != nil {
		args := c.args
		args[0] = d
		saved := in.eval.Args
		in.eval.Args = args[:]
		out, err := c.x.EvalIn(in.eval)
		in.eval.Args = saved
		return out, err
	}
	base := to.Base()
	var err error
	if !d.IsNull() {
		text := types.AppendText(nil, from, d, in.eval.Env)
		if d, err = types.DecodeText(base, to.BaseTypmod(typmod), string(text), in.eval.Env); err != nil {
			return types.Null, err
		}
	}
	if c.then != nil {
		return in.convert(c.then, d, base, to, typmod)
	}
	return d, nil
}

// newCast finds how to convert. What can't be assigned is converted through text.
func (in *interp) newCast(from, to *types.Type, typmod int32) (*caster, error) {
	if to.IsPseudo() && to != from {
		return nil, pgerror.New(pgerror.FeatureNotSupported, "a value of type %s can't become one of type %s", from, to)
	}
	if from != types.TUnknown {
		x, err := in.h.Scalar(in.ctx, &ast.Param{Pos: -1, Number: 1}, "", []*types.Type{from}, nil, bind.ScalarOptions{Use: bind.ScalarRoutine, Type: to, Typmod: typmod})
		if err == nil {
			return &caster{x: x}, nil
		}
		if !pgerror.Is(err, pgerror.DatatypeMismatch) && !pgerror.Is(err, pgerror.CannotCoerce) {
			return nil, err
		}
	}
	c := &caster{}
	if to.Constrained() {
		then, err := in.newCast(to.Base(), to, typmod)
		if err != nil {
			return nil, err
		}
		c.then = then
	}
	return c, nil
}

// own accounts for what variables hold. What is assigned is nobody else's to change: it was
// evaluated from variables, or copied out of a row.
func (fr *frame) own(old, d types.Datum) (types.Datum, error) {
	switch d.Kind() {
	case types.KindNull, types.KindBool, types.KindInt, types.KindFloat, types.KindDate, types.KindTime, types.KindTimestamp:
		if n := heldBytes(old); n > 0 {
			_ = fr.in.hold(-n)
		}
		return d, nil
	}
	n := heldBytes(d) - heldBytes(old)
	if n != 0 {
		if err := fr.in.hold(n); err != nil {
			return types.Null, err
		}
	}
	return d, nil
}

func heldBytes(d types.Datum) int64 {
	switch d.Kind() {
	case types.KindNull, types.KindBool, types.KindInt, types.KindFloat, types.KindDate, types.KindTime, types.KindTimestamp:
		return 0
	}
	return int64(d.MemoryBytes() - types.DatumBytes)
}

// setScalar assigns to a variable of one value.
func (fr *frame) setScalar(v *variable, d types.Datum, t *types.Type, typmod int32) error {
	d, err := fr.in.cast(d, t, v.t, typmod, v.typmod)
	if err != nil {
		return err
	}
	if v.notNull && d.IsNull() {
		return pgerror.New(pgerror.NullValueNotAllowed, "null value cannot be assigned to variable %q declared NOT NULL", v.name)
	}
	old := fr.scalars[v.at]
	if d, err = fr.own(old, d); err != nil {
		return err
	}
	fr.dropTail(v)
	fr.scalars[v.at] = d
	return nil
}

// setText assigns a string of the interpreter's own.
func (fr *frame) setText(v *variable, s string) { fr.scalars[v.at] = types.Text(s) }

// setRow assigns a row to a record. vals nil: all are NULL.
func (fr *frame) setRow(v *variable, cols []column, vals []types.Datum) error {
	r := &fr.records[v.at]
	want := cols
	if v.row != nil {
		want = declared(v)
	}
	out := make([]types.Datum, len(want))
	for i := range want {
		if i >= len(vals) {
			continue
		}
		d := vals[i]
		var err error
		if v.row != nil {
			if d, err = fr.in.cast(d, cols[i].t, want[i].t, cols[i].mod, want[i].mod); err != nil {
				return err
			}
		}
		if out[i], err = fr.own(types.Null, d); err != nil {
			return err
		}
	}
	for _, d := range r.vals {
		_ = fr.in.hold(-heldBytes(d))
	}
	r.set, r.null, r.t, r.cols, r.vals = true, vals == nil && v.row != nil, nil, want, out
	return nil
}

// takeRow makes a row that is nobody else's the value of a record.
func (fr *frame) takeRow(v *variable, cols []column, vals []types.Datum) error {
	r := &fr.records[v.at]
	n := int64(0)
	for _, d := range vals {
		n += heldBytes(d)
	}
	for _, d := range r.vals {
		n -= heldBytes(d)
	}
	if n != 0 {
		if err := fr.in.hold(n); err != nil {
			return err
		}
	}
	r.set, r.null, r.t, r.cols, r.vals = true, false, nil, cols, vals
	return nil
}

// declared are the columns of a declared row type.
func declared(v *variable) []column {
	if v.cols == nil {
		v.cols = columnsOf(v.row)
	}
	return v.cols
}

func columnsOf(row []routine.Column) []column {
	out := make([]column, len(row))
	for i, c := range row {
		out[i] = column{c.Name, c.Type, c.Typmod}
	}
	return out
}

func planColumns(cols []nodes.Column) []column {
	out := make([]column, len(cols))
	for i, c := range cols {
		out[i] = column{c.Name, c.Type, c.Typmod}
	}
	return out
}

// setRecord assigns the value of an expression to a record.
func (fr *frame) setRecord(v *variable, d types.Datum, t *types.Type, names []string) error {
	if v.notNull && d.IsNull() {
		return pgerror.New(pgerror.NullValueNotAllowed, "null value cannot be assigned to variable %q declared NOT NULL", v.name)
	}
	if err := fr.moveRecord(v, d, t, names); err != nil || !v.t.Constrained() {
		return err
	}
	_, err := fr.in.cast(fr.records[v.at].whole(), v.t.Base(), v.t, types.NoTypmod, types.NoTypmod)
	return err
}

func (fr *frame) moveRecord(v *variable, d types.Datum, t *types.Type, names []string) error {
	if d.IsNull() {
		if t.Kind() != types.KindRecord && t != types.TRecord && t != types.TUnknown && t != types.TText {
			return errNotRecord(v, d, t)
		}
		if v.row == nil {
			fr.drop(v)
			return nil
		}
		return fr.setRow(v, nil, nil)
	}
	if d.Kind() != types.KindRecord {
		return errNotRecord(v, d, t)
	}
	rec := d.Record()
	cols := make([]column, len(rec.Values))
	for i := range cols {
		cols[i] = column{"f" + itoa(i+1), rec.Types[i], types.NoTypmod}
		switch {
		case i < len(names):
			cols[i].name = names[i]
		case i < len(rec.Names):
			cols[i].name = rec.Names[i]
		}
	}
	if err := fr.setRow(v, cols, rec.Values); err != nil {
		return err
	}
	if base := t.Base(); v.row == nil && base.Composite() != nil { // it becomes one of that type
		fr.records[v.at].t = base
	}
	return nil
}

// errNotRecord is the error of a single value that is to become a record: its text would have
// to be read as one.
func errNotRecord(v *variable, d types.Datum, t *types.Type) error {
	if v.row == nil {
		return pgerror.New(pgerror.FeatureNotSupported, "input of anonymous composite types is not implemented")
	}
	return pgerror.New(pgerror.InvalidTextRepresentation, "malformed record literal: \"%s\"", types.AppendText(nil, t, d, nil)).
		WithDetail("Missing left parenthesis.")
}

func errNotRow() error {
	return pgerror.New(pgerror.DatatypeMismatch, "cannot assign non-composite value to a record variable")
}

// drop makes a record unassigned.
func (fr *frame) drop(v *variable) {
	r := &fr.records[v.at]
	for _, d := range r.vals {
		_ = fr.in.hold(-heldBytes(d))
	}
	*r = record{}
}

// whole is a record's value.
func (r *record) whole() types.Datum {
	if !r.set || r.null {
		return types.Null
	}
	rec := &types.Record{Values: r.vals}
	for i := range r.cols {
		rec.Types, rec.Names = append(rec.Types, r.cols[i].t), append(rec.Names, r.cols[i].name)
	}
	return types.NewRecord(rec)
}

// index is the place of the field in a record; -1: there is none of its name.
func (pl *place) index(r *record) int {
	if len(r.cols) == 0 || &r.cols[0] != pl.cols {
		pl.at = r.find(pl.field)
		if len(r.cols) > 0 {
			pl.cols = &r.cols[0]
		}
	}
	if len(r.cols) == 0 {
		return -1
	}
	return pl.at
}

// put assigns to a target: a variable, a field, elements of an array.
func (fr *frame) put(t *Target, d types.Datum, from *types.Type, typmod int32, names []string) error {
	pl := &t.place
	v := pl.v
	if len(pl.steps) > 0 {
		return fr.putElement(t, d, from, typmod)
	}
	if !v.rec {
		return fr.setScalar(v, d, from, typmod)
	}
	if pl.field == "" {
		return fr.setRecord(v, d, from, names)
	}
	r := &fr.records[v.at]
	if !r.set {
		return notAssigned(v)
	}
	i := pl.index(r)
	if i < 0 {
		return noField(v, pl.field)
	}
	d, err := fr.in.cast(d, from, r.cols[i].t, typmod, r.cols[i].mod)
	if err != nil {
		return err
	}
	if v.t.Constrained() { // of a domain
		next := record{set: true, cols: r.cols, vals: slices.Clone(r.vals)}
		next.vals[i] = d
		if _, err := fr.in.cast(next.whole(), v.t.Base(), v.t, types.NoTypmod, types.NoTypmod); err != nil {
			return err
		}
	}
	if d, err = fr.own(r.vals[i], d); err != nil {
		return err
	}
	r.vals[i], r.null = d, false
	return nil
}

// putElement assigns to elements of an array.
func (fr *frame) putElement(t *Target, d types.Datum, from *types.Type, typmod int32) error {
	pl := &t.place
	v := pl.v
	var old types.Datum
	at, mod := v.t, v.typmod
	switch {
	case !v.rec:
		old = fr.scalars[v.at]
	case pl.field == "":
		return pgerror.Unsupported("Assign to the record's field.", "subscripts of a record are not supported")
	default:
		r := &fr.records[v.at]
		if !r.set {
			return notAssigned(v)
		}
		i := r.find(pl.field)
		if i < 0 {
			return noField(v, pl.field)
		}
		old, at, mod = r.vals[i], r.cols[i].t, r.cols[i].mod
	}
	if at.Base() == types.TJSONB {
		return fr.putJSON(pl, old, at, d, from, typmod)
	}
	out, err := fr.changed(v, old, at, mod, pl.steps, value{d, from, typmod})
	if err != nil {
		return err
	}
	if a := fr.owns(v); a != nil && out.Kind() == types.KindArray && out.Array() == a {
		return nil // it was changed in its place
	}
	whole := Target{place: place{v: v, field: pl.field}}
	if err := fr.put(&whole, out, at, types.NoTypmod, nil); err != nil || v.rec {
		return err
	}
	if old.Kind() != types.KindArray || out.Kind() != types.KindArray || out.Array() != old.Array() {
		fr.ownArray(v)
	}
	return nil
}

// value is a value with its type.
type value struct {
	d      types.Datum
	t      *types.Type
	typmod int32
}

// changed is a value of v, or of a part of it, of a type with its modifier, with another value where
// the steps lead.
func (fr *frame) changed(v *variable, old types.Datum, t *types.Type, typmod int32, steps []Step, to value) (types.Datum, error) {
	switch {
	case len(steps) == 0:
		return fr.in.cast(to.d, to.t, t, to.typmod, typmod)
	case steps[0].Field != "":
		return fr.changedField(v, old, t, steps, to)
	}
	elem, typmod := t.Base().Elem(), t.BaseTypmod(typmod)
	shape, _ := types.ShapePart(t.Base())
	if shape != nil {
		elem, typmod = shape, types.NoTypmod
	}
	if elem == nil {
		return types.Null, pgerror.New(pgerror.DatatypeMismatch, "cannot subscript type %s because it does not support subscripting", t)
	}
	n := 0
	slice := false
	for ; n < len(steps) && steps[n].Field == ""; n++ {
		slice = slice || steps[n].Slice
	}
	bounds, subs, err := fr.bounds(steps[:n], slice)
	if err != nil {
		return types.Null, err
	}
	want, part := elem, types.Null
	if slice {
		want = t.Base()
	} else if n < len(steps) && !old.IsNull() && shape == nil {
		part = element(old.Array(), subs)
	}
	d, err := fr.changed(v, part, want, typmod, steps[n:], to)
	if err != nil {
		return types.Null, err
	}
	if len(subs) == 1 && !slice && n == len(steps) && !subs[0].IsNull() && old.Kind() == types.KindArray && fr.owns(v) == old.Array() {
		if done, err := fr.setItem(v, subs[0].Int(), d); done || err != nil {
			return old, err
		}
	}
	switch {
	case shape != nil && slice:
		return types.Null, pgerror.New(pgerror.FeatureNotSupported, "updates on slices of fixed-length arrays not implemented")
	case shape != nil:
		return builtin.AssignShape(t.Base(), old, d, subs)
	}
	return builtin.AssignArray(fr.in.eval.Env, elem, old, d, slice, bounds, subs)
}

// changedField is changed where the first step is a field.
func (fr *frame) changedField(v *variable, old types.Datum, t *types.Type, steps []Step, to value) (types.Datum, error) {
	name := steps[0].Field
	c := t.Base().Composite()
	if c == nil {
		return types.Null, pgerror.New(pgerror.DatatypeMismatch, "cannot assign to field %q of column %q because its type %s is not a composite type", name, v.name, t)
	}
	attrs := c.Attributes()
	i := slices.IndexFunc(attrs, func(a types.Attribute) bool { return a.Name == name })
	if i < 0 {
		return types.Null, pgerror.New(pgerror.UndefinedColumn, "cannot assign to field %q of column %q because there is no such column in data type %s", name, v.name, t)
	}
	vals := make([]types.Datum, len(attrs))
	if !old.IsNull() {
		copy(vals, old.Record().Values)
	}
	d, err := fr.changed(v, vals[i], attrs[i].Type, attrs[i].Typmod, steps[1:], to)
	if err != nil {
		return types.Null, err
	}
	vals[i] = d
	return c.Record(vals), nil
}

// element is that of an array at some subscripts; NULL: there is none.
func element(a *types.Array, subs []types.Datum) types.Datum {
	if len(subs) != len(a.Dims) {
		return types.Null
	}
	at := 0
	for i, s := range subs {
		off := s.Int() - int64(a.Dims[i].Lower)
		if s.IsNull() || off < 0 || off >= int64(a.Dims[i].Len) {
			return types.Null
		}
		at = at*int(a.Dims[i].Len) + int(off)
	}
	return a.Items[at]
}

// bounds evaluates subscripts.
func (fr *frame) bounds(steps []Step, slice bool) (bounds []builtin.Bound, subs []types.Datum, err error) {
	for i := range steps {
		s := &steps[i]
		b := builtin.Bound{HasUpper: s.Upper != nil, HasLower: s.Lower != nil, LowerIsOne: slice && !s.Slice}
		for _, x := range []*Expr{s.Lower, s.Upper} {
			if x == nil {
				continue
			}
			k, err := fr.intValue(x)
			if err != nil {
				return nil, nil, err
			}
			subs = append(subs, k)
		}
		bounds = append(bounds, b)
	}
	return bounds, subs, nil
}

// putJSON assigns to a part of a jsonb document, by subscripts that are numbers or texts.
func (fr *frame) putJSON(pl *place, old types.Datum, at *types.Type, d types.Datum, from *types.Type, typmod int32) error {
	d, err := fr.in.cast(d, from, types.TJSONB, typmod, types.NoTypmod)
	if err != nil {
		return err
	}
	path := make([]types.Datum, len(pl.steps))
	for i := range pl.steps {
		if s := &pl.steps[i]; s.Field != "" {
			return pgerror.New(pgerror.DatatypeMismatch, "cannot assign to field %q of column %q because its type %s is not a composite type", s.Field, pl.v.name, at)
		} else if s.Slice {
			return pgerror.New(pgerror.DatatypeMismatch, "jsonb subscript does not support slices")
		}
		k, t, typmod, err := fr.value(pl.steps[i].Upper)
		if err != nil {
			return err
		}
		to := types.TText
		switch {
		case t == types.TUnknown:
		case builtin.CanCoerce(t, types.TInt4, builtin.Implicit):
			to = types.TInt4
		case !builtin.CanCoerce(t, types.TText, builtin.Implicit):
			return pgerror.New(pgerror.DatatypeMismatch, "subscript type %s is not supported", t).
				WithHint("jsonb subscript must be coercible to either integer or text.")
		}
		if path[i], err = fr.in.cast(k, t, to, typmod, types.NoTypmod); err != nil {
			return err
		}
	}
	out, err := builtin.AssignJSON(old, d, path)
	if err != nil {
		return err
	}
	whole := Target{place: place{v: pl.v, field: pl.field}}
	return fr.put(&whole, out, at, types.NoTypmod, nil)
}

// intValue evaluates an expression as an integer.
func (fr *frame) intValue(x *Expr) (types.Datum, error) {
	d, t, typmod, err := fr.value(x)
	if err != nil {
		return types.Null, err
	}
	return fr.in.cast(d, t, types.TInt4, typmod, types.NoTypmod)
}

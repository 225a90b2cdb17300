package builtin

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// RecordColumn is a column of a column definition list.
type RecordColumn struct {
	Name   string
	Type   *types.Type
	Typmod int32
}

// JSONRecordFunction is one of json_to_record, json_to_recordset and their like of jsonb, for
// rows of the columns given; nil for any other function.
func JSONRecordFunction(name string, cols []RecordColumn) *Function {
	for i := range jsonForms {
		form := &jsonForms[i]
		set := name == form.name+"_to_recordset"
		if !set && name != form.name+"_to_record" {
			continue
		}
		f := &Function{OID: Catalog().FunctionNamed(name, []*types.Type{form.t}), Name: name, Kind: KindFunction, Args: []*types.Type{form.t}, Result: types.TRecord,
			ReturnsSet: set, Strict: set, Volatility: Stable, Source: name}
		r := recordMaker{form: form, name: name, cols: cols}
		for _, c := range cols {
			f.OutNames, f.OutTypes = append(f.OutNames, c.Name), append(f.OutTypes, c.Type)
		}
		r.types = f.OutTypes
		f.Set = r.one
		if set {
			f.Set = r.every
		}
		return f
	}
	return nil
}

// populateBodies are json_populate_record, json_populate_recordset and their like of jsonb, for
// composite types; the first argument has the values of what an object lacks.
func populateBodies() map[string]body {
	out := map[string]body{}
	for i := range jsonForms {
		form := &jsonForms[i]
		out[form.name+"_populate_record"] = body{gen: func(f *Function) body {
			maker := populating(form, f)
			if maker == nil {
				return body{fn: func(*types.Env, []types.Datum) (types.Datum, error) { return types.Null, notRowType(f) }}
			}
			return body{fn: func(env *types.Env, args []types.Datum) (types.Datum, error) {
				r, err := maker(args[0])
				if err != nil || args[1].IsNull() {
					return args[0], err
				}
				return r.populated(env, args)
			}}
		}}
		out[form.name+"_populate_recordset"] = body{gen: func(f *Function) body {
			maker := populating(form, f)
			if maker == nil {
				return body{set: func(*types.Env, []types.Datum) (SetIterator, error) { return nil, notRowType(f) }}
			}
			return body{set: func(env *types.Env, args []types.Datum) (SetIterator, error) {
				r, err := maker(args[0])
				if err != nil || args[1].IsNull() {
					return listIterator(nil), err
				}
				return r.over(args[0]).every(env, args[1:])
			}}
		}}
	}
	return out
}

// populating gives what makes rows like the first argument of a call: of its composite type, or, where
// that is record, of the value's own; nil for other types.
func populating(form *jsonForm, f *Function) func(base types.Datum) (*recordMaker, error) {
	if f.Args[0] == types.TRecord {
		return func(base types.Datum) (*recordMaker, error) { return likeRecord(form, f.Name, base) }
	}
	r := populator(form, f)
	if r == nil {
		return nil
	}
	return func(types.Datum) (*recordMaker, error) { return r, nil }
}

// likeRecord makes rows of the columns of a record.
func likeRecord(form *jsonForm, name string, base types.Datum) (*recordMaker, error) {
	if base.IsNull() {
		return nil, pgerror.New(pgerror.FeatureNotSupported, "could not determine row type for result of %s", name).
			WithHint("Provide a non-null record argument, or call the function in the FROM clause using a column definition list.")
	}
	rec := base.Record()
	r := &recordMaker{form: form, name: name, types: rec.Types, names: rec.Names}
	for i, t := range rec.Types {
		c := RecordColumn{Name: "f" + strconv.Itoa(i+1), Type: t, Typmod: types.NoTypmod}
		if rec.Names != nil {
			c.Name = rec.Names[i]
		}
		r.cols = append(r.cols, c)
	}
	return r, nil
}

// populated is the first argument with what the object that is the second has.
func (r *recordMaker) populated(env *types.Env, args []types.Datum) (types.Datum, error) {
	p, err := r.form.parts(env, args[1])
	if err == nil {
		err = notObject(p.kind)
	}
	if err != nil {
		return types.Null, err
	}
	return r.over(args[0]).row(env, p)
}

// matches refuses a record whose columns are not those that were asked for.
func (r *recordMaker) matches(base types.Datum) error {
	if base.IsNull() {
		return nil
	}
	given := base.Record().Types
	e := pgerror.New(pgerror.DatatypeMismatch, "function return row and query-specified return row do not match")
	if len(given) != len(r.cols) {
		s := "s"
		if len(given) == 1 {
			s = ""
		}
		return e.WithDetail("Returned row contains %d attribute%s, but query expects %d.", len(given), s, len(r.cols))
	}
	for i, t := range given {
		if t != r.types[i] {
			return e.WithDetail("Returned type %s at ordinal position %d, but query expects %s.", t, i+1, r.types[i])
		}
	}
	return nil
}

// JSONPopulateFunction is json_populate_record, json_populate_recordset or one of their like, of a
// record whose columns are listed; nil for other names.
func JSONPopulateFunction(name string, cols []RecordColumn) *Function {
	to, ok := strings.CutSuffix(name, "_populate_record")
	set := !ok
	if set {
		if to, ok = strings.CutSuffix(name, "_populate_recordset"); !ok {
			return nil
		}
	}
	f := JSONRecordFunction(to+"_to_record", cols)
	if f == nil {
		return nil
	}
	form := f.Args[0]
	declared := []*types.Type{types.TAnyElement, form}
	if form == types.TJSON {
		declared = append(declared, types.TBool)
	}
	f.OID, f.Name, f.Source, f.ReturnsSet = Catalog().FunctionNamed(name, declared), name, name, set
	f.Args, f.Strict = []*types.Type{types.TRecord, form}, false
	r := &recordMaker{name: name, cols: cols, types: f.OutTypes}
	for i := range jsonForms {
		if jsonForms[i].t == form {
			r.form = &jsonForms[i]
		}
	}
	f.Set = func(env *types.Env, args []types.Datum) (SetIterator, error) {
		if err := r.matches(args[0]); err != nil {
			return nil, err
		}
		r := r
		if !args[0].IsNull() { // a record's columns go by its own names
			var err error
			if r, err = likeRecord(r.form, name, args[0]); err != nil {
				return nil, err
			}
		}
		switch {
		case set && args[1].IsNull():
			return listIterator(nil), nil
		case set:
			return r.over(args[0]).every(env, args[1:])
		case args[1].IsNull() && args[0].IsNull():
			return listIterator([]types.Datum{types.NewRecord(&types.Record{Types: r.types, Values: make([]types.Datum, len(cols))})}), nil
		case args[1].IsNull():
			return listIterator(args[:1]), nil
		}
		d, err := r.populated(env, args)
		return listIterator([]types.Datum{d}), err
	}
	return f
}

func notRowType(f *Function) error {
	return pgerror.New(pgerror.DatatypeMismatch, "first argument of %s must be a row type", f.Name)
}

// OverDomain is json_populate_record or one of its like for a domain over the composite type that
// f was found for: the rows are checked. It is f for all other functions and types.
func OverDomain(f *Function, t *types.Type) *Function {
	if t.Domain() == nil || f.Args[0].Composite() == nil || !strings.HasSuffix(f.Source, "_populate_record") && !strings.HasSuffix(f.Source, "_populate_recordset") {
		return f
	}
	own := *f
	if !f.ReturnsSet {
		own.Result = t
		own.Fn = func(env *types.Env, args []types.Datum) (types.Datum, error) {
			d, err := f.Fn(env, args)
			if err != nil {
				return types.Null, err
			}
			return env.Checked(t, d)
		}
		return &own
	}
	own.Set = func(env *types.Env, args []types.Datum) (SetIterator, error) {
		next, err := f.Set(env, args)
		if err != nil {
			return nil, err
		}
		return func() (types.Datum, bool, error) {
			d, ok, err := next()
			if ok && err == nil {
				d, err = env.Checked(t, d)
			}
			return d, ok && err == nil, err
		}, nil
	}
	return &own
}

// populator makes rows of the type of a call's first argument; nil where that is no composite
// type.
func populator(form *jsonForm, f *Function) *recordMaker {
	c := f.Args[0].Base().Composite()
	if c == nil {
		return nil
	}
	r := &recordMaker{form: form, name: f.Name, types: c.Types(), names: c.Names()}
	for _, a := range c.Attributes() {
		r.cols = append(r.cols, RecordColumn{Name: a.Name, Type: a.Type, Typmod: a.Typmod})
	}
	if f.ReturnsSet {
		f.OutNames, f.OutTypes = c.Names(), c.Types()
	}
	return r
}

// over is r with values for what an object lacks.
func (r *recordMaker) over(base types.Datum) *recordMaker {
	if base.IsNull() {
		return r
	}
	own := *r
	own.base = base.Record().Values
	return &own
}

func notObject(k types.JSONKind) error {
	switch k {
	case types.JSONObject:
		return nil
	case types.JSONArray:
		return pgerror.New(pgerror.InvalidParameterValue, "cannot call populate_composite on an array")
	}
	return pgerror.New(pgerror.InvalidParameterValue, "cannot call populate_composite on a scalar")
}

// recordMaker makes rows of objects.
type recordMaker struct {
	names []string      // of a composite type
	base  []types.Datum // nil: NULLs
	form  *jsonForm
	name  string
	cols  []RecordColumn
	types []*types.Type
}

func (r *recordMaker) one(env *types.Env, args []types.Datum) (SetIterator, error) {
	row := types.NewRecord(&types.Record{Types: r.types, Values: make([]types.Datum, len(r.cols))})
	if !args[0].IsNull() {
		p, err := r.form.parts(env, args[0])
		if err == nil {
			err = notObject(p.kind)
		}
		if err != nil {
			return nil, err
		}
		if row, err = r.row(env, p); err != nil {
			return nil, err
		}
	}
	return listIterator([]types.Datum{row}), nil
}

func (r *recordMaker) every(env *types.Env, args []types.Datum) (SetIterator, error) {
	list, err := r.form.read(env, args[0])
	switch {
	case err != nil:
		return nil, err
	case list.kind == types.JSONArray:
	case r.form.t == types.TJSONB:
		return nil, pgerror.New(pgerror.InvalidParameterValue, "cannot call %s on a non-array", r.name)
	case list.kind == types.JSONObject:
		return nil, pgerror.New(pgerror.InvalidParameterValue, "cannot call %s on an object", r.name)
	default:
		return nil, pgerror.New(pgerror.InvalidParameterValue, "cannot call %s on a scalar", r.name)
	}
	return func() (types.Datum, bool, error) {
		part, ok, err := list.next()
		if err != nil || !ok {
			return types.Null, false, err
		}
		object, err := r.form.parts(env, part.val)
		if err != nil {
			return types.Null, false, err
		}
		if object.kind != types.JSONObject {
			return types.Null, false, pgerror.New(pgerror.InvalidParameterValue, "argument of %s must be an array of objects", r.name)
		}
		row, err := r.row(env, object)
		return row, err == nil, err
	}, nil
}

// row takes of each column the last value with its name.
func (r *recordMaker) row(env *types.Env, p jsonParts) (types.Datum, error) {
	at := make(map[string]int, len(p.keys))
	for i, k := range p.keys {
		at[k] = i
	}
	vals := make([]types.Datum, len(r.cols))
	copy(vals, r.base)
	for i, c := range r.cols {
		var err error
		switch j, ok := at[c.Name]; {
		case ok:
			vals[i], err = r.value(env, c, p.vals[j], vals[i])
		case r.base == nil: // which a domain may not allow
			_, err = env.Checked(c.Type, types.Null)
		}
		if err != nil {
			return types.Null, err
		}
	}
	return types.NewRecord(&types.Record{Types: r.types, Names: r.names, Values: vals}), nil
}

// RowFunction is a function that returns one value of a composite type as one that returns its
// row; nil for others.
func RowFunction(f *Function) *Function {
	c := f.Result.Base().Composite()
	if c == nil || f.Fn == nil || f.ReturnsSet {
		return nil
	}
	own := *f
	own.OutNames, own.OutTypes = c.Names(), c.Types()
	own.Set = func(env *types.Env, args []types.Datum) (SetIterator, error) {
		d, err := f.Fn(env, args)
		if d.IsNull() {
			d = c.Record(make([]types.Datum, len(c.Attributes())))
		}
		return listIterator([]types.Datum{d}), err
	}
	own.Fn, own.Fn1, own.Fn2 = nil, nil, nil
	return &own
}

// RowSetFunction is a function that returns a set of values of a composite type (unnest) as one
// that returns their rows; f itself, where it is none, or says its columns.
func RowSetFunction(f *Function) *Function {
	if f == nil || f.Result == nil || f.Set == nil || f.OutTypes != nil {
		return f
	}
	c := f.Result.Base().Composite()
	if c == nil {
		return f
	}
	own := *f
	own.OutNames, own.OutTypes = c.Names(), c.Types()
	own.Set = func(env *types.Env, args []types.Datum) (SetIterator, error) {
		next, err := f.Set(env, args)
		if err != nil {
			return nil, err
		}
		return func() (types.Datum, bool, error) {
			d, ok, err := next()
			if ok && d.IsNull() {
				d = c.Record(make([]types.Datum, len(c.Attributes())))
			}
			return d, ok, err
		}, nil
	}
	return &own
}

// value reads a JSON value as a column's type; base has what an object lacks.
func (r *recordMaker) value(env *types.Env, c RecordColumn, d, base types.Datum) (types.Datum, error) {
	v, err := r.read(env, c, d, base)
	if err != nil || c.Type.Domain() == nil {
		return v, err
	}
	return env.Checked(c.Type, v)
}

func (r *recordMaker) read(env *types.Env, c RecordColumn, d, base types.Datum) (types.Datum, error) {
	if t := c.Type.Base(); t.Composite() != nil {
		return r.nested(env, t, c.Typmod, d, base)
	}
	if t := c.Type.Base(); t.IsArray() && t.Name[0] == '_' {
		c.Type, c.Typmod = t, c.Type.BaseTypmod(c.Typmod)
		if k, err := r.form.kind(env, d); err != nil || k != types.JSONString {
			if err != nil || k == types.JSONNull {
				return types.Null, err
			}
			a := arrayMaker{r: r, env: env, c: c}
			return a.array(d)
		}
	}
	return r.scalar(env, c.Type.Base(), c.Type.BaseTypmod(c.Typmod), d)
}

// nested makes a value of a composite type, of an object or of its text in a string.
func (r *recordMaker) nested(env *types.Env, t *types.Type, typmod int32, d, base types.Datum) (types.Datum, error) {
	k, err := r.form.kind(env, d)
	if err != nil || k == types.JSONNull {
		return types.Null, err
	}
	if k == types.JSONString {
		return r.scalar(env, t, typmod, d)
	}
	if err := notObject(k); err != nil {
		return types.Null, err
	}
	p, err := r.form.parts(env, d)
	if err != nil {
		return types.Null, err
	}
	return populator(r.form, &Function{Name: r.name, Args: []*types.Type{t}}).over(base).row(env, p)
}

func (r *recordMaker) scalar(env *types.Env, t *types.Type, typmod int32, d types.Datum) (types.Datum, error) {
	text, err := r.form.text(d)
	if err != nil || text.IsNull() {
		return types.Null, err
	}
	switch {
	case t == r.form.t:
		return d, nil
	case t == types.TJSON || t == types.TJSONB: // of the other one: not of a string's text
		text = types.TextAlias(types.AppendText(nil, r.form.t, d, env))
	}
	return types.DecodeText(t, typmod, text.Text(), env)
}

// arrayMaker makes an array of JSON arrays within each other.
type arrayMaker struct {
	r    *recordMaker
	env  *types.Env
	c    RecordColumn
	dims []types.Dim // as far as they are known
	// known: how many there are is.
	known bool
	items []types.Datum
	path  []int
}

func (a *arrayMaker) array(d types.Datum) (types.Datum, error) {
	if err := a.level(d); err != nil {
		return types.Null, err
	}
	out := &types.Array{Elem: a.c.Type.Elem(), Items: a.items}
	if len(a.items) > 0 {
		out.Dims = a.dims
	}
	return types.NewArray(out), nil
}

// where says of what an error is.
func (a *arrayMaker) where(err *pgerror.Error) error {
	if len(a.path) == 0 {
		return err.WithHint("See the value of key \"%s\".", a.c.Name)
	}
	s := ""
	for _, i := range a.path {
		s += fmt.Sprintf("[%d]", i)
	}
	return err.WithHint("See the array element %s of key \"%s\".", s, a.c.Name)
}

// level reads an array of the next dimension.
func (a *arrayMaker) level(d types.Datum) error {
	depth := len(a.path)
	p, err := a.r.form.parts(a.env, d)
	if err != nil {
		return err
	}
	if p.kind != types.JSONArray {
		return a.where(pgerror.New(pgerror.InvalidTextRepresentation, "expected JSON array"))
	}
	if depth >= types.MaxDims {
		return pgerror.New(pgerror.ProgramLimitExceeded, "number of array dimensions (%d) exceeds the maximum allowed (%d)", depth+1, types.MaxDims)
	}
	switch {
	case depth == len(a.dims):
		a.dims = append(a.dims, types.Dim{Len: int32(len(p.vals)), Lower: 1})
	case int(a.dims[depth].Len) != len(p.vals):
		return pgerror.New(pgerror.InvalidTextRepresentation, "malformed JSON array").
			WithDetail("Multidimensional arrays must have sub-arrays with matching dimensions.")
	}
	for i, v := range p.vals {
		a.path = append(a.path, i)
		if err := a.element(v); err != nil {
			return err
		}
		a.path = a.path[:depth]
	}
	return nil
}

func (a *arrayMaker) element(v types.Datum) error {
	k, err := a.r.form.kind(a.env, v)
	if err != nil {
		return err
	}
	if a.known && len(a.path) < len(a.dims) || !a.known && k == types.JSONArray {
		return a.level(v)
	}
	a.known = true
	elem := RecordColumn{Name: a.c.Name, Type: a.c.Type.Elem(), Typmod: a.c.Typmod}
	d, err := a.r.value(a.env, elem, v, types.Null)
	a.items = append(a.items, d)
	return err
}

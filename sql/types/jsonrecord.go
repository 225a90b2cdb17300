package types

import (
	"fmt"
	"strings"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// RecordColumn is a column of a column definition list.
type RecordColumn struct {
	Name   string
	Type   *Type
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
		f := &Function{OID: Catalog().FunctionNamed(name, []*Type{form.t}), Name: name, Kind: KindFunction, Args: []*Type{form.t}, Result: TRecord,
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
			r := populator(form, f)
			if r == nil {
				return body{}
			}
			return body{fn: func(env *Env, args []Datum) (Datum, error) {
				if args[1].IsNull() {
					return args[0], nil
				}
				p, err := r.form.parts(env, args[1])
				if err == nil {
					err = notObject(p.kind)
				}
				if err != nil {
					return Null, err
				}
				return r.over(args[0]).row(env, p)
			}}
		}}
		out[form.name+"_populate_recordset"] = body{gen: func(f *Function) body {
			r := populator(form, f)
			if r == nil {
				return body{}
			}
			return body{set: func(env *Env, args []Datum) (SetIterator, error) {
				if args[1].IsNull() {
					return listIterator(nil), nil
				}
				return r.over(args[0]).every(env, args[1:])
			}}
		}}
	}
	return out
}

// OverDomain is json_populate_record or one of its like for a domain over the composite type that
// f was found for: the rows are checked. It is f for all other functions and types.
func OverDomain(f *Function, t *Type) *Function {
	if t.domain == nil || f.Args[0].Composite() == nil || !strings.HasSuffix(f.Source, "_populate_record") && !strings.HasSuffix(f.Source, "_populate_recordset") {
		return f
	}
	own := *f
	if !f.ReturnsSet {
		own.Result = t
		own.Fn = func(env *Env, args []Datum) (Datum, error) {
			d, err := f.Fn(env, args)
			if err != nil {
				return Null, err
			}
			return env.Checked(t, d)
		}
		return &own
	}
	own.Set = func(env *Env, args []Datum) (SetIterator, error) {
		next, err := f.Set(env, args)
		if err != nil {
			return nil, err
		}
		return func() (Datum, bool, error) {
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
	r := &recordMaker{form: form, name: f.Name, types: c.types, names: c.names}
	for _, a := range c.attrs {
		r.cols = append(r.cols, RecordColumn{Name: a.Name, Type: a.Type, Typmod: a.Typmod})
	}
	if f.ReturnsSet {
		f.OutNames, f.OutTypes = c.names, c.types
	}
	return r
}

// over is r with values for what an object lacks.
func (r *recordMaker) over(base Datum) *recordMaker {
	if base.IsNull() {
		return r
	}
	own := *r
	own.base = base.Record().Values
	return &own
}

func notObject(k jsonKind) error {
	switch k {
	case jsonObject:
		return nil
	case jsonArray:
		return pgerror.New(pgerror.InvalidParameterValue, "cannot call populate_composite on an array")
	}
	return pgerror.New(pgerror.InvalidParameterValue, "cannot call populate_composite on a scalar")
}

// recordMaker makes rows of objects.
type recordMaker struct {
	names []string // of a composite type
	base  []Datum  // nil: NULLs
	form  *jsonForm
	name  string
	cols  []RecordColumn
	types []*Type
}

func (r *recordMaker) one(env *Env, args []Datum) (SetIterator, error) {
	row := NewRecord(&Record{Types: r.types, Values: make([]Datum, len(r.cols))})
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
	return listIterator([]Datum{row}), nil
}

func (r *recordMaker) every(env *Env, args []Datum) (SetIterator, error) {
	p, err := r.form.parts(env, args[0])
	switch {
	case err != nil:
		return nil, err
	case p.kind == jsonArray:
	case r.form.t == TJSONB:
		return nil, pgerror.New(pgerror.InvalidParameterValue, "cannot call %s on a non-array", r.name)
	case p.kind == jsonObject:
		return nil, pgerror.New(pgerror.InvalidParameterValue, "cannot call %s on an object", r.name)
	default:
		return nil, pgerror.New(pgerror.InvalidParameterValue, "cannot call %s on a scalar", r.name)
	}
	i := -1
	return func() (Datum, bool, error) {
		if i++; i >= len(p.vals) {
			return Null, false, nil
		}
		object, err := r.form.parts(env, p.vals[i])
		if err != nil {
			return Null, false, err
		}
		if object.kind != jsonObject {
			return Null, false, pgerror.New(pgerror.InvalidParameterValue, "argument of %s must be an array of objects", r.name)
		}
		row, err := r.row(env, object)
		return row, err == nil, err
	}, nil
}

// row takes of each column the last value with its name.
func (r *recordMaker) row(env *Env, p jsonParts) (Datum, error) {
	at := make(map[string]int, len(p.keys))
	for i, k := range p.keys {
		at[k] = i
	}
	vals := make([]Datum, len(r.cols))
	copy(vals, r.base)
	for i, c := range r.cols {
		var err error
		switch j, ok := at[c.Name]; {
		case ok:
			vals[i], err = r.value(env, c, p.vals[j])
		case r.base == nil: // which a domain may not allow
			_, err = env.Checked(c.Type, Null)
		}
		if err != nil {
			return Null, err
		}
	}
	return NewRecord(&Record{Types: r.types, Names: r.names, Values: vals}), nil
}

// RowFunction is a function that returns one value of a composite type as one that returns its
// row; nil for others.
func RowFunction(f *Function) *Function {
	c := f.Result.Base().Composite()
	if c == nil || f.Fn == nil || f.ReturnsSet {
		return nil
	}
	own := *f
	own.OutNames, own.OutTypes = c.names, c.types
	own.Set = func(env *Env, args []Datum) (SetIterator, error) {
		d, err := f.Fn(env, args)
		if d.IsNull() {
			d = c.Record(make([]Datum, len(c.attrs)))
		}
		return listIterator([]Datum{d}), err
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
	own.OutNames, own.OutTypes = c.names, c.types
	own.Set = func(env *Env, args []Datum) (SetIterator, error) {
		next, err := f.Set(env, args)
		if err != nil {
			return nil, err
		}
		return func() (Datum, bool, error) {
			d, ok, err := next()
			if ok && d.IsNull() {
				d = c.Record(make([]Datum, len(c.attrs)))
			}
			return d, ok, err
		}, nil
	}
	return &own
}

// value reads a JSON value as a column's type.
func (r *recordMaker) value(env *Env, c RecordColumn, d Datum) (Datum, error) {
	v, err := r.read(env, c, d)
	if err != nil || c.Type.domain == nil {
		return v, err
	}
	return env.Checked(c.Type, v)
}

func (r *recordMaker) read(env *Env, c RecordColumn, d Datum) (Datum, error) {
	if t := c.Type.Base(); t.composite != nil {
		return r.nested(env, t, c.Typmod, d)
	}
	if t := c.Type.Base(); t.IsArray() && t.Name[0] == '_' {
		c.Type, c.Typmod = t, c.Type.BaseTypmod(c.Typmod)
		if k, err := r.form.kind(env, d); err != nil || k != jsonString {
			if err != nil || k == jsonNull {
				return Null, err
			}
			a := arrayMaker{r: r, env: env, c: c}
			return a.array(d)
		}
	}
	return r.scalar(env, c.Type.Base(), c.Type.BaseTypmod(c.Typmod), d)
}

// nested makes a value of a composite type, of an object or of its text in a string.
func (r *recordMaker) nested(env *Env, t *Type, typmod int32, d Datum) (Datum, error) {
	k, err := r.form.kind(env, d)
	if err != nil || k == jsonNull {
		return Null, err
	}
	if k == jsonString {
		return r.scalar(env, t, typmod, d)
	}
	if err := notObject(k); err != nil {
		return Null, err
	}
	p, err := r.form.parts(env, d)
	if err != nil {
		return Null, err
	}
	return populator(r.form, &Function{Name: r.name, Args: []*Type{t}}).row(env, p)
}

func (r *recordMaker) scalar(env *Env, t *Type, typmod int32, d Datum) (Datum, error) {
	text, err := r.form.text(d)
	if err != nil || text.IsNull() {
		return Null, err
	}
	switch {
	case t == r.form.t:
		return d, nil
	case t == TJSON || t == TJSONB: // of the other one: not of a string's text
		text = TextAlias(AppendText(nil, r.form.t, d, env))
	}
	return DecodeText(t, typmod, text.Text(), env)
}

// arrayMaker makes an array of JSON arrays within each other.
type arrayMaker struct {
	r    *recordMaker
	env  *Env
	c    RecordColumn
	dims []Dim // as far as they are known
	// known: how many there are is.
	known bool
	items []Datum
	path  []int
}

func (a *arrayMaker) array(d Datum) (Datum, error) {
	if err := a.level(d); err != nil {
		return Null, err
	}
	out := &Array{Elem: a.c.Type.elem, Items: a.items}
	if len(a.items) > 0 {
		out.Dims = a.dims
	}
	return NewArray(out), nil
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
func (a *arrayMaker) level(d Datum) error {
	depth := len(a.path)
	p, err := a.r.form.parts(a.env, d)
	if err != nil {
		return err
	}
	if p.kind != jsonArray {
		return a.where(pgerror.New(pgerror.InvalidTextRepresentation, "expected JSON array"))
	}
	if depth >= maxDims {
		return pgerror.New(pgerror.ProgramLimitExceeded, "number of array dimensions (%d) exceeds the maximum allowed (%d)", depth+1, maxDims)
	}
	switch {
	case depth == len(a.dims):
		a.dims = append(a.dims, Dim{Len: int32(len(p.vals)), Lower: 1})
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

func (a *arrayMaker) element(v Datum) error {
	k, err := a.r.form.kind(a.env, v)
	if err != nil {
		return err
	}
	if a.known && len(a.path) < len(a.dims) || !a.known && k == jsonArray {
		return a.level(v)
	}
	a.known = true
	elem := RecordColumn{Name: a.c.Name, Type: a.c.Type.elem, Typmod: a.c.Typmod}
	d, err := a.r.value(a.env, elem, v)
	a.items = append(a.items, d)
	return err
}

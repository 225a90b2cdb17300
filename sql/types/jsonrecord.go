package types

import (
	"fmt"

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

// recordMaker makes rows of objects.
type recordMaker struct {
	form  *jsonForm
	name  string
	cols  []RecordColumn
	types []*Type
}

func (r *recordMaker) one(env *Env, args []Datum) (SetIterator, error) {
	row := NewRecord(&Record{Types: r.types, Values: make([]Datum, len(r.cols))})
	if !args[0].IsNull() {
		p, err := r.form.parts(env, args[0])
		switch {
		case err != nil:
			return nil, err
		case p.kind == jsonArray:
			return nil, pgerror.New(pgerror.InvalidParameterValue, "cannot call populate_composite on an array")
		case p.kind != jsonObject:
			return nil, pgerror.New(pgerror.InvalidParameterValue, "cannot call populate_composite on a scalar")
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
	for i, c := range r.cols {
		j, ok := at[c.Name]
		if !ok {
			continue
		}
		var err error
		if vals[i], err = r.value(env, c, p.vals[j]); err != nil {
			return Null, err
		}
	}
	return NewRecord(&Record{Types: r.types, Values: vals}), nil
}

// value reads a JSON value as a column's type.
func (r *recordMaker) value(env *Env, c RecordColumn, d Datum) (Datum, error) {
	if c.Type.IsArray() && c.Type.Name[0] == '_' {
		if k, err := r.form.kind(env, d); err != nil || k != jsonString {
			if err != nil || k == jsonNull {
				return Null, err
			}
			a := arrayMaker{r: r, env: env, c: c}
			return a.array(d)
		}
	}
	return r.scalar(env, c.Type, c.Typmod, d)
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
	d, err := a.r.scalar(a.env, a.c.Type.elem, a.c.Typmod, v)
	a.items = append(a.items, d)
	return err
}

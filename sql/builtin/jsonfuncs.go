package builtin

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// jsonParts are what an array or an object holds, in order: of json as it is written, with
// keys that come twice.
type jsonParts struct {
	kind types.JSONKind
	keys []string
	vals []types.Datum
}

// jsonMember is one of them; the key is that of an object's.
type jsonMember struct {
	key string
	val types.Datum
}

// jsonReader gives the parts of an array or an object one by one: those of a long text take many
// times its memory together.
type jsonReader struct {
	kind types.JSONKind
	next func() (p jsonMember, ok bool, err error) // nil where there are none
}

// jsonForm is one of the two types of JSON: how its values are taken apart.
type jsonForm struct {
	name string // json or jsonb
	t    *types.Type
	kind func(env *types.Env, d types.Datum) (types.JSONKind, error)
	read func(env *types.Env, d types.Datum) (jsonReader, error)
	text func(d types.Datum) (types.Datum, error) // as ->> has it
}

var jsonForms = [...]jsonForm{
	{name: "json", t: types.TJSON, kind: textKind, read: readText, text: textAsText},
	{name: "jsonb", t: types.TJSONB,
		kind: func(_ *types.Env, d types.Datum) (types.JSONKind, error) { return d.JSON().Kind(), nil },
		read: func(_ *types.Env, d types.Datum) (jsonReader, error) { return readNode(d.JSON()), nil },
		text: func(d types.Datum) (types.Datum, error) { return d.JSON().AsText(), nil }},
}

func readNode(n types.JSONNode) jsonReader {
	r := jsonReader{kind: n.Kind()}
	if r.kind != types.JSONObject && r.kind != types.JSONArray {
		return r
	}
	x, i := n.Box(), -1
	r.next = func() (p jsonMember, ok bool, err error) {
		if i++; i >= x.N {
			return p, false, nil
		}
		if x.Object {
			p.key = x.Key(i)
		}
		p.val = types.JSONDatum(x.Child(i))
		return p, true, nil
	}
	return r
}

// partsCounted is after how many parts those that are kept are counted; partBytes is about what one
// takes beside a value that lies in the text, while its list grows.
const partsCounted, partBytes = 1 << 10, 128

// parts gathers all parts.
func (f *jsonForm) parts(env *types.Env, d types.Datum) (jsonParts, error) {
	r, err := f.read(env, d)
	p := jsonParts{kind: r.kind}
	if err != nil || r.next == nil {
		return p, err
	}
	for {
		x, ok, err := r.next()
		if err != nil || !ok {
			return p, err
		}
		if p.kind == types.JSONObject {
			p.keys = append(p.keys, x.key)
		}
		p.vals = append(p.vals, x.val)
		if len(p.vals)%partsCounted == 0 {
			if err := env.Building(partsCounted * partBytes); err != nil {
				return p, err
			}
		}
	}
}

// textKind looks at the first character of a json value.
func textKind(env *types.Env, d types.Datum) (types.JSONKind, error) {
	l := types.NewJSONLexer(d.Text(), false, env)
	if err := l.Next(); err != nil {
		return 0, err
	}
	return l.Tok.Kind(), nil
}

// readText takes a json value apart; the parts are as they were written.
func readText(env *types.Env, d types.Datum) (r jsonReader, err error) {
	l := types.NewJSONLexer(d.Text(), true, env)
	if err := l.Next(); err != nil {
		return r, err
	}
	r.kind = l.Tok.Kind()
	if r.kind != types.JSONObject && r.kind != types.JSONArray {
		return r, nil
	}
	r.next = textReader(l, r.kind)
	if !strings.Contains(d.Text(), `\u`) {
		return r, nil
	}
	// What no text can have fails before the first part is given.
	for look := textReader(l, r.kind); ; {
		if _, ok, err := look(); err != nil || !ok {
			return r, err
		}
	}
}

// textReader gives the parts of what begins with the token of l.
func textReader(l types.JSONLexer, kind types.JSONKind) func() (jsonMember, bool, error) {
	return func() (p jsonMember, ok bool, err error) {
		if err := l.Next(); err != nil {
			return p, false, err
		}
		if l.Tok == types.TokenComma {
			if err := l.Next(); err != nil {
				return p, false, err
			}
		}
		switch l.Tok {
		case types.TokenObjectEnd, types.TokenArrayEnd, types.TokenEnd:
			return p, false, nil
		}
		if kind == types.JSONObject {
			p.key = l.Text
			if err := l.Next(); err != nil {
				return p, false, err
			}
			if err := l.Next(); err != nil {
				return p, false, err
			}
		}
		from := l.Start
		if err := l.Pass(); err != nil {
			return p, false, err
		}
		p.val = types.Text(l.S[from:l.End])
		return p, true, nil
	}
}

// textAsText is ->> of a json value.
func textAsText(d types.Datum) (types.Datum, error) {
	l := types.NewJSONLexer(d.Text(), true, nil)
	if err := l.Next(); err != nil {
		return types.Null, err
	}
	switch l.Tok {
	case types.TokenNull:
		return types.Null, nil
	case types.TokenString:
		return types.Text(l.Text), nil
	}
	return d, nil
}

// textStep is a step of a path in a json value; of keys that come twice the last one counts.
func textStep(env *types.Env, d types.Datum, step string, byKey, byPlace bool) (types.Datum, bool, error) {
	r, err := readText(env, d)
	if err != nil {
		return types.Null, false, err
	}
	switch {
	case r.kind == types.JSONObject && byKey:
		return r.last(func(_ int64, key string) bool { return key == step })
	case r.kind == types.JSONArray && byPlace:
		at, ok := types.JSONSubscript(step)
		if !ok {
			return types.Null, false, nil
		}
		if at < 0 { // from the end
			n, err := r.count()
			if at += n; err != nil || at < 0 {
				return types.Null, false, err
			}
			if r, err = readText(env, d); err != nil {
				return types.Null, false, err
			}
		}
		return r.last(func(i int64, _ string) bool { return i == at })
	}
	return types.Null, false, nil
}

// last is the last part that is meant.
func (r *jsonReader) last(meant func(i int64, key string) bool) (d types.Datum, found bool, err error) {
	for i := int64(0); ; i++ {
		p, ok, err := r.next()
		if err != nil || !ok {
			return d, found && err == nil, err
		}
		if meant(i, p.key) {
			d, found = p.val, true
		}
	}
}

// count tells how many parts there are.
func (r *jsonReader) count() (n int64, err error) {
	for ; ; n++ {
		if _, ok, err := r.next(); err != nil || !ok {
			return n, err
		}
	}
}

// jsonFunctionBodies are the functions that both types have, and the operators of json.
func jsonFunctionBodies() map[string]body {
	m := map[string]body{
		"jsonb_pretty":      {f1: jsonPretty},
		"json_object_field": textFieldBody(true, false, false), "json_object_field_text": textFieldBody(true, false, true),
		"json_array_element": textFieldBody(false, true, false), "json_array_element_text": textFieldBody(false, true, true),
		"json_extract_path":      {gen: func(f *Function) body { return textPathBody(f, false) }},
		"json_extract_path_text": {gen: func(f *Function) body { return textPathBody(f, true) }},
		"jsonb_strip_nulls":      {f1: stripJSONB},
		"json_strip_nulls":       {f1: stripJSON},
		"json_object":            {f1: func(env *types.Env, a types.Datum) (types.Datum, error) { return jsonObjectOf(env, &jsonForms[0], a) }},
		"jsonb_object":           {f1: func(env *types.Env, a types.Datum) (types.Datum, error) { return jsonObjectOf(env, &jsonForms[1], a) }},
		"json_object_two_arg": {f2: func(env *types.Env, a, b types.Datum) (types.Datum, error) {
			return jsonObjectOf2(env, &jsonForms[0], a, b)
		}},
		"jsonb_object_two_arg": {f2: func(env *types.Env, a, b types.Datum) (types.Datum, error) {
			return jsonObjectOf2(env, &jsonForms[1], a, b)
		}},
	}
	for i := range jsonForms {
		form := &jsonForms[i]
		m[form.name+"_typeof"] = body{f1: form.typeName}
		m[form.name+"_array_length"] = body{f1: form.length}
		m[form.name+"_array_elements"] = body{set: form.elements(false)}
		m[form.name+"_array_elements_text"] = body{set: form.elements(true)}
		m[form.name+"_each"] = body{set: form.each(false)}
		m[form.name+"_each_text"] = body{set: form.each(true)}
		m[form.name+"_object_keys"] = body{set: form.keys}
	}
	return m
}

func textFieldBody(byKey, byPlace, text bool) body {
	return body{f2: func(env *types.Env, a, b types.Datum) (types.Datum, error) {
		d, ok, err := textStep(env, a, jsonStep(b).Text(), byKey, byPlace)
		if err != nil || !ok || !text {
			return d, err
		}
		return textAsText(d)
	}}
}

func textPathBody(f *Function, text bool) body {
	return body{fn: func(env *types.Env, args []types.Datum) (types.Datum, error) {
		d, path := pathArgs(f, args)
		for _, step := range path {
			if step.IsNull() {
				return types.Null, nil
			}
			var ok bool
			var err error
			if d, ok, err = textStep(env, d, step.Text(), true, true); err != nil || !ok {
				return types.Null, err
			}
		}
		if text {
			return textAsText(d)
		}
		return d, nil
	}}
}

var jsonKindNames = [...]string{types.JSONNull: "null", types.JSONString: "string", types.JSONNumber: "number", types.JSONBool: "boolean", types.JSONArray: "array", types.JSONObject: "object"}

func (f *jsonForm) typeName(env *types.Env, d types.Datum) (types.Datum, error) {
	k, err := f.kind(env, d)
	return types.Text(jsonKindNames[k]), err
}

func (f *jsonForm) length(env *types.Env, d types.Datum) (types.Datum, error) {
	if d.Kind() == types.KindJSONB && d.JSON().Kind() == types.JSONArray {
		return types.Int(int64(d.JSON().Box().N)), nil
	}
	r, err := f.read(env, d)
	switch {
	case err != nil:
		return types.Null, err
	case r.kind == types.JSONObject:
		return types.Null, pgerror.New(pgerror.InvalidParameterValue, "cannot get array length of a non-array")
	case r.kind != types.JSONArray:
		return types.Null, pgerror.New(pgerror.InvalidParameterValue, "cannot get array length of a scalar")
	}
	n, err := r.count()
	if err != nil {
		return types.Null, err
	}
	return types.Int(n), nil
}

func (f *jsonForm) elements(text bool) func(*types.Env, []types.Datum) (SetIterator, error) {
	return func(env *types.Env, args []types.Datum) (SetIterator, error) {
		r, err := f.read(env, args[0])
		if err != nil {
			return nil, err
		}
		if r.kind != types.JSONArray {
			return nil, f.errElements(r.kind, text)
		}
		return f.iterate(r, text, func(p jsonMember) types.Datum { return p.val }), nil
	}
}

func (f *jsonForm) errElements(k types.JSONKind, text bool) error {
	name := "json_array_elements"
	if text {
		name += "_text"
	}
	switch {
	case f.t == types.TJSON && k == types.JSONObject:
		return pgerror.New(pgerror.InvalidParameterValue, "cannot call %s on a non-array", name)
	case f.t == types.TJSON:
		return pgerror.New(pgerror.InvalidParameterValue, "cannot call %s on a scalar", name)
	case k == types.JSONObject:
		return pgerror.New(pgerror.InvalidParameterValue, "cannot extract elements from an object")
	}
	return pgerror.New(pgerror.InvalidParameterValue, "cannot extract elements from a scalar")
}

// iterate gives the parts one by one, as row makes them.
func (f *jsonForm) iterate(r jsonReader, text bool, row func(jsonMember) types.Datum) SetIterator {
	return func() (types.Datum, bool, error) {
		p, ok, err := r.next()
		if err != nil || !ok {
			return types.Null, false, err
		}
		if text {
			if p.val, err = f.text(p.val); err != nil {
				return types.Null, false, err
			}
		}
		return row(p), true, nil
	}
}

func (f *jsonForm) each(text bool) func(*types.Env, []types.Datum) (SetIterator, error) {
	name, ts := f.name+"_each", []*types.Type{types.TText, f.t}
	if text {
		name, ts = name+"_text", []*types.Type{types.TText, types.TText}
	}
	names := []string{"key", "value"}
	return func(env *types.Env, args []types.Datum) (SetIterator, error) {
		r, err := f.read(env, args[0])
		switch {
		case err != nil:
			return nil, err
		case r.kind == types.JSONObject:
		case f.t == types.TJSONB:
			return nil, pgerror.New(pgerror.InvalidParameterValue, "cannot call %s on a non-object", name)
		case r.kind == types.JSONArray:
			return nil, pgerror.New(pgerror.InvalidParameterValue, "cannot deconstruct an array as an object")
		default:
			return nil, pgerror.New(pgerror.InvalidParameterValue, "cannot deconstruct a scalar")
		}
		return f.iterate(r, text, func(p jsonMember) types.Datum {
			return types.NewRecord(&types.Record{Types: ts, Names: names, Values: []types.Datum{types.Text(p.key), p.val}})
		}), nil
	}
}

func (f *jsonForm) keys(env *types.Env, args []types.Datum) (SetIterator, error) {
	r, err := f.read(env, args[0])
	switch {
	case err != nil:
		return nil, err
	case r.kind == types.JSONArray:
		return nil, pgerror.New(pgerror.InvalidParameterValue, "cannot call %s_object_keys on an array", f.name)
	case r.kind != types.JSONObject:
		return nil, pgerror.New(pgerror.InvalidParameterValue, "cannot call %s_object_keys on a scalar", f.name)
	}
	return f.iterate(r, false, func(p jsonMember) types.Datum { return types.Text(p.key) }), nil
}

func stripJSONB(env *types.Env, d types.Datum) (types.Datum, error) {
	b := types.JSONBWriter{Env: env}
	if err := b.Stripped(d.JSON()); err != nil {
		return types.Null, err
	}
	return b.Datum()
}

// stripJSON writes a json value without blanks and without pairs whose value is null.
func stripJSON(env *types.Env, d types.Datum) (types.Datum, error) {
	s := jsonStripper{l: types.NewJSONLexer(d.Text(), true, env)}
	if err := s.l.Next(); err != nil {
		return types.Null, err
	}
	err := s.value()
	return types.TextAlias(s.dst), err
}

type jsonStripper struct {
	l   types.JSONLexer
	dst []byte
}

// value writes the value that begins with the token, and goes behind it.
func (s *jsonStripper) value() error {
	switch s.l.Tok {
	case types.TokenObjectStart, types.TokenArrayStart:
		return s.box(s.l.Tok == types.TokenObjectStart)
	case types.TokenString:
		s.dst = types.AppendJSONString(s.dst, s.l.Text)
	default:
		s.dst = append(s.dst, s.l.S[s.l.Start:s.l.End]...)
	}
	return s.l.Next()
}

func (s *jsonStripper) box(object bool) error {
	open, shut, end := byte('['), byte(']'), types.TokenArrayEnd
	if object {
		open, shut, end = '{', '}', types.TokenObjectEnd
	}
	s.dst = append(s.dst, open)
	if err := s.l.Next(); err != nil {
		return err
	}
	for first := true; s.l.Tok != end && s.l.Tok != types.TokenEnd; {
		if s.l.Tok == types.TokenComma {
			if err := s.l.Next(); err != nil {
				return err
			}
			continue
		}
		mark := len(s.dst)
		if !first {
			s.dst = append(s.dst, ',')
		}
		if object {
			s.dst = append(types.AppendJSONString(s.dst, s.l.Text), ':')
			for range 2 { // the colon, the value
				if err := s.l.Next(); err != nil {
					return err
				}
			}
			if s.l.Tok == types.TokenNull {
				s.dst = s.dst[:mark]
				if err := s.l.Next(); err != nil {
					return err
				}
				continue
			}
		}
		first = false
		if err := s.value(); err != nil {
			return err
		}
	}
	s.dst = append(s.dst, shut)
	return s.l.Next()
}

var errJSONNullKey = pgerror.New(pgerror.NullValueNotAllowed, "null value not allowed for object key")

// jsonObjectOf makes an object of an array of keys and values in turn, or of pairs.
func jsonObjectOf(env *types.Env, form *jsonForm, d types.Datum) (types.Datum, error) {
	a := d.Array()
	switch len(a.Dims) {
	case 0:
		return jsonOfPairs(env, form, nil, nil)
	case 1:
		if len(a.Items)%2 != 0 {
			return types.Null, pgerror.New(pgerror.ArraySubscriptError, "array must have even number of elements")
		}
	case 2:
		if a.Dims[1].Len != 2 {
			return types.Null, pgerror.New(pgerror.ArraySubscriptError, "array must have two columns")
		}
	default:
		return types.Null, pgerror.New(pgerror.ArraySubscriptError, "wrong number of array subscripts")
	}
	var keys, vals []types.Datum
	for pair := range slices.Chunk(a.Items, 2) {
		keys, vals = append(keys, pair[0]), append(vals, pair[1])
	}
	return jsonOfPairs(env, form, keys, vals)
}

func jsonObjectOf2(env *types.Env, form *jsonForm, a, b types.Datum) (types.Datum, error) {
	x, y := a.Array(), b.Array()
	switch {
	case len(x.Dims) > 1 || len(x.Dims) != len(y.Dims):
		return types.Null, pgerror.New(pgerror.ArraySubscriptError, "wrong number of array subscripts")
	case len(x.Items) != len(y.Items):
		return types.Null, pgerror.New(pgerror.ArraySubscriptError, "mismatched array dimensions")
	}
	return jsonOfPairs(env, form, x.Items, y.Items)
}

func jsonOfPairs(env *types.Env, form *jsonForm, keys, vals []types.Datum) (types.Datum, error) {
	if slices.ContainsFunc(keys, types.Datum.IsNull) {
		return types.Null, errJSONNullKey
	}
	if form.t == types.TJSON {
		var dst strings.Builder
		dst.WriteByte('{')
		var buf []byte
		for i, k := range keys {
			if i > 0 {
				dst.WriteString(", ")
			}
			buf = append(types.AppendJSONString(buf[:0], k.Text()), " : "...)
			if vals[i].IsNull() {
				buf = append(buf, "null"...)
			} else {
				buf = types.AppendJSONString(buf, vals[i].Text())
			}
			dst.Write(buf)
		}
		dst.WriteByte('}')
		return types.Text(dst.String()), nil
	}
	b := types.JSONBWriter{Env: env}
	b.Begin(true)
	for i, k := range keys {
		b.Key(k.Text())
		if vals[i].IsNull() {
			b.Null()
		} else {
			b.String(vals[i].Text())
		}
	}
	if err := b.End(); err != nil {
		return types.Null, err
	}
	return b.Datum()
}

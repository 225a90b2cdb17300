package types

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// jsonParts are what an array or an object holds, in order: of json as it is written, with
// keys that come twice.
type jsonParts struct {
	kind jsonKind
	keys []string
	vals []Datum
}

// jsonForm is one of the two types of JSON: how its values are taken apart.
type jsonForm struct {
	name  string // json or jsonb
	t     *Type
	kind  func(env *Env, d Datum) (jsonKind, error)
	parts func(env *Env, d Datum) (jsonParts, error)
	text  func(d Datum) (Datum, error) // as ->> has it
}

var jsonForms = [...]jsonForm{
	{name: "json", t: TJSON, kind: textKind, parts: textParts, text: textAsText},
	{name: "jsonb", t: TJSONB,
		kind:  func(_ *Env, d Datum) (jsonKind, error) { return d.json().kind(), nil },
		parts: func(_ *Env, d Datum) (jsonParts, error) { return nodeParts(d.json()), nil },
		text:  func(d Datum) (Datum, error) { return d.json().asText(), nil }},
}

func nodeParts(n jsonNode) jsonParts {
	x := n.box()
	p := jsonParts{kind: n.kind(), vals: make([]Datum, x.n)}
	for i := range x.n {
		if x.object {
			p.keys = append(p.keys, x.key(i))
		}
		p.vals[i] = jsonDatum(x.child(i))
	}
	return p
}

// textKind looks at the first character of a json value.
func textKind(env *Env, d Datum) (jsonKind, error) {
	l := newJSONLexer(d.Text(), false, env)
	if err := l.next(); err != nil {
		return 0, err
	}
	return l.tok.kind(), nil
}

func (t jsonToken) kind() jsonKind {
	switch t {
	case tokenObjectStart:
		return jsonObject
	case tokenArrayStart:
		return jsonArray
	case tokenString:
		return jsonString
	case tokenNumber:
		return jsonNumber
	case tokenTrue, tokenFalse:
		return jsonBool
	}
	return jsonNull
}

// textParts takes a json value apart; the parts are as they were written.
func textParts(env *Env, d Datum) (p jsonParts, err error) {
	l := newJSONLexer(d.Text(), true, env)
	if err := l.next(); err != nil {
		return p, err
	}
	p.kind = l.tok.kind()
	if p.kind != jsonObject && p.kind != jsonArray {
		return p, nil
	}
	for {
		if err := l.next(); err != nil {
			return p, err
		}
		switch l.tok {
		case tokenObjectEnd, tokenArrayEnd, tokenEnd:
			return p, nil
		case tokenComma:
			continue
		}
		if p.kind == jsonObject {
			p.keys = append(p.keys, l.text)
			if err := l.next(); err != nil {
				return p, err
			}
			if err := l.next(); err != nil {
				return p, err
			}
		}
		from := l.start
		if err := l.pass(); err != nil {
			return p, err
		}
		p.vals = append(p.vals, Text(l.s[from:l.end]))
	}
}

// pass goes to the last token of the value that begins with this one.
func (l *jsonLexer) pass() error {
	decode := l.decode
	l.decode = false
	defer func() { l.decode = decode }()
	for depth := 0; ; {
		switch l.tok {
		case tokenObjectStart, tokenArrayStart:
			depth++
		case tokenObjectEnd, tokenArrayEnd:
			depth--
		case tokenEnd:
			return nil
		}
		if depth == 0 {
			return nil
		}
		if err := l.next(); err != nil {
			return err
		}
	}
}

// textAsText is ->> of a json value.
func textAsText(d Datum) (Datum, error) {
	l := newJSONLexer(d.Text(), true, nil)
	if err := l.next(); err != nil {
		return Null, err
	}
	switch l.tok {
	case tokenNull:
		return Null, nil
	case tokenString:
		return Text(l.text), nil
	}
	return d, nil
}

// textStep is a step of a path in a json value; of keys that come twice the last one counts.
func textStep(env *Env, d Datum, step string, byKey, byPlace bool) (Datum, bool, error) {
	p, err := textParts(env, d)
	if err != nil {
		return Null, false, err
	}
	switch {
	case p.kind == jsonObject && byKey:
		for i := len(p.keys) - 1; i >= 0; i-- {
			if p.keys[i] == step {
				return p.vals[i], true, nil
			}
		}
	case p.kind == jsonArray && byPlace:
		at, ok := jsonSubscript(step)
		if at < 0 {
			at += int64(len(p.vals))
		}
		if ok && at >= 0 && at < int64(len(p.vals)) {
			return p.vals[at], true, nil
		}
	}
	return Null, false, nil
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
		"json_object":            {f1: func(env *Env, a Datum) (Datum, error) { return jsonObjectOf(env, &jsonForms[0], a) }},
		"jsonb_object":           {f1: func(env *Env, a Datum) (Datum, error) { return jsonObjectOf(env, &jsonForms[1], a) }},
		"json_object_two_arg":    {f2: func(env *Env, a, b Datum) (Datum, error) { return jsonObjectOf2(env, &jsonForms[0], a, b) }},
		"jsonb_object_two_arg":   {f2: func(env *Env, a, b Datum) (Datum, error) { return jsonObjectOf2(env, &jsonForms[1], a, b) }},
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
	return body{f2: func(env *Env, a, b Datum) (Datum, error) {
		d, ok, err := textStep(env, a, jsonStep(b).Text(), byKey, byPlace)
		if err != nil || !ok || !text {
			return d, err
		}
		return textAsText(d)
	}}
}

func textPathBody(f *Function, text bool) body {
	return body{fn: func(env *Env, args []Datum) (Datum, error) {
		d, path := pathArgs(f, args)
		for _, step := range path {
			if step.IsNull() {
				return Null, nil
			}
			var ok bool
			var err error
			if d, ok, err = textStep(env, d, step.Text(), true, true); err != nil || !ok {
				return Null, err
			}
		}
		if text {
			return textAsText(d)
		}
		return d, nil
	}}
}

var jsonKindNames = [...]string{jsonNull: "null", jsonString: "string", jsonNumber: "number", jsonBool: "boolean", jsonArray: "array", jsonObject: "object"}

func (f *jsonForm) typeName(env *Env, d Datum) (Datum, error) {
	k, err := f.kind(env, d)
	return Text(jsonKindNames[k]), err
}

func (f *jsonForm) length(env *Env, d Datum) (Datum, error) {
	if d.kind == KindJSONB && d.json().kind() == jsonArray {
		return Int(int64(d.json().box().n)), nil
	}
	p, err := f.parts(env, d)
	switch {
	case err != nil:
		return Null, err
	case p.kind == jsonObject:
		return Null, pgerror.New(pgerror.InvalidParameterValue, "cannot get array length of a non-array")
	case p.kind != jsonArray:
		return Null, pgerror.New(pgerror.InvalidParameterValue, "cannot get array length of a scalar")
	}
	return Int(int64(len(p.vals))), nil
}

func (f *jsonForm) elements(text bool) func(*Env, []Datum) (SetIterator, error) {
	return func(env *Env, args []Datum) (SetIterator, error) {
		p, err := f.parts(env, args[0])
		if err != nil {
			return nil, err
		}
		if p.kind != jsonArray {
			return nil, f.errElements(p.kind, text)
		}
		return f.iterate(p, text, func(_ int, d Datum) Datum { return d }), nil
	}
}

func (f *jsonForm) errElements(k jsonKind, text bool) error {
	name := "json_array_elements"
	if text {
		name += "_text"
	}
	switch {
	case f.t == TJSON && k == jsonObject:
		return pgerror.New(pgerror.InvalidParameterValue, "cannot call %s on a non-array", name)
	case f.t == TJSON:
		return pgerror.New(pgerror.InvalidParameterValue, "cannot call %s on a scalar", name)
	case k == jsonObject:
		return pgerror.New(pgerror.InvalidParameterValue, "cannot extract elements from an object")
	}
	return pgerror.New(pgerror.InvalidParameterValue, "cannot extract elements from a scalar")
}

// iterate gives the parts one by one, as row makes them of their place and value.
func (f *jsonForm) iterate(p jsonParts, text bool, row func(i int, d Datum) Datum) SetIterator {
	i := -1
	return func() (Datum, bool, error) {
		if i++; i >= len(p.vals) {
			return Null, false, nil
		}
		d := p.vals[i]
		if text {
			var err error
			if d, err = f.text(d); err != nil {
				return Null, false, err
			}
		}
		return row(i, d), true, nil
	}
}

func (f *jsonForm) each(text bool) func(*Env, []Datum) (SetIterator, error) {
	name, ts := f.name+"_each", []*Type{TText, f.t}
	if text {
		name, ts = name+"_text", []*Type{TText, TText}
	}
	names := []string{"key", "value"}
	return func(env *Env, args []Datum) (SetIterator, error) {
		p, err := f.parts(env, args[0])
		switch {
		case err != nil:
			return nil, err
		case p.kind == jsonObject:
		case f.t == TJSONB:
			return nil, pgerror.New(pgerror.InvalidParameterValue, "cannot call %s on a non-object", name)
		case p.kind == jsonArray:
			return nil, pgerror.New(pgerror.InvalidParameterValue, "cannot deconstruct an array as an object")
		default:
			return nil, pgerror.New(pgerror.InvalidParameterValue, "cannot deconstruct a scalar")
		}
		return f.iterate(p, text, func(i int, d Datum) Datum {
			return NewRecord(&Record{Types: ts, Names: names, Values: []Datum{Text(p.keys[i]), d}})
		}), nil
	}
}

func (f *jsonForm) keys(env *Env, args []Datum) (SetIterator, error) {
	p, err := f.parts(env, args[0])
	switch {
	case err != nil:
		return nil, err
	case p.kind == jsonArray:
		return nil, pgerror.New(pgerror.InvalidParameterValue, "cannot call %s_object_keys on an array", f.name)
	case p.kind != jsonObject:
		return nil, pgerror.New(pgerror.InvalidParameterValue, "cannot call %s_object_keys on a scalar", f.name)
	}
	return f.iterate(p, false, func(i int, _ Datum) Datum { return Text(p.keys[i]) }), nil
}

func stripJSONB(env *Env, d Datum) (Datum, error) {
	b := jsonBuilder{env: env}
	if err := b.stripped(d.json()); err != nil {
		return Null, err
	}
	return b.datum()
}

// stripped writes n without the pairs of objects whose value is null.
func (b *jsonBuilder) stripped(n jsonNode) error {
	if !n.isBox() {
		b.node(n)
		return nil
	}
	x := n.box()
	b.begin(x.object)
	for i := range x.n {
		c := x.child(i)
		if x.object {
			if c.kind() == jsonNull {
				continue
			}
			b.key(x.key(i))
		}
		if err := b.stripped(c); err != nil {
			return err
		}
	}
	return b.end()
}

// stripJSON writes a json value without blanks and without pairs whose value is null.
func stripJSON(env *Env, d Datum) (Datum, error) {
	s := jsonStripper{l: newJSONLexer(d.Text(), true, env)}
	if err := s.l.next(); err != nil {
		return Null, err
	}
	err := s.value()
	return TextAlias(s.dst), err
}

type jsonStripper struct {
	l   jsonLexer
	dst []byte
}

// value writes the value that begins with the token, and goes behind it.
func (s *jsonStripper) value() error {
	switch s.l.tok {
	case tokenObjectStart, tokenArrayStart:
		return s.box(s.l.tok == tokenObjectStart)
	case tokenString:
		s.dst = appendJSONString(s.dst, s.l.text)
	default:
		s.dst = append(s.dst, s.l.s[s.l.start:s.l.end]...)
	}
	return s.l.next()
}

func (s *jsonStripper) box(object bool) error {
	open, shut, end := byte('['), byte(']'), tokenArrayEnd
	if object {
		open, shut, end = '{', '}', tokenObjectEnd
	}
	s.dst = append(s.dst, open)
	if err := s.l.next(); err != nil {
		return err
	}
	for first := true; s.l.tok != end && s.l.tok != tokenEnd; {
		if s.l.tok == tokenComma {
			if err := s.l.next(); err != nil {
				return err
			}
			continue
		}
		mark := len(s.dst)
		if !first {
			s.dst = append(s.dst, ',')
		}
		if object {
			s.dst = append(appendJSONString(s.dst, s.l.text), ':')
			for range 2 { // the colon, the value
				if err := s.l.next(); err != nil {
					return err
				}
			}
			if s.l.tok == tokenNull {
				s.dst = s.dst[:mark]
				if err := s.l.next(); err != nil {
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
	return s.l.next()
}

var errJSONNullKey = pgerror.New(pgerror.NullValueNotAllowed, "null value not allowed for object key")

// jsonObjectOf makes an object of an array of keys and values in turn, or of pairs.
func jsonObjectOf(env *Env, form *jsonForm, d Datum) (Datum, error) {
	a := d.Array()
	switch len(a.Dims) {
	case 0:
		return jsonOfPairs(env, form, nil, nil)
	case 1:
		if len(a.Items)%2 != 0 {
			return Null, pgerror.New(pgerror.ArraySubscriptError, "array must have even number of elements")
		}
	case 2:
		if a.Dims[1].Len != 2 {
			return Null, pgerror.New(pgerror.ArraySubscriptError, "array must have two columns")
		}
	default:
		return Null, pgerror.New(pgerror.ArraySubscriptError, "wrong number of array subscripts")
	}
	var keys, vals []Datum
	for pair := range slices.Chunk(a.Items, 2) {
		keys, vals = append(keys, pair[0]), append(vals, pair[1])
	}
	return jsonOfPairs(env, form, keys, vals)
}

func jsonObjectOf2(env *Env, form *jsonForm, a, b Datum) (Datum, error) {
	x, y := a.Array(), b.Array()
	switch {
	case len(x.Dims) > 1 || len(x.Dims) != len(y.Dims):
		return Null, pgerror.New(pgerror.ArraySubscriptError, "wrong number of array subscripts")
	case len(x.Items) != len(y.Items):
		return Null, pgerror.New(pgerror.ArraySubscriptError, "mismatched array dimensions")
	}
	return jsonOfPairs(env, form, x.Items, y.Items)
}

func jsonOfPairs(env *Env, form *jsonForm, keys, vals []Datum) (Datum, error) {
	if slices.ContainsFunc(keys, Datum.IsNull) {
		return Null, errJSONNullKey
	}
	if form.t == TJSON {
		var dst strings.Builder
		dst.WriteByte('{')
		var buf []byte
		for i, k := range keys {
			if i > 0 {
				dst.WriteString(", ")
			}
			buf = append(appendJSONString(buf[:0], k.Text()), " : "...)
			if vals[i].IsNull() {
				buf = append(buf, "null"...)
			} else {
				buf = appendJSONString(buf, vals[i].Text())
			}
			dst.Write(buf)
		}
		dst.WriteByte('}')
		return Text(dst.String()), nil
	}
	b := jsonBuilder{env: env}
	b.begin(true)
	for i, k := range keys {
		b.key(k.Text())
		if vals[i].IsNull() {
			b.null()
		} else {
			b.string(vals[i].Text())
		}
	}
	if err := b.end(); err != nil {
		return Null, err
	}
	return b.datum()
}

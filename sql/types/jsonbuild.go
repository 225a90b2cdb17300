package types

import (
	"math"
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// jsonBodies are the functions that make json and jsonb of other values.
func jsonBodies() map[string]body {
	m := map[string]body{
		"row_to_json": toJSONBody(false), "row_to_json_pretty": toJSONBody(true),
		"array_to_json": toJSONBody(false), "array_to_json_pretty": toJSONBody(true),
		"to_json": toJSONBody(false),
		"to_jsonb": {gen: func(f *Function) body {
			return body{f1: func(env *Env, a Datum) (Datum, error) {
				b := jsonBuilder{env: env}
				if err := b.value(f.Args[0], a); err != nil {
					return Null, err
				}
				return b.datum()
			}}
		}},
	}
	for name, make := range map[string]func(*Env, []*Type, []Datum) (Datum, error){
		"json_build_object": jsonBuildObject, "json_build_array": jsonBuildArray,
		"jsonb_build_object": jsonbBuildObject, "jsonb_build_array": jsonbBuildArray,
	} {
		b := body{gen: func(f *Function) body {
			return body{fn: func(env *Env, args []Datum) (Datum, error) {
				return make(env, f.Args, args)
			}}
		}}
		m[name], m[name+"_noargs"] = b, b
	}
	for _, part := range []map[string]body{jsonbOperatorBodies(), jsonFunctionBodies(), jsonPathBodies()} {
		for name, b := range part {
			m[name] = b
		}
	}
	return m
}

// argType is the type of an argument: with VARIADIC the last ones are elements of an array.
func argType(ts []*Type, args []Datum, i int) *Type {
	t := typeAt(ts, i)
	if t.elem != nil && args[i].Kind() != KindArray {
		return t.elem
	}
	return t
}

func toJSONBody(pretty bool) body {
	return body{gen: func(f *Function) body {
		return body{fn: func(env *Env, args []Datum) (Datum, error) {
			w := jsonWriter{env: env}
			if pretty && args[1].Bool() {
				w.feed = "\n "
			}
			err := w.value(f.Args[0], args[0])
			return TextAlias(w.dst), err
		}}
	}}
}

func errJSONPairs(name string) error {
	return pgerror.New(pgerror.InvalidParameterValue, "argument list must have even number of elements").
		WithHint("The arguments of %s() must consist of alternating keys and values.", name)
}

func jsonBuildObject(env *Env, ts []*Type, args []Datum) (Datum, error) {
	if len(args)%2 != 0 {
		return Null, errJSONPairs("json_build_object")
	}
	w := jsonWriter{env: env, dst: []byte{'{'}}
	for i := 0; i < len(args); i += 2 {
		if args[i].IsNull() {
			return Null, pgerror.New(pgerror.InvalidParameterValue, "argument %d cannot be null", i+1).WithHint("Object keys should be text.")
		}
		if i > 0 {
			w.dst = append(w.dst, ", "...)
		}
		if err := w.key(argType(ts, args, i), args[i]); err != nil {
			return Null, err
		}
		w.dst = append(w.dst, " : "...)
		if err := w.value(argType(ts, args, i+1), args[i+1]); err != nil {
			return Null, err
		}
	}
	return TextAlias(append(w.dst, '}')), nil
}

func jsonBuildArray(env *Env, ts []*Type, args []Datum) (Datum, error) {
	w := jsonWriter{env: env, dst: []byte{'['}}
	for i, d := range args {
		if i > 0 {
			w.dst = append(w.dst, ", "...)
		}
		if err := w.value(argType(ts, args, i), d); err != nil {
			return Null, err
		}
	}
	return TextAlias(append(w.dst, ']')), nil
}

func jsonbBuildObject(env *Env, ts []*Type, args []Datum) (Datum, error) {
	if len(args)%2 != 0 {
		return Null, errJSONPairs("jsonb_build_object")
	}
	b := jsonBuilder{env: env}
	b.begin(true)
	for i := 0; i < len(args); i += 2 {
		if args[i].IsNull() {
			return Null, pgerror.New(pgerror.InvalidParameterValue, "argument %d: key must not be null", i+1)
		}
		if err := b.keyOf(argType(ts, args, i), args[i]); err != nil {
			return Null, err
		}
		if err := b.value(argType(ts, args, i+1), args[i+1]); err != nil {
			return Null, err
		}
	}
	if err := b.end(); err != nil {
		return Null, err
	}
	return b.datum()
}

func jsonbBuildArray(env *Env, ts []*Type, args []Datum) (Datum, error) {
	b := jsonBuilder{env: env}
	b.begin(false)
	for i, d := range args {
		if err := b.value(argType(ts, args, i), d); err != nil {
			return Null, err
		}
	}
	if err := b.end(); err != nil {
		return Null, err
	}
	return b.datum()
}

// jsonClass is how a value of some type becomes JSON.
type jsonClass uint8

const (
	jsonClassString jsonClass = iota // its text
	jsonClassNull
	jsonClassBool
	jsonClassNumber
	jsonClassDate // as ISO 8601 has it
	jsonClassJSON
	jsonClassJSONB
	jsonClassArray
	jsonClassRecord
)

func jsonClassOf(t *Type, d Datum) jsonClass {
	t = t.Base()
	switch {
	case d.IsNull():
		return jsonClassNull
	case t.OID == OIDBool:
		return jsonClassBool
	case t.OID == OIDJSON:
		return jsonClassJSON
	case t.OID == OIDInt2 || t.OID == OIDInt4 || t.OID == OIDInt8 || isFiniteNumber(t, d):
		return jsonClassNumber
	case t.OID == OIDDate || t.OID == OIDTimestamp || t.OID == OIDTimestampTZ:
		return jsonClassDate
	}
	switch d.Kind() {
	case KindJSONB:
		return jsonClassJSONB
	case KindArray:
		return jsonClassArray
	case KindRecord:
		return jsonClassRecord
	}
	return jsonClassString
}

// errJSONKey is of keys that are no scalars.
var errJSONKey = pgerror.New(pgerror.InvalidParameterValue, "key value must be scalar, not array, composite, or json")

// jsonKeyText is the text of a value as a key.
func jsonKeyText(t *Type, d Datum, env *Env) (string, error) {
	switch jsonClassOf(t, d) {
	case jsonClassBool:
		return string(castText(t.Base(), d, env)), nil
	case jsonClassDate:
		return isoText(t, d, env), nil
	case jsonClassArray, jsonClassRecord, jsonClassJSON, jsonClassJSONB:
		return "", errJSONKey
	}
	return String(t, d, env), nil
}

// isoText writes dates and times as ISO 8601 does.
func isoText(t *Type, d Datum, env *Env) string {
	switch t.Base().OID {
	case OIDDate:
		return string(appendDate(nil, d.Date(), isoPrinter))
	case OIDTimestamp:
		return isoTimestamp(string(appendTimestamp(nil, d.Timestamp(), isoPrinter)))
	}
	return isoTimestamp(string(appendTimestampTZ(nil, d.Timestamp(), env, isoPrinter)))
}

// fieldName is the name of a field of a record.
func (r *Record) fieldName(i int) string {
	if i < len(r.Names) {
		return r.Names[i]
	}
	return "f" + strconv.Itoa(i+1)
}

// jsonWriter writes values as json.
type jsonWriter struct {
	dst  []byte
	env  *Env
	feed string // between the elements of the outermost array or record
	in   int    // how deep
}

// value writes a value as to_json does: numbers and booleans bare, dates
// and times as ISO 8601 writes them, the rest as strings of their text.
func (w *jsonWriter) value(t *Type, d Datum) error {
	switch jsonClassOf(t, d) {
	case jsonClassNull:
		w.dst = append(w.dst, "null"...)
	case jsonClassBool:
		w.dst = append(w.dst, castText(t.Base(), d, w.env)...)
	case jsonClassJSON:
		w.dst = append(w.dst, d.Text()...)
	case jsonClassNumber, jsonClassJSONB:
		w.dst = AppendText(w.dst, t, d, w.env)
	case jsonClassDate:
		w.dst = appendJSONString(w.dst, isoText(t, d, w.env))
	case jsonClassArray:
		a := d.Array()
		if len(a.Dims) == 0 {
			w.dst = append(w.dst, "[]"...)
			return nil
		}
		_, err := w.level(a, 0, a.Items)
		return err
	case jsonClassRecord:
		return w.record(d.Record())
	default:
		w.dst = appendJSONString(w.dst, String(t, d, w.env))
	}
	return nil
}

// next separates elements.
func (w *jsonWriter) next() {
	w.dst = append(w.dst, ',')
	if w.in == 1 {
		w.dst = append(w.dst, w.feed...)
	}
}

func (w *jsonWriter) level(a *Array, depth int, items []Datum) (rest []Datum, err error) {
	w.in++
	defer func() { w.in-- }()
	w.dst = append(w.dst, '[')
	for i := range a.Dims[depth].Len {
		if i > 0 {
			w.next()
		}
		if depth+1 < len(a.Dims) {
			items, err = w.level(a, depth+1, items)
		} else {
			err = w.value(a.Elem, items[0])
			items = items[1:]
		}
		if err != nil {
			return nil, err
		}
	}
	w.dst = append(w.dst, ']')
	return items, nil
}

func (w *jsonWriter) record(r *Record) error {
	w.in++
	defer func() { w.in-- }()
	w.dst = append(w.dst, '{')
	for i, v := range r.Values {
		if i > 0 {
			w.next()
		}
		w.dst = append(appendJSONString(w.dst, r.fieldName(i)), ':')
		if err := w.value(r.Types[i], v); err != nil {
			return err
		}
	}
	w.dst = append(w.dst, '}')
	return nil
}

func (w *jsonWriter) key(t *Type, d Datum) error {
	s, err := jsonKeyText(t, d, w.env)
	w.dst = appendJSONString(w.dst, s)
	return err
}

// value writes a value as to_jsonb does.
func (b *jsonBuilder) value(t *Type, d Datum) error {
	switch jsonClassOf(t, d) {
	case jsonClassNull:
		b.null()
	case jsonClassBool:
		b.bool(d.Bool())
	case jsonClassJSON:
		p := jsonParser{jsonLexer: newJSONLexer(d.Text(), true, b.env), b: b, depth: len(b.open)}
		return p.all()
	case jsonClassJSONB:
		b.node(d.json())
	case jsonClassNumber:
		return b.numberOf(t, d)
	case jsonClassDate:
		b.string(isoText(t, d, b.env))
	case jsonClassArray:
		a := d.Array()
		if len(a.Dims) == 0 {
			b.begin(false)
			return b.end()
		}
		_, err := b.level(a, 0, a.Items)
		return err
	case jsonClassRecord:
		r := d.Record()
		b.begin(true)
		for i, v := range r.Values {
			b.key(r.fieldName(i))
			if err := b.value(r.Types[i], v); err != nil {
				return err
			}
		}
		return b.end()
	default:
		b.string(String(t, d, b.env))
	}
	return b.err
}

func (b *jsonBuilder) numberOf(t *Type, d Datum) error {
	switch d.kind {
	case KindInt:
		b.int(d.Int())
		return b.err
	case KindFloat:
		v, err := parseNumeric(String(t, d, b.env))
		if err != nil {
			return err
		}
		d = v
	}
	b.number(d)
	return b.err
}

func (b *jsonBuilder) level(a *Array, depth int, items []Datum) (rest []Datum, err error) {
	b.begin(false)
	for range a.Dims[depth].Len {
		if depth+1 < len(a.Dims) {
			items, err = b.level(a, depth+1, items)
		} else {
			err = b.value(a.Elem, items[0])
			items = items[1:]
		}
		if err != nil {
			return nil, err
		}
	}
	return items, b.end()
}

func (b *jsonBuilder) keyOf(t *Type, d Datum) error {
	s, err := jsonKeyText(t, d, b.env)
	b.key(s)
	return err
}

func isFiniteNumber(t *Type, d Datum) bool {
	switch t.OID {
	case OIDFloat4, OIDFloat8:
		return !math.IsNaN(d.Float()) && !math.IsInf(d.Float(), 0)
	case OIDNumeric:
		return numRank(d) == 0
	}
	return false
}

// isoTimestamp puts the T between date and time and the minutes behind the
// zone's hours.
func isoTimestamp(s string) string {
	day, rest, ok := strings.Cut(s, " ")
	if !ok {
		return s // infinity
	}
	clock, era, _ := strings.Cut(rest, " ")
	if at := strings.LastIndexAny(clock, "+-"); at >= 0 && len(clock)-at == len("+00") {
		clock += ":00"
	}
	if era != "" {
		clock += " " + era
	}
	return day + "T" + clock
}

func appendJSONString(dst []byte, s string) []byte {
	const hex = "0123456789abcdef"
	dst = append(dst, '"')
	plain := 0 // from where on s was not copied
	for i := range len(s) {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		dst = append(dst, s[plain:i]...)
		plain = i + 1
		if short := strings.IndexByte("\b\f\n\r\t\"\\", c); short >= 0 {
			dst = append(dst, '\\', `bfnrt"\`[short])
			continue
		}
		dst = append(dst, `\u00`...)
		dst = append(dst, hex[c>>4], hex[c&15])
	}
	return append(append(dst, s[plain:]...), '"')
}

package types

import (
	"math"
	"strings"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// jsonBodies are the functions that write json. Reflection of several clients
// packs columns of the catalogs with them.
func jsonBodies() map[string]body {
	object := body{gen: func(f *Function) body {
		return body{fn: func(env *Env, args []Datum) (Datum, error) { return jsonObject(env, f.Args, args) }}
	}}
	array := body{gen: func(f *Function) body {
		return body{fn: func(env *Env, args []Datum) (Datum, error) { return jsonArray(env, f.Args, args) }}
	}}
	return map[string]body{
		"json_build_object": object, "json_build_object_noargs": object,
		"json_build_array": array, "json_build_array_noargs": array,
		"to_json": {gen: func(f *Function) body {
			return body{f1: func(env *Env, a Datum) (Datum, error) {
				return TextAlias(appendJSON(nil, f.Args[0], a, env)), noRecords(f.Args, []Datum{a})
			}}
		}},
	}
}

func jsonObject(env *Env, ts []*Type, args []Datum) (Datum, error) {
	if len(args)%2 != 0 {
		return Null, pgerror.New(pgerror.InvalidParameterValue, "argument list must have even number of elements").
			WithHint("The arguments of json_build_object() must consist of alternating keys and values.")
	}
	if err := noRecords(ts, args); err != nil {
		return Null, err
	}
	out := []byte{'{'}
	for i := 0; i < len(args); i += 2 {
		if args[i].IsNull() {
			return Null, pgerror.New(pgerror.InvalidParameterValue, "argument %d cannot be null", i+1).WithHint("Object keys should be text.")
		}
		if i > 0 {
			out = append(out, ", "...)
		}
		out = appendJSONKey(out, typeAt(ts, i), args[i], env)
		out = append(out, " : "...)
		out = appendJSON(out, typeAt(ts, i+1), args[i+1], env)
	}
	return TextAlias(append(out, '}')), nil
}

func jsonArray(env *Env, ts []*Type, args []Datum) (Datum, error) {
	if err := noRecords(ts, args); err != nil {
		return Null, err
	}
	out := []byte{'['}
	for i, d := range args {
		if i > 0 {
			out = append(out, ", "...)
		}
		out = appendJSON(out, typeAt(ts, i), d, env)
	}
	return TextAlias(append(out, ']')), nil
}

// noRecords refuses rows, whose column names are not known here.
func noRecords(ts []*Type, args []Datum) error {
	for i, d := range args {
		t := typeAt(ts, i)
		if d.Kind() == KindRecord || d.Kind() == KindArray && t.elem != nil && t.elem.kind == KindRecord {
			return pgerror.Unsupported("Name the columns one by one.", "rows as json are not supported")
		}
	}
	return nil
}

// appendJSON writes a value as to_json does: numbers and booleans bare, dates
// and times as ISO 8601 writes them, the rest as strings of their text.
func appendJSON(dst []byte, t *Type, d Datum, env *Env) []byte {
	switch {
	case d.IsNull():
		return append(dst, "null"...)
	case t.OID == OIDBool:
		return append(dst, castText(t, d, env)...)
	case t.OID == OIDJSON:
		return append(dst, d.Text()...)
	case t.OID == OIDInt2 || t.OID == OIDInt4 || t.OID == OIDInt8 || isFiniteNumber(t, d):
		return AppendText(dst, t, d, env)
	case t.OID == OIDDate:
		return appendJSONString(dst, string(appendDate(nil, d.Date(), isoPrinter)))
	case t.OID == OIDTimestamp:
		return appendJSONString(dst, isoTimestamp(string(appendTimestamp(nil, d.Timestamp(), isoPrinter))))
	case t.OID == OIDTimestampTZ:
		return appendJSONString(dst, isoTimestamp(string(appendTimestampTZ(nil, d.Timestamp(), env, isoPrinter))))
	case d.Kind() == KindArray:
		a := d.Array()
		if len(a.Dims) == 0 {
			return append(dst, "[]"...)
		}
		dst, _ = appendJSONLevel(dst, a, 0, a.Items, env)
		return dst
	}
	return appendJSONString(dst, String(t, d, env))
}

// appendJSONKey writes a value as a key: a string, dates as in values.
func appendJSONKey(dst []byte, t *Type, d Datum, env *Env) []byte {
	switch t.OID {
	case OIDDate, OIDTimestamp, OIDTimestampTZ:
		return appendJSON(dst, t, d, env)
	}
	return appendJSONString(dst, String(t, d, env))
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

func appendJSONLevel(dst []byte, a *Array, depth int, items []Datum, env *Env) ([]byte, []Datum) {
	dst = append(dst, '[')
	for i := range a.Dims[depth].Len {
		if i > 0 {
			dst = append(dst, ',')
		}
		if depth+1 < len(a.Dims) {
			dst, items = appendJSONLevel(dst, a, depth+1, items, env)
			continue
		}
		dst = appendJSON(dst, a.Elem, items[0], env)
		items = items[1:]
	}
	return append(dst, ']'), items
}

func appendJSONString(dst []byte, s string) []byte {
	const hex = "0123456789abcdef"
	dst = append(dst, '"')
	for i := range len(s) {
		c := s[i]
		switch short := strings.IndexByte("\b\f\n\r\t\"\\", c); {
		case short >= 0:
			dst = append(dst, '\\', `bfnrt"\`[short])
		case c < ' ':
			dst = append(dst, `\u00`...)
			dst = append(dst, hex[c>>4], hex[c&15])
		default:
			dst = append(dst, c)
		}
	}
	return append(dst, '"')
}

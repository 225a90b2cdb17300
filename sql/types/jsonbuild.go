package types

import (
	"math"
	"strings"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// JSONClass is how a value of some type becomes JSON.
type JSONClass uint8

const (
	jsonClassString JSONClass = iota // its text
	jsonClassNull
	jsonClassBool
	jsonClassNumber
	jsonClassDate // as ISO 8601 has it
	jsonClassJSON
	jsonClassJSONB
	// JSONClassArray and JSONClassRecord are the classes of values that have parts.
	JSONClassArray
	JSONClassRecord
	jsonClassCast // as its cast to json has it
)

// JSONClassOf is how a value of a type becomes JSON.
func JSONClassOf(t *Type, d Datum) JSONClass {
	t = t.Base()
	switch {
	case d.IsNull():
		return jsonClassNull
	case t.OID == OIDBool:
		return jsonClassBool
	case t.OID == OIDJSON:
		return jsonClassJSON
	case t.made == MadeHstore:
		return jsonClassCast
	case t.OID == OIDInt2 || t.OID == OIDInt4 || t.OID == OIDInt8 || isFiniteNumber(t, d):
		return jsonClassNumber
	case t.OID == OIDDate || t.OID == OIDTimestamp || t.OID == OIDTimestampTZ:
		return jsonClassDate
	}
	switch d.Kind() {
	case KindJSONB:
		return jsonClassJSONB
	case KindArray:
		return JSONClassArray
	case KindRecord:
		return JSONClassRecord
	}
	return jsonClassString
}

// errJSONKey is of keys that are no scalars.
var errJSONKey = pgerror.New(pgerror.InvalidParameterValue, "key value must be scalar, not array, composite, or json")

// jsonKeyText is the text of a value as a key.
func jsonKeyText(t *Type, d Datum, env *Env) (string, error) {
	switch JSONClassOf(t, d) {
	case jsonClassBool:
		return string(CastText(t.Base(), d, env)), nil
	case jsonClassDate:
		return isoText(t, d, env), nil
	case JSONClassArray, JSONClassRecord, jsonClassJSON, jsonClassJSONB, jsonClassCast:
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

// JSONWriter writes values as json.
type JSONWriter struct {
	Dst  []byte
	Env  *Env
	Feed string // between the elements of the outermost array or record
	in   int    // how deep
}

// Value writes a value as to_json does: numbers and booleans bare, dates
// and times as ISO 8601 writes them, the rest as strings of their text.
func (w *JSONWriter) Value(t *Type, d Datum) error {
	switch JSONClassOf(t, d) {
	case jsonClassNull:
		w.Dst = append(w.Dst, "null"...)
	case jsonClassBool:
		w.Dst = append(w.Dst, CastText(t.Base(), d, w.Env)...)
	case jsonClassJSON:
		w.Dst = append(w.Dst, d.Text()...)
	case jsonClassNumber, jsonClassJSONB:
		w.Dst = AppendText(w.Dst, t, d, w.Env)
	case jsonClassDate:
		w.Dst = AppendJSONString(w.Dst, isoText(t, d, w.Env))
	case JSONClassArray:
		a := d.Array()
		if len(a.Dims) == 0 {
			w.Dst = append(w.Dst, "[]"...)
			return nil
		}
		_, err := w.level(a, 0, a.Items)
		return err
	case JSONClassRecord:
		return w.record(d.Record())
	case jsonClassCast:
		pairs, err := PairsOf(d)
		w.Dst = append(w.Dst, HstoreJSON(pairs, false)...)
		return err
	default:
		w.Dst = AppendJSONString(w.Dst, String(t, d, w.Env))
	}
	return nil
}

// next separates elements.
func (w *JSONWriter) next() {
	w.Dst = append(w.Dst, ',')
	if w.in == 1 {
		w.Dst = append(w.Dst, w.Feed...)
	}
}

func (w *JSONWriter) level(a *Array, depth int, items []Datum) (rest []Datum, err error) {
	w.in++
	defer func() { w.in-- }()
	w.Dst = append(w.Dst, '[')
	for i := range a.Dims[depth].Len {
		if i > 0 {
			w.next()
		}
		if depth+1 < len(a.Dims) {
			items, err = w.level(a, depth+1, items)
		} else {
			err = w.Value(a.Elem, items[0])
			items = items[1:]
		}
		if err != nil {
			return nil, err
		}
	}
	w.Dst = append(w.Dst, ']')
	return items, nil
}

func (w *JSONWriter) record(r *Record) error {
	w.in++
	defer func() { w.in-- }()
	w.Dst = append(w.Dst, '{')
	for i, v := range r.Values {
		if i > 0 {
			w.next()
		}
		w.Dst = append(AppendJSONString(w.Dst, r.FieldName(i)), ':')
		if err := w.Value(r.Types[i], v); err != nil {
			return err
		}
	}
	w.Dst = append(w.Dst, '}')
	return nil
}

// Key writes a value as a key.
func (w *JSONWriter) Key(t *Type, d Datum) error {
	s, err := jsonKeyText(t, d, w.Env)
	w.Dst = AppendJSONString(w.Dst, s)
	return err
}

// Value writes a value as to_jsonb does.
func (b *JSONBWriter) Value(t *Type, d Datum) error {
	switch JSONClassOf(t, d) {
	case jsonClassNull:
		b.Null()
	case jsonClassBool:
		b.bool(d.Bool())
	case jsonClassJSON:
		p := jsonParser{JSONLexer: NewJSONLexer(d.Text(), true, b.Env), b: b, depth: len(b.Open)}
		return p.all()
	case jsonClassJSONB:
		b.Node(d.JSON())
	case jsonClassCast:
		pairs, err := PairsOf(d)
		if err != nil {
			return err
		}
		p := jsonParser{JSONLexer: NewJSONLexer(HstoreJSON(pairs, false), true, b.Env), b: b, depth: len(b.Open)}
		return p.all()
	case jsonClassNumber:
		return b.numberOf(t, d)
	case jsonClassDate:
		b.String(isoText(t, d, b.Env))
	case JSONClassArray:
		a := d.Array()
		if len(a.Dims) == 0 {
			b.Begin(false)
			return b.End()
		}
		_, err := b.level(a, 0, a.Items)
		return err
	case JSONClassRecord:
		r := d.Record()
		b.Begin(true)
		for i, v := range r.Values {
			b.Key(r.FieldName(i))
			if err := b.Value(r.Types[i], v); err != nil {
				return err
			}
		}
		return b.End()
	default:
		b.String(String(t, d, b.Env))
	}
	return b.Err
}

func (b *JSONBWriter) numberOf(t *Type, d Datum) error {
	switch d.Kind() {
	case KindInt:
		b.Int(d.Int())
		return b.Err
	case KindFloat:
		v, err := ParseNumeric(String(t, d, b.Env))
		if err != nil {
			return err
		}
		d = v
	}
	b.Number(d)
	return b.Err
}

func (b *JSONBWriter) level(a *Array, depth int, items []Datum) (rest []Datum, err error) {
	b.Begin(false)
	for range a.Dims[depth].Len {
		if depth+1 < len(a.Dims) {
			items, err = b.level(a, depth+1, items)
		} else {
			err = b.Value(a.Elem, items[0])
			items = items[1:]
		}
		if err != nil {
			return nil, err
		}
	}
	return items, b.End()
}

// KeyOf adds a value as a key.
func (b *JSONBWriter) KeyOf(t *Type, d Datum) error {
	s, err := jsonKeyText(t, d, b.Env)
	b.Key(s)
	return err
}

func isFiniteNumber(t *Type, d Datum) bool {
	switch t.OID {
	case OIDFloat4, OIDFloat8:
		return !math.IsNaN(d.Float()) && !math.IsInf(d.Float(), 0)
	case OIDNumeric:
		return NumericRank(d) == 0
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

package types

import (
	"math"
	"strconv"
	"unicode/utf8"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// castBody converts a non-NULL value; explicit tells x::t from an assignment.
type castBody func(env *Env, d Datum, explicit bool) (Datum, error)

// pathway finds how a value of one type becomes another's in a context, as
// section 10 and pg_cast say. The body is nil where nothing needs to be done.
func (r *Registry) pathway(from, to *Type, context CastContext) (method CastMethod, fn OID, ok bool) {
	from, to = from.Base(), to.Base()
	if from == to {
		return CastBinary, 0, true
	}
	if _, ok := compositeCast(from, to); ok {
		return CastBinary, 0, true // a record, if its fields can be
	}
	if _, ok := multiCast(from, to); ok {
		return CastFunction, 0, context == Explicit
	}
	if c, found := madeCast(from, to); found {
		return c.method, 0, allows(context, c.context)
	}
	if i, found := r.castByPair[castKey(from.OID, to.OID)]; found {
		c := &castRows[i]
		return c.method, c.fn, allows(context, c.context)
	}
	if from.elem != nil && to.elem != nil && !to.IsVector() {
		method, fn, ok = r.pathway(from.elem, to.elem, context)
		if ok {
			return method, fn, true
		}
	}
	if context != Implicit && to.Category == 'S' || context == Explicit && from.Category == 'S' {
		return CastInOut, 0, from.Supported() && to.Supported()
	}
	return 0, 0, false
}

// allows reports whether a cast that may be used up to have can be used in want.
func allows(want, have CastContext) bool {
	return have == Implicit || have == want || want == Explicit
}

// FindCast is the package function of that name.
func (r *Registry) FindCast(from, to *Type, context CastContext) (*Cast, bool) {
	if from == TUnknown && to != TUnknown {
		if to.IsPseudo() && to != TRecord && to != TVoid && to != TCString {
			return nil, false
		}
		return &Cast{From: from, To: to, Context: Implicit, Method: CastInOut, Fn: inputCast(to)}, true
	}
	method, fn, ok := r.pathway(from, to, context)
	if !ok {
		return nil, false
	}
	if from.domain != nil || to.domain != nil {
		c, ok := r.FindCast(from.Base(), to.Base(), context)
		if ok {
			c.From, c.To = from, to
		}
		if own := to.BaseTypmod(NoTypmod); ok && own != NoTypmod {
			fn := c.Fn
			c.Fn = func(env *Env, d Datum, _ int32, explicit bool) (Datum, error) { return fn(env, d, own, explicit) }
		}
		return c, ok
	}
	c := &Cast{From: from, To: to, Method: method, FuncOID: fn, Context: r.castContext(from, to)}
	if to.OID == OIDBit && from.kind == KindInt {
		c.Fn = intToBits(from)
		return c, true
	}
	body := bodyOfCast(from, to, method)
	if body == nil {
		return nil, false
	}
	c.Fn = withTypmod(body, to)
	return c, true
}

func (r *Registry) castContext(from, to *Type) CastContext {
	for _, context := range []CastContext{Implicit, Assignment} {
		if _, _, ok := r.pathway(from, to, context); ok {
			return context
		}
	}
	return Explicit
}

// inputCast reads a literal of unknown type; it applies the modifier itself.
func inputCast(to *Type) func(*Env, Datum, int32, bool) (Datum, error) {
	return func(env *Env, d Datum, typmod int32, explicit bool) (Datum, error) {
		if d.IsNull() {
			return Null, nil
		}
		// An explicit cast of a literal cuts like any explicit cast.
		if explicit && typmod >= 0 && (to.kind == KindText || to.kind == KindArray || to.kind == KindBytes) {
			v, err := DecodeText(to, NoTypmod, d.Text(), env)
			if err != nil {
				return Null, err
			}
			return CoerceTypmod(to, typmod, v, true)
		}
		return DecodeText(to, typmod, d.Text(), env)
	}
}

// withTypmod makes the body skip NULL and then apply the target's modifier.
func withTypmod(body castBody, to *Type) func(*Env, Datum, int32, bool) (Datum, error) {
	return func(env *Env, d Datum, typmod int32, explicit bool) (Datum, error) {
		if d.IsNull() {
			return Null, nil
		}
		d, err := body(env, d, explicit)
		if err != nil || typmod < 0 {
			return d, err
		}
		return CoerceTypmod(to, typmod, d, explicit)
	}
}

// CoerceTypmod applies a modifier to a value that already has the type: length
// of strings (cut if explicit, else 22001), precision and scale, fractions of
// seconds. NULL stays NULL.
func CoerceTypmod(t *Type, typmod int32, d Datum, explicit bool) (Datum, error) {
	if d.IsNull() || typmod < 0 {
		return d, nil
	}
	t = t.Base()
	switch t.kind {
	case KindNumeric:
		return applyNumericTypmod(d, typmod)
	case KindText:
		switch t.OID {
		case OIDVarchar:
			return applyVarcharTypmod(d.Text(), typmod, explicit)
		case OIDBPChar:
			return applyBPCharTypmod(d.Text(), typmod, explicit)
		}
	case KindTime, KindTimeTZ, KindTimestamp, KindInterval:
		return applyDatetimeTypmod(t, d, typmod)
	case KindBytes:
		if t.OID == OIDBit || t.OID == OIDVarBit {
			return applyBitTypmod(t, d, typmod, explicit)
		}
	case KindArray:
		return mapArray(d, t.elem, func(item Datum) (Datum, error) {
			return CoerceTypmod(t.elem, typmod, item, explicit)
		})
	}
	return d, nil
}

// mapArray converts each item that is not NULL.
func mapArray(d Datum, elem *Type, fn func(Datum) (Datum, error)) (Datum, error) {
	in := d.Array()
	out := &Array{Elem: elem, Dims: in.Dims, Items: make([]Datum, len(in.Items))}
	for i, item := range in.Items {
		if item.IsNull() {
			continue
		}
		var err error
		if out.Items[i], err = fn(item); err != nil {
			return Null, err
		}
	}
	return NewArray(out), nil
}

// CanCoerce is the package function of that name.
func (r *Registry) CanCoerce(from, to *Type, context CastContext) bool {
	switch {
	case from == to || from == TUnknown || to == TAny:
		return true
	case to.IsPolymorphic():
		return canBecome(from, to)
	case to == TRecordArray:
		return from.elem != nil && from.elem.kind == KindRecord
	case from.IsPseudo() && from != TRecord && from != TCString:
		return false
	}
	_, _, ok := r.pathway(from, to, context)
	return ok
}

func canBecome(from, to *Type) bool {
	from = from.Base()
	switch to.OID {
	case OIDAnyEnum:
		return from.enum != nil
	case OIDAnyRange, OIDAnyCompatibleRange:
		return from.IsRange()
	case OIDAnyMultirange, OIDAnyCompatibleMultirange:
		return from.IsMultirange()
	case OIDAnyArray, OIDAnyCompatibleArray:
		return from.elem != nil
	case OIDAnyNonArray, OIDAnyCompatibleNonArray:
		return from.elem == nil
	case OIDAnyElement, OIDAnyCompatible:
		return true
	}
	return false
}

// bodyOfCast returns the conversion, nil if there is none here.
func bodyOfCast(from, to *Type, method CastMethod) castBody {
	from, to = from.Base(), to.Base()
	switch {
	case from == to:
		return keep
	case from.kind == KindRecord && to.kind == KindRecord:
		body, _ := compositeCast(from, to)
		return body
	case from.ranges != nil && from.ranges == to.ranges:
		body, _ := multiCast(from, to)
		return body
	case method == CastFunction && (from.made != 0 || to.made != 0):
		return bodyOfMadeCast(from, to)
	case from.elem != nil && to.elem != nil && from.kind == KindArray && to.kind == KindArray:
		return arrayCast(from, to)
	case !from.Supported() || !to.Supported():
		return nil
	}
	if method == CastBinary && from.kind == KindBytes && to.kind == KindBytes { // inet and cidr, bit and varbit
		return keep
	}
	if b := functionCast(from, to); b != nil {
		return b
	}
	if b := kindCast(from, to); b != nil {
		return b
	}
	if method == CastInOut || from.kind == KindText || to.kind == KindText {
		return ioCast(from, to)
	}
	return nil
}

func keep(_ *Env, d Datum, _ bool) (Datum, error) { return d, nil }

func arrayCast(from, to *Type) castBody {
	method, _, ok := Catalog().pathway(from.elem, to.elem, Explicit)
	if !ok {
		return nil
	}
	body := bodyOfCast(from.elem, to.elem, method)
	if body == nil {
		return nil
	}
	return func(env *Env, d Datum, explicit bool) (Datum, error) {
		return mapArray(d, to.elem, func(item Datum) (Datum, error) { return body(env, item, explicit) })
	}
}

// ioCast goes through text.
func ioCast(from, to *Type) castBody {
	return func(env *Env, d Datum, explicit bool) (Datum, error) {
		return DecodeText(to, NoTypmod, string(AppendText(nil, from, d, env)), env)
	}
}

// kindCast returns the conversions that need no text.
func kindCast(from, to *Type) castBody {
	switch from.kind {
	case KindInt:
		return castFromInt(from, to)
	case KindFloat:
		return castFromFloat(from, to)
	case KindNumeric:
		return castFromNumeric(to)
	case KindBool:
		return castFromBool(to)
	case KindText:
		return castFromText(from, to)
	case KindDate, KindTime, KindTimeTZ, KindTimestamp, KindInterval:
		return castFromDatetime(from, to)
	case KindJSONB:
		return castFromJSONB(to)
	}
	return nil
}

// intOf checks the range of an integer type.
func intOf(to *Type, v int64) (Datum, error) {
	ok := true
	switch to.OID {
	case OIDInt8:
	case OIDInt4:
		ok = v == int64(int32(v))
	case OIDInt2:
		ok = v == int64(int16(v))
	default:
		ok = v == int64(uint32(v))
	}
	if !ok {
		return Null, intRangeError(to)
	}
	return Int(v), nil
}

var errOIDRange = pgerror.New(pgerror.NumericValueOutOfRange, "OID out of range")

func castFromInt(from, to *Type) castBody {
	switch to.kind {
	case KindInt:
		return intCast(from, to)
	case KindFloat:
		return func(_ *Env, d Datum, _ bool) (Datum, error) {
			if isFloat4(to) {
				return Float(float64(float32(d.Int()))), nil
			}
			return Float(float64(d.Int())), nil
		}
	case KindNumeric:
		return func(_ *Env, d Datum, _ bool) (Datum, error) { return NumericInt(d.Int()), nil }
	case KindBool:
		return func(_ *Env, d Datum, _ bool) (Datum, error) { return Bool(d.Int() != 0), nil }
	case KindText:
		if to.OID == OIDChar && from.OID == OIDInt4 {
			return intToChar
		}
	}
	return nil
}

func intCast(from, to *Type) castBody {
	signed := func(t *Type) bool { return t.OID == OIDInt4 || t.OID == OIDInt8 || t.OID == OIDInt2 }
	switch {
	case to.OID == OIDInt4 && !signed(from): // the same 32 bits
		return func(_ *Env, d Datum, _ bool) (Datum, error) { return Int(int64(int32(d.Int()))), nil }
	case !signed(to) && from.OID != OIDInt8:
		return func(_ *Env, d Datum, _ bool) (Datum, error) { return Int(int64(uint32(d.Int()))), nil }
	}
	return func(_ *Env, d Datum, _ bool) (Datum, error) { return intOf(to, d.Int()) }
}

func intToChar(_ *Env, d Datum, _ bool) (Datum, error) {
	v := d.Int()
	if v < math.MinInt8 || v > math.MaxInt8 {
		return Null, pgerror.New(pgerror.NumericValueOutOfRange, "\"char\" out of range")
	}
	if v == 0 {
		return Text(""), nil
	}
	return Text(string([]byte{byte(v)})), nil
}

func castFromFloat(from, to *Type) castBody {
	switch to.kind {
	case KindInt:
		return func(_ *Env, d Datum, _ bool) (Datum, error) { return floatToInt(to, d.Float()) }
	case KindFloat:
		if isFloat4(to) {
			return func(_ *Env, d Datum, _ bool) (Datum, error) { return toFloat4(d.Float()) }
		}
		return keep
	case KindNumeric:
		digits := 15
		if isFloat4(from) {
			digits = 6
		}
		return func(_ *Env, d Datum, _ bool) (Datum, error) { return NumericFromFloat(d.Float(), digits), nil }
	}
	return nil
}

// floatToInt rounds half to even.
func floatToInt(to *Type, v float64) (Datum, error) {
	r := math.RoundToEven(v)
	limit := math.Ldexp(1, int(to.Len)*8-1)
	if !(r >= -limit && r < limit) {
		return Null, intRangeError(to)
	}
	return Int(int64(r)), nil
}

func intRangeError(t *Type) error {
	switch t.OID {
	case OIDInt2:
		return errInt2Range
	case OIDInt4:
		return errInt4Range
	case OIDInt8:
		return errInt8Range
	}
	return errOIDRange
}

func toFloat4(v float64) (Datum, error) {
	f := float32(v)
	switch {
	case math.IsInf(float64(f), 0) && !math.IsInf(v, 0):
		return Null, errFloatOverflow
	case f == 0 && v != 0:
		return Null, errFloatUnderflow
	}
	return Float(float64(f)), nil
}

func castFromNumeric(to *Type) castBody {
	switch to.kind {
	case KindInt:
		return func(_ *Env, d Datum, _ bool) (Datum, error) { return numericToInt(to, d) }
	case KindFloat:
		return func(_ *Env, d Datum, _ bool) (Datum, error) { return numericToFloat(to, d) }
	}
	return nil
}

func numericToInt(to *Type, d Datum) (Datum, error) {
	switch rank := numRank(d); {
	case rank == 2:
		return Null, pgerror.New(pgerror.FeatureNotSupported, "cannot convert NaN to %s", to)
	case rank != 0:
		return Null, pgerror.New(pgerror.FeatureNotSupported, "cannot convert infinity to %s", to)
	}
	v, ok := NumericToInt64(d)
	if !ok {
		return Null, intRangeError(to)
	}
	return intOf(to, v)
}

func numericToFloat(to *Type, d Datum) (Datum, error) {
	v, ok := NumericToFloat(d)
	if isFloat4(to) && ok {
		if f := float32(v); math.IsInf(float64(f), 0) && !math.IsInf(v, 0) || f == 0 && v != 0 {
			ok = false
		}
		v = float64(float32(v))
	}
	if !ok {
		return Null, pgerror.New(pgerror.NumericValueOutOfRange, "\"%s\" is out of range for type %s", appendNumeric(nil, d), to)
	}
	return Float(v), nil
}

func castFromBool(to *Type) castBody {
	switch {
	case to.kind == KindInt:
		return func(_ *Env, d Datum, _ bool) (Datum, error) { return Int(int64(d.n)), nil }
	case to.kind == KindText && to.OID != OIDName && to.OID != OIDChar:
		return func(_ *Env, d Datum, _ bool) (Datum, error) { return Text(strconv.FormatBool(d.Bool())), nil }
	}
	return nil
}

// castFromText treats the string types among each other. char(n) loses its
// blanks wherever they would start to count.
func castFromText(from, to *Type) castBody {
	if to.OID == OIDInt4 && from.OID == OIDChar {
		return charToInt
	}
	if to.kind != KindText || to.OID == OIDJSON || to.OID == OIDJSONPath || to.OID == OIDUnknown {
		return nil
	}
	trim := from.OID == OIDBPChar
	return func(_ *Env, d Datum, _ bool) (Datum, error) {
		s := d.Text()
		switch {
		case trim:
			s = trimBlanks(s)
		case from.OID == OIDChar && to.OID != OIDChar:
			s = string(AppendText(nil, from, d, nil))
		}
		switch to.OID {
		case OIDName:
			s = truncateName(s)
		case OIDChar:
			return decodeChar(s), nil
		}
		return Text(s), nil
	}
}

func charToInt(_ *Env, d Datum, _ bool) (Datum, error) {
	if d.Text() == "" {
		return Int(0), nil
	}
	return Int(int64(int8(d.Text()[0]))), nil
}

func castFromDatetime(from, to *Type) castBody {
	switch castKey(from.OID, to.OID) {
	case castKey(OIDDate, OIDTimestamp):
		return func(_ *Env, d Datum, _ bool) (Datum, error) { return dateToTimestamp(d) }
	case castKey(OIDDate, OIDTimestampTZ):
		return func(env *Env, d Datum, _ bool) (Datum, error) { return dateToTimestampTZ(env, d) }
	case castKey(OIDTimestamp, OIDDate):
		return func(_ *Env, d Datum, _ bool) (Datum, error) { return timestampToDate(d.Timestamp()), nil }
	case castKey(OIDTimestampTZ, OIDDate):
		return func(env *Env, d Datum, _ bool) (Datum, error) { return timestampToDate(env.local(d.Timestamp())), nil }
	case castKey(OIDTimestamp, OIDTimestampTZ):
		return func(env *Env, d Datum, _ bool) (Datum, error) { return env.toTimestampTZ(d) }
	case castKey(OIDTimestampTZ, OIDTimestamp):
		return func(env *Env, d Datum, _ bool) (Datum, error) { return Timestamp(env.local(d.Timestamp())), nil }
	case castKey(OIDTimestamp, OIDTime):
		return func(_ *Env, d Datum, _ bool) (Datum, error) { return timestampToTime(d.Timestamp()), nil }
	case castKey(OIDTimestampTZ, OIDTime):
		return func(env *Env, d Datum, _ bool) (Datum, error) { return timestampToTime(env.local(d.Timestamp())), nil }
	case castKey(OIDTimestampTZ, OIDTimeTZ):
		return timestampTZToTimeTZ
	case castKey(OIDTime, OIDTimeTZ):
		return func(env *Env, d Datum, _ bool) (Datum, error) {
			return TimeTZ(d.Time(), int32(-zoneOffset(env.location(), env.txnTime()))), nil
		}
	case castKey(OIDTimeTZ, OIDTime):
		return func(_ *Env, d Datum, _ bool) (Datum, error) { return Time(d.Time()), nil }
	case castKey(OIDTime, OIDInterval):
		return func(_ *Env, d Datum, _ bool) (Datum, error) { return NewInterval(Interval{Micros: d.Time()}), nil }
	case castKey(OIDInterval, OIDTime):
		return func(_ *Env, d Datum, _ bool) (Datum, error) {
			_, micros := floorDivMod(d.Interval().Micros, microsPerDay)
			return Time(micros), nil
		}
	}
	return nil
}

func timestampTZToTimeTZ(env *Env, d Datum, _ bool) (Datum, error) {
	ts := d.Timestamp()
	if isInfinite(ts) {
		return Null, nil
	}
	east := zoneOffset(env.location(), ts)
	_, micros := floorDivMod(ts+int64(east)*microsPerSecond, microsPerDay)
	return TimeTZ(micros, int32(-east)), nil
}

// local returns what clocks in the session's zone show at a moment.
func (e *Env) local(ts int64) int64 {
	if isInfinite(ts) {
		return ts
	}
	return ts + int64(zoneOffset(e.location(), ts))*microsPerSecond
}

// toTimestampTZ reads a timestamp as the session's local time.
func (e *Env) toTimestampTZ(d Datum) (Datum, error) {
	ts := d.Timestamp()
	if isInfinite(ts) {
		return d, nil
	}
	out := localToUTC(e.location(), ts)
	if !timestampInRange(out) {
		return Null, errTimestampRange
	}
	return Timestamp(out), nil
}

// dateMicros returns midnight of a finite date; ok is false beyond timestamps.
func dateMicros(days int32) (int64, bool) {
	if days == DateInfinity {
		return TimestampInfinity, true
	}
	if days == DateNegInfinity {
		return TimestampNegInfinity, true
	}
	if int64(days) >= maxTimestamp/microsPerDay {
		return 0, false
	}
	return int64(days) * microsPerDay, true
}

var errDateToTimestamp = pgerror.New(pgerror.DatetimeFieldOverflow, "date out of range for timestamp")

func dateToTimestamp(d Datum) (Datum, error) {
	ts, ok := dateMicros(d.Date())
	if !ok {
		return Null, errDateToTimestamp
	}
	return Timestamp(ts), nil
}

func dateToTimestampTZ(env *Env, d Datum) (Datum, error) {
	ts, err := dateToTimestamp(d)
	if err != nil {
		return Null, err
	}
	return env.toTimestampTZ(ts)
}

func timestampToDate(ts int64) Datum {
	switch ts {
	case TimestampInfinity:
		return Date(DateInfinity)
	case TimestampNegInfinity:
		return Date(DateNegInfinity)
	}
	days, _ := floorDivMod(ts, microsPerDay)
	return Date(int32(days))
}

func timestampToTime(ts int64) Datum {
	if isInfinite(ts) {
		return Null
	}
	_, micros := floorDivMod(ts, microsPerDay)
	return Time(micros)
}

// textLength counts characters.
func textLength(s string) int { return utf8.RuneCountInString(s) }

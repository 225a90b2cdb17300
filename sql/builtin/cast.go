package builtin

import (
	"math"
	"strconv"
	"unicode/utf8"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// castBody converts a non-NULL value; explicit tells x::t from an assignment.
type castBody func(env *types.Env, d types.Datum, explicit bool) (types.Datum, error)

// pathway finds how a value of one type becomes another's in a context, as
// section 10 and pg_cast say. The body is nil where nothing needs to be done.
func (r *Registry) pathway(from, to *types.Type, context CastContext) (method CastMethod, fn types.OID, ok bool) {
	from, to = from.Base(), to.Base()
	if from == to {
		return CastBinary, 0, true
	}
	if c, ok := r.OwnCast(from, to); ok {
		return c.Method, c.FuncOID, c.Allows(context)
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
	if from.Elem() != nil && to.Elem() != nil && !to.IsVector() {
		method, fn, ok = r.pathway(from.Elem(), to.Elem(), context)
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
func (r *Registry) FindCast(from, to *types.Type, context CastContext) (*Cast, bool) {
	if from == types.TUnknown && to != types.TUnknown {
		if to.IsPseudo() && to != types.TRecord && to != types.TVoid && to != types.TCString {
			return nil, false
		}
		return &Cast{From: from, To: to, Context: Implicit, Method: CastInOut, Fn: inputCast(to)}, true
	}
	if r.rowBecomes(from, to) {
		c := rowCast(from, to)
		return c, c != nil
	}
	method, fn, ok := r.pathway(from, to, context)
	if !ok {
		return nil, false
	}
	if from.Domain() != nil || to.Domain() != nil {
		c, ok := r.FindCast(from.Base(), to.Base(), context)
		if ok {
			c.From, c.To = from, to
		}
		if own := to.BaseTypmod(types.NoTypmod); ok && own != types.NoTypmod {
			fn := c.Fn
			c.Fn = func(env *types.Env, d types.Datum, _ int32, explicit bool) (types.Datum, error) {
				return fn(env, d, own, explicit)
			}
		}
		return c, ok
	}
	c := &Cast{From: from, To: to, Method: method, FuncOID: fn, Context: r.castContext(from, to)}
	if to.OID == types.OIDBit && from.Kind() == types.KindInt {
		c.Fn = types.IntToBits(from)
		return c, true
	}
	body := r.bodyOfCast(from, to, method)
	if body == nil {
		return nil, false
	}
	c.Own = r.castsOwn(from, to)
	c.Fn = withTypmod(body, to)
	return c, true
}

func (r *Registry) castContext(from, to *types.Type) CastContext {
	for _, context := range []CastContext{Implicit, Assignment} {
		if _, _, ok := r.pathway(from, to, context); ok {
			return context
		}
	}
	return Explicit
}

// inputCast reads a literal of unknown type; it applies the modifier itself.
func inputCast(to *types.Type) func(*types.Env, types.Datum, int32, bool) (types.Datum, error) {
	return func(env *types.Env, d types.Datum, typmod int32, explicit bool) (types.Datum, error) {
		if d.IsNull() {
			return types.Null, nil
		}
		// An explicit cast of a literal cuts like any explicit cast.
		if explicit && typmod >= 0 && (to.Kind() == types.KindText || to.Kind() == types.KindArray || to.Kind() == types.KindBytes) {
			v, err := types.DecodeText(to, types.NoTypmod, d.Text(), env)
			if err != nil {
				return types.Null, err
			}
			return CoerceTypmod(to, typmod, v, true)
		}
		return types.DecodeText(to, typmod, d.Text(), env)
	}
}

// withTypmod makes the body skip NULL and then apply the target's modifier.
func withTypmod(body castBody, to *types.Type) func(*types.Env, types.Datum, int32, bool) (types.Datum, error) {
	return func(env *types.Env, d types.Datum, typmod int32, explicit bool) (types.Datum, error) {
		if d.IsNull() {
			return types.Null, nil
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
func CoerceTypmod(t *types.Type, typmod int32, d types.Datum, explicit bool) (types.Datum, error) {
	if d.IsNull() || typmod < 0 {
		return d, nil
	}
	t = t.Base()
	switch t.Kind() {
	case types.KindNumeric:
		return types.ApplyNumericTypmod(d, typmod)
	case types.KindText:
		switch t.OID {
		case types.OIDVarchar:
			return types.ApplyVarcharTypmod(d.Text(), typmod, explicit)
		case types.OIDBPChar:
			return types.ApplyBPCharTypmod(d.Text(), typmod, explicit)
		}
	case types.KindTime, types.KindTimeTZ, types.KindTimestamp, types.KindInterval:
		return types.ApplyDatetimeTypmod(t, d, typmod)
	case types.KindBytes:
		if t.OID == types.OIDBit || t.OID == types.OIDVarBit {
			return types.ApplyBitTypmod(t, d, typmod, explicit)
		}
	case types.KindArray:
		return mapArray(d, t.Elem(), func(item types.Datum) (types.Datum, error) {
			return CoerceTypmod(t.Elem(), typmod, item, explicit)
		})
	}
	return d, nil
}

// mapArray converts each item that is not NULL.
func mapArray(d types.Datum, elem *types.Type, fn func(types.Datum) (types.Datum, error)) (types.Datum, error) {
	in := d.Array()
	out := &types.Array{Elem: elem, Dims: in.Dims, Items: make([]types.Datum, len(in.Items))}
	for i, item := range in.Items {
		if item.IsNull() {
			continue
		}
		var err error
		if out.Items[i], err = fn(item); err != nil {
			return types.Null, err
		}
	}
	return types.NewArray(out), nil
}

// CanCoerce is the package function of that name.
func (r *Registry) CanCoerce(from, to *types.Type, context CastContext) bool {
	switch {
	case from == to || from == types.TUnknown || to == types.TAny || r.rowBecomes(from, to):
		return true
	case to.IsPolymorphic():
		return canBecome(from, to)
	case to == types.TRecordArray:
		return from.Elem() != nil && from.Elem().Kind() == types.KindRecord
	case from.IsPseudo() && from != types.TRecord && from != types.TCString:
		return false
	}
	_, _, ok := r.pathway(from, to, context)
	return ok
}

func canBecome(from, to *types.Type) bool {
	from = from.Base()
	switch to.OID {
	case types.OIDAnyEnum:
		return from.Enum() != nil
	case types.OIDAnyRange, types.OIDAnyCompatibleRange:
		return from.IsRange()
	case types.OIDAnyMultirange, types.OIDAnyCompatibleMultirange:
		return from.IsMultirange()
	case types.OIDAnyArray, types.OIDAnyCompatibleArray:
		return from.Elem() != nil
	case types.OIDAnyNonArray, types.OIDAnyCompatibleNonArray:
		return from.Elem() == nil
	case types.OIDAnyElement, types.OIDAnyCompatible:
		return true
	}
	return false
}

// castsOwn reports whether a cast, or that of the elements of arrays, is a user's.
func (r *Registry) castsOwn(from, to *types.Type) bool {
	if _, ok := r.OwnCast(from, to); ok {
		return true
	}
	from, to = from.Base(), to.Base()
	return r.own != nil && from.Elem() != nil && to.Elem() != nil && r.castsOwn(from.Elem(), to.Elem())
}

// bodyOfCast returns the conversion, nil if there is none here.
func (r *Registry) bodyOfCast(from, to *types.Type, method CastMethod) castBody {
	if c, ok := r.OwnCast(from, to); ok {
		return bodyOfOwnCast(from, to, c)
	}
	from, to = from.Base(), to.Base()
	if r.own != nil && from.Elem() != nil && to.Elem() != nil && from.Kind() == types.KindArray && to.Kind() == types.KindArray {
		return r.arrayCast(from, to)
	}
	return bodyOfCast(from, to, method)
}

func bodyOfCast(from, to *types.Type, method CastMethod) castBody {
	from, to = from.Base(), to.Base()
	switch {
	case from == to:
		return keep
	case from.Kind() == types.KindRecord && to.Kind() == types.KindRecord:
		body, _ := compositeCast(from, to)
		return body
	case from.Ranges() != nil && from.Ranges() == to.Ranges():
		body, _ := multiCast(from, to)
		return body
	case method == CastFunction && (from.MadeKind() != 0 || to.MadeKind() != 0):
		return bodyOfMadeCast(from, to)
	case from.Elem() != nil && to.Elem() != nil && from.Kind() == types.KindArray && to.Kind() == types.KindArray:
		return Catalog().arrayCast(from, to)
	case !from.Supported() || !to.Supported():
		return nil
	}
	if method == CastBinary && from.Kind() == types.KindBytes && to.Kind() == types.KindBytes { // inet and cidr, bit and varbit
		return keep
	}
	if b := functionCast(from, to); b != nil {
		return b
	}
	if b := kindCast(from, to); b != nil {
		return b
	}
	if method == CastInOut || from.Kind() == types.KindText || to.Kind() == types.KindText {
		return ioCast(from, to)
	}
	return nil
}

func keep(_ *types.Env, d types.Datum, _ bool) (types.Datum, error) { return d, nil }

func (r *Registry) arrayCast(from, to *types.Type) castBody {
	method, _, ok := r.pathway(from.Elem(), to.Elem(), Explicit)
	if !ok {
		return nil
	}
	body := r.bodyOfCast(from.Elem(), to.Elem(), method)
	if body == nil {
		return nil
	}
	return func(env *types.Env, d types.Datum, explicit bool) (types.Datum, error) {
		return mapArray(d, to.Elem(), func(item types.Datum) (types.Datum, error) { return body(env, item, explicit) })
	}
}

// ioCast goes through text.
func ioCast(from, to *types.Type) castBody {
	return func(env *types.Env, d types.Datum, explicit bool) (types.Datum, error) {
		return types.DecodeText(to, types.NoTypmod, string(types.AppendText(nil, from, d, env)), env)
	}
}

// kindCast returns the conversions that need no text.
func kindCast(from, to *types.Type) castBody {
	switch from.Kind() {
	case types.KindInt:
		return castFromInt(from, to)
	case types.KindFloat:
		return castFromFloat(from, to)
	case types.KindNumeric:
		return castFromNumeric(to)
	case types.KindBool:
		return castFromBool(to)
	case types.KindText:
		return castFromText(from, to)
	case types.KindDate, types.KindTime, types.KindTimeTZ, types.KindTimestamp, types.KindInterval:
		return castFromDatetime(from, to)
	case types.KindJSONB:
		return castFromJSONB(to)
	}
	return nil
}

// intOf checks the range of an integer type.
func intOf(to *types.Type, v int64) (types.Datum, error) {
	ok := true
	switch to.OID {
	case types.OIDInt8:
	case types.OIDInt4:
		ok = v == int64(int32(v))
	case types.OIDInt2:
		ok = v == int64(int16(v))
	default:
		ok = v == int64(uint32(v))
	}
	if !ok {
		return types.Null, intRangeError(to)
	}
	return types.Int(v), nil
}

var errOIDRange = pgerror.New(pgerror.NumericValueOutOfRange, "OID out of range")

func castFromInt(from, to *types.Type) castBody {
	switch to.Kind() {
	case types.KindInt:
		return intCast(from, to)
	case types.KindFloat:
		return func(_ *types.Env, d types.Datum, _ bool) (types.Datum, error) {
			if types.IsFloat4(to) {
				return types.Float(float64(float32(d.Int()))), nil
			}
			return types.Float(float64(d.Int())), nil
		}
	case types.KindNumeric:
		return func(_ *types.Env, d types.Datum, _ bool) (types.Datum, error) { return types.NumericInt(d.Int()), nil }
	case types.KindBool:
		return func(_ *types.Env, d types.Datum, _ bool) (types.Datum, error) { return types.Bool(d.Int() != 0), nil }
	case types.KindText:
		if to.OID == types.OIDChar && from.OID == types.OIDInt4 {
			return intToChar
		}
	}
	return nil
}

func intCast(from, to *types.Type) castBody {
	signed := func(t *types.Type) bool {
		return t.OID == types.OIDInt4 || t.OID == types.OIDInt8 || t.OID == types.OIDInt2
	}
	switch {
	case to.OID == types.OIDInt4 && !signed(from): // the same 32 bits
		return func(_ *types.Env, d types.Datum, _ bool) (types.Datum, error) {
			return types.Int(int64(int32(d.Int()))), nil
		}
	case !signed(to) && from.OID != types.OIDInt8:
		return func(_ *types.Env, d types.Datum, _ bool) (types.Datum, error) {
			return types.Int(int64(uint32(d.Int()))), nil
		}
	}
	return func(_ *types.Env, d types.Datum, _ bool) (types.Datum, error) { return intOf(to, d.Int()) }
}

func intToChar(_ *types.Env, d types.Datum, _ bool) (types.Datum, error) {
	v := d.Int()
	if v < math.MinInt8 || v > math.MaxInt8 {
		return types.Null, pgerror.New(pgerror.NumericValueOutOfRange, "\"char\" out of range")
	}
	if v == 0 {
		return types.Text(""), nil
	}
	return types.Text(string([]byte{byte(v)})), nil
}

func castFromFloat(from, to *types.Type) castBody {
	switch to.Kind() {
	case types.KindInt:
		return func(_ *types.Env, d types.Datum, _ bool) (types.Datum, error) { return floatToInt(to, d.Float()) }
	case types.KindFloat:
		if types.IsFloat4(to) {
			return func(_ *types.Env, d types.Datum, _ bool) (types.Datum, error) { return toFloat4(d.Float()) }
		}
		return keep
	case types.KindNumeric:
		digits := 15
		if types.IsFloat4(from) {
			digits = 6
		}
		return func(_ *types.Env, d types.Datum, _ bool) (types.Datum, error) {
			return types.NumericFromFloat(d.Float(), digits), nil
		}
	}
	return nil
}

// floatToInt rounds half to even.
func floatToInt(to *types.Type, v float64) (types.Datum, error) {
	r := math.RoundToEven(v)
	limit := math.Ldexp(1, int(to.Len)*8-1)
	if !(r >= -limit && r < limit) {
		return types.Null, intRangeError(to)
	}
	return types.Int(int64(r)), nil
}

func intRangeError(t *types.Type) error {
	switch t.OID {
	case types.OIDInt2:
		return types.ErrInt2Range
	case types.OIDInt4:
		return types.ErrInt4Range
	case types.OIDInt8:
		return types.ErrInt8Range
	}
	return errOIDRange
}

func toFloat4(v float64) (types.Datum, error) {
	f := float32(v)
	switch {
	case math.IsInf(float64(f), 0) && !math.IsInf(v, 0):
		return types.Null, types.ErrFloatOverflow
	case f == 0 && v != 0:
		return types.Null, types.ErrFloatUnderflow
	}
	return types.Float(float64(f)), nil
}

func castFromNumeric(to *types.Type) castBody {
	switch to.Kind() {
	case types.KindInt:
		return func(_ *types.Env, d types.Datum, _ bool) (types.Datum, error) { return numericToInt(to, d) }
	case types.KindFloat:
		return func(_ *types.Env, d types.Datum, _ bool) (types.Datum, error) { return numericToFloat(to, d) }
	}
	return nil
}

func numericToInt(to *types.Type, d types.Datum) (types.Datum, error) {
	switch rank := types.NumericRank(d); {
	case rank == 2:
		return types.Null, pgerror.New(pgerror.FeatureNotSupported, "cannot convert NaN to %s", to)
	case rank != 0:
		return types.Null, pgerror.New(pgerror.FeatureNotSupported, "cannot convert infinity to %s", to)
	}
	v, ok := types.NumericToInt64(d)
	if !ok {
		return types.Null, intRangeError(to)
	}
	return intOf(to, v)
}

func numericToFloat(to *types.Type, d types.Datum) (types.Datum, error) {
	v, ok := types.NumericToFloat(d)
	if types.IsFloat4(to) && ok {
		if f := float32(v); math.IsInf(float64(f), 0) && !math.IsInf(v, 0) || f == 0 && v != 0 {
			ok = false
		}
		v = float64(float32(v))
	}
	if !ok {
		return types.Null, pgerror.New(pgerror.NumericValueOutOfRange, "\"%s\" is out of range for type %s", types.AppendNumeric(nil, d), to)
	}
	return types.Float(v), nil
}

func castFromBool(to *types.Type) castBody {
	switch {
	case to.Kind() == types.KindInt:
		return func(_ *types.Env, d types.Datum, _ bool) (types.Datum, error) { return types.Int(d.Int()), nil }
	case to.Kind() == types.KindText && to.OID != types.OIDName && to.OID != types.OIDChar:
		return func(_ *types.Env, d types.Datum, _ bool) (types.Datum, error) {
			return types.Text(strconv.FormatBool(d.Bool())), nil
		}
	}
	return nil
}

// castFromText treats the string types among each other. char(n) loses its
// blanks wherever they would start to count.
func castFromText(from, to *types.Type) castBody {
	if to.OID == types.OIDInt4 && from.OID == types.OIDChar {
		return charToInt
	}
	if to.Kind() != types.KindText || to.OID == types.OIDJSON || to.OID == types.OIDJSONPath || to.OID == types.OIDXML || to.OID == types.OIDUnknown {
		return nil
	}
	trim := from.OID == types.OIDBPChar
	return func(_ *types.Env, d types.Datum, _ bool) (types.Datum, error) {
		s := d.Text()
		switch {
		case trim:
			s = types.TrimBlanks(s)
		case from.OID == types.OIDChar && to.OID != types.OIDChar:
			s = string(types.AppendText(nil, from, d, nil))
		}
		switch to.OID {
		case types.OIDName:
			s = types.TruncateName(s)
		case types.OIDChar:
			return types.DecodeChar(s), nil
		}
		return types.Text(s), nil
	}
}

func charToInt(_ *types.Env, d types.Datum, _ bool) (types.Datum, error) {
	if d.Text() == "" {
		return types.Int(0), nil
	}
	return types.Int(int64(int8(d.Text()[0]))), nil
}

func castFromDatetime(from, to *types.Type) castBody {
	switch castKey(from.OID, to.OID) {
	case castKey(types.OIDDate, types.OIDTimestamp):
		return func(_ *types.Env, d types.Datum, _ bool) (types.Datum, error) { return dateToTimestamp(d) }
	case castKey(types.OIDDate, types.OIDTimestampTZ):
		return func(env *types.Env, d types.Datum, _ bool) (types.Datum, error) { return dateToTimestampTZ(env, d) }
	case castKey(types.OIDTimestamp, types.OIDDate):
		return func(_ *types.Env, d types.Datum, _ bool) (types.Datum, error) {
			return timestampToDate(d.Timestamp()), nil
		}
	case castKey(types.OIDTimestampTZ, types.OIDDate):
		return func(env *types.Env, d types.Datum, _ bool) (types.Datum, error) {
			return timestampToDate(env.Local(d.Timestamp())), nil
		}
	case castKey(types.OIDTimestamp, types.OIDTimestampTZ):
		return func(env *types.Env, d types.Datum, _ bool) (types.Datum, error) { return env.ToTimestampTZ(d) }
	case castKey(types.OIDTimestampTZ, types.OIDTimestamp):
		return func(env *types.Env, d types.Datum, _ bool) (types.Datum, error) {
			return shownLocal(env.Local(d.Timestamp()))
		}
	case castKey(types.OIDTimestamp, types.OIDTime):
		return func(_ *types.Env, d types.Datum, _ bool) (types.Datum, error) {
			return timestampToTime(d.Timestamp()), nil
		}
	case castKey(types.OIDTimestampTZ, types.OIDTime):
		return func(env *types.Env, d types.Datum, _ bool) (types.Datum, error) {
			return timestampToTime(env.Local(d.Timestamp())), nil
		}
	case castKey(types.OIDTimestampTZ, types.OIDTimeTZ):
		return timestampTZToTimeTZ
	case castKey(types.OIDTime, types.OIDTimeTZ):
		return func(env *types.Env, d types.Datum, _ bool) (types.Datum, error) {
			return types.TimeTZ(d.Time(), int32(-types.ZoneOffset(env.Zone(), env.TransactionTime()))), nil
		}
	case castKey(types.OIDTimeTZ, types.OIDTime):
		return func(_ *types.Env, d types.Datum, _ bool) (types.Datum, error) { return types.Time(d.Time()), nil }
	case castKey(types.OIDTime, types.OIDInterval):
		return func(_ *types.Env, d types.Datum, _ bool) (types.Datum, error) {
			return types.NewInterval(types.Interval{Micros: d.Time()}), nil
		}
	case castKey(types.OIDInterval, types.OIDTime):
		return func(_ *types.Env, d types.Datum, _ bool) (types.Datum, error) {
			_, micros := types.FloorDivMod(d.Interval().Micros, types.MicrosPerDay)
			return types.Time(micros), nil
		}
	}
	return nil
}

func timestampTZToTimeTZ(env *types.Env, d types.Datum, _ bool) (types.Datum, error) {
	ts := d.Timestamp()
	if types.IsInfinite(ts) {
		return types.Null, nil
	}
	east := types.ZoneOffset(env.Zone(), ts)
	_, micros := types.FloorDivMod(ts+int64(east)*types.MicrosPerSecond, types.MicrosPerDay)
	return types.TimeTZ(micros, int32(-east)), nil
}

// dateMicros returns midnight of a finite date; ok is false beyond timestamps.
func dateMicros(days int32) (int64, bool) {
	if days == types.DateInfinity {
		return types.TimestampInfinity, true
	}
	if days == types.DateNegInfinity {
		return types.TimestampNegInfinity, true
	}
	if int64(days) >= types.MaxTimestamp/types.MicrosPerDay {
		return 0, false
	}
	return int64(days) * types.MicrosPerDay, true
}

var errDateToTimestamp = pgerror.New(pgerror.DatetimeFieldOverflow, "date out of range for timestamp")

func dateToTimestamp(d types.Datum) (types.Datum, error) {
	ts, ok := dateMicros(d.Date())
	if !ok {
		return types.Null, errDateToTimestamp
	}
	return types.Timestamp(ts), nil
}

func dateToTimestampTZ(env *types.Env, d types.Datum) (types.Datum, error) {
	ts, err := dateToTimestamp(d)
	if err != nil {
		return types.Null, err
	}
	if ts, err = env.ToTimestampTZ(ts); err != nil {
		return types.Null, errDateToTimestamp
	}
	return ts, nil
}

func timestampToDate(ts int64) types.Datum {
	switch ts {
	case types.TimestampInfinity:
		return types.Date(types.DateInfinity)
	case types.TimestampNegInfinity:
		return types.Date(types.DateNegInfinity)
	}
	days, _ := types.FloorDivMod(ts, types.MicrosPerDay)
	return types.Date(int32(days))
}

func timestampToTime(ts int64) types.Datum {
	if types.IsInfinite(ts) {
		return types.Null
	}
	_, micros := types.FloorDivMod(ts, types.MicrosPerDay)
	return types.Time(micros)
}

// textLength counts characters.
func textLength(s string) int { return utf8.RuneCountInString(s) }

// functionCast is a cast by a function of one argument that has a body of its own, where a side
// is coded.
func functionCast(from, to *types.Type) castBody {
	if !types.HasCodec(from) && !types.HasCodec(to) {
		return nil
	}
	i, ok := Catalog().castByPair[castKey(from.OID, to.OID)]
	if !ok {
		return nil
	}
	p, ok := Catalog().procByOID[castRows[i].fn]
	if !ok {
		return nil
	}
	key := procRows[p].src
	if key == "" {
		key = procRows[p].signature()
	}
	b, ok := bodies()[key]
	if ok && b.gen != nil {
		b = b.gen(&Function{Args: []*types.Type{from}, Result: to})
	}
	if !ok || b.f1 == nil {
		return nil
	}
	return func(env *types.Env, d types.Datum, _ bool) (types.Datum, error) { return b.f1(env, d) }
}

// compositeCast is the cast between records and composite types; ok is false for other types.
func compositeCast(from, to *types.Type) (castBody, bool) {
	switch {
	case from.Composite() != nil && to == types.TRecord:
		return keep, true
	case to.Composite() == nil || from != types.TRecord:
		return nil, false
	}
	return func(env *types.Env, d types.Datum, explicit bool) (types.Datum, error) {
		return convertRow(to.Composite(), env, to, d.Record(), explicit)
	}, true
}

// convert makes a value of t out of any record.
func convertRow(c *types.Composite, env *types.Env, t *types.Type, r *types.Record, explicit bool) (types.Datum, error) {
	if len(r.Values) != len(c.Attributes()) {
		return types.Null, types.NotComposite(t, len(r.Values), len(c.Attributes()))
	}
	values := make([]types.Datum, len(r.Values))
	for i := range values {
		a := &c.Attributes()[i]
		k, ok := FindCast(r.Types[i], a.Type, Explicit)
		if !ok {
			return types.Null, pgerror.New(pgerror.CannotCoerce, "cannot cast type record to %s", t).
				WithDetail("Cannot cast type %s to %s in column %d.", r.Types[i], a.Type, i+1)
		}
		var err error
		if values[i], err = k.Fn(env, r.Values[i], a.Typmod, explicit); err == nil && a.Type.Constrained() && r.Types[i] != a.Type {
			values[i], err = env.Checked(a.Type, values[i])
		}
		if err != nil {
			return types.Null, err
		}
	}
	return c.Record(values), nil
}

// castFromJSONB reads the scalars that a cast has a use for.
func castFromJSONB(to *types.Type) castBody {
	want := types.JSONNumber
	var convert castBody
	switch to.Kind() {
	case types.KindBool:
		want = types.JSONBool
	case types.KindNumeric:
		convert = keep
	case types.KindInt, types.KindFloat:
		convert = castFromNumeric(to)
	default:
		return nil
	}
	return func(env *types.Env, d types.Datum, explicit bool) (types.Datum, error) {
		n := d.JSON()
		switch {
		case n.Kind() != want:
			return types.Null, types.ErrJSONCast(n, to)
		case want == types.JSONBool:
			return types.Bool(n.IsTrue()), nil
		}
		return convert(env, n.Number(), explicit)
	}
}

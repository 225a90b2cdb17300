package rowenc

import (
	"bytes"
	"encoding/binary"
	"math"
	"strconv"

	"github.com/cockroachdb/apd/v3"

	"github.com/isochrondb/isochron/sql/types"
)

// Encodings of values, before a descending column complements them. The first
// byte is never 0x00 or 0xff.
//
//	integers   0x10…0x17 negative, 8…1 bytes follow; 0x18…0xdf are 0…199;
//	           0xe0…0xe7 larger, 1…8 bytes follow
//	bool       an integer
//	float8     tagFloat, 8 bytes: the bits, ordered
//	bytes      tagBytes, the bytes with 00 as 00 ff, then 00 01
//	uuid       tagUUID, 16 bytes
//	numeric    -Infinity 0x10, negative 0x11, zero 0x12, positive 0x13, Infinity
//	           0x14, NaN 0x15; finite ones go on with the power of ten of the first
//	           digit (an integer) and pairs of digits, each plus 1, then 00;
//	           of negative ones all that follows is complemented
//	interval   days and microseconds, two integers
//	timetz     the moment in UTC and the zone, two integers
//	array      tagArray, the items (NULLs last), 00, then the shape
//	jsonb      tagJSON, its parts (keyjson.go)
//	composite  tagRecord, the fields (NULLs last)
const (
	intNeg8  = 0x10 // eight bytes below zero
	intZero  = 0x18
	intSmall = 200 // 0…199 take one byte
	intPos1  = 0xe0

	tagFloat = 0x30
	tagBytes = 0x32
	tagUUID  = 0x34
	tagArray = 0x36
	tagJSON  = 0x38

	tagRecord = 0x3a

	escape     = 0x00
	escapedNul = 0xff
	terminator = 0x01

	numNegInf = 0x10
	numNeg    = 0x11
	numZero   = 0x12
	numPos    = 0x13
	numInf    = 0x14
	numNaN    = 0x15

	arrayEnd = 0x00
)

// nestingMax bounds arrays in arrays while decoding; the types here nest once.
const nestingMax = 4

func appendValueKey(dst []byte, t *types.Type, d types.Datum) []byte {
	switch d.Kind() {
	case types.KindInt:
		return appendInt(dst, d.Int())
	case types.KindText:
		if types.ComparesFolded(t) {
			return appendBytes(dst, []byte(types.FoldedText(t, d.Text())))
		}
		return appendBytes(dst, d.Bytes())
	case types.KindBytes:
		return appendBytes(dst, types.ComparedBytes(t, d))
	case types.KindBool:
		if d.Bool() {
			return appendInt(dst, 1)
		}
		return appendInt(dst, 0)
	case types.KindFloat:
		return binary.BigEndian.AppendUint64(append(dst, tagFloat), orderedFloat(d.Float()))
	case types.KindDate:
		return appendInt(dst, int64(d.Date()))
	case types.KindTime:
		return appendInt(dst, d.Time())
	case types.KindTimestamp:
		return appendInt(dst, d.Timestamp())
	case types.KindUUID:
		u := d.UUID()
		return append(append(dst, tagUUID), u[:]...)
	case types.KindNumeric:
		return appendNumericKey(dst, d)
	case types.KindTimeTZ:
		dst = appendInt(dst, d.Time()+int64(d.Zone())*1e6)
		return appendInt(dst, int64(d.Zone()))
	case types.KindInterval:
		days, micros := d.Interval().Span()
		return appendInt(appendInt(dst, days), micros)
	case types.KindArray:
		return appendArrayKey(dst, d.Array())
	case types.KindJSONB:
		return appendJSONKey(dst, d)
	case types.KindRecord:
		return appendRecordKey(dst, t, d.Record())
	}
	return dst
}

// appendRecordKey appends the fields of a value of a composite type; those behind the last are
// NULL.
func appendRecordKey(dst []byte, t *types.Type, rec *types.Record) []byte {
	dst = append(dst, tagRecord)
	for i, a := range t.Base().Composite().Attributes() {
		v := types.Null
		if i < len(rec.Values) {
			v = rec.Values[i]
		}
		dst = AppendKeyColumn(dst, KeyColumn{Type: a.Type}, v)
	}
	return dst
}

func appendInt(dst []byte, v int64) []byte {
	switch {
	case v >= 0 && v < intSmall:
		return append(dst, intZero+byte(v))
	case v >= 0:
		n := byteLen(uint64(v))
		dst = append(dst, intPos1+byte(n-1))
		return appendLow(dst, uint64(v), n)
	}
	n := byteLen(uint64(-(v + 1)))
	dst = append(dst, intNeg8+byte(8-n))
	return appendLow(dst, uint64(v), n)
}

// byteLen is how many bytes v needs, at least one.
func byteLen(v uint64) int {
	n := 1
	for v >>= 8; v != 0; v >>= 8 {
		n++
	}
	return n
}

// appendLow appends the lowest n bytes of v, the highest first.
func appendLow(dst []byte, v uint64, n int) []byte {
	for i := n - 1; i >= 0; i-- {
		dst = append(dst, byte(v>>(8*i)))
	}
	return dst
}

func appendBytes(dst, b []byte) []byte {
	dst = append(dst, tagBytes)
	for {
		i := bytes.IndexByte(b, escape)
		if i < 0 {
			dst = append(dst, b...)
			return append(dst, escape, terminator)
		}
		dst = append(dst, b[:i]...)
		dst = append(dst, escape, escapedNul)
		b = b[i+1:]
	}
}

// orderedFloat maps floats to integers of the same order; -0 is 0 and there is
// one NaN, above everything.
func orderedFloat(v float64) uint64 {
	if v == 0 {
		v = 0 // drops the sign
	}
	if math.IsNaN(v) {
		v = math.NaN()
	}
	u := math.Float64bits(v)
	if u>>63 != 0 {
		return ^u
	}
	return u | 1<<63
}

func floatOf(u uint64) float64 {
	if u>>63 != 0 {
		return math.Float64frombits(u &^ (1 << 63))
	}
	return math.Float64frombits(^u)
}

func appendNumericKey(dst []byte, d types.Datum) []byte {
	var buf [40]byte
	var digits []byte
	var exp int64
	negative := false
	if c, scale, ok := d.SmallNumeric(); ok {
		if c == 0 {
			return append(dst, numZero)
		}
		negative = c < 0
		u := uint64(c)
		if negative {
			u = -u
		}
		digits = strconv.AppendUint(buf[:0], u, 10)
		exp = int64(len(digits)) - int64(scale)
	} else {
		v := d.Decimal(nil)
		switch {
		case v.Form == apd.NaN:
			return append(dst, numNaN)
		case v.Form == apd.Infinite && v.Negative:
			return append(dst, numNegInf)
		case v.Form == apd.Infinite:
			return append(dst, numInf)
		case v.Coeff.Sign() == 0:
			return append(dst, numZero)
		}
		negative = v.Negative
		digits = v.Coeff.Append(buf[:0], 10)
		exp = int64(len(digits)) + int64(v.Exponent)
	}
	if negative {
		dst = append(dst, numNeg)
	} else {
		dst = append(dst, numPos)
	}
	at := len(dst)
	dst = appendDigits(appendInt(dst, exp), digits)
	if negative {
		complement(dst[at:])
	}
	return dst
}

// appendDigits appends pairs of decimal digits without the zeros at the end.
func appendDigits(dst, digits []byte) []byte {
	for len(digits) > 0 && digits[len(digits)-1] == '0' {
		digits = digits[:len(digits)-1]
	}
	for i := 0; i < len(digits); i += 2 {
		pair := (digits[i] - '0') * 10
		if i+1 < len(digits) {
			pair += digits[i+1] - '0'
		}
		dst = append(dst, pair+1)
	}
	return append(dst, 0)
}

func appendArrayKey(dst []byte, a *types.Array) []byte {
	dst = append(dst, tagArray)
	for _, item := range a.Items {
		dst = AppendKeyColumn(dst, KeyColumn{Type: a.Elem}, item)
	}
	dst = append(dst, arrayEnd)
	dst = appendInt(dst, int64(len(a.Dims)))
	for _, dim := range a.Dims {
		dst = appendInt(dst, int64(dim.Len))
	}
	for _, dim := range a.Dims {
		dst = appendInt(dst, int64(dim.Lower))
	}
	return dst
}

// keyReader reads values from the front of b; mask is 0xff in a descending
// column.
type keyReader struct {
	b    []byte
	mask byte
}

func (r *keyReader) byte() (byte, error) {
	if len(r.b) == 0 {
		return 0, errKeyEnd
	}
	c := r.b[0] ^ r.mask
	r.b = r.b[1:]
	return c, nil
}

// take returns the next n bytes as they are stored.
func (r *keyReader) take(n int) ([]byte, error) {
	if len(r.b) < n {
		return nil, errKeyEnd
	}
	b := r.b[:n]
	r.b = r.b[n:]
	return b, nil
}

func (r *keyReader) tag(want byte) error {
	c, err := r.byte()
	if err == nil && c != want {
		return corrupt("tag %#x in place of %#x", c, want)
	}
	return err
}

func (r *keyReader) int() (int64, error) {
	c, err := r.byte()
	switch {
	case err != nil:
		return 0, err
	case c >= intZero && c < intPos1:
		return int64(c - intZero), nil
	case c >= intPos1 && c < intPos1+8:
		v, err := r.uint(int(c-intPos1) + 1)
		if err == nil && v > math.MaxInt64 {
			return 0, corrupt("an integer beyond 64 bits")
		}
		return int64(v), err
	case c >= intNeg8 && c < intZero:
		n := 8 - int(c-intNeg8)
		v, err := r.uint(n)
		if n < 8 {
			v |= math.MaxUint64 << (8 * n)
		}
		if err == nil && int64(v) >= 0 {
			return 0, corrupt("an integer beyond 64 bits")
		}
		return int64(v), err
	}
	return 0, corrupt("tag %#x in place of an integer", c)
}

func (r *keyReader) uint(n int) (uint64, error) {
	b, err := r.take(n)
	v := uint64(0)
	for _, c := range b {
		v = v<<8 | uint64(c^r.mask)
	}
	return v, err
}

// value reads one value that is not NULL.
func (r *keyReader) value(t *types.Type, depth int) (types.Datum, error) {
	switch t.Kind() {
	case types.KindInt:
		v, err := r.int()
		if err == nil && !FitsInt(t, v) {
			return types.Null, corrupt("%d is out of range for %s", v, t)
		}
		return types.Int(v), err
	case types.KindText:
		b, err := r.bytes()
		return types.TextAlias(b), err
	case types.KindBytes:
		b, err := r.bytes()
		return types.Bytes(b), err
	case types.KindBool:
		v, err := r.int()
		if err == nil && uint64(v) > 1 {
			return types.Null, corrupt("boolean %d", v)
		}
		return types.Bool(v == 1), err
	case types.KindFloat:
		if err := r.tag(tagFloat); err != nil {
			return types.Null, err
		}
		u, err := r.uint(8)
		return types.Float(floatOf(u)), err
	case types.KindUUID:
		return r.uuid()
	case types.KindNumeric:
		return r.numeric()
	case types.KindDate, types.KindTime, types.KindTimestamp, types.KindTimeTZ, types.KindInterval:
		return r.datetime(t)
	case types.KindArray:
		return r.array(t, depth)
	case types.KindJSONB:
		return r.json()
	case types.KindRecord:
		return r.record(t, depth)
	}
	return types.Null, corrupt("type %s has no keys", t)
}

func (r *keyReader) record(t *types.Type, depth int) (types.Datum, error) {
	c := t.Base().Composite()
	if c == nil || depth >= nestingMax {
		return types.Null, corrupt("type %s has no keys", t)
	}
	if err := r.tag(tagRecord); err != nil {
		return types.Null, err
	}
	values := make([]types.Datum, len(c.Attributes()))
	for i, a := range c.Attributes() {
		if len(r.b) == 0 {
			return types.Null, errKeyEnd
		}
		if r.b[0]^r.mask == nullLast {
			r.b = r.b[1:]
			continue
		}
		var err error
		if values[i], err = r.value(a.Type, depth+1); err != nil {
			return types.Null, err
		}
	}
	return c.Record(values), nil
}

func (r *keyReader) uuid() (types.Datum, error) {
	if err := r.tag(tagUUID); err != nil {
		return types.Null, err
	}
	b, err := r.take(16)
	if err != nil {
		return types.Null, err
	}
	u := [16]byte(b)
	for i := range u {
		u[i] ^= r.mask
	}
	return types.UUID(u), nil
}

func (r *keyReader) datetime(t *types.Type) (types.Datum, error) {
	v, err := r.int()
	if err != nil {
		return types.Null, err
	}
	switch t.Kind() {
	case types.KindDate:
		if v != int64(int32(v)) {
			return types.Null, corrupt("date %d", v)
		}
		return types.Date(int32(v)), nil
	case types.KindTime:
		return timeOf(v)
	case types.KindTimestamp:
		return types.Timestamp(v), nil
	}
	w, err := r.int()
	if err != nil {
		return types.Null, err
	}
	if t.Kind() == types.KindTimeTZ {
		return timeTZOf(v-w*1e6, w)
	}
	return intervalOf(v, w)
}

// FitsInt reports whether v is in the range of the integer type t.
func FitsInt(t *types.Type, v int64) bool {
	switch {
	case t.Len == 8:
		return true
	case t.Len == 2:
		return v == int64(int16(v))
	case t.Base().OID == types.OIDInt4:
		return v == int64(int32(v))
	}
	return v == int64(uint32(v))
}

// A time of day lies in a day, and a zone within 16 hours of UTC.
const (
	dayMicros = 86400 * 1_000_000
	zoneMax   = 16 * 3600
)

func timeOf(micros int64) (types.Datum, error) {
	if micros < 0 || micros > dayMicros {
		return types.Null, corrupt("time of day %d", micros)
	}
	return types.Time(micros), nil
}

func timeTZOf(micros, zone int64) (types.Datum, error) {
	if micros < 0 || micros > dayMicros || zone <= -zoneMax || zone >= zoneMax {
		return types.Null, corrupt("time of day %d in zone %d", micros, zone)
	}
	return types.TimeTZ(micros, int32(zone)), nil
}

// intervalOf returns an interval of the same length: months of 30 days where
// the days alone would not fit.
func intervalOf(days, micros int64) (types.Datum, error) {
	months := int64(0)
	if days != int64(int32(days)) {
		months = days / 30
		days %= 30
	}
	if months != int64(int32(months)) {
		return types.Null, corrupt("interval of %d months", months)
	}
	return types.NewInterval(types.Interval{Micros: micros, Days: int32(days), Months: int32(months)}), nil
}

// bytes reads an escaped byte string into memory of its own.
func (r *keyReader) bytes() ([]byte, error) {
	if err := r.tag(tagBytes); err != nil {
		return nil, err
	}
	end, nuls, err := r.bytesEnd()
	if err != nil {
		return nil, err
	}
	out := make([]byte, 0, end-nuls)
	for i := 0; i < end; i++ {
		c := r.b[i] ^ r.mask
		out = append(out, c)
		if c == escape {
			i++
		}
	}
	r.b = r.b[end+2:]
	return out, nil
}

// bytesEnd returns where the terminator stands and how many escapes precede it.
func (r *keyReader) bytesEnd() (end, nuls int, err error) {
	for i := 0; ; {
		j := bytes.IndexByte(r.b[i:], escape^r.mask)
		if j < 0 || i+j+1 >= len(r.b) {
			return 0, 0, errKeyEnd
		}
		i += j
		switch r.b[i+1] ^ r.mask {
		case terminator:
			return i, nuls, nil
		case escapedNul:
			nuls++
			i += 2
		default:
			return 0, 0, corrupt("escape %#x", r.b[i+1]^r.mask)
		}
	}
}

// numericDigitsMax bounds a decoded coefficient: what numeric itself can hold.
const numericDigitsMax = 131072 + 16383 + 2

func (r *keyReader) numeric() (types.Datum, error) {
	c, err := r.byte()
	if err != nil {
		return types.Null, err
	}
	switch c {
	case numNaN:
		return types.NumericNaN(), nil
	case numInf, numNegInf:
		return types.NumericInf(c == numNegInf), nil
	case numZero:
		return types.NumericInt(0), nil
	case numNeg, numPos:
	default:
		return types.Null, corrupt("tag %#x in place of a numeric", c)
	}
	outer := r.mask
	if c == numNeg {
		r.mask = ^r.mask
	}
	defer func() { r.mask = outer }()
	exp, err := r.int()
	if err != nil {
		return types.Null, err
	}
	end := bytes.IndexByte(r.b, r.mask)
	if end < 0 {
		return types.Null, errKeyEnd
	}
	digits := make([]byte, 0, 2*end)
	for _, b := range r.b[:end] {
		pair := b ^ r.mask - 1
		if pair > 99 {
			return types.Null, corrupt("digits %d", pair)
		}
		digits = append(digits, '0'+pair/10, '0'+pair%10)
	}
	r.b = r.b[end+1:]
	return numericOf(digits, exp, c == numNeg)
}

// numericOf builds 0.digits × 10^exp with no more scale than it needs.
func numericOf(digits []byte, exp int64, negative bool) (types.Datum, error) {
	for len(digits) > 0 && digits[len(digits)-1] == '0' {
		digits = digits[:len(digits)-1]
	}
	scale := int64(len(digits)) - exp
	if len(digits) == 0 || digits[0] == '0' || len(digits) > numericDigitsMax || exp > numericDigitsMax || scale > numericDigitsMax {
		return types.Null, corrupt("numeric of %d digits at 10^%d", len(digits), exp)
	}
	v := &apd.Decimal{Negative: negative, Exponent: int32(-scale)}
	if len(digits) <= 18 {
		u, _ := strconv.ParseUint(string(digits), 10, 64)
		v.Coeff.SetUint64(u)
	} else if _, ok := v.Coeff.SetString(string(digits), 10); !ok {
		return types.Null, corrupt("numeric digits")
	}
	return types.Numeric(v), nil
}

func (r *keyReader) array(t *types.Type, depth int) (types.Datum, error) {
	if depth >= nestingMax {
		return types.Null, errTooDeep
	}
	if err := r.tag(tagArray); err != nil {
		return types.Null, err
	}
	a := &types.Array{Elem: t.Base().Elem()}
	for {
		if len(r.b) == 0 {
			return types.Null, errKeyEnd
		}
		c := r.b[0] ^ r.mask
		if c == arrayEnd || c == nullLast {
			r.b = r.b[1:]
			if c == arrayEnd {
				break
			}
			a.Items = append(a.Items, types.Null)
			continue
		}
		d, err := r.value(a.Elem, depth+1)
		if err != nil {
			return types.Null, err
		}
		a.Items = append(a.Items, d)
	}
	if err := r.shape(a); err != nil {
		return types.Null, err
	}
	return types.NewArray(a), nil
}

// dimsMax is how many dimensions an array has at most.
const dimsMax = 6

func (r *keyReader) shape(a *types.Array) error {
	n, err := r.int()
	if err != nil {
		return err
	}
	if n < 0 || n > dimsMax {
		return corrupt("%d dimensions", n)
	}
	a.Dims = make([]types.Dim, n)
	for i := range 2 * int(n) {
		v, err := r.int()
		if err != nil {
			return err
		}
		if v != int64(int32(v)) {
			return corrupt("bound %d", v)
		}
		if i < int(n) {
			a.Dims[i].Len = int32(v)
		} else {
			a.Dims[i-int(n)].Lower = int32(v)
		}
	}
	return checkShape(a)
}

// checkShape holds the dimensions against the number of items.
func checkShape(a *types.Array) error {
	total := int64(1)
	for _, d := range a.Dims {
		if d.Len < 0 || int64(d.Lower)+int64(d.Len)-1 > math.MaxInt32 {
			return corrupt("dimension of %d", d.Len)
		}
		if total *= int64(d.Len); total > math.MaxInt32 {
			return corrupt("array too large")
		}
	}
	if len(a.Dims) == 0 {
		total = 0
		a.Dims = nil
	}
	if total != int64(len(a.Items)) {
		return corrupt("%d items in an array of %d", len(a.Items), total)
	}
	return nil
}

// skip passes one value that is not NULL without building it.
func (r *keyReader) skip(t *types.Type, depth int) error {
	switch t.Kind() {
	case types.KindText, types.KindBytes:
		if err := r.tag(tagBytes); err != nil {
			return err
		}
		end, _, err := r.bytesEnd()
		if err != nil {
			return err
		}
		r.b = r.b[end+2:]
		return nil
	case types.KindBool, types.KindInt, types.KindDate, types.KindTime, types.KindTimestamp:
		_, err := r.int()
		return err
	}
	_, err := r.value(t, depth)
	return err
}

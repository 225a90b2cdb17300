package types

import (
	"math"
	"strconv"
	"unsafe"

	"github.com/cockroachdb/apd/v3"
)

// Kind says how a Datum is represented. Several types share a kind: int2, int4,
// int8, oid and the reg types are all KindInt.
type Kind uint8

// The representations of a Datum.
const (
	KindNull      Kind = iota // the zero Datum
	KindBool                  // bool
	KindInt                   // int2, int4, int8, oid, xid, cid, reg types
	KindFloat                 // float4, float8
	KindNumeric               // numeric
	KindText                  // text, varchar, bpchar, name, "char", unknown, cstring, json
	KindBytes                 // bytea
	KindDate                  // date: days since 2000-01-01
	KindTime                  // time: microseconds since midnight
	KindTimeTZ                // timetz: the same, and seconds west of UTC
	KindTimestamp             // timestamp, timestamptz: microseconds since 2000-01-01
	KindInterval              // interval
	KindUUID                  // uuid
	KindArray                 // arrays, int2vector, oidvector
	KindRecord                // row values
	KindVoid                  // the result of a void function
	KindJSONB                 // jsonb, see jsonb.go
)

// Datum is one SQL value of a type that its reader knows: it carries a
// representation (Kind) and no Type. The zero Datum is NULL. A Datum is 24
// bytes, is copied freely, and its memory is immutable: whoever builds one over
// memory it means to reuse says so in its own contract (see TextAlias).
//
// Fixed-size values lie in n and the upper half of tag (aux), so that rows of them
// allocate nothing; what is larger lies behind p, whose target the kind, tag's lowest
// byte, tells:
//
//	KindText, KindBytes,
//	KindJSONB             p: first byte, n: length
//	KindUUID              p: 16 bytes
//	KindNumeric           p nil: n is the coefficient and aux the scale (digits
//	                      after the point); else *apd.Decimal
//	KindInterval          *Interval
//	KindArray, KindRecord *Array, *Record
//	KindTimeTZ            n: microseconds, aux: zone
type Datum struct {
	_   [0]func() // == on datums would compare pointers
	p   unsafe.Pointer
	n   uint64
	tag uint64
	// With more fields than these four the compiler keeps no Datum in registers
	// (cmd/compile/internal/ssa, MaxStruct).
}

// tagOf is the tag of a kind whose values have an aux.
func tagOf(k Kind, aux int32) uint64 { return uint64(uint32(aux))<<32 | uint64(k) }

func (d Datum) aux() int32 { return int32(d.tag >> 32) }

// Null is the NULL value.
var Null = Datum{}

// DatumBytes is the size of a Datum itself, for memory accounting.
const DatumBytes = int(unsafe.Sizeof(Datum{}))

// Kind returns the representation.
func (d Datum) Kind() Kind { return Kind(d.tag) }

// Len returns how many bytes a text, bytes or JSONB datum has.
func (d Datum) Len() int { return int(d.n) }

// Fixed reports whether all of d is in the Datum itself.
func (d Datum) Fixed() bool { return d.p == nil }

// IsNull reports whether d is NULL.
func (d Datum) IsNull() bool { return d.Kind() == KindNull }

// Bool returns a boolean datum.
func Bool(v bool) Datum {
	d := Datum{tag: uint64(KindBool)}
	if v {
		d.n = 1
	}
	return d
}

// Int returns an integer datum; the caller has checked the range of its type.
func Int(v int64) Datum { return Datum{tag: uint64(KindInt), n: uint64(v)} }

// Float returns a float8 datum, or a float4 one if v is exactly a float32.
func Float(v float64) Datum { return Datum{tag: uint64(KindFloat), n: math.Float64bits(v)} }

// Text returns a datum of the text family. Invalid UTF-8 and NUL bytes are
// refused where text enters (DecodeText, DecodeBinary), not here.
func Text(s string) Datum {
	return Datum{tag: uint64(KindText), p: unsafe.Pointer(unsafe.StringData(s)), n: uint64(len(s))}
}

// TextAlias returns a text datum over b without copying it: b must not change
// while the datum lives.
func TextAlias(b []byte) Datum {
	return Datum{tag: uint64(KindText), p: unsafe.Pointer(unsafe.SliceData(b)), n: uint64(len(b))}
}

// Bytes returns a bytea datum over b without copying it: b must not change
// while the datum lives.
func Bytes(b []byte) Datum {
	return Datum{tag: uint64(KindBytes), p: unsafe.Pointer(unsafe.SliceData(b)), n: uint64(len(b))}
}

// Date returns a date datum of days since 2000-01-01; see DateInfinity.
func Date(days int32) Datum { return Datum{tag: uint64(KindDate), n: uint64(int64(days))} }

// Time returns a time-of-day datum of microseconds since midnight.
func Time(micros int64) Datum { return Datum{tag: uint64(KindTime), n: uint64(micros)} }

// TimeTZ returns a timetz datum: local microseconds since midnight, and the
// zone in seconds west of UTC.
func TimeTZ(micros int64, west int32) Datum {
	return Datum{n: uint64(micros), tag: tagOf(KindTimeTZ, west)}
}

// Timestamp returns a timestamp or timestamptz datum of microseconds since
// 2000-01-01 00:00 (UTC for timestamptz); see TimestampInfinity.
func Timestamp(micros int64) Datum { return Datum{tag: uint64(KindTimestamp), n: uint64(micros)} }

// NewInterval returns an interval datum.
func NewInterval(v Interval) Datum { return Datum{tag: uint64(KindInterval), p: ptr(&v)} }

// UUID returns a uuid datum.
func UUID(v [16]byte) Datum { return Datum{tag: uint64(KindUUID), p: ptr(&v)} }

// NewArray returns an array datum over a, which must not change any more.
func NewArray(a *Array) Datum { return Datum{tag: uint64(KindArray), p: ptr(a)} }

// NewRecord returns a row value over r, which must not change any more.
func NewRecord(r *Record) Datum { return Datum{tag: uint64(KindRecord), p: ptr(r)} }

// Void returns what a function of type void returns.
func Void() Datum { return Datum{tag: uint64(KindVoid)} }

// NumericInt returns the numeric v.
func NumericInt(v int64) Datum { return Datum{tag: uint64(KindNumeric), n: uint64(v)} }

// NumericSmall returns the numeric coeff × 10^-scale, for 0 ≤ scale ≤ 16383.
func NumericSmall(coeff int64, scale int32) Datum {
	return Datum{n: uint64(coeff), tag: tagOf(KindNumeric, scale)}
}

// Plain returns the datum of a kind whose values are 64 bits as Int, Date, Timestamp and their
// like have them, of floats the bits, and of numerics the coefficient, beside a scale.
func Plain(k Kind, v int64, scale int32) Datum { return Datum{n: uint64(v), tag: tagOf(k, scale)} }

// Plain returns the 64 bits of a datum of such a kind, and its scale; ok is false where it has more.
func (d Datum) Plain() (v int64, scale int32, ok bool) { return int64(d.n), d.aux(), d.p == nil }

// Numeric returns the numeric v, whose memory it keeps. A positive exponent
// becomes zeros of the coefficient, and -0 becomes 0, so that -v.Exponent is
// always Postgres's display scale.
func Numeric(v *apd.Decimal) Datum {
	if v.Form == apd.Finite {
		if v.Exponent > 0 {
			v.Coeff.Mul(&v.Coeff, Pow10(v.Exponent))
			v.Exponent = 0
		}
		if v.Coeff.Sign() == 0 {
			v.Negative = false
		}
		if v.Coeff.IsInt64() {
			c := v.Coeff.Int64()
			if v.Negative {
				c = -c
			}
			return NumericSmall(c, -v.Exponent)
		}
	}
	return Datum{tag: uint64(KindNumeric), p: unsafe.Pointer(v)}
}

// Bool returns the value of a KindBool datum.
func (d Datum) Bool() bool { return d.n != 0 }

// Int returns the value of a KindInt datum.
func (d Datum) Int() int64 { return int64(d.n) }

// Float returns the value of a KindFloat datum.
func (d Datum) Float() float64 { return math.Float64frombits(d.n) }

// Text returns the string of a KindText datum (or the bytes of a KindBytes or KindJSONB
// one). It shares the datum's memory.
func (d Datum) Text() string { return unsafe.String((*byte)(d.p), int(d.n)) }

// Bytes returns the bytes of a KindBytes, KindText or KindJSONB datum; they must not be
// changed.
func (d Datum) Bytes() []byte { return unsafe.Slice((*byte)(d.p), int(d.n)) }

// Date returns the days since 2000-01-01 of a KindDate datum.
func (d Datum) Date() int32 { return int32(d.n) }

// Time returns the microseconds since midnight of a KindTime or KindTimeTZ datum.
func (d Datum) Time() int64 { return int64(d.n) }

// Zone returns the seconds west of UTC of a KindTimeTZ datum.
func (d Datum) Zone() int32 { return d.aux() }

// Timestamp returns the microseconds since 2000-01-01 of a KindTimestamp datum.
func (d Datum) Timestamp() int64 { return int64(d.n) }

// Interval returns the value of a KindInterval datum.
func (d Datum) Interval() Interval { return *(*Interval)(d.p) }

// UUID returns the value of a KindUUID datum.
func (d Datum) UUID() [16]byte { return *(*[16]byte)(d.p) }

// Array returns the value of a KindArray datum; it must not be changed.
func (d Datum) Array() *Array { return (*Array)(d.p) }

// Record returns the value of a KindRecord datum; it must not be changed.
func (d Datum) Record() *Record { return (*Record)(d.p) }

// SmallNumeric returns coefficient and scale of a KindNumeric datum that is
// represented by them; ok is false for larger values, NaN and infinities.
func (d Datum) SmallNumeric() (coeff int64, scale int32, ok bool) {
	return int64(d.n), d.aux(), d.p == nil
}

// Decimal returns the value of a KindNumeric datum. The result must not be
// changed; scratch, which may be nil, is used for values that are not already
// a Decimal.
func (d Datum) Decimal(scratch *apd.Decimal) *apd.Decimal {
	if d.p != nil {
		return (*apd.Decimal)(d.p)
	}
	if scratch == nil {
		scratch = new(apd.Decimal)
	}
	scratch.SetFinite(int64(d.n), -d.aux())
	return scratch
}

// Clone returns d with memory of its own, for datums that alias a buffer.
func (d Datum) Clone() Datum {
	switch d.Kind() {
	case KindText:
		return Text(string(d.Bytes()))
	case KindBytes:
		return Bytes(append(make([]byte, 0, d.n), d.Bytes()...))
	case KindJSONB:
		return JSONB(append(make([]byte, 0, d.n), d.Bytes()...))
	case KindArray:
		a := *d.Array()
		a.Items = cloneAll(a.Items)
		return NewArray(&a)
	case KindRecord:
		r := *d.Record()
		r.Values = cloneAll(r.Values)
		return NewRecord(&r)
	}
	return d
}

func cloneAll(in []Datum) []Datum {
	out := make([]Datum, len(in))
	for i, d := range in {
		out[i] = d.Clone()
	}
	return out
}

// MemoryBytes returns about how much memory d holds, itself included.
func (d Datum) MemoryBytes() int {
	switch d.Kind() {
	case KindText, KindBytes, KindJSONB:
		return DatumBytes + int(d.n)
	case KindUUID, KindInterval:
		return DatumBytes + 16
	case KindNumeric:
		if d.p != nil {
			v := (*apd.Decimal)(d.p)
			return DatumBytes + 40 + v.Coeff.BitLen()/8
		}
	case KindArray:
		return DatumBytes + 64 + memoryBytes(d.Array().Items)
	case KindRecord:
		return DatumBytes + 64 + memoryBytes(d.Record().Values)
	}
	return DatumBytes
}

func memoryBytes(ds []Datum) int {
	n := 0
	for _, d := range ds {
		n += d.MemoryBytes()
	}
	return n
}

// Interval is a span of time in Postgres's three independent units.
type Interval struct {
	Micros int64
	Days   int32
	Months int32
}

// Array is a value of an array type. An empty array has no Dims.
type Array struct {
	Elem  *Type
	Dims  []Dim
	Items []Datum // row-major
}

// Dim is one dimension of an array.
type Dim struct {
	Len   int32
	Lower int32 // subscript of the first element, 1 unless given
}

// ArrayOf returns a one-dimensional array with lower bound 1.
func ArrayOf(elem *Type, items []Datum) *Array {
	a := &Array{Elem: elem, Items: items}
	if len(items) > 0 {
		a.Dims = []Dim{{Len: int32(len(items)), Lower: 1}}
	}
	return a
}

// Record is a row value.
type Record struct {
	Types  []*Type
	Names  []string // may be nil: f1, f2, …
	Values []Datum
}

// FieldName is the name of a field of a record.
func (r *Record) FieldName(i int) string {
	if i < len(r.Names) {
		return r.Names[i]
	}
	return "f" + strconv.Itoa(i+1)
}

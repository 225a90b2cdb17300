package types

import (
	"encoding/binary"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// Range is what makes a type a range type, or its multirange type.
type Range struct {
	Subtype *Type
	Type    *Type
	Multi   *Type

	// valued says that values end with their bounds: see userrange.go.
	valued bool
}

// The built-in ranges.
var (
	int4Range = Range{Subtype: TInt4, Type: TInt4Range, Multi: TInt4Multirange}
	int8Range = Range{Subtype: TInt8, Type: TInt8Range, Multi: TInt8Multirange}
	numRange  = Range{Subtype: TNumeric, Type: TNumRange, Multi: TNumMultirange}
	dateRange = Range{Subtype: TDate, Type: TDateRange, Multi: TDateMultirange}
	tsRange   = Range{Subtype: TTimestamp, Type: TTsRange, Multi: TTsMultirange}
	tstzRange = Range{Subtype: TTimestampTZ, Type: TTstzRange, Multi: TTstzMultirange}
)

// RangeOf tells of what a range or multirange type is; nil for other types.
func RangeOf(t *Type) *Range {
	if t.ranges != nil {
		return t.ranges
	}
	switch t.OID {
	case OIDInt4Range, OIDInt4Multirange:
		return &int4Range
	case OIDInt8Range, OIDInt8Multirange:
		return &int8Range
	case OIDNumRange, OIDNumMultirange:
		return &numRange
	case OIDDateRange, OIDDateMultirange:
		return &dateRange
	case OIDTsRange, OIDTsMultirange:
		return &tsRange
	case OIDTstzRange, OIDTstzMultirange:
		return &tstzRange
	}
	return nil
}

// Ranges returns what makes t a range or multirange of the schema, nil if it is none.
func (t *Type) Ranges() *Range { return t.ranges }

// IsRange and IsMultirange tell range types from multirange types.
func (t *Type) IsRange() bool      { return t.Typtype == 'r' }
func (t *Type) IsMultirange() bool { return t.Typtype == 'm' }

// RangeSubtype is what the bounds of a range or multirange type are, nil for other types.
func (t *Type) RangeSubtype() *Type {
	if r := RangeOf(t); r != nil {
		return r.Subtype
	}
	return nil
}

// RangeBound is an end of a range: an infinite one has no value.
type RangeBound struct {
	V        Datum
	Inf, Inc bool
}

// RangeSpan is a range that is not empty.
type RangeSpan struct{ Lo, Hi RangeBound }

// A range is held so that the order of its bytes is that of ranges:
//
//	00                            empty
//	01 lower upper                lower: 00 infinite, or 01 value and 00 inclusive, 01 exclusive
//	                              upper: 01 value and 00 exclusive, 01 inclusive, or 02 infinite
//
// A multirange is its ranges, in order. Values are encoded so that none is the beginning of
// another. Numbers with digits behind the point that count for nothing (1.50) are equal to those
// without: how many digits there are comes behind all ranges, as so many bytes, and how many of
// these there are in the last two; it is no part of keys and comparisons (comparedBytes).

// hasScales reports whether values of t end with the scales of their bounds.
func hasScales(t *Type) bool { return t.OID == OIDNumRange || t.OID == OIDNumMultirange }

// comparedBytes is the part of a KindBytes value of a type that comparisons, hashes and keys go by.
func comparedBytes(t *Type, d Datum) string {
	s := d.Text()
	if t = t.Base(); !hasTail(t) {
		return s
	}
	if n := tailBytes(t, s); n >= 0 {
		return s[:len(s)-n]
	}
	return s
}

// ComparedBytes is what comparisons and keys of a KindBytes value go by: all of it, but for the
// scales of numbers in ranges.
func ComparedBytes(t *Type, d Datum) []byte { return d.Bytes()[:len(comparedBytes(t, d))] }

// RangeBounds is what the bytes (ComparedBytes) of those ranges begin with whose lower bound is that
// of d, and of those whose lower bound has the value of d's upper one, nil where that is infinite:
// ranges that overlap d are before the end of the latter. ok is false for the empty range. The
// error is XX001.
func RangeBounds(t *Type, d Datum) (lower, upper []byte, ok bool, err error) {
	t = t.Base()
	list, err := SpansOf(t, d)
	if err != nil || len(list) == 0 {
		return nil, nil, false, err
	}
	s, sub := list[0], RangeOf(t).Subtype
	if lower = append(lower, 1, byte(BoolToInt(!s.Lo.Inf))); !s.Lo.Inf {
		lower = append(appendOrdered(lower, sub, s.Lo.V), byte(BoolToInt(!s.Lo.Inc)))
	}
	if !s.Hi.Inf {
		upper = appendOrdered(append(upper, 1, 1), sub, s.Hi.V)
	}
	return lower, upper, true, nil
}

// SpanEnds is what the bytes of those ranges and multiranges begin with whose (first) lower bound
// has the value of d's own, and of those whose (first) lower bound has the value of d's (last) upper
// one, nil where that is infinite. ok is false where d is empty. The error is XX001.
func SpanEnds(t *Type, d Datum) (lower, upper []byte, ok bool, err error) {
	t = t.Base()
	list, err := SpansOf(t, d)
	if err != nil || len(list) == 0 {
		return nil, nil, false, err
	}
	lo, hi, sub := list[0].Lo, list[len(list)-1].Hi, RangeOf(t).Subtype
	if lower = []byte{1, 0}; !lo.Inf {
		lower = ElementStart(sub, lo.V)
	}
	if !hi.Inf {
		upper = ElementStart(sub, hi.V)
	}
	return lower, upper, true, nil
}

// ElementStart is what the bytes of those ranges and multiranges begin with whose (first) lower
// bound has the value d, of the ranges' subtype.
func ElementStart(sub *Type, d Datum) []byte { return appendOrdered([]byte{1, 1}, sub, d) }

// scalesBytes is how long the scales at the end of s are; -1 where s is damaged.
func scalesBytes(s string) int {
	if len(s) < 2 {
		return -1
	}
	n := 2*(int(s[len(s)-2])<<8|int(s[len(s)-1])) + 2
	if n > len(s) {
		return -1
	}
	return n
}

// KeyHoldsAll reports whether the part of t's values that keys hold is all of them.
func KeyHoldsAll(t *Type) bool { return !hasTail(t.Base()) }

// rangesMax is how many ranges one multirange may have: their scales are counted in two bytes.
const rangesMax = 1 << 14

// appendSpan appends one range.
func appendSpan(dst []byte, sub *Type, s *RangeSpan) []byte {
	dst = append(dst, 1)
	if s.Lo.Inf {
		dst = append(dst, 0)
	} else {
		dst = append(appendOrdered(append(dst, 1), sub, s.Lo.V), byte(BoolToInt(!s.Lo.Inc)))
	}
	if s.Hi.Inf {
		return append(dst, 2)
	}
	return append(appendOrdered(append(dst, 1), sub, s.Hi.V), byte(BoolToInt(s.Hi.Inc)))
}

// SpansDatum makes a value of ranges that are in order.
func SpansDatum(t *Type, spans []RangeSpan) (Datum, error) {
	r := RangeOf(t)
	if len(spans) > rangesMax {
		return Null, pgerror.New(pgerror.ProgramLimitExceeded, "a multirange can have at most %d ranges", rangesMax)
	}
	var dst []byte
	if len(spans) == 0 && t.IsRange() {
		dst = append(dst, 0)
	}
	for i := range spans {
		dst = appendSpan(dst, r.Subtype, &spans[i])
	}
	if r.valued {
		var err error
		if dst, err = appendValues(dst, t, spans); err != nil {
			return Null, err
		}
	}
	if hasScales(t) {
		n := 0
		for i := range spans {
			for _, b := range []RangeBound{spans[i].Lo, spans[i].Hi} {
				if !b.Inf {
					dst = binary.BigEndian.AppendUint16(dst, uint16(numericScale(b.V)))
					n++
				}
			}
		}
		dst = binary.BigEndian.AppendUint16(dst, uint16(n))
	}
	return Bytes(dst), nil
}

// numericScale is how many digits a number shows behind the point.
func numericScale(d Datum) int32 {
	if _, scale, ok := d.SmallNumeric(); ok {
		return scale
	}
	return max(-d.Decimal(nil).Exponent, 0)
}

// SpansOf takes a range or multirange apart: in order, without empty ones.
func SpansOf(t *Type, d Datum) ([]RangeSpan, error) {
	r := RangeOf(t)
	if r.valued {
		return valuedSpans(t, d)
	}
	b := d.Bytes()
	var scales []byte
	if hasScales(t) {
		n := scalesBytes(d.Text())
		switch {
		case n >= 0:
			b, scales = b[:len(b)-n], b[len(b)-n:len(b)-2]
		default:
			return nil, ErrDamaged
		}
	}
	if t.IsRange() && len(b) == 1 && b[0] == 0 {
		return nil, nil
	}
	var out []RangeSpan
	for len(b) > 0 {
		if b[0] != 1 || len(out) > 0 && t.IsRange() {
			return nil, ErrDamaged
		}
		var s RangeSpan
		var err error
		if s.Lo, b, err = readBound(r.Subtype, b[1:], 0, &scales); err != nil {
			return nil, err
		}
		if s.Hi, b, err = readBound(r.Subtype, b, 2, &scales); err != nil {
			return nil, err
		}
		if s.Lo.Inc = !s.Lo.Inc && !s.Lo.Inf; s.Hi.Inf {
			s.Hi.Inc = false
		}
		out = append(out, s)
	}
	if t.IsRange() && len(out) != 1 {
		return nil, ErrDamaged
	}
	return out, nil
}

// readBound reads a bound; inc is the byte behind its value.
func readBound(sub *Type, b []byte, infinite byte, scales *[]byte) (RangeBound, []byte, error) {
	if len(b) == 0 {
		return RangeBound{}, nil, ErrDamaged
	}
	if b[0] == infinite {
		return RangeBound{Inf: true}, b[1:], nil
	}
	if b[0] != 1 {
		return RangeBound{}, nil, ErrDamaged
	}
	scale := int32(-1)
	if s := *scales; len(s) >= 2 {
		scale, *scales = int32(binary.BigEndian.Uint16(s)), s[2:]
	}
	v, rest, ok := readOrdered(sub, b[1:], scale)
	if !ok || len(rest) == 0 || rest[0] > 1 {
		return RangeBound{}, nil, ErrDamaged
	}
	return RangeBound{V: v, Inc: rest[0] == 1}, rest[1:], nil
}

// The first byte of a number.
const (
	orderedNegInf = iota + 1
	orderedNegative
	orderedZero
	orderedPositive
	orderedInf
	orderedNaN
)

// appendOrdered appends a value whose bytes are in the order of the type.
func appendOrdered(dst []byte, t *Type, d Datum) []byte {
	switch d.Kind() {
	case KindInt, KindDate, KindTime, KindTimestamp:
		return binary.BigEndian.AppendUint64(dst, d.n^1<<63)
	case KindFloat:
		u := floatBits(d.Float())
		if u>>63 != 0 {
			u = ^u
		} else {
			u |= 1 << 63
		}
		return binary.BigEndian.AppendUint64(dst, u)
	case KindUUID:
		u := d.UUID()
		return append(dst, u[:]...)
	case KindNumeric:
		return appendOrderedNumeric(dst, d)
	case KindBool:
		return append(dst, byte(d.n))
	case KindTimeTZ:
		dst = binary.BigEndian.AppendUint64(dst, uint64(d.Time()+int64(d.aux())*1e6)^1<<63)
		return binary.BigEndian.AppendUint32(dst, uint32(d.aux())^1<<31)
	case KindInterval:
		days, micros := d.Interval().Span()
		return binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(dst, uint64(days)^1<<63), uint64(micros)^1<<63)
	case KindArray:
		return appendOrderedArray(dst, d.Array())
	case KindRecord:
		r := d.Record()
		return appendOrderedItems(dst, func(i int) *Type { return r.Types[i] }, r.Values)
	}
	raw := comparedBytes(t, d)
	if t.kind == KindText {
		raw = FoldedText(t, raw)
	}
	for i := range len(raw) {
		c := raw[i]
		if dst = append(dst, c); c == 0 {
			dst = append(dst, 0xff)
		}
	}
	return append(dst, 0, 0)
}

func appendOrderedNumeric(dst []byte, d Datum) []byte {
	text := string(AppendNumeric(nil, d))
	switch text {
	case "NaN":
		return append(dst, orderedNaN)
	case "Infinity":
		return append(dst, orderedInf)
	case "-Infinity":
		return append(dst, orderedNegInf)
	}
	digits, negative := strings.CutPrefix(text, "-")
	whole, fraction, _ := strings.Cut(digits, ".")
	digits = whole + fraction
	exp := len(whole)
	trimmed := strings.TrimLeft(digits, "0")
	exp -= len(digits) - len(trimmed)
	digits = strings.TrimRight(trimmed, "0")
	if digits == "" {
		return append(dst, orderedZero)
	}
	sign := byte(orderedPositive)
	if negative {
		sign = orderedNegative
	}
	dst = append(dst, sign)
	at := len(dst)
	dst = binary.BigEndian.AppendUint32(dst, uint32(int32(exp))^1<<31)
	for i := 0; i < len(digits); i += 2 {
		pair := 10*(digits[i]-'0') + 1
		if i+1 < len(digits) {
			pair += digits[i+1] - '0'
		}
		dst = append(dst, pair)
	}
	if dst = append(dst, 0); negative {
		for i := at; i < len(dst); i++ {
			dst[i] = ^dst[i]
		}
	}
	return dst
}

// readOrdered reads what appendOrdered wrote. scale is how many digits a number shows.
func readOrdered(t *Type, b []byte, scale int32) (d Datum, rest []byte, ok bool) {
	switch t.Base().kind {
	case KindInt, KindDate, KindTime, KindTimestamp, KindFloat:
		if len(b) < 8 {
			return Null, nil, false
		}
		return orderedWord(t.Base().kind, binary.BigEndian.Uint64(b)), b[8:], true
	case KindUUID:
		if len(b) < 16 {
			return Null, nil, false
		}
		return UUID([16]byte(b)), b[16:], true
	case KindNumeric:
		return readOrderedNumeric(b, scale)
	}
	var out []byte
	for i := 0; i+1 < len(b); i++ {
		if b[i] != 0 {
			out = append(out, b[i])
			continue
		}
		if i++; b[i] == 0 {
			if t.Base().kind == KindBytes {
				return Bytes(out), b[i+1:], true
			}
			return TextAlias(out), b[i+1:], true
		}
		if b[i] != 0xff {
			break
		}
		out = append(out, 0)
	}
	return Null, nil, false
}

func orderedWord(k Kind, u uint64) Datum {
	if k == KindFloat {
		if u>>63 != 0 {
			return Float(math.Float64frombits(u &^ (1 << 63)))
		}
		return Float(math.Float64frombits(^u))
	}
	v := int64(u ^ 1<<63)
	switch k {
	case KindDate:
		return Date(int32(v))
	case KindTime:
		return Time(v)
	case KindTimestamp:
		return Timestamp(v)
	}
	return Int(v)
}

// orderedExpMax is how many digits a number has before its point, or zeros behind it.
const orderedExpMax = 1 << 18

func readOrderedNumeric(b []byte, scale int32) (Datum, []byte, bool) {
	if len(b) == 0 {
		return Null, nil, false
	}
	tag, b := b[0], b[1:]
	flip := byte(0)
	switch tag {
	case orderedNegInf, orderedInf:
		return NumericInf(tag == orderedNegInf), b, true
	case orderedNaN:
		return NumericNaN(), b, true
	case orderedZero:
		return NumericSmall(0, min(max(scale, 0), 16383)), b, true
	case orderedNegative:
		flip = 0xff
	case orderedPositive:
	default:
		return Null, nil, false
	}
	if len(b) < 5 {
		return Null, nil, false
	}
	u := binary.BigEndian.Uint32(b)
	if flip != 0 {
		u = ^u
	}
	exp := int(int32(u ^ 1<<31))
	var digits []byte
	for i := 4; i < len(b); i++ {
		pair := b[i] ^ flip
		if pair != 0 {
			if pair > 100 {
				return Null, nil, false
			}
			digits = append(digits, '0'+(pair-1)/10, '0'+(pair-1)%10)
			continue
		}
		d, ok := numericOfDigits(digits, exp, scale, flip != 0)
		return d, b[i+1:], ok
	}
	return Null, nil, false
}

// numericOfDigits is 0.digits × 10^exp, with at least scale digits behind the point.
func numericOfDigits(digits []byte, exp int, scale int32, negative bool) (Datum, bool) {
	if n := len(digits); n > 0 && digits[n-1] == '0' {
		digits = digits[:n-1]
	}
	if exp > orderedExpMax || exp < -orderedExpMax || len(digits) == 0 || len(digits) > 2*orderedExpMax {
		return Null, false
	}
	for len(digits) < exp+int(scale) {
		digits = append(digits, '0')
	}
	text := string(digits) + "e" + strconv.Itoa(exp-len(digits))
	if negative {
		text = "-" + text
	}
	d, err := ParseNumeric(text)
	return d, err == nil
}

// compareBounds orders two bounds, each a lower or an upper one.
func compareBounds(sub *Type, a RangeBound, aLower bool, b RangeBound, bLower bool) int {
	side := func(lower bool) int {
		if lower {
			return -1
		}
		return 1
	}
	switch {
	case a.Inf && b.Inf && aLower == bLower:
		return 0
	case a.Inf:
		return side(aLower)
	case b.Inf:
		return -side(bLower)
	}
	if c := Compare(sub, a.V, b.V); c != 0 {
		return c
	}
	switch {
	case a.Inc && b.Inc, !a.Inc && !b.Inc && aLower == bLower:
		return 0
	case !a.Inc: // both, or a alone
		return -side(aLower)
	}
	return side(bLower)
}

// Lowers orders two lower bounds.
func (r *Range) Lowers(a, b RangeBound) int { return compareBounds(r.Subtype, a, true, b, true) }

// Uppers orders two upper bounds.
func (r *Range) Uppers(a, b RangeBound) int { return compareBounds(r.Subtype, a, false, b, false) }

// UpperToLower compares an upper bound with a lower one.
func (r *Range) UpperToLower(a, b RangeBound) int { return compareBounds(r.Subtype, a, false, b, true) }

// NewSpan makes a range of bounds, in its canonical form; ok is false where it is empty.
func (r *Range) NewSpan(lo, hi RangeBound) (s RangeSpan, ok bool, err error) {
	if !lo.Inf && !hi.Inf {
		c := Compare(r.Subtype, lo.V, hi.V)
		if c > 0 {
			return s, false, pgerror.New(pgerror.DataException, "range lower bound must be less than or equal to range upper bound")
		}
		if c == 0 && !(lo.Inc && hi.Inc) {
			return s, false, nil
		}
	}
	lo.Inc, hi.Inc = lo.Inc && !lo.Inf, hi.Inc && !hi.Inf
	if !lo.Inf && !lo.Inc {
		if lo.V, lo.Inc, err = r.next(lo.V, true); err != nil {
			return s, false, err
		}
	}
	if !hi.Inf && hi.Inc {
		if hi.V, hi.Inc, err = r.next(hi.V, false); err != nil {
			return s, false, err
		}
	}
	if !lo.Inf && !hi.Inf {
		if c := Compare(r.Subtype, lo.V, hi.V); c > 0 || c == 0 && !(lo.Inc && hi.Inc) {
			return s, false, nil
		}
	}
	return RangeSpan{lo, hi}, true, nil
}

// next is the value that follows one of a type that can be counted: ranges of these have an
// inclusive lower and an exclusive upper bound. inc is whether the bound is then inclusive.
func (r *Range) next(v Datum, lower bool) (out Datum, inc bool, err error) {
	switch r.Subtype.OID {
	case OIDInt4:
		if v.Int() == math.MaxInt32 {
			return Null, false, ErrInt4Range
		}
		return Int(v.Int() + 1), lower, nil
	case OIDInt8:
		if v.Int() == math.MaxInt64 {
			return Null, false, ErrInt8Range
		}
		return Int(v.Int() + 1), lower, nil
	case OIDDate:
		if d := v.Date(); d == DateInfinity || d == DateNegInfinity {
			return v, !lower, nil
		}
		if int64(v.Date())+1 >= MaxDate {
			return Null, false, pgerror.New(pgerror.DatetimeFieldOverflow, "date out of range")
		}
		return Date(v.Date() + 1), lower, nil
	}
	return v, !lower, nil
}

// Normal sorts ranges and joins those that meet.
func (r *Range) Normal(spans []RangeSpan) []RangeSpan {
	slices.SortStableFunc(spans, func(a, b RangeSpan) int {
		if c := r.Lowers(a.Lo, b.Lo); c != 0 {
			return c
		}
		return r.Uppers(a.Hi, b.Hi)
	})
	out := spans[:0]
	for _, s := range spans {
		if n := len(out); n > 0 && (r.Overlap(out[n-1], s) || r.Adjacent(out[n-1].Hi, s.Lo)) {
			if r.Uppers(s.Hi, out[n-1].Hi) > 0 {
				out[n-1].Hi = s.Hi
			}
			continue
		}
		out = append(out, s)
	}
	return out
}

// Overlap reports whether a and b have values in common.
func (r *Range) Overlap(a, b RangeSpan) bool {
	return r.UpperToLower(a.Hi, b.Lo) >= 0 && r.UpperToLower(b.Hi, a.Lo) >= 0
}

// Adjacent reports whether nothing is between an upper and a lower bound, and nothing in both.
func (r *Range) Adjacent(hi, lo RangeBound) bool {
	return !hi.Inf && !lo.Inf && hi.Inc != lo.Inc && Compare(r.Subtype, hi.V, lo.V) == 0
}

// Contains reports whether b lies within a.
func (r *Range) Contains(a, b RangeSpan) bool {
	return r.Lowers(a.Lo, b.Lo) <= 0 && r.Uppers(a.Hi, b.Hi) >= 0
}

// minus is a without b: none, one or two ranges.
func (r *Range) minus(a, b RangeSpan) []RangeSpan {
	if !r.Overlap(a, b) {
		return []RangeSpan{a}
	}
	var out []RangeSpan
	if r.Lowers(a.Lo, b.Lo) < 0 {
		out = append(out, RangeSpan{a.Lo, RangeBound{V: b.Lo.V, Inc: !b.Lo.Inc}})
	}
	if r.Uppers(a.Hi, b.Hi) > 0 {
		out = append(out, RangeSpan{RangeBound{V: b.Hi.V, Inc: !b.Hi.Inc}, a.Hi})
	}
	return out
}

func (r *Range) intersect(a, b RangeSpan) (RangeSpan, bool) {
	if !r.Overlap(a, b) {
		return RangeSpan{}, false
	}
	if r.Lowers(b.Lo, a.Lo) > 0 {
		a.Lo = b.Lo
	}
	if r.Uppers(b.Hi, a.Hi) < 0 {
		a.Hi = b.Hi
	}
	return a, true
}

// Both is what two sets of ranges have in common.
func (r *Range) Both(a, b []RangeSpan) []RangeSpan {
	var out []RangeSpan
	for _, x := range a {
		for _, y := range b {
			if s, ok := r.intersect(x, y); ok {
				out = append(out, s)
			}
		}
	}
	return r.Normal(out)
}

// Without is what of a is not in b.
func (r *Range) Without(a, b []RangeSpan) []RangeSpan {
	for _, y := range b {
		var next []RangeSpan
		for _, x := range a {
			next = append(next, r.minus(x, y)...)
		}
		a = next
	}
	return a
}

// Hull is the smallest range that holds all.
func (r *Range) Hull(a []RangeSpan) []RangeSpan {
	if len(a) == 0 {
		return nil
	}
	out := a[0]
	for _, s := range a[1:] {
		if r.Lowers(s.Lo, out.Lo) < 0 {
			out.Lo = s.Lo
		}
		if r.Uppers(s.Hi, out.Hi) > 0 {
			out.Hi = s.Hi
		}
	}
	return []RangeSpan{out}
}

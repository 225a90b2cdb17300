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

// rangeOf tells of what a range or multirange type is; nil for other types.
func rangeOf(t *Type) *Range {
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

// IsRange and IsMultirange tell range types from multirange types.
func (t *Type) IsRange() bool      { return t.Typtype == 'r' }
func (t *Type) IsMultirange() bool { return t.Typtype == 'm' }

// RangeSubtype is what the bounds of a range or multirange type are, nil for other types.
func (t *Type) RangeSubtype() *Type {
	if r := rangeOf(t); r != nil {
		return r.Subtype
	}
	return nil
}

// bound is an end of a range: an infinite one has no value.
type bound struct {
	v        Datum
	inf, inc bool
}

// span is a range that is not empty.
type span struct{ lo, hi bound }

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
	list, err := spansOf(t, d)
	if err != nil || len(list) == 0 {
		return nil, nil, false, err
	}
	s, sub := list[0], rangeOf(t).Subtype
	if lower = append(lower, 1, byte(b2i(!s.lo.inf))); !s.lo.inf {
		lower = append(appendOrdered(lower, sub, s.lo.v), byte(b2i(!s.lo.inc)))
	}
	if !s.hi.inf {
		upper = appendOrdered(append(upper, 1, 1), sub, s.hi.v)
	}
	return lower, upper, true, nil
}

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
func appendSpan(dst []byte, sub *Type, s *span) []byte {
	dst = append(dst, 1)
	if s.lo.inf {
		dst = append(dst, 0)
	} else {
		dst = append(appendOrdered(append(dst, 1), sub, s.lo.v), byte(b2i(!s.lo.inc)))
	}
	if s.hi.inf {
		return append(dst, 2)
	}
	return append(appendOrdered(append(dst, 1), sub, s.hi.v), byte(b2i(s.hi.inc)))
}

// spansDatum makes a value of ranges that are in order.
func spansDatum(t *Type, spans []span) (Datum, error) {
	r := rangeOf(t)
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
			for _, b := range []bound{spans[i].lo, spans[i].hi} {
				if !b.inf {
					dst = binary.BigEndian.AppendUint16(dst, uint16(numericScale(b.v)))
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

// spansOf takes a range or multirange apart: in order, without empty ones.
func spansOf(t *Type, d Datum) ([]span, error) {
	r := rangeOf(t)
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
			return nil, errDamaged
		}
	}
	if t.IsRange() && len(b) == 1 && b[0] == 0 {
		return nil, nil
	}
	var out []span
	for len(b) > 0 {
		if b[0] != 1 || len(out) > 0 && t.IsRange() {
			return nil, errDamaged
		}
		var s span
		var err error
		if s.lo, b, err = readBound(r.Subtype, b[1:], 0, &scales); err != nil {
			return nil, err
		}
		if s.hi, b, err = readBound(r.Subtype, b, 2, &scales); err != nil {
			return nil, err
		}
		if s.lo.inc = !s.lo.inc && !s.lo.inf; s.hi.inf {
			s.hi.inc = false
		}
		out = append(out, s)
	}
	if t.IsRange() && len(out) != 1 {
		return nil, errDamaged
	}
	return out, nil
}

// readBound reads a bound; inc is the byte behind its value.
func readBound(sub *Type, b []byte, infinite byte, scales *[]byte) (bound, []byte, error) {
	if len(b) == 0 {
		return bound{}, nil, errDamaged
	}
	if b[0] == infinite {
		return bound{inf: true}, b[1:], nil
	}
	if b[0] != 1 {
		return bound{}, nil, errDamaged
	}
	scale := int32(-1)
	if s := *scales; len(s) >= 2 {
		scale, *scales = int32(binary.BigEndian.Uint16(s)), s[2:]
	}
	v, rest, ok := readOrdered(sub, b[1:], scale)
	if !ok || len(rest) == 0 || rest[0] > 1 {
		return bound{}, nil, errDamaged
	}
	return bound{v: v, inc: rest[0] == 1}, rest[1:], nil
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
	switch d.kind {
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
		dst = binary.BigEndian.AppendUint64(dst, uint64(d.Time()+int64(d.aux)*1e6)^1<<63)
		return binary.BigEndian.AppendUint32(dst, uint32(d.aux)^1<<31)
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
	text := string(appendNumeric(nil, d))
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
	d, err := parseNumeric(text)
	return d, err == nil
}

// compareBounds orders two bounds, each a lower or an upper one.
func compareBounds(sub *Type, a bound, aLower bool, b bound, bLower bool) int {
	side := func(lower bool) int {
		if lower {
			return -1
		}
		return 1
	}
	switch {
	case a.inf && b.inf && aLower == bLower:
		return 0
	case a.inf:
		return side(aLower)
	case b.inf:
		return -side(bLower)
	}
	if c := Compare(sub, a.v, b.v); c != 0 {
		return c
	}
	switch {
	case a.inc && b.inc, !a.inc && !b.inc && aLower == bLower:
		return 0
	case !a.inc: // both, or a alone
		return -side(aLower)
	}
	return side(bLower)
}

func (r *Range) lowers(a, b bound) int { return compareBounds(r.Subtype, a, true, b, true) }
func (r *Range) uppers(a, b bound) int { return compareBounds(r.Subtype, a, false, b, false) }

// upperToLower compares an upper bound with a lower one.
func (r *Range) upperToLower(a, b bound) int { return compareBounds(r.Subtype, a, false, b, true) }

// newSpan makes a range of bounds, in its canonical form; ok is false where it is empty.
func (r *Range) newSpan(lo, hi bound) (s span, ok bool, err error) {
	if !lo.inf && !hi.inf {
		c := Compare(r.Subtype, lo.v, hi.v)
		if c > 0 {
			return s, false, pgerror.New(pgerror.DataException, "range lower bound must be less than or equal to range upper bound")
		}
		if c == 0 && !(lo.inc && hi.inc) {
			return s, false, nil
		}
	}
	lo.inc, hi.inc = lo.inc && !lo.inf, hi.inc && !hi.inf
	if !lo.inf && !lo.inc {
		if lo.v, lo.inc, err = r.next(lo.v, true); err != nil {
			return s, false, err
		}
	}
	if !hi.inf && hi.inc {
		if hi.v, hi.inc, err = r.next(hi.v, false); err != nil {
			return s, false, err
		}
	}
	if !lo.inf && !hi.inf {
		if c := Compare(r.Subtype, lo.v, hi.v); c > 0 || c == 0 && !(lo.inc && hi.inc) {
			return s, false, nil
		}
	}
	return span{lo, hi}, true, nil
}

// next is the value that follows one of a type that can be counted: ranges of these have an
// inclusive lower and an exclusive upper bound. inc is whether the bound is then inclusive.
func (r *Range) next(v Datum, lower bool) (out Datum, inc bool, err error) {
	switch r.Subtype.OID {
	case OIDInt4:
		if v.Int() == math.MaxInt32 {
			return Null, false, errInt4Range
		}
		return Int(v.Int() + 1), lower, nil
	case OIDInt8:
		if v.Int() == math.MaxInt64 {
			return Null, false, errInt8Range
		}
		return Int(v.Int() + 1), lower, nil
	case OIDDate:
		if d := v.Date(); d == DateInfinity || d == DateNegInfinity {
			return v, !lower, nil
		}
		if int64(v.Date())+1 >= maxDate {
			return Null, false, pgerror.New(pgerror.DatetimeFieldOverflow, "date out of range")
		}
		return Date(v.Date() + 1), lower, nil
	}
	return v, !lower, nil
}

// normal sorts ranges and joins those that meet.
func (r *Range) normal(spans []span) []span {
	slices.SortStableFunc(spans, func(a, b span) int {
		if c := r.lowers(a.lo, b.lo); c != 0 {
			return c
		}
		return r.uppers(a.hi, b.hi)
	})
	out := spans[:0]
	for _, s := range spans {
		if n := len(out); n > 0 && (r.overlap(out[n-1], s) || r.adjacent(out[n-1].hi, s.lo)) {
			if r.uppers(s.hi, out[n-1].hi) > 0 {
				out[n-1].hi = s.hi
			}
			continue
		}
		out = append(out, s)
	}
	return out
}

func (r *Range) overlap(a, b span) bool {
	return r.upperToLower(a.hi, b.lo) >= 0 && r.upperToLower(b.hi, a.lo) >= 0
}

// adjacent reports whether nothing is between an upper and a lower bound, and nothing in both.
func (r *Range) adjacent(hi, lo bound) bool {
	return !hi.inf && !lo.inf && hi.inc != lo.inc && Compare(r.Subtype, hi.v, lo.v) == 0
}

func (r *Range) contains(a, b span) bool {
	return r.lowers(a.lo, b.lo) <= 0 && r.uppers(a.hi, b.hi) >= 0
}

// minus is a without b: none, one or two ranges.
func (r *Range) minus(a, b span) []span {
	if !r.overlap(a, b) {
		return []span{a}
	}
	var out []span
	if r.lowers(a.lo, b.lo) < 0 {
		out = append(out, span{a.lo, bound{v: b.lo.v, inc: !b.lo.inc}})
	}
	if r.uppers(a.hi, b.hi) > 0 {
		out = append(out, span{bound{v: b.hi.v, inc: !b.hi.inc}, a.hi})
	}
	return out
}

func (r *Range) intersect(a, b span) (span, bool) {
	if !r.overlap(a, b) {
		return span{}, false
	}
	if r.lowers(b.lo, a.lo) > 0 {
		a.lo = b.lo
	}
	if r.uppers(b.hi, a.hi) < 0 {
		a.hi = b.hi
	}
	return a, true
}

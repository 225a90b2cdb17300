package types

import (
	"math"
	"math/bits"
	"strconv"
	"strings"
	"sync"

	"github.com/cockroachdb/apd/v3"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// The limits of numeric, as Postgres has them.
const (
	NumericMaxDscale       = 16383  // digits after the point that are kept
	NumericMaxIntDigits    = 131072 // digits before the point
	NumericMinSigDigits    = 16     // digits that a division gives at least
	NumericMaxDisplayScale = 1000   // digits after the point that an operation asks for
	NumericMaxResultScale  = 2000
)

// ErrNumericOverflow is of a numeric that is too large.
var ErrNumericOverflow = pgerror.New(pgerror.NumericValueOutOfRange, "value overflows numeric format")

// Pow10Uint64 holds the powers of ten that fit an uint64.
var Pow10Uint64 = [20]uint64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19}

// pow10Cached is how many powers of ten are kept; larger ones are rare.
const pow10Cached = 128

var pow10Table = sync.OnceValue(func() []apd.BigInt {
	t := make([]apd.BigInt, pow10Cached)
	t[0].SetInt64(1)
	ten := apd.NewBigInt(10)
	for i := 1; i < len(t); i++ {
		t[i].Mul(&t[i-1], ten)
	}
	return t
})

// Pow10 returns 10^n, which must not be changed.
func Pow10(n int32) *apd.BigInt {
	if n < pow10Cached {
		return &pow10Table()[n]
	}
	return new(apd.BigInt).Exp(apd.NewBigInt(10), apd.NewBigInt(int64(n)), nil)
}

var (
	numericNaN    = Datum{tag: uint64(KindNumeric), p: ptr(&apd.Decimal{Form: apd.NaN})}
	numericInf    = Datum{tag: uint64(KindNumeric), p: ptr(&apd.Decimal{Form: apd.Infinite})}
	numericNegInf = Datum{tag: uint64(KindNumeric), p: ptr(&apd.Decimal{Form: apd.Infinite, Negative: true})}
)

// NumericNaN, NumericInf return the special values of numeric.
func NumericNaN() Datum { return numericNaN }

// NumericInf returns Infinity, or -Infinity if negative.
func NumericInf(negative bool) Datum {
	if negative {
		return numericNegInf
	}
	return numericInf
}

// NumericBig returns coeff × 10^-scale, taking over coeff.
func NumericBig(coeff *apd.BigInt, scale int32) Datum {
	if coeff.IsInt64() {
		return NumericSmall(coeff.Int64(), scale)
	}
	d := &apd.Decimal{Exponent: -scale}
	d.Negative = coeff.Sign() < 0
	d.Coeff.Abs(coeff)
	return Datum{tag: uint64(KindNumeric), p: ptr(d)}
}

// NumericChecked is NumericBig with the limits of the format applied.
func NumericChecked(coeff *apd.BigInt, scale int32) (Datum, error) {
	if scale > NumericMaxDscale {
		coeff = RoundBig(coeff, scale, NumericMaxDscale)
		scale = NumericMaxDscale
	}
	if coeff.BitLen() > 400_000 && int(apd.NumDigits(coeff))-int(scale) > NumericMaxIntDigits {
		return Null, ErrNumericOverflow
	}
	return NumericBig(coeff, scale), nil
}

// NumericWithin refuses a numeric that has more digits before the point than the format.
func NumericWithin(d Datum) (Datum, error) {
	if form, _ := numForm(d); form != apd.Finite || d.p == nil {
		return d, nil
	}
	var buf apd.BigInt
	coeff, scale := NumericParts(d, &buf)
	return NumericChecked(coeff, scale)
}

// numForm is the form of a numeric: finite, infinite or NaN.
func numForm(d Datum) (form apd.Form, negative bool) {
	if d.p == nil {
		return apd.Finite, int64(d.n) < 0
	}
	v := (*apd.Decimal)(d.p)
	return v.Form, v.Negative
}

// NumericParts returns the signed coefficient and scale of a finite numeric. The
// coefficient must not be changed; buf may back it.
func NumericParts(d Datum, buf *apd.BigInt) (*apd.BigInt, int32) {
	if d.p == nil {
		return buf.SetInt64(int64(d.n)), d.aux()
	}
	v := (*apd.Decimal)(d.p)
	if v.Negative {
		return buf.Neg(&v.Coeff), -v.Exponent
	}
	return &v.Coeff, -v.Exponent
}

// RoundBig brings coeff from one scale to a smaller or larger one, rounding
// half away from zero.
func RoundBig(coeff *apd.BigInt, from, to int32) *apd.BigInt {
	out := new(apd.BigInt)
	if to >= from {
		return out.Mul(coeff, Pow10(to-from))
	}
	div := Pow10(from - to)
	var rem apd.BigInt
	out.QuoRem(coeff, div, &rem)
	rem.Add(&rem, &rem)
	if rem.CmpAbs(div) >= 0 {
		out.Add(out, apd.NewBigInt(int64(coeff.Sign())))
	}
	return out
}

// truncBig is RoundBig toward zero.
func truncBig(coeff *apd.BigInt, from, to int32) *apd.BigInt {
	out := new(apd.BigInt)
	if to >= from {
		return out.Mul(coeff, Pow10(to-from))
	}
	return out.Quo(coeff, Pow10(from-to))
}

// NumericRound returns d at the given scale, which may be negative: the digits
// are then cut before the point and the display scale is 0.
func NumericRound(d Datum, scale int32) Datum { return NumericRescale(d, scale, RoundBig) }

// NumericTrunc is NumericRound toward zero.
func NumericTrunc(d Datum, scale int32) Datum { return NumericRescale(d, scale, truncBig) }

// NumericRescale cuts or rounds a numeric to a scale.
func NumericRescale(d Datum, scale int32, step func(*apd.BigInt, int32, int32) *apd.BigInt) Datum {
	if form, _ := numForm(d); form != apd.Finite {
		return d
	}
	scale = min(max(scale, -NumericMaxIntDigits-1), NumericMaxDscale)
	if d.p == nil && d.aux() == scale {
		return d
	}
	if d.p == nil && scale > d.aux() && scale-d.aux() < 19 {
		if c, ok := MulInt64(int64(d.n), int64(Pow10Uint64[scale-d.aux()])); ok {
			return NumericSmall(c, scale)
		}
	}
	var buf apd.BigInt
	c, from := NumericParts(d, &buf)
	out := step(c, from, scale)
	if scale < 0 {
		out.Mul(out, Pow10(-scale))
		scale = 0
	}
	return NumericBig(out, scale)
}

// ApplyNumericTypmod rounds d to the precision and scale of typmod.
func ApplyNumericTypmod(d Datum, typmod int32) (Datum, error) {
	if typmod < 4 {
		return d, nil
	}
	precision, scale := NumericTypmod(typmod)
	form, _ := numForm(d)
	switch form {
	case apd.NaN:
		return d, nil
	case apd.Infinite:
		return Null, pgerror.New(pgerror.NumericValueOutOfRange, "numeric field overflow").
			WithDetail("A field with precision %d, scale %d cannot hold an infinite value.", precision, scale)
	}
	out := NumericRound(d, int32(scale))
	if numericFits(out, precision, scale) {
		return out, nil
	}
	limit := "10^" + strconv.Itoa(precision-scale)
	if precision == scale {
		limit = "1"
	}
	return Null, pgerror.New(pgerror.NumericValueOutOfRange, "numeric field overflow").
		WithDetail("A field with precision %d, scale %d must round to an absolute value less than %s.", precision, scale, limit)
}

// numericFits reports whether |d| < 10^(precision-scale).
func numericFits(d Datum, precision, scale int) bool {
	shown := max(scale, 0)
	digits := precision - scale + shown // digits the coefficient may have
	if d.p == nil {
		if digits >= 19 {
			return true
		}
		return digits > 0 && AbsUint64(int64(d.n)) < Pow10Uint64[digits] || d.n == 0
	}
	v := (*apd.Decimal)(d.p)
	return digits > 0 && v.Coeff.CmpAbs(Pow10(int32(digits))) < 0
}

// AbsUint64 is how far v is from zero.
func AbsUint64(v int64) uint64 {
	if v < 0 {
		return uint64(-v)
	}
	return uint64(v)
}

// MulInt64 multiplies; ok is false on overflow.
func MulInt64(a, b int64) (int64, bool) {
	hi, lo := bits.Mul64(AbsUint64(a), AbsUint64(b))
	if (a < 0) != (b < 0) {
		return -int64(lo), hi == 0 && lo <= 1<<63
	}
	return int64(lo), hi == 0 && lo <= math.MaxInt64
}

// AddInt64 adds; ok is false on overflow.
func AddInt64(a, b int64) (int64, bool) {
	c := a + b
	return c, (c > a) == (b > 0)
}

// SubInt64 subtracts; ok is false on overflow.
func SubInt64(a, b int64) (int64, bool) {
	c := a - b
	return c, (c < a) == (b > 0)
}

// NumericAdd returns a + b.
func NumericAdd(a, b Datum) (Datum, error) {
	if a.p == nil && b.p == nil {
		if d, ok := NumericAddSmall(a, b, AddInt64); ok {
			return d, nil
		}
	}
	fa, na := numForm(a)
	fb, nb := numForm(b)
	switch {
	case fa == apd.NaN || fb == apd.NaN:
		return numericNaN, nil
	case fa == apd.Infinite && fb == apd.Infinite && na != nb:
		return numericNaN, nil
	case fa == apd.Infinite:
		return a, nil
	case fb == apd.Infinite:
		return b, nil
	}
	var bufA, bufB apd.BigInt
	ca, cb, scale := NumericAlign(a, b, &bufA, &bufB)
	return NumericChecked(new(apd.BigInt).Add(ca, cb), scale)
}

// NumericSub returns a - b.
func NumericSub(a, b Datum) (Datum, error) {
	if a.p == nil && b.p == nil {
		if d, ok := NumericAddSmall(a, b, SubInt64); ok {
			return d, nil
		}
	}
	return NumericAdd(a, NumericNeg(b))
}

// NumericAddSmall adds or subtracts where all stays within int64.
func NumericAddSmall(a, b Datum, op func(a, b int64) (int64, bool)) (Datum, bool) {
	ca, cb, scale := int64(a.n), int64(b.n), a.aux()
	ok := true
	switch diff := a.aux() - b.aux(); {
	case diff > 18 || diff < -18:
		return Null, false
	case diff > 0:
		cb, ok = MulInt64(cb, int64(Pow10Uint64[diff]))
	case diff < 0:
		scale = b.aux()
		ca, ok = MulInt64(ca, int64(Pow10Uint64[-diff]))
	}
	if !ok {
		return Null, false
	}
	c, ok := op(ca, cb)
	return NumericSmall(c, scale), ok
}

// NumericAlign brings two finite numerics to one scale.
func NumericAlign(a, b Datum, bufA, bufB *apd.BigInt) (ca, cb *apd.BigInt, scale int32) {
	ca, sa := NumericParts(a, bufA)
	cb, sb := NumericParts(b, bufB)
	switch {
	case sa < sb:
		return new(apd.BigInt).Mul(ca, Pow10(sb-sa)), cb, sb
	case sb < sa:
		return ca, new(apd.BigInt).Mul(cb, Pow10(sa-sb)), sa
	}
	return ca, cb, sa
}

// NumericNeg returns -a.
func NumericNeg(a Datum) Datum {
	if a.p == nil && int64(a.n) != math.MinInt64 {
		return NumericSmall(-int64(a.n), a.aux())
	}
	if form, neg := numForm(a); form != apd.Finite {
		if form == apd.NaN {
			return a
		}
		return NumericInf(!neg)
	}
	var buf apd.BigInt
	c, scale := NumericParts(a, &buf)
	return NumericBig(new(apd.BigInt).Neg(c), scale)
}

// NumericMul returns a × b.
func NumericMul(a, b Datum) (Datum, error) {
	if a.p == nil && b.p == nil && a.aux()+b.aux() <= NumericMaxDscale {
		if c, ok := MulInt64(int64(a.n), int64(b.n)); ok {
			return NumericSmall(c, a.aux()+b.aux()), nil
		}
	}
	fa, na := numForm(a)
	fb, nb := numForm(b)
	if fa != apd.Finite || fb != apd.Finite {
		if fa == apd.NaN || fb == apd.NaN || NumericSign(a) == 0 || NumericSign(b) == 0 {
			return numericNaN, nil
		}
		return NumericInf(na != nb), nil
	}
	var bufA, bufB apd.BigInt
	ca, sa := NumericParts(a, &bufA)
	cb, sb := NumericParts(b, &bufB)
	return NumericChecked(new(apd.BigInt).Mul(ca, cb), sa+sb)
}

// NumericSign returns -1, 0 or 1; NaN is 1.
func NumericSign(d Datum) int {
	if d.p == nil {
		switch v := int64(d.n); {
		case v < 0:
			return -1
		case v > 0:
			return 1
		}
		return 0
	}
	v := (*apd.Decimal)(d.p)
	switch {
	case v.Form == apd.Finite && v.Coeff.Sign() == 0:
		return 0
	case v.Negative && v.Form != apd.NaN:
		return -1
	}
	return 1
}

// NumericDiv returns a / b to the scale that Postgres chooses.
func NumericDiv(a, b Datum) (Datum, error) {
	if d, done, err := divSpecial(a, b); done {
		return d, err
	}
	return numericDivScale(a, b, NumericDivScale(a, b))
}

// divSpecial treats infinities, NaN and a zero divisor of / alike.
func divSpecial(a, b Datum) (d Datum, done bool, err error) {
	fa, na := numForm(a)
	fb, nb := numForm(b)
	switch {
	case fa == apd.NaN || fb == apd.NaN:
		return numericNaN, true, nil
	case fa == apd.Infinite && fb == apd.Infinite:
		return numericNaN, true, nil
	case fb == apd.Infinite:
		return NumericInt(0), true, nil
	case NumericSign(b) == 0:
		return Null, true, ErrDivisionByZero
	case fa == apd.Infinite:
		return NumericInf(na != nb), true, nil
	}
	return Null, false, nil
}

// numericDivScale divides finite numerics and rounds to scale.
func numericDivScale(a, b Datum, scale int32) (Datum, error) {
	return NumericChecked(NumericQuotient(a, b, scale), scale)
}

// NumericQuotient is a/b × 10^scale, rounded.
func NumericQuotient(a, b Datum, scale int32) *apd.BigInt {
	var bufA, bufB apd.BigInt
	ca, sa := NumericParts(a, &bufA)
	cb, sb := NumericParts(b, &bufB)
	// a/b = ca/cb × 10^(sb-sa); wanted is that × 10^scale as an integer.
	num, den := new(apd.BigInt), cb
	if shift := scale + sb - sa; shift >= 0 {
		num.Mul(ca, Pow10(shift))
	} else {
		num.Set(ca)
		den = new(apd.BigInt).Mul(cb, Pow10(-shift))
	}
	var rem apd.BigInt
	quo := new(apd.BigInt)
	quo.QuoRem(num, den, &rem)
	rem.Add(&rem, &rem)
	if rem.CmpAbs(den) >= 0 {
		quo.Add(quo, apd.NewBigInt(int64(num.Sign()*den.Sign())))
	}
	return quo
}

// NumericDivScale is how many digits after the point a division of a by b gives: at
// least 16 significant ones, judged by the base-10000 digits that Postgres
// computes with, and no fewer than either operand shows.
func NumericDivScale(a, b Datum) int32 {
	wa, fa := BaseWeight(a)
	wb, fb := BaseWeight(b)
	q := wa - wb
	if fa <= fb {
		q--
	}
	scale := NumericMinSigDigits - q*4
	scale = max(scale, NumericScale(a), NumericScale(b), 0)
	return min(scale, NumericMaxDisplayScale)
}

// NumericScale is how many digits stand behind the point.
func NumericScale(d Datum) int32 {
	if d.p == nil {
		return d.aux()
	}
	return -(*apd.Decimal)(d.p).Exponent
}

// NumericAdjusted returns the power of ten of the leading digit; 0 for zero.
func NumericAdjusted(d Datum) int32 {
	if d.p == nil {
		if d.n == 0 {
			return 0
		}
		return int32(digitsU(AbsUint64(int64(d.n)))) - 1 - d.aux()
	}
	v := (*apd.Decimal)(d.p)
	return int32(apd.NumDigits(&v.Coeff)) - 1 + v.Exponent
}

func digitsU(v uint64) int {
	n := bits.Len64(v) * 1233 >> 12
	if n < len(Pow10Uint64) && v >= Pow10Uint64[n] {
		n++
	}
	return max(n, 1)
}

// BaseWeight returns the weight of the first base-10000 digit, and that digit.
func BaseWeight(d Datum) (weight, first int32) {
	if NumericSign(d) == 0 {
		return 0, 0
	}
	adj := NumericAdjusted(d)
	weight = FloorDiv(adj, 4)
	want := adj - weight*4 + 1 // decimal digits of the leading base digit
	var buf [40]byte
	digits := AppendCoeff(buf[:0], d)
	for i := int32(0); i < want; i++ {
		first *= 10
		if int(i) < len(digits) {
			first += int32(digits[i] - '0')
		}
	}
	return weight, first
}

// FloorDiv divides towards minus infinity.
func FloorDiv(a, b int32) int32 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// AppendCoeff appends the decimal digits of the coefficient, without sign.
func AppendCoeff(dst []byte, d Datum) []byte {
	if d.p == nil {
		return strconv.AppendUint(dst, AbsUint64(int64(d.n)), 10)
	}
	return (*apd.Decimal)(d.p).Coeff.Append(dst, 10)
}

// NumericMod returns a - b × trunc(a/b).
func NumericMod(a, b Datum) (Datum, error) {
	fa, _ := numForm(a)
	fb, _ := numForm(b)
	switch {
	case fa == apd.NaN || fb == apd.NaN:
		return numericNaN, nil
	case fa == apd.Infinite && NumericSign(b) == 0:
		return Null, ErrDivisionByZero
	case fa == apd.Infinite:
		return numericNaN, nil
	case fb == apd.Infinite:
		return a, nil
	case NumericSign(b) == 0:
		return Null, ErrDivisionByZero
	}
	var bufA, bufB apd.BigInt
	ca, cb, scale := NumericAlign(a, b, &bufA, &bufB)
	return NumericBig(new(apd.BigInt).Rem(ca, cb), scale), nil
}

// NumericDivTrunc is div(a, b): the quotient cut to an integer.
func NumericDivTrunc(a, b Datum) (Datum, error) {
	if d, done, err := divSpecial(a, b); done {
		return d, err
	}
	var bufA, bufB apd.BigInt
	ca, cb, _ := NumericAlign(a, b, &bufA, &bufB)
	return NumericBig(new(apd.BigInt).Quo(ca, cb), 0), nil
}

// NumericIsFinite reports whether a numeric is neither NaN nor infinite.
func NumericIsFinite(d Datum) bool { return NumericRank(d) == 0 }

// NumericCompare orders numerics; NaN is equal to itself and above all.
func NumericCompare(a, b Datum) int {
	if a.p == nil && b.p == nil {
		if a.aux() == b.aux() {
			return CompareInts(int64(a.n), int64(b.n))
		}
		return compareSmall(a, b)
	}
	ra, rb := NumericRank(a), NumericRank(b)
	if ra != rb || ra != 0 {
		return CompareInts(int64(ra), int64(rb))
	}
	if sa, sb := NumericSign(a), NumericSign(b); sa != sb || sa == 0 {
		return CompareInts(int64(sa), int64(sb))
	}
	if xa, xb := NumericAdjusted(a), NumericAdjusted(b); xa != xb {
		return CompareInts(int64(xa), int64(xb)) * NumericSign(a)
	}
	var bufA, bufB apd.BigInt
	ca, cb, _ := NumericAlign(a, b, &bufA, &bufB)
	return ca.Cmp(cb)
}

func compareSmall(a, b Datum) int {
	ca, cb := int64(a.n), int64(b.n)
	ok := true
	switch diff := a.aux() - b.aux(); {
	case diff > 18 || diff < -18:
		ok = false
	case diff > 0:
		cb, ok = MulInt64(cb, int64(Pow10Uint64[diff]))
	default:
		ca, ok = MulInt64(ca, int64(Pow10Uint64[-diff]))
	}
	if ok {
		return CompareInts(ca, cb)
	}
	var bufA, bufB apd.BigInt
	ba, bb, _ := NumericAlign(a, b, &bufA, &bufB)
	return ba.Cmp(bb)
}

// NumericRank orders the forms: -Infinity, finite, Infinity, NaN.
func NumericRank(d Datum) int {
	switch form, neg := numForm(d); {
	case form == apd.Finite:
		return 0
	case form == apd.NaN:
		return 2
	case neg:
		return -1
	}
	return 1
}

// AppendNumeric appends the text of a numeric.
func AppendNumeric(dst []byte, d Datum) []byte {
	form, neg := numForm(d)
	switch form {
	case apd.NaN:
		return append(dst, "NaN"...)
	case apd.Infinite:
		if neg {
			dst = append(dst, '-')
		}
		return append(dst, "Infinity"...)
	}
	if neg {
		dst = append(dst, '-')
	}
	scale := int(NumericScale(d))
	if scale == 0 {
		return AppendCoeff(dst, d)
	}
	var buf [48]byte
	digits := AppendCoeff(buf[:0], d)
	whole := len(digits) - scale
	if whole <= 0 {
		dst = append(dst, '0', '.')
		for range -whole {
			dst = append(dst, '0')
		}
		return append(dst, digits...)
	}
	dst = append(dst, digits[:whole]...)
	dst = append(dst, '.')
	return append(dst, digits[whole:]...)
}

// ParseNumeric reads a numeric as numeric_in does, without a modifier.
func ParseNumeric(s string) (Datum, error) {
	text := TrimSpace(s)
	if d, ok := parseNumericFast(text); ok {
		return d, nil
	}
	body, neg := text, false
	if body != "" && (body[0] == '+' || body[0] == '-') {
		neg = body[0] == '-'
		body = body[1:]
	}
	switch strings.ToLower(body) {
	case "nan":
		if body == text {
			return numericNaN, nil
		}
	case "inf", "infinity":
		return NumericInf(neg), nil
	}
	return parseNumericSlow(s, body, neg)
}

// parseNumericFast reads up to 18 plain digits with at most one point.
func parseNumericFast(s string) (Datum, bool) {
	i, neg := 0, false
	if s != "" && (s[0] == '-' || s[0] == '+') {
		neg, i = s[0] == '-', 1
	}
	if len(s)-i > 19 || len(s) == i {
		return Null, false
	}
	var v int64
	digits, scale, point := 0, int32(0), false
	for ; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			v = v*10 + int64(c-'0')
			digits++
			if point {
				scale++
			}
		case c == '.' && !point:
			point = true
		default:
			return Null, false
		}
	}
	if digits == 0 || digits > 18 {
		return Null, false
	}
	if neg {
		v = -v
	}
	return NumericSmall(v, scale), true
}

func parseNumericSlow(s, body string, neg bool) (Datum, error) {
	bad := func() (Datum, error) {
		return Null, pgerror.New(pgerror.InvalidTextRepresentation, "invalid input syntax for type numeric: \"%s\"", s)
	}
	mantissa, exp := body, int64(0)
	if i := strings.IndexAny(body, "eE"); i >= 0 {
		var err error
		if exp, err = strconv.ParseInt(body[i+1:], 10, 64); err != nil {
			if !IsDigits(strings.TrimLeft(body[i+1:], "+-")) || len(body[i+1:]) == 0 {
				return bad()
			}
			exp = math.MaxInt32
		}
		mantissa = body[:i]
	}
	whole, frac, _ := strings.Cut(mantissa, ".")
	if whole+frac == "" || !IsDigits(whole) || !IsDigits(frac) {
		return bad()
	}
	if exp >= math.MaxInt32/2 || exp <= -math.MaxInt32/2 {
		return Null, ErrNumericOverflow
	}
	digits := strings.TrimLeft(whole+frac, "0")
	scale := int64(len(frac)) - exp
	if scale > NumericMaxDscale {
		return Null, ErrNumericOverflow
	}
	if digits == "" {
		return NumericSmall(0, int32(max(scale, 0))), nil
	}
	if int64(len(digits))-scale > NumericMaxIntDigits {
		return Null, ErrNumericOverflow
	}
	coeff, ok := new(apd.BigInt).SetString(digits, 10)
	if !ok {
		return bad()
	}
	if neg {
		coeff.Neg(coeff)
	}
	if scale < 0 {
		coeff.Mul(coeff, Pow10(int32(-scale)))
		scale = 0
	}
	return NumericChecked(coeff, int32(scale))
}

// IsDigits reports whether s is of digits alone.
func IsDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// The sign words of the binary form.
const (
	numericPos      = 0x0000
	numericNeg      = 0x4000
	numericBinNaN   = 0xC000
	numericBinInf   = 0xD000
	numericBinNInf  = 0xF000
	numericBinDigit = 10000
)

// appendNumericBinary appends the form of numeric_send: counts, weight, sign and
// scale, then digits of base 10000 aligned at the point.
func appendNumericBinary(dst []byte, d Datum) []byte {
	form, neg := numForm(d)
	if form != apd.Finite {
		// Postgres leaves this scale in what it sends for infinities.
		sign, scale := uint16(numericBinNaN), uint16(0)
		if form == apd.Infinite {
			sign, scale = numericBinInf, 0x20
			if neg {
				sign = numericBinNInf
			}
		}
		return appendU16s(dst, 0, 0, sign, scale)
	}
	scale := NumericScale(d)
	sign := uint16(numericPos)
	if neg {
		sign = numericNeg
	}
	if NumericSign(d) == 0 {
		return appendU16s(dst, 0, 0, numericPos, uint16(scale))
	}
	var buf [64]byte
	digits := AppendCoeff(buf[:0], d)
	weight := FloorDiv(NumericAdjusted(d), 4)
	lead := int(NumericAdjusted(d)-weight*4) + 1 // decimal digits of the first group
	groups := 1 + (max(len(digits)-lead, 0)+3)/4
	at := len(dst)
	dst = appendU16s(dst, 0, uint16(weight), sign, uint16(scale))
	n, last := 0, 0
	for g := range groups {
		from, to := 0, lead
		if g > 0 {
			from, to = lead+(g-1)*4, lead+g*4
		}
		v := uint16(0)
		for i := from; i < to; i++ {
			v *= 10
			if i < len(digits) {
				v += uint16(digits[i] - '0')
			}
		}
		dst = appendU16s(dst, v)
		n++
		if v != 0 {
			last = n
		}
	}
	dst = dst[:at+8+2*last]
	dst[at], dst[at+1] = byte(last>>8), byte(last)
	return dst
}

func appendU16s(dst []byte, vs ...uint16) []byte {
	for _, v := range vs {
		dst = append(dst, byte(v>>8), byte(v))
	}
	return dst
}

// decodeNumericBinary is the inverse of appendNumericBinary, without a modifier.
func decodeNumericBinary(b []byte) (Datum, error) {
	bad := func(what string) (Datum, error) {
		return Null, pgerror.New(pgerror.InvalidBinaryRepresentation, "invalid %s in external \"numeric\" value", what)
	}
	if len(b) < 8 {
		return Null, errShortMessage
	}
	u16 := func(i int) uint16 { return uint16(b[i])<<8 | uint16(b[i+1]) }
	n, weight, sign, dscale := int(u16(0)), int32(int16(u16(2))), u16(4), int32(u16(6))
	if len(b) < 8+2*n {
		return Null, errShortMessage
	}
	if len(b) > 8+2*n {
		return Null, ErrBinaryFormat
	}
	switch sign {
	case numericBinNaN:
		return numericNaN, nil
	case numericBinInf, numericBinNInf:
		return NumericInf(sign == numericBinNInf), nil
	case numericPos, numericNeg:
	default:
		return bad("sign")
	}
	if dscale > NumericMaxDscale {
		return bad("scale")
	}
	coeff, base := new(apd.BigInt), apd.NewBigInt(numericBinDigit)
	digit := new(apd.BigInt)
	for i := range n {
		v := u16(8 + 2*i)
		if v >= numericBinDigit {
			return bad("digit")
		}
		coeff.Mul(coeff, base)
		coeff.Add(coeff, digit.SetInt64(int64(v)))
	}
	if sign == numericNeg {
		coeff.Neg(coeff)
	}
	// The last digit stands at 10000^(weight-n+1).
	from := 4 * (int32(n) - 1 - weight)
	if coeff.Sign() == 0 {
		return NumericSmall(0, dscale), nil
	}
	if from < 0 {
		coeff.Mul(coeff, Pow10(-from))
		from = 0
	}
	return NumericChecked(truncBig(coeff, from, dscale), dscale)
}

// NumericToInt64 rounds half away from zero; ok is false beyond int64.
func NumericToInt64(d Datum) (v int64, ok bool) {
	if form, _ := numForm(d); form != apd.Finite {
		return 0, false
	}
	r := NumericRound(d, 0)
	return int64(r.n), r.p == nil
}

// NumericToFloat returns the nearest float64; ok is false beyond its range.
func NumericToFloat(d Datum) (v float64, ok bool) {
	switch form, neg := numForm(d); {
	case form == apd.NaN:
		return math.NaN(), true
	case form == apd.Infinite && neg:
		return math.Inf(-1), true
	case form == apd.Infinite:
		return math.Inf(1), true
	}
	if c := int64(d.n); d.p == nil && d.aux() == 0 {
		return float64(c), true
	} else if d.p == nil && int(d.aux()) < len(exactPow10) && -1<<53 <= c && c <= 1<<53 {
		return float64(c) / exactPow10[d.aux()], true // of two exact numbers: rounded once
	}
	var buf [64]byte
	v, err := strconv.ParseFloat(string(AppendNumeric(buf[:0], d)), 64)
	return v, err == nil && (v != 0 || NumericSign(d) == 0)
}

// exactPow10 are the powers of ten that a double precision number has exactly.
var exactPow10 = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22}

// NumericFromFloat converts as the cast does: 15 significant digits for float8,
// 6 for float4.
func NumericFromFloat(v float64, digits int) Datum {
	switch {
	case math.IsNaN(v):
		return numericNaN
	case math.IsInf(v, 0):
		return NumericInf(v < 0)
	}
	d, err := ParseNumeric(strconv.FormatFloat(v, 'g', digits, 64))
	if err != nil {
		return numericNaN
	}
	return TrimNumeric(d)
}

// TrimNumeric drops zeros at the end of the fraction.
func TrimNumeric(d Datum) Datum {
	form, _ := numForm(d)
	if form != apd.Finite || NumericScale(d) == 0 {
		return d
	}
	var buf [64]byte
	digits := AppendCoeff(buf[:0], d)
	scale, zeros := NumericScale(d), int32(0)
	if NumericSign(d) == 0 {
		return NumericInt(0)
	}
	for zeros < scale && digits[len(digits)-1-int(zeros)] == '0' {
		zeros++
	}
	return NumericTrunc(d, scale-zeros)
}

// ExactProduct multiplies finite values without a limit.
func ExactProduct(a, b Datum) Datum {
	if a.p == nil && b.p == nil {
		if c, ok := MulInt64(int64(a.n), int64(b.n)); ok {
			return NumericSmall(c, a.aux()+b.aux())
		}
	}
	var bufA, bufB apd.BigInt
	ca, sa := NumericParts(a, &bufA)
	cb, sb := NumericParts(b, &bufB)
	return NumericBig(new(apd.BigInt).Mul(ca, cb), sa+sb)
}

// ExactSum adds values, finite ones without a limit.
func ExactSum(a, b Datum) (Datum, error) {
	if a.p == nil && b.p == nil {
		if d, ok := NumericAddSmall(a, b, AddInt64); ok {
			return d, nil
		}
	}
	if NumericRank(a) != 0 || NumericRank(b) != 0 {
		return NumericAdd(a, b)
	}
	var bufA, bufB apd.BigInt
	ca, cb, scale := NumericAlign(a, b, &bufA, &bufB)
	return NumericBig(new(apd.BigInt).Add(ca, cb), scale), nil
}

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
	numericMaxDscale       = 16383  // digits after the point that are kept
	numericMaxIntDigits    = 131072 // digits before the point
	numericMinSigDigits    = 16     // digits that a division gives at least
	numericMaxDisplayScale = 1000   // digits after the point that an operation asks for
	numericMaxResultScale  = 2000
)

var errNumericOverflow = pgerror.New(pgerror.NumericValueOutOfRange, "value overflows numeric format")

// pow10u holds the powers of ten that fit an uint64.
var pow10u = [20]uint64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19}

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

// pow10 returns 10^n, which must not be changed.
func pow10(n int32) *apd.BigInt {
	if n < pow10Cached {
		return &pow10Table()[n]
	}
	return new(apd.BigInt).Exp(apd.NewBigInt(10), apd.NewBigInt(int64(n)), nil)
}

var (
	numericNaN    = Datum{kind: KindNumeric, p: ptr(&apd.Decimal{Form: apd.NaN})}
	numericInf    = Datum{kind: KindNumeric, p: ptr(&apd.Decimal{Form: apd.Infinite})}
	numericNegInf = Datum{kind: KindNumeric, p: ptr(&apd.Decimal{Form: apd.Infinite, Negative: true})}
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

// numericBig returns coeff × 10^-scale, taking over coeff.
func numericBig(coeff *apd.BigInt, scale int32) Datum {
	if coeff.IsInt64() {
		return NumericSmall(coeff.Int64(), scale)
	}
	d := &apd.Decimal{Exponent: -scale}
	d.Negative = coeff.Sign() < 0
	d.Coeff.Abs(coeff)
	return Datum{kind: KindNumeric, p: ptr(d)}
}

// numericChecked is numericBig with the limits of the format applied.
func numericChecked(coeff *apd.BigInt, scale int32) (Datum, error) {
	if scale > numericMaxDscale {
		coeff = roundBig(coeff, scale, numericMaxDscale)
		scale = numericMaxDscale
	}
	if coeff.BitLen() > 400_000 && int(apd.NumDigits(coeff))-int(scale) > numericMaxIntDigits {
		return Null, errNumericOverflow
	}
	return numericBig(coeff, scale), nil
}

// numForm is the form of a numeric: finite, infinite or NaN.
func numForm(d Datum) (form apd.Form, negative bool) {
	if d.p == nil {
		return apd.Finite, int64(d.n) < 0
	}
	v := (*apd.Decimal)(d.p)
	return v.Form, v.Negative
}

// numParts returns the signed coefficient and scale of a finite numeric. The
// coefficient must not be changed; buf may back it.
func numParts(d Datum, buf *apd.BigInt) (*apd.BigInt, int32) {
	if d.p == nil {
		return buf.SetInt64(int64(d.n)), d.aux
	}
	v := (*apd.Decimal)(d.p)
	if v.Negative {
		return buf.Neg(&v.Coeff), -v.Exponent
	}
	return &v.Coeff, -v.Exponent
}

// roundBig brings coeff from one scale to a smaller or larger one, rounding
// half away from zero.
func roundBig(coeff *apd.BigInt, from, to int32) *apd.BigInt {
	out := new(apd.BigInt)
	if to >= from {
		return out.Mul(coeff, pow10(to-from))
	}
	div := pow10(from - to)
	var rem apd.BigInt
	out.QuoRem(coeff, div, &rem)
	rem.Add(&rem, &rem)
	if rem.CmpAbs(div) >= 0 {
		out.Add(out, apd.NewBigInt(int64(coeff.Sign())))
	}
	return out
}

// truncBig is roundBig toward zero.
func truncBig(coeff *apd.BigInt, from, to int32) *apd.BigInt {
	out := new(apd.BigInt)
	if to >= from {
		return out.Mul(coeff, pow10(to-from))
	}
	return out.Quo(coeff, pow10(from-to))
}

// numericRound returns d at the given scale, which may be negative: the digits
// are then cut before the point and the display scale is 0.
func numericRound(d Datum, scale int32) Datum { return numericRescale(d, scale, roundBig) }

// numericTrunc is numericRound toward zero.
func numericTrunc(d Datum, scale int32) Datum { return numericRescale(d, scale, truncBig) }

func numericRescale(d Datum, scale int32, step func(*apd.BigInt, int32, int32) *apd.BigInt) Datum {
	if form, _ := numForm(d); form != apd.Finite {
		return d
	}
	scale = min(max(scale, -numericMaxIntDigits-1), numericMaxDscale)
	if d.p == nil && d.aux == scale {
		return d
	}
	if d.p == nil && scale > d.aux && scale-d.aux < 19 {
		if c, ok := mulInt64(int64(d.n), int64(pow10u[scale-d.aux])); ok {
			return NumericSmall(c, scale)
		}
	}
	var buf apd.BigInt
	c, from := numParts(d, &buf)
	out := step(c, from, scale)
	if scale < 0 {
		out.Mul(out, pow10(-scale))
		scale = 0
	}
	return numericBig(out, scale)
}

// applyNumericTypmod rounds d to the precision and scale of typmod.
func applyNumericTypmod(d Datum, typmod int32) (Datum, error) {
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
	out := numericRound(d, int32(scale))
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
		return digits > 0 && absU(int64(d.n)) < pow10u[digits] || d.n == 0
	}
	v := (*apd.Decimal)(d.p)
	return digits > 0 && v.Coeff.CmpAbs(pow10(int32(digits))) < 0
}

func absU(v int64) uint64 {
	if v < 0 {
		return uint64(-v)
	}
	return uint64(v)
}

// mulInt64 multiplies; ok is false on overflow.
func mulInt64(a, b int64) (int64, bool) {
	hi, lo := bits.Mul64(absU(a), absU(b))
	if (a < 0) != (b < 0) {
		return -int64(lo), hi == 0 && lo <= 1<<63
	}
	return int64(lo), hi == 0 && lo <= math.MaxInt64
}

// addInt64 adds; ok is false on overflow.
func addInt64(a, b int64) (int64, bool) {
	c := a + b
	return c, (c > a) == (b > 0)
}

// subInt64 subtracts; ok is false on overflow.
func subInt64(a, b int64) (int64, bool) {
	c := a - b
	return c, (c < a) == (b > 0)
}

// NumericAdd returns a + b.
func NumericAdd(a, b Datum) (Datum, error) {
	if a.p == nil && b.p == nil {
		if d, ok := addSmall(a, b, addInt64); ok {
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
	ca, cb, scale := align(a, b, &bufA, &bufB)
	return numericChecked(new(apd.BigInt).Add(ca, cb), scale)
}

// NumericSub returns a - b.
func NumericSub(a, b Datum) (Datum, error) {
	if a.p == nil && b.p == nil {
		if d, ok := addSmall(a, b, subInt64); ok {
			return d, nil
		}
	}
	return NumericAdd(a, NumericNeg(b))
}

// addSmall adds or subtracts where all stays within int64.
func addSmall(a, b Datum, op func(a, b int64) (int64, bool)) (Datum, bool) {
	ca, cb, scale := int64(a.n), int64(b.n), a.aux
	ok := true
	switch diff := a.aux - b.aux; {
	case diff > 18 || diff < -18:
		return Null, false
	case diff > 0:
		cb, ok = mulInt64(cb, int64(pow10u[diff]))
	case diff < 0:
		scale = b.aux
		ca, ok = mulInt64(ca, int64(pow10u[-diff]))
	}
	if !ok {
		return Null, false
	}
	c, ok := op(ca, cb)
	return NumericSmall(c, scale), ok
}

// align brings two finite numerics to one scale.
func align(a, b Datum, bufA, bufB *apd.BigInt) (ca, cb *apd.BigInt, scale int32) {
	ca, sa := numParts(a, bufA)
	cb, sb := numParts(b, bufB)
	switch {
	case sa < sb:
		return new(apd.BigInt).Mul(ca, pow10(sb-sa)), cb, sb
	case sb < sa:
		return ca, new(apd.BigInt).Mul(cb, pow10(sa-sb)), sa
	}
	return ca, cb, sa
}

// NumericNeg returns -a.
func NumericNeg(a Datum) Datum {
	if a.p == nil && int64(a.n) != math.MinInt64 {
		return NumericSmall(-int64(a.n), a.aux)
	}
	if form, neg := numForm(a); form != apd.Finite {
		if form == apd.NaN {
			return a
		}
		return NumericInf(!neg)
	}
	var buf apd.BigInt
	c, scale := numParts(a, &buf)
	return numericBig(new(apd.BigInt).Neg(c), scale)
}

// NumericMul returns a × b.
func NumericMul(a, b Datum) (Datum, error) {
	if a.p == nil && b.p == nil && a.aux+b.aux <= numericMaxDscale {
		if c, ok := mulInt64(int64(a.n), int64(b.n)); ok {
			return NumericSmall(c, a.aux+b.aux), nil
		}
	}
	fa, na := numForm(a)
	fb, nb := numForm(b)
	if fa != apd.Finite || fb != apd.Finite {
		if fa == apd.NaN || fb == apd.NaN || numSign(a) == 0 || numSign(b) == 0 {
			return numericNaN, nil
		}
		return NumericInf(na != nb), nil
	}
	var bufA, bufB apd.BigInt
	ca, sa := numParts(a, &bufA)
	cb, sb := numParts(b, &bufB)
	return numericChecked(new(apd.BigInt).Mul(ca, cb), sa+sb)
}

// numSign returns -1, 0 or 1; NaN is 1.
func numSign(d Datum) int {
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
	return numericDivScale(a, b, divScale(a, b))
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
	case numSign(b) == 0:
		return Null, true, errDivisionByZero
	case fa == apd.Infinite:
		return NumericInf(na != nb), true, nil
	}
	return Null, false, nil
}

// numericDivScale divides finite numerics and rounds to scale.
func numericDivScale(a, b Datum, scale int32) (Datum, error) {
	return numericChecked(numericQuotient(a, b, scale), scale)
}

// numericQuotient is a/b × 10^scale, rounded.
func numericQuotient(a, b Datum, scale int32) *apd.BigInt {
	var bufA, bufB apd.BigInt
	ca, sa := numParts(a, &bufA)
	cb, sb := numParts(b, &bufB)
	// a/b = ca/cb × 10^(sb-sa); wanted is that × 10^scale as an integer.
	num, den := new(apd.BigInt), cb
	if shift := scale + sb - sa; shift >= 0 {
		num.Mul(ca, pow10(shift))
	} else {
		num.Set(ca)
		den = new(apd.BigInt).Mul(cb, pow10(-shift))
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

// divScale is how many digits after the point a division of a by b gives: at
// least 16 significant ones, judged by the base-10000 digits that Postgres
// computes with, and no fewer than either operand shows.
func divScale(a, b Datum) int32 {
	wa, fa := baseWeight(a)
	wb, fb := baseWeight(b)
	q := wa - wb
	if fa <= fb {
		q--
	}
	scale := numericMinSigDigits - q*4
	scale = max(scale, numScale(a), numScale(b), 0)
	return min(scale, numericMaxDisplayScale)
}

func numScale(d Datum) int32 {
	if d.p == nil {
		return d.aux
	}
	return -(*apd.Decimal)(d.p).Exponent
}

// adjusted returns the power of ten of the leading digit; 0 for zero.
func adjusted(d Datum) int32 {
	if d.p == nil {
		if d.n == 0 {
			return 0
		}
		return int32(digitsU(absU(int64(d.n)))) - 1 - d.aux
	}
	v := (*apd.Decimal)(d.p)
	return int32(apd.NumDigits(&v.Coeff)) - 1 + v.Exponent
}

func digitsU(v uint64) int {
	n := bits.Len64(v) * 1233 >> 12
	if n < len(pow10u) && v >= pow10u[n] {
		n++
	}
	return max(n, 1)
}

// baseWeight returns the weight of the first base-10000 digit, and that digit.
func baseWeight(d Datum) (weight, first int32) {
	if numSign(d) == 0 {
		return 0, 0
	}
	adj := adjusted(d)
	weight = floorDiv(adj, 4)
	want := adj - weight*4 + 1 // decimal digits of the leading base digit
	var buf [40]byte
	digits := appendCoeff(buf[:0], d)
	for i := int32(0); i < want; i++ {
		first *= 10
		if int(i) < len(digits) {
			first += int32(digits[i] - '0')
		}
	}
	return weight, first
}

func floorDiv(a, b int32) int32 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// appendCoeff appends the decimal digits of the coefficient, without sign.
func appendCoeff(dst []byte, d Datum) []byte {
	if d.p == nil {
		return strconv.AppendUint(dst, absU(int64(d.n)), 10)
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
	case fa == apd.Infinite && numSign(b) == 0:
		return Null, errDivisionByZero
	case fa == apd.Infinite:
		return numericNaN, nil
	case fb == apd.Infinite:
		return a, nil
	case numSign(b) == 0:
		return Null, errDivisionByZero
	}
	var bufA, bufB apd.BigInt
	ca, cb, scale := align(a, b, &bufA, &bufB)
	return numericBig(new(apd.BigInt).Rem(ca, cb), scale), nil
}

// numericDivTrunc is div(a, b): the quotient cut to an integer.
func numericDivTrunc(a, b Datum) (Datum, error) {
	if d, done, err := divSpecial(a, b); done {
		return d, err
	}
	var bufA, bufB apd.BigInt
	ca, cb, _ := align(a, b, &bufA, &bufB)
	return numericBig(new(apd.BigInt).Quo(ca, cb), 0), nil
}

// NumericIsFinite reports whether a numeric is neither NaN nor infinite.
func NumericIsFinite(d Datum) bool { return numRank(d) == 0 }

// NumericCompare orders numerics; NaN is equal to itself and above all.
func NumericCompare(a, b Datum) int {
	if a.p == nil && b.p == nil {
		if a.aux == b.aux {
			return cmpInt(int64(a.n), int64(b.n))
		}
		return compareSmall(a, b)
	}
	ra, rb := numRank(a), numRank(b)
	if ra != rb || ra != 0 {
		return cmpInt(int64(ra), int64(rb))
	}
	if sa, sb := numSign(a), numSign(b); sa != sb || sa == 0 {
		return cmpInt(int64(sa), int64(sb))
	}
	if xa, xb := adjusted(a), adjusted(b); xa != xb {
		return cmpInt(int64(xa), int64(xb)) * numSign(a)
	}
	var bufA, bufB apd.BigInt
	ca, cb, _ := align(a, b, &bufA, &bufB)
	return ca.Cmp(cb)
}

func compareSmall(a, b Datum) int {
	ca, cb := int64(a.n), int64(b.n)
	ok := true
	switch diff := a.aux - b.aux; {
	case diff > 18 || diff < -18:
		ok = false
	case diff > 0:
		cb, ok = mulInt64(cb, int64(pow10u[diff]))
	default:
		ca, ok = mulInt64(ca, int64(pow10u[-diff]))
	}
	if ok {
		return cmpInt(ca, cb)
	}
	var bufA, bufB apd.BigInt
	ba, bb, _ := align(a, b, &bufA, &bufB)
	return ba.Cmp(bb)
}

// numRank orders the forms: -Infinity, finite, Infinity, NaN.
func numRank(d Datum) int {
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

// appendNumeric appends the text of a numeric.
func appendNumeric(dst []byte, d Datum) []byte {
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
	scale := int(numScale(d))
	if scale == 0 {
		return appendCoeff(dst, d)
	}
	var buf [48]byte
	digits := appendCoeff(buf[:0], d)
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

// parseNumeric reads a numeric as numeric_in does, without a modifier.
func parseNumeric(s string) (Datum, error) {
	text := trimSpace(s)
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
			if !isDigits(strings.TrimLeft(body[i+1:], "+-")) || len(body[i+1:]) == 0 {
				return bad()
			}
			exp = math.MaxInt32
		}
		mantissa = body[:i]
	}
	whole, frac, _ := strings.Cut(mantissa, ".")
	if whole+frac == "" || !isDigits(whole) || !isDigits(frac) {
		return bad()
	}
	if exp >= math.MaxInt32/2 || exp <= -math.MaxInt32/2 {
		return Null, errNumericOverflow
	}
	digits := strings.TrimLeft(whole+frac, "0")
	scale := int64(len(frac)) - exp
	if digits == "" {
		return NumericSmall(0, int32(min(max(scale, 0), numericMaxDscale))), nil
	}
	if int64(len(digits))-scale > numericMaxIntDigits {
		return Null, errNumericOverflow
	}
	coeff, ok := new(apd.BigInt).SetString(digits, 10)
	if !ok {
		return bad()
	}
	if neg {
		coeff.Neg(coeff)
	}
	switch {
	case scale < 0:
		coeff.Mul(coeff, pow10(int32(-scale)))
		scale = 0
	case scale > numericMaxDscale:
		if scale-int64(len(digits)) > numericMaxDscale+1 {
			coeff.SetInt64(0)
		} else {
			coeff = roundBig(coeff, int32(scale), numericMaxDscale)
		}
		scale = numericMaxDscale
	}
	return numericChecked(coeff, int32(scale))
}

func isDigits(s string) bool {
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
	scale := numScale(d)
	sign := uint16(numericPos)
	if neg {
		sign = numericNeg
	}
	if numSign(d) == 0 {
		return appendU16s(dst, 0, 0, numericPos, uint16(scale))
	}
	var buf [64]byte
	digits := appendCoeff(buf[:0], d)
	weight := floorDiv(adjusted(d), 4)
	lead := int(adjusted(d)-weight*4) + 1 // decimal digits of the first group
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
		return Null, errBinaryFormat
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
	if dscale > numericMaxDscale {
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
		coeff.Mul(coeff, pow10(-from))
		from = 0
	}
	return numericChecked(truncBig(coeff, from, dscale), dscale)
}

// NumericToInt64 rounds half away from zero; ok is false beyond int64.
func NumericToInt64(d Datum) (v int64, ok bool) {
	if form, _ := numForm(d); form != apd.Finite {
		return 0, false
	}
	r := numericRound(d, 0)
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
	if d.p == nil && d.aux == 0 {
		return float64(int64(d.n)), true
	}
	var buf [64]byte
	v, err := strconv.ParseFloat(string(appendNumeric(buf[:0], d)), 64)
	return v, err == nil
}

// NumericFromFloat converts as the cast does: 15 significant digits for float8,
// 6 for float4.
func NumericFromFloat(v float64, digits int) Datum {
	switch {
	case math.IsNaN(v):
		return numericNaN
	case math.IsInf(v, 0):
		return NumericInf(v < 0)
	}
	d, err := parseNumeric(strconv.FormatFloat(v, 'g', digits, 64))
	if err != nil {
		return numericNaN
	}
	return trimNumeric(d)
}

// trimNumeric drops zeros at the end of the fraction.
func trimNumeric(d Datum) Datum {
	form, _ := numForm(d)
	if form != apd.Finite || numScale(d) == 0 {
		return d
	}
	var buf [64]byte
	digits := appendCoeff(buf[:0], d)
	scale, zeros := numScale(d), int32(0)
	if numSign(d) == 0 {
		return NumericInt(0)
	}
	for zeros < scale && digits[len(digits)-1-int(zeros)] == '0' {
		zeros++
	}
	return numericTrunc(d, scale-zeros)
}

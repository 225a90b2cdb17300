package types

import (
	"math/big"

	"github.com/cockroachdb/apd/v3"
)

// Exponentials are computed on binary floats of any precision: apd's own give
// up where results have thousands of digits, which numeric allows.

// bitsPerDigit is above log2(10).
const bitsPerDigit = 3.33

// precisionFor is the precision in bits for a result with its first digit at
// 10^weight and scale digits after the point.
func precisionFor(weight int, scale int32) uint {
	return uint(float64(max(weight, 0)+int(scale)+guardDigits)*bitsPerDigit) + 64
}

func bigFloat(d Datum, prec uint) *big.Float {
	f, _, err := big.ParseFloat(string(appendNumeric(nil, d)), 10, prec, big.ToNearestEven)
	if err != nil {
		return new(big.Float).SetPrec(prec)
	}
	return f
}

// numericFromBigFloat rounds to a scale.
func numericFromBigFloat(f *big.Float, scale int32) (Datum, error) {
	if f.IsInf() {
		return Null, errNumericOverflow
	}
	// One digit more than shown, so that the last is rounded half away from
	// zero.
	d, err := parseNumeric(f.Text('f', int(scale)+guardDigits/2))
	if err != nil {
		return Null, err
	}
	return numericRound(d, scale), nil
}

// expBig returns e^x: the argument is halved until a short series does, and
// the result is squared as often.
func expBig(x *big.Float) *big.Float {
	const seriesBits = 16 // the series starts below 2^-16
	halvings := max(x.MantExp(nil)+seriesBits, 0)
	prec := x.Prec() + uint(halvings) + 32
	r := new(big.Float).SetPrec(prec).Set(x)
	r.SetMantExp(r, -halvings)
	sum := new(big.Float).SetPrec(prec).SetInt64(1)
	term := new(big.Float).SetPrec(prec).SetInt64(1)
	for n := int64(1); term.Sign() != 0 && term.MantExp(nil) > -int(prec); n++ {
		term.Mul(term, r)
		term.Quo(term, new(big.Float).SetInt64(n))
		sum.Add(sum, term)
	}
	for range halvings {
		sum.Mul(sum, sum)
	}
	return sum
}

// powBig returns x^n by squaring; a negative n divides at the end.
func powBig(x *big.Float, n int64) *big.Float {
	prec := x.Prec() + 64
	acc := new(big.Float).SetPrec(prec).SetInt64(1)
	sq := new(big.Float).SetPrec(prec).Set(x)
	for m := absU(n); m > 0; m >>= 1 {
		if m&1 == 1 {
			acc.Mul(acc, sq)
		}
		if m > 1 {
			sq.Mul(sq, sq)
		}
	}
	if n < 0 {
		return acc.Quo(new(big.Float).SetPrec(prec).SetInt64(1), acc)
	}
	return acc
}

// lnDecimal computes ln(a), a > 0, to so many digits. Very large and very small
// numbers are brought near 1 first, since apd bounds exponents.
func lnDecimal(a Datum, digits uint32) (*apd.Decimal, error) {
	ctx := apd.BaseContext.WithPrecision(digits)
	out := new(apd.Decimal)
	adj := adjusted(a)
	if adj > -100 && adj < 100 {
		_, err := ctx.Ln(out, a.Decimal(nil))
		return out, err
	}
	ctx = ctx.WithPrecision(digits + 8)
	var m, ln10 apd.Decimal
	m.Set(a.Decimal(nil))
	m.Exponent -= adj
	if _, err := ctx.Ln(out, &m); err != nil {
		return nil, err
	}
	if _, err := ctx.Ln(&ln10, apd.New(10, 0)); err != nil {
		return nil, err
	}
	if _, err := ctx.Mul(&ln10, &ln10, apd.New(int64(adj), 0)); err != nil {
		return nil, err
	}
	_, err := ctx.Add(out, out, &ln10)
	return out, err
}

// decimalResult rounds a decimal of any exponent to a scale.
func decimalResult(v *apd.Decimal, scale int32) (Datum, error) {
	if v.Exponent > numericMaxIntDigits || v.Form != apd.Finite {
		return Null, errNumericOverflow
	}
	if v.IsZero() {
		return numericRound(NumericInt(0), scale), nil
	}
	return numericRound(numericRaw(v), scale), nil
}

// digitsFor is precisionFor in decimal digits.
func digitsFor(weight int, scale int32) uint32 {
	return uint32(max(weight, 0) + int(scale) + guardDigits)
}

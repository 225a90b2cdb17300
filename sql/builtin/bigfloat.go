package builtin

import (
	"github.com/isochrondb/isochron/sql/types"
	"math"
	"math/big"
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

func bigFloat(d types.Datum, prec uint) *big.Float {
	f, _, err := big.ParseFloat(string(types.AppendNumeric(nil, d)), 10, prec, big.ToNearestEven)
	if err != nil {
		return new(big.Float).SetPrec(prec)
	}
	return f
}

// numericFromBigFloat rounds to a scale, unless there is an error.
func numericFromBigFloat(f *big.Float, scale int32, err error) (types.Datum, error) {
	if err != nil {
		return types.Null, err
	}
	if f.IsInf() {
		return types.Null, types.ErrNumericOverflow
	}
	// One digit more than shown, so that the last is rounded half away from
	// zero.
	d, err := types.ParseNumeric(f.Text('f', int(scale)+guardDigits/2))
	if err != nil {
		return types.Null, err
	}
	return types.NumericRound(d, scale), nil
}

// expBig returns e^x: the argument is halved until a short series does, and
// the result is squared as often.
func expBig(env *types.Env, x *big.Float) (*big.Float, error) {
	const seriesBits = 16 // the series starts below 2^-16
	halvings := max(x.MantExp(nil)+seriesBits, 0)
	prec := x.Prec() + uint(halvings) + 32
	r := new(big.Float).SetPrec(prec).Set(x)
	r.SetMantExp(r, -halvings)
	sum := new(big.Float).SetPrec(prec).SetInt64(1)
	term := new(big.Float).SetPrec(prec).SetInt64(1)
	for n := int64(1); term.Sign() != 0 && term.MantExp(nil) > -int(prec); n++ {
		if err := env.Checkpoint(); err != nil {
			return nil, err
		}
		term.Mul(term, r)
		term.Quo(term, new(big.Float).SetInt64(n))
		sum.Add(sum, term)
	}
	for range halvings {
		if err := env.Checkpoint(); err != nil {
			return nil, err
		}
		sum.Mul(sum, sum)
	}
	return sum, nil
}

// powBig returns x^n by squaring; a negative n divides at the end.
func powBig(env *types.Env, x *big.Float, n int64) (*big.Float, error) {
	prec := x.Prec() + 64
	acc := new(big.Float).SetPrec(prec).SetInt64(1)
	sq := new(big.Float).SetPrec(prec).Set(x)
	for m := types.AbsUint64(n); m > 0; m >>= 1 {
		if err := env.Checkpoint(); err != nil {
			return nil, err
		}
		if m&1 == 1 {
			acc.Mul(acc, sq)
		}
		if m > 1 {
			sq.Mul(sq, sq)
		}
	}
	if n < 0 {
		return acc.Quo(new(big.Float).SetPrec(prec).SetInt64(1), acc), nil
	}
	return acc, nil
}

// lnBig returns ln(x), x > 0, by Halley's method on expBig: each step triples
// the digits that a float64 begins with. The error is absolute, 2^-precision.
func lnBig(env *types.Env, x *big.Float) (*big.Float, error) {
	prec := x.Prec() + 32
	m := new(big.Float)
	exp := x.MantExp(m)
	start, _ := m.Float64()
	y := new(big.Float).SetPrec(prec).SetFloat64(math.Log(start) + float64(exp)*math.Ln2)
	for good := uint(40); ; good *= 3 {
		step := min(prec, good*3+64)
		e, err := expBig(env, new(big.Float).SetPrec(step+16).Set(y))
		if err != nil {
			return nil, err
		}
		num := new(big.Float).SetPrec(prec).Sub(x, e)
		den := new(big.Float).SetPrec(prec).Add(x, e)
		num.Quo(num, den)
		y.Add(y, num.SetMantExp(num, 1))
		if good*3 > prec {
			return y, nil
		}
	}
}

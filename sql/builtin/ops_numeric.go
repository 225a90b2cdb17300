package builtin

import (
	"math"
	"strconv"

	"github.com/cockroachdb/apd/v3"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

func numOp(op func(a, b types.Datum) (types.Datum, error)) body {
	return body{f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) { return op(a, b) }}
}

// numLong is an operation that asks for checkpoints.
func numLong(op func(env *types.Env, a types.Datum) (types.Datum, error)) body { return body{f1: op} }

func numUnary(op func(a types.Datum) (types.Datum, error)) body {
	return body{f1: func(_ *types.Env, a types.Datum) (types.Datum, error) { return op(a) }}
}

func numPure(op func(a types.Datum) types.Datum) body {
	return body{f1: func(_ *types.Env, a types.Datum) (types.Datum, error) { return op(a), nil }}
}

func numericBodies() map[string]body {
	one := types.NumericInt(1)
	return map[string]body{
		"numeric_add": numOp(types.NumericAdd), "numeric_sub": numOp(types.NumericSub), "numeric_mul": numOp(types.NumericMul),
		"numeric_div": numOp(types.NumericDiv), "numeric_mod": numOp(types.NumericMod), "numeric_div_trunc": numOp(types.NumericDivTrunc),
		"numeric_uminus": numPure(types.NumericNeg), "numeric_uplus": noChange(),
		"numeric_abs":   numPure(numericAbs),
		"numeric_sign":  numPure(numericSign),
		"numeric_ceil":  numUnary(func(a types.Datum) (types.Datum, error) { return numericToward(a, 1) }),
		"numeric_floor": numUnary(func(a types.Datum) (types.Datum, error) { return numericToward(a, -1) }),
		"numeric_inc":   numUnary(func(a types.Datum) (types.Datum, error) { return types.NumericAdd(a, one) }),
		"numeric_round": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return types.NumericWithin(types.NumericRound(a, displayScale(b.Int())))
		}},
		"numeric_trunc": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return types.NumericTrunc(a, displayScale(b.Int())), nil
		}},
		"round(numeric)": numPure(func(a types.Datum) types.Datum { return types.NumericRound(a, 0) }),
		"trunc(numeric)": numPure(func(a types.Datum) types.Datum { return types.NumericTrunc(a, 0) }),
		"numeric_sqrt":   numUnary(numericSqrt),
		"numeric_exp":    numLong(numericExp),
		"numeric_ln":     numLong(numericLn),
		"numeric_log":    {f2: numericLog},
		"log(numeric)": numLong(func(env *types.Env, a types.Datum) (types.Datum, error) {
			return numericLog(env, types.NumericInt(10), a)
		}),
		"log10(numeric)": numLong(func(env *types.Env, a types.Datum) (types.Datum, error) {
			return numericLog(env, types.NumericInt(10), a)
		}),
		"numeric_power": {f2: numericPower},
		"numeric_fac":   numLong(func(env *types.Env, a types.Datum) (types.Datum, error) { return factorial(env, a.Int()) }),
		"numeric_gcd":   numOp(numericGCD),
		"numeric_lcm":   numOp(numericLCM),
		"numeric_scale": {f1: numericScaleOf},
		"numeric_min_scale": {f1: func(env *types.Env, a types.Datum) (types.Datum, error) {
			return numericScaleOf(env, types.TrimNumeric(a))
		}},
		"numeric_trim_scale":   numPure(types.TrimNumeric),
		"width_bucket_numeric": {fn: widthBucketNumeric},
		"numeric_to_char":      {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) { return numToChar(a, b.Text()) }},
		"int4_to_char":         {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) { return int4ToChar(a.Int(), b.Text()) }},
		"int8_to_char": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return numToChar(types.NumericInt(a.Int()), b.Text())
		}},
		"float4_to_char": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return floatToChar(a.Float(), true, b.Text())
		}},
		"float8_to_char": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return floatToChar(a.Float(), false, b.Text())
		}},
		"numeric_to_number": {f2: toNumber},
	}
}

func displayScale(n int64) int32 {
	return int32(min(max(n, -types.NumericMaxIntDigits-1), types.NumericMaxDscale))
}

func numericAbs(a types.Datum) types.Datum {
	if types.NumericSign(a) < 0 {
		return types.NumericNeg(a)
	}
	return a
}

func numericSign(a types.Datum) types.Datum {
	if types.NumericRank(a) == 2 {
		return a
	}
	return types.NumericInt(int64(types.NumericSign(a)))
}

// numericToward rounds to an integer toward plus or minus infinity.
func numericToward(a types.Datum, direction int) (types.Datum, error) {
	t := types.NumericTrunc(a, 0)
	if types.NumericRank(a) == 0 && types.NumericSign(a) == direction && types.NumericCompare(t, a) != 0 {
		return types.NumericAdd(t, types.NumericInt(int64(direction)))
	}
	return t, nil
}

func numericScaleOf(_ *types.Env, a types.Datum) (types.Datum, error) {
	if types.NumericRank(a) != 0 {
		return types.Null, nil
	}
	return types.Int(int64(types.NumericScale(a))), nil
}

// resultScale is how many digits a function shows whose result has its first
// digit at 10^weight.
func resultScale(weight int, operands ...types.Datum) int32 {
	scale := int32(types.NumericMinSigDigits - weight)
	for _, o := range operands {
		scale = max(scale, types.NumericScale(o))
	}
	return min(max(scale, 0), types.NumericMaxDisplayScale)
}

// guardDigits are computed beyond those shown, so that rounding is right.
const guardDigits = 12

func numericSqrt(a types.Datum) (types.Datum, error) {
	switch {
	case types.NumericRank(a) == 2 || types.NumericRank(a) == 1:
		return a, nil
	case types.NumericSign(a) < 0:
		return types.Null, errSqrtNegative
	}
	weight, _ := types.BaseWeight(a)
	return numericRootScale(a, resultScale(int((weight+1)*2-1), a)), nil
}

// numericRootScale is the square root of a ≥ 0, rounded to a scale.
func numericRootScale(a types.Datum, scale int32) types.Datum {
	var buf apd.BigInt
	c, s := types.NumericParts(a, &buf)
	// One digit more decides the rounding.
	want := scale + 1
	shift := 2*want - s
	num := new(apd.BigInt)
	if shift >= 0 {
		num.Mul(c, types.Pow10(shift))
	} else {
		num.Quo(c, types.Pow10(-shift))
	}
	return types.NumericBig(types.RoundBig(num.Sqrt(num), want, scale), scale)
}

// Postgres refuses exp beyond expMax, and estimates sizes with this logarithm.
const (
	expMax = types.NumericMaxResultScale * 3
	log10E = 0.434294481903252
)

func numericExp(env *types.Env, a types.Datum) (types.Datum, error) {
	switch types.NumericRank(a) {
	case 2, 1:
		return a, nil
	case -1:
		return types.NumericInt(0), nil
	}
	v, _ := types.NumericToFloat(a)
	if v >= expMax {
		return types.Null, types.ErrNumericOverflow
	}
	weight := int(math.Max(v*log10E, -types.NumericMaxResultScale))
	scale := resultScale(weight, a)
	if v <= -expMax {
		return types.NumericRound(types.NumericInt(0), scale), nil
	}
	e, err := expBig(env, bigFloat(a, precisionFor(weight, scale)))
	return numericFromBigFloat(e, scale, err)
}

// lnWeight estimates the power of ten of the first digit of ln(a), a > 0.
func lnWeight(a types.Datum) int {
	if types.NumericCompare(a, types.NumericSmall(9, 1)) >= 0 && types.NumericCompare(a, types.NumericSmall(11, 1)) <= 0 {
		x, err := types.NumericSub(a, types.NumericInt(1))
		if err != nil || types.NumericSign(x) == 0 {
			return 0
		}
		weight, digit := types.BaseWeight(x)
		return int(weight)*4 + int(math.Log10(float64(digit)))
	}
	return int(math.Log10(math.Abs(lnAbout(a))))
}

// lnAbout is ln(a) to some 15 digits, a > 0, also where a is no float8.
func lnAbout(a types.Datum) float64 {
	// ln(a) = ln(first digits) + their place × ln 10
	adj := types.NumericAdjusted(a)
	var buf [64]byte
	digits := types.AppendCoeff(buf[:0], a)
	m, _ := strconv.ParseFloat(string(digits[:min(len(digits), 16)]), 64)
	m /= math.Pow10(min(len(digits), 16) - 1)
	return math.Log(m) + float64(adj)*math.Ln10
}

func checkLogOperand(a types.Datum) error {
	switch {
	case types.NumericRank(a) == 2:
		return nil
	case types.NumericSign(a) < 0:
		return errLogNegative
	case types.NumericSign(a) == 0:
		return errLogZero
	}
	return nil
}

func numericLn(env *types.Env, a types.Datum) (types.Datum, error) {
	if err := checkLogOperand(a); err != nil {
		return types.Null, err
	}
	if types.NumericRank(a) != 0 {
		return a, nil
	}
	weight := lnWeight(a)
	scale := resultScale(weight, a)
	ln, err := lnBig(env, bigFloat(a, precisionFor(weight, scale)))
	return numericFromBigFloat(ln, scale, err)
}

// numericLog is the logarithm of a to a base.
func numericLog(env *types.Env, base, a types.Datum) (types.Datum, error) {
	if types.NumericRank(base) == 2 || types.NumericRank(a) == 2 {
		return types.NumericNaN(), nil
	}
	for _, o := range []types.Datum{base, a} {
		if err := checkLogOperand(o); err != nil {
			return types.Null, err
		}
	}
	switch {
	case types.NumericRank(base) != 0 && types.NumericRank(a) != 0:
		return types.NumericNaN(), nil
	case types.NumericRank(base) != 0:
		return types.NumericInt(0), nil
	case types.NumericRank(a) != 0:
		return a, nil
	}
	weight := lnWeight(a) - lnWeight(base)
	scale := resultScale(weight, base, a)
	prec := precisionFor(weight, scale) + 64
	num, err := lnBig(env, bigFloat(a, prec))
	if err != nil {
		return types.Null, err
	}
	den, err := lnBig(env, bigFloat(base, prec))
	if err != nil {
		return types.Null, err
	}
	if types.NumericCompare(base, types.NumericInt(1)) == 0 {
		return types.Null, types.ErrDivisionByZero
	}
	return numericFromBigFloat(num.Quo(num, den), scale, nil)
}

func numericPower(env *types.Env, a, b types.Datum) (types.Datum, error) {
	if d, done, err := powerSpecial(a, b); done {
		return d, err
	}
	integral := types.NumericCompare(b, types.NumericTrunc(b, 0)) == 0
	switch {
	case types.NumericSign(a) == 0 && types.NumericSign(b) < 0:
		return types.Null, errPowZero
	case types.NumericSign(a) < 0 && !integral:
		return types.Null, errPowNegative
	}
	if exp, ok := types.NumericToInt64(b); ok && integral && exp == int64(int32(exp)) {
		return powerInt(env, a, exp)
	}
	if types.NumericSign(a) == 0 {
		return types.NumericRound(types.NumericInt(0), types.NumericMinSigDigits), nil
	}
	if types.NumericSign(a) < 0 {
		d, err := numericPower(env, numericAbs(a), b)
		if odd, _ := types.NumericMod(b, types.NumericInt(2)); err == nil && types.NumericSign(odd) != 0 {
			d = types.NumericNeg(d)
		}
		return d, err
	}
	lb, _ := types.NumericToFloat(b)
	// Postgres estimates the size from a logarithm of eight digits.
	unit := math.Pow10(max(8-lnWeight(numericAbs(a)), 0))
	val := math.Round(lb*math.Round(lnAbout(a)*unit)/unit*unit) / unit
	switch {
	case val > expMax*1.003:
		return types.Null, types.ErrNumericOverflow
	case val < -expMax*1.003:
		return types.NumericRound(types.NumericInt(0), types.NumericMaxDisplayScale), nil
	}
	weight := int(val * log10E)
	scale := resultScale(weight, a, b)
	prec := precisionFor(weight, scale) + 64
	// An error in the logarithm is multiplied by the exponent.
	ln, err := lnBig(env, bigFloat(a, prec+uint(max(types.NumericAdjusted(b), 0)*4)))
	if err != nil {
		return types.Null, err
	}
	e, err := expBig(env, ln.Mul(ln, bigFloat(b, prec)))
	return numericFromBigFloat(e, scale, err)
}

// powerSpecial treats NaN and infinities as Postgres does.
func powerSpecial(a, b types.Datum) (d types.Datum, done bool, err error) {
	one := func(x types.Datum) bool {
		return types.NumericRank(x) == 0 && types.NumericCompare(x, types.NumericInt(1)) == 0
	}
	ra, rb := types.NumericRank(a), types.NumericRank(b)
	switch {
	case ra == 0 && rb == 0:
		return types.Null, false, nil
	case ra == 2 && rb == 0 && types.NumericSign(b) == 0, one(a):
		return types.NumericInt(1), true, nil
	case ra == 2 || rb == 2:
		return types.NumericNaN(), true, nil
	case rb != 0:
		c := types.NumericCompare(numericAbs(a), types.NumericInt(1))
		switch {
		case types.NumericSign(a) == 0 && rb < 0:
			return types.Null, true, errPowZero
		case c == 0:
			return types.NumericInt(1), true, nil
		case (c > 0) == (rb > 0):
			return types.NumericInf(false), true, nil
		}
		return types.NumericInt(0), true, nil
	case types.NumericSign(b) == 0:
		return types.NumericInt(1), true, nil
	case types.NumericSign(b) < 0:
		return types.NumericInt(0), true, nil
	case ra > 0:
		return types.NumericInf(false), true, nil
	}
	t := types.NumericTrunc(b, 0)
	if types.NumericCompare(b, t) != 0 {
		return types.Null, true, errPowNegative
	}
	odd, _ := types.NumericMod(t, types.NumericInt(2))
	return types.NumericInf(types.NumericSign(odd) != 0), true, nil
}

// powerInt raises to a whole power; 16 digits after the point are shown, or as
// many as the base has.
func powerInt(env *types.Env, a types.Datum, exp int64) (types.Datum, error) {
	scale := min(max(types.NumericMinSigDigits, types.NumericScale(a)), types.NumericMaxDisplayScale)
	if types.NumericSign(a) == 0 {
		if exp == 0 {
			return types.NumericRound(types.NumericInt(1), scale), nil
		}
		return types.NumericRound(types.NumericInt(0), scale), nil
	}
	val := float64(exp) * lnAbout(numericAbs(a)) * log10E
	if math.IsInf(val, 0) || val > 131072 {
		return types.Null, types.ErrNumericOverflow
	}
	if val < -float64(scale)-10 {
		return types.NumericRound(types.NumericInt(0), scale), nil
	}
	p, err := powBig(env, bigFloat(a, precisionFor(int(val)+1, scale)), exp)
	return numericFromBigFloat(p, scale, err)
}

// factorialMax is the largest factorial that the format holds.
const factorialMax = 32177

func factorial(env *types.Env, n int64) (types.Datum, error) {
	switch {
	case n < 0:
		return types.Null, pgerror.New(pgerror.NumericValueOutOfRange, "factorial of a negative number is undefined")
	case n > factorialMax:
		return types.Null, types.ErrNumericOverflow
	}
	if err := env.Checkpoint(); err != nil { // the largest takes some 20 ms
		return types.Null, err
	}
	return types.NumericChecked(new(apd.BigInt).MulRange(1, max(n, 1)), 0)
}

func numericGCD(a, b types.Datum) (types.Datum, error) {
	if ra, rb := types.NumericRank(a), types.NumericRank(b); ra != 0 || rb != 0 {
		return types.NumericNaN(), nil
	}
	var bufA, bufB apd.BigInt
	ca, cb, scale := types.NumericAlign(a, b, &bufA, &bufB)
	g := new(apd.BigInt).GCD(nil, nil, new(apd.BigInt).Abs(ca), new(apd.BigInt).Abs(cb))
	return types.NumericBig(g, scale), nil
}

func numericLCM(a, b types.Datum) (types.Datum, error) {
	if ra, rb := types.NumericRank(a), types.NumericRank(b); ra != 0 || rb != 0 {
		return types.NumericNaN(), nil
	}
	var bufA, bufB apd.BigInt
	ca, cb, scale := types.NumericAlign(a, b, &bufA, &bufB)
	if ca.Sign() == 0 || cb.Sign() == 0 {
		return types.NumericSmall(0, scale), nil
	}
	ca, cb = new(apd.BigInt).Abs(ca), new(apd.BigInt).Abs(cb)
	g := new(apd.BigInt).GCD(nil, nil, ca, cb)
	l := new(apd.BigInt).Quo(ca, g)
	return types.NumericChecked(l.Mul(l, cb), scale)
}

func widthBucketNumeric(_ *types.Env, args []types.Datum) (types.Datum, error) {
	x, lo, hi, n := args[0], args[1], args[2], args[3].Int()
	switch {
	case n <= 0:
		return types.Null, errBucketCount
	case types.NumericRank(x) == 2 || types.NumericRank(lo) == 2 || types.NumericRank(hi) == 2:
		return types.Null, pgerror.New(pgerror.InvalidArgumentForWidthBucketFunction, "operand, lower bound, and upper bound cannot be NaN")
	case types.NumericRank(lo) != 0 || types.NumericRank(hi) != 0:
		return types.Null, pgerror.New(pgerror.InvalidArgumentForWidthBucketFunction, "lower and upper bounds must be finite")
	case types.NumericCompare(lo, hi) == 0:
		return types.Null, pgerror.New(pgerror.InvalidArgumentForWidthBucketFunction, "lower bound cannot equal upper bound")
	}
	if types.NumericCompare(lo, hi) > 0 { // mirror a descending scale
		x, lo, hi = types.NumericNeg(x), types.NumericNeg(lo), types.NumericNeg(hi)
	}
	v, err := widthBucket(n, types.NumericCompare(x, lo) < 0, types.NumericCompare(x, hi) >= 0, func() int64 {
		num, _ := types.NumericSub(x, lo)
		den, _ := types.NumericSub(hi, lo)
		num, _ = types.NumericMul(num, types.NumericInt(n))
		q, _ := types.NumericDiv(num, den) // rounded, so that it may be n
		b, _ := types.NumericToInt64(types.NumericTrunc(q, 0))
		return b
	})
	if err != nil {
		return types.Null, err
	}
	return types.Int(v), nil
}

package types

import (
	"math"
	"strconv"

	"github.com/cockroachdb/apd/v3"

	"github.com/isochrondb/isochron/sql/pgerror"
)

func numOp(op func(a, b Datum) (Datum, error)) body {
	return body{f2: func(_ *Env, a, b Datum) (Datum, error) { return op(a, b) }}
}

// numLong is an operation that asks for checkpoints.
func numLong(op func(env *Env, a Datum) (Datum, error)) body { return body{f1: op} }

func numUnary(op func(a Datum) (Datum, error)) body {
	return body{f1: func(_ *Env, a Datum) (Datum, error) { return op(a) }}
}

func numPure(op func(a Datum) Datum) body {
	return body{f1: func(_ *Env, a Datum) (Datum, error) { return op(a), nil }}
}

func numericBodies() map[string]body {
	one := NumericInt(1)
	return map[string]body{
		"numeric_add": numOp(NumericAdd), "numeric_sub": numOp(NumericSub), "numeric_mul": numOp(NumericMul),
		"numeric_div": numOp(NumericDiv), "numeric_mod": numOp(NumericMod), "numeric_div_trunc": numOp(numericDivTrunc),
		"numeric_uminus": numPure(NumericNeg), "numeric_uplus": noChange(),
		"numeric_abs":    numPure(numericAbs),
		"numeric_sign":   numPure(numericSign),
		"numeric_ceil":   numUnary(func(a Datum) (Datum, error) { return numericToward(a, 1) }),
		"numeric_floor":  numUnary(func(a Datum) (Datum, error) { return numericToward(a, -1) }),
		"numeric_inc":    numUnary(func(a Datum) (Datum, error) { return NumericAdd(a, one) }),
		"numeric_round":  {f2: func(_ *Env, a, b Datum) (Datum, error) { return numericRound(a, displayScale(b.Int())), nil }},
		"numeric_trunc":  {f2: func(_ *Env, a, b Datum) (Datum, error) { return numericTrunc(a, displayScale(b.Int())), nil }},
		"round(numeric)": numPure(func(a Datum) Datum { return numericRound(a, 0) }),
		"trunc(numeric)": numPure(func(a Datum) Datum { return numericTrunc(a, 0) }),
		"numeric_sqrt":   numUnary(numericSqrt),
		"numeric_exp":    numLong(numericExp),
		"numeric_ln":     numLong(numericLn),
		"numeric_log":    {f2: numericLog},
		"log(numeric)":   numLong(func(env *Env, a Datum) (Datum, error) { return numericLog(env, NumericInt(10), a) }),
		"log10(numeric)": numLong(func(env *Env, a Datum) (Datum, error) { return numericLog(env, NumericInt(10), a) }),
		"numeric_power":  {f2: numericPower},
		"numeric_fac":    numLong(func(env *Env, a Datum) (Datum, error) { return factorial(env, a.Int()) }),
		"numeric_gcd":    numOp(numericGCD),
		"numeric_lcm":    numOp(numericLCM),
		"numeric_scale":  {f1: numericScaleOf},
		"numeric_min_scale": {f1: func(env *Env, a Datum) (Datum, error) {
			return numericScaleOf(env, trimNumeric(a))
		}},
		"numeric_trim_scale":   numPure(trimNumeric),
		"width_bucket_numeric": {fn: widthBucketNumeric},
		"numeric_to_char":      {f2: func(_ *Env, a, b Datum) (Datum, error) { return numToChar(a, b.Text()) }},
		"int4_to_char":         {f2: func(_ *Env, a, b Datum) (Datum, error) { return int4ToChar(a.Int(), b.Text()) }},
		"int8_to_char":         {f2: func(_ *Env, a, b Datum) (Datum, error) { return numToChar(NumericInt(a.Int()), b.Text()) }},
		"float4_to_char": {f2: func(_ *Env, a, b Datum) (Datum, error) {
			return floatToChar(a.Float(), true, b.Text())
		}},
		"float8_to_char": {f2: func(_ *Env, a, b Datum) (Datum, error) {
			return floatToChar(a.Float(), false, b.Text())
		}},
		"numeric_to_number": {f2: toNumber},
	}
}

func displayScale(n int64) int32 {
	return int32(min(max(n, -numericMaxIntDigits-1), numericMaxDscale))
}

func numericAbs(a Datum) Datum {
	if numSign(a) < 0 {
		return NumericNeg(a)
	}
	return a
}

func numericSign(a Datum) Datum {
	if numRank(a) == 2 {
		return a
	}
	return NumericInt(int64(numSign(a)))
}

// numericToward rounds to an integer toward plus or minus infinity.
func numericToward(a Datum, direction int) (Datum, error) {
	t := numericTrunc(a, 0)
	if numRank(a) == 0 && numSign(a) == direction && NumericCompare(t, a) != 0 {
		return NumericAdd(t, NumericInt(int64(direction)))
	}
	return t, nil
}

func numericScaleOf(_ *Env, a Datum) (Datum, error) {
	if numRank(a) != 0 {
		return Null, nil
	}
	return Int(int64(numScale(a))), nil
}

// resultScale is how many digits a function shows whose result has its first
// digit at 10^weight.
func resultScale(weight int, operands ...Datum) int32 {
	scale := int32(numericMinSigDigits - weight)
	for _, o := range operands {
		scale = max(scale, numScale(o))
	}
	return min(max(scale, 0), numericMaxDisplayScale)
}

// guardDigits are computed beyond those shown, so that rounding is right.
const guardDigits = 12

func numericSqrt(a Datum) (Datum, error) {
	switch {
	case numRank(a) == 2 || numRank(a) == 1:
		return a, nil
	case numSign(a) < 0:
		return Null, errSqrtNegative
	}
	weight, _ := baseWeight(a)
	return numericRootScale(a, resultScale(int((weight+1)*2-1), a)), nil
}

// numericRootScale is the square root of a ≥ 0, rounded to a scale.
func numericRootScale(a Datum, scale int32) Datum {
	var buf apd.BigInt
	c, s := numParts(a, &buf)
	// One digit more decides the rounding.
	want := scale + 1
	shift := 2*want - s
	num := new(apd.BigInt)
	if shift >= 0 {
		num.Mul(c, pow10(shift))
	} else {
		num.Quo(c, pow10(-shift))
	}
	return numericBig(roundBig(num.Sqrt(num), want, scale), scale)
}

// Postgres refuses exp beyond expMax, and estimates sizes with this logarithm.
const (
	expMax = numericMaxResultScale * 3
	log10E = 0.434294481903252
)

func numericExp(env *Env, a Datum) (Datum, error) {
	switch numRank(a) {
	case 2, 1:
		return a, nil
	case -1:
		return NumericInt(0), nil
	}
	v, _ := NumericToFloat(a)
	if v >= expMax {
		return Null, errNumericOverflow
	}
	weight := int(math.Max(v*log10E, -numericMaxResultScale))
	scale := resultScale(weight, a)
	if v <= -expMax {
		return numericRound(NumericInt(0), scale), nil
	}
	e, err := expBig(env, bigFloat(a, precisionFor(weight, scale)))
	return numericFromBigFloat(e, scale, err)
}

// lnWeight estimates the power of ten of the first digit of ln(a), a > 0.
func lnWeight(a Datum) int {
	if NumericCompare(a, NumericSmall(9, 1)) >= 0 && NumericCompare(a, NumericSmall(11, 1)) <= 0 {
		x, err := NumericSub(a, NumericInt(1))
		if err != nil || numSign(x) == 0 {
			return 0
		}
		weight, digit := baseWeight(x)
		return int(weight)*4 + int(math.Log10(float64(digit)))
	}
	// ln(a) = ln(first digits) + their place × ln 10
	adj := adjusted(a)
	var buf [64]byte
	digits := appendCoeff(buf[:0], a)
	m, _ := strconv.ParseFloat(string(digits[:min(len(digits), 16)]), 64)
	m /= math.Pow10(min(len(digits), 16) - 1)
	ln := math.Log(m) + float64(adj)*math.Ln10
	return int(math.Log10(math.Abs(ln)))
}

func checkLogOperand(a Datum) error {
	switch {
	case numRank(a) == 2:
		return nil
	case numSign(a) < 0:
		return errLogNegative
	case numSign(a) == 0:
		return errLogZero
	}
	return nil
}

func numericLn(env *Env, a Datum) (Datum, error) {
	if err := checkLogOperand(a); err != nil {
		return Null, err
	}
	if numRank(a) != 0 {
		return a, nil
	}
	weight := lnWeight(a)
	scale := resultScale(weight, a)
	ln, err := lnBig(env, bigFloat(a, precisionFor(weight, scale)))
	return numericFromBigFloat(ln, scale, err)
}

// numericLog is the logarithm of a to a base.
func numericLog(env *Env, base, a Datum) (Datum, error) {
	if numRank(base) == 2 || numRank(a) == 2 {
		return numericNaN, nil
	}
	for _, o := range []Datum{base, a} {
		if err := checkLogOperand(o); err != nil {
			return Null, err
		}
	}
	switch {
	case numRank(base) != 0 && numRank(a) != 0:
		return numericNaN, nil
	case numRank(base) != 0:
		return NumericInt(0), nil
	case numRank(a) != 0:
		return a, nil
	}
	weight := lnWeight(a) - lnWeight(base)
	scale := resultScale(weight, base, a)
	prec := precisionFor(weight, scale) + 64
	num, err := lnBig(env, bigFloat(a, prec))
	if err != nil {
		return Null, err
	}
	den, err := lnBig(env, bigFloat(base, prec))
	if err != nil {
		return Null, err
	}
	if NumericCompare(base, NumericInt(1)) == 0 {
		return Null, errDivisionByZero
	}
	return numericFromBigFloat(num.Quo(num, den), scale, nil)
}

func numericPower(env *Env, a, b Datum) (Datum, error) {
	if d, done, err := powerSpecial(a, b); done {
		return d, err
	}
	integral := NumericCompare(b, numericTrunc(b, 0)) == 0
	switch {
	case numSign(a) == 0 && numSign(b) < 0:
		return Null, errPowZero
	case numSign(a) < 0 && !integral:
		return Null, errPowNegative
	}
	if exp, ok := NumericToInt64(b); ok && integral && exp == int64(int32(exp)) {
		return powerInt(env, a, exp)
	}
	if numSign(a) == 0 {
		return numericRound(NumericInt(0), numericMinSigDigits), nil
	}
	if numSign(a) < 0 {
		d, err := numericPower(env, numericAbs(a), b)
		if odd, _ := NumericMod(b, NumericInt(2)); err == nil && numSign(odd) != 0 {
			d = NumericNeg(d)
		}
		return d, err
	}
	la, _ := NumericToFloat(numericAbs(a))
	lb, _ := NumericToFloat(b)
	// Postgres estimates the size from a logarithm of eight digits.
	unit := math.Pow10(max(8-lnWeight(numericAbs(a)), 0))
	val := math.Round(lb*math.Round(math.Log(la)*unit)/unit*unit) / unit
	switch {
	case val > expMax*1.003:
		return Null, errNumericOverflow
	case val < -expMax*1.003:
		return numericRound(NumericInt(0), numericMaxDisplayScale), nil
	}
	weight := int(val * log10E)
	scale := resultScale(weight, a, b)
	prec := precisionFor(weight, scale) + 64
	// An error in the logarithm is multiplied by the exponent.
	ln, err := lnBig(env, bigFloat(a, prec+uint(max(adjusted(b), 0)*4)))
	if err != nil {
		return Null, err
	}
	e, err := expBig(env, ln.Mul(ln, bigFloat(b, prec)))
	return numericFromBigFloat(e, scale, err)
}

// powerSpecial treats NaN and infinities as Postgres does.
func powerSpecial(a, b Datum) (d Datum, done bool, err error) {
	one := func(x Datum) bool { return numRank(x) == 0 && NumericCompare(x, NumericInt(1)) == 0 }
	ra, rb := numRank(a), numRank(b)
	switch {
	case ra == 0 && rb == 0:
		return Null, false, nil
	case ra == 2 && rb == 0 && numSign(b) == 0, one(a):
		return NumericInt(1), true, nil
	case ra == 2 || rb == 2:
		return numericNaN, true, nil
	case rb != 0:
		c := NumericCompare(numericAbs(a), NumericInt(1))
		switch {
		case numSign(a) == 0 && rb < 0:
			return Null, true, errPowZero
		case c == 0:
			return NumericInt(1), true, nil
		case (c > 0) == (rb > 0):
			return numericInf, true, nil
		}
		return NumericInt(0), true, nil
	case numSign(b) == 0:
		return NumericInt(1), true, nil
	case numSign(b) < 0:
		return NumericInt(0), true, nil
	case ra > 0:
		return numericInf, true, nil
	}
	t := numericTrunc(b, 0)
	if NumericCompare(b, t) != 0 {
		return Null, true, errPowNegative
	}
	odd, _ := NumericMod(t, NumericInt(2))
	return NumericInf(numSign(odd) != 0), true, nil
}

// powerInt raises to a whole power; 16 digits after the point are shown, or as
// many as the base has.
func powerInt(env *Env, a Datum, exp int64) (Datum, error) {
	scale := min(max(numericMinSigDigits, numScale(a)), numericMaxDisplayScale)
	if numSign(a) == 0 {
		if exp == 0 {
			return numericRound(NumericInt(1), scale), nil
		}
		return numericRound(NumericInt(0), scale), nil
	}
	la, _ := NumericToFloat(numericAbs(a))
	val := float64(exp) * math.Log10(la)
	if math.IsInf(val, 0) || val > 131072 {
		return Null, errNumericOverflow
	}
	if val < -float64(scale)-10 {
		return numericRound(NumericInt(0), scale), nil
	}
	p, err := powBig(env, bigFloat(a, precisionFor(int(val)+1, scale)), exp)
	return numericFromBigFloat(p, scale, err)
}

// factorialMax is the largest factorial that the format holds.
const factorialMax = 32177

func factorial(env *Env, n int64) (Datum, error) {
	switch {
	case n < 0:
		return Null, pgerror.New(pgerror.NumericValueOutOfRange, "factorial of a negative number is undefined")
	case n > factorialMax:
		return Null, errNumericOverflow
	}
	if err := env.Checkpoint(); err != nil { // the largest takes some 20 ms
		return Null, err
	}
	return numericChecked(new(apd.BigInt).MulRange(1, max(n, 1)), 0)
}

func numericGCD(a, b Datum) (Datum, error) {
	if ra, rb := numRank(a), numRank(b); ra != 0 || rb != 0 {
		return numericNaN, nil
	}
	var bufA, bufB apd.BigInt
	ca, cb, scale := align(a, b, &bufA, &bufB)
	g := new(apd.BigInt).GCD(nil, nil, new(apd.BigInt).Abs(ca), new(apd.BigInt).Abs(cb))
	return numericBig(g, scale), nil
}

func numericLCM(a, b Datum) (Datum, error) {
	if ra, rb := numRank(a), numRank(b); ra != 0 || rb != 0 {
		return numericNaN, nil
	}
	var bufA, bufB apd.BigInt
	ca, cb, scale := align(a, b, &bufA, &bufB)
	if ca.Sign() == 0 || cb.Sign() == 0 {
		return NumericSmall(0, scale), nil
	}
	ca, cb = new(apd.BigInt).Abs(ca), new(apd.BigInt).Abs(cb)
	g := new(apd.BigInt).GCD(nil, nil, ca, cb)
	l := new(apd.BigInt).Quo(ca, g)
	return numericChecked(l.Mul(l, cb), scale)
}

func widthBucketNumeric(_ *Env, args []Datum) (Datum, error) {
	x, lo, hi, n := args[0], args[1], args[2], args[3].Int()
	switch {
	case numRank(x) == 2 || numRank(lo) == 2 || numRank(hi) == 2:
		return Null, pgerror.New(pgerror.InvalidArgumentForWidthBucketFunction, "operand, lower bound, and upper bound cannot be NaN")
	case numRank(lo) != 0 || numRank(hi) != 0:
		return Null, pgerror.New(pgerror.InvalidArgumentForWidthBucketFunction, "lower and upper bounds must be finite")
	case NumericCompare(lo, hi) == 0:
		return Null, pgerror.New(pgerror.InvalidArgumentForWidthBucketFunction, "lower bound cannot equal upper bound")
	}
	if NumericCompare(lo, hi) > 0 { // mirror a descending scale
		x, lo, hi = NumericNeg(x), NumericNeg(lo), NumericNeg(hi)
	}
	v, err := widthBucket(n, NumericCompare(x, lo) < 0, NumericCompare(x, hi) >= 0, func() int64 {
		num, _ := NumericSub(x, lo)
		den, _ := NumericSub(hi, lo)
		num, _ = NumericMul(num, NumericInt(n))
		q, _ := numericDivTrunc(num, den)
		b, _ := NumericToInt64(q)
		return b
	})
	if err != nil {
		return Null, err
	}
	return Int(v), nil
}

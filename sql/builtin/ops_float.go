package builtin

import (
	"math"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// AddFloat8, SubFloat8, MulFloat8 and DivFloat8 are the double precision
// operators; the errors are 22003 and 22012.
func AddFloat8(a, b float64) (float64, error) { return checkOverflow(a+b, a, b) }

// SubFloat8 returns a - b.
func SubFloat8(a, b float64) (float64, error) { return checkOverflow(a-b, a, b) }

// MulFloat8 returns a × b.
func MulFloat8(a, b float64) (float64, error) {
	c := a * b
	if c == 0 && a != 0 && b != 0 {
		return 0, types.ErrFloatUnderflow
	}
	return checkOverflow(c, a, b)
}

// DivFloat8 returns a / b.
func DivFloat8(a, b float64) (float64, error) {
	if b == 0 && !math.IsNaN(a) {
		return 0, types.ErrDivisionByZero
	}
	c := a / b
	if c == 0 && a != 0 && !math.IsInf(b, 0) {
		return 0, types.ErrFloatUnderflow
	}
	return checkOverflow(c, a, b)
}

// checkOverflow refuses an infinity that no operand brought in.
func checkOverflow(c float64, operands ...float64) (float64, error) {
	if !math.IsInf(c, 0) {
		return c, nil
	}
	for _, o := range operands {
		if math.IsInf(o, 0) {
			return c, nil
		}
	}
	return 0, types.ErrFloatOverflow
}

func floatOp(op func(a, b float64) (float64, error)) body {
	return body{f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
		v, err := op(a.Float(), b.Float())
		if err != nil {
			return types.Null, err
		}
		return types.Float(v), nil
	}}
}

// float4Op computes in single precision.
func float4Op(op func(a, b float64) (float64, error)) body {
	return body{f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
		v, err := op(a.Float(), b.Float())
		if err != nil {
			return types.Null, err
		}
		if f := float32(v); math.IsInf(float64(f), 0) && !math.IsInf(v, 0) {
			return types.Null, types.ErrFloatOverflow
		} else if f == 0 && v != 0 {
			return types.Null, types.ErrFloatUnderflow
		}
		return types.Float(float64(float32(v))), nil
	}}
}

func floatUnary(op func(a float64) (float64, error)) body {
	return body{f1: func(_ *types.Env, a types.Datum) (types.Datum, error) {
		v, err := op(a.Float())
		if err != nil {
			return types.Null, err
		}
		return types.Float(v), nil
	}}
}

func floatPure(op func(a float64) float64) body {
	return body{f1: func(_ *types.Env, a types.Datum) (types.Datum, error) { return types.Float(op(a.Float())), nil }}
}

// withDomain refuses operands outside [lo, hi] with Postgres's words.
func withDomain(lo, hi float64, op func(float64) float64) body {
	return floatUnary(func(a float64) (float64, error) {
		if a < lo || a > hi {
			return 0, errInputRange
		}
		return checkOverflow(op(a), a)
	})
}

var errInputRange = pgerror.New(pgerror.NumericValueOutOfRange, "input is out of range")

// finiteOnly refuses infinities, which have no angle.
func finiteOnly(op func(float64) float64) body {
	return floatUnary(func(a float64) (float64, error) {
		if math.IsInf(a, 0) {
			return 0, errInputRange
		}
		return op(a), nil
	})
}

func floatBodies() map[string]body {
	m := map[string]body{}
	for _, w := range []string{"float8", "float48", "float84"} {
		m[w+"pl"], m[w+"mi"], m[w+"mul"], m[w+"div"] = floatOp(AddFloat8), floatOp(SubFloat8), floatOp(MulFloat8), floatOp(DivFloat8)
	}
	m["float4pl"], m["float4mi"], m["float4mul"], m["float4div"] = float4Op(AddFloat8), float4Op(SubFloat8), float4Op(MulFloat8), float4Op(DivFloat8)
	for _, w := range []string{"float4", "float8"} {
		m[w+"um"] = floatPure(func(a float64) float64 { return -a })
		m[w+"up"] = noChange()
		m[w+"abs"] = floatPure(math.Abs)
	}
	for name, b := range map[string]body{
		"dsqrt":  floatUnary(sqrtFloat),
		"dcbrt":  floatPure(cbrtOf),
		"dpow":   floatOp(powFloat),
		"dexp":   floatUnary(expFloat),
		"dlog1":  floatUnary(logFloat(logOf)),
		"dlog10": floatUnary(logFloat(log10Of)),
		"dceil":  floatPure(math.Ceil), "dfloor": floatPure(math.Floor), "dround": floatPure(math.RoundToEven),
		"dtrunc": floatPure(math.Trunc), "dsign": floatPure(signFloat),
		"degrees": floatUnary(func(a float64) (float64, error) { return checkOverflow(a/(math.Pi/180), a) }),
		"radians": floatPure(func(a float64) float64 { return a * (math.Pi / 180) }),
		"dpi":     {fn: func(*types.Env, []types.Datum) (types.Datum, error) { return types.Float(math.Pi), nil }},
		"dsin":    finiteOnly(sinOf), "dcos": finiteOnly(cosOf), "dtan": finiteOnly(tanOf),
		"dcot":  finiteOnly(func(a float64) float64 { return 1 / tanOf(a) }),
		"dasin": withDomain(-1, 1, asinOf), "dacos": withDomain(-1, 1, acosOf), "datan": floatPure(atanOf),
		"datan2": floatOp(func(a, b float64) (float64, error) { return atan2Of(a, b), nil }),
		"dsinh":  floatPure(sinhOf), "dcosh": floatPure(coshOf), "dtanh": floatPure(tanhOf),
		"dasinh": floatPure(math.Asinh), "dacosh": withDomain(1, math.Inf(1), math.Acosh), "datanh": floatUnary(func(a float64) (float64, error) {
			if a < -1 || a > 1 {
				return 0, errInputRange
			}
			return math.Atanh(a), nil // at the ends it is infinite, and no error
		}),
		"dsind": finiteOnly(sinDegrees), "dcosd": finiteOnly(cosDegrees),
		"dtand":  finiteOnly(tanDegrees),
		"dcotd":  finiteOnly(cotDegrees),
		"dasind": withDomain(-1, 1, asinDegrees),
		"dacosd": withDomain(-1, 1, acosDegrees),
		"datand": floatPure(func(a float64) float64 { return atanDegrees(atanOf(a)) }),
		"datan2d": floatOp(func(a, b float64) (float64, error) {
			return atanDegrees(atan2Of(a, b)), nil
		}),
		"width_bucket_float8": {fn: widthBucketFloat},
		"drandom":             {fn: randomFloat},
		"setseed":             {f1: setSeed},
	} {
		m[name] = b
	}
	return m
}

func signFloat(a float64) float64 {
	switch {
	case a > 0:
		return 1
	case a < 0:
		return -1
	}
	return 0
}

func sqrtFloat(a float64) (float64, error) {
	if a < 0 {
		return 0, errSqrtNegative
	}
	return math.Sqrt(a), nil
}

var (
	errSqrtNegative = pgerror.New(pgerror.InvalidArgumentForPowerFunction, "cannot take square root of a negative number")
	errLogZero      = pgerror.New(pgerror.InvalidArgumentForLog, "cannot take logarithm of zero")
	errLogNegative  = pgerror.New(pgerror.InvalidArgumentForLog, "cannot take logarithm of a negative number")
	errPowZero      = pgerror.New(pgerror.InvalidArgumentForPowerFunction, "zero raised to a negative power is undefined")
	errPowNegative  = pgerror.New(pgerror.InvalidArgumentForPowerFunction, "a negative number raised to a non-integer power yields a complex result")
)

func logFloat(op func(float64) float64) func(float64) (float64, error) {
	return func(a float64) (float64, error) {
		switch {
		case a == 0:
			return 0, errLogZero
		case a < 0:
			return 0, errLogNegative
		}
		return op(a), nil
	}
}

func expFloat(a float64) (float64, error) {
	v := expOf(a)
	if v == 0 && !math.IsInf(a, -1) {
		return 0, types.ErrFloatUnderflow
	}
	return checkOverflow(v, a)
}

func powFloat(a, b float64) (float64, error) {
	switch {
	case a == 0 && b < 0:
		return 0, errPowZero
	case a < 0 && b != math.Floor(b) && !math.IsInf(b, 0) && !math.IsNaN(b):
		return 0, errPowNegative
	}
	v := powOf(a, b)
	if v == 0 && a != 0 && !math.IsInf(a, 0) && !math.IsInf(b, 0) {
		return 0, types.ErrFloatUnderflow
	}
	return checkOverflow(v, a, b)
}

// The trigonometric functions of degrees are scaled so that the common angles
// are exact: each stretch of the circle is divided by what it gives at its end.
var (
	sin30         = sinOf(inRadians(30))
	oneMinusCos60 = 1 - cosOf(inRadians(60))
	tan45         = sinQuadrant(45) / cosQuadrant(45)
	cot45         = cosQuadrant(45) / sinQuadrant(45)
	asinHalf      = asinOf(0.5)
	acosHalf      = acosOf(0.5)
	atanOne       = atanOf(1)
)

const radianDegree = 0.0174532925199432957692

// inRadians is a function so that constants round as variables do.
func inRadians(a float64) float64 { return a * radianDegree }

func sinTo30(a float64) float64 { return sinOf(inRadians(a)) / sin30 / 2 }

func cosTo60(a float64) float64 { return 1 - (1-cosOf(inRadians(a)))/oneMinusCos60/2 }

// sinQuadrant and cosQuadrant are for 0 ≤ a ≤ 90.
func sinQuadrant(a float64) float64 {
	if a <= 30 {
		return sinTo30(a)
	}
	return cosTo60(90 - a)
}

func cosQuadrant(a float64) float64 {
	if a <= 60 {
		return cosTo60(a)
	}
	return sinTo30(90 - a)
}

func sinDegrees(a float64) float64 {
	a = math.Mod(a, 360)
	sign := 1.0
	if a < 0 {
		a, sign = -a, -1
	}
	if a > 180 {
		a, sign = 360-a, -sign
	}
	if a > 90 {
		a = 180 - a
	}
	return sign * sinQuadrant(a)
}

func cosDegrees(a float64) float64 {
	a = math.Abs(math.Mod(a, 360))
	sign := 1.0
	if a > 180 {
		a = 360 - a
	}
	if a > 90 {
		a, sign = 180-a, -1
	}
	return sign * cosQuadrant(a)
}

// foldTan brings an angle to the first quadrant for tan and cot.
func foldTan(a float64) (folded, sign float64) {
	a = math.Mod(a, 360)
	sign = 1
	if a < 0 {
		a, sign = -a, -1
	}
	if a > 180 {
		a, sign = 360-a, -sign
	}
	if a > 90 {
		a, sign = 180-a, -sign
	}
	return a, sign
}

func tanDegrees(a float64) float64 {
	a, sign := foldTan(a)
	v := sign * (sinQuadrant(a) / cosQuadrant(a) / tan45)
	if v == 0 {
		return 0 // never -0
	}
	return v
}

func cotDegrees(a float64) float64 {
	a, sign := foldTan(a)
	v := sign * (cosQuadrant(a) / sinQuadrant(a) / cot45)
	if v == 0 {
		return 0
	}
	return v
}

func asinDegrees(a float64) float64 {
	x := math.Abs(a)
	v := 90 - acosOf(x)/acosHalf*60
	if x <= 0.5 {
		v = asinOf(x) / asinHalf * 30
	}
	return math.Copysign(v, a)
}

func acosDegrees(a float64) float64 {
	x := math.Abs(a)
	v := acosOf(x) / acosHalf * 60
	if x <= 0.5 {
		v = 90 - asinOf(x)/asinHalf*30
	}
	if a < 0 {
		return 180 - v
	}
	return v
}

func atanDegrees(r float64) float64 { return r / atanOne * 45 }

func widthBucketFloat(_ *types.Env, args []types.Datum) (types.Datum, error) {
	x, lo, hi, n := args[0].Float(), args[1].Float(), args[2].Float(), args[3].Int()
	switch {
	case n <= 0:
		return types.Null, errBucketCount
	case math.IsNaN(x) || math.IsNaN(lo) || math.IsNaN(hi):
		return types.Null, pgerror.New(pgerror.InvalidArgumentForWidthBucketFunction, "operand, lower bound, and upper bound cannot be NaN")
	case math.IsInf(lo, 0) || math.IsInf(hi, 0):
		return types.Null, pgerror.New(pgerror.InvalidArgumentForWidthBucketFunction, "lower and upper bounds must be finite")
	case lo == hi:
		return types.Null, pgerror.New(pgerror.InvalidArgumentForWidthBucketFunction, "lower bound cannot equal upper bound")
	}
	below, above, part := x < lo, x >= hi, (x-lo)/(hi-lo)
	if lo > hi {
		below, above, part = x > lo, x <= hi, (lo-x)/(lo-hi)
	}
	v, err := widthBucket(n, below, above, func() int64 { return int64(part * float64(n)) })
	if err != nil {
		return types.Null, err
	}
	return types.Int(v), nil
}

func randomFloat(env *types.Env, _ []types.Datum) (types.Datum, error) {
	if env == nil {
		return types.Null, types.ErrNoRandom
	}
	v, err := env.NextRandom()
	return types.Float(v), err
}

// setSeed makes the session's random() repeatable.
func setSeed(env *types.Env, a types.Datum) (types.Datum, error) {
	v := a.Float()
	if !(v >= -1 && v <= 1) {
		return types.Null, pgerror.New(pgerror.InvalidParameterValue, "setseed parameter %s is out of allowed range [-1,1]", types.AppendFloat(nil, v, types.TFloat8, env))
	}
	if env == nil {
		return types.Null, types.ErrNoRandom
	}
	env.SetSeed(v)
	return types.Void(), nil
}

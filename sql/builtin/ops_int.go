package builtin

import (
	"math"
	"strconv"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// AddInt8, SubInt8, MulInt8, DivInt8 and ModInt8 are the bigint operators for
// callers that hold plain numbers; the errors are 22003 and 22012.
func AddInt8(a, b int64) (int64, error) {
	c := a + b
	if (a^c)&(b^c) < 0 {
		return 0, types.ErrInt8Range
	}
	return c, nil
}

// SubInt8 returns a - b.
func SubInt8(a, b int64) (int64, error) {
	c := a - b
	if (a^b)&(a^c) < 0 {
		return 0, types.ErrInt8Range
	}
	return c, nil
}

// MulInt8 returns a × b.
func MulInt8(a, b int64) (int64, error) {
	c, ok := types.MulInt64(a, b)
	if !ok {
		return 0, types.ErrInt8Range
	}
	return c, nil
}

// DivInt8 returns a / b, cut toward zero.
func DivInt8(a, b int64) (int64, error) {
	switch {
	case b == 0:
		return 0, types.ErrDivisionByZero
	case b == -1 && a == math.MinInt64:
		return 0, types.ErrInt8Range
	}
	return a / b, nil
}

// ModInt8 returns the rest of DivInt8.
func ModInt8(a, b int64) (int64, error) {
	switch b {
	case 0:
		return 0, types.ErrDivisionByZero
	case -1:
		return 0, nil
	}
	return a % b, nil
}

// AddInt4, SubInt4 and MulInt4 are the integer operators.
func AddInt4(a, b int64) (int64, error) { return rangeInt4(a + b) }

// SubInt4 returns a - b.
func SubInt4(a, b int64) (int64, error) { return rangeInt4(a - b) }

// MulInt4 returns a × b.
func MulInt4(a, b int64) (int64, error) { return rangeInt4(a * b) }

func rangeInt4(v int64) (int64, error) {
	if v != int64(int32(v)) {
		return 0, types.ErrInt4Range
	}
	return v, nil
}

func rangeInt2(v int64) (int64, error) {
	if v != int64(int16(v)) {
		return 0, types.ErrInt2Range
	}
	return v, nil
}

func int2of(op func(a, b int64) int64) func(a, b int64) (int64, error) {
	return func(a, b int64) (int64, error) { return rangeInt2(op(a, b)) }
}

func divInt4(a, b int64) (int64, error) {
	if b == 0 {
		return 0, types.ErrDivisionByZero
	}
	return rangeInt4(a / b)
}

func divInt2(a, b int64) (int64, error) {
	if b == 0 {
		return 0, types.ErrDivisionByZero
	}
	return rangeInt2(a / b)
}

func intOp(op func(a, b int64) (int64, error)) body {
	return body{f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
		v, err := op(a.Int(), b.Int())
		if err != nil {
			return types.Null, err
		}
		return types.Int(v), nil
	}}
}

func intPure(op func(a, b int64) int64) body {
	return body{f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) { return types.Int(op(a.Int(), b.Int())), nil }}
}

func intUnary(op func(a int64) (int64, error)) body {
	return body{f1: func(_ *types.Env, a types.Datum) (types.Datum, error) {
		v, err := op(a.Int())
		if err != nil {
			return types.Null, err
		}
		return types.Int(v), nil
	}}
}

func noChange() body {
	return body{f1: func(_ *types.Env, a types.Datum) (types.Datum, error) { return a, nil }}
}

func intBodies() map[string]body {
	add := func(a, b int64) int64 { return a + b }
	sub := func(a, b int64) int64 { return a - b }
	mul := func(a, b int64) int64 { return a * b }
	m := map[string]body{
		"int2pl": intOp(int2of(add)), "int2mi": intOp(int2of(sub)), "int2mul": intOp(int2of(mul)), "int2div": intOp(divInt2),
		"int2mod": intOp(ModInt8), "int4mod": intOp(ModInt8), "int8mod": intOp(ModInt8),
		"int2up": noChange(), "int4up": noChange(), "int8up": noChange(),
		"int8inc": intUnary(func(a int64) (int64, error) { return AddInt8(a, 1) }),
		"int8dec": intUnary(func(a int64) (int64, error) { return AddInt8(a, -1) }),
		"int4inc": intUnary(func(a int64) (int64, error) { return AddInt4(a, 1) }),
		"int4gcd": intOp(gcdInt(rangeInt4)), "int8gcd": intOp(gcdInt(rangeInt8)),
		"int4lcm": intOp(lcmInt(rangeInt4)), "int8lcm": intOp(lcmInt(rangeInt8)),
		"to_hex32": {f1: func(_ *types.Env, a types.Datum) (types.Datum, error) {
			return types.Text(strconv.FormatUint(uint64(uint32(a.Int())), 16)), nil
		}},
		"to_hex64": {f1: func(_ *types.Env, a types.Datum) (types.Datum, error) {
			return types.Text(strconv.FormatUint(uint64(a.Int()), 16)), nil
		}},
		"booland_statefunc": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return types.Bool(a.Bool() && b.Bool()), nil
		}},
		"boolor_statefunc": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return types.Bool(a.Bool() || b.Bool()), nil
		}},
		// Of an integer, too, whose bits count.
		"xideq": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return types.Bool(uint32(a.Int()) == uint32(b.Int())), nil
		}},
		"xid_age": {f1: transactionAge}, "mxid_age": {f1: multixactAge},
		"xidneq": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return types.Bool(uint32(a.Int()) != uint32(b.Int())), nil
		}},
	}
	for _, w := range []string{"int4", "int24", "int42"} {
		m[w+"pl"], m[w+"mi"], m[w+"mul"], m[w+"div"] = intOp(AddInt4), intOp(SubInt4), intOp(MulInt4), intOp(divInt4)
	}
	for _, w := range []string{"int8", "int28", "int82", "int48", "int84"} {
		m[w+"pl"], m[w+"mi"], m[w+"mul"], m[w+"div"] = intOp(AddInt8), intOp(SubInt8), intOp(MulInt8), intOp(DivInt8)
	}
	for width, check := range map[int]func(int64) (int64, error){2: rangeInt2, 4: rangeInt4, 8: rangeInt8} {
		bits := int64(width * 8)
		w := "int" + strconv.Itoa(width)
		m[w+"um"] = intUnary(func(a int64) (int64, error) { return negInt(a, width, check) })
		m[w+"abs"] = intUnary(func(a int64) (int64, error) {
			if a < 0 {
				return negInt(a, width, check)
			}
			return a, nil
		})
		m[w+"and"] = intPure(func(a, b int64) int64 { return a & b })
		m[w+"or"] = intPure(func(a, b int64) int64 { return a | b })
		m[w+"xor"] = intPure(func(a, b int64) int64 { return a ^ b })
		m[w+"not"] = intUnary(func(a int64) (int64, error) { return ^a, nil })
		m[w+"shl"] = intPure(func(a, b int64) int64 { return cutInt(a<<shiftBy(b, bits), width) })
		m[w+"shr"] = intPure(func(a, b int64) int64 { return a >> shiftBy(b, bits) })
	}
	return m
}

func rangeInt8(v int64) (int64, error) { return v, nil }

// negInt negates; the smallest number of each width has no negative.
func negInt(a int64, width int, check func(int64) (int64, error)) (int64, error) {
	if width == 8 && a == math.MinInt64 {
		return 0, types.ErrInt8Range
	}
	return check(-a)
}

// shiftBy masks a shift as x86 does, which is what Postgres gives.
func shiftBy(n, bits int64) uint64 {
	if bits == 16 {
		bits = 32 // C promotes a smallint before it shifts
	}
	return uint64(n & (bits - 1))
}

func cutInt(v int64, width int) int64 {
	switch width {
	case 2:
		return int64(int16(v))
	case 4:
		return int64(int32(v))
	}
	return v
}

func gcdU(a, b uint64) uint64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

func gcdInt(check func(int64) (int64, error)) func(a, b int64) (int64, error) {
	return func(a, b int64) (int64, error) {
		g := gcdU(types.AbsUint64(a), types.AbsUint64(b))
		if g > math.MaxInt64 {
			return 0, types.ErrInt8Range
		}
		return check(int64(g))
	}
}

func lcmInt(check func(int64) (int64, error)) func(a, b int64) (int64, error) {
	return func(a, b int64) (int64, error) {
		if a == 0 || b == 0 {
			return 0, nil
		}
		g := gcdU(types.AbsUint64(a), types.AbsUint64(b))
		v, ok := types.MulInt64(int64(types.AbsUint64(a)/g), int64(types.AbsUint64(b)))
		if !ok || v < 0 {
			if _, err := check(math.MaxInt64); err != nil {
				return 0, err
			}
			return 0, types.ErrInt8Range
		}
		return check(v)
	}
}

// transactionAge is how many transactions have begun since one of that number. Numbers of this width
// are none of transactions here (xmin is a checksum of a row), and none is ever used up: each is of now,
// so that who watches for their end sees none coming, and who asks for what is new since a number gets all.
// The three that Postgres keeps for itself are older than any, as there.
func transactionAge(_ *types.Env, a types.Datum) (types.Datum, error) {
	if uint32(a.Int()) <= frozenTransaction {
		return types.Int(math.MaxInt32), nil
	}
	return types.Int(0), nil
}

// multixactAge is transactionAge of numbers for several transactions, of which 0 alone is none.
func multixactAge(_ *types.Env, a types.Datum) (types.Datum, error) {
	if uint32(a.Int()) == 0 {
		return types.Int(math.MaxInt32), nil
	}
	return types.Int(0), nil
}

// frozenTransaction is the last of the numbers that are no transaction's.
const frozenTransaction = 2

var errBucketCount = pgerror.New(pgerror.InvalidArgumentForWidthBucketFunction, "count must be greater than zero")

// widthBucket is the shared part of width_bucket for ordered inputs.
func widthBucket(count int64, below, above bool, bucket func() int64) (int64, error) {
	switch {
	case below:
		return 0, nil
	case above:
		return rangeInt4(count + 1)
	}
	return bucket() + 1, nil
}

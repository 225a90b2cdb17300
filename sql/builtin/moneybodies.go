package builtin

import (
	"github.com/isochrondb/isochron/sql/types"
	"math"
	"strconv"
	"strings"
)

func moneyBodies() map[string]body {
	out := map[string]body{
		"cash_pl": moneys(types.AddInt64),
		"cash_mi": moneys(types.SubInt64),
		"cash_div_cash": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			if types.MoneyOf(b.Bytes()) == 0 {
				return types.Null, types.ErrDivisionByZero
			}
			return types.Float(float64(types.MoneyOf(a.Bytes())) / float64(types.MoneyOf(b.Bytes()))), nil
		}},
		"cash_words": {f1: func(_ *types.Env, a types.Datum) (types.Datum, error) {
			return types.Text(moneyWords(types.MoneyOf(a.Bytes()))), nil
		}},
		"int4_cash": {f1: func(_ *types.Env, a types.Datum) (types.Datum, error) { return wholeMoney(a.Int()) }},
		"int8_cash": {f1: func(_ *types.Env, a types.Datum) (types.Datum, error) { return wholeMoney(a.Int()) }},
		"numeric_cash": {f1: func(env *types.Env, a types.Datum) (types.Datum, error) {
			if types.NumericRank(a) != 0 {
				return numericToInt(types.TInt8, a) // refused in that name
			}
			d, err := types.ParseNumeric(string(types.AppendNumeric(nil, a)) + "e2")
			if err != nil {
				return types.Null, err
			}
			v, err := numericToInt(types.TInt8, d)
			return types.MoneyDatum(v.Int()), err
		}},
		"cash_numeric": {f1: func(_ *types.Env, a types.Datum) (types.Datum, error) {
			return NumericSmallOrLarge(types.MoneyOf(a.Bytes()), 2)
		}},
	}
	for _, t := range []string{"int2", "int4", "int8"} {
		out["cash_mul_"+t] = body{f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return moneyWithin(types.MulInt64(types.MoneyOf(a.Bytes()), b.Int()))
		}}
		out[t+"_mul_cash"] = body{f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return moneyWithin(types.MulInt64(types.MoneyOf(b.Bytes()), a.Int()))
		}}
		out["cash_div_"+t] = body{f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			if b.Int() == 0 {
				return types.Null, types.ErrDivisionByZero
			}
			if b.Int() == -1 {
				return moneyWithin(types.SubInt64(0, types.MoneyOf(a.Bytes())))
			}
			return types.MoneyDatum(types.MoneyOf(a.Bytes()) / b.Int()), nil
		}}
	}
	for _, t := range []string{"flt4", "flt8"} {
		out["cash_mul_"+t] = body{f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return floatMoney(float64(types.MoneyOf(a.Bytes()))*b.Float(), b.Float())
		}}
		out[t+"_mul_cash"] = body{f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return floatMoney(float64(types.MoneyOf(b.Bytes()))*a.Float(), a.Float())
		}}
		out["cash_div_"+t] = body{f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			if b.Float() == 0 {
				return types.Null, types.ErrDivisionByZero
			}
			return floatMoney(float64(types.MoneyOf(a.Bytes()))/b.Float(), b.Float())
		}}
	}
	return out
}

func moneys(fn func(a, b int64) (int64, bool)) body {
	return body{f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
		return moneyWithin(fn(types.MoneyOf(a.Bytes()), types.MoneyOf(b.Bytes())))
	}}
}

func moneyWithin(cents int64, ok bool) (types.Datum, error) {
	if !ok {
		return types.Null, types.ErrMoneyRange
	}
	return types.MoneyDatum(cents), nil
}

// floatMoney rounds what an amount and the number by gave: infinite, where by was not, is an overflow of the
// numbers, not of the amount.
func floatMoney(f, by float64) (types.Datum, error) {
	if math.IsInf(f, 0) && !math.IsInf(by, 0) {
		return types.Null, types.ErrFloatOverflow
	}
	f = math.RoundToEven(f)
	return moneyWithin(int64(f), f >= math.MinInt64 && f < math.MaxInt64)
}

func wholeMoney(v int64) (types.Datum, error) {
	cents, ok := types.MulInt64(v, 100)
	if !ok {
		return types.Null, types.ErrInt8Range
	}
	return types.MoneyDatum(cents), nil
}

// NumericSmallOrLarge is coeff × 10^-scale.
func NumericSmallOrLarge(coeff int64, scale int32) (types.Datum, error) {
	return types.ParseNumeric(strconv.FormatInt(coeff, 10) + "e-" + strconv.Itoa(int(scale)))
}

// numberWords is a number below 1,000 in words.
func numberWords(n uint64) string {
	rest := n % 100
	hundreds := ""
	switch {
	case n <= 20:
		return types.SmallWords[n]
	case rest == 0:
		return types.SmallWords[n/100] + " hundred"
	case n > 99:
		hundreds = types.SmallWords[n/100] + " hundred "
	}
	switch {
	case n%10 == 0 && rest > 10:
		return hundreds + types.TensWords[rest/10]
	case rest < 20:
		if hundreds != "" {
			hundreds += "and "
		}
		return hundreds + types.SmallWords[rest]
	}
	return hundreds + types.TensWords[rest/10] + " " + types.SmallWords[rest%10]
}

func moneyWords(cents int64) string {
	out := ""
	u := uint64(cents)
	if cents < 0 {
		out, u = "minus ", -u
	}
	whole := false
	for _, p := range []struct {
		unit uint64
		name string
	}{{1e17, " quadrillion "}, {1e14, " trillion "}, {1e11, " billion "}, {1e8, " million "}, {1e5, " thousand "}, {100, ""}} {
		if n := u / p.unit % 1000; n > 0 {
			out, whole = out+numberWords(n)+p.name, true
		}
	}
	if !whole {
		out += "zero"
	}
	out += map[bool]string{true: " dollar and ", false: " dollars and "}[u/100 == 1]
	out += numberWords(u%100) + map[bool]string{true: " cent", false: " cents"}[u%100 == 1]
	return strings.ToUpper(out[:1]) + out[1:]
}

// moneySum is sum(money).
type moneySum struct {
	sum int64
	any bool
}

func (s *moneySum) Add(_ *types.Env, args []types.Datum) error {
	if args[0].IsNull() {
		return nil
	}
	return s.add(types.MoneyOf(args[0].Bytes()))
}

func (s *moneySum) Merge(_ *types.Env, other AggState) error {
	o := other.(*moneySum)
	if !o.any {
		return nil
	}
	return s.add(o.sum)
}

func (s *moneySum) add(cents int64) error {
	sum, ok := types.AddInt64(s.sum, cents)
	if !ok {
		return types.ErrMoneyRange
	}
	s.sum, s.any = sum, true
	return nil
}

func (s *moneySum) Result(*types.Env) (types.Datum, error) {
	if !s.any {
		return types.Null, nil
	}
	return types.MoneyDatum(s.sum), nil
}

func (s *moneySum) MemoryBytes() int { return 16 }

func (s *moneySum) PartTypes() []*types.Type { return []*types.Type{types.TMoney} }

func (s *moneySum) Part(dst []types.Datum) ([]types.Datum, error) {
	d, err := s.Result(nil)
	return append(dst, d), err
}

func (s *moneySum) AddPart(env *types.Env, part []types.Datum) error { return s.Add(env, part) }

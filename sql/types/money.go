package types

import (
	"encoding/binary"
	"math"
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// money is cents, as the locale C of Postgres has them, held as 8 bytes in the order of the
// numbers.

// moneyCodec reads and writes it.
var moneyCodec = codec{
	parse: func(_ *Type, _ int32, s string, _ *Env) (Datum, error) { return parseMoney(s) },
	text: func(dst []byte, _ *Type, b []byte, _ *Env) ([]byte, bool) {
		if len(b) != 8 {
			return dst, false
		}
		return appendMoney(dst, moneyOf(b)), true
	},
	recv: func(_ *Type, _ int32, b []byte) (Datum, error) {
		switch {
		case len(b) < 8:
			return Null, errShortMessage
		case len(b) > 8:
			return Null, errBinaryFormat
		}
		return moneyDatum(int64(binary.BigEndian.Uint64(b))), nil
	},
	send: func(dst []byte, _ *Type, b []byte) ([]byte, bool) {
		if len(b) != 8 {
			return dst, false
		}
		return binary.BigEndian.AppendUint64(dst, uint64(moneyOf(b))), true
	},
}

func moneyDatum(cents int64) Datum {
	return Bytes(binary.BigEndian.AppendUint64(nil, uint64(cents)^1<<63))
}

func moneyOf(b []byte) int64 {
	if len(b) != 8 {
		return 0
	}
	return int64(binary.BigEndian.Uint64(b) ^ 1<<63)
}

// NeedsParted reports whether t is a type, or an array or a domain of one, that came with
// version.Parted.
func NeedsParted(t *Type) bool {
	t = t.Base()
	if t.elem != nil {
		t = t.elem.Base()
	}
	return t.OID == OIDMoney || t.OID == OIDRefCursor || t.OID == OIDTSVector || t.OID == OIDTSQuery || t.composite != nil && t.composite.IsRow()
}

// moneyReader goes through the text of an amount.
type moneyReader struct {
	rest     string
	negative bool
}

func (r *moneyReader) spaceAndSymbol() {
	r.rest = trimLeftSpace(r.rest)
	r.rest = trimLeftSpace(strings.TrimPrefix(r.rest, "$"))
}

// digits reads the number as a negative one, which may be larger.
func (r *moneyReader) digits() (cents int64, ok bool) {
	point, decimals := false, 0
	ok = true
	push := func(d int64) {
		v, fits := mulInt64(cents, 10)
		if !fits || v < math.MinInt64+d {
			ok = false
			return
		}
		cents = v - d
	}
	for ; r.rest != ""; r.rest = r.rest[1:] {
		c := r.rest[0]
		switch {
		case isDigit(c) && (!point || decimals < 2):
			push(int64(c - '0'))
			decimals += int(b2i(point))
			continue
		case c == '.' && !point:
			point = true
			continue
		case c == ',':
			continue
		}
		break
	}
	if r.rest != "" && r.rest[0] >= '5' && isDigit(r.rest[0]) {
		if cents == math.MinInt64 {
			ok = false
		}
		cents--
	}
	for ; decimals < 2; decimals++ {
		push(0)
	}
	return cents, ok
}

// trailer reads what may follow the number.
func (r *moneyReader) trailer() bool {
	r.rest = strings.TrimLeft(r.rest, "0123456789")
	for ; r.rest != ""; r.rest = r.rest[1:] {
		switch c := r.rest[0]; {
		case c == '-':
			r.negative = true
		case !isSpace(c) && c != ')' && c != '+' && c != '$':
			return false
		}
	}
	return true
}

func parseMoney(s string) (Datum, error) {
	r := moneyReader{rest: s}
	r.spaceAndSymbol()
	switch {
	case strings.HasPrefix(r.rest, "-"), strings.HasPrefix(r.rest, "("):
		r.rest, r.negative = r.rest[1:], true
	case strings.HasPrefix(r.rest, "+"):
		r.rest = r.rest[1:]
	}
	r.spaceAndSymbol()
	cents, ok := r.digits()
	switch {
	case !ok:
		return Null, rangeError("money", s)
	case !r.trailer():
		return Null, syntaxError("money", s)
	case r.negative:
		return moneyDatum(cents), nil
	case cents == math.MinInt64:
		return Null, rangeError("money", s)
	}
	return moneyDatum(-cents), nil
}

func appendMoney(dst []byte, cents int64) []byte {
	u := uint64(cents)
	if cents < 0 {
		dst, u = append(dst, '-'), -u
	}
	dst = append(dst, '$')
	whole := strconv.FormatUint(u/100, 10)
	for i := range len(whole) {
		if i > 0 && (len(whole)-i)%3 == 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, whole[i])
	}
	return append(dst, '.', byte('0'+u%100/10), byte('0'+u%10))
}

func moneyBodies() map[string]body {
	out := map[string]body{
		"cash_pl": moneys(addInt64),
		"cash_mi": moneys(subInt64),
		"cash_div_cash": {f2: func(_ *Env, a, b Datum) (Datum, error) {
			if moneyOf(b.Bytes()) == 0 {
				return Null, errDivisionByZero
			}
			return Float(float64(moneyOf(a.Bytes())) / float64(moneyOf(b.Bytes()))), nil
		}},
		"cash_words": {f1: func(_ *Env, a Datum) (Datum, error) { return Text(moneyWords(moneyOf(a.Bytes()))), nil }},
		"int4_cash":  {f1: func(_ *Env, a Datum) (Datum, error) { return wholeMoney(a.Int()) }},
		"int8_cash":  {f1: func(_ *Env, a Datum) (Datum, error) { return wholeMoney(a.Int()) }},
		"numeric_cash": {f1: func(env *Env, a Datum) (Datum, error) {
			d, err := parseNumeric(string(appendNumeric(nil, a)) + "e2")
			if err != nil {
				return Null, err
			}
			v, err := numericToInt(TInt8, d)
			return moneyDatum(v.Int()), err
		}},
		"cash_numeric": {f1: func(_ *Env, a Datum) (Datum, error) {
			return NumericSmallOrLarge(moneyOf(a.Bytes()), 2)
		}},
	}
	for _, t := range []string{"int2", "int4", "int8"} {
		out["cash_mul_"+t] = body{f2: func(_ *Env, a, b Datum) (Datum, error) { return moneyWithin(mulInt64(moneyOf(a.Bytes()), b.Int())) }}
		out[t+"_mul_cash"] = body{f2: func(_ *Env, a, b Datum) (Datum, error) { return moneyWithin(mulInt64(moneyOf(b.Bytes()), a.Int())) }}
		out["cash_div_"+t] = body{f2: func(_ *Env, a, b Datum) (Datum, error) {
			if b.Int() == 0 {
				return Null, errDivisionByZero
			}
			if b.Int() == -1 {
				return moneyWithin(subInt64(0, moneyOf(a.Bytes())))
			}
			return moneyDatum(moneyOf(a.Bytes()) / b.Int()), nil
		}}
	}
	for _, t := range []string{"flt4", "flt8"} {
		out["cash_mul_"+t] = body{f2: func(_ *Env, a, b Datum) (Datum, error) {
			return floatMoney(float64(moneyOf(a.Bytes())) * b.Float())
		}}
		out[t+"_mul_cash"] = body{f2: func(_ *Env, a, b Datum) (Datum, error) {
			return floatMoney(float64(moneyOf(b.Bytes())) * a.Float())
		}}
		out["cash_div_"+t] = body{f2: func(_ *Env, a, b Datum) (Datum, error) {
			if b.Float() == 0 {
				return Null, errDivisionByZero
			}
			return floatMoney(float64(moneyOf(a.Bytes())) / b.Float())
		}}
	}
	return out
}

func moneys(fn func(a, b int64) (int64, bool)) body {
	return body{f2: func(_ *Env, a, b Datum) (Datum, error) {
		return moneyWithin(fn(moneyOf(a.Bytes()), moneyOf(b.Bytes())))
	}}
}

// errMoneyRange is an amount that has no place in 64 bits of cents.
var errMoneyRange = pgerror.New(pgerror.NumericValueOutOfRange, "money out of range")

func moneyWithin(cents int64, ok bool) (Datum, error) {
	if !ok {
		return Null, errMoneyRange
	}
	return moneyDatum(cents), nil
}

// floatMoney rounds.
func floatMoney(f float64) (Datum, error) {
	f = math.RoundToEven(f)
	return moneyWithin(int64(f), f >= math.MinInt64 && f < math.MaxInt64)
}

func wholeMoney(v int64) (Datum, error) {
	cents, ok := mulInt64(v, 100)
	if !ok {
		return Null, errInt8Range
	}
	return moneyDatum(cents), nil
}

// NumericSmallOrLarge is coeff × 10^-scale.
func NumericSmallOrLarge(coeff int64, scale int32) (Datum, error) {
	return parseNumeric(strconv.FormatInt(coeff, 10) + "e-" + strconv.Itoa(int(scale)))
}

var (
	smallWords = strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty")
	tensWords  = strings.Fields("zero ten twenty thirty forty fifty sixty seventy eighty ninety")
)

// numberWords is a number below 1,000 in words.
func numberWords(n uint64) string {
	rest := n % 100
	hundreds := ""
	switch {
	case n <= 20:
		return smallWords[n]
	case rest == 0:
		return smallWords[n/100] + " hundred"
	case n > 99:
		hundreds = smallWords[n/100] + " hundred "
	}
	switch {
	case n%10 == 0 && rest > 10:
		return hundreds + tensWords[rest/10]
	case rest < 20:
		if hundreds != "" {
			hundreds += "and "
		}
		return hundreds + smallWords[rest]
	}
	return hundreds + tensWords[rest/10] + " " + smallWords[rest%10]
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

func (s *moneySum) Add(_ *Env, args []Datum) error {
	if args[0].IsNull() {
		return nil
	}
	return s.add(moneyOf(args[0].Bytes()))
}

func (s *moneySum) Merge(_ *Env, other AggState) error {
	o := other.(*moneySum)
	if !o.any {
		return nil
	}
	return s.add(o.sum)
}

func (s *moneySum) add(cents int64) error {
	sum, ok := addInt64(s.sum, cents)
	if !ok {
		return errMoneyRange
	}
	s.sum, s.any = sum, true
	return nil
}

func (s *moneySum) Result(*Env) (Datum, error) {
	if !s.any {
		return Null, nil
	}
	return moneyDatum(s.sum), nil
}

func (s *moneySum) MemoryBytes() int { return 16 }

func (s *moneySum) PartTypes() []*Type { return []*Type{TMoney} }

func (s *moneySum) Part(dst []Datum) ([]Datum, error) {
	d, err := s.Result(nil)
	return append(dst, d), err
}

func (s *moneySum) AddPart(env *Env, part []Datum) error { return s.Add(env, part) }

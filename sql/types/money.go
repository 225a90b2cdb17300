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
		return appendMoney(dst, MoneyOf(b)), true
	},
	recv: func(_ *Type, _ int32, b []byte) (Datum, error) {
		switch {
		case len(b) < 8:
			return Null, errShortMessage
		case len(b) > 8:
			return Null, ErrBinaryFormat
		}
		return MoneyDatum(int64(binary.BigEndian.Uint64(b))), nil
	},
	send: func(dst []byte, _ *Type, b []byte) ([]byte, bool) {
		if len(b) != 8 {
			return dst, false
		}
		return binary.BigEndian.AppendUint64(dst, uint64(MoneyOf(b))), true
	},
}

// MoneyDatum is an amount in cents as a datum.
func MoneyDatum(cents int64) Datum {
	return Bytes(binary.BigEndian.AppendUint64(nil, uint64(cents)^1<<63))
}

// MoneyOf is the amount of a datum in cents.
func MoneyOf(b []byte) int64 {
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
	r.rest = TrimLeftSpace(r.rest)
	r.rest = TrimLeftSpace(strings.TrimPrefix(r.rest, "$"))
}

// digits reads the number as a negative one, which may be larger.
func (r *moneyReader) digits() (cents int64, ok bool) {
	point, decimals := false, 0
	ok = true
	push := func(d int64) {
		v, fits := MulInt64(cents, 10)
		if !fits || v < math.MinInt64+d {
			ok = false
			return
		}
		cents = v - d
	}
	for ; r.rest != ""; r.rest = r.rest[1:] {
		c := r.rest[0]
		switch {
		case IsDigit(c) && (!point || decimals < 2):
			push(int64(c - '0'))
			decimals += int(BoolToInt(point))
			continue
		case c == '.' && !point:
			point = true
			continue
		case c == ',':
			continue
		}
		break
	}
	if r.rest != "" && r.rest[0] >= '5' && IsDigit(r.rest[0]) {
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
		case !IsSpace(c) && c != ')' && c != '+' && c != '$':
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
		return Null, SyntaxError("money", s)
	case r.negative:
		return MoneyDatum(cents), nil
	case cents == math.MinInt64:
		return Null, rangeError("money", s)
	}
	return MoneyDatum(-cents), nil
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

// ErrMoneyRange is an amount that has no place in 64 bits of cents.
var ErrMoneyRange = pgerror.New(pgerror.NumericValueOutOfRange, "money out of range")

var (
	// SmallWords are the numbers below twenty.
	SmallWords = strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty")
	// TensWords are the tens.
	TensWords = strings.Fields("zero ten twenty thirty forty fifty sixty seventy eighty ninety")
)

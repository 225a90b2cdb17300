package types

import (
	"encoding/binary"
	"math/bits"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// A bit string is held in groups of 8 bytes, the first bit the highest, zeros behind the last,
// and behind each group how many of its bits count: 255 where another group follows. So the
// order of the bytes is that of bit strings: 0 before 00 before 01 before 1.
const (
	bitGroup     = 8
	bitGroupMore = 0xff
)

// bitString is a bit string taken apart: bits beyond n are zero.
type bitString struct {
	b []byte
	n int
}

func newBits(n int) bitString { return bitString{b: make([]byte, (n+7)/8), n: n} }

func (s bitString) bit(i int) byte { return s.b[i/8] >> (7 - i%8) & 1 }

func (s bitString) set(i int) { s.b[i/8] |= 0x80 >> (i % 8) }

// slice copies the bits from..to-1, which are in s.
func (s bitString) slice(from, to int) bitString {
	out := newBits(max(to-from, 0))
	out.place(0, s, from)
	return out
}

// place puts the bits of s from one on, as many as there are and fit, at a place where all is
// zero.
func (out bitString) place(at int, s bitString, from int) {
	if at%8 == 0 && from%8 == 0 && out.n-at >= s.n-from {
		copy(out.b[at/8:], s.b[from/8:])
		return
	}
	for i := range min(out.n-at, s.n-from) {
		if s.bit(from+i) != 0 {
			out.set(at + i)
		}
	}
}

func (s bitString) datum() Datum {
	if s.n == 0 {
		return Bytes(nil)
	}
	out := make([]byte, 0, (len(s.b)/bitGroup+1)*(bitGroup+1))
	for at := 0; at < len(s.b); at += bitGroup {
		var group [bitGroup]byte
		copy(group[:], s.b[at:])
		out = append(out, group[:]...)
		if left := s.n - 8*at; left > 8*bitGroup {
			out = append(out, bitGroupMore)
		} else {
			out = append(out, byte(left))
		}
	}
	return Bytes(out)
}

func bitsOf(b []byte) (s bitString, ok bool) {
	if len(b)%(bitGroup+1) != 0 {
		return s, false
	}
	s.b = make([]byte, 0, len(b))
	for len(b) > 0 {
		count := int(b[bitGroup])
		last := len(b) == bitGroup+1
		if last != (count <= 8*bitGroup) || count == 0 {
			return s, false
		}
		s.b = append(s.b, b[:bitGroup]...)
		if last {
			s.n += count
			s.b = s.b[:(s.n+7)/8]
			break
		}
		s.n += 8 * bitGroup
		b = b[bitGroup+1:]
	}
	return s, true
}

var bitCodec = codec{
	parse: func(t *Type, typmod int32, s string, _ *Env) (Datum, error) {
		v, err := parseBits(s)
		if err != nil {
			return Null, err
		}
		return fitBits(t, v, typmod)
	},
	text: func(dst []byte, _ *Type, b []byte, _ *Env) ([]byte, bool) {
		s, ok := bitsOf(b)
		if !ok {
			return dst, false
		}
		for i := range s.n {
			dst = append(dst, '0'+s.bit(i))
		}
		return dst, true
	},
	recv: func(t *Type, typmod int32, b []byte) (Datum, error) {
		if len(b) < 4 {
			return Null, errShortMessage
		}
		n := int(int32(binary.BigEndian.Uint32(b)))
		if b = b[4:]; n < 0 {
			return Null, pgerror.New(pgerror.InvalidBinaryRepresentation, "invalid length in external bit string")
		}
		size := (n + 7) / 8
		if len(b) < size {
			return Null, errShortMessage
		}
		if len(b) > size {
			return Null, errBinaryFormat
		}
		s := newBits(n)
		copy(s.b, b)
		if n%8 != 0 {
			s.b[size-1] &= 0xff << (8 - n%8)
		}
		return fitBits(t, s, typmod)
	},
	send: func(dst []byte, _ *Type, b []byte) ([]byte, bool) {
		s, ok := bitsOf(b)
		if !ok {
			return dst, false
		}
		return append(binary.BigEndian.AppendUint32(dst, uint32(s.n)), s.b...), true
	},
}

// parseBits reads binary digits, hexadecimal ones behind an x.
func parseBits(s string) (bitString, error) {
	kind, digits := byte('b'), s
	if s != "" {
		switch s[0] {
		case 'b', 'B':
			digits = s[1:]
		case 'x', 'X':
			kind, digits = 'x', s[1:]
		}
	}
	if kind == 'x' {
		out := newBits(4 * len(digits))
		for i := range len(digits) {
			v, err := hexDigit(digits[i:])
			if err != nil {
				return out, pgerror.New(pgerror.InvalidTextRepresentation, "\"%c\" is not a valid hexadecimal digit", []rune(digits[i:])[0])
			}
			out.b[i/2] |= v << (4 * (1 - i%2))
		}
		return out, nil
	}
	out := newBits(len(digits))
	for i := range len(digits) {
		switch digits[i] {
		case '1':
			out.set(i)
		case '0':
		default:
			return out, pgerror.New(pgerror.InvalidTextRepresentation, "\"%c\" is not a valid binary digit", []rune(digits[i:])[0])
		}
	}
	return out, nil
}

// ParseBits reads what stands in a bit string literal, B'…' or X'…', with its letter in front.
func ParseBits(s string) (Datum, error) {
	b, err := parseBits(s)
	return b.datum(), err
}

// fitBits refuses a string that is not as long as the modifier says.
func fitBits(t *Type, s bitString, typmod int32) (Datum, error) {
	switch {
	case typmod < 0:
	case t.OID == OIDBit && s.n != int(typmod):
		return Null, pgerror.New(pgerror.StringDataLengthMismatch, "bit string length %d does not match type bit(%d)", s.n, typmod)
	case t.OID == OIDVarBit && s.n > int(typmod):
		return Null, pgerror.New(pgerror.StringDataRightTruncation, "bit string too long for type bit varying(%d)", typmod)
	}
	return s.datum(), nil
}

// applyBitTypmod cuts or pads in an explicit cast.
func applyBitTypmod(t *Type, d Datum, typmod int32, explicit bool) (Datum, error) {
	s, ok := bitsOf(d.Bytes())
	if !ok {
		return Null, errDamaged
	}
	if explicit && (t.OID == OIDBit || s.n > int(typmod)) {
		out := newBits(int(typmod))
		cut := s.slice(0, min(s.n, out.n))
		out.place(0, cut, 0)
		return out.datum(), nil
	}
	return fitBits(t, s, typmod)
}

// intToBits gives the lowest bits of an integer: one without a modifier, and copies of the sign
// beyond its own.
func intToBits(from *Type) func(*Env, Datum, int32, bool) (Datum, error) {
	return func(_ *Env, d Datum, typmod int32, _ bool) (Datum, error) {
		if d.IsNull() {
			return Null, nil
		}
		return bitsFromInt(d.Int(), max(int(typmod), 1)), nil
	}
}

func bitsFromInt(v int64, n int) Datum {
	out := newBits(n)
	for i := range n {
		if v>>min(n-1-i, 63)&1 != 0 {
			out.set(i)
		}
	}
	return out.datum()
}

func bits1(fn func(s bitString) (Datum, error)) body {
	return body{f1: func(_ *Env, a Datum) (Datum, error) {
		s, ok := bitsOf(a.Bytes())
		if !ok {
			return Null, errDamaged
		}
		return fn(s)
	}}
}

// bitsN is a body whose first argument is a bit string, as may be the second.
func bitsN(two bool, fn func(s, t bitString, args []Datum) (Datum, error)) body {
	return body{fn: func(_ *Env, args []Datum) (Datum, error) {
		s, ok := bitsOf(args[0].Bytes())
		var t bitString
		if two && ok {
			t, ok = bitsOf(args[1].Bytes())
		}
		if !ok {
			return Null, errDamaged
		}
		return fn(s, t, args)
	}}
}

func bitwise(name string, op func(a, b byte) byte) body {
	return bitsN(true, func(a, b bitString, _ []Datum) (Datum, error) { return bitsTogether(name, op, a, b) })
}

func bitsTogether(name string, op func(a, b byte) byte, a, b bitString) (Datum, error) {
	if a.n != b.n {
		return Null, pgerror.New(pgerror.StringDataLengthMismatch, "cannot %s bit strings of different sizes", name)
	}
	out := newBits(a.n)
	for i := range out.b {
		out.b[i] = op(a.b[i], b.b[i])
	}
	return out.datum(), nil
}

func bitBodies() map[string]body {
	return map[string]body{
		"bit_and": bitwise("AND", func(a, b byte) byte { return a & b }),
		"bit_or":  bitwise("OR", func(a, b byte) byte { return a | b }),
		"bitxor":  bitwise("XOR", func(a, b byte) byte { return a ^ b }),
		"bitnot": bits1(func(s bitString) (Datum, error) {
			out := newBits(s.n)
			for i := range s.n {
				if s.bit(i) == 0 {
					out.set(i)
				}
			}
			return out.datum(), nil
		}),
		"bitshiftleft":  bitsN(false, func(s, _ bitString, a []Datum) (Datum, error) { return s.shift(a[1].Int()), nil }),
		"bitshiftright": bitsN(false, func(s, _ bitString, a []Datum) (Datum, error) { return s.shift(-a[1].Int()), nil }),
		"bitcat": bitsN(true, func(a, b bitString, _ []Datum) (Datum, error) {
			return a.join(b).datum(), nil
		}),
		"bit_length(bit)": bits1(func(s bitString) (Datum, error) { return Int(int64(s.n)), nil }),
		"bitlength":       bits1(func(s bitString) (Datum, error) { return Int(int64(s.n)), nil }),
		"bitoctetlength":  bits1(func(s bitString) (Datum, error) { return Int(int64(len(s.b))), nil }),
		"bit_bit_count": bits1(func(s bitString) (Datum, error) {
			n := 0
			for _, c := range s.b {
				n += bits.OnesCount8(c)
			}
			return Int(int64(n)), nil
		}),
		"bitsubstr":        bitsN(false, func(s, _ bitString, a []Datum) (Datum, error) { return s.substr(a[1].Int(), a[2].Int()) }),
		"bitsubstr_no_len": bitsN(false, func(s, _ bitString, a []Datum) (Datum, error) { return s.substr(a[1].Int(), 1<<32) }),
		"bitoverlay": bitsN(true, func(s, t bitString, a []Datum) (Datum, error) {
			return s.overlay(t, a[2].Int(), a[3].Int())
		}),
		"bitoverlay_no_len": bitsN(true, func(s, t bitString, a []Datum) (Datum, error) {
			return s.overlay(t, a[2].Int(), int64(t.n))
		}),
		"bitposition": bitsN(true, func(s, t bitString, _ []Datum) (Datum, error) { return Int(int64(s.find(t))), nil }),
		"bitgetbit": bitsN(false, func(s, _ bitString, a []Datum) (Datum, error) {
			if err := s.holds(a[1].Int()); err != nil {
				return Null, err
			}
			return Int(int64(s.bit(int(a[1].Int())))), nil
		}),
		"bitsetbit": bitsN(false, func(s, _ bitString, a []Datum) (Datum, error) {
			if err := s.holds(a[1].Int()); err != nil {
				return Null, err
			}
			out, i := s.slice(0, s.n), int(a[1].Int())
			switch a[2].Int() {
			case 0:
				out.b[i/8] &^= 0x80 >> (i % 8)
			case 1:
				out.set(i)
			default:
				return Null, pgerror.New(pgerror.InvalidParameterValue, "new bit must be 0 or 1")
			}
			return out.datum(), nil
		}),
		"bittoint4": bits1(func(s bitString) (Datum, error) {
			if s.n > 32 {
				return Null, errInt4Range
			}
			return Int(int64(int32(s.number()))), nil
		}),
		"bittoint8": bits1(func(s bitString) (Datum, error) {
			if s.n > 64 {
				return Null, errInt8Range
			}
			return Int(int64(s.number())), nil
		}),
		"bitfromint4": {f2: func(_ *Env, a, b Datum) (Datum, error) { return bitsFromInt(a.Int(), max(int(b.Int()), 1)), nil }},
		"bitfromint8": {f2: func(_ *Env, a, b Datum) (Datum, error) { return bitsFromInt(a.Int(), max(int(b.Int()), 1)), nil }},
		"bitcmp":      {f2: func(_ *Env, a, b Datum) (Datum, error) { return Int(int64(Compare(TVarBit, a, b))), nil }},
	}
}

// number is the value of at most 64 bits.
func (s bitString) number() uint64 {
	v := uint64(0)
	for i := range s.n {
		v = v<<1 | uint64(s.bit(i))
	}
	return v
}

func (s bitString) join(t bitString) bitString {
	out := newBits(s.n + t.n)
	out.place(0, s, 0)
	out.place(s.n, t, 0)
	return out
}

// shift moves the bits by so many to the left, to the right for less than zero.
func (s bitString) shift(by int64) Datum {
	out := newBits(s.n)
	n := int(min(max(by, -int64(s.n)), int64(s.n)))
	if n >= 0 {
		out.place(0, s, n)
	} else {
		out.place(-n, s, 0)
	}
	return out.datum()
}

func (s bitString) substr(start, length int64) (Datum, error) {
	if length < 0 {
		return Null, errNegativeSubstring
	}
	from, to := max(start, 1), min(start+length, int64(s.n)+1)
	if to <= from {
		return Bytes(nil), nil
	}
	return s.slice(int(from)-1, int(to)-1).datum(), nil
}

func (s bitString) overlay(t bitString, start, length int64) (Datum, error) {
	if start <= 0 {
		return Null, errNegativeSubstring
	}
	head := s.slice(0, int(min(start-1, int64(s.n))))
	tail := s.slice(int(min(max(start-1+length, 0), int64(s.n))), s.n)
	return head.join(t).join(tail).datum(), nil
}

// find is where t begins in s, from 1; 0 where it does not.
func (s bitString) find(t bitString) int {
	if t.n == 0 {
		return int(b2i(s.n > 0))
	}
next:
	for at := 0; at+t.n <= s.n; at++ {
		for i := range t.n {
			if s.bit(at+i) != t.bit(i) {
				continue next
			}
		}
		return at + 1
	}
	return 0
}

func (s bitString) holds(i int64) error {
	if i < 0 || i >= int64(s.n) {
		return pgerror.New(pgerror.ArraySubscriptError, "bit index %d out of valid range (0..%d)", i, s.n-1)
	}
	return nil
}

// bitStringState is bit_and, bit_or or bit_xor of bit strings.
type bitStringState struct {
	op  string
	sum bitString
	any bool
}

func (s *bitStringState) Add(_ *Env, args []Datum) error {
	if args[0].IsNull() {
		return nil
	}
	v, ok := bitsOf(args[0].Bytes())
	if !ok {
		return errDamaged
	}
	return s.take(v)
}

func (s *bitStringState) take(v bitString) error {
	if !s.any {
		s.sum, s.any = v, true
		return nil
	}
	if v.n != s.sum.n {
		name := map[string]string{"and": "AND", "or": "OR", "xor": "XOR"}[s.op]
		return pgerror.New(pgerror.StringDataLengthMismatch, "cannot %s bit strings of different sizes", name)
	}
	for i, c := range v.b {
		switch s.op {
		case "and":
			s.sum.b[i] &= c
		case "or":
			s.sum.b[i] |= c
		default:
			s.sum.b[i] ^= c
		}
	}
	return nil
}

func (s *bitStringState) Merge(_ *Env, other AggState) error {
	if o := other.(*bitStringState); o.any {
		return s.take(o.sum)
	}
	return nil
}

func (s *bitStringState) Result(*Env) (Datum, error) {
	if !s.any {
		return Null, nil
	}
	return s.sum.datum(), nil
}

func (s *bitStringState) MemoryBytes() int { return 64 + len(s.sum.b) }

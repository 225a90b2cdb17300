package types

import (
	"encoding/binary"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// A bit string is held in groups of 8 bytes, the first bit the highest, zeros behind the last,
// and behind each group how many of its bits count: 255 where another group follows. So the
// order of the bytes is that of bit strings: 0 before 00 before 01 before 1.
const (
	bitGroup     = 8
	bitGroupMore = 0xff
)

// BitString is a bit string taken apart: bits beyond n are zero.
type BitString struct {
	B []byte
	N int
}

// NewBits makes a string of zeros.
func NewBits(n int) BitString { return BitString{B: make([]byte, (n+7)/8), N: n} }

// Bit is the bit at a place, counted from 0.
func (s BitString) Bit(i int) byte { return s.B[i/8] >> (7 - i%8) & 1 }

// Set makes the bit at a place 1.
func (s BitString) Set(i int) { s.B[i/8] |= 0x80 >> (i % 8) }

// Slice copies the bits from..to-1, which are in s.
func (s BitString) Slice(from, to int) BitString {
	out := NewBits(max(to-from, 0))
	out.place(0, s, from)
	return out
}

// place puts the bits of s from one on, as many as there are and fit, at a place where all is
// zero.
func (out BitString) place(at int, s BitString, from int) {
	if at%8 == 0 && from%8 == 0 && out.N-at >= s.N-from {
		copy(out.B[at/8:], s.B[from/8:])
		return
	}
	for i := range min(out.N-at, s.N-from) {
		if s.Bit(from+i) != 0 {
			out.Set(at + i)
		}
	}
}

// Datum is the datum that holds the bits.
func (s BitString) Datum() Datum {
	if s.N == 0 {
		return Bytes(nil)
	}
	out := make([]byte, 0, (len(s.B)/bitGroup+1)*(bitGroup+1))
	for at := 0; at < len(s.B); at += bitGroup {
		var group [bitGroup]byte
		copy(group[:], s.B[at:])
		out = append(out, group[:]...)
		if left := s.N - 8*at; left > 8*bitGroup {
			out = append(out, bitGroupMore)
		} else {
			out = append(out, byte(left))
		}
	}
	return Bytes(out)
}

// BitsOf takes the bytes of a bit string apart.
func BitsOf(b []byte) (s BitString, ok bool) {
	if len(b)%(bitGroup+1) != 0 {
		return s, false
	}
	s.B = make([]byte, 0, len(b))
	for len(b) > 0 {
		count := int(b[bitGroup])
		last := len(b) == bitGroup+1
		if last != (count <= 8*bitGroup) || count == 0 {
			return s, false
		}
		s.B = append(s.B, b[:bitGroup]...)
		if last {
			s.N += count
			s.B = s.B[:(s.N+7)/8]
			break
		}
		s.N += 8 * bitGroup
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
		s, ok := BitsOf(b)
		if !ok {
			return dst, false
		}
		for i := range s.N {
			dst = append(dst, '0'+s.Bit(i))
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
			return Null, ErrBinaryFormat
		}
		s := NewBits(n)
		copy(s.B, b)
		if n%8 != 0 {
			s.B[size-1] &= 0xff << (8 - n%8)
		}
		return fitBits(t, s, typmod)
	},
	send: func(dst []byte, _ *Type, b []byte) ([]byte, bool) {
		s, ok := BitsOf(b)
		if !ok {
			return dst, false
		}
		return append(binary.BigEndian.AppendUint32(dst, uint32(s.N)), s.B...), true
	},
}

// parseBits reads binary digits, hexadecimal ones behind an x.
func parseBits(s string) (BitString, error) {
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
		out := NewBits(4 * len(digits))
		for i := range len(digits) {
			v, err := hexDigit(digits[i:])
			if err != nil {
				return out, pgerror.New(pgerror.InvalidTextRepresentation, "\"%c\" is not a valid hexadecimal digit", []rune(digits[i:])[0])
			}
			out.B[i/2] |= v << (4 * (1 - i%2))
		}
		return out, nil
	}
	out := NewBits(len(digits))
	for i := range len(digits) {
		switch digits[i] {
		case '1':
			out.Set(i)
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
	return b.Datum(), err
}

// fitBits refuses a string that is not as long as the modifier says.
func fitBits(t *Type, s BitString, typmod int32) (Datum, error) {
	switch {
	case typmod < 0:
	case t.OID == OIDBit && s.N != int(typmod):
		return Null, pgerror.New(pgerror.StringDataLengthMismatch, "bit string length %d does not match type bit(%d)", s.N, typmod)
	case t.OID == OIDVarBit && s.N > int(typmod):
		return Null, pgerror.New(pgerror.StringDataRightTruncation, "bit string too long for type bit varying(%d)", typmod)
	}
	return s.Datum(), nil
}

// ApplyBitTypmod cuts or pads in an explicit cast.
func ApplyBitTypmod(t *Type, d Datum, typmod int32, explicit bool) (Datum, error) {
	s, ok := BitsOf(d.Bytes())
	if !ok {
		return Null, ErrDamaged
	}
	if explicit && (t.OID == OIDBit || s.N > int(typmod)) {
		out := NewBits(int(typmod))
		cut := s.Slice(0, min(s.N, out.N))
		out.place(0, cut, 0)
		return out.Datum(), nil
	}
	return fitBits(t, s, typmod)
}

// IntToBits gives the lowest bits of an integer: one without a modifier, and copies of the sign
// beyond its own.
func IntToBits(from *Type) func(*Env, Datum, int32, bool) (Datum, error) {
	return func(_ *Env, d Datum, typmod int32, _ bool) (Datum, error) {
		if d.IsNull() {
			return Null, nil
		}
		return BitsFromInt(d.Int(), max(int(typmod), 1)), nil
	}
}

// BitsFromInt makes a bit string of an integer's last bits.
func BitsFromInt(v int64, n int) Datum {
	out := NewBits(n)
	for i := range n {
		if v>>min(n-1-i, 63)&1 != 0 {
			out.Set(i)
		}
	}
	return out.Datum()
}

// Number is the value of at most 64 bits.
func (s BitString) Number() uint64 {
	v := uint64(0)
	for i := range s.N {
		v = v<<1 | uint64(s.Bit(i))
	}
	return v
}

// Join appends other bits.
func (s BitString) Join(t BitString) BitString {
	out := NewBits(s.N + t.N)
	out.place(0, s, 0)
	out.place(s.N, t, 0)
	return out
}

// Shift moves the bits by so many to the left, to the right for less than zero.
func (s BitString) Shift(by int64) Datum {
	out := NewBits(s.N)
	n := int(min(max(by, -int64(s.N)), int64(s.N)))
	if n >= 0 {
		out.place(0, s, n)
	} else {
		out.place(-n, s, 0)
	}
	return out.Datum()
}

// Substr is a part, from a place counted from 1.
func (s BitString) Substr(start, length int64) (Datum, error) {
	if length < 0 {
		return Null, ErrNegativeSubstring
	}
	from, to := max(start, 1), min(start+length, int64(s.N)+1)
	if to <= from {
		return Bytes(nil), nil
	}
	return s.Slice(int(from)-1, int(to)-1).Datum(), nil
}

// Overlay puts other bits in the place of some.
func (s BitString) Overlay(t BitString, start, length int64) (Datum, error) {
	if start <= 0 {
		return Null, ErrNegativeSubstring
	}
	head := s.Slice(0, int(min(start-1, int64(s.N))))
	tail := s.Slice(int(min(max(start-1+length, 0), int64(s.N))), s.N)
	return head.Join(t).Join(tail).Datum(), nil
}

// Find is where t begins in s, from 1; 0 where it does not.
func (s BitString) Find(t BitString) int {
	if t.N == 0 {
		return int(BoolToInt(s.N > 0))
	}
next:
	for at := 0; at+t.N <= s.N; at++ {
		for i := range t.N {
			if s.Bit(at+i) != t.Bit(i) {
				continue next
			}
		}
		return at + 1
	}
	return 0
}

// Holds refuses a place that is not within the bits (2202E).
func (s BitString) Holds(i int64) error {
	if i < 0 || i >= int64(s.N) {
		return pgerror.New(pgerror.ArraySubscriptError, "bit index %d out of valid range (0..%d)", i, s.N-1)
	}
	return nil
}

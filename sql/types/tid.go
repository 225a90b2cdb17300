package types

import (
	"bytes"
	"encoding/binary"
	"math"
	"math/big"
	"strconv"
	"strings"
)

// A tid says where a row is. In Postgres that is a block and a place in it; here it is the row's
// primary key. A key that is one positive integer below 2^48-2^17 is written as a block and an
// offset, so that clients who know tid as six bytes read it; any other key has its bytes behind six
// that no row of that kind has:
//
//	block (4), offset (2)          an integer: block·2^16 + offset
//	00 00 00 00 00 00, key         one integer, not positive
//	ff ff ff fe ff ff, key         all others
//
// So the order of the bytes is that of the keys of a table, and a tid that a client cut to six bytes
// names no row. In text those with a key are (N,1), where N as a number without sign, from the
// highest byte, is the kind (1: not positive, 2: others), zeros up to five bytes, and the key: a key
// does not begin with a zero.
const (
	tidBytes    = 6
	tidLow      = "\x00\x00\x00\x00\x00\x00"
	tidHigh     = "\xff\xff\xff\xfe\xff\xff"
	tidIntMax   = 0xfffffffe_fffe
	tidLowKind  = 1
	tidHighKind = 2
	// tidNumberMin is how many bytes N has at least: what has fewer is a block's number.
	tidNumberMin = 5
	// tidDigitsMax bounds N in text, as reading it takes time: keys of some 26 kB.
	tidDigitsMax = 1 << 16
)

// TIDOfKey is the tid of a row with this primary key; whole tells that the key is one integer, v.
func TIDOfKey(key []byte, whole bool, v int64) Datum {
	switch {
	case whole && v > 0 && v <= tidIntMax:
		return Bytes(binary.BigEndian.AppendUint64(nil, uint64(v))[2:])
	case whole && v <= 0:
		return Bytes(append([]byte(tidLow), key...))
	}
	return Bytes(append([]byte(tidHigh), key...))
}

// KeyOfTID is the primary key of the row that a tid names: the integer v where key is nil. ok is
// false where no row can have it.
func KeyOfTID(d Datum) (key []byte, v int64, ok bool) {
	b := d.Bytes()
	if len(b) > tidBytes {
		return b[tidBytes:], 0, string(b[:tidBytes]) == tidLow || string(b[:tidBytes]) == tidHigh
	}
	if len(b) < tidBytes {
		return nil, 0, false
	}
	v = int64(binary.BigEndian.Uint32(b))<<16 | int64(binary.BigEndian.Uint16(b[4:]))
	return nil, v, v > 0 && v <= tidIntMax
}

// tidCodec is tid's.
var tidCodec = codec{
	parse: func(_ *Type, _ int32, s string, _ *Env) (Datum, error) { return parseTID(s) },
	text:  func(dst []byte, _ *Type, b []byte, _ *Env) ([]byte, bool) { return appendTID(dst, b) },
	recv:  func(_ *Type, _ int32, b []byte) (Datum, error) { return receiveTID(b) },
}

func appendTID(dst, b []byte) ([]byte, bool) {
	if len(b) < tidBytes {
		return dst, false
	}
	if len(b) == tidBytes {
		dst = strconv.AppendUint(append(dst, '('), uint64(binary.BigEndian.Uint32(b)), 10)
		dst = strconv.AppendUint(append(dst, ','), uint64(binary.BigEndian.Uint16(b[4:])), 10)
		return append(dst, ')'), true
	}
	kind := byte(tidHighKind)
	switch string(b[:tidBytes]) {
	case tidLow:
		kind = tidLowKind
	case tidHigh:
	default:
		return dst, false
	}
	key := b[tidBytes:]
	n := make([]byte, max(tidNumberMin, 1+len(key)))
	n[0] = kind
	copy(n[len(n)-len(key):], key)
	dst = new(big.Int).SetBytes(n).Append(append(dst, '('), 10)
	return append(dst, ",1)"...), true
}

func receiveTID(b []byte) (Datum, error) {
	switch {
	case len(b) < tidBytes:
		return Null, errShortMessage
	case len(b) == tidBytes:
	case b[tidBytes] == 0, string(b[:tidBytes]) != tidLow && string(b[:tidBytes]) != tidHigh:
		return Null, ErrBinaryFormat
	}
	return Bytes(append(make([]byte, 0, len(b)), b...)), nil
}

func parseTID(s string) (Datum, error) {
	text := TrimSpace(s)
	in, ok := strings.CutPrefix(text, "(")
	in, closed := strings.CutSuffix(in, ")")
	block, offset, two := strings.Cut(in, ",")
	block = TrimSpace(block)
	o, err := strconv.ParseUint(TrimSpace(offset), 10, 16)
	if !ok || !closed || !two || err != nil {
		return Null, SyntaxError("tid", s)
	}
	if b, err := strconv.ParseInt(block, 10, 64); err == nil && b >= math.MinInt32 && b <= math.MaxUint32 { // as in C
		return Bytes(binary.BigEndian.AppendUint16(binary.BigEndian.AppendUint32(nil, uint32(b)), uint16(o))), nil
	}
	if key, ok := parseTIDNumber(block); ok && o == 1 {
		return Bytes(key), nil
	}
	return Null, SyntaxError("tid", s)
}

// parseTIDNumber reads the number of a row with a key.
func parseTIDNumber(s string) ([]byte, bool) {
	if len(s) > tidDigitsMax || strings.Trim(s, "0123456789") != "" {
		return nil, false
	}
	n, ok := new(big.Int).SetString(s, 10)
	if !ok {
		return nil, false
	}
	b := n.Bytes()
	if len(b) < tidNumberMin {
		return nil, false
	}
	from := map[byte]string{tidLowKind: tidLow, tidHighKind: tidHigh}[b[0]]
	key := strings.TrimLeft(string(b[1:]), "\x00")
	if from == "" || key == "" || len(key) < len(b)-1 && len(b) > tidNumberMin {
		return nil, false
	}
	return append([]byte(from), key...), true
}

// TIDBound gives the first key of a row whose tid is not below d, or above it (after). A key that
// is one integer (whole) is made by encode. Above all is 0xff, which no key begins with.
func TIDBound(d Datum, after, whole bool, encode func(v int64) []byte) []byte {
	b := []byte(d.Text())
	if len(b) < tidBytes {
		return nil
	}
	head, key := string(b[:tidBytes]), b[tidBytes:]
	if after {
		key = append(key[:len(key):len(key)], 0)
	}
	switch {
	case head > tidHigh:
		return []byte{0xff}
	case !whole && head < tidHigh:
		return nil
	case !whole && len(b) == tidBytes:
		return nil // before all that have a key
	case !whole:
		return key
	case head == tidLow && len(b) == tidBytes:
		return nil
	case head == tidLow:
		return minBytes(key, encode(1))
	case head == tidHigh && len(b) == tidBytes:
		return encode(tidIntMax + 1)
	case head == tidHigh:
		return maxBytes(key, encode(tidIntMax+1))
	}
	v := int64(binary.BigEndian.Uint32(b))<<16 | int64(binary.BigEndian.Uint16(b[4:]))
	if after || len(b) > tidBytes {
		v++
	}
	return encode(v)
}

func minBytes(a, b []byte) []byte {
	if bytes.Compare(b, a) < 0 {
		return b
	}
	return a
}

func maxBytes(a, b []byte) []byte {
	if bytes.Compare(b, a) > 0 {
		return b
	}
	return a
}

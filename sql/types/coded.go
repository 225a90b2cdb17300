package types

import (
	"encoding/binary"
	"encoding/hex"
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// Coded types are held as bytes (KindBytes) whose order, byte by byte, is the order of the type:
// keys, rows, hashes and comparisons of them need to know nothing more. Types without an order
// (the geometric ones) are held as their binary form is sent.
//
//	inet, cidr      family 4 or 6, network address, bits of the mask, whole address
//	macaddr(8)      the 6 or 8 bytes
//	bit, varbit     groups of 8 bytes, each with how many of its bits count: see bits.go
//	tid             block (4), offset (2), and of rows without such a place more: see tid.go
//	xid8, pg_lsn    8 bytes
//	money           8 bytes: see money.go
//	ranges          their bounds: see ranges.go
//	tsvector        its lexemes: see textsearch.AppendVector
//	tsquery         its parts: see textsearch.AppendQuery
//	pg_snapshot     its numbers, 8 bytes each: see numbersnapshot.go
//
// These bytes are what is stored: they never change.

// codec reads and writes a coded type. What it reads may be damaged where it comes from a store
// or another node: the functions report that, and never fail.
type codec struct {
	parse func(t *Type, typmod int32, s string, env *Env) (Datum, error)
	text  func(dst []byte, t *Type, b []byte, env *Env) ([]byte, bool)
	// recv and send are the binary form; without them it is the bytes themselves, of t's length.
	recv func(t *Type, typmod int32, b []byte) (Datum, error)
	send func(dst []byte, t *Type, b []byte) ([]byte, bool)
}

// coder is a codec, or that of ranges, which use the codecs of others.
type coder interface {
	decode(t *Type, typmod int32, s string, env *Env) (Datum, error)
	append(dst []byte, t *Type, b []byte, env *Env) ([]byte, bool)
	decodeBinary(t *Type, typmod int32, b []byte) (Datum, error)
	appendBinary(dst []byte, t *Type, b []byte) ([]byte, bool)
}

func (c *codec) decode(t *Type, typmod int32, s string, env *Env) (Datum, error) {
	return c.parse(t, typmod, s, env)
}

func (c *codec) append(dst []byte, t *Type, b []byte, env *Env) ([]byte, bool) {
	return c.text(dst, t, b, env)
}

func (c *codec) appendBinary(dst []byte, t *Type, b []byte) ([]byte, bool) {
	if c.send == nil {
		return append(dst, b...), true
	}
	return c.send(dst, t, b)
}

func (c *codec) decodeBinary(t *Type, typmod int32, b []byte) (Datum, error) {
	switch {
	case c.recv != nil:
		return c.recv(t, typmod, b)
	case len(b) < int(t.Len):
		return Null, errShortMessage
	case len(b) > int(t.Len):
		return Null, ErrBinaryFormat
	}
	return Bytes(append(make([]byte, 0, len(b)), b...)), nil
}

// codecOf returns the codec of a coded type, nil for others.
func codecOf(t *Type) coder {
	switch t.OID {
	case OIDBytea:
		return nil
	case OIDInet, OIDCidr:
		return &inetCodec
	case OIDMACAddr, OIDMACAddr8:
		return &macCodec
	case OIDBit, OIDVarBit:
		return &bitCodec
	case OIDTID:
		return &tidCodec
	case OIDXID8, OIDPgLSN:
		return &numberCodec
	case OIDMoney:
		return &moneyCodec
	case OIDPoint, OIDLseg, OIDPath, OIDBox, OIDPolygon, OIDLine, OIDCircle:
		return &shapeCodec
	case OIDTSVector:
		return &vectorCodec
	case OIDTSQuery:
		return &queryCodec
	case OIDPgSnapshot, OIDTxidSnapshot:
		return &snapshotCodec
	}
	if RangeOf(t) != nil {
		return rangeCoder{}
	}
	if t.made == MadeHstore {
		return &hstoreCodec
	}
	return nil
}

// HasCodec reports whether t itself is coded.
func HasCodec(t *Type) bool { return codecOf(t) != nil }

// IsCoded reports whether t's values are bytes in an order of their own, which cluster versions
// before version.Coded do not know. Of an array or a domain it is asked of what it is of.
func IsCoded(t *Type) bool {
	t = t.Base()
	if t.elem != nil && t.kind == KindArray {
		t = t.elem.Base()
	}
	return t.kind == KindBytes && codecOf(t) != nil
}

// AppendCoded is AppendText of a coded type; what no codec can read is shown as it is.
func AppendCoded(dst []byte, t *Type, b []byte, env *Env) []byte {
	if c := codecOf(t); c != nil {
		if out, ok := c.append(dst, t, b, env); ok {
			return out
		}
		return hex.AppendEncode(append(dst, '\\', 'x'), b)
	}
	return appendBytea(dst, b, env)
}

func appendCodedBinary(dst []byte, t *Type, b []byte) []byte {
	if c := codecOf(t); c != nil {
		if out, ok := c.appendBinary(dst, t, b); ok {
			return out
		}
	}
	return append(dst, b...)
}

func decodeCodedBinary(t *Type, typmod int32, b []byte) (Datum, error) {
	if c := codecOf(t); c != nil {
		return c.decodeBinary(t, typmod, b)
	}
	return Bytes(append(make([]byte, 0, len(b)), b...)), nil
}

// numberCodec is of what is a number: xid8, pg_lsn.
var numberCodec = codec{
	parse: func(t *Type, _ int32, s string, _ *Env) (Datum, error) {
		if t.OID == OIDPgLSN {
			return parseLSN(s)
		}
		return Bytes(binary.BigEndian.AppendUint64(nil, parseXID(s))), nil
	},
	text: func(dst []byte, t *Type, b []byte, _ *Env) ([]byte, bool) {
		switch {
		case len(b) != 8:
			return dst, false
		case t.OID == OIDPgLSN:
			dst = append(dst, strings.ToUpper(strconv.FormatUint(uint64(binary.BigEndian.Uint32(b)), 16))...)
			return append(append(dst, '/'), strings.ToUpper(strconv.FormatUint(uint64(binary.BigEndian.Uint32(b[4:])), 16))...), true
		}
		return strconv.AppendUint(dst, binary.BigEndian.Uint64(b), 10), true
	},
}

// parseXID reads a transaction's number as C's strtoul does, of any base: what is behind the
// number counts for nothing, nor does a text without one, and what is too large is the highest.
func parseXID(s string) uint64 {
	text := strings.ToLower(TrimLeftSpace(s))
	text, minus := strings.CutPrefix(text, "-")
	if !minus {
		text = strings.TrimPrefix(text, "+")
	}
	digits, base := "0123456789", 10
	if hex, ok := strings.CutPrefix(text, "0x"); ok {
		text, digits, base = hex, "0123456789abcdef", 16
	} else if strings.HasPrefix(text, "0") {
		digits, base = "01234567", 8
	}
	n := len(text) - len(strings.TrimLeft(text, digits))
	v, err := strconv.ParseUint(text[:n], base, 64)
	switch {
	case n == 0:
		return 0
	case err == nil && minus:
		return -v
	}
	return v // the highest, where there are too many digits
}

func parseLSN(s string) (Datum, error) {
	hi, lo, ok := strings.Cut(s, "/")
	h, errH := strconv.ParseUint(hi, 16, 32)
	l, errL := strconv.ParseUint(lo, 16, 32)
	if !ok || errH != nil || errL != nil || len(hi) > 8 || len(lo) > 8 {
		return Null, SyntaxError("pg_lsn", s)
	}
	return Bytes(binary.BigEndian.AppendUint64(nil, h<<32|l)), nil
}

// ErrDamaged is of stored bytes that are none of their type.
var ErrDamaged = pgerror.New(pgerror.DataCorrupted, "a stored value is damaged")

package types

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"net/netip"
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// Network is a value of inet or cidr, taken apart.
type Network struct {
	Addr []byte // 4 or 16
	Bits int
}

var inetCodec = codec{parse: parseInet, text: inetText, recv: inetRecv, send: inetSend}

// Max is how many bits an address of the family has.
func (n Network) Max() int { return 8 * len(n.Addr) }

// Masked is the address with the bits to the right of the mask zero, or all one.
func (n Network) Masked(ones bool) []byte {
	out := bytes.Clone(n.Addr)
	for i := range out {
		keep := min(max(n.Bits-8*i, 0), 8)
		host := byte(0xff) >> keep
		if out[i] &^= host; ones {
			out[i] |= host
		}
	}
	return out
}

// Datum gives the bytes of the value: in the order of Postgres, networks by their common bits,
// then the wider one, then by address.
func (n Network) Datum() Datum {
	b := make([]byte, 0, 2+2*len(n.Addr))
	family := byte(4)
	if len(n.Addr) == 16 {
		family = 6
	}
	b = append(append(b, family), n.Masked(false)...)
	return Bytes(append(append(b, byte(n.Bits)), n.Addr...))
}

// NetworkOf takes the bytes of inet or cidr apart.
func NetworkOf(b []byte) (Network, bool) {
	size := 4
	if len(b) == 34 {
		size = 16
	}
	if len(b) != 2+2*size || int(b[1+size]) > 8*size {
		return Network{}, false
	}
	return Network{Addr: b[2+size:], Bits: int(b[1+size])}, true
}

func inetText(dst []byte, t *Type, b []byte, _ *Env) ([]byte, bool) {
	n, ok := NetworkOf(b)
	if !ok {
		return dst, false
	}
	dst = AppendAddress(dst, n.Addr)
	if t.OID == OIDCidr || n.Bits != n.Max() {
		dst = strconv.AppendInt(append(dst, '/'), int64(n.Bits), 10)
	}
	return dst, true
}

// inetShown is the text of an inet as a cast gives it: with its mask.
func inetShown(d Datum) string { return string(AppendCoded(nil, TCidr, d.Bytes(), nil)) }

// AppendAddress prints as Postgres does: addresses that embed one of version 4 show it.
func AppendAddress(dst, addr []byte) []byte {
	a, _ := netip.AddrFromSlice(addr)
	if len(addr) == 16 && binary.BigEndian.Uint64(addr) == 0 && binary.BigEndian.Uint32(addr[8:]) == 0 && binary.BigEndian.Uint16(addr[12:]) != 0 {
		v4, _ := netip.AddrFromSlice(addr[12:])
		return v4.AppendTo(append(dst, "::"...))
	}
	return a.AppendTo(dst)
}

func parseInet(t *Type, _ int32, s string, _ *Env) (Datum, error) {
	var n Network
	var ok bool
	if strings.Contains(s, ":") {
		n, ok = parseInet6(s)
	} else {
		n, ok = parseInet4(s, t.OID == OIDCidr)
	}
	if !ok {
		return Null, SyntaxError(t.Name, s)
	}
	if t.OID == OIDCidr && !bytes.Equal(n.Masked(false), n.Addr) {
		return Null, pgerror.New(pgerror.InvalidTextRepresentation, "invalid cidr value: \"%s\"", s).
			WithDetail("Value has bits set to right of mask.")
	}
	return n.Datum(), nil
}

func parseInet6(s string) (Network, bool) {
	text, mask, has := strings.Cut(s, "/")
	a, err := netip.ParseAddr(text)
	if err != nil || a.Zone() != "" || !a.Is6() {
		return Network{}, false
	}
	b := a.As16()
	n := Network{Addr: b[:], Bits: 128}
	if has {
		var ok bool
		if n.Bits, ok = parseMask(mask, 128); !ok {
			return Network{}, false
		}
	}
	return n, true
}

func parseMask(s string, most int) (int, bool) {
	v, err := strconv.ParseUint(s, 10, 8)
	return int(v), err == nil && int(v) <= most && s[0] != '+' && (len(s) == 1 || s[0] != '0' || most == 32)
}

// parseInet4 reads up to four octets. With fewer an inet needs a mask that they cover; a cidr's
// mask comes of the class of its network.
func parseInet4(s string, cidr bool) (Network, bool) {
	text, mask, has := strings.Cut(s, "/")
	addr := make([]byte, 0, 4)
	for _, part := range strings.Split(text, ".") {
		v, err := strconv.ParseUint(part, 10, 64)
		if err != nil || v > 255 || len(addr) == 4 || part[0] == '+' {
			return Network{}, false
		}
		addr = append(addr, byte(v))
	}
	given := len(addr)
	n := Network{Bits: -1}
	if has {
		var ok bool
		if n.Bits, ok = parseMask(mask, 32); !ok {
			return Network{}, false
		}
	}
	n.Addr = append(addr, 0, 0, 0, 0)[:4]
	switch {
	case cidr && n.Bits < 0:
		n.Bits = max(classBits(n.Addr[0]), 8*given)
		if n.Bits == 8 && n.Addr[0] == 224 {
			n.Bits = 4
		}
	case n.Bits < 0 && given == 4:
		n.Bits = 32
	case n.Bits < 0 || !cidr && n.Bits/8 > given:
		return Network{}, false
	}
	return n, true
}

func classBits(first byte) int {
	switch {
	case first >= 240:
		return 32
	case first >= 224:
		return 8
	case first >= 192:
		return 24
	case first >= 128:
		return 16
	}
	return 8
}

// The address families of the binary form.
const (
	inetFamily4 = 2
	inetFamily6 = 3
)

func inetSend(dst []byte, t *Type, b []byte) ([]byte, bool) {
	n, ok := NetworkOf(b)
	if !ok {
		return dst, false
	}
	family := byte(inetFamily4)
	if len(n.Addr) == 16 {
		family = inetFamily6
	}
	return append(append(dst, family, byte(n.Bits), byte(BoolToInt(t.OID == OIDCidr)), byte(len(n.Addr))), n.Addr...), true
}

func inetRecv(t *Type, _ int32, b []byte) (Datum, error) {
	if len(b) < 4 {
		return Null, errShortMessage
	}
	size := 4
	switch b[0] {
	case inetFamily4:
	case inetFamily6:
		size = 16
	default:
		return Null, pgerror.New(pgerror.InvalidBinaryRepresentation, "invalid address family in external \"%s\" value", t.Name)
	}
	switch {
	case int(b[1]) > 8*size:
		return Null, pgerror.New(pgerror.InvalidBinaryRepresentation, "invalid bits in external \"%s\" value", t.Name)
	case int(b[3]) != size:
		return Null, pgerror.New(pgerror.InvalidBinaryRepresentation, "invalid length in external \"%s\" value", t.Name)
	case len(b) < 4+size:
		return Null, errShortMessage
	case len(b) > 4+size:
		return Null, ErrBinaryFormat
	}
	n := Network{Addr: b[4:], Bits: int(b[1])}
	if t.OID == OIDCidr && !bytes.Equal(n.Masked(false), n.Addr) {
		return Null, pgerror.New(pgerror.InvalidBinaryRepresentation, "invalid external \"cidr\" value").WithDetail("Value has bits set to right of mask.")
	}
	return n.Datum(), nil
}

// CommonBits is how many of the first n bits of two addresses of one family are alike.
func CommonBits(a, b []byte, n int) int {
	for i := range a {
		if x := a[i] ^ b[i]; x != 0 {
			return min(n, 8*i+bits.LeadingZeros8(x))
		}
	}
	return n
}

// macCodec is of hardware addresses.
var macCodec = codec{
	parse: func(t *Type, _ int32, s string, _ *Env) (Datum, error) {
		if t.OID == OIDMACAddr8 {
			return parseMAC8(s)
		}
		return parseMAC(s)
	},
	text: func(dst []byte, t *Type, b []byte, _ *Env) ([]byte, bool) {
		for i, c := range b {
			if i > 0 {
				dst = append(dst, ':')
			}
			dst = append(dst, HexDigits[c>>4], HexDigits[c&15])
		}
		return dst, len(b) == int(t.Len)
	},
	recv: func(t *Type, _ int32, b []byte) (Datum, error) {
		switch {
		case t.OID == OIDMACAddr8 && len(b) == 6:
			return Bytes(Eui64(b)), nil
		case len(b) < int(t.Len):
			return Null, errShortMessage
		case len(b) > int(t.Len):
			return Null, ErrBinaryFormat
		}
		return Bytes(bytes.Clone(b)), nil
	},
}

// macForms are how six octets are written: how many digits of each are read (0: all), and what stands between.
var macForms = []struct {
	digits int
	seps   string // behind each octet but the last, ' ' for nothing
}{{0, ":::::"}, {0, "-----"}, {2, "  :  "}, {2, "  -  "}, {2, " . . "}, {2, " - - "}, {2, "     "}}

// parseMAC takes six octets between colons or hyphens, or groups of six or four digits, as C's sscanf does: space before
// an octet is passed, and the last octet of digits alone may have one.
func parseMAC(s string) (Datum, error) {
	for _, form := range macForms {
		out, rest, ok := make([]byte, 0, 6), s, true
		inRange := true
		for i := 0; i < 6 && ok; i++ {
			var v int64
			if v, rest, ok = scanHex(rest, form.digits); !ok {
				break
			}
			inRange = inRange && v >= 0 && v <= 255
			out = append(out, byte(v))
			if i < 5 && form.seps[i] != ' ' {
				rest, ok = strings.CutPrefix(rest, form.seps[i:i+1])
			}
		}
		switch {
		case !ok || TrimSpace(rest) != "":
		case !inRange:
			return Null, pgerror.New(pgerror.NumericValueOutOfRange, "invalid octet value in \"macaddr\" value: \"%s\"", s)
		default:
			return Bytes(out), nil
		}
	}
	return Null, SyntaxError("macaddr", s)
}

// scanHex reads what C's %x does, of width characters at most (0: any number).
func scanHex(s string, width int) (v int64, rest string, ok bool) {
	s = TrimLeftSpace(s)
	i, end, neg := 0, len(s), false
	if width > 0 {
		end = min(end, width)
	}
	if i < end && (s[i] == '-' || s[i] == '+') {
		neg = s[i] == '-'
		i++
	}
	if i+2 < end && s[i] == '0' && s[i+1]|0x20 == 'x' {
		i += 2
	}
	start := i
	for ; i < end && strings.IndexByte("0123456789abcdefABCDEF", s[i]) >= 0; i++ {
		d, _ := strconv.ParseUint(s[i:i+1], 16, 8)
		v = min(v<<4|int64(d), 1<<40)
	}
	if neg {
		v = -v
	}
	return v, s[i:], i > start
}

// parseMAC8 takes pairs of digits, with one kind of separator between any of them.
func parseMAC8(s string) (Datum, error) {
	text := TrimSpace(s)
	var out []byte
	sep := byte(0)
	for i := 0; i < len(text); {
		if len(out) == 8 || i+2 > len(text) {
			return Null, SyntaxError("macaddr8", s)
		}
		v, err := strconv.ParseUint(text[i:i+2], 16, 8)
		if err != nil {
			return Null, SyntaxError("macaddr8", s)
		}
		out = append(out, byte(v))
		if i += 2; i < len(text) && strings.IndexByte(":-.", text[i]) >= 0 {
			if sep != 0 && text[i] != sep || i+1 == len(text) {
				return Null, SyntaxError("macaddr8", s)
			}
			sep = text[i]
			i++
		}
	}
	switch len(out) {
	case 6:
		return Bytes(Eui64(out)), nil
	case 8:
		return Bytes(out), nil
	}
	return Null, SyntaxError("macaddr8", s)
}

// Eui64 makes eight bytes of six.
func Eui64(b []byte) []byte { return []byte{b[0], b[1], b[2], 0xff, 0xfe, b[3], b[4], b[5]} }

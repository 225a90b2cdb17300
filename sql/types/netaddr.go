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

// network is a value of inet or cidr, taken apart.
type network struct {
	addr []byte // 4 or 16
	bits int
}

var inetCodec = codec{parse: parseInet, text: inetText, recv: inetRecv, send: inetSend}

func (n network) max() int { return 8 * len(n.addr) }

// masked is the address with the bits to the right of the mask zero, or all one.
func (n network) masked(ones bool) []byte {
	out := bytes.Clone(n.addr)
	for i := range out {
		keep := min(max(n.bits-8*i, 0), 8)
		host := byte(0xff) >> keep
		if out[i] &^= host; ones {
			out[i] |= host
		}
	}
	return out
}

// datum gives the bytes of the value: in the order of Postgres, networks by their common bits,
// then the wider one, then by address.
func (n network) datum() Datum {
	b := make([]byte, 0, 2+2*len(n.addr))
	family := byte(4)
	if len(n.addr) == 16 {
		family = 6
	}
	b = append(append(b, family), n.masked(false)...)
	return Bytes(append(append(b, byte(n.bits)), n.addr...))
}

func networkOf(b []byte) (network, bool) {
	size := 4
	if len(b) == 34 {
		size = 16
	}
	if len(b) != 2+2*size || int(b[1+size]) > 8*size {
		return network{}, false
	}
	return network{addr: b[2+size:], bits: int(b[1+size])}, true
}

func inetText(dst []byte, t *Type, b []byte, _ *Env) ([]byte, bool) {
	n, ok := networkOf(b)
	if !ok {
		return dst, false
	}
	dst = appendAddress(dst, n.addr)
	if t.OID == OIDCidr || n.bits != n.max() {
		dst = strconv.AppendInt(append(dst, '/'), int64(n.bits), 10)
	}
	return dst, true
}

// inetShown is the text of an inet as a cast gives it: with its mask.
func inetShown(d Datum) string { return string(appendCoded(nil, TCidr, d.Bytes(), nil)) }

// appendAddress prints as Postgres does: addresses that embed one of version 4 show it.
func appendAddress(dst, addr []byte) []byte {
	a, _ := netip.AddrFromSlice(addr)
	if len(addr) == 16 && binary.BigEndian.Uint64(addr) == 0 && binary.BigEndian.Uint32(addr[8:]) == 0 && binary.BigEndian.Uint16(addr[12:]) != 0 {
		v4, _ := netip.AddrFromSlice(addr[12:])
		return v4.AppendTo(append(dst, "::"...))
	}
	return a.AppendTo(dst)
}

func parseInet(t *Type, _ int32, s string, _ *Env) (Datum, error) {
	var n network
	var ok bool
	if strings.Contains(s, ":") {
		n, ok = parseInet6(s)
	} else {
		n, ok = parseInet4(s, t.OID == OIDCidr)
	}
	if !ok {
		return Null, syntaxError(t.Name, s)
	}
	if t.OID == OIDCidr && !bytes.Equal(n.masked(false), n.addr) {
		return Null, pgerror.New(pgerror.InvalidTextRepresentation, "invalid cidr value: \"%s\"", s).
			WithDetail("Value has bits set to right of mask.")
	}
	return n.datum(), nil
}

func parseInet6(s string) (network, bool) {
	text, mask, has := strings.Cut(s, "/")
	a, err := netip.ParseAddr(text)
	if err != nil || a.Zone() != "" || !a.Is6() {
		return network{}, false
	}
	b := a.As16()
	n := network{addr: b[:], bits: 128}
	if has {
		var ok bool
		if n.bits, ok = parseMask(mask, 128); !ok {
			return network{}, false
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
func parseInet4(s string, cidr bool) (network, bool) {
	text, mask, has := strings.Cut(s, "/")
	addr := make([]byte, 0, 4)
	for _, part := range strings.Split(text, ".") {
		v, err := strconv.ParseUint(part, 10, 64)
		if err != nil || v > 255 || len(addr) == 4 || part[0] == '+' {
			return network{}, false
		}
		addr = append(addr, byte(v))
	}
	given := len(addr)
	n := network{bits: -1}
	if has {
		var ok bool
		if n.bits, ok = parseMask(mask, 32); !ok {
			return network{}, false
		}
	}
	n.addr = append(addr, 0, 0, 0, 0)[:4]
	switch {
	case cidr && n.bits < 0:
		n.bits = max(classBits(n.addr[0]), 8*given)
		if n.bits == 8 && n.addr[0] == 224 {
			n.bits = 4
		}
	case n.bits < 0 && given == 4:
		n.bits = 32
	case n.bits < 0 || !cidr && n.bits/8 > given:
		return network{}, false
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
	n, ok := networkOf(b)
	if !ok {
		return dst, false
	}
	family := byte(inetFamily4)
	if len(n.addr) == 16 {
		family = inetFamily6
	}
	return append(append(dst, family, byte(n.bits), byte(b2i(t.OID == OIDCidr)), byte(len(n.addr))), n.addr...), true
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
		return Null, errBinaryFormat
	}
	n := network{addr: b[4:], bits: int(b[1])}
	if t.OID == OIDCidr && !bytes.Equal(n.masked(false), n.addr) {
		return Null, pgerror.New(pgerror.InvalidBinaryRepresentation, "invalid external \"cidr\" value").WithDetail("Value has bits set to right of mask.")
	}
	return n.datum(), nil
}

// commonBits is how many of the first n bits of two addresses of one family are alike.
func commonBits(a, b []byte, n int) int {
	for i := range a {
		if x := a[i] ^ b[i]; x != 0 {
			return min(n, 8*i+bits.LeadingZeros8(x))
		}
	}
	return n
}

// net1 is a body of a network.
func net1(fn func(n network) (Datum, error)) body {
	return body{f1: func(_ *Env, a Datum) (Datum, error) {
		n, ok := networkOf(a.Bytes())
		if !ok {
			return Null, errDamaged
		}
		return fn(n)
	}}
}

// net2 is a body of two networks.
func net2(fn func(a, b network) (Datum, error)) body {
	return body{f2: func(_ *Env, x, y Datum) (Datum, error) {
		a, okA := networkOf(x.Bytes())
		b, okB := networkOf(y.Bytes())
		if !okA || !okB {
			return Null, errDamaged
		}
		return fn(a, b)
	}}
}

// prefixed is a body that says whether the networks have the first bits of one in common, where
// the lengths of their masks are so.
func prefixed(lengths func(a, b int) bool, of func(a, b int) int) body {
	return net2(func(a, b network) (Datum, error) {
		if len(a.addr) != len(b.addr) || !lengths(a.bits, b.bits) {
			return Bool(false), nil
		}
		n := of(a.bits, b.bits)
		return Bool(commonBits(a.addr, b.addr, n) == n), nil
	})
}

func inetBodies() map[string]body {
	right := func(_, b int) int { return b }
	left := func(a, _ int) int { return a }
	return map[string]body{
		"network_host": net1(func(n network) (Datum, error) { return TextAlias(appendAddress(nil, n.addr)), nil }),
		"network_show": net1(func(n network) (Datum, error) {
			return TextAlias(strconv.AppendInt(append(appendAddress(nil, n.addr), '/'), int64(n.bits), 10)), nil
		}),
		"inet_abbrev": {f1: func(_ *Env, a Datum) (Datum, error) { return TextAlias(appendCoded(nil, TInet, a.Bytes(), nil)), nil }},
		"cidr_abbrev": net1(cidrAbbrev),
		"network_family": net1(func(n network) (Datum, error) {
			if len(n.addr) == 16 {
				return Int(6), nil
			}
			return Int(4), nil
		}),
		"network_masklen": net1(func(n network) (Datum, error) { return Int(int64(n.bits)), nil }),
		"network_netmask": net1(func(n network) (Datum, error) {
			return network{addr: network{addr: bytes.Repeat([]byte{0xff}, len(n.addr)), bits: n.bits}.masked(false), bits: n.max()}.datum(), nil
		}),
		"network_hostmask": net1(func(n network) (Datum, error) {
			return network{addr: network{addr: make([]byte, len(n.addr)), bits: n.bits}.masked(true), bits: n.max()}.datum(), nil
		}),
		"network_broadcast": net1(func(n network) (Datum, error) { return network{addr: n.masked(true), bits: n.bits}.datum(), nil }),
		"network_network":   net1(networkNetwork),
		"inet_to_cidr":      net1(networkNetwork),
		"inet_set_masklen":  {f2: func(_ *Env, a, b Datum) (Datum, error) { return setMaskLen(a, b, false) }},
		"cidr_set_masklen":  {f2: func(_ *Env, a, b Datum) (Datum, error) { return setMaskLen(a, b, true) }},
		"inet_same_family":  net2(func(a, b network) (Datum, error) { return Bool(len(a.addr) == len(b.addr)), nil }),
		"inet_merge": net2(func(a, b network) (Datum, error) {
			if len(a.addr) != len(b.addr) {
				return Null, pgerror.New(pgerror.InvalidParameterValue, "cannot merge addresses from different families")
			}
			return networkNetwork(network{addr: a.addr, bits: commonBits(a.addr, b.addr, min(a.bits, b.bits))})
		}),
		"network_sub":     prefixed(func(a, b int) bool { return a > b }, right),
		"network_subeq":   prefixed(func(a, b int) bool { return a >= b }, right),
		"network_sup":     prefixed(func(a, b int) bool { return a < b }, left),
		"network_supeq":   prefixed(func(a, b int) bool { return a <= b }, left),
		"network_overlap": prefixed(func(a, b int) bool { return true }, func(a, b int) int { return min(a, b) }),
		"inetnot": net1(func(n network) (Datum, error) {
			out := bytes.Clone(n.addr)
			for i := range out {
				out[i] = ^out[i]
			}
			return network{addr: out, bits: n.bits}.datum(), nil
		}),
		"inetand":     inetBitwise("AND", func(a, b byte) byte { return a & b }),
		"inetor":      inetBitwise("OR", func(a, b byte) byte { return a | b }),
		"inetpl":      {f2: func(_ *Env, a, b Datum) (Datum, error) { return inetAdd(a, b.Int(), false) }},
		"inetmi_int8": {f2: func(_ *Env, a, b Datum) (Datum, error) { return inetAdd(a, b.Int(), true) }},
		"inetmi":      net2(inetSubtract),
		// Written in SQL there: the operator above with its sides changed.
		"int8pl_inet(int8,inet)": {f2: func(_ *Env, a, b Datum) (Datum, error) { return inetAdd(b, a.Int(), false) }},
	}
}

func networkNetwork(n network) (Datum, error) {
	return network{addr: n.masked(false), bits: n.bits}.datum(), nil
}

// cidrAbbrev leaves out octets that the mask does not cover.
func cidrAbbrev(n network) (Datum, error) {
	if len(n.addr) != 4 {
		return Null, pgerror.Unsupported("Use text(cidr), or host and masklen.", "abbrev of networks of version 6 is not supported")
	}
	out := []byte{}
	for i := range max((n.bits+7)/8, 1) {
		if i > 0 {
			out = append(out, '.')
		}
		out = strconv.AppendInt(out, int64(n.addr[i]), 10)
	}
	return TextAlias(strconv.AppendInt(append(out, '/'), int64(n.bits), 10)), nil
}

func setMaskLen(a, b Datum, cidr bool) (Datum, error) {
	n, ok := networkOf(a.Bytes())
	if !ok {
		return Null, errDamaged
	}
	to := int(b.Int())
	if to == -1 {
		to = n.max()
	}
	if to < 0 || to > n.max() {
		return Null, pgerror.New(pgerror.InvalidParameterValue, "invalid mask length: %d", to)
	}
	if n.bits = to; cidr {
		return networkNetwork(n)
	}
	return n.datum(), nil
}

func inetBitwise(name string, op func(a, b byte) byte) body {
	return net2(func(a, b network) (Datum, error) {
		if len(a.addr) != len(b.addr) {
			return Null, pgerror.New(pgerror.InvalidParameterValue, "cannot %s inet values of different sizes", name)
		}
		out := bytes.Clone(a.addr)
		for i := range out {
			out[i] = op(out[i], b.addr[i])
		}
		return network{addr: out, bits: max(a.bits, b.bits)}.datum(), nil
	})
}

var errInetRange = pgerror.New(pgerror.NumericValueOutOfRange, "result is out of range")

// inetAdd counts an address up or down; beyond either end it is refused.
func inetAdd(a Datum, by int64, down bool) (Datum, error) {
	n, ok := networkOf(a.Bytes())
	if !ok {
		return Null, errDamaged
	}
	step := uint64(by)
	if by < 0 {
		step, down = -step, !down
	}
	out := bytes.Clone(n.addr)
	carry := uint64(0)
	for i := len(out) - 1; i >= 0; i-- {
		if down {
			v := int(out[i]) - int(step&0xff) - int(carry)
			out[i], carry = byte(v), uint64(b2i(v < 0))
		} else {
			v := uint64(out[i]) + step&0xff + carry
			out[i], carry = byte(v), v>>8
		}
		step >>= 8
	}
	if carry != 0 || step != 0 {
		return Null, errInetRange
	}
	return network{addr: out, bits: n.bits}.datum(), nil
}

func inetSubtract(a, b network) (Datum, error) {
	if len(a.addr) != len(b.addr) {
		return Null, pgerror.New(pgerror.InvalidParameterValue, "cannot subtract inet values of different sizes")
	}
	if len(a.addr) == 4 {
		return Int(int64(binary.BigEndian.Uint32(a.addr)) - int64(binary.BigEndian.Uint32(b.addr))), nil
	}
	lo, borrow := bits.Sub64(binary.BigEndian.Uint64(a.addr[8:]), binary.BigEndian.Uint64(b.addr[8:]), 0)
	hi, _ := bits.Sub64(binary.BigEndian.Uint64(a.addr), binary.BigEndian.Uint64(b.addr), borrow)
	if hi != uint64(int64(lo)>>63) {
		return Null, errInetRange
	}
	return Int(int64(lo)), nil
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
			dst = append(dst, hexDigits[c>>4], hexDigits[c&15])
		}
		return dst, len(b) == int(t.Len)
	},
	recv: func(t *Type, _ int32, b []byte) (Datum, error) {
		switch {
		case t.OID == OIDMACAddr8 && len(b) == 6:
			return Bytes(eui64(b)), nil
		case len(b) < int(t.Len):
			return Null, errShortMessage
		case len(b) > int(t.Len):
			return Null, errBinaryFormat
		}
		return Bytes(bytes.Clone(b)), nil
	},
}

// parseMAC takes six octets between colons or hyphens, or groups of six or four digits.
func parseMAC(s string) (Datum, error) {
	text := trimSpace(s)
	for _, form := range []struct {
		sep           string
		groups, width int
	}{{":", 6, 0}, {"-", 6, 0}, {":", 2, 6}, {"-", 2, 6}, {".", 3, 4}, {"-", 3, 4}, {"", 1, 12}} {
		parts := []string{text}
		if form.sep != "" {
			parts = strings.Split(text, form.sep)
		}
		if len(parts) != form.groups {
			continue
		}
		if b, ok, err := macGroups(parts, form.width, s); ok || err != nil {
			return Bytes(b), err
		}
	}
	return Null, syntaxError("macaddr", s)
}

func macGroups(parts []string, width int, s string) (out []byte, ok bool, err error) {
	for _, p := range parts {
		v, err := strconv.ParseUint(p, 16, 64)
		if err != nil || width > 0 && len(p) != width {
			return nil, false, nil
		}
		if width == 0 {
			if v > 255 {
				return nil, false, pgerror.New(pgerror.NumericValueOutOfRange, "invalid octet value in \"macaddr\" value: \"%s\"", s)
			}
			out = append(out, byte(v))
			continue
		}
		for shift := 4*width - 8; shift >= 0; shift -= 8 {
			out = append(out, byte(v>>shift))
		}
	}
	return out, true, nil
}

// parseMAC8 takes pairs of digits, with one kind of separator between any of them.
func parseMAC8(s string) (Datum, error) {
	text := trimSpace(s)
	var out []byte
	sep := byte(0)
	for i := 0; i < len(text); {
		if len(out) == 8 || i+2 > len(text) {
			return Null, syntaxError("macaddr8", s)
		}
		v, err := strconv.ParseUint(text[i:i+2], 16, 8)
		if err != nil {
			return Null, syntaxError("macaddr8", s)
		}
		out = append(out, byte(v))
		if i += 2; i < len(text) && strings.IndexByte(":-.", text[i]) >= 0 {
			if sep != 0 && text[i] != sep || i+1 == len(text) {
				return Null, syntaxError("macaddr8", s)
			}
			sep = text[i]
			i++
		}
	}
	switch len(out) {
	case 6:
		return Bytes(eui64(out)), nil
	case 8:
		return Bytes(out), nil
	}
	return Null, syntaxError("macaddr8", s)
}

// eui64 makes eight bytes of six.
func eui64(b []byte) []byte { return []byte{b[0], b[1], b[2], 0xff, 0xfe, b[3], b[4], b[5]} }

func macBodies() map[string]body {
	out := map[string]body{
		"macaddrtomacaddr8": {f1: func(_ *Env, a Datum) (Datum, error) {
			if a.n != 6 {
				return Null, errDamaged
			}
			return Bytes(eui64(a.Bytes())), nil
		}},
		"macaddr8tomacaddr": {f1: func(_ *Env, a Datum) (Datum, error) {
			b := a.Bytes()
			if len(b) != 8 {
				return Null, errDamaged
			}
			if b[3] != 0xff || b[4] != 0xfe {
				return Null, pgerror.New(pgerror.NumericValueOutOfRange, "macaddr8 data out of range to convert to macaddr").
					WithHint("Only addresses that have FF and FE as values in the 4th and 5th bytes from the left, for example xx:xx:xx:ff:fe:xx:xx:xx, are eligible to be converted from macaddr8 to macaddr.")
			}
			return Bytes([]byte{b[0], b[1], b[2], b[5], b[6], b[7]}), nil
		}},
		"macaddr8_set7bit": macMap(func(i int, c byte) byte {
			if i == 0 {
				return c | 2
			}
			return c
		}),
	}
	trunc := macMap(func(i int, c byte) byte {
		if i > 2 {
			return 0
		}
		return c
	})
	for _, name := range []string{"macaddr", "macaddr8"} {
		out[name+"_trunc"] = trunc
		out[name+"_not"] = macMap(func(_ int, c byte) byte { return ^c })
		out[name+"_and"] = macBoth(func(a, b byte) byte { return a & b })
		out[name+"_or"] = macBoth(func(a, b byte) byte { return a | b })
	}
	return out
}

func macMap(fn func(i int, c byte) byte) body {
	return body{f1: func(_ *Env, a Datum) (Datum, error) {
		b := bytes.Clone(a.Bytes())
		for i := range b {
			b[i] = fn(i, b[i])
		}
		return Bytes(b), nil
	}}
}

func macBoth(fn func(a, b byte) byte) body {
	return body{f2: func(_ *Env, x, y Datum) (Datum, error) {
		a, b := bytes.Clone(x.Bytes()), y.Bytes()
		if len(a) != len(b) {
			return Null, errDamaged
		}
		for i := range a {
			a[i] = fn(a[i], b[i])
		}
		return Bytes(a), nil
	}}
}

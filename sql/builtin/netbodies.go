package builtin

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"strconv"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// net1 is a body of a network.
func net1(fn func(n types.Network) (types.Datum, error)) body {
	return body{f1: func(_ *types.Env, a types.Datum) (types.Datum, error) {
		n, ok := types.NetworkOf(a.Bytes())
		if !ok {
			return types.Null, types.ErrDamaged
		}
		return fn(n)
	}}
}

// net2 is a body of two networks.
func net2(fn func(a, b types.Network) (types.Datum, error)) body {
	return body{f2: func(_ *types.Env, x, y types.Datum) (types.Datum, error) {
		a, okA := types.NetworkOf(x.Bytes())
		b, okB := types.NetworkOf(y.Bytes())
		if !okA || !okB {
			return types.Null, types.ErrDamaged
		}
		return fn(a, b)
	}}
}

// prefixed is a body that says whether the networks have the first bits of one in common, where
// the lengths of their masks are so.
func prefixed(lengths func(a, b int) bool, of func(a, b int) int) body {
	return net2(func(a, b types.Network) (types.Datum, error) {
		if len(a.Addr) != len(b.Addr) || !lengths(a.Bits, b.Bits) {
			return types.Bool(false), nil
		}
		n := of(a.Bits, b.Bits)
		return types.Bool(types.CommonBits(a.Addr, b.Addr, n) == n), nil
	})
}

func inetBodies() map[string]body {
	right := func(_, b int) int { return b }
	left := func(a, _ int) int { return a }
	return map[string]body{
		"network_host": net1(func(n types.Network) (types.Datum, error) {
			return types.TextAlias(types.AppendAddress(nil, n.Addr)), nil
		}),
		"network_show": net1(func(n types.Network) (types.Datum, error) {
			return types.TextAlias(strconv.AppendInt(append(types.AppendAddress(nil, n.Addr), '/'), int64(n.Bits), 10)), nil
		}),
		"inet_abbrev": {f1: func(_ *types.Env, a types.Datum) (types.Datum, error) {
			return types.TextAlias(types.AppendCoded(nil, types.TInet, a.Bytes(), nil)), nil
		}},
		"cidr_abbrev": net1(cidrAbbrev),
		"network_family": net1(func(n types.Network) (types.Datum, error) {
			if len(n.Addr) == 16 {
				return types.Int(6), nil
			}
			return types.Int(4), nil
		}),
		"network_masklen": net1(func(n types.Network) (types.Datum, error) { return types.Int(int64(n.Bits)), nil }),
		"network_netmask": net1(func(n types.Network) (types.Datum, error) {
			return types.Network{Addr: types.Network{Addr: bytes.Repeat([]byte{0xff}, len(n.Addr)), Bits: n.Bits}.Masked(false), Bits: n.Max()}.Datum(), nil
		}),
		"network_hostmask": net1(func(n types.Network) (types.Datum, error) {
			return types.Network{Addr: types.Network{Addr: make([]byte, len(n.Addr)), Bits: n.Bits}.Masked(true), Bits: n.Max()}.Datum(), nil
		}),
		"network_broadcast": net1(func(n types.Network) (types.Datum, error) {
			return types.Network{Addr: n.Masked(true), Bits: n.Bits}.Datum(), nil
		}),
		"network_network":  net1(networkNetwork),
		"inet_to_cidr":     net1(networkNetwork),
		"inet_set_masklen": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) { return setMaskLen(a, b, false) }},
		"cidr_set_masklen": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) { return setMaskLen(a, b, true) }},
		"inet_same_family": net2(func(a, b types.Network) (types.Datum, error) { return types.Bool(len(a.Addr) == len(b.Addr)), nil }),
		"inet_merge": net2(func(a, b types.Network) (types.Datum, error) {
			if len(a.Addr) != len(b.Addr) {
				return types.Null, pgerror.New(pgerror.InvalidParameterValue, "cannot merge addresses from different families")
			}
			return networkNetwork(types.Network{Addr: a.Addr, Bits: types.CommonBits(a.Addr, b.Addr, min(a.Bits, b.Bits))})
		}),
		"network_sub":     prefixed(func(a, b int) bool { return a > b }, right),
		"network_subeq":   prefixed(func(a, b int) bool { return a >= b }, right),
		"network_sup":     prefixed(func(a, b int) bool { return a < b }, left),
		"network_supeq":   prefixed(func(a, b int) bool { return a <= b }, left),
		"network_overlap": prefixed(func(a, b int) bool { return true }, func(a, b int) int { return min(a, b) }),
		"inetnot": net1(func(n types.Network) (types.Datum, error) {
			out := bytes.Clone(n.Addr)
			for i := range out {
				out[i] = ^out[i]
			}
			return types.Network{Addr: out, Bits: n.Bits}.Datum(), nil
		}),
		"inetand":     inetBitwise("AND", func(a, b byte) byte { return a & b }),
		"inetor":      inetBitwise("OR", func(a, b byte) byte { return a | b }),
		"inetpl":      {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) { return inetAdd(a, b.Int(), false) }},
		"inetmi_int8": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) { return inetAdd(a, b.Int(), true) }},
		"inetmi":      net2(inetSubtract),
		// Written in SQL there: the operator above with its sides changed.
		"int8pl_inet(int8,inet)": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) { return inetAdd(b, a.Int(), false) }},
	}
}

func networkNetwork(n types.Network) (types.Datum, error) {
	return types.Network{Addr: n.Masked(false), Bits: n.Bits}.Datum(), nil
}

func setMaskLen(a, b types.Datum, cidr bool) (types.Datum, error) {
	n, ok := types.NetworkOf(a.Bytes())
	if !ok {
		return types.Null, types.ErrDamaged
	}
	to := int(b.Int())
	if to == -1 {
		to = n.Max()
	}
	if to < 0 || to > n.Max() {
		return types.Null, pgerror.New(pgerror.InvalidParameterValue, "invalid mask length: %d", to)
	}
	if n.Bits = to; cidr {
		return networkNetwork(n)
	}
	return n.Datum(), nil
}

func inetBitwise(name string, op func(a, b byte) byte) body {
	return net2(func(a, b types.Network) (types.Datum, error) {
		if len(a.Addr) != len(b.Addr) {
			return types.Null, pgerror.New(pgerror.InvalidParameterValue, "cannot %s inet values of different sizes", name)
		}
		out := bytes.Clone(a.Addr)
		for i := range out {
			out[i] = op(out[i], b.Addr[i])
		}
		return types.Network{Addr: out, Bits: max(a.Bits, b.Bits)}.Datum(), nil
	})
}

var errInetRange = pgerror.New(pgerror.NumericValueOutOfRange, "result is out of range")

// inetAdd counts an address up or down; beyond either end it is refused.
func inetAdd(a types.Datum, by int64, down bool) (types.Datum, error) {
	n, ok := types.NetworkOf(a.Bytes())
	if !ok {
		return types.Null, types.ErrDamaged
	}
	step := uint64(by)
	if by < 0 {
		step, down = -step, !down
	}
	out := bytes.Clone(n.Addr)
	carry := uint64(0)
	for i := len(out) - 1; i >= 0; i-- {
		if down {
			v := int(out[i]) - int(step&0xff) - int(carry)
			out[i], carry = byte(v), uint64(types.BoolToInt(v < 0))
		} else {
			v := uint64(out[i]) + step&0xff + carry
			out[i], carry = byte(v), v>>8
		}
		step >>= 8
	}
	if carry != 0 || step != 0 {
		return types.Null, errInetRange
	}
	return types.Network{Addr: out, Bits: n.Bits}.Datum(), nil
}

func inetSubtract(a, b types.Network) (types.Datum, error) {
	if len(a.Addr) != len(b.Addr) {
		return types.Null, pgerror.New(pgerror.InvalidParameterValue, "cannot subtract inet values of different sizes")
	}
	if len(a.Addr) == 4 {
		return types.Int(int64(binary.BigEndian.Uint32(a.Addr)) - int64(binary.BigEndian.Uint32(b.Addr))), nil
	}
	lo, borrow := bits.Sub64(binary.BigEndian.Uint64(a.Addr[8:]), binary.BigEndian.Uint64(b.Addr[8:]), 0)
	hi, _ := bits.Sub64(binary.BigEndian.Uint64(a.Addr), binary.BigEndian.Uint64(b.Addr), borrow)
	if hi != uint64(int64(lo)>>63) {
		return types.Null, errInetRange
	}
	return types.Int(int64(lo)), nil
}

func macBodies() map[string]body {
	out := map[string]body{
		"macaddrtomacaddr8": {f1: func(_ *types.Env, a types.Datum) (types.Datum, error) {
			if a.Len() != 6 {
				return types.Null, types.ErrDamaged
			}
			return types.Bytes(types.Eui64(a.Bytes())), nil
		}},
		"macaddr8tomacaddr": {f1: func(_ *types.Env, a types.Datum) (types.Datum, error) {
			b := a.Bytes()
			if len(b) != 8 {
				return types.Null, types.ErrDamaged
			}
			if b[3] != 0xff || b[4] != 0xfe {
				return types.Null, pgerror.New(pgerror.NumericValueOutOfRange, "macaddr8 data out of range to convert to macaddr").
					WithHint("Only addresses that have FF and FE as values in the 4th and 5th bytes from the left, for example xx:xx:xx:ff:fe:xx:xx:xx, are eligible to be converted from macaddr8 to macaddr.")
			}
			return types.Bytes([]byte{b[0], b[1], b[2], b[5], b[6], b[7]}), nil
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
	return body{f1: func(_ *types.Env, a types.Datum) (types.Datum, error) {
		b := bytes.Clone(a.Bytes())
		for i := range b {
			b[i] = fn(i, b[i])
		}
		return types.Bytes(b), nil
	}}
}

func macBoth(fn func(a, b byte) byte) body {
	return body{f2: func(_ *types.Env, x, y types.Datum) (types.Datum, error) {
		a, b := bytes.Clone(x.Bytes()), y.Bytes()
		if len(a) != len(b) {
			return types.Null, types.ErrDamaged
		}
		for i := range a {
			a[i] = fn(a[i], b[i])
		}
		return types.Bytes(a), nil
	}}
}

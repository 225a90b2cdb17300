package builtin

import (
	"encoding/binary"
	"strconv"

	"github.com/isochrondb/isochron/sql/types"
)

// cidrAbbrev leaves out octets, or words, that the mask does not cover.
func cidrAbbrev(n types.Network) (types.Datum, error) {
	var out []byte
	switch {
	case len(n.Addr) != 4:
		out = abbrevWords(n)
	default:
		for i := range max((n.Bits+7)/8, 1) {
			if i > 0 {
				out = append(out, '.')
			}
			out = strconv.AppendInt(out, int64(n.Addr[i]), 10)
		}
	}
	return types.TextAlias(strconv.AppendInt(append(out, '/'), int64(n.Bits), 10)), nil
}

// abbrevWords is the address of a network of version 6, in Postgres's form: two words at least,
// zeros left out once, an address of version 4 as such.
func abbrevWords(n types.Network) []byte {
	if n.Bits == 0 {
		return []byte("::")
	}
	addr, words := n.Masked(false), max((n.Bits+15)/16, 2)
	from, count := zeroWords(addr, words)
	v4 := from == 0 && count != words && (count == 6 || count == 5 && addr[10] == 0xff && addr[11] == 0xff || count == 7 && addr[14] != 0 && addr[15] != 1)
	var out []byte
	for i := range words {
		hi, lo := addr[2*i], addr[2*i+1]
		switch {
		case i >= from && i < from+count:
			if i == from {
				out = append(out, ':')
			}
			if i == words-1 {
				out = append(out, ':')
			}
		case v4 && i > 5:
			out = append(out, map[bool]byte{true: ':', false: '.'}[i == 6])
			out = strconv.AppendInt(out, int64(hi), 10)
			if i != 7 || n.Bits > 120 { // the last octet may be left out
				out = strconv.AppendInt(append(out, '.'), int64(lo), 10)
			}
		default:
			if len(out) > 0 {
				out = append(out, ':')
			}
			out = strconv.AppendInt(out, int64(hi)<<8|int64(lo), 16)
		}
	}
	return out
}

// zeroWords finds the zeros to leave out. As in Postgres a run that is no longer than the one before
// counts on with the next.
func zeroWords(addr []byte, words int) (from, count int) {
	runFrom, run := 0, 0
	for i := range words {
		if binary.BigEndian.Uint16(addr[2*i:]) == 0 {
			if run == 0 {
				runFrom = i
			}
			run++
			continue
		}
		if run > count {
			from, count, run = runFrom, run, 0
		}
	}
	if run > count {
		from, count = runFrom, run
	}
	return from, count
}

package exec

import (
	"bytes"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// begin narrows s to the ranges, or networks, that begin where d, the value of p, lets them; ok is
// false where there are none.
func (b *spanBuilder) begin(s *keys.Span, prefix []byte, col rowenc.KeyColumn, p *nodes.Pattern, d types.Datum) (ok bool, err error) {
	if p.Kind == nodes.NetworksWithin || p.Kind == nodes.NetworksAround {
		return narrowToNetwork(s, prefix, col, p.Kind, d)
	}
	lower, upper, ok, err := endsOf(p.X.Type().Base(), types.RangeOf(col.Type.Base()).Subtype, d)
	if err != nil || !ok {
		return p.Kind == nodes.BeginsHolding, err
	}
	if col.Desc {
		return true, nil
	}
	begun := func(b []byte) keys.Key {
		k := rowenc.AppendKeyColumn(prefix[:len(prefix):len(prefix)], rowenc.KeyColumn{Type: types.TBytea, NullsFirst: col.NullsFirst}, types.Bytes(b))
		return k[:len(k)-2] // without its end
	}
	switch p.Kind {
	case nodes.BeginsByEnd:
		if upper != nil {
			endBy(s, begun(upper).PrefixEnd())
		}
	case nodes.BeginsByStart, nodes.BeginsHolding:
		endBy(s, begun(lower).PrefixEnd())
	case nodes.BeginsFromOn:
		startBy(s, begun(lower))
	case nodes.BeginsBehind:
		if upper == nil {
			return false, nil
		}
		startBy(s, begun(upper))
	}
	return true, nil
}

// endsOf is where d begins and ends: a range, a multirange, or an element of such with bounds of type sub.
func endsOf(t, sub *types.Type, d types.Datum) (lower, upper []byte, ok bool, err error) {
	if t == sub.Base() {
		at := types.ElementStart(sub, d)
		return at, at, true, nil
	}
	return types.SpanEnds(t, d)
}

// narrowToNetwork narrows s to the networks in d, or to those that d may be in. Networks lie behind
// those that they are in.
func narrowToNetwork(s *keys.Span, prefix []byte, col rowenc.KeyColumn, kind nodes.PatternKind, d types.Datum) (bool, error) {
	n, ok := types.NetworkOf(d.Bytes())
	if !ok {
		return false, types.ErrDamaged
	}
	last := types.Network{Addr: n.Masked(true), Bits: n.Max()}
	first := types.Network{Addr: n.Masked(false), Bits: n.Bits}
	if kind == nodes.NetworksAround {
		first = types.Network{Addr: bytes.Repeat([]byte{0}, len(n.Addr))}
	}
	narrow(s, prefix, col, first.Datum(), true, false)
	narrow(s, prefix, col, last.Datum(), true, true)
	return true, nil
}

func endBy(s *keys.Span, k keys.Key) {
	if k.Compare(s.End) < 0 {
		s.End = k
	}
}

func startBy(s *keys.Span, k keys.Key) {
	if k.Compare(s.Start) > 0 {
		s.Start = k
	}
}

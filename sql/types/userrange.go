package types

import (
	"encoding/binary"

	"github.com/isochrondb/isochron/sql/textsearch"
)

// A range type that a user makes is held as the built-in ones are (ranges.go), where the bytes
// by which its bounds are ordered say all of them. Where they do not (1.0 and 1.00 are equal,
// and so are a month and 30 days, at any depth of an array or a row), the ranges as their binary
// form has them follow, and in the last four bytes how many bytes these are. Only what is in
// front counts for comparisons and keys.

// valuesTailBytes is the length of that at the end.
const valuesTailBytes = 4

// NewRange makes a range type of a subtype, and the type of its multiranges.
func NewRange(n, multi UserName, subtype *Type) *Type {
	align := byte('i')
	if subtype.Align == 'd' {
		align = 'd'
	}
	t := n.user(&Type{Len: -1, Typtype: 'r', Category: 'R', Align: align, Storage: 'x',
		Input: "range_in", Output: "range_out", Receive: "range_recv", Send: "range_send", kind: KindBytes})
	m := multi.user(&Type{Len: -1, Typtype: 'm', Category: 'R', Align: align, Storage: 'x',
		Input: "multirange_in", Output: "multirange_out", Receive: "multirange_recv", Send: "multirange_send", kind: KindBytes})
	t.ranges = &Range{Subtype: subtype, Type: t, Multi: m, valued: !orderSaysAll(subtype)}
	m.ranges = t.ranges
	return t
}

// RangeOf returns what makes t a range type, or a multirange type; nil where it is neither.
func (t *Type) RangeOf() *Range { return RangeOf(t) }

// CanBeBound reports whether there can be ranges of values of t: it has an order, which
// appendOrdered knows.
func CanBeBound(t *Type) bool {
	switch t = t.Base(); {
	case !Comparable(t):
		return false
	case t.elem != nil:
		return CanBeBound(t.elem)
	case t.composite != nil:
		for _, a := range t.composite.attrs {
			if !CanBeBound(a.Type) {
				return false
			}
		}
		return true
	}
	return t.kind != KindJSONB && t.kind != KindRecord
}

// orderSaysAll reports whether a value can be read back from what appendOrdered makes of it.
func orderSaysAll(t *Type) bool {
	t = t.Base()
	switch t.kind {
	case KindInt, KindDate, KindTime, KindTimestamp, KindUUID:
		return true
	case KindText:
		return !ComparesFolded(t)
	case KindBytes:
		return !hasTail(t)
	}
	return false
}

// hasTail reports whether values of t end with what is no part of their order.
func hasTail(t *Type) bool {
	return hasScales(t) || t.OID == OIDTSQuery || t.ranges != nil && t.ranges.valued
}

// tailBytes is how long that is; -1 where s is damaged.
func tailBytes(t *Type, s string) int {
	if hasScales(t) {
		return scalesBytes(s)
	}
	if t.OID == OIDTSQuery {
		return textsearch.QueryTailBytes(s)
	}
	if len(s) < valuesTailBytes {
		return -1
	}
	n := int(binary.BigEndian.Uint32([]byte(s[len(s)-valuesTailBytes:])))
	if n > len(s)-valuesTailBytes {
		return -1
	}
	return n + valuesTailBytes
}

// appendValues appends the tail of a valued type.
func appendValues(dst []byte, t *Type, spans []RangeSpan) ([]byte, error) {
	at := len(dst)
	dst, ok := appendSpansBinary(dst, t, spans)
	if !ok {
		return nil, ErrDamaged
	}
	return binary.BigEndian.AppendUint32(dst, uint32(len(dst)-at)), nil
}

// valuedSpans reads the ranges of a valued type.
func valuedSpans(t *Type, d Datum) ([]RangeSpan, error) {
	n := tailBytes(t, d.Text())
	if n < 0 {
		return nil, ErrDamaged
	}
	b := d.Bytes()
	return recvSpans(t, b[len(b)-n:len(b)-valuesTailBytes])
}

// appendOrderedItems is appendOrdered of the parts of an array or a row.
func appendOrderedItems(dst []byte, typeOf func(i int) *Type, items []Datum) []byte {
	for i, d := range items {
		if d.IsNull() {
			dst = append(dst, 2)
			continue
		}
		dst = appendOrdered(append(dst, 1), typeOf(i), d)
	}
	return append(dst, 0)
}

func appendOrderedArray(dst []byte, a *Array) []byte {
	dst = append(appendOrderedItems(dst, func(int) *Type { return a.Elem }, a.Items), byte(len(a.Dims)))
	for _, dim := range a.Dims {
		dst = binary.BigEndian.AppendUint32(dst, uint32(dim.Len))
	}
	for _, dim := range a.Dims {
		dst = binary.BigEndian.AppendUint32(dst, uint32(dim.Lower)^1<<31)
	}
	return dst
}

// Constructors of users' ranges are functions of the name of the type, which the registry does
// not know. Where they stand in a plan they are called as one of these names, which nobody can
// write, with a NULL of the type that is made in front of the arguments.
const (
	RangeConstructorName      = "\x00range"
	MultirangeConstructorName = "\x00multirange"
)

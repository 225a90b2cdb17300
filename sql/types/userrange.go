package types

import (
	"encoding/binary"

	"github.com/isochrondb/isochron/sql/pgerror"
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
func (t *Type) RangeOf() *Range { return rangeOf(t) }

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
func appendValues(dst []byte, t *Type, spans []span) ([]byte, error) {
	at := len(dst)
	dst, ok := appendSpansBinary(dst, t, spans)
	if !ok {
		return nil, errDamaged
	}
	return binary.BigEndian.AppendUint32(dst, uint32(len(dst)-at)), nil
}

// valuedSpans reads the ranges of a valued type.
func valuedSpans(t *Type, d Datum) ([]span, error) {
	n := tailBytes(t, d.Text())
	if n < 0 {
		return nil, errDamaged
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
	rangeConstructorName      = "\x00range"
	multirangeConstructorName = "\x00multirange"
)

// Constructor is the function that makes a range or multirange of a user's type t; ok is false
// where t is none, or where there is no such one. The call takes a NULL of type t in front of
// the arguments.
func Constructor(t *Type, args []*Type, variadic bool) (f *Function, ok bool, err error) {
	if t.ranges == nil || variadic && !t.IsMultirange() {
		return nil, false, nil
	}
	name := rangeConstructorName
	if t.IsMultirange() {
		name = multirangeConstructorName
	}
	f, err = constructor(name, append([]*Type{t}, args...), variadic)
	return f, f != nil, err
}

// constructor resolves one; args begins with the type that is made.
func constructor(name string, args []*Type, variadic bool) (*Function, error) {
	none := pgerror.New(pgerror.UndefinedFunction, "function %s does not exist", name)
	if len(args) == 0 || args[0] == nil || args[0].ranges == nil {
		return nil, none
	}
	t, r := args[0], args[0].ranges
	f := &Function{Name: name, Kind: KindFunction, Result: t, Volatility: Immutable, Args: []*Type{t}}
	var b body
	switch {
	case name == rangeConstructorName && t.IsRange() && (len(args) == 3 || len(args) == 4):
		f.Args = append(f.Args, r.Subtype, r.Subtype)
		if len(args) == 4 {
			f.Args = append(f.Args, TText)
		}
		b = rangeConstructor()
	case name == multirangeConstructorName && t.IsMultirange() && variadic:
		if len(args) != 2 {
			return nil, none
		}
		f.Args, f.Variadic = append(f.Args, r.Type.ArrayType()), r.Type
		b = body{gen: multirangeOfAll}
	case name == multirangeConstructorName && t.IsMultirange():
		for range args[1:] {
			f.Args = append(f.Args, r.Type)
		}
		b = body{gen: multirangeOfAll}
	default:
		return nil, none
	}
	for i, a := range args {
		if a == TRecord && f.Args[i].Base().composite != nil {
			continue // a row, field by field
		}
		if !CanCoerce(a, f.Args[i], Implicit) {
			return nil, none
		}
	}
	fn := b.gen(f).fn
	f.Fn = func(env *Env, args []Datum) (Datum, error) {
		rest := args[1:]
		if !variadic {
			if name == multirangeConstructorName && len(rest) == 1 && rest[0].IsNull() {
				return Null, nil // strict where it has one argument
			}
			return fn(env, rest)
		}
		if rest[0].IsNull() {
			return Null, nil
		}
		return fn(env, rest[0].Array().Items)
	}
	return f, nil
}

// multiCast is the cast of a user's ranges to multiranges.
func multiCast(from, to *Type) (castBody, bool) {
	if from.ranges == nil || from.ranges != to.ranges || !from.IsRange() || !to.IsMultirange() {
		return nil, false
	}
	return func(_ *Env, d Datum, _ bool) (Datum, error) {
		spans, err := spansOf(from, d)
		if err != nil {
			return Null, err
		}
		return spansDatum(to, spans)
	}, true
}

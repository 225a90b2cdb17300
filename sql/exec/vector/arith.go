package vector

import (
	"math"
	"math/bits"

	"github.com/isochrondb/isochron/sql/types"
)

type opcode uint8

const (
	opSlot  opcode = iota
	opNulls        // of a column of any type
	opConst
	opAs    // the operand's 64 bits as they are
	opFloat // an integer as a double precision number
	opAdd
	opSub
	opMul
	opDiv // of double precision numbers
)

// operations are operators by their functions (pg_proc.prosrc).
var operations = map[string]struct {
	op   opcode
	bits uint
}{
	"int2pl": {opAdd, 16}, "int4pl": {opAdd, 32}, "int24pl": {opAdd, 32}, "int42pl": {opAdd, 32},
	"int8pl": {opAdd, 64}, "int28pl": {opAdd, 64}, "int82pl": {opAdd, 64}, "int48pl": {opAdd, 64}, "int84pl": {opAdd, 64},
	"int2mi": {opSub, 16}, "int4mi": {opSub, 32}, "int24mi": {opSub, 32}, "int42mi": {opSub, 32},
	"int8mi": {opSub, 64}, "int28mi": {opSub, 64}, "int82mi": {opSub, 64}, "int48mi": {opSub, 64}, "int84mi": {opSub, 64},
	"int2mul": {opMul, 16}, "int4mul": {opMul, 32}, "int24mul": {opMul, 32}, "int42mul": {opMul, 32},
	"int8mul": {opMul, 64}, "int28mul": {opMul, 64}, "int82mul": {opMul, 64}, "int48mul": {opMul, 64}, "int84mul": {opMul, 64},
	"numeric_add": {opAdd, 64}, "numeric_sub": {opSub, 64}, "numeric_mul": {opMul, 64},
	"float8pl": {opAdd, 0}, "float8mi": {opSub, 0}, "float8mul": {opMul, 0}, "float8div": {opDiv, 0},
}

// apply computes x of its operands; false: not all values fit.
func (x *node) apply(l, r *Vector) bool {
	switch {
	case x.kind == types.KindFloat:
		return x.applyFloat(l.V, r.V)
	case x.kind == types.KindNumeric:
		return x.applyNumeric(l, r)
	case x.kind != types.KindInt:
		return false
	}
	return integers(x.op, x.vec.V, l.V, r.V) && fit(x.vec.V, x.bits)
}

// integers computes dst of a and b; false: some result has more than 64 bits.
func integers(op opcode, dst, a, b []int64) bool {
	a, b = a[:len(dst)], b[:len(dst)]
	bad := int64(0) // below zero where something went beyond
	switch op {
	case opAdd:
		for i := range dst {
			c := a[i] + b[i]
			bad |= (a[i] ^ c) & (b[i] ^ c)
			dst[i] = c
		}
		return bad >= 0
	case opSub:
		for i := range dst {
			c := a[i] - b[i]
			bad |= (a[i] ^ b[i]) & (a[i] ^ c)
			dst[i] = c
		}
		return bad >= 0
	case opMul:
		for i := range dst {
			hi, lo := bits.Mul64(uint64(a[i]), uint64(b[i]))
			// Of the signed product the upper half is all signs where it fits.
			high := int64(hi) - a[i]>>63&b[i] - b[i]>>63&a[i]
			bad |= high ^ int64(lo)>>63
			dst[i] = int64(lo)
		}
		return bad == 0
	}
	return false
}

// fit reports whether all values are integers of so many bits.
func fit(v []int64, n uint) bool {
	if n == 64 {
		return true
	}
	bad, shift := int64(0), 64-n
	for _, c := range v {
		bad |= c<<shift>>shift ^ c
	}
	return bad == 0
}

// applyNumeric computes with numerics, as types.NumericAdd, NumericSub and NumericMul do with
// small ones.
func (x *node) applyNumeric(l, r *Vector) bool {
	if x.op == opMul {
		x.vec.Scale = l.Scale + r.Scale
		return x.vec.Scale <= types.NumericMaxDscale && integers(opMul, x.vec.V, l.V, r.V)
	}
	x.vec.Scale = max(l.Scale, r.Scale)
	a, b := l.V, r.V
	switch {
	case l.Scale < r.Scale:
		if !rescale(x.vec.V, a, r.Scale-l.Scale) {
			return false
		}
		a = x.vec.V
	case r.Scale < l.Scale:
		if !rescale(x.vec.V, b, l.Scale-r.Scale) {
			return false
		}
		b = x.vec.V
	}
	return integers(x.op, x.vec.V, a, b)
}

// rescale multiplies by a power of ten; false: it does not fit.
func rescale(dst, v []int64, by int32) bool {
	if by > 18 {
		return false
	}
	m, ok := int64(types.Pow10Uint64[by]), true
	most := math.MaxInt64 / m
	for i, c := range v {
		ok = ok && -most <= c && c <= most
		dst[i] = c * m
	}
	return ok
}

func toFloat(dst, v []int64) {
	for i, c := range v {
		dst[i] = int64(math.Float64bits(float64(c)))
	}
}

// applyFloat computes with double precision numbers. Where that may be an error the batch is
// left: infinities, zeros of what is none, division by zero.
func (x *node) applyFloat(a, b []int64) bool {
	dst := x.vec.V
	for i := range dst {
		l, r := math.Float64frombits(uint64(a[i])), math.Float64frombits(uint64(b[i]))
		c, ok := float(x.op, l, r)
		if !ok && (x.vec.Null == nil || !x.vec.Null[i]) {
			return false
		}
		dst[i] = int64(math.Float64bits(c))
	}
	return true
}

func float(op opcode, l, r float64) (c float64, ok bool) {
	switch op {
	case opAdd:
		c = l + r
	case opSub:
		c = l - r
	case opMul:
		c = l * r
		ok = c != 0 || l == 0 || r == 0
		return c, ok && !math.IsInf(c, 0)
	case opDiv:
		c = l / r
		ok = r != 0 && (c != 0 || l == 0)
		return c, ok && !math.IsInf(c, 0)
	}
	return c, !math.IsInf(c, 0)
}

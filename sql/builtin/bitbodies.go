package builtin

import (
	"math/bits"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

func bits1(fn func(s types.BitString) (types.Datum, error)) body {
	return body{f1: func(_ *types.Env, a types.Datum) (types.Datum, error) {
		s, ok := types.BitsOf(a.Bytes())
		if !ok {
			return types.Null, types.ErrDamaged
		}
		return fn(s)
	}}
}

// bitsN is a body whose first argument is a bit string, as may be the second.
func bitsN(two bool, fn func(s, t types.BitString, args []types.Datum) (types.Datum, error)) body {
	return body{fn: func(_ *types.Env, args []types.Datum) (types.Datum, error) {
		s, ok := types.BitsOf(args[0].Bytes())
		var t types.BitString
		if two && ok {
			t, ok = types.BitsOf(args[1].Bytes())
		}
		if !ok {
			return types.Null, types.ErrDamaged
		}
		return fn(s, t, args)
	}}
}

func bitwise(name string, op func(a, b byte) byte) body {
	return bitsN(true, func(a, b types.BitString, _ []types.Datum) (types.Datum, error) { return bitsTogether(name, op, a, b) })
}

func bitsTogether(name string, op func(a, b byte) byte, a, b types.BitString) (types.Datum, error) {
	if a.N != b.N {
		return types.Null, pgerror.New(pgerror.StringDataLengthMismatch, "cannot %s bit strings of different sizes", name)
	}
	out := types.NewBits(a.N)
	for i := range out.B {
		out.B[i] = op(a.B[i], b.B[i])
	}
	return out.Datum(), nil
}

func bitBodies() map[string]body {
	return map[string]body{
		"bit_and": bitwise("AND", func(a, b byte) byte { return a & b }),
		"bit_or":  bitwise("OR", func(a, b byte) byte { return a | b }),
		"bitxor":  bitwise("XOR", func(a, b byte) byte { return a ^ b }),
		"bitnot": bits1(func(s types.BitString) (types.Datum, error) {
			out := types.NewBits(s.N)
			for i := range s.N {
				if s.Bit(i) == 0 {
					out.Set(i)
				}
			}
			return out.Datum(), nil
		}),
		"bitshiftleft":  bitsN(false, func(s, _ types.BitString, a []types.Datum) (types.Datum, error) { return s.Shift(a[1].Int()), nil }),
		"bitshiftright": bitsN(false, func(s, _ types.BitString, a []types.Datum) (types.Datum, error) { return s.Shift(-a[1].Int()), nil }),
		"bitcat": bitsN(true, func(a, b types.BitString, _ []types.Datum) (types.Datum, error) {
			return a.Join(b).Datum(), nil
		}),
		"bit_length(bit)": bits1(func(s types.BitString) (types.Datum, error) { return types.Int(int64(s.N)), nil }),
		"bitlength":       bits1(func(s types.BitString) (types.Datum, error) { return types.Int(int64(s.N)), nil }),
		"bitoctetlength":  bits1(func(s types.BitString) (types.Datum, error) { return types.Int(int64(len(s.B))), nil }),
		"bit_bit_count": bits1(func(s types.BitString) (types.Datum, error) {
			n := 0
			for _, c := range s.B {
				n += bits.OnesCount8(c)
			}
			return types.Int(int64(n)), nil
		}),
		"bitsubstr": bitsN(false, func(s, _ types.BitString, a []types.Datum) (types.Datum, error) {
			return s.Substr(a[1].Int(), a[2].Int())
		}),
		"bitsubstr_no_len": bitsN(false, func(s, _ types.BitString, a []types.Datum) (types.Datum, error) { return s.Substr(a[1].Int(), 1<<32) }),
		"bitoverlay": bitsN(true, func(s, t types.BitString, a []types.Datum) (types.Datum, error) {
			return s.Overlay(t, a[2].Int(), a[3].Int())
		}),
		"bitoverlay_no_len": bitsN(true, func(s, t types.BitString, a []types.Datum) (types.Datum, error) {
			return s.Overlay(t, a[2].Int(), int64(t.N))
		}),
		"bitposition": bitsN(true, func(s, t types.BitString, _ []types.Datum) (types.Datum, error) {
			return types.Int(int64(s.Find(t))), nil
		}),
		"bitgetbit": bitsN(false, func(s, _ types.BitString, a []types.Datum) (types.Datum, error) {
			if err := s.Holds(a[1].Int()); err != nil {
				return types.Null, err
			}
			return types.Int(int64(s.Bit(int(a[1].Int())))), nil
		}),
		"bitsetbit": bitsN(false, func(s, _ types.BitString, a []types.Datum) (types.Datum, error) {
			if err := s.Holds(a[1].Int()); err != nil {
				return types.Null, err
			}
			out, i := s.Slice(0, s.N), int(a[1].Int())
			switch a[2].Int() {
			case 0:
				out.B[i/8] &^= 0x80 >> (i % 8)
			case 1:
				out.Set(i)
			default:
				return types.Null, pgerror.New(pgerror.InvalidParameterValue, "new bit must be 0 or 1")
			}
			return out.Datum(), nil
		}),
		"bittoint4": bits1(func(s types.BitString) (types.Datum, error) {
			if s.N > 32 {
				return types.Null, types.ErrInt4Range
			}
			return types.Int(int64(int32(s.Number()))), nil
		}),
		"bittoint8": bits1(func(s types.BitString) (types.Datum, error) {
			if s.N > 64 {
				return types.Null, types.ErrInt8Range
			}
			return types.Int(int64(s.Number())), nil
		}),
		"bitfromint4": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return types.BitsFromInt(a.Int(), max(int(b.Int()), 1)), nil
		}},
		"bitfromint8": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return types.BitsFromInt(a.Int(), max(int(b.Int()), 1)), nil
		}},
		"bitcmp": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return types.Int(int64(types.Compare(types.TVarBit, a, b))), nil
		}},
	}
}

// bitStringState is bit_and, bit_or or bit_xor of bit strings.
type bitStringState struct {
	op  string
	sum types.BitString
	any bool
}

func (s *bitStringState) Add(_ *types.Env, args []types.Datum) error {
	if args[0].IsNull() {
		return nil
	}
	v, ok := types.BitsOf(args[0].Bytes())
	if !ok {
		return types.ErrDamaged
	}
	return s.take(v)
}

func (s *bitStringState) take(v types.BitString) error {
	if !s.any {
		s.sum, s.any = v, true
		return nil
	}
	if v.N != s.sum.N {
		name := map[string]string{"and": "AND", "or": "OR", "xor": "XOR"}[s.op]
		return pgerror.New(pgerror.StringDataLengthMismatch, "cannot %s bit strings of different sizes", name)
	}
	for i, c := range v.B {
		switch s.op {
		case "and":
			s.sum.B[i] &= c
		case "or":
			s.sum.B[i] |= c
		default:
			s.sum.B[i] ^= c
		}
	}
	return nil
}

func (s *bitStringState) Merge(_ *types.Env, other AggState) error {
	if o := other.(*bitStringState); o.any {
		return s.take(o.sum)
	}
	return nil
}

func (s *bitStringState) Result(*types.Env) (types.Datum, error) {
	if !s.any {
		return types.Null, nil
	}
	return s.sum.Datum(), nil
}

func (s *bitStringState) MemoryBytes() int { return 64 + len(s.sum.B) }

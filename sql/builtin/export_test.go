package builtin

import (
	"github.com/isochrondb/isochron/sql/types"
)

// What only tests of the package need.

// ArrayGet returns a[subs…]: NULL if a subscript is out of bounds, or if there
// are more or fewer subscripts than dimensions.
func ArrayGet(a *types.Array, subs []int64) types.Datum {
	if len(subs) != len(a.Dims) || len(subs) == 0 {
		return types.Null
	}
	at := int64(0)
	for i, s := range subs {
		d := a.Dims[i]
		s -= int64(d.Lower)
		if s < 0 || s >= int64(d.Len) {
			return types.Null
		}
		at = at*int64(d.Len) + s
	}
	return a.Items[at]
}

// ArraySlice returns a[l1:u1][l2:u2]…; a bound that was left out is the
// array's own (hasLower, hasUpper false). The result's lower bounds are 1.
func ArraySlice(a *types.Array, bounds []SliceBound) *types.Array {
	empty := &types.Array{Elem: a.Elem}
	if len(bounds) > len(a.Dims) || len(a.Dims) == 0 {
		return empty
	}
	dims := make([]types.Dim, len(a.Dims))
	from := make([]int64, len(a.Dims))
	for i, d := range a.Dims {
		lo, hi := int64(d.Lower), int64(d.Lower)+int64(d.Len)-1
		if i < len(bounds) {
			if bounds[i].HasLower {
				lo = max(lo, bounds[i].Lower)
			}
			if bounds[i].HasUpper {
				hi = min(hi, bounds[i].Upper)
			}
		}
		if hi < lo {
			return empty
		}
		dims[i], from[i] = types.Dim{Len: int32(hi - lo + 1), Lower: 1}, lo-int64(d.Lower)
	}
	out := &types.Array{Elem: a.Elem, Dims: dims}
	out.Items = sliceItems(nil, a, dims, from, 0, 0)
	return out
}

func sliceItems(dst []types.Datum, a *types.Array, dims []types.Dim, from []int64, depth int, at int64) []types.Datum {
	for i := range int64(dims[depth].Len) {
		pos := at*int64(a.Dims[depth].Len) + from[depth] + i
		if depth+1 == len(dims) {
			dst = append(dst, a.Items[pos])
			continue
		}
		dst = sliceItems(dst, a, dims, from, depth+1, pos)
	}
	return dst
}

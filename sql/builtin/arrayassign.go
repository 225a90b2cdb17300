package builtin

import (
	"slices"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// Bound tells how a subscript of an assignment is given: a[Upper],
// a[Lower:Upper], or with bounds left out.
type Bound struct {
	HasLower, HasUpper bool
	// LowerIsOne: a plain subscript among slices.
	LowerIsOne bool
}

// DimsMax is the most dimensions of an array.
const DimsMax = 6

// AssignArray gives the array old (NULL or empty: a new one) with value in the
// place that the bounds name: one element, or with slice the elements of the
// array value. at holds the bounds that are given, in order. An array of one
// dimension grows as needed, with NULLs between.
func AssignArray(env *types.Env, elem *types.Type, old, value types.Datum, slice bool, bounds []Bound, at []types.Datum) (types.Datum, error) {
	if len(bounds) > DimsMax {
		return types.Null, pgerror.New(pgerror.ProgramLimitExceeded, "number of array dimensions (%d) exceeds the maximum allowed (%d)", len(bounds), DimsMax)
	}
	for _, d := range at {
		if d.IsNull() {
			return types.Null, pgerror.New(pgerror.NullValueNotAllowed, "array subscript in assignment must not be null")
		}
	}
	if slice && value.IsNull() {
		return old, nil
	}
	a := &types.Array{Elem: elem}
	if !old.IsNull() {
		a = old.Array()
	}
	lo, hi, err := assignBounds(a, slice, bounds, at)
	if err != nil {
		return types.Null, err
	}
	source := []types.Datum{value}
	if slice {
		source = value.Array().Items
	}
	n := int64(1)
	for i := range lo {
		n *= hi[i] - lo[i] + 1
		if n > arrayItemsMax {
			return types.Null, pgerror.New(pgerror.ProgramLimitExceeded, "array size exceeds the maximum allowed (%d)", arrayItemsMax)
		}
	}
	if int64(len(source)) < n {
		return types.Null, pgerror.New(pgerror.ArraySubscriptError, "source array too small")
	}
	if len(a.Dims) == 0 {
		out := &types.Array{Elem: elem, Items: append([]types.Datum(nil), source[:n]...)}
		for i := range lo {
			out.Dims = append(out.Dims, types.Dim{Len: int32(hi[i] - lo[i] + 1), Lower: int32(lo[i])})
		}
		return types.NewArray(out), nil
	}
	out, err := grown(env, a, lo, hi)
	if err != nil {
		return types.Null, err
	}
	place(out, lo, hi, source)
	return types.NewArray(out), nil
}

// arrayItemsMax is the most elements of an array, Postgres's own limit.
const arrayItemsMax = 134217727

// assignBounds completes the bounds from the array's own.
func assignBounds(a *types.Array, slice bool, bounds []Bound, at []types.Datum) (lo, hi []int64, err error) {
	if len(a.Dims) > 0 && (len(bounds) > len(a.Dims) || !slice && len(bounds) != len(a.Dims)) {
		return nil, nil, pgerror.New(pgerror.ArraySubscriptError, "wrong number of array subscripts")
	}
	n := max(len(bounds), len(a.Dims))
	lo, hi = make([]int64, n), make([]int64, n)
	for i := range n {
		if len(a.Dims) > 0 {
			lo[i], hi[i] = int64(a.Dims[i].Lower), int64(a.Dims[i].Lower)+int64(a.Dims[i].Len)-1
		}
		if i >= len(bounds) {
			continue
		}
		b := bounds[i]
		if slice && len(a.Dims) == 0 && !(b.HasUpper && (b.HasLower || b.LowerIsOne)) {
			return nil, nil, pgerror.New(pgerror.ArraySubscriptError, "array slice subscript must provide both boundaries").
				WithDetail("When assigning to a slice of an empty array value, slice boundaries must be fully specified.")
		}
		if b.HasLower {
			lo[i], at = at[0].Int(), at[1:]
		}
		if b.HasUpper {
			hi[i], at = at[0].Int(), at[1:]
		}
		switch {
		case !slice:
			lo[i] = hi[i]
		case b.LowerIsOne:
			lo[i] = 1
		}
		if lo[i] > hi[i] {
			return nil, nil, pgerror.New(pgerror.ArraySubscriptError, "upper bound cannot be less than lower bound")
		}
	}
	return lo, hi, nil
}

// grown is a copy of a that holds the bounds; only one dimension may grow.
func grown(env *types.Env, a *types.Array, lo, hi []int64) (*types.Array, error) {
	out := &types.Array{Elem: a.Elem, Dims: append([]types.Dim(nil), a.Dims...), Items: append([]types.Datum(nil), a.Items...)}
	if len(a.Dims) > 1 {
		for i, d := range a.Dims {
			if lo[i] < int64(d.Lower) || hi[i] >= int64(d.Lower)+int64(d.Len) {
				return nil, pgerror.New(pgerror.ArraySubscriptError, "array subscript out of range")
			}
		}
		return out, nil
	}
	d := a.Dims[0]
	before := max(int64(d.Lower)-lo[0], 0)
	after := max(hi[0]-(int64(d.Lower)+int64(d.Len)-1), 0)
	if before+after+int64(d.Len) > arrayItemsMax {
		return nil, pgerror.New(pgerror.ProgramLimitExceeded, "array size exceeds the maximum allowed (%d)", arrayItemsMax)
	}
	if err := env.Room(int64(types.DatumBytes) * (before + int64(d.Len) + after)); err != nil {
		return nil, err
	}
	if before > 0 || after > 0 {
		out.Items = make([]types.Datum, before+int64(d.Len)+after)
		for i := range out.Items {
			out.Items[i] = types.Null
		}
		copy(out.Items[before:], a.Items)
		out.Dims[0] = types.Dim{Len: int32(len(out.Items)), Lower: int32(int64(d.Lower) - before)}
	}
	return out, nil
}

// place writes source into the elements between the bounds, in their order.
func place(a *types.Array, lo, hi []int64, source []types.Datum) {
	at := append([]int64(nil), lo...)
	for _, v := range source {
		off := int64(0)
		for i, d := range a.Dims {
			off = off*int64(d.Len) + at[i] - int64(d.Lower)
		}
		a.Items[off] = v
		i := len(at) - 1
		for ; i >= 0; i-- {
			if at[i]++; at[i] <= hi[i] {
				break
			}
			at[i] = lo[i]
		}
		if i < 0 {
			return
		}
	}
}

// AssignShape is value for part at[0] of a point, line, box or line segment of type t. As in
// Postgres, where the shape or the value is NULL the shape stays as it is.
func AssignShape(t *types.Type, old, value types.Datum, at []types.Datum) (types.Datum, error) {
	for _, d := range at {
		if d.IsNull() {
			return types.Null, pgerror.New(pgerror.NullValueNotAllowed, "array subscript in assignment must not be null")
		}
	}
	if old.IsNull() || value.IsNull() {
		return old, nil
	}
	of, parts := types.ShapePart(t)
	if len(at) != 1 || at[0].Int() < 0 || at[0].Int() >= int64(parts) {
		return types.Null, pgerror.New(pgerror.ArraySubscriptError, "array subscript out of range")
	}
	v, _, ok := types.ShapeNumbers(t, old.Bytes())
	if !ok {
		return types.Null, types.ErrDamaged
	}
	v = slices.Clone(v)
	if i := int(at[0].Int()); of == types.TFloat8 {
		v[i] = value.Float()
	} else {
		part, _, ok := types.ShapeNumbers(of, value.Bytes())
		if !ok {
			return types.Null, types.ErrDamaged
		}
		copy(v[2*i:], part)
	}
	return types.ShapeOf(v), nil
}

package scalar

import (
	"slices"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// Eval builds an array; nested ones must agree in their dimensions.
// The error of parts that do not fit is 2202E.
func (e *Array) Eval(c *Ctx) (types.Datum, error) {
	items := make([]types.Datum, 0, len(e.Elems))
	// The values are new in each call: the array keeps them.
	items, _, err := evalArgs(c, e.Elems, items)
	if err != nil {
		return types.Null, err
	}
	// Elem is that of the array's type, not of the operands: for a nested one it is the same.
	elem := e.T.Elem()
	// int2vector and oidvector have no form for NULL.
	// Where others are made of NULLs as of any value.
	if e.T.IsVector() && slices.ContainsFunc(items, types.Datum.IsNull) {
		return types.Null, pgerror.New(pgerror.DatatypeMismatch, "array is not a valid %s", e.T)
	}
	if !e.Nested {
		return types.NewArray(types.ArrayOf(elem, items)), nil
	}
	return joinArrays(elem, items)
}

// joinArrays makes an array of one dimension more than its parts have.
// A NULL part counts as an empty one. Parts that are all empty give an empty array, of no dimensions.
// Parts have to agree in their dimensions, lower bounds included.
// The items are in row-major order, so that those of the parts follow each other.
func joinArrays(elem *types.Type, parts []types.Datum) (types.Datum, error) {
	var dims []types.Dim
	var items []types.Datum
	// A NULL part leaves a without dimensions, so that it agrees with empty ones only.
	// The first part says what the others must be.
	for i, p := range parts {
		var a types.Array
		if !p.IsNull() {
			a = *p.Array()
		}
		if i == 0 {
			dims = a.Dims
		} else if !sameDims(dims, a.Dims) {
			return types.Null, pgerror.New(pgerror.ArraySubscriptError,
				"multidimensional arrays must have array expressions with matching dimensions")
		}
		items = append(items, a.Items...)
	}
	if len(items) == 0 {
		return types.NewArray(&types.Array{Elem: elem}), nil
	}
	// After emptiness: parts without items have no dimensions to count.
	if len(dims) >= types.MaxDims {
		return types.Null, pgerror.New(pgerror.ProgramLimitExceeded,
			"number of array dimensions (%d) exceeds the maximum allowed (%d)", len(dims)+1, types.MaxDims)
	}
	outer := types.Dim{Len: int32(len(parts)), Lower: 1}
	return types.NewArray(&types.Array{Elem: elem, Dims: append([]types.Dim{outer}, dims...), Items: items}), nil
}

// sameDims compares lower bounds, too.
func sameDims(a, b []types.Dim) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// Eval takes an element or a slice. What lies outside is NULL, or an empty array. Subscripts are all computed
// before the array is looked at, and none where it is NULL (Postgres: ExecEvalSubscriptingRef).
// Where there are not as many subscripts as dimensions it is NULL, as in Postgres.
func (e *Subscript) Eval(c *Ctx) (types.Datum, error) {
	d, err := e.X.Eval(c)
	if err != nil || d.IsNull() {
		return types.Null, err
	}
	a := d.Array()
	// Without a written bound it is the array's own; lower is used by slices alone.
	var upper, lower [types.MaxDims]int64
	for i := range a.Dims {
		lower[i], upper[i] = int64(a.Dims[i].Lower), int64(a.Dims[i].Lower)+int64(a.Dims[i].Len)-1
	}
	// Upper before lower, as ExecEvalSubscriptingRef asks them: it tells which error comes first.
	for _, side := range []struct {
		xs []Expr
		to *[types.MaxDims]int64
	}{{e.Upper, &upper}, {e.Lower, &lower}} {
		if null, err := subscripts(c, side.xs, side.to); err != nil || null {
			return types.Null, err
		}
	}
	if e.Slice {
		return e.slice(a, lower[:], upper[:])
	}
	return element(a, upper[:len(e.Upper)]), nil
}

// element is what an array has at some subscripts, NULL where it has nothing there.
func element(a *types.Array, subscripts []int64) types.Datum {
	if len(subscripts) != len(a.Dims) {
		return types.Null
	}
	// The place of the element with the last dimension running quickest.
	// Outside of a dimension is NULL and no error, in both directions.
	at := 0
	for i, dim := range a.Dims {
		off := subscripts[i] - int64(dim.Lower)
		if off < 0 || off >= int64(dim.Len) {
			return types.Null
		}
		at = at*int(dim.Len) + int(off)
	}
	return a.Items[at]
}

// ElementAt is the element that an assignment to a part of it begins with: Assign's Read of arrays.
func ElementAt(_ *types.Env, array types.Datum, at []types.Datum) (types.Datum, error) {
	subscripts := make([]int64, len(at))
	for i, d := range at {
		if d.IsNull() {
			return types.Null, nil // Write refuses it
		}
		subscripts[i] = d.Int()
	}
	return element(array.Array(), subscripts), nil
}

// subscripts computes those that were written, each to its place; null: one of them is NULL, and with it
// the whole.
func subscripts(c *Ctx, xs []Expr, to *[types.MaxDims]int64) (null bool, err error) {
	for i, x := range xs {
		if x == nil {
			continue
		}
		d, err := x.Eval(c)
		if err != nil {
			return false, err
		}
		// Not the end: the other subscripts may fail.
		if d.IsNull() {
			null = true
			continue
		}
		// An int4, by the binder's coercion; as int64, so that differences of it don't overflow.
		to[i] = d.Int()
	}
	return null, nil
}

// slice takes from lower to upper in each dimension that has subscripts, and others whole. The result is
// numbered from 1, as in Postgres (array_get_slice).
func (e *Subscript) slice(a *types.Array, lower, upper []int64) (types.Datum, error) {
	empty := types.NewArray(&types.Array{Elem: a.Elem})
	if len(e.Upper) > len(a.Dims) {
		return empty, nil
	}
	// from is by place, not by subscript: 0 is the first element of a dimension.
	from := make([]int, len(a.Dims))
	dims := make([]types.Dim, len(a.Dims))
	for i, d := range a.Dims {
		// What reaches beyond the array is cut; what lies outside altogether leaves nothing.
		lo := max(lower[i], int64(d.Lower))
		hi := min(upper[i], int64(d.Lower)+int64(d.Len)-1)
		if lo > hi {
			return empty, nil
		}
		from[i] = int(lo - int64(d.Lower))
		dims[i] = types.Dim{Len: int32(hi - lo + 1), Lower: 1}
	}
	items := sliceItems(nil, a.Items, a.Dims, dims, from)
	return types.NewArray(&types.Array{Elem: a.Elem, Dims: dims, Items: items}), nil
}

// sliceItems appends, of items laid out by dims with the last dimension next to each other, the box of size
// want at from. It recurses by dimension: there are six at most.
func sliceItems(dst, items []types.Datum, dims, want []types.Dim, from []int) []types.Datum {
	if len(dims) == 0 {
		return append(dst, items...)
	}
	stride := len(items) / int(dims[0].Len)
	for i := range int(want[0].Len) {
		at := (from[0] + i) * stride
		dst = sliceItems(dst, items[at:at+stride], dims[1:], want[1:], from[1:])
	}
	return dst
}

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
	items, _, err := evalArgs(c, e.Elems, items)
	if err != nil {
		return types.Null, err
	}
	elem := e.T.Elem()
	// int2vector and oidvector have no form for NULL.
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
func joinArrays(elem *types.Type, parts []types.Datum) (types.Datum, error) {
	var dims []types.Dim
	var items []types.Datum
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

// Eval takes an element or a slice. What lies outside is NULL, or an empty array.
// Where there are not as many subscripts as dimensions it is NULL, as in Postgres.
func (e *Subscript) Eval(c *Ctx) (types.Datum, error) {
	d, err := e.X.Eval(c)
	if err != nil || d.IsNull() {
		return types.Null, err
	}
	a := d.Array()
	if e.Slice {
		return e.evalSlice(c, a)
	}
	if len(e.Upper) != len(a.Dims) {
		return types.Null, nil
	}
	// The place of the element with the last dimension running quickest.
	at := 0
	for i, x := range e.Upper {
		s, err := x.Eval(c)
		if err != nil || s.IsNull() {
			return types.Null, err
		}
		off := s.Int() - int64(a.Dims[i].Lower)
		if off < 0 || off >= int64(a.Dims[i].Len) {
			return types.Null, nil
		}
		at = at*int(a.Dims[i].Len) + int(off)
	}
	return a.Items[at], nil
}

// evalSlice takes a part in each dimension; those without bounds are taken whole. The result is numbered from
// 1, as in Postgres (array_get_slice).
// Fewer subscripts than dimensions take the rest whole.
func (e *Subscript) evalSlice(c *Ctx, a *types.Array) (types.Datum, error) {
	empty := types.NewArray(&types.Array{Elem: a.Elem})
	if len(e.Upper) > len(a.Dims) {
		return empty, nil
	}
	from := make([]int, len(a.Dims))
	dims := make([]types.Dim, len(a.Dims))
	for i, d := range a.Dims {
		lo, hi := int64(d.Lower), int64(d.Lower)+int64(d.Len)-1
		if i < len(e.Upper) {
			l, h, null, err := e.bounds(c, i, lo, hi)
			if err != nil || null {
				return types.Null, err
			}
			lo, hi = max(lo, l), min(hi, h)
		}
		if lo > hi {
			return empty, nil
		}
		from[i] = int(lo - int64(d.Lower))
		dims[i] = types.Dim{Len: int32(hi - lo + 1), Lower: 1}
	}
	items := sliceItems(nil, a.Items, a.Dims, dims, from)
	return types.NewArray(&types.Array{Elem: a.Elem, Dims: dims, Items: items}), nil
}

// bounds are those of dimension i, lo and hi where they are open; null: one of them is NULL, and with it the
// whole.
func (e *Subscript) bounds(c *Ctx, i int, lo, hi int64) (l, h int64, null bool, err error) {
	l, h = lo, hi
	if e.Lower[i] == nil && e.Upper[i] == nil {
		return l, h, false, nil
	}
	for j, x := range []Expr{e.Lower[i], e.Upper[i]} {
		if x == nil {
			continue
		}
		d, err := x.Eval(c)
		if err != nil || d.IsNull() {
			return 0, 0, true, err
		}
		if j == 0 {
			l = d.Int()
		} else {
			h = d.Int()
		}
	}
	return l, h, false, nil
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

package types

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/isochrondb/isochron/sql/pgerror"
)

func arrayBodies() map[string]body {
	return map[string]body{
		"array_append": {gen: func(f *Function) body {
			return body{f2: func(_ *Env, a, b Datum) (Datum, error) { return arrayAppend(f.Result, a, b) }}
		}},
		"array_prepend": {gen: func(f *Function) body {
			return body{f2: func(_ *Env, a, b Datum) (Datum, error) { return arrayPrepend(f.Result, a, b) }}
		}},
		"array_cat": {f2: func(_ *Env, a, b Datum) (Datum, error) { return arrayCat(a, b) }},
		"array_ndims": {f1: func(_ *Env, a Datum) (Datum, error) {
			if n := len(a.Array().Dims); n > 0 {
				return Int(int64(n)), nil
			}
			return Null, nil
		}},
		"array_dims": {f1: func(_ *Env, a Datum) (Datum, error) { return arrayDims(a.Array()), nil }},
		"array_length": {f2: func(_ *Env, a, b Datum) (Datum, error) {
			return dimPart(a, b, func(d Dim) int64 { return int64(d.Len) })
		}},
		"array_lower": {f2: func(_ *Env, a, b Datum) (Datum, error) {
			return dimPart(a, b, func(d Dim) int64 { return int64(d.Lower) })
		}},
		"array_upper": {f2: func(_ *Env, a, b Datum) (Datum, error) {
			return dimPart(a, b, func(d Dim) int64 { return int64(d.Lower) + int64(d.Len) - 1 })
		}},
		"array_cardinality":    {f1: func(_ *Env, a Datum) (Datum, error) { return Int(int64(len(a.Array().Items))), nil }},
		"array_position":       {fn: arrayPosition},
		"array_position_start": {fn: arrayPosition},
		"array_positions":      {f2: arrayPositions},
		"array_remove":         {f2: func(_ *Env, a, b Datum) (Datum, error) { return arrayRemove(a, b) }},
		"array_replace":        {fn: arrayReplace},
		"array_fill":           {gen: arrayFillBody}, "array_fill_with_lower_bounds": {gen: arrayFillBody},
		"array_to_text":      {fn: arrayToText},
		"array_to_text_null": {fn: arrayToText},
		"text_to_array":      {fn: textToArray},
		"text_to_array_null": {fn: textToArray},
		"arraycontains":      {f2: containsBody},
		"arraycontained":     {f2: func(env *Env, a, b Datum) (Datum, error) { return containsBody(env, b, a) }},
		"arrayoverlap":       {f2: arrayOverlap},
		"trim_array":         {f2: trimArray},
	}
}

var errOneDimensional = pgerror.New(pgerror.DataException, "argument must be empty or one-dimensional array")

func arrayAppend(t *Type, a, b Datum) (Datum, error) {
	if a.IsNull() {
		return NewArray(ArrayOf(t.elem, []Datum{b})), nil
	}
	arr := a.Array()
	if len(arr.Dims) > 1 {
		return Null, errOneDimensional
	}
	items := append(slices.Clone(arr.Items), b)
	return NewArray(&Array{Elem: arr.Elem, Items: items, Dims: []Dim{{Len: int32(len(items)), Lower: lowerBound(arr)}}}), nil
}

func arrayPrepend(t *Type, a, b Datum) (Datum, error) {
	if b.IsNull() {
		return NewArray(ArrayOf(t.elem, []Datum{a})), nil
	}
	arr := b.Array()
	if len(arr.Dims) > 1 {
		return Null, errOneDimensional
	}
	items := append([]Datum{a}, arr.Items...)
	return NewArray(&Array{Elem: arr.Elem, Items: items, Dims: []Dim{{Len: int32(len(items)), Lower: lowerBound(arr)}}}), nil
}

func lowerBound(a *Array) int32 {
	if len(a.Dims) == 0 {
		return 1
	}
	return a.Dims[0].Lower
}

// arrayCat joins arrays of one shape along the first dimension, or adds an
// array to one with a dimension more.
func arrayCat(a, b Datum) (Datum, error) {
	switch {
	case a.IsNull():
		return b, nil
	case b.IsNull():
		return a, nil
	case len(a.Array().Dims) == 0:
		return b, nil
	case len(b.Array().Dims) == 0:
		return a, nil
	}
	x, y := a.Array(), b.Array()
	incompatible := func() error {
		return pgerror.New(pgerror.ArraySubscriptError, "cannot concatenate incompatible arrays")
	}
	var dims []Dim
	switch len(x.Dims) - len(y.Dims) {
	case 0:
		if !sameLengths(x.Dims[1:], y.Dims[1:]) {
			return Null, incompatible().(*pgerror.Error).WithDetail("Arrays with differing element dimensions are not compatible for concatenation.")
		}
		dims = slices.Clone(x.Dims)
		dims[0].Len += y.Dims[0].Len
	case 1:
		if !sameLengths(x.Dims[1:], y.Dims) {
			return Null, incompatible().(*pgerror.Error).WithDetail("Arrays with differing dimensions are not compatible for concatenation.")
		}
		dims = slices.Clone(x.Dims)
		dims[0].Len++
	case -1:
		if !sameLengths(x.Dims, y.Dims[1:]) {
			return Null, incompatible().(*pgerror.Error).WithDetail("Arrays with differing dimensions are not compatible for concatenation.")
		}
		dims = slices.Clone(y.Dims)
		dims[0].Len++
	default:
		return Null, incompatible().(*pgerror.Error).WithDetail("Arrays of %d and %d dimensions are not compatible for concatenation.", len(x.Dims), len(y.Dims))
	}
	return NewArray(&Array{Elem: x.Elem, Dims: dims, Items: slices.Concat(x.Items, y.Items)}), nil
}

func sameLengths(a, b []Dim) bool {
	return slices.EqualFunc(a, b, func(x, y Dim) bool { return x.Len == y.Len })
}

func arrayDims(a *Array) Datum {
	if len(a.Dims) == 0 {
		return Null
	}
	var b []byte
	for _, d := range a.Dims {
		b = append(b, '[')
		b = strconv.AppendInt(b, int64(d.Lower), 10)
		b = append(b, ':')
		b = strconv.AppendInt(b, int64(d.Lower)+int64(d.Len)-1, 10)
		b = append(b, ']')
	}
	return TextAlias(b)
}

func dimPart(a, b Datum, part func(Dim) int64) (Datum, error) {
	dims, n := a.Array().Dims, b.Int()
	if n < 1 || n > int64(len(dims)) {
		return Null, nil
	}
	return Int(part(dims[n-1])), nil
}

// sameItem is IS NOT DISTINCT FROM for elements.
func sameItem(t *Type, a, b Datum) bool { return CompareNulls(t, a, b) == 0 }

func arrayPosition(_ *Env, args []Datum) (Datum, error) {
	if args[0].IsNull() {
		return Null, nil
	}
	a := args[0].Array()
	if len(a.Dims) > 1 {
		return Null, pgerror.New(pgerror.FeatureNotSupported, "searching for elements in multidimensional arrays is not supported")
	}
	from := int64(lowerBound(a))
	if len(args) > 2 {
		if args[2].IsNull() {
			return Null, pgerror.New(pgerror.NullValueNotAllowed, "initial position must not be null")
		}
		from = args[2].Int()
	}
	for i, item := range a.Items {
		if pos := int64(i) + int64(lowerBound(a)); pos >= from && sameItem(a.Elem, item, args[1]) {
			return Int(pos), nil
		}
	}
	return Null, nil
}

func arrayPositions(_ *Env, a, b Datum) (Datum, error) {
	if a.IsNull() {
		return Null, nil
	}
	arr := a.Array()
	if len(arr.Dims) > 1 {
		return Null, pgerror.New(pgerror.FeatureNotSupported, "searching for elements in multidimensional arrays is not supported")
	}
	var out []Datum
	for i, item := range arr.Items {
		if sameItem(arr.Elem, item, b) {
			out = append(out, Int(int64(i)+int64(lowerBound(arr))))
		}
	}
	return NewArray(ArrayOf(TInt4, out)), nil
}

func arrayRemove(a, b Datum) (Datum, error) {
	if a.IsNull() {
		return Null, nil
	}
	arr := a.Array()
	if len(arr.Dims) > 1 {
		return Null, pgerror.New(pgerror.FeatureNotSupported, "removing elements from multidimensional arrays is not supported")
	}
	var out []Datum
	for _, item := range arr.Items {
		if !sameItem(arr.Elem, item, b) {
			out = append(out, item)
		}
	}
	kept := ArrayOf(arr.Elem, out)
	if len(out) > 0 {
		kept.Dims[0].Lower = lowerBound(arr)
	}
	return NewArray(kept), nil
}

func arrayReplace(_ *Env, args []Datum) (Datum, error) {
	if args[0].IsNull() {
		return Null, nil
	}
	a := *args[0].Array()
	a.Items = slices.Clone(a.Items)
	for i, item := range a.Items {
		if sameItem(a.Elem, item, args[1]) {
			a.Items[i] = args[2]
		}
	}
	return NewArray(&a), nil
}

func arrayFillBody(f *Function) body {
	elem := f.Args[0]
	return body{fn: func(env *Env, args []Datum) (Datum, error) { return arrayFill(env, elem, args) }}
}

func arrayFill(env *Env, elem *Type, args []Datum) (Datum, error) {
	for _, a := range args[1:] {
		if a.IsNull() {
			return Null, pgerror.New(pgerror.NullValueNotAllowed, "dimension array or low bound array cannot be null")
		}
	}
	for i, a := range args[1:] {
		if len(a.Array().Dims) > 1 {
			return Null, pgerror.New(pgerror.ArraySubscriptError, "wrong number of array subscripts").
				WithDetail("%s array must be one dimensional.", []string{"Dimension", "Low bound"}[i])
		}
	}
	sizes := args[1].Array().Items
	if len(sizes) > maxDims {
		return Null, pgerror.New(pgerror.ProgramLimitExceeded, "number of array dimensions (%d) exceeds the maximum allowed (%d)", len(sizes), maxDims)
	}
	a := &Array{Elem: elem}
	total := int64(1)
	for i, s := range sizes {
		lower := int32(1)
		if len(args) > 2 {
			if len(args[2].Array().Items) != len(sizes) {
				return Null, pgerror.New(pgerror.ArraySubscriptError, "wrong number of array subscripts").
					WithDetail("Low bound array has different size than dimensions array.")
			}
			lower = int32(args[2].Array().Items[i].Int())
		}
		if s.IsNull() {
			return Null, pgerror.New(pgerror.NullValueNotAllowed, "dimension values cannot be null")
		}
		if s.Int() < 0 || s.Int() > maxArrayItems {
			return Null, errArrayTooLarge
		}
		a.Dims = append(a.Dims, Dim{Len: int32(s.Int()), Lower: lower})
		if total *= s.Int(); total > maxArrayItems/16 {
			return Null, errArrayTooLarge
		}
	}
	if len(sizes) == 0 || total == 0 {
		return NewArray(&Array{Elem: elem}), nil
	}
	if err := env.Room(total * int64(DatumBytes)); err != nil {
		return Null, err
	}
	a.Items = make([]Datum, total)
	for i := range a.Items {
		a.Items[i] = args[0]
	}
	return NewArray(a), nil
}

// arrayToText joins the elements; NULLs are left out or printed as given.
func arrayToText(env *Env, args []Datum) (Datum, error) {
	if args[0].IsNull() || args[1].IsNull() {
		return Null, nil
	}
	a := args[0].Array()
	var b []byte
	some := false
	for _, item := range a.Items {
		if item.IsNull() && (len(args) < 3 || args[2].IsNull()) {
			continue
		}
		if some {
			b = append(b, args[1].Text()...)
		}
		some = true
		if item.IsNull() {
			b = append(b, args[2].Text()...)
		} else {
			b = AppendText(b, a.Elem, item, env)
		}
	}
	return TextAlias(b), nil
}

// splitText is string_to_array: a NULL separator parts all characters, an
// empty one nothing.
func splitText(env *Env, args []Datum) ([]Datum, error) {
	s := args[0].Text()
	n := len(s)
	if !args[1].IsNull() && s != "" {
		n = strings.Count(s, args[1].Text())
	}
	if err := env.Room(int64(n) * int64(stringBytes+DatumBytes)); err != nil {
		return nil, err
	}
	var parts []string
	switch {
	case s == "":
	case args[1].IsNull():
		parts = make([]string, 0, utf8.RuneCountInString(s))
		for rest := s; rest != ""; {
			n := stepRune(rest)
			parts, rest = append(parts, rest[:n]), rest[n:]
		}
	case args[1].Text() == "":
		parts = []string{s}
	default:
		parts = strings.Split(s, args[1].Text())
	}
	items := make([]Datum, len(parts))
	for i, p := range parts {
		if len(args) > 2 && !args[2].IsNull() && p == args[2].Text() {
			continue
		}
		items[i] = Text(p)
	}
	return items, nil
}

func textToArray(env *Env, args []Datum) (Datum, error) {
	if args[0].IsNull() {
		return Null, nil
	}
	items, err := splitText(env, args)
	if err != nil {
		return Null, err
	}
	return NewArray(ArrayOf(TText, items)), nil
}

// containsBody reports whether every element of b is in a; a NULL is in nothing.
func containsBody(env *Env, a, b Datum) (Datum, error) {
	x, y := a.Array(), b.Array()
	check := checkpoints{env: env}
	for _, want := range y.Items {
		if want.IsNull() || !hasItem(x, want) {
			return Bool(false), nil
		}
		if err := check.steps(itemSteps * len(x.Items)); err != nil {
			return Null, err
		}
	}
	return Bool(true), nil
}

// itemSteps is what comparing two elements counts for.
const itemSteps = 4

func hasItem(a *Array, want Datum) bool {
	for _, item := range a.Items {
		if !item.IsNull() && Equal(a.Elem, item, want) {
			return true
		}
	}
	return false
}

func arrayOverlap(env *Env, a, b Datum) (Datum, error) {
	x, y := a.Array(), b.Array()
	check := checkpoints{env: env}
	for _, item := range y.Items {
		if !item.IsNull() && hasItem(x, item) {
			return Bool(true), nil
		}
		if err := check.steps(itemSteps * len(x.Items)); err != nil {
			return Null, err
		}
	}
	return Bool(false), nil
}

func trimArray(_ *Env, a, b Datum) (Datum, error) {
	arr, n := a.Array(), b.Int()
	length := int64(0)
	if len(arr.Dims) > 0 {
		length = int64(arr.Dims[0].Len)
	}
	if n < 0 || n > length {
		return Null, pgerror.New(pgerror.ArraySubscriptError, "number of elements to trim must be between 0 and %d", length)
	}
	if n == length {
		return NewArray(&Array{Elem: arr.Elem}), nil
	}
	per := int64(len(arr.Items)) / length
	out := &Array{Elem: arr.Elem, Dims: slices.Clone(arr.Dims), Items: arr.Items[:(length-n)*per]}
	out.Dims[0].Len -= int32(n)
	for i := range out.Dims {
		out.Dims[i].Lower = 1
	}
	return NewArray(out), nil
}

// ArrayGet returns a[subs…]: NULL if a subscript is out of bounds, or if there
// are more or fewer subscripts than dimensions.
func ArrayGet(a *Array, subs []int64) Datum {
	if len(subs) != len(a.Dims) || len(subs) == 0 {
		return Null
	}
	at := int64(0)
	for i, s := range subs {
		d := a.Dims[i]
		s -= int64(d.Lower)
		if s < 0 || s >= int64(d.Len) {
			return Null
		}
		at = at*int64(d.Len) + s
	}
	return a.Items[at]
}

// ArraySlice returns a[l1:u1][l2:u2]…; a bound that was left out is the
// array's own (hasLower, hasUpper false). The result's lower bounds are 1.
func ArraySlice(a *Array, bounds []SliceBound) *Array {
	empty := &Array{Elem: a.Elem}
	if len(bounds) > len(a.Dims) || len(a.Dims) == 0 {
		return empty
	}
	dims := make([]Dim, len(a.Dims))
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
		dims[i], from[i] = Dim{Len: int32(hi - lo + 1), Lower: 1}, lo-int64(d.Lower)
	}
	out := &Array{Elem: a.Elem, Dims: dims}
	out.Items = sliceItems(nil, a, dims, from, 0, 0)
	return out
}

// SliceBound is one l:u of a slice.
type SliceBound struct {
	Lower, Upper       int64
	HasLower, HasUpper bool
}

func sliceItems(dst []Datum, a *Array, dims []Dim, from []int64, depth int, at int64) []Datum {
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

// BuildArray is ARRAY[…]: items of the element type, or arrays of it that must
// agree in shape (2202E).
func BuildArray(elem *Type, items []Datum, nested bool) (Datum, error) {
	if !nested {
		return NewArray(ArrayOf(elem, items)), nil
	}
	out := &Array{Elem: elem}
	for i, d := range items {
		if d.IsNull() || len(d.Array().Dims) == 0 {
			if i > 0 && out.Dims != nil {
				return Null, errArrayShape
			}
			continue
		}
		sub := d.Array()
		if out.Dims == nil {
			if i > 0 {
				return Null, errArrayShape
			}
			if len(sub.Dims) == maxDims {
				return Null, pgerror.New(pgerror.ProgramLimitExceeded, "number of array dimensions (%d) exceeds the maximum allowed (%d)", maxDims+1, maxDims)
			}
			out.Dims = append([]Dim{{Len: int32(len(items)), Lower: 1}}, sub.Dims...)
		} else if !sameLengths(out.Dims[1:], sub.Dims) {
			return Null, errArrayShape
		}
		out.Items = append(out.Items, sub.Items...)
	}
	return NewArray(out), nil
}

// AccumulateArray is array_agg and ARRAY(SELECT …): the rows' values, or arrays of them that must
// agree in shape.
func AccumulateArray(elem *Type, items []Datum, nested bool) (Datum, error) {
	if nested {
		for _, d := range items {
			if err := mayAccumulate(d); err != nil {
				return Null, err
			}
		}
	}
	return accumulate(elem, items, nested)
}

func accumulate(elem *Type, items []Datum, nested bool) (Datum, error) {
	d, err := BuildArray(elem, items, nested)
	if err == errArrayShape {
		return Null, pgerror.New(pgerror.ArraySubscriptError, "cannot accumulate arrays of different dimensionality")
	}
	return d, err
}

// mayAccumulate refuses what can't be a part of an array of arrays.
func mayAccumulate(d Datum) error {
	if d.IsNull() {
		return pgerror.New(pgerror.NullValueNotAllowed, "cannot accumulate null arrays")
	}
	if len(d.Array().Dims) == 0 {
		return pgerror.New(pgerror.ArraySubscriptError, "cannot accumulate empty arrays")
	}
	return nil
}

var errArrayShape = pgerror.New(pgerror.ArraySubscriptError, "multidimensional arrays must have array expressions with matching dimensions")

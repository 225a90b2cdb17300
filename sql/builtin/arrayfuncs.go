package builtin

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

func arrayBodies() map[string]body {
	return map[string]body{
		"array_append": {gen: func(f *Function) body {
			return body{f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) { return arrayAppend(f.Result, a, b) }}
		}},
		"array_prepend": {gen: func(f *Function) body {
			return body{f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) { return arrayPrepend(f.Result, a, b) }}
		}},
		"array_cat": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) { return arrayCat(a, b) }},
		"array_ndims": {f1: func(_ *types.Env, a types.Datum) (types.Datum, error) {
			if n := len(a.Array().Dims); n > 0 {
				return types.Int(int64(n)), nil
			}
			return types.Null, nil
		}},
		"array_dims": {f1: func(_ *types.Env, a types.Datum) (types.Datum, error) { return arrayDims(a.Array()), nil }},
		"array_length": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return dimPart(a, b, func(d types.Dim) int64 { return int64(d.Len) })
		}},
		"array_lower": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return dimPart(a, b, func(d types.Dim) int64 { return int64(d.Lower) })
		}},
		"array_upper": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return dimPart(a, b, func(d types.Dim) int64 { return int64(d.Lower) + int64(d.Len) - 1 })
		}},
		"array_cardinality": {f1: func(_ *types.Env, a types.Datum) (types.Datum, error) {
			return types.Int(int64(len(a.Array().Items))), nil
		}},
		"array_position":       {fn: arrayPosition},
		"array_position_start": {fn: arrayPosition},
		"array_positions":      {f2: arrayPositions},
		"array_remove":         {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) { return arrayRemove(a, b) }},
		"array_replace":        {fn: arrayReplace},
		"array_fill":           {gen: arrayFillBody}, "array_fill_with_lower_bounds": {gen: arrayFillBody},
		"array_to_text":      {fn: arrayToText},
		"array_to_text_null": {fn: arrayToText},
		"text_to_array":      {fn: textToArray},
		"text_to_array_null": {fn: textToArray},
		"arraycontains":      {f2: containsBody},
		"arraycontained":     {f2: func(env *types.Env, a, b types.Datum) (types.Datum, error) { return containsBody(env, b, a) }},
		"arrayoverlap":       {f2: arrayOverlap},
		"trim_array":         {f2: trimArray},
	}
}

var errOneDimensional = pgerror.New(pgerror.DataException, "argument must be empty or one-dimensional array")

func arrayAppend(t *types.Type, a, b types.Datum) (types.Datum, error) {
	if a.IsNull() {
		return types.NewArray(types.ArrayOf(t.Elem(), []types.Datum{b})), nil
	}
	arr := a.Array()
	if len(arr.Dims) > 1 {
		return types.Null, errOneDimensional
	}
	items := append(slices.Clone(arr.Items), b)
	return types.NewArray(&types.Array{Elem: arr.Elem, Items: items, Dims: []types.Dim{{Len: int32(len(items)), Lower: lowerBound(arr)}}}), nil
}

func arrayPrepend(t *types.Type, a, b types.Datum) (types.Datum, error) {
	if b.IsNull() {
		return types.NewArray(types.ArrayOf(t.Elem(), []types.Datum{a})), nil
	}
	arr := b.Array()
	if len(arr.Dims) > 1 {
		return types.Null, errOneDimensional
	}
	items := append([]types.Datum{a}, arr.Items...)
	return types.NewArray(&types.Array{Elem: arr.Elem, Items: items, Dims: []types.Dim{{Len: int32(len(items)), Lower: lowerBound(arr)}}}), nil
}

func lowerBound(a *types.Array) int32 {
	if len(a.Dims) == 0 {
		return 1
	}
	return a.Dims[0].Lower
}

// arrayCat joins arrays of one shape along the first dimension, or adds an
// array to one with a dimension more.
func arrayCat(a, b types.Datum) (types.Datum, error) {
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
	var dims []types.Dim
	switch len(x.Dims) - len(y.Dims) {
	case 0:
		if !slices.Equal(x.Dims[1:], y.Dims[1:]) {
			return types.Null, incompatible().(*pgerror.Error).WithDetail("Arrays with differing element dimensions are not compatible for concatenation.")
		}
		dims = slices.Clone(x.Dims)
		dims[0].Len += y.Dims[0].Len
	case 1:
		if !slices.Equal(x.Dims[1:], y.Dims) {
			return types.Null, incompatible().(*pgerror.Error).WithDetail("Arrays with differing dimensions are not compatible for concatenation.")
		}
		dims = slices.Clone(x.Dims)
		dims[0].Len++
	case -1:
		if !slices.Equal(x.Dims, y.Dims[1:]) {
			return types.Null, incompatible().(*pgerror.Error).WithDetail("Arrays with differing dimensions are not compatible for concatenation.")
		}
		dims = slices.Clone(y.Dims)
		dims[0].Len++
	default:
		return types.Null, incompatible().(*pgerror.Error).WithDetail("Arrays of %d and %d dimensions are not compatible for concatenation.", len(x.Dims), len(y.Dims))
	}
	return types.NewArray(&types.Array{Elem: x.Elem, Dims: dims, Items: slices.Concat(x.Items, y.Items)}), nil
}

func arrayDims(a *types.Array) types.Datum {
	if len(a.Dims) == 0 {
		return types.Null
	}
	var b []byte
	for _, d := range a.Dims {
		b = append(b, '[')
		b = strconv.AppendInt(b, int64(d.Lower), 10)
		b = append(b, ':')
		b = strconv.AppendInt(b, int64(d.Lower)+int64(d.Len)-1, 10)
		b = append(b, ']')
	}
	return types.TextAlias(b)
}

func dimPart(a, b types.Datum, part func(types.Dim) int64) (types.Datum, error) {
	dims, n := a.Array().Dims, b.Int()
	if n < 1 || n > int64(len(dims)) {
		return types.Null, nil
	}
	return types.Int(part(dims[n-1])), nil
}

// sameItem is IS NOT DISTINCT FROM for elements.
func sameItem(t *types.Type, a, b types.Datum) bool { return types.CompareNulls(t, a, b) == 0 }

func arrayPosition(_ *types.Env, args []types.Datum) (types.Datum, error) {
	if args[0].IsNull() {
		return types.Null, nil
	}
	a := args[0].Array()
	if len(a.Dims) > 1 {
		return types.Null, pgerror.New(pgerror.FeatureNotSupported, "searching for elements in multidimensional arrays is not supported")
	}
	from := int64(lowerBound(a))
	if len(args) > 2 {
		if args[2].IsNull() {
			return types.Null, pgerror.New(pgerror.NullValueNotAllowed, "initial position must not be null")
		}
		from = args[2].Int()
	}
	for i, item := range a.Items {
		if pos := int64(i) + int64(lowerBound(a)); pos >= from && sameItem(a.Elem, item, args[1]) {
			return types.Int(pos), nil
		}
	}
	return types.Null, nil
}

func arrayPositions(env *types.Env, a, b types.Datum) (types.Datum, error) {
	if a.IsNull() {
		return types.Null, nil
	}
	arr := a.Array()
	if len(arr.Dims) > 1 {
		return types.Null, pgerror.New(pgerror.FeatureNotSupported, "searching for elements in multidimensional arrays is not supported")
	}
	found := 0
	for _, item := range arr.Items {
		if sameItem(arr.Elem, item, b) {
			found++
		}
	}
	if err := env.Room(int64(found) * int64(types.DatumBytes)); err != nil {
		return types.Null, err
	}
	out := make([]types.Datum, 0, found)
	for i, item := range arr.Items {
		if sameItem(arr.Elem, item, b) {
			out = append(out, types.Int(int64(i)+int64(lowerBound(arr))))
		}
	}
	return types.NewArray(types.ArrayOf(types.TInt4, out)), nil
}

func arrayRemove(a, b types.Datum) (types.Datum, error) {
	if a.IsNull() {
		return types.Null, nil
	}
	arr := a.Array()
	if len(arr.Dims) > 1 {
		return types.Null, pgerror.New(pgerror.FeatureNotSupported, "removing elements from multidimensional arrays is not supported")
	}
	out := make([]types.Datum, 0, len(arr.Items))
	for _, item := range arr.Items {
		if !sameItem(arr.Elem, item, b) {
			out = append(out, item)
		}
	}
	kept := types.ArrayOf(arr.Elem, out)
	if len(out) > 0 {
		kept.Dims[0].Lower = lowerBound(arr)
	}
	return types.NewArray(kept), nil
}

func arrayReplace(_ *types.Env, args []types.Datum) (types.Datum, error) {
	if args[0].IsNull() {
		return types.Null, nil
	}
	a := *args[0].Array()
	a.Items = slices.Clone(a.Items)
	for i, item := range a.Items {
		if sameItem(a.Elem, item, args[1]) {
			a.Items[i] = args[2]
		}
	}
	return types.NewArray(&a), nil
}

func arrayFillBody(f *Function) body {
	elem := f.Args[0]
	return body{fn: func(env *types.Env, args []types.Datum) (types.Datum, error) { return arrayFill(env, elem, args) }}
}

func arrayFill(env *types.Env, elem *types.Type, args []types.Datum) (types.Datum, error) {
	for _, a := range args[1:] {
		if a.IsNull() {
			return types.Null, pgerror.New(pgerror.NullValueNotAllowed, "dimension array or low bound array cannot be null")
		}
	}
	for _, a := range args[1:] {
		if len(a.Array().Dims) > 1 {
			return types.Null, wrongSubscripts("Dimension array must be one dimensional.")
		}
		if slices.ContainsFunc(a.Array().Items, types.Datum.IsNull) {
			return types.Null, pgerror.New(pgerror.NullValueNotAllowed, "dimension values cannot be null")
		}
	}
	sizes := args[1].Array().Items
	if len(args) > 2 && len(args[2].Array().Items) != len(sizes) {
		return types.Null, wrongSubscripts("Low bound array has different size than dimensions array.")
	}
	if len(sizes) > types.MaxDims {
		return types.Null, pgerror.New(pgerror.ProgramLimitExceeded, "number of array dimensions (%d) exceeds the maximum allowed (%d)", len(sizes), types.MaxDims)
	}
	a := &types.Array{Elem: elem}
	total := int64(1)
	for i, s := range sizes {
		lower := int32(1)
		if len(args) > 2 {
			lower = int32(args[2].Array().Items[i].Int())
		}
		if s.Int() < 0 || s.Int() > types.MaxArrayItems {
			return types.Null, types.ErrArrayTooLarge
		}
		a.Dims = append(a.Dims, types.Dim{Len: int32(s.Int()), Lower: lower})
		if total *= s.Int(); total > types.MaxArrayItems/16 {
			return types.Null, types.ErrArrayTooLarge
		}
	}
	if len(sizes) == 0 || total == 0 {
		return types.NewArray(&types.Array{Elem: elem}), nil
	}
	if err := env.Room(total * int64(types.DatumBytes)); err != nil {
		return types.Null, err
	}
	a.Items = make([]types.Datum, total)
	for i := range a.Items {
		a.Items[i] = args[0]
	}
	return types.NewArray(a), nil
}

func wrongSubscripts(detail string) error {
	return pgerror.New(pgerror.ArraySubscriptError, "wrong number of array subscripts").WithDetail("%s", detail)
}

// arrayToText joins the elements; NULLs are left out or printed as given.
func arrayToText(env *types.Env, args []types.Datum) (types.Datum, error) {
	if args[0].IsNull() || args[1].IsNull() {
		return types.Null, nil
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
			b = types.AppendText(b, a.Elem, item, env)
		}
	}
	return types.TextAlias(b), nil
}

// splitText is string_to_array: a NULL separator parts all characters, an
// empty one nothing.
func splitText(env *types.Env, args []types.Datum) ([]types.Datum, error) {
	s := args[0].Text()
	n := len(s)
	if !args[1].IsNull() && s != "" {
		n = strings.Count(s, args[1].Text())
	}
	if err := env.Room(int64(n) * int64(stringBytes+types.DatumBytes)); err != nil {
		return nil, err
	}
	var parts []string
	switch {
	case s == "":
	case args[1].IsNull():
		parts = make([]string, 0, utf8.RuneCountInString(s))
		for rest := s; rest != ""; {
			n := types.StepRune(rest)
			parts, rest = append(parts, rest[:n]), rest[n:]
		}
	case args[1].Text() == "":
		parts = []string{s}
	default:
		parts = strings.Split(s, args[1].Text())
	}
	items := make([]types.Datum, len(parts))
	for i, p := range parts {
		if len(args) > 2 && !args[2].IsNull() && p == args[2].Text() {
			continue
		}
		items[i] = types.Text(p)
	}
	return items, nil
}

func textToArray(env *types.Env, args []types.Datum) (types.Datum, error) {
	if args[0].IsNull() {
		return types.Null, nil
	}
	items, err := splitText(env, args)
	if err != nil {
		return types.Null, err
	}
	return types.NewArray(types.ArrayOf(types.TText, items)), nil
}

// containsBody reports whether every element of b is in a; a NULL is in nothing.
func containsBody(env *types.Env, a, b types.Datum) (types.Datum, error) {
	x, y := a.Array(), b.Array()
	check := types.Checkpoints{Env: env}
	for _, want := range y.Items {
		if want.IsNull() || !hasItem(x, want) {
			return types.Bool(false), nil
		}
		if err := check.Steps(itemSteps * len(x.Items)); err != nil {
			return types.Null, err
		}
	}
	return types.Bool(true), nil
}

// itemSteps is what comparing two elements counts for.
const itemSteps = 4

func hasItem(a *types.Array, want types.Datum) bool {
	for _, item := range a.Items {
		if !item.IsNull() && types.Equal(a.Elem, item, want) {
			return true
		}
	}
	return false
}

func arrayOverlap(env *types.Env, a, b types.Datum) (types.Datum, error) {
	x, y := a.Array(), b.Array()
	check := types.Checkpoints{Env: env}
	for _, item := range y.Items {
		if !item.IsNull() && hasItem(x, item) {
			return types.Bool(true), nil
		}
		if err := check.Steps(itemSteps * len(x.Items)); err != nil {
			return types.Null, err
		}
	}
	return types.Bool(false), nil
}

func trimArray(_ *types.Env, a, b types.Datum) (types.Datum, error) {
	arr, n := a.Array(), b.Int()
	length := int64(0)
	if len(arr.Dims) > 0 {
		length = int64(arr.Dims[0].Len)
	}
	if n < 0 || n > length {
		return types.Null, pgerror.New(pgerror.ArraySubscriptError, "number of elements to trim must be between 0 and %d", length)
	}
	if n == length {
		return types.NewArray(&types.Array{Elem: arr.Elem}), nil
	}
	per := int64(len(arr.Items)) / length
	out := &types.Array{Elem: arr.Elem, Dims: slices.Clone(arr.Dims), Items: arr.Items[:(length-n)*per]}
	out.Dims[0].Len -= int32(n)
	for i := range out.Dims {
		out.Dims[i].Lower = 1
	}
	return types.NewArray(out), nil
}

// SliceBound is one l:u of a slice.
type SliceBound struct {
	Lower, Upper       int64
	HasLower, HasUpper bool
}

// BuildArray is ARRAY[…]: items of the element type, or arrays of it that must
// agree in shape (2202E).
func BuildArray(elem *types.Type, items []types.Datum, nested bool) (types.Datum, error) {
	if !nested {
		return types.NewArray(types.ArrayOf(elem, items)), nil
	}
	out := &types.Array{Elem: elem}
	for i, d := range items {
		if d.IsNull() || len(d.Array().Dims) == 0 {
			if i > 0 && out.Dims != nil {
				return types.Null, errArrayShape
			}
			continue
		}
		sub := d.Array()
		if out.Dims == nil {
			if i > 0 {
				return types.Null, errArrayShape
			}
			if len(sub.Dims) == types.MaxDims {
				return types.Null, pgerror.New(pgerror.ProgramLimitExceeded, "number of array dimensions (%d) exceeds the maximum allowed (%d)", types.MaxDims+1, types.MaxDims)
			}
			out.Dims = append([]types.Dim{{Len: int32(len(items)), Lower: 1}}, sub.Dims...)
		} else if !slices.Equal(out.Dims[1:], sub.Dims) {
			return types.Null, errArrayShape
		}
		out.Items = append(out.Items, sub.Items...)
	}
	return types.NewArray(out), nil
}

// AccumulateArray is array_agg and ARRAY(SELECT …): the rows' values, or arrays of them that must
// agree in shape.
func AccumulateArray(elem *types.Type, items []types.Datum, nested bool) (types.Datum, error) {
	if nested {
		for _, d := range items {
			if err := mayAccumulate(items[0], d); err != nil {
				return types.Null, err
			}
		}
	}
	return BuildArray(elem, items, nested)
}

// mayAccumulate refuses what can't be a part of an array of arrays whose first part is given.
func mayAccumulate(first, d types.Datum) error {
	if d.IsNull() {
		return pgerror.New(pgerror.NullValueNotAllowed, "cannot accumulate null arrays")
	}
	if len(first.Array().Dims) == 0 {
		return pgerror.New(pgerror.ArraySubscriptError, "cannot accumulate empty arrays")
	}
	if !slices.Equal(first.Array().Dims, d.Array().Dims) {
		return pgerror.New(pgerror.ArraySubscriptError, "cannot accumulate arrays of different dimensionality")
	}
	return nil
}

var errArrayShape = pgerror.New(pgerror.ArraySubscriptError, "multidimensional arrays must have array expressions with matching dimensions")

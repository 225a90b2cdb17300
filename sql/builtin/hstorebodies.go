package builtin

import (
	"slices"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// hstoreOperators are those beside = and <>.
var hstoreOperators = []madeOperatorRow{
	{"->", operandOwn, operandText, "hstore_fetchval"},
	{"->", operandOwn, operandTexts, "hstore_slice_to_array"},
	{"?", operandOwn, operandText, "hstore_exists"},
	{"?|", operandOwn, operandTexts, "hstore_exists_any"},
	{"?&", operandOwn, operandTexts, "hstore_exists_all"},
	{"-", operandOwn, operandText, "hstore_delete"},
	{"-", operandOwn, operandTexts, "hstore_delete_array"},
	{"-", operandOwn, operandOwn, "hstore_delete_hstore"},
	{"||", operandOwn, operandOwn, "hstore_concat"},
	{"@>", operandOwn, operandOwn, "hstore_contains"},
	{"<@", operandOwn, operandOwn, "hstore_contained"},
	{"%%", operandNone, operandOwn, "hstore_to_array"},
	{"%#", operandNone, operandOwn, "hstore_to_matrix"},
	{"#=", operandAny, operandOwn, "hstore_populate_record"},
}

// find is the place of a key.
func findPair(pairs []types.HstorePair, key string) (int, bool) {
	return slices.BinarySearchFunc(pairs, key, func(p types.HstorePair, k string) int { return types.HstoreCompare(p.Key, k) })
}

func textItems(d types.Datum) []types.Datum { return d.Array().Items }

// hasKeys reports whether all, or any, of some keys are there; NULLs are left out.
func hasKeys(pairs []types.HstorePair, keys []types.Datum, all bool) bool {
	for _, k := range keys {
		if k.IsNull() {
			continue
		}
		if _, ok := findPair(pairs, k.Text()); ok != all {
			return !all
		}
	}
	return all
}

// hstoreBodies are those of hstore.
func hstoreBodies() map[string]extensionBody {
	texts := types.TText.ArrayType()
	out := map[string]extensionBody{
		"hstore_populate_record": {lax: true, body: body{gen: hstorePopulate}},
		"hstore_from_record":     {lax: true, body: body{gen: hstoreFromRecord}},
		"hstore_from_text": {lax: true, body: body{f2: func(_ *types.Env, k, v types.Datum) (types.Datum, error) {
			if k.IsNull() {
				return types.Null, nil
			}
			return types.HstoreDatum([]types.HstorePair{pairOf(k, v)})
		}}},
		"hstore_from_arrays": {lax: true, body: body{f2: hstoreFromArrays}},
		"hstore_from_array":  {body: body{f1: func(_ *types.Env, a types.Datum) (types.Datum, error) { return hstoreFromArray(a.Array()) }}},
	}
	for name, b := range readingBodies("hstore_in", "hstore_out", "hstore_send") {
		out[name] = b
	}
	one := func(name string, result *types.Type, f func(pairs []types.HstorePair) (types.Datum, error)) {
		out[name] = extensionBody{result: result, body: body{f1: func(_ *types.Env, a types.Datum) (types.Datum, error) {
			pairs, err := types.PairsOf(a)
			if err != nil {
				return types.Null, err
			}
			return f(pairs)
		}}}
	}
	two := func(name string, result *types.Type, f func(pairs []types.HstorePair, b types.Datum) (types.Datum, error)) {
		out[name] = extensionBody{result: result, body: body{f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			pairs, err := types.PairsOf(a)
			if err != nil {
				return types.Null, err
			}
			return f(pairs, b)
		}}}
	}
	rows := func(name string, result *types.Type, row func(p *types.HstorePair) types.Datum) {
		out[name] = extensionBody{result: result, body: body{set: func(_ *types.Env, args []types.Datum) (SetIterator, error) {
			pairs, err := types.PairsOf(args[0])
			if err != nil {
				return nil, err
			}
			list := make([]types.Datum, len(pairs))
			for i := range pairs {
				list[i] = row(&pairs[i])
			}
			return listIterator(list), nil
		}}}
	}
	key := func(p *types.HstorePair) types.Datum { return types.Text(p.Key) }
	list := func(of func(*types.HstorePair) types.Datum) func([]types.HstorePair) (types.Datum, error) {
		return func(pairs []types.HstorePair) (types.Datum, error) {
			items := make([]types.Datum, len(pairs))
			for i := range pairs {
				items[i] = of(&pairs[i])
			}
			return types.NewArray(types.ArrayOf(types.TText, items)), nil
		}
	}
	rows("hstore_skeys", types.TText, key)
	rows("hstore_svals", types.TText, (*types.HstorePair).Datum)
	rows("hstore_each", types.TRecord, func(p *types.HstorePair) types.Datum {
		return types.NewRecord(&types.Record{Types: []*types.Type{types.TText, types.TText}, Names: []string{"key", "value"}, Values: []types.Datum{types.Text(p.Key), p.Datum()}})
	})
	one("hstore_akeys", texts, list(key))
	one("hstore_avals", texts, list((*types.HstorePair).Datum))
	one("hstore_to_array", texts, func(pairs []types.HstorePair) (types.Datum, error) {
		return types.NewArray(types.ArrayOf(types.TText, flatPairs(pairs))), nil
	})
	one("hstore_to_matrix", texts, func(pairs []types.HstorePair) (types.Datum, error) {
		a := types.ArrayOf(types.TText, flatPairs(pairs))
		if len(pairs) > 0 {
			a.Dims = []types.Dim{{Len: int32(len(pairs)), Lower: 1}, {Len: 2, Lower: 1}}
		}
		return types.NewArray(a), nil
	})
	for name, loose := range map[string]bool{"": false, "_loose": true} {
		one("hstore_to_json"+name, types.TJSON, func(pairs []types.HstorePair) (types.Datum, error) {
			return types.Text(types.HstoreJSON(pairs, loose)), nil
		})
		one("hstore_to_jsonb"+name, types.TJSONB, func(pairs []types.HstorePair) (types.Datum, error) {
			return types.DecodeText(types.TJSONB, types.NoTypmod, types.HstoreJSON(pairs, loose), nil)
		})
	}
	two("hstore_fetchval", types.TText, func(pairs []types.HstorePair, k types.Datum) (types.Datum, error) {
		if i, ok := findPair(pairs, k.Text()); ok {
			return pairs[i].Datum(), nil
		}
		return types.Null, nil
	})
	two("hstore_slice_to_array", texts, func(pairs []types.HstorePair, keys types.Datum) (types.Datum, error) {
		in := keys.Array()
		items := make([]types.Datum, len(in.Items))
		for n, k := range in.Items {
			if k.IsNull() {
				continue
			}
			if i, ok := findPair(pairs, k.Text()); ok {
				items[n] = pairs[i].Datum()
			}
		}
		return types.NewArray(&types.Array{Elem: types.TText, Dims: in.Dims, Items: items}), nil
	})
	two("hstore_slice_to_hstore", nil, func(pairs []types.HstorePair, keys types.Datum) (types.Datum, error) {
		var kept []types.HstorePair
		for _, k := range textItems(keys) {
			if i, ok := findPair(pairs, k.Text()); ok && !k.IsNull() {
				kept = append(kept, pairs[i])
			}
		}
		return types.HstoreDatum(kept)
	})
	two("hstore_exists", types.TBool, func(pairs []types.HstorePair, k types.Datum) (types.Datum, error) {
		_, ok := findPair(pairs, k.Text())
		return types.Bool(ok), nil
	})
	two("hstore_defined", types.TBool, func(pairs []types.HstorePair, k types.Datum) (types.Datum, error) {
		i, ok := findPair(pairs, k.Text())
		return types.Bool(ok && !pairs[i].Null), nil
	})
	two("hstore_exists_any", types.TBool, func(pairs []types.HstorePair, keys types.Datum) (types.Datum, error) {
		return types.Bool(hasKeys(pairs, textItems(keys), false)), nil
	})
	two("hstore_exists_all", types.TBool, func(pairs []types.HstorePair, keys types.Datum) (types.Datum, error) {
		return types.Bool(hasKeys(pairs, textItems(keys), true)), nil
	})
	without := func(pairs []types.HstorePair, gone func(*types.HstorePair) bool) (types.Datum, error) {
		return types.HstoreDatum(slices.DeleteFunc(pairs, func(p types.HstorePair) bool { return gone(&p) }))
	}
	two("hstore_delete", nil, func(pairs []types.HstorePair, k types.Datum) (types.Datum, error) {
		return without(pairs, func(p *types.HstorePair) bool { return p.Key == k.Text() })
	})
	two("hstore_delete_array", nil, func(pairs []types.HstorePair, keys types.Datum) (types.Datum, error) {
		return without(pairs, func(p *types.HstorePair) bool {
			return slices.ContainsFunc(textItems(keys), func(k types.Datum) bool { return !k.IsNull() && k.Text() == p.Key })
		})
	})
	other := func(f func(a, b []types.HstorePair) (types.Datum, error)) func([]types.HstorePair, types.Datum) (types.Datum, error) {
		return func(pairs []types.HstorePair, d types.Datum) (types.Datum, error) {
			more, err := types.PairsOf(d)
			if err != nil {
				return types.Null, err
			}
			return f(pairs, more)
		}
	}
	two("hstore_delete_hstore", nil, other(func(a, b []types.HstorePair) (types.Datum, error) {
		return without(a, func(p *types.HstorePair) bool { return slices.Contains(b, *p) })
	}))
	two("hstore_concat", nil, other(func(a, b []types.HstorePair) (types.Datum, error) { return types.HstoreDatum(append(b, a...)) }))
	contains := func(a, b []types.HstorePair) bool {
		for i := range b {
			if at, ok := findPair(a, b[i].Key); !ok || a[at] != b[i] {
				return false
			}
		}
		return true
	}
	two("hstore_contains", types.TBool, other(func(a, b []types.HstorePair) (types.Datum, error) { return types.Bool(contains(a, b)), nil }))
	two("hstore_contained", types.TBool, other(func(a, b []types.HstorePair) (types.Datum, error) { return types.Bool(contains(b, a)), nil }))
	two("hstore_eq", types.TBool, other(func(a, b []types.HstorePair) (types.Datum, error) { return types.Bool(slices.Equal(a, b)), nil }))
	two("hstore_ne", types.TBool, other(func(a, b []types.HstorePair) (types.Datum, error) { return types.Bool(!slices.Equal(a, b)), nil }))
	return out
}

func pairOf(k, v types.Datum) types.HstorePair {
	p := types.HstorePair{Key: k.Text(), Null: v.IsNull()}
	if !p.Null {
		p.Value = v.Text()
	}
	return p
}

func flatPairs(pairs []types.HstorePair) []types.Datum {
	var out []types.Datum
	for i := range pairs {
		out = append(out, types.Text(pairs[i].Key), pairs[i].Datum())
	}
	return out
}

var errNullKey = pgerror.New(pgerror.NullValueNotAllowed, "null value not allowed for hstore key")

// hstoreFromArray takes keys and values in turn, or in rows of two.
func hstoreFromArray(a *types.Array) (types.Datum, error) {
	switch {
	case len(a.Dims) > 2 || len(a.Dims) == 2 && a.Dims[1].Len != 2:
		if len(a.Dims) == 2 {
			return types.Null, pgerror.New(pgerror.ArraySubscriptError, "array must have two columns")
		}
		return types.Null, pgerror.New(pgerror.ArraySubscriptError, "wrong number of array subscripts")
	case len(a.Items)%2 != 0:
		return types.Null, pgerror.New(pgerror.ArraySubscriptError, "array must have even number of elements")
	}
	var pairs []types.HstorePair
	for i := 0; i < len(a.Items); i += 2 {
		if a.Items[i].IsNull() {
			return types.Null, errNullKey
		}
		pairs = append(pairs, pairOf(a.Items[i], a.Items[i+1]))
	}
	return types.HstoreDatum(pairs)
}

// hstoreFromArrays takes the keys of one array and the values of another, or NULLs.
func hstoreFromArrays(_ *types.Env, keys, values types.Datum) (types.Datum, error) {
	if keys.IsNull() {
		return types.Null, nil
	}
	k := keys.Array()
	var v []types.Datum
	if !values.IsNull() {
		if v = textItems(values); len(v) != len(k.Items) {
			return types.Null, pgerror.New(pgerror.ArraySubscriptError, "arrays must have same bounds")
		}
	}
	if len(k.Dims) > 1 {
		return types.Null, pgerror.New(pgerror.ArraySubscriptError, "wrong number of array subscripts")
	}
	var pairs []types.HstorePair
	for i, key := range k.Items {
		if key.IsNull() {
			return types.Null, errNullKey
		}
		value := types.Null
		if v != nil {
			value = v[i]
		}
		pairs = append(pairs, pairOf(key, value))
	}
	return types.HstoreDatum(pairs)
}

// hstoreFromRecord has the names of a row's fields for keys.
func hstoreFromRecord(f *Function) body {
	c := f.Args[0].Base().Composite()
	return body{fn: func(env *types.Env, args []types.Datum) (types.Datum, error) {
		row := args[0]
		if row.IsNull() && c == nil {
			return types.Null, pgerror.New(pgerror.WrongObjectType, "record type has not been registered")
		}
		if row.IsNull() { // it has the fields of its type all the same
			row = c.Record(make([]types.Datum, len(c.Attributes())))
		}
		r := row.Record()
		var pairs []types.HstorePair
		for i, v := range r.Values {
			p := types.HstorePair{Null: v.IsNull()}
			if p.Key = r.FieldName(i); !p.Null {
				p.Value = types.String(r.Types[i], v, env)
			}
			pairs = append(pairs, p)
		}
		return types.HstoreDatum(pairs)
	}}
}

// hstorePopulate is a row with the values that an hstore has for its columns. Of a NULL of a
// composite type it is a row all the same, with NULL for what the hstore lacks.
func hstorePopulate(f *Function) body {
	t := f.Result
	c := t.Base().Composite()
	return body{fn: func(env *types.Env, args []types.Datum) (types.Datum, error) {
		base := args[0]
		switch {
		case args[1].IsNull(), base.IsNull() && c == nil && t == types.TRecord:
			return base, nil
		case c == nil && t != types.TRecord:
			return types.Null, pgerror.New(pgerror.DatatypeMismatch, "first argument must be a rowtype")
		}
		pairs, err := types.PairsOf(args[1])
		if err != nil {
			return types.Null, err
		}
		if base.IsNull() {
			base = c.Record(make([]types.Datum, len(c.Attributes())))
		} else if len(pairs) == 0 {
			return base, nil
		}
		row, err := hstoreOver(env, pairs, base.Record(), c, args[0].IsNull())
		if err != nil || t.Domain() == nil {
			return row, err
		}
		return env.Checked(t, row)
	}}
}

// hstoreOver is r, of the composite type c (nil: of none), with the values of pairs; fresh: r has
// none of its own, and domains are asked whether they may be NULL.
func hstoreOver(env *types.Env, pairs []types.HstorePair, r *types.Record, c *types.Composite, fresh bool) (types.Datum, error) {
	out := *r
	out.Values = slices.Clone(r.Values)
	for i, t := range out.Types {
		at, ok := findPair(pairs, r.FieldName(i))
		if !ok && !fresh {
			continue
		}
		var v types.Datum
		var err error
		if ok && !pairs[at].Null {
			typmod := types.NoTypmod
			if c != nil {
				typmod = c.Attributes()[i].Typmod
			}
			v, err = types.DecodeText(t, typmod, pairs[at].Value, env)
		} else {
			v, err = env.Checked(t, types.Null)
		}
		if err != nil {
			return types.Null, err
		}
		out.Values[i] = v
	}
	return types.NewRecord(&out), nil
}

// AssignHstore is the hstore value old, or NULL, with a value, or NULL, at a key.
func AssignHstore(old, value, key types.Datum) (types.Datum, error) {
	if key.IsNull() {
		return types.Null, pgerror.New(pgerror.NullValueNotAllowed, "hstore subscript in assignment must not be null")
	}
	pairs := []types.HstorePair{{Key: key.Text(), Null: value.IsNull()}} // the first one of a key counts
	if !value.IsNull() {
		pairs[0].Value = value.Text()
	}
	if !old.IsNull() {
		before, err := types.PairsOf(old)
		if err != nil {
			return types.Null, err
		}
		pairs = append(pairs, before...)
	}
	return types.HstoreDatum(pairs)
}

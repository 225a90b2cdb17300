package types

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// A value of hstore is held as its binary form: the number of its pairs, and of each the length
// and bytes of the key, and those of the value, whose length is -1 where it is NULL. Keys are in
// order, by length and then by bytes, each once. These bytes are what is stored, and what they
// are compared by.

// hstoreLengthMax bounds a key or a value, as in Postgres.
const hstoreLengthMax = 0x3fffffff

// hstorePair is one pair; null: the value is NULL.
type hstorePair struct {
	key, value string
	null       bool
}

func (p *hstorePair) datum() Datum {
	if p.null {
		return Null
	}
	return Text(p.value)
}

// hstoreCompare is the order of keys.
func hstoreCompare(a, b string) int {
	return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b))
}

// hstoreDatum is the value of some pairs, of which the first one of a key counts.
func hstoreDatum(pairs []hstorePair) (Datum, error) {
	slices.SortStableFunc(pairs, func(a, b hstorePair) int { return hstoreCompare(a.key, b.key) })
	pairs = slices.CompactFunc(pairs, func(a, b hstorePair) bool { return a.key == b.key })
	b := binary.BigEndian.AppendUint32(nil, uint32(len(pairs)))
	part := func(s string) { b = append(binary.BigEndian.AppendUint32(b, uint32(len(s))), s...) }
	for i := range pairs {
		p := &pairs[i]
		switch {
		case len(p.key) > hstoreLengthMax:
			return Null, pgerror.New(pgerror.StringDataRightTruncation, "string too long for hstore key")
		case len(p.value) > hstoreLengthMax:
			return Null, pgerror.New(pgerror.StringDataRightTruncation, "string too long for hstore value")
		}
		if part(p.key); p.null {
			b = binary.BigEndian.AppendUint32(b, math.MaxUint32)
		} else {
			part(p.value)
		}
	}
	return Bytes(b), nil
}

// hstorePairs reads them; ok is false for what is none.
func hstorePairs(b []byte) (pairs []hstorePair, ok bool) {
	number := func() (uint32, bool) {
		if len(b) < 4 {
			return 0, false
		}
		n := binary.BigEndian.Uint32(b)
		b = b[4:]
		return n, true
	}
	text := func(n uint32) (string, bool) {
		if uint64(n) > uint64(len(b)) {
			return "", false
		}
		s := string(b[:n])
		b = b[n:]
		return s, true
	}
	n, ok := number()
	if !ok || uint64(n) > uint64(len(b))/8 {
		return nil, false
	}
	pairs = make([]hstorePair, n)
	for i := range pairs {
		p := &pairs[i]
		var l uint32
		if l, ok = number(); !ok {
			return nil, false
		}
		if p.key, ok = text(l); !ok {
			return nil, false
		}
		if l, ok = number(); !ok {
			return nil, false
		}
		if p.null = l == math.MaxUint32; p.null {
			continue
		}
		if p.value, ok = text(l); !ok {
			return nil, false
		}
	}
	return pairs, len(b) == 0
}

// pairsOf are those of a value of which nobody knows where it comes from.
func pairsOf(d Datum) ([]hstorePair, error) {
	pairs, ok := hstorePairs(d.Bytes())
	if !ok {
		return nil, errDamaged
	}
	return pairs, nil
}

// hstoreCodec reads and writes the type.
var hstoreCodec = codec{
	parse: func(_ *Type, _ int32, s string, _ *Env) (Datum, error) {
		if err := CheckText(s); err != nil {
			return Null, err
		}
		p := hstoreParser{s: s}
		pairs, err := p.pairs()
		if err != nil {
			return Null, err
		}
		return hstoreDatum(pairs)
	},
	text: func(dst []byte, _ *Type, b []byte, _ *Env) ([]byte, bool) {
		pairs, ok := hstorePairs(b)
		if !ok {
			return dst, false
		}
		for i := range pairs {
			if i > 0 {
				dst = append(dst, ", "...)
			}
			dst = append(appendHstoreText(dst, pairs[i].key), "=>"...)
			if pairs[i].null {
				dst = append(dst, "NULL"...)
			} else {
				dst = appendHstoreText(dst, pairs[i].value)
			}
		}
		return dst, true
	},
	recv: func(_ *Type, _ int32, b []byte) (Datum, error) {
		pairs, ok := hstorePairs(b)
		if !ok {
			return Null, errBinaryFormat
		}
		for i := range pairs {
			if err := CheckText(pairs[i].key + pairs[i].value); err != nil {
				return Null, err
			}
		}
		return hstoreDatum(pairs)
	},
}

func appendHstoreText(dst []byte, s string) []byte {
	dst = append(dst, '"')
	for i := range len(s) {
		if s[i] == '"' || s[i] == '\\' {
			dst = append(dst, '\\')
		}
		dst = append(dst, s[i])
	}
	return append(dst, '"')
}

// hstoreParser reads "key=>value, …".
type hstoreParser struct {
	s  string
	at int
}

func (p *hstoreParser) spaces() {
	for p.at < len(p.s) && strings.IndexByte(" \t\n\v\f\r", p.s[p.at]) >= 0 {
		p.at++
	}
}

func (p *hstoreParser) fail() error {
	if p.at >= len(p.s) {
		return pgerror.New(pgerror.SyntaxError, "syntax error in hstore: unexpected end of string")
	}
	return pgerror.New(pgerror.SyntaxError, "syntax error in hstore, near \"%.1s\" at position %d", p.s[p.at:], p.at)
}

func (p *hstoreParser) pairs() ([]hstorePair, error) {
	var out []hstorePair
	if p.spaces(); p.at == len(p.s) {
		return nil, nil
	}
	for {
		var one hstorePair
		var err error
		if one.key, _, err = p.word(true); err != nil {
			return nil, err
		}
		p.spaces()
		if !strings.HasPrefix(p.s[p.at:], "=") {
			return nil, p.fail()
		}
		if p.at++; !strings.HasPrefix(p.s[p.at:], ">") {
			return nil, p.fail()
		}
		p.at++
		quoted := false
		if one.value, quoted, err = p.word(false); err != nil {
			return nil, err
		}
		if one.null = !quoted && strings.EqualFold(one.value, "null"); one.null {
			one.value = ""
		}
		out = append(out, one)
		switch p.spaces(); {
		case p.at == len(p.s):
			return out, nil
		case p.s[p.at] != ',':
			return nil, p.fail()
		}
		if p.at++; p.ended() {
			return out, nil // a comma at the end is let pass, as in Postgres
		}
	}
}

func (p *hstoreParser) ended() bool {
	p.spaces()
	return p.at == len(p.s)
}

// word reads a key or a value.
func (p *hstoreParser) word(key bool) (text string, quoted bool, err error) {
	p.spaces()
	var b []byte
	if p.at < len(p.s) && p.s[p.at] == '"' {
		for p.at++; p.at < len(p.s); p.at++ {
			switch c := p.s[p.at]; {
			case c == '"':
				p.at++
				return string(b), true, nil
			case c == '\\':
				if p.at++; p.at == len(p.s) {
					return "", true, p.fail()
				}
				b = append(b, p.s[p.at])
			default:
				b = append(b, c)
			}
		}
		return "", true, p.fail()
	}
	if p.at < len(p.s) && (p.s[p.at] == '=' && (key || strings.HasPrefix(p.s[p.at:], "=>")) || p.s[p.at] == ',' && !key) || p.at == len(p.s) {
		return "", false, p.fail()
	}
	for ; p.at < len(p.s); p.at++ {
		c := p.s[p.at]
		switch {
		case c == '\\':
			if p.at++; p.at == len(p.s) {
				return "", false, p.fail()
			}
			b = append(b, p.s[p.at])
			continue
		case key && c == '=' && strings.HasPrefix(p.s[p.at:], "=>"), !key && c == ',', strings.IndexByte(" \t\n\v\f\r", c) >= 0:
			return string(b), false, nil
		}
		b = append(b, c)
	}
	return string(b), false, nil
}

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
func findPair(pairs []hstorePair, key string) (int, bool) {
	return slices.BinarySearchFunc(pairs, key, func(p hstorePair, k string) int { return hstoreCompare(p.key, k) })
}

func textItems(d Datum) []Datum { return d.Array().Items }

// hasKeys reports whether all, or any, of some keys are there; NULLs are left out.
func hasKeys(pairs []hstorePair, keys []Datum, all bool) bool {
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
	texts := TText.ArrayType()
	out := map[string]extensionBody{
		"hstore_populate_record": {lax: true, body: body{gen: hstorePopulate}},
		"hstore_from_record":     {lax: true, body: body{fn: hstoreFromRecord}},
		"hstore_from_text": {lax: true, body: body{f2: func(_ *Env, k, v Datum) (Datum, error) {
			if k.IsNull() {
				return Null, nil
			}
			return hstoreDatum([]hstorePair{pairOf(k, v)})
		}}},
		"hstore_from_arrays": {lax: true, body: body{f2: hstoreFromArrays}},
		"hstore_from_array":  {body: body{f1: func(_ *Env, a Datum) (Datum, error) { return hstoreFromArray(a.Array()) }}},
	}
	for name, b := range readingBodies("hstore_in", "hstore_out", "hstore_send") {
		out[name] = b
	}
	one := func(name string, result *Type, f func(pairs []hstorePair) (Datum, error)) {
		out[name] = extensionBody{result: result, body: body{f1: func(_ *Env, a Datum) (Datum, error) {
			pairs, err := pairsOf(a)
			if err != nil {
				return Null, err
			}
			return f(pairs)
		}}}
	}
	two := func(name string, result *Type, f func(pairs []hstorePair, b Datum) (Datum, error)) {
		out[name] = extensionBody{result: result, body: body{f2: func(_ *Env, a, b Datum) (Datum, error) {
			pairs, err := pairsOf(a)
			if err != nil {
				return Null, err
			}
			return f(pairs, b)
		}}}
	}
	rows := func(name string, result *Type, row func(p *hstorePair) Datum) {
		out[name] = extensionBody{result: result, body: body{set: func(_ *Env, args []Datum) (SetIterator, error) {
			pairs, err := pairsOf(args[0])
			if err != nil {
				return nil, err
			}
			list := make([]Datum, len(pairs))
			for i := range pairs {
				list[i] = row(&pairs[i])
			}
			return listIterator(list), nil
		}}}
	}
	key := func(p *hstorePair) Datum { return Text(p.key) }
	list := func(of func(*hstorePair) Datum) func([]hstorePair) (Datum, error) {
		return func(pairs []hstorePair) (Datum, error) {
			items := make([]Datum, len(pairs))
			for i := range pairs {
				items[i] = of(&pairs[i])
			}
			return NewArray(ArrayOf(TText, items)), nil
		}
	}
	rows("hstore_skeys", TText, key)
	rows("hstore_svals", TText, (*hstorePair).datum)
	rows("hstore_each", TRecord, func(p *hstorePair) Datum {
		return NewRecord(&Record{Types: []*Type{TText, TText}, Names: []string{"key", "value"}, Values: []Datum{Text(p.key), p.datum()}})
	})
	one("hstore_akeys", texts, list(key))
	one("hstore_avals", texts, list((*hstorePair).datum))
	one("hstore_to_array", texts, func(pairs []hstorePair) (Datum, error) { return NewArray(ArrayOf(TText, flatPairs(pairs))), nil })
	one("hstore_to_matrix", texts, func(pairs []hstorePair) (Datum, error) {
		a := ArrayOf(TText, flatPairs(pairs))
		if len(pairs) > 0 {
			a.Dims = []Dim{{Len: int32(len(pairs)), Lower: 1}, {Len: 2, Lower: 1}}
		}
		return NewArray(a), nil
	})
	for name, loose := range map[string]bool{"": false, "_loose": true} {
		one("hstore_to_json"+name, TJSON, func(pairs []hstorePair) (Datum, error) { return Text(hstoreJSON(pairs, loose)), nil })
		one("hstore_to_jsonb"+name, TJSONB, func(pairs []hstorePair) (Datum, error) {
			return DecodeText(TJSONB, NoTypmod, hstoreJSON(pairs, loose), nil)
		})
	}
	two("hstore_fetchval", TText, func(pairs []hstorePair, k Datum) (Datum, error) {
		if i, ok := findPair(pairs, k.Text()); ok {
			return pairs[i].datum(), nil
		}
		return Null, nil
	})
	two("hstore_slice_to_array", texts, func(pairs []hstorePair, keys Datum) (Datum, error) {
		in := keys.Array()
		items := make([]Datum, len(in.Items))
		for n, k := range in.Items {
			if k.IsNull() {
				continue
			}
			if i, ok := findPair(pairs, k.Text()); ok {
				items[n] = pairs[i].datum()
			}
		}
		return NewArray(&Array{Elem: TText, Dims: in.Dims, Items: items}), nil
	})
	two("hstore_slice_to_hstore", nil, func(pairs []hstorePair, keys Datum) (Datum, error) {
		var kept []hstorePair
		for _, k := range textItems(keys) {
			if i, ok := findPair(pairs, k.Text()); ok && !k.IsNull() {
				kept = append(kept, pairs[i])
			}
		}
		return hstoreDatum(kept)
	})
	two("hstore_exists", TBool, func(pairs []hstorePair, k Datum) (Datum, error) {
		_, ok := findPair(pairs, k.Text())
		return Bool(ok), nil
	})
	two("hstore_defined", TBool, func(pairs []hstorePair, k Datum) (Datum, error) {
		i, ok := findPair(pairs, k.Text())
		return Bool(ok && !pairs[i].null), nil
	})
	two("hstore_exists_any", TBool, func(pairs []hstorePair, keys Datum) (Datum, error) {
		return Bool(hasKeys(pairs, textItems(keys), false)), nil
	})
	two("hstore_exists_all", TBool, func(pairs []hstorePair, keys Datum) (Datum, error) {
		return Bool(hasKeys(pairs, textItems(keys), true)), nil
	})
	without := func(pairs []hstorePair, gone func(*hstorePair) bool) (Datum, error) {
		return hstoreDatum(slices.DeleteFunc(pairs, func(p hstorePair) bool { return gone(&p) }))
	}
	two("hstore_delete", nil, func(pairs []hstorePair, k Datum) (Datum, error) {
		return without(pairs, func(p *hstorePair) bool { return p.key == k.Text() })
	})
	two("hstore_delete_array", nil, func(pairs []hstorePair, keys Datum) (Datum, error) {
		return without(pairs, func(p *hstorePair) bool {
			return slices.ContainsFunc(textItems(keys), func(k Datum) bool { return !k.IsNull() && k.Text() == p.key })
		})
	})
	other := func(f func(a, b []hstorePair) (Datum, error)) func([]hstorePair, Datum) (Datum, error) {
		return func(pairs []hstorePair, d Datum) (Datum, error) {
			more, err := pairsOf(d)
			if err != nil {
				return Null, err
			}
			return f(pairs, more)
		}
	}
	two("hstore_delete_hstore", nil, other(func(a, b []hstorePair) (Datum, error) {
		return without(a, func(p *hstorePair) bool { return slices.Contains(b, *p) })
	}))
	two("hstore_concat", nil, other(func(a, b []hstorePair) (Datum, error) { return hstoreDatum(append(b, a...)) }))
	contains := func(a, b []hstorePair) bool {
		for i := range b {
			if at, ok := findPair(a, b[i].key); !ok || a[at] != b[i] {
				return false
			}
		}
		return true
	}
	two("hstore_contains", TBool, other(func(a, b []hstorePair) (Datum, error) { return Bool(contains(a, b)), nil }))
	two("hstore_contained", TBool, other(func(a, b []hstorePair) (Datum, error) { return Bool(contains(b, a)), nil }))
	two("hstore_eq", TBool, other(func(a, b []hstorePair) (Datum, error) { return Bool(slices.Equal(a, b)), nil }))
	two("hstore_ne", TBool, other(func(a, b []hstorePair) (Datum, error) { return Bool(!slices.Equal(a, b)), nil }))
	return out
}

func pairOf(k, v Datum) hstorePair {
	p := hstorePair{key: k.Text(), null: v.IsNull()}
	if !p.null {
		p.value = v.Text()
	}
	return p
}

func flatPairs(pairs []hstorePair) []Datum {
	var out []Datum
	for i := range pairs {
		out = append(out, Text(pairs[i].key), pairs[i].datum())
	}
	return out
}

var errNullKey = pgerror.New(pgerror.NullValueNotAllowed, "null value not allowed for hstore key")

// hstoreFromArray takes keys and values in turn, or in rows of two.
func hstoreFromArray(a *Array) (Datum, error) {
	switch {
	case len(a.Dims) > 2 || len(a.Dims) == 2 && a.Dims[1].Len != 2:
		if len(a.Dims) == 2 {
			return Null, pgerror.New(pgerror.ArraySubscriptError, "array must have two columns")
		}
		return Null, pgerror.New(pgerror.ArraySubscriptError, "wrong number of array subscripts")
	case len(a.Items)%2 != 0:
		return Null, pgerror.New(pgerror.ArraySubscriptError, "array must have even number of elements")
	}
	var pairs []hstorePair
	for i := 0; i < len(a.Items); i += 2 {
		if a.Items[i].IsNull() {
			return Null, errNullKey
		}
		pairs = append(pairs, pairOf(a.Items[i], a.Items[i+1]))
	}
	return hstoreDatum(pairs)
}

// hstoreFromArrays takes the keys of one array and the values of another, or NULLs.
func hstoreFromArrays(_ *Env, keys, values Datum) (Datum, error) {
	if keys.IsNull() {
		return Null, nil
	}
	k := keys.Array()
	var v []Datum
	if !values.IsNull() {
		if v = textItems(values); len(v) != len(k.Items) {
			return Null, pgerror.New(pgerror.ArraySubscriptError, "arrays must have same bounds")
		}
	}
	if len(k.Dims) > 1 {
		return Null, pgerror.New(pgerror.ArraySubscriptError, "wrong number of array subscripts")
	}
	var pairs []hstorePair
	for i, key := range k.Items {
		if key.IsNull() {
			return Null, errNullKey
		}
		value := Null
		if v != nil {
			value = v[i]
		}
		pairs = append(pairs, pairOf(key, value))
	}
	return hstoreDatum(pairs)
}

// hstoreFromRecord has the names of a row's fields for keys.
func hstoreFromRecord(env *Env, args []Datum) (Datum, error) {
	if args[0].IsNull() {
		return Null, nil
	}
	r := args[0].Record()
	var pairs []hstorePair
	for i, v := range r.Values {
		p := hstorePair{null: v.IsNull()}
		if p.key = r.fieldName(i); !p.null {
			p.value = String(r.Types[i], v, env)
		}
		pairs = append(pairs, p)
	}
	return hstoreDatum(pairs)
}

// hstorePopulate is a row with the values that an hstore has for its columns. Of a NULL of a
// composite type it is a row all the same, with NULL for what the hstore lacks.
func hstorePopulate(f *Function) body {
	t := f.Result
	c := t.Base().Composite()
	return body{fn: func(env *Env, args []Datum) (Datum, error) {
		base := args[0]
		switch {
		case args[1].IsNull(), base.IsNull() && c == nil && t == TRecord:
			return base, nil
		case c == nil && t != TRecord:
			return Null, pgerror.New(pgerror.DatatypeMismatch, "first argument must be a rowtype")
		}
		pairs, err := pairsOf(args[1])
		if err != nil {
			return Null, err
		}
		if base.IsNull() {
			base = c.Record(make([]Datum, len(c.attrs)))
		} else if len(pairs) == 0 {
			return base, nil
		}
		row, err := hstoreOver(env, pairs, base.Record(), c, args[0].IsNull())
		if err != nil || t.domain == nil {
			return row, err
		}
		return env.Checked(t, row)
	}}
}

// hstoreOver is r, of the composite type c (nil: of none), with the values of pairs; fresh: r has
// none of its own, and domains are asked whether they may be NULL.
func hstoreOver(env *Env, pairs []hstorePair, r *Record, c *Composite, fresh bool) (Datum, error) {
	out := *r
	out.Values = slices.Clone(r.Values)
	for i, t := range out.Types {
		at, ok := findPair(pairs, r.fieldName(i))
		if !ok && !fresh {
			continue
		}
		var v Datum
		var err error
		if ok && !pairs[at].null {
			typmod := NoTypmod
			if c != nil {
				typmod = c.attrs[i].Typmod
			}
			v, err = DecodeText(t, typmod, pairs[at].value, env)
		} else {
			v, err = env.Checked(t, Null)
		}
		if err != nil {
			return Null, err
		}
		out.Values[i] = v
	}
	return NewRecord(&out), nil
}

// hstoreJSON is an object; loose: what looks like a number or a truth value is one.
func hstoreJSON(pairs []hstorePair, loose bool) string {
	dst := []byte{'{'}
	for i := range pairs {
		p := &pairs[i]
		if i > 0 {
			dst = append(dst, ", "...)
		}
		dst = append(appendJSONString(dst, p.key), ": "...)
		switch {
		case p.null:
			dst = append(dst, "null"...)
		case loose && (p.value == "t" || p.value == "f"):
			dst = append(dst, map[string]string{"t": "true", "f": "false"}[p.value]...)
		case loose && isJSONNumber(p.value):
			dst = append(dst, p.value...)
		default:
			dst = appendJSONString(dst, p.value)
		}
	}
	return string(append(dst, '}'))
}

// isJSONNumber reports whether a text is a number as JSON writes it.
func isJSONNumber(s string) bool {
	rest := strings.TrimPrefix(s, "-")
	digits := func() bool {
		n := 0
		for n < len(rest) && rest[n] >= '0' && rest[n] <= '9' {
			n++
		}
		rest = rest[n:]
		return n > 0
	}
	if strings.HasPrefix(rest, "0") && len(rest) > 1 && rest[1] >= '0' && rest[1] <= '9' || !digits() {
		return false
	}
	if strings.HasPrefix(rest, ".") {
		if rest = rest[1:]; !digits() {
			return false
		}
	}
	if rest != "" && (rest[0] == 'e' || rest[0] == 'E') {
		if rest = rest[1:]; rest != "" && (rest[0] == '+' || rest[0] == '-') {
			rest = rest[1:]
		}
		if !digits() {
			return false
		}
	}
	return rest == ""
}

package builtin

import (
	"strings"
	"sync"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// Functions that make a type one (its input, output, comparison) can be called as any other:
// their bodies are what the package does with values of the type anyway.

// typeFunction is what a function does for a type.
type typeFunction struct {
	t    *types.Type
	role byte // 'i' input, 'o' output, 's' send
}

var typeFunctions = sync.OnceValue(func() map[string]typeFunction {
	m := map[string]typeFunction{}
	for _, t := range types.All() {
		for _, f := range []struct {
			name string
			role byte
		}{{t.Input, 'i'}, {t.Output, 'o'}, {t.Send, 's'}} {
			if _, ok := m[f.name]; !ok && f.name != "" && t.Supported() && !t.IsPseudo() {
				m[f.name] = typeFunction{t, f.role}
			}
		}
	}
	return m
})

// typeBody is the body of an input, output or send function; ok is false for others.
func typeBody(f *Function) (body, bool) {
	tf, ok := typeFunctions()[f.Name]
	if !ok || len(f.Args) == 0 {
		return body{}, false
	}
	t := f.Args[0]
	switch {
	case tf.role == 'i' && f.Args[0] == types.TCString:
		if tf.t.Elem() != nil || tf.t.IsRange() || tf.t.IsMultirange() {
			return body{}, false // the type is an argument of its own
		}
		return body{fn: func(env *types.Env, args []types.Datum) (types.Datum, error) {
			typmod := types.NoTypmod
			if len(args) == 3 {
				typmod = int32(args[2].Int())
			}
			return types.DecodeText(tf.t, typmod, args[0].Text(), env)
		}}, true
	case tf.role == 'o' && f.Result == types.TCString:
		return body{f1: func(env *types.Env, a types.Datum) (types.Datum, error) {
			return types.Text(types.String(t, a, env)), nil
		}}, true
	case tf.role == 's' && f.Result == types.TBytea:
		return body{f1: func(env *types.Env, a types.Datum) (types.Datum, error) {
			b, err := types.AppendBinary(nil, t, a, env)
			return types.Bytes(b), err
		}}, true
	}
	return body{}, false
}

// orderBody is the body of a function that compares as a btree does: bt…cmp, …_cmp.
func orderBody(f *Function) (body, bool) {
	if len(f.Args) != 2 || f.Result != types.TInt4 || !strings.HasSuffix(f.Name, "cmp") && !strings.Contains(f.Name, "_cmp_") {
		return body{}, false
	}
	cmp := crossCompare(f.Args[0], f.Args[1])
	if cmp == nil {
		return body{}, false
	}
	return body{f2: func(env *types.Env, a, b types.Datum) (types.Datum, error) {
		return types.Int(int64(cmp(env, a, b))), nil
	}}, true
}

func procBodies() map[string]body {
	notByTrigger := func(code, message string) body {
		return body{fn: func(*types.Env, []types.Datum) (types.Datum, error) {
			return types.Null, pgerror.New(code, "%s", message)
		}}
	}
	return map[string]body{
		"suppress_redundant_updates_trigger": notByTrigger(pgerror.ERIETriggerProtocolViolated, "suppress_redundant_updates_trigger: must be called as trigger"),
		"tsvector_update_trigger_byid":       notByTrigger(pgerror.InternalError, "tsvector_update_trigger: not fired by trigger manager"),
		"tsvector_update_trigger_bycolumn":   notByTrigger(pgerror.InternalError, "tsvector_update_trigger: not fired by trigger manager"),
		"parse_ident":                        {fn: types.ParseIdent},
		"pg_wal_lsn_diff":                    {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) { return lsnMinus(a, b) }},
		"pg_lsn_mi":                          {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) { return lsnMinus(a, b) }},
		"pg_lsn_pli": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return lsnPlus(a, b, types.NumericAdd, "add NaN to")
		}},
		"pg_lsn_mii": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return lsnPlus(a, b, types.NumericSub, "subtract NaN from")
		}},
		"numeric_pg_lsn":         {f1: func(_ *types.Env, a types.Datum) (types.Datum, error) { return lsnOf(a) }},
		"pg_size_bytes":          {f1: sizeBytes},
		"pg_size_pretty_numeric": {f1: func(_ *types.Env, a types.Datum) (types.Datum, error) { return sizePrettyNumeric(a) }},
		"numeric_pl_pg_lsn(numeric,pg_lsn)": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return lsnPlus(b, a, types.NumericAdd, "add NaN to")
		}},
		"width_bucket_array": {gen: func(f *Function) body {
			t := f.Args[0]
			return body{f2: func(_ *types.Env, v, thresholds types.Datum) (types.Datum, error) {
				return widthBucketArray(t, v, thresholds.Array())
			}}
		}},
	}
}

func lsnNumeric(d types.Datum) string {
	return types.String(types.TXID8, d, nil)
}

func lsnMinus(a, b types.Datum) (types.Datum, error) {
	x, err := types.ParseNumeric(lsnNumeric(a))
	if err != nil {
		return types.Null, err
	}
	y, err := types.ParseNumeric(lsnNumeric(b))
	if err != nil {
		return types.Null, err
	}
	return types.NumericSub(x, y)
}

func lsnPlus(lsn, n types.Datum, fn func(a, b types.Datum) (types.Datum, error), nan string) (types.Datum, error) {
	if string(types.AppendNumeric(nil, n)) == "NaN" {
		return types.Null, pgerror.New(pgerror.FeatureNotSupported, "cannot %s pg_lsn", nan)
	}
	x, err := types.ParseNumeric(lsnNumeric(lsn))
	if err != nil {
		return types.Null, err
	}
	sum, err := fn(x, n)
	if err != nil {
		return types.Null, err
	}
	return lsnOf(sum)
}

// lsnOf rounds a number to a position in the log.
func lsnOf(n types.Datum) (types.Datum, error) {
	text := string(types.AppendNumeric(nil, n))
	switch strings.TrimPrefix(text, "-") {
	case "NaN":
		return types.Null, pgerror.New(pgerror.FeatureNotSupported, "cannot convert NaN to pg_lsn")
	case "Infinity":
		return types.Null, pgerror.New(pgerror.FeatureNotSupported, "cannot convert infinity to pg_lsn")
	}
	n = types.NumericRound(n, 0)
	d, err := types.DecodeText(types.TXID8, types.NoTypmod, string(types.AppendNumeric(nil, n)), nil)
	if err != nil || lsnNumeric(d) != string(types.AppendNumeric(nil, n)) {
		return types.Null, pgerror.New(pgerror.InvalidParameterValue, "pg_lsn out of range")
	}
	return d, nil
}

// sizeUnits are those of sizes, each 1,024 of the one before.
var sizeUnits = []string{"bytes", "kB", "MB", "GB", "TB", "PB"}

// sizeBytes reads what pg_size_pretty writes.
func sizeBytes(_ *types.Env, a types.Datum) (types.Datum, error) {
	s := a.Text()
	text := types.TrimSpace(s)
	bad := func() *pgerror.Error { return pgerror.New(pgerror.InvalidParameterValue, "invalid size: \"%s\"", s) }
	end, digits := 0, 0
	if end < len(text) && (text[end] == '+' || text[end] == '-') {
		end++
	}
	run := func() {
		for end < len(text) && types.IsDigit(text[end]) {
			end, digits = end+1, digits+1
		}
	}
	run()
	if end < len(text) && text[end] == '.' {
		end++
		run()
	}
	if digits == 0 {
		return types.Null, bad()
	}
	if end < len(text) && (text[end] == 'e' || text[end] == 'E') {
		at := end + 1
		if at < len(text) && (text[at] == '+' || text[at] == '-') {
			at++
		}
		if at < len(text) && types.IsDigit(text[at]) {
			end = at
			run()
		}
	}
	n, err := types.ParseNumeric(text[:end])
	if err != nil {
		return types.Null, err
	}
	unit := types.TrimSpace(text[end:])
	if unit != "" {
		factor := int64(1)
		for i := 0; ; i++ {
			if i == len(sizeUnits) {
				return types.Null, bad().WithDetail("Invalid size unit: \"%s\".", unit).
					WithHint("Valid units are \"bytes\", \"kB\", \"MB\", \"GB\", \"TB\", and \"PB\".")
			}
			if strings.EqualFold(unit, sizeUnits[i]) {
				break
			}
			factor *= 1024
		}
		if n, err = types.NumericMul(n, types.NumericSmall(factor, 0)); err != nil {
			return types.Null, err
		}
	}
	return numericToInt(types.TInt8, n)
}

// sizePrettyNumeric is pg_size_pretty of a number of any size.
func sizePrettyNumeric(n types.Datum) (types.Datum, error) {
	limit := int64(10 * 1024)
	for i, unit := range sizeUnits {
		if i == len(sizeUnits)-1 || types.NumericCompare(numericAbs(n), types.NumericSmall(limit, 0)) < 0 {
			if i > 0 { // halve, rounding away from zero
				half, err := types.NumericDiv(n, types.NumericSmall(2, 0))
				if err != nil {
					return types.Null, err
				}
				n = types.NumericRound(half, 0)
			}
			return types.Text(string(types.AppendNumeric(nil, n)) + " " + unit), nil
		}
		by := int64(1024)
		if i == 0 {
			by, limit = 512, 20*1024-1
		}
		q, err := types.NumericDivTrunc(n, types.NumericSmall(by, 0))
		if err != nil {
			return types.Null, err
		}
		n = q
	}
	return types.Null, nil
}

// widthBucketArray is how many of the thresholds, which are in order, are not above v.
func widthBucketArray(t *types.Type, v types.Datum, a *types.Array) (types.Datum, error) {
	switch {
	case len(a.Dims) > 1:
		return types.Null, pgerror.New(pgerror.ArraySubscriptError, "thresholds must be one-dimensional array")
	}
	lo, hi := 0, len(a.Items)
	for _, d := range a.Items {
		if d.IsNull() {
			return types.Null, pgerror.New(pgerror.NullValueNotAllowed, "thresholds array must not contain NULLs")
		}
	}
	for lo < hi {
		mid := (lo + hi) / 2
		if types.Compare(t, v, a.Items[mid]) < 0 {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return types.Int(int64(lo)), nil
}

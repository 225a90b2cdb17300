package types

import (
	"strings"
	"sync"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// Functions that make a type one (its input, output, comparison) can be called as any other:
// their bodies are what the package does with values of the type anyway.

// typeFunction is what a function does for a type.
type typeFunction struct {
	t    *Type
	role byte // 'i' input, 'o' output, 's' send
}

var typeFunctions = sync.OnceValue(func() map[string]typeFunction {
	m := map[string]typeFunction{}
	for _, t := range All() {
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
	case tf.role == 'i' && f.Args[0] == TCString:
		if tf.t.elem != nil || tf.t.IsRange() || tf.t.IsMultirange() {
			return body{}, false // the type is an argument of its own
		}
		return body{fn: func(env *Env, args []Datum) (Datum, error) {
			typmod := NoTypmod
			if len(args) == 3 {
				typmod = int32(args[2].Int())
			}
			return DecodeText(tf.t, typmod, args[0].Text(), env)
		}}, true
	case tf.role == 'o' && f.Result == TCString:
		return body{f1: func(env *Env, a Datum) (Datum, error) { return Text(String(t, a, env)), nil }}, true
	case tf.role == 's' && f.Result == TBytea:
		return body{f1: func(env *Env, a Datum) (Datum, error) {
			b, err := AppendBinary(nil, t, a, env)
			return Bytes(b), err
		}}, true
	}
	return body{}, false
}

// orderBody is the body of a function that compares as a btree does: bt…cmp, …_cmp.
func orderBody(f *Function) (body, bool) {
	if len(f.Args) != 2 || f.Result != TInt4 || !strings.HasSuffix(f.Name, "cmp") && !strings.Contains(f.Name, "_cmp_") {
		return body{}, false
	}
	cmp := crossCompare(f.Args[0], f.Args[1])
	if cmp == nil {
		return body{}, false
	}
	return body{f2: func(env *Env, a, b Datum) (Datum, error) { return Int(int64(cmp(env, a, b))), nil }}, true
}

func procBodies() map[string]body {
	return map[string]body{
		"parse_ident":                       {fn: parseIdent},
		"pg_wal_lsn_diff":                   {f2: func(_ *Env, a, b Datum) (Datum, error) { return lsnMinus(a, b) }},
		"pg_lsn_mi":                         {f2: func(_ *Env, a, b Datum) (Datum, error) { return lsnMinus(a, b) }},
		"pg_lsn_pli":                        {f2: func(_ *Env, a, b Datum) (Datum, error) { return lsnPlus(a, b, NumericAdd, "add NaN to") }},
		"pg_lsn_mii":                        {f2: func(_ *Env, a, b Datum) (Datum, error) { return lsnPlus(a, b, NumericSub, "subtract NaN from") }},
		"numeric_pg_lsn":                    {f1: func(_ *Env, a Datum) (Datum, error) { return lsnOf(a) }},
		"pg_size_bytes":                     {f1: sizeBytes},
		"pg_size_pretty_numeric":            {f1: func(_ *Env, a Datum) (Datum, error) { return sizePrettyNumeric(a) }},
		"numeric_pl_pg_lsn(numeric,pg_lsn)": {f2: func(_ *Env, a, b Datum) (Datum, error) { return lsnPlus(b, a, NumericAdd, "add NaN to") }},
		"width_bucket_array": {gen: func(f *Function) body {
			t := f.Args[0]
			return body{f2: func(_ *Env, v, thresholds Datum) (Datum, error) { return widthBucketArray(t, v, thresholds.Array()) }}
		}},
	}
}

func lsnNumeric(d Datum) string {
	return String(TXID8, d, nil)
}

func lsnMinus(a, b Datum) (Datum, error) {
	x, err := parseNumeric(lsnNumeric(a))
	if err != nil {
		return Null, err
	}
	y, err := parseNumeric(lsnNumeric(b))
	if err != nil {
		return Null, err
	}
	return NumericSub(x, y)
}

func lsnPlus(lsn, n Datum, fn func(a, b Datum) (Datum, error), nan string) (Datum, error) {
	if string(appendNumeric(nil, n)) == "NaN" {
		return Null, pgerror.New(pgerror.FeatureNotSupported, "cannot %s pg_lsn", nan)
	}
	x, err := parseNumeric(lsnNumeric(lsn))
	if err != nil {
		return Null, err
	}
	sum, err := fn(x, n)
	if err != nil {
		return Null, err
	}
	return lsnOf(sum)
}

// lsnOf rounds a number to a position in the log.
func lsnOf(n Datum) (Datum, error) {
	text := string(appendNumeric(nil, n))
	switch strings.TrimPrefix(text, "-") {
	case "NaN":
		return Null, pgerror.New(pgerror.FeatureNotSupported, "cannot convert NaN to pg_lsn")
	case "Infinity":
		return Null, pgerror.New(pgerror.FeatureNotSupported, "cannot convert infinity to pg_lsn")
	}
	n = numericRound(n, 0)
	d, err := DecodeText(TXID8, NoTypmod, string(appendNumeric(nil, n)), nil)
	if err != nil || lsnNumeric(d) != string(appendNumeric(nil, n)) {
		return Null, pgerror.New(pgerror.InvalidParameterValue, "pg_lsn out of range")
	}
	return d, nil
}

// sizeUnits are those of sizes, each 1,024 of the one before.
var sizeUnits = []string{"bytes", "kB", "MB", "GB", "TB", "PB"}

// sizeBytes reads what pg_size_pretty writes.
func sizeBytes(_ *Env, a Datum) (Datum, error) {
	s := a.Text()
	text := trimSpace(s)
	bad := func() *pgerror.Error { return pgerror.New(pgerror.InvalidParameterValue, "invalid size: \"%s\"", s) }
	end, digits := 0, 0
	if end < len(text) && (text[end] == '+' || text[end] == '-') {
		end++
	}
	run := func() {
		for end < len(text) && isDigit(text[end]) {
			end, digits = end+1, digits+1
		}
	}
	run()
	if end < len(text) && text[end] == '.' {
		end++
		run()
	}
	if digits == 0 {
		return Null, bad()
	}
	if end < len(text) && (text[end] == 'e' || text[end] == 'E') {
		at := end + 1
		if at < len(text) && (text[at] == '+' || text[at] == '-') {
			at++
		}
		if at < len(text) && isDigit(text[at]) {
			end = at
			run()
		}
	}
	n, err := parseNumeric(text[:end])
	if err != nil {
		return Null, err
	}
	unit := trimSpace(text[end:])
	if unit != "" {
		factor := int64(1)
		for i := 0; ; i++ {
			if i == len(sizeUnits) {
				return Null, bad().WithDetail("Invalid size unit: \"%s\".", unit).
					WithHint("Valid units are \"bytes\", \"kB\", \"MB\", \"GB\", \"TB\", and \"PB\".")
			}
			if strings.EqualFold(unit, sizeUnits[i]) {
				break
			}
			factor *= 1024
		}
		if n, err = NumericMul(n, NumericSmall(factor, 0)); err != nil {
			return Null, err
		}
	}
	return numericToInt(TInt8, n)
}

// sizePrettyNumeric is pg_size_pretty of a number of any size.
func sizePrettyNumeric(n Datum) (Datum, error) {
	limit := int64(10 * 1024)
	for i, unit := range sizeUnits {
		if i == len(sizeUnits)-1 || NumericCompare(numericAbs(n), NumericSmall(limit, 0)) < 0 {
			if i > 0 { // halve, rounding away from zero
				half, err := NumericDiv(n, NumericSmall(2, 0))
				if err != nil {
					return Null, err
				}
				n = numericRound(half, 0)
			}
			return Text(string(appendNumeric(nil, n)) + " " + unit), nil
		}
		by := int64(1024)
		if i == 0 {
			by, limit = 512, 20*1024-1
		}
		q, err := numericDivTrunc(n, NumericSmall(by, 0))
		if err != nil {
			return Null, err
		}
		n = q
	}
	return Null, nil
}

// widthBucketArray is how many of the thresholds, which are in order, are not above v.
func widthBucketArray(t *Type, v Datum, a *Array) (Datum, error) {
	switch {
	case len(a.Dims) > 1:
		return Null, pgerror.New(pgerror.ArraySubscriptError, "thresholds must be one-dimensional array")
	}
	lo, hi := 0, len(a.Items)
	for _, d := range a.Items {
		if d.IsNull() {
			return Null, pgerror.New(pgerror.NullValueNotAllowed, "thresholds array must not contain NULLs")
		}
	}
	for lo < hi {
		mid := (lo + hi) / 2
		if Compare(t, v, a.Items[mid]) < 0 {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return Int(int64(lo)), nil
}

// parseIdent splits a qualified name into its parts.
func parseIdent(_ *Env, args []Datum) (Datum, error) {
	s := args[0].Text()
	strict := len(args) < 2 || args[1].Bool()
	fail := func() *pgerror.Error {
		return pgerror.New(pgerror.InvalidParameterValue, "string is not a valid identifier: \"%s\"", s)
	}
	var parts []Datum
	rest := trimLeftSpace(s)
	afterDot := false
	for {
		missing := true
		if strings.HasPrefix(rest, "\"") {
			part, after, ok := quotedIdent(rest[1:])
			if !ok {
				return Null, fail().WithDetail("String has unclosed double quotes.")
			}
			if part == "" {
				return Null, fail().WithDetail("Quoted identifier must not be empty.")
			}
			parts, rest, missing = append(parts, Text(part)), after, false
		} else if n := identBytes(rest); n > 0 {
			parts, rest, missing = append(parts, Text(strings.Map(lowerASCII, rest[:n]))), rest[n:], false
		}
		if missing {
			switch {
			case strings.HasPrefix(rest, "."):
				return Null, fail().WithDetail("No valid identifier before \".\".")
			case afterDot:
				return Null, fail().WithDetail("No valid identifier after \".\".")
			}
			return Null, fail()
		}
		rest = trimLeftSpace(rest)
		if !strings.HasPrefix(rest, ".") {
			break
		}
		afterDot, rest = true, trimLeftSpace(rest[1:])
	}
	if rest != "" && strict {
		return Null, fail()
	}
	return NewArray(ArrayOf(TText, parts)), nil
}

func quotedIdent(s string) (part, rest string, ok bool) {
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '"')
		if i < 0 {
			return "", "", false
		}
		b.WriteString(s[:i])
		if s = s[i+1:]; !strings.HasPrefix(s, "\"") {
			return b.String(), s, true
		}
		b.WriteByte('"')
		s = s[1:]
	}
}

// identBytes is how long the identifier is that s begins with.
func identBytes(s string) int {
	for i := range len(s) {
		c := s[i]
		letter := c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c >= 0x80
		if !letter && (i == 0 || !isDigit(c) && c != '$') {
			return i
		}
	}
	return len(s)
}

func lowerASCII(r rune) rune {
	if r >= 'A' && r <= 'Z' {
		return r + 'a' - 'A'
	}
	return r
}

package builtin

import (
	"math/rand/v2"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

func miscBodies() map[string]body {
	return map[string]body{
		"gen_random_uuid": {fn: randomUUID},
		"pg_typeof": {gen: func(f *Function) body {
			oid := types.Int(int64(f.Args[0].OID))
			return body{f1: func(*types.Env, types.Datum) (types.Datum, error) { return oid, nil }}
		}},
		"pg_num_nulls": {fn: func(_ *types.Env, a []types.Datum) (types.Datum, error) { return types.Int(int64(countNulls(a))), nil }},
		"pg_num_nonnulls": {fn: func(_ *types.Env, a []types.Datum) (types.Datum, error) {
			return types.Int(int64(len(a) - countNulls(a))), nil
		}},
		"oidvectortypes":  {f1: oidVectorTypes},
		"format_type":     {f2: formatType},
		"pg_size_pretty":  {f1: sizePretty},
		"to_regtype":      {f1: func(env *types.Env, a types.Datum) (types.Datum, error) { return tryReg(types.TRegType, a, env) }},
		"to_regclass":     {f1: func(env *types.Env, a types.Datum) (types.Datum, error) { return tryReg(types.TRegClass, a, env) }},
		"to_regnamespace": {f1: func(env *types.Env, a types.Datum) (types.Datum, error) { return tryReg(types.TRegNamespace, a, env) }},
		"to_regrole":      {f1: func(env *types.Env, a types.Datum) (types.Datum, error) { return tryReg(types.TRegRole, a, env) }},
		"to_regproc":      {f1: func(env *types.Env, a types.Datum) (types.Datum, error) { return tryReg(types.TRegProc, a, env) }},
		"unistr":          {f1: unistr},
		"pg_column_size": {gen: func(f *Function) body {
			return body{f1: func(_ *types.Env, a types.Datum) (types.Datum, error) {
				if a.IsNull() {
					return types.Null, nil
				}
				return types.Int(int64(storedBytes(f.Args[0], a))), nil
			}}
		}},
	}
}

func countNulls(args []types.Datum) int {
	n := 0
	for _, a := range args {
		if a.IsNull() {
			n++
		}
	}
	return n
}

// randomUUID is a version 4 UUID.
func randomUUID(env *types.Env, _ []types.Datum) (types.Datum, error) {
	if env == nil || env.Random == nil {
		return types.Null, types.ErrNoRandom
	}
	return types.UUID(newUUID(env.Random)), nil
}

func newUUID(r *rand.Rand) [16]byte {
	var u [16]byte
	a, b := r.Uint64(), r.Uint64()
	for i := range 8 {
		u[i], u[8+i] = byte(a>>(8*i)), byte(b>>(8*i))
	}
	u[6] = u[6]&0x0f | 0x40
	u[8] = u[8]&0x3f | 0x80
	return u
}

func oidVectorTypes(env *types.Env, a types.Datum) (types.Datum, error) {
	var names []string
	for _, item := range a.Array().Items {
		names = append(names, string(types.AppendReg(nil, types.TRegType, item, env)))
	}
	return types.Text(strings.Join(names, ", ")), nil
}

// formatType is format_type(oid, typmod): either may be NULL.
func formatType(_ *types.Env, a, b types.Datum) (types.Datum, error) {
	if a.IsNull() {
		return types.Null, nil
	}
	t, ok := types.ByOID(types.OID(a.Int()))
	switch {
	case a.Int() == 0:
		return types.Text("-"), nil
	case !ok:
		return types.Text("???"), nil
	case b.IsNull():
		return types.Text(t.String()), nil
	}
	return types.Text(t.Format(int32(b.Int()))), nil
}

// sizePretty halves and rounds as Postgres does: kB from 10 kB on.
func sizePretty(_ *types.Env, a types.Datum) (types.Datum, error) {
	units := []string{"bytes", "kB", "MB", "GB", "TB", "PB"}
	v := a.Int()
	i := 0
	limit := int64(10 * 1024)
	if v > -limit && v < limit {
		return types.Text(types.String(types.TInt8, a, nil) + " bytes"), nil
	}
	v /= 512 // one bit is kept for rounding
	i++
	for i < len(units)-1 && (v >= 20*1024-1 || v <= -(20*1024-1)) {
		v /= 1024
		i++
	}
	if v < 0 {
		v = (v - 1) / 2
	} else {
		v = (v + 1) / 2
	}
	return types.Text(types.String(types.TInt8, types.Int(v), nil) + " " + units[i]), nil
}

// tryReg gives NULL for a name that does not exist.
func tryReg(t *types.Type, a types.Datum, env *types.Env) (types.Datum, error) {
	d, err := types.DecodeReg(t, a.Text(), env)
	if err != nil {
		return types.Null, nil
	}
	return d, nil
}

// unistr reads \XXXX, \+XXXXXX, \uXXXX and \UXXXXXXXX.
func unistr(_ *types.Env, a types.Datum) (types.Datum, error) {
	s := a.Text()
	var b strings.Builder
	for i := 0; i < len(s); {
		if s[i] != '\\' {
			b.WriteByte(s[i])
			i++
			continue
		}
		if i+1 < len(s) && s[i+1] == '\\' {
			b.WriteByte('\\')
			i += 2
			continue
		}
		r, n, err := unicodeChar(s[i+1:])
		if err != nil {
			return types.Null, err
		}
		b.WriteRune(r)
		i += 1 + n
	}
	return types.Text(b.String()), nil
}

func unicodeEscape(s string) (r rune, n int, ok bool) {
	skip, digits := 0, 4
	if s != "" {
		switch s[0] {
		case '+':
			skip, digits = 1, 6
		case 'u':
			skip = 1
		case 'U':
			skip, digits = 1, 8
		}
	}
	if len(s) < skip+digits {
		return 0, 0, false
	}
	v := rune(0)
	for _, c := range []byte(s[skip : skip+digits]) {
		d := strings.IndexByte(types.HexDigits, c|0x20)
		if types.IsDigit(c) {
			d = int(c - '0')
		}
		if d < 0 {
			return 0, 0, false
		}
		v = v<<4 | rune(d)
	}
	return v, skip + digits, true
}

// unicodeChar reads an escape behind its backslash, or two that are the halves of
// one character.
func unicodeChar(s string) (r rune, n int, err error) {
	r, n, ok := unicodeEscape(s)
	if !ok {
		return 0, 0, pgerror.New(pgerror.SyntaxError, "invalid Unicode escape").
			WithHint("Unicode escapes must be \\XXXX, \\+XXXXXX, \\uXXXX, or \\UXXXXXXXX.")
	}
	if r <= 0 || r > utf8.MaxRune {
		return 0, 0, pgerror.New(pgerror.InvalidParameterValue, "invalid Unicode code point: %04X", uint32(r))
	}
	if !utf16.IsSurrogate(r) {
		return r, n, nil
	}
	if n < len(s) && s[n] == '\\' {
		if low, m, ok := unicodeEscape(s[n+1:]); ok {
			if c := utf16.DecodeRune(r, low); c != utf8.RuneError {
				return c, n + 1 + m, nil
			}
		}
	}
	return 0, 0, pgerror.New(pgerror.SyntaxError, "invalid Unicode surrogate pair")
}

func storedBytes(t *types.Type, d types.Datum) int {
	if t.Len > 0 {
		return int(t.Len)
	}
	b, err := types.AppendBinary(nil, t, d, nil)
	if err != nil {
		return 0
	}
	return len(b) + 1
}

func enumBodies() map[string]body {
	all := func(t *types.Type, from, to types.Datum) (types.Datum, error) {
		var items []types.Datum
		for i := range t.Enum().Labels() {
			l := &t.Enum().Labels()[i]
			d := l.Datum()
			if !from.IsNull() && types.Compare(t, d, from) < 0 || !to.IsNull() && types.Compare(t, d, to) > 0 {
				continue
			}
			d, err := types.EnumValue(t, l)
			if err != nil {
				return types.Null, err
			}
			items = append(items, d)
		}
		return types.NewArray(types.ArrayOf(t, items)), nil
	}
	end := func(last bool) body {
		return body{gen: func(f *Function) body {
			t := f.Args[0]
			return body{f1: func(*types.Env, types.Datum) (types.Datum, error) {
				if len(t.Enum().Labels()) == 0 {
					return types.Null, pgerror.New(pgerror.ObjectNotInPrerequisiteState, "enum %s contains no values", t)
				}
				if last {
					return types.EnumValue(t, &t.Enum().Labels()[len(t.Enum().Labels())-1])
				}
				return types.EnumValue(t, &t.Enum().Labels()[0])
			}}
		}}
	}
	return map[string]body{
		"enum_first": end(false), "enum_last": end(true),
		"enum_range_all": {gen: func(f *Function) body {
			t := f.Args[0]
			return body{f1: func(*types.Env, types.Datum) (types.Datum, error) { return all(t, types.Null, types.Null) }}
		}},
		"enum_range_bounds": {gen: func(f *Function) body {
			t := f.Args[0]
			return body{f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) { return all(t, a, b) }}
		}},
		"enum_cmp": {gen: func(f *Function) body {
			t := f.Args[0]
			return body{f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
				return types.Int(int64(types.Compare(t, a, b))), nil
			}}
		}},
	}
}

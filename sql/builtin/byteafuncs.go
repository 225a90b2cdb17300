package builtin

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"math/bits"
	"strings"

	"github.com/isochrondb/isochron/base/charset"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

func byteaBodies() map[string]body {
	return map[string]body{
		"byteaoctetlen": {f1: func(_ *types.Env, a types.Datum) (types.Datum, error) { return types.Int(int64(len(a.Bytes()))), nil }},
		"byteacat": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return types.Bytes(append(append(make([]byte, 0, len(a.Bytes())+len(b.Bytes())), a.Bytes()...), b.Bytes()...)), nil
		}},
		"byteapos": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return types.Int(int64(bytes.Index(a.Bytes(), b.Bytes()) + 1)), nil
		}},
		"bytea_substr": {fn: func(_ *types.Env, a []types.Datum) (types.Datum, error) {
			return byteaSubstr(a[0], a[1].Int(), a[2].Int(), true)
		}},
		"bytea_substr_no_len": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) { return byteaSubstr(a, b.Int(), 0, false) }},
		"byteaoverlay": {fn: func(_ *types.Env, a []types.Datum) (types.Datum, error) {
			return byteaOverlay(a[0], a[1], a[2].Int(), a[3].Int())
		}},
		"byteaoverlay_no_len": {fn: func(_ *types.Env, a []types.Datum) (types.Datum, error) {
			return byteaOverlay(a[0], a[1], a[2].Int(), int64(len(a[1].Bytes())))
		}},
		"byteatrim": byteaTrim(true, true), "bytealtrim": byteaTrim(true, false), "byteartrim": byteaTrim(false, true),
		"byteaGetByte": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			i, err := byteIndex(a, b.Int(), 8)
			if err != nil {
				return types.Null, err
			}
			return types.Int(int64(a.Bytes()[i])), nil
		}},
		"byteaGetBit": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			i, err := byteIndex(a, b.Int(), 1)
			if err != nil {
				return types.Null, err
			}
			return types.Int(int64(a.Bytes()[i] >> (b.Int() % 8) & 1)), nil
		}},
		"byteaSetByte": {fn: byteaSetByte},
		"byteaSetBit":  {fn: byteaSetBit},
		"bytea_bit_count": {f1: func(_ *types.Env, a types.Datum) (types.Datum, error) {
			n := 0
			for _, c := range a.Bytes() {
				n += bits.OnesCount8(c)
			}
			return types.Int(int64(n)), nil
		}},
		"binary_encode":   {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) { return encodeBytes(a.Bytes(), b.Text()) }},
		"binary_decode":   {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) { return decodeBytes(a.Text(), b.Text()) }},
		"pg_convert_to":   {f2: types.ConvertTo},
		"pg_convert_from": {f2: types.ConvertFrom},
		"pg_encoding_max_length_sql": {f1: func(_ *types.Env, a types.Datum) (types.Datum, error) {
			if e := charset.ByID(a.Int()); e != nil {
				return types.Int(int64(e.MaxLen)), nil
			}
			return types.Null, nil
		}},
		"pg_convert": {fn: func(_ *types.Env, a []types.Datum) (types.Datum, error) {
			return types.ConvertBetween(a[0], a[1], a[2])
		}},
		"length_in_encoding": {f2: types.LengthInEncoding},
	}
}

func byteaSubstr(d types.Datum, start, length int64, bounded bool) (types.Datum, error) {
	b := d.Bytes()
	end := int64(len(b)) + 1
	if bounded {
		if length < 0 {
			return types.Null, types.ErrNegativeSubstring
		}
		end = min(end, start+length)
	}
	from := max(start, 1)
	if end <= from {
		return types.Bytes(nil), nil
	}
	return types.Bytes(b[from-1 : end-1]), nil
}

func byteaOverlay(d, with types.Datum, start, length int64) (types.Datum, error) {
	if start <= 0 {
		return types.Null, types.ErrNegativeSubstring
	}
	after := start + length
	if after != int64(int32(after)) {
		return types.Null, types.ErrInt4Range
	}
	head, err := byteaSubstr(d, 1, start-1, true)
	if err != nil {
		return types.Null, err
	}
	tail, err := byteaSubstr(d, after, 0, false)
	return types.Bytes(bytes.Join([][]byte{head.Bytes(), with.Bytes(), tail.Bytes()}, nil)), err
}

func byteaTrim(left, right bool) body {
	return body{f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
		s := a.Bytes()
		for left && len(s) > 0 && bytes.IndexByte(b.Bytes(), s[0]) >= 0 {
			s = s[1:]
		}
		for right && len(s) > 0 && bytes.IndexByte(b.Bytes(), s[len(s)-1]) >= 0 {
			s = s[:len(s)-1]
		}
		return types.Bytes(s), nil
	}}
}

// byteIndex checks a position counted in units of so many bits.
func byteIndex(d types.Datum, n, unitBits int64) (int64, error) {
	size := int64(len(d.Bytes())) * 8 / unitBits
	if n < 0 || n >= size {
		return 0, pgerror.New(pgerror.ArraySubscriptError, "index %d out of valid range, 0..%d", n, size-1)
	}
	return n * unitBits / 8, nil
}

func byteaSetByte(_ *types.Env, a []types.Datum) (types.Datum, error) {
	i, err := byteIndex(a[0], a[1].Int(), 8)
	if err != nil {
		return types.Null, err
	}
	out := bytes.Clone(a[0].Bytes())
	out[i] = byte(a[2].Int())
	return types.Bytes(out), nil
}

func byteaSetBit(_ *types.Env, a []types.Datum) (types.Datum, error) {
	i, err := byteIndex(a[0], a[1].Int(), 1)
	if err != nil {
		return types.Null, err
	}
	v := a[2].Int()
	if v != 0 && v != 1 {
		return types.Null, pgerror.New(pgerror.InvalidParameterValue, "new bit must be 0 or 1")
	}
	out := bytes.Clone(a[0].Bytes())
	mask := byte(1) << (a[1].Int() % 8)
	out[i] &^= mask
	if v == 1 {
		out[i] |= mask
	}
	return types.Bytes(out), nil
}

func unknownEncoding(name string) error {
	return pgerror.New(pgerror.InvalidParameterValue, "unrecognized encoding: \"%s\"", name)
}

// base64Line is how many characters encode() puts on a line.
const base64Line = 76

func encodeBytes(b []byte, format string) (types.Datum, error) {
	switch strings.ToLower(format) {
	case "hex":
		return types.Text(hex.EncodeToString(b)), nil
	case "base64":
		s := base64.StdEncoding.EncodeToString(b)
		var out strings.Builder
		for len(s) > base64Line {
			out.WriteString(s[:base64Line] + "\n")
			s = s[base64Line:]
		}
		out.WriteString(s)
		return types.Text(out.String()), nil
	case "escape":
		return types.TextAlias(encodeEscape(b)), nil
	}
	return types.Null, unknownEncoding(format)
}

// encodeEscape writes zero and high bytes as octal and doubles backslashes.
func encodeEscape(b []byte) []byte {
	out := make([]byte, 0, len(b))
	for _, c := range b {
		switch {
		case c == 0 || c >= 0x80:
			out = append(out, '\\', '0'+c>>6, '0'+c>>3&7, '0'+c&7)
		case c == '\\':
			out = append(out, '\\', '\\')
		default:
			out = append(out, c)
		}
	}
	return out
}

func decodeBytes(s, format string) (types.Datum, error) {
	switch strings.ToLower(format) {
	case "hex":
		b, err := types.DecodeHex(s)
		return types.Bytes(b), err
	case "base64":
		b, err := decodeBase64(s)
		return types.Bytes(b), err
	case "escape":
		b, err := types.DecodeByteaEscape(s)
		return types.Bytes(b), err
	}
	return types.Null, unknownEncoding(format)
}

func decodeBase64(s string) ([]byte, error) {
	clean := strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t\n\r", r) {
			return -1
		}
		return r
	}, s)
	for _, r := range clean {
		if !strings.ContainsRune("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=", r) {
			return nil, pgerror.New(pgerror.InvalidParameterValue, "invalid symbol \"%c\" found while decoding base64 sequence", r)
		}
	}
	b, err := base64.StdEncoding.DecodeString(clean)
	if err != nil {
		return nil, pgerror.New(pgerror.InvalidParameterValue, "invalid base64 end sequence").
			WithHint("Input data is missing padding, is truncated, or is otherwise corrupted.")
	}
	return b, nil
}

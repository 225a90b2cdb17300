package builtin

import (
	"sync"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// textBytes is how long the texts of args are together.
func textBytes(args []types.Datum) (n int64) {
	for _, d := range args {
		if k := d.Kind(); k == types.KindText || k == types.KindBytes || k == types.KindJSONB {
			n += int64(d.Len())
		}
	}
	return n
}

// sizes says how large what a function builds may be, by its arguments, for those
// that can't tell until they have built it. Others ask for room themselves.
var sizes = sync.OnceValue(func() map[string]func(args []types.Datum) int64 {
	return map[string]func(args []types.Datum) int64{
		"textcat": textBytes, "byteacat": textBytes, "textanycat(text,anynonarray)": textBytes, "anytextcat(anynonarray,text)": textBytes,
		"text_concat": valueBytes, "text_concat_ws": concatBytes,
		"translate": times(textBytes, 4), "lower": times(textBytes, 3), "upper": times(textBytes, 3), "initcap": times(textBytes, 3),
		"text_reverse": textBytes, "textoverlay": textBytes, "textoverlay_no_len": textBytes, "byteaoverlay": textBytes, "byteaoverlay_no_len": textBytes,
		"quote_ident": times(textBytes, 2), "quote_literal": times(textBytes, 2), "quote_literal(anyelement)": times(valueBytes, 2),
		"quote_nullable": times(textBytes, 2), "quote_nullable(anyelement)": times(valueBytes, 2),
		"unicode_normalize_func": times(textBytes, 4), "binary_encode": times(textBytes, 2), "binary_decode": textBytes,
		"numeric_to_char": times(textBytes, 2), "int4_to_char": times(textBytes, 2), "int8_to_char": times(textBytes, 2),
		"float4_to_char": times(textBytes, 2), "float8_to_char": times(textBytes, 2),
		"timestamp_to_char": times(textBytes, 4), "timestamptz_to_char": times(textBytes, 4), "interval_to_char": times(textBytes, 4),
		"array_cat": arrayBytes, "array_append": arrayBytes, "array_prepend": arrayBytes, "array_replace": arrayBytes, "array_remove": arrayBytes,
		"array_to_text": joinedBytes, "array_to_text_null": joinedBytes,
		"to_json": times(valueBytes, 2), "to_jsonb": times(valueBytes, 2), "row_to_json": times(valueBytes, 2), "array_to_json": times(valueBytes, 2),
		"row_to_json_pretty": times(valueBytes, 2), "array_to_json_pretty": times(valueBytes, 2),
		"json_build_object": times(valueBytes, 2), "json_build_array": times(valueBytes, 2),
		"jsonb_build_object": times(valueBytes, 2), "jsonb_build_array": times(valueBytes, 2),
		"json_object": times(valueBytes, 2), "jsonb_object": times(valueBytes, 2),
		"json_object_two_arg": times(valueBytes, 2), "jsonb_object_two_arg": times(valueBytes, 2),
		"json_strip_nulls": times(textBytes, 3), "jsonb_strip_nulls": times(textBytes, 2),
		// Their writer keeps a place for each part beside the value, in lists that grow.
		"jsonb_concat": times(textBytes, 4), "jsonb_set": times(textBytes, 4), "jsonb_insert": times(textBytes, 4), "jsonb_delete": times(textBytes, 4), "jsonb_delete_idx": times(textBytes, 4),
		"jsonb_delete_array": times(textBytes, 4), "jsonb_delete_path": times(textBytes, 4), "jsonb_set_lax": times(textBytes, 4),
		"byteaout": times(textBytes, 3), "pg_convert_to": times(textBytes, 3), "pg_convert": times(textBytes, 3), "pg_convert_from": times(textBytes, 3),
		"unicode_is_normalized": times(textBytes, 4), "array_to_tsvector": times(valueBytes, 4), "tsvector_delete_arr": valueBytes,
		"to_tsquery": queryBytes, "to_tsquery_byid": queryBytes, "websearch_to_tsquery": queryBytes, "websearch_to_tsquery_byid": queryBytes,
		"plainto_tsquery": queryBytes, "plainto_tsquery_byid": queryBytes, "phraseto_tsquery": queryBytes, "phraseto_tsquery_byid": queryBytes,
		"to_regtype": times(textBytes, 2),
	}
})

func times(size func([]types.Datum) int64, k int64) func([]types.Datum) int64 {
	return func(args []types.Datum) int64 { return k * size(args) }
}

// valueBytes is what args take, the values in arrays and records included.
func valueBytes(args []types.Datum) (n int64) {
	for _, d := range args {
		n += int64(d.MemoryBytes())
	}
	return n
}

// concatBytes: the separator, which comes first, stands between all others.
func concatBytes(args []types.Datum) int64 {
	return valueBytes(args) + int64(len(args))*textBytes(args[:1])
}

// joinedBytes: the separator stands between the elements, another text for NULLs.
func joinedBytes(args []types.Datum) int64 {
	if args[0].IsNull() {
		return 0
	}
	return valueBytes(args[:1]) + int64(len(args[0].Array().Items))*textBytes(args[1:])
}

// arrayBytes is what the elements of args take by themselves.
func arrayBytes(args []types.Datum) (n int64) {
	for _, d := range args {
		if d.Kind() == types.KindArray {
			n += int64(len(d.Array().Items)+1) * int64(types.DatumBytes)
		}
	}
	return n
}

// queryBytesMax is what the nodes of a query take at most, which are limited in number (sql/textsearch).
const queryBytesMax = 8 << 20

// queryBytes: each word of a text becomes a node or two, and so does what stands between them.
func queryBytes(args []types.Datum) int64 { return min(48*textBytes(args), queryBytesMax) }

// measured makes f ask for room before it builds.
func measured(f *Function, size func([]types.Datum) int64) {
	if fn := f.Fn; fn != nil {
		f.Fn = func(env *types.Env, args []types.Datum) (types.Datum, error) {
			if err := env.Room(size(args)); err != nil {
				return types.Null, err
			}
			return fn(env, args)
		}
	}
	if fn := f.Fn1; fn != nil {
		f.Fn1 = func(env *types.Env, a types.Datum) (types.Datum, error) {
			args := [1]types.Datum{a}
			if err := env.Room(size(args[:])); err != nil {
				return types.Null, err
			}
			return fn(env, a)
		}
	}
	if fn := f.Fn2; fn != nil {
		f.Fn2 = func(env *types.Env, a, b types.Datum) (types.Datum, error) {
			args := [2]types.Datum{a, b}
			if err := env.Room(size(args[:])); err != nil {
				return types.Null, err
			}
			return fn(env, a, b)
		}
	}
}

// templates are the functions whose second argument says how a value is written.
var templates = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for _, name := range []string{"numeric", "int4", "int8", "float4", "float8", "timestamp", "timestamptz", "interval"} {
		m[name+"_to_char"] = true
	}
	m["numeric_to_number"], m["to_timestamp"], m["to_date"] = true, true, true
	return m
})

// templateBytesMax is how long a template may be (54000): each byte may become a step of
// its own, of a microsecond.
const templateBytesMax = 64 << 10

var errTemplateLong = pgerror.New(pgerror.ProgramLimitExceeded, "template is longer than %d bytes", templateBytesMax)

// templated makes f refuse templates that are too long.
func templated(f *Function) {
	fn := f.Fn2
	if fn == nil {
		return
	}
	f.Fn2 = func(env *types.Env, a, b types.Datum) (types.Datum, error) {
		if len(b.Text()) > templateBytesMax {
			return types.Null, errTemplateLong
		}
		return fn(env, a, b)
	}
	f.Fn = func(env *types.Env, args []types.Datum) (types.Datum, error) { return f.Fn2(env, args[0], args[1]) }
}

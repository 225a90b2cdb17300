package builtin

import (
	"strings"
	"testing"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// TestJSONDepth: what nests too deep is refused, however it is made.
func TestJSONDepth(t *testing.T) {
	nest := func(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) }
	deepest := mustJSONB(t, nest(types.JSONDepthMax))
	for _, typ := range []*types.Type{types.TJSON, types.TJSONB} {
		if _, err := types.DecodeText(typ, types.NoTypmod, nest(types.JSONDepthMax), nil); err != nil {
			t.Errorf("%s of the greatest depth: %v", typ, err)
		}
		if _, err := types.DecodeText(typ, types.NoTypmod, nest(types.JSONDepthMax+1), nil); pgerror.Code(err) != pgerror.StatementTooComplex {
			t.Errorf("%s deeper than that: %v", typ, err)
		}
	}
	f, err := ResolveFunction("jsonb_build_array", []*types.Type{types.TJSONB}, false)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Fn(nil, []types.Datum{deepest}); pgerror.Code(err) != pgerror.StatementTooComplex {
		t.Errorf("jsonb_build_array: %v", err)
	}
	agg, err := ResolveFunction("jsonb_agg", []*types.Type{types.TJSONB}, false)
	if err != nil {
		t.Fatal(err)
	}
	if err := agg.NewAgg().Add(nil, []types.Datum{deepest}); pgerror.Code(err) != pgerror.StatementTooComplex {
		t.Errorf("jsonb_agg: %v", err)
	}
}

// TestJSONMemory: what grows while it is made is accounted for.
func TestJSONMemory(t *testing.T) {
	env := types.NewEnv().Small()
	if _, err := types.DecodeText(types.TJSONB, types.NoTypmod, "["+strings.Repeat("1e131000,", 50)+"1]", env); err == nil {
		t.Error("large numbers cost nothing")
	}
	if _, err := types.DecodeText(types.TJSONB, types.NoTypmod, `"`+strings.Repeat("x", types.LargeBytes)+`"`, env); err == nil {
		t.Error("a large text costs nothing")
	}
	f, err := ResolveFunction("jsonb_pretty", []*types.Type{types.TJSONB}, false)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Fn1(env, mustJSONB(t, strings.Repeat("[", 500)+strings.Repeat("]", 500))); err == nil {
		t.Error("indentation costs nothing")
	}
}

// FuzzJSONBytes: bytes that are no value neither panic nor last, and those that are one
// can be built again.
func FuzzJSONBytes(f *testing.F) {
	for _, s := range []string{`{"a":1,"b":[true,null,1.50,"x"],"cc":{}}`, `[[[]]]`, `1e30`, `[1.5,"a"]`} {
		f.Add([]byte(mustJSONB(f, s).Bytes()), []byte(mustJSONB(f, `{"b":[1]}`).Bytes()))
	}
	f.Fuzz(func(t *testing.T, a, b []byte) {
		x, y := types.JSONB(a), types.JSONB(b)
		valid := types.CheckJSONB(a) == nil
		out := types.String(types.TJSONB, x, nil)
		types.Compare(types.TJSONB, x, y)
		types.Hash(types.TJSONB, x, 0)
		_, _ = types.ContainsJSON(nil, x.JSON(), y.JSON())
		_, _ = jsonConcat(x.JSON(), y.JSON())
		_, _ = jsonPretty(nil, x)
		x.JSON().Get("a")
		x.JSON().Index(-1)
		_, _ = newJSONSetter([]types.Datum{types.Text("a"), types.Text("1")}, y.JSON(), jsonCreates|jsonFillsGaps).root(x.JSON())
		var again types.JSONBWriter
		err := again.Rewrite(x.JSON())
		if !valid {
			return
		}
		if d, e := again.Datum(); err != nil || e != nil || types.Compare(types.TJSONB, d, x) != 0 || types.String(types.TJSONB, d, nil) != out {
			t.Fatalf("%x prints as %s: rebuilt %v, %v", a, out, err, e)
		}
	})
}

// FuzzJSONPath: no path panics, what is read prints as what reads the same, and its
// evaluation ends.
func FuzzJSONPath(f *testing.F) {
	for _, s := range []string{`$.a[*] ? (@.b > 1 && !(@.c == "x")).d`, `strict $.**{1 to last}`, `(1 + $x) * -$[last - 1]`, `$ like_regex "a" flag "i"`, `exists ($.a) is unknown`, `"\u{41}\x42"`} {
		f.Add(s, `{"a": [{"b": 2, "c": "y", "d": [1, 2]}]}`)
	}
	f.Fuzz(func(t *testing.T, s, doc string) {
		d, err := types.DecodeText(types.TJSONPath, types.NoTypmod, s, nil)
		if err != nil {
			return
		}
		again, err := types.DecodeText(types.TJSONPath, types.NoTypmod, d.Text(), nil)
		if err != nil || again.Text() != d.Text() {
			t.Fatalf("%q prints as %q: %v, %q", s, d.Text(), err, again.Text())
		}
		j, err := types.DecodeText(types.TJSONB, types.NoTypmod, doc, nil)
		if err != nil || len(doc) > 1000 || strings.Count(s, "*") > 4 {
			return
		}
		var found pathItems
		if _, err := runPath(nil, j, d, types.Null, false, false, &found); err != nil {
			return
		}
		for _, n := range found.list {
			if !n.Valid() {
				t.Fatalf("%q finds %x", s, []byte(n))
			}
		}
	})
}

func BenchmarkJSONBGetText(b *testing.B) {
	d := mustJSONB(b, document())
	op, err := ResolveOperator("->>", types.TJSONB, types.TText)
	if err != nil {
		b.Fatal(err)
	}
	key := types.Text("field_20")
	b.ReportAllocs()
	for b.Loop() {
		if v, err := op.Fn(nil, d, key); err != nil || v.IsNull() {
			b.Fatal(err)
		}
	}
}

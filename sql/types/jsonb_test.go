package types

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/isochrondb/isochron/sql/pgerror"
)

func mustJSONB(t testing.TB, s string) Datum {
	t.Helper()
	d, err := DecodeText(TJSONB, NoTypmod, s, nil)
	if err != nil {
		t.Fatalf("%s: %v (%s)", s, err, pgerror.From(err).Detail)
	}
	return d
}

// randomJSON writes a value whose keys may come twice.
func randomJSON(rng *rand.Rand, depth int) string {
	switch n := rng.IntN(8); {
	case n == 0:
		return "null"
	case n == 1:
		return fmt.Sprint(rng.IntN(2) == 0)
	case n == 2:
		return fmt.Sprintf("%d.%02d", rng.IntN(2000)-1000, rng.IntN(100))
	case n == 3:
		return fmt.Sprint(rng.IntN(100) - 50)
	case n < 6 || depth == 0:
		b, _ := json.Marshal(strings.Repeat([]string{"a", "é", "\n", `"`, "\x01"}[rng.IntN(5)], rng.IntN(400)))
		return string(b)
	}
	var parts []string
	object := rng.IntN(2) == 0
	for range rng.IntN(7) {
		p := randomJSON(rng, depth-1)
		if object {
			p = fmt.Sprintf("%q:%s", strings.Repeat("k", rng.IntN(4))+fmt.Sprint(rng.IntN(3)), p)
		}
		parts = append(parts, p)
	}
	if object {
		return "{" + strings.Join(parts, " , ") + "}"
	}
	return "[" + strings.Join(parts, ",") + "]"
}

// TestJSONBModel holds values against what another parser reads: text, keys, elements.
func TestJSONBModel(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		s := randomJSON(rng, 4)
		d := mustJSONB(t, s)
		if err := CheckJSONB(d.Bytes()); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
		out := String(TJSONB, d, nil)
		var want, got any
		if json.Unmarshal([]byte(s), &want) != nil || json.Unmarshal([]byte(out), &got) != nil || !reflect.DeepEqual(want, got) {
			t.Fatalf("%s: printed as %s", s, out)
		}
		if again := mustJSONB(t, out); String(TJSONB, again, nil) != out || !Equal(TJSONB, d, again) || Hash(TJSONB, d, 1) != Hash(TJSONB, again, 1) ||
			Spread(TJSONB, d, 1) != Spread(TJSONB, again, 1) || Compare(TJSONB, d, again) != 0 {
			t.Fatalf("%s: %s does not read back", s, out)
		}
		if m, ok := want.(map[string]any); ok {
			for k := range m {
				if n, ok := d.json().get(k); !ok || n.kind() != kindOfAny(m[k]) {
					t.Fatalf("%s: key %q is %v", s, k, n)
				}
			}
			if _, ok := d.json().get("nowhere"); ok {
				t.Fatal("a key that is not there was found")
			}
		}
	}
}

func kindOfAny(v any) jsonKind {
	switch v.(type) {
	case nil:
		return jsonNull
	case bool:
		return jsonBool
	case float64:
		return jsonNumber
	case string:
		return jsonString
	case []any:
		return jsonArray
	}
	return jsonObject
}

// TestJSONDepth: what nests too deep is refused, however it is made.
func TestJSONDepth(t *testing.T) {
	nest := func(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) }
	deepest := mustJSONB(t, nest(JSONDepthMax))
	for _, typ := range []*Type{TJSON, TJSONB} {
		if _, err := DecodeText(typ, NoTypmod, nest(JSONDepthMax), nil); err != nil {
			t.Errorf("%s of the greatest depth: %v", typ, err)
		}
		if _, err := DecodeText(typ, NoTypmod, nest(JSONDepthMax+1), nil); pgerror.Code(err) != pgerror.StatementTooComplex {
			t.Errorf("%s deeper than that: %v", typ, err)
		}
	}
	f, err := ResolveFunction("jsonb_build_array", []*Type{TJSONB}, false)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Fn(nil, []Datum{deepest}); pgerror.Code(err) != pgerror.StatementTooComplex {
		t.Errorf("jsonb_build_array: %v", err)
	}
	agg, err := ResolveFunction("jsonb_agg", []*Type{TJSONB}, false)
	if err != nil {
		t.Fatal(err)
	}
	if err := agg.NewAgg().Add(nil, []Datum{deepest}); pgerror.Code(err) != pgerror.StatementTooComplex {
		t.Errorf("jsonb_agg: %v", err)
	}
}

// TestJSONMemory: what grows while it is made is accounted for.
func TestJSONMemory(t *testing.T) {
	env := NewEnv().Small()
	if _, err := DecodeText(TJSONB, NoTypmod, "["+strings.Repeat("1e131000,", 50)+"1]", env); err == nil {
		t.Error("large numbers cost nothing")
	}
	if _, err := DecodeText(TJSONB, NoTypmod, `"`+strings.Repeat("x", LargeBytes)+`"`, env); err == nil {
		t.Error("a large text costs nothing")
	}
	f, err := ResolveFunction("jsonb_pretty", []*Type{TJSONB}, false)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Fn1(env, mustJSONB(t, strings.Repeat("[", 500)+strings.Repeat("]", 500))); err == nil {
		t.Error("indentation costs nothing")
	}
}

// FuzzJSONB: no text panics; jsonb takes what json takes but for what can't be text and
// numbers out of range, and prints what reads back as itself.
func FuzzJSONB(f *testing.F) {
	for _, s := range []string{`{"a":1,"b":[true,null,1.50,"x\u00e9"],"a":{}}`, `[[[]]]`, `"\ud83d\ude00"`, `1e-5`, `{"a"`, "\"\x01\"", `"\`, `tru`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		_, plain := DecodeText(TJSON, NoTypmod, s, nil)
		d, err := DecodeText(TJSONB, NoTypmod, s, nil)
		if err == nil && plain != nil {
			t.Fatalf("%q is jsonb and no json: %v", s, plain)
		}
		if valid := json.Valid([]byte(s)); CheckText(s) == nil && (plain == nil) != valid && pgerror.Code(plain) != pgerror.StatementTooComplex {
			t.Fatalf("%q: valid %v, read with %v", s, valid, plain)
		}
		if err != nil {
			return
		}
		if err := CheckJSONB(d.Bytes()); err != nil {
			t.Fatal(err)
		}
		out := String(TJSONB, d, nil)
		if again := mustJSONB(t, out); Compare(TJSONB, d, again) != 0 || String(TJSONB, again, nil) != out {
			t.Fatalf("%q prints as %s, which is another value", s, out)
		}
	})
}

// FuzzJSONBytes: bytes that are no value neither panic nor last, and those that are one
// can be built again.
func FuzzJSONBytes(f *testing.F) {
	for _, s := range []string{`{"a":1,"b":[true,null,1.50,"x"],"cc":{}}`, `[[[]]]`, `1e30`, `[1.5,"a"]`} {
		f.Add([]byte(mustJSONB(f, s).Bytes()), []byte(mustJSONB(f, `{"b":[1]}`).Bytes()))
	}
	f.Fuzz(func(t *testing.T, a, b []byte) {
		x, y := JSONB(a), JSONB(b)
		valid := CheckJSONB(a) == nil
		out := String(TJSONB, x, nil)
		Compare(TJSONB, x, y)
		Hash(TJSONB, x, 0)
		_, _ = containsJSON(nil, x.json(), y.json())
		_, _ = jsonConcat(x.json(), y.json())
		_, _ = jsonPretty(nil, x)
		x.json().get("a")
		x.json().index(-1)
		_, _ = newJSONSetter([]Datum{Text("a"), Text("1")}, y.json(), jsonCreates|jsonFillsGaps).root(x.json())
		var again jsonBuilder
		err := again.rewrite(x.json())
		if !valid {
			return
		}
		if d, e := again.datum(); err != nil || e != nil || Compare(TJSONB, d, x) != 0 || String(TJSONB, d, nil) != out {
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
		d, err := DecodeText(TJSONPath, NoTypmod, s, nil)
		if err != nil {
			return
		}
		again, err := DecodeText(TJSONPath, NoTypmod, d.Text(), nil)
		if err != nil || again.Text() != d.Text() {
			t.Fatalf("%q prints as %q: %v, %q", s, d.Text(), err, again.Text())
		}
		j, err := DecodeText(TJSONB, NoTypmod, doc, nil)
		if err != nil || len(doc) > 1000 || strings.Count(s, "*") > 4 {
			return
		}
		var found pathItems
		if _, err := runPath(nil, j, d, Null, false, false, &found); err != nil {
			return
		}
		for _, n := range found.list {
			if !n.valid() {
				t.Fatalf("%q finds %x", s, []byte(n))
			}
		}
	})
}

// document is about 2 kB with some 40 keys, as an application keeps them.
func document() string {
	var b strings.Builder
	b.WriteString(`{"id": 12345, "name": "somebody", "tags": ["a", "b", "c"], "address": {"street": "Long Road 12", "city": "Town", "zip": "12345"}`)
	for i := range 36 {
		fmt.Fprintf(&b, `, "field_%02d": "%s"`, i, strings.Repeat("value ", 5))
	}
	b.WriteString(`, "last": true}`)
	return b.String()
}

func BenchmarkJSONBGetText(b *testing.B) {
	d := mustJSONB(b, document())
	op, err := ResolveOperator("->>", TJSONB, TText)
	if err != nil {
		b.Fatal(err)
	}
	key := Text("field_20")
	b.ReportAllocs()
	for b.Loop() {
		if v, err := op.Fn(nil, d, key); err != nil || v.IsNull() {
			b.Fatal(err)
		}
	}
}

func BenchmarkJSONBParse(b *testing.B) {
	s := document()
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := DecodeText(TJSONB, NoTypmod, s, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkJSONBPrint(b *testing.B) {
	d := mustJSONB(b, document())
	buf := make([]byte, 0, 4096)
	b.ReportAllocs()
	for b.Loop() {
		buf = AppendText(buf[:0], TJSONB, d, nil)
	}
	b.SetBytes(int64(len(buf)))
}

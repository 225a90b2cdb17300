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
				if n, ok := d.JSON().Get(k); !ok || n.Kind() != kindOfAny(m[k]) {
					t.Fatalf("%s: key %q is %v", s, k, n)
				}
			}
			if _, ok := d.JSON().Get("nowhere"); ok {
				t.Fatal("a key that is not there was found")
			}
		}
	}
}

func kindOfAny(v any) JSONKind {
	switch v.(type) {
	case nil:
		return JSONNull
	case bool:
		return JSONBool
	case float64:
		return JSONNumber
	case string:
		return JSONString
	case []any:
		return JSONArray
	}
	return JSONObject
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

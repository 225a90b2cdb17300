package builtin

import (
	"fmt"
	"strings"
	"testing"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

func mustDecode(t testing.TB, typ *types.Type, s string) types.Datum {
	t.Helper()
	d, err := types.DecodeText(typ, types.NoTypmod, s, nil)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func mustJSONB(t testing.TB, s string) types.Datum {
	t.Helper()
	d, err := types.DecodeText(types.TJSONB, types.NoTypmod, s, nil)
	if err != nil {
		t.Fatalf("%s: %v (%s)", s, err, pgerror.From(err).Detail)
	}
	return d
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

// fuzzed are the types that functions are called with.
func fuzzed() []*types.Type {
	var out []*types.Type
	for _, t := range types.All() {
		if t.Supported() && !t.IsPseudo() {
			out = append(out, t)
		}
	}
	return out
}

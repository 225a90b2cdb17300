package types

import (
	"testing"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// TestJSONEscapePlaces looks at what errors of escapes show of the text: as much as Postgres 15.
func TestJSONEscapePlaces(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`"\ud800"`, `"\ud800"`},
		{`"\u0000"`, `"\u0000...`},
		{`"\ud800x"`, `"\ud800x...`},
		{`"\udc00"`, `"\udc00...`},
		{`"\ud800\ud800"`, `"\ud800\ud800...`},
		{`"\ud800\n"`, `"\ud800\n...`},
		{`{"a":"\ud800\u0041"}`, `{"a":"\ud800\u0041...`},
		{`"\u0000abc"`, `"\u0000...`},
	} {
		_, err := ParseJSONB(c.text, &Env{})
		if got, want := pgerror.From(err).Where, "JSON data, line 1: "+c.want; got != want {
			t.Errorf("%s: %s, want %s", c.text, got, want)
		}
	}
}

package builtin_test

import (
	"testing"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// Functions and operators under "C" are found again by the names that plans have for them.
func TestASCIILetters(t *testing.T) {
	env := testEnv(t)
	for _, c := range []struct {
		name, in, want string
	}{{"lower", "AÄ", "aÄ"}, {"upper", "aä", "Aä"}, {"initcap", "éa aÉ b_C 1D", "éA AÉ B_C 1d"}} {
		f, err := builtin.ResolveFunction(c.name, []*types.Type{types.TText}, false)
		if err != nil || !builtin.KnowsLetters(f) {
			t.Fatalf("%s: %v", c.name, err)
		}
		ascii := builtin.WithASCIILetters(f)
		again, err := builtin.ResolveFunction(ascii.Name, ascii.Args, false)
		if err != nil || again.Title() != c.name {
			t.Fatalf("%s: found again as %v, %v", c.name, again, err)
		}
		got, err := again.Fn(env, []types.Datum{types.Text(c.in)})
		if err != nil || got.Text() != c.want {
			t.Errorf("%s(%s): got %q, %v; want %q", c.name, c.in, got.Text(), err, c.want)
		}
	}
	for _, c := range []struct {
		op, l, r string
		want     bool
	}{{"~~*", "AÄ", "aä", false}, {"~~*", "AÄ", "aÄ", true}, {"~*", "AÄ", "^aä", false}, {"~*", "AÄ", "^aÄ", true}, {"~*", "c", "[B-D]", true}, {"~", "Ä", `\w`, false}, {"~*", "AÄ", "(?q)aÄ", true}} {
		op, err := builtin.ResolveOperator(c.op, types.TText, types.TText)
		if err != nil {
			t.Fatal(err)
		}
		ascii := op.WithASCIILetters()
		again, err := builtin.ResolveOperator(ascii.Name, ascii.Left, ascii.Right)
		if err != nil || again.Title() != c.op {
			t.Fatalf("%s: found again as %v, %v", c.op, again, err)
		}
		got, err := again.Fn(env, types.Text(c.l), types.Text(c.r))
		if err != nil || got.Bool() != c.want {
			t.Errorf("%s %s %s: got %v, %v; want %v", c.l, c.op, c.r, got, err, c.want)
		}
	}
}

// What has no collation fails where it would look at values.
func TestUndetermined(t *testing.T) {
	text, null := types.Text("x"), types.Null
	for _, c := range []struct {
		lax  bool
		args []types.Datum
		want types.Datum
		code string
	}{{false, []types.Datum{text, text}, null, pgerror.IndeterminateCollation}, {false, []types.Datum{text, null}, null, ""},
		{true, []types.Datum{text, null}, text, ""}, {true, []types.Datum{null, text, text}, null, pgerror.IndeterminateCollation}} {
		var ts []*types.Type
		for range c.args {
			ts = append(ts, types.TText)
		}
		made := builtin.Undetermined(builtin.StringComparison, c.lax, types.TText, ts)
		f, err := builtin.ResolveFunction(made.Name, made.Args, false)
		if err != nil {
			t.Fatal(err)
		}
		got, err := f.Fn(nil, append([]types.Datum{null}, c.args...))
		if code := ""; err != nil {
			if code = pgerror.From(err).Code; code != c.code {
				t.Errorf("%v: %v", c, err)
			}
		} else if c.code != "" || got.IsNull() != c.want.IsNull() {
			t.Errorf("%v: got %v", c, got)
		}
	}
}

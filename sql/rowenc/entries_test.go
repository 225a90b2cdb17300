package rowenc_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// allowed judges by its entries alone whether a value may be an answer.
func allowed(q *rowenc.EntryQuery, entries [][]byte) bool {
	may := func(q rowenc.EntryQuery) bool { return allowed(&q, entries) }
	switch {
	case q.Every:
		return true
	case q.Entry != nil:
		return slices.ContainsFunc(entries, func(e []byte) bool { return bytes.Equal(e, q.Entry) })
	case len(q.All) > 0:
		return !slices.ContainsFunc(q.All, func(q rowenc.EntryQuery) bool { return !may(q) })
	}
	return slices.ContainsFunc(q.Any, may)
}

// randomJSON writes a document of few different parts, so that some contain others.
func randomJSON(r *rand.Rand, depth int) string {
	scalars := []string{`1`, `1.0`, `-2.50`, `"a"`, `"b"`, `true`, `false`, `null`, `"` + strings.Repeat("long", 60) + `"`, `{}`, `[]`}
	if depth == 0 || r.IntN(3) == 0 {
		return scalars[r.IntN(len(scalars))]
	}
	var parts []string
	object := r.IntN(2) == 0
	for range r.IntN(4) {
		part := randomJSON(r, depth-1)
		if object {
			part = fmt.Sprintf(`%q: %s`, []string{"a", "b", "c", strings.Repeat("k", 200)}[r.IntN(4)], part)
		}
		parts = append(parts, part)
	}
	if object {
		return "{" + strings.Join(parts, ", ") + "}"
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

func randomArray(r *rand.Rand) string {
	var items []string
	for range r.IntN(4) {
		items = append(items, []string{"1", "1.00", "2", "NULL", "3.5"}[r.IntN(5)])
	}
	return "{" + strings.Join(items, ",") + "}"
}

func decoded(t *testing.T, typ *types.Type, text string) types.Datum {
	t.Helper()
	d, err := types.DecodeText(typ, types.NoTypmod, text, &types.Env{})
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return d
}

// TestEntriesMissNothing: whatever an operator is true of has the entries that its query asks for.
func TestEntriesMissNothing(t *testing.T) {
	nums := types.TNumeric.ArrayType()
	text := types.TText.ArrayType()
	r := rand.New(rand.NewPCG(1, 2))
	keys := []string{"{a}", "{a,b}", "{}", "{c,NULL}", "{" + strings.Repeat("k", 200) + "}"}
	answers := map[string]int{}
	for range 20000 {
		for _, c := range []struct {
			class rowenc.EntryClass
			of    *types.Type
			op    string
			right *types.Type
		}{
			{rowenc.EntriesJSON, types.TJSONB, "@>", types.TJSONB}, {rowenc.EntriesJSONPath, types.TJSONB, "@>", types.TJSONB},
			{rowenc.EntriesJSON, types.TJSONB, "?", types.TText}, {rowenc.EntriesJSON, types.TJSONB, "?|", text}, {rowenc.EntriesJSON, types.TJSONB, "?&", text},
			{rowenc.EntriesArray, nums, "@>", nums}, {rowenc.EntriesArray, nums, "<@", nums}, {rowenc.EntriesArray, nums, "&&", nums}, {rowenc.EntriesArray, nums, "=", nums},
		} {
			if !rowenc.EntryOperator(c.class, c.op) {
				t.Fatalf("%d does not know %s", c.class, c.op)
			}
			left, right := randomJSON(r, 3), randomJSON(r, 2)
			switch c.right {
			case nums:
				left, right = randomArray(r), randomArray(r)
			case text:
				right = keys[r.IntN(len(keys))]
			case types.TText:
				right = []string{"a", "b", "none", strings.Repeat("k", 200)}[r.IntN(4)]
			}
			l, x := decoded(t, c.of, left), decoded(t, c.right, right)
			op, err := builtin.ResolveOperator(c.op, c.of, c.right)
			if err != nil {
				t.Fatal(err)
			}
			is, err := op.Fn(&types.Env{}, l, x)
			if err != nil {
				t.Fatalf("%s %s %s: %v", left, c.op, right, err)
			}
			q := rowenc.QueryEntries(c.class, c.op, c.right, x)
			second := q.Under([]byte{2})
			entries := rowenc.Entries(c.class, c.of, l)
			if !slices.IsSortedFunc(entries, bytes.Compare) {
				t.Fatalf("entries of %s are not sorted: %q", left, entries)
			}
			if is.Bool() && !allowed(&q, entries) {
				t.Fatalf("class %d: %s %s %s is true, and its entries %q are not among %+v", c.class, left, c.op, right, entries, q)
			}
			if !second.Every && allowed(&second, entries) {
				t.Fatalf("entries of another column answer %+v", second)
			}
			if is.Bool() && !allowed(&second, under([]byte{2}, entries)) {
				t.Fatalf("class %d: %s %s %s is true, and its marked entries are not among %+v", c.class, left, c.op, right, second)
			}
			if is.Bool() {
				answers[fmt.Sprint(c.class, c.op)]++
			}
		}
	}
	if len(answers) != 9 {
		t.Errorf("some operator was never true: %v", answers)
	}
}

// under is entries behind a mark.
func under(mark []byte, entries [][]byte) (out [][]byte) {
	for _, e := range entries {
		out = append(out, append(slices.Clone(mark), e...))
	}
	return out
}

// TestEntriesTell: what an operator is plainly not true of is not among the answers.
func TestEntriesTell(t *testing.T) {
	for _, c := range []struct {
		class     rowenc.EntryClass
		op        string
		left, not string
	}{
		{rowenc.EntriesJSON, "@>", `{"a": 1}`, `{"b": 1}`}, {rowenc.EntriesJSON, "@>", `{"a": 1}`, `{"a": 2}`}, {rowenc.EntriesJSON, "@>", `["a"]`, `{"x": "a"}`},
		{rowenc.EntriesJSONPath, "@>", `{"a": {"b": 1}}`, `{"a": 1, "b": 1}`}, {rowenc.EntriesJSONPath, "@>", `{"a": "1"}`, `{"a": 1}`},
	} {
		q := rowenc.QueryEntries(c.class, c.op, types.TJSONB, decoded(t, types.TJSONB, c.not))
		if allowed(&q, rowenc.Entries(c.class, types.TJSONB, decoded(t, types.TJSONB, c.left))) {
			t.Errorf("class %d: %s may contain %s", c.class, c.left, c.not)
		}
	}
	if _, ok := rowenc.EntryClassOf("", types.TText); ok {
		t.Error("text has entries")
	}
	if got := rowenc.Entries(rowenc.EntriesJSON, types.TJSONB, types.Null); got != nil {
		t.Errorf("NULL has the entries %q", got)
	}
}

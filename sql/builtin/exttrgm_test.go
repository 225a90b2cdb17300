package builtin

import (
	"github.com/isochrondb/isochron/sql/types"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// TestLikeTrigrams: what a pattern asks for is in each text that it matches.
func TestLikeTrigrams(t *testing.T) {
	for pattern, want := range map[string]string{
		"%foo%": "foo", "foo%": "  f, fo,foo", "%foo": "foo,oo ", "foo": "  f, fo,foo,oo ",
		`%\%foo\_%`: "  f, fo,foo,oo ", "%ab%": "", "": "", "%FOO%": "foo", `%fo\o%`: "foo",
	} {
		var list []string
		for _, x := range LikeTrigrams(pattern) {
			list = append(list, string(x[:]))
		}
		if got := strings.Join(list, ","); got != want {
			t.Errorf("%q: %q, not %q", pattern, got, want)
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	draw := func(letters []string, n int) string {
		var b strings.Builder
		for range r.IntN(n) {
			b.WriteString(letters[r.IntN(len(letters))])
		}
		return b.String()
	}
	matched := 0
	for range 300_000 {
		text := draw([]string{"a", "b", "A", "é", "日", " ", "-", "%", "_"}, 9)
		pattern := draw([]string{"a", "b", "B", "É", "日", " ", "-", "%", "%", "_", `\%`, `\_`, `\a`}, 7)
		for name, f := range map[string]func(*types.Env, types.Datum, types.Datum) (types.Datum, error){"LIKE": bodies()["textlike"].f2, "ILIKE": bodies()["texticlike"].f2} {
			yes, err := f(types.NewEnv(), types.Text(text), types.Text(pattern))
			if err != nil || !yes.Bool() {
				continue
			}
			matched++
			has := Trigrams(text)
			for _, x := range LikeTrigrams(pattern) {
				if !slices.Contains(has, x) {
					t.Fatalf("%q %s %q, but has no %q of %q", text, name, pattern, x, has)
				}
			}
		}
	}
	if matched < 10_000 {
		t.Errorf("%d patterns matched", matched)
	}
}

// TestWordSimilarityBounds: a text can be no more like a part of another than the trigrams that
// they have in common allow, which is what an index goes by.
func TestWordSimilarityBounds(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	draw := func() string {
		b := make([]byte, r.IntN(14))
		for i := range b {
			b[i] = "aab c1"[r.IntN(6)]
		}
		return string(b)
	}
	for range 50_000 {
		a, b := draw(), draw()
		x, y := Trigrams(a), Trigrams(b)
		common := 0
		for _, c := range x {
			if slices.Contains(y, c) {
				common++
			}
		}
		most := float32(0)
		if len(x) > 0 {
			most = float32(common) / float32(len(x))
		}
		for _, s := range []float32{similarity(a, b), wordSimilarity(a, b, false), wordSimilarity(a, b, true)} {
			if s > most || s < 0 {
				t.Fatalf("%q and %q: %v, beyond %v", a, b, s, most)
			}
		}
	}
}

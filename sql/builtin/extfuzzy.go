package builtin

import (
	_ "embed" // of the rules
	"strings"
	"sync"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/textsearch"
	"github.com/isochrondb/isochron/sql/types"
)

// fuzzyBodies are those of fuzzystrmatch and unaccent.
func fuzzyBodies() map[string]extensionBody {
	distance := func(bounded, costs bool) extensionBody {
		return extensionBody{result: types.TInt4, body: body{fn: func(env *types.Env, a []types.Datum) (types.Datum, error) {
			ins, del, sub, at := 1, 1, 1, 2
			if costs {
				ins, del, sub, at = int(a[2].Int()), int(a[3].Int()), int(a[4].Int()), 5
			}
			limit := -1
			if bounded {
				limit = int(a[at].Int())
			}
			return levenshtein(env, a[0].Text(), a[1].Text(), ins, del, sub, limit)
		}}}
	}
	return map[string]extensionBody{
		"levenshtein": distance(false, false), "levenshtein_with_costs": distance(false, true),
		"levenshtein_less_equal": distance(true, false), "levenshtein_less_equal_with_costs": distance(true, true),
		"soundex": {result: types.TText, body: body{f1: func(_ *types.Env, a types.Datum) (types.Datum, error) { return types.Text(soundex(a.Text())), nil }}},
		"difference": {result: types.TInt4, body: body{f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			x, y, n := soundex(a.Text()), soundex(b.Text()), 0
			if x == "" && y == "" { // four bytes of zeros each
				n = 4
			}
			for i := range min(len(x), len(y)) {
				if x[i] == y[i] {
					n++
				}
			}
			return types.Int(int64(n)), nil
		}}},
		"unaccent_dict": {result: types.TText, volatility: Stable, body: body{fn: unaccentBy}},
	}
}

// levenshteinMax bounds both texts, as in Postgres.
const levenshteinMax = 255

// levenshtein is the cost of making b of a; beyond limit (-1: none) anything above it.
func levenshtein(env *types.Env, a, b string, ins, del, sub, limit int) (types.Datum, error) {
	s, t := []rune(a), []rune(b)
	if len(s) > levenshteinMax || len(t) > levenshteinMax {
		return types.Null, pgerror.New(pgerror.InvalidParameterValue, "levenshtein argument exceeds maximum length of %d characters", levenshteinMax)
	}
	if err := env.Checkpoint(); err != nil {
		return types.Null, err
	}
	prev, cur := make([]int, len(s)+1), make([]int, len(s)+1)
	for i := range prev {
		prev[i] = i * del
	}
	for j := range t {
		cur[0] = (j + 1) * ins
		for i := range s {
			c := prev[i]
			if s[i] != t[j] {
				c += sub
			}
			cur[i+1] = min(c, prev[i+1]+ins, cur[i]+del)
		}
		prev, cur = cur, prev
	}
	d := prev[len(s)]
	if limit >= 0 && d > limit {
		d = limit + 1
	}
	return types.Int(int64(d)), nil
}

// soundex is a letter and three digits, "" for texts without letters.
func soundex(s string) string {
	const codes = "01230120022455012623010202"
	code := func(c byte) byte {
		if c |= 0x20; c >= 'a' && c <= 'z' {
			return codes[c-'a']
		}
		return c
	}
	letter := func(c byte) bool { c |= 0x20; return c >= 'a' && c <= 'z' }
	i := 0
	for i < len(s) && !letter(s[i]) {
		i++
	}
	if i == len(s) {
		return ""
	}
	out := []byte{s[i] &^ 0x20}
	for i++; i < len(s) && len(out) < 4; i++ {
		if letter(s[i]) && code(s[i]) != code(s[i-1]) {
			if c := code(s[i]); c != '0' {
				out = append(out, c)
			}
		}
	}
	for len(out) < 4 {
		out = append(out, '0')
	}
	return string(out)
}

// unaccentRules are those of Postgres 15's unaccent.rules: lines of what is written, a tab, and the characters that it is
// written for.
//
//go:embed unaccent.txt
var unaccentRules string

var unaccented = sync.OnceValue(func() map[rune]string {
	m := map[rune]string{}
	for line := range strings.Lines(unaccentRules) {
		to, from, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		for _, r := range from {
			m[r] = to
		}
	}
	return m
})

// unaccentBy is unaccent of a text, by the extension's dictionary or by the one that is named. One
// that does not know the text leaves it as it is.
func unaccentBy(env *types.Env, args []types.Datum) (types.Datum, error) {
	if len(args) == 1 {
		return types.Text(Unaccent(args[0].Text())), nil
	}
	d, err := env.TextDictOf(args[0])
	if err != nil {
		return types.Null, err
	}
	lexeme, o := d.Lexize(args[1].Text())
	if o == textsearch.Known || o == textsearch.Filtered {
		return types.Text(lexeme), nil
	}
	return args[1], nil
}

// Unaccent takes accents from letters.
func Unaccent(s string) string {
	m := unaccented()
	var b strings.Builder
	for i, r := range s {
		if to, ok := m[r]; ok {
			b.WriteString(to)
		} else {
			b.WriteString(s[i : i+types.StepRune(s[i:])])
		}
	}
	return b.String()
}

package builtin

import (
	"cmp"
	"fmt"
	"github.com/isochrondb/isochron/sql/types"
	"hash/crc32"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Trigrams are what pg_trgm compares texts by: three characters in a row of a word in small
// letters, with two spaces in front of it and one behind. A word is letters and digits in a row.
// They are Postgres's own, so that show_trgm shows the same: characters of more than a byte are
// taken together into a checksum.

// Trigram is three characters, or what stands for them.
type Trigram [3]byte

// wordTrigrams gives what follows each other in the words of a text: each trigram, and whether
// it begins and ends a word.
func wordTrigrams(text string, emit func(t Trigram, first, last bool)) {
	for _, word := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !inTrigram(r) }) {
		padded := "  " + word + " "
		ends := runeEnds(padded)
		for i := range len(ends) - 3 {
			emit(trigramOf(padded[ends[i]:ends[i+3]]), i == 0, i == len(ends)-4)
		}
	}
}

// inTrigram reports whether a character is one of words.
func inTrigram(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// runeEnds are where the characters of a text begin, and where the last one ends.
func runeEnds(s string) []int {
	ends := make([]int, 0, len(s)+1)
	for i := range s {
		ends = append(ends, i)
	}
	return append(ends, len(s))
}

func trigramOf(s string) (t Trigram) {
	if len(s) == len(t) {
		copy(t[:], s)
		return t
	}
	// Postgres's "legacy" CRC-32, which shifts the other way than its table is made for: keys of
	// its indexes depend on it.
	crc := ^uint32(0)
	for i := range len(s) {
		crc = crc32.IEEETable[byte(crc>>24)^s[i]] ^ crc<<8
	}
	crc = ^crc
	return Trigram{byte(crc), byte(crc >> 8), byte(crc >> 16)}
}

func compareTrigrams(a, b Trigram) int {
	for i := range a {
		if c := cmp.Compare(int8(a[i]), int8(b[i])); c != 0 {
			return c // bytes have a sign in Postgres
		}
	}
	return 0
}

// Trigrams are those of a text, sorted, each once.
func Trigrams(text string) []Trigram {
	var list []Trigram
	wordTrigrams(text, func(t Trigram, _, _ bool) { list = append(list, t) })
	return uniqueTrigrams(list)
}

func uniqueTrigrams(list []Trigram) []Trigram {
	slices.SortFunc(list, compareTrigrams)
	return slices.Compact(list)
}

// LikeTrigrams are those that each text has which a pattern of LIKE or ILIKE matches.
func LikeTrigrams(pattern string) []Trigram {
	var list []Trigram
	var word strings.Builder
	open := false // a wildcard stands before the word
	end := func(more bool) {
		if word.Len() > 0 {
			list = append(list, partTrigrams(strings.ToLower(word.String()), open, more)...)
			word.Reset()
		}
		open = more
	}
	for i := 0; i < len(pattern); {
		r, n := utf8.DecodeRuneInString(pattern[i:])
		i += n
		switch {
		case r == '%' || r == '_':
			end(true)
			continue
		case r == '\\' && i < len(pattern):
			r, n = utf8.DecodeRuneInString(pattern[i:])
			i += n
		}
		if inTrigram(r) {
			word.WriteRune(r)
		} else {
			end(false)
		}
	}
	end(false)
	return uniqueTrigrams(list)
}

// partTrigrams are those of a part of a word, which goes on before or behind it.
func partTrigrams(part string, before, behind bool) (list []Trigram) {
	if !before {
		part = "  " + part
	}
	if !behind {
		part += " "
	}
	ends := runeEnds(part)
	for i := 0; i+3 < len(ends); i++ {
		list = append(list, trigramOf(part[ends[i]:ends[i+3]]))
	}
	return list
}

// trigramBodies are those of pg_trgm.
func trigramBodies() map[string]extensionBody {
	value := func(f func(a, b string) float32) extensionBody {
		return extensionBody{result: types.TFloat4, body: body{f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return types.Float(float64(f(a.Text(), b.Text()))), nil
		}}}
	}
	distance := func(f func(a, b string) float32) extensionBody {
		return value(func(a, b string) float32 { return float32(1 - float64(f(a, b))) })
	}
	alike := func(f func(a, b string) float32, limit func(types.TrigramLimits) float64) extensionBody {
		return extensionBody{result: types.TBool, volatility: Stable, body: body{f2: func(env *types.Env, a, b types.Datum) (types.Datum, error) {
			limits := types.DefaultTrigramLimits()
			if env != nil {
				limits = env.Trigrams
			}
			return types.Bool(float64(f(a.Text(), b.Text())) >= limit(limits)), nil
		}}}
	}
	changed := func(f func(a, b string) float32) func(a, b string) float32 {
		return func(a, b string) float32 { return f(b, a) }
	}
	word := func(a, b string) float32 { return wordSimilarity(a, b, false) }
	strict := func(a, b string) float32 { return wordSimilarity(a, b, true) }
	ofText := func(l types.TrigramLimits) float64 { return l.Similarity }
	ofWord := func(l types.TrigramLimits) float64 { return l.Word }
	ofStrict := func(l types.TrigramLimits) float64 { return l.StrictWord }
	return map[string]extensionBody{
		"show_trgm":  {result: types.TTextArray, body: body{f1: func(_ *types.Env, a types.Datum) (types.Datum, error) { return showTrigrams(a.Text()), nil }}},
		"similarity": value(similarity), "similarity_dist": distance(similarity), "similarity_op": alike(similarity, ofText),
		"word_similarity": value(word), "word_similarity_op": alike(word, ofWord), "word_similarity_commutator_op": alike(changed(word), ofWord),
		"word_similarity_dist_op": distance(word), "word_similarity_dist_commutator_op": distance(changed(word)),
		"strict_word_similarity": value(strict), "strict_word_similarity_op": alike(strict, ofStrict), "strict_word_similarity_commutator_op": alike(changed(strict), ofStrict),
		"strict_word_similarity_dist_op": distance(strict), "strict_word_similarity_dist_commutator_op": distance(changed(strict)),
	}
}

func showTrigrams(text string) types.Datum {
	list := Trigrams(text)
	a := &types.Array{Elem: types.TText}
	for _, t := range list {
		s := string(t[:])
		if strings.ContainsFunc(s, func(r rune) bool { return r >= utf8.RuneSelf || r != ' ' && !inTrigram(r) }) {
			s = fmt.Sprintf("0x%02x%02x%02x", t[0], t[1], t[2])
		}
		a.Items = append(a.Items, types.Text(s))
	}
	if len(list) > 0 {
		a.Dims = []types.Dim{{Len: int32(len(list)), Lower: 1}}
	}
	return types.NewArray(a)
}

// share is how alike two sets are that have common elements in common.
func share(common, a, b int) float32 {
	if common == 0 {
		return 0
	}
	return float32(common) / float32(a+b-common)
}

// similarity is the share of the trigrams of two texts that both have.
func similarity(a, b string) float32 {
	x, y := Trigrams(a), Trigrams(b)
	common := 0
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch c := compareTrigrams(x[i], y[j]); {
		case c == 0:
			common, i, j = common+1, i+1, j+1
		case c < 0:
			i++
		default:
			j++
		}
	}
	return share(common, len(x), len(y))
}

// extent looks for the part of a text that is most like another, as pg_trgm does: its end goes
// forward through the text, and its beginning follows to where the share is greatest, never
// back.
type extent struct {
	wanted int   // trigrams of the other text, each once
	ids    []int // the text's trigrams as they follow, alike ones with one number
	found  []bool
	last   []int // where each was met last in the part; -1: it is not in it
}

// wordSimilarity is the greatest similarity of text a to a part of b; a strict one begins and
// ends where words do.
func wordSimilarity(a, b string, strict bool) float32 {
	wanted := Trigrams(a)
	x := extent{wanted: len(wanted)}
	var firsts, lasts []bool
	number := map[Trigram]int{}
	wordTrigrams(b, func(t Trigram, first, last bool) {
		id, ok := number[t]
		if !ok {
			id = len(number)
			number[t] = id
			_, in := slices.BinarySearchFunc(wanted, t, compareTrigrams)
			x.found, x.last = append(x.found, in), append(x.last, -1)
		}
		x.ids, firsts, lasts = append(x.ids, id), append(firsts, first), append(lasts, last)
	})
	if !strict {
		firsts = nil
		lasts = make([]bool, len(x.ids))
		for i, id := range x.ids {
			lasts[i] = x.found[id]
		}
	}
	return x.best(firsts, lasts)
}

// best is the greatest share. A part ends where lasts says, and begins where firsts does (nil:
// anywhere from the first found one on).
func (x *extent) best(firsts, lasts []bool) (best float32) {
	lower, common, size := -1, 0, 0
	if firsts != nil {
		lower = 0
	}
	for i, id := range x.ids {
		if lower >= 0 || x.found[id] {
			if x.last[id] < 0 {
				size++
				common += one(x.found[id])
			}
			x.last[id] = i
		}
		if !lasts[i] {
			continue
		}
		if lower < 0 {
			lower, size = i, 1
		}
		from := lower
		now := share(common, x.wanted, size)
		restCommon, restSize := common, size
		for at := from; at <= i; at++ {
			if firsts == nil || firsts[at] {
				if s := share(restCommon, x.wanted, restSize); s > now {
					now, lower, common, size = s, at, restCommon, restSize
				}
			}
			if left := x.ids[at]; x.last[left] == at {
				restSize--
				restCommon -= one(x.found[left])
			}
		}
		best = max(best, now)
		for at := from; at < lower; at++ {
			if left := x.ids[at]; x.last[left] == at {
				x.last[left] = -1
			}
		}
	}
	return best
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

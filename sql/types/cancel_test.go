package types

import (
	"errors"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func testRand() *rand.Rand { return rand.New(rand.NewPCG(1, 2)) }

// enginePatterns are random patterns and texts.
type enginePatterns struct {
	rng     *rand.Rand
	parts   []string
	letters []string
}

func (e *enginePatterns) some(from []string, n int) string {
	var b strings.Builder
	for range n {
		b.WriteString(from[e.rng.IntN(len(from))])
	}
	return b.String()
}

func (e *enginePatterns) options() RegexpOptions {
	return RegexpOptions{Fold: e.rng.IntN(4) == 0, newline: e.rng.IntN(4) == 0, weird: e.rng.IntN(8) == 0, literal: e.rng.IntN(16) == 0}
}

// TestRegexpEngines: what automata and constants find in a text, what is found by steps of
// all states, and what RE2 finds where it means the same, are alike.
func TestRegexpEngines(t *testing.T) {
	plain := []string{"a", "b", "ab", "é", ".", "[ab]", "[^b]", "a*", "b+", "(?:ab|b)", "(a|ab)", "(a*)", "(b)?", "a{2}", "a{1,3}", "$", "^", "(?:a|)", "|", "[a-zα-ω]", "abb"}
	beyond := append([]string{`\m`, `\M`, `\y`, `\Y`, `\w+`, `\W`, `\A`, `\Z`, "(?=a)", "(?!b)", "(?<=b)", "(?<!a|é)", `(?=a\M)`, "(a|b+)", "a*?", "(?:b|ab)+?", ".*", ".*?", `\1`}, plain...)
	for _, tt := range []struct {
		name     string
		parts    []string
		n        int
		bytesMax int
	}{{"plain", plain, 6_000, areDFABytesMax}, {"beyond RE2", beyond, 6_000, areDFABytesMax}, {"small", beyond, 3_000, 8 << 10}} {
		t.Run(tt.name, func(t *testing.T) {
			e := &enginePatterns{rng: testRand(), parts: tt.parts, letters: []string{"a", "b", "é", "\n", "c", "B", "ab", "Ω"}}
			for range tt.n {
				pattern, o := e.some(e.parts, 1+e.rng.IntN(5)), e.options()
				p, err := buildRegexp(pattern, o, nil)
				if err != nil {
					continue
				}
				p.are.shared.bytesMax = tt.bytesMax
				steps := stepsOnly(t, pattern, o)
				for range 3 { // automata are kept from one text to the next
					text := e.some(e.letters, e.rng.IntN(14))
					if e.rng.IntN(50) == 0 {
						text = e.some(e.letters, 300)
					}
					compareEngines(t, p, steps, pattern, o, text)
				}
			}
		})
	}
}

// stepsOnly is a pattern without automata and constants.
func stepsOnly(t *testing.T, pattern string, o RegexpOptions) *Pattern {
	t.Helper()
	p, err := buildRegexp(pattern, o, nil)
	if err != nil {
		t.Fatal(err)
	}
	a := p.are
	a.shared.alphabet, a.prefix, a.required, a.literal, a.anchored = nil, "", "", false, false
	return p
}

// compareEngines looks for a pattern in a text in all ways.
func compareEngines(t *testing.T, p, steps *Pattern, pattern string, o RegexpOptions, s string) {
	t.Helper()
	want, err := steps.FindAll(nil, s, -1)
	if err != nil {
		return // too many tries
	}
	got, err := p.FindAll(nil, s, -1)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.EqualFunc(got, want, slices.Equal[[]int]) {
		t.Fatalf("%q ~ %q (%+v): %v, steps say %v", s, pattern, o, got, want)
	}
	found, err := p.Match(nil, s)
	if err != nil || found != (len(want) > 0) {
		t.Fatalf("%q ~ %q (%+v): %v, %v, steps say %v", s, pattern, o, found, err, want)
	}
	if from := len(s) / 2; utf8.RuneStart((s + "a")[from]) {
		want, _ := steps.findFrom(nil, s, from, -1)
		got, _ := p.findFrom(nil, s, from, -1)
		if !slices.EqualFunc(got, want, slices.Equal[[]int]) {
			t.Fatalf("%q ~ %q (%+v) from %d: %v, steps say %v", s, pattern, o, from, got, want)
		}
	}
	if strings.Contains(pattern, `\`) || strings.Contains(pattern, "?=") || strings.Contains(pattern, "?!") || strings.Contains(pattern, "?<") || strings.Contains(pattern, "*?") || strings.Contains(pattern, "+?") || strings.Contains(pattern, "}?") || strings.Contains(pattern, "??") || strings.Contains(pattern, "^*") {
		return
	}
	tr := &regexpTranslator{s: pattern, o: o}
	if err := tr.run(); err != nil {
		t.Fatal(err)
	}
	re := regexp.MustCompile(tr.prefix() + tr.out.String())
	re.Longest()
	loc := re.FindStringIndex(s)
	if (loc == nil) != (len(got) == 0) || loc != nil && !slices.Equal(loc, got[0][:2]) {
		t.Fatalf("%q ~ %q (%+v): %v, RE2 says %v", s, pattern, o, got, loc)
	}
}

type interrupted struct{ error }

func (i interrupted) Interrupted() error { return i.error }

// TestRegexpStates: what a session remembers of patterns is bounded, and so is one.
func TestRegexpStates(t *testing.T) {
	env := NewEnv()
	for i := range 300 {
		if _, err := CompileRegexp(env, strings.Repeat("a", i)+"(?:b{250}b{250}c{250}c{250}){1}", RegexpOptions{}); err != nil {
			t.Fatal(err)
		}
		sum := 0
		for _, p := range env.cache.regexps {
			sum += p.states
		}
		if sum > regexpStatesKept || sum != env.cache.states {
			t.Fatalf("%d states are remembered (%d counted), want at most %d", sum, env.cache.states, regexpStatesKept)
		}
	}
	if _, err := CompileRegexp(env, "("+strings.Repeat("a", 1000)+"){200}", RegexpOptions{}); !errors.Is(err, errRegexpComplex) {
		t.Errorf("200,000 states: %v", err)
	}
	env.Interrupt = interrupted{errors.New("ended")}
	p, err := CompileRegexp(env, "(a|aa)*[bc]", RegexpOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Find(env, strings.Repeat("a", 1<<20)); err == nil || err.Error() != "ended" {
		t.Errorf("a statement that was cancelled: %v", err)
	}
}

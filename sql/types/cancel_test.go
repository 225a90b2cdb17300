package types

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// TestRegexpEngines: what RE2 finds in a text and what is found by steps that can be ended
// is the same.
func TestRegexpEngines(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	parts := []string{"a", "b", "ab", "é", ".", "[ab]", "[^b]", "a*", "b+", "(?:ab|b)", "(a|ab)", "(a*)", "(b)?", "a{2}", "a{1,3}", "$", "^", "(?:a|)", "|"}
	letters := []string{"a", "b", "é", "\n", "c"}
	for range 20_000 {
		var pattern, text strings.Builder
		for range 1 + rng.IntN(4) {
			pattern.WriteString(parts[rng.IntN(len(parts))])
		}
		for range rng.IntN(12) {
			text.WriteString(letters[rng.IntN(len(letters))])
		}
		o := RegexpOptions{Fold: rng.IntN(4) == 0, newline: rng.IntN(4) == 0, literal: rng.IntN(8) == 0}
		p, err := buildRegexp(pattern.String(), o)
		if err != nil || p.are == nil || p.whole {
			continue
		}
		s := text.String()
		found, err := p.Match(nil, s)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.leftmost(newAreText(nil, s), 0) >= 0; got != found {
			t.Fatalf("%q ~ %q (%+v): %v, RE2 says %v", s, pattern.String(), o, got, found)
		}
		limit := 1
		if p.sliding { // else RE2's list may lack an empty match behind another
			limit = -1
		}
		want, err := p.FindAll(nil, s, limit)
		if err != nil {
			t.Fatal(err)
		}
		got, err := p.findOwn(nil, s, 0, limit)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.EqualFunc(got, want, slices.Equal[[]int]) {
			t.Fatalf("%q ~ %q (%+v): %v, RE2 says %v", s, pattern.String(), o, got, want)
		}
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
	p, err := CompileRegexp(env, "(a|aa)*b", RegexpOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Find(env, strings.Repeat("a", 1<<20)); err == nil || err.Error() != "ended" {
		t.Errorf("a statement that was cancelled: %v", err)
	}
}

package types

import (
	"fmt"
	"testing"
)

// TestRegexpNewlines: of the flags about newlines the last ones count, as Postgres answers.
func TestRegexpNewlines(t *testing.T) {
	for _, tt := range []struct {
		pattern, flags string
		want           bool
	}{
		{"^b", "", false}, {"^b", "n", true}, {"^b", "p", false}, {"^b", "w", true}, {"^b", "np", false}, {"^b", "nw", true},
		{"^b", "pw", true}, {"^b", "wp", false}, {"^b", "pn", true}, {"^b", "nws", false},
		{"a.b", "", true}, {"a.b", "n", false}, {"a.b", "p", false}, {"a.b", "w", true}, {"a.b", "np", false}, {"a.b", "nw", true},
		{"a.b", "pw", true}, {"a.b", "wp", false}, {"a.b", "wn", false}, {"a.b", "nws", true},
		{"a[^x]b", "nw", true}, {"a[^x]b", "np", false}, {"a[^x]b", "wn", false}, {"a[^x]b", "pw", true},
		{"(?np)^b", "", false}, {"(?nw)a.b", "", true}, {"(?wn)a.b", "", false}, {"(?ws)^b", "", false},
	} {
		p, _, err := CompileWithFlags(nil, tt.pattern, tt.flags)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := p.Match(nil, "a\nb"); err != nil || got != tt.want {
			t.Errorf("a, newline, b ~ %s with %q: %v, %v, want %v", tt.pattern, tt.flags, got, err, tt.want)
		}
	}
}

// TestRegexpRoom: what automata hold is bounded, of one and of all that a session remembers.
func TestRegexpRoom(t *testing.T) {
	env := NewEnv()
	texts := enginePatterns{rng: testRand(), letters: []string{"a", "b", "c", "é"}}
	for i := range 120 {
		pattern := fmt.Sprintf("(a|b|c|é)*a(a|b|c|é){%d}[%c-z]", 10+i%6, 'd'+i%20)
		if i%2 == 0 { // matches are found before automata are too large
			pattern = fmt.Sprintf("(a|b)*a(a|b|c){%d}[^%c]%c", 10+i%6, 'd'+i%20, 'a'+i%3)
		}
		p, err := CompileRegexp(env, pattern, RegexpOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for range 20 {
			if _, err := p.FindAll(env, texts.some(texts.letters, 500), -1); err != nil {
				t.Fatal(err)
			}
		}
		for _, slot := range []bool{false, true} {
			if d := p.are.search.slot(slot).Load(); d != nil && d.bytes > 2*areDFABytesMax {
				t.Fatalf("%s holds %d bytes, want at most %d", pattern, d.bytes, areDFABytesMax)
			}
		}
		const under = 8 * areDFABytesMax // the last pattern's, which may grow until the next is asked for
		if room := env.cache.room.bytes.Load(); room < 0 || room > regexpRoomMax+under {
			t.Fatalf("%d bytes are remembered, want at most %d", room, regexpRoomMax+under)
		}
	}
}

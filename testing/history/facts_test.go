package history

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// parseFacts reads "f1 0 3 ok; l 4 5 1,2": facts with their times and outcomes, looks with
// their times and what they show.
func parseFacts(t *testing.T, text string) (facts []Fact, looks []Look) {
	t.Helper()
	for _, s := range strings.Split(text, ";") {
		s = strings.TrimSpace(s)
		if rest, ok := strings.CutPrefix(s, "f"); ok {
			var f Fact
			var outcome string
			if _, err := fmt.Sscan(rest, &f.ID, &f.Invoked, &f.Returned, &outcome); err != nil {
				t.Fatalf("%q: %v", s, err)
			}
			f.Outcome = map[string]Outcome{"ok": Committed, "no": Aborted, "?": Unknown}[outcome]
			facts = append(facts, f)
			continue
		}
		words := strings.Fields(s)
		var l Look
		if _, err := fmt.Sscan(words[1]+" "+words[2], &l.Invoked, &l.Returned); err != nil {
			t.Fatalf("%q: %v", s, err)
		}
		for _, w := range words[3:] {
			var id int64
			if _, err := fmt.Sscan(w, &id); err != nil {
				t.Fatalf("%q: %v", s, err)
			}
			l.Saw = append(l.Saw, id)
		}
		looks = append(looks, l)
	}
	return facts, looks
}

func TestCheckFacts(t *testing.T) {
	tests := []struct{ name, history, want string }{
		{"all is well", "f1 0 1 ok; f2 2 3 ok; l 4 5 1 2", ""},
		{"under way", "f1 0 9 ok; l 1 2; l 3 4 1", ""},
		{"unknown, there", "f1 0 0 ?; l 5 6 1", ""},
		{"unknown, not there", "f1 0 0 ?; l 5 6", ""},
		{"set: lost", "f1 0 1 ok; l 2 3", "stale"},
		{"set: refused", "f1 0 1 no; l 2 3 1", "G1a"},
		{"set: nobody's", "l 2 3 1", "garbage"},
		{"set: twice", "f1 0 1 ok; l 2 3 1 1", "duplicate"},
		{"set: not sent yet", "f1 5 6 ok; l 2 3 1", "future"},
		{"sequential: reversed", "f1 0 5 ok; f2 6 9 ok; l 2 8 2", "causal-reverse"},
		{"sequential: overlapping", "f1 0 7 ok; f2 6 9 ok; l 2 8 2", ""},
		{"long fork", "f1 0 9 ok; f2 0 9 ok; l 1 5 1; l 1 5 2", "long-fork"},
		{"no fork", "f1 0 9 ok; f2 0 9 ok; l 1 5 1; l 1 5 2 1", ""},
		{"monotonic: gone again", "f1 0 9 ok; l 1 2 1; l 3 4", "monotonic"},
		{"monotonic: overlapping", "f1 0 9 ok; l 1 4 1; l 3 6", ""},
	}
	for _, tt := range tests {
		facts, looks := parseFacts(t, tt.history)
		var kinds []string
		for _, a := range CheckFacts(facts, looks) {
			kinds = append(kinds, string(a.Kind))
		}
		slices.Sort(kinds)
		if got := strings.Join(kinds, " "); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

// TestPartialLooks: a look that could see some facts only is judged by those.
func TestPartialLooks(t *testing.T) {
	facts := []Fact{{ID: 1, Returned: 1, Outcome: Committed}, {ID: 2, Returned: 1, Outcome: Committed}}
	if a := CheckFacts(facts, []Look{{Invoked: 2, Returned: 3, Saw: []int64{2}, From: 2}}); len(a) > 0 {
		t.Error(a)
	}
	if a := CheckFacts(facts, []Look{{Invoked: 2, Returned: 3, From: 2}}); len(a) != 1 {
		t.Errorf("%v, want one stale read", a)
	}
}

// TestFactsOfSerialRuns: what really happened one after the other is never an anomaly,
// whatever was concurrent; and a fact hidden from some look mostly is.
func TestFactsOfSerialRuns(t *testing.T) {
	noticed, hidden := 0, 0
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 5))
		var facts []Fact
		var looks []Look
		var there []int64
		for at := int64(10); at < 400; at += 10 { // takes effect at "at"
			from, to := at-rng.Int64N(30), at+rng.Int64N(30)
			if rng.IntN(3) == 0 {
				looks = append(looks, Look{Invoked: from, Returned: to, Saw: slices.Clone(there)})
				continue
			}
			f := Fact{ID: at, Invoked: from, Returned: to, Outcome: Committed}
			if rng.IntN(5) == 0 {
				f.Outcome = Unknown
			}
			facts, there = append(facts, f), append(there, at)
		}
		if a := CheckFacts(facts, looks); len(a) > 0 {
			t.Fatalf("seed %d: %v", seed, a)
		}
		l := &looks[len(looks)-1]
		if len(l.Saw) == 0 {
			continue
		}
		i := rng.IntN(len(l.Saw))
		l.Saw = slices.Delete(l.Saw, i, i+1)
		hidden++
		if len(CheckFacts(facts, looks)) > 0 {
			noticed++
		}
	}
	if noticed*10 < hidden*8 {
		t.Errorf("%d of %d hidden facts were noticed", noticed, hidden)
	}
}

func TestCheckUnique(t *testing.T) {
	claim := func(id int64, o Outcome) Claim { return Claim{Fact{ID: id, Outcome: o}, 7} }
	tests := []struct {
		name   string
		claims []Claim
		winner map[int64]int64
		want   int
	}{
		{"one", []Claim{claim(1, Committed), claim(2, Aborted)}, map[int64]int64{7: 1}, 0},
		{"unknown won", []Claim{claim(1, Unknown), claim(2, Aborted)}, map[int64]int64{7: 1}, 0},
		{"nobody", []Claim{claim(1, Unknown)}, map[int64]int64{}, 0},
		{"two", []Claim{claim(1, Committed), claim(2, Committed)}, map[int64]int64{7: 1}, 2},
		{"lost", []Claim{claim(1, Committed)}, map[int64]int64{}, 1},
		{"refused, and there", []Claim{claim(1, Aborted)}, map[int64]int64{7: 1}, 1},
		{"nobody's", nil, map[int64]int64{7: 1}, 1},
	}
	for _, tt := range tests {
		if a := CheckUnique(tt.claims, tt.winner); len(a) != tt.want {
			t.Errorf("%s: %v, want %d", tt.name, a, tt.want)
		}
	}
}

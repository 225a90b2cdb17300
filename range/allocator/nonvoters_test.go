package allocator

import (
	"strings"
	"testing"
)

// TestNonVoters: what is decided of replicas that don't vote, of voters in zone a and non-voters in b and c.
func TestNonVoters(t *testing.T) {
	zone := func(z string) []Match { return []Match{{Key: "zone", Value: z}} }
	all := []Rule{{Where: zone("a")}}
	one := &Policy{Name: "one", Replicas: 3, Rules: all, NonVoters: []NonVoters{{1, zone("b")}}}
	both := &Policy{Name: "both", Replicas: 3, Rules: all, NonVoters: []NonVoters{{1, zone("b")}, {1, zone("c")}}}
	anywhere := &Policy{Name: "anywhere", Replicas: 3, NonVoters: []NonVoters{{1, nil}}}
	none := &Policy{Name: "none", Replicas: 3, Rules: all}
	health := func(h Health, store int) func(*Snapshot) { return func(s *Snapshot) { s.Stores[store-1].Health = h } }
	leaves := func(store int) func(*Snapshot) {
		return func(s *Snapshot) { s.Stores[store-1].Member = Decommissioning }
	}
	for _, tt := range []struct {
		what, zones string
		policy      *Policy
		replicas    string
		change      func(*Snapshot)
		want        string
	}{
		{"one is there", "aaabbc", one, "1* 2 3 4l", nil, ""},
		{"none is there", "aaabbc", one, "1* 2 3", nil, "near: add 4"},
		{"it is being fed", "aaabbc", one, "1* 2 3 4lb", nil, ""},
		{"one of two", "aaabbc", both, "1* 2 3 6l", nil, "near: add 4"},
		{"too many", "aaabbc", one, "1* 2 3 5l 4l", nil, "cleanup: remove 4"},
		{"at the wrong place", "aaabbc", one, "1* 2 3 6l", nil, "near: add 4"},
		{"then it goes", "aaabbc", one, "1* 2 3 6l 4l", nil, "cleanup: remove 6"},
		{"nobody asks for it", "aaabbc", none, "1* 2 3 4l", nil, "cleanup: remove 4"},
		{"silent for the moment", "aaabbc", one, "1* 2 3 4l", health(Unreachable, 4), ""},
		{"dead", "aaabbc", one, "1* 2 3 4l", health(Dead, 4), "cleanup: remove 4"},
		{"leaves", "aaabbc", one, "1* 2 3 4l", leaves(4), "cleanup: remove 4"},
		{"then another", "aaabbc", one, "1* 2 3", leaves(4), "near: add 5"},
		{"it differs", "aaabbc", one, "1* 2 3 4ld", nil, "cleanup: remove 4"},
		{"no such place", "aaacc", one, "1* 2 3", nil, "lacks 1 of 1"},
		{"not beside a voter", "abc", anywhere, "1* 2 3", nil, "lacks 1 of 1"},
		{"far from the others", "aabbc", anywhere, "1* 3 5", nil, "near: add 2"},
		// Voters come first.
		{"a voter is dead", "aaaabb", one, "1* 2 3 5l", health(Dead, 2), "repair: add 4 for 2"},
		{"and here it serves as well", "aabbcc", anywhere, "1* 3 5 6l", health(Dead, 5), "repair: +[6] -[5]"},
		// A voter belongs where it is alone in its zone.
		{"farther apart as a voter", "aab", anywhere, "1* 2 3l", nil, "grow: +[3]"},
	} {
		s := town(tt.zones)
		r := s.add(tt.replicas)
		if r.Policy = tt.policy; tt.change != nil {
			tt.change(s)
		}
		if got := short(step(t, s, DefaultOptions(), 1)); got != tt.want && (tt.want == "" || !strings.Contains(got, tt.want)) {
			t.Errorf("%s: %s of %s: got %q, want %q", tt.what, tt.replicas, tt.zones, got, tt.want)
		}
	}
}

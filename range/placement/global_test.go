package placement_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/isochrondb/isochron/range/placement"
)

// standing are stores in regions, one for each letter.
func standing(regions string) func() []placement.Locality {
	return func() (out []placement.Locality) {
		for r := range strings.SplitSeq(regions, "") {
			out = append(out, placement.Locality{{Key: placement.TierRegion, Value: r}})
		}
		return out
	}
}

// TestEverywhere: a global table has a voter in each region that there is, as far as they reach.
func TestEverywhere(t *testing.T) {
	lead := func(r string) [][]placement.Match {
		return [][]placement.Match{{{Key: placement.TierRegion, Value: r}}}
	}
	at := func(r string) placement.Rule {
		return placement.Rule{Where: []placement.Match{{Key: placement.TierRegion, Value: r}}}
	}
	for _, tt := range []struct {
		what, stores string
		p            placement.Policy
		voters       int
		in, without  string
	}{
		{"one region", "aaa", placement.Policy{Replicas: 3}, 3, "", ""},
		{"nobody says a region", "", placement.Policy{Replicas: 3}, 3, "", ""},
		{"three regions", "abcabcabc", placement.Policy{Replicas: 3}, 3, "abc", ""},
		{"all voters in the primary region", "abcabcabc", placement.Policy{Replicas: 3, Rules: []placement.Rule{at("b")}, Lease: lead("b")}, 3, "bac", ""},
		{"five regions", "abcdeabc", placement.Policy{Replicas: 3}, 5, "abcde", ""},
		{"four regions, the fifth voter beside another", "abcdab", placement.Policy{Replicas: 3}, 5, "abcd", ""},
		{"four regions of one store each", "abcd", placement.Policy{Replicas: 3, Lease: lead("d")}, 3, "dab", "c"},
		{"ten regions", "abcdefghij", placement.Policy{Replicas: 3}, 9, "abcdefghi", "j"},
		{"regions that are named", "abcdeabc", placement.Policy{Replicas: 3, Rules: []placement.Rule{{Any: []placement.Match{{Key: placement.TierRegion, Value: "a"}, {Key: placement.TierRegion, Value: "e"}}}}}, 3, "ae", ""},
	} {
		p := tt.p
		p.Global, p.Name = true, "g"
		var e placement.Everywhere
		got := e.Policy(&p, standing(tt.stores))
		var in string
		for _, u := range got.Rules {
			if u.Voters != 1 {
				t.Errorf("%s: %v", tt.what, got)
			}
			in += u.Where[0].Value
		}
		if got.Replicas != tt.voters || in != tt.in || strings.Join(got.Without, "") != tt.without {
			t.Errorf("%s: %v, without %v; want %d voters in %q, without %q", tt.what, got, got.Without, tt.voters, tt.in, tt.without)
		}
		if err := got.Validate(); err != nil || !got.Global {
			t.Errorf("%s: %v, %v", tt.what, got, err)
		}
		if e.Policy(&p, standing(tt.stores)) != got {
			t.Errorf("%s: another one", tt.what)
		}
		breaches := got.Breaches(standing("z")(), nil)
		if told := slices.ContainsFunc(breaches, func(s string) bool { return strings.Contains(s, "reads at the leaseholder") }); told != (tt.without != "") {
			t.Errorf("%s: %v", tt.what, breaches)
		}
	}
	p := placement.Policy{Name: "g", Replicas: 3, Global: true}
	var e placement.Everywhere
	if was := e.Policy(&p, standing("abc")); e.Policy(&p, standing("abcde")) == was {
		t.Error("regions have come, and nothing follows them")
	}
	plain := placement.Policy{Name: "p", Replicas: 3}
	if e.Policy(&plain, standing("abcde")) != &plain {
		t.Error("a table that is not global is placed like one")
	}
}

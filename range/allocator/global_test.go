package allocator_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/isochrondb/isochron/range/allocator"
)

// standing are stores in regions, one for each letter.
func standing(regions string) func() []allocator.Locality {
	return func() (out []allocator.Locality) {
		for r := range strings.SplitSeq(regions, "") {
			out = append(out, allocator.Locality{{Key: allocator.TierRegion, Value: r}})
		}
		return out
	}
}

// TestEverywhereVoting: while a node may not know replicas that don't vote, a global table has a voter in each region that
// there is, as far as they reach.
func TestEverywhereVoting(t *testing.T) {
	lead := func(r string) [][]allocator.Match {
		return [][]allocator.Match{{{Key: allocator.TierRegion, Value: r}}}
	}
	at := func(r string) allocator.Rule {
		return allocator.Rule{Where: []allocator.Match{{Key: allocator.TierRegion, Value: r}}}
	}
	count := func(voters int, r string) allocator.Rule {
		u := at(r)
		u.Voters = voters
		return u
	}
	for _, tt := range []struct {
		what, stores string
		p            allocator.Policy
		voters       int
		in, without  string
	}{
		{"one region", "aaa", allocator.Policy{Replicas: 3}, 3, "", ""},
		{"nobody says a region", "", allocator.Policy{Replicas: 3}, 3, "", ""},
		{"three regions", "abcabcabc", allocator.Policy{Replicas: 3}, 3, "abc", ""},
		{"all voters in the primary region", "abcabcabc", allocator.Policy{Replicas: 3, Rules: []allocator.Rule{at("b")}, Lease: lead("b")}, 3, "bac", ""},
		{"five regions", "abcdeabc", allocator.Policy{Replicas: 3}, 5, "abcde", ""},
		{"four regions, the fifth voter beside another", "abcdab", allocator.Policy{Replicas: 3}, 5, "abcd", ""},
		{"four regions of one store each", "abcd", allocator.Policy{Replicas: 3, Lease: lead("d")}, 3, "dab", "c"},
		{"ten regions", "abcdefghij", allocator.Policy{Replicas: 3}, 9, "abcdefghi", "j"},
		{"two voters in one region", "abcabcabc", allocator.Policy{Replicas: 5, Rules: []allocator.Rule{count(2, "b")}, Lease: lead("b")}, 5, "bbac", ""},
		{"two voters in one region, where there is no room", "abcdeabc", allocator.Policy{Replicas: 3, Rules: []allocator.Rule{count(2, "b")}}, 5, "abcde", ""},
		{"regions that are named", "abcdeabc", allocator.Policy{Replicas: 3, Rules: []allocator.Rule{{Any: []allocator.Match{{Key: allocator.TierRegion, Value: "a"}, {Key: allocator.TierRegion, Value: "e"}}}}}, 3, "ae", ""},
	} {
		p := tt.p
		p.Global, p.Name = true, "g"
		var e allocator.Everywhere
		got := e.Policy(&p, standing(tt.stores), false)
		var in string
		for _, u := range got.Rules {
			if u.Voters < 1 || u.Where[0].Key != allocator.TierRegion {
				t.Errorf("%s: %v", tt.what, got)
			}
			in += strings.Repeat(u.Where[0].Value, u.Voters)
		}
		if got.Replicas != tt.voters || in != tt.in || strings.Join(got.Without, "") != tt.without {
			t.Errorf("%s: %v, without %v; want %d voters in %q, without %q", tt.what, got, got.Without, tt.voters, tt.in, tt.without)
		}
		if err := got.Validate(); err != nil || !got.Global {
			t.Errorf("%s: %v, %v", tt.what, got, err)
		}
		if e.Policy(&p, standing(tt.stores), false) != got {
			t.Errorf("%s: another one", tt.what)
		}
		breaches := got.Breaches(standing("z")(), nil, nil)
		if told := slices.ContainsFunc(breaches, func(s string) bool { return strings.Contains(s, "reads at the leaseholder") }); told != (tt.without != "") {
			t.Errorf("%s: %v", tt.what, breaches)
		}
	}
	p := allocator.Policy{Name: "g", Replicas: 3, Global: true}
	var e allocator.Everywhere
	if was := e.Policy(&p, standing("abc"), false); e.Policy(&p, standing("abcde"), false) == was {
		t.Error("regions have come, and nothing follows them")
	}
	// What is asked for beside regions stays, as far as there are voters.
	ssd := []allocator.Match{{Key: "disk", Value: "ssd"}}
	disks := allocator.Policy{Name: "g", Replicas: 5, Global: true, Rules: []allocator.Rule{{Voters: 5, Where: ssd}, {Where: ssd}}}
	if got := e.Policy(&disks, standing("abc"), false); got.Replicas != 3 || len(got.Rules) != 5 || got.Rules[0].Voters != 3 || got.Rules[1].Voters != 0 || got.Rules[0].Where[0] != ssd[0] {
		t.Errorf("disks are told by policies of global tables, too: %v", got)
	}
	plain := allocator.Policy{Name: "p", Replicas: 3}
	if e.Policy(&plain, standing("abcde"), false) != &plain {
		t.Error("a table that is not global is placed like one")
	}
}

// TestEverywhere: a global table has a replica in each region that there is, as far as they reach: voters where its policy
// has them, and one that does not vote in each other region.
func TestEverywhere(t *testing.T) {
	region := func(r string) []allocator.Match {
		return []allocator.Match{{Key: allocator.TierRegion, Value: r}}
	}
	at := func(voters int, regions ...string) allocator.Rule {
		u := allocator.Rule{Voters: voters}
		if len(regions) == 1 {
			u.Where = region(regions[0])
		}
		for _, r := range regions[1:] {
			u.Any = append(u.Any, region(r)...)
		}
		if len(regions) > 1 {
			u.Any = append(u.Any, region(regions[0])...)
		}
		return u
	}
	rules := func(list ...allocator.Rule) []allocator.Rule { return list }
	lead := [][]allocator.Match{region("b")}
	for _, tt := range []struct {
		what, stores string
		p            allocator.Policy
		want         string
	}{
		{"one region", "aaa", allocator.Policy{Replicas: 3}, "3 voters"},
		{"nobody says a region", "", allocator.Policy{Replicas: 3}, "3 voters"},
		{"three regions", "abcabcabc", allocator.Policy{Replicas: 3}, "3 voters abc"},
		{"all voters in the primary region", "abcabcabc", allocator.Policy{Replicas: 3, Rules: rules(at(0, "b")), Lease: lead}, "3 voters, others ac"},
		{"five regions", "abcdeabc", allocator.Policy{Replicas: 3, Lease: lead}, "3 voters bac, others de"},
		{"five voters in four regions", "abcdab", allocator.Policy{Replicas: 5}, "5 voters abcd"},
		{"four regions of one store each", "abcd", allocator.Policy{Replicas: 3}, "3 voters abc, others d"},
		{"thirteen regions", "abcdefghijklm", allocator.Policy{Replicas: 3}, "3 voters abc, others defghijkl, without m"},
		{"two voters in one region", "abcdab", allocator.Policy{Replicas: 3, Rules: rules(at(2, "b")), Lease: lead}, "3 voters bac, others d"},
		{"regions that are named", "abcdeabc", allocator.Policy{Replicas: 3, Rules: rules(at(0, "a", "e"))}, "3 voters ae"},
		{"it has one anywhere", "abcabc", allocator.Policy{Replicas: 3, Rules: rules(at(0, "b")), NonVoters: []allocator.NonVoters{{Count: 1}}}, "3 voters, others ac*"},
		{"it has some already", "abcabc", allocator.Policy{Replicas: 3, Rules: rules(at(0, "b")), NonVoters: []allocator.NonVoters{{Count: 2, Where: region("c")}}}, "3 voters, others cca"},
	} {
		p := tt.p
		p.Global, p.Name = true, "g"
		var e allocator.Everywhere
		got := e.Policy(&p, standing(tt.stores), true)
		in, others := "", ""
		for _, u := range got.Rules {
			if u.Voters > 0 {
				in += u.Where[0].Value
			}
		}
		for _, n := range got.NonVoters {
			place := "*"
			if len(n.Where) > 0 {
				place = n.Where[0].Value
			}
			others += strings.Repeat(place, n.Count)
		}
		text := fmt.Sprintf("%d voters", got.Replicas)
		for _, part := range [][2]string{{" ", in}, {", others ", others}, {", without ", strings.Join(got.Without, "")}} {
			if part[1] != "" {
				text += part[0] + part[1]
			}
		}
		if text != tt.want {
			t.Errorf("%s: %s, want %s", tt.what, text, tt.want)
		}
		if err := got.Validate(); err != nil || !got.Global || len(p.NonVoters) != len(tt.p.NonVoters) {
			t.Errorf("%s: %v, %v", tt.what, got, err)
		}
		if e.Policy(&p, standing(tt.stores), true) != got {
			t.Errorf("%s: another one", tt.what)
		}
	}
	p := allocator.Policy{Name: "g", Replicas: 3, Global: true}
	var e allocator.Everywhere
	if e.Policy(&p, standing("abcde"), false).Replicas != 5 || e.Policy(&p, standing("abcde"), true).Replicas != 3 {
		t.Error("what nodes know has changed, and nothing follows that")
	}
}

package allocator

import (
	"errors"
	"strings"
	"testing"
)

// nodesAt are nodes at "region/zone".
func nodesAt(places ...string) (out []Locality) {
	for _, p := range places {
		region, zone, _ := strings.Cut(p, "/")
		l := Locality{{TierRegion, region}}
		if zone != "" {
			l = append(l, Tier{TierZone, zone})
		}
		out = append(out, l)
	}
	return out
}

func goalOptions(text string) (out []Option) {
	for _, part := range strings.Split(text, ";") {
		if name, value, ok := strings.Cut(strings.TrimSpace(part), "="); ok {
			out = append(out, Option{name, value})
		}
	}
	return out
}

// What options make of the allocator's work.
func TestGoals(t *testing.T) {
	for _, tt := range []struct{ options, want string }{
		{"", "p: 3 replicas"},
		{"followers=4", "p: 5 replicas"},
		{"voters=1", "p: 1 replicas"},
		{"primary_region=eu", "p: 3 replicas, all at [region=eu], lease at [[region=eu]]"},
		{"regions=eu", "p: 3 replicas, all at [region=eu]"},
		{"primary_region=eu; regions=eu,us", "p: 3 replicas, all at one of [region=eu region=us], 2 at [region=eu], 1 at [region=us], lease at [[region=eu]]"},
		{"regions=eu, us", "p: 3 replicas, all at one of [region=eu region=us], 1 at [region=eu], 1 at [region=us]"},
		{"primary_region=us; regions=eu,us,ap; followers=4", "p: 5 replicas, all at one of [region=eu region=us region=ap], 1 at [region=ap], 1 at [region=eu], 2 at [region=us], lease at [[region=us]]"},
		{"regions=a,b,c,d", "p: 3 replicas, all at one of [region=a region=b region=c region=d]"},
		{"primary_region=a; regions=a,b,c,d", "p: 3 replicas, all at one of [region=a region=b region=c region=d], 1 at [region=a], lease at [[region=a]]"},
		{"primary_region=eu; regions=eu,us,ap; survival_preferences=[region, zone]", "p: 3 replicas, all at one of [region=eu region=us region=ap], 1 at [region=ap], 1 at [region=eu], 1 at [region=us], lease at [[region=eu]]"},
		{"primary_region=eu; survival_preferences=region", "p: 3 replicas, 1 at [region=eu], lease at [[region=eu]]"},
		{"primary_region=eu; regions=eu,us,ap; survival_preferences=zone", "p: 3 replicas, all at one of [region=eu region=us region=ap], 2 at [region=eu], lease at [[region=eu]]"},
		{"primary_region=eu; regions=eu,us,ap; voters=5; survival_preferences=[zone]", "p: 5 replicas, all at one of [region=eu region=us region=ap], 1 at [region=ap], 3 at [region=eu], 1 at [region=us], lease at [[region=eu]]"},
		{"constraints=[+region=eu, -zone=eu-c]", "p: 3 replicas, all at [region=eu], all at [not zone=eu-c]"},
		{`constraints={"+region=eu,+disk=ssd": 2, +region=us: 1}; leader_constraints=[+region=eu]`, "p: 3 replicas, 2 at [region=eu disk=ssd], 1 at [region=us], lease at [[region=eu]]"},
		{`constraints={+region=eu:4}`, "p: 5 replicas, 4 at [region=eu]"},
	} {
		g, err := ParseGoal("p", goalOptions(tt.options))
		if err != nil {
			t.Errorf("%s: %v", tt.options, err)
			continue
		}
		if p, err := g.Policy(); err != nil || p.String() != tt.want {
			t.Errorf("%s: got %v, %v\nwant %s", tt.options, p, err, tt.want)
		}
	}
}

// What can't be true, whatever the cluster is.
func TestGoalsRefused(t *testing.T) {
	for _, tt := range []struct {
		options, want string
		unsupported   bool
	}{
		{"followers=3", "4 voters", false},
		{"followers=many", "FOLLOWERS", false},
		{"voters=0", "VOTERS", false},
		{"voters=11", "VOTERS", false},
		{"voters=3; followers=4", "contradict", false},
		{"voters=5; followers=2", "contradict", false},
		{"voters=3; voters=3", "twice", false},
		{"regions=eu,,us", "not a list", false},
		{"regions=", "not a list", false},
		{"regions=eu,eu", "twice", false},
		{"primary_region=eu,us", "one region", false},
		{"primary_region=ap; regions=eu,us", "not one of REGIONS", false},
		{"survival_preferences=host", "survive", false},
		{"survival_preferences=[zone, region]", "survive", false},
		{"survival_preferences=[region", "survive", false},
		{"survival_preferences=zone; voters=1", "single voter", false},
		{"survival_preferences=region; regions=eu,us", "2 of them", false},
		{"constraints=[+region=eu]; regions=eu", "contradict", false},
		{"constraints=region=eu", "can't be read", false},
		{"constraints=[+region]", "can't be read", false},
		{"constraints=[+]", "can't be read", false},
		{`constraints=[""]`, "can't be read", false},
		{"constraints={", "can't be read", false},
		{"constraints={}", "can't be read", false},
		{`constraints={"+region=eu":1,}`, "can't be read", false},
		{`constraints={"+region=eu": x}`, "can't be read", false},
		{`constraints={"+region=eu": 2, +region=us: 2}; voters=3`, "4 voters, of 3", false},
		{"schedule=EVEN", "SCHEDULE", true},
		{"learners=0", "from 1 to 9", false},
		{"learners=many", "from 1 to 9", false},
		{"learner_constraints=", "empty", false},
		{"learner_constraints=[+region=eu]", "how many", false},
		{"learner_constraints={", "can't be read", false},
		{`learners=1; learner_constraints={"+region=eu": 1, "+region=us": 1}`, "2 replicas, of 1", false},
		{`learner_constraints={"+region=eu": 9, "+region=us": 1}`, "10 replicas", false},
		{"follower_constraints=[+region=eu]", "FOLLOWER_CONSTRAINTS", true},
	} {
		_, err := ParseGoal("p", goalOptions(tt.options))
		var g *GoalError
		if !errors.As(err, &g) || !errors.Is(err, ErrPolicy) || !strings.Contains(g.Message, tt.want) || g.Unsupported != tt.unsupported {
			t.Errorf("%s: got %v, want %q", tt.options, err, tt.want)
		}
	}
}

// What this cluster can't give.
func TestGoalsChecked(t *testing.T) {
	three := nodesAt("eu/a", "eu/b", "us/a", "ap/a")
	for _, tt := range []struct {
		options string
		nodes   []Locality
		want    string // of the error; "": none
		hint    string
	}{
		{"primary_region=eu; regions=eu,us", three, "", ""},
		{"primary_region=mars", three, `region "mars" is not known`, "regions ap, eu, us"},
		{"regions=eu,mars", three, `region "mars" is not known`, "regions ap, eu, us"},
		{"regions=eu", nil, `region "eu" is not known`, "--locality"},
		{"constraints=[-region=mars]", three, `region "mars" is not known`, "regions ap, eu, us"},
		{"constraints=[+disk=ssd]", three, `disk "ssd" is not known`, "--locality"},
		{"constraints=[+region=eu, +region=us]", three, "no node meets", ""},
		{`constraints={"+region=eu,+zone=a": 1}`, three, "", ""},
		{`constraints={"+region=us,+zone=b": 1}`, three, "no node meets", ""},
		{"constraints=[+region=eu]; leader_constraints=[+region=us]", three, "no node meets", ""},
		{"survival_preferences=region", three, "", ""},
		{"survival_preferences=region", nodesAt("eu/a", "us/a"), "2 of them", "three are needed"},
		{"survival_preferences=zone; primary_region=eu; regions=eu,us", three, "", ""},
		{"survival_preferences=zone; primary_region=us; regions=eu,us", three, "has 1", ""},
		{"survival_preferences=zone; primary_region=eu", three, "2 of them", ""},
		{"survival_preferences=zone", nodesAt("eu", "us", "ap"), "0 of them", ""},
	} {
		g, err := ParseGoal("p", goalOptions(tt.options))
		if err != nil {
			t.Errorf("%s: %v", tt.options, err)
			continue
		}
		err = g.Check(tt.nodes)
		var e *GoalError
		switch {
		case tt.want == "" && err != nil, tt.want != "" && !errors.As(err, &e):
			t.Errorf("%s: got %v, want %q", tt.options, err, tt.want)
		case tt.want != "" && (!strings.Contains(e.Message, tt.want) || !strings.Contains(strings.ToLower(e.Hint), strings.ToLower(tt.hint))):
			t.Errorf("%s: got %q, hint %q, want %q and %q", tt.options, e.Message, e.Hint, tt.want, tt.hint)
		}
	}
}

// What is not as it was asked is told with its reason.
func TestBreaches(t *testing.T) {
	policy := func(options string) *Policy {
		g, err := ParseGoal("p", goalOptions(options))
		if err != nil {
			t.Fatal(err)
		}
		p, err := g.Policy()
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	eu := policy("primary_region=eu")
	wide := policy("primary_region=eu; regions=eu,us,ap; survival_preferences=region")
	for _, tt := range []struct {
		policy *Policy
		voters []Locality
		lease  []Locality
		want   string
	}{
		{eu, nodesAt("eu/a", "eu/b", "eu/c"), nodesAt("eu/b"), ""},
		{eu, nodesAt("eu/a", "eu/b", "eu/c"), nil, ""},
		{eu, nodesAt("eu/a", "eu/b", "us/a"), nodesAt("us/a"), "a voter at region=us,zone=a, not at [region=eu]; the lease at region=us,zone=a, not at [region=eu]"},
		{eu, nodesAt("us/a"), nodesAt("us/a"), "1 of 3 voters; a voter at region=us,zone=a, not at [region=eu]; no voter at [region=eu], where the lease belongs"},
		{wide, nodesAt("eu/a", "us/a", "ap/a"), nodesAt("eu/a"), ""},
		{wide, nodesAt("eu/a", "eu/b", "ap/a"), nodesAt("eu/a"), "0 of 1 voters at [region=us]; the loss of region=eu is not survived: most voters are there"},
	} {
		var lease Locality
		if tt.lease != nil {
			lease = tt.lease[0]
		}
		if got := strings.Join(tt.policy.Breaches(tt.voters, nil, lease), "; "); got != tt.want {
			t.Errorf("%v at %v: got %q, want %q", tt.policy, tt.voters, got, tt.want)
		}
	}
}

// FuzzGoal checks that options of any kind give a policy or an error, and no policy that is none.
func FuzzGoal(f *testing.F) {
	for _, s := range []string{"primary_region=eu; regions=eu,us; voters=5", `constraints={"+region=eu": 2, +region=us: 1}`, "constraints=[+region=eu,-zone=a]; leader_constraints=[+region=eu]", "survival_preferences=[region, zone]"} {
		f.Add(s)
	}
	nodes := nodesAt("eu/a", "eu/b", "us/a", "ap/a")
	f.Fuzz(func(t *testing.T, options string) {
		g, err := ParseGoal("p", goalOptions(options))
		if err != nil {
			if !errors.Is(err, ErrPolicy) {
				t.Errorf("%q: %v", options, err)
			}
			return
		}
		_ = g.Check(nodes)
		p, err := g.Policy()
		if err != nil {
			return
		}
		if sum := counted(p.Rules); p.Replicas%2 == 0 || sum > p.Replicas {
			t.Errorf("%q: %v", options, p)
		}
	})
}

package plan_test

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/isochrondb/isochron/testing/sim/plan"
)

var shape = plan.Shape{Nodes: 5, Lasts: time.Minute, Every: time.Second, Error: 10 * time.Millisecond}

// TestLine: a plan is one line, and the line is the plan.
func TestLine(t *testing.T) {
	seen := map[plan.Kind]bool{}
	for seed := range uint64(300) {
		p := plan.Draw(seed, shape)
		line := p.String()
		if strings.Contains(line, "\n") {
			t.Fatalf("%q", line)
		}
		back, err := plan.Parse(line)
		if err != nil {
			t.Fatal(err)
		}
		if len(p)+len(back) > 0 && !reflect.DeepEqual(p, back) {
			t.Fatalf("seed %d:\n%v\n%v", seed, p, back)
		}
		for _, f := range p {
			seen[f.Kind] = true
			if f.At >= shape.Lasts || len(f.Nodes) > 5 {
				t.Fatalf("%v", f)
			}
		}
		if !reflect.DeepEqual(p, plan.Draw(seed, shape)) {
			t.Fatalf("seed %d has two plans", seed)
		}
	}
	for _, k := range plan.Kinds() {
		if !seen[k] {
			t.Errorf("no seed draws %s", k)
		}
	}
}

// TestUpgradeLine: what is not drawn is read as well.
func TestUpgradeLine(t *testing.T) {
	const line = "kill@1s:2 upgrade@2s+1s:1 upgrade@3s+500ms:2"
	p, err := plan.Parse(line)
	if err != nil || p.String() != line || len(p) != 3 || p[1].Kind != plan.Upgrade {
		t.Errorf("%v, %v", p, err)
	}
}

func TestBadLines(t *testing.T) {
	for _, line := range []string{"eat@1s", "kill", "kill@x", "kill@-1s", "kill@1s+x", "kill@1s:a", "kill@1s:0", "kill@1s:1=x", "kill@1s:"} {
		if p, err := plan.Parse(line); err == nil {
			t.Errorf("%q is %v", line, p)
		}
	}
}

// TestShrink: of many faults, two are needed together, and each run fails with a
// probability only.
func TestShrink(t *testing.T) {
	for seed := range uint64(40) {
		rng := rand.New(rand.NewPCG(seed, 1))
		p := plan.Draw(seed, plan.Shape{Nodes: 5, Lasts: 30 * time.Second, Every: 500 * time.Millisecond})
		p = append(p, plan.Fault{Kind: plan.Kill, At: 40 * time.Second, For: 3 * time.Second, Nodes: []int{1, 2, 3}},
			plan.Fault{Kind: plan.Slow, At: 41 * time.Second, For: 4 * time.Second, Nodes: []int{4}, Amount: 7})
		runs := 0
		got, rate := plan.Shrink(p, func(p plan.Plan) (int, int) {
			kill, slow, failed := false, false, 0
			for _, f := range p {
				for _, n := range f.Nodes {
					kill = kill || f.Kind == plan.Kill && f.At == 40*time.Second && n == 2
				}
				slow = slow || f.Kind == plan.Slow && f.Amount == 7 && f.For >= time.Second
			}
			for range 10 {
				runs++
				if kill && slow && rng.IntN(10) < 6 {
					failed++
				}
			}
			return failed, 10
		}, 200)
		if len(got) > 4 || rate < 0.2 {
			t.Errorf("seed %d: %d of %d faults are left, which fail at %v: %v", seed, len(got), len(p), rate, got)
		}
	}
}

// TestShrinkNothing: what does not fail is not shrunk.
func TestShrinkNothing(t *testing.T) {
	p := plan.Draw(1, shape)
	got, rate := plan.Shrink(p, func(plan.Plan) (int, int) { return 0, 5 }, 50)
	if rate != 0 || len(got) != len(p) {
		t.Errorf("%d of %d faults, rate %v", len(got), len(p), rate)
	}
}

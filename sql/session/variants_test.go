package session

import (
	"testing"

	"github.com/isochrondb/isochron/base/limit"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/types"
)

// deep is a plan of which no other depth has the shape.
func deep(depth int, cost float64) *cachedPlan {
	var n nodes.Node = &nodes.Values{}
	for range depth {
		n = &nodes.Limit{Head_: nodes.Head{Cost: cost}, Input: n}
	}
	return &cachedPlan{plan: &nodes.Plan{Root: n, Params: []*types.Type{types.TInt4}}}
}

// TestVariantsAreShared: classes whose plans come out alike have one plan, be it the generic one.
func TestVariantsAreShared(t *testing.T) {
	generic, other := deep(1, 0), deep(2, 0)
	var v *variants
	for class, tt := range []struct{ x, want *cachedPlan }{{other, other}, {deep(2, 0), other}, {deep(1, 0), generic}, {deep(2, 0), other}} {
		next, got := v.with(generic, uint64(class+1), tt.x)
		if got != tt.want || next.of(uint64(class+1)) != got {
			t.Errorf("class %d does not share the plan of its shape", class+1)
		}
		if v.of(uint64(class+1)) != nil {
			t.Errorf("class %d was added in place", class+1)
		}
		v = next
	}
	if v.len() != 1 || len(v.classes) != 4 {
		t.Errorf("%d plans of %d classes, want 1 of 4", v.len(), len(v.classes))
	}
}

// TestVariantsAreBounded: however many classes there are, and shapes, some are kept, and the newest is.
func TestVariantsAreBounded(t *testing.T) {
	generic := deep(1, 0)
	for _, shapes := range []int{3, 40} {
		var v *variants
		for class := range 300 {
			v, _ = v.with(generic, uint64(class+1), deep(2+class%shapes, 0))
			if v.len() > variantsMax || len(v.classes) > classesMax || v.of(uint64(class+1)) == nil {
				t.Fatalf("%d plans of %d classes after %d", v.len(), len(v.classes), class+1)
			}
		}
	}
}

// TestChoices: by which plan a statement runs, as in Postgres: see variants.go.
func TestChoices(t *testing.T) {
	generic := deep(1, 1000).plan
	noParams := &nodes.Plan{Root: generic.Root}
	for _, tt := range []struct {
		name   string
		kept   bool
		mode   planMode
		plan   *nodes.Plan
		custom float64 // what custom plans cost
		want   string  // c or g for each execution
	}{
		{"a simple query", false, planAuto, generic, 9999, "cccccccc"},
		{"a simple query, whatever the mode", false, planGeneric, generic, 9999, "cccccccc"},
		{"custom ones are cheaper", true, planAuto, generic, 900, "cccccccc"},
		{"custom ones are not, with their charge", true, planAuto, generic, 960, "cccccggg"},
		{"forced to be generic", true, planGeneric, generic, 1, "gggggggg"},
		{"forced to be custom", true, planCustom, generic, 9999, "cccccccc"},
		{"without parameters", true, planAuto, noParams, 1, "gggggggg"},
	} {
		c, got := choices{kept: tt.kept}, ""
		for range 8 {
			by := c.byValues(tt.mode, tt.plan)
			run := tt.plan
			if by {
				run = deep(1, tt.custom).plan
			}
			c.ran(by, run)
			got += string("gc"[map[bool]int{true: 1}[by]])
		}
		if got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
		if n := c.generic + c.custom; tt.kept != (n == 8) {
			t.Errorf("%s: %d executions were counted", tt.name, n)
		}
	}
}

// TestPlanCacheRoom: variants are accounted for while their plan is kept, and no more of them
// than there are at once.
func TestPlanCacheRoom(t *testing.T) {
	node := limit.New("max-sql-memory", 0, nil)
	c := newPlanCache(8, 1<<20, node)
	k := key(1, 100)
	p := deep(1, 0)
	c.put(k, p)
	one := node.Used()
	for _, n := range []int{1, 2, 2, 1, 3} {
		if !c.room(k, p, n) {
			t.Fatalf("no room for %d variants", n)
		}
	}
	if got := node.Used(); got != 4*one {
		t.Errorf("a plan and three variants take %d bytes, want %d", got, 4*one)
	}
	p.variants.Store(&variants{shapes: map[string]*cachedPlan{"": p, "a": p, "b": p, "c": p}})
	for i := range 30 {
		c.put(key(10+i, 100), &cachedPlan{})
		if i == 4 && (c.get(k) != p || c.mu.young.plans[k].held != 4*one) {
			t.Error("used, it was evicted, or lost what was taken for its variants")
		}
		if used := node.Used(); used != c.mu.young.bytes+c.mu.old.bytes {
			t.Fatalf("after %d: %d bytes are held, of which %d and %d are known", i, used, c.mu.young.bytes, c.mu.old.bytes)
		}
	}
	if c.get(k) != nil || !c.room(k, p, 3) || c.get(k) != p {
		t.Error("a plan that was evicted is not put back for its variants")
	}
	full := newPlanCache(8, 1<<20, limit.New("max-sql-memory", 3*one, nil))
	if full.put(k, p); full.room(k, p, 9) {
		t.Error("there was room for variants beyond the node's memory")
	}
}

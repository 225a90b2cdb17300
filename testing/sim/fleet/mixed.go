package fleet

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/sim/plan"
)

// Mixed versions: where a plan upgrades nodes, all nodes start as builds of the first
// version. An upgraded one speaks what this build speaks, from its next start on. When
// nothing but its plan's other faults keeps a node from it, the cluster's version rises.

// mixedOneIn is how many seeds have one with mixed versions.
const mixedOneIn = 4

// withUpgrades adds upgrades of the nodes to the plans of some seeds, one after the other:
// of all nodes, or all but one.
func withUpgrades(seed uint64, p plan.Plan, nodes int, lasts time.Duration) plan.Plan {
	rng := rand.New(rand.NewPCG(seed, 0x01d))
	if rng.IntN(mixedOneIn) > 0 {
		return p
	}
	order := rng.Perm(nodes)
	if rng.IntN(4) == 0 {
		order = order[1:]
	}
	for i, n := range order {
		at := lasts * time.Duration(2*i+1) / time.Duration(2*nodes)
		p = append(p, plan.Fault{
			Kind: plan.Upgrade, At: at.Round(time.Millisecond), Nodes: []int{n + 1},
			For: (100*time.Millisecond + time.Duration(rng.Int64N(int64(2*time.Second)))).Round(time.Millisecond),
		})
	}
	p.Sort()
	return p
}

// mixed tells whether a plan upgrades nodes.
func mixed(p plan.Plan) bool {
	return slices.ContainsFunc(p, func(f plan.Fault) bool { return f.Kind == plan.Upgrade })
}

// build is what a node is at its next start.
func (n *nemesis) build(x *local.Node, o *node.Options) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.old == nil {
		return
	}
	if n.runs[x.Index] = n.old[x.Index]; n.old[x.Index] {
		o.VersionMax = version.First
	}
}

// begin makes all nodes old, where the plan upgrades some.
func (n *nemesis) begin(p plan.Plan, nodes int) {
	if mixed(p) {
		n.old, n.runs = make([]bool, nodes), make([]bool, nodes)
		for i := range n.old {
			n.old[i] = true
		}
	}
}

// upgrade stops a node in good order, and starts it as this build.
func (n *nemesis) upgrade(ctx context.Context, f plan.Fault, x *local.Node) bool {
	n.misunderstood(x)
	n.upgraded(x)
	return n.down(ctx, plan.Fault{Kind: plan.Restart, For: f.For}, x)
}

// upgraded has a node start as the newest build from now on.
func (n *nemesis) upgraded(x *local.Node) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.old != nil {
		n.old[x.Index] = false
	}
}

// outdated reports whether a node that was to be upgraded runs as the old build: it was on
// its way up when its turn came.
func (n *nemesis) outdated(x *local.Node) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.old != nil && n.runs[x.Index] && !n.old[x.Index]
}

// misunderstood notes what a node was sent that its build does not know.
func (n *nemesis) misunderstood(x *local.Node) {
	up := x.Node()
	if up == nil {
		return
	}
	all, err := up.Metrics().Gather()
	if err != nil {
		n.trace("metrics of %v: %v", x, err)
	}
	for _, f := range all {
		if strings.HasSuffix(f.GetName(), "fragments_unknown_total") {
			n.mu.Lock()
			n.unknown += int(f.GetMetric()[0].GetCounter().GetValue())
			n.mu.Unlock()
		}
	}
}

// risen looks whether the cluster's version is what its nodes speak. A node whose disk was
// lost for good is another one now, and the old one is a member still: it may keep the
// version down.
func (r *run) risen(ctx context.Context) {
	n := r.nemesis
	here := map[int64]bool{}
	for _, x := range r.cluster.Nodes() {
		n.misunderstood(x)
		if up := x.Node(); up != nil {
			here[int64(up.ID())] = true
		}
	}
	n.mu.Lock()
	old, unknown := slices.Contains(n.old, true), n.unknown
	n.mu.Unlock()
	if unknown > 0 {
		r.problem("%d fragments were sent to nodes that do not know them", unknown)
	}
	want := version.Max
	if r.c.Agree {
		want |= version.Agreed
	}
	if old {
		want = version.First
	}
	for _, x := range r.cluster.Nodes() {
		last := "nothing"
		for up := x.Node(); up == nil || up.Version() != want; up = x.Node() {
			lost, says := r.waitsForLost(ctx, x, here)
			if lost {
				return
			}
			if ctx.Err() != nil {
				r.problem("%v is not at version %d in the end: it said %s, nodes here are %v", x, want, last, slices.Sorted(maps.Keys(here)))
				return
			}
			last = says
			time.Sleep(time.Second)
		}
	}
}

// waitsForLost reports whether a node says that the next version waits for one that is none
// of those here, and what else it says.
func (r *run) waitsForLost(ctx context.Context, x *local.Node, here map[int64]bool) (lost bool, says string) {
	conn, err := connect(ctx, x)
	if err != nil {
		return false, err.Error()
	}
	defer conn.Close(ctx)
	var waits []int64
	if err := conn.QueryRow(ctx, "SELECT waits_for FROM isochron_internal.cluster").Scan(&waits); err != nil {
		return false, err.Error()
	}
	return slices.ContainsFunc(waits, func(id int64) bool { return !here[id] }), fmt.Sprintf("that it waits for %v", waits)
}

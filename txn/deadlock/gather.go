package deadlock

import (
	"slices"
	"time"

	"github.com/isochrondb/isochron/kv/kvpb"
)

// Waiting is one wait as it is told to another node.
// IDs are unique at their node alone: Edge names the node.
type Waiting struct {
	ID       uint64 // at its node
	Waiter   *kvpb.TxnMeta
	Blockers []*kvpb.TxnMeta
	Behind   bool // them, in line: they do not hold what it waits for
}

// Edge is one step of a cycle over several nodes: a wait at a range of Node, and the
// transaction that it waits for on this way.
type Edge struct {
	Node            uint32
	Wait            uint64
	Waiter, Blocker *kvpb.TxnMeta
}

// Cycle is a cycle of waits: each edge's blocker is the waiter of the next. The
// first one's is the victim (Graph): its wait is to be ended.
type Cycle []Edge

// Members are the transactions of the cycle, the victim first.
func (c Cycle) Members() []*kvpb.TxnMeta {
	out := make([]*kvpb.TxnMeta, len(c))
	for i, e := range c {
		out[i] = e.Waiter
	}
	return out
}

// Gathered is who waits for whom on all nodes, as far as one of them has heard. What
// was heard at different times need not have been so at any one time, so a cycle
// is asked for again, edge by edge, before it is broken. Not safe for concurrent use.
// Its size is bounded by whoever takes reports in (probe.Limits.WaitsMax for each node).
type Gathered struct {
	reports map[uint32]report
}

type report struct {
	at    time.Time
	waits []Waiting
}

// Report takes in all that a node has to say; it replaces what it said before.
// at is when it came, by this node's clock. That a node reports all of its waits makes what is missing an end:
// there is no message for one.
func (g *Gathered) Report(node uint32, at time.Time, waits []Waiting) {
	if g.reports == nil {
		g.reports = map[uint32]report{}
	}
	if len(waits) == 0 {
		delete(g.reports, node)
		return
	}
	g.reports[node] = report{at, waits}
}

// Forget drops what was said before a time.
// A node that died says nothing more, and its last report must not be taken for the present.
func (g *Gathered) Forget(before time.Time) {
	for n, r := range g.reports {
		if r.at.Before(before) {
			delete(g.reports, n)
		}
	}
}

// Nodes is how many nodes have waits.
func (g *Gathered) Nodes() int { return len(g.reports) }

// Cycles returns the cycles that lead over several nodes, each broken once: those
// within one node are found there, and sooner.
// A graph is made anew each time: reports replace each other whole, so there is nothing to keep up. It costs
// a pass over all reports, and a search for each wait that suspects leaves. It marks victims in its own graph
// only: a cycle that is not confirmed comes again with the next call.
func (g *Gathered) Cycles() (out []Cycle) {
	var graph Graph
	var places []Edge // by the graph's ID
	// In the order of nodes: the same reports give the same cycles.
	for _, node := range g.nodes() {
		for _, w := range g.reports[node].waits {
			graph.Add(uint64(len(places)), w.Waiter, w.Blockers, w.Behind)
			places = append(places, Edge{Node: node, Wait: w.ID, Waiter: w.Waiter})
		}
	}
	for _, id := range graph.suspects() {
		// One wait may be on several cycles; each Check dooms one wait, so this ends.
		for v, ok := graph.Check(id); ok; v, ok = graph.Check(id) {
			if c := cycleOf(v, places); c.spread() {
				out = append(out, c)
			}
		}
	}
	return out
}

// nodes are those with reports, in ascending order.
func (g *Gathered) nodes() []uint32 {
	nodes := make([]uint32, 0, len(g.reports))
	for n := range g.reports {
		nodes = append(nodes, n)
	}
	slices.Sort(nodes)
	return nodes
}

// cycleOf names each wait's node, and whom it waits for on this cycle (it may have further blockers).
func cycleOf(v Victim, places []Edge) Cycle {
	c := make(Cycle, len(v.Waits))
	for i, id := range v.Waits {
		c[i] = places[id]
		c[i].Blocker = v.Cycle[(i+1)%len(v.Cycle)]
	}
	return c
}

// spread reports whether it leads over more than one node.
func (c Cycle) spread() bool {
	return slices.ContainsFunc(c, func(e Edge) bool { return e.Node != c[0].Node })
}

// suspects returns the waits that may be part of a cycle: what is left when those who
// wait for nobody that waits, and those whom nobody that waits is waiting for, are taken
// away, again and again. Long lines of waiters go in one pass.
func (g *Graph) suspects() []uint64 {
	ahead, behind := map[kvpb.TxnID][]kvpb.TxnID{}, map[kvpb.TxnID][]kvpb.TxnID{}
	left := map[kvpb.TxnID]bool{}
	for txn, ws := range g.of {
		left[txn] = true
		for _, w := range ws {
			for _, b := range w.blockers {
				if g.of[b.ID()] != nil {
					ahead[txn] = append(ahead[txn], b.ID())
					behind[b.ID()] = append(behind[b.ID()], txn)
				}
			}
		}
	}
	// Forward: who waits for nobody that waits can't close a cycle. Then back: whom nobody waits for can't
	// either. Each pass is linear in the number of edges, and what is left by the first stays closed under the
	// second.
	prune(left, ahead, behind)
	prune(left, behind, ahead)
	var out []uint64
	for txn := range left {
		for _, w := range g.of[txn] {
			out = append(out, w.id)
		}
	}
	slices.Sort(out)
	return out
}

// prune takes away from left those of whose successors none is left.
// (Kahn's way of sorting topologically: what it can't sort is what is left.)
func prune(left map[kvpb.TxnID]bool, successors, predecessors map[kvpb.TxnID][]kvpb.TxnID) {
	// count is how many of a transaction's successors are left.
	count := map[kvpb.TxnID]int{}
	var done []kvpb.TxnID
	for txn := range left {
		for _, s := range successors[txn] {
			if left[s] {
				count[txn]++
			}
		}
		if count[txn] == 0 {
			done = append(done, txn)
		}
	}
	for len(done) > 0 {
		txn := done[len(done)-1]
		done = done[:len(done)-1]
		delete(left, txn)
		for _, p := range predecessors[txn] {
			if left[p] {
				if count[p]--; count[p] == 0 {
					done = append(done, p)
				}
			}
		}
	}
}

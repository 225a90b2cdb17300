package history

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// dep is how one moment depends on another.
type dep uint8

const (
	ww dep = 1 << iota // the later overwrote what the former wrote
	wr                 // the later read what the former wrote
	rw                 // the later overwrote what the former read
	rt                 // the former had answered before the later was sent
	po                 // both are of one transaction: it began, then read, then committed
)

func (d dep) String() string {
	return map[dep]string{ww: "ww", wr: "wr", rw: "rw", rt: "rt", po: "po"}[d]
}

// edge leads to a node.
type edge struct {
	to  int
	dep dep
	key int
	why string
}

// graph has nodes for the moments of each transaction, and one for each moment at which one
// returned: transaction → its return → the next return … → whoever was sent after. So the
// real-time order costs as many edges as there are transactions. What the level promises is
// that the moments have an order, so that every cycle is an anomaly:
//
//	StrictSerializable  one moment, at which it reads and writes
//	Snapshot            begins and reads → commits; of two writers of a key, the later began when
//	                    the former had committed
//	ReadCommitted       begins → reads of its first statement → … of its last → commits
type graph struct {
	level   Level
	txns    []*Txn // nil: a moment of the real-time order
	moments map[*Txn]*moments
	out     [][]edge
}

// moments are a transaction's nodes.
type moments struct {
	begin, commit int
	reads         map[int]int // of its steps; at ReadCommitted only
}

func newGraph(l Level) *graph { return &graph{level: l, moments: map[*Txn]*moments{}} }

func (g *graph) node(t *Txn) int {
	g.txns, g.out = append(g.txns, t), append(g.out, nil)
	return len(g.txns) - 1
}

// add adds a transaction's moments.
func (g *graph) add(t *Txn) {
	m := &moments{begin: g.node(t)}
	g.moments[t] = m
	last := m.begin
	next := func() int {
		n := g.node(t)
		g.out[last] = append(g.out[last], edge{to: n, dep: po})
		last = n
		return n
	}
	if g.level == ReadCommitted {
		m.reads = map[int]int{}
		for i, o := range t.Ops {
			switch {
			case !o.Read:
			case i > 0 && o.Statement > 0 && t.Ops[i-1].Statement == o.Statement && t.Ops[i-1].Read:
				m.reads[i] = m.reads[i-1]
			default:
				m.reads[i] = next()
			}
		}
	}
	if m.commit = m.begin; g.level != StrictSerializable {
		m.commit = next()
	}
}

// read is the moment of a transaction's step.
func (m *moments) read(op int) int {
	if n, ok := m.reads[op]; ok {
		return n
	}
	return m.begin
}

// wrote: a transaction overwrote what the former wrote.
func (g *graph) wrote(former, later *Txn, key int, why string) {
	a, b := g.moments[former], g.moments[later]
	if a == nil || b == nil || a == b {
		return
	}
	to := b.commit
	if g.level == Snapshot {
		to = b.begin
	}
	g.edge(a.commit, edge{to, ww, key, why})
}

// saw: a transaction's step read what the writer wrote.
func (g *graph) saw(writer, reader *Txn, op, key int, why string) {
	if a, b := g.moments[writer], g.moments[reader]; a != nil && b != nil && a != b {
		g.edge(a.commit, edge{b.read(op), wr, key, why})
	}
}

// missed: a transaction's step did not read what the writer wrote.
func (g *graph) missed(reader *Txn, op int, writer *Txn, key int, why string) {
	if a, b := g.moments[reader], g.moments[writer]; a != nil && b != nil && a != b {
		g.edge(a.read(op), edge{b.commit, rw, key, why})
	}
}

func (g *graph) edge(from int, e edge) { g.out[from] = append(g.out[from], e) }

// realtime adds the order that clients can tell: answered before, sent after.
func (g *graph) realtime(h []*Txn) {
	var returned []*Txn
	for _, t := range h {
		if t.Outcome == Committed && g.moments[t] != nil {
			returned = append(returned, t)
		}
	}
	slices.SortFunc(returned, func(a, b *Txn) int { return cmp.Compare(a.Returned, b.Returned) })
	first := len(g.out)
	for k, t := range returned {
		n := g.node(nil)
		if k > 0 {
			g.edge(n-1, edge{to: n, dep: rt})
		}
		g.edge(g.moments[t].commit, edge{to: n, dep: rt})
	}
	for _, t := range h {
		m := g.moments[t]
		if m == nil {
			continue
		}
		// The last moment before t was sent.
		k, _ := slices.BinarySearchFunc(returned, t.Invoked, func(o *Txn, at int64) int {
			if o.Returned < at {
				return -1
			}
			return 1
		})
		if k > 0 {
			g.edge(first+k-1, edge{to: m.begin, dep: rt})
		}
	}
}

// anomalies reports the shortest telling cycle of each knot of the graph. What the level allows
// is no cycle, and so it hides none.
func (g *graph) anomalies() (out []Anomaly) {
	for _, knot := range g.knots() {
		if a, ok := g.judge(knot); ok {
			out = append(out, a)
		}
	}
	return out
}

// judge names the worst cycle of a knot: the kinds in order, first without the
// real-time order, then with it.
func (g *graph) judge(knot []int) (Anomaly, bool) {
	in := make(map[int]bool, len(knot))
	for _, i := range knot {
		in[i] = true
	}
	for _, extra := range []dep{po, po | rt} {
		suffix := Kind("")
		if extra&rt != 0 {
			suffix = realtime
		}
		for _, try := range []struct {
			kind  Kind
			first dep // some edge of the cycle
			rest  dep // all others
		}{{G0, ww, ww}, {G1c, wr, ww | wr}, {GSingle, rw, ww | wr}, {G2, rw, ww | wr | rw}} {
			if cycle := g.cycle(in, try.first, try.rest|extra); cycle != nil {
				kind := try.kind
				if g.lost(cycle) {
					kind = LostUpdate
				}
				return Anomaly{kind + suffix, g.story(cycle)}, true
			}
		}
		if extra&rt != 0 {
			if cycle := g.cycle(in, rt, rt|po); cycle != nil { // the clocks of the history are broken
				return Anomaly{"clock", g.story(cycle)}, true
			}
		}
	}
	return Anomaly{}, false
}

// step is an edge with where it begins.
type step struct {
	from int
	edge
}

// lost: one read a version that the other overwrote, and overwrote that.
func (g *graph) lost(cycle []step) bool {
	cycle = slices.DeleteFunc(slices.Clone(cycle), func(s step) bool { return s.dep == po })
	return len(cycle) == 2 && cycle[0].key == cycle[1].key &&
		(cycle[0].dep == rw && cycle[1].dep == ww || cycle[0].dep == ww && cycle[1].dep == rw)
}

// cycle finds the shortest cycle within a knot whose first edge is of kind first
// and all others of kinds rest.
func (g *graph) cycle(in map[int]bool, first, rest dep) []step {
	var best []step
	for a := range g.out {
		if !in[a] {
			continue
		}
		for _, e := range g.out[a] {
			if e.dep&first == 0 || !in[e.to] {
				continue
			}
			path := g.path(in, e.to, a, rest)
			if path != nil && (best == nil || len(path)+1 < len(best)) {
				best = append([]step{{a, e}}, path...)
			}
		}
		if len(best) == 2 {
			break
		}
	}
	return best
}

// path finds a shortest path by breadth-first search; not nil if there is one.
func (g *graph) path(in map[int]bool, from, to int, kinds dep) []step {
	came := map[int]step{}
	seen := map[int]bool{from: true}
	for queue := []int{from}; len(queue) > 0; queue = queue[1:] {
		x := queue[0]
		if x == to {
			path := []step{}
			for y := to; y != from; y = came[y].from {
				path = append(path, came[y])
			}
			slices.Reverse(path)
			return path
		}
		for _, e := range g.out[x] {
			if e.dep&kinds != 0 && in[e.to] && !seen[e.to] {
				seen[e.to] = true
				came[e.to] = step{x, e}
				queue = append(queue, e.to)
			}
		}
	}
	return nil
}

// story tells a cycle: its transactions, and why each comes before the next.
func (g *graph) story(cycle []step) string {
	for g.txns[cycle[0].from] == nil { // begin at a transaction
		cycle = append(cycle[1:], cycle[0])
	}
	var b strings.Builder
	b.WriteString("a cycle\n")
	told := map[*Txn]bool{}
	for _, s := range cycle {
		if t := g.txns[s.from]; t != nil && !told[t] {
			told[t] = true
			fmt.Fprintf(&b, "  %v\n", t)
		}
	}
	from := g.txns[cycle[0].from]
	for _, s := range cycle {
		to := g.txns[s.to]
		if to == nil || s.dep == po {
			continue // a moment, or the same transaction
		}
		if s.dep == rt {
			fmt.Fprintf(&b, "  T%d -rt-> T%d: the client of T%d had its answer before T%d was sent\n", from.ID, to.ID, from.ID, to.ID)
		} else {
			fmt.Fprintf(&b, "  T%d -%v-> T%d: key %d, the latter %s\n", from.ID, s.dep, to.ID, s.key, s.why)
		}
		from = to
	}
	return b.String()
}

// knots returns the strongly connected components with more than one node
// (Tarjan 1972, with a stack of its own: histories are long).
func (g *graph) knots() (out [][]int) {
	n := len(g.out)
	index, low := make([]int, n), make([]int, n)
	on := make([]bool, n)
	next := make([]int, n) // edge to follow
	var stack, work []int
	count := 0
	for root := range n {
		if index[root] != 0 {
			continue
		}
		work = append(work, root)
		for len(work) > 0 {
			v := work[len(work)-1]
			if index[v] == 0 {
				count++
				index[v], low[v] = count, count
				stack, on[v] = append(stack, v), true
			}
			if next[v] < len(g.out[v]) {
				w := g.out[v][next[v]].to
				next[v]++
				if index[w] == 0 {
					work = append(work, w)
				} else if on[w] {
					low[v] = min(low[v], index[w])
				}
				continue
			}
			work = work[:len(work)-1]
			if len(work) > 0 {
				p := work[len(work)-1]
				low[p] = min(low[p], low[v])
			}
			if low[v] == index[v] {
				var knot []int
				for {
					w := stack[len(stack)-1]
					stack, on[w] = stack[:len(stack)-1], false
					knot = append(knot, w)
					if w == v {
						break
					}
				}
				if len(knot) > 1 {
					out = append(out, knot)
				}
			}
		}
	}
	return out
}

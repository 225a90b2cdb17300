// Package plan draws what is to happen to a cluster from a seed, writes it on one
// line and reads it back, and shrinks what makes a run fail to what is needed.
//
//	seed ──Draw──► Plan ──String──► "kill@12s+3s:3 isolate@14s+5s:1,2 …" ──Parse──► Plan
//	                 └──Shrink──► the faults without which it does not fail
//
// A plan is data: it opens nothing and hurts nobody. Who carries it out is its
// caller (package fleet).
package plan

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Kind is what happens.
type Kind string

// The kinds. For is how long it lasts; what has no length happens at once.
const (
	Kill    Kind = "kill"    // power cut, and back after For
	Dark    Kind = "dark"    // power cut of all nodes at once; what was not synced is gone everywhere; back after For
	Pause   Kind = "pause"   // the processes of Nodes stand still
	Hang    Kind = "hang"    // the log writers of Nodes stand still, cut off from others; what needs none goes on for their clients
	Crash   Kind = "crash"   // the process dies, and is back after For
	Restart Kind = "restart" // drained, stopped, and back after For
	Rolling Kind = "rolling" // Restart of all nodes, one after the other
	Isolate Kind = "isolate" // Nodes are cut off from all others
	OneWay  Kind = "oneway"  // nothing from Nodes reaches the others
	Deaf    Kind = "deaf"    // nothing from the others reaches Nodes
	Bridge  Kind = "bridge"  // two halves that only the first of Nodes reaches both of
	Flap    Kind = "flap"    // Isolate, on and off every Amount milliseconds
	Slow    Kind = "slow"    // what Nodes send takes Amount milliseconds longer
	Loss    Kind = "loss"    // Amount percent of segments from Nodes are sent again
	Reset   Kind = "reset"   // connections of Nodes break
	Raft    Kind = "raft"    // Amount percent of Raft messages are lost, late or doubled
	Calls   Kind = "calls"   // Amount percent of requests to ranges on Nodes are lost, late or doubled, or their answers are
	Disk    Kind = "disk"    // what Nodes sync is durable Amount milliseconds later, and known to be
	Stuck   Kind = "stuck"   // what Nodes sync is not durable before the end
	Full    Kind = "full"    // disks of Nodes take no more; the nodes start again after For
	Rot     Kind = "rot"     // a bit flips in a file on the disk of Nodes, which are down for For
	Skew    Kind = "skew"    // clocks of Nodes are Amount microseconds ahead
	Drift   Kind = "drift"   // clocks of Nodes run Amount ppm fast
	Jump    Kind = "jump"    // clocks of Nodes step by Amount milliseconds, and are set right after For
	Step    Kind = "step"    // the time sources of Nodes step by Amount milliseconds, and back after For
	Freeze  Kind = "freeze"  // clocks of Nodes stand still
	Lease   Kind = "lease"   // leases move to another store
	Split   Kind = "split"   // a range splits
	Drain   Kind = "drain"   // Nodes give their leases away
	Scatter Kind = "scatter" // replicas move
	Merge   Kind = "merge"   // a range takes its neighbour in
	Replace Kind = "replace" // Nodes are emptied and leave; new nodes join in their places after For
	Upgrade Kind = "upgrade" // Restart, as a build of the next version: of nodes that began as older ones
)

// Kinds are all kinds that are drawn, in order. Upgrade is not: its caller knows who is old.
func Kinds() []Kind {
	return []Kind{
		Kill, Dark, Crash, Restart, Rolling, Pause, Hang, Isolate, OneWay, Deaf, Bridge, Flap, Slow, Loss, Reset, Raft,
		Calls, Disk, Stuck, Full, Rot, Skew, Drift, Jump, Step, Freeze, Lease, Split, Drain, Scatter, Merge, Replace,
	}
}

// Fault is one thing that happens.
type Fault struct {
	Kind   Kind
	At     time.Duration // after the run's start
	For    time.Duration // 0: at once
	Nodes  []int         // whom it hurts, from 1
	Amount int64
}

// String is one word: kind@at+for:nodes=amount.
func (f Fault) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s@%v", f.Kind, f.At)
	if f.For > 0 {
		fmt.Fprintf(&b, "+%v", f.For)
	}
	for i, n := range f.Nodes {
		fmt.Fprintf(&b, "%c%d", ":,"[min(i, 1)], n)
	}
	if f.Amount != 0 {
		fmt.Fprintf(&b, "=%d", f.Amount)
	}
	return b.String()
}

// parseFault reads what String wrote.
func parseFault(s string) (f Fault, err error) {
	bad := func(what string) (Fault, error) { return f, fmt.Errorf("plan: %q: %s", s, what) }
	kind, rest, ok := strings.Cut(s, "@")
	f.Kind = Kind(kind)
	if !ok || f.Kind != Upgrade && !slices.Contains(Kinds(), f.Kind) {
		return bad("no such kind of fault")
	}
	rest, amount, ok := strings.Cut(rest, "=")
	if ok {
		if f.Amount, err = strconv.ParseInt(amount, 10, 64); err != nil {
			return bad("its amount is no number")
		}
	}
	rest, nodes, ok := strings.Cut(rest, ":")
	for n := range strings.SplitSeq(nodes, ",") {
		if !ok {
			break
		}
		i, err := strconv.Atoi(n)
		if err != nil || i < 1 {
			return bad("its nodes are no numbers")
		}
		f.Nodes = append(f.Nodes, i)
	}
	at, lasts, ok := strings.Cut(rest, "+")
	if f.At, err = time.ParseDuration(at); err != nil || f.At < 0 {
		return bad("when?")
	}
	if ok {
		if f.For, err = time.ParseDuration(lasts); err != nil || f.For < 0 {
			return bad("how long?")
		}
	}
	return f, nil
}

// Plan is what happens, in the order of At.
type Plan []Fault

// String is one line that Parse reads.
func (p Plan) String() string {
	words := make([]string, len(p))
	for i, f := range p {
		words[i] = f.String()
	}
	return strings.Join(words, " ")
}

// Parse reads what String wrote.
func Parse(s string) (p Plan, err error) {
	for w := range strings.FieldsSeq(s) {
		f, err := parseFault(w)
		if err != nil {
			return nil, err
		}
		p = append(p, f)
	}
	p.Sort()
	return p, nil
}

// Sort puts it in order.
func (p Plan) Sort() {
	slices.SortStableFunc(p, func(a, b Fault) int { return cmp.Compare(a.At, b.At) })
}

// Shape is what a plan is drawn for.
type Shape struct {
	Nodes int
	Lasts time.Duration
	Every time.Duration // between two faults, on average
	Kinds []Kind        // empty: all
	Error time.Duration // E: clocks go wrong within it, and beyond
	Long  time.Duration // some outages last longer than that; 0: none does
}

// Draw makes the plan of a seed.
func Draw(seed uint64, s Shape) Plan {
	rng := rand.New(rand.NewPCG(seed, 0xfa017))
	kinds := s.Kinds
	if len(kinds) == 0 {
		kinds = Kinds()
	}
	// A run has some kinds only, so that their combinations differ from seed to seed.
	kinds = slices.Clone(kinds)
	rng.Shuffle(len(kinds), func(i, j int) { kinds[i], kinds[j] = kinds[j], kinds[i] })
	kinds = kinds[:1+rng.IntN(min(len(kinds), 8))]
	var p Plan
	for at := time.Duration(0); ; {
		at += time.Duration(rng.ExpFloat64() * float64(s.Every))
		if at >= s.Lasts {
			return p
		}
		f := draw(rng, kinds[rng.IntN(len(kinds))], s)
		f.At = at.Round(time.Millisecond)
		p = append(p, f)
	}
}

func draw(rng *rand.Rand, k Kind, s Shape) Fault {
	f := Fault{Kind: k, For: between(rng, 100*time.Millisecond, 8*time.Second), Nodes: victims(rng, s.Nodes)}
	switch k {
	case Flap:
		f.Amount = 20 + rng.Int64N(600)
	case Slow:
		f.Amount = 1 + rng.Int64N(400)
	case Loss:
		f.Amount = 1 + rng.Int64N(30)
	case Raft:
		f.Amount, f.Nodes = 1+rng.Int64N(30), nil
	case Calls:
		f.Amount = 1 + rng.Int64N(20)
	case Dark:
		f.Nodes, f.For = nil, between(rng, 100*time.Millisecond, 3*time.Second)
	case Disk:
		f.Amount = 1 + rng.Int64N(200)
	case Skew: // within the budget, and beyond
		f.Amount = rng.Int64N(3*s.Error.Microseconds()+1) - 3*s.Error.Microseconds()/2
	case Drift:
		f.Amount = rng.Int64N(4000) - 2000
	case Jump, Step:
		f.Amount = rng.Int64N(4000) - 2000
	case Rolling:
		f.Nodes, f.For = nil, between(rng, 100*time.Millisecond, time.Second)
	case Reset, Lease, Split, Scatter, Merge:
		f.For = 0
	case Full, Rot, Bridge, Hang, Stuck, Freeze, Replace:
		f.Nodes = f.Nodes[:1]
	}
	if outage := slices.Contains(outages, k); outage && s.Long > 0 && rng.IntN(longOneIn) == 0 {
		f.For += s.Long
	}
	return f
}

// outages may last long, one in so many of them.
var outages = []Kind{Kill, Crash, Restart, Isolate, OneWay, Deaf, Stuck, Rot}

const longOneIn = 6

// victims are one node, mostly, and sometimes more.
func victims(rng *rand.Rand, n int) []int {
	all := rng.Perm(n)
	count := 1
	for count < n && rng.IntN(4) == 0 {
		count++
	}
	out := all[:count]
	for i := range out {
		out[i]++
	}
	slices.Sort(out)
	return out
}

func between(rng *rand.Rand, low, high time.Duration) time.Duration {
	return (low + time.Duration(rng.Int64N(int64(high-low)))).Round(time.Millisecond)
}

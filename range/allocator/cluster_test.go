package allocator

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

var (
	seedsFlag = flag.Int("placement.seeds", 400, "simulated clusters per run")
	rangeFlag = flag.Uint64("placement.range", 0, "with a seed: print what happens to this range alone")
	firstFlag = flag.Uint64("placement.first", 1, "the first of the seeds")
	seedFlag  = flag.Uint64("placement.seed", 0, "run this seed alone, and print what it does")
)

// shape is what a seed makes of a world.
type shape struct {
	regions, zones int // 0: no such tier
	nodes          int
	perNode        int
	ranges         int
	uniform        bool // equal sizes and loads, symmetric localities, no pins: counts must come out equal
	events         int
}

func shapeOf(rng *rand.Rand, big bool) shape {
	s := shape{regions: rng.IntN(4), zones: rng.IntN(4), nodes: 1 + rng.IntN(12), perNode: 1, ranges: 1 + rng.IntN(50), uniform: rng.IntN(3) == 0, events: rng.IntN(30)}
	if rng.IntN(8) == 0 {
		s.perNode = 2
	}
	if big {
		s.nodes, s.ranges, s.events = 20+rng.IntN(81), 200+rng.IntN(1800), 10
	}
	if s.uniform {
		s.perNode = 1
		cells := max(1, s.regions) * max(1, s.zones)
		s.nodes = max(1, s.nodes/cells) * cells
	}
	return s
}

func newWorld(seed uint64, big bool) (*world, shape) { return newWorldOf(seed, big, false) }

func newWorldOf(seed uint64, big, nonVoters bool) (*world, shape) {
	rng := rand.New(rand.NewPCG(seed, 7))
	s := shapeOf(rng, big)
	if nonVoters {
		s.uniform = false
	}
	w := &world{rng: rng, nonVoters: nonVoters, o: DefaultOptions(), timing: Timing{DeadAfter: 5 * time.Minute, SuspectFor: 30 * time.Second}, tick: 20 * time.Second, nextID: 1,
		left: map[exit]bool{}, returned: map[exit]bool{}, memory: seed%2 == 0, added: map[uint64]bool{}}
	w.o.MergeAgeMin = 2 * time.Minute
	if big {
		w.o.Limits.SnapshotsToStore, w.o.Limits.SnapshotsFromStore, w.o.Limits.SnapshotsInCluster = 8, 8, 1000
	}
	for n := range s.nodes {
		for range s.perNode {
			w.join(s, uint32(n+1))
		}
	}
	w.makeRanges(s)
	w.setPolicies(s)
	return w, s
}

func (w *world) join(s shape, node uint32) {
	x := Store{ID: uint32(len(w.stores) + 1), Node: node, CapacityBytes: 1 << 50}
	n := int(node) - 1
	if s.regions > 0 {
		x.Locality = append(x.Locality, Tier{"region", fmt.Sprint(n % s.regions)})
	}
	if s.zones > 0 {
		x.Locality = append(x.Locality, Tier{"zone", fmt.Sprint(n / max(1, s.regions) % s.zones)})
	}
	w.stores = append(w.stores, simStore{Store: x, up: true, back: time.Hour})
}

const keyStep = 1 << 20

func (w *world) makeRanges(s shape) {
	lone := w.rng.IntN(2) == 0
	for i := range s.ranges {
		r := Range{ID: w.nextID, Start: key(uint64(i) * keyStep), End: key(uint64(i+1) * keyStep), Generation: 1}
		w.nextID++
		w.load(s, &r)
		n := 1
		if !lone && s.nodes >= 3 {
			n = 3
		}
		for _, j := range w.rng.Perm(s.nodes)[:n] {
			at := j * s.perNode
			if lone {
				at = 0
			}
			r.Replicas = append(r.Replicas, Replica{ID: uint64(at + 1), Store: w.stores[at].ID})
		}
		w.ranges = append(w.ranges, r)
	}
}

func (w *world) load(s shape, r *Range) {
	r.Bytes, r.PerSecond, r.WritesPerSecond, r.Cores = 200<<20, 100, 50, 0.02
	if s.uniform {
		return
	}
	r.Bytes = uint64(w.rng.ExpFloat64() * float64(200<<20))
	r.PerSecond = w.rng.ExpFloat64() * 500
	r.WritesPerSecond = r.PerSecond * w.rng.Float64()
	r.Cores = r.PerSecond * 1e-4
}

// setPolicies draws what spans ask for: the default, five replicas, and pins.
func (w *world) setPolicies(s shape) {
	rows := &Policy{Name: "rows", Replicas: 3}
	system := &Policy{Name: "system", Replicas: 5}
	var over []Override
	for at := uint64(0); !s.uniform && at < uint64(s.ranges); {
		n := uint64(1 + w.rng.IntN(10))
		var p *Policy
		switch w.rng.IntN(4) {
		case 0:
			p = &Policy{Name: "five", Replicas: 5}
		case 1:
			p = &Policy{Name: "one", Replicas: 1}
		case 2:
			if s.regions > 1 {
				m := Match{Key: "region", Value: fmt.Sprint(w.rng.IntN(s.regions))}
				o := Match{Key: "region", Value: fmt.Sprint(w.rng.IntN(s.regions))}
				p = Pin("pinned", m, m, o)
			} else {
				p = &Policy{Name: "all", Replicas: 3, Rules: []Rule{{Where: []Match{{Key: "zone", Value: "0", Not: true}}}}}
			}
		}
		if p != nil {
			end := (at + n) * keyStep
			if w.rng.IntN(4) == 0 {
				end += keyStep / 2 // in the middle of a range
			}
			over = append(over, Override{key(at * keyStep), key(end), p})
			at += n + 1
		}
		at += n
	}
	if w.nonVoters {
		w.drawNonVoters(s, rows)
		for _, o := range over {
			w.drawNonVoters(s, o.Policy)
		}
	}
	t, err := NewTable(rows, system, over...)
	if err != nil {
		panic(err)
	}
	w.table = t
	w.policies()
}

// drawNonVoters has a policy ask for replicas that don't vote: in a region, or anywhere.
func (w *world) drawNonVoters(s shape, p *Policy) {
	if s.regions > 0 {
		where := []Match{{Key: "region", Value: fmt.Sprint(w.rng.IntN(s.regions))}}
		p.NonVoters = append(p.NonVoters, NonVoters{Count: 1 + w.rng.IntN(2), Where: where})
	}
	if w.rng.IntN(2) == 0 {
		p.NonVoters = append(p.NonVoters, NonVoters{Count: 1})
	}
}

func (w *world) policies() {
	for i := range w.ranges {
		r := &w.ranges[i]
		r.Policy, r.PolicyEnd = w.table.At(r.Start)
	}
}

// event is one thing that happens to the world.
func (w *world) event(s shape) {
	x := &w.stores[w.rng.IntN(len(w.stores))]
	switch w.rng.IntN(13) {
	case 0, 1, 2:
		x.up = false
	case 3, 4, 5:
		w.start(x)
	case 6:
		if len(w.stores) < 110 {
			w.join(s, uint32(w.stores[len(w.stores)-1].Node+1))
		}
	case 7:
		x.Member = Decommissioning
	case 8:
		x.Member = Draining
	case 9:
		x.Member = Active
	case 10:
		for i := range w.ranges {
			w.load(s, &w.ranges[i])
		}
	case 11:
		if w.rng.IntN(3) == 0 {
			w.setPolicies(s)
		}
	case 12:
		x.Degraded = !x.Degraded
	}
}

// start brings a store back: what it held is behind until it has caught up.
func (w *world) start(x *simStore) {
	if x.up {
		return
	}
	x.up = true
	for i := range w.ranges {
		if j := w.ranges[i].Find(x.ID); j >= 0 {
			w.ranges[i].Replicas[j].Behind = true
		}
	}
}

// settle ends the events: some stores stay dead where no range's quorum depends on
// them, draining ones come back, and time passes until health stands still.
func (w *world) settle() {
	for i := range w.stores {
		x := &w.stores[i]
		x.Degraded = false
		if x.Member == Draining {
			x.Member = Active
		}
		if !x.up && (w.rng.IntN(2) == 0 || CheckRemoval(w.allUp(), x.ID) != nil) {
			w.start(x)
		}
	}
	for i := range w.ranges {
		if !Quorum(w.ranges[i].Replicas, func(x *Replica) bool { return w.store(x.Store).up }) {
			for j := range w.stores {
				w.start(&w.stores[j])
			}
		}
	}
	for range w.timing.DeadAfter/w.tick + 5 {
		w.step()
	}
}

func (w *world) allUp() *Snapshot {
	s := w.snapshot()
	for i := range s.Stores {
		s.Stores[i].Health = Live
		if !w.stores[i].up {
			s.Stores[i].Health = Unreachable
		}
	}
	return s
}

// run plays a seed: events, then quiet until nothing is decided any more.
func (w *world) run(s shape) {
	for range s.events {
		for range w.rng.IntN(3) {
			w.event(s)
		}
		w.step()
	}
	w.settle()
	w.stable = true
	w.log = w.log[:0]
	quiet, most := 0, 200+40*len(w.ranges)
	for range most {
		p := w.step()
		w.last = p
		if w.err != nil {
			return
		}
		if quiet++; len(p.Decisions) > 0 || waiting(&p) || w.catchingUp() {
			quiet = 0
		}
		if quiet == 4 {
			w.judgeEnd(s)
			return
		}
	}
	for i := range w.ranges {
		w.log = append(w.log, fmt.Sprintf("range %d: ends as %v lease %d", w.ranges[i].ID, w.ranges[i].Replicas, w.ranges[i].Lease))
	}
	w.fail("does not converge: %d decisions after %d passes; last %v, waits %v", len(w.last.Decisions), most, w.last.Decisions, w.last.Waits)
}

// waiting reports whether a pass waits for something that will come.
func waiting(p *Plan) bool {
	return slices.ContainsFunc(p.Waits, func(d Decision) bool { return strings.Contains(d.Why, "waits for") })
}

func (w *world) catchingUp() bool {
	return slices.ContainsFunc(w.ranges, func(r Range) bool {
		return slices.ContainsFunc(r.Replicas, func(x Replica) bool { return x.Behind && w.store(x.Store).up })
	})
}

// judgeEnd holds the final state against what was promised.
func (w *world) judgeEnd(s shape) {
	c, err := New(w.snapshot(), w.o)
	if err != nil {
		w.fail("%v", err)
		return
	}
	for i := range w.ranges {
		w.judgeRange(c, &w.ranges[i], int32(i))
	}
	if s.uniform {
		w.judgeBalance(c, s)
	}
}

func (w *world) judgeRange(c *Cluster, r *Range, i int32) {
	v := c.look(i)
	if v.lease < 0 {
		w.fail("end: range %d has no leaseholder: %v", r.ID, r.Replicas)
		return
	}
	for j, x := range r.Replicas {
		if x.Role != Voter && !slices.Contains(v.nonVoters, v.at[j]) || x.Behind && w.store(x.Store).up {
			w.fail("end: range %d still has %v", r.ID, r.Replicas)
		}
	}
	for k, lacks := range v.lacks {
		if lacks > 0 && c.bestNonVoter(v, k).to >= 0 {
			w.fail("end: range %d lacks %d of %v: %v", r.ID, lacks, r.Policy.NonVoters[k], r.Replicas)
		}
	}
	room := 0 // nodes that could hold a voter
	nodes := map[uint32]bool{}
	for _, s := range v.pol.eligible {
		if !nodes[c.stores[s].Node] {
			nodes[c.stores[s].Node], room = true, room+1
		}
	}
	want := r.Policy.Replicas
	switch {
	case room >= want && (len(v.good) != want || len(v.bad) > 0):
		w.fail("end: range %d has %d good and %d bad voters of %d, and %d nodes are there", r.ID, len(v.good), len(v.bad), want, room)
	case len(v.good) > want:
		w.fail("end: range %d has %d voters of %d", r.ID, len(v.good), want)
	case room >= 3 && want >= 3 && len(v.good) < 3:
		w.fail("end: range %d has %d good voters, and %d nodes are there", r.ID, len(v.good), room)
	}
	if _, ok := c.leaseTarget(v, v.lease); ok && c.stores[v.lease].Member != Active {
		w.fail("end: range %d has its lease on %s", r.ID, c.name(v.lease))
	}
	if len(v.bad) == 0 && len(r.Policy.Rules) == 0 && v.calm {
		if got, best := w.diversity(c, v.good), w.bestDiversity(c, v.pol.eligible, len(v.good)); got < best {
			w.fail("end: range %d on %v has diversity %d, %d is possible", r.ID, c.ids(v.good), got, best)
		}
	}
}

func (w *world) diversity(c *Cluster, sites []int32) (sum int64) {
	for i, a := range sites {
		for _, b := range sites[:i] {
			sum += max(0, w.trueDist(c, a, b))
		}
	}
	return sum
}

func (w *world) trueDist(c *Cluster, a, b int32) int64 {
	return storeDistance(c.stores[a].Store, c.stores[b].Store, w.depth())
}

func (w *world) depth() (d int) {
	for i := range w.stores {
		d = max(d, len(w.stores[i].Locality))
	}
	return d
}

// bestDiversity builds the most diverse set of n one by one. TestGreedyDiversity
// shows that this finds the best there is.
func (w *world) bestDiversity(c *Cluster, eligible []int32, n int) int64 {
	var set []int32
	for len(set) < n {
		best, most := int32(-1), neverChosen
		for _, s := range eligible {
			sum := int64(0)
			for _, o := range set {
				sum += w.trueDist(c, s, o)
			}
			if !slices.Contains(set, s) && sum > most {
				best, most = s, sum
			}
		}
		if best < 0 || most < 0 {
			return -1
		}
		set = append(set, best)
	}
	return w.diversity(c, set)
}

// Tolerances of counts over equal stores: beyond the promised 5 % of the mean and
// the range itself, what a single move that keeps the leaseholder in place cannot mend.
const (
	evenSlack = 2
	evenShare = 0.12
	// A lease goes only to a voter, one step at a time, and not along a chain.
	evenLeases = 0.20
)

func (w *world) judgeBalance(c *Cluster, s shape) {
	if slices.ContainsFunc(w.ranges, func(r Range) bool { return voters(r.Replicas) == 1 && r.Policy.Replicas > 1 }) {
		return // what has too few nodes stays where it is
	}
	byCell := map[string][]Usage{} // stores at one place are interchangeable
	for i, u := range c.Usage() {
		if x := &c.stores[i]; x.target {
			byCell[x.Locality.String()] = append(byCell[x.Locality.String()], u)
		}
	}
	for cell, us := range byCell {
		for _, of := range []struct {
			what  string
			share float64
			get   func(Usage) int
		}{{"ranges", evenShare, func(u Usage) int { return u.Ranges }}, {"leases", evenLeases, func(u Usage) int { return u.Leases }}} {
			lo, hi, sum := 1<<30, 0, 0
			for _, u := range us {
				lo, hi, sum = min(lo, of.get(u)), max(hi, of.get(u)), sum+of.get(u)
			}
			if slack := evenSlack + of.share*float64(sum)/float64(len(us)); float64(hi-lo) > slack {
				w.fail("end: at %q stores hold from %d to %d %s, want a difference of at most %.1f", cell, lo, hi, of.what, slack)
			}
		}
	}
}

// TestSimulatedNonVoters has policies that ask for replicas that don't vote, beside all that happens to the others.
func TestSimulatedNonVoters(t *testing.T) {
	first, n := *firstFlag, uint64(*seedsFlag)/2
	if testing.Short() {
		n /= 8
	}
	if *seedFlag != 0 {
		first, n = *seedFlag, 1
	}
	var steps, stay int
	for seed := first; seed < first+n; seed++ {
		w, s := newWorldOf(seed, false, true)
		w.run(s)
		if w.err != nil {
			t.Errorf("seed %d: %v", seed, w.err)
		}
		if *seedFlag != 0 {
			t.Log(strings.Join(w.history(*rangeFlag), "\n"))
		}
		steps += w.steps
		for i := range w.ranges {
			stay += len(w.ranges[i].Replicas) - voters(w.ranges[i].Replicas)
		}
	}
	t.Logf("%d clusters, %d steps, %d replicas without a vote in the end", n, steps, stay)
	if stay < int(n) {
		t.Errorf("%d replicas without a vote in %d clusters: too few to show anything", stay, n)
	}
}

func play(seed uint64, big bool, broken planted) *world {
	w, s := newWorld(seed, big)
	w.o.broken = broken
	w.run(s)
	return w
}

func TestSimulatedClusters(t *testing.T) {
	first, n := *firstFlag, uint64(*seedsFlag)
	if testing.Short() {
		n /= 8
	}
	if *seedFlag != 0 {
		first, n = *seedFlag, 1
	}
	var moves, wasted, steps, returns int
	for seed := first; seed < first+n; seed++ {
		w := play(seed, seed%2000 == 0, planted{})
		if w.err != nil {
			t.Errorf("seed %d: %v", seed, w.err)
		}
		if *seedFlag != 0 {
			t.Log(strings.Join(w.history(*rangeFlag), "\n"))
		}
		returns += w.returns
		moves, wasted, steps = moves+w.moves, wasted+w.wasted, steps+w.steps
	}
	t.Logf("%d clusters, %d steps; in the stable state %d learners added, %d of them unused, %d where the range had been before", n, steps, moves, wasted, returns)
	if returns+wasted > 2+moves/100 {
		t.Errorf("%d of %d moves were for nothing", returns+wasted, moves)
	}
}

func (w *world) history(rangeID uint64) (out []string) {
	for _, l := range w.log {
		if rangeID == 0 || strings.Contains(l, fmt.Sprintf("range %d:", rangeID)) {
			out = append(out, l)
		}
	}
	return out
}

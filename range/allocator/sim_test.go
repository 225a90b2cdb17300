package allocator

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/isochrondb/isochron/kv/keys"
)

// world is a simulated cluster: what stores and ranges truly are, a Raft that
// carries out decisions as the real one would, and the rules that a step may not break.
type world struct {
	rng    *rand.Rand
	o      Options
	timing Timing
	tick   time.Duration

	stores []simStore
	ranges []Range // by Start
	table  *Table
	last   Plan
	nextID uint64

	stable    bool            // nothing happens any more
	left      map[exit]bool   // in the stable state
	added     map[uint64]bool // replicas added in it that have not become voters
	returned  map[exit]bool   // and to which it came back
	vain      map[exit]int    // how often a learner was added there and removed unused; nil: not asked for
	nonVoters bool            // policies ask for replicas that don't vote
	memory    bool            // the driver remembers them, as Range.Left
	returns   int
	moves     int // learners added in the stable state
	wasted    int // and removed unused
	again     int // how often at most one range was given a learner in vain at one place
	steps     int
	err       error
	log       []string
}

type simStore struct {
	Store
	up           bool
	silent, back time.Duration
}

func key(n uint64) keys.Key { return binary.BigEndian.AppendUint64(keys.Key{keys.Rows}, n) }

func (w *world) fail(format string, args ...any) {
	if w.err == nil {
		w.err = fmt.Errorf(format, args...)
	}
}

func (w *world) store(id uint32) *simStore {
	return &w.stores[id-1] // they are numbered as they join
}

func (w *world) rangeAt(id uint64) int {
	return slices.IndexFunc(w.ranges, func(r Range) bool { return r.ID == id })
}

// well is the truth that quorums are counted by.
func (w *world) well(x *Replica) bool {
	s := w.store(x.Store)
	return s.up && !s.Degraded && !x.Behind
}

// pass of time: health, elections, catching up.
func (w *world) elapse() {
	for i := range w.stores {
		s := &w.stores[i]
		if s.up {
			s.silent, s.back = 0, s.back+w.tick
		} else {
			s.silent, s.back = s.silent+w.tick, 0
		}
		s.Health = w.timing.Health(s.silent, s.back)
		s.UsedBytes = 0
	}
	for i := range w.ranges {
		r := &w.ranges[i]
		r.Age, r.LeaseFor = r.Age+w.tick, r.LeaseFor+w.tick
		up := Quorum(r.Replicas, func(x *Replica) bool { s := w.store(x.Store); return s != nil && s.up })
		for j := range r.Replicas {
			x := &r.Replicas[j]
			if s := w.store(x.Store); s != nil {
				s.UsedBytes += r.Bytes
				if x.Behind && s.up && up && w.rng.IntN(2) == 0 {
					x.Behind = false
				}
			}
		}
		w.elect(r, Quorum(r.Replicas, w.well))
	}
}

func (w *world) elect(r *Range, quorum bool) {
	if i := r.Find(r.Lease); i >= 0 && w.well(&r.Replicas[i]) && r.Replicas[i].Role != Learner && quorum {
		return
	}
	r.Lease = 0
	if !quorum {
		return
	}
	for _, j := range w.rng.Perm(len(r.Replicas)) {
		if x := &r.Replicas[j]; x.Role != Learner && w.well(x) {
			r.Lease, r.LeaseFor = x.Store, 0
			for i := range r.Replicas {
				r.Replicas[i].Begun = false
			}
			return
		}
	}
}

func (w *world) snapshot() *Snapshot {
	s := &Snapshot{Ranges: slices.Clone(w.ranges)}
	for i := range s.Ranges {
		s.Ranges[i].Replicas = slices.Clone(s.Ranges[i].Replicas)
	}
	for _, x := range w.stores {
		s.Stores = append(s.Stores, x.Store)
	}
	return s
}

// step lets time pass, decides, and carries out. It returns what was decided.
func (w *world) step() Plan {
	w.elapse()
	c, err := New(w.snapshot(), w.o)
	if err != nil {
		w.fail("%v", err)
		return Plan{}
	}
	p := c.Pass()
	w.audit(c)
	for i := range p.Decisions {
		if w.stable || w.rng.IntN(8) > 0 { // a driver may lose some
			w.carryOut(&p.Decisions[i])
		}
	}
	return p
}

func (w *world) carryOut(d *Decision) {
	i := w.rangeAt(d.Range)
	if i < 0 || w.err != nil {
		w.fail("%v: no such range", d)
		return
	}
	w.steps++
	r := &w.ranges[i]
	if len(w.log) < 1<<16 {
		w.log = append(w.log, fmt.Sprintf("%v | %v lease %d", d, r.Replicas, r.Lease))
	}
	switch {
	case d.Generation != r.Generation:
		w.fail("%v: decided for another generation", d)
	case d.Why == "" || d.Reason == NoReason:
		w.fail("%v: gives no reason", d)
	case !Quorum(r.Replicas, w.well):
		w.fail("rule 1: %v: decided without a quorum: %v", d, r.Replicas)
	}
	switch d.Action {
	case Split:
		w.split(i, d)
		return
	case Merge:
		w.merge(i, d)
		return
	}
	after, lease, err := d.Apply(r)
	if err != nil {
		w.fail("%v: %v: %v", d, err, r.Replicas)
		return
	}
	if d.Action == AddLearner {
		after[len(after)-1].ID, after[len(after)-1].Begun = w.nextID, true
		w.nextID++
	}
	w.judge(d, r, after, lease)
	if r.Lease != lease {
		r.LeaseFor = 0
		for i := range after {
			after[i].Begun = false
		}
	}
	r.Replicas, r.Lease = after, lease
	if d.Action != TransferLease {
		r.Generation++
	}
	switch d.Reason {
	case Grow, Repair, Decommission, Shrink:
		clear(w.left) // the cluster holds more or less than before: another state
	}
}

// judge holds one step against the rules of the package comment.
func (w *world) judge(d *Decision, r *Range, after []Replica, lease uint32) {
	switch at := r.Find(lease); {
	case !Quorum(after, w.well):
		w.fail("rule 1: %v: loses the quorum: %v", d, after)
	case d.Action == Change && r.Joint():
		w.fail("rule 1: %v: changes voters within a joint configuration: %v", d, r.Replicas)
	case slices.Contains(d.Demote, r.Lease) || d.Action == Remove && d.Store == r.Lease:
		w.fail("rule 3: %v: demotes the leaseholder", d)
	case at < 0 || !w.well(&r.Replicas[at]):
		w.fail("%v: gives the lease to a replica that is not well: %v", d, r.Replicas)
	}
	before, now := w.goodVoters(r.Replicas), w.goodVoters(left(slices.Clone(after)))
	if w.usableNodes(r.Policy) >= r.Policy.Replicas && now < min(before, r.Policy.Replicas) {
		w.fail("rule 2: %v: %d good voters fall to %d: %v", d, before, now, after)
	}
	for _, id := range d.Promote {
		for _, x := range left(slices.Clone(after)) {
			if x.Role == Voter && x.Store != id && w.store(x.Store).Node == w.store(id).Node && voters(r.Replicas) > 1 {
				w.fail("rule 4: %v: two voters on node %d", d, w.store(id).Node)
			}
		}
	}
	if w.stable {
		w.judgeStable(d, r)
	}
}

// exit is a store that a range has left, and why.
type exit struct {
	rangeID uint64
	store   uint32
	why     Reason
}

// judgeStable sees that no range moves back to a store that it left for the same
// reason: for balance after balance, for diversity after diversity.
func (w *world) judgeStable(d *Decision, r *Range) {
	switch d.Action {
	case AddLearner:
		w.moves++
		if w.left[exit{r.ID, d.Store, d.Reason}] {
			w.returns++
			w.left[exit{r.ID, d.Store, d.Reason}] = false
			if w.memory || w.returned[exit{r.ID, d.Store, d.Reason}] {
				w.fail("oscillates: %v: it left that store in this same state", d)
			}
			w.returned[exit{r.ID, d.Store, d.Reason}] = true
		}
		w.added[w.nextID-1] = true
	case Change:
		for _, s := range d.Demote {
			w.left[exit{r.ID, s, d.Reason}] = d.Reason != Cold
			if w.memory && d.Reason == Rebalance {
				r.Left = append(r.Left, s)
			}
		}
		for _, s := range d.Promote {
			delete(w.added, r.Replicas[r.Find(s)].ID)
		}
	case Remove:
		if j := r.Find(d.Store); w.added[r.Replicas[j].ID] {
			w.wasted++
			if at := (exit{r.ID, d.Store, NoReason}); w.vain != nil {
				w.vain[at]++
				w.again = max(w.again, w.vain[at])
			}
		}
	}
}

func (w *world) goodVoters(replicas []Replica) (n int) {
	for _, x := range replicas {
		s := w.store(x.Store)
		if x.Role == Voter && s != nil && s.Health != Dead && s.Member <= Draining {
			n++
		}
	}
	return n
}

func (w *world) usableNodes(p *Policy) int {
	nodes := map[uint32]bool{}
	for i := range w.stores {
		if s := &w.stores[i]; s.Health == Live && s.Member == Active && !s.Degraded && !slices.ContainsFunc(p.Rules, func(u Rule) bool { return u.Voters == 0 && !u.Meets(s.Locality) }) {
			nodes[s.Node] = true
		}
	}
	return len(nodes)
}

func (w *world) split(i int, d *Decision) {
	r := w.ranges[i]
	at := d.At
	if at == nil {
		lo, hi := ends(&r)
		if hi-lo < 2 {
			return
		}
		at = key(lo + (hi-lo)/2)
	}
	right := r
	right.ID, right.Start, right.Replicas, right.Sticky = w.nextID, at, slices.Clone(r.Replicas), false
	w.nextID++
	right.Bytes, right.PerSecond, right.WritesPerSecond, right.Cores = r.Bytes/2, r.PerSecond/2, r.WritesPerSecond/2, r.Cores/2
	l := right
	l.ID, l.Start, l.End, l.Replicas, l.Bytes, l.Sticky = r.ID, r.Start, at, r.Replicas, r.Bytes-right.Bytes, r.Sticky
	l.Generation, right.Generation, l.Age, right.Age = r.Generation+1, r.Generation+1, 0, 0
	w.ranges[i] = l
	w.ranges = slices.Insert(w.ranges, i+1, right)
	w.policies()
	clear(w.left)
}

// ends are the numbers of the keys where a range begins and ends.
func ends(r *Range) (lo, hi uint64) {
	lo, hi = binary.BigEndian.Uint64(r.Start[1:]), uint64(1<<63)
	if len(r.End) == 9 {
		hi = binary.BigEndian.Uint64(r.End[1:])
	}
	return lo, hi
}

func (w *world) merge(i int, d *Decision) {
	if i+1 >= len(w.ranges) || w.ranges[i+1].ID != d.With {
		w.fail("%v: not its neighbour", d)
		return
	}
	l, r := &w.ranges[i], &w.ranges[i+1]
	for _, x := range r.Replicas {
		if j := l.Find(x.Store); j < 0 || l.Replicas[j].Role != Voter || x.Role != Voter {
			w.fail("%v: the two do not lie alike: %v, %v", d, l.Replicas, r.Replicas)
		}
	}
	if l.Policy != r.Policy || l.Lease != r.Lease || len(l.Replicas) != len(r.Replicas) {
		w.fail("%v: not of one policy, lease or number", d)
	}
	l.End, l.Bytes, l.PerSecond = r.End, l.Bytes+r.Bytes, l.PerSecond+r.PerSecond
	l.WritesPerSecond, l.Cores, l.Age = l.WritesPerSecond+r.WritesPerSecond, l.Cores+r.Cores, min(l.Age, r.Age)
	l.Generation = max(l.Generation, r.Generation) + 1
	w.ranges = slices.Delete(w.ranges, i+1, i+2)
	clear(w.left)
}

func voters(replicas []Replica) (n int) {
	for _, x := range replicas {
		if x.Role == Voter {
			n++
		}
	}
	return n
}

// audit sees that what is planned for stores is the sum of what is planned for ranges.
func (w *world) audit(c *Cluster) {
	sum := make([]amounts, len(c.stores))
	for i := range c.ranges {
		r := &c.ranges[i]
		for _, s := range r.planned {
			sum[s].add(&r.adds, 1)
		}
		if r.lease >= 0 {
			sum[r.lease].add(&r.leads, 1)
		}
	}
	for i := range sum {
		for k, want := range sum[i] {
			if got := c.stores[i].planned[k]; math.Abs(got-want) > 1e-6*(1+want) {
				w.fail("rule 6: store %d is planned to hold %v of kind %d, its ranges add up to %v", c.stores[i].ID, got, k, want)
			}
		}
	}
}

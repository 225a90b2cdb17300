package placement

import (
	"encoding/binary"
	"fmt"
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
	nextID uint64

	stable bool                       // nothing happens any more
	left   map[uint64]map[uint32]bool // stores that a range has left in the stable state
	moves  int                        // learners added in the stable state
	wasted int                        // and removed unused
	steps  int
	err    error
	log    []string
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
	for i := range w.stores {
		if w.stores[i].ID == id {
			return &w.stores[i]
		}
	}
	return nil
}

func (w *world) rangeAt(id uint64) int {
	return slices.IndexFunc(w.ranges, func(r Range) bool { return r.ID == id })
}

// well is the truth that quorums are counted by.
func (w *world) well(x *Replica) bool {
	s := w.store(x.Store)
	return s != nil && s.up && !x.Behind
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
		r.Age += w.tick
		quorum := Quorum(r.Replicas, w.well)
		for j := range r.Replicas {
			x := &r.Replicas[j]
			if s := w.store(x.Store); s != nil {
				s.UsedBytes += r.Bytes
				if x.Behind && s.up && quorum && w.rng.IntN(2) == 0 {
					x.Behind = false
				}
			}
		}
		w.elect(r, quorum)
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
			r.Lease = x.Store
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
	w.judge(d, r, after, lease)
	r.Replicas, r.Lease = after, lease
	if d.Action != TransferLease {
		r.Generation++
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
	if w.usableNodes() >= r.Policy.Replicas && now < min(before, r.Policy.Replicas) {
		w.fail("rule 2: %v: %d good voters fall to %d: %v", d, before, now, after)
	}
	nodes := map[uint32]bool{}
	for _, x := range left(slices.Clone(after)) {
		if s := w.store(x.Store); x.Role == Voter && s != nil {
			if nodes[s.Node] {
				w.fail("rule 4: %v: two voters on node %d", d, s.Node)
			}
			nodes[s.Node] = true
		}
	}
	if w.stable {
		w.judgeStable(d, r)
	}
}

func (w *world) judgeStable(d *Decision, r *Range) {
	if w.left[r.ID] == nil {
		w.left[r.ID] = map[uint32]bool{}
	}
	switch d.Action {
	case AddLearner:
		w.moves++
		if w.left[r.ID][d.Store] {
			w.fail("oscillates: %v: it left that store in this same state", d)
		}
	case Change:
		for _, s := range d.Demote {
			w.left[r.ID][s] = true
		}
	case Remove:
		if !w.left[r.ID][d.Store] {
			w.wasted++
			w.left[r.ID][d.Store] = true
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

func (w *world) usableNodes() int {
	nodes := map[uint32]bool{}
	for i := range w.stores {
		if s := &w.stores[i]; s.Health == Live && s.Member == Active {
			nodes[s.Node] = true
		}
	}
	return len(nodes)
}

func (w *world) split(i int, d *Decision) {
	r := w.ranges[i]
	at := d.At
	if at == nil {
		lo, hi := binary.BigEndian.Uint64(r.Start[1:]), uint64(1<<63)
		if len(r.End) == 9 {
			hi = binary.BigEndian.Uint64(r.End[1:])
		}
		if hi-lo < 2 {
			return
		}
		at = key(lo + (hi-lo)/2)
	}
	right := r
	right.ID, right.Start, right.Replicas = w.nextID, at, slices.Clone(r.Replicas)
	w.nextID++
	right.Bytes, right.PerSecond, right.WritesPerSecond, right.Cores = r.Bytes/2, r.PerSecond/2, r.WritesPerSecond/2, r.Cores/2
	l := right
	l.ID, l.Start, l.End, l.Replicas, l.Bytes = r.ID, r.Start, at, r.Replicas, r.Bytes-right.Bytes
	l.Generation, right.Generation, l.Age, right.Age = r.Generation+1, r.Generation+1, 0, 0
	w.ranges[i] = l
	w.ranges = slices.Insert(w.ranges, i+1, right)
	w.policies()
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
	l.WritesPerSecond, l.Cores, l.Age = l.WritesPerSecond+r.WritesPerSecond, l.Cores+r.Cores, 0
	l.Generation = max(l.Generation, r.Generation) + 1
	w.ranges = slices.Delete(w.ranges, i+1, i+2)
}

func (w *world) policies() {
	for i := range w.ranges {
		w.ranges[i].Sample = nil
	}
}

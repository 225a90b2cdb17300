package allocator

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/isochrondb/isochron/kv/keys"
)

// Plan is what one pass over all ranges found.
//
// It belongs to the caller. The decisions hold for the snapshot; since each is of
// another range they may be carried out at the same time. Those for which the
// range has changed meanwhile are dropped.
type Plan struct {
	Decisions []Decision // to be carried out, in any order; one for a range at most
	Waits     []Decision // of action None: why a range is left as it is; the first Limits.WaitsPass

	// How many ranges have no quorum or no leaseholder, fewer good voters than their
	// policy asks for (and the cluster could give), or voters where its rules do not want them.
	// Counted over all ranges of the pass, also those for which nothing was
	// decided.
	Unavailable, Short, Violating int
}

// Done reports whether nothing is left to do or to wait for.
func (p *Plan) Done() bool { return len(p.Decisions) == 0 && len(p.Waits) == 0 }

// Pass decides the next step of every range, within the limits, each in view of
// those before it. What is broken comes first, of that what survives the fewest
// further losses, and balance last, the largest gain
// first, and only once little else is left to do. A second pass over the same
// Cluster finds what was left; the ranges that have a step do not get another.
//
// Two rounds: in the first all ranges are decided, and moves for balance only
// noted (hold). They begin in the second, and only if few ranges wait for more
// than balance (PendingShare): where those go changes what balance is. O(ranges ×
// voters × stores) without policies that say where.
func (c *Cluster) Pass() Plan {
	var p Plan
	// While hold is set, move notes a candidate and decides nothing.
	c.hold, c.pending, c.candidates = true, 0, c.candidates[:0]
	for _, i := range c.order() {
		d := c.pass(&p, i)
		c.count(&p, &d)
	}
	c.hold = false
	if float64(c.pending) > c.o.Limits.PendingShare*float64(len(c.ranges)) {
		return p
	}
	// Ties by the order of ranges, so that one picture gives one plan.
	slices.SortFunc(c.candidates, func(a, b candidate) int { return cmp.Or(cmp.Compare(b.gain, a.gain), cmp.Compare(a.i, b.i)) })
	for _, x := range c.candidates {
		w := &c.ranges[x.i]
		// The range is decided anew: stores have been filled since it was noted, and
		// its best move may be another, or none.
		if !w.touched && c.mayReceive(x.to) && c.maySend(w.lease, c.balanceMost()) {
			c.pass(&p, x.i)
		}
	}
	return p
}

// order lists the ranges that may be decided: the urgent ones by how many further
// losses they survive, then the others.
// Those decided in this Cluster, and those that do not count, are left out.
func (c *Cluster) order() []int32 {
	var urgent []candidate
	rest := make([]int32, 0, len(c.ranges))
	for i := range c.ranges {
		switch w := &c.ranges[i]; {
		case !w.counted || w.touched:
		case c.urgent(int32(i)):
			urgent = append(urgent, candidate{i: int32(i), gain: c.survives(w)})
		default:
			rest = append(rest, int32(i))
		}
	}
	// gain is, here, how many losses are survived: the fewest first.
	slices.SortStableFunc(urgent, func(a, b candidate) int { return cmp.Compare(a.gain, b.gain) })
	all := make([]int32, 0, len(urgent)+len(rest))
	for _, x := range urgent {
		all = append(all, x.i)
	}
	return append(all, rest...)
}

// survives counts the voters that a range can lose; it is negative for one that has lost too many.
// In a joint configuration it counts both halves as one, which is near enough for
// an order.
func (c *Cluster) survives(w *work) float64 {
	n, well := 0, 0
	for j := range w.Replicas {
		if w.Replicas[j].Role == Learner {
			continue
		}
		n++
		if c.stores[w.at[j]].votes && c.stores[w.at[j]].good {
			well++
		}
	}
	// Voters beyond a quorum.
	return float64(well - (n/2 + 1))
}

// count counts what a range lacks, and whether it is one that balance waits for.
// It reads the view that deciding has just left in scratch.
func (c *Cluster) count(p *Plan, d *Decision) {
	v := &c.scratch.view
	switch {
	case d.Reason == Unavailable:
		p.Unavailable++
	case len(v.good) < v.pol.Replicas && (len(v.bad)+len(v.learners) > 0 || d.Action != None):
		p.Short++ // not where the cluster is too small for more
	}
	if c.violations(v, v.voters, -1, -1) > 0 {
		p.Violating++
	}
	switch d.Reason {
	case Grow, Repair, Decommission, Shrink, Rules, Diversity, FullDisk, Cold:
		c.pending++
	}
}

// urgent reports whether a range may need more than balance.
// It is a quick look, and may be wrong to one side: a range is then only decided
// earlier. Draining stores make all their ranges urgent, since their leases must
// go.
func (c *Cluster) urgent(i int32) bool {
	w := &c.ranges[i]
	learners, stay := 0, 0
	for j, s := range w.at {
		switch x := &w.Replicas[j]; {
		case x.Role > Learner || x.Differs || !c.stores[s].holds:
			return true
		case x.Role == Learner:
			learners++
		}
	}
	if learners > 0 && len(w.Policy.NonVoters) > 0 {
		// The only case in which a range that rests has learners.
		stay = len(c.look(i).nonVoters)
	}
	return learners > stay || len(w.at)-learners != w.Policy.Replicas
}

// pass decides one range and puts the outcome into the plan. Waits beyond
// WaitsPass are dropped: they are for people, who do not read thousands.
func (c *Cluster) pass(p *Plan, i int32) Decision {
	d := c.decide(i)
	if d.Action != None {
		c.note(&c.ranges[i], &d)
		p.Decisions = append(p.Decisions, d)
	} else if d.Why != "" && len(p.Waits) < c.o.Limits.WaitsPass {
		p.Waits = append(p.Waits, d)
	}
	return d
}

// decide decides and plans: it leaves on the stores what the decision leads to.
// The plan stays even if the decision is to wait: the range is going where it
// waits to go.
func (c *Cluster) decide(i int32) Decision {
	w := &c.ranges[i]
	c.lift(w, -1)
	c.planNow(w)
	d := c.choose(i)
	c.plan(&c.scratch.view, &d)
	c.lift(w, 1)
	return d
}

// lift takes what is planned of a range off its stores (sign -1) while it is being
// decided, or puts it back (1). The range that is to be merged into it goes where
// it goes, and must not drive it away.
// It must be called in pairs, with nothing but plan in between that changes what
// is planned of w: what is put back is what is planned by then.
func (c *Cluster) lift(w *work, sign float64) {
	c.addWork(w, sign)
	if w.right >= 0 {
		c.addWork(&c.ranges[w.right], sign)
	}
}

// plan sets where a range's voters and lease will be once what d is a step of is done (rule 6).
//
//	grow, repair, decommission    good voters, learners, and the one that is added
//	replicas that don't vote      where they are, and the one that is added
//	an exchange                   voters, with to in from's place (also while it waits)
//	to be merged (Cold)           the left one's stores and leaseholder
func (c *Cluster) plan(v *view, d *Decision) {
	w := v.work
	switch d.Reason {
	case Grow, Repair, Decommission:
		w.planned = append(w.planned[:0], v.good...)
		w.planned = append(w.planned, v.learners...)
		if d.Action == AddLearner {
			w.planned = append(w.planned, c.index[d.Store])
		}
	default:
		if v.to >= 0 && !c.o.broken.ignoreLearners {
			w.planned = append(w.planned, v.to)
			// The place is free in the plan from now on, though the replica is removed as the last step.
			w.planned = slices.DeleteFunc(w.planned, func(s int32) bool { return s == v.from })
		}
		for _, id := range d.Demote {
			w.planned = slices.DeleteFunc(w.planned, func(s int32) bool { return s == c.index[id] })
		}
	}
	for _, s := range v.nonVoters {
		if s != v.to { // else it is on its way to be a voter
			w.planned = append(w.planned, s)
		}
	}
	if d.Action == AddLearner && d.Reason == Near {
		w.planned = append(w.planned, c.index[d.Store])
	}
	if d.Action == TransferLease {
		w.lease = c.index[d.Store]
	}
	if l := w.left; l >= 0 && d.Reason == Cold {
		w.planned, w.lease = append(w.planned[:0], c.ranges[l].planned...), c.ranges[l].lease
	}
}

// planInFlight plans what the steps of earlier passes have begun, and what is broken needs.
// It decides without noting: no limit is used up, and Pass decides the same ranges
// again, in view of all that is under way.
func (c *Cluster) planInFlight() {
	for i := range c.ranges {
		w := &c.ranges[i]
		if !w.counted || w.left < 0 && !c.urgent(int32(i)) {
			continue
		}
		c.decide(int32(i))
	}
}

// note counts a decision against the limits, and closes the range, and one that is
// merged, for this Cluster.
func (c *Cluster) note(w *work, d *Decision) {
	w.touched = true
	switch d.Action {
	case AddLearner:
		c.sendSnapshot(c.index[d.Store], c.index[w.Lease])
	case TransferLease:
		if d.Reason == LeaseBalance || d.Reason == Preference {
			c.stores[c.index[d.Store]].leasesIn++
		}
	case Merge:
		c.merges++
		// Both: a step of either would change what the merge was decided by.
		c.ranges[c.byID[d.With]].touched = true
	}
}

// QuorumError refuses to take stores away: some ranges would lose their quorum.
// It is an answer to an operator, who may wait for repair or insist.
type QuorumError struct {
	Stores []uint32
	Ranges []uint64
}

// Error names the stores, and the first ranges.
func (e *QuorumError) Error() string {
	return fmt.Sprintf("placement: without stores %v, %s would have no quorum", e.Stores, listed(e.Ranges))
}

// RoomError says that replicas of some ranges could go nowhere.
// Ranges are all of them, in the order of keys.
type RoomError struct {
	Stores []uint32
	Ranges []uint64
}

// Error says what would help.
func (e *RoomError) Error() string {
	return fmt.Sprintf("placement: no other store can take the replicas of %s from stores %v; add a store, or ask for fewer replicas", listed(e.Ranges), e.Stores)
}

// namedMax bounds how many ranges an error's text names. The error has them all.
const namedMax = 20

// listed names ranges in a text, namedMax of them at most.
func listed(ranges []uint64) string {
	if n := len(ranges); n > namedMax {
		return fmt.Sprintf("%d ranges (%v …)", n, ranges[:namedMax])
	}
	return fmt.Sprintf("ranges %v", ranges)
}

// CheckRemoval says whether stores may be stopped for good as things are: a
// *QuorumError names the ranges that have a quorum now and would have none.
//
// Ranges without a quorum as it is do not count against it: the removal does not
// take it from them.
func CheckRemoval(s *Snapshot, stores ...uint32) error {
	if err := s.Validate(); err != nil {
		return err
	}
	alive := map[uint32]bool{}
	for i := range s.Stores {
		alive[s.Stores[i].ID] = s.Stores[i].Health <= Suspect && !s.Stores[i].Degraded
	}
	var lost []uint64
	for i := range s.Ranges {
		r := &s.Ranges[i]
		// By the replicas as they are, joint configurations with both halves.
		now := Quorum(r.Replicas, func(x *Replica) bool { return alive[x.Store] && !x.Behind })
		then := Quorum(r.Replicas, func(x *Replica) bool { return alive[x.Store] && !x.Behind && !slices.Contains(stores, x.Store) })
		if now && !then {
			lost = append(lost, r.ID)
		}
	}
	if lost != nil {
		return &QuorumError{Stores: stores, Ranges: lost}
	}
	return nil
}

// atRest are replicas as they are when what is under way is over: learners come and go.
func atRest(replicas []Replica) []Replica {
	return slices.DeleteFunc(left(slices.Clone(replicas)), func(x Replica) bool { return x.Role == Learner })
}

// CheckDecommission says whether stores can be emptied: a *RoomError names the
// ranges for which they cannot. It looks at each range by itself; a cluster
// whose disks fill up on the way comes to a stop there, and harms nothing.
//
// It asks how many distinct nodes could take a voter, as repair would: rules, room
// and nodes that are taken are minded, limits are not.
func CheckDecommission(s *Snapshot, o Options, stores ...uint32) error {
	then := Snapshot{Stores: slices.Clone(s.Stores), Ranges: slices.Clone(s.Ranges)}
	for i := range then.Ranges {
		// A learner that comes or goes would take up a place that is free once the change is over.
		then.Ranges[i].Replicas = atRest(then.Ranges[i].Replicas)
	}
	for i := range then.Stores {
		if slices.Contains(stores, then.Stores[i].ID) {
			then.Stores[i].Member = Decommissioning
		}
	}
	c, err := newCluster(&then, o, keys.Span{})
	if err != nil {
		return err
	}
	var stay []uint64
	for i := range c.ranges {
		v := c.look(int32(i))
		short := v.asked - len(v.good) - len(v.learners)
		if len(v.bad) == 0 || short <= 0 {
			continue
		}
		// So besideLease does not exclude a sibling store of the leaseholder's.
		v.lease = -1 // it is handed over first
		if _, rooms := c.bestAddition(v); rooms < min(short, len(v.bad)) {
			stay = append(stay, v.ID)
		}
	}
	if stay != nil {
		return &RoomError{Stores: stores, Ranges: stay}
	}
	return nil
}

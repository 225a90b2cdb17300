package allocator

import (
	"cmp"
	"fmt"
	"slices"
)

// Replicas that don't vote stand where somebody reads, and cost writers nothing: no quorum waits for them,
// and no lease comes to them. In Raft's words they are learners that stay.
//
// Of a range's learners those that the policy wants are its non-voters; which ones, each snapshot tells
// anew: the oldest that fit. The others are what a change of voters has under way, or has left. A non-voter
// may become a voter where one is missing (enlist): it has the data already, and another takes its place.

// NonVoters asks for so many replicas that don't vote, on stores that meet all of Where.
// Count is of each kind by itself: a replica that serves two kinds counts for the first.
type NonVoters struct {
	Count int
	Where []Match
}

// where is its place as messages show it.
func (n NonVoters) where() string {
	if len(n.Where) == 0 {
		return "any place"
	}
	return fmt.Sprint(n.Where)
}

// narrowFirst sorts kinds so that those with more conditions choose their replicas before those that any would do for.
func narrowFirst(list []NonVoters) {
	slices.SortStableFunc(list, func(a, b NonVoters) int { return cmp.Compare(len(b.Where), len(a.Where)) })
}

// NonVotersMax bounds those of a policy, GLOBAL tables' included.
// Each gets all writes, though no commit waits for it.
const NonVotersMax = 9

// CountNonVoters is how many replicas that don't vote p asks for.
func (p *Policy) CountNonVoters() (n int) {
	for _, x := range p.NonVoters {
		n += x.Count
	}
	return n
}

// pickNonVoters picks the non-voters of a range among its learners, and notes what is lacking.
//
// One on a store that is silent for the moment stays: a restart is no reason to send a snapshot. Where a range is to be
// merged none are picked, and they are removed like all learners: neighbours become one where they have voters alone.
func (c *Cluster) pickNonVoters(v *view) {
	v.nonVoters, v.lacks = v.nonVoters[:0], v.lacks[:0]
	if len(v.pol.NonVoters) == 0 || v.left >= 0 || v.right >= 0 {
		return
	}
	var all []int // places of learners, the oldest first
	for j := range v.Replicas {
		if v.Replicas[j].Role == Learner {
			all = append(all, j)
		}
	}
	// One without an ID is not made yet.
	// IDs rise, so the order is of age; 0 less 1 is above all, for it is unsigned.
	slices.SortStableFunc(all, func(a, b int) int { return cmp.Compare(v.Replicas[a].ID-1, v.Replicas[b].ID-1) })
	for k, n := range v.pol.NonVoters {
		for _, j := range all {
			s := v.at[j]
			if n.Count == 0 {
				break
			}
			// n is the loop's copy: counting it down leaves the policy as it is.
			if c.stores[s].good && !v.Replicas[j].Differs && v.pol.near[k][s] && !slices.Contains(v.nonVoters, s) && !c.clashes(v.voters, s) && !c.clashes(v.nonVoters, s) {
				v.nonVoters = append(v.nonVoters, s)
				n.Count--
			}
		}
		v.lacks = append(v.lacks, n.Count)
	}
}

// addNonVoter adds one where the policy lacks it, as far from the other replicas as it may be, and where it
// weighs least.
func (c *Cluster) addNonVoter(v *view) (Decision, bool) {
	for k, lacks := range v.lacks {
		if lacks == 0 {
			continue
		}
		n := v.pol.NonVoters[k]
		best := c.bestNonVoter(v, k)
		if best.to < 0 {
			v.stuck = fmt.Sprintf("lacks %d of %d replicas that don't vote at %s, and no more nodes could hold one", lacks, n.Count, n.where())
			continue
		}
		d := Decision{Action: AddLearner, Store: c.stores[best.to].ID, Reason: Near, Why: fmt.Sprintf("%d of %d replicas that don't vote at %s", n.Count-lacks, n.Count, n.where())}
		// A decision without an action: the range's pass ends here, and waits for its turn.
		if !c.maySend(v.lease, c.o.Limits.SnapshotsInCluster) || !best.free {
			return Decision{Reason: Near, Why: d.Why + "; waits for its turn to be sent a snapshot"}, true
		}
		return d, true
	}
	return Decision{}, false
}

// bestNonVoter is the best store for a non-voter of the policy's k-th kind; to is -1 where there is none.
func (c *Cluster) bestNonVoter(v *view, k int) swap {
	best := swap{from: -1, to: -1}
	for i := range c.stores {
		s := int32(i)
		if !c.stores[s].target || !v.pol.near[k][s] || slices.Contains(v.at, s) || c.clashes(v.at, s) || !c.room(s, v.Bytes) {
			continue
		}
		x := swap{from: -1, to: s, free: c.mayReceive(s), gain: -c.cost(s, &v.adds)}
		for _, o := range v.at {
			x.spread += c.between(s, o)
		}
		if best.to < 0 || x.better(&best) {
			best = x
		}
	}
	return best
}

// enlist makes candidates of repair of those non-voters that serve the policy's rules for voters no worse than
// a new replica (best) would, as they have the data; and of others where so many more nodes (rooms) are too few.
func (c *Cluster) enlist(v *view, best *swap, rooms int) (enlisted []int32) {
	for len(v.good)+len(v.learners) < v.asked {
		stay := append(slices.Clone(v.good), v.learners...)
		had := c.violations(v, stay, -1, -1)
		i := slices.IndexFunc(v.nonVoters, func(s int32) bool {
			fits := c.stores[s].alive && slices.Contains(v.pol.eligible, s) && !c.clashes(stay, s) && !c.besideLease(v, s)
			return fits && (len(stay)+rooms < v.asked || had-c.violations(v, stay, -1, s) >= best.fixes)
		})
		if i < 0 {
			break
		}
		s := v.nonVoters[i]
		v.nonVoters = slices.Delete(v.nonVoters, i, i+1)
		v.learners, enlisted = append(v.learners, s), append(enlisted, s)
		if !v.Replicas[v.Find(c.stores[s].ID)].Behind {
			v.ready = append(v.ready, s)
		}
	}
	return enlisted
}

// discharge takes enlist back: nothing is to be had of them.
func (v *view) discharge(enlisted []int32) {
	among := func(s int32) bool { return slices.Contains(enlisted, s) }
	v.learners, v.ready = slices.DeleteFunc(v.learners, among), slices.DeleteFunc(v.ready, among)
	v.nonVoters = append(v.nonVoters, enlisted...)
}

// votable are the stores of non-voters where the policy wants voters as well.
// An exchange may take them without sending anything: they have the data.
func (c *Cluster) votable(v *view) (out []int32) {
	for _, s := range v.nonVoters {
		if slices.Contains(v.pol.eligible, s) {
			out = append(out, s)
		}
	}
	return out
}

// placeNonVoters puts those that ranges have on their stores.
func (c *Cluster) placeNonVoters() {
	for i := range c.ranges {
		w := &c.ranges[i]
		if !w.counted || len(w.Policy.NonVoters) == 0 {
			continue
		}
		c.addWork(w, -1)
		w.planned = append(w.planned, c.look(int32(i)).nonVoters...)
		c.addWork(w, 1)
	}
}

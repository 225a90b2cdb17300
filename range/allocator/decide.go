package allocator

import (
	"fmt"
	"slices"
	"strings"

	"github.com/isochrondb/isochron/kv/keys"
)

// view is one range, sorted out for the rules.
//
// It is filled by look and lies in scratch: one at a time. Rules may change it for
// those after them (repair moves learners to others, short lowers asked, improve
// sets best).
type view struct {
	*work
	i        int32
	pol      *rules
	voters   []int32 // of the new half, if joint
	good     []int32 // voters on stores that stay
	bad      []int32 // voters on stores that are dead or leave; dead first
	learners []int32 // on stores that answer and stay
	ready    []int32 // learners that have caught up
	fresh    []int32 // learners that came after every voter: a move is meant for them
	others   []int32 // learners that can only be removed
	// Learners that stay, by the policy, and how many of each of its kinds are lacking.
	nonVoters []int32
	lacks     []int
	asked     int    // voters that it should have
	calm      bool   // every voter answers and keeps up
	stuck     string // why too few voters stay too few
	best      swap   // the best exchange of one voter, once move has looked
	to, from  int32  // the exchange that a rule chose or is in the middle of; -1: none
}

// choose asks the rules in their order. The range's own amounts lie on no store meanwhile.
//
// A rule that answers true ends the search, also with action None: then the range
// waits, and Why says for what. A rule that answers false may leave in stuck why
// it could do nothing; that is told where no later one acts. The order is that of
// doc.go: what is broken before what would be better, replicas before leases.
func (c *Cluster) choose(i int32) Decision {
	v := c.look(i)
	for _, rule := range [...]func(*Cluster, *view) (Decision, bool){
		(*Cluster).quorum, (*Cluster).leader, (*Cluster).joint, (*Cluster).drain, (*Cluster).cleanup, (*Cluster).repair,
		(*Cluster).shrink, (*Cluster).split, (*Cluster).follow, (*Cluster).improve, (*Cluster).addNonVoter, (*Cluster).merge, (*Cluster).move, (*Cluster).orphan, (*Cluster).balanceLease,
	} {
		if d, ok := rule(c, v); ok {
			d.Range, d.Generation = v.ID, v.Generation
			return d
		}
	}
	return Decision{Range: v.ID, Generation: v.Generation, Why: v.stuck}
}

// look sorts the replicas of a range into the view. In a joint configuration the
// voters are those to be: joint ends it before any rule that counts them.
// O(replicas).
func (c *Cluster) look(i int32) *view {
	w, v := &c.ranges[i], &c.scratch.view
	*v = view{work: w, i: i, pol: c.rulesOf(w.Policy), calm: true, to: -1, from: -1,
		voters: v.voters[:0], good: v.good[:0], bad: v.bad[:0], learners: v.learners[:0], ready: v.ready[:0], fresh: v.fresh[:0], others: v.others[:0], nonVoters: v.nonVoters, lacks: v.lacks}
	// The highest ID of a voter: a learner above it came later, one below is left over.
	newest := uint64(0)
	for j := range w.Replicas {
		x, s := &w.Replicas[j], w.at[j]
		if x.Role != Voter && x.Role != Incoming {
			continue
		}
		v.voters = append(v.voters, s)
		v.calm = v.calm && c.stores[s].votes && !x.Behind
		newest = max(newest, x.ID)
		if c.stores[s].good && !x.Differs {
			v.good = append(v.good, s)
		} else {
			v.bad = append(v.bad, s)
		}
	}
	c.pickNonVoters(v)
	for j := range w.Replicas {
		if x := &w.Replicas[j]; x.Role == Learner && !slices.Contains(v.nonVoters, w.at[j]) {
			c.lookAtLearner(v, x, w.at[j], newest)
		}
	}
	slices.SortStableFunc(v.bad, func(a, b int32) int { return int(c.stores[b].Health) - int(c.stores[a].Health) })
	v.asked = v.pol.voters()
	return v
}

// lookAtLearner sorts one learner. One with an ID above every voter's (newest)
// came after them: it is what a move begun by an earlier pass, perhaps by another
// driver, is for. Others are left over from a change that is done, or were
// demoted.
func (c *Cluster) lookAtLearner(v *view, x *Replica, s int32, newest uint64) {
	at := &c.stores[s]
	// It can't become a voter: either nobody can reach it, or what it holds is wrong.
	if !at.alive || !at.good || x.Differs {
		v.others = append(v.others, s)
		return
	}
	if x.ID == 0 || x.ID > newest {
		v.fresh = append(v.fresh, s)
	}
	v.learners = append(v.learners, s)
	if !x.Behind && at.Member == Active {
		v.ready = append(v.ready, s)
	}
}

// well reports whether a replica counts for a quorum: its store answers and it keeps up.
func (c *Cluster) well(x *Replica) bool { return c.stores[c.index[x.Store]].votes && !x.Behind }

// hasQuorum reports whether enough voters of each group answer: in a joint configuration both
// the old and the new voters need a majority.
func (c *Cluster) hasQuorum(replicas []Replica) bool {
	// Planted: all voters as one group.
	if c.o.broken.ignoreJoint {
		flat := slices.Clone(replicas)
		for i := range flat {
			if flat[i].Role >= Incoming {
				flat[i].Role = Voter
			}
		}
		replicas = flat
	}
	return Quorum(replicas, c.well)
}

// quorum (rule 1): a range that has lost its quorum can decide nothing.
func (c *Cluster) quorum(v *view) (Decision, bool) {
	// The first is the common case, without counting.
	if v.calm && len(v.voters) > 0 && !v.Joint() || c.hasQuorum(v.Replicas) {
		return Decision{}, false
	}
	if len(v.voters) == 0 {
		return Decision{Reason: Unavailable, Why: "has no voters"}, true
	}
	var away []string
	for j := range v.Replicas {
		if x := &v.Replicas[j]; x.Role != Learner && !c.well(x) {
			away = append(away, c.away(x, v.at[j]))
		}
	}
	return Decision{Reason: Unavailable, Why: "has no quorum: " + strings.Join(away, ", ")}, true
}

// away says why a voter does not count for a quorum.
func (c *Cluster) away(x *Replica, s int32) string {
	switch at := &c.stores[s]; {
	case !at.alive:
		return c.name(s) + " is " + at.Health.String()
	case !at.votes:
		return c.name(s) + " is degraded"
	}
	return c.name(s) + " is behind"
}

// leader (rule order, second): only a leaseholder can propose, and a store that
// does not answer does not. All rules after it may take v.lease for an index.
func (c *Cluster) leader(v *view) (Decision, bool) {
	if v.lease >= 0 && c.stores[v.lease].alive {
		return Decision{}, false
	}
	return Decision{Reason: Unavailable, Why: "waits for a leaseholder"}, true
}

// joint leaves a joint configuration before anything else. Its quorum, which
// stands, is one of the new half too. A leaseholder that leaves hands over first
// where it can (rule 3).
func (c *Cluster) joint(v *view) (Decision, bool) {
	if !v.Joint() || c.o.broken.ignoreJoint {
		return Decision{}, false
	}
	// If no other can take the lease, the joint configuration is left all the same:
	// its quorum stands (rule 1), and the range elects.
	// Find succeeds: leader, before this rule, has seen that the lease is at a replica.
	if v.Replicas[v.Find(v.Lease)].Role == Outgoing {
		if to, ok := c.leaseTarget(v, v.lease); ok {
			return Decision{Action: TransferLease, Store: c.stores[to].ID, Reason: Finish,
				Why: fmt.Sprintf("%s holds the lease and leaves the range", c.name(v.lease))}, true
		}
	}
	return Decision{Action: LeaveJoint, Reason: Finish, Why: "finishes a change of voters"}, true
}

// drain takes a lease from a store that must not hold it.
//
// Where nobody can take it (a single voter), the rules after it go on: a replica
// elsewhere may be what is lacking.
func (c *Cluster) drain(v *view) (Decision, bool) {
	at := &c.stores[v.lease]
	if at.holds {
		return Decision{}, false
	}
	to, ok := c.leaseTarget(v, v.lease)
	if !ok {
		v.stuck = fmt.Sprintf("no other voter can take the lease from %s", c.name(v.lease))
		return Decision{}, false
	}
	why := at.Member.String()
	if at.Degraded {
		why = "degraded"
	}
	return Decision{Action: TransferLease, Store: c.stores[to].ID, Reason: Drain, Why: fmt.Sprintf("%s is %s", c.name(v.lease), why)}, true
}

// cleanup removes a learner from a store that is dead or leaves, or that differs: it
// will not become a voter.
func (c *Cluster) cleanup(v *view) (Decision, bool) {
	// Others also hold learners on stores that are silent for the moment: those
	// stay.
	for _, s := range v.others {
		if at := &c.stores[s]; !at.good || v.Replicas[v.Find(at.ID)].Differs {
			why := fmt.Sprintf("its learner on %s, which %s, has no use", c.name(s), c.condition(at))
			return Decision{Action: Remove, Store: at.ID, Reason: Cleanup, Why: why}, true
		}
	}
	return Decision{}, false
}

// condition says what is wrong with a store that is not good, or else with its replica.
func (c *Cluster) condition(at *site) string {
	switch {
	case at.Health == Dead:
		return "is dead"
	case at.good:
		return "holds something else than the leaseholder"
	}
	return "is " + at.Member.String()
}

// orphan removes a learner that nothing above had a use for.
func (c *Cluster) orphan(v *view) (Decision, bool) {
	all := v.others
	// Only where all voters are well: what is idle now may be wanted as soon as one
	// is not.
	if v.calm {
		all = append(all, v.learners...)
	}
	if len(all) == 0 {
		return Decision{}, false
	}
	s := all[0]
	return Decision{Action: Remove, Store: c.stores[s].ID, Reason: Cleanup, Why: fmt.Sprintf("no move needs its learner on %s", c.name(s))}, true
}

// split parts a range, in this order of reasons: a policy's border, since until
// then no rule can be right for both sides; its size; its load, at the key that
// parts the sample in halves. With one usable node all policies come to the same,
// and borders are no reason.
func (c *Cluster) split(v *view) (Decision, bool) {
	switch at, ok := c.o.Splits.SplitByLoad(keys.Span{Start: v.Start, End: v.End}, v.PerSecond, v.Sample); {
	case c.usable > 1 && v.PolicyEnd != nil && v.PolicyEnd.Compare(v.End) < 0 && v.PolicyEnd.Compare(v.Start) > 0:
		return Decision{Action: Split, At: v.PolicyEnd, Reason: Border, Why: fmt.Sprintf("the policy %s ends at %v", v.pol.Name, v.PolicyEnd)}, true
	case !c.o.NoSizeSplits && c.o.Splits.SplitBySize(v.Bytes):
		return Decision{Action: Split, Reason: Size, Why: fmt.Sprintf("%d bytes, over the limit of %d", v.Bytes, c.o.Splits.BytesMax)}, true
	case ok:
		return Decision{Action: Split, At: at, Reason: Heat, Why: fmt.Sprintf("%.0f requests/s, over the limit of %.0f", v.PerSecond, c.o.Splits.PerSecondMax)}, true
	}
	return Decision{}, false
}

package allocator

import (
	"fmt"
	"slices"
)

// swap is an exchange of one voter, or, with one side -1, an addition or a
// removal, and what it brings. Two are compared field by field, in this order;
// the rest is the order of the stores, so that a decision does not depend on chance.
//
//	exchange    from, to    of a voter for a learner, or for a store that gets one
//	addition    -1, to      bestAddition: gain is what it costs, negated
//	removal     from, -1    worst: fixes and spread count what would be lost, negated
type swap struct {
	from, to int32
	urgency  int     // of the removal: an unfit voter, a full disk
	fixes    int     // violations of the policy's rules that end
	spread   int64   // gain of diversity
	free     bool    // the target may be sent a snapshot now
	gain     float64 // less imbalance
}

// Forced ones first by what they are forced by; among those that are alike one
// that can begin now, so that a pass does not wait for a busy store while another
// is idle; then the gain.
func (a *swap) better(b *swap) bool {
	switch {
	case a.urgency != b.urgency:
		return a.urgency > b.urgency
	case a.fixes != b.fixes:
		return a.fixes > b.fixes
	case a.spread != b.spread:
		return a.spread > b.spread
	case a.free != b.free:
		return a.free
	case a.gain != b.gain:
		return a.gain > b.gain
	}
	return a.to < b.to || a.to == b.to && a.from < b.from
}

// forced reports whether the swap is for more than balance.
// Each kind counts only where the kinds before it lose nothing: diversity never at
// the price of a rule. (That no diversity is lost for a full disk is worthwhile's
// to say.)
func (a *swap) forced() bool { return a.fixes > 0 || a.fixes == 0 && (a.spread > 0 || a.urgency > 0) }

// between is the distance of two stores (locality.go); conflict where they share a
// node.
func (c *Cluster) between(a, b int32) int64 { return c.dist[int(a)*len(c.stores)+int(b)] }

// violations counts how far a set of voters, with one dropped and one added (-1:
// none), is from the policy's rules.
//
// One for each voter on a store that a rule for all excludes, and one for each
// voter that a rule for some lacks. O(voters × counted rules), with bits made
// beforehand (rules.meet).
func (c *Cluster) violations(v *view, voters []int32, drop, add int32) int {
	if len(v.pol.Rules) == 0 {
		return 0
	}
	n := 0
	counts := &c.scratch.counts
	clear(counts[:])
	count := func(s int32) {
		if !v.pol.strict[s] {
			n++
		}
		for bit := range v.pol.counted {
			counts[bit] += int(v.pol.mask[s] >> bit & 1)
		}
	}
	for _, s := range voters {
		if s != drop {
			count(s)
		}
	}
	if add >= 0 {
		count(add)
	}
	for bit, want := range v.pol.counted {
		n += max(0, want-counts[bit])
	}
	return n
}

// bestAddition finds the best store for one more voter, and on how many nodes one
// could stand. best.to is -1 where there is none.
//
// What stays are the good voters and the learners on their way: those are to
// become voters, too. The bad ones are not counted as company, since the newcomer
// is to take the place of one. rooms tells repair for how many voters it may hope.
func (c *Cluster) bestAddition(v *view) (best swap, rooms int) {
	best = swap{from: -1, to: -1}
	clear(c.scratch.nodes)
	stay := append(slices.Clone(v.good), v.learners...)
	had := c.violations(v, stay, -1, -1)
	for _, s := range v.pol.eligible {
		if slices.Contains(v.at, s) || c.clashes(stay, s) || c.besideLease(v, s) || !c.room(s, v.Bytes) {
			continue
		}
		c.scratch.nodes[c.stores[s].Node] = true
		x := swap{from: -1, to: s, free: c.mayReceive(s), gain: -c.cost(s, &v.adds), fixes: had - c.violations(v, stay, -1, s)}
		for _, o := range stay {
			x.spread += c.between(s, o)
		}
		if best.to < 0 || x.better(&best) {
			best = x
		}
	}
	return best, len(c.scratch.nodes)
}

// clashes reports whether a store's node is that of one of others (rule 4).
func (c *Cluster) clashes(others []int32, s int32) bool {
	for _, o := range others {
		if o != s && c.stores[o].Node == c.stores[s].Node {
			return true
		}
	}
	return false
}

// mayReceive reports whether a store may be sent another snapshot.
func (c *Cluster) mayReceive(s int32) bool {
	return c.stores[s].receiving < c.o.Limits.SnapshotsToStore
}

// bestSwap finds the best exchange of a voter for a store of targets (rule 5).
// opening says that the target has no replica yet: then a threshold holds, and
// limits do. from is -1 where no exchange is worth it. This is where a pass spends
// its time: most pairs must fall out after a few comparisons.
//
// O(voters × targets). What is the same for all voters of a target (distance to
// all, cost) is computed once, by weigh; without rules, most pairs end at the
// first comparison of the inner loop.
func (c *Cluster) bestSwap(v *view, targets []int32, opening bool) swap {
	targets = c.weigh(v, targets, opening)
	threshold := c.threshold(v.adds[:replicaKinds], 0)
	best, least := swap{from: -1, to: -1}, threshold
	if !opening && !c.o.broken.noHysteresis {
		// Else small changes of what is measured would turn moves back halfway, and
		// the snapshot would have been sent for nothing.
		least = 0 // what has begun goes on while it brings anything
	}
	ruled := len(v.pol.Rules) > 0
	had := c.violations(v, v.voters, -1, -1)
	for _, from := range v.voters {
		row, own := c.row(from), int64(0)
		for _, o := range v.voters {
			if o != from {
				own += row[o]
			}
		}
		cost, full := c.cost(from, &v.adds), c.fullness(from, v.Bytes) > c.o.Balance.FullShare
		if from == v.lease {
			cost -= threshold / 2 // its lease must move too
		}
		for _, to := range targets {
			// spread is to's distance from the voters that stay; own was from's.
			spread, gain := c.scratch.toDist[to]-row[to], cost-c.scratch.toCost[to]
			// The two fields in which a swap without rules could be better (swap.better) tell that it is not.
			if spread < 0 || !ruled && !full && (spread < own || spread == own && gain <= least) {
				continue // the first is another voter on the same node (rule 4)
			}
			x := swap{from: from, to: to, spread: spread - own, gain: gain, free: !opening || c.mayReceive(to)}
			if ruled {
				x.fixes = had - c.violations(v, v.voters, from, to)
			}
			if full && c.fullness(to, v.Bytes) < c.o.Balance.RelieveTill {
				x.urgency = 1
			}
			if c.worthwhile(v, &x, least, opening) && (best.from < 0 || x.better(&best)) {
				best = x
			}
		}
	}
	return best
}

// worthwhile reports whether a swap is one that rule 5 allows.
// v.Left counts for balance alone: a store that a range was moved from for balance
// may still be right for its rules.
func (c *Cluster) worthwhile(v *view, x *swap, least float64, opening bool) bool {
	switch {
	case x.fixes < 0 || x.fixes == 0 && x.spread < 0:
		return false
	case opening && !c.room(x.to, v.Bytes):
		return false
	case !opening && x.from == v.lease && c.resting(v) && !x.forced() && !v.begun(c.stores[x.to].ID):
		return false // the lease came here so that another voter can leave: its store's driver began this
	}
	return x.forced() || x.gain > least && !(opening && slices.Contains(v.Left, c.stores[x.to].ID))
}

// begun reports whether a store's replica is a learner that this driver made.
func (v *view) begun(store uint32) bool {
	i := v.Find(store)
	return i >= 0 && v.Replicas[i].Begun
}

// weigh leaves out of targets those that have a replica, and notes for the others
// their distance from all voters and what they would pay.
func (c *Cluster) weigh(v *view, targets []int32, opening bool) []int32 {
	kept := c.scratch.targets[:0]
	for _, to := range targets {
		if opening && slices.Contains(v.at, to) {
			continue
		}
		row, sum := c.row(to), int64(0)
		for _, o := range v.voters {
			sum += row[o]
		}
		c.scratch.toDist[to], c.scratch.toCost[to] = sum, c.cost(to, &v.adds)
		kept = append(kept, to)
	}
	c.scratch.targets = kept
	return kept
}

// row returns a store's distances from all stores.
func (c *Cluster) row(s int32) []int64 {
	n := len(c.stores)
	return c.dist[int(s)*n:][:n]
}

// improve exchanges a voter for the policy's rules, for diversity, or to relieve a full disk.
//
// It notes the best exchange in v.best, forced or not; what is for balance alone
// is left to move, so that merging comes between the two. While a fresh learner is
// there only its own exchange is looked at: one move of a range at a time.
func (c *Cluster) improve(v *view) (Decision, bool) {
	v.best = swap{from: -1, to: -1}
	if !v.calm || len(v.voters) == 0 {
		return Decision{}, false
	}
	switch {
	case len(v.fresh) > 0:
		v.best = c.bestSwap(v, v.fresh, false)
	case len(v.learners)+len(v.others) == 0: // else they are removed first
		v.best = c.bestSwap(v, v.pol.eligible, true)
		// A store that has a replica without a vote may be where a voter should stand.
		if x := c.bestSwap(v, c.votable(v), false); x.from >= 0 && x.forced() && (v.best.from < 0 || !v.best.forced() || x.better(&v.best)) {
			v.best = x
		}
	}
	if v.best.from < 0 || !v.best.forced() {
		return Decision{}, false
	}
	why := Diversity
	switch {
	case v.best.urgency > 0:
		why = FullDisk
	case v.best.fixes > 0:
		why = Rules
	}
	return c.exchange(v, &v.best, why)
}

// balanceMost is how many snapshots may be on their way for a move to begin; at
// least one.
func (c *Cluster) balanceMost() int {
	return max(1, int(c.o.Limits.BalanceShare*float64(c.o.Limits.SnapshotsInCluster)))
}

// move exchanges a voter for balance. While it is held it only notes that it would.
// Held (c.hold, the first half of a pass), it notes a candidate: the gains are
// compared over all ranges before the first one moves.
func (c *Cluster) move(v *view) (Decision, bool) {
	switch {
	case v.best.from < 0 || v.best.forced():
		return Decision{}, false
	// A cluster of two nodes: to move a range's only voter would bring nothing.
	case len(v.voters) == 1 && v.pol.Replicas > 1: // see voters
		return Decision{}, false
	case len(v.fresh) > 0:
		return c.exchange(v, &v.best, Rebalance)
	case c.hold:
		c.candidates = append(c.candidates, candidate{v.i, v.best.to, v.best.gain})
		return Decision{}, false
	case !c.maySend(v.lease, c.balanceMost()) || !v.best.free:
		return Decision{}, false
	}
	return c.exchange(v, &v.best, Rebalance)
}

// candidate is a range that would move for balance.
type candidate struct {
	i, to int32
	gain  float64
}

// exchange is the next step of a swap.
//
//	the newcomer has no replica    add a learner, or wait for a turn
//	it is behind                   wait
//	the leaving one has the lease  the lease goes to a voter that stays; if to none, the newcomer is
//	                               promoted alone, and the next step goes on from there (rule 3)
//	else                           both change, in one joint configuration (rule 2)
//
// v.to and v.from tell plan where the range is going, also while it waits for the
// learner; while it waits for a turn it is going nowhere yet.
func (c *Cluster) exchange(v *view, x *swap, why Reason) (Decision, bool) {
	v.to, v.from = x.to, x.from
	d := Decision{Reason: why, Store: c.stores[x.to].ID, Replaces: c.stores[x.from].ID, Why: c.exchangeWhy(v, x, why)}
	opens := !slices.Contains(v.at, x.to)
	switch {
	case opens && (!x.free || !c.maySend(v.lease, c.balanceMost())):
		v.to, v.from = -1, -1
		d.Why = "waits for its turn to be sent a snapshot: " + d.Why
		return d, true
	case c.o.broken.removeBeforeAdd && opens && x.from != v.lease:
		return Decision{Action: Change, Reason: why, Demote: c.ids([]int32{x.from}), Why: "planted"}, true
	case opens:
		d.Action = AddLearner
		return d, true
	case !c.caughtUp(v, x.to):
		d.Why = "waits for the learner on " + c.name(x.to) + " to catch up: " + d.Why
		return d, true
	}
	d.Store, d.Replaces = 0, 0
	alone := len(v.voters) == 1
	stay := slices.DeleteFunc(slices.Clone(v.voters), func(s int32) bool { return s == x.from })
	if x.from == v.lease {
		if h, ok := c.handOver(v, stay, why); ok {
			return h, true
		}
		d.Action, d.Promote = Change, c.ids([]int32{x.to}) // the lease can only go to the newcomer
		// On one node both may vote for a moment only where the one is the only
		// voter (rule 4).
		return d, (alone || c.between(x.from, x.to) > 0) && c.safe(v, &d)
	}
	d.Action, d.Promote, d.Demote = Change, c.ids([]int32{x.to}), c.ids([]int32{x.from})
	return d, c.safe(v, &d)
}

// caughtUp reports whether the learner on a store can become a voter.
// Of a node that is about to stop no voter is made.
func (c *Cluster) caughtUp(v *view, s int32) bool {
	at := &c.stores[s]
	return at.Member == Active && !v.Replicas[v.Find(at.ID)].Behind
}

// exchangeWhy puts numbers beside the names, as they are before the move: the
// leaving store's with the range, which is lifted off meanwhile (hence the +1).
func (c *Cluster) exchangeWhy(v *view, x *swap, why Reason) string {
	pair := c.name(x.from) + " to " + c.name(x.to)
	a, b := &c.stores[x.from], &c.stores[x.to]
	switch why {
	case Rules:
		return fmt.Sprintf("%s: meets %d more of the rules of policy %s", pair, x.fixes, v.pol.Name)
	case Diversity:
		return pair + ": farther from the other voters"
	case FullDisk:
		return fmt.Sprintf("%s: the disk is %.0f %% full", pair, 100*c.fullness(x.from, v.Bytes))
	case Cold:
		return fmt.Sprintf("%s: to lie beside range %d, with which it is to be merged", pair, c.ranges[v.left].ID)
	}
	return fmt.Sprintf("%s: from %.0f ranges, %.1f GiB, %.1f cores to %.0f, %.1f, %.1f", pair,
		a.planned[byRanges]+1, a.planned[byBytes]/(1<<30), a.planned[byLoad], b.planned[byRanges], b.planned[byBytes]/(1<<30), b.planned[byLoad])
}

package allocator

import (
	"fmt"
	"slices"
)

// repair brings the good voters up to the number asked for. A bad voter is
// replaced: the newcomer is a learner until it has caught up (rule 2), and both
// change in one joint configuration. A range grows by as many voters at once as
// keep their number odd: an even number survives no more losses than one less.
//
//	a ready learner               promote it, in a bad voter's place while there are some
//	learners enough on their way  wait for them
//	more voters to be had         add a learner
//	none to be had                give up what is dead, if that makes the range safer
//
// That a range waits is an answer, too: nothing optional is begun meanwhile (rule
// 5).
func (c *Cluster) repair(v *view) (Decision, bool) {
	if len(v.good) >= v.asked {
		return Decision{}, false
	}
	if c.o.broken.removeBeforeAdd && len(v.bad) > 0 && v.bad[0] != v.lease {
		return Decision{Action: Change, Demote: []uint32{c.stores[v.bad[0]].ID}, Reason: Repair, Why: "planted"}, true
	}
	v.ready, v.learners = c.apart(v, v.ready), c.apart(v, v.learners)
	// Before non-voters are enlisted: they are, where they serve no worse than the best new one would.
	best, rooms := c.bestAddition(v)
	enlisted := c.enlist(v, &best, rooms)
	// Those that were enlisted are among the learners now, and take up rooms.
	if len(enlisted) > 0 {
		best, rooms = c.bestAddition(v)
	}
	short := c.short(v, rooms)
	if d, ok := c.promote(v, short); ok {
		return d, true
	}
	if short > 0 && len(v.learners) >= short {
		return Decision{Reason: c.repairReason(v), Why: c.waitsFor(v)}, true
	}
	if short > 0 {
		return c.addVoter(v, &best), true
	}
	v.discharge(enlisted)
	return c.giveUpDead(v)
}

// apart keeps those learners that share no node with a voter that stays for now, or
// with each other (rule 4).
// It filters in place; the others are left to orphan.
func (c *Cluster) apart(v *view, learners []int32) []int32 {
	kept := learners[:0]
	for _, s := range learners {
		if c.clashes(v.good, s) || c.clashes(kept, s) || c.besideLease(v, s) {
			v.others = append(v.others, s)
			continue
		}
		kept = append(kept, s)
	}
	return kept
}

// besideLease reports whether a store is on the leaseholder's node: the leaseholder
// is not demoted (rule 3), so nothing takes its place beside it, unless it is alone.
func (c *Cluster) besideLease(v *view, s int32) bool {
	return len(v.voters) > 1 && v.lease >= 0 && s != v.lease && c.stores[s].Node == c.stores[v.lease].Node
}

// short is how many voters to add, if so many more nodes could hold one: each bad
// one is replaced while there is room, and beyond that the number grows to the
// next odd one, up to what is asked for.
//
// reach is how many good voters there could be in the end, made odd. v.stuck tells
// why it is not what is asked for; it shows if nothing else is decided.
func (c *Cluster) short(v *view, rooms int) int {
	could := len(v.learners) + rooms
	reach := len(v.good) + could
	// reach - (1 - reach%2) is the odd number at or below reach.
	grow := min(v.asked, reach-(1-reach%2)) - len(v.good)
	if n := len(v.voters); grow <= 0 && n%2 == 0 && len(v.bad) == 0 {
		v.asked = n - 1 // for shrink: as many losses are survived by one less
	}
	if len(v.good)+max(grow, 0) < v.asked {
		v.stuck = fmt.Sprintf("has %d of %d voters, and %d more nodes could hold one", len(v.good), v.asked, could)
	}
	return min(max(grow, min(len(v.bad), could)), v.asked-len(v.good))
}

// waitsFor says for which learner, the first that is not ready. If all are,
// promote found the change unsafe (rule 1).
func (c *Cluster) waitsFor(v *view) string {
	for _, s := range v.learners {
		if !slices.Contains(v.ready, s) {
			return "waits for the learner on " + c.name(s) + " to catch up"
		}
	}
	return "waits for a quorum that keeps up"
}

// repairReason is by the worst of the bad ones, which comes first. A good store
// among them has a replica that differs.
func (c *Cluster) repairReason(v *view) Reason {
	switch {
	case len(v.bad) == 0:
		return Grow
	case c.stores[v.bad[0]].Health == Dead || c.stores[v.bad[0]].good:
		return Repair
	}
	return Decommission
}

// promote makes ready learners voters, each in the place of a bad voter while
// there are some.
// The leaseholder is not among those demoted (rule 3). Bad voters on a newcomer's
// node go first, and if one of them stays the change waits (rule 4). Without a bad
// voter to replace, the number of voters grows to an odd one or not at all.
func (c *Cluster) promote(v *view, short int) (Decision, bool) {
	// No more than are lacking: a learner that is too many is removed, not promoted.
	up := v.ready[:min(max(short, 0), len(v.ready))]
	down := slices.DeleteFunc(slices.Clone(v.bad), func(s int32) bool { return s == v.lease })
	slices.SortStableFunc(down, func(a, b int32) int { return sign(c.clashes(up, b)) - sign(c.clashes(up, a)) })
	down = down[:min(len(down), len(up))]
	// Checked by count only where none is bad: replacing a bad voter may pass through an even number.
	after := len(v.voters) + len(up) - len(down)
	if len(up) == 0 || len(down) == 0 && after%2 == 0 && len(v.bad) == 0 {
		return Decision{}, false
	}
	d := Decision{Action: Change, Promote: c.ids(up), Demote: c.ids(down), Reason: c.repairReason(v), Why: c.repairWhy(v)}
	apart := len(v.voters) == 1 || !slices.ContainsFunc(v.bad, func(s int32) bool { return c.clashes(up, s) && !slices.Contains(down, s) })
	return d, apart && c.safe(v, &d)
}

// sign makes a truth value a number to be sorted by.
func sign(b bool) int {
	if b {
		return 1
	}
	return 0
}

// repairWhy names a store that is bad, or else says how many voters there are of those that were
// asked for.
func (c *Cluster) repairWhy(v *view) string {
	if len(v.bad) > 0 {
		at := &c.stores[v.bad[0]]
		return fmt.Sprintf("%s %s", c.name(v.bad[0]), c.condition(at))
	}
	return fmt.Sprintf("%d of %d voters", len(v.good), v.asked)
}

// ids are the store IDs of indexes.
func (c *Cluster) ids(sites []int32) []uint32 {
	out := make([]uint32, len(sites))
	for i, s := range sites {
		out[i] = c.stores[s].ID
	}
	return out
}

// safe is rule 1: after d a quorum of voters that answer and keep up remains, of
// both halves if d is joint.
// A learner that has caught up counts as soon as it votes; one that is behind does
// not.
func (c *Cluster) safe(v *view, d *Decision) bool {
	after, _, err := d.Apply(v.Range)
	return err == nil && c.hasQuorum(after)
}

// addVoter adds a learner that is to become a voter.
// Replaces names the bad voter for those who watch; which one goes is decided anew
// when the learner has caught up.
func (c *Cluster) addVoter(v *view, best *swap) Decision {
	d := Decision{Action: AddLearner, Store: c.stores[best.to].ID, Reason: c.repairReason(v), Why: c.repairWhy(v)}
	if len(v.bad) > len(v.learners) {
		d.Replaces = c.stores[v.bad[len(v.learners)]].ID
	}
	if !c.maySend(v.lease, c.o.Limits.SnapshotsInCluster) || !best.free {
		return Decision{Reason: d.Reason, Why: d.Why + "; waits for its turn to be sent a snapshot"}
	}
	return d
}

// maySend reports whether another snapshot may begin from a store.
// most is SnapshotsInCluster for repair, less for balance (balanceMost).
func (c *Cluster) maySend(from int32, most int) bool {
	return c.snapshots < most && c.stores[from].sending < c.o.Limits.SnapshotsFromStore
}

// giveUpDead drops dead voters that nothing can replace, where the range then
// survives more losses than before: three live of three rather than of five. One
// that differs is dropped, too: its store gets a new one.
//
// Only where it helps: of n voters, live ones among them, live - (n/2+1) further
// losses are survived; k fewer dead ones make that live - ((n-k)/2+1). The
// smallest k that gives the most is taken.
func (c *Cluster) giveUpDead(v *view) (Decision, bool) {
	if d, ok := c.giveUpDiffering(v); ok {
		return d, true
	}
	dead := 0
	for _, s := range v.bad {
		if c.stores[s].Health == Dead {
			dead++
		}
	}
	live, n := len(v.voters)-dead, len(v.voters)
	// Nothing dropped: what is survived as things are.
	most, drop := live-(n/2+1), 0
	for k := 1; k <= dead; k++ {
		if survives := live - ((n-k)/2 + 1); survives > most {
			most, drop = survives, k
		}
	}
	if drop == 0 {
		return Decision{}, false
	}
	d := Decision{Action: Change, Demote: c.ids(v.bad[:drop]), Reason: Repair,
		Why: fmt.Sprintf("%d of its %d voters are dead, and no store can take their place", dead, n)}
	return d, c.safe(v, &d)
}

// giveUpDiffering demotes one voter whose data differ; as a learner it is then
// removed (cleanup). Not the leaseholder's: who differs from whom is judged by
// most replicas, and its lease goes first.
func (c *Cluster) giveUpDiffering(v *view) (Decision, bool) {
	for _, s := range v.bad {
		at := &c.stores[s]
		if !v.Replicas[v.Find(at.ID)].Differs || s == v.lease {
			continue
		}
		d := Decision{Action: Change, Demote: []uint32{at.ID}, Reason: Repair,
			Why: fmt.Sprintf("%s %s, and no other can take its place", c.name(s), c.condition(at))}
		return d, c.safe(v, &d)
	}
	return Decision{}, false
}

// shrink demotes voters beyond the number asked for: bad ones first, then those
// that do not answer, then those whose loss costs least.
//
// Only while as many good voters as asked for are there: before, repair is at
// work. All that are too many go in one change, so that their number does not
// become even in between.
func (c *Cluster) shrink(v *view) (Decision, bool) {
	extra := len(v.voters) - v.asked
	if extra <= 0 || len(v.good) < v.asked {
		return Decision{}, false
	}
	left := slices.Clone(v.voters)
	var down []int32
	for len(down) < extra {
		s := c.worst(v, left)
		left = slices.DeleteFunc(left, func(x int32) bool { return x == s })
		down = append(down, s)
	}
	// The lease first, to one that stays; where nobody can take it the others go, and it stays for now.
	if slices.Contains(down, v.lease) {
		if d, ok := c.handOver(v, left, Shrink); ok {
			return d, true
		}
		down = slices.DeleteFunc(down, func(s int32) bool { return s == v.lease })
	}
	d := Decision{Action: Change, Demote: c.ids(down), Reason: Shrink, Why: fmt.Sprintf("%d voters, asked for %d", len(v.voters), v.asked)}
	return d, len(down) > 0 && c.safe(v, &d)
}

// handOver moves the lease from a voter that is to leave, to one of stay.
func (c *Cluster) handOver(v *view, stay []int32, why Reason) (Decision, bool) {
	to, ok := c.leaseTargetOf(v, stay)
	if !ok {
		return Decision{}, false
	}
	return Decision{Action: TransferLease, Store: c.stores[to].ID, Reason: why,
		Why: fmt.Sprintf("%s holds the lease and is to leave the range", c.name(v.lease))}, true
}

// worst is the voter of left that the range can best do without.
//
// It compares by the same order as moves do: unfitness first, then rules,
// diversity, cost. Being about to be merged weighs less than being unfit (4 a
// grade).
func (c *Cluster) worst(v *view, left []int32) int32 {
	var best swap
	best.from = -1
	for _, s := range left {
		x := swap{from: s, to: -1, free: true, urgency: 4 * c.unfit(v, s), fixes: -c.violations(v, left, s, -1), gain: c.cost(s, &v.adds)}
		if len(v.voters) == 2 && c.replaced(v, left, s) {
			x.urgency++ // the other one was promoted to take its place: see exchange
		}
		if s == v.lease {
			x.gain -= c.threshold(v.adds[:replicaKinds], 0) / 2 // as in bestSwap
		}
		if v.left >= 0 && !slices.Contains(c.ranges[v.left].planned, s) {
			x.urgency += 2 // see merge.go
		}
		for _, o := range left {
			if o != s {
				x.spread -= c.between(s, o)
			}
		}
		if best.from < 0 || x.better(&best) {
			best = x
		}
	}
	return best.from
}

// replaced reports whether a voter has given its place to another: it is the older one of left, and the rules
// need it no more than those. A non-voter that was promoted may be the older one.
func (c *Cluster) replaced(v *view, left []int32, s int32) bool {
	without := c.violations(v, left, s, -1)
	return c.older(v, s) && !slices.ContainsFunc(left, func(o int32) bool { return o != s && c.violations(v, left, o, -1) < without })
}

// older reports whether a voter was not the last to be added.
// IDs of replicas rise in each range; 0 is one that is not made yet, and no older.
func (c *Cluster) older(v *view, s int32) bool {
	id := v.Replicas[v.Find(c.stores[s].ID)].ID
	return id != 0 && slices.ContainsFunc(v.Replicas, func(x Replica) bool { return x.Role == Voter && x.ID > id })
}

// unfit grades a voter: dead, leaving, not answering, behind.
func (c *Cluster) unfit(v *view, s int32) int {
	at := &c.stores[s]
	switch {
	case at.Health == Dead:
		return 4
	case !at.good || v.Replicas[v.Find(at.ID)].Differs:
		return 3
	case !at.votes:
		return 2
	case v.Replicas[v.Find(at.ID)].Behind:
		return 1
	}
	return 0
}

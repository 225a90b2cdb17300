package allocator

import (
	"fmt"
	"slices"
)

// Breaches says in what a range is not as the policy asks, in words: voters are the localities of
// the nodes that its voters stand on, others those of its other replicas, lease that of its leaseholder, nil where nobody
// knows it. What is on its way to its place is a breach as long as it is not there.
//
// The texts are for people (SHOW, reports); decisions are made by
// Cluster.violations, which counts the same rules on stores. The two differ in one
// thing: the goal to survive a place is looked at here alone, since its rules and
// diversity bring it about there.
func (p *Policy) Breaches(voters, others []Locality, lease Locality) (out []string) {
	add := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	// Against what is asked for, not against what the nodes there are could give
	// (rules.voters): a cluster that is too small for its policy is to say so.
	if len(voters) < p.Replicas {
		add("%d of %d voters", len(voters), p.Replicas)
	}
	// A rule for all (Voters 0) is broken by each voter elsewhere; one for some by
	// the lack alone.
	for _, u := range p.Rules {
		meets := 0
		for _, l := range voters {
			if u.Meets(l) {
				meets++
			} else if u.Voters == 0 {
				add("a voter at %v, not at %s", l, u.where())
			}
		}
		if meets < u.Voters {
			add("%d of %d voters at %s", meets, u.Voters, u.where())
		}
	}
	others = slices.Clone(others)
	for _, n := range p.NonVoters {
		left := n.Count
		others = slices.DeleteFunc(others, func(l Locality) bool {
			if left == 0 || !meetsAll(n.Where, l) {
				return false
			}
			left--
			return true
		})
		if left > 0 {
			add("%d of %d replicas that don't vote at %s", n.Count-left, n.Count, n.where())
		}
	}
	if tier := p.Survive.tier(); tier != "" {
		for _, place := range p.majority(voters, tier) {
			add("the loss of %s is not survived: most voters are there", place)
		}
	}
	// Only policies that Everywhere made have these: see there.
	for _, r := range p.Without {
		add("no replica at region=%s, which reads at the leaseholder", r)
	}
	// The lease is right where the best preference that any voter meets is met. If
	// even that is not the first of the policy, no voter stands where the first one
	// asks: a lack of voters, which moving the lease can't mend.
	if best := p.bestLease(voters); lease != nil && best >= 0 && !meetsAll(p.Lease[best], lease) {
		add("the lease at %v, not at %v", lease, p.Lease[best])
	} else if best > 0 || best < 0 && len(p.Lease) > 0 {
		add("no voter at %v, where the lease belongs", p.Lease[0])
	}
	return out
}

// tier is the one that a goal is about, "" for none.
func (s Survival) tier() string {
	switch s {
	case SurviveZone:
		return TierZone
	case SurviveRegion:
		return TierRegion
	}
	return ""
}

// majority lists the places of a tier that have so many voters that the others are no quorum. Of
// a zone its region is part.
func (p *Policy) majority(voters []Locality, tier string) (out []string) {
	// Of a zone, the path down to it, so that zones of one name in two regions are
	// two places; "" where the node does not say.
	at := func(l Locality) string {
		i := slices.IndexFunc(l, func(t Tier) bool { return t.Key == tier })
		return Locality(l[:i+1]).String()
	}
	for _, l := range voters {
		place, n := at(l), 0
		for _, m := range voters {
			if at(m) == place {
				n++
			}
		}
		// Without n of them the others are len-n, which is no majority of len if n >
		// (len-1)/2. Quadratic in voters, of which there are votersMax at most.
		if place != "" && n > (len(voters)-1)/2 && !slices.Contains(out, place) {
			out = append(out, place)
		}
	}
	return out
}

// bestLease is the first preference for the lease that some voter meets; -1: there is none.
func (p *Policy) bestLease(voters []Locality) int {
	return slices.IndexFunc(p.Lease, func(where []Match) bool {
		return slices.ContainsFunc(voters, func(l Locality) bool { return meetsAll(where, l) })
	})
}

package allocator

import "fmt"

// restTimes is how many times the gain a lease that has just come must bring to go on: with the
// usual tolerances a difference of 40 % of the mean number of leases.
const restTimes = 8

// resting reports whether the lease has come a short time ago.
// 0 is "not known", and then it is taken to have been there for long.
func (c *Cluster) resting(v *view) bool { return v.LeaseFor > 0 && v.LeaseFor < c.o.LeaseRest }

// leaseTarget is the best voter but one for the lease.
// except is the one that must give it away, -1 for none.
func (c *Cluster) leaseTarget(v *view, except int32) (int32, bool) {
	others := make([]int32, 0, votersMax)
	for _, s := range v.voters {
		if s != except {
			others = append(others, s)
		}
	}
	return c.leaseTargetOf(v, others)
}

// leaseTargetOf is the best store of some for the lease: one that keeps up and
// may take it, else one that was away a short time ago.
func (c *Cluster) leaseTargetOf(v *view, among []int32) (int32, bool) {
	best := int32(-1)
	for _, s := range among {
		if c.fitForLease(v, s) && c.stores[s].holds && (best < 0 || c.leads(v, s, best)) {
			best = s
		}
	}
	return best, best >= 0
}

// fitForLease reports whether a replica votes in both halves, keeps up, and is what it should be.
// A voter that is behind would serve nothing until it has caught up: a lease waits
// for its log.
func (c *Cluster) fitForLease(v *view, s int32) bool {
	x := &v.Replicas[v.Find(c.stores[s].ID)]
	return x.Role == Voter && !x.Behind && !x.Differs
}

// leads reports whether a is a better place for the lease than b.
// The order: trusted stores, then the policy's preference, then the cost. It is
// the same for forced transfers and for balance, so that the one does not undo the
// other.
func (c *Cluster) leads(v *view, a, b int32) bool {
	x, y := &c.stores[a], &c.stores[b]
	if x.leases != y.leases {
		return x.leases
	}
	if p, q := v.pol.rank[a], v.pol.rank[b]; p != q {
		return p < q
	}
	return c.leaseCost(v, a) < c.leaseCost(v, b)
}

// balanceLease moves the lease where the policy prefers it, else to a voter on a
// store that holds fewer or less loaded leases.
//
// A preference moves the lease whatever it costs; within one rank only a gain
// above the threshold does (rule 5), restTimes of it while the lease rests.
// LeasesToStorePass bounds both: until the next snapshot nobody knows what the new
// leases cost.
func (c *Cluster) balanceLease(v *view) (Decision, bool) {
	best := int32(-1)
	for _, s := range v.voters {
		if s != v.lease && c.stores[s].leases && c.fitForLease(v, s) && (best < 0 || c.leads(v, s, best)) {
			best = s
		}
	}
	if best < 0 {
		return Decision{}, false
	}
	// Not the second best instead: it would have to move again in the next pass.
	if c.stores[best].leasesIn >= c.o.Limits.LeasesToStorePass {
		return Decision{}, false
	}
	d := Decision{Action: TransferLease, Store: c.stores[best].ID}
	switch mine, other := v.pol.rank[v.lease], v.pol.rank[best]; {
	case other < mine:
		d.Reason, d.Why = Preference, fmt.Sprintf("policy %s prefers the lease on %s", v.pol.Name, c.name(best))
		return d, true
	case other > mine:
		return Decision{}, false
	}
	from, to := &c.stores[v.lease], &c.stores[best]
	gain, least := c.leaseCost(v, v.lease)-c.leaseCost(v, best), c.threshold(v.work.leads[replicaKinds:], replicaKinds)
	if c.resting(v) {
		least *= restTimes
	}
	if gain <= least {
		return Decision{}, false
	}
	d.Reason = LeaseBalance
	d.Why = fmt.Sprintf("%s to %s: from %.0f leases, %.1f cores to %.0f, %.1f", c.name(v.lease), c.name(best),
		from.planned[byLeases]+1, from.planned[byWork], to.planned[byLeases], to.planned[byWork])
	return d, true
}

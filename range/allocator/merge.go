package allocator

import (
	"bytes"
	"fmt"
	"slices"
)

// Merging: pairs of neighbours are chosen from the left on, no range in two. The
// right one moves to the left one's stores and leaseholder; when both lie alike
// the left one takes it in. Meanwhile neither moves for balance. Where the left one is
// another driver's, this one brings the right one there, and that one merges.

// pair finds the pairs.
// From the left on, greedily: a run of small ranges halves in number with each
// round, and both sides of a border between two drivers find the same pairs if
// they see the same ranges.
func (c *Cluster) pair() {
	if c.o.MergeShare == 0 || c.o.Splits.BytesMax == 0 || c.o.Limits.MergesPass == 0 {
		return
	}
	for i := 0; i+1 < len(c.ranges); i++ {
		if c.small(&c.ranges[i], &c.ranges[i+1]) && c.pairable(int32(i), int32(i+1)) {
			c.ranges[i].right, c.ranges[i+1].left = int32(i+1), int32(i)
			i++
		}
	}
}

// small reports whether two ranges are neighbours that one policy holds together,
// and so small and cold that they would not soon split again.
// MergeAgeMin keeps what was split a short time ago, for a load that may come
// back, from being merged at once.
func (c *Cluster) small(l, r *work) bool {
	return !r.Sticky && bytes.Equal(l.End, r.Start) && (l.PolicyEnd == nil || bytes.Compare(l.PolicyEnd, r.End) >= 0) &&
		min(l.Age, r.Age) >= c.o.MergeAgeMin && c.o.Mergeable(l.Bytes+r.Bytes, l.PerSecond+r.PerSecond)
}

// Mergeable reports whether a range of that size and load would not soon split again. One that
// is not by itself is not together with another.
func (o *Options) Mergeable(bytes uint64, perSecond float64) bool {
	s := &o.Splits
	return float64(bytes) <= o.MergeShare*float64(s.BytesMax) && (s.PerSecondMax <= 0 || perSecond <= o.MergeShare*s.PerSecondMax)
}

// pairable reports whether nothing is wrong with either and the right one can go where the left one is.
// The left one must be whole: well, with an odd number of voters on as many nodes,
// on a store that may have leases. The right one may have two where the left one
// has one: it is then in the middle of the exchange that brings it there.
func (c *Cluster) pairable(l, r int32) bool {
	v := c.look(l)
	if !v.calm || len(v.bad) > 0 || v.lease < 0 || !c.stores[v.lease].leases || len(v.voters)%2 == 0 {
		return false
	}
	for _, s := range v.voters {
		if c.clashes(v.voters, s) {
			return false
		}
	}
	n := len(v.voters)
	v = c.look(r)
	if m := len(v.voters); !v.calm || len(v.bad) > 0 || v.lease < 0 || m != n && !(n == 1 && m == 2) {
		return false
	}
	for _, s := range c.ranges[l].planned {
		if !slices.Contains(v.at, s) && !(c.stores[s].target && c.room(s, v.Bytes)) {
			return false
		}
	}
	return true
}

// follow brings the right one of a pair to the left one's stores.
//
// One voter at a time: the newcomer is a store of the left one's where the right
// one has no voter, a learner that is ready first (what has begun is finished);
// who leaves is one that stands on none of the left one's stores, the leaseholder
// last, but one on the newcomer's node before all (rule 4). When nothing is left
// to exchange the lease follows.
func (c *Cluster) follow(v *view) (Decision, bool) {
	if v.left < 0 {
		return Decision{}, false
	}
	l := &c.ranges[v.left]
	if !l.settled() {
		return Decision{Reason: Cold, Why: fmt.Sprintf("waits for range %d, with which it is to be merged, to settle", l.ID)}, true
	}
	x := swap{from: -1, to: -1}
	for _, s := range l.planned {
		if !slices.Contains(v.voters, s) && (x.to < 0 || slices.Contains(v.ready, s)) {
			x.to = s
		}
	}
	sibling := false // on the newcomer's node: it is that one which must go
	for _, s := range v.voters {
		switch {
		case slices.Contains(l.planned, s):
		case x.to >= 0 && c.between(s, x.to) == conflict:
			x.from, sibling = s, true
		case !sibling && (x.from < 0 || x.from == v.lease):
			x.from = s
		}
	}
	switch {
	// alike wants voters alone.
	case x.to < 0 && len(v.learners)+len(v.others) > 0:
		return c.orphan(v)
	case x.to < 0:
		return c.followLease(v, l), true
	case x.from < 0:
		return Decision{}, false
	}
	for _, s := range v.at {
		if s != x.from && s != x.to && c.between(s, x.to) == conflict { // a learner in the newcomer's way
			return Decision{Action: Remove, Store: c.stores[s].ID, Reason: Cleanup, Why: "no move needs its learner on " + c.name(s)}, true
		}
	}
	x.free = c.mayReceive(x.to)
	return c.exchange(v, &x, Cold)
}

// settled reports whether a range has voters alone, and they are planned to stay.
// What is moved after a range that itself moves would be moved again.
func (w *work) settled() bool {
	for i, x := range w.Replicas {
		if x.Role != Voter || !slices.Contains(w.planned, w.at[i]) {
			return false
		}
	}
	return len(w.planned) == len(w.Replicas)
}

// followLease brings the lease to the left one's leaseholder, or waits: also for
// loads that nobody has measured yet, which may show that the two should not be
// merged.
func (c *Cluster) followLease(v *view, l *work) Decision {
	if !v.Unmeasured && l.lease >= 0 && v.lease != l.lease && slices.Contains(v.voters, l.lease) && c.fitForLease(v, l.lease) && c.stores[l.lease].leases {
		return Decision{Action: TransferLease, Store: c.stores[l.lease].ID, Reason: Cold,
			Why: fmt.Sprintf("range %d, with which it is to be merged, has its lease there", l.ID)}
	}
	return Decision{Reason: Cold, Why: fmt.Sprintf("waits to be merged into range %d", l.ID)}
}

// merge takes the right one in once both lie alike; until then the left one stays where it is.
// It answers true also where it waits, so that balance does not move the left one
// from under the right one's feet. r.touched: the right one has a step in this
// pass already, and the snapshot does not hold for it any more.
func (c *Cluster) merge(v *view) (Decision, bool) {
	if v.right < 0 {
		return Decision{}, false
	}
	if d, ok := c.orphan(v); ok {
		return d, true
	}
	r := &c.ranges[v.right]
	why := fmt.Sprintf("with range %d %d bytes, %.0f requests/s", r.ID, v.Bytes+r.Bytes, v.PerSecond+r.PerSecond)
	if !c.alike(v, r) || r.touched || v.Unmeasured || r.Unmeasured || c.merges >= c.o.Limits.MergesPass {
		return Decision{Reason: Cold, Why: "waits for range " + fmt.Sprint(r.ID) + ": " + why}, true
	}
	return Decision{Action: Merge, With: r.ID, Reason: Cold, Why: why}, true
}

// alike reports whether two ranges have voters on the same stores, nothing but
// voters, and one leaseholder.
func (c *Cluster) alike(v *view, r *work) bool {
	if len(r.Replicas) != len(v.Replicas) || r.Lease != v.Lease {
		return false
	}
	for i, x := range r.Replicas {
		if x.Role != Voter || !slices.Contains(v.voters, r.at[i]) {
			return false
		}
	}
	return true
}

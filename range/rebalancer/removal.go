package rebalancer

import (
	"slices"
	"time"

	"github.com/isochrondb/isochron/range/allocator"
	"github.com/isochrondb/isochron/range/descriptor"
)

// What follows answers an operator who is about to take nodes away. Descriptors are the
// directory's, or whatever part of them matters: the driver sees only its own ranges.

// Stores returns the stores as the driver sees them now, by ID.
// Before the first look it takes all nodes to answer. The caller owns the slice.
// Safe for concurrent use, like all of this file.
func (p *Rebalancer) Stores() []allocator.Store {
	p.mu.Lock()
	seen := p.stores
	p.mu.Unlock()
	if len(seen) > 0 {
		return slices.Clone(seen)
	}
	answers := func(uint32) bool { return true } // nothing was looked at yet
	return newWatch(p.o.Timing).storesOf(time.Now(), p.o.Members.Nodes(), p.o.Members.Stores(), p.self, answers)
}

// CheckStop says whether nodes may be stopped for a while, or taken away, as replicas lie
// now: a *allocator.QuorumError names the ranges that would lose their quorum.
// Whether replicas keep up is not known here; ranges that are not in descs are not
// looked at.
func (p *Rebalancer) CheckStop(descs []*descriptor.Range, nodes ...uint32) error {
	s := p.snapshotOf(descs)
	return allocator.CheckRemoval(s, storesOn(s, nodes)...)
}

// CheckDecommission says whether nodes can be emptied: a *allocator.RoomError names the
// ranges whose replicas could go nowhere.
func (p *Rebalancer) CheckDecommission(descs []*descriptor.Range, nodes ...uint32) error {
	s := p.snapshotOf(descs)
	return allocator.CheckDecommission(s, p.o.Placement, storesOn(s, nodes)...)
}

// Remaining returns the ranges that still have a replica on one of the nodes. Nodes with
// none may be taken away for good.
func Remaining(descs []*descriptor.Range, nodes ...uint32) (left []*descriptor.Range) {
	for _, d := range descs {
		if slices.ContainsFunc(d.Replicas, func(x descriptor.Replica) bool { return slices.Contains(nodes, x.NodeID) }) {
			left = append(left, d)
		}
	}
	return left
}

// snapshotOf is the cluster as descriptors tell it: replicas keep up, for all that is known.
// Leases are unknown in it.
func (p *Rebalancer) snapshotOf(descs []*descriptor.Range) *allocator.Snapshot {
	s := &allocator.Snapshot{Stores: p.Stores()}
	for _, d := range descs {
		r := allocator.Of(d)
		r.Policy, r.PolicyEnd = p.policyOf(d)
		s.Ranges = append(s.Ranges, r)
	}
	slices.SortFunc(s.Ranges, func(a, b allocator.Range) int { return a.Start.Compare(b.Start) })
	// Rows of the directory may lag behind a split: of two that begin alike one stays, whichever, and one
	// that reaches into the next is cut off there.
	s.Ranges = slices.CompactFunc(s.Ranges, func(a, b allocator.Range) bool { return a.Start.Compare(b.Start) == 0 })
	for i := range len(s.Ranges) - 1 {
		if s.Ranges[i].End.Compare(s.Ranges[i+1].Start) > 0 {
			s.Ranges[i].End = s.Ranges[i+1].Start
		}
	}
	return s
}

// storesOn lists the stores of nodes.
func storesOn(s *allocator.Snapshot, nodes []uint32) (ids []uint32) {
	for i := range s.Stores {
		if slices.Contains(nodes, s.Stores[i].Node) {
			ids = append(ids, s.Stores[i].ID)
		}
	}
	return ids
}

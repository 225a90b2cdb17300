package raftloop

import (
	"github.com/isochrondb/isochron/range/consensus"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/raftnet"
	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/range/support"
)

// NewRange makes the place of a range that does not run yet.
// h hears of it from Begin on.
func NewRange(d *descriptor.Range, h Handler) *Range {
	r := &Range{id: d.ID, handler: h}
	r.desc.Store(d)
	return r
}

// ID is the range's.
func (r *Range) ID() uint64 { return r.id }

// Descriptor is the range as applied here. Immutable.
func (r *Range) Descriptor() *descriptor.Range { return r.desc.Load() }

// SetDescriptor is for the range's owner, when it hears of a change.
func (r *Range) SetDescriptor(d *descriptor.Range) { r.desc.Store(d) }

// Inherit has the first lease of a range that was split off take over what the left-hand side's
// knew. Call it before the range runs.
// In any later term others may have served since, and what it knew is out of date.
func (r *Range) Inherit(h *replica.Handover) { r.inherits = inheritance{h, consensus.InitialTerm + 1} }

// End says that the range never runs again.
func (r *Range) End() { r.ended.Store(true) }

// Bounded is the lease of a range that is served here, if it has an end; nil: it has none, or the range
// is not served here.
func (r *Range) Bounded() *Lease { return r.bounded.Load() }

// Unbound is for the range's owner, when it stops to serve.
// The lease itself ends by the loop.
func (r *Range) Unbound() { r.bounded.Store(nil) }

// Term is that of the lease which was begun here last.
// 0: none was.
func (r *Range) Term() uint64 { return r.term.Load() }

// Leader is the store that leads, as far as known; 0: nobody.
// As of the last turn of the loop with the range in it.
func (r *Range) Leader() uint32 { return r.leader.Load() }

// PeerOf is where a replica of the range is.
func PeerOf(d *descriptor.Range, replica uint64) (raftnet.Peer, bool) {
	x, ok := d.ReplicaByID(replica)
	return raftnet.Peer{NodeID: x.NodeID, StoreID: x.StoreID}, ok
}

// alone reports whether a group has one replica, this one.
func alone(g *consensus.Group) bool { return g.Sole() && len(g.Descriptor().Replicas) == 1 }

// Load reads a range's group from the disk; rep is its replica as it was applied.
// It reads the disk, on the caller's goroutine, before Begin.
func (lp *Loop) Load(r *Range, rep *replica.Replica) (*consensus.Group, error) {
	d := rep.Descriptor()
	c := consensus.ConfState(d)
	log, err := consensus.LoadLog(lp.o.Engine, r.id, rep.AppliedIndex(), c.Voters, c.Learners)
	if err != nil {
		return nil, err
	}
	var voter support.Voter
	if v := r.voter.Load(); v != nil {
		voter = *v
	}
	return lp.newGroup(r, log, rep.AppliedIndex(), d, voter)
}

// newGroup makes a range's Raft group, with the loop's limits and its view of other stores.
func (lp *Loop) newGroup(r *Range, log *consensus.Log, applied uint64, d *descriptor.Range, voter support.Voter) (*consensus.Group, error) {
	self, _ := d.Replica(lp.o.StoreID)
	return consensus.New(consensus.Options{
		RangeID: r.id, ReplicaID: self.ID, Log: log, Applied: applied, Descriptor: d, Voter: voter,
		View: lp.o.View, Seed: lp.o.Seed, ElectionTicks: lp.o.ElectionTicks, RetryTicks: lp.o.RetryTicks,
		CacheBytes: lp.o.EntryCacheBytes, LogBytesMax: lp.o.LogBytesMax, SlowBytesMax: lp.o.LagBytesMax, Withhold: true,
	})
}

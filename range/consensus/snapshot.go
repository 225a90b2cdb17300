package consensus

import (
	"fmt"

	"go.etcd.io/raft/v3"
	"go.etcd.io/raft/v3/raftpb"
	"go.etcd.io/raft/v3/tracker"

	"github.com/isochrondb/isochron/range/descriptor"
)

// Installed is the index of the snapshot that an Append installs; ok is false
// if it installs none. The received state must be written in one with it; state
// that came for another index was overtaken, and is dropped.
func (a *Append) Installed() (index uint64, ok bool) {
	return a.snapshot.GetMetadata().GetIndex(), a.snapshot != nil
}

// SnapshotDone reports that a snapshot has been received or has failed.
// After a failure Raft probes, and asks for another when the replica still lacks
// the log.
func (g *Group) SnapshotDone(to uint64, ok bool) {
	status := raft.SnapshotFinish
	if !ok {
		status = raft.SnapshotFailure
	}
	delete(g.sending, to)
	g.raw.ReportSnapshot(to, status)
}

// InstalledState reports that the append, which installs a snapshot, is durable
// with the state, whose descriptor is d. It is called in place of Appended.
// It fails with ErrCorrupt where the state is of another configuration than the
// message said.
func (g *Group) InstalledState(a *Append, d *descriptor.Range) (send []*raftpb.Message, err error) {
	index, ok := a.Installed()
	if !ok {
		return nil, fmt.Errorf("%w: range %d: nothing was installed", ErrCorrupt, g.o.RangeID)
	}
	meta := a.snapshot.GetMetadata()
	if err := meta.GetConfState().Equivalent(ConfState(d)); err != nil {
		return nil, fmt.Errorf("%w: range %d: %v", ErrCorrupt, g.o.RangeID, err)
	}
	g.log.install(index, meta.GetTerm())
	g.applied, g.log.applied = index, index
	g.setDescriptor(d)
	g.claim(index, 0) // whatever was proposed up to there was decided by others
	return g.Appended(a)
}

// safeIndex is up to where a leader's group needs no log: all replicas have it,
// and no snapshot on its way stands before it.
// A follower gives what its leader told it last, which only grows.
func (g *Group) safeIndex() uint64 {
	if g.leadTerm == 0 {
		return g.safe
	}
	safe := g.applied
	g.raw.WithProgress(func(id uint64, _ raft.ProgressType, p tracker.Progress) {
		if id == g.o.ReplicaID {
			return
		}
		if _, ok := g.sending[id]; ok || p.State == tracker.StateSnapshot {
			return // by its snapshot
		}
		safe = min(safe, p.Match)
	})
	return min(safe, g.sendingIndex())
}

// sendingIndex is the lowest index of a snapshot on its way.
func (g *Group) sendingIndex() uint64 {
	low := g.applied
	for _, i := range g.sending {
		low = min(low, i)
	}
	return low
}

// truncateTo is up to where the log is to be truncated now. Replicas that lag
// hold it up to SlowBytesMax, snapshots on their way up to SnapshotBytesMax.
//
//	the log is below SlowBytesMax       what all replicas have, and snapshots on their way need
//	below SnapshotBytesMax              what those snapshots need: laggards get one, too
//	above                               all that is applied: a snapshot on its way is for nothing
func (g *Group) truncateTo() uint64 {
	upto := g.applied
	if g.desc == nil || len(g.desc.Replicas) == 1 {
		return upto
	}
	switch {
	case g.log.bytes < g.o.SlowBytesMax:
		upto = min(upto, g.safeIndex())
	case g.log.bytes < g.o.SnapshotBytesMax:
		upto = min(upto, g.sendingIndex())
	}
	if l := g.log; upto > l.truncated && (upto-l.truncated)*truncateShare < l.last-l.truncated {
		return l.truncated
	}
	return upto
}

// truncateShare is the least share of a log, one in so many, that a truncation
// is worth while the rest is held.
const truncateShare = 4

package consensus

import (
	"errors"
	"fmt"
	"slices"

	"go.etcd.io/raft/v3"
	"go.etcd.io/raft/v3/raftpb"
	"go.etcd.io/raft/v3/tracker"
	"google.golang.org/protobuf/proto"

	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/support"
)

// Errors of a change of the configuration.
var (
	// ErrConfPending means that an earlier change is not applied yet.
	ErrConfPending = errors.New("consensus: another change of the configuration is under way")
	// ErrConfUnsupported means that the present configuration does not support the
	// whole lease yet, or that there is none: ask again after the next renewal.
	ErrConfUnsupported = errors.New("consensus: the present configuration does not support the lease")
	// ErrConfBehind means that a learner that is to vote has not caught up: it would
	// be missing from quorums.
	ErrConfBehind = errors.New("consensus: a learner is behind")
	// ErrConfInvalid means that the change can't be made from where the group is.
	ErrConfInvalid = errors.New("consensus: not a possible change of the configuration")
)

// ConfState is what a range's descriptor says about who votes, in Raft's words.
//
// An outgoing replica stays in VotersOutgoing until the joint configuration is
// left, and becomes a learner then (LearnersNext). Raft forbids one ID in both
// Learners and VotersOutgoing.
func ConfState(d *descriptor.Range) *raftpb.ConfState {
	c := &raftpb.ConfState{}
	joint := d.Joint()
	for _, x := range d.Replicas {
		switch {
		case x.Learner:
			c.Learners = append(c.Learners, x.ID)
		case x.Change == descriptor.Outgoing:
			c.LearnersNext = append(c.LearnersNext, x.ID)
		default:
			c.Voters = append(c.Voters, x.ID)
		}
		if joint && x.VotesOld() {
			c.VotersOutgoing = append(c.VotersOutgoing, x.ID)
		}
	}
	return c
}

// supportConfig is the same in the words of leases.
// Without an Outgoing half only Voters count for a lease.
func supportConfig(d *descriptor.Range) (c support.Config) {
	joint := d.Joint()
	for _, x := range d.Replicas {
		m := support.Member{Replica: x.ID, Store: x.StoreID}
		if x.VotesNew() {
			c.Voters = append(c.Voters, m)
		}
		if joint && x.VotesOld() {
			c.Outgoing = append(c.Outgoing, m)
		}
	}
	return c
}

// confChange is the change that leads from one set of replicas to another. One
// that touches more than one vote is joint.
//
//	add a learner; remove a learner; one becomes a voter   at once
//	incoming and outgoing replicas                         enters a joint configuration
//	none of them any more                                  leaves it
//
// Only these steps exist, so that each is one that rule 1 of package allocator has
// thought about: a voter always goes by way of a learner, and a replica never
// changes its store.
func confChange(from, to *descriptor.Range) (*raftpb.ConfChangeV2, error) {
	// Empty and automatic, it leaves a joint configuration. JointExplicit, below,
	// is left by a step of its own and not by Raft itself: the descriptor must
	// change with it.
	cc := &raftpb.ConfChangeV2{Transition: raftpb.ConfChangeTransitionAuto.Enum()}
	if from.Joint() {
		if !sameReplicas(from.LeaveJoint(), to.Replicas) {
			return nil, fmt.Errorf("%w: a joint configuration is left before anything else changes", ErrConfInvalid)
		}
		return cc, nil
	}
	add := func(t raftpb.ConfChangeType, id uint64) {
		cc.Changes = append(cc.Changes, &raftpb.ConfChangeSingle{Type: t.Enum(), NodeId: &id})
	}
	for _, x := range to.Replicas {
		old, ok := byID(from, x.ID)
		switch {
		case ok && old.StoreID != x.StoreID:
			return nil, fmt.Errorf("%w: replica %d changes its store", ErrConfInvalid, x.ID)
		// It stays as it is: no change of the log's.
		case ok && old == x:
		case x.Change == descriptor.Outgoing && ok && !old.Learner:
			add(raftpb.ConfChangeAddLearnerNode, x.ID)
		case x.Learner && !ok:
			add(raftpb.ConfChangeAddLearnerNode, x.ID)
		case !x.Learner && x.Change != descriptor.Outgoing && ok && old.Learner:
			add(raftpb.ConfChangeAddNode, x.ID)
		default:
			return nil, fmt.Errorf("%w: replica %d from %+v to %+v", ErrConfInvalid, x.ID, old, x)
		}
	}
	for _, x := range from.Replicas {
		if _, ok := byID(to, x.ID); ok {
			continue
		}
		if !x.Learner {
			return nil, fmt.Errorf("%w: voter %d goes without becoming a learner first", ErrConfInvalid, x.ID)
		}
		add(raftpb.ConfChangeRemoveNode, x.ID)
	}
	switch {
	case len(cc.Changes) == 0:
		return nil, fmt.Errorf("%w: nothing changes", ErrConfInvalid)
	case to.Joint():
		cc.Transition = raftpb.ConfChangeTransitionJointExplicit.Enum()
	case len(cc.Changes) > 1:
		return nil, fmt.Errorf("%w: several changes at once need a joint configuration", ErrConfInvalid)
	}
	return cc, nil
}

// byID is the replica of that ID. IDs are never used again in a range; stores are.
func byID(d *descriptor.Range, id uint64) (descriptor.Replica, bool) {
	for _, x := range d.Replicas {
		if x.ID == id {
			return x, true
		}
	}
	return descriptor.Replica{}, false
}

// sameReplicas compares sets; the order means nothing.
func sameReplicas(a, b []descriptor.Replica) bool {
	return len(a) == len(b) && !slices.ContainsFunc(a, func(x descriptor.Replica) bool { return !slices.Contains(b, x) })
}

// ProposeConf proposes a command whose effect is that the range's replicas
// become those of to. Its token comes back as a proposal's does. The leader
// itself is never demoted: it transfers first, so that a lease has no voter that
// another configuration has freed.
//
// It fails with the errors above, of which ErrConfPending, ErrConfUnsupported and
// ErrConfBehind pass by themselves, and with raft.ErrProposalDropped where this
// replica does not lead. data is the command, which every replica applies together
// with the change (ApplyConf).
func (g *Group) ProposeConf(to *descriptor.Range, data []byte, token any) error {
	switch {
	case g.leadTerm == 0:
		return raft.ErrProposalDropped
	case g.desc == nil:
		return fmt.Errorf("%w: the group was loaded without a descriptor", ErrConfInvalid)
	// Raft makes an empty entry of a second change, whose token nobody would claim.
	case g.confPending > g.applied: // with a first entry of its own the leader knows that nothing earlier is
		return ErrConfPending
	}
	if self, ok := byID(to, g.o.ReplicaID); !ok || !self.VotesNew() {
		return fmt.Errorf("%w: the leader gives up its lease before its vote", ErrConfInvalid)
	}
	cc, err := confChange(g.desc, to)
	if err != nil {
		return err
	}
	if v := g.view(); v != nil && !g.lead.MayReconfigure(v, g.o.ReplicaID, g.conf) {
		return ErrConfUnsupported
	}
	if !g.caughtUp(cc) {
		return ErrConfBehind
	}
	cc.Context = data
	b, err := proto.Marshal(cc)
	if err != nil {
		return err
	}
	e := &raftpb.Entry{Type: raftpb.EntryConfChangeV2.Enum(), Data: b}
	if err := g.propose([]*raftpb.Entry{e}, token); err != nil {
		return err
	}
	// Above every applied index: a second change is refused from now on.
	g.confPending = unknownIndex // it comes with the Ready
	return nil
}

// caughtUp reports whether those that are to vote follow the log.
// One whose log ends before the leader's begins needs a snapshot first, and would
// vote for nothing meanwhile.
func (g *Group) caughtUp(cc *raftpb.ConfChangeV2) bool {
	for _, c := range cc.Changes {
		if c.GetType() != raftpb.ConfChangeAddNode {
			continue
		}
		p, ok := g.progress(c.GetNodeId())
		if !ok || !p.Follows || p.Match < g.log.truncated {
			return false
		}
	}
	return true
}

// Progress is what a leader knows of a replica.
// A snapshot in time: it holds until the next Step.
type Progress struct {
	Replica uint64
	Match   uint64 // it has the log up to there
	Follows bool   // it takes entries as they come
	Active  bool   // it was heard from since the last check of the quorum
	Sending bool   // a snapshot is on its way
}

// LastIndex is the index of the last entry of the stored log.
func (g *Group) LastIndex() uint64 { return g.log.last }

// Progress returns what a leader knows of the others; nil if it does not lead.
func (g *Group) Progress() (all []Progress) {
	if g.leadTerm == 0 {
		return nil
	}
	g.raw.WithProgress(func(id uint64, _ raft.ProgressType, p tracker.Progress) {
		if id != g.o.ReplicaID {
			all = append(all, Progress{
				Replica: id, Match: p.Match, Active: p.RecentActive,
				Follows: p.State == tracker.StateReplicate, Sending: p.State == tracker.StateSnapshot,
			})
		}
	})
	return all
}

// progress is what the leader knows of a replica; false: it is none of the configuration, or
// this one does not lead.
func (g *Group) progress(replica uint64) (Progress, bool) {
	for _, p := range g.Progress() {
		if p.Replica == replica {
			return p, true
		}
	}
	return Progress{}, false
}

// ApplyConf takes over the change of a commit. The caller has applied its
// command, whose effect is the descriptor d; a command without an effect (T5)
// does not come here. It fails with ErrCorrupt where d says something else.
// It must be called before the next Ready, in the order of the log: quorums change
// with it.
func (g *Group) ApplyConf(c *ConfChange, d *descriptor.Range) (err error) {
	defer g.guard(&err)
	// Two sources for one fact, the log's change and the descriptor that the
	// command made: where they differ quorums would, from replica to replica.
	got, want := g.raw.ApplyConfChange(c.cc), ConfState(d)
	if err := got.Equivalent(want); err != nil {
		return fmt.Errorf("%w: range %d: %v", ErrCorrupt, g.o.RangeID, err)
	}
	// Leader and lease go by the new quorums from here on: observe comes after.
	old := g.desc
	g.setDescriptor(d)
	g.observe()
	return g.feed(old)
}

// feed has the state sent to replicas that have just come: they can't have any, and need
// not say so first.
// Without it a newcomer gets an append first, refuses it, and only then a
// snapshot: a round trip.
func (g *Group) feed(old *descriptor.Range) error {
	if g.leadTerm == 0 || old == nil {
		return nil
	}
	for _, x := range g.desc.Replicas {
		if _, there := byID(old, x.ID); there || x.ID == g.o.ReplicaID {
			continue
		}
		// 0: Raft has no progress for it, so that it is not in the configuration (yet).
		next := uint64(0)
		g.raw.WithProgress(func(id uint64, _ raft.ProgressType, p tracker.Progress) {
			if id == x.ID {
				next = p.Next
			}
		})
		if next == 0 {
			continue
		}
		ask := g.message(raftpb.MsgApp, x.ID, g.leadTerm, nil)
		ask.Index = proto.Uint64(next - 1)
		if err := g.raw.Step(Refuse(ask)); err != nil {
			return err
		}
	}
	return nil
}

// Member reports whether the replica still belongs to its group.
func (g *Group) Member() bool {
	if g.desc == nil {
		return true
	}
	_, ok := byID(g.desc, g.o.ReplicaID)
	return ok
}

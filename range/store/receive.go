package store

import (
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/consensus"
	"github.com/isochrondb/isochron/range/raftnet"
)

// ReceiveRaft takes a Raft message from another store. It may load the range's
// replica from the disk; beyond that it does not block.
//
// What is no message is logged and dropped: peers are trusted to mean well, not to
// be right.
func (s *Store) ReceiveRaft(from raftnet.Peer, m raftnet.Message) {
	if s.Err() != nil {
		return
	}
	msg, err := consensus.DecodeMessage(m.Message)
	if err != nil || msg.GetFrom() != m.FromReplica || msg.GetTo() != m.ToReplica {
		s.o.Log.Warn("a peer sent what is no Raft message", "store", from.StoreID, "range", m.RangeID)
		return
	}
	s.deliver(from, m, msg, false)
}

// deliver gives a message to its group; must: however much waits there.
//
//	the replica that is meant is here     its group hears it, and is loaded for that
//	a later one of the range is meant     the one here was removed: the directory is asked
//	none is here                          after a while the leader is asked for a snapshot (absent)
func (s *Store) deliver(from raftnet.Peer, m raftnet.Message, msg *consensus.Message, must bool) {
	rh := s.ranges.get(m.RangeID)
	// By ID: a message for a replica that was here before must not reach the one of now.
	if rh == nil || !rh.is(m.ToReplica) {
		s.answerFor(from, m, msg)
		if rh == nil {
			s.absent(from, m, msg)
		} else if m.ToReplica > rh.self() { // the one here was removed, and has not heard of it
			s.queues.Gone(rh.ID())
		}
		return
	}
	rh.rouse()
	s.loop.Step(rh.Range, from, msg, len(m.Message), must)
}

// answerFor speaks for a replica that is not here: it leads nothing.
// A voter whose vote is bound to a replica that is gone would else wait for the
// promise's end.
func (s *Store) answerFor(from raftnet.Peer, m raftnet.Message, msg *consensus.Message) {
	reply := consensus.AnswerFor(msg, 0)
	if reply == nil {
		return
	}
	b, err := consensus.AppendMessage(nil, reply)
	if err == nil {
		s.o.Transport.Raft(from, raftnet.Message{RangeID: m.RangeID, FromReplica: m.ToReplica, ToReplica: m.FromReplica, Message: b})
	}
}

// RaftUnreachable says that messages to a replica were lost on their way.
func (s *Store) RaftUnreachable(rangeID, replica uint64) {
	if rh := s.ranges.get(rangeID); rh != nil {
		s.loop.Unreachable(rh.Range, replica)
	}
}

// ReceiveSupport takes a message of store liveness. It never blocks.
func (s *Store) ReceiveSupport(from raftnet.Peer, message []byte) {
	s.liveness.Receive(from, message)
}

// is reports whether the handle's replica has that ID.
func (rh *handle) is(replica uint64) bool {
	x, ok := rh.Descriptor().Replica(rh.store.ident.StoreID)
	return ok && x.ID == replica
}

// self is the ID of the handle's replica, 0 if the range has none here.
func (rh *handle) self() uint64 {
	x, _ := rh.Descriptor().Replica(rh.store.ident.StoreID)
	return x.ID
}

// rouse loads a sleeping handle, so that it hears what comes.
// It loads on the caller's goroutine: that of a stream, which is slowed down by
// it.
func (rh *handle) rouse() {
	rh.mu.Lock()
	if rh.state != asleep {
		rh.mu.Unlock()
		return
	}
	rh.setWakingLocked()
	rh.mu.Unlock()
	rh.wake()
}

// elsewhere tells who serves the range, as far as this replica knows.
// Leader is a node, 0 where nobody is known, or where it would be this one.
func (rh *handle) elsewhere(why string) error {
	d := rh.Descriptor()
	e := &kvpb.RetryElsewhere{RangeID: rh.ID(), Range: d.Proto(), Why: why}
	if x, ok := d.Replica(rh.Leader()); ok && x.StoreID != rh.store.ident.StoreID {
		e.Leader = x.NodeID
	}
	return e
}

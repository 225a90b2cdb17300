package store

import (
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/consensus"
	"github.com/isochrondb/isochron/range/raftnet"
)

// ReceiveRaft takes a Raft message from another store. It may load the range's
// replica from the disk; beyond that it does not block.
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
func (s *Store) deliver(from raftnet.Peer, m raftnet.Message, msg *consensus.Message, must bool) {
	sl := s.ranges.get(m.RangeID)
	if sl == nil || !sl.is(m.ToReplica) {
		s.answerFor(from, m, msg)
		if sl == nil {
			s.absent(from, m, msg)
		} else if m.ToReplica > sl.self() { // the one here was removed, and has not heard of it
			s.queues.Gone(sl.ID())
		}
		return
	}
	sl.rouse()
	s.loop.Step(sl.Range, from, msg, len(m.Message), must)
}

// answerFor speaks for a replica that is not here: it leads nothing.
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
	if sl := s.ranges.get(rangeID); sl != nil {
		s.loop.Unreachable(sl.Range, replica)
	}
}

// ReceiveSupport takes a message of store liveness. It never blocks.
func (s *Store) ReceiveSupport(from raftnet.Peer, message []byte) {
	s.liveness.Receive(from, message)
}

// is reports whether the slot's replica has that ID.
func (sl *slot) is(replica uint64) bool {
	x, ok := sl.Descriptor().Replica(sl.store.ident.StoreID)
	return ok && x.ID == replica
}

// self is the ID of the slot's replica, 0 if the range has none here.
func (sl *slot) self() uint64 {
	x, _ := sl.Descriptor().Replica(sl.store.ident.StoreID)
	return x.ID
}

// rouse loads a sleeping slot, so that it hears what comes.
func (sl *slot) rouse() {
	sl.mu.Lock()
	if sl.state != asleep {
		sl.mu.Unlock()
		return
	}
	sl.setWakingLocked()
	sl.mu.Unlock()
	sl.wake()
}

// elsewhere tells who serves the range, as far as this replica knows.
func (sl *slot) elsewhere(why string) error {
	d := sl.Descriptor()
	e := &kvpb.RetryElsewhere{RangeID: sl.ID(), Range: d.Proto(), Why: why}
	if x, ok := d.Replica(sl.Leader()); ok && x.StoreID != sl.store.ident.StoreID {
		e.Leader = x.NodeID
	}
	return e
}

package consensus

import (
	"errors"
	"fmt"

	"go.etcd.io/raft/v3/raftpb"
	"google.golang.org/protobuf/proto"
)

// Message is what one member of a group says to another.
type Message = raftpb.Message

// HeartbeatAnswer is the type of messages that may lengthen a lease.
const HeartbeatAnswer = raftpb.MsgHeartbeatResp

// Votes reports whether a message asks for a vote, is one, or asks for an election.
// Such messages do not wait in line behind a snapshot or an append.
func Votes(m *Message) bool {
	switch m.GetType() {
	case raftpb.MsgVote, raftpb.MsgPreVote, raftpb.MsgVoteResp, raftpb.MsgPreVoteResp, raftpb.MsgTimeoutNow:
		return true
	}
	return false
}

// IsVote reports whether m is a vote for its receiver. Its context is free for the caller's use.
func IsVote(m *Message) bool { return m.GetType() == raftpb.MsgVoteResp && !m.GetReject() }

// AppendMessage appends the encoding of m to dst.
func AppendMessage(dst []byte, m *Message) ([]byte, error) {
	return proto.MarshalOptions{}.MarshalAppend(dst, m)
}

// DecodeMessage reads what AppendMessage wrote. It fails with ErrMessage; what a
// peer may say is for Step to judge.
// The result does not alias b. The size is bounded by whoever read b.
func DecodeMessage(b []byte) (*Message, error) {
	m := &Message{}
	if err := proto.Unmarshal(b, m); err != nil {
		return nil, fmt.Errorf("%w: %v", ErrMessage, err)
	}
	return m, nil
}

// Refuse is what a store says for a replica of a range that it should hold and has
// no state of: send it. Nil: the message calls for no such answer.
func Refuse(m *Message) *Message {
	to, from, term, index, reject := m.GetFrom(), m.GetTo(), m.GetTerm(), m.GetIndex(), true
	switch m.GetType() {
	case raftpb.MsgApp:
	case raftpb.MsgHeartbeat: // else the leader says no more; it acknowledges nothing
		return &raftpb.Message{Type: raftpb.MsgHeartbeatResp.Enum(), To: &to, From: &from, Term: &term}
	default:
		return nil
	}
	return &raftpb.Message{
		Type: raftpb.MsgAppResp.Enum(), To: &to, From: &from, Term: &term, Index: &index, Reject: &reject,
	}
}

var (
	// ErrMessage reports a message that no peer sends.
	ErrMessage = errors.New("consensus: not a message of a peer")
)

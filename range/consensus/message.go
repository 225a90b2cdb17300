package consensus

import (
	"fmt"

	"go.etcd.io/raft/v3/raftpb"
	"google.golang.org/protobuf/proto"
)

// Message is what one member of a group says to another.
type Message = raftpb.Message

// HeartbeatAnswer is the type of messages that may lengthen a lease.
const HeartbeatAnswer = raftpb.MsgHeartbeatResp

// Votes reports whether a message asks for a vote, is one, or asks for an election.
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
func DecodeMessage(b []byte) (*Message, error) {
	m := &Message{}
	if err := proto.Unmarshal(b, m); err != nil {
		return nil, fmt.Errorf("%w: %v", ErrMessage, err)
	}
	return m, nil
}

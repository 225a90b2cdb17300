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

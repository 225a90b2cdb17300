package consensus

import (
	"encoding/binary"

	"go.etcd.io/raft/v3/raftpb"

	"github.com/isochrondb/isochron/kv/engine"
)

// What only tests of the package need.

// EmptyLog is the log of a replica that has no state yet, and waits for a
// snapshot. What it voted for is remembered.
func EmptyLog(r engine.Reader, rangeID uint64) (*Log, error) {
	l := &Log{rangeID: rangeID, reader: r, conf: &raftpb.ConfState{}}
	return l, l.loadHard(0)
}

// appendEntryValue encodes an entry: its term, its type, its data. The index is
// in the key.
func appendEntryValue(dst []byte, e *raftpb.Entry) []byte {
	dst = binary.AppendUvarint(dst, e.GetTerm())
	dst = append(dst, byte(e.GetType()))
	return append(dst, e.Data...)
}

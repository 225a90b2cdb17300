package replica

import (
	"errors"
	"fmt"

	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
)

// noRoom says whose disk is full.
type noRoom struct{ node uint32 }

func (e *noRoom) Error() string {
	if e.node == 0 {
		return "the disk has less free space than is kept in reserve"
	}
	return fmt.Sprintf("the disk of node %d has less free space than is kept in reserve", e.node)
}

func (*noRoom) Unwrap() error { return engine.ErrFull }

// writable asks whether there is room for more. What is not users' rows, own, may use a part of the
// reserve: DROP and TRUNCATE are, and make room.
func (r *Replica) writable(own bool) error {
	err := r.o.Engine.Writable()
	if err == nil || !errors.Is(err, engine.ErrFull) || errors.Is(err, engine.ErrFailed) {
		return err
	}
	if own && r.o.Engine.Spare() {
		return nil
	}
	return &noRoom{r.o.NodeID}
}

// own reports whether all writes are to what the cluster keeps of itself.
func (in *intention) own() bool {
	for i := range in.writes {
		if !ownKey(in.writes[i].key) {
			return false
		}
	}
	return len(in.fused) == 0
}

func ownKey(k keys.Key) bool { return len(k) > 0 && k[0] < keys.Rows }

func ownWrites(writes []*kvpb.Write) bool {
	for _, w := range writes {
		if !ownKey(w.Key) {
			return false
		}
	}
	return true
}

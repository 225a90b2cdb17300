package replica

import (
	"errors"
	"fmt"

	"github.com/isochrondb/isochron/kv/engine"
)

// noRoom says whose disk is full.
type noRoom struct{ node uint32 }

func (e *noRoom) Error() string {
	if e.node == 0 {
		return "the disk has less free space than is kept in reserve"
	}
	return fmt.Sprintf("the disk of node %d has less free space than is kept in reserve", e.node)
}

// Unwrap makes it the engine's ErrFull, which becomes 53100 at the edge.
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

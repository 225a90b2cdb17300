package node

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/kv/engine"
)

const (
	// roomEvery is how often a node looks whether its disk has room for more.
	roomEvery = 2 * time.Second
	// lowEvery is how often it asks how much free space there is.
	lowEvery = 30 * time.Second
	// A disk is low below this much free space, but at most a twentieth of it.
	lowBytes = 1 << 30
)

// watchRoom tells when the disk has too little free space for writes, when it has some again, and
// beforehand when it gets short.
func (n *Node) watchRoom(ctx context.Context) {
	full, low := false, false
	for since := lowEvery; stop.Sleep(ctx, roomEvery) == nil; since += roomEvery {
		if now := n.full(); now != full {
			full = now
			_, used, free := n.capacity()
			if full {
				n.log.Error("the disk is full: writes are refused, but for DROP and TRUNCATE", "directory", n.o.Dir, "free_bytes", free, "store_bytes", used)
			} else {
				n.log.Info("the disk has room again: writes go on", "free_bytes", free)
			}
		}
		if since < lowEvery {
			continue
		}
		since = 0
		if total, used, free := n.capacity(); isLow(total, free) != low {
			if low = !low; low && !full {
				n.log.Warn("the disk is nearly full", "directory", n.o.Dir, "free_bytes", free, "store_bytes", used)
			}
		}
	}
}

// isLow tells of a disk with so much in all; zero: it is not known.
func isLow(total, free uint64) bool { return total > 0 && free < min(lowBytes, total/20) }

func (n *Node) full() bool {
	err := n.engine.Writable()
	return errors.Is(err, engine.ErrFull) && !errors.Is(err, engine.ErrFailed)
}

// Warnings are what an operator should know of a node that serves.
func (n *Node) Warnings() (out []string) {
	if _, used, free := n.capacity(); n.full() {
		out = append(out, fmt.Sprintf("the disk is full: writes are refused (%d MiB are free, the store has %d MiB)", free>>20, used>>20))
	}
	return out
}

package pebbleengine

import (
	"sync/atomic"
	"time"
)

// uses counts what is under way in an engine, so that Close can wait for it: Pebble panics
// where an iterator outlives its database. The counts lie apart, for many cores to change.
// Safe for concurrent use.
type uses struct {
	closed atomic.Bool
	shards [usesShards]useShard
	next   atomic.Uint32
	wake   chan struct{} // holds one
}

const usesShards = 16

// The counts that are not for iterators; writes come from few goroutines.
const (
	writeShard = iota
	otherShard
	iterShards // from here on
)

type useShard struct {
	n atomic.Int64
	_ [56]byte // a cache line each
}

func (u *uses) init() { u.wake = make(chan struct{}, 1) }

// shard gives an iterator one of the counts.
func (u *uses) shard() uint8 { return iterShards + uint8(u.next.Add(1)%(usesShards-iterShards)) }

// enter begins a use, for leave to end, unless the engine is closed.
func (u *uses) enter(shard uint8) bool {
	u.shards[shard].n.Add(1)
	if !u.closed.Load() {
		return true
	}
	u.leave(shard)
	return false
}

// join begins a use beside one that is under way: closed or not, that one keeps the engine open.
func (u *uses) join(shard uint8) { u.shards[shard].n.Add(1) }

func (u *uses) leave(shard uint8) {
	if u.shards[shard].n.Add(-1) != 0 || !u.closed.Load() {
		return
	}
	select {
	case u.wake <- struct{}{}:
	default:
	}
}

// closeTimeout bounds how long Close waits for what is under way: a read of one request, which
// ends with it. Beyond that somebody has forgotten an iterator.
const closeTimeout = 30 * time.Second

// close refuses all that enters from now on, and waits until the rest has left. It reports
// whether it was the first to be called.
func (u *uses) close() bool {
	if u.closed.Swap(true) {
		return false
	}
	t := time.NewTimer(closeTimeout)
	defer t.Stop()
	for i := range u.shards {
		for u.shards[i].n.Load() > 0 {
			select {
			case <-u.wake:
			case <-t.C:
				return true
			}
		}
	}
	return true
}

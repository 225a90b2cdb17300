package replica

import (
	"sync"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/kvpb"
)

// Finished is what replicas of a process pass on to their successors (and the floor of
// a lease begins with: the marks of the former one, T3). It remembers, for as long as the
// process lives, which one-range commits
// were answered "no" (or "nothing to write") although a late copy of them could
// choose another timestamp and succeed. A tombstone in the log does the same at
// the cost of a consensus round. One serves all replicas of a process; it must not
// be made anew while gateways of the process have requests under way. Safe for
// concurrent use.
type Finished struct {
	mu   sync.Mutex
	of   map[kvpb.TxnID]ending
	line []kvpb.TxnID // in order of arrival
	tops map[uint64]hlc.Timestamp
}

type ending struct {
	fusedOnly bool
	deadline  hlc.Timestamp
}

// NewFinished returns an empty memory.
func NewFinished() *Finished {
	return &Finished{of: map[kvpb.TxnID]ending{}, tops: map[uint64]hlc.Timestamp{}}
}

func (f *Finished) has(id kvpb.TxnID, fused bool) bool {
	if f == nil {
		return false
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	e, ok := f.of[id]
	return ok && (!e.fusedOnly || fused)
}

func (f *Finished) put(id kvpb.TxnID, fusedOnly bool, deadline hlc.Timestamp) {
	f.mu.Lock()
	defer f.mu.Unlock()
	old, have := f.of[id]
	if !have {
		f.line = append(f.line, id)
	} else {
		fusedOnly = fusedOnly && old.fusedOnly
		deadline = max(deadline, old.deadline)
	}
	f.of[id] = ending{fusedOnly, deadline}
}

// noteTop remembers the highest mark of a lease that ends.
func (f *Finished) noteTop(rangeID uint64, top hlc.Timestamp) {
	if f == nil || top == hlc.Zero {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.tops[rangeID] = max(f.tops[rangeID], top)
}

func (f *Finished) top(rangeID uint64) hlc.Timestamp {
	if f == nil {
		return hlc.Zero
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.tops[rangeID]
}

// forget drops what now has passed: a copy would have to choose above now.
func (f *Finished) forget(now hlc.Timestamp) {
	if f == nil {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	n := 0
	for n < len(f.line) && f.of[f.line[n]].deadline < now {
		delete(f.of, f.line[n])
		n++
	}
	f.line = append(f.line[:0], f.line[n:]...)
}
